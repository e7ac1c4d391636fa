#ifndef BASE_POOL_H
#define BASE_POOL_H
/*
 * Worker processes over a list of jobs.
 *
 * Processes, not threads: the Markdown parser has tables of its own that a parse
 * writes to, and hostile input may bring a worker down.  A worker takes the next job from a
 * shared counter, few workers and many jobs each; one that dies is replaced, the
 * job it had is reported, and the rest go on.  Which worker does a job is not
 * determined; jobs leave their results in shared memory or in files.
 */
#include <stdbool.h>
#include <stddef.h>
#include <sys/resource.h>

struct pool {
	unsigned workers;			/* at least 1 */
	unsigned seconds;			/* processor time that one job may take; 0: any */
	size_t   memory;			/* address space of a worker in bytes; 0: any */
	bool   (*start)(void *context);		/* in each worker, first: may be NULL; false ends it */
	void   (*job)(size_t index, void *context);	/* in a worker */
	void   (*died)(size_t index, int signal, void *context);	/* in the parent */
	void    *context;
};

/* Of this process; a limit that is lower already is left as it is.  what is one of RLIMIT_... */
void pool_limit(int what, rlim_t most);

/* Run jobs 0 .. count-1.  0, or an errno when no worker could be started. */
int pool_run(const struct pool *p, size_t count);

/* Zeroed memory that workers and parent share; made before pool_run. */
void *pool_share(size_t size);
void  pool_unshare(void *memory, size_t size);

#endif

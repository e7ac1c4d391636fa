#ifndef CMD_CHILD_H
#define CMD_CHILD_H
/*
 * Programs of the system, run without a shell.
 *
 * The only place where reeve executes anything, and only in the parent process (a worker that
 * parses can't: base/sandbox.h), when a user asks for what another program does: `build --pdf`
 * (WeasyPrint), `diff` of two revisions (git).  A build without --pdf executes nothing.
 *
 * A program is a name that is looked for in the absolute folders of PATH, and gets its arguments
 * as a list.  Of the environment it sees nothing but LC_ALL=C.UTF-8, PATH=/usr/bin:/bin, HOME=/nonexistent and
 * what its caller gives.  It has a process group of its own, which is ended with it and by the
 * time limit; the program itself ends with reeve, too.
 */
#include "base/arena.h"
#include "base/buf.h"

enum child_end {
	CHILD_DONE,		/* exit status 0 */
	CHILD_NOT_FOUND,	/* no such program on PATH */
	CHILD_FAILED,		/* another exit status, or a signal */
	CHILD_TIMED_OUT,
	CHILD_TOO_MUCH,		/* more output than it may give */
	CHILD_NOT_STARTED,	/* the system has no process or pipe left: status is the errno */
};

struct child {
	const char *const *arguments;	/* ended by NULL; the first is the program's name */
	const char *const *environment;	/* "NAME=value", at most 32, ended by NULL; or NULL */
	struct buf input;		/* what it reads; given up when it starts */
	int      folder;		/* open, to be started in; -1: where reeve is */
	unsigned seconds;		/* by the clock, before it is ended; 0: any */
	size_t   memory;		/* address space in bytes; 0: any */
	size_t   most;			/* bytes of output; 0: any */
	bool     fenced;		/* may read the system's programs and fonts and what is below */
	int      readable, writable;	/* these open folders, write below the second alone; and has no socket (base/sandbox.h) */
	bool     fence_required;	/* and does not start on a kernel that can't see to that */

	size_t job;			/* the caller's own */

	enum child_end end;		/* what became of it */
	int        status;		/* exit status; of a signal 128 and its number; an errno */
	struct buf out, words;		/* of its standard output and error; of the latter the last 64 kB */
};

/* A child with nothing but its arguments. */
struct child child_of(const char *const *arguments);

/* Run one and wait for it.  true when its end is CHILD_DONE. */
bool child_run(struct child *c);

/*
 * Run several, at most at_once at a time.  next fills in another and says whether there was one;
 * done gets each as it ends, in no determined order, and may take what it wants before it is released.
 */
struct child_list {
	unsigned at_once;		/* at least 1 */
	bool   (*next)(struct child *c, void *context);
	void   (*done)(struct child *c, void *context);
	void    *context;
};
void child_run_list(const struct child_list *list);

/* Where a program is: its path, or NULL. */
const char *child_find(const char *name, struct arena *a);

/* Why there is no result, as what follows "git": "is not installed", "failed: ..." with its last line. */
struct str child_reason(const struct child *c, struct arena *a);

/* Of a line that a program wrote, as much as a message shows, as a terminal may show it. */
struct str child_line(struct str line, struct arena *a);

void child_release(struct child *c);

#endif

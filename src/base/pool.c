/*
 * Worker processes, and the memory that they share with their parent.
 *
 * The parent knows from shared memory what each worker has in hand, and nothing else of it;
 * what a job is and what comes of it is the caller's.  While a pool runs,
 * its caller has no other children: they would be reaped here.
 */
#include "base/pool.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define NO_JOB SIZE_MAX

/* One worker, as both sides see it. */
struct seat {
	_Atomic size_t job;	/* in hand, or NO_JOB */
	_Atomic size_t taken;	/* jobs that it began */
	pid_t          pid;	/* the parent's own; 0 when nobody sits here */
};

struct board {
	const struct pool *pool;
	size_t             count, size;
	unsigned           seats, living;
	_Atomic size_t     next;
	_Atomic char      *settled;	/* for each job: done, or reported */
	struct seat        seat[];
};

void *
pool_share(size_t size)
{
	void *memory = mmap(NULL, size + (size == 0), PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED) {
		fputs("reeve: out of memory\n", stderr);
		_exit(2);
	}
	return memory;
}

void
pool_unshare(void *memory, size_t size)
{
	munmap(memory, size + (size == 0));
}

static struct board *
board_new(const struct pool *p, size_t count)
{
	unsigned seats = p->workers > 0 ? p->workers : 1;

	if (seats > count)
		seats = (unsigned)count;
	size_t head = sizeof(struct board) + seats * sizeof(struct seat);
	struct board *b = pool_share(head + count);

	b->pool = p;
	b->count = count;
	b->size = head + count;
	b->seats = seats;
	b->settled = (_Atomic char *)((char *)b + head);
	return b;
}

void
pool_limit(int what, rlim_t most)
{
	struct rlimit now;

	if (getrlimit(what, &now) != 0)
		return;
	if (now.rlim_max == RLIM_INFINITY || now.rlim_max > most)
		now.rlim_max = most;
	now.rlim_cur = now.rlim_max;
	setrlimit(what, &now);
}

/* SIGPROF must end the worker, whatever the program does with it elsewhere. */
static void
let_time_run_out(void)
{
	sigset_t set;

	signal(SIGPROF, SIG_DFL);
	sigemptyset(&set);
	sigaddset(&set, SIGPROF);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

static void
allow_seconds(unsigned seconds)
{
	const struct itimerval time = { .it_value = { .tv_sec = (time_t)seconds } };

	setitimer(ITIMER_PROF, &time, NULL);
}

static _Noreturn void
work(struct board *b, struct seat *seat)
{
	const struct pool *p = b->pool;

	pool_limit(RLIMIT_CORE, 0);
	if (p->memory > 0)
		pool_limit(RLIMIT_AS, p->memory);
	let_time_run_out();
	if (p->start && !p->start(p->context))
		_exit(1);
	for (size_t job; (job = atomic_fetch_add(&b->next, 1)) < b->count;) {
		atomic_fetch_add(&seat->taken, 1);
		atomic_store(&seat->job, job);
		if (p->seconds > 0)
			allow_seconds(p->seconds);
		p->job(job, p->context);
		atomic_store(&b->settled[job], 1);
		atomic_store(&seat->job, NO_JOB);
	}
	_exit(0);
}

/* A worker takes a free seat.  What stdio holds is written first, or it would come twice. */
static int
hire(struct board *b, struct seat *seat)
{
	pid_t parent = getpid();

	fflush(stdout);
	fflush(stderr);
	atomic_store(&seat->job, NO_JOB);
	atomic_store(&seat->taken, 0);
	pid_t pid = fork();

	if (pid < 0)
		return errno;
	if (pid == 0) {
		/* the parent may have died before the call that says to die with it */
		if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent)
			_exit(1);
		work(b, seat);
	}
	seat->pid = pid;
	b->living++;
	return 0;
}

static void
report(struct board *b, size_t job, int signal_number)
{
	if (atomic_exchange(&b->settled[job], 1))
		return;
	if (b->pool->died)
		b->pool->died(job, signal_number, b->pool->context);
}

/*
 * One worker has ended.  Another takes its place when jobs are left, but not that of one
 * that never began a job: what stopped it would stop the next one, for ever.
 */
static int
dismiss(struct board *b, struct seat *seat, int status)
{
	size_t job = atomic_load(&seat->job);

	seat->pid = 0;
	b->living--;
	if (job != NO_JOB)
		report(b, job, WIFSIGNALED(status) ? WTERMSIG(status) : 0);
	if (atomic_load(&b->next) >= b->count || atomic_load(&seat->taken) == 0)
		return 0;
	return hire(b, seat);
}

static struct seat *
seat_of(struct board *b, pid_t pid)
{
	for (unsigned i = 0; i < b->seats; i++)
		if (b->seat[i].pid == pid)
			return &b->seat[i];
	return NULL;
}

/* Until every worker has ended; gives the signal of the last that a signal ended. */
static int
oversee(struct board *b, int *error)
{
	int last_signal = 0;

	while (b->living > 0) {
		int status;
		pid_t pid = waitpid(-1, &status, 0);

		if (pid < 0 && errno == EINTR)
			continue;
		if (pid < 0) {
			*error = errno;
			break;
		}
		struct seat *seat = seat_of(b, pid);

		if (!seat)
			continue;
		if (WIFSIGNALED(status))
			last_signal = WTERMSIG(status);
		int failed = dismiss(b, seat, status);

		if (failed)
			*error = failed;
	}
	return last_signal;
}

int
pool_run(const struct pool *p, size_t count)
{
	if (count == 0)
		return 0;
	struct board *b = board_new(p, count);
	int error = ECANCELED;	/* what is left undone when every start says no */
	struct sigaction before, usual = { .sa_handler = SIG_DFL };

	/* whoever started us may have had it ignored, and then nothing is told of a death */
	sigaction(SIGCHLD, &usual, &before);
	for (unsigned i = 0; i < b->seats; i++) {
		int failed = hire(b, &b->seat[i]);

		if (failed)
			error = failed;
	}
	int last_signal = oversee(b, &error);

	sigaction(SIGCHLD, &before, NULL);
	if (atomic_load(&b->next) >= count)
		error = 0;
	/* a job taken by a worker that was killed before it could say which it had */
	for (size_t i = 0; error == 0 && i < count; i++)
		report(b, i, last_signal);
	pool_unshare(b, b->size);
	return error;
}

/*
 * Workers that finish, fail, hang and die.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/pool.h"

#define JOBS 500

/* Shared by workers and parent. */
struct tally {
	_Atomic unsigned begun[JOBS];
	_Atomic unsigned workers;
	_Atomic int      pid;
	unsigned         deaths, died[JOBS];	/* the parent's */
	int              signal;
};

static int
make_tally(void **state)
{
	*state = pool_share(sizeof(struct tally));
	return 0;
}

static int
drop_tally(void **state)
{
	pool_unshare(*state, sizeof(struct tally));
	return 0;
}

static void
note_death(size_t index, int signal_number, void *context)
{
	struct tally *t = context;

	t->deaths++;
	t->died[index]++;
	t->signal = signal_number;
}

static bool
count_worker(void *context)
{
	struct tally *t = context;

	atomic_fetch_add(&t->workers, 1);
	return true;
}

static void
count_job(size_t index, void *context)
{
	struct tally *t = context;

	atomic_fetch_add(&t->begun[index], 1);
}

static struct pool
pool_of(struct tally *t, unsigned workers, void (*job)(size_t, void *))
{
	return (struct pool){ .workers = workers, .start = count_worker, .job = job,
		.died = note_death, .context = t };
}

static void
assert_each_begun_once(struct tally *t, size_t count)
{
	for (size_t i = 0; i < JOBS; i++)
		assert_int_equal(i < count, t->begun[i]);
}

static void
every_job_is_done_once(void **state)
{
	struct tally *t = *state;
	struct pool p = pool_of(t, 4, count_job);

	assert_int_equal(0, pool_run(&p, JOBS));
	assert_each_begun_once(t, JOBS);
	assert_int_equal(4, t->workers);
	assert_int_equal(0, t->deaths);
}

static void
no_more_workers_than_jobs_are_started(void **state)
{
	struct tally *t = *state;
	struct pool p = pool_of(t, 8, count_job);

	assert_int_equal(0, pool_run(&p, 0));
	assert_int_equal(0, t->workers);
	assert_int_equal(0, pool_run(&p, 2));
	assert_each_begun_once(t, 2);
	assert_int_equal(2, t->workers);
}

static void
crash_at_sevens(size_t index, void *context)
{
	count_job(index, context);
	if (index % 7 == 0) {
		signal(SIGSEGV, SIG_DFL);	/* a sanitizer would make an exit of it */
		raise(SIGSEGV);
	}
}

static void
a_crash_is_reported_and_the_rest_goes_on(void **state)
{
	struct tally *t = *state;
	struct pool p = pool_of(t, 3, crash_at_sevens);

	assert_int_equal(0, pool_run(&p, 100));
	assert_each_begun_once(t, 100);
	assert_int_equal(15, t->deaths);
	assert_int_equal(SIGSEGV, t->signal);
	for (size_t i = 0; i < 100; i++)
		assert_int_equal(i % 7 == 0, t->died[i]);
}

static void
leave_early(size_t index, void *context)
{
	count_job(index, context);
	if (index < 2)
		_exit((int)index);	/* 0 is no excuse: the job is not done */
}

static void
a_worker_that_leaves_in_a_job_is_reported(void **state)
{
	struct tally *t = *state;
	struct pool p = pool_of(t, 1, leave_early);

	t->signal = -1;
	assert_int_equal(0, pool_run(&p, 10));
	assert_each_begun_once(t, 10);
	assert_int_equal(2, t->deaths);
	assert_int_equal(1, t->died[0]);
	assert_int_equal(1, t->died[1]);
	assert_int_equal(0, t->signal);
}

static void
loop_at_one(size_t index, void *context)
{
	count_job(index, context);
	for (volatile bool forever = index == 1; forever;)
		;
}

static void
a_job_that_does_not_end_is_ended(void **state)
{
	struct tally *t = *state;
	struct pool p = pool_of(t, 2, loop_at_one);

	p.seconds = 1;
	signal(SIGPROF, SIG_IGN);	/* the worker sees to it that this does not matter */
	assert_int_equal(0, pool_run(&p, 20));
	signal(SIGPROF, SIG_DFL);
	assert_each_begun_once(t, 20);
	assert_int_equal(1, t->deaths);
	assert_int_equal(1, t->died[1]);
	assert_int_equal(SIGPROF, t->signal);
}

static void
take_memory(size_t index, void *context)
{
	count_job(index, context);
	void *much = malloc((size_t)1 << 30);

	if (!much)
		_exit(2);
	free(much);
}

static void
a_worker_gets_no_more_memory_than_allowed(void **state)
{
	struct tally *t = *state;
	struct pool p = pool_of(t, 1, take_memory);

#ifdef __SANITIZE_ADDRESS__
	skip();		/* the sanitizer's own memory is past any limit */
#endif
	assert_int_equal(0, pool_run(&p, 1));
	assert_int_equal(0, t->deaths);
	p.memory = (size_t)256 << 20;
	assert_int_equal(0, pool_run(&p, 1));
	assert_int_equal(1, t->deaths);
}

static bool
refuse(void *context)
{
	count_worker(context);
	return false;
}

static bool
crash_at_start(void *context)
{
	count_worker(context);
	raise(SIGKILL);
	return true;
}

static void
workers_that_cannot_start_are_an_error(void **state)
{
	struct tally *t = *state;
	struct pool p = pool_of(t, 3, count_job);

	p.start = refuse;
	assert_int_not_equal(0, pool_run(&p, 10));
	assert_int_equal(3, t->workers);
	p.start = crash_at_start;
	assert_int_not_equal(0, pool_run(&p, 10));
	assert_int_equal(6, t->workers);
	assert_each_begun_once(t, 0);
	assert_int_equal(0, t->deaths);
}

static bool
refuse_but_one(void *context)
{
	struct tally *t = context;

	return atomic_fetch_add(&t->workers, 1) == 0;
}

static void
one_worker_that_starts_does_all(void **state)
{
	struct tally *t = *state;
	struct pool p = pool_of(t, 4, count_job);

	p.start = refuse_but_one;
	assert_int_equal(0, pool_run(&p, 50));
	assert_each_begun_once(t, 50);
}

static void
an_ignored_sigchld_hides_no_death(void **state)
{
	struct tally *t = *state;
	struct pool p = pool_of(t, 2, crash_at_sevens);

	signal(SIGCHLD, SIG_IGN);
	assert_int_equal(0, pool_run(&p, 10));
	assert_true(signal(SIGCHLD, SIG_DFL) == SIG_IGN);
	assert_int_equal(2, t->deaths);
	assert_each_begun_once(t, 10);
}

static void
print_nothing(size_t index, void *context)
{
	count_job(index, context);
	fflush(stdout);
}

/* A pool in a child, with half a line in stdio: how often the line is there after. */
static void
what_is_half_printed_is_printed_once(void **state)
{
	struct tally *t = *state;
	struct pool p = pool_of(t, 4, print_nothing);
	char got[64] = "";
	int ends[2], status;

	assert_int_equal(0, pipe(ends));
	pid_t child = fork();

	if (child == 0) {
		dup2(ends[1], STDOUT_FILENO);
		setvbuf(stdout, NULL, _IOFBF, 4096);
		fputs("once", stdout);
		pool_run(&p, 8);
		fflush(stdout);
		_exit(0);
	}
	close(ends[1]);
	assert_int_equal(child, waitpid(child, &status, 0));
	assert_int_equal(4, read(ends[0], got, sizeof(got)));
	assert_int_equal(0, read(ends[0], got, sizeof(got)));
	close(ends[0]);
}

static void
sleep_long(size_t index, void *context)
{
	struct tally *t = context;

	(void)index;
	atomic_store(&t->pid, (int)getpid());
	sleep(30);
}

static void
workers_die_with_their_parent(void **state)
{
	struct tally *t = *state;
	struct pool p = pool_of(t, 1, sleep_long);
	int status;

	/* so that the worker, an orphan, becomes this process's to wait for */
	assert_int_equal(0, prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0));
	pid_t parent = fork();

	if (parent == 0) {
		pool_run(&p, 1);
		_exit(0);
	}
	while (atomic_load(&t->pid) == 0)
		usleep(1000);
	assert_int_equal(0, kill(parent, SIGKILL));
	assert_int_equal(parent, waitpid(parent, &status, 0));
	assert_int_equal((pid_t)t->pid, waitpid((pid_t)t->pid, &status, 0));
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, make_tally, drop_tally)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_job_is_done_once),
		TEST(no_more_workers_than_jobs_are_started),
		TEST(a_crash_is_reported_and_the_rest_goes_on),
		TEST(a_worker_that_leaves_in_a_job_is_reported),
		TEST(a_job_that_does_not_end_is_ended),
		TEST(a_worker_gets_no_more_memory_than_allowed),
		TEST(workers_that_cannot_start_are_an_error),
		TEST(one_worker_that_starts_does_all),
		TEST(an_ignored_sigchld_hides_no_death),
		TEST(what_is_half_printed_is_printed_once),
		TEST(workers_die_with_their_parent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

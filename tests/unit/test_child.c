/*
 * Programs of the system: what they are given, what is kept of them, and how they end.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cmd/child.h"

#define SHELL(script) child_of((const char *const[]){ "sh", "-c", (script), NULL })

static void
says(const struct child *c, const char *text)
{
	assert_int_equal(text ? strlen(text) : 0, c->out.len);
	assert_memory_equal(text, c->out.at, c->out.len);
}

static bool
spoke_of(const struct child *c, const char *text)
{
	return str_find(buf_view(&c->words), str_of(text), 0) < c->words.len;
}

static void
reasons(struct child *c, const char *text)
{
	struct arena a;

	arena_init(&a);
	struct str is = child_reason(c, &a);

	assert_string_equal(text, str_print(&a, STR_FMT, STR_ARG(is)).at);
	arena_release(&a);
	child_release(c);
}

static void
what_a_program_prints_is_kept(void **state)
{
	struct child c = SHELL("echo out; echo err >&2");

	(void)state;
	assert_true(child_run(&c));
	says(&c, "out\n");
	assert_int_equal(4, c.words.len);
	child_release(&c);
}

static void
arguments_are_no_shell_text(void **state)
{
	struct child c = child_of((const char *const[]){ "echo", "$HOME; `id` *", NULL });

	(void)state;
	assert_true(child_run(&c));
	says(&c, "$HOME; `id` *\n");
	child_release(&c);
}

static void
the_environment_is_small_and_clean(void **state)
{
	struct child c = child_of((const char *const[]){ "env", NULL });

	(void)state;
	setenv("GIT_DIR", "/elsewhere", 1);
	c.environment = (const char *const[]){ "PATH=/nowhere", "SEED=0", NULL };
	assert_true(child_run(&c));
	says(&c, "PATH=/nowhere\nSEED=0\nLC_ALL=C.UTF-8\nHOME=/nonexistent\n");
	child_release(&c);
}

static void
a_program_that_is_not_there_is_said_to_be_missing(void **state)
{
	struct child c = child_of((const char *const[]){ "no-such-program-of-ours", NULL });

	(void)state;
	assert_false(child_run(&c));
	assert_int_equal(CHILD_NOT_FOUND, c.end);
	reasons(&c, "is not installed");
}

/* A folder of content is no place for programs, even where PATH has an empty entry or a dot. */
static void
programs_are_not_taken_from_where_one_stands(void **state)
{
	char folder[] = "/tmp/reeve-child-XXXXXX", before[4096];
	struct arena a;

	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_non_null(getcwd(before, sizeof before));
	assert_int_equal(0, chdir(folder));
	int fd = open("reeve-program", O_WRONLY | O_CREAT, 0755);
	char *path = strdup(getenv("PATH"));

	arena_init(&a);
	setenv("PATH", ":.:", 1);
	assert_null(child_find("reeve-program", &a));
	assert_null(child_find("./reeve-program", &a));
	setenv("PATH", folder, 1);
	assert_non_null(child_find("reeve-program", &a));
	setenv("PATH", path, 1);
	free(path);
	arena_release(&a);
	close(fd);
	unlink("reeve-program");
	assert_int_equal(0, chdir(before));
	rmdir(folder);
}

static void
a_failure_has_the_last_words(void **state)
{
	struct child c = SHELL("echo first >&2; echo '  it broke ' >&2; exit 3");

	(void)state;
	assert_false(child_run(&c));
	assert_int_equal(CHILD_FAILED, c.end);
	assert_int_equal(3, c.status);
	reasons(&c, "failed: it broke");
	c = SHELL("exit 4");
	assert_false(child_run(&c));
	reasons(&c, "failed with status 4 and said nothing");
	c = SHELL("kill -9 $$");
	assert_false(child_run(&c));
	assert_int_equal(128 + 9, c.status);
	reasons(&c, "was ended by signal 9");
}

/* With what it has started: nothing of it may still write an hour later. */
static void
one_that_hangs_is_ended(void **state)
{
	struct child c = SHELL("sleep 60 & sleep 60");
	time_t begun = time(NULL);

	(void)state;
	c.seconds = 1;
	assert_false(child_run(&c));
	assert_int_equal(CHILD_TIMED_OUT, c.end);
	assert_true(time(NULL) - begun < 20);
	reasons(&c, "had not ended after 1 seconds");
}

static void
one_that_leaves_another_behind_is_not_waited_for(void **state)
{
	struct child c = SHELL("sleep 60 & echo done");
	time_t begun = time(NULL);

	(void)state;
	assert_true(child_run(&c));
	says(&c, "done\n");
	assert_true(time(NULL) - begun < 20);
	child_release(&c);
}

static void
output_without_end_is_ended(void **state)
{
	struct child c = SHELL("exec yes");

	(void)state;
	c.most = 100000;
	assert_false(child_run(&c));
	assert_int_equal(CHILD_TOO_MUCH, c.end);
	reasons(&c, "gave more than 100000 bytes");
}

static void
complaints_without_end_are_cut_to_the_last(void **state)
{
	struct child c = SHELL("yes | head -c 1000000 >&2; echo last >&2; exit 1");

	(void)state;
	assert_false(child_run(&c));
	assert_true(c.words.len <= 128 << 10);
	reasons(&c, "failed: last");
}

static void
it_reads_its_input_to_the_end_where_it_is_started(void **state)
{
	struct child c = SHELL("wc -c; pwd");

	(void)state;
	for (int i = 0; i < 100000; i++)
		buf_text(&c.input, "a line\n");
	c.folder = open("/usr", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_true(child_run(&c));
	says(&c, "700000\n/usr\n");
	close(c.folder);
	child_release(&c);
}

/* Of one that never lets the pipe run empty; before, the reader went on until memory ended. */
static void
limits_hold_while_output_flows(void **state)
{
	struct child c = SHELL("exec cat /dev/zero");
	time_t begun = time(NULL);

	(void)state;
	c.seconds = 1;
	c.most = (size_t)1 << 40;
	assert_false(child_run(&c));
	assert_int_equal(CHILD_TIMED_OUT, c.end);
	assert_true(time(NULL) - begun < 20);
	child_release(&c);
}

static void
the_caller_may_ignore_and_hold_back_signals(void **state)
{
	struct child c = SHELL("kill -TERM $$; sleep 1; echo still here");
	sigset_t term, before;

	(void)state;
	sigemptyset(&term);
	sigaddset(&term, SIGTERM);
	sigprocmask(SIG_BLOCK, &term, &before);
	signal(SIGCHLD, SIG_IGN);
	assert_false(child_run(&c));
	signal(SIGCHLD, SIG_DFL);
	sigprocmask(SIG_SETMASK, &before, NULL);
	reasons(&c, "was ended by signal 15");
}

static void
what_it_writes_is_shown_as_a_terminal_may_show_it(void **state)
{
	struct child c = SHELL("printf '\\033[31mred\\377 and more' >&2; exit 1");

	(void)state;
	assert_false(child_run(&c));
	reasons(&c, "failed: ?[31mred");
}

/* Landlock or seccomp may be missing where this is run: then the fence says so. */
static void
a_fenced_one_reads_its_folder_and_nothing_of_ours(void **state)
{
	char folder[] = "/tmp/reeve-child-XXXXXX", script[256];
	struct child c;

	(void)state;
	assert_non_null(mkdtemp(folder));
	int top = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	assert_int_equal(0, mkdirat(top, "site", 0755));
	close(openat(top, "site/page", O_WRONLY | O_CREAT, 0644));
	close(openat(top, "secret", O_WRONLY | O_CREAT, 0644));
	snprintf(script, sizeof script, "test -r page || exit 5; cat page >/dev/null || exit 6; cat ../secret && exit 7; "
		"cat /etc/hostname && exit 8; echo x >page && exit 9; exit 0");
	c = SHELL(script);
	c.fenced = c.fence_required = true;
	c.folder = c.readable = openat(top, "site", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool good = child_run(&c);

	unlinkat(top, "site/page", 0);
	unlinkat(top, "secret", 0);
	unlinkat(top, "site", AT_REMOVEDIR);
	rmdir(folder);
	close(c.readable);
	close(top);
	if (!good && spoke_of(&c, "no sandbox"))
		skip();
	assert_int_equal(0, c.status);
	child_release(&c);
}

/* One that was put into somebody's own bin/ may read what is beside it there, and not their home. */
static void
a_fenced_one_of_a_home_reads_no_more_of_it_than_its_folder(void **state)
{
	char home[] = "/tmp/reeve-child-XXXXXX", bin[64], *path = strdup(getenv("PATH"));
	static const char script[] = "#!/bin/sh\ncat \"${0%/*}/beside\" || exit 6; cat \"${0%/*}/../secret\" && exit 7; exit 0\n";
	struct child c = child_of((const char *const[]){ "reeve-program", NULL });

	(void)state;
	assert_non_null(mkdtemp(home));
	int top = open(home, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	assert_int_equal(0, mkdirat(top, "bin", 0755));
	close(openat(top, "bin/beside", O_WRONLY | O_CREAT, 0644));
	close(openat(top, "secret", O_WRONLY | O_CREAT, 0644));
	int fd = openat(top, "bin/reeve-program", O_WRONLY | O_CREAT, 0755);

	assert_int_equal(sizeof script - 1, write(fd, script, sizeof script - 1));
	close(fd);
	snprintf(bin, sizeof bin, "%s/bin", home);
	setenv("PATH", bin, 1);
	c.fenced = c.fence_required = true;
	bool good = child_run(&c);

	setenv("PATH", path, 1);
	free(path);
	unlinkat(top, "bin/reeve-program", 0);
	unlinkat(top, "bin/beside", 0);
	unlinkat(top, "bin", AT_REMOVEDIR);
	unlinkat(top, "secret", 0);
	rmdir(home);
	close(top);
	if (!good && spoke_of(&c, "no sandbox"))
		skip();
	assert_int_equal(0, c.status);
	child_release(&c);
}

static void
a_fenced_one_has_no_network(void **state)
{
	struct child c = child_of((const char *const[]){ "python3", "-c", "import socket; socket.socket()", NULL });

	(void)state;
	c.fenced = c.fence_required = true;
	assert_false(child_run(&c));
	assert_int_equal(CHILD_FAILED, c.end);
	assert_int_not_equal(0, c.words.len);
	if (!spoke_of(&c, "no sandbox"))
		reasons(&c, "failed: PermissionError: [Errno 1] Operation not permitted");
	else
		child_release(&c);
}

struct several {
	unsigned begun, ended;
	unsigned sum;
};

static bool
next_of_several(struct child *c, void *context)
{
	static char script[9][16];
	static const char *arguments[9][4];
	struct several *s = context;

	if (s->begun == 9)
		return false;
	snprintf(script[s->begun], sizeof script[0], "exit %u", s->begun);
	arguments[s->begun][0] = s->begun == 4 ? "no-such-program-of-ours" : "sh";
	arguments[s->begun][1] = "-c";
	arguments[s->begun][2] = script[s->begun];
	*c = child_of(arguments[s->begun++]);
	return true;
}

static void
one_of_several_ended(struct child *c, void *context)
{
	struct several *s = context;

	s->ended++;
	s->sum += c->end == CHILD_NOT_FOUND ? 100 : (unsigned)c->status;
	assert_true(s->begun - s->ended < 3);
}

static void
of_several_some_run_at_once_and_each_is_told_of(void **state)
{
	struct several s = { 0, 0, 0 };

	(void)state;
	child_run_list(&(struct child_list){ 3, next_of_several, one_of_several_ended, &s });
	assert_int_equal(9, s.ended);
	assert_int_equal(0 + 1 + 2 + 3 + 100 + 5 + 6 + 7 + 8, s.sum);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_program_prints_is_kept),
		cmocka_unit_test(arguments_are_no_shell_text),
		cmocka_unit_test(the_environment_is_small_and_clean),
		cmocka_unit_test(a_program_that_is_not_there_is_said_to_be_missing),
		cmocka_unit_test(programs_are_not_taken_from_where_one_stands),
		cmocka_unit_test(a_failure_has_the_last_words),
		cmocka_unit_test(one_that_hangs_is_ended),
		cmocka_unit_test(one_that_leaves_another_behind_is_not_waited_for),
		cmocka_unit_test(output_without_end_is_ended),
		cmocka_unit_test(complaints_without_end_are_cut_to_the_last),
		cmocka_unit_test(it_reads_its_input_to_the_end_where_it_is_started),
		cmocka_unit_test(limits_hold_while_output_flows),
		cmocka_unit_test(the_caller_may_ignore_and_hold_back_signals),
		cmocka_unit_test(what_it_writes_is_shown_as_a_terminal_may_show_it),
		cmocka_unit_test(a_fenced_one_reads_its_folder_and_nothing_of_ours),
		cmocka_unit_test(a_fenced_one_of_a_home_reads_no_more_of_it_than_its_folder),
		cmocka_unit_test(a_fenced_one_has_no_network),
		cmocka_unit_test(of_several_some_run_at_once_and_each_is_told_of),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

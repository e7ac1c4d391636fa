/*
 * What a process in the sandbox can still do, tried out in children.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/sandbox.h"

#define CHILD_FAILED 100

struct folders {
	char name[32];
	int  top, readable, writable;
};

static int
put(int at, const char *name)
{
	int fd = openat(at, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

	return fd < 0 ? errno : close(fd);
}

static int
make_folders(void **state)
{
	static struct folders f;

	f = (struct folders){ .name = "/tmp/reeve-sandbox-XXXXXX" };
	if (!mkdtemp(f.name))
		return -1;
	f.top = open(f.name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	mkdirat(f.top, "in", 0755);
	mkdirat(f.top, "out", 0755);
	f.readable = openat(f.top, "in", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	f.writable = openat(f.top, "out", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	*state = &f;
	return put(f.top, "beside") || put(f.readable, "source");
}

static int
remove_folders(void **state)
{
	struct folders *f = *state;

	unlinkat(f->readable, "source", 0);
	unlinkat(f->writable, "object", 0);
	unlinkat(f->top, "beside", 0);
	unlinkat(f->top, "in", AT_REMOVEDIR);
	unlinkat(f->top, "out", AT_REMOVEDIR);
	close(f->top);
	close(f->readable);
	close(f->writable);
	return rmdir(f->name);
}

/* The line of the check that failed is told by stderr; a child must not run cmocka's end. */
#define MUST(condition) \
	do { \
		if (!(condition)) { \
			fprintf(stderr, "line %d: %s (errno %d)\n", __LINE__, #condition, errno); \
			_exit(CHILD_FAILED); \
		} \
	} while (0)

static int
in_child(void (*check)(const struct folders *), const struct folders *f,
	enum sandbox_state needed)
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		enum sandbox_state reached = sandbox_enter(f->readable, f->writable);

		if (reached > needed)
			_exit((int)reached);
		check(f);
		_exit(0);
	}
	assert_int_equal(child, waitpid(child, &status, 0));
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* Asked of the kernel here, so that a sandbox that fails is no reason to skip. */
static bool
kernel_has_landlock(void)
{
	return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) > 0;
}

static void
assert_in_sandbox(void (*check)(const struct folders *), void **state,
	enum sandbox_state needed)
{
	if (needed == SANDBOX_WHOLE && !kernel_has_landlock())
		skip();
	assert_int_equal(0, in_child(check, *state, needed));
}

static bool
opens(int at, const char *name, int flags)
{
	int fd = openat(at, name, flags | O_CLOEXEC, 0644);

	return fd >= 0 && close(fd) == 0;
}

static void
check_reading(const struct folders *f)
{
	MUST(opens(f->readable, "source", O_RDONLY));
	MUST(opens(f->top, "in/source", O_RDONLY));
	MUST(!opens(AT_FDCWD, "/etc/passwd", O_RDONLY) && errno == EACCES);
	MUST(!opens(f->top, "beside", O_RDONLY) && errno == EACCES);
	MUST(!opens(AT_FDCWD, "/", O_RDONLY | O_DIRECTORY) && errno == EACCES);
	MUST(!opens(f->readable, "source", O_WRONLY) && errno == EACCES);
	MUST(!opens(f->readable, "new", O_WRONLY | O_CREAT) && errno == EACCES);
	MUST(unlinkat(f->readable, "source", 0) != 0 && errno == EACCES);
}

static void
only_the_readable_folder_is_read(void **state)
{
	assert_in_sandbox(check_reading, state, SANDBOX_WHOLE);
}

static void
check_writing(const struct folders *f)
{
	MUST(opens(f->writable, ".tmp", O_WRONLY | O_CREAT | O_EXCL));
	MUST(renameat(f->writable, ".tmp", f->writable, "object") == 0);
	MUST(opens(f->writable, "object", O_RDONLY));
	MUST(opens(f->writable, "object", O_WRONLY | O_TRUNC));
	MUST(mkdirat(f->writable, "sub", 0755) == 0);
	MUST(unlinkat(f->writable, "sub", AT_REMOVEDIR) == 0);
	MUST(symlinkat("/etc/passwd", f->writable, "link") != 0 && errno == EACCES);
	MUST(mkfifoat(f->writable, "pipe", 0600) != 0 && errno == EACCES);
	MUST(!opens(f->top, "new", O_WRONLY | O_CREAT) && errno == EACCES);
	MUST(renameat(f->writable, "object", f->top, "object") != 0);
	MUST(linkat(f->top, "beside", f->writable, "beside", 0) != 0);
}

static void
only_the_writable_folder_is_written(void **state)
{
	assert_in_sandbox(check_writing, state, SANDBOX_WHOLE);
}

static void
check_calls(const struct folders *f)
{
	static const char *const arguments[] = { "true", NULL };
	char *const *argv = (char *const *)(uintptr_t)arguments;
	char *const none[] = { NULL };

	(void)f;
	MUST(socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM);
	MUST(socket(AF_UNIX, SOCK_STREAM, 0) < 0 && errno == EPERM);
	MUST(syscall(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, NULL) < 0 && errno == EPERM);
	MUST(execve("/bin/true", argv, none) < 0 && errno == EPERM);
	MUST(syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0) < 0 && errno == EPERM);
	MUST(syscall(SYS_clone3, NULL, 0) < 0 && errno == ENOSYS);
	MUST(syscall(SYS_ptrace, 0, 0, 0, 0) < 0 && errno == EPERM);
	MUST(syscall(SYS_io_uring_setup, 1, NULL) < 0 && errno == EPERM);
	MUST(syscall(SYS_bpf, 0, NULL, 0) < 0 && errno == EPERM);
	MUST(syscall(SYS_truncate, "/tmp/none", 0) < 0 && errno == EPERM);
	MUST(syscall(452, AT_FDCWD, "/tmp/none", 0, 0) < 0 && errno == ENOSYS);
#ifdef __x86_64__
	MUST(syscall(SYS_fork) < 0 && errno == EPERM);
	MUST(syscall(0x40000000 | SYS_getpid) < 0 && errno == ENOSYS);
#endif
}

static void
check_files(const struct folders *f)
{
	struct arena a;
	struct str got;
	struct file_info info;

	arena_init(&a);
	MUST(file_read(f->readable, STR("source"), 0, &a, &got) == 0);
	MUST(file_read(f->top, STR("in/source"), 0, &a, &got) == 0);
	MUST(file_read(f->top, STR("beside"), 0, &a, &got) == EACCES);
	MUST(file_make_folders(f->writable, STR("a/b"), 0755) == 0);
	MUST(file_replace(f->writable, STR("a/b/x"), STR("text"), 0644) == 0);
	MUST(file_stat(f->writable, STR("a/b/x"), &info) == 0 && info.size == 4);
	MUST(file_remove_tree(f->writable, STR("a")) == 0);
	MUST(file_replace(f->readable, STR("source"), STR("text"), 0644) == EACCES);
	arena_release(&a);
}

static void
files_are_read_and_replaced_in_the_sandbox(void **state)
{
	assert_in_sandbox(check_files, state, SANDBOX_WHOLE);
}

static void
calls_that_no_parser_makes_are_refused(void **state)
{
	assert_in_sandbox(check_calls, state, SANDBOX_NO_LANDLOCK);
}

static void
check_work(const struct folders *f)
{
	const struct itimerval time = { .it_value = { .tv_sec = 5 } };
	void *memory = malloc((size_t)16 << 20);
	struct stat st;

	MUST(memory);
	free(memory);
	MUST(setitimer(ITIMER_PROF, &time, NULL) == 0);
	MUST(fstatat(f->readable, "source", &st, 0) == 0);
	MUST(getpid() > 0);
}

static void
a_worker_can_still_work(void **state)
{
	assert_in_sandbox(check_work, state, SANDBOX_NO_LANDLOCK);
}

static void
check_nothing_readable(const struct folders *f)
{
	MUST(!opens(f->readable, "source", O_RDONLY) && errno == EACCES);
	MUST(!opens(f->writable, "new", O_WRONLY | O_CREAT) && errno == EACCES);
}

static void
without_folders_nothing_is_read_or_written(void **state)
{
	const struct folders *f = *state;
	int status;

	if (!kernel_has_landlock())
		skip();
	pid_t child = fork();

	if (child == 0) {
		enum sandbox_state reached = sandbox_enter(-1, -1);

		if (reached == SANDBOX_WHOLE)
			check_nothing_readable(f);
		_exit((int)reached);
	}
	assert_int_equal(child, waitpid(child, &status, 0));
	assert_true(WIFEXITED(status));
	assert_int_equal(SANDBOX_WHOLE, WEXITSTATUS(status));
}

static void
a_folder_that_is_none_is_no_whole_sandbox(void **state)
{
	int status;
	pid_t child = fork();

	(void)state;
	if (child == 0)
		_exit((int)sandbox_enter(9999, -1));
	assert_int_equal(child, waitpid(child, &status, 0));
	assert_true(WIFEXITED(status));
	assert_int_not_equal(SANDBOX_WHOLE, WEXITSTATUS(status));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, make_folders, remove_folders)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(only_the_readable_folder_is_read),
		TEST(only_the_writable_folder_is_written),
		TEST(files_are_read_and_replaced_in_the_sandbox),
		TEST(calls_that_no_parser_makes_are_refused),
		TEST(a_worker_can_still_work),
		TEST(without_folders_nothing_is_read_or_written),
		TEST(a_folder_that_is_none_is_no_whole_sandbox),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * Files below a folder of their own, which each test makes and removes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"

struct folder {
	char         name[32];
	int          at;
	struct arena arena;
};

static int
make_folder(void **state)
{
	static struct folder f;

	f = (struct folder){ .name = "/tmp/reeve-file-XXXXXX" };
	if (!mkdtemp(f.name))
		return -1;
	f.at = open(f.name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	arena_init(&f.arena);
	*state = &f;
	return f.at < 0;
}

static int
remove_folder(void **state)
{
	struct folder *f = *state;
	int above = open("/tmp", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int error = file_remove_tree(above, str_of(f->name + 5));

	close(above);
	close(f->at);
	arena_release(&f->arena);
	return error;
}

static void
put(struct folder *f, const char *path, const char *text)
{
	assert_int_equal(0, file_create(f->at, str_of(path), str_of(text), 0644));
}

static void
assert_holds(struct folder *f, const char *path, const char *want)
{
	struct str got = STR("unread");

	assert_int_equal(0, file_read(f->at, str_of(path), 0, &f->arena, &got));
	assert_true(str_is(got, want));
}

static int
read_error(struct folder *f, const char *path)
{
	struct str got;

	return file_read(f->at, str_of(path), 0, &f->arena, &got);
}

/* What the tests of reading look at: a file, a folder, and links to and past both. */
static void
put_links(struct folder *f)
{
	assert_int_equal(0, file_make_folders(f->at, STR("a/b"), 0755));
	put(f, "a/b/c.md", "text");
	assert_int_equal(0, symlinkat("b/c.md", f->at, "a/link.md"));
	assert_int_equal(0, symlinkat("b", f->at, "a/folder"));
	assert_int_equal(0, symlinkat("/etc", f->at, "etc"));
}

static void
assert_only_below(struct folder *f)
{
	int fd;

	assert_holds(f, "a/b/c.md", "text");
	assert_holds(f, "a/./b//c.md", "text");
	assert_int_equal(ELOOP, read_error(f, "a/link.md"));
	assert_int_equal(ELOOP, read_error(f, "a/folder/c.md"));
	assert_int_equal(ELOOP, read_error(f, "etc/passwd"));
	assert_int_equal(EXDEV, read_error(f, "../passwd"));
	assert_int_equal(EXDEV, read_error(f, "a/../a/b/c.md"));
	assert_int_equal(EXDEV, read_error(f, "/etc/passwd"));
	assert_int_equal(ENOENT, read_error(f, "a/b/none"));
	assert_int_equal(ENOTDIR, read_error(f, "a/b/c.md/d"));
	assert_int_equal(EINVAL, read_error(f, "a/b"));
	assert_int_equal(EINVAL, read_error(f, ""));
	assert_int_equal(ELOOP, file_open_folder(f->at, STR("a/folder"), &fd));
	assert_int_equal(ELOOP, file_open_folder(f->at, STR("etc"), &fd));
	assert_int_equal(ENOTDIR, file_open_folder(f->at, STR("a/b/c.md"), &fd));
	assert_int_equal(0, file_open_folder(f->at, STR("a/b"), &fd));
	close(fd);
}

static void
only_what_is_below_the_folder_is_read(void **state)
{
	put_links(*state);
	assert_only_below(*state);
}

/* From here on this process's kernel has no openat2. */
static void
take_openat2_away(void)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat2, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	const struct sock_fprog program = { .len = 4, .filter = code };

	assert_int_equal(0, prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
	assert_int_equal(0, prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program));
}

/* Run a check where it can do no harm; a failed one leaves by another way than 0. */
static int
in_child(void (*check)(struct folder *), struct folder *f)
{
	int status = -1;
	pid_t child = fork();

	if (child == 0) {
		check(f);
		_exit(0);
	}
	assert_int_equal(child, waitpid(child, &status, 0));
	return status;
}

static void
check_without_openat2(struct folder *f)
{
	take_openat2_away();
	assert_only_below(f);
}

static void
an_older_kernel_reads_no_more(void **state)
{
	put_links(*state);
	assert_int_equal(0, in_child(check_without_openat2, *state));
}

static void
a_pipe_is_refused_without_waiting(void **state)
{
	struct folder *f = *state;

	assert_int_equal(0, mkfifoat(f->at, "pipe", 0600));
	assert_int_equal(EINVAL, read_error(f, "pipe"));
}

static void
a_name_that_is_no_path_is_refused(void **state)
{
	struct folder *f = *state;
	char *long_name = arena_alloc(&f->arena, 5000);
	struct str got;

	for (size_t i = 0; i < 5000; i++)
		long_name[i] = i % 100 == 99 ? '/' : 'x';
	struct str path = { long_name, 5000 };

	assert_int_equal(ENAMETOOLONG, file_read(f->at, path, 0, &f->arena, &got));
	assert_int_equal(EINVAL, file_read(f->at, STR("a\0b"), 0, &f->arena, &got));
	assert_int_equal(EINVAL, file_create(f->at, STR(""), STR("x"), 0644));
	assert_int_equal(EINVAL, file_create(f->at, STR("a/"), STR("x"), 0644));
	assert_int_equal(EXDEV, file_create(f->at, STR("../x"), STR("x"), 0644));
	assert_int_equal(EXDEV, file_create(f->at, STR("/x"), STR("x"), 0644));
	assert_int_equal(EXDEV, file_replace(f->at, STR("/tmp/x"), STR("x"), 0644));
	assert_int_equal(EXDEV, file_remove(f->at, STR("..")));
}

static void
a_file_past_the_limit_is_too_big(void **state)
{
	struct folder *f = *state;
	struct str got;

	put(f, "four", "1234");
	assert_int_equal(EFBIG, file_read(f->at, STR("four"), 3, &f->arena, &got));
	assert_int_equal(0, file_read(f->at, STR("four"), 4, &f->arena, &got));
	assert_int_equal(4, got.len);
}

static void
a_large_file_comes_back_whole(void **state)
{
	struct folder *f = *state;
	struct str bytes = { arena_alloc(&f->arena, 5000000), 5000000 }, got;
	char *at = (char *)(uintptr_t)bytes.at;

	for (size_t i = 0; i < bytes.len; i++)
		at[i] = (char)(i * 31 % 251);
	assert_int_equal(0, file_create(f->at, STR("large"), bytes, 0644));
	assert_int_equal(0, file_read(f->at, STR("large"), 0, &f->arena, &got));
	assert_true(str_equal(bytes, got));
}

static void
a_file_whose_size_is_not_told_is_read_whole(void **state)
{
	struct folder *f = *state;
	int proc = open("/proc/self", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct str got = STR_NONE;

	if (proc < 0)
		skip();
	assert_int_equal(0, file_read(proc, STR("status"), 0, &f->arena, &got));
	assert_true(str_starts(got, "Name:"));
	assert_int_equal(EFBIG, file_read(proc, STR("status"), 10, &f->arena, &got));
	close(proc);
}

static void
a_new_file_takes_no_other_ones_place(void **state)
{
	struct folder *f = *state;

	put(f, "x", "first");
	assert_int_equal(EEXIST, file_create(f->at, STR("x"), STR("second"), 0644));
	assert_holds(f, "x", "first");
	assert_int_equal(0, symlinkat("nowhere", f->at, "link"));
	assert_int_equal(EEXIST, file_create(f->at, STR("link"), STR("second"), 0644));
	assert_int_equal(ENOENT, file_create(f->at, STR("no/x"), STR("x"), 0644));
}

static void
a_replaced_file_leaves_nothing_beside_it(void **state)
{
	struct folder *f = *state;
	struct file_list list;
	struct str failed;

	put(f, "outside", "kept");
	assert_int_equal(0, file_make_folders(f->at, STR("a"), 0755));
	assert_int_equal(0, symlinkat("../outside", f->at, "a/x"));
	assert_int_equal(0, file_replace(f->at, STR("a/x"), STR("old"), 0644));
	assert_int_equal(0, file_replace(f->at, STR("a/x"), STR("new"), 0644));
	assert_holds(f, "a/x", "new");
	assert_holds(f, "outside", "kept");
	assert_int_equal(0, file_walk(f->at, &f->arena, NULL, NULL, &list, &failed));
	assert_int_equal(3, list.count);
}

static void
a_name_left_by_a_killed_run_is_passed_over(void **state)
{
	struct folder *f = *state;
	struct file_list list;
	struct str failed;

	for (int i = 0; i < 50; i++) {
		struct str name = str_print(&f->arena, ".reeve-tmp-%d", i);

		assert_int_equal(0, file_create(f->at, name, STR("left"), 0644));
	}
	assert_int_equal(0, file_replace(f->at, STR("x"), STR("new"), 0644));
	assert_holds(f, "x", "new");
	assert_holds(f, ".reeve-tmp-7", "left");
	assert_int_equal(0, file_walk(f->at, &f->arena, NULL, NULL, &list, &failed));
	assert_int_equal(51, list.count);
}

static void
check_on_a_full_disk(struct folder *f)
{
	static const char bytes[5000];
	struct str much = { bytes, sizeof(bytes) };
	const struct rlimit full = { 1000, 1000 };

	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(0, setrlimit(RLIMIT_FSIZE, &full));
	assert_int_equal(EFBIG, file_create(f->at, STR("new"), much, 0644));
	assert_int_equal(EFBIG, file_replace(f->at, STR("old"), much, 0644));
}

static void
a_full_disk_leaves_the_old_file_and_no_half_one(void **state)
{
	struct folder *f = *state;
	struct file_list list;
	struct str failed;

	put(f, "old", "kept");
	assert_int_equal(0, in_child(check_on_a_full_disk, f));
	assert_int_equal(0, file_walk(f->at, &f->arena, NULL, NULL, &list, &failed));
	assert_int_equal(1, list.count);
	assert_holds(f, "old", "kept");
}

static void
folders_are_made_with_those_above(void **state)
{
	struct folder *f = *state;

	assert_int_equal(0, file_make_folders(f->at, STR("a/b/c"), 0755));
	assert_int_equal(0, file_make_folders(f->at, STR("a/b/c/d"), 0755));
	put(f, "a/b/c/d/x", "text");
	assert_int_equal(ENOTDIR, file_make_folders(f->at, STR("a/b/c/d/x/y"), 0755));
	assert_int_equal(EXDEV, file_make_folders(f->at, STR("../y"), 0755));
	assert_int_equal(0, symlinkat("/tmp", f->at, "tmp"));
	assert_int_not_equal(0, file_make_folders(f->at, STR("tmp/reeve-never"), 0755));
	assert_int_equal(-1, access("/tmp/reeve-never", F_OK));
}

static bool
skip_hidden(struct str path, struct str name, void *context)
{
	size_t *asked = context;

	(*asked)++;
	assert_true(str_equal(name, str_from(path, path.len - name.len)));
	return str_starts(name, ".") || str_starts(name, "_");
}

static void
a_walk_lists_folders_before_what_is_in_them(void **state)
{
	static const char *const order[] = {
		"d a", "f a-b", "l a/link", "f a/x", "d b", "d b/c", "f b/c/y", "? pipe",
	};
	struct folder *f = *state;
	struct file_list list;
	struct str failed;
	size_t asked = 0;

	assert_int_equal(0, file_make_folders(f->at, STR("b/c"), 0755));
	assert_int_equal(0, file_make_folders(f->at, STR("a"), 0755));
	assert_int_equal(0, file_make_folders(f->at, STR("_draft/deep"), 0755));
	put(f, "a/x", "12345");
	put(f, "b/c/y", "");
	put(f, "a-b", "");
	put(f, ".hidden", "");
	assert_int_equal(0, symlinkat("/etc", f->at, "a/link"));
	assert_int_equal(0, mkfifoat(f->at, "pipe", 0600));
	assert_int_equal(0,
		file_walk(f->at, &f->arena, skip_hidden, &asked, &list, &failed));
	assert_int_equal(sizeof(order) / sizeof(order[0]), list.count);
	assert_int_equal(10, asked);
	for (size_t i = 0; i < list.count; i++) {
		struct str line = str_print(&f->arena, "%c " STR_FMT, list.files[i].type,
			STR_ARG(list.files[i].path));

		assert_true(str_is(line, order[i]));
	}
	assert_int_equal(5, list.files[3].size);
}

static void
a_walk_tells_what_stat_tells(void **state)
{
	struct folder *f = *state;
	struct file_info one;
	struct file_list list;
	struct str failed;

	put(f, "x", "12345");
	assert_int_equal(0, file_stat(f->at, STR("x"), &one));
	assert_int_equal(0, file_walk(f->at, &f->arena, NULL, NULL, &list, &failed));
	assert_int_equal(1, list.count);
	assert_int_equal(one.inode, list.files[0].inode);
	assert_int_equal(one.mtime, list.files[0].mtime);
	assert_int_equal('f', one.type);
	assert_int_equal(5, one.size);
	assert_true(one.mtime > (int64_t)1500000000 * 1000000000);
	assert_int_equal(ENOENT, file_stat(f->at, STR("y"), &one));
	assert_int_equal(0, file_stat(f->at, STR(""), &one));
	assert_int_equal('d', one.type);
}

static void
an_empty_folder_has_an_empty_list(void **state)
{
	struct folder *f = *state;
	struct file_list list = { NULL, 7, 7 };
	struct str failed;

	assert_int_equal(0, file_walk(f->at, &f->arena, NULL, NULL, &list, &failed));
	assert_int_equal(0, list.count);
}

/* "d/d/.../d" of so many names */
static struct str
deep_path(struct folder *f, size_t depth)
{
	char *path = arena_alloc(&f->arena, depth * 2);

	for (size_t i = 0; i < depth; i++) {
		path[2 * i] = 'd';
		path[2 * i + 1] = '/';
	}
	return (struct str){ path, depth * 2 - 1 };
}

static void
a_walk_goes_so_deep_and_no_deeper(void **state)
{
	struct folder *f = *state;
	struct file_list list;
	struct str failed = STR_NONE;

	assert_int_equal(0, file_make_folders(f->at, deep_path(f, 64), 0755));
	assert_int_equal(0, file_walk(f->at, &f->arena, NULL, NULL, &list, &failed));
	assert_int_equal(64, list.count);
	assert_int_equal(0, file_make_folders(f->at, deep_path(f, 65), 0755));
	assert_int_equal(ELOOP, file_walk(f->at, &f->arena, NULL, NULL, &list, &failed));
	assert_true(str_equal(failed, deep_path(f, 65)));
	assert_int_equal(0, file_remove(f->at, deep_path(f, 65)));
}

static void
a_tree_is_removed_and_what_it_links_to_stays(void **state)
{
	struct folder *f = *state;
	struct file_list list;
	struct str failed;

	assert_int_equal(0, file_make_folders(f->at, STR("t/a/b"), 0755));
	assert_int_equal(0, file_make_folders(f->at, STR("kept"), 0755));
	put(f, "kept/x", "text");
	put(f, "t/a/b/y", "text");
	assert_int_equal(0, symlinkat("../../kept", f->at, "t/a/link"));
	assert_int_equal(0, symlinkat("kept", f->at, "tree"));
	assert_int_not_equal(0, file_remove_tree(f->at, STR("tree")));
	assert_int_equal(0, file_remove_tree(f->at, STR("t")));
	assert_int_equal(0, file_remove_tree(f->at, STR("t")));
	assert_int_equal(EINVAL, file_remove_tree(f->at, STR("")));
	assert_int_equal(EINVAL, file_remove_tree(f->at, STR(".")));
	assert_holds(f, "kept/x", "text");
	assert_int_equal(0, file_walk(f->at, &f->arena, NULL, NULL, &list, &failed));
	assert_int_equal(3, list.count);
}

static void
a_file_or_an_empty_folder_is_removed(void **state)
{
	struct folder *f = *state;

	assert_int_equal(0, file_make_folders(f->at, STR("a"), 0755));
	put(f, "a/x", "text");
	assert_int_equal(ENOTEMPTY, file_remove(f->at, STR("a")));
	assert_int_equal(0, file_remove(f->at, STR("a/x")));
	assert_int_equal(ENOENT, file_remove(f->at, STR("a/x")));
	assert_int_equal(0, file_remove(f->at, STR("a")));
	assert_int_equal(ENOENT, file_remove(f->at, STR("a/x")));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, make_folder, remove_folder)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(only_what_is_below_the_folder_is_read),
		TEST(an_older_kernel_reads_no_more),
		TEST(a_pipe_is_refused_without_waiting),
		TEST(a_name_that_is_no_path_is_refused),
		TEST(a_file_past_the_limit_is_too_big),
		TEST(a_large_file_comes_back_whole),
		TEST(a_file_whose_size_is_not_told_is_read_whole),
		TEST(a_new_file_takes_no_other_ones_place),
		TEST(a_replaced_file_leaves_nothing_beside_it),
		TEST(a_name_left_by_a_killed_run_is_passed_over),
		TEST(a_full_disk_leaves_the_old_file_and_no_half_one),
		TEST(folders_are_made_with_those_above),
		TEST(a_walk_lists_folders_before_what_is_in_them),
		TEST(a_walk_tells_what_stat_tells),
		TEST(an_empty_folder_has_an_empty_list),
		TEST(a_walk_goes_so_deep_and_no_deeper),
		TEST(a_tree_is_removed_and_what_it_links_to_stays),
		TEST(a_file_or_an_empty_folder_is_removed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

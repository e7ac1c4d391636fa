/*
 * Publishing: the site in out is the old one or the new one, and the user's own files stay.
 *
 * What a kill at any moment leaves is tests/site/publish-killed's.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/pool.h"
#include "link/manifest.h"
#include "link/publish.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
#define SITE(...)   (const struct sheet[]){ __VA_ARGS__ }, \
	COUNT(((const struct sheet[]){ __VA_ARGS__ }))

struct sheet {
	const char *path, *text;	/* sorted by path */
};

/* A folder to publish in, and what the last build said. */
static struct place_to_build {
	char         path[64];
	int          parent;
	struct arena arena;
	struct diag  diag;
	size_t       written;
	struct hash  manifest;
	bool         no_exchange;
} at;

static int
make_folder(void **state)
{
	(void)state;
	memset(&at, 0, sizeof(at));
	snprintf(at.path, sizeof(at.path), "/tmp/reeve-publish-XXXXXX");
	if (!mkdtemp(at.path))
		return -1;
	at.parent = open(at.path, O_RDONLY | O_DIRECTORY);
	arena_init(&at.arena);
	diag_init(&at.diag, &at.arena);
	return at.parent < 0 ? -1 : 0;
}

static int
remove_folder(void **state)
{
	char out[80];

	(void)state;
	snprintf(out, sizeof(out), "%s/out", at.path);
	umount(out);
	umount(at.path);
	file_remove_tree(at.parent, STR("out"));
	file_remove_tree(at.parent, STR(".out.twin"));
	close(at.parent);
	arena_release(&at.arena);
	return rmdir(at.path);
}

static bool
open_out(struct publish *p)
{
	diag_init(&at.diag, &at.arena);
	at.written = 0;
	if (!publish_open(p, at.parent, STR("out"), &at.arena, &at.diag))
		return false;
	p->no_exchange = at.no_exchange;
	return true;
}

/* The rows of the sheets, each brought into the twin. */
static struct publish_row *
bring(const struct publish *p, const struct sheet *sheets, size_t count)
{
	struct publish_row *rows = arena_array(&at.arena, count, sizeof(*rows));

	for (size_t i = 0; i < count; i++) {
		bool written;

		assert_int_equal(0, publish_page(p, str_of(sheets[i].path), str_of(sheets[i].text),
			&rows[i], &written));
		at.written += written;
	}
	return rows;
}

static bool
publish(const struct sheet *sheets, size_t count)
{
	struct publish p;

	if (!open_out(&p))
		return false;
	bool done = publish_commit(&p, bring(&p, sheets, count), count, &at.manifest);

	publish_close(&p);
	return done;
}

static struct str
bytes_of(const char *path)
{
	struct str bytes;

	return file_read(at.parent, str_of(path), 0, &at.arena, &bytes) == 0 ? bytes : STR("(none)");
}

static bool
reads(const char *path, const char *text)
{
	return str_is(bytes_of(path), text);
}

static struct stat
stat_of(const char *path)
{
	struct stat st;

	memset(&st, 0, sizeof(st));
	fstatat(at.parent, path, &st, AT_SYMLINK_NOFOLLOW);
	return st;
}

static bool
is_there(const char *path)
{
	return stat_of(path).st_mode != 0;
}

static void
write_file(const char *path, const char *text)
{
	int fd = openat(at.parent, path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	assert_true(fd >= 0);
	assert_int_equal(strlen(text), write(fd, text, strlen(text)));
	close(fd);
}

/* out holds these sheets and, but for names with a dot at the top, nothing else. */
static bool
out_is(const struct sheet *sheets, size_t count)
{
	struct file_list list;
	struct str failed;
	int out;
	size_t files = 0;

	assert_int_equal(0, file_open_folder(at.parent, STR("out"), &out));
	assert_int_equal(0, file_walk(out, &at.arena, NULL, NULL, &list, &failed));
	close(out);
	for (size_t i = 0; i < list.count; i++)
		files += list.files[i].type == 'f' && list.files[i].path.at[0] != '.';
	for (size_t i = 0; i < count; i++) {
		struct str path = str_print(&at.arena, "out/%s", sheets[i].path);

		if (!reads(path.at, sheets[i].text))
			return false;
	}
	return files == count && publish_is_whole(at.parent, STR("out"), &at.arena, &at.manifest);
}

static bool
refused_with(const char *part)
{
	const struct finding *f = at.diag.first;

	return f && f->code == DIAG_WRITE_FAILED && f->severity == SEVERITY_ERROR
		&& f->at.line == 0 && str_find(f->message, str_of(part), 0) < f->message.len;
}

#define OLD SITE({ "a/index.html", "old a" }, { "b/index.html", "same" }, \
	{ "index.html", "old" }, { "x", "a page" })
#define NEW SITE({ "b/index.html", "same" }, { "c/index.html", "new c" }, \
	{ "index.html", "new" }, { "x/y/index.html", "below" })

static void
a_first_site_is_there_whole_with_its_list(void **state)
{
	(void)state;
	mode_t mask = umask(077);

	assert_true(publish(SITE({ "a b/c.html", "12345" }, { "index.html", "" })));
	assert_int_equal(077, umask(mask));
	assert_int_equal(2, at.written);
	assert_int_equal(S_IFREG | 0644, stat_of("out/a b/c.html").st_mode);
	assert_int_equal(S_IFREG | 0644, stat_of("out/.reeve-manifest").st_mode);
	assert_int_equal(S_IFDIR | 0755, stat_of("out/a b").st_mode);
	assert_int_equal(S_IFDIR | 0755, stat_of("out").st_mode);
	assert_int_equal(S_IFDIR | 0700, stat_of(".out.twin").st_mode);

	char hash[HASH_HEX + 1], none[HASH_HEX + 1];

	hash_hex(hash_bytes(STR("12345")), hash);
	hash_hex(hash_bytes(STR_NONE), none);
	struct str list = str_print(&at.arena, "reeve manifest 1\n%s 5 a b/c.html\n%s 0 index.html\n",
		hash, none);

	assert_true(reads("out/.reeve-manifest", list.at));
	assert_true(hash_equal(hash_bytes(list), at.manifest));
}

static void
each_site_replaces_the_one_before(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++) {
		assert_true(publish(OLD));
		assert_true(out_is(OLD));
		assert_true(publish(NEW));
		assert_true(out_is(NEW));
		assert_false(is_there("out/a"));
		assert_false(is_there(".out.twin/dirty"));
	}
	assert_int_equal(0, at.diag.count[SEVERITY_NOTE]);
}

static void
an_unchanged_page_keeps_its_file_and_its_time(void **state)
{
	(void)state;
	assert_true(publish(OLD));
	struct stat before = stat_of("out/b/index.html");

	assert_true(publish(NEW));
	assert_int_equal(3, at.written);
	struct stat after = stat_of("out/b/index.html");

	assert_int_equal(before.st_ino, after.st_ino);
	assert_memory_equal(&before.st_mtim, &after.st_mtim, sizeof(before.st_mtim));
	assert_int_equal(2, after.st_nlink);
}

static void
a_page_that_both_folders_share_is_not_written_through(void **state)
{
	struct publish p;

	(void)state;
	assert_true(publish(OLD));
	assert_true(publish(NEW));
	assert_int_equal(2, stat_of("out/b/index.html").st_nlink);
	assert_true(open_out(&p));
	bring(&p, SITE({ "b/index.html", "changed" }));
	publish_close(&p);
	assert_true(reads(".out.twin/site/b/index.html", "changed"));
	assert_true(out_is(NEW));
}

static void
the_same_site_leaves_out_alone(void **state)
{
	(void)state;
	assert_true(publish(OLD));
	assert_true(publish(NEW));
	struct stat out = stat_of("out"), list = stat_of("out/.reeve-manifest");

	for (int i = 0; i < 2; i++) {
		assert_true(publish(NEW));
		struct stat out_now = stat_of("out"), list_now = stat_of("out/.reeve-manifest");

		assert_memory_equal(&out, &out_now, offsetof(struct stat, st_atim));
		assert_memory_equal(&out.st_ctim, &out_now.st_ctim, sizeof(out.st_ctim));
		assert_memory_equal(&list.st_ctim, &list_now.st_ctim, sizeof(list.st_ctim));
		assert_int_equal(0, at.written);
	}
	assert_false(is_there(".out.twin/dirty"));
}

static void
files_that_reeve_did_not_write_are_refused_and_listed(void **state)
{
	(void)state;
	assert_true(publish(OLD));
	write_file("out/b/minutes.doc", "mine");
	assert_false(publish(NEW));
	assert_true(refused_with("holds 1 file that reeve did not write and will not remove: b/minutes.doc"));
	assert_true(str_is(at.diag.first->at.file, "out/b/minutes.doc"));
	assert_true(str_is(at.diag.first->help->text, "move it away, or choose another folder with --out"));
	for (int i = 10; i < 21; i++)
		write_file(str_print(&at.arena, "out/%d", i).at, "mine");
	assert_int_equal(0, symlinkat("index.html", at.parent, "out/link"));
	assert_false(publish(NEW));
	assert_true(refused_with("13 files"));
	assert_true(refused_with("10, 11, 12, 13, 14, 15, 16, 17, 18, 19 and 3 more"));
	assert_true(reads("out/index.html", "old"));
	assert_true(reads("out/b/minutes.doc", "mine"));
}

static void
a_folder_of_files_without_a_list_is_refused(void **state)
{
	(void)state;
	assert_int_equal(0, mkdirat(at.parent, "out", 0755));
	write_file("out/index.html", "mine");
	assert_false(publish(NEW));
	assert_true(refused_with("1 file that reeve did not write"));
	assert_true(reads("out/index.html", "mine"));
}

static void
a_list_that_is_damaged_is_refused(void **state)
{
	static const char *const damaged[] = {
		"", "reeve manifest 2\n", "reeve manifest 1", "reeve manifest 1\n\n",
		"reeve manifest 1\n" "0123456789abcdef0123456789abcdef 1 ../x\n",
		"reeve manifest 1\n" "0123456789abcdef0123456789abcdef 1 .git/config\n",
		"reeve manifest 1\n" "0123456789abcdef0123456789abcdef 01 x\n",
		"reeve manifest 1\n" "0123456789abcdef0123456789abcdef 18446744073709551616 x\n",
		"reeve manifest 1\n" "0123456789ABCDEF0123456789abcdef 1 x\n",
		"reeve manifest 1\n" "0123456789abcdef0123456789abcdef 1 x",
		"reeve manifest 1\n" "0123456789abcdef0123456789abcdef 1 x\n"
			"0123456789abcdef0123456789abcdef 1 x\n",
	};

	(void)state;
	assert_true(publish(OLD));
	for (size_t i = 0; i < COUNT(damaged); i++) {
		write_file("out/.reeve-manifest", damaged[i]);
		assert_false(publish(NEW));
		assert_true(refused_with("is damaged"));
		assert_true(str_is(at.diag.first->help->text, "empty the folder out and build again"));
		assert_true(reads("out/index.html", "old"));
	}
}

static void
a_page_that_was_changed_by_hand_is_replaced(void **state)
{
	(void)state;
	assert_true(publish(OLD));
	assert_true(publish(NEW));
	/* by the link also in the twin */
	write_file("out/b/index.html", "spoilt by hand");
	assert_int_equal(0, unlinkat(at.parent, "out/c/index.html", 0));
	assert_false(publish_is_whole(at.parent, STR("out"), &at.arena, &at.manifest));
	assert_true(publish(NEW));
	assert_true(out_is(NEW));
	assert_true(publish(OLD));
	assert_true(out_is(OLD));
	assert_int_equal(0, unlinkat(at.parent, "out/index.html", 0));
	assert_int_equal(0, symlinkat("x", at.parent, "out/index.html"));
	assert_true(publish(NEW));
	assert_true(publish(OLD));
	assert_true(out_is(OLD));
}

static void
the_users_own_names_come_along(void **state)
{
	(void)state;
	assert_int_equal(0, mkdirat(at.parent, "out", 0755));
	assert_int_equal(0, mkdirat(at.parent, "out/.git", 0755));
	write_file("out/.git/config", "mine");
	write_file("out/.gitignore", "*");
	assert_int_equal(0, symlinkat("/nowhere", at.parent, "out/.link"));
	struct stat before = stat_of("out/.gitignore");

	for (int i = 0; i < 3; i++) {
		if (i == 1)
			assert_true(publish(OLD));
		else
			assert_true(publish(NEW));
		assert_true(reads("out/.git/config", "mine"));
		assert_int_equal(before.st_ino, stat_of("out/.gitignore").st_ino);
		assert_true(S_ISLNK(stat_of("out/.link").st_mode));
	}
	assert_int_equal(0, unlinkat(at.parent, "out/.gitignore", 0));
	assert_true(publish(OLD));
	assert_true(publish(NEW));
	assert_false(is_there("out/.gitignore"));
	assert_false(is_there(".out.twin/carry"));
}

static void
a_folder_that_a_stopped_build_left_in_the_twin_comes_back(void **state)
{
	(void)state;
	assert_true(publish(OLD));
	assert_int_equal(0, mkdirat(at.parent, ".out.twin/site/.git", 0755));
	write_file(".out.twin/site/.git/config", "mine");
	write_file(".out.twin/site/.htaccess", "mine");
	write_file(".out.twin/carry", "");
	write_file(".out.twin/dirty", "");
	assert_false(publish_is_whole(at.parent, STR("out"), &at.arena, &at.manifest));
	assert_true(publish(OLD));
	assert_true(reads("out/.git/config", "mine"));
	assert_true(reads("out/.htaccess", "mine"));
	assert_true(out_is(OLD));

	assert_int_equal(0, mkdirat(at.parent, ".out.twin/site/.git", 0755));
	assert_false(publish(NEW));
	assert_true(refused_with("there is something of that name already"));
	assert_true(str_is(at.diag.first->at.file, "out/.git"));
}

static void
empty_folders_that_no_page_needs_go(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++) {
		assert_true(publish(OLD));
		assert_int_equal(0, mkdirat(at.parent, "out/empty", 0755));
		assert_int_equal(0, mkdirat(at.parent, "out/empty/too", 0755));
		assert_true(publish(NEW));
		assert_false(is_there("out/empty"));
		assert_true(publish(OLD));
		assert_false(is_there("out/empty"));
		at.no_exchange = true;
	}
}

static void
a_twin_that_is_half_done_is_made_anew(void **state)
{
	(void)state;
	assert_true(publish(OLD));
	assert_true(publish(NEW));
	write_file(".out.twin/dirty", "");
	write_file(".out.twin/site/half.html", "half a pa");
	assert_true(publish(OLD));
	assert_true(out_is(OLD));
	assert_true(publish(NEW));
	assert_true(out_is(NEW));
}

static void
a_file_that_comes_while_the_site_is_built_is_kept(void **state)
{
	struct publish p;

	(void)state;
	assert_true(publish(OLD));
	assert_true(open_out(&p));
	struct publish_row *rows = bring(&p, NEW);

	write_file("out/a/minutes.doc", "mine");
	assert_true(publish_commit(&p, rows, COUNT(((const struct sheet[]){ {0}, {0}, {0}, {0} })),
		&at.manifest));
	publish_close(&p);
	assert_true(reads("out/a/minutes.doc", "mine"));
	assert_true(reads("out/index.html", "new"));
	assert_false(publish(OLD));
	assert_true(refused_with("a/minutes.doc"));
}

static void
a_page_that_nobody_saw_to_is_taken_from_out_or_missed(void **state)
{
	static const struct sheet first[] = { { "a", "1" }, { "b", "1" } };
	static const struct sheet second[] = { { "a", "2" }, { "b", "2" } };
	struct publish p;

	(void)state;
	assert_true(publish(first, 2));
	assert_true(publish(second, 2));
	assert_true(open_out(&p));
	struct publish_row *rows = bring(&p, (const struct sheet[]){ { "a", "3" }, }, 1);
	struct publish_row two[] = { rows[0], *manifest_find(p.front_rows, p.nfront, STR("b")) };

	assert_true(publish_commit(&p, two, 2, &at.manifest));
	publish_close(&p);
	assert_true(out_is(SITE({ "a", "3" }, { "b", "2" })));

	assert_true(open_out(&p));
	two[1].hash = hash_bytes(STR("4"));
	assert_false(publish_commit(&p, two, 2, &at.manifest));
	publish_close(&p);
	assert_true(refused_with("can't be written"));
	assert_true(str_is(at.diag.first->at.file, "out/b"));
	assert_true(out_is(SITE({ "a", "3" }, { "b", "2" })));
}

static void
a_path_outside_or_among_the_users_names_is_no_page(void **state)
{
	static const char *const paths[] = { "", "/a", "../a", "a/../b", "a//b", "a/", ".git/x",
		".reeve-manifest", "a\nb", "a/./b" };
	struct publish p;
	struct publish_row row;
	bool written;

	(void)state;
	assert_true(open_out(&p));
	for (size_t i = 0; i < COUNT(paths); i++)
		assert_int_equal(EINVAL, publish_page(&p, str_of(paths[i]), STR("x"), &row, &written));
	publish_close(&p);
}

static void
without_exchange_pages_are_put_in_place_one_by_one(void **state)
{
	(void)state;
	assert_true(publish(OLD));
	write_file("out/.gitignore", "*");
	at.no_exchange = true;
	struct stat out = stat_of("out");

	for (int i = 0; i < 2; i++) {
		assert_true(publish(NEW));
		assert_int_equal(1, at.diag.count[SEVERITY_NOTE]);
		assert_int_equal(0, at.diag.count[SEVERITY_ERROR]);
		assert_true(out_is(NEW));
		assert_false(is_there("out/a"));
		assert_true(publish(OLD));
		assert_true(out_is(OLD));
	}
	assert_int_equal(out.st_ino, stat_of("out").st_ino);
	assert_true(reads("out/.gitignore", "*"));
	assert_false(is_there(".out.twin/journal"));
}

static void
the_next_build_does_what_a_journal_lists(void **state)
{
	(void)state;
	assert_true(publish(OLD));
	assert_true(publish(NEW));
	/* as if the build of OLD had been stopped after some of its steps */
	write_file(".out.twin/dirty", "");
	write_file(".out.twin/journal", "reeve journal 1\nremove c/index.html\nremove x/y/index.html\n"
		"empty c\nempty x\nmove a/index.html\nmove index.html\nmove x\n"
		"move .reeve-manifest\nend\n");
	assert_int_equal(0, unlinkat(at.parent, "out/c/index.html", 0));
	write_file("out/.reeve-new", "half a pa");
	assert_false(publish_is_whole(at.parent, STR("out"), &at.arena, &at.manifest));
	struct publish p;

	assert_true(open_out(&p));
	publish_close(&p);
	assert_true(out_is(OLD));
	assert_false(is_there("out/.reeve-new"));

	write_file(".out.twin/journal", "reeve journal 1\nremove c/index.html\n");
	assert_false(publish(NEW));
	assert_true(refused_with("list of what was still to be done is damaged"));
}

static void
a_folder_that_is_a_mount_is_published_page_by_page(void **state)
{
	char out[80];

	(void)state;
	snprintf(out, sizeof(out), "%s/out", at.path);
	assert_int_equal(0, mkdir(out, 0755));
	if (mount("reeve-test", out, "tmpfs", 0, "size=1m") != 0) {
		print_message("skipped, as nothing can be mounted here: %s\n", strerror(errno));
		skip();
	}
	for (int i = 0; i < 2; i++) {
		assert_true(publish(OLD));
		assert_int_equal(1, at.diag.count[SEVERITY_NOTE]);
		assert_true(out_is(OLD));
		assert_true(publish(NEW));
		assert_true(out_is(NEW));
	}
}

static void
a_full_disk_leaves_the_old_site(void **state)
{
	static char big[4096];
	struct publish p;
	struct publish_row row;
	bool written;
	int error = 0;

	(void)state;
	if (mount("reeve-test", at.path, "tmpfs", 0, "size=64k") != 0) {
		print_message("skipped, as nothing can be mounted here: %s\n", strerror(errno));
		skip();
	}
	close(at.parent);
	at.parent = open(at.path, O_RDONLY | O_DIRECTORY);
	assert_true(publish(OLD));
	assert_true(open_out(&p));
	for (int i = 0; !error && i < 100; i++)
		error = publish_page(&p, str_print(&at.arena, "%d", i), (struct str){ big, sizeof(big) },
			&row, &written);
	assert_int_equal(ENOSPC, error);
	publish_failed(&p, row.path, error);
	assert_true(refused_with("it can't be written: the disk is full"));
	assert_false(publish_commit(&p, &row, 1, &at.manifest));
	publish_close(&p);
	assert_true(out_is(OLD));
	assert_true(is_there(".out.twin/dirty"));
	assert_true(publish(NEW));
	assert_true(out_is(NEW));
	umount2(at.path, MNT_DETACH);
}

/* 200 pages below folders that were pages, brought by four workers. */
struct crowd {
	struct publish      publish;
	struct publish_row *rows;
	int                *errors;
};

static struct str
crowd_path(size_t i)
{
	return str_print(&at.arena, "f%zu/g%zu/p%03zu", i / 100, i / 10 % 10, i);
}

static void
bring_one(size_t i, void *context)
{
	struct crowd *c = context;
	bool written;

	c->errors[i] = publish_page(&c->publish, crowd_path(i), STR("text"), &c->rows[i], &written);
}

static void
many_workers_bring_pages_at_once(void **state)
{
	struct crowd c;
	const struct pool pool = { .workers = 4, .job = bring_one, .context = &c };

	(void)state;
	for (int i = 0; i < 5; i++) {
		assert_true(publish(SITE({ "f0", "a page" }, { "f1/g0", "a page" })));
		assert_true(open_out(&c.publish));
		c.rows = pool_share(200 * sizeof(*c.rows));
		c.errors = pool_share(200 * sizeof(*c.errors));
		assert_int_equal(0, pool_run(&pool, 200));
		for (size_t k = 0; k < 200; k++) {
			assert_int_equal(0, c.errors[k]);
			c.rows[k].path = crowd_path(k);
		}
		assert_true(publish_commit(&c.publish, c.rows, 200, &at.manifest));
		publish_close(&c.publish);
		assert_true(reads("out/f1/g9/p199", "text"));
		pool_unshare(c.rows, 200 * sizeof(*c.rows));
		pool_unshare(c.errors, 200 * sizeof(*c.errors));
	}
}

static void
a_second_build_waits_for_the_first_and_says_so(void **state)
{
	int said[2];
	char text[200] = "";
	struct publish p;

	(void)state;
	assert_int_equal(0, pipe(said));
	assert_true(open_out(&p));
	pid_t other = fork();

	if (other == 0) {
		dup2(said[1], STDERR_FILENO);
		close(p.lock);	/* it came with the fork */
		_exit(publish(NEW) ? 0 : 1);
	}
	close(said[1]);
	assert_true(read(said[0], text, sizeof(text) - 1) > 0);
	struct str want = str_print(&at.arena,
		"reeve: waiting for another build of this site (process %ld)\n", (long)getpid());

	assert_string_equal(want.at, text);
	assert_false(is_there("out/index.html"));
	publish_close(&p);
	int status = 1;

	assert_int_equal(other, waitpid(other, &status, 0));
	assert_int_equal(0, status);
	assert_int_equal(0, read(said[0], text, sizeof(text)));
	close(said[0]);
	assert_true(out_is(NEW));
}

static void
a_link_in_the_place_of_out_is_refused(void **state)
{
	(void)state;
	assert_int_equal(0, symlinkat("/tmp", at.parent, "out"));
	assert_false(publish(NEW));
	assert_true(refused_with("symbolic link"));
	assert_int_equal(0, unlinkat(at.parent, "out", 0));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_first_site_is_there_whole_with_its_list),
		TEST(each_site_replaces_the_one_before),
		TEST(an_unchanged_page_keeps_its_file_and_its_time),
		TEST(a_page_that_both_folders_share_is_not_written_through),
		TEST(the_same_site_leaves_out_alone),
		TEST(files_that_reeve_did_not_write_are_refused_and_listed),
		TEST(a_folder_of_files_without_a_list_is_refused),
		TEST(a_list_that_is_damaged_is_refused),
		TEST(a_page_that_was_changed_by_hand_is_replaced),
		TEST(the_users_own_names_come_along),
		TEST(a_folder_that_a_stopped_build_left_in_the_twin_comes_back),
		TEST(empty_folders_that_no_page_needs_go),
		TEST(a_twin_that_is_half_done_is_made_anew),
		TEST(a_file_that_comes_while_the_site_is_built_is_kept),
		TEST(a_page_that_nobody_saw_to_is_taken_from_out_or_missed),
		TEST(a_path_outside_or_among_the_users_names_is_no_page),
		TEST(without_exchange_pages_are_put_in_place_one_by_one),
		TEST(the_next_build_does_what_a_journal_lists),
		TEST(a_folder_that_is_a_mount_is_published_page_by_page),
		TEST(a_full_disk_leaves_the_old_site),
		TEST(many_workers_bring_pages_at_once),
		TEST(a_second_build_waits_for_the_first_and_says_so),
		TEST(a_link_in_the_place_of_out_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

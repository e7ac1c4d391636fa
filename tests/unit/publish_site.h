#ifndef UNIT_PUBLISH_SITE_H
#define UNIT_PUBLISH_SITE_H
/*
 * A folder to publish in, for test_publish*.c: small sites, and what out holds afterwards.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

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

static inline int
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

static inline int
remove_folder(void **state)
{
	char out[80];

	(void)state;
	snprintf(out, sizeof(out), "%s/out", at.path);
	/* lazily: a test that failed may have left it open */
	umount2(out, MNT_DETACH);
	umount2(at.path, MNT_DETACH);
	file_remove_tree(at.parent, STR("out"));
	file_remove_tree(at.parent, STR(".out.twin"));
	close(at.parent);
	arena_release(&at.arena);
	return rmdir(at.path);
}

static inline bool
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
static inline struct publish_row *
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

static inline bool
publish(const struct sheet *sheets, size_t count)
{
	struct publish p;

	if (!open_out(&p))
		return false;
	bool done = publish_commit(&p, bring(&p, sheets, count), count, &at.manifest);

	publish_close(&p);
	return done;
}

static inline struct str
bytes_of(const char *path)
{
	struct str bytes;

	if (file_read(at.parent, str_of(path), 0, &at.arena, &bytes) != 0)
		return STR("(none)");
	return bytes;
}

static inline bool
reads(const char *path, const char *text)
{
	return str_is(bytes_of(path), text);
}

static inline struct stat
stat_of(const char *path)
{
	struct stat st;

	memset(&st, 0, sizeof(st));
	fstatat(at.parent, path, &st, AT_SYMLINK_NOFOLLOW);
	return st;
}

static inline bool
is_there(const char *path)
{
	return stat_of(path).st_mode != 0;
}

static inline void
write_file(const char *path, const char *text)
{
	int fd = openat(at.parent, path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	assert_true(fd >= 0);
	assert_int_equal(strlen(text), write(fd, text, strlen(text)));
	close(fd);
}

/* out holds these sheets and, but for names with a dot at the top, nothing else. */
static inline bool
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

static inline bool
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

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

#endif

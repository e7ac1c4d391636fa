/*
 * Folders are known by what they are (device and inode) and not by their names: a link, `..`, another
 * spelling or a second mount of a folder is that folder.
 *
 * A folder may be mounted elsewhere without the ones above it, so every folder of the public site
 * and of the content is looked at, not only the one at their top.
 */
#include "cmd/restricted.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "link/manifest.h"

#define DEEPEST 256	/* folders above one another */
#define FOLDER  (O_RDONLY | O_DIRECTORY | O_CLOEXEC)

struct identity {
	dev_t device;
	ino_t inode;
};

struct place_of {		/* where members' packs would be */
	const char *name;
	struct identity above[DEEPEST];	/* itself, when it is there, and the folders that it is in */
	size_t      count;
	bool        exists;		/* the first of them is itself */
};

static bool
identify(int folder, struct identity *out)
{
	struct stat st;

	if (fstat(folder, &st) != 0)
		return false;
	*out = (struct identity){ st.st_dev, st.st_ino };
	return true;
}

static bool
is_same(const struct identity *a, const struct identity *b)
{
	return a->device == b->device && a->inode == b->inode;
}

static bool
refuse(const struct place_of *p, const char *why)
{
	fprintf(stderr, "reeve build: members' packs can't be written to %s: %s\n", p->name, why);
	return false;
}

/* Each folder from this one to the root.  Takes the folder.  false with errno. */
static bool
climb(int folder, struct identity *out, size_t *count)
{
	bool good = true;

	while (good && *count < DEEPEST) {
		if (!identify(folder, &out[*count]))
			break;
		if (*count && is_same(&out[*count], &out[*count - 1])) {	/* `..` of the root is the root */
			close(folder);
			return true;
		}
		++*count;
		int up = openat(folder, "..", FOLDER);

		good = up >= 0;
		if (good) {
			close(folder);
			folder = up;
		}
	}
	int error = good ? ENAMETOOLONG : errno;

	close(folder);
	errno = error;
	return false;
}

/*
 * A published site says so; whatever is in it is published with it.  Going up by `..` from an
 * open folder follows no name, so nobody is fooled by one.
 */
static bool
is_published(int folder)
{
	struct stat st;

	return fstatat(folder, MANIFEST, &st, AT_SYMLINK_NOFOLLOW) == 0
		&& fstatat(folder, RESTRICTED_MARK, &st, AT_SYMLINK_NOFOLLOW) != 0;
}

static bool
is_in_published(int folder)
{
	bool found = false;
	int at = openat(folder, ".", FOLDER);

	for (size_t n = 0; at >= 0 && n < DEEPEST && !found; n++) {
		found = is_published(at);
		int up = openat(at, "..", FOLDER);

		close(at);
		at = up;
	}
	if (at >= 0)
		close(at);
	return found;
}

/* The folder itself or, when it is not there yet, the one that it will be in; -1 with a sentence. */
static int
open_place(struct place_of *p, const char *dir, struct arena *a)
{
	struct str path = path_bare(str_of(dir));
	int folder = open(arena_copy(a, path.at, path.len), FOLDER | O_NOFOLLOW);	/* a slash would follow */

	p->exists = folder >= 0;
	if (p->exists)
		return folder;
	if (errno == ELOOP || errno == ENOTDIR) {
		refuse(p, "it is a symbolic link, or no folder");
		return -1;
	}
	if (errno != ENOENT) {
		refuse(p, strerror(errno));
		return -1;
	}
	folder = open(path_above(a, path), FOLDER);
	if (folder < 0)
		refuse(p, errno == ENOENT ? "the folder that it is to be in is not there" : strerror(errno));
	return folder;
}

/* Whether this folder is one that the place is in. */
static bool
holds_place(const struct place_of *p, int folder)
{
	struct identity id;

	if (!identify(folder, &id))
		return false;
	for (size_t i = 0; i < p->count; i++)
		if (is_same(&p->above[i], &id))
			return true;
	return false;
}

/* Whether the place is this folder, or one that it is in. */
static bool
place_holds(const struct place_of *p, int folder)
{
	struct identity above[DEEPEST];
	size_t count = 0;
	int at = p->exists ? openat(folder, ".", FOLDER) : -1;

	if (at < 0)
		return false;
	bool whole = climb(at, above, &count);

	for (size_t i = 0; i < count; i++)
		if (is_same(&p->above[0], &above[i]))
			return true;
	return !whole;
}

static bool
any_below(const struct place_of *p, int folder, struct arena *a)
{
	struct file_list list = { 0 };
	struct str failed;
	bool found = file_walk(folder, a, NULL, NULL, &list, &failed) != 0;	/* what can't be seen may hold it */

	for (size_t i = 0; i < list.count && !found; i++) {
		int below;

		if (list.files[i].type != 'd' || file_open_folder(folder, list.files[i].path, &below) != 0)
			continue;
		found = holds_place(p, below);
		close(below);
	}
	return found;
}

/* folder is taken; -1: it could not be opened, and where that is because there is none, there is nothing to fear. */
static bool
is_apart(const struct place_of *p, int folder, const char *what, struct arena *a)
{
	char why[96];

	if (folder < 0 && errno != ENOENT)
		return refuse(p, str_print(a, "%s can't be opened: %s", what, strerror(errno)).at);
	bool holds = folder >= 0 && (holds_place(p, folder) || any_below(p, folder, a));
	bool held = folder >= 0 && place_holds(p, folder);

	if (folder >= 0)
		close(folder);
	snprintf(why, sizeof why, "it %s %s", held ? "is, or holds," : "is inside", what);
	return !(holds || held) || refuse(p, why);
}

/* Where the public site is or will be, twin and all. */
static bool
is_apart_from_out(const struct place_of *p, const struct site *s, const char *public, struct arena *a)
{
	struct str path = public ? path_bare(str_of(public)) : STR("out");
	struct str folder = path_folder(path);
	const char *twin = str_print(a, STR_FMT "%s.%.*s.twin", STR_ARG(folder),
		folder.len || str_starts(path, "/") ? "/" : "", STR_ARG(path_name(path))).at;
	int at = public ? AT_FDCWD : s->root;

	return is_apart(p, openat(at, arena_copy(a, path.at, path.len), FOLDER), "the folder of the public site", a)
		&& is_apart(p, openat(at, twin, FOLDER), "the folder where the public site is prepared", a);
}

/* What will be the public site's folder may not be there yet: then a name is all there is to compare. */
static bool
is_other_name(const struct place_of *p, const struct site *s, const char *dir, const char *public,
	struct arena *a)
{
	struct str mine = path_bare(str_of(dir)), theirs = public ? path_bare(str_of(public)) : STR("out");
	struct identity id;
	int at = public ? open(path_above(a, theirs), FOLDER) : openat(s->root, ".", FOLDER);
	bool same = at >= 0 && !p->exists && identify(at, &id) && p->count && is_same(&id, &p->above[0])
		&& str_equal_nocase(path_name(mine), path_name(theirs));

	if (at >= 0)
		close(at);
	return !same || refuse(p, "it is the folder of the public site");
}

static int
open_in(int folder, const char *name)
{
	return openat(folder, name, FOLDER | O_NOFOLLOW);
}

bool
restricted_allows(const struct site *s, const char *dir, const char *public, struct arena *a)
{
	struct place_of p = { .name = dir };
	int folder = open_place(&p, dir, a);

	if (folder < 0)
		return false;
	bool published = is_in_published(folder);

	if (!climb(folder, p.above, &p.count))
		return refuse(&p, strerror(errno));
	if (published)
		return refuse(&p, "it is, or is inside, a site that reeve published");
	return is_other_name(&p, s, dir, public, a)
		&& is_apart_from_out(&p, s, public, a)
		&& is_apart(&p, openat(s->content, ".", FOLDER), "the content of the site", a)
		&& (s->themes < 0 || is_apart(&p, openat(s->themes, ".", FOLDER), "the themes of the site", a))
		&& is_apart(&p, open_in(s->root, ".reeve"), "the folder of objects, .reeve", a);
}

/*
 * Whole trees of files: listed, and removed.
 *
 * Built on file.c, which alone resolves paths: a folder that becomes a link while
 * it is walked is refused when it is opened.
 */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"

#define DEPTH_MOST 64	/* of folders in folders */

struct walk {
	struct arena *arena;
	bool        (*skip)(struct str path, struct str name, void *context);
	void         *context;
	struct buf    found;		/* struct file_info, one behind the other */
};

/* One name of a folder.  What has gone since its name was read is left out. */
static int
walk_name(struct walk *w, int folder, struct str below, const char *name)
{
	struct file_info info;

	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return 0;
	struct str path = path_join(w->arena, below, str_of(name));

	if (w->skip && w->skip(path, path_name(path), w->context))
		return 0;
	int error = file_stat(folder, path_name(path), &info);

	if (error)
		return error == ENOENT ? 0 : error;
	info.path = path;
	buf_add(&w->found, &info, sizeof(info));
	return 0;
}

static int
walk_folder(struct walk *w, int at, struct str path)
{
	int folder;
	int error = file_open_folder(at, path, &folder);

	if (error)
		return error;
	DIR *names = fdopendir(folder);

	if (!names) {
		error = errno;
		close(folder);
		return error;
	}
	while (!error) {
		errno = 0;
		const struct dirent *entry = readdir(names);

		if (!entry) {
			error = errno;
			break;
		}
		error = walk_name(w, folder, path, entry->d_name);
	}
	closedir(names);
	return error;
}

static int
compare_paths(const void *a, const void *b)
{
	const struct file_info *x = a, *y = b;

	return str_compare(x->path, y->path);
}

/* Names between slashes. */
static size_t
depth_of(struct str path)
{
	size_t depth = path.len > 0;

	for (size_t i = 0; i < path.len; i++)
		depth += path.at[i] == '/';
	return depth;
}

static void
keep(const struct buf *found, struct arena *a, struct file_list *out)
{
	out->count = out->room = found->len / sizeof(struct file_info);
	out->files = arena_array(a, out->count, sizeof(*out->files));
	if (out->count == 0)
		return;
	memcpy(out->files, found->at, found->len);
	qsort(out->files, out->count, sizeof(*out->files), compare_paths);
}

int
file_walk(int folder, struct arena *a,
	bool (*skip)(struct str path, struct str name, void *context), void *context,
	struct file_list *out, struct str *failed)
{
	struct walk w = { .arena = a, .skip = skip, .context = context };
	struct str path = STR_NONE;
	int error = walk_folder(&w, folder, path);

	/* the list is the queue too: a folder's names are put behind it */
	for (size_t i = 0; !error && i < w.found.len; i += sizeof(struct file_info)) {
		struct file_info info;

		memcpy(&info, w.found.at + i, sizeof(info));	/* the list may move meanwhile */
		path = info.path;
		if (info.type != 'd')
			continue;
		error = depth_of(path) > DEPTH_MOST ? ELOOP : walk_folder(&w, folder, path);
	}
	if (error)
		*failed = path;
	else
		keep(&w.found, a, out);
	buf_release(&w.found);
	return error;
}

static int
empty_folder(int folder)
{
	struct arena arena;
	struct file_list list = { NULL, 0, 0 };
	struct str failed;

	arena_init(&arena);
	int error = file_walk(folder, &arena, NULL, NULL, &list, &failed);

	/* backwards, a folder comes after all that is in it */
	for (size_t i = list.count; !error && i-- > 0;) {
		error = file_remove(folder, list.files[i].path);
		if (error == ENOENT)
			error = 0;
	}
	arena_release(&arena);
	return error;
}

int
file_remove_tree(int at, struct str path)
{
	/* the folder that `at` is can be emptied, but it can't be removed: do neither */
	if (path_name(path).len == 0 || str_is(path_name(path), "."))
		return EINVAL;
	int folder, error = file_open_folder(at, path, &folder);

	if (error)
		return error == ENOENT ? 0 : error;
	error = empty_folder(folder);
	close(folder);
	return error ? error : file_remove(at, path);
}

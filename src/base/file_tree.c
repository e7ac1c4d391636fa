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

static void
list_add(struct file_list *list, struct arena *a, struct file_info info)
{
	if (list->count == list->room) {
		size_t room = list->room ? list->room * 2 : 64;
		struct file_info *more = arena_array(a, room, sizeof(*more));

		for (size_t i = 0; i < list->count; i++)
			more[i] = list->files[i];
		list->files = more;
		list->room = room;
	}
	list->files[list->count++] = info;
}

struct walk {
	struct arena *arena;
	bool        (*skip)(struct str path, struct str name, void *context);
	void         *context;
	struct file_list list;
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
	list_add(&w->list, w->arena, info);
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

int
file_walk(int folder, struct arena *a,
	bool (*skip)(struct str path, struct str name, void *context), void *context,
	struct file_list *out, struct str *failed)
{
	struct walk w = { .arena = a, .skip = skip, .context = context };
	struct str path = STR_NONE;
	int error = walk_folder(&w, folder, path);

	/* the list is the queue too: a folder's names are put behind it */
	for (size_t i = 0; !error && i < w.list.count; i++) {
		path = w.list.files[i].path;
		if (w.list.files[i].type != 'd')
			continue;
		error = depth_of(path) > DEPTH_MOST ? ELOOP : walk_folder(&w, folder, path);
	}
	if (error) {
		*failed = path;
		return error;
	}
	if (w.list.count > 0)
		qsort(w.list.files, w.list.count, sizeof(*w.list.files), compare_paths);
	*out = w.list;
	return 0;
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

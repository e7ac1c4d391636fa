/*
 * Names at the top of out that begin with a dot, carried from the old front to the new.
 *
 * Knows which they are and how each is moved; when that is due is publish.c's.
 */
#include "link/carry.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "link/journal.h"
#include "link/manifest.h"

struct dot {
	const char *name;
	struct stat st;
	struct dot *next;
};

static bool
is_carried(struct str name)
{
	return str_starts(name, ".") && !str_is(name, ".") && !str_is(name, "..")
		&& !str_is(name, MANIFEST) && !str_is(name, JOURNAL_BESIDE);
}

/* In the order of the folder: nothing depends on it. */
static int
read_dots(int folder, struct arena *a, struct dot **out)
{
	int fd, error = file_open_folder(folder, STR_NONE, &fd);

	*out = NULL;
	if (error)
		return error;
	DIR *names = fdopendir(fd);

	if (!names) {
		error = errno;
		close(fd);
		return error;
	}
	for (const struct dirent *entry; errno = 0, (entry = readdir(names));) {
		struct str name = str_of(entry->d_name);
		struct stat st;

		if (!is_carried(name)
			|| fstatat(fd, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
			continue;
		struct dot *dot = arena_alloc(a, sizeof(*dot));

		*dot = (struct dot){ str_copy(a, name).at, st, *out };
		*out = dot;
	}
	error = errno;
	closedir(names);
	return error;
}

/* A folder's own entry for its parent is written when it moves. */
static bool
is_stuck(int folder, const struct dot *dot)
{
	struct stat st;

	if (fstat(folder, &st) != 0 || st.st_dev != dot->st.st_dev)
		return true;
	return S_ISDIR(dot->st.st_mode)
		&& faccessat(folder, dot->name, W_OK, AT_EACCESS) != 0;
}

int
carry_prepare(int front, int twin, struct arena *a, struct carry_plan *plan, struct str *failed)
{
	struct dot *dots;
	int error = read_dots(twin, a, &dots);

	*plan = (struct carry_plan){ false, false };
	*failed = STR_NONE;
	for (struct dot *dot = dots; !error && dot; dot = dot->next)
		if (unlinkat(twin, dot->name, 0) != 0) {
			error = errno;
			*failed = str_of(dot->name);
		}
	if (!error)
		error = read_dots(front, a, &dots);
	for (struct dot *dot = dots; !error && dot; dot = dot->next) {
		/* another's file may be one that we may not link */
		if (!S_ISDIR(dot->st.st_mode)
			&& linkat(front, dot->name, twin, dot->name, 0) == 0)
			continue;
		plan->moves = true;
		plan->stuck |= is_stuck(front, dot);
	}
	return error;
}

int
carry_finish(int from, int to, struct arena *a, struct str *failed)
{
	struct dot *dots;
	struct stat st;
	int error = read_dots(from, a, &dots);

	*failed = STR_NONE;
	for (struct dot *dot = dots; dot; dot = dot->next) {
		if (fstatat(to, dot->name, &st, AT_SYMLINK_NOFOLLOW) == 0
			&& st.st_ino == dot->st.st_ino)
			continue;
		/*
		 * one that differs was changed after it had been linked: the old front has
		 * the newer
		 */
		if (renameat(from, dot->name, to, dot->name) != 0) {
			error = errno;
			*failed = str_of(dot->name);
		}
	}
	return error;
}

int
carry_rescue(int from, int to, bool files, struct arena *a, struct str *failed)
{
	struct dot *dots;
	int error = read_dots(from, a, &dots);

	*failed = STR_NONE;
	for (struct dot *dot = dots; !error && dot; dot = dot->next) {
		bool folder = S_ISDIR(dot->st.st_mode);

		if ((!folder && !files) || renameat2(from, dot->name, to, dot->name,
			RENAME_NOREPLACE) == 0)
			continue;
		if (folder || errno != EEXIST) {
			error = errno;
			*failed = str_of(dot->name);
		}
	}
	return error;
}

/*
 * The twin's folder and its marks.
 *
 * What the marks mean is decided where they are set and read: publish.c and its parts.
 */
#include "link/twin.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

struct str
twin_name(struct arena *a, struct str out)
{
	return str_print(a, "." STR_FMT ".twin", STR_ARG(out));
}

int
twin_open(int parent, struct str name, int *home)
{
	int error = file_make_folders(parent, name, 0700);

	if (!error)
		error = file_open_folder(parent, name, home);
	/* an old site may hold what has just become exempt; a copy may have lost the mode */
	if (!error && fchmod(*home, 0700) != 0) {
		error = errno;
		close(*home);
		*home = -1;
	}
	return error;
}

int
twin_sync(int folder)
{
	int fd, error = file_open_folder(folder, STR_NONE, &fd);

	if (error)
		return error;
	/* EINVAL: a file system that has nothing to sync there */
	if (fsync(fd) != 0 && errno != EINVAL)
		error = errno;
	close(fd);
	return error;
}

int
twin_mark(int home, const char *mark)
{
	int error = file_create(home, str_of(mark), STR_NONE, 0600);

	return error && error != EEXIST ? error : twin_sync(home);
}

int
twin_unmark(int home, const char *mark)
{
	int error = file_remove(home, str_of(mark));

	return error == ENOENT ? 0 : error;
}

bool
twin_is_marked(int home, const char *mark)
{
	return faccessat(home, mark, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

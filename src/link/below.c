/*
 * Paths below an open folder, as publishing needs them.
 *
 * A folder is only ever removed as a folder: where one was, a page may stand by now, and a
 * step that is done again after a kill may not take it away.
 */
#include "link/below.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/path.h"

static int
name_of(struct str path, char out[PATH_MAX])
{
	if (path.len >= PATH_MAX)
		return ENAMETOOLONG;
	memcpy(out, path.at, path.len);
	out[path.len] = '\0';
	return 0;
}

int
below_stat(int at, struct str path, struct stat *out)
{
	char name[PATH_MAX];
	int error = name_of(path, name);

	if (!error && fstatat(at, name, out, AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH) != 0)
		error = errno;
	return error;
}

int
below_link(int from, int to, struct str path)
{
	char name[PATH_MAX];
	int error = name_of(path, name);

	if (!error && linkat(from, name, to, name, 0) != 0)
		error = errno;
	return error;
}

int
below_rename(int from, int to, struct str path)
{
	char name[PATH_MAX];
	int error = name_of(path, name);

	if (!error && renameat(from, name, to, name) != 0)
		error = errno;
	return error;
}

void
below_remove_folder(int at, struct str path)
{
	char name[PATH_MAX];

	for (; path.len > 0 && name_of(path, name) == 0; path = path_folder(path))
		if (unlinkat(at, name, AT_REMOVEDIR) != 0)
			break;
}

int
below_remove_page(int at, struct str path)
{
	int error = file_remove(at, path);

	if (!error)
		below_remove_folder(at, path_folder(path));
	if (error == ENOENT || error == ENOTDIR || error == ENOTEMPTY || error == EEXIST)
		error = 0;
	return error;
}

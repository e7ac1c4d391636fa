#ifndef BASE_FILE_H
#define BASE_FILE_H
/*
 * The disk, seen from one folder.
 *
 * Every path is relative to an open folder and is resolved beneath it: no `..`,
 * no absolute path, no symbolic link (openat2 with RESOLVE_BENEATH, RESOLVE_NO_SYMLINKS
 * and RESOLVE_NO_MAGICLINKS).  Only regular files are read.  Functions that can fail
 * give 0 or an errno; what to say about it is the caller's.
 */
#include <sys/types.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

struct file_info {
	struct str path;		/* below the folder that was walked */
	uint64_t   size;
	int64_t    mtime, ctime;	/* nanoseconds */
	uint64_t   inode;
	char       type;		/* 'f' file, 'd' folder, 'l' symbolic link, '?' anything else */
};

struct file_list {
	struct file_info *files;
	size_t            count, room;	/* room: for those who add to it */
};

/*
 * Everything below a folder, sorted by path (bytes), folders before what is in them.
 * skip, when not NULL, says which names to leave out with all that is below them.
 * A folder that can't be read: errno, and *failed is its path.
 */
int file_walk(int folder, struct arena *a, bool (*skip)(struct str path, struct str name, void *context),
	void *context, struct file_list *out, struct str *failed);

int file_open_folder(int at, struct str path, int *out);	/* the caller closes it */
int file_make_folders(int at, struct str path, mode_t mode);	/* and those above it */

/* Whole, into arena a; EFBIG past limit (0: none), EINVAL for what is no regular file. */
int file_read(int at, struct str path, size_t limit, struct arena *a, struct str *out);

/* The same for one file of any size, which may be mapped: the bytes are there until the process ends. */
int file_read_lone(int at, struct str path, struct arena *a, struct str *out);

int file_stat(int at, struct str path, struct file_info *out);	/* ENOENT and so on */

/* Make a new file; EEXIST when there is one.  Folders above it must be there. */
int file_create(int at, struct str path, struct str bytes, mode_t mode);

/* Written beside, synced and renamed over what is there: a reader sees old or new, whole. */
int file_replace(int at, struct str path, struct str bytes, mode_t mode);

int file_remove(int at, struct str path);	/* a file, a link, or an empty folder */
int file_remove_tree(int at, struct str path);	/* the folder and all below it; ENOENT is no error */

#endif

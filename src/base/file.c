/*
 * Reading and writing below an open folder.
 *
 * Resolving is the kernel's, by openat2; where it has none, names are opened one by one.
 * What changes a folder is done by one name in that folder, opened the same way, so
 * that nothing here ever follows a link.  Whole trees are file_tree.c's; what files mean, and
 * what to say of an errno, is the caller's.
 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/path.h"

#define MAPPED_LEAST (1 << 20)	/* bytes */
#define TRIES_MOST   32		/* of openat2, when something else moves folders about */
#define TEMPORARIES  100000	/* names tried for a file that is written beside */
#define READ_FILE    (O_RDONLY | O_NONBLOCK | O_NOCTTY)
#define WRITE_NEW    (O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC)
#define READ_FOLDER  (O_RDONLY | O_DIRECTORY)
#define HOLD_FOLDER  (O_PATH | O_DIRECTORY)

/* The path with a NUL behind; an errno when it is none below a folder. */
static int
terminate(struct str path, char out[PATH_MAX])
{
	if (path.len >= PATH_MAX)
		return ENAMETOOLONG;
	if (str_find_char(path, '\0', 0) < path.len)
		return EINVAL;
	if (str_starts(path, "/"))
		return EXDEV;
	for (struct str rest = path; rest.len > 0;)
		if (str_is(str_cut(&rest, '/'), ".."))
			return EXDEV;
	if (path.len == 0)
		path = STR(".");
	memcpy(out, path.at, path.len);
	out[path.len] = '\0';
	return 0;
}

static void
close_quietly(int fd)
{
	int error = errno;

	close(fd);
	errno = error;
}

/* A folder on the way; ELOOP for a link, as openat2 has it. */
static int
open_step(int folder, const char *name)
{
	struct stat st;
	int fd = openat(folder, *name ? name : ".", HOLD_FOLDER | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0 && errno == ENOTDIR) {
		bool link = fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) == 0
			&& S_ISLNK(st.st_mode);
		errno = link ? ELOOP : ENOTDIR;
	}
	return fd;
}

/* The same as openat2 does, a name at a time; for kernels of before 5.6.  path is cut up. */
static int
open_by_names(int at, char *path, int flags, mode_t mode)
{
	int folder = at;
	char *name = path;

	for (char *slash; (slash = strchr(name, '/')); name = slash + 1) {
		*slash = '\0';
		int next = open_step(folder, name);

		if (folder != at)
			close_quietly(folder);
		if (next < 0)
			return -1;
		folder = next;
	}
	int fd = openat(folder, *name ? name : ".", flags | O_NOFOLLOW, mode);

	if (fd < 0 && errno == ENOTDIR && (flags & O_DIRECTORY)) {
		int step = open_step(folder, name);	/* for its errno */

		if (step >= 0)
			close_quietly(step);
	}
	if (folder != at)
		close_quietly(folder);
	return fd;
}

static int
open_below(int at, struct str path, int flags, mode_t mode, int *out)
{
	char name[PATH_MAX];
	int error = terminate(path, name), fd = -1, tries = 0;
	const struct open_how how = {
		.flags = (unsigned)(flags | O_CLOEXEC),
		.mode = mode,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
	};

	if (error)
		return error;
	do
		fd = (int)syscall(SYS_openat2, at, name, &how, sizeof(how));
	while (fd < 0 && (errno == EINTR || errno == EAGAIN) && ++tries < TRIES_MOST);
	/* a container's filter that does not know openat2 says EPERM */
	if (fd < 0 && (errno == ENOSYS || errno == EPERM))
		fd = open_by_names(at, name, flags | O_CLOEXEC, mode);
	if (fd < 0)
		return errno;
	*out = fd;
	return 0;
}

/*
 * The folder that a path is in, and its last name, for the calls that take no more.
 * The folder of a lone name is `at` itself; leave_parent knows.
 */
static int
open_parent(int at, struct str path, int *folder, char name[PATH_MAX])
{
	struct str last = path_name(path);

	if (last.len == 0 || str_is(last, "."))
		return EINVAL;
	int error = terminate(path, name);

	if (!error)
		error = terminate(last, name);
	*folder = at;
	if (error || last.len == path.len)
		return error;
	return open_below(at, path_folder(path), HOLD_FOLDER, 0, folder);
}

static void
leave_parent(int at, int folder)
{
	if (folder != at)
		close(folder);
}

static int64_t
nanoseconds(struct timespec t)
{
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static char
type_of(mode_t mode)
{
	if (S_ISREG(mode))
		return 'f';
	if (S_ISDIR(mode))
		return 'd';
	return S_ISLNK(mode) ? 'l' : '?';
}

static struct file_info
info_of(struct str path, const struct stat *st)
{
	return (struct file_info){
		.path = path,
		.size = (uint64_t)st->st_size,
		.mtime = nanoseconds(st->st_mtim),
		.ctime = nanoseconds(st->st_ctim),
		.inode = st->st_ino,
		.type = type_of(st->st_mode),
	};
}

int
file_stat(int at, struct str path, struct file_info *out)
{
	char name[PATH_MAX] = "";
	struct stat st;
	int folder = at, error = path.len > 0 ? open_parent(at, path, &folder, name) : 0;

	if (error)
		return error;
	if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH) != 0)
		error = errno;
	leave_parent(at, folder);
	if (!error)
		*out = info_of(path, &st);
	return error;
}

int
file_open_folder(int at, struct str path, int *out)
{
	return open_below(at, path, READ_FOLDER, 0, out);
}

/* 0 for a folder; the errno that opening it as one would give for anything else. */
static int
is_folder(int folder, const char *name)
{
	struct stat st;

	if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return errno;
	return S_ISDIR(st.st_mode) ? 0 : S_ISLNK(st.st_mode) ? ELOOP : ENOTDIR;
}

/* From the innermost outwards until one is there: mostly only the last is missing. */
int
file_make_folders(int at, struct str path, mode_t mode)
{
	char name[PATH_MAX];
	int folder, error;

	while (str_ends(path, "/"))
		path.len--;
	if (path.len == 0 || str_is(path, "."))
		return 0;
	error = open_parent(at, path, &folder, name);
	if (error == ENOENT) {
		error = file_make_folders(at, path_folder(path), mode);
		if (!error)
			error = open_parent(at, path, &folder, name);
	}
	if (error)
		return error;
	if (mkdirat(folder, name, mode) != 0)
		error = errno == EEXIST ? is_folder(folder, name) : errno;
	leave_parent(at, folder);
	return error;
}

/* All that comes, up to the size that was asked; of a file that has none (below /proc), to its end. */
static int
read_all(int fd, size_t size, size_t limit, struct arena *a, struct str *out)
{
	size_t room = size + 1, len = 0;
	char *bytes = arena_alloc(a, room);

	for (;;) {
		ssize_t n = read(fd, bytes + len, room - len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno;
		if (n == 0)
			break;
		len += (size_t)n;
		if (len == size)
			break;
		if (limit > 0 && len > limit)
			return EFBIG;
		if (len == room) {
			char *more = arena_alloc(a, room *= 2);

			memcpy(more, bytes, len);
			bytes = more;
		}
	}
	*out = (struct str){ bytes, len };
	return 0;
}

/* To clear the memory for a large file and to copy it there took as long as its CSV parser. */
static bool
map_whole(int fd, size_t size, struct str *out)
{
	void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);

	if (bytes == MAP_FAILED)
		return false;
	*out = (struct str){ bytes, size };
	return true;
}

int
file_read_lone(int at, struct str path, struct arena *a, struct str *out)
{
	struct stat st;
	int fd, error = open_below(at, path, READ_FILE, 0, &fd);

	if (error)
		return error == ENXIO ? EINVAL : error;
	bool mapped = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size >= MAPPED_LEAST
		&& map_whole(fd, (size_t)st.st_size, out);

	close(fd);
	return mapped ? 0 : file_read(at, path, 0, a, out);
}

int
file_read(int at, struct str path, size_t limit, struct arena *a, struct str *out)
{
	struct stat st;
	int fd, error = open_below(at, path, READ_FILE, 0, &fd);

	if (error)
		return error == ENXIO ? EINVAL : error;	/* a socket */
	if (fstat(fd, &st) != 0)
		error = errno;
	else if (!S_ISREG(st.st_mode))
		error = EINVAL;
	else if (limit > 0 && (uint64_t)st.st_size > limit)
		error = EFBIG;
	else
		error = read_all(fd, (size_t)st.st_size, limit, a, out);
	close(fd);
	return error;
}

static int
write_all(int fd, struct str bytes)
{
	while (bytes.len > 0) {
		ssize_t n = write(fd, bytes.at, bytes.len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? errno : EIO;
		bytes = str_from(bytes, (size_t)n);
	}
	return 0;
}

/* Fill a file that was just made, and close it. */
static int
fill(int fd, struct str bytes, bool sync)
{
	int error = write_all(fd, bytes);

	if (!error && sync && fsync(fd) != 0)
		error = errno;
	/* where the disk is remote, close is the first to say that it is full */
	if (close(fd) != 0 && !error && errno != EINTR)
		error = errno;
	return error;
}

/* A new file in a folder, whole or not at all. */
static int
write_new(int folder, const char *name, struct str bytes, mode_t mode, bool sync)
{
	int fd = openat(folder, name, WRITE_NEW, mode);

	if (fd < 0)
		return errno;
	int error = fill(fd, bytes, sync);

	if (error)
		unlinkat(folder, name, 0);
	return error;
}

int
file_create(int at, struct str path, struct str bytes, mode_t mode)
{
	struct str last = path_name(path);
	int fd, error = last.len == 0 || str_is(last, ".") ? EINVAL
		: open_below(at, path, WRITE_NEW, mode, &fd);

	if (error)
		return error;
	error = fill(fd, bytes, false);
	if (error)
		file_remove(at, path);
	return error;
}

int
file_replace(int at, struct str path, struct str bytes, mode_t mode)
{
	static unsigned counter;
	char name[PATH_MAX], beside[32];
	int folder, error = open_parent(at, path, &folder, name);

	if (error)
		return error;
	/* a name may be another worker's, or be left from a run that was killed */
	for (int tries = 0; tries < TEMPORARIES; tries++) {
		snprintf(beside, sizeof(beside), ".reeve-tmp-%u", counter++);
		error = write_new(folder, beside, bytes, mode, true);
		if (error != EEXIST)
			break;
	}
	if (!error && renameat(folder, beside, folder, name) != 0) {
		error = errno;
		unlinkat(folder, beside, 0);
	}
	leave_parent(at, folder);
	return error;
}

int
file_remove(int at, struct str path)
{
	char name[PATH_MAX];
	int folder, error = open_parent(at, path, &folder, name);

	if (error)
		return error;
	if (unlinkat(folder, name, 0) != 0
		&& (errno != EISDIR || unlinkat(folder, name, AT_REMOVEDIR) != 0))
		error = errno;
	leave_parent(at, folder);
	return error;
}

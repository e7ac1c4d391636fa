/*
 * The twin's folder, its lock and its marks.
 *
 * What the marks mean is decided where they are set and read: publish.c and its parts.
 */
#include "link/twin.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"

#define SLEEPS_MOST 600		/* of a tenth of a second: a minute */

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

static long
read_holder(int lock)
{
	char text[32] = "";

	if (pread(lock, text, sizeof(text) - 1, 0) <= 0)
		return 0;
	return strtol(text, NULL, 10);
}

/* Only so that a build that waits can say for whom; the lock does not depend on it. */
static void
write_holder(int lock)
{
	char text[32];
	int len = snprintf(text, sizeof(text), "%ld\n", (long)getpid());

	if (ftruncate(lock, 0) != 0 || pwrite(lock, text, (size_t)len, 0) != len)
		return;
}

static int
wait_for(int lock, long *holder)
{
	const struct timespec pause = { .tv_nsec = 100000000 };
	bool said = false;

	for (int sleeps = 0; flock(lock, LOCK_EX | LOCK_NB) != 0; sleeps++) {
		if (errno == EINTR)
			continue;
		if (errno != EWOULDBLOCK || sleeps == SLEEPS_MOST)
			return errno;
		*holder = read_holder(lock);
		if (!said)
			fprintf(stderr, "reeve: waiting for another build of this site "
				"(process %ld)\n", *holder);
		said = true;
		nanosleep(&pause, NULL);
	}
	return 0;
}

int
twin_lock(int home, int *lock, long *holder)
{
	int fd = openat(home, TWIN_LOCK, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

	*holder = 0;
	if (fd < 0)
		return errno;
	int error = wait_for(fd, holder);

	if (error) {
		close(fd);
		return error;
	}
	write_holder(fd);
	*lock = fd;
	return 0;
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

/*
 * flock, asked ten times a second: it has no wait that ends.
 */
#include "base/turn.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

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
wait_for(int lock, unsigned seconds, long *holder)
{
	const struct timespec pause = { .tv_nsec = 100000000 };
	bool said = false;

	for (unsigned sleeps = 0; flock(lock, LOCK_EX | LOCK_NB) != 0; sleeps++) {
		if (errno == EINTR)
			continue;
		if (errno != EWOULDBLOCK || (seconds && sleeps == seconds * 10))
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
turn_take(int folder, unsigned seconds, int *lock, long *holder)
{
	int fd = openat(folder, TURN_LOCK, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

	*holder = 0;
	if (fd < 0)
		return errno;
	int error = wait_for(fd, seconds, holder);

	if (error) {
		close(fd);
		return error;
	}
	write_holder(fd);
	*lock = fd;
	return 0;
}

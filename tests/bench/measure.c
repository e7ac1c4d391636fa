/*
 * Run a command and say what it took, with all the processes it waited for: processor time (user
 * and system) in microseconds and the largest resident set of any of them in kB of 1,024 bytes.
 * What the command says goes to a file.  With -a, also what all its processes took at their largest, added up.
 * Usage: measure [-a] LOG COMMAND...
 */
#include <err.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static _Noreturn void
run(const char *log, char **command)
{
	int file = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	if (file < 0)
		err(2, "%s", log);
	if (dup2(file, STDOUT_FILENO) < 0 || dup2(file, STDERR_FILENO) < 0)
		_exit(2);
	execvp(command[0], command);
	err(2, "%s", command[0]);
}

static long long
microseconds(struct timeval t)
{
	return t.tv_sec * 1000000LL + t.tv_usec;
}

#define PROCESSES 64

static struct seen {
	long pid, peak;		/* kB */
} seen[PROCESSES];
static unsigned nseen;

/* The largest that a process has been, or 0 when it is gone. */
static long
peak_of(long pid)
{
	char path[64], line[256];
	long peak = 0;

	snprintf(path, sizeof path, "/proc/%ld/status", pid);
	FILE *file = fopen(path, "r");

	while (file && fgets(line, sizeof line, file) && peak == 0)
		sscanf(line, "VmHWM: %ld", &peak);
	if (file)
		fclose(file);
	return peak;
}

static void
look_at(long pid)
{
	unsigned i = 0;
	long peak = peak_of(pid);

	while (i < nseen && seen[i].pid != pid)
		i++;
	if (i == nseen && nseen < PROCESSES)
		seen[nseen++].pid = pid;
	if (i < PROCESSES && peak > seen[i].peak)
		seen[i].peak = peak;
}

/* The command and its children, as often as it takes to miss little: a process is at its largest for long. */
static void
look_at_all(long child)
{
	char path[64];
	long pid;

	look_at(child);
	snprintf(path, sizeof path, "/proc/%ld/task/%ld/children", child, child);
	FILE *file = fopen(path, "r");

	while (file && fscanf(file, "%ld", &pid) == 1)
		look_at(pid);
	if (file)
		fclose(file);
}

static long
peaks_added_up(pid_t child, int *status, struct rusage *used)
{
	const struct timespec pause = { 0, 1000000 };
	long sum = 0;

	while (wait4(child, status, WNOHANG, used) == 0) {
		look_at_all(child);
		nanosleep(&pause, NULL);
	}
	for (unsigned i = 0; i < nseen; i++)
		sum += seen[i].peak;
	return sum;
}

int
main(int argc, char **argv)
{
	bool all = argc > 1 && strcmp(argv[1], "-a") == 0;
	long sum = 0;

	argv += all;
	argc -= all;

	struct rusage used;
	int status;

	if (argc < 3)
		errx(2, "usage: measure [-a] LOG COMMAND...");

	pid_t child = fork();

	if (child < 0)
		err(2, "fork");
	if (child == 0)
		run(argv[1], argv + 2);
	if (all)
		sum = peaks_added_up(child, &status, &used);
	else if (wait4(child, &status, 0, &used) != child)
		err(2, "wait4");
	printf("%lld %ld", microseconds(used.ru_utime) + microseconds(used.ru_stime),
		used.ru_maxrss);
	if (all)
		printf(" %ld", sum);
	putchar('\n');
	return WIFEXITED(status) ? WEXITSTATUS(status) : 2;
}

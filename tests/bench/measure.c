/*
 * Run a command and say what it took, with all the processes it waited for: processor time (user
 * and system) in microseconds and the largest resident set of any of them in kB of 1,024 bytes.
 * What the command says goes to a file.  Usage: measure LOG COMMAND...
 */
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
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

int
main(int argc, char **argv)
{
	struct rusage used;
	int status;

	if (argc < 3)
		errx(2, "usage: measure LOG COMMAND...");

	pid_t child = fork();

	if (child < 0)
		err(2, "fork");
	if (child == 0)
		run(argv[1], argv + 2);
	if (wait4(child, &status, 0, &used) != child)
		err(2, "wait4");
	printf("%lld %ld\n", microseconds(used.ru_utime) + microseconds(used.ru_stime),
		used.ru_maxrss);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 2;
}

/*
 * Starting, watching and ending programs.
 *
 * What a program may do besides computing is said before it is executed, in the process that
 * will be it; what it prints is read here as it comes, so that a full pipe stops nobody.
 */
#include "cmd/child.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/pool.h"
#include "base/sandbox.h"
#include "base/utf8.h"

#define WORDS_KEPT    ((size_t)64 << 10)
#define VARIABLES     32
#define AT_ONCE_MOST  256
#define NOT_EXECUTED  127
#define LINE_SHOWN    300	/* bytes */
#define TURNS         256	/* of reading a pipe: more than it holds when nobody fills it */

/* A program that runs. */
struct run {
	struct child   child;
	pid_t          pid;
	int            out, words;	/* our ends of its pipes; -1 when closed */
	struct timespec end;		/* not later than this */
};

struct child
child_of(const char *const *arguments)
{
	return (struct child){ .arguments = arguments, .folder = -1, .readable = -1, .writable = -1 };
}

void
child_release(struct child *c)
{
	buf_release(&c->input);
	buf_release(&c->out);
	buf_release(&c->words);
}

/* Folders that are named from where one stands are passed over: content is no place for programs. */
const char *
child_find(const char *name, struct arena *a)
{
	const char *path = getenv("PATH");
	struct str rest = str_of(path ? path : "/usr/bin:/bin");

	while (rest.len && !strchr(name, '/')) {
		struct str folder = str_cut(&rest, ':');
		struct stat st;

		if (!folder.len || folder.at[0] != '/')
			continue;
		struct str file = str_print(a, STR_FMT "/%s", STR_ARG(folder), name);

		if (stat(file.at, &st) == 0 && S_ISREG(st.st_mode) && access(file.at, X_OK) == 0)
			return file.at;
	}
	return NULL;
}

/* In the new process: no way back but its exit. */
static void
stop(const char *what)
{
	dprintf(STDERR_FILENO, "%s: %s\n", what, strerror(errno));
	_exit(NOT_EXECUTED);
}

static void
bound(const struct child *c, const char *program)
{
	pool_limit(RLIMIT_CORE, 0);
	if (c->memory)
		pool_limit(RLIMIT_AS, c->memory);
	if (c->fenced && sandbox_enter_program(program, c->readable, c->writable) != SANDBOX_WHOLE
	    && c->fence_required)
		stop("this system has no sandbox for it");
}

/* The whole environment of a program: the caller's variables, and ours of other names. */
static void
fill_environment(const struct child *c, const char **variables)
{
	static const char *const ours[] = { "LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", "HOME=/nonexistent" };
	size_t n = 0;

	for (size_t i = 0; c->environment && c->environment[i] && n < VARIABLES; i++)
		variables[n++] = c->environment[i];
	size_t given = n;

	for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++) {
		size_t name = strcspn(ours[i], "=") + 1;
		bool has = false;

		for (size_t k = 0; k < given; k++)
			has |= strncmp(variables[k], ours[i], name) == 0;
		if (!has)
			variables[n++] = ours[i];
	}
	variables[n] = NULL;
}

/* Signals that we hold back or leave alone are none of its business. */
static void
let_signals_through(void)
{
	sigset_t none;

	sigemptyset(&none);
	for (int i = 1; i < NSIG; i++)
		signal(i, SIG_DFL);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static void
become(const struct child *c, const char *program, pid_t parent, const int files[3])
{
	const char *variables[VARIABLES + 4];

	fill_environment(c, variables);
	setpgid(0, 0);
	/* the parent may have died before the call that says to die with it */
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent)
		_exit(NOT_EXECUTED);
	let_signals_through();
	for (int fd = 0; fd < 3; fd++)		/* main has seen to it that ours are others */
		if (dup2(files[fd], fd) < 0)
			stop("its input and output");
	if (c->folder >= 0 && fchdir(c->folder) != 0)
		stop("the folder to start in");
	bound(c, program);
	execve(program, (char *const *)c->arguments, (char *const *)variables);
	stop(program);
}

static void
close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static bool
open_pipe(int *ours, int *its)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	*ours = ends[0];
	*its = ends[1];
	return fcntl(*ours, F_SETFL, O_NONBLOCK) == 0;
}

/* A file in memory, so that it is read at the program's own pace; -1 when it is not there whole. */
static int
open_input(struct str bytes)
{
	int fd = memfd_create("reeve-input", MFD_CLOEXEC);

	while (fd >= 0 && bytes.len > 0) {
		ssize_t n = write(fd, bytes.at, bytes.len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			close_end(&fd);
		else
			bytes = str_from(bytes, (size_t)n);
	}
	if (fd >= 0)
		lseek(fd, 0, SEEK_SET);
	return fd;
}

/* false: it has an end before it began. */
static bool
start(struct run *r)
{
	struct child *c = &r->child;
	int its[3] = { -1, -1, -1 };
	pid_t parent = getpid();
	struct arena a;

	arena_init(&a);
	const char *program = child_find(c->arguments[0], &a);

	c->end = program ? CHILD_NOT_STARTED : CHILD_NOT_FOUND;
	r->out = r->words = -1;
	r->pid = -1;
	if (program && (its[0] = open_input(buf_view(&c->input))) >= 0 && open_pipe(&r->out, &its[1])
	    && open_pipe(&r->words, &its[2]) && (r->pid = fork()) == 0)
		become(c, program, parent, its);
	c->status = errno;
	for (int i = 0; i < 3; i++)
		close_end(&its[i]);
	buf_release(&c->input);
	arena_release(&a);
	if (r->pid < 0) {
		close_end(&r->out);
		close_end(&r->words);
		return false;
	}
	setpgid(r->pid, r->pid);	/* whoever comes first */
	c->end = CHILD_DONE;
	clock_gettime(CLOCK_MONOTONIC, &r->end);
	r->end.tv_sec += c->seconds;
	return true;
}

static void
end(struct run *r, enum child_end why)
{
	if (r->child.end == CHILD_DONE)
		r->child.end = why;
	kill(-r->pid, SIGKILL);
	kill(r->pid, SIGKILL);
}

/*
 * What is in a pipe now; the last part alone where keep says how much.  One that is filled as fast
 * as it is read is left for a while, so that limits are looked at.
 */
static void
drain(int *fd, struct buf *to, size_t keep)
{
	char bytes[16384];
	ssize_t n = 0;

	for (unsigned turn = 0; *fd >= 0; turn++) {
		n = read(*fd, bytes, sizeof bytes);
		if (n == 0 || (n < 0 && errno != EINTR))
			break;
		buf_add(to, bytes, n > 0 ? (size_t)n : 0);
		if (keep && to->len > 2 * keep) {
			memmove(to->at, to->at + to->len - keep, keep);
			to->len = keep;
		}
		if (turn == TURNS)
			return;
	}
	if (n == 0 || errno != EAGAIN)
		close_end(fd);
}

static bool
is_late(const struct run *r)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return r->child.seconds && (now.tv_sec > r->end.tv_sec
		|| (now.tv_sec == r->end.tv_sec && now.tv_nsec >= r->end.tv_nsec));
}

/* Its own exit is its end, whatever it has left behind: that ends too. */
static bool
has_ended(struct run *r)
{
	struct child *c = &r->child;
	siginfo_t info = { .si_pid = 0 };
	int status;

	/* its number, and that of its group, is nobody else's until it is waited for */
	if (waitid(P_PID, (id_t)r->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == 0)
		return false;
	kill(-r->pid, SIGKILL);
	if (waitpid(r->pid, &status, 0) < 0)
		status = NOT_EXECUTED << 8;
	drain(&r->out, &c->out, 0);
	drain(&r->words, &c->words, WORDS_KEPT);
	close_end(&r->out);
	close_end(&r->words);
	c->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	if (c->end == CHILD_DONE && c->most && c->out.len > c->most)
		c->end = CHILD_TOO_MUCH;
	if (c->end == CHILD_DONE && c->status != 0)
		c->end = CHILD_FAILED;
	return true;
}

static bool
watch(struct run *r)
{
	struct child *c = &r->child;

	drain(&r->out, &c->out, 0);
	drain(&r->words, &c->words, WORDS_KEPT);
	if (is_late(r))
		end(r, CHILD_TIMED_OUT);
	if (c->most && c->out.len > c->most)
		end(r, CHILD_TOO_MUCH);
	return has_ended(r);
}

/* Until one has something to say, or a while has passed: exits and limits make no noise. */
static void
wait_for_any(const struct run *runs, size_t n)
{
	struct pollfd fds[2 * AT_ONCE_MOST];
	nfds_t count = 0;
	bool silent = false;

	for (size_t i = 0; i < n; i++) {
		fds[count++] = (struct pollfd){ .fd = runs[i].out, .events = POLLIN };
		fds[count++] = (struct pollfd){ .fd = runs[i].words, .events = POLLIN };
		silent |= runs[i].out < 0 && runs[i].words < 0;
	}
	poll(fds, count, silent ? 2 : 100);
}

void
child_run_list(const struct child_list *list)
{
	unsigned most = list->at_once < AT_ONCE_MOST ? list->at_once : AT_ONCE_MOST;
	struct run runs[AT_ONCE_MOST];
	size_t n = 0;
	bool more = true;
	struct sigaction before, usual = { .sa_handler = SIG_DFL };

	/* whoever started us may have had it ignored, and then nothing is told of a death */
	sigaction(SIGCHLD, &usual, &before);
	while (more || n > 0) {
		while (more && n < most) {
			more = list->next(&runs[n].child, list->context);
			if (more && start(&runs[n]))
				n++;
			else if (more) {
				list->done(&runs[n].child, list->context);
				child_release(&runs[n].child);
			}
		}
		if (n > 0)
			wait_for_any(runs, n);
		for (size_t i = n; i-- > 0;) {
			if (!watch(&runs[i]))
				continue;
			list->done(&runs[i].child, list->context);
			child_release(&runs[i].child);
			runs[i] = runs[--n];
		}
	}
	sigaction(SIGCHLD, &before, NULL);
}

struct lone {
	struct child *child;
	bool          begun;
};

static bool
next_lone(struct child *c, void *context)
{
	struct lone *lone = context;
	bool more = !lone->begun;

	if (more)
		*c = *lone->child;
	lone->begun = true;
	return more;
}

/* The bytes go to the caller's. */
static void
done_lone(struct child *c, void *context)
{
	*((struct lone *)context)->child = *c;
	c->input = c->out = c->words = BUF_EMPTY;
}

bool
child_run(struct child *c)
{
	struct lone lone = { c, false };

	child_run_list(&(struct child_list){ 1, next_lone, done_lone, &lone });
	return c->end == CHILD_DONE;
}

struct str
child_line(struct str line, struct arena *a)
{
	struct buf out = BUF_EMPTY;
	struct str head = str_head(str_trim(line), LINE_SHOWN);

	utf8_put_shown(&out, str_head(head, utf8_invalid_at(head)));
	return buf_keep(&out, a);
}

/* The last line that says something. */
static struct str
last_words(const struct child *c, struct arena *a)
{
	struct str words = str_trim(buf_view(&c->words));
	size_t start = str_find_last_char(words, '\n');

	return child_line(str_from(words, start < words.len ? start + 1 : 0), a);
}

struct str
child_reason(const struct child *c, struct arena *a)
{
	struct str words = last_words(c, a);

	switch (c->end) {
	case CHILD_DONE:        return STR_NONE;
	case CHILD_NOT_FOUND:   return STR("is not installed");
	case CHILD_TIMED_OUT:   return str_print(a, "had not ended after %u seconds", c->seconds);
	case CHILD_TOO_MUCH:    return str_print(a, "gave more than %zu bytes", c->most);
	case CHILD_NOT_STARTED: return str_print(a, "can't be started: %s", strerror(c->status));
	case CHILD_FAILED:      break;
	}
	if (words.len)
		return str_print(a, "failed: " STR_FMT, STR_ARG(words));
	return c->status > 128 ? str_print(a, "was ended by signal %d", c->status - 128)
		: str_print(a, "failed with status %d and said nothing", c->status);
}

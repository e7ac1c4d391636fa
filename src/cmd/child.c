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
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/sandbox.h"

#define WORDS_KEPT    ((size_t)64 << 10)
#define VARIABLES     32
#define AT_ONCE_MOST  256
#define NOT_EXECUTED  127

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
	return (struct child){ .arguments = arguments, .folder = -1, .input = -1, .output = -1,
		.readable = -1, .writable = -1, .out = BUF_EMPTY, .words = BUF_EMPTY };
}

void
child_release(struct child *c)
{
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
	struct rlimit none = { 0, 0 }, memory = { c->memory, c->memory }, output = { c->most, c->most };

	setrlimit(RLIMIT_CORE, &none);
	if (c->memory && setrlimit(RLIMIT_AS, &memory) != 0)
		stop("its memory can't be bounded");
	if (c->output >= 0 && c->most)
		setrlimit(RLIMIT_FSIZE, &output);
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

static void
become(const struct child *c, const char *program, int out, int words)
{
	const char *variables[VARIABLES + 4];
	int input = c->input >= 0 ? c->input : open("/dev/null", O_RDONLY | O_CLOEXEC);

	fill_environment(c, variables);
	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (c->folder >= 0 && fchdir(c->folder) != 0)
		stop("the folder to start in");
	if (dup2(input, STDIN_FILENO) < 0 || dup2(words, STDERR_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0)
		stop("its input and output");
	bound(c, program);
	execve(program, (char *const *)c->arguments, (char *const *)variables);
	stop(program);
}

static bool
open_pipe(int ends[2])
{
	return pipe2(ends, O_CLOEXEC) == 0 && fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0;
}

static void
close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* false: it has an end before it began. */
static bool
start(struct run *r)
{
	struct child *c = &r->child;
	int out[2] = { -1, -1 }, words[2] = { -1, -1 };
	struct arena a;

	arena_init(&a);
	const char *program = child_find(c->arguments[0], &a);

	c->end = program ? CHILD_NOT_STARTED : CHILD_NOT_FOUND;
	r->out = r->words = -1;
	r->pid = -1;
	if (program && open_pipe(out) && open_pipe(words) && (r->pid = fork()) == 0)
		become(c, program, c->output >= 0 ? c->output : out[1], words[1]);
	c->status = errno;
	close_end(&out[1]);
	close_end(&words[1]);
	arena_release(&a);
	if (r->pid < 0) {
		close_end(&out[0]);
		close_end(&words[0]);
		return false;
	}
	setpgid(r->pid, r->pid);	/* whoever comes first */
	r->out = out[0];
	r->words = words[0];
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

/* What is in a pipe now; the last part alone where keep says how much. */
static void
drain(int *fd, struct buf *to, size_t keep)
{
	char bytes[16384];
	ssize_t n = 0;

	while (*fd >= 0 && ((n = read(*fd, bytes, sizeof bytes)) > 0 || (n < 0 && errno == EINTR))) {
		buf_add(to, bytes, n > 0 ? (size_t)n : 0);
		if (!keep || to->len <= 2 * keep)
			continue;
		memmove(to->at, to->at + to->len - keep, keep);
		to->len = keep;
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
	int status;

	if (waitpid(r->pid, &status, WNOHANG) == 0)
		return false;
	kill(-r->pid, SIGKILL);
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
	c->out = c->words = BUF_EMPTY;
}

bool
child_run(struct child *c)
{
	struct lone lone = { c, false };

	child_run_list(&(struct child_list){ 1, next_lone, done_lone, &lone });
	return c->end == CHILD_DONE;
}

/* The last line that says something. */
static struct str
last_words(const struct child *c)
{
	struct str words = str_trim(buf_view(&c->words));
	size_t start = str_find_last_char(words, '\n');

	return str_head(str_trim(str_from(words, start < words.len ? start + 1 : 0)), 300);
}

struct str
child_reason(const struct child *c, struct arena *a)
{
	struct str words = last_words(c);

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

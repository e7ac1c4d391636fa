/*
 * Kills a publish at every system call that it makes, and looks at what is left.
 *
 * publish_driver FOLDER: FOLDER is empty, and is left empty.  Silent, status 0: after each
 * kill out was the old site or the new one, whole (or, page by page, no page was torn), the
 * user's own files were there, and the next build worked; also when that one was killed,
 * too, somewhere.  Status 1 says what was wrong.  Where a process may not be traced, it is
 * killed at some thousand moments instead.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "link/publish.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
#define TIMED_KILLS 1000
#define CALLS_LEAST 100

struct sheet {
	const char *path, *text;	/* sorted by path */
};

struct site {
	const char         *name;
	const struct sheet *sheets;
	size_t              count;
};

static const struct sheet old_sheets[] = {
	{ "a/b/c/index.html", "deep" }, { "a/index.html", "old a" }, { "gone/index.html", "gone" },
	{ "index.html", "old" }, { "linked", "in both" }, { "page", "will be a folder" },
	{ "same/index.html", "same" }, { "turn/x/index.html", "will be a page" },
	{ "turn/y", "will be gone" },
};
static const struct sheet new_sheets[] = {
	{ "a/index.html", "new a" }, { "index.html", "new" }, { "linked", "no more" },
	{ "more/index.html", "more" },
	{ "page/index.html", "was a page" }, { "page/x/y/z", "deep" },
	{ "same/index.html", "same" }, { "turn", "was a folder" },
};
static const struct sheet next_sheets[] = {
	{ "a/b/index.html", "next" }, { "index.html", "nxt" }, { "linked", "in both" },
	{ "same/index.html", "same" },
};
static const struct site before = { "before", old_sheets, COUNT(old_sheets) },
	after = { "after", new_sheets, COUNT(new_sheets) },
	next = { "next", next_sheets, COUNT(next_sheets) },
	nothing = { "nothing", NULL, 0 };

/* How the disk is when the build begins that is going to be killed. */
enum start { FIRST, CLEAN, DIRTY, START_COUNT };
static const char *const start_names[] = { "first site", "clean twin", "dirty twin" };

struct round {
	int           parent;
	bool          no_exchange;
	enum start    start;
	unsigned long kill;	/* at this system call, from 1 */
	struct arena  arena;
	struct diag   diag;
};

static void
wrong(const struct round *r, const char *what)
{
	fprintf(stderr, "publish-killed: %s, %s, killed at call %lu: %s\n", start_names[r->start],
		r->no_exchange ? "page by page" : "exchange", r->kill, what);
	for (const struct finding *f = r->diag.first; f; f = f->next)
		fprintf(stderr, "    " STR_FMT ": " STR_FMT "\n", STR_ARG(f->at.file),
			STR_ARG(f->message));
	exit(1);
}

static bool
publish(struct round *r, const struct site *s)
{
	struct publish p;
	struct hash manifest;
	struct publish_row *rows = arena_array(&r->arena, s->count, sizeof(*rows));
	bool done = true, written;

	diag_init(&r->diag, &r->arena);
	if (!publish_open(&p, r->parent, STR("out"), &r->arena, &r->diag))
		return false;
	p.no_exchange = r->no_exchange;
	for (size_t i = 0; i < s->count; i++)
		done &= publish_page(&p, str_of(s->sheets[i].path), str_of(s->sheets[i].text),
			&rows[i], &written) == 0;
	done = done && publish_commit(&p, rows, s->count, &manifest);
	publish_close(&p);
	return done;
}

static void
write_own(int parent, const char *path, const char *text)
{
	int fd = openat(parent, path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text) || close(fd) != 0)
		perror(path);
}

static void
set_up(struct round *r)
{
	file_remove_tree(r->parent, STR("out"));
	file_remove_tree(r->parent, STR(".out.twin"));
	if (r->start != FIRST && (!publish(r, &after) || !publish(r, &next)
		|| !publish(r, &before)))
		wrong(r, "the site could not be published to begin with");
	if (r->start == DIRTY)
		write_own(r->parent, ".out.twin/dirty", "");
	file_make_folders(r->parent, STR("out/.git"), 0755);
	write_own(r->parent, "out/.git/config", "mine");
	write_own(r->parent, "out/.gitignore", "mine");
}

static bool
reads(const struct round *r, struct str path, const char *text)
{
	struct arena a;
	struct str bytes;

	arena_init(&a);
	bool same = file_read(r->parent, path, 0, &a, &bytes) == 0 && str_is(bytes, text);

	arena_release(&a);
	return same;
}

/* Is this file of out as the site has it? */
static bool
has(struct round *r, const struct site *s, struct str path)
{
	for (size_t i = 0; i < s->count; i++)
		if (str_is(path, s->sheets[i].path))
			return reads(r, str_print(&r->arena, "out/" STR_FMT, STR_ARG(path)),
				s->sheets[i].text);
	return false;
}

/*
 * How many files of out are as the site has them, or as the other one does, which may be
 * NULL; *wrongs counts the rest.
 */
static size_t
compare(struct round *r, const struct site *s, const struct site *other, size_t *wrongs)
{
	struct file_list list = { .count = 0 };
	struct str failed;
	int out;
	size_t right = 0;

	*wrongs = 0;
	if (file_open_folder(r->parent, STR("out"), &out) != 0)
		wrong(r, "there is no out");
	if (file_walk(out, &r->arena, NULL, NULL, &list, &failed) != 0)
		wrong(r, "out can't be read");
	close(out);
	for (size_t i = 0; i < list.count; i++) {
		struct str path = list.files[i].path;

		if (list.files[i].type != 'f' || path.at[0] == '.')
			continue;
		if (has(r, s, path) || (other && has(r, other, path)))
			right++;
		else
			++*wrongs;
	}
	return right;
}

static bool
out_is(struct round *r, const struct site *s)
{
	size_t wrongs, right = compare(r, s, NULL, &wrongs);

	return right == s->count && wrongs == 0;
}

/* Page by page: every file is that of a site, if not all of the same. */
static bool
none_is_torn(struct round *r)
{
	size_t wrongs;

	compare(r, &before, &after, &wrongs);
	return wrongs == 0;
}

static void
check_killed(struct round *r)
{
	const struct site *old = r->start == FIRST ? &nothing : &before;

	if (r->no_exchange ? !none_is_torn(r) : !out_is(r, old) && !out_is(r, &after))
		wrong(r, "out is neither the old site nor the new one");
	if (!reads(r, STR("out/.gitignore"), "mine"))
		wrong(r, "the user's own file is gone");
}

static void
check_next_build(struct round *r)
{
	const struct site *old = r->start == FIRST ? &nothing : &before;
	struct publish p;

	diag_init(&r->diag, &r->arena);
	if (!publish_open(&p, r->parent, STR("out"), &r->arena, &r->diag))
		wrong(r, "the next build could not begin");
	publish_close(&p);
	if (!out_is(r, old) && !out_is(r, &after))
		wrong(r, "the next build found neither the old site nor the new one");
	if (!publish(r, &next) || !out_is(r, &next))
		wrong(r, "the next site is not in place");
	if (!publish(r, &before) || !out_is(r, &before))
		wrong(r, "the site after the next is not in place");
	if (!reads(r, STR("out/.gitignore"), "mine") || !reads(r, STR("out/.git/config"), "mine"))
		wrong(r, "the user's own files did not come along");
}

/* Let it go on to its count-th system call.  false: it ended before that. */
static bool
go_to(pid_t child, unsigned long count)
{
	int status;

	waitpid(child, &status, 0);
	/* a call stops twice, when it begins and when it has ended */
	for (unsigned long stop = 1; stop < 2 * count; stop++) {
		ptrace(PTRACE_SYSCALL, child, NULL, NULL);
		if (waitpid(child, &status, 0) != child || WIFEXITED(status))
			return false;
	}
	return true;
}

static void
wait_a_moment(unsigned long turn)
{
	nanosleep(&(struct timespec){ .tv_nsec = (long)(turn * 7919 % 4000 * 1000) }, NULL);
}

/* Publish the new site in another process, and kill it.  false: it came to its end. */
static bool
kill_at(struct round *r, unsigned long call, bool traced)
{
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		if (traced && (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0 || raise(SIGSTOP) != 0))
			_exit(3);
		_exit(publish(r, &after) ? 0 : 1);
	}
	if (traced && !go_to(child, call))
		return false;
	if (!traced)
		wait_a_moment(call);
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
	return traced || call < TIMED_KILLS;
}

static bool
may_trace(void)
{
	int status = 0;
	pid_t child = fork();

	if (child == 0)
		_exit(ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0 && raise(SIGSTOP) == 0 ? 0 : 1);
	if (waitpid(child, &status, WUNTRACED) != child || !WIFSTOPPED(status))
		return false;
	bool may = ptrace(PTRACE_SYSCALL, child, NULL, NULL) == 0;

	kill(child, SIGKILL);
	waitpid(child, &status, 0);
	return may;
}

/* true: the build came to its end, and there is no later call to kill it at. */
static bool
play(struct round *r, bool traced)
{
	arena_init(&r->arena);
	set_up(r);
	bool killed = kill_at(r, r->kill, traced);

	check_killed(r);
	/* the build that mends is killed as well, somewhere */
	if (r->kill % 2 == 0) {
		kill_at(r, r->kill * 37 % 211 + 1, traced);
		check_killed(r);
	}
	check_next_build(r);
	arena_release(&r->arena);
	return !killed;
}

int
main(int argc, char **argv)
{
	struct round r = { .parent = argc == 2 ? open(argv[1], O_RDONLY | O_DIRECTORY) : -1 };

	if (r.parent < 0) {
		fputs("usage: publish_driver FOLDER\n", stderr);
		return 2;
	}
	bool traced = may_trace();

	for (int way = 0; way < 2 * START_COUNT; way++) {
		r.no_exchange = way % 2 == 1;
		r.start = (enum start)(way / 2);
		for (r.kill = 1; !play(&r, traced); r.kill++)
			continue;
		if (r.kill < CALLS_LEAST)
			wrong(&r, "no publish takes as few system calls");
	}
	file_remove_tree(r.parent, STR("out"));
	file_remove_tree(r.parent, STR(".out.twin"));
	return 0;
}

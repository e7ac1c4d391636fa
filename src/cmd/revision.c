/*
 * A git revision of a site, taken out into a private folder below /tmp.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/ascii.h"
#include "base/file.h"
#include "base/path.h"
#include "cmd/child.h"
#include "cmd/revision.h"

#define SECONDS    120
#define MOST_NAMES ((size_t)256 << 20)	/* bytes of the list of files */
#define MOST_BYTES ((uint64_t)2 << 30)	/* of all files together */
#define HEX        64			/* the longest object name */

struct taking {
	const char   *revision;
	int           repository;	/* the open folder that git is started in */
	int           site;		/* the open folder that it is taken out to */
	struct arena *a;
	struct entry *entries;
	size_t        count;
	bool          has_content;	/* there is a content/ folder; else the folder is the content */
	bool          has_site;		/* or a site.yaml, which makes it that */
};

struct entry {				/* a file of the revision */
	struct str path, object;
	bool       is_link;
	bool       is_file;
};

static bool
refuse(const char *revision, const char *why)
{
	fprintf(stderr, "reeve diff: %s: %s\n", revision, why);
	return false;
}

/*
 * The work tree's own settings are git's to read; nobody else's are, and nothing asks or fetches.  A
 * setting that forbids transports yields to the work tree's `protocol.ext.allow`, the variable does not.
 */
static const char *const environment[] = { "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null",
	"GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=none", "GIT_OPTIONAL_LOCKS=0",
	"GIT_ATTR_NOSYSTEM=1", NULL };

static bool
git(struct taking *t, const char *const *arguments, struct buf input, size_t most, struct child *c)
{
	const char *all[16] = { "git", "--no-pager", "--no-replace-objects", "-c", "core.fsmonitor=false" };
	size_t n = 5;

	while (*arguments)
		all[n++] = *arguments++;
	*c = child_of(all);
	c->environment = environment;
	c->folder = t->repository;
	c->input = input;
	c->seconds = SECONDS;
	c->most = most;
	bool done = child_run(c);

	c->arguments = NULL;		/* they end with this function */
	return done;
}

static bool
fails(struct taking *t, struct child *c)
{
	struct str reason = child_reason(c, t->a);

	fprintf(stderr, "reeve diff: %s: git " STR_FMT "\n", t->revision, STR_ARG(reason));
	child_release(c);
	return false;
}

static bool
is_object(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!(ascii_is_digit(s.at[i]) || (s.at[i] >= 'a' && s.at[i] <= 'f')))
			return false;
	return s.len == 40 || s.len == HEX;
}

/* The name that the user gave is used here alone; from here on the commit's own is. */
static bool
find_commit(struct taking *t, const char **commit)
{
	struct child c;
	struct str name = str_print(t->a, "%s^{commit}", t->revision);
	const char *arguments[] = { "rev-parse", "--verify", "--quiet", "--end-of-options", name.at, NULL };

	if (!git(t, arguments, BUF_EMPTY, MOST_NAMES, &c)) {
		if (str_find(buf_view(&c.words), STR("not a git repository"), 0) < c.words.len) {
			child_release(&c);
			return refuse(t->revision, "there is no such folder, and this one isn't kept in git");
		}
		if (c.end != CHILD_FAILED || c.words.len > 0)
			return fails(t, &c);
		child_release(&c);
		return refuse(t->revision, "this is neither a folder nor a revision that git knows here");
	}
	struct str object = str_trim(buf_view(&c.out));
	bool good = is_object(object);

	*commit = good ? arena_copy(t->a, object.at, object.len) : NULL;
	child_release(&c);
	return good || refuse(t->revision, "git gives no commit for it");
}

/* More than MOST_BYTES is MOST_BYTES or more. */
static uint64_t
read_size(struct str digits)
{
	uint64_t n = 0;

	for (size_t i = 0; i < digits.len && n < MOST_BYTES; i++) {
		if (!ascii_is_digit(digits.at[i]))
			break;
		n = n * 10 + (uint64_t)(digits.at[i] - '0');
	}
	return n;
}

/* `MODE TYPE OBJECT SIZE<tab>PATH`, with blanks before the size. */
static bool
read_entry(struct str line, struct entry *e, uint64_t *size)
{
	struct str mode = str_cut(&line, ' '), type = str_cut(&line, ' ');

	e->object = str_cut(&line, ' ');
	struct str digits = str_trim(str_cut(&line, '\t'));

	e->path = line;
	e->is_link = str_is(mode, "120000");
	e->is_file = str_is(type, "blob");
	*size = read_size(digits);
	return is_object(e->object) && e->path.len > 0;
}

/* No tree that git makes has such a name; one that was made by hand may. */
static bool
is_inside(struct str path)
{
	while (path.len > 0) {
		struct str name = str_cut(&path, '/');

		if (!name.len || str_is(name, ".") || str_is(name, "..") || str_equal_nocase(name, STR(".git")))
			return false;
	}
	return true;
}

static bool
list_entries(struct taking *t, struct str list)
{
	size_t room = 1;
	uint64_t total = 0;

	for (size_t i = 0; i < list.len; i++)
		room += list.at[i] == '\0';
	t->entries = arena_array(t->a, room, sizeof(*t->entries));
	while (list.len > 0) {
		struct entry *e = &t->entries[t->count];
		uint64_t size;

		if (!read_entry(str_cut(&list, '\0'), e, &size))
			return refuse(t->revision, "git's list of its files can't be read");
		if (!is_inside(e->path))
			return refuse(t->revision, "it holds a file whose path leads out of it");
		if (!e->is_file)
			continue;	/* another repository: nothing of it is here */
		t->has_content |= str_starts(e->path, "content/");
		t->has_site |= str_is(e->path, "site.yaml");
		total += size;
		t->count++;
		if (total > MOST_BYTES)
			return refuse(t->revision, "its files are larger than 2 GiB together");
	}
	return true;
}

/* Of a site content and theme; what else the repository holds is nobody's business here. */
static void
keep_site(struct taking *t)
{
	size_t kept = 0;

	for (size_t i = 0; i < t->count; i++)
		if (!t->has_content || str_starts(t->entries[i].path, "content/")
		    || str_starts(t->entries[i].path, "themes/"))
			t->entries[kept++] = t->entries[i];
	t->count = kept;
}

static bool
list_files(struct taking *t, const char *commit)
{
	struct child c;
	const char *arguments[] = { "ls-tree", "-r", "-z", "-l", commit, NULL };

	if (!git(t, arguments, BUF_EMPTY, MOST_NAMES, &c))
		return fails(t, &c);
	struct str list = buf_keep(&c.out, t->a);

	child_release(&c);
	if (!list_entries(t, list))
		return false;
	keep_site(t);
	return t->has_content || t->has_site || refuse(t->revision, "there was no content/ folder here then");
}

/* ---- the files ---- */

static int
make_file(const struct taking *t, const struct entry *e, struct str bytes)
{
	struct str folder = path_folder(e->path);
	int error = folder.len ? file_make_folders(t->site, folder, 0700) : 0, at = t->site;

	if (error)
		return error;
	if (!e->is_link)
		return file_create(t->site, e->path, bytes, 0600);
	/* that it is a link is all that anybody will learn of it */
	if (folder.len && (error = file_open_folder(t->site, folder, &at)) != 0)
		return error;
	struct str name = path_name(e->path);

	error = symlinkat("nowhere", at, arena_copy(t->a, name.at, name.len)) == 0 ? 0 : errno;
	if (at != t->site)
		close(at);
	return error;
}

/* `OBJECT TYPE SIZE`, the bytes and a line end, one behind the other. */
static bool
make_files(struct taking *t, struct str out)
{
	for (size_t i = 0; i < t->count; i++) {
		struct str head = str_cut(&out, '\n');
		size_t blank = str_find_last_char(head, ' ');
		size_t size = (size_t)read_size(str_from(head, blank + 1));

		if (blank + 1 >= head.len || !str_equal(str_head(head, t->entries[i].object.len), t->entries[i].object)
		    || str_ends(head, " missing") || size >= out.len)
			return refuse(t->revision, "a file of it is not in this copy of the repository");
		int error = make_file(t, &t->entries[i], str_head(out, size));

		if (error) {
			struct str path = child_line(t->entries[i].path, t->a);

			fprintf(stderr, "reeve diff: %s: " STR_FMT " can't be taken out: %s\n", t->revision,
				STR_ARG(path), strerror(error));
			return false;
		}
		out = str_from(out, size + 1);
	}
	return true;
}

static bool
take_files(struct taking *t)
{
	struct child c;
	const char *arguments[] = { "cat-file", "--batch", "--buffer", NULL };
	struct buf wants = BUF_EMPTY;

	for (size_t i = 0; i < t->count; i++)
		buf_print(&wants, STR_FMT "\n", STR_ARG(t->entries[i].object));
	if (!git(t, arguments, wants, MOST_BYTES + MOST_NAMES, &c))
		return fails(t, &c);
	bool good = make_files(t, buf_view(&c.out));

	child_release(&c);
	return good;
}

/* A private folder, and the site in it: what stands beside a site's folder is looked at too. */
static bool
make_place(struct revision *r, struct taking *t)
{
	strcpy(r->name, "/tmp/reeve-diff-XXXXXX");
	if (!mkdtemp(r->name)) {
		r->name[0] = '\0';
		return refuse("/tmp", strerror(errno));
	}
	r->place = open(r->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (r->place < 0 || mkdirat(r->place, "site", 0700) != 0
	    || file_open_folder(r->place, STR("site"), &t->site) != 0)
		return refuse(r->name, strerror(errno));
	r->folder = str_print(t->a, "%s/site", r->name).at;
	return true;
}

bool
revision_take(struct revision *r, const char *revision, const char *dir, struct arena *a)
{
	struct taking t = { .revision = revision, .site = -1, .a = a };
	const char *commit = NULL;

	*r = (struct revision){ .place = -1 };
	if (revision[0] == '-')
		return refuse(revision, "no revision begins with a hyphen, and there is no such folder");
	t.repository = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (t.repository < 0)
		return refuse(dir, strerror(errno));
	bool good = find_commit(&t, &commit) && list_files(&t, commit) && make_place(r, &t) && take_files(&t);

	close(t.repository);
	if (t.site >= 0)
		close(t.site);
	return good;
}

void
revision_release(struct revision *r)
{
	if (r->place >= 0) {
		file_remove_tree(r->place, STR("site"));
		close(r->place);
	}
	if (r->name[0])
		rmdir(r->name);
	*r = (struct revision){ .place = -1 };
}

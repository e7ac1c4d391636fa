/*
 * Before a site is published: the lock, what a killed build left, whose files out holds,
 * and a twin to work in.
 *
 * Each step either holds or ends in a finding; what is done with the twin is publish.c's.
 */
#include "link/publish_open.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "base/turn.h"
#include "link/carry.h"
#include "link/journal.h"
#include "link/manifest.h"
#include "link/survey.h"
#include "link/twin.h"

#define NAMES_SHOWN 10
#define WAITS       60	/* seconds, for another build */

struct place
publish_place(const struct publish *p, struct str path)
{
	struct str file = p->out;

	if (path.len > 0)
		file = str_print(p->arena, STR_FMT "/" STR_FMT, STR_ARG(p->out), STR_ARG(path));
	return (struct place){ .file = file };
}

/* The system's own words, but where they would mislead. */
const char *
publish_reason(int error)
{
	static const struct {
		int         error;
		const char *words;
	} reasons[] = {
		{ ELOOP,   "it is a symbolic link, or lies below one" },
		{ ENOTDIR, "it is no folder" },
		{ EEXIST,  "there is something of that name already" },
		{ EINVAL,  "a page may not have this name" },
	};

	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
		if (reasons[i].error == error)
			return reasons[i].words;
	return strerror(error);
}

/* The twin or what is in it; true when there is no error. */
static bool
twin_works(struct publish *p, int error)
{
	struct str name = twin_name(p->arena, p->out);

	if (error)
		diag_add(p->diag, DIAG_WRITE_FAILED, (struct place){ .file = name },
			"the folder where a site is prepared can't be made or changed: %s",
			publish_reason(error));
	return !error;
}

static bool
take_lock(struct publish *p)
{
	struct str name = twin_name(p->arena, p->out);
	long holder = 0;

	if (!twin_works(p, twin_open(p->parent, name, &p->home)))
		return false;
	int error = turn_take(p->home, WAITS, &p->lock, &holder);

	if (error != EWOULDBLOCK)
		return twin_works(p, error);
	struct finding *f = diag_add(p->diag, DIAG_WRITE_FAILED, publish_place(p, STR_NONE),
		"another build of this site, process %ld, has not ended in a minute", holder);

	diag_help(p->diag, f, "wait for it, or end it, and build again");
	return false;
}

static bool
open_out(struct publish *p)
{
	int error = file_make_folders(p->parent, p->out, 0755);

	if (!error)
		error = file_open_folder(p->parent, p->out, &p->front);
	if (error)
		publish_failed(p, STR_NONE, error);
	return !error;
}

/* The site of the twin is missing in a new one, and after a removal that was killed. */
static bool
open_site(struct publish *p)
{
	int error = file_open_folder(p->home, STR(TWIN_SITE), &p->twin);

	return error == ENOENT || twin_works(p, error);
}

static bool
finish_carrying(struct publish *p)
{
	bool due = twin_is_marked(p->home, TWIN_CARRY);
	struct str name;

	if (p->twin < 0)
		return true;
	int error = carry_rescue(p->twin, p->front, due, p->arena, &name);

	if (!error)
		return twin_works(p, twin_unmark(p->home, TWIN_CARRY));
	struct finding *f = diag_add(p->diag, DIAG_WRITE_FAILED, publish_place(p, name),
		"this was to be moved here from " STR_FMT "/" TWIN_SITE " by a build that was "
		"stopped, and can't be: %s", STR_ARG(twin_name(p->arena, p->out)),
		publish_reason(error));

	diag_help(p->diag, f, "keep one of the two, and remove or move away the other");
	return false;
}

/* A page that was being copied may lie about even without a journal. */
static bool
finish_journal(struct publish *p)
{
	struct str path = STR_NONE;
	int error = file_remove(p->front, STR(JOURNAL_BESIDE));

	if ((!error || error == ENOENT) && twin_is_marked(p->home, TWIN_JOURNAL))
		error = journal_finish(p->home, p->twin, p->front, p->arena, &path);
	if (!error || error == ENOENT)
		return true;
	if (error != EBADMSG) {
		publish_failed(p, path, error);
		return false;
	}
	struct str name = twin_name(p->arena, p->out);
	struct finding *f = diag_add(p->diag, DIAG_WRITE_FAILED,
		(struct place){ .file = path_join(p->arena, name, STR(TWIN_JOURNAL)) },
		"a build was stopped, and its list of what was still to be done is damaged");

	diag_help(p->diag, f, "empty the folder " STR_FMT ", remove " STR_FMT ", and build again",
		STR_ARG(p->out), STR_ARG(name));
	return false;
}

static bool
read_list(struct publish *p)
{
	struct manifest m;
	int error = manifest_read(p->front, p->arena, &m);

	p->listed = !error;
	p->front_rows = m.rows;
	p->nfront = m.count;
	if (!error || error == ENOENT)
		return true;
	struct place at = publish_place(p, STR(MANIFEST));

	if (error != EBADMSG) {
		diag_add(p->diag, DIAG_READ_FAILED, at, "it can't be read: %s",
			publish_reason(error));
		return false;
	}
	struct finding *f = diag_add(p->diag, DIAG_WRITE_FAILED, at,
		"the list of what reeve wrote is damaged, and nothing will be removed without it");

	diag_help(p->diag, f, "empty the folder " STR_FMT " and build again", STR_ARG(p->out));
	return false;
}

/* A name for a message, which is one line. */
static void
add_name(struct buf *b, struct str name)
{
	for (size_t i = 0; i < name.len; i++)
		buf_char(b, (unsigned char)name.at[i] < ' ' ? '?' : name.at[i]);
}

static bool
refuse_foreign(struct publish *p, const struct file_list *foreign)
{
	struct buf names = BUF_EMPTY;
	size_t count = foreign->count;

	if (count == 0)
		return true;
	for (size_t i = 0; i < count && i < NAMES_SHOWN; i++) {
		buf_text(&names, i == 0 ? "" : ", ");
		add_name(&names, foreign->files[i].path);
	}
	if (count > NAMES_SHOWN)
		buf_print(&names, " and %zu more", count - NAMES_SHOWN);
	struct finding *f = diag_add(p->diag, DIAG_WRITE_FAILED,
		publish_place(p, foreign->files[0].path),
		STR_FMT " holds %zu file%s that reeve did not write and will not remove: " STR_FMT,
		STR_ARG(p->out), count, count == 1 ? "" : "s", STR_ARG(buf_view(&names)));

	diag_help(p->diag, f, "move %s away, or choose another folder with --out",
		count == 1 ? "it" : "them");
	buf_release(&names);
	return false;
}

/* A public site and members' packs never take each other's place. */
static bool
is_of_its_kind(struct publish *p)
{
	struct file_info info;
	bool marked = file_stat(p->front, STR(RESTRICTED_MARK), &info) == 0;
	struct finding *f;

	if (marked == p->restricted || (p->restricted && !p->listed))
		return true;
	f = diag_add(p->diag, DIAG_WRITE_FAILED, publish_place(p, STR_NONE), marked
		? "this folder holds members' packs, and no public site is published there"
		: "this is a published site, and members' packs are not written there");
	diag_help(p->diag, f, "choose another folder with %s", marked ? "--out" : "--restricted");
	return false;
}

static bool
look_at_out(struct publish *p)
{
	struct file_list foreign;
	struct str failed;

	if (!read_list(p) || !is_of_its_kind(p))
		return false;
	int error = survey(p->front, p->front_rows, p->nfront, p->arena, &p->folders, &foreign,
		&failed);

	if (!error)
		return refuse_foreign(p, &foreign);
	diag_add(p->diag, DIAG_READ_FAILED, publish_place(p, failed), "it can't be read: %s",
		publish_reason(error));
	return false;
}

/* A twin that a killed build left half done, or whose list is no good, is made anew. */
static int
ready_twin(struct publish *p)
{
	struct manifest m = { .count = 0 };
	int error = 0;

	if (p->twin >= 0 && (twin_is_marked(p->home, TWIN_DIRTY)
		|| manifest_read(p->twin, p->arena, &m) != 0)) {
		close(p->twin);
		p->twin = -1;
		m.count = 0;
		error = file_remove_tree(p->home, STR(TWIN_SITE));
	}
	if (!error)
		error = twin_mark(p->home, TWIN_DIRTY);
	if (!error && p->twin < 0) {
		error = file_make_folders(p->home, STR(TWIN_SITE), 0755);
		if (!error)
			error = file_open_folder(p->home, STR(TWIN_SITE), &p->twin);
	}
	if (!error && p->restricted && fchmod(p->twin, 0700) != 0)
		error = errno;
	p->twin_rows = m.rows;
	p->ntwin = m.count;
	return error;
}

/* A folder of members' packs is its owner's alone, says what it is, and is nothing for git. */
static bool
close_to_others(struct publish *p)
{
	static const struct { const char *name, *text; } files[] = {
		{ RESTRICTED_MARK, "Members' packs, made by reeve build --restricted. They hold exempt information: "
			"not for publication.\n" },
		{ ".gitignore", "*\n" },
	};
	int error = 0;

	if (!p->restricted)
		return true;
	if (fchmod(p->front, 0700) != 0)
		error = errno;
	for (size_t i = 0; i < sizeof files / sizeof files[0] && !error; i++) {
		error = file_create(p->front, str_of(files[i].name), str_of(files[i].text), 0600);
		if (error == EEXIST)
			error = 0;
	}
	if (error)
		publish_failed(p, STR_NONE, error);
	return !error;
}

static bool
open_any(struct publish *p, int parent, struct str out, bool restricted, struct arena *a, struct diag *d)
{
	*p = (struct publish){ .arena = a, .diag = d, .parent = parent, .out = out, .restricted = restricted,
		.front = -1, .twin = -1, .lock = -1, .home = -1 };
	/* public pages are for everybody to read, whoever builds; workers inherit this */
	p->umask = umask(restricted ? 077 : 022);
	if (take_lock(p) && open_out(p) && open_site(p) && finish_carrying(p)
		&& finish_journal(p) && look_at_out(p) && close_to_others(p) && twin_works(p, ready_twin(p)))
		return true;
	publish_close(p);
	return false;
}

bool
publish_open(struct publish *p, int parent, struct str out, struct arena *a, struct diag *d)
{
	return open_any(p, parent, out, false, a, d);
}

bool
publish_open_restricted(struct publish *p, int parent, struct str out, struct arena *a, struct diag *d)
{
	return open_any(p, parent, out, true, a, d);
}

/*
 * A site put in place: pages brought into the twin, and the twin exchanged with out.
 *
 * Opening is publish_open.c's, the user's own names carry.c's, and file systems that can't
 * exchange journal.c's. The order of the marks in publish_commit is what makes a kill
 * harmless: until the exchange out is not touched, and from the moment that the twin is
 * whole and on the disk it no longer says that it is dirty.
 */
#include "link/publish.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/path.h"
#include "base/turn.h"
#include "link/below.h"
#include "link/carry.h"
#include "link/journal.h"
#include "link/manifest.h"
#include "link/publish_open.h"
#include "link/survey.h"
#include "link/twin.h"

#define TRIES_MOST 100	/* for one page, while others make and clear the same folders */

struct page {
	const struct publish *publish;
	struct str path, bytes;
	bool       link;	/* the front has it */
};

/*
 * A page of an earlier site stands where a folder must be; another worker may have cleared
 * it already.
 */
static int
clear_way(int at, struct str path)
{
	struct stat st;

	for (size_t slash = 0; (slash = str_find_char(path, '/', slash)) < path.len; slash++) {
		struct str folder = str_head(path, slash);

		if (below_stat(at, folder, &st) == 0 && !S_ISDIR(st.st_mode))
			return file_remove(at, folder);
	}
	return 0;
}

/*
 * What stood against a page is made or removed, so that another try may succeed; or the
 * errno stands.
 */
static int
make_way(int at, struct str path, int error)
{
	if (error == ENOENT)
		error = file_make_folders(at, path_folder(path), 0755);
	else if (error == ENOTDIR || error == ELOOP)
		error = clear_way(at, path);
	else if (error == EEXIST && file_remove(at, path) != 0)
		error = file_remove_tree(at, path);
	/* some other worker was here between the two */
	if (error == ENOENT || error == ENOTDIR || error == EEXIST || error == ENOTEMPTY)
		error = 0;
	return error;
}

/* Never written through what is there: it may be the front's own page, by another link. */
static int
put(const struct page *page)
{
	const struct publish *p = page->publish;
	int error = 0;

	for (int tries = 0; tries < TRIES_MOST; tries++) {
		error = page->link ? below_link(p->front, p->twin, page->path)
			: file_create(p->twin, page->path, page->bytes, p->restricted ? 0600 : 0644);
		if (!error)
			return 0;
		int hopeless = make_way(p->twin, page->path, error);

		if (hopeless)
			return hopeless;
	}
	return error;
}

/* Is this page listed, and really there? */
static bool
holds(int folder, const struct publish_row *rows, size_t count, const struct publish_row *row)
{
	const struct publish_row *found = manifest_find(rows, count, row->path);

	return found && manifest_row_equal(found, row) && manifest_row_stands(folder, row);
}

int
publish_page(const struct publish *p, struct str path, struct str bytes, struct publish_row *row,
	bool *written)
{
	struct page page = { p, path, bytes, true };

	*row = (struct publish_row){ path, hash_bytes(bytes), bytes.len };
	*written = false;
	if (!manifest_allows(path))
		return EINVAL;
	if (holds(p->twin, p->twin_rows, p->ntwin, row))
		return 0;
	if (holds(p->front, p->front_rows, p->nfront, row) && put(&page) == 0)
		return 0;
	/* some file systems and some owners' files can't be linked */
	page.link = false;
	*written = true;
	return put(&page);
}

void
publish_failed(struct publish *p, struct str path, int error)
{
	diag_add(p->diag, DIAG_WRITE_FAILED, publish_place(p, path), "it can't be written: %s",
		publish_reason(error));
}

/* The twin's file, byte for byte; for one that has the size of what it had to replace. */
static bool
is_written(const struct publish *p, const struct publish_row *row)
{
	struct arena arena;
	struct str bytes;

	arena_init(&arena);
	bool is = file_read(p->twin, row->path, 0, &arena, &bytes) == 0
		&& hash_equal(hash_bytes(bytes), row->hash);

	arena_release(&arena);
	return is;
}

/*
 * The last look at a row, before it is published; old is what the twin had there, or NULL.
 * What no worker saw to is linked from the front, or missing.
 */
static int
see_to(const struct publish *p, const struct publish_row *row, const struct publish_row *old)
{
	const struct page page = { p, row->path, STR_NONE, true };
	bool stands = manifest_row_stands(p->twin, row);

	if (!manifest_allows(row->path))
		return EINVAL;
	if (stands && old && old->size == row->size && !hash_equal(old->hash, row->hash))
		stands = is_written(p, row);
	if (stands)
		return 0;
	return holds(p->front, p->front_rows, p->nfront, row) ? put(&page) : ENOENT;
}

/* The rows and what the twin had, side by side: pages that no row owns go. */
static int
complete_pages(const struct publish *p, const struct publish_row *rows, size_t count,
	struct str *failed)
{
	const struct publish_row *old = p->twin_rows, *end = old + p->ntwin;
	int error = 0;

	for (size_t i = 0; !error && (i < count || old < end);) {
		int order = i == count ? 1 : old == end ? -1 : str_compare(rows[i].path, old->path);

		assert(i == 0 || i == count || str_compare(rows[i - 1].path, rows[i].path) < 0);
		*failed = order > 0 ? old->path : rows[i].path;
		error = order > 0 ? below_remove_page(p->twin, old->path)
			: see_to(p, &rows[i], order == 0 ? old : NULL);
		i += order <= 0;
		old += order >= 0;
	}
	return error;
}

static int
write_list(const struct publish *p, struct str text)
{
	int error = file_remove(p->twin, STR(MANIFEST));

	if (error && error != ENOENT)
		return error;
	return file_create(p->twin, STR(MANIFEST), text, p->restricted ? 0600 : 0644);
}

/* The twin becomes a whole site, on the disk. */
static int
complete(struct publish *p, const struct publish_row *rows, size_t count, struct str text,
	struct carry_plan *plan, struct str *failed)
{
	int error = complete_pages(p, rows, count, failed);

	if (!error) {
		*failed = STR(MANIFEST);
		error = write_list(p, text);
	}
	if (!error)
		error = carry_prepare(p->front, p->twin, p->arena, plan, failed);
	if (!error && syncfs(p->twin) != 0)
		error = errno;
	return error;
}

static int
exchange(struct publish *p, const struct carry_plan *plan)
{
	const char *out = str_copy(p->arena, p->out).at;
	int error = plan->stuck ? EPERM : p->no_exchange ? ENOSYS : 0;

	if (!error && plan->moves)
		error = twin_mark(p->home, TWIN_CARRY);
	if (!error)
		error = twin_unmark(p->home, TWIN_DIRTY);
	if (!error && renameat2(p->parent, out, p->home, TWIN_SITE, RENAME_EXCHANGE) != 0)
		error = errno;
	if (error)
		return error;
	int front = p->twin;

	p->twin = p->front;
	p->front = front;
	return 0;
}

static bool
is_impossible(int error)
{
	static const int errors[] = { EXDEV, EINVAL, ENOSYS, EBUSY, EPERM, EOPNOTSUPP };

	for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++)
		if (errors[i] == error)
			return true;
	return false;
}

/*
 * A file that somebody put into out while the site was being built is in the old front now,
 * and would be lost with it.  It goes back, for the next build to refuse it.
 */
static int
return_strays(struct publish *p, struct str *failed)
{
	struct file_list folders, foreign;
	struct stat st;
	int error = survey(p->twin, p->front_rows, p->nfront, p->arena, &folders, &foreign, failed);

	for (size_t i = 0; !error && i < foreign.count; i++) {
		*failed = foreign.files[i].path;
		error = file_make_folders(p->front, path_folder(*failed), 0755);
		/* the site may have a page of that name now */
		if (!error && below_stat(p->front, *failed, &st) == 0)
			error = EEXIST;
		if (!error)
			error = below_rename(p->twin, p->front, *failed);
	}
	return error;
}

/* The site is in place.  What is left does not undo that, but the user hears of what fails. */
static void
settle(struct publish *p)
{
	struct str failed = STR_NONE;
	bool disturbed = survey_is_outdated(p->twin, &p->folders);
	int error = carry_finish(p->twin, p->front, p->arena, &failed);

	if (!error)
		error = twin_unmark(p->home, TWIN_CARRY);
	if (!error && disturbed)
		error = return_strays(p, &failed);
	if (error)
		diag_add(p->diag, DIAG_WRITE_FAILED, publish_place(p, failed),
			"the site is published, but this is still in " STR_FMT "/" TWIN_SITE
			" and can't be moved: %s", STR_ARG(twin_name(p->arena, p->out)),
			publish_reason(error));
	/* somebody's empty folders; the first is out itself */
	for (size_t i = p->folders.count; i-- > 1;)
		if (!manifest_needs(p->front_rows, p->nfront, p->folders.files[i].path))
			below_remove_folder(p->twin, p->folders.files[i].path);
	error = twin_sync(p->parent);
	if (!error)
		error = twin_sync(p->home);
	if (error)
		diag_add(p->diag, DIAG_WRITE_FAILED, publish_place(p, STR_NONE),
			"the site is published, but the disk does not confirm it: %s",
			publish_reason(error));
}

/* The twin is taken apart by this, and says so. */
static bool
publish_by_journal(struct publish *p, const struct publish_row *rows, size_t count)
{
	struct str failed = STR_NONE;
	int error = twin_mark(p->home, TWIN_DIRTY);

	if (!error)
		error = twin_unmark(p->home, TWIN_CARRY);
	if (!error)
		error = journal_begin(p, rows, count);
	if (error) {
		publish_failed(p, STR_NONE, error);
		return false;
	}
	error = journal_finish(p->home, p->twin, p->front, p->arena, &failed);
	if (error) {
		struct finding *f = diag_add(p->diag, DIAG_WRITE_FAILED, publish_place(p, failed),
			"the site is half published: %s", publish_reason(error));

		diag_help(p->diag, f, "the next build finishes it");
		return false;
	}
	struct finding *f = diag_add(p->diag, DIAG_WRITE_FAILED, publish_place(p, STR_NONE),
		"the site was published page by page, as its folder can't be exchanged for "
		"another; for a moment readers may have seen a mixture");

	p->diag->count[f->severity]--;
	p->diag->count[f->severity = SEVERITY_NOTE]++;
	return true;
}

/* The list of what is left; rows are changed. */
static int
shorten_list(struct publish *p, struct publish_row *rows, size_t count)
{
	struct buf text = BUF_EMPTY;

	manifest_text(&text, rows, count);

	int error = write_list(p, buf_view(&text));

	buf_release(&text);
	return error;
}

/*
 * Out of the twin goes what an earlier site had and this one has not, or has otherwise: it may have become
 * exempt since.
 */
static void
clear_earlier(struct publish *p, struct publish_row *earlier, size_t nearlier, const struct publish_row *rows,
	size_t count)
{
	size_t at = 0, kept = 0;
	struct str failed = STR_NONE;
	int error = 0;

	for (size_t i = 0; i < nearlier && !error; i++) {
		while (at < count && str_compare(rows[at].path, earlier[i].path) < 0)
			at++;
		if (at < count && manifest_row_equal(&rows[at], &earlier[i])) {
			earlier[kept++] = earlier[i];
			continue;
		}
		failed = earlier[i].path;
		error = below_remove_page(p->twin, failed);
	}
	if (!error && kept < nearlier) {
		failed = STR(MANIFEST);
		error = shorten_list(p, earlier, kept);
	}
	p->left_over = error;
	if (error)
		diag_add(p->diag, DIAG_WRITE_FAILED, publish_place(p, failed),
			"it is no longer published, and can't be removed from " STR_FMT "/" TWIN_SITE ": %s",
			STR_ARG(twin_name(p->arena, p->out)), publish_reason(error));
}

/* Does out hold just these rows, and each of them really? */
static bool
is_in_place(const struct publish *p, const struct publish_row *rows, size_t count)
{
	if (!p->listed || count != p->nfront)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!manifest_row_equal(&rows[i], &p->front_rows[i]))
			return false;
	for (size_t i = 0; i < count; i++)
		if (!manifest_row_stands(p->front, &rows[i]))
			return false;
	return true;
}

bool
publish_commit(struct publish *p, const struct publish_row *rows, size_t n, struct hash *manifest)
{
	bool same = is_in_place(p, rows, n);
	struct buf text = BUF_EMPTY;
	struct carry_plan plan;
	struct str failed;

	manifest_text(&text, rows, n);
	*manifest = hash_bytes(buf_view(&text));
	int error = complete(p, rows, n, buf_view(&text), &plan, &failed);

	buf_release(&text);
	if (same) {
		/* out is left alone; the twin is as good for the next time, or stays dirty */
		if (!error)
			twin_unmark(p->home, TWIN_DIRTY);
		else
			clear_earlier(p, p->twin_rows, p->ntwin, rows, n);
		return true;
	}
	if (error) {
		publish_failed(p, failed, error);
		return false;
	}
	error = exchange(p, &plan);
	if (is_impossible(error))
		return publish_by_journal(p, rows, n);
	if (error)
		publish_failed(p, STR_NONE, error);
	else
		settle(p);
	if (!error)
		clear_earlier(p, p->front_rows, p->nfront, rows, n);
	return !error;
}

bool
publish_is_whole(int parent, struct str out, struct arena *a, struct hash *manifest)
{
	struct manifest m;
	int home, front;
	bool whole = true;

	if (file_open_folder(parent, twin_name(a, out), &home) == 0) {
		whole = !twin_is_marked(home, TWIN_JOURNAL) && !twin_is_marked(home, TWIN_CARRY);
		close(home);
	}
	if (!whole || file_open_folder(parent, out, &front) != 0)
		return false;
	whole = manifest_read(front, a, &m) == 0;
	for (size_t i = 0; whole && i < m.count; i++)
		whole = manifest_row_stands(front, &m.rows[i]);
	close(front);
	*manifest = m.hash;
	return whole;
}

/* What reeve put there, and no more: the folder itself goes if it is empty then. */
void
publish_discard(struct publish *p)
{
	static const char *const names[] = { TWIN_JOURNAL, TWIN_DIRTY, TWIN_CARRY, TURN_LOCK };
	struct str name = twin_name(p->arena, p->out);
	int error = file_remove_tree(p->home, STR(TWIN_SITE));

	for (size_t i = 0; i < sizeof names / sizeof names[0] && !error; i++) {
		error = file_remove(p->home, str_of(names[i]));
		error = error == ENOENT ? 0 : error;
	}
	if (!error)
		error = file_remove(p->parent, name);
	if (error && error != ENOTEMPTY)
		diag_add(p->diag, DIAG_WRITE_FAILED, (struct place){ .file = name },
			"this folder may hold members' packs of an earlier build, and can't be removed: %s",
			publish_reason(error));
}

static void
close_one(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* The lock last.  Workers that still live go on holding it. */
void
publish_close(struct publish *p)
{
	close_one(&p->front);
	close_one(&p->twin);
	close_one(&p->home);
	close_one(&p->lock);
	umask(p->umask);
}

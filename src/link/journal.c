/*
 * Journalled renames, for file systems that can't exchange two folders.
 *
 * `reeve journal 1`, then `remove PATH`, `empty FOLDER` and `move PATH` a line in the order
 * in which they are done, then `end`.  Removals come first, so that a folder may take the
 * place of a page, or a page that of a folder; the manifest is moved last.
 */
#include "link/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"
#include "link/below.h"
#include "link/manifest.h"
#include "link/twin.h"

#define FIRST_LINE "reeve journal 1"
#define LAST_LINE  "end"
#define UNFINISHED TWIN_JOURNAL ".new"
#define BYTES_MOST ((size_t)1 << 30)

static void
add_step(struct buf *b, const char *verb, struct str path)
{
	buf_text(b, verb);
	buf_str(b, path);
	buf_char(b, '\n');
}

static void
list_steps(const struct publish *p, const struct publish_row *rows, size_t count, struct buf *b)
{
	buf_text(b, FIRST_LINE "\n");
	for (size_t i = 0; i < p->nfront; i++)
		if (!manifest_find(rows, count, p->front_rows[i].path))
			add_step(b, "remove ", p->front_rows[i].path);
	/* backwards, a folder comes after those in it; the first is out itself */
	for (size_t i = p->folders.count; i-- > 1;)
		if (!manifest_needs(rows, count, p->folders.files[i].path))
			add_step(b, "empty ", p->folders.files[i].path);
	for (size_t i = 0; i < count; i++) {
		const struct publish_row *old = manifest_find(p->front_rows, p->nfront,
			rows[i].path);

		if (!old || !manifest_row_equal(old, &rows[i])
			|| !manifest_row_stands(p->front, &rows[i]))
			add_step(b, "move ", rows[i].path);
	}
	add_step(b, "move ", STR(MANIFEST));
	buf_text(b, LAST_LINE "\n");
}

int
journal_begin(const struct publish *p, const struct publish_row *rows, size_t count)
{
	struct buf text = BUF_EMPTY;

	list_steps(p, rows, count, &text);
	int error = file_remove(p->home, STR(UNFINISHED));

	if (!error || error == ENOENT)
		error = file_create(p->home, STR(UNFINISHED), buf_view(&text), 0600);
	buf_release(&text);
	if (!error && syncfs(p->home) != 0)
		error = errno;
	if (!error && renameat(p->home, UNFINISHED, p->home, TWIN_JOURNAL) != 0)
		error = errno;
	return error ? error : twin_sync(p->home);
}

/*
 * To another mount: written beside, in out, and then renamed, so that nobody reads half a
 * page.  It stays in the twin, and is not synced by itself: until all is, the journal
 * stands and would do it again.
 */
static int
copy_over(int site, int out, struct str path)
{
	struct arena arena;
	struct str bytes;

	arena_init(&arena);
	int error = file_read(site, path, 0, &arena, &bytes);

	if (!error)
		error = file_remove(out, STR(JOURNAL_BESIDE));
	if (!error || error == ENOENT)
		error = file_create(out, STR(JOURNAL_BESIDE), bytes, 0644);
	if (!error && renameat(out, JOURNAL_BESIDE, out, str_copy(&arena, path).at) != 0)
		error = errno;
	arena_release(&arena);
	return error;
}

static int
move_step(int site, int out, struct str path)
{
	struct stat st;
	/* gone from the twin: moved by the build that was killed */
	int error = site < 0 ? ENOENT : below_stat(site, path, &st);

	if (error)
		return error == ENOENT || error == ENOTDIR ? 0 : error;
	error = file_make_folders(out, path_folder(path), 0755);
	if (error)
		return error;
	/* somebody's empty folder in the place of a page */
	if (below_stat(out, path, &st) == 0 && S_ISDIR(st.st_mode))
		error = file_remove(out, path);
	if (!error)
		error = below_rename(site, out, path);
	return error == EXDEV ? copy_over(site, out, path) : error;
}

static bool
path_of(struct str line, const char *verb, struct str *path)
{
	if (!str_starts(line, verb))
		return false;
	*path = str_from(line, strlen(verb));
	return manifest_allows(*path) || str_is(*path, MANIFEST);
}

static int
take_step(int site, int out, struct str line, struct str *path)
{
	if (path_of(line, "remove ", path))
		return below_remove_page(out, *path);
	if (path_of(line, "move ", path))
		return move_step(site, out, *path);
	if (!path_of(line, "empty ", path))
		return EBADMSG;
	below_remove_folder(out, *path);
	return 0;
}

int
journal_finish(int home, int site, int out, struct arena *a, struct str *failed)
{
	struct str text;
	int error = file_read(home, STR(TWIN_JOURNAL), BYTES_MOST, a, &text);

	*failed = STR_NONE;
	if (error)
		return error;
	if (!str_ends(text, "\n" LAST_LINE "\n") || !str_is(str_cut(&text, '\n'), FIRST_LINE))
		return EBADMSG;
	text = str_head(text, text.len - strlen(LAST_LINE "\n"));
	while (!error && text.len > 0)
		error = take_step(site, out, str_cut(&text, '\n'), failed);
	if (!error)
		*failed = STR_NONE;
	if (!error && syncfs(out) != 0)
		error = errno;
	if (!error)
		error = file_remove(home, STR(TWIN_JOURNAL));
	return error ? error : twin_sync(home);
}

/*
 * What was probably meant by a path or an address that is not there.
 *
 * A slip of capitals or of an ending is sure enough to be the only help.  Then come files of the
 * same name elsewhere, which were moved, then names that are spelled alike: in the same folder first,
 * since long paths of one folder are all alike.  A heading that was renamed has often kept a word.
 */
#include "link/suggest.h"

#include <string.h>

#include "base/path.h"
#include "base/utf8.h"

#define WORD_LEAST 4u	/* letters that two words share at their start */

/* A picture for a picture, a table for a table, and never a file of the theme. */
static bool
is_offered(const struct page *pg, enum reference_kind kind)
{
	if (str_starts(pg->path, "themes/"))
		return false;
	if (kind == REFERENCE_IMAGE)
		return pg->kind == OBJECT_ASSET;
	return kind != REFERENCE_EMBED || pg->kind == OBJECT_TABLE;
}

/* How sure a path is meant, the most first; NONE_MEANT: not by this. */
enum meant { HIDDEN_ENDING, SLIP, SAME_NAME, SAME_BUT_CASE, MORE_OR_LESS, NONE_MEANT };

static bool
is_slip(struct str path, struct str wanted)
{
	bool known = path_name(wanted).len == path_name(path_stem(wanted)).len	/* without an ending */
		|| str_ends(wanted, ".html") || str_ends(wanted, ".htm");

	return str_equal_nocase(path, wanted) || (known && str_ends(path, ".md")
		&& str_equal_nocase(path_stem(path), path_stem(wanted)));
}

/* A file beside it that was renamed: `budget-monitoring.md` for `budget.md`. */
static bool
is_more_or_less(struct str path, struct str wanted)
{
	struct str a = path_name(path_stem(path)), b = path_name(path_stem(wanted));
	struct str ending = str_from(wanted, path_stem(wanted).len);

	return str_equal(path_folder(path), path_folder(wanted)) && str_equal(str_from(path, path_stem(path).len), ending)
		&& a.len >= WORD_LEAST && b.len >= WORD_LEAST && (str_find(a, b, 0) < a.len || str_find(b, a, 0) < b.len);
}

/* `plan.md.txt`, as an editor saves it that shows no endings. */
static bool
has_hidden_ending(struct str path, struct str wanted)
{
	return str_ends(path, ".txt") && str_equal_nocase(path_stem(path), wanted);
}

static enum meant
meant_by(struct str path, struct str wanted)
{
	if (has_hidden_ending(path, wanted))
		return HIDDEN_ENDING;
	if (is_slip(path, wanted))
		return SLIP;
	if (str_equal(path_name(path), path_name(wanted)))
		return SAME_NAME;
	if (str_equal_nocase(path_name(path), path_name(wanted)))
		return SAME_BUT_CASE;
	return is_more_or_less(path, wanted) ? MORE_OR_LESS : NONE_MEANT;
}

static bool
suggest_sure(struct program *p, struct finding *f, struct str wanted, enum reference_kind kind, enum meant how)
{
	unsigned count = 0;

	for (uint32_t i = 0; i < p->npage && count < NEAREST_MOST; i++) {
		struct str path = p->pages[i].path;

		if (!is_offered(&p->pages[i], kind) || meant_by(path, wanted) != how)
			continue;
		if (how == HIDDEN_ENDING)
			diag_help(p->diag, f, "the file is called `" STR_FMT "`: take `.txt` off its name", STR_ARG(path_name(path)));
		else if (how == SLIP)
			diag_help(p->diag, f, "its name is `" STR_FMT "`: capitals and endings count",
				STR_ARG(path_name(path)));
		else if (how == MORE_OR_LESS)
			diag_help(p->diag, f, "did you mean `" STR_FMT "`?", STR_ARG(path_name(path)));
		else
			diag_help(p->diag, f, "there is one of this name at /" STR_FMT, STR_ARG(path));
		count++;
	}
	return count > 0;
}

static bool
is_near(struct str name, struct str wanted)
{
	struct nearest near;

	nearest_init(&near, wanted);
	nearest_try(&near, name);
	return near.count > 0;
}

/* Of other folders only names that are near themselves: the folders' own would make all paths alike. */
static struct str
nearest_names(struct program *p, struct str wanted, enum reference_kind kind, bool beside)
{
	struct nearest near;

	nearest_init(&near, beside ? path_name(wanted) : wanted);
	for (uint32_t i = 0; i < p->npage; i++) {
		struct str path = p->pages[i].path;

		if (!is_offered(&p->pages[i], kind))
			continue;
		if (str_equal(path_folder(path), path_folder(wanted)) != beside)
			continue;
		if (beside || is_near(path_name(path), path_name(wanted)))
			nearest_try(&near, beside ? path_name(path) : path);
	}
	return nearest_text(&near, p->arena);
}

/* A report or table beside it, of the same ending. */
static bool
is_beside(const struct page *pg, struct str wanted)
{
	return (pg->kind == OBJECT_REPORT || pg->kind == OBJECT_TABLE)
		&& str_equal(path_folder(pg->path), path_folder(wanted))
		&& str_equal(str_from(pg->path, path_stem(pg->path).len), str_from(wanted, path_stem(wanted).len));
}

/* The one file beside it that nothing leads to, other than that which asks: whoever gave it a new name left the old
 * one in the others. */
static const struct page *
lonely_page(const struct program *p, struct str asking, struct str wanted, enum reference_kind kind, struct arena *a)
{
	uint8_t *named = arena_array(a, p->npage, sizeof *named);
	const struct page *lonely = NULL;

	memset(named, 0, p->npage);
	for (uint32_t i = 0; i < p->nlink; i++)
		if (p->links[i].target != NONE && p->links[i].target != p->links[i].page)
			named[p->links[i].target] = 1;
	for (uint32_t i = 0; i < p->npage; i++) {
		if (named[i] || str_equal(p->pages[i].path, asking) || !is_offered(&p->pages[i], kind)
			|| !is_beside(&p->pages[i], wanted))
			continue;
		if (lonely)
			return NULL;
		lonely = &p->pages[i];
	}
	return lonely;
}

static bool
suggest_lonely(struct program *p, struct finding *f, struct str wanted, enum reference_kind kind)
{
	struct arena a;

	arena_init(&a);
	const struct page *lonely = lonely_page(p, f->at.file, wanted, kind, &a);

	arena_release(&a);
	if (lonely)
		diag_help(p->diag, f, "`" STR_FMT "` is beside it, and nothing leads there: that may be its new name",
			STR_ARG(path_name(lonely->path)));
	return lonely != NULL;
}

void
suggest_paths(struct program *p, struct finding *f, struct str wanted, enum reference_kind kind)
{
	for (enum meant how = HIDDEN_ENDING; how < NONE_MEANT; how++)
		if (!(kind == REFERENCE_MINUTES && how == SAME_NAME) && suggest_sure(p, f, wanted, kind, how))
			return;
	struct str text = nearest_names(p, wanted, kind, true);

	if (!text.len)
		text = nearest_names(p, wanted, kind, false);
	if (text.len)
		diag_help(p->diag, f, STR_FMT, STR_ARG(text));
	else if (kind != REFERENCE_MINUTES && suggest_lonely(p, f, wanted, kind))
		return;
	else if (kind == REFERENCE_MINUTES)	/* those of other meetings have the same name */
		diag_help(p->diag, f, "put the file there; until they are written, leave `minutes` out");
	else
		diag_help(p->diag, f, "put the file there, or mend the name");
}

void
suggest_meetings(struct program *p, struct finding *f, struct str wanted)
{
	struct str folder = path_folder(wanted);
	struct nearest near;

	nearest_init(&near, path_name(folder));
	for (uint32_t i = 0; i < p->nkind[OBJECT_MEETING]; i++) {
		struct str other = path_folder(p->pages[p->by_kind[OBJECT_MEETING][i]].path);

		if (str_equal(path_folder(other), path_folder(folder)))
			nearest_try(&near, path_name(other));
	}
	if (near.count)
		diag_help(p->diag, f, STR_FMT, STR_ARG(nearest_text(&near, p->arena)));
	else
		diag_help(p->diag, f, "write the date of an earlier meeting of the same committee");
}

/* ---- places ---- */

static bool
shares_word(struct str slug, struct str word)
{
	while (slug.len > 0) {
		struct str other = str_cut(&slug, '-');

		if (other.len >= WORD_LEAST && str_equal(str_head(other, WORD_LEAST), str_head(word, WORD_LEAST)))
			return true;
	}
	return false;
}

static unsigned
shared_words(struct str slug, struct str wanted)
{
	unsigned count = 0;

	while (wanted.len > 0) {
		struct str word = str_cut(&wanted, '-');

		count += word.len >= WORD_LEAST && shares_word(slug, word);
	}
	return count;
}

static struct str
slug_of(const struct definition *d)
{
	return d->alias.len ? d->alias : d->id;
}

/* The headings that share most words with what was asked for. */
static bool
suggest_headings(struct program *p, struct str wanted, struct finding *f, const struct object *o)
{
	unsigned most = 0, said = 0;

	for (uint32_t i = 0; i < o->ndefinition; i++) {
		unsigned n = o->definitions[i].title.len ? shared_words(slug_of(&o->definitions[i]), wanted) : 0;

		most = n > most ? n : most;
	}
	for (uint32_t i = 0; i < o->ndefinition && most > 0 && said < NEAREST_MOST; i++) {
		const struct definition *d = &o->definitions[i];

		if (!d->title.len || shared_words(slug_of(d), wanted) != most)
			continue;
		diag_help(p->diag, f, "“" STR_FMT "” has the address #" STR_FMT, STR_ARG(d->title),
			STR_ARG(slug_of(d)));
		said++;
	}
	return most > 0;
}

void
suggest_places(struct program *p, const struct link *l, struct finding *f, const struct nearest *near,
	const struct object *o)
{
	struct str text = nearest_text(near, p->arena);

	if (text.len)
		diag_help(p->diag, f, STR_FMT, STR_ARG(text));
	else if (!suggest_headings(p, l->fragment, f, o))
		diag_help(p->diag, f, "open " STR_FMT " and look for the number or name that is meant",
			STR_ARG(link_path(p, l)));
}

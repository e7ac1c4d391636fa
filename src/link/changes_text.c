/*
 * A change log as text for a clerk: wrapped, with what was deleted as [-so-] and what was inserted
 * as {+so+}.
 *
 * Every change says file and line, of the new side, or of the old one where it was removed.  Long
 * stretches that did not change are left out.
 */
#include "base/path.h"
#include "base/utf8.h"
#include "link/changes.h"

#define WIDTH 78
#define KEPT  8			/* words that are shown on either side of a change */

struct writer {
	struct buf  *out;
	struct arena arena;		/* of one change */
	struct buf   line;		/* what is to be wrapped next */
	struct str   file;		/* its name alone */
	bool         headed;		/* the head of the page was written */
};

static const char *const kind_words[PASSAGE_KINDS] = {
	[PASSAGE_HEADING] = "heading", [PASSAGE_PARAGRAPH] = "paragraph", [PASSAGE_ENTRY] = "entry",
	[PASSAGE_NOTE] = "note", [PASSAGE_ROW] = "table row", [PASSAGE_CAPTION] = "caption",
	[PASSAGE_TABLE] = "table", [PASSAGE_CODE] = "code", [PASSAGE_FACT] = "", [PASSAGE_ITEM] = "item",
};

/* Write what was gathered, wrapped; lines after the first stand further in. */
static void
wrap(struct writer *w, size_t indent, size_t more)
{
	struct str rest = buf_view(&w->line);
	size_t column = 0;

	while (rest.len > 0) {
		struct str word = str_cut(&rest, ' ');
		size_t width = utf8_width(word);

		if (word.len == 0)
			continue;
		if (column > 0 && column + 1 + width > WIDTH) {
			buf_char(w->out, '\n');
			column = 0;
			indent += more;
			more = 0;
		}
		buf_fill(w->out, ' ', column > 0 ? 1 : indent);
		column += (column > 0 ? 1 : indent) + width;
		utf8_put_shown(w->out, word);
	}
	buf_char(w->out, '\n');
	buf_clear(&w->line);
}

static void
add(struct writer *w, const char *before, struct str text, const char *after)
{
	buf_text(&w->line, before);
	buf_str(&w->line, text);
	buf_text(&w->line, after);
}

/* ---- the words that changed ---- */

static size_t
count_words(struct str s)
{
	size_t n = 0;

	for (struct str rest = s; rest.len > 0;)
		n += str_cut(&rest, ' ').len > 0;
	return n;
}

/* The first words, or from the n-th on. */
static struct str
words_until(struct str s, size_t n)
{
	struct str rest = s;

	while (rest.len > 0 && n > 0)
		n -= str_cut(&rest, ' ').len > 0;
	return str_head(s, rest.len > 0 ? s.len - rest.len - 1 : s.len);
}

static struct str
words_from(struct str s, size_t n)
{
	while (s.len > 0 && n > 0)
		n -= str_cut(&s, ' ').len > 0;
	return s;
}

/* Of a stretch that stayed: its ends, where there is a change beyond them. */
static void
add_same(struct writer *w, struct str text, bool is_first, bool is_last)
{
	size_t n = count_words(text), head = is_first ? 0 : KEPT, tail = is_last ? 0 : KEPT;

	if (n <= head + tail + 2) {
		buf_str(&w->line, text);
		return;
	}
	buf_str(&w->line, head ? words_until(text, head) : STR_NONE);
	buf_text(&w->line, is_first ? "… " : is_last ? " …" : " … ");
	buf_str(&w->line, tail ? words_from(text, n - tail) : STR_NONE);
}

static void
add_runs(struct writer *w, const struct change_run *runs, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		struct str text = runs[i].text;
		bool old = runs[i].kind == RUN_OLD;

		if (runs[i].kind == RUN_SAME) {
			add_same(w, text, i == 0, i + 1 == n);
			continue;
		}
		if (str_starts(text, " ")) {
			buf_char(&w->line, ' ');
			text = str_from(text, 1);
		}
		add(w, old ? "[-" : "{+", text, old ? "-]" : "+}");
	}
}

/* ---- one change ---- */

static void
add_place(struct writer *w, const struct change *c)
{
	if (c->line > 0)
		buf_print(&w->line, " (%s" STR_FMT ":%u)", c->how == CHANGE_REMOVED ? "old " : "",
			STR_ARG(w->file), c->line);
}

static void
add_values(struct writer *w, const struct change *c)
{
	if (c->how == CHANGE_ADDED)
		add(w, " added: ", c->new, "");
	else if (c->how == CHANGE_REMOVED)
		add(w, c->hushed ? " removed; what it was is left out" : " removed: ", c->old, "");
	else if (c->hushed)
		add(w, ": is ", c->new, " now");
	else {
		add(w, ": ", c->old.len ? c->old : STR("nothing"), " became ");
		add(w, "", c->new.len ? c->new : STR("nothing"), "");
	}
	if (c->difference.len > 0)
		add(w, " (", c->difference, ")");
}

static void
add_under(struct writer *w, struct str under, const char *where)
{
	if (under.len > 0) {
		buf_text(&w->line, where);
		add(w, " “", words_until(under, 12), "”");
	}
}

static void
write_figure(struct writer *w, const struct change *c)
{
	add(w, "", c->name.len ? c->name : STR("a cell"), "");
	add_values(w, c);
	add_under(w, c->under, ", in");
	add_place(w, c);
	wrap(w, 2, 2);
	for (const struct change *part = c->parts; part; part = part->next) {
		add(w, "", part->name.len ? part->name : STR("a line"), "");
		add_values(w, part);
		wrap(w, 6, 2);
	}
	if (c->counted && !c->parts) {
		add(w, "", STR("none of the lines that it is the sum of has changed"), "");
		wrap(w, 6, 2);
	}
}

static void
write_row(struct writer *w, const struct change *c)
{
	const char *what = c->what == CHANGE_ROW ? "row" : "column";

	buf_print(&w->line, "%s", what);
	if (c->name.len > 0)
		add(w, " “", c->name, "”");
	if (c->how == CHANGE_CHANGED && c->old_name.len > 0)
		add(w, " was called “", c->old_name, "”");
	else
		buf_text(&w->line, c->how == CHANGE_ADDED ? " added"
			: c->how == CHANGE_REMOVED ? " removed" : " renamed");
	if (c->new.len + c->old.len > 0)
		add(w, ": ", c->new.len ? c->new : c->old, "");
	add_under(w, c->under, ", in");
	add_place(w, c);
	wrap(w, 2, 2);
}

/* "paragraph 4.1", "a paragraph under “Risks”" */
static void
add_name(struct writer *w, const struct change *c, struct str name)
{
	const char *word = kind_words[c->kind];

	if (c->kind == PASSAGE_FACT) {
		buf_str(&w->line, name);
		return;
	}
	buf_print(&w->line, "%s%s", name.len > 0 ? "" : c->kind == PASSAGE_ENTRY ? "an " : "a ", word);
	if (name.len > 0)
		add(w, " ", name, "");
	else
		add_under(w, c->under, " under");
}

static void
write_claim(struct writer *w, const struct change *c)
{
	add_name(w, c, c->name);
	add_values(w, c);
	if (c->source.len > 0)
		add(w, ", from “", c->source, "”");
	add_place(w, c);
	wrap(w, 2, 2);
}

static void
write_moved(struct writer *w, const struct change *c)
{
	if (c->new.len == 0) {
		bool several = str_find(c->name, STR("–"), 0) < c->name.len;

		buf_print(&w->line, "renumbered: %s%s ", kind_words[c->kind == PASSAGE_ITEM || !several ? c->kind
			: PASSAGE_PARAGRAPH], several ? "s" : "");
		add(w, "", c->name, several ? " were " : " was ");
		add(w, "", c->old_name, "");
	} else {
		add_name(w, c, c->name);
		buf_text(&w->line, " moved here");
		if (c->old_name.len > 0)
			add(w, " from ", c->old_name, "");
	}
	add_place(w, c);
	wrap(w, 2, 2);
	if (c->new.len > 0) {
		bool is_long = count_words(c->new) > 2 * KEPT;

		add(w, "", words_until(c->new, 2 * KEPT), is_long ? " …" : "");
		wrap(w, 6, 0);
	}
}

static const char *
verb_of(const struct change *c)
{
	static const char *const verbs[CHANGE_HOWS] = { "added", "removed", "changed", "moved" };

	return c->hushed && c->how == CHANGE_CHANGED ? "changed; its former words are left out"
		: c->hushed ? "removed; its words are left out" : verbs[c->how];
}

static void
write_passage(struct writer *w, const struct change *c)
{
	if (c->how == CHANGE_MOVED) {
		write_moved(w, c);
		return;
	}
	add_name(w, c, c->name);
	if (c->kind == PASSAGE_FACT && c->old.len + c->new.len < WIDTH) {
		add_values(w, c);
		add_place(w, c);
		wrap(w, 2, 2);
		return;
	}
	buf_print(&w->line, " %s", verb_of(c));
	if (c->old_name.len > 0)
		add(w, ", was ", c->old_name, "");
	add_place(w, c);
	wrap(w, 2, 2);
	if (c->nrun > 0)
		add_runs(w, c->runs, c->nrun);
	else if (c->hushed && c->how == CHANGE_CHANGED)
		buf_str(&w->line, c->new);
	else if (!c->hushed)
		add(w, c->how == CHANGE_ADDED ? "{+" : "[-", c->how == CHANGE_ADDED ? c->new : c->old,
			c->how == CHANGE_ADDED ? "+}" : "-]");
	if (w->line.len > 0)
		wrap(w, 6, 0);
}

static void
write_opened(struct writer *w, const struct change *c)
{
	add(w, "“", c->new, "” is no longer exempt: all below it is new to the public");
	add_place(w, c);
	wrap(w, 2, 2);
}

static void
write_change(struct writer *w, const struct change *c)
{
	static void (*const writers[CHANGE_WHATS])(struct writer *, const struct change *) = {
		[CHANGE_TOTAL] = write_figure, [CHANGE_CELL] = write_figure, [CHANGE_ROW] = write_row,
		[CHANGE_COLUMN] = write_row, [CHANGE_CLAIM] = write_claim, [CHANGE_FACT] = write_passage,
		[CHANGE_ITEM] = write_passage, [CHANGE_TEXT] = write_passage, [CHANGE_OPENED] = write_opened,
	};

	writers[c->what](w, c);
	arena_reset(&w->arena);
}

/* ---- pages ---- */

static void
write_list(struct writer *w, const struct change_list *list)
{
	for (const struct change *c = list->first; c; c = c->next)
		write_change(w, c);
}

static void
add_fate(struct writer *w, const struct change_page *page)
{
	static const char *const fates[FATES] = { "", "added", "withdrawn",
		"exempt now: nothing of it is said here", "no longer exempt: all of it is new to the public" };
	bool is_table = page->kind == OBJECT_TABLE;

	if (page->fate != FATE_CHANGED)
		buf_print(&w->line, ": %s", fates[page->fate]);
	if (page->exempt && page->fate != FATE_EXEMPT)
		buf_text(&w->line, page->fate == FATE_CHANGED ? ": exempt" : "; it is exempt");
	if (page->parts > 0)
		buf_print(&w->line, " (%u %s%s)", page->parts, is_table ? "row" : "paragraph",
			page->parts == 1 ? "" : "s");
	if (page->old_path.len > 0)
		add(w, page->fate == FATE_CHANGED ? ": renamed from " : "; renamed from ", page->old_path, "");
}

static void
write_page_head(struct writer *w, const struct change_page *page)
{
	buf_char(w->out, '\n');
	if (!page->path.len) {
		buf_print(&w->line, "A %s is no longer published; it may be exempt now, and is not named",
			page->kind == OBJECT_REPORT ? "paper" : object_kind_name(page->kind));
		wrap(w, 0, 2);
		return;
	}
	add(w, "", page->kind == OBJECT_MEETING && page->fate == FATE_CHANGED ? STR("The meeting")
		: page->title, "");
	add_fate(w, page);
	wrap(w, 0, 2);
	add(w, "", page->path, "");
	wrap(w, 2, 0);
	if ((page->form_only || page->unread) && page->fate == FATE_CHANGED && !page->old_path.len) {
		add(w, "", page->unread ? STR("the file is another one now; what is in it is not compared")
			: STR("changed in form only: nothing that is read differs"), "");
		wrap(w, 2, 2);
	}
}

static void
write_page(struct writer *w, const struct change_page *page)
{
	static const enum change_what order[] = { CHANGE_OPENED, CHANGE_ITEM, CHANGE_COLUMN, CHANGE_ROW,
		CHANGE_CELL, CHANGE_CLAIM, CHANGE_FACT, CHANGE_TEXT };

	w->file = path_name(page->path);
	write_page_head(w, page);
	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		write_list(w, &page->lists[order[i]]);
}

static void
write_heading(struct writer *w, struct str text)
{
	buf_char(w->out, '\n');
	utf8_put_shown(w->out, text);
	buf_char(w->out, '\n');
	buf_fill(w->out, '=', utf8_width(text));
	buf_char(w->out, '\n');
}

static void
write_totals(struct writer *w, const struct changes *c)
{
	if (c->totals == 0)
		return;
	write_heading(w, STR("Totals that moved"));
	for (uint32_t i = 0; i < c->npage; i++) {
		const struct change_page *page = &c->pages[i];

		if (!page->lists[CHANGE_TOTAL].count)
			continue;
		w->file = path_name(page->path);
		buf_char(w->out, '\n');
		add(w, "", page->title, " (");
		add(w, "", page->path, ")");
		wrap(w, 0, 2);
		write_list(w, &page->lists[CHANGE_TOTAL]);
	}
}

static struct str
group_of(const struct change_page *page)
{
	return page->meeting.len ? page->meeting : page->committee.len ? page->committee
		: STR("Other pages and tables");
}

void
changes_text(const struct changes *c, struct buf *out)
{
	struct writer w = { .out = out };
	struct str group = STR_NONE;

	if (c->npage == 0)
		return;
	arena_init(&w.arena);
	add(&w, "", changes_summary(c, &w.arena), ".");
	wrap(&w, 0, 0);
	write_totals(&w, c);
	for (uint32_t i = 0; i < c->npage; i++) {
		if (i == 0 || !str_equal(group, group_of(&c->pages[i]))) {
			group = group_of(&c->pages[i]);
			write_heading(&w, group);
		}
		write_page(&w, &c->pages[i]);
	}
	buf_release(&w.line);
	arena_release(&w.arena);
}

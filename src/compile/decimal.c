/*
 * Decimal numbers: `4.0`, `4.1`, `4.1.2`, `4.`, and the papers and paragraphs that they begin.
 *
 * A number is taken for one when it continues the series, or when what follows continues it: so an
 * amount at the head of a paragraph stays what it is, and a gap is found.
 */
#include "compile/named.h"
#include "compile/series.h"

#define SEEK_MOST 40	/* numbers ahead that a missing one is looked for among */

/* An item that is the only one of its list. */
static bool
is_alone(const struct entry *e)
{
	return e->item && markdown_first(e->list) == e->item && !markdown_next(e->item);
}

static bool
is_in_capitals(struct str text)
{
	size_t letters = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] >= 'a' && text.at[i] <= 'z')
			return false;
		letters += text.at[i] >= 'A' && text.at[i] <= 'Z';
	}
	return letters > 2;
}

/* Markdown takes `3. MINUTES` behind a list for one more item of it. */
static bool
is_behind_list(const struct entry *e)
{
	return e->item && !markdown_next(e->item) && (is_in_capitals(e->rest)
		|| (mark_is_parts(&e[1].mark) && e[1].mark.parts[0] == e->mark.parts[0]));
}

/*
 * Lists that number on past headings are the paragraphs of a paper: 1 to 37.  None may begin
 * anew, and one at least goes on where the list above a heading ended.
 */
static bool
is_running(const struct entries *list)
{
	unsigned last = 0;
	bool past_heading = false, goes_on = false;
	const struct markdown_node *in = NULL;

	for (const struct entry *e = list->at; e < list->at + list->count; e++) {
		past_heading |= e->kind == ENTRY_HEADING || (e->kind == ENTRY_PARAGRAPH
			&& e->depth == 0 && !e->goes_on && entry_is_title(e));
		if (mark_is_parts(&e->mark) || (e->kind == ENTRY_HEADING
				&& e->mark.kind == MARK_DECIMAL))
			return false;
		if (!e->is_ordered || e->depth != 1)
			continue;
		if (e->list != in && e->mark.parts[0] <= last)
			return false;
		goes_on |= e->list != in && past_heading && last > 0
			&& e->mark.parts[0] == last + 1;
		in = e->list;
		last = e->mark.parts[0];
		past_heading = false;
	}
	return goes_on;
}

static bool
is_decimal(const struct numbering_run *n, const struct entry *e)
{
	const struct mark *m = &e->mark;

	if (n->is_running)
		return e->is_ordered && e->depth == 1;
	if (m->kind != MARK_DECIMAL || m->open || e->kind == ENTRY_CELL
		|| mark_is_measure(m, e->rest))
		return false;
	if (m->count > 1)
		return e->kind != ENTRY_LINE || (e->after_stop && !series_is_small(e->rest));
	if (e->kind == ENTRY_LINE || series_is_small(e->rest) || !entry_is_title(e))
		return false;
	return e->kind == ENTRY_HEADING || !e->item || (e->is_ordered && e->depth == 1
		&& (is_alone(e) || is_behind_list(e)));
}

/* `4.0` and `4` are sections, `4.1` is below one. */
static unsigned
depth_of(const struct mark *m)
{
	return m->count == 2 && m->parts[1] == 0 ? 1 : m->count;
}

static const struct entry *
next_of(const struct numbering_run *n, const struct entry *e)
{
	size_t next = n->next[e - n->entries.at];

	return next < n->entries.count ? &n->entries.at[next] : NULL;
}

/* What stands behind it is numbered as if it were one. */
static bool
is_followed(const struct numbering_run *n, const struct entry *e)
{
	const struct entry *q = next_of(n, e);

	return q && series_fit(&e->mark, &q->mark) == FIT_NEXT;
}

/* What stands behind it is numbered as if it were none. */
static bool
is_passed_over(const struct numbering_run *n, const struct entry *e)
{
	const struct entry *q = next_of(n, e);

	return q && series_fit(&n->scope.last, &q->mark) == FIT_NEXT
		&& series_fit(&e->mark, &q->mark) != FIT_NEXT;
}

/* A number without a point needs more than its place: `7 PRIMARY ROLES`, `1. CONTEXT`. */
static bool
is_section(const struct numbering_run *n, const struct entry *e)
{
	const struct entry *q = next_of(n, e);
	const struct entry *first = n->scope.styles[1];

	if (n->is_running || (e->mark.close && e->kind == ENTRY_HEADING))
		return true;
	if (first && first->mark.count == 1 && first->mark.close == e->mark.close
		&& !is_passed_over(n, e))
		return true;
	return q && series_fit(&e->mark, &q->mark) == FIT_NEXT
		&& (q->mark.count == 1 || q->mark.parts[0] == e->mark.parts[0]);
}

static bool
begins_anew(const struct numbering_run *n, const struct entry *e)
{
	const struct mark *m = &e->mark;

	return m->parts[0] == 1 && (m->count == 1 || (m->count == 2 && m->parts[1] <= 1))
		&& n->scope.last.count > 0 && n->scope.last.parts[0] > 1
		&& is_followed(n, e) && !is_passed_over(n, e);
}

enum judgement { IS_NONE, IS_NEXT, IS_AFTER_GAP, IS_REPEATED, IS_BACK, IS_ASTRAY, IS_ANEW };

static enum judgement
judge(const struct numbering_run *n, const struct entry *e)
{
	const struct mark *m = &e->mark;
	bool strong = (m->count > 1 || n->is_running) && e->kind != ENTRY_LINE
		&& !series_is_small(e->rest);

	if (m->count == 1 && !is_section(n, e))
		return IS_NONE;
	switch (series_fit(&n->scope.last, m)) {
	case FIT_NEXT:
		if (series_is_small(e->rest) && is_passed_over(n, e))
			return IS_NONE;
		return n->scope.last.count > 0 || m->count > 1 || is_followed(n, e)
			|| e->kind == ENTRY_HEADING ? IS_NEXT : IS_NONE;
	case FIT_SAME:
		return strong || e->kind == ENTRY_HEADING ? IS_REPEATED : IS_NONE;
	case FIT_GAP:
		if (is_passed_over(n, e))
			return strong && n->scope.last.count > 0 ? IS_ASTRAY : IS_NONE;
		return is_followed(n, e) || e->kind == ENTRY_HEADING
			|| (strong && n->scope.last.count > 0) ? IS_AFTER_GAP : IS_NONE;
	case FIT_BACK:
		if (begins_anew(n, e))
			return IS_ANEW;
		return strong ? IS_BACK : IS_NONE;
	default:
		return IS_NONE;
	}
}

/* A second paper in the same file: `annex-1`, `annex-2`, past those that name themselves. */
static void
open_annexed(struct numbering_run *n, const struct entry *e)
{
	struct str id;

	do {
		id = str_print(n->unit->arena, "annex-%u", ++n->annexes);
	} while (map_get(&n->roles->ids, id));
	map_put(&n->roles->ids, id, n);
	named_title_of_annexed(n, e, id);
	series_open_scope(n, id);
}

static bool
is_ahead(const struct numbering_run *n, const struct entry *e, const struct mark *missing)
{
	const struct entry *q = next_of(n, e);

	for (unsigned i = 0; q && i < SEEK_MOST; i++, q = next_of(n, q)) {
		if (series_fit(missing, &q->mark) == FIT_SAME)
			return true;
		if (q->mark.parts[0] < missing->parts[0])
			return false;	/* another paper begins */
	}
	return false;
}

/* Those that stand elsewhere, out of order, are not missing. */
static void
check_gap(struct numbering_run *n, const struct entry *e)
{
	struct arena *a = n->unit->arena;
	struct mark missing[9];
	unsigned count = series_missing(&n->scope.last, &e->mark, missing), gone = 0;
	struct str first = STR_NONE, last = STR_NONE;

	for (unsigned i = 0; i < count; i++) {
		last = series_text(a, &missing[i]);
		if (map_get(&n->scope.seen, last) || is_ahead(n, e, &missing[i]))
			continue;
		if (gone++ == 0)
			first = last;
	}
	if (gone == 0)
		return;
	if (gone > 1)
		first = str_print(a, STR_FMT " to " STR_FMT, STR_ARG(first), STR_ARG(last));
	say_gap(n, e, n->scope.last_entry, first, gone > 1);
}

static void
check_style(struct numbering_run *n, const struct entry *e)
{
	unsigned depth = depth_of(&e->mark);
	const struct entry *first = n->scope.styles[depth];

	if (!first) {
		n->scope.styles[depth] = e;
		return;
	}
	if (n->scope.style_said[depth] || (first->mark.close == e->mark.close
			&& first->mark.count == e->mark.count))
		return;
	n->scope.style_said[depth] = true;
	say_style(n, e, first);
}

/* Text of its own stands below it, before the next number. */
static bool
has_text(const struct numbering_run *n, const struct entry *e)
{
	const struct entry *q = e + 1;

	if (q == n->entries.at + n->entries.count || q->kind == ENTRY_HEADING
		|| named_is_appendix(q))
		return false;
	if (is_decimal(n, q))
		return depth_of(&q->mark) > depth_of(&e->mark);
	return true;
}

/* What answers a section that asks, `2.1 None`, is no heading. */
static bool
is_answer(struct str text)
{
	static const char answers[] =
		"none|nil|n/a|not applicable|yes|no|"
		"no comment|none identified|none arising|none directly|as above";

	return str_is_one_of_nocase(text, answers);
}

static bool
is_heading(const struct numbering_run *n, const struct entry *e)
{
	unsigned depth = depth_of(&e->mark);

	if (e->kind == ENTRY_HEADING)
		return true;
	if (n->is_running || !entry_is_title(e) || is_answer(e->rest)
		|| !entry_is_line(&n->entries, e))
		return false;
	return depth == 1 || has_text(n, e) || n->scope.small_headings[depth];
}

static void
number_entry(struct numbering_run *n, const struct entry *e)
{
	struct arena *a = n->unit->arena;
	unsigned depth = depth_of(&e->mark);
	bool heading = is_heading(n, e);
	struct role *role = series_role(n, e, heading ? ROLE_HEADING : ROLE_PARAGRAPH);

	role->number = str_copy(a, e->mark.bare);
	role->id = n->scope.id.len == 0 ? role->number
		: str_print(a, STR_FMT "." STR_FMT, STR_ARG(n->scope.id), STR_ARG(role->number));
	role->id = series_free_id(n, role->id);
	role->level = depth + 1 < 6 ? depth + 1 : 6;
	n->scope.anchor_id = role->id;
	n->scope.anchor = role->number;
	n->scope.anchor_depth = depth;
	n->scope.small_headings[depth] = heading && e->kind != ENTRY_HEADING;
	for (unsigned i = depth + 1; i <= MARK_PARTS; i++)
		n->scope.small_headings[i] = false;
	if (!map_get(&n->scope.seen, series_text(a, &e->mark)))
		map_put(&n->scope.seen, series_text(a, &e->mark), (void *)(uintptr_t)e);
}

bool
decimal_read(struct numbering_run *n, const struct entry *e)
{
	enum judgement judged = is_decimal(n, e) ? judge(n, e) : IS_NONE;
	const struct entry *last = n->scope.last_entry;

	if (judged == IS_NONE)
		return false;
	letters_end(n, 0);
	if (judged == IS_ANEW)
		open_annexed(n, e);
	else if (judged == IS_AFTER_GAP)
		check_gap(n, e);
	else if (judged == IS_REPEATED)
		say_repeated(n, e, last, STR_NONE, false);
	else if (judged == IS_ASTRAY)
		say_order(n, e, next_of(n, e), true);
	else if (judged == IS_BACK) {
		const struct entry *same = map_get(&n->scope.seen,
			series_text(n->unit->arena, &e->mark));

		if (same)
			say_repeated(n, e, same, STR_NONE, false);
		else
			say_order(n, e, last, false);
	}
	check_style(n, e);
	number_entry(n, e);
	if (judged != IS_ASTRAY && (judged != IS_BACK || is_followed(n, e))) {
		n->scope.last = e->mark;
		n->scope.last_entry = e;
	}
	return true;
}

void
decimal_find(struct numbering_run *n)
{
	size_t next = n->entries.count;

	n->is_running = is_running(&n->entries);
	n->next = arena_array(n->unit->arena, n->entries.count + 1, sizeof(*n->next));
	for (size_t i = n->entries.count; i-- > 0;) {
		n->next[i] = next;
		if (!is_decimal(n, &n->entries.at[i]))
			continue;
		next = i;
		map_put(&n->decimals, series_text(n->unit->arena, &n->entries.at[i].mark), n);
	}
}

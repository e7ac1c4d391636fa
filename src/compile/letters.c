/*
 * Lettered, Roman and singly numbered rows: `(a)`, `ii.`, `- (1)`, `1.` of a list or of a
 * table's row.
 *
 * Rows lie on a stack, the outer first; each knows how deep in lists it stands.  A mark goes on
 * with the innermost row that it continues; else it begins one, if it is the first of its kind.
 */
#include "compile/series.h"

#define LOOK_MOST 60	/* entries ahead that the second of a row is looked for among */
#define GAP_MOST  5

static bool
is_single(const struct mark *m)
{
	return m->kind == MARK_DECIMAL && m->count == 1;
}

/* The line above has a mark of the same form: `a) the plan` above `b) the costs`. */
static bool
follows_line(const struct entry *e)
{
	const struct entry *above = e - 1;

	return above->block == e->block && above->line + 1 == e->line
		&& above->mark.kind == e->mark.kind && above->mark.open == e->mark.open
		&& above->mark.close == e->mark.close && e->mark.close;
}

static bool
is_mark(const struct entry *e)
{
	if (e->kind == ENTRY_CELL)
		return is_single(&e->mark) && e->mark.close && e->rest.len > 0;
	if (e->kind == ENTRY_LINE && !e->after_stop && !follows_line(e))
		return false;
	return e->mark.kind == MARK_LETTER || (is_single(&e->mark) && (e->mark.open
		|| e->is_ordered));
}

static unsigned
depth_of(const struct entry *e)
{
	return e->kind == ENTRY_CELL ? CELL_DEPTH : e->depth;
}

static unsigned
value_in(const struct letters *l, const struct mark *m)
{
	if (l->is_digits)
		return is_single(m) ? m->parts[0] : 0;
	if (m->kind != MARK_LETTER || m->upper != l->first->mark.upper)
		return 0;
	return l->is_roman ? m->roman : m->alpha;
}

static bool
is_alike(const struct mark *a, const struct mark *b)
{
	return a->open == b->open && a->close == b->close;
}

static struct str
spell(struct numbering_run *n, const struct letters *l, unsigned value)
{
	static const char *const ones[] = { "", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii",
		"ix" };
	struct arena *a = n->unit->arena;
	const struct mark *m = &l->first->mark;
	struct buf out = BUF_EMPTY;

	if (m->open)
		buf_char(&out, m->open);
	if (l->is_digits)
		buf_number(&out, value);
	else if (!l->is_roman)
		buf_char(&out, (char)((m->upper ? 'A' : 'a') + value - 1));
	for (unsigned tens = 0; l->is_roman && tens < value / 10; tens++)
		buf_char(&out, 'x');
	if (l->is_roman)
		buf_text(&out, ones[value % 10]);
	if (m->close)
		buf_char(&out, m->close);

	return buf_keep(&out, a);
}

void
letters_end(struct numbering_run *n, unsigned down_to)
{
	while (n->letter_count > down_to) {
		struct letters *l = &n->letters[--n->letter_count];

		if (l->start > 1 && !l->start_said && !l->first->is_ordered)
			say_gap(n, l->first, NULL, spell(n, l, l->start - 1), false);
	}
}

/* The row that a mark is the next of. */
static struct letters *
continued(struct numbering_run *n, const struct entry *e, bool alike)
{
	for (unsigned i = n->letter_count; i-- > 0;) {
		struct letters *l = &n->letters[i];

		if (l->depth == depth_of(e) && value_in(l, &e->mark) == l->value + 1
			&& (!alike || is_alike(&l->first->mark, &e->mark)))
			return l;
	}
	return NULL;
}

/* Whether the second of a row that begins here stands further on. */
static bool
has_second(const struct numbering_run *n, const struct entry *e)
{
	struct letters l = { .first = e, .is_digits = is_single(&e->mark),
		.is_roman = e->mark.roman == 1 };
	const struct entry *end = n->entries.at + n->entries.count;

	for (const struct entry *q = e + 1; q < end && q < e + LOOK_MOST; q++) {
		if (q->kind == ENTRY_HEADING && e->kind != ENTRY_HEADING)
			return false;
		if (depth_of(q) == depth_of(e) && is_mark(q) && value_in(&l, &q->mark) == 2
			&& is_alike(&q->mark, &e->mark))
			return true;
	}
	return false;
}

/* A form of mark that rows of this paper began with before. */
static unsigned
form_of(const struct mark *m)
{
	return 1u << ((m->open ? 1 : 0) + (m->close == '.' ? 2 : 0) + (m->roman == 1 ? 4 : 0)
		+ (m->kind == MARK_DECIMAL ? 8 : 0) + (m->upper ? 16 : 0));
}

static bool
is_known(const struct numbering_run *n, const struct entry *e)
{
	return e->kind != ENTRY_CELL && (n->known_forms & form_of(&e->mark)) != 0;
}

static bool
is_first(const struct mark *m)
{
	return m->kind == MARK_LETTER ? m->alpha == 1 || m->roman == 1 : m->parts[0] == 1;
}

/* `(ii)` without `(i)` before it can hardly be anything else; `c. 1850` can. */
static bool
is_unmistakable(const struct entry *e)
{
	if (e->is_ordered || (e->item && e->mark.open))
		return true;
	return e->mark.kind == MARK_LETTER && e->mark.close && e->mark.roman > 1
		&& e->mark.bare.len > 1;
}

static struct letters *
begin(struct numbering_run *n, const struct entry *e)
{
	const struct mark *m = &e->mark;

	if (n->letter_count == LETTERS_MOST)
		return NULL;

	struct letters *l = &n->letters[n->letter_count++];
	bool roman = m->kind == MARK_LETTER && (m->roman == 1 || m->alpha == 0
		|| (m->roman > 1 && m->bare.len > 1));

	*l = (struct letters){ .depth = depth_of(e), .list = e->list, .first = e,
		.is_digits = is_single(m), .is_roman = roman };
	l->start = value_in(l, m);
	n->known_forms |= l->start == 1 ? form_of(m) : 0;
	return l;
}

/* One of a row that is not its next. */
static bool
is_out_of_row(const struct letters *l, const struct entry *e)
{
	unsigned value = value_in(l, &e->mark);
	bool bare = !e->mark.close;

	if (l->depth != depth_of(e) || value == 0 || value > l->value + GAP_MOST
		|| (e->kind == ENTRY_CELL && value != l->value))
		return false;
	if (bare)
		return l->is_roman && value >= l->value && entry_is_title(e);
	if (!is_alike(&l->first->mark, &e->mark))
		return false;
	return l->list ? l->list == e->list : e->mark.open || e->mark.bare.len > 1;
}

static void
check_row(struct numbering_run *n, struct letters *l, const struct entry *e)
{
	unsigned value = value_in(l, &e->mark);

	if (!l->style_said && !is_alike(&l->first->mark, &e->mark)) {
		l->style_said = true;
		say_style(n, e, l->first);
	}
	if (!l->last || value == l->value + 1)
		return;
	if (value == l->value) {
		bool start = l->start > 1 && !l->start_said;

		say_repeated(n, e, l->last, start ? spell(n, l, l->start - 1) : STR_NONE, true);
		l->start_said = true;
	} else if (value > l->value) {
		struct str missing = spell(n, l, l->value + 1);

		if (value > l->value + 2)
			missing = str_print(n->unit->arena, STR_FMT " to " STR_FMT,
				STR_ARG(missing), STR_ARG(spell(n, l, value - 1)));
		say_gap(n, e, l->last, missing, value > l->value + 2);
	} else {
		say_order(n, e, l->last, false);
	}
}

static bool
has_text(const struct numbering_run *n, const struct entry *e)
{
	const struct entry *q = e + 1;

	if (q == n->entries.at + n->entries.count || q->kind == ENTRY_HEADING
		|| mark_is_parts(&q->mark))
		return false;
	return !(is_mark(q) && q->mark.kind == e->mark.kind && q->depth == e->depth)
		|| is_first(&q->mark);
}

static bool
is_heading(const struct numbering_run *n, const struct letters *l, const struct entry *e)
{
	if (e->item || e->kind == ENTRY_CELL || e->kind == ENTRY_LINE)
		return false;
	return e->kind == ENTRY_HEADING || (entry_is_title(e) && !e->goes_on
		&& (has_text(n, e) || (l->last && l->is_heading)));
}

/* Its address: of what it stands below, then its own letter. */
static void
address(struct numbering_run *n, struct letters *l, const struct entry *e)
{
	struct arena *a = n->unit->arena;
	const struct letters *outer = l > n->letters ? l - 1 : NULL;
	struct str id = outer ? outer->id : n->scope.anchor_id;
	struct str number = outer ? outer->number : n->scope.anchor;
	struct str own = l->is_lazy ? str_print(a, "%u", l->value) : str_lower(a, e->mark.bare);

	l->is_below = outer ? outer->is_below : id.len == 0;
	l->id = l->number = own;
	if (id.len > 0) {
		l->number = str_print(a, STR_FMT "." STR_FMT, STR_ARG(number), STR_ARG(own));
		/* item 1 below section 2 is not paragraph 2.1 */
		l->id = str_print(a, STR_FMT "%c" STR_FMT, STR_ARG(id), l->is_digits
			&& map_get(&n->decimals, l->number) ? '-' : '.', STR_ARG(own));
	}
	if (!l->is_below)
		l->id = series_free_id(n, l->id);
}

/* Both stand in the same list, quotation or text, and neither is an item that Markdown made. */
static bool
are_beside(const struct entry *a, const struct entry *b)
{
	return !a->item && !b->item && markdown_parent(a->block) == markdown_parent(b->block);
}

static void
join_items(struct numbering_run *n, const struct letters *l, const struct entry *e,
	struct role *role)
{
	const struct entry *last = l->last;

	role->begins = role->ends = true;
	if (!last || last != e - 1 || !are_beside(last, e))
		return;

	struct role *before = map_get(&n->roles->by_node, (struct str){
		(const char *)(last->kind == ENTRY_LINE ? &last->line_break : &last->block),
		sizeof(last->block) });

	if (before->kind != ROLE_ITEM)
		return;
	before->ends = role->begins = false;
}

static void
accept(struct numbering_run *n, struct letters *l, const struct entry *e)
{
	unsigned value = value_in(l, &e->mark);
	bool follows = !l->last || value == l->value + 1;

	letters_end(n, (unsigned)(l - n->letters) + 1);
	if (l->last && l->last->is_ordered && value == 1 && (l->is_lazy || l->value == 1))
		l->is_lazy = true;
	if (l->is_lazy) {
		l->value++;
		follows = true;
	} else {
		check_row(n, l, e);
		l->value = value;
	}
	address(n, l, e);

	bool heading = is_heading(n, l, e);
	struct role *role = series_role(n, e, heading ? ROLE_HEADING : ROLE_ITEM);
	unsigned level = n->scope.anchor_depth + 2 + (unsigned)(l - n->letters);

	role->id = l->id;
	role->number = l->number;
	role->is_below = l->is_below;
	role->level = level < 6 ? level : 6;
	if (e->is_ordered && !follows)
		role->value = value;
	if (e->kind == ENTRY_CELL)
		role->cut = 0;
	if (!heading && !e->item && e->kind != ENTRY_CELL)
		join_items(n, l, e, role);
	l->is_heading = heading;
	l->last = e;
	l->list = e->list;
}

/* A new row ends those beside it: another list's, and one of the same form. */
static struct letters *
begin_beside(struct numbering_run *n, const struct entry *e)
{
	for (unsigned i = n->letter_count; i-- > 0;) {
		const struct letters *l = &n->letters[i];

		if (l->depth == depth_of(e) && (e->item ? l->list != e->list
				: form_of(&l->first->mark) == form_of(&e->mark)))
			letters_end(n, i);
	}
	return begin(n, e);
}

/* The first of a row, but not the first of this row again. */
static bool
is_new(const struct numbering_run *n, const struct entry *e)
{
	const struct letters *top = n->letter_count > 0 ? &n->letters[n->letter_count - 1] : NULL;
	bool same_list = top && top->list && top->list == e->list;

	return is_first(&e->mark) && !(same_list && value_in(top, &e->mark) > 0
		&& is_alike(&top->first->mark, &e->mark));
}

static struct letters *
row_of(struct numbering_run *n, const struct entry *e)
{
	struct letters *l = continued(n, e, true);

	if (l)
		return l;
	if (is_new(n, e))
		return e->item || has_second(n, e) || is_known(n, e) ? begin_beside(n, e) : NULL;
	if ((l = continued(n, e, false)) && (e->mark.close || entry_is_title(e)))
		return l;
	for (unsigned i = n->letter_count; i-- > 0;)
		if (is_out_of_row(&n->letters[i], e))
			return &n->letters[i];
	return is_unmistakable(e) ? begin_beside(n, e) : NULL;
}

bool
letters_read(struct numbering_run *n, size_t index)
{
	const struct entry *e = &n->entries.at[index];
	unsigned keep = n->letter_count;

	if (!is_mark(e))
		return false;
	while (keep > 0 && n->letters[keep - 1].depth > depth_of(e))
		keep--;
	letters_end(n, keep);

	struct letters *l = row_of(n, e);

	if (l)
		accept(n, l, e);
	return l != NULL;
}

/*
 * What each column holds: names of rows, of groups, texts or amounts, and in what unit.
 *
 * Knows columns by what is in most of their cells; single cells that don't fit are table.c's.  The
 * sidecar's word goes before what is seen.
 */
#include "base/path.h"
#include "base/utf8.h"
#include "compile/sheet.h"

/* Headers of numbers that name things and are no amounts; the first ones anywhere, the rest at the
 * left. */
static const char *const code_words[] = {
	"code", "codes", "ref", "reference", "account", "id", "no", "number", "item", "line",
};
#define CODES_ANYWHERE 6u
#define SLIP_LOOKS     200u
#define REPEATS_TOLD   10u

/* A figure that brings a unit of its own. */
static void
note_own(struct sheet_column *c, enum unit unit, uint32_t count)
{
	if (c->own_units > 0 && c->own_unit != unit)
		c->own_unit = UNIT_COUNT;
	else if (c->own_units == 0)
		c->own_unit = (uint8_t)unit;
	c->own_units += count;
}

/* One whose text has to be read again. */
static void
look_again(const struct sheet *s, struct sheet_column *c, uint32_t record)
{
	struct amount a;
	enum amount_kind kind = sheet_amount(s, record, c->field, (struct amount_unit){ UNIT_NUMBER, 0 },
		&a);

	if (kind != AMOUNT_VALUE && kind != AMOUNT_OVERFLOW) {
		c->marks++;
		return;
	}
	c->figures++;
	if (kind == AMOUNT_OVERFLOW)
		return;
	c->is_large = c->is_large || decimal_abs(a.value) >= decimal_power(3);
	if (a.own_unit)
		note_own(c, (enum unit)a.unit, 1);
}

static bool
may_be_year(struct written w)
{
	return w.number >= 1900 && w.number < 2100 && form_place(w.form) == 0;
}

static bool
is_large(struct written w)
{
	int places = 3 - form_place(w.form);
	int64_t least = places > 0 ? (int64_t)(decimal_power(places) / decimal_power(0)) : 1;

	return w.number >= least || w.number <= -least;
}

static void
look_at_form(struct sheet *s, uint32_t column, uint32_t record, struct written w)
{
	struct sheet_column *c = &s->columns[column];

	c->filled++;
	if (w.form == FORM_AGAIN) {
		look_again(s, c, record);
		return;
	}
	if (!form_is_amount(w.form)) {
		c->marks += w.form != FORM_TEXT && w.form != FORM_FORMULA;
		return;
	}
	c->figures++;
	c->years += may_be_year(w) && label_is_year(sheet_text(s, record, c->field));
	c->is_large = c->is_large || is_large(w);
	if (form_unit(w.form) != UNIT_NUMBER)
		note_own(c, form_unit(w.form), 1);
}

/* One block of a column that has no texts nor figures that differ in form. */
static bool
look_at_all(struct sheet_column *c, const struct packed_block *b, const struct packed_column *p)
{
	if (p->is_mixed || b->has_blank || (p->form != FORM_TEXT && p->form != FORM_BLANK))
		return false;
	if (p->form == FORM_BLANK)
		c->gaps += b->records;
	else
		c->filled += b->records;
	return true;
}

static void
survey_block(struct sheet *s, uint32_t column, uint32_t from, uint32_t to)
{
	struct sheet_column *c = &s->columns[column];
	const struct packed_block *b = packed_block(&s->csv.packed, from);
	static const struct packed_column none = { 0, 0, FORM_BLANK, false };
	const struct packed_column *p = c->field < b->width ? &b->columns[c->field] : &none;

	if (to - from == b->records && look_at_all(c, b, p))
		return;
	for (uint32_t record = from; record < to; record++) {
		uint32_t i = packed_index(&s->csv.packed, record);
		packed_form form = packed_form_at(b, p, i);

		if (form != FORM_BLANK)
			look_at_form(s, column, record, (struct written){ packed_number(b, p, i), form });
		else
			c->gaps += !b->has_blank || !sheet_is_blank(s, record);
	}
}

static void
survey_column(struct sheet *s, uint32_t column)
{
	for (uint32_t from = s->first, to; from < s->end; from = to) {
		to = packed_next(&s->csv.packed, from);
		to = to < s->end ? to : s->end;
		survey_block(s, column, from, to);
	}
}

/* Counted when somebody asks: of columns of amounts nobody does. */
/* Mostly the first rows tell, as what is left is not enough to come up. */
static bool
has_fewer_repeats(struct sheet *s, uint32_t column, uint32_t most)
{
	const struct sheet_column *c = &s->columns[column];
	uint32_t repeats = 0;
	struct str last = STR_NONE;

	for (uint32_t record = s->first; record < s->end; record++) {
		if (repeats >= most || repeats + (s->end - record) < most)
			break;
		if (packed_form_of(&s->csv.packed, record, c->field) == FORM_BLANK)
			continue;
		struct str text = sheet_text(s, record, c->field);

		repeats += str_equal(text, last);
		last = text;
	}
	return repeats < most;
}

uint32_t
column_repeats(struct sheet *s, uint32_t column)
{
	struct sheet_column *c = &s->columns[column];
	struct str last = STR_NONE;

	for (uint32_t record = s->first; !c->has_repeats && record < s->end; record++) {
		if (packed_form_of(&s->csv.packed, record, c->field) == FORM_BLANK)
			continue;
		struct str text = sheet_text(s, record, c->field);

		c->repeats += str_equal(text, last);
		last = text;
	}
	c->has_repeats = true;
	return c->repeats;
}

static bool
is_code(const struct sheet *s, uint32_t column)
{
	size_t most = column == 0 ? sizeof(code_words) / sizeof(code_words[0]) : CODES_ANYWHERE;

	for (size_t i = 0; i < most; i++)
		if (str_is(s->table->columns[column].slug, code_words[i]))
			return true;
	return s->columns[column].header.len == 1 && s->columns[column].header.at[0] == '#';
}

/* Years down the first column, or under a header that says year, name rows. */
static bool
holds_years(const struct sheet *s, uint32_t column)
{
	const struct sheet_column *c = &s->columns[column];

	if (c->years < c->figures || label_is_year(c->header))
		return false;
	return column == 0 || label_has_word(s->table->columns[column].slug, "year");
}

/* A column of amounts most of which were mistyped, and not of words, is none of words: its total would go unchecked
 * without a sound.  Where there are that many, the first ones tell. */
static bool
holds_slips(const struct sheet *s, uint32_t column)
{
	const struct sheet_column *c = &s->columns[column];
	uint32_t found = 0, filled = 0;

	for (uint32_t record = s->first; record < s->end && filled < SLIP_LOOKS; record++) {
		packed_form form = packed_form_of(&s->csv.packed, record, c->field);

		filled += form != FORM_BLANK;
		found += form != FORM_BLANK && (form_is_amount(form) || unreadable_is_slip(
			str_trim(sheet_text(s, record, c->field))));
	}
	return found * 4 >= filled * 3;
}

static bool
holds_amounts(const struct sheet *s, uint32_t column)
{
	const struct sheet_column *c = &s->columns[column];

	if (c->figures == 0)
		return c->marks > 0 && c->marks == c->filled && c->has_unit;
	return ((c->figures + c->marks) * 2 >= c->filled || (!s->is_text && holds_slips(s, column)))
		&& !holds_years(s, column) && !is_code(s, column);
}

static uint32_t
next_text(const struct sheet *s, uint32_t column)
{
	while (column < s->table->ncolumn && s->table->columns[column].kind != COLUMN_TEXT)
		column++;
	return column;
}

/* A name that stands in several rows running, or in the first of them alone, before a column of
 * names. */
static bool
is_group(struct sheet *s, uint32_t first, uint32_t second)
{
	const struct sheet_column *a = &s->columns[first], *b = &s->columns[second];

	for (uint32_t i = first; i < second; i++)
		if (s->table->columns[i].kind == COLUMN_AMOUNT)
			return false;
	uint32_t repeats = column_repeats(s, first);

	if (a->filled > 0 && repeats * 3 >= a->filled && has_fewer_repeats(s, second, repeats))
		return true;
	return a->filled > 1 && repeats == 0 && a->gaps * 3 >= a->filled + a->gaps
		&& b->filled > a->filled;
}

static bool
all_codes(const struct sheet *s, uint32_t column)
{
	return is_code(s, column) && s->columns[column].figures * 2 >= s->columns[column].filled;
}

static void
find_label(struct sheet *s)
{
	uint32_t first = next_text(s, 0);

	while (first < s->table->ncolumn && all_codes(s, first)
		&& next_text(s, first + 1) < s->table->ncolumn)
		first = next_text(s, first + 1);
	uint32_t second = next_text(s, first + 1);

	if (s->label != OBJECT_NONE)
		return;
	if (first >= s->table->ncolumn) {
		s->label = s->table->ncolumn > 1 ? 0 : OBJECT_NONE;
		return;
	}
	s->label = first;
	if (s->group == OBJECT_NONE && second < s->table->ncolumn && is_group(s, first, second)) {
		s->group = first;
		s->label = second;
	} else if (s->group == first && second < s->table->ncolumn) {
		s->label = second;
	}
}

/* With a label that the sidecar names and no group: a column of repeated names before it. */
static void
find_group(struct sheet *s)
{
	if (s->group != OBJECT_NONE || s->label == OBJECT_NONE)
		return;
	uint32_t first = next_text(s, 0);

	if (first < s->label && is_group(s, first, s->label))
		s->group = first;
}

/* A column of indicators: a share beside a count. */
static bool
mixes_shares(const struct sheet *s, uint32_t column)
{
	const struct sheet_column *c = &s->columns[column];

	return s->is_text && c->own_units > 0 && c->own_units < c->figures
		&& (c->own_unit == UNIT_PERCENT || c->own_unit == UNIT_COUNT);
}

static bool
adds_up(const struct sheet *s, uint32_t column)
{
	const struct table_column *c = &s->table->columns[column];

	const struct datum *settings = s->columns[column].settings;

	if (c->kind == COLUMN_AMOUNT && settings && object_get(&s->unit->object, settings, "sums_to"))
		return true;
	return c->kind == COLUMN_AMOUNT && c->unit.unit != UNIT_PERCENT && !label_is_rate(c->slug)
		&& !mixes_shares(s, column);
}

static void
say_unnamed(struct sheet *s, uint32_t column)
{
	struct finding *f;

	if (s->is_text || s->nheader == 0 || s->columns[column].header.len > 0
		|| s->table->columns[column].kind != COLUMN_AMOUNT)
		return;
	f = diag_add(&s->unit->diag, DIAG_HEADER_MISSING, s->columns[column].at,
		"column %u has amounts but no name", s->columns[column].field + 1);
	diag_help(&s->unit->diag, f, "write what the amounts are in the first row");
}

static bool
same_column(const struct sheet *s, uint32_t a, uint32_t b)
{
	const struct table_column *x = &s->table->columns[a], *y = &s->table->columns[b];

	return x->slug.len > 0 && str_equal(x->slug, y->slug) && x->unit.unit == y->unit.unit
		&& x->unit.scale == y->unit.scale;
}

/*
 * Columns that differ in their unit alone, such as Share £k and Share %, are told apart by it.
 * false when the name was there before.
 */
static bool
say_repeated(struct sheet *s, uint32_t column)
{
	for (uint32_t i = 0; i < column; i++) {
		struct finding *f;

		if (!same_column(s, i, column))
			continue;
		f = diag_add(&s->unit->diag, DIAG_HEADER_REPEATED, s->columns[column].at,
			"two columns are named " STR_FMT, STR_ARG(sheet_column_name(s, column)));
		diag_related(&s->unit->diag, f, s->columns[i].at, "the first one is here");
		diag_help(&s->unit->diag, f, "give each column a name of its own, "
			"so that its figures can be quoted");
		return false;
	}
	return true;
}

void
column_survey(struct sheet *s)
{
	for (uint32_t i = 0; i < s->table->ncolumn; i++) {
		survey_column(s, i);
		if (!s->columns[i].is_told)
			s->table->columns[i].kind = holds_amounts(s, i) ? COLUMN_AMOUNT : COLUMN_TEXT;
	}
	find_label(s);
	find_group(s);
	if (s->label != OBJECT_NONE)
		s->table->columns[s->label].kind = COLUMN_LABEL;
	if (s->group != OBJECT_NONE)
		s->table->columns[s->group].kind = COLUMN_GROUP;
	for (uint32_t i = 0; i < s->table->ncolumn; i++)
		say_unnamed(s, i);
}

/* `(Amounts in` over one column and `£ millions)` over the next: a bracket that another cell opened. */
static bool
is_torn(struct str header)
{
	uint32_t open = 0;

	for (size_t i = 0; i < header.len; i++) {
		if (header.at[i] == ')' && open == 0)
			return true;
		open += header.at[i] == '(';
		open -= header.at[i] == ')';
	}
	return false;
}

/* A caption or the corner of the table may say what all amounts are in. */
static void
find_common_unit(struct sheet *s)
{
	const struct table *t = s->table;
	size_t start, end;

	if (!s->has_unit && s->label != OBJECT_NONE && s->columns[s->label].has_unit) {
		s->all = t->columns[s->label].unit;
		s->has_unit = true;
	}
	for (uint32_t i = 0; i < t->ncolumn && !s->has_unit; i++) {
		s->has_unit = s->columns[i].has_unit && is_torn(s->columns[i].header);
		s->all = s->has_unit ? t->columns[i].unit : s->all;
	}
	if (!s->has_unit)
		s->has_unit = amount_unit_read(t->title, &s->all, &start, &end);
	for (uint32_t i = 0; i < t->nnote && !s->has_unit; i++)
		s->has_unit = amount_unit_read(t->notes[i], &s->all, &start, &end);
}

/* The column's own header first, then its cells where all bring a unit, then the table's. */
static void
settle_unit(struct sheet *s, uint32_t column)
{
	struct sheet_column *more = &s->columns[column];
	struct table_column *c = &s->table->columns[column];
	bool all_own = more->own_units > 0 && more->own_units == more->figures
		&& more->own_unit != UNIT_COUNT;

	if (c->kind != COLUMN_AMOUNT) {
		c->unit = (struct amount_unit){ UNIT_NUMBER, 0 };
		return;
	}
	if (!more->has_unit && all_own && !(s->has_unit && s->all.unit == more->own_unit))
		c->unit = (struct amount_unit){ (enum unit)more->own_unit, 0 };
	else if (!more->has_unit)
		c->unit = s->all;
	more->has_unit = more->has_unit || all_own || s->has_unit;
}

/* The title, the file's name and the headers together. */
static bool
any_name(struct sheet *s, bool (*is)(struct str slug))
{
	struct arena *a = s->unit->arena;

	if (is(utf8_slug(a, s->table->title)) || is(utf8_slug(a, path_name(s->unit->in->path))))
		return true;
	for (uint32_t i = 0; i < s->table->ncolumn; i++)
		if (is(s->table->columns[i].slug))
			return true;
	return false;
}

/* Only a table of money must say what it is in: plain counts and ratios need no unit. */
static void
say_missing_unit(struct sheet *s)
{
	uint32_t first = OBJECT_NONE;
	bool large = false;
	struct finding *f;

	for (uint32_t i = 0; i < s->table->ncolumn; i++) {
		if (s->columns[i].has_unit || s->columns[i].own_units > 0
			|| str_is(s->table->columns[i].slug, "unit"))
			return;
		large = large || s->columns[i].is_large;
		if (first == OBJECT_NONE && s->table->columns[i].kind == COLUMN_AMOUNT)
			first = i;
	}
	if (first == OBJECT_NONE || !large || !any_name(s, label_is_money) ||
	    any_name(s, label_is_count))
		return;
	f = diag_add(&s->unit->diag, DIAG_UNIT_MISSING, s->columns[first].at,
		"the table does not say whether its amounts are pounds, thousands or millions");
	diag_help(&s->unit->diag, f, "write the unit in the header, such as \"" STR_FMT " £k\", "
		"or `unit: £k` in the table's sidecar", STR_ARG(sheet_column_name(s, first)));
}

void
column_units(struct sheet *s)
{
	find_common_unit(s);
	for (uint32_t i = 0; i < s->table->ncolumn; i++) {
		settle_unit(s, i);
		s->columns[i].adds = adds_up(s, i);
	}
	for (uint32_t i = 0, repeats = 0; i < s->table->ncolumn && repeats < REPEATS_TOLD && !s->is_text; i++)
		repeats += !say_repeated(s, i);
	if (!s->is_text)
		say_missing_unit(s);
}

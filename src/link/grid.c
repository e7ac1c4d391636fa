/*
 * Cells as markup and as CSV.  The same ids are made here for a table's page
 * and in resolve for what links to it.
 */
#include "base/escape.h"
#include "base/map.h"
#include "link/grid.h"

struct str *
grid_row_ids(struct arena *a, const struct table *t)
{
	struct str *ids = arena_array(a, t->nrow, sizeof *ids);
	struct map labels, taken;

	map_init(&labels, a);
	map_init(&taken, a);
	for (uint32_t r = 0; r < t->nrow; r++) {
		void *seen = map_get(&labels, t->rows[r].label_slug);

		map_put(&labels, t->rows[r].label_slug, (void *)((uintptr_t)seen + 1));
	}
	for (uint32_t r = 0; r < t->nrow; r++) {
		const struct table_row *row = &t->rows[r];

		ids[r] = row->label_slug;
		if ((uintptr_t)map_get(&labels, row->label_slug) > 1 && row->group_slug.len)
			ids[r] = str_print(a, STR_FMT "/" STR_FMT, STR_ARG(row->group_slug),
				STR_ARG(row->label_slug));
		if (!ids[r].len || map_get(&taken, ids[r]))
			ids[r] = str_print(a, "row-%u", row->record);
		map_put(&taken, ids[r], (void *)row);
	}
	return ids;
}

struct str
grid_cell_id(struct arena *a, struct str row_id, const struct table_column *column)
{
	/* a column without a name, the only one, is meant by its row */
	return column->slug.len ? str_print(a, STR_FMT "/" STR_FMT, STR_ARG(row_id), STR_ARG(column->slug))
		: str_copy(a, row_id);
}

static const char *
scale_sign(int scale)
{
	return scale == 3 ? "k" : scale == 6 ? "m" : scale == 9 ? "bn" : "";
}

static bool
same_unit(struct amount_unit a, struct amount_unit b)
{
	return a.unit == b.unit && a.scale == b.scale;
}

/* The unit that every amount column has; false when they differ or have none. */
static bool
one_unit(const struct table *t, struct amount_unit *out)
{
	bool any = false;

	for (uint32_t c = 0; c < t->ncolumn; c++) {
		if (t->columns[c].kind != COLUMN_AMOUNT)
			continue;
		if (any && !same_unit(*out, t->columns[c].unit))
			return false;
		*out = t->columns[c].unit;
		any = true;
	}
	return any && out->unit != UNIT_NUMBER;
}

struct str
grid_unit(struct arena *a, const struct table *t)
{
	struct amount_unit u = { UNIT_NUMBER, 0 };

	if (!one_unit(t, &u))
		return STR_NONE;
	return str_print(a, "%s%s", unit_sign(u.unit), scale_sign(u.scale));
}

struct grid {
	const struct table        *t;
	const struct grid_options *o;
	const struct str          *ids;
	const bool                *rounded;	/* by cell: a total that holds within rounding */
	struct arena              *scratch;
	struct buf                *out;
	bool                       units;	/* columns differ: each head names its own */
	uint32_t                   next;	/* of parts->sorted: the check whose cell comes next */
};

/* A link to the line of a check, which says in words what the total is the sum of. */
static void
open_lead(const struct grid *g, uint32_t check)
{
	buf_text(g->out, "<a class=\"of\" href=\"#");
	escape_html(g->out, g->o->sums);
	parts_write_id(g->o->parts, check, g->out);
	buf_text(g->out, "\" aria-describedby=\"");
	escape_html(g->out, g->o->sums);
	parts_write_id(g->o->parts, check, g->out);
	buf_text(g->out, "\">");
}

static void
write_parts(const struct grid *g, uint32_t check)
{
	if (!g->o->parts || !parts_light(g->o->parts, check))
		return;
	buf_text(g->out, " data-of=\"");
	parts_write(g->o->parts, check, g->out);
	buf_char(g->out, '"');
}

static uint32_t
speaker_of_column(const struct grid *g, uint32_t column)
{
	return g->o->parts ? g->o->parts->by_column[column] : OBJECT_NONE;
}

static void
write_head(const struct grid *g)
{
	buf_text(g->out, "<thead>\n<tr>");
	for (uint32_t c = 0; c < g->t->ncolumn; c++) {
		const struct table_column *column = &g->t->columns[c];
		uint32_t speaker = speaker_of_column(g, c);

		buf_text(g->out, column->kind == COLUMN_AMOUNT ? "<th scope=\"col\" class=\"amount\""
			: "<th scope=\"col\"");
		write_parts(g, speaker);
		buf_char(g->out, '>');
		if (speaker != OBJECT_NONE)
			open_lead(g, speaker);
		escape_html(g->out, column->name);
		/* a column headed by nothing but its unit is headed by it here too */
		if ((g->units || !column->name.len) && column->kind == COLUMN_AMOUNT &&
		    column->unit.unit != UNIT_NUMBER)
			buf_print(g->out, " <span class=\"unit\">%s%s</span>", unit_sign(column->unit.unit),
				scale_sign(column->unit.scale));
		buf_text(g->out, speaker == OBJECT_NONE ? "</th>" : "</a></th>");
	}
	buf_text(g->out, "</tr>\n</thead>\n");
}

static const char *
cell_class(const struct grid *g, uint32_t row, uint32_t column)
{
	const struct table_cell *c = &g->t->cells[row * g->t->ncolumn + column];

	if (g->t->columns[column].kind != COLUMN_AMOUNT)
		return "";
	if (c->kind == AMOUNT_ABSENT || c->kind == AMOUNT_AWAITED || c->kind == AMOUNT_WITHHELD)
		return " class=\"amount unknown\"";
	if (g->rounded && g->rounded[row * g->t->ncolumn + column])
		return " class=\"amount rounded\"";
	return " class=\"amount\"";
}

static void
write_id(const struct grid *g, uint32_t row, const struct table_column *column)
{
	if (!g->o->ids || (column && !column->slug.len))
		return;
	buf_text(g->out, " id=\"");
	escape_html(g->out, g->ids[row]);
	if (column) {
		buf_char(g->out, '/');
		escape_html(g->out, column->slug);
	}
	buf_char(g->out, '"');
}

/* A repeated group name is shown once, where the group begins. */
static bool
shows_group(const struct grid *g, uint32_t row)
{
	return row == 0 || !str_equal(g->t->rows[row].group, g->t->rows[row - 1].group);
}

/* What a stray cell is the sum of; the check that its figure leads to, or OBJECT_NONE. */
static uint32_t
write_own_parts(struct grid *g, uint32_t row, uint32_t column)
{
	const struct parts *p = g->o->parts;
	const struct check *checks = p->object->checks;
	uint32_t lead = OBJECT_NONE;

	if (!p->stray[(size_t)row * g->t->ncolumn + column])
		return lead;
	buf_text(g->out, " data-of=\"");
	for (; g->next < p->object->ncheck; g->next++) {
		uint32_t i = p->sorted[g->next];

		if (checks[i].row > row || (checks[i].row == row && checks[i].column > column))
			break;
		if (checks[i].row != row || checks[i].column != column || !checks[i].covers)
			continue;
		if (g->out->at[g->out->len - 1] != '"')
			buf_char(g->out, ' ');
		if (lead == OBJECT_NONE && p->by_column[column] != i && p->by_row[row] != i && parts_leads(p, i))
			lead = i;
		parts_write(p, i, g->out);
	}
	buf_char(g->out, '"');
	return lead;
}

/* Where the row's name leads; where it has none, the figure itself does. */
static bool
is_row_lead(const struct grid *g, uint32_t row, uint32_t column)
{
	uint32_t speaker = g->o->parts->by_row[row];
	bool any = false;

	if (speaker == OBJECT_NONE)
		return false;
	for (uint32_t c = 0; c < g->t->ncolumn; c++)
		if (g->t->columns[c].kind == COLUMN_LABEL && g->t->cells[row * g->t->ncolumn + c].text.len) {
			any = true;
			if (c == column)
				return true;
		}
	return !any && column == g->o->parts->object->checks[speaker].column;
}

static void
write_cell(struct grid *g, uint32_t row, uint32_t column)
{
	const struct table_column *head = &g->t->columns[column];
	const struct table_cell *c = &g->t->cells[row * g->t->ncolumn + column];
	bool label = head->kind == COLUMN_LABEL;
	uint32_t lead = OBJECT_NONE;

	buf_text(g->out, label ? "<th scope=\"row\"" : "<td");
	write_id(g, row, head);
	buf_text(g->out, cell_class(g, row, column));
	if (g->o->parts) {
		lead = write_own_parts(g, row, column);
		if (is_row_lead(g, row, column))
			lead = g->o->parts->by_row[row];
	}
	buf_char(g->out, '>');
	if (lead != OBJECT_NONE)
		open_lead(g, lead);
	if (head->kind != COLUMN_GROUP || shows_group(g, row))
		escape_html(g->out, c->text);
	if (lead != OBJECT_NONE)
		buf_text(g->out, "</a>");
	buf_text(g->out, label ? "</th>" : "</td>");
}

static void
write_row(struct grid *g, uint32_t row)
{
	const struct table_row *r = &g->t->rows[row];

	buf_text(g->out, "<tr");
	write_id(g, row, NULL);
	if (r->kind == ROW_TOTAL)
		buf_print(g->out, " class=\"total level-%u\"", r->level);
	else if (r->kind == ROW_HEADING)
		buf_text(g->out, " class=\"heading\"");
	if (g->o->parts)
		write_parts(g, g->o->parts->by_row[row]);
	buf_char(g->out, '>');
	if (r->kind == ROW_HEADING) {
		buf_print(g->out, "<th scope=\"rowgroup\" colspan=\"%u\">", g->t->ncolumn);
		escape_html(g->out, r->label);
		buf_text(g->out, "</th>");
	} else {
		for (uint32_t c = 0; c < g->t->ncolumn; c++)
			write_cell(g, row, c);
	}
	buf_text(g->out, "</tr>\n");
}

/* Rows are wrapped in one tbody for each group heading, so that its scope is right. */
static void
write_rows(struct grid *g)
{
	buf_text(g->out, "<tbody>\n");
	for (uint32_t r = 0; r < g->t->nrow; r++) {
		if (!g->o->shown[r])
			continue;
		if (g->t->rows[r].kind == ROW_HEADING && r > 0)
			buf_text(g->out, "</tbody>\n<tbody>\n");
		write_row(g, r);
	}
	buf_text(g->out, "</tbody>\n");
}

uint32_t *
grid_shown(struct arena *a, const struct table *t, uint32_t most)
{
	uint32_t *shown = arena_array(a, t->nrow, sizeof *shown), n = 0;

	for (uint32_t r = 0; r < t->nrow; r++)
		if (!most || n < most || t->rows[r].kind == ROW_TOTAL)
			shown[r] = ++n;
	return shown;
}

/* Which cells hold a total that is right only within rounding. */
static const bool *
mark_rounded(const struct table *t, const struct object *checks, struct arena *a)
{
	bool *marks = NULL;

	for (uint32_t i = 0; checks && i < checks->ncheck; i++) {
		if (checks->checks[i].verdict != VERDICT_ROUNDING)
			continue;
		if (!marks)
			marks = arena_array(a, (size_t)t->nrow * t->ncolumn, sizeof *marks);
		marks[checks->checks[i].row * t->ncolumn + checks->checks[i].column] = true;
	}
	return marks;
}

void
grid_write(const struct table *t, const struct object *checks, const struct grid_options *o,
	struct arena *scratch, struct buf *out)
{
	struct amount_unit shared = { UNIT_NUMBER, 0 };
	struct grid g = { t, o, NULL, mark_rounded(t, checks, scratch), scratch, out, !one_unit(t, &shared), 0 };

	if (o->ids)
		g.ids = grid_row_ids(scratch, t);
	buf_text(out, "<div class=\"table\"");
	if (o->id.len) {
		buf_text(out, " id=\"");
		escape_html(out, o->id);
		buf_char(out, '"');
	}
	buf_text(out, " role=\"region\" aria-label=\"");
	escape_html(out, o->label);
	buf_text(out, "\" tabindex=\"0\">\n<table>\n");
	if (o->caption.len) {
		buf_text(out, "<caption>");
		buf_str(out, o->caption);
		buf_text(out, "</caption>\n");
	}
	write_head(&g);
	write_rows(&g);
	buf_text(out, "</table>\n</div>\n");
}

void
grid_csv(const struct table *t, struct buf *out)
{
	for (uint32_t c = 0; c < t->ncolumn; c++) {
		const struct table_column *column = &t->columns[c];
		struct buf name = BUF_EMPTY;

		buf_str(&name, column->name);
		if (column->kind == COLUMN_AMOUNT && column->unit.unit != UNIT_NUMBER)
			buf_print(&name, "%s%s%s", name.len ? " " : "", unit_sign(column->unit.unit),
				scale_sign(column->unit.scale));
		if (c)
			buf_char(out, ',');
		escape_csv_text(out, buf_view(&name));
		buf_release(&name);
	}
	buf_text(out, "\r\n");
	for (uint32_t r = 0; r < t->nrow; r++) {
		for (uint32_t c = 0; c < t->ncolumn; c++) {
			const struct table_cell *cell = &t->cells[r * t->ncolumn + c];

			if (c)
				buf_char(out, ',');
			if (t->columns[c].kind == COLUMN_AMOUNT && cell->kind == AMOUNT_VALUE)
				escape_csv(out, cell->text);	/* a number, whatever its sign */
			else
				escape_csv_text(out, cell->text);
		}
		buf_text(out, "\r\n");
	}
}

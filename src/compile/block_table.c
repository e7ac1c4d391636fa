/*
 * Markdown tables, and the addresses of all tables that are written in the text.
 *
 * Knows the HTML of a table, which paragraph above it is its caption, and what a cell says to
 * a reader; what stands inside cells is inline.c's, what their amounts add up to table.c's.
 */
#include "compile/body.h"

#include "compile/continued.h"
#include "compile/raw_table.h"
#include "compile/text_table.h"

#define CAPTION_MOST 200u

/* `Table 2: Funding`, `**Table 2** Funding`: the number's end, or 0. */
static size_t
caption_number(struct str text, struct str *number)
{
	size_t end = 6;

	if (!str_equal_nocase(str_head(text, 6), STR("table ")))
		return 0;
	while (end < text.len && text.at[end] >= '0' && text.at[end] <= '9')
		end++;
	*number = str_slice(text, 6, end);
	/* Table 2 shows that ... is a sentence about it */
	return end > 6 && end < 10 && (end == text.len || text.at[end] == ':' || text.at[end] == '.'
		|| text.at[end] == ' ') ? end : 0;
}

/* The paragraph above, when it says that it is the caption; short, and no sentence that refers to it. */
static struct str
caption_above(struct body *b, const struct markdown_node *n)
{
	const struct markdown_node *above = n ? markdown_previous(n) : NULL;
	enum markdown_kind kind = above ? markdown_kind(above) : MARKDOWN_OTHER;
	struct str text, number;

	if (kind != MARKDOWN_PARAGRAPH && kind != MARKDOWN_HEADING)
		return STR_NONE;
	text = text_line_of(b->unit->arena, body_plain(b, above));
	if (text.len > CAPTION_MOST || caption_number(text, &number) == 0
		|| (str_ends(text, ".") && str_find_char(text, ':', 0) == text.len))
		return STR_NONE;
	return text;
}

bool
block_is_caption(struct body *b, const struct markdown_node *n)
{
	const struct markdown_node *next = markdown_next(n);
	bool is_before = next && markdown_kind(next) == MARKDOWN_TABLE;
	struct str text = is_before ? caption_above(b, next) : STR_NONE, number;
	size_t end = text.len > 0 ? caption_number(text, &number) : 0;

	return end > 0 && (end == text.len || text.at[end] != ' ');
}

/* A paragraph right above that has the table's address already: written numbering defines captions. */
static uint32_t
caption_definition(const struct body *b, const struct markdown_node *n, uint32_t taken)
{
	const struct markdown_node *above = n ? markdown_previous(n) : NULL;
	const struct definition *d;

	if (!above || taken == OBJECT_NONE)
		return OBJECT_NONE;
	d = &b->unit->object.definitions[taken];
	return d->kind == DEFINITION_TABLE && d->line == b->first_line + markdown_span(above).line - 1
		? taken : OBJECT_NONE;
}

/* Its number in the caption is its address, unless another table has that; then one that is counted. */
static uint32_t
define(struct body *b, const struct markdown_node *n, size_t at)
{
	struct arena *a = b->unit->arena;
	struct str number = STR_NONE;

	if (caption_number(b->caption, &number) == 0)
		number = STR_NONE;

	struct str id = str_print(a, "table-" STR_FMT, STR_ARG(number));
	struct definition d = { .kind = DEFINITION_TABLE, .id = id, .alias = STR_NONE,
		.number = number, .title = b->caption };

	uint32_t taken = number.len > 0 ? anchor_find(&b->anchors, id) : OBJECT_NONE;

	if (caption_definition(b, n, taken) != OBJECT_NONE)
		return taken;
	if (number.len == 0 || taken != OBJECT_NONE) {
		d.id = str_print(a, "text-table-%s%u", b->series, b->counts.text_tables);
		d.number = STR_NONE;
	}
	if (d.title.len == 0)
		d.title = str_print(a, "Table in the text, %s%u", b->series,
			b->counts.text_tables);
	return anchor_define(&b->anchors, &d, body_place(b, at, at));
}

uint32_t
table_open(struct body *b, const struct markdown_node *n, struct str caption, size_t at)
{
	uint32_t definition, before = b->unit->object.ndefinition;

	b->counts.text_tables++;
	b->caption = caption.len > 0 ? caption : caption_above(b, n);
	definition = define(b, n, at);
	former_write(b, &b->unit->object.definitions[definition]);
	piece_raw(&b->pieces, "<div class=\"table\"");
	if (definition >= before)	/* else the caption has it */
		piece_id(&b->pieces, b->unit->object.definitions[definition].id);
	/* regions of one page need names that differ */
	piece_raw(&b->pieces, " role=\"region\" aria-label=\"");
	piece_word(&b->pieces, WORD_TABLE_IN_TEXT);
	buf_print(&b->pieces.html, ", %s%u\" tabindex=\"0\">", b->series, b->counts.text_tables);
	return definition;
}

void
table_close(struct body *b, uint32_t index)
{
	piece_raw(&b->pieces, "</div>");
	if (index != OBJECT_NONE)
		piece_hole(&b->pieces, PIECE_SUMS, index, STR_NONE);
}

void
block_table(struct body *b, const struct markdown_node *n)
{
	const struct markdown_node *header = markdown_first(n);

	b->doubt_row = b->goes_on;
	if (b->goes_on) {
		b->goes_on = false;
		return;
	}
	b->in_tbody = false;
	b->numbered_rows = 0;
	if (!header || (continued_is_empty(header) && !markdown_next(header))) {
		markdown_skip(&b->walk);
		return;
	}
	b->table = table_open(b, n, STR_NONE, body_node_start(b, n));
	b->table_caption = b->caption;
	piece_raw(&b->pieces, "<table>\n");
	b->figures_before = b->unit->object.nfigure;
	text_sheet_begin(&b->sheet);
	continued_begin(b, n);
}

static bool
is_before(const struct figure *f, uint32_t line, uint32_t column)
{
	return f->line < line || (f->line == line && f->column < column);
}

void
table_forget_amounts(struct body *b, uint32_t index, uint32_t first)
{
	struct object *o = &b->unit->object;
	struct table t;
	uint32_t kept = first, at = first;

	if (index == OBJECT_NONE)
		return;
	t = object_text_table(o, index);

	for (uint32_t i = 0; i <= t.nrow * t.ncolumn; i++) {
		bool is_end = i == t.nrow * t.ncolumn;

		for (; at < o->nfigure && (is_end || is_before(&o->figures[at], t.lines[i],
				t.cells[i].column)); at++)
			if (i == 0 || t.cells[i - 1].kind == AMOUNT_TEXT)
				o->figures[kept++] = o->figures[at];
	}
	o->nfigure = kept;
}

void
block_table_end(struct body *b, const struct markdown_node *n)
{
	uint32_t index;

	if (continued_table(b, n)) {
		b->goes_on = true;
		b->header_again = continued_repeats(b, n);
		return;
	}
	continued_doubt_table(b, n);
	index = text_sheet_check(&b->sheet, b->unit, b->table, b->table_caption);
	table_forget_amounts(b, index, b->figures_before);
	piece_raw(&b->pieces, b->in_tbody ? "</tbody>\n</table>" : "</table>");
	table_close(b, index);
	piece_raw(&b->pieces, "\n");
}

static bool
heads_columns(const struct body *b, const struct markdown_node *row)
{
	return markdown_is_header(row) && !b->header_is_row;
}

void
block_row(struct body *b, const struct markdown_node *n)
{
	bool is_empty = markdown_is_header(n) && (b->header_again || continued_is_empty(n));

	b->column = 0;
	if (b->joined > 0 && !is_empty) {
		b->joined--;
		b->doubt_row = false;
		markdown_skip(&b->walk);
		return;
	}
	text_sheet_row(&b->sheet, b->first_line + markdown_span(n).line - 1);
	if (is_empty) {
		b->header_again = false;
		markdown_skip(&b->walk);
		return;
	}
	if (b->doubt_row)
		continued_doubt_row(b, n);
	b->doubt_row = false;
	if (heads_columns(b, n)) {
		piece_raw(&b->pieces, "<thead>\n<tr>");
		return;
	}
	piece_raw(&b->pieces, b->in_tbody ? "<tr>" : "<tbody>\n<tr>");
	b->in_tbody = true;
}

void
block_row_end(struct body *b, const struct markdown_node *n)
{
	piece_raw(&b->pieces, heads_columns(b, n) ? "</tr>\n</thead>\n" : "</tr>\n");
}

/* An empty cell of a header heads nothing. */
static bool
is_heading_cell(const struct body *b, const struct markdown_node *cell)
{
	return heads_columns(b, markdown_parent(cell)) && markdown_first(cell);
}

static struct place
cell_place(const struct body *b)
{
	struct str whole = str_slice(b->unit->source.text, b->block_start, b->block_end);
	struct str text = str_trim(whole);
	size_t start = text.len > 0 ? b->block_start + (size_t)(text.at - whole.at) : b->block_start;

	return body_place(b, start, start + text.len);
}

static bool
is_name_cell(const struct body *b, const struct markdown_node *cell)
{
	return b->has_names && b->column == 1 && markdown_first(cell);
}

/* A cell that holds a list or a table, in HTML, and no Markdown: the parser has its tags one by one. */
static bool
is_html(const struct markdown_node *cell)
{
	static const char *const blocks[] = { "<table", "<ul", "<ol", "<dl", "<p>", "<p ", "<div" };
	bool any = false;

	for (const struct markdown_node *n = markdown_first(cell); n; n = markdown_next(n)) {
		enum markdown_kind kind = markdown_kind(n);

		if (kind != MARKDOWN_HTML && kind != MARKDOWN_TEXT)
			return false;
		for (size_t i = 0; kind == MARKDOWN_HTML && i < sizeof(blocks) / sizeof(blocks[0]); i++)
			any = any || str_equal_nocase(str_head(markdown_text(n),
				str_of(blocks[i]).len), str_of(blocks[i]));
	}
	return any;
}

static void
html_cell(struct body *b)
{
	struct place place = cell_place(b);
	struct str whole = str_slice(b->unit->source.text, b->block_start, b->block_end);
	struct str html = str_trim(whole);

	text_sheet_cell(&b->sheet, raw_plain(html, b->unit->arena), place);
	raw_slice(b, html, b->block_start + (size_t)(html.at - whole.at), false);
	piece_raw(&b->pieces, "</td>");
	markdown_skip(&b->walk);
}

/* `1. Finish the plan`, `2. ...`: rows that the text may speak of by their numbers.  Where numbers are written
 * role.c knows them. */
static void
number_row(struct body *b, const struct markdown_node *n)
{
	const struct markdown_node *first = markdown_first(n);
	struct str base = STR("item"), text = first && markdown_kind(first) == MARKDOWN_TEXT ? markdown_text(first)
		: STR_NONE;
	struct str number = str_print(b->unit->arena, "%u", b->numbered_rows + 1);
	struct definition d = { .kind = DEFINITION_ITEM, .alias = STR_NONE, .number = number, .title = STR_NONE,
		.scope = b->numbers.appendix };

	if (b->is_written || b->column != 1 || !str_starts(text, number.at) || !str_starts(str_from(text, number.len), ". "))
		return;
	if (b->last_paragraph.id.len > 0)
		base = b->last_paragraph.id;
	else if (b->section != OBJECT_NONE)
		base = b->unit->object.definitions[b->section].id;
	b->numbered_rows++;
	d.id = anchor_free(&b->anchors, str_print(b->unit->arena, STR_FMT "." STR_FMT, STR_ARG(base), STR_ARG(number)));
	anchor_define(&b->anchors, &d, body_place(b, b->block_start, b->block_start));
	piece_id(&b->pieces, d.id);
}

void
block_cell(struct body *b, const struct markdown_node *n)
{
	char align = markdown_align(markdown_parent(markdown_parent(n)), b->column++);

	if (b->column > b->table_columns) {	/* of a part that was joined: blank */
		markdown_skip(&b->walk);
		return;
	}
	body_enter_block(b, n);
	piece_raw(&b->pieces, is_heading_cell(b, n) ? "<th scope=\"col\""
		: is_name_cell(b, n) ? "<th scope=\"row\"" : "<td");
	written_cell(b, n);
	number_row(b, n);
	if (align == 'r')
		piece_raw(&b->pieces, " class=\"amount\"");
	else if (align == 'c')
		piece_raw(&b->pieces, " class=\"center\"");
	piece_raw(&b->pieces, ">");
	if (!is_heading_cell(b, n) && !is_name_cell(b, n) && is_html(n))
		html_cell(b);
}

struct cell_text {
	struct buf out;
	size_t     small;	/* where `<sup>` began */
	bool       in_small;
};

static void
add_tag(struct cell_text *c, struct str tag)
{
	struct str text = buf_view(&c->out);

	if (str_equal_nocase(str_head(tag, 3), STR("<br"))) {
		buf_char(&c->out, ' ');
	} else if (str_equal_nocase(str_head(tag, 4), STR("<sup"))) {
		c->small = c->out.len;
		c->in_small = true;
	} else if (str_equal_nocase(str_head(tag, 5), STR("</sup")) && c->in_small) {
		if (text_is_mark(str_head(text, c->small), str_from(text, c->small)))
			c->out.len = c->small;
		c->in_small = false;
	}
}

/* A link without a text gets it from the linker: what it will say is not known here. */
static void
add_node(struct cell_text *c, struct markdown_walk *w)
{
	switch (markdown_kind(w->node)) {
	case MARKDOWN_TEXT: case MARKDOWN_CODE:
		buf_str(&c->out, markdown_text(w->node));
		break;
	case MARKDOWN_SOFT_BREAK: case MARKDOWN_LINE_BREAK:
		buf_char(&c->out, ' ');
		break;
	case MARKDOWN_HTML:
		add_tag(c, markdown_text(w->node));
		break;
	case MARKDOWN_LINK:
		if (!markdown_first(w->node))
			buf_print(&c->out, "[](" STR_FMT ")", STR_ARG(markdown_url(w->node)));
		break;
	case MARKDOWN_STRUCK: case MARKDOWN_IMAGE:
		markdown_skip(w);
		break;
	default:
		break;
	}
}

/* As a reader takes it: without marks of notes, and without what is struck out. */
struct str
table_cell_text(struct body *b, const struct markdown_node *n)
{
	struct cell_text c = { .out = BUF_EMPTY };
	struct markdown_walk w;

	markdown_walk(&w, n);
	do {
		if (!w.leaving)
			add_node(&c, &w);
	} while (markdown_step(&w));

	struct str text = text_line_of(b->unit->arena, body_clean(b, buf_view(&c.out)));

	buf_release(&c.out);
	return text;
}

/* What goes on in the rows below, which are passed over when the walk comes to them. */
static void
join_rest(struct body *b, const struct markdown_node *cell, struct str text)
{
	const struct markdown_node *row = markdown_parent(cell), *rest;

	while ((rest = continued_cell(b, text, b->column - 1, &row))) {
		piece_raw(&b->pieces, " ");
		body_inlines(b, rest);
		text = table_cell_text(b, rest);
		b->joined++;
	}
}

void
block_cell_end(struct body *b, const struct markdown_node *n)
{
	struct str text = table_cell_text(b, n);

	text_sheet_cell(&b->sheet, text, cell_place(b));
	raw_close_tags(b, 0);
	join_rest(b, n, text);
	piece_raw(&b->pieces, is_heading_cell(b, n) || is_name_cell(b, n) ? "</th>" : "</td>");
}

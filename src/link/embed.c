/*
 * A table on the page of something else: its cells come from its own object.
 */
#include "link/embed.h"

#include "base/escape.h"
#include "link/chart.h"
#include "link/grid.h"

#define FIRST_ROWS 200	/* shown of a table that has more; its totals always are */
#define WHOLE_ROWS 2000	/* where it is an appendix */

static void
write_caption(const struct page_context *c, const struct link *l, struct str number,
	const struct object *table, struct buf *out)
{
	struct str unit = grid_unit(c->arena, &table->table);
	struct page_context outside = *c;

	outside.papers = NULL;		/* it leads to the table's page, not to itself */
	if (number.len) {
		escape_html(out, program_word(c->p, "Table"));
		buf_print(out, " " STR_FMT ": ", STR_ARG(number));
	}
	buf_text(out, "<a href=\"");
	page_write_href(&outside, l->target, STR_NONE, out);
	buf_text(out, "\">");
	escape_html(out, l->text.len ? l->text : c->p->pages[l->target].title);
	buf_text(out, "</a>");
	if (unit.len) {
		buf_text(out, " <span class=\"unit\">(");
		escape_html(out, unit);
		buf_text(out, ")</span>");
	}
}

/* What its region is called; in a pack with the item of the paper, because another may show the same. */
static struct str
label_of(const struct page_context *c, const struct link *l, struct arena *a)
{
	struct str title = l->text.len ? l->text : c->p->pages[l->target].title, item = page_item(c, a);

	return item.len ? str_print(a, STR_FMT ": " STR_FMT, STR_ARG(item), STR_ARG(title)) : title;
}

static void
write_table(const struct page_context *c, const struct link *l, struct str number, const struct object *table,
	struct arena *scratch, struct buf *out)
{
	struct buf caption = BUF_EMPTY;
	struct str id = str_print(scratch, STR_FMT "table%s" STR_FMT, STR_ARG(c->prefix), number.len ? "-" : "",
		STR_ARG(number));
	uint32_t *shown = grid_shown(scratch, &table->table, number.len ? FIRST_ROWS : WHOLE_ROWS);
	struct parts parts;

	write_caption(c, l, number, table, &caption);
	parts_find(&parts, table, shown, scratch);
	struct grid_options o = { .caption = buf_view(&caption), .id = id, .shown = shown,
		.label = label_of(c, l, scratch),
		.parts = c->view && view_folds(c->view) ? &parts : NULL,
		.sums = str_print(scratch, STR_FMT "-", STR_ARG(id)) };

	if (chart_is_wanted(l->fragment))
		chart_write(&table->table, o.label, out);
	grid_write(&table->table, table, &o, scratch, out);
	if (c->view)
		view_under(c->view, c, l->target, &parts, o.sums, scratch, out);
	buf_release(&caption);
}

void
embed_write(const struct page_context *c, const struct link *l, struct str number, struct buf *out)
{
	struct arena scratch;
	struct object table;

	arena_init(&scratch);
	if (program_open(c->p, l->target, OBJECT_HEAD | OBJECT_BODY | OBJECT_CELLS, &scratch, &table))
		write_table(c, l, number, &table, &scratch, out);
	arena_release(&scratch);
}

void
embed_whole(const struct page_context *c, const struct link *l, struct buf *out)
{
	embed_write(c, l, STR_NONE, out);
}

/* The cells of a table in the text are not read with the text: few have sums. */
void
embed_sums(const struct page_context *c, uint32_t text_table, struct buf *out)
{
	struct arena scratch;
	struct object o;

	if (!c->view || !c->object->text_tables[text_table].checks)
		return;
	arena_init(&scratch);
	if (program_open(c->p, c->page, OBJECT_HEAD | OBJECT_CELLS, &scratch, &o))
		view_under_text(c->view, c, &o, text_table, &scratch, out);
	arena_release(&scratch);
}

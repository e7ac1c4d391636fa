/*
 * What a site says of itself to other sites: its pages, their titles and every place that has an address.
 *
 * The form is the handbook's (references between sites); who changes it counts `inventory` up.
 */
#include "link/inventory.h"

#include "base/escape.h"

#define SIZE_MOST ((size_t)8 << 20)	/* beyond it pages go on without their places */

static const char *const place_kinds[DEFINITION_KINDS] = {
	[DEFINITION_SECTION] = "section",   [DEFINITION_PARAGRAPH] = "paragraph",
	[DEFINITION_ITEM] = "item",         [DEFINITION_APPENDIX] = "appendix",
	[DEFINITION_TABLE] = "table",       [DEFINITION_FIGURE] = "figure",
	[DEFINITION_NOTE] = "note",
};

static void
text(struct buf *out, const char *key, struct str value, bool first)
{
	if (!value.len)
		return;
	buf_text(out, first ? "\"" : ",\"");
	buf_text(out, key);
	buf_text(out, "\":");
	escape_json(out, value);
}

static void
write_place(const struct definition *d, bool first, struct buf *out)
{
	buf_text(out, first ? "\n{" : ",\n{");
	text(out, "id", d->id, true);
	text(out, "alias", d->alias, false);
	text(out, "kind", str_of(place_kinds[d->kind]), false);
	text(out, "number", d->number, false);
	text(out, "title", d->title, false);
	buf_char(out, '}');
}

static struct str
address_of(const struct page *pg)
{
	struct str index = STR("index.html");

	return str_ends(pg->output, "index.html") ? str_head(pg->output, pg->output.len - index.len) : pg->output;
}

static void
write_page(struct program *p, const struct page *pg, uint32_t page, bool first, struct arena *scratch,
	struct buf *out)
{
	struct object o;

	buf_text(out, first ? "\n{" : ",\n{");
	text(out, "path", pg->path, true);
	text(out, "address", address_of(pg), false);
	text(out, "kind", str_of(object_kind_name(pg->kind)), false);
	text(out, "title", pg->title, false);
	if (out->len < SIZE_MOST && program_open(p, page, OBJECT_HEAD, scratch, &o) && o.ndefinition > 0) {
		buf_text(out, ",\"places\":[");
		for (uint32_t i = 0; i < o.ndefinition; i++)
			write_place(&o.definitions[i], i == 0, out);
		buf_char(out, ']');
	}
	buf_char(out, '}');
}

static bool
is_listed(const struct page *pg)
{
	bool document = pg->kind >= OBJECT_PERSON && pg->kind <= OBJECT_TABLE;

	return document && !pg->hidden && !pg->exempt && pg->output.len > 0;
}

void
inventory_write(struct program *p, struct buf *out)
{
	struct arena scratch;
	bool first = true;

	arena_init(&scratch);
	buf_text(out, "{\"inventory\":1");
	if (p->site != NONE) {
		text(out, "title", p->pages[p->site].title, false);
		text(out, "base_url", object_text(&p->site_object, "base_url"), false);
	}
	text(out, "language", program_language(p), false);
	buf_text(out, ",\"pages\":[");
	for (uint32_t i = 0; i < p->npage; i++) {
		if (!is_listed(&p->pages[i]))
			continue;
		write_page(p, &p->pages[i], i, first, &scratch, out);
		arena_reset(&scratch);
		first = false;
	}
	buf_text(out, "]}\n");
	arena_release(&scratch);
}

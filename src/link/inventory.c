/*
 * What a site says of itself to other sites: its pages, their titles and every place that has an address.
 *
 * The form is the handbook's (references between sites); who changes it counts `inventory` up.
 */
#include "link/inventory.h"

#include "base/escape.h"
#include "link/address.h"
#include "link/page.h"

#define SIZE_MOST ((size_t)8 << 20)	/* beyond it pages go on without their places */

static void
write_place(const struct definition *d, bool first, struct buf *out)
{
	buf_text(out, first ? "\n{" : ",\n{");
	escape_json_member(out, "id", d->id);
	escape_json_member(out, "alias", d->alias);
	escape_json_member(out, "kind", str_of(address_kind_name(d->kind)));
	escape_json_member(out, "number", d->number);
	escape_json_member(out, "title", d->title);
	buf_char(out, '}');
}

static void
write_page(struct program *p, const struct page *pg, uint32_t page, bool first, struct arena *scratch,
	struct buf *out)
{
	struct object o;

	buf_text(out, first ? "\n{" : ",\n{");
	escape_json_member(out, "path", pg->path);
	escape_json_member(out, "address", page_public_path(pg->output));
	escape_json_member(out, "kind", str_of(object_kind_name(pg->kind)));
	escape_json_member(out, "title", pg->title);
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
		escape_json_member(out, "title", p->pages[p->site].title);
		escape_json_member(out, "base_url", object_text(&p->site_object, "base_url"));
	}
	escape_json_member(out, "language", program_language(p));
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

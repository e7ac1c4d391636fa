/*
 * Links that lead out of a pack or a paper, as a reader of paper can use them.
 *
 * Figures that were checked and people's names are linked for the screen: on paper their links say nothing.
 */
#include "base/escape.h"
#include "base/path.h"
#include "link/leadout.h"

/* What paper says something of. */
static bool
leads_out(const struct page_context *c, const struct link *l)
{
	if (!c->printed || l->state != LINK_RESOLVED || l->target == NONE || l->target == c->page ||
	    (l->kind != REFERENCE_LINK && l->kind != REFERENCE_WRITTEN) || page_is_inside(c->papers, l->target))
		return false;
	const struct page *pg = &c->p->pages[l->target];

	return (pg->output.len || pg->kind == OBJECT_INVENTORY) && pg->kind != OBJECT_PERSON &&
		pg->kind != OBJECT_GLOSSARY;
}

static const struct leadout *
find(const struct leadout *list, const struct link *l)
{
	while (list && !(list->page == l->target && str_equal(list->id, l->id)))
		list = list->next;
	return list;
}

/* 0: a, 25: z, 26: aa */
static struct str
letter_of(struct arena *a, unsigned n)
{
	return n < 26 ? str_print(a, "%c", 'a' + (int)n)
		: str_print(a, STR_FMT "%c", STR_ARG(letter_of(a, n / 26 - 1)), 'a' + (int)(n % 26));
}

const struct leadout *
leadout_list(const struct page_context *c)
{
	const struct object *o = c->object;
	const struct leadout *first = NULL, **end = &first;
	unsigned count = 0;

	for (uint32_t i = 0; o->nfragment && i < o->fragments[0].count; i++) {
		const struct piece *piece = &o->pieces[o->fragments[0].first + i];
		const struct link *l = &c->p->links[c->p->pages[c->page].first_link + piece->index];

		if (piece->kind != PIECE_CLOSE || !leads_out(c, l) || find(first, l))
			continue;
		struct leadout *leadout = arena_alloc(c->arena, sizeof *leadout);

		*leadout = (struct leadout){ l->target, l->id, letter_of(c->arena, count++), NULL };
		*end = leadout;
		end = &leadout->next;
	}
	return first;
}

struct str
leadout_address(const struct page_context *c, uint32_t page, struct str id)
{
	const struct page *pg = &c->p->pages[page];
	bool elsewhere = pg->kind == OBJECT_INVENTORY;
	struct buf b = BUF_EMPTY;

	if (elsewhere)
		buf_str(&b, id);
	else if (program_base_url(c->p).len)
		page_public_url(c->p, pg->output, &b);
	if (b.len && !elsewhere)
		path_add_fragment(&b, id);
	struct str address = buf_keep(&b, c->arena);

	return str_starts(address, "https://") ? str_from(address, sizeof "https://" - 1) : address;
}

void
leadout_write_address(const struct page_context *c, const struct link *l, struct buf *out)
{
	if (!leads_out(c, l) || find(c->leadouts, l))
		return;
	struct str address = leadout_address(c, l->target, l->id);

	if (!address.len)
		return;
	buf_text(out, "\" data-address=\"");
	escape_html(out, address);
}

void
leadout_write_letter(const struct page_context *c, const struct link *l, struct buf *out)
{
	const struct leadout *leadout = leads_out(c, l) ? find(c->leadouts, l) : NULL;

	if (leadout)
		buf_print(out, "<sup class=\"leadout\">" STR_FMT "</sup>", STR_ARG(leadout->letter));
}

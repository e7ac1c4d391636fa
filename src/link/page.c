/*
 * The body of a page: pieces as they are, and what the holes between them stand for.
 */
#include "base/escape.h"
#include "base/path.h"
#include "link/address.h"
#include "link/embed.h"
#include "link/exempt.h"
#include "link/leadout.h"
#include "link/page.h"
#include "link/plain.h"
#include "link/terms.h"
#include "object/word.h"

/* Of a table that several papers show, where this one does. */
static const struct page_paper *
paper_of(const struct page_context *c, uint32_t page)
{
	const struct page_paper *first = NULL;

	for (const struct page_paper *paper = c->papers; paper; paper = paper->next) {
		if (paper->page != page)
			continue;
		if (str_equal(paper->prefix, c->prefix))
			return paper;
		if (!first)
			first = paper;
	}
	return first;
}

struct str
page_item(const struct page_context *c, struct arena *a)
{
	const struct page_paper *paper = paper_of(c, c->page);

	if (!paper || !paper->item.len)
		return STR_NONE;
	struct str item = str_print(a, STR_FMT " " STR_FMT, STR_ARG(program_word(c->p, "item")), STR_ARG(paper->item));

	return paper->appendix.len ? str_print(a, STR_FMT ", " STR_FMT " " STR_FMT, STR_ARG(item),
		STR_ARG(program_word(c->p, "appendix")), STR_ARG(paper->appendix)) : item;
}

bool
page_is_inside(const struct page_paper *papers, uint32_t page)
{
	while (papers && papers->page != page)
		papers = papers->next;
	return papers;
}

/* Of another site; the address is whole. */
static bool
is_elsewhere(const struct page_context *c, uint32_t page)
{
	return c->p->pages[page].kind == OBJECT_INVENTORY;
}

struct str
page_public_path(struct str output)
{
	return str_ends(output, "index.html") ? str_head(output, output.len - STR("index.html").len) : output;
}

void
page_public_url(const struct program *p, struct str output, struct buf *out)
{
	struct str base = program_base_url(p);

	buf_str(out, base);
	if (base.len && !str_ends(base, "/"))
		buf_char(out, '/');
	path_encode(out, page_public_path(output));
}

/* A table that is a file alone, in a members' copy, has no cells to lead to. */
static bool
has_ids(const struct page *pg)
{
	return !(pg->kind == OBJECT_TABLE && pg->restricted);
}

/* To the page that is written: the name of its file, where the address of its folder is not that of the page. */
static void
put_itself(const struct page_context *c, struct buf *out)
{
	struct str name = path_name(c->output);

	if (str_is(name, "index.html"))
		buf_text(out, "./");
	else
		path_encode(out, name);
}

static void
write_url(const struct page_context *c, uint32_t page, struct str id, struct buf *out)
{
	const struct page_paper *paper = paper_of(c, page);

	if (paper) {
		bool whole = !id.len || !paper->context;

		buf_char(out, '#');
		path_encode_fragment(out, whole ? paper->id : paper->prefix);
		path_encode_fragment(out, whole ? STR_NONE : id);
		return;
	}
	size_t before = out->len;

	if (is_elsewhere(c, page)) {
		buf_str(out, id);
		return;
	}
	if (c->p->pages[page].away)
		page_public_url(c->p, c->p->pages[page].output, out);
	else
		path_relative(out, c->output, c->p->pages[page].output);
	if (id.len && has_ids(&c->p->pages[page])) {
		buf_char(out, '#');
		path_encode_fragment(out, id);
	} else if (out->len == before) {
		put_itself(c, out);
	}
}

struct str
page_url_text(const struct page_context *c, uint32_t page, struct str id)
{
	struct buf b = BUF_EMPTY;

	if (page == NONE || (!c->p->pages[page].output.len && !is_elsewhere(c, page)))
		return STR_NONE;
	write_url(c, page, id, &b);
	return buf_keep(&b, c->arena);
}

struct str
page_url_to(const struct page_context *c, struct str output)
{
	struct buf b = BUF_EMPTY;

	path_relative(&b, c->output, output);
	if (!b.len)
		put_itself(c, &b);
	return buf_keep(&b, c->arena);
}

struct str
page_site_url(const struct page_context *c, struct str output)
{
	struct buf b = BUF_EMPTY;

	if (!c->p->options->restricted)
		return page_url_to(c, output);
	if (program_base_url(c->p).len)
		page_public_url(c->p, output, &b);
	return buf_keep(&b, c->arena);
}

static bool
leads_somewhere(const struct page_context *c, const struct link *l)
{
	return l->state == LINK_RESOLVED && l->target != NONE
		&& (c->p->pages[l->target].output.len || is_elsewhere(c, l->target));
}

static bool
is_claim(const struct link *l)
{
	return l->kind == REFERENCE_CLAIM || l->kind == REFERENCE_FORMULA;
}

/* An address goes into an attribute: `&` and quotes in a name are escaped. */
void
page_write_href(const struct page_context *c, uint32_t page, struct str id, struct buf *out)
{
	struct buf url = BUF_EMPTY;

	write_url(c, page, id, &url);
	escape_html(out, buf_view(&url));
	buf_release(&url);
}

static const struct definition *
place_in(struct page_context *c, struct str id)
{
	if (!c->places.arena)
		address_places(&c->places, c->object, c->arena);
	return map_get(&c->places, id);
}

/* "Item 5, paragraph 4.2": what paper says beside a link to a place inside; not what its words say already. */
static void
write_place(const struct page_context *c, const struct link *l, const struct page_paper *paper, struct buf *out)
{
	bool other = !str_equal(paper->prefix, c->prefix) && paper->item.len;
	const struct definition *d = paper->context && l->id.len ? place_in(paper->context, l->id) : NULL;
	struct str name = d ? address_name(c->p, d) : paper->name;
	struct str said = d && d->number.len ? d->number : name;

	if (l->written || l->kind == REFERENCE_WRITTEN || (!name.len && !other) ||
	    (said.len && str_find(l->text, said, 0) < l->text.len))
		return;
	buf_text(out, "\" data-place=\"");
	if (other) {
		escape_html(out, program_word(c->p, "item"));
		buf_print(out, " " STR_FMT "%s", STR_ARG(paper->item), name.len ? ", " : "");
	}
	escape_html(out, name);
}

static void
open_link(const struct page_context *c, const struct link *l, struct buf *out)
{
	const struct page_paper *paper;

	if (l->state == LINK_PLAIN)
		return;
	if (!leads_somewhere(c, l)) {
		buf_text(out, "<span>");
		return;
	}
	paper = paper_of(c, l->target);
	buf_text(out, is_claim(l) ? "<a class=\"claim\" href=\"" : paper ? "<a class=\"within\" href=\""
		: c->p->pages[l->target].away ? "<a class=\"site\" href=\"" : "<a href=\"");
	page_write_href(c, l->target, l->id, out);
	if (paper && !is_claim(l))
		write_place(c, l, paper, out);
	leadout_write_address(c, l, out);
	if (is_claim(l)) {
		buf_text(out, "\" title=\"");
		escape_html(out, program_word(c->p, "checked_against"));
		buf_char(out, ' ');
		escape_html(out, c->p->pages[l->target].title);
	}
	buf_text(out, is_elsewhere(c, l->target) ? "\" rel=\"external\">" : "\">");
}

static void
close_link(const struct page_context *c, const struct link *l, struct buf *out)
{
	if (l->written)
		escape_html(out, l->text);
	if (l->state == LINK_PLAIN)
		return;
	buf_text(out, leads_somewhere(c, l) ? "</a>" : "</span>");
	leadout_write_letter(c, l, out);
}

static void
write_image(const struct page_context *c, const struct link *l, struct str alternative, struct buf *out)
{
	if (!leads_somewhere(c, l)) {
		escape_html(out, alternative);
		return;
	}
	buf_text(out, "<img src=\"");
	page_write_href(c, l->target, STR_NONE, out);
	buf_text(out, "\" alt=\"");
	escape_html(out, alternative);
	buf_text(out, "\">");
}

/* An acronym: with its words, where they are known here or in the whole site. */
static void
write_term(const struct page_context *c, const struct piece *piece, struct buf *out)
{
	const struct term *t = &c->object->terms[piece->index];
	struct str words = t->words.len ? t->words : t->implied.len ? STR_NONE
		: terms_words(c->p, t->letters);

	if (words.len) {
		buf_text(out, "<abbr title=\"");
		escape_html(out, words);
		buf_text(out, "\">");
	}
	escape_html(out, piece->text);
	if (words.len)
		buf_text(out, "</abbr>");
}

/* What names a region of the page says in a pack whose it is: names that are the same help nobody who hears them. */
static void
write_word(const struct page_context *c, enum word w, struct buf *out)
{
	struct str item = w == WORD_NOTES || w == WORD_TABLE_IN_TEXT ? page_item(c, c->arena) : STR_NONE;

	escape_html(out, item);
	buf_text(out, item.len ? ": " : "");
	escape_html(out, program_word(c->p, word_key(w)));
}

static void
write_piece(const struct page_context *c, const struct piece *piece, struct buf *out)
{
	const struct link *l = c->p->links + c->p->pages[c->page].first_link;

	switch (piece->kind) {
	case PIECE_HTML:
		buf_str(out, piece->text);
		break;
	case PIECE_ID:
		buf_text(out, " id=\"");
		escape_html(out, c->prefix);
		escape_html(out, piece->text);
		buf_char(out, '"');
		break;
	case PIECE_LOCAL:
		buf_text(out, " href=\"#");
		path_encode_fragment(out, c->prefix);
		path_encode_fragment(out, piece->text);
		buf_char(out, '"');
		break;
	case PIECE_OPEN:
		open_link(c, &l[piece->index], out);
		break;
	case PIECE_CLOSE:
		close_link(c, &l[piece->index], out);
		break;
	case PIECE_EXEMPT:
		exempt_write_part(c, piece, out);
		break;
	case PIECE_EMBED:
		if (l[piece->index].state == LINK_RESOLVED && c->p->pages[l[piece->index].target].exempt)
			exempt_write_table(c, &l[piece->index], piece->text, out);
		else if (leads_somewhere(c, &l[piece->index]))
			embed_write(c, &l[piece->index], piece->text, out);
		break;
	case PIECE_IMAGE:
		write_image(c, &l[piece->index], piece->text, out);
		break;
	case PIECE_SUMS:
		embed_sums(c, piece->index, out);
		break;
	case PIECE_TERM:
		write_term(c, piece, out);
		break;
	case PIECE_WORD:
		write_word(c, (enum word)piece->index, out);
		break;
	default:
		break;
	}
}

void
page_write(const struct page_context *c, uint32_t fragment, struct buf *out)
{
	if (fragment >= c->object->nfragment)
		return;
	const struct fragment *f = &c->object->fragments[fragment];

	for (uint32_t i = 0; i < f->count; i++)
		write_piece(c, &c->object->pieces[f->first + i], out);
}

struct str
page_plain(const struct page_context *c, const struct datum *d, struct arena *a)
{
	struct buf html = BUF_EMPTY;

	if (d->fragment == OBJECT_NONE)
		return d->text;
	page_write(c, d->fragment, &html);
	struct str plain = plain_text(buf_view(&html), a);

	buf_release(&html);
	return plain;
}

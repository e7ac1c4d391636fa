/*
 * The body of a source as passages.
 *
 * Reads the pieces as a page would be written from them: markup of ours, in which a block begins
 * with its tag, and holes.  Numbers, marks of notes and what the linker puts under a table are no
 * text; tables of the text whose cells the object has are left out, for they are compared cell by
 * cell.
 */
#include "link/passage.h"

#include <string.h>

#include "link/plain.h"
#include "object/word.h"

enum mode { READING, NUMBER, SKIPPING };

struct walker {
	const struct passage_source *source;
	struct arena *a;
	struct map    ids;		/* definitions by id and alias */
	struct buf    list, claims;	/* growing arrays */
	struct buf    tag, text, number;
	struct str    tag_id, id;	/* of the tag that is read; of the passage */
	struct str    heading;		/* the last one */
	uint32_t      line;		/* of the last definition */
	enum passage_kind kind;
	enum mode     mode;
	char          until[12];	/* NUMBER, SKIPPING: the element whose end ends it */
	bool          in_tag, in_row, hushed;
	uint32_t      first_claim, nclaim;
	size_t        claim_from;
};

uint64_t
passage_hash(const struct passage *p)
{
	struct hash h = hash_bytes(p->text);

	if (p->kind == PASSAGE_FACT)
		h = hash_pair(h, hash_bytes(p->name));
	return h.low ^ (h.high + (uint64_t)p->kind);
}

void
passage_finish(struct buf *list, struct buf *claims, struct arena *a, struct passages *out)
{
	out->count = (uint32_t)(list->len / sizeof(*out->at));
	out->nclaim = (uint32_t)(claims->len / sizeof(*out->claims));
	out->at = buf_keep_array(list, a);
	out->claims = buf_keep_array(claims, a);
}

static void
begin(struct walker *w, enum passage_kind kind, struct str id)
{
	w->kind = kind;
	w->id = id;
	buf_clear(&w->text);
	buf_clear(&w->number);
	w->first_claim = w->nclaim;
	w->hushed = false;
}

static enum passage_kind
settled_kind(const struct walker *w, const struct definition *d)
{
	return d && d->kind == DEFINITION_NOTE ? PASSAGE_NOTE
		: d && d->kind == DEFINITION_ITEM ? PASSAGE_ENTRY : w->kind;
}

/* The end of a block: what was read becomes a passage. */
static void
flush(struct walker *w)
{
	struct str text = str_trim(buf_view(&w->text)), number = str_trim(buf_view(&w->number));
	const struct definition *d = w->id.len ? map_get(&w->ids, w->id) : NULL;
	struct passage p = { .kind = settled_kind(w, d), .hushed = w->hushed };

	if (d)
		w->line = d->line;
	if (text.len > 0) {
		p.text = str_copy(w->a, text);
		p.hushed |= hush_has_title_in(w->source->hush, text);
		p.name = str_copy(w->a, d && d->number.len ? d->number : number);
		p.under = p.name.len || p.kind == PASSAGE_HEADING ? STR_NONE : w->heading;
		p.line = w->line;
		p.first_claim = w->first_claim;
		p.nclaim = w->nclaim - w->first_claim;
		p.hash = passage_hash(&p);
		if (p.kind == PASSAGE_HEADING)
			w->heading = p.text;
		buf_add(&w->list, &p, sizeof(p));
	}
	begin(w, PASSAGE_PARAGRAPH, STR_NONE);
}

/* ---- tags ---- */

static const struct {
	const char       *name;
	enum passage_kind kind;
} blocks[] = {
	{ "p", PASSAGE_PARAGRAPH }, { "li", PASSAGE_ENTRY }, { "tr", PASSAGE_ROW },
	{ "caption", PASSAGE_CAPTION },
	{ "h1", PASSAGE_HEADING }, { "h2", PASSAGE_HEADING }, { "h3", PASSAGE_HEADING },
	{ "h4", PASSAGE_HEADING }, { "h5", PASSAGE_HEADING }, { "h6", PASSAGE_HEADING },
	{ "pre", PASSAGE_CODE }, { "dt", PASSAGE_PARAGRAPH }, { "dd", PASSAGE_PARAGRAPH },
	{ "figcaption", PASSAGE_CAPTION }, { "blockquote", PASSAGE_PARAGRAPH }, { "div", PASSAGE_PARAGRAPH },
	{ "section", PASSAGE_PARAGRAPH }, { "ol", PASSAGE_PARAGRAPH }, { "ul", PASSAGE_PARAGRAPH },
	{ "dl", PASSAGE_PARAGRAPH }, { "table", PASSAGE_PARAGRAPH }, { "thead", PASSAGE_PARAGRAPH },
	{ "tbody", PASSAGE_PARAGRAPH }, { "figure", PASSAGE_PARAGRAPH }, { "details", PASSAGE_PARAGRAPH },
	{ "summary", PASSAGE_PARAGRAPH }, { "hr", PASSAGE_PARAGRAPH },
};

#define BLOCKS (sizeof(blocks) / sizeof(blocks[0]))

static size_t
block_of(struct str name)
{
	size_t i = 0;

	while (i < BLOCKS && !str_is(name, blocks[i].name))
		i++;
	return i;
}

static bool
has_class(struct str tag, const char *name)
{
	char wanted[32];

	strcpy(wanted, "class=\"");
	strcat(wanted, name);
	return str_find(tag, str_of(wanted), 0) < tag.len;
}

static void
wait_for(struct walker *w, enum mode mode, struct str name)
{
	w->mode = mode;
	memcpy(w->until, name.at, name.len);
	w->until[name.len] = '\0';
}

static void
add_blank(struct walker *w)
{
	if (w->text.len > 0 && w->text.at[w->text.len - 1] != ' ')
		buf_char(&w->text, ' ');
}

/* A table whose cells the object has. */
static bool
is_compared_by_cell(const struct walker *w, struct str id)
{
	const struct object *o = w->source->object;
	const struct definition *d = id.len ? map_get(&w->ids, id) : NULL;

	for (uint32_t i = 0; d && i < o->ntext_table; i++)
		if (&o->definitions[o->text_tables[i].definition] == d)
			return true;
	return false;
}

static void
block_tag(struct walker *w, struct str name, bool is_end, enum passage_kind kind)
{
	bool is_row = str_is(name, "tr");

	if (w->in_row && !is_row && !str_is(name, "table")) {
		add_blank(w);
		return;
	}
	/* a list's entry may hold a paragraph: it is still the entry */
	if (!is_end && w->kind == PASSAGE_ENTRY && w->id.len > 0 && w->text.len == 0 && str_is(name, "p"))
		return;
	flush(w);
	w->in_row = is_row && !is_end;
	if (!is_end)
		begin(w, kind, w->tag_id);
}

static void
start_tag(struct walker *w, struct str tag, struct str name)
{
	if (has_class(tag, "number\"") || has_class(tag, "letter\"")) {
		w->id = w->id.len && map_get(&w->ids, w->id) ? w->id : w->tag_id;
		wait_for(w, NUMBER, name);
	} else if ((str_is(name, "sup") && has_class(tag, "note\"")) || has_class(tag, "back\"")) {
		wait_for(w, SKIPPING, name);
	} else if (str_is(name, "div") && is_compared_by_cell(w, w->tag_id)) {
		flush(w);
		wait_for(w, SKIPPING, STR("table"));
	} else if ((str_is(name, "td") || str_is(name, "th")) && str_trim(buf_view(&w->text)).len > 0) {
		add_blank(w);
		buf_text(&w->text, "| ");
	} else if (str_is(name, "br")) {
		add_blank(w);
	}
}

static void
end_of_tag(struct walker *w)
{
	struct str tag = buf_view(&w->tag);
	bool is_end = str_starts(tag, "/");
	struct str rest = str_from(tag, is_end ? 1 : 0);
	struct str name = str_cut(&rest, ' ');

	if (name.len > 10)
		return;
	if (w->mode != READING) {
		if (is_end && str_is(name, w->until))
			w->mode = READING;
		return;
	}
	size_t block = block_of(name);

	if (!is_end)
		start_tag(w, tag, name);
	if (block < BLOCKS && w->mode == READING)
		block_tag(w, name, is_end, blocks[block].kind);
}

/* ---- pieces ---- */

static void
add_char(struct walker *w, char c)
{
	if (w->mode == NUMBER)
		buf_char(&w->number, c);
	else if (w->mode == READING && (c == ' ' || c == '\n' || c == '\t'))
		add_blank(w);
	else if (w->mode == READING)
		buf_char(&w->text, c);
}

static void
read_html(struct walker *w, struct str html)
{
	for (size_t i = 0; i < html.len; i++) {
		char c = html.at[i];

		if (w->in_tag && c == '>') {
			w->in_tag = false;
			end_of_tag(w);
		} else if (w->in_tag) {
			buf_char(&w->tag, c);
		} else if (c == '<') {
			w->in_tag = true;
			w->tag_id = STR_NONE;
			buf_clear(&w->tag);
		} else {
			size_t known = plain_entity(str_from(html, i), &c);

			i += known ? known - 1 : 0;
			add_char(w, c);
		}
	}
}

static void
add_text(struct walker *w, struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		add_char(w, text.at[i]);
}

static bool
is_claim(const struct link *l)
{
	return l->kind == REFERENCE_CLAIM || l->kind == REFERENCE_FORMULA;
}

static void
open_link(struct walker *w, const struct link *l)
{
	w->claim_from = w->text.len;
	w->hushed |= hush_has_path(w->source->hush, link_path(w->source->p, l));
}

static void
close_link(struct walker *w, const struct link *l)
{
	struct program *p = w->source->p;

	if (l->written)
		add_text(w, l->text);
	if (!is_claim(l) || w->claim_from >= w->text.len)
		return;
	struct passage_claim claim = {
		.text = str_copy(w->a, str_trim(str_from(buf_view(&w->text), w->claim_from))),
		.source = str_print(w->a, STR_FMT "#" STR_FMT, STR_ARG(link_path(p, l)), STR_ARG(l->id)),
		.title = l->target == NONE ? STR_NONE : p->pages[l->target].title,
	};

	buf_add(&w->claims, &claim, sizeof(claim));
	w->nclaim++;
}

static void
put_embed(struct walker *w, const struct link *l, struct str number)
{
	struct program *p = w->source->p;

	flush(w);
	begin(w, PASSAGE_TABLE, STR_NONE);
	open_link(w, l);
	add_text(w, l->target == NONE ? l->id : p->pages[l->target].title);
	buf_str(&w->number, number);
	flush(w);
}

/* At the place of an exempt part, which is behind its heading. */
static void
mark_exempt(struct walker *w)
{
	flush(w);
	if (w->list.len == 0)
		return;
	struct passage *last = (struct passage *)(void *)(w->list.at + w->list.len - sizeof(struct passage));

	last->exempt = last->kind == PASSAGE_HEADING;
}

static void
read_piece(struct walker *w, const struct piece *piece)
{
	const struct program *p = w->source->p;
	const struct link *l = p->links + p->pages[w->source->page].first_link;

	switch (piece->kind) {
	case PIECE_HTML:
		read_html(w, piece->text);
		break;
	case PIECE_ID:
		w->tag_id = piece->text;
		break;
	case PIECE_OPEN:
		open_link(w, &l[piece->index]);
		break;
	case PIECE_CLOSE:
		close_link(w, &l[piece->index]);
		break;
	case PIECE_EMBED:
		put_embed(w, &l[piece->index], piece->text);
		break;
	case PIECE_EXEMPT:
		mark_exempt(w);
		break;
	case PIECE_WORD:
		if (!w->in_tag)
			add_text(w, program_word(p, word_key((enum word)piece->index)));
		break;
	case PIECE_IMAGE:
	case PIECE_TERM:
		add_text(w, piece->text);
		break;
	default:
		break;
	}
}

static void
gather_ids(struct walker *w)
{
	const struct object *o = w->source->object;

	map_init(&w->ids, w->a);
	for (uint32_t i = 0; i < o->ndefinition; i++) {
		map_put(&w->ids, o->definitions[i].id, &o->definitions[i]);
		if (o->definitions[i].alias.len > 0)
			map_put(&w->ids, o->definitions[i].alias, &o->definitions[i]);
	}
}

void
passage_body(const struct passage_source *s, struct arena *a, struct passages *out)
{
	const struct object *o = s->object;
	struct walker w = { .source = s, .a = a };

	gather_ids(&w);
	begin(&w, PASSAGE_PARAGRAPH, STR_NONE);
	for (uint32_t i = 0; o->nfragment > 0 && i < o->fragments[0].count; i++)
		read_piece(&w, &o->pieces[o->fragments[0].first + i]);
	flush(&w);
	passage_finish(&w.list, &w.claims, a, out);
	buf_release(&w.tag);
	buf_release(&w.text);
	buf_release(&w.number);
}

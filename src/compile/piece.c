/*
 * The pieces of a body, as they are written.
 *
 * HTML is gathered in one buffer, and each HTML piece remembers only its length until all is
 * written: so the text is copied once, whatever stands between.
 */
#include "compile/piece.h"

#include "base/escape.h"

void
piece_begin(struct pieces *p, struct compilation *u)
{
	*p = (struct pieces){ .unit = u, .html = BUF_EMPTY, .first = u->object.npiece };
}

void
piece_raw(struct pieces *p, const char *html)
{
	buf_text(&p->html, html);
}

void
piece_text(struct pieces *p, struct str text)
{
	escape_html(&p->html, text);
}

static void
end_html(struct pieces *p)
{
	if (p->html.len == p->from)
		return;
	unit_add_piece(p->unit)->text.len = p->html.len - p->from;
	p->from = p->html.len;
}

void
piece_hole(struct pieces *p, enum piece_kind kind, uint32_t reference, struct str text)
{
	end_html(p);
	*unit_add_piece(p->unit) = (struct piece){ kind, reference, text };
}

void
piece_id(struct pieces *p, struct str id)
{
	piece_hole(p, PIECE_ID, 0, id);
}

void
piece_local(struct pieces *p, struct str id)
{
	piece_hole(p, PIECE_LOCAL, 0, id);
}

void
piece_word(struct pieces *p, enum word w)
{
	piece_hole(p, PIECE_WORD, w, STR_NONE);
}

bool
piece_is_empty(const struct pieces *p)
{
	return p->html.len == 0 && p->unit->object.npiece == p->first;
}

struct fragment
piece_finish(struct pieces *p)
{
	end_html(p);

	struct object *o = &p->unit->object;
	const char *at = buf_keep(&p->html, p->unit->arena).at;

	for (uint32_t i = p->first; i < o->npiece; i++) {
		if (o->pieces[i].kind != PIECE_HTML)
			continue;
		o->pieces[i].text.at = at;
		at += o->pieces[i].text.len;
	}
	buf_release(&p->html);
	return (struct fragment){ p->first, o->npiece - p->first };
}

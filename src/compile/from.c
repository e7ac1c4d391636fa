/*
 * Sections whose text is a value of the front matter: `## Recommendation {from=decision}`.
 *
 * What the front sheet shows and what the section says are one text, typed once.  The value was read with the front
 * matter: its pieces are written again here, with the references that they have already.
 */
#include "compile/from.h"

#include "base/nearest.h"

/* Values that are formatted text, or lists of it. */
static const char *const keys[] = { "decision", "purpose", "summary", "outcome" };

#define KEYS (sizeof(keys) / sizeof(*keys))

/* Each value is written once: a text that has it a thousand times over would be a thousand times as long. */
static const struct datum *
value_of(struct body *b, struct str key, struct place at)
{
	struct diag *d = &b->unit->diag;
	size_t i = 0;

	while (i < KEYS && !str_is(key, keys[i]))
		i++;
	if (i == KEYS) {
		struct finding *f = diag_add(d, DIAG_FIELD_UNKNOWN, at, "no section can take its text from `" STR_FMT "`",
			STR_ARG(key));
		struct nearest near;

		nearest_init(&near, key);
		for (i = 0; i < KEYS; i++)
			nearest_try(&near, str_of(keys[i]));
		if (near.count)
			diag_help(d, f, STR_FMT, STR_ARG(nearest_text(&near, b->unit->arena)));
		diag_help(d, f, "it can be `decision`, `purpose`, `summary` or `outcome`");
		return NULL;
	}
	const struct datum *value = object_get(&b->unit->object, NULL, keys[i]);

	if (value && b->from_used & 1u << i) {
		diag_help(d, diag_add(d, DIAG_SECTION_EMPTY, at, "another section has the text of `%s` already", keys[i]),
			"refer to that one, or take this heading out");
		return NULL;
	}
	b->from_used |= 1u << i;
	if (!value)
		diag_help(d, diag_add(d, DIAG_FIELD_MISSING, at,
			"this section takes its text from `%s`, and the front matter has no such key", keys[i]),
			"add a line `%s: ...` to the front matter, or write the text here", keys[i]);
	return value;
}

static void
write_value(struct body *b, const struct datum *d)
{
	const struct object *o = &b->unit->object;
	struct fragment from = d->fragment == OBJECT_NONE ? (struct fragment){ 0, 0 } : o->fragments[d->fragment];

	if (from.count == 0)
		piece_text(&b->pieces, d->text);
	for (uint32_t i = from.first; i < from.first + from.count; i++) {
		struct piece piece = o->pieces[i];	/* a copy: adding moves them */

		if (piece.kind == PIECE_HTML)
			buf_str(&b->pieces.html, piece.text);
		else
			piece_hole(&b->pieces, piece.kind, piece.index, piece.text);
	}
}

static void
write_paragraph(struct body *b, const struct datum *d)
{
	struct number number;

	if (number_paragraph(&b->numbers, &number))
		body_numbered(b, d->text, &number);
	else
		piece_raw(&b->pieces, "<p>");
	write_value(b, d);
	piece_raw(&b->pieces, "</p>\n");
	b->paragraph = b->numbered;
}

/* Where paragraphs have numbers each text is one, and can be cited; else they are a numbered list. */
static void
write_list(struct body *b, const struct datum *list)
{
	const struct object *o = &b->unit->object;
	bool numbered = b->unit->numbering == NUMBERING_PARAGRAPHS;

	if (!numbered)
		piece_raw(&b->pieces, "<ol>\n");
	for (const struct datum *d = object_first(o, list); d; d = object_next(o, list, d)) {
		if (numbered) {
			write_paragraph(b, d);
			continue;
		}
		piece_raw(&b->pieces, "<li>");
		write_value(b, d);
		piece_raw(&b->pieces, "</li>\n");
	}
	if (!numbered)
		piece_raw(&b->pieces, "</ol>\n");
}

void
from_write(struct body *b, struct str key, struct place at)
{
	const struct datum *value = value_of(b, key, at);

	section_other(b);	/* without a value too: that has its finding */
	if (value && value->kind == DATUM_LIST)
		write_list(b, value);
	else if (value)
		write_paragraph(b, value);
}

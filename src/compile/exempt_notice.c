/*
 * Who writes such words thinks that they do something.  What is exempt has them as well, and nothing is said of it.
 */
#include "compile/exempt_notice.h"

#include "base/utf8.h"
#include "compile/exempt_part.h"
#include "compile/number.h"
#include "object/exempt_words.h"

static bool
is_public_report(const struct body *b)
{
	return b->unit->object.kind == OBJECT_REPORT && !b->unit->object.exempt && !b->is_value && !b->series[0];
}

static bool
is_notice(struct str words)
{
	struct str name, title;

	return exempt_words(words, number_is_appendix(words, &name, &title));
}

static void
say(struct body *b, struct place at, const char *what, const char *help)
{
	struct compilation *u = b->unit;
	struct finding *f = diag_add(&u->diag, DIAG_EXEMPT_IN_WORDS, at, "%s", what);

	diag_help(&u->diag, f, "words withhold nothing: %s", help);
	diag_help(&u->diag, f, "if it is public, take the words out");
}

void
exempt_notice_heading(struct body *b, struct str words, struct place at)
{
	if (is_public_report(b) && !exempt_part_at(b->unit, at.line) && is_notice(words))
		say(b, at, "this heading says that what is below it is exempt, and it is published",
			"end the heading with `{exempt=3}`, the paragraph that applies");
}

/* Something of the paper is exempt: that is what a notice speaks of. */
static bool
has_exempt(const struct compilation *u)
{
	bool found = u->nparts > 0;

	for (unsigned i = 0; i < EXEMPT_LISTS; i++)
		found = found || u->exempt_count[i] > 0;
	for (uint32_t i = 0; i < u->object.nmeta && !found; i++)
		found = str_is(u->object.meta[i].key, "exempt");
	return found;
}

/* `Table 2: Bids (exempt)` */
static bool
is_caption(struct str text)
{
	static const char *const kinds[] = { "Table ", "Figure ", "Chart ", "Tabl ", "Ffigur ", "Siart " };

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct str rest = str_from(text, str_of(kinds[i]).len);

		if (str_starts(text, kinds[i]))
			return rest.len > 0 && rest.at[0] >= '0' && rest.at[0] <= '9';
	}
	return false;
}

static bool
is_strong(const struct markdown_node *paragraph)
{
	const struct markdown_node *first = markdown_first(paragraph);

	return first && markdown_kind(first) == MARKDOWN_STRONG && !markdown_next(first);
}

/* The first line of the block. */
static struct place
place_of(const struct body *b)
{
	size_t end = str_find_char(b->unit->source.text, '\n', b->block_start);

	return body_place(b, b->block_start, end < b->block_end ? end : b->block_end);
}

void
exempt_notice_text(struct body *b, const struct markdown_node *paragraph, struct str text)
{
	text = str_trim(text);
	if (!is_public_report(b) || text.len == 0)
		return;
	if (is_caption(text) && is_notice(text))
		say(b, place_of(b), "this caption says that what it is of is exempt, and it is published",
			"put it under a heading that ends in `{exempt=3}`, the paragraph that applies");
	else if (is_strong(paragraph) && is_notice(text))
		say(b, place_of(b), "this line says that what is below it is exempt, and it is published",
			"make it a heading, `## Title {exempt=3}`, with the paragraph that applies");
	else if (exempt_words_of_text(text, b->unit->arena) && !has_exempt(b->unit))
		say(b, place_of(b), "this says that it is not for publication, and it is published",
			"write `exempt: 3`, the paragraph that applies, in the front matter, "
			"or end the heading of what is exempt with `{exempt=3}`");
}

/* `Exempt information: Paragraph 3`, `Publication: Not for publication`; but `Confidential: No`. */
static bool
says_exempt(const struct compilation *u, const struct datum *fact)
{
	static const char negative[] = "no|none|nil|n-a|na|public|open|false|nac-oes|dim";
	struct str key = utf8_slug(u->arena, fact->key), value = utf8_slug(u->arena, fact->text);
	struct str first = value, rest = value;

	if (exempt_words(fact->text, false) || str_is(value, "exempt") || str_is(value, "eithriedig"))
		return true;
	if (str_find(key, STR("exempt"), 0) >= key.len && str_find(key, STR("confidential"), 0) >= key.len)
		return false;
	first = str_cut(&rest, '-');
	return value.len > 0 && !str_is_one_of(value, negative) && !str_is_one_of(first, negative)
		&& !str_is(first, "not");
}

void
exempt_notice_fields(struct compilation *u)
{
	const struct object *o = &u->object;
	const struct datum *facts = o->kind == OBJECT_REPORT && o->nmeta > 0 ? object_get(o, NULL, "fields") : NULL;

	if (!facts || o->exempt || has_exempt(u))
		return;
	for (const struct datum *d = object_first(o, facts); d; d = object_next(o, facts, d)) {
		struct place at = { u->source.path, d->line, d->column, (uint32_t)d->text.len };

		if (d->kind != DATUM_TEXT || !says_exempt(u, d))
			continue;
		struct finding *f = diag_add(&u->diag, DIAG_EXEMPT_IN_WORDS, at,
			"this says that the paper is exempt, and it is published");

		diag_help(&u->diag, f, "words withhold nothing: write `exempt: 3`, the paragraph that applies, as a key of its own");
		diag_help(&u->diag, f, "if it is public, take the words out");
	}
}

/*
 * What stands under each heading: something, nothing, or words that only take the room of an answer.
 *
 * Which sections a report needs is for its committee to say, and the linker's to check.
 */
#include "compile/body.h"

static bool
is_no_answer(struct str text)
{
	static const char words[] =
		"n/a|n.a|na|n / a|not applicable|none applicable|"
		"-|--|–|—|tbc|tba|tbd|to be confirmed|to be completed|…|...";

	return str_is_one_of_nocase(text, words);
}

static bool
is_around(char c)
{
	return (c >= '0' && c <= '9') || c == '.' || c == ' ' || c == '(' || c == ')' || c == '[' || c == ']'
		|| c == ':' || c == '*' || c == '_';
}

/* Without a number in front, which may be written, and what stands around words. */
static struct str
bare(struct str text)
{
	while (text.len > 0 && is_around(text.at[0]))
		text = str_from(text, 1);
	while (text.len > 0 && is_around(text.at[text.len - 1]))
		text.len--;
	return text;
}

static void
raise(struct body *b, uint32_t section, enum says says)
{
	struct definition *d = section == OBJECT_NONE ? NULL : &b->unit->object.definitions[section];

	if (d && d->says < says)
		d->says = says;
}

/* The number before the first full stop of `2.1`; 0 when there is none. */
static unsigned
chapter_of(struct str *rest)
{
	unsigned n = 0;

	while (rest->len > 0 && rest->at[0] >= '0' && rest->at[0] <= '9' && n < 1000) {
		n = n * 10 + (unsigned)(rest->at[0] - '0');
		*rest = str_from(*rest, 1);
	}
	return str_starts(*rest, ".") ? n : 0;
}

/* `2.0 Local context` and `2.1 The pilot`, whose headings are of one size. */
static bool
is_chapter_of(const struct definition *outer, const struct definition *inner)
{
	struct str out = outer->number.len > 0 ? outer->number : outer->title;
	struct str in = inner->number.len > 0 ? inner->number : inner->title;
	unsigned chapter = chapter_of(&out);

	return chapter > 0 && chapter == chapter_of(&in) && in.len > 1 && in.at[1] > '0' && in.at[1] <= '9'
		&& (out.len == 1 || out.at[1] == '0' || out.at[1] == ' ');
}

/* Whether a heading is a part of the one before it: of a title, and of an annex, which begins anew, all are. */
static bool
is_part(const struct body *b, const struct definition *outer, const struct definition *inner)
{
	return b->section_is_title || inner->level > outer->level || is_chapter_of(outer, inner)
		|| (outer->kind == DEFINITION_APPENDIX && inner->kind == DEFINITION_SECTION);
}

void
section_begin(struct body *b, uint32_t definition)
{
	const struct definition *all = b->unit->object.definitions;

	if (b->section != OBJECT_NONE && is_part(b, &all[b->section], &all[definition]))
		raise(b, b->section, SAYS_SOMETHING);
	b->section = definition;
	b->section_start = b->block_start;
	b->section_is_title = b->heading_is_title;
}

/* A heading that is written as a paragraph, with its number; more than that is text. */
static bool
is_heading(const struct body *b, struct str words)
{
	const struct definition *d = &b->unit->object.definitions[b->section];

	return b->block_start == b->section_start && words.len <= d->title.len + d->number.len + 12;
}

void
section_text(struct body *b, const struct markdown_node *block, struct str text)
{
	struct str words = str_trim(text);

	if (b->section == OBJECT_NONE || is_heading(b, words))
		return;
	if (words.len == 0)
		raise(b, b->section, markdown_first(block) ? SAYS_SOMETHING : SAYS_NOTHING);
	else
		raise(b, b->section, is_no_answer(words) || is_no_answer(bare(words)) ? SAYS_NO_ANSWER
			: SAYS_SOMETHING);
}

void
section_other(struct body *b)
{
	raise(b, b->section, SAYS_SOMETHING);
}

/*
 * Names of people in a text, by their titles.
 *
 * A name is a title and up to four words that begin large.  What often follows a name and begins
 * large too, an office, is no part of it.  The first mention in a section is enough.
 */
#include "compile/body.h"

#include "base/utf8.h"
#include "object/person.h"

#define WORDS_MOST 4

struct mentioned {
	struct str given;
	uint32_t   section;
};

static const char offices[] =
	"Chair|Chairman|Chairwoman|Vice|Vice-Chair|Deputy|"
	"Leader|Cabinet|Portfolio|Member|Mayor|Director|Head|Chief|Executive|"
	"Assistant|Lead|Ward|Independent|Labour|Conservative|Liberal|Green|Plaid|"
	"The|In|On|At|And|For|Report|Minute|Item|Section";

static bool
is_office(struct str word)
{
	return str_is_one_of(word, offices);
}

static bool
is_apostrophe(uint32_t c)
{
	return c == '\'' || c == 0x2019;
}

/* Where a word of a name that begins at i ends; i: it is none.  *last: nothing of the name follows. */
static size_t
word_end(struct str text, size_t i, bool *last)
{
	size_t end = i, at = i;
	unsigned letters = 0, large = 0;

	while (at < text.len) {
		uint32_t c = utf8_next(text, &at);

		if (utf8_is_letter(c)) {
			letters++;
			large += utf8_is_upper(c);
		} else if (is_apostrophe(c) && (str_starts(str_from(text, at), "s ") || at == text.len
			|| str_is(str_from(text, at), "s"))) {
			break;		/* of a possessive */
		} else if (c != '-' && !is_apostrophe(c)) {
			break;
		}
		end = at;
	}
	if (letters == 0 || (letters > 1 && large == letters))
		return i;	/* in capitals it is an acronym */
	at = i;
	if (!utf8_is_upper(utf8_next(text, &at)))
		return i;
	if (letters == 1 && end < text.len && text.at[end] == '.')
		end++;		/* of an initial */
	*last = end >= text.len || text.at[end] != ' ';
	return end;
}

static size_t
past_titles(struct str text, size_t i)
{
	bool unused;
	size_t end;

	while ((end = person_title_at(text, i, &unused)) > i && end < text.len && text.at[end] == ' ')
		i = end + 1;
	return i;
}

static size_t
name_end(struct str text, size_t start)
{
	size_t i = past_titles(text, start), end = i;
	bool last = i == start;		/* no title */

	for (unsigned n = 0; n < WORDS_MOST && !last; n++) {
		size_t word = word_end(text, i, &last);

		if (word == i || is_office(str_slice(text, i, word)))
			break;
		end = word;
		i = word + 1;
	}
	return end;
}

bool
mention_next(struct str text, size_t *i, struct str *out)
{
	for (; *i < text.len; (*i)++) {
		struct person_name name;

		if (text.at[*i] < 'A' || text.at[*i] > 'P')
			continue;	/* nearly always */
		char before = *i > 0 ? text.at[*i - 1] : ' ';

		if (before != ' ' && before != '(' && before != '/')
			continue;
		struct str found = str_slice(text, *i, name_end(text, *i));

		if (found.len == 0 || !person_name_read(found, &name) || !name.is_titled || is_office(name.surname))
			continue;
		*out = found;
		*i += found.len;
		return true;
	}
	return false;
}

void
mention_init(struct body *b)
{
	map_init(&b->mentions.by_surname, b->unit->arena);
}

/* Whether the section had it: `Cllr Hale` behind `Councillor Ann Hale` is no other. */
static bool
is_again(struct body *b, struct str text)
{
	struct arena *a = b->unit->arena;
	struct person_name name;

	person_name_read(text, &name);
	struct mentioned *seen = map_get(&b->mentions.by_surname, name.surname);

	if (seen && seen->section == b->section && (name.given.len == 0
		|| person_given_fits(seen->given, name.given)))
		return true;
	if (!seen) {
		seen = arena_alloc(a, sizeof(*seen));
		map_put(&b->mentions.by_surname, str_copy(a, name.surname), seen);
	}
	*seen = (struct mentioned){ str_copy(a, name.given), b->section };
	return false;
}

void
mention_pass(struct body *b, struct str text)
{
	struct str name;

	for (size_t i = 0; mention_next(text, &i, &name);)
		is_again(b, name);
}

static void
write_name(struct body *b, struct str name)
{
	struct link who = { .path = STR_NONE, .fragment = str_copy(b->unit->arena, name), .query = STR_NONE };
	size_t cursor = b->cursor > b->block_start ? b->cursor : b->block_start;
	uint32_t index = body_reference(b, REFERENCE_NAME, &who, who.fragment,
		body_place_words(b, name, &cursor));

	piece_hole(&b->pieces, PIECE_OPEN, index, STR_NONE);
	piece_text(&b->pieces, name);
	piece_hole(&b->pieces, PIECE_CLOSE, index, STR_NONE);
}

/* A heading leads nowhere but to itself; what stands in tags of HTML may not hold a link. */
static bool
takes_links(const struct body *b)
{
	return b->tag_count == 0 && (b->section == OBJECT_NONE || b->block_start != b->section_start);
}

void
mention_write(struct body *b, struct str text)
{
	struct str name;
	size_t from = 0;

	for (size_t i = 0; takes_links(b) && mention_next(text, &i, &name);) {
		if (is_again(b, name))
			continue;
		term_write(b, str_slice(text, from, i - name.len));
		write_name(b, name);
		from = i;
	}
	term_write(b, str_from(text, from));
}

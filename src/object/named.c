/*
 * Which heading names a list, and which of its items has a number.
 */
#include "object/named.h"

static bool
is_heading(const struct definition *d)
{
	return d->kind == DEFINITION_SECTION || d->kind == DEFINITION_APPENDIX;
}

/* Whether a heading has the word `recommendations`.  A decision has one recommendation, which may have parts;
 * the other names of lists are plural. */
static bool
names_list(const struct definition *d, struct str noun)
{
	struct str title = d->title;

	while (title.len > 0) {
		struct str word = str_cut(&title, ' ');

		if (str_equal_nocase(str_head(word, noun.len), noun) && (str_equal_nocase(str_from(word, noun.len),
				STR("s")) || (word.len == noun.len && str_equal_nocase(noun, STR("recommendation")))))
			return true;
	}
	return false;
}

static bool
is_item_called(const struct definition *d, struct str number)
{
	size_t dot = str_find_last_char(d->number, '.');
	struct str last = dot < d->number.len ? str_from(d->number, dot + 1) : d->number;

	return d->kind == DEFINITION_ITEM && str_equal_nocase(last, number);
}

unsigned
named_items(const struct object *o, struct str noun, struct str number, uint32_t *list, unsigned most)
{
	bool within = false;
	unsigned count = 0;

	noun = str_ends(noun, "s") ? str_head(noun, noun.len - 1) : noun;
	for (uint32_t i = 0; i < o->ndefinition && count < most; i++) {
		const struct definition *d = &o->definitions[i];

		if (is_heading(d))
			within = names_list(d, noun);
		if (within && is_item_called(d, number))
			list[count++] = i;
	}
	return count;
}

/*
 * How people are named.
 */
#include "object/person.h"

#include "base/utf8.h"

static const struct {
	const char *text;
	bool        is_councillor;
} titles[] = {
	{ "Councillor", true }, { "Cllr", true }, { "Cynghorydd", true }, { "Cyng", true }, { "Mr", false },
	{ "Mrs", false }, { "Ms", false }, { "Miss", false }, { "Dr", false }, { "Professor", false },
	{ "Prof", false },
};

size_t
person_title_at(struct str text, size_t i, bool *is_councillor)
{
	for (size_t t = 0; t < sizeof(titles) / sizeof(titles[0]); t++) {
		struct str title = str_of(titles[t].text), rest = str_from(text, i + title.len);

		if (!str_starts(str_from(text, i), titles[t].text) || rest.len == 0)
			continue;
		bool stop = rest.at[0] == '.';

		if (stop || rest.at[0] == ' ') {
			*is_councillor = titles[t].is_councillor;
			return i + title.len + stop;
		}
	}
	return i;
}

bool
person_name_read(struct str text, struct person_name *out)
{
	bool is_councillor;
	size_t end;

	*out = (struct person_name){ .given = STR_NONE, .surname = STR_NONE };
	text = str_trim(text);
	while ((end = person_title_at(text, 0, &is_councillor)) > 0) {
		out->is_titled = true;
		out->is_councillor |= is_councillor;
		text = str_trim(str_from(text, end));
	}
	size_t blank = str_find_last_char(text, ' ');

	out->surname = blank < text.len ? str_from(text, blank + 1) : text;
	out->given = blank < text.len ? str_trim(str_head(text, blank)) : STR_NONE;
	return out->surname.len > 1;
}

/* The first word, without full stops: `A` of `A. J.` */
static struct str
first_word(struct str given)
{
	struct str word = str_cut(&given, ' ');

	return str_head(word, str_find_char(word, '.', 0));
}

static bool
is_initial(struct str word)
{
	size_t i = 0;

	if (word.len > 0)
		utf8_next(word, &i);
	return word.len > 0 && i == word.len;
}

bool
person_given_fits(struct str one, struct str other)
{
	struct str x = first_word(one), y = first_word(other);

	if (x.len == 0 || y.len == 0)
		return false;
	if (is_initial(x) || is_initial(y)) {
		size_t shorter = x.len < y.len ? x.len : y.len;

		return str_equal(str_head(x, shorter), str_head(y, shorter));
	}
	return str_equal_nocase(x, y);
}

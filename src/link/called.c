/*
 * Links whose own words are a number, and lead to another one: `[2.2](#2.1)`, `[Table 3](plan.md#table-2)`.
 *
 * Numbers move when a paragraph is added, and the words stay.  Only words that are nothing but a
 * number are looked at, with what it is the number of.
 */
#include "link/called.h"

#include "base/ascii.h"

#define NUMBER_MOST 24u

static const char nouns[] =
	"section|sections|paragraph|paragraphs|para|paras|para.|"
	"table|figure|appendix|annex|item|note|recommendation|adran|paragraff|"
	"tabl|ffigur|atodiad|eitem";

static bool
is_noun(struct str word)
{
	return str_is_one_of_nocase(word, nouns);
}

/* `a`, `iv`: no word. */
static bool
is_letters(struct str part)
{
	for (size_t i = 0; i < part.len && part.len > 1; i++)
		if (ascii_is_letter(part.at[i]) && part.at[i] != 'i' && part.at[i] != 'v' && part.at[i] != 'x')
			return false;
	return true;
}

static bool
has_word(struct str number)
{
	while (number.len > 0)
		if (!is_letters(str_cut(&number, '.')))
			return true;
	return false;
}

/*
 * A number in one spelling: `7.1(b)`, `7.1 b` and `7.1.b` are `7.1.b`; `4.0` and `4` are `4`.  Empty
 * when the text is more than that.
 */
static struct str
plain_number(struct str text, char room[NUMBER_MOST])
{
	size_t len = 0;

	if (text.len == 0 || text.len > NUMBER_MOST / 2)
		return STR_NONE;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		bool new_part = len > 0 && room[len - 1] != '.'
			&& ascii_is_letter(c) != ascii_is_letter(room[len - 1]);

		if (ascii_is_digit(c) || ascii_is_letter(c)) {
			if (new_part)
				room[len++] = '.';
			room[len++] = ascii_is_letter(c) ? (char)(c | 0x20) : c;
		} else if (c != '.' && c != '(' && c != ')' && c != ' ') {
			return STR_NONE;
		} else if (len > 0 && room[len - 1] != '.') {
			room[len++] = '.';
		}
	}
	while (len > 0 && room[len - 1] == '.')
		len--;
	if (len > 2 && room[len - 1] == '0' && room[len - 2] == '.')
		len -= 2;
	struct str number = { room, len };

	return has_word(number) ? STR_NONE : number;
}

/* The number that words are, with or without its noun; a bare one needs its full stop, or few digits. */
static struct str
number_of(struct str words, bool *has_noun, char room[NUMBER_MOST])
{
	struct str rest = str_trim(words), first = str_cut(&rest, ' ');

	*has_noun = rest.len > 0 && is_noun(first);
	return plain_number(*has_noun ? str_trim(rest) : str_trim(words), room);
}

/* One may be a part of the other: `7.1` that leads to its item `7.1.b`. */
static bool
begins_with(struct str one, struct str other)
{
	return one.len >= other.len && str_equal(str_head(one, other.len), other)
		&& (one.len == other.len || one.at[other.len] == '.');
}

static bool
is_bare(struct str number)
{
	return ascii_is_digit(number.at[0]) && (str_find_char(number, '.', 0) < number.len || number.len < 3);
}

void
called_check(struct program *p, const struct link *l, const struct definition *d, struct str place)
{
	char said_room[NUMBER_MOST], room[NUMBER_MOST];
	bool has_noun, unused;

	if (l->written || l->kind != REFERENCE_LINK || !d->number.len)
		return;
	struct str said = number_of(l->text, &has_noun, said_room);
	struct str is = number_of(d->number, &unused, room);	/* an appendix has its noun in its number */

	if (!said.len || !is.len || (!has_noun && !is_bare(said)) || ascii_is_digit(said.at[0]) != ascii_is_digit(is.at[0])
		|| begins_with(said, is) || begins_with(is, said))
		return;
	struct finding *f = diag_add(p->diag, DIAG_REFERENCE_MISMATCH, program_place(p, l),
		"this says “" STR_FMT "” and leads to " STR_FMT, STR_ARG(l->text), STR_ARG(place));

	diag_help(p->diag, f, "mend the words or the address; without words, `[](...)`, the number is written and stays right");
}

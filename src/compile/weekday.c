/*
 * Dates that are written with their weekday: whether the two agree.
 *
 * A date without its year counts where weekday_year.c knows which is meant.  A weekday that goes on with a second
 * one (`Monday to Friday 3 April 2026`) is of no date.
 */
#include "compile/weekday.h"

#include "base/path.h"
#include "compile/weekday_year.h"

#define BLOCK_MOST 5u	/* findings of one block */

struct dated {
	struct str  text;	/* from the weekday to the year */
	int         weekday;
	struct date date;
	enum year_from from;	/* of a date that has no year: where that comes from */
};

/* Between a weekday and its date stand blanks, a comma, `the`. */
static size_t
past_between(struct str text, size_t i)
{
	static const char *const between[] = { ",", " ", "the ", "y " };

	for (size_t k = 0; k < sizeof(between) / sizeof(between[0]); k++)
		if (str_starts(str_from(text, i), between[k]))
			i += str_of(between[k]).len;
	return i;
}

static bool
ends_with_weekday(struct str text)
{
	size_t blank = str_find_last_char(text, ' '), start = blank < text.len ? blank + 1 : 0;
	int unused;

	return date_weekday_at(text, start, &unused) == text.len && start < text.len;
}

/* The second of two days, `Monday to Friday`, may be the one that the date is of, or not. */
static bool
is_second(struct str before)
{
	static const char *const joints[] = { " to", " and", " or", "-", "–", "/", "&" };

	before = str_trim(before);
	for (size_t k = 0; k < sizeof(joints) / sizeof(joints[0]); k++)
		if (str_ends(before, joints[k]))
			return ends_with_weekday(str_trim(str_head(before, before.len - str_of(joints[k]).len)));
	return false;
}

/* Whether a weekday, in either language, may begin with these three letters: `the` and `to` don't get further. */
static bool
may_begin(struct str text, size_t i)
{
	if (i + 3 > text.len)
		return false;
	char second = (char)(text.at[i + 1] | 0x20), third = (char)(text.at[i + 2] | 0x20);

	switch (text.at[i] | 0x20) {
	case 'm': return second == 'o' && third == 'n';
	case 't': return (second == 'u' && third == 'e') || (second == 'h' && third == 'u');
	case 'w': return second == 'e' && third == 'd';
	case 'f': return second == 'r' && third == 'i';
	case 's': return (second == 'a' && third == 't') || (second == 'u' && third == 'n');
	case 'd': return second == 'y' && third == 'd';
	default:  return false;
	}
}

/* A paper that lies in the folder of a meeting is of its day. */
static struct date
meeting_of(const struct compilation *u)
{
	struct date day;

	return date_read(path_name(path_folder(u->in->path)), &day) ? day : (struct date){ 0, 0, 0 };
}

/* A date without a year, or with one that no calendar has in any year; where it ends, or i. */
static size_t
dayless_at(struct str text, size_t start, size_t i, struct date meeting, struct dated *out)
{
	struct dayless d = { .text = text, .start = start };
	struct date leap;
	int year;

	d.end = date_day_at(text, i, &d.month, &d.day);
	if (d.end == i)
		return i;
	out->date = (struct date){ 0, 0, 0 };
	if (!date_make(2000, d.month, d.day, &leap))
		return d.end;
	out->from = weekday_year(&d, meeting, &year);
	return out->from && date_make(year, d.month, d.day, &out->date) ? d.end : i;
}

/* The first place from i on that has a blank or a bracket before it. */
static size_t
next_word(struct str text, size_t i)
{
	while (i > 0 && i < text.len && text.at[i - 1] != ' ' && text.at[i - 1] != '(')
		i++;
	return i;
}

static bool
next_dated(struct str text, struct date meeting, size_t *i, struct dated *out)
{
	for (; (*i = next_word(text, *i)) < text.len; (*i)++) {
		size_t start = *i, end;

		if (!may_begin(text, start))
			continue;	/* nearly always */
		end = date_weekday_at(text, start, &out->weekday);
		if (end == start)
			continue;
		size_t date = past_between(text, end), date_end = date_written_at(text, date, &out->date);

		out->from = YEAR_UNKNOWN;
		if (date_end == date)
			date_end = dayless_at(text, start, date, meeting, out);
		*i = end - 1;
		if (date_end == date || is_second(str_head(text, start)))
			continue;
		out->text = str_slice(text, start, date_end - (text.at[date_end - 1] == '.'));	/* a sentence's full stop */
		*i = date_end;
		return true;
	}
	return false;
}

static bool
is_right(const struct dated *d)
{
	return d->date.year != 0 && date_weekday(d->date) == d->weekday;
}

static const char *
language_of(struct str text)
{
	return str_equal_nocase(str_head(text, 5), STR("dydd ")) ? "cy" : "en";
}

static void
say_mismatch(struct compilation *u, const struct dated *d, struct place at)
{
	struct diag *diag = &u->diag;
	const char *language = language_of(d->text);
	struct finding *f;

	if (d->date.year == 0) {
		f = diag_add(diag, DIAG_WEEKDAY_MISMATCH, at, "the calendar has no “" STR_FMT "”",
			STR_ARG(d->text));
		diag_help(diag, f, "see which day was meant");
		return;
	}
	struct str date = date_text(u->arena, d->date, language);

	f = diag_add(diag, DIAG_WEEKDAY_MISMATCH, at, STR_FMT " is a %s, not as it says here: “" STR_FMT "”",
		STR_ARG(date), date_weekday_name(d->date, language), STR_ARG(d->text));
	int off = (d->weekday - date_weekday(d->date) + 10) % 7 - 3;	/* -3 to 3 days away */
	struct date near = date_of_days(date_days(d->date) + off);

	date = date_text(u->arena, near, language);
	diag_help(diag, f, "the nearest %s is " STR_FMT, date_weekday_name(near, language), STR_ARG(date));
	if (d->from)
		diag_help(diag, f, "no year stands there; %s was taken: where another is meant, write it",
			d->from == YEAR_OF_MEETING ? "the one nearest to the meeting" : "that of the date beside it");
}

void
weekday_check(struct body *b, const struct prose *p)
{
	struct str text = prose_text(p);
	struct date meeting = meeting_of(b->unit);
	size_t cursor = b->block_start;
	struct dated d;
	unsigned count = 0;

	for (size_t i = 0; count < BLOCK_MOST && next_dated(text, meeting, &i, &d);) {
		struct place at = body_place_words(b, d.text, &cursor);

		if (is_right(&d))
			continue;
		say_mismatch(b->unit, &d, at);
		count++;
	}
}

void
weekday_check_value(struct compilation *u, struct str text, struct place at)
{
	struct date meeting = meeting_of(u);
	struct dated d;

	for (size_t i = 0; next_dated(text, meeting, &i, &d);)
		if (!is_right(&d)) {
			say_mismatch(u, &d, at);
			return;
		}
}

/*
 * What single values look like: dates, times, flags, paths, addresses.
 *
 * A row for each type: what holds for it, what it is called, how to write it.  Knows
 * nothing of keys or of other values; those are meta's.
 */
#include "compile/value.h"

#include "base/ascii.h"
#include "base/date.h"
#include "base/nearest.h"
#include "base/path.h"
#include "base/utf8.h"
#include "compile/tick.h"
#include "object/schedule.h"

#define QUOTED_MOST 60		/* characters */

static bool
has_blank(struct str s)
{
	for (size_t i = 0; i < s.len;)
		if (utf8_is_blank(utf8_next(s, &i)))
			return true;
	return false;
}

bool
value_has_scheme(struct str url)
{
	size_t i = 0;

	while (i < url.len && (ascii_is_letter(url.at[i]) || (i > 0 && (ascii_is_digit(url.at[i])
		|| str_find_char(STR("+-."), url.at[i], 0) < 3))))
		i++;
	return i > 0 && i < url.len && url.at[i] == ':';
}

static bool
is_flag(const struct shape *shape, struct str s)
{
	(void)shape;
	return str_is(s, "true") || str_is(s, "false");
}

/* What other programs take for a flag. */
static const char *
flag_of(struct str s)
{
	static const char yes[] = "yes|y|on|true|1";
	static const char no[] = "no|n|off|false|0";

	return str_is_one_of_nocase(s, yes) ? "true" : str_is_one_of_nocase(s, no) ? "false" : NULL;
}

static bool
is_flag_or_reason(const struct shape *shape, struct str s)
{
	return is_flag(shape, s) || !flag_of(s);
}

static bool
is_choice(const struct shape *shape, struct str s)
{
	for (const char *const *c = shape->choices; *c; c++)
		if (str_is(s, *c))
			return true;
	return false;
}

static bool
is_date(const struct shape *shape, struct str s)
{
	struct date unused;

	return date_read(s, &unused) || (shape->choices && is_choice(shape, s));
}

static bool
is_time(const struct shape *shape, struct str s)
{
	(void)shape;
	if (s.len != 5 || s.at[2] != ':')
		return false;
	for (size_t i = 0; i < 5; i++)
		if (i != 2 && !ascii_is_digit(s.at[i]))
			return false;
	return (s.at[0] - '0') * 10 + s.at[1] - '0' < 24 && s.at[3] < '6';
}

/* Where on the site it leads is seen when it is resolved. */
static bool
is_path(const struct shape *shape, struct str s)
{
	(void)shape;
	return !value_has_scheme(s) && !str_starts(s, "//")
		&& str_find_char(s, '\\', 0) == s.len && str_find_char(s, '\n', 0) == s.len;
}

static bool
is_address(const struct shape *shape, struct str s)
{
	size_t slashes = str_find(s, STR("://"), 0);

	(void)shape;
	return (slashes == 4 || slashes == 5) && !has_blank(s) && s.len > slashes + 3
		&& (str_starts(s, "http://") || str_starts(s, "https://"));
}

static bool
is_url(const struct shape *shape, struct str s)
{
	if (str_starts(s, "mailto:"))
		return !has_blank(s) && str_find_char(s, '@', 0) < s.len;
	if (value_has_scheme(s) && (str_find(s, STR(".md"), 0) < s.len || str_find(s, STR(".csv"), 0) < s.len)
		&& !str_starts(str_from(s, str_find_char(s, ':', 0)), "://"))
		return !has_blank(s);		/* of another site, which the linker knows */
	return is_address(shape, s) || (is_path(shape, s) && !has_blank(s));
}

static bool
is_email(const struct shape *shape, struct str s)
{
	size_t at = str_find_char(s, '@', 0);

	(void)shape;
	for (size_t i = 0; i < s.len; i++)
		if (str_find_char(STR("<>()\",;:\\"), s.at[i], 0) < 9)
			return false;
	return at > 0 && at + 1 < s.len && str_find_char(s, '@', at + 1) == s.len && !has_blank(s);
}

static bool
is_paragraph(const struct shape *shape, struct str s)
{
	(void)shape;
	return schedule_paragraph(s) != 0;
}

static bool
is_days(const struct shape *shape, struct str s)
{
	(void)shape;
	return str_is_digits(s) && s.len <= 2 && (s.len == 1 || s.at[0] != '0');
}

static bool
is_count(const struct shape *shape, struct str s)
{
	(void)shape;
	return str_is_digits(s) && s.len <= 4 && s.at[0] != '0';
}

static bool
is_votes(const struct shape *shape, struct str s)
{
	(void)shape;
	return str_is_digits(s) && s.len <= 4;
}

static bool
is_language(const struct shape *shape, struct str s)
{
	struct str part = str_cut(&s, '-');

	(void)shape;
	if (part.len < 2 || part.len > 3)
		return false;
	for (bool first = true; first || part.len > 0; first = false, part = str_cut(&s, '-')) {
		if (part.len > 8)
			return false;
		for (size_t i = 0; i < part.len; i++)
			if (!ascii_is_letter(part.at[i]) && (first || !ascii_is_digit(part.at[i])))
				return false;
	}
	return s.len == 0;
}

static bool
is_alias(const struct shape *shape, struct str s)
{
	return is_path(shape, s) && !has_blank(s) && str_find_char(s, '?', 0) == s.len
		&& str_find_char(s, '#', 0) == s.len && str_find(s, STR(".."), 0) == s.len;
}

static bool
is_code(const struct shape *shape, struct str s)
{
	enum diag_code unused;

	(void)shape;
	return diag_code_of(s, &unused);
}

/* What a front sheet shows besides the keys of the report itself. */
static const char *const sheet_keys[] = { "committee", "date", "meeting" };

#define SHEET_KEYS (sizeof(sheet_keys) / sizeof(*sheet_keys))

/* A key of a report with single values or texts behind it, and those that the linker knows how to show. */
static bool
is_shown_on_sheets(const struct field *f)
{
	static const char known[] = "contact|background|consultation|next_steps|fields";
	const struct shape *s = f->shape;

	if (str_is_one_of(str_of(f->name), known))
		return true;
	return (f->kinds & 1u << OBJECT_REPORT) && !s->keys && (!s->each || s->type != VALUE_NONE)
		&& (s->type != VALUE_NONE || (s->items && s->items->type != VALUE_NONE));
}

static bool
is_sheet_key(const struct shape *shape, struct str s)
{
	(void)shape;
	for (size_t i = 0; i < SHEET_KEYS; i++)
		if (str_is(s, sheet_keys[i]))
			return true;
	for (const struct field *f = fields_of(OBJECT_REPORT)->keys; f->name; f++)
		if (is_shown_on_sheets(f) && str_is(s, f->name))
			return true;
	return str_starts(s, "fields.") && s.len > 7;
}

/* help has what is written in place of what was there; NULL when the names say it. */
static const struct value_kind {
	bool      (*holds)(const struct shape *shape, struct str s);
	const char *called, *help;
} value_kinds[VALUE_TYPES] = {
	[VALUE_NONE] = { NULL, "nothing", NULL },
	[VALUE_TEXT] = { NULL, "a text", NULL },
	[VALUE_LINES] = { NULL, "a text", NULL },
	[VALUE_MARKDOWN] = { NULL, "a text", NULL },
	[VALUE_FLAG] = { is_flag, "`true` or `false`", NULL },
	[VALUE_FLAG_OR_REASON] = { is_flag_or_reason, "`true`, `false` or a reason", NULL },
	[VALUE_MARK] = { NULL, "`true`, `false` or a tick", NULL },
	[VALUE_DATE] = { is_date, "a date of the calendar",
		"write year, month and day, as in 2025-09-16" },
	[VALUE_TIME] = { is_time, "a time of day", "write hours and minutes, as in \"09:30\"" },
	[VALUE_PATH] = { is_path, "a file of this site",
		"write the file's name, or its path from the content folder with `/` before it" },
	[VALUE_URL] = { is_url, "an address of the web, or a file of this site",
		"begin it with https://, http:// or mailto:, or write a file's name; a blank is %20" },
	[VALUE_ADDRESS] = { is_address, "an address of the web", "begin it with https:// or http://" },
	[VALUE_EMAIL] = { is_email, "an email address", "write just the address: name@council.example" },
	[VALUE_PARAGRAPH] = { is_paragraph, "a paragraph of Schedule 12A, 1 to 7 (in Wales 12 to 18)",
		"write just the number, `exempt: 3`; leave the key out when it is public" },
	[VALUE_DAYS] = { is_days, "a number of days", "write a whole number, 0 to 99; 0 asks for none" },
	[VALUE_COUNT] = { is_count, "a number", "write a whole number, 1 to 9999" },
	[VALUE_VOTES] = { is_votes, "a number", "write a whole number, or a list of names" },
	[VALUE_CHOICE] = { is_choice, "", NULL },
	[VALUE_LANGUAGE] = { is_language, "a language", "write its code: en-GB, or cy for Welsh" },
	[VALUE_ALIAS] = { is_alias, "an old address of this site",
		"write it from the site's root, as in /old/address/" },
	[VALUE_CODE] = { is_code, "the code of a finding",
		"it stands between [ ] at the end of the finding, as in total-mismatch" },
	[VALUE_SHEET_KEY] = { is_sheet_key, "what a front sheet can show",
		"write a key of the report, `committee`, `date`, `meeting`, `fields`, or"
		" `fields.` and the name of a free fact" },
	[VALUE_RULE] = { NULL, "a rule", NULL },
};

struct str
value_expected(const struct shape *shape, struct arena *a)
{
	struct buf text = BUF_EMPTY;
	const char *single = value_kinds[shape->type].called;

	if (shape->type != VALUE_NONE)
		buf_text(&text, single);
	for (const char *const *c = shape->choices; c && *c; c++)
		buf_print(&text, "%s`%s`", !text.len ? "" : c[1] ? ", " : " or ", *c);
	if (shape->items)
		buf_text(&text, text.len ? " or a list" : "a list");
	if (shape->keys || shape->each)
		buf_text(&text, text.len ? " or a group of keys" : "a group of keys");

	return buf_keep(&text, a);
}

struct str
value_quoted(struct str text, struct arena *a)
{
	size_t end = 0, newline = str_find_char(text, '\n', 0);
	struct str line = str_head(text, newline);

	for (unsigned count = 0; end < line.len && count < QUOTED_MOST; count++)
		utf8_next(line, &end);
	return end == text.len ? text : str_print(a, STR_FMT "…", STR_ARG(str_head(line, end)));
}

/* 16/9/2025, 16.9.2025 or Tuesday 16 September 2025, as an officer writes it. */
static struct str
iso_of(struct str s, struct arena *a)
{
	char *text = arena_copy(a, s.at, s.len);
	struct date day = { 0, 0, 0 };
	int weekday;

	for (size_t i = 1; i + 1 < s.len; i++)
		if (text[i] == '.' && ascii_is_digit(text[i - 1]) && ascii_is_digit(text[i + 1]))
			text[i] = '/';
	size_t at = date_weekday_at((struct str){ text, s.len }, 0, &weekday);

	while (at < s.len && (text[at] == ' ' || text[at] == ','))
		at++;
	return date_written_at((struct str){ text, s.len }, at, &day) == s.len && day.year ? date_iso(a, day) : STR_NONE;
}

/* One or two digits at the start of a text, which they are cut from; 99: there are none. */
static unsigned
cut_two_digits(struct str *s)
{
	size_t n = 0;
	unsigned number = 0;

	for (; n < s->len && n < 2 && ascii_is_digit(s->at[n]); n++)
		number = number * 10 + (unsigned)(s->at[n] - '0');
	*s = str_from(*s, n);
	return n ? number : 99;
}

/* 10.00, 2.30pm or 10 am, as an officer writes it. */
static struct str
time_of(struct str s, struct arena *a)
{
	unsigned hour = cut_two_digits(&s), minute = 0;

	if (str_starts(s, ".") || str_starts(s, ":")) {
		s = str_from(s, 1);
		minute = cut_two_digits(&s);
	}
	bool am = str_is_one_of_nocase(str_trim(s), "am|a.m.|a.m"), pm = str_is_one_of_nocase(str_trim(s), "pm|p.m.|p.m");

	if (am || pm)
		hour = hour > 12 ? 99 : hour % 12 + (pm ? 12 : 0);
	return (am || pm || !s.len) && hour < 24 && minute < 60 ? str_print(a, "\"%02u:%02u\"", hour, minute) : STR_NONE;
}

static void
try_names(struct nearest *near, const struct shape *shape)
{
	if (shape->type == VALUE_CHOICE)
		for (const char *const *c = shape->choices; *c; c++)
			nearest_try(near, str_of(*c));
	if (shape->type == VALUE_CODE)
		for (unsigned i = 0; i < DIAG_COUNT; i++)
			nearest_try(near, str_of(diag_name((enum diag_code)i)));
	if (shape->type != VALUE_SHEET_KEY)
		return;
	for (size_t i = 0; i < SHEET_KEYS; i++)
		nearest_try(near, str_of(sheet_keys[i]));
	for (const struct field *f = fields_of(OBJECT_REPORT)->keys; f->name; f++)
		if (is_shown_on_sheets(f))
			nearest_try(near, str_of(f->name));
}

/* The best guess first, then how such values are written. */
static void
help(struct compilation *u, struct finding *f, const struct shape *shape, struct str text)
{
	const char *flag = shape->type == VALUE_FLAG || shape->type == VALUE_FLAG_OR_REASON ? flag_of(text) : NULL;
	struct str meant = shape->type == VALUE_DATE ? iso_of(text, u->arena)
		: shape->type == VALUE_TIME ? time_of(text, u->arena) : STR_NONE;
	struct nearest near;

	if (flag)
		diag_help(&u->diag, f, "write `%s`", flag);
	if (meant.len)
		diag_help(&u->diag, f, "write `" STR_FMT "`", STR_ARG(meant));
	nearest_init(&near, text);
	try_names(&near, shape);
	if (near.count)
		diag_help(&u->diag, f, STR_FMT, STR_ARG(nearest_text(&near, u->arena)));
	if (value_kinds[shape->type].help && !meant.len)
		diag_help(&u->diag, f, "%s", value_kinds[shape->type].help);
}

/* Runs of blanks and line ends made one blank. */
static struct str
one_line(struct str s, struct arena *a)
{
	char *out = arena_copy(a, s.at, s.len);
	size_t len = 0;

	for (size_t i = 0; i < s.len; i++) {
		bool blank = str_find_char(STR(" \t\r\n"), s.at[i], 0) < 4;

		if (!blank)
			out[len++] = s.at[i];
		else if (len > 0 && out[len - 1] != ' ')
			out[len++] = ' ';
	}
	return str_trim((struct str){ out, len });
}

/* Whatever it is, nothing of the paper depends on it: so it only warns. */
static bool
read_tick(struct compilation *u, const struct yaml_node *n, struct str called, struct str *out)
{
	enum tick tick = tick_read(n->text);
	struct finding *f;

	*out = tick == TICK_NO ? STR("false") : STR("true");
	if (tick == TICK_YES || tick == TICK_NO)
		return true;
	if (tick == TICK_LOOKALIKE) {
		f = diag_add(&u->diag, DIAG_MARK_UNKNOWN, n->at,
			"“" STR_FMT "” is a %s letter, not an X; it is taken as a tick", STR_ARG(n->text),
			tick_alphabet(n->text));
		diag_grade(&u->diag, f, SEVERITY_NOTE);
	} else {
		f = diag_add(&u->diag, DIAG_MARK_UNKNOWN, n->at, STR_FMT " must be a tick, not `" STR_FMT "`",
			STR_ARG(called), STR_ARG(value_quoted(n->text, u->arena)));
	}
	diag_help(&u->diag, f, "write x or ✓ for yes, and `no` or a dash for no");
	return tick == TICK_LOOKALIKE;
}

bool
value_read(struct compilation *u, const struct shape *shape, const struct yaml_node *n,
	struct str called, struct str *out)
{
	const struct value_kind *kind = &value_kinds[shape->type];

	*out = shape->type == VALUE_TEXT || shape->type == VALUE_FLAG_OR_REASON ? one_line(n->text, u->arena)
		: shape->type == VALUE_LINES || shape->type == VALUE_MARKDOWN ? str_trim(n->text)
		: n->text;
	if (shape->type == VALUE_MARK)
		return read_tick(u, n, called, out);
	if (!kind->holds || kind->holds(shape, n->text))
		return true;

	struct finding *f = diag_add(&u->diag,
		shape->type == VALUE_PARAGRAPH ? DIAG_EXEMPT_PARAGRAPH : DIAG_FIELD_TYPE, n->at,
		STR_FMT " must be " STR_FMT ", not `" STR_FMT "`", STR_ARG(called),
		STR_ARG(value_expected(shape, u->arena)), STR_ARG(value_quoted(n->text, u->arena)));

	help(u, f, shape, n->text);
	return false;
}

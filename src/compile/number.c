/*
 * Numbering: one row of functions for each mode.
 *
 * Knows how numbers are counted and spelled; where they stand on the page and in
 * the object is body.c's.  Written numbers are role.c's.
 */
#include "compile/number.h"

#include "compile/mark.h"

struct numbering_mode {
	bool (*heading)(struct numbers *n, unsigned level, struct number *out);
	bool (*paragraph)(struct numbers *n, struct number *out);
};

#define LEVEL_MOST 4	/* `#### 1.1.1` is the deepest heading that has a number */

static void
finish(struct numbers *n, struct str shown, struct number *out)
{
	if (n->is_part)
		shown = str_print(n->arena, "E" STR_FMT, STR_ARG(shown));

	struct str id = shown;

	if (n->appendix.len > 0)
		id = str_print(n->arena, STR_FMT "." STR_FMT, STR_ARG(n->appendix), STR_ARG(shown));
	*out = (struct number){ shown, id };
}

/* `##` is 1.0, and its paragraphs are 1.1, 1.2; deeper headings don't break the count. */
static bool
paragraphs_heading(struct numbers *n, unsigned level, struct number *out)
{
	if (level != 2)
		return false;
	n->counts[2]++;
	n->paragraphs = 0;
	finish(n, str_print(n->arena, "%u.0", n->counts[2]), out);
	return true;
}

static bool
paragraphs_paragraph(struct numbers *n, struct number *out)
{
	if (n->counts[2] == 0)
		return false;
	finish(n, str_print(n->arena, "%u.%u", n->counts[2], ++n->paragraphs), out);
	return true;
}

/* `##` is 1, `###` is 1.1, `####` is 1.1.1. */
static bool
headings_heading(struct numbers *n, unsigned level, struct number *out)
{
	level -= level > n->above + 1 ? n->above : 0;
	if (level > LEVEL_MOST || (level > 2 && n->counts[level - 1] == 0))
		return false;
	n->counts[level]++;
	for (unsigned deeper = level + 1; deeper <= LEVEL_MOST; deeper++)
		n->counts[deeper] = 0;

	struct str shown = str_print(n->arena, "%u", n->counts[2]);

	for (unsigned i = 3; i <= level; i++)
		shown = str_print(n->arena, STR_FMT ".%u", STR_ARG(shown), n->counts[i]);
	finish(n, shown, out);
	return true;
}

static bool
no_heading(struct numbers *n, unsigned level, struct number *out)
{
	(void)n, (void)level, (void)out;
	return false;
}

static bool
no_paragraph(struct numbers *n, struct number *out)
{
	(void)n, (void)out;
	return false;
}

static const struct numbering_mode modes[] = {
	[NUMBERING_PARAGRAPHS] = { paragraphs_heading, paragraphs_paragraph },
	[NUMBERING_HEADINGS]   = { headings_heading, no_paragraph },
	[NUMBERING_WRITTEN]    = { no_heading, no_paragraph },
	[NUMBERING_NONE]       = { no_heading, no_paragraph },
};

void
number_init(struct numbers *n, enum numbering mode, struct arena *a)
{
	*n = (struct numbers){ .mode = &modes[mode], .arena = a, .appendix = STR_NONE };
}

bool
number_heading(struct numbers *n, unsigned level, struct number *out)
{
	if (n->is_part && level <= n->above + 2)
		return false;	/* the first number is the part's own: `#` and `##` come out alike */
	return n->mode->heading(n, level, out);
}

bool
number_paragraph(struct numbers *n, struct number *out)
{
	return n->mode->paragraph(n, out);
}

void
number_appendix(struct numbers *n, struct str id)
{
	const struct numbering_mode *mode = n->mode;

	*n = (struct numbers){ .mode = mode, .arena = n->arena, .appendix = id };
}

void
number_part(struct numbers *n, unsigned part, unsigned level)
{
	*n = (struct numbers){ .mode = n->mode, .arena = n->arena, .appendix = n->appendix,
		.is_part = true, .above = level > 2 ? level - 2 : 0, .counts = { [2] = part } };
}

static bool
is_ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_ascii_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The length of one letter, or of up to three digits. */
static size_t
label_length(struct str s)
{
	size_t digits = 0;

	while (digits < s.len && digits < 4 && is_ascii_digit(s.at[digits]))
		digits++;
	if (digits > 0)
		return digits < 4 ? digits : 0;
	return s.len > 0 && is_ascii_letter(s.at[0]) ? 1 : 0;
}

bool
number_separator(struct str *s)
{
	static const char *const separators[] = { ":", ".", "-", "\u2013", "\u2014" };
	struct str rest = str_trim(*s);

	*s = rest;
	if (rest.len == 0)
		return true;
	for (size_t i = 0; i < sizeof(separators) / sizeof(separators[0]); i++) {
		if (!str_starts(rest, separators[i]))
			continue;
		*s = str_trim(str_from(rest, str_of(separators[i]).len));
		return true;
	}
	return false;
}

bool
number_is_appendix(struct str heading, struct str *name, struct str *title)
{
	static const char *const words[] = { "Appendix ", "Annex ", "Annexe " };
	struct str text = str_trim(heading);

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t len = str_of(words[i]).len;

		if (!str_equal_nocase(str_head(text, len), str_of(words[i])))
			continue;
		size_t end = len + label_length(str_from(text, len));

		*title = str_from(text, end);
		*name = str_head(text, end);
		return end > len && number_separator(title);
	}
	return false;
}

size_t
number_letter(struct str text, struct str *mark, struct str *letter)
{
	struct mark m;
	bool read = mark_read(text, &m) && m.close;

	if (!read || (m.kind == MARK_DECIMAL && !m.open))
		return 0;
	*mark = m.written;
	*letter = m.bare;
	return m.len;
}

/*
 * The limits that keep the Markdown parser linear, checked before it is called.
 *
 * Knows the look of Markdown's lines, not their meaning: where the parser might
 * see a paragraph or a table it counts as if it did.  What a limit is for stands in SAFETY.md;
 * what else can make the parser slow is caught by the deadline in markdown.c.
 */
#include "compile/prescan.h"

#include "base/ascii.h"

const struct prescan_limit prescan_limits[PRESCAN_RULES] = {
	[PRESCAN_FILE] = { DIAG_TOO_LARGE, 1 << 20, "this file is larger than 1 MiB",
		"divide it into a report and its appendices" },
	[PRESCAN_LINE] = { DIAG_TOO_LARGE, 16 << 10, "this line is longer than 16 KiB",
		"divide it into paragraphs, with a blank line between them" },
	[PRESCAN_RUN] = { DIAG_TOO_LARGE, 16 << 10,
		"the lines from here on are longer than 16 KiB without a blank line",
		"put a blank line between paragraphs" },
	[PRESCAN_MARKERS] = { DIAG_TOO_DEEP, 20,
		"more than 20 lists and quotations stand inside each other here",
		"a list inside a list inside a list is as deep as a reader can follow" },
	[PRESCAN_INDENT] = { DIAG_TOO_DEEP, 80,
		"this list item is indented by more than 80 columns",
		"move it to the left: two to four spaces for each list that it stands in" },
	[PRESCAN_BRACKETS] = { DIAG_TOO_LARGE, 600,
		"this paragraph holds more than 600 opening brackets [",
		"divide the paragraph" },
	[PRESCAN_DECLARATIONS] = { DIAG_TOO_LARGE, 32,
		"this paragraph holds more than 32 of <? and <!",
		"remove the markup that another program left here" },
	[PRESCAN_DELIMITERS] = { DIAG_TOO_LARGE, 4,
		"these lines look like the dashes below the header of a table, again and again",
		"put a blank line before each table, and as many dashes as its header has cells" },
	[PRESCAN_PIPES] = { DIAG_TOO_LARGE, 128, "this line holds more than 128 vertical bars |",
		"keep a table of that width in a CSV file" },
	[PRESCAN_COLUMNS] = { DIAG_TOO_LARGE, 64, "this table has more than 64 columns",
		"keep a table of that width in a CSV file" },
	[PRESCAN_CELLS] = { DIAG_TOO_LARGE, 60000,
		"the tables of this file have more than 60,000 cells",
		"keep large tables in CSV files" },
	[PRESCAN_DEFINITIONS] = { DIAG_TOO_LARGE, 16 << 20,
		"this address is too long for a file with so many links",
		"write the address in the links that need it" },
};

struct scan {
	enum prescan_rule broken;
	bool   failed;
	size_t counts[PRESCAN_RULES];	/* so far: in the run, or in the file */
	bool   in_run, in_table;
	size_t columns;			/* of the table that is open */
	/* of the line before, as a table's header would have them */
	size_t cells_before;
	size_t brackets;		/* in the file */
	size_t definition, longest;	/* bytes of the one being read, and of the longest */
};

static void
raise_to(struct scan *s, enum prescan_rule rule, size_t count)
{
	s->counts[rule] = count;
	if (count > prescan_limits[rule].most && !s->failed) {
		s->failed = true;
		s->broken = rule;
	}
}

static void
count_more(struct scan *s, enum prescan_rule rule, size_t more)
{
	raise_to(s, rule, s->counts[rule] + more);
}

/* What is counted for each paragraph begins again. */
static void
start_run(struct scan *s)
{
	s->counts[PRESCAN_RUN] = s->counts[PRESCAN_BRACKETS] = 0;
	s->counts[PRESCAN_DECLARATIONS] = s->counts[PRESCAN_DELIMITERS] = 0;
	s->in_table = false;
	s->cells_before = 0;
	s->definition = 0;
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\v' || c == '\f';
}

/* Past blanks from i on; *columns counts them, tabs to the next multiple of four. */
static size_t
skip_blanks(struct str line, size_t i, size_t *columns)
{
	for (; i < line.len && is_space(line.at[i]); i++)
		*columns += line.at[i] == '\t' ? 4 - *columns % 4 : 1;
	return i;
}

/* `- - -`, `***`: three or more of one character and blanks. */
static bool
is_thematic_break(struct str line, size_t i)
{
	char mark = line.at[i];
	size_t count = 0;

	if (mark != '-' && mark != '*')
		return false;
	for (; i < line.len; i++) {
		if (line.at[i] == mark)
			count++;
		else if (!is_space(line.at[i]))
			return false;
	}
	return count >= 3;
}

static bool
ends_or_blank(struct str line, size_t i)
{
	return i >= line.len || is_space(line.at[i]);
}

/* The length of a list item's marker at i, or 0. */
static size_t
item_marker(struct str line, size_t i)
{
	char c = line.at[i];
	size_t digits = i;

	if (c == '-' || c == '+' || c == '*')
		return ends_or_blank(line, i + 1) ? 1 : 0;
	while (digits < line.len && digits - i < 9 && line.at[digits] >= '0'
		&& line.at[digits] <= '9')
		digits++;
	if (digits == i || digits >= line.len || (line.at[digits] != '.' && line.at[digits] != ')'))
		return 0;
	return ends_or_blank(line, digits + 1) ? digits + 1 - i : 0;
}

/* `[label]:`, of a footnote when it begins with `[^`; the length, or 0. */
static size_t
definition_marker(struct str line, size_t i)
{
	size_t end = str_find_char(line, ']', i);

	if (line.at[i] != '[' || end + 1 >= line.len || line.at[end + 1] != ':')
		return 0;
	return end + 2 - i;
}

/* The length of what begins a list item or a footnote at i, or 0. */
static size_t
marker_of(struct str line, size_t i)
{
	size_t item = item_marker(line, i);

	if (item == 0 && str_starts(str_from(line, i), "[^"))
		return definition_marker(line, i);
	return item;
}

/* Pass the markers of containers at the line's head; gives where its text begins. */
static size_t
pass_containers(struct scan *s, struct str line)
{
	size_t i = 0, markers = 0, columns = 0;

	for (;;) {
		size_t blanks = 0, marker = 0;

		i = skip_blanks(line, i, &blanks);
		columns += blanks;
		if (i >= line.len || is_thematic_break(line, i))
			break;
		if (line.at[i] == '>')
			marker = 1;
		else
			marker = marker_of(line, i);
		if (marker > 0 && line.at[i] != '>')
			start_run(s);
		if (marker == 0)
			break;
		raise_to(s, PRESCAN_INDENT, columns);
		raise_to(s, PRESCAN_MARKERS, ++markers);
		i += marker;
		if (s->failed)
			break;
	}
	return i;
}

enum line_look { LOOK_TEXT, LOOK_BLANK, LOOK_ALONE, LOOK_DELIMITER };

static bool
is_heading(struct str text)
{
	size_t level = 0;

	while (level < text.len && text.at[level] == '#')
		level++;
	return level >= 1 && level <= 6 && ends_or_blank(text, level);
}

/* A line of only - or = is a heading's underline, which ends its paragraph. */
static enum line_look
look_at(struct str text)
{
	size_t dashes = 0, doubles = 0, bars = 0, bare = text.len;

	if (text.len == 0)
		return LOOK_BLANK;
	if (is_heading(text) || str_starts(text, "```") || str_starts(text, "~~~"))
		return LOOK_ALONE;
	while (bare > 0 && (text.at[bare - 1] == ' ' || text.at[bare - 1] == '\t'))
		bare--;
	for (size_t i = 0; i < bare; i++) {
		char c = text.at[i];

		dashes += c == '-';
		doubles += c == '=';
		bars += c == '|' || c == ':' || is_space(c);
		if (dashes + doubles + bars <= i)
			return LOOK_TEXT;
	}
	if (dashes == bare || doubles == bare)
		return LOOK_ALONE;
	return dashes > 0 && doubles == 0 ? LOOK_DELIMITER : LOOK_TEXT;
}

/* Cells of a line as a table's row: bars at its ends don't count. */
static size_t
cells_of(struct str text, size_t bars)
{
	struct str row = str_trim(text);

	if (bars > 0 && str_starts(row, "|"))
		bars--;
	if (bars > 0 && row.len > 1 && str_ends(row, "|") && !str_ends(row, "\\|"))
		bars--;
	return bars + 1;
}

struct tally {
	size_t brackets, declarations, bars, open_bars;	/* open_bars: not escaped */
};

static struct tally
tally_of(struct str text)
{
	struct tally t = { 0 };

	for (size_t i = 0; i < text.len; i++) {
		if (ascii_is_lower(text.at[i]) || text.at[i] == ' ')
			continue;	/* nearly all there is */
		switch (text.at[i]) {
		case '[':
			t.brackets++;
			break;
		case '|':
			t.bars++;
			t.open_bars += i == 0 || text.at[i - 1] != '\\';
			break;
		case '<':
			t.declarations += str_starts(str_from(text, i), "<?")
				|| str_starts(str_from(text, i), "<!");
			break;
		default:
			break;
		}
	}
	return t;
}

/* Where a table opens, and then each of its rows, count for themselves. */
static void
follow_table(struct scan *s, enum line_look look, size_t cells)
{
	if (!s->in_table && look == LOOK_DELIMITER) {
		if (s->cells_before == cells) {
			start_run(s);
			s->in_table = true;
			s->columns = cells;
			raise_to(s, PRESCAN_COLUMNS, cells);
			count_more(s, PRESCAN_CELLS, cells);
		} else {
			count_more(s, PRESCAN_DELIMITERS, 1);
		}
	} else if (s->in_table) {
		start_run(s);
		s->in_table = true;
		count_more(s, PRESCAN_CELLS, s->columns);
	}
}

/* The parser copies a definition's address for each link that uses it. */
static void
follow_definition(struct scan *s, struct str line, struct str text)
{
	if (text.len > 0 && definition_marker(text, 0) > 0)
		s->definition = line.len;
	else if (s->definition > 0)
		s->definition += line.len;
	if (s->definition > s->longest)
		s->longest = s->definition;
	if (s->longest > 0)
		raise_to(s, PRESCAN_DEFINITIONS, s->brackets * s->longest);
}

static void
scan_line(struct scan *s, struct str line)
{
	raise_to(s, PRESCAN_LINE, line.len);

	struct str text = str_from(line, pass_containers(s, line));
	enum line_look look = look_at(text);

	if (look == LOOK_BLANK || look == LOOK_ALONE)
		start_run(s);

	struct tally t = tally_of(line);
	size_t cells = cells_of(text, t.open_bars);

	follow_table(s, look, cells);
	s->cells_before = look == LOOK_TEXT || look == LOOK_DELIMITER ? cells : 0;
	s->brackets += t.brackets;
	follow_definition(s, line, text);
	raise_to(s, PRESCAN_PIPES, t.bars);
	count_more(s, PRESCAN_RUN, line.len);
	count_more(s, PRESCAN_BRACKETS, t.brackets);
	count_more(s, PRESCAN_DECLARATIONS, t.declarations);
	if (look == LOOK_ALONE)
		start_run(s);
}

/* The next c at or after start, looked for again only when start has passed the last one found. */
static size_t
next_of(struct str text, char c, size_t start, size_t *known)
{
	if (*known < start || *known == SIZE_MAX)
		*known = str_find_char(text, c, start);
	return *known;
}

bool
prescan(struct str text, enum prescan_rule *rule, size_t *at)
{
	struct scan s = { 0 };
	size_t lf = SIZE_MAX, cr = SIZE_MAX;

	*at = 0;
	raise_to(&s, PRESCAN_FILE, text.len);
	for (size_t i = 0; i < text.len && !s.failed;) {
		size_t feed = next_of(text, '\n', i, &lf), back = next_of(text, '\r', i, &cr);
		size_t end = feed < back ? feed : back;

		*at = i;
		scan_line(&s, str_slice(text, i, end));
		i = end == back && feed == back + 1 ? end + 2 : end + 1;
	}
	*rule = s.broken;
	return !s.failed;
}

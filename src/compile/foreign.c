/*
 * Files that are called .csv or .md and are something else: a workbook, a picture, a web page.
 *
 * Knows how such files begin, and what an officer does to get a table or a text out of each.  One finding
 * says it, for the file as a whole: nothing inside it is worth a place of its own.
 */
#include "compile/unit.h"

#define LOOK     1024u	/* bytes that show what a file is */
#define ODD_MOST 8u	/* control characters among them: more are no slip of an export */

#define SAVE_WORKBOOK "open it, and save the sheet as `CSV UTF-8 (Comma delimited)`; " \
	"changing the file's name alone does not change what is in it"
#define SAVE_TEXT "copy the table into a spreadsheet, and save that as `CSV UTF-8`"
#define NO_TABLE  "ask for the figures as a table, and save that as `CSV UTF-8`"
#define NO_TEXT   "copy its text into a text file whose name ends in .md; " \
	"changing the file's name alone does not change what is in it"

/* The first row that fits is taken: one with a second mark stands before one without. */
static const struct {
	const char *begins;
	const char *within;	/* stands in the first bytes too, or NULL */
	const char *what, *help;
	const char *in_text;	/* what it is where a text should be; NULL: a text may begin so */
} kinds[] = {
	{ "PK\3\4", "opendocument", "a spreadsheet of LibreOffice", SAVE_WORKBOOK, "a document of LibreOffice" },
	{ "PK\3\4", "word/", "a Word document", SAVE_TEXT, "a Word document" },
	{ "PK\3\4", "xl/", "an Excel workbook", SAVE_WORKBOOK, "an Excel workbook" },
	{ "PK\3\4", "[Content_Types].xml", "an Excel workbook", SAVE_WORKBOOK, "an office document" },
	{ "PK\3\4", NULL, "a ZIP folder", "unpack it, and use the table inside it", "a ZIP folder" },
	{ "\xd0\xcf\x11\xe0", NULL, "an old Excel workbook", SAVE_WORKBOOK, "an old Word document" },
	{ "\x09\x08\x10", NULL, "an old Excel workbook", SAVE_WORKBOOK, NULL },
	{ "\x1f\x8b", NULL, "a packed file", "unpack it, and use the table inside it", "a packed file" },
	{ "%PDF-", NULL, "a PDF document", NO_TABLE, "a PDF document" },
	{ "{\\rtf", NULL, "a text document (RTF)", SAVE_TEXT, "a document in RTF" },
	{ "\x89PNG", NULL, "a picture (PNG)", NO_TABLE, "a picture (PNG)" },
	{ "\xff\xd8\xff", NULL, "a picture (JPEG)", NO_TABLE, "a picture (JPEG)" },
	{ "GIF8", NULL, "a picture (GIF)", NO_TABLE, NULL },
	{ "<!DOCTYPE html", NULL, "a web page", SAVE_TEXT, NULL },
	{ "<html", NULL, "a web page", SAVE_TEXT, NULL },
	{ "<?xml", "spreadsheet", "an Excel workbook (XML)", SAVE_WORKBOOK, NULL },
	{ "<?xml", NULL, "an XML file", SAVE_TEXT, NULL },
	{ "{\"", NULL, "a JSON file", NO_TABLE, NULL },
	{ "[{", NULL, "a JSON file", NO_TABLE, NULL },
};

#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

/* Control characters that no text has. */
static size_t
count_odd(struct str bytes)
{
	size_t odd = 0;

	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char c = (unsigned char)bytes.at[i];

		odd += (c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7f;
	}
	return odd;
}

/* Every second byte is NUL: UTF-16 whose first two bytes don't say so. */
static bool
is_wide(struct str bytes)
{
	size_t nuls[2] = { 0, 0 };

	for (size_t i = 0; i < bytes.len; i++)
		nuls[i % 2] += bytes.at[i] == '\0';
	return bytes.len > 8 && (nuls[0] * 4 > bytes.len || nuls[1] * 4 > bytes.len)
		&& (nuls[0] == 0 || nuls[1] == 0);
}

static void
say(struct compilation *u, const char *what, const char *help)
{
	struct finding *f = diag_add(&u->diag, DIAG_CSV_MALFORMED, source_whole(&u->source),
		"this is not a CSV file: it is %s", what);

	diag_help(&u->diag, f, "%s", help);
}

static bool
begins(struct str text, const char *wanted)
{
	return str_equal_nocase(str_head(text, str_of(wanted).len), str_of(wanted));
}

/* What a file is by its first bytes: a row of kinds, or as many as there are. */
static size_t
find_kind(const struct compilation *u)
{
	struct str bytes = str_head(u->in->bytes, LOOK);
	struct str text = str_trim(str_starts(bytes, "\xef\xbb\xbf") ? str_from(bytes, 3) : bytes);
	size_t i = 0;

	while (i < KINDS && (!(begins(bytes, kinds[i].begins) || begins(text, kinds[i].begins)) || (kinds[i].within
		&& str_find(u->in->bytes, str_of(kinds[i].within), 0) == u->in->bytes.len)))
		i++;
	return i;
}

bool
foreign_check_text(struct compilation *u)
{
	size_t kind = find_kind(u);

	if (kind == KINDS || !kinds[kind].in_text)
		return true;
	struct finding *f = diag_add(&u->diag, DIAG_ENCODING, source_whole(&u->source),
		"this is not a text file: it is %s", kinds[kind].in_text);

	diag_grade(&u->diag, f, SEVERITY_ERROR);
	diag_help(&u->diag, f, NO_TEXT);
	return false;
}

bool
foreign_check(struct compilation *u)
{
	struct str bytes = str_head(u->in->bytes, LOOK);
	size_t kind = find_kind(u);

	if (kind < KINDS) {
		say(u, kinds[kind].what, kinds[kind].help);
		return false;
	}
	if (str_starts(bytes, "\xff\xfe") || str_starts(bytes, "\xfe\xff"))
		return true;
	if (is_wide(bytes)) {
		say(u, "text in UTF-16 without the mark that says so", "save it again as `CSV UTF-8`");
		return false;
	}
	if (count_odd(bytes) > ODD_MOST) {
		say(u, "not even text", NO_TABLE);
		return false;
	}
	return true;
}

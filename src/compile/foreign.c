/*
 * Files that are called .csv and are something else: a workbook, a picture, a web page.
 *
 * Knows how such files begin, and what an officer does to get a table out of each.  One finding says
 * it, for the file as a whole: nothing inside it is worth a place of its own.
 */
#include "compile/unit.h"

#define LOOK     1024u	/* bytes that show what a file is */
#define ODD_MOST 8u	/* control characters among them: more are no slip of an export */

#define SAVE_WORKBOOK "open it, and save the sheet as `CSV UTF-8 (Comma delimited)`; " \
	"changing the file's name alone does not change what is in it"
#define SAVE_TEXT "copy the table into a spreadsheet, and save that as `CSV UTF-8`"
#define NO_TABLE  "ask for the figures as a table, and save that as `CSV UTF-8`"

/* The first row that fits is taken: one with a second mark stands before one without. */
static const struct {
	const char *begins;
	const char *within;	/* stands in the first bytes too, or NULL */
	const char *what, *help;
} kinds[] = {
	{ "PK\3\4", "opendocument", "a spreadsheet of LibreOffice", SAVE_WORKBOOK },
	{ "PK\3\4", "word/", "a Word document", SAVE_TEXT },
	{ "PK\3\4", "xl/", "an Excel workbook", SAVE_WORKBOOK },
	{ "PK\3\4", "[Content_Types].xml", "an Excel workbook", SAVE_WORKBOOK },
	{ "PK\3\4", NULL, "a ZIP folder", "unpack it, and use the table inside it" },
	{ "\xd0\xcf\x11\xe0", NULL, "an old Excel workbook", SAVE_WORKBOOK },
	{ "\x09\x08\x10", NULL, "an old Excel workbook", SAVE_WORKBOOK },
	{ "\x1f\x8b", NULL, "a packed file", "unpack it, and use the table inside it" },
	{ "%PDF-", NULL, "a PDF document", NO_TABLE },
	{ "{\\rtf", NULL, "a text document (RTF)", SAVE_TEXT },
	{ "\x89PNG", NULL, "a picture (PNG)", NO_TABLE },
	{ "\xff\xd8\xff", NULL, "a picture (JPEG)", NO_TABLE },
	{ "GIF8", NULL, "a picture (GIF)", NO_TABLE },
	{ "<!DOCTYPE html", NULL, "a web page", SAVE_TEXT },
	{ "<html", NULL, "a web page", SAVE_TEXT },
	{ "<?xml", "spreadsheet", "an Excel workbook (XML)", SAVE_WORKBOOK },
	{ "<?xml", NULL, "an XML file", SAVE_TEXT },
	{ "{\"", NULL, "a JSON file", NO_TABLE },
	{ "[{", NULL, "a JSON file", NO_TABLE },
};

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

bool
foreign_check(struct compilation *u)
{
	struct str bytes = str_head(u->in->bytes, LOOK);
	struct str text = str_trim(str_starts(bytes, "\xef\xbb\xbf") ? str_from(bytes, 3) : bytes);

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (!(begins(bytes, kinds[i].begins) || begins(text, kinds[i].begins)) || (kinds[i].within
			&& str_find(u->in->bytes, str_of(kinds[i].within), 0) == u->in->bytes.len))
			continue;
		say(u, kinds[i].what, kinds[i].help);
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

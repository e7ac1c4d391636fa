/*
 * Files that are no tables, or are damaged: each is a finding with its place, and nothing worse.
 */
#include <stdlib.h>
#include <string.h>

#include "table_case.h"

static unsigned
findings(void)
{
	unsigned n = 0;

	for (const struct finding *f = u.diag.first; f; f = f->next)
		n++;
	return n;
}

/* One finding of this code and place, whose message or help has a part. */
static void
assert_only(enum diag_code code, uint32_t line, uint32_t column, const char *part)
{
	const struct finding *f = u.diag.first;

	assert_int_equal(findings(), 1);
	assert_found_at(code, line, column);
	assert_non_null(f->help);
	if (str_find(f->message, str_of(part), 0) == f->message.len)
		assert_helps(f, part);
}

static void
a_file_of_another_kind_is_one_finding_that_names_it(void **state)
{
	static const struct {
		struct str  bytes;
		const char *what;
	} files[] = {
		{ { "PK\3\4\24\0\0\0\10\0[Content_Types].xml\0\1\2xl/workbook.xml", 47 }, "an Excel workbook" },
		{ { "PK\3\4\12\0\0\0mimetypeapplication/vnd.oasis.opendocument.spreadsheet", 62 },
			"a spreadsheet of LibreOffice" },
		{ { "PK\3\4\24\0\0\0\10\0word/document.xml\0\1", 29 }, "a Word document" },
		{ { "PK\3\4\24\0\0\0\10\0a.txt\0\1", 17 }, "a ZIP folder" },
		{ { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0", 12 }, "an old Excel workbook" },
		{ { "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16 }, "a picture (PNG)" },
		{ { "%PDF-1.4\n%\xe2\xe3\n", 13 }, "a PDF document" },
		{ { "\xef\xbb\xbf<!doctype html>\n<p>1,2\n", 26 }, "a web page" },
		{ { "<?xml version=\"1.0\"?>\n<Workbook xmlns=\"x:spreadsheet\">", 54 },
			"an Excel workbook (XML)" },
		{ { "{\"rows\": [1,2]}\n", 16 }, "a JSON file" },
		{ { "a\1b\2c\3d\4e\5f\6g\7h\10i\13j\14k,1\n", 25 }, "not even text" },
		{ { "S\0c\0h\0e\0m\0e\0,\0k\0\n\0", 18 }, "UTF-16" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		compile_bytes(files[i].bytes, NULL);
		assert_only(DIAG_CSV_MALFORMED, 0, 0, files[i].what);
	}
}

static void
what_holds_no_table_says_so(void **state)
{
	static const char *const files[] = { "", "\xef\xbb\xbf", "\n\n \n", ",,,\n,,,\n,,,\n", "# a\n# b\n" };

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		compile(files[i]);
		assert_only(DIAG_HEADER_MISSING, 0, 0, "the table is empty");
	}
	compile_bytes((struct str){ "\xff\xfe", 2 }, NULL);
	assert_only(DIAG_HEADER_MISSING, 0, 0, "the table is empty");
}

static void
a_header_alone_is_told_from_a_table(void **state)
{
	(void)state;
	compile("Scheme,Budget £k\n");
	assert_only(DIAG_HEADER_MISSING, 1, 1, "no rows below it");
	compile("Budget of 2025\n\nScheme,Budget £k\n\nSource: the ledger\n");
	assert_only(DIAG_HEADER_MISSING, 3, 1, "no rows below it");
}

static void
a_table_without_a_header_is_read_and_its_totals_checked(void **state)
{
	(void)state;
	compile("Baths,250\nRoads,100\nTotal,450\n");
	assert_found_at(DIAG_HEADER_MISSING, 1, 1);
	assert_found_at(DIAG_TOTAL_MISMATCH, 3, 7);
	assert_int_equal(findings(), 2);
}

static void
a_nul_is_found_where_it_stands(void **state)
{
	(void)state;
	compile_bytes((struct str){ "Scheme,£k\nBa\0ths,2\nRoads,3\nTotal,5\n", 36 }, NULL);
	assert_only(DIAG_CSV_MALFORMED, 2, 3, "NUL");
}

static void
a_quotation_mark_without_its_twin_is_found_where_it_opens(void **state)
{
	static const struct { const char *text; uint32_t line, column; } files[] = {
		{ "Scheme,£k\nBaths,2\n\"Roads,3\nTotal,5\n", 3, 1 },
		{ "Scheme,£k\nBaths,2\nRoads,\"3\nTotal,5\n", 3, 7 },
		{ "Scheme,£k\rBaths,2\r\"Roads,3\rTotal,5\r", 3, 1 },
		{ "\"", 1, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		compile(files[i].text);
		assert_only(DIAG_CSV_MALFORMED, files[i].line, files[i].column, "never closed");
	}
}

static void
lines_may_end_in_a_return_and_quoted_cells_hold_some(void **state)
{
	(void)state;
	compile("Scheme,£k\r\"Baths, old\",2\r\"Roads\rnew\",3\rTotal,9\r");
	assert_int_equal(findings(), 1);
	assert_found_at(DIAG_TOTAL_MISMATCH, 5, 7);
	compile("Scheme,£k\r\n\"Baths, old\",2\r\n\"Roads\r\nnew\",3\r\nTotal,5\r\n");
	assert_nothing_found();
}

static void
rows_longer_and_shorter_than_the_header_are_one_finding_each(void **state)
{
	(void)state;
	compile("Scheme,2025 £k,2026 £k\nBaths,2,7,9\nRoads,3\nTotal,5,7\n");
	assert_int_equal(findings(), 2);
	assert_int_equal(count_of(DIAG_ROW_RAGGED), 2);
	assert_found_at(DIAG_ROW_RAGGED, 2, 11);
}

static char *
repeated(const char *before, const char *text, size_t times, const char *behind)
{
	size_t len = strlen(text), front = strlen(before);
	char *all = malloc(front + len * times + strlen(behind) + 1);

	memcpy(all, before, front);
	for (size_t i = 0; i < times; i++)
		memcpy(all + front + i * len, text, len);
	strcpy(all + front + len * times, behind);
	return all;
}

/* In a table of a site it is the end; a file alone is read on. */
static void
a_cell_of_a_hundred_thousand_letters_is_found(void **state)
{
	char *text = repeated("Scheme,£k\nBaths,2\n\"", "abcdefghij", 10000, "\",3\nTotal,9\n");
	char *digits = repeated("Scheme,£k\nBaths,2\nRoads,", "9", 100000, "\nTotal,6\n");

	(void)state;
	compile(text);
	assert_only(DIAG_TOO_LARGE, 3, 1, "longer than 32 KiB");
	options.lone = true;
	compile(text);
	assert_found_at(DIAG_TOO_LARGE, 3, 1);
	assert_found_at(DIAG_TOTAL_MISMATCH, 4, 7);
	compile(digits);
	assert_found_at(DIAG_AMOUNT_OVERFLOW, 3, 7);
	assert_true(found(DIAG_AMOUNT_OVERFLOW)->message.len < 300);
	options.lone = false;
	free(text);
	free(digits);
}

static void
sixteen_thousand_columns_are_too_many_for_a_page_and_not_for_a_check(void **state)
{
	char *header = repeated("Scheme", ",a", 16381, "\n"), *roads = repeated("Roads", ",1", 16381, "\n");
	char *all = malloc(strlen(header) + 3 * strlen(roads));

	(void)state;
	strcpy(stpcpy(stpcpy(all, header), roads), roads);
	compile(all);
	assert_only(DIAG_TOO_LARGE, 1, 518, "16382 columns");
	options.lone = true;
	compile(all);
	assert_int_equal(table->ncolumn, 16382);
	options.lone = false;
	free(header);
	free(roads);
	free(all);
}

static void
a_first_line_that_names_the_separator_is_no_title(void **state)
{
	(void)state;
	compile("sep=;\nScheme;£k\nBaths;2\nRoads;3\nTotal;5\n");
	assert_nothing_found();
	assert_check(CHECK_TOTAL, 2, 1, VERDICT_EXACT, 2, NULL);
	assert_int_equal(table->title.len, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_of_another_kind_is_one_finding_that_names_it),
		cmocka_unit_test(what_holds_no_table_says_so),
		cmocka_unit_test(a_header_alone_is_told_from_a_table),
		cmocka_unit_test(a_table_without_a_header_is_read_and_its_totals_checked),
		cmocka_unit_test(a_nul_is_found_where_it_stands),
		cmocka_unit_test(a_quotation_mark_without_its_twin_is_found_where_it_opens),
		cmocka_unit_test(lines_may_end_in_a_return_and_quoted_cells_hold_some),
		cmocka_unit_test(rows_longer_and_shorter_than_the_header_are_one_finding_each),
		cmocka_unit_test(a_cell_of_a_hundred_thousand_letters_is_found),
		cmocka_unit_test(sixteen_thousand_columns_are_too_many_for_a_page_and_not_for_a_check),
		cmocka_unit_test(a_first_line_that_names_the_separator_is_no_title),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

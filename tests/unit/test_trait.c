/*
 * Tables as finance officers and their systems make them: each trait in a table of its own.
 *
 * A total is written {right|wrong}.  With the right figures the totals cover the cells that are wanted and
 * nothing is found but what the case names; with the wrong ones each line of one has an error.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "table_case.h"

enum bytes { AS_IT_IS, WITH_BOM, UTF_16_LITTLE, UTF_16_BIG, WINDOWS_1252, ENDS_CRLF, ENDS_CR };

struct trait {
	const char *name, *text;
	const char *wants;	/* "record.field=of the cells it sums; ...", fields from 1 */
	const char *codes;	/* what else is found, in any order */
	enum bytes  bytes;
};

static const struct trait traits[] = {
#include "traits.h"
};

/* The text with the first of two figures in each brace, or the second. */
static char *
choose(const char *text, bool wrong)
{
	char *out = malloc(strlen(text) + 1), *to = out;
	bool inside = false, second = false;

	for (; *text; text++) {
		if (*text == '{' || *text == '}') {
			inside = *text == '{';
			second = false;
		} else if (inside && *text == '|') {
			second = true;
		} else if (!inside || second == wrong) {
			*to++ = *text;
		}
	}
	*to = '\0';
	return out;
}

static size_t
put_wide(char *to, uint32_t c, bool big)
{
	to[big ? 0 : 1] = (char)(c >> 8);
	to[big ? 1 : 0] = (char)(c & 0xff);
	return 2;
}

/* Characters of one, two or three bytes in UTF-8 are all that the cases have. */
static uint32_t
next(const char **text)
{
	const unsigned char *s = (const unsigned char *)*text;
	size_t len = s[0] < 0x80 ? 1 : s[0] < 0xe0 ? 2 : 3;

	*text += len;
	return len == 1 ? s[0] : len == 2 ? (s[0] & 0x1fu) << 6 | (s[1] & 0x3fu)
		: (s[0] & 0xfu) << 12 | (s[1] & 0x3fu) << 6 | (s[2] & 0x3fu);
}

static struct str
encode(const char *text, enum bytes bytes)
{
	char *out = malloc(strlen(text) * 3 + 4);
	size_t len = 0;

	if (bytes == WITH_BOM)
		len = (size_t)sprintf(out, "\xef\xbb\xbf");
	if (bytes == UTF_16_LITTLE || bytes == UTF_16_BIG)
		len = put_wide(out, 0xfeff, bytes == UTF_16_BIG);
	while (*text) {
		const char *from = text;
		uint32_t c = next(&text);

		if (c == '\n' && (bytes == ENDS_CRLF || bytes == ENDS_CR))
			out[len++] = '\r';
		if (c == '\n' && bytes == ENDS_CR)
			continue;
		if (bytes == UTF_16_LITTLE || bytes == UTF_16_BIG)
			len += put_wide(out + len, c, bytes == UTF_16_BIG);
		else if (bytes == WINDOWS_1252)
			out[len++] = (char)c;
		else
			for (; from < text; from++)
				out[len++] = *from;
	}
	return (struct str){ out, len };
}

static void
read_trait(const struct trait *t, bool wrong)
{
	static char *text;
	static struct str bytes;

	free(text);
	free((void *)(uintptr_t)bytes.at);
	text = choose(t->text, wrong);
	bytes = encode(text, t->bytes);
	compile_bytes(bytes, NULL);
}

/* One wanted total: the check of its cell covers the cells that are named, and holds. */
static bool
covers_cells(const struct check *c, const char *cells)
{
	unsigned record, field, n = 0;
	int used;

	for (; sscanf(cells, " %u.%u%n", &record, &field, &used) == 2; n++) {
		bool any = false;

		cells += used;
		for (uint32_t i = 0; i < c->covers && !any; i++) {
			const struct cover *cover = &u.object.covers[c->first_cover + i];

			any = table->rows[cover->row].record == record
				&& table->columns[cover->column].field == field;
		}
		if (!any)
			return false;
	}
	return n == c->covers;
}

static bool
is_checked(const char *want)
{
	unsigned record, field;
	int used;

	if (sscanf(want, " %u.%u =%n", &record, &field, &used) != 2)
		return false;
	for (uint32_t i = 0; i < u.object.ncheck; i++) {
		const struct check *c = &u.object.checks[i];

		if (table->rows[c->row].record == record && table->columns[c->column].field == field
			&& c->verdict <= VERDICT_ROUNDING && covers_cells(c, want + used))
			return true;
	}
	return false;
}

static unsigned
say_findings(const struct trait *t, const char *what)
{
	printf("%s: %s\n", t->name, what);
	for (const struct finding *f = u.diag.first; f; f = f->next)
		printf("    %u:%u " STR_FMT "\n", f->at.line, f->at.column, STR_ARG(f->message));
	for (uint32_t i = 0; i < u.object.ncheck; i++) {
		const struct check *c = &u.object.checks[i];

		printf("    %u.%u =", table->rows[c->row].record, table->columns[c->column].field);
		for (uint32_t k = 0; k < c->covers; k++)
			printf(" %u.%u", table->rows[u.object.covers[c->first_cover + k].row].record,
				table->columns[u.object.covers[c->first_cover + k].column].field);
		printf(" (%s)\n", verdict_name(c->verdict));
	}
	return 1;
}

static unsigned
check_right(const struct trait *t)
{
	char *wants = strdup(t->wants), *rest = wants, *want;
	unsigned bad = 0;

	while ((want = strsep(&rest, ";")) && bad == 0)
		if (*want && !is_checked(want))
			bad += say_findings(t, want);
	free(wants);
	for (const struct finding *f = u.diag.first; f && bad == 0; f = f->next)
		if (!strstr(t->codes, diag_name(f->code)))
			bad += say_findings(t, diag_name(f->code));
	return bad;
}

/* Of a row that is not called a total a warning is enough, where the case names it. */
static bool
has_error(const struct trait *t, uint32_t line)
{
	for (const struct finding *f = u.diag.first; f; f = f->next)
		if (f->at.line == line && ((f->code == DIAG_TOTAL_UNCHECKED && strstr(t->codes, "total-unchecked"))
				|| f->code == DIAG_TOTAL_MISMATCH || f->code == DIAG_ROW_TOTAL_MISMATCH
				|| f->code == DIAG_FORMULA_MISMATCH || f->code == DIAG_SHARE_MISMATCH))
			return true;
	return false;
}

/* Each line with a brace has an error. */
static unsigned
check_wrong(const struct trait *t)
{
	uint32_t line = 1;

	for (const char *s = t->text; *s; s++) {
		line += *s == '\n';
		if (*s == '{' && !has_error(t, line))
			return say_findings(t, "the wrong figure is not found");
	}
	return 0;
}

static void
tables_are_read_as_they_are_made(void **state)
{
	unsigned bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(traits) / sizeof(traits[0]); i++) {
		read_trait(&traits[i], false);
		bad += check_right(&traits[i]);
		read_trait(&traits[i], true);
		bad += check_wrong(&traits[i]);
	}
	assert_int_equal(bad, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(tables_are_read_as_they_are_made) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}

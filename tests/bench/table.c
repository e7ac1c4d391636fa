/*
 * Large tables for the bench, and the least that a program with the same CSV parser must do.
 *
 *   table make KIND ROWS   a table of that many rows with six amounts each, on standard output
 *   table read FILE        the file through libcsv in blocks, with callbacks that do nothing
 *
 * The same KIND and ROWS give the same bytes.  Every total that is written holds.
 */
#include <err.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <csv.h>

#define AMOUNTS 6

static const struct kind {
	const char *name;
	bool        quoted;	/* "1,234.50" */
	bool        grouped;	/* all lines in one group */
	uint64_t    section;	/* lines between two totals; 0 for none */
	bool        grand;	/* a total of everything at the end */
} kinds[] = {
	{ "plain",   false, false, 0,      true },
	{ "quoted",  true,  false, 0,      true },
	{ "totals",  false, false, 20,     true },
	{ "group",   false, true,  0,      false },
	{ "section", false, false, 200000, false },
};

static uint64_t
random_next(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return *state >> 33;
}

/* Pounds, or pence where they are quoted. */
static void
put_amount(const struct kind *k, uint64_t n)
{
	char digits[24], out[40];
	int len = snprintf(digits, sizeof digits, "%llu", (unsigned long long)(k->quoted ? n / 100 : n));
	int to = 0;

	for (int i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0 && k->quoted)
			out[to++] = ',';
		out[to++] = digits[i];
	}
	out[to] = '\0';
	if (k->quoted)
		printf(",\"%s.%02u\"", out, (unsigned)(n % 100));
	else
		printf(",%s", out);
}

static void
put_row(const struct kind *k, const char *label, uint64_t number, const uint64_t amounts[AMOUNTS])
{
	printf(k->grouped ? "All services,%s" : "%s", label);
	if (number > 0)
		printf(" %llu", (unsigned long long)number);
	for (unsigned i = 0; i < AMOUNTS; i++)
		put_amount(k, amounts[i]);
	putchar('\n');
}

static void
make(const struct kind *k, uint64_t rows)
{
	uint64_t state = 1, sums[AMOUNTS] = { 0 }, all[AMOUNTS] = { 0 }, amounts[AMOUNTS];
	uint64_t sections = 0;

	printf("%sLine,Pay £,Premises £,Transport £,Supplies £,Contracts £,Grants £\n",
		k->grouped ? "Service," : "");
	for (uint64_t row = 1; row <= rows; row++) {
		for (unsigned i = 0; i < AMOUNTS; i++) {
			amounts[i] = random_next(&state) % (k->quoted ? 1000000 : 100000);
			sums[i] += amounts[i];
			all[i] += amounts[i];
		}
		put_row(k, "Line", row, amounts);
		if (k->section > 0 && row % k->section == 0) {
			put_row(k, "Total section", ++sections, sums);
			memset(sums, 0, sizeof sums);
		}
	}
	if (k->grand)
		put_row(k, "Grand total", 0, all);
}

static void
nothing(void *bytes, size_t len, void *context)
{
	(void)bytes;
	(void)len;
	(void)context;
}

static void
nothing_more(int end, void *context)
{
	(void)end;
	(void)context;
}

static void
read_all(const char *path)
{
	static char block[65536];
	struct csv_parser parser;
	FILE *file = fopen(path, "r");
	size_t n;

	if (!file || csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		err(2, "%s", path);
	while ((n = fread(block, 1, sizeof block, file)) > 0)
		if (csv_parse(&parser, block, n, nothing, nothing_more, NULL) != n)
			errx(2, "%s: no CSV", path);
	csv_fini(&parser, nothing, nothing_more, NULL);
	csv_free(&parser);
	fclose(file);
}

int
main(int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[1], "read") == 0) {
		read_all(argv[2]);
		return 0;
	}
	for (size_t i = 0; argc == 4 && i < sizeof kinds / sizeof kinds[0]; i++)
		if (strcmp(argv[1], "make") == 0 && strcmp(argv[2], kinds[i].name) == 0) {
			make(&kinds[i], strtoull(argv[3], NULL, 10));
			return fflush(stdout) == 0 ? 0 : 2;
		}
	errx(2, "usage: table make KIND ROWS | table read FILE");
}

/*
 * A council that never was, for the bench: N reports in meetings of ten, twelve committees.
 *
 * Every report has 1,300 words in 36 numbered paragraphs, a Markdown table, a CSV table whose sums
 * hold, five references to what is there and three claims that agree.  The same N gives
 * the same bytes, and a report refers only to earlier ones, so that report 7 is the same in a
 * council of any size.  Usage: council FOLDER N
 */
#include <ctype.h>
#include <err.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "words.h"

#define COUNT(table) ((unsigned)(sizeof(table) / sizeof((table)[0])))
#define SEED       20260302u
#define FIRST_DAY  16804	/* 2016-01-04, a Monday, in days since 1970 */
#define PER_MEETING 10
#define TAILS      47	/* in a hundred sentences: makes a report 1,300 words */
#define SECTIONS   COUNT(headings)
#define PARAGRAPHS 4		/* of a section */
#define GROUPS     3
#define LINES      6		/* of a group */
#define YEARS      2
#define ROWS       (GROUPS * (LINES + 1) + 1)

/* Where chance comes from: a stream of its own for each part of each report. */
enum part { PART_TITLE, PART_TABLE, PART_BODY, PARTS };

struct dice {
	uint64_t state;
};

/* splitmix64: a counter, and a mixing of its bits. */
static uint64_t
throw_dice(struct dice *d)
{
	uint64_t z = d->state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static struct dice
dice_of(unsigned report, enum part part)
{
	struct dice d = { SEED };

	d.state = throw_dice(&d) + (uint64_t)report * PARTS + part;
	d.state = throw_dice(&d);
	return d;
}

static unsigned
pick(struct dice *d, unsigned below)
{
	return (unsigned)(throw_dice(d) % below);
}

/* What another report has to know of one. */
struct report {
	unsigned    number;
	const char *act, *service;
	char        folder[64];	/* from the content folder, without a slash at its end */
	char        name[64];	/* without an ending; its table's has -costs behind it */
};

struct sheet {
	const char *group[GROUPS];
	const char *line[GROUPS * LINES];
	unsigned    amount[ROWS][YEARS];	/* line by line as in the file, in thousands */
};

static const char *const years[YEARS] = { "2026/27", "2027/28" };

static void
slug(char *text)
{
	for (; *text; text++)
		*text = isalnum((unsigned char)*text) ? (char)tolower((unsigned char)*text) : '-';
}

static void
committee_folder(char *folder, size_t size, unsigned seat)
{
	static const char above[] = "committees/";

	snprintf(folder, size, "%s%s", above, committees[seat]);
	slug(folder + sizeof(above) - 1);
}

static void
meeting_folder(char *folder, size_t size, unsigned meeting, char date[16])
{
	unsigned seat = meeting % COUNT(committees), sitting = meeting / COUNT(committees);
	time_t day = (time_t)(FIRST_DAY + sitting * 14 + seat % 5) * 86400;
	struct tm parts;

	gmtime_r(&day, &parts);
	strftime(date, 16, "%Y-%m-%d", &parts);
	committee_folder(folder, size, seat);

	size_t len = strlen(folder);

	snprintf(folder + len, size - len, "/%s", date);
}

static struct report
report_of(unsigned number)
{
	struct dice d = dice_of(number, PART_TITLE);
	struct report r = { .number = number };
	char date[16];

	r.act = acts[pick(&d, COUNT(acts))];
	r.service = services[pick(&d, COUNT(services))];
	meeting_folder(r.folder, sizeof r.folder, number / PER_MEETING, date);
	snprintf(r.name, sizeof r.name, "%s of %s %u", r.act, r.service, number);
	slug(r.name);
	return r;
}

/* count different ones of from, in an order of chance. */
static void
draw(struct dice *d, const char *const *from, unsigned nfrom, const char **into, unsigned count)
{
	const char *pool[64];

	memcpy(pool, from, nfrom * sizeof *pool);
	for (unsigned i = 0; i < count; i++) {
		unsigned at = i + pick(d, nfrom - i);

		into[i] = pool[at];
		pool[at] = pool[i];
	}
}

static struct sheet
sheet_of(unsigned number)
{
	struct dice d = dice_of(number, PART_TABLE);
	struct sheet s = { 0 };

	draw(&d, directorates, COUNT(directorates), s.group, GROUPS);
	draw(&d, services, COUNT(services), s.line, GROUPS * LINES);
	for (unsigned row = 0; row < ROWS - 1; row++) {
		unsigned total = row / (LINES + 1) * (LINES + 1) + LINES;

		for (unsigned year = 0; row != total && year < YEARS; year++) {
			unsigned amount = 20 + pick(&d, 2400);

			s.amount[row][year] = amount;
			s.amount[total][year] += amount;
			s.amount[ROWS - 1][year] += amount;
		}
	}
	return s;
}

/* With a comma before the thousands; no amount here reaches a thousand thousand. */
static const char *
thousands(char text[16], unsigned n)
{
	if (n < 1000)
		snprintf(text, 16, "%u", n);
	else
		snprintf(text, 16, "%u,%03u", n / 1000 % 1000, n % 1000);
	return text;
}

static FILE *
create(const char *folder, const char *name, const char *ending)
{
	char *path;
	FILE *file = NULL;

	if (asprintf(&path, "%s/%s%s", folder, name, ending) >= 0)
		file = fopen(path, "w");
	if (!file)
		err(2, "%s/%s%s", folder, name, ending);
	free(path);
	return file;
}

static void
finish(FILE *file)
{
	if (ferror(file) || fclose(file) == EOF)
		err(2, "write");
}

static void
make_folder(const char *path)
{
	if (mkdir(path, 0755) != 0 && errno != EEXIST)
		err(2, "%s", path);
}

static void
put_row(FILE *out, const char *group, const char *label, const unsigned amount[YEARS])
{
	char text[16];

	fprintf(out, "%s,%s", group, label);
	for (unsigned year = 0; year < YEARS; year++) {
		const char *form = amount[year] < 1000 ? ",%s" : ",\"%s\"";

		fprintf(out, form, thousands(text, amount[year]));
	}
	fputc('\n', out);
}

static void
write_sheet(FILE *out, const struct sheet *s)
{
	fprintf(out, "Directorate,Service");
	for (unsigned year = 0; year < YEARS; year++)
		fprintf(out, ",%s £k", years[year]);
	fputc('\n', out);
	for (unsigned row = 0; row < ROWS - 1; row++) {
		unsigned group = row / (LINES + 1), line = row % (LINES + 1);
		char total[64];

		snprintf(total, sizeof total, "Total %s", s->group[group]);
		put_row(out, s->group[group], line == LINES ? total : s->line[group * LINES + line],
			s->amount[row]);
	}
	put_row(out, "", "Grand total", s->amount[ROWS - 1]);
}

/* A figure in millions where that says it without doubt, else in thousands. */
static void
put_figure(FILE *out, unsigned amount)
{
	char text[16];
	unsigned tenths = (amount + 50) / 100;

	if (amount < 1000 || amount % 100 == 50)
		fprintf(out, "£%sk", thousands(text, amount));
	else
		fprintf(out, "£%u.%um", tenths / 10, tenths % 10);
}

/* A claim on any cell of a report's table. */
static void
put_claim(FILE *out, struct dice *d, unsigned number)
{
	struct report r = report_of(number);
	struct sheet s = sheet_of(number);
	unsigned row = pick(d, ROWS), year = pick(d, YEARS);
	unsigned group = row / (LINES + 1), line = row % (LINES + 1);
	char address[64], column[16];

	if (row == ROWS - 1)
		snprintf(address, sizeof address, "grand-total");
	else if (line == LINES)
		snprintf(address, sizeof address, "total %s", s.group[group]);
	else
		snprintf(address, sizeof address, "%s", s.line[group * LINES + line]);
	snprintf(column, sizeof column, "%s", years[year]);
	slug(address);
	slug(column);
	fputs(" This would cost [", out);
	put_figure(out, s.amount[row][year]);
	fprintf(out, "](/%s/%s-costs.csv#%s/%s) in the year.", r.folder, r.name, address, column);
}

static void
put_reference(FILE *out, struct dice *d, unsigned kind, unsigned number)
{
	struct report r = report_of(number);
	unsigned section = 1 + pick(d, SECTIONS), paragraph = 1 + pick(d, PARAGRAPHS);

	switch (kind) {
	case 0:
		fprintf(out, " The reasons are in [](#%u.%u).", section, paragraph);
		break;
	case 1:
		fprintf(out, " The sums are in [the table](/%s/%s-costs.csv).", r.folder, r.name);
		break;
	case 2:
		fprintf(out, " Members may compare [](/%s/%s.md#%u.%u).", r.folder, r.name, section,
			paragraph);
		break;
	default:
		fprintf(out, " It follows [an earlier decision](/%s/%s.md#%u.%u).", r.folder, r.name,
			section, paragraph);
	}
}

static void
put_sentence(FILE *out, struct dice *d)
{
	const char *subject = subjects[pick(d, COUNT(subjects))];
	const char *verb = verbs[pick(d, COUNT(verbs))];
	const char *object = objects[pick(d, COUNT(objects))];
	const char *mark = pick(d, 8) == 0 ? "**" : "";

	fprintf(out, "%s %s %s%s%s", subject, verb, mark, object, mark);
	if (pick(d, 100) < TAILS)
		fprintf(out, " %s", tails[pick(d, COUNT(tails))]);
	fputc('.', out);
}

static unsigned
earlier(struct dice *d, unsigned number)
{
	return number == 0 ? 0 : pick(d, number);
}

/* Two sentences, and in some paragraphs a reference or a claim. */
static void
put_paragraph(FILE *out, struct dice *d, unsigned number, unsigned index)
{
	put_sentence(out, d);
	fputc(' ', out);
	put_sentence(out, d);
	if (index % 7 == 4)
		put_reference(out, d, index / 7, earlier(d, number));
	if (index % 12 == 9)
		put_claim(out, d, index == 33 ? earlier(d, number) : number);
	fputs("\n\n", out);
}

static void
put_risks(FILE *out, struct dice *d)
{
	const char *risk[4], *answer[4];

	draw(d, risks, COUNT(risks), risk, 4);
	draw(d, answers, COUNT(answers), answer, 4);
	fputs("| Risk | Likelihood | Impact | Response |\n|---|---|---|---|\n", out);
	for (unsigned i = 0; i < 4; i++) {
		const char *likelihood = levels[pick(d, COUNT(levels))];
		const char *impact = levels[pick(d, COUNT(levels))];

		fprintf(out, "| %s | %s | %s | %s |\n", risk[i], likelihood, impact, answer[i]);
	}
	fputc('\n', out);
}

static void
write_report(FILE *out, const struct report *r)
{
	struct dice d = dice_of(r->number, PART_BODY);
	const char *director = directorates[pick(&d, COUNT(directorates))];

	fprintf(out, "---\ntitle: %s of %s (%u)\nreport_of: Director of %s\n", r->act, r->service,
		r->number, director);
	fprintf(out, "decision: Agree the proposal for %s and note its cost.\n---\n\n", r->service);
	for (unsigned index = 0; index < SECTIONS * PARAGRAPHS; index++) {
		if (index % PARAGRAPHS == 0)
			fprintf(out, "## %s\n\n", headings[index / PARAGRAPHS]);
		put_paragraph(out, &d, r->number, index);
		if (index == 4 * PARAGRAPHS + 1)
			put_risks(out, &d);
		if (index == 6 * PARAGRAPHS + 1)
			fprintf(out, "![What it would cost](%s-costs.csv)\n\n", r->name);
	}
}

static void
make_report(unsigned number)
{
	struct report r = report_of(number);
	struct sheet s = sheet_of(number);
	FILE *text = create(r.folder, r.name, ".md");

	write_report(text, &r);
	finish(text);

	FILE *table = create(r.folder, r.name, "-costs.csv");

	write_sheet(table, &s);
	finish(table);
}

static void
make_meeting(unsigned meeting, unsigned count)
{
	char folder[64], date[16];

	meeting_folder(folder, sizeof folder, meeting, date);
	make_folder(folder);

	FILE *out = create(folder, "meeting", ".md");

	fprintf(out, "---\ndate: %s\ntime: \"10:00\"\nvenue: Council Chamber\nagenda:\n", date);
	fputs("  - Apologies for absence\n  - Declarations of interest\n", out);
	for (unsigned i = meeting * PER_MEETING; i < (meeting + 1) * PER_MEETING && i < count; i++)
		fprintf(out, "  - report: %s.md\n", report_of(i).name);
	fputs("---\n", out);
	finish(out);
}

static void
make_committees(void)
{
	make_folder("committees");
	for (unsigned i = 0; i < COUNT(committees); i++) {
		char folder[64];

		committee_folder(folder, sizeof folder, i);
		make_folder(folder);

		FILE *out = create(folder, "committee", ".md");

		fprintf(out, "---\ntitle: %s Committee\n", committees[i]);
		fputs("summary: Looks after its part of the work.\n---\n\n"
			"## Terms of reference\n\nThe committee decides what falls to it.\n", out);
		finish(out);
	}
}

static void
make_site(void)
{
	FILE *out = create(".", "site", ".yaml");

	fputs("title: Papers of a council that never was\n"
		"base_url: https://papers.example/\n"
		"language: en-GB\n", out);
	finish(out);
}

int
main(int argc, char **argv)
{
	unsigned long count = argc == 3 ? strtoul(argv[2], NULL, 10) : 0;

	if (count == 0 || count > 1000000)
		errx(2, "usage: council FOLDER N");
	make_folder(argv[1]);
	if (chdir(argv[1]) != 0)
		err(2, "%s", argv[1]);
	make_folder("content");
	if (chdir("content") != 0)
		err(2, "content");
	make_site();
	make_committees();
	for (unsigned report = 0; report < count; report++) {
		if (report % PER_MEETING == 0)
			make_meeting(report / PER_MEETING, (unsigned)count);
		make_report(report);
	}
	return 0;
}

/*
 * Options as a table.  An option is given as `--name VALUE`, `--name=VALUE`, or by its
 * letter; each verb says by letters which it takes.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/nearest.h"
#include "base/path.h"
#include "cmd/options.h"

static bool
read_jobs(struct options *o, const char *value)
{
	unsigned n = 0;

	for (const char *c = value; *c; c++) {
		if (*c < '0' || *c > '9' || n > 1000)
			return false;
		n = n * 10 + (unsigned)(*c - '0');
	}
	o->jobs = n;
	return n >= 1 && n <= 256;
}

static bool
read_format(struct options *o, const char *value)
{
	static const char *const names[] = { "text", "json", "sarif" };

	for (int i = 0; i < 3; i++)
		if (strcmp(value, names[i]) == 0) {
			o->format = (enum format)i;
			return true;
		}
	return false;
}

static bool
read_list_format(struct options *o, const char *value)
{
	return read_format(o, value) && o->format != FORMAT_SARIF;
}

static bool
read_color(struct options *o, const char *value)
{
	static const char *const names[] = { "auto", "always", "never" };

	for (int i = 0; i < 3; i++)
		if (strcmp(value, names[i]) == 0) {
			o->color = (enum color)i;
			return true;
		}
	return false;
}

static bool
read_today(struct options *o, const char *value)
{
	return date_read(str_of(value), &o->today);
}

/* What is made beside a folder would be made inside of one that is called `.`, and be published with it. */
static bool read_out(struct options *o, const char *value) { o->out = value; return path_is_named(str_of(value)); }
static bool read_objects(struct options *o, const char *value) { o->objects = value; return *value != '\0'; }
static bool read_restricted(struct options *o, const char *value) { o->restricted = value; return path_is_named(str_of(value)); }
static bool set_restricted(struct options *o, const char *value) { (void)value; o->restricted = ""; return true; }
static bool set_strict(struct options *o, const char *value) { (void)value; return o->strict = true; }
static bool set_drafts(struct options *o, const char *value) { (void)value; return o->drafts = true; }
static bool set_quiet(struct options *o, const char *value) { (void)value; return o->quiet = true; }
static bool set_cold(struct options *o, const char *value) { (void)value; return o->cold = true; }
static bool set_sandbox(struct options *o, const char *value) { (void)value; return o->require_sandbox = true; }
static bool set_pdf(struct options *o, const char *value) { (void)value; return o->pdf = true; }
static bool set_all(struct options *o, const char *value) { (void)value; return o->all = true; }
static bool set_help(struct options *o, const char *value) { (void)value; return o->help = true; }

static const struct option {
	char        letter;		/* as verbs name it; given as -X where short_form says so */
	bool        short_form;
	const char *name, *value, *help;
	bool      (*set)(struct options *, const char *value);
} table[] = {
	{ 'o', true,  "--out",     "DIR",  "where to publish, or the object to write",     read_out },
	{ 'w', false, "--out",     "FILE", "write the log to FILE as a page (HTML)",        read_out },
	{ 'O', false, "--objects", "DIR",  "a store of objects",                           read_objects },
	{ 'f', false, "--format",  "text|json|sarif", "how findings are printed",         read_format },
	{ 'l', false, "--format",  "text|json", "how the list is printed",                 read_list_format },
	{ 's', false, "--strict",  NULL,   "warnings are errors",                          set_strict },
	{ 'R', false, "--restricted", "DIR", "write members' packs, with exempt papers, to DIR alone", read_restricted },
	{ 'r', false, "--restricted", NULL, "check exempt papers too, as members see them", set_restricted },
	{ 'd', false, "--drafts",  NULL,   "publish drafts too",                           set_drafts },
	{ 'j', true,  "--jobs",    "N",    "worker processes; as many as processors",      read_jobs },
	{ 't', false, "--today",   "DATE", "what day upcoming meetings are counted from",  read_today },
	{ 'c', false, "--color",   "auto|always|never", "colours on a terminal",           read_color },
	{ 'q', true,  "--quiet",   NULL,   "print findings and nothing else",              set_quiet },
	{ 'k', false, "--cold",    NULL,   "take nothing from earlier builds",             set_cold },
	{ 'p', false, "--pdf",     NULL,   "make PDFs of packs and papers, with WeasyPrint", set_pdf },
	{ 'S', false, "--require-sandbox", NULL, "stop where sources can't be read in a sandbox", set_sandbox },
	{ 'a', false, "--all",     NULL,   "each amount of a table too",                   set_all },
	{ 'h', true,  "--help",    NULL,   "print this",                                   set_help },
};

#define OPTIONS (sizeof table / sizeof table[0])

static bool
taken(const struct verb *verb, const struct option *o)
{
	return o->letter == 'h' || strchr(verb->options, o->letter);
}

/* The option that an argument is, and its value when it stands in the same argument. */
static const struct option *
find(const struct verb *verb, const char *argument, const char **value)
{
	for (size_t i = 0; i < OPTIONS; i++) {
		const struct option *o = &table[i];
		size_t n = strlen(o->name);

		*value = NULL;
		if (!taken(verb, o))
			continue;
		if (strcmp(argument, o->name) == 0)
			return o;
		if (o->value && strncmp(argument, o->name, n) == 0 && argument[n] == '=') {
			*value = argument + n + 1;
			return o;
		}
		if (!o->short_form || argument[0] != '-' || argument[1] != o->letter)
			continue;
		if (o->value && argument[2])
			*value = argument + 2;
		if (!argument[2] || o->value)
			return o;
	}
	return NULL;
}

static void
complain(const struct verb *verb, const char *argument)
{
	struct arena a;
	struct nearest near;

	arena_init(&a);
	nearest_init(&near, str_of(argument));
	for (size_t i = 0; i < OPTIONS; i++)
		if (taken(verb, &table[i]))
			nearest_try(&near, str_of(table[i].name));
	struct str text = nearest_text(&near, &a);

	fprintf(stderr, "reeve %s: there is no option %s", verb->name, argument);
	if (text.len)
		fprintf(stderr, "; " STR_FMT, STR_ARG(text));
	fprintf(stderr, "\nTry 'reeve %s --help'.\n", verb->name);
	arena_release(&a);
}

/* The words of the help, as one would say them. */
static const char *
what_it_takes(const char *value)
{
	static const struct { const char *value, *takes; } all[] = {
		{ "N", "a whole number, 1 to 256" }, { "DATE", "a date, as in 2026-05-12" },
		{ "DIR", "the name of a folder, not `.` or `..`" }, { "FILE", "the name of a file" },
	};

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		if (strcmp(value, all[i].value) == 0)
			return all[i].takes;
	return value;
}

static bool
read_option(const struct verb *verb, int argc, char **argv, int *i, struct options *out)
{
	const char *value;
	const struct option *o = find(verb, argv[*i], &value);

	if (!o) {
		complain(verb, argv[*i]);
		return false;
	}
	if (o->value && !value && ++*i < argc)
		value = argv[*i];
	if (o->value && !value) {
		fprintf(stderr, "reeve %s: %s needs a value: %s %s\n", verb->name, o->name, o->name, o->value);
		return false;
	}
	if (o->set(out, value))
		return true;
	fprintf(stderr, "reeve %s: %s %s is not understood; it takes %s\n", verb->name, o->name,
		*value ? value : "with nothing behind it", what_it_takes(o->value));
	return false;
}

bool
options_read(const struct verb *verb, int argc, char **argv, struct options *out)
{
	bool only_operands = false;

	*out = (struct options){ .operands = argv + 2 };
	for (int i = 2; i < argc; i++) {
		if (!only_operands && strcmp(argv[i], "--") == 0)
			only_operands = true;
		else if (only_operands || argv[i][0] != '-' || !argv[i][1])
			out->operands[out->noperand++] = argv[i];
		else if (!read_option(verb, argc, argv, &i, out))
			return false;
	}
	return true;
}

void
options_help(const struct verb *verb)
{
	printf("usage: reeve %s [options] %s\n\n%s.\n", verb->name, verb->operands, verb->help);
	if (verb->more)
		printf("\n%s\n", verb->more);
	printf("\noptions:\n");
	for (size_t i = 0; i < OPTIONS; i++) {
		const struct option *o = &table[i];
		char name[48];

		if (!taken(verb, o))
			continue;
		if (o->short_form)
			snprintf(name, sizeof name, "-%c, %s%s%s", o->letter, o->name, o->value ? " " : "",
				o->value ? o->value : "");
		else
			snprintf(name, sizeof name, "    %s%s%s", o->name, o->value ? " " : "",
				o->value ? o->value : "");
		printf("  %-30s %s\n", name, o->help);
	}
	printf("\nexit status: %s, 2 usage or the machine\n", strcmp(verb->name, "diff") == 0
		? "0 nothing differs, 1 something does" : "0 nothing wrong, 1 findings that are errors");
}

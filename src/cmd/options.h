#ifndef CMD_OPTIONS_H
#define CMD_OPTIONS_H
/*
 * The command line: one table of options, read by every verb, its help and the manual's synopsis.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_SARIF };
enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct options {
	const char  *out;		/* --out, -o; NULL when not given */
	const char  *objects;		/* --objects */
	const char  *restricted;	/* --restricted: where members' packs go; of check empty; NULL when not given */
	enum format  format;
	enum color   color;
	bool         pdf, strict, drafts, quiet, help, cold, all, require_sandbox;
	unsigned     jobs;		/* -j; 0: as many as there are processors */
	struct date  today;		/* --today; year 0 when not given */
	char       **operands;		/* what is no option, in order */
	size_t       noperand;
};

struct verb {
	const char *name;
	const char *operands;		/* "[DIR]", for the synopsis */
	const char *options;		/* letters of the options it takes; see options.c */
	const char *help;		/* one line */
	const char *more;		/* a paragraph, for --help */
	int       (*run)(const struct options *o);
};

extern const struct verb verbs[];	/* ended by a NULL name */

/* Read argv[2 ..] for a verb.  false, with a sentence on standard error, when it is not understood. */
bool options_read(const struct verb *verb, int argc, char **argv, struct options *out);

void options_help(const struct verb *verb);	/* on standard output */

#endif

/*
 * reeve: the verbs.  Each is a row here and a file of its own.
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/nearest.h"
#include "cmd/cmd.h"
#include "cmd/log.h"

const struct verb verbs[] = {
	{ "build", "[DIR]", "oRpfsdjtcqkS", "check everything, then publish to out/",
	  "DIR is the folder that holds content/; this folder when it is left out.  With an error\n"
	  "nothing is published and the site that was there stays as it is.", cmd_build },
	{ "check", "[DIR | FILE...]", "rfsdjtcqS", "check; write nothing",
	  "A FILE of a site is checked together with its site.  A lone .csv or .md needs no site.",
	  cmd_check },
	{ "figures", "FILE", "aldjtcqS", "every figure of a report or a table and its source",
	  "Each total, rule and claim with its reading or source and its verdict, and what a report\n"
	  "states without a source.  FILE is checked as reeve check does it.", cmd_figures },
	{ "diff", "OLD NEW [DIR]", "wldjtckqS", "what changed from one state of a site to another",
	  "OLD and NEW are folders of a site, or git revisions of the site in DIR (this folder when it is\n"
	  "left out).  Totals that moved come first, then every meeting with its papers.", cmd_diff },
	{ "compile", "SOURCE", "ofcq", "one source to one object",
	  "The object is written to the file that --out names, else to SOURCE.object.  Settings come\n"
	  "from the site.yaml of the content folder that SOURCE is in.", cmd_compile },
	{ "link", "OBJECT...", "ofsdjtcq", "objects to a site; reads nothing else",
	  "The site is published to the folder that --out names.", cmd_link },
	{ "explain", "[CODE...]", "c", "what a finding means, with an example and the mend",
	  "CODE is the name in square brackets at the end of a finding.  Without one, all are listed.",
	  cmd_explain },
	{ NULL, NULL, NULL, NULL, NULL, NULL },
};

static int
help(FILE *to)
{
	fprintf(to, "usage: reeve VERB [options] ...\n\n"
		"reeve turns the papers of a council into a website, papers and packs,\n"
		"and publishes nothing whose sums or references do not hold.\n\n");
	for (const struct verb *v = verbs; v->name; v++)
		fprintf(to, "  reeve %-8s %-18s %s\n", v->name, v->operands, v->help);
	fprintf(to, "\n'reeve VERB --help' says more of each.\n");
	return to == stdout ? 0 : 2;
}

static int
unknown(const char *name)
{
	struct arena a;
	struct nearest near;

	arena_init(&a);
	nearest_init(&near, str_of(name));
	for (const struct verb *v = verbs; v->name; v++)
		nearest_try(&near, str_of(v->name));
	struct str text = nearest_text(&near, &a);

	fprintf(stderr, "reeve: there is no verb %s" STR_FMT STR_FMT "\nTry 'reeve --help'.\n", name,
		STR_ARG(text.len ? STR("; ") : STR_NONE), STR_ARG(text));
	arena_release(&a);
	return 2;
}

/* Where somebody closed one of the three, a file of ours would take its place and get what is printed. */
static void
hold_standard_files(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

int
main(int argc, char **argv)
{
	struct options o;

	hold_standard_files();
	if (argc < 2)
		return help(stderr);
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0)
		return help(stdout);
	for (const struct verb *v = verbs; v->name; v++) {
		if (strcmp(argv[1], v->name) != 0)
			continue;
		if (!options_read(v, argc, argv, &o))
			return 2;
		if (o.help) {
			options_help(v);
			return 0;
		}
		log_begin(&o);
		int status = v->run(&o);

		log_end(&o, status);
		return status;
	}
	return unknown(argv[1]);
}

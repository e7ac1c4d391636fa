#ifndef LINK_LINK_H
#define LINK_LINK_H
/*
 * Objects to a site.  Opens nothing but the objects it is given and the folder
 * it publishes to; a site is a pure function of its objects and the options (law 2).
 */
#include "base/date.h"
#include "base/diag.h"
#include "base/hash.h"
#include "object/object.h"

/* Where objects come from: a store, or files named on the command line.  They are in the order of their
 * sources' paths: what a page lists first follows from it. */
struct link_input {
	/* The bytes of object `index`, in a: 0 or an errno. */
	int   (*get)(void *context, size_t index, struct arena *a, struct str *bytes);
	void   *context;
	size_t  count;
};

/* One figure of a table or report: a total, a rule, a claim or an amount, and what became of it. */
struct link_figure {
	const char  *kind;		/* "total", "rule", "claim", "amount" */
	struct place at;
	struct str   table;		/* of a table in a text: its address; else empty */
	uint32_t     row, column;	/* of its cell: record and field of the file, or of the table in a text, from 1; 0: no cell */
	struct str   text;		/* as written */
	struct str   value, unit;	/* decimal, in base units; value empty when there is none */
	enum verdict verdict;
	struct str   reading;		/* in words: of which cells it is the sum, or its source */
	bool         is_checked;	/* the decimals below are there */
	decimal      stated, computed, difference, bound;
	const struct cover *covers;	/* of the file, as row and column */
	uint32_t     ncover;
};

struct link_figures {			/* who asks for them, and of which source */
	struct str   path;
	bool         all;		/* each amount of a table too */
	bool         found;		/* set: the source is there */
	void       (*each)(void *context, const struct link_figure *f);
	void        *context;
};

/* A page for print, and what became of its PDF. */
struct link_sheet {
	struct str path;		/* of the page, below the folder that is prepared */
	struct str reason;		/* to be set where it has no PDF: what follows "WeasyPrint" */
	uint32_t   output;		/* for the linker */
};

/* The pages that PDFs are to be made of.  They are in the folder, with all that they show. */
struct link_printing {
	int                site;	/* open */
	struct str         base_url;	/* where the site is published; empty: nowhere that is known */
	struct link_sheet *sheets;
	uint32_t           count;
	void             (*take)(const struct link_printing *job, struct link_sheet *sheet, struct str pdf);
	void              *taker;
};

/* Who makes the PDFs: called once, in the parent process, before anything of out has changed.  Each
 * sheet is either taken or given a reason. */
struct link_print {
	void  (*make)(void *context, const struct link_printing *job);
	void   *context;
};

struct link_options {
	bool        drafts;		/* pages that are drafts are published too */
	bool        strict;		/* warnings are errors */
	bool        write;		/* false: check only */
	bool        restricted;		/* members' packs: exempt papers whole, and nothing else of the site */
	bool        lone;		/* one file without a site: no theme, and links elsewhere are taken on trust */
	unsigned    workers;
	int         site;		/* open folder that holds the out folder; twin and lock are made there */
	struct str  out;		/* the out folder's name below it */
	struct date today;		/* year 0: the newest date in the sources */
	struct link_figures *figures;	/* or NULL */
	struct link_print *print;	/* or NULL: no PDFs */
};

struct link_tally {
	uint32_t exact, rounding, unchecked, mismatch;
	uint32_t unequal;	/* of those within rounding: parts that do not sum as they are written */
};

struct link_summary {
	uint32_t    sources, pages, files, written;
	uint32_t    pdfs, unprinted;	/* made, and not */
	struct link_tally sums, rules, claims, references;
	const uint32_t *secret;		/* inputs whose objects hold what another source says is exempt, in order */
	uint32_t    nsecret;
	struct hash manifest;		/* of what is published */
	bool        published;
	bool        failed;		/* the machine failed us: a finding says how */
	bool        damaged;		/* an object could not be read */
};

/*
 * Link the objects.  Every finding, those that the objects carry included, is in d, sorted, with
 * the severities that the site gives them.  With an error among them nothing is written.
 */
void link_site(const struct link_input *in, const struct link_options *options,
	struct arena *a, struct diag *d, struct link_summary *summary);

#endif

#ifndef LINK_PROGRAM_H
#define LINK_PROGRAM_H
/*
 * The site as the linker's passes see it.  Private to link/.
 *
 * What is here is small and stays in memory, a few kilobytes a report; bodies and cells stay in
 * their objects, which are opened again where they are needed, one at a time.
 * Pages are sorted by source path; that order is the site's.
 */
#include "link/link.h"
#include "base/map.h"

#define NONE UINT32_MAX

struct page {
	uint32_t         input;		/* index for link_input.get */
	enum object_kind kind;
	bool             doubt;		/* its front matter can't be relied on: nothing is said that follows from that */
	uint8_t          nations;	/* whose paragraphs of Schedule 12A it names, as bits of nation.h */
	int8_t           notice_agenda, notice_key;	/* of a committee or the site: clear days that it asks for; -1 */
	int8_t           clear_days;	/* of a meeting, working days since its agenda was published; -1: not known */
	bool             late;		/* a report published too late for its meeting */
	bool             urgent;	/* it gives a reason for urgency */
	bool             sourced;	/* a report that lists background papers, or says that there are none */
	bool             draft, hidden, key;	/* hidden: a draft that is not published */
	bool             cancelled;	/* a meeting that does not take place on its day: cancelled, or postponed */
	bool             exempt;	/* and so kept from those who read what is written: its title is all there is */
	bool             restricted;	/* exempt, but whole: what is written is for members */
	bool             away, shown;	/* in a members' copy: its page is on the public site; a file that papers show */
	struct hash      content;	/* of the source's bytes: names an asset */
	struct str       path;		/* of its source */
	struct str       output;	/* of its page below out/; empty when it makes none */
	struct str       title;
	struct str       short_title;	/* for running heads, or empty */
	struct str       summary;	/* plain text, or empty */
	struct str       front_sheet;	/* that it names: of a report, a committee or the site; or empty */
	struct date      date;		/* of a meeting; of a report: its meeting's, or when it was published */
	struct date      published;
	struct date      noticed;	/* when notice of a key decision was given */
	struct date      excepted;	/* when the chair of scrutiny was told of one (general exception) */
	bool             special;	/* somebody agreed to one (special urgency) */
	bool             executive;	/* of a committee: it is the council's executive, or part of it */
	bool             private_notice, excludes;	/* of a meeting: front matter says so */
	uint32_t         committee, meeting;		/* pages, or NONE */
	uint32_t         previous, next;		/* meetings of a committee; papers of an agenda */
	struct str       item;				/* agenda number of a report, "5.1"; empty: on none */
	uint16_t         supplement;			/* of its meeting that it came with, from 1; 0: with the agenda */
	uint8_t          paragraph;			/* of Schedule 12A that exempts it, 1 to 7; 0: none */
	bool             withdrawn;			/* a report that an agenda says so of */
	uint32_t         supersedes;			/* of a report: a link, or NONE */
	uint32_t         superseded_by;			/* a report on an agenda that takes its place, or NONE */
	uint32_t         first_paper, npaper;		/* of a meeting, into program.papers */
	struct agenda   *agenda;			/* of a meeting; agenda.h */
	bool             minutes;			/* a report that is the minutes of a meeting */
	bool             appendix;			/* a report that another one names as its appendix */
	bool             records;			/* a report with keys that only minutes have */
	uint32_t         first_link, nlink;		/* as the object's references */
	uint32_t         first_rule, nrule;		/* into program.formulas */
	uint32_t         first_incoming, nincoming;	/* into program.incoming */
	bool             figures;	/* it has some that are linked to nothing */
	bool             text_tables;	/* amounts in tables of its text */
	bool             outcome;			/* a report with a decision made */
	bool             told;		/* it holds what is exempt by another source's word: its own object has all of it */
	bool             declared;	/* exempt because somebody wrote so, not because it can't be published */
	bool             interest;	/* it says why the public interest is in keeping it back */
	uint32_t         silent_item;	/* the line of an exempt item of its agenda that doesn't, or 0 */
	uint32_t         silent_part;	/* where others of its exempt parts do, the line of one that doesn't; or 0 */
	bool             exempt_item;	/* a report of an exempt item of an agenda */
	bool             exempt_parts;	/* parts of its text are exempt */
	struct date      due;		/* of a report: when it is to be decided, where it says so */
	uint32_t         record;	/* of a meeting: its minutes; of minutes: their meeting; or NONE */
	uint32_t         approved;	/* of minutes: the meeting that approved them, or NONE */
	uint32_t         first_decision, ndecision;	/* of a meeting, into program.decisions */
	bool             gaps;		/* of its sections some say nothing */
	uint64_t         pdf;		/* bytes of the PDF of its pack or paper; 0: none.  Set while the site is written */
	struct link_tally sums, rules, claims, references;
};

enum link_state {
	LINK_UNRESOLVED, LINK_RESOLVED, LINK_BROKEN, LINK_PLAIN /* text that names no page after all */
};

/* A reference, resolved: index first_link + i belongs to the object's reference i. */
struct link {
	uint8_t         kind;		/* enum reference_kind */
	uint8_t         state;		/* enum link_state */
	uint8_t         verdict;	/* enum verdict, of a claim */
	uint8_t         place_kind;	/* enum definition_kind of where it stands; DEFINITION_KINDS: in none */
	bool            written;	/* its text is the linker's */
	/* enum claim_kind, of a claim; of words that mean another paper, enum signpost_kind (else SIGNPOST_KINDS) */
	uint8_t         said;
	uint32_t        page, target;	/* target may be NONE */
	uint32_t        line, column, width;
	uint32_t        formula;	/* index into program.formulas, or NONE */
	struct str      fragment;	/* as written, decoded; of an embed its query, `chart=bar` */
	struct str      id;		/* on the target's page, or empty; with no target the path, or the words, that was meant */
	struct str      text;		/* written by the author, or by the linker */
	struct str      place;		/* where it stands: the number or title of its definition */
	struct str      from_id;	/* and its id, or empty */
	uint32_t        claim;		/* of a claim: index into program.amounts (a range has the next too), or NONE; of a cell: into program.cells */
};

/* Where a cell is that was copied out of its table. */
struct cell_at {
	uint32_t index;		/* row * ncolumn + column */
	uint32_t line;
	int      scale;		/* of its column: 3 for £k */
};

/* Cells that a formula or rule names, copied out of their table. */
struct cell_set {
	struct table_cell **cells;
	struct cell_at     *places;	/* of each */
	size_t              count;	/* 0: the address is broken */
	bool                has_unknown;	/* one is withheld or awaited: affine.h */
};

struct formula {		/* a claim's formula or a rule: ops, with OP_CELL indexes into links */
	uint32_t      page, link;	/* link NONE: a rule */
	struct str    page_path;	/* of a rule's source */
	struct op    *ops;
	uint32_t      nop;
	struct rule   rule;		/* of a rule: its text and tolerance */
	enum verdict  verdict;
	decimal       stated, computed, difference;
	decimal       slack;		/* how far rounding may take them apart; of a claim, its formula's own */
	uint8_t       unit;		/* of both */
};

/* A finding that site.yaml accepts, with its reason. */
struct accepted {
	enum diag_code   code;
	struct str       place, reason, message;
	struct accepted *next;
};

/* A file that something exempt names: what an exempt part of a paper shows, an exempt appendix, the report of
 * an exempt item. */
enum exempt_why { EXEMPT_SHOWN, EXEMPT_APPENDIX, EXEMPT_PAPER };

struct exempt_file {
	enum exempt_why    why;
	struct str         path;
	struct place       at;		/* the source that names it; where only words say so, those */
	struct exempt_file *next;
};

struct alias {
	struct str output;		/* where the redirect is written */
	struct str path;		/* of the source that it leads to */
	struct place at;
};

struct program {
	struct arena              *arena;
	const struct link_input   *in;
	const struct link_options *options;
	struct diag               *diag;
	struct link_summary       *summary;

	struct page     *pages;      uint32_t npage;
	struct link     *links;      uint32_t nlink;	/* malloc'd by buf, for the life of the program */
	uint32_t        *incoming;	/* links, grouped by target, in the order of where they stand */
	struct formula  *formulas;   uint32_t nformula;
	struct amount   *amounts;    uint32_t namount;	/* that claims state */
	struct cell_set *cells;      uint32_t ncell;	/* of links of kind CELL */
	uint64_t cells_read;				/* by formulas, of FORMULA_CELLS */
	struct map       by_path;	/* source path -> page + 1 */
	uint32_t        *by_kind[OBJECT_KINDS];	/* pages of a kind in order of path */
	uint32_t         nkind[OBJECT_KINDS];
	uint32_t        *papers;     uint32_t npaper;	/* reports in agenda order, meeting by meeting */
	uint32_t        *meetings;	/* by date; as many as by_kind has */
	uint32_t        *documents;  uint32_t ndocument;	/* pages at the top of pages/ */
	struct alias    *aliases;    uint32_t nalias;
	uint32_t         site;		/* page of site.yaml, or NONE */
	struct object    site_object;	/* HEAD, kept */
	uint32_t         glossary_page;	/* page of glossary.yaml, or NONE */
	struct object    glossary;	/* HEAD, kept; nmeta 0 when there is none */
	struct object    words;		/* strings of the site's language; nmeta 0 when there are none */
	struct map       word_of;	/* key -> their datum */
	struct date      today;
	struct map       terms;		/* letters -> struct site_term; terms.h */
	struct term_want *wants;	/* acronyms that may need a word, the last first */
	struct head     *heads;		/* what reports say of themselves, the last first; heads.h */
	struct exempt_file *exempt_files;
	struct exempt_file *exempt_said;	/* appendices whose titles say that they are, and nothing else does */
	struct accepted *accepted;	/* in the order of the findings */
	struct decision *decisions;  uint32_t ndecision;	/* the latest first; decision.h */
	struct decision *untold;     uint32_t nuntold;	/* further ones on exempt items: how many is not public */
	bool             plans;		/* it keeps a forward plan, if an empty one */
	uint32_t        *plan;       uint32_t nplan;		/* reports that ask for a key decision to come, the next first */
	struct turnout  *turnouts;   uint32_t nturnout;		/* meeting by meeting, the earliest first; minutes.h */
	bool             failed;	/* the machine failed us; findings say how */
	bool             refused;	/* what the house rules make an error came out when all else was made */
};

/* Free what buf lent the program; the rest is the arena's. */
void program_release(struct program *p);

/* The path of the source that a link means, whether it is there or not. */
struct str link_path(const struct program *p, const struct link *l);

/* The place of a link, for a finding. */
struct place program_place(const struct program *p, const struct link *l);
struct place page_place(const struct page *pg, uint32_t line, uint32_t column, uint32_t width);
struct place page_place_of(const struct page *pg, const struct datum *d);	/* of its front matter; NULL: the file */

/* The place of a rule: a table's rules stand in its sidecar. */
struct place program_rule_place(struct program *p, const struct formula *rule);

/* All of it is for everybody, but for parts of its text: it is no draft, and not exempt. */
bool page_is_public(const struct page *pg);

/* What the home page shows; its output is no file of its own. */
bool page_is_home(const struct page *pg);

/* Open a page's object into a; false, and a finding once, when it can't be read. */
bool program_open(struct program *p, uint32_t page, unsigned parts, struct arena *a, struct object *out);

/* What a claim states; zero when its text is the linker's. */
const struct amount *program_amount(const struct program *p, const struct link *l);

/* The link that a datum of a page's front matter made, or NULL: it stands where the datum does.  d may be NULL. */
const struct link *program_link_of(const struct program *p, uint32_t page, const struct datum *d);

/* A page by its source's path, or NONE; and a file of the theme by its name, `style.css`. */
uint32_t program_page(const struct program *p, struct str path);
uint32_t program_theme_file(const struct program *p, const char *name);

/* Where the site is published, ending in `/`, or empty. */
struct str program_base_url(const struct program *p);

/* The site's language, "en-GB" unless it says. */
struct str program_language(const struct program *p);

/* "en" or "cy", for dates: of a page that says its language, else of the site. */
const char *program_tongue(const struct program *p, const struct object *page);

/* Whether an asset may be published: an office file only where the site's `office_files` has its kind. */
bool program_allows(const struct program *p, struct str path);

/* A word of the interface, in the site's language: "paragraph", "of" ... */
struct str program_word(const struct program *p, const char *key);

/* What a figure was compared with, in the site's language. */
struct str program_basis(const struct program *p, struct arena *a, const struct basis *b);

void tally_add(struct link_tally *t, enum verdict v);
void tally_add_check(struct link_tally *t, const struct check *check);

/* The passes, in order; each in a file of its name. */
void symtab_fill(struct program *p);	/* pages, links, aliases; findings of the objects */
void layout_assign(struct program *p);	/* output paths, committees, meetings, agendas, order */
void resolve(struct program *p);	/* links -> definitions and cells; written text; claims */
void resolve_incoming(struct program *p);	/* what refers to each page; after minutes_read */
/* minutes.h: minutes_read, after resolve: decisions and attendance, and what does not fit */
/* terms.h: acronyms; gathered by symtab_fill, checked after layout */
void check_across(struct program *p);	/* formulas, rules, agendas, exemption, house rules */

/* All of them, up to the writing; and the theme's templates, with its words.  link.c. */
void link_passes(struct program *p);
struct mustache *link_theme(struct program *p);

#endif

#ifndef BASE_DIAG_H
#define BASE_DIAG_H
/*
 * Where findings about the input go.
 *
 * A pass that meets bad input reports it here and carries on with a usable
 * value; functions return values, never messages.  Findings are kept, sorted
 * by place and printed once, so that every -j and every state of the cache
 * prints the same.  All text is the arena's.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/source.h"
#include "base/str.h"

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR, SEVERITY_COUNT };

enum diag_code {
#define DIAG(id, name, severity, text) DIAG_##id,
#include "base/diag.def"
#undef DIAG
	DIAG_COUNT
};

struct finding_related {
	struct place            at;
	struct str              message;
	struct finding_related *next;
};

struct finding_help {
	struct str           text;
	struct finding_help *next;
};

/* For a sum, the figures as decimal strings in base units; stated.len 0 when it is none. */
struct finding_sum {
	struct str stated, computed, difference, unit;
};

struct finding {
	enum diag_code          code;
	enum severity           severity;
	struct place            at;
	struct str              message;	/* one line, whole sentence without its full stop */
	struct str              label;		/* behind the caret; may be empty */
	struct finding_help    *help;		/* best first */
	struct finding_related *related;
	struct finding_sum      sum;
	struct finding         *next;
	bool                    hushed;		/* its line holds what is withheld: it is not shown */
};

struct diag {
	struct arena   *arena;
	struct finding *first, **tail;
	size_t          count[SEVERITY_COUNT];
};

void diag_init(struct diag *d, struct arena *a);

/* Record a finding with its code's own severity.  It stays the arena's;
 * the pointer is for the diag_* calls below. */
struct finding *diag_add(struct diag *d, enum diag_code code, struct place at,
	const char *fmt, ...) __attribute__((format(printf, 4, 5)));
/* Another severity than its code has, where that is not what fits. */
void diag_grade(struct diag *d, struct finding *f, enum severity severity);
void diag_help(struct diag *d, struct finding *f, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void diag_related(struct diag *d, struct finding *f, struct place at, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
void diag_label(struct diag *d, struct finding *f, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* Record a copy of a finding that another arena holds. */
struct finding *diag_copy(struct diag *d, const struct finding *f);

/* Forget the findings since it was as before, a copy of it. */
void diag_rewind(struct diag *d, const struct diag *before);

bool diag_failed(const struct diag *d);		/* any errors */

/* Sort by file, line, column, code, message; equal ones are dropped. */
void diag_sort(struct diag *d);

const char   *diag_name(enum diag_code code);	/* "total-mismatch" */
const char   *diag_text(enum diag_code code);	/* what it is, in a few words */
enum severity diag_severity(enum diag_code code);
const char   *severity_name(enum severity s);
bool          diag_code_of(struct str name, enum diag_code *out);

/*
 * Printing.  lines gives a source line for the caret, or an empty slice when
 * the file is not at hand; it may be NULL.  prefix stands before each file
 * name, so that an editor finds it from where the command was run.
 */
struct diag_lines {
	struct str (*line)(void *from, struct str file, uint32_t line);
	void        *from;
};
void finding_text(struct buf *out, const struct finding *f, const struct diag_lines *lines,
	struct str prefix, bool color);
void finding_json(struct buf *out, const struct finding *f);	/* one object and a line end */

/* A SARIF 2.1.0 log: its beginning, each finding, its end.  is_whole: nothing kept the program
 * from checking all that it was asked to. */
void sarif_begin(struct buf *out, struct str version);
void sarif_finding(struct buf *out, const struct finding *f, bool is_first);
void sarif_end(struct buf *out, bool is_whole);

#endif

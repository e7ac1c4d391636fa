#ifndef COMPILE_FIELDS_H
#define COMPILE_FIELDS_H
/*
 * The keys of front matter, sidecars and YAML files, as tables.  Private to compile/.
 *
 * A key is a row: adding one is adding a row.  What a value must look like is value's to
 * check, what follows from it meta's.
 */
#include "object/object.h"

/* What one single value may be. */
enum value_type {
	VALUE_NONE,		/* no single value may stand here */
	VALUE_TEXT,		/* one line, runs of blanks made one */
	VALUE_LINES,		/* as it is written, line ends too */
	VALUE_MARKDOWN,		/* the same, but it may hold inline Markdown: it gets a fragment */
	VALUE_FLAG,
	VALUE_FLAG_OR_REASON,	/* true, false, or a text in place of true */
	VALUE_MARK,		/* a tick, as well as true or false */
	VALUE_DATE,		/* or one of choices, if it has some */
	VALUE_TIME,
	VALUE_PATH,		/* a file of the site */
	VALUE_URL,		/* http, https, mailto, or a file of the site */
	VALUE_ADDRESS,		/* http or https */
	VALUE_EMAIL,
	VALUE_PARAGRAPH,	/* of Schedule 12A: by it something is exempt */
	VALUE_DAYS,		/* how many, 0 to 99 */
	VALUE_COUNT,		/* how many, 1 to 9999 */
	VALUE_VOTES,		/* how many, 0 to 9999 */
	VALUE_CHOICE,		/* one of choices */
	VALUE_LANGUAGE,
	VALUE_ALIAS,		/* an old address of this site */
	VALUE_CODE,		/* the code of a finding */
	VALUE_SHEET_KEY,	/* what a line of a front sheet shows */
	VALUE_RULE,		/* an equation between cells, which is parsed */
	VALUE_TYPES
};

/* How a value names another source. */
enum refers {
	REFERS_NOT, REFERS_FILE, REFERS_MEETING /* a date */, REFERS_PERSON /* if it may be one */,
	REFERS_PAPER		/* a file, when it ends as one does */
};

struct datums;

/*
 * What may stand behind a key: a single value, a list, a map with keys of its own, a
 * map with any keys; one shape may allow several of them.
 */
struct shape {
	enum value_type      type;
	const char *const   *choices;		/* ends with NULL */
	enum refers          refers;
	enum reference_kind  reference;		/* when it refers */
	const struct shape  *items;		/* of a list */
	const struct field  *keys;		/* of a map with keys of its own */
	const struct shape  *each;		/* of a map with any keys: what stands behind each */
	bool                 keys_are_codes;	/* any keys, if they are codes of findings */
	const char *const   *kept;		/* of keys: what is public of a map that has a key `exempt`, or is in part 2 */
	bool                 divided;		/* a list: part 2 is what stands behind the exclusion of the public */
	unsigned             one_of;		/* of so many keys, the first, there is exactly one */
	void               (*judge)(struct datums *r, uint32_t node);	/* of a map: what its keys make together; or NULL */
};

/* kinds and required are sets of 1u << enum object_kind. */
struct field {
	const char         *name;	/* NULL ends a table */
	const struct shape *shape;
	uint32_t            required, kinds;
};

/* fields_inventory.c: the root of an inventory. */
extern const struct field fields_inventory[];

/* fields_sheet.c: the front sheets of a site, by their names. */
extern const struct shape fields_sheets;

/* fields_minutes.c: of minutes. */
extern const struct shape fields_attendance, fields_decisions;

/* The shape of a whole file or front matter: a map.  A table's is that of its sidecar. */
const struct shape *fields_of(enum object_kind kind);

#endif

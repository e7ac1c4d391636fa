#ifndef LINK_ENGINE_H
#define LINK_ENGINE_H
/*
 * Mustache's semantics, over values that it knows nothing of.
 *
 * engine_load turns the operations of templates into steps: names are numbers, partials
 * and parents indexes.  engine_run goes through the steps with a stack of values, and
 * asks an engine_values what a name is there; it allocates nothing.  mustache.c gives the data
 * model's values; the tests give arbitrary JSON, for the specification's suite.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "object/object.h"

/* Values on the stack; and sections, partials, parents and blocks inside each other. */
#define ENGINE_DEEPEST 64
#define ENGINE_NONE    UINT32_MAX

struct engine_step {
	uint8_t         kind;		/* enum template_op_kind */
	bool            alone;		/* a partial or parent that has its lines to itself */
	bool            begins_line;	/* a text behind such a one */
	uint16_t        parts;		/* of a dotted name; 0 is `.` */
	uint32_t        jump;
	uint32_t        target;		/* template of a partial or parent, or ENGINE_NONE */
	const uint32_t *names;		/* the numbers of a name's parts; of a block one */
	struct str      text;
};

struct engine_template {
	struct str                name;
	const struct object      *object;	/* its operations: one for each step */
	const struct engine_step *steps;
	uint32_t                  count;
};

struct engine {
	struct engine_template *templates;
	uint32_t                ntemplate;
	struct map              names;		/* to their numbers, from 1 */
};

struct engine_stack {			/* the innermost value is at[depth - 1] */
	const void *at[ENGINE_DEEPEST];
	unsigned    depth;
};

/* What a section makes of a name's value. */
enum engine_kind {
	ENGINE_FALSE,
	ENGINE_TRUE,			/* its content is written once */
	ENGINE_THING,			/* and `at` is the innermost value meanwhile */
	ENGINE_LIST			/* again for each item; `at` is the first */
};

struct engine_value {
	enum engine_kind kind;
	const void      *at;
};

struct engine_values {
	struct engine_value (*find)(const void *context, const struct engine_stack *stack,
		const struct engine_step *step);
	void                (*write)(const void *context, const struct engine_stack *stack,
		const struct engine_step *step, struct buf *out);	/* TEMPLATE_ESCAPED or _RAW */
	const void         *(*next)(const void *item);		/* of a list; NULL at its end */
	const void           *context;
};

/* The blocks that a parent's tag overrides, and those of the tags around it. */
struct engine_override {
	const struct engine_template *from;
	uint32_t                      parent;	/* its step */
	const struct engine_override *outer;
};

/* The objects must live as long as a. */
void engine_load(struct engine *e, struct arena *a, const struct object *templates, size_t count);

uint32_t engine_find(const struct engine *e, struct str name);		/* a template, or ENGINE_NONE */
uint32_t engine_name(const struct engine *e, struct str name);		/* a name's number, 0 when unused */

/*
 * The step of a block's override, or ENGINE_NONE.  The outermost tag wins, *in; its content is
 * run with the overrides around that tag: it was written there.
 */
uint32_t engine_overridden(const struct engine_override *all, uint32_t name,
	const struct engine_override **in);

/* The next step of a template at the same level. */
uint32_t engine_after(const struct engine_template *t, uint32_t step);

/* Deeper than ENGINE_DEEPEST nothing is written. */
void engine_run(const struct engine *e, const struct engine_values *v, uint32_t template,
	const void *root, struct buf *out);

#endif

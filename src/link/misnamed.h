#ifndef LINK_MISNAMED_H
#define LINK_MISNAMED_H
/*
 * What bind has to say of templates.  Private to bind.
 *
 * A step has one finding at most, however many pages come by it.
 */
#include "link/bind.h"

enum mark {			/* of a step */
	MARK_REPORTED = 1,	/* one finding is enough, however often it is come by */
	MARK_GIVEN = 2,		/* a block that overrides */
	MARK_SHOWN = 4,		/* a block with a place where it, or its override, is shown */
};

struct scope {			/* as in the engine */
	const struct engine_template *template;
	const struct engine_override *overrides;
};

struct call {			/* the partials and parents that the walk is in */
	const struct engine_template *from, *to;
	uint32_t                      step;
	const struct call            *outer;
};

struct bind {
	const struct engine  *engine;
	const struct members *members;
	struct diag          *diag;
	enum model_type       types[ENGINE_DEEPEST];	/* the innermost is the last */
	unsigned              depth, nested;
	uint32_t              steps;
	bool                  stopped;		/* this page template can't be walked to its end */
	uint8_t             **marks;		/* by template and step */
};

const struct template_op *misnamed_op(const struct engine_template *t, uint32_t step);
uint8_t *misnamed_mark(const struct bind *b, const struct engine_template *t, uint32_t step);

/* A name, or its first part, that nothing on the stack has. */
void misnamed_unknown(struct bind *b, const struct scope *in, uint32_t step, struct str name);

/* A later part that what is before it does not have. */
void misnamed_part(struct bind *b, const struct scope *in, uint32_t step, struct str part,
	const struct member *of);

/* `.` */
void misnamed_dot(struct bind *b, const struct scope *in, uint32_t step);

/* A member that can't be written in the way the step does. */
void misnamed_written(struct bind *b, const struct scope *in, uint32_t step,
	const struct member *m);

/* A template that is not there; a block given to a parent that does not show it. */
void misnamed_template(struct bind *b, const struct scope *in, uint32_t step);
void misnamed_block(struct bind *b, const struct engine_template *t, uint32_t step);

/* Both stop the walk of the page template. */
void misnamed_deep(struct bind *b, const struct scope *in, const struct call *call, uint32_t step);
void misnamed_long(struct bind *b, const struct engine_template *t);

#endif

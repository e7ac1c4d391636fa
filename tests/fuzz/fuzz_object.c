/*
 * Objects from anywhere: object_read refuses or accepts, and crashes never.
 *
 * What it accepts object_write gives back byte for byte, each part can be read by itself, and all of it can
 * be walked without looking, as the linker does.
 */
#include <stdlib.h>

#include "object/form.h"
#include "object/formula.h"
#include "object/object.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static enum formula_state
find_none(void *context, uint32_t reference, const struct table_cell ***cells, size_t *n)
{
	const struct object *o = context;

	if (reference >= o->nreference)
		abort();
	*cells = NULL;
	*n = 0;
	return FORMULA_DONE;
}

static void
walk_formulas(const struct object *o)
{
	struct formula_cells cells = { find_none, (void *)(uintptr_t)o };
	struct quantity value, sides[2];

	for (uint32_t i = 0; i < o->nreference; i++)
		formula_evaluate(o->ops + o->references[i].first_op, o->references[i].ops, &cells, -1,
			&value, sides);
	for (uint32_t i = 0; i < o->nrule; i++)
		formula_evaluate(o->ops + o->rules[i].first_op, o->rules[i].ops, &cells, 0, &value, sides);
}

/* How many datums there are below one; the reader bounds how deep. */
static uint32_t
walk_meta(const struct object *o, const struct datum *parent)
{
	uint32_t count = 1;

	for (const struct datum *d = object_first(o, parent); d; d = object_next(o, parent, d))
		count += walk_meta(o, d);
	return count;
}

static void
walk_found(const struct object *o)
{
	size_t count = 0;

	for (const struct finding *f = o->findings; f; f = f->next) {
		for (const struct finding_help *h = f->help; h; h = h->next)
			count += h->text.len;
		for (const struct finding_related *r = f->related; r; r = r->next)
			count += r->message.len;
		count += diag_name(f->code) == NULL;
	}
	if (count > SIZE_MAX / 2)
		abort();
}

static void
write_again(const struct object *o, struct str bytes)
{
	struct buf b = BUF_EMPTY;

	object_write(o, &b);
	if (!str_equal(buf_view(&b), bytes))
		abort();
	buf_release(&b);
}

static void
try_object(struct str bytes)
{
	static const unsigned parts[] = {
		0, OBJECT_HEAD, OBJECT_BODY, OBJECT_CELLS, OBJECT_BLOB, OBJECT_FOUND,
	};
	struct arena a;
	struct object o;

	arena_init(&a);

	bool whole = object_read(bytes, OBJECT_WHOLE, &a, &o);

	if (whole) {
		write_again(&o, bytes);
		walk_formulas(&o);
		walk_found(&o);
		if (o.nmeta > 0 && walk_meta(&o, o.meta) != o.nmeta)
			abort();
	}
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (!object_read(bytes, parts[i], &a, &o) && whole)
			abort();
	arena_release(&a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct buf b = BUF_EMPTY;

	try_object((struct str){ (const char *)bytes, len });
	buf_add(&b, form_magic, sizeof(form_magic));	/* few inputs would find it by themselves */
	buf_add(&b, bytes, len);
	try_object(buf_view(&b));
	buf_release(&b);
	return 0;
}

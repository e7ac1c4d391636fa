/*
 * Which member of a type a name's number is.
 *
 * Knows model.def's rows and the keys of the words; which names templates use, and
 * with what numbers, is the engine's.
 */
#include "link/members.h"

#include <assert.h>

static void
set_member(struct member *of_type, const struct engine *e, struct str name, struct member is)
{
	uint32_t number = engine_name(e, name);

	if (number)	/* else no template uses it */
		of_type[number] = is;
}

void
members_init(struct members *m, struct arena *a, const struct engine *e, const struct words *w)
{
	uint32_t names = (uint32_t)e->names.count + 1;
	struct member *rows = arena_array(a, (size_t)names * MODEL_TYPES, sizeof(*rows));

	assert(w->nkey <= INT16_MAX);
	for (size_t i = 0; i < (size_t)names * MODEL_TYPES; i++)
		rows[i].slot = -1;
	for (size_t i = 0; i < MODEL_MEMBERS; i++) {
		const struct model_row *r = &model_rows[i];

		set_member(&rows[(size_t)r->type * names], e, str_of(r->name), (struct member){
			(int16_t)(i - model_first(r->type)), (uint8_t)r->shape, (uint8_t)r->of });
	}
	for (uint32_t i = 0; i < w->nkey; i++)
		set_member(&rows[(size_t)TYPE_words * names], e, w->keys[i],
			(struct member){ (int16_t)i, SHAPE_TEXT, 0 });
	*m = (struct members){ rows, names, w };
}

void
members_offer(const struct members *m, enum model_type type, struct nearest *n)
{
	size_t first = model_first(type);

	for (size_t i = 0; i < model_count(type); i++)
		nearest_try(n, str_of(model_rows[first + i].name));
	for (uint32_t i = 0; i < m->words->nkey && type == TYPE_words; i++)
		nearest_try(n, m->words->keys[i]);
}

/*
 * What templates see: things with named members.
 *
 * The tables are model.def, read three times.  What the members hold is the view's, and
 * how a template finds them is mustache's.
 */
#include "link/model.h"

#include <assert.h>

const struct model_row model_rows[MODEL_MEMBERS] = {
#define TYPE(type, doc)
#define TEXT(type, name, doc)      { TYPE_##type, #name, SHAPE_TEXT, 0, doc },
#define HTML(type, name, doc)      { TYPE_##type, #name, SHAPE_HTML, 0, doc },
#define FLAG(type, name, doc)      { TYPE_##type, #name, SHAPE_FLAG, 0, doc },
#define THING(type, name, of, doc) { TYPE_##type, #name, SHAPE_THING, TYPE_##of, doc },
#define LIST(type, name, of, doc)  { TYPE_##type, #name, SHAPE_LIST, TYPE_##of, doc },
#include "link/model.def"
#undef TYPE
#undef TEXT
#undef HTML
#undef FLAG
#undef THING
#undef LIST
};

/* The place of each type among types and members: less the types before it, that of its first member. */
enum {
#define TYPE(type, doc)            PLACE_##type,
#define TEXT(type, name, doc)      PLACE_##type##_##name,
#define HTML(type, name, doc)      PLACE_##type##_##name,
#define FLAG(type, name, doc)      PLACE_##type##_##name,
#define THING(type, name, of, doc) PLACE_##type##_##name,
#define LIST(type, name, of, doc)  PLACE_##type##_##name,
#include "link/model.def"
#undef TYPE
#undef TEXT
#undef HTML
#undef FLAG
#undef THING
#undef LIST
};

static const struct {
	const char       *name, *doc;
	enum model_member first;
} types[MODEL_TYPES + 1] = {
#define TYPE(type, doc) { #type, doc, (enum model_member)(PLACE_##type - (int)TYPE_##type) },
#define TEXT(type, name, doc)
#define HTML(type, name, doc)
#define FLAG(type, name, doc)
#define THING(type, name, of, doc)
#define LIST(type, name, of, doc)
#include "link/model.def"
	{ "words", "the words of the interface", MODEL_MEMBERS },
	{ "", "", MODEL_MEMBERS }
};

const char *
model_type_name(enum model_type t)
{
	return types[t].name;
}

const char *
model_type_doc(enum model_type t)
{
	return types[t].doc;
}

enum model_member
model_first(enum model_type t)
{
	return types[t].first;
}

size_t
model_count(enum model_type t)
{
	return (size_t)(types[t + 1].first - types[t].first);
}

struct thing *
thing_new(struct arena *a, enum model_type type)
{
	assert(model_count(type) <= 64);	/* bits of `written` */
	struct thing *t = arena_alloc(a, sizeof(*t) + model_count(type) * sizeof(t->slots[0]));

	t->type = type;
	return t;
}

static struct slot *
slot_of(struct thing *t, enum model_member m, enum shape shape)
{
	assert(m < MODEL_MEMBERS);
	assert(model_rows[m].type == t->type);
	assert(model_rows[m].shape == shape);
	(void)shape;
	return &t->slots[m - types[t->type].first];
}

void
thing_text(struct thing *t, enum model_member m, struct str text)
{
	slot_of(t, m, SHAPE_TEXT)->text = text;
}

void
thing_html(struct thing *t, enum model_member m, struct markup markup)
{
	if (!markup.write)
		return;
	slot_of(t, m, SHAPE_HTML)->markup = markup;
	t->written |= UINT64_C(1) << (m - types[t->type].first);
}

void
thing_html_text(struct thing *t, enum model_member m, struct str html)
{
	slot_of(t, m, SHAPE_HTML)->text = html;
	t->written &= ~(UINT64_C(1) << (m - types[t->type].first));
}

void
thing_flag(struct thing *t, enum model_member m, bool flag)
{
	slot_of(t, m, SHAPE_FLAG)->flag = flag;
}

void
thing_set(struct thing *t, enum model_member m, struct thing *value)
{
	assert(!value || value->type == model_rows[m].of);
	slot_of(t, m, SHAPE_THING)->first = value;
}

/* A thing can be in one list only. */
void
thing_add(struct thing *t, enum model_member m, struct thing *item)
{
	struct slot *s = slot_of(t, m, SHAPE_LIST);

	assert(item->type == model_rows[m].of);
	assert(!item->next && !item->last);
	if (s->first)
		s->first->last->next = item;
	else
		s->first = item;
	s->first->last = item;
}

void
thing_stream(struct thing *t, enum model_member m, struct stream *s)
{
	slot_of(t, m, SHAPE_LIST)->first = s->first(s);
}

static const struct slot *
slot_at(const struct thing *t, enum model_member m)
{
	assert(m < MODEL_MEMBERS && model_rows[m].type == t->type);
	return &t->slots[m - types[t->type].first];
}

struct str
thing_get_text(const struct thing *t, enum model_member m)
{
	return slot_at(t, m)->text;
}

struct thing *
thing_get_first(const struct thing *t, enum model_member m)
{
	return slot_at(t, m)->first;
}

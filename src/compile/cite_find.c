/*
 * What a reference in words means, among the addresses of its own paper.
 *
 * Only what is certain is found.  What may be meant for something else is unsure and stays text; missing is only
 * what must be here, and is not.  Every look has a bound, so that the whole is linear.
 */
#include "compile/body.h"

#include "base/utf8.h"
#include "object/named.h"

#define LOOKS_MOST 200u	/* definitions that are looked at around one reference */
#define BEYOND     5u	/* a section that is farther beyond the last one is another paper's, or a law's */

static const struct definition *
definition(const struct body *b, uint32_t i)
{
	return &b->unit->object.definitions[i];
}

struct str
cite_scope(const struct body *b, const struct cite *c)
{
	return c->section == OBJECT_NONE ? STR_NONE : definition(b, c->section)->scope;
}

/* An address within a scope; OBJECT_NONE when it is none of these kinds. */
static uint32_t
look(const struct body *b, struct str scope, struct str id, unsigned kinds)
{
	char space[128];
	struct buf text = BUF_EMPTY;
	uint32_t found;

	if (scope.len + id.len + 2 > sizeof(space))
		return OBJECT_NONE;
	if (scope.len > 0) {
		buf_str(&text, scope);
		buf_char(&text, '.');
	}
	buf_str(&text, id);
	found = anchor_find(&b->anchors, buf_view(&text));
	buf_release(&text);
	return found != OBJECT_NONE && (kinds >> definition(b, found)->kind & 1u) ? found : OBJECT_NONE;
}

static unsigned
of(enum definition_kind kind)
{
	return 1u << kind;
}

static bool
is_heading(const struct definition *d)
{
	return d->kind == DEFINITION_SECTION || d->kind == DEFINITION_APPENDIX;
}

/* ---- sections and paragraphs ---- */

static unsigned
first_part(struct str number)
{
	unsigned n = 0;

	for (size_t i = 0; i < number.len && n < 1000 && number.at[i] >= '0' && number.at[i] <= '9'; i++)
		n = 10 * n + (unsigned)(number.at[i] - '0');
	return n;
}

/* The number of the last section of each scope, + 1. */
static void
count_sections(struct body *b)
{
	const struct object *o = &b->unit->object;
	struct map *most = &b->cites.most;

	for (uint32_t i = 0; i < o->ndefinition; i++) {
		const struct definition *d = &o->definitions[i];
		uintptr_t n = first_part(d->number) + 1;

		if ((d->kind == DEFINITION_SECTION || d->kind == DEFINITION_PARAGRAPH) && n > 1
			&& (uintptr_t)map_get(most, d->scope) < n)
			map_put(most, d->scope, (void *)n);
	}
	map_put(most, STR("\1"), (void *)1);	/* it was counted */
}

static unsigned
last_section(struct body *b, struct str scope)
{
	uintptr_t n;

	if (!map_get(&b->cites.most, STR("\1")))
		count_sections(b);
	n = (uintptr_t)map_get(&b->cites.most, scope);
	return n > 0 ? (unsigned)n - 1 : 0;
}

/* `4` and `4.0` are one section. */
static uint32_t
look_number(const struct body *b, struct str scope, struct str number, unsigned kinds)
{
	char space[40];
	uint32_t found = look(b, scope, number, kinds);
	size_t len = number.len;

	if (found != OBJECT_NONE || len + 2 > sizeof(space))
		return found;
	if (str_ends(number, ".0"))
		return look(b, scope, str_head(number, len - 2), kinds);
	for (size_t i = 0; i < len; i++)
		space[i] = number.at[i];
	space[len] = '.';
	space[len + 1] = '0';
	return look(b, scope, (struct str){ space, len + 2 }, kinds);
}

static void
add_found(struct cite_found *found, uint32_t definition)
{
	if (definition != OBJECT_NONE && found->count < CITE_FOUND_MOST)
		found->list[found->count++] = definition;
}

static enum cite_result
result_of(const struct cite_found *found, enum cite_result none)
{
	return found->count == 0 ? none : found->count == 1 ? CITE_FOUND : CITE_AMBIGUOUS;
}

/* `7.1 (ii)`: the item below the paragraph, or the paragraph when that has none.  A second one of that number
 * has the address `7.1.ii-2`. */
static void
find_item_of(struct body *b, const struct cite *c, struct cite_found *found)
{
	struct str base = definition(b, found->list[0])->id, id = c->m.item;
	uint32_t item = look(b, base, id, of(DEFINITION_ITEM));

	found->count -= item != OBJECT_NONE;
	for (unsigned n = 2; item != OBJECT_NONE && n < CITE_FOUND_MOST + 2; n++) {
		add_found(found, item);
		id = str_print(b->unit->arena, STR_FMT "-%u", STR_ARG(c->m.item), n);
		item = look(b, base, id, of(DEFINITION_ITEM));
	}
}

/* What is not here: whether it ought to be. */
static enum cite_result
miss_number(struct body *b, const struct cite *c, struct str scope)
{
	unsigned last = last_section(b, scope), first = first_part(c->m.number);

	if (last == 0 || first == 0)
		return CITE_UNSURE;
	if (c->m.is_own || c->m.side != SIGNPOST_ANYWHERE)
		return CITE_MISSING;
	if (c->m.kind == SIGNPOST_PARAGRAPH && c->m.is_plain)
		return CITE_UNSURE;
	return first <= last + (c->m.is_plain ? BEYOND : 1) ? CITE_MISSING : CITE_UNSURE;
}

/* Under a heading about the law a section is a law's as soon as powers or duties are spoken of. */
static bool
is_of_law(const struct body *b, const struct cite *c)
{
	struct str title = c->section == OBJECT_NONE ? STR_NONE : definition(b, c->section)->title;

	if (!c->m.is_near_law)
		return false;
	while (title.len > 0) {
		struct str word = str_cut(&title, ' ');

		if (str_equal_nocase(word, STR("legal")) || str_equal_nocase(word, STR("statutory")))
			return true;
	}
	return false;
}

static enum cite_result
find_number(struct body *b, const struct cite *c, struct str scope, struct cite_found *found)
{
	unsigned kinds = of(DEFINITION_PARAGRAPH) | of(DEFINITION_SECTION);

	if (is_of_law(b, c))
		return CITE_UNSURE;
	/* `paragraph 3` of a paper with sections 1 to 9 may be either */
	if (c->m.is_plain)
		kinds = of(c->m.kind == SIGNPOST_SECTION ? DEFINITION_SECTION : DEFINITION_PARAGRAPH);
	/* an appendix without numbers of its own speaks of those of its paper */
	if (scope.len > 0 && last_section(b, scope) == 0)
		scope = STR_NONE;
	add_found(found, look_number(b, scope, c->m.number, kinds));
	if (found->count == 0)
		return miss_number(b, c, scope);
	if (c->m.item.len > 0)
		find_item_of(b, c, found);
	return result_of(found, CITE_MISSING);
}

/* ---- items and rows ---- */

/* The nearest item of the section before, or behind, a reference. */
static uint32_t
near_item(const struct body *b, const struct cite *c, bool before)
{
	uint32_t count = b->unit->object.ndefinition, i = c->behind;

	for (unsigned looks = 0; looks < LOOKS_MOST; looks++) {
		if (before ? i == 0 : i >= count)
			return OBJECT_NONE;
		i -= before;
		if (is_heading(definition(b, i)))
			return OBJECT_NONE;
		if (definition(b, i)->kind == DEFINITION_ITEM)
			return i;
		i += !before;
	}
	return OBJECT_NONE;
}

/* One of the same list, or of those that it stands in. */
static uint32_t
look_sibling(const struct body *b, uint32_t item, struct str number)
{
	struct str id = definition(b, item)->id;
	uint32_t found = OBJECT_NONE;

	while (id.len > 0 && found == OBJECT_NONE) {
		size_t dot = str_find_last_char(id, '.');

		if (dot >= id.len)
			break;
		id = str_head(id, dot);
		found = look(b, id, number, of(DEFINITION_ITEM));
	}
	return found;
}

static uint32_t
look_near(const struct body *b, const struct cite *c, bool before)
{
	uint32_t item = near_item(b, c, before);

	return item == OBJECT_NONE ? OBJECT_NONE : look_sibling(b, item, c->m.number);
}

/* `item 3`, `(a) above`: of the list or table that we are in, or of the list that stands on that side. */
static enum cite_result
find_item(struct body *b, const struct cite *c, struct cite_found *found)
{
	bool inside = c->in_cell || (c->from != OBJECT_NONE && definition(b, c->from)->kind == DEFINITION_ITEM);
	bool below = c->m.side == SIGNPOST_BELOW;

	if (inside || !below)
		add_found(found, look_near(b, c, true));
	if (found->count == 0 && below)
		add_found(found, look_near(b, c, false));
	/* `4.2 above` */
	if (found->count == 0 && c->m.kind == SIGNPOST_BARE && str_find_char(c->m.number, '.', 0) < c->m.number.len)
		add_found(found, look_number(b, cite_scope(b, c), c->m.number,
			of(DEFINITION_PARAGRAPH) | of(DEFINITION_SECTION)));
	return result_of(found, CITE_UNSURE);
}

/* ---- appendices ---- */

static bool
has_files(const struct body *b)
{
	return object_get(&b->unit->object, NULL, "appendices") != NULL;
}

/* A heading `Atodiad A` is a section like others. */
static enum cite_result
find_welsh_appendix(struct body *b, const struct cite *c, struct cite_found *found)
{
	struct arena *a = b->unit->arena;

	add_found(found, look(b, STR_NONE, str_print(a, "atodiad-" STR_FMT, STR_ARG(utf8_slug(a, c->m.number))),
		of(DEFINITION_SECTION)));
	return result_of(found, CITE_UNSURE);
}

static enum cite_result
find_appendix(struct body *b, const struct cite *c, struct cite_found *found)
{
	struct arena *a = b->unit->arena;
	struct str id = str_print(a, "%s-" STR_FMT, c->m.is_annex ? "annex" : "appendix",
		STR_ARG(utf8_slug(a, c->m.number)));
	uint32_t at = look(b, cite_scope(b, c), id, of(DEFINITION_APPENDIX));

	if (at == OBJECT_NONE)
		at = look(b, STR_NONE, id, of(DEFINITION_APPENDIX));
	if (at == OBJECT_NONE && c->m.is_welsh)
		return find_welsh_appendix(b, c, found);
	/* a paper that is annexed without a name has an address like that too */
	if (at != OBJECT_NONE && definition(b, at)->number.len > 0)
		add_found(found, at);
	return result_of(found, has_files(b) || c->m.is_welsh || b->unit->object.kind != OBJECT_REPORT
		? CITE_UNSURE : CITE_MISSING);
}

/* ---- tables and figures ---- */

static bool
has_any(struct body *b, enum definition_kind kind)
{
	const struct object *o = &b->unit->object;

	if (b->cites.looks++ > LOOKS_MOST)
		return false;
	for (uint32_t i = 0; i < o->ndefinition; i++)
		if (o->definitions[i].kind == kind && o->definitions[i].number.len > 0)
			return true;
	return false;
}

static enum cite_result
find_captioned(struct body *b, const struct cite *c, struct str scope, struct cite_found *found)
{
	struct arena *a = b->unit->arena;
	enum definition_kind kind = c->m.kind == SIGNPOST_TABLE ? DEFINITION_TABLE : DEFINITION_FIGURE;
	struct str id = str_print(a, "%s-" STR_FMT, kind == DEFINITION_TABLE ? "table" : "figure",
		STR_ARG(utf8_slug(a, c->m.number)));

	add_found(found, look(b, scope, id, of(kind)));
	if (found->count == 0 && c->m.paper.len == 0)
		add_found(found, look(b, STR_NONE, id, of(kind)));
	return result_of(found, c->m.is_named && has_any(b, kind) ? CITE_MISSING : CITE_UNSURE);
}

static bool
has_picture_behind(struct body *b, const struct cite *c)
{
	const struct object *o = &b->unit->object;

	if (b->cites.looks++ > LOOKS_MOST)
		return true;
	for (uint32_t i = o->nreference; i-- > 0;)
		if (o->references[i].kind == REFERENCE_IMAGE && o->references[i].line >= c->at.line)
			return true;
	return false;
}

/* `the table below`: the next one of this section.  One that stands in another section may be meant, or not. */
static enum cite_result
find_next(struct body *b, const struct cite *c, struct cite_found *found)
{
	const struct object *o = &b->unit->object;
	enum definition_kind kind = c->m.kind == SIGNPOST_TABLE ? DEFINITION_TABLE : DEFINITION_FIGURE;
	bool down = c->m.side == SIGNPOST_BELOW, left = false;
	uint32_t level = c->section == OBJECT_NONE ? 0 : definition(b, c->section)->level, looks = LOOKS_MOST;

	for (uint32_t i = down ? c->behind : c->behind - 1; i < o->ndefinition && looks > 0; i += down ? 1u : UINT32_MAX) {
		const struct definition *d = definition(b, i);

		looks--;
		left |= is_heading(d) && (down ? level == 0 || d->level <= level : true);
		if (d->kind == kind && !left) {
			add_found(found, i);
			return CITE_FOUND;
		}
		if (d->kind == kind || (c->m.is_chart && d->kind == DEFINITION_TABLE))
			return CITE_UNSURE;
	}
	return looks == 0 || (kind == DEFINITION_FIGURE && has_picture_behind(b, c)) ? CITE_UNSURE : CITE_MISSING;
}

/* ---- items of lists that have a name ---- */

/* `recommendation (3)`, `principle (e)`: of the list under a heading of that name. */
static enum cite_result
find_named(struct body *b, const struct cite *c, struct cite_found *found)
{
	if (b->cites.looks++ > LOOKS_MOST)
		return CITE_UNSURE;
	found->count = named_items(&b->unit->object, str_of(c->m.noun), c->m.number, found->list, CITE_FOUND_MOST);
	return result_of(found, CITE_UNSURE);
}

/* ---- all ---- */

/* `of Appendix B`: its address, when the paper has one of that name. */
static bool
find_within(struct body *b, const struct cite *c, struct str *scope)
{
	struct signposts m;
	struct str text = str_print(b->unit->arena, "in " STR_FMT, STR_ARG(c->m.paper));
	struct cite of_it = *c;
	struct cite_found found = { .count = 0 };

	signpost_init(&m, text);
	if (!signpost_next(&m) || m.count != 1 || m.list[0].kind != SIGNPOST_APPENDIX || m.list[0].start != 3)
		return false;
	of_it.m = m.list[0];
	if (find_appendix(b, &of_it, &found) != CITE_FOUND)
		return false;
	*scope = definition(b, found.list[0])->id;
	return true;
}

enum cite_result
cite_find(struct body *b, const struct cite *c, struct cite_found *found)
{
	struct str scope = cite_scope(b, c);

	found->count = 0;
	if (c->m.paper.len > 0 && !c->m.is_own && !find_within(b, c, &scope))
		return CITE_UNSURE;
	switch (c->m.kind) {
	case SIGNPOST_SECTION:
	case SIGNPOST_PARAGRAPH:
		return find_number(b, c, scope, found);
	case SIGNPOST_ITEM:
	case SIGNPOST_BARE:
		return find_item(b, c, found);
	case SIGNPOST_APPENDIX:
		return find_appendix(b, c, found);
	case SIGNPOST_TABLE:
	case SIGNPOST_FIGURE:
		return c->m.number.len > 0 ? find_captioned(b, c, scope, found) : find_next(b, c, found);
	case SIGNPOST_RECOMMENDATION:
		return find_named(b, c, found);
	default:
		return CITE_UNSURE;
	}
}

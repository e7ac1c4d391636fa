/*
 * What is said of references in words that lead nowhere, to several places, or the wrong way.
 */
#include "compile/body.h"

#include "base/nearest.h"

#define HELPS_MOST  100u	/* each costs a look at every address */
#define PLACES_MOST 8u		/* of one finding */

/* What was not found. */
struct said {
	struct finding *finding;
	unsigned        places;
};

static struct str
key_of(const struct body *b, const struct cite *c)
{
	return str_print(b->unit->arena, STR_FMT " %d " STR_FMT " %u", STR_ARG(cite_scope(b, c)), (int)c->m.kind,
		STR_ARG(c->m.number), c->m.number.len > 0 ? c->m.is_annex : c->at.line);
}

/* Addresses like the one that was meant, of the same scope. */
static void
help_nearest(struct body *b, struct finding *f, const struct cite *c)
{
	const struct object *o = &b->unit->object;
	struct str scope = cite_scope(b, c), text;
	struct nearest near;

	if (b->cites.looks++ < HELPS_MOST) {
		nearest_init(&near, c->m.kind == SIGNPOST_APPENDIX ? c->text : c->m.number);
		for (uint32_t i = 0; i < o->ndefinition; i++)
			if (o->definitions[i].number.len > 0 && (c->m.kind == SIGNPOST_APPENDIX
				? o->definitions[i].kind == DEFINITION_APPENDIX
				: str_equal(o->definitions[i].scope, scope)
					&& o->definitions[i].kind < DEFINITION_APPENDIX))
				nearest_try(&near, o->definitions[i].number);
		text = nearest_text(&near, b->unit->arena);
		if (text.len > 0)
			diag_help(&b->unit->diag, f, STR_FMT, STR_ARG(text));
	}
	if (c->m.kind == SIGNPOST_APPENDIX)
		diag_help(&b->unit->diag, f, "if it is here without its name, put a line before it: `## " STR_FMT
			"`; if it was left out, add it or take the words out", STR_ARG(c->text));
	else if (!f->help)
		diag_help(&b->unit->diag, f, "see which place is meant, and write its number");
}

static struct finding *
say_thing(struct body *b, const struct cite *c)
{
	bool table = c->m.kind == SIGNPOST_TABLE, below = c->m.side == SIGNPOST_BELOW;
	struct diag *d = &b->unit->diag;
	struct finding *f = diag_add(d, DIAG_WRITTEN_REFERENCE_BROKEN, c->at, "no %s %s",
		table ? "table" : "picture", below ? "follows here" : "stands above this");

	diag_help(d, f, table ? "it may have been lost on the way: put it in, or take the words out"
		: "it may have been lost on the way: put the picture in, ![what it shows](file.png), or take the "
		"words out");
	return f;
}

static struct finding *
say_number(struct body *b, const struct cite *c)
{
	struct finding *f = diag_add(&b->unit->diag, DIAG_WRITTEN_REFERENCE_BROKEN, c->at,
		"“" STR_FMT "” leads nowhere: this paper has no such place", STR_ARG(c->text));

	help_nearest(b, f, c);
	return f;
}

/* Once, with the other places where it is named. */
void
cite_say_missing(struct body *b, const struct cite *c)
{
	struct str key = key_of(b, c);
	struct said *said = map_get(&b->cites.said, key);

	if (said) {
		if (said->places++ < PLACES_MOST)
			diag_related(&b->unit->diag, said->finding, c->at, "and it is named here");
		return;
	}
	said = arena_alloc(b->unit->arena, sizeof(*said));
	*said = (struct said){ c->m.number.len > 0 ? say_number(b, c) : say_thing(b, c), 0 };
	map_put(&b->cites.said, key, said);
}

void
cite_say_ambiguous(struct body *b, const struct cite *c, const struct cite_found *found)
{
	struct diag *d = &b->unit->diag;
	struct finding *f = diag_add(d, DIAG_WRITTEN_REFERENCE_AMBIGUOUS, c->at,
		"“" STR_FMT "” fits several places", STR_ARG(c->text));

	for (unsigned i = 0; i < found->count; i++) {
		const struct definition *e = &b->unit->object.definitions[found->list[i]];

		diag_related(d, f, (struct place){ c->at.file, e->line, e->column, 0 }, "it may be this one, #"
			STR_FMT, STR_ARG(e->id));
	}
	diag_help(d, f, "give each its own number, or link the one that is meant: [" STR_FMT "](#address)",
		STR_ARG(c->text));
}

void
cite_say_side(struct body *b, const struct cite *c, uint32_t found)
{
	const struct definition *e = &b->unit->object.definitions[found];
	bool above = found < c->behind;
	struct diag *d = &b->unit->diag;
	struct finding *f;

	if (c->m.side == SIGNPOST_ANYWHERE || found == c->from || above == (c->m.side == SIGNPOST_ABOVE))
		return;
	f = diag_add(d, DIAG_REFERENCE_DIRECTION, c->at, "“" STR_FMT "” is said to be %s and is %s",
		STR_ARG(c->text), above ? "below" : "above", above ? "above" : "below");
	diag_related(d, f, (struct place){ c->at.file, e->line, e->column, 0 }, "it is here");
	diag_help(d, f, "write “%s”, or see whether another number is meant", above ? "above" : "below");
}

/* ---- appendices that nothing mentions ---- */

static size_t
line_end(struct str text, size_t i)
{
	return str_find_char(text, '\n', i);
}

/* The names of a text, each as a key; those of the headings themselves don't count. */
static bool
gather(struct body *b, struct map *named)
{
	struct str text = b->unit->source.text, line;
	struct signposts m;

	for (size_t at = 0; at < text.len; at = line_end(text, at) + 1) {
		line = str_slice(text, at, line_end(text, at));
		signpost_init(&m, line);
		while (signpost_next(&m))
			for (size_t i = 0; i < m.count; i++) {
				struct signpost *one = &m.list[i];
				uint32_t count = one->start > 0 && line.at[0] != '#';

				if (one->kind != SIGNPOST_APPENDIX || count == 0)
					continue;
				if (one->to_next)
					return false;	/* Appendices A to F: all of them */
				map_put(named, str_print(b->unit->arena, "%s " STR_FMT,
					one->is_annex ? "annex" : "appendix", STR_ARG(one->number)), one);
			}
	}
	return true;
}

/* `the appendix`, `see appendices`: without a name, all of them. */
static bool
speaks_of_all(struct str text)
{
	static const char *const words[] = { "the appendix", "the annex", "ppendices", "nnexes", "attached", "appended" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_find(text, str_of(words[i]), 0) < text.len)
			return true;
	return false;
}

static bool
is_linked(const struct object *o, const struct definition *d)
{
	for (uint32_t i = 0; i < o->nreference; i++) {
		const struct reference *r = &o->references[i];

		if (str_equal(r->path, o->path) && r->fragment.len >= d->id.len
			&& str_equal(str_head(r->fragment, d->id.len), d->id))
			return true;
	}
	return false;
}

void
cite_say_uncited(struct body *b)
{
	const struct object *o = &b->unit->object;
	struct diag *diag = &b->unit->diag;
	struct map named;
	bool asked = false;
	unsigned most = HELPS_MOST;	/* each costs a look at every reference */

	map_init(&named, b->unit->arena);
	for (uint32_t i = 0; i < o->ndefinition && most > 0; i++) {
		const struct definition *d = &o->definitions[i];
		struct finding *f;

		most -= d->kind == DEFINITION_APPENDIX;
		if (d->kind != DEFINITION_APPENDIX || d->number.len == 0 || is_linked(o, d))
			continue;
		if (!asked && (speaks_of_all(b->unit->source.text) || !gather(b, &named)))
			return;
		asked = true;

		struct str number = str_from(d->number, str_find_char(d->number, ' ', 0) + 1);
		struct str key = str_print(b->unit->arena, "%s " STR_FMT,
			str_starts(d->id, "annex") ? "annex" : "appendix", STR_ARG(number));

		if (map_get(&named, key))
			continue;
		f = diag_add(diag, DIAG_APPENDIX_UNCITED,
			(struct place){ b->unit->source.path, d->line, d->column, 0 },
			STR_FMT " is mentioned nowhere in this paper", STR_ARG(d->number));
		diag_help(diag, f, "say where it belongs: (" STR_FMT ")", STR_ARG(d->number));
	}
}

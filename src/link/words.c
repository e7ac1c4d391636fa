/*
 * The words of the interface.
 *
 * Knows strings files: flat maps of a key to a text, one file for each language.  Where a
 * template shows them is the template's.
 */
#include "link/words.h"

#include "base/map.h"
#include "base/path.h"

struct key {			/* where a key was seen first */
	uint32_t             slot;
	const struct object *in;
	uint32_t             line, column;
};

static void
gather_keys(const struct object *o, struct map *keys, struct arena *a, struct diag *d)
{
	for (const struct datum *w = object_first(o, NULL); w; w = object_next(o, NULL, w)) {
		if (w->kind != DATUM_TEXT && w->kind != DATUM_FLAG) {
			diag_help(d, diag_add(d, DIAG_FIELD_TYPE,
				(struct place){ o->path, w->line, w->column, 0 },
				"`" STR_FMT "` is not a text", STR_ARG(w->key)),
				"write one line, `" STR_FMT ": the words`", STR_ARG(w->key));
			continue;
		}
		if (map_get(keys, w->key))
			continue;

		struct key *k = arena_alloc(a, sizeof(*k));

		*k = (struct key){ (uint32_t)keys->count, o, w->line, w->column };
		map_put(keys, w->key, k);
	}
}

static void
report_missing(const struct object *o, struct str key, const struct key *k, struct diag *d)
{
	struct finding *f = diag_add(d, DIAG_TEMPLATE_UNKNOWN, (struct place){ .file = o->path },
		"the words have no `" STR_FMT "`, which another language has", STR_ARG(key));

	diag_related(d, f, (struct place){ k->in->path, k->line, k->column, 0 }, "it stands here");
	diag_help(d, f, "add a line `" STR_FMT ": ...`", STR_ARG(key));
}

static struct thing *
read_words(const struct object *o, const struct map *keys, struct arena *a, struct diag *d)
{
	struct thing *t = arena_alloc(a, sizeof(*t) + keys->count * sizeof(t->slots[0]));
	bool *has = arena_array(a, keys->count, sizeof(*has));

	t->type = TYPE_words;
	for (const struct datum *w = object_first(o, NULL); w; w = object_next(o, NULL, w)) {
		const struct key *k = map_get(keys, w->key);

		if (!k)
			continue;	/* no text: it has its finding */
		t->slots[k->slot].text = w->text;
		has[k->slot] = true;
	}
	for (size_t i = 0; i < keys->count; i++)
		if (!has[i])
			report_missing(o, keys->entries[i].key, keys->entries[i].value, d);
	return t;
}

static struct str
language_of(const struct object *o)
{
	return path_stem(path_name(o->path));
}

void
words_load(struct words *w, struct arena *a, const struct object *objects, size_t count,
	struct diag *d)
{
	struct map keys;

	map_init(&keys, a);
	for (size_t i = 0; i < count; i++)
		gather_keys(&objects[i], &keys, a, d);
	*w = (struct words){ arena_array(a, keys.count, sizeof(*w->keys)), (uint32_t)keys.count,
		arena_array(a, count, sizeof(*w->languages)),
		arena_array(a, count, sizeof(struct thing *)), count };
	for (size_t i = 0; i < keys.count; i++)
		w->keys[i] = keys.entries[i].key;
	for (size_t i = 0; i < count; i++) {
		w->languages[i] = language_of(&objects[i]);
		w->things[i] = read_words(&objects[i], &keys, a, d);
	}
}

static struct thing *
find(const struct words *w, struct str language)
{
	for (size_t i = 0; i < w->count; i++)
		if (str_equal_nocase(w->languages[i], language))
			return w->things[i];
	return NULL;
}

struct thing *
words_of(const struct words *w, struct str language)
{
	struct thing *t = find(w, language);

	if (!t)
		t = find(w, str_cut(&language, '-'));
	return t || !w->count ? t : w->things[0];
}

/*
 * The grids of a front sheet.  A council's form has its lines whether they are ticked or not: those come
 * first, in its order, and what only the report has stands below them.
 */
#include "link/sheet_grid.h"

const char *
sheet_grid_key(enum sheet_grid_kind kind)
{
	return kind == SHEET_CONSULTATION ? "consultation" : "next_steps";
}

const struct datum *
sheet_group_find(const struct object *site, const struct datum *groups, struct str name)
{
	const struct datum *d = object_items(site, groups);

	while (d && !str_equal_nocase(d->text, name))
		d = object_next(site, groups, d);
	return d;
}

/* entry NULL: the report says nothing of this group. */
static void
add_line(struct view *v, struct thing *grid, const struct object *o, const struct datum *entry, struct str group,
	const struct sheet_words *words)
{
	struct thing *line = thing_new(v->arena, TYPE_consulted);
	bool yes = entry && str_is(datum_text(object_get(o, entry, "consulted")), "true");

	thing_text(line, MODEL_consulted_group, group);
	thing_flag(line, MODEL_consulted_yes, yes);
	thing_text(line, MODEL_consulted_word, yes ? words->yes : words->no);
	if (entry)
		thing_text(line, MODEL_consulted_names, view_names(v, o, object_get(o, entry, "names")));
	thing_add(grid, MODEL_grid_lines, line);
}

/* The report's lines of one of the form's groups: one, or several; a line without a tick where it has none. */
static void
add_group(struct view *v, struct thing *grid, const struct object *o, const struct datum *list, struct str group,
	const struct sheet_words *words)
{
	const struct datum *name;
	bool found = false;

	for (const struct datum *d = object_items(o, list); d; d = object_next(o, list, d)) {
		if (!(name = object_get(o, d, "group")) || !str_equal_nocase(name->text, group))
			continue;
		add_line(v, grid, o, d, group, words);
		found = true;
	}
	if (!found)
		add_line(v, grid, o, NULL, group, words);
}

static void
set_header(struct view *v, struct thing *grid, enum sheet_grid_kind kind, const struct sheet_words *words)
{
	static const struct {
		const char *key, *word[SHEET_GRIDS];
		enum model_member member;
	} headers[] = {
		{ "group", { "group", "step" }, MODEL_grid_group },
		{ "consulted", { "consulted", "suggested" }, MODEL_grid_consulted },
		{ "names", { "details", "details" }, MODEL_grid_names } };

	thing_text(grid, MODEL_grid_title, words->title);
	thing_text(grid, MODEL_grid_note, words->note);
	for (size_t i = 0; i < 3; i++) {
		const struct datum *own = words->columns ? object_get(words->site, words->columns, headers[i].key) : NULL;

		thing_text(grid, headers[i].member, own ? own->text : program_word(v->p, headers[i].word[kind]));
	}
}

struct thing *
sheet_grid(struct view *v, const struct page_context *c, enum sheet_grid_kind kind, const struct sheet_words *words)
{
	const struct object *o = c->object;
	const struct datum *list = object_get(o, NULL, sheet_grid_key(kind)), *d, *name;
	struct thing *grid = thing_new(v->arena, TYPE_grid);

	set_header(v, grid, kind, words);
	for (d = object_items(words->site, words->groups); d; d = object_next(words->site, words->groups, d))
		add_group(v, grid, o, list, d->text, words);
	for (d = object_items(o, list); d; d = object_next(o, list, d))
		if ((name = object_get(o, d, "group")) && !sheet_group_find(words->site, words->groups, name->text))
			add_line(v, grid, o, d, name->text, words);
	return thing_get_first(grid, MODEL_grid_lines) ? grid : NULL;
}

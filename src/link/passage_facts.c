/*
 * Front matter and agendas as passages.
 */
#include "link/passage.h"

#include "base/path.h"

struct facts {
	const struct passage_source *source;
	struct arena *a;
	struct buf    list;
	struct buf    text;
};

static void
write_value(const struct object *o, const struct datum *d, struct buf *out)
{
	const char *between = d->kind == DATUM_LIST ? ", " : "; ";

	if (d->kind == DATUM_TEXT || d->kind == DATUM_FLAG) {
		buf_str(out, d->text);
		return;
	}
	for (const struct datum *child = object_first(o, d); child; child = object_next(o, d, child)) {
		if (child != object_first(o, d))
			buf_text(out, between);
		if (child->key.len > 0)
			buf_print(out, STR_FMT ": ", STR_ARG(child->key));
		write_value(o, child, out);
	}
}

/* One line, single blanks. */
static struct str
folded(struct facts *f)
{
	struct str text = str_trim(buf_view(&f->text));
	char *out = arena_copy(f->a, text.at, text.len);
	size_t len = 0;

	for (size_t i = 0; i < text.len; i++) {
		bool blank = text.at[i] == ' ' || text.at[i] == '\n' || text.at[i] == '\t';

		if (!blank || out[len - 1] != ' ')
			out[len++] = blank ? ' ' : text.at[i];
	}
	return (struct str){ out, len };
}

/* It names a file that is exempt now. */
static bool
is_hushed(const struct facts *f, struct str text)
{
	const struct map *hushed = f->source->hushed;

	for (size_t i = 0; hushed && i < hushed->count; i++)
		if (str_find(text, path_name(hushed->entries[i].key), 0) < text.len)
			return true;
	return false;
}

static void
add(struct facts *f, enum passage_kind kind, struct str name, const struct datum *d, bool single)
{
	struct passage p = { .kind = kind, .single = single, .name = name, .line = d->line };

	p.text = folded(f);
	p.hushed |= is_hushed(f, p.text) || passage_tells(f->source, p.text);
	p.hash = passage_hash(&p);
	buf_add(&f->list, &p, sizeof(p));
	buf_clear(&f->text);
}

static void
add_fact(struct facts *f, struct str name, const struct datum *d, bool single)
{
	write_value(f->source->object, d, &f->text);
	add(f, PASSAGE_FACT, name, d, single);
}

static void
add_key(struct facts *f, const struct datum *d)
{
	const struct object *o = f->source->object;

	if (d->kind == DATUM_TEXT || d->kind == DATUM_FLAG) {
		add_fact(f, d->key, d, true);
		return;
	}
	for (const struct datum *child = object_first(o, d); child; child = object_next(o, d, child))
		if (d->kind == DATUM_LIST)
			add_fact(f, d->key, child, false);
		else
			add_fact(f, str_print(f->a, STR_FMT ", " STR_FMT, STR_ARG(d->key), STR_ARG(child->key)),
				child, true);
}

static void
finish(struct facts *f, struct passages *out)
{
	struct buf none = BUF_EMPTY;

	passage_finish(&f->list, &none, f->a, out);
	buf_release(&f->text);
}

/* Agendas are read by themselves; a key with a blank is the compiler's own. */
static bool
is_no_fact(const struct object *o, struct str key)
{
	return (o->kind == OBJECT_MEETING && str_is(key, "agenda")) || str_find_char(key, ' ', 0) < key.len;
}

void
passage_facts(const struct passage_source *s, struct arena *a, struct passages *out)
{
	struct facts f = { .source = s, .a = a };

	for (const struct datum *d = object_first(s->object, NULL); d; d = object_next(s->object, NULL, d))
		if (!is_no_fact(s->object, d->key))
			add_key(&f, d);
	finish(&f, out);
}

/* ---- agendas ---- */

/* A file that an item names is called by its title. */
static void
write_paper(struct facts *f, struct str target)
{
	struct program *p = f->source->p;
	struct str path;
	uint32_t page = path_resolve(f->a, f->source->object->path, target, &path) ? program_page(p, path) : NONE;

	buf_str(&f->text, page == NONE || p->pages[page].hidden ? target : p->pages[page].title);
}

static bool
is_shown_plain(struct str key)
{
	return str_is(key, "item") || str_is(key, "report") || str_is(key, "items");
}

/* `report: plan.md` is the report's title; of the rest the key tells what it is: "minutes: 2026-01-14". */
static void
write_item(struct facts *f, const struct datum *item)
{
	const struct object *o = f->source->object;

	if (item->kind != DATUM_MAP) {
		write_value(o, item, &f->text);
		return;
	}
	for (const struct datum *d = object_first(o, item); d; d = object_next(o, item, d)) {
		if (str_is(d->key, "items"))
			continue;
		if (f->text.len > 0)
			buf_text(&f->text, "; ");
		if (!is_shown_plain(d->key))
			buf_print(&f->text, STR_FMT ": ", STR_ARG(d->key));
		if (d->kind == DATUM_TEXT && str_ends(d->text, ".md"))
			write_paper(f, d->text);
		else
			write_value(o, d, &f->text);
	}
}

static void
add_items(struct facts *f, const struct datum *list, struct str above)
{
	const struct object *o = f->source->object;
	unsigned number = 0;

	for (const struct datum *d = object_first(o, list); d; d = object_next(o, list, d)) {
		struct str name = str_print(f->a, STR_FMT "%s%u", STR_ARG(above), above.len ? "." : "", ++number);
		const struct datum *report = d->kind == DATUM_MAP ? object_get(o, d, "report") : NULL;
		const struct datum *items = d->kind == DATUM_MAP ? object_get(o, d, "items") : NULL;
		bool hushed = report && is_hushed(f, report->text);

		write_item(f, d);
		add(f, PASSAGE_ITEM, name, d, false);
		struct passage *item = (struct passage *)(void *)(f->list.at + f->list.len - sizeof(*item));

		item->hushed |= hushed;
		item->exempt = d->kind == DATUM_MAP && object_get(o, d, "exempt") != NULL;
		if (items && items->kind == DATUM_LIST && !above.len)
			add_items(f, items, name);
	}
}

void
passage_agenda(const struct passage_source *s, struct arena *a, struct passages *out)
{
	struct facts f = { .source = s, .a = a };
	const struct datum *agenda = s->object->kind == OBJECT_MEETING ? object_get(s->object, NULL, "agenda") : NULL;

	if (agenda && agenda->kind == DATUM_LIST)
		add_items(&f, agenda, STR_NONE);
	finish(&f, out);
}

/*
 * Front matter and agendas as passages.
 */
#include "link/passage.h"

#include "base/path.h"
#include "link/agenda.h"
#include "link/exempt.h"
#include "link/minutes.h"

struct facts {
	const struct passage_source *source;
	struct arena *a;
	struct buf    list;
	struct buf    text;
};

/* A person's file name is said as the name. */
static struct str
shown_text(struct facts *f, struct str text)
{
	struct program *p = f->source->p;
	uint32_t person = text.len == 0 || text.len > 100 || str_find_char(text, ' ', 0) < text.len ? NONE
		: program_page(p, str_print(f->a, "people/" STR_FMT ".md", STR_ARG(text)));

	return person == NONE || p->pages[person].hidden ? text : p->pages[person].title;
}

/* A key as words: `in_attendance` is "in attendance". */
static struct str
shown_key(struct facts *f, struct str key)
{
	char *words = arena_copy(f->a, key.at, key.len);

	for (size_t i = 0; i < key.len; i++)
		if (words[i] == '_')
			words[i] = ' ';
	return (struct str){ words, key.len };
}

/* What stands between two values of a list or a map: sentences have said that they end. */
static const char *
between(const struct datum *whole, const struct buf *before)
{
	if (whole->kind != DATUM_LIST)
		return "; ";
	return before->len && before->at[before->len - 1] == '.' ? " " : ", ";
}

/* Formatted text with the words of its links, and not their addresses: a log is read by people. */
static void
write_words(struct str text, struct buf *out)
{
	while (text.len > 0) {
		size_t middle = str_find(text, STR("]("), 0), open = str_find_last_char(str_head(text, middle), '[');
		size_t close = str_find_char(text, ')', middle);

		if (close >= text.len || open >= middle) {
			buf_str(out, text);
			return;
		}
		buf_str(out, str_head(text, open));
		buf_str(out, str_slice(text, open + 1, middle));
		text = str_from(text, close + 1);
	}
}

static void
write_value(struct facts *f, const struct datum *d, struct buf *out)
{
	const struct object *o = f->source->object;

	if (d->kind == DATUM_TEXT || d->kind == DATUM_FLAG) {
		if (d->fragment == OBJECT_NONE)
			buf_str(out, shown_text(f, d->text));
		else
			write_words(d->text, out);
		return;
	}
	for (const struct datum *child = object_first(o, d); child; child = object_next(o, d, child)) {
		if (child != object_first(o, d))
			buf_text(out, between(d, out));
		if (child->key.len > 0)
			buf_print(out, STR_FMT ": ", STR_ARG(shown_key(f, child->key)));
		write_value(f, child, out);
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

static void
add(struct facts *f, enum passage_kind kind, struct str name, const struct datum *d, bool single)
{
	struct passage p = { .kind = kind, .single = single, .name = name, .line = d->line };

	p.text = folded(f);
	p.hushed |= hush_has_name_in(f->source->hush, p.text) || hush_has_title_in(f->source->hush, p.text);
	p.hash = passage_hash(&p);
	buf_add(&f->list, &p, sizeof(p));
	buf_clear(&f->text);
}

static void
add_fact(struct facts *f, struct str name, const struct datum *d, bool single)
{
	write_value(f, d, &f->text);
	add(f, PASSAGE_FACT, name, d, single);
}

/* Of a decision on an exempt item its title is public, as the register has it; what it was before may not be. */
static bool
add_withheld(struct facts *f, struct str key, struct str name, const struct datum *d)
{
	const struct decision *decision = exempt_decision(f->source->p, f->source->page, d->line);

	if (!decision || !str_is(key, "decisions"))
		return false;
	buf_print(&f->text, STR_FMT " " STR_FMT, STR_ARG(decision->item), STR_ARG(decision->title));
	add(f, PASSAGE_FACT, name, d, false);
	((struct passage *)(void *)(f->list.at + f->list.len - sizeof(struct passage)))->exempt = true;
	return true;
}

/* Of a supplement what it says itself: its items are said among those of the agenda, and its papers are papers. */
static bool
add_supplement(struct facts *f, struct str key, const struct datum *d)
{
	const struct object *o = f->source->object;

	if (!str_is(key, "supplements") || d->kind != DATUM_MAP)
		return false;
	for (const struct datum *child = object_first(o, d); child; child = object_next(o, d, child)) {
		if (str_is(child->key, "items") || str_is(child->key, "papers"))
			continue;
		buf_print(&f->text, "%s" STR_FMT ": ", f->text.len ? "; " : "", STR_ARG(shown_key(f, child->key)));
		write_value(f, child, &f->text);
	}
	add(f, PASSAGE_FACT, key, d, false);
	return true;
}

static void
add_key(struct facts *f, const struct datum *d)
{
	const struct object *o = f->source->object;
	struct str key = shown_key(f, d->key);

	if (d->kind == DATUM_TEXT || d->kind == DATUM_FLAG) {
		add_fact(f, key, d, true);
		return;
	}
	for (const struct datum *child = object_first(o, d); child; child = object_next(o, d, child))
		if (d->kind == DATUM_LIST && !add_withheld(f, d->key, key, child) && !add_supplement(f, d->key, child))
			add_fact(f, key, child, false);
		else if (d->kind != DATUM_LIST)
			add_fact(f, str_print(f->a, STR_FMT ", " STR_FMT, STR_ARG(key),
				STR_ARG(shown_key(f, child->key))), child, true);
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

/* The title as a reader sees it, and then what else is said of the item: "Internal audit (verbal);
 * by: Ann Hale". */
static void
write_item(struct facts *f, const struct agenda_item *item)
{
	const struct object *o = f->source->object;
	const struct datum *d = item->datum == OBJECT_NONE ? NULL : &o->meta[item->datum];
	const struct program *p = f->source->p;
	struct str title = agenda_title(p, item);

	if (item->kind == AGENDA_MINUTES)
		buf_print(&f->text, STR_FMT " ", STR_ARG(program_word(p, "minutes_of")));
	buf_str(&f->text, title.len ? title : item->title);
	if (agenda_came_with(p, item))
		buf_print(&f->text, " (" STR_FMT " %u)", STR_ARG(program_word(p, "supplement")), agenda_came_with(p, item));
	if (item->kind == AGENDA_VERBAL || item->kind == AGENDA_WITHDRAWN
	    || (item->kind == AGENDA_TO_FOLLOW && item->report == NONE))
		buf_print(&f->text, " (" STR_FMT ")", STR_ARG(program_word(p, agenda_key(item->kind))));
	if (!d || d->kind != DATUM_MAP)
		return;
	for (const struct datum *key = object_first(o, d); key; key = object_next(o, d, key)) {
		if (agenda_is_key(key->key) || str_is(key->key, "items"))
			continue;
		buf_print(&f->text, "; " STR_FMT ": ", STR_ARG(shown_key(f, key->key)));
		write_value(f, key, &f->text);
	}
}

static void
add_item(struct facts *f, const struct agenda_item *item)
{
	const struct passage_source *s = f->source;
	struct datum at = { .line = item->at.line };
	const struct datum *d = item->datum == OBJECT_NONE ? NULL : &s->object->meta[item->datum];

	write_item(f, item);
	add(f, PASSAGE_ITEM, item->number, &at, false);
	struct passage *said = (struct passage *)(void *)(f->list.at + f->list.len - sizeof(*said));

	said->hushed |= item->report != NONE && hush_has_path(s->hush, s->p->pages[item->report].path);
	said->exempt = d && object_get(s->object, d, "exempt");
}

void
passage_agenda(const struct passage_source *s, struct arena *a, struct passages *out)
{
	struct facts f = { .source = s, .a = a };
	const struct agenda *agenda = s->p->pages[s->page].agenda;

	for (uint32_t i = 0; agenda && i < agenda->nitem; i++)
		add_item(&f, &agenda->items[i]);
	finish(&f, out);
}

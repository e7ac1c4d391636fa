/*
 * One source on both sides: its agenda, facts, tables and text.
 */
#include "link/compare_part.h"

#include "base/path.h"
#include "link/compare_table.h"
#include "link/compare_text.h"

struct sides {
	struct comparison  *c;
	struct object       old, new;
	uint32_t            old_page, new_page;
	struct change_page *out;
	bool                hushed;	/* of the text: nothing of the old side alone is said */
};

static struct passage_source
source_of(const struct sides *s, bool is_new)
{
	return is_new ? (struct passage_source){ .p = s->c->new, .page = s->new_page, .object = &s->new }
		: (struct passage_source){ s->c->old, s->old_page, &s->old, &s->c->hush };
}

typedef void reader(const struct passage_source *s, struct arena *a, struct passages *out);

/* An item that was not exempt in just these words may have been any other: what went is not said. */
static bool
has_new_exempt(const struct passages *old, const struct passages *new)
{
	for (uint32_t i = 0; i < new->count; i++) {
		uint32_t j = 0;

		if (!new->at[i].exempt)
			continue;
		while (j < old->count && !(old->at[j].exempt && old->at[j].hash == new->at[i].hash))
			j++;
		if (j == old->count)
			return true;
	}
	return false;
}

static void
compare_read(const struct sides *s, reader *read, enum change_what what, bool hushed)
{
	struct arena *a = &s->c->scratch;
	struct passages old, new;
	struct passage_source o = source_of(s, false), n = source_of(s, true);
	struct text_pair t = { .old = &old, .new = &new, .what = what, .hushed = hushed, .a = s->c->a,
		.scratch = a, .changes = &s->out->lists[what], .claims = &s->out->lists[CHANGE_CLAIM] };

	read(&o, a, &old);
	read(&n, a, &new);
	t.hushed |= has_new_exempt(&old, &new);
	compare_passages(&t);
}

/* ---- parts ---- */

/* The heading that is on the new side what the i-th passage is on the old one, or NULL: the first of these words, or
 * the second, as there. */
static const struct passage *
same_heading(const struct passages *old, uint32_t i, const struct passages *new)
{
	uint32_t before = 0;

	for (uint32_t j = 0; j < i; j++)
		before += old->at[j].hash == old->at[i].hash;
	for (uint32_t j = 0; j < new->count; j++)
		if (new->at[j].hash == old->at[i].hash && before-- == 0)
			return &new->at[j];
	return NULL;
}

/* Sections and appendices whose mark was taken away: the heading was public before, and is. */
static void
compare_parts(const struct sides *s)
{
	struct passages old, new;
	struct passage_source o = source_of(s, false), n = source_of(s, true);

	passage_body(&o, &s->c->scratch, &old);
	passage_body(&n, &s->c->scratch, &new);
	for (uint32_t i = 0; i < old.count; i++) {
		const struct passage *now = old.at[i].exempt ? same_heading(&old, i, &new) : NULL;

		if (!now || now->exempt)
			continue;
		struct change *c = arena_alloc(s->c->a, sizeof(*c));

		*c = (struct change){ .what = CHANGE_OPENED, .how = CHANGE_CHANGED, .kind = PASSAGE_HEADING,
			.new = str_copy(s->c->a, now->text), .line = now->line };
		changes_add(&s->out->lists[CHANGE_OPENED], c);
	}
}

/* ---- tables ---- */

static void
compare_table(const struct sides *s, struct table_side old, struct table_side new, struct str name)
{
	struct table_pair t = { .old = old, .new = new, .name = str_copy(s->c->a, name), .hushed = s->hushed,
		.a = s->c->a, .scratch = &s->c->scratch, .lists = s->out->lists };

	compare_tables(&t);
}

static struct str
table_title(const struct object *o, uint32_t index)
{
	return o->definitions[o->text_tables[index].definition].title;
}

static struct str
table_id(const struct object *o, uint32_t index)
{
	return o->definitions[o->text_tables[index].definition].id;
}

/* The table of the text that was called so, or has the same address; OBJECT_NONE: none. */
static uint32_t
old_table(const struct sides *s, uint32_t new, const bool *taken)
{
	struct str title = table_title(&s->new, new);

	for (uint32_t i = 0; title.len > 0 && i < s->old.ntext_table; i++)
		if (!taken[i] && str_equal(table_title(&s->old, i), title))
			return i;
	for (uint32_t i = 0; i < s->old.ntext_table; i++)
		if (!taken[i] && str_equal(table_id(&s->old, i), table_id(&s->new, new)))
			return i;
	return OBJECT_NONE;
}

static void
compare_text_tables(const struct sides *s)
{
	const struct table_side none = { .table = { .title = STR_NONE } };	/* a line for each row of the other */
	bool *taken = arena_array(&s->c->scratch, s->old.ntext_table, sizeof(*taken));

	for (uint32_t i = 0; i < s->new.ntext_table; i++) {
		uint32_t old = old_table(s, i, taken);

		if (old != OBJECT_NONE)
			taken[old] = true;
		compare_table(s, old == OBJECT_NONE ? none : compare_text_table_of(&s->old, old),
			compare_text_table_of(&s->new, i), table_title(&s->new, i));
	}
	for (uint32_t i = 0; i < s->old.ntext_table; i++)
		if (!taken[i])
			compare_table(s, compare_text_table_of(&s->old, i), none, table_title(&s->old, i));
}

/* Title and notes of a table's own file. */
static void
read_notes(const struct passage_source *s, struct arena *a, struct passages *out)
{
	const struct table *t = &s->object->table;
	struct buf list = BUF_EMPTY, none = BUF_EMPTY;

	for (uint32_t i = 0; i < t->nnote; i++) {
		struct passage p = { .kind = PASSAGE_NOTE, .text = t->notes[i] };

		p.hash = passage_hash(&p);
		buf_add(&list, &p, sizeof(p));
	}
	passage_finish(&list, &none, a, out);
}

/* ---- the whole ---- */

static uint32_t
said(const struct change_page *page)
{
	uint32_t n = 0;

	for (int i = 0; i < CHANGE_WHATS; i++)
		n += page->lists[i].count;
	return n;
}

static void
compare_open(const struct sides *s)
{
	compare_read(s, passage_agenda, CHANGE_ITEM, s->hushed);
	compare_read(s, passage_facts, CHANGE_FACT, s->hushed);
	if (s->new.kind == OBJECT_TABLE) {
		compare_table(s, compare_table_of(&s->old), compare_table_of(&s->new), STR_NONE);
		compare_read(s, read_notes, CHANGE_TEXT, s->hushed);
	}
	compare_text_tables(s);
	if (s->c->old->pages[s->old_page].exempt_parts)
		compare_parts(s);
	compare_read(s, passage_body, CHANGE_TEXT, s->hushed);
}

bool
compare_source(struct comparison *c, uint32_t old, uint32_t new, struct change_page *out)
{
	struct sides s = { .c = c, .old_page = old, .new_page = new, .out = out };
	unsigned parts = OBJECT_HEAD | OBJECT_BODY | OBJECT_CELLS;
	bool same = hash_equal(c->old->pages[old].content, c->new->pages[new].content);

	if (!program_open(c->old, old, parts, &c->scratch, &s.old)
	    || !program_open(c->new, new, parts, &c->scratch, &s.new))
		return false;
	/* parts of it are exempt now: what stood in the text before may be in one of them */
	s.hushed = out->hushed = c->new->pages[new].exempt_parts;
	out->unread = s.new.kind >= OBJECT_INVENTORY;	/* the theme's files, assets */
	if (!out->unread)
		compare_open(&s);
	out->form_only = !out->unread && said(out) == 0;
	arena_reset(&c->scratch);
	return !same || said(out) > 0;
}

uint32_t
compare_size(struct comparison *c, struct program *p, uint32_t page)
{
	struct object o;
	struct passages body = { .count = 0 };
	struct passage_source s = { .p = p, .page = page, .object = &o };
	uint32_t n = 0;

	if (program_open(p, page, OBJECT_HEAD | OBJECT_BODY | OBJECT_CELLS, &c->scratch, &o)) {
		passage_body(&s, &c->scratch, &body);
		for (uint32_t i = 0; i < body.count; i++)
			n += body.at[i].kind != PASSAGE_HEADING;
		n = o.kind == OBJECT_TABLE ? o.table.nrow : n;
	}
	arena_reset(&c->scratch);
	return n;
}

static void
add_marks(struct buf *out, const struct passage_source *s, reader *read, struct arena *a)
{
	struct passages p;

	read(s, a, &p);
	for (uint32_t i = 0; i < p.count; i++)
		buf_add(out, &p.at[i].hash, sizeof(p.at[i].hash));
}

uint64_t *
compare_marks(struct program *p, uint32_t page, struct arena *a, uint32_t *count)
{
	struct object o;
	struct passage_source s = { .p = p, .page = page, .object = &o };
	struct buf out = BUF_EMPTY;

	if (program_open(p, page, OBJECT_HEAD | OBJECT_BODY | OBJECT_CELLS, a, &o)) {
		add_marks(&out, &s, passage_body, a);
		add_marks(&out, &s, passage_facts, a);
		add_marks(&out, &s, passage_agenda, a);
		for (uint32_t i = 0; i < o.table.nrow; i++) {
			uint64_t hash = hash_bytes(compare_row_text(&o.table, i, a)).low;

			buf_add(&out, &hash, sizeof(hash));
		}
	}
	*count = (uint32_t)(out.len / sizeof(uint64_t));
	return buf_keep_array(&out, a);
}

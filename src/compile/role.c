/*
 * Which blocks of a body its written numbers make what.
 *
 * One pass over the entries.  Numbers with points are decimal.c's, letters and numbers of items
 * letters.c's, words (`Appendix A`, `Table 1`) named.c's.
 */
#include "compile/series.h"

#include "compile/named.h"

#define JOINED_LEAST 40	/* bytes of a line that may be part of a sentence */

static struct str
key_of(const struct markdown_node *const *n)
{
	return (struct str){ (const char *)n, sizeof(*n) };
}

const struct role *
role_of(const struct roles *r, const struct markdown_node *n)
{
	return map_get(&r->by_node, key_of(&n));
}

static void
put_role(struct roles *r, struct arena *a, const struct markdown_node *n, struct role *role)
{
	const struct markdown_node **key = arena_alloc(a, sizeof(*key));

	*key = n;
	map_put(&r->by_node, key_of(key), role);
}

struct role *
series_role(struct numbering_run *n, const struct entry *e, enum role_kind kind)
{
	struct arena *a = n->unit->arena;
	struct role *role = arena_alloc(a, sizeof(*role));

	role->kind = kind;
	role->shown = str_copy(a, e->mark.written);
	role->text = e->is_ordered ? NULL : e->text;
	role->cut = e->is_ordered ? 0 : e->mark.len;
	role->scope = n->scope.id;
	role->title = e->rest;
	put_role(n->roles, a, e->kind == ENTRY_LINE ? e->line_break : e->block, role);
	if (e->item)
		put_role(n->roles, a, e->item, role);
	return role;
}

struct str
series_free_id(struct numbering_run *n, struct str id)
{
	struct arena *a = n->unit->arena;
	/* the last suffix given; 1: the address itself */
	uintptr_t count = (uintptr_t)map_get(&n->repeats, id);
	struct str free = id;

	while (count > 0 || map_get(&n->roles->ids, free)) {
		count = count ? count + 1 : 2;
		free = str_print(a, STR_FMT "-%u", STR_ARG(id), (unsigned)count);
		if (!map_get(&n->roles->ids, free))
			break;
	}
	map_put(&n->repeats, id, (void *)(count ? count : 1));
	map_put(&n->roles->ids, free, n);
	return free;
}

/* The end of a page parts a sentence: the part before ends with no stop, the part behind begins
 * small. */
static bool
join(struct numbering_run *n, const struct entry *e)
{
	const struct entry *before = e - 1;
	const struct role *role = before->block ? role_of(n->roles, before->block) : NULL;
	size_t len = before->rest.len;
	char last = len > 0 ? before->rest.at[len - 1] : 0;

	if (e->kind != ENTRY_PARAGRAPH || e->depth > 0 || !series_is_small(e->rest)
		|| before->kind != ENTRY_PARAGRAPH || before->depth > 0 || before->goes_on
		|| (role && role->kind != ROLE_PARAGRAPH && role->kind != ROLE_JOINED)
		|| markdown_previous(e->block) != before->block || len < JOINED_LEAST
		|| !((last >= 'a' && last <= 'z') || last == '-' || last == ','))
		return false;
	series_role(n, e, ROLE_JOINED)->is_word = last == '-';
	return true;
}

void
series_open_scope(struct numbering_run *n, struct str id)
{
	letters_end(n, 0);
	n->scope = (struct scope){ .id = id };
	map_init(&n->scope.seen, n->unit->arena);
}

/* A heading without a number: what is lettered below it stands below it, not below the last
 * number. */
static void
unnumbered(struct numbering_run *n)
{
	letters_end(n, 0);
	n->scope.anchor_id = n->scope.anchor = STR_NONE;
	n->scope.anchor_depth = 0;
}

void
role_read(struct roles *r, struct compilation *u, const struct markdown_node *root,
	uint32_t first_line)
{
	struct numbering_run n = { .unit = u, .roles = r,
		.entries = entry_list(u, root, first_line) };

	map_init(&r->by_node, u->arena);
	map_init(&r->ids, u->arena);
	map_init(&n.repeats, u->arena);
	map_init(&n.decimals, u->arena);
	decimal_find(&n);
	named_claim(&n);
	series_open_scope(&n, STR_NONE);
	for (size_t i = 0; i < n.entries.count; i++) {
		const struct entry *e = &n.entries.at[i];
		struct str appendix;

		if (named_appendix(&n, e, &appendix)) {
			series_open_scope(&n, appendix);
			continue;
		}
		if (decimal_read(&n, e) || letters_read(&n, i) || named_caption(&n, e)
			|| join(&n, e))
			continue;
		if (named_title(&n, e) || e->kind == ENTRY_HEADING)
			unnumbered(&n);
	}
	letters_end(&n, 0);
	entry_release(&n.entries);
}

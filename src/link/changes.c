/*
 * What a change log says in sum.
 */
#include "link/changes.h"

struct count {
	uint32_t    n;
	const char *one, *many;
};

static void
add_count(struct buf *out, struct count c, bool *any, const char *noun)
{
	if (c.n == 0)
		return;
	buf_print(out, "%s%u %s%s%s", *any ? ", " : "", c.n, *any ? "" : noun, *any || !*noun ? "" : " ",
		c.n == 1 ? c.one : c.many);
	*any = true;
}

/* "3 papers added, 1 withdrawn, 4 changed": the noun stands once. */
static void
add_papers(struct buf *out, const struct changes *c)
{
	const struct count papers[] = {
		{ c->papers[FATE_ADDED], "added", "added" },
		{ c->papers[FATE_WITHDRAWN], "withdrawn", "withdrawn" },
		{ c->papers[FATE_CHANGED], "changed", "changed" },
		{ c->papers[FATE_EXEMPT], "exempt now", "exempt now" },
		{ c->papers[FATE_PUBLIC], "public now", "public now" },
	};
	bool any = false;

	for (size_t i = 0; i < sizeof(papers) / sizeof(papers[0]); i++)
		add_count(out, papers[i], &any, papers[i].n == 1 ? "paper" : "papers");
}

struct str
changes_summary(const struct changes *c, struct arena *a)
{
	const struct count rest[] = {
		{ c->totals, "total moved", "totals moved" },
		{ c->meetings, "meeting changed", "meetings changed" },
		{ c->tables, "table changed", "tables changed" },
		{ c->others, "other file changed", "other files changed" },
	};
	struct buf out = BUF_EMPTY;
	bool any = false;

	add_papers(&out, c);
	size_t papers = out.len;

	for (size_t i = 0; i < sizeof(rest) / sizeof(rest[0]); i++) {
		if (papers > 0 && !any && rest[i].n > 0)
			buf_text(&out, "; ");
		add_count(&out, rest[i], &any, "");
	}
	return buf_keep(&out, a);
}

void
changes_add(struct change_list *list, struct change *c)
{
	if (!list->first)
		list->tail = &list->first;
	*list->tail = c;
	list->tail = &c->next;
	list->count++;
}

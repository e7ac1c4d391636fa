/*
 * Front sheets in site.yaml: what a council may say of them.
 *
 * A sheet is a list of lines, or a map with the list as `rows` and settings beside it.  A line shows a key of the
 * report, begins a part with a heading, or holds two that stand side by side; what may stand on it follows from
 * which of them it is.
 */
#include "compile/datum.h"

#define ALL UINT32_MAX

#define CHOICES(...) (const char *const[]){ __VA_ARGS__, NULL }

static void judge_line(struct datums *r, uint32_t node);
static void judge_half(struct datums *r, uint32_t node);

static const struct shape text = { .type = VALUE_TEXT };
static const struct shape texts = { .items = &text };
static const struct shape flag = { .type = VALUE_FLAG };
static const struct shape sheet_key = { .type = VALUE_SHEET_KEY };
static const struct shape layout = { .type = VALUE_CHOICE, .choices = CHOICES("lines", "table") };
static const struct shape list = { .type = VALUE_CHOICE,
	.choices = CHOICES("bullets", "numbers", "letters", "lines") };

static const struct shape columns = { .keys = (const struct field[]){
	{ "group",     &text, 0, ALL },
	{ "consulted", &text, 0, ALL },
	{ "names",     &text, 0, ALL },
	{ 0 } } };

/* How a fact is shown, wherever it stands. */
#define FACT_KEYS \
	{ "note",     &text,      0,   ALL }, \
	{ "required", &flag,      0,   ALL }, \
	{ "lead",     &text,      0,   ALL }, \
	{ "list",     &list,      0,   ALL }, \
	{ "empty",    &text,      0,   ALL }, \
	{ "yes",      &text,      0,   ALL }, \
	{ "no",       &text,      0,   ALL }

/* One of two facts that stand side by side. */
static const struct shape half = { .judge = judge_half, .keys = (const struct field[]){
	{ "key",      &sheet_key, ALL, ALL },
	{ "label",    &text,      ALL, ALL },
	FACT_KEYS,
	{ 0 } } };
static const struct shape pair = { .items = &half };

static const struct shape line = { .judge = judge_line, .keys = (const struct field[]){
	{ "key",      &sheet_key, 0, ALL },
	{ "heading",  &text,      0, ALL },
	{ "pair",     &pair,      0, ALL },
	{ "label",    &text,      0, ALL },
	FACT_KEYS,
	{ "layout",   &layout,    0, ALL },
	{ "groups",   &texts,     0, ALL },
	{ "columns",  &columns,   0, ALL },
	{ 0 } } };
static const struct shape lines = { .items = &line };

static const struct shape sheet = { .items = &line, .keys = (const struct field[]){
	{ "rows",   &lines,  ALL, ALL },
	{ "title",  &text,   0,   ALL },
	{ "layout", &layout, 0,   ALL },
	{ "empty",  &text,   0,   ALL },
	{ "yes",    &text,   0,   ALL },
	{ "no",     &text,   0,   ALL },
	{ 0 } } };
const struct shape fields_sheets = { .each = &sheet };

/* What a line is; and what may be said on each, besides what it is of. */
enum line_kind { SHOWS_FACT = 1, SHOWS_GRID = 2, BEGINS_PART = 4, HOLDS_TWO = 8 };

static const struct {
	const char *key;
	unsigned    kinds;
} allowed[] = {
	{ "label", SHOWS_FACT | SHOWS_GRID }, { "note", SHOWS_FACT | SHOWS_GRID | BEGINS_PART },
	{ "layout", BEGINS_PART }, { "required", SHOWS_FACT | SHOWS_GRID }, { "lead", SHOWS_FACT },
	{ "list", SHOWS_FACT }, { "empty", SHOWS_FACT }, { "yes", SHOWS_FACT | SHOWS_GRID },
	{ "no", SHOWS_FACT | SHOWS_GRID }, { "groups", SHOWS_GRID }, { "columns", SHOWS_GRID },
};

static enum line_kind
kind_of(struct datums *r, uint32_t key, uint32_t two)
{
	struct str shown = key ? r->yaml.nodes[key].text : STR_NONE;

	return two ? HOLDS_TWO : !key ? BEGINS_PART : str_is(shown, "consultation") || str_is(shown, "next_steps") ? SHOWS_GRID
		: SHOWS_FACT;
}

static void
say_missing(struct datums *r, uint32_t node, const char *key, const char *help)
{
	struct diag *d = &r->u->diag;

	diag_help(d, diag_add(d, DIAG_FIELD_MISSING, r->yaml.nodes[node].at, "the key `%s` is missing", key),
		"%s", help);
}

/* Which lines something may stand on. */
static const char *
belongs(unsigned kinds)
{
	return kinds == BEGINS_PART ? "it belongs to a line with `heading`"
		: kinds == SHOWS_GRID ? "it belongs to `consultation` and `next_steps`"
		: kinds == SHOWS_FACT ? "it belongs to a line that shows a fact"
		: "it belongs to a line with `key`";
}

/* A group that is named twice would be two lines with the same in them. */
static void
judge_groups(struct datums *r, uint32_t node)
{
	uint32_t groups = datum_find(r, node, "groups");

	for (uint32_t i = groups ? yaml_first(&r->yaml, groups) : 0; i; i = yaml_next(&r->yaml, groups, i))
		for (uint32_t k = yaml_first(&r->yaml, groups); k < i; k = yaml_next(&r->yaml, groups, k)) {
			const struct yaml_node *n = &r->yaml.nodes[i];

			if (!str_equal_nocase(n->text, r->yaml.nodes[k].text))
				continue;
			diag_help(&r->u->diag, diag_add(&r->u->diag, DIAG_FIELD_TYPE, n->at,
				"the group “" STR_FMT "” stands twice", STR_ARG(n->text)), "take one of them out");
			break;
		}
}

/* What becomes more than one row has no half of a line to stand on. */
static void
judge_half(struct datums *r, uint32_t node)
{
	uint32_t key = datum_find(r, node, "key");

	if (!key || !(str_is(r->yaml.nodes[key].text, "fields") || kind_of(r, key, 0) == SHOWS_GRID))
		return;
	diag_help(&r->u->diag, diag_add(&r->u->diag, DIAG_FIELD_TYPE, r->yaml.nodes[key].at,
		"`" STR_FMT "` can't stand beside another fact", STR_ARG(r->yaml.nodes[key].text)),
		"give it a line of its own");
}

/* A list of any other length; what is no list has its finding. */
static void
judge_pair(struct datums *r, uint32_t two)
{
	const struct yaml_node *n = &r->yaml.nodes[two];
	uint32_t first = yaml_first(&r->yaml, two), second = first ? yaml_next(&r->yaml, two, first) : 0;

	if (n->kind == DATUM_LIST && (!second || yaml_next(&r->yaml, two, second)))
		diag_help(&r->u->diag, diag_add(&r->u->diag, DIAG_FIELD_TYPE, n->key_at,
			"a `pair` is two facts that stand side by side"),
			"write `pair: [{key: ..., label: ...}, {key: ..., label: ...}]`");
}

static void
judge_line(struct datums *r, uint32_t node)
{
	uint32_t key = datum_find(r, node, "key"), heading = datum_find(r, node, "heading");
	uint32_t two = datum_find(r, node, "pair");
	struct diag *d = &r->u->diag;
	enum line_kind kind = kind_of(r, key, two);

	if (!key && !heading && !two) {
		say_missing(r, node, "key", "add a line `key: ...` with what it shows, or `heading: ...`");
		return;
	}
	if (two && (key || heading)) {
		diag_help(d, diag_add(d, DIAG_FIELD_TYPE, r->yaml.nodes[two].key_at,
			"a line of a front sheet with a `pair` has no `%s` too", key ? "key" : "heading"),
			"put it on a line of its own, or into the pair");
		return;
	}
	if (two)
		judge_pair(r, two);
	if (key && heading) {
		diag_help(d, diag_add(d, DIAG_FIELD_TYPE, r->yaml.nodes[heading].key_at,
			"a line of a front sheet has `key` or `heading`, not both"),
			"put the heading on a line of its own, above this one");
		return;
	}
	if (key && !datum_find(r, node, "label") && !str_is(r->yaml.nodes[key].text, "fields"))
		say_missing(r, node, "label", "add a line `label: ...`");
	judge_groups(r, node);
	for (size_t i = 0; i < sizeof(allowed) / sizeof(*allowed); i++) {
		uint32_t at = datum_find(r, node, allowed[i].key);

		if (at && !(allowed[i].kinds & kind))
			diag_help(d, diag_add(d, DIAG_FIELD_UNKNOWN, r->yaml.nodes[at].key_at,
				"`%s` means nothing on this line of the front sheet", allowed[i].key),
				"%s", belongs(allowed[i].kinds));
	}
}

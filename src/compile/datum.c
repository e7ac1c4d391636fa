/*
 * YAML and the tables of fields walked together.
 *
 * What fits becomes a datum of the object; what does not becomes a finding and is left
 * out, and the rest is still checked.  So everything in object.meta is of the type that
 * its field has.  What the values mean for the whole object is meta's.
 */
#include "compile/datum.h"

#include "base/nearest.h"
#include "base/path.h"
#include "base/utf8.h"
#include "compile/marker.h"
#include "compile/refer.h"
#include "compile/value.h"
#include "compile/weekday.h"

#define KEYS_SHOWN 14u	/* of a map, in a help */

static bool take(struct datums *r, uint32_t node, const struct shape *shape, struct str called);

/* A list or map with a key stands where its key does: that is where one would look for it. */
uint32_t
datum_add(struct datums *r, uint32_t node, enum datum_kind kind, struct str text)
{
	const struct yaml_node *n = &r->yaml.nodes[node];
	struct place at = n->key.len && n->kind != DATUM_TEXT ? n->key_at : n->at;
	struct datum *d = unit_add_datum(r->u);

	*d = (struct datum){ .kind = kind, .key = n->key, .text = text, .size = 1,
		.line = at.line, .column = at.column, .fragment = OBJECT_NONE };
	return r->u->object.nmeta - 1;
}

void
datum_close(struct datums *r, uint32_t datum)
{
	r->u->object.meta[datum].size = r->u->object.nmeta - datum;
}

static struct finding *
refuse_shape(struct datums *r, uint32_t node, const struct shape *shape, struct str called)
{
	static const char *const found[DATUM_KINDS] = {
		[DATUM_TEXT] = "a text", [DATUM_LIST] = "a list", [DATUM_MAP] = "a group of keys" };
	const struct yaml_node *n = &r->yaml.nodes[node];
	struct compilation *u = r->u;
	struct place at = n->key.len && n->kind != DATUM_TEXT ? n->key_at : n->at;
	struct finding *f = diag_add(&u->diag, DIAG_FIELD_TYPE, at,
		STR_FMT " must be " STR_FMT ", not %s", STR_ARG(called),
		STR_ARG(value_expected(shape, u->arena)), found[n->kind]);

	if (n->kind == DATUM_TEXT && shape->items && !shape->keys)
		diag_help(&u->diag, f, "write each on a line of its own, indented, with `- ` before it");
	else if (n->kind == DATUM_LIST && shape->type != VALUE_NONE)
		diag_help(&u->diag, f, "keep one of the values, and leave out `- ` and [ ]");
	else if (n->kind == DATUM_MAP && shape->type != VALUE_NONE)
		diag_help(&u->diag, f, "put a text that holds `: ` between quotation marks");
	else if (shape->keys)
		diag_help(&u->diag, f, "its first key is `%s`: write `%s: ...`", shape->keys->name,
			shape->keys->name);
	return f;
}

/* The text stands in the source as it is, behind a quotation mark if there is one. */
static void
take_rule(struct datums *r, const struct yaml_node *n)
{
	struct compilation *u = r->u;
	size_t offset = source_offset(r->source, n->at.line, 1);
	uint32_t before = n->at.column - 1 + !n->plain, first, ops;

	while (before-- > 0 && offset < r->source->text.len)
		utf8_next(r->source->text, &offset);
	if (!formula_parse(u, r->source, offset, n->text, DIAG_RULE_BROKEN, &first, &ops))
		return;

	struct rule *rule = unit_add_rule(u);

	rule->first_op = first;
	rule->ops = ops;
	rule->text = n->text;
	rule->line = n->at.line;
	rule->column = n->at.column;
}

/* The body pass reports in u->source; a sidecar's texts stand in another file. */
static uint32_t
take_markdown(struct datums *r, const struct yaml_node *n, struct str text)
{
	struct source own = r->u->source;

	r->u->source = *r->source;

	uint32_t fragment = body_inline(r->u, text, n->at.line, n->at.column);

	r->u->source = own;
	return fragment;
}

/* A key with nothing behind it is as good as absent; an empty item of a list is a slip. */
static bool
take_text(struct datums *r, uint32_t node, const struct shape *shape, struct str called)
{
	const struct yaml_node *n = &r->yaml.nodes[node];
	struct str text;

	if (n->text.len == 0) {
		if (n->key.len == 0)
			diag_add(&r->u->diag, DIAG_FIELD_TYPE, n->at, STR_FMT " is empty",
				STR_ARG(called));
		return false;
	}
	if (shape->type == VALUE_NONE) {
		refuse_shape(r, node, shape, called);
		return false;
	}
	if (!value_read(r->u, shape, n, called, &text))
		return false;

	bool is_flag = shape->type == VALUE_FLAG || shape->type == VALUE_MARK
		|| (shape->type == VALUE_FLAG_OR_REASON && (str_is(text, "true") || str_is(text, "false")));
	uint32_t datum = datum_add(r, node, is_flag ? DATUM_FLAG : DATUM_TEXT, text);

	if (shape->type == VALUE_TEXT || shape->type == VALUE_LINES || shape->type == VALUE_FLAG_OR_REASON)
		weekday_check_value(r->u, text, n->at);
	if (shape->refers != REFERS_NOT)
		refer_add(r->u, shape, n, text);
	if (shape->type == VALUE_RULE)
		take_rule(r, n);
	if (shape->type == VALUE_MARKDOWN) {
		uint32_t fragment = take_markdown(r, n, text);

		r->u->object.meta[datum].fragment = fragment;
	}
	return true;
}

/* Behind such an item of an agenda is part 2. */
static bool
excludes_public(struct datums *r, uint32_t node, const struct shape *item)
{
	return item->one_of && r->yaml.nodes[node].kind == DATUM_MAP && datum_find(r, node, "exclusion");
}

static bool
take_list(struct datums *r, uint32_t node, const struct shape *shape, struct str called)
{
	if (!shape->items) {
		refuse_shape(r, node, shape, called);
		return false;
	}

	struct str item = str_print(r->u->arena, "an item of " STR_FMT, STR_ARG(called));
	uint32_t datum = datum_add(r, node, DATUM_LIST, STR_NONE);
	bool before = r->excluded;

	r->excluded = before && !shape->divided;
	for (uint32_t i = yaml_first(&r->yaml, node); i; i = yaml_next(&r->yaml, node, i)) {
		take(r, i, shape->items, item);
		r->excluded = r->excluded || excludes_public(r, i, shape->items);
	}
	r->excluded = shape->divided ? before : r->excluded;
	datum_close(r, datum);
	return true;
}

static const struct field *
find_field(const struct field *fields, struct str key, uint32_t kind)
{
	for (const struct field *f = fields; f->name; f++)
		if ((f->kinds & kind) && str_is(key, f->name))
			return f;
	return NULL;
}

/* The keys that there are, for a help when none is near; so many that nobody would read them are in the handbook. */
static void
help_with_keys(struct datums *r, const struct field *fields, struct finding *found)
{
	struct buf text = BUF_EMPTY;
	unsigned count = 0;

	for (const struct field *f = fields; f->name; f++)
		if (f->kinds & r->kind)
			buf_print(&text, "%s`%s`", count++ ? ", " : "", f->name);
	if (count <= KEYS_SHOWN)
		diag_help(&r->u->diag, found, "the keys are " STR_FMT, STR_ARG(buf_view(&text)));
	else
		diag_help(&r->u->diag, found, "the handbook's page “Front matter” lists the keys%s",
			find_field(fields, STR("fields"), r->kind) ? "; facts of your own go below `fields:`" : "");
	buf_release(&text);
}

/* In words that are not ours: what nobody may read. */
static bool
means_exempt(struct datums *r, struct str key, const struct field *fields)
{
	static const char words[] = "restricted|confidential|private";

	return find_field(fields, STR("exempt"), r->kind) && str_is_one_of_nocase(key, words);
}

/* What an unknown key, or one below it, may have been meant to be decides who may see the object. */
static void
refuse_key(struct datums *r, uint32_t node, const struct shape *shape)
{
	const struct yaml_node *n = &r->yaml.nodes[node];
	struct compilation *u = r->u;
	struct finding *f = diag_add(&u->diag, DIAG_FIELD_UNKNOWN, n->key_at,
		"there is no key `" STR_FMT "` here", STR_ARG(value_quoted(n->key, u->arena)));
	struct nearest near;

	nearest_init(&near, n->key);
	for (const struct field *k = shape->keys; k->name; k++)
		if (k->kinds & r->kind)
			nearest_try(&near, str_of(k->name));
	bool exempts = means_exempt(r, n->key, shape->keys);

	if (exempts)
		diag_help(&u->diag, f, "did you mean `exempt`? It takes the paragraph of Schedule 12A: `exempt: 3`");
	else if (near.count)
		diag_help(&u->diag, f, STR_FMT, STR_ARG(nearest_text(&near, u->arena)));
	else if (shape->type != VALUE_NONE)
		diag_help(&u->diag, f, "put a text that holds `: ` between quotation marks");
	else
		help_with_keys(r, shape->keys, f);
	r->in_doubt |= exempts;
	for (uint32_t i = node; i < node + n->size; i++)
		if (marker_means(r->yaml.nodes[i].key, "exempt", u->arena)
				|| marker_means(r->yaml.nodes[i].key, "status", u->arena))
			r->in_doubt = true;
}

/* The node behind a key of a map, or 0. */
uint32_t
datum_find(const struct datums *r, uint32_t map, const char *key)
{
	for (uint32_t i = yaml_first(&r->yaml, map); i; i = yaml_next(&r->yaml, map, i))
		if (str_is(r->yaml.nodes[i].key, key))
			return i;
	return 0;
}

/* One that is there with a wrong value has its finding already. */
void
datum_check_required(struct datums *r, uint32_t map, const struct field *fields, struct str given)
{
	const struct yaml_node *n = &r->yaml.nodes[map];

	for (const struct field *f = fields; f->name; f++) {
		if (!(f->required & f->kinds & r->kind) || str_is(given, f->name))
			continue;

		uint32_t node = datum_find(r, map, f->name);

		if (node && (r->yaml.nodes[node].kind != DATUM_TEXT || r->yaml.nodes[node].text.len > 0))
			continue;

		struct finding *found = diag_add(&r->u->diag, DIAG_FIELD_MISSING,
			node ? r->yaml.nodes[node].key_at : n->at, "the key `%s` is missing", f->name);

		diag_help(&r->u->diag, found, f->shape->type == VALUE_DATE ? "add a line `%s: ...` with a date, as in 2025-09-16"
			: "add a line `%s: ...`", f->name);
	}
}

/* A part that may be meant to be withheld, and nothing came of it: fail closed.  The root's own is meta's to see. */
static void
doubt_lost(struct datums *r, uint32_t map, uint32_t node)
{
	const struct yaml_node *n = &r->yaml.nodes[node];

	if (map == 0 || !str_is(n->key, "exempt"))
		return;
	r->in_doubt = true;
	if (n->kind == DATUM_TEXT && n->text.len == 0)
		diag_help(&r->u->diag, diag_add(&r->u->diag, DIAG_EXEMPT_PARAGRAPH, n->key_at,
			"`exempt` has no value"), "write its value, or leave the line out");
}

/* Files that what is skipped names: the linker has to see that they don't come out by themselves. */
static void
note_files(struct datums *r, uint32_t node)
{
	for (uint32_t i = node; i < node + r->yaml.nodes[node].size; i++) {
		const struct yaml_node *n = &r->yaml.nodes[i];
		struct str path;

		if (n->kind == DATUM_TEXT && str_is(n->key, "file")
			&& path_resolve(r->u->arena, r->u->in->path, n->text, &path))
			unit_note_exempt(r->u, EXEMPT_APPENDICES, path);
		if (n->kind == DATUM_TEXT && str_is(n->key, "report")
			&& path_resolve(r->u->arena, r->u->in->path, n->text, &path))
			unit_note_exempt(r->u, EXEMPT_PAPERS, path);
	}
}

/* That a reason for urgency is given is no secret, whatever it is; a key with a blank is in no front matter. */
static void
note_urgency(struct datums *r, uint32_t node)
{
	const struct yaml_node *n = &r->yaml.nodes[node];

	if (str_is(n->key, "urgency") && n->kind == DATUM_TEXT && n->text.len > 0)
		*unit_add_datum(r->u) = (struct datum){ .kind = DATUM_FLAG, .key = STR("urgency given"),
			.text = STR("true"), .size = 1, .line = n->at.line, .column = n->at.column,
			.fragment = OBJECT_NONE };
}

/*
 * Of a map that says that it is exempt, and of an item behind the exclusion of the public, the public's object
 * has no more than what the table of its fields keeps: the rest is not even looked at.  Items below one that
 * does not say so may be named; they stand behind the exclusion themselves.
 */
static bool
is_withheld(struct datums *r, uint32_t map, uint32_t node, const struct shape *shape)
{
	bool exempt = datum_find(r, map, "exempt");

	if (!shape->kept || r->u->options->restricted || r->u->options->lone || !(exempt || r->excluded))
		return false;
	if (!exempt && str_is(r->yaml.nodes[node].key, "items"))
		return false;
	for (const char *const *key = shape->kept; *key; key++)
		if (str_is(r->yaml.nodes[node].key, *key))
			return false;
	note_files(r, node);
	note_urgency(r, node);
	return true;
}

/* Who writes why it is kept back has forgotten to keep it back.  An item's report says so itself. */
void
datum_check_interest(struct datums *r, uint32_t map)
{
	uint32_t interest = datum_find(r, map, "public_interest");

	if (!interest || datum_find(r, map, "exempt") || datum_find(r, map, "report"))
		return;
	r->in_doubt = true;
	diag_help(&r->u->diag, diag_add(&r->u->diag, DIAG_EXEMPT_PARAGRAPH, r->yaml.nodes[interest].key_at,
		"this says why the public interest is in keeping it back, and nothing keeps it back"),
		"write `exempt: 3`, the paragraph that applies, beside it; or take `public_interest` out");
}

void
datum_take_keys(struct datums *r, uint32_t node, const struct shape *shape)
{
	for (uint32_t i = yaml_first(&r->yaml, node); i; i = yaml_next(&r->yaml, node, i)) {
		struct str key = r->yaml.nodes[i].key;
		const struct field *f = find_field(shape->keys, key, r->kind);

		if (!f)
			refuse_key(r, i, shape);
		else if (is_withheld(r, node, i, shape))
			continue;
		else if (!take(r, i, f->shape, str_print(r->u->arena, "`" STR_FMT "`", STR_ARG(key))))
			doubt_lost(r, node, i);
	}
	if (shape->kept)
		datum_check_interest(r, node);
}

static bool
is_free_key(struct datums *r, const struct shape *shape, const struct yaml_node *n)
{
	struct diag *d = &r->u->diag;
	enum diag_code unused;
	struct nearest near;

	if (n->key.len == 0)
		diag_add(d, DIAG_FIELD_UNKNOWN, n->key_at, "a value has no key before its colon");
	if (n->key.len == 0 || !shape->keys_are_codes || diag_code_of(n->key, &unused))
		return n->key.len > 0;

	struct finding *f = diag_add(d, DIAG_FIELD_UNKNOWN, n->key_at,
		"there is no finding `" STR_FMT "`", STR_ARG(value_quoted(n->key, r->u->arena)));

	nearest_init(&near, n->key);
	for (unsigned i = 0; i < DIAG_COUNT; i++)
		nearest_try(&near, str_of(diag_name((enum diag_code)i)));
	if (near.count)
		diag_help(d, f, STR_FMT, STR_ARG(nearest_text(&near, r->u->arena)));
	return false;
}

static void
take_free_keys(struct datums *r, uint32_t node, const struct shape *shape)
{
	for (uint32_t i = yaml_first(&r->yaml, node); i; i = yaml_next(&r->yaml, node, i)) {
		const struct yaml_node *n = &r->yaml.nodes[i];

		if (is_free_key(r, shape, n))
			take(r, i, shape->each, str_print(r->u->arena, "`" STR_FMT "`",
				STR_ARG(value_quoted(n->key, r->u->arena))));
	}
}

/* "`item`, `report` or `minutes`": the keys of which there is one. */
static struct str
one_of_keys(const struct shape *shape, struct arena *a)
{
	struct buf text = BUF_EMPTY;

	for (unsigned i = 0; i < shape->one_of; i++)
		buf_print(&text, "%s`%s`", i == 0 ? "" : i + 1 < shape->one_of ? ", " : " or ", shape->keys[i].name);

	return buf_keep(&text, a);
}

/* How many of the first keys of a shape, of which there is to be one, a map has. */
static unsigned
count_one_of(const struct object *o, const struct datum *map, const struct shape *shape)
{
	unsigned found = 0;

	for (unsigned i = 0; i < shape->one_of; i++)
		found += object_get(o, map, shape->keys[i].name) != NULL;
	return found;
}

/* An item of an agenda: a map that does not say what it is says nothing, and is left out. */
static bool
take_one_of(struct datums *r, uint32_t node, const struct shape *shape, struct str called, uint32_t datum)
{
	struct object *o = &r->u->object;
	struct diag *d = &r->u->diag;
	size_t errors = d->count[SEVERITY_ERROR];

	datum_take_keys(r, node, shape);
	datum_close(r, datum);

	unsigned found = count_one_of(o, &o->meta[datum], shape);

	if (found != 1 && d->count[SEVERITY_ERROR] == errors) {
		struct finding *f = diag_add(d, DIAG_FIELD_TYPE, r->yaml.nodes[node].at, found
			? STR_FMT " is two things at once" : STR_FMT " does not say what it is", STR_ARG(called));

		diag_help(d, f, found ? "it has one of " STR_FMT "; make two items of it"
			: "it has one of " STR_FMT, STR_ARG(one_of_keys(shape, r->u->arena)));
	}
	if (found == 0)
		o->nmeta = datum;
	return found > 0;
}

bool
datum_take_map(struct datums *r, uint32_t node, const struct shape *shape, struct str called)
{
	if (!shape->keys && !shape->each) {
		refuse_shape(r, node, shape, called);
		return false;
	}

	uint32_t datum = datum_add(r, node, DATUM_MAP, STR_NONE);

	if (shape->each)
		take_free_keys(r, node, shape);
	else if (shape->one_of)
		return take_one_of(r, node, shape, called, datum);
	else
		datum_take_keys(r, node, shape);
	if (shape->keys)
		datum_check_required(r, node, shape->keys, STR_NONE);
	if (shape->judge)
		shape->judge(r, node);
	datum_close(r, datum);
	return true;
}

/* One value, of whatever form; false, with its finding, when it is left out. */
static bool
take(struct datums *r, uint32_t node, const struct shape *shape, struct str called)
{
	switch (r->yaml.nodes[node].kind) {
	case DATUM_LIST:
		return take_list(r, node, shape, called);
	case DATUM_MAP:
		return datum_take_map(r, node, shape, called);
	default:
		return take_text(r, node, shape, called);
	}
}

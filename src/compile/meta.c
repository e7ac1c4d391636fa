/*
 * What front matter, sidecars and YAML files mean for their object.
 *
 * Knows the few keys that say something of the whole: kind, title, numbering, and who may
 * see it.  Fails closed: where `exempt` or `status` is in doubt, the object is both exempt and a
 * draft.  The values themselves are datum.c's.
 */
#include "compile/datum.h"
#include "compile/exempt_part.h"
#include "compile/json.h"
#include "compile/marker.h"
#include "compile/meeting.h"
#include "compile/withhold.h"
#include "object/exempt_words.h"

/* The root of an object whose YAML can't be read, or that has none. */
static void
add_root(struct datums *r)
{
	uint32_t root = datum_add(r, 0, DATUM_MAP, STR_NONE);

	datum_close(r, root);
}

/* `kind:` says what the path does not. */
static void
override_kind(struct datums *r)
{
	static const enum object_kind documents[] = { OBJECT_PERSON, OBJECT_PAGE, OBJECT_COMMITTEE,
		OBJECT_MEETING, OBJECT_REPORT };
	uint32_t node = datum_find(r, 0, "kind");

	for (size_t i = 0; node && i < sizeof(documents) / sizeof(*documents); i++)
		if (str_is(r->yaml.nodes[node].text, object_kind_name(documents[i])))
			r->u->object.kind = documents[i];
	r->kind = 1u << r->u->object.kind;
}

/* The text of a line `# Title`, without a name in braces; empty when it is none. */
static struct str
heading_text(struct str line)
{
	struct str text = str_trim(str_from(line, 1));

	if (!str_starts(line, "# "))
		return STR_NONE;
	if (str_ends(text, "}"))
		text = str_trim(str_head(text, str_find(text, STR("{#"), 0)));
	if (str_ends(text, "}"))
		text = str_trim(str_head(text, str_find(text, STR("{exempt="), 0)));
	while (str_ends(text, "#"))
		text = str_head(text, text.len - 1);
	return str_trim(text);
}

/* A file without front matter is called what its first heading says. */
static bool
add_heading_title(struct datums *r)
{
	const struct source *s = r->source;
	struct str code = STR_NONE;

	for (uint32_t line = 1; line <= s->nline; line++) {
		struct str text = source_line(s, line);
		bool is_code = marker_is_code(text, &code) || code.len > 0;
		struct str title = is_code ? STR_NONE : heading_text(text);

		if (title.len == 0)
			continue;

		size_t start = (size_t)(title.at - s->text.at);
		struct place at = source_place(s, start, start + title.len);

		*unit_add_datum(r->u) = (struct datum){ .kind = DATUM_TEXT, .key = STR("title"),
			.text = title, .size = 1, .line = at.line, .column = at.column,
			.fragment = OBJECT_NONE };
		return true;
	}
	return false;
}

/* A lone file is checked without a site and needs no front matter; a report of a site has a title. */
static void
take_document(struct datums *r)
{
	const struct shape *shape = fields_of(r->u->object.kind);
	bool absent = r->u->front_offset == 0;
	uint32_t root = datum_add(r, 0, DATUM_MAP, STR_NONE);

	datum_take_keys(r, 0, shape);

	bool titled = absent && add_heading_title(r);

	if (!absent || !r->u->options->lone)
		datum_check_required(r, 0, shape->keys,
			titled && r->u->object.kind == OBJECT_PAGE ? STR("title") : STR_NONE);
	datum_close(r, root);
	if (r->u->object.kind == OBJECT_MEETING)
		meeting_check(r->u);
}

/* A key that may withhold is there, but nothing came of it. */
static bool
is_lost(struct datums *r, const char *key)
{
	uint32_t node = datum_find(r, 0, key);

	if (!node || object_get(&r->u->object, NULL, key))
		return false;
	if (r->yaml.nodes[node].kind == DATUM_TEXT && r->yaml.nodes[node].text.len == 0)
		diag_help(&r->u->diag, diag_add(&r->u->diag,
			str_is(STR("exempt"), key) ? DIAG_EXEMPT_PARAGRAPH : DIAG_FIELD_TYPE,
			r->yaml.nodes[node].key_at, "`%s` has no value", key),
			"write its value, or leave the line out");
	return true;
}

/* `title: The depot (exempt)`, and nothing that makes it so.  An appendix can be exempt by its own sidecar. */
static void
check_title(struct datums *r)
{
	const struct object *o = &r->u->object;
	const struct datum *title = object_get(o, NULL, "title");
	bool may_be = o->kind == OBJECT_REPORT || o->kind == OBJECT_TABLE || o->kind == OBJECT_ASSET;

	if (!may_be || o->exempt || r->u->nparts > 0 || !title || !exempt_words(title->text, false))
		return;
	size_t start = source_offset(r->source, title->line, title->column);
	struct finding *f = diag_add(&r->u->diag, DIAG_EXEMPT_IN_WORDS,
		source_place(r->source, start, start + title->text.len), "this title says that it is exempt, and it is published");

	diag_help(&r->u->diag, f, "words withhold nothing: write `exempt: 3`, the paragraph that applies, below the title");
	diag_help(&r->u->diag, f, "if it is public, take the words out");
}

/* Who may see it.  Gives whether that is sure. */
static bool
settle(struct datums *r, bool (*stray)(struct compilation *))
{
	struct object *o = &r->u->object;
	bool lost = is_lost(r, "exempt");

	r->in_doubt |= is_lost(r, "status") || lost;
	if (!r->in_doubt && !object_get(o, NULL, "exempt"))
		r->in_doubt = stray(r->u);
	o->exempt = r->in_doubt || object_get(o, NULL, "exempt");
	o->draft = r->in_doubt || str_is(object_text(o, "status"), "draft");
	check_title(r);
	r->u->front_findings = 0;
	for (size_t i = 0; i < SEVERITY_COUNT; i++)
		r->u->front_findings += r->u->diag.count[i];
	return !r->in_doubt;
}

static enum numbering
numbering_of(const struct compilation *u)
{
	static const char *const names[] = {
		[NUMBERING_PARAGRAPHS] = "paragraphs", [NUMBERING_HEADINGS] = "headings",
		[NUMBERING_WRITTEN] = "written", [NUMBERING_NONE] = "none" };
	struct str written = object_text(&u->object, "numbering");

	for (unsigned i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_is(written, names[i]))
			return (enum numbering)i;
	return u->object.kind == OBJECT_REPORT ? u->options->numbering : NUMBERING_NONE;
}

static bool
stray_in_document(struct compilation *u)
{
	bool front = withhold_stray_in_front(u);

	return withhold_stray_in_body(u) || front;
}

bool
meta_front_matter(struct compilation *u)
{
	struct datums r = { .u = u, .source = &u->source };

	r.in_doubt = !yaml_read(u, r.source, u->front_offset, u->front, &r.yaml);
	override_kind(&r);
	if (r.in_doubt)
		add_root(&r);
	else
		take_document(&r);
	u->numbering = numbering_of(u);
	r.in_doubt |= !exempt_part_find(u);
	return settle(&r, stray_in_document);
}

/* Rows or columns of a table are exempt for the table's reason. */
static bool
has_exempt_lines(const struct compilation *u)
{
	for (uint32_t i = 0; i < u->object.nmeta; i++)
		if (str_is(u->object.meta[i].key, "exempt"))
			return true;
	return false;
}

bool
meta_sidecar(struct compilation *u)
{
	struct datums r = { .u = u, .source = &u->sidecar, .kind = 1u << u->object.kind };
	struct str bytes = u->in->has_sidecar ? u->in->sidecar : STR_NONE;
	bool decoded = scan_yaml(u, bytes, &u->sidecar);

	/* what can't be decoded is not read at all; its finding is made */
	r.in_doubt = !yaml_read(u, r.source, 0, decoded ? u->sidecar.text : STR_NONE, &r.yaml);
	r.in_doubt |= !decoded;
	if (r.in_doubt)
		add_root(&r);
	else
		datum_take_map(&r, 0, fields_of(u->object.kind), STR("the sidecar"));
	if (!r.in_doubt && !has_exempt_lines(u))
		datum_check_interest(&r, 0);
	return settle(&r, withhold_stray_in_sidecar);
}

bool
meta_yaml_file(struct compilation *u, const struct source *source)
{
	struct datums r = { .u = u, .source = source, .kind = 1u << u->object.kind };
	bool read = yaml_read(u, source, 0, source->text, &r.yaml);

	if (read)
		datum_take_map(&r, 0, fields_of(u->object.kind), STR("the file"));
	else
		add_root(&r);
	if (read && (u->object.kind == OBJECT_SITE || u->object.kind == OBJECT_GLOSSARY))
		withhold_stray_in_file(u, source);
	return read;
}

bool
meta_json_file(struct compilation *u, const struct source *source)
{
	struct datums r = { .u = u, .source = source, .kind = 1u << u->object.kind };
	size_t errors = u->diag.count[SEVERITY_ERROR];
	bool read = json_read(u, source, &r.yaml);

	if (read)
		datum_take_map(&r, 0, fields_of(u->object.kind), STR("the file"));
	else
		add_root(&r);
	return read && u->diag.count[SEVERITY_ERROR] == errors;
}

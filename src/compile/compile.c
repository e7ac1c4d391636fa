/*
 * One source to one object: which passes see it, and what comes of it.
 *
 * Knows the shapes of paths, and for each kind the function that runs its passes; what is in a
 * source the passes know.  Whatever happens an object is written, with its findings
 * inside; one that may not be public has been emptied by then.
 */
#include "compile/compile.h"

#include "base/ascii.h"
#include "base/path.h"
#include "compile/asset.h"
#include "compile/exempt_interest.h"
#include "compile/exempt_notice.h"
#include "compile/unit.h"
#include "compile/withhold.h"

/* Rows are tried in turn.  `*` is any run of characters without `/`; `**` is any run. */
static const struct {
	const char      *shape;
	enum object_kind kind;
} path_shapes[] = {
	{ "site.yaml",                     OBJECT_SITE },
	{ "glossary.yaml",                 OBJECT_GLOSSARY },
	{ "themes/*/theme.yaml",           OBJECT_THEME },
	{ "themes/*/templates/*.mustache", OBJECT_TEMPLATE },
	{ "themes/*/strings/*.yaml",       OBJECT_STRINGS },
	{ "themes/**",                     OBJECT_ASSET },
	{ "people/**.md",                  OBJECT_PERSON },
	{ "pages/**.md",                   OBJECT_PAGE },
	{ "committee.md",                  OBJECT_COMMITTEE },
	{ "**/committee.md",               OBJECT_COMMITTEE },
	{ "meeting.md",                    OBJECT_MEETING },
	{ "**/meeting.md",                 OBJECT_MEETING },
	{ "**inventory.json",              OBJECT_INVENTORY },
	{ "**.csv",                        OBJECT_TABLE },
	{ "**.md",                         OBJECT_REPORT },
};

/* From `ending` on, case is no matter: REPORT.MD is a report, and must not be copied as it is. */
static bool
fits(const char *shape, struct str path, size_t i, size_t ending)
{
	for (; *shape && *shape != '*'; shape++, i++) {
		char c = i < path.len ? path.at[i] : '\0';

		if ((i >= ending ? ascii_lower(c) : c) != *shape)
			return false;
	}
	if (!*shape)
		return i == path.len;

	bool deep = shape[1] == '*';

	for (shape += deep ? 2 : 1; i <= path.len; i++) {
		if (fits(shape, path, i, ending))
			return true;
		if (!deep && i < path.len && path.at[i] == '/')
			return false;
	}
	return false;
}

enum object_kind
compile_kind(struct str path)
{
	size_t ending = path_stem(path).len;

	for (size_t i = 0; i < sizeof(path_shapes) / sizeof(*path_shapes); i++)
		if (fits(path_shapes[i].shape, path, 0, ending))
			return path_shapes[i].kind;
	return OBJECT_ASSET;
}

struct hash
compile_key(const struct compile_input *in, const struct compile_options *options)
{
	const char settings[] = { (char)OBJECT_VERSION, (char)options->numbering,
		(char)options->currency, (char)options->lone, (char)options->brief, (char)options->restricted,
		(char)in->has_sidecar };
	struct hash key = hash_bytes((struct str){ settings, sizeof(settings) });

	key = hash_pair(key, hash_bytes(in->path));
	key = hash_pair(key, hash_bytes(in->bytes));
	return in->has_sidecar ? hash_pair(key, hash_bytes(in->sidecar)) : key;
}

/* What could not be read is kept from the public as if it said so. */
static void
keep_private(struct compilation *u)
{
	u->object.exempt = true;
	u->object.draft = true;
}

/* Metadata is a tree, and a tree has a root, though nothing else is known. */
static void
add_root(struct compilation *u)
{
	*unit_add_datum(u) = (struct datum){ .kind = DATUM_MAP, .key = STR_NONE, .text = STR_NONE,
		.size = 1, .line = 1, .column = 1, .fragment = OBJECT_NONE };
}

/* The body of an exempt paper is read as well: what it shows may not be published either. */
static void
compile_document(struct compilation *u)
{
	if (!scan_markdown(u)) {
		keep_private(u);
		return;
	}
	meta_front_matter(u);
	withhold_parts(u);
	body_compile(u);
	withhold_references(u);
	exempt_interest_check(u);
	exempt_notice_fields(u);
}

static void
compile_table(struct compilation *u)
{
	table_compile(u);
	if (u->object.nmeta == 0)
		meta_sidecar(u);	/* the table could not be read; who may see it still counts */
}

static void
compile_yaml(struct compilation *u)
{
	if (!scan_yaml(u, u->in->bytes, &u->source))
		return;
	u->front = u->source.text;
	meta_yaml_file(u, &u->source);
}

/* Of another site; one that can't be read leads nowhere. */
static void
compile_inventory(struct compilation *u)
{
	if (!scan_yaml(u, u->in->bytes, &u->source) || !meta_json_file(u, &u->source))
		keep_private(u);
}

static void (*const passes[OBJECT_KINDS])(struct compilation *) = {
	[OBJECT_SITE] = compile_yaml,
	[OBJECT_GLOSSARY] = compile_yaml,
	[OBJECT_PERSON] = compile_document,
	[OBJECT_PAGE] = compile_document,
	[OBJECT_COMMITTEE] = compile_document,
	[OBJECT_MEETING] = compile_document,
	[OBJECT_REPORT] = compile_document,
	[OBJECT_TABLE] = compile_table,
	[OBJECT_INVENTORY] = compile_inventory,
	[OBJECT_THEME] = compile_yaml,
	[OBJECT_TEMPLATE] = template_compile,
	[OBJECT_STRINGS] = compile_yaml,
	[OBJECT_ASSET] = asset_compile,
};

static struct compilation
begin(const struct compile_input *in, const struct compile_options *options, struct arena *a)
{
	struct compilation u = { .in = in, .options = options, .arena = a,
		.source = { .path = in->path, .text = STR_NONE },
		.front = STR_NONE, .body = STR_NONE, .front_findings = SIZE_MAX,
		.object = { .kind = compile_kind(in->path), .path = in->path,
			.content = hash_bytes(in->bytes), .table = { .title = STR_NONE },
			.blob = STR_NONE, .restricted = options->restricted } };

	if (in->has_sidecar)
		u.object.content = hash_pair(u.object.content, hash_bytes(in->sidecar));
	return u;
}

static void
finish(struct compilation *u, struct buf *out)
{
	if (u->object.nmeta == 0)
		add_root(u);
	diag_sort(&u->diag);
	u->object.findings = u->diag.first;
	object_write(&u->object, out);
}

void
unit_compile(struct compilation *u, const struct compile_input *in, const struct compile_options *options,
	struct arena *a)
{
	*u = begin(in, options, a);
	diag_init(&u->diag, a);	/* here and not in begin: the list points into the struct */
	passes[u->object.kind](u);
}

void
compile_source(const struct compile_input *in, const struct compile_options *options,
	struct arena *a, struct buf *out)
{
	struct compilation u;

	unit_compile(&u, in, options, a);
	if (u.object.exempt && !options->restricted && !options->lone)
		withhold(&u);	/* a lone file is checked and never published */
	finish(&u, out);
}

void
compile_failed(struct str path, enum diag_code code, const char *reason, struct arena *a,
	struct buf *out)
{
	const struct compile_input in = { .path = path, .bytes = STR_NONE, .sidecar = STR_NONE };
	const struct compile_options options = { .restricted = false };
	struct compilation u = begin(&in, &options, a);

	diag_init(&u.diag, a);
	diag_add(&u.diag, code, source_whole(&u.source), "%s: %s", diag_text(code), reason);
	keep_private(&u);
	finish(&u, out);
}

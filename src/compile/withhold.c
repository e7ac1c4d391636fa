/*
 * What keeps a source from the public, and what is left of it then.
 *
 * Two halves of one rule, fail closed: a line that looks as if it withheld a paper is an error when it
 * does not; and of a paper that is withheld nothing goes on into its object that
 * could be printed by mistake.  Whether `exempt` holds is meta's to read.
 */
#include "compile/withhold.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/path.h"
#include "compile/exempt_part.h"
#include "compile/fields.h"
#include "compile/marker.h"

static void
stray(struct compilation *u, const struct source *s, uint32_t line, enum diag_code code,
	const char *message, const char *help)
{
	size_t start = source_offset(s, line, 1);
	struct finding *f = diag_add(&u->diag, code,
		source_place(s, start, start + source_line(s, line).len), "%s", message);

	diag_help(&u->diag, f, "%s", help);
}

static bool
is_comment(struct str line)
{
	return str_starts(str_trim(line), "#");
}

/* It withholds a part: an item of an agenda, a row or column, an appendix.  A free key of that name is no text, or
 * has no such value; of a report it may have one, and is none of these. */
static bool
is_key_of_part(const struct object *o, uint32_t line)
{
	bool parted = o->kind == OBJECT_MEETING || o->kind == OBJECT_TABLE;
	const struct datum *list = o->kind == OBJECT_REPORT ? object_get(o, NULL, "appendices") : NULL;
	uint32_t first = list ? (uint32_t)(list - o->meta) : 0;
	uint32_t end = list ? first + list->size : parted ? o->nmeta : 0;

	for (uint32_t i = first; i < end; i++)
		if (o->meta[i].line == line && o->meta[i].kind == DATUM_TEXT && str_is(o->meta[i].key, "exempt"))
			return true;
	return false;
}

/* The YAML was read, and no `exempt` of the whole was in it: so what looks like one is not. */
static bool
stray_in_yaml(struct compilation *u, const struct source *s, uint32_t from, uint32_t to)
{
	bool found = false;

	for (uint32_t line = from; line < to; line++) {
		struct str text = source_line(s, line);

		bool withholds = marker_withholds(text) && !is_comment(text) && !is_key_of_part(&u->object, line);

		/* `## Price {exempt=3}` may stand in a text of several lines, and is no comment there */
		if (!withholds && !marker_exempts(text, MARKER_YAML, u->arena))
			continue;
		found = true;
		stray(u, s, line, DIAG_EXEMPT_PARAGRAPH,
			"this line looks like `exempt`, but it is part of another value",
			"begin it at the start of a line: exempt, a colon, a blank, the paragraph");
	}
	return found;
}

bool
withhold_stray_in_front(struct compilation *u)
{
	size_t end = u->front_offset + u->front.len;

	if (u->front.len == 0)
		return false;
	return stray_in_yaml(u, &u->source, source_place(&u->source, u->front_offset, 0).line,
		source_place(&u->source, end, 0).line);
}

bool
withhold_stray_in_file(struct compilation *u, const struct source *s)
{
	return stray_in_yaml(u, s, 1, s->nline + 1);
}

bool
withhold_stray_in_sidecar(struct compilation *u)
{
	return stray_in_yaml(u, &u->sidecar, 1, u->sidecar.nline + 1);
}

static bool
is_fence(struct str line)
{
	return str_starts(line, "---") && str_trim(line).len == 3;
}

/* A key of the kind, written just as in front matter. */
static bool
is_key_line(struct str line, enum object_kind kind)
{
	for (const struct field *f = fields_of(kind)->keys; f && f->name; f++) {
		struct str rest = str_from(line, strlen(f->name));

		if ((f->kinds & 1u << kind) && str_starts(line, f->name) && str_starts(rest, ":"))
			return true;
	}
	return false;
}

/*
 * Front matter where the body begins: its first `---` is missing, or a `---` stands too
 * high.  Keys alone may be a text's first words; with a fence below them, or one that withholds
 * among them, they are not.
 */
static bool
stray_head(struct compilation *u, uint32_t line)
{
	const struct source *s = &u->source;
	const struct str first = source_line(s, line);
	const uint32_t head = line;
	bool found = str_starts(first, "exempt:") || str_starts(first, "status:");

	if (!is_key_line(first, u->object.kind) && !found)
		return false;
	for (; line <= s->nline && str_trim(source_line(s, line)).len > 0 && !found; line++)
		found = is_fence(source_line(s, line)) || str_starts(source_line(s, line), "exempt:")
			|| str_starts(source_line(s, line), "status:");
	if (found)
		stray(u, s, head, DIAG_FRONT_MATTER_MALFORMED,
			"these keys stand outside the front matter",
			"put one line `---` above the first key, on line 1, and one below the last");
	return found;
}

bool
withhold_stray_in_body(struct compilation *u)
{
	const struct source *s = &u->source;
	uint32_t line = source_place(s, u->body_offset, 0).line;
	struct str code = STR_NONE;	/* the fence of the code block that is open */
	bool found = false;

	if (u->body.len == 0)
		return false;
	while (line < s->nline && str_trim(source_line(s, line)).len == 0)
		line++;
	found = stray_head(u, line);
	for (; line <= s->nline; line++) {
		struct str text = source_line(s, line);

		if (marker_is_code(text, &code) || code.len > 0 || !marker_withholds(text))
			continue;
		found = true;
		stray(u, s, line, DIAG_EXEMPT_PARAGRAPH,
			"this line looks like `exempt`, but it stands in the text and withholds nothing",
			"move it between the `---` lines; if the text only speaks of it, use backticks");
	}
	return found;
}

static int
compare_texts(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* A file that the source shows or brings with it; what it quotes, or links to as a page, is not its own. */
static bool
is_shown(const struct compilation *u, const struct reference *r)
{
	if (r->kind == REFERENCE_EMBED || r->kind == REFERENCE_APPENDIX || r->kind == REFERENCE_IMAGE)
		return true;
	return r->kind == REFERENCE_LINK && !str_ends(r->path, ".md")
		&& !str_equal(r->path, u->object.path)
		&& str_find_char(path_name(r->path), '.', 0) < path_name(r->path).len;
}

/*
 * The files that a source shows: paths alone, sorted and each once, as neither place nor order says
 * anything of the body.  The list is u's, the paths are of's.  parts: only what stands in an exempt one.
 */
static struct str *
shown_files(struct compilation *u, const struct compilation *of, bool parts, uint32_t *count)
{
	const struct object *o = &of->object;
	struct str *files = arena_array(u->arena, o->nreference, sizeof(*files));
	uint32_t found = 0;

	*count = 0;
	for (uint32_t i = 0; i < o->nreference; i++)
		if (is_shown(of, &o->references[i])
			&& (!parts || exempt_part_holds(of, o->references[i].line)))
			files[found++] = o->references[i].path;
	if (found > 1)
		qsort(files, found, sizeof(*files), compare_texts);
	for (uint32_t i = 0; i < found; i++)
		if (*count == 0 || !str_equal(files[i], files[*count - 1]))
			files[(*count)++] = files[i];
	return files;
}

static void
keep_shown(struct compilation *u)
{
	uint32_t count;
	struct str *files = shown_files(u, u, false, &count);

	u->object.nreference = 0;
	for (uint32_t i = 0; i < count; i++)
		*unit_add_reference(u) = (struct reference){ .kind = REFERENCE_EMBED, .path = files[i],
			.fragment = STR_NONE, .query = STR_NONE, .text = STR_NONE, .from = OBJECT_NONE };
}

void
withhold_add_list(struct compilation *u, struct str key, const struct str *texts, uint32_t count)
{
	if (count == 0)
		return;
	*unit_add_datum(u) = (struct datum){ .kind = DATUM_LIST, .key = key, .text = STR_NONE,
		.size = count + 1, .line = 1, .column = 1, .fragment = OBJECT_NONE };
	for (uint32_t i = 0; i < count; i++)
		*unit_add_datum(u) = (struct datum){ .kind = DATUM_TEXT, .key = STR_NONE,
			.text = texts[i], .size = 1, .line = 1, .column = 1, .fragment = OBJECT_NONE };
	u->object.meta[0].size = u->object.nmeta;
}

/* Links and pictures begin with a bracket, tags with the other kind. */
static bool
may_show(const struct compilation *u)
{
	for (uint32_t i = 0; i < u->nparts; i++)
		for (uint32_t line = u->parts[i].first; line <= u->parts[i].last; line++) {
			struct str text = source_line(&u->source, line);

			if (str_find_char(text, '[', 0) < text.len || str_find_char(text, '<', 0) < text.len)
				return true;
		}
	return false;
}

/* Read the whole, as for members, and look at it; nothing else of it is kept. */
static void
read_whole(struct compilation *u, void (*look)(struct compilation *u, const struct compilation *whole, void *context),
	void *context)
{
	struct compile_options members = *u->options;
	struct compilation whole;
	struct arena a;

	members.restricted = true;
	arena_init(&a);
	unit_compile(&whole, u->in, &members, &a);
	look(u, &whole, context);
	arena_release(&a);
}

/* What the parts show. */
static void
note_files(struct compilation *u, const struct compilation *whole, void *context)
{
	uint32_t count;
	struct str *files = shown_files(u, whole, true, &count);

	(void)context;
	for (uint32_t i = 0; i < count; i++)
		unit_note_exempt(u, EXEMPT_FILES, str_copy(u->arena, files[i]));
}

/* Addresses by a name; those by a number say themselves that they are in a part. */
static void
find_names(struct compilation *u, const struct compilation *whole, void *context)
{
	const struct object *o = &whole->object;
	struct map *lost = context;

	for (uint32_t i = 0; i < o->ndefinition; i++) {
		const struct str names[] = { o->definitions[i].id, o->definitions[i].alias };

		for (size_t k = 0; k < 2 && exempt_part_holds(u, o->definitions[i].line); k++)
			if (map_get(lost, names[k]))
				map_put(lost, names[k], u->parts);
	}
}

/* What a text links to in itself and does not have.  false: it has all. */
static bool
find_lost(struct compilation *u, struct map *lost)
{
	const struct object *o = &u->object;
	bool any = false;

	map_init(lost, u->arena);
	for (uint32_t i = 0; i < o->nreference; i++)
		if (o->references[i].kind == REFERENCE_LINK && o->references[i].fragment.len > 0
			&& str_equal(o->references[i].path, u->in->path))
			map_put(lost, o->references[i].fragment, lost);
	for (uint32_t i = 0; i < o->ndefinition && lost->count > 0; i++) {
		const struct str names[] = { o->definitions[i].id, o->definitions[i].alias };

		for (size_t k = 0; k < 2; k++)
			if (map_get(lost, names[k]))
				map_put(lost, names[k], NULL);
	}
	for (size_t i = 0; i < lost->count; i++)
		any |= lost->entries[i].value != NULL;
	return any;
}

static bool
keeps_parts(const struct compilation *u)
{
	return u->options->restricted || u->options->lone || u->object.exempt;
}

void
withhold_references(struct compilation *u)
{
	struct map lost;
	uint32_t count = 0;

	if (u->nparts == 0 || keeps_parts(u) || !find_lost(u, &lost))
		return;
	read_whole(u, find_names, &lost);
	struct str *names = arena_array(u->arena, lost.count, sizeof(*names));

	for (size_t i = 0; i < lost.count; i++)
		if (lost.entries[i].value == u->parts)
			names[count++] = lost.entries[i].key;
	withhold_add_list(u, STR("exempt names"), names, count);
}

void
withhold_parts(struct compilation *u)
{
	static const char *const keys[EXEMPT_LISTS] = { [EXEMPT_FILES] = "exempt files",
		[EXEMPT_APPENDICES] = "exempt appendices", [EXEMPT_PAPERS] = "exempt papers" };
	struct str *paragraphs = arena_array(u->arena, u->nparts, sizeof(*paragraphs));

	for (uint32_t i = 0; i < u->nparts; i++)
		paragraphs[i] = str_print(u->arena, "%u", u->parts[i].paragraph);
	withhold_add_list(u, STR("exempt parts"), paragraphs, u->nparts);
	for (uint32_t i = 0; i < u->nparts; i++)	/* each stands where its heading does */
		u->object.meta[u->object.nmeta - u->nparts + i].line = u->parts[i].line;
	if (!keeps_parts(u) && may_show(u))
		read_whole(u, note_files, NULL);
	for (unsigned i = 0; i < EXEMPT_LISTS; i++)
		withhold_add_list(u, str_of(keys[i]), u->exempt_files[i], u->exempt_count[i]);
	if (u->nparts > 0)
		exempt_part_cut(u, keeps_parts(u));
}

/* A list with a blank in its key is made by withhold_parts. */
static bool
is_kept(const struct datum *d)
{
	static const char kept[] = "title|kind|exempt|public_interest";

	if (d->kind != DATUM_TEXT)
		return str_find_char(d->key, ' ', 0) < d->key.len;
	return str_is_one_of(d->key, kept);
}

static void
keep_meta(struct object *o)
{
	uint32_t kept = 1;

	if (o->nmeta == 0)
		return;
	for (const struct datum *d = object_first(o, NULL), *next; d; d = next) {
		next = object_next(o, NULL, d);
		for (uint32_t i = 0, size = d->size; is_kept(d) && i < size; i++) {
			o->meta[kept] = d[i];
			o->meta[kept++].fragment = OBJECT_NONE;
		}
	}
	o->meta[0].size = o->nmeta = kept;
}

/*
 * Cut the findings behind those of the front matter: they would quote the body.  One that says
 * that it could not be read whole stays, without its particulars: files that it shows may be
 * unknown.
 */
static bool
is_fatal(enum diag_code code)
{
	static const enum diag_code fatal[] = { DIAG_TOO_LARGE, DIAG_TOO_DEEP, DIAG_READ_FAILED,
		DIAG_SOURCE_CRASHED, DIAG_CSV_MALFORMED };

	for (size_t i = 0; i < sizeof(fatal) / sizeof(*fatal); i++)
		if (code == fatal[i])
			return true;
	return false;
}

static void
keep_findings(struct compilation *u)
{
	struct finding *f = u->diag.first;

	diag_init(&u->diag, u->arena);
	for (size_t i = 0; f; i++) {
		struct finding *next = f->next;

		if (i < u->front_findings || f->code == DIAG_EXEMPT_PARAGRAPH)
			diag_copy(&u->diag, f);
		else if (is_fatal(f->code))
			diag_help(&u->diag, diag_add(&u->diag, f->code, source_whole(&u->source),
				"the text of this exempt source can't be read: %s", diag_text(f->code)),
				"reeve check, with this file alone, says where");
		f = next;
	}
}

void
withhold(struct compilation *u)
{
	struct object *o = &u->object;

	keep_meta(o);
	keep_shown(u);
	keep_findings(u);
	o->ndefinition = o->nfigure = o->nterm = o->nstated = o->nop = o->npiece = o->nfragment = 0;
	o->ncheck = o->ncover = o->nfactor = o->nrule = o->ntemplate = 0;
	memset(o->counted, 0, sizeof(o->counted));
	o->ntext_table = o->ntext_column = o->ntext_row = o->ntext_cell = 0;
	o->table = (struct table){ .title = STR_NONE };
	o->blob = STR_NONE;
	/* of what is left: a hash of the whole would tell a guesser when he is right */
	o->content = hash_bytes(u->in->has_sidecar ? u->in->sidecar : u->front);
}

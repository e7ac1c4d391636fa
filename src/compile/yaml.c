/*
 * YAML to a tree with places [libyaml, its event interface].
 *
 * Knows what of YAML is taken and refuses the rest before anything is believed: what
 * one reader skips another obeys, and a key that is lost may be the one that withholds
 * a paper.  So there are no aliases, anchors, tags, directives, second documents or repeated
 * keys, and no character that can't be seen.  Which keys there may be is meta's.
 */
#include "compile/yaml.h"

#include <assert.h>
#include <yaml.h>

#include "base/map.h"
#include "base/utf8.h"
#include "compile/yaml_problem.h"

#define SIZE_MOST     ((size_t)64 * 1024)
#define DEPTH_MOST    16
#define EVENTS_MOST   20000
#define FINDINGS_MOST 10	/* more than these say nothing new */

/* A list or map that is not closed yet. */
struct level {
	uint32_t      node;
	struct map    keys;	/* of a map: its keys so far, to the place of each */
	bool          has_key;	/* a key was read and its value comes next */
	struct str    key;
	struct place  key_at;
};

struct reader {
	struct compilation         *unit;
	const struct source *source;
	struct yaml         *yaml;
	struct str           noun;		/* what findings call the text */
	uint32_t             first_line;	/* where the text begins in the source */
	uint32_t             documents, events, findings;
	struct level         levels[DEPTH_MOST];
	uint32_t             depth;
	bool                 whole;		/* a file of its own, not front matter */
	bool                 stop;
};

uint32_t
yaml_first(const struct yaml *y, uint32_t parent)
{
	return y->nodes[parent].size > 1 ? parent + 1 : 0;
}

uint32_t
yaml_next(const struct yaml *y, uint32_t parent, uint32_t child)
{
	uint32_t next = child + y->nodes[child].size;

	return next < parent + y->nodes[parent].size ? next : 0;
}

/* libyaml counts lines and characters from 0.  What goes on below is marked to its line's end; only
 * then is the line looked at, which may be the whole file. */
static struct place
place_of(const struct reader *r, yaml_mark_t start, yaml_mark_t end)
{
	uint32_t line = r->first_line + (uint32_t)start.line;
	size_t last = end.line == start.line ? end.column
		: utf8_count(source_line(r->source, line));

	return (struct place){ r->source->path, line, (uint32_t)start.column + 1,
		last > start.column ? (uint32_t)(last - start.column) : 0 };
}

static struct finding *
refuse(struct reader *r, struct place at, struct str message, const char *help)
{
	struct diag *d = &r->unit->diag;
	struct finding *f = diag_add(d, DIAG_FRONT_MATTER_MALFORMED, at, STR_FMT, STR_ARG(message));

	if (help)
		diag_help(d, f, "%s", help);
	if (++r->findings >= FINDINGS_MOST)
		r->stop = true;
	return f;
}

static void
refuse_limit(struct reader *r, enum diag_code code, struct place at, const char *what,
	unsigned most)
{
	diag_add(&r->unit->diag, code, at, STR_FMT " has more than %u %s", STR_ARG(r->noun), most,
		what);
	r->findings++;
	r->stop = true;
}

/* Characters that are refused, and what they are called. */
static const struct forbidden {
	uint32_t    first, last;
	const char *name;
} forbidden[] = {
	{ 0x0000, 0x0000, "a NUL character" },
	{ 0x0001, 0x0008, "a control character" },
	{ 0x000b, 0x000c, "a control character" },
	{ 0x000e, 0x001f, "a control character" },
	{ 0x007f, 0x0084, "a control character" },
	{ 0x0085, 0x0085, "a hidden line end (U+0085)" },
	{ 0x0086, 0x009f, "a control character" },
	{ 0x2028, 0x2029, "a hidden line end (U+2028 or U+2029)" },
	{ 0xfeff, 0xfeff, "a byte order mark" },
	{ 0xfffe, 0xffff, "a character that is none" },
};

static const struct forbidden *
forbidden_of(uint32_t c)
{
	for (size_t i = 0; i < sizeof(forbidden) / sizeof(*forbidden); i++)
		if (c >= forbidden[i].first && c <= forbidden[i].last)
			return &forbidden[i];
	return NULL;
}

/* The first character that is refused; *at is its offset. */
static const struct forbidden *
find_forbidden(struct str text, size_t *at)
{
	for (size_t i = 0; i < text.len;) {
		if (text.at[i] >= ' ' && text.at[i] < 0x7f) {
			i++;
			continue;	/* nearly all there is */
		}
		*at = i;

		const struct forbidden *found = forbidden_of(utf8_next(text, &i));

		if (found)
			return found;
	}
	return NULL;
}

static bool
check_characters(struct reader *r, size_t offset, struct str text)
{
	size_t at = 0;
	const struct forbidden *found = find_forbidden(text, &at);

	if (!found)
		return true;
	refuse(r, source_place(r->source, offset + at, offset + at + 1),
		str_print(r->unit->arena, "%s stands in " STR_FMT, found->name, STR_ARG(r->noun)),
		"it can't be seen: delete the line and type it again");
	return false;
}

/* libyaml gave up: say where and why. */
static void
report_problem(struct reader *r, const yaml_parser_t *parser)
{
	const char *theirs = parser->problem ? parser->problem : "the reader ran out of memory";
	const struct yaml_problem *known = yaml_problem_of(theirs);
	yaml_mark_t mark = parser->problem_mark;
	struct str line = source_line(r->source, r->first_line + (uint32_t)mark.line);

	/* libyaml has many words for a tab among the blanks that a line begins with */
	if (str_find_char(line, '\t', 0) < (size_t)(str_trim(line).at - line.at))
		known = yaml_problem_of("tab character");
	if (known && known->at_context && parser->context)
		mark = parser->context_mark;

	yaml_mark_t end = mark;

	end.column++;	/* one character, there or not */
	r->stop = true;
	if (known)
		refuse(r, place_of(r, mark, end), str_of(known->ours), known->help);
	else
		refuse(r, place_of(r, mark, end), str_print(r->unit->arena, STR_FMT
			" can't be read here: %s", STR_ARG(r->noun), theirs), NULL);
}

static struct yaml_node *
append_node(struct reader *r)
{
	struct yaml *y = r->yaml;

	if (y->count == y->room) {
		y->room = y->room ? 2 * y->room : 64;
		y->nodes = arena_grow(r->unit->arena, y->nodes, y->count, y->room, sizeof(*y->nodes));
	}
	y->nodes[y->count] = (struct yaml_node){ .size = 1 };
	return &y->nodes[y->count++];
}

/* The innermost open map when what comes next is one of its keys, else NULL. */
static struct level *
wants_key(struct reader *r)
{
	struct level *top = r->depth ? &r->levels[r->depth - 1] : NULL;

	if (!top || r->yaml->nodes[top->node].kind != DATUM_MAP || top->has_key)
		return NULL;
	return top;
}

static void
take_key(struct reader *r, struct level *level, struct str key, struct place at)
{
	struct place *kept = arena_alloc(r->unit->arena, sizeof(*kept));

	*kept = at;
	level->key = key;
	level->key_at = at;
	level->has_key = true;

	struct place *first = map_put(&level->keys, key, kept);

	if (!first)
		return;

	struct finding *f = refuse(r, at, str_print(r->unit->arena, "the key `" STR_FMT
		"` stands twice", STR_ARG(key)), "keep one of the two");

	diag_related(&r->unit->diag, f, *first, "it stands here first");
}

static struct yaml_node *
take_value(struct reader *r, enum datum_kind kind, struct place at)
{
	struct yaml_node *n = append_node(r);
	struct level *top = r->depth ? &r->levels[r->depth - 1] : NULL;

	n->kind = kind;
	n->at = at;
	if (top && top->has_key) {
		n->key = top->key;
		n->key_at = top->key_at;
		top->has_key = false;
	}
	return n;
}

static void
refuse_marks(struct reader *r, struct place at, const unsigned char *anchor, const unsigned char *tag)
{
	struct arena *a = r->unit->arena;

	if (anchor)
		refuse(r, at, str_print(a, "`&%s` is an anchor, which is not allowed", anchor),
			"put a text that begins with `&` between quotation marks");
	if (tag)
		refuse(r, at, str_print(a, "`%s` is a tag, which is not allowed", tag),
			"put a text that begins with `!` between quotation marks");
}

static void
on_scalar(struct reader *r, const yaml_event_t *e, struct place at)
{
	const char *bytes = (const char *)e->data.scalar.value;
	struct str text = { arena_copy(r->unit->arena, bytes, e->data.scalar.length),
		e->data.scalar.length };
	struct level *map = wants_key(r);
	size_t unused = 0;

	refuse_marks(r, at, e->data.scalar.anchor, e->data.scalar.tag);
	if (find_forbidden(text, &unused))
		refuse(r, at, STR("a backslash makes a character here that can't be seen"),
			"leave the backslash and the letters behind it out");
	if (map) {
		take_key(r, map, text, at);
		return;
	}

	struct yaml_node *n = take_value(r, DATUM_TEXT, at);

	n->text = text;
	n->plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

static void
on_alias(struct reader *r, const yaml_event_t *e, struct place at)
{
	struct level *map = wants_key(r);

	refuse(r, at, str_print(r->unit->arena, "`*%s` is an alias, which is not allowed",
		e->data.alias.anchor), "put a text that begins with `*` between quotation marks");
	if (map)
		take_key(r, map, STR_NONE, at);
	else
		take_value(r, DATUM_TEXT, at);
}

static void
open_level(struct reader *r, enum datum_kind kind, struct place at)
{
	if (wants_key(r)) {
		refuse(r, at, STR("a list or group stands where a key should"),
			"write each key as a plain word");
		r->stop = true;
		return;
	}
	if (r->depth == DEPTH_MOST) {
		refuse_limit(r, DIAG_TOO_DEEP, at, "levels", DEPTH_MOST);
		return;
	}
	take_value(r, kind, at);

	struct level *level = &r->levels[r->depth++];

	*level = (struct level){ .node = r->yaml->count - 1 };
	map_init(&level->keys, r->unit->arena);
}

static void
on_list(struct reader *r, const yaml_event_t *e, struct place at)
{
	refuse_marks(r, at, e->data.sequence_start.anchor, e->data.sequence_start.tag);
	open_level(r, DATUM_LIST, at);
}

static void
on_map(struct reader *r, const yaml_event_t *e, struct place at)
{
	refuse_marks(r, at, e->data.mapping_start.anchor, e->data.mapping_start.tag);
	open_level(r, DATUM_MAP, at);
}

static void
on_close(struct reader *r, const yaml_event_t *e, struct place at)
{
	(void)e;
	(void)at;
	assert(r->depth > 0);

	uint32_t node = r->levels[--r->depth].node;

	r->yaml->nodes[node].size = r->yaml->count - node;
}

/* A file may begin with `---`, as many do; front matter has had its `---` already. */
static void
on_document(struct reader *r, const yaml_event_t *e, struct place at)
{
	bool directives = e->data.document_start.version_directive
		|| e->data.document_start.tag_directives.start
			!= e->data.document_start.tag_directives.end;

	if (directives)
		refuse(r, at, STR("a line begins with `%`"), "remove the line");
	if (r->documents++ || (!r->whole && !e->data.document_start.implicit)) {
		refuse(r, at, STR("a second YAML document begins here"),
			"keep one, and remove the line `---` between them");
		r->stop = true;
	}
}

static void
on_document_end(struct reader *r, const yaml_event_t *e, struct place at)
{
	if (!e->data.document_end.implicit)
		refuse(r, at, STR("a line `...` ends the YAML here"),
			r->whole ? "remove the line" : "end the front matter with a line `---`");
}

static void (*const on_event[])(struct reader *, const yaml_event_t *, struct place) = {
	[YAML_DOCUMENT_START_EVENT] = on_document,
	[YAML_DOCUMENT_END_EVENT] = on_document_end,
	[YAML_ALIAS_EVENT] = on_alias,
	[YAML_SCALAR_EVENT] = on_scalar,
	[YAML_SEQUENCE_START_EVENT] = on_list,
	[YAML_SEQUENCE_END_EVENT] = on_close,
	[YAML_MAPPING_START_EVENT] = on_map,
	[YAML_MAPPING_END_EVENT] = on_close,
};

/* One event; false at the end of the text. */
static bool
read_event(struct reader *r, yaml_parser_t *parser)
{
	yaml_event_t event;

	if (!yaml_parser_parse(parser, &event)) {
		report_problem(r, parser);
		return false;
	}

	bool more = event.type != YAML_STREAM_END_EVENT && event.type != YAML_NO_EVENT;
	struct place at = place_of(r, event.start_mark, event.end_mark);

	if (event.type < sizeof(on_event) / sizeof(*on_event) && on_event[event.type])
		on_event[event.type](r, &event, at);
	yaml_event_delete(&event);
	if (++r->events > EVENTS_MOST)
		refuse_limit(r, DIAG_TOO_LARGE, at, "keys and values", EVENTS_MOST / 2);
	return more && !r->stop;
}

static void
read_events(struct reader *r, struct str text)
{
	yaml_parser_t parser;

	if (!yaml_parser_initialize(&parser)) {
		diag_add(&r->unit->diag, DIAG_READ_FAILED, source_whole(r->source),
			"there is not enough memory to read " STR_FMT, STR_ARG(r->noun));
		r->findings++;
		return;
	}
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parser, (const unsigned char *)text.at, text.len);
	while (read_event(r, &parser))
		;
	yaml_parser_delete(&parser);
}

/* Nothing but comments is an empty map; a lone value or list is a mistake. */
static void
check_root(struct reader *r)
{
	struct yaml *y = r->yaml;

	if (y->count == 0)
		append_node(r)->kind = DATUM_MAP;
	else if (y->nodes[0].kind != DATUM_MAP)
		refuse(r, y->nodes[0].at, STR("this is no `key: value` line"),
			"write each line as a key, a colon, a blank and a value");
}

bool
yaml_read(struct compilation *u, const struct source *source, size_t offset, struct str text,
	struct yaml *out)
{
	uint32_t first = source_place(source, offset, offset).line;
	struct reader r = { .unit = u, .source = source, .yaml = out, .first_line = first,
		.whole = offset == 0,
		.noun = offset == 0 ? STR("the file") : STR("the front matter") };
	/* the root's own place: the line that opens the front matter, or the first of the file */
	struct place top = { source->path, first > 1 ? first - 1 : 1, 1, 0 };

	*out = (struct yaml){ 0 };
	if (text.len > SIZE_MOST)
		refuse_limit(&r, DIAG_TOO_LARGE, top, "KiB", SIZE_MOST / 1024);
	else if (check_characters(&r, offset, text))
		read_events(&r, text);
	if (!r.stop)
		check_root(&r);
	if (r.findings) {
		out->count = 0;
		append_node(&r)->kind = DATUM_MAP;
	}
	out->nodes[0].at = top;
	return r.findings == 0;
}

/*
 * The Markdown parser [cmark-gfm], its memory and its time.
 *
 * Extensions: table, strikethrough, tasklist; neither autolink nor smart quotes (SAFETY.md).  The
 * parser takes memory from blocks of ours, which can be dropped whole: that is quicker than to free
 * each node, and it is what makes it safe to leave a parse by longjmp when its second or its 256
 * MiB are used up.  What nodes mean is body.c's.
 */
#include "compile/markdown.h"

#include <assert.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

#define BLOCK_SIZE    ((size_t)256 << 10)	/* the first is kept from document to document */
#define MEMORY_MOST   ((size_t)256 << 20)
#define TIME_MOST     INT64_C(1000000000)
#define CALLS_A_LOOK  256			/* allocations between two looks at the clock */

#define SMALL_STEP    16
#define SMALL_MOST    1024
#define SMALL_CLASSES (SMALL_MOST / SMALL_STEP + 1)
#define CLASSES       (SMALL_CLASSES + 32)	/* beyond them, powers of two */

struct block {
	struct block *next;
	size_t        size;
};

/* Stands before each allocation; 16 bytes, so that what follows is aligned for anything. */
struct head {
	size_t       class;
	struct head *next_free;
};

static struct memory {
	struct block *blocks;		/* the newest first */
	char         *at, *end;		/* what is left of the newest */
	struct head  *free[CLASSES];
	size_t        held, held_most;
	int64_t       deadline, time_most;
	unsigned      calls;
	enum markdown_result result;
	jmp_buf       leave;
} memory;

static int64_t
processor_time(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static _Noreturn void
leave_with(enum markdown_result result)
{
	memory.result = result;
	longjmp(memory.leave, 1);
}

static size_t
class_of(size_t size)
{
	size_t class = SMALL_CLASSES;

	if (size <= SMALL_MOST)
		return (size + SMALL_STEP - 1) / SMALL_STEP;
	for (size_t room = SMALL_MOST * 2; room < size; room *= 2)
		if (++class == CLASSES)
			leave_with(MARKDOWN_TOO_BIG);
	return class;
}

static size_t
class_room(size_t class)
{
	return class < SMALL_CLASSES ? class * SMALL_STEP
		: (size_t)SMALL_MOST << (class - SMALL_CLASSES + 1);
}

static void
add_block(size_t least)
{
	size_t size = least > BLOCK_SIZE ? least : BLOCK_SIZE;

	if (size > memory.held_most || memory.held > memory.held_most - size)
		leave_with(MARKDOWN_TOO_BIG);

	struct block *block = malloc(sizeof(*block) + size);

	if (!block)
		leave_with(MARKDOWN_TOO_BIG);
	*block = (struct block){ memory.blocks, size };
	memory.blocks = block;
	memory.held += size;
	memory.at = (char *)(block + 1);
	memory.end = memory.at + size;
}

static void *
take(size_t size)
{
	size_t class = class_of(size);
	struct head *head = memory.free[class];

	if (++memory.calls % CALLS_A_LOOK == 0 && processor_time() > memory.deadline)
		leave_with(MARKDOWN_TOO_SLOW);
	if (head) {
		memory.free[class] = head->next_free;
		return head + 1;
	}

	size_t whole = sizeof(*head) + class_room(class);

	if ((size_t)(memory.end - memory.at) < whole)
		add_block(whole);
	head = (struct head *)(void *)memory.at;
	memory.at += whole;
	head->class = class;
	return head + 1;
}

static void *
memory_calloc(size_t count, size_t size)
{
	size_t whole;

	if (__builtin_mul_overflow(count, size, &whole))
		leave_with(MARKDOWN_TOO_BIG);

	void *at = take(whole);

	return memset(at, 0, whole);
}

static void
memory_free(void *at)
{
	struct head *head = at;

	if (!at)
		return;
	head--;
	head->next_free = memory.free[head->class];
	memory.free[head->class] = head;
}

static void *
memory_realloc(void *at, size_t size)
{
	if (!at)
		return take(size);

	size_t room = class_room(((struct head *)at - 1)->class);

	if (size <= room)
		return at;

	void *moved = take(size);

	memcpy(moved, at, room);
	memory_free(at);
	return moved;
}

static cmark_mem allocator = { memory_calloc, memory_realloc, memory_free };

/* Everything that was taken is gone; the oldest block stays when it is of the usual size. */
static void
memory_drop(void)
{
	struct block *block = memory.blocks;

	while (block && (block->next || block->size != BLOCK_SIZE)) {
		struct block *older = block->next;

		free(block);
		block = older;
	}
	memory.blocks = block;
	memory.at = memory.end = NULL;
	memory.held = 0;
	if (block) {
		memory.at = (char *)(block + 1);
		memory.end = memory.at + block->size;
		memory.held = block->size;
	}
	memset(memory.free, 0, sizeof(memory.free));
}

static void
memory_begin(void)
{
	memory.held_most = memory.held_most ? memory.held_most : MEMORY_MOST;
	memory.deadline = processor_time() + (memory.time_most ? memory.time_most : TIME_MOST);
	memory.calls = 0;
	memory.result = MARKDOWN_READ;
}

void
markdown_limits(int64_t nanoseconds, size_t bytes)
{
	memory.time_most = nanoseconds;
	memory.held_most = bytes;
}

/* The parser's own tables live as long as the process; they are made by its own allocator. */
static void
attach_extensions(cmark_parser *parser)
{
	static cmark_syntax_extension *extensions[3];
	static const char *const names[3] = { "table", "strikethrough", "tasklist" };

	if (!extensions[0])
		cmark_gfm_core_extensions_ensure_registered();
	for (size_t i = 0; i < 3; i++) {
		if (!extensions[i])
			extensions[i] = cmark_find_syntax_extension(names[i]);
		assert(extensions[i]);
		cmark_parser_attach_syntax_extension(parser, extensions[i]);
	}
}

static cmark_node *
parse(struct str text, int options)
{
	cmark_parser *parser = cmark_parser_new_with_mem(options, &allocator);

	attach_extensions(parser);
	cmark_parser_feed(parser, text.at, text.len);

	cmark_node *root = cmark_parser_finish(parser);

	cmark_parser_free(parser);	/* a text with tabs may be parsed cell by cell */
	return root;
}

/* The tree, or NULL for a text that costs more than it may: why is in memory.result.  The frame that it comes back
 * to holds nothing that could be lost. */
static const struct markdown_node *
try_parse(struct str text, bool notes)
{
	if (setjmp(memory.leave) != 0)
		return NULL;
	return (const struct markdown_node *)parse(text,
		notes ? CMARK_OPT_DEFAULT | CMARK_OPT_FOOTNOTES : CMARK_OPT_DEFAULT);
}

/*
 * The parser switches the extensions' special characters on in a table of the process when inlines
 * begin, and off when they end.  A parse that was left in between has them still on; one of
 * nothing, to its end, puts that right.
 */
static void
recover(void)
{
	memory_drop();
	memory_begin();
	try_parse(STR_NONE, false);
	memory_drop();
}

enum markdown_result
markdown_parse(struct str text, bool notes, const struct markdown_node **root)
{
	memory_begin();
	*root = try_parse(text, notes);
	if (*root)
		return MARKDOWN_READ;

	enum markdown_result result = memory.result;

	recover();
	return result;
}

/* What was left half done stays until all is let go; the tree that is open is not touched. */
enum markdown_result
markdown_parse_inner(struct str text, bool notes, const struct markdown_node **root)
{
	size_t most = memory.held_most;

	memory.deadline = processor_time() + (memory.time_most ? memory.time_most : TIME_MOST);
	*root = try_parse(text, notes);
	if (*root)
		return MARKDOWN_READ;

	enum markdown_result result = memory.result;

	memory.held_most = most + 4 * BLOCK_SIZE;	/* as recover() */
	memory.deadline = processor_time() + TIME_MOST;
	try_parse(STR_NONE, false);
	memory.held_most = most;
	return result;
}

void
markdown_release(void)
{
	memory_drop();
}

static const cmark_node *
inner(const struct markdown_node *n)
{
	return (const cmark_node *)n;
}

static const struct markdown_node *
outer(const cmark_node *n)
{
	return (const struct markdown_node *)n;
}

static struct str
slice(const cmark_chunk *chunk)
{
	return chunk->len > 0 ? (struct str){ (const char *)chunk->data, (size_t)chunk->len }
		: STR_NONE;
}

/* The extensions' kinds have numbers that are given out when they are registered, so they are asked
 * by name. */
static enum markdown_kind
extension_kind(const cmark_node *n)
{
	static const struct {
		const char        *name;
		enum markdown_kind kind;
	} kinds[] = {
		{ "table_cell", MARKDOWN_CELL },
		{ "table_row", MARKDOWN_ROW },
		{ "table_header", MARKDOWN_ROW },
		{ "table", MARKDOWN_TABLE },
		{ "strikethrough", MARKDOWN_STRUCK },
	};
	const char *name = cmark_node_get_type_string((cmark_node *)(uintptr_t)n);

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(name, kinds[i].name) == 0)
			return kinds[i].kind;
	return MARKDOWN_OTHER;
}

enum markdown_kind
markdown_kind(const struct markdown_node *n)
{
	static const enum markdown_kind blocks[] = {
		MARKDOWN_OTHER, MARKDOWN_DOCUMENT, MARKDOWN_QUOTE, MARKDOWN_LIST, MARKDOWN_ITEM,
		MARKDOWN_CODE_BLOCK, MARKDOWN_HTML_BLOCK, MARKDOWN_OTHER, MARKDOWN_PARAGRAPH,
		MARKDOWN_HEADING, MARKDOWN_RULE, MARKDOWN_NOTE,
	};
	static const enum markdown_kind inlines[] = {
		MARKDOWN_OTHER, MARKDOWN_TEXT, MARKDOWN_SOFT_BREAK, MARKDOWN_LINE_BREAK,
		MARKDOWN_CODE, MARKDOWN_HTML, MARKDOWN_OTHER, MARKDOWN_EMPHASIS, MARKDOWN_STRONG,
		MARKDOWN_LINK, MARKDOWN_IMAGE, MARKDOWN_NOTE_MARK,
	};
	unsigned value = inner(n)->type & CMARK_NODE_VALUE_MASK;

	if (value >= sizeof(blocks) / sizeof(blocks[0]))
		return extension_kind(inner(n));
	return (inner(n)->type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE ? inlines[value]
		: blocks[value];
}

const struct markdown_node *
markdown_parent(const struct markdown_node *n)
{
	return outer(inner(n)->parent);
}

const struct markdown_node *
markdown_first(const struct markdown_node *n)
{
	return outer(inner(n)->first_child);
}

const struct markdown_node *
markdown_next(const struct markdown_node *n)
{
	return outer(inner(n)->next);
}

const struct markdown_node *
markdown_previous(const struct markdown_node *n)
{
	return outer(inner(n)->prev);
}

struct str
markdown_text(const struct markdown_node *n)
{
	switch (markdown_kind(n)) {
	case MARKDOWN_CODE_BLOCK:
		return slice(&inner(n)->as.code.literal);
	case MARKDOWN_TEXT: case MARKDOWN_CODE: case MARKDOWN_HTML: case MARKDOWN_HTML_BLOCK:
	case MARKDOWN_NOTE: case MARKDOWN_NOTE_MARK:
		return slice(&inner(n)->as.literal);
	default:
		return STR_NONE;
	}
}

struct str
markdown_url(const struct markdown_node *n)
{
	return slice(&inner(n)->as.link.url);
}

struct str
markdown_title(const struct markdown_node *n)
{
	return slice(&inner(n)->as.link.title);
}

unsigned
markdown_level(const struct markdown_node *n)
{
	return (unsigned)inner(n)->as.heading.level;
}

struct markdown_list
markdown_list(const struct markdown_node *n)
{
	const cmark_list *list = &inner(n)->as.list;

	return (struct markdown_list){ list->list_type == CMARK_ORDERED_LIST, list->tight,
		(unsigned)list->start };
}

enum markdown_task
markdown_task(const struct markdown_node *item)
{
	if (!inner(item)->extension)
		return MARKDOWN_NO_TASK;
	return inner(item)->as.list.checked ? MARKDOWN_TASK_DONE : MARKDOWN_TASK_OPEN;
}

const struct markdown_node *
markdown_note(const struct markdown_node *mark, unsigned *before)
{
	int nth = inner(mark)->footnote.ref_ix;

	*before = nth > 0 ? (unsigned)nth - 1 : 0;
	return outer(inner(mark)->parent_footnote_def);
}

bool
markdown_is_header(const struct markdown_node *row)
{
	return cmark_gfm_extensions_get_table_row_is_header((cmark_node *)(uintptr_t)row) != 0;
}

char
markdown_align(const struct markdown_node *table, unsigned column)
{
	cmark_node *n = (cmark_node *)(uintptr_t)table;
	const uint8_t *alignments = cmark_gfm_extensions_get_table_alignments(n);

	if (!alignments || column >= cmark_gfm_extensions_get_table_columns(n))
		return 0;
	return (char)alignments[column];
}

struct markdown_span
markdown_span(const struct markdown_node *n)
{
	return (struct markdown_span){ (uint32_t)inner(n)->start_line,
		(uint32_t)inner(n)->start_column,
		(uint32_t)inner(n)->end_line, (uint32_t)inner(n)->end_column };
}

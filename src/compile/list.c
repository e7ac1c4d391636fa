/*
 * Lists, and the letters and numbers of their items.
 *
 * A list may hold items of several kinds: lettered ones, bullets, and paragraphs with
 * numbers of their own, which are no items on the page.  So it is written as groups of one kind
 * each, opened when the first item of a kind comes.
 */
#include "compile/body.h"

/* The text that a list item begins with, or NULL. */
static const struct markdown_node *
first_text(const struct markdown_node *item)
{
	const struct markdown_node *paragraph = item ? markdown_first(item) : NULL;
	const struct markdown_node *text = NULL;

	if (paragraph && markdown_kind(paragraph) == MARKDOWN_PARAGRAPH)
		text = markdown_first(paragraph);
	return text && markdown_kind(text) == MARKDOWN_TEXT ? text : NULL;
}

static size_t
letter_of(const struct markdown_node *item, struct str *mark, struct str *letter)
{
	const struct markdown_node *text = first_text(item);

	return text ? number_letter(markdown_text(text), mark, letter) : 0;
}

/* A list is lettered when its first item is: then `ol`, whatever its bullets. */
static bool
is_lettered(const struct markdown_node *list)
{
	struct str mark, letter;

	return letter_of(markdown_first(list), &mark, &letter) > 0;
}

bool
list_is_dissolved(const struct body *b, const struct markdown_node *item)
{
	const struct role *role = body_role(b, item);
	const struct markdown_node *first = markdown_first(item);

	if (!role)	/* `- 1) early`: Markdown takes the number for a list of its own */
		return b->is_written && first && markdown_kind(first) == MARKDOWN_LIST;
	return role->kind != ROLE_ITEM;
}

/* Its mark is written as a text: a letter, or a number as no browser makes it. */
static bool
shows_mark(const struct role *role)
{
	return role && (role->text || str_ends(role->shown, ")"));
}

static enum list_group
group_of(const struct body *b, const struct markdown_node *list, const struct markdown_node *item)
{
	const struct role *role = body_role(b, item);
	bool ordered = markdown_list(list).ordered;

	if (list_is_dissolved(b, item))
		return GROUP_NONE;
	if (b->is_written ? shows_mark(role) : is_lettered(list))
		return GROUP_LETTERED;
	return ordered ? GROUP_ORDERED : GROUP_BULLETS;
}

static void
open_group(struct body *b, enum list_group group, unsigned start)
{
	if (group == GROUP_LETTERED)
		piece_raw(&b->pieces, "<ol class=\"lettered\">\n");
	else if (group == GROUP_BULLETS)
		piece_raw(&b->pieces, "<ul>\n");
	else if (group == GROUP_ORDERED && start == 1)
		piece_raw(&b->pieces, "<ol>\n");
	else if (group == GROUP_ORDERED)
		buf_print(&b->pieces.html, "<ol start=\"%u\">\n", start);
}

static void
close_group(struct body *b, enum list_group group)
{
	if (group != GROUP_NONE)
		piece_raw(&b->pieces, group == GROUP_BULLETS ? "</ul>\n" : "</ol>\n");
}

void
list_enter(struct body *b, const struct markdown_node *n)
{
	struct open_list *list = arena_alloc(b->unit->arena, sizeof(*list));

	*list = (struct open_list){ n, GROUP_NONE, 0, b->list };
	b->list = list;
}

void
list_leave(struct body *b, const struct markdown_node *n)
{
	(void)n;
	close_group(b, b->list->group);
	b->list = b->list->outer;
}

static void
define(struct body *b, struct lettered *item, struct str scope)
{
	struct definition d = { .kind = DEFINITION_ITEM, .id = item->id, .alias = STR_NONE,
		.number = item->number, .title = STR_NONE, .scope = scope };
	size_t at = body_node_start(b, item->item);

	item->definition = anchor_define(&b->anchors, &d, body_place(b, at, at));
	piece_id(&b->pieces, item->id);
}

/* `#4.1.a`: the number of the paragraph before the list, then the letters of the lists around, then
 * its own. */
static void
define_counted(struct body *b, struct lettered *item, struct str letter)
{
	struct arena *a = b->unit->arena;
	struct str id = item->outer ? item->outer->id : b->last_paragraph.id;
	struct str number = item->outer ? item->outer->number : b->last_paragraph.shown;
	struct str own = str_lower(a, letter);

	if (id.len == 0)
		return;
	item->id = str_print(a, STR_FMT "." STR_FMT, STR_ARG(id), STR_ARG(own));
	item->number = str_print(a, STR_FMT "." STR_FMT, STR_ARG(number), STR_ARG(own));
	define(b, item, b->numbers.appendix);
}

static struct lettered *
push_item(struct body *b, const struct markdown_node *n)
{
	struct lettered *item = arena_alloc(b->unit->arena, sizeof(*item));

	*item = (struct lettered){ n, STR_NONE, STR_NONE, OBJECT_NONE, b->lettered };
	b->lettered = item;
	return item;
}

static void
lettered_item(struct body *b, const struct markdown_node *n)
{
	struct str mark = STR_NONE, letter = STR_NONE;
	size_t len = letter_of(n, &mark, &letter);

	piece_raw(&b->pieces, b->task ? "<li class=\"task\"" : "<li");
	if (len > 0) {
		b->text_first = first_text(n);
		b->cut_head = len;
		b->letter = mark;
		define_counted(b, push_item(b, n), letter);
	}
	piece_raw(&b->pieces, ">");
}

/* An item whose number or letter was read from the text. */
static void
written_item(struct body *b, const struct markdown_node *n, const struct role *role)
{
	struct lettered *item = push_item(b, n);

	piece_raw(&b->pieces, "<li");
	item->id = body_address(b, role);
	item->number = role->number;
	define(b, item, role->scope);
	if (role->value > 0)
		buf_print(&b->pieces.html, " value=\"%u\"", role->value);
	piece_raw(&b->pieces, ">");
	if (shows_mark(role)) {
		body_cut(b, role);
		b->letter = role->shown;
	}
}

static void
open_item(struct body *b, const struct markdown_node *n, enum list_group group)
{
	const struct role *role = body_role(b, n);

	if (role && role->kind == ROLE_ITEM)
		written_item(b, n, role);
	else if (group == GROUP_LETTERED)
		lettered_item(b, n);
	else if (group != GROUP_NONE)
		piece_raw(&b->pieces, b->task ? "<li class=\"task\">" : "<li>");
}

void
list_item(struct body *b, const struct markdown_node *n)
{
	struct open_list *list = b->list;
	enum list_group group = group_of(b, list->list, n);

	if (group != list->group) {
		close_group(b, list->group);
		open_group(b, group, markdown_list(list->list).start + list->items);
	}
	list->group = group;
	list->items++;
	b->task = markdown_task(n);
	open_item(b, n, group);
	if (!markdown_first(n) || markdown_kind(markdown_first(n)) != MARKDOWN_PARAGRAPH)
		list_lead(b);
}

void
list_item_leave(struct body *b, const struct markdown_node *n)
{
	if (b->lettered && b->lettered->item == n)
		b->lettered = b->lettered->outer;
	if (b->list->group != GROUP_NONE)
		piece_raw(&b->pieces, "</li>\n");
}

static void
write_task(struct body *b)
{
	bool done = b->task == MARKDOWN_TASK_DONE;

	piece_raw(&b->pieces, done ? "<span aria-hidden=\"true\">\u2611</span><span class=\"hidden\">"
		: "<span aria-hidden=\"true\">\u2610</span><span class=\"hidden\">");
	piece_word(&b->pieces, done ? WORD_DONE : WORD_TO_DO);
	piece_raw(&b->pieces, "</span> ");
}

void
list_lead(struct body *b)
{
	if (b->task)
		write_task(b);
	if (b->letter.len > 0) {
		piece_raw(&b->pieces, "<span class=\"letter\">");
		piece_text(&b->pieces, b->letter);
		piece_raw(&b->pieces, "</span> ");
	}
	b->task = MARKDOWN_NO_TASK;
	b->letter = STR_NONE;
}

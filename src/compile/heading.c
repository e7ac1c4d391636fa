/*
 * Headings: their level, their name, their number, and the appendices that they begin.
 *
 * How numbers are counted is number.c's, which addresses are taken anchor.c's.
 */
#include "compile/exempt_notice.h"
#include "compile/exempt_part.h"
#include "compile/from.h"
#include "compile/raw.h"
#include "compile/stated.h"

#include "base/utf8.h"

static bool
is_title(const struct body *b, struct str heading)
{
	struct arena *a = b->unit->arena;
	struct str title = utf8_slug(a, object_text(&b->unit->object, "title"));

	return title.len > 0 && str_equal(title, utf8_slug(a, heading));
}

/* The level that a heading comes out with: one below the heading that it stands under, whatever was
 * skipped.  Where numbers tell the level, one without a number is a brother of the last that
 * Markdown has on its own level. */
static unsigned
open_level(struct body *b, const struct role *role, unsigned markdown)
{
	unsigned written = role ? role->level : markdown;

	for (unsigned i = b->level_count; !role && i-- > 0;)
		if (b->levels[i].markdown == markdown) {
			written = b->levels[i].written;
			break;
		}
	while (b->level_count > 0 && b->levels[b->level_count - 1].written >= written)
		b->level_count--;

	unsigned shown = b->level_count > 0 ? b->levels[b->level_count - 1].shown + 1 : 2;

	b->levels[b->level_count++] = (struct open_level){ written, shown, markdown };
	return shown;
}

static bool
is_name(struct str name)
{
	for (size_t i = 0; i < name.len; i++) {
		char c = name.at[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
			|| c == '-' || c == '_' || c == '.'))
			return false;
	}
	return name.len > 0;
}

/* `{#risk}`, `{from=decision}` or `{#risk from=decision}` at the end of a text; false when it is none of them. */
static bool
read_mark(struct str text, struct str *name, struct str *from)
{
	size_t start = str_find_last_char(text, '{');
	struct str inner = str_ends(text, "}") && start < text.len ? str_slice(text, start + 1, text.len - 1) : STR_NONE;

	*name = *from = STR_NONE;
	if (str_starts(inner, "#"))
		*name = str_from(str_cut(&inner, ' '), 1);
	if (str_starts(inner, "from="))
		*from = str_from(inner, 5);
	else if (inner.len > 0)
		return false;
	return (name->len || from->len) && (!name->len || is_name(*name)) && (!from->len || is_name(*from));
}

/* What stands in braces at a heading's end is cut off its text; its name, if it has one. */
static struct str
cut_mark(struct body *b, const struct markdown_node *heading, struct str *plain)
{
	const struct markdown_node *last = markdown_first(heading);
	struct str text = str_trim(*plain), name, from;
	size_t start = str_find_last_char(text, '{');

	b->heading_from = STR_NONE;
	while (last && markdown_next(last))
		last = markdown_next(last);
	if (!read_mark(text, &name, &from) || !last || markdown_kind(last) != MARKDOWN_TEXT)
		return STR_NONE;
	struct str written = markdown_text(last);
	size_t keep = str_find_last_char(written, '{');

	if (keep == written.len)
		return STR_NONE;
	b->text_last = last;
	b->keep_head = keep;
	while (b->keep_head > 0 && written.at[b->keep_head - 1] == ' ')
		b->keep_head--;
	*plain = str_trim(str_head(text, start));
	b->heading_from = from;
	return name;
}

static void
open_heading(struct body *b, const struct definition *d, const char *class)
{
	former_write(b, d);
	buf_print(&b->pieces.html, "<h%u%s", b->level, class);
	piece_id(&b->pieces, d->alias.len > 0 && d->kind == DEFINITION_SECTION ? d->alias : d->id);
	piece_raw(&b->pieces, ">");
}

static struct place
heading_place(const struct body *b)
{
	struct str source = b->unit->source.text;
	size_t start = b->block_start, end = start;

	while (end < source.len && source.at[end] != '\n' && source.at[end] != '\r')
		end++;
	return body_place(b, start, end);
}

static void
define_heading(struct body *b, struct definition *d)
{
	d->level = b->level;
	section_begin(b, anchor_define(&b->anchors, d, heading_place(b)));
	b->paragraph = b->numbered = OBJECT_NONE;
	b->last_paragraph = (struct number){ STR_NONE, STR_NONE };
}

static bool
appendix_heading(struct body *b, struct str plain, struct str name)
{
	struct definition d = { .kind = DEFINITION_APPENDIX, .alias = name };

	if (b->level != 2 || !number_is_appendix(plain, &d.number, &d.title))
		return false;
	d.id = d.scope = utf8_slug(b->unit->arena, d.number);
	number_appendix(&b->numbers, d.id);
	define_heading(b, &d);
	open_heading(b, &d, " class=\"appendix\"");
	b->heading_named = name.len > 0;
	if (b->heading_named) {
		piece_raw(&b->pieces, "<span");
		piece_id(&b->pieces, name);
		piece_raw(&b->pieces, ">");
	}
	return true;
}

static void
write_number(struct body *b, struct str id, struct str shown)
{
	piece_raw(&b->pieces, "<span class=\"number\"");
	piece_id(&b->pieces, id);
	piece_raw(&b->pieces, ">");
	piece_text(&b->pieces, shown);
	piece_raw(&b->pieces, "</span> ");
}

/* A numbered heading's id is its number; its name or slug is a second one. */
static void
section_heading(struct body *b, struct str plain, struct str name)
{
	struct number number;
	struct definition d = { .kind = DEFINITION_SECTION, .title = plain, .alias = STR_NONE,
		.number = STR_NONE, .scope = b->numbers.appendix };
	bool numbered = number_heading(&b->numbers, b->level, &number);

	d.id = name.len > 0 ? name : anchor_slug(&b->anchors, plain);
	if (numbered) {
		d.alias = d.id;
		d.id = number.id;
		d.number = number.shown;
		written_typed(b, plain, number.shown, heading_place(b));
	}
	define_heading(b, &d);
	open_heading(b, &d, "");
	if (!numbered)
		return;
	write_number(b, number.id, number.shown);
}

static struct str
without_mark(struct str title, bool marked)
{
	return marked ? str_trim(str_head(title, str_find_last_char(title, '{'))) : title;
}

/* A heading by its role: its number as it was written, or none. */
static void
role_heading(struct body *b, const struct role *role, struct str name, struct place at)
{
	bool appendix = role->kind == ROLE_APPENDIX, numbered = role->kind == ROLE_HEADING;
	struct definition d = { .kind = appendix ? DEFINITION_APPENDIX : DEFINITION_SECTION,
		.title = without_mark(role->title, name.len > 0 || b->heading_from.len > 0), .alias = STR_NONE,
		.number = role->number, .scope = role->scope, .level = b->level };

	d.id = role->id;
	if (numbered)
		d.id = body_address(b, role);
	if (!appendix)
		d.alias = name.len > 0 ? name : anchor_slug(&b->anchors, d.title);
	if (!numbered && !appendix) {
		d.id = d.alias;
		d.alias = STR_NONE;
	}
	body_cut(b, role);
	section_begin(b, anchor_define(&b->anchors, &d, at));
	b->paragraph = b->numbered = OBJECT_NONE;
	open_heading(b, &d, appendix ? " class=\"appendix\"" : "");
	if (numbered)
		write_number(b, d.id, role->shown);
}

void
heading_written(struct body *b, const struct role *role, struct place at)
{
	b->level = open_level(b, role, 0);
	b->heading_named = false;
	b->heading_is_title = false;
	b->title_passed = true;
	exempt_notice_heading(b, role->title, at);
	role_heading(b, role, STR_NONE, at);
}

/* A first `# Title` that repeats the page's title is dropped: the page writes it. */
void
heading_enter(struct body *b, const struct markdown_node *n)
{
	struct str plain = body_plain(b, n);
	unsigned written = markdown_level(n);
	bool first = !b->title_passed;

	b->title_passed = true;
	if (!markdown_first(n) || (written == 1 && first && is_title(b, plain))) {
		exempt_body(b, n);
		markdown_skip(&b->walk);
		return;
	}
	body_enter_block(b, n);
	b->keeps_lines = false;
	struct str name = cut_mark(b, n, &plain);

	const struct role *role = body_role(b, n);

	plain = str_trim(plain);
	exempt_notice_heading(b, plain, heading_place(b));
	written = written < 2 ? 2 : written;
	b->level = open_level(b, role, written);
	b->heading_named = false;
	b->heading_is_title = markdown_level(n) == 1;
	if (first && b->heading_is_title)
		stated_heading(b, plain);
	if (role)
		role_heading(b, role, name, heading_place(b));
	else if (!appendix_heading(b, plain, name))
		section_heading(b, plain, name);
}

void
heading_leave(struct body *b, const struct markdown_node *n)
{
	raw_close_tags(b, 0);
	heading_close(b);
	exempt_body(b, n);
	if (b->heading_from.len > 0)
		from_write(b, b->heading_from, heading_place(b));
	b->heading_from = STR_NONE;
}

void
heading_close(struct body *b)
{
	buf_print(&b->pieces.html, "%s</h%u>\n", b->heading_named ? "</span>" : "", b->level);
}

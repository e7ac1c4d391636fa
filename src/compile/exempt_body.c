/*
 * What stands at the place of an exempt part: a notice, and for those who may read it the part.
 *
 * The part is a text of its own, read when its heading was written, with numbers of its own.  So what is
 * outside has the same numbers and addresses in the public's copy and in the members', whatever is inside.
 */
#include "compile/body.h"

#include "compile/exempt_interest.h"
#include "compile/prescan.h"

/* Where we were, and goes on when the part is read. */
struct outside {
	struct numbers     numbers;
	struct roles       roles;
	struct number      last_paragraph;
	struct body_counts counts;
	const char        *series;
	struct open_level  levels[6];
	unsigned           level_count;
	uint32_t           first_line, section, paragraph, numbered, tabs_end;
	size_t             section_start, block_start, block_end, cursor;
	bool               section_is_title;
};

static struct outside
leave(const struct body *b)
{
	struct outside o = { .numbers = b->numbers, .roles = b->roles,
		.last_paragraph = b->last_paragraph, .counts = b->counts, .series = b->series,
		.level_count = b->level_count, .first_line = b->first_line, .section = b->section,
		.paragraph = b->paragraph, .numbered = b->numbered, .tabs_end = b->tabs_end,
		.section_start = b->section_start, .block_start = b->block_start,
		.block_end = b->block_end, .cursor = b->cursor,
		.section_is_title = b->section_is_title };

	for (unsigned i = 0; i < 6; i++)
		o.levels[i] = b->levels[i];
	return o;
}

static void
come_back(struct body *b, const struct outside *o)
{
	b->numbers = o->numbers;
	b->roles = o->roles;
	b->last_paragraph = o->last_paragraph;
	b->counts = o->counts;
	b->series = o->series;
	b->level_count = o->level_count;
	b->first_line = o->first_line;
	b->section = o->section;
	b->paragraph = o->paragraph;
	b->numbered = o->numbered;
	b->tabs_end = o->tabs_end;
	b->section_start = o->section_start;
	b->block_start = o->block_start;
	b->block_end = o->block_end;
	b->cursor = o->cursor;
	b->section_is_title = o->section_is_title;
	for (unsigned i = 0; i < 6; i++)
		b->levels[i] = o->levels[i];
	b->text_first = b->text_last = b->emptied = NULL;
	b->lettered = NULL;
	b->list = NULL;
	b->table_caption = b->caption = STR_NONE;
	b->goes_on = false;
}

/* An appendix counts anew already, and its numbers are under its own address. */
static void
begin_series(struct body *b, const struct exempt_part *part)
{
	struct str series = str_print(b->unit->arena, "E%u.", ++b->parts);

	b->series = arena_copy(b->unit->arena, series.at, series.len);
	b->counts = (struct body_counts){ .figures = 0 };
	if (!part->is_appendix)
		number_part(&b->numbers, b->parts, part->level);
}

static void
refuse(struct body *b, const struct exempt_part *part, enum diag_code code, const char *what)
{
	diag_help(&b->unit->diag, diag_add(&b->unit->diag, code, body_place(b, part->offset, part->offset),
		"%s", what), "shorten the exempt part, or make a report of it");
}

static const struct markdown_node *
read_part(struct body *b, const struct exempt_part *part)
{
	const struct markdown_node *root = NULL;
	enum prescan_rule rule;
	size_t at;

	if (!prescan(part->text, &rule, &at))
		refuse(b, part, prescan_limits[rule].code, prescan_limits[rule].what);
	else if (markdown_parse_inner(part->text, true, &root) != MARKDOWN_READ)
		refuse(b, part, DIAG_TOO_LARGE, "this exempt part takes too long to be read");
	return root;
}

static void
write_part(struct body *b, const struct exempt_part *part)
{
	const struct markdown_node *root = read_part(b, part);
	struct outside outside = leave(b);

	if (!root)
		return;
	piece_raw(&b->pieces, "<div class=\"exempt\">\n");
	begin_series(b, part);
	b->first_line = part->first;
	b->tabs_end = 0;
	if (b->is_written)
		role_read(&b->roles, b->unit, root, part->first);
	body_walk(b, root);
	block_notes_end(b);
	block_lost_notes(b, root, part->first, part->last);
	come_back(b, &outside);
	piece_raw(&b->pieces, "</div>\n");
}

void
exempt_body(struct body *b, const struct markdown_node *heading)
{
	uint32_t line = b->first_line + markdown_span(heading).line - 1;
	const struct exempt_part *part = b->is_value ? NULL : exempt_part_at(b->unit, line);

	if (!part || b->series[0])
		return;
	bool kept = part->text.len > 0;

	const struct object *o = &b->unit->object;
	const struct definition *d = b->section == OBJECT_NONE ? NULL : &o->definitions[b->section];

	section_other(b);
	piece_hole(&b->pieces, PIECE_EXEMPT, part->paragraph | (kept ? PIECE_EXEMPT_KEPT : 0),
		exempt_interest_of(b->unit, d && d->line == line ? d : NULL));
	if (kept)
		write_part(b, part);
}

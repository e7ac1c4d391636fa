/*
 * Pictures, and tables that are put on the page.
 *
 * Alone in a paragraph a picture is a figure and a CSV file a table, both numbered; inside a
 * sentence a picture is just that.  What they look like is the linker's, which knows the files.
 */
#include "compile/body.h"

/* A table that is no paragraph of its own becomes a link to its page. */
static void
misplaced_table(struct body *b, struct str destination, struct str alt, struct place at,
	size_t offset)
{
	struct finding *f = diag_add(&b->unit->diag, DIAG_LINK_MALFORMED, at,
		"a table can't stand inside a sentence, a cell or a heading");

	diag_help(&b->unit->diag, f,
		"put it in a paragraph of its own, with a blank line before and after it");
	if (!inline_open(b, destination, alt, at, offset)) {
		piece_text(&b->pieces, alt);
		return;
	}
	piece_text(&b->pieces, alt);
	inline_close(b);
}

static void
foreign_picture(struct body *b, struct place at)
{
	struct finding *f = diag_add(&b->unit->diag, DIAG_LINK_MALFORMED, at,
		"a picture can't be taken from another site");

	diag_help(&b->unit->diag, f,
		"put the picture's file in the folder of this report and give its name");
	diag_grade(&b->unit->diag, f, SEVERITY_ERROR);
}

static void
write_picture(struct body *b, const struct link *link, struct str alt, struct place at)
{
	uint32_t index = body_reference(b, REFERENCE_IMAGE, link, alt, at);

	piece_hole(&b->pieces, PIECE_IMAGE, index, alt);
}

void
picture_write(struct body *b, struct str destination, struct str alt, struct place at,
	size_t offset)
{
	struct compilation *u = b->unit;
	struct link link;

	link_read(u, str_copy(u->arena, destination), at, &link);
	if (link.kind == LINK_PLACE && !link.is_elsewhere && !link_is_table(link.path)) {
		write_picture(b, &link, alt, at);
	} else if (link.kind == LINK_PLACE && !link.is_elsewhere) {
		misplaced_table(b, destination, alt, at, offset);
	} else {
		if (link.kind != LINK_REFUSED)
			foreign_picture(b, at);
		piece_text(&b->pieces, alt);
	}
}

void
picture_inline(struct body *b, const struct markdown_node *n)
{
	size_t offset;
	struct place at = inline_locate(b, n, &offset);

	markdown_skip(&b->walk);
	picture_write(b, markdown_url(n), body_plain(b, n), at, offset);
}

static struct definition
numbered(struct body *b, enum definition_kind kind, const char *name, unsigned number,
	struct str title)
{
	struct arena *a = b->unit->arena;

	return (struct definition){ .kind = kind, .id = str_print(a, "%s-%s%u", name, b->series, number),
		.alias = STR_NONE,
		.number = str_print(a, "%s%u", b->series, number), .title = title };
}

/* A table of the text may have taken a number, by its caption. */
static unsigned
next_table(struct body *b)
{
	struct arena *a = b->unit->arena;

	do
		b->counts.tables++;
	while (anchor_find(&b->anchors, str_print(a, "table-%s%u", b->series,
		b->counts.tables)) != OBJECT_NONE);
	return b->counts.tables;
}

static void
embed(struct body *b, const struct link *link, struct str caption, struct place at)
{
	struct definition d = numbered(b, DEFINITION_TABLE, "table", next_table(b), caption);
	uint32_t index = body_reference(b, REFERENCE_EMBED, link, caption, at);

	anchor_define(&b->anchors, &d, at);
	former_write(b, &d);
	piece_hole(&b->pieces, PIECE_EMBED, index, d.number);
	piece_raw(&b->pieces, "\n");
}

static void
figure(struct body *b, const struct link *link, struct str alt, struct str caption, struct place at)
{
	struct definition d = numbered(b, DEFINITION_FIGURE, "figure", ++b->counts.figures, caption);

	anchor_define(&b->anchors, &d, at);
	former_write(b, &d);
	piece_raw(&b->pieces, "<figure");
	piece_id(&b->pieces, d.id);
	piece_raw(&b->pieces, ">");
	write_picture(b, link, alt, at);
	if (caption.len > 0) {
		piece_raw(&b->pieces, "<figcaption>");
		piece_word(&b->pieces, WORD_FIGURE);
		buf_print(&b->pieces.html, " %s%u: ", b->series, b->counts.figures);
		piece_text(&b->pieces, caption);
		piece_raw(&b->pieces, "</figcaption>");
	}
	piece_raw(&b->pieces, "</figure>\n");
}

void
picture_alone(struct body *b, const struct markdown_node *image)
{
	struct compilation *u = b->unit;
	size_t offset;
	struct place at = inline_locate(b, image, &offset);
	struct str alt = body_plain(b, image);
	struct link link;

	link_read(u, str_copy(u->arena, markdown_url(image)), at, &link);
	if (link.kind == LINK_PLACE && !link.is_elsewhere && link_is_table(link.path)) {
		embed(b, &link, alt, at);
	} else if (link.kind == LINK_PLACE && !link.is_elsewhere) {
		figure(b, &link, alt, str_copy(u->arena, body_clean(b, str_trim(markdown_title(image)))), at);
	} else {
		if (link.kind != LINK_REFUSED)
			foreign_picture(b, at);
		piece_raw(&b->pieces, "<p>");
		piece_text(&b->pieces, alt);
		piece_raw(&b->pieces, "</p>\n");
	}
}

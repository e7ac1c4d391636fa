/*
 * Texts of raw HTML: as they are, without a bullet that was typed, or in an item, row or cell of their own where
 * none can stand.
 */
#include "compile/raw_walk.h"

/* What holds a text that stands between items, rows or cells. */
static const struct {
	unsigned    context;
	const char *open, *close;
} holders[] = {
	{ IN_LIST,  "<li>",         "</li>" },
	{ IN_TERMS, "<dd>",         "</dd>" },
	{ IN_CELLS, "<td>",         "</td>" },
	{ IN_ROWS,  "<tr><td>",     "</td></tr>" },
	{ IN_TABLE, "<tr><td>",     "</td></tr>" },
};

/* Where ` b. ` follows in a text that begins with ` a. `: items whose tags were lost. */
static size_t
next_letter(struct str text, char letter)
{
	const char mark[] = { ' ', (char)(letter + 1), '.', ' ' };
	struct str trimmed = str_trim(text);

	if (letter == 'z' || trimmed.len < 3 || trimmed.at[0] != letter || trimmed.at[1] != '.')
		return text.len;
	return str_find(text, (struct str){ mark, sizeof(mark) }, 0);
}

static void
write_text(struct raw *r, struct str text)
{
	const unsigned takes_text = IN_FLOW | IN_PHRASING | IN_DETAILS | IN_FIGURE;
	struct str trimmed = str_trim(text);
	unsigned context = r->frames[r->depth - 1].context;

	if (trimmed.len == 0 || (context & takes_text)) {
		piece_text(&r->b->pieces, text);
		return;
	}
	for (size_t i = 0; i < sizeof(holders) / sizeof(holders[0]); i++) {
		if (!(context & holders[i].context))
			continue;
		for (char letter = 'a'; text.len > 0; letter++) {
			size_t end = context == IN_LIST ? next_letter(text, letter) : text.len;

			piece_raw(&r->b->pieces, holders[i].open);
			piece_text(&r->b->pieces, str_head(text, end));
			piece_raw(&r->b->pieces, holders[i].close);
			text = str_from(text, end);
		}
		if (context == IN_TABLE)	/* no caption or columns may follow it */
			r->frames[r->depth - 1].owner->rank = allow_element(STR("tr"))->rank;
		raw_remove_at(r, raw_place_here(r), raw_quoted(r->b, "", trimmed, ""), RAW_HELD);
		return;
	}
	raw_remove_at(r, raw_place_here(r), raw_quoted(r->b, "", trimmed, ""), RAW_BETWEEN);
}

static bool
is_item_text(const struct html_node *node)
{
	return !node->previous && node->parent && str_is(node->parent->name, "li");
}

/* A bullet that was typed, or came with the text, beside the one that every item has. */
static struct str
without_bullet(struct str text)
{
	static const char *const bullets[] = { "• ", "- ", "– ", "· ", "▪ " };
	struct str trimmed = str_trim(text);

	for (size_t i = 0; i < sizeof(bullets) / sizeof(bullets[0]); i++)
		if (str_starts(trimmed, bullets[i]))
			return str_from(text, (size_t)(trimmed.at - text.at)
				+ str_of(bullets[i]).len);
	return text;
}

void
raw_text(struct raw *r, const struct html_node *node)
{
	write_text(r, is_item_text(node) ? without_bullet(node->text) : node->text);
}

/*
 * Links of the public text whose addresses are defined in an exempt part, where they can't be used.
 */
#include "base/map.h"
#include "compile/exempt_part.h"

/* What is known of a label, as values of a map. */
static char hidden, public, said;

/* The label of a link's definition, `[label]: address`, with its brackets; or empty. */
static struct str
defined_label(struct str line)
{
	struct str text = str_trim(line);
	size_t close = str_find_char(text, ']', 0);

	if (!str_starts(text, "[") || str_starts(text, "[^") || close < 2 || !str_starts(str_from(text, close), "]:"))
		return STR_NONE;
	return str_head(text, close + 1);
}

/* One definition outside of the parts is enough for all uses. */
static void
find_definitions(const struct compilation *u, uint32_t first, struct map *labels)
{
	for (uint32_t line = first; line <= u->source.nline; line++) {
		struct str label = str_lower(u->arena, defined_label(source_line(&u->source, line)));

		if (label.len > 0 && !exempt_part_holds(u, line))
			map_put(labels, label, &public);
		else if (label.len > 0 && !map_get(labels, label))
			map_put(labels, label, &hidden);
	}
}

/* The first use is said. */
static void
check_use(struct compilation *u, struct map *labels, struct str written)
{
	struct str label = str_lower(u->arena, written);
	size_t at = (size_t)(written.at - u->source.text.at);

	if (map_get(labels, label) != &hidden)
		return;
	map_put(labels, label, &said);
	diag_help(&u->diag, diag_add(&u->diag, DIAG_LINK_MALFORMED,
		source_place(&u->source, at, at + written.len),
		"the address of this link is defined in an exempt part, so it is no link"),
		"write the address here, or its definition outside of the part");
}

/* What a part defines no public text can use; of a footnote's mark body.c says so. */
void
exempt_label_check(struct compilation *u, uint32_t first)
{
	struct map labels;

	map_init(&labels, u->arena);
	find_definitions(u, first, &labels);
	for (uint32_t line = first; line <= u->source.nline && labels.count > 0; line++) {
		struct str text = source_line(&u->source, line);
		size_t open = text.len;

		for (size_t i = 0; i < text.len && !exempt_part_holds(u, line); i++) {
			if (text.at[i] == '[')
				open = i;
			if (text.at[i] != ']' || open == text.len)
				continue;
			check_use(u, &labels, str_slice(text, open, i + 1));
			open = text.len;
		}
	}
}

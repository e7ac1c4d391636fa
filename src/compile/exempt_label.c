/*
 * Links of the public text whose addresses are defined in an exempt part, where they can't be used.
 */
#include "compile/exempt_part.h"

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

/* The first use of a label outside of the parts; a definition there is enough for all. */
static size_t
public_use(const struct compilation *u, uint32_t first, struct str label)
{
	const struct source *s = &u->source;
	size_t found = s->text.len;

	for (uint32_t line = first; line <= s->nline; line++) {
		struct str text = source_line(s, line);

		if (exempt_part_holds(u, line))
			continue;
		if (str_equal_nocase(defined_label(text), label))
			return s->text.len;
		for (size_t i = 0; found == s->text.len && i + label.len <= text.len; i++)
			if (str_equal_nocase(str_slice(text, i, i + label.len), label))
				found = source_offset(s, line, 1) + i;
	}
	return found;
}

/* What a part defines no public text can use; of a footnote's mark body.c says so. */
void
exempt_label_check(struct compilation *u, uint32_t first)
{
	for (uint32_t line = first; line <= u->source.nline; line++) {
		struct str label = exempt_part_holds(u, line) ? defined_label(source_line(&u->source, line)) : STR_NONE;
		size_t at = label.len > 0 ? public_use(u, first, label) : u->source.text.len;

		if (at == u->source.text.len)
			continue;
		diag_help(&u->diag, diag_add(&u->diag, DIAG_LINK_MALFORMED,
			source_place(&u->source, at, at + label.len),
			"the address of this link is defined in an exempt part, so it is no link"),
			"write the address here, or its definition outside of the part");
	}
}

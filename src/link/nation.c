/*
 * Whose law a site is under.
 *
 * A source is compiled without the site's settings, so a paragraph of either nation withholds; whether it is the right
 * one is seen here, where a wrong one is an error and nothing is published.
 */
#include "link/nation.h"
#include "object/schedule.h"

enum nation
nation_of(const struct program *p)
{
	return p->site != NONE && str_is(object_text(&p->site_object, "nation"), "wales") ? NATION_WALES
		: NATION_ENGLAND;
}

static unsigned
bit_of(unsigned paragraph)
{
	return paragraph ? 1u << (schedule_is_welsh(paragraph) ? NATION_WALES : NATION_ENGLAND) : 0;
}

/* The next datum from `*at` on that names a paragraph of one of the nations; its paragraph, or 0. */
static unsigned
next_paragraph(const struct object *o, uint32_t *at, unsigned nations)
{
	uint32_t list_end = 0;

	for (; *at < o->nmeta; (*at)++) {
		const struct datum *d = &o->meta[*at];

		if (d->kind == DATUM_LIST && str_is(d->key, "exempt parts"))
			list_end = *at + d->size;
		if (d->kind != DATUM_TEXT || !(str_is(d->key, "exempt") || str_is(d->key, "private") || *at < list_end))
			continue;
		unsigned paragraph = schedule_paragraph(d->text);

		if (bit_of(paragraph) & nations)
			return paragraph;
	}
	return 0;
}

void
nation_gather(const struct object *o, struct page *pg)
{
	unsigned paragraph;

	for (unsigned bit = 1; bit <= 1u << NATION_WALES; bit <<= 1) {
		uint32_t at = 0;

		if ((paragraph = next_paragraph(o, &at, bit)))
			pg->nations = (uint8_t)(pg->nations | bit_of(paragraph));
	}
}

/* That of a part of the text is of no one place: what compile keeps is its number. */
static void
say(struct program *p, const struct page *pg, const struct datum *d, unsigned paragraph)
{
	struct finding *f = diag_add(p->diag, DIAG_EXEMPT_PARAGRAPH,
		page_place_of(pg, d->key.len ? d : NULL),
		"paragraph %u of Schedule 12A is %s, and this is a site of %s", paragraph,
		schedule_is_welsh(paragraph) ? "Wales's" : "England's",
		schedule_is_welsh(paragraph) ? "England" : "Wales");

	diag_help(p->diag, f, "paragraph %u is about the same", schedule_counterpart(paragraph));
	diag_help(p->diag, f, "England's paragraphs are 1 to 7, Wales's 12 to 18; which nation it is, `nation:` in site.yaml says");
}

static void
check_page(struct program *p, uint32_t page, unsigned wrong, struct arena *scratch)
{
	struct object o;
	unsigned paragraph;

	if (!program_open(p, page, OBJECT_HEAD, scratch, &o))
		return;
	for (uint32_t at = 0; (paragraph = next_paragraph(&o, &at, wrong)); at++)
		say(p, &p->pages[page], &o.meta[at], paragraph);
}

void
nation_check(struct program *p)
{
	unsigned wrong = 1u << (nation_of(p) == NATION_WALES ? NATION_ENGLAND : NATION_WALES);
	struct arena scratch;

	if (p->site == NONE)
		return;
	arena_init(&scratch);
	for (uint32_t i = 0; i < p->npage; i++) {
		if (p->pages[i].nations & wrong && !p->pages[i].doubt)
			check_page(p, i, wrong, &scratch);
		arena_reset(&scratch);
	}
	arena_release(&scratch);
}

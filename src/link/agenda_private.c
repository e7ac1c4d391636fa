/*
 * Whether the exempt items of an agenda, and their papers, stand in part 2, and what stands there is kept back.
 *
 * Fails closed where a paper would come out because one key was forgotten; compile left out what is said beside the
 * items of part 2.
 */
#include "link/agenda_part.h"

#include "base/path.h"
#include "base/utf8.h"
#include "link/exempt.h"

static const struct agenda_item *
first_exclusion(const struct agenda *agenda)
{
	for (uint32_t i = 0; i < agenda->nitem; i++)
		if (agenda->items[i].kind == AGENDA_EXCLUSION)
			return &agenda->items[i];
	return NULL;
}

static bool
holds(struct str title, const char *words)
{
	return str_find(title, str_of(words), 0) < title.len;
}

/* How agendas say where the public leave, and how they head what comes then. */
static bool
is_resolution(struct str title)
{
	static const struct { const char *verb, *whom; } words[] = { { "exclu", "public" }, { "exclu", "press" },
		{ "gwahardd", "cyhoedd" }, { "cau-allan", "cyhoedd" }, { "eithrio", "cyhoedd" },
		{ "taken-in-private", "" }, { "considered-in-private", "" }, { "private-session", "" },
		{ "closed-session", "" }, { "exempt-items", "" }, { "exempt-information", "" }, { "exempt-business", "" },
		{ "confidential-items", "" }, { "confidential-business", "" } };
	static const char *const heads[] = { "exclusion", "part-2", "part-ii", "part-two", "part-b", "rhan-2", "rhan-b" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (holds(title, words[i].verb) && (!words[i].whom[0] || holds(title, words[i].whom)))
			return true;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		if (str_is(title, heads[i]))
			return true;
	return false;
}

/* "Exclusion of the press and public", and only words: part 2 doesn't begin there. */
static void
check_resolution(struct agenda_checker *c, const struct agenda_item *item)
{
	if (item->kind != AGENDA_TEXT || first_exclusion(c->agenda)
	    || !is_resolution(utf8_slug(&c->scratch, item->title)))
		return;
	struct finding *f = agenda_say(c, item, "this item excludes the public in words only: nothing after it is part 2");

	diag_help(c->p->diag, f, "write `exclusion: ` before these words, or `exclusion: true` in their place; "
		"what is said beside the items after it is kept back then");
}

/* One key was forgotten, and all of it would come out. */
static void
say_public_report(struct agenda_checker *c, struct place at, const struct page *report)
{
	bool in_part = exempt_in_part(c->p, report);
	const struct agenda_item *exclusion = first_exclusion(c->agenda);
	struct finding *f = diag_add(c->p->diag, in_part || c->p->options->restricted ? DIAG_AGENDA_MISMATCH
		: DIAG_EXEMPT_LEAK, at, in_part ? "this report is public but for what it withholds, and its item is taken in private"
		: "this report is public, and its item is taken in private");

	diag_help(c->p->diag, f, "write `exempt: 3` (the paragraph that applies) in the front matter of " STR_FMT,
		STR_ARG(path_name(report->path)));
	if (exclusion)
		diag_help(c->p->diag, f, "or put its item before the exclusion of the public, on line %u", exclusion->at.line);
}

static void
say_no_paragraph(struct agenda_checker *c, const struct agenda_item *item)
{
	struct finding *f = agenda_say(c, item, "nothing says why this item of part 2 is taken in private");

	diag_help(c->p->diag, f, "write the paragraph of Schedule 12A, which the resolution has to name: `exempt: 3`");
	diag_help(c->p->diag, f, "of what is said beside it the public is told nothing meanwhile");
}

/* The agenda says beside it what the report keeps back; compile could not know. */
static void
check_told(struct agenda_checker *c, const struct agenda_item *item)
{
	const struct page *report = item->kind == AGENDA_REPORT && item->report != NONE ? &c->p->pages[item->report] : NULL;

	if (!report || !report->declared || !report->exempt || !item->told || item->in_private || c->p->options->restricted)
		return;
	struct finding *f = diag_add(c->p->diag, DIAG_EXEMPT_LEAK,
		item->at,
		"this report is exempt, and what the agenda says beside it would be public");

	diag_help(c->p->diag, f, "write `exempt: %u` in the item too, or put it after the exclusion of the public",
		report->paragraph);
}

/* Once for an agenda: all that is exempt comes behind the same resolution. */
static void
say_no_exclusion(struct agenda_checker *c, const struct agenda_item *item)
{
	for (const struct agenda_item *i = c->agenda->items; i < item; i++)
		if (i->paragraph && i->kind != AGENDA_WITHDRAWN)
			return;
	if (item->kind == AGENDA_WITHDRAWN)
		return;		/* nobody takes it */
	struct finding *f = agenda_say(c, item, "this item is exempt, and the agenda never excludes the public");

	diag_help(c->p->diag, f, "add a line `- exclusion: true` before %s; part 2 of the agenda begins there",
		item->below ? "the item that it is a part of" : "it");
}

/* Whether an item is on its side of the exclusion.  One that says what is in private below it need not say it itself. */
static void
check_side(struct agenda_checker *c, const struct agenda_item *item)
{
	const struct agenda_item *exclusion = first_exclusion(c->agenda);
	bool open = item->kind == AGENDA_WITHDRAWN || item->kind == AGENDA_DECLARATIONS || item->above
		|| item->kind == AGENDA_EXCLUSION || (item->kind == AGENDA_REPORT && item->report == NONE);

	if (item->paragraph && !item->in_private && !exclusion) {
		say_no_exclusion(c, item);
	} else if (item->paragraph && !item->in_private) {
		struct finding *f = agenda_say(c, item, "this item is exempt, and the public has not been excluded yet");

		diag_help(c->p->diag, f, "put it after the exclusion of the public, on line %u", exclusion->at.line);
	} else if (item->in_private && !item->paragraph && item->report != NONE && item->kind != AGENDA_TO_FOLLOW
		   && page_is_public(&c->p->pages[item->report])) {
		say_public_report(c, item->at,
			&c->p->pages[item->report]);
	} else if (item->in_private && !item->paragraph && !open) {
		say_no_paragraph(c, item);
	}
}

void
agenda_check_part(struct agenda_checker *c, const struct agenda_item *item)
{
	check_resolution(c, item);
	if (c->agenda->own)
		check_side(c, item);
	check_told(c, item);
}

void
agenda_check_later(struct agenda_checker *c, const struct agenda_paper *paper)
{
	const struct agenda_item *item = paper->item == NONE ? NULL : &c->agenda->items[paper->item];
	bool own = item && item->kind == AGENDA_REPORT && item->report == paper->report;	/* it is looked at as an item */
	bool exempt = item && (item->in_private || (item->kind != AGENDA_REPORT && item->paragraph));

	if (exempt && !own && paper->report != NONE && page_is_public(&c->p->pages[paper->report]))
		say_public_report(c, paper->at,
			&c->p->pages[paper->report]);
}

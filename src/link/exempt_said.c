/*
 * What says in words that it is exempt, and is published: captions, titles of appendices, items of agendas, and the
 * names of files.  Headings and texts are compile's to look at.
 */
#include "base/path.h"
#include "base/utf8.h"
#include "link/agenda.h"
#include "link/exempt.h"
#include "object/exempt_words.h"

/* The appendix that an entry of a list names. */
static struct str
file_of(const struct object *o, const struct datum *entry)
{
	const struct reference *r = object_reference_of(o, object_get(o, entry, "file"));

	return r && r->kind == REFERENCE_APPENDIX ? r->path : STR_NONE;
}

void
exempt_gather_said(struct program *p, const struct object *o, const struct page *pg)
{
	const struct datum *list = o->kind == OBJECT_REPORT ? object_get(o, NULL, "appendices") : NULL;

	for (const struct datum *d = object_items(o, list); d; d = object_next(o, list, d)) {
		const struct datum *title = object_get(o, d, "title");

		if (!title || object_get(o, d, "exempt") || !exempt_words(title->text, true))
			continue;
		struct exempt_file *said = arena_alloc(p->arena, sizeof *said);

		*said = (struct exempt_file){ .why = EXEMPT_APPENDIX, .path = str_copy(p->arena, file_of(o, d)),
			.at = page_place_of(pg, title), .next = p->exempt_said };
		p->exempt_said = said;
	}
}

static void
say(struct program *p, struct place at, const char *what, struct str help)
{
	struct finding *f = diag_add(p->diag, DIAG_EXEMPT_IN_WORDS, at, "%s, and it is published", what);

	diag_help(p->diag, f, "words withhold nothing: " STR_FMT, STR_ARG(help));
	diag_help(p->diag, f, "if it is public, take the words out");
}

static struct str
help_for(struct program *p, const struct page *to)
{
	bool document = to->kind == OBJECT_REPORT || to->kind == OBJECT_PAGE;

	return str_print(p->arena, "write `exempt: 3`, the paragraph that applies, in %s" STR_FMT "%s",
		document ? "the front matter of " : "", STR_ARG(path_name(to->path)), document ? "" : ".yaml");
}

static void
check_captions(struct program *p)
{
	for (uint32_t i = 0; i < p->nlink; i++) {
		const struct link *l = &p->links[i];

		if ((l->kind == REFERENCE_EMBED || l->kind == REFERENCE_IMAGE) && l->target != NONE && l->text.len
		    && page_is_public(&p->pages[l->page]) && page_is_public(&p->pages[l->target])
		    && exempt_words(l->text, false))
			say(p, program_place(p, l), "this caption says that what it is of is exempt",
				help_for(p, &p->pages[l->target]));
	}
}

static void
check_appendices(struct program *p)
{
	for (const struct exempt_file *said = p->exempt_said; said; said = said->next) {
		uint32_t by = program_page(p, said->at.file), to = program_page(p, said->path);

		if (by == NONE || to == NONE || !page_is_public(&p->pages[by]) || !page_is_public(&p->pages[to]))
			continue;
		say(p, said->at, "this title says that the appendix is exempt",
			STR("write `exempt: 3`, the paragraph that applies, beside it"));
	}
}

static void
check_items(struct program *p, const struct page *meeting)
{
	for (uint32_t i = 0; i < meeting->agenda->nitem; i++) {
		const struct agenda_item *item = &meeting->agenda->items[i];

		if (!item->paragraph && !item->in_private && item->report == NONE && item->kind != AGENDA_EXCLUSION
		    && exempt_words(item->title, false))
			say(p, item->at, "this item says that it is exempt",
				STR("write `exempt: 3`, the paragraph that applies, in the item"));
	}
}

/* The sentence is there, and what it speaks of is not. */
static void
check_sentence(struct program *p, const struct page *pg)
{
	if ((pg->kind != OBJECT_REPORT && pg->kind != OBJECT_PAGE) || !(pg->interest || pg->silent_part)
	    || !pg->output.len || pg->minutes || exempt_in_part(p, pg))	/* minutes may withhold decisions */
		return;
	struct finding *f = diag_add(p->diag, DIAG_EXEMPT_LEAK, page_place(pg, 0, 0, 0),
		"this says why the public interest is in keeping it back, and nothing of it is kept back");

	diag_help(p->diag, f, "write `exempt: 3`, the paragraph that applies, in its front matter, or mark what is exempt");
	diag_help(p->diag, f, "if all of it is public, take `public_interest` out");
}

/* A folder for what is private, below those of the site's own: its name is in the address, and withholds nothing. */
static bool
is_in_private_folder(struct program *p, struct str path)
{
	static const char names[] =
		"private|restricted|confidential|exempt|part-2|part-ii|"
		"part-b|closed|secret|not-for-publication|cyfrinachol|eithriedig|preifat";
	struct str folder = path_folder(path);

	while (folder.len)
		if (str_is_one_of(utf8_slug(p->arena, str_cut(&folder, '/')), names))
			return true;
	return false;
}

static bool
has_name(const struct page *pg)
{
	return pg->output.len && !pg->exempt_parts
		&& (pg->kind == OBJECT_REPORT || pg->kind == OBJECT_TABLE || pg->kind == OBJECT_ASSET);
}

void
exempt_check_said(struct program *p)
{
	check_captions(p);
	check_appendices(p);
	for (uint32_t i = 0; i < p->npage; i++) {
		const struct page *pg = &p->pages[i];

		if (!page_is_public(pg))
			continue;
		if (pg->kind == OBJECT_MEETING)
			check_items(p, pg);
		check_sentence(p, pg);
		if (has_name(pg) && is_in_private_folder(p, pg->path))
			say(p, page_place(pg, 0, 0, 0), "the name of this file's folder says that it is exempt",
				help_for(p, pg));
		else if (has_name(pg) && exempt_words_of_file(path_stem(path_name(pg->path)), p->arena))
			say(p, page_place(pg, 0, 0, 0), "the name of this file says that it is exempt", help_for(p, pg));
	}
}

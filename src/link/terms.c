/*
 * Acronyms across papers: explained nowhere, too late, in two ways.
 *
 * A paper's own explanation goes before the glossary's, and that before other papers'.
 */
#include "base/nearest.h"
#include "base/utf8.h"
#include "link/terms.h"

#define USES_MOST 40u	/* of one acronym; the glossary shows no more */
#define WORDINGS_MOST 16u	/* of one acronym; by then it is plain that they differ */
#define NEAR_MOST  5000u	/* acronyms of a site */
#define NEAR_LEAST 4u	/* letters: among shorter ones everything is near */

/* ---- gathering ---- */

static struct site_term *
term_of(struct program *p, struct str letters)
{
	struct site_term *t = map_get(&p->terms, letters);

	if (t)
		return t;
	t = arena_alloc(p->arena, sizeof *t);
	*t = (struct site_term){ .letters = str_copy(p->arena, letters) };
	t->last_use = &t->uses;
	map_put(&p->terms, t->letters, t);
	return t;
}

/* Words as they are compared: `&` is `and`, a hyphen none, and the last word may be a plural. */
static struct str
slug_of(struct program *p, struct str words)
{
	struct str slug = utf8_slug(p->arena, words), left = slug, word;
	struct buf kept = BUF_EMPTY;

	while (left.len > 0) {
		word = str_cut(&left, '-');
		if (!str_is(word, "and") && !str_is(word, "the"))
			buf_str(&kept, word);
	}
	slug = buf_keep(&kept, p->arena);
	if (str_ends(slug, "s"))
		slug.len--;
	return slug;
}

/* One wording, by the papers that say it: which of them are public is known later. */
static void
add_wording(struct program *p, struct site_term *t, const struct term *from, const struct page *pg)
{
	struct wording **at = &t->wordings, *w;
	struct str slug = slug_of(p, from->words);
	unsigned others = 0;

	for (; *at && !str_equal((*at)->slug, slug); at = &(*at)->next)
		others++;
	if (!*at && others < WORDINGS_MOST) {
		*at = arena_alloc(p->arena, sizeof **at);
		**at = (struct wording){ .words = str_copy(p->arena, from->words), .slug = slug };
	}
	w = *at;
	if (w && w->count < PLACES_MOST)
		w->places[w->count++] = page_place(pg, from->words_line, from->words_column,
			(uint32_t)from->letters.len);
}

static void
add_use(struct program *p, struct site_term *t, const struct object *o, const struct term *from,
	const struct page *pg)
{
	struct term_use *use;

	if (t->nuse == USES_MOST)
		return;
	*t->last_use = use = arena_alloc(p->arena, sizeof *use);
	*use = (struct term_use){ .path = pg->path, .id = STR_NONE, .place = STR_NONE,
		.place_kind = DEFINITION_KINDS };
	t->last_use = &use->next;
	t->nuse++;
	if (from->from == OBJECT_NONE)
		return;
	const struct definition *d = &o->definitions[from->from];

	use->place_kind = (uint8_t)d->kind;
	use->id = str_copy(p->arena, d->id);
	use->place = str_copy(p->arena, d->number.len ? d->number : d->title);
}

static void
add_want(struct program *p, const struct term *from, const struct page *pg)
{
	struct term_want *w = arena_alloc(p->arena, sizeof *w);

	*w = (struct term_want){ .letters = term_of(p, from->letters)->letters,
		.implied = str_copy(p->arena, from->implied), .is_late = from->is_late,
		.at = page_place(pg, from->line, from->column, from->width),
		.explained = page_place(pg, from->words_line, from->words_column, 0),
		.next = p->wants };
	p->wants = w;
}

void
terms_gather(struct program *p, const struct object *o, const struct page *pg)
{
	if (pg->hidden || pg->exempt)
		return;
	for (uint32_t i = 0; i < o->nterm; i++) {
		const struct term *from = &o->terms[i];

		if (from->words.len)
			add_wording(p, term_of(p, from->letters), from, pg);
		if (from->uses || from->words.len)
			add_use(p, term_of(p, from->letters), o, from, pg);
		if (o->kind == OBJECT_REPORT && from->uses && (!from->words.len || from->is_late))
			add_want(p, from, pg);
	}
}

/* ---- checking ---- */

static bool
is_public(const struct program *p, struct str path)
{
	uint32_t page = program_page(p, path);

	return page != NONE && !p->pages[page].hidden && !p->pages[page].exempt;
}

/* Drop what papers say that turned out not to be public. */
static void
keep_public(struct program *p, struct site_term *t)
{
	for (struct wording **at = &t->wordings; *at;) {
		struct wording *w = *at;
		unsigned kept = 0;

		for (unsigned i = 0; i < w->count; i++)
			if (is_public(p, w->places[i].file))
				w->places[kept++] = w->places[i];
		w->count = kept;
		if (kept > 0)
			at = &w->next;
		else
			*at = w->next;
	}
	for (struct term_use **at = &t->uses; *at;) {
		if (is_public(p, (*at)->path)) {
			at = &(*at)->next;
		} else {
			*at = (*at)->next;
			t->nuse--;
		}
	}
}

static void
add_glossary(struct program *p)
{
	const struct object *o = &p->glossary;

	for (const struct datum *d = o->nmeta ? object_first(o, o->meta) : NULL; d;
	     d = object_next(o, o->meta, d))
		term_of(p, d->key)->glossary = d;
}

static struct str
glossary_words(const struct program *p, const struct site_term *t)
{
	const struct datum *d = t->glossary;

	return d ? datum_text(object_entry(&p->glossary, d, "expansion")) : STR_NONE;
}

struct str
terms_words(const struct program *p, struct str letters)
{
	const struct site_term *t = map_get(&p->terms, letters);
	struct str words = t ? glossary_words(p, t) : STR_NONE;

	if (!t || words.len || t->glossary)
		return words;
	return t->wordings && !t->wordings->next ? t->wordings->words : STR_NONE;
}

/* A second wording, at the first paper that has it. */
static void
check_wordings(struct program *p, const struct site_term *t)
{
	const struct wording *first = t->wordings;

	for (const struct wording *w = first ? first->next : NULL; w; w = w->next) {
		struct finding *f = diag_add(p->diag, DIAG_ACRONYM_CONFLICT, w->places[0],
			STR_FMT " is “" STR_FMT "” here and “" STR_FMT "” elsewhere",
			STR_ARG(t->letters), STR_ARG(w->words), STR_ARG(first->words));

		diag_related(p->diag, f, first->places[0], "“" STR_FMT "”", STR_ARG(first->words));
		diag_help(p->diag, f, "use the same words for the same thing, or write one of them out");
	}
}

/* Whether looking for acronyms like this one is worth it; in a site with very many it would take long. */
static bool
has_neighbours(const struct program *p, const struct term_want *w)
{
	return w->letters.len >= NEAR_LEAST && p->terms.count < NEAR_MOST;
}

/* An acronym that the same paper explains and that is a letter off. */
static const struct site_term *
near_one(const struct program *p, const struct term_want *w, const struct wording **which)
{
	for (size_t i = 0; has_neighbours(p, w) && i < p->terms.count; i++) {
		const struct site_term *t = p->terms.entries[i].value;

		if (t->letters.at[0] != w->letters.at[0] || !nearest_is_one_off(t->letters, w->letters))
			continue;
		for (const struct wording *said = t->wordings; said; said = said->next)
			for (unsigned k = 0; k < said->count; k++)
				if (str_equal(said->places[k].file, w->at.file)) {
					*which = said;
					return t;
				}
	}
	return NULL;
}

static void
say_unexplained(struct program *p, const struct term_want *w)
{
	const struct wording *said;
	const struct site_term *near = near_one(p, w, &said);
	struct finding *f;
	struct nearest names;

	if (near) {
		f = diag_add(p->diag, DIAG_ACRONYM_CONFLICT, w->at,
			STR_FMT " is explained nowhere; this paper explains " STR_FMT, STR_ARG(w->letters),
			STR_ARG(near->letters));
		diag_related(p->diag, f, said->places[0], "“" STR_FMT "”", STR_ARG(said->words));
		diag_help(p->diag, f, "if they are the same, use one; else explain this one too");
		return;
	}
	f = diag_add(p->diag, DIAG_ACRONYM_UNEXPLAINED, w->at, STR_FMT " is explained nowhere",
		STR_ARG(w->letters));
	diag_help(p->diag, f, "write it out where it is first used, as in “" STR_FMT " (" STR_FMT
		")”, or add it to glossary.yaml",
		STR_ARG(w->implied.len ? w->implied : STR("Full Name")), STR_ARG(w->letters));
	nearest_init(&names, w->letters);
	for (size_t i = 0; has_neighbours(p, w) && i < p->terms.count; i++) {
		const struct site_term *t = p->terms.entries[i].value;

		if ((t->wordings || t->glossary) && nearest_is_one_off(t->letters, w->letters))
			nearest_try(&names, t->letters);
	}
	struct str text = nearest_text(&names, p->arena);

	if (text.len)
		diag_help(p->diag, f, STR_FMT, STR_ARG(text));
}

/* Other papers explain it, but the words that this one has for it are others. */
static void
check_implied(struct program *p, const struct term_want *w, const struct site_term *t)
{
	struct str slug = slug_of(p, w->implied);

	for (const struct wording *said = t->wordings; said; said = said->next)
		if (str_equal(said->slug, slug))
			return;
	struct finding *f = diag_add(p->diag, DIAG_ACRONYM_CONFLICT, w->at,
		STR_FMT " is “" STR_FMT "” elsewhere, but this paper has “" STR_FMT "”",
		STR_ARG(w->letters), STR_ARG(t->wordings->words), STR_ARG(w->implied));

	diag_related(p->diag, f, t->wordings->places[0], "“" STR_FMT "”",
		STR_ARG(t->wordings->words));
	diag_help(p->diag, f, "explain it in this paper too: “" STR_FMT " (" STR_FMT ")”",
		STR_ARG(w->implied), STR_ARG(w->letters));
}

static void
say_late(struct program *p, const struct term_want *w)
{
	struct finding *f = diag_add(p->diag, DIAG_ACRONYM_LATE, w->at,
		STR_FMT " is used before it is explained", STR_ARG(w->letters));

	diag_related(p->diag, f, w->explained, "it is explained here");
	diag_help(p->diag, f, "move the explanation to the first use");
}

void
terms_check(struct program *p)
{
	if (p->glossary_page != NONE && is_public(p, p->pages[p->glossary_page].path))
		add_glossary(p);
	for (size_t i = 0; i < p->terms.count; i++)
		keep_public(p, p->terms.entries[i].value);
	for (size_t i = 0; i < p->terms.count; i++)
		check_wordings(p, p->terms.entries[i].value);
	for (const struct term_want *w = p->wants; w; w = w->next) {
		const struct site_term *t = map_get(&p->terms, w->letters);

		if (t->glossary || !is_public(p, w->at.file))
			continue;
		if (w->is_late)
			say_late(p, w);
		else if (!t->wordings)
			say_unexplained(p, w);
		else if (w->implied.len)
			check_implied(p, w, t);
	}
}

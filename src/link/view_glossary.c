/*
 * The glossary: the terms of glossary.yaml and the acronyms that papers explain, with where each is used.
 */
#include <stdlib.h>
#include <strings.h>

#include "base/utf8.h"
#include "link/address.h"
#include "link/terms.h"
#include "link/view.h"

#define USES_SHOWN 8u

static int
by_letters(const void *left, const void *right)
{
	struct str a = (*(const struct site_term *const *)left)->letters;
	struct str b = (*(const struct site_term *const *)right)->letters;
	size_t n = a.len < b.len ? a.len : b.len;
	int order = strncasecmp(a.at, b.at, n);

	if (order == 0 && a.len == b.len)
		return str_compare(a, b);
	return order ? order : (a.len > b.len) - (a.len < b.len);
}

/* As the glossary has it; else each way in which the papers do. */
static struct str
expansion_of(struct view *v, const struct site_term *t)
{
	struct str text = STR_NONE;

	if (t->glossary)
		return terms_words(v->p, t->letters);
	for (const struct wording *w = t->wordings; w; w = w->next)
		text = text.len ? str_print(v->arena, STR_FMT "; " STR_FMT, STR_ARG(text),
			STR_ARG(w->words)) : w->words;
	return text;
}

static struct thing *
use_line(struct view *v, const struct term_use *use)
{
	struct thing *t = thing_new(v->arena, TYPE_referral);
	const struct link where = { .place_kind = use->place_kind, .place = use->place };
	uint32_t page = program_page(v->p, use->path);

	thing_text(t, MODEL_referral_title, v->p->pages[page].title);
	thing_text(t, MODEL_referral_url, page_url_text(&v->context, page, use->id));
	thing_text(t, MODEL_referral_place, address_place(v->p, &where));
	return t;
}

static struct thing *
term_entry(struct view *v, const struct page_context *glossary, const struct site_term *t)
{
	struct thing *entry = thing_new(v->arena, TYPE_term);
	const struct datum *meaning = t->glossary && t->glossary->kind == DATUM_MAP
		? object_get(&v->p->glossary, t->glossary, "meaning") : NULL;
	unsigned shown = 0;

	thing_text(entry, MODEL_term_id, utf8_slug(v->arena, t->letters));
	thing_text(entry, MODEL_term_term, t->letters);
	thing_text(entry, MODEL_term_expansion, expansion_of(v, t));
	if (meaning)
		thing_html(entry, MODEL_term_meaning, view_body(v, glossary, meaning->fragment));
	for (const struct term_use *u = t->uses; u && shown < USES_SHOWN; u = u->next, shown++)
		thing_add(entry, MODEL_term_uses, use_line(v, u));
	thing_flag(entry, MODEL_term_used, shown > 0);
	return entry;
}

void
view_glossary(struct view *v)
{
	struct thing *list = thing_new(v->arena, TYPE_listing);
	const struct map *all = &v->p->terms;
	struct site_term **shown = arena_array(v->arena, all->count, sizeof *shown);
	struct page_context *c = arena_alloc(v->arena, sizeof *c);
	size_t n = 0;

	*c = v->context;
	c->object = &v->p->glossary;
	c->page = v->p->glossary_page;
	for (size_t i = 0; i < all->count; i++) {
		struct site_term *t = all->entries[i].value;

		if (t->glossary || t->wordings)
			shown[n++] = t;
	}
	qsort(shown, n, sizeof *shown, by_letters);
	for (size_t i = 0; i < n; i++)
		thing_add(list, MODEL_listing_terms, term_entry(v, c, shown[i]));
	thing_flag(list, MODEL_listing_any, n > 0);
	thing_set(v->root, MODEL_root_glossary, list);
}

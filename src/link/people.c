/*
 * Names in texts and front matter to the pages of people.
 *
 * A wrong link is worse than none: a name is linked when one person alone fits it.  A surname
 * without a given name means only somebody who sits on the committee, or whom the paper's
 * front matter names.
 */
#include "base/utf8.h"
#include "link/people.h"
#include "object/person.h"

struct person {
	struct person_name name;
	uint32_t           page;
	struct person     *next;	/* of the same surname */
};

static struct map
people_by_surname(struct program *p, struct arena *a)
{
	struct map people;

	map_init(&people, a);
	for (uint32_t i = 0; i < p->nkind[OBJECT_PERSON]; i++) {
		uint32_t page = p->by_kind[OBJECT_PERSON][i];
		struct person *who = arena_alloc(a, sizeof *who);

		if (p->pages[page].hidden || !person_name_read(p->pages[page].title, &who->name))
			continue;
		struct str surname = utf8_slug(a, who->name.surname);

		who->page = page;
		who->next = map_get(&people, surname);
		map_put(&people, surname, who);
	}
	return people;
}

/* Whether a page's front matter names a person: a committee's members, a report's author. */
static bool
names_person(const struct program *p, uint32_t page, uint32_t person)
{
	const struct page *pg = page == NONE ? NULL : &p->pages[page];

	for (uint32_t i = 0; pg && i < pg->nlink; i++) {
		const struct link *l = &p->links[pg->first_link + i];

		if (l->kind == REFERENCE_PERSON && l->target == person)
			return true;
	}
	return false;
}

static bool
is_at_hand(const struct program *p, const struct link *l, uint32_t person)
{
	return names_person(p, l->page, person) || names_person(p, p->pages[l->page].committee, person);
}

/* A title that differs is another person's, but for somebody who is named in full. */
static bool
fits(const struct program *p, const struct link *l, const struct person_name *said, const struct person *who)
{
	const struct person_name *name = &who->name;
	bool same_title = !said->is_titled || said->is_councillor == name->is_councillor;
	bool in_full = said->given.len > 0 && str_equal_nocase(said->given, name->given);

	if (said->given.len == 0)
		return said->is_titled && same_title && is_at_hand(p, l, who->page);
	return person_given_fits(said->given, name->given) && (same_title || in_full);
}

/* The one that fits; of several the one at hand. */
static uint32_t
find(const struct program *p, const struct link *l, const struct person_name *said, const struct person *people)
{
	uint32_t found = NONE, near = NONE;
	unsigned count = 0, count_near = 0;

	for (const struct person *who = people; who; who = who->next) {
		if (!fits(p, l, said, who))
			continue;
		found = who->page;
		count++;
		if (is_at_hand(p, l, who->page)) {
			near = who->page;
			count_near++;
		}
	}
	return count == 1 ? found : count_near == 1 ? near : NONE;
}

static void
find_one(struct program *p, struct link *l, const struct map *people, struct arena *scratch)
{
	struct str text = str_head(l->fragment, str_find_char(l->fragment, ',', 0));
	struct person_name said;

	l->fragment = STR_NONE;
	if (person_name_read(text, &said))
		l->target = find(p, l, &said, map_get(people, utf8_slug(scratch, said.surname)));
	if (l->target == l->page)
		l->target = NONE;	/* their own page */
}

/* What front matter names is at hand for the names of the text. */
void
people_find(struct program *p)
{
	static const uint8_t kinds[] = { REFERENCE_PERSON, REFERENCE_NAME };
	struct arena a, scratch;

	arena_init(&a);
	arena_init(&scratch);
	struct map people = people_by_surname(p, &a);

	for (size_t k = 0; k < sizeof kinds; k++)
		for (uint32_t i = 0; i < p->nlink; i++)
			if (p->links[i].kind == kinds[k] && p->links[i].fragment.len) {
				find_one(p, &p->links[i], &people, &scratch);
				arena_reset(&scratch);
			}
	arena_release(&scratch);
	arena_release(&a);
}

struct named
people_named(const struct program *p, uint32_t page, const struct datum *d)
{
	const struct link *l = program_link_of(p, page, d);
	bool found = l && l->state == LINK_RESOLVED && l->target != NONE && !p->pages[l->target].hidden;

	if (!found)
		return (struct named){ NONE, datum_text(d) };
	return (struct named){ l->target, l->written ? p->pages[l->target].title : d->text };
}

bool
named_same(const struct named *a, const struct named *b)
{
	if (a->page != NONE || b->page != NONE)
		return a->page == b->page;
	return str_equal_nocase(a->name, b->name);
}

bool
people_sits(const struct object *committee, const struct datum *member, struct date day)
{
	const struct datum *from = object_get(committee, member, "from");
	const struct datum *until = object_get(committee, member, "until");
	struct date d;

	if (!day.year)
		return true;
	if (from && date_read(from->text, &d) && date_compare(day, d) < 0)
		return false;
	return !until || !date_read(until->text, &d) || date_compare(day, d) <= 0;
}

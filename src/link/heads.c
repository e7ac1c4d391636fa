/*
 * Heads that papers bring along, against what the site knows of them: title, date, committee.
 *
 * A name agrees when one of the two holds the other: `Report to: the Cabinet, 14 May` is Cabinet.
 */
#include "base/utf8.h"
#include "link/heads.h"

#define SHARED_LEAST 70u	/* per cent of words in a heading that was meant as the title */

struct head {
	enum stated_kind kind;
	struct str       text, page;	/* its source's path */
	struct place     at;
	struct head     *next;
};

void
heads_gather(struct program *p, const struct object *o, const struct page *pg)
{
	if (pg->hidden || pg->exempt)
		return;
	for (uint32_t i = 0; i < o->nstated; i++) {
		const struct stated *s = &o->stated[i];
		struct head *h = arena_alloc(p->arena, sizeof *h);

		*h = (struct head){ s->kind, str_copy(p->arena, s->text), pg->path,
			page_place(pg, s->line, s->column, s->width), p->heads };
		p->heads = h;
	}
}

/* ---- names ---- */

/* Words with a hyphen before, between and after them: `-overview-panel-`. */
static struct str
name_of(struct arena *a, struct str text)
{
	struct buf kept = BUF_EMPTY;
	struct str slug = utf8_slug(a, text), word;

	buf_char(&kept, '-');
	while (slug.len > 0) {
		word = str_cut(&slug, '-');
		if (!str_is(word, "and") && !str_is(word, "the") && !str_is(word, "of"))
			buf_print(&kept, STR_FMT "-", STR_ARG(word));
	}
	struct str name = buf_keep(&kept, a);

	buf_release(&kept);
	return name;
}

static bool
holds(struct str outer, struct str inner)
{
	return inner.len > 1 && str_find(outer, inner, 0) < outer.len;
}

static bool
agree(struct arena *a, struct str x, struct str y)
{
	struct str left = name_of(a, x), right = name_of(a, y);

	return holds(left, right) || holds(right, left);
}

/* Whether most words of each are words of the other. */
static bool
is_near(struct arena *a, struct str x, struct str y)
{
	struct str left = name_of(a, x), right = name_of(a, y), rest = left;
	unsigned shared = 0, words = 0, others = 0;

	for (size_t i = 1; i < right.len; i++)
		others += right.at[i] == '-';
	for (str_cut(&rest, '-'); rest.len > 0; words++) {
		struct str word = str_cut(&rest, '-');

		shared += holds(right, str_print(a, "-" STR_FMT "-", STR_ARG(word)));
	}
	return shared * 100 >= SHARED_LEAST * (words > others ? words : others) && shared > 2;
}

/* ---- findings ---- */

static void
say(struct program *p, const struct head *h, const char *what, struct str known, const char *where)
{
	struct finding *f = diag_add(p->diag, DIAG_HEAD_MISMATCH, h->at, "the text states the %s “" STR_FMT
		"”, and %s says “" STR_FMT "”", what, STR_ARG(h->text), where, STR_ARG(known));

	diag_help(p->diag, f, "one of them is out of date: mend it, or take the head out of the text; the page has one");
}

static bool
is_same_day(struct date d, struct str iso)
{
	struct date stated;

	return date_read(iso, &stated) && date_compare(d, stated) == 0;
}

/* A label `Date` may be about the day on which it was written, too. */
static void
check_date(struct program *p, const struct head *h, const struct page *pg)
{
	const struct page *meeting = pg->meeting == NONE ? NULL : &p->pages[pg->meeting];
	struct head said = *h;
	struct date stated;

	if (!meeting || !meeting->date.year || is_same_day(meeting->date, h->text) || !date_read(h->text, &stated))
		return;
	if (h->kind == STATED_DAY && (is_same_day(pg->published, h->text)
		|| is_same_day(meeting->published, h->text)))
		return;
	said.text = date_text(p->arena, stated, "en");
	say(p, &said, "date", date_text(p->arena, meeting->date, "en"), "its meeting");
}

/* From the first of a paper on: what one paper states follows on each other. */
static bool
states_committee(const struct head *h)
{
	for (const struct head *first = h; h && str_equal(h->page, first->page); h = h->next)
		if (h->kind == STATED_COMMITTEE)
			return true;
	return false;
}

static void
check_committee(struct program *p, const struct head *h, const struct page *pg, struct arena *scratch)
{
	if (pg->committee == NONE)
		return;
	struct str title = p->pages[pg->committee].title;

	if (!agree(scratch, h->text, title))
		say(p, h, "committee", title, "its folder");
}

static void
check_title(struct program *p, const struct head *h, const struct page *pg, struct arena *scratch)
{
	bool differs = !agree(scratch, h->text, pg->title);

	if (h->kind == STATED_HEADING)
		differs &= is_near(scratch, h->text, pg->title);
	if (differs)
		say(p, h, "title", pg->title, "its front matter");
}

void
heads_check(struct program *p)
{
	struct arena scratch;
	struct str last = STR_NONE;
	bool names_committee = false;

	arena_init(&scratch);
	for (const struct head *h = p->heads; h; h = h->next) {
		uint32_t page = program_page(p, h->page);
		const struct page *pg = page == NONE ? NULL : &p->pages[page];

		if (!str_equal(h->page, last))
			names_committee = states_committee(h);
		last = h->page;
		if (!pg || pg->minutes)
			continue;
		switch (h->kind) {
		case STATED_DAY:
			if (!names_committee)
				break;
			/* fall through */
		case STATED_DATE:	check_date(p, h, pg); break;
		case STATED_COMMITTEE:	check_committee(p, h, pg, &scratch); break;
		default:		check_title(p, h, pg, &scratch); break;
		}
		arena_reset(&scratch);
	}
	arena_release(&scratch);
}

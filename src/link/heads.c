/*
 * Heads that papers bring along, against what the site knows of them: title, date, committee, whose report it is.
 *
 * A name agrees when one of the two holds the other: `Report to: the Cabinet, 14 May` is Cabinet.  What agrees is
 * typed twice: the page has a head of its own.
 */
#include "base/utf8.h"
#include "link/heads.h"

#define SHARED_LEAST 70u	/* per cent of words in a heading that was meant as the title */

struct head {
	enum stated_kind kind;
	struct str       text, page;	/* its source's path */
	struct str       report_of, author;	/* of STATED_REPORT_OF and _AUTHOR: what the front matter says, or empty */
	struct place     at;
	struct head     *next;
};

/* The first author: a name, or a person's file name, which has the same words. */
static struct str
author_of(const struct object *o)
{
	return datum_text(object_values(o, object_get(o, NULL, "author")));
}

void
heads_gather(struct program *p, const struct object *o, const struct page *pg)
{
	if (pg->hidden || pg->exempt)
		return;
	for (uint32_t i = 0; i < o->nstated; i++) {
		const struct stated *s = &o->stated[i];
		struct head *h = arena_alloc(p->arena, sizeof *h);

		*h = (struct head){ .kind = s->kind, .text = str_copy(p->arena, s->text), .page = pg->path,
			.at = page_place(pg, s->line, s->column, s->width), .next = p->heads };
		if (s->kind == STATED_REPORT_OF || s->kind == STATED_AUTHOR) {
			h->report_of = str_copy(p->arena, object_text(o, "report_of"));
			h->author = str_copy(p->arena, author_of(o));
		}
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
	return buf_keep(&kept, a);
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

/* A label `Date` may be about the day on which it was written, too.  Gives whether it is that of the meeting. */
static bool
check_date(struct program *p, const struct head *h, const struct page *pg)
{
	const struct page *meeting = pg->meeting == NONE ? NULL : &p->pages[pg->meeting];
	struct head said = *h;
	struct date stated;

	if (!meeting || !meeting->date.year || !date_read(h->text, &stated))
		return false;
	if (is_same_day(meeting->date, h->text))
		return true;
	if (h->kind == STATED_DAY && (is_same_day(pg->published, h->text)
		|| is_same_day(meeting->published, h->text)))
		return true;
	said.text = date_text(p->arena, stated, "en");
	say(p, &said, "date", date_text(p->arena, meeting->date, "en"), "its meeting");
	return false;
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

static bool
check_committee(struct program *p, const struct head *h, const struct page *pg, struct arena *scratch)
{
	if (pg->committee == NONE)
		return false;
	struct str title = p->pages[pg->committee].title;
	bool agrees = agree(scratch, h->text, title);

	if (!agrees)
		say(p, h, "committee", title, "its folder");
	return agrees;
}

/* A first heading that is no title is none, and one that is was left out already. */
static bool
check_title(struct program *p, const struct head *h, const struct page *pg, struct arena *scratch)
{
	bool differs = !agree(scratch, h->text, pg->title);

	if (h->kind == STATED_HEADING && !(differs && is_near(scratch, h->text, pg->title)))
		return false;
	if (differs)
		say(p, h, "title", pg->title, "its front matter");
	return !differs;
}

/* A post here and a name there are no contradiction; two posts are. */
static bool
check_whose(struct program *p, const struct head *h, struct arena *scratch)
{
	bool agrees = (h->report_of.len && agree(scratch, h->text, h->report_of))
		|| (h->author.len && agree(scratch, h->text, h->author));

	if (!agrees && h->kind == STATED_REPORT_OF && h->report_of.len)
		say(p, h, "author", h->report_of, "its front matter");
	return agrees;
}

/* ---- heads that are typed twice ---- */

struct repeated {		/* of one paper */
	const struct head *heads[8];	/* the last of the paper first */
	unsigned           count;
};

static void
say_repeated(struct program *p, struct repeated *r)
{
	static const char *const names[STATED_KINDS] = { [STATED_DATE] = "date", [STATED_DAY] = "date",
		[STATED_COMMITTEE] = "committee", [STATED_TITLE] = "title", [STATED_REPORT_OF] = "author",
		[STATED_AUTHOR] = "author" };
	struct buf lines = BUF_EMPTY;

	for (unsigned i = r->count; r->count > 1 && i-- > 0;)
		buf_print(&lines, "%s%u (%s)", i + 1 == r->count ? "" : i ? ", " : " and ", r->heads[i]->at.line,
			names[r->heads[i]->kind]);
	if (r->count > 1) {
		struct finding *f = diag_add(p->diag, DIAG_HEAD_REPEATED, r->heads[r->count - 1]->at,
			"the text begins with a head of its own, and the page has one: lines %.*s",
			(int)lines.len, lines.at);

		diag_help(p->diag, f, "take those lines out of the text: page and paper show the same from front matter and folder");
	}
	buf_release(&lines);
	r->count = 0;
}

/* Whether it agrees with what the site knows. */
static bool
check_head(struct program *p, const struct head *h, const struct page *pg, bool names_committee,
	struct arena *scratch)
{
	switch (h->kind) {
	case STATED_DAY:	return names_committee && check_date(p, h, pg);
	case STATED_DATE:	return check_date(p, h, pg);
	case STATED_COMMITTEE:	return check_committee(p, h, pg, scratch);
	case STATED_REPORT_OF:
	case STATED_AUTHOR:	return check_whose(p, h, scratch);
	default:		return check_title(p, h, pg, scratch);
	}
}

void
heads_check(struct program *p)
{
	struct repeated repeated = { .count = 0 };
	struct arena scratch;
	struct str last = STR_NONE;
	bool names_committee = false;

	arena_init(&scratch);
	for (const struct head *h = p->heads; h; h = h->next) {
		uint32_t page = program_page(p, h->page);
		const struct page *pg = page == NONE ? NULL : &p->pages[page];

		if (!str_equal(h->page, last)) {
			say_repeated(p, &repeated);
			names_committee = states_committee(h);
		}
		last = h->page;
		if (pg && !pg->minutes && check_head(p, h, pg, names_committee, &scratch)
			&& repeated.count < sizeof repeated.heads / sizeof repeated.heads[0])
			repeated.heads[repeated.count++] = h;
		arena_reset(&scratch);
	}
	say_repeated(p, &repeated);
	arena_release(&scratch);
}

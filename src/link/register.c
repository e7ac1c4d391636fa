/*
 * The register of decisions as CSV and JSON, from the same lines.
 */
#include "link/register.h"

#include "base/escape.h"
#include "link/decision.h"
#include "link/output.h"

/* The columns, which are the keys in JSON too. */
enum column {
	C_DATE, C_COMMITTEE, C_MEETING, C_ITEM, C_TITLE, C_DECISION, C_KEY, C_CALL_IN, C_WARDS, C_MOVER, C_SECONDER,
	C_UNANIMOUS, C_FOR, C_AGAINST, C_ABSTAIN, C_CASTING, C_CARRIED, C_EXEMPT, C_REPORT, C_MINUTES,
	COLUMNS
};

enum form_of { A_TEXT, A_FLAG, A_NUMBER, A_LIST };	/* in JSON */

static const struct { const char *csv, *json; enum form_of form; } columns[COLUMNS] = {
	[C_DATE]      = { "Date", "date", A_TEXT },               [C_COMMITTEE] = { "Committee", "committee", A_TEXT },
	[C_MEETING]   = { "Meeting", "meeting", A_TEXT },         [C_ITEM]      = { "Item", "item", A_TEXT },
	[C_TITLE]     = { "Title", "title", A_TEXT },             [C_DECISION]  = { "Decision", "decision", A_LIST },
	[C_KEY]       = { "Key decision", "key_decision", A_FLAG }, [C_CALL_IN] = { "Call-in until", "call_in", A_TEXT },
	[C_WARDS]     = { "Wards", "wards", A_LIST },             [C_MOVER]     = { "Mover", "mover", A_TEXT },
	[C_SECONDER]  = { "Seconder", "seconder", A_TEXT },       [C_UNANIMOUS] = { "Unanimous", "unanimous", A_FLAG },
	[C_FOR]       = { "For", "for", A_NUMBER },               [C_AGAINST]   = { "Against", "against", A_NUMBER },
	[C_ABSTAIN]   = { "Abstain", "abstain", A_NUMBER },       [C_EXEMPT]    = { "Exempt paragraph", "exempt", A_TEXT },
	[C_CASTING]   = { "Casting vote", "casting", A_TEXT },    [C_CARRIED]   = { "Carried", "carried", A_FLAG },
	[C_REPORT]    = { "Report", "report", A_TEXT },           [C_MINUTES]   = { "Minutes", "minutes", A_TEXT },
};

struct words {		/* of one cell */
	const struct str *at;
	size_t            n;
};

/* One decision, all of it in the arena of the line. */
struct line {
	struct program *p;
	struct arena   *arena;
	struct words    cells[COLUMNS];
};

static void
set(struct line *l, enum column c, struct str text)
{
	struct str *one = arena_array(l->arena, 1, sizeof *one);

	*one = text;
	if (text.len)
		l->cells[c] = (struct words){ one, 1 };
}

static void
set_page(struct line *l, enum column c, uint32_t page, struct str id)
{
	if (page != NONE && l->p->pages[page].output.len)
		set(l, c, output_address(l->p, l->arena, l->p->pages[page].output, id));
}

static void
set_list(struct line *l, enum column c, const struct object *o, const struct datum *list, struct decision_source *s)
{
	struct str *texts = arena_array(l->arena, list ? list->size : 0, sizeof *texts);
	size_t n = 0;

	for (const struct datum *d = object_values(o, list); d; d = object_next(o, list, d))
		texts[n++] = s ? decision_plain(s, d, l->arena) : str_copy(l->arena, d->text);
	l->cells[c] = (struct words){ texts, n };
}

static void
set_keys(struct line *l, struct decision_source *s, const struct datum *keys)
{
	struct vote vote = record_vote(&s->object, keys);
	const struct datum *mover = object_get(&s->object, keys, "mover");
	const struct datum *seconder = object_get(&s->object, keys, "seconder");

	const struct datum *wards = object_get(&s->object, keys, "wards");

	if (wards)
		set_list(l, C_WARDS, &s->object, wards, NULL);
	set(l, C_MOVER, people_named(l->p, s->page, mover).name);
	set(l, C_SECONDER, people_named(l->p, s->page, seconder).name);
	if (vote.taken)
		set(l, C_UNANIMOUS, vote.unanimous ? STR("true") : STR("false"));
	for (unsigned i = 0; i < VOTE_SIDES; i++)
		if (vote.given[i])
			set(l, (enum column)(C_FOR + i), str_print(l->arena, "%u", vote.count[i]));
	if (vote.cast)
		set(l, C_CASTING, str_of(vote_name(vote.casting)));
	set(l, C_CARRIED, record_is_lost(&s->object, keys) ? STR("false") : STR("true"));
}

/* The report's, which may be withheld. */
static void
set_wards(struct line *l, uint32_t report)
{
	struct arena scratch;
	struct object o;

	if (report == NONE || l->p->pages[report].exempt)
		return;
	arena_init(&scratch);
	if (program_open(l->p, report, OBJECT_HEAD, &scratch, &o))
		set_list(l, C_WARDS, &o, object_get(&o, NULL, "wards"), NULL);
	arena_release(&scratch);
}

static void
fill(struct line *l, struct decision_source *s, const struct decision *d)
{
	set(l, C_DATE, date_iso(l->arena, d->date));
	if (d->committee != NONE)
		set(l, C_COMMITTEE, l->p->pages[d->committee].title);
	set_page(l, C_MEETING, d->meeting, STR_NONE);
	set(l, C_ITEM, d->item);
	set(l, C_TITLE, d->title);
	if (d->exempt) {
		set(l, C_EXEMPT, d->exempt == UINT8_MAX ? STR("?") : str_print(l->arena, "%u", d->exempt));
		return;
	}
	const struct datum *text = decision_text(s, d), *keys = decision_keys(s, d);

	set_list(l, C_DECISION, &s->object, text, s);
	set(l, C_KEY, d->key ? STR("true") : STR("false"));
	set(l, C_CALL_IN, date_iso(l->arena, d->call_in));
	set_wards(l, d->report);
	if (keys)
		set_keys(l, s, keys);
	set_page(l, C_REPORT, d->report, STR_NONE);
	if (d->recorded)
		set_page(l, C_MINUTES, d->source, decision_id(d, l->arena));
}

void
register_join(struct buf *cell, struct str text)
{
	struct str before = buf_view(cell);

	if (before.len)
		buf_text(cell, str_ends(before, ".") || str_ends(before, ";") ? " " : "; ");
	buf_str(cell, text);
}

static struct str
joined(struct line *l, const struct words *w)
{
	struct buf b = BUF_EMPTY;

	for (size_t i = 0; i < w->n; i++)
		register_join(&b, w->at[i]);
	return buf_keep(&b, l->arena);
}

static void
write_csv(struct line *l, struct buf *out)
{
	struct str cells[COLUMNS];

	for (unsigned c = 0; c < COLUMNS; c++) {
		cells[c] = joined(l, &l->cells[c]);
		if (columns[c].form == A_FLAG && cells[c].len)
			cells[c] = str_is(cells[c], "true") ? STR("yes") : STR("no");
	}
	escape_csv_row(out, cells, COLUMNS);
}

static void
write_json(struct line *l, bool first, struct buf *out)
{
	bool any = false;

	buf_text(out, first ? "\n{" : ",\n{");
	for (unsigned c = 0; c < COLUMNS; c++) {
		const struct words *w = &l->cells[c];

		if (!w->n)
			continue;
		buf_print(out, "%s\"%s\":", any ? "," : "", columns[c].json);
		any = true;
		if (columns[c].form == A_LIST)
			buf_char(out, '[');
		for (size_t i = 0; i < w->n; i++) {
			if (i)
				buf_char(out, ',');
			if (columns[c].form == A_FLAG || columns[c].form == A_NUMBER)
				buf_str(out, w->at[i]);
			else
				escape_json(out, w->at[i]);
		}
		if (columns[c].form == A_LIST)
			buf_char(out, ']');
	}
	buf_char(out, '}');
}

static void
each_line(struct program *p, struct buf *out, bool json)
{
	struct decision_source source;
	struct arena arena;

	decision_begin(&source, p);
	arena_init(&arena);
	for (uint32_t i = 0; i < p->ndecision; i++) {
		struct line line = { .p = p, .arena = &arena };

		fill(&line, &source, &p->decisions[i]);
		if (json)
			write_json(&line, i == 0, out);
		else
			write_csv(&line, out);
		arena_reset(&arena);
	}
	arena_release(&arena);
	decision_end(&source);
}

void
register_csv(struct program *p, struct buf *out)
{
	struct str heads[COLUMNS];

	for (unsigned c = 0; c < COLUMNS; c++)
		heads[c] = str_of(columns[c].csv);
	escape_csv_row(out, heads, COLUMNS);
	each_line(p, out, false);
}

void
register_json(struct program *p, struct buf *out)
{
	buf_text(out, "{\"register\":1");
	if (p->site != NONE)
		escape_json_member(out, "title", p->pages[p->site].title);
	escape_json_member(out, "language", program_language(p));
	buf_text(out, ",\"decisions\":[");
	each_line(p, out, true);
	buf_text(out, "]}\n");
}

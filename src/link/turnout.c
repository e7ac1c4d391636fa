/*
 * Attendance counted.
 */
#include "link/turnout.h"

#include "base/escape.h"
#include "link/output.h"

bool
turnout_counts(const struct program *p, const struct turnout *t, const struct turnout_of *of)
{
	const struct page *meeting = &p->pages[t->meeting];

	return (of->committee == NONE || meeting->committee == of->committee)
		&& (!of->year || municipal_has(of->year, meeting->date));
}

const struct turnout_sum *
turnout_sums(const struct program *p, const struct turnout_of *of, struct arena *a)
{
	struct turnout_sum *sums = arena_array(a, p->npage, sizeof *sums);

	for (uint32_t i = 0; i < p->nturnout; i++) {
		const struct turnout *t = &p->turnouts[i];

		if (!turnout_counts(p, t, of))
			continue;
		sums[t->person].expected++;
		sums[t->person].count[t->how]++;
	}
	return sums;
}

/* ---- as data ---- */

enum { C_DATE, C_YEAR, C_COMMITTEE, C_MEMBER, C_ATTENDANCE, C_MEETING, COLUMNS };

static const struct { const char *csv, *json; } columns[COLUMNS] = {
	[C_DATE] = { "Date", "date" },                [C_YEAR] = { "Municipal year", "year" },
	[C_COMMITTEE] = { "Committee", "committee" }, [C_MEMBER] = { "Member", "member" },
	[C_ATTENDANCE] = { "Attendance", "attendance" }, [C_MEETING] = { "Meeting", "meeting" },
};

static void
fill(const struct program *p, const struct municipal_years *years, const struct turnout *t, struct arena *a,
	struct str cells[COLUMNS])
{
	const struct page *meeting = &p->pages[t->meeting];

	cells[C_DATE] = date_iso(a, meeting->date);
	cells[C_YEAR] = municipal_year_of(years, meeting->date)->name;
	cells[C_COMMITTEE] = meeting->committee == NONE ? STR_NONE : p->pages[meeting->committee].title;
	cells[C_MEMBER] = p->pages[t->person].title;
	cells[C_ATTENDANCE] = str_of(attended_name((enum attended)t->how));
	cells[C_MEETING] = output_address(p, a, meeting->output, STR_NONE);
}

void
turnout_csv(struct program *p, struct buf *out)
{
	struct str cells[COLUMNS];
	struct arena scratch;

	arena_init(&scratch);
	const struct municipal_years years = municipal_years(p, p->arena);

	for (unsigned c = 0; c < COLUMNS; c++)
		cells[c] = str_of(columns[c].csv);
	escape_csv_row(out, cells, COLUMNS);
	for (uint32_t i = p->nturnout; i-- > 0;) {
		fill(p, &years, &p->turnouts[i], &scratch, cells);
		escape_csv_row(out, cells, COLUMNS);
		arena_reset(&scratch);
	}
	arena_release(&scratch);
}

/* When each year began and the next one did. */
static void
write_years(const struct municipal_years *years, struct arena *a, struct buf *out)
{
	buf_text(out, ",\"years\":[");
	for (size_t i = 0; i + 1 < years->count; i++) {
		buf_text(out, i ? ",{" : "{");
		escape_json_member(out, "year", years->years[i].name);
		escape_json_member(out, "from", date_iso(a, years->years[i].from));
		escape_json_member(out, "until", date_iso(a, years->years[i].until));
		buf_char(out, '}');
	}
	buf_char(out, ']');
}

void
turnout_json(struct program *p, struct buf *out)
{
	const struct municipal_years years = municipal_years(p, p->arena);
	struct str cells[COLUMNS];
	struct arena scratch;

	arena_init(&scratch);
	buf_text(out, "{\"attendance\":1");
	if (p->site != NONE)
		escape_json_member(out, "title", p->pages[p->site].title);
	escape_json_member(out, "language", program_language(p));
	write_years(&years, &scratch, out);
	buf_text(out, ",\"meetings\":[");
	for (uint32_t i = p->nturnout; i-- > 0;) {
		fill(p, &years, &p->turnouts[i], &scratch, cells);
		buf_text(out, i + 1 == p->nturnout ? "\n{" : ",\n{");
		for (unsigned c = 0; c < COLUMNS; c++)
			escape_json_member(out, columns[c].json, cells[c]);
		buf_char(out, '}');
		arena_reset(&scratch);
	}
	buf_text(out, "]}\n");
	arena_release(&scratch);
}

/*
 * Attendance counted.
 */
#include "link/turnout.h"

#include "base/escape.h"
#include "link/output.h"

const struct turnout_sum *
turnout_sums(const struct program *p, uint32_t committee, struct arena *a)
{
	struct turnout_sum *sums = arena_array(a, p->npage, sizeof *sums);

	for (uint32_t i = 0; i < p->nturnout; i++) {
		const struct turnout *t = &p->turnouts[i];

		if (committee != NONE && p->pages[t->meeting].committee != committee)
			continue;
		sums[t->person].expected++;
		sums[t->person].count[t->how]++;
	}
	return sums;
}

void
turnout_csv(struct program *p, struct buf *out)
{
	struct str cells[] = { STR("Date"), STR("Committee"), STR("Member"), STR("Attendance"), STR("Meeting") };
	struct arena scratch;

	arena_init(&scratch);
	escape_csv_row(out, cells, sizeof cells / sizeof *cells);
	for (uint32_t i = p->nturnout; i-- > 0;) {
		const struct turnout *t = &p->turnouts[i];
		const struct page *meeting = &p->pages[t->meeting];
		struct date d = meeting->date;

		cells[0] = d.year ? str_print(&scratch, "%04d-%02u-%02u", d.year, d.month, d.day) : STR_NONE;
		cells[1] = meeting->committee == NONE ? STR_NONE : p->pages[meeting->committee].title;
		cells[2] = p->pages[t->person].title;
		cells[3] = str_of(attended_name((enum attended)t->how));
		cells[4] = output_address(p, &scratch, meeting->output, STR_NONE);
		escape_csv_row(out, cells, sizeof cells / sizeof *cells);
		arena_reset(&scratch);
	}
	arena_release(&scratch);
}

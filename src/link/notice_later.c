/*
 * What came after the agenda: items of supplements.
 *
 * Local Government Act 1972, section 100B(4): an item that was not open to inspection for the clear days may be taken
 * only where the chair thinks it urgent, by reason of special circumstances, which the minutes have to name.
 */
#include "link/agenda.h"
#include "link/notice_part.h"

/* Business of its own; a report is judged itself, and of two items in one the upper. */
static bool
is_judged(const struct agenda_item *item)
{
	return item->supplement && !item->below && item->kind != AGENDA_REPORT && item->kind != AGENDA_WITHDRAWN
		&& item->kind != AGENDA_EXCLUSION && item->kind != AGENDA_DECLARATIONS;
}

static void
check_item(struct notice *n, const struct page *meeting, const struct agenda_item *item, struct asked asked)
{
	struct late late = { item->at, "this item",
		meeting->agenda->supplements[item->supplement - 1].published, item->urgent,
		"its `urgency` names the special circumstances; the minutes have to name them too",
		"it may be taken only if the chair thinks it urgent, and the circumstances have to be named:"
		" `{item: ..., urgency: ...}`" };

	/* one after the meeting is no notice at all, and has a finding of its own */
	if (late.published.year && date_compare(late.published, meeting->date) < 0
		&& workday_clear(&n->workdays, late.published, meeting->date, CLEAR_MOST) < asked.days)
		notice_say_late(n, meeting, &late, asked);
}

void
notice_check_later(struct notice *n, const struct page *meeting, struct asked asked)
{
	for (uint32_t i = 0; asked.days > 0 && i < meeting->agenda->nitem; i++)
		if (is_judged(&meeting->agenda->items[i]))
			check_item(n, meeting, &meeting->agenda->items[i], asked);
}

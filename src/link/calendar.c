/*
 * Meetings as calendar programs read them.
 *
 * RFC 5545: lines end in CR and LF and are folded at 75 octets (3.1), texts are escaped (3.3.11), times are those of
 * Europe/London, whose rule since 1996 stands in the calendar itself (3.6.5): so a program needs no table of its own.
 * A meeting without a time is one of the whole day; one without an end takes two hours.  An entry keeps its UID for
 * ever, which is its address, and counts its SEQUENCE up by what was published for it.
 */
#include "link/calendar.h"

#include "base/path.h"
#include "base/utf8.h"
#include "link/agenda.h"
#include "link/page.h"

#define FOLD    75	/* octets, the line end not counted */
#define MINUTES 120	/* of a meeting whose end is not known */

static const char zone[] =
	"BEGIN:VTIMEZONE\r\nTZID:Europe/London\r\n"
	"BEGIN:DAYLIGHT\r\nTZNAME:BST\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nDTSTART:19960331T010000\r\n"
	"RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n"
	"BEGIN:STANDARD\r\nTZNAME:GMT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000\r\nDTSTART:19961027T020000\r\n"
	"RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

struct calendar {
	struct program *p;
	struct buf     *out;
	struct buf      line;		/* the one at hand, not folded */
	struct arena    scratch;	/* of one meeting */
};

/* ---- lines ---- */

/* A line that is too long goes on in the next one, behind a blank; no character is parted. */
static void
put_line(struct calendar *c)
{
	struct str line = buf_view(&c->line);
	size_t width = 0;

	for (size_t i = 0, next; i < line.len; i = next) {
		next = i;
		utf8_next(line, &next);
		if (width + (next - i) > FOLD) {
			buf_text(c->out, "\r\n ");
			width = 1;
		}
		buf_str(c->out, str_slice(line, i, next));
		width += next - i;
	}
	buf_text(c->out, "\r\n");
	buf_clear(&c->line);
}

/* Between others in a text: a line end is `\n`; other control characters may not stand there at all. */
static void
put_escaped(struct calendar *c, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char ch = (unsigned char)text.at[i];

		if (ch == '\\' || ch == ';' || ch == ',')
			buf_char(&c->line, '\\');
		if (ch == '\n')
			buf_text(&c->line, "\\n");
		else if (ch >= 0x20 && ch != 0x7f)
			buf_char(&c->line, (char)ch);
	}
}

static void
put_text(struct calendar *c, const char *name, struct str text)
{
	if (!text.len)
		return;
	buf_text(&c->line, name);
	buf_char(&c->line, ':');
	put_escaped(c, text);
	put_line(c);
}

static void
put_plain(struct calendar *c, const char *line)
{
	buf_text(&c->line, line);
	put_line(c);
}

/* ---- what an entry says ---- */

static int
minutes_of(struct str time)
{
	if (time.len != 5)
		return -1;
	return ((time.at[0] - '0') * 10 + time.at[1] - '0') * 60 + (time.at[3] - '0') * 10 + time.at[4] - '0';
}

static void
put_moment(struct calendar *c, const char *name, struct date day, int minutes)
{
	struct date d = date_of_days(date_days(day) + minutes / (24 * 60));

	minutes %= 24 * 60;
	buf_print(&c->line, "%s;TZID=Europe/London:%04d%02d%02dT%02d%02d00", name, d.year, d.month, d.day,
		minutes / 60, minutes % 60);
	put_line(c);
}

static void
put_day(struct calendar *c, const char *name, struct date d)
{
	buf_print(&c->line, "%s;VALUE=DATE:%04d%02d%02d", name, d.year, d.month, d.day);
	put_line(c);
}

static void
put_times(struct calendar *c, const struct page *meeting, const struct object *o)
{
	int begins = minutes_of(object_text(o, "time")), ends = minutes_of(object_text(o, "ends"));

	if (begins < 0) {
		put_day(c, "DTSTART", meeting->date);
		put_day(c, "DTEND", date_of_days(date_days(meeting->date) + 1));
		return;
	}
	put_moment(c, "DTSTART", meeting->date, begins);
	put_moment(c, "DTEND", meeting->date, ends > begins ? ends : begins + MINUTES);
}

/* When something was last published for a meeting; a date that every entry has to have. */
static void
put_stamp(struct calendar *c, const struct page *meeting)
{
	const struct agenda *agenda = meeting->agenda;
	struct date d = meeting->published;

	for (uint32_t s = 0; s < agenda->nsupplement; s++)
		if (date_compare(agenda->supplements[s].published, d) > 0)
			d = agenda->supplements[s].published;
	if (!d.year)
		d = (struct date){ 1970, 1, 1 };	/* "now" is a clock's */
	buf_print(&c->line, "DTSTAMP:%04d%02d%02dT000000Z", d.year, d.month, d.day);
	put_line(c);
	buf_print(&c->line, "SEQUENCE:%u", (meeting->published.year > 0) + agenda->nsupplement + meeting->cancelled);
	put_line(c);
}

/* `https://papers.wexbourne.example/x/` is of papers.wexbourne.example. */
static struct str
host_of(struct str base)
{
	size_t start = str_find(base, STR("://"), 0);
	struct str host = start < base.len ? str_from(base, start + 3) : STR_NONE;

	host = str_head(host, str_find_char(host, '/', 0));
	return host.len ? host : STR("reeve.invalid");
}

static void
put_identity(struct calendar *c, const struct page *meeting)
{
	struct str base = program_base_url(c->p), folder = path_folder(meeting->output);

	buf_text(&c->line, "UID:");
	path_encode(&c->line, folder);
	buf_char(&c->line, '@');
	buf_str(&c->line, host_of(base));
	put_line(c);
	if (!base.len)
		return;		/* an address would have to be a whole one */
	buf_text(&c->line, "URL:");
	page_public_url(c->p, meeting->output, &c->line);
	put_line(c);
}

/* "Cabinet", and before it what has become of the meeting; a title of its own as it is. */
static void
put_summary(struct calendar *c, const struct page *meeting, const struct object *o)
{
	bool named = !object_text(o, "title").len && meeting->committee != NONE;

	buf_text(&c->line, "SUMMARY:");
	if (meeting->cancelled) {
		put_escaped(c, program_word(c->p, meeting->agenda->postponed.year ? "postponed" : "cancelled"));
		buf_text(&c->line, ": ");
	}
	put_escaped(c, named ? c->p->pages[meeting->committee].title : meeting->title);
	put_line(c);
}

/* Why it does not take place. */
static void
put_description(struct calendar *c, const struct page *meeting, const struct object *o)
{
	const struct datum *cancelled = object_get(o, NULL, "cancelled");
	struct date postponed = meeting->agenda->postponed;

	if (!meeting->cancelled)
		return;
	buf_text(&c->line, "DESCRIPTION:");
	put_escaped(c, program_word(c->p, postponed.year ? "postponed_notice" : "cancelled_notice"));
	if (postponed.year) {
		buf_char(&c->line, ' ');
		put_escaped(c, date_text(&c->scratch, postponed, program_tongue(c->p, NULL)));
	}
	if (cancelled && cancelled->kind == DATUM_TEXT) {
		buf_text(&c->line, "\\n");
		put_escaped(c, cancelled->text);
	}
	put_line(c);
}

/* ---- entries ---- */

static void
put_meeting(struct calendar *c, uint32_t page)
{
	const struct page *meeting = &c->p->pages[page];
	struct object o;

	arena_reset(&c->scratch);
	if (!program_open(c->p, page, OBJECT_HEAD, &c->scratch, &o))
		return;
	put_plain(c, "BEGIN:VEVENT");
	put_identity(c, meeting);
	put_stamp(c, meeting);
	put_times(c, meeting, &o);
	put_summary(c, meeting, &o);
	put_text(c, "LOCATION", object_text(&o, "venue"));
	put_description(c, meeting, &o);
	put_plain(c, meeting->cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
	put_plain(c, "END:VEVENT");
}

bool
calendar_has(const struct page *meeting)
{
	return meeting->kind == OBJECT_MEETING && meeting->date.year && meeting->output.len && !meeting->exempt;
}

static bool
is_wanted(const struct program *p, uint32_t meeting, uint32_t page)
{
	return calendar_has(&p->pages[meeting])
		&& (page == NONE || page == meeting || p->pages[meeting].committee == page);
}

static void
put_head(struct calendar *c, uint32_t page)
{
	struct str title = page == NONE ? object_text(&c->p->site_object, "title") : c->p->pages[page].title;

	put_plain(c, "BEGIN:VCALENDAR");
	put_plain(c, "VERSION:2.0");
	put_plain(c, "PRODID:-//reeve//papers of a council//EN");
	put_plain(c, "CALSCALE:GREGORIAN");
	if (page == NONE || c->p->pages[page].kind != OBJECT_MEETING) {
		put_text(c, "NAME", title);		/* RFC 7986 */
		put_text(c, "X-WR-CALNAME", title);	/* and what programs read that do not know it */
	}
	buf_text(c->out, zone);
}

void
calendar_write(struct program *p, uint32_t page, struct buf *out)
{
	struct calendar c = { .p = p, .out = out };

	arena_init(&c.scratch);
	put_head(&c, page);
	for (uint32_t i = 0; i < p->nkind[OBJECT_MEETING]; i++)
		if (is_wanted(p, p->meetings[i], page))
			put_meeting(&c, p->meetings[i]);
	put_plain(&c, "END:VCALENDAR");
	arena_release(&c.scratch);
	buf_release(&c.line);
}

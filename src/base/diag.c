/*
 * The list of findings.
 *
 * Records, copies and sorts them; how they look to a reader is report.c's, and which
 * of them end a build is the caller's.
 */
#include "base/diag.h"

#include <stdarg.h>
#include <stdio.h>

#define LONGEST 1200	/* of a message or a help, in bytes */
#define RELATED_MOST 30u	/* places of one finding */

static const struct {
	const char   *name;
	enum severity severity;
	const char   *text;
} codes[DIAG_COUNT] = {
#define DIAG(id, name, severity, text) { name, SEVERITY_##severity, text },
#include "base/diag.def"
#undef DIAG
};

void
diag_init(struct diag *d, struct arena *a)
{
	*d = (struct diag){ .arena = a };
	d->tail = &d->first;
}

/*
 * As str_print does it, for those below that have a list of arguments.  What is quoted from a source
 * may be as long as the source is: nobody reads past the first thousand letters.
 */
static struct str
format(struct arena *a, const char *fmt, va_list list)
{
	char text[LONGEST];
	int len = vsnprintf(text, sizeof(text), fmt, list);

	if (len < (int)sizeof(text))
		return str_copy(a, (struct str){ text, len > 0 ? (size_t)len : 0 });

	size_t end = sizeof(text) - 1;

	while (end > 0 && ((unsigned char)text[end - 1] & 0xc0) == 0x80)
		end--;	/* no letter is cut in two */
	return str_print(a, STR_FMT "…", STR_ARG(((struct str){ text, end > 0 ? end - 1 : 0 })));
}

static void
append(struct diag *d, struct finding *f)
{
	f->next = NULL;
	*d->tail = f;
	d->tail = &f->next;
	d->count[f->severity]++;
}

void
diag_rewind(struct diag *d, const struct diag *before)
{
	*d = *before;
	*d->tail = NULL;
}

struct finding *
diag_add(struct diag *d, enum diag_code code, struct place at, const char *fmt, ...)
{
	struct finding *f = arena_alloc(d->arena, sizeof(*f));
	va_list list;

	f->code = code;
	f->severity = codes[code].severity;
	f->at = at;
	va_start(list, fmt);
	f->message = format(d->arena, fmt, list);
	va_end(list);
	append(d, f);
	return f;
}

static void
append_help(struct diag *d, struct finding *f, struct str text)
{
	struct finding_help *help = arena_alloc(d->arena, sizeof(*help));
	struct finding_help **end = &f->help;

	while (*end)
		end = &(*end)->next;
	help->text = text;
	*end = help;
}

/* Past so many places nobody goes through them; a text may have tens of thousands. */
static void
append_related(struct diag *d, struct finding *f, struct place at, struct str message)
{
	struct finding_related **end = &f->related, *related;
	unsigned count = 0;

	for (; *end; end = &(*end)->next) {
		if ((*end)->at.line == at.line && (*end)->at.column == at.column && str_equal((*end)->at.file, at.file)
			&& str_equal((*end)->message, message))
			return;		/* a place is pointed at once */
		count++;
	}
	if (count >= RELATED_MOST)
		return;
	related = arena_alloc(d->arena, sizeof(*related));
	related->at = at;
	related->message = count + 1 < RELATED_MOST ? message
		: STR("there are more such places from here on");
	*end = related;
}

void
diag_grade(struct diag *d, struct finding *f, enum severity severity)
{
	d->count[f->severity]--;
	d->count[f->severity = severity]++;
}

void
diag_help(struct diag *d, struct finding *f, const char *fmt, ...)
{
	va_list list;

	va_start(list, fmt);
	append_help(d, f, format(d->arena, fmt, list));
	va_end(list);
}

void
diag_related(struct diag *d, struct finding *f, struct place at, const char *fmt, ...)
{
	va_list list;

	va_start(list, fmt);
	append_related(d, f, at, format(d->arena, fmt, list));
	va_end(list);
}

void
diag_label(struct diag *d, struct finding *f, const char *fmt, ...)
{
	va_list list;

	va_start(list, fmt);
	f->label = format(d->arena, fmt, list);
	va_end(list);
}

static struct place
copy_place(struct arena *a, struct place at)
{
	at.file = str_copy(a, at.file);
	return at;
}

struct finding *
diag_copy(struct diag *d, const struct finding *f)
{
	struct arena *a = d->arena;
	struct finding *copy = arena_alloc(a, sizeof(*copy));

	copy->code = f->code;
	copy->severity = f->severity;
	copy->hushed = f->hushed;
	copy->at = copy_place(a, f->at);
	copy->message = str_copy(a, f->message);
	copy->label = str_copy(a, f->label);
	for (const struct finding_help *h = f->help; h; h = h->next)
		append_help(d, copy, str_copy(a, h->text));
	for (const struct finding_related *r = f->related; r; r = r->next)
		append_related(d, copy, copy_place(a, r->at), str_copy(a, r->message));
	copy->sum.stated = str_copy(a, f->sum.stated);
	copy->sum.computed = str_copy(a, f->sum.computed);
	copy->sum.difference = str_copy(a, f->sum.difference);
	copy->sum.unit = str_copy(a, f->sum.unit);
	append(d, copy);
	return copy;
}

bool
diag_failed(const struct diag *d)
{
	return d->count[SEVERITY_ERROR] > 0;
}

static int
compare(const struct finding *a, const struct finding *b)
{
	int files = str_compare(a->at.file, b->at.file);

	if (files != 0)
		return files;
	if (a->at.line != b->at.line)
		return a->at.line < b->at.line ? -1 : 1;
	if (a->at.column != b->at.column)
		return a->at.column < b->at.column ? -1 : 1;
	if (a->code != b->code)
		return a->code < b->code ? -1 : 1;
	return str_compare(a->message, b->message);
}

/* One list of two; of equal ones those of a come first. */
static struct finding *
merge(struct finding *a, struct finding *b)
{
	struct finding *first = NULL, **tail = &first;

	while (a && b) {
		struct finding **from = compare(a, b) <= 0 ? &a : &b;

		*tail = *from;
		tail = &(*tail)->next;
		*from = *tail;
	}
	*tail = a ? a : b;
	return first;
}

/* The findings at the beginning of a list that stand in order, cut off from it. */
static struct finding *
take_run(struct finding **list)
{
	struct finding *first = *list, *last = first;

	while (last->next && compare(last, last->next) <= 0)
		last = last->next;
	*list = last->next;
	last->next = NULL;
	return first;
}

/* sorted[i] is empty or holds 2^i runs, all of them from before those of sorted[i - 1]. */
static struct finding *
merge_sort(struct finding *list)
{
	struct finding *sorted[64] = { NULL };
	struct finding *whole = NULL;

	while (list) {
		struct finding *run = take_run(&list);
		size_t i = 0;

		for (; sorted[i]; i++) {
			run = merge(sorted[i], run);
			sorted[i] = NULL;
		}
		sorted[i] = run;
	}
	for (size_t i = 0; i < 64; i++)
		whole = merge(sorted[i], whole);
	return whole;
}

void
diag_sort(struct diag *d)
{
	struct finding *list = merge_sort(d->first);
	const struct finding *last = NULL;

	diag_init(d, d->arena);
	while (list) {
		struct finding *f = list;

		list = list->next;
		if (last && compare(last, f) == 0)
			continue;
		append(d, f);
		last = f;
	}
}

const char *
diag_name(enum diag_code code)
{
	return codes[code].name;
}

const char *
diag_text(enum diag_code code)
{
	return codes[code].text;
}

enum severity
diag_severity(enum diag_code code)
{
	return codes[code].severity;
}

const char *
severity_name(enum severity s)
{
	static const char *const names[SEVERITY_COUNT] = { "note", "warning", "error" };

	return names[s];
}

bool
diag_code_of(struct str name, enum diag_code *out)
{
	for (int code = 0; code < DIAG_COUNT; code++) {
		if (str_is(name, codes[code].name)) {
			*out = (enum diag_code)code;
			return true;
		}
	}
	return false;
}

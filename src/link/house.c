/*
 * House rules about findings: the severity that site.yaml gives a code, findings that
 * it accepts with a reason, and --strict.  The last pass before it is known whether the site failed.
 */
#include "base/map.h"
#include "link/exempt.h"
#include "link/house.h"

static bool
severity_of(struct str name, enum severity *out)
{
	for (int s = 0; s < SEVERITY_COUNT; s++)
		if (str_is(name, severity_name((enum severity)s))) {
			*out = (enum severity)s;
			return true;
		}
	return false;
}

static void
set_severities(struct program *p, enum severity by_code[DIAG_COUNT], bool given[DIAG_COUNT])
{
	const struct object *site = &p->site_object;
	const struct datum *map = p->site == NONE ? NULL : object_get(site, NULL, "findings");

	for (const struct datum *d = map && map->kind == DATUM_MAP ? object_first(site, map) : NULL; d;
	     d = object_next(site, map, d)) {
		enum diag_code code;
		struct place at = page_place_of(&p->pages[p->site], d);

		if (!diag_code_of(d->key, &code))
			diag_add(p->diag, DIAG_FIELD_UNKNOWN, at, "there is no finding called " STR_FMT,
				STR_ARG(d->key));
		else if (!severity_of(d->text, &by_code[code]))
			diag_add(p->diag, DIAG_FIELD_TYPE, at, "a severity is error, warning or note, not "
				STR_FMT, STR_ARG(d->text));
		else if (code == DIAG_EXEMPT_LEAK || code == DIAG_EXEMPT_PARAGRAPH ||
			 code == DIAG_FRONT_MATTER_MALFORMED)
			diag_add(p->diag, DIAG_FIELD_TYPE, at,
				STR_FMT " guards what is exempt and stays an error", STR_ARG(d->key));
		else
			given[code] = true;
	}
}

/* A place as site.yaml writes it: a path, or a path and a line. */
static bool
is_at(const struct finding *f, struct str place)
{
	if (place.len < f->at.file.len ||
	    !str_equal(str_head(place, f->at.file.len), f->at.file))
		return false;
	struct str rest = str_from(place, f->at.file.len);
	unsigned line = 0;

	if (!rest.len)
		return true;
	if (rest.at[0] != ':')
		return false;
	for (size_t i = 1; i < rest.len && rest.at[i] >= '0' && rest.at[i] <= '9'; i++)
		line = line * 10 + (unsigned)(rest.at[i] - '0');
	return line == f->at.line;
}

/* The reason for which a finding is accepted; empty when it is not. */
static const struct datum *
acceptance(struct program *p, const struct finding *f)
{
	const struct object *site = &p->site_object;
	const struct datum *list = object_get(site, NULL, "accept");

	for (const struct datum *d = object_items(site, list); d; d = object_next(site, list, d))
		if (str_is(object_text_in(site, d, "code"), diag_name(f->code)) &&
		    is_at(f, object_text_in(site, d, "place")) && object_text_in(site, d, "reason").len)
			return d;
	return NULL;
}

static void
set_aside(struct program *p, const struct finding *f, const struct datum *why, struct accepted ***tail)
{
	struct accepted *a = arena_alloc(p->arena, sizeof *a);

	a->code = f->code;
	a->place = object_text_in(&p->site_object, why, "place");
	a->reason = object_text_in(&p->site_object, why, "reason");
	a->message = f->message;
	**tail = a;
	*tail = &a->next;
}

void
house_apply(struct program *p)
{
	enum severity by_code[DIAG_COUNT];
	bool given[DIAG_COUNT] = { false };
	struct accepted **tail = &p->accepted;

	while (*tail)
		tail = &(*tail)->next;
	set_severities(p, by_code, given);
	diag_sort(p->diag);
	for (struct finding **at = &p->diag->first; *at;) {
		struct finding *f = *at;
		const struct datum *why = p->site == NONE || f->severity == SEVERITY_ERROR ? NULL
			: acceptance(p, f);

		if (given[f->code])
			f->severity = by_code[f->code];
		if (why) {
			if (!exempt_covers(p, f))
				set_aside(p, f, why, &tail);
			*at = f->next;
			continue;
		}
		if (p->options->strict && f->severity == SEVERITY_WARNING)
			f->severity = SEVERITY_ERROR;
		at = &f->next;
	}
	diag_sort(p->diag);	/* and count again */
}

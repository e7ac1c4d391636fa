/*
 * Notice as pages show it: that part of a meeting is private, and the ways around the notice of key decisions.
 */
#include "link/view.h"

static struct str
date_of(struct view *v, const struct object *o, const struct datum *map, const char *key)
{
	const struct datum *d = object_get(o, map, key);
	struct date date;

	return d && date_read(d->text, &date) ? view_date(v, date) : STR_NONE;
}

struct thing *
view_private_notice(struct view *v, const struct object *meeting)
{
	static const struct { const char *key; enum model_member member; } texts[] = {
		{ "reasons", MODEL_privacy_reasons }, { "representations", MODEL_privacy_representations },
		{ "response", MODEL_privacy_response }, { "agreed_by", MODEL_privacy_agreed_by },
		{ "urgency", MODEL_privacy_urgency } };
	const struct datum *map = object_get(meeting, NULL, "private_notice"), *d;

	if (!map || map->kind != DATUM_MAP)
		return NULL;
	struct thing *t = thing_new(v->arena, TYPE_privacy);

	thing_text(t, MODEL_privacy_given, date_of(v, meeting, map, "given"));
	thing_text(t, MODEL_privacy_further, date_of(v, meeting, map, "further"));
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		if ((d = object_get(meeting, map, texts[i].key)))
			thing_text(t, texts[i].member, str_is(d->text, "none") ? program_word(v->p, "none") : d->text);
	return t;
}

void
view_short_notice(struct view *v, const struct object *report, struct thing *t)
{
	thing_text(t, MODEL_report_general_exception, date_of(v, report, NULL, "general_exception"));
	thing_text(t, MODEL_report_special_urgency, object_text(report, "special_urgency"));
}

/*
 * Whether what was put to a meeting was carried, by its votes and by its minutes.
 *
 * A simple majority of those who vote carries it, and where votes are equal the chair's second one.  Where
 * more is needed, the minutes know it and the votes don't: so this only ever warns.
 */
#include "link/vote_result.h"

/* Whether the votes carry what was put; `open` where they are equal and the chair had no second one. */
static bool
is_carried(const struct vote *v, bool *open)
{
	unsigned for_it = v->count[VOTE_FOR], against = v->count[VOTE_AGAINST];

	*open = !v->unanimous && for_it == against && !v->cast;
	return v->unanimous || for_it > against || (for_it == against && v->cast && v->casting == VOTE_FOR);
}

static struct finding *
say(struct program *p, const struct record *r, const struct datum *at, const struct vote *v, const char *what)
{
	const struct datum *d = object_get(&r->object, at, "vote");
	struct place place = page_place_of(&p->pages[r->minutes], d);

	if (v->unanimous)
		return diag_add(p->diag, DIAG_VOTE_RESULT, place, "this was agreed by all%s", what);
	return diag_add(p->diag, DIAG_VOTE_RESULT, place, "%u voted for this and %u against%s%s",
		v->count[VOTE_FOR], v->count[VOTE_AGAINST],
		!v->cast ? "" : v->casting == VOTE_FOR ? ", with a casting vote for it" : ", with a casting vote against it", what);
}

void
vote_check_result(struct program *p, const struct record *r, const struct datum *at)
{
	struct vote v = record_vote(&r->object, at);
	bool open, carried = is_carried(&v, &open), lost = record_is_lost(&r->object, at);
	unsigned for_it = v.count[VOTE_FOR], against = v.count[VOTE_AGAINST];

	if (!v.unanimous && !(v.given[VOTE_FOR] && v.given[VOTE_AGAINST]))
		return;
	if (v.cast && for_it != against) {
		diag_help(p->diag, say(p, r, at, &v, ": there is one only when the votes are equal"),
			"take `casting` out, or correct the numbers, which are those before it");
	} else if (open && !lost) {
		struct finding *f = say(p, r, at, &v, ", and nothing says that it was carried");

		diag_help(p->diag, f, "where the chair gave a casting vote: `vote: {for: %u, against: %u, casting: for}`",
			for_it, against);
		diag_help(p->diag, f, "where it was lost: `carried: false`");
	} else if (!carried && !lost) {
		struct finding *f = say(p, r, at, &v, ", and it stands here as decided");

		diag_help(p->diag, f, "where it was lost write `carried: false`, and readers are told so");
		diag_help(p->diag, f, "or correct the numbers");
	} else if (carried && lost) {
		diag_help(p->diag, say(p, r, at, &v, ", and it is said not to be carried"),
			"take `carried: false` out, or correct the numbers");
	}
}

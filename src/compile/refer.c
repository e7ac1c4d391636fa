/*
 * From a value to the path of the source that it means.
 *
 * Knows how files, meetings and people are named; whether anything is there is the linker's
 * to see.
 */
#include "compile/refer.h"

#include "base/path.h"
#include "compile/link.h"
#include "compile/value.h"

#define PEOPLE "people/"

/* Where a value leads; path is empty when it leads nowhere. */
struct target {
	struct str path, fragment, query;
};

/* `file.md?query#fragment`; a web address is no reference. */
static struct target
file_of(struct compilation *u, const struct yaml_node *n, struct str value)
{
	struct target t = { .path = STR_NONE, .fragment = STR_NONE, .query = STR_NONE };
	struct str rest = value;

	struct link other = { .kind = LINK_REFUSED };

	if (link_elsewhere(u, value, &other) && other.kind == LINK_PLACE)
		return (struct target){ other.path, other.fragment, STR_NONE };
	if (value_has_scheme(value))
		return t;

	struct str before = str_cut(&rest, '#');

	t.fragment = rest;
	rest = before;
	before = str_cut(&rest, '?');
	t.query = rest;
	if (path_resolve(u->arena, u->in->path, before, &t.path))
		return t;

	struct finding *f = diag_add(&u->diag, DIAG_REFERENCE_BROKEN, n->at,
		"`" STR_FMT "` leads out of the site", STR_ARG(value_quoted(value, u->arena)));

	diag_help(&u->diag, f, "a path that begins with `/` starts at the content folder");
	t.path = STR_NONE;
	return t;
}

/* An earlier meeting of the same committee has its folder beside this one's. */
static struct target
meeting_of(struct compilation *u, struct str date)
{
	struct str committee = path_folder(path_folder(u->in->path));
	struct str folder = path_join(u->arena, committee, date);

	return (struct target){ path_join(u->arena, folder, STR("meeting.md")), STR_NONE, STR_NONE };
}

/* `ayesha-khan` may be a person's file; `Ayesha Khan` is a name as it stands. */
static bool
is_file_name(struct str s)
{
	bool letter = false;

	for (size_t i = 0; i < s.len; i++) {
		char c = s.at[i];

		if (c >= 'a' && c <= 'z')
			letter = true;
		else if ((c < '0' || c > '9') && (c != '-' || i == 0 || i + 1 == s.len))
			return false;
	}
	return letter;
}

static struct target
person_of(struct compilation *u, struct str name)
{
	struct target t = { STR_NONE, STR_NONE, STR_NONE };

	if (is_file_name(name))
		t.path = str_print(u->arena, PEOPLE STR_FMT ".md", STR_ARG(name));
	else
		t.fragment = name;
	return t;
}

void
refer_add(struct compilation *u, const struct shape *shape, const struct yaml_node *n,
	struct str value)
{
	bool file = shape->refers == REFERS_FILE || (shape->refers == REFERS_PAPER && str_ends(value, ".md"));
	struct target t = file ? file_of(u, n, value)
		: shape->refers == REFERS_MEETING ? meeting_of(u, value)
		: shape->refers == REFERS_PERSON ? person_of(u, value)
		: (struct target){ .path = STR_NONE };

	if (t.path.len == 0 && shape->refers != REFERS_PERSON)
		return;

	struct reference *r = unit_add_reference(u);

	r->kind = shape->reference;
	r->path = t.path;
	r->fragment = t.fragment;
	r->query = t.query;
	r->text = t.path.len > 0 ? STR_NONE : value;	/* a name stays as it is written */
	r->line = n->at.line;
	r->column = n->at.column;
	r->width = n->at.width;
}

/*
 * References to definitions.
 *
 * Links are taken target by target, so that each object is opened once and no list of all
 * definitions is ever held.  A link that leads nowhere is reported with the nearest names;
 * one without words of its own gets them here.  Claims are claim.c's.
 */
#include <string.h>

#include "base/nearest.h"
#include "base/path.h"
#include "link/address.h"
#include "link/chart.h"
#include "link/claim.h"
#include "link/elsewhere.h"
#include "link/grid.h"
#include "link/group.h"
#include "link/suggest.h"
#include "link/written.h"
#include "object/affine.h"
#include "object/symbol.h"

/* Beyond this many, a broken path gets no suggestions: each costs a look at every page. */
#define SUGGESTIONS 100

static bool
is_data(const struct page *pg)
{
	return pg->kind == OBJECT_TABLE;
}

static const char *
missing_text(enum reference_kind k)
{
	switch (k) {
	case REFERENCE_EMBED:	 return "the table " STR_FMT " is not there";
	case REFERENCE_IMAGE:	 return "the picture " STR_FMT " is not there";
	case REFERENCE_APPENDIX: return "the appendix " STR_FMT " is not there";
	case REFERENCE_REPORT:	 return "the agenda names " STR_FMT ", which is not there";
	case REFERENCE_MINUTES:	 return "the minutes or meeting " STR_FMT " is not there";
	default:		 return "there is no " STR_FMT;
	}
}

static enum diag_code
missing_code(enum reference_kind k)
{
	switch (k) {
	case REFERENCE_IMAGE:	 return DIAG_ASSET_MISSING;
	case REFERENCE_APPENDIX: return DIAG_APPENDIX_MISSING;
	case REFERENCE_REPORT:	 return DIAG_AGENDA_MISSING_PAPER;
	case REFERENCE_MINUTES:	 return DIAG_MINUTES_MISSING;
	default:		 return DIAG_REFERENCE_BROKEN;
	}
}

static void
report_missing(struct program *p, struct link *l, unsigned *asked)
{
	struct finding *f;
	enum diag_code code = missing_code(l->kind);

	l->state = LINK_BROKEN;
	if (l->kind == REFERENCE_IMAGE || l->kind == REFERENCE_LINK)
		code = str_ends(link_path(p, l), ".md") || str_ends(link_path(p, l), ".csv") ? code : DIAG_ASSET_MISSING;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	f = diag_add(p->diag, code, program_place(p, l), missing_text(l->kind), STR_ARG(link_path(p, l)));
#pragma GCC diagnostic pop
	if (p->options->lone) {
		f->severity = SEVERITY_NOTE;
		diag_help(p->diag, f, "it is not beside this file, so this was not checked");
		return;
	}
	if ((*asked)++ < SUGGESTIONS)
		suggest_paths(p, f, link_path(p, l), (enum reference_kind)l->kind);
}

/* Minutes are named by the date of their meeting; nobody wrote the path that it makes. */
static bool
report_no_meeting(struct program *p, struct link *l)
{
	struct str path = link_path(p, l);

	if (l->kind != REFERENCE_MINUTES || !str_is(path_name(path), "meeting.md") || p->options->lone)
		return false;
	l->state = LINK_BROKEN;
	suggest_meetings(p, diag_add(p->diag, DIAG_MINUTES_MISSING, program_place(p, l),
		"the committee has no meeting of " STR_FMT, STR_ARG(path_name(path_folder(path)))), path);
	return true;
}

static void
report_draft(struct program *p, struct link *l)
{
	struct finding *f = diag_add(p->diag, missing_code(l->kind), program_place(p, l),
		STR_FMT " is a draft and is not published", STR_ARG(link_path(p, l)));

	l->state = LINK_BROKEN;
	diag_help(p->diag, f, "take the reference out until it is final, or set its status to final");
}

/* A file of a kind that is not published; its own finding says why. */
static void
report_refused(struct program *p, struct link *l)
{
	struct finding *f = diag_add(p->diag, DIAG_ASSET_MISSING, program_place(p, l),
		STR_FMT " is not published, so nothing can lead to it", STR_ARG(link_path(p, l)));

	l->state = LINK_BROKEN;
	diag_help(p->diag, f, "publish a PDF or a picture of it, and lead there");
}

static void
report_leak(struct program *p, struct link *l)
{
	struct finding *f = diag_add(p->diag, DIAG_EXEMPT_LEAK, program_place(p, l),
		STR_FMT " is exempt, and this page is public", STR_ARG(link_path(p, l)));

	l->state = LINK_BROKEN;
	diag_help(p->diag, f, "take the quotation out, or make this paper exempt too");
}

/* What a link may lead to at all. */
static void
check_target(struct program *p, struct link *l, unsigned *asked)
{
	if (l->state == LINK_BROKEN)
		return;		/* it names a site that is none */
	if (p->pages[l->page].doubt) {
		l->state = LINK_BROKEN;		/* what can't be read has its own finding */
		return;
	}
	if (l->target == NONE) {
		if (l->kind == REFERENCE_PERSON || l->kind == REFERENCE_NAME
			|| l->kind == REFERENCE_WRITTEN)
			l->state = LINK_PLAIN;
		else if (!report_no_meeting(p, l))
			report_missing(p, l, asked);
		return;
	}
	const struct page *to = &p->pages[l->target];
	const struct page *from = &p->pages[l->page];

	if (to->doubt)
		l->state = LINK_BROKEN;
	else if (to->hidden && !from->hidden && l->kind == REFERENCE_WRITTEN)
		l->state = LINK_PLAIN;	/* words need lead nowhere */
	else if (to->hidden && !from->hidden)
		report_draft(p, l);
	else if (to->kind == OBJECT_ASSET && to->exempt && to->declared) {
		if (!from->exempt && l->kind != REFERENCE_APPENDIX)
			report_leak(p, l);
	} else if (to->kind == OBJECT_ASSET && !to->output.len)
		report_refused(p, l);
	else if (l->kind == REFERENCE_EMBED && !is_data(to) && !from->exempt) {
		l->state = LINK_BROKEN;
		diag_add(p->diag, DIAG_REFERENCE_BROKEN, program_place(p, l), STR_FMT " is no table",
			STR_ARG(link_path(p, l)));
	} else if (l->kind == REFERENCE_REPORT && to->kind != OBJECT_REPORT) {
		struct finding *f = diag_add(p->diag, DIAG_AGENDA_MISSING_PAPER, program_place(p, l),
			STR_FMT " is no report", STR_ARG(link_path(p, l)));

		l->state = LINK_BROKEN;
		diag_help(p->diag, f, "an agenda takes `report:` with a report, or a plain text");
	} else if (l->kind == REFERENCE_EMBED && l->fragment.len && !chart_is_wanted(l->fragment)) {
		struct finding *f = diag_add(p->diag, DIAG_LINK_MALFORMED, program_place(p, l),
			"a table can't be shown with ?" STR_FMT, STR_ARG(l->fragment));

		diag_help(p->diag, f, "write ?chart=bar for bars above it, or nothing");
	}
}

/* Names of cells, each behind what names its table. */
struct names {
	struct nearest near;
	struct str     prefix;
	struct arena  *arena;
};

static void
try_name(void *context, struct str address)
{
	struct names *n = context;

	if (n->prefix.len)
		address = str_print(n->arena, STR_FMT STR_FMT, STR_ARG(n->prefix), STR_ARG(address));
	nearest_try(&n->near, address);
}

/* Of the tables of a text all are offered: the one that was named may not be there. */
static void
try_names(const struct object *o, struct names *n)
{
	if (o->table.ncolumn)
		symbol_names(&o->table, try_name, n, n->arena);
	for (uint32_t i = 0; i < o->ntext_table && o->ntext_cell; i++) {
		struct table t = object_text_table(o, i);

		n->prefix = symbol_prefix(o, i, n->arena);
		symbol_names(&t, try_name, n, n->arena);
	}
}

/* A cell that an address means, and the table that it is in. */
struct place_in_table {
	struct table table;
	struct str   cell;	/* of the address, what names the cell */
	struct str   prefix;	/* and what stands before it */
};

static void
report_cell(struct program *p, struct link *l, struct addresses *to, struct arena *scratch)
{
	const struct object *o = to->of;
	struct names names = { .prefix = STR_NONE, .arena = scratch };
	struct finding *f = diag_add(p->diag, DIAG_REFERENCE_BROKEN, program_place(p, l),
		"no cell of " STR_FMT " has the address #" STR_FMT, STR_ARG(link_path(p, l)), STR_ARG(l->fragment));

	nearest_init(&names.near, l->fragment);
	if (addresses_may_look(to, (size_t)o->table.nrow * o->table.ncolumn + o->ntext_cell))
		try_names(o, &names);
	suggest_places(p, l, f, &names.near, o);
	l->state = LINK_BROKEN;
}

/* The cells that an address means: looked up once for all that name them. */
struct found_cells {
	struct place_in_table in;
	struct symbols       *symbols;
	struct symbol_cells   cells;
	struct cell_set       copied;	/* for formulas; count 0: not yet */
};

static void
report_ambiguous(struct program *p, struct link *l, const struct found_cells *found, struct arena *scratch)
{
	const struct table *t = &found->in.table;
	const struct symbol_cells *cells = &found->cells;
	struct finding *f = diag_add(p->diag, DIAG_REFERENCE_AMBIGUOUS, program_place(p, l),
		"#" STR_FMT " fits %zu cells of " STR_FMT, STR_ARG(l->fragment), cells->count,
		STR_ARG(link_path(p, l)));

	for (size_t i = 0; i < cells->count && i < 5; i++) {
		struct str name = symbols_of(found->symbols, cells->cells[i] / t->ncolumn,
			cells->cells[i] % t->ncolumn, scratch);

		diag_help(p->diag, f, "#" STR_FMT STR_FMT " is “" STR_FMT "”", STR_ARG(found->in.prefix),
			STR_ARG(name), STR_ARG(t->cells[cells->cells[i]].text));
	}
	l->state = LINK_BROKEN;
}

/* The cells that an address inside a formula means; several are for sum and count. */
static struct cell_set
copy_cells(struct program *p, const struct found_cells *found)
{
	const struct table *t = &found->in.table;
	const struct symbol_cells *cells = &found->cells;
	struct cell_set set = { .count = cells->count };

	set.cells = arena_array(p->arena, cells->count, sizeof *set.cells);
	set.places = arena_array(p->arena, cells->count, sizeof *set.places);
	for (size_t i = 0; i < cells->count; i++) {
		struct table_cell *c = arena_alloc(p->arena, sizeof *c);

		*c = t->cells[cells->cells[i]];
		c->text = str_copy(p->arena, c->text);
		set.cells[i] = c;
		set.has_unknown |= affine_is_unknown(c);
		set.places[i] = (struct cell_at){ cells->cells[i],
			t->rows[cells->cells[i] / t->ncolumn].line,
			t->columns[cells->cells[i] % t->ncolumn].unit.scale };
	}
	return set;
}

/* Where a reader is led: to the cell on its table's page, or to the table in the text. */
static struct str
cell_id(struct program *p, const struct place_in_table *in, uint32_t cell, struct str *row_ids)
{
	const struct table *t = &in->table;

	if (in->prefix.len)
		return str_copy(p->arena, str_head(in->prefix, in->prefix.len - 1));
	return grid_cell_id(p->arena, row_ids[cell / t->ncolumn], &t->columns[cell % t->ncolumn]);
}

static struct symbols *
symbols_in(struct addresses *to, const struct place_in_table *in, struct arena *scratch)
{
	struct symbols *s = map_get(&to->tables, in->prefix);

	if (!s) {
		struct table *t = arena_alloc(scratch, sizeof *t);

		*t = in->table;
		s = symbols_new(t, scratch);
		map_put(&to->tables, in->prefix, s);
	}
	return s;
}

static struct found_cells *
find_cells(struct addresses *to, struct str fragment, struct arena *scratch)
{
	struct found_cells *found = map_get(&to->cells, fragment);

	if (found)
		return found;
	found = arena_alloc(scratch, sizeof *found);
	*found = (struct found_cells){ .cells = { .count = 0 } };
	bool is_there = symbol_table(to->of, fragment, &found->in.table, &found->in.cell);

	found->in.prefix = str_head(fragment, fragment.len - found->in.cell.len);
	if (is_there) {
		found->symbols = symbols_in(to, &found->in, scratch);
		symbols_find(found->symbols, found->in.cell, scratch, &found->cells);
	}
	map_put(&to->cells, fragment, found);
	return found;
}

static void
resolve_cell(struct program *p, struct link *l, struct addresses *to, struct str *row_ids,
	struct arena *scratch)
{
	struct found_cells *found = find_cells(to, l->fragment, scratch);
	const struct table *t = &found->in.table;

	if (found->cells.count == 0) {
		report_cell(p, l, to, scratch);
		return;
	}
	if (l->kind == REFERENCE_CELL) {
		if (found->copied.count == 0)
			found->copied = copy_cells(p, found);
		p->cells[l->claim] = found->copied;
	} else if (found->cells.count > 1) {
		report_ambiguous(p, l, found, scratch);
		return;
	}
	uint32_t cell = found->cells.cells[0];

	l->id = cell_id(p, &found->in, cell, row_ids);
	l->state = LINK_RESOLVED;
	if (l->kind == REFERENCE_CLAIM)
		claim_check(p, l, &(struct slip_cell){ t, found->symbols, cell / t->ncolumn, cell % t->ncolumn,
			&to->rows_left });
}

/* `#table-2/total`: of a table that is written in the text. */
static bool
names_cell(const struct link *l)
{
	return str_find_char(l->fragment, '/', 0) < l->fragment.len;
}

static void
resolve_one(struct program *p, struct link *l, struct addresses *addresses, struct str *row_ids,
	struct arena *scratch)
{
	const struct page *to = &p->pages[l->target];

	if (written_is_elsewhere(l)) {
		written_resolve(p, l, addresses->of);
	} else if (to->exempt && !p->pages[l->page].exempt &&
	    ((l->fragment.len && l->kind != REFERENCE_EMBED) || l->kind == REFERENCE_CLAIM ||
	     l->kind == REFERENCE_CELL || l->kind == REFERENCE_IMAGE)) {
		report_leak(p, l);
	} else if (!l->fragment.len || l->kind == REFERENCE_EMBED) {
		l->state = LINK_RESOLVED;
		address_write(p, l, NULL);
	} else if (is_data(to) || names_cell(l)) {
		resolve_cell(p, l, addresses, row_ids, scratch);
	} else if (to->kind == OBJECT_GLOSSARY) {
		address_resolve_term(p, l, addresses);
	} else {
		address_resolve(p, l, addresses);
	}
}

/* All links to one page: its object is opened once, and only when an address on it is asked for. */
static void
resolve_target(struct program *p, uint32_t target, const uint32_t *links, uint32_t n, struct arena *scratch)
{
	struct object o = { 0 };
	struct addresses addresses;
	struct str *row_ids = NULL;
	bool open = false;
	unsigned parts = is_data(&p->pages[target]) ? OBJECT_CELLS : OBJECT_HEAD;

	if (p->pages[target].kind == OBJECT_INVENTORY) {
		elsewhere_resolve(p, target, links, n, scratch);
		return;
	}
	for (uint32_t i = 0; i < n; i++) {
		const struct link *l = &p->links[links[i]];

		open |= l->fragment.len > 0 && l->kind != REFERENCE_EMBED;
		parts |= names_cell(l) ? OBJECT_CELLS : 0;
	}
	if (open && !program_open(p, target, parts, scratch, &o))
		return;
	addresses_init(&addresses, &o, scratch);
	if (open && o.table.ncolumn)
		row_ids = grid_row_ids(scratch, &o.table);
	for (uint32_t i = 0; i < n; i++)
		if (p->links[links[i]].state == LINK_UNRESOLVED)
			resolve_one(p, &p->links[links[i]], &addresses, row_ids, scratch);
}

static uint32_t
target_of(const void *context, uint32_t link)
{
	return ((const struct program *)context)->links[link].target;
}

/* For "referred to by": what a reader of another page could follow. */
static uint32_t
incoming_to(const void *context, uint32_t link)
{
	const struct program *p = context;
	const struct link *l = &p->links[link];
	bool shown = l->state == LINK_RESOLVED && l->target != NONE && l->target != l->page &&
		!p->pages[l->page].hidden && p->pages[l->page].output.len &&
		!p->pages[l->page].exempt;

	return shown ? l->target : NONE;
}

void
resolve(struct program *p)
{
	struct arena scratch;
	struct group by_target;
	unsigned asked = 0;

	for (uint32_t i = 0; i < p->nlink; i++)
		check_target(p, &p->links[i], &asked);
	arena_init(&scratch);
	group_fill(&by_target, p->arena, p->npage, p->nlink, target_of, p);
	for (uint32_t t = 0; t < p->npage; t++) {
		resolve_target(p, t, by_target.items + by_target.first[t],
			by_target.first[t + 1] - by_target.first[t], &scratch);
		arena_reset(&scratch);
	}
	arena_release(&scratch);
}

void
resolve_incoming(struct program *p)
{
	struct group incoming;

	group_fill(&incoming, p->arena, p->npage, p->nlink, incoming_to, p);
	p->incoming = incoming.items;
	for (uint32_t t = 0; t < p->npage; t++) {
		p->pages[t].first_incoming = incoming.first[t];
		p->pages[t].nincoming = incoming.first[t + 1] - incoming.first[t];
	}
}

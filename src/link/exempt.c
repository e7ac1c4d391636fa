/*
 * What is public of exempt matter, and the checks that nothing else is.
 *
 * The objects of exempt papers are empty (compile/withhold.c), so most of what could come out is not there.  What is
 * left are files: a table, a picture or a document that an exempt paper shows has to be
 * exempt by itself, or it would be published on its own.
 */
#include "link/exempt.h"

#include "base/escape.h"
#include "base/file.h"
#include "base/path.h"
#include "base/utf8.h"
#include "link/agenda.h"
#include "link/minutes.h"
#include "object/schedule.h"

struct str
exempt_reason(const struct program *p, struct str paragraph)
{
	static const char *const reasons[] = { "exempt_1", "exempt_2", "exempt_3", "exempt_4", "exempt_5",
		"exempt_6", "exempt_7" };

	unsigned number = schedule_paragraph(paragraph);

	return number ? program_word(p, reasons[schedule_subject(number) - 1]) : STR_NONE;
}

struct str
exempt_interest(const struct program *p, const struct object *o)
{
	const struct datum *given = object_get(o, NULL, "public_interest");
	const struct datum *all = given ? object_get(o, given, "all") : NULL;
	struct str own = all ? all->text : object_text(o, "public_interest");

	if (own.len > 0 || p->site == NONE)
		return own;
	return object_text(&p->site_object, "public_interest");
}

static void
write_text(struct buf *out, const char *open, struct str text, const char *close)
{
	buf_text(out, open);
	escape_html(out, text);
	buf_text(out, close);
}

static void
write_reason(const struct page_context *c, struct str paragraph, struct str interest, struct buf *out)
{
	struct str reason = exempt_reason(c->p, paragraph);

	if (reason.len > 0) {
		write_text(out, "<p>", program_word(c->p, "exempt_schedule"), " ");
		escape_html(out, paragraph);
		write_text(out, ": ", reason, "</p>\n");
	}
	if (interest.len > 0) {
		write_text(out, "<p>", program_word(c->p, "public_interest"), ": ");
		write_text(out, "", interest, "</p>\n");
	}
}

void
exempt_write_part(const struct page_context *c, const struct piece *part, struct buf *out)
{
	bool kept = part->index & PIECE_EXEMPT_KEPT;
	unsigned paragraph = part->index & ~PIECE_EXEMPT_KEPT;

	buf_text(out, "<div class=\"notice\">\n");
	write_text(out, "<p><strong>", program_word(c->p, kept ? "exempt_part_kept" : "exempt_part"),
		"</strong></p>\n");
	write_reason(c, str_print(c->arena, "%u", paragraph),
		part->text.len > 0 ? part->text : exempt_interest(c->p, c->object), out);
	buf_text(out, "</div>\n");
}

/* Its caption is the public page's own words, or the title that it has itself; its file's name is not public. */
void
exempt_write_table(const struct page_context *c, const struct link *l, struct str number, struct buf *out)
{
	struct arena scratch;
	struct object table;
	struct str interest, title;

	arena_init(&scratch);
	if (program_open(c->p, l->target, OBJECT_HEAD, &scratch, &table)) {
		title = l->text.len > 0 ? l->text : object_text(&table, "title");
		interest = object_text(&table, "public_interest");
		buf_text(out, "<div class=\"notice\" id=\"");
		escape_html(out, c->prefix);
		buf_print(out, "table-" STR_FMT "\">\n<p><strong>", STR_ARG(number));
		escape_html(out, program_word(c->p, "Table"));
		buf_print(out, " " STR_FMT, STR_ARG(number));
		if (title.len > 0)
			write_text(out, ": ", title, "");
		write_text(out, ".</strong> ", program_word(c->p, "exempt_table"), "</p>\n");
		write_reason(c, object_text(&table, "exempt"),
			interest.len > 0 ? interest : exempt_interest(c->p, c->object), out);
		buf_text(out, "</div>\n");
	}
	arena_release(&scratch);
}

static void
add_file(struct program *p, const struct page *by, struct str path, enum exempt_why why)
{
	struct exempt_file *file = arena_alloc(p->arena, sizeof *file);

	*file = (struct exempt_file){ .path = str_copy(p->arena, path), .at = page_place_of(by, NULL), .why = why,
		.next = p->exempt_files };
	p->exempt_files = file;
}

static void
gather_list(struct program *p, const struct object *o, const struct page *pg, const char *key, enum exempt_why why)
{
	const struct datum *list = object_get(o, NULL, key);

	for (const struct datum *d = object_items(o, list); d; d = object_next(o, list, d))
		add_file(p, pg, d->text, why);
}

/* Reports that exempt items of an agenda name; a report has a sentence of its own. */
static void
gather_items(struct program *p, const struct object *o, struct page *pg)
{
	for (uint32_t i = 0; i < o->nmeta; i++) {
		const struct datum *item = &o->meta[i];
		bool exempt = object_get(o, item, "exempt") != NULL;
		const struct datum *report = exempt ? object_get(o, item, "report") : NULL;
		const struct reference *r = object_reference_of(o, report);

		if (exempt && !report && !object_get(o, item, "public_interest") && !pg->silent_item)
			pg->silent_item = item->line;
		if (r)
			add_file(p, pg, r->path, EXEMPT_PAPER);
	}
}

/* `exempt files` is compile's: a key with a blank is in no front matter. */
void
exempt_gather(struct program *p, const struct object *o, struct page *pg)
{
	pg->declared = object_get(o, NULL, "exempt") != NULL;
	const struct datum *silent = object_get(o, NULL, "exempt silent");

	pg->silent_part = silent ? object_number(object_first(o, silent)) : 0;
	pg->interest = object_get(o, NULL, "public_interest") && !silent;
	pg->exempt_parts = object_get(o, NULL, "exempt parts") != NULL;
	gather_list(p, o, pg, "exempt files", EXEMPT_SHOWN);
	gather_list(p, o, pg, "exempt appendices", EXEMPT_APPENDIX);
	gather_list(p, o, pg, "exempt papers", EXEMPT_PAPER);
	if (o->kind == OBJECT_MEETING && !o->exempt)
		gather_items(p, o, pg);
	exempt_gather_said(p, o, pg);
}

static void
report_missing(struct program *p, const struct exempt_file *file)
{
	diag_add(p->diag, DIAG_APPENDIX_MISSING, file->at,
		"the exempt file " STR_FMT " is not there", STR_ARG(file->path));
}

/* A paper can't say for a table or another paper what that has to say itself: its object is not empty. */
void
exempt_settle(struct program *p)
{
	for (const struct exempt_file *file = p->exempt_files; file; file = file->next) {
		uint32_t to = program_page(p, file->path);

		if (to == NONE && file->why == EXEMPT_APPENDIX)
			report_missing(p, file);
		if (to == NONE)
			continue;
		if (file->why == EXEMPT_APPENDIX && p->pages[to].kind == OBJECT_ASSET) {
			p->pages[to].told = !p->pages[to].exempt;
			p->pages[to].exempt = p->pages[to].declared = true;
		}
		if (file->why == EXEMPT_PAPER)
			p->pages[to].exempt_item = true;
	}
}

/* A decision on an exempt item stands in minutes, which can't tell that it is exempt. */
void
exempt_list_secret(struct program *p)
{
	uint32_t *secret = arena_array(p->arena, p->npage, sizeof *secret), n = 0;

	for (uint32_t i = 0; i < p->ndecision; i++)
		if (p->decisions[i].exempt)
			p->pages[p->decisions[i].source].told = true;
	for (uint32_t i = 0; i < p->npage && !p->options->restricted; i++)
		if (p->pages[i].told)
			secret[n++] = p->pages[i].input;
	p->summary->secret = secret;
	p->summary->nsecret = n;
}

bool
exempt_in_part(const struct program *p, const struct page *report)
{
	for (uint32_t i = 0; i < report->nlink; i++) {
		uint32_t to = p->links[report->first_link + i].target;

		if (to != NONE && p->pages[to].exempt)
			return true;
	}
	for (const struct exempt_file *file = p->exempt_files; file; file = file->next)
		if (str_equal(file->at.file, report->path))
			return true;
	return report->exempt_parts;
}

static void
report_file(struct program *p, const struct page *to, const char *what)
{
	struct finding *f = diag_add(p->diag, DIAG_EXEMPT_LEAK, page_place(to, 0, 0, 0),
		"%s, and it would be published by itself", what);

	if (to->kind == OBJECT_REPORT || to->kind == OBJECT_PAGE)
		diag_help(p->diag, f, "write `exempt: 3` (the paragraph that applies) in its front matter");
	else
		diag_help(p->diag, f, "write `exempt: 3` (the paragraph that applies) in " STR_FMT ".yaml",
			STR_ARG(to->path));
}

/* What public pages refer to as well is public anyway. */
static bool
would_come_out(const struct page *to)
{
	return !to->exempt && !to->hidden && to->nincoming == 0 && to->output.len > 0;
}

/* What a whole exempt paper shows stands among its links, and nothing else does. */
static void
check_papers(struct program *p)
{
	for (uint32_t i = 0; i < p->nlink; i++) {
		const struct link *l = &p->links[i];

		if (p->pages[l->page].exempt && !p->pages[l->page].doubt && l->target != NONE
			&& (l->kind == REFERENCE_EMBED || l->kind == REFERENCE_APPENDIX
				|| l->kind == REFERENCE_IMAGE)
			&& would_come_out(&p->pages[l->target]))
			report_file(p, &p->pages[l->target], "an exempt report shows this");
	}
}

static void
check_parts(struct program *p)
{
	for (const struct exempt_file *file = p->exempt_files; file; file = file->next) {
		uint32_t by = program_page(p, file->at.file), to = program_page(p, file->path);

		static const char *const whats[] = { [EXEMPT_SHOWN] = "an exempt part of a paper shows this",
			[EXEMPT_APPENDIX] = "a paper has this as an exempt appendix",
			[EXEMPT_PAPER] = "an exempt item of an agenda names this" };

		if (by == NONE || to == NONE || p->pages[by].hidden || p->pages[to].hidden
			|| p->pages[to].exempt || !p->pages[to].output.len)
			continue;
		if (file->why != EXEMPT_SHOWN || p->pages[to].nincoming == 0)
			report_file(p, &p->pages[to], whats[file->why]);
	}
}

static const struct decision *
find_decision(const struct decision *list, uint32_t n, uint32_t page, uint32_t line)
{
	for (uint32_t i = 0; i < n; i++)
		if (list[i].source == page && list[i].exempt && list[i].line <= line && line <= list[i].last)
			return &list[i];
	return NULL;
}

const struct decision *
exempt_decision(const struct program *p, uint32_t page, uint32_t line)
{
	uint32_t meeting = p->pages[page].record;
	const struct decision *found = meeting == NONE ? NULL : find_decision(p->decisions + p->pages[meeting].first_decision,
		p->pages[meeting].ndecision, page, line);

	return found ? found : find_decision(p->untold, p->nuntold, page, line);
}

bool
exempt_covers(const struct program *p, const struct finding *f)
{
	struct str path = f->at.file;
	uint32_t page = program_page(p, path);

	if (page == NONE && str_ends(path, ".yaml"))
		page = program_page(p, str_head(path, path.len - STR(".yaml").len));
	if (f->code == DIAG_EXEMPT_DEDUCIBLE)
		return true;	/* it says how */
	return page != NONE && (p->pages[page].exempt || exempt_decision(p, page, f->at.line));
}

/* A line of an agenda on which an item of part 2 stands with all that is said of it. */
static bool
is_whole_item(const struct program *p, uint32_t page, uint32_t line)
{
	const struct agenda *agenda = p->pages[page].agenda;

	for (uint32_t i = 0; agenda && i < agenda->nitem; i++) {
		const struct agenda_item *item = &agenda->items[i];

		if (item->flow && item->at.line == line && (item->paragraph || item->in_private))
			return true;
	}
	return false;
}

void
exempt_hush(struct program *p)
{
	for (struct finding *f = p->diag->first; f && !p->options->restricted && !p->options->lone; f = f->next) {
		uint32_t page = program_page(p, f->at.file);

		if (page != NONE && f->at.line)
			f->hushed = exempt_decision(p, page, f->at.line) || is_whole_item(p, page, f->at.line);
	}
}

static bool
is_plain_word(struct str word)
{
	static const char plain[] =
		"report|paper|item|exempt|confidential|private|restricted|"
		"part|appendix|annex|index|the|and|for|one|two|three|four|first|second|"
		"third";

	return str_is_one_of(word, plain) || str_is_digits(word);
}

/* A word of a name that is in no word of the title, nor has one in it: `acme`; or empty. */
static struct str
telling_word(struct str name, struct str title)
{
	while (name.len > 0) {
		struct str word = str_cut(&name, '-'), rest = title;
		bool known = word.len < 3 || is_plain_word(word);

		if (str_ends(word, "s") && word.len > 3)
			word.len--;
		known = known || str_find(title, word, 0) < title.len;
		while (rest.len > 0 && !known) {
			struct str other = str_cut(&rest, '-');

			known = other.len > 3 && str_find(word, other, 0) < word.len;
		}
		if (!known)
			return word;
	}
	return STR_NONE;
}

/* The address of a paper is made from its file's name, and its folders below the meeting: it is public. */
static void
check_name(struct program *p, const struct page *pg)
{
	struct str folder = pg->meeting == NONE ? STR_NONE : path_folder(p->pages[pg->meeting].path);
	struct str name = path_stem(str_starts(pg->path, arena_copy(p->arena, folder.at, folder.len))
		? str_from(pg->path, folder.len) : path_name(pg->path));
	struct str title = utf8_slug(p->arena, pg->title);
	struct str word = telling_word(utf8_slug(p->arena, name), title);

	if (word.len == 0)
		return;
	struct finding *f = diag_add(p->diag, DIAG_EXEMPT_LEAK, page_place(pg, 0, 0, 0),
		"the address of this exempt paper is public and says “" STR_FMT "”, which its title doesn't", STR_ARG(word));

	diag_grade(p->diag, f, SEVERITY_WARNING);	/* words are guessed at */
	diag_help(p->diag, f, "name the file after its title: " STR_FMT ".md", STR_ARG(title));
}

static void
ask_for_interest(struct program *p, const struct page *pg, uint32_t line, const char *what, const char *where)
{
	struct finding *f = diag_add(p->diag, DIAG_PUBLIC_INTEREST_MISSING, page_place(pg, line, line ? 1 : 0, 0),
		"nothing says why the public interest is in keeping %s from the public", what);

	diag_help(p->diag, f, "add %s", where);
}

/* Exempt information is exempt only while the public interest is in that: Schedule 12A, paragraph 10. */
static void
check_interest(struct program *p)
{
	static const char one[] = "`public_interest:` with a sentence; site.yaml can have one for all papers";

	for (uint32_t i = 0; i < p->npage; i++) {
		const struct page *pg = &p->pages[i];

		if (pg->exempt && pg->declared && !pg->hidden && pg->kind == OBJECT_REPORT && !p->options->lone)
			check_name(p, pg);
		if (pg->hidden || (p->site != NONE && object_get(&p->site_object, NULL, "public_interest")))
			continue;
		if (pg->silent_item)
			ask_for_interest(p, pg, pg->silent_item, "this item",
				"`public_interest:` with a sentence to the item");
		if (pg->interest || pg->kind == OBJECT_TABLE || pg->kind == OBJECT_ASSET)
			continue;
		if (pg->declared)
			ask_for_interest(p, pg, 0, "this paper", one);
		else if (pg->silent_part)
			ask_for_interest(p, pg, pg->silent_part, "this part",
				"the address of this heading, without #, and a sentence below `public_interest:`, or `all:` with one");
		else if (pg->exempt_parts)
			ask_for_interest(p, pg, 0, "the exempt parts of this paper", one);
	}
}

void
exempt_check(struct program *p)
{
	check_interest(p);
	if (p->options->restricted)
		return;		/* members are shown it */
	check_papers(p);
	check_parts(p);
	exempt_check_said(p);
}

void
exempt_warn(struct program *p)
{
	for (uint32_t i = 0; i < p->npage && !p->options->restricted; i++) {
		const struct page *pg = &p->pages[i];

		if (!(pg->exempt && pg->declared) && !pg->exempt_parts)
			continue;
		struct finding *f = diag_add(p->diag, DIAG_WRITE_FAILED, (struct place){ p->options->out, 0, 0, 0 },
			"this build did not end as it should: what was published before may hold what is exempt now");

		diag_help(p->diag, f, "see to what is said above, and build again at once");
		return;
	}
}

/* What a page would have left in out/ when it was public; empty for none. */
static struct str
earlier_file(const struct program *p, const struct page *pg)
{
	switch (pg->kind) {
	case OBJECT_REPORT:
		return path_join(p->arena, path_stem(pg->path), STR("paper.html"));
	case OBJECT_TABLE:
		return path_join(p->arena, path_stem(pg->path), STR("index.html"));
	case OBJECT_ASSET:
		return pg->path;
	default:
		return STR_NONE;
	}
}

void
exempt_still_there(struct program *p)
{
	for (uint32_t i = 0; i < p->npage && !p->options->restricted; i++) {
		const struct page *pg = &p->pages[i];
		struct str file = pg->exempt && pg->declared ? earlier_file(p, pg) : STR_NONE;
		struct file_info info;

		if (file.len == 0 || file_stat(p->options->site, path_join(p->arena, p->options->out, file), &info) != 0)
			continue;
		struct finding *f = diag_add(p->diag, DIAG_EXEMPT_LEAK, page_place(pg, 0, 0, 0),
			"this is exempt now, was published before, and stays in " STR_FMT " until a build succeeds",
			STR_ARG(p->options->out));

		diag_help(p->diag, f, "mend the other errors and build again at once");
	}
}

/*
 * Printing.  Source lines for carets are read here, where the files are at hand; the
 * passes never need them.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/map.h"
#include "cmd/cmd.h"
#include "cmd/log.h"

static struct str
named(const struct site *s, struct str file, struct arena *a)
{
	if (s->lone || str_starts(file, "themes/") || str_is(file, "objects") || str_is(file, "themes"))
		return file;
	for (size_t low = 0, high = s->nsource; low < high;) {	/* only sources are below content */
		size_t middle = low + (high - low) / 2;
		struct str path = s->sources[middle].path;
		struct str sidecar = s->sources[middle].sidecar ? s->sources[middle].sidecar->path : STR_NONE;
		int order = str_compare(file, path);

		if (order == 0 || (sidecar.len && str_equal(file, sidecar)))
			return str_print(a, STR_FMT STR_FMT, STR_ARG(s->folder), STR_ARG(file));
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return str_starts(file, ".reeve") ? file
		: str_print(a, STR_FMT STR_FMT, STR_ARG(s->folder), STR_ARG(file));
}

/* The file asked for last and its name: most findings are of the same file as the one before. */
struct naming {
	const struct site *site;
	struct arena      *arena;
	struct str         file, name;
};

static struct str
name_of(struct naming *n, struct str file)
{
	if (!n->name.len || !str_equal(n->file, file)) {
		n->file = file;
		n->name = named(n->site, file, n->arena);
	}
	return n->name;
}

void
log_name_files(const struct site *s, struct diag *d, struct arena *a)
{
	struct naming naming = { s, a, STR_NONE, STR_NONE };

	for (struct finding *f = d->first; f; f = f->next) {
		/* what is written is never content; nor is out, of which a lost program is told */
		if (f->code != DIAG_WRITE_FAILED && !str_is(f->at.file, "out"))
			f->at.file = name_of(&naming, f->at.file);
		for (struct finding_related *r = f->related; r; r = r->next)
			r->at.file = name_of(&naming, r->at.file);
	}
}

void
log_keep_file(struct diag *d, struct str path)
{
	for (struct finding **at = &d->first; *at;) {
		struct str file = (*at)->at.file;
		bool sidecar = file.len == path.len + 5 && str_ends(file, ".yaml") &&
			str_equal(str_head(file, path.len), path);

		if (str_equal(file, path) || sidecar || (*at)->code == DIAG_WRITE_FAILED)
			at = &(*at)->next;
		else
			*at = (*at)->next;
	}
	diag_sort(d);
}

/* Sources that have been opened for their lines. */
struct opened {
	const struct site *site;
	struct arena      *arena;
	struct map         sources;
};

static struct source *
open_source(struct opened *o, struct str file)
{
	struct source *s = map_get(&o->sources, file);
	struct str text, below = file;
	int folder = o->site->lone ? o->site->content : o->site->root;

	if (s)
		return s;
	s = arena_alloc(o->arena, sizeof *s);
	if (file_read(folder, below, (size_t)16 << 20, o->arena, &text) != 0)
		text = STR_NONE;
	if (str_starts(text, "\xef\xbb\xbf"))
		text = str_from(text, 3);
	source_init(s, file, text, o->arena);
	map_put(&o->sources, file, s);
	return s;
}

/* Of a table that is not wholly public a line may hold what is withheld: it isn't shown, but to who asked for it. */
static bool
is_hushed(struct opened *o, struct str file)
{
	if (o->site->lone || o->site->compile.restricted || !str_ends(file, ".csv"))
		return false;
	struct str sidecar = str_print(o->arena, STR_FMT ".yaml", STR_ARG(file));
	struct str text = open_source(o, sidecar)->text;

	return str_find(text, STR("exempt"), 0) < text.len;
}

static struct str
line_of(void *from, struct str file, uint32_t line)
{
	return is_hushed(from, file) ? STR_NONE : source_line(open_source(from, file), line);
}

static bool
colored(const struct options *o)
{
	return o->color == COLOR_ALWAYS || (o->color == COLOR_AUTO && isatty(STDOUT_FILENO));
}

/* What one command prints is one log, however many files it was given. */
static size_t logged;

void
log_findings(const struct options *o, const struct site *s, const struct diag *d)
{
	struct arena a;
	struct buf out = BUF_EMPTY;

	arena_init(&a);
	struct opened opened = { .site = s, .arena = &a };
	struct diag_lines lines = { line_of, &opened };
	bool color = colored(o);

	map_init(&opened.sources, &a);
	for (const struct finding *f = d->first; f; f = f->next) {
		buf_clear(&out);
		if (o->format == FORMAT_JSON)
			finding_json(&out, f);
		else if (o->format == FORMAT_SARIF)
			sarif_finding(&out, f, logged++ == 0);
		else
			finding_text(&out, f, &lines, s->shown, color);
		fwrite(out.at, 1, out.len, stdout);
	}
	buf_release(&out);
	arena_release(&a);
}

void
log_begin(const struct options *o)
{
	struct buf out = BUF_EMPTY;

	if (o->format != FORMAT_SARIF)
		return;
	sarif_begin(&out, str_of(reeve_version));
	fwrite(out.at, 1, out.len, stdout);
	buf_release(&out);
}

void
log_end(const struct options *o, int status)
{
	struct buf out = BUF_EMPTY;

	if (o->format != FORMAT_SARIF)
		return;
	sarif_end(&out, status != 2);
	fwrite(out.at, 1, out.len, stdout);
	buf_release(&out);
}

static unsigned
all(const struct link_tally *t)
{
	return t->exact + t->rounding + t->unchecked + t->mismatch;
}

static void
json_tally(const char *name, const struct link_tally *t)
{
	printf("\"%s\":%u,", name, all(t));
}

static void
json_summary(const struct diag *d, const struct link_summary *s)
{
	printf("{\"summary\":{\"sources\":%u,\"pages\":%u,", s->sources, s->pages);
	json_tally("sums", &s->sums);
	json_tally("rules", &s->rules);
	json_tally("claims", &s->claims);
	json_tally("references", &s->references);
	printf("\"errors\":%zu,\"warnings\":%zu,\"notes\":%zu}}\n", d->count[SEVERITY_ERROR],
		d->count[SEVERITY_WARNING], d->count[SEVERITY_NOTE]);
}

static const char *
plural(size_t n)
{
	return n == 1 ? "" : "s";
}

void
log_summary(const struct options *o, const struct diag *d, const struct link_summary *s, const char *outcome)
{
	size_t errors = d->count[SEVERITY_ERROR], warnings = d->count[SEVERITY_WARNING];
	size_t notes = d->count[SEVERITY_NOTE];

	if (o->format == FORMAT_JSON) {
		json_summary(d, s);
		return;
	}
	if (o->quiet || o->format == FORMAT_SARIF)
		return;
	fflush(stdout);
	fprintf(stderr, "%u sum%s, %u rule%s, %u claim%s and %u reference%s checked in %u source%s",
		all(&s->sums), plural(all(&s->sums)), all(&s->rules), plural(all(&s->rules)),
		all(&s->claims), plural(all(&s->claims)), all(&s->references), plural(all(&s->references)),
		s->sources, plural(s->sources));
	fprintf(stderr, ": %zu error%s, %zu warning%s, %zu note%s\n", errors, plural(errors), warnings,
		plural(warnings), notes, plural(notes));
	if (*outcome)
		fprintf(stderr, "%s\n", outcome);
}

void
log_progress(const struct options *o, const char *what, size_t n)
{
	if (!o->quiet && n > 500 && isatty(STDERR_FILENO))
		fprintf(stderr, "%s %zu ...\n", what, n);
}

void
log_printing(const struct options *o, size_t n)
{
	if (!o->quiet && n > 0 && isatty(STDERR_FILENO))
		fprintf(stderr, "printing %zu PDF%s ...\n", n, plural(n));
}

int
log_status(const struct diag *d, bool machine_failed)
{
	for (const struct finding *f = d->first; f; f = f->next)
		machine_failed |= f->severity == SEVERITY_ERROR &&
			(f->code == DIAG_READ_FAILED || f->code == DIAG_WRITE_FAILED || f->code == DIAG_PDF_FAILED);
	return machine_failed ? 2 : diag_failed(d) ? 1 : 0;
}

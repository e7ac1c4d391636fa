/*
 * Which pages have to be printed, and what WeasyPrint is told.
 *
 * A page goes to it by its standard input and comes back by its output.  Any complaint of severity
 * ERROR (a picture that can't be read, a link to nothing) is taken at its word: no PDF rather than
 * one that lacks something.
 */
#include "cmd/weasyprint.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/path.h"
#include "cmd/child.h"
#include "cmd/kept.h"
#include "cmd/log.h"
#include "cmd/printed.h"

#define SCRATCH       "scratch"
#define BYTES_MOST    ((size_t)256 << 20)	/* of one PDF */
#define MEMORY        ((size_t)8 << 30)		/* address space; a pack of 500 pages takes a fifth of it */
#define SECONDS       180			/* for any page, and one more for each kilobyte: ten times what it takes */
#define SECONDS_MORE  1800			/* but of those no more than half an hour */

/* Tagged, with the title in the window and the language set; as near to PDF/UA-1 as this WeasyPrint comes. */
static const char *const arguments[] = { "weasyprint", "--pdf-variant", "pdf/ua-1", "-", "-", NULL };

/* The same bytes every time; and no searching for compilers, which Python does to find a library. */
static const char *const environment[] = { "PATH=/nonexistent", "SOURCE_DATE_EPOCH=0", "PYTHONHASHSEED=0",
	"PYTHONDONTWRITEBYTECODE=1", "PYTHONNOUSERSITE=1" };

/* One make of all PDFs. */
struct work {
	struct weasyprint          *w;
	const struct link_printing *job;
	struct kept_name           *names;	/* of each sheet's PDF */
	uint32_t                   *todo;	/* sheets to print */
	uint32_t                    ntodo, next;
	int                         kept;	/* .reeve/pdf, or -1 */
	int                         scratch;	/* a folder for whatever it wants to write, or -1 */
	const char                 *environment[8];
};

bool
weasyprint_find(struct weasyprint *w)
{
	const char *program = child_find(arguments[0], w->arena);
	struct stat st;

	if (!program || stat(program, &st) != 0)
		return false;
	struct str is = str_print(w->arena, "%s %lld %lld", program, (long long)st.st_size, (long long)st.st_mtime);

	w->version = hash_bytes(is);
	for (size_t i = 0; arguments[i]; i++)
		w->version = hash_pair(w->version, hash_bytes(str_of(arguments[i])));
	return true;
}

void
weasyprint_missing(struct diag *d)
{
	struct finding *f = diag_add(d, DIAG_PDF_FAILED, (struct place){ STR("out"), 0, 0, 0 },
		"no PDF is made: WeasyPrint, which makes them, is not installed");

	diag_help(d, f, "as root: apt-get install weasyprint");
	diag_help(d, f, "the site is published without them; each pack.html and paper.html prints well from a browser");
}

/* The page as it is printed, and the name of its PDF, by all that it shows; an errno when it can't be read. */
static int
read_page(const struct work *k, const struct link_sheet *s, struct arena *a, struct buf *html, struct kept_name *name)
{
	struct str bytes;
	struct hash *key = &name->key;
	int error = file_read(k->job->site, s->path, 0, a, &bytes);

	if (error)
		return error;
	name->page = hash_bytes(bytes);
	const struct printed_file *file = printed_page(bytes, s->path, k->job->base_url, a, html);

	*key = hash_pair(k->w->version, hash_bytes(buf_view(html)));
	for (; file; file = file->next)
		*key = hash_pair(*key, file_read(k->job->site, file->path, 0, a, &bytes) == 0 ? hash_bytes(bytes)
			: hash_bytes(file->path));
	return 0;
}

/* Take what is kept; the rest is to be done. */
static void
look_for_kept(struct work *k)
{
	struct arena a;
	struct buf html = BUF_EMPTY;

	arena_init(&a);
	for (uint32_t i = 0; i < k->job->count; i++) {
		struct link_sheet *s = &k->job->sheets[i];
		struct str pdf;
		int error;

		arena_reset(&a);
		buf_clear(&html);
		error = read_page(k, s, &a, &html, &k->names[i]);
		if (error)
			s->reason = str_print(k->w->arena, "has nothing to print: %s", strerror(error));
		else if (!k->w->options->cold && kept_find(k->kept, &k->names[i], &a, &pdf))
			k->job->take(k->job, s, pdf);
		else
			k->todo[k->ntodo++] = i;
	}
	buf_release(&html);
	arena_release(&a);
}

static bool
next_page(struct child *c, void *context)
{
	struct work *k = context;
	struct kept_name name;
	struct arena a;

	if (k->next == k->ntodo)
		return false;
	const struct link_sheet *s = &k->job->sheets[k->todo[k->next]];

	*c = child_of(arguments);
	arena_init(&a);
	read_page(k, s, &a, &c->input, &name);
	c->job = k->todo[k->next++];
	c->environment = k->environment;
	c->most = BYTES_MOST;
	c->memory = MEMORY;
	c->seconds = SECONDS + (c->input.len >> 10 < SECONDS_MORE ? (unsigned)(c->input.len >> 10) : SECONDS_MORE);
	c->fenced = true;
	c->fence_required = k->w->options->require_sandbox;
	c->readable = k->job->site;
	c->writable = k->scratch;
	if (file_open_folder(k->job->site, path_folder(s->path), &c->folder) != 0)
		c->folder = -1;
	arena_release(&a);
	return true;
}

/* The first line of what it said that is an error of its own. */
static struct str
complaint(const struct child *c, struct arena *a)
{
	struct str words = buf_view(&c->words);

	while (words.len) {
		struct str line = str_cut(&words, '\n');

		if (str_starts(line, "ERROR: "))
			return child_line(str_from(line, 7), a);
	}
	return STR_NONE;
}

static bool
is_pdf(struct str bytes)
{
	return str_starts(bytes, "%PDF-") && str_ends(str_trim(bytes), "%%EOF");
}

/* Why it has no PDF to give; empty when it has. */
static struct str
reason(const struct work *k, const struct child *c, struct str pdf)
{
	struct str error = complaint(c, k->w->arena);

	if (c->end != CHILD_DONE)
		return child_reason(c, k->w->arena);
	if (error.len)
		return str_print(k->w->arena, "failed: " STR_FMT, STR_ARG(error));
	return is_pdf(pdf) ? STR_NONE : STR("gave no whole PDF");
}

static void
page_done(struct child *c, void *context)
{
	struct work *k = context;
	struct link_sheet *s = &k->job->sheets[c->job];
	struct str pdf = buf_view(&c->out);

	s->reason = reason(k, c, pdf);
	if (!s->reason.len) {
		k->job->take(k->job, s, pdf);
		kept_put(k->kept, &k->names[c->job], pdf);
	}
	if (c->folder >= 0)
		close(c->folder);
}

/* One that a killed build has left goes first. */
static void
open_scratch(struct work *k)
{
	size_t n = sizeof environment / sizeof environment[0];
	char self[32], path[PATH_MAX] = "";

	memcpy(k->environment, environment, sizeof environment);
	file_remove_tree(k->w->cache, STR(SCRATCH));
	if (file_make_folders(k->w->cache, STR(SCRATCH), 0700) != 0
	    || file_open_folder(k->w->cache, STR(SCRATCH), &k->scratch) != 0)
		return;
	snprintf(self, sizeof self, "/proc/self/fd/%d", k->scratch);
	if (readlink(self, path, sizeof path - 1) > 0)
		k->environment[n] = str_print(k->w->arena, "TMPDIR=%s", path).at;
}

static void
close_scratch(struct work *k)
{
	if (k->scratch >= 0)
		close(k->scratch);
	file_remove_tree(k->w->cache, STR(SCRATCH));
}

static void
make(void *context, const struct link_printing *job)
{
	struct weasyprint *w = context;
	struct work k = { .w = w, .job = job, .kept = -1, .scratch = -1 };
	struct child_list list = { w->at_once, next_page, page_done, &k };

	k.names = arena_array(w->arena, job->count, sizeof *k.names);
	k.todo = arena_array(w->arena, job->count, sizeof *k.todo);
	k.kept = w->keep ? kept_open(w->cache) : -1;
	look_for_kept(&k);
	log_printing(w->options, k.ntodo);
	open_scratch(&k);
	child_run_list(&list);
	close_scratch(&k);
	kept_sweep(k.kept, k.names, job->count, w->arena);
	if (k.kept >= 0)
		close(k.kept);
}

struct link_print
weasyprint_print(struct weasyprint *w)
{
	return (struct link_print){ make, w };
}

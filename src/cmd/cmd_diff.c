/*
 * reeve diff: what changed from one state of a site to another.  Writes nothing but the page that
 * it is asked for.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "base/utf8.h"
#include "cmd/build.h"
#include "cmd/cmd.h"
#include "cmd/revision.h"
#include "link/compare.h"

#define SHOWN 5			/* findings of a side that are named */

struct side {
	const char     *name;		/* as the user gave it */
	struct site     site;
	struct revision revision;
	struct diag     diag;
	struct build    build;
};

struct diff {
	const struct options    *options;
	struct arena             arena;
	struct side              old, new;
	const struct link_input *old_input;
	struct changes           changes;
	struct buf               page;
	bool                     done;
};

/* ---- the two sides ---- */

static bool
is_folder(const char *name)
{
	struct stat st;

	return stat(name, &st) == 0 && S_ISDIR(st.st_mode);
}

/* A revision has no objects of its own: those of the site as it is now serve, where the source is
 * the same. */
static bool
open_side(struct diff *d, struct side *s, const char *dir)
{
	const char *folder = s->name;

	if (!is_folder(s->name)) {
		if (!revision_take(&s->revision, s->name, dir, &d->arena))
			return false;
		folder = s->revision.folder;
	}
	if (!site_open(&s->site, folder, &d->arena))
		return false;
	s->site.shown = str_print(&d->arena, "%s%s", s->name, folder != s->name ? ":"
		: str_ends(str_of(s->name), "/") ? "" : "/");
	return true;
}

/* Both sides' objects are at hand. */
static void
use_both(struct build *b, const struct link_input *in)
{
	struct diff *d = b->context;
	struct link_options options = { .drafts = d->options->drafts, .strict = d->options->strict, .workers = 1,
		.site = d->new.site.root, .today = d->options->today };
	const struct compile_options *old = &d->old.site.compile, *new = &d->new.site.compile;
	struct compare c = { .old = { d->old_input, &d->old.diag, false }, .new = { in, &d->new.diag, false },
		.options = &options,
		.same_settings = old->numbering == new->numbering && old->currency == new->currency,
		.page = d->options->out ? &d->page : NULL };

	buf_clear(&d->page);
	compare_sites(&c, &d->arena, &d->changes);
	d->old.build.summary.damaged = c.old.damaged;
	d->new.build.summary.damaged = c.new.damaged;
	d->done = !c.old.damaged && !c.new.damaged;
}

static void
use_old(struct build *b, const struct link_input *in)
{
	struct diff *d = b->context;

	d->old_input = in;
	d->new.build = (struct build){ .options = d->options, .site = &d->new.site, .arena = &d->arena,
		.diag = &d->new.diag, .kept = d->new.build.kept, .use = use_both, .context = d };
	diag_init(&d->new.diag, &d->arena);
	d->new.site.nsource = 0;
	build_run(&d->new.build);
}

static void
compare(struct diff *d, const struct site *kept)
{
	d->new.build.kept = d->new.revision.folder ? kept : NULL;
	d->old.build = (struct build){ .options = d->options, .site = &d->old.site, .arena = &d->arena,
		.diag = &d->old.diag, .kept = d->old.revision.folder ? kept : NULL, .use = use_old, .context = d };
	diag_init(&d->old.diag, &d->arena);
	build_run(&d->old.build);
}

/* ---- what is said ---- */

/* What is wrong on a side stops nothing; but what could not be read was not compared. */
static void
print_trouble(struct diff *d, struct side *s, const char *which)
{
	struct buf out = BUF_EMPTY;
	size_t n = s->diag.count[SEVERITY_ERROR];
	unsigned shown = 0;

	if (n == 0 || d->options->quiet)
		return;
	buf_print(&out, "reeve diff: %s has %zu error%s; what can't be read is not compared:\n", which, n,
		n == 1 ? "" : "s");
	log_name_files(&s->site, &s->diag, &d->arena);
	for (const struct finding *f = s->diag.first; f && shown < SHOWN; f = f->next) {
		if (f->severity != SEVERITY_ERROR)
			continue;
		buf_text(&out, "  ");
		utf8_put_shown(&out, f->at.file);
		if (f->at.line > 0)
			buf_print(&out, ":%u:%u", f->at.line, f->at.column);
		buf_text(&out, ": ");
		utf8_put_shown(&out, f->message);
		buf_print(&out, " [%s]\n", diag_name(f->code));
		shown++;
	}
	if (n > shown)
		buf_print(&out, "  and %zu more; `reeve check` lists them\n", n - shown);
	fwrite(out.at, 1, out.len, stderr);
	buf_release(&out);
}

/* Written beside and renamed: a reader sees the old log or the new one. */
static bool
write_page(struct diff *d)
{
	struct str name = str_of(d->options->out);

	if (d->page.len == 0) {
		fprintf(stderr, "reeve diff: the theme can't make the page; `reeve check` says why\n");
		return false;
	}
	int at = open(path_above(&d->arena, name), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int error = at < 0 ? errno : !path_name(name).len ? EISDIR
		: file_replace(at, path_name(name), buf_view(&d->page), 0644);

	if (at >= 0)
		close(at);
	if (error)
		fprintf(stderr, "reeve diff: %s: %s\n", d->options->out, strerror(error));
	return error == 0;
}

static void
print_log(struct diff *d)
{
	struct buf out = BUF_EMPTY;
	const struct options *o = d->options;

	if (o->format == FORMAT_JSON) {
		changes_json(&d->changes, &out);
	} else if (o->out && d->changes.npage > 0) {
		utf8_put_shown(&out, changes_summary(&d->changes, &d->arena));
		buf_text(&out, ".\n");
	} else if (!o->out) {
		changes_text(&d->changes, &out);
	}
	if (out.len > 0 && (!o->quiet || o->format == FORMAT_JSON))
		fwrite(out.at, 1, out.len, stdout);
	if (d->changes.npage == 0 && !o->quiet && o->format == FORMAT_TEXT)
		fprintf(stderr, "Nothing has changed.\n");
	buf_release(&out);
}

static int
report(struct diff *d)
{
	bool written = true;

	if (d->old.build.failed || d->new.build.failed || !d->done) {
		print_trouble(d, &d->old, "OLD");
		print_trouble(d, &d->new, "NEW");
		fprintf(stderr, "reeve diff: the two could not be compared\n");
		return 2;
	}
	print_log(d);
	print_trouble(d, &d->old, "OLD");
	print_trouble(d, &d->new, "NEW");
	if (d->options->out)
		written = write_page(d);
	if (ferror(stdout) || fflush(stdout) != 0 || !written)
		return 2;
	return d->changes.npage > 0;
}

/*
 * What a revision is taken out to must be gone at the end: a signal that would end us waits until
 * it is.  (From a terminal, that is some seconds at most; the readers have their own time limits.)
 */
static void
hold_signals(int how)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGQUIT);
	sigaddset(&set, SIGPIPE);
	sigaddset(&set, SIGXCPU);
	sigprocmask(how, &set, NULL);
}

static int
run(struct diff *d, const char *dir)
{
	struct site kept = { .root = -1, .content = -1, .themes = -1 };
	bool is_revision = !is_folder(d->old.name) || !is_folder(d->new.name);

	if (is_revision)
		hold_signals(SIG_BLOCK);
	bool open = open_side(d, &d->old, dir) && open_side(d, &d->new, dir);

	if (open) {
		bool has_kept = is_revision && site_open(&kept, dir, &d->arena);

		compare(d, has_kept ? &kept : NULL);
	}
	site_close(&kept);
	revision_release(&d->old.revision);
	revision_release(&d->new.revision);
	if (is_revision)
		hold_signals(SIG_UNBLOCK);
	return open ? report(d) : 2;
}

int
cmd_diff(const struct options *o)
{
	struct diff d = { .options = o };

	if (o->noperand != 2 && o->noperand != 3) {
		fprintf(stderr, "reeve diff: name two states of a site, the old one first: reeve diff OLD NEW\n");
		return 2;
	}
	arena_init(&d.arena);
	d.old.name = o->operands[0];
	d.new.name = o->operands[1];
	d.old.revision.place = d.new.revision.place = -1;
	d.old.site = d.new.site = (struct site){ .root = -1, .content = -1, .themes = -1 };
	int status = run(&d, o->noperand == 3 ? o->operands[2] : ".");

	site_close(&d.old.site);
	site_close(&d.new.site);
	buf_release(&d.page);
	arena_release(&d.arena);
	return status;
}

/* reeve build: check everything, then publish. */
#include <stdio.h>

#include "cmd/build.h"
#include "cmd/cmd.h"
#include "cmd/restricted.h"

static void
outcome_text(const struct build *b, struct buf *out)
{
	const char *to = b->options->restricted ? b->options->restricted
		: b->options->out ? b->options->out : "out";

	const struct link_summary *s = &b->summary;

	if (b->failed && s->published)
		buf_print(out, "The site is published to %s/, but what is kept for the next build is not: it will begin anew.", to);
	else if (!s->published)
		buf_text(out, "Nothing is published; what was published stays as it is.");
	else if (b->unchanged)
		buf_print(out, "Nothing has changed: %s/ holds %u pages", to, s->pages);
	else if (b->options->restricted)
		buf_print(out, "Members' packs and papers: %u in %s/ (%u of %u files were new or changed); not for publication",
			s->pages, to, s->written, s->files);
	else
		buf_print(out, "Published %u pages to %s/ (%u of %u files were new or changed)",
			s->pages, to, s->written, s->files);
	if (!s->published || b->failed)
		return;
	if (s->pdfs)
		buf_print(out, "%s %u PDF%s", b->unchanged ? " and" : ", with", s->pdfs, s->pdfs == 1 ? "" : "s");
	if (s->unprinted)
		buf_print(out, "; %u PDF%s could not be made", s->unprinted, s->unprinted == 1 ? "" : "s");
	buf_text(out, b->no_printer ? ", without PDFs." : ".");
}

int
cmd_build(const struct options *o)
{
	struct arena arena;
	struct diag diag;
	struct site site;
	struct buf outcome = BUF_EMPTY;
	int status = 2;

	if (o->noperand > 1) {
		fprintf(stderr, "reeve build: one folder at a time\n");
		return 2;
	}
	arena_init(&arena);
	diag_init(&diag, &arena);
	if (site_open(&site, o->noperand ? o->operands[0] : ".", &arena)
		&& (!o->restricted || restricted_allows(&site, o->restricted, o->out, &arena))) {
		struct build b = { .options = o, .site = &site, .arena = &arena, .diag = &diag,
			.write = true };

		site.compile.restricted = o->restricted != NULL;
		build_run(&b);
		log_name_files(&site, &diag, &arena);
		log_findings(o, &site, &diag);
		outcome_text(&b, &outcome);
		buf_char(&outcome, '\0');
		log_summary(o, &diag, &b.summary, outcome.at);
		status = log_status(&diag, b.failed);
	}
	site_close(&site);
	buf_release(&outcome);
	arena_release(&arena);
	return status;
}

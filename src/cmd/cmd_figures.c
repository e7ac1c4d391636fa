/*
 * reeve figures: every figure of a report or table, with its source and verdict.  Writes nothing.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/escape.h"
#include "base/utf8.h"
#include "cmd/build.h"
#include "cmd/cmd.h"

struct printer {
	const struct options *options;
	struct str            folder;	/* before a path, as its reader knows it */
	struct buf            line;
	struct arena          arena;	/* of one line */
	size_t                count;
};

static void
add_text(struct buf *out, const char *key, struct str text)
{
	buf_print(out, ",\"%s\":", key);
	escape_json(out, text);
}

static void
add_covers(struct buf *out, const struct link_figure *f)
{
	buf_text(out, ",\"covers\":[");
	for (uint32_t i = 0; i < f->ncover; i++)
		buf_print(out, "%s[%u,%u]", i > 0 ? "," : "", f->covers[i].row, f->covers[i].column);
	buf_char(out, ']');
}

static void
print_json(struct printer *p, const struct link_figure *f)
{
	const struct { const char *key; decimal value; } checked[] = {
		{ "stated", f->stated }, { "computed", f->computed },
		{ "difference", f->difference }, { "bound", f->bound },
	};
	struct buf *out = &p->line;

	buf_print(out, "{\"figure\":\"%s\"", f->kind);
	add_text(out, "file", str_print(&p->arena, STR_FMT STR_FMT, STR_ARG(p->folder),
		STR_ARG(f->at.file)));
	if (f->table.len > 0)
		add_text(out, "table", f->table);
	buf_print(out, ",\"line\":%u,\"row\":%u,\"column\":%u", f->at.line, f->row,
		f->row > 0 ? f->column : f->at.column);
	add_text(out, "text", f->text);
	add_text(out, "value", f->value);
	add_text(out, "unit", f->unit);
	add_text(out, "verdict", str_of(verdict_name(f->verdict)));
	add_covers(out, f);
	add_text(out, "reading", f->reading);
	for (size_t i = 0; f->is_checked && i < sizeof(checked) / sizeof(checked[0]); i++)
		add_text(out, checked[i].key, decimal_text(&p->arena, checked[i].value));
	buf_text(out, "}\n");
}

/* Columns of a width: a text too long for its own pushes the others on. */
static void
add_column(struct buf *out, struct str text, size_t width)
{
	size_t is = utf8_width(text);

	buf_str(out, text);
	buf_fill(out, ' ', is < width ? width - is + 1 : 1);
}

static void
print_text(struct printer *p, const struct link_figure *f)
{
	static const char *const verdicts[VERDICTS] = {
		[VERDICT_EXACT] = "exact", [VERDICT_ROUNDING] = "within rounding",
		[VERDICT_MISMATCH] = "mismatch", [VERDICT_UNCHECKED] = "not checked",
	};
	bool is_plain = strcmp(f->kind, "amount") == 0;
	struct str place = str_print(&p->arena, "%u:%u", f->at.line, f->at.column);

	if (p->count == 0) {
		add_column(&p->line, STR("place"), 8);
		add_column(&p->line, STR("figure"), 7);
		add_column(&p->line, STR("text"), 16);
		add_column(&p->line, STR("verdict"), 16);
		buf_text(&p->line, "reading or source\n");
	}
	add_column(&p->line, place, 8);
	add_column(&p->line, str_of(f->kind), 7);
	add_column(&p->line, f->text, 16);
	add_column(&p->line, str_of(is_plain ? "-" : verdicts[f->verdict]), 16);
	if (f->table.len > 0)
		buf_print(&p->line, "#" STR_FMT ": ", STR_ARG(f->table));
	buf_str(&p->line, f->reading);
	if (f->is_checked && f->verdict != VERDICT_EXACT)
		buf_print(&p->line, " (stated " STR_FMT ", computed " STR_FMT ", difference " STR_FMT ")",
			STR_ARG(decimal_text(&p->arena, f->stated)),
			STR_ARG(decimal_text(&p->arena, f->computed)),
			STR_ARG(decimal_text(&p->arena, f->difference)));
	buf_char(&p->line, '\n');
}

static void
print(void *context, const struct link_figure *f)
{
	struct printer *p = context;

	if (p->options->format == FORMAT_JSON)
		print_json(p, f);
	else
		print_text(p, f);
	p->count++;
	fwrite(p->line.at, 1, p->line.len, stdout);
	buf_clear(&p->line);
	arena_reset(&p->arena);
}

static int
list(const struct options *o, struct site *site, struct arena *a, struct str path)
{
	struct diag diag;
	struct printer printer = { .options = o, .line = BUF_EMPTY,
		.folder = site->lone ? STR_NONE : site->folder };
	struct link_figures asked = { .path = path, .all = o->all, .each = print,
		.context = &printer };
	struct build b = { .options = o, .site = site, .arena = a, .diag = &diag,
		.figures = &asked };

	arena_init(&printer.arena);
	diag_init(&diag, a);
	build_run(&b);
	log_keep_file(&diag, path);
	if (!asked.found && !b.failed)
		fprintf(stderr, "reeve: " STR_FMT ": this is no source of the site\n", STR_ARG(path));
	if (printer.count == 0 && asked.found && o->format == FORMAT_TEXT && !o->quiet)
		fprintf(stderr, "There is no figure in " STR_FMT STR_FMT ".\n",
			STR_ARG(printer.folder), STR_ARG(path));
	buf_release(&printer.line);
	arena_release(&printer.arena);
	return asked.found ? log_status(&diag, b.failed) : 2;
}

int
cmd_figures(const struct options *o)
{
	struct arena arena;
	struct site site = { .root = -1, .content = -1, .themes = -1 };
	struct stat st;
	struct str path = STR_NONE;
	int status = 2;

	if (o->noperand == 1 && stat(o->operands[0], &st) != 0) {
		fprintf(stderr, "reeve figures: %s: %s\n", o->operands[0], strerror(errno));
		return 2;
	}
	if (o->noperand != 1 || S_ISDIR(st.st_mode)) {
		fprintf(stderr, "reeve figures: name one report or table: reeve figures FILE\n");
		return 2;
	}
	arena_init(&arena);
	const char *above = site_above(o->operands[0], &arena, &path);

	if (above ? site_open(&site, above, &arena)
		: site_open_lone(&site, o->operands[0], &arena, &path))
		status = list(o, &site, &arena, path);
	site_close(&site);
	arena_release(&arena);
	return status;
}

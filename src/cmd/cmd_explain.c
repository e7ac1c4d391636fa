/*
 * reeve explain: what a finding means, with an example and the mend.
 *
 * The words are the handbook's: its page of findings rides in the program, and each code is a heading
 * there.  What is Markdown in it is written here as a terminal shows it.
 */
#include <stdio.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "cmd/civic.h"
#include "cmd/cmd.h"

#define WIDTH 78u

/* The paragraphs below `### CODE`, up to the next heading; empty when the page has none. */
static struct str
section_of(const char *code)
{
	struct str page = { findings_page, (size_t)(findings_page_end - findings_page) };
	struct str line, start = STR_NONE;
	bool fenced = false;

	while (page.len > 0) {
		const char *at = page.at;

		line = str_cut(&page, '\n');
		fenced ^= str_starts(line, "```");
		if (!fenced && str_starts(line, "##") && start.len > 0)
			return (struct str){ start.at, (size_t)(at - start.at) };
		if (!fenced && str_starts(line, "### ") && str_is(str_from(line, 4), code))
			start = page;
	}
	return start;
}

/* One line of a paragraph without its Markdown: stars go, and of a link its text stays. */
static void
put_plain(struct buf *out, struct str line)
{
	for (size_t i = 0; i < line.len; i++) {
		char c = line.at[i];

		if (c == '`') {
			size_t end = str_find_char(line, '`', i + 1);

			buf_str(out, str_slice(line, i, end + 1));
			i = end;
		} else if (c == ']' && i + 1 < line.len && line.at[i + 1] == '(') {
			i = str_find_char(line, ')', i);
		} else if (c != '*' && c != '[') {
			buf_char(out, c);
		}
	}
}

/* Words in lines of at most WIDTH characters; a list's later lines are set in. */
static void
put_wrapped(struct buf *out, struct str text)
{
	const char *set_in = str_starts(text, "- ") ? "  " : "";
	size_t at = 0;

	while (text.len > 0) {
		struct str word = str_cut(&text, ' ');
		size_t width = utf8_width(word);

		if (at > 0 && at + 1 + width > WIDTH) {
			buf_char(out, '\n');
			buf_text(out, set_in);
			at = *set_in ? 2 : 0;
		} else if (at > 0) {
			buf_char(out, ' ');
			at++;
		}
		buf_str(out, word);
		at += width;
	}
	buf_char(out, '\n');
}

static void
put_section(struct buf *out, struct str text)
{
	struct buf plain = BUF_EMPTY;
	bool fenced = false;

	while (text.len > 0) {
		struct str line = str_cut(&text, '\n');

		if (str_starts(line, "```")) {
			fenced = !fenced;
		} else if (fenced) {
			buf_text(out, line.len > 0 ? "    " : "");
			buf_str(out, line);
			buf_char(out, '\n');
		} else {
			buf_clear(&plain);
			put_plain(&plain, line);
			put_wrapped(out, buf_view(&plain));
		}
	}
	while (out->len > 1 && out->at[out->len - 2] == '\n')
		out->len--;
	buf_release(&plain);
}

static void
explain(enum diag_code code, bool color)
{
	struct buf out = BUF_EMPTY;

	buf_print(&out, "%s%s%s: %s\n\n", color ? "\033[1m" : "", diag_name(code),
		color ? "\033[0m" : "", diag_text(code));
	put_section(&out, str_trim(section_of(diag_name(code))));
	fwrite(out.at, 1, out.len, stdout);
	buf_release(&out);
}

/* Every code with its severity; those that nothing gives yet have no paragraph. */
static void
list(void)
{
	for (int code = 0; code < DIAG_COUNT; code++)
		if (section_of(diag_name(code)).len > 0)
			printf("%-28s %-8s %s\n", diag_name(code), severity_name(diag_severity(code)),
				diag_text(code));
}

static int
unknown(const char *name)
{
	struct arena a;
	struct nearest near;

	arena_init(&a);
	nearest_init(&near, str_of(name));
	for (int code = 0; code < DIAG_COUNT; code++)
		if (section_of(diag_name(code)).len > 0)
			nearest_try(&near, str_of(diag_name(code)));
	struct str text = nearest_text(&near, &a);

	fprintf(stderr, "reeve explain: there is no finding %s" STR_FMT STR_FMT "\n"
		"'reeve explain' lists them all.\n", name,
		STR_ARG(text.len ? STR("; ") : STR_NONE), STR_ARG(text));
	arena_release(&a);
	return 2;
}

int
cmd_explain(const struct options *o)
{
	bool color = o->color == COLOR_ALWAYS || (o->color == COLOR_AUTO && isatty(STDOUT_FILENO));
	enum diag_code code;

	if (o->noperand == 0)
		list();
	for (size_t i = 0; i < o->noperand; i++) {
		if (!diag_code_of(str_of(o->operands[i]), &code)
			|| section_of(diag_name(code)).len == 0)
			return unknown(o->operands[i]);
		if (i > 0)
			putchar('\n');
		explain(code, color);
	}
	return 0;
}

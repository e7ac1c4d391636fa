/*
 * The least that a program with the same Markdown parser must do: read every .md of a tree, parse
 * and render it, write each page.  One thread, no links, no checks.  Usage: floor TREE OUT
 */
#include <err.h>
#include <fts.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

static const char *const extensions[] = { "table", "strikethrough", "tasklist" };

/* Whole, with its length; the caller frees it. */
static char *
read_whole(const char *path, size_t size, size_t *len)
{
	FILE *file = fopen(path, "r");
	char *text = malloc(size + 1);

	if (!file || !text)
		err(2, "%s", path);
	*len = fread(text, 1, size, file);
	fclose(file);
	return text;
}

static void
write_whole(const char *folder, unsigned number, const char *html)
{
	char path[4096];
	FILE *file;

	snprintf(path, sizeof path, "%s/%06u.html", folder, number);
	file = fopen(path, "w");
	if (!file || fputs(html, file) == EOF || fclose(file) == EOF)
		err(2, "%s", path);
}

static char *
render(const char *text, size_t len)
{
	cmark_parser *parser = cmark_parser_new(CMARK_OPT_FOOTNOTES);

	for (size_t i = 0; i < sizeof extensions / sizeof extensions[0]; i++)
		cmark_parser_attach_syntax_extension(parser,
			cmark_find_syntax_extension(extensions[i]));
	cmark_parser_feed(parser, text, len);

	cmark_node *tree = cmark_parser_finish(parser);
	char *html = cmark_render_html(tree, CMARK_OPT_FOOTNOTES,
		cmark_parser_get_syntax_extensions(parser));

	cmark_node_free(tree);
	cmark_parser_free(parser);
	return html;
}

static bool
is_markdown(const FTSENT *entry)
{
	return entry->fts_info == FTS_F && entry->fts_namelen > 3 &&
		strcmp(entry->fts_name + entry->fts_namelen - 3, ".md") == 0;
}

static void
make_page(const FTSENT *entry, const char *folder, unsigned number)
{
	size_t len;
	char *text = read_whole(entry->fts_path, (size_t)entry->fts_statp->st_size, &len);
	char *html = render(text, len);

	write_whole(folder, number, html);
	free(html);
	free(text);
}

int
main(int argc, char **argv)
{
	unsigned pages = 0;

	if (argc != 3)
		errx(2, "usage: floor TREE OUT");
	cmark_gfm_core_extensions_ensure_registered();

	FTS *tree = fts_open((char *const[]){ argv[1], NULL }, FTS_PHYSICAL | FTS_NOCHDIR, NULL);

	if (!tree)
		err(2, "%s", argv[1]);
	for (FTSENT *entry; (entry = fts_read(tree)) != NULL;)
		if (is_markdown(entry))
			make_page(entry, argv[2], pages++);
	fts_close(tree);
	if (pages == 0)
		errx(2, "%s: no Markdown in it", argv[1]);
	return 0;
}

/*
 * A change log as JSON: a line for each source that differs, one for each change in it, and the
 * counts last.
 */
#include "base/escape.h"
#include "link/changes.h"

static const char *const whats[CHANGE_WHATS] = { "total", "cell", "row", "column", "figure", "fact",
	"item", "text", "public" };
static const char *const hows[CHANGE_HOWS] = { "added", "removed", "changed", "moved" };
static const char *const fates[FATES] = { "changed", "added", "withdrawn", "exempt", "public" };
static const char *const kinds[PASSAGE_KINDS] = { "heading", "paragraph", "entry", "note", "row",
	"caption", "table", "code", "fact", "item" };

static void
add_runs(struct buf *out, const struct change *c)
{
	static const char *const names[] = { "same", "deleted", "inserted" };

	buf_text(out, ",\"words\":[");
	for (uint32_t i = 0; i < c->nrun; i++) {
		buf_print(out, "%s{\"%s\":", i > 0 ? "," : "", names[c->runs[i].kind]);
		escape_json(out, c->runs[i].text);
		buf_char(out, '}');
	}
	buf_char(out, ']');
}

static void
add_change(struct buf *out, const struct change *c)
{
	buf_print(out, "\"change\":\"%s\",\"how\":\"%s\"", whats[c->what], hows[c->how]);
	if (c->what == CHANGE_TEXT || c->what == CHANGE_CLAIM)
		buf_print(out, ",\"kind\":\"%s\"", kinds[c->kind]);
	if (c->line > 0)
		buf_print(out, ",\"line\":%u", c->line);
	if (c->line > 0 && c->how == CHANGE_REMOVED)
		buf_text(out, ",\"side\":\"old\"");
	escape_json_member(out, "name", c->name);
	escape_json_member(out, "former_name", c->old_name);
	escape_json_member(out, "under", c->under);
	escape_json_member(out, "old", c->old);
	escape_json_member(out, "new", c->new);
	escape_json_member(out, "difference", c->difference);
	escape_json_member(out, "source", c->source);
	if (c->hushed)
		buf_text(out, ",\"left_out\":true");
	if (c->nrun > 0)
		add_runs(out, c);
	if (c->what != CHANGE_TOTAL)
		return;
	buf_text(out, ",\"lines\":[");
	for (const struct change *part = c->parts; part; part = part->next) {
		buf_text(out, part == c->parts ? "{" : ",{");
		add_change(out, part);
		buf_char(out, '}');
	}
	buf_char(out, ']');
}

static void
add_page(struct buf *out, const struct change_page *page)
{
	buf_print(out, "{\"source\":\"%s\",\"fate\":\"%s\"", object_kind_name(page->kind), fates[page->fate]);
	escape_json_member(out, "file", page->path);
	escape_json_member(out, "former_file", page->old_path);
	escape_json_member(out, "title", page->title);
	escape_json_member(out, "committee", page->committee);
	escape_json_member(out, "meeting", page->meeting);
	if (page->parts > 0)
		buf_print(out, ",\"parts\":%u", page->parts);
	if (page->exempt)
		buf_text(out, ",\"exempt\":true");
	if (page->form_only)
		buf_text(out, ",\"form_only\":true");
	if (page->unread)
		buf_text(out, ",\"not_compared\":true");
	if (page->hushed)
		buf_text(out, ",\"left_out\":true");
	buf_text(out, "}\n");
	for (int what = 0; what < CHANGE_WHATS; what++)
		for (const struct change *c = page->lists[what].first; c; c = c->next) {
			buf_char(out, '{');
			add_change(out, c);
			escape_json_member(out, "file", c->how == CHANGE_REMOVED && page->old_path.len ? page->old_path : page->path);
			buf_text(out, "}\n");
		}
}

static void
add_trouble(struct buf *out, const char *side, const struct change_trouble *t)
{
	buf_print(out, "\"%s\":{\"errors\":%u,\"warnings\":%u}", side, t->errors, t->warnings);
}

void
changes_json(const struct changes *c, struct buf *out)
{
	const struct { const char *key; uint32_t n; } counts[] = {
		{ "papers_added", c->papers[FATE_ADDED] }, { "papers_withdrawn", c->papers[FATE_WITHDRAWN] },
		{ "papers_changed", c->papers[FATE_CHANGED] }, { "papers_exempt", c->papers[FATE_EXEMPT] },
		{ "papers_public", c->papers[FATE_PUBLIC] }, { "renamed", c->renamed },
		{ "totals_moved", c->totals }, { "meetings", c->meetings }, { "tables", c->tables },
		{ "others", c->others }, { "left_out", c->hushed },
	};

	for (uint32_t i = 0; i < c->npage; i++)
		add_page(out, &c->pages[i]);
	buf_text(out, "{\"summary\":{");
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		buf_print(out, "\"%s\":%u,", counts[i].key, counts[i].n);
	add_trouble(out, "old", &c->old);
	buf_char(out, ',');
	add_trouble(out, "new", &c->new);
	buf_text(out, "}}\n");
}

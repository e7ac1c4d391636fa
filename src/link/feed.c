/*
 * What machines that follow the site read: the sitemap, and the feeds of the site and of
 * each committee.
 *
 * Knows the two forms and what they may say of a page; which files there are is output.c's.
 * The only file that knows libxml2's writer, which escapes; it writes into our buf.
 */
#include "link/feed.h"

#include <libxml/xmlwriter.h>
#include <unistd.h>

#include "base/path.h"
#include "base/utf8.h"
#include "link/agenda.h"

#define INDEX      "index.html"
#define FEED       "feed.xml"
#define ENTRIES    50
#define ATOM       "http://www.w3.org/2005/Atom"
#define SITEMAP    "http://www.sitemaps.org/schemas/sitemap/0.9"

struct writer {
	xmlTextWriter        *xml;
	const struct program *p;
	struct buf            text;	/* the value at hand */
	struct buf            clean;	/* what XML may hold of it, and a NUL */
};

/* The writer fails only when memory runs out: what it writes to cannot. */
static void
must(bool good)
{
	static const char text[] = "reeve: out of memory\n";

	if (good)
		return;
	if (write(STDERR_FILENO, text, sizeof(text) - 1) < 0)
		_exit(2);	/* there is nobody left to tell */
	_exit(2);
}

static int
take(void *context, const char *bytes, int len)
{
	buf_add(context, bytes, (size_t)len);
	return len;
}

static void
begin(struct writer *w, const struct program *p, struct buf *out)
{
	xmlOutputBuffer *sink = xmlOutputBufferCreateIO(take, NULL, out, NULL);

	must(sink != NULL);
	*w = (struct writer){ .xml = xmlNewTextWriter(sink), .p = p };
	must(w->xml != NULL);
	must(xmlTextWriterSetIndent(w->xml, 1) >= 0);
	must(xmlTextWriterSetIndentString(w->xml, BAD_CAST "") >= 0);
	must(xmlTextWriterStartDocument(w->xml, NULL, "UTF-8", NULL) >= 0);
}

static void
end(struct writer *w)
{
	must(xmlTextWriterEndDocument(w->xml) >= 0);
	xmlFreeTextWriter(w->xml);
	buf_release(&w->text);
	buf_release(&w->clean);
}

/* XML 1.0, production 2. */
static bool
is_allowed(uint32_t c)
{
	return c >= 0x20 ? c != 0xfffe && c != 0xffff : c == '\t' || c == '\n' || c == '\r';
}

/* As the writer wants it: what XML has no way to write is dropped. */
static const xmlChar *
clean(struct writer *w, struct str s)
{
	s = str_head(s, utf8_invalid_at(s));
	buf_clear(&w->clean);
	for (size_t i = 0; i < s.len;) {
		uint32_t c = utf8_next(s, &i);

		if (is_allowed(c))
			utf8_put(&w->clean, c);
	}
	buf_char(&w->clean, '\0');
	return BAD_CAST w->clean.at;
}

static void
open_element(struct writer *w, const char *name)
{
	must(xmlTextWriterStartElement(w->xml, BAD_CAST name) >= 0);
}

static void
close_element(struct writer *w)
{
	must(xmlTextWriterEndElement(w->xml) >= 0);
}

static void
attribute(struct writer *w, const char *name, struct str value)
{
	must(xmlTextWriterWriteAttribute(w->xml, BAD_CAST name, clean(w, value)) >= 0);
}

static void
element(struct writer *w, const char *name, struct str value)
{
	must(xmlTextWriterWriteElement(w->xml, BAD_CAST name, clean(w, value)) >= 0);
}

static struct str
site_text(const struct program *p, const char *key)
{
	return p->site == NONE ? STR_NONE : object_text(&p->site_object, key);
}

static struct str
site_title(const struct program *p)
{
	struct str title = site_text(p, "title");

	return title.len ? title : STR("reeve");
}

/* The address of an output behind a prefix, without the name that a server adds itself. */
static struct str
prefixed(struct writer *w, struct str prefix, bool is_folder, struct str path)
{
	if (str_is(path_name(path), INDEX))
		path.len -= sizeof(INDEX) - 1;
	buf_clear(&w->text);
	buf_str(&w->text, prefix);
	if (is_folder && !str_ends(prefix, "/"))
		buf_char(&w->text, '/');
	path_encode(&w->text, path);
	return buf_view(&w->text);
}

/* Where an output is: absolute, or seen from another when the site has no base_url. */
static struct str
address(struct writer *w, struct str from, struct str path)
{
	struct str base = site_text(w->p, "base_url");

	if (base.len)
		return prefixed(w, base, true, path);
	if (str_equal(from, path))
		from = STR_NONE, path = path_name(path);
	buf_clear(&w->text);
	path_relative(&w->text, from, path);
	return buf_view(&w->text);
}

/* An id has to be absolute, and the same for ever. */
static struct str
identity(struct writer *w, struct str path)
{
	struct str base = site_text(w->p, "base_url");

	if (base.len)
		return prefixed(w, base, true, path);
	return prefixed(w, STR("urn:reeve:"), false, path);
}

static struct str
date_put(struct writer *w, struct date d, const char *behind)
{
	buf_clear(&w->text);
	buf_print(&w->text, "%04d-%02d-%02d%s", d.year, d.month, d.day, behind);
	return buf_view(&w->text);
}

/* When something new last came there: it was published, or a supplement was; its own day where neither is known. */
static struct date
news_of(const struct program *p, const struct page *pg)
{
	const struct page *meeting = pg->meeting == NONE || pg->minutes ? NULL : &p->pages[pg->meeting];
	struct date news = pg->published;

	if (!news.year && pg->kind == OBJECT_REPORT && meeting && !meeting->hidden)
		news = meeting->published;
	for (uint32_t i = 0; pg->agenda && i < pg->agenda->nsupplement; i++)
		if (date_compare(pg->agenda->supplements[i].published, news) > 0)
			news = pg->agenda->supplements[i].published;
	return news.year ? news : pg->date;
}

void
feed_sitemap(const struct program *p, const struct output_list *outputs, struct buf *out)
{
	struct writer w;

	begin(&w, p, out);
	open_element(&w, "urlset");
	attribute(&w, "xmlns", STR(SITEMAP));
	for (uint32_t i = 0; i < outputs->count; i++) {
		const struct output *o = &outputs->outputs[i];

		if (!form_is_page(o->form))
			continue;
		open_element(&w, "url");
		element(&w, "loc", address(&w, STR("sitemap.xml"), o->path));
		struct date news = o->page == NONE ? (struct date){ 0, 0, 0 } : news_of(p, &p->pages[o->page]);

		if (news.year)
			element(&w, "lastmod", date_put(&w, news, ""));
		close_element(&w);
	}
	close_element(&w);
	end(&w);
}

/* The newest first; of one day in the order of their paths. */
struct latest {
	uint32_t pages[ENTRIES];
	uint32_t count;
};

static bool
belongs(const struct page *pg, uint32_t committee)
{
	if (pg->kind != OBJECT_REPORT && pg->kind != OBJECT_MEETING)
		return false;
	if (pg->hidden || !pg->output.len)
		return false;
	return committee == NONE || pg->committee == committee;
}

static void
insert(struct latest *l, const struct program *p, uint32_t page)
{
	uint32_t at = l->count;

	while (at > 0 && date_compare(news_of(p, &p->pages[l->pages[at - 1]]), news_of(p, &p->pages[page])) < 0)
		at--;
	if (at == ENTRIES)
		return;
	if (l->count < ENTRIES)
		l->count++;
	for (uint32_t i = l->count - 1; i > at; i--)
		l->pages[i] = l->pages[i - 1];
	l->pages[at] = page;
}

static void
updated(struct writer *w, struct date d)
{
	if (!d.year)
		d = (struct date){ 1970, 1, 1 };	/* it must say one; "now" is a clock's */
	element(w, "updated", date_put(w, d, "T00:00:00Z"));
}

static void
feed_link(struct writer *w, const char *relation, const char *type, struct str from,
	struct str path)
{
	open_element(w, "link");
	attribute(w, "rel", str_of(relation));
	attribute(w, "type", str_of(type));
	attribute(w, "href", address(w, from, path));
	close_element(w);
}

/* Of a meeting that does not take place on its day it is said first. */
static struct str
entry_title(struct writer *w, const struct page *pg)
{
	struct str moved = STR_NONE;

	if (pg->kind != OBJECT_MEETING || !pg->cancelled)
		return pg->title;
	moved = program_word(w->p, pg->agenda->postponed.year ? "postponed" : "cancelled");
	buf_clear(&w->text);
	buf_print(&w->text, STR_FMT ": " STR_FMT, STR_ARG(moved), STR_ARG(pg->title));
	return buf_view(&w->text);
}

/* Of an exempt paper the title and no more. */
static void
entry(struct writer *w, struct str feed, const struct page *pg)
{
	open_element(w, "entry");
	element(w, "id", identity(w, pg->output));
	element(w, "title", entry_title(w, pg));
	updated(w, news_of(w->p, pg));
	feed_link(w, "alternate", "text/html", feed, pg->output);
	if (pg->summary.len && !pg->exempt) {
		open_element(w, "summary");
		attribute(w, "type", STR("text"));
		must(xmlTextWriterWriteString(w->xml, clean(w, pg->summary)) >= 0);
		close_element(w);
	}
	close_element(w);
}

static struct str
feed_title(struct writer *w, const struct page *committee)
{
	if (!committee)
		return site_title(w->p);
	buf_clear(&w->text);
	buf_str(&w->text, committee->title);
	buf_text(&w->text, ", ");
	buf_str(&w->text, site_title(w->p));
	return buf_view(&w->text);
}

/* What stands before the entries; path is that of the feed. */
static void
head(struct writer *w, const struct page *committee, struct str path, struct date newest)
{
	attribute(w, "xmlns", STR(ATOM));
	attribute(w, "xml:lang", program_language(w->p));
	element(w, "id", identity(w, path));
	element(w, "title", feed_title(w, committee));
	updated(w, newest);
	open_element(w, "author");
	element(w, "name", site_title(w->p));
	close_element(w);
	feed_link(w, "self", "application/atom+xml", path, path);
	feed_link(w, "alternate", "text/html", path, committee ? committee->output : STR(INDEX));
}

/* Beside the page it is the feed of. */
static void
feed_path(struct buf *path, const struct page *committee)
{
	struct str folder = committee ? path_folder(committee->output) : STR_NONE;

	buf_str(path, folder);
	if (folder.len)
		buf_char(path, '/');
	buf_text(path, FEED);
}

void
feed_atom(const struct program *p, uint32_t committee, struct buf *out)
{
	const struct page *about = committee == NONE ? NULL : &p->pages[committee];
	struct latest latest = { .count = 0 };
	struct buf path = BUF_EMPTY;
	struct writer w;

	for (uint32_t i = 0; i < p->npage; i++)
		if (belongs(&p->pages[i], committee))
			insert(&latest, p, i);
	feed_path(&path, about);
	begin(&w, p, out);
	open_element(&w, "feed");
	head(&w, about, buf_view(&path),
		latest.count ? p->pages[latest.pages[0]].date : (struct date){ 0, 0, 0 });
	for (uint32_t i = 0; i < latest.count; i++)
		entry(&w, buf_view(&path), &p->pages[latest.pages[i]]);
	close_element(&w);
	end(&w);
	buf_release(&path);
}

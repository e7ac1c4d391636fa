/*
 * The HTML parser [libxml2], and its tree turned into ours.
 *
 * The parser drops what is deeper than 256 with no more than a word in its error log, so that log
 * is read.  Which HTML may stand in a page is allow.c's, writing it raw.c's.
 */
#include "compile/html.h"

#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/xmlerror.h>

#include "base/buf.h"

/* Making one takes longer than reading a short fragment with it: it is kept for the next. */
static htmlParserCtxtPtr parser;

struct log {
	struct html_tree *tree;
	struct arena     *arena;
};

static void
read_problem(void *context, xmlErrorPtr error)
{
	struct log *log = context;
	struct html_tree *tree = log->tree;
	bool is_fatal = error->level == XML_ERR_FATAL || error->code == XML_ERR_NO_MEMORY
		|| error->code == XML_ERR_INTERNAL_ERROR;

	if (is_fatal && error->code != XML_ERR_DOCUMENT_EMPTY)
		tree->is_cut = true;
	if (error->code == XML_ERR_TAG_NAME_MISMATCH && error->str1 && !error->str2
		&& tree->nstray < HTML_STRAY_MOST)
		tree->stray[tree->nstray++] = str_copy(log->arena, str_of(error->str1));
}

static htmlDocPtr
read_document(struct str html, struct log *log)
{
	const int options = HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | HTML_PARSE_RECOVER
		| HTML_PARSE_NODEFDTD;
	htmlDocPtr document = NULL;

	if (!parser)
		parser = htmlNewParserCtxt();
	xmlSetStructuredErrorFunc(log, read_problem);
	if (parser)
		document = htmlCtxtReadMemory(parser, html.at, (int)html.len, NULL, "UTF-8",
			options);
	else
		log->tree->is_cut = true;
	xmlSetStructuredErrorFunc(NULL, NULL);
	return document;
}

static struct str
copy(struct arena *a, const xmlChar *text)
{
	return text ? str_copy(a, str_of((const char *)text)) : STR_NONE;
}

static struct html_attribute *
attributes_of(const xmlNode *node, struct arena *a)
{
	struct html_attribute *first = NULL, **tail = &first;

	for (const xmlAttr *from = node->properties; from; from = from->next) {
		struct html_attribute *to = arena_alloc(a, sizeof(*to));
		xmlChar *value = xmlNodeListGetString(node->doc, from->children, 1);

		*to = (struct html_attribute){ copy(a, from->name), copy(a, value), NULL };
		xmlFree(value);
		*tail = to;
		tail = &to->next;
	}
	return first;
}

static struct html_node *
add_child(struct html_node *parent, struct arena *a)
{
	struct html_node *node = arena_alloc(a, sizeof(*node));

	*node = (struct html_node){ .name = STR_NONE, .text = STR_NONE, .parent = parent,
		.previous = parent->last };
	if (parent->last)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
	return node;
}

/* Add a node's twin to parent; NULL for what has none. */
static struct html_node *
add_twin(const xmlNode *node, struct html_node *parent, struct arena *a)
{
	struct html_node *twin = NULL;

	switch (node->type) {
	case XML_ELEMENT_NODE:
		twin = add_child(parent, a);
		twin->name = copy(a, node->name);
		twin->attributes = attributes_of(node, a);
		break;
	case XML_TEXT_NODE: case XML_CDATA_SECTION_NODE:
		add_child(parent, a)->text = copy(a, node->content);
		break;
	case XML_ENTITY_REF_NODE:	/* one that nobody knows */
		add_child(parent, a)->text = str_print(a, "&%s;", (const char *)node->name);
		break;
	default:
		break;
	}
	return twin;
}

static void
copy_tree(const xmlNode *document, struct html_node *root, struct arena *a)
{
	const xmlNode *node = document->children;
	struct html_node *parent = root;

	while (node) {
		struct html_node *twin = add_twin(node, parent, a);

		if (twin && node->children) {
			parent = twin;
			node = node->children;
			continue;
		}
		while (!node->next) {
			node = node->parent;
			if (node == document)
				return;
			parent = parent->parent;
		}
		node = node->next;
	}
}

void
html_parse(struct str html, struct arena *a, struct html_tree *out)
{
	struct log log = { out, a };

	*out = (struct html_tree){ .root = arena_alloc(a, sizeof(struct html_node)) };
	*out->root = (struct html_node){ .name = STR_NONE, .text = STR_NONE };

	htmlDocPtr document = read_document(html, &log);

	if (document && !out->is_cut)
		copy_tree((const xmlNode *)document, out->root, a);
	xmlFreeDoc(document);
}

void
html_release(void)
{
	htmlFreeParserCtxt(parser);
	parser = NULL;
}

/* Most attributes in one tag, counted as generously as any parser might: quoted values are passed
 * over. */
size_t
html_most_attributes(struct str html)
{
	size_t most = 0, count = 0;
	bool in_tag = false, in_name = false;
	char quote = 0;

	for (size_t i = 0; i < html.len; i++) {
		char c = html.at[i];
		bool part = (unsigned char)c > ' ' && c != '/' && c != '=' && c != '"' && c != '\'';

		if (quote) {
			quote = c == quote ? 0 : quote;
		} else if (!in_tag || c == '>') {
			in_tag = !in_tag ? c == '<' : false;
			count = 0;
			in_name = in_tag;
		} else {
			count += part && !in_name && html.at[i - 1] != '=';
			in_name = part;
			quote = (c == '"' || c == '\'') && html.at[i - 1] == '=' ? c : 0;
		}
		most = count > most ? count : most;
	}
	return most;
}

struct str
html_text(const struct html_node *node, struct arena *a)
{
	const struct html_node *n = node->first;
	struct buf out = BUF_EMPTY;

	while (n) {
		buf_str(&out, n->text);
		if (n->first) {
			n = n->first;
			continue;
		}
		while (!n->next && n->parent != node)
			n = n->parent;
		n = n->next;
	}

	return buf_keep(&out, a);
}

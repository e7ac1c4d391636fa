/*
 * Findings as a SARIF log, the form that code hosts and editors read.
 *
 * The form is OASIS SARIF 2.1.0; sections named below are that document's.  One log holds one run, its
 * rules are all the codes that there are.  (The functions are declared in diag.h.)
 */
#include "base/diag.h"
#include "base/escape.h"

static const char *const levels[SEVERITY_COUNT] = { "note", "warning", "error" };

static void
member(struct buf *out, const char *key, struct str value)
{
	buf_print(out, "\"%s\":", key);
	escape_json(out, value);
}

static void
message(struct buf *out, const char *key, struct str text)
{
	buf_print(out, "\"%s\":{", key);
	member(out, "text", text);
	buf_char(out, '}');
}

void
sarif_begin(struct buf *out, struct str version)
{
	buf_text(out, "{\"version\":\"2.1.0\","
		"\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","
		"\"runs\":[{\"tool\":{\"driver\":{\"name\":\"reeve\",");
	member(out, "version", version);
	buf_text(out, ",\"rules\":[");
	for (int code = 0; code < DIAG_COUNT; code++) {
		buf_text(out, code > 0 ? ",\n{" : "\n{");
		member(out, "id", str_of(diag_name(code)));
		buf_char(out, ',');
		message(out, "shortDescription", str_of(diag_text(code)));
		buf_print(out, ",\"defaultConfiguration\":{\"level\":\"%s\"}}",
			levels[diag_severity(code)]);
	}
	/* 3.14.17: our columns count characters, and not the units of UTF-16 */
	buf_text(out, "\n]}},\"columnKind\":\"unicodeCodePoints\",\"results\":[");
}

/* 3.10.3: a relative reference.  What a URI may not hold, and what would end a path in it, is
 * written as bytes. */
static void
uri(struct buf *out, struct str path)
{
	static const char plain[] = "-._~/!$&'()*+,;=@";

	buf_char(out, '"');
	for (size_t i = 0; i < path.len; i++) {
		unsigned char c = (unsigned char)path.at[i];
		bool is_word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');

		if (is_word || (c != 0 && str_find_char(str_of(plain), (char)c, 0) < sizeof(plain) - 1))
			buf_char(out, (char)c);
		else
			buf_print(out, "%%%02X", c);
	}
	buf_char(out, '"');
}

static void
location(struct buf *out, struct place at)
{
	buf_text(out, "\"physicalLocation\":{\"artifactLocation\":{\"uri\":");
	uri(out, at.file);
	buf_char(out, '}');
	if (at.line > 0)
		buf_print(out, ",\"region\":{\"startLine\":%u", at.line);
	if (at.line > 0 && at.column > 0)	/* 3.30.8: the end column is the one behind the last */
		buf_print(out, ",\"startColumn\":%u,\"endColumn\":%u", at.column,
			at.column + (at.width > 0 ? at.width : 1));
	buf_text(out, at.line > 0 ? "}}" : "}");
}

/* The message of a viewer that shows nothing else: the finding, and below it the helps. */
static void
put_message(struct buf *out, const struct finding *f)
{
	struct buf text = BUF_EMPTY;

	buf_str(&text, f->message);
	for (const struct finding_help *h = f->help; h; h = h->next) {
		buf_text(&text, "\nHelp: ");
		buf_str(&text, h->text);
	}
	message(out, "message", buf_view(&text));
	buf_release(&text);
}

static void
put_related(struct buf *out, const struct finding_related *r)
{
	buf_text(out, ",\"relatedLocations\":[");
	for (unsigned id = 1; r; r = r->next, id++) {
		buf_print(out, "{\"id\":%u,", id);
		location(out, r->at);
		buf_char(out, ',');
		message(out, "message", r->message);
		buf_text(out, r->next ? "}," : "}");
	}
	buf_char(out, ']');
}

static void
put_sum(struct buf *out, const struct finding_sum *sum)
{
	buf_text(out, ",\"properties\":{");
	member(out, "stated", sum->stated);
	buf_char(out, ',');
	member(out, "computed", sum->computed);
	buf_char(out, ',');
	member(out, "difference", sum->difference);
	buf_char(out, ',');
	member(out, "unit", sum->unit);
	buf_char(out, '}');
}

void
sarif_finding(struct buf *out, const struct finding *f, bool is_first)
{
	buf_text(out, is_first ? "\n{" : ",\n{");
	member(out, "ruleId", str_of(diag_name(f->code)));
	buf_print(out, ",\"ruleIndex\":%d,\"level\":\"%s\",", (int)f->code, levels[f->severity]);
	put_message(out, f);
	buf_text(out, ",\"locations\":[{");
	location(out, f->at);
	buf_text(out, "}]");
	if (f->related)
		put_related(out, f->related);
	if (f->sum.stated.len > 0)
		put_sum(out, &f->sum);
	buf_char(out, '}');
}

void
sarif_end(struct buf *out, bool is_whole)
{
	buf_print(out, "\n],\"invocations\":[{\"executionSuccessful\":%s}]}]}\n",
		is_whole ? "true" : "false");
}

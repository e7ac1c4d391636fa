#ifndef TESTS_JSON_H
#define TESTS_JSON_H
/*
 * JSON for tests: well-formed documents only, into an arena.  Anything else fails an assert.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

enum json_kind { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_TEXT, JSON_LIST, JSON_MAP };

struct json {
	enum json_kind kind;
	struct str     key;		/* in a map */
	struct str     text;		/* of a text; of a number as it is written */
	struct json   *first, *next;
};

struct json_reader {
	struct arena *arena;
	const char   *at;		/* NUL at the end */
};

static void
json_skip(struct json_reader *r)
{
	while (*r->at == ' ' || *r->at == '\n' || *r->at == '\r' || *r->at == '\t')
		r->at++;
}

static uint32_t
json_hex(struct json_reader *r)
{
	char digits[5] = { r->at[0], r->at[1], r->at[2], r->at[3], 0 };

	r->at += 4;
	return (uint32_t)strtoul(digits, NULL, 16);
}

static struct str
json_text(struct json_reader *r)
{
	static const char escapes[] = "n\nt\tr\rb\bf\f";
	struct buf out = BUF_EMPTY;

	assert(*r->at == '"');
	for (r->at++; *r->at != '"'; ) {
		assert(*r->at);
		if (*r->at != '\\') {
			buf_char(&out, *r->at++);
			continue;
		}

		char c = r->at[1];

		r->at += 2;
		for (size_t i = 0; escapes[i]; i += 2)
			if (escapes[i] == c) {
				c = escapes[i + 1];
				break;
			}
		if (c == 'u')
			utf8_put(&out, json_hex(r));	/* the suite has no surrogates */
		else
			buf_char(&out, c);
	}
	r->at++;

	struct str text = buf_keep(&out, r->arena);

	buf_release(&out);
	return text;
}

static struct json *json_value(struct json_reader *r);

static struct json *
json_items(struct json_reader *r, char end)
{
	struct json *first = NULL, **tail = &first;

	for (r->at++, json_skip(r); *r->at != end; json_skip(r)) {
		struct str key = STR_NONE;

		if (end == '}') {
			key = json_text(r);
			json_skip(r);
			assert(*r->at == ':');
			r->at++;
		}
		*tail = json_value(r);
		(*tail)->key = key;
		tail = &(*tail)->next;
		json_skip(r);
		assert(*r->at == ',' || *r->at == end);
		r->at += *r->at == ',';
		json_skip(r);
	}
	r->at++;
	return first;
}

static struct json *
json_value(struct json_reader *r)
{
	static const struct { struct str word; enum json_kind kind; } words[] = {
		{ { "null", 4 }, JSON_NULL }, { { "false", 5 }, JSON_FALSE }, { { "true", 4 }, JSON_TRUE },
	};
	struct json *j = arena_alloc(r->arena, sizeof(*j));

	json_skip(r);
	if (*r->at == '"') {
		j->kind = JSON_TEXT;
		j->text = json_text(r);
		return j;
	}
	if (*r->at == '{' || *r->at == '[') {
		j->kind = *r->at == '{' ? JSON_MAP : JSON_LIST;
		j->first = json_items(r, *r->at == '{' ? '}' : ']');
		return j;
	}
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_starts(str_of(r->at), words[i].word.at)) {
			j->kind = words[i].kind;
			r->at += words[i].word.len;
			return j;
		}

	const char *start = r->at;

	while ((*r->at >= '0' && *r->at <= '9') || *r->at == '-' || *r->at == '+' || *r->at == '.'
	       || *r->at == 'e' || *r->at == 'E')
		r->at++;
	assert(r->at > start);
	j->kind = JSON_NUMBER;
	j->text = (struct str){ start, (size_t)(r->at - start) };
	return j;
}

static struct json *
json_read(struct arena *a, const char *text)
{
	struct json_reader r = { a, text };

	return json_value(&r);
}

static struct json *
json_get(const struct json *map, struct str key)
{
	struct json *j = map && map->kind == JSON_MAP ? map->first : NULL;

	while (j && !str_equal(j->key, key))
		j = j->next;
	return j;
}

#endif

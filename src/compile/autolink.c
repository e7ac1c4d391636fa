/*
 * Finding bare addresses in one pass.
 *
 * The parser's own extension for this is quadratic and reads outside its text
 * (SAFETY.md).  Here each colon and each @ is looked at once, and no search goes back past what it
 * found before.
 */
#include "compile/autolink.h"

#include "base/ascii.h"

#include <string.h>

static bool
is_among(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

void
autolink_init(struct autolink *l, struct str text)
{
	*l = (struct autolink){ .text = text };
	l->colon = str_find_char(text, ':', 0);
	l->at = str_find_char(text, '@', 0);
}

static bool
is_of_url(char c)
{
	return (unsigned char)c > ' ' && !is_among(c, "<>\"`|\\");
}

static bool
is_of_mailbox(char c)
{
	return ascii_is_alphanumeric(c) || is_among(c, ".+-_'&");
}

static bool
is_of_host(char c)
{
	return ascii_is_alphanumeric(c) || is_among(c, ".-");
}

/* Where a URL that begins at start ends: before a blank, < or >, or a quotation mark. */
static size_t
end_of_url(struct str text, size_t start)
{
	size_t end = start, opened = 0, closed = 0;

	for (; end < text.len && is_of_url(text.at[end]); end++) {
		opened += text.at[end] == '(';
		closed += text.at[end] == ')';
	}
	/* what closes the sentence around it is not part of it */
	for (; end > start; end--) {
		char c = text.at[end - 1];
		bool unmatched = c == ')' && closed > opened;

		if (!unmatched && !is_among(c, ".,:;!?'*_~]}"))
			break;
		closed -= unmatched;
	}
	return end;
}

static bool
web_at(struct autolink *l, size_t colon, struct arena *a)
{
	static const char *const schemes[] = { "https", "http" };
	struct str text = l->text;

	if (!str_starts(str_from(text, colon), "://"))
		return false;
	for (size_t i = 0; i < 2; i++) {
		size_t len = str_of(schemes[i]).len;
		size_t start = colon - len;

		if (colon < l->from + len
			|| !str_equal_nocase(str_slice(text, start, colon), str_of(schemes[i])))
			continue;
		if (start > l->from && ascii_is_alphanumeric(text.at[start - 1]))
			return false;
		l->start = start;
		l->end = end_of_url(text, start);
		l->is_page = true;
		return link_is_web(str_slice(text, start, l->end), a, &l->url);
	}
	return false;
}

static bool
mail_at(struct autolink *l, size_t at, struct arena *a)
{
	struct str text = l->text;
	size_t start = at, end = at + 1, dots = 0;

	while (start > l->from && is_of_mailbox(text.at[start - 1]))
		start--;
	while (start < at && !ascii_is_alphanumeric(text.at[start]))
		start++;
	while (end < text.len && is_of_host(text.at[end]))
		end++;
	while (end > at + 1 && !ascii_is_alphanumeric(text.at[end - 1]))
		end--;
	for (size_t i = at + 1; i < end; i++) {
		if (text.at[i] == '.' && (i == at + 1 || text.at[i - 1] == '.'))
			return false;
		dots += text.at[i] == '.';
	}
	if (start == at || dots == 0)
		return false;
	l->start = start;
	l->end = end;
	l->is_page = false;
	l->url = str_print(a, "mailto:" STR_FMT, STR_ARG(str_slice(text, start, end)));
	return true;
}

static size_t
smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

bool
autolink_next(struct autolink *l, struct arena *a)
{
	for (;;) {
		size_t next = smaller(l->colon, l->at);

		if (next >= l->text.len)
			return false;
		l->end = next + 1;

		bool found = next == l->colon ? web_at(l, next, a) : mail_at(l, next, a);
		/* also past what only looked like an address: it is not read twice */
		size_t passed = l->end;

		if (found || next == l->at || passed > next + 1)
			l->from = passed;
		if (l->colon < passed)
			l->colon = str_find_char(l->text, ':', passed);
		if (l->at < passed)
			l->at = str_find_char(l->text, '@', passed);
		if (found)
			return true;
	}
}

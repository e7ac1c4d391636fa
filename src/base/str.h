#ifndef BASE_STR_H
#define BASE_STR_H
/*
 * Borrowed slices of bytes.
 *
 * A str owns nothing: it points into a source, an object or an arena, and is
 * good for as long as that is.  It may hold any byte and has no NUL at its end.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct arena;

struct str {
	const char *at;
	size_t      len;
};

/* for printf: STR_FMT in the format, STR_ARG(s) among the arguments; past 2 GiB it is cut */
#define STR_FMT    "%.*s"
#define STR_ARG(s) (int)((s).len < INT32_MAX ? (s).len : INT32_MAX), (s).at

#define STR(literal) ((struct str){ "" literal, sizeof(literal) - 1 })
#define STR_NONE     ((struct str){ "", 0 })

struct str str_copy(struct arena *a, struct str s);
struct str str_print(struct arena *a, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

bool str_equal(struct str a, struct str b);
int  str_compare(struct str a, struct str b);	/* by bytes; a prefix sorts first */
bool str_equal_nocase(struct str a, struct str b);	/* ASCII letters only */
bool str_is_nocase(struct str s, const char *text);

/* Whether it is one of words, which `|` parts: "yes|no". */
bool str_is_one_of(struct str s, const char *words);
bool str_is_one_of_nocase(struct str s, const char *words);	/* ASCII letters only */
bool str_is_digits(struct str s);		/* ASCII ones, at least one, and nothing else */

struct str str_lower(struct arena *a, struct str s);	/* a copy; ASCII letters only */

struct str str_trim(struct str s);		/* ASCII blanks at both ends */

/* The place of the first byte or text at or after start; s.len when there is none. */
size_t str_find_char(struct str s, char c, size_t start);
size_t str_find(struct str s, struct str what, size_t start);
size_t str_find_last_char(struct str s, char c);

/* Cut s at the first c: what stood before it is returned, *s is what comes after.
 * Without a c, all of s is returned and *s is empty. */
struct str str_cut(struct str *s, char c);

/*
 * What every check asks at every word stands here, not behind a call: of a literal the compiler
 * knows the length, and of most texts the first byte tells.
 */
static inline struct str
str_of(const char *text)		/* text is NUL-terminated */
{
	return (struct str){ text, strlen(text) };
}

static inline struct str
str_slice(struct str s, size_t start, size_t end)
{
	if (end > s.len)
		end = s.len;
	if (start > end)
		start = end;
	if (!s.at)
		return STR_NONE;
	return (struct str){ s.at + start, end - start };
}

static inline struct str
str_from(struct str s, size_t start)	/* the rest; empty past the end */
{
	return str_slice(s, start, s.len);
}

static inline struct str
str_head(struct str s, size_t len)
{
	return str_slice(s, 0, len);
}

static inline bool
str_is(struct str s, const char *text)
{
	for (size_t i = 0; i < s.len; i++)
		if (text[i] == '\0' || text[i] != s.at[i])
			return false;
	return text[s.len] == '\0';
}

static inline bool
str_starts(struct str s, const char *prefix)
{
	size_t i = 0;

	while (i < s.len && prefix[i] != '\0' && prefix[i] == s.at[i])
		i++;
	return prefix[i] == '\0';
}

static inline bool
str_ends(struct str s, const char *suffix)
{
	size_t len = strlen(suffix);

	return len <= s.len && (len == 0 || memcmp(s.at + s.len - len, suffix, len) == 0);
}

#endif

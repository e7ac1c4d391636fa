/*
 * UTF-8 and what Unicode says of characters.
 *
 * The only file that knows utf8proc.  Reading and counting are plain code, as every
 * byte of every source passes through them; classes, case and normal forms are
 * utf8proc's.
 */
#include "base/utf8.h"

#include <string.h>

#include <utf8proc.h>

#include "base/arena.h"

#define REPLACEMENT 0xfffd

/*
 * utf8proc puts combining marks in order by moving each past its neighbours, so a long
 * run of them costs its square.  Text for interchange has at most 30 (UAX 15, "Stream-Safe");
 * what has more is taken as it stands.
 */
#define MARKS_MOST 30

/* The length of the character at p, left bytes from the end; 0 when it is not strict UTF-8. */
static size_t
decode(const unsigned char *p, size_t left, uint32_t *out)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };

	if (p[0] < 0x80) {
		*out = p[0];
		return 1;
	}

	size_t len = p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	uint32_t c = p[0] & (0x7fu >> len);

	if (p[0] < 0xc2 || p[0] > 0xf4 || len > left)
		return 0;
	for (size_t i = 1; i < len; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (p[i] & 0x3fu);
	}
	if (c < least[len] || (c >= 0xd800 && c <= 0xdfff) || c > 0x10ffff)
		return 0;
	*out = c;
	return len;
}

/* The first byte at or after i that is not ASCII; most sources have few. */
static size_t
past_ascii(struct str s, size_t i)
{
	for (; s.len - i >= 8; i += 8) {
		uint64_t word;

		memcpy(&word, s.at + i, 8);
		if (word & 0x8080808080808080)
			break;
	}
	while (i < s.len && (unsigned char)s.at[i] < 0x80)
		i++;
	return i;
}

size_t
utf8_invalid_at(struct str s)
{
	size_t i = 0;

	while ((i = past_ascii(s, i)) < s.len) {
		uint32_t c;
		size_t len = decode((const unsigned char *)s.at + i, s.len - i, &c);

		if (len == 0)
			return i;
		i += len;
	}
	return i;
}

/* What is not valid is read as U+FFFD, byte by byte: the text of a finding may be anything. */
uint32_t
utf8_next(struct str s, size_t *i)
{
	const unsigned char *p = (const unsigned char *)s.at + *i;
	uint32_t c = REPLACEMENT;
	size_t len = decode(p, s.len - *i, &c);

	*i += len ? len : 1;
	return c;
}

void
utf8_put(struct buf *b, uint32_t c)
{
	utf8proc_uint8_t bytes[4];

	if (c < 0x80) {
		buf_char(b, (char)c);
		return;
	}
	if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		c = REPLACEMENT;
	buf_add(b, bytes, (size_t)utf8proc_encode_char((utf8proc_int32_t)c, bytes));
}

size_t
utf8_count(struct str s)
{
	size_t count = 0, i = 0;
	uint64_t word;

	while (i < s.len) {
		size_t end = i + sizeof(word) < s.len ? i + sizeof(word) : s.len;

		if (end - i == sizeof(word)) {
			memcpy(&word, s.at + i, sizeof(word));
			if (!(word & 0x8080808080808080)) {
				count += sizeof(word);	/* plain, as most text is */
				i = end;
				continue;
			}
		}
		for (; i < end; i++)
			count += ((unsigned char)s.at[i] & 0xc0) != 0x80;
	}
	return count;
}

size_t
utf8_width(struct str s)
{
	size_t width = 0;

	for (size_t i = 0; i < s.len;)
		width += (size_t)utf8proc_charwidth((utf8proc_int32_t)utf8_next(s, &i));
	return width;
}

static utf8proc_category_t
category(uint32_t c)
{
	return utf8proc_category((utf8proc_int32_t)c);
}

bool
utf8_is_letter(uint32_t c)
{
	utf8proc_category_t is = category(c);

	return is >= UTF8PROC_CATEGORY_LU && is <= UTF8PROC_CATEGORY_LO;
}

bool
utf8_is_digit(uint32_t c)
{
	return category(c) == UTF8PROC_CATEGORY_ND;
}

bool
utf8_is_upper(uint32_t c)
{
	return category(c) == UTF8PROC_CATEGORY_LU;
}

static bool
is_mark(uint32_t c)
{
	utf8proc_category_t is = category(c);

	return is >= UTF8PROC_CATEGORY_MN && is <= UTF8PROC_CATEGORY_ME;
}

bool
utf8_is_blank(uint32_t c)
{
	return (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029
		|| category(c) == UTF8PROC_CATEGORY_ZS;
}

static bool
marks_are_few(struct str s)
{
	size_t run = 0;

	for (size_t i = 0; i < s.len && run <= MARKS_MOST;)
		run = is_mark(utf8_next(s, &i)) ? run + 1 : 0;
	return run <= MARKS_MOST;
}

/*
 * The characters of s, decomposed as options say.  They end with a 0 that is not
 * counted.  false when s can't be normalised: it is not valid, or marks are many.
 */
static bool
decompose(struct arena *a, struct str s, utf8proc_option_t options,
	utf8proc_int32_t **out, utf8proc_ssize_t *count)
{
	const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)s.at;
	utf8proc_ssize_t len = (utf8proc_ssize_t)s.len;

	if (!marks_are_few(s))
		return false;
	*count = utf8proc_decompose(bytes, len, NULL, 0, options);
	if (*count < 0)
		return false;
	*out = arena_array(a, (size_t)*count + 1, sizeof(**out));
	return utf8proc_decompose(bytes, len, *out, *count, options) == *count;
}

static char
ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static struct str
ascii_fold(struct arena *a, struct str s)
{
	char *folded = arena_copy(a, s.at, s.len);

	for (size_t i = 0; i < s.len; i++)
		folded[i] = ascii_lower(folded[i]);
	return (struct str){ folded, s.len };
}

struct str
utf8_fold(struct arena *a, struct str s)
{
	const utf8proc_option_t options =
		UTF8PROC_CASEFOLD | UTF8PROC_COMPOSE | UTF8PROC_STABLE;
	utf8proc_int32_t *chars;
	utf8proc_ssize_t count;

	if (past_ascii(s, 0) == s.len || !decompose(a, s, options, &chars, &count))
		return ascii_fold(a, s);
	count = utf8proc_normalize_utf32(chars, count, options);

	struct buf folded = BUF_EMPTY;

	for (utf8proc_ssize_t i = 0; i < count; i++)
		utf8_put(&folded, (uint32_t)chars[i]);

	return buf_keep(&folded, a);
}

/* Bytes that are not ASCII are not kept: there are none, or s can't be normalised. */
static struct str
ascii_slug(struct arena *a, struct str s)
{
	char *slug = arena_copy(a, s.at, s.len);
	size_t len = 0;
	bool parted = false;

	for (size_t i = 0; i < s.len; i++) {
		char c = ascii_lower(s.at[i]);

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
			parted = len > 0;
			continue;
		}
		if (parted)
			slug[len++] = '-';
		parted = false;
		slug[len++] = c;
	}
	slug[len] = '\0';
	return (struct str){ slug, len };
}

static void
put_slug(struct buf *slug, const utf8proc_int32_t *chars, utf8proc_ssize_t count)
{
	bool parted = false;

	for (utf8proc_ssize_t i = 0; i < count; i++) {
		uint32_t c = (uint32_t)chars[i];

		if (!utf8_is_letter(c) && !utf8_is_digit(c) && !is_mark(c)) {
			parted = slug->len > 0;
			continue;
		}
		if (parted)
			buf_char(slug, '-');
		parted = false;
		utf8_put(slug, c);
	}
}

struct str
utf8_slug(struct arena *a, struct str s)
{
	const utf8proc_option_t options = UTF8PROC_COMPOSE | UTF8PROC_STABLE;
	utf8proc_int32_t *chars;
	utf8proc_ssize_t count;

	if (past_ascii(s, 0) == s.len || !decompose(a, s, options, &chars, &count))
		return ascii_slug(a, s);
	/* Lower case first: what it gives is then composed as well. */
	for (utf8proc_ssize_t i = 0; i < count; i++)
		chars[i] = utf8proc_tolower(chars[i]);
	count = utf8proc_normalize_utf32(chars, count, options);

	struct buf slug = BUF_EMPTY;

	put_slug(&slug, chars, count);

	return buf_keep(&slug, a);
}

/* A character as it may be shown; every one is shown as one. */
static uint32_t
shown(uint32_t c)
{
	if (c == '\t')
		return ' ';
	if (c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029)
		return '?';
	if ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)
		|| c == 0x200e || c == 0x200f || c == 0x061c)	/* marks turn figures round as well */
		return 0xfffd;
	return c;
}

/* The first byte at or after i that is not a printable letter of ASCII: those are shown as they stand. */
static size_t
past_printable(struct str s, size_t i)
{
	while (i < s.len && s.at[i] >= ' ' && s.at[i] <= '~')
		i++;
	return i;
}

void
utf8_put_shown(struct buf *b, struct str s)
{
	for (size_t i = 0, from = 0; from < s.len; from = i) {
		i = past_printable(s, from);
		buf_str(b, str_slice(s, from, i));
		if (i < s.len)
			utf8_put(b, shown(utf8_next(s, &i)));
	}
}

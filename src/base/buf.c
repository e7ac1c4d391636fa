/*
 * Output that grows by doubling.
 *
 * Knows bytes only; what a language must escape is escape.c's.
 */
#include "base/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"

#define ROOM_LEAST 256

/* As arena.c's; a third file for five lines would hide more than it saves. */
static _Noreturn void
out_of_memory(void)
{
	static const char text[] = "reeve: out of memory\n";

	if (write(STDERR_FILENO, text, sizeof(text) - 1) < 0)
		_exit(2);	/* there is nobody left to tell */
	_exit(2);
}

/* Make room for more bytes behind those that are there. */
static void
reserve(struct buf *b, size_t more)
{
	if (more <= b->room - b->len)
		return;
	if (more > PTRDIFF_MAX / 2 - b->len)
		out_of_memory();

	size_t room = b->room ? b->room : ROOM_LEAST;

	while (room < b->len + more)
		room *= 2;
	b->at = realloc(b->at, room);
	if (!b->at)
		out_of_memory();
	b->room = room;
}

void
buf_add(struct buf *b, const void *bytes, size_t len)
{
	if (len == 0)
		return;
	reserve(b, len);
	memcpy(b->at + b->len, bytes, len);
	b->len += len;
}

void
buf_str(struct buf *b, struct str s)
{
	buf_add(b, s.at, s.len);
}

void
buf_text(struct buf *b, const char *text)
{
	buf_add(b, text, strlen(text));
}

void
buf_char(struct buf *b, char c)
{
	reserve(b, 1);
	b->at[b->len++] = c;
}

void
buf_fill(struct buf *b, char c, size_t times)
{
	if (times == 0)
		return;
	reserve(b, times);
	memset(b->at + b->len, c, times);
	b->len += times;
}

void
buf_print(struct buf *b, const char *fmt, ...)
{
	va_list list, again;

	va_start(list, fmt);
	va_copy(again, list);
	reserve(b, 1);

	size_t room = b->room - b->len;		/* mostly enough, so that it is formatted once */
	int len = vsnprintf(b->at + b->len, room, fmt, list);

	assert(len >= 0);
	if ((size_t)len >= room) {
		reserve(b, (size_t)len + 1);	/* the NUL is written but not counted */
		vsnprintf(b->at + b->len, (size_t)len + 1, fmt, again);
	}
	b->len += (size_t)len;
	va_end(again);
	va_end(list);
}

void
buf_number(struct buf *b, uint64_t n)
{
	char digits[20];	/* of 2^64 - 1 */
	size_t first = sizeof(digits);

	do {
		digits[--first] = (char)('0' + n % 10);
		n /= 10;
	} while (n != 0);
	buf_add(b, digits + first, sizeof(digits) - first);
}

void
buf_insert(struct buf *b, size_t at, struct str s)
{
	assert(at <= b->len);
	if (s.len == 0)
		return;
	reserve(b, s.len);
	memmove(b->at + at + s.len, b->at + at, b->len - at);
	memcpy(b->at + at, s.at, s.len);
	b->len += s.len;
}

struct str
buf_view(const struct buf *b)
{
	return b->len ? (struct str){ b->at, b->len } : STR_NONE;
}

struct str
buf_keep(struct buf *b, struct arena *a)
{
	struct str kept = str_copy(a, buf_view(b));

	buf_release(b);
	return kept;
}

void *
buf_keep_array(struct buf *b, struct arena *a)
{
	void *kept = arena_alloc(a, b->len);

	if (b->len)
		memcpy(kept, b->at, b->len);
	buf_release(b);
	return kept;
}

void
buf_clear(struct buf *b)
{
	b->len = 0;
}

void
buf_release(struct buf *b)
{
	free(b->at);
	*b = BUF_EMPTY;
}

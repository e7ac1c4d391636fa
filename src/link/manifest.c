/*
 * The list of what reeve wrote, read and written.
 *
 * Reading takes nothing but what writing gives, so that two lists are equal
 * when their texts are.  What to do about a file that is not on it is for others to say.
 */
#include "link/manifest.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

#include "link/below.h"

#define FIRST_LINE "reeve manifest 1"
#define BYTES_MOST ((size_t)1 << 30)

static bool
name_allowed(struct str name)
{
	return name.len > 0 && name.len <= NAME_MAX && !str_is(name, ".") && !str_is(name, "..");
}

bool
manifest_allows(struct str path)
{
	if (path.len == 0 || path.len >= PATH_MAX || path.at[0] == '.'
		|| path.at[path.len - 1] == '/')
		return false;
	for (size_t i = 0; i < path.len; i++)
		if ((unsigned char)path.at[i] < ' ' || path.at[i] == 0x7f)
			return false;
	for (struct str rest = path; rest.len > 0;)
		if (!name_allowed(str_cut(&rest, '/')))
			return false;
	return true;
}

/* Decimal, in the one way that it is written. */
static bool
read_size(struct str digits, uint64_t *out)
{
	uint64_t n = 0;

	if (digits.len == 0 || (digits.len > 1 && digits.at[0] == '0'))
		return false;
	for (size_t i = 0; i < digits.len; i++) {
		unsigned digit = (unsigned)(digits.at[i] - '0');

		if (digit > 9 || n > (UINT64_MAX - digit) / 10)
			return false;
		n = n * 10 + digit;
	}
	*out = n;
	return true;
}

static bool
read_row(struct str line, struct publish_row *out)
{
	struct str hash = str_cut(&line, ' '), size = str_cut(&line, ' ');

	out->path = line;
	return hash_parse(hash, &out->hash) && read_size(size, &out->size)
		&& manifest_allows(line);
}

static size_t
count_lines(struct str text)
{
	size_t count = 0;

	for (size_t i = 0; (i = str_find_char(text, '\n', i)) < text.len; i++)
		count++;
	return count;
}

static bool
read_rows(struct str text, struct arena *a, struct manifest *out)
{
	if (!str_ends(text, "\n"))
		return false;
	out->rows = arena_array(a, count_lines(text), sizeof(*out->rows));
	out->count = 0;
	if (!str_is(str_cut(&text, '\n'), FIRST_LINE))
		return false;
	while (text.len > 0) {
		struct publish_row *row = &out->rows[out->count];

		if (!read_row(str_cut(&text, '\n'), row)
			|| (out->count > 0 && str_compare(row[-1].path, row->path) >= 0))
			return false;
		out->count++;
	}
	return true;
}

int
manifest_read(int folder, struct arena *a, struct manifest *out)
{
	struct str text;
	int error = file_read(folder, STR(MANIFEST), BYTES_MOST, a, &text);

	*out = (struct manifest){ .count = 0 };
	if (error == EINVAL || error == EFBIG || error == ELOOP)
		return EBADMSG;	/* a folder or a link of that name, say */
	if (error)
		return error;
	if (!read_rows(text, a, out))
		return EBADMSG;
	out->hash = hash_bytes(text);
	return 0;
}

void
manifest_text(struct buf *out, const struct publish_row *rows, size_t count)
{
	buf_text(out, FIRST_LINE "\n");
	for (size_t i = 0; i < count; i++) {
		char hex[HASH_HEX + 1];

		hash_hex(rows[i].hash, hex);
		buf_add(out, hex, HASH_HEX);
		buf_char(out, ' ');
		buf_number(out, rows[i].size);
		buf_char(out, ' ');
		buf_str(out, rows[i].path);
		buf_char(out, '\n');
	}
}

size_t
manifest_from(const struct publish_row *rows, size_t count, struct str path)
{
	size_t low = 0;

	while (count > 0) {
		size_t half = count / 2;

		if (str_compare(rows[low + half].path, path) < 0) {
			low += half + 1;
			count -= half + 1;
		} else {
			count = half;
		}
	}
	return low;
}

const struct publish_row *
manifest_find(const struct publish_row *rows, size_t count, struct str path)
{
	size_t i = manifest_from(rows, count, path);

	return i < count && str_equal(rows[i].path, path) ? &rows[i] : NULL;
}

bool
manifest_needs(const struct publish_row *rows, size_t count, struct str folder)
{
	char below[PATH_MAX + 1];

	if (folder.len >= PATH_MAX)
		return false;
	memcpy(below, folder.at, folder.len);
	below[folder.len] = '/';
	struct str path = { below, folder.len + 1 };
	size_t i = manifest_from(rows, count, path);

	return i < count && str_equal(str_head(rows[i].path, path.len), path);
}

bool
manifest_row_equal(const struct publish_row *a, const struct publish_row *b)
{
	return a->size == b->size && hash_equal(a->hash, b->hash) && str_equal(a->path, b->path);
}

bool
manifest_row_stands(int folder, const struct publish_row *row)
{
	struct stat st;

	return below_stat(folder, row->path, &st) == 0 && S_ISREG(st.st_mode)
		&& (uint64_t)st.st_size == row->size;
}

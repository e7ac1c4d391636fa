/*
 * Content hashes, and how they are written.
 *
 * The only file that knows xxhash.  Hashes are written in files, so nothing here
 * depends on the order of bytes in a word of the machine.
 */
#include "base/hash.h"

#include <xxhash.h>

struct hash
hash_bytes(struct str s)
{
	XXH128_hash_t h = XXH3_128bits(s.at, s.len);

	return (struct hash){ .high = h.high64, .low = h.low64 };
}

struct hash
hash_pair(struct hash a, struct hash b)
{
	char both[2 * HASH_HEX + 1];

	hash_hex(a, both);
	hash_hex(b, both + HASH_HEX);
	return hash_bytes((struct str){ both, 2 * HASH_HEX });
}

bool
hash_equal(struct hash a, struct hash b)
{
	return a.high == b.high && a.low == b.low;
}

int
hash_compare(struct hash a, struct hash b)
{
	if (a.high != b.high)
		return a.high < b.high ? -1 : 1;
	return (a.low > b.low) - (a.low < b.low);
}

static void
word_hex(uint64_t word, char *out)
{
	for (int i = HASH_HEX / 2; i-- > 0; word >>= 4)
		out[i] = "0123456789abcdef"[word & 15];
}

void
hash_hex(struct hash h, char out[HASH_HEX + 1])
{
	word_hex(h.high, out);
	word_hex(h.low, out + HASH_HEX / 2);
	out[HASH_HEX] = '\0';
}

static bool
word_parse(struct str hex, uint64_t *out)
{
	uint64_t word = 0;

	for (size_t i = 0; i < hex.len; i++) {
		char c = hex.at[i];

		if (c >= '0' && c <= '9')
			word = word << 4 | (uint64_t)(c - '0');
		else if (c >= 'a' && c <= 'f')
			word = word << 4 | (uint64_t)(c - 'a' + 10);
		else
			return false;
	}
	*out = word;
	return true;
}

bool
hash_parse(struct str hex, struct hash *out)
{
	struct hash h;

	if (hex.len != HASH_HEX || !word_parse(str_head(hex, HASH_HEX / 2), &h.high)
	    || !word_parse(str_from(hex, HASH_HEX / 2), &h.low))
		return false;
	*out = h;
	return true;
}

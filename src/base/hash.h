#ifndef BASE_HASH_H
#define BASE_HASH_H
/*
 * Content hashes [xxhash, XXH3 of 128 bits]: keys of objects, names of
 * assets, lines of the manifest.  They tell apart what changed; they are no
 * defence against somebody who makes collisions, who could as well write the page.
 */
#include "base/str.h"

struct hash {
	uint64_t high, low;
};

#define HASH_HEX 32			/* characters of hash_hex, without a NUL */

struct hash hash_bytes(struct str s);
struct hash hash_pair(struct hash a, struct hash b);	/* order matters */
bool hash_equal(struct hash a, struct hash b);
int  hash_compare(struct hash a, struct hash b);
void hash_hex(struct hash h, char out[HASH_HEX + 1]);
bool hash_parse(struct str hex, struct hash *out);	/* exactly 32 lower-case digits */

#endif

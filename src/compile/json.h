#ifndef COMPILE_JSON_H
#define COMPILE_JSON_H
/*
 * JSON as a tree with places: the same tree that YAML gives.  Private to compile/.
 */
#include "compile/yaml.h"

/*
 * Read a whole JSON text, which must be valid UTF-8 and hold an object.  Strict (RFC 8259), and more: no
 * key twice or empty, no null, no NUL in a string; limits of size, depth and count.  false, with one finding, when it
 * is not so; out then has a root and nothing else.
 */
bool json_read(struct compilation *u, const struct source *source, struct yaml *out);

#endif

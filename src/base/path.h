#ifndef BASE_PATH_H
#define BASE_PATH_H
/*
 * Site paths: relative to the content folder, `/` between names, no `.`, `..`,
 * empty name, NUL or backslash, and never outside the site.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

struct str path_folder(struct str path);	/* `a/b/c.md` gives `a/b`; a lone name gives `` */
struct str path_name(struct str path);		/* `c.md` */
struct str path_stem(struct str path);		/* `a/b/c`: without the last ending */
struct str path_join(struct arena *a, struct str folder, struct str name);

/* Of names that a user gives, which are the system's: without slashes at its end (`/` stays), and the
 * folder that it is in, as open(2) takes it: `.` of a lone name, `/` of one at the top. */
struct str  path_bare(struct str path);
const char *path_above(struct arena *a, struct str path);
bool        path_is_named(struct str path);	/* it ends with a name, and not with `.`, `..` or the root */

/*
 * The canonical path of what a link in the file `from` names: from the site's root if it begins with
 * `/`, else from from's folder.  Percent signs are decoded once, first.  false when it
 * leaves the site, is not UTF-8, or holds a NUL, backslash or control character.
 */
bool path_resolve(struct arena *a, struct str from, struct str target, struct str *out);

/*
 * The relative URL from one published file to another, percent-encoded, with an
 * `index.html` at its end left out: from `a/b/index.html` to `a/c/index.html` is `../c/`;
 * to itself is ``; a folder to itself from another page is `./`.
 */
void path_relative(struct buf *out, struct str from, struct str to);

/* Percent-encode what may not stand in a URL's path. */
void path_encode(struct buf *out, struct str path);

/* Percent-encode a fragment; the characters that ids have here pass through. */
void path_encode_fragment(struct buf *out, struct str fragment);
void path_add_fragment(struct buf *out, struct str fragment);	/* behind `#`; nothing for an empty one */

#endif

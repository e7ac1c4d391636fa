#ifndef COMPILE_MARKER_H
#define COMPILE_MARKER_H
/*
 * Text that was meant to be front matter, or to withhold a paper, and is not.
 * Private to compile/.
 *
 * A mark that is broken must be an error and never a public page (SAFETY.md, "Fail closed").
 * So these look through what the eye does not see: blanks of every kind, characters without
 * width, look-alike letters, dashes, colons and digits, and case.
 */
#include "base/arena.h"
#include "base/str.h"

/* A line that looks like the `---` around front matter, or is another program's such line. */
bool marker_is_fence(struct str line);

/* A line that withholds a paper: `exempt: 3`, in any disguise. */
bool marker_withholds(struct str line);

/* A line that may be meant to withhold a part of a text: `{exempt=3}`, in any disguise.  In prose what
 * stands between backticks only speaks of it; in YAML only an equals sign tells. */
enum marker_text { MARKER_PROSE, MARKER_HEADING, MARKER_YAML };
bool marker_exempts(struct str line, enum marker_text where, struct arena *a);

/* A key that may be meant for this name: it looks the same, or is nearly spelt so. */
bool marker_means(struct str key, const char *name, struct arena *a);

/* Where a fenced block of code begins or ends.  *open: the fence that is open, or empty. */
bool marker_is_code(struct str line, struct str *open);

#endif

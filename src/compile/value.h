#ifndef COMPILE_VALUE_H
#define COMPILE_VALUE_H
/*
 * One single value against what its key wants.  Private to compile/.
 */
#include "compile/fields.h"
#include "compile/unit.h"
#include "compile/yaml.h"

/*
 * *out is the value as the object keeps it, in the unit's arena.  false, with a finding, when it is not
 * what shape wants.  called names it in the finding: "`date`", "an item of `wards`".
 */
bool value_read(struct compilation *u, const struct shape *shape, const struct yaml_node *n,
	struct str called, struct str *out);

/* What may stand behind a key, for findings: "a list", "a date". */
struct str value_expected(const struct shape *shape, struct arena *a);

bool value_has_scheme(struct str url);	/* `http:` and the like */

/* A text short enough to be quoted in a finding. */
struct str value_quoted(struct str text, struct arena *a);

#endif

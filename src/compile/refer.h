#ifndef COMPILE_REFER_H
#define COMPILE_REFER_H
/*
 * References that keys make: an agenda's papers, appendices, people.  Private to compile/.
 */
#include "compile/fields.h"
#include "compile/unit.h"
#include "compile/yaml.h"

/*
 * Add the reference that a value makes, if its shape refers.  It stands just where the value's datum
 * does: that is how the linker finds the one from the other.
 */
void refer_add(struct compilation *u, const struct shape *shape, const struct yaml_node *n,
	struct str value);

#endif

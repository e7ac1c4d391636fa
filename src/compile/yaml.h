#ifndef COMPILE_YAML_H
#define COMPILE_YAML_H
/*
 * YAML as a tree with places.  Private to compile/.
 *
 * Nodes stand in preorder, as the datums of an object do: a node's children
 * follow it, and its size says where they end.  Every single value is a text: what it
 * must be is known to the fields (meta), not to YAML.
 */
#include "compile/unit.h"

struct yaml_node {
	enum datum_kind kind;	/* TEXT, LIST or MAP */
	struct str      key;	/* empty in a list */
	struct str      text;
	uint32_t        size;	/* nodes of this subtree, this one counted */
	bool            plain;	/* a text that stands in the source as it is: no quotation marks */
	struct place    key_at, at;
};

struct yaml {
	struct yaml_node *nodes;	/* the first is the root, a map */
	uint32_t          count, room;
};

/*
 * Read the YAML that stands at offset of source, which is where a line begins; it must be
 * valid UTF-8.  false, with findings, when it is not well-formed or not allowed
 * here; out then has a root and nothing else.
 */
bool yaml_read(struct compilation *u, const struct source *source, size_t offset, struct str text,
	struct yaml *out);

/* The first node below parent, and the one after child; 0 when there is no more. */
uint32_t yaml_first(const struct yaml *y, uint32_t parent);
uint32_t yaml_next(const struct yaml *y, uint32_t parent, uint32_t child);

#endif

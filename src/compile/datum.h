#ifndef COMPILE_DATUM_H
#define COMPILE_DATUM_H
/*
 * From YAML to the metadata of an object, by the tables of fields.  Private to compile/.
 *
 * Nodes are indexes of the YAML's nodes, 0 the root; datums are indexes of object.meta.  A datum
 * that is a list or map is closed when all that is in it has been added.
 */
#include "compile/fields.h"
#include "compile/unit.h"
#include "compile/yaml.h"

struct datums {
	struct compilation  *u;
	const struct source *source;
	struct yaml          yaml;
	uint32_t             kind;	/* 1u << enum object_kind: which fields there are */
	bool                 in_doubt;	/* something may be meant to withhold the object */
	bool                 excluded;	/* of the agenda that is being read: the public has left, part 2 has begun */
};

uint32_t datum_add(struct datums *r, uint32_t node, enum datum_kind kind, struct str text);
void datum_close(struct datums *r, uint32_t datum);

/* The node behind a key of a map, or 0. */
uint32_t datum_find(const struct datums *r, uint32_t map, const char *key);

/* A map and all that is in it.  false, with its finding, when it is left out. */
bool datum_take_map(struct datums *r, uint32_t node, const struct shape *shape, struct str called);

/* Only what is behind the keys that there are. */
void datum_take_keys(struct datums *r, uint32_t node, const struct shape *shape);

/* A finding where a map says why it is exempt, and not that it is. */
void datum_check_interest(struct datums *r, uint32_t map);

/* A finding for each key that must be there and is not, but for the one that is given elsewhere. */
void datum_check_required(struct datums *r, uint32_t map, const struct field *fields,
	struct str given);

#endif

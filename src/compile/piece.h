#ifndef COMPILE_PIECE_H
#define COMPILE_PIECE_H
/*
 * Writing a body: HTML, and holes for the linker.
 *
 * What is written becomes one fragment of the object when piece_finish is called.  One
 * at a time; its pieces lie together.
 */
#include "compile/unit.h"
#include "object/word.h"

struct pieces {
	struct compilation *unit;
	struct buf   html;	/* of all its HTML pieces, one behind the other */
	size_t       from;	/* where the HTML piece that is being written begins */
	uint32_t     first;
};

void piece_begin(struct pieces *p, struct compilation *u);
void piece_raw(struct pieces *p, const char *html);
void piece_text(struct pieces *p, struct str text);	/* escaped */
/* ` id="..."`; id is the arena's, as are the texts below */
void piece_id(struct pieces *p, struct str id);
void piece_local(struct pieces *p, struct str id);	/* ` href="#..."` */
void piece_hole(struct pieces *p, enum piece_kind kind, uint32_t reference, struct str text);
void piece_word(struct pieces *p, enum word w);	/* in the language of the site, escaped */
bool piece_is_empty(const struct pieces *p);
struct fragment piece_finish(struct pieces *p);

#endif

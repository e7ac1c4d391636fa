#ifndef LINK_MODEL_H
#define LINK_MODEL_H
/*
 * What templates see: things with named members, never our structs.
 *
 * The types and members are model.def's.  The view builds one tree of things for a page, in
 * the page's arena; every member that is not set is empty, so that a template may name it.
 * Names are looked up by number: interned once when the templates are loaded.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

enum shape { SHAPE_TEXT, SHAPE_HTML, SHAPE_FLAG, SHAPE_THING, SHAPE_LIST };

enum model_type {
#define TYPE(type, doc) TYPE_##type,
#define TEXT(type, name, doc)
#define HTML(type, name, doc)
#define FLAG(type, name, doc)
#define THING(type, name, of, doc)
#define LIST(type, name, of, doc)
#include "link/model.def"
	TYPE_words,		/* its members are the keys of the strings file */
	MODEL_TYPES
#undef TYPE
#undef TEXT
#undef HTML
#undef FLAG
#undef THING
#undef LIST
};

/* MODEL_report_title and so on: the index of a member among all members. */
enum model_member {
#define TYPE(type, doc)
#define TEXT(type, name, doc)      MODEL_##type##_##name,
#define HTML(type, name, doc)      MODEL_##type##_##name,
#define FLAG(type, name, doc)      MODEL_##type##_##name,
#define THING(type, name, of, doc) MODEL_##type##_##name,
#define LIST(type, name, of, doc)  MODEL_##type##_##name,
#include "link/model.def"
	MODEL_MEMBERS
#undef TYPE
#undef TEXT
#undef HTML
#undef FLAG
#undef THING
#undef LIST
};

struct model_row {
	enum model_type type;		/* whose member it is */
	const char     *name;
	enum shape      shape;
	enum model_type of;		/* what a thing or list is of */
	const char     *doc;
};

extern const struct model_row model_rows[MODEL_MEMBERS];	/* in the order of model.def */
const char *model_type_name(enum model_type t);
const char *model_type_doc(enum model_type t);

/* A type's members are [model_first(t) .. model_first(t) + model_count(t)); words has none here. */
enum model_member model_first(enum model_type t);
size_t model_count(enum model_type t);

/* Writes a member's markup straight into the page. */
struct markup {
	void       (*write)(const void *from, struct buf *out);
	const void  *from;
};

struct slot {
	union {
		struct str    text;		/* TEXT; HTML without a writer */
		struct thing *first;		/* THING, LIST; NULL when empty */
		bool          flag;
		struct markup markup;		/* HTML with a writer: its bit of thing.written is set */
	};
};

/*
 * A list that is made while it is gone through, for lists as long as the site: one thing at a
 * time, each in place of the one before.
 */
struct stream {
	struct thing *(*first)(struct stream *s);	/* NULL: it is empty */
	struct thing *(*next)(struct stream *s);	/* NULL at its end */
};

struct thing {
	enum model_type type;
	uint64_t        written;		/* by slot: its markup is written by a writer */
	struct thing   *next;			/* in the list that it is in */
	struct thing   *last;			/* private: of the list that begins here */
	struct stream  *stream;			/* that it is of, or NULL */
	struct slot     slots[];		/* by member index less the type's first */
};

/* A thing of a type, all members empty. */
struct thing *thing_new(struct arena *a, enum model_type type);

/* Set a member.  Each asserts that the member is of the thing's type and of that shape. */
void thing_text(struct thing *t, enum model_member m, struct str text);
void thing_html(struct thing *t, enum model_member m, struct markup markup);
void thing_html_text(struct thing *t, enum model_member m, struct str html);
void thing_flag(struct thing *t, enum model_member m, bool flag);
void thing_set(struct thing *t, enum model_member m, struct thing *value);	/* NULL: leave empty */
void thing_add(struct thing *t, enum model_member m, struct thing *item);	/* at the end of the list */
void thing_stream(struct thing *t, enum model_member m, struct stream *s);	/* in place of a list */

/* What a member was set to: a TEXT's text; the first of a THING or LIST, or NULL. */
struct str thing_get_text(const struct thing *t, enum model_member m);
struct thing *thing_get_first(const struct thing *t, enum model_member m);

#endif

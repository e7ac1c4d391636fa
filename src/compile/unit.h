#ifndef COMPILE_UNIT_H
#define COMPILE_UNIT_H
/*
 * What the passes of one compilation share.  Private to compile/.
 *
 * The struct is not called `unit`: that tag is amount.h's, the unit of an amount, and C has
 * one name space for the tags of structs and enums.
 */
#include "compile/compile.h"

struct cite;
struct exempt_part;

enum exempt_list { EXEMPT_FILES, EXEMPT_APPENDICES, EXEMPT_PAPERS, EXEMPT_LISTS };

struct compilation {
	const struct compile_input   *in;
	const struct compile_options *options;
	struct arena  *arena;
	struct source  source;		/* the text, decoded to UTF-8, line ends as they were */
	struct source  sidecar;		/* of a table or a file; its path ends in .yaml */
	struct diag    diag;
	struct object  object;

	struct str     front;		/* the YAML between the `---` lines, or the whole YAML file */
	size_t         front_offset;	/* where it begins in source.text */
	struct str     body;		/* what follows the front matter */
	size_t         body_offset;
	enum numbering numbering;

	/* How many findings there were when meta was done.  They are about the front matter or the
	 * sidecar; only these stay when an exempt object is withheld.  SIZE_MAX: all of them. */
	size_t         front_findings;

	/* Parts of the body that are exempt, and are cut out of it: exempt_part.h. */
	struct exempt_part *parts;
	uint32_t       nparts;

	/* Files that exempt values of the front matter name, which are no references then. */
	struct str    *exempt_files[EXEMPT_LISTS];
	uint32_t       exempt_count[EXEMPT_LISTS];

	/* References in words of the front matter, until the body's addresses are known. */
	struct cite   *value_cites;

	/* Each check is counted when the next one comes, and its place is free. */
	bool           drops_checks;

	uint32_t       text_fields;	/* of all tables in the text: see text_table.c */
	uint64_t       wholes_steps;	/* taken in wholes.c */

	/* growing arrays behind object's; see unit_add_* */
	size_t room_definitions, room_references, room_figures, room_terms, room_stated, room_ops, room_pieces, room_fragments,
	       room_checks, room_covers, room_factors, room_rules, room_meta, room_template, room_text_tables,
	       room_text_columns, room_text_rows, room_text_cells, room_text_lines;
};

/* compile.c: read a source, all passes of its kind.  in and options are used as long as u is; a owns the rest. */
void unit_compile(struct compilation *u, const struct compile_input *in, const struct compile_options *options,
	struct arena *a);

/* Append one zeroed record to an array of the object; the pointer is good until the next append of its kind. */
struct definition  *unit_add_definition(struct compilation *u);
struct reference   *unit_add_reference(struct compilation *u);
struct figure      *unit_add_figure(struct compilation *u);
struct term        *unit_add_term(struct compilation *u);
struct stated      *unit_add_stated(struct compilation *u);
struct op          *unit_add_op(struct compilation *u);
struct piece       *unit_add_piece(struct compilation *u);
struct fragment    *unit_add_fragment(struct compilation *u);
struct check       *unit_add_check(struct compilation *u);
struct cover       *unit_add_cover(struct compilation *u);
struct factor      *unit_add_factor(struct compilation *u);
void                unit_count_exact(struct compilation *u, uint32_t sums);	/* that need not be kept */
void                unit_count_checks(struct compilation *u);	/* those that are kept are counted instead */
struct rule        *unit_add_rule(struct compilation *u);
struct datum       *unit_add_datum(struct compilation *u);
struct template_op *unit_add_template_op(struct compilation *u);
struct text_table  *unit_add_text_table(struct compilation *u);

void unit_note_exempt(struct compilation *u, enum exempt_list list, struct str path);

/* Append a table's columns, rows, cells and their lines to those of the text. */
void unit_add_text_cells(struct compilation *u, const struct table *t);

/* The passes, each in a file of its own name. */

/* scan: decode, find front matter and body.  false: nothing more can be done. */
bool scan_markdown(struct compilation *u);	/* in->bytes must be UTF-8 (BOM dropped); front, body */
bool scan_yaml(struct compilation *u, struct str bytes, struct source *source);	/* a whole YAML file */
bool scan_table(struct compilation *u);	/* UTF-8, UTF-16 with BOM, else Windows-1252 with a note; NUL refused */

/* foreign: false, with one finding, when a table's file is a workbook, a picture or the like. */
bool foreign_check(struct compilation *u);
bool foreign_check_text(struct compilation *u);	/* the same of a text; false: it is an office file or the like */

/* meta: parse u->front, check it against the fields of its kind, fill object.meta, kind, draft, exempt,
 * numbering; makes the references that keys name (agenda, appendices, people), and fragments of Markdown values. */
bool meta_front_matter(struct compilation *u);	/* false: the object must not be public */
bool meta_yaml_file(struct compilation *u, const struct source *source);	/* site.yaml, glossary.yaml, theme.yaml, strings */
bool meta_json_file(struct compilation *u, const struct source *source);	/* an inventory */
/* The sidecar of a table, or of a file, u->in->sidecar, into object.meta, draft and exempt; without one, an empty map.
 * Sets u->sidecar.  false: the table must not be public.  Call it before anything else is found.
 * Everywhere in meta, a datum that is a list or map and has a key stands where its key does. */
bool meta_sidecar(struct compilation *u);

/* body: u->body as fragment 0; and one Markdown value of the front matter as a fragment of its own,
 * inline only, whose findings and references are all at the place given. Gives the fragment's index. */
void     body_compile(struct compilation *u);
uint32_t body_inline(struct compilation *u, struct str markdown, uint32_t line, uint32_t column);

/* table: u's CSV and sidecar to object.table, checks, rules and findings. */
void table_compile(struct compilation *u);

/* The sums of a table written in the text, given as records, to object.text_tables.  Its index there, or OBJECT_NONE
 * when it holds no amounts; caption: may say its unit, or empty. */
struct csv;
uint32_t table_compile_text(struct compilation *u, const struct csv *csv, uint32_t definition, struct str caption);

/* template: u's Mustache text to object.template. */
void template_compile(struct compilation *u);

/*
 * formula: parse text, which stands at offset in source, into ops; addresses become references of kind
 * REFERENCE_CELL whose path is base's own for a bare address.  false, and a finding of code, when it is malformed.
 */
bool formula_parse(struct compilation *u, const struct source *source, size_t offset, struct str text,
	enum diag_code code, uint32_t *first_op, uint32_t *ops);

#endif

/*
 * Every record of an object, described once.
 *
 * Knows the members and their order on disk; how a kind of field is written and read is write.c's and
 * read.c's.  A macro that meets a member of another type than it says does not compile.
 * Who changes a table here counts OBJECT_VERSION up.
 */
#include "object/form.h"

#include <stddef.h>

#define MEMBER(record, member) (((struct record *)NULL)->member)
#define CHECKED(holds)         (0 * sizeof(char[(holds) ? 1 : -1]))
#define IS(type, record, member) \
	CHECKED(__builtin_types_compatible_p(type, __typeof__(MEMBER(record, member))))
#define OFFSET(type, record, member) (offsetof(struct record, member) + IS(type, record, member))
#define FIELD(kind, type, record, member, limit) \
	{ kind, OFFSET(type, record, member), 0, limit, NULL }

#define TEXT(record, member)    FIELD(FIELD_TEXT, struct str, record, member, 0)
#define NUMBER(record, member)  FIELD(FIELD_NUMBER, uint32_t, record, member, 0)
#define INDEX(record, member)   FIELD(FIELD_INDEX, uint32_t, record, member, 0)
#define FLAG(record, member)    FIELD(FIELD_FLAG, bool, record, member, 0)
#define DECIMAL(record, member) FIELD(FIELD_DECIMAL, decimal, record, member, 0)
#define ENUM(name, record, member, limit) FIELD(FIELD_ENUM, enum name, record, member, limit)

#define AMOUNT(record, member) \
	DECIMAL(record, member.value), \
	FIELD(FIELD_PLACE, int8_t, record, member.place, 0), \
	FIELD(FIELD_SMALL, uint8_t, record, member.unit, UNIT_COUNT), \
	FIELD(FIELD_SMALL, uint8_t, record, member.own_unit, 256), \
	FIELD(FIELD_SMALL, uint8_t, record, member.own_scale, 256)

#define POSITION(record) NUMBER(record, line), NUMBER(record, column)
#define PLACE(record, member) \
	TEXT(record, member.file), NUMBER(record, member.line), \
	NUMBER(record, member.column), NUMBER(record, member.width)

#define LIST_AS(kind, list, counter, of) \
	{ kind, offsetof(struct object, list), OFFSET(uint32_t, object, counter), 0, &of }
#define LIST(list, counter, of)    LIST_AS(FIELD_LIST, list, counter, of)
#define COUNTED(list, counter, of) LIST_AS(FIELD_COUNTED, list, counter, of)
#define CHAIN(record, member, linked, of) \
	{ FIELD_CHAIN, OFFSET(struct linked *, record, member), \
	  OFFSET(struct linked *, linked, next), 0, &of }

#define RECORD_OF(name, type) \
	const struct record name = { \
		name##_fields, sizeof(name##_fields) / sizeof(name##_fields[0]), sizeof(type) \
	}
#define RECORD(name, type) static RECORD_OF(name, type)

/* An enum is read and written as 32 bits. */
_Static_assert(sizeof(enum object_kind) == sizeof(uint32_t), "enums are of another size");
_Static_assert(OBJECT_VERSION < 256, "the version has one byte");

const unsigned char form_magic[FORM_MAGIC_LEN] = {
	'r', 'e', 'e', 'v', 'e', 'o', 'b', OBJECT_VERSION
};

static const struct field datum_fields[] = {
	ENUM(datum_kind, datum, kind, DATUM_KINDS),
	TEXT(datum, key), TEXT(datum, text), NUMBER(datum, size), POSITION(datum),
	INDEX(datum, fragment),
};
RECORD(datum, struct datum);

static const struct field definition_fields[] = {
	ENUM(definition_kind, definition, kind, DEFINITION_KINDS),
	TEXT(definition, id), TEXT(definition, alias), TEXT(definition, number),
	TEXT(definition, title), TEXT(definition, scope), NUMBER(definition, level),
	ENUM(says, definition, says, SAYS_KINDS), POSITION(definition),
};
RECORD(definition, struct definition);

static const struct field reference_fields[] = {
	ENUM(reference_kind, reference, kind, REFERENCE_KINDS),
	TEXT(reference, path), TEXT(reference, fragment), TEXT(reference, query),
	TEXT(reference, text), POSITION(reference), NUMBER(reference, width),
	INDEX(reference, from), NUMBER(reference, first_op), NUMBER(reference, ops),
	AMOUNT(reference, amount), AMOUNT(reference, upper), FLAG(reference, has_amount),
	ENUM(claim_kind, reference, claim, CLAIM_KINDS),
	ENUM(signpost_kind, reference, signpost, SIGNPOST_KINDS),
};
RECORD(reference, struct reference);

static const struct field figure_fields[] = {
	AMOUNT(figure, amount), TEXT(figure, text), POSITION(figure), NUMBER(figure, width),
	INDEX(figure, from), NUMBER(figure, year),
};
RECORD(figure, struct figure);

static const struct field term_fields[] = {
	TEXT(term, letters), TEXT(term, words), TEXT(term, implied), NUMBER(term, uses), POSITION(term),
	NUMBER(term, width), INDEX(term, from), NUMBER(term, words_line),
	NUMBER(term, words_column), FLAG(term, is_late),
};
RECORD(term, struct term);

static const struct field stated_fields[] = {
	ENUM(stated_kind, stated, kind, STATED_KINDS), TEXT(stated, text), POSITION(stated),
	NUMBER(stated, width),
};
RECORD(stated, struct stated);

static const struct field op_fields[] = {
	ENUM(op_kind, op, kind, OP_KINDS), NUMBER(op, index), AMOUNT(op, constant),
};
RECORD(op, struct op);

static const struct field rule_fields[] = {
	NUMBER(rule, first_op), NUMBER(rule, ops), TEXT(rule, text), AMOUNT(rule, tolerance),
	FLAG(rule, has_tolerance), FLAG(rule, exact), POSITION(rule),
};
RECORD(rule, struct rule);

static const struct field check_fields[] = {
	ENUM(check_kind, check, kind, CHECK_KINDS), ENUM(verdict, check, verdict, VERDICTS),
	NUMBER(check, row), NUMBER(check, column), DECIMAL(check, stated),
	DECIMAL(check, computed), DECIMAL(check, difference), DECIMAL(check, bound),
	ENUM(basis_kind, check, basis.kind, BASIS_KINDS), NUMBER(check, basis.n),
	NUMBER(check, basis.rest), TEXT(check, basis.name), TEXT(check, basis.other),
	NUMBER(check, first_cover), NUMBER(check, covers),
};
RECORD(check, struct check);

static const struct field cover_fields[] = {
	NUMBER(cover, row), NUMBER(cover, column), FLAG(cover, subtracted),
};
RECORD(cover, struct cover);

static const struct field factor_fields[] = {
	NUMBER(factor, cover), DECIMAL(factor, by),
};
RECORD(factor, struct factor);

static const struct field piece_fields[] = {
	ENUM(piece_kind, piece, kind, PIECE_KINDS), NUMBER(piece, index), TEXT(piece, text),
};
RECORD(piece, struct piece);

static const struct field fragment_fields[] = {
	NUMBER(fragment, first), NUMBER(fragment, count),
};
RECORD(fragment, struct fragment);

static const struct field template_op_fields[] = {
	ENUM(template_op_kind, template_op, kind, TEMPLATE_OP_KINDS),
	TEXT(template_op, name), TEXT(template_op, text), NUMBER(template_op, jump),
	POSITION(template_op),
};
RECORD(template_op, struct template_op);

static const struct field column_fields[] = {
	ENUM(column_kind, table_column, kind, COLUMN_KINDS),
	TEXT(table_column, name), TEXT(table_column, slug),
	ENUM(unit, table_column, unit.unit, UNIT_COUNT),
	FIELD(FIELD_SCALE, int, table_column, unit.scale, 0), FLAG(table_column, is_total),
	NUMBER(table_column, field),
};
RECORD(column, struct table_column);

static const struct field row_fields[] = {
	ENUM(row_kind, table_row, kind, ROW_KINDS),
	TEXT(table_row, label), TEXT(table_row, group), TEXT(table_row, label_slug),
	TEXT(table_row, group_slug), NUMBER(table_row, record), NUMBER(table_row, line),
	NUMBER(table_row, level),
};
RECORD(row, struct table_row);

static const struct field cell_fields[] = {
	TEXT(table_cell, text), ENUM(amount_kind, table_cell, kind, AMOUNT_OVERFLOW + 1),
	AMOUNT(table_cell, amount), NUMBER(table_cell, column), NUMBER(table_cell, width),
};
RECORD(cell, struct table_cell);

static const struct field text_table_fields[] = {
	NUMBER(text_table, definition), NUMBER(text_table, first_column),
	NUMBER(text_table, columns), NUMBER(text_table, first_row), NUMBER(text_table, rows),
	NUMBER(text_table, first_cell), NUMBER(text_table, first_check),
	NUMBER(text_table, checks), NUMBER(text_table, first_cover), NUMBER(text_table, covers),
};
RECORD(text_table, struct text_table);

static const struct field text_line_fields[] = {
	NUMBER(text_line, line),
};
RECORD(text_line, struct text_line);

struct note {
	struct str text;
};
static const struct field note_fields[] = {
	TEXT(note, text),
};
RECORD(note, struct note);

static const struct field help_fields[] = {
	TEXT(finding_help, text),
};
RECORD(help, struct finding_help);

static const struct field related_fields[] = {
	PLACE(finding_related, at), TEXT(finding_related, message),
};
RECORD(related, struct finding_related);

static const struct field finding_fields[] = {
	FIELD(FIELD_CODE, enum diag_code, finding, code, 0),
	ENUM(severity, finding, severity, SEVERITY_COUNT),
	PLACE(finding, at), TEXT(finding, message), TEXT(finding, label),
	CHAIN(finding, help, finding_help, help),
	CHAIN(finding, related, finding_related, related),
	TEXT(finding, sum.stated), TEXT(finding, sum.computed), TEXT(finding, sum.difference),
	TEXT(finding, sum.unit), FLAG(finding, hushed),
};
RECORD(finding, struct finding);

/* The counts at the end are those that indexes of another part are checked against. */
static const struct field form_prologue_fields[] = {
	ENUM(object_kind, object, kind, OBJECT_KINDS), TEXT(object, path),
	FIELD(FIELD_HASH, struct hash, object, content, 0),
	FLAG(object, draft), FLAG(object, exempt), FLAG(object, restricted),
	NUMBER(object, nreference), NUMBER(object, nfragment), NUMBER(object, nterm),
	NUMBER(object, table.nrow), NUMBER(object, table.ncolumn),
	NUMBER(object, ntext_table), NUMBER(object, ntext_column), NUMBER(object, ntext_row), NUMBER(object, ntext_cell),
};
RECORD_OF(form_prologue, struct object);

static const struct field head_fields[] = {
	LIST(meta, nmeta, datum), LIST(definitions, ndefinition, definition),
	COUNTED(references, nreference, reference),
	LIST(figures, nfigure, figure), COUNTED(terms, nterm, term), LIST(stated, nstated, stated), LIST(ops, nop, op),
	LIST(rules, nrule, rule), LIST(checks, ncheck, check), LIST(covers, ncover, cover),
	LIST(factors, nfactor, factor),
	NUMBER(object, counted[VERDICT_EXACT]), NUMBER(object, counted[VERDICT_ROUNDING]),
	NUMBER(object, counted[VERDICT_MISMATCH]), NUMBER(object, counted[VERDICT_UNCHECKED]),
	COUNTED(text_tables, ntext_table, text_table),
};
RECORD(head, struct object);

static const struct field body_fields[] = {
	LIST(pieces, npiece, piece), COUNTED(fragments, nfragment, fragment),
	LIST(template, ntemplate, template_op),
};
RECORD(body, struct object);

static const struct field cells_fields[] = {
	COUNTED(table.columns, table.ncolumn, column), COUNTED(table.rows, table.nrow, row),
	{ FIELD_CELLS, offsetof(struct object, table.cells), 0, 0, &cell },
	TEXT(object, table.title), LIST(table.notes, table.nnote, note),
	COUNTED(text_columns, ntext_column, column), COUNTED(text_rows, ntext_row, row),
	COUNTED(text_cells, ntext_cell, cell), COUNTED(text_lines, ntext_cell, text_line),
};
RECORD(cells, struct object);

static const struct field blob_fields[] = {
	FIELD(FIELD_REST, struct str, object, blob, 0),
};
RECORD(blob, struct object);

static const struct field found_fields[] = {
	CHAIN(object, findings, finding, finding),
};
RECORD(found, struct object);

const struct form_part form_parts[] = {
	{ OBJECT_HEAD, &head }, { OBJECT_BODY, &body }, { OBJECT_CELLS, &cells },
	{ OBJECT_BLOB, &blob }, { OBJECT_FOUND, &found },
};
const size_t form_nparts = sizeof(form_parts) / sizeof(form_parts[0]);

#ifndef OBJECT_SAMPLE_H
#define OBJECT_SAMPLE_H
/*
 * An object for tests, with one of everything.
 */
#include <string.h>

#include "object/object.h"

#define COUNT(array) ((uint32_t)(sizeof(array) / sizeof((array)[0])))

/*
 * An object with one of everything.  Tests change their own copy.  Records are filled member by
 * member, so that a member that is new in object.h and not yet in form.c warns here.
 */
struct sample {
	struct object       object;
	struct datum        meta[8];
	struct definition   definitions[2];
	struct reference    references[3];
	struct figure       figures[1];
	struct term         terms[1];
	struct stated       stated[1];
	struct op           ops[3];
	struct rule         rules[1];
	struct check        checks[2];
	struct cover        covers[3];
	struct factor       factors[2];
	struct piece        pieces[5];
	struct fragment     fragments[2];
	struct template_op  template[3];
	struct table_column columns[2];
	struct table_row    rows[2];
	struct table_cell   cells[4];
	struct str          notes[1];
	struct text_table   text_tables[1];
	struct table_column text_columns[1];
	struct table_row    text_rows[2];
	struct table_cell   text_cells[2];
	struct text_line    text_lines[2];
	struct finding      findings[2];
	struct finding_help help[2];
	struct finding_related related[1];
};

static struct amount
pounds(long long value, int8_t place)
{
	return (struct amount){ value * decimal_power(0), place, UNIT_POUND, 1, place > 0 };
}

static void
fill_head(struct sample *s)
{
	const struct datum meta[8] = {
		{ DATUM_MAP, STR_NONE, STR_NONE, 8, 1, 1, OBJECT_NONE },
		{ DATUM_TEXT, STR("title"), STR("Ail Flwyddyn – tŷ"), 1, 2, 1, 1 },
		{ DATUM_FLAG, STR("key_decision"), STR("true"), 1, 3, 1, OBJECT_NONE },
		{ DATUM_LIST, STR("wards"), STR_NONE, 3, 4, 1, OBJECT_NONE },
		{ DATUM_TEXT, STR_NONE, STR("Priory"), 1, 5, 3, OBJECT_NONE },
		{ DATUM_TEXT, STR_NONE, STR("Lenholt"), 1, 6, 3, OBJECT_NONE },
		{ DATUM_MAP, STR("contact"), STR_NONE, 2, 7, 1, OBJECT_NONE },
		{ DATUM_TEXT, STR("name"), STR("Helen Garside"), 1, 8, 3, OBJECT_NONE },
	};

	memcpy(s->meta, meta, sizeof(meta));
	s->definitions[0] = (struct definition){ DEFINITION_SECTION, STR("1.0"), STR("purpose"),
		STR("1.0"), STR("Purpose"), STR("annex-1"), 2, SAYS_SOMETHING, 11, 1 };
	s->definitions[1] = (struct definition){ DEFINITION_PARAGRAPH, STR("1.1"), STR_NONE,
		STR("1.1"), STR_NONE, STR_NONE, 0, SAYS_NOTHING, 13, 1 };
	s->references[0] = (struct reference){ REFERENCE_LINK, STR("a/b.md"), STR("risks"),
		STR("chart=bar"), STR("the risks"), 13, 4, 9, 1, 0, 0, { 0, 0, 0, 0, 0 }, { 0, 0, 0, 0, 0 },
		false, CLAIM_PLAIN };
	s->references[1] = (struct reference){ .kind = REFERENCE_FORMULA, .text = STR("£13m"),
		.from = OBJECT_NONE, .ops = 3, .amount = pounds(13000000, 6), .upper = pounds(14000000, 6),
		.has_amount = true, .claim = CLAIM_RANGE };
	s->references[2] = (struct reference){ .kind = REFERENCE_CELL, .path = STR("x.csv"),
		.fragment = STR("total"), .from = OBJECT_NONE };
	s->terms[0] = (struct term){ STR("LAA"), STR("Local Area Agreement"), STR(""), 3, 15, 9, 3, 1,
		15, 30, true };
	s->stated[0] = (struct stated){ STATED_DATE, STR("2008-09-17"), 14, 18, 17 };
	s->figures[0] = (struct figure){ pounds(680000, 3), STR("£680k"), 15, 2, 5, 1, 2026 };
	s->ops[0] = (struct op){ OP_CELL, 2, { 0, 0, 0, 0, 0 } };
	s->ops[1] = (struct op){ .kind = OP_CONSTANT, .constant = pounds(-500, 0) };
	s->ops[2] = (struct op){ .kind = OP_ADD };
	s->rules[0] = (struct rule){ 0, 3, STR("total + £-500"), pounds(500, 0), true, false, 3, 5 };
	s->checks[0] = (struct check){ .kind = CHECK_TOTAL, .row = 1, .basis = { .kind = BASIS_SINCE, .n = 1 },
		.covers = 1 };
	s->checks[1] = (struct check){ CHECK_TOTAL, VERDICT_ROUNDING, 1, 1,
		pounds(4374000, 3).value, pounds(4347000, 3).value, -decimal_power(25),
		decimal_power(25), { .kind = BASIS_SINCE, .n = 10,
		.name = STR("Total A"), .other = STR("B") }, 1, 2 };
	s->covers[0] = (struct cover){ 0, 0, false };
	s->covers[1] = (struct cover){ 0, 1, false };
	s->covers[2] = (struct cover){ 1, 0, true };
	s->factors[0] = (struct factor){ 0, 5 };
	s->factors[1] = (struct factor){ 2, ((decimal)1 << 61) - 2 };
}

static void
fill_body(struct sample *s)
{
	s->pieces[0] = (struct piece){ PIECE_HTML, 0, STR("<p>See ") };
	s->pieces[1] = (struct piece){ PIECE_OPEN, 0, STR_NONE };
	s->pieces[2] = (struct piece){ PIECE_CLOSE, 0, STR_NONE };
	s->pieces[3] = (struct piece){ PIECE_HTML, 0, STR("</p>") };
	s->pieces[4] = (struct piece){ PIECE_SUMS, 0, STR_NONE };
	s->fragments[0] = (struct fragment){ 0, 3 };
	s->fragments[1] = (struct fragment){ 3, 1 };
	s->template[0] = (struct template_op){ TEMPLATE_SECTION, STR("page.items"), STR_NONE, 3, 1, 1 };
	s->template[1] = (struct template_op){ TEMPLATE_ESCAPED, STR("title"), STR_NONE, 0, 1, 18 };
	s->template[2] = (struct template_op){ TEMPLATE_END, STR_NONE, STR_NONE, 0, 1, 30 };
}

static void
fill_table(struct sample *s)
{
	s->columns[0] = (struct table_column){ COLUMN_LABEL, STR("Programme"), STR("programme"),
		{ UNIT_NUMBER, 0 }, false, 1 };
	s->columns[1] = (struct table_column){ COLUMN_AMOUNT, STR("2026/27"), STR("2026-27"),
		{ UNIT_POUND, 3 }, true, 2 };
	for (uint32_t i = 0; i < 2; i++)
		s->rows[i] = (struct table_row){ i ? ROW_TOTAL : ROW_LINE, STR("Total"), STR("A"),
			STR("total"), STR("a"), i + 2, i + 2, i };
	for (uint32_t i = 0; i < 4; i++)
		s->cells[i] = (struct table_cell){ STR("4,374"), i % 2 ? AMOUNT_VALUE : AMOUNT_TEXT,
			i % 2 ? pounds(4374000, 3) : (struct amount){ 0 }, i + 1, 5 };
	s->notes[0] = STR("Rounded to the nearest £1,000");
	s->object.table = (struct table){ s->columns, s->rows, s->cells, 2, 2,
		STR("Allocation"), s->notes, 1, NULL };
}

/* One column, and in it an amount and its total. */
static void
fill_text_table(struct sample *s)
{
	struct object *o = &s->object;

	s->text_tables[0] = (struct text_table){ 1, 0, 1, 0, 2, 0, 0, 1, 0, 1 };
	s->text_columns[0] = s->columns[1];
	for (uint32_t i = 0; i < 2; i++) {
		s->text_rows[i] = s->rows[i];
		s->text_cells[i] = s->cells[1];
		s->text_lines[i].line = 20 + i;
	}
	o->text_tables = s->text_tables;   o->ntext_table = COUNT(s->text_tables);
	o->text_columns = s->text_columns; o->ntext_column = COUNT(s->text_columns);
	o->text_rows = s->text_rows;       o->ntext_row = COUNT(s->text_rows);
	o->text_cells = s->text_cells;     o->ntext_cell = COUNT(s->text_cells);
	o->text_lines = s->text_lines;
}

static void
fill_findings(struct sample *s)
{
	struct place at = { STR("content/x.csv"), 14, 19, 4 };

	s->help[0] = (struct finding_help){ STR("two digits may be exchanged"), &s->help[1] };
	s->help[1] = (struct finding_help){ STR("or a row is missing"), NULL };
	s->related[0] = (struct finding_related){ at, STR("the row is here"), NULL };
	s->findings[0] = (struct finding){ DIAG_TOTAL_MISMATCH, SEVERITY_ERROR, at,
		STR("total is 4,374"), STR("stated £4,374k"), s->help, s->related,
		{ STR("4374000"), STR("4347000"), STR("27000"), STR("£") }, &s->findings[1] };
	s->findings[1] = (struct finding){ .code = DIAG_SOURCE_CRASHED, .message = STR("crashed") };
}

static void
fill(struct sample *s)
{
	struct object *o = &s->object;

	memset(s, 0, sizeof(*s));
	fill_head(s);
	fill_body(s);
	fill_table(s);
	fill_text_table(s);
	fill_findings(s);
	o->kind = OBJECT_REPORT;
	o->path = STR("committees/cabinet/2026-02-10/budget.md");
	o->content = (struct hash){ 0x0123456789abcdef, 0xfedcba9876543210 };
	o->exempt = true;
	o->restricted = true;
	o->meta = s->meta;               o->nmeta = COUNT(s->meta);
	o->definitions = s->definitions; o->ndefinition = COUNT(s->definitions);
	o->references = s->references;   o->nreference = COUNT(s->references);
	o->terms = s->terms;             o->nterm = COUNT(s->terms);
	o->stated = s->stated;           o->nstated = COUNT(s->stated);
	o->figures = s->figures;         o->nfigure = COUNT(s->figures);
	o->ops = s->ops;                 o->nop = COUNT(s->ops);
	o->rules = s->rules;             o->nrule = COUNT(s->rules);
	o->checks = s->checks;           o->ncheck = COUNT(s->checks);
	o->covers = s->covers;           o->ncover = COUNT(s->covers);
	o->factors = s->factors;         o->nfactor = COUNT(s->factors);
	o->pieces = s->pieces;           o->npiece = COUNT(s->pieces);
	o->fragments = s->fragments;     o->nfragment = COUNT(s->fragments);
	o->template = s->template;       o->ntemplate = COUNT(s->template);
	o->blob = (struct str){ "\xff\0\xfe", 3 };
	o->findings = s->findings;
}

#endif

/*
 * The small language of formulas and rules: text to ops.
 *
 * A recursive descent, a function for each thing that the language has; what its words are is
 * phrase.c's.  Which cells an address means, and what comes out, is not known here.
 */
#include "compile/phrase.h"
#include "object/formula.h"

#define DEPTH_MOST 64
#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static const struct function {
	const char  *name;
	enum op_kind op;
	uint32_t     most;		/* arguments; one is always needed */
} functions[] = {
	{ "sum",   OP_SUM, FORMULA_STACK },
	{ "min",   OP_MIN, FORMULA_STACK },
	{ "max",   OP_MAX, FORMULA_STACK },
	{ "abs",   OP_ABS, 1 },
	{ "round", OP_ROUND, 2 },
	{ "count", OP_COUNT, FORMULA_STACK },
};

static void chain(struct parser *p, enum level level);

static struct op *
emit(struct parser *p, enum op_kind kind)
{
	struct op *op = unit_add_op(p->u);

	op->kind = kind;
	return op;
}

static void
address(struct parser *p, struct str phrase)
{
	struct reference found = { .kind = REFERENCE_CELL, .text = phrase, .from = OBJECT_NONE };

	if (!phrase_target(p, phrase, &found))
		return;
	size_t start = p->offset + (size_t)(phrase.at - p->text.at);
	struct place at = source_place(p->source, start, start + phrase.len);

	found.line = at.line;
	found.column = at.column;
	found.width = at.width;
	emit(p, OP_CELL)->index = p->u->object.nreference;
	*unit_add_reference(p->u) = found;
}

/* A number, or a name.  `£13 million` is one number; `1 234` may be one, or lack a sign. */
static void
figure(struct parser *p)
{
	struct str phrase = phrase_take(p);
	enum amount_kind kind;
	struct amount amount;

	if (p->failed)
		return;
	kind = phrase_amount(phrase, &amount);
	if (phrase_is_several(phrase))
		phrase_fault(p, phrase, str_print(p->u->arena, "`" STR_FMT "` is more than one number",
			STR_ARG(phrase)), "put a sign between them, or write one number without blanks");
	else if (kind == AMOUNT_OVERFLOW)
		phrase_fault(p, phrase, str_print(p->u->arena, "`" STR_FMT "` is too large or too precise",
			STR_ARG(phrase)), "write it with fewer digits");
	else if (kind == AMOUNT_VALUE)
		emit(p, OP_CONSTANT)->constant = amount;
	else
		address(p, phrase);
}

static bool
enter(struct parser *p, struct str where)
{
	if (++p->depth > DEPTH_MOST)
		phrase_fault(p, where, str_print(p->u->arena, "the formula is nested more than %d deep",
			DEPTH_MOST), "make two rules of it");
	return !p->failed;
}

/* What is here stands where a sign should. */
static void
stray(struct parser *p, const char *comparison, const char *help)
{
	struct str word = phrase_word(p, p->at), here = str_head(phrase_rest(p), 1);

	if (phrase_sign(word))
		phrase_fault(p, word, str_of(comparison), help);
	else if (phrase_at(p, ')'))
		phrase_fault(p, here, STR("this bracket was never opened"),
			"remove it, or add the `(` that belongs to it");
	else if (here.len > 0 && str_find_char(STR("+-*/=<>!"), here.at[0], 0) < 8)
		phrase_unparted(p, here);
	else
		phrase_fault(p, here, STR("a sign is missing before this"),
			"put one of `+ - * /` there, with a blank on either side of it");
}

static void
close_bracket(struct parser *p, struct str opening)
{
	phrase_skip(p);
	if (phrase_at(p, ')'))
		p->at++;
	else if (p->at == p->text.len)
		phrase_fault(p, opening, STR("this bracket is never closed"),
			"add the `)` that belongs to it");
	else
		stray(p, "a comparison can't stand inside brackets",
			"compare outside of the brackets, once: `a + b <= c`");
	p->depth--;
}

static void
group(struct parser *p)
{
	struct str opening = str_head(phrase_rest(p), 1);

	if (!enter(p, opening))
		return;
	p->at++;
	chain(p, LEVEL_SUM);
	close_bracket(p, opening);
}

/* ---- functions ---- */

static const struct function *
function_of(struct str name)
{
	for (size_t i = 0; i < ROWS(functions); i++)
		if (str_is(name, functions[i].name))
			return &functions[i];
	return NULL;
}

static bool
is_digit_at(const struct parser *p, size_t at)
{
	return at < p->text.len && p->text.at[at] >= '0' && p->text.at[at] <= '9';
}

/* A comma between two arguments. */
static bool
take_comma(struct parser *p)
{
	phrase_skip(p);
	if (!phrase_at(p, ','))
		return false;
	if (p->at > 0 && is_digit_at(p, p->at - 1) && is_digit_at(p, p->at + 1))
		phrase_fault(p, str_head(phrase_rest(p), 1),
			STR("this comma may part two numbers, or be inside of one"),
			"put a blank after it, or leave it out of the number");
	else
		p->at++;
	return !p->failed;
}

static void
check_arguments(struct parser *p, const struct function *f, struct str name, uint32_t count,
	const struct op *last, uint32_t last_ops)
{
	decimal one = decimal_power(0);

	if (count > f->most)
		phrase_fault(p, name, str_print(p->u->arena, "`%s` takes at most %u figure%s", f->name,
			(unsigned)f->most, f->most == 1 ? "" : "s"),
			"a comma begins another figure; write numbers without them");
	else if (f->op == OP_ROUND && count == 2 && (last_ops != 1 || last->kind != OP_CONSTANT
			|| last->constant.value % one != 0
			|| decimal_abs(last->constant.value) > DECIMAL_PLACES * one))
		phrase_fault(p, name, STR("`round` must be told to which power of ten, as a whole number"),
			"`round(total, 3)` is to the nearest thousand, `round(total, -2)` to the penny");
}

static void
call(struct parser *p, const struct function *f, struct str name)
{
	uint32_t count = 0, first;

	phrase_skip(p);

	struct str opening = str_head(phrase_rest(p), 1);

	if (!enter(p, opening))
		return;
	p->at++;
	p->calls++;
	do {
		first = p->u->object.nop;
		chain(p, LEVEL_SUM);
		count++;
	} while (!p->failed && take_comma(p));
	p->calls--;
	close_bracket(p, opening);
	if (p->failed)
		return;
	check_arguments(p, f, name, count, &p->u->object.ops[first], p->u->object.nop - first);
	emit(p, f->op)->index = count;
}

/* The function that the word is, when a bracket follows; no other name may stand right before one. */
static const struct function *
function_here(struct parser *p, struct str word)
{
	const struct function *f = function_of(word);
	size_t after = p->at + word.len;

	if (word.len == 0)
		return NULL;
	if (!f && after < p->text.len && p->text.at[after] == '(')
		phrase_fault(p, word, str_print(p->u->arena, "there is no function `" STR_FMT "`",
			STR_ARG(word)), "the functions are sum, min, max, abs, round and count");
	while (f && after < p->text.len && phrase_blank(str_from(p->text, after)) > 0)
		after += phrase_blank(str_from(p->text, after));
	return f && after < p->text.len && p->text.at[after] == '(' ? f : NULL;
}

/* ---- the whole ---- */

/* A number takes its sign at once, so that it stays one: `round(x, -3)`. */
static void
negation(struct parser *p)
{
	struct object *o = &p->u->object;
	uint32_t first = o->nop;

	if (!enter(p, str_head(phrase_rest(p), 1)))
		return;
	p->at++;
	chain(p, LEVEL_OPERAND);
	p->depth--;
	if (o->nop == first + 1 && o->ops[first].kind == OP_CONSTANT)
		o->ops[first].constant.value = -o->ops[first].constant.value;
	else
		emit(p, OP_NEGATE);
}

static void
missing(struct parser *p, struct str here)
{
	if (here.len == 0)
		phrase_fault(p, here, STR("a figure or an address is missing at the end"),
			"add what is to be calculated with, or remove the last sign");
	else
		phrase_fault(p, here, str_print(p->u->arena,
			"a figure or an address is missing before `" STR_FMT "`", STR_ARG(here)),
			"add what is to be calculated with, or remove the sign");
}

/* A function, a number or a name, or nothing of the kind. */
static void
word_operand(struct parser *p, struct str word)
{
	const struct function *f = function_here(p, word);

	if (p->failed)
		return;
	if (f) {
		p->at += word.len;
		call(p, f, word);
	} else if (word.len == 0 || phrase_sign(word)) {
		missing(p, word.len > 0 ? word : str_head(phrase_rest(p), 1));
	} else {
		figure(p);
	}
}

static void
operand(struct parser *p)
{
	phrase_skip(p);
	if (phrase_at(p, '('))
		group(p);
	else if (phrase_at(p, '-'))
		negation(p);
	else
		word_operand(p, phrase_word(p, p->at));
}

static const struct sign *
next_sign(struct parser *p)
{
	phrase_skip(p);
	return p->failed ? NULL : phrase_sign(phrase_word(p, p->at));
}

static void
take_sign(struct parser *p, const struct sign *sign)
{
	struct str word = phrase_word(p, p->at);
	size_t end = p->at + word.len;
	bool before = p->at > 0 && (unsigned char)p->text.at[p->at - 1] != ')';
	bool after = end == p->text.len || phrase_blank(str_from(p->text, end)) > 0;

	if (sign->instead)
		phrase_fault(p, word, str_print(p->u->arena,
			"`" STR_FMT "` is no sign that a formula may have", STR_ARG(word)),
			str_print(p->u->arena, "write `%s`", sign->instead).at);
	else if (!before || !after)
		phrase_unparted(p, word);
	else
		p->at = end;
}

static void
chain(struct parser *p, enum level level)
{
	if (level == LEVEL_OPERAND) {
		operand(p);
		return;
	}
	chain(p, level + 1);
	for (const struct sign *s; (s = next_sign(p)) && s->level == level;) {
		take_sign(p, s);
		if (p->failed)
			return;
		chain(p, level + 1);
		emit(p, s->op);
	}
}

static void
whole_formula(struct parser *p)
{
	chain(p, LEVEL_SUM);

	const struct sign *comparison = next_sign(p);

	if (comparison) {
		take_sign(p, comparison);
		if (p->failed)
			return;
		chain(p, LEVEL_SUM);
		emit(p, comparison->op);
	}
	phrase_skip(p);
	if (!p->failed && p->at < p->text.len)
		stray(p, "a formula can compare only once", "make two rules of it");
}

/* 2026 - 2025, between columns that are called so: numbers alone, and all of them years. */
static bool
is_years(const struct op *ops, size_t n)
{
	decimal one = decimal_power(0);

	for (size_t i = 0; i < n; i++) {
		const struct amount *c = &ops[i].constant;

		if (ops[i].kind == OP_CELL)
			return false;
		if (ops[i].kind == OP_CONSTANT && (c->unit != UNIT_NUMBER || c->own_scale
				|| c->value % one != 0 || c->value < 1900 * one || c->value > 2199 * one))
			return false;
	}
	return true;
}

static void
check_whole(struct parser *p, uint32_t first)
{
	const struct object *o = &p->u->object;

	if (p->failed)
		return;
	if (!formula_whole(o->ops + first, o->nop - first))
		phrase_fault(p, p->text, STR("the formula is too long"), "make two rules of it");
	else if (is_years(o->ops + first, o->nop - first))
		phrase_fault(p, p->text, STR("these are numbers, not columns"),
			"put `#` before a name that is a number: `#2026 - #2025`");
}

bool
formula_parse(struct compilation *u, const struct source *source, size_t offset, struct str text,
	enum diag_code code, uint32_t *first_op, uint32_t *ops)
{
	struct parser p = { .u = u, .source = source, .offset = offset, .code = code };
	struct object *o = &u->object;
	uint32_t first = o->nop, references = o->nreference;

	p.text = text.at ? text : STR_NONE;
	phrase_skip(&p);
	if (phrase_at(&p, '='))
		p.at++;		/* as a spreadsheet's formulas begin */
	phrase_skip(&p);
	if (p.at == text.len)
		phrase_fault(&p, p.text, STR("the formula is empty"),
			"write what is to be calculated: `Actual - Budget`");
	else
		whole_formula(&p);
	check_whole(&p, first);
	if (p.failed) {
		o->nop = first;
		o->nreference = references;
		return false;
	}
	*first_op = first;
	*ops = o->nop - first;
	return true;
}

/*
 * Equations in a text: `£425k + £325k = £750k`, `425 + 325 = 750`, `3 x £4,000 = £12,000`.
 *
 * One with several kinds of sign is left alone, and so is one with a percentage.  The text is read
 * once: what was part of one equation begins no other.
 */
#include "compile/arithmetic.h"

struct equation {
	struct quantity made;
	struct str      shown;		/* its left side */
	size_t          at;		/* in the text */
	unsigned        terms;
	char            sign;		/* the one it has; 0 before there is one */
};

static size_t
skip_blank(struct str text, size_t i)
{
	while (i < text.len && text.at[i] == ' ')
		i++;
	return i;
}

static size_t
sign_of(struct str text, size_t i, char *out)
{
	static const struct { const char *text; char sign; } signs[] = {
		{ "+", '+' }, { "−", '-' }, { "– ", '-' }, { "- ", '-' }, { "×", '*' }, { "x ", '*' },
		{ "* ", '*' }, { "=", '=' },
	};

	for (size_t s = 0; s < sizeof(signs) / sizeof(signs[0]); s++)
		if (str_starts(str_from(text, i), signs[s].text)) {
			*out = signs[s].sign;
			return i + str_of(signs[s].text).len;
		}
	return i;
}

/* A whole number that was counted is exact. */
static struct quantity
term(const struct amount *a)
{
	struct quantity q = quantity_of(a);

	if (a->unit == UNIT_NUMBER && !a->own_scale)
		q.slack = 0;
	return q;
}

static bool
apply(struct equation *e, struct quantity q)
{
	if (e->sign == '*')
		return quantity_multiply(&e->made, q) == FORMULA_DONE;
	if (q.unit != e->made.unit)
		return false;
	return (e->sign == '+' ? quantity_add(&e->made, q) : quantity_subtract(&e->made, q))
		== FORMULA_DONE;
}

/* One that begins at i; where reading stopped, always past i.  done: it has a right side. */
static size_t
read_equation(struct str text, size_t i, struct equation *e, struct prose_figure *right, bool *done)
{
	size_t start = i;
	struct amount amount;
	bool is_range;
	char sign = 0;

	*e = (struct equation){ .at = i };
	*done = false;
	for (;;) {
		int scale;
		size_t end = prose_amount(text, i, &amount, &scale, &is_range);

		if (end == i)
			return i > start ? i : i + 1;
		if (sign == '=') {
			*right = (struct prose_figure){ .amount = amount, .scale = scale, .start = i,
				.end = end };
			size_t next = sign_of(text, skip_blank(text, end), &sign);

			*done = e->terms >= 2 && next == skip_blank(text, end) && !is_range;
			return end;
		}
		if (is_range || amount.unit == UNIT_PERCENT || (e->terms > 0 && !apply(e, term(&amount))))
			return end;
		if (e->terms++ == 0)
			e->made = term(&amount);
		e->shown = str_slice(text, start, end);
		size_t at = skip_blank(text, end);

		i = sign_of(text, at, &sign);
		/* one kind of sign to an equation: no rule of precedence is in doubt */
		if (i == at || (sign != '=' && e->sign && (e->sign == '*' || sign == '*')))
			return end;
		if (sign != '=')
			e->sign = sign;
		i = skip_blank(text, i);
	}
}

void
equation_check(struct body *b, const struct prose *p)
{
	struct str text = prose_text(p);
	struct equation e;
	struct prose_figure right;
	bool done;

	if (str_find_char(text, '=', 0) == text.len)
		return;
	for (size_t i = 0; i < text.len;) {
		bool inside = i > 0 && text.at[i - 1] != ' ' && text.at[i - 1] != '(';

		if (inside) {
			i++;
			continue;
		}
		i = read_equation(text, i, &e, &right, &done);
		if (!done || right.amount.unit != e.made.unit)
			continue;
		struct statement s = { .made = e.made, .said = term(&right.amount), .says = &right,
			.how = str_print(b->unit->arena, STR_FMT " is", STR_ARG(e.shown)) };

		right.at = body_place(b, b->block_start, b->block_start);
		for (size_t f = 0; f < p->count; f++)
			if (p->figures[f].start == right.start)
				right.at = p->figures[f].at;
		arithmetic_say(b, p, &s);
	}
}

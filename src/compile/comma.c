/*
 * Decimal commas: 1.234,50 in a table whose cells are parted by semicolons or tabs.
 *
 * Knows which columns have them: those with a figure that is none with a decimal point, and none the
 * other way about.  1.234 is both; it is read as the rest of its column, or of the table, is.  Lines
 * are taken as they come: a quoted cell that goes over several says nothing here.
 */
#include "compile/csv.h"

#define LONGEST 64u		/* of an amount */
#define COLUMNS 1024u

static const struct amount_unit plain = { UNIT_NUMBER, 0 };

enum amount_kind
comma_amount(struct str text, struct amount_unit as, struct amount *out)
{
	char other[LONGEST];

	if (text.len > LONGEST)
		return AMOUNT_TEXT;
	for (size_t i = 0; i < text.len; i++)
		other[i] = text.at[i] == ',' ? '.' : text.at[i] == '.' ? ',' : text.at[i];
	return amount_read((struct str){ other, text.len }, as, out);
}

static bool
has_separator(struct str text)
{
	return str_find_char(text, ',', 0) < text.len || str_find_char(text, '.', 0) < text.len;
}

/* 1: a decimal comma, 2: a decimal point, 0: it may be either */
static uint8_t
said_by(struct str text)
{
	struct amount a;

	text = csv_trim(text);
	if (text.len > 1 && text.at[0] == '"' && text.at[text.len - 1] == '"')
		text = csv_trim(str_slice(text, 1, text.len - 1));
	if (text.len == 0 || text.len > LONGEST || !has_separator(text))
		return 0;
	bool point = amount_read(text, plain, &a) == AMOUNT_VALUE;
	bool comma = comma_amount(text, plain, &a) == AMOUNT_VALUE;

	return point == comma ? 0 : comma ? 1 : 2;
}

static uint32_t
look_at_line(struct str line, char delimiter, uint8_t *said)
{
	uint32_t field = 0;

	for (; line.len > 0 && field < COLUMNS; field++)
		said[field] |= said_by(str_cut(&line, delimiter));
	return field;
}

uint8_t *
comma_find(const struct source *source, char delimiter, struct arena *a, uint32_t *ncomma)
{
	uint8_t *said;
	bool commas = false, points = false;

	*ncomma = 0;
	if (delimiter == ',' || str_find_char(source->text, ',', 0) == source->text.len)
		return NULL;
	said = arena_array(a, COLUMNS, sizeof(*said));
	for (uint32_t line = 1; line <= source->nline; line++) {
		uint32_t fields = look_at_line(source_line(source, line), delimiter, said);

		*ncomma = fields > *ncomma ? fields : *ncomma;
	}
	for (uint32_t i = 0; i < *ncomma; i++) {
		commas = commas || said[i] == 1;
		points = points || said[i] > 1;
	}
	for (uint32_t i = 0; i < *ncomma; i++)
		said[i] = said[i] == 1 || (said[i] == 0 && commas && !points);
	return commas ? said : NULL;
}

/*
 * Places of PDFs: `(i4) [ 55 0 R /XYZ ...` says on which object, and `/Kids [ 6 0 R 55 0 R ]` which page that is.
 */
#include "link/pdf_place.h"

/* What stands behind the one place where a text is; empty when it is not there, or twice. */
static struct str
behind_only(struct str pdf, struct str mark)
{
	size_t at = str_find(pdf, mark, 0);

	if (at == pdf.len || str_find(pdf, mark, at + 1) < pdf.len)
		return STR_NONE;
	return str_from(pdf, at + mark.len);
}

/* `55 0 R` at the head: the number of the object, and the text goes on behind it; 0: nothing of the kind. */
static unsigned
take_object(struct str *text)
{
	unsigned number = 0;
	size_t i = 0;

	while (i < text->len && i < 9 && text->at[i] >= '0' && text->at[i] <= '9')
		number = number * 10 + (unsigned)(text->at[i++] - '0');
	if (!str_starts(str_from(*text, i), " 0 R "))
		return 0;
	*text = str_from(*text, i + 5);
	return number;
}

unsigned
pdf_place(struct str pdf, struct str id, struct arena *a)
{
	struct str place = behind_only(pdf, str_print(a, "(" STR_FMT ") [ ", STR_ARG(id)));
	struct str pages = behind_only(pdf, STR("/Type /Pages\n/Kids [ "));
	unsigned object = take_object(&place), page = 0, found = 0;

	for (unsigned kid = object; kid && !found;) {
		kid = take_object(&pages);
		page++;
		found = kid == object ? page : 0;
	}
	return found;
}

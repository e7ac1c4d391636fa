#ifndef COMPILE_PHRASE_H
#define COMPILE_PHRASE_H
/*
 * The words of a formula: signs, numbers, names and addresses.  Private to formula.c.
 */
#include "compile/unit.h"

enum level { LEVEL_COMPARISON, LEVEL_SUM, LEVEL_PRODUCT, LEVEL_OPERAND };

struct sign {
	const char  *text;
	enum level   level;
	enum op_kind op;
	const char  *instead;	/* what it should be, as the language has no such sign */
};

struct parser {
	struct compilation  *u;
	const struct source *source;
	size_t               offset;	/* of text in source */
	struct str           text;
	size_t               at;
	unsigned             depth;	/* parentheses, functions and signs that are open */
	unsigned             calls;	/* functions among them: a comma parts their arguments */
	enum diag_code       code;
	bool                 failed;
};

/* One finding for a formula: what follows the first would be guesses.  where is a slice of the text. */
void phrase_fault(struct parser *p, struct str where, struct str message, const char *help);
void phrase_unparted(struct parser *p, struct str sign);	/* a sign without blanks beside it */

struct str phrase_rest(const struct parser *p);
void       phrase_skip(struct parser *p);		/* blanks */
bool       phrase_at(const struct parser *p, char c);	/* c is next */
size_t     phrase_blank(struct str s);		/* bytes of the blank that s begins with, or 0 */

/* What stands at an offset, up to a blank or a mark of the language; empty at such a mark. */
struct str         phrase_word(const struct parser *p, size_t at);
const struct sign *phrase_sign(struct str word);		/* NULL: it is none */

/* Take the words from here to the next sign.  They may be a number, several, or a name. */
struct str       phrase_take(struct parser *p);
enum amount_kind phrase_amount(struct str phrase, struct amount *out);
bool             phrase_is_several(struct str phrase);	/* numbers: a sign was forgotten */

/* Where a name or address leads: path and fragment of r.  false, and a finding, when nowhere. */
bool phrase_target(struct parser *p, struct str phrase, struct reference *r);

#endif

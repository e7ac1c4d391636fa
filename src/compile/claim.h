#ifndef COMPILE_CLAIM_H
#define COMPILE_CLAIM_H
/*
 * What the text of a link claims: its figure, and what the words about it make of it.
 */
#include "compile/unit.h"

enum claim_text {
	CLAIM_TEXT_NONE,	/* no figure */
	CLAIM_TEXT_READ,
	CLAIM_TEXT_SEVERAL,	/* figures, and no telling which is meant */
	CLAIM_TEXT_OVERFLOW
};

struct claim {
	enum claim_kind kind;
	struct amount   amount, upper;	/* upper: of a range */
	bool            is_words;	/* it has words of its own, or is written in them */
};

/* `£13m`, `(1,234)`, `nine`, `three quarters`, `up to £1m`, `£5m to £7m`, `a total of £13 million over two years`. */
enum claim_text claim_read(struct str text, struct claim *out);

#endif

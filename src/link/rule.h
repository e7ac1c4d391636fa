#ifndef LINK_RULE_H
#define LINK_RULE_H
/*
 * Rules across sources: those of site.yaml, and of sidecars that name other tables.
 */
#include "object/formula.h"
#include "link/program.h"

/* The cells of an address inside a formula, for formula_evaluate; the context is the program. */
enum formula_state rule_find_cells(void *context, uint32_t link, const struct table_cell ***cells, size_t *n);

/* Why a formula that was evaluated has no result, as the end of a sentence. */
const char *rule_state_text(enum formula_state s);

/* Check each rule; rules that lead back to the cell that they say something of are a finding. */
void rule_check_all(struct program *p);

#endif

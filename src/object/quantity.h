#ifndef OBJECT_QUANTITY_H
#define OBJECT_QUANTITY_H
/*
 * Arithmetic on quantities: what formulas are evaluated with, and figures compared.
 *
 * The result of a function of two takes the place of the first.  When one fails, what is in
 * its place is no result.
 */
#include "object/formula.h"

/* A figure: a cell's, or one in prose.  Its slack is half its last written digit. */
struct quantity quantity_of(const struct amount *a);

/*
 * Bring two to one unit, so that they may be added or compared: a ratio beside a percentage
 * becomes one, a plain number beside it counts as one, a typed 0 takes any unit.
 */
enum formula_state quantity_align(struct quantity *a, struct quantity *b);

/* How far apart two may be and still agree: what rounding explains, unless tolerance says (not -1). */
decimal quantity_reach(const struct quantity *a, const struct quantity *b, decimal tolerance);
bool    quantity_agree(const struct quantity *a, const struct quantity *b, decimal tolerance);

enum formula_state quantity_add(struct quantity *a, struct quantity b);
enum formula_state quantity_subtract(struct quantity *a, struct quantity b);
enum formula_state quantity_multiply(struct quantity *a, struct quantity b);
enum formula_state quantity_divide(struct quantity *a, struct quantity b);
enum formula_state quantity_lesser(struct quantity *a, struct quantity b);
enum formula_state quantity_greater(struct quantity *a, struct quantity b);
enum formula_state quantity_round(struct quantity *q, const struct quantity *places);
void               quantity_negate(struct quantity *q);
void               quantity_absolute(struct quantity *q);

#endif

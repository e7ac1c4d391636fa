/*
 * What minutes record against the agenda: who was there, and what was decided.
 *
 * The keys alone; whether they fit the agenda, the committee and one another is seen at the link (link/minutes.c).
 */
#include "compile/fields.h"

#define ALL UINT32_MAX

#define CHOICES(...) (const char *const[]){ __VA_ARGS__, NULL }

static const struct shape flag = { .type = VALUE_FLAG };
static const struct shape markdown = { .type = VALUE_MARKDOWN };
static const struct shape markdown_or_list = { .type = VALUE_MARKDOWN, .items = &markdown };
static const struct shape person = { .type = VALUE_TEXT, .refers = REFERS_PERSON, .reference = REFERENCE_PERSON };
static const struct shape people = { .items = &person };

const struct shape fields_attendance = { .keys = (const struct field[]){
	{ "present",       &people, ALL, ALL },
	{ "apologies",     &people, 0,   ALL },
	{ "absent",        &people, 0,   ALL },
	{ "in_attendance", &people, 0,   ALL },
	{ 0 } } };

/* The number of an agenda item, or the file of its report. */
static const struct shape item = { .type = VALUE_TEXT, .refers = REFERS_PAPER, .reference = REFERENCE_LINK };

/* On which side the chair's second vote was, where the votes were equal. */
static const struct shape casting = { .type = VALUE_CHOICE, .choices = CHOICES("for", "against") };

/* How many, or who: of a recorded vote. */
static const struct shape votes = { .type = VALUE_VOTES, .items = &person };
static const struct shape vote = { .type = VALUE_CHOICE, .choices = CHOICES("unanimous"),
	.keys = (const struct field[]){
	{ "for",     &votes, ALL, ALL },
	{ "against", &votes, 0,   ALL },
	{ "abstain", &votes, 0,   ALL },
	{ "casting", &casting, 0, ALL },
	{ 0 } } };

/* The last day on which it may be called in; or it may not be. */
static const struct shape call_in = { .type = VALUE_DATE, .choices = CHOICES("none") };

static const struct shape ward = { .type = VALUE_TEXT };
static const struct shape wards = { .items = &ward };

static const struct shape decision = { .keys = (const struct field[]){
	{ "item",         &item,             ALL, ALL },
	{ "decision",     &markdown_or_list, ALL, ALL },
	{ "mover",        &person,           0,   ALL },
	{ "seconder",     &person,           0,   ALL },
	{ "vote",         &vote,             0,   ALL },
	{ "carried",      &flag,             0,   ALL },
	{ "key_decision", &flag,             0,   ALL },
	{ "call_in",      &call_in,          0,   ALL },
	{ "wards",        &wards,            0,   ALL },
	{ 0 } } };

const struct shape fields_decisions = { .items = &decision };

/*
 * What another site says of itself: the keys of inventory.json.
 *
 * A program writes them (link/inventory.c) and nobody by hand; whoever changes the form counts its version up.
 */
#include "compile/fields.h"

#define ALL UINT32_MAX

#define CHOICES(...) (const char *const[]){ __VA_ARGS__, NULL }

static const struct shape text = { .type = VALUE_TEXT };
static const struct shape path_text = { .type = VALUE_PATH };
static const struct shape address = { .type = VALUE_ADDRESS };
static const struct shape language = { .type = VALUE_LANGUAGE };
static const struct shape inventory_version = { .type = VALUE_CHOICE, .choices = CHOICES("1") };
static const struct shape place_kind = { .type = VALUE_CHOICE, .choices = CHOICES("section", "paragraph", "item",
	"appendix", "table", "figure", "note") };
static const struct shape listed_kind = { .type = VALUE_CHOICE, .choices = CHOICES("person", "page", "committee",
	"meeting", "report", "table") };
static const struct shape listed_place = { .keys = (const struct field[]){
	{ "id",     &text,       ALL, ALL },
	{ "alias",  &text,       0,   ALL },
	{ "kind",   &place_kind, ALL, ALL },
	{ "number", &text,       0,   ALL },
	{ "title",  &text,       0,   ALL },
	{ 0 } } };
static const struct shape listed_places = { .items = &listed_place };
static const struct shape listed_page = { .keys = (const struct field[]){
	{ "path",    &path_text,     ALL, ALL },
	{ "address", &path_text,     0,   ALL },
	{ "kind",    &listed_kind,   ALL, ALL },
	{ "title",   &text,          ALL, ALL },
	{ "places",  &listed_places, 0,   ALL },
	{ 0 } } };
static const struct shape listed_pages = { .items = &listed_page };

const struct field fields_inventory[] = {
	{ "inventory", &inventory_version, ALL, ALL },
	{ "title",     &text,              0,   ALL },
	{ "base_url",  &address,           0,   ALL },
	{ "language",  &language,          0,   ALL },
	{ "pages",     &listed_pages,      ALL, ALL },
	{ 0 }
};

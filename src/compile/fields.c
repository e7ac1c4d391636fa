/*
 * Every key that there is, with what may stand behind it.
 *
 * Tables and nothing else: DESIGN.md, section 2, "Front matter" and "Tables".  Reading them
 * is meta.c's.
 */
#include "compile/fields.h"

#define KIND(name)  (1u << OBJECT_##name)
#define ALL         UINT32_MAX
#define PERSON      KIND(PERSON)
#define PAGE        KIND(PAGE)
#define COMMITTEE   KIND(COMMITTEE)
#define MEETING     KIND(MEETING)
#define REPORT      KIND(REPORT)
#define TABLE       KIND(TABLE)
#define SITE        KIND(SITE)
#define DOCUMENTS   (PERSON | PAGE | COMMITTEE | MEETING | REPORT)
#define ASSET       KIND(ASSET)
#define WITHHELD    (PAGE | MEETING | REPORT | TABLE | ASSET)

#define CHOICES(...) (const char *const[]){ __VA_ARGS__, NULL }

/* Single values. */
static const struct shape text = { .type = VALUE_TEXT };
static const struct shape lines = { .type = VALUE_LINES };
static const struct shape markdown = { .type = VALUE_MARKDOWN };
static const struct shape flag = { .type = VALUE_FLAG };
static const struct shape mark = { .type = VALUE_MARK };
static const struct shape date = { .type = VALUE_DATE };
static const struct shape time_of_day = { .type = VALUE_TIME };
static const struct shape email = { .type = VALUE_EMAIL };
static const struct shape language = { .type = VALUE_LANGUAGE };
static const struct shape alias = { .type = VALUE_ALIAS };
static const struct shape address = { .type = VALUE_ADDRESS };
static const struct shape code = { .type = VALUE_CODE };
static const struct shape rule = { .type = VALUE_RULE };
static const struct shape paragraph = { .type = VALUE_PARAGRAPH };
static const struct shape days = { .type = VALUE_DAYS };
static const struct shape count = { .type = VALUE_COUNT };
static const struct shape flag_or_reason = { .type = VALUE_FLAG_OR_REASON };

static const struct shape status = { .type = VALUE_CHOICE, .choices = CHOICES("draft", "final") };
static const struct shape document_kind = { .type = VALUE_CHOICE,
	.choices = CHOICES("report", "page", "person", "committee", "meeting") };
static const struct shape numbering = { .type = VALUE_CHOICE,
	.choices = CHOICES("paragraphs", "headings", "written", "none") };
static const struct shape item_purpose = { .type = VALUE_CHOICE,
	.choices = CHOICES("decision", "information", "discussion") };
static const struct shape nation = { .type = VALUE_CHOICE, .choices = CHOICES("england", "wales") };
static const struct shape currency = { .type = VALUE_CHOICE, .choices = CHOICES("£", "€", "$") };
static const struct shape severity = { .type = VALUE_CHOICE,
	.choices = CHOICES("error", "warning", "note") };
static const struct shape column_kind = { .type = VALUE_CHOICE,
	.choices = CHOICES("label", "group", "text", "amount") };
static const struct shape office_type = { .type = VALUE_CHOICE, .choices = CHOICES("docx", "xlsx",
	"pptx", "doc", "xls", "ppt", "odt", "ods", "odp", "rtf") };

/* Values that name another source. */
static const struct shape paper = { .type = VALUE_PATH, .refers = REFERS_FILE,
	.reference = REFERENCE_REPORT };
static const struct shape appendix_file = { .type = VALUE_PATH, .refers = REFERS_FILE,
	.reference = REFERENCE_APPENDIX };
static const struct shape appendix = { .type = VALUE_PATH, .refers = REFERS_FILE,
	.reference = REFERENCE_APPENDIX, .kept = CHOICES("title", "exempt", "public_interest"),
	.keys = (const struct field[]){
	{ "file",            &appendix_file, ALL, ALL },
	{ "title",           &text,          0,   ALL },
	{ "exempt",          &paragraph,     0,   ALL },
	{ "public_interest", &text,          0,   ALL },
	{ 0 } } };
static const struct shape minutes = { .type = VALUE_PATH, .refers = REFERS_FILE,
	.reference = REFERENCE_MINUTES };
static const struct shape earlier_meeting = { .type = VALUE_DATE, .refers = REFERS_MEETING,
	.reference = REFERENCE_MINUTES };
static const struct shape earlier_report = { .type = VALUE_PATH, .refers = REFERS_FILE,
	.reference = REFERENCE_LINK };
static const struct shape picture = { .type = VALUE_PATH, .refers = REFERS_FILE,
	.reference = REFERENCE_IMAGE };
static const struct shape url = { .type = VALUE_URL, .refers = REFERS_FILE,
	.reference = REFERENCE_LINK };
static const struct shape person = { .type = VALUE_TEXT, .refers = REFERS_PERSON,
	.reference = REFERENCE_PERSON };

/* Lists and maps, from the inside out. */
static const struct shape texts = { .items = &text };
static const struct shape text_or_texts = { .type = VALUE_TEXT, .items = &text };
static const struct shape markdown_or_list = { .type = VALUE_MARKDOWN, .items = &markdown };
static const struct shape person_or_persons = { .type = VALUE_TEXT, .refers = REFERS_PERSON,
	.reference = REFERENCE_PERSON, .items = &person };
static const struct shape aliases = { .items = &alias };
static const struct shape dates = { .items = &date };
static const struct shape appendices = { .items = &appendix };
static const struct shape rules = { .items = &rule };
static const struct shape office_types = { .items = &office_type };
static const struct shape free_facts = { .each = &markdown_or_list };
static const struct shape old_ids = { .each = &text };
static const struct shape interests = { .type = VALUE_TEXT, .each = &text };	/* or one for each exempt part */
static const struct shape severities = { .each = &severity, .keys_are_codes = true };

static const struct field contact_keys[] = {
	{ "name",    &text,  0, ALL },
	{ "tel",     &text,  0, ALL },
	{ "email",   &email, 0, ALL },
	{ "address", &lines, 0, ALL },
	{ 0 } };
static const struct shape one_contact = { .keys = contact_keys };
static const struct shape contact = { .keys = contact_keys, .items = &one_contact };

static const struct shape background_paper = { .keys = (const struct field[]){
	{ "title", &text, ALL, ALL },
	{ "url",   &url,  0,   ALL },
	{ 0 } } };
static const struct shape background = { .type = VALUE_CHOICE, .choices = CHOICES("none"),
	.items = &background_paper };

/* Clear days before a meeting; 0: none are asked for. */
static const struct shape notice = { .keys = (const struct field[]){
	{ "agenda",       &days, 0, ALL },
	{ "key_decision", &days, 0, ALL },
	{ 0 } } };

/* That part of a meeting is private. */
static const struct shape private_notice = { .keys = (const struct field[]){
	{ "given",           &date, 0, ALL },
	{ "further",         &date, 0, ALL },
	{ "reasons",         &text, 0, ALL },
	{ "representations", &text, 0, ALL },
	{ "response",        &text, 0, ALL },
	{ "agreed_by",       &text, 0, ALL },
	{ "urgency",         &text, 0, ALL },
	{ 0 } } };

/* Which committees' decisions may be called in, and for how many working days after they are published. */
static const struct shape call_in = { .keys = (const struct field[]){
	{ "days",       &days,  ALL, ALL },
	{ "committees", &texts, ALL, ALL },
	{ 0 } } };

static const struct shape consulted_group = { .keys = (const struct field[]){
	{ "group",     &text,          ALL, ALL },
	{ "consulted", &mark,          0,   ALL },
	{ "names",     &text_or_texts, 0,   ALL },
	{ 0 } } };
static const struct shape consultation = { .items = &consulted_group };

/* What an item is, first; then what may be said beside it.  Of an exempt one the title is public. */
#define ITEM_KEPT CHOICES("item", "report", "minutes", "verbal", "to_follow", "withdrawn", "exclusion", \
	"declarations", "exempt", "public_interest")
#define ITEM_KINDS 8
#define ITEM_KEYS \
	{ "item",            &markdown,          0, ALL }, \
	{ "report",          &paper,             0, ALL }, \
	{ "minutes",         &earlier_meeting,   0, ALL }, \
	{ "verbal",          &text,              0, ALL }, \
	{ "to_follow",       &text,              0, ALL }, \
	{ "withdrawn",       &text,              0, ALL }, \
	{ "exclusion",       &markdown,          0, ALL }, \
	{ "declarations",    &markdown,          0, ALL }, \
	{ "purpose",         &item_purpose,      0, ALL }, \
	{ "by",              &person_or_persons, 0, ALL }, \
	{ "note",            &markdown,          0, ALL }, \
	{ "reason",          &text,              0, ALL }, \
	{ "urgency",         &text,              0, ALL }, \
	{ "exempt",          &paragraph,         0, ALL }, \
	{ "public_interest", &text,              0, ALL }

/* There is one level of items below items: meeting.c says so of a second, better than that the key is unknown. */
static const struct shape too_deep_items = { .items = &markdown };
static const struct shape sub_item = { .type = VALUE_MARKDOWN, .one_of = ITEM_KINDS, .kept = ITEM_KEPT,
	.keys = (const struct field[]){
	ITEM_KEYS,
	{ "items",           &too_deep_items,    0, ALL },
	{ 0 } } };
static const struct shape sub_items = { .items = &sub_item };
static const struct shape agenda_item = { .type = VALUE_MARKDOWN, .one_of = ITEM_KINDS, .kept = ITEM_KEPT,
	.keys = (const struct field[]){
	ITEM_KEYS,
	{ "items",           &sub_items,         0, ALL },
	{ 0 } } };
static const struct shape agenda = { .items = &agenda_item, .divided = true };

/* What is published after the agenda; a paper may say which item it is for. */
static const struct shape later_paper = { .type = VALUE_PATH, .refers = REFERS_FILE,
	.reference = REFERENCE_REPORT, .keys = (const struct field[]){
	{ "report", &paper, ALL, ALL },
	{ "item",   &text,  0,   ALL },
	{ 0 } } };
static const struct shape later_papers = { .items = &later_paper };
static const struct shape supplement = { .keys = (const struct field[]){
	{ "published",  &date,             ALL, ALL },
	{ "title",      &text,             0,   ALL },
	{ "reason",     &text,             0,   ALL },
	{ "changes",    &markdown_or_list, 0,   ALL },
	{ "first_page", &count,            0,   ALL },
	{ "papers",     &later_papers,     0,   ALL },
	{ "items",      &agenda,           0,   ALL },
	{ 0 } } };
static const struct shape supplements = { .items = &supplement };

static const struct shape member = { .type = VALUE_TEXT, .refers = REFERS_PERSON,
	.reference = REFERENCE_PERSON, .keys = (const struct field[]){
	{ "person", &person, ALL, ALL },
	{ "role",   &text,   0,   ALL },
	{ "from",   &date,   0,   ALL },
	{ "until",  &date,   0,   ALL },
	{ 0 } } };
static const struct shape members = { .items = &member };

static const struct shape required_section = { .type = VALUE_TEXT, .keys = (const struct field[]){
	{ "section",      &text,          ALL, ALL },
	{ "aliases",      &text_or_texts, 0,   ALL },
	{ "may_be_empty", &flag,          0,   ALL },
	{ 0 } } };
static const struct shape required_sections = { .items = &required_section };

static const struct shape accepted = { .keys = (const struct field[]){
	{ "code",   &code,  ALL, ALL },
	{ "place",  &text,  ALL, ALL },
	{ "reason", &lines, ALL, ALL },
	{ 0 } } };
static const struct shape accept = { .items = &accepted };

static const struct shape term = { .type = VALUE_TEXT, .keys = (const struct field[]){
	{ "expansion", &text,  0, ALL },
	{ "meaning",   &markdown, 0, ALL },
	{ 0 } } };

/* A sidecar's formulas and rules are parsed by the table pass, which knows the cells. */
static const struct shape column = { .keys = (const struct field[]){
	{ "formula", &text,        0, ALL },
	{ "unit",    &text,        0, ALL },
	{ "sums_to", &text,        0, ALL },
	{ "kind",    &column_kind, 0, ALL },
	{ "exempt",  &paragraph,   0, ALL },
	{ 0 } } };
static const struct shape columns = { .each = &column };

static const struct shape row = { .keys = (const struct field[]){
	{ "sum_of", &text_or_texts, 0, ALL },
	{ "exempt", &paragraph,     0, ALL },
	{ 0 } } };
static const struct shape rows = { .each = &row };

/* The keys of the root, for each kind that has them. */
static const struct field root[] = {
	/* name               shape               required                   kinds */
	{ "title",            &text,  DOCUMENTS & ~MEETING,                  DOCUMENTS | TABLE | ASSET },
	{ "short_title",      &text,  0,                                     COMMITTEE | REPORT },
	{ "kind",             &document_kind,     0,                         DOCUMENTS },
	{ "status",           &status,            0,                         DOCUMENTS | TABLE },
	{ "exempt",           &paragraph,         0,                         WITHHELD },
	{ "public_interest",  &interests,         0,                         PAGE | MEETING | REPORT },
	{ "public_interest",  &text,              0,                         TABLE | ASSET },
	{ "summary",          &markdown,          0,                         DOCUMENTS | TABLE },
	{ "aliases",          &aliases,           0,                         DOCUMENTS },
	{ "ids",              &old_ids,           0,                         DOCUMENTS },
	{ "language",         &language,          0,                         DOCUMENTS },
	{ "numbering",        &numbering,         0,                         DOCUMENTS },

	{ "report_of",        &text,              0,                         REPORT },
	{ "author",           &person_or_persons, 0,                         REPORT },
	{ "contact",          &contact,           0,                         REPORT | COMMITTEE },
	{ "portfolio_holder", &person_or_persons, 0,                         REPORT },
	{ "wards",            &texts,             0,                         REPORT },
	{ "purpose",          &markdown,          0,                         REPORT },
	{ "decision",         &markdown_or_list,  0,                         REPORT },
	{ "outcome",          &markdown_or_list,  0,                         REPORT },
	{ "key_decision",     &flag,              0,                         REPORT },
	{ "notice_given",     &date,              0,                         REPORT },
	{ "decision_due",     &date,              0,                         REPORT },
	{ "decision_by",      &text,              0,                         REPORT },
	{ "private",          &paragraph,         0,                         REPORT },
	{ "general_exception", &date,             0,                         REPORT },
	{ "special_urgency",  &text,              0,                         REPORT },
	{ "urgency",          &text,              0,                         REPORT | MEETING },
	{ "version",          &text,              0,                         REPORT },
	{ "supersedes",       &earlier_report,    0,                         REPORT },
	{ "published",        &date,              0,                         REPORT | MEETING },
	{ "appendices",       &appendices,        0,                         REPORT },
	{ "background",       &background,        0,                         REPORT },
	{ "consultation",     &consultation,      0,                         REPORT },
	{ "next_steps",       &consultation,      0,                         REPORT },
	{ "front_sheet",      &text,              0,                         REPORT | COMMITTEE },
	{ "fields",           &free_facts,        0,                         REPORT },

	{ "attendance",       &fields_attendance, 0,                         REPORT },
	{ "chair",            &person,            0,                         REPORT },
	{ "decisions",        &fields_decisions,  0,                         REPORT },
	{ "decisions_published", &date,           0,                         REPORT },
	{ "approved_at",      &date,              0,                         REPORT },

	{ "date",             &date,              MEETING,                   MEETING },
	{ "time",             &time_of_day,       0,                         MEETING },
	{ "venue",            &text,              0,                         MEETING },
	{ "ends",             &time_of_day,       0,                         MEETING },
	{ "cancelled",        &flag_or_reason,    0,                         MEETING },
	{ "postponed",        &date,              0,                         MEETING },
	{ "agenda",           &agenda,            0,                         MEETING },
	{ "supplements",      &supplements,       0,                         MEETING },
	{ "private_notice",   &private_notice,    0,                         MEETING },
	{ "minutes",          &minutes,           0,                         MEETING },

	{ "attending",        &markdown_or_list,  0,                         MEETING | COMMITTEE },
	{ "members",          &members,           0,                         COMMITTEE },
	{ "requires",         &required_sections, 0,                         COMMITTEE },
	{ "notice",           &notice,            0,                         COMMITTEE },
	{ "executive",        &flag,              0,                         COMMITTEE },

	{ "role",             &text,              0,                         PERSON },
	{ "ward",             &text,              0,                         PERSON },
	{ "party",            &text,              0,                         PERSON },
	{ "email",            &email,             0,                         PERSON },
	{ "tel",              &text,              0,                         PERSON },

	{ "unit",             &text,              0,                         TABLE },
	{ "label",            &text,              0,                         TABLE },
	{ "group",            &text,              0,                         TABLE },
	{ "columns",          &columns,           0,                         TABLE },
	{ "rows",             &rows,              0,                         TABLE },
	{ "rules",            &texts,             0,                         TABLE },
	{ "tolerance",        &text,              0,                         TABLE },
	{ "source",           &text,              0,                         TABLE },
	{ "notes",            &markdown_or_list,  0,                         TABLE },
	{ 0 }
};

static const struct shape inventory_path = { .type = VALUE_PATH, .refers = REFERS_FILE,
	.reference = REFERENCE_LINK };
static const struct shape inventory = { .type = VALUE_PATH, .refers = REFERS_FILE, .reference = REFERENCE_LINK,
	.keys = (const struct field[]){
	{ "file",     &inventory_path, ALL, ALL },
	{ "base_url", &address,        0,   ALL },
	{ 0 } } };
static const struct shape inventories = { .each = &inventory };

static const struct field site[] = {
	{ "title",        &text,         ALL, ALL },
	{ "summary",      &markdown,     0,   ALL },
	{ "base_url",     &address,      0,   ALL },
	{ "language",     &language,     0,   ALL },
	{ "theme",        &text,         0,   ALL },
	{ "currency",     &currency,     0,   ALL },
	{ "numbering",    &numbering,    0,   ALL },
	{ "logo",         &picture,      0,   ALL },
	{ "contact",      &contact,      0,   ALL },
	{ "attending",    &markdown_or_list, 0, ALL },
	{ "requires",     &required_sections, 0, ALL },
	{ "public_interest", &text,      0,   ALL },
	{ "front_sheets", &fields_sheets, 0,  ALL },
	{ "front_sheet",  &text,         0,   ALL },
	{ "findings",     &severities,   0,   ALL },
	{ "accept",       &accept,       0,   ALL },
	{ "rules",        &rules,        0,   ALL },
	{ "inventories",  &inventories,  0,   ALL },
	{ "office_files", &office_types, 0,   ALL },
	{ "nation",       &nation,       0,   ALL },
	{ "notice",       &notice,       0,   ALL },
	{ "call_in",      &call_in,      0,   ALL },
	{ "annual_meetings", &dates,     0,   ALL },
	{ "bank_holidays", &dates,       0,   ALL },
	{ "working_days", &dates,        0,   ALL },
	{ 0 }
};

static const struct field theme[] = {
	{ "name",    &text, ALL, ALL },
	{ "version", &text, 0,   ALL },
	{ "model",   &text, 0,   ALL },
	{ 0 }
};

static const struct shape roots[OBJECT_KINDS] = {
	[OBJECT_SITE] = { .keys = site },
	[OBJECT_GLOSSARY] = { .each = &term },
	[OBJECT_PERSON] = { .keys = root },
	[OBJECT_PAGE] = { .keys = root },
	[OBJECT_COMMITTEE] = { .keys = root },
	[OBJECT_MEETING] = { .keys = root },
	[OBJECT_REPORT] = { .keys = root },
	[OBJECT_TABLE] = { .keys = root },
	[OBJECT_ASSET] = { .keys = root },
	[OBJECT_INVENTORY] = { .keys = fields_inventory },
	[OBJECT_THEME] = { .keys = theme },
	[OBJECT_STRINGS] = { .each = &lines },
};

const struct shape *
fields_of(enum object_kind kind)
{
	return &roots[kind];
}

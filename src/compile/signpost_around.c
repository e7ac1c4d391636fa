/*
 * What stands around a reference in words: what makes it one to another paper, and what makes it none.
 *
 * A paper also speaks of laws, and of plans and accounts that have sections and tables of their own.  A link
 * that is wrong is worse than one that is missing, so a phrase that may be about those is left alone.
 */
#include "compile/signpost_part.h"

#define PAPER_MOST 90	/* bytes of words that may name a paper */

/* ---- before ---- */

static bool
is_quote(struct str text, size_t i)
{
	struct str head = str_head(text, i);

	return str_ends(head, "\"") || str_ends(head, "“") || str_ends(head, "‘")
		|| str_ends(head, "'") || str_ends(head, "`");
}

/* Where the blanks before i begin. */
static size_t
blanks_before(struct str text, size_t i)
{
	while (i > 0 && text.at[i - 1] == ' ')
		i--;
	return i;
}

/* Whether a word begins its sentence, so that its capital says nothing. */
static bool
begins_sentence(struct str text, struct str word)
{
	size_t at = blanks_before(text, (size_t)(word.at - text.at));

	return at == 0 || text.at[at - 1] == '.' || text.at[at - 1] == ':' || text.at[at - 1] == '('
		|| text.at[at - 1] == '?' || text.at[at - 1] == '!' || text.at[at - 1] == ';';
}

/* `the Housing Strategy, section 4`: a comma or bracket behind what has sections itself. */
static bool
is_paper_word(struct str word)
{
	static const char papers[] =
		"act|acts|accounts|agreement|book|circular|code|constitution|document|"
		"framework|guidance|guide|handbook|letter|manual|measure|memorandum|"
		"minutes|order|paper|plan|plans|policy|procedures|protocol|regulations|"
		"report|rules|schedule|scheme|standard|standards|statement|strategy|survey";

	return str_is_one_of_nocase(word, papers);
}

static bool
is_year(struct str text, size_t end)
{
	size_t start = end;

	while (signpost_is_digit(text, start - 1) && start > 0)
		start--;
	return end - start == 4;
}

/* A word right before that makes it a place of something else. */
static bool
word_before_doubts(struct str text, struct str word)
{
	static const char others[] = "agenda|schedule|part|chapter|act|standing|their|his|her|your";

	if (str_is_one_of_nocase(word, others))
		return true;
	return signpost_is_capital(word) && !begins_sentence(text, word);
}

/* `Year 2 below`: a number that has a name already. */
static bool
is_numbered_word(struct str text, struct str word)
{
	static const char counted[] =
		"age|band|category|class|grade|level|lot|page|phase|stage|tier|type|"
		"unit|ward|year|zone";

	return str_is_one_of_nocase(word, counted) || (signpost_is_capital(word) && !begins_sentence(text, word));
}

static bool
before_doubts(struct str text, size_t start, enum signpost_kind kind)
{
	size_t at = blanks_before(text, start);
	struct str word = signpost_word_before(text, at);
	char last = at > 0 ? text.at[at - 1] : ' ';

	if (is_quote(text, start) || (word.len > 0 && word.len <= 3 && is_quote(text, at - word.len)))
		return true;	/* "the table below": words that are spoken of */
	if (at == 0)
		return false;
	if (word.len > 0 && at < start) {	/* the plan's section 4 */
		struct str before = str_head(text, at - word.len);

		return str_is(word, "s") && (str_ends(before, "'") || str_ends(before, "’"))
			? true : word_before_doubts(text, word);
	}
	if (last >= '0' && last <= '9')
		return at < start && is_year(text, at);
	/* a document (Appendix A) is that appendix */
	if (last != ',' && (last != '(' || kind == SIGNPOST_APPENDIX))
		return false;
	at = blanks_before(text, at - 1);
	return is_paper_word(signpost_word_before(text, at)) || (at > 3 && is_year(text, at));
}

/* `under section 3` is how a law is cited, as long as nothing says more. */
static bool
is_cited_as_law(struct str text, size_t start)
{
	static const char words[] = "under|virtue|pursuant|meaning|purposes";
	size_t at = blanks_before(text, start);
	struct str word = signpost_word_before(text, at);

	if (str_is(word, "of") || str_is(word, "to"))
		word = signpost_word_before(text, blanks_before(text, at - word.len));
	return str_is_one_of_nocase(word, words);
}

/* ---- in the whole block ---- */

/* Once for a block: whether it names a law anywhere. */
static bool
speaks_of_law(struct signposts *m)
{
	static const char laws[] =
		"Act|Acts|Article|Bill|Constitution|Directive|NPPF|Order|Orders|Regulation|"
		"Regulations|Rule|Rules|Schedule|Statute";
	static const char duties[] = "duties|duty|legislation|power|powers|statute|statutory";

	if (m->law_asked)
		return m->speaks_of_law;
	m->law_asked = true;
	for (size_t i = 0; i < m->text.len; i++) {
		struct str word = signpost_word(m->text, i);

		m->speaks_of_duty |= word.len > 3 && str_is_one_of_nocase(word, duties);
		m->speaks_of_law |= signpost_is_capital(word) && str_is_one_of(word, laws);
		i += word.len;
	}
	return m->speaks_of_law;
}

/* ---- behind ---- */

/* What stands between brackets, or goes on to the end of its clause. */
static struct str
clause(struct str text, size_t i)
{
	size_t end = i;

	while (end < text.len && end - i < PAPER_MOST && text.at[end] != '.' && text.at[end] != ','
		&& text.at[end] != ';' && text.at[end] != ':' && text.at[end] != '(' && text.at[end] != ')')
		end++;
	/* not within a letter */
	while (end > i && end < text.len && ((unsigned char)text.at[end] & 0xc0) == 0x80)
		end--;
	return str_trim(str_slice(text, i, end));
}

static bool
is_law_word(struct str word)
{
	static const char laws[] = "Act|Order|Schedule|Bill|Regulations|Measure";

	return str_is_one_of_nocase(word, laws);
}

/* `of this report`; `of this Act` is a law's own. */
static void
weigh_this(struct signpost *m, struct str text, size_t i)
{
	struct str noun = signpost_word(text, signpost_blanks(text, i));

	m->is_own = !is_law_word(noun);
	m->is_doubtful |= !m->is_own;
}

static bool
is_own_appendix(struct str text, size_t i)
{
	const struct noun *noun = signpost_noun(signpost_word(text, i));

	return noun && noun->kind == SIGNPOST_APPENDIX && !noun->plural;
}

/* One that belongs to something: `of the delivery plan`, `in Appendix B`, `to this report`, `on the agenda`. */
static void
weigh_behind(struct signpost *m, struct str text, size_t i)
{
	/* `paragraphs 13 to 17, of the Constitution` */
	size_t at = signpost_blanks(text, str_starts(str_from(text, i), ", of ") ? i + 1 : i);
	struct str word = signpost_word(text, at);
	size_t next = signpost_blanks(text, at + word.len);
	struct str first = signpost_word(text, next);
	bool is_of = str_is(word, "of") || (str_is(word, "from") && str_is(first, "the"));
	bool is_to = str_is(word, "to") && m->kind == SIGNPOST_APPENDIX;
	bool is_in = str_is(word, "in") || str_is(word, "on") || str_is(word, "within");

	if (m->kind == SIGNPOST_MINUTE && at < text.len && text.at[at] == '(') {
		m->paper = clause(text, at + 1);
		return;
	}
	if (!is_of && !is_to && !is_in)
		return;
	if (str_equal_nocase(first, STR("this"))) {
		weigh_this(m, text, next + first.len);
		return;
	}
	/* `tasks 2 and 3 of the appendix`: the list has a name, and is found by that */
	if (m->noun && (str_starts(str_from(text, next), "the appendix") || str_starts(str_from(text, next), "the annex")))
		return;
	if (is_of || is_to || is_own_appendix(text, next) || str_is(first, "the") || signpost_is_capital(first))
		m->paper = clause(text, next);
}

/* ---- all of it ---- */

/* `Appendix B, paragraph 3`: a place of what was named before it. */
static bool
is_within(const struct signposts *m, size_t start)
{
	struct str gap = str_slice(m->text, m->phrase, start);

	return m->within.len > 0 && (str_is(gap, ", ") || str_is(gap, " (") || str_is(gap, " ("));
}

static void
weigh(struct signposts *m, struct signpost *one, size_t start, size_t end, bool doubtful)
{
	struct str text = m->text;

	one->is_doubtful |= doubtful;
	weigh_behind(one, text, end);
	if (is_within(m, start) && one->kind != SIGNPOST_APPENDIX)
		one->paper = m->within;
	if (!one->is_plain || one->is_own || one->side != SIGNPOST_ANYWHERE || one->paper.len > 0)
		return;
	if (one->kind == SIGNPOST_SECTION || one->kind == SIGNPOST_PARAGRAPH) {
		one->is_doubtful |= is_cited_as_law(text, start) || speaks_of_law(m)
			|| !signpost_ends_well(text, end);
		one->is_near_law = m->speaks_of_duty;
	} else if (!one->is_named) {
		one->is_doubtful |= !signpost_ends_well(text, end);
	}
}

size_t
signpost_weigh(struct signposts *m, size_t start, size_t end)
{
	bool doubtful = before_doubts(m->text, start, m->list[0].kind);

	if (m->list[0].kind == SIGNPOST_BARE)
		doubtful |= is_numbered_word(m->text, signpost_word_before(m->text, blanks_before(m->text, start)));
	for (size_t i = 0; i < m->count; i++)
		weigh(m, &m->list[i], start, end, doubtful);
	if (m->count > 0 && m->list[0].kind == SIGNPOST_APPENDIX) {
		m->phrase = end;
		m->within = str_slice(m->text, m->list[m->count - 1].start, end);
	}
	return end;
}

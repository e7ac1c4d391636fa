/*
 * libyaml's messages in plain words.
 *
 * A table and its look-up; where the finding is made is yaml.c's.  The first row that
 * fits is taken.
 */
#include "compile/yaml_problem.h"

#include <stddef.h>
#include <string.h>

static const struct yaml_problem problems[] = {
	{ "mapping values are not allowed", false, "a second `: ` stands in this value",
	  "put a text that holds `: ` between quotation marks: title: \"Budget: part two\"" },
	{ "could not find expected ':'", true, "this line is no `key: value`",
	  "write the key, a colon, a blank and the value; the lines of a longer text are indented" },
	{ "cannot start any token", false, "a value may not begin with this character",
	  "put the value between quotation marks" },
	{ "did not find expected key", false, "this line does not belong to the lines above it",
	  "give every key of one group the same indentation, and close every quotation mark" },
	{ "did not find expected '-'", false, "this line does not belong to the list above it",
	  "begin every item of the list with `- `, all with the same indentation" },
	{ "unexpected end of stream", true, "a quotation mark is opened here and never closed",
	  "put the second quotation mark at the end of the value" },
	{ "unexpected document indicator", true,
	  "a quotation mark is opened here and not closed before the line `---`",
	  "put the second quotation mark at the end of the value" },
	{ "',' or ']'", true, "the list that begins here with `[` is not closed",
	  "put a comma between the items and `]` behind the last one" },
	{ "',' or '}'", true, "the group that begins here with `{` is not closed",
	  "put a comma between its keys and `}` behind the last one" },
	{ "sequence entries are not allowed", false, "a list may not begin here",
	  "begin the list on the line below its key" },
	{ "mapping keys are not allowed", false, "a key may not stand here",
	  "begin each key on a line of its own" },
	{ "tab character", false, "a tab stands where the line should begin with blanks",
	  "indent with blanks" },
	{ "unknown escape character", false, "a backslash stands in this text",
	  "write it twice, or put the text between single quotation marks" },
	{ "directive", true, "a line begins with `%`", "remove the line" },
	{ "<document start>", false, "text stands where the YAML has ended already",
	  "write everything as `key: value` lines" },
};

const struct yaml_problem *
yaml_problem_of(const char *theirs)
{
	for (size_t i = 0; i < sizeof(problems) / sizeof(*problems); i++)
		if (strstr(theirs, problems[i].theirs))
			return &problems[i];
	return NULL;
}

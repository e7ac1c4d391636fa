/*
 * Words inside texts.
 */
#include "object/word.h"

const char *
word_key(enum word w)
{
	static const char *const keys[WORDS] = {
		[WORD_NOTES] = "notes",   [WORD_BACK] = "back_to_text", [WORD_TO_DO] = "to_do",
		[WORD_DONE] = "done",     [WORD_TABLE_IN_TEXT] = "Table_in_text",
		[WORD_FIGURE] = "Figure",
	};

	return keys[w];
}

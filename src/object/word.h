#ifndef OBJECT_WORD_H
#define OBJECT_WORD_H
/*
 * The few words of the interface that stand inside a text: what a site calls them, in its language, only the
 * linker knows.
 */

enum word { WORD_NOTES, WORD_BACK, WORD_TO_DO, WORD_DONE, WORD_TABLE_IN_TEXT, WORD_FIGURE, WORDS };

const char *word_key(enum word w);	/* in the strings of a theme */

#endif

/*
 * Schedule 12A by its numbers.  What its paragraphs are about is in the strings of the theme, in our own words.
 */
#include "object/schedule.h"

#define WELSH_FIRST 12u

unsigned
schedule_paragraph(struct str text)
{
	unsigned number = 0;

	if (text.len < 1 || text.len > 2 || text.at[0] == '0')
		return 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return 0;
		number = number * 10 + (unsigned)(text.at[i] - '0');
	}
	return number <= SCHEDULE_SUBJECTS || (schedule_is_welsh(number) && number < WELSH_FIRST + SCHEDULE_SUBJECTS)
		? number : 0;
}

bool
schedule_is_welsh(unsigned paragraph)
{
	return paragraph >= WELSH_FIRST;
}

unsigned
schedule_subject(unsigned paragraph)
{
	return schedule_is_welsh(paragraph) ? paragraph - WELSH_FIRST + 1 : paragraph;
}

unsigned
schedule_counterpart(unsigned paragraph)
{
	return schedule_is_welsh(paragraph) ? schedule_subject(paragraph) : paragraph + WELSH_FIRST - 1;
}

/*
 * Brings down the process that gives cmark a text with CRASH-HERE- and a signal's name in it.
 * Loaded before the library, by tests/site/crashed-source.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>

void cmark_parser_feed(void *parser, const char *bytes, size_t len);

static void
crash_as_told(const char *bytes, size_t len)
{
	static const struct { const char *word; int number; } ways[] = {
		{ "CRASH-HERE-SEGV", SIGSEGV }, { "CRASH-HERE-ABRT", SIGABRT }, { "CRASH-HERE-KILL", SIGKILL },
	};

	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
		if (memmem(bytes, len, ways[i].word, strlen(ways[i].word)))
			raise(ways[i].number);
}

void
cmark_parser_feed(void *parser, const char *bytes, size_t len)
{
	void (*next)(void *, const char *, size_t);

	crash_as_told(bytes, len);
	*(void **)&next = dlsym(RTLD_NEXT, "cmark_parser_feed");
	next(parser, bytes, len);
}

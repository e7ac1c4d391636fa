/*
 * Runs a fuzz target where there is no libFuzzer.
 *
 *	TARGET FILE...                                  each file once
 *	TARGET -random SECONDS SEED KEEP FOLDER...      changed copies of the folders' files, until time is up
 *
 * The input in hand stands in the file KEEP before the target sees it, so that it is there when
 * the target does not come back; a clean end removes it.  What a right input is, is the target's to know.
 */
#include <fcntl.h>
#include <ftw.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define LONGEST   ((size_t)1 << 16)
#define MOST      4096		/* seeds */
#define PATIENCE  20		/* seconds for one input, with the sanitizers in it */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

struct text {
	uint8_t *at;
	size_t   len;
};

static struct text seeds[MOST];
static size_t nseed;

/* What parsers look for. */
static const char *const words[] = {
	"---\n", "\n\n", "\n", "\r\n", "[", "](", "](a.md#1.1)", "![", "`", "```\n", "|", "\n|---|\n", "> ", "- ",
	"1. ", "## ", "\t", "    ", "<", "</a>", "<!--", "&amp;", "&#0;", "*", "**", "_", "[^1]", "\\", "\"", "'", ",", ",,",
	";", ": ", "{", "}", "{{", "}}", "{{#a}}", "{{/a}}", "{{>a}}", "{{=<% %>=}}", "&a ", "*a", "!!int ", "%", "#", "#total", "=",
	"<= ", " + ", " / ", "(", ")", "Total,", "\xc2\xa3", "\xc2\xa0", "\xe2\x88\x92", "\xef\xbb\xbf", "\xff\xfe", "\x80", "\xe2\x80\xa8", "-", "0", "9",
	"99999999999999999999999999999999999999999", "0.1", "1,234", "k", "m", "tbc", "exempt: 3\n", "title: ", "../",
};

static uint64_t state;

static size_t
below(size_t n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return n ? (size_t)((state * 0x2545f4914f6cdd1dULL) >> 33) % n : 0;
}

static _Noreturn void
die(const char *what)
{
	perror(what);
	exit(2);
}

/* Exactly as long as it is, so that a read past its end is seen. */
static struct text
read_file(const char *name)
{
	struct text t = { NULL, 0 };
	struct stat st;
	int file = open(name, O_RDONLY | O_CLOEXEC);

	if (file < 0 || fstat(file, &st) != 0)
		die(name);
	t.at = malloc((size_t)st.st_size + !st.st_size);
	while (t.at && t.len < (size_t)st.st_size) {
		ssize_t n = read(file, t.at + t.len, (size_t)st.st_size - t.len);

		if (n <= 0)
			break;
		t.len += (size_t)n;
	}
	close(file);
	return t;
}

static int
add_seed(const char *name, const struct stat *st, int type, struct FTW *ftw)
{
	(void)ftw;
	if (type == FTW_F && nseed < MOST && (size_t)st->st_size <= LONGEST)
		seeds[nseed++] = read_file(name);
	return 0;
}

static void
replace(struct text *t, size_t from, size_t len, const void *by, size_t add)
{
	if (t->len - len + add > LONGEST)
		return;
	memmove(t->at + from + add, t->at + from + len, t->len - from - len);
	memcpy(t->at + from, by, add);
	t->len += add - len;
}

static void
change(struct text *t)
{
	size_t from = below(t->len + 1), len = below(1 + (t->len - from > 64 ? 64 : t->len - from));
	const struct text *other = &seeds[below(nseed)];
	size_t there = below(other->len + 1);
	uint8_t copy[64];

	switch (below(8)) {
	case 0:
	case 1:
		if (from < t->len)
			t->at[from] ^= (uint8_t)(1u << below(8));
		break;
	case 2:
		if (from < t->len)
			t->at[from] = (uint8_t)below(256);
		break;
	case 3:
		replace(t, from, len, "", 0);
		break;
	case 4:			/* something twice */
		memcpy(copy, t->at + from, len);
		for (size_t n = 1 + below(below(20) ? 4 : 500); n-- > 0;)
			replace(t, from, 0, copy, len);
		break;
	case 5:			/* a piece of another */
		replace(t, from, len, other->at + there, below(1 + other->len - there));
		break;
	default: {
		const char *word = words[below(sizeof words / sizeof words[0])];

		for (size_t n = 1 + below(below(20) ? 2 : 300); n-- > 0;)
			replace(t, from, 0, word, strlen(word));
	}
	}
}

static void
run_one(const uint8_t *bytes, size_t len)
{
	uint8_t *own = malloc(len + !len);

	if (!own)
		die("memory");
	memcpy(own, bytes, len);
	alarm(PATIENCE);
	LLVMFuzzerTestOneInput(own, len);
	alarm(0);
	free(own);
}

/* The file KEEP, as memory that outlives us. */
static uint8_t *
open_kept(const char *name)
{
	int file = open(name, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

	if (file < 0 || ftruncate(file, (off_t)LONGEST) != 0)
		die(name);
	void *memory = mmap(NULL, LONGEST, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);

	close(file);
	if (memory == MAP_FAILED)
		die(name);
	return memory;
}

static unsigned long
run_random(time_t seconds, const char *keep)
{
	uint8_t *kept = open_kept(keep);
	time_t end = time(NULL) + seconds;
	unsigned long runs = 0;

	for (; time(NULL) < end; runs++) {
		const struct text *seed = &seeds[runs < nseed ? runs : below(nseed)];
		struct text t = { kept, seed->len };

		memcpy(t.at, seed->at, seed->len);
		for (size_t n = runs < nseed ? 0 : 1 + below(8); n-- > 0;)
			change(&t);
		if (truncate(keep, (off_t)t.len) != 0)
			die(keep);
		run_one(t.at, t.len);
		if (truncate(keep, (off_t)LONGEST) != 0)
			die(keep);
	}
	munmap(kept, LONGEST);
	unlink(keep);
	return runs;
}

int
main(int argc, char **argv)
{
	if (argc > 5 && strcmp(argv[1], "-random") == 0) {
		state = strtoull(argv[3], NULL, 10) * 0x9e3779b97f4a7c15ULL + 1;
		for (int i = 5; i < argc; i++)
			if (nftw(argv[i], add_seed, 16, FTW_PHYS) != 0)
				die(argv[i]);
		if (nseed == 0)
			seeds[nseed++] = (struct text){ malloc(1), 0 };
		printf("%lu inputs\n", run_random((time_t)strtol(argv[2], NULL, 10), argv[4]));
		return 0;
	}
	for (int i = 1; i < argc; i++) {
		struct text t = read_file(argv[i]);

		run_one(t.at, t.len);
		free(t.at);
	}
	return 0;
}

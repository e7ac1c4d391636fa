/*
 * Sentences about money and counts, as reports have them: `test_prose [-v] [FILE]`.
 *
 * Each paragraph of prose_cases.txt is compiled alone.  A warning of the code that is wanted is found; one
 * where none is wanted, or of another code, is a false alarm.  Recall and precision have floors; -v
 * lists what was misjudged.
 */
#include "body_case.h"

#include <string.h>

#define TEXT_MOST 4096

static const char *path = "tests/unit/prose_cases.txt";
static bool verbose;

struct score {
	unsigned wanted, found, given, rights, misjudged;
};

/* Warnings only: what rounding explains is a note. */
static void
judge(struct score *s, const char *want, const char *text)
{
	bool is_right = strcmp(want, "right") == 0, found = false;
	unsigned given = 0;

	compile(text);
	for (const struct finding *f = u.diag.first; f; f = f->next) {
		if (f->severity == SEVERITY_NOTE)
			continue;
		given++;
		found |= strcmp(diag_name(f->code), want) == 0;
	}
	s->rights += is_right;
	s->wanted += !is_right;
	s->found += found;
	s->given += given;
	if (found == is_right || given > found)
		s->misjudged++;
	if (verbose && (found == is_right || given > found)) {
		printf("# %s: %s", want, text);
		for (const struct finding *f = u.diag.first; f; f = f->next)
			printf("#   %s: " STR_FMT "\n", diag_name(f->code), STR_ARG(f->message));
	}
}

static struct score
judge_all(void)
{
	struct score s = { 0 };
	static char line[TEXT_MOST], text[TEXT_MOST], want[64];
	FILE *file = fopen(path, "r");

	if (!file)
		fail_msg("%s is not there", path);
	while (fgets(line, sizeof(line), file)) {
		if (line[0] == '#' && !want[0])
			continue;
		if (!want[0]) {
			sscanf(line, "%63s", want);
			text[0] = 0;
		} else if (strcmp(line, "--\n") == 0) {
			judge(&s, want, text);
			want[0] = 0;
		} else {
			assert_true(strlen(text) + strlen(line) < sizeof(text));
			strcat(text, line);
		}
	}
	fclose(file);
	assert_int_equal(0, want[0]);
	return s;
}

static void
nine_warnings_in_ten_are_right_and_few_faults_are_missed(void **state)
{
	struct score s = judge_all();

	(void)state;
	printf("# %u right, %u wrong: %u of the wrong found, %u warnings, %u paragraphs misjudged\n",
		s.rights, s.wanted, s.found, s.given, s.misjudged);
	assert_true(s.rights >= 30 && s.wanted >= 30);
	assert_true(s.found * 100 >= s.wanted * 90);
	assert_true(s.found * 100 >= s.given * 97);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nine_warnings_in_ten_are_right_and_few_faults_are_missed),
	};

	verbose = argc > 1 && strcmp(argv[1], "-v") == 0;
	if (argc > 1 + verbose)
		path = argv[1 + verbose];
	return cmocka_run_group_tests(tests, NULL, NULL);
}

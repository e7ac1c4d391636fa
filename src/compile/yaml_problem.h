#ifndef COMPILE_YAML_PROBLEM_H
#define COMPILE_YAML_PROBLEM_H
/*
 * What libyaml says when it gives up, and what an officer needs to hear.
 */
#include <stdbool.h>

struct yaml_problem {
	const char *theirs;	/* a part of libyaml's message */
	bool        at_context;	/* the place is where the thing began, not where it was noticed */
	const char *ours;
	const char *help;
};

/* NULL for what has no words of ours. */
const struct yaml_problem *yaml_problem_of(const char *theirs);

#endif

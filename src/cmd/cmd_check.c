/*
 * reeve check: a site, files of a site, or files that belong to none.  Writes nothing.
 */
#include <stdio.h>
#include <sys/stat.h>

#include "cmd/build.h"
#include "cmd/cmd.h"

static int
check(const struct options *o, struct site *site, struct arena *arena, struct str only)
{
	struct diag diag;
	struct build b = { .options = o, .site = site, .arena = arena, .diag = &diag };

	diag_init(&diag, arena);
	build_run(&b);
	if (only.len)
		log_keep_file(&diag, only);
	log_name_files(site, &diag, arena);
	log_findings(o, site, &diag);
	log_summary(o, &diag, &b.summary, "");
	return log_status(&diag, b.failed);
}

/* A lone table without a sidecar: nothing quotes its cells, and it names no other file. */
static bool
is_lone_table(const struct site *s)
{
	return s->lone && s->nsource == 1 && !s->sources[0].sidecar
		&& compile_kind(s->sources[0].path) == OBJECT_TABLE;
}

static int
check_one(const struct options *o, const char *name)
{
	struct arena arena;
	struct site site = { .root = -1, .content = -1, .themes = -1 };
	struct stat st;
	struct str path = STR_NONE;
	bool open;
	int status = 2;

	arena_init(&arena);
	if (stat(name, &st) == 0 && !S_ISDIR(st.st_mode)) {
		const char *above = site_above(name, &arena, &path);

		open = above ? site_open(&site, above, &arena) : site_open_lone(&site, name, &arena, &path);
		site.compile.brief = !above && open && is_lone_table(&site);
		if (!above)
			path = STR_NONE;
	} else {
		open = site_open(&site, name, &arena);
	}
	site.compile.restricted = o->restricted != NULL;
	if (open)
		status = check(o, &site, &arena, path);
	site_close(&site);
	arena_release(&arena);
	return status;
}

int
cmd_check(const struct options *o)
{
	int worst = 0;

	if (!o->noperand)
		return check_one(o, ".");
	for (size_t i = 0; i < o->noperand; i++) {
		int status = check_one(o, o->operands[i]);

		worst = status > worst ? status : worst;
	}
	return worst;
}

/* reeve compile: one source to one object. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"
#include "cmd/cmd.h"
#include "cmd/log.h"

static int
write_object(const char *name, struct str bytes, struct arena *a)
{
	struct str path = str_of(name);
	int at = open(path_above(a, path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int error = at < 0 ? -1 : file_replace(at, path_name(path), bytes, 0644);

	if (at >= 0)
		close(at);
	if (error)
		fprintf(stderr, "reeve compile: %s can't be written: %s\n", name,
			error > 0 ? strerror(error) : "its folder is not there");
	return error;
}

static const struct site_source *
find_source(const struct site *s, struct str path)
{
	for (size_t i = 0; i < s->nsource; i++)
		if (str_equal(s->sources[i].path, path))
			return &s->sources[i];
	return NULL;
}

static int
compile(const struct options *o, struct site *site, struct str path, struct arena *a)
{
	struct diag diag;
	struct compile_input in;
	struct buf bytes = BUF_EMPTY;
	struct object object;
	const char *out = o->out ? o->out : str_print(a, "%s.object", o->operands[0]).at;

	diag_init(&diag, a);
	const struct site_source *source = site_scan(site, a, &diag) ? find_source(site, path) : NULL;
	int error = source ? site_read(site, source, a, &in) : -1;

	if (error) {
		fprintf(stderr, "reeve compile: %s: %s\n", o->operands[0],
			error > 0 ? strerror(error) : "it is not a source of its site");
		return 2;
	}
	site->compile.lone = false;
	compile_source(&in, &site->compile, a, &bytes);
	error = write_object(out, buf_view(&bytes), a);
	diag_init(&diag, a);
	if (object_read(buf_view(&bytes), OBJECT_FOUND, a, &object))
		for (const struct finding *f = object.findings; f; f = f->next)
			diag_copy(&diag, f);
	log_name_files(site, &diag, a);
	log_findings(o, site, &diag);
	buf_release(&bytes);
	return log_status(&diag, error != 0);
}

int
cmd_compile(const struct options *o)
{
	struct arena arena;
	struct site site = { .root = -1, .content = -1, .themes = -1 };
	struct str path = STR_NONE;
	int status = 2;

	if (o->noperand != 1) {
		fprintf(stderr, "reeve compile: name one source\n");
		return 2;
	}
	arena_init(&arena);
	const char *above = site_above(o->operands[0], &arena, &path);

	if (above ? site_open(&site, above, &arena) : site_open_lone(&site, o->operands[0], &arena, &path))
		status = compile(o, &site, path, &arena);
	site_close(&site);
	arena_release(&arena);
	return status;
}

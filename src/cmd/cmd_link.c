/*
 * reeve link: objects to a site.  The default theme is compiled here, where no object is of a theme's file.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/map.h"
#include "base/path.h"
#include "cmd/civic.h"
#include "cmd/cmd.h"
#include "cmd/log.h"

#define LIMIT ((size_t)1 << 30)

struct objects {
	char      **files;
	size_t      nfile;
	struct str *theme;		/* objects of the default theme's files */
	size_t      ntheme;
};

static int
get(void *context, size_t index, struct arena *a, struct str *bytes)
{
	const struct objects *o = context;

	if (index >= o->nfile) {
		*bytes = o->theme[index - o->nfile];
		return 0;
	}
	struct str path = str_of(o->files[index]), folder = path_folder(path);
	int at = open(folder.len ? arena_copy(a, folder.at, folder.len) : path.at[0] == '/' ? "/" : ".",
		O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (at < 0)
		return ENOENT;
	int error = file_read(at, path_name(path), LIMIT, a, bytes);

	close(at);
	return error;
}

/* The paths of the theme files that objects were given for. */
static bool
gather_given(struct objects *o, struct map *given, struct arena *a)
{
	for (size_t i = 0; i < o->nfile; i++) {
		struct str bytes;
		struct object head;
		int error = get(o, i, a, &bytes);

		if (error || !object_read(bytes, 0, a, &head)) {
			fprintf(stderr, "reeve link: %s: %s\n", o->files[i],
				error ? strerror(error) : "this is no object of this version of reeve");
			return false;
		}
		if (str_starts(head.path, "themes/"))
			map_put(given, str_copy(a, head.path), o);
	}
	return true;
}

static void
compile_theme(struct objects *o, const struct map *given, struct arena *a)
{
	struct compile_options options = { .currency = UNIT_POUND };
	size_t n = 0;

	while (civic_files[n].path)
		n++;
	o->theme = arena_array(a, n, sizeof *o->theme);
	for (size_t i = 0; i < n; i++) {
		const struct civic_file *f = &civic_files[i];
		struct compile_input in = { .path = str_of(f->path),
			.bytes = { f->start, (size_t)(f->end - f->start) } };
		struct buf bytes = BUF_EMPTY;

		if (map_get(given, in.path))
			continue;
		compile_source(&in, &options, a, &bytes);
		o->theme[o->ntheme++] = buf_keep(&bytes, a);
		buf_release(&bytes);
	}
}

static int
link_objects(const struct options *o, struct objects *objects, int parent, struct arena *a)
{
	struct link_input in = { get, objects, objects->nfile + objects->ntheme };
	struct str out = str_of(o->out);
	struct link_summary summary = { 0 };
	struct site nowhere = { .folder = STR("content/"), .root = -1, .content = -1, .themes = -1 };
	struct diag diag;

	while (out.len > 1 && out.at[out.len - 1] == '/')
		out.len--;
	struct link_options lo = { .drafts = o->drafts, .strict = o->strict, .write = true,
		.workers = o->jobs ? o->jobs : (unsigned)sysconf(_SC_NPROCESSORS_ONLN), .site = parent,
		.out = path_name(out), .today = o->today };

	diag_init(&diag, a);
	link_site(&in, &lo, a, &diag, &summary);
	log_name_files(&nowhere, &diag, a);
	log_findings(o, &nowhere, &diag);
	log_summary(o, &diag, &summary, summary.published ? "" : "Nothing is published.");
	return log_status(&diag, summary.failed);
}

int
cmd_link(const struct options *o)
{
	struct arena arena;
	struct objects objects = { .files = o->operands, .nfile = o->noperand };
	struct map given;
	int status = 2;

	if (!o->noperand || !o->out) {
		fprintf(stderr, "reeve link: name the folder to publish to and the objects: reeve link --out DIR OBJECT...\n");
		return 2;
	}
	arena_init(&arena);
	map_init(&given, &arena);
	struct str folder = path_folder(str_of(o->out));
	int parent = open(folder.len ? arena_copy(&arena, folder.at, folder.len)
		: o->out[0] == '/' ? "/" : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (parent < 0) {
		fprintf(stderr, "reeve link: the folder of %s: %s\n", o->out, strerror(errno));
	} else if (gather_given(&objects, &given, &arena)) {
		compile_theme(&objects, &given, &arena);
		status = link_objects(o, &objects, parent, &arena);
	}
	if (parent >= 0)
		close(parent);
	arena_release(&arena);
	return status;
}

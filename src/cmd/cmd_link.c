/*
 * reeve link: objects to a site.  The default theme is compiled here, where no object is of a theme's file.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/map.h"
#include "base/path.h"
#include "cmd/civic.h"
#include "cmd/cmd.h"
#include "cmd/log.h"

#define LIMIT ((size_t)1 << 30)

/* One object: a file, or bytes of ours for the default theme's. */
struct item {
	struct str  path;		/* of its source */
	const char *file;		/* NULL: bytes */
	struct str  bytes;
};

struct objects {
	struct item *items;		/* in the order of their paths, once sorted */
	size_t       count;
};

static int
read_file(const char *name, struct arena *a, struct str *bytes)
{
	struct str path = str_of(name);
	int at = open(path_above(a, path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (at < 0)
		return errno;
	int error = file_read(at, path_name(path), LIMIT, a, bytes);

	close(at);
	return error;
}

static int
get(void *context, size_t index, struct arena *a, struct str *bytes)
{
	const struct item *item = &((const struct objects *)context)->items[index];

	*bytes = item->bytes;
	return item->file ? read_file(item->file, a, bytes) : 0;
}

/* What each file is of; false, with a sentence, for one that is no object. */
static bool
gather_files(struct objects *o, char **files, size_t n, struct map *given, struct arena *a)
{
	for (size_t i = 0; i < n; i++) {
		struct item *item = &o->items[o->count++];
		struct str bytes;
		struct object head;
		int error = read_file(files[i], a, &bytes);

		if (error || !object_read(bytes, 0, a, &head)) {
			fprintf(stderr, "reeve link: %s: %s\n", files[i],
				error ? strerror(error) : "this is no object of this version of reeve");
			return false;
		}
		item->file = files[i];
		item->path = str_copy(a, head.path);
		map_put(given, item->path, item);
	}
	return true;
}

/* The default theme's files, but for those that an object was given for. */
static void
compile_theme(struct objects *o, const struct map *given, struct arena *a)
{
	struct compile_options options = { .currency = UNIT_POUND };

	for (const struct civic_file *f = civic_files; f->path; f++) {
		struct compile_input in = { .path = str_of(f->path), .bytes = { f->start, (size_t)(f->end - f->start) } };
		struct buf bytes = BUF_EMPTY;

		if (map_get(given, in.path))
			continue;
		compile_source(&in, &options, a, &bytes);
		o->items[o->count++] = (struct item){ .path = in.path, .bytes = buf_keep(&bytes, a) };
	}
}

static int
by_path(const void *left, const void *right)
{
	return str_compare(((const struct item *)left)->path, ((const struct item *)right)->path);
}

static bool
gather(struct objects *objects, const struct options *o, struct arena *a)
{
	struct map given;
	size_t theme = 0;

	while (civic_files[theme].path)
		theme++;
	map_init(&given, a);
	objects->items = arena_array(a, o->noperand + theme, sizeof *objects->items);
	if (!gather_files(objects, o->operands, o->noperand, &given, a))
		return false;
	compile_theme(objects, &given, a);
	qsort(objects->items, objects->count, sizeof *objects->items, by_path);
	return true;
}

static int
link_objects(const struct options *o, struct objects *objects, int parent, struct arena *a)
{
	struct link_input in = { get, objects, objects->count };
	struct link_summary summary = { 0 };
	struct site nowhere = { .folder = STR("content/"), .root = -1, .content = -1, .themes = -1 };
	struct diag diag;

	struct link_options lo = { .drafts = o->drafts, .strict = o->strict, .write = true,
		.workers = o->jobs ? o->jobs : (unsigned)sysconf(_SC_NPROCESSORS_ONLN), .site = parent,
		.out = path_name(path_bare(str_of(o->out))), .today = o->today };

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
	struct objects objects = { NULL, 0 };
	int status = 2;

	if (!o->noperand || !o->out) {
		fprintf(stderr, "reeve link: name the folder to publish to and the objects: reeve link --out DIR OBJECT...\n");
		return 2;
	}
	arena_init(&arena);
	int parent = open(path_above(&arena, str_of(o->out)), O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (parent < 0) {
		fprintf(stderr, "reeve link: the folder of %s: %s\n", o->out, strerror(errno));
	} else if (gather(&objects, o, &arena)) {
		status = link_objects(o, &objects, parent, &arena);
	}
	if (parent >= 0)
		close(parent);
	arena_release(&arena);
	return status;
}

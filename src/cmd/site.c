/*
 * Finding a site and listing its sources.  The default theme's files stand in for those
 * that the site's own themes folder does not have.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/map.h"
#include "base/path.h"
#include "base/utf8.h"
#include "cmd/civic.h"
#include "cmd/site.h"
#include "cmd/site_name.h"

#define THEME_FILES  128			/* room for those of a theme */
#define SOURCE_LIMIT ((size_t)256 << 20)	/* of an asset; text has lower limits of its own */

static bool
has(int folder, const char *name)
{
	struct stat st;

	return fstatat(folder, name, &st, 0) == 0;
}

static bool
is_folder(int folder, const char *name)
{
	struct stat st;

	return fstatat(folder, name, &st, 0) == 0 && S_ISDIR(st.st_mode);
}

/* What stands before a path of the site in messages, so that an editor finds it. */
static struct str
shown_as(struct arena *a, const char *dir)
{
	struct str s = path_bare(str_of(dir));

	if (str_is(s, "."))
		return STR_NONE;
	return str_print(a, STR_FMT "%s", STR_ARG(s), str_ends(s, "/") ? "" : "/");
}

static bool
refuse(const char *dir, const char *why)
{
	fprintf(stderr, "reeve: %s: %s\n", dir, why);
	return false;
}

/* The folder itself holds site.yaml: it is the content, and its parent the site's folder. */
static bool
open_content_itself(struct site *s, const char *dir, struct arena *a)
{
	char *whole = realpath(dir, NULL);
	struct str path;

	if (!whole)
		return refuse(dir, strerror(errno));
	path = str_copy(a, str_of(whole));
	free(whole);
	s->content = s->root;
	s->root = openat(s->content, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	s->folder = str_print(a, STR_FMT "/", STR_ARG(path_name(path)));
	struct str parent = path_folder(str_of(dir));

	s->shown = str_starts(str_of(dir), ".") || !parent.len ? STR_NONE : shown_as(a,
		arena_copy(a, parent.at, parent.len));
	return s->root >= 0 || refuse(dir, strerror(errno));
}

bool
site_open(struct site *s, const char *dir, struct arena *a)
{
	*s = (struct site){ .root = -1, .content = -1, .themes = -1 };
	s->root = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (s->root < 0)
		return refuse(dir, errno == ENOTDIR ? "this is a file; name the folder that holds content/" : strerror(errno));
	s->shown = shown_as(a, dir);
	if (is_folder(s->root, "content")) {
		s->content = openat(s->root, "content", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		s->folder = STR("content/");
		if (s->content < 0)
			return refuse(dir, "its content folder can't be opened (a symbolic link is not followed)");
	} else if (has(s->root, "site.yaml")) {
		if (!open_content_itself(s, dir, a))
			return false;
	} else {
		return refuse(dir, "there is no content/ folder here; name the folder that holds it");
	}
	if (is_folder(s->root, "themes"))
		s->themes = openat(s->root, "themes", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	s->compile.currency = UNIT_POUND;
	return true;
}

/* The nearest of path's folders that holds site.yaml; the site is in it, or above a content folder. */
static const char *
site_of(struct str path, struct arena *a, struct str *path_in_content)
{
	for (struct str folder = path_folder(path);; folder = path_folder(folder)) {
		struct str at = folder.len ? folder : STR(".");
		struct stat st;

		if (stat(str_print(a, STR_FMT "/site.yaml", STR_ARG(at)).at, &st) == 0) {
			*path_in_content = str_from(path, folder.len ? folder.len + 1 : 0);
			if (!str_is(path_name(folder), "content"))
				return arena_copy(a, at.at, at.len);
			return path_above(a, folder);
		}
		if (!folder.len)
			return NULL;
	}
}

const char *
site_above(const char *file, struct arena *a, struct str *path_in_content)
{
	struct str path = str_of(file);

	while (str_starts(path, "./"))
		path = str_from(path, 2);
	/* First as it was written, so that messages name files as the user does. */
	bool plain = str_find(path, STR(".."), 0) == path.len;
	const char *site = plain ? site_of(path, a, path_in_content) : NULL;

	if (site)
		return site;
	char *whole = realpath(file, NULL);

	if (!whole)
		return NULL;
	path = str_copy(a, str_of(whole));
	free(whole);
	return site_of(path, a, path_in_content);
}

/* What Windows puts into folders that are looked at; on its shares case tells nothing. */
static bool
is_of_windows(struct str name)
{
	return str_equal_nocase(name, STR("Thumbs.db")) || str_equal_nocase(name, STR("desktop.ini"));
}

static bool
skip(struct str path, struct str name, void *context)
{
	(void)path, (void)context;
	return name.at[0] == '.' || name.at[0] == '_' || is_of_windows(name);
}

/* A theme's partials begin with `_`. */
static bool
skip_dots(struct str path, struct str name, void *context)
{
	(void)path, (void)context;
	return name.at[0] == '.';
}

struct scan {
	struct site  *s;
	struct arena *a;
	struct diag  *d;
	size_t        room;
};

static void
reserve(struct scan *c, size_t room)
{
	struct site *s = c->s;

	s->sources = arena_grow(c->a, s->sources, s->nsource, room, sizeof *s->sources);
	c->room = room;
}

static struct site_source *
add(struct scan *c, struct str path)
{
	struct site *s = c->s;

	if (s->nsource == c->room)
		reserve(c, c->room ? c->room * 2 : THEME_FILES);
	struct site_source *source = &s->sources[s->nsource++];

	*source = (struct site_source){ .path = path };
	return source;
}

static struct place
whole(struct str path)
{
	return (struct place){ path, 0, 0, 0 };
}

/* `x.csv.yaml` belongs to the `x.csv` that stands before it, `x.pdf.yaml` to `x.pdf`; NULL: to none. */
static struct site_source *
owner_of_sidecar(const struct scan *c, struct str path)
{
	struct str owner = str_head(path, path.len - (sizeof ".yaml" - 1));
	enum object_kind kind = compile_kind(owner);

	for (size_t i = c->s->nsource; i-- > 0 && (kind == OBJECT_TABLE || kind == OBJECT_ASSET);) {
		struct site_source *source = &c->s->sources[i];

		if (str_equal(source->path, owner))
			return source;
		if (str_compare(source->path, owner) < 0)
			break;
	}
	return NULL;
}

/* Whether a file is a sidecar: one of a table that is not there is wrong, and is no source either. */
static bool
add_sidecar(struct scan *c, const struct file_info *f)
{
	struct site_source *owner = str_ends(f->path, ".yaml") ? owner_of_sidecar(c, f->path) : NULL;

	if (owner)
		owner->sidecar = f;
	if (owner || !str_ends(f->path, ".csv.yaml"))
		return owner;

	struct str table = str_head(f->path, f->path.len - (sizeof ".yaml" - 1));
	struct finding *found = diag_add(c->d, DIAG_SIDECAR_MISMATCH, whole(f->path),
		"there is no table " STR_FMT " beside this sidecar", STR_ARG(path_name(table)));

	diag_help(c->d, found, "rename it after its table, or remove it");
	return true;
}

static void
add_file(struct scan *c, const struct file_info *f)
{
	if (f->type == 'd')
		return;
	if (!site_name_holds(f->path)) {
		struct finding *found = diag_add(c->d, DIAG_READ_FAILED, whole(site_name_shown(c->a, f->path)),
			"this file's name is not UTF-8, or has a control character in it");

		diag_help(c->d, found, "rename it with letters, digits and hyphens");
		return;
	}
	if (f->type != 'f') {
		struct finding *found = diag_add(c->d, DIAG_READ_FAILED, whole(f->path),
			f->type == 'l' ? "this is a symbolic link, which reeve does not follow"
				: "this is not an ordinary file");

		diag_help(c->d, found, "put the file itself here, or name it with a `_` before it");
		return;
	}
	if (add_sidecar(c, f))
		return;
	struct site_source *source = add(c, f->path);

	source->folder = c->s->content;
	source->file = f->path;
	source->info = *f;
}

static bool
scan_content(struct scan *c)
{
	struct file_list list = { 0 };
	struct str failed;
	int error = file_walk(c->s->content, c->a, skip, NULL, &list, &failed);

	if (error) {
		diag_add(c->d, DIAG_READ_FAILED, whole(failed), "this folder can't be read: %s",
			strerror(error));
		return false;
	}
	reserve(c, list.count + THEME_FILES);
	for (size_t i = 0; i < list.count; i++)
		if (str_starts(list.files[i].path, "themes/"))
			continue;	/* that name is for themes/, beside content/ */
		else
			add_file(c, &list.files[i]);
	return true;
}

/* A theme's files, of which only those that reeve knows are sources. */
static bool
is_theme_source(struct str path)
{
	return str_find(path, STR("/templates/"), 0) < path.len || str_find(path, STR("/assets/"), 0) < path.len ||
		str_find(path, STR("/strings/"), 0) < path.len || str_ends(path, "/theme.yaml");
}

static void
add_own_theme(struct scan *c, struct str theme, struct map *own)
{
	struct file_list list = { 0 };
	struct str failed;
	int folder;

	if (c->s->themes < 0 || file_open_folder(c->s->themes, theme, &folder) != 0)
		return;
	if (file_walk(folder, c->a, skip_dots, NULL, &list, &failed) == 0)
		for (size_t i = 0; i < list.count; i++) {
			struct str file = path_join(c->a, theme, list.files[i].path);
			struct str path = path_join(c->a, STR("themes"), file);

			if (list.files[i].type != 'f' || !is_theme_source(path))
				continue;
			struct site_source *source = add(c, path);

			source->folder = c->s->themes;
			source->file = file;
			source->info = list.files[i];
			map_put(own, path, source);
		}
	close(folder);
}

/* What the site's theme does not have comes from civic, which rides in the program. */
static void
scan_theme(struct scan *c, struct str theme)
{
	struct map own;

	map_init(&own, c->a);
	add_own_theme(c, theme, &own);
	for (const struct civic_file *f = civic_files; f->path; f++) {
		struct str rest = str_from(str_of(f->path), sizeof "themes/civic/" - 1);
		struct str path = str_print(c->a, "themes/" STR_FMT "/" STR_FMT, STR_ARG(theme), STR_ARG(rest));

		if (map_get(&own, path))
			continue;
		struct site_source *source = add(c, path);

		source->folder = -1;
		source->builtin = (struct str){ f->start, (size_t)(f->end - f->start) };
	}
}

static int
by_path(const void *left, const void *right)
{
	return str_compare(((const struct site_source *)left)->path,
		((const struct site_source *)right)->path);
}

/* The settings that compilations depend on; site.yaml's findings come with its own object. */
static struct str
read_settings(struct scan *c)
{
	struct compile_input in = { .path = STR("site.yaml") };
	struct buf bytes = BUF_EMPTY;
	struct object o;
	struct str theme = STR("civic");

	if (file_read(c->s->content, in.path, 1 << 20, c->a, &in.bytes) != 0)
		return theme;
	compile_source(&in, &c->s->compile, c->a, &bytes);
	struct str kept = buf_keep(&bytes, c->a);

	if (!object_read(kept, OBJECT_HEAD, c->a, &o))
		return theme;
	static const char *const modes[] = { "paragraphs", "headings", "written", "none" };

	for (int i = 0; i < 4; i++)
		if (str_is(object_text(&o, "numbering"), modes[i]))
			c->s->compile.numbering = (enum numbering)i;
	struct str currency = object_text(&o, "currency");

	c->s->compile.currency = str_is(currency, "€") ? UNIT_EURO : str_is(currency, "$") ? UNIT_DOLLAR
		: UNIT_POUND;
	return object_text(&o, "theme").len ? object_text(&o, "theme") : theme;
}

bool
site_scan(struct site *s, struct arena *a, struct diag *d)
{
	struct scan c = { .s = s, .a = a, .d = d };

	if (s->lone)
		return true;
	if (!has(s->content, "site.yaml")) {
		struct finding *f = diag_add(d, DIAG_FIELD_MISSING, whole(STR("site.yaml")),
			"a site needs a site.yaml with its title");

		diag_help(d, f, "make the file with the line `title: ` and the council's name");
	}
	struct str theme = read_settings(&c);

	if (!scan_content(&c))
		return false;
	scan_theme(&c, theme);
	qsort(s->sources, s->nsource, sizeof *s->sources, by_path);
	return true;
}

int
site_read(const struct site *s, const struct site_source *source, struct arena *a, struct compile_input *out)
{
	*out = (struct compile_input){ .path = source->path };
	if (source->folder < 0) {
		out->bytes = source->builtin;
		return 0;
	}
	int error = s->lone ? file_read_lone(source->folder, source->file, a, &out->bytes)
		: file_read(source->folder, source->file, SOURCE_LIMIT, a, &out->bytes);
	if (!error && source->sidecar) {
		out->has_sidecar = true;
		error = file_read(source->folder, source->sidecar->path, SOURCE_LIMIT, a, &out->sidecar);
	}
	return error;
}

/* One file below the content folder, with its sidecar.  0, an errno, or -1 for what is no ordinary file. */
static int
add_lone(struct scan *c, struct str path)
{
	struct file_info info;
	int error = file_stat(c->s->content, path, &info);

	if (error || info.type != 'f')
		return error ? error : -1;
	struct site_source *source = add(c, path);
	struct str sidecar = str_print(c->a, STR_FMT ".yaml", STR_ARG(path));

	source->folder = c->s->content;
	source->file = path;
	source->info = info;
	if (str_ends(path, ".csv") && file_stat(c->s->content, sidecar, &info) == 0) {
		struct file_info *kept = arena_alloc(c->a, sizeof *kept);

		*kept = info;
		kept->path = sidecar;
		source->sidecar = kept;
	}
	return 0;
}

/* A lone file: its folder is the content, with nothing in it but the file. */
bool
site_open_lone(struct site *s, const char *file, struct arena *a, struct str *path)
{
	struct str name = path_name(str_of(file)), folder = path_folder(str_of(file));
	const char *dir = path_above(a, str_of(file));
	struct scan c = { .s = s, .a = a };
	*s = (struct site){ .root = -1, .content = -1, .themes = -1, .lone = true };
	s->content = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (s->content < 0)
		return refuse(file, strerror(errno));
	s->root = dup(s->content);
	s->shown = folder.len ? shown_as(a, dir) : STR_NONE;
	s->compile.currency = UNIT_POUND;
	s->compile.lone = true;
	*path = str_copy(a, name);
	int error = add_lone(&c, *path);

	return !error || refuse(file, error > 0 ? strerror(error) : "it is not an ordinary file");
}

static bool
is_listed(const struct site *s, struct str path)
{
	for (size_t i = 0; i < s->nsource; i++)
		if (str_equal(s->sources[i].path, path))
			return true;
	return false;
}

void
site_add_named(struct site *s, const struct object *o, struct arena *a)
{
	struct scan c = { .s = s, .a = a, .room = s->nsource };

	for (uint32_t i = 0; i < o->nreference; i++)
		if (o->references[i].path.len > 0 && !is_listed(s, o->references[i].path))
			add_lone(&c, str_copy(a, o->references[i].path));
	qsort(s->sources, s->nsource, sizeof *s->sources, by_path);
}

void
site_close(struct site *s)
{
	if (s->themes >= 0)
		close(s->themes);
	if (s->content >= 0)
		close(s->content);
	if (s->root >= 0)
		close(s->root);
}

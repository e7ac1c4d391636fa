#ifndef CMD_SITE_H
#define CMD_SITE_H
/*
 * A site on disk: its folders, its sources in order of path, and the theme's files.
 */
#include "base/diag.h"
#include "base/file.h"
#include "compile/compile.h"

struct site_source {
	struct str path;		/* canonical; of a theme's file, themes/... */
	int        folder;		/* that `file` is below; -1: `builtin` holds the bytes */
	struct str file;
	struct str builtin;
	struct file_info info;
	const struct file_info *sidecar;	/* of a table or a file; NULL when there is none */
};

struct site {
	int        root;		/* holds content, themes, out and .reeve */
	int        content, themes;	/* themes -1 when there is no such folder */
	struct str shown;		/* before a root path in messages: "council/", or empty */
	struct str folder;		/* the content folder's name in root: "content/" */
	bool       lone;		/* one file without a site: no theme, no site.yaml */
	struct site_source *sources;	/* sorted by path */
	size_t     nsource;
	struct compile_options compile;
};

/*
 * Open the site at dir (the folder that holds content/, or a folder that holds site.yaml itself).
 * false, with a sentence on standard error, when there is none.
 */
bool site_open(struct site *s, const char *dir, struct arena *a);

/* A lone file as a site of one source, and the files of its folder that it names. */
bool site_open_lone(struct site *s, const char *file, struct arena *a, struct str *path);

/* The files that the lone source's object refers to and that stand below its folder, as sources too. */
void site_add_named(struct site *s, const struct object *o, struct arena *a);

/* The folder above file that is a site's, or NULL: in a. */
const char *site_above(const char *file, struct arena *a, struct str *path_in_content);

/* List the sources, and read the few settings that compilations depend on. */
bool site_scan(struct site *s, struct arena *a, struct diag *d);

/* Read one source's bytes (and its sidecar's).  0 or an errno. */
int site_read(const struct site *s, const struct site_source *source, struct arena *a,
	struct compile_input *out);

void site_close(struct site *s);

#endif

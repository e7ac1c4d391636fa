/*
 * Files `<key>-<page>.pdf`; each has the hash of its bytes ahead of them.
 */
#include "cmd/kept.h"

#include <errno.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/map.h"
#include "link/manifest.h"

#define FOLDER "pdf"
#define ENDING ".pdf"

static struct str
hex_of(struct hash hash, struct arena *a)
{
	char *hex = arena_alloc(a, HASH_HEX + 1);

	hash_hex(hash, hex);
	return (struct str){ hex, HASH_HEX };
}

static struct str
file_name(const struct kept_name *name, struct arena *a)
{
	return str_print(a, STR_FMT "-" STR_FMT ENDING, STR_ARG(hex_of(name->key, a)), STR_ARG(hex_of(name->page, a)));
}

int
kept_open(int cache)
{
	int folder;

	if (file_make_folders(cache, STR(FOLDER), 0700) != 0 || file_open_folder(cache, STR(FOLDER), &folder) != 0)
		return -1;
	return folder;
}

bool
kept_find(int folder, const struct kept_name *name, struct arena *a, struct str *pdf)
{
	struct hash is;

	if (folder < 0 || file_read(folder, file_name(name, a), 0, a, pdf) != 0)
		return false;
	struct str hash = str_cut(pdf, '\n');

	return hash_parse(hash, &is) && hash_equal(is, hash_bytes(*pdf));
}

void
kept_put(int folder, const struct kept_name *name, struct str pdf)
{
	char is[HASH_HEX + 1];
	struct buf b = BUF_EMPTY;
	struct arena a;

	if (folder < 0)
		return;
	arena_init(&a);
	hash_hex(hash_bytes(pdf), is);
	buf_text(&b, is);
	buf_char(&b, '\n');
	buf_str(&b, pdf);
	file_replace(folder, file_name(name, &a), buf_view(&b), 0600);
	buf_release(&b);
	arena_release(&a);
}

/* Remove every file whose name, or whose page when it is asked by that, is not needed. */
static int
remove_others(int folder, const struct map *needed, bool by_page, struct arena *a)
{
	struct file_list list;
	struct str failed;
	int error = file_walk(folder, a, NULL, NULL, &list, &failed);

	for (size_t i = 0; !error && i < list.count; i++) {
		struct str path = list.files[i].path, page = path;

		str_cut(&page, '-');
		page = str_ends(page, ENDING) ? str_head(page, page.len - STR(ENDING).len) : STR_NONE;
		if (!map_get(needed, by_page ? page : path))
			error = file_remove(folder, path);
	}
	return error == ENOENT ? 0 : error;
}

void
kept_sweep(int folder, const struct kept_name *names, size_t n, struct arena *a)
{
	struct map needed;

	map_init(&needed, a);
	for (size_t i = 0; i < n; i++)
		map_put(&needed, file_name(&names[i], a), (void *)&needed);
	if (folder >= 0)
		remove_others(folder, &needed, false, a);
}

int
kept_forget(int cache, int parent, struct str out, struct arena *a)
{
	struct manifest list = { 0 };
	struct map needed;
	int folder, published, error = file_open_folder(cache, STR(FOLDER), &folder);

	if (error)
		return error == ENOENT ? 0 : error;
	map_init(&needed, a);
	if (file_open_folder(parent, out, &published) == 0) {
		if (manifest_read(published, a, &list) != 0)
			list.count = 0;
		close(published);
	}
	for (size_t i = 0; i < list.count; i++)
		if (str_ends(list.rows[i].path, ".html"))
			map_put(&needed, hex_of(list.rows[i].hash, a), &needed);
	error = remove_others(folder, &needed, true, a);
	close(folder);
	return error;
}

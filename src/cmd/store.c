/*
 * Objects in files `<2 digits>/<30 digits>` below the folder, or in one shared memory file.
 *
 * An object is written beside and renamed, but not synced: after a power cut a damaged
 * one is refused by object_read and made again.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/file.h"
#include "base/pool.h"
#include "cmd/store.h"

struct store_end {
	_Atomic uint64_t at;
};

#define OBJECT_LIMIT ((size_t)1 << 30)

int
store_open(struct store *s, int folder, bool keep, size_t nrow)
{
	*s = (struct store){ .folder = folder, .keep = keep, .memory = -1, .nrow = nrow };
	s->rows = pool_share(nrow * sizeof *s->rows + sizeof *s->rows);
	s->end = pool_share(sizeof *s->end);
	if (keep)
		return 0;
	s->memory = memfd_create("reeve-objects", MFD_CLOEXEC);
	return s->memory < 0 ? errno : 0;
}

/* The file of a key; hex is HASH_HEX characters. */
static void
name_of(struct hash key, char out[HASH_HEX + 2])
{
	char hex[HASH_HEX + 1];

	hash_hex(key, hex);
	snprintf(out, HASH_HEX + 2, "%.2s/%s", hex, hex + 2);
}

bool
store_has(struct store *s, size_t row, struct hash key)
{
	char name[HASH_HEX + 2];
	struct file_info info;

	if (s->folder < 0)
		return false;
	name_of(key, name);
	if (file_stat(s->folder, str_of(name), &info) != 0 || info.type != 'f')
		return false;
	s->rows[row].key = key;
	s->rows[row].ready = true;
	return true;
}

/* Several workers may write one key: each has a name of its own until the rename. */
static int
write_file(const struct store *s, const char *name, struct str bytes)
{
	char beside[HASH_HEX + 32];
	struct str folder = { name, 2 };

	snprintf(beside, sizeof beside, "%.2s/.%ld-%s", name, (long)getpid(), name + 3);
	int error = file_create(s->folder, str_of(beside), bytes, 0644);

	if (error == ENOENT) {
		error = file_make_folders(s->folder, folder, 0755);
		if (!error)
			error = file_create(s->folder, str_of(beside), bytes, 0644);
	}
	if (!error && renameat(s->folder, beside, s->folder, name) != 0)
		error = errno;
	return error;
}

static int
write_memory(struct store *s, struct store_row *r, struct str bytes)
{
	r->start = atomic_fetch_add(&s->end->at, bytes.len);
	r->size = bytes.len;
	for (size_t done = 0; done < bytes.len;) {
		ssize_t n = pwrite(s->memory, bytes.at + done, bytes.len - done, (off_t)(r->start + done));

		if (n < 0 && errno != EINTR)
			return errno;
		done += n > 0 ? (size_t)n : 0;
	}
	return 0;
}

void
store_put(struct store *s, size_t row, struct hash key, struct str bytes)
{
	struct store_row *r = &s->rows[row];
	char name[HASH_HEX + 2];

	r->key = key;
	name_of(key, name);
	r->error = s->keep ? write_file(s, name, bytes) : write_memory(s, r, bytes);
	r->ready = r->error == 0;
}

static int
read_memory(const struct store *s, const struct store_row *r, struct arena *a, struct str *bytes)
{
	char *at = arena_alloc(a, r->size);

	for (size_t done = 0; done < r->size;) {
		ssize_t n = pread(s->memory, at + done, r->size - done, (off_t)(r->start + done));

		if (n <= 0 && errno != EINTR)
			return n < 0 ? errno : EIO;
		done += n > 0 ? (size_t)n : 0;
	}
	*bytes = (struct str){ at, r->size };
	return 0;
}

int
store_get(void *store, size_t row, struct arena *a, struct str *bytes)
{
	const struct store *s = store;
	const struct store_row *r = &s->rows[row];
	char name[HASH_HEX + 2];

	if (!r->ready)
		return r->error ? r->error : ENOENT;
	if (r->size)
		return read_memory(s, r, a, bytes);
	name_of(r->key, name);
	return file_read(s->folder, str_of(name), OBJECT_LIMIT, a, bytes);
}

void
store_drop(struct store *s, struct hash key)
{
	char name[HASH_HEX + 2];

	name_of(key, name);
	file_remove(s->folder, str_of(name));
}

void
store_close(struct store *s)
{
	pool_unshare(s->rows, s->nrow * sizeof *s->rows + sizeof *s->rows);
	pool_unshare(s->end, sizeof *s->end);
	if (s->memory >= 0)
		close(s->memory);
	if (s->folder >= 0)
		close(s->folder);
}

/*
 * Packs: files `<number>.pack` of objects one behind the other, with nothing between.
 *
 * They are not synced: an object that a power cut damaged does not have its sum, and then the build
 * begins anew without any.
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

#define MOST_PACKS 1024			/* that one build may make */
#define SPARE      ((uint64_t)1 << 20)	/* bytes of dead objects that nobody minds */

struct store_end {
	_Atomic uint64_t memory;	/* how full it is */
	_Atomic uint32_t next_pack;
};

int
store_open(struct store *s, int folder, bool keep, size_t nrow, uint32_t first, struct arena *a)
{
	*s = (struct store){ .folder = folder, .keep = keep, .memory = -1, .nrow = nrow, .mine = -1 };
	s->rows = pool_share((nrow + 1) * sizeof *s->rows);
	s->end = pool_share(sizeof *s->end);
	atomic_store(&s->end->next_pack, first);
	s->npack = first + MOST_PACKS;
	s->packs = arena_array(a, s->npack, sizeof *s->packs);
	for (uint32_t i = 0; i < s->npack; i++)
		s->packs[i] = -1;
	s->memory = memfd_create("reeve-objects", MFD_CLOEXEC);
	return s->memory < 0 ? errno : 0;
}

static int
write_at(int file, uint64_t start, struct str bytes)
{
	for (size_t done = 0; done < bytes.len;) {
		ssize_t n = pwrite(file, bytes.at + done, bytes.len - done, (off_t)(start + done));

		if (n < 0 && errno != EINTR)
			return errno;
		done += n > 0 ? (size_t)n : 0;
	}
	return 0;
}

static int
read_at(int file, uint64_t start, uint64_t size, char *at)
{
	for (size_t done = 0; done < size;) {
		ssize_t n = pread(file, at + done, size - done, (off_t)(start + done));

		if (n < 0 && errno != EINTR)
			return errno;
		if (n == 0)
			return EIO;
		done += n > 0 ? (size_t)n : 0;
	}
	return 0;
}

static void
pack_name(uint32_t number, char name[16])
{
	snprintf(name, 16, "%u.pack", number);
}

/* A pack of this process's own, made at its first object. */
static int
open_mine(struct store *s)
{
	char name[16];

	while (s->mine < 0) {
		s->mine_number = atomic_fetch_add(&s->end->next_pack, 1);
		if (s->mine_number >= s->npack)
			return EMFILE;
		pack_name(s->mine_number, name);
		s->mine = openat(s->folder, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
		if (s->mine < 0 && errno != EEXIST)
			return errno;
		s->mine_end = 0;
	}
	return 0;
}

void
store_put(struct store *s, size_t row, struct hash key, struct str bytes)
{
	struct store_row *r = &s->rows[row];

	r->key = key;
	r->sum = hash_bytes(bytes);
	r->size = bytes.len;
	bool pack = s->keep && !r->secret;

	if (pack) {
		r->error = open_mine(s);
		r->pack = s->mine_number;
		r->start = s->mine_end;
		s->mine_end += bytes.len;
	} else {
		r->pack = 0;
		r->start = atomic_fetch_add(&s->end->memory, bytes.len);
	}
	if (!r->error)
		r->error = write_at(pack ? s->mine : s->memory, r->start, bytes);
	r->ready = r->error == 0;
}

static int
open_pack(struct store *s, uint32_t number, int *out)
{
	char name[16];

	if (number == 0) {
		*out = s->memory;
		return s->memory < 0 ? ENOENT : 0;
	}
	if (number >= s->npack)
		return ENOENT;
	if (s->packs[number] < 0) {
		pack_name(number, name);
		s->packs[number] = openat(s->folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
		if (s->packs[number] < 0)
			return errno;
	}
	*out = s->packs[number];
	return 0;
}

int
store_get(void *store, size_t row, struct arena *a, struct str *bytes)
{
	struct store *s = store;
	const struct store_row *r = &s->rows[row];
	int file = -1, error;

	if (!r->ready)
		return r->error ? r->error : ENOENT;
	error = open_pack(s, r->pack, &file);
	if (error)
		return error;
	char *at = arena_alloc(a, r->size);

	*bytes = (struct str){ at, r->size };
	error = read_at(file, r->start, r->size, at);
	return !error && !hash_equal(hash_bytes(*bytes), r->sum) ? EIO : error;
}

/* The number of a pack by its file's name, or 0. */
static uint32_t
pack_number(const struct store *s, struct str name)
{
	uint32_t number = 0;

	if (!str_ends(name, ".pack"))
		return 0;
	for (size_t i = 0; i < name.len - 5; i++) {
		if (name.at[i] < '0' || name.at[i] > '9' || number > s->npack)
			return 0;
		number = number * 10 + (uint32_t)(name.at[i] - '0');
	}
	return number < s->npack ? number : 0;
}

/* Everything alive into one new pack, in the order of the rows. */
static int
move_all(struct store *s)
{
	for (size_t i = 0; i < s->nrow; i++) {
		struct store_row *r = &s->rows[i];
		struct arena one;
		struct str bytes;

		if (!r->ready || r->secret)
			continue;
		arena_init(&one);
		int error = store_get(s, i, &one, &bytes);

		if (!error)
			store_put(s, i, r->key, bytes);
		arena_release(&one);
		if (error || r->error)
			return error ? error : r->error;
	}
	return 0;
}

int
store_wipe(struct store *s, uint32_t pack, uint64_t start, uint64_t size)
{
	static const char nothing[4096];
	char name[16];
	int error = 0;

	pack_name(pack, name);
	int file = openat(s->folder, name, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);

	if (file < 0)
		return errno == ENOENT ? 0 : errno;
	while (size && !error) {
		size_t n = size < sizeof nothing ? (size_t)size : sizeof nothing;

		error = write_at(file, start, (struct str){ nothing, n });
		start += n;
		size -= n;
	}
	if (close(file) != 0 && !error)
		error = errno;
	return error;
}

int
store_settle(struct store *s)
{
	for (size_t i = 0; i < s->nrow; i++) {
		struct store_row *r = &s->rows[i];
		struct arena one;
		struct str bytes;
		int error = 0;

		if (!r->ready || r->secret != (r->pack > 0))
			continue;
		if (r->secret) {
			error = store_wipe(s, r->pack, r->start, r->size);
			r->pack = 0;
			r->ready = false;	/* of what is kept of it there is but the key */
		} else {
			arena_init(&one);
			error = store_get(s, i, &one, &bytes);
			if (!error)
				store_put(s, i, r->key, bytes);
			error = error ? error : r->error;
			arena_release(&one);
		}
		if (error)
			return error;
	}
	return 0;
}

int
store_gather(struct store *s, struct arena *a)
{
	struct file_list files = { 0 };
	struct str failed;
	uint64_t alive = 0, size = 0;
	int error = file_walk(s->folder, a, NULL, NULL, &files, &failed);

	for (size_t i = 0; i < s->nrow; i++)
		alive += s->rows[i].pack ? s->rows[i].size : 0;
	for (size_t i = 0; i < files.count; i++)
		size += files.files[i].size;
	return !error && size > 2 * alive + SPARE ? move_all(s) : error;
}

int
store_sweep(struct store *s, struct arena *a)
{
	struct file_list files = { 0 };
	struct str failed;
	bool *alive = arena_array(a, s->npack, sizeof *alive);
	int error = file_walk(s->folder, a, NULL, NULL, &files, &failed);

	for (size_t i = 0; i < s->nrow; i++)
		if (s->rows[i].pack > 0 && s->rows[i].pack < s->npack)
			alive[s->rows[i].pack] = true;
	for (size_t i = 0; !error && i < files.count; i++)
		if (files.files[i].type != 'd' && !alive[pack_number(s, files.files[i].path)])
			error = file_remove(s->folder, files.files[i].path);
	return error == ENOENT ? 0 : error;
}

void
store_close(struct store *s)
{
	for (uint32_t i = 0; i < s->npack; i++)
		if (s->packs[i] >= 0)
			close(s->packs[i]);
	if (s->mine >= 0)
		close(s->mine);
	pool_unshare(s->rows, (s->nrow + 1) * sizeof *s->rows);
	pool_unshare(s->end, sizeof *s->end);
	if (s->memory >= 0)
		close(s->memory);
	if (s->folder >= 0)
		close(s->folder);
}

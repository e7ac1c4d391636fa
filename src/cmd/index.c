/*
 * .reeve/index: a line for each source, `KEY SUM PACK START LENGTH SIZE MTIME CTIME INODE SIZE MTIME CTIME INODE PATH`,
 * the second four of its sidecar.  .reeve/state: a line of numbers, then an object that carries the findings.
 * A file that was touched while its clock stood still is told by its change time and inode.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "cmd/cmd.h"
#include "cmd/index.h"

#define INDEX "index"
#define STATE "state"
#define LIMIT ((size_t)1 << 30)

/* The next number of a line, and the blank after it. */
static bool
number(struct str *line, uint64_t *out)
{
	struct str word = str_cut(line, ' ');

	*out = 0;
	for (size_t i = 0; i < word.len; i++) {
		if (word.at[i] < '0' || word.at[i] > '9')
			return false;
		*out = *out * 10 + (uint64_t)(word.at[i] - '0');
	}
	return word.len > 0;
}

static bool
read_info(struct str *line, struct file_info *f)
{
	uint64_t mtime, ctime;

	if (!number(line, &f->size) || !number(line, &mtime) || !number(line, &ctime) ||
	    !number(line, &f->inode))
		return false;
	f->mtime = (int64_t)mtime;
	f->ctime = (int64_t)ctime;
	return true;
}

static bool
read_where(struct str *line, struct index_row *r)
{
	uint64_t pack;

	if (!number(line, &pack) || !number(line, &r->start) || !number(line, &r->size))
		return false;
	r->pack = (uint32_t)pack;
	return pack == 0 ? r->size == 0 : pack < UINT32_MAX / 2 && r->size > 0 && r->size < LIMIT;
}

static int
compare_keys(const void *left, const void *right)
{
	return hash_compare((*(struct index_row *const *)left)->key, (*(struct index_row *const *)right)->key);
}

static void
sort_by_key(struct index *x, struct arena *a)
{
	x->by_key = arena_array(a, x->nrow, sizeof *x->by_key);
	for (size_t i = 0; i < x->nrow; i++)
		x->by_key[i] = &x->rows[i];
	qsort(x->by_key, x->nrow, sizeof *x->by_key, compare_keys);
}

static struct str
heading(struct arena *a, struct hash settings)
{
	char hex[HASH_HEX + 1];

	hash_hex(settings, hex);
	return str_print(a, "reeve index 2 %s %s", reeve_version, hex);
}

void
index_read(struct index *x, int folder, struct hash settings, struct arena *a)
{
	struct str text, line;

	*x = (struct index){ .nrow = 0 };
	if (folder < 0 || file_read(folder, STR(INDEX), LIMIT, a, &text) != 0)
		return;
	line = str_cut(&text, '\n');
	if (!str_equal(line, heading(a, settings)))
		return;
	size_t lines = 1;		/* the last may lack its end */

	for (size_t i = 0; i < text.len; i++)
		lines += text.at[i] == '\n';
	x->rows = arena_array(a, lines, sizeof *x->rows);
	while (text.len) {
		struct index_row *r = &x->rows[x->nrow];

		line = str_cut(&text, '\n');
		if (!hash_parse(str_cut(&line, ' '), &r->key) || !hash_parse(str_cut(&line, ' '), &r->sum) ||
		    !read_where(&line, r) ||
		    !read_info(&line, &r->info) || !read_info(&line, &r->sidecar))
			break;	/* damaged: what follows is made again */
		r->path = line;
		x->nrow++;
		if (r->pack > x->last_pack)
			x->last_pack = r->pack;
	}
	sort_by_key(x, a);
}

const struct index_row *
index_key(const struct index *x, struct hash key)
{
	for (size_t low = 0, high = x->nrow; low < high;) {
		size_t middle = low + (high - low) / 2;
		int order = hash_compare(key, x->by_key[middle]->key);

		if (order == 0)
			return x->by_key[middle]->pack ? x->by_key[middle] : NULL;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static const struct index_row *
find_row(const struct index *x, struct str path)
{
	for (size_t low = 0, high = x->nrow; low < high;) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(path, x->rows[middle].path);

		if (order == 0)
			return &x->rows[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static const struct file_info *
sidecar_of(const struct site_source *source)
{
	static const struct file_info none;

	return source->sidecar ? source->sidecar : &none;
}

static bool
same(const struct file_info *a, const struct file_info *b)
{
	return a->size == b->size && a->mtime == b->mtime && a->ctime == b->ctime && a->inode == b->inode;
}

const struct index_row *
index_find(const struct index *x, const struct site_source *source)
{
	const struct index_row *r = find_row(x, source->path);

	return r && same(&r->info, &source->info) && same(&r->sidecar, sidecar_of(source)) ? r : NULL;
}

bool
index_is_secret(const struct index *x, struct str path)
{
	const struct index_row *r = find_row(x, path);

	return r && r->pack == 0;
}

/* Both are sorted by path, and an object's key has its path in it. */
int
index_each_dead(const struct index *x, const struct site *s, struct store *store,
	int (*dead)(struct store *store, uint32_t pack, uint64_t start, uint64_t size))
{
	int error = 0;

	for (size_t i = 0, k = 0; i < x->nrow && !error; i++) {
		const struct index_row *r = &x->rows[i];

		while (k < s->nsource && str_compare(s->sources[k].path, r->path) < 0)
			k++;
		const struct store_row *now = k < s->nsource && str_equal(s->sources[k].path, r->path)
			? &store->rows[k] : NULL;

		if (r->pack && !(now && now->pack == r->pack && now->start == r->start))
			error = dead(store, r->pack, r->start, r->size);
	}
	return error;
}

static void
write_info(struct buf *out, const struct file_info *f)
{
	buf_print(out, "%" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " ", f->size, (uint64_t)f->mtime,
		(uint64_t)f->ctime, f->inode);
}

int
index_write(int folder, const struct site *s, const struct store *store, struct hash settings)
{
	struct buf out = BUF_EMPTY;
	struct arena a;

	arena_init(&a);
	buf_str(&out, heading(&a, settings));
	buf_char(&out, '\n');
	for (size_t i = 0; i < s->nsource; i++) {
		char hex[HASH_HEX + 1], sum[HASH_HEX + 1];
		const struct store_row *r = &store->rows[i];

		if (r->failed)
			continue;	/* tried again by the next build */
		hash_hex(r->key, hex);
		hash_hex(r->sum, sum);
		buf_print(&out, "%s %s %u %" PRIu64 " %" PRIu64 " ", hex, sum, r->secret ? 0 : r->pack,
			r->secret ? 0 : r->start, r->secret ? 0 : r->size);
		write_info(&out, &s->sources[i].info);
		write_info(&out, sidecar_of(&s->sources[i]));
		buf_str(&out, s->sources[i].path);
		buf_char(&out, '\n');
	}
	int error = file_replace(folder, STR(INDEX), buf_view(&out), 0644);

	buf_release(&out);
	arena_release(&a);
	return error;
}

/* The numbers of a summary, in the order in which they are written. */
static size_t
numbers(struct link_summary *s, uint32_t *out[24])
{
	uint32_t *all[] = { &s->sources, &s->pages, &s->files, &s->written, &s->pdfs };
	struct link_tally *tallies[] = { &s->sums, &s->rules, &s->claims, &s->references };
	size_t n = 0;

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		out[n++] = all[i];
	for (size_t i = 0; i < 4; i++) {
		out[n++] = &tallies[i]->exact;
		out[n++] = &tallies[i]->rounding;
		out[n++] = &tallies[i]->unchecked;
		out[n++] = &tallies[i]->mismatch;
	}
	return n;
}

bool
state_read(int folder, struct hash link, struct arena *a, struct diag *d, struct link_summary *summary)
{
	struct str text, line;
	struct hash from;
	struct object o;
	uint32_t *fields[24];
	uint64_t published;

	if (folder < 0 || file_read(folder, STR(STATE), LIMIT, a, &text) != 0)
		return false;
	line = str_cut(&text, '\n');
	if (!hash_parse(str_cut(&line, ' '), &from) || !hash_equal(from, link) ||
	    !hash_parse(str_cut(&line, ' '), &summary->manifest) || !number(&line, &published))
		return false;
	summary->published = published != 0;
	for (size_t i = 0, n = numbers(summary, fields); i < n; i++) {
		uint64_t value;

		if (!number(&line, &value))
			return false;
		*fields[i] = (uint32_t)value;
	}
	if (!object_read(text, OBJECT_FOUND, a, &o))
		return false;
	for (const struct finding *f = o.findings; f; f = f->next)
		if (f->code != DIAG_WRITE_FAILED)	/* how that publishing went, not this one */
			diag_copy(d, f);
	return true;
}

int
state_write(int folder, struct hash link, const struct diag *d, const struct link_summary *summary)
{
	struct link_summary s = *summary;
	struct object o = { .kind = OBJECT_SITE, .path = STR("state"), .findings = d->first };
	struct buf out = BUF_EMPTY;
	char hex[HASH_HEX + 1], manifest[HASH_HEX + 1];
	uint32_t *fields[24];

	hash_hex(link, hex);
	hash_hex(s.manifest, manifest);
	buf_print(&out, "%s %s %d", hex, manifest, s.published);
	for (size_t i = 0, n = numbers(&s, fields); i < n; i++)
		buf_print(&out, " %u", *fields[i]);
	buf_char(&out, '\n');
	object_write(&o, &out);
	int error = file_replace(folder, STR(STATE), buf_view(&out), 0644);

	buf_release(&out);
	return error;
}

/*
 * A build: scan, compile what is stale in worker processes, link, and remember.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "base/pool.h"
#include "base/sandbox.h"
#include "base/turn.h"
#include "cmd/build.h"
#include "cmd/cmd.h"
#include "cmd/index.h"
#include "cmd/kept.h"
#include "cmd/store.h"
#include "cmd/weasyprint.h"
#include "link/publish.h"

#define SECONDS  10			/* of processor time for one source; the parsers stop long before */
#define MEMORY   ((size_t)2 << 30)	/* address space of a worker */

struct work {
	struct build *b;
	struct site  *site;
	struct store  store;
	struct index  index;
	int           cache;		/* the .reeve folder, or -1 */
	int           objects;		/* its objects folder, or -1 */
	int           lock;		/* held while there is work, or -1 */
	bool          scanned;		/* without a finding: then the state tells all */
	uint32_t     *stale;		/* sources to compile */
	size_t        nstale;
	uint32_t     *secret;		/* sources that are as they were, but whose objects nobody kept */
	size_t        nsecret;
	struct hash   settings;		/* compile options and version */
	struct weasyprint weasyprint;
	int          *open_air;		/* shared: enum sandbox_state of a worker that is not in a whole sandbox */
	struct arena  arena;		/* of one compilation, in a worker */
	struct buf    out;
};

static void
machine_failed(struct work *w, const char *file, const char *what, int error)
{
	diag_add(w->b->diag, DIAG_WRITE_FAILED, (struct place){ str_of(file), 0, 0, 0 }, "%s: %s", what,
		strerror(error));
	w->b->failed = true;
}

/* All that a compilation depends on besides its source. */
static struct hash
settings_of(const struct site *s)
{
	struct str version = str_of(reeve_version);
	char bytes[5] = { (char)s->compile.numbering, (char)s->compile.currency, s->compile.lone,
		s->compile.brief, s->compile.restricted };

	return hash_pair(hash_bytes(version), hash_bytes((struct str){ bytes, sizeof bytes }));
}

/* What is exempt stays in memory: members' packs take nothing from an earlier build and leave nothing for the next. */
static bool
keeps_nothing(const struct work *w)
{
	return w->site->lone || w->site->compile.restricted;
}

static bool
open_cache(struct work *w)
{
	int root = w->b->kept ? w->b->kept->root : w->site->root;
	long holder;

	w->cache = w->objects = w->lock = -1;
	if (w->site->lone)
		return true;
	if (w->b->write) {
		int error = file_make_folders(w->site->root,
			keeps_nothing(w) ? STR(".reeve") : STR(".reeve/objects"), 0700);

		if (error) {
			machine_failed(w, ".reeve", "the folder for objects can't be made", error);
			return false;
		}
		fchmodat(w->site->root, ".reeve", 0700, 0);	/* an older one; nobody else has business in it */
	}
	if (file_open_folder(root, STR(".reeve"), &w->cache) != 0)
		w->cache = -1;
	/* where locks can't be had, publishing has one of its own */
	if (w->b->write && turn_take(w->cache, 0, &w->lock, &holder) != 0)
		w->lock = -1;
	if (keeps_nothing(w) || file_open_folder(root, STR(".reeve/objects"), &w->objects) != 0)
		w->objects = -1;
	return true;
}

/* The key of a theme file that rides in the program: its version tells. */
static struct hash
builtin_key(const struct work *w, const struct site_source *source)
{
	return hash_pair(w->settings, hash_bytes(source->path));
}

static void
take_row(struct work *w, size_t i, const struct index_row *from)
{
	w->store.rows[i] = (struct store_row){ .key = from->key, .sum = from->sum, .pack = from->pack, .start = from->start,
		.size = from->size, .ready = true };
}

/* Which sources have to be compiled: those whose file is not as the index has it. */
static void
find_stale(struct work *w)
{
	for (size_t i = 0; i < w->site->nsource; i++) {
		const struct site_source *source = &w->site->sources[i];
		const struct index_row *row = source->folder >= 0 ? index_find(&w->index, source)
			: index_key(&w->index, builtin_key(w, source));

		w->store.rows[i].secret = index_is_secret(&w->index, source->path);
		if (row && row->pack) {
			take_row(w, i, row);
		} else if (row) {
			w->store.rows[i].key = row->key;
			w->secret[w->nsecret++] = (uint32_t)i;
		} else {
			w->stale[w->nstale++] = (uint32_t)i;
		}
	}
}

static bool
start_worker(void *context)
{
	struct work *w = context;

	enum sandbox_state state = sandbox_enter(w->site->root, w->b->write ? w->objects : -1);

	if (state != SANDBOX_WHOLE)
		*w->open_air = state;
	return state == SANDBOX_WHOLE || !w->b->options->require_sandbox;
}

/* A kernel without Landlock or seccomp: reading goes on, and is said to be less safe. */
static void
report_sandbox(struct work *w)
{
	const char *what = *w->open_air == SANDBOX_NO_LANDLOCK ? "Landlock" : "seccomp";

	if (*w->open_air == SANDBOX_WHOLE)
		return;
	fprintf(stderr, "reeve: this system has no %s: sources are read with less protection%s\n", what,
		w->b->options->require_sandbox ? ", which --require-sandbox does not allow" : "");
	w->b->failed |= w->b->options->require_sandbox;
}

static void
put_failure(struct work *w, uint32_t i, enum diag_code code, const char *reason)
{
	const struct site_source *source = &w->site->sources[i];
	struct arena a;
	struct buf out = BUF_EMPTY;

	arena_init(&a);
	compile_failed(source->path, code, reason, &a, &out);
	store_put(&w->store, i, hash_bytes(buf_view(&out)), buf_view(&out));
	w->store.rows[i].failed = true;
	buf_release(&out);
	arena_release(&a);
}

static void
compile_one(size_t job, void *context)
{
	struct work *w = context;
	uint32_t i = w->stale[job];
	const struct site_source *source = &w->site->sources[i];
	struct compile_input in;
	int error = site_read(w->site, source, &w->arena, &in);

	if (error) {
		put_failure(w, i, error == EFBIG ? DIAG_TOO_LARGE : DIAG_READ_FAILED, strerror(error));
	} else {
		struct hash key = source->folder < 0 ? builtin_key(w, source)
			: hash_pair(compile_key(&in, &w->site->compile), w->settings);

		const struct index_row *same = index_key(&w->index, key);

		if (same) {
			take_row(w, i, same);	/* touched, or moved, but the same */
		} else {
			buf_clear(&w->out);
			compile_source(&in, &w->site->compile, &w->arena, &w->out);
			store_put(&w->store, i, key, buf_view(&w->out));
		}
	}
	arena_reset(&w->arena);
}

static void
compile_died(size_t job, int signal, void *context)
{
	char why[96];

	snprintf(why, sizeof why, signal == SIGPROF ? "it took more than %d seconds to read"
		: "its reader stopped with signal %d", signal == SIGPROF ? SECONDS : signal);
	put_failure(context, ((struct work *)context)->stale[job], DIAG_SOURCE_CRASHED, why);
}

static unsigned
workers(const struct options *o, size_t jobs)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	size_t n = o->jobs ? o->jobs : processors > 0 ? (size_t)processors : 1;

	return (unsigned)(n < jobs ? n : jobs > 0 ? jobs : 1);
}

static bool
compile_stale(struct work *w)
{
	struct pool pool = { .workers = workers(w->b->options, w->nstale), .seconds = SECONDS,
		.memory = MEMORY, .start = start_worker, .job = compile_one, .died = compile_died, .context = w };
	int error;

#if defined(__SANITIZE_ADDRESS__)
	pool.memory = 0;	/* the sanitizer's shadow is larger than any bound */
#endif
	if (w->site->lone)
		pool.memory = pool.seconds = 0;
	if (!w->nstale)
		return true;
	log_progress(w->b->options, "reading", w->nstale);
	arena_init(&w->arena);
	w->open_air = pool_share(sizeof *w->open_air);
	error = pool_run(&pool, w->nstale);
	report_sandbox(w);
	pool_unshare(w->open_air, sizeof *w->open_air);
	if (w->b->failed)
		return false;
	if (error)
		machine_failed(w, ".reeve", "no worker process can be started", error);
	for (size_t i = 0; !error && i < w->nstale; i++)
		if ((error = w->store.rows[w->stale[i]].error) != 0)
			machine_failed(w, ".reeve/objects", "an object can't be written", error);
	return error == 0;
}

/* Those that are known to be as they were, once it is known that there is something to do. */
static bool
compile_secret(struct work *w)
{
	w->stale = w->secret;
	w->nstale = w->nsecret;
	w->nsecret = 0;
	return compile_stale(w);
}

/* What the whole site depends on: each object's key, the link options and this program. */
static struct hash
link_key(const struct work *w, const struct link_options *lo)
{
	struct str out = lo->out;
	char bytes[] = { lo->drafts, lo->strict, (char)lo->today.month, (char)lo->today.day,
		(char)lo->today.year, (char)(lo->today.year >> 8) };
	struct hash h = hash_pair(hash_bytes(out), hash_bytes((struct str){ bytes, sizeof bytes }));

	for (size_t i = 0; i < w->site->nsource; i++)
		h = hash_pair(h, w->store.rows[i].key);
	if (lo->print)
		h = hash_pair(h, w->weasyprint.version);
	return hash_pair(h, w->settings);
}

static bool
nothing_to_do(struct work *w, const struct link_options *lo, struct hash key)
{
	struct build *b = w->b;
	struct hash manifest;

	if (!b->write || keeps_nothing(w) || !w->index.nrow || b->diag->first ||
	    !state_read(w->cache, key, b->arena, b->diag, &b->summary))
		return false;
	if (b->summary.published && (!publish_is_whole(lo->site, lo->out, b->arena, &manifest) ||
	    !hash_equal(manifest, b->summary.manifest))) {
		diag_init(b->diag, b->arena);
		b->summary = (struct link_summary){ 0 };
		return false;
	}
	b->summary.written = 0;
	b->unchanged = true;
	return true;
}

/* Of an object that is not needed any more no byte stays, nor of one that holds what is exempt by another's word. */
static int
wipe(struct work *w)
{
	const struct link_summary *found = &w->b->summary;

	for (size_t i = 0; i < w->store.nrow; i++)
		w->store.rows[i].secret = false;
	for (uint32_t i = 0; i < found->nsecret; i++)
		w->store.rows[found->secret[i]].secret = true;
	int error = store_settle(&w->store);

	return error ? error : index_each_dead(&w->index, w->site, &w->store, store_wipe);
}

/*
 * The index, then the packs that it no longer needs: a build killed between the two loses nothing.  One killed
 * behind what it wiped does not find the object of a source that has changed anyway.
 */
static void
remember(struct work *w, struct hash key)
{
	int error = wipe(w);

	if (error) {
		machine_failed(w, ".reeve/objects", "what is exempt now can't be removed", error);
		return;
	}
	error = store_gather(&w->store, w->b->arena);
	if (!error)
		error = index_write(w->cache, w->site, &w->store, w->settings);
	if (!error && w->scanned && !w->b->summary.unprinted)
		error = state_write(w->cache, key, w->b->diag, &w->b->summary);
	if (!error)
		error = store_sweep(&w->store, w->b->arena);
	if (error)
		machine_failed(w, ".reeve", "the index of objects can't be written", error);
}

/* The folder that holds out, and out's name in it.  --out is relative to where the command is run. */
static int
open_parent(const struct site *s, const char *out, bool given, struct arena *a, struct str *name)
{
	*name = path_name(path_bare(str_of(out)));
	return given ? open(path_above(a, str_of(out)), O_RDONLY | O_DIRECTORY | O_CLOEXEC) : s->root;
}

/* Who prints the PDFs, when they are asked for; a system without WeasyPrint has its finding after the link. */
static struct link_print *
printer(struct work *w, struct link_print *print)
{
	struct build *b = w->b;

	w->weasyprint = (struct weasyprint){ .options = b->options, .arena = b->arena,
		.cache = w->cache, .keep = !keeps_nothing(w),
		.at_once = workers(b->options, SIZE_MAX) };
	if (!b->write || !b->options->pdf)
		return NULL;
	b->no_printer = !weasyprint_find(&w->weasyprint);
	*print = weasyprint_print(&w->weasyprint);
	return b->no_printer ? NULL : print;
}

/* PDFs that are kept of pages that are not published as they were any more: what became exempt may be in them. */
static void
forget_printed(struct work *w, const struct link_options *lo)
{
	struct arena a;

	if (!w->b->summary.published || keeps_nothing(w) || w->cache < 0)
		return;
	arena_init(&a);
	int error = kept_forget(w->cache, lo->site, lo->out, &a);

	arena_release(&a);
	if (error)
		machine_failed(w, ".reeve/pdf", "what was printed of an earlier site can't be removed", error);
}

static void
link_all(struct work *w)
{
	struct build *b = w->b;

	if (b->use) {
		if (!compile_secret(w))
			return;
		b->use(b, &(struct link_input){ store_get, &w->store, w->site->nsource });
		return;
	}
	bool members = b->write && b->options->restricted;
	const char *given = members ? b->options->restricted : b->options->out, *out = given ? given : "out";
	struct link_input in = { store_get, &w->store, w->site->nsource };
	struct link_options lo = { .drafts = b->options->drafts, .strict = b->options->strict,
		.write = b->write, .workers = workers(b->options, SIZE_MAX), .site = w->site->root,
		.today = b->options->today, .lone = w->site->lone, .figures = b->figures,
		.restricted = w->site->compile.restricted };
	struct link_print print;
	int parent = open_parent(w->site, out, given != NULL, b->arena, &lo.out);

	if (parent < 0) {
		machine_failed(w, out, "the folder that it is in can't be opened", errno);
		return;
	}
	lo.site = parent;
	lo.print = printer(w, &print);
	struct hash key = link_key(w, &lo);

	if (!nothing_to_do(w, &lo, key) && compile_secret(w)) {
		link_site(&in, &lo, b->arena, b->diag, &b->summary);
		b->failed |= b->summary.failed;
		forget_printed(w, &lo);
		if (b->write && !b->failed && !keeps_nothing(w))
			remember(w, key);
	}
	if (b->no_printer)
		weasyprint_missing(b->diag);
	if (parent != w->site->root)
		close(parent);
}

/* The files below its folder that a lone file names: what can be checked is. */
static bool
add_named(struct work *w)
{
	struct str bytes;
	struct object o;
	size_t before = w->site->nsource;

	if (store_get(&w->store, 0, w->b->arena, &bytes) != 0 ||
	    !object_read(bytes, OBJECT_HEAD, w->b->arena, &o))
		return false;
	site_add_named(w->site, &o, w->b->arena);
	return w->site->nsource > before;
}

/* A lone file is compiled first, to learn which others it names. */
static bool
compile_lone(struct work *w)
{
	if (!compile_stale(w) || !add_named(w))
		return true;
	store_close(&w->store);
	w->stale = arena_array(w->b->arena, w->site->nsource, sizeof *w->stale);
	w->nstale = 0;
	if (store_open(&w->store, -1, false, w->site->nsource, 1, w->b->arena) != 0)
		return false;
	find_stale(w);
	return compile_stale(w);
}

static void
build_once(struct build *b, bool cold)
{
	struct work w = { .b = b, .site = b->site, .cache = -1, .objects = -1, .lock = -1 };
	int error;

	if (!site_scan(b->site, b->arena, b->diag)) {
		b->failed = true;
		return;
	}
	w.settings = settings_of(b->site);
	w.scanned = b->diag->first == NULL;
	if (!open_cache(&w))
		return;
	if (!cold && !keeps_nothing(&w))
		index_read(&w.index, w.cache, w.settings, b->arena);
	error = store_open(&w.store, w.objects, b->write && !keeps_nothing(&w), b->site->nsource, w.index.last_pack + 1, b->arena);
	if (error) {
		machine_failed(&w, ".reeve", "there is no memory for objects", error);
		return;
	}
	w.stale = arena_array(b->arena, b->site->nsource, sizeof *w.stale);
	w.secret = arena_array(b->arena, b->site->nsource, sizeof *w.secret);
	find_stale(&w);
	if (w.site->lone ? compile_lone(&w) : compile_stale(&w))
		link_all(&w);
	diag_sort(b->diag);
	store_close(&w.store);
	if (w.lock >= 0)
		close(w.lock);
	if (w.cache >= 0)
		close(w.cache);
}

void
build_run(struct build *b)
{
	build_once(b, b->options->cold);
	if (!b->summary.damaged || b->options->cold)
		return;
	/* Objects of an earlier build were damaged: begin anew, without them. */
	diag_init(b->diag, b->arena);
	b->summary = (struct link_summary){ 0 };
	b->failed = false;
	b->site->nsource = 0;
	build_once(b, true);
}

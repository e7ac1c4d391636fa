/*
 * Publishing in trouble: no exchange of folders, a mount, a full disk, other workers, other
 * builds.
 */
#include "publish_site.h"

#include <errno.h>
#include <sys/wait.h>

#include "base/pool.h"

static void
without_exchange_pages_are_put_in_place_one_by_one(void **state)
{
	(void)state;
	assert_true(publish(OLD));
	write_file("out/.gitignore", "*");
	at.no_exchange = true;
	struct stat out = stat_of("out");

	for (int i = 0; i < 2; i++) {
		assert_true(publish(NEW));
		assert_int_equal(1, at.diag.count[SEVERITY_NOTE]);
		assert_int_equal(0, at.diag.count[SEVERITY_ERROR]);
		assert_true(out_is(NEW));
		assert_false(is_there("out/a"));
		assert_true(publish(OLD));
		assert_true(out_is(OLD));
	}
	assert_int_equal(out.st_ino, stat_of("out").st_ino);
	assert_true(reads("out/.gitignore", "*"));
	assert_false(is_there(".out.twin/journal"));
}

static void
the_next_build_does_what_a_journal_lists(void **state)
{
	struct publish p;

	(void)state;
	assert_true(publish(OLD));

	struct str list = bytes_of("out/.reeve-manifest");

	assert_true(publish(NEW));
	/* as if the build of OLD had been stopped after some of its steps */
	assert_true(open_out(&p));
	bring(&p, OLD);
	publish_close(&p);
	assert_int_equal(0, file_remove(at.parent, STR(".out.twin/site/.reeve-manifest")));
	write_file(".out.twin/site/.reeve-manifest", str_copy(&at.arena, list).at);
	write_file(".out.twin/dirty", "");
	write_file(".out.twin/journal", "reeve journal 1\nremove c/index.html\nremove x/y/index.html\n"
		"empty c\nempty x\nmove a/index.html\nmove index.html\nmove x\n"
		"move .reeve-manifest\nend\n");
	assert_int_equal(0, unlinkat(at.parent, "out/c/index.html", 0));
	write_file("out/.reeve-new", "half a pa");
	assert_false(publish_is_whole(at.parent, STR("out"), &at.arena, &at.manifest));

	assert_true(open_out(&p));
	publish_close(&p);
	assert_true(out_is(OLD));
	assert_false(is_there("out/.reeve-new"));

	write_file(".out.twin/journal", "reeve journal 1\nremove c/index.html\n");
	assert_false(publish(NEW));
	assert_true(refused_with("list of what was still to be done is damaged"));
}

static void
a_folder_that_is_a_mount_is_published_page_by_page(void **state)
{
	char out[80];

	(void)state;
	snprintf(out, sizeof(out), "%s/out", at.path);
	assert_int_equal(0, mkdir(out, 0755));
	if (mount("reeve-test", out, "tmpfs", 0, "size=1m") != 0) {
		print_message("skipped, as nothing can be mounted here: %s\n", strerror(errno));
		skip();
	}
	for (int i = 0; i < 2; i++) {
		assert_true(publish(OLD));
		assert_int_equal(1, at.diag.count[SEVERITY_NOTE]);
		assert_true(out_is(OLD));
		assert_true(publish(NEW));
		assert_true(out_is(NEW));
	}
}

static void
a_full_disk_leaves_the_old_site(void **state)
{
	static char big[4096];
	struct publish p;
	struct publish_row row;
	bool written;
	int error = 0;

	(void)state;
	if (mount("reeve-test", at.path, "tmpfs", 0, "size=64k") != 0) {
		print_message("skipped, as nothing can be mounted here: %s\n", strerror(errno));
		skip();
	}
	close(at.parent);
	at.parent = open(at.path, O_RDONLY | O_DIRECTORY);
	assert_true(publish(OLD));
	assert_true(open_out(&p));
	for (int i = 0; !error && i < 100; i++)
		error = publish_page(&p, str_print(&at.arena, "%d", i), (struct str){ big, sizeof(big) },
			&row, &written);
	assert_int_equal(ENOSPC, error);
	publish_failed(&p, row.path, error);
	assert_true(refused_with("it can't be written: No space left on device"));
	assert_false(publish_commit(&p, &row, 1, &at.manifest));
	publish_close(&p);
	assert_true(out_is(OLD));
	assert_true(is_there(".out.twin/dirty"));
	assert_true(publish(NEW));
	assert_true(out_is(NEW));
}

/* 200 pages below folders that were pages, brought by four workers. */
struct crowd {
	struct publish      publish;
	struct publish_row *rows;
	int                *errors;
};

static struct str
crowd_path(size_t i)
{
	return str_print(&at.arena, "f%zu/g%zu/p%03zu", i / 100, i / 10 % 10, i);
}

static void
bring_one(size_t i, void *context)
{
	struct crowd *c = context;
	bool written;

	c->errors[i] = publish_page(&c->publish, crowd_path(i), STR("text"), &c->rows[i], &written);
}

static void
many_workers_bring_pages_at_once(void **state)
{
	struct crowd c;
	const struct pool pool = { .workers = 4, .job = bring_one, .context = &c };

	(void)state;
	for (int i = 0; i < 5; i++) {
		assert_true(publish(SITE({ "f0", "a page" }, { "f1/g0", "a page" })));
		assert_true(open_out(&c.publish));
		c.rows = pool_share(200 * sizeof(*c.rows));
		c.errors = pool_share(200 * sizeof(*c.errors));
		assert_int_equal(0, pool_run(&pool, 200));
		for (size_t k = 0; k < 200; k++) {
			assert_int_equal(0, c.errors[k]);
			c.rows[k].path = crowd_path(k);
		}
		assert_true(publish_commit(&c.publish, c.rows, 200, &at.manifest));
		publish_close(&c.publish);
		assert_true(reads("out/f1/g9/p199", "text"));
		pool_unshare(c.rows, 200 * sizeof(*c.rows));
		pool_unshare(c.errors, 200 * sizeof(*c.errors));
	}
}

static void
a_second_build_waits_for_the_first_and_says_so(void **state)
{
	int said[2];
	char text[200] = "";
	struct publish p;

	(void)state;
	assert_int_equal(0, pipe(said));
	assert_true(open_out(&p));
	pid_t other = fork();

	if (other == 0) {
		dup2(said[1], STDERR_FILENO);
		close(p.lock);	/* it came with the fork */
		_exit(publish(NEW) ? 0 : 1);
	}
	close(said[1]);
	assert_true(read(said[0], text, sizeof(text) - 1) > 0);
	struct str want = str_print(&at.arena,
		"reeve: waiting for another build of this site (process %ld)\n", (long)getpid());

	assert_string_equal(want.at, text);
	assert_false(is_there("out/index.html"));
	publish_close(&p);
	int status = 1;

	assert_int_equal(other, waitpid(other, &status, 0));
	assert_int_equal(0, status);
	assert_int_equal(0, read(said[0], text, sizeof(text)));
	close(said[0]);
	assert_true(out_is(NEW));
}

static void
a_link_in_the_place_of_out_is_refused(void **state)
{
	(void)state;
	assert_int_equal(0, symlinkat("/tmp", at.parent, "out"));
	assert_false(publish(NEW));
	assert_true(refused_with("symbolic link"));
	assert_int_equal(0, unlinkat(at.parent, "out", 0));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(without_exchange_pages_are_put_in_place_one_by_one),
		TEST(the_next_build_does_what_a_journal_lists),
		TEST(a_folder_that_is_a_mount_is_published_page_by_page),
		TEST(a_full_disk_leaves_the_old_site),
		TEST(many_workers_bring_pages_at_once),
		TEST(a_second_build_waits_for_the_first_and_says_so),
		TEST(a_link_in_the_place_of_out_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

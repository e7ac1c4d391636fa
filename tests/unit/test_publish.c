/*
 * Publishing: the site in out is the old one or the new one, and the user's own files stay.
 *
 * File systems that can't do what they should, and others at work, are
 * test_publish_trouble.c's; what a kill at any moment leaves is
 * tests/site/publish-killed's.
 */
#include "publish_site.h"

#include <errno.h>

static void
a_first_site_is_there_whole_with_its_list(void **state)
{
	(void)state;
	mode_t mask = umask(077);

	assert_true(publish(SITE({ "a b/c.html", "12345" }, { "index.html", "" })));
	assert_int_equal(077, umask(mask));
	assert_int_equal(2, at.written);
	assert_int_equal(S_IFREG | 0644, stat_of("out/a b/c.html").st_mode);
	assert_int_equal(S_IFREG | 0644, stat_of("out/.reeve-manifest").st_mode);
	assert_int_equal(S_IFDIR | 0755, stat_of("out/a b").st_mode);
	assert_int_equal(S_IFDIR | 0755, stat_of("out").st_mode);
	assert_int_equal(S_IFDIR | 0700, stat_of(".out.twin").st_mode);

	char hash[HASH_HEX + 1], none[HASH_HEX + 1];

	hash_hex(hash_bytes(STR("12345")), hash);
	hash_hex(hash_bytes(STR_NONE), none);
	struct str list = str_print(&at.arena, "reeve manifest 1\n%s 5 a b/c.html\n%s 0 index.html\n",
		hash, none);

	assert_true(reads("out/.reeve-manifest", list.at));
	assert_true(hash_equal(hash_bytes(list), at.manifest));
}

static void
each_site_replaces_the_one_before(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++) {
		assert_true(publish(OLD));
		assert_true(out_is(OLD));
		assert_true(publish(NEW));
		assert_true(out_is(NEW));
		assert_false(is_there("out/a"));
		assert_false(is_there(".out.twin/dirty"));
	}
	assert_int_equal(0, at.diag.count[SEVERITY_NOTE]);
}

static void
an_unchanged_page_keeps_its_file_and_its_time(void **state)
{
	(void)state;
	assert_true(publish(OLD));
	struct stat before = stat_of("out/b/index.html");

	assert_true(publish(NEW));
	assert_int_equal(3, at.written);
	struct stat after = stat_of("out/b/index.html");

	assert_int_equal(before.st_ino, after.st_ino);
	assert_memory_equal(&before.st_mtim, &after.st_mtim, sizeof(before.st_mtim));
	assert_int_equal(2, after.st_nlink);
}

static void
a_page_that_both_folders_share_is_not_written_through(void **state)
{
	struct publish p;

	(void)state;
	assert_true(publish(OLD));
	assert_true(publish(NEW));
	assert_int_equal(2, stat_of("out/b/index.html").st_nlink);
	assert_true(open_out(&p));
	bring(&p, SITE({ "b/index.html", "changed" }));
	publish_close(&p);
	assert_true(reads(".out.twin/site/b/index.html", "changed"));
	assert_true(out_is(NEW));
}

static void
the_same_site_leaves_out_alone(void **state)
{
	(void)state;
	assert_true(publish(OLD));
	assert_true(publish(NEW));
	struct stat out = stat_of("out"), list = stat_of("out/.reeve-manifest");

	for (int i = 0; i < 2; i++) {
		assert_true(publish(NEW));
		struct stat out_now = stat_of("out"), list_now = stat_of("out/.reeve-manifest");

		assert_memory_equal(&out, &out_now, offsetof(struct stat, st_atim));
		assert_memory_equal(&out.st_ctim, &out_now.st_ctim, sizeof(out.st_ctim));
		assert_memory_equal(&list.st_ctim, &list_now.st_ctim, sizeof(list.st_ctim));
		assert_int_equal(0, at.written);
	}
	assert_false(is_there(".out.twin/dirty"));
}

static void
files_that_reeve_did_not_write_are_refused_and_listed(void **state)
{
	(void)state;
	assert_true(publish(OLD));
	write_file("out/b/minutes.doc", "mine");
	assert_false(publish(NEW));
	assert_true(refused_with("holds 1 file that reeve did not write and will not remove: b/minutes.doc"));
	assert_true(str_is(at.diag.first->at.file, "out/b/minutes.doc"));
	assert_true(str_is(at.diag.first->help->text, "move it away, or choose another folder with --out"));
	for (int i = 10; i < 21; i++)
		write_file(str_print(&at.arena, "out/%d", i).at, "mine");
	assert_int_equal(0, symlinkat("index.html", at.parent, "out/link"));
	assert_false(publish(NEW));
	assert_true(refused_with("13 files"));
	assert_true(refused_with("10, 11, 12, 13, 14, 15, 16, 17, 18, 19 and 3 more"));
	assert_true(reads("out/index.html", "old"));
	assert_true(reads("out/b/minutes.doc", "mine"));
}

static void
a_folder_of_files_without_a_list_is_refused(void **state)
{
	(void)state;
	assert_int_equal(0, mkdirat(at.parent, "out", 0755));
	write_file("out/index.html", "mine");
	assert_false(publish(NEW));
	assert_true(refused_with("1 file that reeve did not write"));
	assert_true(reads("out/index.html", "mine"));
}

static void
a_list_that_is_damaged_is_refused(void **state)
{
	static const char *const damaged[] = {
		"", "reeve manifest 2\n", "reeve manifest 1", "reeve manifest 1\n\n",
		"reeve manifest 1\n" "0123456789abcdef0123456789abcdef 1 ../x\n",
		"reeve manifest 1\n" "0123456789abcdef0123456789abcdef 1 .git/config\n",
		"reeve manifest 1\n" "0123456789abcdef0123456789abcdef 01 x\n",
		"reeve manifest 1\n" "0123456789abcdef0123456789abcdef 18446744073709551616 x\n",
		"reeve manifest 1\n" "0123456789ABCDEF0123456789abcdef 1 x\n",
		"reeve manifest 1\n" "0123456789abcdef0123456789abcdef 1 x",
		"reeve manifest 1\n" "0123456789abcdef0123456789abcdef 1 x\n"
			"0123456789abcdef0123456789abcdef 1 x\n",
	};

	(void)state;
	assert_true(publish(OLD));
	for (size_t i = 0; i < COUNT(damaged); i++) {
		write_file("out/.reeve-manifest", damaged[i]);
		assert_false(publish(NEW));
		assert_true(refused_with("is damaged"));
		assert_true(str_is(at.diag.first->help->text, "empty the folder out and build again"));
		assert_true(reads("out/index.html", "old"));
	}
}

static void
a_page_that_was_changed_by_hand_is_replaced(void **state)
{
	(void)state;
	assert_true(publish(OLD));
	assert_true(publish(NEW));
	/* by the link also in the twin */
	write_file("out/b/index.html", "spoilt by hand");
	assert_int_equal(0, unlinkat(at.parent, "out/c/index.html", 0));
	assert_false(publish_is_whole(at.parent, STR("out"), &at.arena, &at.manifest));
	assert_true(publish(NEW));
	assert_true(out_is(NEW));
	assert_true(publish(OLD));
	assert_true(out_is(OLD));
	assert_int_equal(0, unlinkat(at.parent, "out/index.html", 0));
	assert_int_equal(0, symlinkat("x", at.parent, "out/index.html"));
	assert_true(publish(NEW));
	assert_true(publish(OLD));
	assert_true(out_is(OLD));
}

static void
the_users_own_names_come_along(void **state)
{
	(void)state;
	assert_int_equal(0, mkdirat(at.parent, "out", 0755));
	assert_int_equal(0, mkdirat(at.parent, "out/.git", 0755));
	write_file("out/.git/config", "mine");
	write_file("out/.gitignore", "*");
	assert_int_equal(0, symlinkat("/nowhere", at.parent, "out/.link"));
	struct stat before = stat_of("out/.gitignore");

	for (int i = 0; i < 3; i++) {
		if (i == 1)
			assert_true(publish(OLD));
		else
			assert_true(publish(NEW));
		assert_true(reads("out/.git/config", "mine"));
		assert_int_equal(before.st_ino, stat_of("out/.gitignore").st_ino);
		assert_true(S_ISLNK(stat_of("out/.link").st_mode));
	}
	assert_int_equal(0, unlinkat(at.parent, "out/.gitignore", 0));
	assert_true(publish(OLD));
	assert_true(publish(NEW));
	assert_false(is_there("out/.gitignore"));
	assert_false(is_there(".out.twin/carry"));
}

/* It may have become exempt: not even the folder beside out keeps it. */
static void
what_is_published_no_longer_is_in_no_folder(void **state)
{
	(void)state;
	assert_true(publish(SITE({ "a/index.html", "one" }, { "b/index.html", "secret" }, { "c/index.html", "told" })));
	assert_true(publish(SITE({ "a/index.html", "one" }, { "c/index.html", "kept" })));
	assert_false(is_there("out/b/index.html"));
	assert_false(is_there(".out.twin/site/b"));
	assert_false(is_there(".out.twin/site/c/index.html"));
	assert_true(is_there(".out.twin/site/a/index.html"));
	assert_true(publish(SITE({ "a/index.html", "one" }, { "c/index.html", "kept" }, { "d/index.html", "new" })));
	assert_true(reads("out/c/index.html", "kept"));
}

static void
a_folder_that_a_stopped_build_left_in_the_twin_comes_back(void **state)
{
	(void)state;
	assert_true(publish(OLD));
	assert_int_equal(0, mkdirat(at.parent, ".out.twin/site/.git", 0755));
	write_file(".out.twin/site/.git/config", "mine");
	write_file(".out.twin/site/.htaccess", "mine");
	write_file(".out.twin/carry", "");
	write_file(".out.twin/dirty", "");
	assert_false(publish_is_whole(at.parent, STR("out"), &at.arena, &at.manifest));
	assert_true(publish(OLD));
	assert_true(reads("out/.git/config", "mine"));
	assert_true(reads("out/.htaccess", "mine"));
	assert_true(out_is(OLD));

	assert_int_equal(0, mkdirat(at.parent, ".out.twin/site/.git", 0755));
	assert_false(publish(NEW));
	assert_true(refused_with("there is something of that name already"));
	assert_true(str_is(at.diag.first->at.file, "out/.git"));
}

static void
empty_folders_that_no_page_needs_go(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++) {
		assert_true(publish(OLD));
		assert_int_equal(0, mkdirat(at.parent, "out/empty", 0755));
		assert_int_equal(0, mkdirat(at.parent, "out/empty/too", 0755));
		assert_true(publish(NEW));
		assert_false(is_there("out/empty"));
		assert_true(publish(OLD));
		assert_false(is_there("out/empty"));
		at.no_exchange = true;
	}
}

static void
a_twin_that_is_half_done_is_made_anew(void **state)
{
	(void)state;
	assert_true(publish(OLD));
	assert_true(publish(NEW));
	write_file(".out.twin/dirty", "");
	write_file(".out.twin/site/half.html", "half a pa");
	assert_true(publish(OLD));
	assert_true(out_is(OLD));
	assert_true(publish(NEW));
	assert_true(out_is(NEW));
}

static void
a_file_that_comes_while_the_site_is_built_is_kept(void **state)
{
	struct publish p;

	(void)state;
	assert_true(publish(OLD));
	assert_true(open_out(&p));
	struct publish_row *rows = bring(&p, NEW);

	write_file("out/a/minutes.doc", "mine");
	assert_true(publish_commit(&p, rows, COUNT(((const struct sheet[]){ {0}, {0}, {0}, {0} })),
		&at.manifest));
	publish_close(&p);
	assert_true(reads("out/a/minutes.doc", "mine"));
	assert_true(reads("out/index.html", "new"));
	assert_false(publish(OLD));
	assert_true(refused_with("a/minutes.doc"));
}

static void
a_page_that_nobody_saw_to_is_taken_from_out_or_missed(void **state)
{
	static const struct sheet first[] = { { "a", "1" }, { "b", "1" } };
	static const struct sheet second[] = { { "a", "2" }, { "b", "2" } };
	struct publish p;

	(void)state;
	assert_true(publish(first, 2));
	assert_true(publish(second, 2));
	assert_true(open_out(&p));
	struct publish_row *rows = bring(&p, (const struct sheet[]){ { "a", "3" }, }, 1);
	struct publish_row two[] = { rows[0], *manifest_find(p.front_rows, p.nfront, STR("b")) };

	assert_true(publish_commit(&p, two, 2, &at.manifest));
	publish_close(&p);
	assert_true(out_is(SITE({ "a", "3" }, { "b", "2" })));

	assert_true(open_out(&p));
	two[1].hash = hash_bytes(STR("4"));
	assert_false(publish_commit(&p, two, 2, &at.manifest));
	publish_close(&p);
	assert_true(refused_with("can't be written"));
	assert_true(str_is(at.diag.first->at.file, "out/b"));
	assert_true(out_is(SITE({ "a", "3" }, { "b", "2" })));
}

static void
a_path_outside_or_among_the_users_names_is_no_page(void **state)
{
	static const char *const paths[] = { "", "/a", "../a", "a/../b", "a//b", "a/", ".git/x",
		".reeve-manifest", "a\nb", "a/./b" };
	struct publish p;
	struct publish_row row;
	bool written;

	(void)state;
	assert_true(open_out(&p));
	for (size_t i = 0; i < COUNT(paths); i++)
		assert_int_equal(EINVAL, publish_page(&p, str_of(paths[i]), STR("x"), &row, &written));
	publish_close(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_first_site_is_there_whole_with_its_list),
		TEST(each_site_replaces_the_one_before),
		TEST(an_unchanged_page_keeps_its_file_and_its_time),
		TEST(a_page_that_both_folders_share_is_not_written_through),
		TEST(the_same_site_leaves_out_alone),
		TEST(files_that_reeve_did_not_write_are_refused_and_listed),
		TEST(a_folder_of_files_without_a_list_is_refused),
		TEST(a_list_that_is_damaged_is_refused),
		TEST(a_page_that_was_changed_by_hand_is_replaced),
		TEST(the_users_own_names_come_along),
		TEST(what_is_published_no_longer_is_in_no_folder),
		TEST(a_folder_that_a_stopped_build_left_in_the_twin_comes_back),
		TEST(empty_folders_that_no_page_needs_go),
		TEST(a_twin_that_is_half_done_is_made_anew),
		TEST(a_file_that_comes_while_the_site_is_built_is_kept),
		TEST(a_page_that_nobody_saw_to_is_taken_from_out_or_missed),
		TEST(a_path_outside_or_among_the_users_names_is_no_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

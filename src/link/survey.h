#ifndef LINK_SURVEY_H
#define LINK_SURVEY_H
/*
 * Whose files a folder holds.
 *
 * By name and kind alone, and with no system call for a file: each build looks at all of
 * out.  Names at the top that begin with a dot are the user's, or the manifest, and are
 * passed over.
 */
#include "link/publish.h"

/* folders: itself first, with an empty path, and each before those in it.  foreign: sorted
 * by path, everything that is no folder and in no row.  0, or an errno and *failed. */
int survey(int folder, const struct publish_row *rows, size_t count, struct arena *a,
	struct file_list *folders, struct file_list *foreign, struct str *failed);

/* Is any of these folders gone from `at`, or has it been changed since? */
bool survey_is_outdated(int at, const struct file_list *folders);

#endif

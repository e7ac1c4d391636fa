#ifndef LINK_BELOW_H
#define LINK_BELOW_H
/*
 * What publishing does below an open folder and base/file.h does not offer: in one system
 * call for each path, as there are tens of thousands, and with the errno.  A link among the
 * folders on the way would be followed; the twin is nobody else's, and an out that holds
 * links is refused when it is opened.
 */
#include <sys/stat.h>

#include "base/str.h"

int below_stat(int at, struct str path, struct stat *out);	/* of a link itself */
int below_link(int from, int to, struct str path);	/* the same path in both */
int below_rename(int from, int to, struct str path);

/* A page, and the folders that are empty without it.  What is not there, or is by now a
 * folder with something in it, is left alone. */
int below_remove_page(int at, struct str path);

/* The folder, if it is empty, and then those above it. */
void below_remove_folder(int at, struct str path);

#endif

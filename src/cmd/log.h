#ifndef CMD_LOG_H
#define CMD_LOG_H
/*
 * What a user sees: findings on standard output, how the work goes on standard error.
 */
#include "base/diag.h"
#include "cmd/options.h"
#include "cmd/site.h"
#include "link/link.h"

/* Keep only what is about one source and its sidecar. */
void log_keep_file(struct diag *d, struct str path);

/* Give every finding the path that its reader knows: content/... or themes/... */
void log_name_files(const struct site *s, struct diag *d, struct arena *a);

/* Print all findings, sorted as they are; with lines and carets where the source is at hand. */
void log_findings(const struct options *o, const struct site *s, const struct diag *d);

/* Before the first findings of a command, and after the last, with its exit status: what the form
 * of its output needs around them. */
void log_begin(const struct options *o);
void log_end(const struct options *o, int status);

/* The closing line, or object, with the counts. */
void log_summary(const struct options *o, const struct diag *d, const struct link_summary *s, const char *outcome);

/* A passing word on a terminal, when work takes long. */
void log_progress(const struct options *o, const char *what, size_t n);

/* The same for PDFs, of which each takes seconds. */
void log_printing(const struct options *o, size_t n);

/* 0, 1 or 2. */
int log_status(const struct diag *d, bool machine_failed);

#endif

#ifndef CMD_CIVIC_H
#define CMD_CIVIC_H
/*
 * The default theme, inside the program: every file of themes/civic, sorted by path.
 * A site's own file of the same path takes its place.
 */
struct civic_file {
	const char *path;		/* themes/civic/...; NULL ends the list */
	const char *start, *end;
};

extern const struct civic_file civic_files[];

/* The handbook's page of findings, for `reeve explain`. */
extern const char findings_page[], findings_page_end[];

#endif

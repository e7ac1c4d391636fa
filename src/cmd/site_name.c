/*
 * Names of files, as the folder gives them: whether they can be paths of a site, and how they are shown.
 */
#include "cmd/site_name.h"

#include "base/utf8.h"

bool
site_name_holds(struct str path)
{
	for (size_t i = 0; i < path.len; i++)
		if ((unsigned char)path.at[i] < 0x20 || path.at[i] == 0x7f)
			return false;
	return utf8_invalid_at(path) == path.len;
}

struct str
site_name_shown(struct arena *a, struct str path)
{
	char *shown = arena_copy(a, path.at, path.len);

	for (size_t i = 0; i < path.len; i++)
		if ((unsigned char)shown[i] < 0x20 || (unsigned char)shown[i] >= 0x7f)
			shown[i] = '?';
	return (struct str){ shown, path.len };
}

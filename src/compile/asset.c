/*
 * Which files may be published, by their endings.
 *
 * A table, as SAFETY.md has it: pictures, PDF and data; nothing that carries a script.
 * Office files are let through, as site.yaml may allow them: the linker knows.
 */
#include "compile/asset.h"

#include "base/path.h"
#include "compile/marker.h"

static const char publishable[] =
	"png|jpg|jpeg|gif|webp|pdf|csv|txt|"
	"css|js|woff2|ico";

/* `themes/NAME/assets/...`: whoever installs a theme trusts it as a program.  What else
 * is in its folder, a licence, notes, is not for the site. */
static bool
is_theme_asset(struct str path)
{
	str_cut(&path, '/');
	str_cut(&path, '/');
	return str_starts(path, "assets/");
}

static struct str
ending_of(struct str path)
{
	size_t stem = path_stem(path).len;

	return str_from(path, stem + 1);
}

#define LOST_MOST ((size_t)64 << 10)	/* bytes of what may be front matter or a sidecar */

/* A file that belongs to none, or a paper under another ending, as editors save them (`offer.pdf.yaml.txt`): what it
 * says may be meant to withhold something. */
static bool
is_lost_sidecar(struct compilation *u)
{
	static const char endings[] = "yaml|yml|json|toml|txt";
	struct str ending = str_trim(ending_of(u->in->path));

	if (u->in->bytes.len > LOST_MOST || !str_is_one_of_nocase(ending, endings))
		return false;
	source_init(&u->source, u->in->path, u->in->bytes, u->arena);
	for (uint32_t line = 1; line <= u->source.nline; line++)
		if (marker_withholds(source_line(&u->source, line)))
			return true;
	return false;
}

static void
refuse_lost(struct compilation *u)
{
	struct finding *f = diag_add(&u->diag, DIAG_EXEMPT_PARAGRAPH, source_whole(&u->source),
		"`" STR_FMT "` looks like a sidecar that says `exempt`, but there is no file that it belongs to",
		STR_ARG(path_name(u->in->path)));

	u->object.exempt = true;
	diag_help(&u->diag, f, "name it like its file, with .yaml behind: offer.pdf.yaml; a report ends in .md");
}

static void
refuse(struct compilation *u, struct str ending)
{
	struct diag *d = &u->diag;
	struct place whole = source_whole(&u->source);
	struct str name = path_name(u->in->path);
	struct finding *f;

	u->object.exempt = true;
	if (str_ends(name, ".csv.yaml")) {
		f = diag_add(d, DIAG_SIDECAR_MISMATCH, whole, "`" STR_FMT "` is the sidecar of a table"
			" that is not there", STR_ARG(name));
		diag_help(d, f, "name it like its table, with .yaml behind: funding.csv.yaml");
		return;
	}
	if (str_ends(name, ".csv.yml")) {
		f = diag_add(d, DIAG_SIDECAR_MISMATCH, whole, "`" STR_FMT "` looks like the sidecar of a table,"
			" and is read by nobody", STR_ARG(name));
		diag_help(d, f, "its name has to end in .yaml: " STR_FMT ".yaml", STR_ARG(path_stem(name)));
		return;
	}
	if (str_equal_nocase(ending, STR("svg"))) {
		f = diag_add(d, DIAG_ASSET_REFUSED, whole, "`" STR_FMT "` is not published: an SVG file"
			" can hold a script", STR_ARG(name));
		diag_help(d, f, "save the picture as PNG or WebP");
		return;
	}
	f = diag_add(d, DIAG_ASSET_REFUSED, whole, "`" STR_FMT "` is not published: it is neither"
		" a picture nor a PDF nor a table", STR_ARG(name));	/* a page that needs it has the error */
	diag_help(d, f, "save it as PDF, or begin its name with `_`, which leaves it out");
}

void
asset_compile(struct compilation *u)
{
	struct str ending = ending_of(u->in->path);
	if (u->in->has_sidecar)
		meta_sidecar(u);

	bool theme = str_starts(u->in->path, "themes/");

	if (!theme && is_lost_sidecar(u))
		refuse_lost(u);
	else if (theme ? is_theme_asset(u->in->path) : str_is_one_of_nocase(ending, publishable)
			|| object_is_office(u->in->path))
		u->object.blob = u->in->bytes;
	else if (theme)
		u->object.exempt = true;
	else
		refuse(u, ending);
}

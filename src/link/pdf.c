/*
 * The PDFs of packs and papers: which there are to be, and what came of each.
 *
 * How one is made, and whether an earlier one is still good, is for who prints them (cmd/).
 */
#include "base/path.h"
#include "link/agenda.h"
#include "link/house.h"
#include "link/pdf.h"
#include "link/pdf_place.h"

struct taker {
	struct program           *p;
	const struct output_list *list;
	struct publish           *publish;
	struct publish_row       *rows;
	bool                      failed;
};

static void
note_begins(struct program *p, uint32_t meeting, struct str pdf)
{
	struct agenda *agenda = p->pages[meeting].agenda;

	for (uint32_t s = 0; s < agenda->nsupplement; s++)
		agenda->supplements[s].begins = pdf_place(pdf, str_print(p->arena, "supplement-%u", s + 1), p->arena);
}

static void
take(const struct link_printing *job, struct link_sheet *sheet, struct str pdf)
{
	struct taker *t = job->taker;
	const struct output *o = &t->list->outputs[sheet->output];
	struct publish_row *row = &t->rows[sheet->output];
	bool written;
	int error = publish_page(t->publish, o->path, pdf, row, &written);

	if (error) {
		publish_failed(t->publish, o->path, error);
		t->failed = true;
		return;
	}
	if (o->form == FORM_SUPPLEMENT_PDF)
		t->p->pages[o->page].agenda->supplements[o->part - 1].pdf = pdf.len;
	else
		t->p->pages[o->page].pdf = pdf.len;
	if (o->form == FORM_PACK_PDF)
		note_begins(t->p, o->page, pdf);
	t->p->summary->pdfs++;
	t->p->summary->written += written;
}

/* The page for print that a PDF is made of: it has the same name, but for the ending. */
static struct str
page_of(struct program *p, const struct output *pdf)
{
	return str_print(p->arena, STR_FMT ".html", STR_ARG(path_stem(pdf->path)));
}

static void
report(struct program *p, const struct output *o, struct str reason)
{
	struct finding *f = diag_add(p->diag, DIAG_PDF_FAILED, page_place(&p->pages[o->page], 0, 0, 0),
		"there is no PDF of this %s: WeasyPrint " STR_FMT,
		o->form == FORM_PACK_PDF ? "meeting's pack" : o->form == FORM_SUPPLEMENT_PDF
			? str_print(p->arena, "meeting's supplement %u", o->part).at : "paper", STR_ARG(reason));

	diag_help(p->diag, f, "the rest is published; out/" STR_FMT " can be printed from a browser",
		STR_ARG(page_of(p, o)));
	p->summary->unprinted++;
}

static void
say_begins(struct program *p, const struct page *meeting, uint32_t number)
{
	const struct agenda_supplement *s = &meeting->agenda->supplements[number - 1];
	struct finding *f = diag_add(p->diag, DIAG_SUPPLEMENT_PAGES, s->at,
		s->first_page ? "supplement %u begins on page %u of the pack, and its `first_page` is another"
		: "supplement %u begins on page %u of the pack, and on page 1 when it is printed alone", number, s->begins);

	diag_help(p->diag, f, "write `first_page: %u`", s->begins);
	if (s->first_page > 1)
		diag_help(p->diag, f, "if people hold a print of the pack that ends with page %u, leave it and accept this finding",
			s->first_page - 1);
}

/* A supplement that is printed alone says the pages that it has in the pack: whoever cites them means the same sheet. */
static bool
check_begins(struct program *p)
{
	if (p->options->restricted)
		return true;	/* the exempt papers of theirs stand behind all else */
	for (uint32_t i = 0; i < p->nkind[OBJECT_MEETING]; i++) {
		const struct page *meeting = &p->pages[p->by_kind[OBJECT_MEETING][i]];

		for (uint32_t s = 0; s < meeting->agenda->nsupplement; s++)
			if (meeting->agenda->supplements[s].begins
			    && meeting->agenda->supplements[s].begins != meeting->agenda->supplements[s].first_page)
				say_begins(p, meeting, s + 1);
	}
	house_apply(p);
	for (const struct finding *f = p->diag->first; f; f = f->next)
		if (f->code == DIAG_SUPPLEMENT_PAGES && f->severity == SEVERITY_ERROR)
			p->refused = true;
	return !p->refused;
}

bool
pdf_make(struct program *p, const struct output_list *list, struct publish *publish,
	struct publish_row *rows)
{
	struct taker taker = { p, list, publish, rows, false };
	struct link_printing job = { .site = publish->twin, .take = take, .taker = &taker,
		.base_url = p->site == NONE || p->options->restricted ? STR_NONE : object_text(&p->site_object, "base_url") };

	if (!p->options->print)
		return true;
	job.sheets = arena_array(p->arena, list->count, sizeof *job.sheets);
	for (uint32_t i = 0; i < list->count; i++)
		if (form_is_pdf(list->outputs[i].form))
			job.sheets[job.count++] = (struct link_sheet){ page_of(p, &list->outputs[i]), STR_NONE, i };
	p->options->print->make(p->options->print->context, &job);
	for (uint32_t i = 0; i < job.count; i++)
		if (job.sheets[i].reason.len)
			report(p, &list->outputs[job.sheets[i].output], job.sheets[i].reason);
	return check_begins(p) && !taker.failed;
}

void
pdf_forget(struct output_list *list, struct publish_row *rows)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < list->count; i++) {
		if (form_is_pdf(list->outputs[i].form) && !rows[i].path.len)
			continue;
		list->outputs[kept] = list->outputs[i];
		rows[kept++] = rows[i];
	}
	list->count = kept;
}

struct str
pdf_size_text(struct arena *a, uint64_t bytes)
{
	uint64_t kilo = (bytes + 999) / 1000, tenths = (bytes + 99999) / 100000;

	if (kilo < 1000)
		return str_print(a, "%u kB", (unsigned)kilo);
	return str_print(a, "%u.%u MB", (unsigned)(tenths / 10), (unsigned)(tenths % 10));
}

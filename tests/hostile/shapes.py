#!/usr/bin/env python3
"""Bodies of papers of one shape each, to try what reeve itself makes of a text: shapes.py NAME BYTES > file

shapes.py -l lists the names.  Each grows with its size, so that what is not linear is seen.
"""
import itertools
import string
import sys


def of(unit, start="", end=""):
    """As many units, numbered, as fill the bytes: unit is a function of a number or a text."""
    def make(size):
        parts, n = [start], len(start) + len(end)
        for i in itertools.count():
            part = unit(i) if callable(unit) else unit
            n += len(part.encode())
            if n > size:
                return "".join(parts) + end
            parts.append(part)
    return make


def letters(i, least=3):
    """Acronyms, all of them different."""
    made = ""
    while len(made) < least or i:
        made = string.ascii_uppercase[i % 26] + made
        i //= 26
    return made


NAMES = {c: c.lower() + "xxx" for c in string.ascii_uppercase}


def words(acronym):
    return " ".join(c + NAMES[c][1:] for c in acronym)


def lines(unit, every=100):
    """Paragraphs of so many units."""
    return lambda i: (unit(i) if callable(unit) else unit) + ("\n\n" if i % every == every - 1 else "\n")


TABLE = "| Item | 2025/26 £ | 2026/27 £ | Total £ |\n|---|--:|--:|--:|\n"


def wide_row(i, columns):
    return "| r%d |" % i + " %d |" % (i % 97 + 3) * columns + "\n"


def wide(columns, wrong):
    head = "| Item |" + "".join(" c%d £ |" % i for i in range(columns)) + "\n|---|" + "--:|" * columns + "\n"
    return lambda size: of(lambda i: wide_row(i, columns), head,
                           "| Total |" + (" %d |" % wrong) * columns + "\n")(size)


def totals(every):
    return of(lambda i: ("| Total x%d | 7 | 9 | 1 |\n" % i) if i % every == every - 1 else
              "| row %d | %d | %d | %d |\n" % (i, i % 89, i % 83, i % 79), TABLE)


def cells(row, link):
    """A table, and links to its cells: both with a number in them."""
    return lambda size: "Table 1: A\n\n| Item | £ |\n|---|--:|\n" + of(lambda i: row % i)(size // 3) + "\n" + \
        of(lambda i: link % i)(size - size // 3 - 40)


def html_nest(depth):
    return of(lambda i: "<table><tr><td>" * depth + "7" + "</td></tr></table>" * depth + "\n\n")


def medium(rows, columns, every):
    """Tables of so many rows, with totals that don't hold."""
    head = "| Item |" + "".join(" c%d £ |" % i for i in range(columns)) + "\n|---|" + "--:|" * columns + "\n"
    return of(lambda i: head + "".join(
        ("| Total x%d |" % r + " 7 |" * columns if r % every == every - 1 else
         "| r%d |" % r + "".join(" %d |" % ((r * 31 + c * 17 + i) % 97 + 3) for c in range(columns))) + "\n"
        for r in range(rows)) + "| Total |" + " 9 |" * columns + "\n\n")


G = {
    # references in words
    "words_sections": of(lambda i: "## %d. Section %d\n\nSee section %d, paragraph %d.1 and Appendix %s above.\n\n" % (i + 1, i, i // 2, i, letters(i, 1)[:1])),
    "words_nowhere": of(lines(lambda i: "see section %d and paragraphs %d.1 to %d.9 below" % (i, i, i))),
    "words_lists": of(lines("paragraphs 1, 2, 3, 4, 5, 6, 7, 8, 9 and 10 " * 2, 150)),
    "words_appendix": of(lines("Appendix " * 10, 150)),
    "words_paper": of(lines("the Annual Plan of 14 January 2026 and item 3 of the minutes of 1 May 2025 ", 150)),
    "words_table": of(lambda i: "Table %d: x\n\nTable %d shows Figure %d.\n\n" % (i, i, i)),
    "words_numbers": of(lines("recommendation 3, option 2, risk R1, action A2, stage 4, part 5 ", 150)),
    "words_ranges": of(lines("sections 1 to 100000, paragraphs 1.1-1.99999 ", 200)),
    "words_capitals": of(lines("The Board The Plan The Report Of The Board ", 200)),
    "days": of(lines("five clear days; 1 January 2026 to 31 December 2025 ", 200)),
    "tables_medium_20": medium(20, 5, 100), "tables_medium_50": medium(50, 7, 100),
    "tables_medium_200": medium(200, 7, 1000), "tables_medium_200_10": medium(200, 7, 10),
    "tables_medium_50_3": medium(50, 7, 3), "tables_medium_500_2": medium(500, 3, 2),
    "tables_medium_20_60": medium(20, 60, 1000),
    "tabs_wide": of(("a\t" * 3900 + "\n") * 2 + "\n"),
    "tabs_long": of("".join("a\t1\t2\n" for _ in range(1900)) + "\n"),
    "tabs_blank": of(("\t" * 7900 + "\n") * 2 + "\n"),
    # acronyms
    "acronyms_new": of(lines(lambda i: letters(i) + " is one.")),
    "acronyms_explained": of(lines(lambda i: words(letters(i)) + " (" + letters(i) + ").", 40)),
    "acronyms_explained_late": of(lines(lambda i: letters(i) + " then " + words(letters(i)) + " (" + letters(i) + ").", 40)),
    "acronyms_other_words": of(lines(lambda i: "Alpha%s Beta%s Coke%s (ABC)." % ((letters(i).lower(),) * 3), 40)),
    "acronyms_misfits": of(lines(lambda i: words(letters(i)) + " Xyz (" + letters(i) + ").", 40)),
    "acronyms_implied": of(lines(lambda i: words(letters(i)) + " and " + letters(i), 40)),
    "acronyms_same": of(lines("ABC DEF. ", 100)),
    "acronyms_rows": of(lambda i: "| %s | %s |\n" % (letters(i), words(letters(i))), "| a | b |\n|---|---|\n"),
    "acronyms_headings": of(lambda i: "## %s (%s)\n\n" % (words(letters(i)), letters(i))),
    "acronyms_abbr": of(lambda i: '<abbr title="%s">%s</abbr>\n\n' % (words(letters(i)), letters(i))),
    "acronyms_amp": of(lines("A&" * 40)),
    "acronyms_long": lambda size: "A" * min(size, 16000) + "\n",
    "acronyms_little": of(lines("Of the and of the and of the and of the and (OTAOTAOT) ", 60)),
    "brackets_open": of(lines("A (A" * 20, 150)),
    "brackets_pairs": of(lines("()" * 40, 150)),
    "brackets_letters": of(lines("(AB)" * 20, 150)),
    "capitals_small": of(lines(lambda i: letters(i) + " " + letters(i).lower() + ".")),
    "slashes": of(lines("AB/CD/EF-GH/" * 6, 150)),
    # written numbers
    "list_letters": of(lambda i: "%s. words\n" % string.ascii_lowercase[i % 26]),
    "list_letters_loose": of(lambda i: "%s) words\n\n" % string.ascii_lowercase[i % 26]),
    "list_roman": of(lambda i: "(%s) words\n\n" % ("i ii iii iv v vi vii viii ix x".split()[i % 10])),
    "list_decimals": of(lambda i: "%d.%d words\n\n" % (i // 9 + 1, i % 9 + 1)),
    "list_decimals_deep": of(lambda i: ".".join("1" * 12) + ".%d words\n\n" % (i + 1)),
    "list_same": of("1.1 words\n\n"),
    "list_back": of(lambda i: "%d.1 words\n\n" % (100000 - i)),
    "list_in_line": of(lines("a. b. c. d. " * 6, 150)),
    "list_in_words": of(lines("(a) x (b) y (c) z " * 5, 150)),
    "list_items": of(lambda i: "1. x\n\n"),
    "list_dash": of("- x\n"),
    "list_nested": of(lambda i: "  " * (i % 12) + "- (a) x\n"),
    "list_headings": of(lambda i: "## %d. x\n\n" % (i + 1)),
    "list_headings_same": of("## Appendix A\n\n"),
    "list_headings_decimals": of(lambda i: "### %d.%d x\n\n%d.%d.1 y\n\n" % ((i // 9 + 1, i % 9 + 1) * 2)),
    "list_digits": of("1\n\n"),
    "list_tasks": of("- [x] yes\n"),
    "list_bold": of(lambda i: "**%d.** words\n\n" % (i + 1)),
    "names_recommendation": of(lambda i: "Recommendation %d: do it\n\n" % (i + 1)),
    "names_table": of(lambda i: "Table %d: words\n\n" % (i + 1)),
    "names_cited": of(lines(lambda i: "see paragraph %d.%d and Table %d." % (i // 9, i % 9, i))),
    "names_cited_same": of(lines("see paragraph 1.1, section 2, Appendix A and Table 3.")),
    # figures in sentences
    "figures": of(lines(lambda i: "£%d and £%d" % (i, i + 1))),
    "figures_sum": of(lines("A total of £10 was made up of £1, £2, £3 and £5.", 100)),
    "figures_list": of(lines("£1, " * 20, 100)),
    "figures_of_which": of(lines("Of the 10 replies, 3 said yes, 4 said no and 5 none. ", 100)),
    "figures_percent": of(lines("10% (3 of 30), ", 300)),
    "figures_headcount": of(lines("There are three reasons: one, two. ", 100)),
    "figures_announce": of(lambda i: "The following %d points:\n\n- x\n\n" % (i % 9)),
    "figures_near": of(lambda i: ("The cost is £%d,%03d.\n\n" % (i % 900 + 1, i % 1000)) if i % 3 else
                       TABLE + "| r%d | %d,%03d | 2,000 | 9 |\n| Total | 1,001 | 2,000 | 3 |\n\n" % (i, i % 900 + 1, (i + 1) % 1000)),
    "figures_digits": of("7" * 15000 + "\n\n"),
    "figures_numbers": of(lines("1 2 3 4 5 6 7 8 9 " * 5, 100)),
    "figures_words": of(lines("one hundred and twenty-three thousand ", 300)),
    "figures_dates": of(lines("Monday 14 January 2026, ", 300)),
    "figures_range": of(lines("£1-£2 to £3-£4 up to ", 300)),
    # claims
    "claims_text_table": of(lambda i: "[£%d](#text-table-1/a/x) " % (i % 100) + ("\n" if i % 10 == 9 else "") + ("\n" if i % 400 == 399 else ""),
                            "| k | x £ |\n|---|--:|\n| a | 3 |\n| b | 4 |\n| Total | 7 |\n\n"),
    "claims_nowhere": of(lambda i: "[£%d](#nowhere-%d)\n\n" % (i, i)),
    "claims_formula": of(lambda i: "[£3](<= #text-table-1/a/x + #text-table-1/b/x>)\n\n",
                         "| k | x £ |\n|---|--:|\n| a | 3 |\n| b | 4 |\n| Total | 7 |\n\n"),
    "claims_formula_deep": of("[£3](<= " + "(" * 900 + "1" + ")" * 900 + ">)\n\n"),
    "claims_formula_minus": of("[£3](<= " + "-" * 900 + "1>)\n\n"),
    "claims_formula_long": of("[£3](<= 1" + "+1" * 900 + ">)\n\n"),
    # placeholders, causes in words
    "placeholder_x": of(lines("XX/XX/XXXX ", 300)),
    "placeholder_brackets": of(lines("[insert name] ", 80)),
    "placeholder_tbc": of(lines("£tbc TBC xxx ", 300)),
    "placeholder_dots": of(lines("....... ______ ", 300)),
    "placeholder_braces": of(lines("{{name}} <name> ", 300)),
    # words that may be meant to exempt a part
    "exempt_words": of("exem " * 3250 + "=\n\n"), "exempt_braces": of(lines("{exempt} {exmpt} = 3 ", 300)),
    # tables in the text
    "tables_tiny": of("| a | b |\n|---|---|\n| x | 1 |\n\n"),
    "tables_tiny_total": of("| a | £ |\n|---|--:|\n| x | 1 |\n| Total | 2 |\n\n"),
    "tables_joined": of("| a | £ |\n|---|--:|\n| x | 1 |\n| y | 2 |\n\nPage 3\n\n"),
    "tables_caption": of(lambda i: "Table %d: x\n\n| a | £ |\n|---|--:|\n| x | 1 |\n| Total | 2 |\n\n" % i),
    "tables_named_same": of("Table 1: x\n\n| a | £ |\n|---|--:|\n| x | 1 |\n| Total | 2 |\n\n"),
    "tables_row": of(lambda i: wide_row(i, 3), TABLE),
    "tables_row_same": of("| x | 1 | 1 | 2 |\n", TABLE),
    "tables_total_wrong": totals(10000000),
    "tables_total_every_2": totals(2),
    "tables_total_every_3": totals(3),
    "tables_total_every_30": totals(30),
    "tables_totals_only": of("| Total | 7 | 9 | 1 |\n", TABLE),
    "tables_group_rows": of(lambda i: "| g%d | | | |\n| x | 1 | 2 | 3 |\n| y | 1 | 2 | 3 |\n| Total g%d | 3 | 4 | 5 |\n" % (i, i), TABLE),
    "tables_set_in": of(lambda i: "| %s x | 1 | 2 | 3 |\n" % ("&nbsp;" * (i % 9)), TABLE),
    "tables_no_label": of("| | 1 | 2 | 3 |\n", TABLE),
    "tables_net": of(lambda i: "| %s | 5 | 6 | 8 |\n" % ("Net cost" if i % 5 == 4 else "Less income" if i % 5 == 3 else "x"), TABLE),
    "tables_wide": wide(60, 9), "tables_wide_right": wide(60, 0),
    "tables_variance": of(lambda i: "| r%d | %d | %d | %d |\n" % (i, i % 89, i % 83, i % 79),
                          "| Item | Budget £ | Actual £ | Variance £ |\n|---|--:|--:|--:|\n"),
    "tables_percent": of(lambda i: "| r%d | %d | %d | %d%% |\n" % (i, i % 89, i % 83, i % 79),
                         "| Item | Budget £ | Actual £ | Change % |\n|---|--:|--:|--:|\n"),
    "tables_cells_alone": of(lambda i: "| a | b | " + "<br>".join(["12"] * 30) + " |\n", "| x | y | £ |\n|---|---|---|\n"),
    "tables_lists_in_cells": of("| a | b | 1. x 2. y 3. z |\n", "| x | y | £ |\n|---|---|---|\n"),
    "tables_unreadable": of("| a | 1 2x | 3 | ?4 |\n| b | 5 | 6 | 7 |\n", TABLE),
    "tables_broken_cell": of("| a | 1 |\n| b | 2 | 3 | 4 | 5 |\n", TABLE),
    "tables_facts": of("| Report of | x |\n|---|---|\n| Date | 1 January 2026 |\n| Ward | All |\n\n"),
    "tables_tabs": of("x\t1\t2\t3\n", "Item\t£\t£\tTotal\n"),
    "tables_tabs_many": of("Item\t£\nx\t1\nTotal\t2\n\n"),
    "tables_spaces": of("x     1     2     3\n", "Item    2025    2026   Total\n"),
    "tables_ticks": of("| group | [x] | [ ] | Yes |\n", TABLE),
    "tables_alike": of(lambda i: TABLE + "| a | %d | 2 | 3 |\n| Total | %d | 2 | 3 |\n\n" % (i, i)),
    # raw HTML
    "html_tables": of("<table><tr><th>a<th>£<tr><td>x<td>1<tr><td>Total<td>2</table>\n\n"),
    "html_nest_10": html_nest(10), "html_nest_20": html_nest(20), "html_nest_60": html_nest(60),
    "html_rows": of("<tr><td>x</td><td>1</td><td>2</td></tr>\n", "<table>\n"),
    "html_spans": of('<tr><td colspan="60" rowspan="60000">x</td><td>1</td></tr>\n', "<table>\n"),
    "html_spans_many": of('<table><tr><td colspan="64" rowspan="900">x</td></tr>\n</table>\n\n'),
    "html_cells": of("<td>1", "<table><tr>"),
    "html_lists": of("<ol><li>(a) x<li>y</ol>\n\n"),
    "html_list_untagged": of("<p>(a) x<p>(b) y<p>(c) z\n\n"),
    "html_inline": of("x <b>y</b> <span>z</span>\n\n"),
    "html_quotes": of('<abbr title="&quot;&lt;/script&gt;">ABC</abbr> ' * 10 + "\n\n"),
    "html_p": of("<p>x\n\n"), "html_br": of("x<br>\n\n"), "html_open": of("<div><b><i>\n\n"),
    "html_blank_cells": of("<table><tr><td><table><tr><td></table></table>\n\n"),
    "sections": of(lambda i: "## Purpose\n\n"), "sections_none": of("## Risks\n\nNone.\n\n"),
    "persons": of(lines("Councillor Ann Hale and Cllr. A. Hale, ", 150)),
    "persons_new": of(lines(lambda i: "Councillor %s %s" % (letters(i).title(), letters(i + 7).title()), 150)),
    "links": of(lines("[x](#y) ", 50)), "references_words": of(lines("the report on the plan of 14 January 2026 ", 100)),
    "links_headings": of(lambda i: "## T%d\n\n[x](#t%d)\n\n" % (i, i)),
    "links_headings_nowhere": of(lambda i: "## T%d\n\n[x](#q%d)\n\n" % (i, i)),
    # cells that are looked for by their addresses
    "cells_absent": cells("| row %d | 1 |\n", "[1](#table-1/no-%d)\n\n"),
    "cells_present": cells("| row %d | 1 |\n", "[1](#table-1/row-%d)\n\n"),
    "cells_wrong": cells("| row %d | 12345 |\n", "[£12,354](#table-1/row-%d)\n\n"),
    "cells_alike": cells("| a | %d |\n", "[%d](#table-1/a)\n\n"),
    "cells_summed": cells("| a | %d |\n", "[%d](<= sum(#table-1/a)>)\n\n"),
    "footnotes": of(lambda i: "x[^%d]\n\n[^%d]: y £3\n\n" % (i, i)),
    # parts that are exempt
    "exempt_parts": of("## a {exempt=3}\n\nx\n\n"),
    "exempt_labels": of(lambda i: "[l%x]: /x\n\n" % i, "## a {exempt=3}\n\n"),
    "exempt_labels_used": of(lambda i: "## a {exempt=3}\n\n[l%x]: /x\n\n## b\n\n[l%x] [l1]\n\n" % (i, i)),
    "exempt_marks": of("exempt=3 \n\n"),
    "exempt_headings": of("# a\n\n", "## a {exempt=3}\n\n"),
    "exempt_underlined": of("a\n---\n\n", "## a {exempt=3}\n\n"),
    "exempt_code": of("```\n# a\n```\n\n", "## a {exempt=3}\n\n"),
    "exempt_words": of("## Appendix B (exempt)\n\nx\n\n"),
    "from": of("## a {from=decision}\n\n"),
    "plain": of(lines("Words of a report that say nothing at all of note. ", 20)),
}

if __name__ == "__main__":
    if sys.argv[1] == "-l":
        print("\n".join(G))
    else:
        sys.stdout.buffer.write(G[sys.argv[1]](int(sys.argv[2])).encode())

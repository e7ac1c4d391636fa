"""Broken `exempt` marks, each in a report (or a table's sidecar) of a small site that is built.

With each the build fails with a finding that names the file, or the page says that the report
is exempt; in no case does the word that stands in its body come into out/.
"""
import os
import shutil
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
REEVE = os.environ.get("REEVE", os.path.join(TOP, "build/reeve"))
SITE = os.path.join(TOP, "build/test/site/markers-%d" % os.getpid())
MEETING = os.path.join(SITE, "content/committees/board/2026-01-14")
WORD = b"ZQXSECRET"


def report(front):
    return b"---\n" + front + b"\n---\n\n" + WORD + b" is the price.\n"


def marks():
    """Front matter that does not say `exempt: 3` as it should."""
    return {
        "NUL before it": b"title: x\0\nexempt: 3",
        "NUL behind it": b"title: x\nexempt: 3\0",
        "NUL inside the key": b"title: x\nex\0empt: 3",
        "Latin-1 in a comment before it": b"title: x\n# caf\xe9\nexempt: 3",
        "Latin-1 in the title": b"title: caf\xe9\nexempt: 3",
        "Latin-1 behind it": b"title: x\nexempt: 3 # \xa3",
        "Windows quotes around the number": b"title: x\nexempt: \x933\x94",
        "overlong UTF-8 in the key": b"title: x\nex\xc1\xa5mpt: 3",
        "a surrogate before it": b"title: x\xed\xa0\x80\nexempt: 3",
        "cut UTF-8 at its end": b"title: x\nexempt: 3\xe2\x80",
        "an escape before it": b"title: \x1b[2Jx\nexempt: 3",
        "a form feed for the line end": b"title: x\x0cexempt: 3",
        "a vertical tab for the line end": b"title: x\x0bexempt: 3",
        "NEL for the line end": b"title: x\xc2\x85exempt: 3",
        "U+2028 for the line end": b"title: x\xe2\x80\xa8exempt: 3",
        "U+2029 for the line end": b"title: x\xe2\x80\xa9exempt: 3",
        "a BOM before the key": b"title: x\n\xef\xbb\xbfexempt: 3",
        "a BOM inside the title": b"title: x\xef\xbb\xbfy\nexempt: 3",
        "the key twice": b"title: x\nexempt: 3\nexempt: 3",
        "the key twice, of which one says no": b"title: x\nexempt: 3\nexempt: false",
        "capital E": b"title: x\nExempt: 3",
        "capitals": b"title: x\nEXEMPT: 3",
        "a Cyrillic e": b"title: x\n\xd0\xb5xempt: 3",
        "a Cyrillic x": b"title: x\ne\xd1\x85empt: 3",
        "a full-width e": b"title: x\n\xef\xbd\x85xempt: 3",
        "a no-break space behind the key": b"title: x\nexempt\xc2\xa0: 3",
        "a no-break space before the key": b"title: x\n\xc2\xa0exempt: 3",
        "a no-break space behind the colon": b"title: x\nexempt:\xc2\xa03",
        "a no-break space behind the number": b"title: x\nexempt: 3\xc2\xa0",
        "a zero-width space in the key": b"title: x\nex\xe2\x80\x8bempt: 3",
        "a soft hyphen in the key": b"title: x\nex\xc2\xadempt: 3",
        "no space behind the colon": b"title: x\nexempt:3",
        "an equals sign": b"title: x\nexempt = 3",
        "no colon": b"title: x\nexempt 3",
        "a full-width colon": b"title: x\nexempt\xef\xbc\x9a 3",
        "a tab before the key": b"title: x\n\texempt: 3",
        "a space before the key": b"title: x\n exempt: 3",
        "a dash before the key": b"title: x\n- exempt: 3",
        "a mistyped key": b"title: x\nexemt: 3",
        "in the plural": b"title: x\nexemptions: 3",
        "a word": b"title: x\nexempt: three",
        "a paragraph that is not there": b"title: x\nexempt: 9",
        "paragraph 0": b"title: x\nexempt: 0",
        "a negative paragraph": b"title: x\nexempt: -3",
        "a fraction": b"title: x\nexempt: 3.5",
        "with a zero behind the point": b"title: x\nexempt: 3.0",
        "an exponent": b"title: x\nexempt: 3e0",
        "hexadecimal": b"title: x\nexempt: 0x3",
        "a full-width 3": b"title: x\nexempt: \xef\xbc\x93",
        "a superscript 3": b"title: x\nexempt: \xc2\xb3",
        "roman": b"title: x\nexempt: III",
        "words around the number": b"title: x\nexempt: paragraph 3",
        "yes": b"title: x\nexempt: yes",
        "true": b"title: x\nexempt: true",
        "false": b"title: x\nexempt: false",
        "nothing": b"title: x\nexempt:",
        "null": b"title: x\nexempt: ~",
        "an empty text": b'title: x\nexempt: ""',
        "a list": b"title: x\nexempt: [3]",
        "a list of two": b"title: x\nexempt: [3, 5]",
        "a map": b"title: x\nexempt: {paragraph: 3}",
        "two numbers": b"title: x\nexempt: 3, 5",
        "a very large number": b"title: x\nexempt: 4294967299",
        "an anchor": b"title: x\nexempt: &a 3",
        "an alias": b"title: x\nversion: &a 3\nexempt: *a",
        "a tag": b"title: x\nexempt: !!int 3",
        "a merge": b"title: x\n<<: {exempt: 3}",
        "below another key": b"title: x\ncontact:\n  exempt: 3",
        "an open quote before it": b'title: "x\nexempt: 3',
        "an open bracket before it": b"title: x\nwards: [a\nexempt: 3",
        "a document's end before it": b"title: x\n...\nexempt: 3",
        "a directive before it": b"%F \xc1\ntitle: x\nexempt: 3",
        "too deep before it": b"title: x\nfields: " + b"{a: " * 40 + b"1" + b"}" * 40 + b"\nexempt: 3",
        "behind 70 kB": b"title: x\nsummary: " + b"word " * 14000 + b"\nexempt: 3",
        "CR only": b"title: x\rexempt: 3",
        "a wrong status beside it": b"title: x\nstatus: drat\nexempt: three",
        "single quotes": b"title: x\n'exempt': '3'",
        "a space before the colon": b"title: x\nexempt : 3",
        "a question mark": b"title: x\n? exempt\n: 3",
        "one line in braces": b"{title: x, exempt: 3}",
        "an escape inside quotes": b'title: x\n"ex\\x65mpt": 3',
        "a block": b"title: x\nexempt: |\n  3",
    }


def wholes():
    """Whole files whose fences or bytes are wrong."""
    good = b"---\ntitle: x\nexempt: 3\n---\n\n" + WORD + b"\n"
    body = b"\n\n" + WORD + b"\n"
    return {
        "no first fence": b"title: x\nexempt: 3\n---" + body,
        "no second fence": b"---\ntitle: x\nexempt: 3" + body,
        "four dashes": b"----\ntitle: x\nexempt: 3\n----" + body,
        "two dashes": b"--\ntitle: x\nexempt: 3\n--" + body,
        "long dashes": b"\xe2\x80\x94\ntitle: x\nexempt: 3\n\xe2\x80\x94" + body,
        "a space before the fence": b" ---\ntitle: x\nexempt: 3\n---" + body,
        "a line before the fence": b"\n---\ntitle: x\nexempt: 3\n---" + body,
        "a no-break space behind the fence": b"---\xc2\xa0\ntitle: x\nexempt: 3\n---" + body,
        "text on the fence": b"--- exempt: 3\ntitle: x\n---" + body,
        "plus signs": b"+++\ntitle = 'x'\nexempt = 3\n+++" + body,
        "the mark behind the fence": b"---\ntitle: x\n---\nexempt: 3\n---" + body,
        "two BOMs": b"\xef\xbb\xbf\xef\xbb\xbf" + good,
        "UTF-16 with a BOM": good.decode().encode("utf-16"),
        "UTF-16 without one": good.decode().encode("utf-16-le"),
        "UTF-32": good.decode().encode("utf-32"),
        "NUL first": b"\0" + good,
        "spaces behind the fences": b"---  \ntitle: x\nexempt: 3\n--- " + body,
        "a BOM": b"\xef\xbb\xbf" + good,
        "CR everywhere": good.replace(b"\n", b"\r"),
    }


def sidecars():
    return {
        "sidecar: capital E": b"Exempt: 3",
        "sidecar: a paragraph that is not there": b"exempt: 9",
        "sidecar: NUL": b"title: x\0\nexempt: 3",
        "sidecar: Latin-1": b"# caf\xe9\nexempt: 3",
        "sidecar: no space": b"exempt:3",
        "sidecar: twice": b"exempt: 3\nexempt: 3",
        "sidecar: nothing": b"exempt:",
        "sidecar: a list": b"exempt: [3]",
        "sidecar: a second document": b"title: x\n---\nexempt: 3",
        "sidecar: an open quote": b'title: "x\nexempt: 3',
        "sidecar: below another key": b"columns: {exempt: 3}",
        "sidecar: U+2028": b"title: x\xe2\x80\xa8exempt: 3",
    }


def published():
    for folder, _, files in os.walk(os.path.join(SITE, "out")):
        for name in files:
            path = os.path.join(folder, name)
            with open(path, "rb") as f:
                raw = f.read()
            if WORD in raw or WORD in raw.replace(b"\0", b""):
                yield os.path.relpath(path, SITE)


def put(name, raw):
    with open(os.path.join(MEETING, name), "wb") as f:
        f.write(raw)


def wrong_with(name, page):
    done = subprocess.run([REEVE, "build", SITE], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = done.stdout.decode("utf-8", "replace")
    leaks = list(published())
    if leaks:
        yield "PUBLISHED in " + ", ".join(leaks)
    if done.returncode == 1:
        if not any(name in line and ": error: " in line for line in said.splitlines()):
            yield "no error names " + name
    elif done.returncode == 0:
        try:
            with open(os.path.join(SITE, "out/committees/board/2026-01-14", page, "index.html"), "rb") as f:
                exempt = b"12A" in f.read()
        except FileNotFoundError:
            exempt = False
        if not exempt:
            yield "no error, and it is not read as exempt"
            yield from said.splitlines()[:3]
    else:
        yield "status %d" % done.returncode


def main():
    cases = [(what, "secret.md", "secret", report(front)) for what, front in marks().items()]
    cases += [(what, "secret.md", "secret", raw) for what, raw in wholes().items()]
    cases += [(what, "secret.csv.yaml", "secret", raw) for what, raw in sidecars().items()]
    shutil.copytree(os.path.join(TOP, "tests/link/_base"), SITE)
    bad = 0
    for n, (what, name, page, raw) in enumerate(cases, 1):
        for old in ("secret.md", "secret.csv", "secret.csv.yaml"):
            if os.path.exists(os.path.join(MEETING, old)):
                os.unlink(os.path.join(MEETING, old))
        if name == "secret.csv.yaml":
            put("secret.csv", b"Item,2026\n" + WORD + b",1\n")
        put(name, raw)
        wrong = list(wrong_with(name, page))
        bad += bool(wrong)
        print("%s %d - %s" % ("not ok" if wrong else "ok", n, what))
        for line in wrong:
            print("# " + line)
    shutil.rmtree(SITE)
    print("1..%d" % len(cases))
    return bad > 0


sys.exit(main())

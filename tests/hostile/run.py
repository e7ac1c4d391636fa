#!/usr/bin/env python3
"""Hostile shapes as a source of a small site: run.py markdown|yaml|text|written [SHAPE...]

markdown and yaml are those of ../shared/data/hostile; text is shapes.py's, which is about what reeve makes of
a text, and written the same with numbers that are read from it.  A build ends within 1.1 s of processor time
and 256 MB, with a page or with a finding that names the source, and what is wrong with the other page is
found all the same.  Of text, one of a quarter of the size takes a sixth of the time at least.

Builds run beside each other, which costs each of them processor time that is not its own: two threads of a core
share its caches.  So what takes too long is measured again with no other build at work, and that time counts.
"""
import contextlib
import fcntl
import multiprocessing
import os
import resource
import shutil
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
REEVE = os.environ.get("REEVE", os.path.join(TOP, "build/reeve"))
MADE = os.path.join(TOP, "build/test/hostile")
SHAPES = os.path.join(TOP, "../shared/data/hostile")
HERE = os.path.dirname(os.path.abspath(__file__))
BYTES = {"markdown": 64 * 1024, "yaml": 64 * 1024, "text": 1000 * 1000, "written": 1000 * 1000}
GROWS = 6               # times as long, at most, for four times the bytes
UNSEEN = 0.2            # seconds: what takes less has not grown
SECONDS = 1.1
MEGABYTES = 256


def maker(kind):
    return os.path.join(HERE, "shapes.py") if is_own(kind) else os.path.join(SHAPES, kind + ".py")


def is_own(kind):
    return kind in ("text", "written")


def shape(kind, name, size):
    made = subprocess.run([sys.executable, maker(kind), name, str(size)],
                          stdout=subprocess.PIPE, check=True).stdout
    if kind == "written":
        return b"---\ntitle: Hostile\nnumbering: written\n---\n" + made
    if kind != "yaml":
        return b"---\ntitle: Hostile\n---\n" + made
    return b"---\ntitle: Hostile\n" + made + b"\n---\n\nText.\n"


def make_site(site, source):
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(os.path.join(TOP, "tests/link/_base"), site)
    os.makedirs(os.path.join(site, "content/pages"))
    with open(os.path.join(site, "content/pages/x.md"), "wb") as f:
        f.write(source)
    with open(os.path.join(site, "content/pages/other.md"), "w") as f:
        f.write("---\ntitle: Other\n---\nA <blink>tag</blink> that is removed.\n")


@contextlib.contextmanager
def at_work(how):
    """Beside others (LOCK_SH) or alone (LOCK_EX), among all processes that run this; who waits to be alone goes first."""
    os.makedirs(MADE, exist_ok=True)
    with open(os.path.join(MADE, "door"), "w") as door, open(os.path.join(MADE, "room"), "w") as room:
        fcntl.flock(door, fcntl.LOCK_EX)
        fcntl.flock(room, how)
        fcntl.flock(door, fcntl.LOCK_UN)
        yield


def build(site, how=fcntl.LOCK_SH):
    """What a build said, its status, processor seconds and peak megabytes."""
    with at_work(how):
        return run(site)


def build_alone(site):
    return build(site, fcntl.LOCK_EX)


def run(site):
    said = os.path.join(site, "said")
    pid = os.fork()
    if pid == 0:
        to = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(to, 1)
        os.dup2(to, 2)
        resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
        os.execv(REEVE, [REEVE, "build", "--cold", site])
    _, status, used = os.wait4(pid, 0)
    with open(said, "rb") as f:
        text = f.read().decode("utf-8", "replace")
    return text, status, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def wrong_with(site, text, status, seconds, megabytes):
    page = os.path.exists(os.path.join(site, "out/pages/x/index.html"))
    named = any("pages/x.md" in line and line.rstrip().endswith("]") for line in text.splitlines())
    if seconds > SECONDS:
        yield "it took %.2f s of processor time" % seconds
    if megabytes > MEGABYTES:
        yield "it took %.0f MB" % megabytes
    if not os.WIFEXITED(status) or os.WEXITSTATUS(status) not in (0, 1):
        yield "it ended with status %#x" % status
    elif os.WEXITSTATUS(status) == 1 and not named:
        yield "no finding names the source"
    elif os.WEXITSTATUS(status) == 0 and not page:
        yield "there is no error and no page"
    if "pages/other.md" not in text:
        yield "the other page was not checked"


def is_refused(said):
    return "[too-large]" in said or "[too-deep]" in said


def taken(kind, name, site, size, build=build):
    """What a build of so many bytes says, and how long it takes."""
    make_site(site, shape(kind, name, size))
    said, _, seconds, _ = build(site)
    return said, seconds


def grown(before, seconds):
    return seconds > SECONDS or seconds > UNSEEN and seconds > GROWS * before


def not_linear(kind, name, site, said, seconds):
    """The largest size that is read, and a quarter of it; said and seconds are of the first one."""
    size = BYTES[kind]
    while is_refused(said) and size > 60000:
        size //= 2
        said, seconds = taken(kind, name, site, size)
    _, before = taken(kind, name, site, size // 4)
    if grown(before, seconds):
        _, before = taken(kind, name, site, size // 4, build_alone)
        said, seconds = taken(kind, name, site, size, build_alone)
    if is_refused(said):
        before = seconds        # what is refused at once may take any part of it
    if grown(before, seconds):
        yield "%d bytes take %.2f s, a quarter %.2f s" % (size, seconds, before)


def one(which):
    kind, name = which
    site = os.path.join(MADE, kind, name)
    make_site(site, shape(kind, name, BYTES[kind]))
    built = build(site)
    if built[2] > SECONDS:
        built = build_alone(site)
    said, _, seconds, _ = built
    wrong = list(wrong_with(site, *built))
    if is_own(kind) and not wrong:
        wrong = list(not_linear(kind, name, site, said, seconds))
    if wrong:
        wrong.append("the site: " + os.path.relpath(site, TOP))
    else:
        shutil.rmtree(site)
    return name, wrong


def main():
    kind, names = sys.argv[1], sys.argv[2:]
    if not is_own(kind) and not os.path.isdir(SHAPES):
        print("ok 1 # SKIP there is no ../shared/data/hostile")
        print("1..1")
        return 0
    if not names:
        names = subprocess.run([sys.executable, maker(kind), "-l"],
                               stdout=subprocess.PIPE, check=True, text=True).stdout.split()
    bad = 0
    with multiprocessing.Pool(3) as pool:   # a build mostly waits for the disk
        for n, (name, wrong) in enumerate(pool.imap(one, [(kind, name) for name in names]), 1):
            bad += bool(wrong)
            print("%s %d - %s" % ("not ok" if wrong else "ok", n, name), flush=True)
            for line in wrong:
                print("# " + line)
    print("1..%d" % len(names))
    return bad > 0


sys.exit(main())

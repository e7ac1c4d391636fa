# Large tables of several kinds, and what `reeve check` takes for them (read by large-tables).
# Memory is the largest process at its largest; time is processor time, which another process on the
# machine changes little, and is held to within a factor of two.
import os
import random
import sys

FEW, MANY = 20000, 80000
COLUMNS = 6


def amounts(r):
    return [r.randint(1, 99999) for _ in range(COLUMNS)]


def line(name, values):
    return name + "," + ",".join(map(str, values)) + "\n"


def add(a, b):
    return [x + y for x, y in zip(a, b)]


def header(first="Line"):
    return first + "," + ",".join(f"Column {i} £" for i in range(COLUMNS)) + "\n"


def plain(n, r):
    total = [0] * COLUMNS
    yield header()
    for i in range(n):
        v = amounts(r)
        total = add(total, v)
        yield line(f"Line {i}", v)
    yield line("Grand total", total)


def wrong_grand(n, r):
    total = [0] * COLUMNS
    yield header()
    for i in range(n):
        v = amounts(r)
        total = add(total, v)
        yield line(f"Line {i}", v)
    total[2] += 90000
    yield line("Grand total", total)


def totals(n, r):
    part, whole = [0] * COLUMNS, [0] * COLUMNS
    yield header()
    for i in range(n):
        v = amounts(r)
        part, whole = add(part, v), add(whole, v)
        yield line(f"Line {i}", v)
        if i % 20 == 19:
            yield line(f"Total section {i // 20}", part)
            part = [0] * COLUMNS
    yield line("Grand total", whole)


def wrong(n, r):
    yield header()
    for i in range(n // 4):
        yield line(f"Line {i}", amounts(r))
        if i % 20 == 19:
            yield line("Total", amounts(r))


def every(n, r):
    yield header()
    for i in range(n // 2):
        v = amounts(r)
        yield line(f"Line {i}", v)
        yield line("Total", v)


def running(n, r):
    total = [0] * COLUMNS
    yield header()
    for i in range(n // 2):
        v = amounts(r)
        total = add(total, v)
        yield line(f"Line {i}", v)
        yield line("Total", total)


def group(n, r):
    yield header("Service,Line")
    for i in range(n):
        yield line(f"All services,Line {i}", amounts(r))


def groups(n, r):
    yield header("Service,Line")
    for i in range(n):
        yield line(f"Service {i},Line {i}", amounts(r))


def scattered(n, r):
    sums = [[0] * COLUMNS for _ in range(200)]
    yield header("Service,Line")
    for i in range(n):
        v, g = amounts(r), r.randrange(200)
        sums[g] = add(sums[g], v)
        yield line(f"Service {g},Line {i}", v)
    for g, s in enumerate(sums):
        yield line(f"Service {g},Total Service {g}", s)


def headings(n, r):
    yield header()
    for i in range(n // 2):
        yield f"Heading {i}" + "," * COLUMNS + "\n"
        yield line(f"Line {i}", amounts(r))


def unnamed(n, r):
    yield header()
    for i in range(n):
        yield line("", amounts(r))


def unlabelled(n, r):
    yield header()
    for i in range(n // 6):
        a, b = amounts(r), amounts(r)
        yield line(f"a {i}", a)
        yield line(f"b {i}", b)
        yield line(f"c {i}", add(a, b))


def same(n, r):
    yield header()
    for i in range(n):
        yield line("Same", amounts(r))


def across(n, r):
    yield "Line,A £,B £,C £,Total £,Budget £,Variance £\n"
    for i in range(n):
        v = amounts(r)[:3]
        b = r.randint(1, 99999)
        yield line(f"Line {i}", v + [sum(v), b, sum(v) - b])


def cell(n, r):
    yield '"' + "x" * 10000000 + '"\n'


def wide(n, r):
    yield ",".join(f"c{i}" for i in range(16382)) + "\n"
    for i in range(300):
        yield ",".join(["5"] * 16382) + "\n"


KINDS = [plain, wrong_grand, totals, wrong, every, running, group, groups, scattered, headings, unnamed,
         unlabelled, same, across]
ALL = {k.__name__: k for k in KINDS + [cell, wide]}


def taken(reeve, work, kind, n):
    path = os.path.join(work, "large.csv")
    with open(path, "w") as out:
        out.writelines(ALL[kind](n, random.Random(1)))
    best = None
    for _ in range(2):
        child = os.fork()
        if child == 0:
            null = os.open("/dev/null", os.O_WRONLY)
            os.dup2(null, 1)
            os.dup2(null, 2)
            os.execv(reeve, [reeve, "check", path])
        _, status, used = os.wait4(child, 0)
        if not os.WIFEXITED(status) or os.WEXITSTATUS(status) > 1:
            sys.exit(f"{kind}: status {status}")
        seconds = used.ru_utime + used.ru_stime
        best = min(best or seconds, seconds)
    size = os.path.getsize(path) // 1024
    os.remove(path)
    return best, used.ru_maxrss, size


def grows(reeve, work, kind):
    seconds, kb, _ = taken(reeve, work, kind, FEW)
    more, large, _ = taken(reeve, work, kind, MANY)
    said = f"{kind}: {seconds:.3f} s and {kb} kB, then {more:.3f} s and {large} kB"
    return said, more < 8 * seconds + 0.1 and large < 4.5 * kb


# What the program takes for a table of one line is no matter of the table.
def fits(reeve, work, kind):
    _, least, _ = taken(reeve, work, kind, 1)
    _, kb, size = taken(reeve, work, kind, 2 * MANY)
    return f"{kind}: {kb} kB, {least} kB of them for nothing, for {size} kB", kb - least < 2 * size


def few(reeve, work, kind):
    _, kb, size = taken(reeve, work, kind, 0)
    return f"{kind}: {kb} kB for {size} kB", kb < 8 * size


if sys.argv[1] == "kinds":
    print(*[k.__name__ for k in KINDS])
else:
    said, good = {"grows": grows, "fits": fits, "few": few}[sys.argv[1]](*sys.argv[2:])
    print(said)
    sys.exit(not good)

"""Tables with rows and columns that are exempt, and other figures in them: what is published is the same.

interference.py REEVE FOLDER SEED CASES: prints what differs, and how many of the builds published."""
import hashlib, os, random, shutil, subprocess, sys

reeve, base, seed, cases = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
chance = random.Random(seed)
ODD = ['(12)', 'nil', 'tbc', 'withheld', '', '-', 'secret', '=1+1', '1.5%', 'a "q" b', 'x\ny', 'café', 'Total',
       '£5m', 'Wharf', 'Rent']


def hidden():
    kind = chance.randrange(3)
    if kind == 0:
        return str(chance.randint(0, 10 ** chance.randint(1, 9)))
    return chance.choice(ODD) if kind == 1 else '£%d,%03d' % (chance.randint(1, 99), chance.randint(0, 999))


def quoted(text, delimiter):
    return '"%s"' % text.replace('"', '""') if any(c in text for c in delimiter + '\n"') else text


def digest(folder):
    total = hashlib.sha256()
    for root, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            path = os.path.join(root, name)
            total.update(path[len(folder):].encode() + open(path, 'rb').read())
    return total.hexdigest()


def table():
    columns = chance.sample(['2025 £k', '2026 £k', 'Rent £k', 'Total £k', 'Share %', 'Note', 'Group'], chance.randint(1, 5))
    front = ['Group'] if 'Group' in columns and chance.random() < .5 else []
    columns = front + ['Site'] + [c for c in columns if c not in front]
    rows = chance.sample(['Depot', 'Wharf', 'Quay', 'Pier', 'Hill', 'Total', 'North total'], chance.randint(2, 6))
    return columns, rows


def content(columns, rows, exempt_rows, exempt_columns, public, delimiter, title):
    lines = [title + delimiter * (len(columns) - 1)] if title else []
    lines.append(delimiter.join(columns))
    for row in rows:
        fields = []
        for at, column in enumerate(columns):
            if column == 'Site':
                fields.append(row)
            elif column in exempt_columns or (row in exempt_rows and at > columns.index('Site')):
                fields.append(quoted(hidden(), delimiter))
            else:
                fields.append(public[row, column])
        lines.append(delimiter.join(fields))
    return '\n'.join(lines) + '\n'


published = 0
for case in range(cases):
    columns, rows = table()
    exempt_rows = [r for r in rows if chance.random() < .3] or rows[:1]
    exempt_columns = [c for c in columns if c not in ('Site', 'Group') and chance.random() < .3]
    public = {(r, c): chance.choice(['North', 'South', 'x']) if c in ('Note', 'Group') else str(chance.randint(1, 900))
              for r in rows for c in columns}
    delimiter = chance.choice(',,;')
    title = chance.choice(['', '', '', 'A line above'])
    shutil.rmtree(base, ignore_errors=True)
    os.makedirs(base + '/content/budgets')
    open(base + '/content/site.yaml', 'w').write('title: A council\n')
    with open(base + '/content/budgets/a.csv.yaml', 'w') as sidecar:
        sidecar.write('title: Sites\nrows:\n' + ''.join('  %s: {exempt: 3}\n' % r for r in exempt_rows))
        if exempt_columns:
            sidecar.write('columns:\n' + ''.join('  "%s": {exempt: 3}\n' % c for c in exempt_columns))
    seen = []
    for _ in range(2):
        text = content(columns, rows, exempt_rows, exempt_columns, public, delimiter, title)
        open(base + '/content/budgets/a.csv', 'w').write(text)
        shutil.rmtree(base + '/out', ignore_errors=True)
        done = subprocess.run([reeve, 'build', '-q', '--cold', base], capture_output=True)
        if done.returncode > 1 or done.returncode < 0:
            print('status %d:\n%s' % (done.returncode, text))
        if done.returncode == 0:
            seen.append((digest(base + '/out'), text))
    published += len(seen)
    if len(seen) == 2 and seen[0][0] != seen[1][0]:
        print('case %d differs:\n%s\n%s' % (case, seen[0][1], seen[1][1]))
if published < cases:
    print('only %d of %d builds published' % (published, 2 * cases))

#!/usr/bin/env python3
"""How often reeve names the true cause of a wrong sum.

usage: causes.py REEVE [-n TABLES] [-s SEED] [-v]    (TABLES of each kind of fault; 100 if not given)

Makes right tables as finance officers lay them out, checks that reeve accepts them, plants one fault in each, and looks
for it among the causes that `reeve check --format json` offers. For each kind it prints how many tables reeve found
something wrong in, and in how many the true cause was the first one, or among the first three, of the first finding.
A cause counts only when it names the kind of slip, the row (or, along a row, the column) and the right figure.
Nothing is left out: a fault that rounding hides, or that makes no sum fail, counts as one that was not named.

Everything is integers and follows from the seed. The faults are those of hands and of spreadsheets; which of them
reeve looks for is not asked here. The exit status is 1 when fewer than 60 of 100 were named first, or fewer than 90 of
100 among the first three, or a right table was refused.
"""
import collections
import csv
import io
import json
import os
import subprocess
import sys
import tempfile

GROUPS = ['Adult services', 'Children', 'Highways', 'Waste', 'Leisure', 'Housing', 'Planning', 'Libraries', 'Transport',
          'Public health', 'Property', 'Finance', 'Legal', 'Customer services', 'Parks']
FIRST = ['Community', 'Day', 'Home', 'Residential', 'Winter', 'Street', 'Local', 'Central', 'Mobile', 'School',
         'Emergency', 'Mental health', 'Family', 'Town', 'Rural', 'Market']
SECOND = ['care', 'support', 'repairs', 'lighting', 'staffing', 'premises', 'contracts', 'equipment', 'training', 'grants',
          'fees', 'vehicles']
PLACES = ['North', 'South', 'East', 'West', 'Centre', 'Harbour']
FUNDS = ['Revenue', 'Capital', 'Grant', 'Reserves', 'Fees', 'Partners']

KINDS = ['left out', 'counted twice', 'sign', 'digits exchanged', 'digit wrong', 'digit dropped', 'digit doubled',
         'unit', 'subtotal as a line', "last year's figure", 'neighbouring total', 'group left out',
         'row not in the table']


class Dice:
    """xorshift64*: the same numbers everywhere."""

    def __init__(self, seed):
        self.state = (seed * 0x9E3779B97F4A7C15 + 0x1234567) % 2 ** 64 or 1
        for _ in range(8):
            self.below(2)

    def below(self, n):
        x = self.state
        x ^= x >> 12
        x ^= x << 25 & 0xFFFFFFFFFFFFFFFF
        x ^= x >> 27
        self.state = x
        return (x * 0x2545F4914F6CDD1D % 2 ** 64 >> 32) % n

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def one_in(self, n):
        return self.below(n) == 0

    def pick(self, things):
        return things[self.below(len(things))]

    def some(self, things, n):
        things = list(things)
        return [things.pop(self.below(len(things))) for _ in range(n)]


class Row:
    def __init__(self, kind, label, group='', parts=None):
        self.kind, self.label, self.group = kind, label, group
        self.parts = parts or []        # of a total: (row, times) pairs
        self.fine = []                  # of a line: what each column really is
        self.shown = []                 # what the table says; None is a blank


def nearest(value, step):
    """Half away from zero."""
    return (abs(value) + step // 2) // step * (1 if value >= 0 else -1)


class Table:
    """Rows and columns of a table, the totals' formulas, and what the cells show."""

    def __init__(self, dice):
        self.dice = dice
        self.pick_form()
        self.pick_columns()
        self.pick_rows()
        for row in self.lines():
            self.fill_line(row)
        for row in self.rows:
            self.compute(row)

    def pick_form(self):
        dice = self.dice
        self.unit, self.decimals, self.most = dice.pick([('£k', 0, 5)] * 4 + [('£', 0, 7)] * 4 + [('£', 2, 8), ('£m', 1, 4)])
        self.step = 1000 if self.unit != '£' and dice.one_in(3) else 1     # each figure rounded by itself
        self.round_to = 100 if self.unit == '£' and dice.one_in(3) else 1
        self.commas = dice.below(3) > 0
        self.brackets = dice.below(2)

    def pick_columns(self):
        dice = self.dice
        self.style = dice.pick(['single', 'years', 'years', 'years', 'parts', 'parts', 'parts', 'actual'])
        count = 1 if self.style == 'single' else 2 if self.style == 'actual' else dice.between(2, 6)
        year = dice.between(2022, 2025)
        names = {'single': ['%d/%d' % (year, year % 100 + 1)],
                 'years': ['%d/%d' % (year + i, (year + i) % 100 + 1) for i in range(count)],
                 'parts': dice.pick([PLACES, FUNDS])[:count],
                 'actual': ['Budget', 'Actual']}
        self.columns = names[self.style]
        self.across = self.style == 'parts' and dice.below(3) > 0 or self.style == 'years' and dice.one_in(5)
        if self.across:
            self.columns = self.columns + ['Total']

    def pick_rows(self):
        dice = self.dice
        names = ['%s %s' % (a, b) for a in FIRST for b in SECOND]
        count, ngroup = dice.between(10, 60), dice.pick([0, 0, 2, 3, 4, 5])
        labels = dice.some(names, count)
        self.rows, tops = [], []
        self.grouping = dice.pick(['headings', 'column', 'none']) if ngroup else 'none'
        if not ngroup:
            tops = [Row('line', label) for label in labels]
            self.rows += tops
        style = dice.pick(['Total %s', '%s total', 'Subtotal', 'Sub-total %s'])
        deep = ngroup > 3 and dice.one_in(2)
        for g, name in enumerate(dice.some(GROUPS, ngroup)):
            if self.grouping == 'headings':
                self.rows.append(Row('heading', name))
            lines = [Row('line', label, name) for label in labels[g::ngroup]]
            label = style % name if '%' in style else style
            total = Row('subtotal', label, name, [(line, 1) for line in lines])
            self.rows += lines + [total]
            tops.append(total)
            if deep and g % 2:
                over = Row('subtotal', 'Total %s' % dice.pick(['People', 'Place', 'Resources']) + ' %d' % (g // 2 + 1), '',
                           [(tops.pop(), 1), (tops.pop(), 1)])
                self.rows.append(over)
                tops.insert(0, over)
        self.total = Row('total', dice.pick(['Total', 'Grand total', 'Grand total', 'Total budget']), '', [(row, 1) for row in tops])
        self.rows.append(self.total)

    def amount(self, digits):
        value = self.dice.between(10 ** (digits - 1), 10 ** digits - 1) * self.step + self.dice.below(self.step)
        return self.rounded(value)

    def rounded(self, value):
        return value // self.round_to * self.round_to or value

    def fill_line(self, row):
        dice = self.dice
        digits = dice.between(2, self.most)
        value = self.amount(digits)
        sign = -1 if dice.one_in(16) else 1
        for i in range(self.width()):
            if self.style in ('years', 'actual') and i > 0 and not dice.one_in(8):
                value = self.rounded(max(1, value + value * dice.between(-80, 100) // 1000))
            elif self.style == 'parts' and i > 0:
                value = self.amount(digits)
            row.fine.append(0 if dice.one_in(40) else sign * value)

    def width(self):
        return len(self.columns) - self.across

    def lines(self):
        return [row for row in self.rows if row.kind == 'line']

    def totals(self):
        return [row for row in self.rows if row.kind in ('subtotal', 'total')]

    def compute(self, row):
        if row.kind in ('subtotal', 'total'):
            row.fine = [sum(part.fine[i] * times for part, times in row.parts) for i in range(self.width())]
        if row.kind != 'heading':
            fine = row.fine + ([sum(row.fine)] if self.across else [])
            row.shown = [nearest(value, self.step) for value in fine]

    def above(self, row):
        """The totals that the row is a part of, nearest first."""
        found = [total for total in self.totals() if any(part is row for part, _ in total.parts)]
        return found + [more for total in found for more in self.above(total)]

    def text(self, value):
        """As the table writes it."""
        digits = '%0*d' % (self.decimals + 1, abs(value))
        whole, rest = (digits[:-self.decimals], '.' + digits[-self.decimals:]) if self.decimals else (digits, '')
        whole = '{:,}'.format(int(whole)) if self.commas else whole
        return '(%s)' % (whole + rest) if value < 0 and self.brackets else '-' * (value < 0) + whole + rest

    def said(self, value):
        """As reeve writes it."""
        digits = '%0*d' % (self.decimals + 1, abs(value))
        whole, rest = (digits[:-self.decimals], '.' + digits[-self.decimals:]) if self.decimals else (digits, '')
        return '\u2212' * (value < 0) + '{:,}'.format(int(whole)) + rest

    def csv(self):
        out = io.StringIO()
        writer = csv.writer(out, lineterminator='\n')
        grouped = ['Directorate'] if self.grouping == 'column' else []
        writer.writerow(grouped + ['Service'] + ['%s %s' % (name, self.unit) for name in self.columns])
        for row in self.rows:
            cells = ['' if value is None else self.text(value) for value in row.shown]
            cells = cells or [''] * len(self.columns)
            writer.writerow([row.group] * len(grouped) + [row.label] + cells)
        return out.getvalue()


class Fault:
    """One slip, and the words that a cause needs to be this one."""

    def __init__(self, kind, table, dice):
        self.kind, self.table, self.dice = kind, table, dice
        self.wanted = []                # lists of words, of each list one

    def is_named(self, text):
        return all(any(word in text for word in words) for words in self.wanted)

    # ---- slips of one cell ----

    def cell(self):
        """A total or a line, and one of its columns."""
        table, dice = self.table, self.dice
        row = dice.pick(table.totals() if dice.below(2) else table.lines())
        return row, dice.below(len(table.columns))

    def put(self, row, column, wrong, words):
        """The cell shows something else; sometimes what a spreadsheet makes of it follows."""
        table, dice = self.table, self.dice
        right, apart = row.shown[column], wrong - row.shown[column]
        if apart == 0:
            return False
        row.shown[column] = wrong
        if table.across and column < table.width() and row.kind == 'line' and dice.one_in(4):
            row.shown[-1] += apart
        if row.kind == 'subtotal' and dice.one_in(3):
            for total in table.above(row):
                total.shown[column] += apart
        names = [row.label, table.columns[column]]
        names += ['the total'] if row.kind != 'line' else ['the row total'] if column == table.width() else []
        names += ['divisible'] if 'exchanged' in words and len(names) > 2 else []
        most = 2 if table.step > 1 else 0       # where figures are rounded the right one is known no better
        self.wanted = [names, words, [table.said(right + i) for i in range(-most, most + 1)]]
        return True

    def digits_changed(self, change, words):
        row, column = self.cell()
        value = row.shown[column]
        digits = change(str(abs(value)))
        return digits is not None and self.put(row, column, int(digits) * (-1 if value < 0 else 1), words)

    def exchange(self, digits):
        i = self.dice.below(max(1, len(digits) - 1))
        j = i + 1 if len(digits) < 3 or not self.dice.one_in(8) else len(digits) - 1
        if j >= len(digits):
            return None
        swapped = digits[:i] + digits[j] + digits[i + 1:j] + digits[i] + digits[j + 1:]
        return swapped if swapped[0] != '0' else None

    def mistype(self, digits):
        i = self.dice.below(len(digits))
        digit = str(self.dice.below(10))
        return digits[:i] + digit + digits[i + 1:] if i or digit != '0' else None

    def drop(self, digits):
        i = self.dice.below(len(digits))
        left = digits[:i] + digits[i + 1:]
        return left if left and left[0] != '0' else None

    def double(self, digits):
        i = self.dice.below(len(digits))
        return digits[:i] + digits[i] + digits[i:]

    def slip_of_unit(self):
        row, column = self.cell()
        zeros = self.dice.pick([1, 2, 3, 3, 3])
        value, factor = row.shown[column], 10 ** zeros
        wrong = value * factor if self.dice.below(2) else nearest(value, factor)
        if zeros < 3 and wrong * factor != value and wrong != value * factor:
            return False        # of a zero too few no more than zeros is lost; only thousands are rounded away
        return wrong != 0 and self.put(row, column, wrong,
                                       ['factor of ' + '{:,}'.format(factor), '{:,} times'.format(factor)])

    def slip_of_sign(self):
        if self.dice.one_in(3):
            return self.formula(-1, ['sign'])
        row = self.dice.pick(self.table.lines())
        column = self.dice.below(len(self.table.columns))
        if not self.put(row, column, -row.shown[column], ['sign']):
            return False
        self.wanted[2:] = []
        return True

    def repeat(self, row):
        """What stands in the column beside it."""
        table, dice = self.table, self.dice
        if table.width() < 2:
            return False
        column = dice.below(table.width())
        beside = column - 1 if column else 1
        if not self.put(row, column, row.shown[beside], ['repeat', 'same as']):
            return False
        self.wanted[2] = [table.columns[beside]]
        return True

    # ---- slips of what a total adds ----

    def spoil(self, total, words):
        """The formula of a total was changed: it is wrong in all columns, or where it was not copied in one."""
        table, dice = self.table, self.dice
        before = list(total.shown)
        table.compute(total)
        if table.across or table.width() == 1 or dice.below(3):
            column = None
        else:
            column = dice.below(table.width())
            total.shown = [x if i == column else y for i, (x, y) in enumerate(zip(total.shown, before))]
        if total.shown == before:
            return False
        if dice.below(2):
            for over in table.above(total):
                for i, (x, y) in enumerate(zip(total.shown, before)):
                    over.shown[i] += x - y
        self.wanted = words
        return True

    def formula(self, times, words):
        total = self.dice.pick(self.table.totals())
        i = self.dice.below(len(total.parts))
        part = total.parts[i][0]
        total.parts[i] = (part, times)
        return self.spoil(total, [[part.label, part.group] if part.group and part.kind == 'subtotal' else [part.label], words])

    def subtotal_counted(self):
        """The range of a grand total runs over a subtotal, or over all of them."""
        table = self.table
        subtotals = [part for part, _ in table.total.parts if part.kind == 'subtotal']
        if not subtotals:
            return False
        counted = subtotals if self.dice.below(2) else [self.dice.pick(subtotals)]
        table.total.parts = table.total.parts + [(row, 1) for row in counted]
        words = ['counted as a line', 'counted as lines', 'counted as well', 'counted twice']
        return self.spoil(table.total, [words] if len(counted) > 1 else [words, [counted[0].label, counted[0].group]])

    def group_left_out(self):
        table = self.table
        subtotals = [i for i, (part, _) in enumerate(table.total.parts) if part.kind == 'subtotal']
        if not subtotals:
            return False
        i = self.dice.pick(subtotals)
        gone = table.total.parts[i][0]
        if self.dice.below(2):
            table.total.parts = table.total.parts[:i] + table.total.parts[i + 1:]
            return self.spoil(table.total, [[gone.label, gone.group or gone.label], ['left out', 'missing']])
        return self.cut([gone])

    def row_cut(self):
        return self.cut([self.dice.pick(self.table.lines())])

    def cut(self, gone):
        """Rows are not in the table; its totals know them."""
        top, gone = gone[0], list(gone)
        for row in gone:
            gone += [part for part, _ in row.parts]
        self.table.rows = [row for row in self.table.rows
                           if row not in gone and not (row.kind == 'heading' and row.label == top.group and top.kind != 'line')]
        self.wanted = [['missing'], [self.table.said(abs(value)) for value in top.shown if value]]
        return any(top.shown)

    def plant(self):
        digits = {'digits exchanged': (self.exchange, ['exchanged']), 'digit wrong': (self.mistype, ['digit']),
                  'digit dropped': (self.drop, ['missing', 'too small', 'factor of 10:']),
                  'digit doubled': (self.double, ['too many', 'too large', 'typed twice', 'factor of 10:'])}
        if self.kind in digits:
            return self.digits_changed(*digits[self.kind])
        table, dice = self.table, self.dice
        return {'left out': lambda: self.formula(0, ['left out']),
                'counted twice': lambda: self.formula(2, ['counted twice']),
                'sign': self.slip_of_sign,
                'unit': self.slip_of_unit,
                'subtotal as a line': self.subtotal_counted,
                "last year's figure": lambda: table.style == 'years' and self.repeat(
                    dice.pick(table.lines() if dice.below(3) else table.totals())),
                'neighbouring total': lambda: table.style != 'single' and self.repeat(dice.pick(table.totals())),
                'group left out': self.group_left_out,
                'row not in the table': self.row_cut}[self.kind]()


def plant(kind, dice):
    """A right table and the same with one fault of the kind."""
    while True:
        table = Table(dice)
        right = table.csv()
        fault = Fault(kind, table, dice)
        if fault.plant() and table.csv() != right:
            return right, table.csv(), fault


def findings(reeve, folder, names):
    """What reeve says of each file, in its order."""
    found = collections.defaultdict(list)
    for i in range(0, len(names), 50):
        asked = subprocess.run([reeve, 'check', '--format', 'json'] + names[i:i + 50], cwd=folder, capture_output=True, text=True)
        for line in asked.stdout.splitlines():
            finding = json.loads(line)
            if 'file' in finding:
                found[os.path.basename(finding['file'])].append(finding)
    return found


SUMS = ('total-mismatch', 'row-total-mismatch', 'formula-mismatch', 'total-rounding')


def place_of(fault, said):
    """Where the true cause stands among the helps of the first error, or warning if there is none: 0 first, None nowhere."""
    said = [f for f in said if f['severity'] == 'error'] or said
    helps = said[0].get('help', []) if said else []
    return next((i for i, text in enumerate(helps) if fault.is_named(text)), None)


def main():
    arguments = sys.argv[1:]
    verbose = '-v' in arguments
    tables = int(arguments[arguments.index('-n') + 1]) if '-n' in arguments else 100
    seed = int(arguments[arguments.index('-s') + 1]) if '-s' in arguments else 1
    reeve, dice, faults, rights = os.path.abspath(arguments[0]), Dice(seed), {}, []
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            for i in range(tables):
                right, wrong, fault = plant(kind, dice)
                name = '%s-%d.csv' % (kind.replace(' ', '-').replace("'", ''), i)
                faults[name] = fault, wrong
                rights.append('right-' + name)
                for path, text in (name, wrong), ('right-' + name, right):
                    with open(os.path.join(folder, path), 'w', encoding='utf-8') as file:
                        file.write(text)
        refused = [name for name, said in findings(reeve, folder, rights).items()
                   if any(finding['severity'] == 'error' for finding in said)]
        found = findings(reeve, folder, list(faults))

    count = collections.Counter()
    for name, (fault, wrong) in faults.items():
        said = [finding for finding in found[name] if finding['code'] in SUMS and finding['severity'] != 'note']
        place = place_of(fault, said)
        count[fault.kind, 'found'] += bool(said)
        count[fault.kind, 'first'] += place == 0
        count[fault.kind, 'three'] += place is not None and place < 3
        if verbose and (place is None or place > 2):
            print('==== %s: %s' % (name, fault.wanted))
            print(wrong)
            for finding in said:
                print('%(line)d:%(column)d: %(message)s' % finding, finding.get('help'))

    print('%-22s %8s %8s %8s %8s' % ('fault', 'tables', 'found', 'first', 'in three'))
    for kind in KINDS:
        print('%-22s %8d %8d %8d %8d' % (kind, tables, count[kind, 'found'], count[kind, 'first'], count[kind, 'three']))
    every, sums = tables * len(KINDS), [sum(count[kind, what] for kind in KINDS) for what in ('found', 'first', 'three')]
    print('%-22s %8d %8d %8d %8d' % ('all', every, *sums))
    print('of 100                 %8s %8.1f %8.1f %8.1f  (wanted: 60 first, 90 in three)' % ('', *[100 * n / every for n in sums]))
    print('right tables that were refused: %d of %d (wanted none)' % (len(refused), len(rights)))
    if verbose:
        print('\n'.join(refused))
    return 0 if sums[1] * 100 >= 60 * every and sums[2] * 100 >= 90 * every and not refused else 1


if __name__ == '__main__':
    sys.exit(main())

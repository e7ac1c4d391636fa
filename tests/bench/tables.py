#!/usr/bin/env python3
"""What reeve makes of real tables, against what their totals are known to be.

usage: tables.py REEVE FOLDER    (FOLDER holds EXPECT.tsv and the tables that it names)

Asks `reeve figures --format json` of each table and compares, for each claim of EXPECT.tsv, the cells
that reeve says the total covers and its verdict. Prints counts; with -v each claim that differs. The exit status is 1
when one of the figures that are wanted is missed.
"""
import collections
import csv
import json
import os
import re
import subprocess
import sys

GOOD = ('holds', 'within-rounding')


def numbers(text):
    """`rows 3-5,9` or `cols 2-13` as a list of numbers."""
    text = re.sub(r'^(rows?|cols?) ', '', text).split(' signs')[0]
    spans = [part.split('-') for part in text.split(',')]
    return [n for span in spans for n in range(int(span[0]), int(span[-1]) + 1)]


def place(text):
    return int(re.search(r'(?:row|col) (\d+)', text).group(1))


def figures(reeve, path):
    """Totals and errors of one table: {(row, column, is a column's): (cells, verdict)}."""
    asked = subprocess.run([reeve, 'figures', '--format', 'json', path], capture_output=True, text=True)
    found = collections.defaultdict(list)
    for line in asked.stdout.splitlines():
        figure = json.loads(line)
        if figure.get('figure') != 'total' or 'row' not in figure:
            continue
        cells = {tuple(cell) for cell in figure.get('covers', [])}
        down = any(row != figure['row'] for row, _ in cells)
        found[figure['row'], figure['column'], down].append((cells, figure['verdict']))
    return found


def wanted(claim, rows):
    """The total's cell, whether it sums a column, and the cells that it is the sum of."""
    down = claim['claim'] == 'column'
    row = place(claim['total'] if down else claim['scope'])
    column = place(claim['scope'] if down else claim['total'])
    lines = numbers(claim['of_which_lines'])
    cells = [(n, column) if down else (row, n) for n in lines]
    return row, column, down, {(r, c) for r, c in cells
                               if c <= len(rows[r - 1]) and rows[r - 1][c - 1].strip()}


def main():
    verbose = '-v' in sys.argv
    reeve, folder = [a for a in sys.argv[1:] if a != '-v']
    count = collections.Counter()
    known = {}
    with open(os.path.join(folder, 'EXPECT.tsv'), newline='', encoding='utf-8') as file:
        claims = [c for c in csv.DictReader(file, delimiter='\t') if c['claim'] != 'cross-file']
    for claim in claims:
        name = claim['file']
        if name not in known:
            path = os.path.join(folder, name)
            with open(path, newline='', encoding='utf-8') as file:
                known[name] = list(csv.reader(file)), figures(reeve, path)
        rows, found = known[name]
        row, column, down, cells = wanted(claim, rows)
        verdicts = [v for covered, v in found.get((row, column, down), []) if covered == cells]
        errors = [v for _, v in found.get((row, column, down), []) if v == 'mismatch']
        kind = claim['named'], 'good' if claim['verdict'] in GOOD else claim['verdict']
        right = any(v in ('exact', 'rounding') for v in verdicts)
        count[kind, 'all'] += 1
        count[kind, 'recognised'] += right
        count[kind, 'error'] += bool(errors)
        if verbose and kind == ('yes', 'good') and not right:
            print('not recognised:', name, claim['total'], claim['scope'], claim['of_which_lines'])
        if verbose and kind[1] == 'good' and errors:
            print('refused:', name, claim['total'], claim['scope'])

    named, fails = ('yes', 'good'), ('yes', 'fails')
    total, good = count[named, 'all'], count[named, 'recognised']
    refused = count[named, 'error'] + count[('no', 'good'), 'error']
    print('%d tables, %d claims' % (len(known), len(claims)))
    print('named totals that hold: %d; recognised over the right cells: %d (%.1f %%; wanted 95)'
          % (total, good, 100 * good / total))
    print('named totals that fail: %d; found: %d (wanted all)' % (count[fails, 'all'], count[fails, 'error']))
    print('totals that hold and are refused: %d of %d (wanted at most 1 of 200)'
          % (refused, total + count[('no', 'good'), 'all']))
    loud = sum(n for (kind, what), n in count.items() if kind[0] == 'no' and what == 'error')
    print('claims that are not named and raise an error: %d (wanted none)' % loud)
    met = good >= 0.95 * total and count[fails, 'error'] == count[fails, 'all'] and not loud
    return 0 if met and refused * 200 <= total + count[('no', 'good'), 'all'] else 1


if __name__ == '__main__':
    sys.exit(main())

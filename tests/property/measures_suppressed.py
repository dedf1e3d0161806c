"""An attack on what eh-review measures --suppress prints.

    measures_suppressed.py make SEED DIRECTORY           a table of random events; prints options
    measures_suppressed.py judge SEED DIRECTORY PRINTED

Whoever attacks knows the rules of counting: every printed count is a sum of kinds of events that are
told apart by organisation, area, period and all that measures look at. How many there are of each kind is not known.
A hidden count is safe when another table of such kinds prints the same and has another number
there; one is looked for by linear programming and then checked in whole numbers. Nothing here is
shared with the C code.
"""
import csv
import itertools
import os
import random
import sys

SMALL = 5
PIECES = ['2026-01-15', '2026-05-15', '2026-08-15']  # a day of each quarter
NAMES = ['2026-Q1', '2026-Q2', '2026-Q3']


def kinds_of(table):
    """What tells events of a table apart, beside where and when; blank: not recorded."""
    return {'contacts': [['no-further-action', 'referral', 'early-help', 'other', ''], ['2A', '3A', '']],
            'referrals': [['no-further-action', 'step-down', 'assessment', ''], ['2A', '6', '']],
            'episodes': [['outcomes-met', 'universal', 'step-up', 'moved-away', ''], ['again', 'not again']],
            'assessments': [['yes', 'no', '']]}[table]


def counts_of(table):
    """measure: what its denominator counts, what its numerator, what it is split by."""
    if table == 'contacts':
        return {'contacts-nfa': (lambda k: k[0] != '', lambda k: k[0] == 'no-further-action', None),
                'contacts-to-referral': (lambda k: k[0] != '', lambda k: k[0] == 'referral', None),
                'referral-sources': (lambda k: k[0] in ('early-help', 'referral'), lambda k: k[0] in ('early-help', 'referral'), 1)}
    if table == 'referrals':
        return {'referral-sources': (lambda k: True, lambda k: True, 1),
                'referrals-nfa-or-step-down': (lambda k: k[0] != '', lambda k: k[0] in ('no-further-action', 'step-down'), None)}
    if table == 'episodes':
        return {'closures': (lambda k: True, lambda k: True, 0),
                'positive-outcomes': (lambda k: k[0] != '', lambda k: k[0] in ('outcomes-met', 'universal'), None),
                'reopened-12m': (lambda k: k[-1] != 'pending' and k[1] != 'pending', lambda k: k[1] == 'again', None)}
    return {'assessments': (None, lambda k: True, None), 'child-views': (lambda k: True, lambda k: k[0] == 'yes', None)}


def plan(seed):
    r = random.Random(seed)
    table = r.choice(['contacts', 'referrals', 'episodes', 'episodes', 'assessments', 'contacts'])
    by = r.choice(['', 'organisation', 'area', 'both', 'organisation'])
    period = r.choice(['', 'quarter', 'quarter'])
    return r, table, by, period


def make(seed, directory):
    r, table, by, period = plan(seed)
    organisations = ['Hub', 'School', 'GP'][:r.randint(2, 2 if by == 'both' else 3)]
    areas = ['North', 'South'][:2 if by in ('area', 'both') else 1]
    rows, number = [], 0
    for organisation, area, piece in itertools.product(organisations, areas, range(3)):
        for kind in itertools.product(*kinds_of(table)):
            if r.random() < 0.45:
                continue
            for _ in range(r.choice([1, 2, 3, 6, 9, 15, 30]) if r.random() < 0.6 else 0):
                number += 1
                rows += rows_for(table, f'F{number}', organisation, area, PIECES[piece], kind)
    heads = {'contacts': 'family_id,child_id,date,outcome,source,organisation,area',
             'referrals': 'family_id,child_id,date,outcome,source,organisation,area',
             'episodes': 'family_id,child_id,start_date,end_date,end_reason,organisation,area',
             'assessments': 'family_id,child_id,start_date,end_date,child_views,organisation,area'}
    with open(os.path.join(directory, table + '.csv'), 'w', encoding='utf-8') as file:
        file.write(heads[table] + '\n')
        for row in rows:
            file.write(','.join(row) + '\n')
    print(f'--{table} {os.path.join(directory, table)}.csv' + (f' --by {by}' if by else '') + (f' --period {period}' if period else ''))


def rows_for(table, family, organisation, area, day, kind):
    where = [organisation, area]
    if table == 'episodes':
        first = [family, '', '2025-12-01', day, kind[0], *where]
        # Again within the year, whose time is over on the day that is asked about.
        return [first, [family, '', day[:5] + '12-20', '', '', *where]] if kind[1] == 'again' else [first]
    if table == 'assessments':
        return [[family, family, '2025-12-01', day, kind[0], *where]]
    return [[family, family, day, *kind, *where]]


class Programme:
    """Tables of kinds of events that print the same: how many there are of each is at least nothing,
    shown counts are as they are, hidden ones at least 1. The simplex method, with artificial
    variables to begin with; what it finds is rounded and checked by the caller."""

    def __init__(self, kinds, shown, hidden):
        height, width = len(shown) + len(hidden), kinds + len(hidden) + len(shown) + len(hidden)
        self.kinds, self.width, self.real = kinds, width, kinds + len(hidden)
        self.rows = []
        for r, (value, of) in enumerate([*shown, *hidden]):
            row = [0.0] * (width + 1)
            for i in of:
                row[i] = 1.0
            if r >= len(shown):
                row[kinds + r - len(shown)] = -1.0
            row[self.real + r] = 1.0
            row[width] = float(value) if r < len(shown) else 1.0
            self.rows.append(row)
        self.basis = [self.real + r for r in range(height)]
        self.optimise([0.0] * self.real + [-1.0] * height)
        self.feasible = all(row[width] < 1e-6 for row, b in zip(self.rows, self.basis) if b >= self.real)

    def optimise(self, prices, columns=None):
        gain = prices[:] + [0.0] * (self.width + 1 - len(prices))
        for row, b in zip(self.rows, self.basis):
            if gain[b]:
                factor = gain[b]
                gain = [g - factor * v if v else g for g, v in zip(gain, row)]
        for turn in range(5000):
            best, enter = 1e-7, None
            for c in range(self.width if columns is None else columns):
                if gain[c] > best:
                    best, enter = gain[c], c
                    if turn > 500:
                        break
            if enter is None:
                return True
            leave, least = None, None
            for r, row in enumerate(self.rows):
                if row[enter] > 1e-7:
                    ratio = row[self.width] / row[enter]
                elif self.basis[r] >= self.real and columns is not None and row[enter] < -1e-7:
                    ratio = 0.0  # what was made up stays at nothing
                else:
                    continue
                if least is None or ratio < least - 1e-9 or (ratio < least + 1e-9 and self.basis[r] < self.basis[leave]):
                    leave, least = r, ratio
            if leave is None:
                return False
            pivot = self.rows[leave][enter]
            row = self.rows[leave] = [v / pivot if v else 0.0 for v in self.rows[leave]]
            for r, other in enumerate(self.rows):
                factor = other[enter]
                if r != leave and factor:
                    self.rows[r] = [a - factor * b if b else a for a, b in zip(other, row)]
            factor = gain[enter]
            gain = [a - factor * b if b else a for a, b in zip(gain, row)]
            self.basis[leave] = enter
        return True

    def table(self):
        found = [0.0] * self.kinds
        for row, b in zip(self.rows, self.basis):
            if b < self.kinds:
                found[b] = row[self.width]
        return found

    def extreme(self, of, sign):
        prices = [0.0] * self.width
        for i in of:
            prices[i] = float(sign)
        return self.table() if self.optimise(prices, self.real) else None


def judge(seed, directory, printed):
    _, table, by, period = plan(seed)
    truth = {}
    with open(os.path.join(directory, table + '.csv'), encoding='utf-8') as file:
        for row in csv.DictReader(file):
            day = row.get('end_date') or row.get('date')
            if not day or day[:7] == '2026-12':
                continue
            names = {'contacts': ['outcome', 'source'], 'referrals': ['outcome', 'source'], 'assessments': ['child_views']}
            kind = tuple(row[name] for name in names[table]) if table in names else (row['end_reason'], 'not again')
            if table == 'episodes':
                truth.setdefault(row['family_id'], (row['organisation'], row['area'], PIECES.index(day), kind))
            else:
                truth[len(truth)] = (row['organisation'], row['area'], PIECES.index(day), kind)
    if table == 'episodes':
        with open(os.path.join(directory, table + '.csv'), encoding='utf-8') as file:
            for row in csv.DictReader(file):
                if row['start_date'][:7] == '2026-12':
                    o, a, p, kind = truth[row['family_id']]
                    truth[row['family_id']] = (o, a, p, (kind[0], 'again'))
    events = list(truth.values())
    organisations, areas = sorted({e[0] for e in events}), sorted({e[1] for e in events})
    kinds = list(itertools.product(organisations, areas, range(3), itertools.product(*kinds_of(table))))
    number = [events.count(kind) for kind in kinds]
    with open(printed, encoding='utf-8') as file:
        rows = [row for row in csv.DictReader(file) if row['measure'] in counts_of(table)]
    known = {}
    for row in rows:
        denominator, numerator, split = counts_of(table)[row['measure']]
        for figure, counted in (('numerator', numerator), ('denominator', denominator)):
            if counted is None or row[figure] == '':
                continue
            category = '' if row['category'] == 'not-recorded' else row['category']
            of = frozenset(i for i, (o, a, p, kind) in enumerate(kinds)
                           if row['organisation'] in ('', o) and row['area'] in ('', a) and
                           (row['period'] == NAMES[p] or '/' in row['period']) and counted(kind) and
                           (figure == 'denominator' or split is None or kind[split] == category))
            told = known.setdefault(of, set())
            told.add(row[figure])
            if len(told) > 1:
                print(f'{row}: shown here and hidden there, or two numbers')
                return 1
    # Categories without a row were not counted at all.
    for measure, (_, counted, split) in counts_of(table).items():
        there = {'' if row['category'] == 'not-recorded' else row['category'] for row in rows if row['measure'] == measure}
        if split is not None and there:
            of = frozenset(i for i, (_, _, _, kind) in enumerate(kinds) if counted(kind) and kind[split] not in there)
            if of:
                known[of] = {'0'}
    shown = [(int(next(iter(told))), of) for of, told in known.items() if told != {'c'}]
    hidden = [(sum(number[i] for i in of), of) for of, told in known.items() if told == {'c'}]
    faults = 0
    for value, of in shown:
        if value != sum(number[i] for i in of):
            print(f'{value} is printed for {sum(number[i] for i in of)}')
            faults += 1
        if 0 < value <= SMALL:
            print(f'{value} is shown')
            faults += 1
    programme = Programme(len(kinds), shown, hidden)
    if not programme.feasible:
        print('no table prints this')
        return 1
    safe = set()
    for target, (value, of) in enumerate(hidden):
        for sign in () if target in safe else (1, -1):
            if target in safe:
                break
            found = programme.extreme(of, sign)
            if found is None:
                safe.add(target)  # without end
                break
            whole = [round(v) for v in found]
            if any(v < 0 for v in whole) or any(sum(whole[i] for i in s) != v for v, s in shown) or any(sum(whole[i] for i in s) < 1 for _, s in hidden):
                print(f'# not whole: {value}')
                continue
            safe.update(h for h, (v, s) in enumerate(hidden) if sum(whole[i] for i in s) != v)
        if target not in safe:
            print(f'a hidden count gives way: {value}')
            faults += 1
    # Of two shown counts, one part of the other, the rest is a count too.
    for (v, s), (w, t) in itertools.permutations(shown, 2):
        if s < t and 0 < w - v <= SMALL and os.environ.get('DIFF'):
            print(f'# {w} less {v} is small', len(s), len(t), [kinds[i] for i in sorted(t - s)][:12])
    print(f'# {table} by {by or "-"} {period or "-"}: kinds {len(kinds)}, shown {len(shown)}, hidden {len(hidden)}')
    return faults > 0


if sys.argv[1] == 'make':
    make(int(sys.argv[2]), sys.argv[3])
else:
    sys.exit(judge(int(sys.argv[2]), sys.argv[3], sys.argv[4]))

"""The measures counted a second time, from what eh-review(1) says of them and from nothing else.

    measures.py make SEED DIRECTORY        random tables with all that goes wrong in such tables
    measures.py count SEED DIRECTORY       the rows that eh-review measures must print of them
    measures.py options SEED               the options of that run
    measures.py intervals SEED             and its intervals
    measures.py rows FILE                  what eh-review measures printed, in the same form

A row is measure|category|organisation|area|period|numerator|denominator|value|lower|upper|pending,
sorted. Nothing here is shared with the C code but the data of the outcome set and of the holidays.
"""
import calendar
import csv
import datetime
import itertools
import os
import random
import sys
from fractions import Fraction

TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
OUTCOMES = os.path.join(TOP, 'share', 'outcomes', 'supporting-families')
DAY = datetime.timedelta(1)
AS_OF = datetime.date(2026, 11, 22)
ALL = None
LEVELS = ['universal', 'early-help', 'multi-agency-early-help', 'child-in-need', 'significant-harm',
          'statutory-social-work', '1', '2', '3', '4']


def rows_of(name):
    with open(os.path.join(OUTCOMES, name), newline='', encoding='utf-8') as file:
        return list(csv.DictReader(file))


HEADLINE = {row['code']: row['headline'] for row in rows_of('outcomes.csv')}
EXPRESSION = {row['code']: row['expression'] for row in rows_of('outcomes.csv')}
NEED = {row['indicator']: row['outcome'] for row in rows_of('indicators.csv')}


# --- Days -------------------------------------------------------------------------------------------

def span(cell):
    """The first and the last day that a date means, or None."""
    if not cell:
        return None
    parts = [int(part) for part in cell.split('-')]
    if len(parts) == 3:
        day = datetime.date(*parts)
        return day, day
    first = datetime.date(parts[0], parts[1] if len(parts) > 1 else 1, 1)
    month = parts[1] if len(parts) > 1 else 12
    return first, datetime.date(parts[0], month, calendar.monthrange(parts[0], month)[1])


def months_after(day, months):
    at = day.year * 12 + day.month - 1 + months
    year, month = at // 12, at % 12 + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def periods_of(since, length, starts):
    """Name, first and last day: the window, then its pieces."""
    def days(first, last):
        return f'{first}/{last}'
    periods = [(days(since, AS_OF), since, AS_OF)]
    if not length:
        return periods
    months = {'month': 1, 'quarter': 3, 'year': 12}[length]
    first = datetime.date(since.year - 1, starts, 1)
    while first <= AS_OF:
        after = months_after(first, months)
        if after > since:
            low, high = max(first, since), min(after - DAY, AS_OF)
            name = days(low, high)
            if (low, high) == (first, after - DAY):
                if length == 'month':
                    name = first.strftime('%Y-%m')
                elif starts == 1:
                    name = f'{first.year}-Q{first.month // 3 + 1}' if length == 'quarter' else str(first.year)
            periods.append((name, low, high))
        first = after
    return periods


# --- Random tables ----------------------------------------------------------------------------------

ORGANISATIONS = ['Hub', 'hub', ' HUB', 'School', 'School  of  Larks', 'SCHOOL OF LARKS', 'Health', '']
AREAS = ['North', 'north', 'South', 'East ', '']
END_REASONS = ['outcomes-met', 'step-up', 'moved-away', 'universal', 'because', '']
CONTACT_OUTCOMES = ['no-further-action', 'referral', 'early-help', 'information-and-advice', 'who knows', '']
REFERRAL_OUTCOMES = ['no-further-action', 'step-down', 'assessment', 'odd', '']
SOURCES = ['2A', '3A', '6', 'not on the list', '']
NEEDS = ['EMO-EH-02', 'HEA-EH-01', 'EDU-EH-04', 'HEA-EH-10', 'EMO-EH-99']


class Maker:
    def __init__(self, seed, directory):
        self.r = random.Random(seed)
        self.directory = directory
        self.size = self.r.choice([4, 12, 40])
        self.families = [f'F{i}' for i in range(1, self.size + 1)]
        self.children = [f'C{i}' for i in range(1, 2 * self.size + 1)]
        self.home = {child: self.r.choice(self.families) for child in self.children}

    def day(self, low='2024-06-01', high='2027-02-01', blank=0.0, month=0.04):
        if self.r.random() < blank:
            return ''
        first, last = (datetime.date.fromisoformat(day) for day in (low, high))
        # Ends of months and of the window come up often, and so do equal days.
        day = self.r.choice([first + self.r.randrange((last - first).days) * DAY,
                             datetime.date(self.r.choice([2025, 2026]), self.r.randint(1, 12), 1) - DAY,
                             datetime.date(self.r.choice([2025, 2026]), self.r.choice([1, 4, 11]), self.r.choice([1, 22, 23]))])
        return day.strftime('%Y-%m') if self.r.random() < month else str(day)

    def after(self, start, blank):
        if self.r.random() < blank or not start:
            return ''
        day = span(start)[0] + self.r.choice([-3, 0, 1, 7, 30, 90, 90, 200, 365, 366]) * DAY
        return str(day)

    def who(self, family_blank=0.2, child_blank=0.2):
        child = self.r.choice(self.children)
        family = self.home[child] if self.r.random() < 0.9 else self.r.choice(self.families)
        return ('' if self.r.random() < family_blank else family,
                '' if self.r.random() < child_blank else child)

    def table(self, name, columns, make, count=None, without=()):
        if self.r.random() < 0.12 and name != 'episodes':
            return
        columns = [c for c in columns if not (c in without and self.r.random() < 0.25)]
        with open(os.path.join(self.directory, name + '.csv'), 'w', newline='', encoding='utf-8') as file:
            writer = csv.DictWriter(file, columns, extrasaction='ignore', lineterminator='\n')
            writer.writeheader()
            for i in range(count if count is not None else self.r.choice([0, 5, 30, self.size * 4])):
                writer.writerow(make(i))

    def episode(self, i):
        family, child = self.who()
        start = self.day(blank=0.02)
        return {'family_id': family, 'child_id': child, 'start_date': start, 'end_date': self.after(start, 0.35),
                'end_reason': self.r.choice(END_REASONS), 'organisation': self.r.choice(ORGANISATIONS),
                'area': self.r.choice(AREAS), 'worker': self.r.choice(['W1', 'w1', 'W2', 'W3', '']),
                'level': self.r.choice(LEVELS[:3] + ['', 'what'])}

    def dated(self, **more):
        def make(i):
            family, child = self.who()
            row = {'family_id': family, 'child_id': child, 'date': self.day(blank=0.03),
                   'organisation': self.r.choice(ORGANISATIONS), 'agency': self.r.choice(ORGANISATIONS),
                   'area': self.r.choice(AREAS)}
            row.update({column: value() for column, value in more.items()})
            return row
        return make

    def assessment(self, i):
        row = self.dated()(i)
        row['start_date'] = row['date']
        row['end_date'] = self.after(row['date'], 0.3)
        row['child_views'] = self.r.choice(['yes', 'no', '', 'perhaps'])
        return row

    def review(self, i):
        row = self.dated()(i)
        row['family_id'] = self.r.choice(self.families)
        row['due_date'] = row['date']
        row['held_date'] = self.after(row['date'], 0.3)
        row['decision'] = self.r.choice(['close', 'continue', 'escalate', 'eh?', ''])
        return row

    def plan(self, i):
        row = self.dated()(i)
        row['end_date'] = self.after(row['date'], 0.6)
        row['lead_practitioner'] = self.r.choice(['Ms Lark', 'ms  lark', 'Mr Wren', ''])
        return row

    def make(self):
        r = self.r
        where = ('organisation', 'area')
        self.table('people', ['family_id', 'person_id', 'name'],
                   lambda i: {'family_id': r.choice(self.families + ['']), 'person_id': r.choice(self.children), 'name': 'X'}, self.size)
        self.table('episodes', ['family_id', 'child_id', 'start_date', 'end_date', 'end_reason', 'organisation', 'area', 'worker', 'level'],
                   self.episode, self.size * 3, without=('family_id', 'area', 'worker', 'level'))
        self.table('contacts', ['family_id', 'child_id', 'date', 'source', 'outcome', *where],
                   self.dated(source=lambda: r.choice(SOURCES), outcome=lambda: r.choice(CONTACT_OUTCOMES)),
                   without=('family_id', 'source', 'outcome', *where))
        self.table('referrals', ['family_id', 'child_id', 'date', 'source', 'outcome', 'nfa', 'close_date', 'close_reason', *where],
                   self.dated(source=lambda: r.choice(SOURCES), outcome=lambda: r.choice(REFERRAL_OUTCOMES),
                              nfa=lambda: r.choice(['yes', 'no', '', 'x?']), close_date=lambda: self.day(blank=0.6),
                              close_reason=lambda: r.choice(['RC9', 'RC8', '', 'RC99'])),
                   without=('family_id', 'source', 'outcome', 'nfa', 'close_date', 'close_reason', *where))
        self.table('assessments', ['family_id', 'child_id', 'start_date', 'end_date', 'child_views', *where], self.assessment,
                   without=('family_id', 'end_date', 'child_views', *where))
        self.table('plans', ['family_id', 'child_id', 'date', 'end_date', 'lead_practitioner', 'agency', 'area'], self.plan,
                   without=('child_id', 'end_date', 'lead_practitioner', 'agency', 'area'))
        self.table('reviews', ['family_id', 'due_date', 'held_date', 'decision', 'agency'], self.review,
                   without=('held_date', 'decision', 'agency'))
        self.table('scales', ['family_id', 'date', 'name', 'domain', 'score'],
                   lambda i: {'family_id': r.choice(self.families), 'date': self.day(blank=0.03),
                              'name': r.choice(['Mum', 'Dad']), 'domain': r.choice(['', 'home']),
                              'score': r.choice(['0', '3', '5', '5.5', '6', '10', '11', '-1', 'c', 'high', ''])}, without=('domain',))
        self.table('evidence', ['family_id', 'outcome', 'clause', 'met', 'date'],
                   lambda i: {'family_id': r.choice(self.families), 'outcome': r.choice(['SF-1.1', 'SF-1.4', 'SF-3.1', 'SF-9.9']),
                              'clause': r.choice(['a', 'b', 'B', 'a', 'z']), 'met': r.choice(['yes', 'yes', 'no']),
                              'date': self.day(blank=0.03, month=0)})
        self.table('consent', ['family_id', 'child_id', 'date', 'consent'],
                   self.dated(consent=lambda: r.choice(['given', 'given', 'refused', 'withdrawn', 'hm'])), without=('child_id',))
        self.table('levels', ['family_id', 'child_id', 'as_of', 'level', 'suggested'],
                   lambda i: {**self.dated()(i), 'as_of': self.day(blank=0.1), 'level': r.choice(LEVELS[:3] + ['what']),
                              'suggested': r.choice(LEVELS[:3] + ['', ''])}, without=('as_of', 'suggested'))
        self.table('indicators', ['family_id', 'child_id', 'date', 'indicator', 'status', 'end_date'],
                   self.dated(indicator=lambda: r.choice(NEEDS), status=lambda: r.choice(['present', '', 'negated', 'odd']),
                              end_date=lambda: self.day(blank=0.7)), without=('status', 'end_date'))
        self.table('feedback', ['family_id', 'date', 'score', 'max_score', *where],
                   self.dated(score=lambda: r.choice(['0', '3', '3.5', '4', '5', '7', '6', '-1', 'c', 'good', '']),
                              max_score=lambda: r.choice(['5', '10', '5', '', '0'])), without=where)
        self.table('population', ['area', 'population', 'period'],
                   lambda i: {'area': r.choice(['North', 'NORTH', 'South', '', 'East']), 'population': r.choice(['100', '12345', '7', 'c']),
                              'period': r.choice(['', '2025', '2026-04-01'])}, 4, without=('period',))


# --- Reading ----------------------------------------------------------------------------------------

def fold(name):
    return ' '.join(name.split()).lower()


def choose_options(seed):
    r = random.Random(seed * 7 + 1)
    return {'by': r.choice(['', 'organisation', 'area', 'both']), 'period': r.choice(['', 'month', 'quarter', 'year']),
            'since': r.choice(['', '2025-01-01', '2025-06-15', '2026-04-01']), 'starts': r.choice([1, 1, 4]),
            'gap': r.choice([0, 0, 30]), 'grace': r.choice([0, 0, 7])}


class Names:
    """Spellings of which case and blanks do not count; the one shown has capitals and small letters, then comes first."""
    def __init__(self):
        self.seen = {}

    def take(self, name):
        self.seen.setdefault(fold(name), set()).add(name)
        return fold(name)

    def shown(self, key):
        if key == '':
            return 'not recorded'
        return min(self.seen[key], key=lambda n: (not (n.upper() != n and n.lower() != n), n.encode()))


class Counter:
    def __init__(self, seed, directory):
        self.options = choose_options(seed)
        self.directory = directory
        self.since = datetime.date.fromisoformat(self.options['since']) if self.options['since'] else months_after(AS_OF, -12) + DAY
        self.periods = periods_of(self.since, self.options['period'], self.options['starts'])
        self.by_organisation = self.options['by'] in ('organisation', 'both')
        self.by_area = self.options['by'] in ('area', 'both')
        self.organisations, self.areas = Names(), Names()
        self.tables, self.columns = {}, {}
        for name in ['people', 'episodes', 'contacts', 'referrals', 'assessments', 'plans', 'reviews', 'scales', 'evidence',
                     'consent', 'levels', 'indicators', 'feedback', 'population']:
            self.read(name)
        self.out = []
        self.families_of_children()
        self.check_stays()
        self.find_homes()

    def read(self, name):
        path = os.path.join(self.directory, name + '.csv')
        if not os.path.exists(path):
            return
        with open(path, newline='', encoding='utf-8') as file:
            reader = csv.DictReader(file)
            rows = [{key: value.strip() if key not in ('organisation', 'agency', 'area') else value.strip()
                     for key, value in row.items()} for row in reader]
            self.columns[name] = set(reader.fieldnames)
        if name not in ('feedback', 'population', 'people'):
            rows = [row for row in rows if row.get('family_id') or row.get('child_id')]
        self.tables[name] = rows

    def has(self, name, *columns):
        return name in self.tables and all(column in self.columns[name] for column in columns)

    def families_of_children(self):
        """A child is in the family of --people, or else of the episodes; of several, in the one whose id comes first."""
        self.people, self.learned = {}, {}
        for row in self.tables.get('people', []):
            if row['family_id'] and row['person_id']:
                self.people.setdefault(row['person_id'], set()).add(row['family_id'])

    def family(self, row):
        family, child = row.get('family_id', ''), row.get('child_id', '')
        if family:
            return 'f' + family
        for said in (self.people, self.learned):
            if child in said:
                return 'f' + min(said[child], key=str.encode)
        return 'c' + child if child else None

    def group_of(self, name, row):
        """Organisation and area of a row, ALL where they are not asked for."""
        group = []
        for wanted, names, columns in ((self.by_organisation, self.organisations, ('organisation', 'agency')),
                                       (self.by_area, self.areas, ('area',))):
            column = next((c for c in columns if self.has(name, c)), None)
            if not wanted:
                group.append(ALL)
            elif column:
                group.append(names.take(row[column]))
            else:
                group.append('?')
        return tuple(group)

    def check_stays(self):
        """Episodes and plans with their days; those that end before they start are rejected."""
        self.stays = {'episodes': [], 'plans': []}
        for name, start in (('episodes', 'start_date'), ('plans', 'date')):
            for row in self.tables.get(name, []):
                begin, end = span(row[start]), span(row.get('end_date', ''))
                row['usable'] = begin is not None and not (end and end[1] < begin[0])
                if row['usable'] and (begin[0] > AS_OF or (end and end[1] < self.since)):
                    continue
                if name == 'episodes' and row['usable'] and row.get('family_id') and row['child_id']:
                    self.learned.setdefault(row['child_id'], set()).add(row['family_id'])
        for name, start in (('episodes', 'start_date'), ('plans', 'date')):
            for row in self.tables.get(name, []):
                if not row['usable']:
                    continue
                begin, end = span(row[start])[0], span(row.get('end_date', ''))
                end = end[1] if end else datetime.date.max
                if begin > AS_OF or end < self.since:
                    continue
                stay = {'row': row, 'start': begin, 'end': end if end <= AS_OF else datetime.date.max,
                        'family': self.family(row), 'child': row.get('child_id', ''), 'group': self.group_of(name, row)}
                stay['group'] = tuple(ALL if part == '?' else part for part in stay['group'])
                self.stays[name].append(stay)

    def rank(self, group):
        names = (self.organisations, self.areas)
        return tuple(b'' if part in (ALL, '') else names[i].shown(part).encode() for i, part in enumerate(group))

    def find_homes(self):
        """Where a family was last: its episode in the window that began last, else its plan."""
        self.homes = {}
        for name in ('plans', 'episodes'):
            best = {}
            for stay in self.stays[name]:
                key = (-stay['start'].toordinal(), self.rank(stay['group']))
                if stay['family'] not in best or key < best[stay['family']][0]:
                    best[stay['family']] = (key, stay['group'])
            self.homes.update({family: group for family, (_, group) in best.items()})

    def at_home(self, group, family):
        known = [(self.by_organisation, any(self.has(n, c) for n, c in (('episodes', 'organisation'), ('plans', 'agency')))),
                 (self.by_area, any(self.has(n, 'area') for n in ('episodes', 'plans')))]
        home = self.homes.get(family)
        whole = []
        for i, part in enumerate(group):
            if part == '?':
                part = home[i] if home else ('' if known[i][1] else ALL)
                if part is ALL and known[i][1]:
                    part = ''
            whole.append(part)
        return tuple(whole)

    # --- Counting ---

    def margins(self, group):
        return {tuple(parts) for parts in itertools.product(*[{part, ALL} for part in group])}

    def print_rows(self, measure, cells, categories, days=None, pending=False, value=None, denominator=True):
        """cells: category -> group -> period -> [numerator, denominator, pending]"""
        groups = set().union(*[set(by) for by in cells.values()]) | {(ALL, ALL)}
        for category in categories:
            by = cells.get(category, {})
            for group in groups:
                if ALL not in group and self.options['by'] != 'both':
                    continue
                for period in range(len(self.periods)):
                    numer, denom, wait = by.get(group, {}).get(period, [0, 0, 0])
                    if value:
                        shown, denom = value(group, period, numer, denom)
                    else:
                        shown = tenths(Fraction(100 * numer, denom)) if denom else ''
                    quarters = ['', '']
                    if days is not None:
                        taken = sorted(days.get((group, period), []))
                        shown, quarters = '', ['', '']
                        if taken:
                            quarters = [quartile(taken, 1), quartile(taken, 3)]
                            shown = quartile(taken, 2)
                    self.out.append('|'.join(str(part) for part in [
                        measure, category, self.shown(self.organisations, group[0]), self.shown(self.areas, group[1]),
                        self.periods[period][0], numer, denom if denominator else '', shown, *quarters, wait if pending else '']))

    @staticmethod
    def shown(names, part):
        return '' if part is ALL else part or 'not recorded'

    def pieces(self, day):
        return [i for i, (_, first, last) in enumerate(self.periods) if first <= day <= last]

    @staticmethod
    def add(cells, category, group, period, numer, denom, wait=0):
        cell = cells.setdefault(category, {}).setdefault(group, {}).setdefault(period, [0, 0, 0])
        cell[0] += numer
        cell[1] += denom
        cell[2] += wait

    def events(self, measure, happened, split, **how):
        """happened: (group, day, counted, category); split: rows for categories instead of the whole."""
        cells = {'': {}}
        for group, day, counted, category in happened:
            for part in self.margins(group):
                for period in self.pieces(day):
                    self.add(cells, '', part, period, counted, 1)
                    if split and counted:
                        self.add(cells, category, part, period, 1, 0)
        if split:
            whole = cells.pop('')
            for category in cells:
                for group, by in whole.items():
                    for period, cell in by.items():
                        self.add(cells, category, group, period, 0, cell[1])
        self.print_rows(measure, cells if cells else {'': {}}, sorted(cells), **how)

    def in_window(self, cell):
        day = span(cell)
        return day[0] if day and self.since <= day[0] <= AS_OF else None

    def rows(self, name, *dates):
        """Rows in the window with their day: the first of the dates that is not blank."""
        for row in self.tables[name]:
            cell = next((row[date] for date in dates if self.has(name, date) and row[date]), '')
            day = self.in_window(cell)
            if row.get('usable', True) and day:
                yield row, day

    def own_group(self, name, row):
        return self.at_home(self.group_of(name, row), self.family(row))

    def merged(self, happened):
        """One event of those about one child or family on one day; the category, organisation and area that come first."""
        found = {}
        for who, group, day, counted, category, row in happened:
            key = (who, day) if who else object()
            rank = (category_rank(category), self.rank_all(group))
            if key in found:
                old = found[key]
                found[key] = (min(rank, old[0]), group if rank < old[0] else old[1], day, counted or old[3],
                              category if rank < old[0] else old[4], old[5])
            else:
                found[key] = (rank, group, day, counted, category, row)
        return [(key[0] if isinstance(key, tuple) else None, *value[1:]) for key, value in found.items()]

    def rank_all(self, group):
        return tuple((part is ALL, rank) for part, rank in zip(group, self.rank(group)))

    def who(self, row, each):
        child = row.get('child_id', '')
        if each == 'child' and child:
            return 'child ' + child
        return self.family(row)

    def simple(self, measure, name, dates, counted=lambda row: True, among=lambda row: True, split=None, codes=(), each='row', **how):
        happened = []
        for row, day in self.rows(name, *dates):
            if among(row):
                category = self.category(row.get(split, ''), codes) if split else ''
                happened.append((self.who(row, each) if each != 'row' else None, self.own_group(name, row), day,
                                 int(counted(row)), category, row))
        self.events(measure, [happening[1:5] for happening in self.merged(happened)], split, **how)

    @staticmethod
    def category(cell, codes):
        return cell if cell in codes else 'not-recorded' if not cell else 'not-decoded'

    # --- Open on a day ---

    def walk(self, name, each):
        """Whom, period, day, its open stays, all its stays; and the groups they count in."""
        by = {}
        for stay in self.stays[name]:
            who = each(stay)
            if who:
                by.setdefault(who, []).append(stay)
        for who, stays in by.items():
            for period, (_, _, day) in enumerate(self.periods):
                open_ones = [stay for stay in stays if stay['start'] <= day < stay['end']]
                if open_ones:
                    yield who, period, day, open_ones, set().union(*[self.margins(stay['group']) for stay in open_ones])

    @staticmethod
    def child_of(stay):
        return 'child ' + stay['child'] if stay['child'] else stay['family']

    def open_measure(self, measure, name, each, value):
        cells = {'': {}}
        for _, period, _, _, groups in self.walk(name, each):
            for group in groups:
                self.add(cells, '', group, period, 1, 1)
        whole = cells['']

        def of_all(group, period, numer, denom):
            total = whole.get((ALL, ALL), {}).get(period, [0])[0]
            return (tenths(Fraction(100 * numer, total)) if total else ''), total
        self.print_rows(measure, cells, [''], value=value or of_all, denominator=value is None)
        return cells

    def family_group(self, family):
        return self.at_home(('?' if self.by_organisation else ALL, '?' if self.by_area else ALL), family)

    # --- All measures ---

    def count(self):
        if self.has('assessments', 'end_date'):
            self.simple('assessments', 'assessments', ['end_date'], value=lambda g, p, n, d: (n, ''), denominator=False)
        if self.has('plans', 'lead_practitioner'):
            self.open_measure('lead-practitioners', 'plans', lambda stay: fold(stay['row']['lead_practitioner']), lambda g, p, n, d: (n, ''))
        elif self.has('episodes', 'worker'):
            self.open_measure('lead-practitioners', 'episodes', lambda stay: fold(stay['row']['worker']), lambda g, p, n, d: (n, ''))
        cells = self.open_measure('open-children', 'episodes', self.child_of, None)
        self.open_measure('open-families', 'episodes', lambda stay: stay['family'], None)
        if 'population' in self.tables:
            self.rate(cells)
        self.contacts_and_referrals()
        self.spells()
        self.of_open_families()
        if 'assessments' in self.tables and 'contacts' in self.tables:
            self.days('days-contact-to-assessment', 'assessments', 'start_date', 'contacts', 'date', 'child', 26 * 7)
        if 'plans' in self.tables and self.has('assessments', 'end_date'):
            self.days('days-assessment-to-plan', 'plans', 'date', 'assessments', 'end_date', 'family', 26 * 7)
        self.reviews()
        if 'scales' in self.tables:
            self.scales()
        if 'evidence' in self.tables:
            self.outcomes()
        if self.has('assessments', 'end_date', 'child_views'):
            self.simple('child-views', 'assessments', ['end_date'], lambda row: row['child_views'] == 'yes')
        if 'feedback' in self.tables:
            self.feedback()
        return sorted(self.out)

    def rate(self, cells):
        figures = []
        for row in self.tables['population']:
            if row['population'] != 'c':
                when = span(row.get('period', ''))
                figures.append((fold(row['area']), when[0] if when else datetime.date.min, int(row['population'])))
            self.areas.take(row['area'])

        def of(area, day):
            """The latest figure that holds by the day, else the earliest; of equals the last one given."""
            own = [figure for figure in figures if figure[0] == area]
            held = [figure for figure in own if figure[1] <= day]
            if held:
                return max(enumerate(held), key=lambda pair: (pair[1][1], pair[0]))[1][2]
            return min(own, key=lambda figure: figure[1])[2] if own else None

        def value(group, period, numer, denom):
            day = self.periods[period][2]
            if group[1] is ALL:
                people = of('', day)
                if people is None:
                    known = [of(area, day) for area in {figure[0] for figure in figures}]
                    people = sum(known) if known else None
            else:
                people = of(group[1], day) if group[1] else None
            if people is None:
                return '', ''
            return (tenths(Fraction(10000 * numer, people)) if people else ''), people
        own = {group: by for group, by in cells[''].items() if group[0] is ALL}
        self.print_rows('rate-per-10000', {'': own}, [''], value=value)

    def contacts_and_referrals(self):
        if self.has('referrals', 'source'):
            self.simple('referral-sources', 'referrals', ['date'], split='source', codes=SOURCES[:3])
        elif self.has('contacts', 'source', 'outcome'):
            led = lambda row: row['outcome'] in ('early-help', 'referral')
            self.simple('referral-sources', 'contacts', ['date'], among=led, split='source', codes=SOURCES[:3])
        if self.has('contacts', 'outcome'):
            known = lambda row: row['outcome'] != ''
            self.simple('contacts-nfa', 'contacts', ['date'], lambda row: row['outcome'] == 'no-further-action', known)
            self.simple('contacts-to-referral', 'contacts', ['date'], lambda row: row['outcome'] == 'referral', known)
        elif 'contacts' in self.tables and 'referrals' in self.tables:
            self.followed('contacts-to-referral', 'contacts', ['date'], lambda row: True, 'child', lambda day: day + 28 * DAY, 0)
        if self.has('referrals', 'outcome') or self.has('referrals', 'nfa'):
            self.simple('referrals-nfa-or-step-down', 'referrals', ['date'],
                        lambda row: row.get('outcome') in ('no-further-action', 'step-down') or row.get('nfa') == 'yes',
                        lambda row: row.get('outcome') or row.get('nfa'))
        if self.has('referrals', 'outcome') or self.has('referrals', 'close_reason'):
            self.followed('step-down-rereferred-12m', 'referrals', ['close_date', 'date'],
                          lambda row: row.get('outcome') == 'step-down' or row.get('close_reason') == 'RC9', 'family',
                          lambda day: months_after(day, 12), 1)

    def links(self, name, date):
        found = []
        for row in self.tables[name]:
            day = span(row[date])
            if row.get('usable', True) and day and day[0] <= AS_OF:
                found.append((day[0], row.get('child_id', ''), self.family(row)))
        return found

    def goes_with(self, row, each, link):
        """The same child; or the same family, when families are counted or one of the two names no child."""
        _, child, family = link
        own = row.get('child_id', '')
        return (own and own == child) or (family is not None and family == self.family(row) and
                                          (each == 'family' or not own or not child))

    def followed(self, measure, name, dates, among, each, limit, later):
        others = self.links('referrals', 'date')
        happened = [(self.who(row, each), self.own_group(name, row), day, 1, '', row)
                    for row, day in self.rows(name, *dates) if among(row)]
        cells = {'': {}}
        for _, group, day, _, _, row in self.merged(happened):
            over = limit(day) <= AS_OF
            again = over and any(day + later * DAY <= link[0] <= limit(day) and self.goes_with(row, each, link) for link in others)
            for part in self.margins(group):
                for period in self.pieces(day):
                    self.add(cells, '', part, period, int(again), int(over), int(not over))
        self.print_rows(measure, cells, [''], pending=True)

    def days(self, measure, name, date, other, other_date, each, within):
        others = self.links(other, other_date)
        happened = [(self.who(row, each), self.own_group(name, row), day, 1, '', row) for row, day in self.rows(name, date)]
        cells, taken = {'': {}}, {}
        for _, group, day, _, _, row in self.merged(happened):
            before = [link[0] for link in others if link[0] <= day and self.goes_with(row, each, link)]
            measured = bool(before) and max(before) + within * DAY >= day
            for part in self.margins(group):
                for period in self.pieces(day):
                    self.add(cells, '', part, period, int(measured), 1)
                    if measured:
                        taken.setdefault((part, period), []).append((day - max(before)).days)
        self.print_rows(measure, cells, [''], days=taken)

    def spells(self):
        """Closings: the ends of a family's unbroken times."""
        by, closings = {}, []
        for stay in self.stays['episodes']:
            by.setdefault(stay['family'], []).append(stay)
        for stays in by.values():
            def order(stay):
                reason = self.category(stay['row']['end_reason'], END_REASONS[:4])
                return (stay['start'], stay['end'], tuple(negative(rank) for rank in self.rank_all(stay['group'])), -category_rank(reason))
            stays.sort(key=order)
            times = []
            for stay in stays:
                joined = times and (times[-1]['end'] == datetime.date.max or stay['start'] <= times[-1]['end'] + self.options['gap'] * DAY)
                if not joined:
                    times.append({'start': stay['start'], 'end': stay['end'], 'last': stay})
                elif stay['end'] >= times[-1]['end']:
                    times[-1].update(end=stay['end'], last=stay)
            for i, time in enumerate(times):
                if time['end'] != datetime.date.max and self.since <= time['end'] <= AS_OF:
                    closings.append((time['last'], time['end'], times[i + 1]['start'] if i + 1 < len(times) else None))
        cells = {'': {}}
        for last, end, again in closings:
            limit = months_after(end, 12)
            over = limit <= AS_OF
            for part in self.margins(last['group']):
                for period in self.pieces(end):
                    self.add(cells, '', part, period, int(over and again is not None and again <= limit), int(over), int(not over))
        self.print_rows('reopened-12m', cells, [''], pending=True)
        reasons = [(last['group'], end, 1, self.category(last['row']['end_reason'], END_REASONS[:4])) for last, end, _ in closings]
        self.events('closures', reasons, True)
        self.events('positive-outcomes', [(last['group'], end, int(last['row']['end_reason'] in ('outcomes-met', 'universal')), '')
                                          for last, end, _ in closings if last['row']['end_reason']], False)

    def of_open_families(self):
        if 'consent' in self.tables:
            cells = {'': {}}
            for family, period, day, _, groups in self.walk('episodes', lambda stay: stay['family']):
                said = [(span(row['date'])[0], row['consent'] != 'given') for row in self.tables['consent']
                        if self.family(row) == family and span(row['date']) and span(row['date'])[0] <= day]
                for group in groups:
                    self.add(cells, '', group, period, int(bool(said) and not max(said)[1]), 1)
            self.print_rows('consent', cells, [''])
        if self.has('episodes', 'level') and 'levels' in self.tables:
            self.agreement()
        if 'indicators' in self.tables:
            self.needs()

    def needs(self):
        cells, whole = {}, {}
        for family, period, day, _, groups in self.walk('episodes', lambda stay: stay['family']):
            needs = set()
            for row in self.tables['indicators']:
                first, end = span(row['date']), span(row.get('end_date', ''))
                if (self.family(row) == family and NEED.get(row['indicator'], 'none') != 'none' and
                        row.get('status', '') in ('', 'present') and (not first or first[0] <= day) and (not end or end[1] > day)):
                    needs.add(NEED[row['indicator']])
            for group in groups:
                self.add(whole, '', group, period, 0, 1)
                for need in needs:
                    self.add(cells, need, group, period, 1, 0)
        for category in cells:
            for group, by in whole.get('', {}).items():
                for period, cell in by.items():
                    self.add(cells, category, group, period, 0, cell[1])
        if cells:
            self.print_rows('needs', cells, sorted(cells))

    def agreement(self):
        cells = {'': {}}
        for _, period, day, open_ones, groups in self.walk('episodes', self.child_of):
            known = [stay for stay in open_ones if stay['row']['level'] in LEVELS]
            if not known:
                continue
            stay = max(known, key=lambda s: (s['start'], LEVELS.index(s['row']['level'])))
            said = []
            for row in self.tables['levels']:
                level = row.get('suggested', '') or row['level']
                first = span(row.get('as_of', ''))
                first = first[0] if first else datetime.date.min
                if level in LEVELS and first <= day:
                    said.append((row['child_id'], self.family(row), first, LEVELS.index(level)))
            own = [s[2:] for s in said if stay['child'] and s[0] == stay['child']]
            own = own or [s[2:] for s in said if not s[0] and s[1] == stay['family']]
            if own:
                for group in groups:
                    self.add(cells, '', group, period, int(LEVELS[max(own)[1]] == stay['row']['level']), 1)
        self.print_rows('level-agreement', cells, [''])

    def reviews(self):
        if self.has('reviews', 'held_date'):
            def on_time(row):
                held, due = span(row['held_date']), span(row['due_date'])
                return bool(held) and held[0] <= AS_OF and held[0] <= due[1] + self.options['grace'] * DAY
            self.simple('reviews-on-time', 'reviews', ['due_date'], on_time, each='family')
            if self.has('reviews', 'decision'):
                self.simple('review-decisions', 'reviews', ['held_date'], split='decision', codes=('close', 'continue', 'escalate'), each='family')

    def scales(self):
        readings = {}
        for row in self.tables['scales']:
            day = span(row['date'])
            try:
                score = Fraction(row['score'])
            except ValueError:
                continue
            if day and day[0] <= AS_OF and 0 <= score <= 10 and row['name']:
                readings.setdefault('f' + row['family_id'], {}).setdefault((row['name'], row.get('domain', '')), []).append((day[0], score))
        cells = {'': {}}
        for family, series in readings.items():
            for period, (_, low, high) in enumerate(self.periods):
                changes = []
                for said in series.values():
                    last = {}
                    for day, score in said:
                        if day <= high:
                            last[day] = score
                    if last and max(last) >= low and max(last) != min(last):
                        changes.append(last[max(last)] - last[min(last)])
                if changes:
                    total = median(changes)
                    word = 'better' if total > 0 else 'worse' if total < 0 else 'same'
                    for group in self.margins(self.family_group(family)):
                        self.add(cells, '', group, period, 0, 1)
                        self.add(cells, word, group, period, 1, 0)
        whole = cells.pop('')
        for category in ('better', 'same', 'worse'):
            for group, by in whole.items():
                for period, cell in by.items():
                    self.add(cells, category, group, period, 0, cell[1])
        self.print_rows('scale-change', cells, ['better', 'same', 'worse'])

    def outcomes(self):
        evidence = {}
        for row in self.tables['evidence']:
            day, clause = span(row['date']), row['clause'].lower()
            if (row['outcome'] in EXPRESSION and clause in EXPRESSION[row['outcome']].replace('&', '').replace('|', '') and
                    day and day[0] <= AS_OF):
                evidence.setdefault(('f' + row['family_id'], row['outcome']), []).append((day[0], row['met'] == 'no', clause))
        cells = {'': {}}
        for (family, outcome), said in evidence.items():
            for period, (_, _, last) in enumerate(self.periods):
                by_then = [one for one in said if one[0] <= last]
                if not by_then:
                    continue
                met = {}
                for _, refused, clause in sorted(by_then, key=lambda one: one[0]):
                    met[clause] = not refused
                words = [str(met.get(c, False)) if c.isalpha() else {'&': 'and', '|': 'or'}.get(c, c) for c in EXPRESSION[outcome] if c != ' ']
                achieved = int(eval(' '.join(words)))
                for group in self.margins(self.family_group(family)):
                    self.add(cells, '', group, period, achieved, 1)
                    self.add(cells, HEADLINE[outcome], group, period, achieved, 1)
        self.print_rows('outcomes-achieved', cells, sorted(cells))

    def feedback(self):
        happened = []
        for row, day in self.rows('feedback', 'date'):
            try:
                score, most = Fraction(row['score']), Fraction(row['max_score'])
            except ValueError:
                continue
            if 0 <= score <= most and most > 0:
                happened.append((self.own_group('feedback', row), day, int(score * 100 >= most * 70), ''))
        self.events('satisfaction', happened, False)


def median(numbers):
    numbers = sorted(numbers)
    return (numbers[(len(numbers) - 1) // 2] + numbers[len(numbers) // 2]) / 2


def negative(part):
    return (not part[0], tuple(-byte for byte in part[1]) + (1,))


def category_rank(category):
    order = ['', *SOURCES[:3], *END_REASONS[:1], 'step-up', 'universal', 'moved-away', 'close', 'continue', 'escalate', 'not-recorded', 'not-decoded']
    return order.index(category) if category in order else 0


def tenths(value):
    scaled = (value * 10 + Fraction(1, 2)).__floor__()
    sign = '-' if scaled < 0 else ''
    return f'{sign}{abs(scaled) // 10}.{abs(scaled) % 10}'


def quartile(taken, quarter):
    place = Fraction((len(taken) - 1) * quarter, 4)
    low = place.__floor__()
    high = min(low + 1, len(taken) - 1)
    return tenths(taken[low] + (taken[high] - taken[low]) * (place - low))


def main():
    verb = sys.argv[1]
    if verb == 'rows':
        print_rows(sys.argv[2])
        return
    seed = int(sys.argv[2])
    if verb == 'make':
        Maker(seed, sys.argv[3]).make()
    elif verb == 'options':
        options = choose_options(seed)
        print(' '.join(f'--{name} {options[name]}' for name in ('by', 'period', 'since') if options[name]))
    elif verb == 'intervals':
        options = choose_options(seed)
        print(f"interval,value\nyear_starts,{options['starts']}\nepisode_gap,{options['gap']}\nreview_grace,{options['grace']}")
    else:
        print('\n'.join(Counter(seed, sys.argv[3]).count()))


COLUMNS = 'measure category organisation area period numerator denominator value lower upper pending'.split()


def print_rows(name):
    with open(name, newline='', encoding='utf-8') as file:
        for row in csv.DictReader(file):
            row['organisation'], row['area'] = fold(row['organisation']), fold(row['area'])
            print('|'.join(row[column] for column in COLUMNS))


main()

"""Journeys counted again, from their definition alone: no line of this follows the program's.

make SEED DIRECTORY   writes invented files of all kinds there
shuffle SEED FILE OUT the rows in another order
journeys FILE...      the rows that `eh-timeline journey --as-of 2026-06-30` must print, without the header
top N FILE...         those of --top N
"""
import calendar
import csv
import datetime
import random
import statistics
import sys

NEVER, EVER = datetime.date.min, datetime.date.max
AS_OF = datetime.date(2026, 6, 30)
LEVEL = {'EH': 1, 'EHA': 1, 'P': 1, 'AS': 2, 'CIN': 2, 'CPP': 3, 'LAC': 4}
END = {'R': 'R|', 'EH': 'EH|', 'EHA': 'EHA|', 'P': 'P|', 'AS': 'AA', 'CIN': 'CIN|', 'CPP': 'CPP|', 'LAC': 'LAC|'}
STEPS = ['C', 'R', 'EH', 'EHA', 'P', 'AS', 'S47', 'ICPC', 'CIN', 'CPP', 'LAC']
ON_A_DAY = ['C', 'R', 'EH', 'EHA', 'EHA|', 'P', 'P|', 'EH|', 'AS', 'AA', 'S47', 'ICPC', 'CIN', 'CIN|', 'CPP', 'CPP|', 'LAC', 'LAC|', 'R|']
JOINS = {'EH', 'P', 'CIN', 'CPP', 'LAC'}
EVENTS = {'Contact (school)': ('C', False), 'Early help starts: debts': ('EH', False), 'Early help ends': ('EH', True),
          'Social work assessment starts': ('AS', False), 'Social work assessment authorised': ('AS', True),
          'Section 47 enquiry': ('S47', False), 'Looked after': ('LAC', False), 'No longer looked after': ('LAC', True),
          'Birthday party': None, 'Moved house': None}
EARLY, STATUTORY = {'universal', 'early-help', '2', '3'}, {'child-in-need', 'significant-harm', '4'}


class Date:
    def __init__(self, text):
        self.text = text
        plain = text.rstrip('~?')
        self.sure = len(text) == 10
        parts = [int(part) for part in plain.split('-')]
        self.first = datetime.date(*(parts + [1, 1])[:3])
        if len(parts) == 1:
            self.last = datetime.date(parts[0], 12, 31)
        elif len(parts) == 2:
            self.last = datetime.date(parts[0], parts[1], calendar.monthrange(*parts)[1])
        else:
            self.last = self.first
        self.key = (self.first, self.last, text)


def date(text):
    return Date(text) if text else None


def months_later(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


# --- Invented files -------------------------------------------------------------------------------------------------------

def make(seed, directory):
    chance = random.Random(int(seed))

    def some_day():
        day = datetime.date(2022, 1, 1) + datetime.timedelta(chance.randrange(0, 1500, chance.choice([1, 7, 50])))
        kind = chance.random()
        return (day.isoformat() if kind < 0.85 else day.strftime('%Y-%m') if kind < 0.9 else str(day.year) if kind < 0.94
                else day.isoformat() + '~' if kind < 0.97 else '')

    def pair():
        start, end = some_day(), some_day() if chance.random() < 0.7 else ''
        if start and end and Date(end).last < Date(start).first:
            start, end = end, start
        return start, end

    def ids():
        family = chance.choice(['F1', 'F2', 'F3', 'F4', '', ''])
        child = 'K%d' % chance.randrange(1, 13)
        if family and chance.random() < 0.15:
            child = ''
        if family and chance.random() < 0.9:
            child = child and 'K%d' % (int(family[1]) * 3 + chance.randrange(3) - 2)
        return family, child

    def write(name, header, row, count):
        with open('%s/%s.csv' % (directory, name), 'w', newline='') as file:
            out = csv.writer(file, lineterminator='\n')
            out.writerow(header.split(','))
            for _ in range(count):
                out.writerow(row())

    def level():
        return chance.choice(['', 'early-help', 'child-in-need', 'significant-harm', '2', '4'])

    write('contacts', 'family_id,child_id,date,contact_id', lambda: [*ids(), some_day(), '1'], 40)
    write('referrals', 'family_id,child_id,date,close_date,nfa', lambda: [*ids(), *pair(), ''], 25)
    write('episodes', 'family_id,child_id,start_date,end_date', lambda: [*ids(), *pair()], 40)
    write('assessments', 'family_id,child_id,start_date,end_date,level,assessment_id', lambda: [*ids(), *pair(), level(), '1'], 30)
    write('plans', 'family_id,child_id,date,end_date,level,plan_id', lambda: [*ids(), *pair(), level(), '1'], 20)
    write('events', 'family_id,person_id,date,event,end_date',
          lambda: [*ids(), some_day(), chance.choice(list(EVENTS)), ''], 60)

    def statutory():
        while True:
            dates = [some_day() if chance.random() < 0.3 else '', some_day() if chance.random() < 0.2 else '']
            for _ in range(3):
                dates += pair() if chance.random() < 0.3 else ('', '')
            if any(dates):
                return [*ids(), *dates]
    write('statutory', 'family_id,child_id,enquiry_date,conference_date,need_start,need_end,protection_start,protection_end,'
          'care_start,care_end', statutory, 40)


def shuffle(seed, name, out):
    with open(name) as file:
        header, *rows = file.readlines()
    random.Random(int(seed)).shuffle(rows)
    with open(out, 'w') as file:
        file.writelines([header, *rows])


# --- What the rows tell ---------------------------------------------------------------------------------------------------

def told(row):
    """(step, begins, start, end) for each step of a row."""
    if 'event' in row:
        meaning = EVENTS[row['event']]
        if meaning:
            yield (meaning[0], False, None, date(row['date'])) if meaning[1] else (meaning[0], True, date(row['date']), None)
    elif 'contact_id' in row:
        yield 'C', True, date(row['date']), None
    elif 'close_date' in row:
        yield 'R', True, date(row['date']), date(row['close_date'])
    elif 'enquiry_date' in row:
        for step, start, end in (('S47', 'enquiry_date', ''), ('ICPC', 'conference_date', ''), ('CIN', 'need_start', 'need_end'),
                                 ('CPP', 'protection_start', 'protection_end'), ('LAC', 'care_start', 'care_end')):
            if row[start] or row.get(end):
                yield step, True, date(row[start]), date(row.get(end))
    elif 'plan_id' in row:
        step = {'child-in-need': 'CIN', '4': 'CIN', 'significant-harm': 'CPP'}.get(row['level'], 'P')
        yield step, True, date(row['date']), date(row['end_date'])
    elif 'assessment_id' in row:
        yield ('AS' if row['level'] in STATUTORY else 'EHA'), True, date(row['start_date']), date(row['end_date'])
    else:
        yield 'EH', True, date(row['start_date']), date(row['end_date'])


def read(names):
    """The steps of each (family, child)."""
    steps = {}
    for name in names:
        with open(name, newline='') as file:
            for row in csv.DictReader(file):
                key = row['family_id'], row.get('child_id', row.get('person_id'))
                if key != ('', ''):
                    for step in told(row):
                        steps.setdefault(key, []).append(step)
    for family, child in list(steps):
        homes = [key for key in steps if key[0] and key[1] == child]
        if not family and len(homes) == 1:
            steps[homes[0]] += steps.pop((family, child))
    children = {}
    for (family, child), list_of_steps in steps.items():
        if child or not any(key[0] == family and key[1] for key in steps):
            children[family, child] = list_of_steps + (steps.get((family, ''), []) if family and child else [])
    return children


# --- One child ------------------------------------------------------------------------------------------------------------

def later(a, b):
    return max((a, b), key=lambda end: (end.last, end.key))


def spells_of(step, rows):
    """The spells (start, end) and the ends that stand alone, of the rows of one step."""
    begun = {}
    for number, (_, begins, start, end) in enumerate(rows):
        if begins:
            key = start.text if start else 'no start', '' if start else end.text if end else number
            ends = begun.setdefault(key, [start, None])
            if end:
                ends[1] = later(ends[1], end) if ends[1] else end
    spells = list(begun.values())
    alone = []
    told_alone = {row[3].text if row[3] else number: row[3] for number, row in enumerate(rows) if not row[1]}
    for end in sorted(told_alone.values(), key=lambda end: end.key if end else (NEVER, EVER, '')):
        meant = [spell for spell in spells if end and not spell[1] and (not spell[0] or spell[0].first <= end.last)]
        for spell in meant:
            spell[1] = end
        if not meant:
            alone.append(end)
    if step in JOINS:
        done = False
        while not done:
            done = True
            for a in spells:
                for b in spells:
                    if (a is not b and a[0] and b[0] and a[0].key <= b[0].key
                            and (not a[1] or b[0].first <= a[1].last) and done):
                        a[1] = later(a[1], b[1]) if a[1] and b[1] else None
                        spells = [spell for spell in spells if spell is not b]
                        done = False
        alone = [end for end in alone if not (end and any(
            spell[0] and spell[0].first <= end.last and (not spell[1] or end.first <= spell[1].last) for spell in spells))]
    return spells, alone


def journey(rows):
    marks, without, spells, begun = [], [], [], 0
    for number, step in enumerate(STEPS):
        own = [row for row in rows if row[0] == step]
        pairs, alone = spells_of(step, own)
        ends = []
        for start, end in pairs:
            begun += 1
            place = None
            if start:
                marks.append((start.first, start.last, ON_A_DAY.index(step), number, start.key, step, start))
            else:
                without.append((ON_A_DAY.index(step), step))
            if end and step in END:
                place = (max(end.first, start.first), max(end.last, start.last)) if start else (end.first, end.last)
                ends.append((place, end, not start))
            spells.append((step, start, end, place))
        for end in alone:
            if end:
                ends.append(((end.first, end.last), end, True))
            else:
                without.append((ON_A_DAY.index(END[step]), END[step]))
            spells.append((step, 'alone', end, None))
        seen = set()
        for place, end, single in sorted(ends, key=lambda end: end[2]):
            if single and (place, end.text) in seen:
                continue
            seen.add((place, end.text))
            marks.append((*place, ON_A_DAY.index(END[step]), number, end.key, END[step], end))
    marks.sort(key=lambda mark: mark[:5])
    return marks, [code for _, code in sorted(without)], spells, begun


def changes(marks, spells):
    """Steps up and down, day by day."""
    levelled = [spell for spell in spells if spell[0] in LEVEL]
    ups = downs = level = last = 0
    left = None

    def move(to, day):
        nonlocal ups, downs, level, last, left
        before = level if level or not last or day > months_later(left, 12) else last
        if before and to:
            ups += to > before
            downs += to < before
        if level and not to:
            last, left = level, day
        level = to

    for day in sorted({mark[0] for mark in marks}):
        touched = [LEVEL[step] for step, start, end, _ in levelled
                   if (start.first == day if start not in (None, 'alone') else end and end.first == day)]
        rest = [LEVEL[step] for step, start, end, place in levelled
                if start not in (None, 'alone') and start.first <= day and not (place and place[0] <= day)]
        peak, rest = max(touched, default=0), max(rest, default=0)
        if peak > level and peak > rest:
            move(peak, day)
        if rest != level:
            move(rest, day)
    return ups, downs


def repeats(marks):
    count, ended = 0, None
    for day, *_, code, _ in marks:
        if code == 'EH|':
            ended = day
        elif code == 'EH' and ended and day <= months_later(ended, 12):
            count += 1
    return count


def text_of(marks, without):
    return ' '.join([mark[5] for mark in marks] + (['?'] + without if without else []))


def lines(names):
    for (family, child), rows in sorted(read(names).items()):
        marks, without, spells, begun = journey(rows)
        gaps = [('' if a[6].sure and b[6].sure else '~') + str((b[0] - a[0]).days) for a, b in zip(marks, marks[1:])]
        open_now = []
        for step, start, end, _ in spells:
            if (step in LEVEL and start != 'alone' and (not start or start.first <= AS_OF)
                    and not (end and end.last <= AS_OF) and step not in open_now):
                open_now.append(step)
        state = 'open' if open_now else 'ended' if any(spell[0] in LEVEL for spell in spells) else 'no-response'
        yield [family, child, text_of(marks, without), begun, marks[0][6].text if marks else '',
               marks[-1][6].text if marks else '', (marks[-1][0] - marks[0][0]).days if marks else '',
               ';'.join(mark[6].text for mark in marks), ';'.join(gaps), *changes(marks, spells), repeats(marks), state,
               ';'.join(open_now), len(rows), sum(not mark[6].sure for mark in marks), len(without)]


def top(most, names):
    kinds = {}
    for line in lines(names):
        kinds.setdefault(line[2], []).append(line[6])
    everybody = sum(len(days) for days in kinds.values())
    order = sorted(kinds, key=lambda kind: (-len(kinds[kind]), len([code for code in kind.split() if code != '?']), kind.encode()))
    for kind in order[:int(most)]:
        days = [day for day in kinds[kind] if day != '']
        median = statistics.median(days) if days else ''
        share = (len(kinds[kind]) * 2000 // everybody + 1) // 2
        yield [kind, len(kinds[kind]), '%d.%d' % divmod(share, 10), int(median) if median != '' and median == int(median) else median]


def main():
    out = csv.writer(sys.stdout, lineterminator='\n')
    verb, *words = sys.argv[1:]
    if verb in ('make', 'shuffle'):
        globals()[verb](*words)
    else:
        out.writerows(lines(words) if verb == 'journeys' else top(words[0], words[1:]))


main()

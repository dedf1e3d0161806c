# timeline-table.py rows SEED: writes people.csv, contacts.csv, episodes.csv, events.csv and more.csv with random rows.
# timeline-table.py answer [each] FILE...: what `eh-timeline table` should make of them, as family,date,event,person,same_as; a
# model of its own, slow and plain.
import csv
import random
import re
import sys

RANKS = {'': 20, 'birth': 10, 'contact': 30, 'early-help-start': 50, 'early-help-end': 60}


def day(chance):
    year, month, date = chance.choice((2019, 2020)), chance.randint(1, 3), chance.randint(1, 4)
    form = chance.random()
    if form < 0.75:
        return '%d-%02d-%02d' % (year, month, date)
    return '%d-%02d' % (year, month) if form < 0.95 else str(year)


def write(name, head, rows):
    with open(name, 'w', newline='') as file:
        csv.writer(file, lineterminator='\n').writerows([head] + rows)


def make(seed):
    chance = random.Random(seed)
    families = ['F%d' % i for i in range(3)]
    people = [[family, 'P%d%d' % (number, i), 'Child %d%d' % (number, i), 'f', '2015-0%d-01' % (i + 1), 'child']
              for number, family in enumerate(families) for i in range(3)]
    ids = [row[1] for row in people] + ['X1', 'X2', 'F1']
    write('people.csv', ['family_id', 'person_id', 'name', 'gender', 'dob', 'relationship'], people)
    write('contacts.csv', ['child_id', 'date', 'source', 'contact_id'],
          [[chance.choice(ids), day(chance) if chance.random() < 0.95 else '', chance.choice(['6', '2A']), 'K%d' % i] for i in range(60)])
    episodes = []
    for i in range(30):
        start, end = sorted((day(chance), day(chance)))
        row = chance.choice(people)
        episodes.append([row[0] if chance.random() < 0.5 else '', row[1], start, end if chance.random() < 0.5 else '', 'E%d' % i])
    write('episodes.csv', ['family_id', 'child_id', 'start_date', 'end_date', 'episode_id'], episodes)
    words = ['Contact (Police)', 'contact POLICE', 'Moved house', 'Early help starts', 'Starts work.']
    for name in ('events.csv', 'more.csv'):
        rows = []
        for i in range(40):
            row = chance.choice(people)
            person = chance.choice(['', row[1], row[1] + ';' + chance.choice(people)[1]])
            rows.append([row[0], day(chance), chance.choice(words), person, chance.choice(['', '', 'contact'])])
        write(name, ['family_id', 'date', 'event', 'person_id', 'kind'], rows)


def bounds(date):
    if not date:
        return ('9999-99-99', '9999-99-99')
    if len(date) == 10:
        return (date, date)
    if len(date) == 4:
        return (date + '-01-01', date + '-12-31')
    last = {'01': '31', '02': '29' if date < '2021' and date >= '2020' else '28', '03': '31'}[date[5:]]
    return (date + '-01', date + '-' + last)


def read(names):
    events, known = [], {}
    for name in names:
        with open(name, newline='') as file:
            rows = list(csv.DictReader(file))
        for line, row in enumerate(rows, 2):
            family, person = row.get('family_id', ''), row.get('child_id', row.get('person_id', ''))
            if family:
                for one in person.split(';'):
                    if one:
                        known.setdefault((name == 'people.csv', one), set()).add(family)

            def tell(date, words, kind, end='', own=False, name=name, line=line, family=family, person=person):
                events.append({'family': family, 'persons': [one for one in person.split(';') if one], 'date': date, 'words': words,
                               'kind': kind, 'end': end, 'own': own, 'file': name, 'line': line, 'order': len(events)})
            if name == 'people.csv':
                tell(row['dob'], row['name'] + ' born', 'birth')
            elif name == 'contacts.csv':
                tell(row['date'], 'Contact (%s)' % {'6': 'Police', '2A': 'School'}[row['source']], 'contact')
            elif name == 'episodes.csv':
                tell(row['start_date'], 'Early help starts', 'early-help-start', row['end_date'])
                if row['end_date']:
                    tell(row['end_date'], 'Early help ends', 'early-help-end')
            else:
                tell(row['date'], row['event'], row['kind'], own=True)
    return events, known


def place(events, known):
    for event in events:
        for people in (True, False):
            families = known.get((people, event['persons'][0]), ()) if event['persons'] and not event['family'] else ()
            if len(families) == 1:
                event['family'] = next(iter(families))
    taken = {event['family'] for event in events} | {one for families in known.values() for one in families}
    alone = {}
    for event in events:
        if not event['family']:
            person = event['persons'][0]
            if person not in alone:
                name = person
                while name in taken:
                    name = 'child-' + name
                taken.add(name)
                alone[person] = name
            event['family'] = alone[person]


def gather(events):
    heads = []
    for event in events:
        for head in heads:
            if (event['date'] and not event['own'] and not head['own'] and event['persons'] and
                    all(event[key] == head[key] for key in ('family', 'file', 'words', 'kind')) and
                    bounds(event['date']) == bounds(head['date']) and bounds(event['end']) == bounds(head['end']) and
                    event['persons'][0] not in head['persons']):
                head['persons'] = head['persons'] + event['persons']
                break
        else:
            heads.append(event)
    return heads


def are_one(a, b):
    if a['family'] != b['family'] or not a['date'] or not b['date'] or bounds(a['date']) != bounds(b['date']):
        return False
    if a['persons'] and b['persons'] and not set(a['persons']) & set(b['persons']):
        return False
    fold = [re.sub('[^a-z0-9]', '', event['words'].lower()) for event in (a, b)]
    return fold[0] == fold[1] or (a['kind'] == b['kind'] != '' and a['file'] != b['file'])


def answer(each, names):
    events, known = read(names)
    place(events, known)
    order = {}
    for event in events:
        order.setdefault(event['family'], len(order))
    events.sort(key=lambda event: (order[event['family']], bounds(event['date']), RANKS[event['kind']], event['order']))
    if not each:
        events = gather(events)
    out = csv.writer(sys.stdout, lineterminator='\n')
    for i, event in enumerate(events):
        same = next(('%s:%d' % (other['file'], other['line']) for other in events[:i] if are_one(other, event)), '')
        out.writerow([event['family'], event['date'] or 'Unknown', event['words'], ';'.join(event['persons']), same])


if sys.argv[1] == 'rows':
    make(int(sys.argv[2]))
else:
    answer(sys.argv[2] == 'each', [name for name in sys.argv[2:] if name != 'each'])

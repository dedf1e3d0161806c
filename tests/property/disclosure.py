"""Disclosure control held against exhaustive search.

    disclosure.py make SEED            random tables, as tests/unit/test_disclosure.c reads them
    disclosure.py judge TABLES STATES  no hidden cell can be worked back, and hiding is not overdone
    disclosure.py judge-safety TABLES STATES   the first alone, for larger tables

Nothing here is shared with the C code: whether a cell can be worked back is found by trying
all tables near the true one, and how many cells must be hidden by trying all choices, where these
are not too many.
"""
import itertools
import math
import random
import sys

MOST = 5
CHOICES = 20000  # more of them are not all tried
REACH = 2  # how far from the true table other ones are looked for


def table_of(sizes, values):
    """Cells and sums of a table with a total over each dimension."""
    places = list(itertools.product(*[range(size + 1) for size in sizes]))
    number = {place: i for i, place in enumerate(places)}
    cells = []
    for place in places:
        spans = [range(size) if at == size else [at] for at, size in zip(place, sizes)]
        cells.append(sum(values[at] for at in itertools.product(*spans)))
    sums = []
    for axis, size in enumerate(sizes):
        for place in places:
            if place[axis] == size:
                sums.append((number[place],
                             [number[place[:axis] + (i,) + place[axis + 1:]] for i in range(size)]))
    return cells, sums


def nested(random_value, groups, columns):
    """Rows in groups with subtotals, by columns: organisations in areas, by period."""
    width = columns + 1
    cells, sums, leaves = [], [], []
    for size in groups:
        for _ in range(size):
            leaves.append([random_value() for _ in range(columns)])
    at = 0
    lines = []
    for size in groups:
        part = leaves[at:at + size]
        lines += [(line, 'leaf') for line in part]
        lines.append(([sum(column) for column in zip(*part)], 'group'))
        at += size
    lines.append(([sum(column) for column in zip(*leaves)], 'all'))
    for line, _ in lines:
        cells += line + [sum(line)]
    for row in range(len(lines)):
        sums.append((row * width + columns, [row * width + i for i in range(columns)]))
    first, subtotals = 0, []
    for size in groups:
        total = first + size
        subtotals.append(total)
        for column in range(width):
            sums.append((total * width + column,
                         [row * width + column for row in range(first, total)]))
        first = total + 1
    for column in range(width):
        sums.append((first * width + column, [row * width + column for row in subtotals]))
    return cells, sums


def make(seed, large):
    source = random.Random(seed)
    for _ in range(4 if large else 25):
        small = source.choice([0.1, 0.2, 0.4] if large else [0.2, 0.4])

        def value():
            if source.random() < 0.15:
                return 0
            return source.randint(1, 5) if source.random() < small else source.randint(6, 60)

        shape = source.randrange(4)
        if large:
            sizes = source.choice([(12, 9), (4, 4, 3), (30, 6), (3, 3, 2, 2)])
            cells, sums = table_of(sizes, {at: value() for at in
                                           itertools.product(*map(range, sizes))})
        elif shape == 3:
            cells, sums = nested(value, source.choice([(2, 2), (2, 1), (1, 3)]), 2)
        else:
            sizes = source.choice([(4,), (2, 2), (2, 3), (3, 3), (2, 2, 2)])
            cells, sums = table_of(sizes, {at: value() for at in
                                           itertools.product(*map(range, sizes))})
        print(*cells)
        for total, parts in sums:
            print('=', total, *parts)
        print('.')


def read(name):
    cells, sums, tables = [], [], []
    with open(name) as lines:
        for line in lines:
            if line[0] == '.':
                tables.append((cells, sums))
                sums = []
            elif line[0] == '=':
                words = [int(word) for word in line[1:].split()]
                sums.append((words[0], words[1:]))
            else:
                cells = [int(word) for word in line.split()]
    return tables


class Search:
    """Looks for another table that prints the same, near the true one."""

    def __init__(self, cells, sums, hidden, reach=REACH):
        self.reach = reach
        self.spans = {i: (max(1 - cells[i], -reach), reach) for i in hidden}
        self.lines = []
        for total, parts in sums:
            line = [(i, 1) for i in parts if i in hidden]
            if total in hidden:
                line.append((total, -1))
            if line:
                self.lines.append(line)

    def narrow(self, spans):
        changed = True
        while changed:
            changed = False
            for line in self.lines:
                low = sum(min(s * spans[i][0], s * spans[i][1]) for i, s in line)
                high = sum(max(s * spans[i][0], s * spans[i][1]) for i, s in line)
                if low > 0 or high < 0:
                    return None
                for i, s in line:
                    own = sorted((s * spans[i][0], s * spans[i][1]))
                    least, most = -(high - own[1]), -(low - own[0])
                    bounds = sorted((s * least, s * most))
                    new = (max(spans[i][0], bounds[0]), min(spans[i][1], bounds[1]))
                    if new[0] > new[1]:
                        return None
                    if new != spans[i]:
                        spans[i] = new
                        changed = True
        return spans

    def solve(self, spans):
        spans = self.narrow(spans)
        if spans is None:
            return None
        loose = [i for i in spans if spans[i][0] < spans[i][1]]
        if not loose:
            return {i: span[0] for i, span in spans.items()}
        i = min(loose, key=lambda at: spans[at][1] - spans[at][0])
        for change in sorted(range(spans[i][0], spans[i][1] + 1), key=abs):
            found = self.solve({**spans, i: (change, change)})
            if found:
                return found
        return None

    def recoverable(self, targets=None):
        """Hidden cells that are the same in all tables, one after another."""
        free = set()
        for target in self.spans if targets is None else targets:
            if target in free:
                continue
            found = None
            for change in sorted(range(-self.reach, self.reach + 1), key=abs)[1:]:
                if self.spans[target][0] <= change <= self.spans[target][1]:
                    found = self.solve({**self.spans, target: (change, change)})
                if found:
                    break
            if not found:
                yield target
            else:
                free.update(i for i, value in found.items() if value)


def least_hidden(cells, sums, most):
    """How many more cells must be hidden, at most `most`."""
    small = {i for i, cell in enumerate(cells) if 0 < cell <= MOST}
    others = [i for i, cell in enumerate(cells) if cell > MOST]
    for count in range(most):
        for more in itertools.combinations(others, count):
            if next(Search(cells, sums, small | set(more)).recoverable(), None) is None:
                return count
    return most


def judge(tables, states, count_them):
    faults = hidden = needed = widened = tried = 0
    with open(states) as lines:
        answers = lines.read().split('\n')[:-1]
    tables = read(tables)
    if len(tables) != len(answers):
        print(f'{len(tables)} tables, {len(answers)} answers')
        return 1
    for number, ((cells, sums), answer) in enumerate(zip(tables, answers)):
        letters = answer.split()[0]
        widened += 'widened' in answer
        for cell, letter in zip(cells, letters):
            if (letter == 'p') != (0 < cell <= MOST) or (cell == 0 and letter != 's'):
                print(f'table {number}: {cell} is {letter}')
                faults += 1
        chosen = {i for i, letter in enumerate(letters) if letter != 's'}
        told = list(Search(cells, sums, chosen).recoverable())
        # Far from the true table there may be another.
        for i in Search(cells, sums, chosen, 4 * REACH).recoverable(told):
            print(f'table {number}: cell {i} can be worked back')
            faults += 1
        more = letters.count('h')
        others = sum(cell > MOST for cell in cells)
        choices = sum(math.comb(others, i) for i in range(more))
        if count_them and choices <= CHOICES:
            least = least_hidden(cells, sums, more)
            hidden += more
            tried += 1
            needed += least
    if count_them:
        print(f'# tables tried: {tried}; hidden beside the small ones: {hidden}; needed: {needed}')
        if hidden * 5 > needed * 6 or tried * 2 < len(tables):
            print('more than a fifth too many, or too few tables tried')
            faults += 1
    if widened:
        print(f'{widened} tables were hidden whole')
        faults += 1
    return faults > 0


if sys.argv[1] == 'make':
    make(int(sys.argv[2]), len(sys.argv) > 3)
else:
    sys.exit(judge(sys.argv[2], sys.argv[3], sys.argv[1] == 'judge'))

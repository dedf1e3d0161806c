"""Made-up evidence, and a second working out of outcomes and headlines, for review-outcomes.t.

    review-outcomes.py make SET SEED FAMILIES        rows of outcome evidence; SET is the directory of the outcomes
    review-outcomes.py results SET DAY EVIDENCE      what eh-review outcomes writes: family, outcome, result, missing, since
    review-outcomes.py headlines SET DAY EVIDENCE    ... --by headline: family, headline, needs, achieved, result, since
"""
import csv
import datetime
import itertools
import random
import re
import sys


def read(name):
    with open(name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Known:
    """Met, not met or not known, under `&` and `|`."""

    def __init__(self, value):
        self.value = value

    def __and__(self, other):
        values = (self.value, other.value)
        return Known(False if False in values else None if None in values else True)

    def __or__(self, other):
        values = (self.value, other.value)
        return Known(True if True in values else None if None in values else False)


def value_of(expression, states):
    return eval(expression, {letter: Known(state) for letter, state in states.items()}).value


def letters_of(expression):
    return sorted(set(re.findall("[a-z]", expression)))


def result_of(expression, states):
    value = value_of(expression, states)
    if value:
        return "achieved"
    if True in states.values():
        return "partly"
    return "not" if value is False else "unknown"


def missing(expression, states):
    """The fewest letters, tried set by set; of equally many the set that comes first."""
    met = {letter for letter, state in states.items() if state}
    rest = [letter for letter in letters_of(expression) if letter not in met]
    for size in range(len(rest) + 1):
        for more in itertools.combinations(rest, size):
            if value_of(expression, {letter: letter in met or letter in more for letter in states}):
                return ";".join(more)


def cases_of(rows, day, outcomes):
    """For each family, in order of first appearance, and each of its outcomes: result, missing, since."""
    families = {}
    for row in rows:
        if row["date"] <= day:
            families.setdefault(row["family_id"], {}).setdefault(row["outcome"], []).append(row)
    for family, cases in families.items():
        found = {}
        for outcome in outcomes:
            if outcome["code"] not in cases:
                continue
            states = dict.fromkeys(letters_of(outcome["expression"]))
            result = since = None
            by_day = sorted(cases[outcome["code"]], key=lambda row: row["date"])
            for date, said in itertools.groupby(by_day, key=lambda row: row["date"]):
                for row in said:
                    states[row["clause"]] = {"yes": True, "no": False, "unknown": None}[row["met"]]
                now = result_of(outcome["expression"], states)
                if now != result:
                    result, since = now, date
            found[outcome["code"]] = (result, missing(outcome["expression"], states), since)
        yield family, found


def headline_of(results):
    if all(result == "achieved" for result in results):
        return "achieved"
    if "achieved" in results or "partly" in results:
        return "partly"
    return "not" if "not" in results else "unknown"


what, directory, *rest = sys.argv[1:]
outcomes = read(directory + "/outcomes.csv")
out = csv.writer(sys.stdout, lineterminator="\n")
if what == "make":
    random.seed(int(rest[0]))
    out.writerow(["family_id", "outcome", "clause", "met", "date"])
    for i in range(int(rest[1]) * 12):
        outcome = random.choice(random.choice([outcomes, outcomes[:4]]))
        day = datetime.date(2026, 1, 1) + datetime.timedelta(days=random.randrange(60))
        out.writerow([f"F{random.randrange(int(rest[1]))}", outcome["code"], random.choice(letters_of(outcome["expression"])),
                      random.choice(["yes", "yes", "yes", "no", "unknown"]), day])
elif what == "results":
    for family, cases in cases_of(read(rest[1]), rest[0], outcomes):
        for code, found in cases.items():
            out.writerow([family, code, *found])
else:
    headlines = read(directory + "/headlines.csv")
    for family, cases in cases_of(read(rest[1]), rest[0], outcomes):
        for headline in headlines:
            mine = [cases[o["code"]] for o in outcomes if o["headline"] == headline["headline"] and o["code"] in cases]
            results = [result for result, _, _ in mine]
            result = headline_of(results) if mine else ""
            since = max(day for _, _, day in mine) if result == "achieved" else ""
            out.writerow([family, headline["headline"], len(mine), results.count("achieved"), result, since])

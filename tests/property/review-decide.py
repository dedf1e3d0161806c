"""Made-up tables about families at their reviews, and a second working out of what they suggest, for review-decide.t.

    review-decide.py make SEED FAMILIES    writes reviews.csv, plans.csv, actions.csv, scales.csv, levels.csv, indicators.csv,
                                           outcomes.csv
    review-decide.py judge DAY OUT         compares what eh-review decide wrote with what the tables say, and looks at each `close`
"""
import csv
import datetime
import random
import statistics
import sys

RANK = {"universal": 0, "early-help": 1, "child-in-need": 2, "significant-harm": 3}
OUTCOMES = {  # clauses, and when it is achieved
    "SF-1.1": ("a", lambda c: c["a"]),
    "SF-3.2": ("ab", lambda c: both(c["a"], c["b"])),
    "SF-2.3": ("abc", lambda c: either(either(c["a"], c["b"]), c["c"])),
    "SF-3.1": ("abc", lambda c: either(both(c["a"], c["b"]), c["c"])),
}
INDICATORS = ["HEA-EH-01", "EDU-EH-04", "FAM-CIN-02", "HEA-SH-01", "HEA-U-01"]
KEPT = 42
LONG_AGO, NEVER = -(10**6), 10**6


def both(a, b):
    return False if a is False or b is False else None if a is None or b is None else True


def either(a, b):
    return True if a or b else None if a is None or b is None else False


def number(text):
    return datetime.date.fromisoformat(text).toordinal() if text else None


def make(seed, families):
    random.seed(seed)
    first = datetime.date(2026, 1, 1).toordinal()

    def day(low=0, high=330, never=0.0):
        return "" if random.random() < never else datetime.date.fromordinal(first + random.randrange(low, high)).isoformat()

    tables = {
        "reviews": ["family_id,review_id,due_date,held_date,level"],
        "plans": ["family_id,child_id,date,end_date,level"],
        "actions": ["family_id,action,start,due,status,done_date,service"],
        "scales": ["family_id,date,name,domain,score"],
        "levels": ["family_id,child_id,as_of,level"],
        "indicators": ["family_id,child_id,indicator,date,status,end_date"],
        "outcomes": ["family_id,outcome,clause,met,date"],
    }

    def add(table, *cells):
        tables[table].append(",".join(map(str, cells)))

    for i in range(families):
        name = f"F{i}"
        good = random.random() < 0.6  # most of what is known is as one would wish

        def bad(chance):
            return random.random() < (chance / 6 if good else chance)

        for j in range(random.randrange(1, 4)):
            add("reviews", name, f"R{i}.{j}", day(), day(never=0.15), random.choice(["", "early-help", "child-in-need" if bad(0.5) else ""]))
        for j in range(random.choice([0, 1, 1, 1, 2])):
            level = "child-in-need" if bad(0.3) else random.choice(["", "early-help", "early-help"])
            start, end = day(0, 150, 0.15), "" if random.random() < 0.8 else day()
            add("plans", name, "", start, end and max(start, end), level)
        for j in range(random.randrange(0, 4)):
            status = random.choice(["open", "in-progress", "for-review", "cancelled"]) if bad(0.6) else "done"
            done = day(0, 200, 0.05) if good else day(never=0.2)
            service = "Swimming" if bad(0.3) else ""
            add("actions", name, "Go", day(0, 200, 0.1), day(), status, done if status == "done" else "", service)
        for person in ("Ann", "Bo")[: random.randrange(0, 3)]:
            for domain in ("", "School")[: random.randrange(1, 3)]:
                score = random.randrange(0, 8)
                for when in sorted(random.sample(range(0, 330), random.randrange(0, 5))):
                    score = min(10, max(0, score + random.choice([-3, -1.5] if bad(0.4) else [0, 0.5, 1, 2])))
                    text = "" if random.random() < 0.1 else f"{score:g}"
                    add("scales", name, datetime.date.fromordinal(first + when).isoformat(), person, domain, text)
        for j in range(random.choice([0, 1, 1, 2])):
            add("levels", name, f"C{random.randrange(2)}", day(never=0.1),
                random.choice(["child-in-need", "significant-harm"]) if bad(0.4) else random.choice(["universal", "early-help"]))
        for j in range(random.choice([0, 0, 1, 2, 3])):
            code = random.choice(INDICATORS) if bad(0.7) else random.choice(["HEA-U-01", "HEA-EH-01"])
            status = random.choice(["", "present", "negated"]) if bad(0.9) else "negated"
            add("indicators", name, f"C{random.randrange(2)}", code, day(never=0.1), status, "" if random.random() < 0.7 else day())
        for code in random.sample(sorted(OUTCOMES), random.choice([0, 1, 1, 2])):
            clauses, _ = OUTCOMES[code]
            for j in range(random.randrange(1, 8)):
                met = random.choice(["no", "unknown"]) if bad(0.4) else "yes"
                add("outcomes", name, code, random.choice(clauses), met, day(0, 230 if good else 330))
    for table, rows in tables.items():
        if table != "reviews":
            head, rest = rows[0], rows[1:]
            random.shuffle(rest)
            rows = [head, *rest]
        with open(table + ".csv", "w", encoding="utf-8") as file:
            file.write("\n".join(rows) + "\n")


def read(name):
    with open(name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_family(rows):
    found = {}
    for row in rows:
        found.setdefault(row["family_id"], []).append(row)
    return found


def plan_of(plans, day):
    """Start (or None), level (or None) of the plan under review."""
    plans = [(number(p["date"]), number(p["end_date"]), RANK.get(p["level"])) for p in plans]
    plans = [p for p in plans if p[0] is None or p[0] <= day]
    going = [p for p in plans if p[1] is None or p[1] >= day]
    if going:
        starts = [p[0] for p in going if p[0] is not None]
        levels = [p[2] for p in going if p[2] is not None]
        return min(starts, default=None), max(levels, default=None)
    if plans:
        latest = max(LONG_AGO if p[0] is None else p[0] for p in plans)
        last = [p for p in plans if (LONG_AGO if p[0] is None else p[0]) == latest][-1]
        return last[0], last[2]
    return None, None


class Standing:
    """An outcome by the evidence up to a day."""

    def __init__(self, code, rows, day):
        clauses, holds = OUTCOMES[code]
        self.states = dict.fromkeys(clauses)
        self.result, self.since = "unknown", None
        order = sorted((number(r["date"]), i) for i, r in enumerate(rows) if number(r["date"]) <= day)
        for place, (when, i) in enumerate(order):
            self.states[rows[i]["clause"]] = {"yes": True, "no": False, "unknown": None}[rows[i]["met"]]
            if place + 1 < len(order) and order[place + 1][0] == when:
                continue
            value = holds(self.states)
            met = any(s is True for s in self.states.values())
            result = "achieved" if value else "partly" if met else "not" if value is False else "unknown"
            if result != self.result or self.since is None:
                self.since = when
            self.result = result


def facts_of(family, tables, as_of):
    mine = {name: rows.get(family, []) for name, rows in tables.items()}
    facts = {}
    reviews = [(number(r["held_date"]), i, r) for i, r in enumerate(mine["reviews"])]
    held = sorted(r for r in reviews if r[0] is not None and r[0] <= as_of)
    now = held[-1] if held else None
    started, plan_level = plan_of(mine["plans"], now[0] if now else as_of)
    if now:
        standing = [p for p in mine["plans"] if (number(p["date"]) or 0) <= as_of < (number(p["end_date"]) or NEVER)]
        if standing and all((number(p["date"]) or 0) > now[0] for p in standing):
            now = None
            started, plan_level = plan_of(standing, as_of)
    actions = [a for a in mine["actions"] if a["status"] != "cancelled"]
    start = started
    if start is None:
        start = min((number(a["start"]) for a in actions if a["start"]), default=None)
        if start is not None and start > as_of:
            start = None
        if now and start is not None and start > now[0]:
            if [p for p in mine["plans"] if (number(p["date"]) or 0) <= now[0]]:
                start = None
            else:
                now = None
    start = LONG_AGO if start is None else start
    before = [r for r in held if now and start <= r[0] < now[0]]
    then = before[-1][0] if before else start
    level_then = RANK.get(before[-1][2]["level"]) if before else None
    level_then = plan_level if level_then is None else level_then

    latest = {}
    for row in mine["levels"]:
        when = NEVER if not row["as_of"] else number(row["as_of"])
        if when != NEVER and when > as_of:
            continue
        if row["child_id"] not in latest or when >= latest[row["child_id"]][0]:
            latest[row["child_id"]] = (when, RANK[row["level"]])
    level_now = max((rank for _, rank in latest.values()), default=None)
    level_day = max((when for when, _ in latest.values()), default=LONG_AGO)
    at_review = RANK.get(now[2]["level"]) if now else None
    if at_review is not None and (level_now is None or level_day <= then):
        level_now = at_review
    facts["levels"] = level_then, level_now

    seen = [r for r in mine["indicators"] if not r["date"] or number(r["date"]) <= as_of]
    present = {}
    for row in seen:
        ended = row["end_date"] and number(row["end_date"]) < as_of
        if row["status"] in ("", "present") and not ended:
            when = number(row["date"]) if row["date"] else LONG_AGO
            present[row["indicator"]] = max(when, present.get(row["indicator"], LONG_AGO))
    serious = {code: day for code, day in present.items() if "-CIN-" in code or "-SH-" in code}
    new = {code for code, day in present.items() if then != LONG_AGO and day > then}
    rose = level_now is not None and level_then is not None and level_now > level_then
    high = level_now is not None and level_now > RANK["early-help"]
    if rose or new & set(serious) or ((serious or high) and then == LONG_AGO and level_then is None):
        facts["concern"] = "graver"
    elif serious or high:
        facts["concern"] = "standing"
    else:
        facts["concern"] = "none" if level_now is not None or seen else "unknown"

    done = [a for a in actions if a["status"] == "done" and (not a["done_date"] or number(a["done_date"]) <= as_of)]
    total = [a for a in actions if a["status"] != "for-review"]
    days = [number(a["done_date"]) if a["done_date"] else None for a in done]
    signs = sum(d is None or d > then for d in days)
    undone = [a for a in total if a not in done]
    facts["actions"] = len(done), len(total)
    service = any(a["service"] and a["start"] and then != LONG_AGO and number(a["start"]) > then for a in undone)
    facts["new"] = "yes" if service or any("-U-" not in code for code in new) else "no"

    cases = {}
    for row in mine["outcomes"]:
        if number(row["date"]) <= as_of:
            cases.setdefault(row["outcome"], []).append(row)
    kept = [d for d in days if d is not None]
    results = []
    against = 0
    for code, rows in cases.items():
        at_first, at_last = Standing(code, rows, then), Standing(code, rows, as_of)
        results.append(at_last.result)
        for clause, state in at_last.states.items():
            signs += state is True and at_first.states[clause] is not True
            against += state is False and at_first.states[clause] is True
        if at_last.result == "achieved":
            kept.append(at_last.since)
    unmet = len(done) < len(total) or len(total) < len(actions) or any(r in ("not", "partly") for r in results)
    facts["unmet"] = "yes" if unmet else "unknown" if "unknown" in results or not (total or results) else "no"

    series = {}
    for row in mine["scales"]:
        if row["score"] and number(row["date"]) <= as_of:
            series.setdefault((row["name"], row["domain"]), []).append((number(row["date"]), float(row["score"])))
    changes = []
    fell = False
    for readings in series.values():
        readings.sort()

        def by(day, readings=readings):
            return ([readings[0][1]] + [score for when, score in readings if when <= day])[-1]

        at_start, last = by(LONG_AGO if started is None else started), readings[-1][1]
        above = None
        for when, score in reversed(readings):
            if score <= at_start:
                break
            above = when
        if above is not None:
            kept.append(above)
        read_since = len(readings) > 1 and readings[-1][0] > then
        if read_since:
            changes.append(last - by(then))
            signs += changes[-1] > 0
        if last < at_start or (read_since and changes[-1] < 0):
            against += 1
            fell = True
    facts["scale"] = statistics.median(changes) if changes else None
    facts["fell"] = fell

    if not now or not (total or results or changes):
        facts["progress"] = "unknown"
    elif not against and (signs or facts["unmet"] == "no"):
        facts["progress"] = "made"
    else:
        facts["progress"] = "mixed" if signs else "none"
    if kept and max(kept) + KEPT > as_of:
        facts["kept"] = "no"
    else:
        facts["kept"] = "unknown" if None in days or not kept else "yes"
    facts["open"] = {
        "serious concern": bool(serious) or high,
        "unmet goal": unmet or "unknown" in results,
        "fallen scale": fell,
        "no review held": not now,
    }
    return facts


def suggested(facts):
    if facts["concern"] == "graver":
        return "escalate", "c"
    progress = facts["progress"]
    if progress == "none":
        if facts["concern"] == "standing" or facts["new"] == "no":
            return "escalate", "c"
        return "continue", "b"
    if progress == "unknown":
        return "insufficient", ""
    if progress == "mixed" or facts["concern"] == "standing" or "yes" in (facts["unmet"], facts["new"]) or facts["kept"] == "no":
        return "continue", "b"
    if facts["concern"] == "none" and facts["unmet"] == "no" and facts["kept"] == "yes":
        return "close", "a"
    return "insufficient", ""


def judge(day, out):
    tables = {name: by_family(read(name + ".csv")) for name in
              ("reviews", "plans", "actions", "scales", "levels", "indicators", "outcomes")}
    names = {rank: name for name, rank in RANK.items()} | {None: ""}
    wrong = 0
    counts = {}
    rows = read(out)
    if [row["family_id"] for row in rows] != list(tables["reviews"]):
        sys.exit("not a row for each family with reviews, in their order")
    for row in rows:
        facts = facts_of(row["family_id"], tables, number(day))
        scale = "" if facts["scale"] is None else f"{facts['scale'] + 0.0:.2f}".rstrip("0").rstrip(".")
        wanted = (*suggested(facts), scale, *map(str, facts["actions"]), *(names[level] for level in facts["levels"]))
        got = tuple(row[c] for c in ("suggestion", "step", "scale_change", "actions_done", "actions_total", "level_then", "level_now"))
        if got != wanted:
            wrong += 1
            print(f"# {row['family_id']}: got {got}, wanted {wanted}; {facts}")
        if row["suggestion"] == "close" and any(facts["open"].values()):
            wrong += 1
            print(f"# {row['family_id']}: closed with {[what for what, is_open in facts['open'].items() if is_open]}")
        counts[row["suggestion"]] = counts.get(row["suggestion"], 0) + 1
    print("#", counts)
    least = min(counts.get(s, 0) for s in ("close", "continue", "escalate", "insufficient"))
    if least < 20:
        sys.exit("too few of one suggestion to tell")
    sys.exit(wrong > 0)


if sys.argv[1] == "make":
    make(int(sys.argv[2]), int(sys.argv[3]))
else:
    judge(sys.argv[2], sys.argv[3])

"""What Python's own csv and json modules read, for oracle.t.

    oracle.py cells csv|json FILE       the cells as roundtrip.pl prints them
    oracle.py make SEED FILE            writes rows, good and bad, some of several lines
    oracle.py rows CODES FILE           the rows that can be used, as `kept LINE` or `rejected LINE`: the line on which each starts
"""
import csv
import json
import random
import sys

csv.field_size_limit(1 << 30)


def records(name):
    """Rows with the line on which each starts."""
    with open(name, encoding="utf-8", newline="") as file:
        reader = csv.reader(file, strict=True)
        before = 0
        for row in reader:
            yield before + 1, row
            before = reader.line_num


def print_cells(form, name):
    if form == "json":
        with open(name, encoding="utf-8", newline="\n") as file:
            rows = [json.loads(line, object_pairs_hook=list) for line in file]
    else:
        (_, header), *rest = records(name)
        rows = [list(zip(header, row, strict=True)) for _, row in rest]
    for row in rows:
        for key, value in row:
            value = "" if value is None else str(value)
            if value:
                print(key.encode().hex() + "=" + value.encode().hex())
        print()


def make(seed, name):
    chance = random.Random(seed)
    codes = ["HEA-EH-01", "edu-cin-01", " BAS-SH-02 ", "HEA-XX-01", "", "nonsense", "FAM-U-01"]
    evidence = ["", "plain", "two\nlines", "three\n\nlines", 'she said "no"', "a, b", "caf\u00e9 \U0001f642", '"', "\r\n", "  "]
    with open(name, "w", encoding="utf-8", newline="") as file:
        end, quoting = chance.choice(["\n", "\r\n"]), chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
        writer = csv.writer(file, lineterminator=end, quoting=quoting)
        writer.writerow(["family_id", "child_id", "indicator", "status", "evidence"])
        for number in range(500):
            row = [
                chance.choice(["", "F1", "F 2", "\u6f22,3"]),
                chance.choice(["", "C%d" % number, 'C"%d' % number, "C\n%d" % number]),
                chance.choice(codes),
                chance.choice(["present", "", "negated", "Identified", "perhaps"]),
                chance.choice(evidence),
            ]
            kind = chance.randrange(12)
            writer.writerow(row[:-1] if kind == 0 else row + ["more"] if kind == 1 else row)


def tell_rows(codes, name):
    with open(codes, encoding="utf-8") as file:
        known = {line.strip() for line in file}
    (_, header), *rest = records(name)
    for line, row in rest:
        # Rows of blank cells are passed over like blank lines.
        if not any(cell.strip() for cell in row):
            continue
        good = (
            len(row) == len(header)
            and (row[0].strip() or row[1].strip())
            and row[2].strip().upper() in known
            and row[3] in ("present", "", "negated", "Identified")
        )
        print("kept" if good else "rejected", line)


if sys.argv[1] == "cells":
    sys.stdout.reconfigure(newline="\n")
    print_cells(sys.argv[2], sys.argv[3])
elif sys.argv[1] == "make":
    make(int(sys.argv[2]), sys.argv[3])
else:
    tell_rows(sys.argv[2], sys.argv[3])

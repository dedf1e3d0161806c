#!/bin/sh
# The measures counted a second time, by a program that shares nothing with the first; and small counts that a third one tries
# to work back.
. "$(dirname "$0")/../cli/lib.sh"
again=$TOP/tests/property/measures.py
attack=$TOP/tests/property/measures_suppressed.py
export PYTHONDONTWRITEBYTECODE=1

python3 -c 'import sys; sys.exit(sys.version_info < (3, 8))' 2>/dev/null || skip_all 'no Python 3.8 or newer'

# Random tables with episodes open at the edge of the window, overlaps, ends before starts, families open twice, children of
# two families, spellings, dates to come, feedback out of range, columns that are missing.
for seed in 1 2 3 4 5 6 7 8 9 10 11 12; do
    rm -rf tables
    mkdir tables
    python3 "$again" make $seed tables
    python3 "$again" intervals $seed >intervals.csv
    set -- --as-of 2026-11-22 --intervals intervals.csv
    for file in tables/*.csv; do
        table=${file##*/}
        table=${table%.csv}
        [ "$table" != evidence ] || table=outcomes
        set -- "$@" "--$table" "$file"
    done
    # shellcheck disable=SC2046
    run "random tables, $seed" eh-review measures "$@" $(python3 "$again" options $seed)
    status 3
    python3 "$again" rows "$scratch/out" | sort >found
    python3 "$again" count $seed tables | sort >wanted
    same "random tables, $seed: counted twice, told alike" found wanted
done

for seed in 3 5 7 9 11 12 13 14 20 22 26 28 33 40; do
    rm -rf tables
    mkdir tables
    options=$(python3 "$attack" make $seed tables)
    # shellcheck disable=SC2086
    run "small counts, $seed" eh-review measures --as-of 2027-09-30 --since 2026-01-01 $options --suppress
    status 0
    cp "$scratch/out" printed.csv
    ok "no hidden count gives way, $seed" python3 "$attack" judge $seed tables printed.csv
done
# Who attacks finds what is there to be found.
sed 's/,c,/,1,/' printed.csv >open.csv
ok 'a count that is shown is found' sh -c '! python3 "$0" judge 40 tables open.csv >/dev/null' "$attack"

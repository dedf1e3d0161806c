#!/bin/sh
# `eh-review outcomes` over made-up evidence: results, the fewest clauses missing and since when, as a second working out has them
# that tries every set of clauses and replays every day; and headlines the same.
. "$(dirname "$0")/../cli/lib.sh"
oracle=$TOP/tests/property/review-outcomes.py
set=$TOP/share/outcomes/supporting-families
export PYTHONDONTWRITEBYTECODE=1

python3 -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null || skip_all 'no Python 3.9 or newer'

for seed in 1 2 3; do
    python3 "$oracle" make "$set" $seed 300 >evidence.csv
    for day in 2026-01-20 2026-03-31; do
        run "seed $seed, $day" eh-review outcomes -q --as-of $day evidence.csv
        status 0
        awk -v columns=family_id,outcome,result,missing,since -f "$TOP/tests/property/columns.awk" "$scratch/out" | sed 1d >got
        python3 "$oracle" results "$set" $day evidence.csv >wanted
        same "seed $seed, $day: results" got wanted
        ok "seed $seed, $day: every result is there" test "$(cut -d , -f 3 wanted | sort -u | wc -l)" -eq 4
        run "seed $seed, $day, headlines" eh-review outcomes -q --by headline --as-of $day evidence.csv
        status 0
        awk -v columns=family_id,headline,needs,achieved,result,since -f "$TOP/tests/property/columns.awk" "$scratch/out" | sed 1d >got
        python3 "$oracle" headlines "$set" $day evidence.csv >wanted
        same "seed $seed, $day: headlines" got wanted
    done
done

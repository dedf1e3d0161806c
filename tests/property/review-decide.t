#!/bin/sh
# `eh-review decide` over made-up tables by the thousand: as a second working out of the facts and rules has it; and never `close`
# with an open serious concern, an unmet goal or a score that fell, each looked for in the tables themselves.
. "$(dirname "$0")/../cli/lib.sh"
oracle=$TOP/tests/property/review-decide.py
export PYTHONDONTWRITEBYTECODE=1

python3 -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null || skip_all 'no Python 3.9 or newer'

for seed in 1 2 3 4; do
    python3 "$oracle" make $seed 1200
    for day in 2026-06-15 2026-09-30; do
        run "seed $seed, $day" eh-review decide -q --as-of $day --plans plans.csv --actions actions.csv --scales scales.csv \
            --levels levels.csv --indicators indicators.csv --outcomes outcomes.csv reviews.csv
        status 0
        cp "$scratch/out" out.csv
        ok "seed $seed, $day: as worked out again" python3 "$oracle" judge $day out.csv
    done
done

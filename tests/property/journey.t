#!/bin/sh
# Journeys are what another program makes of the same rows, in whatever order and files they come.
. "$(dirname "$0")/../cli/lib.sh"
oracle=$TOP/tests/property/journey.py
export PYTHONDONTWRITEBYTECODE=1

python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null || skip_all 'no Python 3.10 or newer'

kinds='contacts referrals episodes assessments plans events statutory'
names=$(for kind in $kinds; do echo "$kind.csv"; done)
# shellcheck disable=SC2086 # a list of names
for seed in 1 2 3 4 5 6 7 8; do
    python3 "$oracle" make $seed .
    python3 "$oracle" journeys $names >wanted
    ok "the oracle tells some, $seed" test "$(wc -l <wanted)" -gt 10
    run "journeys, $seed" eh-timeline journey --as-of 2026-06-30 $names
    ok "no row is rejected, $seed" test "$(grep -vc 'both blank' "$scratch/err")" -eq 0
    sed 1d "$scratch/out" >got
    same "journeys, $seed: as counted again" got wanted
    python3 "$oracle" top 5 $names >wanted-top
    run "the commonest, $seed" eh-timeline journey --top 5 -q $names
    sed 1d "$scratch/out" >got
    same "the commonest, $seed: as counted again" got wanted-top

    # The rows in another order, each kind in two files, the files in another order.
    mixed=
    for kind in $kinds; do
        python3 "$oracle" shuffle $seed "$kind.csv" all.csv
        { head -n 1 all.csv; sed -n '2~2p' all.csv; } >"$kind-a.csv"
        { head -n 1 all.csv; sed -n '3~2p' all.csv; } >"$kind-b.csv"
        mixed="$kind-b.csv $mixed $kind-a.csv"
    done
    run "split and shuffled, $seed" eh-timeline journey --as-of 2026-06-30 -q $mixed
    sed 1d "$scratch/out" >got
    same "split and shuffled, $seed: the same" got wanted
done

#!/bin/sh
# `eh-review due` against a second working out of its rules, over made-up plans and reviews by the thousand; and whatever the
# order of the rows of plans.
. "$(dirname "$0")/../cli/lib.sh"
model=$TOP/tests/property/review-due.pl

for seed in 1 2 3 4; do
    perl "$model" plans $seed 900 >plans.csv
    perl "$model" reviews 7$seed 1500 >reviews.csv
    # Plans that end before they start are rejected.
    ended=$(awk -F, '$5 != "" && $4 != "" && $5 < $4 { status = 3 } END { print status + 0 }' plans.csv)
    for day in 2026-03-31 2026-07-15 2026-11-22; do
        for grace in 0 5; do
            perl "$model" due plans.csv reviews.csv $day 21 $grace >wanted
            run "seed $seed, $day, grace $grace" \
                eh-review -q --as-of $day --within 3w --grace ${grace}d --reviews reviews.csv plans.csv
            status "$ended"
            same "seed $seed, $day, grace $grace: rows" "$scratch/out" wanted
        done
    done
    cut -d , -f 8 wanted | sort | uniq -c | sed 's/^/# /'
    ok "seed $seed: every basis is there" test "$(sed 1d wanted | cut -d , -f 8 | sort -u | wc -l)" -eq 5
    { head -n 1 plans.csv; sed 1d plans.csv | sort -r; } >turned.csv
    run "seed $seed: turned round" eh-review -q --as-of 2026-11-22 --within 3w --grace 5d --reviews reviews.csv turned.csv
    same "seed $seed: turned round" "$scratch/out" wanted
done

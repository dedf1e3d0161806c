#!/bin/sh
# Needs about attendance against a model of them in another language, over random children; and what must not matter.
. "$(dirname "$0")/../cli/lib.sh"
model=$TOP/tests/property/attendance.pl
columns() { awk -v columns="$1" -f "$TOP/tests/property/columns.awk" "$scratch/out" | sed 1d; }

for seed in 1 2 3 4 5 6 7 8; do
    perl "$model" rows $seed 400 >rows.csv
    for exclude in '' exclude; do
        run "children $seed${exclude:+, with leave left out}" eh-assess attendance --all --summary ${exclude:+--exclude-authorised} rows.csv
        status 0
        columns family_id,child_id,outcome,result,terms >got
        cp "$scratch/err" summary
        perl "$model" answer rows.csv $exclude >wanted
        same "$case_name: every run of terms" got wanted
        columns child_id,outcome,result,percentage,sessions_possible,sessions_attended,authorised_absence >figures

        # Of each child and outcome the latest need.
        grep ',need,' wanted | awk -F, '{ key = $1 "," $2 "," $3; if (!(key in last)) order[++n] = key; last[key] = $0 }
            { child = $1 "," $2; if (!(child in place)) place[child] = ++m; }
            END { for (i = 1; i <= n; i++) { split(order[i], part, ","); print place[part[1] "," part[2]] "\t" last[order[i]] } }' |
            sort -t "$(printf '\t')" -k 1,1n -k 2,2 | cut -f 2 >latest
        run "$case_name, needs" eh-assess attendance --exit-code ${exclude:+--exclude-authorised} rows.csv
        status 1
        columns family_id,child_id,outcome,result,terms >got
        same "$case_name: the latest of each" got latest

        # Per cent and result agree: what is under the limit looks it.
        awk -F, '$3 == "need" || $3 == "no-need" {
            limit = $2 == "SF-1.1" ? 90 : 50
            if (($4 < limit) != ($3 == "need")) print }' figures >odd
        same "$case_name: percentages stand on their side of the limit" odd /dev/null

        # Rows in another order, over two files, or all twice, say the same of each child.
        (sed 1q rows.csv; sed 1d rows.csv | sort) >sorted.csv
        (sed 1q rows.csv; sed 1d rows.csv | sort -r | sed 200q) >a.csv
        (sed 1q rows.csv; sed 1d rows.csv | sort -r | sed 1,200d) >b.csv
        sort wanted >any-order
        for files in sorted.csv 'a.csv b.csv' 'rows.csv rows.csv'; do
            # shellcheck disable=SC2086 # several files
            run "children $seed: $files" eh-assess attendance --all ${exclude:+--exclude-authorised} $files
            status 0
            columns family_id,child_id,outcome,result,terms | sort >got
            same "$case_name: the same needs" got any-order
        done
    done
    grep -q ',need,' wanted && grep -q no-sessions wanted && grep -q too-few wanted && grep -q ',no-need,' wanted
    ok "children $seed: every result comes up" test $? -eq 0
done
grep -c '90\.00$\|,90\.00,' figures >exactly
ok 'exactly the limit comes up' test "$(cat exactly)" -gt 0

#!/bin/sh
# The order, families and doubles of merged events against a model of them in another language; and what must not matter.
. "$(dirname "$0")/../cli/lib.sh"
command -v python3 >/dev/null || skip_all 'python3 is not there'
model=$TOP/tests/property/timeline-table.py
columns() { awk -v columns="$1" -f "$TOP/tests/property/columns.awk" "$scratch/out" | sed 1d; }

for seed in 1 2 3 4 5 6 7 8 9 10; do
    python3 "$model" rows $seed
    for files in 'people.csv contacts.csv episodes.csv events.csv more.csv' 'more.csv episodes.csv contacts.csv events.csv' contacts.csv; do
        for each in '' each; do
            # shellcheck disable=SC2086 # several files
            run "events $seed: $files${each:+, each}" eh-timeline table ${each:+--each} $files
            status 0
            columns family_id,date,event,person_id,same_as >got
            # shellcheck disable=SC2086
            python3 "$model" answer $each $files >wanted
            same "$case_name: as in the model" got wanted
        done
    done

    # The order of columns does not matter.
    awk -F, -v OFS=, '{ print $4, $2, $1, $3 }' contacts.csv >turned.csv
    run "events $seed: columns in another order" eh-timeline table turned.csv
    sed 's/turned/contacts/g' "$scratch/out" >got
    run "events $seed: columns" eh-timeline table contacts.csv
    same "$case_name in another order" got "$scratch/out"
    # Each row says something, and no row says more than it should.
    run "events $seed: nothing is lost" eh-timeline table --each --summary people.csv contacts.csv episodes.csv events.csv
    ends=$(awk -F, 'NR > 1 && $4 != ""' episodes.csv | wc -l)
    ok "$case_name" test "$(sed 1d "$scratch/out" | wc -l)" -eq $((9 + 60 + 30 + ends + 40))
done

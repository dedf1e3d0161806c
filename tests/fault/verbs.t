#!/bin/sh
# Every verb that a program's help names has a case in the tests here.
. "$(dirname "$0")/../cli/lib.sh"
for program in eh-assess eh-genogram eh-plan eh-review eh-threshold eh-timeline; do
    # The verbs: first words of the lines under one that begins with `verbs`.
    "$program" --help >help
    awk '/^[^ ]/ { verbs = $1 == "verbs" } /^ +[a-z]/ && verbs { print $1 }' help >verbs
    ok "$program has verbs" test -s verbs
    while read -r verb; do
        ok "$program $verb" grep -q "^faults .* $program $verb " "$TOP"/tests/fault/*.t
    done <verbs
done

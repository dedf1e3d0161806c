#!/bin/sh
# No message and no summary of any verb prints what stands in a cell, beyond ids and codes: whatever words people wrote,
# however broken the rows.
. "$(dirname "$0")/../cli/lib.sh"
. "$TOP/tests/cli/every-verb.sh"

chmod -R u+w examples
perl "$TOP/tests/property/mark.pl" "$TOP" levels.csv spring.csv $(find examples -name '*.csv' -o -name '*.rec' -o -name '*.ged' | grep -v framework-of-your-own)
ok 'the mark is in the files' test "$(grep -rl Zzmarkzz examples levels.csv | wc -l)" -ge 30

spoken=0
while read -r words; do
    for options in '' --summary "--rejects rejects --unmapped unmapped" --progress --exit-code; do
        # shellcheck disable=SC2086 # words without blanks
        run "$words $options" $words $options
        # An option that a verb does not have.
        [ "$status" -ne 2 ] || ! grep -q "unknown option '$options\|unknown option '--rejects" "$scratch/err" || continue
        [ ! -s "$scratch/err" ] || spoken=$((spoken + 1))
        if grep -qi zzmarkzz "$scratch/err"; then
            fail "$case_name: a cell is told"
            grep -i zzmarkzz "$scratch/err" | sed 5q | note
        else
            pass "$case_name: no cell is told"
        fi
    done
done <runs
ok 'much was said' test "$spoken" -gt 60

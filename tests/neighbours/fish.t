#!/bin/sh
# What fish offers: each option of each verb, and the words, names and columns that options take.
. "$(dirname "$0")/../cli/lib.sh"
command -v fish >/dev/null || skip_all 'no fish'
completions=$TOP/share/completions
. "$TOP/tests/cli/pages.sh"

for source in "$TOP"/cmd/eh-*.c; do
    program=$(basename "$source" .c)
    "$program" --help | awk '/^[^ ]/ { inside = $1 == "verbs" } /^  [a-z]/ && inside { print $1 }' >verbs
    while read -r verb; do
        "$program" "$verb" --help | grep -oE '^ +(-[A-Za-z], )?--[a-z][^A-Z]*' | grep -oE -e '--[a-z-]+' | sort -u >wanted
        fish_completes "$program $verb --"
    done <verbs
done

mkdir sub
printf 'Title line,,\nChild ref,Odd one,Level\n1,2,3\n' >headings.csv
fish_completes 'eh-threshold ex' explain
fish_completes 'eh-threshold --fl' --flag
fish_completes 'eh-threshold --flag ' child-in-need early-help significant-harm universal
fish_completes 'eh-threshold --as solihull-2014 --flag ' 1 2 3 4
fish_completes 'eh-threshold -F s' sandwell-2022 solihull-2014 solihull-2024 sub/
fish_completes 'eh-plan due -t ' csv html ics json rec text
fish_completes 'eh-genogram --to=s' --to=svg
fish_completes 'eh-assess form --blank ' assessment referral review
fish_completes 'eh-assess table re' relationships reviews
fish_completes 'eh-threshold list r' routes rules
fish_completes 'eh-timeline table --as p' people plans
fish_completes 'eh-review outcomes --outcome-set sup' supporting-families
fish_completes 'eh-threshold -m ch' child_id=
fish_completes 'eh-threshold headings.csv -m child_id=O' 'child_id=Odd one'

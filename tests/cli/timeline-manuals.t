#!/bin/sh
# The page and completions of eh-timeline say what it does: options, columns, rules, kinds of events.
. "$(dirname "$0")/lib.sh"
program=eh-timeline man=$TOP/man completions=$TOP/share/completions page=$TOP/man/eh-timeline.1
. "$TOP/tests/cli/pages.sh"
verbs='draw check table journey'

# section NAME: the lines of one section.
section() { awk -v name="$1" '/^\.Sh / { inside = substr($0, 5) == name; next } inside' "$page"; }
# items: the names of a list's items.
items() { sed -n 's/^\.It Cm \([a-z_]*\).*/\1/p'; }

# --- Options ---

# shellcheck disable=SC2086 # words
options_match $verbs
section DESCRIPTION | items >in-page
# shellcheck disable=SC2086
printf '%s\n' $verbs >wanted
same 'the verbs are told of in their order' in-page wanted

# --- Columns ---

# tells SECTION RECORD: the section tells of every column of the record.
tells()
{
    section "$1" | grep -E '^\.(It )?Cm ' | tr ' ,' '\n\n' | sort -u >in-page
    awk -F, -v record="$2" '$1 == record { print $2 }' "$TOP/share/records/columns.csv" | sort -u >columns
    ok "$2 has columns" test -s columns
    comm -23 columns in-page >missing
    same "$1: every column of $2 is told of" missing /dev/null
}
tells INPUT events
tells TABLE events
tells OUTPUT problems
tells JOURNEY journeys
tells JOURNEY statutory
tells JOURNEY journey-counts

# --- What stands in share/ ---

section TABLE | tr ' ,' '\n\n' | grep -xE '[a-z0-9]+(-[a-z0-9]+)*' | sort -u >in-page
awk -F, 'NR > 1 && $2 != "" { print $2 }' "$TOP/share/event-sources.csv" | sort -u >kinds
ok 'there are kinds of events' test -s kinds
comm -23 kinds in-page >missing
same 'every kind of event is told of' missing /dev/null
section TABLE | tr ' ,' '\n\n' | sort -u >in-page
awk -F, 'NR > 1 && $2 $3 != "" { print $1 }' "$TOP/share/event-sources.csv" | sort -u >records
comm -23 records in-page >missing
same 'every record that tells events is told of' missing /dev/null
section JOURNEY | sed 's/\\(ba/|/g' | tr ' ,' '\n\n' | sort -u >in-page
awk -F, 'NR > 1 { print $1; if ($3 != "") print $3 }' "$TOP/share/journeys/steps.csv" | sort -u >codes
comm -23 codes in-page >missing
same 'every code of a journey is told of' missing /dev/null

# --- Completions ---

completions_match
if command -v bash >/dev/null; then
    for verb in $verbs; do
        bash_completes eh-timeline "$verb" --
        stdout <"options-$verb"
    done
    bash_completes eh-timeline --
    stdout <options-draw
    bash_completes eh-timeline t
    offers table
    bash_completes eh-timeline draw -t ''
    offers html svg text
    bash_completes eh-timeline table -t ''
    offers csv html json rec text
    bash_completes eh-timeline draw --page ''
    offers A3 A4 fit
    bash_completes eh-timeline table -F so
    offers solihull-2014 solihull-2024
    bash_completes eh-timeline draw -m ev
    offers event= event_id=
fi

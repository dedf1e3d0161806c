#!/bin/sh
# The page and completions of eh-review say what it does: options, columns, measures, intervals, lists.
. "$(dirname "$0")/lib.sh"
program=eh-review man=$TOP/man completions=$TOP/share/completions page=$TOP/man/eh-review.1
. "$TOP/tests/cli/pages.sh"
verbs='due decide outcomes scales measures annex-a list'

# section NAME: the lines of one section, or of a subsection.
section()
{
    awk -v name="$1" '/^\.Sh / { inside = substr($0, 5) == name; next } /^\.Ss / && !whole { inside = substr($0, 5) == name }
        inside' whole="$(grep -cxF ".Sh $1" "$page")" "$page"
}

# --- Options ---

# shellcheck disable=SC2086 # words
options_match $verbs
section DESCRIPTION | sed -n 's/^\.It Cm \([a-z-]*\).*/\1/p' >in-page
printf '%s\n' $verbs >wanted
same 'the verbs are told of in their order' in-page wanted
printf '%s\n' $verbs | tr a-z A-Z >wanted
sed -n 's/^\.Sh \([A-Z-]*\)$/\1/p' "$page" | grep -xF -f wanted >in-page
same 'and have a section each' in-page wanted

# --- Columns ---

# columns_of RECORD: their names, in order.
columns_of()
{
    sed -n "s/^$1,\\([^,]*\\),.*/\\1/p" "$TOP/share/records/columns.csv"
}

# The tables read: each with just its columns, in their order.
section INPUT | awk '
    /^\.It Sy / { table = $3; next }
    table && /^\.Cm .*[,.]$/ && (/ ,/ || listing) {
        for (i = 2; i <= NF; i++) if ($i ~ /^[a-z_0-9]+$/) print table, $i
        listing = !/ \.$/
    }' >in-page
awk '{ print $1 }' in-page | uniq >tables
for table in $(cat tables); do
    sed -n "s/^$table //p" in-page >told
    columns_of "$table" >columns
    same "INPUT: the columns of $table" told columns
done
for verb in due decide outcomes scales measures annex-a; do
    eh-review $verb --schema |
        awk '/^"output"/ { exit } match($0, /\{"name": "[a-z-]*", "schema"/) { print substr($0, RSTART + 10, RLENGTH - 21) }'
done | sort -u | grep -vx people >tables-read
sort -u tables >sorted
comm -23 tables-read sorted >missing
same 'INPUT tells of every table that is read' missing /dev/null

# writes SECTION RECORD...: the subsection lists the columns of these records, one after another.
writes()
{
    section "$1" | sed -n -e 's/^\.It Cm "\(.*\)"$/\1/p' -e 's/^\.It Cm \([A-Za-z_0-9]*\)$/\1/p' >in-page
    name=$1
    shift
    for record; do columns_of "$record"; done >columns
    same "$name" in-page columns
}
writes 'Columns of due' reviews-due
writes 'Columns of decide' decisions
writes 'Columns of outcomes' outcome-results headlines-reached families-outcomes
writes 'Columns of scales' scale-changes
writes 'Columns of measures' measures
writes 'Columns of annex-a' annex-a-list-2 annex-a-differences
writes 'list outcomes' outcome-list
writes 'list headlines' headline-list
writes 'list measures' measure-list
writes 'list rules' review-rules
for list in outcomes headlines measures rules; do
    run "list $list" eh-review list "$list"
    status 0
    stderr </dev/null
done

# --- What stands in share/ ---

section 'The measures' | sed -n 's/^\.It Cm //p' >in-page
eh-review list measures | sed 1d | cut -d, -f1 | uniq >measures
same 'the measures, in their order' in-page measures
section 'The measures' | awk '
    /^\.It Cm / { measure = $3 }
    /^\.Po/ {
        getline
        table = $2
        date = ""
        while ((getline line) > 0 && line !~ /^\.Pc/) {
            split(line, words, " ")
            date = date (words[1] == "to" ? "/" : words[1] == "or" ? "|" : words[2])
        }
        print measure "," table "," date
    }' >in-page
eh-review list measures -t rec | awk '
    /^(measure|table|date): / { sub(/:$/, "", $1); value[$1] = $2 }
    /^ref: /  { print value["measure"] "," value["table"] "," value["date"] }' >measures
ok 'there are measures to compare' test -s measures
same 'the day that decides for each' in-page measures
sed -n '/^\.It Fl -intervals/,/^\.El/p' "$page" | grep -oE '[a-z]+(_[a-z]+)+' | sort -u >in-page
for interval in annex_a_window assessment_to_plan contact_to_assessment contact_to_referral due_within episode_gap \
    first_review_early_help progress_kept reopening_window review_grace step_down_window year_starts; do
    grep -q "^$interval," "$TOP/share/intervals.csv" && echo "$interval"
done >intervals
same 'the intervals are those that there are' in-page intervals
for pair in due_within:14 review_grace:0 first_review_early_help:6 progress_kept:6 annex_a_window:6; do
    ok "${pair%:*} is ${pair#*:}" grep -q "^${pair%:*},${pair#*:}," "$TOP/share/intervals.csv"
done

# --- Completions ---

completions_match
if command -v bash >/dev/null; then
    mkdir empty empty/ours
    cp options-* empty
    cd empty || exit 2
    for verb in $verbs; do
        bash_completes eh-review "$verb" --
        stdout <"options-$verb"
    done
    bash_completes eh-review --
    stdout <options-due
    bash_completes eh-review d
    offers decide due
    bash_completes eh-review annex-a --from ''
    offers assessments episodes
    bash_completes eh-review list ''
    offers headlines measures outcomes rules
    bash_completes eh-review list --rules ''
    offers ours
    bash_completes eh-review scales -t s
    offers svg
    bash_completes eh-review measures --period = ''
    offers month quarter year
    bash_completes eh-review measures --round ''
    offers 10 5
    bash_completes eh-review outcomes --by ''
    offers family headline
    bash_completes eh-review due -m pl
    offers plan_id=
    cd .. || exit 2
fi

if command -v fish >/dev/null; then
    for verb in $verbs; do
        cp "options-$verb" wanted
        fish_completes "eh-review $verb --"
    done
    fish_completes 'eh-review measures --by ' area both organisation
    fish_completes 'eh-review due --to=i' --to=ics
fi

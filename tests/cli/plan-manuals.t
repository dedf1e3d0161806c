#!/bin/sh
# The page and completions of eh-plan say what it does: options, columns, rules, flags, changes, intervals.
. "$(dirname "$0")/lib.sh"
program=eh-plan man=$TOP/man completions=$TOP/share/completions page=$TOP/man/eh-plan.1
. "$TOP/tests/cli/pages.sh"
verbs='draft services gaps check due form progress list'

# section NAME: the lines of one section, or of a subsection.
section()
{
    awk -v name="$1" '/^\.Sh / { inside = substr($0, 5) == name; next } /^\.Ss / && !whole { inside = substr($0, 5) == name }
        inside' whole="$(grep -cxF ".Sh $1" "$page")" "$page"
}
# items: the names of a list's items.
items() { sed -n 's/^\.It Cm \([a-z-]*\).*/\1/p'; }

# --- Options ---

# shellcheck disable=SC2086 # words
options_match $verbs
section DESCRIPTION | items >in-page
printf '%s\n' $verbs >wanted
same 'the verbs are told of in their order' in-page wanted

# --- Columns ---

# tells SECTION RECORD: the section, or that on input, tells of every column of the record.
tells()
{
    { section "$1"; section INPUT; } | grep -E '^\.(It )?Cm ' | tr ' ,' '\n\n' | sort -u >in-page
    awk -F, -v record="$2" '$1 == record { print $2 }' "$TOP/share/records/columns.csv" | sort -u >columns
    ok "$2 has columns" test -s columns
    comm -23 columns in-page >missing
    same "$1: every column of $2 is told of" missing /dev/null
}
tells INPUT actions
tells INPUT plans
tells DRAFT drafts
tells SERVICES services
tells SERVICES proposals
tells GAPS gaps
tells CHECK plan-problems
tells DUE actions-due
tells DUE actions-due-by-who
tells PROGRESS plan-progress
tells LIST plan-goal-list
tells CHECK plan-rule-list
tells CHECK plan-word-list

# --- What stands in share/ ---

section Rules | awk '/^\.It Cm / { rule = $3; next } rule { sub(/[:,].*/, ""); print rule "," $0; rule = "" }' >in-page
eh-plan list rules | sed 1d | cut -d, -f1,2 >rules
same 'the rules of check, their order and severity' in-page rules
section Flags | items >in-page
sed -n 's/^plan-flag-\([a-z-]*\),.*/\1/p' "$TOP/share/phrases.csv" >flags
same 'the flags of draft, in their order' in-page flags
section Output | awk '/^\.It Cm / { print $3 }' | grep . >in-page
run 'the changes of progress' eh-plan progress --summary -o out.csv "$TOP/examples/plans/plan-march.csv" \
    "$TOP/examples/plans/plan-may.csv"
sed -n 's/^  \([a-z-]*\): [0-9]*$/\1/p' "$scratch/err" | sort >changes
sort in-page >sorted
same 'the changes of progress' sorted changes
sed -n '/^\.It Fl -intervals/,/^\.El/p' "$page" | grep -oE '[a-z]+(_[a-z]+)+' | sort >in-page
for interval in action_before_review due_within first_review_early_help one_person_most plan_most_needs services_most; do
    grep -q "^$interval," "$TOP/share/intervals.csv" && echo "$interval"
done >intervals
same 'the intervals are those that there are' in-page intervals
# told NAME VALUE: the page gives the interval that is compiled in.
for pair in plan_most_needs:5 services_most:3 one_person_most:80 due_within:14 action_before_review:7; do
    ok "${pair%:*} is ${pair#*:}" grep -q "^${pair%:*},${pair#*:}," "$TOP/share/intervals.csv"
done
for list in goals rules words; do
    run "list $list" eh-plan list "$list"
    status 0
    ok "list $list is told of" sh -c 'sed -n "/^\.Sh LIST/,/^\.Sh EXIT/p" "$1" | grep -qx "\.It Cm $2"' - "$page" "$list"
done

# --- Completions ---

completions_match
if command -v bash >/dev/null; then
    mkdir empty empty/ours
    cp options-* empty
    cd empty || exit 2
    for verb in $verbs; do
        bash_completes eh-plan "$verb" --
        stdout <"options-$verb"
    done
    bash_completes eh-plan --
    stdout <options-draft
    bash_completes eh-plan d
    offers draft due
    bash_completes eh-plan due options-c
    offers options-check
    bash_completes eh-plan list ''
    offers goals rules words
    bash_completes eh-plan list --rules ''
    offers ours
    bash_completes eh-plan form -t ''
    offers html text
    bash_completes eh-plan due --to = i
    offers ics
    bash_completes eh-plan form --for ''
    offers family professionals
    bash_completes eh-plan gaps -F so
    offers solihull-2014 solihull-2024
    bash_completes eh-plan due -m du
    offers due=
    bash_completes eh-plan --start ''
    offers
    cd .. || exit 2
fi

if command -v fish >/dev/null; then
    for verb in $verbs; do
        cp "options-$verb" wanted
        fish_completes "eh-plan $verb --"
    done
    fish_completes 'eh-plan due --by ' who
    fish_completes 'eh-plan check -m du' due=
fi

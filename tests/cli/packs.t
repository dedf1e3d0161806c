#!/bin/sh
# The packs: the pages of one family, the pages for a board, and what cron asks in the morning.
. "$(dirname "$0")/lib.sh"
cp -r "$TOP/examples" . # they write nothing there
family=$PWD/examples/family-pack.sh
board=$PWD/examples/board-pack.sh
export BIN

# sound DIR: every page is html that a parser takes, without script; every link leads somewhere; modes.
sound()
{
    ls "$1" >"$1-names"
    for page in "$1"/*.html; do
        xmllint --noout --html "$page" 2>&1 | grep 'error :' | grep -v 'Tag [a-z]* invalid' >faults
        ok "$page: a parser takes it" test ! -s faults
        ok "$page: no script" sh -c '! grep -qi "<script\|javascript:" "$1"' - "$page"
        ok "$page: mode" test "$(stat -c %a "$page")" = 600
        ok "$page: no id twice" test -z "$(grep -o ' id="[^"]*"' "$page" | sort | uniq -d)"
        ok "$page: nothing left to fill in" sh -c '! grep -q "@[A-Z]*@" "$1"' - "$page"
        grep -o 'href="[^"]*"' "$page" | sed 's/href="//; s/"$//' | sort -u | while read -r link; do
            case $link in
            '#'*) grep -q " id=\"${link#?}\"" "$page" || echo "$link" ;;
            *) [ -f "$1/$link" ] || echo "$link" ;;
            esac
        done >lost
        ok "$page: links lead somewhere" test ! -s lost
    done
    ok "$1: mode" test "$(stat -c %a "$1")" = 700
    ok "$1: the pack has as many sections as pages" \
        test "$(grep -c '^<section class="part' "$1/pack.html")" -eq "$(($(wc -l <"$1-names") - 2))"
}
# cover DIR: what the cover says, a line each.
cover() { sed -n 's/<a[^>]*>//; s/<\/a>//; s|^<div><dt>\(.*\)</dt><dd>\(.*\)</dd></div>$|\1: \2|p; s|^<h2>\(.*\)</h2>$|= \1|p; s|^<li>\(.*\)</li>$|- \1|p' "$1/index.html"; }

# --- One family --------------------------------------------------------------------------------------------------------

umask 000
run 'a whole pack' "$family" -o whole --as-of 2026-11-30 examples/family/*.csv examples/family/assessment.rec examples/notes.csv
umask 022
status 0
stdout </dev/null
stderr </dev/null
sound whole
file whole-names <<'END'
form.html
genogram.html
index.html
pack.html
plan.html
scales.html
timeline.html
why.html
END
cover whole >covered
file covered <<'END'
= In this pack
The assessment: What the family and those who know them said, as the form has it.
Why a level is suggested: What case notes and indicators of need say of each child, in whose words, and what would change the suggestion.
Genogram: Who belongs to whom, and who lives together.
Timeline: What happened, in order and to scale.
Plan: Who does what, and by when.
How it is going: How far each person says that things have come, from 0 to 10.
= Made from
- events.csv: events
- people.csv: people
- plan.csv: actions
- plans.csv: plans
- relationships.csv: relationships
- reviews.csv: reviews
- scales.csv: scales
- assessment.rec: form
- notes.csv: notes
END
ok 'the cover names the family' grep -qx '<h1>Family F201: what is on record</h1>' whole/index.html
ok 'and the day' grep -qx '<p>As of 2026-11-30.</p>' whole/index.html
ok 'and who decides' grep -q 'Levels are suggestions: a person decides' whole/index.html
# Notes of other families are in the file, and none of them in the pack.
ok 'no other family' sh -c '! grep -qE "F20[23]|Quillfeather|Ombersley" whole/*.html'
ok 'the words of the notes' grep -q 'behind with the rent' whole/why.html
ok 'the lines of the genogram' grep -q 'data-partners="P1 P2"' whole/genogram.html
ok 'the review on the timeline' grep -q 'Review: Keep the plan going' whole/timeline.html
ok 'who leads the plan' grep -q 'Ms R. Fennel, Ashmere Family Hub' whole/plan.html
ok 'no path of this machine' sh -c '! grep -q "$1" whole/*.html' - "$PWD"

# The same from elsewhere, into a folder that is there already, with what else is in it left alone.
mkdir again
echo mine >again/mine.txt
(cd examples/family && "$family" --output=../../again --as-of=2026-11-30 -- *.csv assessment.rec ../notes.csv)
ok 'the same bytes' sh -c 'for page in whole/*.html; do cmp "$page" "again/${page#*/}" || exit 1; done'
ok 'other files stay' test "$(cat again/mine.txt)" = mine
run 'fewer files' "$family" -o again --as-of 2026-11-30 examples/family/people.csv
status 0
ls again >names
file names <<'END'
genogram.html
index.html
mine.txt
pack.html
timeline.html
END

# The form alone has a good part of it.
run 'a form alone' "$family" -o form --as-of 2026-11-30 examples/family/assessment.rec
status 0
sound form
ok 'a form alone: all pages' test "$(wc -l <form-names)" -eq 8
ok 'a form alone: its parents' grep -q 'data-partners="P1 P2"' form/genogram.html

# --- Two files of one's own ---

mkdir 'my files'
cat >'my files/People (mine).csv' <<'END'
Person ID,First name,Surname,Sex,Date of birth,Relationship to child
1,Leah,Thornby,F,03/04/2017,Child
2,Sam,Thornby,M,11/09/2020,Child
3,Kim,Thornby,F,1990,Mum
END
cat >'my files/-notes.csv' <<'END'
Child,Date of note,Note,Written by
1,05/10/2026,"Absent again, third Monday. Attendance 79%. Damp in both bedrooms.",Class teacher
2,06/10/2026,"In clean uniform, ""ate two breakfasts"", quiet. <b>Speech hard to follow.</b>",Nursery
2,the sixth,Row without a day.,Nursery
END
run 'two files' "$family" -o two --as-of 2026-11-30 'my files/People (mine).csv' 'my files/-notes.csv'
status 3
stdout </dev/null
stderr <<'END'
_notes.csv:4: Date of note: not a date in a form that is read (2026-11-22, 22/11/2026, 22 Nov 2026, Nov 2026, 2026-11, 2026, 2026~, 2026-11-XX, 2025/2026; no date: blank, TBC, Ongoing, Unknown)
END
sound two
cover two >covered
file covered <<'END'
= In this pack
Why a level is suggested: What case notes and indicators of need say of each child, in whose words, and what would change the suggestion.
Genogram: Who belongs to whom, and who lives together.
Timeline: What happened, in order and to scale.
Plan: Who does what, and by when.
= Not in this pack
The assessment: Made from an assessment or review form (eh-assess new writes an empty one).
How it is going: Made from scales (date, name, role, score from 0 to 10).
More lines of the genogram: Made from relationships: who is or was whose partner (from, to, type, status).
The plan as agreed: Made from actions. The plan above is a draft out of the needs; nobody has agreed to it yet.
= Made from
- People__mine_.csv: people
- _notes.csv: notes
= Left out, or to be looked at
- _notes.csv:4: Date of note: not a date in a form that is read (2026-11-22, 22/11/2026, 22 Nov 2026, Nov 2026, 2026-11, 2026, 2026~, 2026-11-XX, 2025/2026; no date: blank, TBC, Ongoing, Unknown)
END

# --- Which family, and which record ---

run 'several families' "$family" -o none --as-of 2026-11-30 examples/notes.csv
status 2
stderr <<'END'
family-pack.sh: these files are about 3 families; --family takes one of F201, F202, F203
END
ok 'several families: nothing is written' test ! -e none
run 'one of them' "$family" -o one --family F202 --as-of 2026-11-30 examples/notes.csv examples/timeline/events.csv
status 3
cover one >covered
ok 'one of them: its own level' grep -q 'Family F202' one/why.html
ok 'one of them: no event of others' sh -c '! grep -q "Amber" one/*.html'
run 'many families' "$family" -o none examples/borough/indicators.csv
status 2
stderr <<'END'
family-pack.sh: these files are about 142 families; --family takes one of F0001, F0002, F0003, F0004, F0005, F0006, F0007, F0008, F0009, F0010, F0011, F0013 and so on
END
run 'nobody' "$family" -o none --family F9 examples/notes.csv
status 2
stderr <<'END'
notes.csv: no row is of family 'F9'
family-pack.sh: no page could be made from these files
END
printf 'colour,size\nred,3\n' >other.csv
cp examples/borough/targets.csv . 2>/dev/null || cp examples/review/borough/targets.csv .
run 'other files' "$family" -o others --as-of 2026-11-30 examples/family/people.csv other.csv targets.csv
status 3
stderr <<'END'
other.csv: the headings fit no record; --as RECORD=FILE says which it is
targets.csv: a file of comparators, which this pack does not use
END
cover others | sed -n '/^= Made/,$p' >covered
file covered <<'END'
= Made from
- people.csv: people
= Left out, or to be looked at
- other.csv: the headings fit no record; --as RECORD=FILE says which it is
- targets.csv: a file of comparators, which this pack does not use
END
run 'a file said to be another record' "$family" -o said --as events=other.csv --as-of 2026-11-30 examples/family/people.csv other.csv
status 3
ok 'a file said to be another record: what it lacks' grep -q '^other.csv:1: no column for date' "$scratch/err"

# --- Privacy ---

run 'initials and years' "$family" -o hidden --initials --years --as-of 2026-11-30 examples/family/people.csv \
    examples/family/relationships.csv examples/family/plan.csv
ok 'initials: no name in the genogram' sh -c '! grep -q "Larkrise\|Bronwen" hidden/genogram.html'
ok 'initials: a word of caution' grep -q 'Names in quoted words' hidden/index.html
ok 'years: no day of birth' sh -c '! grep -q "2014-10-02\|2 Oct 2014" hidden/*.html'
for page in plan timeline; do
    ok "initials: $page" sh -c '[ -s "hidden/$1.html" ] && ! grep -q "Larkrise\|Bronwen" "hidden/$1.html"' - "$page"
done
run 'initials on every page' "$family" -o all-hidden --initials --years --as-of 2026-11-30 examples/notes.csv examples/family/*.csv \
    examples/family/assessment.rec
status 0
stderr </dev/null
ok 'initials on every page: all are there' test "$(ls all-hidden)" = "$(printf '%s\n' \
    form.html genogram.html index.html pack.html plan.html scales.html timeline.html why.html)"
ok 'initials on every page: nobody is named' sh -c '! grep -qi "Larkrise\|Bronwen\|Carys\|Finley\|Maisie\|Poppy" all-hidden/*.html'

# --- For a board ---

for system in ssd annex-a; do
    own=examples/borough/$system-indicators.csv
    run "$system" "$board" -o "board-$system" --as-of 2026-11-22 --as "indicators=$own" "$own" \
        $([ $system = annex-a ] || echo examples/borough/recorded.csv) examples/review/borough/targets.csv examples/board/$system/*.csv
    status 0
    stderr </dev/null
    sound "board-$system"
done
file board-ssd-names <<'END'
audit.html
dashboard.html
index.html
journeys.html
pack.html
reviews.html
END
cover board-annex-a | sed -n '/^= Not/,/^= Made/p' >covered
file covered <<'END'
= Not in this pack
Overdue reviews: Made from plans, episodes or actions; reviews that were booked and held.
= Made from
END
# Nothing small: neither in the audit nor in the journeys; children are named nowhere.
for page in audit journeys; do
    for system in ssd annex-a; do
        ok "$system: $page: no small count" sh -c '! grep -qE "<td class=\"number\">[1-5]</td>" "$1"' - "board-$system/$page.html"
        ok "$system: $page: counts" grep -qE '<td class="number">[1-9][0-9]+</td>' "board-$system/$page.html"
    done
done
ok 'no child is named' sh -c '! grep -qE "[>, ]C[0-9]{4}[<, ]" board-*/*.html'
ok 'the dashboard hides small counts' grep -q 'Small numbers are hidden' board-ssd/dashboard.html
ok 'the level on record beside the suggestion' grep -q "Cohen's kappa" board-ssd/audit.html
ok 'targets' grep -q 'target 90' board-ssd/dashboard.html
ok 'reviews by lead practitioner' grep -q 'LP[0-9]*, Harbour Family Hub' board-ssd/reviews.html
# Ids that do not meet are no agreement.
own=examples/borough/annex-a-indicators.csv
run 'other ids' "$board" -o other-ids --as "indicators=$own" "$own" examples/borough/recorded.csv
status 0
ok 'other ids: the page says so' grep -q 'do the ids of the two files agree?' other-ids/audit.html
run 'no option for a family' "$board" -o none --family F1 examples/board/ssd/contacts.csv
status 2
stderr <<'END'
board-pack.sh: unknown option '--family' (board-pack.sh --help shows what there is)
END

# The extracts are those that their script writes.
run 'the extracts' examples/board/make.sh made
status 0
ok 'the extracts: the same' sh -c 'diff -r made/ssd examples/board/ssd && diff -r made/annex-a examples/board/annex-a'

# --- Usage ---

for program in "$family" "$board"; do
    name=${program##*/}
    run "$name --help" "$program" --help
    status 0
    stderr </dev/null
    ok "$name --help: an example first" sh -c 'sed -n "/^  [a-z]*-pack.sh -o/p;/^usage/q" "$1" | grep -q .' - "$scratch/out"
    ok "$name --help: fits" test "$(wc -l <"$scratch/out")" -le 24
    ok "$name --help: fits across" test "$(awk 'length($0) > 104' "$scratch/out" | wc -l)" -eq 0
    run "$name: no file" "$program" -o none
    status 2
    stderr <<END
$name: no file is given ($name --help shows what there is)
END
    run "$name: no directory" "$program" examples/family/plan.csv
    status 2
    stderr <<END
$name: -o names the directory to write ($name --help shows what there is)
END
    run "$name: no such file" "$program" -o none nosuch.csv
    status 2
    stderr <<END
$name: nosuch.csv: cannot be read
END
    run "$name: a file for a directory" "$program" -o other.csv examples/family/plan.csv
    status 2
    stderr <<END
$name: other.csv: is a file, not a directory
END
    run "$name: no record" "$program" -o none --as nosuch=other.csv other.csv
    status 2
    run "$name: another file" "$program" -o none --as plans=third.csv other.csv
    status 2
    stderr <<END
$name: --as names a file that is not among those to read ($name --help shows what there is)
END
    run "$name: no word" "$program" -o none --as-of
    status 2
    stderr <<END
$name: option '--as-of' needs an argument ($name --help shows what there is)
END
done
ok 'nothing was written' test ! -e none
ok 'nothing is left beside' test -z "$(find . -name '*.??????' -type d)"
run 'with the programs on PATH' env -u BIN PATH="$BIN:$PATH" "$family" -o path --as-of 2026-11-30 examples/family/people.csv
status 0

# --- The whole way ---

run 'the whole way' sh -c 'eh-assess "$1" | eh-threshold --as-of 2026-11-30 | eh-plan --as-of 2026-11-30 |
    eh-review --as-of 2027-01-25' - examples/notes.csv
status 0
stderr </dev/null
cut -d , -f 1,4,6,7 "$scratch/out" >got
file got <<'END'
family_id,due_date,state,days_late
F202,2026-12-14,overdue,42
F201,2027-01-11,overdue,14
F203,2027-01-11,overdue,14
END

# --- In the morning ---

morning=$PWD/examples/cron/morning.sh
mkdir day
cp examples/borough/indicators-spring.csv day/indicators.csv
run 'the first morning' "$morning" day 2026-05-31
status 0
ok 'the first morning: everybody at that level' test "$(grep -c ': new$' "$scratch/out")" -eq 16
run 'the next morning' "$morning" day 2026-06-01
status 0
stdout </dev/null
stderr </dev/null
ok 'levels are kept' test "$(stat -c %a day/levels.csv)" = 600
cp examples/borough/indicators.csv day/
cat >day/plans.csv <<'END'
family_id,date,plan_id,lead_practitioner,review_due
F1,2026-10-01,P1,A. Merrow,2026-11-20
F2,2026-10-01,P2,A. Merrow,2026-12-20
END
printf 'family_id,action,who,due,status\nF1,Ring the school,Mum,2026-11-28,open\n' >day/actions.csv
run 'a morning in autumn' "$morning" day 2026-11-30
status 0
stderr </dev/null
stdout <<'END'
Suggested level now significant-harm, and was not before (family, child, level before)
  F0001,C0001: early-help
  F0028: new
  F0037,C0078: early-help
  F0037,C0079: early-help
  F0045,C0094: new
  F0045,C0095: new
  F0045,C0096: new
  F0045,C0097: new
  A suggestion: a person decides. eh-threshold explain tells why.

Reviews that are due
As of 2026-11-30: what is overdue, and what falls due by 2026-11-30.

A. Merrow
1 overdue, most days late: 10
  10 days late  family F1; due 2026-11-20: as in the plan
                plan began 8 weeks ago; no review held yet

Actions that are due
As of 2026-11-30: what is overdue, and what falls due by 2026-11-30.

Overdue: 1
  2 days late  Ring the school
               Mum; family F1; due 2026-11-28

END
# What goes wrong is mailed too, and the levels of the last good run stay.
echo 'F9,C9' >>day/indicators.csv
rm day/plans.csv day/actions.csv
run 'a row that cannot be used' "$morning" day 2026-12-01
status 3
stdout </dev/null
ok 'a row that cannot be used: is named' grep -q '^eh-threshold: indicators.csv:[0-9]*: cells in this row' "$scratch/err"
cp day/levels.csv kept.csv
echo nonsense >day/indicators.csv
run 'a file that cannot be used' "$morning" day 2026-12-02
status 2
stdout </dev/null
same 'a file that cannot be used: the levels stay' day/levels.csv kept.csv
ls day >names
file names <<'END'
indicators.csv
levels.csv
END
run 'no directory' "$morning" nosuch
status 2

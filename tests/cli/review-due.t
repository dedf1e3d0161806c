#!/bin/sh
# `eh-review due`: which reviews are overdue or due soon, by what record, and what a calendar says of them.
. "$(dirname "$0")/lib.sh"
examples=$TOP/examples/review

# due NAME OPTION...: a run without anything to complain of.
due()
{
    due_name=$1
    shift
    run "$due_name" eh-review due --as-of 2026-11-22 "$@"
    status 0
    stderr </dev/null
}
heading=family_id,child_id,review_id,due_date,due_day,state,days_late,basis,level,lead_practitioner,agency,started,age_weeks,last_held

# --- The example -------------------------------------------------------------------------------------------------------------

run 'rows' eh-review --as-of 2026-11-22 --reviews "$examples/reviews.csv" --summary "$examples/plans.csv"
status 0
stdout <<END
$heading
F0002,,,,2026-10-05,overdue,48,level,early-help,M. Haddow,Ashmere Education Welfare,2026-08-24,12,
F104,,R3,2026-10-13,2026-10-13,overdue,40,next-review,early-help,Ms C. Bryony,Hedgerow Primary School,2026-03-10,36,2026-07-09
F0006,,,,2026-11-23,due-soon,-1,level,early-help,,,2026-10-12,5,
F0003,,R5,2026-11-25,2026-11-25,due-soon,-3,review,early-help,A. Merrow,Mere Families (charity),2026-07-06,19,2026-08-19
F0001,,,2026-11-30,2026-11-30,due-soon,-8,plan,early-help,P. Winslade,Ashmere Family Hub,2026-10-05,6,
F0005,,,2026-11,2026-11-30,due-soon,-8,next-review,child-in-need,M. Haddow,Ashmere Education Welfare,2026-06-15,22,2026-09-22
END
stderr <<'END'
plans used: 11; rows rejected: 0
overdue: 2; due soon, by 2026-12-06: 4; due later: 3; in the row of another plan: 0
ended: 1; closed by a review: 1; without any date: 0
reviews: 10; families with reviews but no plan: 0
END

# --- Which date counts -------------------------------------------------------------------------------------------------------

# A plan that began on 1 September under Ms Lark. basis PLAN_CELLS REVIEWS WANTED: `family,level,review_due` of the plan, the
# rows of reviews, and `due_day,basis,review_id,last_held`.
basis()
{
    printf 'family_id,date,level,review_due,lead_practitioner\n' >plan.csv
    printf '%s\n' "$1" | sed 's/^\([^,]*\),\(.*\)/\1,2026-09-01,\2,Ms Lark/' >>plan.csv
    printf 'family_id,review_id,due_date,held_date,decision,next_review,level\n%s\n' "$2" >reviews.csv
    name="basis: $1 $(printf %s "$2" | tr '\n' ' ')"
    due "$name" --within 9999d --reviews reviews.csv plan.csv
    sed 1d "$scratch/out" | awk -F , '{ print $5 "," $8 "," $3 "," $14 }' >got
    printf '%s\n' "$3" >wanted
    [ -n "$3" ] || : >wanted
    same "$name: row" got wanted
}
basis F1,, '' 2026-10-13,default,,
basis F1,early-help, '' 2026-10-13,level,,
basis F1,significant-harm, '' 2026-09-15,level,,
basis F1,early-help,2026-12-01 '' 2026-12-01,plan,,
basis F1,early-help,TBC '' 2026-10-13,level,,
basis F1,early-help,2026-12-01 F2,A,2026-10-01,,,, 2026-12-01,plan,,
basis F1,early-help,2026-12-01 F1,A,2026-10-01,,,, 2026-10-01,review,A,
basis F1,early-help,2026-12-01 F1,A,TBC,,,, 2026-12-01,plan,,
# Booked is not held; of two bookings the earlier counts.
basis F1,,2026-12-01 'F1,B,2026-10-20,,,,
F1,A,2026-10-01,,,,' 2026-10-01,review,A,
# A booking that a review held later has overtaken.
basis F1,,2026-12-01 'F1,A,2026-10-01,,,,
F1,B,2026-10-20,2026-10-21,,,' 2026-12-01,plan,,2026-10-21
basis F1,,2026-12-01 'F1,A,2026-10-01,,,,
F1,B,2026-10-20,2026-10-21,,,
F1,C,2026-11-25,,,,' 2026-11-25,review,C,2026-10-21
basis F1,,2026-12-01 'F1,B,2026-10-20,2026-10-21,continue,2027-01-05,
F1,C,2026-11-25,,,,' 2027-01-05,next-review,,2026-10-21
basis F1,,2026-12-01 'F1,B,2026-10-20,2026-10-21,continue,2026-11-25,
F1,C,2026-11-25,,,,' 2026-11-25,next-review,C,2026-10-21
# The plan's own date has been dealt with when a review was held on it or after it.
basis F1,early-help,2026-10-20 F1,B,2026-10-20,2026-10-20,continue,, 2026-12-01,level,,2026-10-20
basis F1,early-help,2026-10-20 F1,B,2026-10-20,2026-10-19,continue,, 2026-10-20,plan,,2026-10-19
basis F1,,2026-10-20 F1,B,2026-10-20,2026-10-27,continue,, 2026-12-08,default,,2026-10-27
# The level at the last review goes before the plan's.
basis F1,early-help, F1,B,2026-10-20,2026-10-27,continue,,significant-harm 2026-11-10,level,,2026-10-27
# Of several held, the latest; months.
basis F1,, 'F1,B,,2026-10-27,continue,2026-11-20,
F1,A,,2026-10-01,continue,2026-10-08,' 2026-11-20,next-review,,2026-10-27
basis F1,, 'F1,B,,Nov 2026,continue,,' 2027-01-03,default,,2026-11
basis F1,, 'F1,B,,Oct 2026,continue,Jan 2027,' 2027-01-31,next-review,,2026-10
# A review that decided to close ends the plan, unless it is to be looked at once more.
basis F1,early-help, F1,B,2026-10-20,2026-10-27,Closed,, ''
basis F1,early-help, F1,B,2026-10-20,2026-10-27,close,2027-01-05, 2027-01-05,next-review,,2026-10-27
basis F1,early-help, 'F1,B,2026-10-20,2026-10-27,close,,
F1,C,2026-12-20,,,,' 2026-12-20,review,C,2026-10-27
# What was before the plan belongs to another.
basis F1,early-help, F1,A,2026-08-01,,,, 2026-10-13,level,,

# --- What is told of reviews -------------------------------------------------------------------------------------------------

cat >plan.csv <<'END'
family_id,date,end_date
F1,2026-09-01,
F2,2026-01-01,2026-06-01
END
cat >reviews.csv <<'END'
family_id,review_id,due_date,held_date,decision,next_review
F1,A,2026-10-01,2026-10-01,continue,2026-12-01
F1,B,2026-10-01,2026-10-01,continue,2026-11-25
F1,C,2026-10-10,2026-10-10,wibble,2026-10-10
F1,D,2026-12-20,2027-01-01,,
F1,E,2026-08-01,31/08/2026,,
F2,F,2025-08-01,2025-08-01,,
F3,G,2025-08-01,2025-08-01,,
F3,H,2025-08-01,2025-08-01,,
END
run 'told' eh-review --as-of 2026-11-22 --within 60d --reviews reviews.csv --unmapped unmapped.csv --summary plan.csv
status 0
stdout <<END
$heading
F1,,D,2026-12-20,2026-12-20,due-soon,-28,review,,,,2026-09-01,11,2026-10-10
END
stderr <<'END'
eh-review: reviews.csv:3: held on the same day as the review in reviews.csv:2; of these the row that stands later counts
eh-review: reviews.csv:4: the next review does not lie after this one: passed over
eh-review: reviews.csv:5: held after 2026-11-22, the day asked about: counts as booked, not as held
eh-review: reviews.csv:6: held before any plan of the family began: counts for none
plans used: 2; rows rejected: 0
overdue: 0; due soon, by 2027-01-21: 1; due later: 0; in the row of another plan: 0
ended: 1; closed by a review: 0; without any date: 0
reviews: 8; families with reviews but no plan: 1
END
file unmapped.csv <<'END'
column,value,count,file,line
decision,wibble,1,reviews.csv,4
END
run 'told, quiet' eh-review --as-of 2026-11-22 --within 60d --reviews reviews.csv -q plan.csv
status 0
stderr </dev/null
# The later row counts on one day.
sed '4,$d' reviews.csv >two.csv
run 'two on one day' eh-review --as-of 2026-11-22 --reviews two.csv -q plan.csv
status 0
stdout <<END
$heading
F1,,,2026-11-25,2026-11-25,due-soon,-3,next-review,,,,2026-09-01,11,2026-10-01
END

# --- Plans -------------------------------------------------------------------------------------------------------------------

cat >plans.csv <<'END'
family_id,child_id,plan_id,date,end_date,level,lead_practitioner,agency,review_due
F1,C1,P1,2026-09-01,,,Ms Lark,School,2026-11-20
F1,C2,P2,2026-09-08,,,ms  lark,Hub,2026-11-20
F1,C1,P3,2026-09-09,,,Ms Lark,Hub,2026-11-21
F1,,P4,2026-09-09,,,Mr Teasel,Hub,2026-11-21
F2,,P5,2026-09-01,2026-11-22,,,,2026-10-01
F3,,P6,2026-09-01,2026-11-23,,,,2026-11-19
F4,,P7,Ongoing,,,,,
F5,,P8,,,,,,2026-11-18
F6,,P9,2026-11-29,,,,,2026-12-01
,C7,P10,Sep 2026,,,,,
,C8,P11,Sep 2026,,,,,2026-10
F9,,P12,2026-09-01,Nov 2026,,,,2026-10-01
END
run 'plans' eh-review --as-of 2026-11-22 --summary plans.csv
status 0
stdout <<END
$heading
,C8,,2026-10,2026-10-31,overdue,22,plan,,,,2026-09,7,
,C7,,,2026-11-11,overdue,11,default,,,,2026-09,7,
F5,,,2026-11-18,2026-11-18,overdue,4,plan,,,,,,
F3,,,2026-11-19,2026-11-19,overdue,3,plan,,,,2026-09-01,11,
F1,,,2026-11-20,2026-11-20,overdue,2,plan,,ms  lark,Hub,2026-09-08,10,
F1,,,2026-11-21,2026-11-21,overdue,1,plan,,Mr Teasel,Hub,2026-09-09,10,
F1,C1,,2026-11-21,2026-11-21,overdue,1,plan,,Ms Lark,Hub,2026-09-09,10,
F6,,,2026-12-01,2026-12-01,due-soon,-9,plan,,,,2026-11-29,,
END
stderr <<'END'
eh-review: plans.csv:8: neither a start nor a date of a review, so none can fall due
plans used: 12; rows rejected: 0
overdue: 8; due soon, by 2026-12-06: 1; due later: 0; in the row of another plan: 1
ended: 2; closed by a review: 0; without any date: 1
END
cp "$scratch/out" wanted
# The order of rows and columns, and the split into files, make no difference.
awk -F , 'NR == 1 { next } { print }' plans.csv | sort -r >rows
{ head -n 1 plans.csv; cat rows; } >turned.csv
run 'rows turned round' eh-review --as-of 2026-11-22 -q turned.csv
same 'rows turned round: output' "$scratch/out" wanted
awk -F , -v OFS=, '{ print $9, $8, $7, "x" NR, $6, $5, $4, $3, $2, $1 }' plans.csv >turned.csv
run 'columns turned round' eh-review --as-of 2026-11-22 -q turned.csv
same 'columns turned round: output' "$scratch/out" wanted
{ head -n 1 plans.csv; sed -n '2,4p' plans.csv; } >one.csv
{ echo 'plan_id,family_id,child_id,date,end_date,lead_practitioner,agency,review_due'
  sed '1,4d' plans.csv | awk -F , -v OFS=, '{ print $3, $1, $2, $4, $5, $7, $8, $9 }'; } >two.csv
run 'two files' eh-review --as-of 2026-11-22 -q one.csv two.csv
same 'two files: output' "$scratch/out" wanted

# --- Episodes ----------------------------------------------------------------------------------------------------------------

cat >ssd.csv <<'END'
earl_episode_id,earl_person_id,earl_episode_start_date,earl_episode_end_date,earl_episode_reason,earl_episode_end_reason,earl_episode_organisation,earl_episode_worker_id
E1,C1,2026-09-01 00:00:00,,x,,Ashmere Family Hub,W1
E2,C2,2026-09-01 00:00:00,2026-10-01 00:00:00,x,,Ashmere Family Hub,W1
END
due 'episodes of the Standard Safeguarding Dataset' ssd.csv
stdout <<END
$heading
,C1,,,2026-10-13,overdue,40,default,,W1,Ashmere Family Hub,2026-09-01,11,
END
run 'episodes without families' eh-review --reviews reviews.csv ssd.csv
status 2
stdout </dev/null
stderr <<'END'
eh-review: ssd.csv:1: no column for family_id; columns found: earl_episode_id, earl_person_id, earl_episode_start_date, earl_episode_end_date, earl_episode_reason, earl_episode_end_reason, earl_episode_organisation, earl_episode_worker_id
END
# An episode for each child of a family is one review.
cat >own.csv <<'END'
Family ID,Child ID,Episode ID,Start date,End date,Worker,Organisation,Level
F1,C1,E1,01/09/2026,,W1,Hub,Early Help
F1,C2,E2,01/09/2026,,W1,Hub,Early Help
F1,C3,E3,01/09/2026,01/10/2026,W1,Hub,Early Help
END
due 'episodes by other headings' own.csv
stdout <<END
$heading
F1,,,,2026-10-13,overdue,40,level,early-help,W1,Hub,2026-09-01,11,
END

# Levels are no plans: nobody has agreed to anything yet.
printf 'family_id,child_id,as_of,framework,level\nF1,C1,2026-11-01,solihull-2024,early-help\n' >levels.csv
run 'levels' eh-review due levels.csv
status 2
stdout </dev/null
stderr <<'END'
eh-review: levels.csv:1: a file of levels, of which no review falls due: it takes plans, episodes or actions (eh-plan makes actions of levels)
END
# explained FILE RECORD_COLUMNS: how the headings of a file are read.
explained()
{
    run "headings of $1" eh-review due --explain-header "$1"
    status 0
    awk -F , '$2 != "" && NR > 1 { printf "%s ", $4 }' "$scratch/out" >got
    printf '%s ' "$2" >wanted
    same "headings of $1: columns" got wanted
}
explained ssd.csv 'episode_id child_id start_date end_date reason end_reason organisation worker'
explained own.csv 'family_id child_id episode_id start_date end_date worker organisation level'
explained plans.csv 'family_id child_id plan_id date end_date level lead_practitioner agency review_due'

# --- Actions -----------------------------------------------------------------------------------------------------------------

cat >actions.csv <<'END'
family_id,child_id,action_id,action,who,start,due,status,done_date,review_due
F1,C1,A1,x,Mum,2026-10-05,2026-10-12,done,2026-10-12,2026-12-24
F1,,A2,x,Mum,2026-09-07,2026-10-12,open,,2026-11-02
F1,C2,A3,x,Ms Lark,2026-10-05,2026-12-01,in-progress,,2026-11-16
F2,,A1,x,,2026-09-07,,done,,2026-10-01
F3,,A1,x,,2026-09-07,,for-review,,2026-11-30
,C4,A1,x,,2026-09-07,,open,,
,,A1,x,,,,open,,Nov 2026
,C5,A1,x,,,,open,,
END
explained actions.csv 'family_id child_id action_id action who start due status done_date review_due'
run 'actions' eh-review --as-of 2026-11-22 --summary actions.csv
status 0
stdout <<END
$heading
,C4,,,2026-10-19,overdue,34,default,,,,2026-09-07,10,
F1,,,2026-11-16,2026-11-16,overdue,6,plan,,,,2026-09-07,10,
,,,2026-11,2026-11-30,due-soon,-8,plan,,,,,,
F3,,,2026-11-30,2026-11-30,due-soon,-8,plan,,,,2026-09-07,10,
END
stderr <<'END'
eh-review: actions.csv:9: neither a start nor a date of a review, so none can fall due
plans used: 6; rows rejected: 0
overdue: 2; due soon, by 2026-12-06: 2; due later: 0; in the row of another plan: 0
ended: 1; closed by a review: 0; without any date: 1
END
printf 'family_id,due_date,held_date,lead_practitioner,agency\nF1,,2026-11-17,Ms Lark,School\n' >held.csv
run 'actions, reviewed' eh-review --as-of 2026-12-31 --within 0d --reviews held.csv -q actions.csv -o due.csv
status 0
ok 'counted from the review' grep -q '^F1,,,,2026-12-29,overdue,2,default,,Ms Lark,School,2026-09-07,16,2026-11-17$' due.csv

# --- How far ahead, and how late ------------------------------------------------------------------------------------------------

cat >ahead.csv <<'END'
family_id,date,review_due
a,2026-01-01,2026-11-20
b,2026-01-01,2026-11-21
c,2026-01-01,2026-11-22
d,2026-01-01,2026-11-23
e,2026-01-01,2026-12-06
f,2026-01-01,2026-12-07
g,2026-01-01,2026-12-22
h,2026-01-01,2026-12-23
END
# states WANTED OPTION...: capitals are overdue, the others due soon.
states()
{
    wanted=$1
    shift
    due "states: $*" "$@" ahead.csv
    sed 1d "$scratch/out" | awk -F , '{ printf "%s", $6 == "overdue" ? toupper($1) : $1 }' >got
    printf '%s' "$wanted" >wanted
    same "states: $*: families" got wanted
}
states ABcde
states ABc --within 0d
states ABcd --within 1d
states ABcde --within 2w
states ABcdefg --within 1m
states Abcde --grace 1d
states abcde --grace 2d
states abcde --grace 1w
states abcde --grace 1m
printf 'interval,value,unit\ndue_within,1,days\nreview_grace,1,days\nfirst_review_early_help,1,months\n' >intervals.csv
states Abcd --intervals intervals.csv
states ABcde --intervals intervals.csv --grace 0d --within 14d
due 'a first review of ours' --intervals intervals.csv ssd.csv -o due.csv
ok 'a month after the start' grep -q ',2026-10-01,overdue,52,default,' due.csv
for time in '' 14 d 14D -1d 2y; do
    run "--within '$time'" eh-review --within "$time" ahead.csv
    status 2
    stderr <<'END'
eh-review: --within takes a length of time, as 14d, 2w or 1m (eh-review --help shows what there is)
END
    run "--grace '$time'" eh-review --grace "$time" ahead.csv
    status 2
    stderr <<'END'
eh-review: --grace takes a length of time, as 14d, 2w or 1m (eh-review --help shows what there is)
END
done

# 22 November 2026 is a Sunday: the Friday was 20 November.
states ABCde --working-days --as-of 2026-11-23 --grace 0d --within 13d
run 'Sunday' eh-review --as-of 2026-11-22 --working-days --within 0d ahead.csv
stdout <<END
$heading
a,,,2026-11-20,2026-11-20,due-soon,0,plan,,,,2026-01-01,46,
b,,,2026-11-21,2026-11-21,due-soon,0,plan,,,,2026-01-01,46,
c,,,2026-11-22,2026-11-22,due-soon,0,plan,,,,2026-01-01,46,
END
run 'Tuesday' eh-review --as-of 2026-11-24 --working-days --within 0d ahead.csv
stdout <<END
$heading
a,,,2026-11-20,2026-11-20,overdue,2,plan,,,,2026-01-01,46,
b,,,2026-11-21,2026-11-21,overdue,2,plan,,,,2026-01-01,46,
c,,,2026-11-22,2026-11-22,overdue,2,plan,,,,2026-01-01,46,
d,,,2026-11-23,2026-11-23,overdue,1,plan,,,,2026-01-01,46,
END
printf 'date,name\n2026-11-23,A day of our own\n' >holidays.csv
run 'a holiday' eh-review --as-of 2026-11-24 --working-days --holidays holidays.csv --grace 1d --within 0d ahead.csv
stdout <<END
$heading
a,,,2026-11-20,2026-11-20,due-soon,1,plan,,,,2026-01-01,46,
b,,,2026-11-21,2026-11-21,due-soon,1,plan,,,,2026-01-01,46,
c,,,2026-11-22,2026-11-22,due-soon,1,plan,,,,2026-01-01,46,
d,,,2026-11-23,2026-11-23,due-soon,1,plan,,,,2026-01-01,46,
END
# Christmas: 24 December is a Thursday; 25 and 28 December are bank holidays.
printf 'family_id,date,review_due\na,2026-01-01,2026-12-24\n' >christmas.csv
run 'bank holidays' eh-review --as-of 2026-12-29 --working-days christmas.csv
stdout <<END
$heading
a,,,2026-12-24,2026-12-24,overdue,1,plan,,,,2026-01-01,51,
END
run '--holidays alone' eh-review --holidays holidays.csv ahead.csv
status 2
stderr <<'END'
eh-review: --holidays goes with --working-days (eh-review --help shows what there is)
END
run '--todo alone' eh-review --todo ahead.csv
status 2
stderr <<'END'
eh-review: --todo goes with --to ics (eh-review --help shows what there is)
END

# --- Silence -----------------------------------------------------------------------------------------------------------------

printf 'family_id,date,end_date\nF1,2026-11-20,\nF2,2025-01-01,2026-01-01\n' >quiet.csv
for format in csv text html json rec ics; do
    due "nothing is due, as $format" -t $format --exit-code quiet.csv
    stdout </dev/null
done
printf 'family_id,date\n' >header.csv
due 'a header line alone' -t ics header.csv
stdout </dev/null
due 'excel' --excel quiet.csv
stdout </dev/null
printf 'family_id,due_date\n' >none.csv
due 'no review yet' --reviews none.csv quiet.csv
stdout </dev/null
run 'an empty file' eh-review due /dev/null
status 2
stderr <<'END'
eh-review: /dev/null: no header line: the file is empty
END
run 'empty reviews' eh-review due --reviews /dev/null quiet.csv
status 2
stderr <<'END'
eh-review: /dev/null: no header line: the file is empty
END
run 'no such record' eh-review due christmas.csv holidays.csv
status 2
stderr <<'END'
eh-review: holidays.csv:1: no column for family_id or child_id; columns found: date, name
END
run 'nothing of it' eh-review due intervals.csv
status 2
stderr <<'END'
eh-review: intervals.csv:1: no column for date, and none of the 3 headings is known: is this a header line? (--explain-header shows how it is read)
END
run 'overdue' eh-review --as-of 2026-11-22 --exit-code ahead.csv -o due.csv
status 1
run 'due soon' eh-review --as-of 2026-11-20 --exit-code ahead.csv -o due.csv
status 0
run 'without --exit-code' eh-review --as-of 2026-11-22 ahead.csv -o due.csv
status 0

# --- A child in two families, a family open twice, ends before starts -----------------------------------------------------------

cat >twice.csv <<'END'
family_id,child_id,date,end_date,agency,lead_practitioner
F1,C1,2026-09-01,,Hub,Ms Lark
F2,C1,2026-09-01,,HUB ,Ms Lark
F1,C2,2026-10-01,,hub,Ms Lark
F3,C3,2026-10-01,2026-09-01,Hub,Ms Lark
F4,C4,Oct 2026,2026-10-01,Hub,Ms Lark
END
run 'twice' eh-review --as-of 2026-11-22 twice.csv
status 3
stdout <<END
$heading
F1,C1,,,2026-10-13,overdue,40,default,,Ms Lark,Hub,2026-09-01,11,
F2,C1,,,2026-10-13,overdue,40,default,,Ms Lark,HUB,2026-09-01,11,
F1,C2,,,2026-11-12,overdue,10,default,,Ms Lark,hub,2026-10-01,7,
END
stderr <<'END'
eh-review: twice.csv:5: end_date: before the date on which it began
END

# --- Bad rows ----------------------------------------------------------------------------------------------------------------

cat >bad.csv <<'END'
family_id,child_id,date,level,review_due
F1,,31/02/2026,,
F2,,2026-01-01,early-halp,2026-11-20
,,2026-01-01,,2026-11-20
F3,,2026-01-01,,soon
F4,,2026-01-01,,2026-11-20
F5,2026-01-01
END
cat >badreviews.csv <<'END'
family_id,review_id,due_date,held_date,level
,A,2026-11-01,,
F4,B,2026-11-01,2026-11-31,
F4,C,2026-11-01,2026-11-01,Level 99
END
run 'bad rows' eh-review --as-of 2026-11-22 --rejects rejects.csv --reviews badreviews.csv --summary bad.csv
status 3
stdout <<END
$heading
F4,,,2026-11-20,2026-11-20,overdue,2,plan,,,,2026-01-01,46,
END
stderr <<'END'
eh-review: badreviews.csv:2: family_id: blank, but a value is needed
eh-review: badreviews.csv:3: held_date: no such day in the calendar, or a year outside 1000 to 2999
eh-review: badreviews.csv:4: level: not one of universal, early-help, child-in-need, significant-harm
eh-review: bad.csv:2: date: no such day in the calendar, or a year outside 1000 to 2999
eh-review: bad.csv:3: level: not one of universal, early-help, child-in-need, significant-harm; nearest: early-help
eh-review: bad.csv:4: family_id and child_id are both blank
eh-review: bad.csv:5: review_due: not a date in a form that is read (2026-11-22, 22/11/2026, 22 Nov 2026, Nov 2026, 2026-11, 2026, 2026~, 2026-11-XX, 2025/2026; no date: blank, TBC, Ongoing, Unknown)
eh-review: bad.csv:7: cells in this row: 2; in the header line: 5
plans used: 1; rows rejected: 8
overdue: 1; due soon, by 2026-12-06: 0; due later: 0; in the row of another plan: 0
ended: 0; closed by a review: 0; without any date: 0
reviews: 0; families with reviews but no plan: 0
END
ok 'rejects' test "$(wc -l <rejects.csv)" -eq 10

# --- For people --------------------------------------------------------------------------------------------------------------

export COLUMNS=80
due 'text' -t text --reviews "$examples/reviews.csv" "$examples/plans.csv"
golden review-due/list.txt
ok 'it fits the terminal' sh -c '! grep -E "^.{81}" "$1"' - "$TOP/tests/golden/review-due/list.txt"
COLUMNS=40
due 'narrow text' -t text --reviews "$examples/reviews.csv" "$examples/plans.csv"
golden review-due/narrow.txt
ok 'it fits a narrow one' sh -c '! grep -E "^.{41}" "$1"' - "$TOP/tests/golden/review-due/narrow.txt"
COLUMNS=80
due 'html' -t html --reviews "$examples/reviews.csv" "$examples/plans.csv"
golden review-due/list.html
cp "$scratch/out" page.html
ok 'html is well formed' xmllint --noout --html page.html
{
    printf 'family_id,child_id,date,lead_practitioner,review_due\n'
    printf 'F<1>,"C\033[31m",2026-09-01,"A <b>&""x""",2026-11-21\n'
} >hostile.csv
run 'hostile text' eh-review --as-of 2026-11-24 --working-days -t text hostile.csv
stdout <<'END'
Reviews that are due
As of 2026-11-24: what is overdue, and what falls due by 2026-12-08. Days late
are working days.

A <b>&"x"
1 overdue, most days late: 2
  2 days late  family F<1>, child C�[31m; due 2026-11-21: as in the plan
               plan began 12 weeks ago; no review held yet
END
run 'hostile html' eh-review --as-of 2026-11-24 -t html hostile.csv -o page.html
ok 'nothing of it is markup' sh -c '! grep -e "<b>" -e "F<1>" page.html'
cat >words.csv <<'END'
family_id,date,review_due
a,2026-11-23,2026-11-21
b,2026-11-16,2026-11-22
c,2026-11-15,2026-11-23
d,2026-11-08,2026-11-24
END
run 'words' eh-review --as-of 2026-11-22 -t text words.csv
stdout <<'END'
Reviews that are due
As of 2026-11-22: what is overdue, and what falls due by 2026-12-06.

No lead practitioner on record
1 overdue, 3 due soon, most days late: 1
  1 day late  family a; due 2026-11-21: as in the plan
              no review held yet
  today       family b; due 2026-11-22: as in the plan
              plan began this week; no review held yet
  tomorrow    family c; due 2026-11-23: as in the plan
              plan began 1 week ago; no review held yet
  in 2 days   family d; due 2026-11-24: as in the plan
              plan began 2 weeks ago; no review held yet
END
run 'a day off' eh-review --as-of 2026-11-22 -t text --working-days --within 0d words.csv
ok 'a day off is not late' grep -q '^  on the next working day  family a;' "$scratch/out"

# --- Calendar ----------------------------------------------------------------------------------------------------------------

cal() { due "$@" -t ics; tr -d '\r' <"$scratch/out" >cal.ics; }
cal 'events' --reviews "$examples/reviews.csv" "$examples/plans.csv"
golden review-due/events.ics
ok 'lines end with CR LF' sh -c '[ "$(grep -c "$(printf "\r")\$" "$1")" -eq "$(wc -l <"$1")" ]' - "$scratch/out"
ok 'no names' sh -c '! grep -e Haddow -e Merrow -e Bryony cal.ics'
grep UID cal.ics | sort >before
cal 'tasks' --todo --reviews "$examples/reviews.csv" "$examples/plans.csv"
golden review-due/tasks.ics
# On another day, with rows turned round and a date moved, the entries keep their ids.
{ head -n 1 "$examples/plans.csv"; sed 1d "$examples/plans.csv" | sort -r; } | sed 's/2026-11-30$/2026-12-02/' >turned.csv
run 'another day' eh-review --as-of 2026-11-24 -t ics --within 12d --reviews "$examples/reviews.csv" turned.csv
tr -d '\r' <"$scratch/out" | grep UID | sort >after
same 'ids stay' after before
# Once it is held, what follows is another entry.
sed 's/^F104,R3,2026-10-13,,/F104,R3,2026-10-13,2026-11-20,/' "$examples/reviews.csv" >later.csv
cal 'held' --within 99d --reviews later.csv "$examples/plans.csv"
ok 'another id' grep -q '^UID:review_F104__P104_2026-11-20@eh-review$' cal.ics
printf 'family_id,date,lead_practitioner,review_due\nF1,2026-09-01,A,2026-11-20\nF1,2026-09-01,B,2026-11-20\nf 1,2026-09-01,B,2026-11-20\n' >same.csv
cal 'no plan ids' same.csv
grep UID cal.ics >got
cat >wanted <<'END'
UID:review_F1__2026-09-01_@eh-review
UID:review_F1__2026-09-01__2@eh-review
UID:review_xdd964b18ff9b865e__2026-09-01_@eh-review
END
same 'ids all the same' got wanted

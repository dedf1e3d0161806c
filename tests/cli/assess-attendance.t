#!/bin/sh
# `attendance`: termly attendance in, the needs SF-1.1 and SF-1.2 out.
. "$(dirname "$0")/lib.sh"
head=family_id,child_id,outcome,result,terms,percentage,sessions_possible,sessions_attended,authorised_absence,term_percentages,latest,reason
given=child_id,term,sessions_possible,sessions_attended

# needs: child, outcome, per cent and whether they are the latest terms, of each row.
needs() { awk -v columns="${1:-child_id,outcome,percentage,latest}" -f "$TOP/tests/property/columns.awk" "$scratch/out" | sed 1d; }
# say NAME [COLUMNS]: those are as on standard input.
say() { needs "${2-}" >got; cat >wanted; same "$1" got wanted; }

# --- The example ---

cp "$TOP/examples/attendance/attendance.csv" .
run 'the example' eh-assess attendance --summary attendance.csv
status 0
stdout <<WANTED
$head
F104,P1,SF-1.1,need,2025-26 Autumn;2025-26 Spring,84.76,256,217,16,87.67;80.90,yes,217 of 256 sessions attended in 2025-26 Autumn to 2025-26 Spring: under 90 %
F104,P2,SF-1.1,need,2025-26 Autumn;2025-26 Spring,89.84,256,230,26,89.72;90.00,yes,230 of 256 sessions attended in 2025-26 Autumn to 2025-26 Spring: under 90 %
F221,P7,SF-1.1,need,2025-26 Autumn;2025-26 Spring,42.96,256,110,60,34.24;54.54,yes,110 of 256 sessions attended in 2025-26 Autumn to 2025-26 Spring: under 90 %
F221,P7,SF-1.2,need,2025-26 Autumn;2025-26 Spring,42.96,256,110,60,34.24;54.54,yes,110 of 256 sessions attended in 2025-26 Autumn to 2025-26 Spring: under 50 %
WANTED
stderr <<'WANTED'
rows used: 11; rejected: 0
children: 4; with a need: 3; without terms enough one after another: 1
  SF-1.1: 3
  SF-1.2: 1
terms: 10; of them not counted, as no session was possible: 1
WANTED
run 'absence with leave left out' eh-assess attendance --exclude-authorised attendance.csv
status 0
stderr </dev/null
stdout <<WANTED
$head
F221,P7,SF-1.1,need,2025-26 Autumn;2025-26 Spring,66.40,256,110,60,54.79;81.81,yes,170 of 256 sessions attended or missed with leave in 2025-26 Autumn to 2025-26 Spring: under 90 %
F221,P7,SF-1.2,need,2025-26 Autumn;2025-26 Spring,42.96,256,110,60,34.24;54.54,yes,110 of 256 sessions attended in 2025-26 Autumn to 2025-26 Spring: under 50 %
WANTED
run 'all' eh-assess attendance --all attendance.csv
status 0
stderr </dev/null
say 'all: each run of terms, and what was not counted' child_id,outcome,result,terms,percentage,latest,reason <<'WANTED'
P1,SF-1.1,need,2024-25 Summer;2025-26 Autumn,89.55,no,240 of 268 sessions attended in 2024-25 Summer to 2025-26 Autumn: under 90 %
P1,SF-1.2,no-need,2024-25 Summer;2025-26 Autumn,89.55,no,240 of 268 sessions attended in 2024-25 Summer to 2025-26 Autumn: not under 50 %
P1,SF-1.1,need,2025-26 Autumn;2025-26 Spring,84.76,yes,217 of 256 sessions attended in 2025-26 Autumn to 2025-26 Spring: under 90 %
P1,SF-1.2,no-need,2025-26 Autumn;2025-26 Spring,84.76,yes,217 of 256 sessions attended in 2025-26 Autumn to 2025-26 Spring: not under 50 %
P2,SF-1.1,need,2025-26 Autumn;2025-26 Spring,89.84,yes,230 of 256 sessions attended in 2025-26 Autumn to 2025-26 Spring: under 90 %
P2,SF-1.2,no-need,2025-26 Autumn;2025-26 Spring,89.84,yes,230 of 256 sessions attended in 2025-26 Autumn to 2025-26 Spring: not under 50 %
P7,SF-1.1,need,2025-26 Autumn;2025-26 Spring,42.96,yes,110 of 256 sessions attended in 2025-26 Autumn to 2025-26 Spring: under 90 %
P7,SF-1.2,need,2025-26 Autumn;2025-26 Spring,42.96,yes,110 of 256 sessions attended in 2025-26 Autumn to 2025-26 Spring: under 50 %
P9,SF-1.1,too-few-terms,2025-26 Autumn,68.49,no,terms one after another: 1; needed: 2
P9,SF-1.2,too-few-terms,2025-26 Autumn,68.49,no,terms one after another: 1; needed: 2
P9,,no-sessions,2025-26 Spring,,no,no session was possible: the term does not count
P9,SF-1.1,too-few-terms,2025-26 Summer,67.79,yes,terms one after another: 1; needed: 2
P9,SF-1.2,too-few-terms,2025-26 Summer,67.79,yes,terms one after another: 1; needed: 2
WANTED
needs sessions_possible,sessions_attended,authorised_absence,term_percentages | tail -n 3 >got
printf '%s\n' 0,0,0, 118,80,0,67.79 118,80,0,67.79 >wanted
same 'all: a term without sessions has no percentage' got wanted

# --- The average -------------------------------------------------------------------------------------------------------

# One average over both terms, each session counting once. Both terms under, one under, percentages whose mean says
# something else, and exactly the limit.
cat >in.csv <<WANTED
$given
both-under,Autumn 2023,100,89
both-under,Spring 2024,100,89
one-over,Autumn 2023,100,85
one-over,Spring 2024,100,94
mean-over,Autumn 2023,150,132
mean-over,Spring 2024,50,47
mean-under,Autumn 2023,150,138
mean-under,Spring 2024,50,43
exactly,Autumn 2023,140,126
exactly,Spring 2024,110,99
exactly-together,Autumn 2023,100,80
exactly-together,Spring 2024,100,100
one-less,Autumn 2023,1000,900
one-less,Spring 2024,1000,899
half,Autumn 2023,100,40
half,Spring 2024,100,60
under-half,Autumn 2023,101,40
under-half,Spring 2024,100,60
nothing,Autumn 2023,100,0
nothing,Spring 2024,100,0
WANTED
run 'the average' eh-assess attendance in.csv
status 0
stderr </dev/null
say 'the average: of sessions, less than the limit' <<'WANTED'
both-under,SF-1.1,89.00,yes
one-over,SF-1.1,89.50,yes
mean-over,SF-1.1,89.50,yes
one-less,SF-1.1,89.95,yes
half,SF-1.1,50.00,yes
under-half,SF-1.1,49.75,yes
under-half,SF-1.2,49.75,yes
nothing,SF-1.1,0.00,yes
nothing,SF-1.2,0.00,yes
WANTED

# --- Consecutive -------------------------------------------------------------------------------------------------------

cat >in.csv <<WANTED
$given
over-summer,Autumn 2024,100,80
over-summer,Summer 2024,100,80
gap,Autumn 2023,100,10
gap,Summer 2024,100,10
same-season,Autumn 2023,100,10
same-season,Autumn 2024,100,10
no-sessions,Autumn 2023,100,10
no-sessions,Spring 2024,0,0
no-sessions,Summer 2024,100,10
one,Autumn 2023,100,10
earlier,Autumn 2023,100,40
earlier,Spring 2024,100,40
earlier,Summer 2024,100,99
earlier,Autumn 2024,100,99
latest,Autumn 2023,100,10
latest,Spring 2024,100,10
latest,Summer 2024,100,80
latest,Autumn 2024,0,0
WANTED
run 'consecutive' eh-assess attendance in.csv
status 0
stderr </dev/null
say 'consecutive: the next term of the calendar' child_id,outcome,terms,percentage,latest <<'WANTED'
over-summer,SF-1.1,2023-24 Summer;2024-25 Autumn,80.00,yes
earlier,SF-1.1,2023-24 Spring;2023-24 Summer,69.50,no
earlier,SF-1.2,2023-24 Autumn;2023-24 Spring,40.00,no
latest,SF-1.1,2023-24 Spring;2023-24 Summer,45.00,yes
latest,SF-1.2,2023-24 Spring;2023-24 Summer,45.00,yes
WANTED
run 'consecutive, told' eh-assess attendance --all --summary in.csv
status 0
grep 'gap,\|no-sessions\|^,one,' "$scratch/out" | cut -d, -f 2-5 >got
cat >wanted <<'WANTED'
gap,SF-1.1,too-few-terms,2023-24 Autumn
gap,SF-1.2,too-few-terms,2023-24 Autumn
gap,SF-1.1,too-few-terms,2023-24 Summer
gap,SF-1.2,too-few-terms,2023-24 Summer
no-sessions,SF-1.1,too-few-terms,2023-24 Autumn
no-sessions,SF-1.2,too-few-terms,2023-24 Autumn
no-sessions,,no-sessions,2023-24 Spring
no-sessions,SF-1.1,too-few-terms,2023-24 Summer
no-sessions,SF-1.2,too-few-terms,2023-24 Summer
one,SF-1.1,too-few-terms,2023-24 Autumn
one,SF-1.2,too-few-terms,2023-24 Autumn
latest,,no-sessions,2024-25 Autumn
WANTED
same 'consecutive, told: what could not be judged' got wanted

# --- Children ----------------------------------------------------------------------------------------------------------

# Schools and halves of a term add up, whatever order they come in; no session at one school does no harm.
cat >in.csv <<'WANTED'
child_id,term,school,sessions_possible,sessions_attended
moved,Spring 2024,B,60,60
moved,Autumn 2023,A,70,40
moved,Autumn 2023,B,70,70
moved,Spring 2024,A,0,0
moved,Spring 2024,C,40,29
halves,Autumn 1 2023,A,70,70
halves,Autumn 2 2023,A,70,50
halves,Spring 1 2024,A,60,50
halves,HT4 2023/24,A,60,60
WANTED
run 'schools' eh-assess attendance in.csv
status 0
stderr </dev/null
say 'schools: rows of a term add up' child_id,outcome,percentage,sessions_possible,sessions_attended,term_percentages <<'WANTED'
moved,SF-1.1,82.91,240,199,78.57;89.00
halves,SF-1.1,88.46,260,230,85.71;91.66
WANTED

# A child is of a family; without one named it is that of the only family which has it.
cat >in.csv <<'WANTED'
family_id,child_id,term,sessions_possible,sessions_attended
,1,Autumn 2023,100,10
F1,2,Autumn 2023,100,10
,2,Spring 2024,100,10
F1,1,Spring 2024,100,10
F1,3,Autumn 2023,100,10
F2,3,Spring 2024,100,10
,3,Spring 2024,100,10
WANTED
run 'families' eh-assess attendance in.csv
status 0
stderr </dev/null
say 'families: rows without one join the only one' family_id,child_id,outcome <<'WANTED'
F1,1,SF-1.1
F1,1,SF-1.2
F1,2,SF-1.1
F1,2,SF-1.2
WANTED
run 'children in two files' sh -c 'sed 1,3d in.csv | cat - >rest.csv
    (sed 1q in.csv; cat rest.csv) >second.csv; sed 3q in.csv >first.csv
    eh-assess attendance first.csv second.csv'
status 0
needs family_id,child_id,outcome >got
same 'children in two files: are as in one' got wanted

# --- Absence -----------------------------------------------------------------------------------------------------------

cat >in.csv <<'WANTED'
child_id,term,sessions_possible,sessions_attended,authorised_absence,unauthorised_absence
ill,Autumn 2023,100,30,70,0
ill,Spring 2024,100,30,70,0
away,Autumn 2023,100,85,5,10
away,Spring 2024,100,85,5,10
truant,Autumn 2023,100,85,4,11
truant,Spring 2024,100,85,5,10
denominator,Autumn 2023,100,44,50,6
denominator,Spring 2024,100,44,50,6
without-leave-told,Autumn 2023,100,85,,10
without-leave-told,Spring 2024,100,85,,10
unmarked,Autumn 2023,100,80,5,5
unmarked,Spring 2024,100,80,5,5
from-absence,Autumn 2023,100,,4,11
from-absence,Spring 2024,100,,5,10
full,Autumn 2023,100,100,,
full,Spring 2024,0,,,
WANTED
run 'absence' eh-assess attendance in.csv
status 0
stderr </dev/null
say 'absence: of both kinds counts' child_id,outcome,percentage,sessions_attended,authorised_absence <<'WANTED'
ill,SF-1.1,30.00,60,140
ill,SF-1.2,30.00,60,140
away,SF-1.1,85.00,170,10
truant,SF-1.1,85.00,170,9
denominator,SF-1.1,44.00,88,100
denominator,SF-1.2,44.00,88,100
without-leave-told,SF-1.1,85.00,170,10
unmarked,SF-1.1,80.00,160,10
from-absence,SF-1.1,85.00,170,9
WANTED
run 'absence, with leave left out' eh-assess attendance --exclude-authorised in.csv
status 0
stderr </dev/null
say 'absence, with leave left out: for SF-1.1 alone, of all sessions possible' child_id,outcome,percentage,sessions_attended,authorised_absence <<'WANTED'
ill,SF-1.2,30.00,60,140
truant,SF-1.1,89.50,170,9
denominator,SF-1.2,44.00,88,100
unmarked,SF-1.1,85.00,160,10
from-absence,SF-1.1,89.50,170,9
WANTED
printf '%s\n' child_id,term,sessions_possible,authorised_absence,unauthorised_absence C1,202324/1,100,5,20 C1,202324/2,100,5,20 >in.csv
run 'absence alone' eh-assess attendance in.csv
status 0
say 'absence alone: tells attendance' <<'WANTED'
C1,SF-1.1,75.00,yes
WANTED
printf '%s\n' child_id,term,sessions_possible,sessions_attended,authorised_absence C1,202324/1,100,80, C1,202324/2,100,80,3 >in.csv
run 'leave not told' eh-assess attendance --exclude-authorised in.csv
status 3
stderr <<'WANTED'
eh-assess: in.csv:2: authorised_absence: blank, but a value is needed
WANTED
run 'leave not asked for' eh-assess attendance in.csv
status 0
say 'leave not asked for: is not needed' child_id,outcome,percentage,authorised_absence <<'WANTED'
C1,SF-1.1,80.00,
WANTED
printf '%s\n' child_id,term,sessions_possible,sessions_attended C1,202324/1,100,80 >in.csv
run 'leave in no column' eh-assess attendance --exclude-authorised in.csv
status 2
stdout </dev/null
stderr <<'WANTED'
eh-assess: in.csv:1: no column for unauthorised_absence or authorised_absence; columns found: child_id, term, sessions_possible, sessions_attended
WANTED

# --- Terms and headings ------------------------------------------------------------------------------------------------

cat >in.csv <<'WANTED'
Pupil UPN,time_period,time_identifier,sess_possible,sess_authorised,sess_unauthorised
0012,202324,Autumn term,140,10,20
0012,202324,Spring term,110,10,20
WANTED
run 'headings of statistics' eh-assess attendance -m academic_year=time_period -m term=time_identifier \
    -m sessions_possible=sess_possible -m authorised_absence=sess_authorised -m unauthorised_absence=sess_unauthorised in.csv
status 0
stderr </dev/null
say 'headings of statistics: with --map' <<'WANTED'
0012,SF-1.1,76.00,yes
WANTED
printf '%s\n' child_id,Academic\ Year,term,Possible,Attendances C1,2023/24,1,100.0,50.00 C1,2023/24,2,100.0,49 >in.csv
run 'a column for the year' eh-assess attendance in.csv
status 0
say 'a column for the year: and decimals that are whole' child_id,outcome,terms,percentage <<'WANTED'
C1,SF-1.1,2023-24 Autumn;2023-24 Spring,49.50
C1,SF-1.2,2023-24 Autumn;2023-24 Spring,49.50
WANTED
printf '%s\n' term,name,begins,words,codes 1,Term\ 1,09-01,,1 2,Term\ 2,10-25,,2 3,Term\ 3,01-01,,3 4,Term\ 4,02-15,,4 \
    5,Term\ 5,easter+1,,5 6,Term\ 6,06-01,,6 >six.csv
printf '%s\n' $given C1,2023/24\ Term\ 6,100,80 C1,2024/25\ Term\ 1,100,80 C2,2023/24\ Term\ 1,100,80 C2,2023/24\ Term\ 3,100,80 >in.csv
run 'six terms' eh-assess attendance --terms six.csv in.csv
status 0
say 'six terms: by a calendar of their own' child_id,outcome,terms <<'WANTED'
C1,SF-1.1,2023-24 Term 6;2024-25 Term 1
WANTED
run 'six terms without it' eh-assess attendance in.csv
status 3
stderr <<'WANTED'
eh-assess: in.csv:2: term: not a school term with its year, such as 2023-24 Autumn, Autumn 2023, 202324/1 or a day in it
WANTED
echo 'term,name' >broken.csv
run 'a broken calendar' eh-assess attendance --terms broken.csv in.csv
status 2
stdout </dev/null
stderr <<'WANTED'
eh-assess: broken.csv:1: no column begins
WANTED

# --- Limits ------------------------------------------------------------------------------------------------------------

printf '%s\n' interval,value attendance_low,95 attendance_terms,3 >own.csv
printf '%s\n' $given C1,Autumn\ 2023,100,10 C1,Spring\ 2024,100,10 C2,Autumn\ 2023,100,94 C2,Spring\ 2024,100,94 C2,Summer\ 2024,100,94 >in.csv
run 'limits of their own' eh-assess attendance --intervals own.csv --all in.csv
status 0
say 'limits of their own: are kept to' child_id,outcome,result,terms,reason <<'WANTED'
C1,SF-1.1,too-few-terms,2023-24 Autumn;2023-24 Spring,terms one after another: 2; needed: 3
C1,SF-1.2,too-few-terms,2023-24 Autumn;2023-24 Spring,terms one after another: 2; needed: 3
C2,SF-1.1,need,2023-24 Autumn;2023-24 Spring;2023-24 Summer,282 of 300 sessions attended in 2023-24 Autumn to 2023-24 Summer: under 95 %
C2,SF-1.2,no-need,2023-24 Autumn;2023-24 Spring;2023-24 Summer,282 of 300 sessions attended in 2023-24 Autumn to 2023-24 Summer: not under 50 %
WANTED
printf '%s\n' interval,value attendance_terms,1 >own.csv
run 'one term' eh-assess attendance --intervals own.csv in.csv
status 0
say 'one term: is told by its name' child_id,outcome,terms,reason <<'WANTED'
C1,SF-1.1,2023-24 Spring,10 of 100 sessions attended in 2023-24 Spring: under 90 %
C1,SF-1.2,2023-24 Spring,10 of 100 sessions attended in 2023-24 Spring: under 50 %
WANTED

# Each rule is of an outcome that there is, and names what stands in share/intervals.csv.
cut -d, -f1 "$TOP/share/attendance.csv" | sed 1d >rules
sed 1d "$TOP/share/outcomes/supporting-families/outcomes.csv" | cut -d, -f1 >outcomes
ok 'each rule is of an outcome' grep -qxFf outcomes rules
grep -vxFf outcomes rules >unknown
same 'and no other' unknown /dev/null

# --- Status, rejects, formats ------------------------------------------------------------------------------------------

run 'exit status: a need' eh-assess attendance --exit-code "$TOP/examples/attendance/attendance.csv"
status 1
printf '%s\n' $given C1,Autumn\ 2023,100,90 C1,Spring\ 2024,100,90 >in.csv
run 'exit status: none' eh-assess attendance --exit-code in.csv
status 0
stdout <<WANTED
$head
WANTED
printf '%s\n' $given C1,Autumn\ 2023,100,10 C1,Spring\ 2024,100,10 C1,Summer\ 2024,100,101 C1,soon,100,10 >in.csv
run 'rejects' eh-assess attendance --exit-code --rejects rejected.csv in.csv
status 3
stderr <<'WANTED'
eh-assess: in.csv:4: sessions_possible: fewer than the sessions attended and missed together
eh-assess: in.csv:5: term: not a school term with its year, such as 2023-24 Autumn, Autumn 2023, 202324/1 or a day in it
WANTED
file rejected.csv <<'WANTED'
file,line,reason,child_id,term,sessions_possible,sessions_attended
"in.csv",4,"sessions_possible: fewer than the sessions attended and missed together",C1,Summer 2024,100,101
"in.csv",5,"term: not a school term with its year, such as 2023-24 Autumn, Autumn 2023, 202324/1 or a day in it",C1,soon,100,10
WANTED
printf 'child_id,term\nC1,Autumn 2023\n' >in.csv
run 'a missing column' eh-assess attendance in.csv
status 2
stdout </dev/null
stderr <<'WANTED'
eh-assess: in.csv:1: no column for sessions_possible; columns found: child_id, term
WANTED
run 'an empty file' eh-assess attendance /dev/null
status 2
for format in text html json rec; do
    run "as $format" eh-assess attendance -t $format "$TOP/examples/attendance/attendance.csv"
    status 0
    stderr </dev/null
    ok "as $format: names the child" grep -q P7 "$scratch/out"
done
run 'the schema' eh-assess attendance --schema
status 0
sed -n 's/^  {"name": "\([a-z_]*\)".*/\1/p' "$scratch/out" | tail -n 12 | tr '\n' ',' | sed 's/,$//' >got
echo "$head" | tr -d '\n' >wanted
same 'the schema: the columns are those written' got wanted
run 'an option of another verb' eh-assess attendance --patterns own.csv in.csv
status 2

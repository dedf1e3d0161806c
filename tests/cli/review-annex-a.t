#!/bin/sh
# `annex-a`: assessments and episodes in, list 2 of Annex A out, and where the two differ.
. "$(dirname "$0")/lib.sh"
head='Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years),Assessment start date,Assessment completion date,Organisation completing assessment'
day='--as-of 2026-11-22'
columns() { awk -v columns="$1" -f "$TOP/tests/property/columns.awk" "$scratch/out" | sed 1d; }

# --- The example -------------------------------------------------------------------------------------------------------

cp "$TOP"/examples/review/annex-a/*.csv .
run 'the example' eh-review annex-a $day --people people.csv --assessments assessments.csv --episodes episodes.csv \
    --differences differences.csv --unmapped unmapped.csv --summary
status 0
stdout <<WANTED
$head
C301,a) Male,a) WBRI,14/03/2014,12,12/06/2026,30/06/2026,Ashmere Family Hub
C302,b) Female,a) WBRI,02/12/2017,8,12/06/2026,30/06/2026,Ashmere Family Hub
C311,b) Female,o) BAFR,08/07/2012,14,04/05/2026,22/05/2026,Hedgerow Primary School
C321,c) Not stated/recorded,t) NOBT,03/01/2027,-1,20/10/2026,,Harbour Family Hub
C322,d) Neither,h) MWAS,30/09/2019,7,20/10/2026,,Harbour Family Hub
C341,,,11/11/2011,15,01/09/2026,20/09/2026,
WANTED
stderr <<'WANTED'
assessments: 8; in the window or open: 6; later than the day: 1
episodes: 5; in the window or open: 5; later than the day: 0
rows rejected: 0
on the list, from assessments: 6; without gender: 1; ethnic group: 1; date of birth: 0; organisation: 1
  no-episode: 3
  no-assessment: 1
  assessment-outside-window: 1
  starts: 2
  ends: 3
WANTED
file differences.csv <<'WANTED'
child_id,difference,assessment_start,assessment_end,assessment_organisation,episode_start,episode_end,episode_organisation
C301,ends,2026-06-12,2026-06-30,Ashmere Family Hub,2026-06-12,,Ashmere Family Hub
C302,starts,2026-06-12,2026-06-30,Ashmere Family Hub,2026-06-14,,Ashmere Family Hub
C302,ends,2026-06-12,2026-06-30,Ashmere Family Hub,2026-06-14,,Ashmere Family Hub
C311,starts,2026-05-04,2026-05-22,Hedgerow Primary School,2026-05-20,2026-11-06,Hedgerow Primary School
C311,ends,2026-05-04,2026-05-22,Hedgerow Primary School,2026-05-20,2026-11-06,Hedgerow Primary School
C321,no-episode,2026-10-20,,Harbour Family Hub,,,
C322,no-episode,2026-10-20,,Harbour Family Hub,,,
C341,no-episode,2026-09-01,2026-09-20,,,,
C331,assessment-outside-window,2026-01-15,2026-02-02,Ashmere Family Hub,2026-02-02,,Larkhay Family Hub
C399,no-assessment,,,,2026-08-17,,Harbour Family Hub
WANTED
file unmapped.csv <<'WANTED'
column,value,count,file,line
ethnicity,Not on our list,1,people.csv,9
WANTED
run 'from episodes' eh-review annex-a $day --from episodes --people people.csv --episodes episodes.csv
status 0
stderr </dev/null
stdout <<WANTED
$head
C301,a) Male,a) WBRI,14/03/2014,12,12/06/2026,,Ashmere Family Hub
C302,b) Female,a) WBRI,02/12/2017,8,14/06/2026,,Ashmere Family Hub
C311,b) Female,o) BAFR,08/07/2012,14,20/05/2026,06/11/2026,Hedgerow Primary School
C331,a) Male,d) WOTH,,,02/02/2026,,Larkhay Family Hub
C399,,,,,17/08/2026,,Harbour Family Hub
WANTED
run 'from episodes, with both' eh-review annex-a $day --from episodes --people people.csv --assessments assessments.csv \
    --episodes episodes.csv --differences differences.csv --exit-code
status 1
cut -d, -f 1,2 differences.csv >got
printf '%s\n' child_id,difference C301,ends C302,starts C302,ends C311,starts C311,ends C331,assessment-outside-window \
    C399,no-assessment C321,no-episode C322,no-episode C341,no-episode >wanted
same 'what is on the list comes first' got wanted
run 'nothing to differ' eh-review annex-a $day --exit-code --from episodes --episodes episodes.csv
status 0

# --- What is on the list -----------------------------------------------------------------------------------------------

cat >edges.csv <<'END'
child_id,start_date,end_date,organisation
began-on-first,2026-05-22,2026-05-22,Hub
ended-on-first,2026-01-01,22/05/2026,Hub
ended-day-before,2026-01-01,2026-05-21,Hub
long-open,2020-01-01,,Hub
ongoing,2020-01-01,Ongoing,Hub
began-today,2026-11-22,2026-11-22,Hub
begins-tomorrow,2026-11-23,,Hub
ends-tomorrow,2026-01-01,2026-11-23,Hub
END
run 'the window' eh-review annex-a $day --assessments edges.csv
status 0
stderr </dev/null
columns 'Child Unique ID,Assessment start date,Assessment completion date' >got
cat >wanted <<'END'
began-on-first,22/05/2026,22/05/2026
ended-on-first,01/01/2026,22/05/2026
long-open,01/01/2020,
ongoing,01/01/2020,
began-today,22/11/2026,22/11/2026
ends-tomorrow,01/01/2026,
END
same 'who is on the list' got wanted
printf 'interval,value,unit\nannex_a_window,1,weeks\n' >week.csv
run 'a window of a week' eh-review annex-a --as-of 2026-05-28 --intervals week.csv --assessments edges.csv
status 0
columns 'Child Unique ID' >got
printf '%s\n' began-on-first ended-on-first ended-day-before long-open ongoing ends-tomorrow >wanted
same 'who is on the list of a week' got wanted
run 'the end of a month' eh-review annex-a --as-of 2026-08-31 --assessments - <<'END'
child_id,start_date,end_date,organisation
in,2026-02-28,2026-02-28,Hub
out,2026-02-27,2026-02-27,Hub
END
status 0
columns 'Child Unique ID' >got
echo in >wanted
same 'six months before 31 August is the last of February' got wanted

# --- Forms of values ---------------------------------------------------------------------------------------------------

sed 1d "$TOP/share/maps/annex-a.csv" >values
{
    echo 'child_id,gender,ethnicity,dob,start_date,organisation'
    awk -F, '{ print $2 "," ($1 == "gender" ? $2 "," : "," $2) ",29/02/2012,2026-11-01,Hub" }' values
} >codes.csv
run 'each code' eh-review annex-a $day --assessments codes.csv
status 0
stderr </dev/null
cp "$scratch/out" list.csv
columns 'Gender,Ethnicity' | tr -d , >got
cut -d, -f 3 values >wanted
same 'has its form' got wanted
run 'and each form' eh-review annex-a $day --assessments list.csv --unmapped unmapped.csv
same 'is read back as its code' "$scratch/out" list.csv
echo 'column,value,count,file,line' >wanted
same 'with nothing left over' unmapped.csv wanted
for list in gender ethnicity; do
    sed -n "s/^$list,\([^,]*\),.*/\1/p" "$TOP/share/maps/value-names.csv" | sort >wanted
    sed -n "s/^$list,\([^,]*\),.*/\1/p" values | sort >got
    same "every code of $list has a form" got wanted
done
run 'headings without blanks' eh-review annex-a $day --assessments - <<'END'
ChildUniqueID,Gender,Ethnicity,DateOfBirth,Age,AssessmentStartDate,AssessmentCompletionDate,OrganisationCompletingAssessment
7,b) Female,u) UNKNOWN,23/11/2010,15.99,22/11/2026,,"Hub, North"
END
status 0
stdout <<WANTED
$head
7,b) Female,u) UNKNOWN,23/11/2010,15,22/11/2026,,"Hub, North"
WANTED
run 'a title line, an id with zeros, blanks' eh-review annex-a $day --assessments - <<'END'
List 2: Early Help,,,,,,,
Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years),Assessment start date,Assessment completion date,Organisation completing assessment
 007 ,,,,,22/11/2026,,
END
status 0
stdout <<WANTED
$head
007,,,,,22/11/2026,,
WANTED

# --- Families and people -----------------------------------------------------------------------------------------------

cat >family.csv <<'END'
family_id,person_id,name,gender,dob,ethnicity,outcome
F1,P1,Adult,f,1990-01-01,WBRI,
F1,P2,Was a child,m,2008-06-02,WBRI,
F1,P3,Had turned 18,m,2008-06-01,WBRI,
F1,P4,Baby,u,2026-12-25,NOBT,unborn
F1,P5,Not born,u,2026-01-01,NOBT,miscarriage
F1,P6,No date,f,,,
F2,P2,Another,x,2015-01-01,CHNE,
,P9,Alone,x,2015-01-01,CHNE,
F2,P8,Only one,m,2015-01-01,BOTH,
END
run 'whole families' eh-review annex-a $day --people family.csv --assessments - --rejects rejected.csv <<'END'
family_id,child_id,start_date,end_date,organisation,gender
F1,,2026-06-01,,Hub,
F1,P3,2026-06-01,,Hub,x
F2,P2,2026-06-01,,Hub,
,P2,2026-06-01,,Hub,
,P8,2026-06-01,,Hub,
F7,P9,2026-06-01,,Hub,
F3,,2026-06-01,,Hub,
,,2026-06-01,,Hub,
END
status 3
stdout <<WANTED
$head
P2,a) Male,a) WBRI,02/06/2008,18,01/06/2026,,Hub
P4,c) Not stated/recorded,t) NOBT,25/12/2026,-1,01/06/2026,,Hub
P3,d) Neither,a) WBRI,01/06/2008,18,01/06/2026,,Hub
P2,d) Neither,q) CHNE,01/01/2015,11,01/06/2026,,Hub
P2,,,,,01/06/2026,,Hub
P8,a) Male,p) BOTH,01/01/2015,11,01/06/2026,,Hub
P9,d) Neither,q) CHNE,01/01/2015,11,01/06/2026,,Hub
WANTED
stderr <<'WANTED'
eh-review: <stdin>:8: about a whole family, and the table of people tells no child of it
eh-review: <stdin>:9: family_id and child_id are both blank
WANTED

run 'people without names' eh-review annex-a $day --people - --assessments edges.csv <<'END'
person_id,gender
began-today,f
END
status 0
columns 'Child Unique ID,Gender' | grep began-today >got
echo 'began-today,b) Female' >wanted
same 'need none' got wanted

# --- Bad input ---------------------------------------------------------------------------------------------------------

run 'rows that cannot be used' eh-review annex-a $day --assessments - --rejects rejected.csv <<'END'
child_id,start_date,end_date,organisation,dob
C1,31/02/2026,,Hub,
C2,,,Hub,
C3,June 2026,,Hub,
C4,2026-06-01,2026-06,Hub,
C5,2026-06-02,2026-06-01,Hub,
C6,2026-06-02,,Hub,soon
C7,2026-06-02,,Hub,2010~
C8
END
status 3
stdout <<WANTED
$head
C7,,,,,02/06/2026,,Hub
WANTED
cat >wanted <<'WANTED'
eh-review: <stdin>:2: start_date: no such day in the calendar, or a year outside 1000 to 2999
eh-review: <stdin>:3: start_date: blank, but a value is needed
eh-review: <stdin>:4: start_date: not exact to the day, as Annex A needs it
eh-review: <stdin>:5: end_date: not exact to the day, as Annex A needs it
eh-review: <stdin>:6: end_date: before the date on which it began
WANTED
head -n 5 "$scratch/err" >got
same 'each with its reason' got wanted
ok 'and one for each' test "$(wc -l <"$scratch/err")" -eq 7
ok 'they are all in the rejects' test "$(wc -l <rejected.csv)" -eq 8
run 'a column that is missing' eh-review annex-a $day --assessments - <<'END'
child_id,organisation
C1,Hub
END
status 2
stderr <<'WANTED'
eh-review: <stdin>:1: no column for start_date; columns found: child_id, organisation
WANTED
printf 'child_id,start_date,end_date,organisation\n' >none.csv
run 'a header alone' eh-review annex-a $day --assessments none.csv
status 0
echo "$head" >wanted
same 'gives a header' "$scratch/out" wanted
: >empty.csv
run 'an empty file' eh-review annex-a $day --assessments empty.csv
status 2
stderr <<'WANTED'
eh-review: empty.csv: no header line: the file is empty
WANTED
run 'no table' eh-review annex-a $day
status 2
stderr <<'WANTED'
eh-review: annex-a needs --assessments, which makes the list (eh-review --help shows what there is)
WANTED
run 'no table to make it of' eh-review annex-a $day --from episodes --assessments edges.csv
status 2
run 'differences of one' eh-review annex-a $day --assessments edges.csv --differences d.csv
status 2
ok 'writes nothing' test ! -e d.csv
run 'an unwritable file' eh-review annex-a $day --assessments edges.csv --episodes edges.csv --differences no/d.csv
status 2

# --- Properties --------------------------------------------------------------------------------------------------------

run 'before' eh-review annex-a $day --people people.csv --assessments assessments.csv
cp "$scratch/out" before
awk -F, -v OFS=, '{ print $6, $5, $4, $3, $2, $1 }' assessments.csv >turned.csv
run 'columns in another order' eh-review annex-a $day --people people.csv --assessments turned.csv
same 'give the same list' "$scratch/out" before
run 'the list read again' eh-review annex-a $day --assessments before
same 'is the same list' "$scratch/out" before

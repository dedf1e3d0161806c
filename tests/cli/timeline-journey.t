#!/bin/sh
# `journey`: what happened to each child, in order.
. "$(dirname "$0")/lib.sh"
day='--as-of 2026-11-22'
head=family_id,child_id,journey,steps,first_date,last_date,days,dates,gaps,ups,downs,repeats,state,open,rows,unsure,undated
examples=$TOP/examples/timeline/journey

# --- The example: Annex A lists, a table of the Standard Safeguarding Dataset and a file of one's own ------------------------

run 'the example' eh-timeline journey $day --summary "$examples/contacts.csv" "$examples/early-help.csv" \
    "$examples/referrals.csv" "$examples/assessments.csv" "$examples/statutory.csv"
status 0
stdout <<END
$head
,C2001,C EH EH| C EH,4,2024-03-04,2025-03-10,371,2024-03-04;2024-03-25;2024-10-11;2025-02-17;2025-03-10,21;200;129;21,0,0,1,open,EH,4,0,0
,C2002,C EH R AS EH| AA CIN S47 ICPC CIN| CPP CIN CPP| CIN|,9,2023-09-12,2025-07-04,661,2023-09-12;2023-09-30;2024-02-05;2024-02-06;2024-02-09;2024-03-18;2024-03-18;2024-04-19;2024-05-02;2024-05-02;2024-05-02;2025-01-30;2025-01-30;2025-07-04,18;128;1;3;38;0;32;13;0;0;273;0;155,2,1,0,ended,,9,0,0
,C2003,C EH EH|,2,2024-06-05,2024-12-20,198,2024-06-05;2024-06-24;2024-12-20,19;179,0,0,0,ended,,2,0,0
,C2004,C EH EH| EH,3,2024-10-21,2025-09,315,2024-10-21;2024-11-04;2025-05-16;2025-09,14;193;~108,0,0,1,open,EH,3,1,0
,C2005,C R S47 AS,4,2026-01-08,2026-01-10,2,2026-01-08;2026-01-09;2026-01-09;2026-01-10,1;0;1,0,0,0,open,AS,4,0,0
END
stderr <<'END'
children: 5; open: 3; ended: 2; no response: 0
steps: 22, from 22 rows; up: 2; down: 1; early help again: 2
dates not sure to the day: 1; codes without a date: 0
events that are no step: 0; children whose family is not sure: 0; rows rejected: 0
END
cp "$scratch/out" wanted
run 'the files in another order' eh-timeline journey $day "$examples/statutory.csv" "$examples/assessments.csv" \
    "$examples/early-help.csv" "$examples/contacts.csv" "$examples/referrals.csv"
same 'the files in another order: the same' "$scratch/out" wanted
run 'for reading' eh-timeline journey $day -t text "$examples/early-help.csv" "$examples/contacts.csv"
status 0
stdout <<'END'
Journeys

C contact, EH early help begins, EH| early help ends. Each step with its date, and the days since
the step before; of a date that is not a day, its first day counts.

Child  Journey                                                          Now          Up  Down  Again
─────  ───────────────────────────────────────────────────────────────  ───────────  ──  ────  ─────
C2001  C 4 Mar 2024; EH 25 Mar 2024 (21 days later); EH| 11 Oct 2024    open: EH      0     0      1
       (200 days later); C 17 Feb 2025 (129 days later);
       EH 10 Mar 2025 (21 days later)

C2002  C 12 Sep 2023; EH 30 Sep 2023 (18 days later); EH| 9 Feb 2024    ended         0     0      0
       (132 days later)

C2003  C 5 Jun 2024; EH 24 Jun 2024 (19 days later); EH| 20 Dec 2024    ended         0     0      0
       (179 days later)

C2004  C 21 Oct 2024; EH 4 Nov 2024 (14 days later); EH| 16 May 2025    open: EH      0     0      1
       (193 days later); EH Sep 2025 (about 108 days later)

C2005  C 8 Jan 2026                                                     no response   0     0      0
END
run 'the events that table makes tell the same' eh-timeline table -o events.csv "$examples/contacts.csv" \
    "$examples/early-help.csv" "$examples/referrals.csv" "$examples/assessments.csv" "$examples/statutory.csv"
status 0
run 'the journeys of those events' eh-timeline journey $day events.csv
status 0
ok 'the same codes' sh -c 'cut -d, -f2-14 "$0" >a; cut -d, -f2-14 wanted >b; cmp a b' "$scratch/out"

# --- The commonest ----------------------------------------------------------------------------------------------------------

cat >many.csv <<'END'
child_id,date,contact_id
K1,2024-01-01,1
K2,2024-01-01,2
K2,2024-01-06,3
K3,2024-02-01,4
K3,2024-02-02,5
K4,2024-02-01,6
K5,,7
K6,2024,8
K6,2024-04-01,9
END
cat >episodes.csv <<'END'
child_id,start_date,end_date,episode_id
K7,2024-01-01,2024-01-31,1
K8,2024-01-01,2024-02-01,2
END
run 'the commonest' eh-timeline journey --top 3 many.csv episodes.csv
status 0
stdout <<'END'
journey,children,share,median_days
C C,3,37.5,5
C,2,25.0,0
EH EH|,2,25.0,30.5
END
run 'all there are' eh-timeline journey --top 100 -t text many.csv episodes.csv
status 0
stdout <<'END'
The commonest journeys

C contact, EH early help begins, EH| early help ends. 8 children, 4 different journeys.

Journey  Children  Per cent  Median days
───────  ────────  ────────  ───────────
C C             3      37.5            5
C               2      25.0            0
EH EH|          2      25.0         30.5
? C             1      12.5
END
# Rare ones together: with 3, the row would have had fewer than it takes when C C stood alone.
run 'the rare ones together' eh-timeline journey --top 100 --least 3 many.csv episodes.csv
status 0
stdout <<'END'
journey,children,share,median_days
C C,3,37.5,5
all other journeys,5,62.5,
END
run 'the rare ones and those behind the first' eh-timeline journey --top 1 --least 2 many.csv episodes.csv
status 0
stdout <<'END'
journey,children,share,median_days
C C,3,37.5,5
all other journeys,5,62.5,
END
run 'one more goes into it' eh-timeline journey --top 100 --least 2 many.csv episodes.csv
status 0
stdout <<'END'
journey,children,share,median_days
C C,3,37.5,5
C,2,25.0,0
all other journeys,3,37.5,
END
run 'all of them rare' eh-timeline journey --top 100 --least 8 many.csv episodes.csv
status 0
stdout <<'END'
journey,children,share,median_days
all other journeys,8,100.0,
END
run 'too few in all' eh-timeline journey --top 100 --least 9 -t text many.csv episodes.csv
status 0
stdout <<'END'
The commonest journeys

C contact, EH early help begins, EH| early help ends. There are too few children to tell how many.

There is nothing to show.
END
run '--least alone' eh-timeline journey --least 6 many.csv
status 2
stderr <<'END'
eh-timeline: --least goes with --top (eh-timeline --help shows what there is)
END
run '--least 0' eh-timeline journey --top 5 --least 0 many.csv
status 2
stderr <<'END'
eh-timeline: --least takes a whole number from 1 (eh-timeline --help shows what there is)
END
run '--top 0' eh-timeline journey --top 0 many.csv
status 2
stderr <<'END'
eh-timeline: --top takes a whole number from 1 (eh-timeline --help shows what there is)
END

# --- Early help again -------------------------------------------------------------------------------------------------------

cat >again.csv <<'END'
child_id,start_date,end_date
K1,2024-01-01,2024-06-30
K1,2025-06-30,
K2,2024-01-01,2024-06-30
K2,2025-07-01,
K3,2024-01-01,2024-06-30
K3,2024-06-30,
END
run 'again within 12 months' eh-timeline journey $day again.csv
status 0
ok 'again within 12 months: the first alone' sh -c 'cut -d, -f2,3,12 "$0" | sed 1d >got; printf "K1,EH EH| EH,1\nK2,EH EH| EH,0\nK3,EH,0\n" | cmp - got' "$scratch/out"
run 'again within another time' eh-timeline journey $day --within 366d again.csv
ok 'again within another time: both' test "$(cut -d, -f12 "$scratch/out" | grep -c 1)" -eq 2
run '--within of no length' eh-timeline journey --within soon again.csv
status 2
stderr <<'END'
eh-timeline: --within takes a length of time, as 14d, 2w or 1m (eh-timeline --help shows what there is)
END

# --- Which record a file is -------------------------------------------------------------------------------------------------

# kinds HEADER CODE: a file with this header and one row is read as this step.
kinds()
{
    printf '%s\nK1' "$1" >kind.csv
    printf '%s' "$1" | sed 's/[^,]*//; s/,[^,]*/,2024-01-01/g' >>kind.csv
    echo >>kind.csv
    run "$1" eh-timeline journey $day -q kind.csv
    ok "$1: $2" test "$(sed -n 's/^,K1,\([^,]*\),.*/\1/p' "$scratch/out")" = "$2"
}
kinds 'Child Unique ID,Date of Contact' C
kinds 'cont_person_id,cont_contact_date' C
kinds 'Child Unique ID,Date of referral' R
kinds 'cine_person_id,cine_referral_date,cine_close_date' 'R R|'
kinds 'Child Unique ID,Assessment start date,Assessment completion date' 'EH EH|'
kinds 'earl_person_id,earl_episode_start_date' EH
kinds 'Child Unique ID,Continuous Assessment Start Date,Continuous Assessment Date of Authorisation' 'EHA EHA|'
kinds 'cina_person_id,cina_assessment_start_date,cina_assessment_auth_date,cina_referral_id' 'AS AA'
kinds 's47e_person_id,s47e_s47_start_date' S47
kinds 'Child Unique ID,Strategy discussion initiating Section 47 Enquiry Start Date,Date of Initial Child Protection Conference' 'S47 ICPC'
kinds 'icpc_person_id,icpc_icpc_date' ICPC
kinds 'cinp_person_id,cinp_cin_plan_start_date,cinp_cin_plan_end_date,cinp_cin_plan_id' 'CIN CIN|'
kinds 'Child Unique ID,CIN Start Date,CIN Closure Date' 'CIN CIN|'
kinds 'cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date' 'CPP CPP|'
kinds 'ChildUniqueID,ChildProtectionPlanStartDate' CPP
kinds 'clae_person_id,clae_cla_episode_start_date,clae_cla_episode_ceased' 'LAC LAC|'
kinds 'Child Unique ID,Date Started to be Looked After,Date Ceased to be Looked After' 'LAC LAC|'
kinds 'child_id,date,plan_id' P

cat >levels.csv <<'END'
child_id,date,end_date,plan_id,level
K1,2024-01-01,,1,Early help
K2,2024-01-01,,2,Child in need
K3,2024-01-01,2024-02-01,3,CP plan
END
run 'plans by their level' eh-timeline journey $day levels.csv
status 0
ok 'plans by their level: P, CIN, CPP' test "$(cut -d, -f3 "$scratch/out" | tr '\n' ' ')" = 'journey P CIN CPP CPP| '
cat >indicators.csv <<'END'
child_id,date,indicator
K1,2024-01-01,HEA-EH-01
END
run 'indicators tell no step' eh-timeline journey indicators.csv
status 2
stdout </dev/null
stderr <<'END'
eh-timeline: indicators.csv: a file of indicators, which tell no step of a journey; --as says what it is instead
END
run 'unless one says so' eh-timeline journey $day --as contacts indicators.csv
status 0
run 'of one file alone' eh-timeline journey $day --as contacts=indicators.csv indicators.csv episodes.csv
status 0
ok 'of one file alone: the other is guessed' grep -q ',K7,EH EH|' "$scratch/out"
run 'a record that tells no step' eh-timeline journey --as indicators indicators.csv
status 2
stderr <<'END'
eh-timeline: --as takes episodes, statutory, contacts, referrals, assessments, plans, events (eh-timeline --help shows what there is)
END
run 'a file that is not read' eh-timeline journey --as contacts=other.csv indicators.csv
status 2
run 'no record fits' eh-timeline journey "$TOP/share/phrases.csv"
status 2
ok 'no record fits: says which there are' grep -q 'the header fits none of episodes, statutory, contacts, referrals, assessments, plans, events' "$scratch/err"
run 'what it lacks then' eh-timeline journey --as contacts "$TOP/share/phrases.csv"
status 2
ok 'what it lacks then: said' grep -q child_id "$scratch/err"
printf 'child_id,family_id\nK1,F1\n' >bare.csv
run 'statutory steps without one' eh-timeline journey --as statutory bare.csv
status 2
stderr <<'END'
eh-timeline: bare.csv: looks like statutory, but has no column that tells when: enquiry_date, conference_date, need_start, protection_start, care_start; --as says what it is instead
END
run 'explained, each file' eh-timeline journey --explain-header episodes.csv many.csv
status 0
ok 'explained, each file: by its own record' grep -q '^many.csv,3,contact_id,contact_id,own name' "$scratch/out"

# --- Events -----------------------------------------------------------------------------------------------------------------

cat >events.csv <<'END'
family_id,person_id,date,event,end_date
F1,,2024-01-01,Contact: the school rang,
F1,,05/01/2024,Early help starts (Hub),
F1,,2024-06-01,Early help ends: outcomes met,
F1,K1,2024-08-01,Early help starts,
F1,K2,2024-08-02,Contact with Dad stops,
F1,K2,2025,Looked after,
F1,K2,2024-12~,No longer looked after,
F2,,Unknown,Referral,
END
run 'events' eh-timeline journey $day --summary --unmapped unmapped.csv events.csv
status 0
stdout <<END
$head
F1,K1,C EH EH| EH,3,2024-01-01,2024-08-01,213,2024-01-01;2024-01-05;2024-06-01;2024-08-01,4;148;61,0,0,1,open,EH,4,0,0
F1,K2,C EH EH| LAC| LAC,3,2024-01-01,2025,366,2024-01-01;2024-01-05;2024-06-01;2024-12~;2025,4;148;~183;~31,1,0,0,open,LAC,5,2,0
F2,,? R,1,,,,,,0,0,0,no-response,,1,0,1
END
stderr <<'END'
children: 3; open: 2; ended: 0; no response: 1
steps: 7, from 10 rows; up: 1; down: 0; early help again: 1
dates not sure to the day: 2; codes without a date: 1
events that are no step: 1; children whose family is not sure: 0; rows rejected: 0
END
file unmapped.csv <<'END'
column,value,count,file,line
event,Contact with Dad stops,1,events.csv,6
END

printf 'date,event\n2024-01-01,Contact\n2024-01-02,Referral\n' >one.csv
run 'events of one family' eh-timeline journey $day one.csv
status 0
ok 'events of one family: one journey' grep -q '^,,C R,' "$scratch/out"
printf 'person_id,date,event\nK1; K2,2024-01-01,Contact\n,2024-01-02,Referral\n' >two.csv
run 'an event of two children' eh-timeline journey $day two.csv
status 3
ok 'an event of two children: two journeys' test "$(grep -c '^,K[12],C,' "$scratch/out")" -eq 2
stderr <<'END'
eh-timeline: two.csv:3: family_id and person_id are both blank
END
printf 'start_date,end_date,colour\n2024-01-01,,red\n' >nobody.csv
run "nobody's episodes" eh-timeline journey nobody.csv
status 2
stderr <<'END'
eh-timeline: nobody.csv: no column for family_id or child_id; columns found: start_date, end_date, colour
END

# --- Bad input --------------------------------------------------------------------------------------------------------------

cat >bad.csv <<'END'
child_id,start_date,end_date,episode_id
K1,31/02/2024,,1
K2,soon,,2
K3,2024-05-01,2024-04-01,3
,2024-05-01,,4
K5,2024-05-01,,5,6
K6,2024-05-01,,6
K7,2024-05,2024-05-01,7
END
run 'bad rows' eh-timeline journey $day --rejects rejects.csv --summary bad.csv
status 3
stdout <<END
$head
,K6,EH,1,2024-05-01,2024-05-01,0,2024-05-01,,0,0,0,open,EH,1,0,0
,K7,EH EH|,1,2024-05,2024-05-01,0,2024-05;2024-05-01,~0,0,0,0,ended,,1,1,0
END
stderr <<'END'
eh-timeline: bad.csv:2: start_date: no such day in the calendar, or a year outside 1000 to 2999
eh-timeline: bad.csv:3: start_date: not a date in a form that is read (2026-11-22, 22/11/2026, 22 Nov 2026, Nov 2026, 2026-11, 2026, 2026~, 2026-11-XX, 2025/2026; no date: blank, TBC, Ongoing, Unknown)
eh-timeline: bad.csv:4: end_date: before the date on which it began
eh-timeline: bad.csv:5: family_id and child_id are both blank
eh-timeline: bad.csv:6: cells in this row: 5; in the header line: 4
children: 2; open: 1; ended: 1; no response: 0
steps: 2, from 2 rows; up: 0; down: 0; early help again: 0
dates not sure to the day: 1; codes without a date: 0
events that are no step: 0; children whose family is not sure: 0; rows rejected: 5
END
printf 'child_id,need_start,need_end\nK1,,\nK2,,2024-03-01\n' >blank.csv
run 'a row without a step' eh-timeline journey $day blank.csv
status 3
stdout <<END
$head
,K2,CIN| ? CIN,1,2024-03-01,2024-03-01,0,2024-03-01,,0,0,0,ended,,1,0,1
END
stderr <<'END'
eh-timeline: blank.csv:2: none of the dates of its steps is filled in
END
: >empty.csv
run 'an empty file' eh-timeline journey empty.csv
status 2
stderr <<'END'
eh-timeline: empty.csv: no header line: the file is empty
END
echo child_id,start_date >header.csv
run 'a header alone' eh-timeline journey header.csv
status 0
stdout <<END
$head
END
run 'a header alone, the commonest' eh-timeline journey --top 5 header.csv
status 0
stdout <<'END'
journey,children,share,median_days
END
run 'nobody, for reading' eh-timeline journey -t text header.csv
status 0
stdout <<'END'
Journeys

There is nothing to show.
END
run 'standard input' eh-timeline journey $day <again.csv
status 0
ok 'standard input: read' test "$(wc -l <"$scratch/out")" -eq 4

# --- The data ---------------------------------------------------------------------------------------------------------------

run 'the schema' eh-timeline journey --schema
status 0

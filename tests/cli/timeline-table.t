#!/bin/sh
# `table`: what happened and when, from records of any kind.
. "$(dirname "$0")/lib.sh"
head=family_id,date,event,event_id,end_date,impact,person_id,source,kind,same_as

# --- Each record ---

cat >people.csv <<'END'
family_id,person_id,name,gender,dob,relationship,dod,outcome
F1,P1,Amber,f,2011-03-22,child,,
F1,P2,Finn,m,2015-02,sibling,,
F1,P3,Joy,f,2017-05-06,child,,stillbirth
F1,P4,Baby,,2027-01-03,child,,unborn
F1,M1,Kay,f,1988,mother,,
F1,G1,Nan,f,1950,grandmother,2019-05,
END
run 'people: births of children, ends of pregnancies, deaths' eh-timeline table --summary people.csv
status 0
stdout <<END
$head
F1,2011-03-22,Amber born,,,,P1,"people, people.csv",birth,
F1,2015-02,Finn born,,,,P2,"people, people.csv",birth,
F1,2017-05-06,Stillbirth: Joy,,,negative,P3,"people, people.csv",pregnancy-ended,
F1,2019-05,Nan died,,,negative,G1,"people, people.csv",death,
END
stderr <<'END'
people.csv: people; rows: 6; events: 4
rows: 6; that tell no event: 2; rejected: 0
events: 4; families: 1; without a date: 0; perhaps told twice: 0
END

cat >contacts.csv <<'END'
family_id,child_id,date,source,outcome,contact_id
F1,P1,2019-06-03,2A,no-further-action,K1
F1,P1,2019,police,,K2
F1,P1,,,EH Referral,K3
F1,P1,2019-08-01,Tea leaves,,K4
END
cat >referrals.csv <<'END'
child_id,family_id,date,source,nfa,close_date,close_reason,referral_id
P1,F1,2019-07-01,6,Y,,,R1
P1,F1,2019-07-02,6,N,2020-01-31,RC8,R2
END
cat >episodes.csv <<'END'
family_id,child_id,start_date,end_date,reason,end_reason,organisation,episode_id
F1,,2019-06-10,2019-12-20,School worries,outcomes met,Mereside Academy,E1
F1,P2,2020-02,,,,,E2
F1,P1,2018-01-01,2018-02-01,,Step-up,,E3
END
cat >assessments.csv <<'END'
family_id,child_id,start_date,end_date,outcome,level,organisation,assessment_id
F1,P1,2019-06-12,2019-07-20,services,early-help,Mereside Academy,A1
F1,P1,2019-07-03,2019-08-20,,child in need,,A2
END
cat >plans.csv <<'END'
family_id,date,end_date,plan_id,agency
F1,2019-07-21,2019-12-20,L1,Mereside Academy
END
cat >reviews.csv <<'END'
family_id,review_id,due_date,held_date,decision
F1,V1,2019-10-20,2019-10-21,continue
F1,V2,2019-12-20,2019-12-20,close
F1,V3,2020-12-20,,
END
cat >statutory.csv <<'END'
child_id,family_id,enquiry_date,conference_date,need_start,need_end,protection_start,protection_end,care_start,care_end
P1,F1,2020-01-01,2020-01-02,2020-01-03,2020-01-04,2020-01-05,2020-01-06,2020-01-07,2020-01-08
END
run 'services, in the order of the days' eh-timeline table --unmapped unmapped.csv contacts.csv referrals.csv episodes.csv \
    assessments.csv plans.csv reviews.csv statutory.csv
status 0
stdout <<END
$head
F1,2018-01-01,Early help starts,E3,2018-02-01,neutral,P1,"episodes, episodes.csv",early-help-start,
F1,2018-02-01,Early help ends: Stepped up to social care,E3,,negative,P1,"episodes, episodes.csv",early-help-end,
F1,2019,Contact (Police),K2,,neutral,P1,"contacts, contacts.csv",contact,
F1,2019-06-03,Contact (School): No further action,K1,,neutral,P1,"contacts, contacts.csv",contact,
F1,2019-06-10,Early help starts (Mereside Academy): School worries,E1,2019-12-20,neutral,,"episodes, episodes.csv",early-help-start,
F1,2019-06-12,Early help assessment starts (Mereside Academy),A1,2019-07-20,neutral,P1,"assessments, assessments.csv",early-help-assessment-start,
F1,2019-07-01,Referral to social care (Police): No further action,R1,,neutral,P1,"referrals, referrals.csv",referral,
F1,2019-07-02,Referral to social care (Police),R2,,neutral,P1,"referrals, referrals.csv",referral,
F1,2019-07-03,Social work assessment starts,A2,2019-08-20,neutral,P1,"assessments, assessments.csv",social-work-assessment-start,
F1,2019-07-20,Early help assessment complete: Services to be provided,A1,,neutral,P1,"assessments, assessments.csv",early-help-assessment-end,
F1,2019-07-21,Plan starts (Mereside Academy),L1,2019-12-20,neutral,,"plans, plans.csv",plan-start,
F1,2019-08-01,Contact (Tea leaves),K4,,neutral,P1,"contacts, contacts.csv",contact,
F1,2019-08-20,Social work assessment authorised,A2,,neutral,P1,"assessments, assessments.csv",social-work-assessment-end,
F1,2019-10-21,Review: Keep the plan going,V1,,neutral,,"reviews, reviews.csv",review,
F1,2019-12-20,Review: Close the plan,V2,,positive,,"reviews, reviews.csv",review,
F1,2019-12-20,Early help ends: Outcomes met,E1,,positive,,"episodes, episodes.csv",early-help-end,
F1,2019-12-20,Plan ends,L1,,neutral,,"plans, plans.csv",plan-end,
F1,2020-01-01,Section 47 enquiry,,,neutral,P1,"statutory, statutory.csv",section-47,
F1,2020-01-02,Initial child protection conference,,,neutral,P1,"statutory, statutory.csv",conference,
F1,2020-01-03,Child in need plan starts,,2020-01-04,neutral,P1,"statutory, statutory.csv",child-in-need-plan-start,
F1,2020-01-04,Child in need plan ends,,,neutral,P1,"statutory, statutory.csv",child-in-need-plan-end,
F1,2020-01-05,Child protection plan starts,,2020-01-06,neutral,P1,"statutory, statutory.csv",child-protection-plan-start,
F1,2020-01-06,Child protection plan ends,,,neutral,P1,"statutory, statutory.csv",child-protection-plan-end,
F1,2020-01-07,Starts to be looked after,,2020-01-08,neutral,P1,"statutory, statutory.csv",looked-after-start,
F1,2020-01-08,No longer looked after,,,neutral,P1,"statutory, statutory.csv",looked-after-end,
F1,2020-01-31,Case closed to social care: Closed after assessment,R2,,neutral,P1,"referrals, referrals.csv",case-closed,
F1,2020-02,Early help starts,E2,,neutral,P2,"episodes, episodes.csv",early-help-start,
F1,Unknown,Contact: Passed to early help,K3,,neutral,P1,"contacts, contacts.csv",contact,
END
stderr </dev/null
file unmapped.csv <<'END'
column,value,count,file,line
source,Tea leaves,1,contacts.csv,5
END

cat >indicators.csv <<'END'
family_id,child_id,date,indicator,status
F1,P1,2019-09-10,EDU-EH-04,present
F1,P1,2019-09-10,HEA-CIN-01,
F1,P1,2019-09-10,EDU-EH-04,present
F1,P1,2019-09-10,HEA-U-01,present
F1,,2019-09-10,BAS-EH-10,present
F1,P2,2019-09-10,EDU-EH-04,negated
F1,P2,,EDU-EH-04,present
F1,P2,2019-09-11,EDU-EH-40,present
END
run 'indicators: one event for those of a day' eh-timeline table --lines --summary indicators.csv
status 3
ok 'indicators: needs of a child, the gravest first, each once' grep -q \
    '^F1,2019-09-10,"*Needs: [^;]*; [^;]*"*,,,negative,P1,"indicators, indicators.csv:2,3,4",need,$' "$scratch/out"
ok 'indicators: needs of the family' grep -q \
    '^F1,2019-09-10,"*Needs: [^;]*"*,,,negative,,"indicators, indicators.csv:6",need,$' "$scratch/out"
ok 'indicators: strengths' grep -q \
    '^F1,2019-09-10,"*Strengths: [^;]*"*,,,positive,P1,"indicators, indicators.csv:5",strength,$' "$scratch/out"
ok 'indicators: nothing else' test "$(wc -l <"$scratch/out")" -eq 4
stderr <<'END'
eh-timeline: indicators.csv:9: indicator: unknown indicator code 'EDU-EH-40'; nearest: EDU-EH-04
indicators.csv: indicators; rows: 7; events: 5
rows: 7; that tell no event: 2; rejected: 1
events: 3; families: 1; without a date: 0; perhaps told twice: 0
END
run 'indicators: each by itself' eh-timeline table --each indicators.csv -q
status 3
ok 'indicators: each by itself, and doubles are marked' test "$(wc -l <"$scratch/out")" -eq 6
ok 'indicators: the double' grep -q ',need,indicators.csv:2$' "$scratch/out"

# --- Headings of other systems ---

cat >ssd.csv <<'END'
cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code,cont_contact_outcome_json
K1,P1,2019-06-03T00:00:00,2A,"{""NEW_REFERRAL_FLAG"":""N"", ""NFA_FLAG"": ""Y"",""ADVICE_FLAG"":""Y""}"
K1,P2,2019-06-03T00:00:00,2A,"{""NEW_REFERRAL_FLAG"":""N"", ""NFA_FLAG"": ""Y"",""ADVICE_FLAG"":""Y""}"
K9,Z9,2019-06-03T00:00:00,NULL,NULL
END
cat >list1.csv <<'END'
List 1: Contacts,,,,,,
Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years),Date of Contact,Contact Source
P1,b) Female,a) WBRI,22/03/2011,8,03/06/2019,b) 2A: Schools
END
cat >list2.csv <<'END'
Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years),Assessment start date,Assessment completion date,Organisation completing assessment
P1,b) Female,a) WBRI,22/03/2011,8,10/06/2019,,Mereside Academy
END
cat >list3.csv <<'END'
ChildUniqueID,Gender,Ethnicity,DateOfBirth,Age,ReferralDate,ReferralSource
P2,a) Male,a) WBRI,01/02/2015,4,04/07/2019,6
END
cat >list4.csv <<'END'
Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years),Does the Child have a Disability,Continuous Assessment Start Date,Child Seen During Continuous Assessment,Continuous Assessment Date of Authorisation,Was the child assessed as requiring LA children’s social care support?,Allocated Team,Allocated Worker
P2,a) Male,a) WBRI,01/02/2015,4,b) No,05/07/2019,a) Yes,20/08/2019,a) Yes,North,W1
END
run 'exports of other systems, whose children the people place' eh-timeline table --people people.csv ssd.csv list1.csv \
    list2.csv list3.csv list4.csv
status 0
stdout <<END
$head
F1,2019-06-03,"Contact (School): No further action, Information and advice",K1,,neutral,P1;P2,"contacts, ssd.csv",contact,
F1,2019-06-03,Contact (School),,,neutral,P1,"contacts, list1.csv",contact,ssd.csv:2
F1,2019-06-10,Early help starts (Mereside Academy),,,neutral,P1,"episodes, list2.csv",early-help-start,
F1,2019-07-04,Referral to social care (Police),,,neutral,P2,"referrals, list3.csv",referral,
F1,2019-07-05,Social work assessment starts,,2019-08-20,neutral,P2,"assessments, list4.csv",social-work-assessment-start,
F1,2019-08-20,Social work assessment authorised,,,neutral,P2,"assessments, list4.csv",social-work-assessment-end,
Z9,2019-06-03,Contact,K9,,neutral,Z9,"contacts, ssd.csv",contact,
END
stderr </dev/null
run 'each list as what it is said to be' eh-timeline table --as assessments=list2.csv --summary -o out.csv list2.csv list1.csv
status 0
stderr <<'END'
list2.csv: assessments; rows: 1; events: 1
list1.csv: contacts; rows: 1; events: 1
rows: 2; that tell no event: 0; rejected: 0
events: 2; families: 1; without a date: 0; perhaps told twice: 0
END

# --- Families ---

cat >named.csv <<'END'
family_id,child_id,date,source
F1,A,2020-01-01,6
F2,B,2020-01-02,6
F2,C,2020-01-03,6
F3,C,2020-01-04,6
END
cat >unnamed.csv <<'END'
child_id,date,source
A,2020-02-01,6
C,2020-02-02,6
D,2020-02-03,6
F1,2020-02-04,6
child-F1,2020-02-05,6
END
run 'a child of one family, of two, of none, and one called as a family' eh-timeline table named.csv unnamed.csv
status 0
sed 1d "$scratch/out" | cut -d, -f1,2,7 >found
cat >wanted <<'END'
F1,2020-01-01,A
F1,2020-02-01,A
F2,2020-01-02,B
F2,2020-01-03,C
F3,2020-01-04,C
C,2020-02-02,C
D,2020-02-03,D
child-F1,2020-02-04,F1
child-child-F1,2020-02-05,child-F1
END
same 'families' found wanted
run 'one family of them' eh-timeline table --family F2 named.csv unnamed.csv
status 0
ok 'one family: its rows' test "$(sed 1d "$scratch/out" | cut -d, -f1 | sort | uniq -c | tr -s ' ')" = ' 2 F2'
cat >diary.csv <<'END'
date,event
2020-03-01,Mum starts work
END
run 'what names no family is of the only one' eh-timeline table diary.csv people.csv
ok 'what names no family is of the only one' grep -q '^F1,2020-03-01,Mum starts work,' "$scratch/out"
run 'what names no family, where there are several' eh-timeline table diary.csv named.csv
ok 'what names no family, where there are several' grep -q '^,2020-03-01,Mum starts work,' "$scratch/out"
cat >kin.csv <<'END'
person_id,name,gender,dob
A,Ash,m,2015-01-01
END
run 'people without a family, and what happened to them' eh-timeline table kin.csv diary.csv unnamed.csv
ok 'people without a family: theirs has no name' grep -q '^,2020-02-01,Contact (Police),,,neutral,A,' "$scratch/out"

# --- Order ---

cat >order.csv <<'END'
date,event,event_id
2020-05-01,day,d
2020-05,month,m
2020,year,y
2020-05-01/2020-05-02,two days,t
../2020-04,open,o
,none,n
2020-05-01,day again,e
TBC,none again,p
END
run 'earliest, latest, rank, input' eh-timeline table order.csv
status 0
sed 1d "$scratch/out" | cut -d, -f4 | paste -s -d ' ' - >found
echo 'o y d e t m n p' >wanted
same 'earliest, latest, rank, input: the order' found wanted
cat >day.csv <<'END'
family_id,date,event,kind
F9,2020-06-01,An event without a kind,
F9,2020-06-01,A contact that is called so,contact
F9,2020-06-01,A death that is called so,death
F9,2020-06-01,A kind that nobody knows,birthday
END
sed 's/F1,P1,2019-06-03/F9,P1,2020-06-01/' contacts.csv | sed -n '1p;2p' >day-contacts.csv
sed 's/^P1,F1,2019-07-02/P1,F9,2020-06-01/' referrals.csv | sed -n '1p;3p' >day-referrals.csv
sed 's/2019-06-10,2019-12-20/2020-06-01,2020-06-01/; s/^F1/F9/' episodes.csv | sed -n '1p;2p' >day-episodes.csv
run 'one day' eh-timeline table day-episodes.csv day-referrals.csv day-contacts.csv day.csv
status 0
cat >wanted <<'END'
birthday
contact
contact
referral
early-help-start
early-help-end
death
END
sed -n '/^F9,2020-06-01/p' "$scratch/out" | awk -F, '{ print $(NF - 1) }' | grep . >kinds
same 'one day: in the stated order' kinds wanted

# --- Told twice ---

cat >one.csv <<'END'
family_id,date,event,person_id,colour
F1,2020-01-01,Moved house,P1,red
F1,2020-01-01,moved HOUSE.,,""
F1,2020-01-01,Moved house,P2,
F1,2020-01,Moved house,P1,blue
F2,2020-01-01,Moved house,P1,
F1,2020-01-01,Something else,P1,
END
cat >two.csv <<'END'
note,family_id,date,event,person_id
x,F1,2020-01-01,Moved  house,P2;P3
y,F1,2020-01-01,Something more,P3
END
run 'words that are the same' eh-timeline table one.csv two.csv
status 0
stdout <<END
$head,colour,note
F1,2020-01-01,Moved house,,,,P1,"events, one.csv",,,red,
F1,2020-01-01,moved HOUSE.,,,,,"events, one.csv",,one.csv:2,"",
F1,2020-01-01,Moved house,,,,P2,"events, one.csv",,one.csv:3,,
F1,2020-01-01,Something else,,,,P1,"events, one.csv",,,,
F1,2020-01-01,Moved  house,,,,P2;P3,"events, two.csv",,one.csv:3,,x
F1,2020-01-01,Something more,,,,P3,"events, two.csv",,,,y
F1,2020-01,Moved house,,,,P1,"events, one.csv",,,blue,
F2,2020-01-01,Moved house,,,,P1,"events, one.csv",,,,
END
cat >mash.csv <<'END'
family_id,child_id,date,source
F1,P1,2019-06-03,6
F1,P2,2019-06-03,6
END
run 'one kind, from two files' eh-timeline table contacts.csv mash.csv
status 0
ok 'one kind: marked' grep -q '^F1,2019-06-03,Contact (Police),,,neutral,P1;P2,"contacts, mash.csv",contact,contacts.csv:2$' \
    "$scratch/out"
run 'one kind, each by itself' eh-timeline table --each contacts.csv mash.csv
ok 'one kind: the person counts' grep -q '^F1,2019-06-03,Contact (Police),,,neutral,P2,"contacts, mash.csv",contact,$' \
    "$scratch/out"
run 'its own output again, and nothing is new' eh-timeline table -o again.csv contacts.csv mash.csv episodes.csv people.csv
run 'its own output again' eh-timeline table again.csv
status 0
stdout <again.csv
run 'its own output beside its input' eh-timeline table --summary -o both.csv again.csv contacts.csv mash.csv episodes.csv people.csv
status 0
ok 'its own output beside its input: all is marked' grep -q 'perhaps told twice: 1[23]$' "$scratch/err"

# --- Into a drawing ---

run 'a timeline without options' sh -c 'eh-timeline table people.csv contacts.csv episodes.csv reviews.csv | eh-timeline'
status 0
stderr </dev/null
ok 'a timeline: it starts with the first child' grep -q 'the birth of the first child' "$scratch/out"
ok 'a timeline: every event' test "$(grep -o 'data-event=' "$scratch/out" | wc -l)" -eq 14
run 'a check without options' sh -c 'eh-timeline table people.csv contacts.csv | eh-timeline check --as-of 2026-11-22'
status 0
run 'notes that are scanned' sh -c 'printf "family_id,child_id,date,text\nF1,P1,2020-01-01,He sleeps on the floor. He is late for school most days.\n" |
    eh-assess | eh-timeline table'
status 0
ok 'notes that are scanned' grep -q '^F1,2020-01-01,"*Needs: ' "$scratch/out"

# --- Into journeys ---

# What a journey is read from, it is the same from the events of it: words and dates come through.
columns() { awk -v columns="$1" -f "$TOP/tests/property/columns.awk" "$2" | sed 1d; }
cp "$TOP"/examples/timeline/journey/*.csv .
set -- assessments.csv contacts.csv early-help.csv referrals.csv statutory.csv
run 'journeys of the files' eh-timeline journey --as-of 2026-11-22 -o straight.csv "$@"
status 0
run 'journeys of the events' eh-timeline table --each -o told.csv "$@"
status 0
run 'journeys of the events' eh-timeline journey --as-of 2026-11-22 -o round.csv told.csv
status 0
columns child_id,journey,ups,downs,repeats,state straight.csv | sort >wanted
columns child_id,journey,ups,downs,repeats,state round.csv | sort >got
same 'journeys of the events are those of the files' got wanted

# --- Formats ---

for format in csv text json rec html; do
    run "as $format" eh-timeline table -t $format people.csv contacts.csv
    status 0
    ok "as $format: an event" grep -q 'Contact (School)' "$scratch/out"
done
run 'as rec' eh-timeline table -t rec people.csv contacts.csv
cp "$scratch/out" out.rec
ok 'as rec: sound' recfix --check out.rec

# --- Bad input ---

cat >bad.csv <<'END'
family_id,child_id,date,source
F1,P1,31/02/2020,6
F1,P1,yesterday,6
,,2020-01-01,6
F1,P1,2020-01-01,6,7
F1,P1,2020-01-01,6
END
run 'rows that cannot be used' eh-timeline table --rejects rejects.csv --summary bad.csv
status 3
ok 'rows that cannot be used: the others are there' test "$(wc -l <"$scratch/out")" -eq 2
stderr <<'END'
eh-timeline: bad.csv:2: date: no such day in the calendar, or a year outside 1000 to 2999
eh-timeline: bad.csv:3: date: not a date in a form that is read (2026-11-22, 22/11/2026, 22 Nov 2026, Nov 2026, 2026-11, 2026, 2026~, 2026-11-XX, 2025/2026; no date: blank, TBC, Ongoing, Unknown)
eh-timeline: bad.csv:4: family_id and child_id are both blank
eh-timeline: bad.csv:5: cells in this row: 5; in the header line: 4
bad.csv: contacts; rows: 1; events: 1
rows: 1; that tell no event: 0; rejected: 4
events: 1; families: 1; without a date: 0; perhaps told twice: 0
END
file rejects.csv <<'END'
file,line,reason,family_id,child_id,date,source
"bad.csv",2,"date: no such day in the calendar, or a year outside 1000 to 2999",F1,P1,31/02/2020,6
"bad.csv",3,"date: not a date in a form that is read (2026-11-22, 22/11/2026, 22 Nov 2026, Nov 2026, 2026-11, 2026, 2026~, 2026-11-XX, 2025/2026; no date: blank, TBC, Ongoing, Unknown)",F1,P1,yesterday,6
"bad.csv",4,"family_id and child_id are both blank",,,2020-01-01,6
"bad.csv",5,"cells in this row: 5; in the header line: 4",F1,P1,2020-01-01,6,7
END
run 'an end before its beginning' eh-timeline table - <<'END'
family_id,start_date,end_date,episode_id
F1,2020-02-01,2020-01-01,E1
END
status 3
stdout <<END
$head
END
stderr <<'END'
eh-timeline: <stdin>:2: end_date: before the date on which it began
END
run 'an event without words, a person without an id' eh-timeline table - kin.csv <<'END'
date,event
2020,
END
status 3
stderr <<'END'
eh-timeline: <stdin>:2: event: blank, but a value is needed
END
: >empty.csv
run 'an empty file' eh-timeline table people.csv empty.csv
status 2
stdout </dev/null
stderr <<'END'
eh-timeline: empty.csv: no header line: the file is empty
END
head -1 contacts.csv >headed.csv
run 'a header alone' eh-timeline table headed.csv
status 0
stdout <<END
$head
END
run 'no file of that name' eh-timeline table nowhere.csv
status 2
stderr <<'END'
eh-timeline: nowhere.csv: cannot open: No such file or directory
END
echo 'colour,size' >shirts.csv
run 'a header that fits nothing' eh-timeline table shirts.csv
status 2
stderr <<'END'
eh-timeline: shirts.csv: the header fits none of events, people, indicators, contacts, referrals, episodes, assessments, plans, reviews, statutory; --as says which it is, and then what it lacks
END
run 'what it lacks' eh-timeline table --as contacts shirts.csv
status 2
stderr <<'END'
eh-timeline: shirts.csv:1: no column for child_id, and none of the 2 headings is known: is this a header line? (--explain-header shows how it is read)
END
echo 'family_id,child_id,date,text' >notes.csv
run 'notes are no contacts' eh-timeline table notes.csv
status 2
stderr <<'END'
eh-timeline: notes.csv: a file of notes, which tell no event; --as says what it is instead
END
echo 'family_id,child_id,level' >levels.csv
for name in levels attendance; do
    [ -f $name.csv ] || echo 'child_id,term,sessions_possible' >$name.csv
    run "$name tell nothing" eh-timeline table $name.csv
    status 2
done
echo 'date,plan_id' >nobody.csv
run 'nobody that it is about' eh-timeline table nobody.csv
status 2
stderr <<'END'
eh-timeline: nobody.csv:1: no column for family_id or child_id; columns found: date, plan_id
END
echo 'family_id,review_id,due_date' >due.csv
run 'nothing that tells when' eh-timeline table due.csv
status 2
stderr <<'END'
eh-timeline: due.csv:1: looks like reviews, but has no column that tells when: held_date; --as says what it is instead
END
run '--as of no record' eh-timeline table --as songs people.csv
status 2
stderr <<'END'
eh-timeline: --as takes events, people, indicators, contacts, referrals, episodes, assessments, plans, reviews, statutory (eh-timeline --help shows what there is)
END
run '--as of no file that is read' eh-timeline table --as people=kin.csv people.csv
status 2
run '--map of a column that is none' eh-timeline table --map shoe=size people.csv
status 2
run '--map of a heading that is not there' eh-timeline table --map dod=shoe people.csv
status 2
run '--map for one of several files' eh-timeline table --map event=Tale --map source=Whence - contacts.csv <<'END'
family_id,date,Tale,Whence
F1,2020-01-01,Once upon a time,Nan
END
status 0
ok '--map for one of several files' grep -q '^F1,2020-01-01,Once upon a time,,,,,Nan,,$' "$scratch/out"

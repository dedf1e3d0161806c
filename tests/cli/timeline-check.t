#!/bin/sh
# `check`: what to look at in a chronology.
. "$(dirname "$0")/lib.sh"
head=file,line,record,field,severity,problem

cat >in.csv <<'END'
event_id,date,event,end_date,person_id,source
A,2015-03-01,Kit born,,P1,Mum
B,2015-09-01,Moved house,,,Mum
C,2016-03-05,Starts nursery,2018-07-20,P1,
D,2018-08-01,"moved HOUSE.",,,Housing
E,2018-08-01,Moved house,,,School
F,2014-12-24,Mum moves in,,,Mum
G,2030-01-01,Starts college,,P1,School
H,2014-01-01,First smile,,P1,Mum
I,Unknown,In care as a child,,,Mum
END
cat >people.csv <<'END'
person_id,name,gender,dob,relationship
P1,Kit,m,2015-03-01,child
END
run 'what to look at' eh-timeline check --as-of 2026-11-22 --people people.csv --summary in.csv
status 0
stdout <<END
$head
in.csv,9,H,date,error,dated before the birth of the person it happened to
in.csv,7,F,date,warning,before the line starts on 2015-03-01: drawn to the left of it
in.csv,4,C,source,warning,no source
in.csv,8,G,date,error,dated after 2026-11-22
in.csv,10,I,date,warning,no date: it stands under the line
in.csv,7,F,date,warning,"nothing is told between 2014-01-01 and this, for 11 months"
in.csv,4,C,date,warning,"nothing is told between 2015-09-01 and this, for 6 months"
in.csv,8,G,date,warning,"nothing is told between 2018-08-01 and this, for 137 months"
in.csv,6,E,event,warning,"perhaps the same as line 5 of in.csv: same words, same date"
END
stderr <<'END'
families: 1; problems: 9; rows rejected: 0
END
run 'a longer gap' eh-timeline check --gap 1y --as-of 2026-11-22 --people people.csv --exit-code in.csv
status 1
ok 'a longer gap: one is left' test "$(grep -c 'nothing is told' "$scratch/out")" -eq 1
cat >in.csv <<'END'
date,event,source
2015-01-01,Starts school,Mum
2015-02-03,starts school,School
2015-03-02,Police called,Police
2015-03-04,Police called,Police
2015-03-05,Sleeps badly,Mum
2015-03-06,Away from school,School
2015-03-09,Visit,Early help
2015-03-10,Call,Early help
2015-03-15,Meeting,School
END
run 'clusters and dates that differ' eh-timeline check --as-of 2026-11-22 in.csv
status 0
stdout <<END
$head
in.csv,4,3,date,warning,7 events within 14 days from here on
in.csv,3,2,date,warning,"the same words as line 2 of in.csv, from another source, with another date: 2015-01-01"
END
run 'a sound one' eh-timeline check --exit-code --gap 10y --as-of 2026-11-22 - <<'END'
date,event,source
2015-01-01,Kit born,Mum
2016-01-01,Kit walks,Mum
END
status 0
stdout <<END
$head
END
for gap in 0d 6 m 101y ''; do
    run "a gap of '$gap'" eh-timeline check --gap "$gap" in.csv
    status 2
done
for format in text html json rec; do
    run "as $format" eh-timeline check -t $format --as-of 2026-11-22 in.csv
    status 0
    ok "as $format: names the line" grep -q 2015-01-01 "$scratch/out"
done

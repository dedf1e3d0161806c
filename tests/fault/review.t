#!/bin/sh
# Faults in eh-review: what is due, scales, outcomes, decisions, Annex A.
. "$(dirname "$0")/faults.sh"

cat >open-plans.csv <<'END'
family_id,child_id,plan_id,date,end_date,level,lead_practitioner,agency,review_due
F1,C1,P1,2026-09-01,,early-help,Ms Lark,School,2026-11-20
F1,C2,P2,2026-09-01,,early-help,ms  lark,School,2026-11-20
F2,,P3,2026-09-01,,,,,
END
cat >held.csv <<'END'
family_id,review_id,due_date,held_date,decision,next_review,level
F2,R1,2026-10-01,2026-10-01,continue,2026-11-20,
F2,R2,2026-10-01,2026-10-01,odd,2026-11-21,early-help
F2,R3,2026-11-21,,,,
F2,R4,31/02/2026,,,,
END
faults 'reviews due with all its files' eh-review due $day --reviews held.csv --rejects made/rejected --unmapped made/unmapped \
    --working-days -o made/result open-plans.csv
faults 'reviews due as text' eh-review due $day --reviews held.csv -t text -o made/result open-plans.csv
faults 'reviews due as html' eh-review due $day --reviews held.csv -t html -o made/result open-plans.csv
faults 'reviews due as a calendar' eh-review due $day --reviews held.csv -t ics --todo -o made/result open-plans.csv
printf 'family_id,action,start,due,review_due\nF1,x,2026-09-01,,2026-10-05\n,x,,,2026-10-06\n' >open-actions.csv
faults 'reviews due of actions' eh-review due $day -o made/result open-actions.csv
cat >scales.csv <<'END'
family_id,date,name,role,domain,score,reasons
F1,2026-09-01,Mum,mother,School,4,Late most days
F1,2026-09-01,Mum,mother,Money,,
F1,2026-09-01,Mum,mother,Health,5,
F1,2026-10-01,Mum,mother,School,6,
F1,2026-10-01,Mum,mother,Money,2,
F1,2026-10-01,Dad,,School,11,
F2,2026-10-01,Dad,father,,6.5,
END
faults 'scales' eh-review scales $day --rejects made/rejected -o made/result scales.csv
faults 'scales by family' eh-review scales $day --by family -t text -o made/result scales.csv
faults 'scales as text' eh-review scales $day -t text -o made/result scales.csv
faults 'scales as html' eh-review scales $day -t html -o made/result scales.csv
faults 'scales as a drawing' eh-review scales $day -t svg -o made/result scales.csv
printf 'family_id,person_id,name,gender,dob\nF1,C1,Kit Amber,,2015-03-02\n' >named.csv
# Two people of the same initials, so many that the number of the second one needs more room.
many=$(printf 'K %.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16)
cat >scales-named.csv <<END
family_id,date,name,role,domain,score,reasons
Amber,2026-09-01,$many$many,mother,School,4,"Kit, born 2 March 2015, is late"
Amber,2026-09-01,$many$many.,mother,School,5,
END
faults 'scales, initials' eh-review scales $day -t text --initials --years --people named.csv -o made/result scales-named.csv
printf 'family_id,outcome,clause,met,date\nF1,SF-3.1,c,yes,2026-01-01\nF1,SF-3.1,c,no,2026-01-01\nF1,SF-31,c,no,2026-01-01\n' >evidence.csv
faults 'outcomes' eh-review outcomes $day -o made/result --rejects made/rejected evidence.csv
faults 'outcomes by headline' eh-review outcomes $day --by headline -t text -o made/result evidence.csv
printf 'family_id,due_date,held_date,decision,level\nF1,2026-02-01,2026-02-01,Close,\nF2,2026-03-01,,,\n' >d-reviews.csv
printf 'family_id,date,level\nF1,2026-01-01,early-help\n' >d-plans.csv
printf 'family_id,action,due,status,done_date\nF1,Go,2026-02-01,done,2026-02-01\n' >d-actions.csv
printf 'family_id,child_id,level\nF1,C1,child-in-need\n' >d-levels.csv
printf 'family_id,date,indicator\nF1,2026-01-20,FAM-CIN-02\n' >d-indicators.csv
printf 'family_id,date,name,score\nF1,2026-01-01,A,3\nF1,2026-02-01,A,5\n' >d-scales.csv
faults 'decide' eh-review decide $day -o made/result --plans d-plans.csv --actions d-actions.csv --levels d-levels.csv \
    --indicators d-indicators.csv --scales d-scales.csv --outcomes evidence.csv d-reviews.csv
mkdir rules-of-mine
printf 'rule,suggestion,step,progress,kept,concern,unmet,new,sentence,next_step,ref\nx,continue,b,,,,,,Go on,,\n' >rules-of-mine/decisions.csv
printf 'family_id,date,end_date\nF1,2026-01-01,2026-02-10\nF1,2026-02-20,\n' >d-later.csv
faults 'decide by rules of mine, as text' eh-review decide $day -t text --rules rules-of-mine -o made/result --plans d-later.csv d-reviews.csv
faults 'outcomes by family' eh-review outcomes $day --by family -t html -o made/result evidence.csv
faults 'the rules of decisions' eh-review list rules -o made/result
faults 'the outcomes' eh-review list outcomes -t text -o made/result

printf 'family_id,person_id,name,gender,dob,ethnicity\nF1,C1,A,m,2012-01-01,WBRI\nF1,C2,B,odd,2014-01-01,\n' >a-people.csv
printf 'family_id,child_id,start_date,end_date,organisation\nF1,,2026-10-01,,Hub\nF1,C1,31/02/2026,,Hub\n' >a-assessments.csv
printf 'child_id,start_date,end_date,organisation\nC1,2026-10-02,,Hub\nC3,2026-10-02,,Hub\n' >a-episodes.csv
faults 'annex-a' eh-review annex-a $day -o made/result --people a-people.csv --assessments a-assessments.csv \
    --episodes a-episodes.csv --rejects made/rejected --unmapped made/unmapped

#!/bin/sh
# Faults in eh-review measures, from tables of every kind.
. "$(dirname "$0")/faults.sh"

cat >m-episodes.csv <<'END'
family_id,child_id,start_date,end_date,end_reason,organisation,area,worker,level
F1,C1,2025-01-01,2025-06-01,Outcomes met,Hub,North,W1,early-help
F1,C1,2025-09-01,,Blah,hub,North,W1,early-help
F2,C2,2026-01-01,2025-01-01,,School,South,W2,
F3,,2026-01-01,,,School,,,universal
END
printf 'child_id,date,source,outcome,organisation\nC1,2025-12-01,School,NFA,Hub\nC2,2026-01-01,GP,Odd,GP\n' >m-contacts.csv
printf 'child_id,date,source,outcome\nC1,2025-01-05,School,Step down\nC1,2025-12-05,GP,NFA\n' >m-referrals.csv
printf 'family_id,child_id,start_date,end_date,child_views\nF1,C1,2025-12-10,2025-12-20,yes\n' >m-assessments.csv
printf 'family_id,date,lead_practitioner,agency\nF1,2025-12-28,W1,Hub\n' >m-plans.csv
printf 'family_id,due_date,held_date,decision\nF1,2026-02-01,2026-02-01,Close\n' >m-reviews.csv
printf 'family_id,date,name,score\nF1,2025-12-01,A,3\nF1,2026-02-01,A,5\n' >m-scales.csv
printf 'family_id,outcome,clause,met,date\nF1,SF-3.1,c,yes,2026-01-01\n' >m-evidence.csv
printf 'family_id,date,consent\nF1,2025-12-01,Given\n' >m-consent.csv
printf 'date,score,max_score\n2026-01-01,4,5\n2026-01-02,9,5\n' >m-feedback.csv
printf 'family_id,date,indicator\nF1,2025-12-01,EMO-EH-02\nF1,2025-12-01,EMO-EH-99\n' >m-indicators.csv
printf 'child_id,as_of,level\nC1,2025-12-01,early-help\n' >m-levels.csv
printf 'area,population\n,1000\nNorth,600\n' >m-population.csv
printf 'family_id,person_id\nF1,C1\nF2,C2\n' >m-people.csv
printf 'measure,organisation,value\ncontacts-nfa,,30\nreopened-12m,Hub,c\n' >m-targets.csv
mkdir measures-of-mine
cat >measures-of-mine/measures.csv <<'END'
measure,title,quadrant,unit,kind,table,date,each,counted,among,split,out_of,then,within,counts,ref
advice,Contacts with advice,how-well,per-cent,events,contacts,date,row,outcome=information-and-advice,,,group,,,,
END
printf 'spelling,organisation\nHub,Harbour Hub\n' >measures-of-mine/organisations.csv
faults 'measures of events' eh-review measures $day --period month --contacts m-contacts.csv --rejects made/rejected \
    --unmapped made/unmapped --compare m-targets.csv -o made/result
faults 'measures of episodes, small counts hidden' eh-review measures $day --since 2025-05-01 --period year --by both \
    --episodes m-episodes.csv --people m-people.csv --population m-population.csv --suppress -o made/result
printf 'rule,value\nmost_small,3\nround_base,20\n' >measures-of-mine/disclosure.csv
faults 'measures that are rounded, small counts by rules of the user hidden' eh-review measures $day --since 2025-05-01 --round 20 \
    --period quarter --episodes m-episodes.csv --rules measures-of-mine --contacts m-contacts.csv --suppress -o made/result
faults 'measures of two tables' eh-review measures $day --working-days --assessments m-assessments.csv \
    --contacts m-contacts.csv --plans m-plans.csv --referrals m-referrals.csv -o made/result
faults 'measures by family' eh-review measures $day --by organisation --episodes m-episodes.csv --consent m-consent.csv \
    --indicators m-indicators.csv --levels m-levels.csv --scales m-scales.csv --outcomes m-evidence.csv -o made/result
faults 'measures of reviews and feedback, as text' eh-review measures $day --reviews m-reviews.csv --feedback m-feedback.csv \
    -t text -o made/result
faults 'measures as a dashboard' eh-review measures $day --reviews m-reviews.csv --contacts m-contacts.csv --period quarter \
    --by both --compare m-targets.csv --suppress -t html -o made/result
printf 'measure,shows,noun\nadvice,value,contacts\n' >measures-of-mine/dashboard.csv
faults 'measures of mine, as a dashboard' eh-review measures $day --rules measures-of-mine --contacts m-contacts.csv -t html -o made/result
faults 'measures of mine' eh-review measures $day --rules measures-of-mine --contacts m-contacts.csv --by organisation -o made/result

#!/bin/sh
# The measures of the performance framework: what each counts, in which period, and what bad input does to it.
. "$(dirname "$0")/lib.sh"

# measures NAME OPTION...: runs the verb as of 22 November 2026.
measures() { name=$1; shift; run "$name" eh-review measures --as-of 2026-11-22 "$@"; }
# rows MEASURE: of the last output, the measure's rows: category, organisation, area, period, figures and those too early.
rows() { awk -F , -v measure="$1" '$1 == measure { print $10 "|" $2 "|" $3 "|" $4 "|" $5 "|" $6 "|" $7 "|" $14 }' "$scratch/out" >found; }
# counts MEASURE: holds them to standard input.
counts() { rows "$1"; cat >"$scratch/wanted"; same "$case_name: $1" found "$scratch/wanted"; }
header='measure,organisation,area,period,numerator,denominator,value,unit,quadrant,category,category_name,lower,upper,pending,target,difference,title,ref'

# --- Usage -------------------------------------------------------------------------------------------------------------

measures 'no table'
status 2
stderr <<'END'
eh-review: measures needs a table, such as --episodes FILE (eh-review --help shows what there is)
END
echo 'family_id,start_date,end_date' >episodes.csv
measures 'header only' --episodes episodes.csv
status 0
counts open-families <<'END'
|||2025-11-23/2026-11-22|0|0||
END
counts reopened-12m <<'END'
|||2025-11-23/2026-11-22|0|0||0
END
sed -n 1p "$scratch/out" >heading
echo "$header" >wanted
same 'the header line' heading wanted
: >empty.csv
measures 'an empty file' --episodes empty.csv
status 2
stderr <<'END'
eh-review: empty.csv: no header line: the file is empty
END
measures 'a window that ends before it begins' --episodes episodes.csv --since 2026-12-01
status 2
measures 'unknown period' --episodes episodes.csv --period week
status 2
measures 'unknown group' --episodes episodes.csv --by worker
status 2
measures 'a window too long' --episodes episodes.csv --since 1200-01-01
status 2
stderr <<'END'
eh-review: more than 200 years from --since to --as-of
END

# --- Periods -----------------------------------------------------------------------------------------------------------

cat >contacts.csv <<'END'
child_id,date,outcome,organisation,area
C1,2025-12-31,NFA,School,North
C2,2026-01-01,Referral to social care,School,South
C3,31/03/2026,NFA,GP,North
C4,2026-04-01,,GP,North
C5,2026-05,NFA,school,North
C6,2026-11-22 09:30:00,Advice,GP,South
C7,2026-11-23,NFA,GP,South
END
measures 'quarters, the last to date' --contacts contacts.csv --since 2025-12-01 --period quarter
status 0
counts contacts-nfa <<'END'
|||2025-12-01/2026-11-22|3|5|60.0|
|||2025-12-01/2025-12-31|1|1|100.0|
|||2026-Q1|1|2|50.0|
|||2026-Q2|1|1|100.0|
|||2026-Q3|0|0||
|||2026-10-01/2026-11-22|0|1|0.0|
END
measures 'years, cut at the window' --contacts contacts.csv --since 2025-12-01 --period year
counts contacts-to-referral <<'END'
|||2025-12-01/2026-11-22|1|5|20.0|
|||2025-12-01/2025-12-31|0|1|0.0|
|||2026-01-01/2026-11-22|1|4|25.0|
END
measures 'the year before, by default' --contacts contacts.csv
counts contacts-nfa <<'END'
|||2025-11-23/2026-11-22|3|5|60.0|
END
printf 'interval,value\nyear_starts,4\n' >intervals.csv
measures 'a year from April' --contacts contacts.csv --since 2025-04-01 --period year --intervals intervals.csv
counts contacts-nfa <<'END'
|||2025-04-01/2026-11-22|3|5|60.0|
|||2025-04-01/2026-03-31|2|3|66.7|
|||2026-04-01/2026-11-22|1|2|50.0|
END
measures 'spellings of one organisation, and areas' --contacts contacts.csv --by both
counts contacts-nfa <<'END'
|||2025-11-23/2026-11-22|3|5|60.0|
||North|2025-11-23/2026-11-22|3|3|100.0|
||South|2025-11-23/2026-11-22|0|2|0.0|
|GP||2025-11-23/2026-11-22|1|2|50.0|
|GP|North|2025-11-23/2026-11-22|1|1|100.0|
|GP|South|2025-11-23/2026-11-22|0|1|0.0|
|School||2025-11-23/2026-11-22|2|3|66.7|
|School|North|2025-11-23/2026-11-22|2|2|100.0|
|School|South|2025-11-23/2026-11-22|0|1|0.0|
END
measures 'dates to come are told' --contacts contacts.csv --summary
grep -A 1 '^contacts-nfa' "$scratch/err" >found
printf 'contacts-nfa: measures/measures.csv:10; rows written: 1\n  without the date it goes by: 0; after --as-of: 1\n' >wanted
same 'dates to come are told: summary' found wanted

# --- Episodes ----------------------------------------------------------------------------------------------------------

cat >episodes.csv <<'END'
family_id,child_id,start_date,end_date,end_reason,organisation,worker
F1,C1,2025-01-01,2025-06-01,Outcomes met,Hub,W1
F1,C2,2025-02-01,2025-07-01,Step up,School,W1
F1,C1,2026-06-30,,,Hub,W2
F2,C3,2025-03-01,2025-09-01,Outcomes met,Hub,W1
F2,C3,2025-09-01,2025-10-01,Moved away,Hub,W1
F2,C3,2026-10-02,,,Hub,W1
F3,C4,2026-01-01,2026-03-01,Something else entirely,School,W3
F3,C4,2026-05-01,2026-12-24,,School,w3
F4,C5,2026-11-22,,,School,
F5,C6,2026-05-01,2026-04-01,,Hub,W1
F6,C7,2026-12-01,,,Hub,W9
F7,C8,2024-01-01,2024-12-31,Outcomes met,Hub,W9
END
measures 'episodes that overlap, go on, end before they start' --episodes episodes.csv --since 2025-01-01 --by organisation
status 3
stderr <<'END'
eh-review: episodes.csv:11: end_date: before the date on which it began
END
counts open-families <<'END'
|||2025-01-01/2026-11-22|4|4|100.0|
|Hub||2025-01-01/2026-11-22|2|4|50.0|
|School||2025-01-01/2026-11-22|2|4|50.0|
END
counts lead-practitioners <<'END'
|||2025-01-01/2026-11-22|3||3|
|Hub||2025-01-01/2026-11-22|2||2|
|School||2025-01-01/2026-11-22|1||1|
END
# F1 is closed by the child whose help ends last; F2 goes on from one episode to the next; F3 cannot be told yet.
counts closures <<'END'
step-up|||2025-01-01/2026-11-22|1|3|33.3|
step-up|Hub||2025-01-01/2026-11-22|0|1|0.0|
step-up|School||2025-01-01/2026-11-22|1|2|50.0|
moved-away|||2025-01-01/2026-11-22|1|3|33.3|
moved-away|Hub||2025-01-01/2026-11-22|1|1|100.0|
moved-away|School||2025-01-01/2026-11-22|0|2|0.0|
not-decoded|||2025-01-01/2026-11-22|1|3|33.3|
not-decoded|Hub||2025-01-01/2026-11-22|0|1|0.0|
not-decoded|School||2025-01-01/2026-11-22|1|2|50.0|
END
# 1 July 2025 to 30 June 2026 is within 12 months; 1 October 2025 to 2 October 2026 is not.
counts reopened-12m <<'END'
|||2025-01-01/2026-11-22|1|2|50.0|1
|Hub||2025-01-01/2026-11-22|0|1|0.0|0
|School||2025-01-01/2026-11-22|1|1|100.0|1
END
printf 'interval,value\nepisode_gap,70\n' >intervals.csv
measures 'a gap that counts as going on' --episodes episodes.csv --since 2025-01-01 --intervals intervals.csv
counts reopened-12m <<'END'
|||2025-01-01/2026-11-22|1|2|50.0|0
END
measures 'open on the last day of each month' --episodes episodes.csv --since 2025-05-01 --period quarter
counts open-children <<'END'
|||2025-05-01/2026-11-22|4|4|100.0|
|||2025-05-01/2025-06-30|2|2|100.0|
|||2025-Q3|1|1|100.0|
|||2025-Q4|0|0||
|||2026-Q1|0|0||
|||2026-Q2|2|2|100.0|
|||2026-Q3|2|2|100.0|
|||2026-10-01/2026-11-22|4|4|100.0|
END
measures 'values that have no decoding' --episodes episodes.csv --unmapped unmapped.csv -q
file unmapped.csv <<'END'
column,value,count,file,line
end_reason,Something else entirely,1,episodes.csv,8
END
# A child in two families, and one without.
cat >families.csv <<'END'
fami_table_id,fami_family_id,fami_person_id
1,F1,P1
2,F1,P2
3,F2,P2
END
cat >ssd.csv <<'END'
earl_episode_id,earl_person_id,earl_episode_start_date,earl_episode_end_date,earl_episode_reason,earl_episode_end_reason,earl_episode_organisation,earl_episode_worker_id
1,P1,2026-01-01 00:00:00,NULL,,NULL,Hub,W1
2,P2,2026-01-01 00:00:00,NULL,,NULL,Hub,W1
3,P3,2026-01-01 00:00:00,NULL,,NULL,Hub,W1
END
measures 'families of the Standard Safeguarding Dataset' --episodes ssd.csv --people families.csv --summary
status 0
counts open-families <<'END'
|||2025-11-23/2026-11-22|2|2|100.0|
END
grep 'more than one' "$scratch/err" >found
echo 'children given more than one family: 1 times' >wanted
same 'a child in two families is told' found wanted

# --- Other tables ------------------------------------------------------------------------------------------------------

cat >reviews.csv <<'END'
family_id,due_date,held_date,decision
F1,2026-01-10,2026-01-10,Continue
F1,2026-01-10,2026-01-12,Continue
F2,2026-01-10,2026-01-11,Close
F3,2026-01-10,2026-12-01,
F4,2026-01-10,,
F4,2026-12-10,,
F5,2026-02,2026-02-28,Close
END
measures 'reviews: two on one day, held late, booked, not due yet' --reviews reviews.csv
counts reviews-on-time <<'END'
|||2025-11-23/2026-11-22|2|5|40.0|
END
cat >feedback.csv <<'END'
date,score,max_score
2026-01-01,4,5
2026-01-01,3,5
2026-01-01,7,10
2026-01-01,6,5
2026-01-01,-1,5
2026-01-01,c,5
2026-01-01,5,
2026-01-01,3.5,5
END
measures 'feedback out of range' --feedback feedback.csv
status 3
stderr <<'END'
eh-review: feedback.csv:5: score: not a number from 0 to the highest score
eh-review: feedback.csv:6: score: not a number from 0 to the highest score
eh-review: feedback.csv:7: score: not a number from 0 to the highest score
END
counts satisfaction <<'END'
|||2025-11-23/2026-11-22|3|4|75.0|
END
cat >scales.csv <<'END'
family_id,date,name,score
F1,2025-01-01,Mum,3
F1,2026-01-01,Mum,6
F1,2026-02-01,Worker,9
F2,2026-01-01,Mum,5
F2,2026-03-01,Mum,4
F2,2026-03-01,Mum,6
F3,2026-01-01,Dad,5
F3,2026-04-01,Dad,
F4,2026-01-01,Dad,11
F5,2026-01-01,,5
F6,2026-01-01,Mum,9
F6,2026-03-01,Mum,0
F6,2026-01-01,Dad,5
F6,2026-03-01,Dad,6
F6,2026-01-01,Robin,5.5
F6,2026-03-01,Robin,6
F7,2026-01-01,Mum,5
F7,2026-03-01,Mum,6
F7,2026-03-01,Mum,4
END
measures 'change on the scale' --scales scales.csv
status 3
stderr <<'END'
eh-review: scales.csv:10: score: not a number from 0 to 10 with at most one decimal
eh-review: scales.csv:11: name: blank, but a value is needed
END
counts scale-change <<'END'
better|||2025-11-23/2026-11-22|3|4|75.0|
same|||2025-11-23/2026-11-22|0|4|0.0|
worse|||2025-11-23/2026-11-22|1|4|25.0|
END
run 'the same by eh-review scales' eh-review scales -q --as-of 2026-11-22 --by family scales.csv
status 3
ok 'both have the same directions' test "$(sed 1d "$scratch/out" | cut -d , -f 12 | sort | tr '\n' ' ')" = 'better better better one-reading worse '
cat >evidence.csv <<'END'
family_id,outcome,clause,met,date
F1,SF-3.1,a,yes,2026-01-01
F1,SF-3.1,b,no,2026-01-01
F1,SF-3.1,b,yes,2026-04-01
F2,SF-3.1,a,yes,2026-01-01
F2,SF-9.9,a,yes,2026-01-01
F2,SF-3.1,e,yes,2026-01-01
F2,SF-3.1,b,perhaps,2026-01-01
END
measures 'outcomes by the end of each quarter' --outcomes evidence.csv --since 2026-01-01 --period quarter
status 3
stderr <<'END'
eh-review: evidence.csv:6: outcome: unknown outcome 'SF-9.9'; nearest: SF-9.1
eh-review: evidence.csv:7: clause: not a clause of SF-3.1 (a, b, c)
eh-review: evidence.csv:8: met: not one of yes, no, unknown
END
counts outcomes-achieved <<'END'
|||2026-01-01/2026-11-22|1|2|50.0|
|||2026-Q1|0|2|0.0|
|||2026-Q2|1|2|50.0|
|||2026-Q3|1|2|50.0|
|||2026-10-01/2026-11-22|1|2|50.0|
3|||2026-01-01/2026-11-22|1|2|50.0|
3|||2026-Q1|0|2|0.0|
3|||2026-Q2|1|2|50.0|
3|||2026-Q3|1|2|50.0|
3|||2026-10-01/2026-11-22|1|2|50.0|
END
cat >open.csv <<'END'
family_id,child_id,start_date,level,organisation
F1,C1,2026-01-01,early-help,Hub
F2,C2,2026-01-01,universal,Hub
F3,C3,2026-01-01,,School
END
cat >consent.csv <<'END'
family_id,date,consent
F1,2026-01-01,Given
F1,2026-02-01,Withdrawn
F2,2026-01-01,Given
F2,2026-12-01,Refused
F9,2026-01-01,Given
END
printf 'family_id,child_id,as_of,level,suggested\nF1,C1,2026-01-05,universal,early-help\nF2,,2026-01-05,early-help,\nF3,C3,2026-01-05,universal,\n' >levels.csv
printf 'child_id,date,indicator,status,end_date\nC1,2026-01-05,EMO-EH-02,present,\nC1,2026-02-05,EMO-EH-02,present,\nC2,2026-01-05,EMO-EH-02,negated,\nC3,2026-01-05,EMO-EH-02,,2026-03-01\nC2,2026-01-05,EMO-EH-99,,\n' >indicators.csv
measures 'open families: consent, needs, levels' --episodes open.csv --consent consent.csv --levels levels.csv --indicators indicators.csv --by organisation
status 3
stderr <<'END'
eh-review: indicators.csv:6: indicator: unknown indicator code 'EMO-EH-99'; nearest: EMO-EH-09
END
counts consent <<'END'
|||2025-11-23/2026-11-22|1|3|33.3|
|Hub||2025-11-23/2026-11-22|1|2|50.0|
|School||2025-11-23/2026-11-22|0|1|0.0|
END
counts needs <<'END'
SF-3.1|||2025-11-23/2026-11-22|1|3|33.3|
SF-3.1|Hub||2025-11-23/2026-11-22|1|2|50.0|
SF-3.1|School||2025-11-23/2026-11-22|0|1|0.0|
END
counts level-agreement <<'END'
|||2025-11-23/2026-11-22|1|2|50.0|
|Hub||2025-11-23/2026-11-22|1|2|50.0|
END
cat >assessments.csv <<'END'
family_id,child_id,start_date,end_date,child_views,organisation
F1,C1,2026-01-15,2026-02-01,yes,Hub
F2,C2,2026-01-20,2026-02-05,,Hub
F3,C3,2026-01-20,,no,Hub
END
printf 'child_id,date\nC1,2026-01-05\nC1,2026-01-09\nC1,2026-01-16\nC2,2025-01-01\nC3,2026-01-20\n' >contacts2.csv
printf 'family_id,date,lead_practitioner\nF1,2026-02-11,W1\nF2,2026-02-08,W1\n' >plans.csv
measures 'days' --assessments assessments.csv --contacts contacts2.csv --plans plans.csv
awk -F , '$1 ~ /^days/ { print $1, $5, $6, $7, $12, $13 }' "$scratch/out" >found
cat >wanted <<'END'
days-contact-to-assessment 2 3 3.0 1.5 4.5
days-assessment-to-plan 2 2 6.5 4.8 8.3
END
same 'days: median and quartiles' found wanted
counts child-views <<'END'
|||2025-11-23/2026-11-22|1|2|50.0|
END
measures 'working days' --assessments assessments.csv --contacts contacts2.csv --working-days
awk -F , '$1 ~ /^days/ { print $1, $5, $6, $7 }' "$scratch/out" >found
echo 'days-contact-to-assessment 2 3 2.0' >wanted
same 'working days: median' found wanted
printf 'Child Unique ID,Date of referral,Referral Source,Referral NFA?\nC1,05/01/2026,a) 1A: Individual,a) Yes\nC2,06/01/2026,f) 2A: Schools,b) No\n' >annex.csv
measures 'referrals of Annex A' --referrals annex.csv
status 0
counts referrals-nfa-or-step-down <<'END'
|||2025-11-23/2026-11-22|1|2|50.0|
END
cat >flags.csv <<'END'
cont_contact_id,cont_person_id,cont_contact_date,cont_contact_outcome_json
1,P1,2026-01-01,"{""NEW_REFERRAL_FLAG"":""N"",""NFA_FLAG"":""Y""}"
2,P2,2026-01-01,"{""NEW_REFERRAL_FLAG"":""Y"",""NFA_FLAG"":""N""}"
3,P3,2026-01-01,NULL
END
measures 'outcomes as flags' --contacts flags.csv
counts contacts-nfa <<'END'
|||2025-11-23/2026-11-22|1|2|50.0|
END
printf 'child_id,date,outcome\nC1,2025-01-05,Step down\nC2,2025-02-05,Step down\nC1,2026-01-05,Assessment\nC2,2026-02-06,NFA\nC3,2026-05-05,Step down\n' >steps.csv
measures 'referred again' --referrals steps.csv --since 2025-01-01
counts step-down-rereferred-12m <<'END'
|||2025-01-01/2026-11-22|1|2|50.0|1
END

# --- Figures that were published ---------------------------------------------------------------------------------------
# Early Help Strategy 2022-2024 (Sandwell), why early help is needed: the shares, from counts that give them.

awk 'BEGIN {
    print "child_id,date,outcome"
    for (i = 1; i <= 10000; i++) print "C" i ",2021-06-01," (i <= 8094 ? "NFA" : i <= 9721 ? "New referral" : "Advice")
}' >contacts.csv
awk 'BEGIN {
    print "child_id,date,outcome,source"
    for (i = 1; i <= 900; i++) print "C" i ",2021-06-01," (i <= 300 ? "NFA" : i <= 549 ? "Step down" : "Assessment") "," (i <= 361 ? "School" : "Police")
}' >referrals.csv
awk 'BEGIN {
    print "family_id,child_id,start_date,end_date,organisation"
    for (i = 1; i <= 1024; i++) print "F" i ",C" i ",2021-06-01,," (i <= 539 ? "Strengthening Families" : i <= 816 ? "Children'"'"'s Centres" : i <= 867 ? "Schools" : "Others")
}' >episodes.csv
run 'the front door' eh-review measures --as-of 2021-12-31 --contacts contacts.csv --referrals referrals.csv
counts contacts-nfa <<'END'
|||2021-01-01/2021-12-31|8094|10000|80.9|
END
counts contacts-to-referral <<'END'
|||2021-01-01/2021-12-31|1627|10000|16.3|
END
counts referrals-nfa-or-step-down <<'END'
|||2021-01-01/2021-12-31|549|900|61.0|
END
rows referral-sources
sed -n 1p found >schools
echo '2A|||2021-01-01/2021-12-31|361|900|40.1|' >wanted
same 'schools refer most' schools wanted
run 'who leads' eh-review measures --as-of 2022-01-31 --episodes episodes.csv --by organisation
counts open-children <<'END'
|||2021-02-01/2022-01-31|1024|1024|100.0|
|Children's Centres||2021-02-01/2022-01-31|277|1024|27.1|
|Others||2021-02-01/2022-01-31|157|1024|15.3|
|Schools||2021-02-01/2022-01-31|51|1024|5.0|
|Strengthening Families||2021-02-01/2022-01-31|539|1024|52.6|
END
awk 'BEGIN {
    print "family_id,start_date,end_date"
    for (i = 1; i <= 2283 + 7717; i++) { print "F" i ",2020-06-01,2021-06-01"; if (i <= 2283) print "F" i ",2022-05-01," }
}' >episodes.csv
awk 'BEGIN {
    print "family_id,child_id,date,outcome"
    for (i = 1; i <= 10000; i++) { print "F" i ",C" i ",2021-06-01,Step down"; if (i <= 1285) print "F" i ",C" i ",2022-05-01,Assessment" }
}' >steps.csv
run 'families stepped down that came back' eh-review measures --since 2021-01-01 --as-of 2022-12-31 --period year --referrals steps.csv
counts step-down-rereferred-12m <<'END'
|||2021-01-01/2022-12-31|1285|10000|12.9|0
|||2021|1285|10000|12.9|0
|||2022|0|0||0
END
run 'families that came back' eh-review measures --since 2021-01-01 --as-of 2022-12-31 --period year --episodes episodes.csv
counts reopened-12m <<'END'
|||2021-01-01/2022-12-31|2283|10000|22.8|0
|||2021|2283|10000|22.8|0
|||2022|0|0||0
END
for figure in '885 82710 107.0' '478 83000 57.6' '3411 83000 411.0'; do
    set -- $figure
    awk -v n="$1" 'BEGIN { print "child_id,start_date"; for (i = 1; i <= n; i++) print "C" i ",2020-06-01" }' >episodes.csv
    printf 'area,population\n,%s\n' "$2" >population.csv
    run "a rate of $3" eh-review measures --as-of 2021-03-31 --episodes episodes.csv --population population.csv
    echo "|||2020-04-01/2021-03-31|$1|$2|$3|" >line
    counts rate-per-10000 <line
done

# --- Targets, and a partnership's own ----------------------------------------------------------------------------------

printf 'child_id,date,outcome,organisation\nC1,2026-01-01,NFA,School\nC2,2026-01-01,NFA,School\nC3,2026-01-01,Advice,GP\n' >contacts.csv
cat >targets.csv <<'END'
measure,organisation,value
contacts-nfa,,30
contacts-nfa,SCHOOL,66.25
contacts-nfa,GP,c
contacts-nfo,,30
contacts-nfa,Police,thirty
END
run 'targets' eh-review measures --as-of 2026-11-22 --contacts contacts.csv --by organisation --compare targets.csv --exit-code --summary
status 3
awk -F , '$1 == "contacts-nfa" { print $2, $7, $15, $16 }' "$scratch/out" >found
printf ' 66.7 30 36.7\nGP 0.0 30 -30.0\nSchool 100.0 66.25 33.8\n' >wanted
same 'targets: those that fit best' found wanted
grep -e targets.csv -e compared "$scratch/err" >found
cat >wanted <<'END'
eh-review: targets.csv:5: measure: unknown measure 'contacts-nfo'; nearest: contacts-nfa
eh-review: targets.csv:6: value: not a number, or one with more than 6 decimals
compared: 3; on the wrong side of the target: 2; targets without a result: 0
END
same 'targets: messages' found wanted
sed 4q targets.csv >some && mv some targets.csv
run 'a target that is missed' eh-review measures --as-of 2026-11-22 --contacts contacts.csv --compare targets.csv --exit-code
status 1
eh-review measures --as-of 2026-11-22 --contacts contacts.csv -o before.csv
run 'an earlier output as comparator' eh-review measures --as-of 2026-11-22 --contacts contacts.csv --compare before.csv --exit-code
status 0
mkdir own
cat >own/measures.csv <<'END'
measure,title,quadrant,unit,better,kind,table,date,each,counted,among,split,out_of,then,within,counts,ref
advice,Contacts with advice,how-well,per-cent,higher,events,contacts,date,row,outcome=information-and-advice,,,group,,,Contacts with advice.,ours
contacts-nfa,,,,,off,,,,,,,,,,,
END
printf 'spelling,organisation\nSchool,Schools\nGP,Health\n' >own/organisations.csv
measures 'measures of their own' --contacts contacts.csv --rules own --by organisation --unmapped unmapped.csv
status 0
counts advice <<'END'
|||2025-11-23/2026-11-22|1|3|33.3|
|Health||2025-11-23/2026-11-22|1|1|100.0|
|Schools||2025-11-23/2026-11-22|0|2|0.0|
END
counts contacts-nfa </dev/null
cat >own/measures.csv <<'END'
measure,title,quadrant,unit,better,kind,table,date,each,counted,among,split,out_of,then,within,counts,ref
one,One,how-wel,per-cent,,events,contacts,dat,row,outcome=nfa,,,group,,,,
two,Two,how-well,days,,events,contacts,date,row,outcome,,reason,,,,,
END
measures 'measures that cannot be used' --contacts contacts.csv --rules own
status 2
stderr <<'END'
eh-review: own/measures.csv:2: quadrant: 'how-wel' is not one of how-much, how-well, better-off; nearest: how-well
eh-review: own/measures.csv:2: date: 'dat' is not known; nearest: date
eh-review: own/measures.csv:2: counted: 'nfa' is not known
eh-review: own/measures.csv:3: counted: a condition that cannot be read: 'outcome' (such as outcome=close|continue, outcome=*, held_date<=due_date or score>=max_score*satisfied; parted by ;)
eh-review: own/measures.csv:3: split: 'reason' is not known
eh-review: own/measures.csv:3: unit: not a value that can stand here
eh-review: own/measures.csv:3: out_of: not a value that can stand here
END

# --- Small counts ------------------------------------------------------------------------------------------------------

awk 'BEGIN {
    print "child_id,date,outcome,organisation"
    for (i = 1; i <= 30; i++) print "C" i ",2026-01-01," (i % 2 ? "NFA" : "Advice") "," (i <= 3 ? "Hub" : i <= 13 ? "School" : "GP")
}' >contacts.csv
measures 'small counts and what gives them away' --contacts contacts.csv --by organisation --suppress
status 0
counts contacts-nfa <<'END'
|||2025-11-23/2026-11-22|15|30|50.0|
|GP||2025-11-23/2026-11-22|8|17|47.1|
|Hub||2025-11-23/2026-11-22|c|c|c|
|School||2025-11-23/2026-11-22|c|c|c|
END
measures 'rounded counts, and percentages of them' --contacts contacts.csv --by organisation --round 5
counts contacts-nfa <<'END'
|||2025-11-23/2026-11-22|15|30|50.0|
|GP||2025-11-23/2026-11-22|10|15|66.7|
|Hub||2025-11-23/2026-11-22|0|5|0.0|
|School||2025-11-23/2026-11-22|5|10|50.0|
END

# --- Small counts over several measures --------------------------------------------------------------------------------

# Closures without a reason are what those with one leave of all.
awk 'BEGIN {
    print "family_id,start_date,end_date,end_reason"
    for (i = 1; i <= 173; i++) print "F" i ",2026-01-01,2026-06-01," (i <= 100 ? "outcomes-met" : i <= 103 ? "step-up" : i <= 143 ? "moved-away" : "")
}' >closed.csv
measures 'closures, and those with a reason' --episodes closed.csv --suppress
status 0
counts closures <<'END'
outcomes-met|||2025-11-23/2026-11-22|100|173|57.8|
step-up|||2025-11-23/2026-11-22|c|173|c|
moved-away|||2025-11-23/2026-11-22|c|173|c|
not-recorded|||2025-11-23/2026-11-22|30|173|17.3|
END
counts positive-outcomes <<'END'
|||2025-11-23/2026-11-22|100|143|69.9|
END
# No further action and referrals leave three others of all contacts.
awk 'BEGIN {
    print "child_id,date,outcome"
    for (i = 1; i <= 100; i++) print "C" i ",2026-01-01," (i <= 80 ? "NFA" : i <= 97 ? "New referral" : "Advice")
}' >three.csv
measures 'what two measures leave of a third' --contacts three.csv --suppress
counts contacts-nfa <<'END'
|||2025-11-23/2026-11-22|80|100|80.0|
END
counts contacts-to-referral <<'END'
|||2025-11-23/2026-11-22|c|100|c|
END
measures 'marks in records' --contacts three.csv --suppress -t rec
grep '^%type: numerator' "$scratch/out" >found
echo '%type: numerator regexp /^(-?[0-9]+([.][0-9]+)?|[a-z:])$/' >wanted
same 'marks in records: their type' found wanted
run 'marks in the schema' eh-review measures --schema
grep -c '"type": "number".*"missingValues": \["", "c", ":", "z"\]' "$scratch/out" >found
echo 7 >wanted
same 'marks in the schema: they stand for missing numbers' found wanted
measures 'to be read again' --contacts three.csv --suppress -o hidden.csv
measures 'a suppressed table as comparator' --contacts three.csv --compare hidden.csv --summary
status 0
grep compared: "$scratch/err" >found
echo 'compared: 1; on the wrong side of the target: 0; targets without a result: 0' >wanted
same 'a suppressed table as comparator: what is hidden is no target' found wanted
measures 'a suppressed table as a table of events' --contacts hidden.csv
status 2
grep -c 'hidden.csv:1: no column for child_id; columns found: measure, organisation' "$scratch/err" >found
echo 1 >wanted
same 'a suppressed table as a table of events: said so' found wanted
measures 'a base that is not listed' --contacts three.csv --round 7
status 2
stderr <<'END'
eh-review: --round takes 5 or 10 (eh-review --help shows what there is)
END
mkdir strict
printf 'rule,value\nmost_small,17\nhidden_mark,z\nround_base,20\n' >strict/disclosure.csv
measures 'rules of their own' --contacts three.csv --rules strict --suppress
counts contacts-to-referral <<'END'
|||2025-11-23/2026-11-22|z|100|z|
END
measures 'a base of their own' --contacts three.csv --rules strict --round 20
counts contacts-to-referral <<'END'
|||2025-11-23/2026-11-22|20|100|20.0|
END
printf 'rule,value\nmost_smal,5\nhidden_mark,*\nmost_small,0\nmost_small,3\n' >strict/disclosure.csv
measures 'rules that cannot be used' --contacts three.csv --rules strict
status 2
stderr <<'END'
eh-review: strict/disclosure.csv:2: rule: 'most_smal' is not one of most_small, hidden_mark, round_base; nearest: most_small
eh-review: strict/disclosure.csv:3: value: '*' is not known
eh-review: strict/disclosure.csv:4: value: not a whole number from 0 to 1000
eh-review: strict/disclosure.csv:5: rule: 'most_small' stands twice
END

# --- Whom a row is about -----------------------------------------------------------------------------------------------

cat >mixed.csv <<'END'
family_id,child_id,start_date,organisation
F1,C1,2026-01-01,Hub
,C1,2026-02-01,School
,,2026-02-01,School
END
printf 'date,family_id,child_id\n2026-01-05,F1,C9\n2026-01-06,F1,\n' >ours.csv
printf 'family_id,child_id,start_date\nF1,C1,2026-01-10\n' >begun.csv
measures 'a child of a family that other rows name; nobody; another child' --episodes mixed.csv --contacts ours.csv \
    --assessments begun.csv --by organisation
status 3
stderr <<'END'
eh-review: mixed.csv:4: family_id and child_id are both blank
END
counts open-families <<'END'
|||2025-11-23/2026-11-22|1|1|100.0|
|Hub||2025-11-23/2026-11-22|1|1|100.0|
|School||2025-11-23/2026-11-22|1|1|100.0|
END
# The contact about the child C9 is none of C1's; that about the family is. The family was last with the school.
awk -F , '$1 ~ /^days/ { print $1, $2, $5, $6, $7 }' "$scratch/out" >found
printf '%s\n' 'days-contact-to-assessment  1 1 4.0' 'days-contact-to-assessment School 1 1 4.0' >wanted
same 'days since a contact of the child or of all the family, where the family was last' found wanted
printf 'family_id,date\nF1,2026-02-11\n' >planned.csv
measures 'a table without the day that is looked for' --plans planned.csv --assessments begun.csv --summary
grep 'left out: days-assessment-to-plan' "$scratch/err" >found
echo 'left out: days-assessment-to-plan needs end_date in --assessments' >wanted
same 'a table without the day that is looked for: left out' found wanted
printf 'family_id,level\nF1,early-help\n' >undated.csv
printf 'family_id,start_date,level\nF1,2026-01-01,early-help\n' >levelled.csv
measures 'levels without a day have held for ever' --episodes levelled.csv --levels undated.csv
counts level-agreement <<'END'
|||2025-11-23/2026-11-22|1|1|100.0|
END

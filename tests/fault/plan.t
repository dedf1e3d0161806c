#!/bin/sh
# Faults in eh-plan: drafts, services, checks, what is due, forms.
. "$(dirname "$0")/faults.sh"

cat >in.csv <<'END'
family_id,child_id,date,indicator,status,agency,subject,end_date,colour
F1,C1,2026-03-01,HEA-EH-01,present,School,child,,red
F1,C1,03/2026,EDU-EH-04,Current,GP,Mother,,"""blue"", pale"
F1,C2,2026-03-02,HEA-SH-01,,,,,
F1,,2026-03-02,FAM-CIN-02,present,Council,family,2026-04,
F2,,2026-03-03,HEA-U-01,present,,Martian,,
END

cat >standing.csv <<'END'
family_id,child_id,action_id,outcome,action,due,needs
F1,C1,A1,SF-1.1,Ring the breakfast club,2026-12-01,
,C7,A2,,Ring the breakfast club,2026-12-01,EDU-EH-04
END
cat >plans.csv <<'END'
family_id,date,lead_practitioner,area
F1,2026-11-16,Ms Lark,Larkhay
END
printf 'service,needs\nBreakfast club,EDU-EH-04;SF-2.2\n' >services.csv
printf 'family_id,person_id,name,gender,dob\nF1,C1,,,2019-05-01\nF1,C2,,,2012-05-01\n' >people.csv
printf 'family_id,child_id,level,needs\nF1,C1,early-help,EDU-EH-04;HEA-EH-01\n,C7,early-help,EDU-EH-04\n' >needs.csv
faults 'draft' eh-plan draft $day -o made/result in.csv
faults 'draft with all its files' eh-plan draft $day --rejects made/rejected --unmapped made/unmapped --plan standing.csv --plans plans.csv \
    --services services.csv --people people.csv --working-days -t html -o made/result needs.csv
faults 'services' eh-plan services $day --services services.csv --people people.csv --plans plans.csv -t html -o made/result needs.csv
printf 'family_id,child_id,action,due,status,needs,outcome,flags\nF1,C1,Eat,,open,HEA-EH-01;HEA-EH-0l,,\nF1,,Ring,,,,SF-1.1,no-service\n' >asked.csv
faults 'gaps' eh-plan gaps $day --services services.csv --people people.csv --plans plans.csv --rejects made/rejected -o made/result asked.csv
faults 'gaps by flags' eh-plan gaps $day -o made/result asked.csv
cat >poor.csv <<'END'
family_id,child_id,action_id,outcome,goal,action,who,agency,start,due
F1,C1,A1,SF-2.9,Support,"Support Mum, and book a visit",School,School,,ASAP
F1,,A1,,Mum attends,Ring the GP and apply for a grant,Ms Lark,Council,2026-12-01,22/11/26
F1,,A2,,,TBC,Ms Lark,Council,,2026-12-01
END
printf 'family_id,goal_id,goal,concern\nF1,G1,Have fun,crime\n' >goals.csv
printf 'family_id,concern,present\nF1,health,yes\nF1,helth,yes\n' >concerns.csv
mkdir own
printf 'rule,severity,problem\nvague-verb,note,{1}\n' >own/rules.csv
printf 'list,word,pattern,example\nvague,help,<aid>,help him\n' >own/words.csv
printf 'word,pattern\naid,help|aid\n' >own/classes.csv
faults 'check of plans with all its files' eh-plan check $day --goals goals.csv --concerns concerns.csv --plans plans.csv \
    --people people.csv -t html -o made/result poor.csv
faults 'check by rules of the user' eh-plan check $day --rules own -o made/result poor.csv
faults 'list words' eh-plan list words -o made/result
cat >due.csv <<'END'
family_id,child_id,action_id,action,who,due,colour
F1,C1,A1,Ring the club,"Mum, Ms Lark",2026-01-05,red
F1,C1,,Write to the landlord,,Dec 2025,"""blue"""
F2,,A2,See the GP,Dad,,
END
faults 'due' eh-plan due $day --undated --split -o made/result due.csv
faults 'due by person' eh-plan due $day --by who --split -o made/result due.csv
faults 'due as text' eh-plan due $day --by who -t text -o made/result due.csv
faults 'due as html' eh-plan due $day --undated -t html -o made/result due.csv
printf 'family_id,person_id,name,gender,dob\nF1,C1,Kit Amber,,2015-03-02\n' >named.csv
# Names and the day of a birth that give way, in cells and within sentences.
sed 's/Mum, /Kit Amber, /; s/Write/Kit (born 2 March 2015) writes/' due.csv >due-named.csv
faults 'due, initials' eh-plan due $day -t text --initials --years --people named.csv -o made/result due-named.csv
faults 'due as a calendar' eh-plan due $day -t ics --todo --undated -o made/result due.csv
cat >whole.csv <<'END'
family_id,child_id,action_id,outcome,goal,action,who,due,status,progress,review_due,needs,children,flags
F1,C1,A1,SF-1.1,Calm,Ring the club,Mum,2026-01-05,done,Went well,2026-03-01,EDU-EH-04,,action-to-agree
F1,,A2,SF-1.2,Calm,Write to the landlord,,Q3 22,,,,,C1;C2,odd
F2,,A3,,,See the GP,Dad,,for-review,,,,,
END
sed 's/2026-01-05,done/2026-02-05,open/; /A3/d' whole.csv >later.csv
faults 'form of plans for the family' eh-plan form $day --plans plans.csv --people people.csv -o made/result whole.csv
faults 'form of plans for professionals' eh-plan form $day --for professionals --plans plans.csv --people people.csv -t html -o made/result whole.csv
sed 's/,Mum,/,Kit Amber,/; s/Write/Kit (born 2 March 2015) writes/' whole.csv >whole-named.csv
faults 'form of plans, initials' eh-plan form $day --initials --years --people named.csv -o made/result whole-named.csv
faults 'progress' eh-plan progress --rejects made/rejected --unmapped made/unmapped -o made/result whole.csv later.csv

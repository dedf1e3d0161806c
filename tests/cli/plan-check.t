#!/bin/sh
# `check`: actions in, what keeps them from being specific, measurable and timely out; `list`: what it goes by.
. "$(dirname "$0")/lib.sh"
head=file,line,record,field,severity,problem,family_id,rule,words,suggestion
columns() { awk -v columns="$1" -f "$TOP/tests/property/columns.awk" "$scratch/out" | sed 1d; }
# says NAME [COLUMNS]: those columns of the last output are as on standard input.
says() { columns "${2-line,field,severity,rule,words}" >got; cat >wanted; same "$1" got wanted; }
check() { run "$1" eh-plan check --as-of 2026-11-22 "$2"; }

# --- The examples ------------------------------------------------------------------------------------------------------

mkdir plans
cp "$TOP/examples/plans/good.csv" "$TOP/examples/plans/wishes.csv" plans
run 'good plans' eh-plan check --as-of 2026-11-22 --exit-code --summary plans/good.csv
status 0
stdout <<WANTED
$head
WANTED
stderr <<'WANTED'
plans: 2; actions: 9
rows rejected: 0
errors: 0; warnings: 0; notes: 0
WANTED
run 'wishes' eh-plan check --as-of 2026-11-22 --exit-code --summary plans/wishes.csv
status 1
says 'wishes: what is found' line,record,field,severity,family_id,rule,words <<'WANTED'
2,Action A1,action,warning,F0021,vague-verb,monitor
2,Action A1,action,warning,F0021,no-measure,
2,Action A1,who,warning,F0021,group-owner,school
2,Action A1,due,warning,F0021,vague-date,ongoing
3,Action A2,outcome,error,F0021,unknown-outcome,
3,Action A2,action,warning,F0021,vague-verb,support
3,Action A2,action,warning,F0021,no-measure,
3,Action A2,due,warning,F0021,vague-date,ASAP
4,Action A3,action,warning,F0021,two-actions,and
4,Action A3,due,warning,F0021,due-after-review,
5,Action A3,action_id,error,F0021,duplicate-id,
5,Action A3,due,error,F0021,bad-date,
5,Action A3,goal,warning,F0021,circular,
5,Action A3,who,warning,F0021,nobody-named,
6,Action A1,action,warning,F0022,to-agree,to be agreed
6,Action A1,due,error,F0022,due-before-start,
7,Action A2,done_date,error,F0022,done-before-start,
WANTED
stderr <<'WANTED'
plans: 2; actions: 6
rows rejected: 0
errors: 5; warnings: 12; notes: 0
  duplicate-id: 1
  bad-date: 1
  unknown-outcome: 1
  to-agree: 1
  vague-verb: 2
  no-measure: 2
  two-actions: 1
  circular: 1
  nobody-named: 1
  group-owner: 1
  vague-date: 2
  due-after-review: 1
  due-before-start: 1
  done-before-start: 1
WANTED
grep '^plans/wishes.csv,3,Action A2,outcome\|^plans/wishes.csv,5,Action A3,due' "$scratch/out" >got
cat >wanted <<'WANTED'
plans/wishes.csv,3,Action A2,outcome,error,no outcome has this code,F0021,unknown-outcome,,use a code from the list of outcomes; nearest: SF-2.1
plans/wishes.csv,5,Action A3,due,error,not a date that can be read,F0021,bad-date,,"read are 2026-11-22, 22/11/2026, 22 Nov 2026, Nov 2026, 2026-11, 2026, 2026~, 2026-11-XX, 2025/2026; no date: blank, TBC, Ongoing, Unknown"
WANTED
same 'wishes: suggestions name the nearest code and the forms of dates' got wanted
for form in assessment review; do
    for table in actions goals concerns; do
        eh-assess table $table "$TOP/examples/forms/sparrow-$form.rec" >$table.csv
    done
    run "the $form" eh-plan check --as-of 2026-05-14 --goals goals.csv --concerns concerns.csv actions.csv
    status 0
    stderr </dev/null
    stdout <<WANTED
$head
WANTED
done

# --- Words -------------------------------------------------------------------------------------------------------------

# What the lists find is measured on plans that were written before them, and on others that were not looked at until
# they were done. Good ones must pass; of what is wrong with poor ones, nearly all must be found.
for set in good good-unseen good-later strategy; do
    run "$set" eh-plan check --as-of 2026-03-01 --exit-code "$TOP/tests/plans/$set.csv"
    says "$set: no finding" </dev/null
done
for set in poor poor-unseen poor-later; do
    run "$set" eh-plan check --as-of 2026-03-01 "$TOP/tests/plans/$set.csv"
    columns record,rule | sed 's/^Action //' | sort >found
    awk -v columns=action_id,rules -f "$TOP/tests/property/columns.awk" "$TOP/tests/plans/$set.csv" | sed 1d |
        awk -F, '{ n = split($2, rules, ";"); for (i = 1; i <= n; i++) print $1 "," rules[i] }' | sort >labelled
    comm -12 found labelled | awk -v of="$(wc -l <labelled)" 'END { exit !(NR >= of * 0.95) }' && pass "$set: 95 % of what is wrong is found" ||
        { fail "$set: 95 % of what is wrong is found"; comm -13 found labelled | note; }
done

# A vague verb is none beside what can be seen.
cat >in.csv <<'WANTED'
action,who,due
Support Mum,Nan,2026-12-01
Support Mum on Mondays,Nan,2026-12-01
Support Mum to ring the GP,Nan,2026-12-01
SUPPORT AND MONITOR,Nan,2026-12-01
Don’t forget: liaise,Nan,2026-12-01
"Encourage
Mum",Nan,2026-12-01
WANTED
check 'vague verbs' in.csv
says 'vague verbs: each that is found is named' line,rule,words <<'WANTED'
2,vague-verb,support
2,no-measure,
5,vague-verb,support; monitor
5,no-measure,
6,vague-verb,liaise
6,no-measure,
7,vague-verb,encourage
7,no-measure,
WANTED
cat >in.csv <<'WANTED'
action,goal,who,due
Work with Kofi,,Nan,2026-12-01
Work with Kofi,Kofi is in class on 4 days out of 5,Nan,2026-12-01
Bedtimes,,Nan,2026-12-01
WANTED
check 'measures' in.csv
says 'measures: the goal may tell' line,rule <<'WANTED'
2,vague-verb
2,no-measure
3,vague-verb
4,no-measure
WANTED
cat >in.csv <<'WANTED'
action,who,due
Go and see the debt adviser,Nan,2026-12-01
Read and sign the form,Nan,2026-12-01
Agree a time and write it down,Nan,2026-12-01
"Buy shoes, socks and a coat",Nan,2026-12-01
Ring the GP and book a double appointment,Nan,2026-12-01
Book a GP appointment and apply for a bus pass,Nan,2026-12-01
Mum to ring the GP and Dad to visit the bank,Nan,2026-12-01
Ask Mum and Dad to sign the form,Nan,2026-12-01
Ring the GP. Book the dentist.,Nan,2026-12-01
WANTED
check 'two actions' in.csv
says 'two actions: not steps of one' line,rule,words <<'WANTED'
7,two-actions,and
8,two-actions,two people
10,two-actions,two sentences
WANTED

# --- Who ---------------------------------------------------------------------------------------------------------------

cat >in.csv <<'WANTED'
action,who,agency,due
Post the form,School,,2026-12-01
Post the form,School and Mum,,2026-12-01
Post the form,"School, Housing; the family",,2026-12-01
Post the form,School nurse,,2026-12-01
Post the form,"Hedge Lane School, Ms Lark",,2026-12-01
Post the form,Sure Steps,Sure Steps,2026-12-01
Post the form,Head of the Family Support Team,,2026-12-01
Post the form,TBC,,2026-12-01
Post the form,TBC and Mum,,2026-12-01
Post the form,Mr Hall,,2026-12-01
WANTED
check 'owners' in.csv
says 'owners: one person is enough' line,rule,words <<'WANTED'
2,group-owner,school
4,group-owner,school; social care; family
7,group-owner,
9,nobody-named,tbc
WANTED
plan='family_id,action_id,action,who,agency,due,status'
cat >in.csv <<WANTED
$plan
F1,1,Post the form,Ms Lark,School,2026-12-01,
F1,2,Print the form,Health visitor,,2026-12-01,
F1,3,Sign the form,Ms Ash,Council,2026-12-01,
F2,1,Post the form,Ms Lark,School,2026-12-01,
F2,2,Print the form,Dawn,,2026-12-01,
F2,3,Sign the form,Ms Ash,Council,2026-12-01,
F3,1,Post the form,Ms Lark,School,2026-12-01,
F3,2,Print the form,Ms Lark,School,2026-12-01,
F4,1,Post the form,Ms Lark,School,2026-12-01,
F4,2,Print the form,Ms Lark,School,2026-12-01,
F4,3,Sign the form,Mum,School,2026-12-01,cancelled
F4,4,Copy the form,Dawn Reed,School,2026-12-01,
WANTED
check 'nobody of the family' in.csv
says 'nobody of the family: plans of three and more' line,record,family_id,rule,problem <<'WANTED'
2,Plan,F1,only-professionals,nobody of the family does any of the 3 actions
10,Plan,F4,only-professionals,nobody of the family does any of the 3 actions
WANTED
printf '%s\n' family_id,person_id,name,gender,dob F4,P1,Dawn\ Reed,female,1990 F1,P2,Iris\ Ash,female,1960 >people.csv
run 'people' eh-plan check --as-of 2026-11-22 --people people.csv in.csv
says 'people: names of the family count' family_id,rule <<'WANTED'
F1,only-professionals
WANTED
cat >in.csv <<WANTED
$plan
F1,1,Post the form,Mum,,2026-12-01,
F1,2,Print the form,mum,,2026-12-01,
F1,3,Sign the form,Mum and Dad,,2026-12-01,
F1,4,Copy the form, Mum ,,2026-12-01,
F1,5,Fold the form,Nan,,2026-12-01,
F2,1,Post the form,Mum,,2026-12-01,
F2,2,Print the form,Mum,,2026-12-01,
F2,3,Sign the form,Mum,,2026-12-01,
F2,4,Sign the form,Mum,,2026-12-01,done
F3,1,Post the form,Mum,,2026-12-01,
F3,2,Print the form,Mum,,2026-12-01,
F3,3,Sign the form,Dad,,2026-12-01,
F3,4,Sign the form,Mum,,2026-12-01,
WANTED
check 'one person' in.csv
says 'one person: 80 % of four and more' line,family_id,rule,problem <<'WANTED'
2,F1,one-person,one person is to do 4 of the 5 actions
10,F2,done-without-date,"done, but no day is given"
WANTED
printf 'interval,value\none_person_most,75\n' >mine.csv
run 'one person, by intervals of my own' eh-plan check --as-of 2026-11-22 --intervals mine.csv in.csv
says 'one person, by intervals of my own: 75 %' family_id,rule <<'WANTED'
F1,one-person
F2,done-without-date
F3,one-person
WANTED

# --- Dates -------------------------------------------------------------------------------------------------------------

cat >in.csv <<'WANTED'
action,who,start,due,review_due,status,done_date
Post the form,Nan,2026-11-01,Dec 26,2026-12-01,,
Post the form,Nan,2026-11-01,Jan 27,2026-12-01,,
Post the form,Nan,2026-12-05,2026-12-01,,,
Post the form,Nan,2026-12-05,2026-12-20,2026-12-01,,
Post the form,Nan,2026-11-05,2026-12-20,,done,2026-11-04
Post the form,Nan,2026-11-05,2026-12-20,,done,2026-11-23
Post the form,Nan,2026-11-05,2026-12-20,,done,
Post the form,Nan,2026-11-05,2026-12-20,,open,2026-11-07
Post the form,,,,,cancelled,
Post the form,,,,,for-review,
Post the form,Nan,2026-13-05,31/02/2026,soon,done,x
Post the form,Nan,,a.s.a.p.,,,
Post the form,Nan,,next TAF,,,
Post the form,Nan,,when I can,,,
WANTED
check 'dates' in.csv
status 0
stderr </dev/null
says 'dates: of an open action, and of one that is done' <<'WANTED'
3,due,warning,due-after-review,
4,due,error,due-before-start,
5,due,warning,due-after-review,
5,start,warning,start-after-review,
6,done_date,error,done-before-start,
7,done_date,error,done-in-future,
8,done_date,note,done-without-date,
9,status,warning,done-date-open,
12,start,error,bad-date,
12,due,error,bad-date,
12,done_date,error,bad-date,
12,review_due,error,bad-date,
13,due,warning,vague-date,ASAP
14,due,warning,vague-date,the review
15,due,warning,vague-date,when somebody can
WANTED
run 'notes flag nothing' eh-plan check --exit-code --as-of 2026-11-22 plans/good.csv
status 0
printf '%s\n' family_id,action,who,due 'F1,Post the form,Nan,2026-12-01' 'F1,Post the form,Nan,2026-12-09' >in.csv
printf '%s\n' family_id,date,review_due F1,2026-12-02,2026-12-05 >known.csv
run 'plans' eh-plan check --as-of 2026-11-22 --plans known.csv in.csv
says 'plans: give the review' line,rule <<'WANTED'
3,due-after-review
WANTED

# --- Ids, families, outcomes, goals, concerns ----------------------------------------------------------------------------

cat >in.csv <<'WANTED'
family_id,child_id,action_id,outcome,action,who,due
F1,C1,1,sf-1.1,Post the form,Nan,2026-12-01
F1,C2,1,2.2,Post the form,Nan,2026-12-01
F1,C2,1,SF-1.1;SF-99,Sign the form,Nan,2026-12-01
F2,C2,1,Families know,Sign the form,Nan,2026-12-01
,C3,1,none,Sign the form,Nan,2026-12-01
F1,C1,2,,,Nan,2026-12-01
WANTED
check 'ids and outcomes' in.csv
status 0
says 'ids and outcomes: an action for each child is one' line,field,rule,problem <<'WANTED'
4,action_id,duplicate-id,"another action of this family has this number, in line 2"
4,outcome,unknown-outcome,no outcome has this code
6,family_id,no-family,"no family, though other rows of this file name theirs"
7,action,no-action,no action: the row does not say what is to be done
WANTED
printf '%s\n' action,who,due 'Post the form,Nan,2026-12-01' >strategy.csv
run 'two files' eh-plan check --as-of 2026-11-22 in.csv strategy.csv
says 'two files: one without families has none missing' file,line,rule <<'WANTED'
in.csv,4,duplicate-id
in.csv,4,unknown-outcome
in.csv,6,no-family
in.csv,7,no-action
WANTED
cat >in.csv <<'WANTED'
family_id,action_id,outcome,goal,needs,action,who,due,status
F1,1,,Sleeps in her own bed,,Post the form,Nan,2026-12-01,
F1,2,SF-10.2,,,Sign the form,Nan,2026-12-01,
F1,3,,G3,HEA-EH-10,Print the form,Nan,2026-12-01,
F1,4,,Swims,,Fold the form,Nan,2026-12-01,cancelled
WANTED
cat >goals.csv <<'WANTED'
family_id,goal_id,goal,outcome,concern
F1,G1,sleeps  in her own bed.,,
F1,G2,Pays the rent,SF-10.2,crime
F1,G3,Has fun,,
F1,G4,Swims,SF-77,health
F2,G1,Sleeps in her own bed,,
WANTED
cat >concerns.csv <<'WANTED'
family_id,concern,present
F1,money-and-work,Yes
F1,attendance,yes
F1,crime,yes
F1,domestic-abuse,no
F1,substance-misuse,yes
F1,helth,yes
F1,health,yes
WANTED
run 'goals and concerns' eh-plan check --as-of 2026-11-22 --summary --goals goals.csv --concerns concerns.csv in.csv
status 0
says 'goals and concerns: which have no answer' file,line,record,field,severity,family_id,rule <<'WANTED'
goals.csv,5,Goal G4,outcome,error,F1,unknown-outcome
goals.csv,5,Goal G4,goal,warning,F1,goal-without-action
goals.csv,6,Goal G1,goal,warning,F2,goal-without-action
concerns.csv,3,Concern attendance,concern,error,F1,concern-unanswered
concerns.csv,7,Concern,concern,error,F1,unknown-concern
WANTED
stderr <<'WANTED'
plans: 1; actions: 4
goals: 5; concerns ticked: 6
rows rejected: 0
errors: 3; warnings: 2; notes: 0
  unknown-outcome: 1
  goal-without-action: 2
  concern-unanswered: 1
  unknown-concern: 1
WANTED
ok 'goals and concerns: the nearest concern is named' grep -q 'use a code of the form; nearest: health$' "$scratch/out"
printf '%s\n' action,who,due,flags 'Walk to school,Nan,2026-12-01,no-service;action-to-agree' >in.csv
check 'a draft' in.csv
says 'a draft: is still to be agreed' line,rule,words <<'WANTED'
2,to-agree,
WANTED

# --- No content of cells -------------------------------------------------------------------------------------------------

cat >in.csv <<'WANTED'
family_id,action_id,goal,action,who,agency,due,outcome
F1,1,Zzyzx,Zzyzx,Zzyzx school,Zzyzx,Zzyzx,ZZ-99
F1,2,Zzyzx better,Support Zzyzx and monitor; ring Zzyzx and apply for Zzyzx,"Zzyzx, Zzyzx team",,asap Zzyzx,SF-Zzyzx
WANTED
check 'secrets' in.csv
ok 'secrets: findings there are' test "$(wc -l <"$scratch/out")" -gt 6
ok 'secrets: no word of a cell' sh -c '! grep -qi zzyzx "$1"' - "$scratch/out"

# --- Rules of one's own --------------------------------------------------------------------------------------------------

printf '%s\n' action,who,due 'Support Mum,All,Ongoing' >in.csv
mkdir mine
printf '%s\n' rule,severity,least,problem,suggestion 'group-owner,note,,too many,ask {1}' 'vague-verb,error,,unclear: {1},' 'vague-date,off,,x,' >mine/rules.csv
run 'rules of my own' eh-plan check --as-of 2026-11-22 --exit-code --rules mine in.csv
status 1
stdout <<WANTED
$head
in.csv,2,Action,who,note,too many,,group-owner,all,ask all
in.csv,2,Action,action,error,unclear: support,,vague-verb,support,
WANTED
printf '%s\n' list,word,pattern,example,near_miss 'vague,<kind>,<kind> (?:mum|dad),Help Mum,Help' >mine/words.csv
printf '%s\n' word,pattern kind,'help|support' >mine/classes.csv
run 'words of my own' eh-plan check --as-of 2026-11-22 --rules mine in.csv
status 0
says 'words of my own: take the place of the others' rule,words <<'WANTED'
vague-verb,<kind>
WANTED
run 'list of my own rules' eh-plan list rules --rules mine
status 0
says 'list of my own rules: the others are off' rule,severity <<'WANTED'
group-owner,note
vague-verb,error
vague-date,off
no-action,off
no-family,off
duplicate-id,off
bad-date,off
unknown-outcome,off
to-agree,off
no-measure,off
two-actions,off
circular,off
nobody-named,off
no-date,off
due-after-review,off
due-before-start,off
start-after-review,off
done-before-start,off
done-in-future,off
done-without-date,off
done-date-open,off
only-professionals,off
one-person,off
goal-without-action,off
concern-unanswered,off
unknown-concern,off
WANTED
printf '%s\n' rule,severity,least,problem 'vague-verbs,warning,,x' 'vague-verb,bad,,x' 'no-date,note,many,' 'no-date,note,,x' 'no-date,note,,x' ',note,,x' >mine/rules.csv
printf '%s\n' list,word,pattern,example,near_miss 'vage,x,,x,' 'vague,,,,' 'vague,a,(,a,' 'vague,b,<nothing>,b,' 'vague,c,,d,' 'vague,d,,d,d e' >mine/words.csv
run 'broken rules' eh-plan check --rules mine in.csv
status 2
stdout </dev/null
stderr <<'WANTED'
eh-plan: mine/rules.csv:2: rule: 'vague-verbs' is not known; nearest: vague-verb
eh-plan: mine/rules.csv:3: severity: 'bad' is not one of error, warning, note, off
eh-plan: mine/rules.csv:4: least: not a whole number from 0 to 1000
eh-plan: mine/rules.csv:4: problem: blank, but a value is needed
eh-plan: mine/rules.csv:5: rule: 'no-date' stands twice
eh-plan: mine/rules.csv:6: rule: 'no-date' stands twice
eh-plan: mine/rules.csv:7: rule: blank, but a value is needed
eh-plan: mine/words.csv:2: list: 'vage' is not one of vague, unclear, seen, joined, one, agree, nobody, group, person, post, family, date, small; nearest: vague
eh-plan: mine/words.csv:3: word: blank, but a value is needed
eh-plan: mine/words.csv:4: pattern: a pattern that cannot be used: missing closing parenthesis
eh-plan: mine/words.csv:5: pattern: a pattern that cannot be used: it names a class of words that does not exist
eh-plan: mine/words.csv:6: example: the pattern does not find example 1
eh-plan: mine/words.csv:7: near_miss: the pattern finds near miss 1
WANTED
run 'no rules' eh-plan check --rules nowhere in.csv
status 2
stdout </dev/null
stderr <<'WANTED'
eh-plan: nowhere/rules.csv: cannot open: No such file or directory
WANTED

# --- list ----------------------------------------------------------------------------------------------------------------

run 'the words that are compiled in' eh-plan list words --rules "$TOP/share/plans"
status 0
stderr </dev/null
columns word,example | awk -F, '$2 == "" { print }' >got
same 'the words that are compiled in: each has an example that it finds' got /dev/null
cp "$scratch/out" got
run 'list words' eh-plan list words
same 'list words: those that are compiled in' "$scratch/out" got
run 'list rules' eh-plan list rules
status 0
columns rule >got
sed 1d "$TOP/share/plans/rules.csv" | sed 's/,.*//' >wanted
same 'list rules: in the order of the file' got wanted
run 'list goals' eh-plan list goals
status 0
columns code,goal >got
awk -v columns=code,goal -f "$TOP/tests/property/columns.awk" "$TOP/share/plans/goals.csv" | sed 1d >wanted
same 'list goals: as in share' got wanted
run 'list of what is not there' eh-plan list verbs
status 2
stdout </dev/null

# --- Input ---------------------------------------------------------------------------------------------------------------

: >empty.csv
run 'an empty file' eh-plan check empty.csv
status 2
stdout </dev/null
stderr <<'WANTED'
eh-plan: empty.csv: no header line: the file is empty
WANTED
echo action,due >only.csv
run 'a header alone' eh-plan check --exit-code only.csv
status 0
stdout <<WANTED
$head
WANTED
printf '%s\n' 'No.;Task;Deadline;Owner' '1;Support Mum;ASAP;' '2;Sign' >in.csv
run 'other headings' eh-plan check --as-of 2026-11-22 -d ';' -m action=Task -m due=Deadline -m who=Owner in.csv
status 3
stderr <<'WANTED'
eh-plan: in.csv:3: cells in this row: 2; in the header line: 4
WANTED
says 'other headings: with --map' line,rule <<'WANTED'
2,vague-verb
2,no-measure
2,nobody-named
2,vague-date
WANTED

# Order of columns and splitting into files change nothing that is found.
awk -v columns=due,who,action,review_due,goal,done_date,outcome,status,family_id,start,action_id,agency,child_id -f "$TOP/tests/property/columns.awk" plans/wishes.csv >turned.csv
run 'columns in another order' eh-plan check --as-of 2026-11-22 turned.csv
columns line,rule,words >got
run 'columns in their order' eh-plan check --as-of 2026-11-22 plans/wishes.csv
columns line,rule,words >wanted
same 'columns in another order: the same' got wanted
columns family_id,rule,words >wanted
sed '6,$d' plans/wishes.csv >first.csv
sed '2,5d' plans/wishes.csv >second.csv
run 'two families in two files' eh-plan check --as-of 2026-11-22 first.csv second.csv
columns family_id,rule,words >got
same 'two families in two files: the same' got wanted
awk 'BEGIN { print "action,who,due"; for (i = 0; i < 200000; i++) printf "support and monitor "; print ",Mum,2026-12-01" }' >in.csv
check 'a very long cell' in.csv
status 3
awk 'BEGIN { print "action,who,due"; for (i = 0; i < 50000; i++) printf "support and monitor "; print ",Mum,2026-12-01" }' >in.csv
check 'a long cell' in.csv
status 0
says 'a long cell: is looked at' rule,words <<'WANTED'
vague-verb,support; monitor
no-measure,
WANTED

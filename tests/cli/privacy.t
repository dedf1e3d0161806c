#!/bin/sh
# --initials and --years: whatever page is made of this family, no name of it and no full date of birth is in it.
. "$(dirname "$0")/lib.sh"

# Every name stands in ids, too; the fourth row is rejected, and its name is known all the same.
cat >people.csv <<'END'
family_id,person_id,name,gender,dob,relationship,birth_order
Quillback-7,zelda-1,Zelda Quillback,f,2011-03-22,child,1
Quillback-7,orrin-2,Orrin O'Tansley,m,2015-02-02,sibling,2
Quillback-7,P3,Wilhelmina Quillback-Tansley,f,1988-07-09,mother,
Quillback-7,P4,Thaddeus,m,1986-13-40,father,
END
cat >relationships.csv <<'END'
from,to,type
P3,zelda-1,parent
P3,orrin-2,parent
END
cat >events.csv <<'END'
family_id,event_id,date,event,end_date,impact,person_id,source
Quillback-7,E-Zelda,2011-03-22,Zelda born on 22 March 2011,,,zelda-1,Wilhelmina
Quillback-7,E2,2014-06,THADDEUS loses his job,,negative,P4,zelda quillback
Quillback-7,E3,2016-09-05,"Orrin's first day at school (b. 2/2/15, 02/02/2015)",,positive,orrin-2;nobody-Tansley,School
Quillback-7,E4,2015-02-02,Born: O’Tansley,2015-02-02,,orrin-2,Health visitor
Quillback-7,,,Zelda tells Mr Fernsby,,,,Mr Fernsby
END
cat >plan.csv <<'END'
family_id,child_id,action_id,goal,action,who,agency,start,due,status,progress,review_due,children,needs
Quillback-7,zelda-1,A-Orrin,Zelda reads,Wilhelmina reads with Zelda (born 22/03/2011),Thaddeus,School of Quillback,2026-03-10,2026-03-16,open,Zelda likes it,2026-07-07,zelda-1;orrin-2,EDU-EH-04
Quillback-7,,A2,,Ring Mr Fernsby about ORRIN,Mr Fernsby,,2026-03-10,2026-03-20,in-progress,,2026-07-07,,
END
cat >plans.csv <<'END'
family_id,date,plan_id,level,lead_practitioner,agency,contact,area,review_due
Quillback-7,2026-03-10,P-Zelda,early-help,Mr Fernsby,Tansley School,fernsby@school.example,North,2026-07-07
END
cat >scales.csv <<'END'
family_id,date,name,role,domain,score,reasons
Quillback-7,2026-03-10,Wilhelmina Quillback,mother of Zelda,,4,Zelda sleeps
Quillback-7,2026-05-10,Wilhelmina Quillback,mother of Zelda,,6,"Orrin sleeps, born 2 Feb 2015"
Quillback-7,2026-03-10,Walter Quillback,uncle,,3,"Wilhelmina, worn out"
Quillback-7,2026-05-10,Mr Fernsby,teacher,,5,
END
cat >indicators.csv <<'END'
family_id,child_id,date,indicator,evidence,source
Quillback-7,zelda-1,2026-03-10,EDU-EH-04,"Zelda, born 22 March 2011, misses Mondays",Mr Fernsby
Quillback-7,orrin-2,2026-03-10,FAM-CIN-01,Thaddeus shouts at Orrin,Mr Fernsby
END
cat >form.rec <<'END'
%rec: Form

Type: assessment
Id: A-1
Family_id: Quillback-7
Family: Quillback
Parental_responsibility: Wilhelmina Quillback; Thaddeus Tansley
Date: 2026-03-10
Consider: Zelda (born on the 22nd of March, 2011) says more when Orrin is not there.

%rec: Person

Id: zelda
Name: Zelda Quillback
Child: yes
Lives_here: yes
Relationship: child
Born: 22/03/2011
Parents: wilhelmina

Id: orrin
Name: Orrin O'Tansley
Child: yes
Lives_here: yes
Relationship: child
Born: 2015-02-02

Id: wilhelmina
Name: Wilhelmina Quillback-Tansley
Lives_here: yes
Relationship: mother
Born: 1988-07-09
Died: 2025-01-03

%rec: Professional

Name: Mr Fernsby
Role: teacher of ZELDA

%rec: View

Id: S1
Topic: working-well
Whose: family
Name: Aunt Ludmilla
Text: Ludmilla and zelda bake.

Id: S2
Topic: worry
Whose: other
Name: Mr Fernsby
Text: Orrin is tired.

%rec: Concern

Concern: health
Present: yes
Notes: Zelda's chest

%rec: Goal

Id: G1
Goal: Orrin sleeps
Outcome: SF-1.1

%rec: Scale

Name: Wilhelmina Quillback-Tansley
Role: mother
Score: 4
Reasons: Zelda

%rec: Action

Id: A1
Action: Read with Zelda
Who: Wilhelmina
When: 2026-03-16
Child: zelda;orrin

%rec: Consent

Date: 2026-02-24
Consent: given
By: Cornelius

%rec: Sharing

Recipient: Mr Fernsby
Shared: yes
Information: Cornelius drinks
END
sed 's/^Type: assessment/Type: review/' form.rec >review.rec

names='zelda|quillback|orrin|tansley|wilhelmina|thaddeus|walter|ludmilla|cornelius'
births='2011-03-22|2015-02-02|1988-07-09|2025-01-03|22(nd)?( of)? Mar|9 Jul[a-z]* 1988|3 Jan[a-z]* 2025|(22|9|2|02)/0?[327]/|2 Feb[a-z]* 2015'

# tells FILE EXPRESSION: also where tags or lines part a word.
tells() { { cat "$1"; sed 's/<[^>]*>//g' "$1" | tr -d '\n'; } | LC_ALL=C grep -qiE "$2"; }
not() { ! "$@"; }

# hides NAME STATUS COMMAND: without the options names and births stand there; with them, none does.
hides()
{
    name=$1 wanted=$2
    shift 2
    run "$name, open" "$@"
    status "$wanted"
    ok "$name, open: names stand there" tells "$scratch/out" "$names"
    cp "$scratch/out" open
    people='' hidden=$wanted
    case $name in *scales*) people='--people people.csv' hidden=3 ;; esac
    # shellcheck disable=SC2086 # none, or two words
    run "$name" "$@" --initials --years $people
    status "$hidden"
    ok "$name: something is written" test -s "$scratch/out"
    ok "$name: no name of the family" not tells "$scratch/out" "$names"
    ok "$name: no day of birth" not tells "$scratch/out" "$births"
    if tells open "$births"; then
        # shellcheck disable=SC2086 # none, or two words
        run "$name, years alone" "$@" --years $people
        status "$hidden"
        ok "$name, years alone: names stand there" tells "$scratch/out" "$names"
        ok "$name, years alone: no day of birth" not tells "$scratch/out" "$births"
    fi
    # The machine's own paths are nobody's business.
    ok "$name: no path" not tells "$scratch/out" "$scratch|$TOP"
}

day='--as-of 2026-06-01 --quiet'
for to in svg html text; do
    # shellcheck disable=SC2086 # options
    hides "genogram, $to" 3 eh-genogram draw $day --ages -t $to -r relationships.csv people.csv
    hides "timeline, $to" 3 eh-timeline draw --quiet -t $to --people people.csv events.csv
done
hides 'timeline on sheets' 3 eh-timeline draw --quiet -t html --page A4 --people people.csv events.csv
for to in html text; do
    # shellcheck disable=SC2086 # options
    {
        hides "chronology, $to" 3 eh-timeline draw --quiet --plo -t $to --people people.csv events.csv
        hides "plan, $to" 3 eh-plan form $day --people people.csv --plans plans.csv -t $to plan.csv
        hides "plan for professionals, $to" 3 eh-plan form $day --for professionals --people people.csv --plans plans.csv -t $to plan.csv
        hides "assessment, $to" 0 eh-assess form -t $to form.rec
        hides "review, $to" 0 eh-assess form -t $to review.rec
        hides "referral, $to" 0 eh-assess form --as referral -t $to form.rec
    }
done
# shellcheck disable=SC2086 # options
for to in html text svg; do
    hides "scales, $to" 0 eh-review scales $day -t $to scales.csv
done
ok 'scales: practitioners are not told either' not tells "$scratch/out" fernsby
ok 'scales: who has the same initials is told apart' grep -q 'W\.Q\. 2' "$scratch/out"

# People are read for hiding alone, so these have them only with the options.
hides_there()
{
    name=$1
    shift
    run "$name" "$@" --people people.csv --initials --years
    status 3
    ok "$name: something is written" test -s "$scratch/out"
    ok "$name: no name of the family" not tells "$scratch/out" "$names"
    ok "$name: no day of birth" not tells "$scratch/out" "$births"
    run "$name, people for nothing" "$@" --people people.csv
    status 2
    ok "$name: people for nothing" grep -q -- '--people goes with --initials or --years' "$scratch/err"
    run "$name, no people" "$@" --years
    status 2
    ok "$name: no people" grep -q -- '--years needs --people FILE: only what stands there is hidden' "$scratch/err"
}
for to in html text; do
    # shellcheck disable=SC2086 # options
    {
        hides_there "due, $to" eh-plan due $day -t $to plan.csv
        hides_there "due by who, $to" eh-plan due $day --by who -t $to plan.csv
        hides_there "explanation, $to" eh-threshold explain $day -t $to indicators.csv
    }
done

# --- Practitioners, as the manual says -------------------------------------------------------------------------------------

run 'a practitioner stays' eh-assess form --initials form.rec
ok 'a practitioner stays' grep -q 'Mr Fernsby' "$scratch/out"

# --- Files -------------------------------------------------------------------------------------------------------------

run 'files' eh-timeline --quiet --initials -d drawn --people people.csv events.csv
status 3
ls drawn >listed
file listed <<'END'
1.svg
END
ok 'files: no name' not tells drawn/1.svg "$names"

# --- What cannot be hidden is refused -------------------------------------------------------------------------------------

run 'records' eh-plan due --as-of 2026-06-01 --initials --people people.csv plan.csv
status 2
stdout </dev/null
stderr <<'END'
eh-plan: --initials is for pages: it goes with --to text or html (eh-plan --help shows what there is)
END
run 'records of scales' eh-review scales --initials scales.csv
status 2
run 'records of explanations' eh-threshold explain --years --people people.csv indicators.csv
status 2
run 'nobody known' eh-timeline --initials events.csv
status 2
stderr <<'END'
eh-timeline: --initials needs --people FILE: only what stands there is hidden (eh-timeline --help shows what there is)
END
run 'nobody known, plan' eh-plan form --initials plan.csv
status 2

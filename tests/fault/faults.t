#!/bin/sh
# Each call of each verb for memory, files, reads and writes fails in turn, once and for good, until a run gets by without
# reaching the one that fails. Whatever fails: no death by a signal, and either exactly what comes without a fault, or exit
# status 2 with a message, the old file where -o writes, and no other file, whole or half; and all memory is given back.
. "$(dirname "$0")/../cli/lib.sh"
INJECT=${INJECT:-$TOP/build/fault/inject.so}
[ -f "$INJECT" ] || { fail "$INJECT is there: make check-fault builds it"; exit 1; }

# --- Data ------------------------------------------------------------------------------------------------------------------

cat >in.csv <<'END'
family_id,child_id,date,indicator,status,agency,subject,end_date,colour
F1,C1,2026-03-01,HEA-EH-01,present,School,child,,red
F1,C1,03/2026,EDU-EH-04,Current,GP,Mother,,"""blue"", pale"
F1,C2,2026-03-02,HEA-SH-01,,,,,
F1,,2026-03-02,FAM-CIN-02,present,Council,family,2026-04,
F2,,2026-03-03,HEA-U-01,present,,Martian,,
END
cat >bad.csv <<'END'
family_id,child_id,date,indicator,status,agency,subject,end_date,colour
F3,C3,31/02/2026,HEA-EH-01,present,,,,
F3,C3,,HEA-EH-0l,,,,,
F3,"C3
,,,,,,,,
END
printf 'family_id,child_id,indicator\r\nF1,C1,HEA-EH-01\r\n"F1","C""2",BAS-CIN-01\r\n' >quoted.csv
printf '\377\376f\0a\0m\0i\0l\0y\0_\0i\0d\0,\0i\0n\0d\0i\0c\0a\0t\0o\0r\0\n\0F\0001\0,\0H\0E\0A\0-\0E\0H\0-\0000\0001\0\n\0' >utf16.csv
cat >consent.csv <<'END'
family_id,child_id,date,consent
F1,,2026-03-01,given
F1,C2,2026-03-02,Refused
END
cat >override.csv <<'END'
family_id,child_id,level,by,date,reason
F1,C1,child-in-need,A. Worker,2026-03-05,Knows the family
END
cat >recorded.csv <<'END'
family_id,child_id,level
F1,C1,Level 2
F1,C2,universal
END
sed 's/Level 2/early-help/' recorded.csv >known.csv
mkdir mine empty
printf 'key,value\nname,mine\nextends,solihull-2014\n' >mine/framework.csv
printf 'indicator,domain,level,label,applies_to,tags,ref\nX-1,HEA,EH,,,,\n' >mine/indicators.csv
printf 'name,column\nchild_id,pupil\n' >maps.csv
printf 'family_id,pupil,indicator\nF1,C1,HEA-EH-01\n' >mapped.csv

cat >form.rec <<'END'
%rec: Form

Type: assessment
Family_id: F1
Parental_responsibility: P1;P2
Date: 31/02/2026

%rec: Person

Id: P1
Name: A
Child: yes
Gendr: male
+ more

%rec: View

Topic: worry
Whose: child
Name: A
Text: a\\
b c

%rec: Concern

Concern: crime
Present: yes

%rec: Action

Id: A1
Action: Do it
When: 2026-03-01

%rec: Bicycle

Colour: red

%rec: Consent

Consent: given
END
# As an older Windows program writes it.
printf 'Reason: \223yes\224\n' >>form.rec

cat >events.csv <<'END'
family_id,date,event,end_date,impact,person_id
F1,2015-03-02,Born at home,,,P1
F1,2016,Starts nursery,2018~,positive,P1;P2
F1,2016-02-30,No such day,,,
F1,,Some day,,strange,
F2,2017/2018,Moves house,Ongoing,negative,
END
cat >kin.csv <<'END'
family_id,person_id,name,gender,dob
F1,P1,Kit,m,2015-03-02
F1,P2,Amber,f,2017
F1,,Nobody,f,2017
END

# --- One case ----------------------------------------------------------------------------------------------------------------

problems=0
problem()
{
    problems=$((problems + 1))
    [ "$problems" -gt 5 ] || echo "# $case_name: $kind $at $mode: $1 (status $status)"
    [ "$problems" -gt 5 ] || note err
}

# The command once more, with the files as they were before: -o's holds something, the others are not there.
again()
{
    rm -f rejected unmapped
    echo old >result
    : >hit
    "$@" >out 2>err 8>left 9>hit && status=0 || status=$?
    left=
    read -r left <left || :
}

# same_file GOT WANTED: without a process where both are missing.
same_file()
{
    [ -e "$1" ] || [ -e "$2" ] || return 0
    cmp -s "$1" "$2"
}

judge()
{
    if [ "$status" -eq 2 ] && [ "$normal_status" -ne 2 ]; then
        read -r kept <result && [ "$kept" = old ] || problem 'the file of -o has changed'
        # Files appear one after the other: when one cannot be put in place, those before it stand, each whole.
        if [ $kind = rename ]; then
            [ ! -e rejected ] || same_file rejected normal.rejected || problem 'other rejects'
            [ ! -e unmapped ] || same_file unmapped normal.unmapped || problem 'other unmapped values'
        else
            [ ! -e rejected ] && [ ! -e unmapped ] || problem 'a file was left in place'
        fi
        lines=0
        while IFS= read -r line; do
            lines=$((lines + 1))
            case $line in 'eh-threshold: '* | 'eh-assess: '* | 'eh-genogram: '* | 'eh-plan: '* | 'eh-review: '* | 'eh-timeline: '*) ;; *) problem "an odd message: $line" ;; esac
        done <err
        [ "$lines" -gt 0 ] || problem 'no message'
        # What came out is the beginning of what should.
        [ ! -s out ] || head -c "$(wc -c <out)" normal.out | cmp -s - out || problem 'something else on standard output'
    elif [ "$status" -eq "$normal_status" ]; then
        same_file out normal.out || problem 'another output'
        same_file result normal.result || problem 'another file of -o'
        same_file rejected normal.rejected || problem 'other rejects'
        same_file unmapped normal.unmapped || problem 'other unmapped values'
        same_file err normal.err || problem 'other messages'
    else
        problem 'no such status'
    fi
    # The system's own pieces, for a time zone or an encoding, are there without a fault too.
    [ "${left:-0}" -le "$normal_left" ] || problem "$left pieces of memory are left"
    for name in *.eh-*; do
        [ ! -e "$name" ] || { problem "$name was left behind"; rm -f "$name"; }
    done
}

# faults NAME COMMAND...: every call of every kind. The command's own status, whatever it is, is what it should be.
faults()
{
    case_name=$1
    shift
    again "$@"
    normal_status=$status
    for name in out err result rejected unmapped; do
        rm -f "normal.$name"
        [ ! -e "$name" ] || cp "$name" "normal.$name"
    done
    again env LD_PRELOAD="$INJECT" INJECT_LEFT=8 "$@"
    normal_left=${left:-0}
    reached=0
    for kind in $kinds; do
        for mode in once always; do
            problems=0 at=0
            while at=$((at + 1)); do
                if [ $mode = always ]; then
                    again env LD_PRELOAD="$INJECT" INJECT_CALL=$kind INJECT_HIT=9 INJECT_LEFT=8 INJECT_AT=$at \
                        INJECT_ALL=1 "$@"
                else
                    again env LD_PRELOAD="$INJECT" INJECT_CALL=$kind INJECT_HIT=9 INJECT_LEFT=8 INJECT_AT=$at "$@"
                fi
                judge
                [ -s hit ] || break
                [ "$at" -lt 5000 ] || { problem 'no end'; break; }
            done
            [ $kind = close ] || reached=$((reached + at - 1))
            ok "$case_name: $kind, $mode ($((at - 1)))" test "$problems" -eq 0
        done
    done
    ok "$case_name: faults were reached" test "$reached" -gt 100
    # Interrupted and short reads and writes are no faults at all.
    again env LD_PRELOAD="$INJECT" INJECT_EASY=1 "$@"
    kind=easy mode=always at=0 problems=0
    [ "$status" -eq "$normal_status" ] || problem 'another status'
    judge
    ok "$case_name: interrupted, byte by byte" test "$problems" -eq 0
}

# env would be counted with the program: it is left out where a shell can set the environment itself.
env()
{
    (
        while case $1 in *=*) true ;; *) false ;; esac do
            export "${1?}"
            shift
        done
        exec "$@"
    )
}

kinds='memory open create read write sync close rename'
day=--as-of=2026-11-22
faults level eh-threshold $day in.csv
faults 'level with all its files' eh-threshold $day -o result --rejects rejected --unmapped unmapped --consent consent.csv \
    --override override.csv in.csv bad.csv
faults 'level, sorted, by family, as another' eh-threshold $day --sorted --by family --as solihull-2014 -t text -o result in.csv
faults 'level of quoted rows' eh-threshold $day -t json quoted.csv
faults 'level of UTF-16' eh-threshold $day -t rec utf16.csv
faults 'level with maps' eh-threshold $day --map-file maps.csv -m family_id=family_id -o result mapped.csv
faults 'level by a framework of the user' eh-threshold $day -F ./mine --excel in.csv
faults 'explain' eh-threshold explain $day --override override.csv -o result in.csv
faults 'explain as html' eh-threshold explain $day -t html -o result in.csv
faults 'explain, initials' eh-threshold explain $day -t text --initials --years --people kin.csv -o result in.csv
faults 'compare' eh-threshold compare $day --recorded known.csv -o result in.csv
faults 'move' eh-threshold move -o result known.csv recorded.csv
faults 'list' eh-threshold list rules -t html -o result
faults 'explain-header' eh-threshold --explain-header -o result in.csv
faults 'schema' eh-threshold --schema -o result
cat >open-plans.csv <<'END2'
family_id,child_id,plan_id,date,end_date,level,lead_practitioner,agency,review_due
F1,C1,P1,2026-09-01,,early-help,Ms Lark,School,2026-11-20
F1,C2,P2,2026-09-01,,early-help,ms  lark,School,2026-11-20
F2,,P3,2026-09-01,,,,,
END2
cat >held.csv <<'END2'
family_id,review_id,due_date,held_date,decision,next_review,level
F2,R1,2026-10-01,2026-10-01,continue,2026-11-20,
F2,R2,2026-10-01,2026-10-01,odd,2026-11-21,early-help
F2,R3,2026-11-21,,,,
F2,R4,31/02/2026,,,,
END2
faults 'reviews due with all its files' eh-review due $day --reviews held.csv --rejects rejected --unmapped unmapped \
    --working-days -o result open-plans.csv
faults 'reviews due as text' eh-review due $day --reviews held.csv -t text -o result open-plans.csv
faults 'reviews due as html' eh-review due $day --reviews held.csv -t html -o result open-plans.csv
faults 'reviews due as a calendar' eh-review due $day --reviews held.csv -t ics --todo -o result open-plans.csv
printf 'family_id,action,start,due,review_due\nF1,x,2026-09-01,,2026-10-05\n,x,,,2026-10-06\n' >open-actions.csv
faults 'reviews due of actions' eh-review due $day -o result open-actions.csv
cat >scales.csv <<'END2'
family_id,date,name,role,domain,score,reasons
F1,2026-09-01,Mum,mother,School,4,Late most days
F1,2026-09-01,Mum,mother,Money,,
F1,2026-09-01,Mum,mother,Health,5,
F1,2026-10-01,Mum,mother,School,6,
F1,2026-10-01,Mum,mother,Money,2,
F1,2026-10-01,Dad,,School,11,
F2,2026-10-01,Dad,father,,6.5,
END2
faults 'scales' eh-review scales $day --rejects rejected -o result scales.csv
faults 'scales by family' eh-review scales $day --by family -t text -o result scales.csv
faults 'scales as text' eh-review scales $day -t text -o result scales.csv
faults 'scales as html' eh-review scales $day -t html -o result scales.csv
faults 'scales as a drawing' eh-review scales $day -t svg -o result scales.csv
faults 'scales, initials' eh-review scales $day -t text --initials --years --people kin.csv -o result scales.csv
printf 'family_id,outcome,clause,met,date\nF1,SF-3.1,c,yes,2026-01-01\nF1,SF-3.1,c,no,2026-01-01\nF1,SF-31,c,no,2026-01-01\n' >evidence.csv
faults 'outcomes' eh-review outcomes $day -o result --rejects rejected evidence.csv
faults 'outcomes by headline' eh-review outcomes $day --by headline -t text -o result evidence.csv
printf 'family_id,due_date,held_date,decision,level\nF1,2026-02-01,2026-02-01,Close,\nF2,2026-03-01,,,\n' >d-reviews.csv
printf 'family_id,date,level\nF1,2026-01-01,early-help\n' >d-plans.csv
printf 'family_id,action,due,status,done_date\nF1,Go,2026-02-01,done,2026-02-01\n' >d-actions.csv
printf 'family_id,child_id,level\nF1,C1,child-in-need\n' >d-levels.csv
printf 'family_id,date,indicator\nF1,2026-01-20,FAM-CIN-02\n' >d-indicators.csv
printf 'family_id,date,name,score\nF1,2026-01-01,A,3\nF1,2026-02-01,A,5\n' >d-scales.csv
faults 'decide' eh-review decide $day -o result --plans d-plans.csv --actions d-actions.csv --levels d-levels.csv \
    --indicators d-indicators.csv --scales d-scales.csv --outcomes evidence.csv d-reviews.csv
mkdir rules-of-mine
printf 'rule,suggestion,step,progress,kept,concern,unmet,new,sentence,next_step,ref\nx,continue,b,,,,,,Go on,,\n' >rules-of-mine/decisions.csv
printf 'family_id,date,end_date\nF1,2026-01-01,2026-02-10\nF1,2026-02-20,\n' >d-later.csv
faults 'decide by rules of mine, as text' eh-review decide $day -t text --rules rules-of-mine -o result --plans d-later.csv d-reviews.csv
faults 'outcomes by family' eh-review outcomes $day --by family -t html -o result evidence.csv
faults 'the rules of decisions' eh-review list rules -o result
faults 'the outcomes' eh-review list outcomes -t text -o result
cat >notes.csv <<'END2'
family_id,date,text,note_id
F1,2026-09-14,"Mum tearful, two months behind with the rent. No concerns re drugs.",N1
END2
faults 'scan' eh-assess scan --all --explain -o result notes.csv
faults 'check' eh-assess check $day -o result form.rec
faults 'form' eh-assess form -t html -o result form.rec
faults 'form as text' eh-assess form -o result form.rec
sed 's/^Name: A$/Name: Kit Amber/; s/^Child: yes$/&\nBorn: 2015-03-02/' form.rec >named.rec
faults 'form, initials' eh-assess form --initials --years -o result named.rec
faults 'form as a referral' eh-assess form --as referral -o result form.rec
faults 'form, blank' eh-assess form --blank review -o result
faults 'table' eh-assess table actions -o result form.rec
faults 'new' eh-assess new --from form.rec -o result
cat >standing.csv <<'END2'
family_id,child_id,action_id,outcome,action,due,needs
F1,C1,A1,SF-1.1,Ring the breakfast club,2026-12-01,
,C7,A2,,Ring the breakfast club,2026-12-01,EDU-EH-04
END2
cat >plans.csv <<'END2'
family_id,date,lead_practitioner,area
F1,2026-11-16,Ms Lark,Larkhay
END2
printf 'service,needs\nBreakfast club,EDU-EH-04;SF-2.2\n' >services.csv
printf 'family_id,person_id,name,gender,dob\nF1,C1,,,2019-05-01\nF1,C2,,,2012-05-01\n' >people.csv
printf 'family_id,child_id,level,needs\nF1,C1,early-help,EDU-EH-04;HEA-EH-01\n,C7,early-help,EDU-EH-04\n' >needs.csv
faults 'draft' eh-plan draft $day -o result in.csv
faults 'draft with all its files' eh-plan draft $day --rejects rejected --unmapped unmapped --plan standing.csv --plans plans.csv \
    --services services.csv --people people.csv --working-days -t html -o result needs.csv
faults 'services' eh-plan services $day --services services.csv --people people.csv --plans plans.csv -t html -o result needs.csv
printf 'family_id,child_id,action,due,status,needs,outcome,flags\nF1,C1,Eat,,open,HEA-EH-01;HEA-EH-0l,,\nF1,,Ring,,,,SF-1.1,no-service\n' >asked.csv
faults 'gaps' eh-plan gaps $day --services services.csv --people people.csv --plans plans.csv --rejects rejected -o result asked.csv
faults 'gaps by flags' eh-plan gaps $day -o result asked.csv
cat >poor.csv <<'END2'
family_id,child_id,action_id,outcome,goal,action,who,agency,start,due
F1,C1,A1,SF-2.9,Support,"Support Mum, and book a visit",School,School,,ASAP
F1,,A1,,Mum attends,Ring the GP and apply for a grant,Ms Lark,Council,2026-12-01,22/11/26
F1,,A2,,,TBC,Ms Lark,Council,,2026-12-01
END2
printf 'family_id,goal_id,goal,concern\nF1,G1,Have fun,crime\n' >goals.csv
printf 'family_id,concern,present\nF1,health,yes\nF1,helth,yes\n' >concerns.csv
mkdir own
printf 'rule,severity,problem\nvague-verb,note,{1}\n' >own/rules.csv
printf 'list,word,pattern,example\nvague,help,<aid>,help him\n' >own/words.csv
printf 'word,pattern\naid,help|aid\n' >own/classes.csv
faults 'check of plans with all its files' eh-plan check $day --goals goals.csv --concerns concerns.csv --plans plans.csv \
    --people people.csv -t html -o result poor.csv
faults 'check by rules of the user' eh-plan check $day --rules own -o result poor.csv
faults 'list words' eh-plan list words -o result
cat >due.csv <<'END2'
family_id,child_id,action_id,action,who,due,colour
F1,C1,A1,Ring the club,"Mum, Ms Lark",2026-01-05,red
F1,C1,,Write to the landlord,,Dec 2025,"""blue"""
F2,,A2,See the GP,Dad,,
END2
faults 'due' eh-plan due $day --undated --split -o result due.csv
faults 'due by person' eh-plan due $day --by who --split -o result due.csv
faults 'due as text' eh-plan due $day --by who -t text -o result due.csv
faults 'due as html' eh-plan due $day --undated -t html -o result due.csv
faults 'due, initials' eh-plan due $day -t text --initials --years --people kin.csv -o result due.csv
faults 'due as a calendar' eh-plan due $day -t ics --todo --undated -o result due.csv
cat >whole.csv <<'END2'
family_id,child_id,action_id,outcome,goal,action,who,due,status,progress,review_due,needs,children,flags
F1,C1,A1,SF-1.1,Calm,Ring the club,Mum,2026-01-05,done,Went well,2026-03-01,EDU-EH-04,,action-to-agree
F1,,A2,SF-1.2,Calm,Write to the landlord,,Q3 22,,,,,C1;C2,odd
F2,,A3,,,See the GP,Dad,,for-review,,,,,
END2
sed 's/2026-01-05,done/2026-02-05,open/; /A3/d' whole.csv >later.csv
faults 'form of plans for the family' eh-plan form $day --plans plans.csv --people people.csv -o result whole.csv
faults 'form of plans for professionals' eh-plan form $day --for professionals --plans plans.csv --people people.csv -t html -o result whole.csv
faults 'form of plans, initials' eh-plan form $day --initials --years --people people.csv -o result whole.csv
faults 'progress' eh-plan progress --rejects rejected --unmapped unmapped -o result whole.csv later.csv
cat >kin.csv <<'END2'
family_id,person_id,name,gender,dob,dod,household,twin_group,outcome
F1,1,Ann Lark,f,1980~,,"H1;H2",,
F1,2,Ben Lark,m,1979,2020-01-05,,,
F1,3,Cleo,f,2003-05-06,,H1,T,
F1,4,,u,2003-05-06,,H1,T,miscarriage
F2,lark-5,Dan,u,someday,,H3,,
END2
cat >lines.csv <<'END2'
from,to,type,start
1,2,married,1999-08-07
1,3,parent,
2,3,parent,
1,4,parent,
2,4,parent,
2,lark-5,foster,
1,9,parent,
END2
faults 'a drawing' eh-genogram draw $day --quiet --rejects rejected --ages -o result -r lines.csv kin.csv
faults 'a drawing on paper' eh-genogram draw $day --quiet --page A4 --initials --years -o result -r lines.csv kin.csv
faults 'a drawing as a page' eh-genogram draw $day --quiet -t html -o result -r lines.csv kin.csv
faults 'a drawing as a list' eh-genogram draw $day --quiet -t text --initials -o result -r lines.csv kin.csv
faults 'the drawing of a part' eh-genogram draw $day --quiet --family F1 --focus 1 --generations 1 -o result -r lines.csv kin.csv
awk 'BEGIN { print "person_id,name,gender,dob"; for (i = 1; i <= 30; i++) print i ",Name" i ",," }' >many.csv
awk 'BEGIN { print "from,to,type"; for (i = 2; i <= 30; i++) print int(i / 4) + 1 "," i ",parent" }' | sed '/^\([0-9]*\),\1,/d' >many-lines.csv
faults 'a drawing over sheets' eh-genogram draw $day --page A4 -o result -r many-lines.csv many.csv
printf '0 HEAD\n1 CHAR ANSEL\n0 @I1@ INDI\n1 NAME M\350uller\n1 BIRT\n2 DATE ABT 1949\n1 NOTE a\n2 CONT b\n1 OCCU x\n0 @I2@ INDI\n1 ASSO @I1@\n2 RELA twin\n' >family.ged
printf '1 FAMC @F1@\n1 FAMC @F2@\nodd\n0 INDI\n0 @F1@ FAM\n1 HUSB @I1@\n1 CHIL @I2@\n1 MARR\n2 DATE (x)\n' >>family.ged
printf 'A 1 0 0 1 2\nB 1 0 0 9\nB 2 1 7 x\nB 3\n' >family.ped
cat >folk.csv <<'END2'
family_id,person_id,name,gender,dob,dod,relationship,household,twin_group,colour
F1,1,Ann,F,1980,,,H1,,red
F1,2,Ben,Q,2001-01-01,2000,child,h 1,T,
F1,3,Ben,M,2001-01-01,soon,,,T,
F1,3,,,,,,,,
END2
printf 'from,to,type,status,start\n1,2,MTH,,\n2,1,parent,,\n1,2,partner,odd,x\n9,1,friend,,\n' >ties.csv
faults 'table of GEDCOM' eh-genogram table people --rejects rejected -o result family.ged
faults 'table of GEDCOM, with what is left out' eh-genogram table relationships --rejects rejected --unmapped unmapped -o result family.ged
faults 'table of a pedigree' eh-genogram table relationships --unmapped unmapped -o result family.ped
faults 'table of people' eh-genogram table people --unmapped unmapped -o result folk.csv
faults 'check of families' eh-genogram check $day -r ties.csv -o result folk.csv
faults 'check of GEDCOM' eh-genogram check $day -t html -o result family.ged
# A file of the directory that cannot be opened is one of the problems that lint is asked for.
kinds='memory create read write sync close rename'
faults 'lint' eh-threshold lint -o result mine

# --- Annex A -----------------------------------------------------------------------------------------------------------

printf 'family_id,person_id,name,gender,dob,ethnicity\nF1,C1,A,m,2012-01-01,WBRI\nF1,C2,B,odd,2014-01-01,\n' >a-people.csv
printf 'family_id,child_id,start_date,end_date,organisation\nF1,,2026-10-01,,Hub\nF1,C1,31/02/2026,,Hub\n' >a-assessments.csv
printf 'child_id,start_date,end_date,organisation\nC1,2026-10-02,,Hub\nC3,2026-10-02,,Hub\n' >a-episodes.csv
faults 'annex-a' eh-review annex-a $day -o result --people a-people.csv --assessments a-assessments.csv \
    --episodes a-episodes.csv --rejects rejected --unmapped unmapped

# --- Measures ----------------------------------------------------------------------------------------------------------

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
faults 'measures of events' eh-review measures $day --period month --contacts m-contacts.csv --rejects rejected \
    --unmapped unmapped --compare m-targets.csv -o result
faults 'measures of episodes, small counts hidden' eh-review measures $day --since 2025-05-01 --period year --by both \
    --episodes m-episodes.csv --people m-people.csv --population m-population.csv --suppress -o result
printf 'rule,value\nmost_small,3\nround_base,20\n' >measures-of-mine/disclosure.csv
faults 'measures that are rounded, small counts by rules of the user hidden' eh-review measures $day --since 2025-05-01 --round 20 \
    --period quarter --episodes m-episodes.csv --rules measures-of-mine --contacts m-contacts.csv --suppress -o result
faults 'measures of two tables' eh-review measures $day --working-days --assessments m-assessments.csv \
    --contacts m-contacts.csv --plans m-plans.csv --referrals m-referrals.csv -o result
faults 'measures by family' eh-review measures $day --by organisation --episodes m-episodes.csv --consent m-consent.csv \
    --indicators m-indicators.csv --levels m-levels.csv --scales m-scales.csv --outcomes m-evidence.csv -o result
faults 'measures of reviews and feedback, as text' eh-review measures $day --reviews m-reviews.csv --feedback m-feedback.csv \
    -t text -o result
faults 'measures as a dashboard' eh-review measures $day --reviews m-reviews.csv --contacts m-contacts.csv --period quarter \
    --by both --compare m-targets.csv --suppress -t html -o result
printf 'measure,shows,noun\nadvice,value,contacts\n' >measures-of-mine/dashboard.csv
faults 'measures of mine, as a dashboard' eh-review measures $day --rules measures-of-mine --contacts m-contacts.csv -t html -o result
faults 'measures of mine' eh-review measures $day --rules measures-of-mine --contacts m-contacts.csv --by organisation -o result
faults 'draw' eh-timeline --people kin.csv --family F1 -o result --rejects rejected --unmapped unmapped events.csv
faults 'draw on pages' eh-timeline -t html --people kin.csv -o result events.csv
faults 'draw as text' eh-timeline -t text --page A4 events.csv
faults 'draw, initials' eh-timeline -t text --initials --years --people kin.csv -o result events.csv
faults 'check a chronology' eh-timeline check $day --people kin.csv -o result events.csv
cat >front-door.csv <<'END2'
child_id,date,source,outcome,contact_id
P1,2026-01-05,6,no-further-action,K1
P2,2026-01-05,6,no-further-action,K2
P1,2026-01-05,6,"{""NFA_FLAG"":""Y""}",K3
Z1,yesterday,6,,K4
Z1,2026,Martian,,K5
END2
faults 'table' eh-timeline table --people kin.csv --lines --rejects rejected --unmapped unmapped -o result events.csv front-door.csv in.csv
faults 'table of one family, each row by itself' eh-timeline table --each --family F1 --as contacts=front-door.csv -o result kin.csv \
    front-door.csv
cat >steps.csv <<'END2'
child_id,family_id,enquiry_date,protection_start,protection_end
P1,F1,2026-01-05,2026-02~,
P1,F1,2026-01-05,2026-02~,2026-03-01
P2,,2026,,
,F1,2026,,
P3,F1,,2026-04-01,2026-03-01
END2
faults 'journey' eh-timeline journey $day --rejects rejected --unmapped unmapped -o result steps.csv front-door.csv events.csv
faults 'journeys to read' eh-timeline journey $day -t text -o result --as contacts=front-door.csv steps.csv front-door.csv
faults 'the commonest journeys' eh-timeline journey --top 2 -o result steps.csv front-door.csv

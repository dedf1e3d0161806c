#!/bin/sh
# `check`: what is missing or odd in a form is told with file, line, record and field; a sound form has nothing to say.
. "$(dirname "$0")/lib.sh"
forms=$TOP/examples/forms
header='file,line,record,field,severity,problem'
as_of='--as-of 2026-06-01'
hint='(eh-assess --help shows what there is)'

cp "$forms"/*.rec .
for name in sparrow-assessment sparrow-review; do
    run "$name" eh-assess check $as_of --exit-code $name.rec
    status 0
    echo "$header" >header
    stdout <header
    stderr </dev/null
done
run 'both, by standard input and file, with a summary' eh-assess check $as_of --summary - sparrow-review.rec <sparrow-assessment.rec
status 0
stderr <<'WANTED'
forms: 2; errors: 0; warnings: 0; notes: 0
WANTED

# --- A form with many faults ---

run 'flawed' eh-assess check $as_of --exit-code flawed.rec
status 1
stderr </dev/null
stdout <<'WANTED'
file,line,record,field,severity,problem
flawed.rec,5,Form,Parental_responsibility,error,does not say who has parental responsibility
flawed.rec,5,Form,Interpreter,warning,does not say whether an interpreter is needed
flawed.rec,5,Form,Consider,note,nothing about what makes this family different
flawed.rec,5,Professional,,note,nobody else is named who is involved or needs to know
flawed.rec,5,View,,error,nothing is recorded from the child
flawed.rec,5,View,,warning,nothing about what works well
flawed.rec,5,View,,warning,nothing about what success would look like
flawed.rec,5,Concern,Concern,warning,the form asks about money-and-work; there is no answer
flawed.rec,5,Concern,Concern,warning,the form asks about substance-misuse; there is no answer
flawed.rec,5,Concern,Concern,warning,the form asks about crime; there is no answer
flawed.rec,5,Concern,Concern,warning,the form asks about health; there is no answer
flawed.rec,5,Concern,Concern,warning,the form asks about disability-send; there is no answer
flawed.rec,5,Consent,,error,no consent on record
flawed.rec,8,Form,Date,error,lies after the next review
flawed.rec,13,Person P1,Born,error,no date of birth for a child of the plan
flawed.rec,14,Person P1,Name,note,no view under the name of this child
flawed.rec,17,,Ethnicty,error,no such field in a Person record; nearest: Ethnicity
flawed.rec,19,Person P1,Id,error,another person has this Id
flawed.rec,23,Person P1,Born,error,not a date that can be read: write 2026-03-28 or 28/03/2026
flawed.rec,27,Plan,Contact,warning,no way to reach the lead worker
flawed.rec,27,Plan,Other_plans,note,does not say whether there are other plans
flawed.rec,27,Plan,Started,warning,lies after the next review
flawed.rec,31,Plan,Minutes,warning,whoever chairs a meeting should not take its minutes as well
flawed.rec,36,View W1,Id,error,a worry that no action and no goal answers
flawed.rec,41,,,error,"not a field: a line that goes on with the text above begins with '+', a comment with '#'"
flawed.rec,45,Concern,Concern,error,"is ticked, but no goal and no action answers it"
flawed.rec,53,Goal G1,Id,warning,no action leads to this goal
flawed.rec,58,Scale,Reasons,note,a score without reasons
flawed.rec,59,Scale,Score,error,not a number from 0 to 10 (one decimal at most)
flawed.rec,63,Action A1,Who,error,nobody is to do it
flawed.rec,63,Action A1,When,error,no day by which it is done
flawed.rec,65,Action A1,Goal,error,is not the Id of a goal here
flawed.rec,69,Sharing,Reason,error,"shared, but not why"
flawed.rec,69,Sharing,Family_told,warning,"shared without consent on record: does the family know what was shared, and with whom?"
flawed.rec,73,,%rec,error,"no such record type; known: Form, Person, Professional, Plan, View, Concern, Goal, Scale, Action, Consent, Sharing"
WANTED
run 'without --exit-code' eh-assess check $as_of flawed.rec
status 0
run 'text' eh-assess check $as_of -t text flawed.rec
status 0
ok 'text names the field' grep -q 'Ethnicty' "$scratch/out"
run 'no words of the form' eh-assess check $as_of flawed.rec
ok 'no name, no word of a cell' test "$(grep -c 'Heron\|Reed\|Rush\|Sedge\|Marsh' "$scratch/out")" -eq 0

# --- One fault at a time ---

# fault NAME FROM SED: the problems, without file and line, of a copy in which SED has changed something.
fault()
{
    sed "$3" "$2.rec" >one.rec
    cmp -s one.rec "$2.rec" && fail "$1: something is changed"
    run "$1" eh-assess check $as_of one.rec
    status 0
    sed -e 1d -e 's/^one.rec,[0-9]*,//' "$scratch/out" >got
    cat >wanted
    same "$1: problems" got wanted
}
a=sparrow-assessment r=sparrow-review
fault 'no consent' $a '/^Consent: given/d; /^%rec: Sharing/,$d' <<'WANTED'
Consent,,error,no consent on record
Consent,Consent,error,"blank, but a value is needed"
Consent,Consent,error,"blank, but a value is needed"
WANTED
fault 'a score of 11' $a 's/^Score: 4/Score: 11/' <<'WANTED'
Scale,Score,error,not a number from 0 to 10 (one decimal at most)
WANTED
for score in 10.0 0 6.5 10; do
    fault "a score of $score" $a "s/^Score: 4/Score: $score/" </dev/null
done
for score in 10.5 -1 4/10 four 6.25 6. .5; do
    fault "a score of $score" $a "s|^Score: 4|Score: $score|" <<'WANTED'
Scale,Score,error,not a number from 0 to 10 (one decimal at most)
WANTED
done
fault 'chair and minutes' $a 's/^Minutes: .*/Minutes: ms c. bryony/' <<'WANTED'
Plan,Minutes,warning,whoever chairs a meeting should not take its minutes as well
WANTED
fault 'no progress' $r 's/^Progress: It hangs.*/Progress:/' <<'WANTED'
Action A2,Progress,error,no progress recorded on what was agreed last time
WANTED
fault 'no date of birth' $a 's/^Born: 2016-04-09/Born:/' <<'WANTED'
Person P1,Born,error,no date of birth for a child of the plan
WANTED
fault 'no parental responsibility' $a 's/^Parental_responsibility: .*/Parental_responsibility:/' <<'WANTED'
Form A-104-1,Parental_responsibility,error,does not say who has parental responsibility
WANTED
fault 'responsibility of a stranger' $a 's/^Parental_responsibility: .*/Parental_responsibility: P3;Nobody Known/' <<'WANTED'
Form A-104-1,Parental_responsibility,warning,names somebody who is not among the people here
WANTED
fault 'a concern that is not in the plan' $a 's/^Concern: money-and-work$/&/; s/^Concern: domestic-abuse/&/; /^Concern: domestic-abuse/{n;s/no/yes/;}' <<'WANTED'
Concern,Concern,error,"is ticked, but no goal and no action answers it"
WANTED
fault 'a worry without an action' $a 's/^Worry: W1$/Worry:/' <<'WANTED'
View W1,Id,error,a worry that no action and no goal answers
WANTED
fault 'nothing from the child' $a 's/^Whose: child/Whose: other/' <<'WANTED'
View,,error,nothing is recorded from the child
WANTED
fault 'dates out of order' $a 's/^Started: 2026-02-24/Started: 2026-03-24/' <<'WANTED'
Form A-104-1,Started,error,lies after the date of the form
WANTED
fault 'an action nobody is to do' $a 's/^Who: Lee Finch/Who:/' <<'WANTED'
Action A5,Who,error,nobody is to do it
WANTED
fault 'a field misspelt' $a 's/^Gender: female/Gendr: female/' <<'WANTED'
,Gendr,error,no such field in a Person record; nearest: Gender
,Gendr,error,no such field in a Person record; nearest: Gender
,Gendr,error,no such field in a Person record; nearest: Gender
WANTED
fault 'a type misspelt' $a 's/^%rec: Sharing/%rec: Shareing/' <<'WANTED'
,%rec,error,"no such record type; known: Form, Person, Professional, Plan, View, Concern, Goal, Scale, Action, Consent, Sharing; nearest: Sharing"
WANTED
fault 'an Id twice' $a 's/^Id: A5/Id: A4/' <<'WANTED'
Action A4,Id,error,another action has this Id
WANTED
fault 'a goal that there is not' $a 's/^Goal: G3/Goal: G4/' <<'WANTED'
Goal G3,Id,warning,no action leads to this goal
Action A5,Goal,error,is not the Id of a goal here
WANTED
fault 'a day in the future' $a 's/^Date: 2026-02-24/Date: 2027-02-24/' <<'WANTED'
Consent,Date,error,lies in the future
WANTED
fault 'shared without a reason' $a 's/^Reason: So that.*/Reason:/' <<'WANTED'
Sharing,Reason,error,"shared, but not why"
WANTED
fault 'a review that decided nothing' $r 's/^Decision: .*/Decision:/' <<'WANTED'
Plan,Decision,error,"the review decided nothing: close, continue or escalate"
WANTED
fault 'closed, and yet a review' $r 's/^Decision: .*/Decision: Case closed/; /^Action: Bring/,$s/^Status: .*/Status: done/; s/^Status: in-progress/Status: cancelled/' <<'WANTED'
Plan,Review_due,warning,"the plan is closed, and yet a review is due"
Action A6,Done,note,"done, but not when"
Action A7,Done,note,"done, but not when"
WANTED

# --- Files as they come ---

sed 's/$/\r/' $a.rec >crlf.rec
{ printf '\357\273\277'; cat $a.rec; } >mark.rec
sed 's/^\([A-Z][A-Za-z_]*\): /\1:\t/' $a.rec >tabs.rec
sed 's/battle/\x93battle\x94/' $a.rec >windows.rec
for name in crlf mark tabs; do
    run "$name" eh-assess check $as_of --exit-code $name.rec
    status 0
    stderr </dev/null
done
# Ids are the same whatever their case, as everywhere.
sed 's/^Id: P2$/Id: p1/' sparrow-assessment.rec >case.rec
run 'an Id in another case' eh-assess check $as_of case.rec
ok 'is the same Id' grep -q '^case.rec,[0-9]*,Person p1,Id,error,another person has this Id$' "$scratch/out"

# Twenty thousand worries and actions: each is looked up, not searched for.
awk 'BEGIN {
    print "%rec: Form\n\nType: assessment\nFamily_id: F1\nFamily: X\nDate: 2026-01-05\n\n%rec: View\n"
    for (i = 0; i < 20000; i++) print "Id: W" i "\nTopic: worry\nWhose: child\nText: x\n"
    print "%rec: Action\n"
    for (i = 0; i < 20000; i++) print "Id: A" i "\nAction: x\nWorry: W" i "\n"
}' >many.rec
# shellcheck disable=SC3045,SC2016 # processor time, where it exists: the clock on the wall tells of other programs too
run 'very many records' sh -c 'ulimit -t 5 2>/dev/null; exec eh-assess check "$@"' sh $as_of many.rec
status 0
ok 'each worry has its action' test "$(grep -c 'a worry that no action' "$scratch/out")" -eq 0

run 'Windows-1252' eh-assess check $as_of --exit-code windows.rec
status 0
stderr <<'WANTED'
eh-assess: windows.rec: not UTF-8: read as Windows-1252 (--encoding names another)
WANTED
run 'Windows-1252, named' eh-assess check $as_of --encoding windows-1252 --exit-code windows.rec
status 0
stderr </dev/null
: >empty.rec
run 'an empty file' eh-assess check $as_of --exit-code empty.rec
status 1
ok 'says that there is no form' grep -q '^empty.rec,1,Form,,error,"one Form record' "$scratch/out"
printf 'A: x\n' >untyped.rec
run 'no type' eh-assess check $as_of untyped.rec
ok 'says so' grep -qx "untyped.rec,1,,,error,a record before any line '%rec: TYPE'" "$scratch/out"
printf '%%rec: Form\n\nType: review\nFamily: \000\n' >nul.rec
run 'a NUL byte' eh-assess check $as_of nul.rec
ok 'says so' grep -qx 'nul.rec,4,,Family,error,a NUL byte in this field' "$scratch/out"
run 'no file' eh-assess check none.rec
status 2
stdout </dev/null
stderr <<'WANTED'
eh-assess: none.rec: cannot open: No such file or directory
WANTED
run 'a directory' eh-assess check .
status 2
run 'a verb misspelt' eh-assess chek
status 2
stderr <<WANTED
eh-assess: no verb or file 'chek'; nearest: check $hint
WANTED
if [ -w /dev/full ]; then
    run 'a full disk' sh -c 'eh-assess check "$1" >/dev/full' sh flawed.rec
    status 2
fi

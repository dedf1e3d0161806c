#!/bin/sh
# `table`: one kind of record out of forms as a table that the other programs read.
. "$(dirname "$0")/lib.sh"
hint='(eh-assess --help shows what there is)'
cp "$TOP"/examples/forms/*.rec .

run 'people' eh-assess table people sparrow-assessment.rec sparrow-review.rec
status 0
stderr </dev/null
stdout <<'WANTED'
family_id,person_id,name,gender,dob,dod,relationship,household,birth_order,twin_group,outcome,ethnicity,disability_send,address
F104,P1,Robin Sparrow,male,2016-04-09,,child,H1,,,,White British,none,
F104,P2,Wren Sparrow,female,2019-11-30,,child,H1,,,,White British,speech and language,
F104,P3,Dawn Sparrow,female,1991-02-17,,mother,H1,,,,White British,none,
F104,P4,Lee Finch,male,1989~,,father,H2,,,,White British,,"7 Feather Lane, Exampleton"
F104,P5,Iris Sparrow,female,1962,,mother's mother,H3,,,,,,"2 Nest Close, Exampleton"
WANTED
run 'relationships' eh-assess table relationships sparrow-assessment.rec sparrow-review.rec
status 0
stderr </dev/null
stdout <<'WANTED'
from,to,type,status,kind,start,end
P3,P1,parent,,,,
P4,P1,parent,,,,
P3,P2,parent,,,,
P4,P2,parent,,,,
P3,P4,partner,separated,,,
WANTED
run 'notes' eh-assess table notes sparrow-assessment.rec sparrow-review.rec
status 0
stderr </dev/null
stdout <<'WANTED'
family_id,child_id,date,text,note_id,author_role
F104,,2026-03-10,We eat together on most days. My mum has the children on Saturdays and they love it.,S1,family
F104,,2026-03-10,I like drawing birds with Nan.,S2,child
F104,,2026-03-10,"Wren is up to date with her checks, and warm and easy with her mother.",S3,other
F104,,2026-03-10,Mornings are a battle since Lee moved out. I am two months behind with the rent and I lie awake about it.,W1,family
F104,,2026-03-10,My tummy hurts before school. I do not know when Dad is coming.,W2,child
F104,,2026-03-10,"Robin was here on 81 % of days this term, mostly missing Mondays, and is falling behind in reading.",W3,other
F104,,2026-03-10,"We leave the house at half past eight without shouting, and the rent is paid.",O1,family
F104,,2026-03-10,"Drew four people holding hands: me, Robin, Mum, Dad.",O2,child
F104,,2026-03-10,Robin is in class every day and reads to somebody at home.,O3,other
F104,,2026-05-12,The calendar works. They know when I come.,S1,family
F104,,2026-05-12,Breakfast club has toast.,S2,child
F104,,2026-05-12,Robin reads to a friend every morning.,S3,other
F104,,2026-05-12,Mondays after a weekend at Lee's still go wrong.,W1,family
F104,,2026-05-12,Nothing much. Wren cries when Dad goes.,W2,child
F104,,2026-05-12,Wren is still waiting for her first clinic day.,W3,other
F104,,2026-05-12,A whole month of Mondays.,O1,family
F104,,2026-05-12,Said: more ducks please.,O2,child
F104,,2026-05-12,"Robin is at school all week, and nobody needs to ask.",O3,other
WANTED
run 'actions' eh-assess table actions sparrow-assessment.rec sparrow-review.rec
status 0
stderr </dev/null
stdout <<'WANTED'
family_id,child_id,action_id,outcome,goal,action,who,agency,start,due,status,done_date,progress,review_due,needs,children,service,flags
F104,,A1,SF-1.1,"Robin is at school on at least 19 days out of 20, and says that mornings are calm.",Walk Robin to breakfast club on Mondays and Thursdays,Iris Sparrow,,2026-03-10,2026-03-16,done,2026-03-16,"Goes on both days, and by now on Fridays as well.",2026-07-07,,,,
F104,P1,A2,SF-1.1,"Robin is at school on at least 19 days out of 20, and says that mornings are calm.",Draw a calendar with Robin that shows the days with Dad,Ms C. Bryony,Hedgerow Primary School,2026-03-10,2026-03-20,done,2026-03-18,It hangs on the fridge.,2026-07-07,,,,
F104,,A3,SF-10.2,"The rent is paid on the day, and a plan for the arrears is kept for three months.",Take the rent letters to the money advice session and agree a plan for the arrears,Dawn Sparrow,,2026-03-10,2026-03-31,done,2026-03-30,Agreed at 20 pounds a week; six weeks paid.,2026-07-07,,,,
F104,,A4,SF-1.1,"Robin is at school on at least 19 days out of 20, and says that mornings are calm.",See the GP about sleep and about the tummy aches,Dawn Sparrow,,2026-03-10,2026-04-10,done,2026-04-14,The aches have stopped; nothing else to do.,2026-07-07,,,,
F104,P2,A5,SF-1.4,Wren puts three words together by the summer.,"Play the picture game with Wren for ten minutes a day, as shown at nursery",Lee Finch,,2026-03-10,2026-05-08,in-progress,,On his weekends; not yet in the week.,2026-07-07,,,,
F104,,A6,SF-1.1,"Robin is at school on at least 19 days out of 20, and says that mornings are calm.","Bring the children back on Sundays by five, with school bags packed",Lee Finch,,2026-05-12,2026-05-17,open,,,2026-07-07,,,,
F104,P2,A7,SF-1.4,Wren puts three words together by the summer.,"Ask the clinic for the date of Wren's first day, and tell Dawn and Lee",Mr B. Teasel,Exampleton Health Visiting,2026-05-12,2026-05-22,open,,,2026-07-07,,,,
WANTED
run 'goals' eh-assess table goals sparrow-assessment.rec
status 0
stderr </dev/null
stdout <<'END'
family_id,goal_id,goal,outcome,concern
F104,G1,"Robin is at school on at least 19 days out of 20, and says that mornings are calm.",SF-1.1,attendance;health
F104,G2,"The rent is paid on the day, and a plan for the arrears is kept for three months.",SF-10.2,money-and-work
F104,G3,Wren puts three words together by the summer.,SF-1.4,disability-send
END
run 'concerns' eh-assess table concerns sparrow-review.rec
status 0
stderr </dev/null
stdout <<'END'
family_id,concern,present,notes
F104,money-and-work,no,A plan for the arrears is kept.
F104,attendance,yes,93 % since Easter.
F104,domestic-abuse,no,
F104,substance-misuse,no,
F104,crime,no,
F104,health,no,
F104,disability-send,yes,Wren's speech and language.
END
run 'scales' eh-assess table scales sparrow-assessment.rec sparrow-review.rec
status 0
stderr </dev/null
stdout <<'WANTED'
family_id,date,name,role,domain,score,reasons
F104,2026-03-10,Dawn Sparrow,mother,,4,"We manage, but I am worn out."
F104,2026-03-10,Robin Sparrow,child,,5,"Nan is a ten, Mondays are a zero."
F104,2026-03-10,Ms A. Larkspur,class teacher,,3,Attendance is still going down.
F104,2026-05-12,Dawn Sparrow,mother,,6,I sleep. Up by two.
F104,2026-05-12,Robin Sparrow,child,,7,Toast.
F104,2026-05-12,Ms A. Larkspur,class teacher,,6,In class on most days; Mondays are left.
WANTED
run 'consent' eh-assess table consent sparrow-assessment.rec sparrow-review.rec
status 0
stderr </dev/null
stdout <<'WANTED'
family_id,child_id,date,consent,level,agency,by,reason
F104,,2026-02-24,given,,all who are named in this plan,Dawn Sparrow,
F104,,2026-03-02,given,,school and health visitor,Lee Finch,
F104,,2026-02-24,given,,all who are named in this plan,Dawn Sparrow,
F104,,2026-03-02,given,,school and health visitor,Lee Finch,
WANTED
run 'sharing' eh-assess table sharing sparrow-assessment.rec sparrow-review.rec
status 0
stderr </dev/null
stdout <<'WANTED'
family_id,child_id,date,recipient,shared,information,reason,consent,by
F104,,2026-03-11,"Mr B. Teasel, health visitor",yes,this plan,So that Wren gets the same exercises at home and at nursery.,given,Ms C. Bryony
F104,,2026-03-11,Housing association,no,why the rent is late,Dawn wants to tell them herself at the money advice session.,,Ms C. Bryony
F104,,2026-05-13,Speech and language clinic,yes,goal G3 and what has been tried,So that the first day is not spent on asking again.,given,Mr B. Teasel
WANTED
run 'plans' eh-assess table plans sparrow-assessment.rec sparrow-review.rec
status 0
stderr </dev/null
stdout <<'WANTED'
family_id,date,child_id,plan_id,end_date,level,lead_practitioner,agency,area,review_due,contact
F104,2026-03-10,,A-104-2,,early-help,Ms C. Bryony,Hedgerow Primary School,North,2026-07-07,01632 960 010
WANTED
run 'reviews' eh-assess table reviews sparrow-assessment.rec sparrow-review.rec
status 0
stderr </dev/null
stdout <<'WANTED'
family_id,review_id,due_date,held_date,decision,next_review,level,lead_practitioner,agency
F104,A-104-2,2026-05-12,2026-05-12,continue,2026-07-07,early-help,Ms C. Bryony,Hedgerow Primary School
WANTED
run 'assessments' eh-assess table assessments sparrow-assessment.rec sparrow-review.rec
status 0
stderr </dev/null
stdout <<'WANTED'
assessment_id,child_id,start_date,end_date,organisation,outcome,nfa,support_required,disability,child_seen,child_views,level,referral_id,team,worker,family_id,gender,ethnicity,dob,age,area
A-104-1,,2026-02-24,2026-03-10,Hedgerow Primary School,,,,,,yes,early-help,,,Ms C. Bryony,F104,,,,,North
WANTED

# --- Several forms ---

# A review says again what the assessment said: the later form counts, however the files are given.
cp sparrow-assessment.rec first.rec
cp sparrow-review.rec second.rec
for table in people relationships actions goals concerns plans; do
    run "$table of the review" eh-assess table $table second.rec
    status 0
    cp "$scratch/out" wanted
    for files in 'first.rec second.rec' 'second.rec first.rec'; do
        # shellcheck disable=SC2086 # words
        run "$table of $files" eh-assess table $table $files
        status 0
        stderr </dev/null
        same "$table of $files: those of the review" "$scratch/out" wanted
    done
done
# Readings and words are of their day.
for table in notes scales consent sharing; do
    for file in first.rec second.rec; do
        eh-assess table $table $file | sed 1d
    done >wanted
    run "$table of both" eh-assess table $table first.rec second.rec
    status 0
    sed 1d "$scratch/out" >got
    same "$table of both: each form's own" got wanted
done

# small FILE FAMILY DATE ACTION-ID ACTION: a form of one action.
small()
{
    printf '%%rec: Form\n\nType: review\nFamily_id: %s\nDate: %s\n\n%%rec: Action\n\nId: %s\nAction: %s\nWho: Nan\n' "$2" "$3" "$4" "$5" >"$1"
}
small a.rec F1 2026-03-01 A1 earlier
small b.rec F1 2026-03-02 a1 later
small c.rec F2 2026-03-01 A1 another-family
small d.rec F1 2026-03-01 A2 another-action
small e.rec '' 2026-03-01 A1 no-family
small f.rec '' 2026-03-02 A1 no-family-either
small g.rec F3 2026-03-01 A1 given-first
small h.rec F3 2026-03-01 A1 given-later
small i.rec F4 2026-03-01 A1 with-a-date
small j.rec F4 '' A1 without
run 'whose rows stand' eh-assess table actions a.rec b.rec c.rec d.rec e.rec f.rec g.rec h.rec i.rec j.rec
status 0
cut -d, -f6 "$scratch/out" >got
cat >wanted <<'WANTED'
action
later
another-family
another-action
no-family
no-family-either
given-later
without
WANTED
same 'whose rows stand: the later of one family' got wanted
run 'the schema of a table' eh-assess table goals --schema
status 0
ok 'the schema of a table: it is named' grep -q '^"output": {"name": "goals"' "$scratch/out"
run 'the schema of no table' eh-assess table goal --schema
status 2
stdout </dev/null

# --- What goes wrong ---

names='people|relationships|notes|actions|goals|concerns|scales|consent|sharing|plans|reviews|assessments'
for words in '' 'persons sparrow-assessment.rec' sparrow-assessment.rec; do
    # shellcheck disable=SC2086 # words
    run "table $words" eh-assess table $words
    status 2
    stdout </dev/null
    stderr <<WANTED
eh-assess: table takes $names $hint
WANTED
done
sed 's/^Born: 1991.*/Born: 31 02 1991/; s/^Gender: male/Gender: boy/; s/^Gender: female/Gender: not said/' sparrow-assessment.rec >odd.rec
run 'a date that is none' eh-assess table people odd.rec
status 3
ok 'the row is told of' grep -qE "^eh-assess: odd.rec:$(sed -n '/^Born: 31/=' odd.rec): Born: not a date in a form that is read" "$scratch/err"
cut -d, -f2,4 "$scratch/out" >got
cat >wanted <<'WANTED'
person_id,gender
P1,male
P2,not said
P4,male
P5,not said
WANTED
same 'the others are there; a value without a code stays as it is' got wanted
run 'quietly' eh-assess table -q people odd.rec
status 3
stderr </dev/null
run 'an unknown field' eh-assess table people flawed.rec
status 3
ok 'is told of' grep -qx 'eh-assess: flawed.rec:17: Ethnicty: no such field in a Person record; nearest: Ethnicity' "$scratch/err"
run 'standard input, as json' eh-assess table scales -t json <sparrow-assessment.rec
status 0
ok 'numbers are numbers' grep -q '"score":4,' "$scratch/out"

# --- Other programs ---

run 'rec' eh-assess table actions -t rec -o actions.rec sparrow-assessment.rec sparrow-review.rec
status 0
if command -v recfix >/dev/null; then
    ok 'recfix accepts it' recfix --check actions.rec
    ok 'recsel counts it' test "$(recsel -t actions -c actions.rec)" = 7
fi
sed 's/^Consent: given/Consent: Verbal consent/' sparrow-assessment.rec >spelt.rec
run 'other spellings' eh-assess table consent spelt.rec
cut -d, -f4 "$scratch/out" | sort -u >got
printf 'consent\ngiven\n' >wanted
same 'become codes' got wanted
run 'consent for eh-threshold' eh-assess table consent -o consent.csv sparrow-assessment.rec
status 0
printf 'family_id,indicator\nF104,EDU-EH-04\n' >in.csv
run 'is read there' eh-threshold --as-of 2026-06-01 --consent consent.csv in.csv
status 0
ok 'and counts' grep -q ',given,' "$scratch/out"

#!/bin/sh
# `eh-plan form`: each plan on a page, for the family and for professionals.
. "$(dirname "$0")/lib.sh"
plans=$TOP/examples/plans
COLUMNS=80
export COLUMNS

# form NAME OPTION...: a run without anything to complain of.
form()
{
    form_name=$1
    shift
    run "$form_name" eh-plan form --as-of 2026-05-20 "$@"
    status 0
    stderr </dev/null
}

# has WORDS...: each stands in the output, as one line of it or a part of one.
has()
{
    for words; do
        ok "$case_name has: $words" grep -qF -e "$words" "$scratch/out"
    done
}

# lacks WORDS...: none stands there.
lacks()
{
    for words; do
        ok "$case_name has no: $words" test "$(grep -cF -e "$words" "$scratch/out")" -eq 0
    done
}

# --- A whole page, as text ---------------------------------------------------------------------------------------------

cat >plan.csv <<'END'
family_id,child_id,action_id,outcome,goal,action,who,agency,start,due,status,done_date,progress,review_due,needs,children,service,flags
F1,P1,A1,SF-1.1,Calm mornings,Walk to breakfast club on Mondays,Iris Sparrow,,2026-03-10,2026-03-16,done,2026-03-16,On both days.,2026-07-07,EDU-EH-04,,,
F1,,A2,SF-1.1,calm  MORNINGS,Bring the children back on Sundays by five,Lee Finch,,2026-03-10,May 2026,open,,,2026-07-07,EDU-EH-04;HEA-EH-02,P1;P2,Breakfast club,who-to-name;something-else
F1,P2,A3,,,Ask the clinic for a date,Mr B. Teasel,Health Visiting,2026-03-12,2026-05-08,in-progress,,,2026-07-07,,,Speech clinic,
F1,,A4,SF-0.9,Rent paid,Write to the landlord,,,,,cancelled,,,,XXX-EH-99,,,
F1,,A5,,,Look at weekend shifts,,,,,for-review,,,,,,,left-for-review
END
cat >plans.csv <<'END'
family_id,date,plan_id,lead_practitioner,agency,contact,area,review_due
F1,2026-03-10,P104,Ms C. Bryony,Hedgerow School,01632 960 010,North,2026-07-07
END
cat >people.csv <<'END'
family_id,person_id,name,gender,dob
F1,P1,Robin Sparrow,male,2016-04-09
F1,P2,Wren Sparrow,female,2019-11-30
F1,P3,Dawn Sparrow,female,1991-02-17
END
form 'for the family' --plans plans.csv --people people.csv plan.csv
stdout <<'END'
Our plan
========
We agreed this plan together: what we want to be different, who does what, and
by when.

  Whose plan it is        Robin Sparrow and Wren Sparrow
  Our reference           F1
  Who leads it            Ms C. Bryony, Hedgerow School
  How to reach them       01632 960 010
  Started                 10 March 2026
  We look at it again on  7 July 2026
  So far                  1 of 3 done

What we want to be different
----------------------------

Calm mornings

  [x] Walk to breakfast club on Mondays
      Who         Iris Sparrow
      By when     16 March 2026
      For         Robin Sparrow
      Done on 16 March 2026
      On both days.

  [ ] Bring the children back on Sundays by five
      Who         Lee Finch
      By when     end of May 2026
      For         Robin Sparrow and Wren Sparrow
      Who can help
                  Breakfast club
      To do

Rent paid

  [-] Write to the landlord
      No longer needed

What else we agreed

  [~] Ask the clinic for a date
      Who         Mr B. Teasel, Health Visiting
      By when     8 May 2026
      For         Wren Sparrow
      Who can help
                  Speech clinic
      Under way

What we leave for the review
----------------------------

    - Look at weekend shifts

Signed
------
This plan is ours. We can change it at any time: talk to Ms C. Bryony.

  Parent or carer
    Name                  ____________________
    Signature             ____________________
    Date                  ____________________

  Young person
    Name                  ____________________
    Signature             ____________________
    Date                  ____________________

  Lead practitioner
    Name                  Ms C. Bryony
    Signature             ____________________
    Date                  ____________________
END
cp "$scratch/out" family.txt
form 'for the family, by name' --for family --plans plans.csv --people people.csv plan.csv
stdout <family.txt
form 'by standard input' --plans plans.csv --people people.csv <plan.csv
stdout <family.txt

form 'for professionals' --for professionals --plans plans.csv --people people.csv plan.csv
sed '/^Signed$/,$d' "$scratch/out" >got
file got <<'END'
Plan of family F1
=================
As of 20 May 2026. About a family: keep it safe, and share it only as agreed.

  Children                Robin Sparrow (P1) and Wren Sparrow (P2)
  Plan number             P104
  Lead practitioner       Ms C. Bryony, Hedgerow School
  Contact                 01632 960 010
  Started                 10 March 2026
  Next review             7 July 2026
  Area                    North
  So far                  done: 1 of 3; under way: 1; overdue: 1

What we want to be different
----------------------------

Calm mornings
  SF-1.1, Good education; the need: School attendance averaging below 90 % in
  two terms running (authorised absence may be left out)

  [x] A1  Walk to breakfast club on Mondays
      Who         Iris Sparrow
      By when     16 March 2026
      For         Robin Sparrow (P1)
      Needs       EDU-EH-04 Often late or regularly absent from school, or home
                  education is being raised
      Done on 16 March 2026
      On both days.

  [ ] A2  Bring the children back on Sundays by five
      Who         Lee Finch
      By when     end of May 2026
      For         Robin Sparrow (P1) and Wren Sparrow (P2)
      Needs       EDU-EH-04 Often late or regularly absent from school, or home
                  education is being raised
                  HEA-EH-02 Milestones of development are being reached slowly
      Service     Breakfast club
      To settle   somebody is to be named; something-else
      To do

Rent paid
  SF-0.9

  [-] A4  Write to the landlord
      Needs       XXX-EH-99
      No longer needed

What else we agreed

  [~] A3  Ask the clinic for a date
      Who         Mr B. Teasel, Health Visiting
      By when     8 May 2026
                  12 days late
      For         Wren Sparrow (P2)
      Service     Speech clinic
      Under way

What we leave for the review
----------------------------

    - A5  Look at weekend shifts
      To settle   left for the review

END
run 'summary' eh-plan form --summary --as-of 2026-05-20 -o /dev/null plan.csv
status 0
stderr <<'END'
rows used: 5; rejected: 0
plans: 1; actions: 5; done: 1; overdue: 1; left: 1
children without a name: 2; actions withheld: 0
END

# --- Nobody is known by name -------------------------------------------------------------------------------------------

form 'without names' plan.csv
has '  Whose plan it is        ____________________' '  Our reference           F1' '  Who leads it            ____________________' \
    '  How to reach them       ____________________' '  Started                 10 March 2026' \
    '  We look at it again on  7 July 2026' '                  (our reference: P1, P2)' \
    'We can change it at any time: talk to anybody who is named'
lacks 'Robin Sparrow' EDU-EH SF-1
form 'without names, for professionals' --for professionals plan.csv
has '  Children                P1 and P2' '  Lead practitioner       not recorded' '      For         P1 and P2'
form 'one name is not known' --people people.csv - <<'END'
family_id,child_id,action,children
F1,,Sing,P1;P9
F2,C1,Draw,
END
has '  Whose plan it is        ____________________' '                          Robin Sparrow and Wren Sparrow' 'Robin Sparrow and who goes on the line (our reference: P9)'
lacks C1
form 'who is a child' --for professionals --people - plan.csv <<'END'
family_id,person_id,name,gender,dob,dod,outcome
F1,P1,Robin,male,2016-04-09,,
F1,P2,Wren,female,2026-05-21,,
F1,P4,Unborn,,2026-06-01,,
F1,P5,Died,,2015-01-01,2016-01-01,
F1,P6,Lost,,2015-01-01,,miscarriage
F1,P7,Adult,,2008-05-20,,
F1,P8,Nearly adult,,2008-05-21,,
F1,P9,Nobody knows,,Unknown,,
END
has '  Children                Robin (P1), Nearly adult (P8) and Wren (P2)'

# --- Which facts count -------------------------------------------------------------------------------------------------

cat >reviews.csv <<'END'
family_id,child_id,action,start,due,review_due
F1,C1,Ring,2026-02-02,,2026-03-03
F1,C1,Write,2026-02-01,,2026-07-09
F1,C1,Draw,,TBC,2026-06-09
F2,C2,Sing,,Q3 22,2026-03-03
F2,C2,Walk,,2026-05-19,2026-04-03
END
form 'reviews of the actions' reviews.csv
has 'We look at it again on  9 June 2026' 'Started                 1 February 2026' 'We look at it again on  3 April 2026' \
    'By when     to be agreed together' 'By when     TBC' 'By when     Q3 22'
lacks '      For '
form 'for professionals, those of each action' --for professionals reviews.csv
has 'Next review             9 June 2026' '      Next review 9 July 2026' 'By when     no date' \
    'By when     Q3 22 (no date that can be read)' '1 day late' 'Next review             3 April 2026, 47 days late'
printf 'child_id,date,lead_practitioner\nC1,2026-01-05,Ms Lark\n' >by-child.csv
form 'a plan on record for a child' --plans by-child.csv reviews.csv
has 'Who leads it            Ms Lark' 'Started                 5 January 2026'

# --- States and what is missing ----------------------------------------------------------------------------------------

cat >odd.csv <<'END'
family_id,action,due,status,done_date,who,flags
F1,Approximate,2026~,open,,,
F1,Done in a month,,done,April 2026,,
F1,Done some day,,done,,,
F1,Odd status,,purple,,,
F1,,,open,,Mum,
F2,All done,,done,,,
F3,Left,,for-review,,,
F4,Draft,,open,,,action-to-agree
END
form 'states' odd.csv
has 'By when     about 2026' 'Done, April 2026' '      purple' '[ ] (no words yet)' 'So far                  All done' \
    'No action is agreed yet.' 'So far                  nothing agreed yet' 'This is a draft to talk about.' 'What we will do'
form 'a draft for professionals' --for professionals odd.csv
has 'A draft: actions that are still to be agreed with the family: 1' 'To settle   the action is to be agreed with the family'
printf 'action_id,action,who,due\n1.1,Publish the strategy,SCT,April 2026\n' >own.csv
form 'a plan of its own' --for professionals own.csv
has 'Action plan' '[ ] 1.1  Publish the strategy' '20 days late'
lacks Signed Parent Children

# Every value of an example is somewhere on its page.
form 'an example' --plans "$plans/plans.csv" --people "$plans/people.csv" "$plans/sparrow-plan.csv"
tr '\n' ' ' <"$scratch/out" | tr -s ' ' >flat
for column in goal action who progress; do
    awk -v columns=$column -f "$TOP/tests/property/columns.awk" "$plans/sparrow-plan.csv" | sed '1d; s/^"//; s/"$//; /^$/d' |
        while read -r value; do grep -qF -e "$value" flat || echo "$value"; done >lost
    file lost </dev/null
done
ok 'fits 80 columns' test -z "$(awk 'length($0) > 80' "$scratch/out")"
run 'a narrow terminal' env COLUMNS=44 eh-plan form --as-of 2026-05-20 "$plans/sparrow-plan.csv"
status 0
ok 'fits that too' test -z "$(awk 'length($0) > 44' "$scratch/out")"

# --- Html --------------------------------------------------------------------------------------------------------------

cat >hostile.csv <<'END'
family_id,child_id,action_id,goal,action,who,due,progress,status
"<b>F1","<i>C1",<u>,<script>alert(1)</script>,"<img src=x onerror=y> & ""two""
lines",<a>,<hr>,<p>,<br>
F2,,,,Sing,,,,
END
printf 'family_id,action,who\nF1,Ring \033[31m the bell,a\tb\n' >control.csv
for whom in family professionals; do
    form "html for $whom" --for $whom -t html hostile.csv
    lacks '<script' '<img' '<b>F1' '<i>C1' '<a>' '<hr>' '<p><' http:
    has '&lt;script&gt;alert(1)&lt;/script&gt;' '&lt;img src=x onerror=y&gt; &amp; "two"<br>lines' '<html lang="en-GB">' \
        '<h1 class="next">' '@bottom-right{content:none}'
    for element in table tbody thead tr td th dl dd dt div p h1 h2 svg main body html; do
        opened=$(grep -oE "<${element}[ >]" "$scratch/out" | wc -l)
        closed=$(grep -o "</$element>" "$scratch/out" | wc -l)
        ok "$whom: each $element is closed" test "$opened" -eq "$closed"
    done
    form "control characters for $whom" --for $whom control.csv
    ok "$whom: no control character" test "$(LC_ALL=C tr -d '\n\040-\377' <"$scratch/out" | wc -c)" -eq 0
done
form 'html of one plan' -t html --plans plans.csv --people people.csv plan.csv
has '<td class="do"><svg' '<b>Done on 16 March 2026</b>. For: Robin Sparrow. On both days.' 'Parent or carer</th>' '<div class="plan">'
lacks EDU-EH-04 SF-1.1 '@bottom-right{content:none}' '<h1 class="next">'
form 'html for professionals' --for professionals -t html plan.csv
has '<p class="late">12 days late</p>' 'Needs: <span>EDU-EH-04</span>' '<div class="plan professionals">'

# --- Order -------------------------------------------------------------------------------------------------------------

awk -v columns=who,due,status,action,goal,family_id,child_id,agency,done_date,action_id,progress,flags,service,children,needs,review_due,start,outcome \
    -f "$TOP/tests/property/columns.awk" plan.csv >turned.csv
form 'columns in another order' --plans plans.csv --people people.csv turned.csv
stdout <family.txt
sed -n 1,2p plan.csv >first.csv
sed 2d plan.csv >second.csv
form 'in two files' --plans plans.csv --people people.csv first.csv second.csv
stdout <family.txt

# --- Bad input ---------------------------------------------------------------------------------------------------------

printf 'family_id,action\n' >bare.csv
for format in text html; do
    form "a header only, $format" -t $format bare.csv
    stdout </dev/null
done
: >empty.csv
run 'an empty file' eh-plan form empty.csv
status 2
stdout </dev/null
stderr <<'END'
eh-plan: empty.csv: no header line: the file is empty
END
printf 'family_id,action\nF1,Sing\nF1\n' >short.csv
run 'a row too short' eh-plan form --rejects rejects.csv short.csv
status 3
stderr <<'END'
eh-plan: short.csv:3: cells in this row: 1; in the header line: 2
END
has 'Sing'
printf 'family_id,person_id,name,gender,dob\nF1,,Nobody,,\nF1,P1,Robin,,31/02/2016\nF1,P2,Wren,,\n' >bad-people.csv
run 'people that cannot be read' eh-plan form --people bad-people.csv plan.csv
status 3
stderr <<'END'
eh-plan: bad-people.csv:2: person_id: blank, but a value is needed
eh-plan: bad-people.csv:3: dob: no such day in the calendar, or a year outside 1000 to 2999
END
has 'Wren'
run 'for whom' eh-plan form --for everybody plan.csv
status 2
stderr <<'END'
eh-plan: --for takes family or professionals (eh-plan --help shows what there is)
END
run 'a format of its own' eh-plan form -t csv plan.csv
status 2
run 'no such plans' eh-plan form --plans missing.csv plan.csv
status 2
stdout </dev/null
run 'no such framework' eh-plan form -F missing plan.csv
status 2

# What others must be spoken to about first is left off the page for the family, and said.
cat >withheld.csv <<'END'
family_id,action_id,action,flags
F1,A1,Speak to the contact first,action-to-agree;refer-first
F2,A1,Speak about Wren first,refer-first; action-to-agree
F2,A2,Read a story every night,
F2,A3,Agreed already: meet the contact,refer-first
END
run 'withheld from the family' eh-plan form --summary withheld.csv
status 0
lacks 'Speak'
lacks 'F1'
has 'Read a story'
has 'meet the contact'
stderr <<'END'
eh-plan: withheld.csv:2: flagged refer-first, so it is left off the family's page: the contact of the level is spoken to first (--for professionals shows it)
eh-plan: withheld.csv:3: flagged refer-first, so it is left off the family's page: the contact of the level is spoken to first (--for professionals shows it)
rows used: 4; rejected: 0
plans: 1; actions: 2; done: 0; overdue: 0; left: 0
children without a name: 0; actions withheld: 2
END
run 'for professionals' eh-plan form --for professionals withheld.csv
status 0
has 'Speak to the contact first'
stderr </dev/null

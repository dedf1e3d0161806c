#!/bin/sh
# `form`: forms laid out as text and html, filled, blank, and as a referral.
. "$(dirname "$0")/lib.sh"
hint='(eh-assess --help shows what there is)'
cp "$TOP"/examples/forms/*.rec .

# --- Text ---

run 'the assessment' eh-assess form sparrow-assessment.rec
status 0
stderr </dev/null
sed -n 1,16p "$scratch/out" >got
cat >wanted <<'END'
Family support assessment and plan
==================================
About a family: keep it safe, and share it only as agreed.
We make this plan together. It is there to support you.

  Family                  Sparrow
  Address                 12 Thicket Road
                          Exampleton EX1 2MP
  Plan started            10 March 2026
  Date of this assessment 10 March 2026
  Lead worker             Ms C. Bryony
  Role                    family support worker
  Agency                  Hedgerow Primary School
  Contact details         01632 960 010
  Level of need           Early help

END
same 'begins so' got wanted
for words in 'Robin Sparrow: My tummy hurts before school.' '[x] Yes  [ ] No  A child is at school' \
    'Date of birth           about 1989' '1. Robin is at school on at least 19 days' 'Lee Finch' \
    'Worry   0  1  2 [3][4][5] 6  7  8  9  10  Success' 'Drew four people' '12 May 2026'; do
    ok "has: $words" grep -qF -e "$words" "$scratch/out"
done
cp "$scratch/out" assessment.txt
run 'by standard input' eh-assess form <sparrow-assessment.rec
stdout <assessment.txt
ok 'fits a line' test "$(awk 'length($0) > 100' assessment.txt | wc -l)" -eq 0
COLUMNS=60
export COLUMNS
run 'a narrow terminal' eh-assess form sparrow-review.rec
status 0
ok 'fits that too' test "$(awk 'length($0) > 60' "$scratch/out" | wc -l)" -eq 0
unset COLUMNS
run 'a form with gaps' eh-assess form flawed.rec
status 3
ok 'says what is not recorded' grep -q '^  Contact details         not recorded$' "$scratch/out"
ok 'and where nothing is' grep -q '^ *Nothing recorded.$' "$scratch/out"

# Each value of an example is somewhere in its form.
sed -n -E 's/^(Name|Action|Goal|Progress|Reasons|Text|Notes|Changed|Contact|Information): (.*)/\2/p' sparrow-review.rec |
    grep -v '^G[0-9]' | cut -c 1-30 | sed 's/ *$//' >values
run 'the review' eh-assess form sparrow-review.rec
tr '\n' ' ' <"$scratch/out" | tr -s ' ' >flat
lost=$(while read -r value; do grep -qF -e "$value" flat || echo "$value"; done <values)
ok 'nothing of the review is lost' test -z "$lost"

# A score between two whole ones has a mark of its own.
sed 's/^Score: 4/Score: 6.5/; s/^Score: 5/Score: 0.5/' sparrow-assessment.rec >half.rec
run 'half scores' eh-assess form half.rec
ok 'stand on the scale' grep -qF -e 'Worry   0 [0.5] 1  2 [3] 4  5  6 [6.5] 7  8  9  10  Success' "$scratch/out"
COLUMNS=40
export COLUMNS
run 'half scores, narrow' eh-assess form half.rec
ok 'go on in a further line' test "$(awk 'length($0) > 40' "$scratch/out" | wc -l)" -eq 0
unset COLUMNS
run 'half scores, html' eh-assess form -t html half.rec
ok 'stand on the page' grep -qF -e '<span>0</span><strong>0.5</strong><span>1</span>' "$scratch/out"
ok 'each in its place' grep -qF -e '<span>6</span><strong>6.5</strong><span>7</span>' "$scratch/out"

# What has no place of its own on the form is shown all the same.
cat >odd.rec <<'END'
%rec: Form

Type: assessment
Family_id: F1
Family: Example
Date: 2026-01-05

%rec: Concern

Concern: weather
Present: yes
Notes: floods

Concern: crime
Present: no

Concern: crime
Present: yes
Notes: the second

Present: yes
Notes: of nothing

%rec: View

Topic: worry
Whose: nan
Text: I worry too.

Topic: worry
Text: So do I.

Topic: hope
Whose: child
Name: Rue
Text: More ducks.
END
run 'odd values' eh-assess form odd.rec
status 0
stderr </dev/null
sed -n '/^What are we worried/,/^Which/p; /crime/,/^$/p; /^What else/,/^$/p' "$scratch/out" >got
cat >wanted <<'END'
What are we worried about?
  The family's views:
    Nothing recorded.
  The views of each child:
    Nothing recorded.
  Other people's views:
    I worry too.
    So do I.

Which of these are so for the family?
  [ ] Yes  [x] No  Someone in the family is involved in crime or antisocial behaviour
  [x] Yes  [ ] No  Someone in the family is involved in crime or antisocial behaviour
                   the second
  [ ] Yes  [ ] No  Health: physical, mental or emotional
  [ ] Yes  [ ] No  Disability, or special educational needs
  [x] Yes  [ ] No  weather
                   floods
  [x] Yes  [ ] No  not recorded
                   of nothing

What else was said
    Rue: More ducks.

END
same 'none of them is lost' got wanted
run 'odd values, as a referral' eh-assess form --as referral odd.rec
ok 'nor there' grep -q 'Rue: More ducks' "$scratch/out"
run 'odd values, html' eh-assess form -t html -o odd.html odd.rec
status 0
sed 's/^Id: P1$/Id: 2026-EXAMPLE-0000012345/' sparrow-assessment.rec >long.rec
run 'a long Id' eh-assess form -t html long.rec
ok 'may break, so that it stays in its cell' grep -qF -e '</span>2026-EXAMPLE-0000012345</td>' "$scratch/out"

# --- Blank ---

for form in assessment review referral; do
    run "blank $form" eh-assess form --blank $form
    status 0
    ok "blank $form: nothing is said to be missing" test "$(grep -ci 'nothing recorded\|not recorded' "$scratch/out")" -eq 0
    ok "blank $form: no room for what has no place" test "$(grep -c 'What else was said' "$scratch/out")" -eq 0
    ok "blank $form: room to write" grep -q '____' "$scratch/out"
    run "blank $form, html" eh-assess form --blank $form -t html -o blank-$form.html
    status 0
done

# --- As a referral ---

run 'referral' eh-assess form --as referral sparrow-assessment.rec
status 0
ok 'its title' grep -qx 'Multi-agency referral' "$scratch/out"
ok 'who refers' grep -q '^  Name                    Ms C. Bryony$' "$scratch/out"
ok 'a worry' grep -q 'Robin was here on 81 % of days' "$scratch/out"
ok 'consent' grep -q 'Given' "$scratch/out"
ok 'a line for what nobody knows yet' grep -q '^  To  *____' "$scratch/out"

# --- Html ---

printf '%%rec: Form\n\nType: assessment\nFamily_id: F1\nFamily: <script>alert(1)</script> & "Co"\nDate: 2026-01-05\n' >hostile.rec
printf '\n%%rec: View\n\nTopic: worry\nWhose: child\nText: <b onclick=x>&amp;</b>\n+ \033[31mtwo\tlines\n' >>hostile.rec
for name in sparrow-assessment sparrow-review hostile; do
    run "$name, html" eh-assess form -t html -o $name.html $name.rec
    status 0
    stderr </dev/null
done
run 'both in one page' eh-assess form -t html -o both.html sparrow-assessment.rec sparrow-review.rec
status 0
ok 'two titles' test "$(grep -c '<h1' both.html)" -eq 2
run 'referral, html' eh-assess form --as referral -t html -o referral.html sparrow-review.rec
status 0
for page in ./*.html; do
    sed 's/&lt;.*&gt;//' "$page" >plain
    ok "$page: no script, nothing from elsewhere" sh -c '! grep -qiE "<script|onclick=|src=|href=|url\(|@import" "$1"' sh plain
    if command -v xmllint >/dev/null; then
        xmllint --html --noout "$page" 2>&1 | grep 'error' | grep -v 'Tag main invalid' >faults
        same "$page: is html" faults /dev/null
    fi
done
ok 'markup is shown, not taken' grep -q '&lt;script&gt;alert(1)&lt;/script&gt; &amp; "Co"' hostile.html
escape=$(printf '\033')
run 'control characters' eh-assess form hostile.rec
ok 'do not reach the terminal' test "$(grep -c "$escape" "$scratch/out")" -eq 0

# --- Usage ---

run 'no such form' eh-assess form --blank plan
status 2
stderr <<END
eh-assess: --blank takes assessment, review or referral $hint
END
for with in sparrow-review.rec '--as referral'; do
    # shellcheck disable=SC2086
    run "--blank and $with" eh-assess form --blank review $with
    status 2
    stdout </dev/null
    stderr <<END
eh-assess: --blank takes no file and no --as $hint
END
done
run 'no such other form' eh-assess form --as letter sparrow-review.rec
status 2
stderr <<END
eh-assess: --as takes assessment, review or referral $hint
END
for format in csv json rec pdf; do
    run "-t $format" eh-assess form -t $format sparrow-review.rec
    status 2
    stdout </dev/null
    stderr <<END
eh-assess: --to takes text or html $hint
END
done
printf '%%rec: Person\n\nId: P1\nName: X\n' >people.rec
run 'no Form record' eh-assess form people.rec
status 2
stdout </dev/null
stderr <<'END'
eh-assess: people.rec: no Form record: is this an assessment or a review?
END

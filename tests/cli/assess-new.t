#!/bin/sh
# `new`: an empty form that recutils accept, that a person can fill, and that `check` is content with when it is filled.
. "$(dirname "$0")/lib.sh"
hint='(eh-assess --help shows what there is)'
header='file,line,record,field,severity,problem'
cp "$TOP"/examples/forms/sparrow-*.rec .

for form in assessment review; do
    run "new $form" eh-assess new "$form" -o $form.rec
    status 0
    stderr </dev/null
    if command -v recfix >/dev/null; then
        ok "$form: recfix accepts it blank" recfix --check $form.rec
        for type in Form Person Professional Plan View Concern Goal Scale Action Consent Sharing; do
            ok "$form: has $type" test "$(recsel -t $type -c $form.rec)" -ge 1
        done
    fi
    ok "$form: fits an editor" test "$(awk 'length($0) > 130' $form.rec | wc -l)" -eq 0
    run "$form: check" eh-assess check $form.rec
    status 0
    ok "$form: nothing cannot be read" test "$(grep -c 'no such\|not a field\|not one of\|stands twice' "$scratch/out")" -eq 0
    ok "$form: much is missing" grep -q 'nothing is recorded from the child' "$scratch/out"
    run "$form: laid out" eh-assess form $form.rec
    status 0
done
run 'an assessment is the default' eh-assess new
stdout <assessment.rec
run 'no such form' eh-assess new referral
status 2
stderr <<END
eh-assess: new takes assessment or review $hint
END

# --- Filled in ---

# The values of an example, put behind the colons of an empty form, record by record; a record that the example has more
# of goes behind the last of its type, as the explanations of the empty form say.
cat >fill.awk <<'FILL'
function rest_of_type(   n)
{
    for (n = number[type] + 1; type != "" && n <= seen[type]; n++) printf "\n%s\n", record[type, n]
}
FNR == 1 { file++; type = ""; inside = 0 }
/^%rec: / { if (file == 2) rest_of_type(); type = $2; inside = 0 }
file == 1 && /^[A-Z+]/ && type != "" {
    if (!inside) { seen[type]++; inside = 1 }
    record[type, seen[type]] = record[type, seen[type]] $0 "\n"
    if (/^\+/) { value[type, seen[type], name] = value[type, seen[type], name] "\n" $0; next }
    name = $0
    sub(/:.*/, "", name)
    value[type, seen[type], name] = substr($0, length(name) + 2)
    next
}
file == 1 { if ($0 == "") inside = 0; next }
/^[A-Z]/ {
    if (!inside) { number[type]++; inside = 1 }
    name = $0
    sub(/:.*/, "", name)
    print name ":" value[type, number[type], name]
    next
}
$0 == "" { inside = 0 }
{ print }
END { rest_of_type() }
FILL
for form in assessment review; do
    awk -f fill.awk sparrow-$form.rec $form.rec >filled-$form.rec
    run "$form, filled: check" eh-assess check --as-of 2026-06-01 --exit-code filled-$form.rec
    status 0
    stdout <<END
$header
END
    ! command -v recfix >/dev/null || ok "$form, filled: recfix accepts it" recfix --check filled-$form.rec
    for table in people actions notes scales; do
        run "$form, filled: $table" eh-assess table $table filled-$form.rec
        cp "$scratch/out" got
        run "$form, the example: $table" eh-assess table $table sparrow-$form.rec
        stdout <got
    done
done
sed 's/^Score: 4/Score: 14/' filled-assessment.rec >wrong.rec
sed 's/^Interpreter: no/Interpreter: perhaps/' filled-assessment.rec >wrong-too.rec
sed 's/^Born: 2016-04-09/Born: spring/' filled-assessment.rec >wrong-as-well.rec
if command -v recfix >/dev/null; then
    ok 'recfix finds a score of 14' sh -c '! recfix --check wrong.rec'
    ok 'recfix finds a yes-no that is neither' sh -c '! recfix --check wrong-too.rec'
    ok 'recfix finds a date that is none' sh -c '! recfix --check wrong-as-well.rec'
fi

# --- From an earlier form ---

run 'a review from an assessment' eh-assess new --from sparrow-assessment.rec -o next.rec
status 0
! command -v recfix >/dev/null || ok 'recfix accepts it' recfix --check next.rec
run 'its people' eh-assess table people next.rec
cp "$scratch/out" got
run 'are those of the assessment' eh-assess table people sparrow-assessment.rec
stdout <got
run 'its actions' eh-assess table actions next.rec
cut -d, -f3 "$scratch/out" | grep '^[Aa]' >got
printf 'action_id\nA1\nA2\nA3\nA4\nA5\n' >wanted
same 'are those of the assessment' got wanted
grep -E '^(Type|Family_id|Due|Started|Review_due|Decision):' next.rec >got
cat >wanted <<'END'
Type: review
Family_id: F104
Started: 2026-03-10
Due: 2026-05-12
Decision:
Review_due:
END
same 'its dates are those that carry over' got wanted
ok 'no views are taken over' test "$(grep -c 'tummy hurts' next.rec)" -eq 0
run 'a review from a review' eh-assess new review --from sparrow-review.rec
status 0
ok 'what is done is not taken over' test "$(grep -c 'fridge\|breakfast club' "$scratch/out")" -eq 0
ok 'what is not done is' grep -qx 'Id: A5' "$scratch/out"
run 'a file that is not there' eh-assess new --from none.rec
status 2

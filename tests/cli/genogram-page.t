#!/bin/sh
# eh-genogram draw: symbols and lines as they are drawn, sheets of paper, a file for each family, pages, what is hidden.
. "$(dirname "$0")/lib.sh"
family=$TOP/examples/genogram
symbols="perl $TOP/tests/property/genogram-symbols.pl"
draw() { run "$1" eh-genogram --as-of 2026-11-22 -o "$2" -r "$3-relationships.csv" "$3-people.csv"; }
# size width|height FILE: in whole pixels.
size() { sed -n "s/^<svg.* $1=\"\([0-9]*\)[.0-9]*\" .*/\1/p" "$2" | sed 1q; }

# --- Every symbol and line ---

cp "$family"/symbols-*.csv .
draw 'every symbol' symbols.svg symbols
status 0
stderr </dev/null
ok 'the rules are kept' perl "$TOP/tests/property/genogram.pl" check symbols-people.csv symbols-relationships.csv symbols.svg
run 'every symbol' $symbols symbols.svg
status 0
stdout <<'END'
C1: circle 40
C10: triangle 40
C11: cross
C12: triangle 40
C2: cross
C3: square 40
C4: circle 40 + circle 30
C5: circle 40
C6: triangle 26
C7: square 40
C8: square 40 + bracket + bracket
C9: circle 40
G1: square 40 + cross
G2: circle 40
G3: square 40 + cross
G4: circle 40
P1: square 40
P2: circle 40
P3: square 40
P4: circle 40
P5: diamond 40
P6: square 40
Q1: circle 40
C1 Q1: 1 transitory
G1 G2: 1 unbroken
G3 G4: 2 slash, 1 unbroken
P1 P2: 2 slash, 1 unbroken
P1 P4: 1 slash, 1 unbroken
P2 P3: 1 unbroken
P5 P6: 1 unbroken
C10 of P5 P6: kinship
C8 of P5 P6: adopted
C9 of P5 P6: fostered
household 12 Mill Lane: dotted
household Flat 3: dotted
household Flat 9: dotted
household Garden Court: dotted
key: male
key: female
key: gender unknown
key: another gender
key: child this is about
key: has died
key: unborn, with the date due
key: stillborn
key: miscarriage or abortion
key: enduring relationship, such as marriage
key: transitory relationship
key: separated
key: divorced
key: twins
key: adopted
key: fostered
key: kinship care or step-child
key: household
END
ok 'who sees no drawing is told' grep -q \
    '<title>Zane Placed, male, born 2015-10-10, adopted, household Flat 9</title>' symbols.svg
ok 'the whole is told' grep -q '<desc .*>People: 23; generations: 3; couples: 7; households: 4. About Poppy Fictley.</desc>' \
    symbols.svg
ok 'a date that is not exact is told in words' grep -q '>about 1939<' symbols.svg

cat >few-people.csv <<'END'
person_id,name,gender,dob
1,Ann Same,f,1950
2,Bill Same,m,1952
3,Carl Same,m,1974
4,Dee Same,f,1975
5,Ed Same,u,1999
END
cat >few-relationships.csv <<'END'
from,to,type
1,3,parent
2,3,parent
1,4,parent
2,4,parent
3,4,partner
3,5,parent
4,5,parent
END
draw 'partners who are related' few.svg few
status 0
run 'partners who are related' $symbols few.svg
stdout <<'END'
1: circle 40
2: square 40
3: square 40
4: circle 40
5: triangle 40
1 2: 1 unbroken
3 4: 2 unbroken
key: male
key: female
key: gender unknown
key: enduring relationship, or parents of a child
key: partners who are related
END
for shape in diamond:'diamond 40' question:'triangle 40'; do
    run "--unknown ${shape%:*}" eh-genogram --unknown "${shape%:*}" --no-key -o few.svg -r few-relationships.csv few-people.csv
    status 0
    ok "--unknown ${shape%:*}" sh -c "$symbols few.svg | grep -qx '5: ${shape#*:}'"
    ok '--no-key: none' sh -c "! $symbols few.svg | grep -q ^key"
done
ok 'a question mark' grep -q '>?</text>' few.svg
ok 'colour is never the only difference: two inks and white' test "$(grep -o '#[0-9a-f]\{6\}' symbols.svg | sort -u | wc -l)" -le 4

# --- Paper ---

run 'A4' eh-genogram --page A4 -o a4.svg -r "$family/relationships.csv" "$family/people.csv"
status 0
ok 'A4: one sheet' test "$(size width a4.svg)x$(size height a4.svg)" = 1047x718
ok 'A4: the rules are kept' perl "$TOP/tests/property/genogram.pl" check "$family/people.csv" "$family/relationships.csv" a4.svg
cp "$family"/large-*.csv .
for paper in A4:1047:718 a3:1512:1047; do
    width=$(echo $paper | cut -d: -f2) height=$(echo $paper | cut -d: -f3)
    run "a large family on $paper" eh-genogram --page ${paper%%:*} -o large.svg -r large-relationships.csv large-people.csv
    status 0
    ok "$paper: as wide as the paper" test "$(size width large.svg)" -eq "$width"
    ok "$paper: whole sheets" test $(($(size height large.svg) % height)) -eq 0
    ok "$paper: several sheets" test "$(size height large.svg)" -gt "$height"
    ! command -v xmllint >/dev/null || ok "$paper: well-formed" xmllint --noout large.svg
    grep -o 'data-person="[^"]*"' large.svg | sort >ids
    sed '1d; s/^[^,]*,\([^,]*\),.*/data-person="\1"/' large-people.csv | sort >wanted
    same "$paper: everybody is on one sheet" ids wanted
    # 10.5 pixels are 7.9 points; no view is smaller than 0.89 of them.
    sed -n 's/^<svg width="\([0-9.]*\)" .*viewBox="\S* \S* \([0-9.]*\) .*/\1 \2/p' large.svg >views
    ok "$paper: legible" awk '$1 / $2 < 0.889 { exit 1 } END { exit NR < 2 }' views
done
run 'a large family on A4' eh-genogram --page A4 -o large.svg -r large-relationships.csv large-people.csv
ok 'sheets are numbered' grep -q '>Sheet 2 of 3<' large.svg
ok 'sheets name their neighbours' sh -c 'grep -q ">sheet 2 →<" large.svg && grep -q ">← sheet 1<" large.svg'
ok 'sheets tell who goes on where' grep -q 'On sheet 1: Una Exampleby, Adam Exampleby, Helen Sampleworth, Xavier Exampleby. On sheet 3:' large.svg
run 'fit' eh-genogram --page fit -o fit.svg -r large-relationships.csv large-people.csv
status 0
run 'as without it' eh-genogram -r large-relationships.csv large-people.csv
same 'fit: as without it' "$scratch/out" fit.svg
run 'another paper' eh-genogram --page A5 few-people.csv
status 2
run 'paper for a list' eh-genogram --page A4 -t text few-people.csv
status 2
stderr <<'END'
eh-genogram: --page goes with --to svg or --to html (eh-genogram --help shows what there is)
END

# --- Several families ---

cat >people.csv <<'END'
family_id,person_id,name,gender,dob,household
Sampleford,a1,Ann Sampleford,f,1980-01-01,Ann's
Sampleford,a2,Bob Sampleford,m,1979,Ann's
Sampleford,sampleford-3,Cleo,f,2003-05-06,Ann's
B/../2,b1,Dora Thing,f,1990,H1
B/../2,b2,Ed Thing,m,2012-03-04,H1
b_.._2,x1,Fay Other,f,someday in 1970,
,y1,Gus,m,1971~,
END
cat >relationships.csv <<'END'
from,to,type,start
a1,a2,married,1999-08-07
a1,sampleford-3,parent,
a2,sampleford-3,parent,
b1,b2,parent,
a2,b2,parent,
END
run 'a file for each family' eh-genogram --quiet --summary -d drawn -r relationships.csv people.csv
status 3
stdout </dev/null
stderr <<'END'
people: 7; couples: 2; families that nothing joins: 3
generations: 2; crossings of lines: 0; partners side by side: 3 of 3
families: 4; files written: 4; of them in place of older ones: 0
END
ls drawn >listed
file listed <<'END'
B_.._2.svg
Sampleford.svg
b_.._2-2.svg
family.svg
END
for drawing in drawn/*.svg; do
    ! command -v xmllint >/dev/null || ok "$drawing: well-formed" xmllint --noout "$drawing"
done
run 'who belongs to another family' $symbols drawn/B_.._2.svg
stdout <<'END'
a2: square 40
b1: circle 40
b2: square 40
b1 a2: 1 unbroken
household Ann's: dotted
household H1: dotted
key: male
key: female
key: parents, their relationship not recorded
key: household
END
run 'again' eh-genogram --quiet --summary -t text -d drawn -r relationships.csv people.csv
run 'again' eh-genogram --quiet --summary -t text -d drawn -r relationships.csv people.csv
status 3
ok 'files that are replaced are counted' grep -qx 'families: 4; files written: 4; of them in place of older ones: 4' "$scratch/err"
run 'one family' eh-genogram --quiet --family Sampleford -t text -r relationships.csv people.csv
status 3
stdout <<'END'
Genogram of family Sampleford

Dora Thing, female, born 1990, household H1, family B/../2
  with Bob Sampleford, male, born 1979, household Ann's
    child: Ed Thing, male, born 2012-03-04, household H1, family B/../2
    Bob Sampleford: married to Ann Sampleford (since 1999-08-07), female, born 1980-01-01, household
    Ann's
      child: Cleo, female, born 2003-05-06, household Ann's
END
run 'no such family' eh-genogram --family F9 -r relationships.csv people.csv
status 2
ok 'no such family' grep -q '^eh-genogram: --family F9: nobody is of this family' "$scratch/err"
run 'all in one drawing' eh-genogram --quiet -o all.svg -r relationships.csv people.csv
status 3
ok 'all in one drawing: its title' grep -q '>Genograms of 4 families</title>' all.svg
ok 'all in one drawing: who is of which family' grep -q '<title>Fay Other.*, family b_.._2</title>' all.svg
run 'a directory that cannot be made' eh-genogram -d people.csv/x -r relationships.csv people.csv
status 2

# --- What is hidden ---

for form in svg html text; do
    run "initials, $form" eh-genogram --quiet --initials --years -t $form -o hidden.$form -r relationships.csv people.csv
    status 3
    ok "initials, $form: no name is left" sh -c '! grep -qiE "ann|bob|cleo|sampleford|dora|thing" "$1"' - hidden.$form
    ok "years, $form: no date is left" sh -c '! grep -qE "[0-9]{4}-[0-9]{2}|someday" "$1"' - hidden.$form
done
run 'initials, files' eh-genogram --quiet --initials -d hidden -r relationships.csv people.csv
ls hidden >listed
file listed <<'END'
B_.._2.svg
b_.._2-2.svg
family-3.svg
family.svg
END
run 'initials and years, told' eh-genogram --quiet --initials --years --ages --as-of 2026-11-22 -t text \
    -r relationships.csv people.csv
stdout <<'END'
Genogram

G., male, born about 1971, aged 54 to 55

Genogram of family B/../2

D.T., female, born 1990, aged 35 to 36, household H1
  with B.S., male, born 1979, aged 46 to 47, household no. 2
    child: E.T., male, born 2012, aged 14, household H1

Genogram of family 3

D.T., female, born 1990, aged 35 to 36, household H1, family B/../2
  with B.S., male, born 1979, aged 46 to 47, household no. 2
    child: E.T., male, born 2012, aged 14, household H1, family B/../2
    B.S.: married to A.S. (since 1999), female, born 1980, aged 46, household no. 2
      child: C., female, born 2003, aged 23, household no. 2

Genogram of family b_.._2

F.O., female
END

# --- Pages ---

run 'a page' eh-genogram --as-of 2026-11-22 --ages -t html -o page.html -r "$family/relationships.csv" "$family/people.csv"
status 0
stderr </dev/null
ok 'a page: no script, nothing from elsewhere' sh -c '! grep -qiE "<script|javascript|href=|src=|url\(" page.html'
ok 'a page: a drawing that has a name' grep -q '<figure .*aria-labelledby="genogram-1-1-title">' page.html
ok 'a page: the drawing' grep -q '<svg .*id="genogram-1-1".* role="img"' page.html
ok 'a page: a table with headings' sh -c 'grep -q "<th scope=\"col\">Relationships</th>" page.html &&
    grep -q "<th scope=\"row\">Alan Sampleford (child this is about)</th>" page.html'
ok 'a page: each person once' test "$(grep -c '<tr><th scope="row">' page.html)" -eq 16
ok 'a page: relationships in words' grep -q 'child of Arthur Exampleton and Joyce Exampleton<br>separated from Marcus Sampleford (2006 to 2018); children: Mary Sampleford, miscarriage, Alan Sampleford, David Sampleford and Grace Sampleford<br>living with Dean Placeholder (since 2021); children: Baby' page.html
ok 'a page: twins' grep -q 'twin of Grace Sampleford' page.html
ok 'a page: a step-parent' sh -c 'grep -q "step-parent of Alan Sampleford" page.html && grep -q "step-child of Dean" page.html'
run 'a page of symbols' eh-genogram --as-of 2026-11-22 -t html -o page.html -r symbols-relationships.csv symbols-people.csv
ok 'a page: adopted' grep -q 'adopted by Sam Inventham and Ravi Sampleton' page.html
ok 'a page: fostered' grep -q 'fostered by Sam Inventham and Ravi Sampleton' page.html
run 'a page of several families' eh-genogram --quiet -t html -o page.html -r relationships.csv people.csv
ok 'several families: a heading each' test "$(grep -c '<h1' page.html)" -eq 4
ok 'several families: a drawing each' test "$(grep -c '<svg .*role="img"' page.html)" -eq 4
ok 'several families: no id twice' sh -c 'test -z "$(grep -o " id=\"[^\"]*\"" page.html | sort | uniq -d)"'
run 'a large page' eh-genogram -t html -o page.html -r large-relationships.csv large-people.csv
ok 'a large page: a drawing for each sheet' test "$(grep -c '<svg .*role="img"' page.html)" -eq 3
ok 'a large page: no id twice' sh -c 'test -z "$(grep -o " id=\"[^\"]*\"" page.html | sort | uniq -d)"'
cat >odd.csv <<'END'
person_id,name,gender,dob
1,"<script>alert(1)</script> & ""co""",m,2001
END
run 'markup in a name' eh-genogram -t html -o page.html odd.csv
status 0
ok 'markup in a name: is text' sh -c '! grep -q "<script" page.html && grep -q "&lt;script&gt;" page.html'

# --- Writing that fails ---

if [ -c /dev/full ]; then
    for form in svg html text; do
        run "a full disk, $form" sh -c 'eh-genogram -t "$1" few-people.csv >/dev/full' - $form
        status 2
    done
fi

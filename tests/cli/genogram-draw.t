#!/bin/sh
# eh-genogram draw: what it draws, what it counts, what it says of rows that it cannot use.
. "$(dirname "$0")/lib.sh"
reader=$TOP/tests/property/genogram.pl
family=$TOP/examples/genogram

# --- The example -------------------------------------------------------------------------------------------------------

run 'a family of three generations' eh-genogram --as-of 2026-11-22 --summary -o family.svg \
    -r "$family/relationships.csv" "$family/people.csv"
status 0
stderr <<'END'
people: 16; couples: 5; families that nothing joins: 1
generations: 3; crossings of lines: 0; partners side by side: 5 of 5
END
run 'the drawing keeps the rules' perl "$reader" check "$family/people.csv" "$family/relationships.csv" family.svg
status 0
stdout </dev/null

if command -v xmllint >/dev/null; then
    run 'it is well-formed' xmllint --noout family.svg
    status 0
fi

run 'told as a list' eh-genogram -t text --focus P6 --generations 1 -r "$family/relationships.csv" "$family/people.csv"
status 0
stdout <<'END'
Genogram of family F-DEMO

Arthur Exampleton, male, born 1949, died 2016-02-11
  married to Joyce Exampleton (since 1974), female, born 1952-07-30, household H3
    child: Karen Exampleton, female, born 1978-04-02, household H1
      separated from Marcus Sampleford (2006 to 2018), male, born 1976-09-14, household H2
        child: Mary Sampleford, female, born 2007-06-03, household H1
        child: miscarriage, 2009
        child: Alan Sampleford, male, born 2011-09-05, child this is about, household H1 and H2
        child: David Sampleford, male, born 2016-02-12, twin, household H1
        child: Grace Sampleford, female, born 2016-02-12, twin, household H1
      living with Dean Placeholder (since 2021), male, born 1985, household H1
        child: Baby, due 2027-03
    child: Neil Exampleton, male, born 1981-12-24, household H3
END

# --- Pairs entered twice, HL7 codes, symbols and line styles -----------------------------------------------------------

cat >people.csv <<'END'
person_id,name,gender,dob,dod,outcome
1,Ann,F,1980,,
2,Ben,M,1979,,
3,Cleo,F,2001-05-01,,
4,,U,2003,,miscarriage
5,Dan,M,2005,XXXX,
END
cat >relationships.csv <<'END'
from,to,type
1,2,SPS
2,1,WIFE
1,3,NMTH
2,3,NFTH
3,1,NCHILD
1,4,parent
2,4,parent
1,5,parent
2,5,parent
END
run 'codes and inverse pairs' eh-genogram -o drawn.svg --no-date -r relationships.csv people.csv
status 0
stderr </dev/null
run 'one line each' perl "$reader" check people.csv relationships.csv drawn.svg
status 0
stdout </dev/null
ok 'one partner line' test "$(grep -c data-partners drawn.svg)" = 1
ok 'the eldest has one line down' test "$(grep -c 'data-child="3"' drawn.svg)" = 1
ok 'a lost pregnancy is a cross and nothing else' \
    sh -c 'sed -n "/data-person=\"4\"/,/<.g>/p" drawn.svg | grep -c -E "<(rect|circle|path)" | grep -qx 1'

# --- Rows that cannot be used ------------------------------------------------------------------------------------------

cat >odd-people.csv <<'END'
person_id,name,gender,dob
1,Ann,F,1980
2,<script>,M,tomorrow
2,Ben,M,1979
END
cat >odd-relationships.csv <<'END'
from,to,type
1,2,parent
2,1,parent
1,9,partner
1,1,partner
1,2,friend
END
run 'what is wrong is told' eh-genogram -o odd.svg -r odd-relationships.csv odd-people.csv
status 3
stderr <<'END'
eh-genogram: odd-people.csv:3: dob: not a date in a form that is read; it is shown as it stands and decides no order
eh-genogram: odd-people.csv:4: person_id: a person with this id stands above
eh-genogram: odd-relationships.csv:4: to: no person has the id '9'
eh-genogram: odd-relationships.csv:5: to: the same person twice: nobody is related to themselves
eh-genogram: odd-relationships.csv:6: type: 'friend' is not drawn: a genogram is made of partners, parents and twins
eh-genogram: parents in a circle, so that people would be their own ancestors; rows left out: 1
END
ok 'a name is text, not markup' sh -c 'grep -q "&lt;script&gt;" odd.svg && ! grep -q "<script" odd.svg'

run 'nobody of that id' eh-genogram --focus 7 -r relationships.csv people.csv
status 2
stderr <<'END'
eh-genogram: no person has the id '7'
END
run 'no such household' eh-genogram --household H9 -r relationships.csv people.csv
status 2
stderr <<'END'
eh-genogram: no household is called 'H9'
END
printf 'person_id,name,gender,dob\n' >empty.csv
run 'a family of nobody' eh-genogram --no-date -o empty.svg empty.csv
status 0
stderr </dev/null

#!/bin/sh
# eh-genogram without a file of relationships: the lines that the column relationship of people tells for sure.
. "$(dirname "$0")/lib.sh"

# people WORD...: a table of them, P1 and so on, each with one word; their family is $family.
family=F1
people()
{
    echo family_id,person_id,name,gender,dob,relationship
    number=0
    for word; do
        number=$((number + 1))
        echo "$family,P$number,N$number,,,\"$word\""
    done
}

# ties NAME WORD...: from standard input, `from to type status-or-kind` of the rows that these words tell.
ties()
{
    name=$1
    shift
    cat >wanted
    people "$@" >tied.csv
    run "$name: ends" eh-genogram table relationships --from-people tied.csv
    status 0
    sed '1d; s/,,*/ /g; s/ $//' "$scratch/out" >tied
    same "$name" tied wanted
}

# --- The two files that a newcomer writes ------------------------------------------------------------------------------

cat >people.csv <<'END'
Family ID,Person ID,Name,Gender,Date of birth,Relationship
F1,P1,Wren Example,female,14/02/2017,child
F1,P2,Dana Example,female,1988,mother
F1,P3,Lee Sample,male,03/1986,father
END
run 'three people' eh-genogram -t text people.csv
status 0
stderr </dev/null
stdout <<'END'
Genogram of family F1

Dana Example, female, born 1988
  with Lee Sample, male, born 1986-03
    child: Wren Example, female, born 2017-02-14
END
run 'three people, drawn' eh-genogram --no-date --no-key -o three.svg people.csv
status 0
stderr </dev/null
ok 'a line between the parents' grep -q 'data-partners="P2 P3"' three.svg
ok 'a line to the child' grep -q 'data-child="P1" data-parents="P2 P3"' three.svg
ok 'the description says where lines come from' grep -q \
    '<desc[^>]*>People: 3; generations: 2; couples: 1; households: 0\. The lines are what the column relationship of these people tells for sure\.</desc>' \
    three.svg

# --- Everybody whom a word can place -----------------------------------------------------------------------------------

cat >people.csv <<'END'
Family ID,Person ID,Name,Gender,Date of birth,Relationship to child
F1,P1,Wren Example,female,14/02/2017,Index child
F1,P2,Dana Example,female,1988,mother
F1,P3,Lee Sample,male,03/1986,FATHER
F1,P4,Robin Example,male,2014,brother
F1,P5,Kit Example,male,2010,maternal half brother
F1,P6,Joan Example,female,1960,maternal grandmother
F1,P7,Alf Sample,male,1958,Paternal Grandfather
F1,P8,Max Testwell,male,1985,Mother’s partner
F1,P9,Sid Testwell,male,1984,half brother
F1,P10,Jay Bystander,,,friend
F1,P11,Lil Example,female,14/02/2017,twin sister
F2,Q1,Ann Placeholder,female,2015,index child
F2,Q2,Ben Placeholder,male,2017,index child
F2,Q3,Cat Placeholder,female,1980,mother
F2,Q4,Dan Testwell,male,1980,stepfather
F2,Q5,Eve Testwell,female,1970,foster carer
END
run 'two families' eh-genogram -t text people.csv
status 0
stderr <<'END'
eh-genogram: 2 of 16 people have no line: the column relationship does not tell for sure whose parent, child or partner they are; --relationships takes a file that does
END
stdout <<'END'
Genogram of family F1

Joan Example, female, born 1960
  other parent not recorded
    child: Dana Example, female, born 1988
      with Lee Sample, see below
        child: Robin Example, male, born 2014
        child: Wren Example, female, born 2017-02-14, twin, child this is about
        child: Lil Example, female, born 2017-02-14, twin
      partner of Max Testwell, male, born 1985
      other parent not recorded
        child: Kit Example, male, born 2010
Alf Sample, male, born 1958
  other parent not recorded
    child: Lee Sample, male, born 1986-03
Sid Testwell, male, born 1984
Jay Bystander, gender unknown

Genogram of family F2

Cat Placeholder, female, born 1980
  other parent not recorded
    child: Ann Placeholder, female, born 2015, child this is about
    child: Ben Placeholder, male, born 2017, child this is about
Dan Testwell, male, born 1980
  on their own
    step-child: Ann Placeholder, see above
    step-child: Ben Placeholder, see above
Eve Testwell, female, born 1970
  on their own
    fostered child: Ann Placeholder, see above
    fostered child: Ben Placeholder, see above
END
run 'one of them' eh-genogram -t text --family F2 people.csv
status 0
stderr </dev/null
run 'quiet' eh-genogram -q -t text people.csv
status 0
stderr </dev/null
run 'as a table' eh-genogram table relationships --from-people --summary people.csv
status 0
cp "$scratch/out" relationships.csv
stderr <<'END'
relationships: 17
END
stdout <<'END'
from,to,type,status,kind,start,end
P2,P1,parent,,birth,,
P3,P1,parent,,birth,,
P2,P4,parent,,birth,,
P3,P4,parent,,birth,,
P2,P5,parent,,birth,,
P6,P2,parent,,birth,,
P7,P3,parent,,birth,,
P8,P2,partner,partner,,,
P2,P11,parent,,birth,,
P3,P11,parent,,birth,,
P11,P1,twin,,,,
Q3,Q1,parent,,birth,,
Q3,Q2,parent,,birth,,
Q4,Q1,parent,,step,,
Q4,Q2,parent,,step,,
Q5,Q1,parent,,foster,,
Q5,Q2,parent,,foster,,
END

# --- The same as the same relationships given --------------------------------------------------------------------------

# plain FILE: without the sentence that says where lines come from.
plain() { sed 's/ The lines are what the column relationship of these people tells for sure\.//' "$1"; }
for format in svg html text; do
    run "$format: told" eh-genogram -q -t $format --as-of 2026-05-01 -o told.$format people.csv
    status 0
    run "$format: given" eh-genogram -t $format --as-of 2026-05-01 -o given.$format -r relationships.csv people.csv
    status 0
    stderr </dev/null
    plain told.$format >told
    same "$format: told and given are one drawing" told given.$format
done
for format in svg html; do
    ok "$format: what is told says so" grep -q 'The lines are what the column' told.$format
done
ok 'the page says where lines come from' grep -q \
    '^<p>.* The lines are what the column relationship of these people tells for sure\.</p>' told.html
{ head -n 1 people.csv && sed 1d people.csv | sort -t, -k3; } >shuffled.csv
run 'rows in another order' eh-genogram -q --as-of 2026-05-01 -o shuffled.svg shuffled.csv
status 0
same 'rows in another order draw the same' shuffled.svg told.svg
run 'initials' eh-genogram -q --initials --years --no-date -o initials.svg people.csv
status 0
ok 'initials: no name' sh -c '! grep -qE "Wren|Example|Placeholder|Testwell" initials.svg'

# --- What is sure ------------------------------------------------------------------------------------------------------

ties 'a child is the child where nobody is the index child' child mother <<'END'
P2 P1 parent birth
END
ties 'two children are brothers and sisters' child child mother <<'END'
P3 P1 parent birth
P3 P2 parent birth
END
ties 'an index child comes before a child' child 'index child' mother <<'END'
P3 P2 parent birth
END
ties 'two mothers' self mother mum sister <<'END'
P2 P1 parent birth
P3 P1 parent birth
P2 P4 parent birth
P3 P4 parent birth
END
ties 'a mother and two fathers: the mother is sure' \
    self mother father dad sister 'paternal grandmother' 'maternal grandmother' <<'END'
P2 P1 parent birth
P2 P5 parent birth
P7 P2 parent birth
END
ties 'three parents' self parent parent parent </dev/null
ties 'other parents' self 'adoptive mother' ADOPTER 'kinship carer' step-dad 'foster carer' 'foster carer' 'foster carer' <<'END'
P2 P1 parent adoptive
P3 P1 parent adoptive
P4 P1 parent kinship
P5 P1 parent step
END
ties 'grandparents of nobody' self grandmother 'maternal grandmother' 'paternal grandfather' </dev/null
ties 'mother and grandmother without a child' mother 'maternal grandmother' sibling <<'END'
P2 P1 parent birth
P1 P3 parent birth
END
ties 'half brothers and sisters' \
    self mother father 'half sister' 'half-sister (maternal)' 'paternal half-brother' 'foster brother' stepsister <<'END'
P2 P1 parent birth
P3 P1 parent birth
P2 P5 parent birth
P3 P6 parent birth
END
ties 'partners' self mother father "mother's husband" "Dad's ex-partner" partner <<'END'
P2 P1 parent birth
P3 P1 parent birth
P4 P2 partner married
P5 P3 partner separated
END
ties 'HL7' SELF NMTH PGRFTH FTH HSIB STPFTH <<'END'
P2 P1 parent birth
P3 P4 parent birth
P4 P1 parent birth
P6 P1 parent step
END
ties 'a twin of one, not of two' 'index child' 'focus child' mother twin <<'END'
P3 P1 parent birth
P3 P2 parent birth
P3 P4 parent birth
END
family=''
ties 'people without a family are one' child mother <<'END'
P2 P1 parent birth
END
family=F1
{ people child && echo F2,P9,N9,,,mother; } >apart.csv
run 'a mother of another family' eh-genogram table relationships --from-people apart.csv
status 0
stdout <<'END'
from,to,type,status,kind,start,end
END
{ people child mother && echo F1,P2,N2,,,father && echo F1,,N3,,,father; } >twice.csv
run 'of two rows with one id the first counts' eh-genogram table relationships --from-people twice.csv
status 0
stdout <<'END'
from,to,type,status,kind,start,end
P2,P1,parent,,birth,,
END

# --- Nothing told, nothing changed -------------------------------------------------------------------------------------

people '' '' >blank.csv
run 'no words' eh-genogram -o blank.svg blank.csv
status 0
stderr </dev/null
ok 'no words: the description is silent' sh -c '! grep -q "column relationship" blank.svg'
people child friend >alone.csv
run 'words that place nobody' eh-genogram -o alone.svg alone.csv
status 0
stderr <<'END'
eh-genogram: 2 of 2 people have no line: the column relationship does not tell for sure whose parent, child or partner they are; --relationships takes a file that does
END
ok 'words that place nobody: the description is silent' sh -c '! grep -q "column relationship" alone.svg'
printf 'from,to,type\n' >none.csv
people child mother >pair.csv
run 'an empty file of relationships is obeyed' eh-genogram -t text -r none.csv pair.csv
status 0
stderr </dev/null
stdout <<'END'
Genogram of family F1

N1, gender unknown
N2, gender unknown
END

# --- check and table ---------------------------------------------------------------------------------------------------

cat >young.csv <<'END'
family_id,person_id,name,gender,dob,relationship
F1,P1,N1,female,2017,index child
F1,P2,N2,female,2009,mother
F1,P3,N3,male,1980,uncle
END
run 'check holds what is told to its rules' eh-genogram check --as-of 2026-05-01 young.csv
status 0
stdout <<'END'
file,line,record,field,severity,problem,family_id,rule,suggestion
young.csv,4,P3,person_id,note,in no relationship,F1,alone,"say whose parent, child or partner this person is"
young.csv,3,P2 P1,relationship,warning,"the mother was at most 8 at the birth, not 12 to 55",F1,mother-age,look at both dates of birth
END
run 'people are no relationships' eh-genogram table people --from-people young.csv
status 2
stderr <<'END'
eh-genogram: --from-people goes with table relationships (eh-genogram --help shows what there is)
END
run 'only of CSV' eh-genogram table relationships --from-people --from ped young.csv
status 2
stderr <<'END'
eh-genogram: --from-people goes with --from csv: other files have their own (eh-genogram --help shows what there is)
END

#!/bin/sh
# `table`: people and relationships back as tables, whatever they stood in.
. "$(dirname "$0")/lib.sh"
family=$TOP/examples/genogram
forms=$TOP/examples/forms

# --- The same data back ------------------------------------------------------------------------------------------------

for name in people relationships; do
    run "$name" eh-genogram table $name --summary "$family/$name.csv"
    status 0
    cp "$scratch/out" $name.csv
    run "$name again" eh-genogram table $name $name.csv
    status 0
    stderr </dev/null
    same "a table of the $name is the same table" "$scratch/out" $name.csv
done
run 'the example' eh-genogram --as-of 2026-11-22 -o before.svg -r "$family/relationships.csv" "$family/people.csv"
run 'its tables' eh-genogram --as-of 2026-11-22 -o after.svg -r relationships.csv people.csv
same 'tables draw as what they were made of' after.svg before.svg
run 'rec and back' eh-genogram table people -t json people.csv
status 0
ok 'a line a person' test "$(wc -l <"$scratch/out")" = 16

# --- Headings, codes, dates, columns of the user -----------------------------------------------------------------------

printf '\357\273\277Person ID;Full name;Sex;Date of birth;Colour;Pregnancy outcome;Note\r\n1;"Ann; Bee";2;28/03/1980;;;""\r\n2;Cy;f;Mar 2001;red;SB;x\r\n3;Di;odd;soon;;;\r\n' >theirs.csv
run 'other headings' eh-genogram table people -d ';' -m dob='Date of birth' --unmapped unmapped.csv theirs.csv
status 0
stdout <<'END'
family_id,person_id,name,gender,dob,dod,relationship,household,birth_order,twin_group,outcome,ethnicity,disability_send,address,Colour,Note
,1,Ann; Bee,female,1980-03-28,,,,,,,,,,,""
,2,Cy,female,2001-03,,,,,,stillbirth,,,,red,x
,3,Di,odd,soon,,,,,,,,,,,
END
file unmapped.csv <<'END'
column,value,count,file,line
gender,odd,1,theirs.csv,4
END
cat >codes.csv <<'END'
Person 1,Person 2,Relationship,Status,Since,start
1,2,NMTH,,x,
2,1,Daughter,,,
1,3,Husband,,,1 May 2001
1,3,friend,,,c. 2003
1,9,blurb,odd,,never
END
run 'codes of others' eh-genogram table relationships codes.csv
status 0
stdout <<'END'
from,to,type,status,kind,start,end,Since
1,2,birth,,,,,x
2,1,child,,,,,
1,3,married,,,2001-05-01,,
1,3,friend,,,2003~,,
1,9,blurb,odd,,never,,
END
run 'several files' eh-genogram table relationships --summary codes.csv codes.csv
status 0
ok 'one after another' test "$(wc -l <"$scratch/out")" = 11
run 'how headings are read' eh-genogram table relationships --explain-header codes.csv
status 0
ok 'those of relationships' grep -q '^codes.csv,1,Person 1,from,common,relationships$' "$scratch/out"
printf 'person_id,name,gender,dob\n' >header.csv
run 'a header alone' eh-genogram table people header.csv
status 0
stdout <<'END'
family_id,person_id,name,gender,dob,dod,relationship,household,birth_order,twin_group,outcome,ethnicity,disability_send,address
END
: >empty.csv
run 'an empty file' eh-genogram table people empty.csv
status 2
printf 'person_id,name,gender,dob\n1,A\n2,B,F,1980\n' >short.csv
run 'a row that is broken' eh-genogram table people --rejects rejects.csv short.csv
status 3
stdout <<'END'
family_id,person_id,name,gender,dob,dod,relationship,household,birth_order,twin_group,outcome,ethnicity,disability_send,address
,2,B,female,1980,,,,,,,,,
END
run 'no table' eh-genogram table
status 2
stderr <<'END'
eh-genogram: table takes people|relationships [FILE]... (eh-genogram --help shows what there is)
END
run 'another table' eh-genogram table events people.csv
status 2
stderr <<'END'
eh-genogram: table takes people or relationships (eh-genogram --help shows what there is)
END

# --- Assessment forms --------------------------------------------------------------------------------------------------

for name in people relationships; do
    run "$name of a form" eh-assess table $name "$forms/sparrow-assessment.rec" -o form-$name.csv
    status 0
done
run 'a form drawn' eh-genogram -o form.svg -r form-relationships.csv form-people.csv
status 0
stderr </dev/null
run 'a form checked' eh-genogram check --as-of 2026-11-22 --exit-code -r form-relationships.csv form-people.csv
status 0
run 'a form in a pipe' sh -c 'eh-assess table people "$1" | eh-genogram -t text -r form-relationships.csv' sh "$forms/sparrow-assessment.rec"
status 0
stderr </dev/null
ok 'with its people' grep -q Sparrow "$scratch/out"

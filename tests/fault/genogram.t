#!/bin/sh
# Faults in eh-genogram: drawings, tables, checks.
. "$(dirname "$0")/faults.sh"

cat >kin.csv <<'END'
family_id,person_id,name,gender,dob,dod,household,twin_group,outcome
F1,1,Ann Lark,f,1980~,,"H1;H2",,
F1,2,Ben Lark,m,1979,2020-01-05,,,
F1,3,Cleo,f,2003-05-06,,H1,T,
F1,4,,u,2003-05-06,,H1,T,miscarriage
F2,lark-5,Dan,u,someday,,H3,,
END
cat >lines.csv <<'END'
from,to,type,start
1,2,married,1999-08-07
1,3,parent,
2,3,parent,
1,4,parent,
2,4,parent,
2,lark-5,foster,
1,9,parent,
END
faults 'a drawing' eh-genogram draw $day --quiet --rejects made/rejected --ages -o made/result -r lines.csv kin.csv
faults 'a drawing on paper' eh-genogram draw $day --quiet --page A4 --initials --years -o made/result -r lines.csv kin.csv
faults 'a drawing as a page' eh-genogram draw $day --quiet -t html -o made/result -r lines.csv kin.csv
faults 'a drawing as a list' eh-genogram draw $day --quiet -t text --initials -o made/result -r lines.csv kin.csv
faults 'the drawing of a part' eh-genogram draw $day --quiet --family F1 --focus 1 --generations 1 -o made/result -r lines.csv kin.csv
cat >told.csv <<'END'
family_id,person_id,name,gender,dob,relationship
F1,1,Ann Lark,f,1980,mother
F1,2,Ben Lark,m,1979,mother's partner
F1,3,Cleo,f,2003-05-06,child
F2,4,Dan,m,,twin brother
END
faults 'a drawing of what people tell' eh-genogram draw $day -t html -o made/result told.csv
faults 'a table of what people tell' eh-genogram table relationships --from-people -o made/result told.csv
awk 'BEGIN { print "person_id,name,gender,dob"; for (i = 1; i <= 30; i++) print i ",Name" i ",," }' >many.csv
awk 'BEGIN { print "from,to,type"; for (i = 2; i <= 30; i++) print int(i / 4) + 1 "," i ",parent" }' | sed '/^\([0-9]*\),\1,/d' >many-lines.csv
faults 'a drawing over sheets' eh-genogram draw $day --page A4 -o made/result -r many-lines.csv many.csv
printf '0 HEAD\n1 CHAR ANSEL\n0 @I1@ INDI\n1 NAME M\350uller\n1 BIRT\n2 DATE ABT 1949\n1 NOTE a\n2 CONT b\n1 OCCU x\n0 @I2@ INDI\n1 ASSO @I1@\n2 RELA twin\n' >family.ged
printf '1 FAMC @F1@\n1 FAMC @F2@\nodd\n0 INDI\n0 @F1@ FAM\n1 HUSB @I1@\n1 CHIL @I2@\n1 MARR\n2 DATE (x)\n' >>family.ged
printf 'A 1 0 0 1 2\nB 1 0 0 9\nB 2 1 7 x\nB 3\n' >family.ped
cat >folk.csv <<'END'
family_id,person_id,name,gender,dob,dod,relationship,household,twin_group,colour
F1,1,Ann,F,1980,,,H1,,red
F1,2,Ben,Q,2001-01-01,2000,child,h 1,T,
F1,3,Ben,M,2001-01-01,soon,,,T,
F1,3,,,,,,,,
END
printf 'from,to,type,status,start\n1,2,MTH,,\n2,1,parent,,\n1,2,partner,odd,x\n9,1,friend,,\n' >ties.csv
faults 'table of GEDCOM' eh-genogram table people --rejects made/rejected -o made/result family.ged
faults 'table of GEDCOM, with what is left out' eh-genogram table relationships --rejects made/rejected --unmapped made/unmapped -o made/result family.ged
faults 'table of a pedigree' eh-genogram table relationships --unmapped made/unmapped -o made/result family.ped
faults 'table of people' eh-genogram table people --unmapped made/unmapped -o made/result folk.csv
faults 'check of families' eh-genogram check $day -r ties.csv -o made/result folk.csv
faults 'check of GEDCOM' eh-genogram check $day -t html -o made/result family.ged
several=yes
faults 'a drawing for each family' eh-genogram draw $day --quiet -d made/families -r lines.csv kin.csv

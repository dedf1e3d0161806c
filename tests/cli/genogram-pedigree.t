#!/bin/sh
# Pedigree files in.
. "$(dirname "$0")/lib.sh"
people_head=family_id,person_id,name,gender,dob,dod,relationship,household,birth_order,twin_group,outcome,ethnicity,disability_send,address
ties_head=from,to,type,status,kind,start,end

cat >trio.ped <<'END'
# family person father mother sex affected
F1 1 0 0 1 1
F1 2 0 0 2 2
F1 3 1 2 2 2 A G
END
run 'people' eh-genogram table people trio.ped
status 0
stdout <<END
$people_head
F1,1,,male,,,,,,,,,,
F1,2,,female,,,,,,,,,,
F1,3,,female,,,,,,,,,,
END
stderr <<'END'
eh-genogram: trio.ped: lines left out, since people and relationships have no column for them: 3 (who is affected, and genotypes); --unmapped FILE lists them
END
cp "$scratch/out" people.csv
run 'relationships' eh-genogram table relationships -q trio.ped
status 0
stdout <<END
$ties_head
1,3,parent,,,,
2,3,parent,,,,
END
cp "$scratch/out" relationships.csv
run 'a drawing' eh-genogram --as-of 2026-11-22 -q -o file.svg trio.ped
status 0
run 'a drawing of the tables' eh-genogram --as-of 2026-11-22 -q -o tables.svg -r relationships.csv people.csv
same 'file and tables draw the same' file.svg tables.svg
run 'who is affected, listed' eh-genogram table people --unmapped unmapped.csv -o people.csv trio.ped
status 0
stderr </dev/null
file unmapped.csv <<'END'
column,value,count,file,line
affected,1,1,trio.ped,2
affected,2,2,trio.ped,3
END

# Two families with the same ids, tabs, CRLF, a heading, other words for sex.
printf 'famid\tid\tfather\tmother\tsex\r\nA\t1\t0\t0\tM\r\nB\t1\t0\t0\tF\r\nB\t2\t0\t1\t-9\r\nB\t3\t0\t1\t9\r\n0\t4\t0\t0\todd\r\n' >two.fam
run 'ids that stand in two families' eh-genogram table people --unmapped words.csv two.fam
status 0
stdout <<END
$people_head
A,A:1,,male,,,,,,,,,,
B,B:1,,female,,,,,,,,,,
B,B:2,,unknown,,,,,,,,,,
B,B:3,,unknown,,,,,,,,,,
,4,,unknown,,,,,,,,,,
END
file words.csv <<'END'
column,value,count,file,line
sex,odd,1,two.fam,6
END
run 'their relationships' eh-genogram table relationships two.fam
stdout <<END
$ties_head
B:1,B:2,parent,,,,
B:1,B:3,parent,,,,
END

printf '\nF1 1 0 0\nF1 2 9 0 1\nF1 3 \0 0 1\n' >odd.ped
run 'odd lines' eh-genogram -t text --rejects rejects.csv odd.ped
status 3
stderr <<'END'
eh-genogram: odd.ped:2: cells in this row: 4; a pedigree has family, person, father, mother and sex, and more
eh-genogram: odd.ped:4: not UTF-8; if the file is from a Windows program, try --encoding windows-1252
eh-genogram: odd.ped:3: parent: no person has the id '9'
END
ok 'lines as they stand' grep -q '"F1 2 9 0 1"$' rejects.csv
: >empty.ped
run 'nobody' eh-genogram table people empty.ped
status 0
stdout <<END
$people_head
END

#!/bin/sh
# GEDCOM in: what is read of it, what is told of the rest, and that a table of it draws the same.
. "$(dirname "$0")/lib.sh"
table() { run "$1" eh-genogram table "$2" "$3"; }
people_head=family_id,person_id,name,gender,dob,dod,relationship,household,birth_order,twin_group,outcome,ethnicity,disability_send,address,notes
ties_head=from,to,type,status,kind,start,end,notes

# --- A family ----------------------------------------------------------------------------------------------------------

cat >family.ged <<'END'
0 HEAD
1 SOUR A PROGRAM
1 GEDC
2 VERS 5.5.1
2 FORM LINEAGE-LINKED
1 CHAR UTF-8
0 @I1@ INDI
1 NAME Arthur /Exampleton/ Jnr
2 GIVN Arthur
1 SEX M
1 BIRT
2 DATE 1949
2 PLAC Solihull
1 DEAT
2 DATE 11 FEB 2016
1 OCCU Baker
1 OCCU Gardener
1 FAMS @F1@
0 @I2@ INDI
1 NAME Joyce /Exampleton/
1 SEX F
1 BIRT
2 DATE ABT 30 JUL 1952
1 NOTE Likes gar
2 CONC dens,
2 CONT and writes to joyce@@example.org
1 NOTE @N1@
1 FAMS @F1@
0 @I3@ INDI
1 NAME Karen /Exampleton/
1 SEX F
1 BIRT
2 DATE BET 1977 AND 1979
1 FAMC @F1@
2 PEDI adopted
0 @I4@ INDI
1 NAME Neil /Exampleton/
1 SEX M
1 CHR
2 DATE 4 MAR 1981
1 FAMC @F1@
1 ASSO @I5@
2 RELA twin
0 @I5@ INDI
1 SEX X
1 DEAT Y
1 FAMC @F1@
0 @I6@ INDI
1 NAME
2 GIVN Lou
2 SURN Testwell
1 SEX U
1 DEAT
2 AGE STILLBORN
0 @N1@ NOTE Known to the school
0 @F1@ FAM
1 HUSB @I1@
1 WIFE @I2@
1 CHIL @I3@
1 CHIL @I4@
1 CHIL @I5@
1 CHIL @I6@
2 _FREL Natural
2 _MREL Step
1 MARR
2 DATE 12 MAY 1974
1 EVEN
2 TYPE Separation
2 DATE 2001
1 CHAN
2 DATE 1 JAN 2020
0 TRLR
END
table 'people' people family.ged
status 0
stdout <<END
$people_head
,I1,Arthur Exampleton Jnr,male,1949,2016-02-11,,,,,,,,,
,I2,Joyce Exampleton,female,1952-07-30~,,,,,,,,,,"Likes gardens,
and writes to joyce@example.org

Known to the school"
,I3,Karen Exampleton,female,1977/1979,,,,1,,,,,,
,I4,Neil Exampleton,male,1981-03-04~,,,,2,,,,,,
,I5,,x,,XXXX,,,3,,,,,,
,I6,Lou Testwell,unknown,,XXXX,,,4,,stillbirth,,,,
END
stderr <<'END'
eh-genogram: family.ged: lines left out, since people and relationships have no column for them: 3 (INDI.OCCU 2, INDI.BIRT.PLAC 1); --unmapped FILE lists them
END
mv "$scratch/out" people.csv
touch "$scratch/out"
table 'relationships' relationships family.ged
status 0
stdout <<END
$ties_head
I1,I2,partner,separated,,1974-05-12,2001,
I1,I3,parent,,adoptive,,,
I2,I3,parent,,adoptive,,,
I1,I4,parent,,,,,
I2,I4,parent,,,,,
I1,I5,parent,,,,,
I2,I5,parent,,,,,
I1,I6,parent,,birth,,,
I2,I6,parent,,step,,,
I5,I4,twin,,,,,
END
cp "$scratch/out" relationships.csv
for format in svg text; do
    run "$format" eh-genogram --as-of 2026-11-22 -q -t $format -o "file.$format" family.ged
    status 0
    run "$format of the tables" eh-genogram --as-of 2026-11-22 -t $format -o "tables.$format" -r relationships.csv people.csv
    status 0
    stderr </dev/null
    same "$format: file and tables draw the same" "file.$format" "tables.$format"
done
for name in people relationships; do
    table "$name again" $name $name.csv
    same "a table of the $name is the same table" "$scratch/out" $name.csv
done
run 'what is left out, listed' eh-genogram table people --unmapped unmapped.csv -o rest.csv family.ged
status 0
stderr </dev/null
file unmapped.csv <<'END'
column,value,count,file,line
INDI,BIRT.PLAC,1,family.ged,13
INDI,OCCU,2,family.ged,16
END

{
    sed -n '1,6p' family.ged
    sed -n '/^0 @F1@/,/^2 DATE 1 JAN 2020/p' family.ged
    sed -n '/^0 @N1@/p' family.ged
    sed -n '7,/^2 AGE/p' family.ged
} >turned.ged
for name in people relationships; do
    run "$name of a file with couples first" eh-genogram table $name -q turned.ged
    status 0
    same "couples first: the same $name" "$scratch/out" $name.csv
done

# --- Which format ------------------------------------------------------------------------------------------------------

cp family.ged family.txt
run 'another name' eh-genogram table people --from gedcom -q family.txt
status 0
same 'another name: the same people' "$scratch/out" people.csv
run 'standard input' eh-genogram table people --from gedcom -q <family.ged
same 'standard input: the same people' "$scratch/out" people.csv
cp family.ged LOUD.GED
run 'a name in capitals' eh-genogram table people -q LOUD.GED
same 'a name in capitals: the same people' "$scratch/out" people.csv
run 'a csv file by the name of another' eh-genogram table people --from csv people.csv
same 'csv: the same people' "$scratch/out" people.csv
run 'no such format' eh-genogram --from xml family.ged
status 2
stderr <<'END'
eh-genogram: --from takes csv, gedcom or ped (eh-genogram --help shows what there is)
END
run 'two files' eh-genogram family.ged LOUD.GED
status 2
stderr <<'END'
eh-genogram: --from gedcom takes one file: ids of several are not told apart (eh-genogram --help shows what there is)
END
run 'relationships beside' eh-genogram -r relationships.csv family.ged
status 2
stderr <<'END'
eh-genogram: --relationships goes with --from csv: a file of gedcom has its own (eh-genogram --help shows what there is)
END
run 'no GEDCOM' eh-genogram table people --from gedcom people.csv
status 2
stderr <<'END'
eh-genogram: people.csv: not GEDCOM, which begins with the line '0 HEAD'
END
: >empty.ged
run 'an empty file' eh-genogram empty.ged
status 2
stderr <<'END'
eh-genogram: empty.ged: not GEDCOM, which begins with the line '0 HEAD'
END
printf '0 HEAD\n0 TRLR\n' >nobody.ged
table 'nobody' people nobody.ged
status 0
stdout <<END
$people_head
END

# --- Line ends, blanks, encodings --------------------------------------------------------------------------------------

plain() { printf '0 HEAD\n1 CHAR %s\n0 @I1@ INDI\n1 NAME M%s /K%s/\n0 TRLR\n' "$1" "$2" "$3"; }
# reads NAME FILE: two names with an umlaut come out.
reads()
{
    run "$1" eh-genogram table people -q "$2"
    status 0
    stdout <<END
$people_head
,I1,Müller Kö,,,,,,,,,,,,
END
}
plain UTF-8 üller ö >utf8.ged
reads 'UTF-8' utf8.ged
plain ANSEL üller ö >liar.ged
reads 'UTF-8 that calls itself ANSEL' liar.ged
plain ANSEL "$(printf '\350uller')" "$(printf '\350o')" >ansel.ged
reads 'ANSEL' ansel.ged
plain ANSI "$(printf '\374ller')" "$(printf '\366')" >ansi.ged
reads 'ANSI' ansi.ged
plain IBMPC "$(printf '\201ller')" "$(printf '\224')" >dos.ged
reads 'the code page of old PCs' dos.ged
plain UTF-8 "$(printf '\374ller')" "$(printf '\366')" >lying.ged
run 'Windows-1252 that calls itself UTF-8' eh-genogram table people lying.ged
status 0
stderr <<'END'
eh-genogram: lying.ged: not UTF-8: read as Windows-1252 (--encoding names another)
END
printf '\357\273\277' | cat - utf8.ged >mark.ged
reads 'a byte order mark' mark.ged
for order in LE BE; do
    iconv -f UTF-8 -t UTF-16$order utf8.ged >bare.ged
    reads "UTF-16$order without a mark" bare.ged
done
iconv -f UTF-8 -t UTF-16 utf8.ged >utf16.ged
reads 'UTF-16 with its mark' utf16.ged
run 'an encoding that is named' eh-genogram table people -q --encoding windows-1252 ansi.ged
status 0
sed 's/$/\r/' utf8.ged >crlf.ged
reads 'CRLF' crlf.ged
tr '\n' '\r' <utf8.ged >cr.ged
reads 'CR alone' cr.ged
sed 's/^\([1-9]\)/   \1/; s/$/\n/' utf8.ged >indented.ged
reads 'indented lines and blank ones' indented.ged
printf '0 HEAD\n1 CHAR ANSEL\n0 @I1@ INDI\n1 NAME \341 \342e\360c \245\303\n0 TRLR\n' >marks.ged
run 'ANSEL: marks and letters' eh-genogram table people -q marks.ged
status 0
stdout <<END
$people_head
,I1,$(printf '\314\200')éç Æ©,,,,,,,,,,,,
END

# --- Dates -------------------------------------------------------------------------------------------------------------

{
    printf '0 HEAD\n'
    number=0
    while read -r date; do
        number=$((number + 1))
        printf '0 @D%d@ INDI\n1 BIRT\n2 DATE %s\n' "$number" "$date"
    done <<'END'
12 MAR 1987
mar 1987
987
ABT. 1987
EST MAR 1987
CAL 1 APR 1987
BEF 1987
AFT 5 MAY 1987
BET 1987 AND MAR 1989
FROM 1987 TO 1989
FROM 1987
TO 1989
INT 1987 (when the shop burnt down)
11 FEB 1699/00
@#DGREGORIAN@ 1 JAN 1987
GREGORIAN 1987
1987-03-12
SEPT 2004
@#DHEBREW@ 13 CSH 5748
(in spring)
30 FEB 1987
44 BC
5 MAY
BET 1989 AND 1987
JULIAN 1 JAN 1700
END
} >dates.ged
run 'dates' eh-genogram table people -q dates.ged
status 0
awk -F , 'NR > 1 { print $5 }' "$scratch/out" >got
cat >wanted <<'END'
1987-03-12
1987-03
0987
1987~
1987-03~
1987-04-01~
../1987
1987-05-05/..
1987/1989-03
1987/1989
1987/..
../1989
1987?
1700-02-11
1987-01-01
1987
1987-03-12
2004-09
@#DHEBREW@ 13 CSH 5748
(in spring)
30 FEB 1987
44 BC
5 MAY
BET 1989 AND 1987
JULIAN 1 JAN 1700
END
same 'dates as EDTF, or as they stand' got wanted
run 'dates that have no form are told of' eh-genogram -o dates.svg dates.ged
status 3
ok 'each of them' test "$(grep -c 'BIRT: not a date in a form that is read' "$scratch/err")" = 7
ok 'the line of the date' grep -q '^eh-genogram: dates.ged:58: BIRT: ' "$scratch/err"

# --- Links -------------------------------------------------------------------------------------------------------------

cat >links.ged <<'END'
0 HEAD
1 GEDC
2 VERS 7.0
0 @I1@ INDI
1 NAME @home @@here
1 FAMS @F1@
1 FAMS @F9@
0 @I2@ INDI
1 FAMC @F1@
1 ADOP
2 FAMC @F1@
3 ADOP WIFE
1 ASSO @I3@
2 ROLE MULTIPLE
1 ASSO @I3@
2 ROLE CLERGY
1 ASSO @I7@
2 ROLE FRIEND
0 @I3@ INDI
1 FAMC @F2@
0 @I4@ INDI
1 FAMC @F2@
0 INDI
1 NAME Nobody /Knows/
0 @F1@ FAM
1 WIFE @I3@
1 WIFE @I1@
1 HUSB @VOID@
1 HUSB @I8@
1 CHIL @I2@
1 DIV Y
1 MARR
2 TYPE civil partnership
0 @F2@ FAM
0 @X1@ _OWN thing
0 TRLR
END
run 'links' eh-genogram table relationships --rejects rejects.csv links.ged
status 3
stdout <<END
$ties_head
I3,I1,partner,divorced,,,,
I3,I2,parent,,adoptive,,,
I1,I2,parent,,adoptive,,,
I3,I4,sibling,,,,,
I3,I2,twin,,,,,
END
stderr <<'END'
eh-genogram: links.ged:23: a record without an id: nothing can point to it; it is called 'line 23' here
eh-genogram: links.ged:7: no FAM record has the id 'F9'
eh-genogram: links.ged:29: no INDI record has the id 'I8'
eh-genogram: links.ged:17: no INDI record has the id 'I7'
eh-genogram: links.ged: lines left out, since people and relationships have no column for them: 2 (_OWN 1, INDI.ASSO 1); --unmapped FILE lists them
END
file rejects.csv <<'END'
file,line,reason,text
"links.ged",23,"a record without an id: nothing can point to it; it is called 'line 23' here","0 INDI"
"links.ged",7,"no FAM record has the id 'F9'","1 FAMS @F9@"
"links.ged",29,"no INDI record has the id 'I8'","1 HUSB @I8@"
"links.ged",17,"no INDI record has the id 'I7'","1 ASSO @I7@"
END
run 'a value that begins with a sign' eh-genogram table people -q links.ged
ok '@@ is @, in 7.0 at the beginning alone' grep -q '^,I1,@home @@here,' "$scratch/out"

# --- Lines that are none -----------------------------------------------------------------------------------------------

{
    printf '0 HEAD\n1 NOTE a note\nthat goes on without a level\n3 CONT too deep\n0 @I1@ INDI\n1 NAME Ann\0/X/\n1 NAME '
    printf 'A%.0s' $(seq 200)
    printf ' /Long/\n1\n1 S-X M\n100 NAME far\n'
    printf '1 BIRT\n2 DATE 1980\n0 TRLR\n'
} >odd.ged
run 'odd lines' eh-genogram table people odd.ged
status 3
stderr <<'END'
eh-genogram: odd.ged:3: not a line of GEDCOM, which is a level number, a tag of letters and digits, and its value
eh-genogram: odd.ged:4: level 3 below a line of level 1: a level between them is missing
eh-genogram: odd.ged:6: a NUL byte in this field
eh-genogram: odd.ged:8: not a line of GEDCOM, which is a level number, a tag of letters and digits, and its value
eh-genogram: odd.ged:9: not a line of GEDCOM, which is a level number, a tag of letters and digits, and its value
eh-genogram: odd.ged:10: not a line of GEDCOM, which is a level number, a tag of letters and digits, and its value
END
ok 'what can be read is' grep -q '^,I1,AAAA.*AAA Long,,1980,' "$scratch/out"
{
    printf '0 HEAD\n0 @I1@ INDI\n1 NAME '
    head -c 1100000 /dev/zero | tr '\0' a
    printf '\n1 SEX F\n0 TRLR\n'
} >huge.ged
run 'a huge line' eh-genogram table people huge.ged
status 3
stderr <<'END'
eh-genogram: huge.ged:3: a field of more than 1048576 bytes
END
stdout <<END
$people_head
,I1,,female,,,,,,,,,,,
END
printf '0 HEAD\n0 @I1@ INDI\n1 NAME a\n0 @I1@ INDI\n1 NAME b\n' >twice.ged
run 'one id, two people' eh-genogram -o twice.svg twice.ged
status 3
stderr <<'END'
eh-genogram: twice.ged:4: INDI: a person with this id stands above
END
{
    printf '0 HEAD\n'
    for i in $(seq 18); do printf '0 @I%d@ INDI\n1 FAMS @F1@\n' "$i"; done
    printf '0 @F1@ FAM\n'
    for i in $(seq 18); do printf '1 HUSB @I%d@\n1 CHIL @I%d@\n' "$i" "$i"; done
} >many.ged
run 'a crowd of partners' eh-genogram table relationships many.ged
status 3
stderr <<'END'
eh-genogram: many.ged:71: more than 16 partners in one family
eh-genogram: many.ged:73: more than 16 partners in one family
END
ok 'each pair, and each parent of each child' test "$(wc -l <"$scratch/out")" = $((1 + 16 * 15 / 2 + 16 * 18))

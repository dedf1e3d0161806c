#!/bin/sh
# `check`: people and relationships in, what to look at in them out.
. "$(dirname "$0")/lib.sh"
family=$TOP/examples/genogram
head=file,line,record,field,severity,problem,family_id,rule,suggestion
columns() { awk -v columns="$1" -f "$TOP/tests/property/columns.awk" "$scratch/out" | sed 1d; }
# says NAME [COLUMNS]: those columns of the last output are as on standard input.
says() { columns "${2-line,record,field,severity,rule}" >got; cat >wanted; same "$1" got wanted; }
check() { name=$1; shift; run "$name" eh-genogram check --as-of 2026-11-22 "$@"; }

# --- The example, and nobody -------------------------------------------------------------------------------------------

check 'a family in order' --exit-code --summary -r "$family/relationships.csv" "$family/people.csv"
status 0
stdout <<WANTED
$head
WANTED
stderr <<'WANTED'
people: 16; relationships: 26
errors: 0; warnings: 0; notes: 0
WANTED
printf 'person_id,name,gender,dob\n' >empty.csv
check 'a header alone' --exit-code empty.csv
status 0
stdout <<WANTED
$head
WANTED
: >nothing.csv
check 'an empty file' nothing.csv
status 2
check 'a column is missing' "$family/relationships.csv"
status 2

# --- People ------------------------------------------------------------------------------------------------------------

cat >people.csv <<'END'
family_id,person_id,name,gender,dob,dod,relationship,household,twin_group,outcome
F1,1,Ann Test,F,1980,,,H1,,
F1,2,Ben Test,M,1979,1999-01-01,,h 1;H2,,
F1,3,Cleo Test,F,2001-05-01,,child,H1,T,
F1,4,Dan Test,Q,2001-05-09,,Index child,,T,gone
F1,5,Eve,F,1975,1970,,,,
F1,6,Ann Test,F,2000-01-01,,,,U,
F1,7,ann  test,F,2000-01-02,,,,U,
F2,8,Ann Test,F,2000-01-02,,,,U,
F1,9,ANN TEST,F,2000-01-02,,,,,
F1,9,dup,F,2000-01-02,,,,,
F1,10,Baby,,2026-01,,,,,unborn
F1,11,Soon,,2027-02,,,,,unborn
F1,12,Fut,M,2030,nonsense,,,,
F1,,blank,M,1990,no,,,,
F1,13,Old,M,1900~,XXXX,,h-1,,
END
check 'people' --exit-code people.csv
status 1
says 'people: what is found' line,record,field,severity,family_id,rule <<'WANTED'
3,2,household,warning,F1,household-spelling
4,3,relationship,warning,F1,no-child
5,4,gender,error,F1,bad-code
5,4,outcome,error,F1,bad-code
5,4,relationship,warning,F1,no-child
5,4,dob,warning,F1,twin-dates
6,5,dod,error,F1,died-before-birth
10,9,name,warning,F1,same-person
11,9,person_id,error,F1,duplicate-id
12,10,outcome,warning,F1,unborn-late
14,12,dod,error,F1,bad-date
14,12,dob,warning,F1,future
15,,person_id,error,F1,blank-id
16,13,household,warning,F1,household-spelling
WANTED
check 'a row of it' people.csv
ok 'problem and suggestion' grep -qx 'people.csv,10,9,name,warning,perhaps the same person as 7: the same name and day of birth,F1,same-person,"if it is one person, keep one row and its id"' "$scratch/out"
ok 'age and day' grep -q ',"called a child, but 25 years old on 2026-11-22",' "$scratch/out"

# A child is one until the eighteenth birthday.
printf 'person_id,name,gender,dob,relationship\n1,A,F,2008-11-22,child\n2,B,F,2008-11-23,child\n3,C,F,2008,child\n4,D,F,2006,young person\n5,E,F,2006,Aunt\n' >children.csv
check 'eighteen' children.csv
says 'eighteen and no younger' line,rule <<'WANTED'
2,no-child
5,no-child
WANTED
run 'on an earlier day' eh-genogram check --as-of 2026-11-21 children.csv
says 'eighteen the day after' line,rule <<'WANTED'
5,no-child
WANTED

# --- Relationships -----------------------------------------------------------------------------------------------------

cat >adults.csv <<'END'
person_id,name,gender,dob,dod
m,Mother,F,1980-06-15,2010-03-01
f,Father,M,1978,2009-12-01
u,Other,,1979~,
y,Young,F,2000-01-01,
c,Child,F,2010-03-01,
d,Second,M,2010-09-01,
e,Third,M,2010-09-02,
l,Lone,F,1990,
END
cat >ties.csv <<'END'
from,to,type,status,kind,start,end
m,c,parent,,,,
f,c,parent,,,,
m,d,parent,,,,
f,d,parent,,,,
f,e,NFTH,,,,
u,e,parent,,,,
y,e,parent,,,,
c,m,child,,,,
c,y,parent,,,,
c,y,step,,,,
m,f,partner,married,,2000,1999
f,m,SPS,,,,
f,m,divorced,,,,
m,u,partner,married,,2001,2002
u,m,partner,divorced,,2002,
m,y,partner,,,1995,
y,m,partner,cohabiting,,,
x,m,parent,,,,
,m,parent,,,,
m,m,partner,,,,
m,u,cousin,,,,
m,u,blurb,,,,
m,u,partner,odd,,soon,
u,d,parent,,odd,,
d,e,twin,,,,
c,d,twin,,,,
m,c,twin,,,,
END
check 'relationships' --exit-code --summary -r ties.csv adults.csv
status 1
says 'relationships: what is found' <<'WANTED'
9,l,person_id,note,alone
4,m d,kind,error,mother-dead
6,f e,kind,error,father-dead
8,y e,kind,warning,mother-age
8,y e,kind,warning,many-parents
10,c y,from,error,parent-younger
11,c y,from,warning,carer-younger
11,c y,type,error,conflict
12,m f,end,error,ends-before
14,f m,type,error,conflict
17,m y,start,warning,starts-before-birth
19,x m,from,error,unknown-id
20, m,from,error,blank-id
21,m m,to,error,self
22,m u,type,note,not-drawn
23,m u,type,error,bad-code
24,m u,status,error,bad-code
24,m u,start,error,bad-date
25,u d,kind,error,bad-code
25,u d,kind,warning,many-parents
27,c d,type,warning,twin-dates
28,m c,type,warning,twin-dates
28,m c,type,error,conflict
WANTED
stderr <<'WANTED'
people: 8; relationships: 27
errors: 14; warnings: 7; notes: 2
  blank-id: 1
  unknown-id: 1
  self: 1
  bad-code: 3
  not-drawn: 1
  bad-date: 1
  ends-before: 1
  twin-dates: 2
  starts-before-birth: 1
  parent-younger: 1
  carer-younger: 1
  mother-age: 1
  mother-dead: 1
  father-dead: 1
  many-parents: 2
  conflict: 3
  alone: 1
WANTED
ok 'who says what where' grep -q 'these two are divorced here and married in line 12 of ties.csv' "$scratch/out"
ok 'both ways' grep -q 'these two are parent and child (step) here and parent and child (birth) in line 10 of ties.csv' "$scratch/out"
run 'what is wrong is drawn where it can be' eh-genogram -q -o drawn.svg -r ties.csv adults.csv
status 3

# Two mothers, two fathers; a parent of no known gender is neither. A circle over three, and one that a row repeats.
printf 'person_id,name,gender,dob\n1,A,F,\n2,B,F,\n3,C,M,\n4,D,M,\n5,E,,\n6,F,,\n' >parents.csv
cat >births.csv <<'END'
from,to,type
1,6,NMTH
2,6,MTH
6,2,child
5,6,parent
2,5,adoptive
3,4,parent
1,4,FTH
4,1,parent
1,3,parent
3,1,child
END
check 'parents' -r births.csv parents.csv
says 'parents: what is found' line,record,rule,problem <<'WANTED'
3,2 6,two-mothers,"a second birth mother, beside 1"
5,5 6,many-parents,more than 2 birth parents
8,1 4,loop,"a circle of parents: 1, 4, 1"
9,4 1,conflict,these two are parent and child (birth) here and child and parent (birth) in line 8 of births.csv
10,1 3,loop,"a circle of parents: 1, 4, 3, 1"
WANTED

# --- Sources, rules, rows that are broken ------------------------------------------------------------------------------

printf '0 HEAD\n0 @I1@ INDI\n1 BIRT\n2 DATE 1990\n0 @I2@ INDI\n1 SEX M\n1 BIRT\n2 PLAC X\n2 DATE (perhaps)\n1 FAMC @F1@\n0 @F1@ FAM\n1 WIFE @I1@\n1 WIFE @I3@\n' >in.ged
check 'a GEDCOM file' -q in.ged
status 3
says 'a GEDCOM file: lines of the file' file,line,record,field,rule <<'WANTED'
in.ged,9,I2,dob,bad-date
WANTED
printf 'F 1 0 0 1\nF 1 0 0 2\nF 2 3 1 2\n' >in.ped
check 'a pedigree' in.ped
says 'a pedigree: lines of the file' file,line,record,rule <<'WANTED'
in.ped,2,1,duplicate-id
in.ped,3,3 2,unknown-id
WANTED
printf 'rule,severity,least,most,problem\nmother-age,error,16,45,{1}: not {2} to {3}\nself,off,,,x\n' >own.csv
check 'rules of the user' --rules own.csv --exit-code -r ties.csv adults.csv
status 1
says 'rules of the user: no others' line,severity,problem,suggestion <<'WANTED'
8,error,10: not 16 to 45,
WANTED
printf 'rule,severity,problem\nmother-ages,warn,\nself,note,x\nself,note,y\n' >broken.csv
check 'broken rules' --rules broken.csv adults.csv
status 2
stderr <<'END'
eh-genogram: broken.csv:2: rule: 'mother-ages' is not known; nearest: mother-age
eh-genogram: broken.csv:2: severity: 'warn' is not known
eh-genogram: broken.csv:2: problem: blank, but a value is needed
eh-genogram: broken.csv:4: rule: 'self' stands twice
END
printf 'person_id,name,gender,dob\n1,A,F,1980\n2,B\n' >short.csv
check 'a row that is broken' --rejects rejects.csv short.csv
status 3
stderr <<'END'
eh-genogram: short.csv:3: cells in this row: 2; in the header line: 4
END
check 'as text' -t text people.csv
status 0
ok 'a title, and columns for people' sh -c 'sed -n 1p "$1" | grep -qx "What to look at in this family"' sh "$scratch/out"

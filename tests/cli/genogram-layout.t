#!/bin/sh
# eh-genogram draw: where people stand in everyday families, and families that are hard on a layout or no families at all.
. "$(dirname "$0")/lib.sh"
reader=$TOP/tests/property/genogram.pl

# people, relationships: write the tables from rows on standard input.
people() { { echo person_id,name,gender,dob,household,twin_group,outcome && cat; } >people.csv; }
relationships() { { echo from,to,type,status,start,kind && cat; } >relationships.csv; }

# drawn NAME COUNTS: draws the tables, holds the drawing against them and the summary's last line against COUNTS. The rows of
# people, from left to right, are on standard input.
drawn()
{
    cat >rows
    run "$1" eh-genogram --summary -o drawn.svg -r relationships.csv people.csv
    status 0
    sed -n '$p' "$scratch/err" >counts
    echo "$2" >wanted
    same "$1: counts" counts wanted
    run "$1: nothing is wrong" perl "$reader" check people.csv relationships.csv drawn.svg
    stdout </dev/null
    run "$1: rows" perl "$reader" rows drawn.svg
    stdout <rows
}

# --- Everyday families -------------------------------------------------------------------------------------------------

people <<'END'
mum,Dana Reed,female,1990,home,,
dad,Chris Holt,male,1988,,,
k1,Alfie Reed,male,2012,home,,
k2,Bea Reed,female,2015,home,,
END
relationships <<'END'
mum,dad,partner,separated,2010,
mum,k1,parent,,,
dad,k1,parent,,,
mum,k2,parent,,,
dad,k2,parent,,,
END
drawn 'a mother on her own' 'generations: 2; crossings of lines: 0; partners side by side: 1 of 1' <<'END'
dad mum
k1 k2
END

people <<'END'
tom,Tom Ash,male,1985,9 High St,,
jo,Jo Birch,female,1986,9 High St,,
his,Ana Cole,female,1984,,,
hers,Lee Dunn,male,1983,,,
ella,Ella Ash,female,2008,9 High St,,
max,Max Ash,male,2010,9 High St,,
ivy,Ivy Dunn,female,2009,9 High St,,
noah,Noah Ash,male,2018,9 High St,,
END
relationships <<'END'
tom,jo,partner,married,2016,
tom,his,partner,divorced,2006,
jo,hers,partner,separated,2007,
tom,ella,parent,,,
his,ella,parent,,,
tom,max,parent,,,
his,max,parent,,,
jo,ivy,parent,,,
hers,ivy,parent,,,
tom,noah,parent,,,
jo,noah,parent,,,
END
drawn 'a step-family' 'generations: 2; crossings of lines: 0; partners side by side: 3 of 3' <<'END'
his tom jo hers
ella max noah ivy
END

people <<'END'
ruth,Ruth Lane,female,1980,7 Quay,,
mia,Mia Gray,female,1982,7 Quay,,
eli,Eli Lane-Gray,male,2014,7 Quay,,
zoe,Zoe Hart,female,1995,,,
nobody,Unknown,male,,,,
END
relationships <<'END'
ruth,mia,partner,married,2010,
zoe,nobody,partner,transitory,,
ruth,eli,parent,,,adoptive
mia,eli,parent,,,adoptive
zoe,eli,parent,,,birth
nobody,eli,parent,,,birth
END
drawn 'two mothers and an adopted child' 'generations: 2; crossings of lines: 0; partners side by side: 2 of 2' <<'END'
nobody zoe mia ruth
eli
END

people <<'END'
neil,Neil Fox,male,1985,,,
gwen,Gwen Fox,female,1987,,,
rhys,Rhys Fox,male,2010-01-01,,,
l1,,unknown,2012,,,miscarriage
t1,Cari Fox,female,2013-04-04,,T,
t2,Beth Fox,female,2013-04-04,,T,
l2,,unknown,2015,,,abortion
baby,,unknown,2027-02,,,unborn
END
relationships <<'END'
neil,gwen,partner,married,,
neil,rhys,parent,,,
gwen,rhys,parent,,,
neil,l1,parent,,,
gwen,l1,parent,,,
neil,t1,parent,,,
gwen,t1,parent,,,
neil,t2,parent,,,
gwen,t2,parent,,,
neil,l2,parent,,,
gwen,l2,parent,,,
neil,baby,parent,,,
gwen,baby,parent,,,
END
drawn 'twins and losses in the order of birth' 'generations: 2; crossings of lines: 0; partners side by side: 1 of 1' <<'END'
neil gwen
rhys l1 t1 t2 l2 baby
END

people <<'END'
stan,Stan Bell,male,1948,20 Ivy Rd,,
nora,Nora Bell,female,1950,20 Ivy Rd,,
tess,Tess Bell,female,1978,,,
luke,Luke Bell,male,1981,,,
rob,Rob Nash,male,1976,,,
mo,Mo Nash,male,2005,20 Ivy Rd,,
pip,Pip Nash,female,2009,20 Ivy Rd,,
END
relationships <<'END'
stan,nora,partner,married,,
tess,rob,partner,transitory,,
stan,tess,parent,,,
nora,tess,parent,,,
stan,luke,parent,,,
nora,luke,parent,,,
tess,mo,parent,,,birth
rob,mo,parent,,,birth
tess,pip,parent,,,birth
rob,pip,parent,,,birth
stan,mo,parent,,,kinship
nora,mo,parent,,,kinship
stan,pip,parent,,,kinship
nora,pip,parent,,,kinship
END
# Two pairs of parents above the same two children: one crossing is the least there is.
drawn 'grandparents who care' 'generations: 3; crossings of lines: 1; partners side by side: 2 of 2' <<'END'
stan nora
rob tess luke
mo pip
END

people <<'END'
abe,Abe Todd,male,1940,,,
una,Una Todd,female,1942,,,
cy,Cy Todd,male,1965,,,
dot,Dot Todd,female,1968,,,
gia,Gia Poe,female,1966,,,
hugh,Hugh Raw,male,1966,,,
jay,Jay Todd,male,1990,,,
lea,Lea Raw,female,1991,,,
nia,Nia Todd,female,2015,,,
END
relationships <<'END'
abe,una,partner,married,,
cy,gia,partner,married,,
dot,hugh,partner,married,,
jay,lea,partner,married,,
abe,cy,parent,,,
una,cy,parent,,,
abe,dot,parent,,,
una,dot,parent,,,
cy,jay,parent,,,
gia,jay,parent,,,
dot,lea,parent,,,
hugh,lea,parent,,,
jay,nia,parent,,,
lea,nia,parent,,,
END
drawn 'cousins who marry' 'generations: 4; crossings of lines: 0; partners side by side: 4 of 4' <<'END'
abe una
cy gia hugh dot
jay lea
nia
END

# --- The order of children whom no date tells ---------------------------------------------------------------------------

relate() { for child; do echo "mum,$child,parent,,,"; done; }
{ echo mum,Mum,female,1980,,, && for child in P10 P9 P8; do echo "$child,Child,female,,,,"; done; } | people
relate P8 P9 P10 | relationships
run 'numbers in ids' eh-genogram -o drawn.svg -r relationships.csv people.csv
run 'numbers in ids' perl "$reader" rows drawn.svg
stdout <<'END'
mum
P8 P9 P10
END
{ echo mum,Mum,female,1980,,, && for child in zoe anna bo; do echo "$child,Child,female,$([ $child = bo ] && echo 2010),,,"; done; } |
    people
relate anna bo zoe | relationships
run 'the order of rows' eh-genogram -o drawn.svg -r relationships.csv people.csv
run 'the order of rows' perl "$reader" rows drawn.svg
stdout <<'END'
mum
bo zoe anna
END

# --- Hard on a layout --------------------------------------------------------------------------------------------------

# hard NAME COUNTS: as `drawn`, whatever the rows.
hard()
{
    run "$1" eh-genogram --summary -o drawn.svg -r relationships.csv people.csv
    status 0
    sed -n '$p' "$scratch/err" >counts
    echo "$2" >wanted
    same "$1: counts" counts wanted
    run "$1: nothing is wrong" perl "$reader" check people.csv relationships.csv drawn.svg
    stdout </dev/null
}

awk 'BEGIN { print "0,Centre,male,1950,,,"
    for (i = 1; i <= 60; i++) { print i ",Partner,female,1950,,,"; print 100 + i ",Child,female," 1970 + i ",,," } }' | people
awk 'BEGIN { for (i = 1; i <= 60; i++) { print "0," i ",partner,,,"; print "0," 100 + i ",parent,,,"; print i "," 100 + i ",parent,,," } }' |
    relationships
hard 'sixty partners' 'generations: 2; crossings of lines: 0; partners side by side: 2 of 60'

awk 'BEGIN { for (i = 0; i < 30; i++) { print "m" i ",Man,male," 1000 + 25 * i ",,,"; print "f" i ",Woman,female," 1001 + 25 * i ",,," } }' |
    people
awk 'BEGIN { for (i = 0; i < 30; i++) { print "m" i ",f" i ",partner,,,"
    if (i) { print "m" i - 1 ",m" i ",parent,,,"; print "f" i - 1 ",m" i ",parent,,," } } }' | relationships
hard 'thirty generations' 'generations: 30; crossings of lines: 0; partners side by side: 30 of 30'

awk 'BEGIN { for (i = 0; i < 300; i++) print i ",Link,female,,,," }' | people
awk 'BEGIN { for (i = 1; i < 300; i++) print i - 1 "," i ",parent,,," }' | relationships
hard 'a chain of three hundred' 'generations: 300; crossings of lines: 0; partners side by side: 0 of 0'

awk 'BEGIN { print "0,Parent,female,1950,,,"; name = "Nameless"; while (length(name) < 500) name = name name
    for (i = 1; i <= 40; i++) print i "," substr(name, 1, 500) ",male," 1960 + i ",,," }' | people
awk 'BEGIN { for (i = 1; i <= 40; i++) print "0," i ",parent,,," }' | relationships
hard 'forty children with names of 500 letters' 'generations: 2; crossings of lines: 0; partners side by side: 0 of 0'

people <<'END'
a,نور بنت يوسف,female,1980,,,
b,עמית בן־דוד,male,1979,,,
c,Zöë Ngũgĩ,female,2005,,,
d,"<script>alert(1)</script> & ""co""",male,2007,,,
END
relationships <<'END'
a,b,partner,,,
a,c,parent,,,
b,c,parent,,,
a,d,parent,,,
b,d,parent,,,
END
hard 'names from the right, with marks, with markup' \
    'generations: 2; crossings of lines: 0; partners side by side: 1 of 1'
ok 'no markup comes through' awk '/<script/ { exit 1 }' drawn.svg
if command -v xmllint >/dev/null; then
    ok 'it is well-formed' xmllint --noout drawn.svg
fi

# --- No families -------------------------------------------------------------------------------------------------------

people <<'END'
a,A,male,,,,
b,B,female,,,,
c,C,male,,,,
END
relationships <<'END'
a,b,parent,,,
b,c,parent,,,
c,a,parent,,,
a,a,partner,,,
END
run 'their own ancestor' eh-genogram -o drawn.svg -r relationships.csv people.csv
status 3
stderr <<'END'
eh-genogram: relationships.csv:5: to: the same person twice: nobody is related to themselves
eh-genogram: parents in a circle, so that people would be their own ancestors; rows left out: 1
END
run 'their own ancestor: rows' perl "$reader" rows drawn.svg
stdout <<'END'
b
c
a
END

awk 'BEGIN { print "person_id,name,gender,dob"; for (i = 0; i < 1000000; i++) print i ",N,male,1990" }' >people.csv
run 'a million people' eh-genogram -o many.svg people.csv
status 2
stderr <<'END'
eh-genogram: people.csv:200002: more than 200000 people, the most that a genogram holds
END
ok 'and no drawing' [ ! -e many.svg ]

: >people.csv
run 'an empty file' eh-genogram -o none.svg people.csv
status 2
stderr <<'END'
eh-genogram: people.csv: no header line: the file is empty
END

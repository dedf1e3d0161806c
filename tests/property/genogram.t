#!/bin/sh
# Whatever the family: nobody is lost, nothing overlaps, children stand in age order; and rows in another order draw the
# same picture.
. "$(dirname "$0")/../cli/lib.sh"
reader=$TOP/tests/property/genogram.pl

for seed in 1 2 3 4 5 6 7 8 9 10 11 12; do
    perl "$reader" family $seed $((seed * 8)) people.csv relationships.csv
    run "family $seed" eh-genogram --as-of 2026-11-22 -o drawn.svg -r relationships.csv people.csv
    status 0
    stderr </dev/null
    run "family $seed: nothing is wrong" perl "$reader" check people.csv relationships.csv drawn.svg
    stdout </dev/null
    perl "$reader" shuffle $seed people.csv >shuffled-people.csv
    perl "$reader" shuffle $((seed + 100)) relationships.csv >shuffled-relationships.csv
    run "family $seed, shuffled" eh-genogram --as-of 2026-11-22 -o shuffled.svg -r shuffled-relationships.csv \
        shuffled-people.csv
    status 0
    same "family $seed: the same bytes" shuffled.svg drawn.svg
done

# --- Shapes that are hard on a layout ----------------------------------------------------------------------------------

# wide N: one person with N partners and a child with each; deep N: a line of N generations; many N: N children.
awk 'BEGIN { print "person_id,name,gender,dob"; print "0,Centre,M,1950"
    for (i = 1; i <= 60; i++) { print i ",Partner,F,1950"; print 100 + i ",Child,F," 1970 + i } }' >people.csv
awk 'BEGIN { print "from,to,type"
    for (i = 1; i <= 60; i++) { print "0," i ",partner"; print "0," 100 + i ",parent"; print i "," 100 + i ",parent" } }' \
    >relationships.csv
run 'sixty partners' eh-genogram -o drawn.svg -r relationships.csv people.csv
status 0
run 'sixty partners: nothing is wrong' perl "$reader" check people.csv relationships.csv drawn.svg
stdout </dev/null

awk 'BEGIN { print "person_id,name,gender,dob"; for (i = 0; i < 300; i++) print i ",Link,F," }' >people.csv
awk 'BEGIN { print "from,to,type"; for (i = 1; i < 300; i++) print i - 1 "," i ",parent" }' >relationships.csv
run 'three hundred generations' eh-genogram -o drawn.svg -r relationships.csv people.csv
status 0
run 'three hundred generations: nothing is wrong' perl "$reader" check people.csv relationships.csv drawn.svg
stdout </dev/null

awk 'BEGIN { print "person_id,name,gender,dob"; print "0,Parent,F,1950"
    name = "Nameless"; while (length(name) < 500) name = name name
    for (i = 1; i <= 40; i++) print i "," name ",M," 1960 + i }' >people.csv
awk 'BEGIN { print "from,to,type"; for (i = 1; i <= 40; i++) print "0," i ",parent" }' >relationships.csv
run 'forty children with long names' eh-genogram -o drawn.svg -r relationships.csv people.csv
status 0
run 'forty children: nothing is wrong' perl "$reader" check people.csv relationships.csv drawn.svg
stdout </dev/null

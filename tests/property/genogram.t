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

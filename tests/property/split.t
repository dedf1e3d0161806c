#!/bin/sh
# How rows come does not matter: in how many files, in which columns among which others, with which quotes, line ends, delimiter and
# encoding.
. "$(dirname "$0")/../cli/lib.sh"
variant=$TOP/tests/property/variant.pl

# Rows with evidence that is hard to read; all characters are there in windows-1252 too.
perl "$TOP/tests/property/model.pl" rows 31 60 >rows.csv
perl -e '
    require "'"$TOP"'/tests/property/csv.pl";
    my @evidence = ("", "plain", "two, parts", "she said \"no\"", "first\nsecond", "a\n\n\"b\", c", "caf\xc3\xa9; \xc2\xa3640",
        "\"", "  blanks  ", "tab\there", "a|b;c");
    chance_start(32);
    my ($header, @rows) = csv_records(slurp("rows.csv"));
    print csv_line(@$header, "evidence"), map { csv_line(@$_, pick(@evidence)) } @rows;' >base.csv
ok 'rows' test "$(wc -l <base.csv)" -gt 300

run 'levels' eh-threshold --as-of 2026-11-30 base.csv
status 0
cp "$scratch/out" levels.csv
told=family_id,child_id,level,kind,code,indicator_level,date,status,agency,evidence,effect,ref
run 'explanations' eh-threshold explain --as-of 2026-11-30 base.csv
status 0
awk -v columns=$told -f "$TOP/tests/property/columns.awk" "$scratch/out" >explanations.csv
ok 'evidence is among them' grep -qF 'a|b;c' explanations.csv

for seed in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40; do
    mkdir v
    perl "$variant" $seed base.csv v
    set -- --as-of 2026-11-30
    while read -r option; do set -- "$@" "$option"; done <v/options
    # What is odd about it, for a failure.
    dress="variant $seed, $(ls v/*.csv | wc -l) files, $(tr '\n' ' ' <v/options)"
    run "$dress" eh-threshold "$@" v/*.csv
    status 0
    stderr </dev/null
    stdout <levels.csv
    run "$dress, explained" eh-threshold explain "$@" v/*.csv
    status 0
    awk -v columns=$told -f "$TOP/tests/property/columns.awk" "$scratch/out" >told.csv
    same "$dress, explained: rows" told.csv explanations.csv
    [ "$failures" -eq 0 ] || break
    rm -r v
done

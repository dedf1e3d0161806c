#!/bin/sh
# The program against a second working out of the rules, over made-up children by the thousand.
. "$(dirname "$0")/../cli/lib.sh"
model=$TOP/tests/property/model.pl

# agree NAME ROWS FRAMEWORK OPTION...: options as NAME=VALUE, as the model takes them and as the program does.
agree()
{
    name=$1 rows=$2 framework=$3
    shift 3
    ok "$name: the model" perl -e 'open STDIN, "<", shift or die; open STDOUT, ">", shift or die; exec @ARGV or die' \
        "$rows" model.csv perl "$model" levels "$TOP/share" "$framework" as_of=2026-11-30 "$@"
    for option in "$@"; do
        shift
        set -- "$@" "--$option"
    done
    run "$name" eh-threshold -F "$framework" --as-of 2026-11-30 "$@" "$rows"
    status 0
    stderr </dev/null
    same "$name: the program" "$scratch/out" model.csv
}

perl "$model" rows 11 1000 >rows.csv
perl "$model" consent 12 1000 >consent.csv
perl "$model" override 13 1000 >override.csv
ok 'thousands of rows' test "$(wc -l <rows.csv)" -gt 4000

for framework in solihull-2024 solihull-2014 sandwell-2022; do
    agree "$framework" rows.csv $framework
    ok 'thousands of children' test "$(wc -l <model.csv)" -gt 1600
    cut -d , -f 5 model.csv | sort -u | sed 's/^/# /'
    ok 'every level is there' test "$(sed 1d model.csv | cut -d , -f 5 | sort -u | wc -l)" -eq 4
    agree "$framework by family" rows.csv $framework by=family
    agree "$framework since March" rows.csv $framework since=2026-03-01
    agree "$framework with consent" rows.csv $framework consent=consent.csv
    ok 'every state of consent is there' test "$(grep -cE ',(given|refused|withdrawn|not-recorded),' model.csv)" -gt 500
    for other in solihull-2024 solihull-2014 sandwell-2022; do
        agree "$framework as $other" rows.csv $framework as=$other consent=consent.csv
    done
done
agree 'with decisions' rows.csv solihull-2024 override=override.csv consent=consent.csv
ok 'decisions differ from suggestions' test "$(sed 1d model.csv | awk -F , '$5 != $6' | wc -l)" -gt 100
agree 'all at once' rows.csv solihull-2024 override=override.csv consent=consent.csv since=2026-03-01 as=sandwell-2022 by=family

# The frameworks of four equal steps told as each other are what they are themselves.
levels()
{
    run "$*" eh-threshold --as-of 2026-11-30 "$@" rows.csv
    status 0
    cut -d , -f 1,2,5,6 "$scratch/out" >levels.csv
}
for pair in 'solihull-2024 solihull-2014' 'solihull-2024 sandwell-2022' 'solihull-2014 sandwell-2022' 'sandwell-2022 solihull-2014' \
    'solihull-2014 solihull-2024' 'sandwell-2022 solihull-2024'; do
    levels -F "${pair% *}" --as "${pair#* }"
    mv levels.csv told.csv
    levels -F "${pair#* }"
    same "$pair: told or applied" told.csv levels.csv
done

# Made-up levels, rules and routes.
perl "$model" rows 21 250 >few.csv
perl "$model" consent 22 250 >few-consent.csv
for seed in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    perl "$model" framework $seed "made-$seed"
    agree "made-up framework $seed" few.csv "made-$seed" consent=few-consent.csv
done
cat made-*/rules.csv | sort | uniq -c | sort -rn | sed 's/^/# /' | head -n 3

#!/bin/sh
# Python's csv and json modules, where there is a Python, read the same cells from the output and the same rows from the input.
. "$(dirname "$0")/../cli/lib.sh"
oracle=$TOP/tests/property/oracle.py
export PYTHONDONTWRITEBYTECODE=1

python3 -c 'import csv, json, sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null || skip_all 'no Python 3.10 or newer'

for seed in 4 5; do
    perl "$TOP/tests/property/roundtrip.pl" make $seed
    for format in csv json; do
        run "compare, $format, $seed" eh-threshold compare -t $format --recorded recorded.csv levels.csv
        status 0
        cp "$scratch/out" out
        ok "Python reads it, $format, $seed" sh -c 'python3 "$0" cells '$format' out >cells' "$oracle"
        perl "$TOP/tests/property/roundtrip.pl" cells csv wanted.csv >wanted
        same "the same cells, $format, $seed" cells wanted
    done
    for verb in level explain; do
        run "$verb, $seed" eh-threshold $verb --as-of 2026-11-30 indicators.csv
        status 0
        cp "$scratch/out" out.csv
        run "$verb in json, $seed" eh-threshold $verb -t json --as-of 2026-11-30 indicators.csv
        status 0
        cp "$scratch/out" out.json
        ok "Python reads csv, $verb, $seed" sh -c 'python3 "$0" cells csv out.csv >csv-cells' "$oracle"
        ok "Python reads json, $verb, $seed" sh -c 'python3 "$0" cells json out.json >json-cells' "$oracle"
        same "the same cells, $verb, $seed" json-cells csv-cells
        ok "there are some, $verb, $seed" test "$(wc -l <csv-cells)" -gt 3000
    done
done

# Which rows can be used.
sed '1d; s/,.*//' "$TOP/share/frameworks/solihull-2024/indicators.csv" >codes
for seed in 1 2 3 4 5 6; do
    python3 "$oracle" make $seed in.csv
    python3 "$oracle" rows codes in.csv | sort -u >wanted
    run "rows, $seed" eh-threshold explain --as-of 2026-11-30 in.csv
    status 3
    {
        awk -v columns=line -f "$TOP/tests/property/columns.awk" "$scratch/out" | grep '^[0-9]' | sed 's/^/kept /'
        sed -n 's/^eh-threshold: in\.csv:\([0-9]*\): .*/rejected \1/p' "$scratch/err"
    } | sort -u >got
    same "rows kept and rejected, $seed" got wanted
    ok "there are both, $seed" test "$(cut -d ' ' -f 1 wanted | sort -u | wc -l)" -eq 2
done

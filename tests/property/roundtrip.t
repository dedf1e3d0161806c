#!/bin/sh
# Cells that are hard on readers and writers come out as they went in: ids, drivers and the columns passed on, in csv, json and rec.
. "$(dirname "$0")/../cli/lib.sh"
trip=$TOP/tests/property/roundtrip.pl

for seed in 1 2 3; do
    perl "$trip" make $seed
    ok "there are hostile cells, $seed" test "$(wc -l <levels.csv)" -gt 600

    run "csv, $seed" eh-threshold compare --recorded recorded.csv levels.csv
    status 0
    stderr </dev/null
    stdout <wanted.csv
    ok "cells of csv, $seed" sh -c 'perl "$0" cells csv wanted.csv >cells' "$trip"
    ok "cells of csv by other names, $seed" sh -c 'perl "$0" cells csv-as-rec wanted.csv >rec-cells' "$trip"
    ok "there are cells, $seed" test "$(wc -l <cells)" -gt 3000

    run "json, $seed" eh-threshold compare -t json --recorded recorded.csv levels.csv
    status 0
    cp "$scratch/out" out.json
    ok "cells of json, $seed" sh -c 'perl "$0" cells json out.json >json-cells' "$trip"
    same "json has the cells of csv, $seed" json-cells cells

    run "rec, $seed" eh-threshold compare -t rec --recorded recorded.csv levels.csv
    status 0
    cp "$scratch/out" out.rec
    ok "cells of rec, $seed" sh -c 'perl "$0" cells rec out.rec >out-cells' "$trip"
    same "rec has the cells of csv, $seed" out-cells rec-cells

    # Output is input again: the same children, and nothing else said of them.
    run "levels, $seed" eh-threshold --as-of 2026-11-30 indicators.csv
    status 0
    cp "$scratch/out" a.csv
    run "levels beside themselves, $seed" eh-threshold compare --recorded a.csv a.csv
    status 0
    perl "$trip" cells csv a.csv | grep -c '^$' >children
    awk -v columns=result -f "$TOP/tests/property/columns.awk" "$scratch/out" | sed 1d | sort | uniq -c | sed 's/^ *//; s/ agree//' >agreeing
    same "all agree, $seed" agreeing children
    run "moves to themselves, $seed" eh-threshold move --summary a.csv a.csv
    status 0
    stderr <<END
stepped up: 0; stepped down: 0; same: $(cat children); new: 0; gone: 0
END
    awk -v columns=family_id,child_id -f "$TOP/tests/property/columns.awk" "$scratch/out" >moved
    awk -v columns=family_id,child_id -f "$TOP/tests/property/columns.awk" a.csv >had
    same "the same ids in the same order, $seed" moved had
    for format in json rec; do
        run "levels in $format, $seed" eh-threshold --as-of 2026-11-30 -t $format indicators.csv
        status 0
        cp "$scratch/out" a.$format
        ok "cells of levels in $format, $seed" sh -c 'perl "$0" cells '$format' a.'$format' >a-cells' "$trip"
        perl "$trip" cells "csv$([ $format = json ] || echo -as-rec)" a.csv >cells
        same "levels in $format have the cells of csv, $seed" a-cells cells
    done
    run "explanations, $seed" eh-threshold explain --as-of 2026-11-30 indicators.csv
    status 0
    cp "$scratch/out" x.csv
    ok "ids and evidence are given back, $seed" perl "$trip" keys x.csv
done

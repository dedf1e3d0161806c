#!/bin/sh
# Other people's programs read what we write, and write what we read.
. "$(dirname "$0")/../cli/lib.sh"

PATH=$BIN:$PATH
borough=$TOP/examples/borough
as_of='--as-of 2026-11-30'

run 'levels' eh-threshold $as_of -o levels.csv "$borough/indicators.csv"
status 0
run 'the same as json' eh-threshold $as_of -t json -o levels.json "$borough/indicators.csv"
status 0
run 'the same as rec' eh-threshold $as_of -t rec -o levels.rec "$borough/indicators.csv"
status 0
children=$(($(wc -l <levels.csv) - 1))

# Hostile cells: quotation marks, commas, line breaks and other scripts in ids.
cat >hostile.csv <<'END'
family_id,child_id,indicator
"F ""1""","C,1",EDU-SH-03
"F
2",Zoë,BAS-CIN-05
007,'=1+1,HEA-EH-01
END
run 'hostile ids' eh-threshold $as_of -o hostile-levels.csv hostile.csv
status 0

if command -v mlr >/dev/null; then
    run 'Miller reads csv' mlr --icsv --ojson cat levels.csv
    status 0
    run 'Miller counts levels' mlr --icsv --ocsv count-distinct -f level 'then' sort -f level levels.csv
    status 0
    cp "$scratch/out" by-csv
    run 'Miller counts levels of json' mlr --ijsonl --ocsv count-distinct -f level 'then' sort -f level levels.json
    status 0
    same 'json holds what csv holds' by-csv "$scratch/out"
    run 'Miller reads hostile ids' mlr --icsv --ojson head -n 2 'then' cut -f family_id,child_id hostile-levels.csv
    status 0
    stdout <<'END'
[
{
  "family_id": "F \"1\"",
  "child_id": "C,1"
},
{
  "family_id": "F\n2",
  "child_id": "Zoë"
}
]
END
    run 'Miller reorders the columns of our input' mlr --icsv --ocsv -S reorder -e -f family_id,indicator \
        "$borough/indicators.csv"
    status 0
    cp "$scratch/out" reordered.csv
    run 'and we read its csv' eh-threshold $as_of reordered.csv
    status 0
    same 'with the same levels' levels.csv "$scratch/out"
fi

if command -v sqlite3 >/dev/null; then
    run 'sqlite3 imports csv' sqlite3 -cmd '.import --csv levels.csv levels' :memory: \
        'select count(*) from levels; select count(distinct level) from levels;'
    status 0
    stdout <<END
$children
$(cut -d, -f5 levels.csv | sed 1d | sort -u | wc -l)
END
    run 'sqlite3 imports hostile ids' sqlite3 -cmd '.import --csv hostile-levels.csv levels' :memory: \
        "select replace(family_id, char(10), '|'), child_id from levels;"
    status 0
    stdout <<'END'
F "1"|C,1
F|2|Zoë
007|'=1+1
END
fi

if command -v recsel >/dev/null; then
    run 'recfix accepts rec' recfix --check levels.rec
    status 0
    run 'recsel counts rec' recsel -t levels -c levels.rec
    status 0
    stdout <<END
$children
END
fi

if command -v node >/dev/null; then
    run 'every line of json is an object' node -e '
const lines = require("fs").readFileSync("levels.json", "utf8").trimEnd().split("\n");
for (const line of lines) if (typeof JSON.parse(line).rank !== "number") throw line;
console.log(lines.length);'
    status 0
    stdout <<END
$children
END
fi

#!/bin/sh
# Every table of every verb, as other programs read it: the csv in Miller, DuckDB, SQLite and Python, the text records in
# recutils, the json in jq. All see the same rows, columns and cells, of data, of odd data and of none.
. "$(dirname "$0")/../cli/lib.sh"
. "$TOP/tests/neighbours/commands.sh"
command -v jq >/dev/null || skip_all 'jq is not there'

# Those that `new` writes are forms, not tables: rec.t looks at them.
every_verb_has_a_command csv json rec
sed -i '/^new-/d' commands-rec
# files TREE FORMAT: all of one kind, one a line.
files() { sed "s|.*|out/$1/&.$2|" "out/$1/$2"; }

# What a row comes to, whoever has read it: `["levels",[["family_id","F1"],...]]`. The first column is the file. A blank cell is a
# blank text. Decimals are compared as numbers, since jq reads 0.50 as 0.5; line breaks as LF, since Miller reads CR LF so.
cat >cells.jq <<'TEXT'
def text:
    . // "" | tostring | split("\r\n") | join("\n") | if contains(".") and test("^-?[0-9]+[.][0-9]+$") then tonumber | tostring else . end;
to_entries | [(.[0].value | sub("^.*/"; "") | sub("[.][a-z]*$"; "")), [.[1:][] | [.key, (.value | text)]]]
TEXT
# recutils have no blank fields, only names of letters and digits, and an order of columns that is that of their appearance.
cat >fields.jq <<'TEXT'
[.[0], ([.[1][] | select(.[1] != "") | [(.[0] | gsub("[^A-Za-z0-9]"; "_")), .[1]]] | sort)]
TEXT

# agree NAME GOT WANTED: as `same`, with no more of the difference than can be read.
agree()
{
    diff "$3" "$2" >difference || :
    cut -c 1-400 difference | head -n 6 >some
    same "$1" some /dev/null
}

# reads READER: what READER has read, objects in `got`, is what stands in the json.
reads()
{
    jq -c -f cells.jq got >got-cells
    agree "$tree: $1 reads all that is written" got-cells "wanted-$tree"
}

for tree in few odd none; do
    examples_into $tree
    for format in csv json rec; do ask $tree $format; done
    same "$tree: what is written as csv is written as json" out/$tree/csv out/$tree/json
    ok "$tree: there are tables" test "$(wc -l <out/$tree/csv)" -ge 50
    files $tree json | xargs jq -c '{"=": input_filename} + .' >got 2>said
    same "$tree: jq has nothing to say" said /dev/null
    jq -c -f cells.jq got >wanted-$tree
    ok "$tree: each line of json is an object" test "$(files $tree json | xargs cat | wc -l)" -eq "$(wc -l <wanted-$tree)"
done
ok 'there are rows' test "$(wc -l <wanted-odd)" -ge 1000

for tree in few odd none; do
    if command -v mlr >/dev/null; then
        # shellcheck disable=SC2016 # Miller's own
        files $tree csv | xargs mlr --icsv --ojsonl -S put '$* = mapsum({"=": FILENAME}, $*)' >got 2>said
        same "$tree: Miller has nothing to say" said /dev/null
        reads Miller
    else
        pass 'Miller # SKIP mlr is not there'
    fi

    if command -v sqlite3 >/dev/null; then
        files $tree csv | awk '{
            printf ".import --csv %s rows%d\nselect \"%s\" as \"=\", * from rows%d;\n", $0, NR, $0, NR }' >script
        sqlite3 -cmd '.mode json' :memory: <script >rows 2>said
        same "$tree: SQLite has nothing to say" said /dev/null
        jq -c '.[]' rows >got
        reads SQLite
    else
        pass 'SQLite # SKIP sqlite3 is not there'
    fi

    if command -v python3 >/dev/null; then
        files $tree csv | python3 -c '
import csv, json, sys
for name in sys.stdin.read().split():
    with open(name, newline="", encoding="utf-8") as table:
        rows = csv.reader(table, strict=True)
        header = next(rows)
        for row in rows:
            assert len(row) == len(header), name
            print(json.dumps(dict(zip(["="] + header, [name] + row))))' >got 2>said
        same "$tree: Python has nothing to say" said /dev/null
        reads Python
    else
        pass 'Python # SKIP python3 is not there'
    fi

    if npm_package @duckdb/node-api 1.5.6-r.1; then
        files $tree csv | xargs node "$TOP/tests/neighbours/duckdb-rows.js" "$modules" >got 2>said
        same "$tree: DuckDB has nothing to say" said /dev/null
        reads DuckDB
    else
        pass "DuckDB # SKIP $missing"
    fi

    if command -v recfix >/dev/null && command -v mlr >/dev/null; then
        : >faults
        : >counts
        while read -r name; do
            recfix --check "out/$tree/$name.rec" >said 2>&1 || { echo "$name:"; cat said; } >>faults
            echo "$name $(recsel -c "out/$tree/$name.rec") $(wc -l <"out/$tree/$name.json")" >>counts
            rec2csv "out/$tree/$name.rec" >"$name.csv"
            # Without a record there is not even a header.
            [ -s "$name.csv" ] || rm "$name.csv"
        done <out/$tree/rec
        same "$tree: recfix accepts them" faults /dev/null
        awk '$2 != $3' counts >faults
        same "$tree: recsel counts them" faults /dev/null
        : >got
        # shellcheck disable=SC2016 # Miller's own
        ls ./*.csv >/dev/null 2>&1 && mlr --icsv --ojsonl -S put '$* = mapsum({"=": FILENAME}, $*)' ./*.csv >got
        jq -c -f cells.jq got | jq -c -f fields.jq | LC_ALL=C sort >got-cells
        jq -c -f fields.jq wanted-$tree | LC_ALL=C sort >wanted
        agree "$tree: recutils read all that is written" got-cells wanted
        rm -f ./*.csv
    else
        pass 'recutils # SKIP recfix or mlr is not there'
    fi
done

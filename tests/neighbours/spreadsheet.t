#!/bin/sh
# Every table of every verb, written with --excel and opened in LibreOffice: no formula runs, accents and line breaks are
# right, dates stay. Plainly opened, what looks like a number becomes one, and leading zeros go, as eh-csv(5) says; with the
# columns opened as text, every cell is as it was written.
. "$(dirname "$0")/../cli/lib.sh"
. "$TOP/tests/neighbours/commands.sh"
for program in soffice mlr jq; do
    command -v $program >/dev/null || skip_all "$program is not there"
done

# It keeps its settings, and a little more, in folders of the test's.
mkdir office
office() { HOME=$PWD/office soffice "-env:UserInstallation=file://$PWD/office" --headless --norestore "$@" >office.log 2>&1; }

# convert INTO TYPES FILE...: opens the files as UTF-8, which their mark says, and writes them as csv. The language
# is British.
convert()
{
    into=$1 types=$2
    shift 2
    office "--infilter=Text - txt - csv (StarCalc):44,34,76,1,$types,2057,false,false" \
        --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,2057,false,true,false' --outdir "$into" "$@"
}

# cells FILE...: `["levels",[["family_id","F1"],...]]` for each row of the files; with NUMBERS=1, what looks like a number is one.
cat >cells.jq <<'TEXT'
def number: if env.NUMBERS == "1" and test("^[-+]?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?$") then ltrimstr("+") | tonumber | tostring else . end;
to_entries | [(.[0].value | sub("^.*/"; "")), [.[1:][] | [.key, (.value | split("\r\n") | join("\n") | number)]]]
TEXT
# shellcheck disable=SC2016 # Miller's own
cells() { mlr --icsv --ojsonl -S put '$* = mapsum({"=": FILENAME}, $*)' "$@" | jq -c -f cells.jq; }
agree()
{
    diff "$3" "$2" >difference || :
    cut -c 1-400 difference | head -n 6 >some
    same "$1" some /dev/null
}

every_verb_has_a_command csv
# A column is text when it is opened as type 2; more columns than any table has.
text=$(awk 'BEGIN { for (i = 1; i <= 60; i++) printf "%s%d/2", (i > 1 ? "/" : ""), i }')
for tree in few odd; do
    examples_into $tree
    ask $tree csv --excel
    cells out/$tree/*.csv >written
    ok "$tree: there are rows" test "$(wc -l <written)" -ge 1000
    convert text-$tree "$text" out/$tree/*.csv
    cells text-$tree/*.csv >opened-cells
    agree "$tree: columns opened as text are as they were" opened-cells written
    convert plain-$tree '' out/$tree/*.csv
    NUMBERS=1 cells plain-$tree/*.csv >opened-cells
    NUMBERS=1 cells out/$tree/*.csv >written
    agree "$tree: plainly opened, all but numbers are as they were" opened-cells written
done

# What eh-csv(5) warns of, and what the guard is for.
cat >ids.csv <<'TEXT'
family_id,child_id,indicator
007,=1+1,EDU-SH-03
2026-11-30,"Zoë ""Z"", 5",BAS-CIN-05
TEXT
eh-threshold --as-of 2026-11-30 --excel -o guarded.csv ids.csv
eh-threshold --as-of 2026-11-30 -o bare.csv ids.csv
convert opened '' guarded.csv bare.csv
convert texts "$text" guarded.csv
first() { mlr --icsv --ojson -S head -n 2 'then' cut -f family_id,child_id "$1" | jq -r '.[] | .family_id + " " + .child_id'; }
run 'plainly opened' first opened/guarded.csv
stdout <<'TEXT'
7 '=1+1
2026-11-30 Zoë "Z", 5
TEXT
run 'opened as text' first texts/guarded.csv
stdout <<'TEXT'
007 '=1+1
2026-11-30 Zoë "Z", 5
TEXT
run 'a formula runs without the guard' first opened/bare.csv
stdout <<'TEXT'
7 2
2026-11-30 Zoë "Z", 5
TEXT

# As a workbook and back.
office "--infilter=Text - txt - csv (StarCalc):44,34,76,1,$text,2057,false,false" --convert-to xlsx --outdir books guarded.csv
office --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,2057,false,true,false' --outdir back books/guarded.xlsx
run 'through a workbook' first back/guarded.csv
stdout <<'TEXT'
007 '=1+1
2026-11-30 Zoë "Z", 5
TEXT

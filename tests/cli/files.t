#!/bin/sh
# One file named twice where something would be lost: the same message from every program, and nothing is touched.
. "$(dirname "$0")/lib.sh"

printf 'family_id,indicator\nF1,EDU-EH-04\n' >in.csv
printf 'family_id,child_id,level\nF1,,early-help\n' >recorded.csv
printf 'old\n' >out.csv
cp "$TOP/examples/genogram/people.csv" "$TOP/examples/timeline/events.csv" .
ln in.csv hard.csv
ln -s in.csv soft.csv
mkdir sub

# refused MESSAGE PROGRAM ARGUMENT...: wrong usage; no file is changed, none is made.
refused()
{
    message=$1
    shift
    cksum ./*.csv >before
    run "$*" "$@"
    status 2
    stdout </dev/null
    stderr <<END
$1: $message ($1 --help shows what there is)
END
    cksum ./*.csv >after
    same "$*: no file is touched" after before
}

# --- An option given twice ---

for program in eh-assess eh-threshold eh-plan eh-review eh-genogram eh-timeline; do
    refused '--output is given twice, and takes one FILE' "$program" -o a.csv -o b.csv in.csv
    refused '--rejects is given twice, and takes one FILE' "$program" --rejects a.csv --rejects a.csv in.csv
    refused '--unmapped is given twice, and takes one FILE' "$program" --unmapped a.csv --unmapped b.csv in.csv
    refused '--output and --rejects are the same file: a.csv' "$program" -o a.csv --rejects a.csv in.csv
    refused '--rejects and --unmapped are the same file: sub/../a.csv' \
        "$program" --rejects sub/../a.csv --unmapped ./a.csv in.csv
    refused '--output is a file that is read: out.csv' "$program" -o out.csv in.csv out.csv
    refused 'standard input is read once, but stands for two files' "$program" - in.csv -
done
refused '--people is given twice, and takes one FILE' eh-timeline --people people.csv --people people.csv events.csv
refused '--directory is given twice, and takes one DIR' eh-genogram -d one -d two people.csv
refused '--directory is given twice, and takes one DIR' eh-timeline -d one -d two events.csv
refused '--consent is given twice, and takes one FILE' eh-threshold --consent a.csv --consent b.csv in.csv
refused '--episodes is given twice, and takes one FILE' eh-review measures --episodes a.csv --episodes b.csv

# --- One file by several names ---

refused '--output and --rejects are the same file: in.csv' eh-threshold -o in.csv --rejects hard.csv recorded.csv
refused '--output is a file that is read: hard.csv' eh-threshold -o hard.csv in.csv
refused '--output is a file that is read: soft.csv' eh-threshold -o soft.csv in.csv
refused '--rejects is a file that is read: in.csv' eh-threshold --rejects in.csv in.csv
refused '--unmapped is a file that is read: in.csv' eh-threshold --unmapped in.csv soft.csv
refused '--output is a file that is read: recorded.csv' eh-threshold compare -o recorded.csv --recorded recorded.csv in.csv
refused '--output is a file that is read: people.csv' eh-timeline --people people.csv -o people.csv events.csv
refused '--differences is a file that is read: in.csv' eh-review annex-a --assessments in.csv --episodes recorded.csv \
    --differences in.csv
refused '--differences and --output are the same file: new.csv' eh-review annex-a --assessments in.csv \
    --episodes recorded.csv --differences new.csv -o new.csv
refused 'standard input is read once, but stands for --recorded and for the files' eh-threshold compare --recorded - in.csv -
refused 'standard input is read once, but stands for --recorded and for the files' eh-threshold compare --recorded -
refused 'standard input is read once, but stands for --episodes and for --contacts' eh-review measures --episodes - --contacts -

# --- What is no fault ---

run 'one file read twice' eh-threshold --as-of 2026-01-31 in.csv in.csv
status 0
run '--map-file, twice' sh -c 'printf "name,column\nindicator,indicator\n" >map.csv
    exec eh-threshold --as-of 2026-01-31 --map-file map.csv --map-file map.csv in.csv'
status 0
run 'relationships of several files' eh-genogram -r "$TOP/examples/genogram/relationships.csv" \
    -r "$TOP/examples/genogram/symbols-relationships.csv" people.csv -o family.svg
ok 'relationships of several files: are read' test "$status" -eq 3
run 'a device, twice' eh-threshold --as-of 2026-01-31 -o /dev/null --rejects /dev/null in.csv
status 0
run 'a device as input' eh-threshold compare --as-of 2026-01-31 --recorded - in.csv <recorded.csv
status 0
run 'files of one name in two directories' eh-threshold --as-of 2026-01-31 -o sub/in.csv --rejects sub/hard.csv in.csv
status 0
ok 'files of one name in two directories: are written' test -s sub/in.csv
rm hard.csv soft.csv

#!/bin/sh
# --family: rows of one family alone, in every verb whose rows belong to families; and what record a file is.
. "$(dirname "$0")/lib.sh"

cat >indicators.csv <<'END'
family_id,child_id,date,indicator
F1,C1,2026-01-05,EDU-EH-04
F2,C2,2026-01-06,HEA-CIN-01
F2,C2,2026-01-07,nonsense
 F1 ,C3,2026-01-08,FAM-EH-08
,C4,2026-01-09,FAM-EH-08
F1,C1,2026-01-10
f1,C5,2026-01-09,FAM-EH-08
END

# Blanks round the id do not count; small and large letters do. A row of another family is not even looked at; one that is
# not whole is nobody's.
run 'one family' eh-threshold --family F1 --as-of 2026-02-01 --rejects rejects.csv indicators.csv
status 3
cut -d , -f 1,2,5,10 "$scratch/out" >got
file got <<'END'
family_id,child_id,level,drivers
F1,C1,early-help,EDU-EH-04
F1,C3,early-help,FAM-EH-08
END
stderr <<'END'
eh-threshold: indicators.csv:7: cells in this row: 3; in the header line: 4
END
ok 'one family: rejects' test "$(wc -l <rejects.csv)" -eq 2

run 'a family that is not there' eh-threshold --family F9 -o none.csv indicators.csv
status 2
stderr <<'END'
eh-threshold: indicators.csv:7: cells in this row: 3; in the header line: 4
eh-threshold: indicators.csv: no row is of family 'F9'
END
ok 'a family that is not there: no output' test ! -e none.csv
run 'no column' eh-threshold --family F1 - <<'END'
child_id,indicator
C1,EDU-EH-04
END
status 2
stderr <<'END'
eh-threshold: <stdin>:1: no column for family_id, by which --family picks rows
END
run 'no id' eh-threshold --family '' indicators.csv
status 2
stderr <<'END'
eh-threshold: --family takes the id of a family (eh-threshold --help shows what there is)
END

# Side files too; one that does not tell the family is read whole.
printf 'child_id,date,consent,level\nC1,2026-01-04,refused,early-help\n' >by-child.csv
printf 'family_id,child_id,date,consent,level\nF2,,2026-01-04,no such word,early-help\n' >by-family.csv
for file in by-child by-family; do
    sed 7d indicators.csv >whole.csv
    run "consent: $file" eh-threshold --family F1 --as-of 2026-02-01 --consent $file.csv whole.csv
    status 0
    stderr </dev/null
    cut -d , -f 2,15 "$scratch/out" >"$file-got"
done
file by-child-got <<'END'
child_id,consent
C1,refused
C3,not-recorded
END
file by-family-got <<'END'
child_id,consent
C1,not-recorded
C3,not-recorded
END

# Every verb that has the option, on several files at once: all of it, or what grep leaves of plain rows.
rows() { sed -n "1p; /^$1,/p" "$2"; }
same_as_grep()
{
    name=$1 program=$2 verb=$3
    shift 3
    run "$name: --family" "$program" "$verb" --family F201 "$@" "$TOP/$input"
    cp "$scratch/out" with
    given=$status
    rows F201 "$TOP/$input" >rows.csv
    run "$name: rows alone" "$program" "$verb" "$@" rows.csv
    status "$given"
    sed "s|$TOP/$input|rows.csv|g" with >got
    same "$name: the same" got "$scratch/out"
    ok "$name: something" test -s got
}
day='--as-of 2026-11-30'
eh-assess scan -o mentions.csv "$TOP/examples/notes.csv"
rows F201 mentions.csv >one.csv
run 'notes' eh-assess scan --family F201 "$TOP/examples/notes.csv"
status 0
same 'notes: the same' "$scratch/out" one.csv
for verb in level explain; do
    run "$verb: --family" eh-threshold $verb --family F201 $day mentions.csv
    cp "$scratch/out" with
    run "$verb: rows alone" eh-threshold $verb $day one.csv
    sed 's/one\.csv/mentions.csv/; s/,[0-9]*$//' "$scratch/out" >wanted
    sed 's/,[0-9]*$//' with >got
    same "$verb: the same" got wanted
done
input=examples/family/plan.csv
same_as_grep 'actions due' eh-plan due $day
same_as_grep 'plan' eh-plan form $day
input=examples/family/scales.csv
same_as_grep 'scales' eh-review scales $day
run 'reviews' eh-review due --family F0003 $day --reviews "$TOP/examples/review/reviews.csv" "$TOP/examples/review/plans.csv"
status 0
cut -d , -f 1,4 "$scratch/out" >got
file got <<'END'
family_id,due_date
F0003,2026-11-25
END
run 'decisions' eh-review decide --family F0008 $day "$TOP/examples/review/reviews.csv"
status 0
cut -d , -f 1,2 "$scratch/out" >got
file got <<'END'
family_id,suggestion
F0008,insufficient
END
run 'outcomes' eh-review outcomes --family F0008 $day "$TOP/examples/review/evidence.csv"
status 0
ok 'outcomes: of it alone' test "$(sed 1d "$scratch/out" | cut -d , -f 1 | sort -u)" = F0008

# --- Which record a file is ---

cd "$TOP/examples" || exit 2
while read -r file record; do
    case_name=$file
    run "$file" eh-timeline table --explain-header "$file"
    status 0
    ok "$file is $record" test "$(sed -n '$s/.*,//p' "$scratch/out")" = "$record"
done <<'END'
notes.csv notes
family/people.csv people
family/relationships.csv relationships
family/events.csv events
family/plan.csv actions
family/plans.csv plans
family/reviews.csv reviews
family/scales.csv scales
borough/indicators.csv indicators
borough/recorded.csv recorded
borough/override.csv override
borough/consent.csv consent
plans/services.csv services
review/evidence.csv outcome-evidence
review/borough/levels.csv levels
review/borough/population.csv population
review/borough/feedback.csv feedback
review/borough/targets.csv comparators
attendance/attendance.csv attendance
board/ssd/contacts.csv contacts
board/ssd/referrals.csv referrals
board/ssd/early-help.csv episodes
board/ssd/assessments.csv assessments
board/annex-a/list-1-contacts.csv contacts
board/annex-a/list-2-early-help.csv episodes
board/annex-a/list-3-referrals.csv referrals
board/annex-a/list-4-assessments.csv assessments
board/annex-a/recorded.csv recorded
timeline/journey/statutory.csv statutory
END
cd "$scratch/work" || exit 2
printf 'colour,size\nred,3\n' >other.csv
run 'no record' eh-timeline table --explain-header other.csv
status 0
ok 'no record: none is told' test "$(sed -n '$s/.*,//p' "$scratch/out")" = ''
run 'no record, one verb' eh-threshold --explain-header other.csv
ok 'no record, one verb: its own' test "$(sed -n '$s/.*,//p' "$scratch/out")" = indicators
# Each record that tells no event is known to both lists.
sed -n 's/^\([a-z-]*\),,,,,,,,,,$/\1/p' "$TOP/share/event-sources.csv" >silent
ok 'records that tell no event' test "$(wc -l <silent)" -ge 16
while read -r record; do
    {
        sed -n "s/^$record,\([a-z_]*\),yes,.*/\1/p" "$TOP/share/records/columns.csv"
        sed -n "s/^$record,\([a-z_]*\),no,.*/\1/p" "$TOP/share/records/columns.csv"
    } | paste -sd , - >in.csv
    run "$record" eh-timeline table --explain-header in.csv
    ok "$record: known by its own columns" grep -qE ",($record|actions)\$" "$scratch/out"
    run "$record: tells no event" eh-timeline table in.csv
    status 2
    ok "$record: is named" grep -qE "in.csv: a file of ($record|actions), which tell no event" "$scratch/err"
done <silent

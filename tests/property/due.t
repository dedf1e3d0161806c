#!/bin/sh
# How rows of actions come does not matter to what is due: in how many files, in which columns among which others, with which
# quotes, line ends, delimiter and encoding. Their order matters only to what is due on one day, and to no calendar's ids.
. "$(dirname "$0")/../cli/lib.sh"
told=family_id,child_id,action_id,action,who,due,due_day,state,days_late,status
columns() { awk -v columns=$told -f "$TOP/tests/property/columns.awk" "$scratch/out"; }
export COLUMNS=200

perl -e '
    require "'"$TOP"'/tests/property/csv.pl";
    chance_start(71);
    my @due = ("", "TBC", "2026-11-30", "01/12/2026", "Dec 2026", "Nov 26", "2026-12-09", "2027-01-01", "30 Nov 2026", "2025");
    my @who = ("", "Mum", "mum ", "Mum and Ms Lark", "SCT, MASH", "A/ B", "first\nsecond", "Caf\xc3\xa9 (A, B)");
    print csv_line(qw(family_id child_id action_id action who due status));
    print csv_line("F" . pick(1 .. 9), pick("", "C1", "C2"), "A$_", pick("see the GP", "a, b", "she said \"no\"") . " $_", pick(@who),
        pick(@due), pick("", "open", "In progress", "done", "for-review")) for 1 .. 200;' >base.csv
run 'rows' eh-plan due --as-of 2026-12-01 --undated base.csv
status 0
columns >wanted.csv
ok 'something is due' test "$(wc -l <wanted.csv)" -gt 80
run 'text' eh-plan due --as-of 2026-12-01 --undated -t text base.csv
status 0
cp "$scratch/out" wanted.txt
run 'people' eh-plan due --as-of 2026-12-01 --by who --split base.csv
status 0
cp "$scratch/out" people.csv

for seed in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
    mkdir v
    perl "$TOP/tests/property/variant.pl" $seed base.csv v
    set -- --as-of 2026-12-01
    while read -r option; do set -- "$@" "$option"; done <v/options
    dress="variant $seed, $(ls v/*.csv | wc -l) files, $(tr '\n' ' ' <v/options)"
    run "$dress" eh-plan due "$@" --undated -t text v/*.csv
    status 0
    stderr </dev/null
    stdout <wanted.txt
    run "$dress, people" eh-plan due "$@" --by who --split v/*.csv
    status 0
    stdout <people.csv
    [ "$failures" -eq 0 ] || break
    rm -r v
done

run 'calendar' eh-plan due --as-of 2026-12-01 -t ics base.csv
status 0
grep '^UID' "$scratch/out" | sort >uids
for seed in 1 2 3; do
    perl -e '
        require "'"$TOP"'/tests/property/csv.pl";
        chance_start(shift);
        my ($header, @rows) = csv_records(slurp(shift));
        print csv_line(@$header), map { csv_line(@$_) } shuffled(@rows);' $seed base.csv >shuffled.csv
    run "shuffled $seed" eh-plan due --as-of 2026-12-01 --undated shuffled.csv
    status 0
    columns | sed 1d | sort >got.csv
    sed 1d wanted.csv | sort >sorted.csv
    same "shuffled $seed: rows" got.csv sorted.csv
    run "shuffled $seed, calendar" eh-plan due --as-of 2026-12-01 -t ics shuffled.csv
    status 0
    grep '^UID' "$scratch/out" | sort >got
    same "shuffled $seed: ids" got uids
done

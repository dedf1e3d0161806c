#!/bin/sh
# libical reads the calendars that we write, and finds in them what was due.
. "$(dirname "$0")/../cli/lib.sh"
plans=$TOP/examples/plans

cc -std=c11 -D_POSIX_C_SOURCE=200809L -o read-calendar "$TOP/tests/neighbours/read-calendar.c" -lical 2>compiler.err ||
    skip_all 'libical is not there'

run 'events' eh-plan due --as-of 2026-12-01 -t ics "$plans/actions.csv"
status 0
cp "$scratch/out" in.ics
run 'events, read' ./read-calendar <in.ics
status 0
stdout <<'TEXT'
event 2026-10-30 Early help action 1, family F0007, child C0010: due
event 2026-11-08 Early help action A1, family F0001: due
event 2026-11-27 Early help action A3, family F0001, child C0001: due
event 2026-12-01 Early help action A1, family F0003, child C0004: due
event 2026-12-04 Early help action A2, family F0003, child C0004: due
event 2026-12-09 Early help action A4, family F0001: due
TEXT
run 'tasks' eh-plan due --as-of 2022-04-10 --undated -t ics --todo "$plans/strategy.csv"
status 0
cp "$scratch/out" in.ics
run 'tasks, read' ./read-calendar <in.ics
status 0
ok 'all of them' test "$(wc -l <"$scratch/out")" -eq 8

# Ids of any characters come back as they were.
perl -e '
    my @pieces = ("a", "Z", "9", ";", "\\", "\xe2\x82\xac", "\xc3\xa9", "\xf0\x9f\x8e\x88", ":", "-", "/");
    print "family_id,action_id,action,due\n";
    for my $i (1 .. 200) {
        my $id = join "", map { $pieces[($i * 7 + $_ * 5) % 11] } 1 .. $i % 90;
        printf "F%d,%sx,x,2026-11-%02d\n", $i, $id, 1 + $i % 30;
    }' >ids.csv
run 'ids' eh-plan due --as-of 2026-12-01 -t ics ids.csv
status 0
cp "$scratch/out" in.ics
run 'ids, read' ./read-calendar <in.ics
status 0
sed 's/.*action \(.*\), family \(F[0-9]*\): due$/\2,\1/' "$scratch/out" | sort >got
sed 1d ids.csv | cut -d , -f 1,2 | sort >wanted
same 'ids, as they were' got wanted

#!/bin/sh
# libical reads the calendars of reviews that we write, and finds in them what was due.
. "$(dirname "$0")/../cli/lib.sh"
examples=$TOP/examples/review

cc -std=c11 -D_POSIX_C_SOURCE=200809L -o read-calendar "$TOP/tests/neighbours/read-calendar.c" -lical 2>compiler.err ||
    skip_all 'libical is not there'

run 'events' eh-review --as-of 2026-11-22 -t ics --reviews "$examples/reviews.csv" "$examples/plans.csv"
status 0
cp "$scratch/out" in.ics
run 'events, read' ./read-calendar <in.ics
status 0
stdout <<'TEXT'
event 2026-10-05 Early help review, family F0002: due
event 2026-10-13 Early help review R3, family F104: due
event 2026-11-23 Early help review, family F0006: due
event 2026-11-25 Early help review R5, family F0003: due
event 2026-11-30 Early help review, family F0001: due
event 2026-11-30 Early help review, family F0005: due
TEXT
run 'tasks' eh-review --as-of 2026-11-22 -t ics --todo --reviews "$examples/reviews.csv" "$examples/plans.csv"
status 0
cp "$scratch/out" in.ics
run 'tasks, read' ./read-calendar <in.ics
status 0
ok 'all of them' test "$(wc -l <"$scratch/out")" -eq 6

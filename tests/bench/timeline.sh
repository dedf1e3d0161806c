#!/bin/sh
# timeline.sh: what a timeline costs and how much paper it takes, by the number of events: evenly spread over 15 years, or most
# of them in a few busy weeks. Milliseconds are the best of RUNS by processor time; pixels are width by height, first as the
# program likes it, then at 1,600 px (16,000 for 10,000 events). What others need at 1,600 px, as measured for the design:
# vis-timeline 564 px for 38 events and 2,163 for 172; labella 318 and 1,682, and 13 to 75 s for 1,000. BIN, RUNS and CC may be
# set; what is made lies under build/bench.
set -u
cd "$(dirname "$0")/../.." || exit 2
export LC_ALL=C TZ=UTC
ours=${BIN:-build/bin}/eh-timeline CC=${CC:-cc} RUNS=${RUNS:-5} bench=build/bench
[ -x "$ours" ] || { echo "timeline.sh: $ours: not there; make all" >&2; exit 2; }
mkdir -p "$bench" || exit 2
[ -n "$(find "$bench/measure" -newer tests/bench/measure.c 2>/dev/null)" ] ||
    $CC -std=c11 -D_POSIX_C_SOURCE=200809L -O2 -Wall -Wextra -o "$bench/measure" tests/bench/measure.c || exit 2

# events NUMBER KIND
events()
{
    awk -v count="$1" -v kind="$2" '
    function next_random() { seed = (seed * 16807) % 2147483647; return seed / 2147483647 }
    BEGIN {
        seed = 7 + count
        split("Mum,Dad,Amber,Finn,Nan,School nurse,Health visitor,Police", who, ",")
        split("visits,calls,moves out,starts a new job,is seen at the clinic,joins a course,misses a visit,agrees the plan", what, ",")
        split("positive,negative,negative,neutral", impact, ",")
        print "event_id,date,event,impact"
        for (i = 1; i <= count; i++) {
            at = next_random()
            if (kind == "busy" && next_random() < 0.8) at = (int(at * 6) + next_random() / 30) / 6
            days = int(at * 5400)
            printf "E%d,%d-%02d-%02d,%s %s,%s\n", i, 2010 + int(days / 360), int(days % 360 / 30) + 1, days % 28 + 1,
                who[int(next_random() * 8) + 1], what[int(next_random() * 8) + 1], impact[int(next_random() * 4) + 1]
        }
    }'
}

# size FILE
size() { sed -n 's/^<svg.* width="\([0-9]*\)[.0-9]*" height="\([0-9]*\)[.0-9]*".*/\1 x \2/p' "$1"; }

line='%-8s %-6s %14s %8s %16s %10s %8s   %s\n'
echo
# shellcheck disable=SC2059
{
    printf "$line" events kind 'free, px' ms 'given width, px' ms MiB ''
    for count in 15 38 172 1000 10000; do
        for kind in even busy; do
            events $count $kind >"$bench/events.csv"
            width=1600 target=
            [ $count -lt 10000 ] || width=16000
            case $count in 38) target='target: 320 px high' ;; 172) target='target: 1000 px high' ;;
            1000) target='target: 50 ms' ;; 10000) target='target: 500 ms' ;; esac
            free=$("$bench/measure" -n "$RUNS" "$ours" -o "$bench/free.svg" "$bench/events.csv") || exit 1
            given=$("$bench/measure" -n "$RUNS" "$ours" --width $width -o "$bench/given.svg" "$bench/events.csv") || exit 1
            milliseconds() { echo "$1" | awk '{ printf "%.1f", $1 * 1000 }'; }
            printf "$line" $count $kind "$(size "$bench/free.svg")" "$(milliseconds "$free")" "$(size "$bench/given.svg")" \
                "$(milliseconds "$given")" "$(echo "$given" | awk '{ printf "%.1f", $3 / 1024 }')" "$target"
        done
    done
}

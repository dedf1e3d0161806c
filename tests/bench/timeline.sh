#!/bin/sh
# timeline.sh: what a timeline costs and how much paper it takes, by the number of events: evenly spread over 15 years, or most
# of them in a few busy weeks. Milliseconds are the best of RUNS by processor time; pixels are width by height, first as the
# program likes it, then at 1,600 px (16,000 for 10,000 events). What others need at 1,600 px, as measured once:
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

# --- Many records, one list ---

# records ROWS DIRECTORY: contacts, referrals, episodes and events, so many rows together, of a fifth as many children.
records()
{
    mkdir -p "$2" && awk -v rows="$1" -v to="$2/" '
    function next_random() { seed = (seed * 16807) % 2147483647; return seed / 2147483647 }
    function pick() { child = int(next_random() * rows / 5); family = int(child / 2)
        at = int(next_random() * 3000); day = sprintf("%d-%02d-%02d", 2016 + int(at / 360), int(at % 360 / 30) + 1, at % 28 + 1) }
    BEGIN {
        seed = 11
        split("2A,6,1A,3B,8,5D,4", source, ",")
        split("no-further-action,early-help,referral", outcome, ",")
        print "family_id,child_id,date,source,outcome,contact_id" >(to "contacts.csv")
        print "family_id,child_id,date,source,nfa,referral_id,close_date" >(to "referrals.csv")
        print "episode_id,family_id,child_id,start_date,end_date,organisation" >(to "episodes.csv")
        print "family_id,date,event,person_id,source" >(to "events.csv")
        for (i = 0; i < rows; i++) {
            pick()
            if (i % 5 < 2)
                printf "F%d,C%d,%s,%s,%s,K%d\n", family, child, day, source[i % 7 + 1], outcome[i % 3 + 1], i >(to "contacts.csv")
            else if (i % 5 == 2)
                printf "F%d,C%d,%s,%s,%s,R%d,\n", family, child, day, source[i % 7 + 1], i % 2 ? "Y" : "N", i >(to "referrals.csv")
            else if (i % 5 == 3)
                printf "E%d,F%d,C%d,%s,,School %d\n", i, family, child, day, i % 50 >(to "episodes.csv")
            else
                printf "F%d,%s,Something that happened %d,C%d,Mum\n", family, day, i, child >(to "events.csv")
        }
    }'
}

ROWS=${ROWS:-1000000}
export NODE_PATH="$PWD/$bench/node/node_modules"
start_up=0 duckdb=$(node tests/bench/table.js 2>/dev/null) || duckdb=''
# seconds COMMAND...: sets $cpu, $clock and $memory, the last in MiB; DuckDB's start is taken off by the caller.
seconds()
{
    # shellcheck disable=SC2046
    set -- $("$bench/measure" -n "$RUNS" "$@" 2>"$bench/measure.log" </dev/null)
    [ $# -eq 3 ] || return 1
    cpu=$1 clock=$2 memory=$(($3 / 1024))
}
row='%-44s %-16s %9s %9s %8s %9s\n'
# shellcheck disable=SC2059
{
    echo
    printf "$row" job program 'cpu s' 'clock s' MiB 'ours/its'
    [ -z "$duckdb" ] || { seconds node tests/bench/table.js && start_up=$cpu; }
    for rows in $((ROWS / 4)) "$ROWS"; do
        directory=$bench/records-$rows
        [ -f "$directory/made" ] || { records "$rows" "$directory" && : >"$directory/made"; } || exit 2
        job="$rows rows of four records, in order"
        seconds "$ours" table -o "$bench/table.csv" "$directory/contacts.csv" "$directory/referrals.csv" "$directory/episodes.csv" \
            "$directory/events.csv" || exit 1
        own=$cpu
        printf "$row" "$job" 'eh-timeline' "$cpu" "$clock" "$memory" ''
        if [ -n "$duckdb" ] && seconds node tests/bench/table.js "$directory" "$bench/theirs.csv"; then
            printf "$row" '' "DuckDB $duckdb" "$(echo "$cpu $start_up" | awk '{ print $1 - $2 }')" "$clock" "$memory" \
                "$(echo "$own $cpu $start_up" | awk '{ printf "%.2f", $1 / ($2 - $3) }')"
        else
            echo '    DuckDB is not there; tests/bench/run.sh gets it'
        fi
    done
}

# --- A journey for each child ---

# services CHILDREN DIRECTORY: contacts, referrals and episodes of early help, some three rows a child.
services()
{
    mkdir -p "$2" && awk -v children="$1" -v to="$2/" '
    function next_random() { seed = (seed * 16807) % 2147483647; return seed / 2147483647 }
    function day(at) { return sprintf("%d-%02d-%02d", 2016 + int(at / 360), int(at % 360 / 30) + 1, at % 28 + 1) }
    BEGIN {
        seed = 13
        print "contact_id,child_id,date" >(to "contacts.csv")
        print "referral_id,child_id,date" >(to "referrals.csv")
        print "episode_id,child_id,start_date,end_date" >(to "episodes.csv")
        for (i = 0; i < children; i++) {
            child = sprintf("C%07d", (i * 7919) % children)
            at = int(next_random() * 2400)
            for (n = 1 + (next_random() < 0.4); n > 0; n--)
                printf "K%d,%s,%s\n", i, child, day(at + int(next_random() * 60)) >(to "contacts.csv")
            if (next_random() < 0.5)
                printf "R%d,%s,%s\n", i, child, day(at + int(next_random() * 90)) >(to "referrals.csv")
            for (n = (next_random() < 0.8) + (next_random() < 0.3); n > 0; n--) {
                at += int(next_random() * 300)
                printf "E%d,%s,%s,%s\n", i, child, day(at), next_random() < 0.7 ? day(at + 30 + int(next_random() * 300)) : "" >(to "episodes.csv")
            }
        }
    }'
}

CHILDREN=${CHILDREN:-1000000}
# shellcheck disable=SC2059
for children in $((CHILDREN / 4)) "$CHILDREN"; do
    directory=$bench/services-$children
    [ -f "$directory/made" ] || { services "$children" "$directory" && : >"$directory/made"; } || exit 2
    set -- "$directory/contacts.csv" "$directory/referrals.csv" "$directory/episodes.csv"
    seconds "$ours" journey -o "$bench/journeys.csv" "$@" || exit 1
    own=$cpu
    printf "$row" "journeys of $children children" 'eh-timeline' "$cpu" "$clock" "$memory" ''
    if [ -n "$duckdb" ] && seconds node tests/bench/journey.js "$directory" "$bench/theirs.csv"; then
        printf "$row" '' "DuckDB $duckdb" "$(echo "$cpu $start_up" | awk '{ print $1 - $2 }')" "$clock" "$memory" \
            "$(echo "$own $cpu $start_up" | awk '{ printf "%.2f", $1 / ($2 - $3) }')"
    fi
    seconds "$ours" journey --top 20 -o "$bench/journeys.csv" "$@" || exit 1
    printf "$row" '    the 20 commonest' 'eh-timeline' "$cpu" "$clock" "$memory" ''
done

#!/bin/sh
# due.sh: what `eh-plan due` costs on a file of actions beside a bare libcsv parse of it, and DuckDB and Miller doing the same
# filter and order.
#
# One action in sixteen is due, then nearly all are. Figures are the best of RUNS by processor time; from DuckDB's are taken off
# the seconds that node and it need to start. What the others find is held against ours: a different number of actions makes
# this fail, a figure does not. BIN, ROWS, RUNS and CC may be set; what is made lies under build/bench.
set -u
cd "$(dirname "$0")/../.." || exit 2
export LC_ALL=C TZ=UTC
unset EH_FRAMEWORK
bin=${BIN:-build/bin} ROWS=${ROWS:-1000000} RUNS=${RUNS:-3} CC=${CC:-cc} bench=build/bench result=0
export NODE_PATH="$PWD/$bench/node/node_modules"
[ -x "$bin/eh-plan" ] || { echo "due.sh: $bin/eh-plan: not there; make all" >&2; exit 2; }
mkdir -p "$bench" || exit 2

compile()
{
    [ -z "$(find "$bench/$1" -newer "tests/bench/$1.c" 2>/dev/null)" ] || return 0
    $CC -std=c11 -D_POSIX_C_SOURCE=200809L -O2 -Wall -Wextra -o "$bench/$1" "tests/bench/$1.c" ${2:-} || exit 2
}
compile measure
compile libcsv-parse -lcsv

# actions YEARS: rows whose days lie in so many years from 1 December 2026 back, and fifteen times as many ahead.
actions()
{
    awk -v rows="$ROWS" -v ahead="$1" 'BEGIN {
        split("open,in-progress,done,open", status, ",")
        print "family_id,child_id,action_id,goal,action,who,agency,start,due,status"
        for (i = 1; i <= rows; i++) {
            r = (i * 7919) % 104729
            year = r % 16 == 0 ? 2025 : ahead
            words = r % 3 == 0 ? "\"Go to the hub, and ask for \"\"the list\"\"\"" : "Go to the hub and ask for the list"
            printf "F%07d,C%07d,A%d,The child is in school every day,%s,Worker %d,Mereside Academy,2025-01-05,%d-%02d-%02d,%s\n",
                i / 5, i / 3, i % 9, words, r % 400, year, 1 + r % 12, 1 + r % 28, status[1 + r % 4]
        }
    }'
}

line='%-26s %-24s %9s %9s %8s %9s\n'
# figures COMMAND...: sets $cpu, $clock and $memory.
figures()
{
    # shellcheck disable=SC2046
    set -- $("$bench/measure" -n "$RUNS" "$@" 2>"$bench/measure.log" </dev/null)
    [ $# -eq 3 ] || return 1
    cpu=$1 clock=$2 memory=$3
}
# show PROGRAM SECONDS COMMAND...: SECONDS are taken off; the first of a job is ours.
show()
{
    program=$1 off=$2
    shift 2
    if ! figures "$@"; then
        printf "$line" "$title" "$program" - - - -
        [ "${program#eh-}" = "$program" ] || result=1
    else
        own=${own:-$cpu}
        awk -v format="$line" -v title="$title" -v program="$program" -v cpu="$cpu" -v clock="$clock" -v memory="$memory" \
            -v off="$off" -v own="$own" 'BEGIN {
            printf format, title, program, sprintf("%.3f", cpu - off), sprintf("%.3f", clock - off),
                sprintf("%.1f", memory / 1024), sprintf("%.2f", own / (cpu - off)) }'
    fi
    title=''
}

duckdb=$(node tests/bench/due.js 2>/dev/null) || duckdb=''
start_up=0
[ -z "$duckdb" ] || { figures node tests/bench/due.js && start_up=$cpu; }

# same PROGRAM FILE: it has found as many actions as we have.
same()
{
    found=$(($(wc -l <"$2") - 1))
    [ "$found" -eq "$ours" ] || { echo "$1 found $found actions, and we $ours"; result=1; }
}

echo
printf "$line" job program 'cpu s' 'clock s' MiB 'ours/its'
for ahead in 2027 2026; do
    file=$bench/actions-$ahead-$ROWS.csv
    [ -f "$file" ] || { actions $ahead >"$file.new" && mv "$file.new" "$file"; } || exit 2
    "$bin/eh-plan" due --as-of 2026-12-01 "$file" -o "$bench/due.csv" || exit 2
    ours=$(($(wc -l <"$bench/due.csv") - 1))
    title="$ROWS actions, $ours due" own=''
    show 'eh-plan due' 0 "$bin/eh-plan" due --as-of 2026-12-01 "$file"
    show 'eh-plan due --by who' 0 "$bin/eh-plan" due --as-of 2026-12-01 --by who "$file"
    show 'libcsv, parse only' 0 "$bench/libcsv-parse" "$file"
    if [ -n "$duckdb" ]; then
        show "DuckDB $duckdb" "$start_up" node tests/bench/due.js "$file" /dev/null
        node tests/bench/due.js "$file" "$bench/theirs.csv" && same DuckDB "$bench/theirs.csv"
    else
        echo '    DuckDB is not there; tests/bench/run.sh gets it'
    fi
    if command -v mlr >/dev/null; then
        # shellcheck disable=SC1010
        set -- mlr --icsv --ocsv filter '($status == "open" || $status == "in-progress") && $due <= "2026-12-15"' then sort -f due \
            then cut -o -f family_id,child_id,action_id,action,who,agency,due,status,goal "$file"
        show Miller 0 "$@"
        "$@" >"$bench/theirs.csv" && same Miller "$bench/theirs.csv"
    else
        echo '    Miller is not there'
    fi
done
exit $result

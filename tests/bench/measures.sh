#!/bin/sh
# measures.sh: what eh-review measures costs beside DuckDB, which counts five of its measures, on the same files.
#
# eh-review counts all that these two tables allow (nine measures, by organisation). Figures are the best of RUNS by processor time, user
# and system; from DuckDB's are taken off the seconds that node and it need to start. The five counts must be the same, or this fails.
# BIN, EPISODES, CONTACTS and RUNS may be set; everything made lies under build/bench. tests/bench/run.sh installs DuckDB.
set -u
cd "$(dirname "$0")/../.." || exit 2
export LC_ALL=C TZ=UTC
EPISODES=${EPISODES:-1000000} CONTACTS=${CONTACTS:-3000000} RUNS=${RUNS:-3} CC=${CC:-cc}
ours=${BIN:-build/bin}/eh-review
bench=build/bench
export NODE_PATH="${NODE_PATH:-$PWD/$bench/node/node_modules}"
episodes=$bench/episodes-$EPISODES.csv contacts=$bench/contacts-$CONTACTS.csv

[ -x "$ours" ] || { echo "measures.sh: $ours: not there; make all" >&2; exit 2; }
mkdir -p "$bench" || exit 2
[ -n "$(find "$bench/measure" -newer tests/bench/measure.c 2>/dev/null)" ] ||
    $CC -std=c11 -D_POSIX_C_SOURCE=200809L -O2 -Wall -Wextra -o "$bench/measure" tests/bench/measure.c || exit 2

# Six years of months of 28 days; three quarters of the episodes are about a child of another one.
days='function day(n) { return sprintf("%04d-%02d-%02d", 2021 + int(n / 336), int(n % 336 / 28) + 1, n % 28 + 1) } function any(n) { return int(rand() * n) }'
[ -f "$episodes" ] || awk -v rows="$EPISODES" "$days"'
BEGIN {
    srand(7)
    count = split("Outcomes met;Step up to social care;Moved away;Declined;No further action;Universal services", reason, ";")
    print "earl_episode_id,earl_person_id,earl_episode_start_date,earl_episode_end_date,earl_episode_reason,earl_episode_end_reason,earl_episode_organisation,earl_episode_worker_id"
    for (i = 0; i < rows; i++) {
        start = any(1980); end = start + any(300)
        closed = end < 1980
        printf "EP%07d,P%07d,%s,%s,Family support,%s,Organisation %03d,W%05d\n", i, any(rows * 0.7), day(start), closed ? day(end) : "", closed ? reason[1 + any(count)] : "", any(120), any(3000)
    }
}' >"$episodes.new" && { [ -f "$episodes" ] || mv "$episodes.new" "$episodes"; } || exit 2
[ -f "$contacts" ] || awk -v rows="$CONTACTS" -v children="$EPISODES" "$days"'
BEGIN {
    srand(8)
    sources = split("1A;1B;2A;2B;3A;3B;3E;4;5A;6;8;9;10", source, ";")
    outcomes = split("No Further Action;Information and Advice;EH Referral;CIN Referral;NFA", outcome, ";")
    print "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code,outcome,organisation"
    for (i = 0; i < rows; i++)
        printf "C%08d,P%07d,%s,%s,%s,Organisation %03d\n", i, any(children * 0.7), day(any(1980)), source[1 + any(sources)], outcome[1 + any(outcomes)], any(120)
}' >"$contacts.new" && { [ -f "$contacts" ] || mv "$contacts.new" "$contacts"; } || exit 2

line='%-30s %-21s %9s %9s %8s %9s   %s\n'
# figures COMMAND...: sets $cpu, $clock (seconds) and $memory (KiB).
figures()
{
    # shellcheck disable=SC2046
    set -- $("$bench/measure" -n "$RUNS" "$@" 2>"$bench/measure.log" </dev/null)
    [ $# -eq 3 ] || { echo "measures.sh: $(head -n 1 "$bench/measure.log")" >&2; return 1; }
    cpu=$1 clock=$2 memory=$3
}
measures() { "$@" "$ours" measures -q --as-of 2026-11-22 --since 2025-11-23 --by organisation --episodes "$episodes" --contacts "$contacts"; }
# shellcheck disable=SC2059
printf "$line" job program 'cpu s' 'clock s' MiB 'ours/its' ''
measures figures || exit 1
own=$cpu
# shellcheck disable=SC2059
printf "$line" 'measures, by organisation' eh-review "$cpu" "$clock" "$((memory / 1024))" '' "$EPISODES episodes, $CONTACTS contacts"
if ! node tests/bench/measures.js >/dev/null 2>&1; then
    # shellcheck disable=SC2059
    printf "$line" '' DuckDB - - - - 'skipped: it is not there; tests/bench/run.sh installs it'
    exit 0
fi
figures node tests/bench/measures.js || exit 1
start=$cpu
figures node tests/bench/measures.js "$episodes" "$contacts" "$bench/duckdb.csv" || exit 1
# shellcheck disable=SC2059
awk -v format="$line" -v own="$own" -v cpu="$cpu" -v start="$start" -v clock="$clock" -v memory="$memory" 'BEGIN {
    printf format, "", "DuckDB, five counts", sprintf("%.2f", cpu - start), clock, int(memory / 1024), sprintf("%.2f", own / (cpu - start)), "target: at most 0.50"
}'
measures env >"$bench/measures.csv"
awk -F , 'NR > 1 && $5 > 0 {
    if ($1 ~ /^(open-children|lead-practitioners|contacts-nfa|contacts-to-referral)$/) print $1 "," $2 "," $5
    if ($1 == "referral-sources") print $1 " " $10 "," $2 "," $5
}' "$bench/measures.csv" | sort >"$bench/own-counts.csv"
tr -d '"' <"$bench/duckdb.csv" | grep -v ',0$' | sort | cmp -s - "$bench/own-counts.csv" || { echo 'measures.sh: the counts are different' >&2; exit 1; }
echo "the same counts: $(wc -l <"$bench/own-counts.csv" | tr -d ' ')"

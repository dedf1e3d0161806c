#!/bin/sh
# run.sh: prints one table of what eh-threshold costs beside other programs on the same files.
#
# The job is: for each child, the level of its worst need and the number of domains with needs, as csv to nowhere.
# eh-threshold does more (codes, routes, consent, next step: some 300 bytes a child), the bare libcsv parse less: it only
# cuts the file into cells. Figures are the best of RUNS by processor time, user and system; from DuckDB's are taken off
# the seconds that node and it need to start. A target is told beside its figure; none makes this fail, only a different
# result does. BIN, ROWS, SMALL and RUNS may be set; everything made lies under build/bench, and the files of rows stay
# there for the next time.
set -u
cd "$(dirname "$0")/../.." || exit 2
export LC_ALL=C TZ=UTC
unset EH_FRAMEWORK
ROWS=${ROWS:-5000000} SMALL=${SMALL:-500000} RUNS=${RUNS:-3} CC=${CC:-cc}
ours=${BIN:-build/bin}/eh-threshold
bench=build/bench
indicators=share/frameworks/solihull-2024/indicators.csv
duckdb_package=@duckdb/node-api@1.5.6-r.1
export NODE_PATH="$PWD/$bench/node/node_modules"

[ -x "$ours" ] || { echo "run.sh: $ours: not there; make all" >&2; exit 2; }
mkdir -p "$bench" || exit 2

# --- Making what is needed ---

# compile NAME [LIBRARY]
compile()
{
    [ -z "$(find "$bench/$1" -newer "tests/bench/$1.c" 2>/dev/null)" ] || return 0
    $CC -std=c11 -D_POSIX_C_SOURCE=200809L -O2 -Wall -Wextra -o "$bench/$1" "tests/bench/$1.c" ${2:-} || exit 2
}

# make_rows NUMBER ORDER: sets $file, and makes it unless it is there.
make_rows()
{
    file=$bench/rows-$2-$1.csv
    [ -z "$(find "$file" -newer "$bench/make-rows" -newer "$indicators" 2>/dev/null)" ] || return 0
    echo "making $file" >&2
    "$bench/make-rows" "$1" "$2" "$indicators" >"$file.new" && mv "$file.new" "$file" || exit 2
}

# Sets $duckdb to its version, or to nothing and $duckdb_missing to the reason.
find_duckdb()
{
    duckdb='' duckdb_missing='node is not there'
    command -v node >/dev/null || return 0
    duckdb=$(node tests/bench/duckdb.js 2>/dev/null) && return
    duckdb='' duckdb_missing='npm is not there'
    command -v npm >/dev/null || return 0
    echo "installing $duckdb_package under $bench/node" >&2
    mkdir -p "$bench/node"
    npm install --prefix "$bench/node" --ignore-scripts --no-audit --no-fund --fetch-retries=1 --fetch-timeout=60000 \
        "$duckdb_package" >"$bench/npm.log" 2>&1 </dev/null
    duckdb=$(node tests/bench/duckdb.js 2>>"$bench/npm.log") && return
    duckdb='' duckdb_missing="could not be installed, see $bench/npm.log"
}

# --- The table ---

line='%-30s %-21s %9s %9s %8s %9s   %s\n'

# figures RUNS COMMAND...: sets $cpu, $clock (seconds) and $memory (KiB); $average is -a for the mean instead of the best.
figures()
{
    times=$1
    shift
    # shellcheck disable=SC2086
    set -- $("$bench/measure" $average -n "$times" "$@" 2>"$bench/measure.log" </dev/null)
    [ $# -eq 3 ] || return 1
    cpu=$1 clock=$2 memory=$3
}

# calculate EXPRESSION: by awk.
calculate() { awk "BEGIN { printf \"%s\", $1 }"; }

# show PROGRAM REMARK: the last figures, beside those of ours.
show()
{
    awk -v format="$line" -v title="$title" -v program="$1" -v cpu="$cpu" -v clock="$clock" -v memory="$memory" \
        -v own="$own" -v remark="$2" '
        function seconds(s) { return sprintf(s < 0.1 ? "%.4f" : "%.2f", s) }
        BEGIN {
            printf format, title, program, seconds(cpu), seconds(clock), sprintf("%.1f", memory / 1024),
                own == "" ? "" : sprintf("%.2f", own / cpu), remark
        }'
    title=''
}

# job TITLE; own PROGRAM REMARK COMMAND...: our figures; the rest of the job is held against these.
# peer PROGRAM REMARK COMMAND...: those of another program; seconds of $start_up are taken off.
job() { title=$1 own='' start_up=0 average='' times=$RUNS; }
own()
{
    program=$1 remark=$2
    shift 2
    figures "$times" "$@" || { failed "$program"; return 1; }
    show "$program" "$remark"
    own=$cpu
}
peer()
{
    program=$1 remark=$2
    shift 2
    figures "$times" "$@" || { failed "$program"; return 1; }
    cpu=$(calculate "$cpu - $start_up") clock=$(calculate "$clock - $start_up") start_up=0
    show "$program" "$remark"
}
# without PROGRAM REASON
without()
{
    # shellcheck disable=SC2059
    printf "$line" "$title" "$1" - - - - "skipped: $2"
    title=''
}
failed()
{
    without "$1" "it failed: $(head -n 1 "$bench/measure.log")"
    [ "${1#eh-}" = "$1" ] || result=1
}
# with PROGRAM COMMAND: whether the command is there; says so when not.
with() { command -v "$2" >/dev/null || { without "$1" "$2 is not there"; return 1; }; }

# --- The others, each doing the job on $file and writing to $to ---

# For each indicator code: its domain, the rank of its level, and a bit for its domain.
make_codes()
{
    awk -F , '
    NR == 1 { print "indicator,domain,rank,bit"; next }
    {
        if (!($2 in bit)) bit[$2] = 2 ^ domains++
        print $1 "," $2 "," ($3 == "U" ? 1 : $3 == "EH" ? 2 : $3 == "CIN" ? 3 : 4) "," bit[$2]
    }' "$indicators" >"$bench/codes.csv"
}

level() { "$1" eh-threshold "$2" "$ours" level -q --as-of 2026-01-01 "$file"; }
level_sorted() { "$1" 'eh-threshold --sorted' "$2" "$ours" level -q --sorted --as-of 2026-01-01 "$file"; }
explain() { "$1" 'eh-threshold explain' "$2" "$ours" explain -q --as-of 2026-01-01 "$file"; }
libcsv() { "$1" 'libcsv, parse only' "$2" "$bench/libcsv-parse" "$file"; }

duckdb()
{
    [ -n "$duckdb" ] || { without DuckDB "$duckdb_missing"; return 0; }
    start_up=$duckdb_start
    "$1" "DuckDB $duckdb" "$2" node tests/bench/duckdb.js "$file" "$bench/codes.csv" "$to"
}

# Takes any comma for the end of a cell: the evidence, which comes last, does not matter here.
mawk_program='
FILENAME == ARGV[1] { domain[$1] = $2; rank[$1] = $3; next }
FNR == 1 { next }
{
    child = $1 "," $2
    if (!(child in worst)) worst[child] = 1
    if ($5 != "present" || rank[$4] < 2) next
    if (rank[$4] > worst[child]) worst[child] = rank[$4]
    if (!index(found[child], domain[$4])) found[child] = found[child] domain[$4]
}
END { for (child in worst) print child "," worst[child] "," length(found[child]) / 3 >to }'
mawk_()
{
    with mawk mawk || return 0
    "$1" 'mawk, blind to quotes' "$2" mawk -F , -v "to=$to" "$mawk_program" "$bench/codes.csv" "$file"
}

sqlite()
{
    with sqlite3 sqlite3 || return 0
    "$1" "sqlite3 $(sqlite3 --version | cut -d ' ' -f 1)" "$2" sqlite3 :memory: \
        'CREATE TABLE codes (indicator TEXT PRIMARY KEY, domain TEXT, rank INTEGER, bit INTEGER)' \
        'CREATE TABLE rows (family_id TEXT, child_id TEXT, date TEXT, indicator TEXT, status TEXT, agency TEXT, evidence TEXT)' \
        ".import --csv --skip 1 $bench/codes.csv codes" ".import --csv --skip 1 $file rows" '.mode csv' ".output $to" \
        "SELECT family_id, child_id, max(CASE WHEN status = 'present' THEN rank ELSE 1 END),
            count(DISTINCT CASE WHEN status = 'present' AND rank > 1 THEN domain END)
        FROM rows JOIN codes USING (indicator) GROUP BY family_id, child_id"
}

miller_program='
if (is_absent(@rank[$family_id][$child_id])) {
    @rank[$family_id][$child_id] = 1;
    @bits[$family_id][$child_id] = 0;
}
if ($status == "present" && $rank > 1) {
    @rank[$family_id][$child_id] = max(@rank[$family_id][$child_id], $rank);
    @bits[$family_id][$child_id] = @bits[$family_id][$child_id] | $bit;
}
end {
    emit (@rank, @bits), "family_id", "child_id"
}'
miller()
{
    with Miller mlr || return 0
    # shellcheck disable=SC1010
    "$1" "$(mlr --version | sed 's/^mlr/Miller/')" "$2" mlr --icsv --ocsv --headerless-csv-output \
        join -j indicator -f "$bench/codes.csv" then put -q "$miller_program" \
        then put '$bits = bitcount($bits)' then tee "$to" then nothing "$file"
}

# --- The same result, child by child ---

# agree PROGRAM FUNCTION
agree()
{
    to=$bench/result.csv
    rm -f "$to"
    [ "$2" != duckdb ] || [ -n "$duckdb" ] || return 0
    $2 only '' >/dev/null
    [ -f "$to" ] || return 0
    tr -d '\r' <"$to" | sort | cmp -s - "$bench/own.csv" && agreeing="$agreeing $1" || { differing="$differing $1"; result=1; }
}
only()
{
    shift 2
    "$@" >/dev/null 2>"$bench/measure.log" </dev/null || echo "run.sh: $1: $(head -n 1 "$bench/measure.log")" >&2
}

check_results()
{
    make_rows "$SMALL" shuffled
    "$ours" level -q --as-of 2026-01-01 "$file" -o "$bench/levels.csv" || exit 2
    # The first thirteen cells of a row hold codes only, hence no comma.
    awk -F , 'FNR > 1 { print $1 "," $2 "," $7 "," ($13 == "" ? 0 : split($13, parts, ";")) }' "$bench/levels.csv" |
        sort >"$bench/own.csv"
    agreeing='' differing=''
    agree DuckDB duckdb
    agree mawk mawk_
    agree sqlite3 sqlite
    agree Miller miller
    printf '\nresults: %s children of %s rows; as by eh-threshold:%s; different:%s\n' \
        "$(wc -l <"$bench/own.csv" | tr -d ' ')" "$SMALL" "${agreeing:- none}" "${differing:- none}"
    awk -F , '{ count[$3]++ } END { for (rank = 1; rank <= 4; rank++) printf "    level of rank %d: %d\n", rank, count[rank] }' \
        "$bench/own.csv"
}

# --- All of it ---

compile measure
compile make-rows
compile libcsv-parse -lcsv
make_codes
find_duckdb
make_rows 1 grouped
one=$file
average='' result=0 duckdb_start=0
if [ -n "$duckdb" ]; then
    figures 3 node tests/bench/duckdb.js && duckdb_start=$cpu
fi

echo "load before: $(uptime | sed 's/.*average[s]*: *//'), on $(getconf _NPROCESSORS_ONLN 2>/dev/null || echo some) processors"
# shellcheck disable=SC2059
printf "$line" job program 'cpu s' 'clock s' MiB 'ours/its' ''

to=/dev/null
job "start-up, 1 row, mean of 200"
average=-a times=200 file=$one
level own 'target: clock at most 0.0030'
memory_of_one=$memory
peer true '' true
! with Miller mlr || peer Miller '' mlr --icsv --ocsv cat "$one"

make_rows "$SMALL" grouped
job "level, $SMALL rows, grouped"
level own ''
small_cpu=$own
sqlite peer ''
miller peer ''
job "explain, $SMALL rows, grouped"
explain own ''
libcsv peer ''

make_rows "$ROWS" grouped
job "level, $ROWS rows, grouped"
level own "$(calculate "$ROWS / $SMALL") times the rows"
title=$(calculate "sprintf(\"  costs %.1f times as much\", ${own:-0} / ${small_cpu:-1})")
libcsv peer 'target: below 0.50'
duckdb peer 'target: at most 0.25'
mawk_ peer ''
job "level --sorted, the same file"
level_sorted own 'target: memory as for 1 row'
libcsv peer 'target: below 0.50'

make_rows "$ROWS" shuffled
job "level, $ROWS rows, shuffled"
level own 'target: 100 bytes a child beside its ids'
title=$(awk -v all="$memory" -v one="$memory_of_one" -v rows="$ROWS" -v file="$file" '
    BEGIN { children = int((rows + 4) / 5); printf "  takes %.1f bytes a child", (all - one) * 1024 / children - 16 }')
libcsv peer 'target: below 0.50'
duckdb peer 'target: at most 0.25'

check_results
echo "load after: $(uptime | sed 's/.*average[s]*: *//')"
exit $result

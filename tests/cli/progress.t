#!/bin/sh
# Progress: a line on a terminal after a second, in every verb that reads; never in the result, and gone at the end.
. "$(dirname "$0")/lib.sh"

# --- No terminal ---

awk 'BEGIN { print "family_id,indicator"; for (i = 0; i < 280000; i++) print "F" i % 3 ",EDU-EH-04" }' >many.csv
printf 'family_id,indicator\nF1,EDU-EH-04\n' >in.csv
run '--progress' eh-threshold --as-of 2026-01-31 --progress many.csv
status 0
cp "$scratch/out" first
stderr <<'END'
eh-threshold: 131072 rows
eh-threshold: 262144 rows
END
run '--progress over files' eh-threshold --as-of 2026-01-31 --progress many.csv in.csv many.csv
stderr <<'END'
eh-threshold: 131072 rows
eh-threshold: 262144 rows
eh-threshold: 393216 rows
eh-threshold: 524288 rows
END
run 'none without a terminal' eh-threshold --as-of 2026-01-31 many.csv
status 0
stdout <first
stderr </dev/null
run '--progress of few rows' eh-threshold --progress in.csv
stderr </dev/null
echo F1,nonsense >>many.csv
run '--progress and a message' eh-threshold --progress many.csv
status 3
stderr <<'END'
eh-threshold: 131072 rows
eh-threshold: 262144 rows
eh-threshold: many.csv:280002: indicator: unknown indicator code; no known one is near
END
run 'the step behind the reading' eh-genogram --as-of 2026-01-31 --progress -r "$TOP/examples/genogram/relationships.csv" \
    "$TOP/examples/genogram/people.csv"
status 0
ok 'the step behind the reading: is told' grep -qxE 'eh-genogram: [1-9][0-9]* rows, drawing' "$scratch/err"
ok 'the step behind the reading: not in the drawing' sh -c '! grep -q rows, "$1"' sh "$scratch/out"

# --- A terminal ---

python3 -c 'import pty' 2>/dev/null || { pass 'no python3, so no terminal # SKIP'; exit 0; }

# at.py HOW SECONDS COMMAND...: runs it with a terminal as standard error, and its input held back for so long; HOW is
# `file` (standard output to result), `both` (to the terminal) or `kill` (as file, and ended by SIGTERM). Prints what came
# over the terminal.
cat >at.py <<'END'
import os, pty, signal, subprocess, sys, threading, time
how, seconds, command = sys.argv[1], float(sys.argv[2]), sys.argv[3:]
master, slave = pty.openpty()
reading, writing = os.pipe()
result = slave if how == "both" else os.open("result", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
process = subprocess.Popen(command, stdin=reading, stdout=result, stderr=slave, close_fds=True)
os.close(slave)
os.close(reading)
def feed():
    data = open("input", "rb").read()
    try:
        os.write(writing, data[:30])
        time.sleep(seconds)
        if how == "kill":
            process.send_signal(signal.SIGTERM)
        while data[30:]:
            data = data[os.write(writing, data[30:]):]
    except OSError:
        pass
    os.close(writing)
threading.Thread(target=feed).start()
seen = b""
while True:
    try:
        piece = os.read(master, 4096)
    except OSError:
        break
    if not piece:
        break
    seen += piece
sys.stdout.buffer.write(seen)
status = process.wait()
sys.exit(status if status >= 0 else 64)
END

cp in.csv input
run 'a short run' python3 at.py file 0 eh-threshold --as-of 2026-01-31
status 0
stdout </dev/null
cp result wanted

run 'a long run' python3 at.py file 2.5 eh-threshold --as-of 2026-01-31
status 0
same 'a long run: the result is clean' result wanted
printf '\reh-threshold: 0 rows, 1 s\033[K\reh-threshold: 0 rows, 2 s\033[K\r\033[K' >line
same 'a long run: a line, put anew, and gone' "$scratch/out" line

run 'a long run, --quiet' python3 at.py file 1.5 eh-threshold --as-of 2026-01-31 -q
same 'a long run, --quiet: the result' result wanted
stdout </dev/null

run 'the result on the terminal' python3 at.py both 1.5 eh-threshold --as-of 2026-01-31
status 0
tr -d '\r' <"$scratch/out" >got
same 'the result on the terminal: nothing else' got wanted
run 'the result on the terminal, --progress' python3 at.py both 1.5 eh-threshold --as-of 2026-01-31 --progress
tr -d '\r' <"$scratch/out" >got
same 'the result on the terminal, --progress: nothing else' got wanted
run 'the result in a file, -o' python3 at.py both 1.5 eh-threshold --as-of 2026-01-31 -o made.csv
printf '\reh-threshold: 0 rows, 1 s\033[K\r\033[K' >line
same 'the result in a file, -o: a line, and gone' "$scratch/out" line
same 'the result in a file, -o: the result' made.csv wanted

printf 'family_id,indicator\nF1,EDU-EH-04\nF1,nonsense\n' >input
run 'a message' python3 at.py file 1.5 eh-threshold --as-of 2026-01-31 --summary
status 3
tr -d '\r' <"$scratch/out" | sed 's/.*\(\[K\)/\1/' | head -n 1 >got
printf '[Keh-threshold: <stdin>:3: indicator: unknown indicator code; no known one is near\n' >line
same 'a message: behind a line that is taken away' got line
ok 'a message: the summary is whole' sh -c 'tr -d "\r" <"$1" | grep -qx "rows rejected: 1"' sh "$scratch/out"

cp in.csv input
run 'ended by a signal' python3 at.py kill 1.5 eh-threshold --as-of 2026-01-31
status 64
printf '\reh-threshold: 0 rows, 1 s\033[K\r\033[K' >line
same 'ended by a signal: no line is left' "$scratch/out" line

# --- Every verb that reads ---

# All at once, since each takes its second.
: >input
mkdir runs
for source in "$TOP"/cmd/eh-*.c; do
    program=$(basename "$source" .c)
    for verb in $("$program" --help | awk '/^[^ ]/ { inside = $1 == "verbs" } /^  [a-z]/ && inside { print $1 }'); do
        "$program" "$verb" --help | grep -q '^      --progress' || continue
        case $program/$verb in
        eh-threshold/compare) set -- --recorded - in.csv ;;
        eh-threshold/move) set -- - in.csv ;;
        eh-plan/services) set -- --services - in.csv ;;
        eh-plan/progress) set -- - in.csv ;;
        eh-review/measures) set -- --episodes - ;;
        eh-review/annex-a) set -- --assessments - ;;
        eh-genogram/table) set -- people ;;
        *) set -- ;;
        esac
        mkdir "runs/$program-$verb"
        (cd "runs/$program-$verb" && cp ../../in.csv ../../input . && exec python3 ../../at.py file 1.9 "$program" "$verb" "$@" >seen) &
    done
done
wait
for seen in runs/*/seen; do
    name=$(basename "$(dirname "$seen")")
    ok "$name: shows that it reads" grep -q "$(printf '\reh-[a-z]*: [0-9]* rows, 1 s\033')" "$seen"
    ok "$name: and takes the line away" grep -q "$(printf '\033\\[K')[^0-9]*\$" "$seen"
done
ok 'verbs were found' test "$(ls runs | wc -l)" -ge 20

#!/bin/sh
# notes.sh: how well `eh-assess scan` reads notes, and what that costs beside other ways to look for the same patterns.
#
# The notes are those of tests/notes/, made up and labelled by people who had not seen a pattern; no pattern was made with
# an eye on them. Speed is megabytes of notes a processor second: the whole program, then the library's search alone beside
# a loop over the same patterns (PCRE2 with machine code) and Hyperscan, which gets a sample of them because it needs
# minutes to compile them all; then text in which next to nothing is found; then one note of growing length, for which the
# time for a kilobyte should stay what it is. BIN and CC may be set; what is made lies under build/bench.
set -u
cd "$(dirname "$0")/../.." || exit 2
export LC_ALL=C TZ=UTC
unset EH_FRAMEWORK
ours=${BIN:-build/bin}/eh-assess CC=${CC:-cc} bench=build/bench sample=150
[ -x "$ours" ] || { echo "notes.sh: $ours: not there; make all" >&2; exit 2; }
mkdir -p "$bench" || exit 2

echo
echo "eh-assess scan: what it finds"
perl tests/bench/score.pl "$ours" tests/notes/notes.csv tests/notes/labels.csv | sed 's/^/  /'
echo "eh-assess scan: the same for the notes that the patterns were tuned on, which says little"
perl tests/bench/score.pl "$ours" tests/notes/tuned/notes.csv tests/notes/tuned/labels.csv | sed 's/^/  /'

# --- Making what is needed ---

cut_notes='
    { text = text $0 "\n" }
    END {
        for (i = 0; i < times; i++)
            printf "%s", text
    }'

# rows TIMES: the notes over and over, as a file of notes.
rows()
{
    awk -v times="$1" 'NR == 1 { print; next }'"$cut_notes" tests/notes/notes.csv
}

# One note a line, without its other cells.
texts()
{
    perl -0777 -ne 'while (/\G(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n)/gc) {
        $c = defined $1 ? $1 : $2; $e = $3; $c =~ s/""/"/g; $c =~ s/\n/ /g; push @r, $c;
        if ($e eq "\n") { print "$r[-1]\n" if $n++; @r = (); } }' tests/notes/notes.csv
}

# Words of a tongue that no pattern knows, as rows.
neutral()
{
    awk 'BEGIN {
        split("lorem ipsum dolor amet consectetur adipiscing elit eiusmod tempor incididunt labore dolore magna aliqua " \
              "quis nostrud ullamco laboris nisi aliquip commodo consequat", word, " ")
        print "note_id,family_id,child_id,date,text"
        for (i = 1; i <= 60000; i++) {
            printf "N%d,F%d,C%d,2026-01-05,", i, i, i
            for (j = 0; j < 80; j++)
                printf "%s%s", word[(i * 7 + j * 13 + i * j) % 22 + 1], j % 12 == 11 ? ". " : " "
            print ""
        }
    }'
}

compile_peers()
{
    flags='' libraries=''
    if echo '#include <hs/hs.h>' | $CC -E - >/dev/null 2>&1; then
        flags=-DWITH_HYPERSCAN libraries=-lhs
    fi
    # shellcheck disable=SC2086
    $CC -std=c11 -D_POSIX_C_SOURCE=200809L -O2 -Wall -Wextra $flags -Ilib -o "$bench/scan-peers" \
        tests/bench/scan-peers.c build/lib/libeh.a $libraries -lcsv -lpcre2-8 || exit 2
}

compile_peers
[ -x "$bench/measure" ] ||
    $CC -std=c11 -D_POSIX_C_SOURCE=200809L -O2 -Wall -Wextra -o "$bench/measure" tests/bench/measure.c || exit 2
rows 60 >"$bench/notes.csv"
texts >"$bench/notes.txt"
neutral >"$bench/neutral.csv"

# --- The table ---

# whole FILE REMARK: the whole program over a file.
whole()
{
    # shellcheck disable=SC2046
    set -- "$1" "$2" $("$bench/measure" -n 3 "$ours" scan "$1" 2>/dev/null </dev/null)
    awk -v bytes="$(wc -c <"$1")" -v cpu="$3" -v memory="$5" -v remark="$2" \
        'BEGIN { printf "  %-46s %8.2f MB/s  %6.1f MiB  %s\n", remark, bytes / 1e6 / cpu, memory / 1024, "" }'
}

# peer MODE PATTERNS SENTENCES: sets $rate (MB/s), $parts and $compiling.
peer()
{
    # shellcheck disable=SC2046
    set -- "$1" $("$bench/scan-peers" "$1" "$bench/notes.txt" "$3" "$2")
    parts=${2:-0} compiling=${5:-0}
    rate=$(awk -v bytes="${3:-0}" -v cpu="${6:-0}" 'BEGIN { print (cpu > 0 ? bytes / 1e6 / cpu : 0) }')
}

# beside TITLE RATE TARGET
beside()
{
    awk -v title="$1" -v rate="$2" -v own="$own" -v target="$3" \
        'BEGIN { printf "  %-46s %8.3f MB/s  ours is %.1f times that (target %s)\n", title, rate, own / rate, target }'
}

echo "eh-assess scan: what it costs"
whole "$bench/notes.csv" 'the program, notes over and over'
whole "$bench/neutral.csv" 'the program, text that says nothing (goal 100)'
peer ours 0 1000000
own=$rate
printf '  %-46s %8.3f MB/s  %s parts of patterns\n' 'the search alone' "$rate" "$parts"
peer loop 0 300
beside 'a loop over them' "$rate" 20
peer ours "$sample" 1000000
own=$rate
printf '  %-46s %8.3f MB/s  %s parts of patterns\n' 'the search alone, a sample' "$rate" "$parts"
peer loop "$sample" 1000000
beside 'a loop over them' "$rate" 20
if peer hyperscan "$sample" 1000000 && [ "$parts" -gt 0 ]; then
    beside "Hyperscan, after $compiling s of compiling" "$rate" 2
else
    echo '  Hyperscan is not there (libhyperscan-dev)'
fi

# One note of 64 KiB to 1 MiB made of the notes.
for size in 64 128 256 512 1000; do
    { echo 'note_id,family_id,date,text'
      awk -v size="$size" '{ gsub(/"/, ""); text = text $0 " " }
          END {
              while (length(text) < size * 1024)
                  text = text text
              printf "N1,F1,2026-01-05,\"%s\"\n", substr(text, 1, size * 1024)
          }' "$bench/notes.txt"; } >"$bench/long.csv"
    whole "$bench/long.csv" "one note of $size KiB"
done

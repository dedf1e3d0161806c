#!/bin/sh
# genogram.sh: what `eh-genogram draw` costs beside dot, which knows no couples and no order of birth, and kinship2 where R has
# it.
#
# The families are invented (make-family.pl): one of 100, 1,000 and 3,000 people, and 28,000 people in 426 families. Each
# program writes its drawing from its own format; from kinship2's figures are taken off the seconds that R and it need to
# start. dot draws no more than DOT people (it takes many minutes for all families at once, which it does not part) and
# kinship2 no more than KINSHIP. Figures are the best of RUNS by processor time, and ratios of theirs to ours; none makes this
# fail, but our own program when it does not end well does. BIN, RUNS, DOT, KINSHIP and CC may be set; what is made lies under
# build/bench.
set -u
cd "$(dirname "$0")/../.." || exit 2
export LC_ALL=C TZ=UTC
bin=${BIN:-build/bin} RUNS=${RUNS:-3} DOT=${DOT:-3000} KINSHIP=${KINSHIP:-1000} CC=${CC:-cc} bench=build/bench result=0
[ -x "$bin/eh-genogram" ] || { echo "genogram.sh: $bin/eh-genogram: not there; make all" >&2; exit 2; }
mkdir -p "$bench" || exit 2
[ -n "$(find "$bench/measure" -newer tests/bench/measure.c 2>/dev/null)" ] ||
    $CC -std=c11 -D_POSIX_C_SOURCE=200809L -O2 -Wall -Wextra -o "$bench/measure" tests/bench/measure.c || exit 2

line='%-30s %-18s %9s %9s %8s %9s %9s\n'

# show PROGRAM SECONDS COMMAND...: SECONDS are taken off; the first of a job is ours.
show()
{
    program=$1 off=$2
    shift 2
    # shellcheck disable=SC2046
    set -- $("$bench/measure" -n "$RUNS" "$@" 2>"$bench/measure.log" </dev/null)
    if [ $# -ne 3 ]; then
        printf "$line" "$title" "$program" - - - - -
        [ "${program#eh-}" = "$program" ] || result=1
    else
        own=${own:-$1} memory=${memory:-$3}
        awk -v format="$line" -v title="$title" -v program="$program" -v cpu="$1" -v clock="$2" -v kilobytes="$3" -v off="$off" \
            -v own="$own" -v memory="$memory" 'BEGIN {
            printf format, title, program, sprintf("%.3f", cpu - off), sprintf("%.3f", clock - off),
                sprintf("%.1f", kilobytes / 1024), sprintf("%.2f", (cpu - off) / own), sprintf("%.2f", kilobytes / memory) }'
    fi
    title=''
}

start_up=''
if command -v Rscript >/dev/null; then
    start_up=$("$bench/measure" -n 1 Rscript -e 'suppressMessages(library(kinship2))' 2>/dev/null </dev/null) &&
        start_up=${start_up%% *} || start_up=''
fi

echo
printf "$line" job program 'cpu s' 'clock s' MiB 'x our cpu' 'x our MiB'
for job in 100/1 1000/1 3000/1 28000/426; do
    people=${job%/*} families=${job#*/} files=$bench/family-$people own='' memory=''
    title="$people people"
    [ "$families" -eq 1 ] || title="$title, $families families"
    if [ -z "$(find "$files/pedigree.csv" -newer tests/bench/make-family.pl 2>/dev/null)" ]; then
        mkdir -p "$files" && perl tests/bench/make-family.pl "$people" "$families" "$files" || exit 2
    fi
    show 'eh-genogram draw' 0 "$bin/eh-genogram" -q -r "$files/relationships.csv" "$files/people.csv" -o "$files/ours.svg"
    if command -v dot >/dev/null && [ "$people" -le "$DOT" ]; then
        show dot 0 dot -Tsvg -o "$files/dot.svg" "$files/family.dot"
    fi
    if [ -n "$start_up" ] && [ "$people" -le "$KINSHIP" ]; then
        # shellcheck disable=SC2016 # the dollars are R's
        show kinship2 "$start_up" Rscript -e 'suppressMessages(library(kinship2))' -e "f <- read.csv('$files/pedigree.csv')" \
            -e 'pdf(NULL)' -e 'plot(pedigree(f$id, f$father, f$mother, f$sex))'
    fi
done
command -v dot >/dev/null || echo '    dot is not there'
[ -n "$start_up" ] || echo '    kinship2 is not there'
exit $result

# For the tests here: each call of a program for memory, files, reads and writes fails in turn (trial.c says how and which,
# and what must come of it). Source it first, in place of cli/lib.sh:
#
#     faults 'levels as html' eh-threshold level $day -t html -o made/result in.csv
#
# The command stands with its verb and writes its files in the directory `made`, where `result` holds something before.
# $kinds bounds which calls fail; `several=yes` says that the command writes several files, of which those before a fault stand.
. "$(dirname "$0")/../cli/lib.sh"
INJECT=${INJECT:-$TOP/build/fault/inject.so}
[ -f "$INJECT" ] || { fail "$INJECT is there: make check-fault builds it"; exit 1; }
mkdir made
echo old >made/result
# shellcheck disable=SC2034 # for the tests
day=--as-of=2026-11-22
kinds=
several=

faults()
{
    case_name=$1
    shift
    (
        export FAULT_CASE="$case_name" LD_PRELOAD="$INJECT"
        [ -z "$kinds" ] || export FAULT_KINDS="$kinds"
        [ -z "$several" ] || export FAULT_SEVERAL=yes
        exec "$@"
    ) >verdicts 2>"$scratch/err" || { fail "$case_name: the trial came to its end"; note "$scratch/err"; }
    told=0
    while read -r word rest; do
        case $word in
        ok) pass "$rest" ;;
        not) fail "${rest#ok }" ;;
        *) echo "$word $rest" ;;
        esac
        told=$((told + 1))
    done <verdicts
    [ "$told" -gt 4 ] || fail "$case_name: faults were tried"
}

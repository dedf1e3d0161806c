# TAP for shell tests. Source it first; it moves to an empty directory that is gone afterwards:
#
#     . "$(dirname "$0")/lib.sh"
#     run 'one need' eh-threshold --as-of 2026-01-01 in.csv    names the case, runs the command, keeps what it printed
#     status 0                                                 exact exit status
#     stdout <<'END'                                           exact output; `stdout </dev/null` for none
#     stderr </dev/null                                        exact messages
#     file out.csv <<'END'                                     exact contents
#     same 'both ways agree' a.csv b.csv                       two files, byte for byte
#     golden level.csv                                         output as in tests/golden/; REDO=1 writes it there
#     ok 'sorted' sort -c a.csv                                the command succeeds
#
# `run` reads standard input, so it takes a here-document or `<file`; it fails the case by itself when the command dies
# of a signal, cannot be started or is stopped by a sanitizer or valgrind. $status, $scratch/out and $scratch/err hold the
# last result; $TOP is the root of the tree. Never pipe the program under test: a pipe hides its exit status.

set -u
umask 022
TOP=$(cd "$(dirname "$0")" && while [ ! -f Makefile ] && [ "$PWD" != / ]; do cd ..; done && pwd)
BIN=${BIN:-$TOP/build/bin}
case $BIN in /*) ;; *) BIN=$PWD/$BIN ;; esac
unset EH_FRAMEWORK COLUMNS LINES NO_COLOR CDPATH ENV
export LC_ALL=C TZ=UTC PATH="$BIN:$PATH"
export ASAN_OPTIONS=exitcode=98 LSAN_OPTIONS=exitcode=98 UBSAN_OPTIONS=halt_on_error=1:exitcode=98

exec </dev/null
# shellcheck disable=SC3045 # where it exists, a loop without end dies of a signal
ulimit -t 300 2>/dev/null || :
tree_before=$(ls -A "$TOP")
scratch=$(mktemp -d "${TMPDIR:-/tmp}/eh-test.XXXXXX") || exit 2
mkdir "$scratch/work" "$scratch/tmp" "$scratch/home"
export TMPDIR="$scratch/tmp" HOME="$scratch/home"
touch "$scratch/out" "$scratch/err" "$scratch/wanted" "$scratch/ok"
scratch_before=$(ls -A "$scratch")
cd "$scratch/work" || exit 2

count=0 failures=0 status=0 case_name=file

pass() { count=$((count + 1)); echo "ok $count - $1"; }
fail() { count=$((count + 1)) failures=$((failures + 1)); echo "not ok $count - $1"; }
note() { sed 's/^/# /' "$@"; }

run()
{
    case_name=$1
    shift
    "$@" >"$scratch/out" 2>"$scratch/err" && status=0 || status=$?
    case $status in
    98 | 99) fail "$case_name: stopped by a sanitizer or valgrind" ;;
    126 | 127) fail "$case_name: $1 cannot be started" ;;
    *)
        [ "$status" -le 128 ] && return
        fail "$case_name: died of signal $((status - 128))"
        ;;
    esac
    note "$scratch/err"
}

status()
{
    if [ "$status" -eq "$1" ]; then pass "$case_name: exit status"; else
        fail "$case_name: exit status"
        echo "# wanted $1, got $status"
        note "$scratch/err"
    fi
}

# same NAME GOT WANTED
same()
{
    if cmp -s "$2" "$3"; then pass "$1"; else
        fail "$1"
        diff -u "$3" "$2" 2>&1 | sed 's/^/# /'
    fi
}

against_input() { cat >"$scratch/wanted"; same "$1" "$2" "$scratch/wanted"; }
stdout() { against_input "$case_name: output" "$scratch/out"; }
stderr() { against_input "$case_name: messages" "$scratch/err"; }
file() { against_input "$case_name: $1" "$1"; }

golden()
{
    if [ -n "${REDO:-}" ]; then
        mkdir -p "$(dirname "$TOP/tests/golden/$1")" && cp "$scratch/out" "$TOP/tests/golden/$1"
    fi
    same "$case_name: $1" "$scratch/out" "$TOP/tests/golden/$1"
}

ok()
{
    ok_name=$1
    shift
    if "$@" >"$scratch/ok" 2>&1; then pass "$ok_name"; else
        fail "$ok_name"
        note "$scratch/ok"
    fi
}

skip_all() { echo "1..0 # SKIP $1"; count=skipped; exit 0; }

finish()
{
    ended=$?
    trap - EXIT
    cd "$TOP" || exit 2
    if [ "$count" != skipped ]; then
        [ -z "$(ls -A "$TMPDIR")" ] || fail 'no temporary file is left behind'
        [ -z "$(ls -A "$HOME")" ] || fail 'no file is left in the home directory'
        [ "$scratch_before" = "$(ls -A "$scratch")" ] || fail 'no file is left beside the work directory'
        [ "$tree_before" = "$(ls -A "$TOP")" ] || fail 'no file is left in the tree'
        [ "$count" -gt 0 ] || fail 'a test was run'
        echo "1..$count"
        [ "$failures" -eq 0 ] || [ "$ended" -ne 0 ] || ended=1
    fi
    rm -rf "$scratch"
    exit "$ended"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP

#!/bin/sh
# run.sh [CHECK]...: runs the checks of this directory, all of them unless some are named. A check is silent when it has
# nothing to say; it fails for faults and only prints for questions.
set -u
cd "$(dirname "$0")/../.." || exit 2
BIN=${BIN:-build/bin}
export BIN LC_ALL=C

checks='modules layers banned length words text version shell manuals options share patterns exports format cppcheck analyze clean'
failed=
for check in ${*:-$checks}; do
    "tests/lint/$check.sh" >build/lint.out 2>&1 && verdict=ok || verdict=FAILED
    [ "$verdict" = ok ] || failed="$failed $check"
    echo "lint: $check: $verdict"
    sed 's/^/    /' build/lint.out
done
rm -f build/lint.out
[ -z "$failed" ] || { echo "lint: failed:$failed"; exit 1; }

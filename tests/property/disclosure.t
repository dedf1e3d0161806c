#!/bin/sh
# No hidden count of a random table can be worked back, and little is hidden beyond need: held against exhaustive search.
. "$(dirname "$0")/../cli/lib.sh"
oracle=$TOP/tests/property/disclosure.py
solve=$BIN/../unit/test_disclosure
export PYTHONDONTWRITEBYTECODE=1

python3 -c 'import sys; sys.exit(sys.version_info < (3, 8))' 2>/dev/null || skip_all 'no Python 3.8 or newer'
[ -x "$solve" ] || skip_all 'make unit has not been run'

for seed in 21 22; do
    python3 "$oracle" make $seed >tables
    run "small tables, $seed" "$solve" tables <tables
    status 0
    cp "$scratch/out" answers
    ok "nothing can be worked back, and little is hidden beyond need, $seed" python3 "$oracle" judge tables answers
    python3 "$oracle" make $seed large >tables
    run "larger tables, $seed" "$solve" tables <tables
    status 0
    cp "$scratch/out" answers
    ok "nothing can be worked back, $seed" python3 "$oracle" judge-safety tables answers
    run "the same again, $seed" "$solve" tables <tables
    same "the same cells are hidden, $seed" "$scratch/out" answers
done

# The oracle finds fault where there is one.
printf '%s\n' '3 20 30 53' '= 3 0 1 2' . >tables
echo psss >answers
ok 'a hidden cell that is left alone is found' sh -c '! python3 "$0" judge tables answers' "$oracle"
echo phhs >answers
ok 'a cell too many is found' sh -c '! python3 "$0" judge tables answers' "$oracle"
echo ssss >answers
ok 'a small count that is shown is found' sh -c '! python3 "$0" judge tables answers' "$oracle"

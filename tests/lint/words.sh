#!/bin/sh
# No path of somebody's own machine, no note to self.
set -u
cd "$(dirname "$0")/../.." || exit 2

# This file and tests/ build such paths to try them.
files=$(find Makefile README.md CHANGES.md LICENSE cmd lib share examples man tests .ci -type f \
    ! -path 'tests/corpus/*' ! -path 'tests/lint/words.sh' 2>/dev/null)
result=0
grep -nIE '(^|[^A-Za-z0-9_.~}/-])/(home|root|Users|work|workspace|mnt|private)/[A-Za-z0-9_.]' $files && result=1
grep -nIE "(^|[^A-Za-z0-9_.~}/-])/tmp/[A-Za-z0-9_]" $(printf '%s\n' $files | grep -v '^tests/') && result=1
grep -nIwE 'TODO|FIXME|HACK' $files && result=1
[ $result -eq 0 ] || echo '    belong to one machine or one day'
exit $result

#!/bin/sh
# morning.sh DIRECTORY [DATE]: what wants looking at this morning, for cron, which mails whatever is printed: who has come to
# the highest level since the last run, which reviews are overdue, which actions are overdue. Silent when there is nothing.
#
# It reads what it finds in the directory of indicators.csv, plans.csv with reviews.csv, and actions.csv, and keeps the levels
# of the last run there, in levels.csv. FLAG is the level to tell of. Exit status: the highest of the programs'.
set -u
umask 077
flag=${FLAG:-significant-harm}
if [ $# -lt 1 ] || ! cd "$1"; then
    echo 'usage: morning.sh DIRECTORY [DATE]' >&2
    exit 2
fi
day=${2:-$(date +%Y-%m-%d)}
result=0
before='' after=''
trap 'rm -f "$before" "$after"' EXIT

# show COMMAND...: what it prints, if anything, with a blank line behind it; keeps the worst status.
show()
{
    printed=$("$@")
    status=$?
    [ "$status" -le "$result" ] || result=$status
    [ -z "$printed" ] || printf '%s\n\n' "$printed"
}

# The first time there is nobody to compare with, so everybody at that level is told.
levels()
{
    before=$(mktemp ./levels-before.XXXXXX) && after=$(mktemp ./levels-after.XXXXXX) || exit 2
    show eh-threshold --as-of "$day" -o "$after" indicators.csv
    [ "$status" -ne 2 ] || return
    if [ -f levels.csv ]; then cp levels.csv "$before"; else sed 1q "$after" >"$before"; fi
    moves=$(eh-threshold move --flag "$flag" "$before" "$after") || return
    risen=$(printf '%s\n' "$moves" | grep -E ",(stepped-up|new),[a-z0-9-]*,$flag,")
    if [ -n "$risen" ]; then
        echo "Suggested level now $flag, and was not before (family, child, level before)"
        printf '%s\n' "$risen" | sed -e 's/,stepped-up,\([a-z0-9-]*\),.*/: \1/' -e 's/,new,.*/: new/' -e 's/,: /: /' -e 's/^/  /'
        echo '  A suggestion: a person decides. eh-threshold explain tells why.'
        echo
    fi
    mv -f "$after" levels.csv
}

[ ! -f indicators.csv ] || levels
if [ -f plans.csv ]; then
    if [ -f reviews.csv ]; then set -- --reviews reviews.csv; else set --; fi
    show eh-review due --as-of "$day" --within 0d -t text "$@" plans.csv
fi
[ ! -f actions.csv ] || show eh-plan due --as-of "$day" --within 0d -t text actions.csv
exit "$result"

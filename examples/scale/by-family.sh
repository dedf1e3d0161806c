#!/bin/sh
# by-family.sh FILE COMMAND...: the command on several processors at once, each with whole families, and one result, sorted.
#
#     ./by-family.sh indicators.csv eh-threshold --as-of 2026-11-30 >levels.csv
#
# JOBS says how many at once (all processors), HOSTS which machines (GNU parallel's --sshlogin, as `2/north,2/south`): eh must be
# there, and nothing else; rows go through ssh. The first column of the file is to be family_id. The header line comes first,
# then the rows in the order of `LC_ALL=C sort`: one process's result, sorted the same way, is the same byte for byte.
set -eu
[ $# -ge 2 ] || { echo 'usage: by-family.sh FILE COMMAND...' >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
file=$1
shift
header=$(head -n 1 "$file")
command="{ printf '%s\\n' $(printf '%s' "$header" | sed "s/'/'\\\\''/g; s/^/'/; s/\$/'/"); tr '\\036' '\\n'; } | $*"
awk -f "$here/fold.awk" "$file" |
    parallel --will-cite --no-notice --pipe --header : --colsep , --shard family_id -j "${JOBS:-100%}" \
        ${HOSTS:+--sshlogin "$HOSTS"} "$command" |
    awk -f "$here/fold.awk" |
    awk 'NR == 1 { header = $0; print; fflush(); next } $0 != header { print | "LC_ALL=C sort" }' |
    tr '\036' '\n'

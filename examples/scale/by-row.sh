#!/bin/sh
# by-row.sh FILE COMMAND...: the command on several processors at once, for verbs that look at each row alone (`eh-assess scan`).
#
#     ./by-row.sh notes.csv eh-assess >indicators.csv
#
# GNU parallel cuts the file in pieces without reading it through (--pipepart), in order (-k): the result is one process's, byte
# for byte. It cuts at line ends: a file with line breaks inside cells goes through fold.awk first. JOBS says how many at once.
set -eu
[ $# -ge 2 ] || { echo 'usage: by-row.sh FILE COMMAND...' >&2; exit 2; }
file=$1
shift
parallel --will-cite --pipepart -a "$file" --header : --block "${BLOCK:-8M}" -k -j "${JOBS:-100%}" \
    "tr '\\036' '\\n' | $*" | awk 'NR == 1 { header = $0 } NR == 1 || $0 != header'

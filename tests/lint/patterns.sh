#!/bin/sh
# The language data passes its own lint: an error is a fault, a warning a question.
set -u
cd "$(dirname "$0")/../.." || exit 2
BIN=${BIN:-build/bin}

problems=$("$BIN/eh-assess" lint) || { echo "eh-assess lint: status $?"; exit 1; }
# Columns file, line, record and field hold no comma.
printf '%s\n' "$problems" | awk -F, '
NR == 1 || NF == 0 { next }
$5 == "error" { faults++; print; next }
++questions <= 20 { print }
END {
    if (questions > 20) print questions - 20 " more; see: eh-assess lint"
    exit faults > 0
}'

#!/bin/sh
# The tables of share/ are rectangular and tidily quoted; the frameworks pass the toolkit's own lint.
set -u
cd "$(dirname "$0")/../.." || exit 2
BIN=${BIN:-build/bin}

result=0
find share -name '*.csv' | sort | xargs awk '
function fault(text) { print FILENAME ":" FNR ": " text; faults++ }
FNR == 1 { if (open) fault("the file before this one ends inside quotes"); open = 0; width = 0 }
{
    if (!open) cells = 1
    if (!open && $0 == "") { fault("an empty line"); next }
    for (i = 1; i <= length($0); i++) {
        c = substr($0, i, 1)
        if (c == "\"") open = !open
        else if (c == "," && !open) cells++
    }
    if (open) next
    if (!width) width = cells
    if (cells != width) fault(cells " cells where the header has " width)
    if ($0 ~ /(^|,)"[^",]*"(,|$)/ && $0 !~ /(^|,)"[^"]*,[^"]*"(,|$)/) fault("quotes that are not needed")
    if ($0 ~ /(^|,) +[^, ]|[^, ] +(,|$)/ && $0 !~ /"/) fault("blanks around a cell")
}
END { exit faults > 0 }' || result=1

if [ -x "$BIN/eh-threshold" ]; then
    for directory in share/frameworks/*/; do
        problems=$("$BIN/eh-threshold" lint "${directory%/}") || { echo "${directory%/}: status $?"; result=1; }
        printf '%s\n' "$problems" | sed 1d
    done
fi
exit $result

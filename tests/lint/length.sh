#!/bin/sh
# Asks about long functions and files; a file of more than 800 lines is a fault, but for tests.
set -u
cd "$(dirname "$0")/../.." || exit 2

find lib cmd tests -name '*.[ch]' | sort | xargs awk '
function finish_file()
{
    wanted = file ~ /^cmd\/eh-/ ? 200 : file ~ /^tests/ ? 800 : 600
    if (lines > 800 && file !~ /^tests/) { print file ": " lines " lines"; faults++ }
    else if (lines > wanted) print file ": " lines " lines: can it be two files?"
}
FNR == 1 { if (file) finish_file(); file = FILENAME }
{ lines = FNR }
/^[a-z].*\(/ { name = $0; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name) }
/^\{/ { start = FNR }
/^\}/ { if (start && FNR - start > 100) print file ":" start ": " name ": " FNR - start - 1 " lines: can it be two functions?"; start = 0 }
END { if (file) finish_file(); exit faults > 0 }'

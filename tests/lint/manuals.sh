#!/bin/sh
# mandoc finds nothing to say, and every program has a page with the sections that a user looks for.
set -u
cd "$(dirname "$0")/../.." || exit 2

result=0
# A page that another one refers to is found beside it.
(cd man && mandoc -T lint -W style -- *.[1-9]) || result=1
for program in cmd/eh-*.c; do
    [ -f "$program" ] || continue
    name=$(basename "$program" .c)
    page=man/$name.1
    [ -f "$page" ] || { echo "$page: missing"; result=1; continue; }
    for section in NAME SYNOPSIS DESCRIPTION 'EXIT STATUS' EXAMPLES 'SEE ALSO'; do
        grep -qx "\\.Sh $section" "$page" || { echo "$page: no section $section"; result=1; }
    done
done
exit $result

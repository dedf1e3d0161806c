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

# The sections that pages share come in one order, with those of each page between INPUT and ENVIRONMENT (1), or behind
# DESCRIPTION.
for page in man/*.[1-9]; do
    sed -n 's/^\.Sh //p' "$page" | awk -v page="$page" '
    BEGIN {
        count = split("NAME/SYNOPSIS/DESCRIPTION/OPTIONS/INPUT/*/ENVIRONMENT/FILES/EXIT STATUS/EXAMPLES/DIAGNOSTICS/" \
            "SEE ALSO/STANDARDS/CAVEATS", names, "/")
        for (i = 1; i <= count; i++) place[names[i]] = i
        if (page !~ /1$/) { delete place["FILES"]; delete place["ENVIRONMENT"] }
    }
    {
        own = !($0 in place)
        now = own ? place["*"] : place[$0]
        if (own && last > now && page ~ /1$/) { print page ": " $0 " stands behind " before; bad = 1 }
        if (!own && now < last) { print page ": " $0 " stands behind " before; bad = 1 }
        if (!own || page ~ /1$/) { last = now; before = $0 }
    }
    END { exit bad }' || result=1
done
for page in man/*.1; do
    for section in OPTIONS ENVIRONMENT FILES DIAGNOSTICS CAVEATS; do
        grep -qx "\.Sh $section" "$page" || { echo "$page: no section $section"; result=1; }
    done
    # A reader sees what is typed before anything else is explained.
    sed -n '/^\.Sh DESCRIPTION/,/^\.Sh OPTIONS/p' "$page" | sed -n 1,30p | grep -q '^\$ ' || { echo "$page: no example near the top"; result=1; }
done
exit $result

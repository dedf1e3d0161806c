#!/bin/sh
# make.sh [DIRECTORY]: draws the pictures of README.md into its own directory, or another, with the
# programs on PATH. A test fails when they are not what the programs draw.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
to=$(cd "${1:-$here}" && pwd)
cd "$here/.."

# A white ground, for pages that are dark.
on_white() { sed '2s/^<svg /<svg style="background:#fff" /'; }

eh-genogram --as-of 2026-11-30 -r genogram/relationships.csv genogram/people.csv |
    on_white >"$to/genogram.svg"
eh-timeline --people timeline/people.csv --family F104 timeline/events.csv |
    on_white >"$to/timeline.svg"
# The star alone, which stands above the lines.
grep -E '^(family_id|F0003),' review/scales.csv |
    eh-review scales --as-of 2026-11-30 -t svg |
    sed '2s/ height="[0-9.]*" viewBox="0 0 \([0-9]*\) [0-9.]*"/ height="345" viewBox="0 0 \1 345"/' |
    on_white >"$to/star.svg"

#!/bin/sh
# make.sh [DIRECTORY]: writes the extracts of the made-up borough of ../review/borough as two systems would export them,
# ssd/ with the headings of the Standard Safeguarding Dataset and annex-a/ with those of Ofsted's Annex A, beside this
# script unless told otherwise. AWK names the awk to use; any writes the same bytes.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
to=${1:-$here}
from=$here/../review/borough
mkdir -p "$to/ssd" "$to/annex-a"
to=$(cd "$to" && pwd)
if grep -q '"' "$from/contacts.csv" "$from/referrals.csv" "$from/episodes.csv" "$from/assessments.csv" \
    "$from/plans.csv" "$from/reviews.csv"; then
    echo 'make.sh: a cell in quotes, which this script does not read' >&2
    exit 2
fi
# A level on record for each child, without the family, which Annex A does not tell.
LC_ALL=C "${AWK:-awk}" -F , 'NR == 1 { print "Child Unique ID,Level" } NR > 1 && $2 != "" { print $2 "," $3 }' \
    "$here/../borough/recorded.csv" >"$to/annex-a/recorded.csv"
cd "$from"
LC_ALL=C "${AWK:-awk}" -v ssd="$to/ssd/" -v annex="$to/annex-a/" -f "$here/make.awk" \
    contacts.csv referrals.csv episodes.csv assessments.csv plans.csv reviews.csv

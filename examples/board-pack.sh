#!/bin/sh
# Makes the pages for a board from a borough's extracts: see usage below, or board-pack.sh --help.
# Names of files are plain in a pack, so lists of them may fall into words; pack.sh uses what is set here.
# shellcheck disable=SC2034,SC2046,SC2086,SC2154
set -u
program='board-pack.sh'
known='episodes contacts referrals assessments plans reviews scales outcome-evidence levels consent feedback population people indicators recorded actions drafts statutory comparators'

usage()
{
    cat <<'END'
board-pack.sh: the pages for a board from a borough's extracts: dashboard, threshold audit, overdue
reviews, journeys; with a cover (index.html), and all in one file to print (pack.html)

  board-pack.sh -o board contacts.csv referrals.csv early-help.csv reviews.csv

usage: board-pack.sh -o DIR [OPTION]... FILE...
  -o, --output DIR     directory to write, made with mode 0700; its own pages in it are replaced
      --as-of DATE     day to answer for; default: today
      --as RECORD=FILE what a file is, where its headings do not tell
  -h, --help           print this help

Files are known by their headings, those of the Standard Safeguarding Dataset and of Annex A among
them. Counts from 1 to 5 are hidden, and what would give them away. Exit status: 0 done; 2 nothing
could be made; 3 done, but rows or files were left out, as the cover says.
END
}

# shellcheck source=packs/pack.sh
. "$(dirname "$0")/packs/pack.sh"
parts=$here/packs/board.txt
options '-o --output --as-of --as -h --help' "$@"
shift $(($# - left))
begin
receive "$@"

tables=$(for record in episodes contacts referrals assessments plans reviews scales levels consent feedback population \
    indicators people; do side "--$record" "$record"; done
    side --outcomes outcome-evidence
    side --compare comparators)
counted=$(names episodes contacts referrals assessments plans reviews scales consent feedback)
[ -z "$counted" ] || page dashboard eh-review measures --as-of "$today" --suppress --period quarter --by organisation \
    $tables

needs=$(names indicators)
[ -n "$needs" ] || needs=$(names levels)
recorded=$(side --recorded recorded)
[ -z "$needs" ] || [ -z "$recorded" ] ||
    page audit eh-threshold compare --counts --suppress --as-of "$today" $recorded $needs

# Without reviews that were held every plan would seem to be overdue. Actions say themselves when they are looked at.
led=$(names plans)
[ -n "$led" ] || led=$(names episodes)
[ -n "$led" ] && reviews=$(side --reviews reviews) || reviews=''
[ -n "$reviews" ] || led=$(names actions drafts)
[ -z "$led" ] || page reviews eh-review due --as-of "$today" --within 0d $reviews $led

steps=$(names episodes statutory contacts referrals assessments plans)
[ -z "$steps" ] || page journeys eh-timeline journey --as-of "$today" --top 20 --least 6 \
    $(as_known $steps) $steps

title='Early help: for the board'
about="As of $today."
notice='Levels are suggestions: a person decides. Figures raise questions; they do not answer them.'
bind

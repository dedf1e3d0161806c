#!/bin/sh
# What `git diff` shows when one row of an extract has changed: that row, in each format that has rows; and of a drawing, the
# label that has changed and no more.
. "$(dirname "$0")/../cli/lib.sh"
. "$TOP/tests/neighbours/commands.sh"
command -v git >/dev/null || skip_all 'git is not there'

# changed NAME FILE FROM TO: asks for all formats before and after FROM has become TO in FILE, in directories that git compares.
examples_into before
examples_into after
changed()
{
    case_name=$1 file=$2 from=$3 to=$4
    shift 4
    sed "s|$from|$to|" "$TOP/examples/$file" >"after/$file"
    ok "$case_name: one line of the extract differs" test "$(diff "before/$file" "after/$file" | grep -c '^>')" -eq 1
    rm -rf before/out after/out
    for side in before after; do
        mkdir $side/out
        for format in $formats; do
            (cd $side && "$@" -t "$format" -o "out/table.$format") >said 2>&1 || { fail "$case_name: $format, $side"; note said; }
        done
    done
    cp "before/$file" "after/$file"
    (cd before/out && git diff --no-index --numstat . ../../after/out) >numbers 2>&1 || :
    sed 's/^\([0-9]*\)	\([0-9]*\)	.*table[.]\([a-z]*\).*/\3 +\1 -\2/' numbers | LC_ALL=C sort >"$scratch/out"
}

# --- Rows ---------------------------------------------------------------------------------------------------------------------

# A field of a text record, a cell of a page stands on a line of its own; a reviewer's name heads the list of what is theirs.
formats='csv json rec html'
changed 'a level' borough/indicators.csv '^F0003,C0004,\(.*\),EMO-CIN-01' 'F0003,C0004,\1,EMO-SH-01' \
    eh-threshold --as-of 2026-11-30 borough/indicators.csv
stdout <<'TEXT'
csv +1 -1
html +6 -6
json +1 -1
rec +10 -10
TEXT
changed 'an action due' plans/actions.csv 'go through the week' 'go through the month' eh-plan due --as-of 2026-11-30 plans/actions.csv
stdout <<'TEXT'
csv +1 -1
html +1 -1
json +1 -1
rec +1 -1
TEXT
changed 'a review due' review/plans.csv '^\(F0002.*\)M. Haddow' '\1M. Haddon' eh-review due --as-of 2026-11-22 --reviews review/reviews.csv review/plans.csv
stdout <<'TEXT'
csv +1 -1
html +13 -3
json +1 -1
rec +1 -1
TEXT
changed 'a reading' review/scales.csv '^F104,2026-03-10,Dawn Sparrow,mother,,4' 'F104,2026-03-10,Dawn Sparrow,mother,,3' eh-review scales --as-of 2026-11-22 review/scales.csv
stdout <<'TEXT'
csv +1 -1
html +8 -8
json +1 -1
rec +2 -2
TEXT
changed 'a note' notes.csv 'Damp and black mould' 'Damp and green mould' eh-assess notes.csv
stdout <<'TEXT'
csv +1 -1
html +1 -1
json +1 -1
rec +3 -3
TEXT
changed 'an event' timeline/records/reviews.csv '2019-03-15,close' '2019-03-15,continue' eh-timeline table timeline/records/reviews.csv timeline/records/contacts.csv
stdout <<'TEXT'
csv +1 -1
html +2 -2
json +1 -1
rec +2 -2
TEXT
changed 'a person' genogram/people.csv 'Joyce Exampleton' 'Joy Exampleton' eh-genogram table people genogram/people.csv
stdout <<'TEXT'
csv +1 -1
html +1 -1
json +1 -1
rec +1 -1
TEXT

# --- Drawings ----------------------------------------------------------------------------------------------------------------

formats=svg
changed 'a name' genogram/people.csv 'Joyce Exampleton' 'Joy Exampleton' eh-genogram --as-of 2026-11-30 -r genogram/relationships.csv genogram/people.csv
stdout <<'TEXT'
svg +8 -9
TEXT
changed 'an event drawn' timeline/events.csv 'Mum and Dad move' 'Dad and Mum move' eh-timeline --family F104 --people timeline/people.csv timeline/events.csv
stdout <<'TEXT'
svg +2 -2
TEXT
changed 'a reading drawn' review/scales.csv 'Dawn Sparrow,mother,,4' 'Dawn Sparrow,mother,,3' eh-review scales --as-of 2026-11-22 review/scales.csv
stdout <<'TEXT'
svg +5 -5
TEXT

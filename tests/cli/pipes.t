#!/bin/sh
# Every pipe fits: what one verb writes goes into each verb that names that record as input. The programs themselves say which verbs
# there are (--help) and what each reads and writes (--schema); the tables below say how to run them. A verb, a record or a pair that
# stands nowhere here is a failure.
. "$(dirname "$0")/lib.sh"
examples=$TOP/examples
PATH=$BIN:$PATH

# columns NAME,... FILE: these columns, parted by tabs; a record of several lines stays several lines.
columns() { awk -v separator="$(printf '\t')" -v columns="$1" -f "$TOP/tests/property/columns.awk" "$2"; }

# How each record is made: RECORD | PROGRAM VERB | what follows. No option but those that name files and the day.
cat >makers <<'END'
indicators | eh-assess scan | notes.csv
problems | eh-assess check | forms/flawed.rec
people | eh-assess table people | forms/sparrow-assessment.rec
relationships | eh-assess table relationships | forms/sparrow-assessment.rec
notes | eh-assess table notes | forms/sparrow-assessment.rec
actions | eh-assess table actions | forms/sparrow-assessment.rec forms/sparrow-review.rec
goals | eh-assess table goals | forms/sparrow-assessment.rec
concerns | eh-assess table concerns | forms/sparrow-assessment.rec
scales | eh-assess table scales | forms/sparrow-assessment.rec forms/sparrow-review.rec
consent | eh-assess table consent | forms/sparrow-assessment.rec
sharing | eh-assess table sharing | forms/sparrow-assessment.rec
plans | eh-assess table plans | forms/sparrow-assessment.rec forms/sparrow-review.rec
reviews | eh-assess table reviews | forms/sparrow-assessment.rec forms/sparrow-review.rec
assessments | eh-assess table assessments | forms/sparrow-assessment.rec
attendance-needs | eh-assess attendance | attendance/attendance.csv
problems | eh-assess lint | patterns.csv
levels | eh-threshold level | borough/indicators.csv
explanations | eh-threshold explain | borough/indicators.csv
comparisons | eh-threshold compare | --recorded borough/recorded.csv borough/indicators.csv
moves | eh-threshold move | spring.csv autumn.csv
problems | eh-threshold lint | framework-of-your-own
actions | eh-plan draft | borough/indicators.csv
proposals | eh-plan services | --services plans/services.csv borough/indicators.csv
gaps | eh-plan gaps | drafts.csv
problems | eh-plan check | plans/wishes.csv
actions | eh-plan due | plans/actions.csv
plan-progress | eh-plan progress | plans/plan-march.csv plans/plan-may.csv
reviews-due | eh-review due | review/plans.csv
decisions | eh-review decide | review/reviews.csv
outcome-results | eh-review outcomes | review/evidence.csv
scale-changes | eh-review scales | review/scales.csv
measures | eh-review measures | --episodes review/borough/episodes.csv
annex-a-list-2 | eh-review annex-a | --assessments review/annex-a/assessments.csv
people | eh-genogram table people | genogram/people.csv
relationships | eh-genogram table relationships | genogram/relationships.csv
problems | eh-genogram check | -r genogram/relationships.csv genogram/people.csv
problems | eh-timeline check | timeline/events.csv
events | eh-timeline table | timeline/people.csv timeline/records/contacts.csv timeline/records/reviews.csv
journeys | eh-timeline journey | timeline/journey/contacts.csv timeline/journey/referrals.csv timeline/journey/early-help.csv
END

# Which verbs read it, and as what: RECORD | PROGRAM VERB | what follows, `-` being the pipe | what it keeps of the rows.
# It keeps `rows`: as many; `COLUMN,...`: the same values in these columns; `some`: something is written; `use`: without the pipe
# something else is written.
cat >readers <<'END'
notes | eh-assess scan | - | some
attendance | eh-assess attendance | - | some
indicators | eh-threshold level | - | family_id,child_id
consent | eh-threshold level | --consent - borough/indicators.csv | use
override | eh-threshold level | --override - borough/indicators.csv | use
indicators | eh-threshold explain | - | family_id,child_id
consent | eh-threshold explain | --consent - borough/indicators.csv | use
override | eh-threshold explain | --override - borough/indicators.csv | use
indicators | eh-threshold compare | --recorded borough/recorded.csv - | some
levels | eh-threshold compare | --recorded borough/recorded.csv - | some
recorded | eh-threshold compare | --recorded - borough/indicators.csv | some
levels | eh-threshold move | - autumn.csv | some
levels | eh-threshold move | autumn.csv - | some
levels | eh-plan draft | - | some
indicators | eh-plan draft | - | some
actions | eh-plan draft | --plan - borough/indicators.csv | use
plans | eh-plan draft | --plans - borough/indicators.csv | use
services | eh-plan draft | --services - borough/indicators.csv | use
people | eh-plan draft | --services plans/services.csv --people - borough/indicators.csv | use
levels | eh-plan services | --services plans/services.csv - | some
indicators | eh-plan services | --services plans/services.csv - | some
services | eh-plan services | --services - borough/indicators.csv | some
plans | eh-plan services | --services plans/services.csv --plans - borough/indicators.csv | use
people | eh-plan services | --services plans/services.csv --people - borough/indicators.csv | use
actions | eh-plan gaps | - | some
services | eh-plan gaps | --services - drafts.csv | use
plans | eh-plan gaps | --services plans/services.csv --plans - drafts.csv | use
people | eh-plan gaps | --services plans/services.csv --people - drafts.csv | use
actions | eh-plan check | - | some
goals | eh-plan check | --goals - plans/good.csv | use
concerns | eh-plan check | --concerns - plans/good.csv | use
plans | eh-plan check | --plans - plans/good.csv | use
people | eh-plan check | --people - plans/good.csv | use
actions | eh-plan due | - | some
actions | eh-plan form | - | some
plans | eh-plan form | --plans - plans/sparrow-plan.csv | use
people | eh-plan form | --people - plans/sparrow-plan.csv | use
actions | eh-plan progress | - plans/plan-may.csv | some
plans | eh-review due | - | some
episodes | eh-review due | - | some
actions | eh-review due | - | some
reviews | eh-review due | --reviews - review/plans.csv | use
reviews | eh-review decide | - | family_id
plans | eh-review decide | --plans - review/reviews.csv | use
actions | eh-review decide | --actions - review/reviews.csv | use
scales | eh-review decide | --scales - review/reviews.csv | use
levels | eh-review decide | --levels - review/reviews.csv | use
indicators | eh-review decide | --indicators - review/reviews.csv | use
outcome-evidence | eh-review decide | --outcomes - review/reviews.csv | use
outcome-evidence | eh-review outcomes | - | some
scales | eh-review scales | - | family_id,name
episodes | eh-review measures | --episodes - | some
contacts | eh-review measures | --contacts - | some
referrals | eh-review measures | --referrals - | some
assessments | eh-review measures | --assessments - | some
plans | eh-review measures | --plans - | some
reviews | eh-review measures | --reviews - | some
scales | eh-review measures | --scales - | some
outcome-evidence | eh-review measures | --outcomes - | some
levels | eh-review measures | --levels - | some
consent | eh-review measures | --consent - | some
feedback | eh-review measures | --feedback - | some
population | eh-review measures | --population - | some
people | eh-review measures | --people - | some
indicators | eh-review measures | --indicators - | some
recorded | eh-review measures | --levels - | some
assessments | eh-review annex-a | --assessments - | some
episodes | eh-review annex-a | --episodes - | some
people | eh-review annex-a | --assessments review/annex-a/assessments.csv --people - | use
people | eh-genogram draw | - | some
relationships | eh-genogram draw | -r - genogram/people.csv | use
people | eh-genogram table people | - | rows
relationships | eh-genogram table relationships | - | rows
people | eh-genogram check | - | some
relationships | eh-genogram check | -r - genogram/people.csv | use
events | eh-timeline draw | - | some
people | eh-timeline draw | --people - timeline/events.csv | use
events | eh-timeline check | - | some
people | eh-timeline check | --people - timeline/events.csv | use
events | eh-timeline table | - | rows
people | eh-timeline table | - | some
indicators | eh-timeline table | - | some
contacts | eh-timeline table | - | some
referrals | eh-timeline table | - | some
episodes | eh-timeline table | - | some
assessments | eh-timeline table | - | some
plans | eh-timeline table | - | some
reviews | eh-timeline table | - | some
statutory | eh-timeline table | - | some
episodes | eh-timeline journey | - | some
statutory | eh-timeline journey | - | some
contacts | eh-timeline journey | - | some
referrals | eh-timeline journey | - | some
assessments | eh-timeline journey | - | some
plans | eh-timeline journey | - | some
events | eh-timeline journey | - | some
END

# as_of PROGRAM VERB: the option for the day, where there is one.
as_of() { ! "$1" "$2" --help | grep -q -e --as-of || echo --as-of 2026-11-30; }

for directory in "$examples"/*/; do ln -s "$directory" .; done
ln -s "$examples/notes.csv" .
eh-threshold --as-of 2026-11-30 -o spring.csv borough/indicators-spring.csv
eh-threshold --as-of 2026-11-30 -o autumn.csv borough/indicators.csv
eh-plan draft --as-of 2026-11-30 -o drafts.csv borough/indicators.csv
printf 'indicator,anchor,pattern,example,near_miss,applies_to\nHEA-EH-01,xyz,\\bxyz(,,,\n' >patterns.csv

number=0
mkdir made
while IFS='|' read -r record verb rest; do
    number=$((number + 1))
    record=${record% }
    # shellcheck disable=SC2046,SC2086
    run "$verb" $verb $(as_of $verb) $rest
    echo "$status $record |$verb: $(grep -c . "$scratch/out")"
    cat "$scratch/err"
    cp "$scratch/out" "made/$number-$record.csv"
done <makers >>/tmp/pipes-work/log
while IFS='|' read -r record verb rest keeps; do
    record=${record% }
    for made in made/[0-9]*-"$record".csv; do
        [ -f "$made" ] || continue
        run "$verb" $verb $(as_of $verb) $rest <$made
        echo "$status $made |$verb $rest: $(wc -l <"$scratch/out")"
        cat "$scratch/err"
    done
done <readers >>/tmp/pipes-work/log

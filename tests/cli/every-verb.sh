# A run of each verb on the examples, for tests that hold of all of them. Source it behind lib.sh: it copies the examples
# to where the test works, makes the levels that some verbs read, and puts the runs into the file `runs`: one a line,
# program and verb first, no word with a blank, no output named. `day` is the day that they ask about.

day=2026-11-30
cp -R "$TOP/examples" examples
eh-threshold --as-of $day -o levels.csv examples/borough/indicators.csv
eh-threshold --as-of 2026-05-31 -o spring.csv examples/borough/indicators-spring.csv
cat >runs <<'END'
eh-assess scan --explain -t html examples/notes.csv
eh-assess check --as-of 2026-11-30 -t text examples/forms/flawed.rec
eh-assess form -t html --initials --years examples/forms/sparrow-assessment.rec
eh-assess table people examples/forms/sparrow-assessment.rec
eh-assess new review --from examples/forms/sparrow-assessment.rec
eh-assess attendance examples/attendance/attendance.csv
eh-assess lint
eh-threshold level --as-of 2026-11-30 --consent examples/borough/consent.csv --override examples/borough/override.csv examples/borough/indicators.csv
eh-threshold level -F examples/framework-of-your-own --as-of 2026-11-30 examples/borough/indicators.csv
eh-threshold level --explain-header examples/borough/ssd-indicators.csv
eh-threshold explain --as-of 2026-11-30 -t html --people examples/plans/borough-people.csv --initials --years examples/borough/indicators.csv
eh-threshold compare --as-of 2026-11-30 --recorded examples/borough/recorded.csv -t json examples/borough/indicators.csv
eh-threshold move spring.csv levels.csv
eh-threshold list indicators -t html
eh-threshold lint examples/framework-of-your-own
eh-plan draft --as-of 2026-11-30 --plans examples/plans/borough-plans.csv --services examples/plans/services.csv --people examples/plans/borough-people.csv levels.csv
eh-plan services --as-of 2026-11-30 --services examples/plans/services.csv levels.csv
eh-plan gaps --as-of 2026-11-30 --services examples/plans/services.csv examples/plans/actions.csv
eh-plan check --as-of 2026-11-30 --people examples/plans/people.csv examples/plans/wishes.csv
eh-plan due --as-of 2026-11-30 --by who --split -t text examples/plans/actions.csv
eh-plan form --as-of 2026-11-30 -t html --plans examples/plans/plans.csv --people examples/plans/people.csv examples/plans/sparrow-plan.csv
eh-plan progress examples/plans/plan-march.csv examples/plans/plan-may.csv
eh-plan list goals
eh-review due --as-of 2026-11-30 -t ics --reviews examples/review/reviews.csv examples/review/plans.csv
eh-review decide --as-of 2026-11-30 --plans examples/review/plans.csv --actions examples/review/actions.csv --outcomes examples/review/evidence.csv --scales examples/review/scales.csv examples/review/reviews.csv
eh-review outcomes --as-of 2026-11-30 examples/review/evidence.csv
eh-review scales --as-of 2026-11-30 -t svg examples/review/scales.csv
eh-review measures --as-of 2026-11-30 --suppress -t html --reviews examples/review/borough/reviews.csv --episodes examples/review/borough/episodes.csv --plans examples/review/borough/plans.csv
eh-review annex-a --as-of 2026-11-30 --assessments examples/review/annex-a/assessments.csv --episodes examples/review/annex-a/episodes.csv --people examples/review/annex-a/people.csv
eh-review list measures
eh-genogram draw --as-of 2026-11-30 -r examples/genogram/relationships.csv examples/genogram/people.csv
eh-genogram draw --as-of 2026-11-30 -t html examples/genogram/family.ged
eh-genogram table people examples/genogram/family.ped
eh-genogram check --as-of 2026-11-30 -r examples/genogram/relationships.csv examples/genogram/people.csv
eh-timeline draw --people examples/timeline/people.csv --family F104 examples/timeline/events.csv
eh-timeline check --people examples/timeline/people.csv examples/timeline/events.csv
eh-timeline table examples/timeline/records/contacts.csv examples/timeline/records/early-help.csv examples/timeline/records/reviews.csv
eh-timeline journey --as-of 2026-11-30 examples/timeline/journey/contacts.csv examples/timeline/journey/early-help.csv
END
for program in eh-assess eh-threshold eh-plan eh-review eh-genogram eh-timeline; do
    "$program" --help | sed -n "/^verbs of/,/^\$/s/^  \\([a-z-]*\\) .*/$program \\1/p"
done | sort >verbs-of-help
cut -d ' ' -f 1,2 runs | sort -u >verbs-run
same 'every verb of every program is run' verbs-run verbs-of-help

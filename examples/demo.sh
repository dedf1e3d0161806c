#!/bin/sh
# Shows the programs at work on the made-up borough of Ashmere (`make demo`). Where output is cut,
# it says so.
set -u
cd "$(dirname "$0")/.." || exit 2
BIN=${BIN:-build/bin}
case $BIN in /*) ;; *) BIN=$PWD/$BIN ;; esac
PATH=$BIN:$PATH
unset EH_FRAMEWORK COLUMNS
if [ ! -x "$BIN/eh-threshold" ]; then
    echo "demo.sh: no programs in $BIN; \`make\` builds them" >&2
    exit 2
fi
mkdir -p build/demo || exit 2
shown=build/demo/shown.txt
result=0
number=0

section()
{
    number=$((number + 1))
    printf '\n%d. %s\n' "$number" "$1"
}

# show LINES STATUS COMMAND: the command as one would type it and what it prints, at most so many
# lines of 100 columns. Another exit status than STATUS is a fault.
show()
{
    printf '$ %s\n' "$3"
    (eval "$3") >"$shown" 2>&1 </dev/null
    status=$?
    LC_ALL=C awk -v lines="$1" -v status="$status" '
    # Bytes of the first `limit` characters; UTF-8 goes on with bytes from 200 to 277, octal.
    function bytes(text, limit,    i, c, width)
    {
        for (i = 1; i <= length(text); i++) {
            c = substr(text, i, 1)
            if ((c < "\200" || c > "\277") && ++width > limit) return i - 1
        }
        return length(text)
    }
    NR <= lines {
        print (bytes($0, 100) < length($0) ? substr($0, 1, bytes($0, 96)) " ..." : $0)
    }
    END {
        if (NR > lines) more = sprintf("and %d lines more", NR - lines)
        if (status) more = more (more ? "; " : "") "exit status " status
        if (more) print "(" more ")"
    }' "$shown"
    if [ "$status" -ne "$2" ]; then
        echo "demo.sh: exit status $status where $2 was expected" >&2
        result=1
    fi
}

echo 'Ashmere is made up, and so are its 150 families. Levels are suggestions; a person decides.'

section 'Case notes of three families: which needs do they name, and in which words?'
show 10 0 'eh-assess -t text examples/notes.csv'

section 'From there to a level with its reasons, as a careful colleague would sum it up.'
show 17 0 'grep -E "^(note_id|N[124])," examples/notes.csv | eh-assess |
      eh-threshold explain -t text --as-of 2026-11-30'

section 'The whole way in one line: notes, levels, a plan to agree, and when it is looked at again.'
show 9 0 'eh-assess examples/notes.csv | eh-threshold --as-of 2026-11-30 |
      eh-plan --as-of 2026-11-30 | eh-review --as-of 2027-01-25 -t text'

section 'An assessment form kept as a text record: checked, and laid out to print.'
show 8 0 'eh-assess check -t text --as-of 2026-11-30 examples/forms/flawed.rec'
show 1 0 'eh-assess form -t html -o build/demo/assessment.html examples/forms/sparrow-assessment.rec'

section 'Partners send indicators of need. Here is what they know of one family.'
show 9 0 'grep -E "^(family_id|F0014)," examples/borough/indicators.csv >build/demo/family.csv
  cut -d , -f 1-6 build/demo/family.csv'

section 'Which level of help does the threshold guidance suggest for each child?'
show 17 0 'eh-threshold -t text --as-of 2026-11-30 build/demo/family.csv'

section 'Why? What counts and what does not, where the guidance says so, and what would change it.'
show 38 0 'grep -E "^(family_id|F0014),(child_id|C0025)?," build/demo/family.csv |
      eh-threshold explain -t text --as-of 2026-11-30'

section 'The same for the whole borough, as a table and as a page to print.'
show 7 0 'eh-threshold --summary --as-of 2026-11-30 -o build/demo/levels.csv \
      examples/borough/indicators.csv'
show 1 0 'eh-threshold -t html --consent examples/borough/consent.csv --as-of 2026-11-30 \
      -o build/demo/levels.html examples/borough/indicators.csv'

section 'From levels to a plan to agree with each family: a row for each need, with who and by when.'
show 5 0 'eh-plan --summary --as-of 2026-11-30 --plans examples/plans/borough-plans.csv \
      --services examples/plans/services.csv -o build/demo/drafts.csv build/demo/levels.csv'
show 18 0 'grep -E "^(family_id|F0014)," build/demo/levels.csv |
      eh-plan -t text --as-of 2026-11-30 --plans examples/plans/borough-plans.csv \
      --services examples/plans/services.csv'

section 'Once actions are agreed: what is overdue or due within two weeks, and for whom?'
show 13 0 'eh-plan due -t text --as-of 2026-11-30 --by who --split examples/plans/actions.csv'

section 'The plan on a page, in the words that the family agreed.'
show 12 0 'eh-plan form --as-of 2026-05-20 --plans examples/plans/plans.csv \
      --people examples/plans/people.csv examples/plans/sparrow-plan.csv'
show 1 0 'eh-plan form -t html --as-of 2026-05-20 --plans examples/plans/plans.csv \
      --people examples/plans/people.csv -o build/demo/plan.html examples/plans/sparrow-plan.csv'

section 'Which reviews are late, and which fall due within two weeks? Cron asks this every morning.'
show 7 0 'eh-review -t text --as-of 2026-11-30 --reviews examples/review/reviews.csv \
      examples/review/plans.csv'

section 'What do the reviews show: close, go on, or look at the level again? And what was decided?'
show 8 0 'eh-review decide -t text --as-of 2026-11-30 --plans examples/review/plans.csv \
      --actions examples/review/actions.csv --outcomes examples/review/evidence.csv \
      --scales examples/review/scales.csv examples/review/reviews.csv'
show 1 0 'eh-review scales -t html --as-of 2026-11-30 -o build/demo/scales.html \
      examples/review/scales.csv'

section 'For the board: how much, how well, and is anyone better off? Small counts are hidden.'
show 6 0 'eh-review measures --as-of 2026-11-30 --suppress --by organisation \
      --reviews examples/review/borough/reviews.csv | cut -d , -f 1,2,5-8'
show 1 0 'cd examples/review/borough && eh-review measures --as-of 2026-11-30 --period quarter \
      --by organisation --compare targets.csv -t html -o ../../../build/demo/board.html \
      --episodes episodes.csv --contacts contacts.csv --referrals referrals.csv \
      --assessments assessments.csv --plans plans.csv --reviews reviews.csv --scales scales.csv \
      --outcomes evidence.csv --levels levels.csv --consent consent.csv --feedback feedback.csv \
      --population population.csv --indicators indicators.csv'

section 'The family on one page: a genogram, and the same family told as a list.'
show 1 0 'eh-genogram --as-of 2026-11-30 --page A4 -o build/demo/genogram.svg \
      -r examples/genogram/relationships.csv examples/genogram/people.csv'
show 7 0 'eh-genogram -t text --as-of 2026-11-30 --ages --focus P12 --generations 1 \
      -r examples/genogram/relationships.csv examples/genogram/people.csv'

section 'What happened to one family: what they told and what three services wrote down, in order.'
show 1 0 'cd examples/timeline &&
      eh-timeline table -o ../../build/demo/events.csv people.csv events.csv records/*.csv'
show 17 0 'eh-timeline -t text --people examples/timeline/people.csv --family F104 \
      build/demo/events.csv | sed -n "5,7p; /Finn excluded/,/School): No/p"'
show 1 0 'eh-timeline --people examples/timeline/people.csv --family F104 \
      -o build/demo/timeline.svg build/demo/events.csv'

section 'All of that for one family, out of its own files: a folder, and one file to print.'
show 1 0 'examples/family-pack.sh -o build/demo/family --as-of 2026-11-30 examples/notes.csv \
      examples/family/*.csv examples/family/assessment.rec'
show 1 0 'cd build/demo/family && echo *.html'

section 'For the board: dashboard, threshold audit, overdue reviews, journeys, from two sets of extracts.'
show 1 0 'cd examples && ./board-pack.sh -o ../build/demo/board-ssd --as-of 2026-11-22 \
      --as indicators=borough/ssd-indicators.csv borough/ssd-indicators.csv \
      borough/recorded.csv review/borough/targets.csv board/ssd/*.csv'
show 1 0 'cd examples && ./board-pack.sh -o ../build/demo/board-annex-a --as-of 2026-11-22 \
      --as indicators=borough/annex-a-indicators.csv borough/annex-a-indicators.csv \
      review/borough/targets.csv board/annex-a/*.csv'
show 14 0 'eh-threshold compare --counts --suppress -t text --as-of 2026-11-30 \
      --recorded examples/borough/recorded.csv examples/borough/indicators.csv'

section 'What cron asks every morning: who has risen, which reviews and actions are overdue?'
show 9 0 'mkdir -p build/demo/morning && cp examples/borough/indicators-spring.csv \
      build/demo/morning/indicators.csv
  examples/cron/morning.sh build/demo/morning 2026-05-31 >build/demo/morning/spring.txt
  cp examples/borough/indicators.csv examples/review/plans.csv examples/review/reviews.csv \
      examples/plans/actions.csv build/demo/morning
  examples/cron/morning.sh build/demo/morning 2026-11-30'

section 'A check for a nightly job: is any child at the level of significant harm? Status 1 means yes.'
show 1 1 'eh-threshold --flag significant-harm --exit-code --as-of 2026-11-30 \
      -o build/demo/nightly.csv examples/borough/indicators.csv'

section 'How far do the suggestions agree with what practitioners recorded?'
show 3 0 'eh-threshold compare --summary --recorded examples/borough/recorded.csv \
      --as-of 2026-11-30 -o build/demo/compared.csv examples/borough/indicators.csv'

section 'Who stepped up or down since the spring, who is new, who is gone?'
show 3 0 'eh-threshold --as-of 2026-05-31 -o build/demo/spring.csv \
      examples/borough/indicators-spring.csv
  eh-threshold move build/demo/spring.csv build/demo/levels.csv | grep -v ,same,'

section 'Exports of other systems are read as they are: here the columns of an Annex A workbook.'
show 6 0 'eh-threshold --explain-header examples/borough/annex-a-indicators.csv | cut -d , -f 2-5'

section 'Rows that cannot be used are named and kept; the others are worked on. Status 3 says so.'
show 3 3 'eh-threshold --as-of 2026-11-30 --rejects build/demo/rejects.csv \
      -o build/demo/good.csv <examples/borough/messy.csv'

section 'A partnership can bring its own levels and rules: a directory of five small files.'
show 1 0 'eh-threshold lint --summary -o build/demo/problems.csv examples/framework-of-your-own'
show 5 0 'eh-threshold list rules -F examples/framework-of-your-own'
show 3 0 'eh-threshold -F examples/framework-of-your-own --as-of 2026-11-30 build/demo/family.csv |
      cut -d , -f 1,2,5,8-10'

rm -f "$shown"
printf '\nWorth opening in a browser: %s, %s,\n%s (pack.html beside each is for printing), %s,\n' \
    build/demo/family/index.html build/demo/board-ssd/index.html build/demo/board-annex-a/index.html \
    build/demo/levels.html
printf '%s, %s, %s, %s,\n%s, %s; and %s in a spreadsheet.\n' build/demo/assessment.html build/demo/plan.html \
    build/demo/scales.html build/demo/board.html build/demo/genogram.svg build/demo/timeline.svg build/demo/levels.csv
exit "$result"

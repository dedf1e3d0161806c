#!/bin/sh
# `make demo` works from start to end and can be read in a terminal.
. "$(dirname "$0")/lib.sh"

# In a copy, since it writes beside the examples.
cp -r "$TOP/examples" .

run 'demo' env BIN="$BIN" examples/demo.sh
status 0
stderr </dev/null
cp "$scratch/out" demo.txt

grep '^[0-9]*\. ' demo.txt >sections
file sections <<'END'
1. Case notes of three families: which needs do they name, and in which words?
2. From there to a level with its reasons, as a careful colleague would sum it up.
3. The whole way in one line: notes, levels, a plan to agree, and when it is looked at again.
4. An assessment form kept as a text record: checked, and laid out to print.
5. Partners send indicators of need. Here is what they know of one family.
6. Which level of help does the threshold guidance suggest for each child?
7. Why? What counts and what does not, where the guidance says so, and what would change it.
8. The same for the whole borough, as a table and as a page to print.
9. From levels to a plan to agree with each family: a row for each need, with who and by when.
10. Once actions are agreed: what is overdue or due within two weeks, and for whom?
11. The plan on a page, in the words that the family agreed.
12. Which reviews are late, and which fall due within two weeks? Cron asks this every morning.
13. What do the reviews show: close, go on, or look at the level again? And what was decided?
14. For the board: how much, how well, and is anyone better off? Small counts are hidden.
15. The family on one page: a genogram, and the same family told as a list.
16. What happened to one family: what they told and what three services wrote down, in order.
17. All of that for one family, out of its own files: a folder, and one file to print.
18. For the board: dashboard, threshold audit, overdue reviews, journeys, from two sets of extracts.
19. What cron asks every morning: who has risen, which reviews and actions are overdue?
20. A check for a nightly job: is any child at the level of significant harm? Status 1 means yes.
21. How far do the suggestions agree with what practitioners recorded?
22. Who stepped up or down since the spring, who is new, who is gone?
23. Exports of other systems are read as they are: here the columns of an Annex A workbook.
24. Rows that cannot be used are named and kept; the others are worked on. Status 3 says so.
25. A partnership can bring its own levels and rules: a directory of five small files.
END

# Every section shows a command, and something comes of it; a page that is only written says so at the end.
awk '
/^[0-9]+\. / { if (section && !(commands && lines > 0)) print "nothing: " section; section = $0; commands = lines = 0; next }
/^\$ / { commands++; continued = /[\\|]$/; next }
/^  / && continued { continued = /[\\|]$/; next }
$0 != "" { lines++ }' demo.txt >bare
file bare </dev/null

# Columns, not bytes: those that go on with a character do not count.
awk '{ gsub(/[\200-\277]/, "") } length($0) > 100' demo.txt >wide
file wide </dev/null
grep -i 'not found\|no such file\|broken pipe\|usage' demo.txt >trouble
file trouble </dev/null
ok 'it fits a few screens' test "$(wc -l <demo.txt)" -le 400

# What is promised at the end is there.
ok 'a table' test "$(sed -n 1p build/demo/levels.csv | cut -d , -f 1-5)" = family_id,child_id,as_of,framework,level
for page in levels assessment plan scales board; do
    ok "a page: $page" grep -qi '<!doctype html>' "build/demo/$page.html"
done
for pack in family board-ssd board-annex-a; do
    for page in index pack; do
        ok "$pack: $page" grep -qi '<!doctype html>' "build/demo/$pack/$page.html"
    done
done
ok 'a drawing' grep -q 'data-person="P12"' build/demo/genogram.svg
(cd build/demo && ls) >left
file left <<'END'
assessment.html
board-annex-a
board-ssd
board.html
compared.csv
drafts.csv
events.csv
family
family.csv
genogram.svg
good.csv
levels.csv
levels.html
morning
nightly.csv
plan.html
problems.csv
rejects.csv
scales.html
spring.csv
timeline.svg
END

# Some of what it shows, so that the words above it stay true.
for line in 'F0014,C0025,2026-03-13,EDU-CIN-01,present,Ashmere Education Welfare' \
    '  EDU-CIN-01  Receives no education though under 16' '  If EDU-CIN-01 did not count, early help would be suggested.' \
    'rows rejected: 0' '(exit status 1)' 'problems: 0' \
    'To settle  action-to-agree;refer-with-consent' \
    'form.html genogram.html index.html pack.html plan.html scales.html timeline.html why.html' \
    'Early help               22         127             10                 0         159' '  F0037,C0078: early-help' \
    '  14 days late  family F201; due 2027-01-11: as in the plan' \
    '  56 days late  family F0002; due 2026-10-05: reckoned from the level' 'reviews-on-time,Barnfield Primary School,c,19,c,per-cent' \
    '1 overdue, 1 due soon, most days late: 22' '  Whose plan it is        Robin Sparrow and Wren Sparrow' \
    '  BAS-CIN-05  Homelessness is a risk for the family' \
    '                                        school, or home education' \
    '    child: Mary Sampleford, female, born 2007-06-03, aged 19, household H1' \
    'F0014,C0026,one-agency,Help from one agency,single-agency,BAS-EH-09'; do
    ok "shown: $line" grep -qxF -e "$line" demo.txt
done

# Without programs, or when one of them does not do what was expected, it says so and fails.
run 'without programs' env BIN="$PWD/nowhere" examples/demo.sh
status 2
stderr <<END
demo.sh: no programs in $PWD/nowhere; \`make\` builds them
END
mkdir broken
printf '#!/bin/sh\nexit 4\n' >broken/eh-threshold
chmod +x broken/eh-threshold
run 'with a broken program' env BIN="$PWD/broken" examples/demo.sh
status 1
ok 'it says so' grep -qxF 'demo.sh: exit status 4 where 0 was expected' "$scratch/err"

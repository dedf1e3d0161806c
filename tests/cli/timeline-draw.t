#!/bin/sh
# `draw`: events in, a timeline to scale out. What is drawn is judged by its geometry: tests/property/timeline.pl.
. "$(dirname "$0")/lib.sh"
example=$TOP/examples/timeline

# judged NAME FILE...: the drawings are sound. With $ids the events are just those, an id a line.
judged()
{
    judged_name=$1
    shift
    ok "$judged_name: sound" perl "$TOP/tests/property/timeline.pl" ${ids:+--ids "$ids"} "$@"
    for judged_file; do
        ok "$judged_name: well-formed" xmllint --noout --nonet "$judged_file"
    done
}
# of ATTRIBUTE FILE: its values, a line each.
of() { sed -n "s/.* $1=\"\([^\"]*\)\".*/\1/p" "$2"; }
# size width|height FILE: in whole pixels.
size() { sed -n "s/^<svg.* $1=\"\([0-9]*\)[.0-9]*\" .*/\1/p" "$2"; }
# at_most NAME NUMBER LIMIT
at_most() { ok "$1: $2, at most $3" test "$2" -le "$3"; }
# nbsp: no-break blanks as blanks.
nbsp() { sed 's/\xc2\xa0/ /g' "$@"; }
# events NUMBER KIND: a file of events; `even`, `busy` (most in a few weeks) or `late`.
events()
{
    awk -v count="$1" -v kind="$2" '
    function next_random() { seed = (seed * 16807) % 2147483647; return seed / 2147483647 }
    BEGIN {
        seed = 42 + count
        split("Mum,Dad,Amber,Finn,Nan,School nurse,Health visitor,Police", who, ",")
        split("visits,calls,moves out,starts a new job,is seen at the clinic,joins a course,misses a visit,agrees the plan", what, ",")
        split("positive,negative,negative,neutral", impact, ",")
        print "event_id,date,event,impact"
        for (i = 1; i <= count; i++) {
            at = next_random()
            if (kind == "busy" && next_random() < 0.8) at = (int(at * 6) + next_random() / 30) / 6
            if (kind == "late") at = sqrt(at)
            days = int(at * 5400)
            printf "E%d,%d-%02d-%02d,%s %s,%s\n", i, 2010 + int(days / 360), int(days % 360 / 30) + 1, days % 28 + 1,
                who[int(next_random() * 8) + 1], what[int(next_random() * 8) + 1], impact[int(next_random() * 4) + 1]
        }
    }'
}

# --- The example -------------------------------------------------------------------------------------------------------

cp "$example"/*.csv .
run 'the example' eh-timeline --summary --people people.csv -d drawn events.csv
status 0
stdout </dev/null
stderr <<'END'
events: 20; of them births added from people: 1; without a date: 0
rows rejected: 0
families: 2; of them with no birth known, which start at the earliest event: 0
END
ls drawn >listed
file listed <<'END'
F104.svg
F221.svg
END
{ seq 1 13 | sed 's/^\(.\)$/0\1/; s/^/E/' && echo 3; } >ids.txt
awk -F, '$1 == "F104" { print $2 }' events.csv >ids.txt
of data-event drawn/F104.svg | grep -vxFf ids.txt >added
ok 'the example: one birth is added' test "$(wc -l <added)" -eq 1
cat added >>ids.txt
ids=ids.txt judged 'the example' drawn/F104.svg
judged 'the example' drawn/F221.svg
ok 'the line starts with the first birth' test "$(of data-axis drawn/F104.svg)" = 2011-03-22
of data-date drawn/F104.svg | sort >dates
ok 'dates are EDTF' grep -qx '2014-06~' dates
ok 'dates are EDTF: of any form' grep -qx '2016-09-05' dates
ok 'about' grep -q '>about Jun' drawn/F104.svg
ok 'ages' grep -q 'Amber, age<' drawn/F104.svg
ok 'what was before' grep -q '>Before 22' drawn/F104.svg
ok 'a bar that lasts' grep -q 'data-span-for="E09" class="span positive"' drawn/F104.svg
ok 'one that fades' grep -q 'data-span-for="E13".*fade-right' drawn/F104.svg
for shape in positive negative neutral; do
    ok "a mark: $shape" grep -q "class=\"mark $shape\" data-event=" drawn/F104.svg
done
run 'the same again' eh-timeline --people people.csv --family F104 events.csv
status 0
same 'the same again: same bytes' "$scratch/out" drawn/F104.svg
(sed 1q events.csv; sed 1d events.csv | sort -r) >shuffled.csv
run 'in another order' eh-timeline --people people.csv --family F104 shuffled.csv
status 0
same 'in another order: same bytes' "$scratch/out" drawn/F104.svg
run 'several families' eh-timeline events.csv
status 2
stdout </dev/null
stderr <<'END'
eh-timeline: 2 families, which do not go into one drawing: -d DIR writes a file for each, --family ID draws one (eh-timeline --help shows what there is)
END
run 'no such family' eh-timeline --family F9 events.csv
status 2
run 'from a day' eh-timeline --from 2012 --family F104 -o from.svg events.csv
status 0
judged 'from a day' from.svg
ok 'from a day: the line starts there' test "$(of data-axis from.svg)" = 2012-01-01
run 'a title' eh-timeline --title 'Amber & Finn' --family F104 -o titled.svg events.csv
status 0
ok 'a title: is there' grep -q '<title id="timeline-title">Amber &amp; Finn</title>' titled.svg

# --- Room --------------------------------------------------------------------------------------------------------------

# Sizes that others need are in the design's reference: 38 events 318 px, 172 events 1,682 px, 1,600 px wide.
for kind in even busy late; do
    for number in 1 2 8 15 38 172; do
        events $number $kind >$kind-$number.csv
        sed '1d; s/,.*//' $kind-$number.csv >ids.txt
        run "$number events, $kind" eh-timeline -o free.svg $kind-$number.csv
        status 0
        run "$number events, $kind, 1600 px" eh-timeline --width 1600 -o wide.svg $kind-$number.csv
        status 0
        ids=ids.txt judged "$number events, $kind" free.svg wide.svg
        ok "$number events, $kind: as wide as asked for" test "$(size width wide.svg)" -eq 1600
        [ $number -ne 38 ] || [ $kind = late ] || at_most "$number events, $kind: height" "$(size height wide.svg)" 400
        [ $number -ne 172 ] || [ $kind = late ] || at_most "$number events, $kind: height" "$(size height wide.svg)" 1000
    done
done
events 38 even >in.csv
run '38 events without impact' eh-timeline -m impact=none --width 1600 in.csv
status 2
cut -d, -f1-3 in.csv >plain.csv
run '38 events without impact' eh-timeline --width 1600 -o plain.svg plain.csv
status 0
at_most '38 events without impact: height' "$(size height plain.svg)" 320
run 'narrow' eh-timeline --width 400 -o narrow.svg busy-172.csv
status 0
judged 'narrow' narrow.svg
for width in 299 30001 x ''; do
    run "a width of '$width'" eh-timeline --width "$width" busy-38.csv
    status 2
done

# Rows that go on.
run 'on A4' eh-timeline --page A4 -o a4.svg late-172.csv
status 0
sed '1d; s/,.*//' late-172.csv >ids.txt
ids=ids.txt judged 'on A4' a4.svg
ok 'on A4: several rows' test "$(of data-axis a4.svg | wc -l)" -gt 1
ok 'on A4: as wide as the paper' test "$(size width a4.svg)" -eq 1047
ok 'on A4: whole pages' test $(($(size height a4.svg) % 718)) -eq 0
run 'on A3' eh-timeline --page a3 -o a3.svg late-172.csv
status 0
judged 'on A3' a3.svg
run 'fit' eh-timeline --page fit -o fit.svg late-172.csv
status 0
ok 'fit: one row' test "$(of data-axis fit.svg | wc -l)" -eq 1
run 'another paper' eh-timeline --page A5 late-172.csv
status 2
run 'two widths' eh-timeline --page A4 --width 900 late-172.csv
status 2

# The judge is none who finds nothing.
sed 's/data-bbox="[^"]*"/data-bbox="100 100 50 20"/' free.svg >broken.svg
run 'the judge: labels' perl "$TOP/tests/property/timeline.pl" broken.svg
status 1
sed 's/data-date="2015-[0-9-]*"/data-date="2011-01-01"/' free.svg >broken.svg
run 'the judge: scale' perl "$TOP/tests/property/timeline.pl" broken.svg
status 1

# --- What is not easy --------------------------------------------------------------------------------------------------

{
    echo date,event
    for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo "2015-05-05,Event number $i of one day"; done
} >in.csv
run 'all on one day' eh-timeline -o day.svg in.csv
status 0
judged 'all on one day' day.svg
printf '%s\n' date,event 1940-01-01,Nan\ born\ in\ Ashmere 2020-01-01,Last >in.csv
run '80 years apart' eh-timeline -o far.svg in.csv
status 0
judged '80 years apart' far.svg
awk 'BEGIN { print "date,event\n2015,Before\n2016-01-01,After"; printf "2015-06-01,"; for (i = 0; i < 200; i++) printf "word %04d ", i; print "" }' >in.csv
run 'a long text' eh-timeline -o long.svg in.csv
status 0
judged 'a long text' long.svg
ok 'a long text: nothing is lost' test "$(grep -o '[0-9][0-9][0-9][0-9]' long.svg | sort -u | grep -c '^0')" -ge 200
printf 'date,event\n2015-06-01,a\033[2Jb\001 <b>&x</b>\n2016-01-01,\xe5\xae\xb6\xe5\xba\xad \xd8\xb9\xd8\xa7\xd8\xa6\xd9\x84\xd8\xa9 \xf0\x9f\x8e\x82\n' >in.csv
run 'control characters, other scripts' eh-timeline -o odd.svg in.csv
status 0
judged 'control characters, other scripts' odd.svg
ok 'control characters: none is left' test "$(LC_ALL=C tr -d '\n\t\40-\377' <odd.svg | wc -c)" -eq 0
run 'control characters in text' eh-timeline -t text in.csv
status 0
ok 'control characters in text: none is left' test "$(LC_ALL=C tr -d '\n\40-\377' <"$scratch/out" | wc -c)" -eq 0
cat >in.csv <<'END'
date,event,end_date,impact
2015-03-01,Ends before it starts,2015-02-01,
2015-13-01,No such month,,
2015-04-01,,,
Unknown,Mum in care as a child,,negative
2015,Kept,,strange
../2014,Open,,+
2016/..,Open too,Ongoing,-
2010,Long ago~,2012~,
END
run 'rows that cannot be used' eh-timeline --unmapped unmapped.csv --rejects rejects.csv -o rows.svg in.csv
status 3
stderr <<'END'
eh-timeline: in.csv:2: end_date: before the date on which it began
eh-timeline: in.csv:3: date: no such day in the calendar, or a year outside 1000 to 2999
eh-timeline: in.csv:4: event: blank, but a value is needed
END
judged 'rows that cannot be used' rows.svg
ok 'an event without a date stands below' grep -q 'data-undated=' rows.svg
ok 'a strange impact is told' grep -q strange unmapped.csv
ok 'rejects' test "$(wc -l <rejects.csv)" -eq 4
run 'an empty file' eh-timeline /dev/null
status 2
stderr <<'END'
eh-timeline: /dev/null: no header line: the file is empty
END
printf 'date,event\n' >in.csv
run 'no event' eh-timeline in.csv
status 2
stdout </dev/null
stderr <<'END'
eh-timeline: in.csv: no event that could be used, so there is nothing to draw
END
printf 'date,event\n,Some time\n' >in.csv
run 'no date' eh-timeline -o none.svg in.csv
status 0
ok 'no date: says so' grep -q 'No event has a date' none.svg
ok 'no date: well-formed' xmllint --noout none.svg
awk 'BEGIN { print "date,event"; for (i = 0; i <= 20000; i++) print 2000 + i % 20 ",x" }' >in.csv
run 'too many' eh-timeline in.csv
status 2
stderr <<'END'
eh-timeline: more than 20000 events, or too much text, for one drawing; --to text takes any number
END
run 'too many, as text' eh-timeline -t text in.csv
status 0
run 'a full disk' sh -c 'eh-timeline busy-38.csv >/dev/full'
status 2

# --- Files for families ------------------------------------------------------------------------------------------------

cat >in.csv <<'END'
family_id,date,event
../up,2015,a
F/1,2015,a
f_1,2015,a
,2015,a
.x,2015,a
END
run 'names of files' eh-timeline -d 'new dir' in.csv
status 0
(cd 'new dir' && ls -A) >listed
file listed <<'END'
F_1.svg
_._up.svg
_x.svg
f_1-2.svg
family.svg
END
ok 'nothing above' test ! -e up.svg
run 'into a directory that is a file' eh-timeline -d in.csv in.csv
status 2
run 'into one that cannot be made' eh-timeline --directory no/where in.csv
status 2
stderr <<'END'
eh-timeline: no/where: cannot create: No such file or directory
END
run 'the delimiter keeps its long name' eh-timeline --delimiter ';' -o semicolon.svg - <<'END'
date;event
2015;a
END
status 0

# --- To read and to print ----------------------------------------------------------------------------------------------

run 'as text' eh-timeline -t text --people people.csv --family F104 events.csv
status 0
nbsp "$scratch/out" >text
ok 'as text: dates in words' grep -q ' about ' text
ok 'as text: ages' grep -q 'Amber 3, Finn 0\|Amber 3,' text
run 'as text, all families' eh-timeline -t text events.csv
status 0
ok 'as text, all families: both' test "$(grep -c '^Timeline of family' "$scratch/out")" -eq 2
run 'as html' eh-timeline -t html --people people.csv -o page.html events.csv
status 0
ok 'as html: both families' test "$(grep -c '</table>' page.html)" -eq 2
ok 'as html: drawings with ids of their own' test "$(grep -o ' id="[^"]*"' page.html | sort | uniq -d | wc -l)" -eq 0
ok 'as html: no script' sh -c '! grep -qi "<script" page.html'
run 'for a court' eh-timeline --plo -t html --family F221 events.csv
status 0
ok 'for a court: its columns' grep -q '<th scope="col">No.</th><th scope="col">Date</th><th scope="col">Event or detail</th><th scope="col">Witness or document reference</th>' "$scratch/out"
ok 'for a court: no drawing' sh -c "! grep -q '<svg' '$scratch/out'"
run 'for a court, drawn' eh-timeline --plo events.csv
status 2
run 'as csv' eh-timeline -t csv events.csv
status 2

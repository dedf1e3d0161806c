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
told twice, drawn once: 0
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
# The edge of what was before lies under no words.
through()
{
    sed -n 's|.*data-bbox="\([^"]*\)".*|label \1|p; s|^<line x1="\([^"]*\)" y1="\([^"]*\)" .*y2="\([^"]*\)" class="edge"/>|edge \1 \2 \3|p' "$1" |
        awk '$1 == "edge" { x = $2; from[++n] = $3; to[n] = $4; next }
            $2 < x && $2 + $4 > x { across++; for (i = 1; i <= n; i++) if ($3 < to[i] && $3 + $5 > from[i]) bad++ }
            END { print n + 0, across + 0, bad + 0 }'
}
through drawn/F104.svg >across
file across <<'END'
2 1 0
END
ok 'what was before: nor under its caption' grep -q '<line x1="[0-9.]*" y1="0" .* class="edge"/>' drawn/F104.svg
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

# --- Told twice --------------------------------------------------------------------------------------------------------

titles() { nbsp "$1" | sed -n '/data-event=/{n;s|^<title>\(.*\)</title>.*|\1|p;}'; }
labels() { nbsp "$1" | sed -n 's|</tspan><tspan[^>]*>| |g;s|<text data-label-for="\([^"]*\)"[^>]*><tspan[^>]*>\(.*\)</tspan></text>|\1 \2|p'; }
run 'put together' sh -c "cd '$example' && eh-timeline table people.csv events.csv records/*.csv >'$PWD/table.csv'"
run 'put together: drawn' eh-timeline --summary --people people.csv --family F104 -o once.svg table.csv
status 0
stderr <<'END'
events: 26; of them births added from people: 0; without a date: 0
told twice, drawn once: 2
rows rejected: 0
families: 1; of them with no birth known, which start at the earliest event: 0
END
labels once.svg | grep '22 Mar 2011\|10 Nov 2022' | sort >told
file told <<'END'
2 22 Mar 2011 Amber born (told twice)
K377 10 Nov 2022 Contact (School): No further action (told twice)
END
titles once.svg | grep 'told' >told
file told <<'END'
22 Mar 2011: Amber born (told twice) · Amber · people, people.csv; Health visitor
10 Nov 2022: Contact (School): No further action (told twice) · Finn · contacts, records/contacts.csv; contacts, records/list-1.csv
END
ok 'put together: counted as drawn' grep -q '<desc[^>]*>24 events: ' once.svg
of data-event once.svg >ids.txt
ids=ids.txt judged 'put together' once.svg
run 'put together, as html' eh-timeline --summary -t html --people people.csv --family F104 -o once.html table.csv
status 0
ok 'put together, as html: every row' test "$(grep -c '<td class="number">' once.html)" -eq 26
ok 'put together, as html: drawn once' test "$(grep -c 'data-event=' once.html)" -eq 24
ok 'put together, as html: counted' grep -qx 'told twice, drawn once: 2' "$scratch/err"
run 'put together, as text' eh-timeline --summary -t text --people people.csv --family F104 table.csv
status 0
ok 'put together, as text: every row' test "$(nbsp "$scratch/out" | grep -c ' 22 Mar 2011 .*Amber born\| 10 Nov 2022 .*Contact (School)')" -eq 4
ok 'put together, as text: nothing is drawn' sh -c "! grep -q 'drawn once' '$scratch/err'"
run 'put together, for a court' eh-timeline --summary --plo -t html --family F104 -o court.html table.csv
status 0
ok 'put together, for a court: every row' test "$(grep -c '<td class="number">' court.html)" -eq 26
ok 'put together, for a court: nothing is drawn' sh -c "! grep -q 'drawn once' '$scratch/err'"

cat >in.csv <<'END'
event_id,date,event,person_id,source,same_as
a,2015-01-01,Contact (School),P1,one,
b,2015-01-01,CONTACT  ( School ): No further action,P2;P1,two,one.csv:2
c,2015-01-01,contact,,one,one.csv:2
d,2016,Moves,,,
e,2016,Moves house,P1,three,one.csv:5
f,2017-01-01,Falls ill,P1,,
g,2017-01-01,Sees the GP,,,
h,2017-01-01,Falls ill,P1,one,x:1
i,2018-01-01/2018-02-01,Away,,,
j,2018-01-01/2018-02-01,Away,,,x:1
END
run 'told twice and more' eh-timeline --summary -o told.svg in.csv
status 0
stderr <<'END'
events: 10; of them births added from people: 0; without a date: 0
told twice, drawn once: 4
rows rejected: 0
families: 1; of them with no birth known, which start at the earliest event: 1
END
titles told.svg >told
file told <<'END'
1 Jan 2015: CONTACT ( School ): No further action (told 3 times) · P1;P2 · one; two
2016: Moves house (told twice) · P1 · three
1 Jan 2017: Falls ill (told twice) · P1 · one
1 Jan 2017: Sees the GP
1 Jan 2018 to 1 Feb 2018: Away (told twice)
END
of data-event told.svg >listed
file listed <<'END'
a
d
f
g
i
END
ids=listed judged 'told twice and more' told.svg

# Of each pair something keeps the two apart.
cat >in.csv <<'END'
family_id,date,event,end_date,impact,person_id,same_as
A,2010-01-01,Not marked,,,,
A,2010-01-01,Not marked,,,,
A,2011-01-01,Impact,,negative,,
A,2011-01-01,Impact,,positive,,x:1
A,2011-02-01,Impact not said,,negative,,
A,2011-02-01,Impact not said,,,,x:1
A,2012-01-01,End,2012-02-01,,,
A,2012-01-01,End,2012-03-01,,,x:1
A,2012-04-01,Going on,Ongoing,,,
A,2012-04-01,Going on,,,,x:1
A,2013-01-01,Another day,,,,
A,2013-01-02,Another day,,,,x:1
A,2014,Less sure,,,,
A,2014~,Less sure,,,,x:1
A,2015-01,Not the whole month,,,,
A,2015-01-01,Not the whole month,,,,x:1
A,2016-01-01,Another child,,,P1,
A,2016-01-01,Another child,,,P2;P3,x:1
A,2017-01-01,Contact,,,,
A,2017-01-01,Contacted the school,,,,x:1
A,2018-01-01,Middle: Contact,,,,
A,2018-01-01,Contact,,,,x:1
A,2019-01-01,Marked first,,,,x:1
A,2019-01-01,Marked first,,,,
A,Unknown,No date,,,,
A,Unknown,No date,,,,x:1
B,2019-01-01,Another family,,,,
A,2019-01-01,Another family,,,,x:1
END
run 'not told twice' eh-timeline --summary --family A -o told.svg in.csv
status 0
stderr <<'END'
events: 27; of them births added from people: 0; without a date: 2
told twice, drawn once: 0
rows rejected: 0
families: 1; of them with no birth known, which start at the earliest event: 1
END
ok 'not told twice: all are drawn' test "$(of data-event told.svg | wc -l)" -eq 25
ok 'not told twice: nothing says so' sh -c '! grep -q "(told" told.svg'

# The line starts at the one event, whichever row says that it is a birth.
cat >in.csv <<'END'
family_id,date,event,same_as
A,2009-12-01,Before,
A,2010-01-01,Amber,
A,2010-01-01,Amber born,x:1
A,2012-01-01,Later,
END
run 'a birth told twice' eh-timeline -o told.svg in.csv
status 0
ok 'a birth told twice: starts there' test "$(of data-axis told.svg)" = 2010-01-01
nbsp told.svg >told
ok 'a birth told twice: says so' grep -q '>From 1 Jan 2010, the birth of the first child' told
# A person in common comes before nobody named.
cat >in.csv <<'END'
date,event,person_id,same_as
2010-01-01,Contact,,
2010-01-01,Contact,P1,
2010-01-01,Contact,P1,x:1
2012-01-01,Later,,
END
run 'of one person' eh-timeline -o told.svg in.csv
status 0
titles told.svg >told
file told <<'END'
1 Jan 2010: Contact
1 Jan 2010: Contact (told twice) · P1
1 Jan 2012: Later
END
# A day of very many rows takes no longer than its events do.
awk 'BEGIN { print "date,event,same_as"; for (i = 0; i < 12000; i++) print "2015-05-05,Number " i ",x:1"; print "2015-05-05,Number 499,x:1" }' >in.csv
run 'a day of very many' eh-timeline --summary -t html -o told.html in.csv
status 0
ok 'a day of very many: one of the first 500' grep -qx 'told twice, drawn once: 1' "$scratch/err"

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

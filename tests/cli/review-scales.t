#!/bin/sh
# `eh-review scales`: how readings of a scale changed, as records, as text, as a page and as drawings.
. "$(dirname "$0")/lib.sh"
examples=$TOP/examples/review
heading=family_id,name,role,domain,readings,first_date,first_score,last_date,last_score,change,change_last,direction,view
hint="(eh-review --help shows what there is)"

# scales NAME OPTION...: a run without anything to complain of.
scales()
{
    scales_name=$1
    shift
    run "$scales_name" eh-review scales --as-of 2026-11-22 "$@"
    status 0
    stderr </dev/null
}

# --- The example -------------------------------------------------------------------------------------------------------------

run 'rows' eh-review scales --as-of 2026-11-22 --summary "$examples/scales.csv"
status 0
stdout <<END
$heading
F104,Dawn Sparrow,mother,,3,2026-03-10,4,2026-07-09,6.5,2.5,0.5,better,furthest
F104,Robin Sparrow,child,,3,2026-03-10,5,2026-07-09,8,3,1,better,
F104,Ms A. Larkspur,class teacher,,3,2026-03-10,3,2026-07-09,8,5,2,better,
F0003,Ash Merebank,father,School,2,2026-07-06,3,2026-10-20,7,4,4,better,
F0003,Ash Merebank,father,Health,3,2026-07-06,6,2026-10-20,5.5,-0.5,-0.5,worse,
F0003,Ash Merebank,father,Money,3,2026-07-06,2,2026-10-20,6,4,2,better,
F0003,Ash Merebank,father,Friends and family,3,2026-07-06,4,2026-10-20,7,3,1,better,
F0003,Ash Merebank,father,Routines,3,2026-07-06,5,2026-10-20,7,2,3,better,
F0003,Juniper Merebank,child,School,2,2026-07-06,4,2026-10-20,8,4,4,better,
F0006,P. Winslade,lead practitioner,,1,2026-10-12,5,2026-10-12,5,,,one-reading,
END
stderr <<'END'
rows used: 27; rejected: 0
readings: 26; without a score: 1; replaced by another of the same date: 0; after the day asked about: 0
families: 3; better: 8; worse: 1; the same: 0; one reading: 1
END
run 'families' eh-review scales --as-of 2026-11-22 --by family --summary "$examples/scales.csv"
status 0
stdout <<END
$heading
F104,,,,9,2026-03-10,,2026-07-09,8,3,1,better,
F0003,,,,16,2026-07-06,,2026-10-20,7,3.5,2.5,better,
F0006,,,,1,2026-10-12,,2026-10-12,5,,,one-reading,
END
stderr <<'END'
rows used: 27; rejected: 0
readings: 26; without a score: 1; replaced by another of the same date: 0; after the day asked about: 0
families: 3; better: 2; worse: 0; the same: 0; one reading: 1
END
run 'something fell' eh-review scales --as-of 2026-11-22 --exit-code -q "$examples/scales.csv"
status 1
run 'nothing fell' eh-review scales --as-of 2026-11-22 --exit-code --by family -q "$examples/scales.csv"
status 0
run 'before any reading' eh-review scales --as-of 2026-03-09 --summary "$examples/scales.csv"
status 0
stdout <<END
$heading
END
stderr <<'END'
rows used: 27; rejected: 0
readings: 0; without a score: 0; replaced by another of the same date: 0; after the day asked about: 27
families: 0; better: 0; worse: 0; the same: 0; one reading: 0
END

# --- Scores and changes ------------------------------------------------------------------------------------------------------

# change SCORES WANTED: readings of one person, a day apart, and `readings,first,last,change,change_last,direction`.
change()
{
    { echo family_id,date,name,score; n=10; for score in $1; do [ "$score" != - ] || score=; echo "F1,2026-01-$n,Mum,$score"; n=$((n + 1)); done; } >in.csv
    scales "change: $1" in.csv
    sed 1d "$scratch/out" | awk -F , '{ print $5 "," $7 "," $9 "," $10 "," $11 "," $12 }' >got
    printf '%s\n' "$2" >wanted
    [ -n "$2" ] || : >wanted
    same "change: $1: row" got wanted
}
change '4 6 7' 3,4,7,3,1,better
change '7 6 7' 3,7,7,0,1,same
change '7 9 6.5' 3,7,6.5,-0.5,-2.5,worse
change '0 10' 2,0,10,10,10,better
change '10.0 0.0' 2,10,0,-10,-10,worse
change '0.1 0.2' 2,0.1,0.2,0.1,0.1,better
change '6.50 7.00' 2,6.5,7,0.5,0.5,better
change '5' 1,5,5,,,one-reading
# A row without a score is no reading, and no zero.
change '4 - 6' 2,4,6,2,2,better
change '- 4 6 -' 2,4,6,2,2,better
change '- 4 -' 1,4,4,,,one-reading
change '- -' ''

# --- Whose view lies furthest ------------------------------------------------------------------------------------------------

# view SCORES WANTED: last scores of as many people, and which of them stands out.
view()
{
    { echo family_id,date,name,score; n=1; for score in $1; do echo "F1,2026-01-10,P$n,$score"; n=$((n + 1)); done; } >in.csv
    scales "view: $1" in.csv
    awk -F , '$13 == "furthest" { print $2 }' "$scratch/out" >got
    printf '%s\n' "$2" >wanted
    [ -n "$2" ] || : >wanted
    same "view: $1: furthest" got wanted
}
view '5 5 9' P3
view '1 5 6' P1
view '4 5 6' ''
view '2 9' ''
view '5' ''
view '5 5 5' ''
view '2 2 5' P3
view '2 2 5 5' ''
view '2 3 5 9' P4
view '2 2 5 5 6' ''
view '1 4 4.5 5' P1
view '1 1 4 5 6' ''
view '0 0 5 5 5 9.9' ''

# Domain by domain.
cat >in.csv <<'END'
family_id,date,name,domain,score
F1,2026-01-10,A,School,2
F1,2026-01-10,B,School,7
F1,2026-01-10,C,School,8
F1,2026-01-10,A,Money,5
F1,2026-01-10,B,Money,5
F1,2026-01-10,C,Health,10
END
scales 'domain by domain' in.csv
stdout <<END
$heading
F1,A,,School,1,2026-01-10,2,2026-01-10,2,,,one-reading,furthest
F1,A,,Money,1,2026-01-10,5,2026-01-10,5,,,one-reading,
F1,B,,School,1,2026-01-10,7,2026-01-10,7,,,one-reading,
F1,B,,Money,1,2026-01-10,5,2026-01-10,5,,,one-reading,
F1,C,,School,1,2026-01-10,8,2026-01-10,8,,,one-reading,
F1,C,,Health,1,2026-01-10,10,2026-01-10,10,,,one-reading,
END

# --- All views together ------------------------------------------------------------------------------------------------------

# The median of the changes of those who have two readings, and of what all said last.
cat >in.csv <<'END'
family_id,date,name,score
F1,2026-01-10,A,2
F1,2026-02-10,A,4
F1,2026-03-10,A,9
F1,2026-01-11,B,5.5
F1,2026-02-10,B,5
F1,2026-02-10,C,6
F1,2026-02-10,D,6.1
F2,2026-01-10,A,4
F2,2026-01-10,B,5
F3,2026-01-10,A,8
F3,2026-02-10,A,5.5
END
scales 'together' --by family in.csv
stdout <<END
$heading
F1,,,,7,2026-01-10,,2026-03-10,6.05,3.25,2.25,better,
F2,,,,2,2026-01-10,,2026-01-10,4.5,,,one-reading,
F3,,,,2,2026-01-10,,2026-02-10,5.5,-2.5,-2.5,worse,
END
scales 'together, for people' --by family -t text in.csv
stdout <<'END'
Readings of the scale

From 0, most worry, to 10, success. As of 2026-11-22.

Family  Readings  First       Last         Now  Change  Since last time  Direction
──────  ────────  ──────────  ──────────  ────  ──────  ───────────────  ───────────
F1             7  2026-01-10  2026-03-10  6.05    3.25             2.25  better
F2             2  2026-01-10  2026-01-10   4.5                           one-reading
F3             2  2026-01-10  2026-02-10   5.5    -2.5             -2.5  worse
END

# --- Dates -------------------------------------------------------------------------------------------------------------------

# The order is that of the first day that a date may mean, not that of the rows. Of one date the row that stands later counts, but a
# blank score takes no other's place.
cat >in.csv <<'END'
family_id,date,name,role,score
F1,2026-03-15,Mum,mother,7
F1,Mar 2026,Mum,mum,5
F1,01/03/2026,Mum,,4
F1,2026-03-01,Mum,,4.5
F1,2026-03-15,Mum,,
F1,2026-11-23,Mum,later,9
F1,22/11/2026,Mum,,8
F1,2026-11,Dad,,2
F1,2026-12,Dad,,3
END
run 'dates' eh-review scales --as-of 2026-11-22 --summary in.csv
status 0
stdout <<END
$heading
F1,Mum,mother,,4,2026-03-01,4.5,2026-11-22,8,3.5,1,better,
F1,Dad,,,1,2026-11,2,2026-11,2,,,one-reading,
END
stderr <<'END'
rows used: 9; rejected: 0
readings: 5; without a score: 0; replaced by another of the same date: 2; after the day asked about: 2
families: 1; better: 1; worse: 0; the same: 0; one reading: 1
END

# --- Bad input ---------------------------------------------------------------------------------------------------------------

cat >bad.csv <<'END'
family_id,date,name,score,reasons
F1,2026-01-10,Mum,4,kept
,2026-01-10,Mum,4,
F1,,Mum,4,
F1,TBC,Mum,4,
F1,../2026,Mum,4,
F1,31/02/2026,Mum,4,
F1,soon,Mum,4,
F1,2026-01-10,,4,
F1,2026-01-10,Mum,11,
F1,2026-01-10,Mum,10.1,
F1,2026-01-10,Mum,-1,
F1,2026-01-10,Mum,6.55,
F1,2026-01-10,Mum,7/10,
F1,2026-01-10,Mum,"6,5",
F1,2026-01-10,Mum,.5,
F1,2026-01-10,Mum,5.,
F1,2026-01-10,Mum,seven,
F1,2026-02-10,Mum,6,kept
END
run 'bad rows' eh-review scales --as-of 2026-11-22 --rejects rejected.csv bad.csv
status 3
stdout <<END
$heading
F1,Mum,,,2,2026-01-10,4,2026-02-10,6,2,2,better,
END
score='score: not a number from 0 to 10 with at most one decimal'
stderr <<END
eh-review: bad.csv:3: family_id: blank, but a value is needed
eh-review: bad.csv:4: date: blank, but a value is needed
eh-review: bad.csv:5: date: no date, so the reading has no place in time
eh-review: bad.csv:6: date: no date, so the reading has no place in time
eh-review: bad.csv:7: date: no such day in the calendar, or a year outside 1000 to 2999
eh-review: bad.csv:8: date: not a date in a form that is read ($(sed -n 's/.*not a date in a form that is read (\(.*\))$/\1/p' "$scratch/err"))
eh-review: bad.csv:9: name: blank, but a value is needed
$(for line in 10 11 12 13 14 15 16 17 18; do echo "eh-review: bad.csv:$line: $score"; done)
END
ok 'rejected rows are kept' test "$(wc -l <rejected.csv)" -eq 17

for format in csv text html json rec svg; do
    echo family_id,date,name,score >empty.csv
    scales "header only, $format" -t $format empty.csv
done
scales 'header only' empty.csv
stdout <<END
$heading
END
scales 'header only, text' -t text empty.csv
stdout <<'END'
Readings of the scale
From 0, most worry, to 10, success. As of 2026-11-22.

There are no readings.
END
: >nothing.csv
run 'an empty file' eh-review scales nothing.csv
status 2
stdout </dev/null
stderr <<'END'
eh-review: nothing.csv: no header line: the file is empty
END
echo family_id,name,score >undated.csv
run 'no date' eh-review scales undated.csv
status 2
stdout </dev/null
stderr <<'END'
eh-review: undated.csv:1: no column for date; columns found: family_id, name, score
END
run 'by something else' eh-review scales --by name bad.csv
status 2
stdout </dev/null
stderr <<END
eh-review: --by takes family $hint
END
for format in svg html; do
    run "families as $format" eh-review scales --by family -t $format bad.csv
    status 2
    stdout </dev/null
    stderr <<END
eh-review: --by family goes with csv, text, json and rec $hint
END
done

# --- Headings, several files -------------------------------------------------------------------------------------------------

sed 1d "$examples/scales.csv" >rows
scales 'the example' "$examples/scales.csv"
cp "$scratch/out" whole.csv
head -n 13 "$examples/scales.csv" >a.csv
{ head -n 1 "$examples/scales.csv"; tail -n +14 "$examples/scales.csv"; } >b.csv
scales 'two files' a.csv b.csv
stdout <whole.csv
scales 'standard input between' a.csv - <b.csv
stdout <whole.csv
{ printf '\357\273\277Colour;REASONS;Score;Domain; Role ;NAME;Date;Family ID\r\n'
  perl -e 'require "'"$TOP"'/tests/property/csv.pl";
      my ($header, @rows) = csv_records(slurp(shift));
      for my $row (@rows) { print join(";", map { s/"/""/gr =~ s/(.*)/"$1"/sr } "red", reverse @$row), "\r\n" }' "$examples/scales.csv"
} >odd.csv
scales 'odd headings' -d ';' odd.csv
stdout <whole.csv

# --- Text --------------------------------------------------------------------------------------------------------------------

export COLUMNS=80
scales 'text' -t text "$examples/scales.csv"
golden review-scales/list.txt
unset COLUMNS
ok 'no line is too wide' awk '{ gsub(/[\300-\377][\200-\277]*/, "x"); if (length($0) > 80) exit 1 }' "$scratch/out"

# --- Drawings ----------------------------------------------------------------------------------------------------------------

scales 'svg' -t svg "$examples/scales.csv"
golden review-scales/drawing.svg
cp "$scratch/out" drawing.svg
ok 'svg is well formed' xmllint --noout drawing.svg
# read_back FILE: family, domain, person, date and score of each mark of the lines over time; and of the stars.
read_back()
{
    perl -ne '
        ($family, $depth) = ($1, 0) if /<g data-family="([^"]*)"/;
        ($domain, $star) = ($1, 0) if /<g data-domain="([^"]*)"/;
        ($person, $star) = ($1, 1) if /<g data-person="([^"]*)"/ && !defined $domain;
        $person = $1 if /<g data-person="([^"]*)"/;
        $star = 1 if /<g data-axis=/;
        next unless /class="mark"/ && /data-date="([^"]*)" data-score="([^"]*)"/;
        my ($date, $score) = ($1, $2);
        if (/data-domain="([^"]*)" data-date/) { print "star,$family,$1,$person,$date,$score\n" }
        else { print "line,$family,$domain,$person,$date,$score\n" }' "$1"
}
read_back drawing.svg | sort >got
# At most four days have an outline; here there are three.
awk -F , 'NR > 1 { n = split($0, cell, ","); if (cell[6] != "") print "line," $1 "," $5 "," $3 "," $2 "," $6 }
    NR > 1 && $3 == "Ash Merebank" && $6 != "" { print "star," $1 "," $5 "," $3 "," $2 "," $6 }' "$examples/scales.csv" | sort >wanted
same 'every reading is drawn, and nothing else' got wanted
ok 'the missing score is nowhere' sh -c '! grep -q "2026-08-19.*data-score=\"0\"" drawing.svg'

# A star has gaps where there are no scores, and joins what has; at most four days.
{
    echo family_id,date,name,domain,score
    for month in 01 02 03 04 05 06; do
        for domain in A B C D; do
            case $month$domain in 06A) score= ;; *) score=$((${month#0} + 1)) ;; esac
            echo "F1,2026-$month-01,Mum,$domain,$score"
        done
    done
} >star.csv
scales 'a star' -t svg star.csv
cp "$scratch/out" star.svg
read_back star.svg | sed -n 's/^star,//p' | cut -d , -f 4 | sort | uniq -c | awk '{ print $2 "," $1 }' >got
file got <<'END'
2026-03-01,4
2026-04-01,4
2026-05-01,4
2026-06-01,3
END
# outline DATE: the path of that day's outline.
outline() { grep -A1 "<g data-date=\"$1\">" "$2" | sed -n 's/<path d="\([^"]*\)".*/\1/p'; }
outline 2026-05-01 star.svg >got
ok 'a whole outline is closed' grep -q 'Z$' got
outline 2026-06-01 star.svg >got
file got <<'END'
M325.5 167.5L245 248L164.5 167.5
END
ok 'the key tells of the gap' grep -q 'Where an outline is broken' star.svg
sed 's/^\(F1,2026-06-01,Mum,A,\)$/\17/' star.csv >whole-star.csv
scales 'a whole star' -t svg whole-star.csv
ok 'the key tells of no gap' sh -c '! grep -q "is broken" "$1"' sh "$scratch/out"
grep -v ',[CD],' star.csv >two.csv
scales 'two domains' -t svg two.csv
ok 'no star of two domains' sh -c '! grep -q data-axis "$1"' sh "$scratch/out"

# A line is broken where a row has no score; time is to scale.
cat >gap.csv <<'END'
family_id,date,name,score
F1,2026-01-01,Mum,4
F1,2026-01-11,Mum,6
F1,2026-01-31,Mum,
F1,2026-02-10,Mum,8
F1,2026-02-10,Mum,9
F1,2026-04-11,Mum,0
F1,2026-01-01,Dad,5
F1,2026-01-31,Dad,5
F1,2026-04-11,Dad,5
F1,2026-05-01,Dad,
END
scales 'a gap' -t svg gap.csv
cp "$scratch/out" gap.svg
ok 'the key tells of it' grep -q 'Where a line is broken' gap.svg
sed -n 's/<path d="\([^"]*\)" class="line".*/\1/p' gap.svg >paths
ok 'two pieces' grep -q '^M[0-9. ]*L[0-9. ]*M[0-9. ]*L[0-9. ]*$' paths
ok 'to scale' perl -e '
    $_ = <>;
    my @at = /([\d.]+) ([\d.]+)/g;
    my @x = @at[0, 2, 4, 6];
    my @days = (0, 10, 40, 100);
    my $per = ($x[3] - $x[0]) / 100;
    abs($x[$_] - $x[0] - $per * $days[$_]) < 0.3 or exit 1 for 0 .. 3;
    my @y = @at[1, 3, 5, 7];
    my @scores = (4, 6, 9, 0);
    $per = ($y[3] - $y[2]) / 9;
    abs($y[3] - $y[$_] - $per * $scores[$_]) < 0.3 or exit 1 for 0 .. 3' paths
grep -v '01-31,Mum' gap.csv >gapless.csv
scales 'no gap but at an end' -t svg gapless.csv
ok 'the key tells of none' sh -c '! grep -q "is broken" "$1"' sh "$scratch/out"

# More than one drawing can be.
awk 'BEGIN { print "family_id,date,name,score"; for (i = 0; i < 100000; i++) print "F" i ",2026-01-10,Mum,5" }' >many.csv
run 'too many families' eh-review scales --as-of 2026-11-22 -t svg many.csv
status 2
stdout </dev/null
stderr <<'END'
eh-review: more than 26843545 pixels high, the most that one drawing can be; draw fewer families, or use --to html
END

# --- Page --------------------------------------------------------------------------------------------------------------------

scales 'html' -t html "$examples/scales.csv"
golden review-scales/page.html
cp "$scratch/out" page.html
ok 'html is well formed' sh -c 'xmllint --noout --html page.html 2>&1 | grep "error :" | grep -v "Tag [a-z]* invalid" >faults; ! [ -s faults ]'
ok 'ids are given once' sh -c 'test -z "$(grep -o " id=\"[^\"]*\"" page.html | sort | uniq -d)"'
for section in $(grep -o 'aria-labelledby="[^"]*"' page.html | sed 's/.*="//; s/"//'); do
    grep -q "id=\"$section\"" page.html || fail "$section is there"
done
sed -n 's/.*<td class="reasons">\(.*\)<\/td>.*/\1/p' page.html | sort >got
perl -e 'require "'"$TOP"'/tests/property/csv.pl"; my ($header, @rows) = csv_records(slurp(shift)); print "$$_[6]\n" for @rows' \
    "$examples/scales.csv" | sort >wanted
same 'all reasons are there' got wanted

# --- Hostile words -----------------------------------------------------------------------------------------------------------

printf 'family_id,date,name,role,domain,score,reasons\n' >hostile.csv
for domain in '<b>"A"</b>' '&amp;' "it's" ''; do
    printf '"%s","2026-01-10","%s","%s","%s",5,"%s"\n' '<script>F</script>' '<i>&Mum' "$(printf '\033[31mred')" \
        "$(printf %s "$domain" | sed 's/"/""/g')" "$(printf '<img src=x>\nsecond line\033]0;x\007')" >>hostile.csv
done
for format in html svg; do
    scales "hostile, $format" -t $format hostile.csv
    ok "nothing of it is markup, $format" sh -c '! grep -e "<script" -e "<b>" -e "<i>" -e "<img" "$1"' sh "$scratch/out"
    ok "no control character, $format" sh -c '! LC_ALL=C grep -q "[[:cntrl:]]" "$1"' sh "$scratch/out"
done
ok 'svg is well formed' xmllint --noout "$scratch/out"
scales 'hostile, text' -t text hostile.csv
ok 'no control character' sh -c '! LC_ALL=C grep -q "[[:cntrl:]]" "$1"' sh "$scratch/out"

#!/bin/sh
# The dashboard of measures: what each tile tells, that nothing of a hidden figure is in the page, and how it holds with little or much.
. "$(dirname "$0")/lib.sh"

borough=$TOP/examples/review/borough

# measures NAME OPTION...: runs the verb as of 22 November 2026.
measures() { name=$1; shift; run "$name" eh-review measures --as-of 2026-11-22 "$@"; }
# page NAME OPTION...: the same as html, into page.html.
page() { measures "$@" -t html; status 0; cp "$scratch/out" page.html; }
# tile TITLE: the words of a tile, a line for each part.
tile()
{
    awk -v title="$1" '
    /<article/ { words = ""; inside = 1 }
    inside && !/<(title|desc|style)|^#|^<(path|line|circle|rect|text)/ { words = words $0 "\n" }
    /<\/article>/ { inside = 0; if (index(words, ">" title "</a></h3>")) printf "%s", words }' page.html |
        sed 's/<text[^>]*>[^<]*<\/text>//g; s/<\/b><i/<\/b> <i/; s/<i class="tight">//; s/<small>/ <small>/; s/<\/span><span/<\/span> <span/g
            s/<[^>]*>//g; s/  */ /g; s/^ //; s/ $//; s/ %/%/' | grep .
}
# says TITLE: holds the tile to standard input.
says() { tile "$1" >found; cat >"$scratch/wanted"; same "$case_name: $1" found "$scratch/wanted"; }
# has NAME TEXT / lacks NAME TEXT: whether the page has it.
has() { ok "$case_name: $1" grep -qF -e "$2" page.html; }
lacks() { grep -F -e "$2" page.html >found; same "$case_name: $1" found /dev/null; }
# sound: well formed, ids once, all that is referred to is there, no script, nothing from elsewhere.
sound()
{
    xmllint --noout --html page.html 2>&1 | grep 'error :' | grep -v 'Tag [a-z]* invalid' >found
    same "$case_name: well formed" found /dev/null
    grep -o ' id="[^"]*"' page.html | sed 's/.*="//; s/"//' | sort >ids
    uniq -d ids >found
    same "$case_name: ids are given once" found /dev/null
    grep -oE '(href="#|aria-labelledby=")[^"]*"' page.html | sed 's/"$//; s/.*"#\{0,1\}//' | tr ' ' '\n' | sort -u >wanted
    comm -23 wanted ids >found
    same "$case_name: what is referred to is there" found /dev/null
    grep -niE '<script|javascript:| on[a-z]+="|(src|href)="[^#]|url\(' page.html >found
    same "$case_name: no script, nothing from elsewhere" found /dev/null
}

# --- A whole one -------------------------------------------------------------------------------------------------------

all="--episodes $borough/episodes.csv --contacts $borough/contacts.csv --referrals $borough/referrals.csv
    --assessments $borough/assessments.csv --plans $borough/plans.csv --reviews $borough/reviews.csv --scales $borough/scales.csv
    --outcomes $borough/evidence.csv --levels $borough/levels.csv --consent $borough/consent.csv --feedback $borough/feedback.csv
    --population $borough/population.csv --indicators $borough/indicators.csv"
# shellcheck disable=SC2086 # words are wanted
page 'a borough by quarter' $all --period quarter --by organisation --compare "$borough/targets.csv"
sound
says 'Reviews held on time' <<'END'
Reviews held on time
66.2%
47 of 71 reviews
Up by 2.0 points: better Apr–Jun 2026 64.7% (11 of 17), Jul–Sep 2026 66.7% (12 of 18)
Target 90: missed by 23.8 points
END
says 'Contacts with no further action' <<'END'
Contacts with no further action
44.1%
15 of 34 contacts
Up by 11.6 points: worse Apr–Jun 2026 45.5% (5 of 11), Jul–Sep 2026 57.1% (4 of 7)
Target 30: missed by 14.1 points
END
says 'Children open to early help' <<'END'
Children open to early help
17 children
on 22 Nov 2026
Down by 5 30 Sep 2026 22, 22 Nov 2026 17
END
says 'Days from contact to assessment' <<'END'
Days from contact to assessment
13.5 days
median of 16 assessments, half of them 11.8 to 16.3
Down by 3.0 days: better Apr–Jun 2026 16.0 days, Jul–Sep 2026 13.0 days
END
says 'Families that opened again within 12 months' <<'END'
Families that opened again within 12 months
: not available yet
22 too early to tell
END
says 'Change on the scale' <<'END'
Change on the scale
60.9%
14 of 23 families: better
Up by 25.0 points Apr–Jun 2026 50.0% (4 of 8), Jul–Sep 2026 75.0% (6 of 8)
better 60.9% 14
the same 34.8% 8
worse 4.3% 1
END
grep -c '<article' page.html >found
eh-review list measures | awk -F , 'NR > 1 { print $1 }' | sort -u | wc -l | tr -d ' ' >wanted
same 'every measure has its tile' found wanted
sed -n '/class="short"/,/<\/section>/p' page.html | sed 's/<\/dt>/: /; s/<[^>]*>//g' | grep . >found
cat >wanted <<'END'
In short
Short of the target: Reviews held on time 66.2%, target 90; Contacts with no further action 44.1%, target 30; Assessments with the child's own views 72.2%, target 100
At the target or better: none
Worse than the period before: Contacts with no further action 45.5% to 57.1%; Open families with consent 66.7% to 63.6%; Assessments with the child's own views 80.0% to 60.0%; Families satisfied with the help 100.0% to 75.0%
Better than the period before: Days from contact to assessment 16.0 days to 13.0 days; Days from assessment to plan 13.5 days to 7.5 days; Reviews held on time 64.7% to 66.7%; Outcomes achieved 55.0% to 57.1%
END
same 'what a board asks first' found wanted
grep '<h2' page.html | sed 's/<[^>]*>//g' >found
cat >wanted <<'END'
In short
How much did we do?
How well did we do it?
Is anyone better off?
By organisation
The figures and how they are counted
What the marks mean and what was left out
END
same 'its parts' found wanted

# --- Small and exact ---------------------------------------------------------------------------------------------------

cat >contacts.csv <<'END'
child_id,date,outcome,organisation,area
C1,2026-01-05,NFA,School,North
C2,2026-02-05,Referral to social care,School,North
C3,2026-04-01,NFA,"A & B <Trust>",South
C4,2026-04-02,NFA,"A & B <Trust>",South
C5,2026-07-01,Advice,School,North
C6,2026-07-02,NFA,,
C7,2026-11-05,Advice,School,North
C8,2026-11-25,NFA,School,North
C9,,NFA,School,North
END
page 'small' --contacts contacts.csv --since 2026-01-01 --period quarter --by organisation
sound
golden review-dashboard/small.html
has 'names are made fit' 'A &amp; B &lt;Trust&gt;'
has 'rows left out are told' 'Rows not counted, for want of the date: 1. Rows not counted, being dated after the last day: 1.'
sed -n '/id="organisations"/,/<h3>Contacts that/p' page.html | grep '<figcaption' | sed 's/<\/span>/ /g; s/<[^>]*>//g; s/ $//' >found
cat >wanted <<'END'
A &amp; B &lt;Trust&gt; 100.0% 2 of 2 contacts
School 25.0% 1 of 4 contacts
not recorded 100.0% 1 of 1 contacts
END
same 'organisations by name, what is not recorded last' found wanted

# School has nothing in the second quarter: a gap, and z under the axis.
awk '/<figcaption/ { inside = /School/ && !done } /<\/figure>/ { done += inside; inside = 0 } inside' page.html |
    sed -n 's/.* d="\([^"]*\)" class="\([^"]*\)".*/\2 \1/p
        s/<circle cx="\([^"]*\)" cy="\([^"]*\)" .* class="\([^"]*\)".*/\3 \1 \2/p
        s/<text x="\([^"]*\)" .*class="mark">\(.*\)<\/text>/\2 \1/p' >found
cat >wanted <<'END'
beside M6 26L68.6 6L131.3 26
beside M131.3 26L194 46
line dash M131.3 46L194 46
point 6 26
point 131.3 46
cut 194 46
z 68.6
END
same 'a gap is a gap' found wanted
has 'alternative text' '>Jan–Mar 2026: 50.0; Apr–Jun 2026: nothing to count; Jul–Sep 2026: 0.0; 1 Oct – 22 Nov 2026: 0.0</desc>'

(sed 1q contacts.csv; sed 1d contacts.csv | sort -r) >shuffled.csv
cp page.html before.html
page 'rows in another order' --contacts shuffled.csv --since 2026-01-01 --period quarter --by organisation
same 'rows in another order make the same page' page.html before.html

page 'one period' --contacts contacts.csv --since 2026-01-01 --by organisation
sound
grep -o '<rect' page.html | wc -l | tr -d ' ' >found
echo 6 >wanted
same 'one period: a bar for each organisation and measure' found wanted
lacks 'no line' 'class="line"'
lacks 'nothing is said of a period before' 'the period before'
page 'by area' --contacts contacts.csv --since 2026-01-01 --period year --by area
has 'areas have a part' '>By area</h2>'
lacks 'organisations have none' '>By organisation</h2>'

head -n 1 contacts.csv >header.csv
page 'header only' --contacts header.csv --period quarter
sound
says 'Contacts that became referrals' <<'END'
Contacts that became referrals
z nothing to count
END
has 'z is explained' 'z does not apply'
echo 'area,population' >population.csv
page 'nothing can be counted' --population population.csv
sound
has 'it says so' 'There is nothing to show'
has 'and what is needed' 'Contacts with no further action: needs'
printf 'child_id,date,outcome\nC1,2026-01-05,NFA\nC2,soon,NFA\n' >bad.csv
measures 'rejected rows' --contacts bad.csv -t html
status 3
cp "$scratch/out" page.html
has 'they are told' 'Rows that could not be read and are in no figure: 1.'

awk 'BEGIN {
    print "child_id,date,outcome,organisation"
    for (i = 0; i < 720; i++)
        printf "C%d,%d-%02d-%02d,%s,Primary School of the Blessed Very Long Name and Saint Number %02d in the Lower Valley\n", i,
            2024 + int((i % 24 + 11) / 12), (i % 24 + 11) % 12 + 1, i % 20 + 1, i % 3 ? "NFA" : "Advice", int(i / 24)
}' >large.csv
page 'thirty organisations, two years' --contacts large.csv --since 2024-12-01 --period month --by organisation
sound
grep -c ' id="panel-1-[0-9]*"' page.html >found
echo 30 >wanted
same 'thirty lines' found wanted
has 'of many periods the first and the last are read out' 'Dec 2024: 0.0; 1–22 Nov 2026: 100.0. All periods are in the table.</desc>'
grep -c '<table' page.html >found
echo 8 >wanted
same 'six months to a table' found wanted

# --- Targets -----------------------------------------------------------------------------------------------------------

printf 'measure,value\ncontacts-nfa,60\ncontacts-to-referral,20\n' >targets.csv
page 'targets' --contacts contacts.csv --since 2026-01-01 --compare targets.csv
tile 'Contacts with no further action' | tail -n 1 >found
tile 'Contacts that became referrals' | tail -n 1 >>found
cat >wanted <<'END'
Target 60: met
5.7 points below the 20 it is set beside
END
same 'a target met, and one of a measure where neither is better' found wanted
printf 'measure,value\ncontacts-nfa,c\n' >targets.csv
page 'a hidden figure is no target' --contacts contacts.csv --compare targets.csv
lacks 'no target' 'Target'

# --- Hidden ------------------------------------------------------------------------------------------------------------

# many ORGANISATION DATE NFA OTHERS: contacts of one organisation on a day.
many() { awk -v o="$1" -v d="$2" -v n="$3" -v m="$4" 'BEGIN { for (i = 0; i < n + m; i++) printf "%s%s%d,%s,%s,%s\n", o, d, i, d, i < n ? "NFA" : "Advice", o }'; }
# hidden A B: a table whose small numbers are A and B; what they are part of is the same for all A and B that add up to 6.
hidden()
{
    echo 'child_id,date,outcome,organisation'
    many Hub 2026-02-01 "$1" $((41 - $1)); many School 2026-02-01 "$2" $((43 - $2)); many Trust 2026-02-01 23 30
    many Hub 2026-05-01 $((19 - $1)) $((18 + $1)); many School 2026-05-01 $((17 - $2)) $((16 + $2)); many Trust 2026-05-01 19 20
}
hidden 2 4 >two.csv
hidden 3 3 >three.csv
page 'shown' --contacts two.csv --since 2026-01-01 --period quarter --by organisation
cp page.html two.html
page 'shown too' --contacts three.csv --since 2026-01-01 --period quarter --by organisation
ok 'without --suppress the pages differ' sh -c '! cmp -s two.html page.html'
for format in html text; do
    for options in '' '--by organisation' '--by organisation --period quarter' '--by organisation --period month' \
        '--by organisation --since 2026-01-01 --period year'; do
        # shellcheck disable=SC2086 # words are wanted
        measures "hidden, $format $options" --contacts two.csv --suppress -t $format $options
        cp "$scratch/out" two.out
        # shellcheck disable=SC2086
        measures "hidden, $format $options" --contacts three.csv --suppress -t $format $options
        same "what is hidden makes no difference: $format $options" two.out "$scratch/out"
    done
done

page 'hidden by quarter' --contacts two.csv --suppress --since 2026-01-01 --period quarter --by organisation
sound
has 'it is explained' 'It is not nought: lines have a gap there and bars are left out.'
measures 'hidden by quarter, csv' --contacts two.csv --suppress --since 2026-01-01 --period quarter --by organisation
# What the tables have, in their order: value, counted, out of. The same of the csv file, where hidden figures are c.
sed -n '/class="figures"/,/class="notes"/p' page.html | grep '<td>.*</td>' | grep -v '<thead' | sed 's/^.*<\/th>//; s/<\/td><td>/@/g' | tr '@' '\n' |
    sed 's/<small>/ /; s/<[^>]*>//g; s/ of / /' >found
awk -F , 'NR > 1 { print ($7 == "" ? "z" : $7) " " $5 " " $6 }' "$scratch/out" >wanted
same 'the tables show what the csv file shows' found wanted
# Lines have as many points as there are figures shown, and a mark for each of the others; where nothing is shown there is no line.
{ grep -cE 'class="(point|cut)"' page.html; grep -c 'class="mark"' page.html; } >found
awk -F , 'NR > 1 && $4 != "2026-01-01/2026-11-22" { key = $1 $2; keys[key]; if ($7 == "c" || $7 == "") marks[key]++; else points[key]++ }
    END { for (key in keys) if (points[key]) { p += points[key]; m += marks[key] } print p; print m }' "$scratch/out" >wanted
same 'a point for each figure shown, a mark for each other' found wanted

# Numbers that stand nowhere else: 61 is hidden for the sake of 3.
{ echo 'child_id,date,outcome,organisation'; many Hub 2026-02-01 3 94; many School 2026-02-01 61 70; many Trust 2026-02-01 777 900; } >odd.csv
measures 'odd numbers' --contacts odd.csv --by organisation --suppress
grep '^contacts-nfa' "$scratch/out" | cut -d , -f 2,5-7 >found
cat >wanted <<'END'
,841,1905,44.1
Hub,c,97,c
School,c,131,c
Trust,777,1677,46.3
END
same 'a second count is hidden' found wanted
page 'odd numbers, drawn' --contacts odd.csv --by organisation --suppress
sed '1,/<\/style>/d' page.html >body.html
# 61 of 131 is 46.6 per cent, where Trust has 46.3: 1,000 long, and Trust 995. 3 of 97 is 3.1: 66 or 67 long.
for number in 61 46.6 3.1 994 995 1005 1006 1007 66 67; do
    grep -E "(^|[^0-9.])$(echo $number | sed 's/\./[.]/')([^0-9.]|\$)" body.html >found
    same "odd numbers, drawn: no $number" found /dev/null
done
sed -n '/id="organisations"/,/<h3>Contacts that/p' page.html | grep -o '<rect[^>]*>' >found
echo '<rect width="1000" height="10"/>' >wanted
same 'the one bar that is drawn is of what is shown' found wanted

hidden 1 2 | head -n 4 >few.csv
page 'hidden figures alone' --contacts few.csv --since 2026-01-01 --period quarter --by organisation --suppress
sound
says 'Contacts with no further action' <<'END'
Contacts with no further action
c hidden
c of c contacts
END
lacks 'no line' 'class="line"'
printf 'C1,2026-02-30,NFA,Hub\nC2,,NFA,Hub\n' >>few.csv
measures 'few rows left out' --contacts few.csv --suppress -t html
status 3
cp "$scratch/out" page.html
has 'rejected rows are hidden too' 'in no figure: c.'
has 'and those without the date' 'Rows not counted, for want of the date: c.'
page 'rounded' --contacts two.csv --by organisation --round 10
has 'it says so' 'Counts are rounded to the nearest 10'

# --- Words and order of one's own --------------------------------------------------------------------------------------

mkdir own
cat >own/dashboard.csv <<'END'
measure,shows,noun
contacts-to-referral,counted,new referrals
END
page 'order of their own' --contacts contacts.csv --since 2026-01-01 --rules own
says 'Contacts that became referrals' <<'END'
Contacts that became referrals
1 new referrals
END
grep -o '<h3><a[^<]*<' page.html | sed 's/<$//; s/.*>//' >found
printf 'Contacts that became referrals\nContacts with no further action\n' >wanted
same 'their measures come first' found wanted
cat >own/measures.csv <<'END'
measure,title,quadrant,unit,better,kind,table,date,each,counted,among,split,out_of,then,within,counts,ref
advice,Advice,how-well,per-cent,higher,events,contacts,date,row,outcome=information-and-advice,,,group,,,Contacts with advice.,ours
END
page 'a measure without a row' --contacts contacts.csv --since 2026-01-01 --rules own
says 'Advice' <<'END'
Advice
28.6%
2 of 7
END
cat >own/dashboard.csv <<'END'
measure,shows
contacts-nfb,value
contacts-nfa,number
contacts-nfa,value
END
measures 'rows that cannot be used' --contacts contacts.csv --rules own -t html
status 2
stderr <<'END'
eh-review: own/dashboard.csv:2: measure: 'contacts-nfb' is not known; nearest: contacts-nfa
eh-review: own/dashboard.csv:3: shows: 'number' is not one of value, counted, out-of
eh-review: own/dashboard.csv:4: measure: 'contacts-nfa' stands twice
END
echo measure >own/dashboard.csv
measures 'a column is missing' --contacts contacts.csv --rules own -t html
status 2
stderr <<'END'
eh-review: own/dashboard.csv:1: no column shows
END

# --- In a terminal -----------------------------------------------------------------------------------------------------

COLUMNS=80 measures 'text' --contacts contacts.csv --since 2026-01-01 --period quarter --by organisation -t text
status 0
golden review-dashboard/small.txt
printf 'child_id,date,outcome,organisation\nC1,2026-01-05,NFA,Sch\033[31mool\n' >control.csv
measures 'control characters' --contacts control.csv --by organisation -t text
ok 'none reaches a terminal' sh -c '! grep -q "$(printf "\033")" "$1"' sh "$scratch/out"
page 'control characters' --contacts control.csv --by organisation
ok 'nor a page' sh -c '! grep -q "$(printf "\033")" page.html'

if [ -w /dev/full ]; then
    for format in html text; do
        measures "a full disk, $format" --contacts contacts.csv -t $format -o /dev/full
        status 2
    done
fi

#!/bin/sh
# `eh-review outcomes`: evidence in, which outcomes are achieved and what is still missing out; `eh-review list` of them.
. "$(dirname "$0")/lib.sh"
examples=$TOP/examples/review
heading=family_id,outcome,result,missing,since,headline,need,met,not_met,still_to_be_met
given=family_id,outcome,clause,met,date

# brief: family, outcome, result, missing, since, met and not met of each row.
brief() { awk -v columns=family_id,outcome,result,missing,since,met,not_met -f "$TOP/tests/property/columns.awk" "$scratch/out" | sed 1d; }
says() { brief >got; cat >wanted; same "$1" got wanted; }

# --- The example -------------------------------------------------------------------------------------------------------------

run 'the example' eh-review outcomes --as-of 2026-11-22 --summary "$examples/evidence.csv"
status 0
stdout <<END
$heading
F104,SF-1.1,achieved,,2026-07-09,1,School attendance averaging below 90 % in two terms running (authorised absence may be left out),a,,
F104,SF-5.2,achieved,,2026-10-20,5,"Conflict between parents that is harmful: often, fierce or left unresolved",a;b,,
F104,SF-8.1,achieved,,2026-07-09,8,"Someone in the family is, was or may become a victim of domestic abuse or violence",a;b;c,,
F0003,SF-3.2,partly,b,2026-08-19,3,Mental health of an adult needs support,a,b,Family feels more able to cope with and support the mental health of the adult
F0003,SF-9.2,not,a;b,2026-07-06,9,"Home unsuitable or not sustainable, or family faces eviction or homelessness",,a;b,Home is suitable and can be kept; No present threat of eviction or homelessness
F0005,SF-2.3,unknown,a,2026-07-28,2,"Development of a child up to 5 needs help: speech, learning, social skills, readiness for school",,b,Developmental needs met; child moves forward at their own pace
F0005,SF-4.1,not,a;b;c;d,2026-09-22,4,Adult has problems with alcohol or drugs,,a,"Adult has cut down or stopped, as a repeat screening shows; Adult more able to manage their use; Adult sees the risks for the family, promotes safety and acts to reduce harm; Effect on the child has been assessed and the child gains from suitable support"
F0008,SF-5.1,achieved,,2026-06-02,5,Parent or carer would benefit from help with parenting,a,,
END
stderr <<'END'
rows used: 16; rejected: 0; after the day asked about: 0
rows that say otherwise than another of the same day: 0
families: 4; outcomes: 8
  achieved: 4
  partly: 1
  not: 2
  unknown: 1
headlines that are needs: 8 of 40; achieved: 4
END
run 'by family' eh-review outcomes --as-of 2026-11-22 --by family "$examples/evidence.csv"
status 0
stderr </dev/null
stdout <<'END'
family_id,headlines,headlines_achieved,since,outcomes,outcomes_achieved,outcomes_partly,outcomes_not,outcomes_unknown
F104,3,3,2026-10-20,3,3,0,0,0
F0003,2,0,,2,0,1,1,0
F0005,2,0,,2,0,0,1,1
F0008,1,1,2026-06-02,1,1,0,0,0
END
run 'for one family' sh -c 'grep -e family_id -e F0003 "$1" | eh-review outcomes --as-of 2026-11-22 --summary -o out.csv' - "$examples/evidence.csv"
ok 'how many of the ten headlines are needs' grep -qx 'headlines that are needs: 2 of 10; achieved: 0' "$scratch/err"
run 'flags' eh-review outcomes --as-of 2026-11-22 --exit-code "$examples/evidence.csv"
status 1
run 'earlier' eh-review outcomes --as-of 2026-07-09 --summary "$examples/evidence.csv"
status 0
says 'earlier: what comes later does not count' <<'END'
F104,SF-1.1,achieved,,2026-07-09,a,
F104,SF-5.2,partly,a,2026-05-12,b,a
F104,SF-8.1,achieved,,2026-07-09,a;b;c,
F0003,SF-9.2,not,a;b,2026-07-06,,a;b
F0005,SF-4.1,partly,b;c;d,2026-06-15,a,
F0008,SF-5.1,achieved,,2026-06-02,a,
END
ok 'earlier: told in the summary' grep -qx 'rows used: 11; rejected: 0; after the day asked about: 5' "$scratch/err"

# --- Headlines ---------------------------------------------------------------------------------------------------------------

cat >in.csv <<END
$given
F1,SF-1.1,a,yes,2026-01-10
F1,SF-1.3,a,yes,2026-02-10
F1,SF-1.3,a,no,2026-03-10
F1,SF-1.3,a,yes,2026-04-10
F1,SF-3.2,a,yes,2026-01-10
F1,SF-3.3,a,no,2026-01-10
F1,SF-5.1,a,no,2026-01-10
F1,SF-5.4,a,unknown,2026-01-10
F1,SF-7.1,a,unknown,2026-01-10
F1,SF-9.1,a,no,2026-01-10
F1,SF-9.3,a,yes,2026-01-10
F2,SF-10.3,a,yes,2026-01-10
END
run 'headlines' eh-review outcomes --as-of 2026-11-22 --by headline in.csv
status 0
stderr </dev/null
stdout <<'END'
family_id,headline,name,needs,achieved,result,since
F1,1,Good education,2,2,achieved,2026-04-10
F1,2,Good start in the early years,0,0,,
F1,3,Better mental and physical health,2,0,partly,
F1,4,Recovery from substance use,0,0,,
F1,5,Stronger family relationships,2,0,not,
F1,6,Safe from abuse and exploitation,0,0,,
F1,7,Crime prevention,1,0,unknown,
F1,8,Safe from domestic abuse,0,0,,
F1,9,Secure housing,2,1,partly,
F1,10,Financial stability,0,0,,
F2,1,Good education,0,0,,
F2,2,Good start in the early years,0,0,,
F2,3,Better mental and physical health,0,0,,
F2,4,Recovery from substance use,0,0,,
F2,5,Stronger family relationships,0,0,,
F2,6,Safe from abuse and exploitation,0,0,,
F2,7,Crime prevention,0,0,,
F2,8,Safe from domestic abuse,0,0,,
F2,9,Secure housing,0,0,,
F2,10,Financial stability,1,1,achieved,2026-01-10
END
run 'no such table' eh-review outcomes --by outcome in.csv
status 2
stderr <<'END'
eh-review: --by takes headline or family (eh-review --help shows what there is)
END

# --- Which row counts --------------------------------------------------------------------------------------------------------

# since ROWS WANTED: rows `clause,met,date` of SF-3.1, (a & b) | c.
since()
{
    { echo "$given"; printf '%s\n' "$1" | sed 's/^/F1,SF-3.1,/'; } >in.csv
    run "since: $(printf %s "$1" | tr '\n' ' ')" eh-review outcomes --as-of 2026-11-22 in.csv
    status 0
    says "$case_name" <<END
F1,SF-3.1,$2
END
}
since a,yes,2026-01-01 partly,b,2026-01-01,a,
since b,no,2026-01-01 unknown,c,2026-01-01,,b
since 'b,no,2026-01-01
c,no,2026-02-01' 'not,c,2026-02-01,,b;c'
# One clause gives way to another: the result holds without a break.
since 'c,yes,2026-01-01
a,yes,2026-02-01
b,yes,2026-03-01
c,no,2026-04-01' 'achieved,,2026-01-01,a;b,c'
# A break.
since 'c,yes,2026-01-01
c,no,2026-02-01
c,yes,2026-03-01' 'achieved,,2026-03-01,c,'
# Two changes on one day are one.
since 'c,yes,2026-01-01
c,no,2026-02-01
a,yes,2026-02-01
b,yes,2026-02-01' 'achieved,,2026-01-01,a;b,c'
# The order of the rows does not matter, but for one day, where the later row counts.
since 'c,yes,2026-03-01
c,no,2026-02-01' 'achieved,,2026-03-01,c,'
ok 'another day is no contradiction' test ! -s "$scratch/err"
since 'c,yes,2026-03-01
c,unknown,01/03/2026' 'unknown,c,2026-03-01,,'
stderr <<'END'
eh-review: in.csv:3: says otherwise than in.csv:2 of the same clause and day; of these the row that stands later counts
END
since 'c,yes,2026-03-01
c,Y,2026-03-01' 'achieved,,2026-03-01,c,'
stderr </dev/null
# A month counts from its last day, or from the day asked about.
since 'c,no,2026-03-31
c,yes,Mar 2026
c,no,2026-03-30' 'achieved,,2026-03-31,c,'
since c,yes,2026-11 'achieved,,2026-11-22,c,'
since c,yes,2025 'achieved,,2025-12-31,c,'
since 'c,no,2026-01-01
C,true,2026-02-01' 'achieved,,2026-02-01,c,'

# --- Bad input ---------------------------------------------------------------------------------------------------------------

cat >bad.csv <<END
$given
,SF-3.1,a,yes,2026-01-01
F1,SF-31,a,yes,2026-01-01
F1,Bicycle,a,yes,2026-01-01
F1,,a,yes,2026-01-01
F1,SF-1.1,b,yes,2026-01-01
F1,SF-3.1,,yes,2026-01-01
F1,SF-3.1,a,perhaps,2026-01-01
F1,SF-3.1,a,,2026-01-01
F1,SF-3.1,a,yes,31/02/2026
F1,SF-3.1,a,yes,TBC
F1,SF-3.1,ab,yes,2026-01-01
F1,SF-3.1,a,yes
F1, sf-3.1 ,A,YES,1/1/2026
END
run 'bad input' eh-review outcomes --as-of 2026-11-22 --rejects rejects.csv --unmapped unmapped.csv bad.csv
status 3
says 'bad input: the row that can be used' <<'END'
F1,SF-3.1,partly,b,2026-01-01,a,
END
stderr <<'END'
eh-review: bad.csv:2: family_id: blank, but a value is needed
eh-review: bad.csv:3: outcome: unknown outcome 'SF-31'; nearest: SF-3.1
eh-review: bad.csv:4: outcome: unknown outcome; no known one is near
eh-review: bad.csv:5: outcome: blank, but a value is needed
eh-review: bad.csv:6: clause: not a clause of SF-1.1 (a)
eh-review: bad.csv:7: clause: blank, but a value is needed
eh-review: bad.csv:8: met: not one of yes, no, unknown
eh-review: bad.csv:9: met: blank, but a value is needed
eh-review: bad.csv:10: date: no such day in the calendar, or a year outside 1000 to 2999
eh-review: bad.csv:11: date: blank, but a value is needed
eh-review: bad.csv:12: clause: not a clause of SF-3.1 (a, b, c)
eh-review: bad.csv:13: cells in this row: 4; in the header line: 5
END
ok 'bad input: every row is among the rejects' test "$(sed 1d rejects.csv | wc -l)" -eq 12
file unmapped.csv <<'END'
column,value,count,file,line
met,perhaps,1,bad.csv,8
END
: >empty.csv
run 'an empty file' eh-review outcomes empty.csv
status 2
stderr <<'END'
eh-review: empty.csv: no header line: the file is empty
END
echo "$given" >header.csv
run 'a header alone' eh-review outcomes --summary header.csv
status 0
stdout <<END
$heading
END
ok 'a header alone: nothing is counted' grep -qx 'families: 0; outcomes: 0' "$scratch/err"
run 'a column that is missing' sh -c 'cut -d, -f1-4 in.csv | eh-review outcomes'
status 2
run 'a map' sh -c "sed '1s/met/Is it so?/; 1s/outcome/Ziel/' in.csv | eh-review outcomes --as-of 2026-11-22 -m 'met=Is it so?' -m outcome=Ziel"
status 0
says 'a map: another heading' <<'END'
F1,SF-3.1,achieved,,2026-02-01,c,
END

# --- Order of columns and rows, several files --------------------------------------------------------------------------------

run 'whole' eh-review outcomes --as-of 2026-11-22 "$examples/evidence.csv"
cp "$scratch/out" whole
awk -F, 'NR == 1 || NR % 2 == 0' "$examples/evidence.csv" >one.csv
awk -F, 'NR == 1 { print "date,met,clause,outcome,family_id" } NR > 1 && NR % 2 { print $5 "," $4 "," $3 "," $2 "," $1 }' "$examples/evidence.csv" >two.csv
run 'in two files, columns turned round' eh-review outcomes --as-of 2026-11-22 one.csv two.csv
status 0
sort whole >wanted
sort "$scratch/out" >got
same 'in two files: the same rows' got wanted
# No day and clause stands twice there, so the order of rows decides about the order of families alone.
{ sed 1q "$examples/evidence.csv"; sed 1d "$examples/evidence.csv" | sort -t, -k4 -r; } >three.csv
run 'rows in another order' eh-review outcomes --as-of 2026-11-22 three.csv
sort "$scratch/out" >got
same 'rows in another order: the same rows' got wanted

# --- Lists -------------------------------------------------------------------------------------------------------------------

run 'list headlines' eh-review list headlines
status 0
ok 'ten headlines' test "$(sed 1d "$scratch/out" | wc -l)" -eq 10
run 'list outcomes' eh-review list outcomes
status 0
ok 'an outcome' grep -qx 'SF-3.2,3,Mental health of an adult needs support,a & b,a: Mental health or wellbeing of the adult is better; b: Family feels more able to cope with and support the mental health of the adult,"Early Help Strategy (Solihull, September 2023), measures for success, 3.2"' "$scratch/out"
ok 'as many as there are' test "$(wc -l <"$scratch/out")" -eq "$(wc -l <"$TOP/share/outcomes/supporting-families/outcomes.csv")"
run 'list rules' eh-review list rules
status 0
same 'the rules are those of share' "$scratch/out" "$TOP/share/reviews/decisions.csv"
run 'list something else' eh-review list bicycles
status 2
stderr <<'END'
eh-review: list takes outcomes|headlines|measures|rules (eh-review --help shows what there is)
END
mkdir mine
printf 'headline,name\n1,Home\n' >mine/headlines.csv
printf 'code,headline,need,expression,ref\nX-1,1,Home is cold,(a & b) | c,Plan p. 1\n' >mine/outcomes.csv
printf 'code,clause,label\nX-1,a,Heating works\nX-1,b,Bills paid\nX-1,c,Family moved\n' >mine/clauses.csv
printf 'indicator,outcome\n' >mine/indicators.csv
printf 'concern,label,outcome,indicators\n' >mine/concerns.csv
printf '%s\nF1,x-1,b,yes,2026-01-01\n' "$given" >in.csv
run 'outcomes of your own' eh-review outcomes --as-of 2026-11-22 --outcome-set mine in.csv
status 0
says 'outcomes of your own: the fewest, of equals the first' <<'END'
F1,X-1,partly,a,2026-01-01,b,
END
run 'outcomes that are not there' eh-review outcomes --outcome-set bicycles in.csv
status 2

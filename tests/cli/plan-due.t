#!/bin/sh
# `eh-plan due`: which actions are overdue or due soon, who is to do them, and what a calendar says of them.
. "$(dirname "$0")/lib.sh"
plans=$TOP/examples/plans

# due NAME OPTION...: a run without anything to complain of.
due()
{
    due_name=$1
    shift
    run "$due_name" eh-plan due --as-of 2026-12-01 "$@"
    status 0
    stderr </dev/null
}

# --- What is due -----------------------------------------------------------------------------------------------------------

cat >actions.csv <<'END'
family_id,child_id,action_id,action,who,due,status,done_date,colour
F1,,A1,Long overdue,Mum,1/10/2026,open,,red
F1,C1,A2,Due soon,"Mum, Ms Lark",2026-12-15,In progress,,""
F1,C1,A3,Too far off,Mum,2026-12-16,open,,
F2,,A1,Due today,ms  lark,2026-12-01,,,"a, ""b"""
F2,,A2,Yesterday,,2026-11-30,Outstanding,,
F2,,A3,Has no day,Dad,Ongoing,open,,
F2,,A4,Said to be open,Dad,2026-11-01,open,2026-11-01,
F2,,A5,Was done,Dad,2026-11-01,,01/11/2026,
F2,,A6,Not to be done,Dad,2026-11-01,Dropped,,
F2,,A7,For the review,Dad,2026-11-01,for-review,,
F3,C3,A1,Due by a month's end,Dad / MS LARK,Nov 2026,purple,,
END
due 'rows' actions.csv --unmapped unmapped.csv
stdout <<'END'
family_id,child_id,action_id,action,who,agency,due,due_day,state,days_late,status,goal,outcome,review_due,colour
F1,,A1,Long overdue,Mum,,2026-10-01,2026-10-01,overdue,61,open,,,,red
F2,,A4,Said to be open,Dad,,2026-11-01,2026-11-01,overdue,30,open,,,,
F2,,A2,Yesterday,,,2026-11-30,2026-11-30,overdue,1,open,,,,
F3,C3,A1,Due by a month's end,Dad / MS LARK,,2026-11,2026-11-30,overdue,1,purple,,,,
F2,,A1,Due today,ms  lark,,2026-12-01,2026-12-01,due-soon,0,open,,,,"a, ""b"""
F1,C1,A2,Due soon,"Mum, Ms Lark",,2026-12-15,2026-12-15,due-soon,-14,in-progress,,,,""
END
file unmapped.csv <<'END'
column,value,count,file,line
status,purple,1,actions.csv,12
END
grep -v 'Said to be open' actions.csv >plan.csv
run 'summary' eh-plan due --as-of 2026-12-01 --summary -o due.csv plan.csv
status 0
stderr <<'END'
rows used: 10; rejected: 0
overdue: 3; due soon, by 2026-12-15: 2; due later: 1; without a date: 1
done: 1; no longer to be done: 1; left for a review: 1
END
due 'its own output again' due.csv
stdout <due.csv
due 'in a pipe' due.csv -t json -o again.json
ok 'no column stands twice' sh -c '! grep -E "\"days_late\".*\"days_late\"" again.json'

# --- How far ahead -----------------------------------------------------------------------------------------------------------

cat >ahead.csv <<'END'
action,due
a,2026-12-01
b,2026-12-02
c,2026-12-15
d,2026-12-16
e,2026-12-31
f,2027-01-01
g,2027-01-02
END
# soon TIME WANTED
soon()
{
    due "within $1" --within "$1" ahead.csv
    awk -F , 'NR > 1 { printf "%s", $4 }' "$scratch/out" >got
    printf '%s' "$2" >wanted
    same "within $1: actions" got wanted
}
soon 0d a
soon 1d ab
soon 14d abc
soon 2w abc
soon 1m abcdef
soon 9999m abcdefg
printf 'interval,value,unit\ndue_within,1,days\n' >intervals.csv
due 'an interval of ours' --intervals intervals.csv --within 2w ahead.csv -o due.csv
ok '--within goes before it' test "$(wc -l <due.csv)" -eq 4
due 'without --within' --intervals intervals.csv ahead.csv -o due.csv
ok 'the interval counts' test "$(wc -l <due.csv)" -eq 3
for time in '' 14 d '14 d' 14D 1.5w -1d 10000d 2y; do
    run "--within '$time'" eh-plan due --within "$time" ahead.csv
    status 2
    stderr <<'END'
eh-plan: --within takes a length of time, as 14d, 2w or 1m (eh-plan --help shows what there is)
END
done

# --- Silence -----------------------------------------------------------------------------------------------------------------

printf 'action,due,status\nx,2027-01-01,\ny,2026-01-01,done\nz,TBC,\n' >quiet.csv
for format in csv text html json rec ics; do
    due "nothing is due, as $format" -t $format --exit-code quiet.csv
    stdout </dev/null
done
due 'nothing is due, by person' --by who -t text quiet.csv
stdout </dev/null
printf 'action,due\n' >header.csv
due 'a header line alone' -t ics header.csv
stdout </dev/null
due 'excel' --excel quiet.csv
stdout </dev/null
run 'an empty file' eh-plan due /dev/null
status 2
stderr <<'END'
eh-plan: /dev/null: no header line: the file is empty
END

# Cron is told of what is overdue; what is only due soon is as it should be.
run 'overdue' eh-plan due --as-of 2026-12-02 --exit-code ahead.csv -o due.csv
status 1
run 'due soon' eh-plan due --as-of 2026-12-01 --exit-code ahead.csv -o due.csv
status 0
run 'without --exit-code' eh-plan due --as-of 2026-12-02 ahead.csv -o due.csv
status 0

# --- Without a date --------------------------------------------------------------------------------------------------------

printf 'action,due,who\nb,,Mum\na,2026-11-30,Mum\nc,2026/..,Dad\n' >undated.csv
due 'undated' --undated undated.csv
stdout <<'END'
family_id,child_id,action_id,action,who,agency,due,due_day,state,days_late,status,goal,outcome,review_due
,,,a,Mum,,2026-11-30,2026-11-30,overdue,1,open,,,
,,,b,Mum,,,,no-date,,open,,,
,,,c,Dad,,2026/..,,no-date,,open,,,
END
due 'undated, by person' --undated --by who undated.csv
stdout <<'END'
who,overdue,due_soon,no_date,longest_late,next_due
Mum,1,0,1,1,
Dad,0,0,1,,
END
due 'without it' --by who undated.csv
stdout <<'END'
who,overdue,due_soon,no_date,longest_late,next_due
Mum,1,0,,1,
END

# --- Who ---------------------------------------------------------------------------------------------------------------------

due 'by person' --by who plan.csv
stdout <<'END'
who,overdue,due_soon,no_date,longest_late,next_due
,1,0,,1,
Dad / MS LARK,1,0,,1,
Mum,1,0,,61,
ms  lark,0,1,,,2026-12-01
"Mum, Ms Lark",0,1,,,2026-12-15
END
run 'by person, split' eh-plan due --as-of 2026-12-01 --by who --split --summary plan.csv
status 0
stdout <<'END'
who,overdue,due_soon,no_date,longest_late,next_due
MS LARK,1,2,,1,2026-12-01
Mum,1,1,,61,2026-12-15
,1,0,,1,
Dad,1,0,,1,
END
stderr <<'END'
rows used: 10; rejected: 0
overdue: 3; due soon, by 2026-12-15: 2; due later: 1; without a date: 1
done: 1; no longer to be done: 1; left for a review: 1
people: 3
END
due 'rows, split' --split plan.csv -t rec -o due.rec
sed -n -e 's/^action_id: //p' -e 's/^who: /  /p' due.rec >got
cat >wanted <<'END'
A1
  Mum
A2
A1
  Dad
A1
  MS LARK
A1
  ms  lark
A2
  Mum
A2
  Ms Lark
END
same 'rows, split: each name has its row' got wanted

# --- For people -----------------------------------------------------------------------------------------------------------

export COLUMNS=80
due 'text' -t text --undated "$plans/actions.csv"
golden plan-due/list.txt
due 'text by person' -t text --by who --split --undated "$plans/actions.csv"
golden plan-due/people.txt
ok 'it fits the terminal' sh -c '! grep -E "^.{81}" "$1"' - "$TOP/tests/golden/plan-due/people.txt"
run 'text in a narrow terminal' env COLUMNS=40 eh-plan due --as-of 2026-12-01 -t text "$plans/actions.csv"
status 0
golden plan-due/narrow.txt
ok 'it fits that too' sh -c '! grep -E "^.{41}" "$1"' - "$TOP/tests/golden/plan-due/narrow.txt"
due 'html' -t html --undated "$plans/actions.csv"
golden plan-due/list.html
due 'html by person' -t html --by who --split "$plans/actions.csv"
golden plan-due/people.html
unset COLUMNS

printf 'action,due,who\n"<b>&\033[31m\nx",2026-11-30,"<i>\033"\n' >hostile.csv
for format in text html; do
    due "hostile cells, $format" -t $format --by who hostile.csv
    ok "hostile cells, $format: no control character" sh -c '! grep -q "$(printf "\033")" "$1"' - "$scratch/out"
    [ $format = text ] || ok 'hostile cells: no mark-up' sh -c '! grep -qE "<b>|<i>" "$1"' - "$scratch/out"
done

# --- A calendar --------------------------------------------------------------------------------------------------------------

# Lines, folds, nesting, what each entry must have; prints the unfolded lines without line ends.
cat >calendar.pl <<'END'
local $/;
my $text = <STDIN>;
die "no CRLF at the end\n" unless $text =~ /\r\n\z/;
die "a bare CR or LF\n" if $text =~ /(?<!\r)\n|\r(?!\n)/;
length $_ <= 75 or die "a long line: $_\n" for split /\r\n/, $text;
$text =~ s/\r\n //g;
utf8::decode(my $copy = $text) or die "not UTF-8\n";
my (@open, %uid, %has);
for (split /\r\n/, $text) {
    /^([A-Z-]+)((?:;[A-Z-]+=[A-Z]+)*):(.*)$/ or die "no content line: $_\n";
    my ($name, $value) = ($1, $3);
    if ($name eq "BEGIN") { push @open, $value; %has = () if @open == 2; }
    elsif ($name eq "END") {
        die "END:$value\n" unless @open && pop @open eq $value;
        if (@open) { $has{$_} == 1 or die "$value: $_\n" for qw(UID DTSTAMP SUMMARY CLASS); }
        if ($value eq "VEVENT") { $has{DTSTART} == 1 or die "no day\n"; }
    } else {
        $has{$name}++;
        die "UID twice: $value\n" if $name eq "UID" && $uid{$value}++;
        die "$name: $value\n" if $name =~ /^(DTSTART|DUE)$/ && $value !~ /^\d{8}$/;
        die "$name: $value\n" if $name eq "DTSTAMP" && $value !~ /^\d{8}T\d{6}Z$/;
        die "$name: $value\n" if $name eq "SUMMARY" && $value =~ /(?<!\\)(?:\\\\)*[;,]/;
    }
    print "$_\n";
}
die "not ended\n" if @open;
END
# unfold NAME: the last output, which must be a calendar, as the file unfolded.
unfold()
{
    ok "$1: it is a calendar" sh -c 'perl calendar.pl <"$1" >unfolded' - "$scratch/out"
}
uids() { grep '^UID' unfolded | sort; }

due 'calendar' -t ics "$plans/actions.csv"
golden plan-due/actions.ics
unfold 'calendar'
ok 'an entry for each action' test "$(grep -c BEGIN:VEVENT unfolded)" -eq 6
ok 'nobody is named, and no action told' sh -c '! grep -E "Mum|Lark|Dad|Gran|Teasel|rent|sleep|GP" unfolded'
uids >wanted
{ sed 1q "$plans/actions.csv"; sed 1d "$plans/actions.csv" | sort -r; } >turned.csv
due 'calendar of the rows in another order' -t ics turned.csv
unfold 'another order'
uids >got
same 'the same ids' got wanted
run 'calendar of another day' eh-plan due --as-of 2026-12-03 -t ics "$plans/actions.csv"
status 0
unfold 'another day'
uids >got
same 'the same ids, too' got wanted

due 'tasks' -t ics --todo --undated "$plans/actions.csv"
unfold 'tasks'
grep -vE '^(BEGIN|END|UID|DTSTAMP|CLASS|PRODID|VERSION|X-WR)' unfolded >got
cat >wanted <<'END'
DUE;VALUE=DATE:20261030
SUMMARY:Early help action 1\, family F0007\, child C0010: due
STATUS:NEEDS-ACTION
DUE;VALUE=DATE:20261108
SUMMARY:Early help action A1\, family F0001: due
STATUS:NEEDS-ACTION
DUE;VALUE=DATE:20261127
SUMMARY:Early help action A3\, family F0001\, child C0001: due
STATUS:IN-PROCESS
DUE;VALUE=DATE:20261201
SUMMARY:Early help action A1\, family F0003\, child C0004: due
STATUS:NEEDS-ACTION
DUE;VALUE=DATE:20261204
SUMMARY:Early help action A2\, family F0003\, child C0004: due
STATUS:NEEDS-ACTION
DUE;VALUE=DATE:20261209
SUMMARY:Early help action A4\, family F0001: due
STATUS:NEEDS-ACTION
SUMMARY:Early help action A4\, family F0003: due
STATUS:NEEDS-ACTION
END
same 'tasks: what they say' got wanted

# Ids that are missing, odd, twice, or not enough; a text that differs in case and blanks is the same.
cat >odd.csv <<'END'
family_id,child_id,action_id,action,due
F1,,,Ask  the LANDLORD,2026-12-01
F1,,,Ask the landlord,2026-12-02
F1,,,Ask the council,2026-12-03
,,1.1,Agree the plan,2026-12-04
,,1.1,Write the plan,2026-12-05
F 1;x,"C,é",A_1,Odd,2026-12-06
F9,C9,A9,Once,2026-12-07
F9,C9,A9,Twice,2026-12-07
END
due 'odd ids' -t ics odd.csv
unfold 'odd ids'
ok 'eight entries' test "$(grep -c '^UID' unfolded)" -eq 8
sed -n 's/^UID:\(action_F1___[0-9a-f]*\)\(_2\)\{0,1\}@eh-plan$/\1/p' unfolded | uniq -c | awk '{ print $1 }' >got
printf '2\n1\n' >wanted
same 'one text, one id and a number' got wanted
grep '^SUMMARY' unfolded >got
cat >wanted <<'END'
SUMMARY:Early help action on line 2 of the plan\, family F1: due
SUMMARY:Early help action on line 3 of the plan\, family F1: due
SUMMARY:Early help action on line 4 of the plan\, family F1: due
SUMMARY:Early help action 1.1: due
SUMMARY:Early help action 1.1: due
SUMMARY:Early help action A_1\, family F 1\;x\, child C\,é: due
SUMMARY:Early help action A9\, family F9\, child C9: due
SUMMARY:Early help action A9\, family F9\, child C9: due
END
same 'what they say' got wanted
ok 'two of one id' grep -qx 'UID:action_F9_C9_A9_2@eh-plan' unfolded

# refused OPTIONS MESSAGE
refused()
{
    # shellcheck disable=SC2086 # a list of words
    run "$1" eh-plan due $1 actions.csv
    status 2
    stdout </dev/null
    stderr <<END
eh-plan: $2 (eh-plan --help shows what there is)
END
}
refused '--todo' '--todo goes with --to ics'
refused '-t ics --by who' '--to ics names nobody, so it has no --by who'
refused '-t ics --split' '--to ics names nobody, so it has no --split'
refused '-t ics --undated' '--undated with --to ics needs --todo: an event has a day'
refused '-t svg' '--to takes csv, text, json, rec, html or ics'
refused '--by family' '--by takes who'

# --- Other people's files ---------------------------------------------------------------------------------------------------

# The action plan of a strategy, as it is.
run 'a strategy' eh-plan due --as-of 2022-04-10 --within 1m --summary "$plans/strategy.csv"
status 0
stderr <<'END'
rows used: 13; rejected: 0
overdue: 4; due soon, by 2022-05-10: 2; due later: 3; without a date: 4
done: 0; no longer to be done: 0; left for a review: 0
END
cp "$scratch/out" strategy-due.csv
sed -nE 's/^,,([0-9.]+),.*,,([0-9]{4}-[0-9]{2}),([0-9-]+),(overdue|due-soon),.*/\1 \2 \3/p' strategy-due.csv >got
cat >wanted <<'END'
4.1 2021-12 2021-12-31
2.4 2022-01 2022-01-31
1.1 2022-03 2022-03-31
2.2 2022-03 2022-03-31
1.4 2022-04 2022-04-30
2.1 2022-04 2022-04-30
END
same 'a month is due on its last day' got wanted
run 'a strategy, whom to ask' eh-plan due --as-of 2022-07-01 --by who --split "$plans/strategy.csv"
status 0
stdout <<'END'
who,overdue,due_soon,no_date,longest_late,next_due
SCT,2,0,,92,
Task and finish group,2,0,,182,
A,1,0,,31,
B,1,0,,31,
Data team,1,0,,62,
Early Help Partnership,1,0,,151,
Heads of early help,1,0,,92,
Learning & Development Sub-group,1,0,,1,
MASH,1,0,,62,
END

# Four maps are enough for headings that nobody has foreseen.
sed '1s/.*/Nr,Vorhaben,Frist,Zust,Measure of it,Effect/' "$plans/strategy.csv" >unlike.csv
run 'headings unlike ours' eh-plan due --as-of 2022-04-10 unlike.csv
status 2
stdout </dev/null
run 'mapped' eh-plan due --as-of 2022-04-10 --within 1m --map action=Vorhaben --map due=Frist --map who=Zust \
    --map action_id=Nr unlike.csv
status 0
cut -d , -f 1-4 strategy-due.csv >wanted
cut -d , -f 1-4 "$scratch/out" >got
same 'mapped: the same actions' got wanted
ok 'what is not mapped is passed on' sh -c 'head -n 1 "$1" | grep -q ",Measure of it,Effect$"' - "$scratch/out"

# Several files, the second with its columns in another order.
printf 'due,who,action\n2026-11-01,Dad,older\n2026-12-03,,newer\n' >second.csv
printf 'action,due,who\nmiddle,2026-11-15,Mum\n' >first.csv
due 'several files' first.csv second.csv
cut -d , -f 4,5,10 "$scratch/out" >got
printf 'action,who,days_late\nolder,Dad,30\nmiddle,Mum,16\nnewer,,-2\n' >wanted
same 'several files: in order of their days' got wanted

# Extra columns that only one file has would be lost where they are passed on, and nowhere else.
printf 'action,due,hue\nother,2026-11-20,blue\n' >third.csv
run 'other extra columns' eh-plan due --as-of 2026-12-01 first.csv third.csv
status 2
stderr <<'END'
eh-plan: third.csv:1: column 'hue' is not in the first file, so its cells would be lost; give the files the same columns
END
for options in '-t text' '-t html' '-t ics' '--by who'; do
    # shellcheck disable=SC2086
    due "other extra columns, $options" $options first.csv third.csv
done

# --- Bad input ---------------------------------------------------------------------------------------------------------------

forms='2026-11-22, 22/11/2026, 22 Nov 2026, Nov 2026, 2026-11, 2026, 2026~, 2026-11-XX, 2025/2026; no date: blank, TBC, Ongoing, Unknown'
cat >bad.csv <<'END'
Action,By When,Start,Note
Quarter,Q3 22,,a
Short year,22/11/26,,b
Soon,ASAP,,c
No such day,31/11/2026,,d
,2026-11-01,,no words
Bad start,2026-11-01,spring,f
Good,2026-11-01,,g
END
run 'bad rows' eh-plan due --as-of 2026-12-01 --exit-code --rejects rejects.csv bad.csv
status 3
stdout <<'END'
family_id,child_id,action_id,action,who,agency,due,due_day,state,days_late,status,goal,outcome,review_due,Note
,,,Good,,,2026-11-01,2026-11-01,overdue,30,open,,,,g
END
stderr <<END
eh-plan: bad.csv:2: By When: not a date in a form that is read ($forms)
eh-plan: bad.csv:3: By When: not a date in a form that is read ($forms)
eh-plan: bad.csv:4: By When: not a date in a form that is read ($forms)
eh-plan: bad.csv:5: By When: no such day in the calendar, or a year outside 1000 to 2999
eh-plan: bad.csv:6: Action: blank, but a value is needed
eh-plan: bad.csv:7: Start: not a date in a form that is read ($forms)
END
ok 'rejected rows are kept' test "$(wc -l <rejects.csv)" -eq 7
printf 'Action,Owner\nx,y\n' >no-due.csv
run 'no column for due' eh-plan due no-due.csv
status 2
stderr <<'END'
eh-plan: no-due.csv:1: no column for due; columns found: Action, Owner
END
if [ -w /dev/full ]; then
    run 'a full disk' sh -c 'exec eh-plan due --as-of 2026-12-01 -t ics actions.csv >/dev/full'
    status 2
    ok 'is told of' grep -q 'cannot write' "$scratch/err"
fi

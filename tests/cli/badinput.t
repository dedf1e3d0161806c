#!/bin/sh
# Broken input: each fault is named with its place, what is rejected is kept byte for byte, the rest is processed.
. "$(dirname "$0")/lib.sh"

header='family_id,child_id,date,indicator,status'
before='F1,C1,2026-01-05,EDU-EH-04,present'
behind='F2,C2,2026-01-06,HEA-EH-01,present'
levels='family_id,child_id,as_of,framework,level,suggested,rank,level_name,support,drivers,needs,strengths,domains,routes,consent,next_step,contact'

level() { run "$1" eh-threshold --as-of 2026-01-31 --rejects rejects.csv in.csv; }

printf '%s\n' "$header" "$before" "$behind" >in.csv
level 'nothing wrong'
status 0
stdout <<END
$levels
F1,C1,2026-01-31,solihull-2024,early-help,early-help,2,Early help,single-agency,EDU-EH-04,EDU-EH-04,,EDU,,required,"One person leads a joint assessment and plan with the family, and relatives, friends and agencies each carry a part of it.",safeguarding-lead
F2,C2,2026-01-31,solihull-2024,early-help,early-help,2,Early help,single-agency,HEA-EH-01,HEA-EH-01,,HEA,,required,"One person leads a joint assessment and plan with the family, and relatives, friends and agencies each carry a part of it.",safeguarding-lead
END
stderr </dev/null
file rejects.csv </dev/null
cp "$scratch/out" good.csv

# --- One row that cannot be used ---

# rejected NAME REASON: the row in `bad`, between two others that are processed.
rejected()
{
    { printf '%s\n' "$header" "$before"; cat bad; printf '%s\n' "$behind"; } >in.csv
    level "$1"
    status 3
    stdout <good.csv
    stderr <<END
eh-threshold: in.csv:3: $2
END
    { printf 'file,line,reason,%s\n"in.csv",3,"%s",' "$header" "$2"; cat bad; } >wanted
    same "$1: rejects" rejects.csv wanted
    rm rejects.csv
}

# passed NAME: the row in `bad` is passed over in silence.
passed()
{
    { printf '%s\n' "$header" "$before"; cat bad; printf '%s\n' "$behind"; } >in.csv
    level "$1"
    status 0
    stdout <good.csv
    stderr </dev/null
}

# accepted NAME: the row in `bad` is about F3 and C3 and means the same as the one before it.
accepted()
{
    { printf '%s\n' "$header" "$before"; cat bad; printf '%s\n' "$behind"; } >in.csv
    { sed 2q good.csv; sed -n '2s/^F1,C1/F3,C3/p' good.csv; sed -n 3p good.csv; } >wanted
    level "$1"
    status 0
    stdout <wanted
    stderr </dev/null
}

printf 'F3,C3,2026-01-05,EDU-EH-04,present,\n' >bad
rejected 'a cell too many' 'cells in this row: 6; in the header line: 5'
printf 'F3,C3,2026-01-05,EDU-EH-04\n' >bad
rejected 'a cell missing' 'cells in this row: 4; in the header line: 5'

printf 'F3,C3,2026-01-05,EDU-EJ-04,present\n' >bad
rejected 'a code one letter off' "indicator: unknown indicator code 'EDU-EJ-04'; nearest: EDU-EH-04"
printf 'F3,C3,2026-01-05,EDU-EH-\03304,present\n' >bad
rejected 'a control character in a code' "indicator: unknown indicator code 'EDU-EH-?04'; nearest: EDU-EH-04"
printf 'F3,C3,2026-01-05,"He told Jo Bloggs, of 3 High Street",present\n' >bad
rejected 'words instead of a code, which are not shown' 'indicator: unknown indicator code; no known one is near'
printf 'F3,C3,2026-01-05,,present\n' >bad
rejected 'no code' 'indicator: blank, but a value is needed'
printf 'F3,C3,2026-01-05, \t\302\240 ,present\n' >bad
rejected 'a code of blanks' 'indicator: blank, but a value is needed'
printf 'F3,C3,2026-01-05,edu-Eh-04,present\n' >bad
accepted 'a code of another case'
printf 'F3,C3,2026-01-05,  EDU-EH-04\t,present\n' >bad
accepted 'blanks round a code'
printf 'F3,C3,2026-01-05,\302\240EDU-EH-04\302\240 ,present\n' >bad
accepted 'no-break spaces round a code'
printf ' F3,C3\302\240,2026-01-05,EDU-EH-04,present\n' >bad
accepted 'blanks round ids'

forms='2026-11-22, 22/11/2026, 22 Nov 2026, Nov 2026, 2026-11, 2026, 2026~, 2026-11-XX, 2025/2026; no date: blank, TBC, Ongoing, Unknown'
printf 'F3,C3,31/02/2026,EDU-EH-04,present\n' >bad
rejected 'a day that does not exist' 'date: no such day in the calendar, or a year outside 1000 to 2999'
printf 'F3,C3,14/10/20226,EDU-EH-04,present\n' >bad
rejected 'a year of five digits' 'date: no such day in the calendar, or a year outside 1000 to 2999'
printf 'F3,C3,Q3 22,EDU-EH-04,present\n' >bad
rejected 'a date that cannot be read' "date: not a date in a form that is read ($forms)"
printf 'F3,C3,22/11/26,EDU-EH-04,present\n' >bad
rejected 'a date of two meanings' "date: not a date in a form that is read ($forms)"

printf 'F3,C3,2026-01-05,EDU-EH-04,maybe\n' >bad
rejected 'an unknown status' 'status: not one of present, negated, historic, hypothetical, other'
printf ',,2026-01-05,EDU-EH-04,present\n' >bad
rejected 'both ids blank' 'family_id and child_id are both blank'
printf ' ,\302\240,2026-01-05,EDU-EH-04,present\n' >bad
rejected 'both ids of blanks' 'family_id and child_id are both blank'
printf '"F,C",,31/02/2026,EDU-EJ-04,maybe\n' >bad
rejected 'several faults, of which the first is told' "indicator: unknown indicator code 'EDU-EJ-04'; nearest: EDU-EH-04"

printf 'F3,C3,2026-01-05,EDU-EH-04,pre\000sent\n' >bad
rejected 'a NUL byte' 'a NUL byte in cell 5'
printf 'F3,C3,2026-01-05,EDU-EH-04,caf\351\n' >bad
rejected 'bytes that are not UTF-8' 'cell 5 is not UTF-8; if the file is from a Windows program, try --encoding windows-1252'
printf 'F3,C3,2026-01-05,EDU-EH-04,\355\240\200\n' >bad
rejected 'a surrogate' 'cell 5 is not UTF-8; if the file is from a Windows program, try --encoding windows-1252'
printf 'F3,C3,2026-01-05,EDU-EH-04,pre"sent"\n' >bad
rejected 'a quotation mark inside a cell' 'a quotation mark in the middle of a cell, or text behind a closing one, near cell 5'
printf 'F3,C3,"2026-01-05" ,EDU-EH-04,present\n' >bad
rejected 'text behind a closing quotation mark' 'a quotation mark in the middle of a cell, or text behind a closing one, near cell 3'
printf 'F3,C3,2026-01-05,"EDU-EH-04,present\n' >bad
rejected 'a quotation mark that is never closed' 'a quotation mark that is opened in cell 4 is never closed'

for row in '' ',,,,' ',' '   ' ' ,\t,"",\302\240,' ',,,,,,,,'; do
    printf "$row\n" >bad
    passed "a row of blank cells: '$row'"
done

printf 'F3,C3,2026-01-05,EDU-EJ-04,present\r\n' >bad
rejected 'a line end of CRLF' "indicator: unknown indicator code 'EDU-EJ-04'; nearest: EDU-EH-04"
printf '"F3","C ""3""","2026-01-05","EDU-EJ-04","present\n"\n' >bad
rejected 'a row over two lines' "indicator: unknown indicator code 'EDU-EJ-04'; nearest: EDU-EH-04"

# --- The last row ---

# at_end NAME REASON: the row in `bad` is the last, without a line end; the rejects get one.
at_end()
{
    { printf '%s\n' "$header" "$before" "$behind"; cat bad; } >in.csv
    level "$1"
    status 3
    stdout <good.csv
    stderr <<END
eh-threshold: in.csv:4: $2
END
    { printf 'file,line,reason,%s\n"in.csv",4,"%s",' "$header" "$2"; cat bad; echo; } >wanted
    same "$1: rejects" rejects.csv wanted
    rm rejects.csv
}

printf '%s\n%s\n%s' "$header" "$before" "$behind" >in.csv
level 'no final line end'
status 0
stdout <good.csv
stderr </dev/null
printf 'F3,C3,2026-01-05,"EDU-EH-04' >bad
at_end 'a quotation mark never closed at the end' 'a quotation mark that is opened in cell 4 is never closed'
printf 'F3,C3,2026-01-05,EDU-EJ-04,present' >bad
at_end 'a bad code at the end' "indicator: unknown indicator code 'EDU-EJ-04'; nearest: EDU-EH-04"
printf '"' >bad
at_end 'a single quotation mark at the end' 'a quotation mark that is opened in cell 1 is never closed'

# --- Several bad rows, several files ---

cat >one.csv <<'END'
indicator,family_id
EDU-EH-04,F1
EDU-EJ-04,F1

"EDU-EJ-
04",F1
EDU-EH-04
END
cat >two.csv <<'END'
family_id,indicator
F1,EDU-EJ-05
F1,EDU-EH-04
END
run 'rejects of several files' eh-threshold --as-of 2026-01-31 --rejects rejects.csv one.csv two.csv one.csv
status 3
stdout <<END
$levels
F1,,2026-01-31,solihull-2024,early-help,early-help,2,Early help,single-agency,EDU-EH-04,EDU-EH-04,,EDU,,required,"One person leads a joint assessment and plan with the family, and relatives, friends and agencies each carry a part of it.",safeguarding-lead
END
stderr <<'END'
eh-threshold: one.csv:3: indicator: unknown indicator code 'EDU-EJ-04'; nearest: EDU-EH-04
eh-threshold: one.csv:5: indicator: unknown indicator code 'EDU-EJ-?04'; nearest: EDU-EH-04
eh-threshold: one.csv:7: cells in this row: 1; in the header line: 2
eh-threshold: two.csv:2: indicator: unknown indicator code 'EDU-EJ-05'; nearest: EDU-EH-05
eh-threshold: one.csv:3: indicator: unknown indicator code 'EDU-EJ-04'; nearest: EDU-EH-04
eh-threshold: one.csv:5: indicator: unknown indicator code 'EDU-EJ-?04'; nearest: EDU-EH-04
eh-threshold: one.csv:7: cells in this row: 1; in the header line: 2
END
cat >wanted_one <<'END'
file,line,reason,indicator,family_id
"one.csv",3,"indicator: unknown indicator code 'EDU-EJ-04'; nearest: EDU-EH-04",EDU-EJ-04,F1
"one.csv",5,"indicator: unknown indicator code 'EDU-EJ-?04'; nearest: EDU-EH-04","EDU-EJ-
04",F1
"one.csv",7,"cells in this row: 1; in the header line: 2",EDU-EH-04
END
{
    cat wanted_one
    echo 'file,line,reason,family_id,indicator'
    echo "\"two.csv\",2,\"indicator: unknown indicator code 'EDU-EJ-05'; nearest: EDU-EH-05\",F1,EDU-EJ-05"
    cat wanted_one
} >wanted
same 'rejects of several files: rejects' rejects.csv wanted

run 'rejects of standard input' eh-threshold --as-of 2026-01-31 --rejects rejects.csv <two.csv
status 3
stderr <<'END'
eh-threshold: <stdin>:2: indicator: unknown indicator code 'EDU-EJ-05'; nearest: EDU-EH-05
END
file rejects.csv <<'END'
file,line,reason,family_id,indicator
"<stdin>",2,"indicator: unknown indicator code 'EDU-EJ-05'; nearest: EDU-EH-05",F1,EDU-EJ-05
END

tr , ';' <two.csv >semicolons.csv
run 'rejects with another delimiter' eh-threshold --as-of 2026-01-31 -d ';' --rejects rejects.csv semicolons.csv
status 3
file rejects.csv <<'END'
file;line;reason;family_id;indicator
"semicolons.csv";2;"indicator: unknown indicator code 'EDU-EJ-05'; nearest: EDU-EH-05";F1;EDU-EJ-05
END

run 'the messages kept quiet' eh-threshold --as-of 2026-01-31 -q two.csv
status 3
stderr </dev/null

# Each of its rows says itself whether it is kept or rejected.
cp "$TOP/examples/borough/messy.csv" .
run 'the made-up mess' eh-threshold --as-of 2026-11-30 --rejects rejects.csv messy.csv
status 3
tr '\0' @ <messy.csv | sed -n '/Rejected/p' >wanted
tr '\0' @ <rejects.csv | sed -n 's/^"messy\.csv",[0-9]*,"[^"]*",//p' >got
ok 'the made-up mess: many rows are rejected' test "$(grep -c . wanted)" -gt 10
same 'the made-up mess: what is rejected' got wanted
tr '\0' @ <messy.csv | sed -n '/Rejected/=' | sed 's/.*/eh-threshold: messy.csv:&:/' >wanted
sed 's/^\([^ ]* [^ ]*\) .*/\1/' "$scratch/err" >got
same 'the made-up mess: where it is' got wanted
rm rejects.csv

# --- Rows and headers without end ---

# letters COUNT: so many million letters, of 1,048,576 bytes.
letters() { dd if=/dev/zero bs=1048576 count="$1" 2>/dev/null | tr '\0' a; }

{ letters 1; printf ',C3,2026-01-05,EDU-EH-04,present\n'; } >bad
printf '%s\n' "$header" "$before" >in.csv
cat bad >>in.csv
level 'a cell of 1 MiB'
status 0
ok 'a cell of 1 MiB: is a row' test "$(cut -c 1-3 "$scratch/out" | tr '\n' ' ')" = 'fam F1, aaa '
{ printf a; cat bad; } >worse
mv worse bad
rejected 'a cell of a byte more' 'a cell of more than 1048576 bytes'
{ printf 'F3,C3,2026-01-05,EDU-EH-04,'; letters 10; echo; } >bad
rejected 'a cell of 10 MiB' 'a cell of more than 1048576 bytes'
{ printf 'F3,C3,2026-01-05,EDU-EH-04,"'; letters 10; printf '\r\n"\n'; } >bad
rejected 'a quoted cell of 10 MiB' 'a cell of more than 1048576 bytes'
{ printf 'F3,C3,2026-01-05,EDU-EH-04,'; letters 20; echo; } >bad
rejected 'a line of 20 MiB' 'a line of more than 16777216 bytes'
{ printf 'F3,C3,2026-01-05,EDU-EH-04,'; letters 20; } >bad
at_end 'a line of 20 MiB without an end' 'a line of more than 16777216 bytes'

dd if=/dev/zero bs=1000000 count=1 2>/dev/null | tr '\0' , >commas
{ printf 'F3,C3'; cat commas; echo; } >bad
rejected 'a row of a million cells' 'cells in this row: 1000002; in the header line: 5'
{ printf 'family_id,indicator'; cat commas; printf '\nF1,EDU-EH-04'; cat commas; echo; } >in.csv
level 'a header of a million columns'
status 2
stdout </dev/null
stderr <<'END'
eh-threshold: in.csv:1: more than 16384 columns in the header line
END

# A quotation mark that stays open for 20 MiB costs its line, not those behind.
printf 'F3,C3,2026-01-05,"EDU-EH-04,present\n' >bad
{ cat bad; dd if=/dev/zero bs=1048576 count=20 2>/dev/null | tr '\0' '\n'; } >blank
{ printf '%s\n' "$header" "$before"; cat blank; printf '%s\n' "$behind"; } >in.csv
level 'a quotation mark open for 20 MiB'
status 3
stdout <good.csv
stderr <<'END'
eh-threshold: in.csv:3: a quotation mark that is opened in cell 4 is never closed
END
{ printf 'file,line,reason,%s\n"in.csv",3,"a quotation mark that is opened in cell 4 is never closed",' "$header"; cat bad; } >wanted
same 'a quotation mark open for 20 MiB: rejects' rejects.csv wanted
rm -f rejects.csv blank bad commas in.csv

# --- Files that cannot be used at all ---

# fatal NAME MESSAGE FILE...: exit status 2, no output, and no file of rejects.
fatal()
{
    name=$1 message=$2
    shift 2
    run "$name" eh-threshold --as-of 2026-01-31 --rejects rejects.csv "$@"
    status 2
    stdout </dev/null
    stderr <<END
eh-threshold: $message
END
    ok "$name: no rejects" test ! -e rejects.csv
}

printf '%s\n' "$header" "$before" >in.csv
mkdir directory
fatal 'no such file' 'nosuch.csv: cannot open: No such file or directory' nosuch.csv
fatal 'a directory' 'directory: is a directory, not a file' directory
if [ "$(id -u)" -eq 0 ]; then pass 'an unreadable file # SKIP root may read all'; else
    cp in.csv locked.csv
    chmod 0 locked.csv
    fatal 'an unreadable file' 'locked.csv: cannot open: Permission denied' locked.csv
fi
fatal 'an empty file' '/dev/null: no header line: the file is empty' /dev/null
fatal 'empty standard input' '<stdin>: no header line: the file is empty' -
fatal 'a missing file behind a good one' 'nosuch.csv: cannot open: No such file or directory' in.csv nosuch.csv

printf '\n  \n,,\n\r\n' >fault.csv
fatal 'blank lines only' 'fault.csv: no header line: the file is empty' fault.csv
printf '\357\273\277' >fault.csv
fatal 'a byte order mark only' 'fault.csv: no header line: the file is empty' fault.csv
printf 'List 2: Early Help,,,\n' >fault.csv
fatal 'a title line only' 'fault.csv: no header line: only a title line' fault.csv
printf 'Title\n1\n2\n3\n4\n5\n6\n' >fault.csv
fatal 'a column of other things' 'fault.csv: no header line: only a title line' fault.csv
printf 'family_id,indi"cator\nF1,EDU-EH-04\n' >fault.csv
fatal 'a header with a misplaced quotation mark' \
    'fault.csv:1: header line cannot be used: a quotation mark in the middle of a cell, or text behind a closing one, near cell 2' fault.csv
printf 'family_id,caf\351,indicator\nF1,,EDU-EH-04\n' >fault.csv
fatal 'a header that is not UTF-8' \
    'fault.csv:1: header line cannot be used: cell 2 is not UTF-8; if the file is from a Windows program, try --encoding windows-1252' fault.csv

printf 'family_id,child_id,indcator\nF1,C1,EDU-EH-04\n' >fault.csv
fatal 'a missing column' \
    "fault.csv:1: no column for indicator; columns found: family_id, child_id, indcator; nearest: 'indcator'" fault.csv
printf '\nfamily_id,xyz\nF1,EDU-EH-04\n' >fault.csv
fatal 'a missing column with none near' \
    "fault.csv:2: no column for indicator; columns found: family_id, xyz" fault.csv
printf 'date,indicator\n2026-01-05,EDU-EH-04\n' >fault.csv
fatal 'no column of ids' 'fault.csv:1: no column for family_id or child_id; columns found: date, indicator' fault.csv
printf '%s\n%s\n' "$header" "$before" | sed 's/\([^,]*\),.*/&,\1/' >fault.csv
fatal 'a heading twice' "fault.csv:1: heading 'family_id' stands twice, in columns 1 and 6" fault.csv
printf 'family_id,indicator,Family-ID\nF1,EDU-EH-04,F1\n' >fault.csv
fatal 'a heading twice, written otherwise' "fault.csv:1: heading 'Family-ID' stands twice, in columns 1 and 3" fault.csv
printf 'family_id,indicator,locality\nF1,EDU-EH-04,Larkhay\n' >fault.csv
printf 'family_id,indicator,locality,locality\nF1,EDU-EH-04,Larkhay,Larkhay\n' >second.csv
fatal 'an unknown heading twice, in the second file' \
    "second.csv:1: heading 'locality' stands twice, in columns 3 and 4" fault.csv second.csv
{ printf 'family_id,indicator'; i=0; while [ "$((i += 1))" -lt 200 ]; do printf ',column_%s' "$i"; done; echo; } | sed 's/indicator/x/' >fault.csv
run 'more columns than a message holds' eh-threshold fault.csv
status 2
ok 'more columns than a message holds: it is cut' grep -E '^.{600,800}, \.\.\.$' "$scratch/err"
printf 'family_id,sta\033tus,indicator\nF1,maybe,EDU-EH-04\n' >fault.csv
run 'a control character in a heading' eh-threshold fault.csv
status 3
stderr <<'END'
eh-threshold: fault.csv:2: sta?tus: not one of present, negated, historic, hypothetical, other
END

printf '%s\n' "$header" "$before" "$behind" | tr , ';' >fault.csv
fatal 'another delimiter' "fault.csv:1: no known heading; the cells seem to be parted by ';': try --delimiter ';'" fault.csv
printf '%s\n' "$header" "$before" "$behind" | tr , '\t' >fault.csv
fatal 'tabs' "fault.csv:1: no known heading; the cells seem to be parted by '\\t': try --delimiter '\\t'" fault.csv
printf '"family_id";"evidence";"indicator"\n"F1";"Jo, of 3 High Street";"EDU-EH-04"\n' >fault.csv
fatal 'another delimiter and quotation marks' \
    "fault.csv:1: no known heading; the cells seem to be parted by ';': try --delimiter ';'" fault.csv
# What is behind the header is never shown as if it were one.
{ echo 'family_id;evidence;indicator'; for i in 1 2 3 4 5 6; do echo "F$i;Jo of 3 High Street;EDU-EH-04"; done; } >fault.csv
fatal 'another delimiter and many rows' \
    "fault.csv:1: no known heading; the cells seem to be parted by ';': try --delimiter ';'" fault.csv
{ echo 'family_id;evidence;indicator'; echo 'F1;Jo, of 3 High Street;EDU-EH-04'; } >fault.csv
fatal 'another delimiter and a comma' \
    "fault.csv:1: no known heading; the cells seem to be parted by ';': try --delimiter ';'" fault.csv

echo "$header" >fault.csv
level_of() { run "$1" eh-threshold --as-of 2026-01-31 "$2"; }
level_of 'only a header' fault.csv
status 0
stdout <<END
$levels
END
stderr </dev/null
printf '%s' "$header" >fault.csv
level_of 'only a header without a line end' fault.csv
status 0
stdout <<END
$levels
END

# --- Side files ---

# side NAME OPTION SIDE: the file SIDE.csv goes with a good one; exit status 3, messages on standard input.
side()
{
    run "$1" eh-threshold --as-of 2026-01-31 --rejects rejects.csv "$2" side.csv in.csv
    status 3
    sed -n 's/^eh-threshold: //p' "$scratch/err" >got
    against_input "$1: messages" got
    sed 1d "$scratch/out" | cut -d , -f 1-6,9 >level
}

cat >side.csv <<'END'
family_id,child_id,level,by,date,reason
F1,C1,child-in-need,Duty social worker,2026-01-20,Two agencies agree
F1,C1,significant-harm,Duty social worker,2026-01-21,
F1,C1,significant-ham,Duty social worker,2026-01-21,Two agencies agree
F1,C1,,Duty social worker,2026-01-21,Two agencies agree
,,significant-harm,Duty social worker,2026-01-21,Two agencies agree
F1,C1,significant-harm,Duty social worker,31/02/2026,Two agencies agree
F1,C1,significant-harm,Duty social worker,2026-01-21
END
side 'decisions that cannot stand' --override <<'END'
side.csv:3: reason: blank: a decision on the level needs its reason
side.csv:4: level: not one of universal, early-help, child-in-need, significant-harm; nearest: significant-harm
side.csv:5: level: blank, but a value is needed
side.csv:6: family_id and child_id are both blank
side.csv:7: date: no such day in the calendar, or a year outside 1000 to 2999
side.csv:8: cells in this row: 5; in the header line: 6
END
file level <<'END'
F1,C1,2026-01-31,solihull-2024,child-in-need,early-help,
END
file rejects.csv <<'END'
file,line,reason,family_id,child_id,level,by,date,reason
"side.csv",3,"reason: blank: a decision on the level needs its reason",F1,C1,significant-harm,Duty social worker,2026-01-21,
"side.csv",4,"level: not one of universal, early-help, child-in-need, significant-harm; nearest: significant-harm",F1,C1,significant-ham,Duty social worker,2026-01-21,Two agencies agree
"side.csv",5,"level: blank, but a value is needed",F1,C1,,Duty social worker,2026-01-21,Two agencies agree
"side.csv",6,"family_id and child_id are both blank",,,significant-harm,Duty social worker,2026-01-21,Two agencies agree
"side.csv",7,"date: no such day in the calendar, or a year outside 1000 to 2999",F1,C1,significant-harm,Duty social worker,31/02/2026,Two agencies agree
"side.csv",8,"cells in this row: 5; in the header line: 6",F1,C1,significant-harm,Duty social worker,2026-01-21
END

cat >side.csv <<'END'
family_id,child_id,date,consent
F1,C1,2026-01-20,given
F1,C1,2026-01-21,perhaps
F1,C1,2026-01-21,
,,2026-01-21,refused
F1,C1,soon,refused
END
side 'consent that cannot be used' --consent <<END
side.csv:3: consent: not one of given, refused, withdrawn
side.csv:4: consent: not one of given, refused, withdrawn
side.csv:5: family_id and child_id are both blank
side.csv:6: date: not a date in a form that is read ($forms)
END
file level <<'END'
F1,C1,2026-01-31,solihull-2024,early-help,early-help,single-agency
END
ok 'consent that cannot be used: the rest is' grep -q ',EDU,,given,' "$scratch/out"
rm rejects.csv

printf 'family_id,child_id,level\nF1,C1,early-help\nF1,C1,grave\nF1,C1,\n,,universal\n' >side.csv
run 'levels on record that cannot be used' eh-threshold compare --as-of 2026-01-31 --recorded side.csv in.csv
status 3
stdout <<'END'
family_id,child_id,suggested,recorded,result,steps,drivers
F1,C1,early-help,early-help,agree,0,EDU-EH-04
END
stderr <<'END'
eh-threshold: side.csv:3: level: not one of universal, early-help, child-in-need, significant-harm
eh-threshold: side.csv:4: level: blank, but a value is needed
eh-threshold: side.csv:5: family_id and child_id are both blank
END

run 'no levels on record' eh-threshold compare in.csv
status 2
stdout </dev/null
stderr <<'END'
eh-threshold: compare needs --recorded FILE (eh-threshold --help shows what there is)
END
for option in --override --consent; do
    fatal "no such file for $option" 'nosuch.csv: cannot open: No such file or directory' "$option" nosuch.csv in.csv
    fatal "an empty file for $option" '/dev/null: no header line: the file is empty' "$option" /dev/null in.csv
done
fatal 'indicators for decisions' \
    'in.csv:1: no column for level; columns found: family_id, child_id, date, indicator, status' --override in.csv in.csv
fatal 'indicators for consent' \
    'in.csv:1: no column for consent; columns found: family_id, child_id, date, indicator, status' --consent in.csv in.csv
printf 'level,by,date,reason\n' >side.csv
fatal 'decisions about nobody' \
    'side.csv:1: no column for family_id or child_id; columns found: level, by, date, reason' --override side.csv in.csv

# --- Broken frameworks ---

source_directory=$TOP/share/frameworks/solihull-2024

# broken FILE SED MESSAGE: the framework, edited so, is refused with the message, by `level` and by `lint`.
broken()
{
    rm -rf framework
    cp -R "$source_directory" framework
    sed "$2" "$source_directory/$1" >framework/"$1"
    ok "$1, $2: is a change" differ "$source_directory/$1" framework/"$1"
    refused "$1, $2" "$3"
}

differ() { ! cmp -s "$1" "$2"; }

refused()
{
    run "$1" eh-threshold --as-of 2026-01-31 -F framework in.csv
    status 2
    stdout </dev/null
    stderr <<END
eh-threshold: $2
END
    run "$1, lint" eh-threshold lint --exit-code framework
    status 1
    stderr </dev/null
    # FILE,LINE,RECORD,FIELD,error,PROBLEM is FILE:LINE: FIELD: PROBLEM, without those that are blank.
    sed '1d
        s/^\([^,]*\),\([0-9]*\),[^,]*,\([^,]*\),error,/\1:\2: \3: /
        s/:: /: /
        s/: : /: /
        s/"//g' "$scratch/out" >got
    printf '%s\n' "$2" >wanted
    same "$1, lint: the same problem" got wanted
}

broken framework.csv '/^name,/d' 'framework: framework.csv gives no name'
broken framework.csv 's/^publisher/publishr/' \
    "framework/framework.csv:4: key: 'publishr' is not one of name, title, publisher, version, published, review_due, extends; nearest: publisher"
broken framework.csv 's/^published,.*/published,31\/02\/2026/' 'framework/framework.csv:6: value: not a value that can stand here'
broken framework.csv 's/^review_due,.*/review_due,soon/' 'framework/framework.csv:7: value: not a value that can stand here'
broken framework.csv '1s/value/valu/' "framework/framework.csv:1: no column value; nearest: 'valu'"
broken framework.csv 's/^extends,$/extends,solihul-2014/' \
    "framework/framework.csv:8: value: extends 'solihul-2014', which is neither a framework that is compiled in nor a directory with a framework.csv; nearest: solihull-2014"
broken framework.csv "s|^extends,\$|extends,$PWD/framework|" \
    'framework/framework.csv:8: value: extends others in a loop, or through too many steps'
broken domains.csv '8s/.*/&\
HEA,Health again/' "framework/domains.csv:9: domain: 'HEA' stands twice"
broken domains.csv '8s/.*/&\
 ,Blank/' 'framework/domains.csv:9: domain: blank, but a value is needed'
broken domains.csv '1s/name/nam/' "framework/domains.csv:1: no column name; nearest: 'nam'"
broken domains.csv '2,$d' 'framework: has no domains.csv, and what it extends has none either'
broken indicators.csv '3s/^HEA-U-02/HEA-U-01/' "framework/indicators.csv:3: indicator: 'HEA-U-01' stands twice"
broken indicators.csv '3s/^HEA-U-02//' 'framework/indicators.csv:3: indicator: blank, but a value is needed'
broken indicators.csv '3s/,HEA,/,HEB,/' "framework/indicators.csv:3: domain: 'HEB' is not known; nearest: HEA"
broken indicators.csv '3s/,HEA,/,,/' 'framework/indicators.csv:3: domain: blank, but a value is needed'
broken indicators.csv '3s/,U,/,u,/' "framework/indicators.csv:3: level: 'u' is not one of U, EH, CIN, SH; nearest: U"
broken indicators.csv '1s/tags/tag/' "framework/indicators.csv:1: no column tags; nearest: 'tag'"
broken indicators.csv '3s/$/,/' 'framework/indicators.csv:3: cells in this row: 8; in the header line: 7'
broken indicators.csv '2,$d' 'framework: has no indicators.csv, and what it extends has none either'
broken contacts.csv '$s/.*/&\
mash,The same again,,,/' "framework/contacts.csv:12: contact: 'mash' stands twice"
broken contacts.csv '$s/.*/&\
,Blank,,,/' 'framework/contacts.csv:12: contact: blank, but a value is needed'
broken contacts.csv '1s/phone/fone/' 'framework/contacts.csv:1: no column phone'
broken levels.csv '$s/.*/&\
universal,5,Twice,Again,required,,/' "framework/levels.csv:6: level: 'universal' stands twice"
broken levels.csv '$s/.*/&\
,5,Blank,Nothing,required,,/' 'framework/levels.csv:6: level: blank, but a value is needed'
broken levels.csv '3s/,2,/,two,/' 'framework/levels.csv:3: rank: not a whole number from 0 to 1000'
broken levels.csv '3s/,2,/,-2,/' 'framework/levels.csv:3: rank: not a whole number from 0 to 1000'
broken levels.csv '3s/,2,/,1001,/' 'framework/levels.csv:3: rank: not a whole number from 0 to 1000'
broken levels.csv '3s/,2,/,,/' 'framework/levels.csv:3: rank: not a whole number from 0 to 1000'
broken levels.csv '3s/,2,/,1,/' 'framework/levels.csv:3: rank: two levels have this rank'
broken levels.csv '3s/,required,/,asked,/' \
    "framework/levels.csv:3: consent: 'asked' is not one of for-referral, required, not-required, required-unless-significant-harm"
broken levels.csv '3s/safeguarding-lead/safeguarding-led/' \
    "framework/levels.csv:3: contact: 'safeguarding-led' is not known; nearest: safeguarding-lead"
broken levels.csv '3s/,6$/,521/' 'framework/levels.csv:3: review_weeks: not a whole number from 0 to 520'
broken levels.csv '1s/rank/rnk/' "framework/levels.csv:1: no column rank; nearest: 'rnk'"
broken levels.csv '2,$d' 'framework/levels.csv: no level in this file'
broken levels.csv '1,$d' 'framework/levels.csv: no header line: the file is empty'
broken rules.csv '3s/^early-help/early-hlp/' "framework/rules.csv:3: level: 'early-hlp' is not known; nearest: early-help"
broken rules.csv '3s/,EH,/,eh,/' "framework/rules.csv:3: indicator_level: 'eh' is not one of U, EH, CIN, SH; nearest: EH"
broken rules.csv '3s/,1,/,x,/' 'framework/rules.csv:3: min_domains: not a whole number from 0 to 1000'
broken rules.csv '3s/,0$/,1001/' 'framework/rules.csv:3: min_agencies: not a whole number from 0 to 1000'
broken rules.csv '2s/,,0/,,1/' \
    'framework/rules.csv: no rule for the lowest level that always holds (blank indicator_level, no minimum)'
broken rules.csv 4d "framework/rules.csv: no rule leads to level 'child-in-need'"
broken rules.csv '3s/$/,/' 'framework/rules.csv:3: cells in this row: 5; in the header line: 4'
broken rules.csv '3s/EH/"EH/' 'framework/rules.csv:3: not a row that can be read, near cell 2'
broken routes.csv '2s/^mash,/,/' 'framework/routes.csv:2: route: blank, but a value is needed'
broken routes.csv '2s/,child-in-need,/,child-in-ned,/' \
    "framework/routes.csv:2: when_level: 'child-in-ned' is not known; nearest: child-in-need"
broken routes.csv '2s/,mash,/,mush,/' "framework/routes.csv:2: contact: 'mush' is not known; nearest: mash"
broken routes.csv '4s/,[^,]*$/,/' 'framework/routes.csv:4: reason: blank, but a value is needed'

for name in domains indicators contacts levels rules routes; do
    rm -rf framework
    cp -R "$source_directory" framework
    rm "framework/$name.csv"
    refused "no $name.csv" "framework: has no $name.csv, and what it extends has none either"
done
rm framework/framework.csv
no_framework="no framework 'framework': neither one that is compiled in (eh-threshold list frameworks) nor a directory with a framework.csv"
for what in 'no framework.csv' 'no directory'; do
    [ "$what" = 'no framework.csv' ] || rm -r framework
    run "$what" eh-threshold --as-of 2026-01-31 -F framework in.csv
    status 2
    stdout </dev/null
    stderr <<END
eh-threshold: framework: $no_framework
END
    run "$what, lint" eh-threshold lint framework
    status 2
    ok "$what, lint: the same" grep -qF ": $no_framework" "$scratch/err"
done
cp -R "$source_directory" framework
rm framework/rules.csv
mkdir framework/rules.csv
refused 'a directory in the place of a file' 'framework/rules.csv: is a directory, not a file'

# What an extending framework says itself is checked as well; what it leaves out comes from the other.
source_directory=$TOP/examples/framework-of-your-own
broken framework.csv 's/^extends,.*/extends,solihull-2025/' \
    "framework/framework.csv:8: value: extends 'solihull-2025', which is neither a framework that is compiled in nor a directory with a framework.csv; nearest: solihull-2024"
broken rules.csv '$s/.*/&\
early-help,EH,1,0/' "framework/rules.csv:8: level: 'early-help' is not known"
broken routes.csv '2s/,team-around-the-family,/,team-around-family,/' \
    "framework/routes.csv:2: when_level: 'team-around-family' is not known; nearest: team-around-the-family"
rm -rf framework
cp -R "$source_directory" framework
rm framework/contacts.csv
run 'contacts of another framework' eh-threshold --as-of 2026-01-31 -F framework in.csv
status 2
ok 'contacts of another framework: are not its own' grep -q "^eh-threshold: framework/levels.csv:2: contact: 'family-hub' is not known" "$scratch/err"

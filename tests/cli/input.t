#!/bin/sh
# What input may look like: encodings, line ends, quotation marks, delimiters, several files, dates.
. "$(dirname "$0")/lib.sh"

# The file that all others are another form of. `explain` shows its cells, and the line of each row.
cat >plain.csv <<'END'
family_id,child_id,date,indicator,evidence,agency
F1,0012,2026-01-05,EDU-EH-04,"Attends, but late",School
F1,0012,2026-01-06,HEA-EH-01,"Says ""fine"" and
leaves",
,F2,2026-01-07,EMO-U-03,£5 a week,School
END
explain() { name=$1; shift; run "$name" eh-threshold explain --as-of 2026-01-31 "$@"; }
cp plain.csv in.csv
explain 'the plain file' in.csv
status 0
stdout <<'END'
family_id,child_id,as_of,framework,level,kind,code,label,indicator_level,domain,date,status,subject,agency,source,evidence,effect,ref,file,line
F1,0012,2026-01-31,solihull-2024,early-help,level,early-help,Early help,,,,,,,,,suggested by rule at least one EH indicator,,,
F1,0012,2026-01-31,solihull-2024,early-help,rule,early-help,at least one EH indicator,,,,,,,,,sets the level,solihull-2024/rules.csv:3,,
F1,0012,2026-01-31,solihull-2024,early-help,rule,universal,the lowest level needs no indicator,,,,,,,,,holds,solihull-2024/rules.csv:2,,
F1,0012,2026-01-31,solihull-2024,early-help,indicator,HEA-EH-01,Vaccinations or checks have been missed,EH,HEA,2026-01-06,,,,,"Says ""fine"" and
leaves",sets the level,"Right Help, Right Time, Right Response (Solihull SCP, March 2024), p. 9, Health, Early help, 1",in.csv,3
F1,0012,2026-01-31,solihull-2024,early-help,indicator,EDU-EH-04,"Often late or regularly absent from school, or home education is being raised",EH,EDU,2026-01-05,,,School,,"Attends, but late",sets the level,"Right Help, Right Time, Right Response (Solihull SCP, March 2024), p. 14, Education and Learning, Early help, 4",in.csv,2
F1,0012,2026-01-31,solihull-2024,early-help,change,universal,Universal,,,,,,,,,"without HEA-EH-01, EDU-EH-04 together this would be universal",,,
F1,0012,2026-01-31,solihull-2024,early-help,consent,required,"One person leads a joint assessment and plan with the family, and relatives, friends and agencies each carry a part of it.",,,,,,,,,Designated safeguarding lead of your own agency,,,
,F2,2026-01-31,solihull-2024,universal,level,universal,Universal,,,,,,,,,suggested by rule the lowest level needs no indicator,,,
,F2,2026-01-31,solihull-2024,universal,rule,universal,the lowest level needs no indicator,,,,,,,,,sets the level,solihull-2024/rules.csv:2,,
,F2,2026-01-31,solihull-2024,universal,strength,EMO-U-03,"Sees how other people feel, as expected at this age",U,EMO,2026-01-07,,,School,,£5 a week,a strength: kept beside the needs and never set against them,"Right Help, Right Time, Right Response (Solihull SCP, March 2024), p. 11, Emotional/Behavioural Development, Universal, 3",in.csv,5
,F2,2026-01-31,solihull-2024,universal,consent,for-referral,"Everyday services meet the child's needs in their own setting, and one agency may add support of its own or point the family to community help (universal plus).",,,,,,,,,,,,
END
stderr </dev/null
cp "$scratch/out" plain.out

# alike NAME OPTION...: in.csv, read with the options, says the same as the plain file.
alike()
{
    explain "$@" in.csv
    status 0
    stdout <plain.out
    stderr </dev/null
}

# later NAME LINES OPTION...: the same, but that its rows stand so many lines further down.
later()
{
    name=$1 lines=$2
    shift 2
    explain "$name" "$@" in.csv
    status 0
    awk -v lines="$lines" '{
        if (match($0, /in\.csv,[0-9]*$/))
            $0 = substr($0, 1, RSTART + 6) substr($0, RSTART + 7) + lines
        print
    }' plain.out >wanted
    stdout <wanted
    stderr </dev/null
}

# --- Marks and encodings ---

mark='\357\273\277'
{ printf "$mark"; cat plain.csv; } >in.csv
alike 'a byte order mark'
{ printf "$mark"; sed '1s/family_id/"&"/' plain.csv; } >in.csv
alike 'a byte order mark before a quoted heading'
{ printf "$mark$mark"; cat plain.csv; } >in.csv
alike 'two byte order marks'
cp plain.csv in.csv
alike 'UTF-8 by name' --encoding UTF-8

{ printf '\377\376'; iconv -f UTF-8 -t UTF-16LE plain.csv; } >in.csv
alike 'UTF-16, little end first, with its mark'
alike 'the same with its name' --encoding UTF-16
{ printf '\376\377'; iconv -f UTF-8 -t UTF-16BE plain.csv; } >in.csv
alike 'UTF-16, big end first, with its mark'
iconv -f UTF-8 -t UTF-16LE plain.csv >in.csv
alike 'UTF-16 without mark, by name' --encoding UTF-16LE
explain 'UTF-16 without mark and name' in.csv
status 2
stdout </dev/null
stderr <<'END'
eh-threshold: in.csv:1: header line cannot be used: a NUL byte in cell 1
END
{ printf '\376\377'; iconv -f UTF-8 -t UTF-16BE plain.csv; printf '\000F\330\000\000,\000x'; } >in.csv
explain 'half a character in UTF-16' in.csv
status 3
stdout <plain.out
stderr <<'END'
eh-threshold: in.csv:6: cell 1 holds a byte that UTF-16BE does not have
END

iconv -f UTF-8 -t WINDOWS-1252 plain.csv >in.csv
alike 'windows-1252' --encoding windows-1252
sed 's/fine/\\222s \\223no\\224 \\226 \\200 5\\205/' plain.csv >format
printf "$(sed 's/£/\\243/' format)\n" >in.csv
explain 'curly quotation marks, a dash and the euro' --encoding windows-1252 in.csv
status 0
cat >edit <<'END'
s/fine/’s “no” – € 5…/
END
sed -f edit plain.out >wanted
stdout <wanted
printf 'family_id,indicator,evidence\nF1,EDU-EH-04,caf\351\nF1,HEA-EH-01,a\201b\n' >other.csv
explain 'a byte that the encoding does not have' --encoding windows-1252 other.csv
status 3
stderr <<'END'
eh-threshold: other.csv:3: cell 3 holds a byte that windows-1252 does not have
END
ok 'a byte that the encoding does not have: the other row is read' grep -q 'café' "$scratch/out"
explain 'an encoding that does not exist' --encoding utf-nine in.csv
status 2
stdout </dev/null
stderr <<'END'
eh-threshold: in.csv: encoding 'utf-nine' is not known to this system (iconv -l lists those that are)
END

# --- Line ends ---

return=$(printf '\r')
awk '/and$/ { print; next } { printf "%s\r\n", $0 }' plain.csv >in.csv
alike 'CRLF'
sed "s/\$/$return/" plain.csv >in.csv
sed "s/ and\$/&$return/" plain.out >wanted
explain 'CRLF also inside a cell' in.csv
status 0
stdout <wanted
stderr </dev/null
tr '\n' '\r' <plain.csv >in.csv
awk '/ and$/ { printf "%s\r", $0; next } { print }' plain.out >wanted
explain 'CR alone' in.csv
status 0
stdout <wanted
stderr </dev/null
awk 'NR == 1 { printf "%s\r", $0; next } NR == 2 { printf "%s\r\n", $0; next } { print }' plain.csv >in.csv
alike 'all three in one file'
printf '%s' "$(cat plain.csv)" >in.csv
alike 'no final line end'

# --- Quotation marks ---

awk 'BEGIN { quote = "\"" }
NR == 3 { print "\"F1\",\"0012\",\"2026-01-06\",\"HEA-EH-01\",\"Says \"\"fine\"\" and"; next }
NR == 4 { print "leaves\",\"\""; next }
NR == 2 { print "\"F1\",\"0012\",\"2026-01-05\",\"EDU-EH-04\",\"Attends, but late\",\"School\""; next }
{ gsub(/,/, "\",\""); print quote $0 quote }' plain.csv >in.csv
ok 'every cell in quotation marks: is so' test "$(grep -c '^"' in.csv)" -eq 4
alike 'every cell in quotation marks'
cat >other.csv <<'END'
family_id,indicator,evidence
"F""1""",EDU-EH-04,""""
F2,EDU-EH-04,"a
b

""c"",
d"
"F
3",EDU-EH-04,"1""2""""3"
"",EDU-EH-04,nobody
F4,EDU-EH-04,a 'b' c
END
explain 'quotation marks in all places' other.csv
status 3
stderr <<'END'
eh-threshold: other.csv:10: family_id and child_id are both blank
END
awk '/,indicator,/ { kept = 1 } kept { print } /other\.csv,[0-9]*$/ { kept = 0 }' "$scratch/out" |
    sed 's/,2026-01-31.*absent from school.*raised",EH,EDU,,,,,,/ /; s/,sets the level.*other/ other/' >got
cat >wanted <<'END'
"F""1""", """" other.csv,2
F2, "a
b

""c"",
d" other.csv,3
3", "1""2""""3" other.csv,8
F4, a 'b' c other.csv,11
END
same 'quotation marks in all places: cells' got wanted

# --- Lines above and between the rows ---

awk 'NR == 3 || NR == 5 { print ""; print "" } { print }' plain.csv >in.csv
explain 'blank lines are counted' in.csv
status 0
sed 's/in\.csv,5$/in.csv,9/; s/in\.csv,3$/in.csv,5/' plain.out >wanted
stdout <wanted
awk 'NR == 3 || NR == 5 { printf "%s", "\r\n,,,,,\r\n" } { print }' plain.csv >in.csv
explain 'rows of blank cells are counted' in.csv
status 0
stdout <wanted

{ printf '\n\n'; cat plain.csv; } >in.csv
later 'blank lines above' 2
{ echo 'List 2: Early Help'; cat plain.csv; } >in.csv
later 'a title' 1
{ printf "$mark"; echo '"List 2: Early Help, all",,,,,'; echo ',,,,,'; echo; cat plain.csv; } >in.csv
later 'a title as workbooks have it' 3
{ printf '1\n2\n3\n4\n5\n'; cat plain.csv; } >in.csv
later 'five titles' 5
{ echo 'Made by: somebody, on 1 January'; echo '"An odd" line,'; cat plain.csv; } >in.csv
later '--skip-lines' 2 --skip-lines 2
{ echo 'Made by: somebody, on 1 January'; echo; echo 'family_id,indicator'; cat plain.csv; } >in.csv
later '--skip-lines counts blank lines' 3 --skip-lines 3
cp plain.csv in.csv
alike '--skip-lines 0' --skip-lines 0
explain '--skip-lines beyond the end' --skip-lines 100 in.csv
status 2
stderr <<'END'
eh-threshold: in.csv: no header line: the file is empty
END

# --- Marks for blank cells, delimiters, order ---

sed 's/",$/",NULL/; 5s/^/NULL/' plain.csv >in.csv
alike '--missing NULL' --missing NULL
sed 's/",$/",-99/; 5s/^/ -99 /' plain.csv >in.csv
alike '--missing -99' --missing -99
sed 's/^\(F1,0012\),2026-01-06/\1,NULL/' plain.csv >in.csv
explain '--missing in a date' --missing NULL in.csv
status 0
sed 's/,HEA,2026-01-06,/,HEA,,/' plain.out >wanted
stdout <wanted
explain 'a mark without --missing' in.csv
status 3

# The commas that part cells, not those inside them.
parted() { sed "s/Attends, /Attends@ /; s/,/$1/g; s/@/,/" plain.csv; }
parted ';' >in.csv
alike "-d ';'" -d ';'
parted '	' >in.csv
alike '-d \t' -d '\t'
alike '-d with a tab' -d '	'
alike '-d tab' -d tab
parted '|' >in.csv
alike '--delimiter |' --delimiter '|'
parted '; ' | sed 's/; "/;"/' >in.csv
alike 'blanks behind the delimiter' --delimiter=';'

cat >in.csv <<'END'
agency,evidence,indicator,date,child_id,family_id
School,"Attends, but late",EDU-EH-04,2026-01-05,0012,F1
,"Says ""fine"" and
leaves",HEA-EH-01,2026-01-06,0012,F1
School,£5 a week,EMO-U-03,2026-01-07,F2,
END
alike 'columns in another order'
sed 's/^[^,]*/&,extra/; 2s/,extra/,"1, 2"/' in.csv >other.csv
sed 's/^leaves",extra/leaves"/; s/^,extra,"Says/,extra,"Says/' other.csv >in.csv
alike 'a column that nobody knows'

# --- Several files ---

level() { name=$1; shift; run "$name" eh-threshold --as-of 2026-01-31 "$@"; }
level 'one file' plain.csv
status 0
stdout <<'END'
family_id,child_id,as_of,framework,level,suggested,rank,level_name,support,drivers,needs,strengths,domains,routes,consent,next_step,contact
F1,0012,2026-01-31,solihull-2024,early-help,early-help,2,Early help,multi-agency,HEA-EH-01;EDU-EH-04,HEA-EH-01;EDU-EH-04,,HEA;EDU,,required,"One person leads a joint assessment and plan with the family, and relatives, friends and agencies each carry a part of it.",safeguarding-lead
,F2,2026-01-31,solihull-2024,universal,universal,1,Universal,,,,EMO-U-03,,,for-referral,"Everyday services meet the child's needs in their own setting, and one agency may add support of its own or point the family to community help (universal plus).",
END
cp "$scratch/out" level.out

# the_same NAME FILE...: the files together say the same as the plain one.
the_same()
{
    level "$@"
    status 0
    stdout <level.out
    stderr </dev/null
}
sed 2q plain.csv >one.csv
printf "$mark"'List 2\r\nIndicator,"Child ID",Family ID\r\nHEA-EH-01,0012,F1\r\n' >two.csv
printf '\n\nchild_id,indicator\nF2,EMO-U-03' >three.csv
the_same 'three files, each with its own header' one.csv two.csv three.csv
run 'a file as standard input' eh-threshold --as-of 2026-01-31 <plain.csv
stdout <level.out
run 'standard input among files' eh-threshold --as-of 2026-01-31 one.csv - three.csv <two.csv
status 0
stdout <level.out
stderr </dev/null
run 'standard input by its name' eh-threshold --as-of 2026-01-31 one.csv /dev/stdin three.csv <two.csv
stdout <level.out
the_same 'a file twice' plain.csv plain.csv
head -n 1 plain.csv >header.csv
the_same 'files with a header only' header.csv plain.csv header.csv

cp plain.csv level
cp plain.csv ./-d
the_same 'a file named like a verb' ./level
the_same 'a file named like a verb behind --' -- level
the_same 'a file named like a verb behind the verb' level level
the_same 'a file named like an option' -- -d
run 'the verb reads standard input' eh-threshold level --as-of 2026-01-31 <plain.csv
status 0
stdout <level.out
rm -f ./-d level

# --- Pieces ---

mkfifo pipe
# in_pieces NAME BYTES: the plain file through a pipe, so many bytes in a write.
in_pieces()
{
    dd if=plain.csv of=pipe bs="$2" 2>/dev/null &
    run "$1" eh-threshold explain --as-of 2026-01-31 <pipe
    status 0
    stdout <piped.out
    stderr </dev/null
    wait
}
sed 's/in\.csv,\([0-9]*\)$/<stdin>,\1/' plain.out >piped.out
in_pieces 'one byte a write' 1
in_pieces 'seven bytes a write' 7
dd if=plain.csv of=pipe bs=1 2>/dev/null &
run 'a pipe by its name' eh-threshold --as-of 2026-01-31 pipe
status 0
stdout <level.out
wait
{ printf '\377\376'; iconv -f UTF-8 -t UTF-16LE plain.csv; } >utf16.csv
dd if=utf16.csv of=pipe bs=1 2>/dev/null &
run 'UTF-16, one byte a write' eh-threshold --as-of 2026-01-31 <pipe
status 0
stdout <level.out
wait

# Rows enough to cross every boundary of what is read at a time, in five forms.
awk -v lines=30000 'BEGIN {
    print "family_id,child_id,date,indicator,evidence"
    for (i = 1; i <= lines; i++)
        printf "F%d,C%d,2026-01-%02d,%s,%s\n", i / 3, i % 7, i % 28 + 1,
            i % 5 ? (i % 11 ? "EDU-EH-04" : "FAM-SH-01") : "HEA-CIN-01", substr("Words that vary in length", 1, i % 23)
}' >large.csv
level 'many rows' large.csv
status 0
ok 'many rows: many children' test "$(wc -l <"$scratch/out")" -gt 10000
cp "$scratch/out" level.out
sed 's/,/","/g; s/.*/"&"/' large.csv >other.csv
the_same 'many rows in quotation marks' other.csv
sed "s/\$/$return/" large.csv >other.csv
the_same 'many rows with CRLF' other.csv
tr '\n' '\r' <large.csv >other.csv
the_same 'many rows with CR' other.csv
awk 'NR == 1 { print; next } { print $0 " ""\"" }' large.csv | sed '1!s/[^,]*$/"\n\n\n&/' >other.csv
the_same 'many rows over several lines' other.csv
{ printf '\376\377'; iconv -f UTF-8 -t UTF-16BE large.csv; } >other.csv
the_same 'many rows in UTF-16' other.csv
dd if=large.csv of=pipe bs=4093 2>/dev/null &
run 'many rows through a pipe' eh-threshold --as-of 2026-01-31 <pipe
status 0
stdout <level.out
wait
rm pipe

# --- Dates ---

# Each row says which date it should be read as.
cat >dates.csv <<'END'
child_id,date,indicator,evidence
1,2025-11-22,EDU-EH-04,2025-11-22
2,22/11/2025,EDU-EH-04,2025-11-22
3,1.2.2025,EDU-EH-04,2025-02-01
4,2025-11-22T14:05:00,EDU-EH-04,2025-11-22
5,2025-11-22 00:00:00.000,EDU-EH-04,2025-11-22
6,22/11/2025 14:05,EDU-EH-04,2025-11-22
7,3rd March 2022,EDU-EH-04,2022-03-03
8,3 Mar 22,EDU-EH-04,2022-03-03
9,Mar 22,EDU-EH-04,2022-03
10,"March, 2022",EDU-EH-04,2022-03
11,03/2022,EDU-EH-04,2022-03
12,2022-03,EDU-EH-04,2022-03
13,2022,EDU-EH-04,2022
14,2015~,EDU-EH-04,2015~
15,2015?,EDU-EH-04,2015?
16,2015%,EDU-EH-04,2015%
17,c. 2015,EDU-EH-04,2015~
18,2004-07-XX,EDU-EH-04,2004-07-XX
19,2004-XX-XX,EDU-EH-04,2004-XX-XX
20,201X,EDU-EH-04,201X
21,2011/2013,EDU-EH-04,2011/2013
22,../2014,EDU-EH-04,../2014
23,2014/..,EDU-EH-04,2014/..
24,2004-22,EDU-EH-04,2004-22
25,2015-03-01 UAA,EDU-EH-04,2015-03-XX
26,,EDU-EH-04,
27,Ongoing,EDU-EH-04,
28,TBC,EDU-EH-04,
29,Unknown,EDU-EH-04,
30,29/02/2024,EDU-EH-04,2024-02-29
END
explain 'forms of a date' dates.csv
status 0
stderr </dev/null
sed -n 's/^,\([0-9]*\),.*,EH,EDU,\([^,]*\),,,,,\([^,]*\),.*/\1 \2 \3/p' "$scratch/out" >got
awk -F , 'NR > 1 { print $1, $NF, $NF }' dates.csv >wanted
same 'forms of a date: as they are told' got wanted

# Each row says whether it counts on 31 January 2026 with --since 2025-12-10.
cat >spans.csv <<'END'
child_id,date,end_date,indicator,evidence
1,2026-01-05,,EDU-EH-04,yes
2,2026-01-05,2026-01-31,EDU-EH-04,yes
3,2026-01-05,2026-01-30,EDU-EH-04,no
4,2026-01-05,2026-02,EDU-EH-04,yes
5,2026-01-05,2026-01,EDU-EH-04,yes
6,2026-01-05,2025,EDU-EH-04,no
7,2026-01-05,2025/2026,EDU-EH-04,yes
8,2026-01-05,../2025,EDU-EH-04,no
9,2026-01-05,2025-12/..,EDU-EH-04,yes
10,2026-01-05,Ongoing,EDU-EH-04,yes
11,2025-12-10,,EDU-EH-04,yes
12,2025-12-09,,EDU-EH-04,no
13,2025-12,,EDU-EH-04,yes
14,2025-11,,EDU-EH-04,no
15,2025,,EDU-EH-04,yes
16,2024,,EDU-EH-04,no
17,2024/..,,EDU-EH-04,yes
18,../2025-11,,EDU-EH-04,no
19,,,EDU-EH-04,yes
20,2026-03-01,,EDU-EH-04,yes
21,2026-03-01,2026-01-30,EDU-EH-04,no
END
level 'rows that count' --since 2025-12-10 spans.csv
status 0
stderr </dev/null
cut -d , -f 2,5 "$scratch/out" >got
sed 's/^\([^,]*\),.*,no$/\1,universal/; s/^\([0-9]*\),.*,yes$/\1,early-help/; 1s/.*/child_id,level/' spans.csv >wanted
same 'rows that count: levels' got wanted
level 'rows that count, --since written the other way' --since 10/12/2025 spans.csv
cut -d , -f 2,5 "$scratch/out" >got
same 'rows that count, --since written the other way: levels' got wanted
level 'rows that count without --since' spans.csv
awk -F , '{ print $1 "," (NR == 1 ? "level" : $NF == "no" && $3 != "" ? "universal" : "early-help") }' spans.csv >wanted
cut -d , -f 2,5 "$scratch/out" >got
same 'rows that count without --since: levels' got wanted
run 'rows that counted a year before' eh-threshold --as-of 2025-01-31 spans.csv
ok 'rows that counted a year before: all' test "$(cut -d , -f 5 "$scratch/out" | sort | uniq -c | tr -s ' ' | tr '\n' ' ')" = ' 21 early-help  1 level '
explain 'why a row does not count' --since 2025-12-10 spans.csv
sed -n 's/.*,not-counted,.*,\(does not count: [^,]*\),.*,spans\.csv,\(.*\)/\2 \1/p' "$scratch/out" >got
cat >wanted <<'END'
4 does not count: it ended on 2026-01-30
7 does not count: it ended on 2025
9 does not count: it ended on ../2025
13 does not count: dated before 2025-12-10
15 does not count: dated before 2025-12-10
17 does not count: dated before 2025-12-10
19 does not count: dated before 2025-12-10
22 does not count: it ended on 2026-01-30
END
same 'why a row does not count: reasons' got wanted

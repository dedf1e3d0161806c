#!/bin/sh
# `scan`: notes in, mentions out: columns, statuses, places, a user's own patterns, hostile text. Patterns of the tests' own,
# with words that no other pattern has, so that nothing rests on single rows of the language data.
. "$(dirname "$0")/lib.sh"

header=family_id,child_id,date,indicator,status,subject,evidence,start,end,matches,note_id,author_role
cat >own.csv <<'END'
indicator,pattern,anchor,unless,with,example,near_miss
IDE-EH-02,zorping,,,,She was zorping,
IDE-EH-02;FAM-CIN-01,frobs && blicket,,,,The blicket frobs,
IDE-EH-02,wugg\w*,,teapot\w*,,He wugged,He wugged a teapot
FAM-CIN-01,vorpal,,,IDE-EH-02,A vorpal one,
FAM-CIN-01,grault ~ waldo,,,,A grault and a waldo,
END
scan() { name=$1; shift; run "$name" eh-assess "$@" --patterns own.csv; }

# one NAME TEXT: a note of one text, which holds no quotation marks; all its mentions.
one()
{
    printf 'note_id,family_id,child_id,date,author_role,text\nN1,F1,C1,2026-03-01,HV,"%s"\n' "$2" >one.csv
    scan "$1" scan --all one.csv
    status 0
    stderr </dev/null
    cut -d, -f4,5,7- "$scratch/out" | sed 1d >got
}
# gives INDICATOR,STATUS,WORDS...: the mentions of `one` begin so, one a line; none without.
gives()
{
    sed 's/,[0-9]*,[0-9]*,[0-9]*,N1,HV$//' got >begun
    if [ $# -eq 0 ]; then : >wanted; else printf '%s\n' "$@" >wanted; fi
    same "$case_name: mentions" begun wanted
}

# --- Rows and columns --------------------------------------------------------------------------------------------------

cat >notes.csv <<'END'
ward,text,note_id,date,family_id,author_role,child_id,"two, words"
East,"Zorping again. Still zorping, and he wugged.",N1,01/03/2026,F1,Health visitor,C1,""
West,Nothing of note,N2,2026-03-02,F2,,,x
West,"Mum denies zorping. The blicket, it frobs.",N3,March 2026,F3,DSL,,"a ""b"""
,,N4,,F4,,,
,A vorpal thing,N5,,F5,,,
END
scan 'a table' notes.csv
status 0
stderr </dev/null
stdout <<END
$header,ward,"two, words"
F1,C1,2026-03-01,IDE-EH-02,present,child,Zorping,0,7,3,N1,Health visitor,East,""
F3,,2026-03,IDE-EH-02,present,child,"blicket, it frobs",24,41,1,N3,DSL,West,"a ""b"""
F3,,2026-03,FAM-CIN-01,present,child,"blicket, it frobs",24,41,1,N3,DSL,West,"a ""b"""
END
cp "$scratch/out" plain.csv
scan 'the verb named' scan notes.csv
stdout <plain.csv
scan 'every status' --all notes.csv
status 0
stdout <<END
$header,ward,"two, words"
F1,C1,2026-03-01,IDE-EH-02,present,child,Zorping,0,7,3,N1,Health visitor,East,""
F3,,2026-03,IDE-EH-02,negated,child,zorping,11,18,1,N3,DSL,West,"a ""b"""
F3,,2026-03,IDE-EH-02,present,child,"blicket, it frobs",24,41,1,N3,DSL,West,"a ""b"""
F3,,2026-03,FAM-CIN-01,present,child,"blicket, it frobs",24,41,1,N3,DSL,West,"a ""b"""
END
scan 'explained' --explain --all notes.csv
status 0
sed 1q "$scratch/out" >got
echo "$header,pattern,trigger,ward,\"two, words\"" >wanted
same 'explained: columns' got wanted
grep -c 'own.csv:2,' "$scratch/out" >got
echo 2 >wanted
same 'explained: the pattern is named by file and line' got wanted
ok 'explained: the trigger with its place and words' \
    grep -q '^F3,.*negated.*,own.csv:2,patterns/context.csv:[0-9]*: .*denies' "$scratch/out"

scan 'a summary' --summary notes.csv
status 0
stdout <plain.csv
stderr <<'END'
notes read: 5; without text: 1; with a need: 2
rows rejected: 0
mentions present: 3
mentions negated: 1
mentions historic: 0
mentions hypothetical: 0
mentions other: 0
END
scan 'flags' --exit-code notes.csv
status 1
sed -n '1p;3p' notes.csv >calm.csv
scan 'no flag' --exit-code calm.csv
status 0
scan 'what is flagged is a need' --exit-code --summary calm.csv
ok 'and is counted' grep -qx 'notes read: 1; without text: 0; with a need: 0' "$scratch/err"

for format in json rec text html; do
    scan "$format" -t $format notes.csv
    status 0
    stderr </dev/null
    cp "$scratch/out" "out.$format"
done
ok 'json: a row a line' test "$(grep -c '"indicator": *"' out.json)" -eq 3
ok 'json: numbers' grep -qE '"start": *24\b' out.json
ok 'rec: fields' test "$(grep -c '^indicator: ' out.rec)" -eq 3
ok 'text: the words' grep -q 'blicket, it' out.text
ok 'html: the words' grep -q 'blicket, it frobs' out.html
ok 'html: says that a person decides' grep -q 'person' out.html

# --- Statuses ----------------------------------------------------------------------------------------------------------

one 'present' 'She was zorping.'
gives IDE-EH-02,present,zorping
one 'denied' 'Mum denies zorping.'
gives IDE-EH-02,negated,zorping
one 'no concerns' 'No concerns re drugs, alcohol or zorping.'
sed -n '/zorping/p' got >one-list
cp one-list got
gives IDE-EH-02,negated,zorping
one 'history' 'Previously zorping.'
gives IDE-EH-02,historic,zorping
one 'a past year' 'In 2019 there was zorping.'
gives IDE-EH-02,historic,zorping
one 'if' 'If she was zorping we would ring.'
gives IDE-EH-02,hypothetical,zorping
one 'somebody else' 'A friend of hers is zorping.'
gives IDE-EH-02,other,zorping
one 'the end of a reach' 'No concerns re sleep, but zorping at home.'
gives IDE-EH-02,present,zorping
one 'each status once' 'Mum denies zorping. Zorping today. Zorping now. Dad denies zorping.'
gives IDE-EH-02,negated,zorping IDE-EH-02,present,Zorping
one 'a gap that says not' 'A grault is not a waldo.'
gives FAM-CIN-01,negated,'grault is not a waldo'
one 'unless' 'He wugged the teapots. He wugged.'
gives IDE-EH-02,present,wugged
one 'with, alone' 'A vorpal thing.'
gives
one 'with, in company' 'A vorpal thing. Zorping.'
gives FAM-CIN-01,present,vorpal IDE-EH-02,present,Zorping
one 'with, in company that is denied' 'A vorpal thing. Denies zorping.'
gives IDE-EH-02,negated,zorping
one 'parts that no sentence has both of' 'The frobs. A blicket.'
gives

# --- Places ------------------------------------------------------------------------------------------------------------

# The offsets cut the words out of the bytes of the note, whatever stands before.
cat >places.py <<'END'
import csv, sys
notes = {row["note_id"]: row["text"] for row in csv.DictReader(open("places.csv", encoding="utf-8", newline=""))}
count = 0
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")):
    note = notes[row["note_id"]].encode()
    if note[int(row["start"]):int(row["end"])].decode() != row["evidence"]:
        print(row)
    count += 1
print(count)
END
{
    echo note_id,family_id,date,text
    printf '1,F1,2026-01-01,"  zorping "\n'
    printf '2,F1,2026-01-01,"\303\211lan \342\200\223 zorping\342\200\246 \360\237\230\200 wugged"\n'
    printf '3,F1,2026-01-01,"\n\nOne ""quoted"".\n  A grault,\nno, a waldo"\n'
    printf '4,F1,2026-01-01,"\302\240zorping\t"\n'
    printf '5,F1,2026-01-01,Z\314\201 ZORPING\n'
} >places.csv
scan 'places' --all places.csv
status 0
if command -v python3 >/dev/null; then
    cp "$scratch/out" places.out
    run 'words are cut out by their places' python3 places.py places.out
    status 0
    stdout <<'END'
5
END
fi

# --- Input -------------------------------------------------------------------------------------------------------------

sed 's/$/\r/' notes.csv >crlf.csv
scan 'CRLF' crlf.csv
status 0
stdout <plain.csv
if command -v iconv >/dev/null; then
    { printf '\377\376'; iconv -f UTF-8 -t UTF-16LE notes.csv; } >utf16.csv
    scan 'UTF-16' utf16.csv
    status 0
    stdout <plain.csv
fi
{ printf '\357\273\277'; cat notes.csv; } >mark.csv
scan 'a byte order mark' mark.csv
stdout <plain.csv
run 'standard input' eh-assess --patterns own.csv <notes.csv
status 0
stdout <plain.csv
printf 'family_id,date\nF1,2026-01-01\n' >short.csv
scan 'no text' short.csv
status 2
stderr <<'END'
eh-assess: short.csv:1: no column for text; columns found: family_id, date
END
printf 'date,text\n2026-01-01,x\n' >short.csv
scan 'no id' short.csv
status 2
stderr <<'END'
eh-assess: short.csv:1: no column for family_id or child_id; columns found: date, text
END
printf 'family_id,date,text\nF1,2026-02-30,zorping\n,2026-02-01,zorping\nF1,2026-02-01,\377zorping\nF2,,zorping\n' >bad.csv
scan 'rows that cannot be used' --rejects rejects.csv bad.csv
status 3
stderr <<'END'
eh-assess: bad.csv:2: date: no such day in the calendar, or a year outside 1000 to 2999
eh-assess: bad.csv:3: family_id and child_id are both blank
eh-assess: bad.csv:4: cell 3 is not UTF-8; if the file is from a Windows program, try --encoding windows-1252
END
stdout <<END
$header
F2,,,IDE-EH-02,present,child,zorping,0,7,1,,
END
ok 'they are kept' test "$(wc -l <rejects.csv)" -eq 4
: >empty.csv
scan 'an empty file' empty.csv
status 2
printf 'family_id,date,text\n' >none.csv
scan 'no notes' --summary none.csv
status 0
stdout <<END
$header
END

# --- Patterns of one's own ---------------------------------------------------------------------------------------------

# wrong NAME ROW: a file with that row is refused with the message on standard input.
wrong()
{
    printf 'indicator,pattern,anchor,unless,with\n%s\n' "$2" >wrong.csv
    run "$1" eh-assess --patterns wrong.csv notes.csv
    status 2
    stdout </dev/null
    stderr
}
wrong 'no such code' 'IDE-EH-99,zorping,,,' <<'END'
eh-assess: wrong.csv:2: indicator: 'IDE-EH-99' is not known
END
wrong 'no such code beside it' 'IDE-EH-02,zorping,,,XX' <<'END'
eh-assess: wrong.csv:2: with: 'XX' is not known
END
wrong 'no code' ',zorping,,,' <<'END'
eh-assess: wrong.csv:2: indicator: blank, but a value is needed
END
wrong 'no pattern' 'IDE-EH-02,,,,' <<'END'
eh-assess: wrong.csv:2: pattern: blank, but a value is needed
END
wrong 'a blank part' 'IDE-EH-02,a &&  && b,,,' <<'END'
eh-assess: wrong.csv:2: pattern: not a value that can stand here
END
wrong 'no anchor' 'IDE-EH-02,zorping,^zo rp,,' <<'END'
eh-assess: wrong.csv:2: anchor: not a value that can stand here
END
wrong 'a cell too many' 'IDE-EH-02,zorping,,,,' <<'END'
eh-assess: wrong.csv:2: cells in this row: 6; in the header line: 5
END
wrong 'an expression that is open, when it is first tried' 'IDE-EH-02,zorping(,,,' <<'END'
eh-assess: wrong.csv:2: a pattern that cannot be used: missing closing parenthesis
END
wrong 'no such class' 'IDE-EH-02,zorping <nosuch>?,,,' <<'END'
eh-assess: wrong.csv:2: a pattern that cannot be used: it names a class of words that does not exist
END
printf 'code,pattern\nIDE-EH-02,zorping\n' >wrong.csv
run 'a column is missing' eh-assess --patterns wrong.csv notes.csv
status 2
stderr <<'END'
eh-assess: wrong.csv:1: no column indicator
END
run 'a file is missing' eh-assess --patterns nowhere.csv notes.csv
status 2
stderr <<'END'
eh-assess: nowhere.csv: cannot open: No such file or directory
END
printf 'indicator,pattern\nFAM-CIN-01,zorping\n' >second.csv
run 'two files' eh-assess --patterns own.csv --patterns second.csv one.csv
status 0
printf 'family_id,date,text\nF1,2026-01-01,zorping\n' >one.csv
run 'two files' eh-assess --patterns own.csv --patterns second.csv one.csv
status 0
stdout <<END
$header
F1,,2026-01-01,IDE-EH-02,present,child,zorping,0,7,1,,
F1,,2026-01-01,FAM-CIN-01,present,child,zorping,0,7,1,,
END

# What a pattern finds with named groups alone is asserted all the same.
printf 'indicator,pattern\nIDE-EH-02,(?<whole>zorping)\nFAM-CIN-01,wugg\\S\n' >named.csv
printf 'family_id,date,text\nF1,2026-01-01,Still zorping wuggy\n' >one.csv
run 'a named group' eh-assess --patterns named.csv one.csv
status 0
stdout <<END
$header
F1,,2026-01-01,IDE-EH-02,present,child,zorping,6,13,1,,
F1,,2026-01-01,FAM-CIN-01,present,child,wuggy,14,19,1,,
END

# --- Hostile text ------------------------------------------------------------------------------------------------------

# A pattern that would take for ever is told of by name, and the note goes on.
printf 'indicator,pattern\nFAM-CIN-01,zork(?:a+)+[bc]\nIDE-EH-02,zorping\n' >slow.csv
{ printf 'family_id,date,text\nF1,2026-01-01,"zork'; printf '%040d' 0 | tr 0 a; echo '. Zorping."'; } >slow-notes.csv
run 'a pattern without end' eh-assess --patterns slow.csv slow-notes.csv
status 0
stdout <<END
$header
F1,,2026-01-01,IDE-EH-02,present,child,Zorping,46,53,1,,
END
ok 'it is told of or done' sh -c '[ ! -s "$1" ] || grep -qx \
    "eh-assess: slow-notes.csv:2: pattern slow.csv:2 gave up on a sentence: it took too many steps" "$1"' - "$scratch/err"

# A MiB of one thing after another ends, well within the processor seconds that a test has.
repeat() { perl -e 'my $piece = shift; my $times = int(shift() / length $piece); print $piece x $times' "$1" "$2"; }
for piece in a zorping 'zorping ' '.' '...x' '""' "$(printf '\314\201')" "$(printf '\342\200\234x\342\200\235')" '(' 'no ' \
    'mum denies ' 'grault ' 'a. ' ' ' "$(printf 'a\n  ')" 'wugged, teapot '; do
    { printf 'family_id,date,text\nF1,2026-01-01,"zorping. '; repeat "$piece" 1040000; echo '"'; } >long.csv
    scan "a MiB of $(printf %s "$piece" | tr "\n" "|")" --summary long.csv
    status 0
    piece=$(printf %s "$piece" | tr "\n" "|")
    ok "it is read: $piece" grep -qx 'rows rejected: 0' "$scratch/err"
    ok "and the words before it are found: $piece" grep -q 'IDE-EH-02,present,child,zorping,0,7,' "$scratch/out"
done

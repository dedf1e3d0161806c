#!/bin/sh
# `eh-assess lint`: what is wrong with patterns is told row by row, and what can be derived is filled in.
. "$(dirname "$0")/lib.sh"
share=$TOP/share/patterns
header='file,line,record,field,severity,problem'

# --- What is compiled in -----------------------------------------------------------------------------------------------

run 'the language data' eh-assess lint --summary
status 0
ok 'counts' grep -q '^problems: [0-9]*$' "$scratch/err"
cp "$scratch/out" own.csv
cp "$share"/*.csv .
run 'the same as files' eh-assess lint common.csv context.csv indicators.csv standing.csv words.csv
status 0
sed 's|^patterns/||' own.csv >wanted
same 'files of its own say the same of themselves' "$scratch/out" wanted
rm ./*.csv

# --- Rows of one's own -------------------------------------------------------------------------------------------------

cat >sound.csv <<'END'
indicator,pattern,example,near_miss
IDE-EH-02,<he> ~ zorp\w*,She said he zorps | They zorped,A zorp on its own
END
run 'nothing to be found' eh-assess lint --exit-code sound.csv
status 0
stdout <<END
$header
END

cat >bad.csv <<'END'
indicator,pattern,anchor,unless,with,example,near_miss
HEA-EH-99,foo <parnt> bar,,,,A foo,
IDE-EH-02;XX,(foo,,,,A foo,
,foo,,,,A foo,
IDE-EH-02,,,,,,
IDE-EH-02,foo,,(,,A foo,
IDE-EH-02,she zorps her own,,,,She zorps her own,
IDE-EH-02,she zorps (?:his|her) own,,,,She zorps her own,
IDE-EH-02,zorp(?:ed|ing),^zork,,,She zorped. Then left | Zap,We zorped
IDE-EH-02,\w+ed,,,,zorped,
IDE-EH-02,\w+ed,,,,zorped,
IDE-EH-02,a &&  && b,,,,a b,
IDE-EH-02,zorp,,,,,
IDE-EH-02,zorp,,teapot,IDE-EH-77,A zorp with a teapot,
END
run 'one fault after another' eh-assess lint --exit-code --summary bad.csv
status 1
sed '/HEA-EH-99\|IDE-EH-77/s/; nearest: [A-Z0-9, -]*/; nearest: CODES/' "$scratch/out" | tr -d '"' >got
cat >wanted <<END
$header
bad.csv,2,bad,indicator,error,'HEA-EH-99' is not known; nearest: CODES
bad.csv,2,bad,pattern,error,'parnt' is not known; nearest: parent
bad.csv,3,bad,indicator,error,'XX' is not known
bad.csv,3,bad,pattern,error,a pattern that cannot be used: missing closing parenthesis
bad.csv,4,bad,indicator,error,blank, but a value is needed
bad.csv,5,bad,pattern,error,blank, but a value is needed
bad.csv,6,bad,unless,error,a pattern that cannot be used: missing closing parenthesis
bad.csv,7,bad,pattern,warning,'she' finds one gender only: use a class such as <he>, <him> or <his>
bad.csv,7,bad,pattern,warning,'her' finds one gender only: use a class such as <he>, <him> or <his>
bad.csv,8,bad,pattern,warning,'she' finds one gender only: use a class such as <he>, <him> or <his>
bad.csv,9,bad,anchor,error,not what the pattern gives (lint --anchors fills it in): ^zorp
bad.csv,9,bad,example,error,example 1 is not one sentence: a pattern is tried on each by itself
bad.csv,9,bad,example,error,the pattern does not find example 2
bad.csv,9,bad,near_miss,error,the pattern finds near miss 1
bad.csv,10,bad,pattern,warning,no word must stand in what this pattern finds, so it is tried on every sentence
bad.csv,11,bad,,warning,the same as bad.csv:10
bad.csv,11,bad,pattern,warning,no word must stand in what this pattern finds, so it is tried on every sentence
bad.csv,12,bad,pattern,error,not a value that can stand here
bad.csv,13,bad,example,warning,no example, so nothing shows that the pattern works
bad.csv,14,bad,with,error,'IDE-EH-77' is not known; nearest: CODES
bad.csv,14,bad,example,error,the pattern does not find example 1
END
sed -i "s/'XX' is not known; nearest.*/'XX' is not known/" got
same 'one fault after another: rows' got wanted
stderr <<'END'
problems: 21
END

# --- Words and contexts ------------------------------------------------------------------------------------------------

{ echo indicator,pattern,example; for i in 1 2 3 4 5 6 7 8 9 10 11; do printf 'IDE-EH-02;IDE-EH-02;IDE-EH-02;'; done
  echo ,zorping,Zorping; } | sed 's/;,/,/' >many.csv
run 'more codes than scan takes' eh-assess lint many.csv
status 0
stdout <<END
$header
many.csv,2,many,indicator,error,not a value that can stand here
END

cat >words.csv <<'END'
word,pattern,stems,held
pet,cat|dog,cat$|dog$,
home,(house,,
pet,fish,,
spare,x,y$,
END
cat >context.csv <<'END'
kind,trigger,direction,scope
negated,no <pet>,after,7
negated,~ no,after,7
negated,<nosuch>,after,7
negated,(no,after,7
abbreviation,dr,,
END
printf 'indicator,pattern,example\nIDE-EH-02,the <pet>,Dr. X and the dog\n' >rows.csv
printf 'indicator,reason\nIDE-EH-02,lasts\nXX-99,lasts\n' >standing.csv
run 'files that belong together' eh-assess lint words.csv context.csv rows.csv standing.csv
status 0
grep -v 'XX-99' "$scratch/out" >got
cat >wanted <<END
$header
words.csv,4,words,word,error,'pet' stands twice
words.csv,3,words,pattern,error,a pattern that cannot be used: missing closing parenthesis
words.csv,5,words,stems,error,not what the pattern gives (lint --anchors fills it in): x$
context.csv,3,context,trigger,error,"must begin with a word, so that it can be looked for there"
context.csv,4,context,trigger,error,'nosuch' is not known
context.csv,5,context,trigger,error,a pattern that cannot be used: missing closing parenthesis
words.csv,3,words,word,warning,nothing names the class 'home'
words.csv,5,words,word,warning,nothing names the class 'spare'
END
same 'files that belong together: rows' got wanted
ok 'a code that stands for nothing' grep -q "^standing.csv,3,standing,indicator,error,'XX-99' is not known" "$scratch/out"

# --- What can be derived -----------------------------------------------------------------------------------------------

cat >mine.csv <<'END'
note,indicator,pattern,anchor,example
"a, b",IDE-EH-02,zorp(?:ed|ing) && <pet>,wrong,"The ""dog"" zorped"
,IDE-EH-02,\w+ed,,
END
printf 'word,pattern\npet,cat|dog\n' >pets.csv
run 'anchors are filled in' eh-assess lint --anchors pets.csv mine.csv
status 0
stdout <<'END'
note,indicator,pattern,anchor,example
"a, b",IDE-EH-02,zorp(?:ed|ing) && <pet>,^zorp && ^<pet>,"The ""dog"" zorped"
,IDE-EH-02,\w+ed,-,
END
stderr </dev/null
run 'columns that are not there are added' eh-assess lint --anchors pets.csv
status 0
stdout <<'END'
word,pattern,stems,held
pet,cat|dog,cat$|dog$,
END
run 'no file to fill in' eh-assess lint --anchors
status 2
run 'not standard input' eh-assess lint -
status 2
run 'a file that is not there' eh-assess lint nowhere.csv
status 2
stderr <<'END'
eh-assess: nowhere.csv: cannot open: No such file or directory
END
printf 'a,b\n' >other.csv
run 'another file' eh-assess lint other.csv
status 2
stderr <<'END'
eh-assess: other.csv:1: no column indicator
END

#!/bin/sh
# A user's own columns stand behind ours, cell for cell, through every verb that writes a row for a row; where rows become others they
# end. eh-csv(5) says which are which.
. "$(dirname "$0")/lib.sh"
PATH=$BIN:$PATH

# own FILE: a header and three rows, with columns of a user's own before, among and behind those of FILE; a quotation mark, a line
# break, zeros in front, blanks, the empty quoted cell, a formula, two columns without a name.
own()
{
    cat >base
    awk -F, -v OFS=, '
        { middle = NR == 1 ? "\"Our \"\"note\"\"\"" : NR == 2 ? "\"two\nlines, \"\"said\"\"\"" : NR == 3 ? "\"\"" : "  blanks  " }
        { print NR == 1 ? "upn_x" : "00" NR "7", $1, middle, substr($0, length($1) + 2), NR == 1 ? "" : "=1+1", NR == 1 ? "" : "caf\303\251" }' base >"$1"
}

# in_manual PROGRAM VERB: whether eh-csv(5) names the verb as one that passes columns on; `eh-assess FILE` is scan.
sed -n '/^\.Ss Columns of your own/,/^\.El/s/^\.Ic \(eh-[a-z]* [a-z]*\).*/\1/p' "$TOP/man/eh-csv.5" >named
in_manual() { case $2 in -* | *.csv) set -- "$1" scan ;; esac; grep -qx "$1 $2" named; }

# behind NAME COMMAND...: the command writes the user's columns behind its own, and nothing else follows.
own_heading=',upn_x,"Our ""note""",,'
behind()
{
    run "$@"
    status 0
    stderr </dev/null
    ok "$1: the headings are the last" sh -c 'sed -n 1p "$0" | grep -qF -- "$1" && sed -n 1p "$0" | grep -q ",,$"' "$scratch/out" "$own_heading"
    tr '\n' '~' <"$scratch/out" | grep -oE ',00[234]7,("two~lines, ""said"""|""|  blanks  ),=1\+1,café~' | sort >got
    sort >wanted <<'END'
,0027,"two~lines, ""said""",=1+1,café~
,0037,"",=1+1,café~
,0047,  blanks  ,=1+1,café~
END
    same "$1: the cells are as they were" got wanted
    ok "$1: eh-csv(5) says so" in_manual "$2" "$3"
}

own notes.csv <<'END'
family_id,child_id,date,text
F1,C1,2026-01-05,Arrears of rent again
F2,C2,2026-01-06,Arrears of rent again
F3,C3,2026-01-07,Arrears of rent again
END
behind scan eh-assess notes.csv
cp "$scratch/out" indicators.csv
behind 'scan, explained' eh-assess --explain notes.csv

own levels.csv <<'END'
family_id,child_id,level
F1,C1,early-help
F2,C2,universal
F3,C3,child-in-need
END
behind compare eh-threshold compare --recorded levels.csv levels.csv

own actions.csv <<'END'
family_id,action_id,action,who,due
F1,A1,Walk to breakfast club,Nan,2026-01-05
F2,A1,Walk to breakfast club,Nan,2026-01-06
F3,A1,Walk to breakfast club,Nan,2026-01-07
END
behind 'plan due' eh-plan due --as-of 2026-02-01 actions.csv
cp "$scratch/out" due.csv
behind 'plan due, twice' eh-plan due --as-of 2026-02-01 due.csv
same 'what is due is due again' "$scratch/out" due.csv

own people.csv <<'END'
family_id,person_id,name,gender,dob
F1,P1,Robin,male,2016-04-09
F2,P1,Wren,female,2019-11-30
F3,P1,Lark,unknown,2020-01-01
END
behind 'table people' eh-genogram table people people.csv

own relationships.csv <<'END'
from,to,type
P1,P2,parent
P1,P3,parent
P1,P4,parent
END
behind 'table relationships' eh-genogram table relationships relationships.csv

own events.csv <<'END'
family_id,date,event
F1,2020-01-01,Moves in
F2,2020-01-01,Moves in
F3,2020-01-01,Moves in
END
behind 'timeline table' eh-timeline table events.csv
cp "$scratch/out" once.csv
behind 'timeline table, twice' eh-timeline table once.csv

# --- Columns called as ours ------------------------------------------------------------------------------------------------

# Two headings alike would be read by nobody: a number goes behind the user's.
cat >clash.csv <<'END'
status,Status 2,family_id,date,text,evidence,end
open,b,F1,2026-01-05,Arrears of rent,c,d
END
run 'headings alike' eh-assess clash.csv
status 0
stdout <<'END'
family_id,child_id,date,indicator,status,subject,evidence,start,end,matches,note_id,author_role,status_3,Status 2,evidence_2,end_2
F1,,2026-01-05,BAS-EH-10,present,child,Arrears of,0,10,1,,,open,b,c,d
END
cp "$scratch/out" in.csv
run 'headings alike: the next reads it' eh-threshold --as-of 2026-01-31 in.csv
status 0
stderr </dev/null
cat >nameless.csv <<'END'
,family_id,,date,?,text,?
a,F1,b,2026-01-05,c,Arrears of rent,d
END
cat >nameless-too.csv <<'END'
family_id,date,text,,?,,?
F2,2026-01-05,Arrears of rent,A,C,B,D
END
run 'columns without a name' eh-assess nameless.csv nameless-too.csv
status 0
stdout <<'END'
family_id,child_id,date,indicator,status,subject,evidence,start,end,matches,note_id,author_role,,,?,?
F1,,2026-01-05,BAS-EH-10,present,child,Arrears of,0,10,1,,,a,b,c,d
F2,,2026-01-05,BAS-EH-10,present,child,Arrears of,0,10,1,,,A,B,C,D
END

# --- Where they end -----------------------------------------------------------------------------------------------------

# ends PROGRAM VERB...: the verb writes no column of a user's own, and eh-csv(5) does not say that it does.
ends()
{
    run "$*" "$@"
    status 0
    ok "$*: rows" test "$(wc -l <"$scratch/out")" -ge 2
    ok "$*: the user's columns end" sh -c '! grep -qE "upn_x|0027" "$0"' "$scratch/out"
    [ "$3" = --by ] || ok "$*: eh-csv(5) says so" not_in_manual "$1" "$2"
}
not_in_manual() { ! in_manual "$@"; }

ends eh-threshold level --as-of 2026-02-01 indicators.csv
ends eh-threshold explain --as-of 2026-02-01 indicators.csv
ends eh-threshold move levels.csv levels.csv
ends eh-plan draft --as-of 2026-02-01 indicators.csv
ends eh-plan due --by who --as-of 2026-02-01 actions.csv
ends eh-plan progress actions.csv actions.csv
own plans.csv <<'END'
family_id,date,lead_practitioner
F1,2026-01-05,Ms Larch
F2,2026-01-06,Ms Larch
F3,2026-01-07,Ms Larch
END
ends eh-review due --as-of 2026-04-01 plans.csv
own reviews.csv <<'END'
family_id,due_date,held_date
F1,2026-01-05,2026-01-05
F2,2026-01-06,2026-01-05
F3,2026-01-07,2026-01-05
END
ends eh-review decide --as-of 2026-04-01 reviews.csv
own scales.csv <<'END'
family_id,date,name,score
F1,2026-01-05,Mum,4
F2,2026-01-05,Mum,4
F3,2026-01-05,Mum,4
END
ends eh-review scales --as-of 2026-04-01 scales.csv
own attendance.csv <<'END'
child_id,term,academic_year,sessions_possible,sessions_attended
C1,spring,2025-26,100,40
C1,summer,2025-26,100,40
C2,spring,2025-26,100,100
END
ends eh-assess attendance attendance.csv
ok 'each verb of eh-csv(5) is tried' test "$(sort -u named | wc -l)" -eq 5

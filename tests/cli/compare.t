#!/bin/sh
# `compare`: the level that the rules suggest beside the level on record, and how far the two agree.
. "$(dirname "$0")/lib.sh"

# compare NAME OPTION...: a run without anything to complain of.
compare()
{
    compare_name=$1
    shift
    run "$compare_name" eh-threshold compare --as-of 2026-11-30 "$@"
    status 0
}

# --- How a pair stands -------------------------------------------------------------------------------------------------

# The child's own record, the family's for those without one, and that of a child without a family; F8 and F9 are on record only.
cat >indicators.csv <<'END'
family_id,child_id,indicator
F1,agree,HEA-EH-01
F1,under,HEA-SH-01
F1,over,HEA-U-01
F1,far-under,HEA-SH-02
F1,unrecorded,HEA-EH-01
F2,,HEA-CIN-01
F3,elsewhere,EDU-EH-01
F4,of-family,EDU-EH-02
F4,own,EDU-EH-02
END
cat >recorded.csv <<'END'
family_id,child_id,level
F1,agree,Early help
F9,,universal
F1,under,CIN
F1,over,significant-harm
F1,far-under,U
F2,,S47
,elsewhere,U
F4,,child-in-need
F4,own,EARLY-HELP
F8,Z,universal
F1,agrees,early-help
END
compare 'pairs' --recorded recorded.csv indicators.csv
stderr </dev/null
stdout <<'END'
family_id,child_id,suggested,recorded,result,steps,drivers
F1,agree,early-help,early-help,agree,0,HEA-EH-01
F1,under,significant-harm,child-in-need,under,1,HEA-SH-01
F1,over,universal,significant-harm,over,3,
F1,far-under,significant-harm,universal,under,3,HEA-SH-02
F1,unrecorded,early-help,,not-recorded,,HEA-EH-01
F2,,child-in-need,significant-harm,over,1,HEA-CIN-01
F3,elsewhere,early-help,universal,under,1,EDU-EH-01
F4,of-family,early-help,child-in-need,over,1,EDU-EH-02
F4,own,early-help,early-help,agree,0,EDU-EH-02
F9,,,universal,no-indicators,,
F8,Z,,universal,no-indicators,,
F1,agrees,,early-help,no-indicators,,
END
compare 'summary' --summary --recorded recorded.csv -o /dev/null indicators.csv
stderr <<'END'
compared: 8; agree: 2; under: 3; over: 3
not on record: 1; on record without indicators: 3
Cohen's kappa: 0.000
suggested, recorded:              universal         early-help      child-in-need   significant-harm
universal                                 0                  0                  0                  1
early-help                                1                  2                  1                  0
child-in-need                             0                  0                  0                  1
significant-harm                          1                  0                  1                  0
END

# Rows of the levels record serve as well, told by their header; `suggested` is compared, `level` where that is blank. What
# else the rows have is passed on as it stands.
cat >levels.csv <<'END'
family_id,worker,child_id,level,suggested,drivers,note
F1,W1,agree,significant-harm,early-help,HEA-EH-01,""
F1,W2,under,significant-harm,,"HEA-SH-01;HEA-SH-02","two, ""words"""
F1,,unrecorded,universal,universal,,
END
compare 'level rows' --recorded recorded.csv levels.csv
stderr </dev/null
stdout <<'END'
family_id,child_id,suggested,recorded,result,steps,drivers,worker,note
F1,agree,early-help,early-help,agree,0,HEA-EH-01,W1,""
F1,under,significant-harm,child-in-need,under,1,HEA-SH-01;HEA-SH-02,W2,"two, ""words"""
F1,unrecorded,universal,,not-recorded,,,,
F9,,,universal,no-indicators,,,,
F1,over,,significant-harm,no-indicators,,,,
F1,far-under,,universal,no-indicators,,,,
F2,,,significant-harm,no-indicators,,,,
,elsewhere,,universal,no-indicators,,,,
F4,,,child-in-need,no-indicators,,,,
F4,own,,early-help,no-indicators,,,,
F8,Z,,universal,no-indicators,,,,
F1,agrees,,early-help,no-indicators,,,,
END

# Level rows that the program itself wrote give what the indicators give.
run 'level rows of the borough' eh-threshold --as-of 2026-11-30 "$TOP/examples/borough/indicators.csv"
status 0
cp "$scratch/out" borough-levels.csv
compare 'the borough by levels' --summary --recorded "$TOP/examples/borough/recorded.csv" borough-levels.csv
cp "$scratch/out" by-levels.csv
cp "$scratch/err" by-levels.err
compare 'the borough by indicators' --summary --recorded "$TOP/examples/borough/recorded.csv" "$TOP/examples/borough/indicators.csv"
stdout <by-levels.csv
stderr <by-levels.err
compare 'the borough as it streams' --sorted --summary --recorded "$TOP/examples/borough/recorded.csv" "$TOP/examples/borough/indicators.csv"
stdout <by-levels.csv
stderr <by-levels.err

# An extra column of the second file alone would be lost.
printf 'child_id,level\nA,universal\n' >plain.csv
printf 'child_id,level,extra\nB,universal,x\n' >extra.csv
run 'a column that comes late' eh-threshold compare --recorded recorded.csv plain.csv extra.csv
status 2
stderr <<'END'
eh-threshold: extra.csv:1: column 'extra' is not in the first file, so its cells would be lost; give the files the same columns
END

# --- Which record counts -----------------------------------------------------------------------------------------------

# The latest by date, of one day the later row; one without a date is before all others.
cat >dated.csv <<'END'
child_id,level,date
A,universal,2026-02-01
A,child-in-need,01/03/2026
A,early-help,2026-01-31
B,universal,2026-02-01
B,child-in-need,2026-02-01
C,early-help,2026-02-01
C,universal,
D,universal,
D,early-help,
END
printf 'child_id,indicator\nA,HEA-EH-01\nB,HEA-EH-01\nC,HEA-EH-01\nD,HEA-EH-01\n' >four.csv
compare 'dated records' --recorded dated.csv four.csv
stdout <<'END'
family_id,child_id,suggested,recorded,result,steps,drivers
,A,early-help,child-in-need,over,1,HEA-EH-01
,B,early-help,child-in-need,over,1,HEA-EH-01
,C,early-help,early-help,agree,0,HEA-EH-01
,D,early-help,early-help,agree,0,HEA-EH-01
END

printf 'family_id,child_id,indicator\nF1,A,HEA-EH-01\nF1,B,HEA-CIN-01\nF2,C,HEA-EH-01\n' >by-family.csv
printf 'family_id,level\nF1,child-in-need\nF2,universal\n' >family-record.csv
compare 'by family' --by family --recorded family-record.csv by-family.csv
stdout <<'END'
family_id,child_id,suggested,recorded,result,steps,drivers
F1,,child-in-need,child-in-need,agree,0,HEA-CIN-01
F2,,early-help,universal,under,1,HEA-EH-01
END

cat >bad.csv <<'END'
child_id,level,date
A,early-help,2026-02-01
A,level 9,2026-02-02
A,,2026-02-02
A,universal,2026-02-30
,universal,2026-02-02
END
run 'records that cannot be used' eh-threshold compare --as-of 2026-11-30 --recorded bad.csv four.csv
status 3
stderr <<'END'
eh-threshold: bad.csv:3: level: not one of universal, early-help, child-in-need, significant-harm
eh-threshold: bad.csv:4: level: blank, but a value is needed
eh-threshold: bad.csv:5: date: no such day in the calendar, or a year outside 1000 to 2999
eh-threshold: bad.csv:6: family_id and child_id are both blank
END
stdout <<'END'
family_id,child_id,suggested,recorded,result,steps,drivers
,A,early-help,early-help,agree,0,HEA-EH-01
,B,early-help,,not-recorded,,HEA-EH-01
,C,early-help,,not-recorded,,HEA-EH-01
,D,early-help,,not-recorded,,HEA-EH-01
END

run 'no record at all' eh-threshold compare indicators.csv
status 2
stderr <<'END'
eh-threshold: compare needs --recorded FILE (eh-threshold --help shows what there is)
END

# --- In the terms of another framework ---------------------------------------------------------------------------------

cat >as.csv <<'END'
child_id,indicator,agency
one,HEA-EH-01,School
two,HEA-EH-01,School
two,EDU-EH-01,School
need,HEA-CIN-01,School
harm,HEA-SH-01,School
none,HEA-U-01,School
END
printf 'child_id,level\none,Level 2\ntwo,2\nneed,L3\nharm,4\nnone,2\n' >as-recorded.csv
compare 'recorded in another framework' --as solihull-2014 --summary --recorded as-recorded.csv as.csv
stdout <<'END'
family_id,child_id,suggested,recorded,result,steps,drivers
,one,2,2,agree,0,HEA-EH-01
,two,3,2,under,1,HEA-EH-01;EDU-EH-01
,need,4,3,under,1,HEA-CIN-01
,harm,4,4,agree,0,HEA-SH-01
,none,1,2,over,1,
END
stderr <<'END'
compared: 5; agree: 2; under: 2; over: 1
not on record: 0; on record without indicators: 0
Cohen's kappa: 0.211
suggested, recorded:                      1                  2                  3                  4
1                                         0                  1                  0                  0
2                                         0                  1                  0                  0
3                                         0                  1                  0                  0
4                                         0                  0                  1                  1
END
printf 'child_id,level\nharm,Child protection\nneed,CP\n' >back.csv
compare 'and back' -F sandwell-2022 --as solihull-2024 --summary --recorded back.csv as.csv
stdout <<'END'
family_id,child_id,suggested,recorded,result,steps,drivers
,one,early-help,,not-recorded,,HEA-EH-01
,two,early-help,,not-recorded,,HEA-EH-01;EDU-EH-01
,need,child-in-need,significant-harm,over,1,HEA-CIN-01
,harm,significant-harm,significant-harm,agree,0,HEA-SH-01
,none,universal,,not-recorded,,
END
printf 'child_id,level\ntwo,MAEH\n' >long.csv
compare 'long names stand in line' -F sandwell-2022 --summary --recorded long.csv as.csv
stderr <<'END'
compared: 1; agree: 1; under: 0; over: 0
not on record: 4; on record without indicators: 0
Cohen's kappa: not defined for these
suggested, recorded:                   universal              early-help multi-agency-early-help   statutory-social-work
universal                                      0                       0                       0                       0
early-help                                     0                       0                       0                       0
multi-agency-early-help                        0                       0                       1                       0
statutory-social-work                          0                       0                       0                       0
END

# --- Flags -------------------------------------------------------------------------------------------------------------

printf 'child_id,level\nA,universal\n' >below.csv
printf 'child_id,level\nA,significant-harm\n' >above.csv
printf 'child_id,indicator\nA,HEA-EH-01\n' >one.csv
run 'a record that lies under' eh-threshold compare --exit-code --recorded below.csv one.csv
status 1
run 'a record that lies over' eh-threshold compare --exit-code --recorded above.csv one.csv
status 0
run 'a record that lies under, not asked for' eh-threshold compare --recorded below.csv one.csv
status 0

# --- Cohen's kappa -----------------------------------------------------------------------------------------------------

# counts FIRST SECOND NUMBER...: so many children suggested at the first level and recorded at the second.
counts()
{
    echo child_id,level >kappa-recorded.csv
    echo child_id,indicator >kappa.csv
    for triple in "$@"; do
        echo "$triple"
    done | awk -F : '
    {
        code["universal"] = "HEA-U-01"; code["early-help"] = "HEA-EH-01"; code["child-in-need"] = "HEA-CIN-01"
        for (i = 0; i < $3; i++) {
            print "C" ++n "," code[$1] >>"kappa.csv"
            print "C" n "," $2 >>"kappa-recorded.csv"
        }
    }'
}

# kappa NAME VALUE
kappa()
{
    compare "$1" --summary --recorded kappa-recorded.csv kappa.csv
    sed -n "s/^Cohen's kappa: //p" "$scratch/err" >kappa
    printf '%s\n' "$2" >kappa-wanted
    same "$1: kappa" kappa kappa-wanted
}

# Worked out by hand: 35 of 50 agree, 0.5 * 0.6 + 0.5 * 0.4 = 0.5 would by chance; (0.7 - 0.5) / (1 - 0.5).
counts early-help:early-help:20 early-help:universal:5 universal:early-help:10 universal:universal:15
kappa 'two levels' 0.400
# 60 of 100 agree; 0.7 * 0.6 + 0.3 * 0.4 = 0.54 by chance; 0.06 / 0.46.
counts early-help:early-help:45 early-help:universal:25 universal:early-help:15 universal:universal:15
kappa 'little better than chance' 0.130
# Three levels: 6 of 12 agree; (4 * 6 + 4 * 3 + 4 * 3) / 144 = 1/3 by chance; (1/2 - 1/3) / (2/3).
counts universal:universal:3 universal:early-help:1 early-help:early-help:2 early-help:universal:2 \
    child-in-need:child-in-need:1 child-in-need:universal:1 child-in-need:child-in-need:1 child-in-need:child-in-need:1
kappa 'three levels' 0.500
counts universal:universal:1 early-help:early-help:7
kappa 'all agree' 1.000
counts universal:early-help:1 early-help:universal:1
kappa 'none agree' -1.000
counts early-help:early-help:5
kappa 'all at one level' 'not defined for these'
counts
kappa 'nobody' 'not defined for these'

# The summary of the borough against a small calculation of its own over the rows.
compare 'the borough' --summary --recorded "$TOP/examples/borough/recorded.csv" "$TOP/examples/borough/indicators.csv"
cp "$scratch/err" summary
sed 1d "$scratch/out" | awk -F , '
{ result[$5]++ }
$3 != "" && $4 != "" { seen[$3, $4]++; row[$3]++; column[$4]++; n++ }
END {
    levels = split("universal early-help child-in-need significant-harm", level, " ")
    printf "compared: %d; agree: %d; under: %d; over: %d\n", n, result["agree"], result["under"], result["over"]
    printf "not on record: %d; on record without indicators: %d\n", result["not-recorded"], result["no-indicators"]
    for (i = 1; i <= levels; i++) {
        agree += seen[level[i], level[i]] / n
        chance += row[level[i]] / n * column[level[i]] / n
    }
    printf "Cohen'"'"'s kappa: %.3f\n", (agree - chance) / (1 - chance)
    printf "%-24s", "suggested, recorded:"
    for (i = 1; i <= levels; i++) printf " %18s", level[i]
    print ""
    for (i = 1; i <= levels; i++) {
        printf "%-24s", level[i]
        for (j = 1; j <= levels; j++) printf " %18d", seen[level[i], level[j]]
        print ""
    }
}' >calculated
same 'the summary is that of the rows' summary calculated
ok 'all results are there' test "$(cut -d , -f 5 "$scratch/out" | sort -u | tr '\n' ' ')" = 'agree no-indicators not-recorded over result under '

# --- --counts ---

borough="$TOP/examples/borough"
compare 'counts' --counts --recorded "$borough/recorded.csv" "$borough/indicators.csv"
cp "$scratch/out" counts.csv
# The same as the rows of the summary, and sums that hold.
awk -F , 'NR > 1 && $1 != "" && $2 != "" { printf "%s%s", $4, ++n % 4 ? " " : "\n" }' counts.csv >got
sed -n '/^universal\|^early-help\|^child-in\|^significant/s/^[a-z-]* *//p' summary | sed 's/  */ /g' >wanted
same 'counts: those of the summary' got wanted
awk -F , 'NR > 1 {
    if ($1 != "" && $2 != "") { row[$1] += $4; column[$2] += $4; all += $4 }
    else if ($1 != "") sum["row " $1] = $4
    else sum[$2 == "" ? "all" : "column " $2] = $4
}
END {
    for (level in row) if (row[level] != sum["row " level] || column[level] != sum["column " level]) print level
    if (all != sum["all"]) print "all"
}' counts.csv >wrong
file wrong </dev/null
cut -d , -f 1-3 counts.csv | grep -c 'agree$' >got
file got <<'END'
4
END
compare 'counts, small ones hidden' --counts --suppress --recorded "$borough/recorded.csv" "$borough/indicators.csv"
# Four children are over and two under: both are hidden, and their neighbours, so that no sum gives them away.
grep ',c$' "$scratch/out" >got
file got <<'END'
child-in-need,child-in-need,agree,c
child-in-need,significant-harm,over,c
significant-harm,child-in-need,under,c
significant-harm,significant-harm,agree,c
END
grep -v ',c$' "$scratch/out" >got
grep -vE '^(child-in-need|significant-harm),(child-in-need|significant-harm),' counts.csv >wanted
same 'counts, small ones hidden: the others stand' got wanted
run 'counts to read' env COLUMNS=90 eh-threshold compare --as-of 2026-11-30 --counts --suppress -t text \
    --recorded "$borough/recorded.csv" "$borough/indicators.csv"
status 0
stdout <<'END'
Levels on record, by the level suggested

Children by the level that their needs suggest (down) and the level on record (across).
Where the two are the same, a person and the rules agree; a disagreement is a question to
ask, not an error. Small counts are hidden (c), and so is what would give them away.
Cohen's kappa: 0.8 (1 is full agreement, 0 no more than chance).

Suggested         Universal  Early help  Child in need  Significant harm  All levels
────────────────  ─────────  ──────────  ─────────────  ────────────────  ──────────
Universal                78           6              0                 0          84
Early help               22         127             10                 0         159
Child in need             0           6              c                 c          47
Significant harm          0           0              c                 c          19
All levels              100         139             49                21         309
END
run 'counts to read, none hidden' eh-threshold compare --as-of 2026-11-30 --counts -t html \
    --recorded "$borough/recorded.csv" "$borough/indicators.csv"
status 0
ok 'counts to read, none hidden: kappa' grep -q "Children: 309. Cohen's kappa: 0.75 (" "$scratch/out"
ok 'counts to read, none hidden: no mark' sh -c '! grep -q ">c<" "$1"' - "$scratch/out"
cp "$scratch/out" page.html
ok 'counts to read: html is well formed' xmllint --noout --html page.html
# Levels of another framework, rows of levels, nobody at all.
eh-threshold --as-of 2026-11-30 -o all-levels.csv "$borough/indicators.csv"
compare 'counts of levels' --counts --recorded "$borough/recorded.csv" all-levels.csv
same 'counts of levels: the same' "$scratch/out" counts.csv
printf 'family_id,child_id,level\n' >nobody.csv
compare 'counts of nobody' --counts --suppress --recorded nobody.csv nobody.csv
ok 'counts of nobody: nought' test "$(sed 1d "$scratch/out" | cut -d , -f 4 | sort -u)" = 0
run 'counts of nobody, to read' eh-threshold compare --counts --suppress -t text --recorded nobody.csv nobody.csv
ok 'counts of nobody: says so' grep -q 'do the ids of the' "$scratch/out"
printf 'family_id,child_id,level\nF1,C1,early-help\n' >one.csv
run 'counts of one' eh-threshold compare --counts -t text --recorded one.csv one.csv
ok 'counts of one: no kappa' grep -q 'is not defined for' "$scratch/out"
run '--suppress alone' eh-threshold compare --suppress --recorded nobody.csv nobody.csv
status 2
stderr <<'END'
eh-threshold: --suppress goes with --counts (eh-threshold --help shows what there is)
END

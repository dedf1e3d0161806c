#!/bin/sh
# `move`: two files of levels, and who stepped up, stepped down, is new or gone.
. "$(dirname "$0")/lib.sh"

cat >before.csv <<'END'
family_id,child_id,as_of,level
F1,up,2026-05-31,early-help
F1,down,2026-05-31,significant-harm
F1,same,2026-05-31,early-help
F1,gone,2026-05-31,early-help
F2,,2026-05-31,universal
F3,far-up,2026-05-31,universal
F3,far-down,2026-05-31,significant-harm
,gone-too,2026-05-31,universal
F4,A,2026-05-31,early-help
END
cat >after.csv <<'END'
family_id,child_id,as_of,level
F3,far-down,2026-11-30,universal
F3,far-up,2026-11-30,Section 47
F2,,2026-11-30,early-help
F1,new,2026-11-30,child-in-need
F1,same,2026-11-30,early-help
F1,down,2026-11-30,child-in-need
F1,up,2026-11-30,child-in-need
,new-too,2026-11-30,universal
F5,A,2026-11-30,early-help
END
run 'moves' eh-threshold move before.csv after.csv
status 0
stderr </dev/null
stdout <<'END'
family_id,child_id,move,level_before,level_after,rank_before,rank_after,as_of_before,as_of_after
F3,far-down,stepped-down,significant-harm,universal,4,1,2026-05-31,2026-11-30
F3,far-up,stepped-up,universal,significant-harm,1,4,2026-05-31,2026-11-30
F2,,stepped-up,universal,early-help,1,2,2026-05-31,2026-11-30
F1,new,new,,child-in-need,,3,,2026-11-30
F1,same,same,early-help,early-help,2,2,2026-05-31,2026-11-30
F1,down,stepped-down,significant-harm,child-in-need,4,3,2026-05-31,2026-11-30
F1,up,stepped-up,early-help,child-in-need,2,3,2026-05-31,2026-11-30
,new-too,new,,universal,,1,,2026-11-30
F5,A,new,,early-help,,2,,2026-11-30
F1,gone,gone,early-help,,2,,2026-05-31,
,gone-too,gone,universal,,1,,2026-05-31,
F4,A,gone,early-help,,2,,2026-05-31,
END
run 'summary' eh-threshold move --summary -o /dev/null before.csv after.csv
status 0
stderr <<'END'
stepped up: 3; stepped down: 2; same: 1; new: 3; gone: 3
END

run 'the other way' eh-threshold move after.csv before.csv
status 0
cut -d , -f 2,3,6,7 "$scratch/out" >turned
file turned <<'END'
child_id,move,rank_before,rank_after
up,stepped-down,3,2
down,stepped-up,3,4
same,same,2,2
gone,new,,2
,stepped-down,2,1
far-up,stepped-down,4,1
far-down,stepped-up,1,4
gone-too,new,,1
A,new,,2
new,gone,3,
new-too,gone,1,
A,gone,2,
END

run 'a file beside itself' eh-threshold move --summary after.csv after.csv
status 0
stderr <<'END'
stepped up: 0; stepped down: 0; same: 9; new: 0; gone: 0
END

# Of several rows about a child the last counts, in the place of the first. Dates of any precision are passed on.
printf 'child_id,level,as_of\nA,universal,May 2026\nB,universal,\nA,early-help,2026~\n' >twice.csv
printf 'child_id,level\nA,early-help\nB,early-help\nA,child-in-need\n' >twice-after.csv
run 'twice in a file' eh-threshold move twice.csv twice-after.csv
status 0
stdout <<'END'
family_id,child_id,move,level_before,level_after,rank_before,rank_after,as_of_before,as_of_after
,A,stepped-up,early-help,child-in-need,2,3,2026~,
,B,stepped-up,universal,early-help,1,2,,
END

# --- Flags -------------------------------------------------------------------------------------------------------------

printf 'child_id,level\nA,early-help\nB,child-in-need\n' >a.csv
printf 'child_id,level\nA,child-in-need\nB,child-in-need\n' >up.csv
printf 'child_id,level\nA,early-help\nB,universal\n' >down.csv
printf 'child_id,level\nA,early-help\nB,child-in-need\nC,child-in-need\n' >new.csv
printf 'child_id,level\nA,early-help\n' >gone.csv

# flags STATUS OPTION... BEFORE AFTER
flags()
{
    wanted=$1
    shift
    run "$*" eh-threshold move "$@"
    status "$wanted"
    stderr </dev/null
}
flags 0 a.csv up.csv
flags 1 --exit-code a.csv up.csv
flags 0 --exit-code a.csv down.csv
flags 0 --exit-code a.csv a.csv
flags 0 --exit-code a.csv new.csv
flags 0 --exit-code a.csv gone.csv
flags 1 --exit-code --flag child-in-need a.csv up.csv
flags 1 --exit-code --flag early-help a.csv up.csv
flags 0 --exit-code --flag significant-harm a.csv up.csv
flags 1 --exit-code --flag child-in-need a.csv new.csv
flags 0 --exit-code --flag significant-harm a.csv new.csv
flags 0 --exit-code --flag universal a.csv down.csv
flags 0 --exit-code --flag universal a.csv gone.csv
flags 0 --flag early-help a.csv up.csv

# --- Other frameworks --------------------------------------------------------------------------------------------------

printf 'child_id,level\nA,Level 2\nB,3\n' >2014-before.csv
printf 'child_id,level\nA,L3\nB,4\n' >2014-after.csv
run 'levels of another framework' eh-threshold move -F solihull-2014 2014-before.csv 2014-after.csv
status 0
stdout <<'END'
family_id,child_id,move,level_before,level_after,rank_before,rank_after,as_of_before,as_of_after
,A,stepped-up,2,3,2,3,,
,B,stepped-up,3,4,3,4,,
END
run 'levels that the framework does not have' eh-threshold move a.csv 2014-after.csv
status 3
stderr <<'END'
eh-threshold: 2014-after.csv:2: level: not one of universal, early-help, child-in-need, significant-harm
eh-threshold: 2014-after.csv:3: level: not one of universal, early-help, child-in-need, significant-harm
END
stdout <<'END'
family_id,child_id,move,level_before,level_after,rank_before,rank_after,as_of_before,as_of_after
,A,gone,early-help,,2,,,
,B,gone,child-in-need,,3,,,
END
for files in '' a.csv 'a.csv a.csv a.csv'; do
    run "operands: $files" eh-threshold move $files
    status 2
    stderr <<'END'
eh-threshold: move takes BEFORE AFTER (eh-threshold --help shows what there is)
END
done

# --- The borough, spring to autumn -------------------------------------------------------------------------------------

run 'spring' eh-threshold --as-of 2026-05-31 "$TOP/examples/borough/indicators-spring.csv"
status 0
cp "$scratch/out" spring.csv
run 'autumn' eh-threshold --as-of 2026-11-30 "$TOP/examples/borough/indicators.csv"
status 0
cp "$scratch/out" autumn.csv
run 'the borough' eh-threshold move --summary spring.csv autumn.csv
status 0
cp "$scratch/out" moved.csv

# By a small calculation of its own: rank is column 7 of both, without line breaks before it.
for season in spring autumn; do
    awk -v season=$season -v columns=family_id,child_id,rank -f "$TOP/tests/property/columns.awk" $season.csv | sed "1d; s/^/$season,/"
done | awk -F , '
{ key = $2 "," $3 }
$1 == "spring" { before[key] = $4; order[++n] = key; next }
{ after[key] = $4; print key "," (!(key in before) ? "new" : $4 > before[key] ? "stepped-up" : $4 < before[key] ? "stepped-down" : "same") }
END { for (i = 1; i <= n; i++) if (!(order[i] in after)) print order[i] ",gone" }' >calculated
cut -d , -f 1-3 moved.csv | sed 1d >moves
same 'moves of the borough' moves calculated
cut -d , -f 3 calculated | sort | uniq -c | awk '{ count[$2] = $1 } END { printf "stepped up: %d; stepped down: %d; same: %d; new: %d; gone: %d\n",
    count["stepped-up"], count["stepped-down"], count["same"], count["new"], count["gone"] }' >counted
same 'summary of the borough' "$scratch/err" counted
ok 'each kind of move is among them' test "$(cut -d , -f 3 calculated | sort -u | tr '\n' ' ')" = 'gone new same stepped-down stepped-up '

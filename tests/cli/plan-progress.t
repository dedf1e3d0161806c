#!/bin/sh
# `eh-plan progress`: versions of a plan, and what became of each action.
. "$(dirname "$0")/lib.sh"
plans=$TOP/examples/plans
header=family_id,child_id,action_id,action,who,change,due_before,due_after,times_moved,days_moved,status_before,status_after,versions,matched

# progress NAME OPTION...: a run without anything to complain of.
progress()
{
    progress_name=$1
    shift
    run "$progress_name" eh-plan progress "$@"
    status 0
    stderr </dev/null
}

# changes: id and change of each row, `A1 done`.
changes()
{
    awk -v columns=action_id,change -f "$TOP/tests/property/columns.awk" "$scratch/out" | sed '1d; s/,/ /' >changes.out
    against_input "$case_name: changes" changes.out
}

# --- Each change -------------------------------------------------------------------------------------------------------

cat >march.csv <<'END'
family_id,child_id,action_id,goal,action,who,agency,due,status,done_date,progress
F1,C1,done,Sleep,Read at bedtime,Mum,,2026-03-31,open,,
F1,,slipped,,Ring the club,Dad,,March 2026,open,,
F1,,earlier,,Write to the landlord,Dad,,30/04/2026,open,,
F1,,gone,,Walk to school,Nan,,2026-03-31,open,,
F1,,cancelled,,Join the library,Nan,,2026-03-31,open,,
F1,,reopened,,Fit the gate,Dad,,2026-03-31,,2026-03-20,
F1,,words,,Draw a calendar,Nan,,2026-03-31,open,,
F1,,person,,Pack the bags,Nan,,2026-03-31,open,,
F1,,agency,,Visit the hub,Ms Lark,School,2026-03-31,open,,
F1,,goal,Calm,Go to bed by eight,Nan,,2026-03-31,open,,
F1,,begun,,Play the game,Nan,,2026-03-31,open,,
F1,,note,,Count to ten,Nan,,2026-03-31,open,,
F1,,dated,,See the GP,Nan,,Ongoing,open,,
F1,,undated,,See the nurse,Nan,,2026-03-31,open,,
F1,,same,,"Sing a song",Nan,,2026-03-31,open,,
F1,,was-done,,Buy a lamp,Nan,,2026-03-31,done,,
F1,,was-done-gone,,Buy a bed,Nan,,2026-03-31,done,,
F1,,was-cancelled,,Buy a cat,Nan,,2026-03-31,cancelled,,
F1,,left,,Look at contact,,,,for-review,,
END
cat >may.csv <<'END'
family_id,child_id,action_id,goal,action,who,agency,due,status,done_date,progress
F2,,new,,Start at the nursery,Mum,,2026-06-30,open,,
F1,,new,,Look at bikes,Mum,,,open,,
F1,C1,done,Sleep,Read at bedtime,Mum,,2026-04-30,Completed,,
F1,,slipped,,Ring the club,Dad,,2026-04-10,open,,
F1,,earlier,,Write to the landlord,Dad,,2026-04-29,open,,
F1,,cancelled,,Join the library,Nan,,2026-03-31,No longer needed,,
F1,,reopened,,Fit the gate,Dad,,2026-03-31,in-progress,,
F1,,words,,Draw two calendars,Nan,,2026-03-31,open,,
F1,,person,,Pack the bags,Dad,,2026-03-31,open,,
F1,,agency,,Visit the hub,Ms Lark,Hub,2026-03-31,open,,
F1,,goal,Sleep,Go to bed by eight,Nan,,2026-03-31,open,,
F1,,begun,,Play the game,Nan,,2026-03-31,in-progress,,
F1,,note,,Count to ten,Nan,,2026-03-31,open,,Twice
F1,,dated,,See the GP,Nan,,2026-05-31,open,,
F1,,undated,,See the nurse,Nan,,TBC,open,,
F1,,same,," sing  a SONG ",nan,,31/03/2026,To do,,
F1,,was-done,,Buy a lamp,Nan,,2026-03-31,done,,
F1,,was-cancelled,,Buy a cat,Nan,,2026-03-31,cancelled,,
F1,,left,,Look at contact,,,2026-07-31,open,,
END
progress 'each change' march.csv may.csv
stdout <<END
$header
F1,C1,done,Read at bedtime,Mum,done,2026-03-31,2026-04-30,1,30,open,done,2,id
F1,,slipped,Ring the club,Dad,slipped,2026-03,2026-04-10,1,10,open,open,2,id
F1,,earlier,Write to the landlord,Dad,brought-forward,2026-04-30,2026-04-29,0,-1,open,open,2,id
F1,,gone,Walk to school,Nan,dropped,2026-03-31,2026-03-31,0,0,open,open,1,
F1,,cancelled,Join the library,Nan,dropped,2026-03-31,2026-03-31,0,0,open,cancelled,2,id
F1,,reopened,Fit the gate,Dad,reopened,2026-03-31,2026-03-31,0,0,done,in-progress,2,id
F1,,words,Draw two calendars,Nan,changed,2026-03-31,2026-03-31,0,0,open,open,2,id
F1,,person,Pack the bags,Dad,changed,2026-03-31,2026-03-31,0,0,open,open,2,id
F1,,agency,Visit the hub,Ms Lark,changed,2026-03-31,2026-03-31,0,0,open,open,2,id
F1,,goal,Go to bed by eight,Nan,changed,2026-03-31,2026-03-31,0,0,open,open,2,id
F1,,begun,Play the game,Nan,changed,2026-03-31,2026-03-31,0,0,open,in-progress,2,id
F1,,note,Count to ten,Nan,changed,2026-03-31,2026-03-31,0,0,open,open,2,id
F1,,dated,See the GP,Nan,changed,,2026-05-31,0,,open,open,2,id
F1,,undated,See the nurse,Nan,slipped,2026-03-31,,1,,open,open,2,id
F1,,same,sing  a SONG,nan,untouched,2026-03-31,2026-03-31,0,0,open,open,2,id
F1,,was-done,Buy a lamp,Nan,untouched,2026-03-31,2026-03-31,0,0,done,done,2,id
F1,,was-done-gone,Buy a bed,Nan,untouched,2026-03-31,2026-03-31,0,0,done,done,1,
F1,,was-cancelled,Buy a cat,Nan,untouched,2026-03-31,2026-03-31,0,0,cancelled,cancelled,2,id
F1,,left,Look at contact,,changed,,2026-07-31,0,,for-review,open,2,id
F1,,new,Look at bikes,Mum,added,,,0,,open,open,1,
F2,,new,Start at the nursery,Mum,added,2026-06-30,2026-06-30,0,0,open,open,1,
END
run 'summary' eh-plan progress --summary -o /dev/null march.csv may.csv
status 0
stderr <<'END'
versions: 2; rows used: 38; rejected: 0
families: 2; actions: 21; found again by words: 0
  done: 1
  slipped: 2
  brought-forward: 1
  dropped: 2
  added: 2
  reopened: 1
  changed: 8
  untouched: 4
END

# --- Flags -------------------------------------------------------------------------------------------------------------

printf 'action_id,action,due,status\n1,Ring,2026-03-31,open\n' >a.csv
printf 'action_id,action,due,status\n1,Ring,2026-04-30,open\n' >late.csv
printf 'action_id,action,due,status\n1,Ring,2026-03-01,open\n2,Write,,open\n' >early.csv
printf 'action_id,action,due,status\n1,Ring,2026-03-31,done\n' >done.csv
printf 'action_id,action,due,status\n' >none.csv
flags()
{
    wanted=$1
    shift
    run "$*" eh-plan progress "$@"
    status "$wanted"
    stderr </dev/null
}
flags 0 a.csv late.csv
flags 1 --exit-code a.csv late.csv
flags 1 --exit-code a.csv none.csv
flags 0 --exit-code a.csv early.csv
flags 0 --exit-code a.csv done.csv
flags 0 --exit-code a.csv a.csv
flags 0 --exit-code none.csv a.csv

# --- More than two versions --------------------------------------------------------------------------------------------

cat >v1.csv <<'END'
family_id,action_id,action,due,status
F1,moved-twice,Ring,2026-01-31,open
F1,there-and-back,Write,2026-01-31,open
F1,done-between,Draw,2026-01-31,open
F1,done-and-tidied,Sing,2026-01-31,open
F1,away-and-back,Walk,2026-01-31,open
END
cat >v2.csv <<'END'
family_id,action_id,action,due,status
F1,moved-twice,Ring,2026-02-28,open
F1,there-and-back,Write,2026-02-28,open
F1,done-between,Draw,2026-01-31,done
F1,done-and-tidied,Sing,2026-01-31,done
F1,added-slipped,Play,2026-02-28,open
F1,added-gone,Swim,2026-02-28,open
F1,added-early,Read,2026-02-28,open
END
cat >v3.csv <<'END'
family_id,action_id,action,due,status
F1,moved-twice,Ring,2026-03-31,open
F1,there-and-back,Write,2026-01-31,open
F1,done-between,Draw,2026-01-31,open
F1,away-and-back,Walk,2026-01-31,open
F1,added-slipped,Play,2026-03-31,open
F1,added-early,Read,2026-02-01,open
END
progress 'three versions' v1.csv v2.csv v3.csv
stdout <<END
$header
F1,,moved-twice,Ring,,slipped,2026-01-31,2026-03-31,2,59,open,open,3,id
F1,,there-and-back,Write,,untouched,2026-01-31,2026-01-31,1,0,open,open,3,id
F1,,done-between,Draw,,reopened,2026-01-31,2026-01-31,0,0,open,open,3,id
F1,,done-and-tidied,Sing,,done,2026-01-31,2026-01-31,0,0,open,done,2,id
F1,,away-and-back,Walk,,untouched,2026-01-31,2026-01-31,0,0,open,open,2,id
F1,,added-slipped,Play,,slipped,2026-02-28,2026-03-31,1,31,open,open,2,id
F1,,added-gone,Swim,,dropped,2026-02-28,2026-02-28,0,0,open,open,1,
F1,,added-early,Read,,added,2026-02-28,2026-02-01,0,-27,open,open,2,id
END

# --- Which action is which ---------------------------------------------------------------------------------------------

cat >before.csv <<'END'
family_id,child_id,action_id,action,due
F1,,,Ring the club,2026-01-31
F1,,,"Write to the
landlord",2026-01-31
F1,C1,,Read,2026-01-31
F1,C2,,Read,2026-01-31
F1,,,Gets an id,2026-01-31
F1,,9,Loses its id,2026-01-31
F1,C1,5,Same id for two,2026-01-31
F1,C2,5,Same id for two,2026-01-31
F1,,6,One of two words,2026-01-31
F1,,6,Other of two words,2026-01-31
F1,C1,7,Child put right,2026-01-31
F2,,,Ring the club,2026-01-31
,,,Ring the club,2026-01-31
F3,,1,Has id one,2026-01-31
END
cat >after.csv <<'END'
family_id,child_id,action_id,action,due
,,,RING  the club,2026-01-02
F2,,,ring the club,2026-01-03
F1,,,ring the club ,2026-01-04
F1,,,write to the landlord,2026-01-05
F1,C2,,Read,2026-01-06
F1,C1,,Read,2026-01-07
F1,,8,Gets an id,2026-01-08
F1,,,Loses its id,2026-01-09
F1,C2,5,Same id for two,2026-01-10
F1,C1,5,Same id for two,2026-01-11
F1,,6,Other of two words,2026-01-12
F1,,6,New words,2026-01-13
F1,C2,7,Child put right,2026-01-14
F3,,2,Has id one,2026-01-15
END
progress 'which is which' before.csv after.csv
stdout <<END
$header
F1,,,ring the club,,brought-forward,2026-01-31,2026-01-04,0,-27,open,open,2,words
F1,,,write to the landlord,,brought-forward,2026-01-31,2026-01-05,0,-26,open,open,2,words
F1,C1,,Read,,brought-forward,2026-01-31,2026-01-07,0,-24,open,open,2,words
F1,C2,,Read,,brought-forward,2026-01-31,2026-01-06,0,-25,open,open,2,words
F1,,8,Gets an id,,brought-forward,2026-01-31,2026-01-08,0,-23,open,open,2,words
F1,,9,Loses its id,,brought-forward,2026-01-31,2026-01-09,0,-22,open,open,2,words
F1,C1,5,Same id for two,,brought-forward,2026-01-31,2026-01-11,0,-20,open,open,2,id
F1,C2,5,Same id for two,,brought-forward,2026-01-31,2026-01-10,0,-21,open,open,2,id
F1,,6,New words,,brought-forward,2026-01-31,2026-01-13,0,-18,open,open,2,id
F1,,6,Other of two words,,brought-forward,2026-01-31,2026-01-12,0,-19,open,open,2,id
F1,C2,7,Child put right,,brought-forward,2026-01-31,2026-01-14,0,-17,open,open,2,id
F2,,,ring the club,,brought-forward,2026-01-31,2026-01-03,0,-28,open,open,2,words
,,,RING  the club,,brought-forward,2026-01-31,2026-01-02,0,-29,open,open,2,words
F3,,1,Has id one,,dropped,2026-01-31,2026-01-31,0,0,open,open,1,
F3,,2,Has id one,,added,2026-01-15,2026-01-15,0,0,open,open,1,
END

# --- Properties --------------------------------------------------------------------------------------------------------

shuffle()
{
    perl -e '
        require "'"$TOP"'/tests/property/csv.pl";
        chance_start(shift);
        my ($header, @rows) = csv_records(slurp(shift));
        print csv_line(@$header), map { csv_line(@$_) } shuffled(@rows);' "$1" "$2"
}
for pair in 'march.csv may.csv' 'before.csv after.csv' "$plans/plan-march.csv $plans/plan-may.csv" 'v1.csv v2.csv v3.csv'; do
    # shellcheck disable=SC2086 # lists of files
    progress "rows of $pair" $pair
    sort "$scratch/out" >sorted
    for seed in 1 2 3; do
        set --
        for version in $pair; do
            shuffle $seed "$version" >"shuffled-$#.csv"
            set -- "$@" "shuffled-$#.csv"
        done
        progress "shuffled $seed" "$@"
        sort "$scratch/out" >shuffled.out
        same "$pair, shuffled $seed" shuffled.out sorted
    done
    for version in $pair; do
        progress "$version twice" "$version" "$version"
        awk -v columns=change -f "$TOP/tests/property/columns.awk" "$scratch/out" | sed 1d | sort -u >kinds
        file kinds <<'END'
untouched
END
    done
done
awk -v columns=progress,who,due,status,action,goal,family_id,child_id,agency,done_date,action_id \
    -f "$TOP/tests/property/columns.awk" may.csv >turned.csv
progress 'columns in their order' march.csv may.csv
cp "$scratch/out" wanted.csv
progress 'columns in another order' march.csv turned.csv
stdout <wanted.csv

# --- Headings of others, and formats -----------------------------------------------------------------------------------

printf 'Ref;What;By when\n1;Ring;Mar 22\n' >theirs.csv
printf 'Ref;What;By when\n1;Ring;Dec 22\n' >theirs-later.csv
progress 'headings of others' -d ';' -m action_id=Ref -m action=What -m 'due=By when' theirs.csv theirs-later.csv
stdout <<END
$header
,,1,Ring,,slipped,2022-03,2022-12,1,275,open,open,2,id
END
progress 'standard input' - late.csv <a.csv
changes <<'END'
1 slipped
END
run 'text' env COLUMNS=80 eh-plan progress -t text "$plans/plan-march.csv" "$plans/plan-may.csv"
status 0
sed 's/─/-/g' "$scratch/out" >text.out
ok 'fits 80 columns' test -z "$(awk 'length($0) > 80' text.out)"
ok 'is told in words' grep -q 'whose fault it is' text.out
for format in json rec html; do
    progress "$format" -t $format "$plans/plan-march.csv" "$plans/plan-may.csv"
    ok "$format has each change" grep -q brought-forward "$scratch/out"
done

# --- Bad input ---------------------------------------------------------------------------------------------------------

cat >bad.csv <<'END'
family_id,action_id,action,due,status
F1,moved-twice,Ring,Q3 22,open
F1,there-and-back,Write,31/02/2026,open
F1,done-between,,2026-01-31,open
F1,done-and-tidied,Sing,2026-01-31,open
F1,done-and-tidied,Sing,2026-02-28,open
F1,,,2026-01-31,open
F1,new,Swim,Q3 22,open
F1,away-and-back,Walk,2026-01-31,purple
END
run 'a version with bad rows' eh-plan progress --summary --rejects rejects.csv v1.csv bad.csv
status 3
sed 's/ (2026-11-22.*/ (...)/' "$scratch/err" >messages
file messages <<'END'
eh-plan: bad.csv:2: due: not a date in a form that is read (...)
eh-plan: bad.csv:3: due: no such day in the calendar, or a year outside 1000 to 2999
eh-plan: bad.csv:4: action: blank, but a value is needed
eh-plan: bad.csv:6: the same ids and words as on line 5: an action that comes twice needs an id of its own
eh-plan: bad.csv:7: action: blank, but a value is needed
eh-plan: bad.csv:8: due: not a date in a form that is read (...)
versions: 2; rows used: 7; rejected: 6
families: 1; actions: 5; found again by words: 0
  done: 0
  slipped: 0
  brought-forward: 0
  dropped: 0
  added: 0
  reopened: 0
  changed: 0
  untouched: 5
END
ok 'rejects are kept' test "$(wc -l <rejects.csv)" -eq 7
changes <<'END'
moved-twice untouched
there-and-back untouched
done-between untouched
done-and-tidied untouched
away-and-back untouched
END
run 'unmapped' eh-plan progress -q --unmapped unmapped.csv -o /dev/null v1.csv bad.csv
ok 'a status that nobody knows' grep -q '^status,purple,1,' unmapped.csv

: >empty.csv
run 'an empty file' eh-plan progress v1.csv empty.csv
status 2
stdout </dev/null
stderr <<'END'
eh-plan: empty.csv: no header line: the file is empty
END
run 'headers only' eh-plan progress none.csv none.csv
status 0
stdout <<END
$header
END
printf 'family_id,due\nF1,2026-01-01\n' >no-action.csv
run 'no column for the action' eh-plan progress v1.csv no-action.csv
status 2
stdout </dev/null
for files in '' v1.csv; do
    # shellcheck disable=SC2086
    run "operands: $files" eh-plan progress $files
    status 2
    stderr <<'END'
eh-plan: progress takes BEFORE AFTER... (eh-plan --help shows what there is)
END
done

#!/bin/sh
# `eh-review decide`: what the evidence at a family's review suggests, and why.
. "$(dirname "$0")/lib.sh"
examples=$TOP/examples/review

columns() { awk -v columns="$1" -f "$TOP/tests/property/columns.awk" "$scratch/out" | sed 1d; }

# --- The example -------------------------------------------------------------------------------------------------------------

run 'the example' eh-review decide --as-of 2026-11-22 --plans "$examples/plans.csv" --actions "$examples/actions.csv" \
    --outcomes "$examples/evidence.csv" --scales "$examples/scales.csv" --summary "$examples/reviews.csv"
status 0
columns family_id,suggestion,step,reasons,scale_change,actions_done,actions_total,level_then,level_now,next_review,decided,agreement,review_id,held_date,then >got
cat >wanted <<'END'
F104,continue,b,too-early;actions-done;clauses-gained;scale-rose;kept-not-long;no-serious-concern;nothing-left,1,2,2,early-help,early-help,2026-10-13,continue,agree,R2,2026-07-09,2026-05-12
F0003,continue,b,mixed;actions-done;clauses-gained;scale-fell;scale-rose;no-serious-concern;actions-open;outcomes-unmet,WANTED,1,2,early-help,early-help,2026-11-25,continue,agree,R4,2026-08-19,2026-07-06
F0005,escalate,c,concern-stays;actions-stand-still;clauses-lost;level-above-early-help;actions-open;outcomes-unmet;outcomes-unknown,,0,2,child-in-need,child-in-need,2026-11,continue,differ,R7,2026-09-22,2026-07-28
F0007,continue,b,reason-found;actions-stand-still;no-serious-concern;actions-open;service-called-for,,0,2,early-help,early-help,2026-12-07,continue,agree,R8,2026-10-26,2026-09-14
F0008,close,a,lasting;actions-done-before;kept;no-serious-concern;nothing-left,,1,1,early-help,early-help,,close,agree,R10,2026-08-27,2026-06-02
END
sed -i 's/WANTED/3.5/' wanted
same 'the example: suggestions' got wanted
columns why | sed -n '$p' >got
echo '"Progress has been made and kept: actions done 1 of 1, all of them before; kept since 2026-06-02; no serious concern is open; nothing is left to do"' >wanted
same 'the example: a sentence' got wanted
stderr <<'END'
reviews: 10; rows rejected: 0
families: 5; without a review that was held: 0
  close: 1
  continue: 3
  escalate: 1
  insufficient: 0
decisions on record that agree: 4; that differ: 1
rows about families without reviews: 5
END

# --- Facts -------------------------------------------------------------------------------------------------------------------

# A family with a plan from 1 March, and reviews on 1 June and 1 September; asked about on 22 November. fresh empties the
# other tables; add TABLE ROW... adds rows about it.
fresh()
{
    printf 'family_id,date,level\nF1,2026-03-01,early-help\n' >plans.csv
    printf 'family_id,review_id,due_date,held_date,decision,level\nF1,A,2026-06-01,2026-06-01,continue,early-help\nF1,B,2026-09-01,2026-09-01,%s,\n' "${1-}" >reviews.csv
    echo family_id,action,start,due,status,done_date,service >actions.csv
    echo family_id,date,name,score >scales.csv
    echo family_id,level,as_of >levels.csv
    echo family_id,indicator,date,status >indicators.csv
    echo family_id,outcome,clause,met,date >outcomes.csv
}
add()
{
    table=$1
    shift
    printf 'F1,%s\n' "$@" >>"$table.csv"
}
# says NAME WANTED: suggestion, step and reasons.
says()
{
    run "$1" eh-review decide --as-of 2026-11-22 --plans plans.csv --actions actions.csv --scales scales.csv --levels levels.csv \
        --indicators indicators.csv --outcomes outcomes.csv reviews.csv
    status 0
    columns "${3-suggestion,step,reasons}" >got
    printf '%s\n' "$2" >wanted
    same "$1: says" got wanted
}
early() { add levels early-help,2026-11-01; }

fresh
says 'nothing at all' 'insufficient,,not-known,progress' suggestion,step,reasons,missing
fresh
early
says 'a level alone' 'insufficient,,not-known;no-serious-concern,progress' suggestion,step,reasons,missing
sed 2d reviews.csv | sed 's/2026-09-01,$//; s/2026-09-01,2026-09-01/2026-12-01,/' >booked.csv
mv booked.csv reviews.csv
add actions Go,2026-03-01,2026-07-01,done,2026-07-01,
says 'booked, not held' 'insufficient,,not-known;review-not-held;actions-done;no-serious-concern;nothing-left,review,2026-12-01' \
    suggestion,step,reasons,missing,next_review
add indicators HEA-SH-01,2026-10-01,
says 'booked, and a serious concern' escalate,c,HEA-SH-01 suggestion,step,changed

# Actions
fresh
early
add actions Go,2026-03-01,2026-07-01,done,2026-07-01,
says 'all done and kept' close,a,'lasting;actions-done;kept;no-serious-concern;nothing-left'
add actions Sit,2026-03-01,2026-07-01,cancelled,,
says 'cancelled counts for nothing' close,a,1 suggestion,step,actions_total
add actions Ask,2026-03-01,2026-07-01,for-review,,
says 'a need left for the review' continue,b,'more-to-do;actions-done;kept;no-serious-concern;left-for-review'
add actions Run,2026-03-01,2026-12-01,open,,
says 'and one open' continue,b,'more-to-do;actions-done;kept;no-serious-concern;actions-open;left-for-review'
fresh
early
add actions Go,2026-03-01,2026-07-01,done,2026-11-10,
says 'done two weeks ago' continue,b,'too-early;actions-done;kept-not-long;no-serious-concern;nothing-left'
fresh
early
add actions Go,2026-03-01,2026-07-01,done,2026-10-11,
says 'done six weeks ago' close,a,'lasting;actions-done;kept;no-serious-concern;nothing-left'
fresh
early
add actions Go,2026-03-01,2026-07-01,done,2026-10-12,
says 'done a day less' continue,b suggestion,step
fresh
early
add actions Go,2026-03-01,2026-07-01,done,,
says 'done, nobody knows when' 'insufficient,,not-known-to-last;actions-done;no-serious-concern;nothing-left,kept' suggestion,step,reasons,missing
add actions Stop,2026-03-01,2026-07-01,done,2026-11-10,
says 'done, and one lately' continue,b suggestion,step
fresh
add actions Go,2026-03-01,2026-07-01,done,2026-07-01,
says 'done, and the level is not known' 'insufficient,,not-known-to-last;actions-done;kept;nothing-left,concern' suggestion,step,reasons,missing
add indicators HEA-EH-01,2026-04-01,negated
says 'indicators of any status will do' close,a suggestion,step
fresh
early
add actions Go,2026-03-01,2026-07-01,open,, Stop,2026-03-01,2026-07-01,done,2026-05-01,
says 'none since' escalate,c,'no-progress;actions-stand-still;no-serious-concern;actions-open'
add actions Swim,2026-08-01,2026-12-01,open,,Swimming
says 'none since, and a service is called for' continue,b,'reason-found;actions-stand-still;no-serious-concern;actions-open;service-called-for'
fresh
early
add actions Go,2026-03-01,2026-07-01,done,2026-12-01,
says 'done in the future is not done' escalate,c,0,1 suggestion,step,actions_done,actions_total

# The scale
fresh
early
add actions Go,2026-03-01,2026-07-01,done,2026-07-01,
add scales 2026-03-01,Ann,4 2026-06-01,Ann,6 2026-09-01,Ann,7
says 'a score that rose' close,a,'lasting;actions-done;scale-rose;kept;no-serious-concern;nothing-left',1 suggestion,step,reasons,scale_change
add scales 2026-03-01,Bo,4 2026-06-01,Bo,6 2026-09-01,Bo,5.5
says 'any score that fell' continue,b,'mixed;actions-done;scale-fell;scale-rose;no-serious-concern;nothing-left',0.25 suggestion,step,reasons,scale_change
fresh
early
add actions Go,2026-03-01,2026-07-01,done,2026-07-01,
add scales 2026-03-01,Ann,6 2026-06-01,Ann,4 2026-09-01,Ann,4
says 'a score lower than at the start' continue,b,'mixed;actions-done;scale-fell;no-serious-concern;nothing-left',0 suggestion,step,reasons,scale_change
fresh
early
add scales 2026-06-01,Ann,6 2026-09-01,Ann,5
says 'only a score that fell' escalate,c,'no-progress;scale-fell;no-serious-concern',-1 suggestion,step,reasons,scale_change
fresh
early
add scales 2026-06-01,Ann,6 2026-09-01,Ann,6
says 'scores as they were' escalate,c,'no-progress;scale-same;no-serious-concern',0 suggestion,step,reasons,scale_change
fresh
early
add actions Go,2026-03-01,2026-07-01,done,2026-07-01,
add scales 2026-02-01,Ann,6 2026-04-01,Ann,5
says 'a score that was lower before, and was not asked for since' continue,b,'mixed;actions-done;scale-fell;no-serious-concern;nothing-left', suggestion,step,reasons,scale_change
fresh
early
add scales 2026-09-01,Ann,6
says 'one reading says nothing' insufficient,,not-known\;no-serious-concern, suggestion,step,reasons,scale_change
fresh
early
add outcomes SF-1.1,a,yes,2026-03-05
add scales 2026-03-01,Ann,4 2026-05-01,Ann,6 2026-08-01,Ann,4 2026-10-20,Ann,6
says 'kept since the last time it was as low' continue,b,'too-early;scale-same;kept-not-long;no-serious-concern;nothing-left'

# Outcomes
fresh
early
add outcomes SF-3.2,a,no,2026-05-01 SF-3.2,b,yes,2026-05-01 SF-3.2,a,yes,2026-08-01
says 'an outcome achieved and kept' close,a,'lasting;clauses-gained;kept;no-serious-concern;nothing-left'
add outcomes SF-1.4,a,yes,2026-08-01
says 'another partly' continue,b,'more-to-do;clauses-gained;kept;no-serious-concern;outcomes-unmet'
fresh
early
add outcomes SF-3.2,a,yes,2026-05-01 SF-3.2,b,yes,2026-05-01 SF-3.2,a,no,2026-08-01 SF-5.1,a,yes,2026-08-01
says 'one lost, one gained' continue,b,'mixed;clauses-gained;clauses-lost;no-serious-concern;outcomes-unmet'
fresh
early
add outcomes SF-5.1,a,yes,2026-08-01 SF-9.1,a,no,2026-08-01
says 'one that is not known' 'insufficient,,not-known-to-last;clauses-gained;kept;no-serious-concern;outcomes-unknown,unmet' suggestion,step,reasons,missing

# Concerns
fresh
early
add actions Go,2026-03-01,2026-07-01,done,2026-07-01,
add indicators FAM-CIN-02,2026-05-01,
says 'a serious concern from before' continue,b,'concern-open;actions-done;kept;concern-open;nothing-left'
add indicators HEA-SH-01,2026-10-01, EDU-EH-04,2026-10-01,
says 'a new one' escalate,c,'graver;actions-done;kept;concern-new;concern-open;nothing-left;needs-new','HEA-SH-01;EDU-EH-04' suggestion,step,reasons,changed
fresh
early
add actions Go,2026-03-01,2026-07-01,done,2026-07-01,
add indicators HEA-SH-01,2026-10-01,negated HEA-SH-02,2026-12-01, HEA-U-01,2026-10-01,
says 'negated, in the future, or a strength' close,a suggestion,step
add indicators EDU-EH-04,2026-10-01,
says 'a new need' continue,b,'something-new;actions-done;kept;no-serious-concern;nothing-left;needs-new'
fresh
add levels child-in-need,2026-11-01
add actions Go,2026-03-01,2026-07-01,done,2026-07-01,
says 'the level rose' escalate,c,'graver;actions-done;kept;level-rose;nothing-left',early-help,child-in-need suggestion,step,reasons,level_then,level_now
add levels universal,2026-11-10
says 'the later level counts' close,a,early-help,universal suggestion,step,level_then,level_now
fresh
add actions Go,2026-03-01,2026-07-01,done,2026-07-01,
sed 's/continue,early-help/continue,child-in-need/; s/2026-09-01,,/2026-09-01,,child-in-need/' reviews.csv >in.csv && mv in.csv reviews.csv
says 'a level above early help that stays' continue,b,'concern-open;actions-done;kept;level-above-early-help;nothing-left'
fresh
printf 'family_id,date\n' >plans.csv
sed -i 2d reviews.csv
add indicators FAM-CIN-02,2026-01-01,
says 'a serious concern and nothing to compare with' escalate,c suggestion,step

# What is suggested beside what was decided
for decided in close continue escalate insufficient Closed; do
    fresh "$decided"
    early
    add actions Go,2026-03-01,2026-07-01,done,2026-07-01,
    case $decided in close | Closed) wanted=close,agree ;; *) wanted=$decided,differ ;; esac
    says "decided: $decided" "close,$wanted" suggestion,decided,agreement
done
fresh wibble
says 'decided: a word without meaning' insufficient,other, suggestion,decided,agreement
fresh close
says 'decided to close, nothing to say' insufficient,close, suggestion,decided,agreement
fresh close
add actions Go,2026-03-01,2026-07-01,open,,
run 'flags' eh-review decide --as-of 2026-11-22 --exit-code --actions actions.csv reviews.csv
status 1

# The next review
fresh
early
add actions Go,2026-03-01,2026-07-01,open,,
says 'next review, by the level' 2026-10-13 next_review
printf 'F1,C,2026-12-15,,,\n' >>reviews.csv
says 'next review, booked' 2026-12-15 next_review
sed 's/$/,/; 1s/,$/,next_review/; 3s/$/Dec 2026/' reviews.csv >in.csv && mv in.csv reviews.csv
says 'next review, agreed' 2026-12 next_review

# --- Rules and intervals of your own -----------------------------------------------------------------------------------------

mkdir mine
sed 's/^too-early,continue,b,made,no/too-early,insufficient,,made,no/' "$TOP/share/reviews/decisions.csv" >mine/decisions.csv
fresh
early
add actions Go,2026-03-01,2026-07-01,done,2026-11-10,
run 'rules of your own' eh-review decide --as-of 2026-11-22 --rules mine --plans plans.csv --actions actions.csv --levels levels.csv reviews.csv
status 0
columns suggestion,step >got
echo insufficient, >wanted
same 'rules of your own: used' got wanted
sed 's/^lasting,close,a,made,yes,none/lasting,close,a,made,yes,/' "$TOP/share/reviews/decisions.csv" >mine/decisions.csv
run 'rules that close too much' eh-review decide --rules mine reviews.csv
status 2
stdout </dev/null
stderr <<'END'
eh-review: mine/decisions.csv:11: closes for progress made, kept yes, concern unknown, unmet no, new no: a plan is closed only when progress is made, concern is none and unmet is no
END
printf 'interval,value,unit\nprogress_kept,1,weeks\n' >intervals.csv
run 'kept for a week' eh-review decide --as-of 2026-11-22 --intervals intervals.csv --plans plans.csv --actions actions.csv --levels levels.csv reviews.csv
status 0
columns suggestion,step >got
echo close,a >wanted
same 'kept for a week: enough' got wanted

# --- Bad input, and other shapes of files ------------------------------------------------------------------------------------

cat >bad.csv <<'END'
held_date,decision,due_date,family_id
2026-06-01,continue,2026-06-01,F1
2026-31-31,continue,2026-06-01,F2
2026-06-01,close,2026-06-01,F1
,,2026-06-01,
END
echo family_id,date,name,score >scales.csv
printf 'F1,2026-05-01,Ann,11\nF1,2026-05-01,Ann,six\n' >>scales.csv
run 'bad input' eh-review decide --as-of 2026-11-22 --scales scales.csv bad.csv
status 3
columns family_id,suggestion,decided >got
echo F1,insufficient,close >wanted
same 'bad input: the family that can be used' got wanted
stderr <<'END'
eh-review: bad.csv:3: held_date: no such day in the calendar, or a year outside 1000 to 2999
eh-review: bad.csv:5: family_id: blank, but a value is needed
eh-review: scales.csv:2: score: not a number from 0 to 10 with at most one decimal
eh-review: scales.csv:3: score: not a number from 0 to 10 with at most one decimal
eh-review: bad.csv:4: held on the same day as the review in bad.csv:2; of these the row that stands later counts
END
# A row beside the reviews that names no family is not passed over.
fresh
early
add actions Go,2026-03-01,2026-07-01,done,2026-07-01,
for table in plans:date levels:as_of,level actions:action indicators:date,indicator scales:date,name,score outcomes:outcome,clause,met,date; do
    case $table in
        plans:*) row=2026-03-01 ;; levels:*) row=2026-11-01,child-in-need ;; actions:*) row=Go ;; indicators:*) row=2026-10-01,HEA-SH-01 ;;
        scales:*) row=2026-10-01,Ann,1 ;; outcomes:*) row=SF-1.1,a,no,2026-10-01 ;;
    esac
    printf 'family_id,child_id,%s\nF1,C1,%s\n,C1,%s\n' "${table#*:}" "$row" "$row" >one.csv
    run "no family in ${table%%:*}" eh-review decide --as-of 2026-11-22 "--${table%%:*}" one.csv reviews.csv
    status 3
    stderr <<'END'
eh-review: one.csv:3: family_id: blank, but a value is needed
END
done

# A review of a plan that is over is none of the plan that has begun since.
fresh continue
early
add actions Go,2026-03-01,2026-07-01,done,2026-07-01,
printf 'family_id,date,end_date\nF1,2026-03-01,2026-09-30\nF1,2026-10-05,\n' >plans.csv
says 'another plan since' 'insufficient,,,2026-10-05,review' suggestion,step,decided,then,missing
stderr </dev/null
sed -i 2d plans.csv
says 'reviews before any plan' 'insufficient,,,2026-10-05,review' suggestion,step,decided,then,missing
stderr <<'END'
eh-review: reviews.csv:3: held before any plan of the family began: counts for none
END
printf 'family_id,child_id,date,end_date\nF1,C1,2026-03-01,\nF1,C2,2026-10-05,\n' >plans.csv
says 'open twice' close,a,2026-06-01 suggestion,step,then
# Two reviews on one day, and one in the future.
cat >reviews.csv <<'END'
family_id,review_id,held_date,decision,due_date
F1,A,2026-06-01,continue,
F1,B,2026-06-01,escalate,
F1,C,2026-12-01,close,
END
says 'on one day, and ahead' close,B,escalate suggestion,review_id,decided
stderr <<'END'
eh-review: reviews.csv:3: held on the same day as the review in reviews.csv:2; of these the row that stands later counts
eh-review: reviews.csv:4: held after 2026-11-22, the day asked about: counts as booked, not as held
END
fresh
printf 'family_id,date,end_date\nF1,2026-03-01,2026-02-01\n' >plans.csv
run 'a plan that ends before it begins' eh-review decide --as-of 2026-11-22 --plans plans.csv reviews.csv
status 3
stderr <<'END'
eh-review: plans.csv:2: end_date: before the date on which it began
END
# Words without a decoding are kept, and counted.
printf 'family_id,due_date,held_date,decision\nF1,,2026-06-01,wibble\n' >reviews.csv
run 'unmapped' eh-review decide --as-of 2026-11-22 --unmapped unmapped.csv reviews.csv
status 0
file unmapped.csv <<'END'
column,value,count,file,line
decision,wibble,1,reviews.csv,2
END

: >empty.csv
run 'an empty file' eh-review decide empty.csv
status 2
run 'a side file that is empty' eh-review decide --actions empty.csv reviews.csv
status 2
echo family_id,due_date >header.csv
run 'a header alone' eh-review decide --summary header.csv
status 0
ok 'a header alone: only a header comes out' test "$(wc -l <"$scratch/out")" -eq 1

# Files split, rows in another order, columns turned round: the same.
all() { run "$1" eh-review decide --as-of 2026-11-22 --plans "$examples/plans.csv" --actions "$examples/actions.csv" --outcomes "$examples/evidence.csv" --scales "$examples/scales.csv" $2; }
all whole "$examples/reviews.csv"
cp "$scratch/out" whole
awk 'NR == 1 || NR < 6' "$examples/reviews.csv" >one.csv
awk 'NR == 1 || NR >= 6' "$examples/reviews.csv" >two.csv
all 'in two files' 'one.csv two.csv'
same 'in two files: the same' "$scratch/out" whole
{ sed 1q "$examples/reviews.csv"; sed 1d "$examples/reviews.csv" | sort -r; } >three.csv
all 'in another order' three.csv
sort whole >wanted
sort "$scratch/out" >got
same 'in another order: the same rows' got wanted

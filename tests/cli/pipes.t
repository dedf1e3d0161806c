#!/bin/sh
# Every pipe fits: what one verb writes goes into each verb that reads a record of that name. The programs themselves say which verbs
# there are (--help) and which records each reads and writes (--schema); the tables here say how to run them. A verb, a record or a
# pair that stands in none of them is a failure, and so is a row that nothing asks for.
. "$(dirname "$0")/lib.sh"
examples=$TOP/examples

# columns NAME,... FILE: these columns, parted by tabs.
columns() { awk -v separator="$(printf '\t')" -v columns="$1" -f "$TOP/tests/property/columns.awk" "$2"; }

# How each record is made: RECORD | PROGRAM VERB | what follows. No option but those that name files and the day.
cat >makers <<'END'
indicators | eh-assess scan | notes.csv words.csv
problems | eh-assess check | forms/flawed.rec
people | eh-assess table people | forms/sparrow-assessment.rec
relationships | eh-assess table relationships | forms/sparrow-assessment.rec
notes | eh-assess table notes | forms/sparrow-assessment.rec
actions | eh-assess table actions | forms/sparrow-assessment.rec forms/sparrow-review.rec
goals | eh-assess table goals | forms/sparrow-assessment.rec
concerns | eh-assess table concerns | forms/sparrow-assessment.rec
scales | eh-assess table scales | forms/sparrow-assessment.rec forms/sparrow-review.rec
consent | eh-assess table consent | forms/sparrow-assessment.rec
sharing | eh-assess table sharing | forms/sparrow-assessment.rec
plans | eh-assess table plans | forms/sparrow-assessment.rec forms/sparrow-review.rec
reviews | eh-assess table reviews | forms/sparrow-assessment.rec forms/sparrow-review.rec
assessments | eh-assess table assessments | forms/sparrow-assessment.rec
attendance-needs | eh-assess attendance | attendance/attendance.csv
problems | eh-assess lint | patterns.csv
levels | eh-threshold level | borough/indicators.csv needs.csv
explanations | eh-threshold explain | borough/indicators.csv
comparisons | eh-threshold compare | --recorded borough/recorded.csv borough/indicators.csv
moves | eh-threshold move | spring.csv autumn.csv
problems | eh-threshold lint | spoilt
actions | eh-plan draft | borough/indicators.csv needs.csv
proposals | eh-plan services | --services plans/services.csv borough/indicators.csv
gaps | eh-plan gaps | drafts.csv
problems | eh-plan check | plans/wishes.csv
actions | eh-plan due | plans/actions.csv bare.csv
plan-progress | eh-plan progress | plans/plan-march.csv plans/plan-may.csv
reviews-due | eh-review due | review/plans.csv
decisions | eh-review decide | review/reviews.csv
outcome-results | eh-review outcomes | review/evidence.csv
scale-changes | eh-review scales | review/scales.csv
measures | eh-review measures | --episodes review/borough/episodes.csv
annex-a-list-2 | eh-review annex-a | --assessments review/annex-a/assessments.csv --people review/annex-a/people.csv
people | eh-genogram table people | plans/people.csv
relationships | eh-genogram table relationships | genogram/relationships.csv
problems | eh-genogram check | -r genogram/relationships.csv plans/people.csv
problems | eh-timeline check | timeline/events.csv
events | eh-timeline table | timeline/people.csv timeline/records/contacts.csv timeline/records/reviews.csv
journeys | eh-timeline journey | timeline/journey/contacts.csv timeline/journey/referrals.csv timeline/journey/early-help.csv
END

# Which verbs read it, and as what: RECORD | PROGRAM VERB | what follows, `-` being the pipe | what it keeps of the rows.
# It keeps `rows`: as many; `COLUMN,...`: the same values in these columns; `some`: something is written; `use`: without the pipe
# something else is written.
cat >readers <<'END'
notes | eh-assess scan | - | some
attendance | eh-assess attendance | - | some
indicators | eh-threshold level | - | family_id
consent | eh-threshold level | --consent - needs.csv | use
override | eh-threshold level | --override - needs.csv | use
indicators | eh-threshold explain | - | family_id
consent | eh-threshold explain | --consent - needs.csv | use
override | eh-threshold explain | --override - needs.csv | use
people | eh-threshold explain | -t text --initials --people - needs.csv | some
indicators | eh-threshold compare | --recorded borough/recorded.csv - | some
levels | eh-threshold compare | --recorded borough/recorded.csv - | some
recorded | eh-threshold compare | --recorded - borough/indicators.csv | some
levels | eh-threshold move | - autumn.csv | some
levels | eh-threshold move | autumn.csv - | some
levels | eh-plan draft | - | some
indicators | eh-plan draft | - | some
actions | eh-plan draft | --plan - needs.csv | use
plans | eh-plan draft | --plans - needs.csv | use
services | eh-plan draft | --services - needs.csv | use
people | eh-plan draft | --services plans/services.csv --people - needs.csv | use
levels | eh-plan services | --services plans/services.csv - | some
indicators | eh-plan services | --services plans/services.csv - | some
services | eh-plan services | --services - needs.csv | some
plans | eh-plan services | --services plans/services.csv --plans - needs.csv | use
people | eh-plan services | --services plans/services.csv --people - needs.csv | use
actions | eh-plan gaps | - | some
services | eh-plan gaps | --services - agreed.csv | use
plans | eh-plan gaps | --services plans/services.csv --plans - agreed.csv | use
people | eh-plan gaps | --services plans/services.csv --people - agreed.csv | use
actions | eh-plan check | - | some
goals | eh-plan check | --goals - plans/good.csv | use
concerns | eh-plan check | --concerns - plans/good.csv | use
plans | eh-plan check | --plans - bare.csv | use
people | eh-plan check | --people - bare.csv | use
actions | eh-plan due | - | some
actions | eh-plan form | - | some
plans | eh-plan form | --plans - plans/sparrow-plan.csv | use
people | eh-plan due | -t text --initials --people - plans/actions.csv | some
people | eh-plan form | --people - plans/sparrow-plan.csv | use
actions | eh-plan progress | - plans/plan-may.csv | some
plans | eh-review due | - | some
episodes | eh-review due | - | some
actions | eh-review due | - | some
reviews | eh-review due | --reviews - review/plans.csv | use
reviews | eh-review decide | - | family_id
plans | eh-review decide | --plans - held.csv | use
actions | eh-review decide | --actions - held.csv | use
scales | eh-review decide | --scales - held.csv | use
levels | eh-review decide | --levels - held.csv | use
indicators | eh-review decide | --indicators - held.csv | use
outcome-evidence | eh-review decide | --outcomes - held.csv | use
outcome-evidence | eh-review outcomes | - | some
scales | eh-review scales | - | family_id,name
episodes | eh-review measures | --episodes - | some
contacts | eh-review measures | --contacts - | some
referrals | eh-review measures | --referrals - | some
assessments | eh-review measures | --assessments - | some
plans | eh-review measures | --plans - | some
reviews | eh-review measures | --reviews - | some
scales | eh-review measures | --scales - | some
outcome-evidence | eh-review measures | --outcomes - | some
levels | eh-review measures | --levels - | some
consent | eh-review measures | --consent - | some
feedback | eh-review measures | --feedback - | some
population | eh-review measures | --population - | some
people | eh-review scales | -t text --initials --people - review/scales.csv | some
people | eh-review measures | --indicators needs.csv --people - | some
indicators | eh-review measures | --indicators - | some
recorded | eh-review measures | --levels - | some
assessments | eh-review annex-a | --people people.csv --assessments - | some
episodes | eh-review annex-a | --episodes - | some
people | eh-review annex-a | --assessments sheet.csv --people - | some
people | eh-genogram draw | - | some
relationships | eh-genogram draw | -r - genogram/people.csv | use
people | eh-genogram table people | - | rows
relationships | eh-genogram table relationships | - | rows
people | eh-genogram check | - | some
relationships | eh-genogram check | -r - genogram/people.csv | some
events | eh-timeline draw | - | some
people | eh-timeline draw | --people - events.csv | use
events | eh-timeline check | - | some
people | eh-timeline check | --people - events.csv | use
events | eh-timeline table | - | rows
people | eh-timeline table | - | some
indicators | eh-timeline table | - | some
contacts | eh-timeline table | - | some
referrals | eh-timeline table | - | some
episodes | eh-timeline table | - | some
assessments | eh-timeline table | - | some
plans | eh-timeline table | - | some
reviews | eh-timeline table | - | some
statutory | eh-timeline table | - | some
episodes | eh-timeline journey | - | some
statutory | eh-timeline journey | - | some
contacts | eh-timeline journey | - | some
referrals | eh-timeline journey | - | some
assessments | eh-timeline journey | - | some
plans | eh-timeline journey | - | some
events | eh-timeline journey | - | some
END

# Records that go into no pipe: made and not read, or read and not made, and why. Another name here would be a word misspelt.
cat >alone <<'END'
problems | made | a list for people to work through
attendance-needs | made | outcomes, not indicators: a practitioner says which need lies behind
sharing | made | a register for the record
explanations | made | reasons, for people
comparisons | made | an audit, for people
moves | made | what has changed, for people
proposals | made | a choice that the family makes
gaps | made | for those who commission services
plan-progress | made | what has changed, for people
reviews-due | made | days that are reckoned: none of them has been booked or held
decisions | made | suggestions, until somebody decides
outcome-results | made | results, not evidence
scale-changes | made | changes, not readings
measures | made | figures, for people
annex-a-list-2 | made | under the headings of Annex A: below
journeys | made | lines, for people
attendance | read | from the school's register
outcome-evidence | read | from who works with the family
override | read | a practitioner's own decision
recorded | read | from the case management system, or levels: below
services | read | a directory that somebody keeps
contacts | read | from the front door
referrals | read | from the case management system
episodes | read | from the case management system, or Annex A: below
feedback | read | from families
population | read | from the census
statutory | read | from the case management system
END

# What a reader is expected to say: PROGRAM VERB | words that each line of it holds.
cat >expected <<'END'
eh-plan form | flagged refer-first, so it is left off the family's page
eh-genogram draw | people have no line: the column relationship
END

# trimmed FILE: a table without the blanks round its bars.
trimmed() { sed 's/ *| */|/g; s/ *$//' "$1"; }
for table in makers readers alone expected; do
    trimmed $table >table && mv table $table
done

# --- What the programs say --------------------------------------------------------------------------------------------------

# tables FILE: of a schema, a line for each field: in or out, table, field, type, yes when it is required.
tables()
{
    awk '
        function cell(name) { return match($0, "\"" name "\": \"[^\"]*\"") ? substr($0, RSTART + length(name) + 5, RLENGTH - length(name) - 6) : "" }
        /^"output"/ { side = "out" }
        /"schema": / { table = cell("name"); next }
        /^  \{"name"/ { print (side ? side : "in") "|" table "|" cell("name") "|" cell("type") "|" (/"required": true/ ? "yes" : "") }' "$1"
}

# operands PROGRAM VERB: the tables that the first operand of a verb may name; else a blank line.
operands()
{
    case "$1 $2" in
    'eh-assess table') eh-assess table '?' 2>&1 | sed 's/.*table takes \([^ ]*\) .*/\1/' | tr '|' '\n' ;;
    'eh-genogram table') printf '%s\n' people relationships ;;
    *) echo ;;
    esac
}

for program in eh-assess eh-threshold eh-plan eh-review eh-genogram eh-timeline; do
    $program --help | sed -n '/^verbs of/,/^$/s/^  \([a-z-]*\) .*/'$program' \1/p'
done >verbs
ok 'there are verbs' test "$(wc -l <verbs)" -ge 33
while read -r program verb; do
    operands "$program" "$verb" >operands
    while read -r operand; do
        name="$program $verb${operand:+ $operand}"
        run "$name --schema" "$program" "$verb" --schema ${operand:+"$operand"}
        status 0
        tables "$scratch/out" | sed "s/^/$name|/" >>fields
    done <operands
done <verbs

# told SIDE: the records that verbs read or write, as the schemas say.
told() { awk -F '|' -v side="$1" '$2 == side { split($1, word, " "); print $3 "|" (side == "in" ? word[1] " " word[2] : $1) }' fields | sort -u; }

told out >wanted
cut -d '|' -f 1,2 makers | sort -u >got
same 'how to make each record that a verb writes' got wanted
told in >wanted
awk -F '|' '{ split($2, word, " "); print $1 "|" word[1] " " word[2] }' readers | sort -u >got
same 'how each verb reads each record' got wanted

cut -d '|' -f 2,3 fields | sort -u | sed 's/^in|\(.*\)/\1|read/; s/^out|\(.*\)/\1|made/' | sort |
    awk -F '|' '{ sides[$1] = sides[$1] "|" $2 } END { for (name in sides) if (sides[name] !~ /\|.*\|/) print name sides[name] }' | sort >wanted
cut -d '|' -f 1,2 alone | sort >got
same 'records that go into no pipe' got wanted

# --- One schema matches the other -----------------------------------------------------------------------------------------

# What must be there for a reader is always there, and what is a number for it is one where it is written.
awk -F '|' '
    $2 == "out" && !seen[$1, $3]++ { made[$3] = made[$3] "|" $1 }
    $2 == "out" { type[$1, $3, $4] = $5; filled[$1, $3, $4] = $6 }
    $2 == "in" { line[++count] = $0 }
    END {
        for (i = 1; i <= count; i++) {
            split(line[i], field, "|")
            for (j = split(made[field[3]], maker, "|"); j > 1; j--) {
                key = maker[j] SUBSEP field[3] SUBSEP field[4]
                pair = maker[j] " | " field[1] ": " field[3] "." field[4]
                if (field[6] && !filled[key]) print pair " may be missing"
                if ((key in type) && field[5] != "string" && type[key] != field[5] && !(field[5] == "number" && type[key] == "integer")) print pair " is of type " type[key]
                pairs++
            }
        }
        if (pairs < 500) print "only " pairs " columns to compare"
    }' fields >mismatches
same 'schemas match' mismatches /dev/null

# --- Each pair ----------------------------------------------------------------------------------------------------------------

for directory in "$examples"/*/; do ln -s "$directory" .; done
ln -s "$examples/notes.csv" .

# today PROGRAM VERB: the option for the day, where there is one.
today() { ! "$1" "$2" --help | grep -q -e --as-of || echo --as-of 2026-11-30; }

# write FILE COMMAND...: what is read beside the pipe.
write()
{
    wanted_file=$1
    shift
    run "$wanted_file" "$@"
    status 0
    cp "$scratch/out" "$wanted_file"
}

write spring.csv eh-threshold --as-of 2026-11-30 borough/indicators-spring.csv
write autumn.csv eh-threshold --as-of 2026-11-30 borough/indicators.csv
write drafts.csv eh-plan --as-of 2026-11-30 --services plans/services.csv borough/indicators.csv
write people.csv eh-assess table people forms/sparrow-assessment.rec
write sheet.csv eh-assess table assessments forms/sparrow-assessment.rec
write words.csv eh-assess table notes forms/sparrow-assessment.rec forms/sparrow-review.rec
sed -n '1p; /^F104,/p' timeline/events.csv >events.csv
cat >needs.csv <<'END'
family_id,child_id,date,indicator
F104,P1,2026-03-10,EDU-EH-04
F104,P1,2026-03-10,FAM-EH-04
F104,P1,2026-03-10,HEA-EH-02
F104,P2,2026-03-10,HEA-CIN-03
END
cat >agreed.csv <<'END'
family_id,child_id,action_id,action,needs
F104,P1,A1,Go and see what the group is like,SF-4.2
F104,P1,A2,Ask who could come along,SF-6.1
END
cat >bare.csv <<'END'
family_id,action_id,outcome,action,who,agency,due,review_due
F104,A1,SF-1.1,Walk to breakfast club on Mondays,Robin Sparrow,Hedgerow School,2026-03-16,2026-12-20
F104,A2,SF-3.1,Ring the money advice line,Robin Sparrow,Hedgerow School,2026-09-30,2026-12-20
F104,A3,SF-5.1,Read with Nan on Sundays,Robin Sparrow,Hedgerow School,2026-12-06,2026-12-20
F104,A4,SF-5.1,Bake a cake for Nan,Robin Sparrow,Hedgerow School,2026-10-01,
END
cat >held.csv <<'END'
family_id,review_id,due_date,held_date,decision
F104,R1,2026-05-12,2026-05-12,continue
END
mkdir spoilt
cp framework-of-your-own/*.csv spoilt
echo 'nowhere,EH,1,1' >>spoilt/rules.csv
printf 'indicator,anchor,pattern,example\nHEA-EH-01,xyz,xyz(,xyz\n' >patterns.csv

number=0
while IFS='|' read -r record verb rest; do
    number=$((number + 1))
    # shellcheck disable=SC2046,SC2086 # words of the table
    run "$verb $rest" $verb $(today $verb) $rest
    status 0
    stderr </dev/null
    cp "$scratch/out" made-$number.csv
    ok "$verb $rest: rows" test "$(wc -l <made-$number.csv)" -ge 2
    printf '%s|%s|%s\n' "$record" "$verb" made-$number.csv >>made
    # The same rows as a spreadsheet likes them, and with the columns the other way round.
    # shellcheck disable=SC2046,SC2086
    run "$verb $rest for a spreadsheet" $verb $(today $verb) --excel $rest
    status 0
    cp "$scratch/out" made-$number.csv.excel
    awk -v columns="$(sed -n 1p made-$number.csv | tr ',' '\n' | sed '1!G; h; $!d' | paste -s -d ,)" \
        -f "$TOP/tests/property/columns.awk" made-$number.csv >made-$number.csv.turned
    if command -v rec2csv >/dev/null; then
        # shellcheck disable=SC2046,SC2086
        run "$verb $rest as a text record" $verb $(today $verb) -t rec $rest
        status 0
        cp "$scratch/out" made.rec
        rec2csv -t "$(echo "$record" | tr - _)" made.rec >made-$number.csv.rec
        heading=$(sed -n '1s/"//gp' made-$number.csv.rec)
        sed '1s/[^A-Za-z0-9_,]/_/g' made-$number.csv >fit.csv
        columns "$heading" fit.csv >wanted
        columns "$heading" made-$number.csv.rec >got
        same "$case_name: recutils read the same cells" got wanted
        ok "$case_name: there are cells" test "$(wc -l <got)" -ge 1
    fi
done <makers

# kept WHAT VERB REST FILE: whether the reader has kept what it should of the rows of FILE; its output is in out.csv.
kept()
{
    case $1 in
    some) [ -s out.csv ] ;;
    rows) [ "$(wc -l <out.csv)" -eq "$(wc -l <"$4")" ] && [ "$(wc -l <out.csv)" -ge 2 ] ;;
    use)
        # shellcheck disable=SC2046,SC2086
        $2 $(today $2) $(echo "$3" | sed 's/-[-a-z]* - *//') >without.csv 2>/dev/null && ! cmp -s out.csv without.csv
        ;;
    *)
        columns "$1" "$4" | sort -u >wanted-keys
        columns "$1" out.csv | sort -u >keys
        cmp -s keys wanted-keys && [ -s keys ]
        ;;
    esac
}

pairs=0
while IFS='|' read -r record reader rest keeps; do
    while IFS='|' read -r other maker file; do
        [ "$other" = "$record" ] || continue
        pairs=$((pairs + 1))
        # shellcheck disable=SC2046,SC2086
        run "$maker | $reader $rest" $reader $(today $reader) $rest <"$file"
        status 0
        grep -vF "$(grep "^$reader|" expected | cut -d '|' -f 2 | grep . || echo '(nothing)')" "$scratch/err" >unexpected
        same "$case_name: messages" unexpected /dev/null
        cp "$scratch/out" out.csv
        for dress in rec excel turned; do
            [ -f "$file.$dress" ] || continue
            # shellcheck disable=SC2046,SC2086
            run "$maker | $reader $rest, $dress" $reader $(today $reader) $rest <"$file.$dress"
            same "$case_name: output" "$scratch/out" out.csv
        done
        # In two files they are the same rows, but for the places of what is said about them.
        if [ "$rest" = - ] && ! grep -q '<stdin>' out.csv; then
            lines=$(wc -l <"$file")
            sed "$((lines / 2 + 1))q" "$file" >first-half.csv
            sed "2,$((lines / 2 + 1))d" "$file" >second-half.csv
            # shellcheck disable=SC2046,SC2086
            run "$maker | $reader, in two files" $reader $(today $reader) first-half.csv second-half.csv
            same "$case_name: output" "$scratch/out" out.csv
        fi
        ok "$maker | $reader $rest: keeps $keeps" kept "$keeps" "$reader" "$rest" "$file"
    done <made
done <readers
ok 'there are pairs' test "$pairs" -ge 80

# --- What the tables do not tell --------------------------------------------------------------------------------------------

# Levels are levels on record; Annex A's list 2 is episodes under its own headings.
run 'levels on record' eh-threshold compare --recorded autumn.csv borough/indicators.csv
status 0
awk -v columns=result -f "$TOP/tests/property/columns.awk" "$scratch/out" | sed 1d | sort | uniq -c | tr -s ' ' >got
printf ' %s agree\n' "$(($(wc -l <autumn.csv) - 1))" >wanted
same 'levels on record agree with themselves' got wanted
list=$(awk -F '|' '$1 == "annex-a-list-2" { print $3 }' made)
for reader in 'eh-review due' 'eh-timeline table' 'eh-timeline journey'; do
    # shellcheck disable=SC2046,SC2086
    run "eh-review annex-a | $reader" $reader $(today $reader) <"$list"
    status 0
    stderr </dev/null
    ok "$case_name: rows" test "$(wc -l <"$scratch/out")" -ge 3
done

# An empty form is a form.
for form in assessment review; do
    write empty.rec eh-assess new $form
    for verb in check form 'table actions'; do
        # shellcheck disable=SC2086
        run "eh-assess new $form | eh-assess $verb" eh-assess $verb <empty.rec
        status 0
        stderr </dev/null
    done
done

# --- The whole way -----------------------------------------------------------------------------------------------------------

# Real pipes, each end's exit status kept.
chain()
{
    { { { eh-assess notes.csv; echo "$?" >&3; } | { eh-threshold --as-of 2026-11-30; echo "$?" >&3; } |
        { eh-plan --as-of 2026-11-30; echo "$?" >&3; } | { eh-review --as-of 2026-11-30 --within 60d; echo "$?" >&3; }; } >chained.csv; } 3>statuses
}
run 'notes to reviews' chain
stderr </dev/null
sort -u statuses >got
echo 0 >wanted
same 'every end of the pipe ends with 0' got wanted
write 1.csv eh-assess notes.csv
write 2.csv eh-threshold --as-of 2026-11-30 1.csv
write 3.csv eh-plan --as-of 2026-11-30 2.csv
write 4.csv eh-review --as-of 2026-11-30 --within 60d 3.csv
same 'as through files' chained.csv 4.csv
awk -v columns=family_id -f "$TOP/tests/property/columns.awk" 2.csv | sort -u >wanted
awk -v columns=family_id -f "$TOP/tests/property/columns.awk" chained.csv | sort -u >got
same 'no family is lost on the way' got wanted

# --- Files of options -----------------------------------------------------------------------------------------------------

# A pipe in the place of a file, by name or as -, one of them the standard input.
write plans.csv eh-assess table plans forms/sparrow-assessment.rec
write wanted.csv eh-plan draft --as-of 2026-11-30 --plans plans.csv --people people.csv --services plans/services.csv needs.csv
mkfifo plans.pipe people.pipe
eh-assess table plans forms/sparrow-assessment.rec >plans.pipe &
eh-assess table people forms/sparrow-assessment.rec >people.pipe &
run 'options read pipes' eh-plan draft --as-of 2026-11-30 --plans plans.pipe --people people.pipe --services plans/services.csv needs.csv
status 0
stdout <wanted.csv
wait
run 'an option reads standard input' eh-plan draft --as-of 2026-11-30 --plans plans.csv --people - --services plans/services.csv needs.csv <people.csv
status 0
stdout <wanted.csv

# once WANTED COMMAND...: two are to read standard input, of which the second would find nothing.
once()
{
    once_wanted=$1
    shift
    run "$*" "$@" <needs.csv
    status 2
    stdout </dev/null
    stderr <<END
$1: standard input is read once, but stands for $once_wanted ($1 --help shows what there is)
END
}
once '--plans and for --people' eh-plan draft --plans - --people - needs.csv
once '--plans and for the files' eh-plan draft --plans -
once '--plans and for the files' eh-plan draft --plans - needs.csv -
once 'two files' eh-threshold move - -
once '--relationships and for the files' eh-genogram -r -
printf 'name,column\nindicator,Issue\n' >needs.csv
once '--map-file and for the files' eh-threshold --map-file -
printf 'family_id,indicator\nF104,HEA-EH-01\n' >needs.csv
run 'no files to read' eh-review measures --as-of 2026-11-30 --indicators - <needs.csv
status 0

#!/bin/sh
# Headings: those of other systems are read as they are, however they are written.
. "$(dirname "$0")/lib.sh"

no_break=$(printf '\302\240')
borough=$TOP/examples/borough

# --- Whole files of other systems ---

# levels NAME FILE OPTION...: child, level and drivers of each child, in the file NAME.
levels()
{
    name=$1
    shift
    run "$name" eh-threshold --as-of 2026-11-30 "$@"
    status 0
    stderr </dev/null
    sed 1d "$scratch/out" | cut -d , -f 2,5,10 >"$name"
}
levels own.csv "$borough/indicators.csv"
levels annex-a.csv "$borough/annex-a-indicators.csv"
levels ssd.csv --missing NULL "$borough/ssd-indicators.csv"
for dialect in annex-a ssd; do
    ok "$dialect: has many children" test "$(wc -l <$dialect.csv)" -ge 50
    ok "$dialect: of more than one level" test "$(cut -d , -f 2 $dialect.csv | sort -u | wc -l)" -ge 3
    awk -F , 'FNR == NR { own[$1] = $0; next }
        !($1 in own) { print $1 ": only here" }
        ($1 in own) && own[$1] != $0 { print own[$1] " and " $0 }' own.csv $dialect.csv >differences
    file differences </dev/null
done
ok 'the ssd file: has NULL where there is no date' grep -q ',NULL,' "$borough/ssd-indicators.csv"
run 'the ssd file with --missing' eh-threshold --as-of 2026-11-30 --missing NULL "$borough/ssd-indicators.csv"
status 0
cp "$scratch/out" marked.csv
run 'the ssd file without --missing' eh-threshold --as-of 2026-11-30 "$borough/ssd-indicators.csv"
status 0
same 'its headings tell what NULL means' "$scratch/out" marked.csv
run 'both files and our own together' eh-threshold --as-of 2026-11-30 --missing NULL \
    "$borough/annex-a-indicators.csv" "$borough/indicators.csv" "$borough/ssd-indicators.csv"
status 0
sed 1d "$scratch/out" | cut -d , -f 2,5,10 | sort -u >got
# A child without family in one file and with one in another has two rows there, with the same in them.
awk -F , 'FNR == NR { own[$1] = $0; next } $1 != "" && own[$1] != $0' own.csv got >differences
file differences </dev/null

run 'annex-a: its headings' eh-threshold --explain-header "$borough/annex-a-indicators.csv"
sed -n 's/.*annex-a-indicators\.csv,\([0-9].*\),indicators$/\1/p' "$scratch/out" >got
file got <<'END'
1,Child Unique ID,child_id,annex-a
2,Gender,,passed through
3,Ethnicity,,passed through
4,Date of Birth,,passed through
5,Age of Child (Years),,passed through
6,Assessment start date,date,annex-a
7,Organisation completing assessment,agency,annex-a
8,Indicator code,indicator,common
END
run 'ssd: its headings' eh-threshold --explain-header "$borough/ssd-indicators.csv"
sed -n 's/.*ssd-indicators\.csv,\([0-9].*\),indicators$/\1/p' "$scratch/out" >got
file got <<'END'
1,earl_episode_id,,passed through
2,earl_person_id,child_id,ssd
3,fami_family_id,family_id,ssd
4,earl_episode_start_date,date,ssd
5,earl_episode_end_date,end_date,ssd
6,earl_episode_reason,,passed through
7,earl_episode_organisation,agency,ssd
8,earl_episode_worker_id,,passed through
9,indicator,indicator,own name
END

# --- Every heading that is known ---

# known RECORD LEAST VERB: each heading of the map for that record, alone in a file, as `heading,column,dialect`. Of two that are
# alike the first counts.
known()
{
    rm -rf files
    mkdir files
    awk -F , -v record="$1" 'FNR == NR { if ($1 == record) { column[$2] = 1; print $2 "," $2 ",own name" } next }
        ($1 == record || $1 == "*") && $2 in column && !/"/ { print $3 "," $2 "," $4 }' \
        "$TOP/share/records/columns.csv" "$TOP/share/maps/headings.csv" |
        awk -F , '{ key = tolower($1); gsub(/[^a-z0-9]/, "", key) } !seen[key]++' >headings
    ok "$1: many headings are known" test "$(wc -l <headings)" -ge "$2"
    # As they are; in capitals without blanks; with blanks, underscores and hyphens; in quotation marks that lean.
    for form in '' 'y/abcdefghijklmnopqrstuvwxyz/ABCDEFGHIJKLMNOPQRSTUVWXYZ/; s/ //g' 's/ /_-/g; s/^/  /; s/$/ /' \
        's/.*/“&”/' "s/./&$no_break/g"; do
        cut -d , -f 1 headings | sed "$form" | awk '{ name = sprintf("files/%04d.csv", NR); print >name; close(name) }'
        if [ "$3" = move ]; then
            # It takes just two files.
            for one in files/*.csv; do
                eh-threshold move --explain-header "$one" in.csv || echo FAILED
            done >all
        else
            run "$1 headings, $form" eh-threshold "$3" --explain-header files/*.csv
            status 0
            cp "$scratch/out" all
        fi
        sed -n 's/^files[^,]*,1,[^,]*,\(.*\),[a-z]*$/\1/p; /^FAILED/p' all >got
        cut -d , -f 2,3 headings >wanted
        same "$1 headings, $form: columns" got wanted
    done
}
echo level >in.csv
known indicators 120 level
known levels 80 move

# --- How they may be written ---

# column HEADING...: each alone in a file is family_id.
for heading in family_id 'Family ID' FAMILY-ID familyid FamilyId ' family  id ' 'Family_ID:' '"Family ID"' 'Family(ID)' \
    'Family ID' "‘Family’ ID" 'fami_family_id' 'Family no.' 'Household Ref'; do
    printf '%s\n' "$heading" >in.csv
    run "heading '$heading'" eh-threshold --explain-header in.csv
    ok "heading '$heading': is family_id" grep -qE '^in\.csv,1,.*,family_id,' "$scratch/out"
done
for heading in 'Family ID 2' 'My family ID' famly_id "Family’s ID" fámily_id; do
    printf '%s,indicator\n' "$heading" >in.csv
    run "heading '$heading'" eh-threshold --explain-header in.csv
    ok "heading '$heading': is no other's" grep -qE '^in\.csv,1,.*,,passed through,indicators$' "$scratch/out"
done

# --- Several that fit ---

# chosen WANTED HEADING...: a file with these headings, in this order and the other way round, reads the first of them as WANTED.
chosen()
{
    wanted=$1
    shift
    printf '%s,' "$@" | sed 's/,$//' >in.csv
    echo >>in.csv
    sed 's/\(.*\),\(.*\)/\2,\1/' in.csv >back.csv
    ok "$*: two orders" test "$(cat in.csv)" != "$(cat back.csv)"
    run "$*" eh-threshold --explain-header in.csv back.csv
    status 0
    for form in in back; do
        ok "$*, $form: the first" grep -qE "^$form\.csv,[12],$1,$wanted," "$scratch/out"
        ok "$*, $form: not the other" grep -qxE "$form\.csv,[12],$2,,passed through,indicators" "$scratch/out"
    done
}
chosen indicator indicator 'Indicator code'
chosen date Date 'Date seen'
chosen date 'Assessment start date' 'Date seen'
chosen date earl_episode_start_date 'Assessment start date'
chosen date 'Date of Contact' 'Date recorded'
chosen child_id 'Child ID' 'Child Unique ID'
chosen agency Agency Organisation

run 'a choice of the user' eh-threshold --explain-header -m indicator='Indicator code' - <<'END'
indicator,Indicator code
END
ok 'a choice of the user: goes first' grep -qx '<stdin>,2,Indicator code,indicator,--map,indicators' "$scratch/out"
ok 'a choice of the user: the other is passed through' grep -qx '<stdin>,1,indicator,,passed through,indicators' "$scratch/out"

# The one chosen is the one read.
printf 'Indicator code,child_id,indicator\nEDU-EH-04,C1,HEA-CIN-01\n' >in.csv
run 'two columns of codes' eh-threshold --as-of 2026-01-31 in.csv
cut -d , -f 2,5,10 "$scratch/out" >got
file got <<'END'
child_id,level,drivers
C1,child-in-need,HEA-CIN-01
END
run 'the other column of codes' eh-threshold --as-of 2026-01-31 -m 'indicator=Indicator Code' in.csv
cut -d , -f 2,5,10 "$scratch/out" >got
file got <<'END'
child_id,level,drivers
C1,early-help,EDU-EH-04
END

# --- Files beside the main one ---

printf 'Child Unique ID,Need code\nC1,EDU-EH-04\n' >in.csv
printf 'CHILD ID,Level of Need,Decided by,Date of decision,Rationale,Unknown\nC1,CIN,Me,20/01/2026,Known well,x\n' >override.csv
printf 'Child reference,Date given,Parental consent\nC1,20/01/2026,Verbal\n' >consent.csv
run 'decisions and consent' eh-threshold --as-of 2026-01-31 --override override.csv --consent consent.csv in.csv
status 0
stderr </dev/null
cut -d , -f 2,5,6,15 "$scratch/out" >got
file got <<'END'
child_id,level,suggested,consent
C1,child-in-need,early-help,given
END
printf 'Person ID,Agreed level\nC1,L2\nC1,Early Help\n' >recorded.csv
run 'levels on record' eh-threshold compare --as-of 2026-01-31 -q --recorded recorded.csv in.csv
cut -d , -f 2-5 "$scratch/out" >got
file got <<'END'
child_id,suggested,recorded,result
C1,early-help,early-help,agree
END
printf 'Person ID,Current level,Lead Agency,Odd\nC1,Early help,School," a ""b"""\n' >before.csv
printf 'Odd,Person ID,Current level\n"",C1,CIN plan\n' >after.csv
run 'two files of levels' eh-threshold move before.csv after.csv
status 0
ok 'two files of levels: stepped up' grep -qx ',C1,stepped-up,early-help,child-in-need,2,3,,' "$scratch/out"
run 'levels to compare' eh-threshold compare --recorded recorded.csv before.csv -q
ok 'levels to compare: other columns go along' grep -qE ',School," a ""b"""$' "$scratch/out"
ok 'levels to compare: as they are called' test "$(head -n 1 "$scratch/out" | sed 's/.*drivers,//')" = 'Lead Agency,Odd'

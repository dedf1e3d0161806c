#!/bin/sh
# Values: words and codes of other systems are decoded; what nobody knows is kept and counted.
. "$(dirname "$0")/lib.sh"

# words LIST: the values of a list, as `value|code`; the value as it stands in CSV. Of two that are alike the first counts.
words()
{
    sed -n "s/^$1,\(.*\),\([^,]*\),[^,]*\$/\1|\2/p" "$TOP/share/maps/values.csv" |
        awk -F '|' '{ key = tolower($1) } !seen[key]++'
}

# --- Every word that is known ---

# decoded LIST FIELD COLUMN LEAST FORM: each word of a list, in a column of indicator rows, comes out as its code in a field
# of `explain`, also when it is written in another form.
decoded()
{
    words "$1" >list
    ok "$1: many words are known" test "$(wc -l <list)" -ge "$4"
    { echo "child_id,indicator,$3"; cut -d '|' -f 1 list | sed "$5" | awk '{ print NR ",HEA-EH-01," $0 }'; } >in.csv
    run "$1, $5" eh-threshold explain --as-of 2026-01-31 --unmapped unmapped.csv in.csv
    status 0
    stderr </dev/null
    grep -E '^,[0-9]+,.*,(indicator|not-counted),HEA-EH-01,' "$scratch/out" | cut -d , -f "2,$2" >got
    awk -F '|' '{ print NR "," $2 }' list >wanted
    same "$1, $5: codes" got wanted
    file unmapped.csv <<'END'
column,value,count,file,line
END
}
no_break=$(printf '\302\240')
capitals='y/abcdefghijklmnopqrstuvwxyz/ABCDEFGHIJKLMNOPQRSTUVWXYZ/'
# A mark in front, within the quotation marks if there are any.
marked='s/^"\{0,1\}/&a) /'
for form in '' "$capitals" "$marked" "s/^\"\{0,1\}/& $no_break/; s/\"\{0,1\}\$/  &/" "s/ /$no_break /g" "s/'/’/g"; do
    decoded status 12 status 25 "$form"
    decoded subject 13 subject 40 "$form"
    decoded contact-source 15 source 300 "$form"
done

# What counts is what is present.
{ echo child_id,indicator,status; words status | cut -d '|' -f 1 | awk '{ print NR ",HEA-EH-01," $0 }'; } >in.csv
run 'status' eh-threshold --as-of 2026-01-31 in.csv
status 0
cut -d , -f 2,5 "$scratch/out" >got
words status | awk -F '|' 'BEGIN { print "child_id,level" } { print NR "," ($2 == "present" ? "early-help" : "universal") }' >wanted
same 'status: levels' got wanted

cat >in.csv <<'END'
child_id,indicator,status,subject,source
1,HEA-EH-01,Current,Mum,Police
2,HEA-EH-01,Ruled out,Young person,b) Schools
3,HEA-EH-01, no  longer present,p1) Whole family,3A: Health services
4,HEA-EH-01,,,
5,HEA-EH-01,a) HISTORIC,Parent / carer,Individual – self
6,HEA-EH-01,a),a),a)
END
run 'words of all kinds' eh-threshold explain --as-of 2026-01-31 in.csv
status 3
stderr <<'END'
eh-threshold: in.csv:7: status: not one of present, negated, historic, hypothetical, other
END
grep ',HEA-EH-01,Vacc' "$scratch/out" | cut -d , -f 2,6,12,13,15 >got
file got <<'END'
1,indicator,present,parent,6
2,not-counted,negated,child,2A
3,not-counted,historic,family,3A
4,indicator,,,
5,not-counted,historic,parent,1C
END

# --- Consent ---

words consent >list
{ echo child_id,indicator; awk '{ print NR ",HEA-EH-01" }' list; } >in.csv
for form in '' "$capitals" "$marked"; do
    { echo child_id,date,consent; cut -d '|' -f 1 list | sed "$form" | awk '{ print NR ",2026-01-05," $0 }'; } >consent.csv
    run "consent, $form" eh-threshold --as-of 2026-01-31 --consent consent.csv in.csv
    status 0
    stderr </dev/null
    sed 1d "$scratch/out" | cut -d , -f 2,15 >got
    awk -F '|' '{ print NR "," $2 }' list >wanted
    same "consent, $form: codes" got wanted
done

# --- Levels ---

# Words of a level are taken when the framework has that level.
words level >list
ok 'level: many words are known' test "$(wc -l <list)" -ge 60
for framework in solihull-2024 solihull-2014 sandwell-2022; do
    { echo child_id,level; cut -d '|' -f 1 list | sed "$capitals" | awk '{ print NR "," $0 }'; } >recorded.csv
    cut -d , -f 1 "$TOP/share/frameworks/$framework/levels.csv" >levels
    echo child_id,indicator >in.csv
    run "level, $framework" eh-threshold compare --as-of 2026-01-31 -F "$framework" --recorded recorded.csv in.csv
    status 3
    sed 1d "$scratch/out" | cut -d , -f 2,4 >got
    awk -F '|' 'FNR == NR { level[$1] = 1; next } $2 in level { print FNR "," $2 }' levels list >wanted
    ok "level, $framework: some fit" test -s wanted
    same "level, $framework: those that fit" got wanted
    ok "level, $framework: the others are rejected" test "$(wc -l <"$scratch/err")" -eq "$(($(wc -l <list) - $(wc -l <wanted)))"
done

# --- Values that nobody knows ---

cat >in.csv <<'END'
family_id,child_id,indicator,status,source,subject,evidence
F1,C1,EDU-EH-04,present,By pigeon,child,odd
F1,C1,EDU-EH-04,maybe,By pigeon,neighbour,odd
F1,C2,EDU-EH-04,Yes,By  PIGEON,"the ""cat"", too",odd
F1,C2,EDU-EH-04,No,By pigeon ,neighbour,odd
F1,C2,EDU-EH-99,No,owl,owl,odd
F1,C3,EDU-EH-04,,schools,a) Mum,odd
,,EDU-EH-04,,crow,,odd
END
printf 'Subject of need,Indicator code,Child ID\nneighbour,EDU-EH-04,C4\nx,EDU-EH-04,C4\n' >other.csv
cat >wanted <<'END'
column,value,count,file,line
source,By pigeon,2,in.csv,2
status,maybe,1,in.csv,3
subject,"the ""cat"", too",1,in.csv,4
source,By  PIGEON,1,in.csv,4
subject,neighbour,2,in.csv,5
subject,x,1,other.csv,3
END
printf 'family_id,child_id,level\nF1,C1,universal\n' >recorded.csv
for verb in level explain 'compare --recorded recorded.csv' 'level --sorted' 'level --by family'; do
    # shellcheck disable=SC2086 # a verb and its options
    run "--unmapped, $verb" eh-threshold $verb --as-of 2026-01-31 -q --unmapped unmapped.csv in.csv other.csv
    status 3
    stderr </dev/null
    ok "--unmapped, $verb: the same counts" cmp unmapped.csv wanted
    rm unmapped.csv
done

run 'unknown values' eh-threshold explain --as-of 2026-01-31 -q in.csv
grep ',EDU-EH-04,.*,odd,' "$scratch/out" | sed 's/.*,EH,EDU,,//; s/,odd,.*//' >got
file got <<'END'
present,child,,By pigeon
present,"the ""cat"", too",,By  PIGEON
negated,neighbour,,By pigeon
,parent,,2A
END

run '--unmapped when all is known' eh-threshold --unmapped unmapped.csv - <<'END'
child_id,indicator,status,subject
C1,EDU-EH-04,Yes,Mum
END
status 0
file unmapped.csv <<'END'
column,value,count,file,line
END

awk 'BEGIN { print "child_id,indicator,source"; for (i = 1; i <= 100003; i++) print "C1,EDU-EH-04,pigeon " i; print "C1,EDU-EH-04,pigeon 7" }' >in.csv
run '--unmapped without end' eh-threshold --unmapped unmapped.csv in.csv
status 0
stderr <<'END'
eh-threshold: more than 100000 different values without a decoding; further ones are not listed
END
ok '--unmapped without end: as many as said' test "$(wc -l <unmapped.csv)" -eq 100001
ok '--unmapped without end: those are counted on' grep -qx 'source,pigeon 7,2,in.csv,8' unmapped.csv

# A mark for blank cells is no value.
run '--missing' eh-threshold --missing NULL --unmapped unmapped.csv - <<'END'
child_id,indicator,status,subject,source
C1,EDU-EH-04,NULL,NULL,NULL
C1,EDU-EH-04,,null,
END
status 0
file unmapped.csv <<'END'
column,value,count,file,line
subject,null,1,<stdin>,3
END

#!/bin/sh
# Options: help, version, mistyped ones, and what each changes.
. "$(dirname "$0")/lib.sh"

hint='(eh-threshold --help shows what there is)'
verbs='level explain compare move list lint'

cat >in.csv <<'END'
family_id,child_id,date,indicator,agency
F1,C1,2026-01-05,EDU-EH-04,School
F1,C2,2026-01-06,EMO-U-03,School
F2,C3,2026-01-07,HEA-CIN-01,Clinic
F2,C3,2026-01-07,EDU-EH-04,School
END
printf 'family_id,indicator\nF1,nonsense\n' >bad.csv
run 'none' eh-threshold --as-of 2026-01-31 in.csv
status 0
stdout <<'END'
family_id,child_id,as_of,framework,level,suggested,rank,level_name,support,drivers,needs,strengths,domains,routes,consent,next_step,contact
F1,C1,2026-01-31,solihull-2024,early-help,early-help,2,Early help,single-agency,EDU-EH-04,EDU-EH-04,,EDU,,required,"One person leads a joint assessment and plan with the family, and relatives, friends and agencies each carry a part of it.",safeguarding-lead
F1,C2,2026-01-31,solihull-2024,universal,universal,1,Universal,,,,EMO-U-03,,,for-referral,"Everyday services meet the child's needs in their own setting, and one agency may add support of its own or point the family to community help (universal plus).",
F2,C3,2026-01-31,solihull-2024,child-in-need,child-in-need,3,Child in need,,HEA-CIN-01,HEA-CIN-01;EDU-EH-04,,HEA;EDU,mash,required,"With the family's agreement, local services ask Children's Services to lead support under section 17 of the Children Act 1989.",mash
END
stderr </dev/null
cp "$scratch/out" level.csv
# What is looked at in what follows.
columns() { cut -d , -f "$1" "$scratch/out" >got; }

# --- Help and version ---

for verb in $verbs; do
    run "$verb --help" eh-threshold "$verb" --help
    status 0
    stderr </dev/null
    ok "$verb --help: its name and purpose first" grep -qE "^eh-threshold $verb: [a-z].*[a-z]$" "$scratch/out"
    ok "$verb --help: an example next" sh -c 'sed -n 3p "$1" | grep -q "^  eh-threshold "' sh "$scratch/out"
    ok "$verb --help: usage" grep -qE "^usage: eh-threshold \[?$verb\]? \[OPTION\]\.\.\.( |$)" "$scratch/out"
    ok "$verb --help: fits a screen" test "$(wc -l <"$scratch/out")" -le 50
    ok "$verb --help: fits a line" test "$(awk 'length($0) > 80' "$scratch/out" | wc -l)" -eq 0
    for other in $verbs; do
        ok "$verb --help: names $other" grep -qE "^(  $other  +[a-z]|verbs .*[ :] $other(,|$)|verbs .*, $other(,|$))" "$scratch/out"
    done
    cp "$scratch/out" help
    run "$verb -h" eh-threshold "$verb" -h --no-such-option-behind-it
    status 2
    run "$verb -h" eh-threshold "$verb" -h nosuch.csv
    status 0
    stdout <help
done
run 'help of the default verb' eh-threshold --help
status 0
cp "$scratch/out" help
run 'help of the default verb, by name' eh-threshold level --help
stdout <help
# Each option of the help is one that is taken.
for verb in $verbs; do
    eh-threshold "$verb" --help | sed -n 's/^  .. *--\([a-z-]*\) .*/\1/p; s/^  -., --\([a-z-]*\) .*/\1/p' | sort -u >options
    ok "$verb: has options" test "$(wc -l <options)" -ge 7
    while read -r option; do
        eh-threshold "$verb" "--$option=" </dev/null >out 2>&1
        ok "$verb --$option: is known" test "$(grep -c "unknown option '--$option='$" out)" -eq 0
    done <options
done

for option in --version -V 'level --version' '--version compare'; do
    # shellcheck disable=SC2086 # a verb and an option
    run "$option" eh-threshold $option
    status 0
    ok "$option: one line" grep -qxE 'eh-threshold \(eh\) [0-9]+\.[0-9]+\.[0-9]+' "$scratch/out"
    ok "$option: and no more" test "$(wc -l <"$scratch/out")" -eq 1
    stderr </dev/null
done

# --- Wrong usage ---

# wrong MESSAGE ARGUMENT...: status 2, the message, nothing on standard output.
wrong()
{
    message=$1
    shift
    run "$*" eh-threshold "$@"
    status 2
    stdout </dev/null
    stderr <<END
eh-threshold: $message $hint
END
}

wrong "unknown option '--sumary'; nearest: --summary" --sumary in.csv
wrong "unknown option '--as-off=2026-01-31'; nearest: --as-of" --as-off=2026-01-31 in.csv
wrong "unknown option '--frobnicate'" --frobnicate in.csv
wrong "unknown option '-x'" -x in.csv
wrong "unknown option '-x'" -qx in.csv
wrong "unknown option '--recorded'" level --recorded in.csv in.csv
wrong "unknown option '--as-of'" list --as-of 2026-01-31 levels
wrong "unknown option '--rejects'" lint --rejects r.csv .
wrong "option '--output' needs an argument" in.csv --output
wrong "option '-o' needs an argument" in.csv -o
wrong "option '--recorded' needs an argument" compare in.csv --recorded

wrong "no verb or file 'lvel'; nearest: level" lvel in.csv
wrong "no verb or file 'explian'; nearest: explain" explian
wrong "no verb or file 'Compare'; nearest: compare" Compare --recorded in.csv
run 'neither a verb nor a file' eh-threshold in.cvs
status 2
stderr <<'END'
eh-threshold: in.cvs: cannot open: No such file or directory
END
cp in.csv lvel
run 'a file that is nearly a verb' eh-threshold lvel --as-of 2026-01-31
status 0
stdout <level.csv
rm lvel

lists='indicators|levels|rules|domains|contacts|routes|frameworks'
wrong "list takes $lists" list
wrong "list takes $lists" list levels rules
wrong "list takes $lists; nearest: levels" list levls
wrong 'lint takes DIR...' lint
wrong 'move takes BEFORE AFTER' move level.csv
wrong 'move takes BEFORE AFTER' move level.csv level.csv level.csv
wrong 'compare needs --recorded FILE' compare in.csv

for format in xml ''; do
    wrong '--to takes csv, text, json, rec or html' --to "$format" in.csv
done
wrong '--to takes csv, text, json, rec or html; nearest: csv' --to CSV in.csv
wrong '--to takes csv, text, json, rec or html; nearest: text' --to tex in.csv
for day in 2026-01 2026 31/02/2026 Ongoing tomorrow '' 2026-01-XX 2026-01-01/2026-02-01; do
    wrong '--as-of takes a day, as 2026-11-22 or 22/11/2026' --as-of "$day" in.csv
    wrong '--since takes a day, as 2026-11-22 or 22/11/2026' --since "$day" in.csv
done
wrong '--by takes child or family' --by sibling in.csv
for delimiter in '' ';;' '"' é; do
    wrong '--delimiter takes one ASCII character, or \t' -d "$delimiter" in.csv
done
run 'a line end as delimiter' eh-threshold -d '
' in.csv
status 2
stderr <<END
eh-threshold: --delimiter takes one ASCII character, or \\t $hint
END
for number in x '' -1 1001 1.5 0x1; do
    wrong '--skip-lines takes a number from 0 to 1000' --skip-lines "$number" in.csv
done
wrong '--flag takes universal, early-help, child-in-need, significant-harm; nearest: early-help' --flag erly-help in.csv
wrong '--flag takes universal, early-help, child-in-need, significant-harm' move --flag '' level.csv level.csv
wrong '--flag takes 1, 2, 3, 4' --flag early-help -F solihull-2014 in.csv
wrong '--flag takes 1, 2, 3, 4' --flag early-help --as solihull-2014 in.csv

# --- --map ---

sed '1s/indicator/Thing that was seen/; 1s/child_id/Reg.No/' in.csv >mapped.csv
run '--map' eh-threshold --as-of 2026-01-31 --map 'indicator=Thing that was seen' -m child_id=Reg.No mapped.csv
status 0
stdout <level.csv
run '--map, written otherwise' eh-threshold --as-of 2026-01-31 --map ' indicator = thing_that_WAS-seen' -m child_id=regno mapped.csv
status 0
stdout <level.csv
printf 'name,column\nindicator,Thing that was seen\nchild_id,"Reg.No"\n' >map.csv
run '--map-file' eh-threshold --as-of 2026-01-31 --map-file map.csv mapped.csv
status 0
stdout <level.csv
printf 'note,column,name\n,Thing that was seen,indicator\n' >part.csv
run '--map-file and --map' eh-threshold --as-of 2026-01-31 -m child_id=Reg.No --map-file part.csv mapped.csv
status 0
stdout <level.csv
sed 's/^\([^,]*\),\([^,]*\)/\2,\1/; 1s/.*/family_id,child_id,date,indicator,agency/' in.csv >crossed.csv
run '--map goes before names of our own' eh-threshold --as-of 2026-01-31 -m family_id=child_id -m child_id=family_id crossed.csv
status 0
stdout <level.csv
wrong '--map takes NAME=COLUMN' --map indicator in.csv
wrong '--map takes NAME=COLUMN' --map =x in.csv
wrong '--map takes NAME=COLUMN' --map indicator= in.csv
wrong "--map names 'indicatr', which is no column that level reads; nearest: indicator" --map indicatr=x in.csv
wrong "--map names 'rank', which is no column that explain reads" explain --map rank=x in.csv
printf 'name,column\nindicator,x\nnope,y\n' >map.csv
wrong "--map names 'nope', which is no column that level reads" --map-file map.csv in.csv
# refused MESSAGE ARGUMENT...: the same for a message about a file.
refused()
{
    message=$1
    shift
    run "$*" eh-threshold "$@"
    status 2
    stdout </dev/null
    stderr <<END
eh-threshold: $message
END
}
refused "in.csv:1: no column 'Thing', which --map names for indicator; columns found: family_id, child_id, date, indicator, agency" \
    --map indicator=Thing in.csv
refused 'nosuch.csv: cannot open: No such file or directory' --map-file nosuch.csv in.csv
refused 'in.csv:1: no column name' --map-file in.csv in.csv
printf 'name,column\nindicator\n' >map.csv
refused 'map.csv:2: cells in this row: 1; in the header line: 2' --map-file map.csv in.csv
# What is mapped in the main file may be missing in one beside it.
printf 'family_id,child_id,level\nF1,C1,universal\n' >recorded.csv
run '--map and a side file' eh-threshold compare --as-of 2026-01-31 -m 'indicator=Thing that was seen' -m child_id=Reg.No \
    --recorded recorded.csv mapped.csv
status 0
columns 1-5
file got <<'END'
family_id,child_id,suggested,recorded,result
F1,C1,early-help,universal,under
F1,C2,universal,,not-recorded
F2,C3,child-in-need,,not-recorded
END

# --- --explain-header ---

printf '\nTitle,,,,,\nChild ID,Odd One,,Indicator code,INDICATOR,Lead agency\n' >headings.csv
run '--explain-header' eh-threshold --explain-header -m family_id='odd one' headings.csv
status 0
stdout <<'END'
file,position,heading,column,how,record
headings.csv,1,Child ID,child_id,own name,indicators
headings.csv,2,Odd One,family_id,--map,indicators
headings.csv,3,,,passed through,indicators
headings.csv,4,Indicator code,,passed through,indicators
headings.csv,5,INDICATOR,indicator,own name,indicators
headings.csv,6,Lead agency,agency,common,indicators
headings.csv,,,date,missing,indicators
headings.csv,,,status,missing,indicators
headings.csv,,,source,missing,indicators
headings.csv,,,end_date,missing,indicators
headings.csv,,,subject,missing,indicators
headings.csv,,,evidence,missing,indicators
headings.csv,,,start,missing,indicators
headings.csv,,,end,missing,indicators
headings.csv,,,matches,missing,indicators
headings.csv,,,note_id,missing,indicators
headings.csv,,,pattern,missing,indicators
END
stderr </dev/null
printf 'a,b\n' >other.csv
run '--explain-header of several files' eh-threshold move --explain-header level.csv other.csv
status 0
ok '--explain-header of several files: the first' grep -qx 'level.csv,5,level,level,own name,levels' "$scratch/out"
ok '--explain-header of several files: the second' grep -qx 'other.csv,,,level,"missing, needed",levels' "$scratch/out"
run '--explain-header of standard input' eh-threshold --explain-header -t json <other.csv
status 0
ok '--explain-header of standard input: by name' grep -qF '{"file":"<stdin>","position":1,"heading":"a","column":"","how":"passed through","record":"indicators"}' "$scratch/out"
refused 'nosuch.csv: cannot open: No such file or directory' --explain-header nosuch.csv

# --- Frameworks ---

run '-F' eh-threshold --as-of 2026-01-31 -F solihull-2014 in.csv
status 0
columns 1-6
cp got older
file got <<'END'
family_id,child_id,as_of,framework,level,suggested
F1,C1,2026-01-31,solihull-2014,2,2
F1,C2,2026-01-31,solihull-2014,1,1
F2,C3,2026-01-31,solihull-2014,4,4
END
run 'EH_FRAMEWORK' env EH_FRAMEWORK=solihull-2014 eh-threshold --as-of 2026-01-31 in.csv
columns 1-6
same 'EH_FRAMEWORK: as -F' got older
run '-F goes before EH_FRAMEWORK' env EH_FRAMEWORK=nosuch eh-threshold --as-of 2026-01-31 -F solihull-2014 in.csv
columns 1-6
same '-F goes before EH_FRAMEWORK: as -F' got older
run 'EH_FRAMEWORK without a value' env EH_FRAMEWORK= eh-threshold --as-of 2026-01-31 in.csv
stdout <level.csv
missing='neither one that is compiled in (eh-threshold list frameworks) nor a directory with a framework.csv'
run 'EH_FRAMEWORK that is not there' env EH_FRAMEWORK=nosuch eh-threshold --as-of 2026-01-31 in.csv
status 2
stderr <<END
eh-threshold: nosuch: no framework 'nosuch': $missing
END
refused "solihull: no framework 'solihull': $missing" -F solihull in.csv
refused "Solihull-2024: no framework 'Solihull-2024': $missing; nearest: solihull-2024" -F Solihull-2024 in.csv
refused "../frameworks/solihull-2024: no framework '../frameworks/solihull-2024': $missing" -F ../frameworks/solihull-2024 in.csv
refused "no framework '': $missing" -F '' in.csv

for directory in "$TOP/examples/framework-of-your-own" "$TOP/examples/framework-of-your-own/"; do
    run '-F with a directory' eh-threshold --as-of 2026-01-31 -F "$directory" in.csv
    status 0
    columns 1-6
    file got <<'END'
family_id,child_id,as_of,framework,level,suggested
F1,C1,2026-01-31,ashmere-2026,one-agency,one-agency
F1,C2,2026-01-31,ashmere-2026,everyday,everyday
F2,C3,2026-01-31,ashmere-2026,child-in-need,child-in-need
END
done
cp -R "$TOP/share/frameworks/solihull-2014" solihull-2024
run 'a name that is compiled in, and a directory too' eh-threshold --as-of 2026-01-31 -F solihull-2024 in.csv
stdout <level.csv
run 'the directory of that name' eh-threshold --as-of 2026-01-31 -F ./solihull-2024 in.csv
columns 1-6
same 'the directory of that name: is taken' got older
rm -r solihull-2024

# --- --schema ---

check_json()
{
    if perl -MJSON::PP -e 1 2>/dev/null; then
        perl -MJSON::PP -e 'local $/; decode_json(<>)' "$1"
    elif python3 -c 'import json' 2>/dev/null; then
        python3 -c 'import json, sys; json.load(open(sys.argv[1]))' "$1"
    fi
}
for verb in level explain 'compare --recorded recorded.csv' 'move level.csv' "lint $TOP/examples/framework-of-your-own"; do
    file=in.csv
    case $verb in move*) file=level.csv ;; lint*) file= ;; esac
    # shellcheck disable=SC2086 # a verb and its options
    run "${verb%% *} --schema" eh-threshold ${verb%% *} --schema
    status 0
    stderr </dev/null
    ok "${verb%% *} --schema: is JSON" check_json "$scratch/out"
    sed -n '/^"output": /,$s/^ *{"name": "\([a-z_]*\)", "type": "[a-z]*", "description": ".*/\1/p' "$scratch/out" | paste -s -d , - >wanted
    # shellcheck disable=SC2086
    run "${verb%% *}" eh-threshold $verb $file
    status 0
    head -n 1 "$scratch/out" >got
    same "${verb%% *} --schema: the columns are those written" got wanted
done
run 'list --schema' eh-threshold list --schema
status 0
ok 'list --schema: is JSON' check_json "$scratch/out"
run 'level --schema' eh-threshold level --schema
ok 'level --schema: the tables read' test "$(grep -oE '"name": "(indicators|consent|override)", "schema"' "$scratch/out" | wc -l)" -eq 3

# --- -q and --summary ---

run '-q' eh-threshold --as-of 2026-01-31 -q in.csv bad.csv
status 3
stdout <level.csv
stderr </dev/null
run '--quiet and a fatal error' eh-threshold --quiet nosuch.csv
status 2
stderr <<'END'
eh-threshold: nosuch.csv: cannot open: No such file or directory
END

{
    cat in.csv
    echo F1,C2,2025-01-06,EDU-EH-04,School
    echo F1,C2,2026-01-06,EDU-EJ-04,School
} >more.csv
printf 'family_id,child_id,level,by,date,reason\nF1,C2,early-help,Me,2026-01-10,Asked for\nF9,C9,early-help,Me,,Asked for\n' >override.csv
run '--summary' eh-threshold --as-of 2026-01-31 --summary -q --since 2026-01-01 --override override.csv --flag early-help more.csv
status 3
columns 2,5,6
file got <<'END'
child_id,level,suggested
C1,early-help,early-help
C2,early-help,universal
C3,child-in-need,child-in-need
END
stderr <<'END'
rows used: 5; of them not counted (not present, ended or before --since): 1
rows rejected: 1
children (or families): 3
  universal: 0
  early-help: 2
  child-in-need: 1
  significant-harm: 0
decisions of practitioners that stand: 1; about children without rows: 1
flagged: 3
END
run '--summary of nothing' eh-threshold --as-of 2026-01-31 --summary /dev/null
status 2
stderr <<'END'
eh-threshold: /dev/null: no header line: the file is empty
END
run '--summary with -o' eh-threshold --as-of 2026-01-31 --summary -o out.csv in.csv
status 0
stdout </dev/null
stderr <<'END'
rows used: 4; of them not counted (not present, ended or before --since): 0
rows rejected: 0
children (or families): 3
  universal: 1
  early-help: 1
  child-in-need: 1
  significant-harm: 0
END
same '--summary with -o: the output' out.csv level.csv

cat >recorded.csv <<'END'
family_id,child_id,level
F1,C1,universal
F1,C2,universal
F2,C3,significant-harm
F4,C4,universal
END
run 'compare --summary' eh-threshold compare --as-of 2026-01-31 --summary --recorded recorded.csv in.csv
status 0
stdout <<'END'
family_id,child_id,suggested,recorded,result,steps,drivers
F1,C1,early-help,universal,under,1,EDU-EH-04
F1,C2,universal,universal,agree,0,
F2,C3,child-in-need,significant-harm,over,1,HEA-CIN-01
F4,C4,,universal,no-indicators,,
END
stderr <<'END'
compared: 3; agree: 1; under: 1; over: 1
not on record: 0; on record without indicators: 1
Cohen's kappa: 0.143
suggested, recorded:              universal         early-help      child-in-need   significant-harm
universal                                 1                  0                  0                  0
early-help                                1                  0                  0                  0
child-in-need                             0                  0                  0                  1
significant-harm                          0                  0                  0                  0
END
sed 's/^F1,C2,\(.*\),universal,universal,1,/F1,C2,\1,early-help,early-help,2,/; s/^F1,C1,\(.*\),early-help,early-help,2,/F1,C1,\1,universal,universal,1,/
    s/^F2,C3/F2,C4/' level.csv >after.csv
run 'move --summary' eh-threshold move --summary level.csv after.csv
status 0
stderr <<'END'
stepped up: 1; stepped down: 1; same: 0; new: 1; gone: 1
END
run 'lint --summary' eh-threshold lint --summary "$TOP/examples/framework-of-your-own"
status 0
ok 'lint --summary: counts the rows' test "$(cat "$scratch/err")" = "problems: $(sed 1d "$scratch/out" | wc -l | tr -d ' ')"

# --- --exit-code ---

# ends STATUS ARGUMENT...: with --exit-code and without output.
ends()
{
    wanted=$1
    shift
    run "$* --exit-code" eh-threshold "$@" --exit-code --as-of 2026-01-31
    status "$wanted"
    run "$*" eh-threshold "$@" --as-of 2026-01-31
    status "$([ "$wanted" -eq 1 ] && echo 0 || echo "$wanted")"
}
ends 0 in.csv
ends 1 --flag universal in.csv
ends 1 --flag early-help in.csv
ends 1 --flag child-in-need in.csv
ends 1 --flag Child-In-Need in.csv
ends 0 --flag significant-harm in.csv
ends 0 --flag significant-harm --override override.csv in.csv
ends 1 explain --flag child-in-need in.csv
ends 0 explain --flag significant-harm in.csv
ends 1 --flag 4 --as solihull-2014 in.csv
ends 3 -q --flag child-in-need in.csv bad.csv
ends 2 -q --flag child-in-need in.csv bad.csv nosuch.csv
ends 1 compare --recorded recorded.csv in.csv
printf 'family_id,child_id,level\nF1,C1,significant-harm\nF1,C2,universal\n' >over.csv
ends 0 compare --recorded over.csv in.csv
# A child whom the rules put lower is still flagged when the decision is higher, and the other way round.
printf 'family_id,child_id,level,by,date,reason\nF2,C3,universal,Me,,Known better\n' >lower.csv
ends 1 --flag child-in-need --override lower.csv in.csv
printf 'family_id,child_id,level,by,date,reason\nF1,C2,significant-harm,Me,,Known better\n' >higher.csv
ends 1 --flag significant-harm --override higher.csv in.csv

# moves STATUS ARGUMENT...: the same for move, which has no day.
moves()
{
    wanted=$1
    shift
    run "move $* --exit-code" eh-threshold move "$@" --exit-code
    status "$wanted"
}
moves 0 level.csv level.csv
moves 1 level.csv after.csv
moves 1 --flag early-help level.csv after.csv
moves 1 --flag child-in-need level.csv after.csv
moves 0 --flag significant-harm level.csv after.csv
head -n 2 level.csv >first.csv
moves 0 level.csv first.csv
moves 0 first.csv level.csv
moves 1 --flag child-in-need first.csv level.csv

run 'lint --exit-code with problems' eh-threshold lint --exit-code "$TOP/share/frameworks/solihull-2024"
problems=$(sed 1d "$scratch/out" | wc -l)
status "$((problems > 0))"
run 'lint --exit-code of nothing like a framework' eh-threshold lint --exit-code .
status 2

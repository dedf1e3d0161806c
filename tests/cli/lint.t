#!/bin/sh
# `lint`: the shipped frameworks are sound, and each fault that one can have is found where it is.
. "$(dirname "$0")/lib.sh"
share=$TOP/share

header='file,line,record,field,severity,problem'

# --- What is shipped ---------------------------------------------------------------------------------------------------

# Three frameworks, the made-up one and the outcomes: nothing is found.
(cd "$share/frameworks" && ls -d ./*/) | sed 's|^\./||; s|/$||' >names
file names <<'END'
sandwell-2022
solihull-2014
solihull-2024
END
mkdir share
cp -r "$share/frameworks/." share/
cp -r "$TOP/examples/framework-of-your-own" own
run 'Sandwell' eh-threshold lint --exit-code share/sandwell-2022
status 0
stdout <<'END'
file,line,record,field,severity,problem
END
stderr </dev/null
run 'Ashmere' eh-threshold lint --exit-code own
status 0
stdout <<'END'
file,line,record,field,severity,problem
END
run 'Solihull' eh-threshold lint --summary share/solihull-2024 share/solihull-2014
status 0
stdout <<'END'
file,line,record,field,severity,problem
END
stderr <<'END'
problems: 0
END
run 'outcomes' eh-threshold lint --exit-code "$share/outcomes/supporting-families"
status 0
stdout <<'END'
file,line,record,field,severity,problem
END

# --- One fault at a time -----------------------------------------------------------------------------------------------

# The copy that the faults are made in has nothing to be found.
mkdir sound
cp "$share/frameworks/solihull-2024"/*.csv sound/
cp -r "$share/outcomes/supporting-families" sound/outcomes
run 'nothing to be found' eh-threshold lint --exit-code sound
status 0
stdout <<'END'
file,line,record,field,severity,problem
END

# judge NAME: lints `fw` and compares with the rows on standard input, of which each begins behind the `fw` of the file's name.
judge()
{
    {
        echo "$header"
        sed 's/^/fw/'
    } >wanted.csv
    run "$1" eh-threshold lint --exit-code fw
    if [ "$(wc -l <wanted.csv)" -gt 1 ]; then status 1; else status 0; fi
    stdout <wanted.csv
}

# fault NAME FILE SED: a copy in which FILE is changed, in one line.
fault()
{
    rm -rf fw
    cp -r sound fw
    sed "$3" "sound/$2" >"fw/$2"
    changed=$(diff "sound/$2" "fw/$2" | grep -c '^[<>]')
    case $changed in
    1 | 2) ;;
    *) fail "$1: $changed lines differ" ;;
    esac
    judge "$1"
}

# missing FILE: a copy without it.
missing()
{
    rm -rf fw
    cp -r sound fw
    rm "fw/$1"
    judge "without $1"
}

fault 'an unknown key' framework.csv '3s/title/titel/' <<'END'
/framework.csv,3,framework,key,error,"'titel' is not one of name, title, publisher, version, published, review_due, extends; nearest: title"
END
fault 'no date' framework.csv '6s/,.*/,soon/' <<'END'
/framework.csv,6,framework,value,error,not a value that can stand here
END
fault 'an impossible date' framework.csv '7s/,.*/,2024-02-30/' <<'END'
/framework.csv,7,framework,value,error,not a value that can stand here
END
fault 'a blank name' framework.csv '2s/,.*/,/' <<'END'
,,fw,,error,framework.csv gives no name
END
fault 'no name' framework.csv 2d <<'END'
,,fw,,error,framework.csv gives no name
END
fault 'an unknown framework extended' framework.csv '8s/,.*/,nowhere-1999/' <<'END'
/framework.csv,8,framework,value,error,"extends 'nowhere-1999', which is neither a framework that is compiled in nor a directory with a framework.csv"
END
fault 'itself extended' framework.csv "8s|,.*|,$PWD/fw|" <<'END'
/framework.csv,8,framework,value,error,"extends others in a loop, or through too many steps"
END
fault 'a heading misspelt' framework.csv '1s/value/worth/' <<'END'
/framework.csv,1,framework,,error,no column value
END

for name in domains indicators contacts levels rules routes; do
    missing $name.csv <<END
,,fw,,error,"has no $name.csv, and what it extends has none either"
END
done

fault 'a domain without indicators' domains.csv '$a\
NEW,New' <<'END'
/domains.csv,9,domains,domain,warning,no indicator is in domain NEW
END

fault 'an indicator given twice' indicators.csv '3s/^HEA-U-02/HEA-U-01/' <<'END'
/indicators.csv,3,indicators,indicator,error,'HEA-U-01' stands twice
END
fault 'an indicator without code' indicators.csv '3s/^HEA-U-02//' <<'END'
/indicators.csv,3,indicators,indicator,error,"blank, but a value is needed"
END
fault 'an unknown domain' indicators.csv '3s/,HEA,/,HEX,/' <<'END'
/indicators.csv,3,indicators,domain,error,'HEX' is not known; nearest: HEA
END
fault 'a domain like none' indicators.csv '3s/,HEA,/,Weather,/' <<'END'
/indicators.csv,3,indicators,domain,error,'Weather' is not known
END
fault 'a blank domain' indicators.csv '3s/,HEA,/,,/' <<'END'
/indicators.csv,3,indicators,domain,error,"blank, but a value is needed"
END
fault 'an unknown level of indicators' indicators.csv '3s/,U,/,T3,/' <<'END'
/indicators.csv,3,indicators,level,error,"'T3' is not one of U, EH, CIN, SH"
END
fault 'a blank level of indicators' indicators.csv '3s/,U,/,,/' <<'END'
/indicators.csv,3,indicators,level,error,"blank, but a value is needed"
END
long=$(printf '%080d' 0)
fault 'a label of 81 characters' indicators.csv "2s/In good physical health/${long}x/" <<'END'
/indicators.csv,2,indicators,label,warning,label of HEA-U-01 has 81 characters; 80 are the most that fit a report
END
fault 'a label of 80 characters' indicators.csv "2s/In good physical health/$long/" </dev/null
fault 'a label of 80 characters in 81 bytes' indicators.csv "2s/In good physical health/${long%?}é/" </dev/null
fault 'a label given twice' indicators.csv '12s/Vaccinations or checks have been missed/In good physical health/' <<'END'
/indicators.csv,12,indicators,label,warning,HEA-EH-01 has the label of another indicator
END
fault 'no label' indicators.csv '2s/In good physical health//' <<'END'
/indicators.csv,2,indicators,label,warning,HEA-U-01 has no label
END
fault 'no ref' indicators.csv '2s/,"Right Help.*/,/' <<'END'
/indicators.csv,2,indicators,ref,warning,HEA-U-01 has no ref: nobody could hold the official text beside it
END
fault 'a need without a row of outcomes' indicators.csv '12s/^HEA-EH-01/HEA-EH-90/' <<'END'
/outcomes/indicators.csv,2,indicators,indicator,warning,framework solihull-2024 has no indicator 'HEA-EH-01'
/outcomes/indicators.csv,,indicators,,warning,no row for indicator HEA-EH-90 of framework solihull-2024
END
fault 'a strength needs no row of outcomes' indicators.csv '2s/^HEA-U-01/HEA-U-90/' </dev/null
fault 'a cell too many' indicators.csv '4s/$/,/' <<'END'
/indicators.csv,4,indicators,,error,cells in this row: 8; in the header line: 7
END
fault 'a quotation mark out of place' indicators.csv '2s/good/"good"/' <<'END'
/indicators.csv,2,indicators,,error,"not a row that can be read, near cell 4"
END

fault 'a level given twice' levels.csv '4s/^child-in-need/early-help/' <<'END'
/levels.csv,4,levels,level,error,'early-help' stands twice
/rules.csv,4,rules,level,error,'child-in-need' is not known
/routes.csv,2,routes,when_level,error,'child-in-need' is not known
END
fault 'a rank given twice' levels.csv '3s/,2,/,1,/' <<'END'
/levels.csv,3,levels,rank,error,two levels have this rank
END
fault 'a rank in words' levels.csv '3s/,2,/,two,/' <<'END'
/levels.csv,3,levels,rank,error,not a whole number from 0 to 1000
END
fault 'a blank rank' levels.csv '3s/,2,/,,/' <<'END'
/levels.csv,3,levels,rank,error,not a whole number from 0 to 1000
END
fault 'a rank below zero' levels.csv '3s/,2,/,-2,/' <<'END'
/levels.csv,3,levels,rank,error,not a whole number from 0 to 1000
END
fault 'a rank too high' levels.csv '5s/,4,/,1001,/' <<'END'
/levels.csv,5,levels,rank,error,not a whole number from 0 to 1000
END
fault 'the highest rank there is' levels.csv '5s/,4,/,1000,/' </dev/null
fault 'an unknown word for consent' levels.csv '3s/,required,/,requested,/' <<'END'
/levels.csv,3,levels,consent,error,"'requested' is not one of for-referral, required, not-required, required-unless-significant-harm; nearest: required"
END
fault 'no word for consent' levels.csv '3s/,required,/,,/' <<'END'
/levels.csv,3,levels,consent,error,"blank, but a value is needed"
END
fault 'an unknown contact of a level' levels.csv '3s/safeguarding-lead/safeguarding-leed/' <<'END'
/levels.csv,3,levels,contact,error,'safeguarding-leed' is not known; nearest: safeguarding-lead
END
fault 'weeks that are no number' levels.csv '3s/,6$/,6 weeks/' <<'END'
/levels.csv,3,levels,review_weeks,error,not a whole number from 0 to 520
END
fault 'too many weeks' levels.csv '3s/,6$/,521/' <<'END'
/levels.csv,3,levels,review_weeks,error,not a whole number from 0 to 520
END
fault 'no weeks' levels.csv '3s/,6$/,/' </dev/null
fault 'a level that no rule reaches' levels.csv '$a\
emergency,5,Emergency,Act,not-required,,' <<'END'
/rules.csv,,rules,,error,no rule leads to level 'emergency'
END
fault 'a new lowest level' levels.csv '$a\
nothing,0,Nothing,Nothing,not-required,,' <<'END'
/rules.csv,,rules,,error,"no rule for the lowest level that always holds (blank indicator_level, no minimum)"
/rules.csv,,rules,,error,no rule leads to level 'nothing'
END

fault 'an unknown level of a rule' rules.csv '3s/^early-help/early-halp/' <<'END'
/rules.csv,3,rules,level,error,'early-halp' is not known; nearest: early-help
END
fault 'a rule without level' rules.csv '3s/^early-help//' <<'END'
/rules.csv,3,rules,level,error,"blank, but a value is needed"
END
fault 'an unknown level of indicators in a rule' rules.csv '3s/,EH,/,E,/' <<'END'
/rules.csv,3,rules,indicator_level,error,"'E' is not one of U, EH, CIN, SH"
END
fault 'domains that are no number' rules.csv '3s/,1,0/,1.5,0/' <<'END'
/rules.csv,3,rules,min_domains,error,not a whole number from 0 to 1000
END
fault 'too many agencies' rules.csv '3s/,1,0/,1,1001/' <<'END'
/rules.csv,3,rules,min_agencies,error,not a whole number from 0 to 1000
END
fault 'blank numbers are zero' rules.csv '3s/,1,0/,,/' </dev/null
fault 'no rule that always holds' rules.csv 2d <<'END'
/rules.csv,,rules,,error,"no rule for the lowest level that always holds (blank indicator_level, no minimum)"
/rules.csv,,rules,,error,no rule leads to level 'universal'
END
fault 'a lowest rule that asks for a domain' rules.csv '2s/,0,0/,1,0/' <<'END'
/rules.csv,,rules,,error,"no rule for the lowest level that always holds (blank indicator_level, no minimum)"
END
fault 'a level whose rule is gone' rules.csv 4d <<'END'
/rules.csv,,rules,,error,no rule leads to level 'child-in-need'
END

fault 'a contact given twice' contacts.csv '$a\
mash,Again,,,' <<'END'
/contacts.csv,12,contacts,contact,error,'mash' stands twice
END
fault 'a contact without code' contacts.csv '$a\
,Nobody,,,' <<'END'
/contacts.csv,12,contacts,contact,error,"blank, but a value is needed"
END
fault 'a contact that nothing names' contacts.csv '$a\
nobody,Nobody,,,' <<'END'
/contacts.csv,12,contacts,contact,warning,no level and no route names contact nobody
END
fault 'a contact that is gone' contacts.csv '/^lado,/d' <<'END'
/routes.csv,5,routes,contact,error,'lado' is not known
END

fault 'an unknown contact of a route' routes.csv '2s/,mash,/,mask,/' <<'END'
/routes.csv,2,routes,contact,error,'mask' is not known; nearest: mash
END
fault 'an unknown level of a route' routes.csv '2s/,child-in-need,/,child-in-nead,/' <<'END'
/routes.csv,2,routes,when_level,error,'child-in-nead' is not known; nearest: child-in-need
END
fault 'a route for a tag that no indicator has' routes.csv '4s/,exploitation,/,exploitative,/' <<'END'
/routes.csv,4,routes,route,warning,"no indicator has the tag exploitative, so this route is never proposed"
END
fault 'a route without code' routes.csv '2s/^mash//' <<'END'
/routes.csv,2,routes,route,error,"blank, but a value is needed"
END
fault 'a route without reason' routes.csv '2s/,"Children.*/,/' <<'END'
/routes.csv,2,routes,reason,error,"blank, but a value is needed"
END

# --- Outcomes ----------------------------------------------------------------------------------------------------------

fault 'a sign where a letter is wanted' outcomes/outcomes.csv '5s/,a & b,/,a \& \& b,/' <<'END'
/outcomes/outcomes.csv,5,outcomes,expression,error,character 5: a clause letter a to z or '(' is wanted here
END
fault 'a letter where a sign is wanted' outcomes/outcomes.csv '5s/,a & b,/,a b,/' <<'END'
/outcomes/outcomes.csv,5,outcomes,expression,error,"character 3: '&', '|' or ')' is wanted here"
END
fault 'an expression that breaks off' outcomes/outcomes.csv '5s/,a & b,/,a \&,/' <<'END'
/outcomes/outcomes.csv,5,outcomes,expression,error,ends where a clause letter a to z or '(' is wanted
END
fault 'a parenthesis never closed' outcomes/outcomes.csv '5s/,a & b,/,(a \& b,/' <<'END'
/outcomes/outcomes.csv,5,outcomes,expression,error,character 1: '(' that is never closed
END
fault 'a parenthesis never opened' outcomes/outcomes.csv '5s/,a & b,/,a \& b),/' <<'END'
/outcomes/outcomes.csv,5,outcomes,expression,error,character 6: ')' without a '(' before it
END
fault 'no expression' outcomes/outcomes.csv '5s/,a & b,/,,/' <<'END'
/outcomes/outcomes.csv,5,outcomes,expression,error,"blank, but a value is needed"
END
fault 'a clause without a row' outcomes/outcomes.csv '5s/,a & b,/,a \& b \& c,/' <<'END'
/outcomes/outcomes.csv,5,outcomes,expression,error,clause 'c' of SF-1.4 has no row in clauses.csv
END
fault 'a row without a clause' outcomes/outcomes.csv '5s/,a & b,/,a,/' <<'END'
/outcomes/clauses.csv,6,clauses,clause,error,clause 'b' is not in the expression of SF-1.4
END
fault 'a clause whose row is gone' outcomes/clauses.csv 6d <<'END'
/outcomes/outcomes.csv,5,outcomes,expression,error,clause 'b' of SF-1.4 has no row in clauses.csv
END
fault 'a clause in a capital letter' outcomes/clauses.csv '6s/,b,/,B,/' <<'END'
/outcomes/clauses.csv,6,clauses,clause,error,not a single letter a to z
/outcomes/outcomes.csv,5,outcomes,expression,error,clause 'b' of SF-1.4 has no row in clauses.csv
END
fault 'a clause given twice' outcomes/clauses.csv '6s/,b,/,a,/' <<'END'
/outcomes/clauses.csv,6,clauses,clause,error,'a' stands twice
/outcomes/outcomes.csv,5,outcomes,expression,error,clause 'b' of SF-1.4 has no row in clauses.csv
END
fault 'a clause without label' outcomes/clauses.csv '2s/".*"//' <<'END'
/outcomes/clauses.csv,2,clauses,label,warning,a has no label
END
fault 'an unknown outcome of a clause' outcomes/clauses.csv '$a\
SF-9.9,a,Nothing' <<'END'
/outcomes/clauses.csv,78,clauses,code,error,'SF-9.9' is not known; nearest: SF-9.1
END
fault 'an unknown headline' outcomes/outcomes.csv '5s/^SF-1.4,1,/SF-1.4,11,/' <<'END'
/outcomes/outcomes.csv,5,outcomes,headline,error,'11' is not known
END
fault 'an outcome without need' outcomes/outcomes.csv '5s/,Special educational needs of the child are not met,/,,/' <<'END'
/outcomes/outcomes.csv,5,outcomes,need,warning,SF-1.4 has no label
END
fault 'an outcome without ref' outcomes/outcomes.csv '5s/,"Early.*/,/' <<'END'
/outcomes/outcomes.csv,5,outcomes,ref,warning,SF-1.4 has no ref: nobody could hold the official text beside it
END
fault 'a headline that no outcome has' outcomes/headlines.csv '$a\
11,More' <<'END'
/outcomes/headlines.csv,12,headlines,headline,warning,no outcome has the headline 11
END
fault 'a headline without name' outcomes/headlines.csv '2s/,.*/,/' <<'END'
/outcomes/headlines.csv,2,headlines,name,warning,1 has no label
END
fault 'an indicator whose outcome is gone' outcomes/indicators.csv 2d <<'END'
/outcomes/indicators.csv,,indicators,,warning,no row for indicator HEA-EH-01 of framework solihull-2024
END
fault 'an outcome of an unknown indicator' outcomes/indicators.csv '$a\
HEA-EH-90,none' <<'END'
/outcomes/indicators.csv,173,indicators,indicator,warning,framework solihull-2024 has no indicator 'HEA-EH-90'
END
fault 'two outcomes of an indicator' outcomes/indicators.csv '$a\
HEA-EH-01,none' <<'END'
/outcomes/indicators.csv,173,indicators,indicator,error,'HEA-EH-01' stands twice
END
fault 'an unknown outcome of an indicator' outcomes/indicators.csv '2s/SF-2.2/SF-2.9/' <<'END'
/outcomes/indicators.csv,2,indicators,outcome,error,'SF-2.9' is not known; nearest: SF-2.1
END
fault 'no outcome of an indicator' outcomes/indicators.csv '2s/SF-2.2//' <<'END'
/outcomes/indicators.csv,2,indicators,outcome,error,"blank, but a value is needed"
END
fault 'an unknown indicator of a concern' outcomes/concerns.csv '3s/EDU-EH-04/EDU-EH-90/' <<'END'
/outcomes/concerns.csv,3,concerns,indicators,warning,framework solihull-2024 has no indicator 'EDU-EH-90'
END
fault 'an unknown outcome of a concern' outcomes/concerns.csv '3s/SF-1.1/SF-0.1/' <<'END'
/outcomes/concerns.csv,3,concerns,outcome,error,'SF-0.1' is not known; nearest: SF-1.1
END
fault 'a concern without label' outcomes/concerns.csv '4s/,Domestic abuse,/,,/' <<'END'
/outcomes/concerns.csv,4,concerns,label,warning,domestic-abuse has no label
END
for name in headlines clauses indicators concerns; do
    missing outcomes/$name.csv <<END
/outcomes/$name.csv,,$name,,error,cannot open: No such file or directory
END
done

# --- Several faults, several directories -------------------------------------------------------------------------------

rm -rf fw
cp -r sound fw
sed '2s/,U,/,V,/; 9s/^HEA-U-08/HEA-U-07/' sound/indicators.csv >fw/indicators.csv
sed '3s/,2,/,two,/; 5s/,mash,/,,/' sound/levels.csv >fw/levels.csv
judge 'all of several faults are found' <<'END'
/indicators.csv,2,indicators,level,error,"'V' is not one of U, EH, CIN, SH"
/indicators.csv,9,indicators,indicator,error,'HEA-U-07' stands twice
/levels.csv,3,levels,rank,error,not a whole number from 0 to 1000
END

mkdir one two
printf 'key,value\nname,one\nextends,%s\n' "$PWD/two" >one/framework.csv
printf 'key,value\nname,two\nextends,%s\n' "$PWD/one" >two/framework.csv
run 'a loop of two' eh-threshold lint --exit-code one two
status 1
stdout <<'END'
file,line,record,field,severity,problem
one/framework.csv,3,framework,value,error,"extends others in a loop, or through too many steps"
two/framework.csv,3,framework,value,error,"extends others in a loop, or through too many steps"
END

# One that extends another is checked with what it takes over; what it replaces is not what is found.
printf 'key,value\nname,one\nextends,%s\n' "$PWD/sound" >one/framework.csv
printf 'indicator,domain,level,label,applies_to,tags,ref\nHEA-EH-01,HEA,EH,,,,\nNEW-EH-01,HEA,EH,New,,,p. 1\n' >one/indicators.csv
run 'one that extends another' eh-threshold lint one
status 0
stdout <<'END'
file,line,record,field,severity,problem
one/indicators.csv,2,indicators,label,warning,HEA-EH-01 has no label
one/indicators.csv,2,indicators,ref,warning,HEA-EH-01 has no ref: nobody could hold the official text beside it
outcomes/supporting-families/indicators.csv,,indicators,,warning,no row for indicator NEW-EH-01 of framework one
END

# What is no framework at all is no finding but a mistake in the command.
mkdir empty
for name in nowhere empty; do
    run "$name" eh-threshold lint $name
    status 2
    stdout </dev/null
    stderr <<END
eh-threshold: no framework '$name': neither one that is compiled in (eh-threshold list frameworks) nor a directory with a framework.csv
END
done
run 'no directory' eh-threshold lint
status 2
stdout </dev/null
stderr <<'END'
eh-threshold: lint takes DIR... (eh-threshold --help shows what there is)
END

# A broken framework is refused by the other verbs with the same reasons.
printf 'child_id,indicator\nA,HEA-EH-01\n' >in.csv
run 'level with a broken framework' eh-threshold -F fw -o levels.csv in.csv
status 2
stdout </dev/null
stderr <<'END'
eh-threshold: fw/indicators.csv:2: level: 'V' is not one of U, EH, CIN, SH
eh-threshold: fw/indicators.csv:9: indicator: 'HEA-U-07' stands twice
eh-threshold: fw/levels.csv:3: rank: not a whole number from 0 to 1000
END
ok 'nothing is written' test ! -e levels.csv

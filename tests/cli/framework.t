#!/bin/sh
# What a framework of one's own can do beyond its own levels and rules: leave an indicator out, say which outcome its
# indicators point to, and which levels of another framework mean the same.
. "$(dirname "$0")/lib.sh"

cp -R "$TOP/examples/framework-of-your-own" ours
rm -rf ours/indicators.csv ours/outcomes ours/levels-crosswalk.csv
header='indicator,domain,level,label,applies_to,tags,ref'
rows()
{
    echo family_id,child_id,date,indicator
    for code; do echo "F1,C1,2026-01-05,$code"; done
}

# --- Indicators left out -----------------------------------------------------------------------------------------------

cat >ours/indicators.csv <<END
$header
OUR-01,BAS,EH,Has no warm coat,child,money,Ashmere p. 4
BAS-EH-10,,none,,,,Ashmere p. 5
BAS-EH-09,BAS,U,Copes with money,parent,,Ashmere p. 5
END
rows bas-eh-09 our-01 >kept.csv
run 'added and reworded' eh-threshold -F ours --as-of 2026-02-01 kept.csv
status 0
cut -d , -f 5,10,12 "$scratch/out" >got
file got <<'END'
level,drivers,strengths
one-agency,OUR-01,BAS-EH-09
END
run 'all others are there' eh-threshold list -F ours indicators
ok 'one more, one less' test "$(wc -l <"$scratch/out")" -eq 210
grep -E '^(BAS-EH-10|BAS-CIN-01|OUR-01),' "$scratch/out" | cut -d , -f 1-3 >got
file got <<'END'
BAS-CIN-01,BAS,CIN
OUR-01,BAS,EH
END
rows BAS-EH-10 bas-eh-1o OUR-01 >some.csv
run 'rows about one that is left out' eh-threshold -F ours --as-of 2026-02-01 --rejects rejects.csv some.csv
status 3
stderr <<'END'
eh-threshold: some.csv:2: indicator: framework ashmere-2026 leaves out the indicator 'BAS-EH-10'
eh-threshold: some.csv:3: indicator: unknown indicator code 'bas-eh-1o'; nearest: BAS-EH-01, BAS-EH-02, BAS-EH-03
END
ok 'nothing is lost' test "$(wc -l <rejects.csv)" -eq 3
run 'compiled in it is as it was' eh-threshold --as-of 2026-02-01 -o kept-too.csv some.csv
stderr <<'END'
eh-threshold: some.csv:3: indicator: unknown indicator code 'bas-eh-1o'; nearest: BAS-EH-10
eh-threshold: some.csv:4: indicator: unknown indicator code; no known one is near
END
printf 'family_id,date,text\nF1,2026-01-05,Mum is in debt. Their home is very cold.\n' >notes.csv
run 'notes are not read for it' eh-assess -F ours notes.csv
cut -d , -f 4 "$scratch/out" >got
run 'as they are without' eh-assess notes.csv
ok 'one less' sh -c 'grep -q BAS-EH-10 "$1" && ! grep -q BAS-EH-10 got' - "$scratch/out"
run 'the patterns are not blamed' eh-assess lint -F ours
stdout <<'END'
file,line,record,field,severity,problem
END

# A framework upon this one does not have it either, unless it puts it back.
mkdir upon
printf 'key,value\nname,upon\nextends,ours\n' >upon/framework.csv
run 'left out further down' eh-threshold list -F upon indicators
ok 'is left out above' test "$(grep -c '^BAS-EH-10,' "$scratch/out")" -eq 0
printf '%s\nBAS-EH-10,BAS,EH,In debt again,parent,money,p. 1\n' "$header" >upon/indicators.csv
run 'put back' eh-threshold list -F upon indicators
grep '^BAS-EH-10,' "$scratch/out" >got
file got <<'END'
BAS-EH-10,BAS,EH,In debt again,parent,money,p. 1,SF-10.2
END

# lint finds what cannot be left out.
cat >>ours/indicators.csv <<'END'
BAS-EH-1O,,none,,,,
SOC-EH-01,SOC,EH,Has few friends,child,,p. 1
SOC-EH-01,,none,,,,p. 1
OUR-01,,none,,,,
BAS-EH-11,,nothing,,,,
,,none,,,,
END
run 'faults' eh-threshold lint --exit-code ours
status 1
stdout <<'END'
file,line,record,field,severity,problem
ours/indicators.csv,5,indicators,indicator,error,'BAS-EH-1O' is not known; nearest: BAS-EH-10
ours/indicators.csv,7,indicators,indicator,error,'SOC-EH-01' stands twice
ours/indicators.csv,8,indicators,indicator,error,'OUR-01' stands twice
ours/indicators.csv,9,indicators,domain,error,"blank, but a value is needed"
ours/indicators.csv,9,indicators,level,error,"'nothing' is not one of U, EH, CIN, SH"
ours/indicators.csv,10,indicators,indicator,error,"blank, but a value is needed"
END
sed 5,10d ours/indicators.csv >shorter && mv shorter ours/indicators.csv

# --- Outcomes ----------------------------------------------------------------------------------------------------------

run 'an indicator without outcome' eh-threshold lint ours
stdout <<'END'
file,line,record,field,severity,problem
outcomes/supporting-families/indicators.csv,,indicators,,warning,no row for indicator OUR-01 of framework ashmere-2026
END
mkdir ours/outcomes
printf 'indicator,outcome\nOUR-01,SF-10.2\nEDU-EH-04,none\n' >ours/outcomes/indicators.csv
run 'with one' eh-threshold lint ours
stdout <<'END'
file,line,record,field,severity,problem
END
run 'is shown' eh-threshold list -F ours indicators
grep -E '^(OUR-01|EDU-EH-0[34]),' "$scratch/out" | sed 's/,.*,/,/' >got
file got <<'END'
EDU-EH-03,SF-1.3
EDU-EH-04,
OUR-01,SF-10.2
END
rows OUR-01 EDU-EH-04 >needs.csv
run 'plans go by it' eh-plan -F ours --as-of 2026-02-01 needs.csv
cut -d , -f 3,4 "$scratch/out" >got
file got <<'END'
action_id,outcome
A1,
A2,SF-10.2
END
cp "$scratch/out" drafted.csv
run 'also where the environment names the framework' env EH_FRAMEWORK=ours eh-plan --as-of 2026-02-01 needs.csv
status 0
stdout <drafted.csv
cat >ours/outcomes/indicators.csv <<'END'
indicator,outcome
OUR-01,SF-10.9
OUR-02,none
EDU-EH-04,none
EDU-EH-04,SF-1.1
END
run 'faults of outcomes' eh-threshold lint ours
stdout <<'END'
file,line,record,field,severity,problem
ours/outcomes/indicators.csv,2,indicators,outcome,error,'SF-10.9' is not known; nearest: SF-10.1
ours/outcomes/indicators.csv,5,indicators,indicator,error,'EDU-EH-04' stands twice
END
run 'no plan goes by them' eh-plan -F ours --as-of 2026-02-01 needs.csv
status 2
stderr <<'END'
eh-plan: ours/outcomes/indicators.csv:2: outcome: 'SF-10.9' is not known; nearest: SF-10.1
eh-plan: ours/outcomes/indicators.csv:5: indicator: 'EDU-EH-04' stands twice
END
sed -e 's/10\.9/10.2/' -e 5d ours/outcomes/indicators.csv >shorter && mv shorter ours/outcomes/indicators.csv
run 'an indicator that is nowhere' eh-threshold lint ours
stdout <<'END'
file,line,record,field,severity,problem
ours/outcomes/indicators.csv,3,indicators,indicator,warning,framework ashmere-2026 has no indicator 'OUR-02'
END
sed 3d ours/outcomes/indicators.csv >shorter && mv shorter ours/outcomes/indicators.csv

# A whole set of one's own: all five files.
cp -R ours whole
cp "$TOP/share/outcomes/supporting-families"/*.csv whole/outcomes/
for file in outcomes clauses indicators concerns; do
    sed 's/SF-/AS-/g' "$TOP/share/outcomes/supporting-families/$file.csv" >whole/outcomes/$file.csv
done
echo OUR-01,AS-10.2 >>whole/outcomes/indicators.csv
run 'a whole set' eh-threshold lint whole
stdout <<'END'
file,line,record,field,severity,problem
whole/outcomes/indicators.csv,139,indicators,indicator,warning,framework ashmere-2026 has no indicator 'BAS-EH-10'
whole/outcomes/concerns.csv,2,concerns,indicators,warning,framework ashmere-2026 has no indicator 'BAS-EH-10'
END
run 'plans go by the whole set' eh-plan -F whole --as-of 2026-02-01 needs.csv
cut -d , -f 3,4 "$scratch/out" >got
file got <<'END'
action_id,outcome
A1,AS-1.1
A2,AS-10.2
END

# --- Levels of others --------------------------------------------------------------------------------------------------

run 'levels that nothing tells' eh-threshold -F ours --as solihull-2024 needs.csv
status 2
stdout </dev/null
cat >ours/levels-crosswalk.csv <<'END'
framework,level,when,as_framework,as_level
ashmere-2026,everyday,,solihull-2024,universal
ashmere-2026,one-agency,,solihull-2024,early-help
ashmere-2026,team-around-the-family,,solihull-2024,early-help
ashmere-2026,child-in-need,,solihull-2024,child-in-need
ashmere-2026,protection,,solihull-2024,significant-harm
solihull-2024,universal,,ashmere-2026,everyday
solihull-2024,early-help,,ashmere-2026,one-agency
solihull-2024,early-help,multi-agency,ashmere-2026,team-around-the-family
solihull-2024,child-in-need,,ashmere-2026,child-in-need
solihull-2024,significant-harm,,ashmere-2026,protection
END
run 'a crosswalk of its own is sound' eh-threshold lint ours
stdout <<'END'
file,line,record,field,severity,problem
END
run "Ashmere's rules in Solihull's words" eh-threshold -F ours --as solihull-2024 --as-of 2026-02-01 needs.csv
status 0
cut -d , -f 4,5,8 "$scratch/out" >got
file got <<'END'
framework,level,level_name
solihull-2024,early-help,Early help
END
rows EDU-EH-04 FAM-EH-02 >two.csv
run "Solihull's rules in Ashmere's words" eh-threshold --as ours --as-of 2026-02-01 two.csv
status 0
cut -d , -f 4,5 "$scratch/out" >got
file got <<'END'
framework,level
ashmere-2026,team-around-the-family
END
run 'in its own words' eh-threshold -F ours --as ours --as-of 2026-02-01 two.csv
status 0
cp -R ours slips
echo solihull-2024,early-help,,ashmere-2026,one-agency >>slips/levels-crosswalk.csv
run 'a row twice' eh-threshold --as slips --as-of 2026-02-01 two.csv
status 2
stderr <<'END'
eh-threshold: slips/levels-crosswalk.csv:12: level: 'early-help' stands twice
END
sed 's/,as_level/,as_levl/' ours/levels-crosswalk.csv >slips/levels-crosswalk.csv
run 'a heading misspelt' eh-threshold --as slips --as-of 2026-02-01 two.csv
status 2
stderr <<'END'
eh-threshold: slips/levels-crosswalk.csv:1: no column as_level; nearest: 'as_levl'
END
sed -e 2d -e 's/2024,child-in-need/2024,child-of-need/' -e 's/2026,protection$/2026,protecton/' ours/levels-crosswalk.csv \
    >slips/levels-crosswalk.csv
run 'gaps and slips of a crosswalk' eh-threshold lint --exit-code slips
status 1
stdout <<'END'
file,line,record,field,severity,problem
slips/levels-crosswalk.csv,2,levels-crosswalk,,warning,no row with a blank 'when' leads level 'everyday' of ashmere-2026 to solihull-2024
slips/levels-crosswalk.csv,10,levels-crosswalk,as_level,warning,framework ashmere-2026 has no level 'protecton'
slips/levels-crosswalk.csv,4,levels-crosswalk,as_level,warning,framework solihull-2024 has no level 'child-of-need'
slips/levels-crosswalk.csv,6,levels-crosswalk,,warning,no row with a blank 'when' leads level 'child-in-need' of solihull-2024 to ashmere-2026
slips/levels-crosswalk.csv,9,levels-crosswalk,level,warning,framework solihull-2024 has no level 'child-of-need'
END

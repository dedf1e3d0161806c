#!/bin/sh
# `explain`: why a level is suggested, row by row, and what would change it.
. "$(dirname "$0")/lib.sh"

explain()
{
    explain_name=$1
    shift
    run "$explain_name" eh-threshold explain --as-of 2026-11-30 "$@"
    status 0
    stderr </dev/null
}

# cells COLUMNS: what these columns of the output are, the header line aside.
cells()
{
    awk -v columns="$1" -f "$TOP/tests/property/columns.awk" "$scratch/out" >cells.all 2>&1
    sed 1d cells.all >cells.csv
    against_input "$case_name: $1" cells.csv
}

# --- One child, all of it ----------------------------------------------------------------------------------------------

cat >one.csv <<'END'
family_id,child_id,date,indicator,status,agency,source,evidence,subject,end_date
F1,A,2026-03-01,EDU-SH-03,present,School,Schools,"Says ""no""
to school",Pupil,
F1,A,01/02/2026,edu-eh-01,,School,2A,Learning plan,child,
F1,,2026-04-10,BAS-EH-09,present,Health visitor,3B,Tired out,Mum,
F1,A,2026-04-11,FAM-U-01,present,School,2A,Close to Dad,child,
F1,A,2026-04-12,HEA-EH-01,No,GP,3A,All up to date,child,
F1,A,2026-04-12,HEA-CIN-01,historic,GP,3A,Years ago,child,
F1,A,2026-04-12,HEA-CIN-02,hypothetical,GP,3A,If it went on,child,
F1,A,2026-04-12,HEA-CIN-03,other,GP,3A,A cousin,child,
F1,A,2026-04-12,HEA-CIN-04,present,GP,3A,Over now,child,2026-06
F1,A,2019-04,HEA-CIN-05,present,GP,3A,Long ago,child,
F1,,2018,BAS-CIN-01,present,Police,6,Long ago,household,
END
explain 'one child' --since 2026-01-01 one.csv
stdout <<'END'
family_id,child_id,as_of,framework,level,kind,code,label,indicator_level,domain,date,status,subject,agency,source,evidence,effect,ref,file,line
F1,A,2026-11-30,solihull-2024,significant-harm,level,significant-harm,Significant harm,,,,,,,,,suggested by rule at least one SH indicator,,,
F1,A,2026-11-30,solihull-2024,significant-harm,rule,significant-harm,at least one SH indicator,,,,,,,,,sets the level,solihull-2024/rules.csv:5,,
F1,A,2026-11-30,solihull-2024,significant-harm,rule,early-help,at least one EH indicator,,,,,,,,,holds,solihull-2024/rules.csv:3,,
F1,A,2026-11-30,solihull-2024,significant-harm,rule,universal,the lowest level needs no indicator,,,,,,,,,holds,solihull-2024/rules.csv:2,,
F1,A,2026-11-30,solihull-2024,significant-harm,indicator,EDU-SH-03,"Permanently excluded from school, or parents do not engage with services",SH,EDU,2026-03-01,present,child,School,2A,"Says ""no""
to school",sets the level; without EDU-SH-03 this would be early-help,"Right Help, Right Time, Right Response (Solihull SCP, March 2024), p. 14, Education and Learning, Significant harm, 3",one.csv,2
F1,A,2026-11-30,solihull-2024,significant-harm,indicator,EDU-EH-01,Some specific learning needs identified that call for targeted help or EHC plan,EH,EDU,2026-02-01,,child,School,2A,Learning plan,counts; another indicator sets the level,"Right Help, Right Time, Right Response (Solihull SCP, March 2024), p. 14, Education and Learning, Early help, 1",one.csv,4
F1,A,2026-11-30,solihull-2024,significant-harm,indicator,BAS-EH-09,Stress on parent/carer is starting to affect how safe they can keep the child,EH,BAS,2026-04-10,present,parent,Health visitor,3B,Tired out,counts; another indicator sets the level; is about the whole family and counts for each child,"Right Help, Right Time, Right Response (Solihull SCP, March 2024), p. 16, Basic Care, Early help, 9",one.csv,5
F1,A,2026-11-30,solihull-2024,significant-harm,strength,FAM-U-01,"Steady, loving relationships with parent/carer",U,FAM,2026-04-11,present,child,School,2A,Close to Dad,a strength: kept beside the needs and never set against them,"Right Help, Right Time, Right Response (Solihull SCP, March 2024), p. 15, Family and Social Relationships, Universal, 1",one.csv,6
F1,A,2026-11-30,solihull-2024,significant-harm,not-counted,HEA-EH-01,Vaccinations or checks have been missed,EH,HEA,2026-04-12,negated,child,GP,3A,All up to date,does not count: status is negated,"Right Help, Right Time, Right Response (Solihull SCP, March 2024), p. 9, Health, Early help, 1",one.csv,7
F1,A,2026-11-30,solihull-2024,significant-harm,not-counted,HEA-CIN-01,Lasting or repeated health needs (mental included) untreated or poorly managed,CIN,HEA,2026-04-12,historic,child,GP,3A,Years ago,does not count: status is historic,"Right Help, Right Time, Right Response (Solihull SCP, March 2024), p. 10, Health, Child in need, 1",one.csv,8
F1,A,2026-11-30,solihull-2024,significant-harm,not-counted,HEA-CIN-02,Milestones not met through too little stimulation or unsuitable parental care,CIN,HEA,2026-04-12,hypothetical,child,GP,3A,If it went on,does not count: status is hypothetical,"Right Help, Right Time, Right Response (Solihull SCP, March 2024), p. 10, Health, Child in need, 2",one.csv,9
F1,A,2026-11-30,solihull-2024,significant-harm,not-counted,HEA-CIN-03,"Acute mental ill health or substance misuse, e.g. suicidal ideas, self-harm",CIN,HEA,2026-04-12,other,child,GP,3A,A cousin,does not count: status is other,"Right Help, Right Time, Right Response (Solihull SCP, March 2024), p. 10, Health, Child in need, 3",one.csv,10
F1,A,2026-11-30,solihull-2024,significant-harm,not-counted,HEA-CIN-04,Significant physical/learning disability needing intensive help or supervision,CIN,HEA,2026-04-12,present,child,GP,3A,Over now,does not count: it ended on 2026-06,"Right Help, Right Time, Right Response (Solihull SCP, March 2024), p. 10, Health, Child in need, 4",one.csv,11
F1,A,2026-11-30,solihull-2024,significant-harm,not-counted,HEA-CIN-05,"Conceived a child while under 16, whatever the young person's gender",CIN,HEA,2019-04,present,child,GP,3A,Long ago,does not count: dated before 2026-01-01,"Right Help, Right Time, Right Response (Solihull SCP, March 2024), p. 10, Health, Child in need, 5",one.csv,12
F1,A,2026-11-30,solihull-2024,significant-harm,not-counted,BAS-CIN-01,There is domestic abuse at home,CIN,BAS,2018,present,household,Police,6,Long ago,does not count: dated before 2026-01-01,"Right Help, Right Time, Right Response (Solihull SCP, March 2024), p. 16, Basic Care, Child in need, 1",one.csv,13
F1,A,2026-11-30,solihull-2024,significant-harm,route,mash,"Children's Services take calls, advice requests and referrals for this level through the Multi-Agency Safeguarding Hub.",,,,,,,,,"Solihull Multi-Agency Safeguarding Hub (MASH), 0121 788 4300, Monday to Thursday 08:45-17:20, Friday 08:45-16:30",,,
F1,A,2026-11-30,solihull-2024,significant-harm,route,out-of-hours,"An emergency in the evening, at a weekend or on a bank holiday goes to the Emergency Duty Team.",,,,,,,,,"Solihull Emergency Duty Team (out of hours), 0121 605 6060, Evenings, weekends and bank holidays, emergencies only",,,
F1,A,2026-11-30,solihull-2024,significant-harm,route,emergency,A child in immediate danger is a matter for the police without delay.,,,,,,,,,"Police (emergency), 999, At any time",,,
F1,A,2026-11-30,solihull-2024,significant-harm,consent,not-required,"Local services talk to Children's Services about what must be done, and these coordinate enquiries and protection under section 47 of the Children Act 1989.",,,,,,,,,"Solihull Multi-Agency Safeguarding Hub (MASH), 0121 788 4300, Monday to Thursday 08:45-17:20, Friday 08:45-16:30",,,
END

# --- What would change the level ---------------------------------------------------------------------------------------

# One driver, seen twice; two drivers, neither of which alone would change anything.
cat >drivers.csv <<'END'
child_id,indicator,agency
one,EDU-SH-03,School
one,EDU-SH-03,Police
one,HEA-EH-01,School
two,EDU-CIN-01,School
two,HEA-CIN-01,School
two,HEA-EH-01,School
none,HEA-U-01,School
END
explain 'drivers' drivers.csv
cells child_id,kind,code,label,effect,line <<'END'
one,level,significant-harm,Significant harm,suggested by rule at least one SH indicator,
one,rule,significant-harm,at least one SH indicator,sets the level,
one,rule,early-help,at least one EH indicator,holds,
one,rule,universal,the lowest level needs no indicator,holds,
one,indicator,EDU-SH-03,"Permanently excluded from school, or parents do not engage with services",sets the level; without EDU-SH-03 this would be early-help,2
one,indicator,EDU-SH-03,"Permanently excluded from school, or parents do not engage with services",sets the level,3
one,indicator,HEA-EH-01,Vaccinations or checks have been missed,counts; another indicator sets the level,4
one,route,mash,"Children's Services take calls, advice requests and referrals for this level through the Multi-Agency Safeguarding Hub.","Solihull Multi-Agency Safeguarding Hub (MASH), 0121 788 4300, Monday to Thursday 08:45-17:20, Friday 08:45-16:30",
one,route,out-of-hours,"An emergency in the evening, at a weekend or on a bank holiday goes to the Emergency Duty Team.","Solihull Emergency Duty Team (out of hours), 0121 605 6060, Evenings, weekends and bank holidays, emergencies only",
one,route,emergency,A child in immediate danger is a matter for the police without delay.,"Police (emergency), 999, At any time",
one,consent,not-required,"Local services talk to Children's Services about what must be done, and these coordinate enquiries and protection under section 47 of the Children Act 1989.","Solihull Multi-Agency Safeguarding Hub (MASH), 0121 788 4300, Monday to Thursday 08:45-17:20, Friday 08:45-16:30",
two,level,child-in-need,Child in need,suggested by rule at least one CIN indicator,
two,rule,child-in-need,at least one CIN indicator,sets the level,
two,rule,early-help,at least one EH indicator,holds,
two,rule,universal,the lowest level needs no indicator,holds,
two,indicator,HEA-CIN-01,Lasting or repeated health needs (mental included) untreated or poorly managed,sets the level,6
two,indicator,EDU-CIN-01,Receives no education though under 16,sets the level,5
two,indicator,HEA-EH-01,Vaccinations or checks have been missed,counts; another indicator sets the level,7
two,change,early-help,Early help,"without HEA-CIN-01, EDU-CIN-01 together this would be early-help",
two,route,mash,"Children's Services take calls, advice requests and referrals for this level through the Multi-Agency Safeguarding Hub.","Solihull Multi-Agency Safeguarding Hub (MASH), 0121 788 4300, Monday to Thursday 08:45-17:20, Friday 08:45-16:30",
two,consent,required,"With the family's agreement, local services ask Children's Services to lead support under section 17 of the Children Act 1989.","Solihull Multi-Agency Safeguarding Hub (MASH), 0121 788 4300, Monday to Thursday 08:45-17:20, Friday 08:45-16:30",
none,level,universal,Universal,suggested by rule the lowest level needs no indicator,
none,rule,universal,the lowest level needs no indicator,sets the level,
none,strength,HEA-U-01,In good physical health,a strength: kept beside the needs and never set against them,8
none,consent,for-referral,"Everyday services meet the child's needs in their own setting, and one agency may add support of its own or point the family to community help (universal plus).",,
END

# Where domains and agencies count, a need may go and leave the level, or take it along; one more may raise it.
cat >counted.csv <<'END'
child_id,indicator,agency
domains,HEA-EH-01,School
domains,HEA-EH-02,School
domains,EDU-EH-01,School
agencies,HEA-EH-01,School
agencies,HEA-EH-01,GP
agencies,HEA-EH-02,School
both-agencies,HEA-EH-01,School
both-agencies,HEA-EH-01,GP
near,HEA-EH-01,School
worst,HEA-EH-01,School
worst,EDU-CIN-01,School
worst,BAS-SH-01,School
END
explain 'domains and agencies' -F solihull-2014 counted.csv
awk -v columns=child_id,kind,code,effect -f "$TOP/tests/property/columns.awk" "$scratch/out" |
    grep -E ',(level|rule|indicator|change),' >effects
file effects <<'END'
domains,level,3,"suggested by rule at least one EH indicator, with needs in at least 2 domains"
domains,rule,3,sets the level
domains,rule,2,holds
domains,rule,1,holds
domains,indicator,HEA-EH-01,sets the level
domains,indicator,HEA-EH-02,sets the level
domains,indicator,EDU-EH-01,sets the level; without EDU-EH-01 this would be 2
domains,change,1,"without HEA-EH-01, HEA-EH-02, EDU-EH-01 together this would be 1"
agencies,level,3,"suggested by rule at least one EH indicator, with at least 2 agencies named"
agencies,rule,3,sets the level
agencies,rule,2,holds
agencies,rule,1,holds
agencies,indicator,HEA-EH-01,sets the level; without HEA-EH-01 this would be 2
agencies,indicator,HEA-EH-01,sets the level
agencies,indicator,HEA-EH-02,sets the level
agencies,change,1,"without HEA-EH-01, HEA-EH-02 together this would be 1"
both-agencies,level,3,"suggested by rule at least one EH indicator, with at least 2 agencies named"
both-agencies,rule,3,sets the level
both-agencies,rule,2,holds
both-agencies,rule,1,holds
both-agencies,indicator,HEA-EH-01,sets the level; without HEA-EH-01 this would be 1
both-agencies,indicator,HEA-EH-01,sets the level
near,level,2,suggested by rule at least one EH indicator
near,rule,2,sets the level
near,rule,1,holds
near,indicator,HEA-EH-01,sets the level; without HEA-EH-01 this would be 1
near,change,3,one more need in another domain or one more agency could make this 3
worst,level,4,suggested by rule at least one CIN indicator
worst,rule,4,sets the level
worst,rule,4,sets the level
worst,rule,3,holds
worst,rule,2,holds
worst,rule,1,holds
worst,indicator,BAS-SH-01,sets the level
worst,indicator,EDU-CIN-01,sets the level
worst,indicator,HEA-EH-01,counts; another indicator sets the level
worst,change,2,"without EDU-CIN-01, BAS-SH-01 together this would be 2"
END
grep '^,domains,.*,rule,' "$scratch/out" >rules
file rules <<'END'
,domains,2026-11-30,solihull-2014,3,rule,3,"at least one EH indicator, with needs in at least 2 domains",,,,,,,,,sets the level,solihull-2014/rules.csv:4,,
,domains,2026-11-30,solihull-2014,3,rule,2,at least one EH indicator,,,,,,,,,holds,solihull-2014/rules.csv:3,,
,domains,2026-11-30,solihull-2014,3,rule,1,the lowest level needs no indicator,,,,,,,,,holds,solihull-2014/rules.csv:2,,
END

# A rule that asks for no indicator but for domains or agencies is told in full.
mkdir own
printf 'key,value\nname,own\nextends,solihull-2014\n' >own/framework.csv
printf 'level,indicator_level,min_domains,min_agencies\n1,,0,0\n2,,1,\n3,,3,2\n4,SH,,\n' >own/rules.csv
printf 'child_id,indicator,agency\nA,HEA-EH-01,School\nB,HEA-EH-01,School\nB,EDU-CIN-01,GP\nB,FAM-EH-01,GP\n' >own.csv
explain 'rules of one'"'"'s own' -F own own.csv
awk -v columns=child_id,kind,code,label,effect -f "$TOP/tests/property/columns.awk" "$scratch/out" |
    grep -E ',(level|rule|change),|sets the level' | sed 's/indicator,\([A-Z0-9-]*\),.*,\(sets\)/indicator,\1,...,\2/' >effects
file effects <<'END'
A,level,2,Level 2: additional needs,"suggested by rule at least one EH, CIN or SH indicator"
A,rule,2,"at least one EH, CIN or SH indicator",sets the level
A,rule,1,the lowest level needs no indicator,holds
A,indicator,HEA-EH-01,...,sets the level; without HEA-EH-01 this would be 1
B,level,3,Level 3: complex needs,"suggested by rule at least one EH, CIN or SH indicator, with needs in at least 3 domains, with at least 2 agencies named"
B,rule,3,"at least one EH, CIN or SH indicator, with needs in at least 3 domains, with at least 2 agencies named",sets the level
B,rule,2,"at least one EH, CIN or SH indicator",holds
B,rule,1,the lowest level needs no indicator,holds
B,indicator,EDU-CIN-01,...,sets the level; without EDU-CIN-01 this would be 2
B,indicator,HEA-EH-01,...,sets the level; without HEA-EH-01 this would be 2
B,indicator,FAM-EH-01,...,sets the level; without FAM-EH-01 this would be 2
B,change,1,Level 1: no additional needs,"without HEA-EH-01, EDU-CIN-01, FAM-EH-01 together this would be 1"
END

# --- Families ----------------------------------------------------------------------------------------------------------

cat >families.csv <<'END'
family_id,child_id,indicator,status
F1,,BAS-CIN-01,present
F1,A,HEA-EH-01,present
F1,,HEA-EH-02,negated
F2,,HEA-EH-03,present
F1,B,HEA-EH-04,present
F1,,FAM-U-01,present
END
explain 'families' families.csv
awk -v columns=family_id,child_id,kind,code,effect,line -f "$TOP/tests/property/columns.awk" "$scratch/out" |
    grep -E ',(indicator|strength|not-counted|change),' >effects
file effects <<'END'
F1,A,indicator,BAS-CIN-01,sets the level; without BAS-CIN-01 this would be early-help; is about the whole family and counts for each child,2
F1,A,indicator,HEA-EH-01,counts; another indicator sets the level,3
F1,A,strength,FAM-U-01,a strength: kept beside the needs and never set against them; is about the whole family and counts for each child,7
F1,A,not-counted,HEA-EH-02,does not count: status is negated,4
F2,,indicator,HEA-EH-03,sets the level; without HEA-EH-03 this would be universal,5
F1,B,indicator,BAS-CIN-01,sets the level; without BAS-CIN-01 this would be early-help; is about the whole family and counts for each child,2
F1,B,indicator,HEA-EH-04,counts; another indicator sets the level,6
F1,B,strength,FAM-U-01,a strength: kept beside the needs and never set against them; is about the whole family and counts for each child,7
F1,B,not-counted,HEA-EH-02,does not count: status is negated,4
END
explain 'by family' --by family families.csv
awk -v columns=family_id,child_id,kind,code,effect,line -f "$TOP/tests/property/columns.awk" "$scratch/out" |
    grep -E ',(indicator|strength|not-counted|change),' >effects
file effects <<'END'
F1,,indicator,BAS-CIN-01,sets the level; without BAS-CIN-01 this would be early-help,2
F1,,indicator,HEA-EH-01,counts; another indicator sets the level,3
F1,,indicator,HEA-EH-04,counts; another indicator sets the level,6
F1,,strength,FAM-U-01,a strength: kept beside the needs and never set against them,7
F1,,not-counted,HEA-EH-02,does not count: status is negated,4
F2,,indicator,HEA-EH-03,sets the level; without HEA-EH-03 this would be universal,5
END

# A child of whom nothing counts is explained too.
printf 'child_id,indicator,status\nA,HEA-SH-01,negated\n' >nothing.csv
explain 'nothing counts' nothing.csv
cells kind,code,effect,line <<'END'
level,universal,suggested by rule the lowest level needs no indicator,
rule,universal,sets the level,
not-counted,HEA-SH-01,does not count: status is negated,2
consent,for-referral,,
END

# --- Decisions, consent, other words -----------------------------------------------------------------------------------

printf 'child_id,indicator\nA,HEA-EH-01\nB,HEA-EH-01\n' >decided.csv
cat >decision.csv <<'END'
child_id,level,by,date,reason
A,CIN,"Smith, social worker",02/11/2026,"They said ""help us"""
END
printf 'child_id,date,consent\nA,2026-11-01,given\nB,2026-11-01,withdrawn\n' >consent.csv
explain 'a decision and consent' --override decision.csv --consent consent.csv decided.csv
cells child_id,level,kind,code,label,effect <<'END'
A,child-in-need,level,child-in-need,Child in need,a practitioner's decision stands; early-help is suggested
A,child-in-need,decision,child-in-need,Child in need,"decided by Smith, social worker on 2026-11-02: They said ""help us"""
A,child-in-need,rule,early-help,at least one EH indicator,sets the level
A,child-in-need,rule,universal,the lowest level needs no indicator,holds
A,child-in-need,indicator,HEA-EH-01,Vaccinations or checks have been missed,sets the level; without HEA-EH-01 this would be universal
A,child-in-need,route,mash,"Children's Services take calls, advice requests and referrals for this level through the Multi-Agency Safeguarding Hub.","Solihull Multi-Agency Safeguarding Hub (MASH), 0121 788 4300, Monday to Thursday 08:45-17:20, Friday 08:45-16:30"
A,child-in-need,consent,given,"With the family's agreement, local services ask Children's Services to lead support under section 17 of the Children Act 1989.","Solihull Multi-Agency Safeguarding Hub (MASH), 0121 788 4300, Monday to Thursday 08:45-17:20, Friday 08:45-16:30"
B,early-help,level,early-help,Early help,suggested by rule at least one EH indicator
B,early-help,rule,early-help,at least one EH indicator,sets the level
B,early-help,rule,universal,the lowest level needs no indicator,holds
B,early-help,indicator,HEA-EH-01,Vaccinations or checks have been missed,sets the level; without HEA-EH-01 this would be universal
B,early-help,consent,withdrawn,"Consent is withdrawn: one agency may go on with its own support. Consider whether going without joint support is likely to cause significant harm; if so, speak to the contact named here.",Designated safeguarding lead of your own agency
END

explain 'told as another framework' --as sandwell-2022 decided.csv
cells child_id,framework,level,kind,code,label,ref <<'END'
A,sandwell-2022,early-help,level,early-help,Early help,
A,sandwell-2022,early-help,rule,early-help,at least one EH indicator,solihull-2024/rules.csv:3
A,sandwell-2022,early-help,rule,universal,the lowest level needs no indicator,solihull-2024/rules.csv:2
A,sandwell-2022,early-help,indicator,HEA-EH-01,Vaccinations or checks have been missed,"Right Help, Right Time, Right Response (Solihull SCP, March 2024), p. 9, Health, Early help, 1"
A,sandwell-2022,early-help,consent,required,"One person leads a joint assessment and plan with the family, and relatives, friends and agencies each carry a part of it.",
B,sandwell-2022,early-help,level,early-help,Early help,
B,sandwell-2022,early-help,rule,early-help,at least one EH indicator,solihull-2024/rules.csv:3
B,sandwell-2022,early-help,rule,universal,the lowest level needs no indicator,solihull-2024/rules.csv:2
B,sandwell-2022,early-help,indicator,HEA-EH-01,Vaccinations or checks have been missed,"Right Help, Right Time, Right Response (Solihull SCP, March 2024), p. 9, Health, Early help, 1"
B,sandwell-2022,early-help,consent,required,"One person leads a joint assessment and plan with the family, and relatives, friends and agencies each carry a part of it.",
END

# --- Streams and flags -------------------------------------------------------------------------------------------------

run 'flagged' eh-threshold explain --flag early-help --exit-code decided.csv
status 1
run 'not flagged' eh-threshold explain --flag child-in-need --exit-code decided.csv
status 0

# A row is named by its own file and line, blank lines and rejected rows included.
printf 'child_id,indicator\n\nA,HEA-EH-01\nA,HEA-XX-01\nA,"HEA-EH-02"\n' >first.csv
printf 'indicator,child_id\r\nHEA-EH-03,A\r\n' >second.csv
run 'files and lines' eh-threshold explain -q first.csv second.csv
status 3
awk -v columns=code,file,line -f "$TOP/tests/property/columns.awk" "$scratch/out" | grep HEA >lines
file lines <<'END'
HEA-EH-01,first.csv,3
HEA-EH-02,first.csv,5
HEA-EH-03,second.csv,2
END

# --- The borough -------------------------------------------------------------------------------------------------------

# Every level is borne out by rules, codes, references and evidence, and every row of the input is told of.
cp "$TOP/examples/borough/indicators.csv" "$TOP/examples/borough/consent.csv" .
grep -v ',$' "$TOP/examples/borough/override.csv" >override.csv
for framework in solihull-2024 solihull-2014 sandwell-2022; do
    run "levels of the borough, $framework" eh-threshold -F $framework --as-of 2026-11-30 --consent consent.csv indicators.csv
    status 0
    cp "$scratch/out" levels.csv
    explain "the borough, $framework" -F $framework --consent consent.csv indicators.csv
    cp "$scratch/out" explanations.csv
    ok "each level is borne out, $framework" perl "$TOP/tests/property/trace.pl" "$TOP/share/frameworks" \
        levels.csv explanations.csv indicators.csv
    explain "the borough as it streams, $framework" -F $framework --sorted --consent consent.csv indicators.csv
    stdout <explanations.csv
done
run 'levels of the borough, decisions included' eh-threshold --as-of 2026-11-30 --since 2026-03-01 --override override.csv indicators.csv
status 0
cp "$scratch/out" levels.csv
explain 'the borough, decisions included' --since 2026-03-01 --override override.csv indicators.csv
cp "$scratch/out" explanations.csv
ok 'each level is borne out, decisions included' perl "$TOP/tests/property/trace.pl" "$TOP/share/frameworks" \
    levels.csv explanations.csv indicators.csv
ok 'decisions were among them' grep -q ',decision,' explanations.csv

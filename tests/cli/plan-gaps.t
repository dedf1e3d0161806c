#!/bin/sh
# `gaps`: plans in, needs for which there is no service out.
. "$(dirname "$0")/lib.sh"
head=indicator,label,outcome,area,families,children,actions
late='"Often late or regularly absent from school, or home education is being raised"'
checks='Vaccinations or checks have been missed'
gaps() { run "$gaps_name" eh-plan gaps --as-of 2026-12-01 "$@"; }

cat >services.csv <<'END'
service,needs,min_age,max_age,area
Mornings,EDU-EH-04,5,11,Larkhay
Debt line,SF-10.2,,,
END
cat >plans.csv <<'END'
family_id,child_id,date,area
F1,,2026-11-01,Larkhay
F2,,2026-11-01,LARKHAY
F3,,2026-11-01,Kilnside
F6,C9,2026-11-01,Kilnside
END
cat >people.csv <<'END'
family_id,person_id,name,gender,dob
F1,C1,,,2010-03-02
F1,C2,,,2018-03-02
F2,C3,,,2010-03-02
F2,C4,,,2012
F2,Dad,,,1980
END
cat >actions.csv <<'END'
family_id,child_id,action_id,outcome,action,due,status,needs,children,flags
F1,C1,A1,SF-1.1,Walk together,2026-12-10,open,EDU-EH-04,,no-service
F1,C2,A2,SF-1.1,Walk together,2026-12-10,in progress,EDU-EH-04,,
F1,,A3,,Meet the school,soon,for-review,edu-eh-04;HEA-EH-01,,action-to-agree;no-service
F2,C3,A1,,Breakfast club,,open,EDU-EH-04,C3;C4,
F2,,A2,SF-10.2,Ring the debt line,,open,,,no-service
F2,,A3,SF-1.1,See the teacher,,,,,
F3,,A1,,Done already,2026-11-01,done,HEA-EH-01,,no-service
F3,,A2,a happier home,Talk at dinner,,open,,,no-service
F6,,A1,,Book the check,,open,HEA-EH-01,C9,
,,S1,,Train all staff,Mar 27,open,HEA-EH-01,,
,C7,A1,,Book the check,,open,HEA-EH-01,,no-service
END

gaps_name='judged afresh'
gaps --services services.csv --people people.csv --plans plans.csv --summary actions.csv
status 0
# Larkhay: C1 is too old for the mornings, C3 and perhaps C4 as well; C2 is not, and so not the family as a whole.
stdout <<END
$head
EDU-EH-04,$late,SF-1.1,Larkhay,2,3,2
HEA-EH-01,$checks,SF-2.2,Kilnside,1,1,1
HEA-EH-01,$checks,SF-2.2,Larkhay,1,2,1
HEA-EH-01,$checks,SF-2.2,,1,1,2
,School attendance averaging below 90 % in two terms running (authorised absence may be left out),SF-1.1,Larkhay,1,2,1
END
stderr <<'END'
rows read: 11; rejected: 0
actions still to be done: 10; without a code of a need: 1
actions with a need without a service: 7
gaps: 5; of them where the area is not known: 1
END
cp "$scratch/out" whole.csv

gaps_name='by the flags'
gaps --people people.csv --plans plans.csv --summary actions.csv
status 0
stdout <<END
$head
HEA-EH-01,$checks,SF-2.2,Larkhay,1,2,1
HEA-EH-01,$checks,SF-2.2,,1,1,1
EDU-EH-04,$late,SF-1.1,Larkhay,1,2,2
,Family needs help with money or has debts it cannot manage,SF-10.2,Larkhay,1,2,1
,,,Kilnside,1,0,1
END
stderr <<'END'
rows read: 11; rejected: 0
actions still to be done: 10; without a code of a need: 1
actions with a need without a service: 5
gaps: 5; of them where the area is not known: 1
END

gaps_name='nothing known of ages and areas'
gaps --services services.csv actions.csv
status 0
stderr </dev/null
stdout <<END
$head
HEA-EH-01,$checks,SF-2.2,,3,4,4
END

gaps_name='text in 80 columns'
run "$gaps_name" env COLUMNS=80 eh-plan gaps --as-of 2026-12-01 -t text --plans plans.csv actions.csv
status 0
sed 's/─/-/g' "$scratch/out" >got
ok "$gaps_name" awk 'length($0) > 80 { exit 1 }' got
ok "$gaps_name: says that small numbers point to children" grep -q 'may point to a child' "$scratch/out"

# --- Whose status counts -----------------------------------------------------------------------------------------------

cat >status.csv <<'END'
family_id,child_id,action,due,status,done_date,needs
F1,C1,Open,,open,,HEA-EH-01
F2,C1,In progress,,Ongoing,,HEA-EH-01
F3,C1,Left for review,,for-review,,HEA-EH-01
F4,C1,Blank,,,,HEA-EH-01
F5,C1,Unknown,,pondering,,HEA-EH-01
F6,C1,Done,,done,,HEA-EH-01
F7,C1,Done by its date,,,2026-11-01,HEA-EH-01
F8,C1,Cancelled,,cancelled,,HEA-EH-01
END
gaps_name='what is done or cancelled has no gap'
gaps --services services.csv status.csv
status 0
stdout <<END
$head
HEA-EH-01,$checks,SF-2.2,,5,5,5
END

# --- Each counts once --------------------------------------------------------------------------------------------------

cat >twice.csv <<'END'
family_id,child_id,action,due,needs,children
F1,C1,One,,HEA-EH-01;HEA-EH-01,C1;C2
F1,C1,Two,,HEA-EH-01,
F1,,Three,,HEA-EH-01,
F2,,Four,,HEA-EH-01,C1
END
gaps_name='families, children and actions count once'
gaps --services services.csv twice.csv
status 0
stdout <<END
$head
HEA-EH-01,$checks,SF-2.2,,2,3,4
END

# --- Order -------------------------------------------------------------------------------------------------------------

cat >order.csv <<'END'
family_id,action,due,needs
F4,D,,HEA-EH-02
F3,C,,SF-2.2;EMO-EH-01;HEA-EH-02
F1,A,,EMO-EH-01;HEA-EH-02;SF-2.2
F2,B,,HEA-EH-01;EMO-EH-01
F1,E,,HEA-EH-01
END
printf 'family_id,date,area\nF1,2026-11-01,b\nF2,2026-11-01,B\nF3,2026-11-01,a\n' >areas.csv
gaps_name='most families, then the framework, then areas, those not known last'
gaps --services services.csv --plans areas.csv order.csv
status 0
cut -d, -f 1 "$scratch/out" >codes
sed 's/.*,\([^,]*,[^,]*,[^,]*,[^,]*,[^,]*\)$/\1/' "$scratch/out" | paste -d, codes - >got
cat >wanted <<'END'
indicator,outcome,area,families,children,actions
HEA-EH-01,SF-2.2,b,2,0,2
EMO-EH-01,SF-5.2,b,2,0,2
HEA-EH-02,SF-2.3,a,1,0,1
HEA-EH-02,SF-2.3,b,1,0,1
HEA-EH-02,SF-2.3,,1,0,1
EMO-EH-01,SF-5.2,a,1,0,1
,SF-2.2,a,1,0,1
,SF-2.2,b,1,0,1
END
same "$gaps_name" got wanted

# --- The same, however it comes ----------------------------------------------------------------------------------------

sed -n '1,5p' actions.csv >first.csv
{ sed -n '1p' actions.csv; sed -n '6,$p' actions.csv; } >second.csv
gaps_name='two files are one stream'
gaps --services services.csv --people people.csv --plans plans.csv first.csv second.csv
same "$gaps_name" "$scratch/out" whole.csv
{ sed -n '1p' actions.csv; sed '1d' actions.csv | sort -r; } >turned.csv
gaps_name='rows in another order'
gaps --services services.csv --people people.csv --plans plans.csv turned.csv
sort "$scratch/out" | tr 'A-Z' 'a-z' >got
sort whole.csv | tr 'A-Z' 'a-z' >wanted
same "$gaps_name" got wanted
awk -F, -v OFS=, '{ print $10, $9, $8, $7, $6, $5, $4, $3, $2, $1 }' actions.csv >turned.csv
gaps_name='columns in another order'
gaps --services services.csv --people people.csv --plans plans.csv turned.csv
same "$gaps_name" "$scratch/out" whole.csv

# --- Flagging ----------------------------------------------------------------------------------------------------------

gaps_name='a gap is flagged'
gaps --services services.csv --exit-code actions.csv
status 1
printf 'service,needs\nAll,1;2;3\n' >all.csv
gaps_name='no gap is not'
gaps --services all.csv --exit-code order.csv
status 1
printf 'service,needs\nAll,HEA;EMO;SF-2.2\n' >all.csv
gaps --services all.csv --exit-code order.csv
status 0
stdout <<END
$head
END

# --- What is wrong -----------------------------------------------------------------------------------------------------

cat >bad.csv <<'END'
family_id,action,due,needs,outcome
F1,One,,HEA-EH-O1;HEA-EH-01,
F2,Two,31/02/2026,HEA-EH-O1,
F3,Three,,,SF-77
F4,Four,,,SF-2.2;SF-99
F5,Five,,
END
gaps_name='bad rows'
gaps --services services.csv --rejects rejects.csv --summary bad.csv
status 3
stdout <<END
$head
HEA-EH-01,$checks,SF-2.2,,1,0,1
,"Physical health needs of a child up to 5 are not met, such as teeth, immunisations or accidents",SF-2.2,,1,0,1
END
stderr <<'END'
eh-plan: bad.csv:2: needs: unknown need 'HEA-EH-O1'; nearest: HEA-EH-01; the other codes of the row count
eh-plan: bad.csv:3: needs: unknown need 'HEA-EH-O1'; nearest: HEA-EH-01
eh-plan: bad.csv:6: cells in this row: 4; in the header line: 5
rows read: 4; rejected: 3
actions still to be done: 4; without a code of a need: 1
actions with a need without a service: 2
gaps: 2; of them where the area is not known: 2
END
file rejects.csv <<'END'
file,line,reason,family_id,action,due,needs,outcome
"bad.csv",2,"needs: unknown need 'HEA-EH-O1'; nearest: HEA-EH-01; the other codes of the row count",F1,One,,HEA-EH-O1;HEA-EH-01,
"bad.csv",3,"needs: unknown need 'HEA-EH-O1'; nearest: HEA-EH-01",F2,Two,31/02/2026,HEA-EH-O1,
"bad.csv",6,"cells in this row: 4; in the header line: 5",F5,Five,,
END
: >empty.csv
gaps_name='an empty file'
gaps empty.csv
status 2
stderr <<'END'
eh-plan: empty.csv: no header line: the file is empty
END
sed 1q actions.csv >header.csv
gaps_name='a header line alone'
gaps --exit-code header.csv
status 0
stderr </dev/null
stdout <<END
$head
END
gaps_name='services that are not there'
gaps --services nowhere.csv actions.csv
status 2
stdout </dev/null
stderr <<'END'
eh-plan: nowhere.csv: cannot open: No such file or directory
END
for side in people plans; do
    gaps_name="--$side that is not there"
    gaps "--$side" nowhere.csv actions.csv
    status 2
    stderr <<'END'
eh-plan: nowhere.csv: cannot open: No such file or directory
END
done
gaps_name='several at once'
gaps --services services.csv --people people.csv -t json actions.csv
status 0
ok 'json has numbers' grep -q '"families": *3' "$scratch/out"

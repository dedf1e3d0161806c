#!/bin/sh
# `services`: needs and a directory in, the services that fit each need out.
. "$(dirname "$0")/lib.sh"
late='Often late or regularly absent from school, or home education is being raised'
head=family_id,child_id,indicator,label,outcome,place,service,provider,fit,contact,route,phone,email,hours

# pick COLUMNS: those of the output, without the header line.
pick() { awk -v columns="$1" -f "$TOP/tests/property/columns.awk" "$scratch/out" | sed 1d; }
# say NAME COLUMNS: those are as on standard input.
say() { pick "$2" >got; cat >wanted; same "$1" got wanted; }
services() { run "$services_name" eh-plan services --as-of 2026-12-01 "$@"; }

cat >services.csv <<'END'
service,needs,min_age,max_age,area,provider,level,contact,route,phone,email,hours
Mornings,EDU-EH-04,5,16,Larkhay;Kilnside,Welfare,early-help,Duty officer,The school rings,01632 960130,mornings@ashmere.example,Mon to Fri
Hub,SF-1.1;5,,11,,Family Hub,,Front desk,Come in,01632 960101,,
Baby and me,"SF-2.1, HEA-EH-01",-1,1,,,,,,,,
END
cat >levels.csv <<'END'
family_id,child_id,level,needs
F1,C1,early-help,EDU-EH-04;HEA-EH-01
F1,C2,early-help,EDU-EH-04
F2,C3,child-in-need,EDU-EH-04;HEA-SH-01
,C4,universal,
F5,,early-help,HEA-EH-01
END
cat >people.csv <<'END'
family_id,person_id,name,gender,dob
F1,C1,,,2017-03-02
F1,C2,,,2010-12-02
F5,Mother,,,1999-04-01
F5,Baby,,,2026-02
END
cat >plans.csv <<'END'
family_id,date,area
F1,2026-11-01,larkhay
F2,2026-11-01,Withy End
END

services_name='the whole'
services --services services.csv --people people.csv --plans plans.csv --summary levels.csv
status 0
stdout <<END
$head
F1,C1,HEA-EH-01,Vaccinations or checks have been missed,SF-2.2,,,,none,,,,,
F1,C1,EDU-EH-04,"$late",SF-1.1,1,Mornings,Welfare,need;age;area;level,Duty officer,The school rings,01632 960130,mornings@ashmere.example,Mon to Fri
F1,C1,EDU-EH-04,"$late",SF-1.1,2,Hub,Family Hub,outcome;age;everywhere;any-level,Front desk,Come in,01632 960101,,
F1,C2,EDU-EH-04,"$late",SF-1.1,1,Mornings,Welfare,need;age;area;level,Duty officer,The school rings,01632 960130,mornings@ashmere.example,Mon to Fri
F2,C3,HEA-SH-01,Health and development are at risk of significant harm,SF-6.1,,,,none,,,,,
F2,C3,EDU-EH-04,"$late",SF-1.1,1,Hub,Family Hub,outcome;age-unknown;everywhere;any-level,Front desk,Come in,01632 960101,,
F5,,HEA-EH-01,Vaccinations or checks have been missed,SF-2.2,1,Baby and me,,need;age;everywhere;any-level,,,,,
END
stderr <<'END'
rows used: 5; rejected: 0; services: 3
children with needs: 4; of unknown age: 1; of unknown area: 1
needs: 6; without a service: 2; proposals: 5
END
cp "$scratch/out" whole.csv

services_name='nothing known of ages and areas'
services --services services.csv levels.csv
status 0
stderr </dev/null
say "$services_name" family_id,child_id,indicator,place,service,fit <<'END'
F1,C1,HEA-EH-01,1,Baby and me,need;age-unknown;everywhere;any-level
F1,C1,EDU-EH-04,1,Mornings,need;age-unknown;area-unknown;level
F1,C1,EDU-EH-04,2,Hub,outcome;age-unknown;everywhere;any-level
F1,C2,EDU-EH-04,1,Mornings,need;age-unknown;area-unknown;level
F1,C2,EDU-EH-04,2,Hub,outcome;age-unknown;everywhere;any-level
F2,C3,HEA-SH-01,,,none
F2,C3,EDU-EH-04,1,Mornings,need;age-unknown;area-unknown;other-level
F2,C3,EDU-EH-04,2,Hub,outcome;age-unknown;everywhere;any-level
F5,,HEA-EH-01,1,Baby and me,need;age-unknown;everywhere;any-level
END

# --- How many ----------------------------------------------------------------------------------------------------------

{
    echo service,needs
    for name in A B C D E; do echo "$name,EDU-EH-04"; done
} >five.csv
printf 'family_id,level,needs\nF1,early-help,EDU-EH-04\n' >one.csv
services_name='three are proposed'
services --services five.csv one.csv
status 0
say "$services_name" place,service <<'END'
1,A
2,B
3,C
END
services_name='or as many as asked for'
services --services five.csv --most 1 one.csv
say "$services_name" place,service <<'END'
1,A
END
services_name='or all'
services --services five.csv --most 1000 one.csv
say "$services_name" place,service <<'END'
1,A
2,B
3,C
4,D
5,E
END
printf 'interval,value\nservices_most,2\n' >mine.csv
services_name='or as intervals of your own say'
services --services five.csv --intervals mine.csv one.csv
say "$services_name" place,service <<'END'
1,A
2,B
END
services --services five.csv --intervals mine.csv --most 4 one.csv
say 'but the option goes first' place <<'END'
1
2
3
4
END
printf 'interval,value\nservices_most,0\n' >mine.csv
services_name='never none'
services --services five.csv --intervals mine.csv one.csv
say "$services_name" place,service <<'END'
1,A
END

# --- A need without a service is flagged -------------------------------------------------------------------------------

services_name='a need without a service'
services --services services.csv --people people.csv --exit-code levels.csv
status 1
services_name='no need without a service'
services --services five.csv --exit-code one.csv
status 0
services_name='other services, or none at all'
echo service,needs >none.csv
services --services none.csv --exit-code one.csv
status 1
stderr </dev/null
stdout <<END
$head
F1,,EDU-EH-04,"$late",SF-1.1,,,,none,,,,,
END

# --- Indicators as they are --------------------------------------------------------------------------------------------

cat >indicators.csv <<'END'
family_id,child_id,date,indicator,end_date
F1,C1,2026-11-01,EDU-EH-04,
F1,,2026-11-01,HEA-EH-01,
F1,C2,2026-10-01,EDU-EH-04,2026-11-01
F1,C1,2026-11-01,HEA-U-01,
END
services_name='indicators'
services --services services.csv --people people.csv --plans plans.csv indicators.csv
status 0
stderr </dev/null
say "$services_name: those that are present; a strength is no need" child_id,indicator,place,service,fit <<'END'
C1,HEA-EH-01,,,none
C1,EDU-EH-04,1,Mornings,need;age;area;level
C1,EDU-EH-04,2,Hub,outcome;age;everywhere;any-level
C2,HEA-EH-01,,,none
END

# --- The same, however it comes ----------------------------------------------------------------------------------------

{ sed -n '1p' levels.csv; sed -n '2,3p' levels.csv; } >first.csv
{ sed -n '1p' levels.csv; sed -n '4,$p' levels.csv; } >second.csv
services_name='two files'
services --services services.csv --people people.csv --plans plans.csv first.csv second.csv
same "$services_name are one stream" "$scratch/out" whole.csv
awk -F, -v OFS=, '{ print $4, $3, $2, $1 }' levels.csv >turned.csv
services_name='columns in another order'
services --services services.csv --people people.csv --plans plans.csv turned.csv
same "$services_name" "$scratch/out" whole.csv
sed '1s/.*/Name of service,Outcome codes,Age from,Age to,Locality,Run by,Level of need,Contact person,Referral route,Tel,Contact email,Opening hours/' services.csv >headed.csv
services_name='headings that directories really have'
services --services headed.csv --people people.csv --plans plans.csv levels.csv
same "$services_name" "$scratch/out" whole.csv
services_name='standard input'
run "$services_name" eh-plan services --as-of 2026-12-01 --services services.csv --people people.csv --plans plans.csv <levels.csv
same "$services_name" "$scratch/out" whole.csv

# --- For reading -------------------------------------------------------------------------------------------------------

run 'text in 80 columns' env COLUMNS=80 eh-plan services --as-of 2026-12-01 -t text --services services.csv --people people.csv levels.csv
status 0
stderr </dev/null
sed -n '1,28p' "$scratch/out" >got
cat >wanted <<'END'
Services to propose

Each need with the services that fit it, the best first, as of 2026-12-01.
Suggested by codes, ages and areas alone: the family and whoever works with them
decide.

Family        F1
Child         C1
Need          HEA-EH-01
Meaning       Vaccinations or checks have been missed
Why           no service in the directory

Family        F1
Child         C1
Need          EDU-EH-04
Meaning       Often late or regularly absent from school, or home education is
              being raised
Place         1
Service       Mornings
Why           for this very need; age fits; ask about area; for this level
Contact       Duty officer
How to refer  The school rings
Telephone     01632 960130

Family        F1
Child         C1
Need          EDU-EH-04
Meaning       Often late or regularly absent from school, or home education is
END
same 'text in 80 columns: the beginning' got wanted
ok 'text in 80 columns: no line is longer' awk 'length($0) > 80 { exit 1 }' "$scratch/out"
services_name=html
services -t html --services services.csv --people people.csv levels.csv
status 0
ok 'html tells fits in words' grep -q 'for this very need; age fits' "$scratch/out"
ok 'html tells what there is not' grep -q 'no service in the directory' "$scratch/out"

# --- What is wrong -----------------------------------------------------------------------------------------------------

run 'no directory' eh-plan services levels.csv
status 2
stdout </dev/null
stderr <<'END'
eh-plan: services needs --services FILE (eh-plan --help shows what there is)
END
cat >bad.csv <<'END'
service,needs,min_age,max_age,level
A,EDU-EH-O4;HEA-EH-01,,,
B,EDU-EH-O4,,,
C,HEA-EH-01,5,4,
D,HEA-EH-01,young,,
E,HEA-EH-01,,,tier 9
F,,,,
G,HEA-EH-01,,,
END
services_name='bad services'
services --services bad.csv --rejects rejects.csv levels.csv
status 3
say "$services_name: the others are proposed" family_id,child_id,indicator,place,service <<'END'
F1,C1,HEA-EH-01,1,A
F1,C1,HEA-EH-01,2,G
F1,C1,EDU-EH-04,,
F1,C2,EDU-EH-04,,
F2,C3,HEA-SH-01,,
F2,C3,EDU-EH-04,,
F5,,HEA-EH-01,1,A
F5,,HEA-EH-01,2,G
END
stderr <<'END'
eh-plan: bad.csv:2: needs: unknown need 'EDU-EH-O4'; nearest: EDU-EH-04; the other codes of the row count
eh-plan: bad.csv:3: needs: unknown need 'EDU-EH-O4'; nearest: EDU-EH-04
eh-plan: bad.csv:4: max_age: below the youngest age of the same row
eh-plan: bad.csv:5: min_age: not an age in years: 0 to 150, with decimals or without, or -1 for before birth
eh-plan: bad.csv:6: level: not one of universal, early-help, child-in-need, significant-harm
eh-plan: bad.csv:7: needs: blank, but a value is needed
END
file rejects.csv <<'END'
file,line,reason,service,needs,min_age,max_age,level
"bad.csv",2,"needs: unknown need 'EDU-EH-O4'; nearest: EDU-EH-04; the other codes of the row count",A,EDU-EH-O4;HEA-EH-01,,,
"bad.csv",3,"needs: unknown need 'EDU-EH-O4'; nearest: EDU-EH-04",B,EDU-EH-O4,,,
"bad.csv",4,"max_age: below the youngest age of the same row",C,HEA-EH-01,5,4,
"bad.csv",5,"min_age: not an age in years: 0 to 150, with decimals or without, or -1 for before birth",D,HEA-EH-01,young,,
"bad.csv",6,"level: not one of universal, early-help, child-in-need, significant-harm",E,HEA-EH-01,,,tier 9
"bad.csv",7,"needs: blank, but a value is needed",F,,,,
END
services_name='a directory that is not there'
services --services nowhere.csv levels.csv
status 2
stderr <<'END'
eh-plan: nowhere.csv: cannot open: No such file or directory
END
: >empty.csv
services_name='an empty directory'
services --services empty.csv levels.csv
status 2
stderr <<'END'
eh-plan: empty.csv: no header line: the file is empty
END
services_name='an empty file'
services --services services.csv empty.csv
status 2
stderr <<'END'
eh-plan: empty.csv: no header line: the file is empty
END
sed 1q levels.csv >header.csv
services_name='a header line alone'
services --services services.csv header.csv
status 0
stderr </dev/null
stdout <<END
$head
END
printf 'name,contact\nA,B\n' >wrong.csv
services_name='a directory without needs'
services --services wrong.csv levels.csv
status 2
stderr <<'END'
eh-plan: wrong.csv:1: no column for needs; columns found: name, contact
END
printf 'family_id,child_id,level,needs\nF1,C1,early-help,EDU-EH-O4\n,,early-help,EDU-EH-04\n' >levels-bad.csv
services_name='bad levels'
services --services services.csv levels-bad.csv
status 3
stdout <<END
$head
END
stderr <<'END'
eh-plan: levels-bad.csv:2: needs: unknown indicator code 'EDU-EH-O4'; nearest: EDU-EH-04
eh-plan: levels-bad.csv:3: family_id and child_id are both blank
END
for most in 0 1001 x; do
    run "--most $most" eh-plan services --services services.csv --most "$most" levels.csv
    status 2
done

#!/bin/sh
# `eh-plan draft`: from the needs of a family to a plan to agree with it.
. "$(dirname "$0")/lib.sh"
share=$TOP/share

# draft NAME OPTION...: a run of the program that has nothing to complain of.
draft()
{
    draft_name=$1
    shift
    run "$draft_name" eh-plan --as-of 2026-11-23 "$@"
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

header=family_id,child_id,action_id,outcome,goal,action,who,agency,start,due,status,done_date,progress,review_due,needs,children,service,flags

# --- One need, all of it -----------------------------------------------------------------------------------------------

cat >one.csv <<'END'
family_id,child_id,as_of,framework,level,needs
F1,C1,2026-11-20,solihull-2024,early-help,EDU-EH-04
END
draft 'one need' one.csv
stdout <<END
$header
F1,,A1,SF-1.1,"In school on time at least 9 days out of 10, every half term, as the school's register shows","To be agreed with the family: what will help, and who does it. The need: Often late or regularly absent from school, or home education is being raised",,,2026-11-23,2026-12-28,open,,,2027-01-04,EDU-EH-04,,,action-to-agree;who-to-name
END
run 'by name' eh-plan draft --as-of 2026-11-23 one.csv
status 0
cp "$scratch/out" named.csv
draft 'the verb may be left out' one.csv
stdout <named.csv

run 'text in 80 columns' env COLUMNS=80 eh-plan --as-of 2026-11-23 -t text one.csv
status 0
stdout <<'END'
A plan to agree with the family

Drafted from the needs on record, by Right Help, Right Time, Right Response
(March 2024). Nothing here is agreed yet: the family, and everybody who is
named, decide together what they will do.

Family     F1
Goal       In school on time at least 9 days out of 10, every half term, as the
           school's register shows
Action     To be agreed with the family: what will help, and who does it. The
           need: Often late or regularly absent from school, or home education
           is being raised
Due        2026-12-28
Status     open
Review     2027-01-04
Needs      EDU-EH-04
To settle  action-to-agree;who-to-name
END
run 'html' eh-plan --as-of 2026-11-23 -t html one.csv
status 0
ok 'html: a page that says what it is' grep -qF '<h1>A plan to agree with the family</h1>' "$scratch/out"
run 'a text record' eh-plan --as-of 2026-11-23 -t rec one.csv
status 0
ok 'a text record: of actions' grep -qx '%rec: actions' "$scratch/out"

draft 'no need' - <<'END'
family_id,child_id,level,needs
F1,C1,universal,
END
stdout <<END
$header
END
draft 'header only' - <<'END'
family_id,child_id,level,needs
END
stdout <<END
$header
END

# --- Order, goals, children --------------------------------------------------------------------------------------------

cat >order.csv <<'END'
family_id,child_id,level,needs
F2,C5,early-help,HEA-EH-01
F1,C2,child-in-need,EDU-CIN-02;EDU-EH-04;FAM-EH-07;HEA-EH-01
F1,C1,significant-harm,HEA-SH-11;EDU-EH-04;BAS-EH-10
F1,C3,early-help,BAS-EH-10;EDU-EH-04
,C9,early-help,FAM-EH-01
END
draft 'order' order.csv
cells family_id,child_id,action_id,outcome,needs,children,status,due,review_due,flags <<'END'
F2,,A1,SF-2.2,HEA-EH-01,,open,2026-12-28,2027-01-04,action-to-agree;who-to-name
F1,C1,A1,SF-6.1,HEA-SH-11,,open,2026-11-23,2026-12-07,action-to-agree;who-to-name;refer-first
F1,C2,A2,SF-1.1,EDU-CIN-02,,open,2026-11-30,2026-12-07,action-to-agree;who-to-name;refer-with-consent
F1,,A3,SF-1.1,EDU-EH-04,,open,2026-11-30,2026-12-07,action-to-agree;who-to-name
F1,C2,A4,SF-2.2,HEA-EH-01,,open,2026-11-30,2026-12-07,action-to-agree;who-to-name
F1,C2,A5,,FAM-EH-07,,open,2026-11-30,2026-12-07,action-to-agree;who-to-name;no-outcome
F1,,A6,SF-10.2,BAS-EH-10,C1;C3,for-review,,2026-12-07,action-to-agree;left-for-review
,C9,A1,,FAM-EH-01,,open,2026-12-28,2027-01-04,action-to-agree;who-to-name;no-outcome
END
draft 'who is spoken to' order.csv
cells needs,action <<'END'
HEA-EH-01,"To be agreed with the family: what will help, and who does it. The need: Vaccinations or checks have been missed"
HEA-SH-11,Speak to Solihull Multi-Agency Safeguarding Hub (MASH) before anything else; what the family is told and asked follows from that. The need: Is suffering physical abuse
EDU-CIN-02,"To be agreed with the family: asking Solihull Multi-Agency Safeguarding Hub (MASH) to lead the help. The need: Consistently absent from school, with worries that exploitation is possible"
EDU-EH-04,"To be agreed with the family: what will help, and who does it. The need: Often late or regularly absent from school, or home education is being raised"
HEA-EH-01,"To be agreed with the family: what will help, and who does it. The need: Vaccinations or checks have been missed"
FAM-EH-07,"To be agreed with the family: what will help, and who does it. The need: No help that works comes from wider family or community"
BAS-EH-10,To be looked at when the plan is reviewed. The need: Emerging worry that poverty or debt affects ability to care for child/unborn
FAM-EH-01,"To be agreed with the family: what will help, and who does it. The need: Lacks people who set a good example"
END

draft 'needs of one outcome have one goal, one child or several' --most 20 - <<'END'
family_id,child_id,level,needs
F1,C2,early-help,EDU-EH-03;HEA-EH-01;EDU-EH-07
F1,C1,early-help,EDU-EH-05;HEA-EH-04
F1,,early-help,FAM-EH-04
END
cells needs,child_id,goal <<'END'
HEA-EH-01,C2,"Jabs, checks and dentist visits are up to date, appointments are kept, and home has been made safe against accidents"
HEA-EH-04,C1,"Jabs, checks and dentist visits are up to date, appointments are kept, and home has been made safe against accidents"
EDU-EH-03,C2,"Learning every day in a place that suits, and a whole term without being sent home"
EDU-EH-05,C1,"Learning every day in a place that suits, and a whole term without being sent home"
EDU-EH-07,C2,"Learning every day in a place that suits, and a whole term without being sent home"
FAM-EH-04,,"Meals, bedtime and house rules are the same from day to day, and each child has time and praise from a parent every day"
END

# A level that does not wait for consent, decided by somebody: all needs of that child are held to it.
draft 'a level decided on' - <<'END'
family_id,child_id,level,suggested,needs
F1,C1,significant-harm,early-help,EDU-EH-04;HEA-EH-01
F1,C2,early-help,early-help,HEA-EH-02
END
cells needs,due,flags <<'END'
HEA-EH-01,2026-11-23,action-to-agree;who-to-name;refer-first
HEA-EH-02,2026-11-30,action-to-agree;who-to-name
EDU-EH-04,2026-11-23,action-to-agree;who-to-name;refer-first
END
draft 'another guidance' -F sandwell-2022 - <<'END'
family_id,child_id,level,needs
F1,C1,statutory-social-work,HEA-SH-11;EDU-CIN-02;EDU-EH-04
END
cells needs,due,review_due,flags <<'END'
HEA-SH-11,2026-11-23,2026-12-07,action-to-agree;who-to-name;refer-first
EDU-CIN-02,2026-11-30,2026-12-07,action-to-agree;who-to-name;refer-with-consent
EDU-EH-04,2026-11-30,2026-12-07,action-to-agree;who-to-name
END

# --- How many ----------------------------------------------------------------------------------------------------------

cat >many.csv <<'END'
family_id,child_id,level,needs
F1,C1,significant-harm,HEA-SH-11;HEA-SH-01;BAS-SH-07;EDU-CIN-02;EDU-EH-04;HEA-EH-01
END
draft 'those of significant harm are never left' --most 1 many.csv
cells needs,status,due,who,review_due,flags <<'END'
HEA-SH-01,open,2026-11-23,,2026-12-07,action-to-agree;who-to-name;refer-first
HEA-SH-11,open,2026-11-23,,2026-12-07,action-to-agree;who-to-name;refer-first
BAS-SH-07,open,2026-11-23,,2026-12-07,action-to-agree;who-to-name;refer-first
EDU-CIN-02,for-review,,,2026-12-07,action-to-agree;refer-with-consent;left-for-review
EDU-EH-04,for-review,,,2026-12-07,action-to-agree;left-for-review
HEA-EH-01,for-review,,,2026-12-07,action-to-agree;left-for-review
END
draft 'one more' --most 4 many.csv
cells needs,status <<'END'
HEA-SH-01,open
HEA-SH-11,open
BAS-SH-07,open
EDU-CIN-02,open
HEA-EH-01,for-review
EDU-EH-04,for-review
END
printf 'interval,value\nplan_most_needs,3\naction_before_review,2\nfirst_review_early_help,9\n' >intervals.csv
draft 'as the intervals say' --intervals intervals.csv many.csv
cells needs,status,due <<'END'
HEA-SH-01,open,2026-11-23
HEA-SH-11,open,2026-11-23
BAS-SH-07,open,2026-11-23
EDU-CIN-02,for-review,
EDU-EH-04,for-review,
HEA-EH-01,for-review,
END
draft 'the option before the intervals' --intervals intervals.csv --most 9 many.csv
cells needs,due <<'END'
HEA-SH-01,2026-11-23
HEA-SH-11,2026-11-23
BAS-SH-07,2026-11-23
EDU-CIN-02,2026-12-05
EDU-EH-04,2026-12-05
HEA-EH-01,2026-12-05
END
for most in 0 1001 -1 five ''; do
    run "--most '$most'" eh-plan --most "$most" one.csv
    status 2
    stdout </dev/null
done

# --- Who, and when -----------------------------------------------------------------------------------------------------

cat >plans.csv <<'END'
family_id,child_id,date,review_due,end_date,lead_practitioner,agency,area
F1,,2026-11-16,2026-12-18,,Ms Lark,Mereside Academy,Larkhay
F2,,2026-11-02,,,Mr Finch,Mere Families,Larkhay
F3,,2026-03-02,,2026-09-30,Mrs Wren,Council,
F4,,2026-03-02,2026-04-13,,Dr Robin,Health,
F5,C5,2026-11-09,,,Ms Crane,Council,
F5,,2026-11-10,,,Mr Heron,Council,
F6,C8,2026-11-12,,,Ms Teal,,
,C9,2026-11-16,,,,Council,
F99,,2026-11-16,,,Somebody,,
END
cat >led.csv <<'END'
family_id,child_id,level,needs
F1,C1,early-help,EDU-EH-04
F2,C2,early-help,EDU-EH-04
F3,C3,early-help,EDU-EH-04
F4,C4,early-help,EDU-EH-04
F5,C5,early-help,EDU-EH-04;HEA-EH-01
F5,C6,early-help,EDU-EH-04
F6,C8,early-help,EDU-EH-04
F6,C7,early-help,EDU-EH-04
,C9,early-help,EDU-EH-04
F7,C10,early-help,EDU-EH-04
END
draft 'plans on record' --plans plans.csv led.csv
cells family_id,child_id,needs,who,agency,start,due,review_due,flags <<'END'
F1,,EDU-EH-04,Ms Lark,Mereside Academy,2026-11-16,2026-12-11,2026-12-18,action-to-agree
F2,,EDU-EH-04,Mr Finch,Mere Families,2026-11-02,2026-12-07,2026-12-14,action-to-agree
F3,,EDU-EH-04,,,2026-11-23,2026-12-28,2027-01-04,action-to-agree;who-to-name
F4,,EDU-EH-04,Dr Robin,Health,2026-11-23,2026-12-28,2027-01-04,action-to-agree
F5,C5,HEA-EH-01,Ms Crane,Council,2026-11-09,2026-12-14,2026-12-21,action-to-agree
F5,,EDU-EH-04,Mr Heron,Council,2026-11-10,2026-12-15,2026-12-22,action-to-agree
F6,,EDU-EH-04,Ms Teal,,2026-11-12,2026-12-17,2026-12-24,action-to-agree
,C9,EDU-EH-04,,Council,2026-11-16,2026-12-21,2026-12-28,action-to-agree;who-to-name
F7,,EDU-EH-04,,,2026-11-23,2026-12-28,2027-01-04,action-to-agree;who-to-name
END
draft 'a start of its own' --plans plans.csv --start 2026-12-17 led.csv
cells family_id,start,due,review_due <<'END'
F1,2026-12-17,2026-12-17,2026-12-18
F2,2026-12-17,2027-01-21,2027-01-28
F3,2026-12-17,2027-01-21,2027-01-28
F4,2026-12-17,2027-01-21,2027-01-28
F5,2026-12-17,2027-01-21,2027-01-28
F5,2026-12-17,2027-01-21,2027-01-28
F6,2026-12-17,2027-01-21,2027-01-28
,2026-12-17,2027-01-21,2027-01-28
F7,2026-12-17,2027-01-21,2027-01-28
END
draft 'a start that has gone by is kept when asked for' --start 2026-01-05 one.csv
cells start,due,review_due <<'END'
2026-01-05,2026-02-09,2026-02-16
END
# Thirty working days from Monday 23 November: Christmas Day, the 28th in place of Boxing Day and New Year's Day do not count.
draft 'working days' --working-days one.csv
cells start,due,review_due <<'END'
2026-11-23,2026-12-31,2027-01-07
END
printf 'date,name\n2026-12-01,A day off\n' >holidays.csv
draft 'holidays of ones own' --holidays holidays.csv one.csv
cells start,due,review_due <<'END'
2026-11-23,2026-12-29,2027-01-05
END
draft 'due on a working day' --working-days --start 2026-11-28 --plans - one.csv <<'END'
family_id,date,review_due,lead_practitioner
F1,2026-11-16,2026-12-06,Ms Lark
END
cells start,due,review_due <<'END'
2026-11-28,2026-11-30,2026-12-06
END
printf 'interval,value,unit\nfirst_review_early_help,12,days\naction_before_review,1,months\n' >short.csv
mkdir own
cp "$share"/frameworks/solihull-2024/*.csv own
sed 's/^\(name,\)solihull-2024/\1own/' "$share/frameworks/solihull-2024/framework.csv" >own/framework.csv
sed 's/,6$/,/' "$share/frameworks/solihull-2024/levels.csv" >own/levels.csv
draft 'a guidance without weeks' -F own one.csv
cells due,review_due <<'END'
2026-12-28,2027-01-04
END
draft 'and other intervals' -F own --intervals short.csv one.csv
cells due,review_due <<'END'
2026-11-23,2026-12-05
END
draft 'in working days' -F own --intervals short.csv --working-days one.csv
cells due,review_due <<'END'
2026-11-23,2026-12-07
END

# --- A plan that stands ------------------------------------------------------------------------------------------------

cat >standing.csv <<'END'
family_id,child_id,action_id,outcome,action,due,status,needs
F1,,A4,SF-1.1,Mum rings school before 9 when somebody is ill,2026-12-01,open,
F1,,7,,Dad takes both children to the dentist,2026-12-01,cancelled,HEA-EH-04
F1,C1,A6,sf-2.2;SF-9.9,Book the missing jabs,some day,done,
F2,,A12,,Ring the breakfast club,2026-12-01,open,edu-eh-04; EDU-EH-05
F3,,A1,none,A walk to the library each Saturday,2026-12-01,open,SOC-EH-03
F4,,A1,SF-6.1,Bedtime at eight,2026-12-01,open,HEA-SH-10
,C9,A3,,Ring the breakfast club,2026-12-01,for-review,EDU-EH-04
,C9,A1,,Walk to school together,2026-12-01,cancelled,
,C8,A5,,Ring the breakfast club,2026-12-01,open,EDU-EH-04
F9,,A1,SF-1.1,Walk to school together,2026-12-01,open,
END
cat >stood.csv <<'END'
family_id,child_id,level,needs
F1,C1,early-help,EDU-EH-04;HEA-EH-04;FAM-EH-04
F2,C2,early-help,EDU-EH-04;EDU-EH-05;EDU-EH-01
F3,C3,early-help,SOC-EH-03;FAM-EH-07
F4,C4,significant-harm,HEA-SH-10;HEA-SH-11
,C9,early-help,EDU-EH-04;FAM-EH-04
,C7,early-help,EDU-EH-04
END
run 'what stands is not drafted again' eh-plan --as-of 2026-11-23 --summary --plan standing.csv stood.csv
status 0
cells family_id,child_id,action_id,needs,status <<'END'
F1,,A8,FAM-EH-04,open
F2,,A13,EDU-EH-01,open
F3,,A2,FAM-EH-07,open
F4,,A2,HEA-SH-11,open
,C9,A4,FAM-EH-04,open
,C7,A1,EDU-EH-04,open
END
stderr <<'END'
rows used: 6; rejected: 0
families: 6; with needs: 6
needs drafted: 6; under goals: 6
  taken up: 6; left for review: 0
  to speak to somebody about first: 1; without anybody to lead: 6
  without an outcome: 1
needs that the plan covers already: 7
END
draft 'what is being done takes its share' --most 2 --plan standing.csv - <<'END'
family_id,child_id,level,needs
F1,C1,early-help,EDU-EH-04;HEA-EH-04;FAM-EH-04;BAS-EH-10;SOC-EH-03
F2,C2,early-help,EDU-EH-04;EDU-EH-05;EDU-EH-01
END
cells family_id,needs,status <<'END'
F1,FAM-EH-04,open
F1,BAS-EH-10,for-review
F1,SOC-EH-03,for-review
F2,EDU-EH-01,for-review
END
draft 'all of it' order.csv
cp "$scratch/out" all.csv
draft 'a draft covers what it was drafted from' --plan all.csv order.csv
stdout <<END
$header
END
draft 'a plan that says nothing of ids' --plan - one.csv <<'END'
Actions,By When
Ring the breakfast club,Dec 26
END
cells action_id <<'END'
A1
END

# --- Services ----------------------------------------------------------------------------------------------------------

cat >services.csv <<'END'
service,needs,min_age,max_age,area
Walking bus,EDU-EH-04,4,11,
Teenage mentors,SF-1.1,11,18,Larkhay
Health visitors,SF-2.2,0,4,
END
cat >people.csv <<'END'
family_id,person_id,name,gender,dob
F1,C1,,f,2019-05-01
F2,C2,,m,2012-05-01
END
draft 'the best service for the age' --services services.csv --people people.csv --plans plans.csv - <<'END'
family_id,child_id,level,needs
F1,C1,early-help,EDU-EH-04;HEA-EH-01
F2,C2,early-help,EDU-EH-04
F3,C3,early-help,EDU-EH-04
END
cells family_id,needs,service,flags <<'END'
F1,HEA-EH-01,,action-to-agree;no-service
F1,EDU-EH-04,Walking bus,action-to-agree
F2,EDU-EH-04,Teenage mentors,action-to-agree
F3,EDU-EH-04,Walking bus,action-to-agree;who-to-name
END

# --- What is flagged ---------------------------------------------------------------------------------------------------

run 'nothing is known of who leads' eh-plan --as-of 2026-11-23 --exit-code one.csv
status 0
run 'somebody is to be named' eh-plan --as-of 2026-11-23 --exit-code --plans plans.csv - <<'END'
family_id,child_id,level,needs
F7,C10,early-help,EDU-EH-04
END
status 1
run 'all are named' eh-plan --as-of 2026-11-23 --exit-code --plans plans.csv one.csv
status 0
run 'no service' eh-plan --as-of 2026-11-23 --exit-code --services services.csv - <<'END'
family_id,child_id,level,needs
F1,C1,early-help,BAS-EH-10
END
status 1
run 'somebody to speak to' eh-plan --as-of 2026-11-23 --exit-code many.csv
status 1

# --- Indicator rows, pipes ---------------------------------------------------------------------------------------------

run 'levels of the borough' eh-threshold --as-of 2026-11-23 "$TOP/examples/borough/indicators.csv"
cp "$scratch/out" levels.csv
draft 'from levels' levels.csv
cp "$scratch/out" from-levels.csv
draft 'from indicators' "$TOP/examples/borough/indicators.csv"
stdout <from-levels.csv
ok 'a plan is drafted' test "$(wc -l <from-levels.csv)" -gt 300
draft 'needs that ended do not count' - <<'END'
family_id,child_id,indicator,status,end_date
F1,C1,EDU-EH-04,present,2026-11-22
F1,C1,HEA-EH-01,historic,
F1,C1,HEA-EH-02,present,2026-11-23
END
cells needs <<'END'
HEA-EH-02
END
draft 'headings of other systems' -m level=Stufe - <<'END'
Family ID,Child Unique ID,Stufe,NEEDS,locality
F1,C1,early-help,EDU-EH-04,Larkhay
END
stdout <named.csv

# --- Rows that cannot be used ------------------------------------------------------------------------------------------

run 'bad rows' eh-plan --as-of 2026-11-23 --rejects rejects.csv - <<'END'
family_id,child_id,level,needs
F1,C1,early-help,EDU-EH-04
F2,C2,statutory-social-work,EDU-EH-04
F3,C3,early-help,EDU-EH-O4
,,early-help,EDU-EH-04
END
status 3
stdout <named.csv
stderr <<'END'
eh-plan: <stdin>:3: level: not one of universal, early-help, child-in-need, significant-harm
eh-plan: <stdin>:4: needs: unknown indicator code 'EDU-EH-O4'; nearest: EDU-EH-04
eh-plan: <stdin>:5: family_id and child_id are both blank
END
file rejects.csv <<'END'
file,line,reason,family_id,child_id,level,needs
"<stdin>",3,"level: not one of universal, early-help, child-in-need, significant-harm",F2,C2,statutory-social-work,EDU-EH-04
"<stdin>",4,"needs: unknown indicator code 'EDU-EH-O4'; nearest: EDU-EH-04",F3,C3,early-help,EDU-EH-O4
"<stdin>",5,"family_id and child_id are both blank",,,early-help,EDU-EH-04
END
: >empty.csv
run 'an empty file' eh-plan empty.csv
status 2
stdout </dev/null
stderr <<'END'
eh-plan: empty.csv: no header line: the file is empty
END
printf 'family_id,level\nF1,early-help\n' >bare.csv
run 'levels without needs' eh-plan bare.csv
status 2
stderr <<'END'
eh-plan: bare.csv:1: no column for needs or drivers; columns found: family_id, level
END
run 'a start that is no date' eh-plan --start soon one.csv
status 2
run 'a plan that is not there' eh-plan --plan nowhere.csv one.csv
status 2
stderr <<'END'
eh-plan: nowhere.csv: cannot open: No such file or directory
END

# --- The order of rows, of columns, of files ---------------------------------------------------------------------------

order='
require "'"$TOP"'/tests/property/csv.pl";
my ($seed, $file, $what) = @ARGV;
chance_start($seed);
my ($header, @rows) = csv_records(slurp($file));
if ($what eq "rows") {
    my (%of, @families);
    push @families, $_->[0] ne "" ? $_->[0] : "/$_->[1]" for @rows;
    my %seen;
    @families = grep { !$seen{$_}++ } @families;
    push @{$of{$_->[0] ne "" ? $_->[0] : "/$_->[1]"}}, $_ for @rows;
    @rows = map { shuffled(@{$of{$_}}) } @families;
} else {
    my @places = shuffled(0 .. $#$header);
    ($header, @rows) = map { my $row = $_; [@$row[@places]] } $header, @rows;
}
print csv_line(@$header), map { csv_line(@$_) } @rows;'
draft 'the borough' --plans plans.csv levels.csv
cp "$scratch/out" borough.csv
for seed in 1 2 3 4 5; do
    perl -e "$order" $seed levels.csv rows >shuffled.csv
    draft "rows of a family in another order, $seed" --plans plans.csv shuffled.csv
    stdout <borough.csv
    perl -e "$order" $seed levels.csv columns >shuffled.csv
    draft "columns in another order, $seed" --plans plans.csv shuffled.csv
    stdout <borough.csv
    perl -e "$order" $seed "$TOP/examples/borough/indicators.csv" rows >shuffled.csv
    draft "indicator rows in another order, $seed" --plans plans.csv shuffled.csv
    stdout <borough.csv
done
ok 'it was another order' sh -c '! cmp -s shuffled.csv "$1"' sh "$TOP/examples/borough/indicators.csv"
sed -n '1p;2,50p' levels.csv >first.csv
sed -n '1p;51,$p' levels.csv >second.csv
draft 'in two files' --plans plans.csv first.csv second.csv
stdout <borough.csv

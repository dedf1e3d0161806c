#!/bin/sh
# `level`: which level of response is suggested for whom, on which grounds, and in which order.
. "$(dirname "$0")/lib.sh"

# level NAME OPTION...: a run of the program that has nothing to complain of.
level()
{
    level_name=$1
    shift
    run "$level_name" eh-threshold --as-of 2026-11-30 "$@"
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

# --- One row, all of it ------------------------------------------------------------------------------------------------

cat >one.csv <<'END'
family_id,child_id,date,indicator,status,agency
F1,C1,2026-10-01,EDU-CIN-01,present,School
F1,C1,2026-10-02,HEA-EH-09,,GP
F1,C1,2026-10-02,FAM-U-01,present,School
END
level 'one child' one.csv
stdout <<'END'
family_id,child_id,as_of,framework,level,suggested,rank,level_name,support,drivers,needs,strengths,domains,routes,consent,next_step,contact
F1,C1,2026-11-30,solihull-2024,child-in-need,child-in-need,3,Child in need,,EDU-CIN-01,EDU-CIN-01;HEA-EH-09,FAM-U-01,HEA;EDU,mash,required,"With the family's agreement, local services ask Children's Services to lead support under section 17 of the Children Act 1989.",mash
END

printf 'child_id,indicator\n' >none.csv
level 'a file without rows' none.csv
stdout <<'END'
family_id,child_id,as_of,framework,level,suggested,rank,level_name,support,drivers,needs,strengths,domains,routes,consent,next_step,contact
END

# --- The rules of the three frameworks ---------------------------------------------------------------------------------

# Who is who: a strength; one need; two of one domain; one need seen by two agencies, or two of one domain; one agency in three
# spellings of the blanks round it; agencies not named, or one of two; two domains; an agency that names a strength only; a child in
# need, with more; significant harm, with all; one need among many strengths.
cat >rules.csv <<'END'
child_id,indicator,agency
strength,HEA-U-01,School
one,HEA-EH-01,School
one-domain,HEA-EH-02,School
one-domain,HEA-EH-01,School
seen-twice,HEA-EH-01,School
seen-twice,HEA-EH-01,GP
two-agencies,HEA-EH-01,School
two-agencies,HEA-EH-02,GP
one-agency,HEA-EH-01,School
one-agency,HEA-EH-02, School
one-agency,HEA-EH-03,"School "
no-agency,HEA-EH-01,
no-agency,HEA-EH-02,
one-named,HEA-EH-01,
one-named,HEA-EH-02,GP
two-domains,HEA-EH-01,
two-domains,EDU-EH-01,
of-strength,HEA-EH-01,School
of-strength,EDU-U-01,GP
in-need,SOC-CIN-01,Police
in-need-more,HEA-EH-01,School
in-need-more,SOC-CIN-02,Police
in-need-more,EDU-EH-02,School
in-need-more,HEA-CIN-01,School
harm,BAS-SH-01,
harm-all,HEA-U-01,GP
harm-all,HEA-EH-01,GP
harm-all,FAM-SH-02,Police
harm-all,HEA-CIN-01,School
harm-all,HEA-SH-01,School
strong,HEA-EH-01,School
strong,HEA-U-01,GP
strong,EMO-U-01,Club
strong,FAM-U-01,Police
strong,EDU-U-01,Nursery
END
level 'solihull-2024' rules.csv
cells child_id,level,suggested,rank,support,drivers,needs,strengths,domains <<'END'
strength,universal,universal,1,,,,HEA-U-01,
one,early-help,early-help,2,single-agency,HEA-EH-01,HEA-EH-01,,HEA
one-domain,early-help,early-help,2,single-agency,HEA-EH-01;HEA-EH-02,HEA-EH-01;HEA-EH-02,,HEA
seen-twice,early-help,early-help,2,multi-agency,HEA-EH-01,HEA-EH-01,,HEA
two-agencies,early-help,early-help,2,multi-agency,HEA-EH-01;HEA-EH-02,HEA-EH-01;HEA-EH-02,,HEA
one-agency,early-help,early-help,2,single-agency,HEA-EH-01;HEA-EH-02;HEA-EH-03,HEA-EH-01;HEA-EH-02;HEA-EH-03,,HEA
no-agency,early-help,early-help,2,single-agency,HEA-EH-01;HEA-EH-02,HEA-EH-01;HEA-EH-02,,HEA
one-named,early-help,early-help,2,single-agency,HEA-EH-01;HEA-EH-02,HEA-EH-01;HEA-EH-02,,HEA
two-domains,early-help,early-help,2,multi-agency,HEA-EH-01;EDU-EH-01,HEA-EH-01;EDU-EH-01,,HEA;EDU
of-strength,early-help,early-help,2,single-agency,HEA-EH-01,HEA-EH-01,EDU-U-01,HEA
in-need,child-in-need,child-in-need,3,,SOC-CIN-01,SOC-CIN-01,,SOC
in-need-more,child-in-need,child-in-need,3,,HEA-CIN-01;SOC-CIN-02,HEA-CIN-01;SOC-CIN-02;HEA-EH-01;EDU-EH-02,,HEA;EDU;SOC
harm,significant-harm,significant-harm,4,,BAS-SH-01,BAS-SH-01,,BAS
harm-all,significant-harm,significant-harm,4,,HEA-SH-01;FAM-SH-02,HEA-SH-01;FAM-SH-02;HEA-CIN-01;HEA-EH-01,HEA-U-01,HEA;FAM
strong,early-help,early-help,2,single-agency,HEA-EH-01,HEA-EH-01,HEA-U-01;EMO-U-01;EDU-U-01;FAM-U-01,HEA
END

level 'solihull-2014' -F solihull-2014 rules.csv
cells child_id,framework,level,suggested,rank,support,drivers,domains <<'END'
strength,solihull-2014,1,1,1,,,
one,solihull-2014,2,2,2,single-agency,HEA-EH-01,HEA
one-domain,solihull-2014,2,2,2,single-agency,HEA-EH-01;HEA-EH-02,HEA
seen-twice,solihull-2014,3,3,3,multi-agency,HEA-EH-01,HEA
two-agencies,solihull-2014,3,3,3,multi-agency,HEA-EH-01;HEA-EH-02,HEA
one-agency,solihull-2014,2,2,2,single-agency,HEA-EH-01;HEA-EH-02;HEA-EH-03,HEA
no-agency,solihull-2014,2,2,2,single-agency,HEA-EH-01;HEA-EH-02,HEA
one-named,solihull-2014,2,2,2,single-agency,HEA-EH-01;HEA-EH-02,HEA
two-domains,solihull-2014,3,3,3,multi-agency,HEA-EH-01;EDU-EH-01,HEA;EDU
of-strength,solihull-2014,2,2,2,single-agency,HEA-EH-01,HEA
in-need,solihull-2014,4,4,4,,SOC-CIN-01,SOC
in-need-more,solihull-2014,4,4,4,,HEA-CIN-01;SOC-CIN-02,HEA;EDU;SOC
harm,solihull-2014,4,4,4,,BAS-SH-01,BAS
harm-all,solihull-2014,4,4,4,,HEA-SH-01;FAM-SH-02;HEA-CIN-01,HEA;FAM
strong,solihull-2014,2,2,2,single-agency,HEA-EH-01,HEA
END

EH_FRAMEWORK=sandwell-2022
export EH_FRAMEWORK
level 'sandwell-2022, by the environment' rules.csv
unset EH_FRAMEWORK
cells child_id,level,level_name,rank,support,consent,contact <<'END'
strength,universal,Universal services,1,,for-referral,family-life
one,early-help,Early help,2,single-agency,for-referral,
one-domain,early-help,Early help,2,single-agency,for-referral,
seen-twice,multi-agency-early-help,Multi-agency early help,3,multi-agency,required,strengthening-families
two-agencies,multi-agency-early-help,Multi-agency early help,3,multi-agency,required,strengthening-families
one-agency,early-help,Early help,2,single-agency,for-referral,
no-agency,early-help,Early help,2,single-agency,for-referral,
one-named,early-help,Early help,2,single-agency,for-referral,
two-domains,multi-agency-early-help,Multi-agency early help,3,multi-agency,required,strengthening-families
of-strength,early-help,Early help,2,single-agency,for-referral,
in-need,statutory-social-work,Statutory social work,4,,required-unless-significant-harm,mash;strengthening-families;police-emergency
in-need-more,statutory-social-work,Statutory social work,4,,required-unless-significant-harm,mash;strengthening-families;horizons;police-emergency
harm,statutory-social-work,Statutory social work,4,,required-unless-significant-harm,mash;strengthening-families;police-emergency
harm-all,statutory-social-work,Statutory social work,4,,required-unless-significant-harm,mash;strengthening-families;police-emergency
strong,early-help,Early help,2,single-agency,for-referral,
END

# A rule may ask for more than the shipped ones do, and of any need.
mkdir own
cp "$TOP/share/frameworks/solihull-2024/contacts.csv" own/
printf 'key,value\nname,own\nextends,solihull-2024\n' >own/framework.csv
printf 'route,when_tag,when_level,contact,reason\n' >own/routes.csv
cat >own/levels.csv <<'END'
level,rank,name,response,consent,contact,review_weeks
none,1,None,Nothing,for-referral,,
some,2,Some,Something,for-referral,,
much,3,Much,A lot,for-referral,,
END
cat >own/rules.csv <<'END'
level,indicator_level,min_domains,min_agencies
none,,0,0
much,EH,3,2
some,,2,
END
cat >three.csv <<'END'
child_id,indicator,agency
one,HEA-SH-01,School
two,HEA-SH-01,School
two,EDU-EH-01,School
three,HEA-EH-01,School
three,EDU-EH-01,School
three,FAM-CIN-01,School
three-and-two,HEA-EH-01,School
three-and-two,EDU-EH-01,School
three-and-two,FAM-CIN-01,GP
END
level 'rules of one'"'"'s own' -F own three.csv
cells child_id,level,support,drivers,needs,domains <<'END'
one,none,,,HEA-SH-01,HEA
two,some,,HEA-SH-01;EDU-EH-01,HEA-SH-01;EDU-EH-01,HEA;EDU
three,some,,FAM-CIN-01;HEA-EH-01;EDU-EH-01,FAM-CIN-01;HEA-EH-01;EDU-EH-01,HEA;EDU;FAM
three-and-two,much,multi-agency,FAM-CIN-01;HEA-EH-01;EDU-EH-01,FAM-CIN-01;HEA-EH-01;EDU-EH-01,HEA;EDU;FAM
END

# --- Families ----------------------------------------------------------------------------------------------------------

# F9 has no child; F1's row about the whole family stands between its children; F2's comes last and only adds an agency; the same
# child_id in two families, or without one, is three children.
cat >families.csv <<'END'
family_id,child_id,indicator,agency
F9,,BAS-EH-09,Housing
F1,B,HEA-EH-01,School
F1,,FAM-U-01,School
F3,A,HEA-U-01,
F1,A,EDU-CIN-01,School
,A,SOC-EH-01,Police
F9,,BAS-EH-10,Housing
F2,C,HEA-EH-02,School
F4,,FAM-SH-01,Police
F1,,BAS-EH-10,Housing
F2,,HEA-EH-02,GP
F2,D,EDU-U-01,School
F5,,EDU-U-02,School
END
level 'families' families.csv
cells family_id,child_id,level,support,drivers,needs,strengths <<'END'
F9,,early-help,single-agency,BAS-EH-09;BAS-EH-10,BAS-EH-09;BAS-EH-10,
F1,B,early-help,multi-agency,HEA-EH-01;BAS-EH-10,HEA-EH-01;BAS-EH-10,FAM-U-01
F3,A,universal,,,,HEA-U-01
F1,A,child-in-need,,EDU-CIN-01,EDU-CIN-01;BAS-EH-10,FAM-U-01
,A,early-help,single-agency,SOC-EH-01,SOC-EH-01,
F2,C,early-help,multi-agency,HEA-EH-02,HEA-EH-02,
F4,,significant-harm,,FAM-SH-01,FAM-SH-01,
F2,D,early-help,single-agency,HEA-EH-02,HEA-EH-02,EDU-U-01
F5,,universal,,,,EDU-U-02
END

level 'by family' --by family families.csv
cells family_id,child_id,level,support,drivers,needs,strengths <<'END'
F9,,early-help,single-agency,BAS-EH-09;BAS-EH-10,BAS-EH-09;BAS-EH-10,
F1,,child-in-need,,EDU-CIN-01,EDU-CIN-01;HEA-EH-01;BAS-EH-10,FAM-U-01
F3,,universal,,,,HEA-U-01
,A,early-help,single-agency,SOC-EH-01,SOC-EH-01,
F2,,early-help,multi-agency,HEA-EH-02,HEA-EH-02,EDU-U-01
F4,,significant-harm,,FAM-SH-01,FAM-SH-01,
F5,,universal,,,,EDU-U-02
END
cp "$scratch/out" by-family.csv
level 'by child is the default' --by child families.csv
cp "$scratch/out" by-child.csv
level 'nothing asked for' families.csv
stdout <by-child.csv

run 'by street' eh-threshold --by street families.csv
status 2
stdout </dev/null
stderr <<'END'
eh-threshold: --by takes child or family (eh-threshold --help shows what there is)
END

# A row about the whole family that does not count still makes its row, and none more for a child.
cat >quiet-family.csv <<'END'
family_id,child_id,indicator,status
F1,,HEA-SH-01,negated
F2,,HEA-SH-01,historic
F2,C,HEA-EH-01,present
END
level 'a family-wide row that does not count' quiet-family.csv
cells family_id,child_id,level,needs <<'END'
F1,,universal,
F2,C,early-help,HEA-EH-01
END

# Ids are texts: zeros in front and letter case count, blanks round them do not.
cat >ids.csv <<'END'
family_id,child_id,indicator
007,1,HEA-EH-01
7,1,HEA-EH-02
7, 1 ,HEA-EH-03
7,01,HEA-EH-04
f,c,HEA-EH-05
F,C,HEA-EH-06
,"F,C",HEA-EH-07
F C,,HEA-EH-08
END
level 'ids' ids.csv
cells family_id,child_id,needs <<'END'
007,1,HEA-EH-01
7,1,HEA-EH-02;HEA-EH-03
7,01,HEA-EH-04
f,c,HEA-EH-05
F,C,HEA-EH-06
,"F,C",HEA-EH-07
F C,,HEA-EH-08
END

# One of the two id columns will do.
printf 'family_id,indicator\nF1,HEA-EH-01\nF2,HEA-CIN-01\nF1,EDU-EH-01\n' >families-only.csv
level 'families only' families-only.csv
cells family_id,child_id,level,support,needs <<'END'
F1,,early-help,multi-agency,HEA-EH-01;EDU-EH-01
F2,,child-in-need,,HEA-CIN-01
END
printf 'indicator\nHEA-EH-01\n' >no-ids.csv
run 'no ids' eh-threshold no-ids.csv
status 2
stdout </dev/null
stderr <<'END'
eh-threshold: no-ids.csv:1: no column for family_id or child_id; columns found: indicator
END

# --- What counts -------------------------------------------------------------------------------------------------------

cat >statuses.csv <<'END'
child_id,indicator,status
present,HEA-SH-01,present
blank,HEA-SH-01,
shouted,HEA-SH-01,PRESENT
word,HEA-SH-01,Identified
negated,HEA-SH-01,negated
historic,HEA-SH-01,historic
hypothetical,HEA-SH-01,hypothetical
other,HEA-SH-01,other
none-of-all,HEA-SH-01,negated
none-of-all,EDU-CIN-01,historic
none-of-all,EDU-EH-01,hypothetical
none-of-all,EDU-U-01,other
both,HEA-SH-01,negated
both,HEA-EH-01,present
same-code,HEA-SH-01,negated
same-code,HEA-SH-01,present
END
level 'statuses' statuses.csv
cells child_id,level,drivers,needs,strengths,domains,consent <<'END'
present,significant-harm,HEA-SH-01,HEA-SH-01,,HEA,not-required
blank,significant-harm,HEA-SH-01,HEA-SH-01,,HEA,not-required
shouted,significant-harm,HEA-SH-01,HEA-SH-01,,HEA,not-required
word,significant-harm,HEA-SH-01,HEA-SH-01,,HEA,not-required
negated,universal,,,,,for-referral
historic,universal,,,,,for-referral
hypothetical,universal,,,,,for-referral
other,universal,,,,,for-referral
none-of-all,universal,,,,,for-referral
both,early-help,HEA-EH-01,HEA-EH-01,,HEA,required
same-code,significant-harm,HEA-SH-01,HEA-SH-01,,HEA,not-required
END

# An agency that names only what does not count is not an agency of the child's.
cat >agencies.csv <<'END'
child_id,indicator,status,agency,end_date
A,HEA-EH-01,present,School,
A,HEA-EH-02,negated,GP,
B,HEA-EH-01,present,School,
B,HEA-EH-02,present,GP,2026-11-01
END
level 'agencies of rows that do not count' -F solihull-2014 agencies.csv
cells child_id,level,support,needs <<'END'
A,2,single-agency,HEA-EH-01
B,2,single-agency,HEA-EH-01
END

# A need has ended when the last day that its end may mean lies before the day asked about.
cat >ends.csv <<'END'
child_id,indicator,date,end_date
before,HEA-CIN-01,2026-01-05,2026-11-29
today,HEA-CIN-01,2026-01-05,2026-11-30
after,HEA-CIN-01,2026-01-05,01/12/2026
this-month,HEA-CIN-01,2026-01-05,Nov 2026
last-month,HEA-CIN-01,2026-01-05,2026-10
this-year,HEA-CIN-01,2026-01-05,2026
open,HEA-CIN-01,2026-01-05,Ongoing
open-end,HEA-CIN-01,2026-01-05,2026-01-05/..
blank,HEA-CIN-01,2026-01-05,
yet-to-come,HEA-CIN-01,2027-01-05,
END
level 'ended needs' ends.csv
cells child_id,level <<'END'
before,universal
today,child-in-need
after,child-in-need
this-month,child-in-need
last-month,universal
this-year,child-in-need
open,child-in-need
open-end,child-in-need
blank,child-in-need
yet-to-come,child-in-need
END
run 'the same a day earlier' eh-threshold --as-of 29/11/2026 ends.csv
status 0
cells child_id,as_of,level <<'END'
before,2026-11-29,child-in-need
today,2026-11-29,child-in-need
after,2026-11-29,child-in-need
this-month,2026-11-29,child-in-need
last-month,2026-11-29,universal
this-year,2026-11-29,child-in-need
open,2026-11-29,child-in-need
open-end,2026-11-29,child-in-need
blank,2026-11-29,child-in-need
yet-to-come,2026-11-29,child-in-need
END

cat >dates.csv <<'END'
child_id,indicator,date
before,HEA-CIN-01,2026-05-31
on-the-day,HEA-CIN-01,2026-06-01
that-month,HEA-CIN-01,2026-06
month-before,HEA-CIN-01,May 2026
that-year,HEA-CIN-01,2026
year-before,HEA-CIN-01,2025
no-date,HEA-CIN-01,
no-day-of-it,HEA-CIN-01,2026-05-XX
one-of-two,HEA-CIN-01,2026-05-31
one-of-two,HEA-EH-01,2026-06-02
END
level 'since' --since 2026-06-01 dates.csv
cells child_id,level,needs <<'END'
before,universal,
on-the-day,child-in-need,HEA-CIN-01
that-month,child-in-need,HEA-CIN-01
month-before,universal,
that-year,child-in-need,HEA-CIN-01
year-before,universal,
no-date,child-in-need,HEA-CIN-01
no-day-of-it,universal,
one-of-two,early-help,HEA-EH-01
END
run 'since a month' eh-threshold --since 2026-06 dates.csv
status 2
stderr <<'END'
eh-threshold: --since takes a day, as 2026-11-22 or 22/11/2026 (eh-threshold --help shows what there is)
END

# --- Routes and contacts -----------------------------------------------------------------------------------------------

# By tag, by level, or both; the level's contact first, then each of the routes' once.
cat >routes.csv <<'END'
child_id,indicator
strength,HEA-U-07
plain,HEA-EH-01
homeless,BAS-CIN-05
exploited,HEA-CIN-07
harm,BAS-SH-01
trafficked,BAS-SH-11
accused,SOC-SH-04
END
level 'routes' routes.csv
cells child_id,routes,contact <<'END'
strength,,
plain,,safeguarding-lead
homeless,mash;homelessness,mash;housing-authority
exploited,mash;exploitation,mash;exploitation-team
harm,mash;out-of-hours;emergency,mash;emergency-duty-team;police-emergency
trafficked,mash;out-of-hours;exploitation;emergency;modern-slavery,mash;emergency-duty-team;exploitation-team;police-emergency
accused,mash;out-of-hours;lado;emergency,mash;emergency-duty-team;lado;police-emergency
END

# The tag of a strength leads nowhere; a route may ask for a tag and a level, and name no contact.
cat >own/routes.csv <<'END'
route,when_tag,when_level,contact,reason
mind,mental-health,,mash,Speak about it
mind-and-more,mental-health,some,,Speak about it soon
END
cat >mind.csv <<'END'
child_id,indicator
strength,HEA-U-07
one,HEA-EH-08
two,HEA-EH-08
two,EDU-EH-01
END
level 'routes of one'"'"'s own' -F own mind.csv
cells child_id,level,routes,contact <<'END'
strength,none,,
one,none,mind,mash
two,some,mind;mind-and-more,mash
END

# --- Consent -----------------------------------------------------------------------------------------------------------

# Each level with each state; `U` to `SH` say the level, the number the state.
for need in U EH CIN SH; do
    for state in 1 2 3 4; do
        code=HEA-$need-01
        echo "$need$state,$code,A"
        echo "$need$state,$code,B"
    done
done | sed '1i\
child_id,indicator,agency' >consents.csv
{
    echo child_id,date,consent
    for need in U EH CIN SH; do
        printf '%s1,2026-01-01,given\n%s2,2026-01-01,refused\n%s3,2026-01-01,withdrawn\n' $need $need $need
    done
} >consent.csv
level 'consent' --consent consent.csv consents.csv
cells child_id,level,support,consent <<'END'
U1,universal,,given
U2,universal,,refused
U3,universal,,withdrawn
U4,universal,,for-referral
EH1,early-help,multi-agency,given
EH2,early-help,single-agency,refused
EH3,early-help,single-agency,withdrawn
EH4,early-help,multi-agency,not-recorded
CIN1,child-in-need,,given
CIN2,child-in-need,,refused
CIN3,child-in-need,,withdrawn
CIN4,child-in-need,,not-recorded
SH1,significant-harm,,not-required
SH2,significant-harm,,not-required
SH3,significant-harm,,not-required
SH4,significant-harm,,not-required
END

# What is left to do without consent, where it is needed.
awk -v columns=child_id,next_step -f "$TOP/tests/property/columns.awk" "$scratch/out" |
    sed -n 's/^\([A-Z]*[1-4]\),"*Consent is \([a-z]*\): one agency may go on with its own support\..*/\1 \2/p' >against
file against <<'END'
EH2 refused
EH3 withdrawn
CIN2 refused
CIN3 withdrawn
END
grep '^,EH2,' "$scratch/out" >refused
file refused <<'END'
,EH2,2026-11-30,solihull-2024,early-help,early-help,2,Early help,single-agency,HEA-EH-01,HEA-EH-01,,HEA,,refused,"Consent is refused: one agency may go on with its own support. Consider whether going without joint support is likely to cause significant harm; if so, speak to the contact named here.",safeguarding-lead
END

level 'consent is needed unless harm is significant' -F sandwell-2022 --consent consent.csv consents.csv
cells child_id,level,support,consent <<'END'
U1,universal,,given
U2,universal,,refused
U3,universal,,withdrawn
U4,universal,,for-referral
EH1,multi-agency-early-help,multi-agency,given
EH2,multi-agency-early-help,single-agency,refused
EH3,multi-agency-early-help,single-agency,withdrawn
EH4,multi-agency-early-help,multi-agency,not-recorded
CIN1,statutory-social-work,,given
CIN2,statutory-social-work,,refused
CIN3,statutory-social-work,,withdrawn
CIN4,statutory-social-work,,not-recorded
SH1,statutory-social-work,,given
SH2,statutory-social-work,,refused
SH3,statutory-social-work,,withdrawn
SH4,statutory-social-work,,not-recorded
END
awk -v columns=child_id,next_step -f "$TOP/tests/property/columns.awk" "$scratch/out" |
    sed -n 's/^\([A-Z]*[1-4]\),"*Consent is \([a-z]*\): one agency may go on with its own support\..*/\1 \2/p' >against
file against <<'END'
EH2 refused
EH3 withdrawn
CIN2 refused
CIN3 withdrawn
END

# The child's own consent, else the family's, else that of the child without a family. The latest counts, of one day the later row;
# one without a date is before all others.
cat >who.csv <<'END'
family_id,child_id,indicator
F1,own,HEA-EH-01
F1,familys,HEA-EH-01
F1,day-first,HEA-EH-01
F2,childs,HEA-EH-01
F2,not,HEA-EH-01
F2,same-day,HEA-EH-01
F2,undated,HEA-EH-01
F3,,HEA-EH-01
,alone,HEA-EH-01
END
cat >who-consent.csv <<'END'
family_id,child_id,date,consent
F1,,2026-01-01,refused
F1,own,2025-01-01,Yes
F1,day-first,02/01/2026,given
F1,day-first,01/02/2026,withdrawn
F1,day-first,03/01/2026,Consented
F3,,2026-02-02,given
F3,,2026-01-01,refused
,childs,2026-01-01,withdrawn
,alone,2026-01-01,declined
F2,same-day,2026-01-01,refused
F2,same-day,2026-01-01,given
F2,undated,2026-01-01,given
F2,undated,,refused
F4,nobody,2026-01-01,refused
END
level 'whose consent' --consent who-consent.csv who.csv
cells family_id,child_id,consent <<'END'
F1,own,given
F1,familys,refused
F1,day-first,withdrawn
F2,childs,withdrawn
F2,not,not-recorded
F2,same-day,given
F2,undated,given
F3,,given
,alone,refused
END
printf 'family_id,child_id,date,consent\nF1,,2026-01-01,perhaps\n,,2026-01-01,given\nF3,,2026-13-01,given\n' >bad-consent.csv
run 'consent that cannot be read' eh-threshold --as-of 2026-11-30 --consent bad-consent.csv who.csv
status 3
stderr <<'END'
eh-threshold: bad-consent.csv:2: consent: not one of given, refused, withdrawn
eh-threshold: bad-consent.csv:3: family_id and child_id are both blank
eh-threshold: bad-consent.csv:4: date: no such day in the calendar, or a year outside 1000 to 2999
END
cells family_id,child_id,consent <<'END'
F1,own,not-recorded
F1,familys,not-recorded
F1,day-first,not-recorded
F2,childs,not-recorded
F2,not,not-recorded
F2,same-day,not-recorded
F2,undated,not-recorded
F3,,not-recorded
,alone,not-recorded
END

# --- Decisions ---------------------------------------------------------------------------------------------------------

cat >decided.csv <<'END'
family_id,child_id,indicator
F1,up,HEA-EH-01
F1,down,HEA-SH-01
F1,twice,HEA-EH-01
F1,same-day,HEA-EH-01
F1,undated,HEA-EH-01
F2,family,HEA-EH-01
F2,own,HEA-EH-01
F3,no-reason,HEA-EH-01
F3,words,HEA-EH-01
F3,as-suggested,HEA-EH-01
F4,none,HEA-EH-01
F4,no-needs,HEA-U-01
END
cat >decisions.csv <<'END'
family_id,child_id,level,by,date,reason
F1,up,significant-harm,Social worker,2026-11-01,Seen today
F1,down,universal,Social worker,2026-11-01,An error in the file
F1,twice,child-in-need,Nurse,2026-11-02,Grown
F1,twice,universal,Nurse,01/11/2026,Passed
F1,same-day,universal,Nurse,2026-11-02,Passed
F1,same-day,child-in-need,Nurse,2026-11-02,Grown
F1,undated,child-in-need,Nurse,2026-11-02,Grown
F1,undated,universal,Nurse,,Passed
F2,,child-in-need,Nurse,2026-11-02,For all
F2,own,early-help,Nurse,2026-01-02,For one
F3,words,CIN plan,Nurse,2026-11-02,In words
F3,as-suggested,early-help,Nurse,2026-11-02,Agreed
,no-needs,early-help,Nurse,2026-11-02,Asked for
F9,nobody,early-help,Nurse,2026-11-02,Moved away
END
level 'decisions' --override decisions.csv decided.csv
cells child_id,level,suggested,rank,level_name,support,drivers,consent,contact <<'END'
up,significant-harm,early-help,4,Significant harm,,HEA-EH-01,not-required,mash;emergency-duty-team;police-emergency
down,universal,significant-harm,1,Universal,,HEA-SH-01,for-referral,
twice,child-in-need,early-help,3,Child in need,,HEA-EH-01,required,mash
same-day,child-in-need,early-help,3,Child in need,,HEA-EH-01,required,mash
undated,child-in-need,early-help,3,Child in need,,HEA-EH-01,required,mash
family,child-in-need,early-help,3,Child in need,,HEA-EH-01,required,mash
own,early-help,early-help,2,Early help,single-agency,HEA-EH-01,required,safeguarding-lead
no-reason,early-help,early-help,2,Early help,single-agency,HEA-EH-01,required,safeguarding-lead
words,child-in-need,early-help,3,Child in need,,HEA-EH-01,required,mash
as-suggested,early-help,early-help,2,Early help,single-agency,HEA-EH-01,required,safeguarding-lead
none,early-help,early-help,2,Early help,single-agency,HEA-EH-01,required,safeguarding-lead
no-needs,early-help,universal,2,Early help,single-agency,,required,safeguarding-lead
END
cat >bad-decisions.csv <<'END'
family_id,child_id,level,by,date,reason
F3,no-reason,child-in-need,Nurse,2026-11-02,
F3,no-reason,child-in-need,Nurse,2026-11-02,"  "
F1,up,level 9,Nurse,2026-11-02,Why not
F1,up,,Nurse,2026-11-02,Why not
F1,up,universal,Nurse,31/11/2026,Why not
F1,down,universal,Nurse,2026-11-01,Kept
END
run 'decisions that cannot be used' eh-threshold --as-of 2026-11-30 --override bad-decisions.csv decided.csv
status 3
stderr <<'END'
eh-threshold: bad-decisions.csv:2: reason: blank: a decision on the level needs its reason
eh-threshold: bad-decisions.csv:3: reason: blank: a decision on the level needs its reason
eh-threshold: bad-decisions.csv:4: level: not one of universal, early-help, child-in-need, significant-harm
eh-threshold: bad-decisions.csv:5: level: blank, but a value is needed
eh-threshold: bad-decisions.csv:6: date: no such day in the calendar, or a year outside 1000 to 2999
END
cells child_id,level,suggested <<'END'
up,early-help,early-help
down,universal,significant-harm
twice,early-help,early-help
same-day,early-help,early-help
undated,early-help,early-help
family,early-help,early-help
own,early-help,early-help
no-reason,early-help,early-help
words,early-help,early-help
as-suggested,early-help,early-help
none,early-help,early-help
no-needs,universal,universal
END

# --- The batch check ---------------------------------------------------------------------------------------------------

printf 'child_id,indicator\nA,HEA-EH-01\nB,HEA-CIN-01\n' >flag.csv
printf 'child_id,level,by,date,reason\nB,universal,Nurse,2026-11-02,Passed\n' >lower.csv
printf 'child_id,level,by,date,reason\nA,significant-harm,Nurse,2026-11-02,Seen\n' >higher.csv

# flags STATUS OPTION...
flags()
{
    wanted=$1
    shift
    run "$*" eh-threshold --as-of 2026-11-30 "$@" flag.csv
    status "$wanted"
    stderr </dev/null
}
flags 0 --flag early-help
flags 0 --exit-code
flags 1 --flag universal --exit-code
flags 1 --flag early-help --exit-code
flags 1 --flag child-in-need --exit-code
flags 0 --flag significant-harm --exit-code
flags 1 --flag CHILD-IN-NEED --exit-code
flags 1 --flag child-in-need --exit-code --override lower.csv
flags 1 --flag significant-harm --exit-code --override higher.csv
flags 1 --flag 4 --exit-code --as solihull-2014
flags 1 --flag 4 --exit-code -F solihull-2014
cells child_id,level <<'END'
A,2
B,4
END
flags 0 --flag significant-harm --exit-code --as solihull-2024
run 'an unknown level to flag' eh-threshold --flag grave flag.csv
status 2
stdout </dev/null
stderr <<'END'
eh-threshold: --flag takes universal, early-help, child-in-need, significant-harm (eh-threshold --help shows what there is)
END
printf 'child_id,indicator\nA,HEA-SH-01\nB,HEA-XX-99\n' >flag-and-reject.csv
run 'flagged and rejected' eh-threshold -q --flag significant-harm --exit-code flag-and-reject.csv
status 3

# --- In other words ----------------------------------------------------------------------------------------------------

printf 'child_id,indicator\nnone,HEA-U-01\none,HEA-EH-01\ntwo,HEA-EH-01\ntwo,EDU-EH-01\nneed,HEA-CIN-01\nharm,HEA-SH-01\n' >as.csv

# as FRAMEWORK NAME <<levels of the five
as()
{
    level "$1 as $2" -F "$1" --as "$2" as.csv
    awk -v columns=framework,level -f "$TOP/tests/property/columns.awk" "$scratch/out" | sed 1d | tr '\n' ' ' >told
    printf '\n' >>told
    file told
}
as solihull-2024 solihull-2014 <<'END'
solihull-2014,1 solihull-2014,2 solihull-2014,3 solihull-2014,4 solihull-2014,4 
END
as solihull-2024 sandwell-2022 <<'END'
sandwell-2022,universal sandwell-2022,early-help sandwell-2022,multi-agency-early-help sandwell-2022,statutory-social-work sandwell-2022,statutory-social-work 
END
as solihull-2014 solihull-2024 <<'END'
solihull-2024,universal solihull-2024,early-help solihull-2024,early-help solihull-2024,child-in-need solihull-2024,significant-harm 
END
as solihull-2014 sandwell-2022 <<'END'
sandwell-2022,universal sandwell-2022,early-help sandwell-2022,multi-agency-early-help sandwell-2022,statutory-social-work sandwell-2022,statutory-social-work 
END
as sandwell-2022 solihull-2024 <<'END'
solihull-2024,universal solihull-2024,early-help solihull-2024,early-help solihull-2024,child-in-need solihull-2024,significant-harm 
END
as sandwell-2022 solihull-2014 <<'END'
solihull-2014,1 solihull-2014,2 solihull-2014,3 solihull-2014,4 solihull-2014,4 
END
for name in solihull-2024 solihull-2014 sandwell-2022; do
    level "$name as itself" -F "$name" --as "$name" as.csv
    cp "$scratch/out" itself.csv
    level "$name" -F "$name" as.csv
    stdout <itself.csv
done

# The decision and the suggestion are both told; consent that is refused changes the support, not the level.
printf 'child_id,level,by,date,reason\nharm,child-in-need,Nurse,2026-11-02,Seen\n' >as-decision.csv
printf 'child_id,date,consent\ntwo,2026-11-02,refused\n' >as-consent.csv
level 'as, with a decision and without consent' --as solihull-2014 --override as-decision.csv --consent as-consent.csv as.csv
cells child_id,level,suggested,rank,level_name,support,consent <<'END'
none,1,1,1,Level 1: no additional needs,,for-referral
one,2,2,2,Level 2: additional needs,single-agency,not-recorded
two,3,3,3,Level 3: complex needs,single-agency,refused
need,4,4,4,Level 4: acute needs,,not-recorded
harm,4,4,4,Level 4: acute needs,,not-recorded
END

run 'as a framework that is not there' eh-threshold --as nowhere-1999 as.csv
status 2
stdout </dev/null
stderr <<'END'
eh-threshold: nowhere-1999: no framework 'nowhere-1999': neither one that is compiled in (eh-threshold list frameworks) nor a directory with a framework.csv
END
run 'as a framework that the crosswalk does not have' eh-threshold --as own as.csv
status 2
stdout </dev/null
stderr <<'END'
eh-threshold: --as own: the crosswalk does not say what level 'universal' is there (eh-threshold --help shows what there is)
END

# --- Streams -----------------------------------------------------------------------------------------------------------

# Several files are one; rows come in order of first appearance over all of them.
printf 'child_id,family_id,indicator\nB,F2,HEA-EH-01\nA,F1,HEA-EH-01\n' >first.csv
printf 'indicator,family_id,child_id\nHEA-SH-01,F1,A\nHEA-U-01,F0,Z\n' >second.csv
level 'two files' first.csv second.csv
cells family_id,child_id,level <<'END'
F2,B,early-help
F1,A,significant-harm
F0,Z,universal
END
# What each has besides is nobody's concern.
printf 'child_id,indicator,school\nA,HEA-EH-01,North\n' >school.csv
printf 'worker,ward,child_id,indicator\nW1,East,A,EDU-EH-01\n' >ward.csv
level 'files with other columns' school.csv ward.csv
cells child_id,needs <<'END'
A,HEA-EH-01;EDU-EH-01
END
run 'standard input between two files' eh-threshold --as-of 2026-11-30 second.csv - first.csv <one.csv
status 0
cells family_id,child_id,level <<'END'
F1,A,significant-harm
F0,Z,universal
F1,C1,child-in-need
F2,B,early-help
END

level 'the borough' "$TOP/examples/borough/indicators.csv"
cp "$scratch/out" borough.csv
level 'the borough, as it streams' --sorted "$TOP/examples/borough/indicators.csv"
stdout <borough.csv
level 'families, as they stream' --sorted --by family "$TOP/examples/borough/indicators.csv"
cp "$scratch/out" families-sorted.csv
level 'families' --by family "$TOP/examples/borough/indicators.csv"
stdout <families-sorted.csv

# Rows of a family that comes back are rejected, even when the rows between are of one without a family.
cat >came-back.csv <<'END'
family_id,child_id,indicator
F1,A,HEA-EH-01
F1,,EDU-EH-01
F2,B,HEA-EH-01
F1,A,HEA-SH-01
,C,HEA-EH-01
F2,D,HEA-SH-01
,C,HEA-EH-02
F3,E,HEA-EH-01
,C,HEA-SH-01
F3,E,HEA-EH-02
F3,,HEA-EH-03
END
run 'families that come back' eh-threshold --sorted --as-of 2026-11-30 --rejects rejects.csv came-back.csv
status 3
stderr <<'END'
eh-threshold: came-back.csv:5: this family's rows had ended: with --sorted they must stand together; sort the file by family_id, or leave out --sorted
eh-threshold: came-back.csv:7: this family's rows had ended: with --sorted they must stand together; sort the file by family_id, or leave out --sorted
eh-threshold: came-back.csv:10: this family's rows had ended: with --sorted they must stand together; sort the file by family_id, or leave out --sorted
END
cells family_id,child_id,level,needs <<'END'
F1,A,early-help,HEA-EH-01;EDU-EH-01
F2,B,early-help,HEA-EH-01
,C,early-help,HEA-EH-01;HEA-EH-02
F3,E,early-help,HEA-EH-01;HEA-EH-02;HEA-EH-03
END
awk -v columns=line,family_id,child_id,indicator -f "$TOP/tests/property/columns.awk" rejects.csv >rejected.csv 2>&1
file rejected.csv <<'END'
line,family_id,child_id,indicator
5,F1,A,HEA-SH-01
7,F2,D,HEA-SH-01
10,,C,HEA-SH-01
END

# --- The summary -------------------------------------------------------------------------------------------------------

printf 'child_id,indicator,status,date,end_date\nA,HEA-SH-01,negated,,\nA,HEA-EH-01,present,2020-01-01,\nB,HEA-EH-01,present,,2026-11-01\nC,HEA-CIN-01,,,\nC,HEA-CIN-99,,,\n' >summary.csv
printf 'child_id,level,by,date,reason\nC,universal,Nurse,2026-11-02,Passed\nD,universal,Nurse,2026-11-02,Moved\n' >summary-decisions.csv
run 'summary' eh-threshold -q --summary --as-of 2026-11-30 --since 2021-01-01 --flag child-in-need --override summary-decisions.csv summary.csv
status 3
stderr <<'END'
rows used: 4; of them not counted (not present, ended or before --since): 3
rows rejected: 1
children (or families): 3
  universal: 3
  early-help: 0
  child-in-need: 0
  significant-harm: 0
decisions of practitioners that stand: 1; about children without rows: 1
flagged: 1
END

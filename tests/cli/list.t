#!/bin/sh
# `list`: the definitions as tables.
. "$(dirname "$0")/lib.sh"
share=$TOP/share/frameworks

lists='indicators levels rules domains contacts routes frameworks'
frameworks='solihull-2024 solihull-2014 sandwell-2022'

# list NAME ARGUMENT...: a run without anything to complain of.
list()
{
    list_name=$1
    shift
    run "$list_name" eh-threshold list "$@"
    status 0
    stderr </dev/null
}

# --- Indicators --------------------------------------------------------------------------------------------------------

# As in share/, each with the outcome that it points to.
awk -F , '
NR == FNR { outcome[$1] = $2 == "none" ? "" : $2; next }
FNR == 1 { print $0 ",outcome"; next }
{ print $0 "," outcome[$1] }' "$TOP/share/outcomes/supporting-families/indicators.csv" "$share/solihull-2024/indicators.csv" >wanted.csv
for framework in $frameworks; do
    list "indicators of $framework" -F $framework indicators
    stdout <wanted.csv
done
ok 'how many' test "$(sed 1d "$scratch/out" | wc -l)" -eq 209

# A quoted label would move the columns: level is the third, before any label.
sed 1d "$scratch/out" | awk -F , '{ count[$3]++ } END { printf "%d U, %d EH, %d CIN, %d SH\n", count["U"], count["EH"], count["CIN"], count["SH"] }' >counts
file counts <<'END'
38 U, 70 EH, 41 CIN, 60 SH
END
awk -v columns=level,outcome -f "$TOP/tests/property/columns.awk" "$scratch/out" |
    awk -F , '$1 == "U" && $2 != "" { strengths++ } $1 != "U" && $2 ~ /^SF-[0-9]+\.[0-9]$/ { needs++ } END { print strengths + 0, (needs > 100) }' >outcomes
file outcomes <<'END'
0 1
END

# --- Levels ------------------------------------------------------------------------------------------------------------

for framework in $frameworks; do
    list "levels of $framework" -F $framework levels
    stdout <"$share/$framework/levels.csv"
done
list 'levels of the default' levels
cut -d , -f 1-3 "$scratch/out" >levels
file levels <<'END'
level,rank,name
universal,1,Universal
early-help,2,Early help
child-in-need,3,Child in need
significant-harm,4,Significant harm
END
list 'levels of 2014' -F solihull-2014 levels
cut -d , -f 1-3 "$scratch/out" >levels
file levels <<'END'
level,rank,name
1,1,Level 1: no additional needs
2,2,Level 2: additional needs
3,3,Level 3: complex needs
4,4,Level 4: acute needs
END
list 'levels of Sandwell' -F sandwell-2022 levels
cut -d , -f 1-3 "$scratch/out" >levels
file levels <<'END'
level,rank,name
universal,1,Universal services
early-help,2,Early help
multi-agency-early-help,3,Multi-agency early help
statutory-social-work,4,Statutory social work
END

# --- Rules: the gravest first ------------------------------------------------------------------------------------------

list 'rules of the default' rules
stdout <<'END'
level,indicator_level,min_domains,min_agencies,meaning
significant-harm,SH,1,0,at least one SH indicator
child-in-need,CIN,1,0,at least one CIN indicator
early-help,EH,1,0,at least one EH indicator
universal,,0,0,the lowest level needs no indicator
END
list 'rules of 2014' -F solihull-2014 rules
stdout <<'END'
level,indicator_level,min_domains,min_agencies,meaning
4,CIN,1,0,at least one CIN indicator
4,SH,1,0,at least one SH indicator
3,EH,2,0,"at least one EH indicator, with needs in at least 2 domains"
3,EH,1,2,"at least one EH indicator, with at least 2 agencies named"
2,EH,1,0,at least one EH indicator
1,,0,0,the lowest level needs no indicator
END
list 'rules of Sandwell' -F sandwell-2022 rules
stdout <<'END'
level,indicator_level,min_domains,min_agencies,meaning
statutory-social-work,CIN,1,0,at least one CIN indicator
statutory-social-work,SH,1,0,at least one SH indicator
multi-agency-early-help,EH,2,0,"at least one EH indicator, with needs in at least 2 domains"
multi-agency-early-help,EH,1,2,"at least one EH indicator, with at least 2 agencies named"
early-help,EH,1,0,at least one EH indicator
universal,,0,0,the lowest level needs no indicator
END

# --- Domains, contacts, routes, frameworks -----------------------------------------------------------------------------

for framework in $frameworks; do
    list "domains of $framework" -F $framework domains
    stdout <<'END'
domain,name,indicators
HEA,Health,49
EMO,Emotional/Behavioural Development,42
IDE,Identity and Self-esteem,15
EDU,Education and Learning,23
FAM,Family and Social Relationships,28
BAS,Basic Care,34
SOC,Social and Community Integration,18
END
    list "contacts of $framework" -F $framework contacts
    stdout <"$share/$framework/contacts.csv"
    list "routes of $framework" -F $framework routes
    stdout <"$share/$framework/routes.csv"
done

list 'frameworks' frameworks
cp "$scratch/out" frameworks.csv
stdout <<'END'
framework,title,publisher,version,published,review_due,extends,levels,indicators
sandwell-2022,Early Help for Sandwell Children and Families: Strategy 2022-2024,Sandwell Early Help Partnership,2022-2024,2022,2023-03,solihull-2024,universal;early-help;multi-agency-early-help;statutory-social-work,209
solihull-2014,Solihull's Early Help Strategy 2014-2016,Solihull Early Help Board,June 2014,2014-06,2015-06,solihull-2024,1;2;3;4,209
solihull-2024,"Right Help, Right Time, Right Response",Solihull Safeguarding Children Partnership,March 2024,2024-03,2024-23,,universal;early-help;child-in-need;significant-harm,209
END
list 'one of the shipped asked for' -F sandwell-2022 frameworks
stdout <frameworks.csv
list 'one'"'"'s own with them' -F "$TOP/examples/framework-of-your-own" frameworks
{
    cat frameworks.csv
    echo 'ashmere-2026,Help for Families in Ashmere: Which Help Fits,Ashmere Safeguarding Children Partnership (made up),September 2026,2026-09,2027-09,solihull-2024,everyday;one-agency;team-around-the-family;child-in-need;protection,209'
} >five.csv
stdout <five.csv

# A framework of one's own adds an indicator, replaces one, and takes over the rest.
mkdir own
printf 'key,value\nname,own\nextends,sandwell-2022\n' >own/framework.csv
printf 'domain,name\nHOM,Home\nHEA,Body and mind\n' >own/domains.csv
printf 'indicator,domain,level,label,applies_to,tags,ref\nHOM-EH-01,HOM,EH,"Damp, cold",child,,p. 1\nHOM-U-01,HOM,U,"Dry, warm",,,p. 2\nHEA-U-01,HEA,EH,Now a need,child,,p. 3\n' >own/indicators.csv
list 'indicators of one'"'"'s own' -F own indicators
sed -n '2p; $p' "$scratch/out" >ends
file ends <<'END'
HEA-U-01,HEA,EH,Now a need,child,,p. 3,
HOM-U-01,HOM,U,"Dry, warm",,,p. 2,
END
ok 'two more than the shipped' test "$(wc -l <"$scratch/out")" -eq 212
list 'domains of one'"'"'s own' -F own domains
sed -n '2p; $p' "$scratch/out" >ends
file ends <<'END'
HEA,Body and mind,49
HOM,Home,2
END
list 'levels taken over' -F own levels
stdout <"$share/sandwell-2022/levels.csv"

# --- For reading -------------------------------------------------------------------------------------------------------

list 'domains to read' -t text domains
stdout <<'END'
Domains of a child's life

Right Help, Right Time, Right Response

Domain  Name                               Indicators
──────  ─────────────────────────────────  ──────────
HEA     Health                                     49
EMO     Emotional/Behavioural Development          42
IDE     Identity and Self-esteem                   15
EDU     Education and Learning                     23
FAM     Family and Social Relationships            28
BAS     Basic Care                                 34
SOC     Social and Community Integration           18
END
list 'rules to read' -t text -F solihull-2014 rules
stdout <<'END'
Rules, gravest level first: the first that holds is suggested

Solihull's Early Help Strategy 2014-2016

Level  Indicator level  Domains  Agencies  In words
─────  ───────────────  ───────  ────────  ─────────────────────────────────────────────────────────
4      CIN                    1         0  at least one CIN indicator
4      SH                     1         0  at least one SH indicator
3      EH                     2         0  at least one EH indicator, with needs in at least 2
                                           domains
3      EH                     1         2  at least one EH indicator, with at least 2 agencies named
2      EH                     1         0  at least one EH indicator
1                             0         0  the lowest level needs no indicator
END

# Every list of every framework: no line is wider than was asked for, and where there is room each code of the csv is there.
for framework in $frameworks; do
    for name in $lists; do
        for width in 60 100 200; do
            COLUMNS=$width
            export COLUMNS
            list "$framework $name, $width columns" -t text -F $framework $name
            unset COLUMNS
            cp "$scratch/out" text
            # Bytes that go on with a character are not columns.
            ok 'no line is wider' awk -v width=$width '{ gsub(/[\200-\277]/, "") } length($0) > width { print; wide = 1 } END { exit wide }' text
        done
        list "$framework $name" -F $framework $name
        sed '1d; s/,.*//' "$scratch/out" >codes
        ok 'each code is there' awk '
            NR == FNR { for (i = 1; i <= NF; i++) seen[$i] = 1; next }
            !($0 in seen) { print; missing = 1 }
            END { exit missing || FNR == NR }' text codes
    done
done

# --- Usage -------------------------------------------------------------------------------------------------------------

run 'an unknown list' eh-threshold list nonsense
status 2
stdout </dev/null
stderr <<'END'
eh-threshold: list takes indicators|levels|rules|domains|contacts|routes|frameworks (eh-threshold --help shows what there is)
END
for names in '' 'levels rules'; do
    run "lists: $names" eh-threshold list $names
    status 2
    stdout </dev/null
    stderr <<'END'
eh-threshold: list takes indicators|levels|rules|domains|contacts|routes|frameworks (eh-threshold --help shows what there is)
END
done
run 'an unknown framework' eh-threshold list -F nowhere-1999 levels
status 2
stdout </dev/null
stderr <<'END'
eh-threshold: nowhere-1999: no framework 'nowhere-1999': neither one that is compiled in (eh-threshold list frameworks) nor a directory with a framework.csv
END

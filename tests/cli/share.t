#!/bin/sh
# The definitions in share/ agree with one another: held with nothing but awk.
. "$(dirname "$0")/lib.sh"
share=$TOP/share
tab=$(printf '\t')

# table FILE COLUMN,...: its rows with these columns, parted by tabs; no header.
# What goes wrong in reading stands among them.
table() { awk -v separator="$tab" -v columns="$2" -f "$TOP/tests/property/columns.awk" "$share/$1" 2>&1; }

# nothing NAME: nothing was found.
nothing()
{
    if [ -s found ]; then
        fail "$1"
        note found
    else pass "$1"; fi
}

# says NAME TEXT: that is what was found.
says()
{
    printf '%s\n' "$2" >"$scratch/wanted"
    same "$1" found "$scratch/wanted"
}

over_tabs() { awk -F "$tab" "$@" 2>&1; }

# --- Every table -------------------------------------------------------------------------------------------------------

# A column that is asked for by no name makes the reader judge the whole file.
(cd "$share" && find . -name '*.csv' | sort | sed 's|^\./||') >tables
ok 'there are tables' test "$(wc -l <tables)" -ge 25
while read -r file; do
    first=$(sed -n '1s/,.*//p' "$share/$file")
    ok "$file is a table" table "$file" "$first"
    table "$file" "$first" | over_tabs '$1 == "" { print NR ": first cell is blank" }' >found
    nothing "$file: no row without a first cell"
    sort "$share/$file" | uniq -d >found
    nothing "$file: no row twice"
done <tables

# --- Indicators --------------------------------------------------------------------------------------------------------

indicators=frameworks/solihull-2024/indicators.csv
table $indicators indicator,domain,level,label,applies_to,tags,ref >indicators
ok 'no other framework has its own' test "$(find "$share/frameworks" -name indicators.csv | wc -l)" -eq 1
over_tabs '{ count[$3]++ } END { print NR ": " count["U"] " U, " count["EH"] " EH, " count["CIN"] " CIN, " count["SH"] " SH" }' indicators >found
says 'indicators by level' '209: 38 U, 70 EH, 41 CIN, 60 SH'
over_tabs '{ count[$2]++ } END { print count["HEA"], count["EMO"], count["IDE"], count["EDU"], count["FAM"], count["BAS"], count["SOC"] }' indicators >found
says 'indicators by domain' '49 42 15 23 28 34 18'
over_tabs '$1 != sprintf("%s-%s-%02d", $2, $3, ++n[$2, $3]) { print $1 }' indicators >found
nothing 'codes tell domain, level and place, and leave none out'
over_tabs 'seen[tolower($4)]++ { print $1 ": " $4 }' indicators >found
nothing 'no label is given twice'
over_tabs '{ plain = $4; gsub(/[\200-\277]/, "", plain) } plain == "" || length(plain) > 80 { print $1 ": " length(plain) }' indicators >found
nothing 'labels have at most 80 characters'
over_tabs '$4 ~ /^ | $|  |\.$/ { print $1 ": " $4 }' indicators >found
nothing 'labels have no stray blanks and no full stop'
table frameworks/solihull-2024/domains.csv domain,name >domains
over_tabs '
BEGIN { level["U"] = "Universal"; level["EH"] = "Early help"; level["CIN"] = "Child in need"; level["SH"] = "Significant harm" }
NR == FNR { name[$1] = $2; next }
{
    source = "Right Help, Right Time, Right Response (Solihull SCP, March 2024), p. "
    page = substr($7, length(source) + 1) + 0
    if ($7 != source page ", " name[$2] ", " level[$3] ", " substr($1, length($1) - 1) + 0) print $1 ": " $7
    if (page < 9 || page > 17 || page < last) print $1 ": page " page
    last = page
}' domains indicators >found
nothing 'each ref names page, domain, level and place'
over_tabs '{ n = split($5, who, ";"); if (!n) print $1 ": of nobody"
    for (i = 1; i <= n; i++) if (who[i] !~ /^(child|parent|sibling|household|family|unborn)$/) print $1 ": " who[i] }' indicators >found
nothing 'whom each is about'
over_tabs '{ n = split($6, tag, ";"); split("", had)
    for (i = 1; i <= n; i++) if (tag[i] !~ /^[a-z]+(-[a-z]+)*$/ || had[tag[i]]++) print $1 ": " tag[i] }' indicators >found
nothing 'tags are words, none twice'

# --- Frameworks --------------------------------------------------------------------------------------------------------

over_tabs '{ print $1 }' domains | sort >known-domains
over_tabs '{ n = split($6, tag, ";"); for (i = 1; i <= n; i++) print tag[i] }' indicators | sort -u >known-tags
for framework in solihull-2024 solihull-2014 sandwell-2022; do
    directory=frameworks/$framework
    table $directory/framework.csv key,value | over_tabs '$1 == "name" { print $2 }' >found
    says "$framework has its directory's name" $framework
    table $directory/framework.csv key,value | over_tabs '$1 == "extends" && $2 != "" && $2 != "solihull-2024" { print $2 }' >found
    nothing "$framework extends nothing else"
    table $directory/levels.csv level,rank,consent,contact,review_weeks >levels
    table $directory/contacts.csv contact,name,phone,email >contacts
    table $directory/routes.csv route,when_tag,when_level,contact,reason >routes
    table $directory/rules.csv level,indicator_level,min_domains,min_agencies >rules
    over_tabs '$2 != NR { print $1 ": rank " $2 }' levels >found
    nothing "$framework: ranks count from 1"
    over_tabs 'NR == FNR { known[$1] = 1; next } $4 != "" && !($4 in known) { print $1 ": " $4 }' contacts levels >found
    nothing "$framework: contacts of levels"
    over_tabs 'NR == FNR { known[$1] = 1; next } !($4 in known) { print $1 ": " $4 }' contacts routes >found
    nothing "$framework: contacts of routes"
    over_tabs 'NR == FNR { known[$1] = 1; next } $3 != "" && !($3 in known) { print $1 ": " $3 }' levels routes >found
    nothing "$framework: levels of routes"
    over_tabs 'NR == FNR { known[$1] = 1; next } $2 != "" && !($2 in known) { print $1 ": " $2 }' known-tags routes >found
    nothing "$framework: tags of routes"
    over_tabs '$2 == "" && $3 == "" || $5 == "" || seen[$1]++ { print $1 }' routes >found
    nothing "$framework: routes have a condition and a reason, none twice"
    over_tabs 'NR == FNR { left[$1] = 1; next } { delete left[$1] } END { for (level in left) print level }' levels rules >found
    nothing "$framework: a rule for each level"
    over_tabs 'NR == FNR { known[$1] = 1; next } !($1 in known) || $2 !~ /^(EH|CIN|SH)?$/ || $3 !~ /^[0-9]+$/ || $4 !~ /^[0-9]+$/' levels rules >found
    nothing "$framework: rules are of its levels"
    over_tabs '$2 != "" && $2 != "U" { seen[$2] = 1 } END { if (!("EH" in seen && "CIN" in seen && "SH" in seen)) print "a need without a rule" }' rules >found
    nothing "$framework: every need leads somewhere"
    over_tabs '$3 !~ /^[0-9 ]*$/ || $4 !~ /^([a-z.]+@[a-z.]+)?$/ || $2 == ""' contacts >found
    nothing "$framework: telephone numbers and addresses"
    over_tabs '$5 !~ /^[1-9][0-9]?$/' levels >found
    nothing "$framework: weeks to the review"
done
table frameworks/sources.csv key,title,publisher | over_tabs '$1 == "" || $2 == "" || $3 == ""' >found
nothing 'sources are named'
for framework in solihull-2024 solihull-2014 sandwell-2022; do
    table frameworks/$framework/framework.csv key,value | over_tabs '$1 == "title" || $1 == "publisher" { print $2 }' >title
    table frameworks/sources.csv title,publisher >sources
    ok "$framework is a source" awk -F "$tab" 'NR == FNR { fact[FNR] = $0; next } $1 == fact[1] && $2 == fact[2] { found = 1 } END { exit !found }' title sources
done

# --- The crosswalk of levels -------------------------------------------------------------------------------------------

table crosswalks/levels-crosswalk.csv framework,level,when,as_framework,as_level >crosswalk
for framework in solihull-2024 solihull-2014 sandwell-2022; do
    table frameworks/$framework/levels.csv level | sed "s/^/$framework$tab/"
done >all-levels
over_tabs 'NR == FNR { known[$1, $2] = 1; next } !(($1, $2) in known) || !(($4, $5) in known) || $1 == $4' all-levels crosswalk >found
nothing 'it leads from known levels to known levels'
over_tabs '
NR == FNR { name[$1] = 1; level[$1, $2] = 1; next }
$3 == "" { told[$1, $2, $4]++ }
END {
    for (key in level) {
        split(key, part, SUBSEP)
        for (other in name) if (other != part[1] && told[part[1], part[2], other] != 1) print part[1] " " part[2] " as " other
    }
}' all-levels crosswalk >found
nothing 'each level is told in each other framework, once'
over_tabs '$3 !~ /^(single-agency|multi-agency|SH)?$/ || seen[$1, $2, $3, $4]++' crosswalk >found
nothing 'on conditions that can be'

# There and back a level is the same, or one that it was made of.
over_tabs '$3 == "" { as[$1, $2, $4] = $5 } END {
    for (key in as) {
        split(key, part, SUBSEP)
        if (part[1] == "solihull-2024") continue
        there = as[key]
        back = as[part[3], there, part[1]]
        if (part[3] != "solihull-2024" && back != part[2]) print part[1] " " part[2] " as " part[3] " and back: " back
    }
}' crosswalk >found
nothing 'the two frameworks of four equal steps lead to each other'

# --- Outcomes ----------------------------------------------------------------------------------------------------------

outcomes=outcomes/supporting-families
table $outcomes/outcomes.csv code,headline,need,expression,ref >outcomes
table $outcomes/clauses.csv code,clause,label >clauses
table $outcomes/indicators.csv indicator,outcome >indicator-outcomes
table $outcomes/headlines.csv headline,name >headlines
table $outcomes/concerns.csv concern,label,outcome,indicators >concerns
over_tabs 'END { print NR }' indicator-outcomes >found
says 'rows of indicators' 171
over_tabs '
NR == FNR { if ($3 != "U") need[$1] = 1; next }
!($1 in need) { print $1 ": no need" }
seen[$1]++ { print $1 ": twice" }
END { for (code in need) if (!(code in seen)) print code ": no row" }' indicators indicator-outcomes >found
nothing 'each need has its row'
over_tabs 'NR == FNR { known[$1] = 1; next } $2 != "none" && !($2 in known) { print $1 ": " $2 }' outcomes indicator-outcomes >found
nothing 'indicators point to outcomes'
over_tabs '
NR == FNR { known[$1] = 1; next }
!($2 in known) || $1 !~ "^SF-" $2 "\\.[1-9]$" || seen[$1]++ { print $1 }
{ used[$2] = 1 }
END { for (headline in known) if (!(headline in used)) print "headline " headline }' headlines outcomes >found
nothing 'outcomes are of their headlines, and each headline has some'
over_tabs 'END { print NR }' headlines >found
says 'headlines' 10
over_tabs '$3 == "" || $5 !~ "(measures for success, |public summary, )" substr($1, 4) "(;|$)" { print $1 ": " $5 }' outcomes >found
nothing 'each outcome has a need and names its place'
over_tabs '
NR == FNR { given[$1] = given[$1] $2; if ($2 !~ /^[a-z]$/ || $3 == "") print $1 ": clause " $2; next }
{
    letters = ""
    open = 0
    named[$1] = 1
    for (i = 1; i <= length($4); i++) {
        c = substr($4, i, 1)
        if (c ~ /[a-z]/) letters = letters c
        if (c == "(") open++
        if (c == ")" && --open < 0) print $1 ": " $4
    }
    if (open || $4 !~ /^[a-z&|() ]+$/) print $1 ": " $4
    if (letters != given[$1]) print $1 ": " $4 ", but clauses " given[$1]
}
END { for (code in given) if (!(code in named)) print code ": clauses only" }' clauses outcomes >found
nothing 'expressions name the clauses that there are, in their order'
over_tabs 'END { print NR }' concerns >found
says 'flags of the form' 7
over_tabs '
FILENAME == "indicators" { need[$1] = $3 != "U"; next }
FILENAME == "outcomes" { known[$1] = 1; next }
{
    if (!($3 in known)) print $1 ": " $3
    n = split($4, code, ";")
    if (!n) print $1 ": no indicator"
    for (i = 1; i <= n; i++) if (!need[code[i]]) print $1 ": " code[i]
}' indicators outcomes concerns >found
nothing 'flags point to outcomes and needs'

# --- The goals of plans ------------------------------------------------------------------------------------------------

table plans/goals.csv code,goal >goals
over_tabs '
FILENAME == "outcomes" || $2 == "none" { wanted[++n] = $1; next }
FILENAME == "goals" { if ($1 != wanted[++at]) print $1 ": " wanted[at] " is wanted here" }
END { while (++at <= n) print wanted[at] ": no goal" }' outcomes indicator-outcomes goals >found
nothing 'each outcome, and each indicator without one, has its goal, in their order'
over_tabs '$2 == "" || length($2) > 150 || $2 ~ /[{}]|\.$/ || seen[$2]++ { print $1 ": " $2 }' goals >found
nothing 'goals are short, name nobody, and have no full stop; none stands twice'

# --- Factors of the census ---------------------------------------------------------------------------------------------

table crosswalks/cin-factor-names.csv factor,name >factors
table crosswalks/cin-factors.csv indicator,subject,factor >factor-rows
over_tabs '$1 !~ /^[0-9]+[A-Z]?$/ || $2 == "" || seen[$1]++' factors >found
nothing 'factors have a code and a name'
over_tabs '
FILENAME == "indicators" { need[$1] = $3 != "U"; next }
FILENAME == "factors" { known[$1] = 1; next }
!need[$1] || !($3 in known) || $2 !~ /^(child|parent|sibling|household|family)?$/ || seen[$0]++' indicators factors factor-rows >found
nothing 'needs point to factors'

# --- Records, headings, values -----------------------------------------------------------------------------------------

table records/columns.csv record,column,required,type,values,description >columns
table maps/headings.csv record,column,heading,dialect >headings
table maps/values.csv list,value,code,dialect >values
table maps/value-names.csv list,code,name >value-names
over_tabs 'seen[$1, $2]++ || ($1 != "annex-a-list-2" && $2 !~ /^[a-z]+(_[a-z0-9]+)*$/) || $3 !~ /^(yes|no)$/ || $4 !~ /^(text|code|date|integer|number|figure|boolean)$/ || $6 == ""' columns >found
nothing 'columns have a type and a description, none twice'
over_tabs '$1 != last && seen[$1]++ { print $1 } { last = $1 }' columns >found
nothing 'the columns of a record stand together'
table records/kinds.csv record,kind >kinds
over_tabs 'NR == FNR { known[$1] = 1; next } !($1 in known) || !($2 in known) || $1 == $2 { print $1 ": " $2 }' columns kinds >found
nothing 'a kind is another record'
over_tabs 'NR == FNR { kind[$1] = 1; next } $2 in kind { print $1 ": " $2 }' kinds kinds >found
nothing 'and has no kind of its own'
over_tabs '
FILENAME == "kinds" { kind[$1] = $2; next }
{ type[$1, $2] = $4; name[++count] = $1; column[count] = $2 }
END {
    for (i = 1; i <= count; i++) {
        other = kind[name[i]] SUBSEP column[i]
        if ((other in type) && type[other] != type[name[i], column[i]]) print name[i] ", " column[i]
    }
}' kinds columns >found
nothing 'what they share is of one type'
over_tabs 'NR == FNR { list[$1] = 1; next } $5 != "" && !($5 in list) { print $1 ", " $2 ": " $5 }' values columns >found
nothing 'value lists are there'
over_tabs 'NR == FNR { used[$5] = 1; next } !($1 in used) && !told[$1]++ { print $1 }' columns values >found
nothing 'every value list is used'
over_tabs '($5 != "" && $4 !~ /^(code|boolean|figure)$/) || ($4 == "figure" && $5 != "mark") { print $1 ", " $2 }' columns >found
nothing 'columns with values are codes, and figures have marks'
over_tabs '
NR == FNR { known[$1, $2] = 1; named[$2] = 1; next }
$1 == "*" ? !($2 in named) : !(($1, $2) in known) { print $1 ", " $2 ": " $3 }' columns headings >found
nothing 'headings stand for columns that there are'
over_tabs '$3 == "" || $4 !~ /^(ssd|annex-a|annex-a-unspaced|common)$/' headings >found
nothing 'headings have a dialect'

# Compared as the reader does, letters and digits only, without case; a row for `*` is for each record that has the column.
over_tabs '
function key(text) { text = tolower(text); gsub(/[^a-z0-9]/, "", text); return text }
NR == FNR { column[$1, $2] = 1; if (!($1 in first)) records[++n] = $1; first[$1] = 1; meaning[$1, key($2)] = $2; next }
{
    if (key($3) == "") print $1 ": " $3
    for (i = 1; i <= n; i++) {
        if (($1 != "*" && $1 != records[i]) || !((records[i], $2) in column)) continue
        place = records[i] SUBSEP key($3)
        if (place in meaning && meaning[place] != $2) print records[i] ": " $3 " is " $2 ", and " meaning[place]
        meaning[place] = $2
    }
}' columns headings >found
nothing 'no heading stands for two columns of a record'

over_tabs '
NR == FNR { code[$1, $3] = 1; list[$1] = 1; next }
!(($1, $2) in code) || $3 == "" || seen[$1, $2]++ { print $1 ", " $2 }
{ delete code[$1, $2] }
END { for (key in code) { split(key, part, SUBSEP); print part[1] ", " part[2] ": no name" } }' values value-names >found
nothing 'each code has its name'
table maps/annex-a.csv list,code,value >annex-a
over_tabs '
NR == FNR { if ($1 == "gender" || $1 == "ethnicity") code[$1, $2] = 1; next }
!(($1, $2) in code) || $3 !~ /^[a-z]\) ./ || seen[$3]++ { print $1 ", " $2 }
{ delete code[$1, $2] }
END { for (key in code) { split(key, part, SUBSEP); print part[1] ", " part[2] ": no form" } }' value-names annex-a >found
nothing 'each gender and ethnic group has its form in Annex A'
over_tabs '
function key(text) { text = tolower(text); gsub(/  +/, " ", text); gsub(/^ | $/, "", text); sub(/^p?[a-z0-9]\) /, "", text); return text }
{
    if (($1, key($2)) in code && code[$1, key($2)] != $3) print $1 ": " $2 " is " $3 " and " code[$1, key($2)]
    code[$1, key($2)] = $3
    known[$1, $3] = 1
}
END { for (k in known) { split(k, part, SUBSEP); if (code[part[1], key(part[2])] != part[2]) print part[1] ": " part[2] " is not read as itself" } }' values >found
nothing 'no value has two codes, and each code is read as itself'
over_tabs '$4 !~ /^(eh|ssd|annex-a|cin|hl7|gedcom|ics|common)$/' values >found
nothing 'values have a dialect'
over_tabs 'FILENAME == "all-levels" { level[$2] = 1; next } $1 == "level" && !($3 in level) { print $3 }' all-levels values >found
nothing 'words for levels mean levels of a framework'
over_tabs 'FILENAME == "values" { if ($1 == "level") known[$3] = 1; next } !($2 in known) { print $2 }' values all-levels >found
nothing 'each level of a framework has its words'

# --- What records tell as events ----------------------------------------------------------------------------------------

table event-sources.csv record,kind,date,end,when,undated,match,rank,impact,event >event-sources
over_tabs '
NR == FNR { type[$1, $2] = $4; values[$1, $2] = $5; if (!($1 in first)) first[$1] = 1; next }
!($1 in first) { print $1 ": no record"; next }
$1 != last && seen[$1]++ { print $1 ": not together" }
{ last = $1 }
$10 == "" { if ($2 $3 $4 $5 $6 $7 $8 $9 != "") print $1 ": neither here nor there"; next }
type[$1, $3] != "date" || ($4 != "" && type[$1, $4] != "date") { print $1 ", " $2 ": " $3 " " $4 " is no date" }
$2 != "" && ($2 in rank) && rank[$2] != $8 { print $2 ": two ranks" }
$2 != "" && ($2 in match_of) && match_of[$2] != $7 { print $2 ": matched in two ways" }
{ if (!($2 in rank)) ranks[$8]++; rank[$2] = $8; match_of[$2] = $7 }
$5 != last_when && $3 == last_date && last_when == "" && $1 == last_record { print $1 ", " $2 ": never reached" }
{ last_when = $5; last_date = $3; last_record = $1 }
{
    rest = $10
    while (match(rest, /\{[^}]*\}/)) {
        place = substr(rest, RSTART + 1, RLENGTH - 2)
        if (!(($1, place) in type) && place !~ /^(labels|codes)$/) print $1 ": {" place "}"
        rest = substr(rest, RSTART + RLENGTH)
    }
}' columns event-sources >found
nothing 'events come of dates, and their words name columns'
over_tabs '
NR == FNR { code[$1, $3] = 1; next }
FILENAME == "columns" { values[$1, $2] = $5; next }
{
    n = split($5, part, " and ")
    for (i = 1; i <= n; i++) if (split(part[i], side, "=") == 2) {
        m = split(side[2], word, ";")
        for (j = 1; j <= m; j++) if (word[j] != "blank" && !((values[$1, side[1]], word[j]) in code)) print $1 ": " side[1] "=" word[j]
    }
}' values columns event-sources >found
nothing 'what must hold are codes that there are'
# What is a step of a journey says so in words that a journey knows.
table journeys/words.csv words,code >journey-words
over_tabs '
NR == FNR { known[$1] = 1; next }
$1 ~ /^(contacts|referrals|episodes|assessments|plans|statutory)$/ {
    words = tolower($10)
    sub(/[[(:,;].*/, "", words); sub(/ +$/, "", words)
    if (!(words in known)) print $10
}' journey-words event-sources >found
nothing 'services are told of in words that journeys know'

table journeys/steps.csv step,name,end,end_name,level,order,end_order >journey-steps
table journeys/sources.csv record,has,when,values,step,start,end >journey-sources
over_tabs '
seen[$1]++ || ($3 != "" && seen[$3]++) { print $1 ": a code twice" }
placed[$6]++ || ($7 != "" && placed[$7]++) { print $1 ": two in one place of a day" }
$7 != "" && $7 <= $6 { print $1 ": ends before it begins" }
$1 $3 ~ /[ ;?]/ { print $1 ": cannot be told from other codes" }' journey-steps >found
nothing 'codes of journeys are told apart, and each has its place in a day'
over_tabs '
FILENAME == "columns" { type[$1, $2] = $4; values[$1, $2] = $5; record[$1] = 1; next }
FILENAME == "values" { code[$1, $3] = 1; next }
FILENAME == "journey-steps" { step[$1] = 1; next }
!($1 in record) { print $1 ": no record"; next }
$1 != last && seen[$1]++ { print $1 ": not together" }
{ last = $1 }
$6 == "" { if ($2 $3 $4 $5 $7 != "") print $1 ": neither here nor there"; next }
type[$1, $6] != "date" || ($7 != "" && type[$1, $7] != "date") { print $1 ": " $6 " " $7 " is no date" }
$3 != "" && !(($1, $3) in type) { print $1 ": no column " $3 }
$5 != "" && !($5 in step) { print $1 ": no step " $5 }
{
    n = split($2, name, ";")
    for (i = 1; i <= n; i++) if (!(($1, name[i]) in type)) print $1 ": no column " name[i]
    n = split($4, value, ";")
    for (i = 1; i <= n; i++) if (!((values[$1, $3], value[i]) in code)) print $1 ": " $3 " is never " value[i]
}' columns values journey-steps journey-sources >found
nothing 'steps of journeys come of columns that there are'

# --- Genograms ---------------------------------------------------------------------------------------------------------

table gedcom/ansel.csv byte,character,joins,name >ansel
over_tabs '$1 !~ /^[89A-F][0-9A-F]$/ || $2 !~ /^[0-9A-F][0-9A-F][0-9A-F][0-9A-F]$/ || $4 == "" || $1 <= last { print $1 }
    { last = $1 } ($3 != "") && $1 < "E0" { print $1 " is no mark" }' ansel >found
nothing 'ANSEL: bytes in order, a character and a name each'
table gedcom/charsets.csv name,encoding | over_tabs '$2 !~ /^(ansel|utf-8)$/ { print $2 }' | sort -u >encodings
while read -r encoding; do
    ok "GEDCOM: iconv knows $encoding" sh -c "echo | iconv -f $encoding -t UTF-8"
done <encodings
table gedcom/tags.csv path,use >tags
over_tabs '$1 !~ /^([A-Z]+|\*)(\.[A-Z_]+)*$/ || $2 !~ /^[a-z]+(-[a-z]+)*$/ || seen[$1]++ { print $1 ": " $2 }
    { n = split($1, tag, "."); above = tag[1]; for (i = 2; i < n; i++) above = above "." tag[i]
      if (n > 1 && tag[1] != "*" && !(above in seen)) print $1 ": " above " has no use" }' tags >found
nothing 'GEDCOM: each tag stands under one that has a use'
table gedcom/words.csv kind,word,meaning >words
over_tabs '$1 == "month" && $3 ~ /^([1-9]|1[0-2])$/ { n[$3]++; next } $1 !~ /^(date|calendar)$/ || $2 != toupper($2) { print $2 }
    END { for (i = 1; i <= 12; i++) if (n[i] < 2 - (i == 5)) print "month " i }' words >found
nothing 'GEDCOM: words of dates, all twelve months'
table genogram-rules.csv rule,severity,least,most,words,problem,suggestion,source >rules
over_tabs '$1 !~ /^[a-z]+(-[a-z]+)*$/ || seen[$1]++ || $2 !~ /^(error|warning|note|off)$/ || $6 == "" || $7 == "" || $8 == "" { print $1 }
    ($3 "" != "" && $4 "" != "" && $3 + 0 >= $4 + 0) || ($6 $7 ~ /\.$/) || $6 ~ /^[A-Z]/ { print $1 ": " $6 }' rules >found
nothing 'rules for families have severity, problem, suggestion and source'
table kin.csv word,type,of,role >kin
over_tabs '
function key(text) { text = tolower(text); gsub(/[^a-z0-9]/, "", text); return text }
key($1) == "" || seen[key($1)]++ { print $1 ": twice" }
$2 ~ /^(perhaps-)?self$/ { if ($3 $4 != "") print $1 ": of " $3; next }
$2 == "birth" { if ($3 !~ /^(child|mother|father)$/ || $4 !~ ($3 == "child" ? "^(mother|father|)$" : "^$")) print $1 ": of " $3; next }
$2 ~ /^(adoptive|foster|step|kinship|sibling|twin)$/ { if ($3 != "child" || $4 != "") print $1 ": of " $3; next }
$2 ~ /^(birth-child|partner|married|cohabiting|transitory|separated|divorced)$/ { if ($3 !~ /^(mother|father)$/ || $4 != "") print $1 ": of " $3; next }
{ print $1 ": " $2 }' kin >found
nothing 'each word for kin stands once, and tells what a relationship can be'
over_tabs '
FILENAME == "values" { if ($1 == "relationship-type") code[tolower($2)] = $3; next }
tolower($1) in code {
    there = code[tolower($1)]
    if (there == "parent" || (there == "grandparent" && $3 != "child")) there = "birth"
    if ($2 == "perhaps-self" && there == "child") there = $2
    if ($2 != there) print $1 ": " $2 ", and " code[tolower($1)] " as a relationship"
}' values kin >found
nothing 'words for kin mean what they mean in a table of relationships'

# --- Holidays and intervals --------------------------------------------------------------------------------------------

table holidays/england-and-wales.csv date,name >holidays
over_tabs '
# 0 Saturday to 6 Friday (Zeller).
function weekday(year, month, day)
{
    if (month < 3) { month += 12; year-- }
    return (day + int(13 * (month + 1) / 5) + year + int(year / 4) - int(year / 100) + int(year / 400)) % 7
}
{
    split($1, part, "-")
    if ($1 !~ /^20[0-9][0-9]-[01][0-9]-[0-3][0-9]$/ || $1 <= last || $2 == "") print $1
    if (weekday(part[1] + 0, part[2] + 0, part[3] + 0) < 2) print $1 ": " $2 " at a weekend"
    if ($2 ~ /^Good Friday/ && weekday(part[1] + 0, part[2] + 0, part[3] + 0) != 6) print $1 ": " $2
    if ($2 ~ /Monday|Spring bank|Summer bank/ && part[1] != 2022 && weekday(part[1] + 0, part[2] + 0, part[3] + 0) != 2) print $1 ": " $2
    year[part[1]]++
    last = $1
}
END {
    for (y in year) if (year[y] < 8 || year[y] > 10) print y ": " year[y] " holidays"
    for (y = 2019; y <= 2028; y++) if (!(y in year)) print y ": none"
}' holidays >found
nothing 'holidays are days of the week, in order, eight or more a year'
table intervals.csv interval,value,unit,ref | over_tabs '$2 !~ /^[0-9]+$/ || $3 !~ /^(days|weeks|months|terms|percent|needs|services)$/ || $4 == "" || seen[$1]++' >found
nothing 'intervals have a number, a unit and a source'

# --- Phrases -----------------------------------------------------------------------------------------------------------

table phrases.csv key,text >phrases
over_tabs '$2 == "" || seen[$1]++ { print $1 }' phrases >found
nothing 'phrases have words, none twice'
over_tabs '{
    for (n = 1; index($2, "{" n "}"); n++) continue
    rest = $2
    while (match(rest, /\{[^}]*\}/)) {
        place = substr(rest, RSTART + 1, RLENGTH - 2)
        if (place !~ /^[1-9]$/ || place >= n) print $1 ": {" place "}"
        rest = substr(rest, RSTART + RLENGTH)
    }
}' phrases >found
nothing 'places in phrases count from 1'

# What the sources name: a key in full, or its beginning, to which a status or a word for consent is added.
find "$TOP/lib" "$TOP/cmd" -name '*.c' | sort >sources
while read -r source; do
    grep -oE '"[a-z]+(-[a-zA-Z]+)*"' "$source" | tr -d '"'
done <sources | sort -u >named
{
    over_tabs '$1 == "status" || $1 == "consent" { print $3 }' values
    for framework in solihull-2024 solihull-2014 sandwell-2022; do table frameworks/$framework/levels.csv consent; done
} | sort -u >added
over_tabs '
FILENAME == "named" { named[$1] = 1 }
FILENAME == "named" || FILENAME == "added" { added[$1] = 1; next }
{
    used = $1 in named
    for (word in added) {
        rest = length($1) - length(word)
        if (rest > 1 && substr($1, rest) == "-" word && substr($1, 1, rest - 1) in named) used = 1
    }
    if (!used) print $1
}' named added phrases >found
nothing 'every phrase is used'

# Names that begin as phrases do; a list or an option is none.
over_tabs '
NR == FNR { known[$1] = 1; for (i = 1; i < length($1); i++) if (substr($1, i + 1, 1) == "-") known[substr($1, 1, i)] = 1; next }
/^(explain|rule|change|levels|compare|move|indicators|decision|counted)-/ && !/-(list|header)$/ && !($1 in known)' phrases named >found
nothing 'every phrase that is named exists'
over_tabs 'NR == FNR { known[$1] = 1; next } $1 in known' phrases named >used
ok 'phrases are named' test "$(wc -l <used)" -ge 30

for table in indicators domains levels contacts routes rules crosswalk all-levels outcomes clauses indicator-outcomes headlines concerns \
    factors factor-rows kin columns headings values value-names event-sources journey-words journey-steps journey-sources holidays phrases known-tags named added; do
    ok "there are rows in $table" test -s $table
done

# --- Measures ----------------------------------------------------------------------------------------------------------

table measures/measures.csv measure,quadrant,unit,kind,counts,ref >measures
over_tabs '{ if ($1 != last && had[$1]++) print $1 ": in two places"; last = $1 }' measures >found
nothing 'ways to count one measure stand together'
over_tabs '$5 !~ /\.$/ || length($5) > 160 { print $1 ": " $5 }' measures >found
nothing 'each says in a sentence what is counted'
over_tabs '$6 == "" { print $1 }' measures >found
nothing 'each says where it comes from'
over_tabs '{ seen[$2 "," $3]++ } END { for (key in seen) print key ": " seen[key] }' measures | sort >found
says 'measures by quadrant and unit' 'better-off,per-cent: 6
how-much,number: 3
how-much,per-10000: 1
how-much,per-cent: 7
how-well,days: 2
how-well,per-cent: 8'

table measures/disclosure.csv rule,value,ref >rules
over_tabs '$3 == "" || ($1 == "hidden_mark" ? $2 !~ /^[a-z:]$/ : $2 !~ /^[0-9]+$/) || (seen[$1]++ && $1 != "round_base")' rules >found
nothing 'each rule of disclosure control has its value and source'
over_tabs '$1 == "mark" && $2 !~ /^[a-z:]$/ { print $2 }' values >found
nothing 'a mark is a small letter or a colon, as rec records take it'

table measures/dashboard.csv measure,shows,category,noun >tiles
over_tabs 'NR == FNR { known[$1] = $3; next } !($1 in known) { print $1 ": no such measure" } $4 == "" { print $1 ": counts what?" }
    $2 == "counted" && known[$1] !~ /number|per-cent/ { print $1 ": " $2 }' measures tiles >found
nothing 'each tile of the dashboard is of a measure and says what is counted'
over_tabs 'NR == FNR { has[$1] = 1; next } !($1 in has) { print $1 }' tiles measures >found
nothing 'each measure has its tile'
grep -ohE '"dashboard-[a-z0-9-]+"' "$TOP"/lib/render/measures_*.c | tr -d '"' | sort -u >named
over_tabs '$1 ~ /^dashboard-/ { print $1 }' phrases | sort >known
comm -3 named known >found
nothing 'each phrase of the dashboard is there and used'

# --- Decisions at reviews ----------------------------------------------------------------------------------------------

table reviews/decisions.csv rule,suggestion,step,sentence,next_step,ref >decisions
over_tabs '{ want = $2 == "close" ? "a" : $2 == "continue" ? "b" : $2 == "escalate" ? "c" : "" } $3 != want { print $1 ": " $2 " " $3 }' decisions >found
nothing 'each suggestion stands for its step of the guidance'
over_tabs '$4 == "" || $5 == "" || $6 == "" || $4 ~ /[.:;]$/ || $5 ~ /\.$/ { print $1 }' decisions >found
nothing 'each rule has its sentence, what to do next and where it comes from'
over_tabs '$2 == "escalate" && $5 !~ /eh-threshold/ { print $1 }' decisions >found
nothing 'whoever is to look at the level again is told with what'
# Codes of reasons are named in the program without their first word.
grep -oE '"[a-z]+(-[a-z]+)+"' "$TOP/lib/domain/review/review_decide.c" "$TOP/cmd/review_decide.c" | sed 's/.*:"//; s/"//; s/^decide-//' | sort -u >reasons
grep -oE 'telling, "[a-z]+"' "$TOP/lib/domain/review/review_decide.c" | sed 's/.*"\(.*\)"/\1/' | sort -u >>reasons
over_tabs '$1 ~ /^decide-/ && $1 != "decide-rules-title" { print substr($1, 8) }' phrases | sort >known
sort -u reasons | comm -23 known - >found
nothing 'each phrase about decisions is used'
sort -u reasons | comm -13 known - | grep -v '^missing-$' >found
nothing 'each reason of a decision has its phrase'

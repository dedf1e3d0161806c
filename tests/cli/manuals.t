#!/bin/sh
# Manual pages and completions say what the programs do: options, columns, values, dates, limits and messages are held
# against them, and every command that a page shows is run and must print what the page says.
. "$(dirname "$0")/lib.sh"

program=eh-threshold man=$TOP/man completions=$TOP/share/completions
. "$TOP/tests/cli/pages.sh"
verbs='level explain compare move list lint'

# page_text: a page's source as the reader sees its letters, without fonts; on standard output.
unescape() { sed -e "s/\\\\(aq/'/g" -e 's/\\(dq/"/g' -e 's/\\&//g' -e 's/\\e/\\/g' -e 's/\\~/ /g' -e 's/\\-/-/g' "$@"; }

# section PAGE NAME: the lines of one section, or of a subsection.
section()
{
    awk -v name="$2" '
    /^\.S[hs] / { inside = substr($0, 5) == name ? 1 : inside && /^\.Ss/ && whole; whole = whole || (inside && /^\.Sh/)
        if (/^\.Sh/) whole = inside; next }
    inside' "$man/$1"
}

# --- The pages are well written mdoc ----------------------------------------------------------------------------------

if command -v mandoc >/dev/null; then
    # mandoc finds our own pages, to which others refer, only beside the one it reads.
    run 'mandoc has nothing to say' sh -c "cd '$man' && mandoc -T lint -W style -- *.[1-9]"
    status 0
    stdout </dev/null
fi

# --- Options ----------------------------------------------------------------------------------------------------------

# shellcheck disable=SC2086 # words
options_match $verbs

# --- Columns ----------------------------------------------------------------------------------------------------------

grep -E '^\.(It )?Cm ' "$man/eh-threshold.1" | tr ' ,' '\n\n' | sort -u >columns-in-page
for verb in level explain compare move lint; do
    run "$verb --schema" eh-threshold "$verb" --schema
    sed -n 's/^  {"name": "\([a-z_]*\)".*/\1/p' "$scratch/out" | sort -u >columns
    comm -23 columns columns-in-page >missing
    same "$verb: every column is told of" missing /dev/null
done
for list in indicators levels rules domains contacts routes frameworks; do
    run "list $list" eh-threshold list "$list"
    sed -n 1p "$scratch/out" | tr ',' '\n' | sort -u >columns
    comm -23 columns columns-in-page >missing
    same "list $list: every column is told of" missing /dev/null
done

# --- Headings and values of other systems -----------------------------------------------------------------------------

section eh-csv.5 'Headings of other systems' | unescape | awk '
/^\.It Cm / { column = $3 }
/^\.El/ { exit }
/^\.Ql / { sub(/^\.Ql /, ""); sub(/ [,;]$/, ""); print column "," $0 }' >headings-in-page
sed 1d "$TOP/share/records/columns.csv" | awk -F, '$1 == "indicators" { print $2 }' >columns
awk -F, 'NR == FNR { known[$1] = 1; next }
    ($1 == "indicators" || $1 == "*") && known[$2] && $4 != "common" { print $2 "," $3 }' \
    columns "$TOP/share/maps/headings.csv" >headings
sort headings >headings-sorted
sort headings-in-page >headings-in-page-sorted
same 'headings of other systems are those of the maps' headings-in-page-sorted headings-sorted

section eh-csv.5 VALUES >values
for pair in status:status subject:subject consent:consent level:level source:contact-source; do
    column=${pair%:*} list=${pair#*:}
    awk -v column="$column" '/^\.It Cm / { inside = $3 == column; next } /^\.El/ { inside = 0 } inside' values |
        unescape >item
    grep '^\.Cm ' item | tr ' ,;' '\n\n\n' | grep -v '^\.Cm$' | grep . | sort -u >in-page
    awk -F, -v list="$list" '$1 == list { print $2 }' "$TOP/share/maps/value-names.csv" | sort -u >codes
    same "codes of $column" in-page codes
    # The spellings named beside them are read.
    sed -n '1,/and the like/s/^\.Ql \(.*[^ ,]\),* *,*$/\1/p' item | sed 's/ ,$//' >spellings
    while read -r spelling; do
        ok "$column: '$spelling' is read" grep -qi "^$list,$spelling," "$TOP/share/maps/values.csv"
    done <spellings
done

# --- Dates ------------------------------------------------------------------------------------------------------------

# The tables: read, no date, rejected.
section eh-csv.5 'FORMS OF DATES' | unescape | awk '
/^\.Bl -column/ { table++ }
/^\.It Sy/ { next }
/^\.It / {
    sub(/^\.It /, "")
    split($0, cells, / Ta /)
    if (table == 1) print cells[1] "\t" cells[2] >"dates-read"
    else if (table == 2) { print cells[1] >"dates-none"; if (cells[2] != "") print cells[2] >"dates-none" }
    else print cells[1] >"dates-rejected"
}'
dated_rows() { awk -F '\t' 'BEGIN { print "family_id,indicator,date" } { print "F" NR ",IDE-EH-02,\"" $1 "\"" }' "$1"; }
dated_rows dates-read >in.csv
run 'dates that are read' eh-threshold explain --as-of 2000-01-01 in.csv
status 0
awk -F, '$6 == "indicator" { print $11 }' "$scratch/out" >got
cut -f 2 dates-read >wanted
same 'dates are read as the page says' got wanted
dated_rows dates-none >in.csv
run 'no date' eh-threshold explain --as-of 2000-01-01 in.csv
status 0
awk -F, '$6 == "indicator" { print $11 }' "$scratch/out" >got
sed 's/.*//' dates-none >wanted
same 'no date is no date' got wanted
dated_rows dates-rejected >in.csv
run 'dates that are rejected' eh-threshold explain --as-of 2000-01-01 in.csv
status 3
grep -c ': date: ' "$scratch/err" >got
wc -l <dates-rejected | tr -d ' ' >wanted
same 'each is rejected for its date' got wanted

# --- Limits -----------------------------------------------------------------------------------------------------------

# Comments in the pages name the limit whose number the next line shows.
sed -n 's/^#define \(LIMIT_[A-Z_]*\) \(.*\)/\1 \2/p' "$TOP/lib/base/limits.h" | sed 's/([a-z0-9_]*_t)//' |
    while read -r name value; do
        printf '%s %s\n' "$name" "$(($value))"
    done | sort >limits
cat "$man/eh-csv.5" "$man/eh-form.5" "$man/eh-framework.5" "$man/eh-patterns.5" | awk '
/^\.\\" LIMIT_/ { name = $2; next }
name { number = $2; gsub(/,/, "", number); print name, number; name = "" }' | sort -u >limits-in-page
while read -r name value; do
    if grep -qx "$name $value" limits-in-page; then
        pass "$name is as in the page"
    elif grep -q "^$name " limits-in-page; then
        fail "$name is as in the page"
        grep "^$name " limits-in-page | note
    elif grep -rqw "$name" "$TOP/lib" --include='*.c'; then
        fail "$name stands in a page"
    fi
done <limits
comm -13 limits limits-in-page >missing
same 'pages name no limit that there is not' missing /dev/null

# --- Messages ---------------------------------------------------------------------------------------------------------

# `SEVERITY text` of each item under DIAGNOSTICS; what changes is a word in capitals.
unescape "$man/eh.7" | awk '
/^\.Sh / { inside = $2 == "DIAGNOSTICS"; severity = "" }
inside && /^\.Ss / {
    severity = "FATAL"
    if ($2 == "Rows") severity = "REJECT"
    if ($2 == "Notes" || $2 == "Warnings") severity = "NOTE"
}
joining { line = line $0 }
inside && !joining && /^\.It Sy / { line = substr($0, 8); joining = 1 }
joining { joining = sub(/\\$/, "", line); if (!joining) print severity, line }' >messages-in-page
sed -n 's/^MESSAGE([A-Z0-9_]*, \([A-Z]*\), "\(.*\)")$/\1 \2/p' "$TOP/lib/base/messages.def" >messages
grep -c '^MESSAGE(' "$TOP/lib/base/messages.def" >wanted
wc -l <messages | tr -d ' ' >got
same 'each line of messages.def is understood' got wanted
awk '
function pattern(text)
{
    gsub(/[][\\.*+?(){}|^$]/, "\\\\&", text)
    gsub(/\\\{[0-9]\\\}/, "[A-Z]+", text)
    return "^" text "$"
}
NR == FNR { item[++items] = $0; next }
{
    found = 0
    for (i = 1; i <= items; i++) if (item[i] ~ pattern($0)) { found = 1; used[i] = 1 }
    if (!found) print "not in the page: " $0
}
END { for (i = 1; i <= items; i++) if (!used[i]) print "no such message: " item[i] }
' messages-in-page messages >wrong
same 'the page explains each message, and no other' wrong /dev/null

# --- The library ------------------------------------------------------------------------------------------------------

# `TYPE name(TYPE, ...)` of each function of the header and of the page, without the names of parameters.
without_names() { sed -E -e 's/ +/ /g' -e 's/\* /*/g' -e 's/([*a-z]) ?[a-z_]+([,)])/\1\2/g' | sort; }
tr '\n;' ' \n' <"$TOP/lib/eh.h" | sed -n -E 's/^.*(EH_API |typedef void )(.*\(.*\))$/\1\2/p' |
    sed 's/^EH_API //' | without_names >header
awk '
/^\.Sh / { inside = $2 == "SYNOPSIS" }
!inside { next }
/\\$/ { sub(/\\$/, ""); line = line $0; next }
{ line = line $0 }
line ~ /^\.Ft / { type = substr(line, 5); gsub(/"/, "", type) }
line ~ /^\.Fn / {
    count = split(line, parts, "\"")
    name = parts[1]; sub(/^\.Fn /, "", name); sub(/ $/, "", name)
    list = ""
    for (i = 2; i <= count; i += 2) list = list (i > 2 ? ", " : "") parts[i]
    print type " " name "(" list ")"
}
{ line = "" }' "$man/libeh.3" | without_names >in-page
ok 'eh.h has functions' test -s header
same 'the functions of libeh.3 are those of eh.h' in-page header

build=${BIN%/*}
if command -v "${CC:-cc}" >/dev/null && [ -f "$build/lib/libeh.so" ] && [ -z "${build##*/build}" ]; then
    unescape "$man/libeh.3" | awk '/^\.Bd -literal/ { inside = 1; next } /^\.Ed/ { exit } inside' >program.c
    run 'the program of libeh.3 compiles' "${CC:-cc}" -Wall -Wextra -Werror -I"$TOP/lib" -o program program.c \
        -L"$build/lib" -leh -Wl,-rpath,"$build/lib"
    status 0
    run 'the program of libeh.3' ./program
    status 0
    sed -n 's/^\.Dl \(Child.*\)/\1/p' "$man/libeh.3" >wanted
    stdout <wanted
fi

# --- Examples ---------------------------------------------------------------------------------------------------------

# Every line that begins with `$` in a display is a command, `>` goes on with it, and what follows is all that it prints
# (the start of it, when `...` ends it). Its exit status is 0 unless `echo $?` shows another.
for page in "$man"/*.[1-9]; do
    grep -q '^\$ ' "$page" || continue
    name=$(basename "$page")
    rm -rf examples control
    mkdir control
    cp -R "$TOP/examples" examples
    unescape "$page" | awk '
    function finish() { if (number) close(base ".cmd"); close(base ".out") }
    /^\.Bd -literal/ { inside = 1; next }
    /^\.Ed/ { inside = 0; base = ""; next }
    !inside { next }
    asking { print >(base ".status"); close(base ".status"); asking = 0; next }
    $0 == "$ echo $?" { asking = 1; next }
    /^\$ / {
        finish()
        base = sprintf("control/%03d", ++number)
        print substr($0, 3) >(base ".cmd")
        printf "" >(base ".out")
        next
    }
    base == "" { next }
    /^> / { print substr($0, 3) >(base ".cmd"); next }
    { print >(base ".out") }'
    cat >session.sh <<'END'
cd examples || exit 2
for command in ../control/*.cmd; do
    base=${command%.cmd}
    eval "$(cat "$command")" >"$base.got" 2>&1 </dev/null
    echo $? >"$base.ended"
done
END
    run "$name" sh session.sh
    status 0
    for command in control/*.cmd; do
        base=${command%.cmd}
        case_name="$name: $(sed -n 1p "$command" | tr -d '\\')"
        [ -f "$base.status" ] || echo 0 >"$base.status"
        same "$case_name: exit status" "$base.ended" "$base.status"
        if [ "$(tail -n 1 "$base.out")" = ... ]; then
            sed '$d' "$base.out" >"$base.start"
            mv "$base.start" "$base.out"
            sed -n "1,$(wc -l <"$base.out")p" "$base.got" >"$base.start"
            mv "$base.start" "$base.got"
        fi
        same "$case_name: output" "$base.got" "$base.out"
    done
done
rm -rf examples control

# --- Completions ------------------------------------------------------------------------------------------------------

completions_match
if command -v bash >/dev/null; then
    mkdir empty
    cp options-* empty
    cp -R "$TOP/examples/framework-of-your-own" empty/ours
    cd empty || exit 2
    for verb in $verbs; do
        bash_completes eh-threshold "$verb" --
        stdout <"options-$verb"
    done
    bash_completes eh-threshold --
    stdout <options-level
    bash_completes eh-threshold l
    offers level lint list
    bash_completes eh-threshold options-c
    offers options-compare
    bash_completes eh-threshold level options-c
    offers options-compare
    bash_completes eh-threshold lint ''
    offers ours
    bash_completes eh-threshold list ''
    offers contacts domains frameworks indicators levels routes rules
    bash_completes eh-threshold list -F s
    offers sandwell-2022 solihull-2014 solihull-2024
    bash_completes eh-threshold -F o
    offers ours
    bash_completes eh-threshold --as = sol
    offers solihull-2014 solihull-2024
    bash_completes eh-threshold -t ''
    offers csv html json rec text
    bash_completes eh-threshold --to = te
    offers text
    bash_completes eh-threshold --by ''
    offers child family
    bash_completes eh-threshold --flag ''
    offers child-in-need early-help significant-harm universal
    bash_completes eh-threshold move -F ours --flag ''
    offers child-in-need everyday one-agency protection team-around-the-family
    bash_completes eh-threshold --framework = ours --as solihull-2014 --flag = ''
    offers 1 2 3 4
    EH_FRAMEWORK=ours
    export EH_FRAMEWORK
    bash_completes eh-threshold --flag p
    offers protection
    EH_FRAMEWORK=broken
    bash_completes eh-threshold -F sa
    offers sandwell-2022
    unset EH_FRAMEWORK
    bash_completes eh-threshold -m chi
    offers child_id=
    bash_completes eh-threshold -m o
    offers
    bash_completes eh-threshold move --map = le
    offers level= level_name=
    bash_completes eh-threshold --map child_id = opt
    offers
    bash_completes eh-threshold --as-of ''
    offers
    echo >'two words.csv'
    bash_completes eh-threshold --consent tw
    offers 'two words.csv'
    cd .. || exit 2
fi

if command -v fish >/dev/null; then
    for verb in $verbs; do
        cp "options-$verb" wanted
        fish_completes "eh-threshold $verb --"
    done
    fish_completes 'eh-threshold --flag ' child-in-need early-help significant-harm universal
    fish_completes 'eh-threshold --as sandwell-2022 --flag s' statutory-social-work
    fish_completes 'eh-threshold list -F sol' solihull-2014 solihull-2024
    fish_completes 'eh-threshold move --map le' level= level_name=
fi

#!/bin/sh
# Help of all verbs: one screen each with an example that runs, and one option is one thing with one text wherever it is.
. "$(dirname "$0")/lib.sh"

# Options that differ from verb to verb, each for a reason. Whatever else differs is a fault, and so is a row here that
# no longer differs.
cat >apart <<'END'
all         what there is beside what is printed: mentions, runs of terms
as          into what it is turned: another form, the terms of another framework; of files, which record they are
by          the groups that the verb's rows can have
from        where it comes from: a form, a format, a day, a table
initials    whose names the verb knows: all, those of a form, those of --people
most        of needs or of services
people      which of their columns are used
plans       which of their columns are used
rules       a directory, or one file
since       of rows, or of the window counted in
to          the formats that the verb has
within      how far ahead, or how soon after an end
years       which dates give somebody away
END

: >said
for source in "$TOP"/cmd/eh-*.c; do
    program=$(basename "$source" .c)
    "$program" --help | awk '/^[^ ]/ { inside = $1 == "verbs" } /^  [a-z]/ && inside { print $1 }' >verbs
    ok "$program: has verbs" test -s verbs
    while read -r verb; do
        run "$program $verb --help" "$program" "$verb" --help
        status 0
        stderr </dev/null
        lines=$(wc -l <"$scratch/out")
        ok "$program $verb --help: 12 to 50 lines" test "$lines" -ge 12 -a "$lines" -le 50
        ok "$program $verb --help: 80 columns" test "$(awk 'length($0) > 80' "$scratch/out" | wc -l)" -eq 0
        ok "$program $verb --help: its purpose first" sh -c 'sed -n 1p "$1" | grep -qE "^$2 $3: [a-z].*[a-z)]$"' sh "$scratch/out" "$program" "$verb"
        ok "$program $verb --help: then an example" sh -c 'sed -n 3p "$1" | grep -qE "^  .*$2( |$)"' sh "$scratch/out" "$program"
        # Each option of the example is one of the verb's, if it is the last program of the line.
        sed -n '3s/.*| //p; 3s/^  //p' "$scratch/out" | tail -n 1 | grep -oE -e ' --[a-z-]+' | sed 's/^ //' >used
        while read -r option; do
            ok "$program $verb --help: the example's $option" grep -qE -e "^ .*${option}[ ,]" "$scratch/out"
        done <used
        # NAME, ARGUMENT and TEXT of each option, with what stands in the next lines. Those told of together are one text.
        awk '
        function show() { if (name != "") print name "\t" argument "\t" help; name = "" }
        /^ +(-[A-Za-z], )?--[a-z]/ && !/^      --[a-z-]+,/ {
            show()
            line = $0; sub(/^ +/, "", line); sub(/^-[A-Za-z], /, "", line)
            name = line; sub(/[ ].*/, "", name); sub(/^--/, "", name)
            rest = substr(line, length(name) + 3)
            argument = ""
            if (rest ~ /^ [^ ]/) { argument = rest; sub(/^ /, "", argument); sub(/ .*/, "", argument); rest = substr(rest, length(argument) + 2) }
            sub(/^ +/, "", rest); help = rest; next
        }
        match($0, /^ +/) && RLENGTH == 29 && name != "" { line = $0; sub(/^ +/, "", line); help = help (help == "" ? "" : " ") line; next }
        { show() }
        END { show() }' "$scratch/out" >>said
    done <verbs
done
sort -u said | cut -f 1 | uniq -d >differing
sed 's/ .*//' apart | sort >listed
comm -23 differing listed >unlisted
same 'an option has one meaning and one text, or is listed with a reason' unlisted /dev/null
comm -13 differing listed >gone
same 'nothing is listed that does not differ' gone /dev/null

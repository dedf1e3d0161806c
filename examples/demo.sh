#!/bin/sh
# Shows the programs at work on the made-up borough of Ashmere (`make demo`). Where output is cut,
# it says so.
set -u
cd "$(dirname "$0")/.." || exit 2
BIN=${BIN:-build/bin}
case $BIN in /*) ;; *) BIN=$PWD/$BIN ;; esac
PATH=$BIN:$PATH
unset EH_FRAMEWORK COLUMNS
if [ ! -x "$BIN/eh-threshold" ]; then
    echo "demo.sh: no programs in $BIN; \`make\` builds them" >&2
    exit 2
fi
mkdir -p build/demo || exit 2
shown=build/demo/shown.txt
result=0
number=0

section()
{
    number=$((number + 1))
    printf '\n%d. %s\n' "$number" "$1"
}

# show LINES STATUS COMMAND: the command as one would type it and what it prints, at most so many
# lines of 100 columns. Another exit status than STATUS is a fault.
show()
{
    printf '$ %s\n' "$3"
    (eval "$3") >"$shown" 2>&1 </dev/null
    status=$?
    LC_ALL=C awk -v lines="$1" -v status="$status" '
    # Bytes of the first `limit` characters; UTF-8 goes on with bytes from 200 to 277, octal.
    function bytes(text, limit,    i, c, width)
    {
        for (i = 1; i <= length(text); i++) {
            c = substr(text, i, 1)
            if ((c < "\200" || c > "\277") && ++width > limit) return i - 1
        }
        return length(text)
    }
    NR <= lines {
        print bytes($0, 100) < length($0) ? substr($0, 1, bytes($0, 96)) " ..." : $0
    }
    END {
        if (NR > lines) more = sprintf("and %d lines more", NR - lines)
        if (status) more = more (more ? "; " : "") "exit status " status
        if (more) print "(" more ")"
    }' "$shown"
    if [ "$status" -ne "$2" ]; then
        echo "demo.sh: exit status $status where $2 was expected" >&2
        result=1
    fi
}

echo 'Ashmere is made up, and so are its 150 families. Levels are suggestions; a person decides.'

section 'Partners send indicators of need, each with its evidence.'
show 3 0 'head -n 3 examples/borough/indicators.csv'

section 'Which level of help does the threshold guidance suggest for each child?'
show 5 0 'eh-threshold -t text --as-of 2026-11-30 examples/borough/indicators.csv'
show 4 0 'eh-threshold --summary --as-of 2026-11-30 -o build/demo/levels.csv \
      examples/borough/indicators.csv'
show 2 0 'eh-threshold -t html --consent examples/borough/consent.csv --as-of 2026-11-30 \
      -o build/demo/levels.html examples/borough/indicators.csv'

section 'Why? What counted for one family, by which rule, and what would change the level.'
show 8 0 'grep -E "^(family_id|F0014)," examples/borough/indicators.csv |
      eh-threshold explain -t text --as-of 2026-11-30'

section 'A check for a nightly job: is any child at the level of significant harm?'
show 2 1 'eh-threshold --flag significant-harm --exit-code --as-of 2026-11-30 \
      examples/borough/indicators.csv'

section 'How far do the suggestions agree with what practitioners recorded?'
show 6 0 'eh-threshold compare --summary --recorded examples/borough/recorded.csv \
      --as-of 2026-11-30 -o build/demo/compared.csv examples/borough/indicators.csv'

section 'Who stepped up or down since the spring, who is new, who is gone?'
show 4 0 'eh-threshold --as-of 2026-05-31 -o build/demo/spring.csv \
      examples/borough/indicators-spring.csv
  eh-threshold move -t text build/demo/spring.csv build/demo/levels.csv'

section 'Exports of other systems are read as they are: here an Annex A workbook.'
show 4 0 'eh-threshold --explain-header examples/borough/annex-a-indicators.csv'

section 'Rows that cannot be used are named and kept; the others are worked on.'
show 3 3 'eh-threshold --as-of 2026-11-30 --rejects build/demo/rejects.csv \
      -o build/demo/good.csv examples/borough/messy.csv'

section 'A partnership can bring its own levels and rules: a directory of five small files.'
show 3 0 'eh-threshold lint examples/framework-of-your-own
  eh-threshold -F examples/framework-of-your-own -t text --as-of 2026-11-30 \
      examples/borough/indicators.csv'

rm -f "$shown"
printf '\nWorth opening: %s (in a spreadsheet) and %s (in a browser).\n' \
    build/demo/levels.csv build/demo/levels.html
exit "$result"

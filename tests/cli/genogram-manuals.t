#!/bin/sh
# The page and completions of eh-genogram say what it does: options, columns, rules, defaults, examples.
. "$(dirname "$0")/lib.sh"
program=eh-genogram man=$TOP/man completions=$TOP/share/completions page=$TOP/man/eh-genogram.1
. "$TOP/tests/cli/pages.sh"
verbs='draw table check'

# section NAME: the lines of one section.
section() { awk -v name="$1" '/^\.Sh / { inside = substr($0, 5) == name; next } inside' "$page"; }
# words: those that stand as code or in lists, one a line, sorted.
words() { grep -E '^\.(It )?(Cm|Va) ' | sed 's/^\.\(It \)\{0,1\}//' | tr ' ,' '\n\n' | sort -u; }

# --- Options ---

# shellcheck disable=SC2086 # words
options_match $verbs
section DESCRIPTION | sed -n 's/^\.It Cm \([a-z-]*\).*/\1/p' >in-page
printf '%s\n' $verbs >wanted
same 'the verbs are told of in their order' in-page wanted

# --- Columns ---

# tells SECTION RECORD: the section tells of every column of the record.
tells()
{
    section "$1" | words >in-page
    awk -F, -v record="$2" '$1 == record { print $2 }' "$TOP/share/records/columns.csv" | sort -u >columns
    ok "$2 has columns" test -s columns
    comm -23 columns in-page >missing
    same "$1: every column of $2 is told of" missing /dev/null
}
tells INPUT people
tells INPUT relationships
tells CHECK genogram-problems

# codes LIST: the page's section on input gives every code that stands for itself.
section INPUT | words >in-page
for code in married cohabiting partner transitory separated divorced birth adoptive foster step kinship miscarriage abortion \
    stillbirth unborn male female unknown; do
    ok "the code $code is told of" grep -qx -e "$code" in-page
done

# --- What stands in share/ ---

section CHECK | sed -n 's/^\.It Cm //p' | tr ' ,' '\n\n' | grep '^[a-z-]*$' | grep . | sort >in-page
cut -d, -f1 "$TOP/share/genogram-rules.csv" | sed 1d | sort >rules
same 'the rules of check' in-page rules

# --- Limits and defaults ---

ok 'generations: the default' sh -c 'grep -q "takes; default: 2\." "$1" && grep -q "GENERATIONS = 2," "$2"' - "$page" \
    "$TOP/cmd/genogram_draw.c"
ok 'the type on paper' sh -c 'grep -q "no type is smaller than 7" "$1" && grep -q "7 points high" "$2"' - "$page" \
    "$TOP/lib/render/genogram.c"

# --- Examples are run by manuals.t ---

# --- Completions ---

completions_match
if command -v bash >/dev/null; then
    mkdir empty empty/ours
    cp options-* empty
    cd empty || exit 2
    for verb in $verbs; do
        bash_completes eh-genogram "$verb" --
        stdout <"options-$verb"
    done
    bash_completes eh-genogram t
    offers table
    bash_completes eh-genogram draw -t ''
    offers html svg text
    bash_completes eh-genogram draw --page ''
    offers A3 A4 fit
    cd .. || exit 2
fi
if command -v fish >/dev/null; then
    for verb in $verbs; do
        cp "options-$verb" wanted
        fish_completes "eh-genogram $verb --"
    done
fi

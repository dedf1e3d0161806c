#!/bin/sh
# The pages and completions of eh-assess say what it does: options, fields, values, tables and rules.
. "$(dirname "$0")/lib.sh"
program=eh-assess man=$TOP/man completions=$TOP/share/completions forms=$TOP/share/forms
. "$TOP/tests/cli/pages.sh"
verbs='scan check form table new attendance lint'

# --- Options ---

# shellcheck disable=SC2086 # words
options_match $verbs

# The columns that the page tells of, and the values of a status.
grep -E '^\.(It )?Cm ' "$man/eh-assess.1" | tr ' ,' '\n\n' | sort -u >columns-in-page
for record in mentions-explained attendance-needs problems; do
    awk -F, -v record="$record" '$1 == record { print $2 }' "$TOP/share/records/columns.csv" | sort -u >columns
    ok "$record has columns" test -s columns
    comm -23 columns columns-in-page >missing
    same "$record: every column is told of" missing /dev/null
done
awk '/^\.Ss Output/ { inside = 1 } /^\.Pp/ { listed = inside } /^\.Ss Limits/ { inside = listed = 0 }
listed && /^\.It Cm / { print $3 }' "$man/eh-assess.1" | sort >in-page
awk -F, '$1 == "status" { print $2 }' "$TOP/share/maps/value-names.csv" | sort -u >codes
same 'scan: its statuses are those of the program' in-page codes
completions_match

if command -v bash >/dev/null; then
    for verb in $verbs; do
        bash_completes eh-assess "$verb" --
        stdout <"options-$verb"
    done
    bash_completes eh-assess -m te
    echo text= >wanted
    stdout <wanted
    bash_completes eh-assess la
    stdout </dev/null
    bash_completes eh-assess at
    echo attendance >wanted
    stdout <wanted
    bash_completes eh-assess lint -F sa
    echo sandwell-2022 >wanted
    stdout <wanted
    bash_completes eh-assess form --blank ''
    printf '%s\n' assessment referral review | sort >wanted
    stdout <wanted
    bash_completes eh-assess table ''
    sed 1d "$forms/tables.csv" | cut -d, -f1 | sort -u >wanted
    stdout <wanted
fi

# --- Fields, values, tables ---

awk '/^\.Sh / { inside = $0 == ".Sh RECORD TYPES" } inside && /^\.Ss / { record = $2 }
inside && /^\.It Cm / { print record "," $3 }' "$man/eh-form.5" >in-page
sed 1d "$forms/fields.csv" | cut -d, -f1,2 >fields
same 'the fields of eh-form(5) are those of the program, in order' in-page fields
awk '/^\.Sh / { inside = $0 == ".Sh VALUES" } inside && /^\.It Cm / { print $3 }' "$man/eh-form.5" >in-page
sed 1d "$forms/choices.csv" | grep -v '^form-type,' | cut -d, -f2 >values
same 'its values are those of the program' in-page values
awk '/^\.Sh / { inside = $0 == ".Sh TABLES" } inside && /^\.It Cm / { table = $3; next }
inside && table && /^\.Cm / { print table "," $2 }' "$man/eh-form.5" | sort -u >in-page
sed 1d "$forms/tables.csv" | awk -F, '{ for (i = 1; i <= NF; i++) if ($i ~ /^[a-z_]+$/ && i > 3) { print $1 "," $i; break } }' | sort -u >columns
same 'its tables and columns too' in-page columns

# Each column that a table fills is one of the record that other programs read.
cut -d, -f1,2 "$TOP/share/records/columns.csv" | sort -u >known
comm -23 columns known >unknown
same 'each column of a table is known' unknown /dev/null

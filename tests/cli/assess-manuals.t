#!/bin/sh
# The pages and completions of eh-assess say what it does: options, fields, values, tables and rules.
. "$(dirname "$0")/lib.sh"
man=$TOP/man completions=$TOP/share/completions forms=$TOP/share/forms
verbs='scan check form table new attendance lint'

# --- Options ---

for verb in $verbs; do
    run "$verb --help" eh-assess "$verb" --help
    status 0
    stderr </dev/null
    ok "$verb --help: fits a screen" test "$(wc -l <"$scratch/out")" -le 50
    sed -n 's/^  \(-\([A-Za-z]\), \|    \)--\([a-z-]*\).*/--\3/p' "$scratch/out" | sort >"options-$verb"
    awk -v verb="$verb" '
    /^\.Sh / { inside = $2 == "OPTIONS" }
    inside && /^\.Ss / { has = $0 == ".Ss Every verb" || " " substr($0, 5) " " ~ "[ ,]" verb "[ ,]" }
    inside && has && /^\.It Fl / { print "-" ($3 ~ /^-/ ? $3 : $6) }' "$man/eh-assess.1" | sort >in-page
    same "$verb: options of the page are those of --help" in-page "options-$verb"
    ok "$verb stands in the synopsis" \
        sh -c 'sed -n "/^\.Sh SYNOPSIS/,/^\.Sh DESC/p" "$1" | grep -qE "^\.(Op )?Cm $2( |\$)"' - "$man/eh-assess.1" "$verb"
done
cat options-* | sort -u >options-all

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
for file in "$completions/bash/eh-assess" "$completions/zsh/_eh-assess"; do
    sed -e 's/#.*//' -e "s/'[^']*\[[^]]*\][^']*'/& /g" "$file" | grep -oE -e '--[a-z]+(-[a-z]+)*' | sort -u >offered
    comm -13 offered options-all >missing
    same "${file#"$TOP"/}: offers every option" missing /dev/null
done
sed -n 's/^complete .* -l \([a-z-]*\).*/--\1/p' "$completions/fish/eh-assess.fish" | sort -u >offered
comm -13 offered options-all >missing
same 'share/completions/fish/eh-assess.fish: offers every option' missing /dev/null
! command -v zsh >/dev/null || ok 'zsh parses its completion' zsh -n "$completions/zsh/_eh-assess"

cat >complete.bash <<'END'
. "$1" || exit 2
shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_eh_assess
[ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\n' "${COMPREPLY[@]}" | sort
END
if command -v bash >/dev/null; then
    for verb in $verbs; do
        run "bash completes $verb --" bash complete.bash "$completions/bash/eh-assess" eh-assess "$verb" --
        stdout <"options-$verb"
        stderr </dev/null
    done
    run 'bash completes a column' bash complete.bash "$completions/bash/eh-assess" eh-assess -m te
    echo text= >wanted
    stdout <wanted
    run 'bash completes a verb' bash complete.bash "$completions/bash/eh-assess" eh-assess la
    stdout </dev/null
    run 'bash completes the other verbs' bash complete.bash "$completions/bash/eh-assess" eh-assess at
    echo attendance >wanted
    stdout <wanted
    run 'bash completes a framework' bash complete.bash "$completions/bash/eh-assess" eh-assess lint -F sa
    echo sandwell-2022 >wanted
    stdout <wanted
    run 'bash completes a form' bash complete.bash "$completions/bash/eh-assess" eh-assess form --blank ''
    printf '%s\n' assessment referral review | sort >wanted
    stdout <wanted
    run 'bash completes a table' bash complete.bash "$completions/bash/eh-assess" eh-assess table ''
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

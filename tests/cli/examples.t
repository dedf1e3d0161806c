#!/bin/sh
# The made-up borough is what make.sh makes, with any awk, and the programs read it.
. "$(dirname "$0")/lib.sh"
borough=$TOP/examples/borough

(cd "$borough" && ls ./*.csv) >committed
ok 'there are files' test "$(wc -l <committed)" -ge 8

# --- The same bytes ----------------------------------------------------------------------------------------------------

for awk in awk mawk gawk original-awk 'busybox awk'; do
    # shellcheck disable=SC2086 # a command of two words
    command -v ${awk%% *} >/dev/null && echo x | $awk '{ exit 0 }' 2>/dev/null || continue
    # make.sh takes one word.
    name=$(echo "$awk" | tr -d ' ')
    printf '#!/bin/sh\nexec %s "$@"\n' "$awk" >"$name.sh"
    chmod +x "$name.sh"
    mkdir "with-$name"
    run "$awk" env AWK="$PWD/$name.sh" "$borough/make.sh" 150 "$PWD/with-$name"
    status 0
    stdout </dev/null
    stderr </dev/null
    (cd "with-$name" && ls ./*.csv) >made
    same "$awk: as many files" made committed
    while read -r file; do
        same "$awk: $file" "with-$name/$file" "$borough/$file"
    done <committed
done

# More families leave the first ones as they are.
LC_ALL=C awk -v families=40 -v only=indicators -f "$borough/make.awk" "$borough/phrases.txt" >forty.csv
ok 'forty families are the first of more' awk 'NR == FNR { line[FNR] = $0; n = FNR; next } FNR <= n && $0 != line[FNR] { exit 1 }
    END { if (n < 100) exit 1 }' forty.csv "$borough/indicators.csv"

# --- What the programs make of it --------------------------------------------------------------------------------------

cp "$borough"/*.csv .
for file in indicators indicators-spring annex-a-indicators ssd-indicators; do
    run "$file is read as it is" eh-threshold --missing NULL --as-of 2026-11-30 $file.csv
    status 0
    stderr </dev/null
    sed 1d "$scratch/out" | cut -d , -f 5 | sort -u >levels
    file levels <<'END'
child-in-need
early-help
significant-harm
universal
END
done

run 'decisions but for the one without a reason' eh-threshold --as-of 2026-11-30 --override override.csv -o levels.csv indicators.csv
status 3
stderr <<'END'
eh-threshold: override.csv:6: reason: blank: a decision on the level needs its reason
END
run 'consent' eh-threshold --as-of 2026-11-30 --consent consent.csv indicators.csv
status 0
awk -v columns=consent -f "$TOP/tests/property/columns.awk" "$scratch/out" | sed 1d | sort -u >states
file states <<'END'
for-referral
given
not-recorded
not-required
refused
withdrawn
END

# Every row of messy.csv says what is to become of it.
run 'messy rows' eh-threshold explain -q --as-of 2026-11-30 --rejects rejects.csv messy.csv
status 3
awk -v columns=evidence -f "$TOP/tests/property/columns.awk" "$scratch/out" | grep -o '[A-Z][a-z]*: ' | sort | uniq -c | sed 's/^ *//' >kept
file kept <<END
$(grep -c 'Kept: ' messy.csv) Kept: 
END
ok 'all that are to be rejected are' test "$(sed 1d rejects.csv | grep -a -c 'Rejected: \|,,2026-11-03,FAM-EH-08')" -eq "$(grep -a -c 'Rejected: ' messy.csv)"
ok 'and no other' test "$(sed 1d rejects.csv | grep -a -c 'Kept: ')" -eq 0

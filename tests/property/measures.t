#!/bin/sh
# What the order of rows and of columns must not change, and what must agree: measures of the invented borough.
. "$(dirname "$0")/../cli/lib.sh"

tables='episodes contacts referrals assessments plans reviews scales outcomes consent feedback indicators levels population'
borough=$TOP/examples/review/borough

# measures DIRECTORY OPTION...: over all tables of a directory.
measures()
{
    directory=$1
    shift
    set -- "$@" --as-of 2026-11-22 --since 2025-01-01
    for table in $tables; do
        file=$table
        [ $table != outcomes ] || file=evidence
        set -- "$@" "--$table" "$directory/$file.csv"
    done
    eh-review measures "$@"
}

mkdir shuffled turned
for file in "$borough"/*.csv; do
    name=${file##*/}
    for seed in 1 2 3; do
        mkdir -p "shuffled/$seed"
        { sed 1q "$file"; sed 1d "$file" | awk -v seed=$seed 'BEGIN { srand(seed) } { printf "%.9f\t%s\n", rand(), $0 }' | sort | cut -f 2-; } >"shuffled/$seed/$name"
    done
    # No cell of these tables has a comma in it.
    awk -F , '{ line = $NF; for (i = NF - 1; i > 0; i--) line = line "," $i; print line }' "$file" >"turned/$name"
done
for options in '' '--by both --period quarter' '--by organisation --period month --suppress' '--by area --round 5'; do
    # shellcheck disable=SC2086
    measures "$borough" $options -o plain.csv
    for seed in 1 2 3; do
        # shellcheck disable=SC2086
        run "rows in another order, $options" measures "shuffled/$seed" $options
        status 0
        ok "rows in another order, $options: output" cmp "$scratch/out" plain.csv
    done
    # shellcheck disable=SC2086
    run "columns in another order, $options" measures turned $options
    ok "columns in another order, $options: output" cmp "$scratch/out" plain.csv
done

# Single groups and months of what adds up come to all of them; a numerator is no larger than its denominator.
measures "$borough" --by both --period month -o all.csv
awk -F , '
NR > 1 && $1 ~ /^(assessments|contacts-|referral|reopened|step-down|closures|positive|reviews|review-|child-views|satisfaction)/ {
    key = $1 "," $10
    window = $4 ~ /^2025-01-01\/2026-11-22$/
    for (i = 5; i <= 6 - ($6 == ""); i++) {
        if ($2 == "" && $3 == "") { if (window) all[key, i] = $i; else months[key, i] += $i }
        if (window && $2 != "" && $3 == "") organisations[key, i] += $i
        if (window && $2 == "" && $3 != "") areas[key, i] += $i
        if (window && $2 != "" && $3 != "") both[key, i] += $i
    }
}
NR > 1 && $6 != "" && $1 !~ /^rate/ && $5 > $6 { print NR ": more than all: " $0 }
END {
    for (key in all)
        if (all[key] != organisations[key] || all[key] != months[key] || (all[key] != areas[key] && key !~ /^review/) || (all[key] != both[key] && key !~ /^review/))
            print key ": " all[key] " " organisations[key] " " areas[key] " " both[key] " " months[key]
}' all.csv >found
: >wanted
same 'parts come to the whole' found wanted
ok 'there is something to add up' test "$(wc -l <all.csv)" -gt 1000


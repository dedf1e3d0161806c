#!/bin/sh
# The order of the rows does not matter to what is suggested; and rows that come grouped may be answered as they stream.
. "$(dirname "$0")/../cli/lib.sh"
model=$TOP/tests/property/model.pl
columns() { awk -v columns="$1" -f "$TOP/tests/property/columns.awk" "$scratch/out"; }

# shuffle SEED FILE: its rows in another order.
shuffle()
{
    perl -e '
        require "'"$TOP"'/tests/property/csv.pl";
        chance_start(shift);
        my ($header, @rows) = csv_records(slurp(shift));
        print csv_line(@$header), map { csv_line(@$_) } shuffled(@rows);' "$1" "$2"
}

# What is said of each, whatever the order.
of_each() { sed 1d | sort; }

# --- Shuffled rows -----------------------------------------------------------------------------------------------------

told=family_id,child_id,level,kind,code,date,status,agency,ref
perl "$model" rows 41 400 >rows.csv
perl "$model" consent 42 400 >consent.csv
perl "$model" override 43 400 >override.csv
for framework in solihull-2024 solihull-2014; do
    for by in child family; do
        run "$framework by $by" eh-threshold --summary -F $framework --by $by --as-of 2026-11-30 rows.csv
        status 0
        columns family_id,child_id,level,suggested,support,drivers,needs,strengths,domains,routes,consent,contact | of_each >levels
        cp "$scratch/err" summary
        run "$framework by $by, explained" eh-threshold explain -F $framework --by $by --as-of 2026-11-30 rows.csv
        status 0
        columns $told | of_each >explanations
        for seed in 1 2 3 4 5; do
            shuffle $seed rows.csv >shuffled.csv
            run "$framework by $by, shuffled $seed" eh-threshold --summary -F $framework --by $by --as-of 2026-11-30 \
                shuffled.csv
            status 0
            same "$case_name: summary" "$scratch/err" summary
            columns family_id,child_id,level,suggested,support,drivers,needs,strengths,domains,routes,consent,contact | of_each >shuffled-levels
            same "$case_name: rows" shuffled-levels levels
        done
        run "$framework by $by, explained, shuffled" eh-threshold explain -F $framework --by $by --as-of 2026-11-30 shuffled.csv
        status 0
        columns $told | of_each >shuffled-explanations
        same "$case_name: rows" shuffled-explanations explanations
    done
done
ok 'it was another order' sh -c '! cmp -s rows.csv shuffled.csv'

# Rows of side files that differ in their dates may stand in any order too.
awk -F , 'NR == 1 || !seen[$1, $2, $3]++' consent.csv | grep -v '05/01/2026' >dated-consent.csv
awk -F , 'NR == 1 || !seen[$1, $2, $3]++' override.csv | grep -v '05/01/2026' >dated-override.csv
run 'side files' eh-threshold --as-of 2026-11-30 --consent dated-consent.csv --override dated-override.csv rows.csv
status 0
cp "$scratch/out" levels.csv
for seed in 1 2 3; do
    shuffle $seed dated-consent.csv >shuffled-consent.csv
    shuffle $seed dated-override.csv >shuffled-override.csv
    run "side files, shuffled $seed" eh-threshold --as-of 2026-11-30 --consent shuffled-consent.csv \
        --override shuffled-override.csv rows.csv
    status 0
    stdout <levels.csv
done

# --- Grouped rows ------------------------------------------------------------------------------------------------------

perl "$model" override 52 400 | cut -d , -f 1-4 >recorded.csv
for seed in 51 53 54; do
    perl "$model" grouped $seed 400 >grouped.csv
    for verb in level explain 'compare --recorded recorded.csv'; do
        for options in '' '--by family' '-F sandwell-2022 --since 2026-03-01' '--as solihull-2014'; do
            case "$verb,$options" in compare*,-*[FA]*) continue ;; compare*as*) continue ;; esac
            # shellcheck disable=SC2086 # lists of words
            run "$verb $options, $seed" eh-threshold $verb $options --summary --as-of 2026-11-30 grouped.csv
            status 0
            cp "$scratch/out" whole.csv
            cp "$scratch/err" whole.err
            # shellcheck disable=SC2086
            run "$verb $options, $seed, as it streams" eh-threshold $verb $options --summary --sorted --as-of 2026-11-30 grouped.csv
            status 0
            stdout <whole.csv
            stderr <whole.err
        done
    done
    ok 'something was said' test "$(wc -l <whole.csv)" -gt 400
done

# In no order, some rows must come too late, and what is left is what the unsorted run makes of the others.
run 'not grouped' eh-threshold -q --sorted --as-of 2026-11-30 --rejects late.csv rows.csv
status 3
cp "$scratch/out" streamed.csv
perl -e '
    require "'"$TOP"'/tests/property/csv.pl";
    my ($header, @rows) = csv_records(slurp("rows.csv"));
    my %late = map { $_ => 1 } map { (split /,/)[1] } grep { /^"?rows\.csv"?,/ } split /\n/, slurp("late.csv");
    my $line = 1;
    print csv_line(@$header);
    for my $row (@rows) { print csv_line(@$row) unless $late{++$line} }' >in-time.csv
ok 'rows came late' test "$(wc -l <in-time.csv)" -lt "$(wc -l <rows.csv)"
run 'those in time' eh-threshold --as-of 2026-11-30 in-time.csv
status 0
stdout <streamed.csv

#!/bin/sh
# What a note says does not depend on the file it stands in, on the order of columns, on names, or on he and she.
. "$(dirname "$0")/../cli/lib.sh"
swap=$TOP/tests/property/swap.pl

# found: which indicators each note has, with their statuses.
found() { awk -v columns=note_id,indicator,status -f "$TOP/tests/property/columns.awk" "$scratch/out" | sed 1d | sort; }

for notes in "$TOP"/tests/notes/*.csv; do
    sed 1q "$notes" | tr ',' '\n' >columns
    if ! grep -qx note_id columns || ! grep -qx text columns; then continue; fi
    name=$(basename "$notes")
    cp "$notes" notes.csv
    run "$name" eh-assess --all notes.csv
    status 0
    stderr </dev/null
    cp "$scratch/out" whole.csv
    found >mentions
    ok "$name: something is found" test -s mentions

    # Split at any row into any number of files.
    for seed in 1 2 3; do
        rm -f part-*.csv
        perl -e '
            require "'"$TOP"'/tests/property/csv.pl";
            my ($seed, $file) = @ARGV;
            my ($header, @rows) = csv_records(slurp($file));
            my ($part, $to) = (100);
            for my $i (0 .. $#rows) {
                if (!$to || ($i * 7919 + $seed * 31) % 5 < 2) {
                    $part++;
                    open $to, ">", "part-$part.csv" or die;
                    print $to csv_line(@$header);
                }
                print $to csv_line(@{$rows[$i]});
            }' "$seed" notes.csv
        run "$name in parts, $seed" eh-assess --all part-*.csv
        status 0
        stdout <whole.csv
    done

    # Columns in another order, and notes in another order.
    perl -e '
        require "'"$TOP"'/tests/property/csv.pl";
        my @records = csv_records(slurp(shift));
        print csv_line(reverse @$_) for @records' notes.csv >turned.csv
    run "$name, columns turned round" eh-assess --all turned.csv
    status 0
    stdout <whole.csv
    perl -e '
        require "'"$TOP"'/tests/property/csv.pl";
        my ($header, @rows) = csv_records(slurp(shift));
        print csv_line(@$header), map { csv_line(@$_) } reverse @rows' notes.csv >turned.csv
    run "$name, rows turned round" eh-assess --all turned.csv
    status 0
    found >turned
    same "$name, rows turned round: what is found" turned mentions

    for what in names gender; do
        perl "$swap" $what notes.csv >swapped.csv
        ok "$name, other $what: it is another text" sh -c '! cmp -s notes.csv swapped.csv'
        run "$name, other $what" eh-assess --all swapped.csv
        status 0
        found >swapped
        comm -3 swapped mentions >different
        # `her` is `him` and `his` in one, so that a pattern may find a little more or less of a girl's.
        most=0
        [ "$what" = names ] || most=$(($(wc -l <mentions) / 200))
        ok "$name, other $what: what is found" test "$(wc -l <different)" -le "$most"
        [ ! -s different ] || note different
    done
done

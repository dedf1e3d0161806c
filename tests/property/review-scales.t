#!/bin/sh
# How rows come does not matter to `eh-review scales`: in which order, in how many files, in which columns among which others.
. "$(dirname "$0")/../cli/lib.sh"

# make SEED: readings of made-up families; of one person, domain and date there is one row.
make_rows()
{
    perl -e '
        require "'"$TOP"'/tests/property/csv.pl";
        chance_start(shift);
        my (%seen, @rows);
        for (1 .. 400) {
            my @row = ("F" . pick(1 .. 12), sprintf("2026-%02d-%02d", pick(1 .. 12), pick(1 .. 28)), pick("Mum", "Dad", "Robin", "Ms Lark"),
                pick("", "", "parent", "friend"), pick("", "School", "Money", "Health"), pick("", 0 .. 10, 2.5, 6.5, 9.9), pick("", "a, b", "c\nd"));
            next if $seen{join "\n", @row[0, 1, 2, 4]}++;
            push @rows, \@row;
        }
        print csv_line("family_id", "date", "name", "role", "domain", "score", "reasons"), map { csv_line(@$_) } @rows;' "$1"
}

# arrange SEED FILE: the rows in another order, in two files a.csv and b.csv with their columns in other orders and one more.
arrange()
{
    perl -e '
        require "'"$TOP"'/tests/property/csv.pl";
        chance_start(shift);
        my ($header, @rows) = csv_records(slurp(shift));
        @rows = shuffled(@rows);
        my $cut = int(@rows / 3);
        for my $part (["a.csv", @rows[0 .. $cut - 1]], ["b.csv", @rows[$cut .. $#rows]]) {
            my ($name, @part) = @$part;
            my @order = shuffled(0 .. $#$header);
            open my $to, ">", $name or die;
            print $to csv_line("colour", @$header[@order]), map { csv_line("red", @$_[@order]) } @part;
            close $to or die;
        }' "$1" "$2"
}

for seed in 1 2 3 4 5 6 7 8; do
    make_rows $seed >rows.csv
    for by in '' '--by family'; do
        # shellcheck disable=SC2086 # two words
        run "seed $seed $by" eh-review scales $by --as-of 2026-10-31 --summary rows.csv
        status 0
        sort "$scratch/out" | sed 's/^\([^,]*,[^,]*\),[^,]*,/\1,/' >wanted
        cp "$scratch/err" wanted.err
        for again in 1 2 3; do
            arrange $seed$again rows.csv
            # shellcheck disable=SC2086
            run "seed $seed $by, arranged $again" eh-review scales $by --as-of 2026-10-31 --summary a.csv b.csv
            status 0
            # Of roles told on one day the one that stands last counts: that may be another.
            sort "$scratch/out" | sed 's/^\([^,]*,[^,]*\),[^,]*,/\1,/' >got
            same "seed $seed $by, arranged $again: rows" got wanted
            stderr <wanted.err
        done
    done
    # By another way.
    run "seed $seed, changes" eh-review scales --as-of 2026-10-31 rows.csv
    status 0
    sort "$scratch/out" >got
    perl -e '
        require "'"$TOP"'/tests/property/csv.pl";
        my ($header, @rows) = csv_records(slurp("rows.csv"));
        my (%of, %role, %domain);
        for (sort { $$a[1] cmp $$b[1] } grep { $$_[1] le "2026-10-31" } @rows) {
            my ($family, $date, $name, $role, $domain, $score) = @$_;
            $role{$family, $name} = $role if $role ne "";
            push @{$of{$family}{$name}{$domain}}, [$date, $score] if $score ne "";
        }
        sub tidy { my $n = sprintf "%.2f", shift; $n =~ s/\.?0+$//; $n eq "-0" ? 0 : $n }
        for my $family (keys %of) {
            my %last;
            for my $name (keys %{$of{$family}}) {
                $last{$_}{$name} = $of{$family}{$name}{$_}[-1][1] for keys %{$of{$family}{$name}};
            }
            for my $name (keys %{$of{$family}}) {
                for my $domain (keys %{$of{$family}{$name}}) {
                    my @readings = @{$of{$family}{$name}{$domain}};
                    my @scores = map { $$_[1] } @readings;
                    my ($change, $since, $way) = ("", "", "one-reading");
                    if (@scores > 1) {
                        $change = $scores[-1] - $scores[0];
                        $since = $scores[-1] - $scores[-2];
                        $way = abs($change) < 0.01 ? "same" : $change > 0 ? "better" : "worse";
                        ($change, $since) = (tidy($change), tidy($since));
                    }
                    my @views = sort { $a <=> $b } values %{$last{$domain}};
                    my $median = ($views[$#views / 2] + $views[@views / 2]) / 2;
                    my @far = sort { $b <=> $a } map { abs($_ - $median) } @views;
                    my $view = @views > 2 && $far[0] - $far[1] > 0.01 && abs(abs($scores[-1] - $median) - $far[0]) < 0.01 ? "furthest" : "";
                    print csv_line($family, $name, $role{$family, $name} // "", $domain, scalar @scores, $readings[0][0], $scores[0],
                        $readings[-1][0], $scores[-1], $change, $since, $way, $view);
                }
            }
        }
        print "family_id,name,role,domain,readings,first_date,first_score,last_date,last_score,change,change_last,direction,view\n";' | sort >wanted
    # Roles of one day are not told apart here.
    sed 's/^\([^,]*,[^,]*\),[^,]*,/\1,/' got >got.plain
    sed 's/^\([^,]*,[^,]*\),[^,]*,/\1,/' wanted >wanted.plain
    same "seed $seed: changes, worked out again" got.plain wanted.plain
    # All together: the median of the changes, and of what all said last.
    run "seed $seed, together" eh-review scales --by family --as-of 2026-10-31 rows.csv
    status 0
    sed 1d "$scratch/out" | cut -d , -f 1,5,7,9- | sort >got
    { grep ^family_id wanted; grep -v ^family_id wanted; } >series
    perl -e '
        require "'"$TOP"'/tests/property/csv.pl";
        my %of;
        push @{$of{$$_{family_id}}}, $_ for csv_rows(slurp("series"));
        sub median { my @in = sort { $a <=> $b } @_; return @in ? ($in[$#in / 2] + $in[@in / 2]) / 2 : "" }
        sub tidy { my $n = sprintf "%.2f", shift; $n =~ s/\.?0+$//; $n eq "-0" ? 0 : $n }
        for my $family (sort keys %of) {
            my @all = @{$of{$family}};
            my @changed = grep { $$_{readings} > 1 } @all;
            my $change = median(map { $$_{change} } @changed);
            my $readings = 0;
            $readings += $$_{readings} for @all;
            print csv_line($family, $readings, "", tidy(median(map { $$_{last_score} } @all)),
                @changed ? (tidy($change), tidy(median(map { $$_{change_last} } @changed)),
                    abs($change) < 0.01 ? "same" : $change > 0 ? "better" : "worse") : ("", "", "one-reading"), "");
        }' >wanted.together
    sort wanted.together >wanted.sorted
    same "seed $seed: together, worked out again" got wanted.sorted
done
ok 'some stand out' grep -q furthest wanted.plain

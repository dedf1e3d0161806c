#!/usr/bin/perl
# timeline.pl [--ids FILE] FILE.svg...: judges drawings of eh-timeline by their geometry. Prints what is wrong, a line each, and
# at the end how much was looked at; exit status 1 when anything is wrong.
#
# Held: each mark has a label and a leader; exact dates lie on one straight line, row by row, within a tenth of a pixel, and what
# is later stands farther right; the line starts at the day that data-axis names; no two labels overlap; no leader crosses
# another leader or runs through the label of another event; nothing lies outside the paper. --ids: the ids of all events, a line
# each, none missing and none more.
use strict;
use warnings;
use List::Util qw(min max);

my ($faults, $events, $pairs) = (0, 0, 0);
my $ids;
if (@ARGV and $ARGV[0] eq '--ids') { shift; $ids = shift }

sub fault { print "@_\n"; $faults++ }

# Days since 1970-01-01.
sub days {
    my ($y, $m, $d) = @_;
    ($y, $m) = $m > 2 ? ($y, $m - 3) : ($y - 1, $m + 9);
    return 365 * $y + int($y / 4) - int($y / 100) + int($y / 400) + int((153 * $m + 2) / 5) + $d - 719469;
}
sub day_of { my ($iso) = @_; return $iso =~ /^(\d{4})-(\d\d)-(\d\d)$/ ? days($1, $2, $3) : undef }

# Whether two segments cross inside both.
sub side { my ($a, $b, $c, $d, $x, $y) = @_; return ($c - $a) * ($y - $b) - ($d - $b) * ($x - $a) }
sub cross {
    my ($s, $t) = @_;
    return side(@$s, $t->[0], $t->[1]) * side(@$s, $t->[2], $t->[3]) < -1e-6
        && side(@$t, $s->[0], $s->[1]) * side(@$t, $s->[2], $s->[3]) < -1e-6;
}

# Whether a segment runs through the inside of a box [x0, y0, x1, y1].
sub through {
    my ($s, $box) = @_;
    my ($from, $to) = (0, 1);
    my ($dx, $dy) = ($s->[2] - $s->[0], $s->[3] - $s->[1]);
    for my $edge ([-$dx, $s->[0] - $box->[0]], [$dx, $box->[2] - $s->[0]], [-$dy, $s->[1] - $box->[1]], [$dy, $box->[3] - $s->[1]]) {
        my ($p, $q) = @$edge;
        if ($p == 0) { return 0 if $q <= 0; next }
        my $r = $q / $p;
        if ($p < 0) { $from = max($from, $r) } else { $to = min($to, $r) }
    }
    return $from < $to - 1e-9;
}

sub judge {
    my ($file) = @_;
    open my $in, '<', $file or die "$file: $!\n";
    my ($dx, $dy, @view, %mark, %label, %leader, @axis, @groups) = (0, 0);
    my $row = 0;
    local $/;
    my $text = <$in>;
    close $in;
    while ($text =~ m{<(/?)([a-z]+)([^>]*?)(/?)>}gi) {
        my ($closing, $name, $rest, $empty) = ($1, $2, $3, $4);
        my %a;
        $a{$1} = $2 while $rest =~ /([\w:-]+)="([^"]*)"/g;
        if ($name eq 'g') {
            if ($closing) { ($dx, $dy) = @{pop @groups} }
            elsif (!$empty) {
                push @groups, [$dx, $dy];
                if (($a{transform} // '') =~ /translate\((\S+) (\S+)\)/) { $dx += $1; $dy += $2; $row++ }
            }
            next;
        }
        next if $closing;
        @view = split ' ', $a{viewBox} if $name eq 'svg';
        my @points;
        if (defined $a{d}) {
            for my $step ($a{d} =~ /[ML]([^MLZ]+)/g) { my ($x, $y) = split ' ', $step; push @points, [$x + $dx, $y + $dy] }
        }
        @points = ([$a{x1} + $dx, $a{y1} + $dy], [$a{x2} + $dx, $a{y2} + $dy]) if $name eq 'line';
        @points = ([$a{cx} - $a{r} + $dx, $a{cy} - $a{r} + $dy], [$a{cx} + $a{r} + $dx, $a{cy} + $a{r} + $dy]) if $name eq 'circle';
        if (defined $a{'data-event'}) {
            my $id = $a{'data-event'};
            fault("$file: $id has two marks") if $mark{$id};
            my @x = map { $_->[0] } @points;
            $mark{$id} = {x => (min(@x) + max(@x)) / 2, date => $a{'data-date'}, row => $row};
        }
        if (defined $a{'data-label-for'}) {
            my ($x, $y, $w, $h) = split ' ', $a{'data-bbox'};
            push @{$label{$a{'data-label-for'}}}, [$x + $dx, $y + $dy, $x + $w + $dx, $y + $h + $dy];
        }
        if (defined $a{'data-leader-for'}) {
            push @{$leader{$a{'data-leader-for'}}}, [@{$points[$_]}, @{$points[$_ + 1]}] for 0 .. $#points - 1;
        }
        push @axis, {x => $a{x} + $dx, date => $a{'data-axis'}, row => $row} if defined $a{'data-axis'};
    }
    my @ids = sort keys %mark;
    $events += @ids;
    fault("$file: no event") unless @ids;
    for my $id (@ids) {
        fault("$file: $id: ", scalar @{$label{$id} // []}, ' labels') unless @{$label{$id} // []} == 1;
        fault("$file: $id has no leader") unless $leader{$id};
    }
    for my $id (keys %label, keys %leader) { fault("$file: $id has no mark") unless $mark{$id} }
    if (defined $ids) {
        open my $list, '<', $ids or die "$ids: $!\n";
        my %wanted = map { $_ => 1 } grep { $_ ne '' } split /\n/, <$list>;
        fault("$file: $_ is missing") for grep { !$mark{$_} } sort keys %wanted;
        fault("$file: $_ is none of the events") for grep { !$wanted{$_} } @ids;
    }
    # Scale and order, in each row.
    my %rows;
    push @{$rows{$_->{row}}}, [day_of($_->{date}), $_->{x}, $_->{date}]
        for grep { defined $_->{date} && defined day_of($_->{date}) } values %mark, @axis;
    for my $r (keys %rows) {
        my @exact = sort { $a->[0] <=> $b->[0] || $a->[1] <=> $b->[1] } @{$rows{$r}};
        my ($first, $last) = @exact[0, -1];
        next if $last->[0] == $first->[0];
        my $scale = ($last->[1] - $first->[1]) / ($last->[0] - $first->[0]);
        fault("$file: time does not run to the right") if $scale <= 0;
        for my $e (@exact) {
            my $place = $first->[1] + $scale * ($e->[0] - $first->[0]);
            fault("$file: $e->[2] at $e->[1], its place is $place") if abs($place - $e->[1]) > 0.15;
        }
    }
    # Labels, leaders.
    my @labels = sort { $a->[1][0] <=> $b->[1][0] } map { my $id = $_; map { [$id, $_] } @{$label{$id}} } keys %label;
    for my $i (0 .. $#labels) {
        my $a = $labels[$i][1];
        fault("$file: label of $labels[$i][0] is outside the paper")
            if $a->[0] < $view[0] || $a->[1] < $view[1] || $a->[2] > $view[0] + $view[2] || $a->[3] > $view[1] + $view[3];
        for my $j ($i + 1 .. $#labels) {
            my $b = $labels[$j][1];
            last if $b->[0] >= $a->[2];
            $pairs++;
            fault("$file: labels of $labels[$i][0] and $labels[$j][0] overlap") if $a->[1] < $b->[3] && $b->[1] < $a->[3];
        }
    }
    my @segments = sort { $a->[2] <=> $b->[2] }
        map { my $id = $_; map { [$id, $_, min($_->[0], $_->[2]), max($_->[0], $_->[2])] } @{$leader{$id}} } keys %leader;
    for my $i (0 .. $#segments) {
        my ($id, $s, $from, $to) = @{$segments[$i]};
        for my $j ($i + 1 .. $#segments) {
            my ($other, $t, $begins) = @{$segments[$j]};
            last if $begins > $to;
            $pairs++;
            fault("$file: leaders of $id and $other cross") if $other ne $id && cross($s, $t);
        }
        for my $l (@labels) {
            last if $l->[1][0] > $to;
            next if $l->[0] eq $id || $l->[1][2] < $from;
            $pairs++;
            fault("$file: leader of $id runs through the label of $l->[0]") if through($s, $l->[1]);
        }
    }
}

judge($_) for @ARGV;
print "events: $events\n";
exit($faults ? 1 : 0);

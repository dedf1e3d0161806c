#!/usr/bin/perl
# Families for the property tests of eh-genogram, and a reader that holds a drawing against its tables.
#
#     genogram.pl family SEED SIZE people.csv relationships.csv    writes an invented family
#     genogram.pl shuffle SEED file.csv                            its rows in another order, on standard output
#     genogram.pl check people.csv relationships.csv drawing.svg   prints what is wrong; nothing is
#     genogram.pl rows drawing.svg                                 who stands in each row, from left to right
use strict;
use warnings;
use FindBin;
require "$FindBin::Bin/csv.pl";

# --- Families ----------------------------------------------------------------------------------------------------------

my (@people, @rows);

sub person
{
    my ($year, %more) = @_;
    my %person = (person_id => 'P' . (@people + 1), name => 'Name' . (@people + 1) . ' Example', dod => '', twin_group => '',
        outcome => '', household => '', gender => pick('male', 'female', 'female', 'male', 'unknown'), %more);
    $person{dob} = sprintf '%04d-%02d-%02d', $year, 1 + below(12), 1 + below(28) unless defined $person{dob};
    $person{dod} = '2024-01-01' if below(10) == 0 && !$person{outcome};
    push @people, \%person;
    return \%person;
}

sub children
{
    my ($year, @parents) = @_;
    my @born;
    for my $number (1 .. below(5)) {
        my $outcome = below(12) ? '' : pick('miscarriage', 'abortion', 'unborn');
        my $kind = below(12) ? 'birth' : pick('adoptive', 'foster', 'kinship');
        my $twin = !$outcome && below(12) == 0 ? 'T' . @people : '';
        my $first = person($year + 2 * $number, outcome => $outcome, twin_group => $twin);
        my @all = ($first, $twin ? person($year, dob => $first->{dob}, twin_group => $twin) : ());
        for my $child (@all) {
            push @rows, [$_->{person_id}, $child->{person_id}, 'parent', '', $kind] for @parents;
            push @born, $child unless $outcome;
        }
    }
    return @born;
}

sub family
{
    my ($size) = @_;
    my $year = 1930;
    my @youngest = map { person($year) } 1 .. 3;
    while (@people < $size && @youngest) {
        my @next;
        for my $one (@youngest) {
            next if below(4) == 0;
            for my $time (1 .. (below(5) ? 1 : 1 + below(3))) {
                my $other = below(6) ? person($year + below(5)) : $youngest[below(scalar @youngest)];
                next if $other == $one;
                push @rows, [$one->{person_id}, $other->{person_id}, 'partner',
                    pick('married', 'cohabiting', 'separated', 'divorced', 'transitory'), ''];
                push @next, children($year + 25, $one, below(9) ? $other : ());
            }
        }
        $year += 27;
        @youngest = @next ? @next : (map { person($year) } 1 .. 2);
    }
    for my $person (@people) {
        $person->{household} = pick('H1', 'H2', 'H3') if !$person->{outcome} && below(4) == 0;
    }
}

sub write_family
{
    my ($people, $relationships) = @_;
    my @columns = qw(person_id name gender dob dod twin_group outcome household);
    open my $out, '>', $people or die;
    print $out csv_line(@columns), map { my $person = $_; csv_line(map { $person->{$_} } @columns) } @people;
    close $out or die;
    open $out, '>', $relationships or die;
    print $out csv_line(qw(from to type status kind)), map { csv_line(@$_) } @rows;
    close $out or die;
}

# --- The reader --------------------------------------------------------------------------------------------------------

my (%symbol, %label, @lines, %household);

sub widen
{
    my ($box, @points) = @_;
    while (my ($x, $y) = splice @points, 0, 2) {
        $box->[0] = $x if !defined $box->[0] || $x < $box->[0];
        $box->[1] = $y if !defined $box->[1] || $y < $box->[1];
        $box->[2] = $x if !defined $box->[2] || $x > $box->[2];
        $box->[3] = $y if !defined $box->[3] || $y > $box->[3];
    }
}

sub points { return $_[0] =~ /(-?[0-9]+(?:\.[0-9]+)?)/g }

sub read_drawing
{
    my ($person, $of);
    for (split /\n/, slurp($_[0])) {
        $person = $1 if /<g .*data-person="([^"]*)"/;
        $of = $1 if /<g .*data-label-for="([^"]*)"/;
        if (/^<\/g>/) { ($person, $of) = () }
        if (defined $person && /<rect x="(\S+)" y="(\S+)" width="(\S+)" height="(\S+)"/) {
            widen($symbol{$person} ||= [], $1, $2, $1 + $3, $2 + $4);
        } elsif (defined $person && /<circle cx="(\S+)" cy="(\S+)" r="(\S+)"/) {
            widen($symbol{$person} ||= [], $1 - $3, $2 - $3, $1 + $3, $2 + $3);
        } elsif (defined $person && /<path d="([^"]*)"/) {
            widen($symbol{$person} ||= [], points($1));
        } elsif (defined $of && /data-bbox="(\S+) (\S+) (\S+) (\S+)"/) {
            push @{$label{$of}}, [$1, $2, $1 + $3, $2 + $4];
        } elsif (/<(?:path d|line x1)="([^"]*)"/ && /data-(partners|child)="([^"]*)"/) {
            my ($kind, $ids) = ($1, $2);
            my @points = /<line x1="(\S+)" y1="(\S+)" x2="(\S+)" y2="(\S+)"/ ? ($1, $2, $3, $4) : points(/d="([^"]*)"/);
            my $parents = /data-parents="([^"]*)"/ ? $1 : '';
            push @lines, {kind => $kind, ids => [split / /, $ids], parents => [split / /, $parents], points => \@points};
        } elsif (/data-household="([^"]*)"/) {
            $household{$1}++;
        }
    }
}

sub overlap
{
    my ($one, $other) = @_;
    return $one->[0] + 0.5 < $other->[2] && $other->[0] + 0.5 < $one->[2] &&
        $one->[1] + 0.5 < $other->[3] && $other->[1] + 0.5 < $one->[3];
}

# Whether a line goes through the inside of a box.
sub through
{
    my ($points, $box) = @_;
    for (my $i = 0; $i + 3 < @$points; $i += 2) {
        my ($x1, $y1, $x2, $y2) = @$points[$i .. $i + 3];
        for my $part (0 .. 20) {
            my ($x, $y) = ($x1 + ($x2 - $x1) * $part / 20, $y1 + ($y2 - $y1) * $part / 20);
            return 1 if $x > $box->[0] + 2 && $x < $box->[2] - 2 && $y > $box->[1] + 2 && $y < $box->[3] - 2;
        }
    }
    return 0;
}

# Of whom the lines are: the two partners, or the parents of the first child.
sub family_of
{
    my ($line, $children) = @_;
    return join ' ', sort @{$line->{ids}} if $line->{kind} eq 'partners';
    return join ' ', sort @{$line->{parents}} if @{$line->{parents}};
    return join ' ', sort keys %{$children->{$line->{ids}[0]}};
}

# Upright and level pieces of lines of two families that lie on each other.
sub check_apart
{
    my ($children) = @_;
    my @pieces;
    for my $line (@lines) {
        my @points = @{$line->{points}};
        for (my $i = 0; $i + 3 < @points; $i += 2) {
            my ($x, $y, $to_x, $to_y) = @points[$i .. $i + 3];
            my $level = $y == $to_y;
            next if !$level && $x != $to_x;
            my ($low, $high) = sort { $a <=> $b } $level ? ($x, $to_x) : ($y, $to_y);
            push @pieces, [$level, $level ? $y : $x, $low, $high, family_of($line, $children)];
        }
    }
    @pieces = sort { $a->[0] <=> $b->[0] || $a->[1] <=> $b->[1] } @pieces;
    for my $i (0 .. $#pieces) {
        my $one = $pieces[$i];
        for my $other (@pieces[$i + 1 .. $#pieces]) {
            last if $other->[0] != $one->[0] || $other->[1] > $one->[1] + 0.9;
            next if $other->[4] eq $one->[4] || $other->[2] > $one->[3] - 1 || $one->[2] > $other->[3] - 1;
            print "lines of $one->[4] and of $other->[4] lie on each other\n";
        }
    }
}

sub check
{
    my ($people, $relationships) = @_;
    my ($heading, @list) = csv_records(slurp($people));
    my %person = map { my %row; @row{@$heading} = @$_; $row{person_id} => \%row } @list;
    my ($other, @rows) = csv_records(slurp($relationships));
    for my $id (sort keys %person) {
        print "$id is not drawn\n" if !$symbol{$id};
    }
    for my $id (sort keys %symbol) {
        print "$id is nobody\n" if !$person{$id};
        my @box = @{$symbol{$id}};
        print "$id is drawn twice\n" if $box[2] - $box[0] > 41 || $box[3] - $box[1] > 41;
    }
    my @boxes = ((map { ["symbol of $_", $_, $symbol{$_}] } sort keys %symbol),
        map { my $id = $_; map { ["label of $id", $id, $_] } @{$label{$id}} } sort keys %label);
    for my $i (0 .. $#boxes) {
        for my $j (0 .. $i - 1) {
            next if $boxes[$i][1] eq $boxes[$j][1] && $boxes[$i][0] =~ /label/ && $boxes[$j][0] =~ /label/;
            print "$boxes[$i][0] on $boxes[$j][0]\n" if overlap($boxes[$i][2], $boxes[$j][2]);
        }
    }
    for my $line (@lines) {
        my %own = map { $_ => 1 } @{$line->{ids}}, @{$line->{parents}};
        for my $box (@boxes) {
            next if $box->[0] =~ /symbol/ && $own{$box->[1]};
            print "line of @{$line->{ids}} through $box->[0]\n" if through($line->{points}, $box->[2]);
        }
    }
    my (%drawn, %partners);
    for my $line (@lines) {
        $drawn{$_}++ for $line->{kind} eq 'child' ? @{$line->{ids}} : ();
        $partners{join ' ', sort @{$line->{ids}}}++ if $line->{kind} eq 'partners';
    }
    my %children;
    for my $row (@rows) {
        my %row;
        @row{@$other} = @$row;
        next if $row{type} !~ /^(partner|parent)$/;
        if ($row{type} eq 'parent') {
            print "no line down to $row{to}\n" if !$drawn{$row{to}};
            print "$row{to} is not below $row{from}\n" if $symbol{$row{to}}[1] <= $symbol{$row{from}}[1];
            $children{$row{to}}{$row{from}} = 1;
        } else {
            my $pair = join ' ', sort $row{from}, $row{to};
            print "no line between $pair\n" if !$partners{$pair};
        }
    }
    check_apart(\%children);
    my %sibships;
    push @{$sibships{join ' ', sort keys %{$children{$_}}}}, $_ for sort keys %children;
    for my $siblings (values %sibships) {
        for my $one (@$siblings) {
            for my $younger (@$siblings) {
                next if length $person{$one}{dob} != 10 || length $person{$younger}{dob} != 10;
                print "$one is not left of $younger\n"
                    if $person{$one}{dob} lt $person{$younger}{dob} && $symbol{$one}[0] >= $symbol{$younger}[0];
            }
        }
    }
    for my $id (sort keys %person) {
        for my $home (split /;/, $person{$id}{household} || '') {
            print "no outline of $home\n" if !$household{$home};
        }
    }
}

# Each row of the drawing, from left to right.
sub rows
{
    my %middle = map { $_ => ($symbol{$_}[1] + $symbol{$_}[3]) / 2 } keys %symbol;
    my @row;
    for my $id ((sort { $middle{$a} <=> $middle{$b} || $a cmp $b } keys %symbol), undef) {
        if (@row && (!defined $id || $middle{$id} > $middle{$row[0]} + 20)) {
            print join(' ', sort { $symbol{$a}[0] <=> $symbol{$b}[0] } @row), "\n";
            @row = ();
        }
        push @row, $id;
    }
}

my $verb = shift;
if ($verb eq 'family') {
    my ($seed, $size, $people, $relationships) = @ARGV;
    chance_start($seed);
    family($size);
    write_family($people, $relationships);
} elsif ($verb eq 'shuffle') {
    my ($seed, $file) = @ARGV;
    chance_start($seed);
    my ($header, @list) = csv_records(slurp($file));
    print csv_line(@$header), map { csv_line(@$_) } shuffled(@list);
} elsif ($verb eq 'rows') {
    read_drawing($ARGV[0]);
    rows();
} else {
    read_drawing($ARGV[2]);
    check(@ARGV[0, 1]);
}

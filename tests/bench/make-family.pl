#!/usr/bin/perl
# make-family.pl PEOPLE FAMILIES DIRECTORY: writes invented families of so many people in all, the same every time:
#
#     people.csv, relationships.csv    for eh-genogram
#     family.dot                       the same for dot, a point between parents and their children
#     pedigree.csv                     the same for kinship2, whose children must have two parents
use strict;
use warnings;

my ($wanted, $families, $directory) = @ARGV;
my $state = 20261123;

# A number from 0 to below the bound.
sub below
{
    $state = ($state * 1103515245 + 12345) % 2147483648;
    return int($state / 65536) % $_[0];
}

my @given = qw(Alda Bram Cato Dido Ebba Falk Gert Hebe Ivor Juno Knut Lena Milo Nora Otto Pia Rolf Suse Timo Uta);
my (@people, @couples, @children);

sub person
{
    my ($family, $year, $male) = @_;
    push @people, {id => @people + 1, family => $family, year => $year, male => $male,
        name => $given[below(scalar @given)] . " Sampleton"};
    return $people[-1];
}

sub couple
{
    my ($one, $other, $status) = @_;
    push @couples, [$one, $other, $status];
    return $couples[-1];
}

# Generation by generation, until the family is large enough.
sub family
{
    my ($number, $size) = @_;
    my $first = @people;
    my $year = 1850;
    my @open = couple(person($number, $year, 1), person($number, $year + 2, 0), 'married');
    while (@open && @people - $first < $size) {
        my @grown;
        $year += 27;
        for my $pair (@open) {
            my ($father, $mother) = @$pair;
            for my $n (1 .. 1 + below(4)) {
                last if @people - $first >= $size;
                my $child = person($number, $year + 2 * $n, below(2));
                push @children, [$child, $father, $mother];
                push @grown, $child;
            }
        }
        # Of those whom the next generation needs, most marry somebody from elsewhere, a few a cousin, some twice.
        @open = ();
        while (my $one = shift @grown) {
            last if @people - $first >= $size;
            next if below(10) == 0 && @open;
            my $cousin = below(40) == 0 && @grown > 6 ? $grown[5] : undef;
            $cousin = undef if $cousin && $cousin->{male} == $one->{male};
            @grown = grep { $_ != $cousin } @grown if $cousin;
            my $other = $cousin || person($number, $one->{year} + 1, !$one->{male} || 0);
            my ($father, $mother) = $one->{male} ? ($one, $other) : ($other, $one);
            push @open, couple($father, $mother, below(6) == 0 ? 'divorced' : 'married');
            if (below(9) == 0 && @people - $first < $size) {
                $other = person($number, $one->{year} + 3, !$one->{male} || 0);
                push @open, couple($one->{male} ? ($one, $other) : ($other, $one), 'cohabiting');
            }
        }
    }
}

my $made = 0;
for my $number (1 .. $families) {
    my $size = int($wanted * $number / $families) - $made;
    $made += $size;
    family($number, $size);
}

sub table
{
    my ($name, @rows) = @_;
    open my $out, '>', "$directory/$name" or die "$directory/$name: $!\n";
    print $out map { join(',', @$_) . "\n" } @rows;
    close $out or die "$directory/$name: $!\n";
}

my %parents = map { $_->[0]{id} => $_ } @children;
table('people.csv', [qw(family_id person_id name gender dob)],
    map { [$_->{family}, $_->{id}, $_->{name}, $_->{male} ? 'male' : 'female', $_->{year}] } @people);
table('relationships.csv', [qw(from to type status)],
    (map { [$_->[0]{id}, $_->[1]{id}, 'partner', $_->[2]] } @couples),
    map { my $child = $_; map { [$child->[$_]{id}, $child->[0]{id}, 'parent', ''] } 1, 2 } @children);
table('pedigree.csv', [qw(family id father mother sex)],
    map { my $of = $parents{$_->{id}}; [$_->{family}, $_->{id}, $of ? ($of->[1]{id}, $of->[2]{id}) : (0, 0), $_->{male} ? 1 : 2] }
        @people);

open my $dot, '>', "$directory/family.dot" or die "$directory/family.dot: $!\n";
print $dot "digraph family {\nedge [dir=none];\n";
print $dot map { sprintf "p%d [shape=%s label=\"%s\\n%d\"];\n", $_->{id}, $_->{male} ? 'box' : 'ellipse', $_->{name}, $_->{year} } @people;
for my $pair (@couples) {
    my ($one, $other) = map { $_->{id} } @$pair[0, 1];
    print $dot "f${one}_$other [shape=point];\np$one -> f${one}_$other;\np$other -> f${one}_$other;\n";
}
print $dot map { "f$_->[1]{id}_$_->[2]{id} -> p$_->[0]{id};\n" } @children;
print $dot "}\n";
close $dot or die "$directory/family.dot: $!\n";

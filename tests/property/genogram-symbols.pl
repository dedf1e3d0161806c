#!/usr/bin/perl
# Symbols, lines and key of a genogram as they are drawn, a line each.
#
#     genogram-symbols.pl drawing.svg
use strict;
use warnings;
use FindBin;
require "$FindBin::Bin/csv.pl";

sub points { return $_[0] =~ /(-?[0-9]+(?:\.[0-9]+)?)/g }

# A closed path by its corners.
sub shape
{
    my @points = points($_[0]);
    return 'open path' if $_[0] !~ /Z$/;
    my @across = sort { $a <=> $b } @points[grep { $_ % 2 == 0 } 0 .. $#points];
    my $width = $across[-1] - $across[0];
    return @points == 6 ? "triangle $width" : @points == 8 ? "diamond $width" : 'path';
}

sub symbols
{
    my ($person, %parts, @people, %partners, %children, @key, %homes, $group, $last);
    for (split /\n/, slurp($_[0])) {
        $group = $1 if /^<g class="(key|lines|households|person)/;
        if (/^<g class="person" data-person="([^"]*)"/) {
            push @people, $last = $person = $1;
        } elsif (/^<\/g>/) {
            $person = undef;
        }
        my $what = /<rect .*width="(\S+)"/ ? "square $1" : /<circle .*r="(\S+)"/ ? 'circle ' . 2 * $1 : undef;
        if (!$what && /<path d="([^"]*)"/) {
            my $path = $1;
            $what = /class="cross"/ ? 'cross' : shape($path);
        }
        push @{$parts{$person}}, $what if defined $person && $what;
        push @{$parts{$last}}, 'bracket' if /class="bracket"/ && ($group || '') ne 'key';
        my $class = /class="line ?([a-z]*)"/ ? $1 || 'unbroken' : '';
        if (/data-partners="([^"]*)"/) {
            my $pair = $1;
            my $slanted = /<line x1="(\S+)" y1="(\S+)" x2="(\S+)" y2="(\S+)"/ && $1 != $3 && $2 != $4;
            $partners{$pair}{$slanted ? 'slash' : $class}++;
        } elsif (/data-child="([^"]*)" data-parents="([^"]*)"/) {
            $children{$_}{$2}{$class} = 1 for split / /, $1;
        } elsif (/data-household="([^"]*)"/) {
            my $home = $1;
            $homes{$home} = /class="household"/ ? 'dotted' : 'other';
        } elsif (($group || '') eq 'key' && !/class="quiet"/ && /<text .*>([^<]+)<\/text>/) {
            push @key, $1;
        }
    }
    print "$_: " . join(' + ', @{$parts{$_}}) . "\n" for sort @people;
    for my $pair (sort keys %partners) {
        print "$pair: " . join(', ', map { "$partners{$pair}{$_} $_" } sort keys %{$partners{$pair}}) . "\n";
    }
    for my $child (sort keys %children) {
        for my $parents (sort keys %{$children{$child}}) {
            my @kinds = grep { $_ ne 'unbroken' } sort keys %{$children{$child}{$parents}};
            print "$child of $parents: @kinds\n" if @kinds;
        }
    }
    print "household $_: $homes{$_}\n" for sort keys %homes;
    print "key: $_\n" for @key;
}

symbols(@ARGV);

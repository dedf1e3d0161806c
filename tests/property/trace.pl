#!/usr/bin/perl
# trace.pl FRAMEWORK-FILES LEVELS EXPLANATIONS INPUT: every level is borne out by its explanation, and every row of the input is
# told of. FRAMEWORK-FILES is the directory of share/frameworks. Prints what is not so; status 1 if anything is.
use strict;
use warnings;
use File::Basename;
require(dirname(__FILE__) . '/csv.pl');

my ($share, $levels, $explanations, $input) = @ARGV;
my $faults = 0;
sub fault { print "@_\n"; $faults++ < 20 or exit 1 }

my %indicator = map { $_->{indicator} => $_ } csv_rows(slurp("$share/solihull-2024/indicators.csv"));

# The input by the line on which each row starts.
my (%at, %told);
{
    my $bytes = slurp($input);
    my $line = 1;
    my ($header, @records) = csv_records($bytes);
    $line += 1;
    for my $record (@records) {
        my %row;
        @row{@$header} = @$record;
        $at{$line} = \%row;
        $line += 1 + join('', @$record) =~ tr/\n//;
    }
}

# The rows of each child, in order.
my (@order, %of);
for my $row (csv_rows(slurp($explanations), 1)) {
    my $child = "$row->{family_id}/$row->{child_id}";
    push @order, $child unless $of{$child};
    push @{$of{$child}}, $row;
}

my %level_of_code;
my @level_rows = csv_rows(slurp($levels), 1);
fault('children differ') if join(' ', @order) ne join(' ', map { "$_->{family_id}/$_->{child_id}" } @level_rows);
for my $level (@level_rows) {
    my $child = "$level->{family_id}/$level->{child_id}";
    my @rows = @{$of{$child} || []};
    my %codes;
    push @{$codes{$_->{kind}}}, $_->{code} for @rows;
    my $codes = sub { join ';', @{$codes{$_[0]} || []} };
    my $once = sub { my %seen; join ';', grep { !$seen{$_}++ } @_ };

    fault("$child: first row is no level") if $rows[0]{kind} ne 'level';
    fault("$child: level") if $codes->('level') ne $level->{level};
    fault("$child: consent") if $codes->('consent') ne $level->{consent};
    fault("$child: routes") if $codes->('route') ne $level->{routes};
    fault("$child: needs") if $once->(@{$codes{indicator} || []}) ne $level->{needs};
    fault("$child: strengths") if $once->(@{$codes{strength} || []}) ne $level->{strengths};
    my @drivers = map { $_->{code} } grep { $_->{kind} eq 'indicator' && $_->{effect} =~ /^sets the level/ } @rows;
    fault("$child: drivers") if $once->(@drivers) ne $level->{drivers};
    my @setting = map { $_->{code} } grep { $_->{kind} eq 'rule' && $_->{effect} eq 'sets the level' } @rows;
    fault("$child: no rule sets the level") if $once->(@setting) ne $level->{suggested};

    for my $row (@rows) {
        fault("$child: $_") for grep { $row->{$_} ne $level->{$_} } qw(as_of framework level);
        fault("$child: $row->{kind} without label") if $row->{label} eq '';
        if ($row->{kind} eq 'rule') {
            my ($name, $line) = $row->{ref} =~ m{^([a-z0-9-]+)/rules\.csv:([0-9]+)$} or fault("$child: ref of rule");
            my ($code) = (split /\n/, slurp("$share/$name/rules.csv"))[$line - 1] =~ /^([^,]*)/;
            fault("$child: rule $row->{code} is not at $row->{ref}") if $code ne $row->{code};
        }
        next unless $row->{kind} =~ /^(indicator|strength|not-counted)$/;
        my $known = $indicator{$row->{code}};
        my $source = $at{$row->{line}};
        fault("$child: $row->{code}: label") if $row->{label} ne $known->{label};
        fault("$child: $row->{code}: ref") if $row->{ref} eq '' || $row->{ref} ne $known->{ref};
        fault("$child: $row->{code}: domain or level")
            if "$row->{domain}-$row->{indicator_level}" ne "$known->{domain}-$known->{level}";
        fault("$child: $row->{code}: file") if $row->{file} ne $input;
        if (!$source) {
            fault("$child: $row->{code}: line $row->{line}");
            next;
        }
        fault("$child: $row->{code}: $_ is not that of line $row->{line}")
            for grep { $row->{$_} ne $source->{$_} } qw(family_id date agency evidence);
        fault("$child: $row->{code}: line $row->{line} is of another indicator") if $source->{indicator} ne $row->{code};
        fault("$child: line $row->{line} is of another child")
            if $source->{child_id} ne '' && $source->{child_id} ne $row->{child_id};
        fault("$child: $row->{code}: whole family")
            if $row->{kind} ne 'not-counted' && $row->{child_id} ne '' &&
            ($source->{child_id} eq '') != ($row->{effect} =~ /is about the whole family/);
        $told{$row->{line}}++;
    }
}
fault("line $_ is not told of") for grep { !$told{$_} } sort { $a <=> $b } keys %at;
exit($faults > 0);

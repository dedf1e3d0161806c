#!/usr/bin/perl
# Hostile cells on their way through the programs.
#
#     roundtrip.pl make SEED            writes levels.csv, recorded.csv, and what `compare` should print of them: wanted.csv; and
#                                       indicators.csv, of which `level` and `explain` should give back the ids and the evidence
#     roundtrip.pl cells FORMAT FILE    the cells of the program's output in csv, json or rec, one a line, as NAME=VALUE in
#                                       hexadecimal, an empty line behind each row; blank cells left out
#     roundtrip.pl keys FILE            ids and evidence of indicators.csv that `explain` gave back, against those in it
use strict;
use warnings;
use File::Basename;
require(dirname(__FILE__) . '/csv.pl');
require(dirname(__FILE__) . '/hostile.pl');

sub quoted { my ($cell) = @_; $cell =~ s/"/""/g; return "\"$cell\"" }

sub make
{
    my %seen;
    my (@levels, @recorded, @wanted, @rest, @indicators);
    my %rank = (universal => 1, 'early-help' => 2, 'child-in-need' => 3, 'significant-harm' => 4);
    my @names = sort { $rank{$a} <=> $rank{$b} } keys %rank;
    my @extras = ('note', 'a, "b"', "two\nlines", "caf\xc3\xa9", "caf\xc3\xa8", '_x', '9', "\xe6\xbc\xa2");
    while (@levels < 400) {
        my ($family, $child) = map { trimmed(hostile()) } 1, 2;
        next if $seen{"$family\0$child"}++ || ($family eq '' && $child eq '');
        my $suggested = pick(@names);
        my $drivers = hostile();
        # Extra cells keep blanks at their ends, and `""` apart from nothing.
        my @cells = map { hostile() } @extras;
        @cells = map { $_ eq '' ? pick('', '""') : /[",\r\n]/ ? quoted($_) : $_ } @cells;
        push @levels, join(',', map({ below(3) && !/[",\r\n]/ ? $_ : quoted($_) } $family, $child, $suggested, $drivers), @cells) . "\n";
        # A record that is about this child alone: it has both ids, so no other can be meant.
        my $recorded = $family ne '' && $child ne '' && below(2) ? pick(@names) : '';
        push @recorded, csv_line($family, $child, $recorded) if $recorded ne '';
        my $steps = $recorded eq '' ? '' : abs($rank{$suggested} - $rank{$recorded});
        my $result = $recorded eq '' ? 'not-recorded'
            : $steps == 0 ? 'agree' : $rank{$recorded} < $rank{$suggested} ? 'under' : 'over';
        my $line = csv_line($family, $child, $suggested, $recorded, $result, $steps, trimmed($drivers));
        chomp $line;
        push @wanted, join(',', $line, @cells) . "\n";
        push @indicators, csv_line($family, $child, pick(qw(HEA-EH-01 EDU-CIN-01 BAS-SH-02 FAM-U-01)), hostile());
    }
    for (1 .. 20) {
        my ($family, $child) = map { trimmed(hostile()) } 1, 2;
        next if $family eq '' || $child eq '' || $seen{"$family\0$child"}++;
        my $recorded = pick(@names);
        push @recorded, csv_line($family, $child, $recorded);
        push @rest, csv_line($family, $child, '', $recorded, 'no-indicators', '', '', ('') x @extras);
    }
    spew('levels.csv', csv_line(qw(family_id child_id level drivers), @extras), @levels);
    spew('recorded.csv', csv_line(qw(family_id child_id level)), @recorded);
    spew('wanted.csv', csv_line(qw(family_id child_id suggested recorded result steps drivers), @extras), @wanted, @rest);
    spew('indicators.csv', csv_line(qw(family_id child_id indicator evidence)), @indicators);
}

# --- Readers -------------------------------------------------------------------------------------------------------------

# One flat object of strings, whole numbers and null.
sub json_row
{
    my ($line) = @_;
    my @pairs;
    pos($line) = 0;
    my $string = sub {
        $line =~ /\G"((?:[^"\\\x00-\x1f]|\\(?:["\\\/bfnrt]|u[0-9a-fA-F]{4}))*)"/gc or die 'no string at ' . pos($line) . ": $line\n";
        my $text = $1;
        my %letters = (b => "\b", f => "\f", n => "\n", r => "\r", t => "\t");
        $text =~ s{\\(?:u([0-9a-fA-F]{4})|(.))}{
            my ($code, $letter) = ($1, $2);
            if (defined $code) { my $c = chr hex $code; utf8::encode($c); $c } else { $letters{$letter} // $letter } }ge;
        return $text;
    };
    $line =~ /\G\{/gc or die "no object: $line\n";
    while ($line !~ /\G\}$/gc) {
        $line =~ /\G,/gc or die "no comma: $line\n" if @pairs;
        my $name = $string->();
        $line =~ /\G:/gc or die "no colon: $line\n";
        push @pairs, [$name, $line =~ /\Gnull/gc ? '' : $line =~ /\G(-?[0-9]+)/gc ? $1 : $string->()];
    }
    return \@pairs;
}

# Fields of GNU recutils: a backslash before a line end joins the next line, `+` and one blank go on with a value.
sub rec_rows
{
    my ($bytes) = @_;
    my (@rows, @pairs);
    my @lines = split /\n/, $bytes, -1;
    die "no line feed at the end\n" if pop @lines ne '';
    while (@lines) {
        my ($line, $part) = ('', shift @lines);
        while ($part =~ s/\\$// && @lines) {
            $line .= $part;
            $part = shift @lines;
        }
        $line .= $part;
        if ($line eq '') {
            push @rows, [@pairs] if @pairs;
            @pairs = ();
        } elsif ($line =~ /^%/) {
            next;
        } elsif ($line =~ /^\+ ?(.*)$/s) {
            $pairs[-1][1] .= "\n$1";
        } elsif ($line =~ /^([a-zA-Z][a-zA-Z0-9_]*):(?: (.*))?$/s) {
            push @pairs, [$1, $2 // ''];
        } else {
            die "no field: $line\n";
        }
    }
    push @rows, [@pairs] if @pairs;
    return @rows;
}

# Names as recutils takes them.
sub rec_names
{
    my %used;
    return map {
        my $name = $_;
        $name = "x_$name" if $name !~ /^[a-zA-Z]/;
        $name =~ s/[^a-zA-Z0-9]/_/g;
        my ($fit, $number) = ($name, 2);
        $fit = "${name}_" . $number++ while $used{$fit}++;
        $fit;
    } @_;
}

sub cells
{
    my ($format, $file) = @_;
    my $bytes = slurp($file);
    my @rows;
    if ($format eq 'csv' || $format eq 'csv-as-rec') {
        my ($header, @records) = csv_records($bytes, 1);
        my @names = $format eq 'csv' ? @$header : rec_names(@$header);
        @rows = map { my $record = $_; [map { [$names[$_], $record->[$_]] } 0 .. $#names] } @records;
    } elsif ($format eq 'json') {
        @rows = map { json_row($_) } split /\n/, $bytes;
    } else {
        @rows = rec_rows($bytes);
    }
    for my $row (@rows) {
        print map({ unpack('H*', $_->[0]) . '=' . unpack('H*', $_->[1]) . "\n" } grep { $_->[1] ne '' } @$row), "\n";
    }
}

# What `explain` gives back of each row: ids trimmed, the code, and the evidence trimmed; a row about a family with each of its
# children, or alone when there is none.
sub keys_of
{
    my ($file) = @_;
    my $key = sub { join ' ', map { unpack('H*', $_) || '-' } @_ };
    my @input = csv_rows(slurp('indicators.csv'));
    my %children;
    $_->{child_id} ne '' && push @{$children{$_->{family_id}}}, $_->{child_id} for @input;
    my %had = map { $key->(@$_{qw(family_id child_id code evidence)}) => 1 }
        grep { $_->{kind} =~ /^(indicator|strength)$/ } csv_rows(slurp($file), 1);
    my %wanted;
    for my $row (@input) {
        my @whose = $row->{child_id} eq '' && $children{$row->{family_id}} ? @{$children{$row->{family_id}}} : $row->{child_id};
        $wanted{$key->($row->{family_id}, $_, $row->{indicator}, trimmed($row->{evidence}))} = 1 for @whose;
    }
    my @faults = map { "not given back: $_" } grep { !$had{$_} } sort keys %wanted;
    push @faults, map { "not in the input: $_" } grep { !$wanted{$_} } sort keys %had;
    print map { "$_\n" } @faults;
    exit(@faults > 0);
}

my ($what, @arguments) = @ARGV;
binmode STDOUT;
if ($what eq 'make') {
    chance_start(@arguments);
    make();
} elsif ($what eq 'cells') {
    cells(@arguments);
} else {
    keys_of(@arguments);
}

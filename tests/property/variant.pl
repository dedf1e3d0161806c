#!/usr/bin/perl
# variant.pl SEED BASE DIRECTORY: writes the rows of the CSV file BASE as files 1.csv, 2.csv, ... of DIRECTORY in another dress, and
# the options that they need as `options`, one a line. What is said stays the same: rows in their order, cells by their headings.
use strict;
use warnings;
use File::Basename;
require(dirname(__FILE__) . '/csv.pl');
require(dirname(__FILE__) . '/hostile.pl');

my ($seed, $base, $directory) = @ARGV;
chance_start($seed);
my ($header, @rows) = csv_records(slurp($base));

my @delimiters = ([',', ''], [',', ''], [',', ''], [';', ';'], ["\t", '\\t'], ['|', '|']);
my ($delimiter, $named) = @{pick(@delimiters)};
my $encoding = pick('', '', '', '', 'windows-1252', 'UTF-16LE', 'UTF-16BE');
spew("$directory/options", $named ne '' ? "-d$named\n" : '', $encoding eq 'windows-1252' ? "--encoding=$encoding\n" : '');

sub cell
{
    my ($cell, $style) = @_;
    my $quotes = $cell =~ /["\r\n]/ || index($cell, $delimiter) >= 0 || $style == 1 || ($style == 2 && below(2));
    $cell =~ s/"/""/g;
    return $quotes ? "\"$cell\"" : $cell;
}

sub encoded
{
    my ($bytes) = @_;
    if ($encoding eq '') {
        return below(2) ? $bytes : "\xef\xbb\xbf$bytes";
    }
    utf8::decode($bytes) or die "not UTF-8\n";
    return pack 'C*', map { ord } split //, $bytes if $encoding eq 'windows-1252';
    my $template = $encoding eq 'UTF-16LE' ? 'v*' : 'n*';
    return pack $template, 0xfeff, map { $_ < 0x10000 ? $_ : (0xd7c0 + ($_ >> 10), 0xdc00 + ($_ & 0x3ff)) } map { ord } split //, $bytes;
}

my $files = 1 + below(4);
my @starts = sort { $a <=> $b } 0, map { below(@rows + 1) } 2 .. $files;
for my $file (0 .. $files - 1) {
    my $end = pick("\n", "\r\n", "\r");
    my $style = below(3);
    my $last = $file < $files - 1 ? $starts[$file + 1] : @rows;
    # Columns of our own in some order, with others between them.
    my @columns = 0 .. $#$header;
    push @columns, -$_ for 1 .. below(4);
    @columns = shuffled(@columns);
    # An extra cell must fit the encoding; plain bytes do.
    my $extra = sub { my $cell = hostile(); $cell =~ s/[^\x20-\x7e\n]//g; $cell };
    my $text = below(4) == 0 ? join($delimiter, 'Early help: indicators of need', ('') x $#columns) . $end : '';
    my @headings = map { $_ < 0 ? "Remark$_" : below(2) ? $header->[$_] : " \U$header->[$_] " } @columns;
    $text .= join($delimiter, map { cell($_, $style) } @headings) . $end;
    for my $row (@rows[$starts[$file] .. $last - 1]) {
        $text .= join($delimiter, map { cell($_ < 0 ? $extra->() : $row->[$_], $style) } @columns) . $end;
        $text .= $end if below(20) == 0;
    }
    # The last line may lack its end.
    $text =~ s/\Q$end\E$// if below(3) == 0;
    spew(sprintf('%s/%d.csv', $directory, $file + 1), encoded($text));
}

# mark.pl TOP FILE...: writes into every cell that people fill in with words a mark that no program may print as a message,
# and breaks rows in all the ways that make programs speak: dates that are none, codes that nobody knows, cells too many.
# What a column holds stands in share/records/columns.csv, what a field of a form, in share/forms/fields.csv; a heading of
# another system counts as words unless it speaks of an id or a code.
use strict;
use warnings;

my $top = shift;
require "$top/tests/property/csv.pl";
my $mark = 'Zzmarkzz';

# What each heading holds: a date where any record has it so, else the loosest. Ids and codes may be named in messages, so they have no mark.
my (%kind, %field);
{
    my ($header, @rows) = csv_records(slurp("$top/share/records/columns.csv"));
    for my $row (@rows) {
        my ($name, $type) = @$row[1, 3];
        $kind{$name} = $type if !$kind{$name} || $type eq 'date' || ($type eq 'text' && $kind{$name} ne 'date');
    }
    ($header, @rows) = csv_records(slurp("$top/share/forms/fields.csv"));
    $field{lc $_->[1]} = $_->[2] for @rows;
}
sub kind_of
{
    my ($heading) = @_;
    return 'id' if $heading =~ /(?:_id|^id|^from|^to|unique id)$/i;
    return 'code' if $heading =~ /^(?:agency|area|organisation|framework|needs|drivers|strengths|domains|flags|children)$/i;
    return $kind{$heading} || ($heading =~ /date/i ? 'date' : 'text');
}

for my $name (@ARGV) {
    my $bytes = slurp($name);
    if ($name =~ /\.csv$/) {
        # A file that is broken on purpose stays as it is.
        my ($header, @rows) = eval { csv_records($bytes) };
        next unless $header;
        my $number = 0;
        for my $row (@rows) {
            $number++;
            for my $i (0 .. $#$row) {
                my $kind = kind_of($header->[$i]);
                $row->[$i] = "$mark, $row->[$i] of $number" if $kind eq 'text' && $row->[$i] ne '';
                $row->[$i] = "$mark 31/02/2026" if $kind =~ /^(?:date|number|integer|figure)$/ && $number % 3 == 0;
                $row->[$i] = 'qqqq' if $kind eq 'code' && $number % 5 == 0;
            }
            push @$row, "$mark too many" if $number % 7 == 0;
        }
        $bytes = join '', map { csv_line(@$_) } $header, @rows;
    } elsif ($name =~ /\.rec$/) {
        my $number = 0;
        $bytes =~ s{^([A-Za-z]\w*): (.*)$}{
            my ($name, $value) = ($1, $2);
            my $kind = $field{lc $name} || 'text';
            my $wrong = ++$number % 3 == 0 && $name ne 'Type';
            $value = "$mark $value" if $kind =~ /^(?:text|long)$/ || ($wrong && $kind =~ /^(?:date|score)$/);
            $value = 'qqqq' if $wrong && $kind =~ /^(?:choice|yes-no|list)$/;
            "$name: $value" }gme;
        $bytes .= "\n$mark a line that is none\n";
    } elsif ($name =~ /\.ged$/) {
        $bytes =~ s/^(\d+ (?:NAME|PLAC|NOTE|OCCU)) .*$/$1 $mark/gm;
        $bytes =~ s/^(2 DATE) .*$/$1 $mark/gm;
    }
    open my $file, '>', $name or die "$name: $!\n";
    print $file $bytes;
    close $file or die "$name: $!\n";
}

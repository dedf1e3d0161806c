# CSV for the property tests: a strict reader of RFC 4180 that shares nothing with the programs, and a writer. Texts are bytes.
use strict;
use warnings;

# csv_records(BYTES): a list of rows, each a list of cells. Dies of whatever RFC 4180 does not allow, of lines that end otherwise
# than with LF, and of rows of different width. With a second argument also of quotation marks that are not needed.
sub csv_records
{
    my ($bytes, $minimal) = @_;
    my (@records, @cells);
    pos($bytes) = 0;
    while (pos($bytes) < length $bytes) {
        if ($bytes =~ /\G"((?:[^"]|"")*)"/gc) {
            my $cell = $1;
            $cell =~ s/""/"/g;
            die 'quotation marks that are not needed, at byte ' . pos($bytes) . "\n"
                if $minimal && $cell ne '' && $cell !~ /[",\r\n]/;
            push @cells, $cell;
        } elsif ($bytes =~ /\G([^",\r\n]*)/gc) {
            push @cells, $1;
        }
        if ($bytes =~ /\G,/gc) {
            # A comma before the end of the file would leave a last, empty cell.
            push @cells, '' if pos($bytes) == length $bytes;
            next;
        }
        $bytes =~ /\G\n/gc or die 'neither a comma nor a line feed at byte ' . pos($bytes) . "\n";
        die 'row ' . (@records + 1) . ' has ' . @cells . ' cells, the first ' . @{$records[0]} . "\n"
            if @records && @cells != @{$records[0]};
        push @records, [@cells];
        @cells = ();
    }
    die "no line feed at the end\n" if @cells;
    return @records;
}

# csv_rows(BYTES): each row as a hash by the names in the header line.
sub csv_rows
{
    my ($header, @records) = csv_records(@_);
    return map { my %row; @row{@$header} = @$_; \%row } @records;
}

sub csv_line { return join(',', map { my $cell = $_; $cell =~ s/"/""/g; $cell =~ /[",\r\n]/ ? "\"$cell\"" : $cell } @_) . "\n" }

sub slurp
{
    my ($name) = @_;
    open my $file, '<:raw', $name or die "$name: $!\n";
    local $/;
    my $bytes = <$file>;
    return defined $bytes ? $bytes : '';
}

sub spew
{
    my ($name, @bytes) = @_;
    open my $file, '>:raw', $name or die "$name: $!\n";
    print $file @bytes;
    close $file or die "$name: $!\n";
}

# A whole number from 0 to LIMIT - 1, the same on every machine (Park and Miller's generator, exact in double precision).
my $seed = 1;
sub chance_start { $seed = $_[0]; below(2) for 1 .. 8 }
sub below { $seed = $seed * 16807 % 2147483647; return int($seed / 65536) % $_[0] }
sub pick { return $_[below(scalar @_)] }
sub shuffled
{
    my @list = @_;
    for (my $i = @list; $i > 1; $i--) {
        my $j = below($i);
        @list[$i - 1, $j] = @list[$j, $i - 1];
    }
    return @list;
}

1;

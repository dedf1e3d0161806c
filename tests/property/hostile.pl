# Cells that are hard on readers and writers, for the property tests. UTF-8 bytes; no NUL, which no cell may hold.
use strict;
use warnings;

my @pieces = ('a', 'Ab', '7', '0', ' ', '  ', ',', ',,', '"', '""', "\n", "\n\n", "\r\n", "\r", ';', "'", '=1+1', '+', '-', '@',
    '\\', "\\\n", "\t", ':', '%rec:', '#', '{', '}', '[', '<b>', '&amp;', '|', "\xc3\xa9",
    "\xc2\xa0", "\xe2\x80\x99", "\xe2\x80\xae", "\xe6\xbc\xa2\xe5\xad\x97", "\xf0\x9f\x99\x82", "\xef\xbb\xbf", "e\xcc\x81",
    "\x01", "\x1b[31m", "\x7f", "\xc2\x85", 'NULL', 'null', '-0', '1e5', '007');

# A cell of up to seven pieces; empty one time in eight.
sub hostile
{
    return '' if below(8) == 0;
    return join '', map { pick(@pieces) } 1 .. 1 + below(7);
}

# The cell as the reader trims it where a column is asked for: blanks, line ends and no-break spaces at both ends go.
sub trimmed
{
    my ($cell) = @_;
    1 while $cell =~ s/^(?:[ \t\r\n\x0b\x0c]|\xc2\xa0)//;
    1 while $cell =~ s/(?:[ \t\r\n\x0b\x0c]|\xc2\xa0)$(?!\n)//;
    return $cell;
}

1;

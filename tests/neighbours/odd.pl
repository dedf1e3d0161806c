# odd.pl DIRECTORY: makes the tables (*.csv) below it odd: what ids and free text may be, they are. An id becomes the same
# odd id wherever it stands, so that rows still belong together. Line breaks, quotation marks, markup, formulas, other
# scripts, long words, and what text records give a meaning to.
use strict;
use warnings;

my %ids = map { $_ => 1 } qw(family_id child_id person_id from to action_id review_id event_id note_id plan_id service_id);
my %words = map { $_ => 1 } qw(text evidence action goal who agency event progress reason reasons lead_practitioner area
    organisation contact title by description description_of_service name address role);
my @pieces = (
    "\n<script>alert(1)</script>", ' "quoted", and; more', '=1+1', "=HYPERLINK(\"http://example.org\")", ' ' . 'longword' x 30,
    "\\", "line\\\nnext", "\n+ plus\n# no comment\n%rec: Other\nField: value", " \xd8\xb9\xd8\xb1\xd8\xa8\xd9\x8a", '</style><b>',
    " \xf0\x9f\x8e\x88\xf0\x9f\x8f\xb4", '<img src=http://example.org/x.png>', ' &amp; & <br>', "\r\nanother line", '  two  blanks ',
    "a\ttab", '@sum', '+44 20 7946 0000', '-1+2', "'apostrophe'");
my $turn = 0;

sub odd_id
{
    my ($id) = @_;
    return $id if $id eq '' || $id !~ /(\d+)/;
    my $way = $1 % 7;
    return $way == 0 ? "=$id" : $way == 1 ? "$id, \"1\"" : $way == 2 ? "$id\nline" : $way == 3 ? "00$1" : $way == 5 ? "$id Zo\xc3\xab" : $id;
}

for my $file (split /\n/, `find '$ARGV[0]' -name '*.csv'`) {
    local $/;
    open my $in, '<', $file or die "$file: $!";
    my $csv = <$in>;
    close $in;
    my (@rows, @row);
    while ($csv =~ /\G(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|\z)/gc) {
        my ($cell, $end) = (defined $1 ? $1 : $2, $3);
        $cell =~ s/""/"/g if defined $1;
        push @row, $cell;
        next if $end eq ',';
        push @rows, [@row] unless @row == 1 && $row[0] eq '' && $end eq '';
        @row = ();
        last if $end eq '';
    }
    my @names = @{ $rows[0] };
    for my $row (@rows[1 .. $#rows]) {
        for my $i (0 .. $#$row) {
            my $name = $names[$i] // '';
            if ($ids{$name}) { $row->[$i] = odd_id($row->[$i]) }
            elsif ($words{$name} && $row->[$i] ne '') { $row->[$i] .= $pieces[$turn++ % @pieces] }
        }
    }
    open my $out, '>', $file or die "$file: $!";
    print $out join(',', map { /[",\r\n]/ ? '"' . s/"/""/gr . '"' : $_ } @$_), "\n" for @rows;
    close $out or die "$file: $!";
}

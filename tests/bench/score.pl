#!/usr/bin/perl
# score.pl EH_ASSESS NOTES LABELS: what `eh-assess scan` finds in notes beside what a reader labelled.
#
#   codes   precision, recall and F1 over pairs of note and indicator that are present
#   level   notes whose gravest indicator (U, EH, CIN, SH) is as grave as the gravest label
#   traps   mentions labelled negated, historic, hypothetical or other that were reported as present
use strict;
use warnings;

@ARGV == 3 or die "usage: score.pl EH_ASSESS NOTES LABELS\n";
my ($program, $notes, $labels) = @ARGV;

# The rows of a CSV text as hashes by heading.
sub rows {
    my ($text) = @_;
    my (@rows, @row);
    while ($text =~ /\G(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\r?\n|\z)/gc) {
        my ($quoted, $plain, $end) = ($1, $2, $3);
        my $cell = defined $quoted ? $quoted =~ s/""/"/gr : $plain;
        push @row, $cell;
        next if $end eq ',';
        push @rows, [@row] if @row > 1 || $cell ne '';
        @row = ();
        last if $end eq '';
    }
    my $header = shift @rows;
    return map { my %row; @row{@$header} = @$_; \%row } @rows;
}

sub slurp {
    my ($how, @what) = @_;
    open my $file, $how, @what or die "$what[0]: $!\n";
    local $/ = undef;
    my $text = <$file>;
    close $file or $? >> 8 == 3 or die "$what[0]: failed\n";
    return $text;
}

my (%found, %present, %traps);
$found{$_->{note_id}}{$_->{indicator}} = 1 for rows(slurp('-|', $program, 'scan', $notes));
for (rows(slurp('<', $labels))) {
    my $set = $_->{status} eq 'present' ? \%present : \%traps;
    $set->{$_->{note_id}}{$_->{code}} = 1;
}
my @ids = map { $_->{note_id} } rows(slurp('<', $notes));

my %rank = (U => 0, EH => 1, CIN => 2, SH => 3);
sub gravest {
    my ($codes) = @_;
    my $most = 0;
    for (keys %$codes) {
        my $rank = $rank{(split /-/)[1]};
        $most = $rank if $rank > $most;
    }
    return $most;
}

my ($right, $found, $labelled, $same, $under, $over, $hit, $set) = (0) x 8;
for my $id (@ids) {
    my ($f, $p, $t) = ($found{$id} // {}, $present{$id} // {}, $traps{$id} // {});
    $found += keys %$f;
    $labelled += keys %$p;
    $right += grep { $p->{$_} } keys %$f;
    my $difference = gravest($f) <=> gravest($p);
    $difference == 0 ? $same++ : $difference < 0 ? $under++ : $over++;
    my @traps = grep { !$p->{$_} } keys %$t;
    $set += @traps;
    $hit += grep { $f->{$_} } @traps;
}
my ($precision, $recall) = ($right / ($found || 1), $right / ($labelled || 1));
printf "notes %d, labels %d, found %d\n", scalar @ids, $labelled, $found;
printf "codes: precision %.3f, recall %.3f, F1 %.3f\n", $precision, $recall,
    2 * $precision * $recall / (($precision + $recall) || 1);
printf "level right in %.3f of the notes; too low in %d, too high in %d\n", $same / (@ids || 1), $under, $over;
printf "traps reported as present: %d of %d (%.3f)\n", $hit, $set, $hit / ($set || 1);

# Random attendance, and an answer of its own to it, which shares nothing with the programs: rational numbers by cross
# multiplication of strings in Perl's integers, terms by a list that is walked, families by brute force.
#
#     attendance.pl rows SEED CHILDREN            rows on standard output
#     attendance.pl answer FILE [exclude]         what `attendance --all` should say of them: child, outcome, result, terms
use strict;
use warnings;
use integer;
use FindBin;
require "$FindBin::Bin/csv.pl";

my @seasons = qw(Autumn Spring Summer);
# Terms in their order, from a year on, with names that are tried one by one.
my @calendar = map { my $year = $_; map { [$year, $_] } 0 .. 2 } 2019 .. 2025;

sub name_of { my ($year, $season) = @{$calendar[$_[0]]}; return sprintf '%d-%02d %s', $year, ($year + 1) % 100, $seasons[$season] }

sub spelt
{
    my ($year, $season) = @{$calendar[$_[0]]};
    my $begins = $season == 0 ? $year : $year + 1;
    my $whole = pick(sprintf('%d-%02d', $year, ($year + 1) % 100), sprintf('%d/%d', $year, $year + 1),
        sprintf('%02d/%02d', $year % 100, ($year + 1) % 100), sprintf('%d%02d', $year, ($year + 1) % 100));
    my @days = (['09-04', '12-20'], ['01-05', '03-20'], ['05-01', '07-20']);
    return pick("$whole $seasons[$season]", lc($seasons[$season]) . " term $whole", "$seasons[$season] $begins",
        "$whole T" . ($season + 1), "$begins-$days[$season][below(2)]", substr($seasons[$season], 0, 3) . " 1 $whole");
}

sub rows
{
    my ($seed, $children) = @_;
    chance_start($seed);
    my @rows;
    for my $child (1 .. $children) {
        # A sixth of the ids is of two families; blank families are common.
        my @families = below(6) ? ('F' . below($children)) : ('F' . below($children), 'G' . below($children));
        my $term = below(scalar @calendar);
        my $level = pick(40, 48, 50, 52, 88, 90, 92, 97);
        for (1 .. 1 + below(7)) {
            for my $school (1 .. pick(1, 1, 1, 2)) {
                my $possible = pick(0, 10, 20, 50, 100, 100, 110, 146);
                my $percent = pick($level, $level, $level + below(5) - 2, below(101));
                $percent = 100 if $percent > 100;
                my $attended = $possible * $percent / 100;
                my $leave = below($possible - $attended + 1);
                my $without = pick($possible - $attended - $leave, $possible - $attended - $leave, below($possible - $attended - $leave + 1));
                push @rows, [pick('', @families), "C$child", spelt($term), $possible, $attended, $leave, $without];
            }
            $term += pick(1, 1, 1, 1, 2);
            last if $term >= @calendar;
        }
    }
    print csv_line(qw(family_id child_id term sessions_possible sessions_attended authorised_absence unauthorised_absence));
    print map { csv_line(@$_) } shuffled(@rows);
}

sub answer
{
    my ($file, $exclude) = @_;
    my (@rows, %families);
    for my $row (csv_rows(slurp($file))) {
        $families{$row->{child_id}}{$row->{family_id}} = 1 if $row->{family_id} ne '';
        push @rows, $row;
    }
    my (%sum, @order, %seen);
    for my $row (@rows) {
        my @known = keys %{$families{$row->{child_id}} || {}};
        my $family = $row->{family_id} eq '' && @known == 1 ? $known[0] : $row->{family_id};
        my $key = "$family,$row->{child_id}";
        push @order, $key unless $seen{$key}++;
        my $term = term_of($row->{term});
        my $place = $sum{$key}[$term] ||= [0, 0, 0];
        $place->[0] += $row->{sessions_possible};
        $place->[1] += $row->{sessions_attended};
        $place->[2] += $row->{authorised_absence};
    }
    for my $key (@order) {
        my $terms = $sum{$key};
        for my $i (0 .. $#$terms) {
            next unless $terms->[$i];
            if ($terms->[$i][0] == 0) { print "$key,,no-sessions," . name_of($i) . "\n"; next }
            my $before = $i > 0 && $terms->[$i - 1] && $terms->[$i - 1][0] > 0;
            my $after = $terms->[$i + 1] && $terms->[$i + 1][0] > 0;
            next if !$before && $after;
            for my $rule (['SF-1.1', 90, $exclude], ['SF-1.2', 50, 0]) {
                my ($outcome, $limit, $leave) = @$rule;
                if (!$before) { print "$key,$outcome,too-few-terms," . name_of($i) . "\n"; next }
                my ($a, $b) = @$terms[$i - 1, $i];
                my $missed = $a->[0] + $b->[0] - $a->[1] - $b->[1] - ($leave ? $a->[2] + $b->[2] : 0);
                # More than a tenth, or than a half, of the sessions missed.
                my $need = $missed * 100 > (100 - $limit) * ($a->[0] + $b->[0]);
                print "$key,$outcome," . ($need ? 'need' : 'no-need') . ',' . name_of($i - 1) . ';' . name_of($i) . "\n";
            }
        }
    }
}

# The term of a spelling: looked up among all spellings that can be, by trying.
my %known;
sub term_of
{
    my ($text) = @_;
    return $known{$text} if defined $known{$text};
    for my $i (0 .. $#calendar) {
        my ($year, $season) = @{$calendar[$i]};
        my $next = $year + 1;
        my ($y, $n, $s, $begins) = (sprintf('%02d', $year % 100), sprintf('%02d', $next % 100), substr($seasons[$season], 0, 3), $season == 0 ? $year : $next);
        my $whole = qr{(?:$year-$n|$year/$next|$y/$n|$year$n)};
        my $days = (qr/(?:09-04|12-20)/, qr/(?:01-05|03-20)/, qr/(?:05-01|07-20)/)[$season];
        my $number = $season + 1;
        return $known{$text} = $i
            if $text =~ m{^(?:$whole $seasons[$season]|(?i:$seasons[$season]) term $whole|$seasons[$season] $begins|$whole T$number|$begins-$days|$s 1 $whole)$};
    }
    die "$text: no term\n";
}

my ($what, @arguments) = @ARGV;
if ($what eq 'rows') { rows(@arguments) } else { answer(@arguments) }

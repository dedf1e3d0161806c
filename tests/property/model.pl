#!/usr/bin/perl
# A second, independent working out of level rows, from the tables in share/ and the words of the design.
#
#     model.pl rows SEED FAMILIES                   indicator rows of made-up families, in no order
#     model.pl grouped SEED FAMILIES                the same with the rows of a family together
#     model.pl consent|override SEED FAMILIES       a side file about the same families
#     model.pl framework SEED DIRECTORY             a made-up framework that extends solihull-2024
#     model.pl levels SHARE FRAMEWORK [NAME=VALUE]...  <rows: the level rows, as the program should print them
#
# FRAMEWORK is a directory of SHARE/frameworks, or one of the user's. Names: as_of, since, by, consent, override, as.
use strict;
use warnings;
use File::Basename;
require(dirname(__FILE__) . '/csv.pl');

my @agencies = ('', '', 'School', 'GP', 'Police', "Children's Services, Ashmere", 'Health "visitor"', 'school');
my @statuses = ('present') x 6;
push @statuses, '', '', 'PRESENT', 'Identified', 'negated', 'historic', 'hypothetical', 'other', 'Ruled out';
my %counting = map { $_ => 1 } 'present', '', 'PRESENT', 'Identified';
my @dates = ('2026-01-05', '2026-03-01', '28/02/2026', '2026-02', 'Mar 2026', '2026', '2025', '', '2026-11-30', '2027-01-01',
    '15/06/2026');
my @ends = ('') x 12;
push @ends, '2026-11-29', '2026-11-30', '2026-12-01', '2026-11', '2026-10', 'Ongoing', '2025', '30/11/2026', 'Oct 2026';

# The last day that a date may mean, as a text that sorts; empty for no date.
sub last_day
{
    my ($text) = @_;
    my %months = (Mar => '03', Oct => '10');
    return '' if $text eq '' || $text eq 'Ongoing';
    return $text if $text =~ /^\d{4}-\d\d-\d\d$/;
    return "$3-$2-$1" if $text =~ m{^(\d\d)/(\d\d)/(\d{4})$};
    return "$1-12-31" if $text =~ /^(\d{4})$/;
    my ($year, $month) = $text =~ /^(\d{4})-(\d\d)$/ ? ($1, $2)
        : $text =~ /^(\w{3}) (\d{4})$/ ? ($2, $months{$1})
        : die "date $text\n";
    my $leap = $year % 4 == 0 && ($year % 100 || $year % 400 == 0);
    my $days = $month == 2 ? ($leap ? 29 : 28) : $month =~ /^(04|06|09|11)$/ ? 30 : 31;
    return "$year-$month-$days";
}

# --- Making things up ----------------------------------------------------------------------------------------------------

sub indicator_codes
{
    my %of;
    push @{$of{$_->{level}}}, $_->{indicator}
        for csv_rows(slurp(dirname(__FILE__) . '/../../share/frameworks/solihull-2024/indicators.csv'));
    return \%of;
}

sub families
{
    my ($count) = @_;
    my @families;
    for my $number (1 .. $count) {
        my $kind = below(10);
        my @children = map { sprintf 'C%d', below(3 * $count) } 1 .. ($kind == 0 ? 0 : 1 + below(4));
        push @families, [$kind == 1 ? '' : sprintf('F%04d', $number), @children];
    }
    return @families;
}

sub make_rows
{
    my ($count, $grouped) = @_;
    my $codes = indicator_codes();
    my @groups;
    my $lone = 0;
    for my $family (families($count)) {
        my ($id, @children) = @$family;
        # Children without a family stand alone, so each is a group of its own.
        @children = ('L' . ++$lone) if $id eq '';
        my @rows;
        # Mild families are many, or hardly a rule but the gravest would ever decide.
        my $worst = below(10);
        for (1 .. 1 + below(3 * (1 + @children))) {
            my $child = $id ne '' && below(4) == 0 || !@children ? '' : pick(@children);
            my $level = below(10) < 3 ? 'U' : $worst < 6 ? 'EH' : $worst < 8 ? pick('EH', 'CIN') : pick('EH', 'CIN', 'SH');
            my $code = pick(@{$codes->{$level}});
            # Needs of one domain and one agency should be common too.
            $code = pick(grep { /^HEA/ } @{$codes->{$level}}) if $worst % 2;
            $code = lc $code if below(12) == 0;
            $code = " $code" if below(12) == 0;
            push @rows, [$id, $child, pick(@dates), $code, pick(@statuses), $worst < 3 ? 'School' : pick(@agencies), pick(@ends)];
        }
        push @groups, \@rows;
    }
    my @rows = map { @$_ } shuffled(@groups);
    @rows = shuffled(@rows) if !$grouped;
    print csv_line(qw(family_id child_id date indicator status agency end_date)), map { csv_line(@$_) } @rows;
}

sub make_side
{
    my ($kind, $count) = @_;
    my @rows;
    for my $family (families($count)) {
        my ($id, @children) = @$family;
        for my $child ('', @children) {
            next if below(3) || ($id eq '' && $child eq '');
            my $family_id = below(8) == 0 && $child ne '' ? '' : $id;
            for (1 .. 1 + below(2)) {
                my $date = pick('2026-01-05', '2026-02-01', '05/01/2026', '2026-01-06', '');
                push @rows, $kind eq 'consent'
                    ? [$family_id, $child, $date, pick(qw(given refused withdrawn))]
                    : [$family_id, $child, $date, pick(qw(universal early-help child-in-need significant-harm)), 'Nurse', 'Seen'];
            }
        }
    }
    print csv_line(qw(family_id child_id date), $kind eq 'consent' ? 'consent' : qw(level by reason)),
        map { csv_line(@$_) } shuffled(@rows);
}

sub make_framework
{
    my ($directory) = @_;
    my $count = 2 + below(5);
    my @ranks = (shuffled(0 .. 30))[0 .. $count - 1];
    my @levels = map { "step-$_" } 1 .. $count;
    my @order = sort { $ranks[$a] <=> $ranks[$b] } 0 .. $count - 1;
    my @contacts = map { "contact-$_" } 1 .. 4;
    my @tags = qw(exploitation neglect missing domestic-abuse mental-health parenting attendance physical-health);
    mkdir $directory;
    spew("$directory/framework.csv", map { csv_line(@$_) } ['key', 'value'], ['name', 'made-up'], ['extends', 'solihull-2024']);
    spew("$directory/contacts.csv", csv_line(qw(contact name phone email hours)),
        map { csv_line($_, "The $_", '', '', '') } @contacts);
    spew("$directory/levels.csv", csv_line(qw(level rank name response consent contact review_weeks)), map {
        csv_line($levels[$_], $ranks[$_], "Step, $_", "Do \"$_\"",
            pick(qw(for-referral required not-required required-unless-significant-harm)), pick('', @contacts), pick('', 6))
    } shuffled(0 .. $count - 1));
    my @rules = ([$levels[$order[0]], '', 0, 0]);
    for my $level (@levels[@order[1 .. $#order]]) {
        push @rules, [$level, pick('EH', 'EH', 'CIN', 'SH', 'U', ''), pick('', 0, 1, 1, 2, 3, 4), pick('', 0, 0, 1, 2, 3)]
            for 1 .. 1 + below(3);
    }
    # A second lowest rule and one that never decides should do no harm.
    push @rules, [$levels[$order[0]], 'EH', 1, 0] if below(2);
    spew("$directory/rules.csv", csv_line(qw(level indicator_level min_domains min_agencies)), map { csv_line(@$_) } shuffled(@rules));
    spew("$directory/routes.csv", csv_line(qw(route when_tag when_level contact reason)), map {
        csv_line("route-$_", pick('', @tags), pick('', @levels), pick('', @contacts), "Because $_")
    } 1 .. 6);
    # One indicator is replaced by a graver one in another domain, one is new.
    spew("$directory/indicators.csv", csv_line(qw(indicator domain level label applies_to tags ref)),
        csv_line('HEA-EH-01', 'SOC', 'SH', 'Replaced', 'child', 'neglect;missing', 'p. 1'),
        csv_line('NEW-CIN-01', 'BAS', 'CIN', 'New', 'child', '', 'p. 2'));
}

# --- The model -----------------------------------------------------------------------------------------------------------

sub load_framework
{
    my ($share, $name) = @_;
    my $directory = -d "$share/frameworks/$name" ? "$share/frameworks/$name" : $name;
    my %facts = map { $_->{key} => $_->{value} } csv_rows(slurp("$directory/framework.csv"));
    my $base = $facts{extends} ? load_framework($share, $facts{extends}) : {domains => [], indicators => [], of => {}};
    my %framework = (%$base, name => $facts{name}, of => {%{$base->{of}}}, indicators => [@{$base->{indicators}}]);
    $framework{domains} = [map { $_->{domain} } csv_rows(slurp("$directory/domains.csv"))] if -e "$directory/domains.csv";
    if (-e "$directory/indicators.csv") {
        for my $row (csv_rows(slurp("$directory/indicators.csv"))) {
            push @{$framework{indicators}}, $row->{indicator} unless $framework{of}{$row->{indicator}};
            $framework{of}{$row->{indicator}} = $row;
        }
    }
    for my $table (qw(levels rules routes contacts)) {
        $framework{$table} = [csv_rows(slurp("$directory/$table.csv"))] if -e "$directory/$table.csv";
    }
    $framework{level} = {map { $_->{level} => $_ } @{$framework{levels}}};
    return \%framework;
}

# The latest row of a side file that is about the child, else about the family, else about the child without a family.
sub side_file
{
    my ($name) = @_;
    my (%rows, $number);
    for my $row (csv_rows(slurp($name))) {
        $row->{order} = sprintf '%10s %06d', last_day($row->{date}), ++$number;
        my $key = "$row->{family_id}\t$row->{child_id}";
        $rows{$key} = $row if !$rows{$key} || $row->{order} gt $rows{$key}{order};
    }
    return sub {
        my ($family, $child) = @_;
        my @keys = "$family\t$child";
        push @keys, "$family\t", "\t$child" if $family ne '' && $child ne '';
        for my $key (@keys) {
            return $rows{$key} if $rows{$key};
        }
        return undef;
    };
}

sub levels
{
    my ($share, $name, %ask) = @_;
    my $framework = load_framework($share, $name);
    my $told = $ask{as} ? load_framework($share, $ask{as}) : $framework;
    my $consents = $ask{consent} ? side_file($ask{consent}) : undef;
    my $decisions = $ask{override} ? side_file($ask{override}) : sub { undef };
    my %place;
    @place{@{$framework->{indicators}}} = 0 .. $#{$framework->{indicators}};
    my @gravest_first = sort { $framework->{level}{$b->{level}}{rank} <=> $framework->{level}{$a->{level}}{rank} } @{$framework->{rules}};
    my %early = map { $_->{level} => 1 } grep { $_->{indicator_level} eq 'EH' } @{$framework->{rules}};
    my @crosswalk = csv_rows(slurp("$share/crosswalks/levels-crosswalk.csv"));

    # What counts, by child and by family.
    my (%first, %present, %agencies, %has_child, $number);
    local $/;
    for my $row (csv_rows(scalar <STDIN>)) {
        my ($family, $child) = @$row{qw(family_id child_id)};
        $child = '' if ($ask{by} || '') eq 'family' && $family ne '';
        my $key = "$family\t$child";
        $first{$key} = ++$number unless defined $first{$key};
        $has_child{$family} = 1 if $family ne '' && $child ne '';
        my $code = uc $row->{indicator};
        $code =~ s/^ +| +$//g;
        my ($date, $end) = (last_day($row->{date}), last_day($row->{end_date}));
        next if !$counting{$row->{status}} || ($end ne '' && $end lt $ask{as_of});
        next if $date ne '' && $ask{since} && $date lt $ask{since};
        $present{$key}{$code} = 1;
        $agencies{$key}{$row->{agency}} = 1 if $row->{agency} ne '' && $framework->{of}{$code}{level} ne 'U';
    }

    print csv_line(qw(family_id child_id as_of framework level suggested rank level_name support drivers needs strengths domains
        routes consent next_step contact));
    for my $key (sort { $first{$a} <=> $first{$b} } keys %first) {
        my ($family, $child) = split /\t/, $key, -1;
        next if $child eq '' && $has_child{$family};
        my @keys = $child ne '' && $family ne '' ? ($key, "$family\t") : ($key);
        my %have = map { %{$present{$_} || {}} } @keys;
        my $agencies = () = keys %{{map { %{$agencies{$_} || {}} } @keys}};
        my @codes = sort { $place{$a} <=> $place{$b} } keys %have;
        my $of_level = sub { my ($level) = @_; grep { $framework->{of}{$_}{level} eq $level } @codes };
        my @needs = map { $of_level->($_) } qw(SH CIN EH);
        my %domains = map { $framework->{of}{$_}{domain} => 1 } @needs;
        my $domains = () = keys %domains;

        # The highest level of which a rule holds, and every rule of it that does.
        my ($suggested, %driver);
        for my $rule (@gravest_first) {
            last if defined $suggested && $rule->{level} ne $suggested;
            my ($asks_domains, $asks_agencies) = ($rule->{min_domains} || 0, $rule->{min_agencies} || 0);
            next if $domains < $asks_domains || $agencies < $asks_agencies;
            next if $rule->{indicator_level} ne '' && !$of_level->($rule->{indicator_level});
            $suggested = $rule->{level};
            next if $rule->{indicator_level} eq '' && !$asks_domains && !$asks_agencies;
            my $all = $rule->{indicator_level} eq '' || $asks_domains > 1 || $asks_agencies > 1;
            $driver{$_} = 1 for $all ? @needs : $of_level->($rule->{indicator_level});
        }
        my $decision = $decisions->($family, $child);
        my $level = $decision ? $decision->{level} : $suggested;
        my $standing = $framework->{level}{$level};
        my $several = $domains > 1 || $agencies > 1;
        my $gravest = (grep { $of_level->($_) } qw(SH CIN EH))[0] || '';

        my $consent_row = $consents ? $consents->($family, $child) : undef;
        my $state = $consent_row ? $consent_row->{consent} : 'not-recorded';
        my $without = $state eq 'refused' || $state eq 'withdrawn';
        my $asked = $standing->{consent};
        my $open = $asked eq 'not-required' || ($asked eq 'for-referral' && $state eq 'not-recorded');
        my $consent = !$consents || $open ? $asked : $state;
        my $needed = $asked eq 'required' || ($asked eq 'required-unless-significant-harm' && $gravest ne 'SH');
        my $next_step = $without && $needed
            ? "Consent is $state: one agency may go on with its own support. Consider whether going without joint support is "
                . 'likely to cause significant harm; if so, speak to the contact named here.'
            : $standing->{response};

        my (@routes, @contacts, %seen);
        push @contacts, $standing->{contact};
        my %tags = map { $_ => 1 } map { split /;/, $framework->{of}{$_}{tags} } @needs;
        for my $route (@{$framework->{routes}}) {
            next if $route->{when_level} ne '' && $framework->{level}{$route->{when_level}}{rank} > $standing->{rank};
            next if $route->{when_tag} ne '' && !$tags{$route->{when_tag}};
            push @routes, $route->{route};
            push @contacts, $route->{contact};
        }
        my $as = sub {
            my ($code) = @_;
            return $code if $told->{name} eq $framework->{name};
            my $support = $early{$code} ? ($several ? 'multi-agency' : 'single-agency') : 'none';
            my @rows = grep { $_->{framework} eq $framework->{name} && $_->{level} eq $code } @crosswalk;
            @rows = grep { $_->{as_framework} eq $told->{name} } @rows;
            my ($match) = grep { $_->{when} eq $support || $_->{when} eq $gravest && $gravest ne '' } @rows;
            ($match) = grep { $_->{when} eq '' } @rows if !$match;
            return $match->{as_level};
        };
        my $told_level = $told->{level}{$as->($level)};
        print csv_line(
            $family, $child, $ask{as_of}, $told->{name}, $told_level->{level}, $as->($suggested),
            $told_level->{rank}, $told_level->{name},
            $early{$level} ? ($several && !$without ? 'multi-agency' : 'single-agency') : '',
            join(';', grep { $driver{$_} } (map { $of_level->($_) } qw(SH CIN EH))),
            join(';', @needs), join(';', $of_level->('U')), join(';', grep { $domains{$_} } @{$framework->{domains}}),
            join(';', @routes), $consent, $next_step, join(';', grep { $_ ne '' && !$seen{$_}++ } @contacts));
    }
}

my ($what, @arguments) = @ARGV;
binmode STDIN;
binmode STDOUT;
if ($what eq 'levels') {
    my ($share, $framework, @ask) = @arguments;
    levels($share, $framework, map { /^([a-z_]+)=(.*)$/s ? ($1, $2) : die "$_\n" } @ask);
} else {
    chance_start($arguments[0]);
    $what eq 'rows' ? make_rows($arguments[1], 0)
        : $what eq 'grouped' ? make_rows($arguments[1], 1)
        : $what eq 'framework' ? make_framework($arguments[1])
        : make_side($what, $arguments[1]);
}

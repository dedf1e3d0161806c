#!/usr/bin/perl
# Made-up plans and reviews, and a second working out of what is due.
#
#     review-due.pl plans SEED COUNT           rows of plans
#     review-due.pl reviews SEED COUNT         rows of reviews of the same families
#     review-due.pl due PLANS REVIEWS DAY WITHIN GRACE    what eh-review writes
use strict;
use warnings;
use Time::Local 'timegm';

my %weeks = ('' => 0, universal => 12, 'early-help' => 6, 'child-in-need' => 6, 'significant-harm' => 2);
my $state;

sub pick { $state = ($state * 1103515245 + 12345) & 0x7fffffff; return int($state / 65536) % $_[0] }
sub iso { my @t = gmtime($_[0] * 86400); return sprintf '%04d-%02d-%02d', $t[5] + 1900, $t[4] + 1, $t[3] }
sub number { return $_[0] =~ /^(\d+)-(\d+)-(\d+)$/ ? timegm(0, 0, 12, $3, $2 - 1, $1) / 86400 - 0.5 : undef }

# A day of 2026, or none, with one chance in `never`.
sub day { return pick($_[0]) == 0 ? '' : iso(20454 + pick(330)) }

sub rows
{
    my ($file) = @_;
    open my $in, '<', $file or die "$file: $!";
    my @names = split /,/, <$in> =~ s/\n//r;
    my @rows;
    while (<$in>) { chomp; my %row; @row{@names} = split /,/, $_, -1; push @rows, \%row }
    return @rows;
}

my $what = shift;
if ($what eq 'plans' || $what eq 'reviews') {
    ($state, my $count) = @ARGV;
    my @levels = sort keys %weeks;
    my @decisions = ('', qw(close continue escalate continue));
    my @leads = ('', 'Ms Lark', 'ms  lark', 'Mr Teasel');
    print $what eq 'plans' ? "family_id,child_id,plan_id,date,end_date,level,lead_practitioner,agency,review_due\n"
        : "family_id,review_id,due_date,held_date,decision,next_review,level,lead_practitioner,agency\n";
    for my $i (1 .. $count) {
        my $family = 'F' . pick($count / 3);
        my @cells = $what eq 'plans'
            ? ($family, pick(3) ? '' : 'C' . pick(3), pick(4) ? "P$i" : '', day(20), pick(4) ? '' : day(1e9), $levels[pick(5)],
               $leads[pick(4)], 'A' . pick(2), pick(2) ? '' : day(1e9))
            : ($family, "R$i", day(5), pick(3) ? day(1e9) : '', $decisions[pick(5)], pick(2) ? '' : day(1e9),
               pick(2) ? '' : $levels[pick(5)], $leads[pick(4)], 'A' . pick(2));
        print join(',', @cells), "\n";
    }
    exit;
}

my ($plans, $reviews, $as_of, $within, $grace) = @ARGV;
$as_of = number($as_of);
my (%reviews, @due);
push @{$reviews{$_->{family_id}}}, $_ for rows($reviews);
for my $plan (rows($plans)) {
    my $end = number($plan->{end_date});
    my $start = number($plan->{date});
    next if defined $end && ($end <= $as_of || (defined $start && $end < $start)); # the latter is rejected
    my @all = @{$reviews{$plan->{family_id}} || []};
    my ($last, $booked, $last_day);
    for my $review (@all) {
        my $held = number($review->{held_date});
        next if !defined $held || $held > $as_of || (defined $start && $held < $start);
        ($last, $last_day) = ($review, $held) if !$last || $held >= $last_day;
    }
    for my $review (@all) {
        my ($held, $on) = (number($review->{held_date}), number($review->{due_date}));
        next if (defined $held && $held <= $as_of) || !defined $on;
        next if $last ? $on <= $last_day : defined $start && $on < $start;
        $booked = $review if !$booked || $on <= number($booked->{due_date});
    }
    my $level = $last && $last->{level} ne '' ? $last->{level} : $plan->{level};
    my ($day, $basis, $date);
    my $next = $last ? number($last->{next_review}) : undef;
    my $planned = number($plan->{review_due});
    my $base = $last ? $last_day : $start;
    if (defined $next && $next > $last_day) { ($day, $basis) = ($next, 'next-review') }
    elsif ($booked) { ($day, $basis) = (number($booked->{due_date}), 'review') }
    elsif (defined $planned && (!$last || $planned > $last_day)) { ($day, $basis) = ($planned, 'plan') }
    elsif ($last && $last->{decision} eq 'close') { next }
    elsif (!defined $base) { next }
    elsif ($weeks{$level}) { ($day, $basis) = ($base + 7 * $weeks{$level}, 'level') }
    else { ($day, $basis) = ($base + 42, 'default') }
    $date = $basis eq 'level' || $basis eq 'default' ? '' : iso($day);
    my $late = $as_of - $day;
    my $overdue = $late > $grace;
    next if !$overdue && $day > $as_of + $within;
    my ($lead, $agency) = @$plan{qw(lead_practitioner agency)};
    for my $review (grep { $_ } $last, $booked) {
        ($lead, $agency) = @$review{qw(lead_practitioner agency)} if $lead eq '';
        $agency = $plan->{agency} if $lead eq '';
    }
    my $key = lc $lead =~ s/ +/ /gr;
    push @due, {
        day => $day, key => $key, plan => $plan, start => defined $start ? $start : 1e9, child => $plan->{child_id}, basis => $basis,
        level => $level, lead => $lead, agency => $agency,
        cells => [$booked && number($booked->{due_date}) == $day ? $booked->{review_id} : '', $date, iso($day),
            $overdue ? 'overdue' : 'due-soon', $late, $basis, $level, $lead, $agency, $plan->{date},
            defined $start && $start <= $as_of ? int(($as_of - $start) / 7) : '', $last ? $last->{held_date} : ''],
    };
}
# Plans of one family, day and lead practitioner: the one that started last, no start last of all.
my %shared;
push @{$shared{join "\0", $_->{day}, $_->{plan}{family_id}, $_->{key}}}, $_ for @due;
my %order = ('next-review' => 0, review => 1, plan => 2, level => 3, default => 4);
my %rank = (universal => 0, 'early-help' => 1, 'child-in-need' => 2, 'significant-harm' => 3, '' => 9);
my @kept;
for my $group (values %shared) {
    my @sorted = sort {
        $b->{start} <=> $a->{start} || $a->{plan}{plan_id} cmp $b->{plan}{plan_id} || $a->{child} cmp $b->{child}
            || $order{$a->{basis}} <=> $order{$b->{basis}} || $rank{$a->{level}} <=> $rank{$b->{level}}
            || $a->{lead} cmp $b->{lead} || $a->{agency} cmp $b->{agency}
    } @$group;
    my %children = map { $_->{child} => 1 } @sorted;
    $sorted[0]{child} = '' if keys %children > 1;
    push @kept, $sorted[0];
}
my @order = sort {
    $a->{day} <=> $b->{day} || $a->{plan}{family_id} cmp $b->{plan}{family_id} || $a->{child} cmp $b->{child}
        || $a->{key} cmp $b->{key}
} @kept;
print "family_id,child_id,review_id,due_date,due_day,state,days_late,basis,level,lead_practitioner,agency,started,age_weeks,last_held\n"
    if @order;
print join(',', $_->{plan}{family_id}, $_->{child}, @{$_->{cells}}), "\n" for @order;

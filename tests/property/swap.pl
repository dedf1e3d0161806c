# swap.pl names|gender FILE: the notes of a CSV file with other first names, or with he and she exchanged. Names are those of
# the list below, which holds none that is a word as well; of other capitalised words nobody knows whether they are names.
use strict;
use warnings;
use FindBin;
require "$FindBin::Bin/csv.pl";

my ($what, $file) = @ARGV;
my @names = qw(Aaliyah Aaron Abdul Abigail Adam Ahmed Aisha Alfie Alice Amara Amelia Amina Amir Amy Andrew Anita Anna Anthony
    Archie Arjun Ava Ayesha Beatrice Ben Benjamin Bethany Bilal Callum Cameron Carl Carly Charlotte Chantelle Chloe Connor
    Courtney Craig Dale Daniel Danielle David Dean Deepa Demi Dylan Edward Ella Ellie Elliot Emily Emma Ethan Eva Evie
    Farah Fatima Finley Fiona Florence Freddie Freya Gareth Gavin George Georgia Gurpreet Hamza Hannah Harley Harriet Harry
    Hassan Hayley Helen Henry Holly Ibrahim Imran Isaac Isabella Isla Ivy Jacob Jade Jamal James Jamie Jasmine Jason Jayden
    Jenny Jessica Joanne Jordan Joshua Kai Karen Katie Kayleigh Keira Kelly Kieran Kyle Laura Lauren Layla Leah Leanne Leo
    Lewis Liam Libby Lisa Logan Louise Lucas Lucy Luke Maisie Malik Maria Martin Maryam Matthew Megan Mia Michael Michelle
    Mohammed Molly Nadia Naomi Natalie Nathan Nicola Nicole Noah Oliver Olivia Omar Oscar Owen Paige Patrick Paul Peter
    Phoebe Priya Rachel Reece Rebecca Rhys Riley Robert Ruby Ryan Samantha Samira Sana Sarah Scarlett Sean Shannon Sharon
    Simon Simran Sofia Sophie Stacey Stephen Steven Tariq Thomas Toby Tracey Tyler Usman Victoria Wayne William Yasmin
    Yusuf Zac Zainab Zara Zoe);
my %number = map { $names[$_] => $_ } 0 .. $#names;

# What may follow `her` where a boy's would be `him`.
my %joins = map { $_ => 1 } qw(a about after again against all alone an and around as asleep at away back because before being
    both but by come coming do doing down every everything for from get getting go going has have he here how if in inside into
    is it last later like more most much next no not now of off on once or out outside over round she since so some than that
    the then there they this though through til till to today together tomorrow tonight too twice under until up upset very was
    well when where whether which while who why will with without would yesterday);
my %opposite = (he => 'she', she => 'he', him => 'her', his => 'her', himself => 'herself', herself => 'himself', hers => 'his');

sub like { my ($word, $as) = @_; $as =~ /^[A-Z]/ ? ucfirst $word : $word }

sub other_gender
{
    my ($text) = @_;
    $text =~ s{(?<![\w'\x{2019}])(he|she|him|his|himself|herself|hers|her)(?![\w])(?=(\s+([A-Za-z'\x{2019}]+))?)}{
        my ($word, $next) = ($1, $3);
        lc $word eq 'her'
            ? like(defined $next && !$joins{lc $next} ? 'his' : 'him', $word)
            : like($opposite{lc $word}, $word) }gei;
    return $text;
}

sub other_names
{
    my ($text) = @_;
    $text =~ s/\b([A-Z][a-z]+)\b/exists $number{$1} ? $names[($number{$1} + 97) % @names] : $1/ge;
    return $text;
}

my ($header, @rows) = csv_records(slurp($file));
my ($column) = grep { $header->[$_] eq 'text' } 0 .. $#$header;
print csv_line(@$header);
for my $row (@rows) {
    $row->[$column] = $what eq 'names' ? other_names($row->[$column]) : other_gender($row->[$column]);
    print csv_line(@$row);
}

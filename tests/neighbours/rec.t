#!/bin/sh
# GNU recutils and we read the same values out of the same text records, and recutils accept what we write.
. "$(dirname "$0")/../cli/lib.sh"
for program in recsel recfix rec2csv perl; do
    command -v $program >/dev/null || skip_all "$program is not there"
done

# Values of all kinds of lines, written in the ways that there are: continuations with and without a blank, joined lines,
# backslashes, signs that mean something elsewhere. Each begins and ends with ink, since forms are trimmed.
cat >make.pl <<'END'
srand(7);
my @pieces = ("word", "two words", "a: b", "# no comment", "+ plus", "%rec: X", "tab\there", "\\", "a\\b", "caf\xc3\xa9", "", "  in", "\"q\"", "x,y");
for my $number (1 .. 120) {
    open my $file, ">", sprintf("v%03d.rec", $number) or die;
    print $file "%rec: Form\n\nType: assessment\nFamily_id: F1\nDate: 2026-01-05\n\n%rec: View\n\nTopic: worry\nWhose: family\n";
    my @lines = ("begin", (map { $pieces[rand @pieces] . $pieces[rand @pieces] } 1 .. rand 5), "end");
    my $text = "Text:" . (rand 3 < 1 ? "" : rand 2 < 1 ? " " : "\t");
    for my $i (0 .. $#lines) {
        my $line = $lines[$i];
        if ($i > 0) {
            my $join = $text !~ /\\$/ && rand 4 < 1;
            $line =~ s/^[ \t]+// if !$join && $text =~ /:$/;
            $text .= $join ? "\\\n" : ($text =~ /\\$/ ? "\\\n\n+" : "\n+") . (rand 2 < 1 || $line =~ /^[ \t]/ ? " " : "");
        }
        $text .= $line;
    }
    print $file $text, "\n";
    print $file "Name: A\n" if rand 2 < 1;
}
END
perl make.pl
: >theirs
: >ours
for file in v*.rec; do
    { echo "$file"; recsel -t View -P Text "$file" || echo failed; } >>theirs
    { echo "$file"; eh-assess table notes -t rec -o notes.rec "$file" || echo failed; recsel -t notes -P text notes.rec; } >>ours
    recfix --check notes.rec >>faults 2>&1 || echo "$file" >>faults
done
same 'the same values' ours theirs
same 'recutils accept what we write' faults /dev/null

# Every file that we write, and the examples.
cp "$TOP"/examples/forms/sparrow-*.rec .
for form in assessment review; do
    run "new $form" eh-assess new "$form" -o "new-$form.rec"
done
run 'new from another' eh-assess new --from sparrow-assessment.rec -o next.rec
for file in sparrow-*.rec new-*.rec next.rec; do
    run "recfix: $file" recfix --check "$file"
    status 0
    for type in Form Person View Action; do
        run "rec2csv: $file, $type" rec2csv -t "$type" "$file"
        status 0
        ok "$file has $type" test "$(wc -l <"$scratch/out")" -ge 2
    done
done

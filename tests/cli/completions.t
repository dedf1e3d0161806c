#!/bin/sh
# What bash offers beside the options (tests/cli/*manuals.t): words, names, records, columns and the headings of files.
. "$(dirname "$0")/lib.sh"
command -v bash >/dev/null || skip_all 'no bash'
completions=$TOP/share/completions
. "$TOP/tests/cli/pages.sh"

for program in eh-assess eh-genogram eh-plan eh-review eh-threshold eh-timeline; do
    "$program" --help | awk '/^[^ ]/ { inside = $1 == "verbs" } /^  [a-z]/ && inside { print $1 }' | sort >verbs
    mkdir -p empty && cd empty || exit 2
    # shellcheck disable=SC2046 # words of a list
    bash_completes "$program" ''
    stdout <../verbs
    cd ..
done

mkdir here && cd here || exit 2
bash_completes eh-plan due -t ''
offers csv html ics json rec text
bash_completes eh-genogram --to ''
offers html svg text
bash_completes eh-genogram --from ''
offers csv gedcom ped
bash_completes eh-assess form --blank ''
offers assessment referral review
bash_completes eh-assess new r
offers review
bash_completes eh-assess table ''
offers actions assessments concerns consent goals notes people plans relationships reviews scales sharing
bash_completes eh-genogram table ''
offers people relationships
bash_completes eh-timeline table --as ''
offers assessments contacts episodes events indicators people plans referrals reviews statutory
bash_completes eh-timeline journey --as ''
offers assessments contacts episodes events plans referrals statutory
bash_completes eh-threshold --as ''
offers sandwell-2022 solihull-2014 solihull-2024
bash_completes eh-review outcomes --outcome-set ''
offers supporting-families
bash_completes eh-review measures --by ''
offers area both organisation
bash_completes eh-review due --within ''
offers 0d 14d 1m 2w
bash_completes eh-review scales -m sc
offers score=

# The headings of the files on the line, as the program reads them: below a title, between quotation marks, of UTF-16.
printf 'Title line,,\nChild ref,"Odd ""one""",Level\n1,2,3\n' >titled.csv
printf '\377\376a\0,\0b\0\n\0' >wide.csv
bash_completes eh-threshold titled.csv -m child_id = ''
offers 'Child\ ref' Level 'Odd\ \"one\"'
bash_completes eh-threshold titled.csv wide.csv nosuch.csv -m child_id = ''
offers 'Child\ ref' Level 'Odd\ \"one\"' a b
bash_completes eh-threshold level titled.csv --map child_id = 'Child\ r'
offers 'Child\ ref'
bash_completes eh-threshold --map child_id = ''
offers
cd .. && rm -r here

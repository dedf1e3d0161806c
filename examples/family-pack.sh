#!/bin/sh
# Makes the pages of one family from its records: see usage below, or family-pack.sh --help.
# Names of files are plain in a pack, so lists of them may fall into words; pack.sh uses what is set here.
# shellcheck disable=SC2034,SC2046,SC2086,SC2154
set -u
program='family-pack.sh'
known='form gedcom people relationships notes indicators events contacts referrals episodes assessments plans reviews statutory actions drafts scales consent override'

usage()
{
    cat <<'END'
family-pack.sh: the pages of one family from its records: assessment form, why a level is suggested,
genogram, timeline, plan, scales; with a cover (index.html), and all in one file to print (pack.html)

  family-pack.sh -o larkrise people.csv relationships.csv notes.csv plan.csv

usage: family-pack.sh -o DIR [OPTION]... FILE...
  -o, --output DIR     directory to write, made with mode 0700; its own pages in it are replaced
      --family ID      this family alone; needed when the files are about several
      --as-of DATE     day to answer for; default: today
      --initials       initials instead of names
      --years          years instead of dates of birth
      --as RECORD=FILE what a file is, where its headings do not tell
  -h, --help           print this help

Files are known by their headings, and forms (.rec) and GEDCOM by how they begin. Exit status: 0 done;
2 nothing could be made; 3 done, but rows or files were left out, as the cover says.
END
}

# shellcheck source=packs/pack.sh
. "$(dirname "$0")/packs/pack.sh"
parts=$here/packs/family.txt
options '-o --output --family --as-of --initials --years --as -h --help' "$@"
shift $(($# - left))
begin
receive "$@"

# from RECORD: the files that are such records, or else what the forms say of it.
from()
{
    files=$(names "$1")
    if [ -z "$files" ] && [ -n "$forms" ] && step eh-assess table "$1" -o "$1-of-forms.csv" $forms &&
        [ "$(wc -l <"$1-of-forms.csv")" -gt 1 ]; then
        files=$1-of-forms.csv
    fi
    echo "$files"
}

# one_table RECORD FILE...: the files as one, since options take one; GEDCOM as a table.
one_table()
{
    record=$1
    shift
    case $# in
    0) return ;;
    1) case " $(names gedcom) " in *" $1 "*) ;; *) echo "$1" && return ;; esac ;;
    esac
    ! step eh-genogram table "$record" -o "$record-together.csv" "$@" || echo "$record-together.csv"
}

# whose FILE...: whether rows are to be picked by the family; when it was not asked for, only where the files tell it.
whose()
{
    [ -n "$family" ] || return 0
    [ -z "$asked" ] || { echo yes && return 0; }
    for name; do grep -qxF -e "$name" "$work/without" && return 0; done
    echo yes
}

# Whose names and dates of birth are hidden, for verbs that need people for nothing else.
of_people() { [ -z "$initials$years" ] || [ -z "$people" ] || echo "--people $people"; }

# families_in COMMAND...: ids of families in what it writes.
families_in() { "$@" -t rec 2>"$work/none" | sed -n 's/^family_id: //p' | sort -u; }

[ -z "$initials" ] || item 'Names in quoted words' \
    'Hidden is who stands in the list of people. Look for other names in what was written down before you hand this on.' >"$work/hints"

# hint_at_lines: what would draw more of them. People without a line are in the drawing, so nothing is left out.
hint_at_lines()
{
    alone=$(sed -n 's/ have no line: .*/ have no line./p' "$work/messages")
    grep -v ' people have no line: ' "$work/messages" >"$work/others"
    mv -f "$work/others" "$work/messages"
    if [ -z "$alone" ] && grep -q 'column relationship of these people' "$work/out/genogram.html"; then
        item 'More lines of the genogram' 'Made from relationships: who is or was whose partner (from, to, type, status).'
    else
        item 'Lines of the genogram' \
            "${alone:+$alone }Made from relationships: who is whose parent or partner (from, to, type)."
    fi
}

forms=$(names form)
people=$(one_table people $(from people; names gedcom))
lines=$(from relationships)
[ -n "$(names people)" ] || lines="$lines $(names gedcom)"
lines=$(one_table relationships $lines)
told=$(names events contacts referrals episodes assessments plans reviews statutory)
notes=$(from notes) needs=$(names indicators)
plan=$(from actions; names drafts) plans=$(from plans) scales=$(from scales)

# --- Which family --------------------------------------------------------------------------------

asked=$family
if [ -z "$family" ]; then
    [ -z "$people" ] || families=$(families_in eh-genogram table people $people)
    [ -n "${families:-}" ] || families=$({
        [ -z "$told" ] || families_in eh-timeline table $(as_known $told) $told
        [ -z "$needs" ] || families_in eh-threshold level $needs
        [ -z "$notes" ] || families_in eh-assess scan --all $notes
        [ -z "$scales" ] || families_in eh-review scales --by family $scales
    } | sort -u)
    count=$(printf '%s\n' "$families" | grep -c .)
    if [ "$count" -gt 1 ]; then
        stop "these files are about $count families; --family takes one of$(
            printf '%s\n' "$families" | sed -n 's/^/ /; s/$/,/; 1,12p' | tr -d '\n' | sed 's/,$//'
            [ "$count" -le 12 ] || printf ' and so on'
        )"
    fi
    family=$families
fi

# --- The pages -----------------------------------------------------------------------------------

hidden="$initials $years"
[ -z "$forms" ] || page form eh-assess form $hidden $forms

if [ -n "$notes" ]; then
    only=$(whose $notes)
    if step eh-assess scan ${only:+--family "$family"} -o mentions.csv $notes; then
        needs="mentions.csv $needs"
    else
        failed why
    fi
fi
if [ -n "$needs" ]; then
    only=$(whose $notes $needs)
    page why eh-threshold explain $hidden $(of_people) --as-of "$today" ${only:+--family "$family"} \
        $(side --consent consent) $(side --override override) $needs
fi

if [ -n "$people" ]; then
    ages=--ages
    [ -z "$years" ] || ages=
    page genogram eh-genogram draw $hidden $ages --as-of "$today" ${asked:+--family "$family"} \
        ${lines:+-r $lines} $people
    [ -n "$lines" ] || hint_at_lines >>"$work/hints"
fi

if [ -n "$told$people$needs" ]; then
    step eh-timeline table ${family:+--family "$family"} ${people:+--people $people} -o events-together.csv \
        $(as_known $told $needs) $told $people $needs &&
        page timeline eh-timeline draw $hidden ${people:+--people $people} events-together.csv
fi

if [ -z "$plan" ] && [ -n "$needs" ]; then
    only=$(whose $notes $needs)
    step eh-threshold level --as-of "$today" ${only:+--family "$family"} -o levels.csv $needs &&
        step eh-plan draft --as-of "$today" -o draft.csv levels.csv && plan=draft.csv
    [ -z "$plan" ] || item 'The plan as agreed' \
        'Made from actions. The plan above is a draft out of the needs; nobody has agreed to it yet.' >>"$work/hints"
fi
if [ -n "$plan" ]; then
    only=$(whose $plan)
    page plan eh-plan form $hidden --as-of "$today" ${only:+--family "$family"} \
        ${people:+--people $people} ${plans:+--plans ${plans%% *}} $plan
fi

if [ -n "$scales" ]; then
    only=$(whose $scales)
    page scales eh-review scales $hidden $(of_people) --as-of "$today" ${only:+--family "$family"} $scales
fi

title="Family${family:+ $family}: what is on record"
about="As of $today."
notice='Levels are suggestions: a person decides. Nothing here takes the place of talking with the family.'
bind

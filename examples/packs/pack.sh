# What the packs share. Source it with $program, $known (the records it takes) and $parts (its table) set.
# The work is done in a directory beside the pack, which is moved into place at the end.
# shellcheck shell=sh disable=SC2034,SC2154 # set, or used, by whoever sources it

here=$(cd "$(dirname "$0")" && pwd) || exit 2
if [ -n "${BIN:-}" ]; then
    PATH=$(cd "$BIN" && pwd):$PATH
elif [ -x "$here/../build/bin/eh-review" ]; then
    PATH=$(cd "$here/../build/bin" && pwd):$PATH
fi
umask 077
LC_ALL=C
export LC_ALL PATH
unset CDPATH COLUMNS

out='' as_of='' family='' initials='' years='' said=''

say() { printf '%s: %s\n' "$program" "$1" >&2; }
stop()
{
    say "$1"
    exit 2
}
wrong() { stop "$1 ($program --help shows what there is)"; }

# options ALLOWED ARGUMENT...: what is asked for; $left operands are left.
options()
{
    allowed=" $1 " before=$#
    shift
    while [ $# -gt 0 ]; do
        case $1 in
        --) shift && break ;;
        --*=*)
            word=$1
            shift
            set -- "${word%%=*}" "${word#*=}" "$@"
            ;;
        esac
        case $1 in
        -[!-]* | --*) case $allowed in *" $1 "*) ;; *) wrong "unknown option '$1'" ;; esac ;;
        esac
        case $1 in
        -h | --help) usage && exit 0 ;;
        --initials | --years) ;;
        -*) [ $# -gt 1 ] || wrong "option '$1' needs an argument" ;;
        *) break ;;
        esac
        case $1 in
        -o | --output) out=$2 && shift ;;
        --as-of) as_of=$2 && shift ;;
        --family) family=$2 && shift ;;
        --initials) initials=$1 ;;
        --years) years=$1 ;;
        --as)
            case $2 in *=*) ;; *) wrong '--as takes RECORD=FILE' ;; esac
            case " $known " in *" ${2%%=*} "*) ;; *) wrong "--as ${2%%=*}: not one of $known" ;; esac
            said="$said
$2"
            shift
            ;;
        esac
        shift
    done
    left=$#
    [ "$left" -gt 0 ] || wrong 'no file is given'
    [ -n "$out" ] || wrong '-o names the directory to write'
    [ "$before" -ge "$left" ]
}

# begin: the directory to work in, beside the one that is asked for, gone at the end.
begin()
{
    out=${out%/}
    [ ! -e "$out" ] || [ -d "$out" ] || stop "$out: is a file, not a directory"
    case $out in /*) ;; *) out=$PWD/$out ;; esac
    work=$(mktemp -d "$out.XXXXXX") || stop "$out: cannot be made"
    trap 'rm -rf "$work"' EXIT
    trap 'exit 130' HUP INT TERM
    mkdir "$work/in" "$work/out"
    : >"$work/kinds"
    : >"$work/without"
    : >"$work/messages"
    : >"$work/missing"
    : >"$work/hints"
    today=${as_of:-$(date +%Y-%m-%d)}
}

# record_of FILE NAME: which record the file is, by what was said, its beginning or its headings; empty: none.
record_of()
{
    record=$(printf '%s\n' "$said" | while IFS= read -r line; do
        [ "${line#*=}" != "$1" ] || printf '%s\n' "${line%%=*}"
    done | sed -n '$p')
    [ -z "$record" ] || return 0
    if grep -q '^%rec:' "$work/in/$2"; then
        record=form
    elif grep -q '^0 HEAD' "$work/in/$2"; then
        record=gedcom
    else
        (cd "$work/in" && eh-timeline table --explain-header "$2") >"$work/headings" 2>>"$work/messages"
        record=$(sed -n '$s/.*,//p' "$work/headings")
        [ -z "$record" ] || ! grep -q '^[^,]*,,,family_id,missing' "$work/headings" ||
            echo "$2" >>"$work/without"
    fi
}

# receive FILE...: puts the files where the work is done, under names that no program or page can trip over.
receive()
{
    for file; do
        { [ -r "$file" ] && [ ! -d "$file" ]; } || stop "$file: cannot be read"
        plain=$(basename -- "$file" | sed 's/[^A-Za-z0-9._-]/_/g; s/^[-.]/_/') name=$plain number=1
        while [ -e "$work/in/$name" ]; do
            number=$((number + 1)) name=$number-$plain
        done
        if [ ! -f "$file" ]; then
            cat <"$file" >"$work/in/$name"
        else
            case $file in /*) ln -s "$file" "$work/in/$name" ;; *) ln -s "$PWD/$file" "$work/in/$name" ;; esac
        fi
        record_of "$file" "$name"
        case " $known " in
        *" ${record:--} "*) echo "$record $name" >>"$work/kinds" ;;
        *)
            echo "- $name" >>"$work/kinds"
            if [ -n "$record" ]; then
                echo "$name: a file of $record, which this pack does not use" >>"$work/messages"
            else
                echo "$name: the headings fit no record; --as RECORD=FILE says which it is" >>"$work/messages"
            fi
            ;;
        esac
    done
    printf '%s\n' "$said" | while IFS= read -r line; do
        [ -z "$line" ] && continue
        found=''
        for file; do [ "${line#*=}" != "$file" ] || found=yes; done
        [ -n "$found" ] || exit 1
    done || wrong '--as names a file that is not among those to read'
    cd "$work/in" || exit 2
}

# names RECORD...: the files that are such records, in the order in which they were given.
names()
{
    for record; do sed -n "s/^$record //p" "$work/kinds"; done
}

# as_known NAME...: options that say what each of these files was taken for.
as_known()
{
    for name; do sed -n "s/^\([a-z-]*\) $name\$/--as \1=$name/p" "$work/kinds"; done
}

# side OPTION RECORD: the option with the file that is such a record; it takes one file, so others are named.
side()
{
    # shellcheck disable=SC2046 # names are plain
    set -- "$1" $(names "$2")
    [ $# -gt 1 ] || return 0
    echo "$1 $2"
    option=$1
    shift 2
    for name; do echo "$name: left out, since $option takes one file" >>"$work/messages"; done
}

# step COMMAND...: runs it and keeps what it says, without its name. True when all or most could be done.
step()
{
    "$@" 2>"$work/said"
    status=$?
    sed 's/^eh-[a-z]*: //' "$work/said" >>"$work/messages"
    [ "$status" -eq 0 ] || [ "$status" -eq 1 ] || [ "$status" -eq 3 ]
}

# page PART COMMAND...: a page of the pack; when it cannot be made, the reason stands on the cover.
page()
{
    part=$1
    shift
    step "$@" -t html -o "$work/out/$part.html" || failed "$part"
}
failed() { miss "$1" "$(sed -n '$s/^eh-[a-z]*: //p' "$work/said")"; }
miss() { printf '%s|%s\n' "$1" "$2" >>"$work/missing"; }

html() { sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g'; }

# item TERM WORDS: a line of the cover.
item()
{
    printf '<div><dt>%s</dt><dd>%s</dd></div>\n' "$1" "$2"
}

list()
{
    echo '<ul>'
    html | sed 's|.*|<li>&</li>|'
    echo '</ul>'
}

# cover: what is in the pack, what is not, what it was made from and what could not be used.
cover()
{
    echo '<h2>In this pack</h2>'
    echo '<dl>'
    while IFS='|' read -r part paper heading words made_from; do
        [ ! -f "$work/out/$part.html" ] || item "<a href=\"$part.html\">$heading</a>" "$words"
    done <"$parts"
    echo '</dl>'
    while IFS='|' read -r part paper heading words made_from; do
        [ -f "$work/out/$part.html" ] && continue
        reason=$(sed -n "s/^$part|//p" "$work/missing" | html)
        item "$heading" "${reason:-Made from $made_from.}"
    done <"$parts" >"$work/absent"
    cat "$work/hints" >>"$work/absent"
    if [ -s "$work/absent" ]; then
        echo '<h2>Not in this pack</h2>'
        echo '<dl>'
        cat "$work/absent"
        echo '</dl>'
    fi
    echo '<h2>Made from</h2>'
    while read -r record name; do
        [ "$record" = - ] || echo "$name: $record"
    done <"$work/kinds" | list
    if [ -s "$work/messages" ]; then
        echo '<h2>Left out, or to be looked at</h2>'
        list <"$work/messages"
    fi
}

# style_of PART: the style of a page, for that part of the pack alone. Sheets of paper are the pack's own.
style_of()
{
    echo "#$1{"
    sed -n '1,/^<\/head>/{/^<style>$/,/^<\/style>$/p;}' "$work/out/$1.html" |
        sed -e '/^<\/*style>$/d' -e '/^@page.*[^}]$/,/}$/d' -e '/^@page/d' -e '/^:root/d' \
            -e 's/^\( *\)body{/\1\&{/' -e 's/^\( *\)main{/\1\&{/'
    echo '}'
}

# body_of PART PAPER: what stands on a page, as that part of the pack.
body_of()
{
    echo "<section class=\"part $2\" id=\"$1\">"
    sed -n '/^<main>$/,/^<\/main>$/p' "$work/out/$1.html" |
        sed -e '1d' -e '$d' -e "s/\(id=\"\|labelledby=\"\)caption\"/\1$1-caption\"/g"
    echo '</section>'
}

# fill STYLES COVER PARTS: the frame with these files in it.
fill()
{
    for words in "$title" "$about" "$notice"; do
        printf '%s\n' "$words" | html | sed 's/[\\&|]/\\&/g'
    done >"$work/words"
    sed -e "s|@TITLE@|$(sed -n 1p "$work/words")|" -e "s|@ABOUT@|$(sed -n 2p "$work/words")|" \
        -e "s|@NOTICE@|$(sed -n 3p "$work/words")|" \
        -e "/^@STYLES@\$/{" -e "r $1" -e 'd' -e '}' -e "/^@COVER@\$/{" -e "r $2" -e 'd' -e '}' \
        -e "/^@PARTS@\$/{" -e "r $3" -e 'd' -e '}' "$here/packs/index.html"
}

# bind: the cover, and all pages in one, and the whole put in its place. Ends the run.
bind()
{
    awk '!seen[$0]++' "$work/messages" >"$work/once" && mv "$work/once" "$work/messages"
    cover >"$work/cover"
    sed 's/href="\([a-z]*\)\.html"/href="#\1"/' "$work/cover" >"$work/cover-of-one"
    : >"$work/none"
    : >"$work/styles"
    : >"$work/bodies"
    made=''
    while IFS='|' read -r part paper rest; do
        [ -f "$work/out/$part.html" ] || continue
        made="$made $part.html"
        style_of "$part" >>"$work/styles"
        body_of "$part" "$paper" >>"$work/bodies"
    done <"$parts"
    cat "$work/messages" >&2
    [ -n "$made" ] || stop 'no page could be made from these files'
    (cd "$work" && fill none cover none >out/index.html && fill styles cover-of-one bodies >out/pack.html) ||
        stop "$out: cannot be written"
    mkdir -p "$out" || exit 2
    while IFS='|' read -r part rest; do rm -f "$out/$part.html"; done <"$parts"
    mv -f "$work/out/"* "$out/" || exit 2
    [ ! -s "$work/messages" ] || exit 3
    exit 0
}

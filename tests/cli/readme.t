#!/bin/sh
# README.md says what the programs do: every command in it that begins with `$` is run and must print what stands below it,
# rows that it tells to put into share/ are put there, and the programs built anew; its pictures are what is drawn.
. "$(dirname "$0")/lib.sh"

# --- What stands there -------------------------------------------------------------------------------------------------

# A block is indented, by four blanks or more. `$` begins a command, `>` goes on with it, and what follows is all that it prints
# (the start of it, when `...` ends it). A block without commands is one of rows when the text above it ends with `add to` and
# a file, or with `becomes:`, and names a file of share/; what is run further down in that section needs them compiled in.
mkdir control
awk '
function finish() { if (base != "") { close(base ".cmd"); close(base ".out") } base = "" }
function take(text) {
    if (rows != "") { print rows "\t" change "\t" text >"control/rows"; return }
    if (text ~ /^\$ /) {
        finish()
        base = sprintf("control/%03d", ++number)
        print section "\t" (built ? "new" : "old") "\t" first "\t" base >"control/list"
        first = 0
        print substr(text, 3) >(base ".cmd")
        printf "" >(base ".out")
    } else if (base != "" && text ~ /^> /) print substr(text, 3) >(base ".cmd")
    else if (base != "") print text >(base ".out")
}
/^#/ { section++; built = 0 }
{ lead = match($0, /[^ ]/) - 1 }
lead >= 4 {
    if (!inside) {
        inside = 1; indent = lead; first = 1; rows = ""; blanks = 0
        if (paragraph ~ /add to `share\/[a-z\/]*\.csv`:$/ || paragraph ~ /becomes:$/) {
            change = paragraph ~ /becomes:$/ ? "replace" : "add"
            rows = paragraph
            while (match(rows, /`share\/[a-z\/]*\.csv`/) && match(substr(rows, RSTART + 1), /`share\/[a-z\/]*\.csv`/))
                rows = substr(rows, index(rows, "`share/") + 1)
            match(rows, /share\/[a-z\/]*\.csv/)
            rows = substr(rows, RSTART, RLENGTH)
            built = 1
        }
    }
    for (; blanks > 0; blanks--) take("")
    take(substr($0, indent + 1))
    paragraph = ""
    next
}
$0 == "" { if (inside) blanks++; ended = 1; next }
{
    if (inside) finish()
    inside = 0
    text = $0
    sub(/^ +/, "", text)
    paragraph = (ended ? "" : paragraph " ") text
    ended = 0
}
END { finish() }' "$TOP/README.md"
ok 'there are commands' test "$(wc -l <control/list)" -gt 20
ok 'there are rows' test "$(wc -l <control/rows)" -gt 4

# --- Rows that are compiled in -----------------------------------------------------------------------------------------

# Other builds, such as one under valgrind, need not try this again.
build=${BIN%/*}
new=
if [ "$BIN" = "$TOP/build/bin" ] && [ -f "$build/settings" ]; then
    mkdir -p copy/build
    (cd "$TOP" && cp -Rp Makefile lib cmd share examples "$scratch/work/copy")
    (cd "$build" && cp -Rp gen lib bin obj settings flags.* eh-uninstalled.pc "$scratch/work/copy/build")
    rm -rf copy/build/obj/tests
    tab=$(printf '\t')
    while IFS=$tab read -r file change row; do
        # The row replaces the last one with the same first two cells (one, where the second is a text), or goes below it.
        awk -v change="$change" -v row="$row" '
        function key(text,    cells) {
            split(text, cells, ",")
            return cells[1] "," (text ~ /^[^,]*,"/ ? "" : cells[2] ",")
        }
        { line[NR] = $0; if (index($0, key(row)) == 1) last = NR }
        END {
            for (i = 1; i <= NR; i++) {
                if (i != last || change == "add") print line[i]
                if (i == last || (i == NR && !last)) print row
            }
        }' "copy/$file" >changed && mv changed "copy/$file"
        ok "$file: $(echo "$row" | cut -c 1-40)" grep -qxF -e "$row" "copy/$file"
    done <control/rows
    run 'share as README.md says compiles' make -C copy all
    status 0
    new=$PWD/copy/build/bin
fi

# --- Commands ----------------------------------------------------------------------------------------------------------

cp -R "$TOP/examples" .
cat >session.sh <<'END'
top=$PWD
list=$1 new=$2 old=$PATH
while read -r section which first base; do
    [ "$first" = 0 ] || cd "$top" || exit 2
    [ "$which" = old ] || PATH=$new:$old
    eval "$(cat "$base.cmd")" >"$base.got" 2>&1 </dev/null
    echo $? >"$base.ended"
    PATH=$old
done <"$list"
END
for section in $(cut -f 1 control/list | uniq); do
    mkdir "section-$section"
    ln -s ../examples "section-$section/examples"
    grep "^$section	" control/list | sed "s|	control/|	$PWD/control/|" | { [ -n "$new" ] && cat || grep -v '	new	'; } >list
    run "section $section" sh -c "cd section-$section && sh ../session.sh '$PWD/list' '$new'"
    status 0
    while read -r number which first base; do
        case_name=$(sed -n 1p "$base.cmd" | tr -d '\\')
        echo 0 >"$base.status"
        same "$case_name: exit status" "$base.ended" "$base.status"
        if [ "$(tail -n 1 "$base.out")" = ... ]; then
            sed '$d' "$base.out" >"$base.start"
            mv "$base.start" "$base.out"
            sed -n "1,$(wc -l <"$base.out")p" "$base.got" >"$base.start"
            mv "$base.start" "$base.got"
        fi
        same "$case_name: output" "$base.got" "$base.out"
    done <list
done

# The promise: from these two files to a pack, with the command that stands there.
pack=$(sed -n 's|^    ~/.local/share/doc/eh/examples/\(family-pack.sh .*\)|\1|p' "$TOP/README.md")
ok 'README.md tells how to make a pack' test -n "$pack"
home=$(dirname section-*/people.csv)
run 'a family pack' sh -c "cd '$home' && BIN='$BIN' examples/$pack"
status 0
ok 'its cover' grep -qi '<!doctype html>' "$home/pack/index.html"
ok 'on one page' grep -q 'EDU-EH-04\|BAS-CIN-07' "$home/pack/pack.html"

# --- Pictures ----------------------------------------------------------------------------------------------------------

[ -z "${REDO:-}" ] || "$TOP/examples/pictures/make.sh"
mkdir drawn
run 'the pictures can be drawn' "$TOP/examples/pictures/make.sh" drawn
status 0
stdout </dev/null
stderr </dev/null
grep -o '(examples/pictures/[a-z]*\.svg)' "$TOP/README.md" | sed 's|.*/||; s/)//' | sort >named
(cd drawn && ls) >made
same 'README.md shows those that are drawn' named made
while read -r picture; do
    same "$picture is what is drawn" "drawn/$picture" "$TOP/examples/pictures/$picture"
    ok "$picture is small" test "$(wc -c <"drawn/$picture")" -lt 40000
    ok "$picture has a white ground" grep -q '^<svg style="background:#fff" ' "drawn/$picture"
done <made

# --- Layout and links --------------------------------------------------------------------------------------------------

# Rows of tables and of data are as long as they are.
awk 'FILENAME != file { file = FILENAME } !/^(\||!\[|    )/ && length($0) > 125 { print file ": " FNR ": " length($0) }' \
    "$TOP/README.md" "$TOP/CHANGES.md" >wide
file wide </dev/null
grep -oE '`(examples|share|tests|lib)/[A-Za-z0-9_./-]*`' "$TOP/README.md" | tr -d '`' | sort -u >places
while read -r place; do
    ok "$place is there" test -e "$TOP/$place"
done <places

#!/bin/sh
# Every long option that a program's help names stands in its manual page (or eh(7)) and in its completions, and each
# option of the page is one that the help names.
set -u
cd "$(dirname "$0")/../.." || exit 2
BIN=${BIN:-build/bin}

result=0
backspace=$(printf '\b')
options() { grep -oE -e '(^|[^a-z-])--[a-z][a-z-]*[a-z]' | sed 's/^[^-]//' | sort -u; }
page() { [ ! -f "$1" ] || mandoc -T ascii -O width=1000 "$1" | sed "s/.$backspace//g"; }

shared=$(page man/eh.7 | options)
for source in cmd/eh-*.c; do
    program=$(basename "$source" .c)
    [ -x "$BIN/$program" ] || continue
    [ -f "man/$program.1" ] || { echo "man/$program.1: missing"; result=1; continue; }

    help=$("$BIN/$program" --help) || { echo "$program --help: status $?"; result=1; }
    # The verbs: first words of the lines under one that begins with `verbs`.
    for verb in $(printf '%s\n' "$help" | awk '/^[^ ]/ { verbs = $1 == "verbs" } /^ +[a-z]/ && verbs { print $1 }'); do
        help="$help
$("$BIN/$program" "$verb" --help)" || { echo "$program $verb --help: status $?"; result=1; }
    done
    # An example, which begins with the name of a program, may show options of others.
    helped=$(printf '%s\n' "$help" | sed '/^ *eh-/d' | options)
    own=$(page "man/$program.1" | options)

    for option in $helped; do
        printf '%s\n' "$own" "$shared" | grep -qx -e "$option" ||
            { echo "man/$program.1: does not tell of $option"; result=1; }
    done
    for option in $own; do
        printf '%s\n' "$helped" | grep -qx -e "$option" || { echo "$program --help: does not tell of $option"; result=1; }
    done
done
exit $result

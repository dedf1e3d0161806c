#!/bin/sh
# Lines end with one line feed and nothing before it; sources are indented with blanks; all text is UTF-8 without mark. Files named
# messy are so on purpose.
set -u
cd "$(dirname "$0")/../.." || exit 2

files=$(find README.md CHANGES.md Makefile cmd lib man examples share tests -type f \
    \( -name '*.[ch1-9]' -o -name '*.def' -o -name '*.sh' -o -name '*.t' -o -name '*.md' -o -name '*.in' -o -name '*.csv' \
    -o -name Makefile \) ! -path 'tests/corpus/*' ! -path 'tests/golden/*' ! -name 'messy*' 2>/dev/null)
result=0
tab=$(printf '\t') return=$(printf '\r') mark=$(printf '\357\273\277')

# find_bad WHAT PATTERN FILE...
find_bad()
{
    what=$1 pattern=$2
    shift 2
    if grep -nIE "$pattern" "$@" /dev/null; then
        echo "    $what"
        result=1
    fi
}
{
    # A cell may end a row with blanks, and so may what a test expects; that is for the check of the data.
    find_bad 'blanks before the end of the line' "[ $tab]\$" $(printf '%s\n' $files | grep -vE '\.(csv|t)$')
    find_bad 'tabs' "^ *$tab" $(printf '%s\n' $files | grep '\.[ch]$')
    find_bad 'carriage returns' "$return\$" $(printf '%s\n' $files | grep -v '^examples/')
    find_bad 'a byte order mark' "^$mark" $(printf '%s\n' $files | grep -v '^examples/')
}
for file in $files; do
    [ ! -s "$file" ] || [ "$(tail -c 1 "$file" | od -A n -t u1 | tr -d ' ')" = 10 ] ||
        { echo "$file: no line feed at its end"; result=1; }
    ! command -v iconv >/dev/null || iconv -f UTF-8 -t UTF-8 "$file" >/dev/null 2>&1 ||
        { echo "$file: not UTF-8"; result=1; }
done
exit $result

#!/bin/sh
# embed.sh DIRECTORY FILE...: prints the C table that lib/base/embedded.h declares. Paths are cut below DIRECTORY.
set -eu
LC_ALL=C
export LC_ALL

directory=$1
shift
files=$(printf '%s\n' "$@" | sort)

echo '#include "base/embedded.h"'
count=0
for file in $files; do
    printf '\nstatic const unsigned char file_%d[] = {\n' "$count"
    od -A n -v -t u1 "$file" | sed 's/ *\([0-9][0-9]*\)/\1,/g'
    echo '0};' # C has no empty arrays; the length leaves this byte out
    count=$((count + 1))
done

printf '\nconst struct embedded_file embedded_files[] = {\n'
count=0
for file in $files; do
    printf '    {"%s", file_%d, sizeof file_%d - 1},\n' "${file#"$directory/"}" "$count" "$count"
    count=$((count + 1))
done
printf '};\n\nconst size_t embedded_file_count = sizeof embedded_files / sizeof embedded_files[0];\n'

#!/bin/sh
# Sources are laid out as .clang-format says; `make format` does it. Silent where there is no clang-format.
set -u
cd "$(dirname "$0")/../.." || exit 2

command -v clang-format >/dev/null || exit 0
result=0
for file in $(find lib cmd tests examples -name '*.[ch]' | sort); do
    clang-format "$file" | cmp -s - "$file" || { echo "$file: not laid out by .clang-format"; result=1; }
done
exit $result

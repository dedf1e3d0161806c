#!/bin/sh
# clang's static analyzer.
set -u
cd "$(dirname "$0")/../.." || exit 2

find lib cmd -name '*.c' | sort | xargs -n 4 -P 2 clang --analyze -Xclang -analyzer-output=text -Xclang -analyzer-werror \
    -std=c11 -D_POSIX_C_SOURCE=200809L "-DEH_VERSION=\"\"" -Ilib -I.

#!/bin/sh
# clang's static analyzer. It follows at most so many states in a function, since a few functions would take most of its
# time; `make analyze` lets it follow them as far as it goes by itself.
set -u
cd "$(dirname "$0")/../.." || exit 2

find lib cmd -name '*.c' | sort | xargs -n 4 -P 2 clang --analyze -Xclang -analyzer-output=text -Xclang -analyzer-werror \
    -Xclang -analyzer-config -Xclang "max-nodes=${EH_ANALYZE_STATES:-40000}" \
    -std=c11 -D_POSIX_C_SOURCE=200809L "-DEH_VERSION=\"\"" -Ilib -I.

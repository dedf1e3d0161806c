#!/bin/sh
# The shared library shows what lib/eh.h declares, no more and no less.
set -u
cd "$(dirname "$0")/../.." || exit 2
BIN=${BIN:-build/bin}

[ -f lib/eh.h ] || { echo 'lib/eh.h: missing'; exit 1; }
declared=$(tr '\n' ' ' <lib/eh.h | sed 's|/\*|\
&|g; s|\*/|&\
|g' | grep -v '^/\*' | tr '\n' ' ' | tr ';' '\n' | sed -n 's/^.*EH_API [^(]*[ *]\(eh_[a-z0-9_]*\)(.*/\1/p' | sort)
exported=$(nm -D --defined-only "${BIN%/bin}/lib/libeh.so" | awk '$2 ~ /[TDBRV]/ { print $3 }' | sort)
[ "$declared" = "$exported" ] || {
    echo 'declared in lib/eh.h, and exported by libeh.so:'
    printf '%s\n' "$declared" >build/declared
    printf '%s\n' "$exported" | diff build/declared -
    rm -f build/declared
    exit 1
}

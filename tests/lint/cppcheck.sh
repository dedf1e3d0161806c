#!/bin/sh
# cppcheck. What it gets wrong is answered in the source, on the line, with the reason.
set -u
cd "$(dirname "$0")/../.." || exit 2

cppcheck --quiet -j 2 --std=c11 --library=posix --inline-suppr --error-exitcode=1 -I lib -I . \
    --enable=warning,performance,portability --suppress=missingIncludeSystem --template=gcc \
    -D_POSIX_C_SOURCE=200809L "-DEH_VERSION=\"\"" $(find lib cmd -name '*.c')

#!/bin/sh
# Shell scripts parse, and shellcheck has no warning. File names here hold no blanks, so lists of them are not quoted; the
# tests take $status and the like from tests/cli/lib.sh.
set -u
cd "$(dirname "$0")/../.." || exit 2

result=0
scripts=$(find lib tests examples -name '*.sh' -o -path 'tests/*' -name '*.t')
for script in $scripts; do
    sh -n "$script" || result=1
done
bash -n .ci/run || result=1
for script in share/completions/bash/*; do
    [ ! -f "$script" ] || bash -n "$script" || result=1
done
shellcheck -S warning -s sh -e SC1091,SC2154,SC2034,SC2046,SC2048 $scripts || result=1
shellcheck -S warning .ci/run || result=1
exit $result

#!/bin/sh
# The Makefile, CHANGES.md and eh.h tell the same version.
set -u
cd "$(dirname "$0")/../.." || exit 2

version=$(sed -n 's/^VERSION = //p' Makefile)
result=0
top=$(sed -n 's/^#.*[^0-9.]\([0-9][0-9]*\.[0-9][0-9]*\.[0-9][0-9]*\).*/\1/p' CHANGES.md 2>/dev/null | head -n 1)
[ "$top" = "$version" ] || { echo "CHANGES.md: top heading is of version ${top:-(none)}, Makefile has $version"; result=1; }
header=$(sed -n 's/^#define EH_VERSION "\(.*\)"/\1/p' lib/eh.h 2>/dev/null)
[ -z "$header" ] || [ "$header" = "$version" ] || { echo "lib/eh.h: EH_VERSION is $header, Makefile has $version"; result=1; }
exit $result

#!/bin/sh
# Every source file stands in the lists of the Makefile.
set -u
cd "$(dirname "$0")/../.." || exit 2

listed=$(MAKEFLAGS='' make -s --no-print-directory sources) || exit
result=0
for file in lib/*.c lib/*/*.c lib/*/*/*.c cmd/*.c; do
    [ -f "$file" ] || continue
    case "
$listed
" in *"
$file
"*) ;; *) echo "$file: not listed in the Makefile"; result=1 ;; esac
done
exit $result

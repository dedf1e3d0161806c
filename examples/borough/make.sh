#!/bin/sh
# make.sh [FAMILIES [DIRECTORY]]: writes the files of the made-up borough, of 150 families and
# beside this script unless told otherwise. AWK names the awk to use; any writes the same bytes.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
LC_ALL=C "${AWK:-awk}" -v families="${1:-150}" -v directory="${2:-$here}" \
    -f "$here/make.awk" "$here/phrases.txt"

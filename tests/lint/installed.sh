#!/bin/sh
# installed.sh ROOT PREFIX: what was installed below ROOT can be run, read and linked against.
set -eu
root=$1 prefix=$2
cd "$(dirname "$0")/../.."

version=$(sed -n 's/^VERSION = //p' Makefile)
for program in "$root$prefix"/bin/eh-*; do
    "$program" --version | grep -F "$version" >/dev/null || { echo "$program --version does not tell $version"; exit 1; }
done

export PKG_CONFIG_PATH="$root$prefix/lib/pkgconfig" PKG_CONFIG_SYSROOT_DIR="$root"
[ "$(pkg-config --modversion eh)" = "$version" ]
# shellcheck disable=SC2046 # a list of flags
${CC:-cc} -std=c11 -Wall -Wextra -Werror -o "$root/ask-a-level" examples/ask-a-level.c $(pkg-config --cflags --libs eh)
LD_LIBRARY_PATH="$root$prefix/lib" "$root/ask-a-level"
rm "$root/ask-a-level"
echo 'installed: programs run, and examples/ask-a-level.c compiles and links'

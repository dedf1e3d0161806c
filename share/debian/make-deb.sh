#!/bin/sh
# make-deb.sh VERSION DIRECTORY: builds eh_VERSION_ARCHITECTURE.deb in the directory. `make deb` calls it from the top.
# No file has another time than the last change's, so that the same source gives the same package.
set -eu
version=$1 directory=$2
share=$(dirname "$0")
root=$directory/root
architecture=$(dpkg --print-architecture)
changed=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
umask 022

rm -rf "$root"
mkdir -p "$root/DEBIAN" "$root/usr/share/doc/eh"
"${MAKE:-make}" --no-print-directory install DESTDIR="$root" PREFIX=/usr LIBDIR="/usr/lib/$(dpkg-architecture -qDEB_HOST_MULTIARCH)"

cp "$share/copyright" README.md "$root/usr/share/doc/eh"
{
    printf 'eh (%s) unstable; urgency=medium\n\n' "$version"
    sed -n '/^## /,$p' CHANGES.md | sed -e 1,2d -e 's/^- /  * /; t' -e 's/^  */    /; t' -e 's/^\([^ ]\)/  \1/' |
        fold -s -w 74 | sed 's/^\([^ ]\)/    \1/; s/ *$//'
    printf '\n -- eh developers <eh@example.org>  %s\n' "$(date -u -R -d "@$changed")"
} | gzip -9n >"$root/usr/share/doc/eh/changelog.gz"
find "$root/usr/share/man" -type f -exec gzip -9n {} +
find "$root/usr/bin" "$root/usr/lib" -type f -exec sh -c '
    for file; do
        head -c 4 "$file" | grep -q ELF && strip --strip-unneeded --remove-section=.comment --remove-section=.note "$file"
    done; :' - {} +

# What the programs are linked with, as package names; dpkg-shlibdeps wants a source package around it.
mkdir -p "$directory/source/debian"
printf 'Source: eh\n\nPackage: eh\nArchitecture: any\n' >"$directory/source/debian/control"
depends=$(cd "$directory/source" && dpkg-shlibdeps -O -xeh --ignore-missing-info ../root/usr/bin/* 2>/dev/null)
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@DEPENDS@/${depends#shlibs:Depends=}/" \
    -e "s/@SIZE@/$(du -k -s "$root/usr" | cut -f1)/" "$share/control.in" >"$root/DEBIAN/control"
printf 'libeh %s eh (>= %s)\n' "${version%%.*}" "$version" >"$root/DEBIAN/shlibs"
printf 'activate-noawait ldconfig\n' >"$root/DEBIAN/triggers"
(cd "$root" && find usr -type f | LC_ALL=C sort | xargs -d '\n' md5sum) >"$root/DEBIAN/md5sums"
find "$root" -exec touch -h -d "@$changed" {} +
SOURCE_DATE_EPOCH=$changed dpkg-deb --root-owner-group --build "$root" "$directory"

#!/bin/sh
# The Debian package: built, looked at by lintian, installed in a bare Debian, used there, and purged without a trace.
. "$(dirname "$0")/../cli/lib.sh"
command -v dpkg-deb >/dev/null || skip_all 'no Debian'
[ "$(id -u)" -eq 0 ] || skip_all 'not root'
command -v debootstrap >/dev/null || skip_all 'no debootstrap'

# The bare Debian is kept in build/, so that the second run is quick; what is done in it goes to a copy.
mirror=$(sed -n 's/^deb  *\(\[[^]]*\] *\)\{0,1\}\(http[^ ]*\).*/\2/p; s/^URIs: *\([^ ]*\).*/\1/p' \
    /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | sed -n 1p)
release=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
base=$TOP/build/debian-$release
if [ ! -f "$base/complete" ]; then
    rm -rf "$base"
    debootstrap --variant=minbase --include=libcsv3,libpcre2-8-0 "$release" "$base" "$mirror" >bootstrap 2>&1 </dev/null &&
        : >"$base/complete"
fi
[ -f "$base/complete" ] || skip_all 'debootstrap could not make a bare Debian'

run 'make deb' make -s -C "$TOP" deb
status 0
deb=$(find "$TOP/build/deb" -maxdepth 1 -name 'eh_*.deb')
ok 'one package' test "$(echo "$deb" | wc -l)" -eq 1
if command -v lintian >/dev/null; then
    # One package for programs and library is meant: the library is for examples/ask-a-level.c and the like.
    TMPDIR=$PWD lintian --allow-root "$deb" 2>/dev/null | grep -vE 'package-name-doesnt-match-sonames|link-to-shared-library-in-wrong-package' >found
    same 'lintian has nothing to say' found /dev/null
fi

cp -a "$base" root
cp "$deb" root/tmp/eh.deb
inside() { chroot root /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root "$@" </dev/null; }
names() { (cd root && find . -xdev ! -path './proc/*' ! -path './dev/*' ! -path './tmp/*' ! -path './var/*' ! -name 'ld.so.cache*' | LC_ALL=C sort); }

names >before
run 'dpkg -i' inside dpkg -i /tmp/eh.deb
status 0
run 'a level' inside sh -c 'cd /usr/share/doc/eh/examples && eh-threshold --as-of 2026-11-30 borough/indicators.csv | sed -n 2p | cut -d, -f1,2,5'
status 0
stdout <<'END'
F0001,C0001,significant-harm
END
for program in $(cd root/usr/bin && echo eh-*); do
    run "$program --version" inside "$program" --version
    status 0
    stderr </dev/null
    ok "$program has a page" test -f "root/usr/share/man/man1/$program.1.gz"
    ok "$program is completed" test -f "root/usr/share/bash-completion/completions/$program"
done
run 'dpkg --verify' inside dpkg --verify eh
status 0
stdout </dev/null
run 'dpkg --purge' inside dpkg --purge eh
status 0
names >after
same 'nothing is left' after before

#!/bin/sh
# What is built stays in build/, which git does not see.
set -u
cd "$(dirname "$0")/../.." || exit 2

result=0
for entry in * .[!.]*; do
    case $entry in
    Makefile | README.md | CHANGES.md | LICENSE | cmd | lib | share | tests | examples | man | build | .*) ;;
    *) echo "$entry: does not belong at the top"; result=1 ;;
    esac
done
products=$(find . -path ./build -prune -o -path ./.git -prune -o -type f \
    \( -name '*.[oad]' -o -name '*.so*' -o -name '*.gc??' -o -name '*.plist' -o -name '*.orig' -o -name '*.rej' \
    -o -name '*~' -o -name '*.swp' -o -name core -o -name a.out -o -name '*.pyc' \) -print)
[ -z "$products" ] || { echo "$products"; echo '    outside build/'; result=1; }
blanks=$(find . -path ./build -prune -o -path ./.git -prune -o -name "* *" -print)
[ -z "$blanks" ] || { echo "$blanks"; echo "    a blank in a name"; result=1; }
if [ -d .git ]; then
    tracked=$(git ls-files build)
    [ -z "$tracked" ] || { echo "$tracked"; echo '    under build/, but known to git'; result=1; }
fi
exit $result

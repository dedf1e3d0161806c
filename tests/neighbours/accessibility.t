#!/bin/sh
# Every page and drawing of every verb in Chromium: axe-core finds nothing against WCAG AA, on a telephone, a screen and
# paper; no page is wider than what it stands on, asks for anything, runs anything or cuts anything off; printed, it is A4,
# and no heading stands alone at the foot. Of data, of odd data, of many rows and of none.
. "$(dirname "$0")/../cli/lib.sh"
. "$TOP/tests/neighbours/commands.sh"
chromium=
for name in chromium chromium-browser google-chrome; do
    [ -n "$chromium" ] || chromium=$(command -v $name) || :
done
[ -n "$chromium" ] || skip_all 'Chromium is not there'
npm_package axe-core 4.14.1 || skip_all "$missing"
# Its folder for what it keeps is its own.
look() { node "$TOP/tests/neighbours/browser.js" "$chromium" "$modules/axe-core/axe.min.js" "$@"; }

every_verb_has_a_command html svg
mkdir pdf other-pdf
for tree in few odd none plain; do
    examples_into $tree
    ask $tree html
    ask $tree svg
    ok "$tree: there are pages" test "$(wc -l <out/$tree/html)" -ge 60
done

# axe takes a second for each page and view; it looks where the data may make a difference.
run 'data' look pdf telephone,screen,print out/few/*.html out/few/*.svg
status 0
stdout </dev/null
run 'odd data' look other-pdf telephone out/odd/*.html out/odd/*.svg
status 0
stdout </dev/null
run 'no data' look other-pdf telephone out/none/*.html
status 0
stdout </dev/null
run 'many rows' look other-pdf telephone out/plain/levels.html out/plain/services.html
status 0
stdout </dev/null

# --- Paper -------------------------------------------------------------------------------------------------------------------

ok 'every page is printed' test "$(find pdf -name '*.pdf' | wc -l)" -eq "$(wc -l <out/few/html)"
grep -a -o -h '/MediaBox \[[^]]*\]' pdf/*.pdf | sort -u >boxes
ok 'on A4' test -s boxes
grep -vE '\[0 0 59[45][0-9.]* 84[12][0-9.]*\]|\[0 0 84[12][0-9.]* 59[45][0-9.]*\]' boxes >others
same 'and on nothing else' others /dev/null
if command -v pdftotext >/dev/null; then
    for pdf in pdf/*.pdf; do
        # Under the headings of a blank form is room to write in, which is no text.
        case $pdf in pdf/blank-*) continue ;; esac
        # The last line of each page but the last, without the number of the page.
        pdftotext -layout "$pdf" - | awk -v RS='\f' -v FS='\n' '{
            for (i = NF; i > 0 && ($i ~ /^ *$/ || $i ~ /Page [0-9]+ of [0-9]+ *$/); i--);
            if (before != "") print before
            before = $i
            gsub(/^ +| +$/, "", before) }' >last-lines
        grep -v '^$' "${pdf%.pdf}.headings" | grep -Fx -f - last-lines | sed "s|^|${pdf#pdf/}: |"
    done >alone
    same 'no heading stands alone at the foot' alone /dev/null
else
    pass 'no heading stands alone at the foot # SKIP pdftotext is not there'
fi

# --- Faults are found -------------------------------------------------------------------------------------------------------

mkdir faults
sed 's/color:#1d262b/color:#bbb/' out/few/levels.html >faults/pale.html
sed 's|</main>|<img src="http://127.0.0.1:9/x.png" alt=""></main>|; s|<meta http-equiv[^>]*>||' out/few/levels.html >faults/asks.html
sed 's/\.scroll{overflow-x:auto}//' out/few/levels.html >faults/wide.html
sed 's/ tabindex="0"//' out/few/timeline.html >faults/keys.html
sed 's|</main>|<script>x()</script></main>|; s|<meta http-equiv[^>]*>||' out/few/levels.html >faults/script.html
sed 's/<table class=[^>]*>/<table>/' out/few/form-actions.html >faults/paper.html
sed 's/role="img"//' out/few/timeline.svg >faults/role.svg
run 'faults' look faults telephone faults/*.html faults/*.svg
for fault in 'pale.html telephone: color-contrast' 'asks.html loading: asks for http' 'wide.html telephone: wider than the view' \
    'keys.html telephone: scrolls, but not by the keyboard' 'script.html telephone: a script' 'paper.html print: wider than the view' \
    'role.svg screen: a drawing without role'; do
    ok "found: $fault" grep -q "^$fault" "$scratch/out"
done

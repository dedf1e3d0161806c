#!/bin/sh
# coverage.sh DIRECTORY: lines and branches reached by the tests of a build with --coverage, layer by layer; html in DIRECTORY/html.
set -eu
directory=$1
cd "$(dirname "$0")/../.."

branches='--rc lcov_branch_coverage=1'
{
    # First every line as not reached, or a file that no test enters would not count.
    lcov -q -c -i $branches -d "$directory/obj" -b . --no-external -o "$directory/none.info" &&
    lcov -q -c $branches -d "$directory/obj" -b . --no-external -o "$directory/some.info" &&
    lcov -q $branches -a "$directory/none.info" -a "$directory/some.info" -o "$directory/raw.info" &&
    lcov -q -e "$directory/raw.info" $branches "$PWD/lib/*" "$PWD/cmd/*" -o "$directory/all.info" &&
    genhtml -q --branch-coverage -o "$directory/html" "$directory/all.info"
} 2>"$directory/lcov.log" || { cat "$directory/lcov.log"; exit 1; }
awk -F '[:,]' '
/^SF:/ {
    layer = ""
    if (match($0, /\/(lib\/[a-z]+|cmd)\/[^\/]*$/)) {
        layer = substr($0, RSTART + 1)
        sub(/\/[^\/]*$/, "", layer)
        if (!(layer in lines)) order[++layers] = layer
    }
}
layer == "" { next }
/^LF:/ { lines[layer] += $2; lines["all"] += $2 }
/^LH:/ { reached[layer] += $2; reached["all"] += $2 }
/^BRF:/ { branches[layer] += $2; branches["all"] += $2 }
/^BRH:/ { taken[layer] += $2; taken["all"] += $2 }
function percent(part, whole) { return whole ? sprintf("%5.1f %% of %5d", 100 * part / whole, whole) : "" }
END {
    order[++layers] = "all"
    printf "%-18s  %-16s  %s\n", "layer", "lines", "branches"
    for (i = 1; i <= layers; i++)
        printf "%-18s  %-16s  %s\n", order[i], percent(reached[order[i]], lines[order[i]]), percent(taken[order[i]], branches[order[i]])
}' "$directory/all.info"
echo "$directory/html/index.html shows each line"

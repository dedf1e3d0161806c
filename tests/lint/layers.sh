#!/bin/sh
# A file includes its own layer or lower ones; a header names its layer first; each dependency has one file.
set -u
cd "$(dirname "$0")/../.." || exit 2

find lib cmd -name '*.[ch]' ! -path lib/eh.h | sort | xargs awk '
BEGIN {
    split("base records definitions domain render", order, " ")
    for (i in order) rank[order[i]] = i
    rank["eh"] = 6
    rank["cmd"] = 7
    owner["csv.h"] = "lib/records/"
    owner["pcre2.h"] = owner["iconv.h"] = owner["linux/landlock.h"] = "lib/"
}
function fault(text) { print FILENAME ":" FNR ": " text; faults++ }

FNR == 1 {
    layer = "eh" # the files of lib/ itself, which make the interface for other programs
    if (FILENAME ~ /^cmd\//) layer = "cmd"
    else if (split(FILENAME, part, "/") >= 3) layer = part[2]
    opening = ""
    if (!(layer in rank)) fault("no such layer: " layer)
}
FNR <= 2 {
    opening = opening $0
    if (FNR == 2 && FILENAME ~ /\.h$/ && opening !~ ("^/\\*[ *]*Layer: " layer "[.,]"))
        fault("the first comment does not begin with: Layer: " layer)
}
/^#[ \t]*include[ \t]+"/ {
    split($0, quoted, "\"")
    name = quoted[2]
    if (name == "eh.h") target = "eh"
    else if (split(name, part, "/") >= 2) target = part[1]
    else {
        target = layer
        if (layer != "cmd") fault("included without its layer: " name)
    }
    if (!(target in rank)) fault("no such layer: " name)
    else if (rank[target] > rank[layer]) fault(layer " includes " name)
}
/^#[ \t]*include[ \t]+</ {
    name = $0
    sub(/^[^<]*</, "", name)
    sub(/>.*/, "", name)
    if (name in owner) {
        if (index(FILENAME, owner[name]) != 1) fault(name " is for " owner[name])
        if (name in seen && seen[name] != FILENAME) fault(name " is already wrapped by " seen[name])
        seen[name] = FILENAME
    }
    if (name == "getopt.h" && layer != "cmd") fault("options are for cmd")
}
END { exit faults > 0 }'

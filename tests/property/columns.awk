# Prints some columns of CSV files as CSV, by a strict reader of its own:
#
#     LC_ALL=C awk -v columns=child_id,level -f columns.awk levels.csv
#
# Each file has its own header line; the first one's is printed. Rows over several lines stay rows. With -v separator=C the cells
# are parted by that and never quoted, and no header is printed. Ends with status 1 on a column that is not there, a quotation mark
# out of place, or a row of another width than its header.

function fault(what)
{
    print FILENAME ":" FNR ": " what >"/dev/stderr"
    faults++
    exit 1
}

function quoted(text)
{
    if (separator != "" || text !~ /[",\r\n]/) return text
    gsub(/"/, "\"\"", text)
    return "\"" text "\""
}

# Cuts `text` into cells[1..]; returns how many, 0 while a quotation mark is open.
function cut(text, cells,    count, at, next_mark, whole)
{
    split("", cells)
    text = text ","
    while (text != "") {
        count++
        if (substr(text, 1, 1) != "\"") {
            at = index(text, ",")
            cells[count] = substr(text, 1, at - 1)
            if (index(cells[count], "\"")) fault("a quotation mark in a bare cell")
            text = substr(text, at + 1)
            continue
        }
        text = substr(text, 2)
        whole = ""
        for (;;) {
            next_mark = index(text, "\"")
            if (!next_mark) return 0
            whole = whole substr(text, 1, next_mark - 1)
            text = substr(text, next_mark + 1)
            if (substr(text, 1, 1) != "\"") break
            whole = whole "\""
            text = substr(text, 2)
        }
        if (substr(text, 1, 1) != ",") fault("text behind a quoted cell")
        text = substr(text, 2)
        cells[count] = whole
    }
    return count
}

BEGIN {
    wanted = split(columns, names, ",")
    part = separator == "" ? "," : separator
}

FNR == 1 {
    if (open) fault("the file before this one ends inside quotes")
    width = 0
}

{
    row = open ? row "\n" $0 : $0
    if (!(count = cut(row, cells))) { open = 1; next }
    open = 0
    if (!width) {
        width = count
        split("", place)
        for (i = 1; i <= count; i++) place[cells[i]] = i
        for (i = 1; i <= wanted; i++) if (!(names[i] in place)) fault("no column " names[i])
        if (headed++ || separator != "") next
    } else if (count != width) fault(count " cells where the header has " width)
    line = ""
    for (i = 1; i <= wanted; i++) line = line (i > 1 ? part : "") quoted(cells[place[names[i]]])
    print line
}

END {
    if (open && !faults) fault("the file ends inside quotes")
    exit faults > 0
}

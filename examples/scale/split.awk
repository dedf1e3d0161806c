# awk -v parts=N -v into=DIR -f split.awk FILE: parts of a CSV file, DIR/part-1.csv to DIR/part-N.csv, each with the header line.
# All rows of a family go to the same part: those with the same first cell, which is to be family_id. Records may run over
# several lines.
BEGIN {
    for (i = 1; i < 128; i++) code[sprintf("%c", i)] = i
}
{
    record = open ? record "\n" $0 : $0
    open = gsub(/"/, "\"", record) % 2
    if (open) next
    if (!header++) {
        for (i = 1; i <= parts; i++) print record >(into "/part-" i ".csv")
        next
    }
    family = record
    sub(/,.*/, "", family)
    hash = 0
    for (i = 1; i <= length(family); i++) hash = (hash * 31 + code[substr(family, i, 1)]) % 1000003
    print record >(into "/part-" (hash % parts + 1) ".csv")
}
END { if (open) print record >(into "/part-1.csv") }

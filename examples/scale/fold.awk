# Puts each record of a CSV file on one line: line breaks inside quotation marks become the control character 036, which
# `tr '\036' '\n'` turns back. For tools that cut files at line ends.
{
    record = open ? record "\036" $0 : $0
    open = gsub(/"/, "\"", record) % 2
    if (!open) print record
}
END { if (open) print record }

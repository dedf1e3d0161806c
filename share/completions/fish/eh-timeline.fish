# Completion of eh-timeline for fish.

function __eh_timeline_verb
    set -l words (commandline -opc)
    if set -q words[2]; and contains -- $words[2] draw check
        echo $words[2]
    else
        echo draw
    end
end

function __eh_timeline_on
    contains -- (__eh_timeline_verb) $argv
end

function __eh_timeline_first
    test (count (commandline -opc)) -eq 1
end

# The columns that the verb reads, as `name=`.
function __eh_timeline_columns
    eh-timeline (__eh_timeline_verb) --schema 2>/dev/null |
        sed -n -e '/^"output"/q' -e 's/^  {"name": "\([a-z_]*\)".*/\1=/p' | sort -u
end

# Verbs
complete -c eh-timeline -n __eh_timeline_first -a draw -d 'events in, a timeline to scale out'
complete -c eh-timeline -n __eh_timeline_first -a check -d 'gaps, clusters, doubles and dates that cannot be'

# Every verb
complete -c eh-timeline -l people -r -d 'people of the families'
complete -c eh-timeline -l from -x -d 'where the line starts'
complete -c eh-timeline -l family -x -d 'this family alone'
complete -c eh-timeline -s o -l output -r -d 'write there, whole or not at all'
complete -c eh-timeline -l summary -d 'print a summary on standard error'
complete -c eh-timeline -l schema -d 'print the tables read and written'
complete -c eh-timeline -s q -l quiet -d 'no message for each rejected row'
complete -c eh-timeline -s h -l help -d 'print the options of the verb'
complete -c eh-timeline -s V -l version -d 'print the version'
complete -c eh-timeline -l rejects -r -d 'write rows that cannot be used there'
complete -c eh-timeline -l unmapped -r -d 'write values without a decoding there'
complete -c eh-timeline -s m -l map -x -a '(__eh_timeline_columns)' -d 'read a heading as our column'
complete -c eh-timeline -l map-file -r -d 'such pairs as csv'
complete -c eh-timeline -l explain-header -d 'print how each heading is read'
complete -c eh-timeline -l delimiter -x -d 'what parts the cells'
complete -c eh-timeline -l encoding -x -a 'UTF-8 UTF-16 windows-1252 ISO-8859-1' -d 'encoding of the input'
complete -c eh-timeline -l missing -x -d 'cells with this mark are blank'
complete -c eh-timeline -l skip-lines -x -d 'lines before the header line'
complete -c eh-timeline -l progress -d 'show progress'

# draw
complete -c eh-timeline -n '__eh_timeline_on draw' -s t -l to -x -a 'svg text html' -d 'format; default: svg'
complete -c eh-timeline -n '__eh_timeline_on draw' -s d -l directory -r -a '(__fish_complete_directories)' -d 'a file for each family there'
complete -c eh-timeline -n '__eh_timeline_on draw' -l width -x -d 'width of the drawing in pixels'
complete -c eh-timeline -n '__eh_timeline_on draw' -l page -x -a 'A4 A3 fit' -d 'rows that fit the paper'
complete -c eh-timeline -n '__eh_timeline_on draw' -l plo -d 'a chronology as courts use it'
complete -c eh-timeline -n '__eh_timeline_on draw' -l title -x -d 'title'

# check
complete -c eh-timeline -n '__eh_timeline_on check' -s t -l to -x -a 'csv text json rec html' -d 'format; default: csv'
complete -c eh-timeline -n '__eh_timeline_on check' -s d -x -d 'what parts the cells'
complete -c eh-timeline -n '__eh_timeline_on check' -l gap -x -a '6m 1y 90d' -d 'longest time without an event'
complete -c eh-timeline -n '__eh_timeline_on check' -l as-of -x -d 'day to answer for'
complete -c eh-timeline -n '__eh_timeline_on check' -l excel -d 'csv for a spreadsheet'
complete -c eh-timeline -n '__eh_timeline_on check' -l exit-code -d 'status 1 when something is flagged'

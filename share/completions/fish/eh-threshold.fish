# Completion of eh-threshold for fish.

function __eh_threshold_verb
    set -l words (commandline -opc)
    if set -q words[2]; and contains -- $words[2] level explain compare move list lint
        echo $words[2]
    else
        echo level
    end
end

function __eh_threshold_on
    contains -- (__eh_threshold_verb) $argv
end

function __eh_threshold_first
    test (count (commandline -opc)) -eq 1
end

function __eh_threshold_frameworks
    EH_FRAMEWORK= eh-threshold list frameworks 2>/dev/null | sed -e 1d -e 's/,.*//'
end

# Levels are told in the terms of --as, else of --framework, else of EH_FRAMEWORK.
function __eh_threshold_levels
    set -l framework $EH_FRAMEWORK
    set -l terms
    set -l before
    for word in (commandline -opc)
        switch $before
            case --as
                set terms $word
            case -F --framework
                set framework $word
        end
        switch $word
            case '--as=*'
                set terms (string replace -- '--as=' '' $word)
            case '--framework=*'
                set framework (string replace -- '--framework=' '' $word)
        end
        set before $word
    end
    test -n "$terms"; and set framework $terms
    EH_FRAMEWORK="$framework" eh-threshold list levels 2>/dev/null | sed -e 1d -e 's/,.*//'
end

function __eh_threshold_columns
    eh-threshold (__eh_threshold_verb) --schema 2>/dev/null |
        sed -n -e '/^"output"/q' -e 's/^  {"name": "\([a-z_]*\)".*/\1=/p' | sort -u
end

complete -c eh-threshold -n __eh_threshold_first -a level -d 'indicators in, a suggested level for each child out'
complete -c eh-threshold -n __eh_threshold_first -a explain -d 'the rules and indicators behind each level'
complete -c eh-threshold -n __eh_threshold_first -a compare -d 'suggested levels beside those on record'
complete -c eh-threshold -n __eh_threshold_first -a move -d 'who stepped up or down between two level files'
complete -c eh-threshold -n __eh_threshold_first -a list -d 'print the definitions of a framework'
complete -c eh-threshold -n __eh_threshold_first -a lint -d 'check a framework directory'
complete -c eh-threshold -n '__eh_threshold_on list' -f -a 'indicators levels rules domains contacts routes frameworks'

# Every verb
complete -c eh-threshold -s o -l output -r -d 'write there, whole or not at all'
complete -c eh-threshold -s t -l to -x -a 'csv text json rec html' -d 'format; default: csv'
complete -c eh-threshold -l excel -d 'csv for a spreadsheet'
complete -c eh-threshold -l schema -d 'print the tables read and written'
complete -c eh-threshold -s q -l quiet -d 'no message for each rejected row'
complete -c eh-threshold -s h -l help -d 'print the options of the verb'
complete -c eh-threshold -s V -l version -d 'print the version'

# All but lint
complete -c eh-threshold -n 'not __eh_threshold_on lint' -s F -l framework -r -a '(__eh_threshold_frameworks)' -d 'framework to apply'

# Verbs that read rows
complete -c eh-threshold -n 'not __eh_threshold_on list lint' -l rejects -r -d 'write rows that cannot be used there'
complete -c eh-threshold -n 'not __eh_threshold_on list lint' -l unmapped -r -d 'write values without a decoding there'
complete -c eh-threshold -n 'not __eh_threshold_on list lint' -s m -l map -x -a '(__eh_threshold_columns)' -d 'read a heading as our column'
complete -c eh-threshold -n 'not __eh_threshold_on list lint' -l map-file -r -d 'such pairs as csv'
complete -c eh-threshold -n 'not __eh_threshold_on list lint' -l explain-header -d 'print how each heading is read'
complete -c eh-threshold -n 'not __eh_threshold_on list lint' -s d -l delimiter -x -d 'what parts the cells'
complete -c eh-threshold -n 'not __eh_threshold_on list lint' -l encoding -x -a 'UTF-8 UTF-16 windows-1252 ISO-8859-1' -d 'encoding of the input'
complete -c eh-threshold -n 'not __eh_threshold_on list lint' -l missing -x -d 'cells with this mark are blank'
complete -c eh-threshold -n 'not __eh_threshold_on list lint' -l skip-lines -x -d 'lines before the header line'
complete -c eh-threshold -n 'not __eh_threshold_on list lint' -l progress -d 'show progress'

# Some verbs
complete -c eh-threshold -n '__eh_threshold_on level explain compare' -l as-of -x -d 'day to answer for'
complete -c eh-threshold -n '__eh_threshold_on level explain compare' -l since -x -d 'leave out rows dated before'
complete -c eh-threshold -n '__eh_threshold_on level explain compare' -l by -x -a 'child family' -d 'a row per child or per family'
complete -c eh-threshold -n '__eh_threshold_on level explain compare' -l sorted -d 'rows of a family stand together'
complete -c eh-threshold -n '__eh_threshold_on level explain compare' -l as -x -a '(__eh_threshold_frameworks)' -d 'tell levels in the terms of another framework'
complete -c eh-threshold -n '__eh_threshold_on level explain' -l consent -r -d 'consent on record'
complete -c eh-threshold -n '__eh_threshold_on level explain' -l override -r -d 'decisions of practitioners'
complete -c eh-threshold -n '__eh_threshold_on compare' -l recorded -r -d 'levels on record'
complete -c eh-threshold -n '__eh_threshold_on level explain move' -l flag -x -a '(__eh_threshold_levels)' -d 'level that --exit-code asks about'
complete -c eh-threshold -n 'not __eh_threshold_on list' -l exit-code -d 'status 1 when something is flagged'
complete -c eh-threshold -n 'not __eh_threshold_on list' -l summary -d 'print a summary on standard error'

# Completion of eh-plan for fish.

function __eh_plan_verb
    set -l words (commandline -opc)
    if set -q words[2]; and contains -- $words[2] draft services gaps check due form progress list
        echo $words[2]
    else
        echo draft
    end
end

function __eh_plan_on
    contains -- (__eh_plan_verb) $argv
end

function __eh_plan_first
    test (count (commandline -opc)) -eq 1
end

function __eh_plan_columns
    eh-plan (__eh_plan_verb) --schema 2>/dev/null |
        sed -n -e '/^"output"/q' -e 's/^  {"name": "\([a-z_]*\)".*/\1=/p' | sort -u
end

complete -c eh-plan -n __eh_plan_first -a draft -d 'a plan to agree with each family'
complete -c eh-plan -n __eh_plan_first -a services -d 'services that fit each need'
complete -c eh-plan -n __eh_plan_first -a gaps -d 'needs for which there is no service'
complete -c eh-plan -n __eh_plan_first -a check -d 'what keeps actions from being carried out'
complete -c eh-plan -n __eh_plan_first -a due -d 'actions that are overdue or due soon'
complete -c eh-plan -n __eh_plan_first -a form -d 'each plan on a page'
complete -c eh-plan -n __eh_plan_first -a progress -d 'what became of each action'
complete -c eh-plan -n __eh_plan_first -a list -d 'what plans are drafted from and checked by'
complete -c eh-plan -n '__eh_plan_on list' -f -a 'goals rules words'

# Every verb
complete -c eh-plan -s o -l output -r -d 'write there, whole or not at all'
complete -c eh-plan -n '__eh_plan_on draft services gaps check progress list' -s t -l to -x -a 'csv text json rec html' -d 'format; default: csv'
complete -c eh-plan -n '__eh_plan_on due' -s t -l to -x -a 'csv text json rec html ics' -d 'format; default: csv'
complete -c eh-plan -n '__eh_plan_on form' -s t -l to -x -a 'text html' -d 'format; default: text'
complete -c eh-plan -l schema -d 'print the tables read and written'
complete -c eh-plan -s q -l quiet -d 'no message for each rejected row'
complete -c eh-plan -s h -l help -d 'print the options of the verb'
complete -c eh-plan -s V -l version -d 'print the version'

# How files are read
complete -c eh-plan -n 'not __eh_plan_on list' -l summary -d 'print a summary on standard error'
complete -c eh-plan -n 'not __eh_plan_on list' -l rejects -r -d 'rows that cannot be used'
complete -c eh-plan -n 'not __eh_plan_on list' -l unmapped -r -d 'values without a decoding'
complete -c eh-plan -n 'not __eh_plan_on list' -s m -l map -x -a '(__eh_plan_columns)' -d 'read a heading as a column'
complete -c eh-plan -n 'not __eh_plan_on list' -l map-file -r -d 'pairs of name and column'
complete -c eh-plan -n 'not __eh_plan_on list' -l explain-header -d 'how each heading is read'
complete -c eh-plan -n 'not __eh_plan_on list' -s d -l delimiter -x -d 'what parts the cells'
complete -c eh-plan -n 'not __eh_plan_on list' -l encoding -x -a 'UTF-8 UTF-16 windows-1252 ISO-8859-1' -d 'encoding of the input'
complete -c eh-plan -n 'not __eh_plan_on list' -l missing -x -d 'cells with this mark are blank'
complete -c eh-plan -n 'not __eh_plan_on list' -l skip-lines -x -d 'lines to pass over'
complete -c eh-plan -n 'not __eh_plan_on list' -l progress -d 'show progress'

# Some verbs
complete -c eh-plan -n 'not __eh_plan_on form' -l excel -d 'csv for a spreadsheet'
complete -c eh-plan -n 'not __eh_plan_on progress list' -l as-of -x -d 'day to answer for'
complete -c eh-plan -n 'not __eh_plan_on form list' -l exit-code -d 'status 1 when something is flagged'
complete -c eh-plan -n '__eh_plan_on draft services gaps form' -s F -l framework -r -a "(eh-threshold list frameworks -q 2>/dev/null | sed '1d; s/,.*//')" -d 'framework to apply'
complete -c eh-plan -n 'not __eh_plan_on due progress list' -l plans -r -d 'lead practitioner, start, review and area'
complete -c eh-plan -n 'not __eh_plan_on due progress list' -l people -r -d 'people of the families'
complete -c eh-plan -n '__eh_plan_on draft services gaps' -l services -r -d 'directory of services'
complete -c eh-plan -n '__eh_plan_on draft services' -l most -x -d 'needs of a plan, or services for a need'
complete -c eh-plan -n '__eh_plan_on draft services check due' -l intervals -r -d 'intervals of your own'
complete -c eh-plan -n '__eh_plan_on check list' -l rules -x -a '(__fish_complete_directories)' -d 'rules and words of your own'
complete -c eh-plan -n '__eh_plan_on draft' -l plan -r -d 'actions that stand already'
complete -c eh-plan -n '__eh_plan_on draft' -l start -x -d 'day the plan starts'
complete -c eh-plan -n '__eh_plan_on draft' -l working-days -d 'count weeks as five working days each'
complete -c eh-plan -n '__eh_plan_on draft' -l holidays -r -d 'bank holidays of your own'
complete -c eh-plan -n '__eh_plan_on check' -l goals -r -d 'goals: each must have an action'
complete -c eh-plan -n '__eh_plan_on check' -l concerns -r -d 'concerns of the form: each must have an answer'
complete -c eh-plan -n '__eh_plan_on due' -l within -x -a '0d 14d 2w 1m' -d 'how far ahead to look'
complete -c eh-plan -n '__eh_plan_on due' -l by -x -a who -d 'a row for each person'
complete -c eh-plan -n '__eh_plan_on due' -l split -d 'several names in one cell are several people'
complete -c eh-plan -n '__eh_plan_on due' -l undated -d 'also actions that have no date'
complete -c eh-plan -n '__eh_plan_on due' -l todo -d 'ics: tasks, not days in the calendar'
complete -c eh-plan -n '__eh_plan_on form' -l for -x -a 'family professionals' -d 'whom the page is for'

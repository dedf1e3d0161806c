# Completion of eh-assess for fish.

function __eh_assess_verb
    set -l words (commandline -opc)
    if set -q words[2]; and contains -- $words[2] scan check form table new attendance lint
        echo $words[2]
    else
        echo scan
    end
end

function __eh_assess_on
    contains -- (__eh_assess_verb) $argv
end

function __eh_assess_first
    test (count (commandline -opc)) -eq 1
end

complete -c eh-assess -n __eh_assess_first -a scan -d 'the needs that case notes assert'
complete -c eh-assess -n __eh_assess_first -a check -d 'what is missing or odd in forms'
complete -c eh-assess -n __eh_assess_first -a form -d 'a form laid out to read or print'
complete -c eh-assess -n __eh_assess_first -a table -d 'one table out of forms'
complete -c eh-assess -n __eh_assess_first -a new -d 'an empty form to fill in'
complete -c eh-assess -n __eh_assess_first -a attendance -d 'needs about school attendance'
complete -c eh-assess -n __eh_assess_first -a lint -d 'what is wrong with patterns'
complete -c eh-assess -n '__eh_assess_on new' -f -a 'assessment review'
complete -c eh-assess -n '__eh_assess_on table' -a 'people relationships notes actions goals concerns scales consent sharing plans reviews assessments'

# Every verb
complete -c eh-assess -s o -l output -r -d 'write there, whole or not at all'
complete -c eh-assess -n '__eh_assess_on scan check table attendance lint' -s t -l to -x -a 'csv text json rec html' -d 'format; default: csv'
complete -c eh-assess -n '__eh_assess_on form' -s t -l to -x -a 'text html' -d 'format; default: text'
complete -c eh-assess -n '__eh_assess_on new' -s t -l to -x -a rec -d 'format'
complete -c eh-assess -l schema -d 'print the tables read and written'
complete -c eh-assess -s q -l quiet -d 'no message for what cannot be used'
complete -c eh-assess -s h -l help -d 'print the options of the verb'
complete -c eh-assess -s V -l version -d 'print the version'

# Some verbs
complete -c eh-assess -n '__eh_assess_on scan check table attendance lint' -l excel -d 'csv for a spreadsheet'
complete -c eh-assess -n '__eh_assess_on scan check form table attendance' -l encoding -x -a 'UTF-8 UTF-16 windows-1252 ISO-8859-1' -d 'encoding of the input'
complete -c eh-assess -n '__eh_assess_on scan check attendance lint' -l exit-code -d 'status 1 when something is flagged'
complete -c eh-assess -n '__eh_assess_on scan check attendance lint' -l summary -d 'print a summary on standard error'
complete -c eh-assess -n '__eh_assess_on scan lint' -s F -l framework -r -a "(eh-threshold list frameworks -q 2>/dev/null | sed '1d; s/,.*//')" -d 'framework to apply'
complete -c eh-assess -n '__eh_assess_on scan attendance' -l rejects -r -d 'rows that cannot be used'
complete -c eh-assess -n '__eh_assess_on scan attendance' -l unmapped -r -d 'values without a decoding'
complete -c eh-assess -n '__eh_assess_on scan' -s m -l map -x -a '(printf "%s=\n" family_id child_id date text note_id author_role)' -d 'read a heading as a column'
complete -c eh-assess -n '__eh_assess_on attendance' -s m -l map -x -a '(printf "%s=\n" child_id term academic_year sessions_possible sessions_attended authorised_absence unauthorised_absence school family_id)' -d 'read a heading as a column'
complete -c eh-assess -n '__eh_assess_on scan attendance' -l map-file -r -d 'pairs of name and column'
complete -c eh-assess -n '__eh_assess_on scan attendance' -l explain-header -d 'how each heading is read'
complete -c eh-assess -n '__eh_assess_on scan attendance' -s d -l delimiter -x -d 'what parts the cells'
complete -c eh-assess -n '__eh_assess_on scan attendance' -l missing -x -d 'cells with this mark are blank'
complete -c eh-assess -n '__eh_assess_on scan attendance' -l skip-lines -x -d 'lines to pass over'
complete -c eh-assess -n '__eh_assess_on scan attendance' -l progress -d 'show progress'
complete -c eh-assess -n '__eh_assess_on scan' -l all -d 'every mention, not only what is present'
complete -c eh-assess -n '__eh_assess_on scan' -l explain -d 'name pattern and trigger of each row'
complete -c eh-assess -n '__eh_assess_on scan' -l patterns -r -d 'patterns of your own'
complete -c eh-assess -n '__eh_assess_on check' -l as-of -x -d 'day to answer for'
complete -c eh-assess -n '__eh_assess_on form' -l blank -x -a 'assessment review referral' -d 'an empty form to print'
complete -c eh-assess -n '__eh_assess_on form' -l as -x -a referral -d 'laid out as another form'
complete -c eh-assess -n '__eh_assess_on new' -l from -r -d 'take over what an earlier form says'
complete -c eh-assess -n '__eh_assess_on attendance' -l exclude-authorised -d 'absence with leave is no absence'
complete -c eh-assess -n '__eh_assess_on attendance' -l all -d 'every run of terms'
complete -c eh-assess -n '__eh_assess_on attendance' -l terms -r -d 'school terms of your own'
complete -c eh-assess -n '__eh_assess_on attendance' -l intervals -r -d 'limits of your own'
complete -c eh-assess -n '__eh_assess_on lint' -l anchors -d 'print the file with its anchors filled in'

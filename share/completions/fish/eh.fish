# Completion of the programs of eh for fish. What there is to offer, --help tells.

# The first column of a list of eh-threshold, which stands beside the program. EH_FRAMEWORK may name one that is broken.
function __eh_list
    set -l beside (string replace -r 'eh-[a-z]*$' eh-threshold -- (commandline -opc)[1])
    EH_FRAMEWORK=$argv[2] $beside list $argv[1] 2>/dev/null | sed -e 1d -e 's/,.*//'
end

# The value that the option has on the line so far; the last one counts.
function __eh_given
    set -l words (commandline -opc)
    set -l value
    for i in (seq (count $words))
        contains -- $words[$i] $argv; and set value $words[(math $i + 1)]
        for name in $argv
            string match -q -- "$name=*" $words[$i]; and set value (string replace -- "$name=" '' $words[$i])
        end
    end
    printf '%s\n' $value
end

# Levels are told in the terms of --as, else of --framework, else of EH_FRAMEWORK.
function __eh_levels
    set -l framework (__eh_given --as)
    test -n "$framework"; or set framework (__eh_given -F --framework)
    test -n "$framework"; or set framework "$EH_FRAMEWORK"
    __eh_list levels "$framework"
end

# The columns that the verb reads, as `name=`.
function __eh_columns
    $argv --schema 2>/dev/null |
        sed -n -e '/^"output"/q' -e 's/^  {"name": "\([a-z_]*\)".*/\1=/p' | sort -u
end

# The words that the verb says it takes, when it is given none that it knows: of an option, or, without one, in the place
# of its first operand.
function __eh_taken
    $argv '' </dev/null 2>&1 | string match -r ' takes [^(]*' | string replace ' takes ' '' | string replace -a '|' ',' |
        string split , | string trim
end

# Behind NAME= may stand a heading of the files that the line names.
function __eh_headings
    string match -q '*=*' -- (commandline -ct); or return
    set -l name (string replace -r '^--map=' '' -- (commandline -ct) | string replace -r '=.*' '')
    for word in (commandline -opc)[2..]
        test -f $word; or continue
        $argv --explain-header -t rec $word 2>/dev/null | string replace -rf '^heading: ' "$name="
    end | sort -u
end

# What may be the argument of an option: its name, argument and help, and behind them program and verb.
function __eh_argument
    switch "$argv[1]:$argv[2]"
        case '--framework:*'
            __eh_list frameworks ''
            __fish_complete_directories
        case --as:NAME
            __eh_list frameworks ''
        case '--as:RECORD*'
            __eh_taken $argv[4..] --as
        case '--outcome-set:*'
            echo supporting-families
            __fish_complete_directories
        case '--encoding:*'
            printf '%s\n' UTF-8 UTF-16 windows-1252 ISO-8859-1
        case '*:FORMAT' '*:FORM'
            string replace -r ';.*' '' -- $argv[3] | string replace -r '.*: ' '' |
                string replace -a ' or ' ',' | string split , | string trim
        case '*:FILE'
            __fish_complete_path
        case '*:DIR' '*:NAME|DIR'
            __fish_complete_directories
        case '*:LEVEL'
            __eh_levels
        case '*:TIME'
            printf '%s\n' 0d 14d 2w 1m
        case '*:NAME=COLUMN'
            __eh_columns $argv[4..]
            __eh_headings $argv[4..]
        case '*'
            string match -qr '[a-z0-9]' -- $argv[2]; and string split '|' -- $argv[2]
    end
end

# From the help of a verb: a line for each option, parted by tabs: name, letter or -, argument or -, help.
function __eh_options
    awk '
    function show() { if (name != "") print name "\t" letter "\t" argument "\t" help; name = "" }
    /^      --[a-z-]+, --/ {
        show()
        for (i = 1; i < NF; i++) { sub(/,/, "", $i); print $i "\t-\t" $NF "\t" }
        next
    }
    /^  (-[A-Za-z], |    )--[a-z]/ {
        show()
        letter = substr($1, 1, 2) == "--" ? "-" : substr($1, 1, 2)
        name = letter == "-" ? $1 : $2
        rest = substr($0, index($0, name) + length(name))
        argument = rest ~ /^ [^ ]/ ? $(letter == "-" ? 2 : 3) : "-"
        sub(/^ *[^ ]* */, "", rest)
        help = argument == "-" ? substr($0, 30) : rest
        next
    }
    name != "" && help == "" && /^ +[^ ]/ { help = $0; sub(/^ +/, "", help) }
    { show() }
    END { show() }'
end

function __eh_verbs
    sed -n '/^verbs of/,/^$/s/^  \([a-z-]*\)  *\(.*\)/\1\t\2/p'
end

function __eh_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l program $words[1]
    type -q $program; or return
    set -l verb
    set -l help ($program --help 2>/dev/null)
    if set -q words[2]; and contains -- $words[2] (printf '%s\n' $help | __eh_verbs | string replace -r '\t.*' '')
        set verb $words[2]
        set help ($program $verb --help 2>/dev/null)
    end
    set -l options (printf '%s\n' $help | __eh_options)
    for option in $options
        set -l part (string split \t -- $option)
        test $part[3] = -; and continue
        if contains -- $words[-1] $part[1] $part[2]
            __eh_argument $part[1] $part[3] "$part[4]" $program $verb
            return
        else if string match -q -- "$part[1]=*" $current
            __eh_argument $part[1] $part[3] "$part[4]" $program $verb | string replace -r -- '^' "$part[1]="
            return
        end
    end
    if string match -q -- '-*' $current
        for option in $options
            set -l part (string split \t -- $option)
            printf '%s\t%s\n' $part[1] "$part[4]"
        end
        return
    end
    set -l operands (printf '%s\n' $help | sed -n '/^usage:/{N;s/\n       \([^ ]\)/ \1/;s/\n.*//;s/.*\[OPTION\]\.\.\. *//p;}' |
        string replace -r '^--\S* FILE ' '')
    switch "$operands"
        case 'TABLE*'
            if test (count $words) -eq 2
                __eh_taken $program $verb
            else
                __fish_complete_path
            end
        case '*|*'
            string split '|' -- (string replace -r ' .*' '' -- $operands | string replace -ar '[][]' '')
        case 'DIR*'
            __fish_complete_directories
        case '*'
            __fish_complete_path
    end
    if test (count $words) -eq 1
        printf '%s\n' $help | __eh_verbs
    end
end

for program in eh-assess eh-genogram eh-plan eh-review eh-threshold eh-timeline
    complete -c $program -f -a '(__eh_complete)'
end

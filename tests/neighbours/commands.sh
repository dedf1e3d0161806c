# What the tests of readers share: every verb asked for every format that it has. Source it after lib.sh.
#
#     every_verb_has_a_command html svg        fails for a verb without a line in tests/neighbours/commands
#     examples_into plain                      a copy of examples/, and what the commands read beside it
#     examples_into few                        ... with some rows of the large tables
#     examples_into none                       ... with no rows at all
#     examples_into odd                        ... and those with odd ids and words, see odd.pl
#     ask plain csv                            all commands with -t csv in plain/: out/plain/NAME.csv; named in out/plain/csv
#     ask plain csv --excel                    ... with more options
# shellcheck shell=sh disable=SC2154 # $TOP and $scratch are set by lib.sh
table=$TOP/tests/neighbours/commands

programs() { (cd "$TOP/man" && for page in eh-*.1; do echo "${page%.1}"; done); }
verbs() { "$1" --help | sed -n '/^verbs of/,/^$/s/^  \([a-z-]*\) .*/\1/p'; }
# The words of `-t, --to FORMAT  csv, text or html; default: csv`, one a line.
formats() { "$1" "$2" --help | sed -n 's/^  -t, --to FORMAT *//p' | sed 's/;.*//; s/ or /,/' | tr -s ', ' '\n'; }

# The lines of the table for one format: `NAME COMMAND...`.
commands_of()
{
    while read -r name which words; do
        case $name in '' | '#'*) continue ;; esac
        # shellcheck disable=SC2086 # the program and its verb
        set -- $words
        case $which in
        '*') formats "$1" "$2" | grep -qx "$format" || continue ;;
        *) case ",$which," in *",$format,"*) ;; *) continue ;; esac ;;
        esac
        echo "$name $words"
    done <"$table"
}

every_verb_has_a_command()
{
    for format; do
        commands_of >"commands-$format"
        for program in $(programs); do
            for verb in $(verbs "$program"); do
                formats "$program" "$verb" | grep -qx "$format" || continue
                echo "$program $verb"
            done
        done | sort >wanted-verbs
        cut -d ' ' -f 2,3 "commands-$format" | sort -u >verbs-with-command
        same "every verb with -t $format has a command" verbs-with-command wanted-verbs
        ok "there are verbs with -t $format" test -s wanted-verbs
    done
    rm -f wanted-verbs verbs-with-command
}

# first_rows COUNT FILE: the header line and so many rows, which may have line breaks in their cells.
first_rows()
{
    awk -f "$TOP/examples/scale/fold.awk" "$2" | sed "$(($1 + 1))q" | tr '\036' '\n' >first-rows
    mv first-rows "$2"
}

examples_into()
{
    cp -R "$TOP/examples" "$1"
    case $1 in
    few | odd) for file in "$1"/borough/*.csv "$1"/plans/borough-*.csv; do first_rows 40 "$file"; done ;;
    esac
    case $1 in
    none) find none -name '*.csv' | while read -r file; do first_rows 0 "$file"; done ;;
    odd) perl "$TOP/tests/neighbours/odd.pl" odd ;;
    esac
    (
        cd "$1" || exit
        grep -v ',$' borough/override.csv >override.csv
        eh-threshold -q --as-of 2026-05-31 -o spring.csv borough/indicators-spring.csv
        eh-threshold -q --as-of 2026-11-30 -o autumn.csv borough/indicators.csv
        eh-plan draft -q --as-of 2026-11-30 -o drafts.csv autumn.csv
        eh-assess scan -q -o notes-indicators.csv notes.csv
        printf 'indicator,pattern,example\nHEA-EH-99,{parnt} drinks,\nXX,(,\n' >bad-patterns.csv
    )
}

ask()
{
    tree=$1 format=$2
    shift 2
    mkdir -p "out/$tree"
    : >"out/$tree/$format"
    while read -r name words; do
        # 3: some of the made rows cannot be used. 2: nothing to draw.
        (cd "$tree" && eval "$words -q -t $format $* -o ../out/$tree/$name.$format") >asked 2>&1 && asked=0 || asked=$?
        case $tree-$asked in
        *-0 | odd-3) [ ! -s asked ] || [ "$asked" -eq 3 ] || [ "$asked" -eq 1 ] || { fail "$tree: $name as $format says something"; note asked; } ;;
        none-2) rm -f "out/$tree/$name.$format"; test -s asked || fail "$tree: $name says nothing"; continue ;;
        *) fail "$tree: $name as $format: exit status $asked"; note asked; continue ;;
        esac
        # When nothing is due, not even a header line is written; nor is a plan without actions.
        case $tree-$name in none-*due* | none-plan-form*) [ -s "out/$tree/$name.$format" ] || { rm "out/$tree/$name.$format"; continue; } ;; esac
        echo "$name" >>"out/$tree/$format"
    done <"commands-$format"
    rm -f asked
}

# npm_package NAME VERSION: sets $modules to where the package lies, which is kept in build/; false, with the reason in
# $missing, when it cannot be had.
npm_package()
{
    modules=$TOP/build/npm/$(echo "$1-$2" | tr '@/' '--')/node_modules
    missing='node is not there'
    command -v node >/dev/null || return
    grep -q "\"version\": \"$2\"" "$modules/$1/package.json" 2>/dev/null && return
    missing='npm is not there'
    command -v npm >/dev/null || return
    mkdir -p "${modules%/*}"
    # The settings of whoever runs the test, not of its empty home directory.
    HOME=$(eval "echo ~$(id -un)") npm install --prefix "${modules%/*}" --cache "${modules%/*}/cache" --ignore-scripts --no-audit \
        --no-fund --no-update-notifier --fetch-retries=1 --fetch-timeout=60000 "$1@$2" >npm.log 2>&1
    missing="$1 cannot be had from npm"
    grep -q "\"version\": \"$2\"" "$modules/$1/package.json" 2>/dev/null
}

#!/bin/sh
# What zsh offers, asked as somebody at a terminal would ask: with the tab key.
. "$(dirname "$0")/../cli/lib.sh"
command -v zsh >/dev/null || skip_all 'no zsh'
zsh -f -c 'zmodload zsh/zpty' 2>/dev/null || skip_all 'this zsh has no pseudo-terminals'

# A zsh of its own at a terminal of its own: what it is to offer, it writes down on the way. It says READY when it is, and
# DONE at the key behind the tab.
cat >ask.zsh <<'END'
zmodload zsh/zpty
zpty -b shell zsh -f -i
zpty -w shell "fpath=($1 \$fpath); autoload -Uz compinit; compinit -u -D; LISTMAX=1000; bindkey '^I' list-choices
compadd() {
    local -a hits
    [[ \" \${@[1,(i)(-|--)]} \" == *' -'[OAD]' '* ]] || { builtin compadd -A hits \"\$@\"; print -rl -- \$hits >>'$3' }
    builtin compadd \"\$@\"
}
say() { print -n '<DO''NE>' }; zle -N say; bindkey '^G' say; print '<REA''DY>'"
wait_for() {
    local piece deadline=$(( SECONDS + 60 )) out
    while [[ $out != *$1* ]] && (( SECONDS < deadline )); do
        zpty -r -t shell piece && out+=$piece || sleep 0.02
    done
    [[ $out == *$1* ]]
}
wait_for '<READY>' && zpty -n -w shell "$2"$'\t\a' && wait_for '<DONE>'
END

# choices LINE: leaves what zsh offers in `got`, one a line.
choices()
{
    : >"$scratch/ok"
    run "zsh completes: $1" zsh -f ../ask.zsh "$TOP/share/completions/zsh" "$1" "$scratch/ok"
    status 0
    sed '/^$/d' "$scratch/ok" | sort -u >../got
}
offers() { printf '%s\n' "$@" | sort >../wanted; same "$case_name" ../got ../wanted; }

mkdir -p here/sub
cd here || exit 2
printf 'Title line,,\nChild ref,Odd one,Level\n1,2,3\n' >headings.csv
choices 'eh-threshold e'
offers explain
choices 'eh-threshold l'
offers level lint list
choices 'eh-review me'
offers measures
choices 'eh-threshold level --fl'
offers --flag
choices 'eh-threshold compare --re'
offers --recorded --rejects
choices 'eh-threshold --flag '
offers universal early-help child-in-need significant-harm
choices 'eh-threshold --as solihull-2014 --flag '
offers 1 2 3 4
choices 'eh-threshold -F s'
offers solihull-2014 solihull-2024 sandwell-2022 sub
choices 'eh-threshold --framework=sa'
offers sandwell-2022
choices 'eh-plan due -t '
offers csv text json rec html ics
choices 'eh-genogram --to '
offers svg text html
choices 'eh-review scales -t s'
offers svg
choices 'eh-assess form --blank '
offers assessment review referral
choices 'eh-threshold list '
offers indicators levels rules domains contacts routes frameworks
choices 'eh-assess table '
offers people relationships notes actions goals concerns scales consent sharing plans reviews assessments
choices 'eh-timeline journey --as '
offers episodes statutory contacts referrals assessments plans events
choices 'eh-review measures --by '
offers organisation area both
choices 'eh-review outcomes --outcome-set sup'
offers supporting-families
choices 'eh-threshold -m ch'
offers child_id
choices 'eh-threshold headings.csv -m child_id='
offers 'Child\ ref' 'Odd\ one' Level

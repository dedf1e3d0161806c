# What the tests of manual pages and completions share. Source it after lib.sh, with $program, $man (the directory) and
# $completions set.
# shellcheck shell=sh disable=SC2154 # set by whoever sources it

# options_match VERB...: help fits a screen and names the options that the page gives the verb; each verb stands in the
# synopsis. Leaves the options as `--output`, sorted, in options-VERB, and those of all verbs in options-all.
options_match()
{
    # The page lists options under the verbs that have them: `VERB o output`, `VERB schema`.
    awk -v all="$*" '
    /^\.Sh / { inside = $2 == "OPTIONS" }
    inside && /^\.Ss / {
        count = split($0 == ".Ss Every verb" ? all : substr($0, 5), words, /[ ,]+/)
        delete has
        for (i = 1; i <= count; i++) if (index(" " all " ", " " words[i] " ")) has[words[i]] = 1
    }
    inside && /^\.It Fl / {
        letter = $3 ~ /^-/ ? "" : $3 " "
        long = $3 ~ /^-/ ? $3 : $6
        for (verb in has) print verb, letter substr(long, 2)
    }' "$man/$program.1" >documented
    for verb; do
        run "$verb --help" "$program" "$verb" --help
        status 0
        stderr </dev/null
        ok "$verb --help: fits a screen" test "$(wc -l <"$scratch/out")" -le 50
        ok "$verb --help: fits a line" test "$(awk 'length($0) > 80' "$scratch/out" | wc -l)" -eq 0
        {
            sed -n '/^      --[a-z-]*,/!s/^  \(-\([A-Za-z]\), \|    \)--\([a-z-]*\).*/\2 \3/p' "$scratch/out" | sed 's/^ //'
            sed -n '/^      --[a-z-]*,/s/ [^ ]*$//p' "$scratch/out" | tr ',' '\n' | sed 's/^ *--//'
        } | sort >helped
        sed -n "s/^$verb //p" documented | sort >in-page
        same "$verb: options of the page are those of --help" in-page helped
        sed 's/.* //; s/^/--/' helped | sort >"options-$verb"
        ok "$verb stands in the synopsis" \
            sh -c 'sed -n "/^\.Sh SYNOPSIS/,/^\.Sh DESC/p" "$1" | grep -qE "^\.(Op )?Cm $2( |\$)"' - "$man/$program.1" "$verb"
    done
    cat options-* | sort -u >options-all
}

# completions_match: the three of them know the program, and zsh parses its own.
completions_match()
{
    for file in bash/eh zsh/_eh fish/eh.fish; do
        ok "share/completions/$file knows $program" grep -qwF -e "$program" "$completions/$file"
    done
    ! command -v zsh >/dev/null || ok 'zsh parses its completion' zsh -n "$completions/zsh/_eh"
}

# bash_completes WORD...: what bash offers for the last word, one a line, sorted; `offers WORD...` says what is wanted.
bash_completes()
{
    cat >"$scratch/complete" <<'END'
. "$1" || exit 2
shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_eh
[ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\n' "${COMPREPLY[@]}" | sort
END
    run "bash completes: $*" bash "$scratch/complete" "$completions/bash/eh" "$@"
    rm -f "$scratch/complete"
    stderr </dev/null
}
offers() { if [ $# -eq 0 ]; then stdout </dev/null; else printf '%s\n' "$@" >"$scratch/ok" && stdout <"$scratch/ok"; fi; }

# fish_completes LINE [WORD]...: what fish offers; without words, what stands in `wanted`.
fish_completes()
{
    # fish keeps a history in the home directory.
    mkdir -p fish-home
    run "fish completes: $1" env HOME="$PWD/fish-home" fish -c "
        source $completions/fish/eh.fish
        complete -C '$1'"
    shift
    cut -f 1 "$scratch/out" | sort >got
    [ $# -eq 0 ] || printf '%s\n' "$@" >wanted
    same "$case_name" got wanted
}

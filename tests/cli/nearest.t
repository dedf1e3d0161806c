#!/bin/sh
# Whatever is mistyped is answered with the nearest thing that there is: verbs, options, words of options, frameworks,
# columns, from what the programs say of themselves; then levels, codes, names and types, one by one.
. "$(dirname "$0")/lib.sh"

# The verbs of a program: the indented lines of its help under the one that begins with `verbs`.
verbs() { "$1" --help | awk '/^[^ ]/ { inside = $1 == "verbs" } /^  [a-z]/ && inside { print $1 }'; }

# What help says: `name argument` of each option, those told of together too.
options()
{
    sed -n -e '/^      --[a-z-]*,/{s/ \([A-Z]*\)$/;\1/;s/^ *//;p;}' \
        -e '/^      --[a-z-]*,/!s/^  \(-[A-Za-z], \|    \)--\([a-z-]*\)\( [^ ]*\)\{0,1\}.*/\2\3/p' "$1" |
        awk -F ';' 'NF == 1 { print; next }
            { n = split($1, names, /, /); for (i = 1; i <= n; i++) print substr(names[i], 3), $2 }'
}

# refused MESSAGE COMMAND...: status 2, nothing on standard output, and the message. Counted, not told one by one.
tried=0 wrongly=0
refused()
{
    message=$1
    shift
    tried=$((tried + 1))
    "$@" >"$scratch/out" 2>"$scratch/err" </dev/null && status=0 || status=$?
    [ "$status" -eq 2 ] && [ ! -s "$scratch/out" ] && [ "$(cat "$scratch/err")" = "$message" ] && return
    wrongly=$((wrongly + 1))
    echo "# $*: status $status, wanted: $message"
    sed 's/^/#     got: /' "$scratch/err"
}

told()
{
    if [ "$tried" -gt 0 ] && [ "$wrongly" -eq 0 ]; then pass "$1 ($tried)"; else fail "$1: $wrongly of $tried"; fi
    tried=0 wrongly=0
}

for source in "$TOP"/cmd/eh-*.c; do
    program=$(basename "$source" .c)
    hint="($program --help shows what there is)"
    for verb in $(verbs "$program"); do
        [ "${#verb}" -lt 3 ] || refused "$program: no verb or file '${verb}x'; nearest: $verb $hint" "$program" "${verb}x"
        "$program" "$verb" --help >help
        options help >list
        while read -r option argument; do
            refused "$program: unknown option '--${option}x'; nearest: --$option $hint" "$program" "$verb" "--${option}x"
            # Words that the help lists: `child|family`.
            case $argument in
            *'|DIR' | RECORD* | [0-9]*) ;;
            *'|'*)
                echo "$argument" | tr '|' '\n' >words
                while read -r word; do
                    "$program" "$verb" "--$option" "${word}x" </dev/null >out 2>err
                    grep -qE "^$program: --$option takes .*$word.*; nearest: $word \(" err || grep -q 'needs' err ||
                        { wrongly=$((wrongly + 1)); sed 's/^/# /' err; }
                    tried=$((tried + 1))
                done <words
                ;;
            esac
        done <list
        formats=$(sed -n -e 's/; default.*//' -e 's/^  -t, --to FORMAT *//p' help)
        [ -n "$formats" ] || formats=rec
        # shellcheck disable=SC2086 # words of a list
        for format in $(echo "$formats" | sed -e 's/,//g' -e 's/ or / /'); do
            refused "$program: --to takes $formats; nearest: $format $hint" "$program" "$verb" --to "${format}x"
        done
        ! grep -q '^  -m, --map' help || {
            "$program" "$verb" --schema </dev/null | sed -n -e '/^"output"/q' -e 's/^  {"name": "\([a-z_]*\)".*/\1/p' |
                sort -u >columns
            case $(grep -A 1 '^usage: ' help) in
            *BEFORE*) operands='a.csv b.csv' ;;
            *people\|relationships*) operands=people ;;
            *) operands= ;;
            esac
            while read -r column; do
                # shellcheck disable=SC2086 # words of a list
                refused "$program: --map names '9$column', which is no column that $verb reads; nearest: $column $hint" \
                    "$program" "$verb" --map "9$column=Theirs" $operands
            done <columns
        }
    done
    told "$program: verbs, options, their words, formats, columns"
done

missing='neither one that is compiled in (eh-threshold list frameworks) nor a directory with a framework.csv'
for command in 'eh-assess scan' 'eh-threshold level' 'eh-threshold explain' 'eh-plan draft' 'eh-review due' \
    'eh-threshold list levels'; do
    # shellcheck disable=SC2086 # a program and a verb
    refused "${command%% *}: solihull-2013: no framework 'solihull-2013': $missing; nearest: solihull-2014" \
        $command -F solihull-2013
done
refused "eh-threshold: sandwell-202: no framework 'sandwell-202': $missing; nearest: sandwell-2022" \
    env EH_FRAMEWORK=sandwell-202 eh-threshold
refused "eh-threshold: sandwell-202: no framework 'sandwell-202': $missing; nearest: sandwell-2022" \
    eh-threshold --as sandwell-202
refused "eh-threshold: narnia: no framework 'narnia': $missing" eh-threshold -F narnia
refused "eh-review: no outcomes 'suporting-families': neither compiled in nor a directory with an outcomes.csv; nearest: \
supporting-families" eh-review outcomes --outcome-set suporting-families
told 'frameworks and sets of outcomes'

# usage PROGRAM MESSAGE ARGUMENT...: wrong usage.
usage()
{
    program=$1 message="$1: $2 ($1 --help shows what there is)"
    shift 2
    refused "$message" "$program" "$@"
}
levels='universal, early-help, child-in-need, significant-harm'
usage eh-threshold "--flag takes $levels; nearest: early-help" --flag erly-help
usage eh-threshold "--flag takes $levels; nearest: significant-harm" move --flag significant-ham a.csv b.csv
usage eh-threshold "--flag takes $levels" --flag statutory
usage eh-threshold '--flag takes 1, 2, 3, 4' --flag five -F solihull-2014
tables='people|relationships|notes|actions|goals|concerns|scales|consent|sharing|plans|reviews|assessments'
usage eh-assess "table takes $tables; nearest: people" table poeple smith.rec
usage eh-assess "table takes $tables" table smith.rec
usage eh-assess '--blank takes assessment, review or referral; nearest: review' form --blank reveiw
usage eh-assess '--as takes assessment, review or referral; nearest: referral' form --as referal smith.rec
usage eh-assess 'new takes assessment or review; nearest: assessment' new asessment
usage eh-threshold 'list takes indicators|levels|rules|domains|contacts|routes|frameworks; nearest: indicators' \
    list indicator
usage eh-plan 'list takes goals|rules|words; nearest: goals' list goal
usage eh-review 'list takes outcomes|headlines|measures|rules; nearest: measures' list measurse
usage eh-genogram 'table takes people or relationships; nearest: relationships' table relationship people.csv
usage eh-genogram '--from takes csv, gedcom or ped; nearest: gedcom' --from gedcon people.csv
steps='episodes, statutory, contacts, referrals, assessments, plans, events'
usage eh-timeline "--as takes $steps; nearest: referrals" journey --as referals=x.csv x.csv
usage eh-timeline "--as takes events, people, indicators, contacts, referrals, episodes, assessments, plans, reviews, \
statutory; nearest: indicators" table --as indicator x.csv
printf 'family_id,indicator\nF1,EDU-EH-04\n' >in.csv
refused "eh-threshold: in.csv: encoding 'windows-1522' is not known to this system (iconv -l lists those that are); \
nearest: windows-1252" eh-threshold --encoding windows-1522 in.csv
told 'levels, tables, forms, lists, records, encodings'

# --- Columns ---

printf 'famly_id,Indicater\nF1,EDU-EH-04\n' >typed.csv
refused "eh-threshold: typed.csv:1: no column for indicator, and none of the 2 headings is known: is this a header line? \
(--explain-header shows how it is read)" eh-threshold typed.csv
printf 'family_id,Indicater\nF1,EDU-EH-04\n' >typed.csv
refused "eh-threshold: typed.csv:1: no column for indicator; columns found: family_id, Indicater; nearest: 'Indicater'" \
    eh-threshold typed.csv
refused "eh-threshold: typed.csv:1: no column 'Indicator seen', which --map names for indicator; columns found: family_id, \
Indicator scene; nearest: 'Indicator scene'" sh -c 'sed -i 1s/Indicater/"Indicator scene"/ typed.csv
    exec eh-threshold -m "indicator=Indicator seen" typed.csv'
told 'columns of a file'

# --- People and households ---

printf 'person_id,name,gender,dob,household\nP1,A,female,,Mill Lane\nP2,B,male,,Mill Lane\nP3,C,male,,Bridge Street\n' >people.csv
refused "eh-genogram: no household is called 'Mil Lane'; nearest: 'Mill Lane'" eh-genogram --household 'Mil Lane' people.csv
refused "eh-genogram: no household is called 'Hilltop'" eh-genogram --household Hilltop people.csv
told 'households'

# --- Rows ---

# rows COMMAND...: status 3, and the messages that follow.
rows()
{
    run "$*" "$@"
    status 3
}
printf 'from,to,type,status\nP1,P2,partnr,\nP1,P2,partner,maried\nP1,P3,parnet,\n' >relationships.csv
rows eh-genogram -r relationships.csv people.csv
stderr <<'END'
eh-genogram: relationships.csv:2: type: unknown type 'partnr'; nearest: partner
eh-genogram: relationships.csv:3: status: not one of married, cohabiting, partner, transitory, separated, divorced; nearest: married
eh-genogram: relationships.csv:4: type: unknown type 'parnet'; nearest: parent
END
printf 'family_id,indicator,status\nF1,EDU-EH-4,\nF1,EDU-EH-04,presnt\nF1,a long story,\n' >in.csv
rows eh-threshold --as-of 2026-01-31 in.csv
stderr <<'END'
eh-threshold: in.csv:2: indicator: unknown indicator code 'EDU-EH-4'; nearest: EDU-EH-04
eh-threshold: in.csv:3: status: not one of present, negated, historic, hypothetical, other; nearest: present
eh-threshold: in.csv:4: indicator: unknown indicator code; no known one is near
END
printf 'family_id,child_id,level\nF1,,erly-help\nF1,,statutory\n' >recorded.csv
printf 'family_id,indicator\nF1,EDU-EH-04\n' >good.csv
rows eh-threshold compare --as-of 2026-01-31 --recorded recorded.csv good.csv
stderr <<'END'
eh-threshold: recorded.csv:2: level: not one of universal, early-help, child-in-need, significant-harm; nearest: early-help
eh-threshold: recorded.csv:3: level: not one of universal, early-help, child-in-need, significant-harm
END
printf 'family_id,date,consent\nF1,2026-01-02,gven\n' >consent.csv
rows eh-threshold --as-of 2026-01-31 --consent consent.csv good.csv
stderr <<'END'
eh-threshold: consent.csv:2: consent: not one of given, refused, withdrawn; nearest: given
END
printf 'family_id,outcome,clause,met,date\nF1,SF-1.l,a,yes,2026-01-02\nF1,SF-1.1,a,yse,2026-01-02\nF1,attendance,a,yes,2026-01-02\n' >evidence.csv
rows eh-review outcomes --as-of 2026-01-31 evidence.csv
stderr <<'END'
eh-review: evidence.csv:2: outcome: unknown outcome 'SF-1.l'; nearest: SF-1.1
eh-review: evidence.csv:3: met: not one of yes, no, unknown; nearest: yes
eh-review: evidence.csv:4: outcome: unknown outcome; no known one is near
END
printf 'measure,value\nreviews-ontime,90\nwidgets,1\n' >targets.csv
printf 'family_id,outcome,held_date,due_date\nF1,close,2026-01-05,2026-01-06\n' >reviews.csv
rows eh-review measures --as-of 2026-01-31 --compare targets.csv --reviews reviews.csv
stderr <<'END'
eh-review: targets.csv:2: measure: unknown measure 'reviews-ontime'; nearest: reviews-on-time
eh-review: targets.csv:3: measure: unknown measure; no known one is near
END
printf 'service_id,name,needs,level\nS1,Club,EDU-EH-4,\nS2,Group,EDU-EH-04,erly-help\n' >services.csv
rows eh-plan services --as-of 2026-01-31 --services services.csv good.csv
stderr <<'END'
eh-plan: services.csv:2: needs: unknown need 'EDU-EH-4'; nearest: EDU-EH-04
eh-plan: services.csv:3: level: not one of universal, early-help, child-in-need, significant-harm; nearest: early-help
END

# --- Records of a form ---

printf '%%rec: Person\n\nName: A\nEthnicty: B\n\n%%rec: Persn\n\nName: A\n' >form.rec
run 'fields and records of a form' eh-assess check --as-of 2026-01-31 form.rec
status 0
grep 'no such' "$scratch/out" | cut -d , -f 2,5- >got
file got <<'END'
4,error,no such field in a Person record; nearest: Ethnicity
6,error,"no such record type; known: Form, Person, Professional, Plan, View, Concern, Goal, Scale, Action, Consent, Sharing; nearest: Person"
END

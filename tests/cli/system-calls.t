#!/bin/sh
# What every verb asks of the system, call by call; what becomes of its outputs when it fails or is killed; who may read
# them.
. "$(dirname "$0")/lib.sh"

command -v strace >/dev/null || skip_all 'no strace'
if grep -q __asan_init "$BIN/eh-threshold" || [ "$(head -c 4 "$BIN/eh-threshold" | tr -d '\177')" != ELF ]; then
    skip_all 'not the program itself: a sanitizer or valgrind makes calls of its own'
fi
strace -o trace true 2>/dev/null || skip_all 'strace may not trace here'
rm -f trace
. "$TOP/tests/cli/every-verb.sh"

# Whether this kernel has the fence at all.
strace -o trace eh-threshold --as-of $day examples/borough/indicators.csv >/dev/null
FENCED=$(grep -c '^seccomp(.* = 0$' trace)
[ "$FENCED" -gt 0 ] || note trace
export FENCED

# --- Every verb ------------------------------------------------------------------------------------------------------------

# judged NAME COMMAND: traced, and held against what it may do; the directory `made` is for outputs.
judged()
{
    name=$1
    shift
    run "$name" strace -f -qq -o trace "$@"
    case $status in 0 | 3) ;; *) fail "$name: exit status $status"; note "$scratch/err" ;; esac
    perl "$TOP/tests/cli/calls.pl" trace made "$@" >found 2>&1
    if [ -s found ]; then
        fail "$name: does what it should not"
        note found
    else
        pass "$name: does only what it may"
    fi
}

while read -r words; do
    rm -rf made
    mkdir made
    # shellcheck disable=SC2086 # words without blanks
    judged "$words" $words -o made/out
    # shellcheck disable=SC2012 # our own names
    ok "$words: its output alone" test "$(ls -A made | tr '\n' ' ')" = 'out '
    ok "$words: for its owner alone" test "$(ls -l made/out | cut -c 1-10)" = '-rw-------'
    ok "$words: without a path of this machine" sh -c '! grep -qF -e "$1" -e "$2" made/out' - "$TOP" "$scratch"
    # Where it is written does not show in it.
    mkdir 'made/else where'
    # shellcheck disable=SC2086 # words without blanks
    $words -o 'made/else where/result.bak' 2>"$scratch/err"
    same "$words: the same wherever it goes" 'made/else where/result.bak' made/out
done <runs

# Without TZ and --as-of the system is asked for the day, and for nothing else.
rm -rf made
mkdir made
TZ_before=$TZ
unset TZ
judged 'today' eh-threshold -o made/out examples/borough/indicators.csv
ok 'today: the local day' grep -q '^[^#]*/etc/localtime\|/zoneinfo/' trace
export TZ="$TZ_before"

# Outputs beside the first, and directories.
rm -rf made
mkdir made
judged 'all that a verb writes' eh-threshold --as-of $day -q --rejects made/rejects --unmapped made/unmapped -o made/out \
    examples/borough/messy.csv
judged 'a second output' eh-review annex-a --as-of $day --differences made/differences -o made/out \
    --assessments examples/review/annex-a/assessments.csv --episodes examples/review/annex-a/episodes.csv
rm -rf made
judged 'a directory' eh-timeline -d made --people examples/timeline/people.csv examples/timeline/events.csv
rm -rf made
judged 'a directory of genograms' eh-genogram --as-of $day -d made -r examples/genogram/relationships.csv examples/genogram/people.csv

# The judge finds what it is there for.
for call in 'socket(AF_INET, SOCK_STREAM, 0) = 3' 'openat(AT_FDCWD, "/etc/passwd", O_RDONLY) = 3' \
    'openat(AT_FDCWD, "beside", O_WRONLY|O_CREAT, 0600) = 3' 'openat(AT_FDCWD, "made/x", O_RDWR|O_CREAT|O_EXCL, 0644) = 3' \
    'execve("/bin/sh", ["sh"], 0x7 /* 9 vars */) = 0' 'unlink("in.csv") = 0' 'rename("made/out", "in.csv") = 0' \
    'clone(child_stack=NULL, flags=SIGCHLD) = 9' 'stat("/srv/somebody", {st_mode=S_IFDIR}) = 0'; do
    { cat trace; echo "123 $call"; } >worse
    perl "$TOP/tests/cli/calls.pl" worse made eh-genogram >found
    ok "the judge sees $call" test -s found
done

# --- Who may read outputs ---------------------------------------------------------------------------------------------------

modes() { (cd "$1" && find . ! -name . -prune -exec ls -ld {} + | sed 's/^\(..........\).* \([^ ]*\)$/\1 \2/' | sort -k 2); }
rm -rf made
mkdir made
for name in out rejects unmapped differences; do
    echo old >made/$name
    chmod 666 made/$name
done
umask 000
run 'over files that others may read' eh-threshold --as-of $day -q --rejects made/rejects --unmapped made/unmapped -o made/out \
    examples/borough/messy.csv
status 3
run 'and one more' eh-review annex-a --as-of $day --differences made/differences -o made/annex \
    --people examples/review/annex-a/people.csv --assessments examples/review/annex-a/assessments.csv --episodes examples/review/annex-a/episodes.csv
status 0
run 'a directory made' eh-timeline -d made/drawn --people examples/timeline/people.csv examples/timeline/events.csv
status 0
umask 022
modes made >got
file got <<'END'
-rw------- ./annex
-rw------- ./differences
drwx------ ./drawn
-rw------- ./out
-rw------- ./rejects
-rw------- ./unmapped
END
modes made/drawn >got
file got <<'END'
-rw------- ./F104.svg
-rw------- ./F221.svg
END
mkdir open
chmod 755 open
run 'a directory that is there' eh-timeline -d open --people examples/timeline/people.csv examples/timeline/events.csv
status 0
ok 'a directory that is there stays as it is' test "$(ls -ld open | cut -c 1-10)" = drwxr-xr-x
modes open >got
file got <<'END'
-rw------- ./F104.svg
-rw------- ./F221.svg
END

# --- Failure and death --------------------------------------------------------------------------------------------------------

# A heading, and a run of each program that waits for its input in the middle of its work: a pipe with a writer.
waiting()
{
    cat <<'END'
family_id,child_id,date,text eh-assess scan
family_id,child_id,date,indicator eh-threshold level --as-of 2026-11-30
family_id,action_id,action,due eh-plan due --as-of 2026-11-30
family_id,date,name,score eh-review scales --as-of 2026-11-30
family_id,person_id,name,gender,dob eh-genogram table people
family_id,date,event eh-timeline table --as events
END
}
mkfifo pipe
waiting >waiting
for signal in TERM INT HUP KILL; do
    while read -r heading words; do
        rm -rf made
        mkdir made
        echo old >made/out
        # Opened for both, so that neither side waits for the other.
        exec 9<>pipe
        echo "$heading" >&9
        # In the background SIGINT would be passed over: perl takes it back.
        # shellcheck disable=SC2016,SC2086 # perl; words without blanks
        perl -e '$SIG{$_} = "DEFAULT" for "INT", "HUP"; exec @ARGV' $words --rejects made/rejects -o made/out pipe 2>/dev/null &
        process=$!
        tries=0
        until [ "$(find made -name '*.eh-*' | wc -l)" -eq 2 ] || [ "$tries" -eq 100 ]; do
            sleep 0.05
            tries=$((tries + 1))
        done
        kill -s "$signal" "$process" 2>/dev/null
        wait "$process" 2>/dev/null
        ended=$?
        exec 9>&-
        ok "$words, SIG$signal: dies of it" test "$ended" -gt 128
        ok "$words, SIG$signal: the old output stands" test "$(cat made/out)" = old
        ls -A made >left
        if [ "$signal" = KILL ]; then
            # Nobody can tidy up behind that; but what is left has another name, and is its owner's alone.
            ok "$words, SIG$signal: no half a file under a name that was asked for" \
                test "$(grep -cvE '^(out|out\.eh-......|rejects\.eh-......)$' left)" -eq 0
            ok "$words, SIG$signal: what is left is its owner's" \
                test -z "$(find made -name '*.eh-*' ! -perm 600)"
        else
            ok "$words, SIG$signal: nothing else is left" test "$(cat left)" = out
        fi
    done <waiting
done

while read -r _ words; do
    rm -rf made
    mkdir made
    # shellcheck disable=SC2086 # words without blanks
    run "$words, no such file" $words -o made/out no-such-file
    status 2
    ok "$words, no such file: nothing is left" test -z "$(ls -A made)"
done <waiting

# --- Systems that have less ----------------------------------------------------------------------------------------------------

eh-threshold --as-of $day examples/borough/indicators.csv >whole
for lack in landlock_create_ruleset:error=ENOSYS landlock_create_ruleset:error=EOPNOTSUPP landlock_create_ruleset:error=EPERM \
    landlock_add_rule:error=EINVAL landlock_restrict_self:error=E2BIG seccomp:error=ENOSYS seccomp:error=EPERM \
    prctl:error=EINVAL; do
    run "without ${lack%%:*} (${lack##*=})" strace -f -qq -o trace -e "inject=$lack" \
        eh-threshold --as-of $day examples/borough/indicators.csv
    if grep -q 'invalid system call' "$scratch/err"; then
        pass "$case_name # SKIP strace does not know it"
        continue
    fi
    status 0
    stdout <whole
    stderr </dev/null
done

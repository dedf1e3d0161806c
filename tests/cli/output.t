#!/bin/sh
# Output: whole or not at all, never a failure that looks like success, the same bytes each time, sound in every format.
. "$(dirname "$0")/lib.sh"

cp "$TOP/examples/borough/indicators.csv" "$TOP/examples/borough/recorded.csv" .
cat >in.csv <<'END'
family_id,child_id,date,indicator,evidence,agency
F1,C1,2026-01-05,EDU-EH-04,,School
END
printf 'family_id,indicator\nF1,nonsense\n' >bad.csv
run 'one row' eh-threshold --as-of 2026-01-31 in.csv
status 0
stdout <<'END'
family_id,child_id,as_of,framework,level,suggested,rank,level_name,support,drivers,needs,strengths,domains,routes,consent,next_step,contact
F1,C1,2026-01-31,solihull-2024,early-help,early-help,2,Early help,single-agency,EDU-EH-04,EDU-EH-04,,EDU,,required,"One person leads a joint assessment and plan with the family, and relatives, friends and agencies each carry a part of it.",safeguarding-lead
END
stderr </dev/null
cp "$scratch/out" one.csv

# --- Writing that fails ---

# unwritable NAME REASON COMMAND: status 2 and a message, whatever the format.
unwritable()
{
    run "$1" sh -c "$3"
    status 2
    stdout </dev/null
    stderr <<END
eh-threshold: $2
END
}

if [ -c /dev/full ]; then
    full='cannot write: No space left on device'
    for options in '' '-t text' '-t json' '-t rec' '-t html' '--excel' '--schema' '--explain-header' '--help' '--version'; do
        unwritable "a full disk: $options" "standard output: $full" "exec eh-threshold $options in.csv >/dev/full"
    done
    unwritable 'a full disk and much to write' "standard output: $full" 'exec eh-threshold explain indicators.csv >/dev/full'
    unwritable 'a full disk: compare' "standard output: $full" \
        'exec eh-threshold compare --recorded recorded.csv indicators.csv >/dev/full'
    unwritable 'a full disk: move' "standard output: $full" 'exec eh-threshold move one.csv one.csv >/dev/full'
    unwritable 'a full disk: list' "standard output: $full" 'exec eh-threshold list indicators >/dev/full'
    unwritable 'a full disk: lint' "standard output: $full" "exec eh-threshold lint '$TOP/share/frameworks/solihull-2024' >/dev/full"
    unwritable 'a full disk: -o' "/dev/full: $full" 'exec eh-threshold -o /dev/full in.csv'
    run 'a full disk: --rejects' eh-threshold -q --rejects /dev/full bad.csv
    status 2
    stderr <<END
eh-threshold: /dev/full: $full
END
    run 'a full disk: --unmapped' eh-threshold -q --unmapped /dev/full in.csv
    status 2
    stderr <<END
eh-threshold: /dev/full: $full
END
    run 'a full disk for messages' sh -c 'exec eh-threshold bad.csv 2>/dev/full'
    status 3
else
    pass 'a full disk # SKIP there is no /dev/full'
fi

# A pipe whose reader has gone: opened both ways, opened to write, and the first closed again.
mkfifo pipe
closed='exec 3<>pipe; exec 4>pipe; exec 3>&-; exec'
for options in '' '-t text' '-t json' '--schema' '--help' '--version'; do
    unwritable "a closed pipe: $options" 'standard output: cannot write: Broken pipe' "$closed eh-threshold $options in.csv >&4"
done
unwritable 'a closed pipe and much to write' 'standard output: cannot write: Broken pipe' \
    "$closed eh-threshold explain indicators.csv >&4"
unwritable 'a closed pipe, and SIGPIPE as usual' 'standard output: cannot write: Broken pipe' \
    "trap - PIPE; $closed eh-threshold in.csv >&4"

# A reader that goes after some of it.
head -n 1 <pipe >first &
run 'a reader that stops' sh -c 'exec eh-threshold explain --as-of 2026-01-31 indicators.csv indicators.csv indicators.csv >pipe'
status 2
stderr <<'END'
eh-threshold: standard output: cannot write: Broken pipe
END
wait
ok 'a reader that stops: has its line' test "$(cut -d , -f 1-5 first)" = 'family_id,child_id,as_of,framework,level'

for options in '' '-t html' '--schema' '--help' '--version'; do
    unwritable "standard output closed: $options" 'standard output: cannot write: Bad file descriptor' \
        "exec eh-threshold $options in.csv >&-"
done
run 'standard input closed' sh -c 'exec eh-threshold <&-'
status 2
stdout </dev/null
stderr <<'END'
eh-threshold: <stdin>: cannot read: Bad file descriptor
END
run 'standard error closed' sh -c 'exec eh-threshold --as-of 2026-01-31 --summary in.csv 2>&-'
status 0
stdout <one.csv
run 'all closed' sh -c 'exec eh-threshold --as-of 2026-01-31 -o out.csv in.csv bad.csv <&- >&- 2>&-'
status 3
file out.csv <<END
$(sed -n 1p one.csv)
$(sed -n 2p one.csv)
END

# --- -o ---

mkdir files
cp in.csv bad.csv files
cd files || exit 2
# left NAME FILE...: these files are in the directory, and no others.
left()
{
    left_name=$1
    shift
    ok "$left_name: no other file" test "$(find . -type f | sort | tr '\n' ' ')" = "$(printf './%s ' "$@")"
}

run '-o' eh-threshold --as-of 2026-01-31 -o out.csv in.csv
status 0
stdout </dev/null
stderr </dev/null
same '-o: as on standard output' out.csv ../one.csv
left '-o' bad.csv in.csv out.csv
ok '-o: for its owner only' test "$(ls -l out.csv | cut -c 1-10)" = -rw-------
chmod 644 out.csv
echo old >out.csv
run '-o over a file' sh -c 'umask 0; exec eh-threshold --as-of 2026-01-31 --output=out.csv in.csv'
status 0
same '-o over a file: the new one' out.csv ../one.csv
ok '-o over a file: for its owner only' test "$(ls -l out.csv | cut -c 1-10)" = -rw-------
cp in.csv both.csv
run '-o over the input' eh-threshold --as-of 2026-01-31 -o both.csv both.csv
status 2
same '-o over the input: as it was' both.csv in.csv
rm both.csv
run '-o -' eh-threshold --as-of 2026-01-31 -o - in.csv
status 0
stdout <../one.csv
left '-o -' bad.csv in.csv out.csv
run '-o /dev/fd/1' eh-threshold --as-of 2026-01-31 -o /dev/fd/1 in.csv
status 0
stdout <../one.csv
cat ../pipe >through &
run '-o to a pipe' eh-threshold --as-of 2026-01-31 -o ../pipe in.csv
status 0
wait
same '-o to a pipe: all of it' through ../one.csv
ok '-o to a pipe: is still one' test -p ../pipe
rm through
ln -s out.csv link.csv
run '-o with --rejects and --unmapped' eh-threshold --as-of 2026-01-31 -o out.csv --rejects rejects.csv --unmapped unmapped.csv in.csv bad.csv
status 3
same '-o with --rejects and --unmapped: the output' out.csv ../one.csv
file rejects.csv <<'END'
file,line,reason,family_id,indicator
"bad.csv",2,"indicator: unknown indicator code; no known one is near",F1,nonsense
END
file unmapped.csv <<'END'
column,value,count,file,line
END
ok '-o with --rejects and --unmapped: for their owner only' test "$(ls -l rejects.csv unmapped.csv | cut -c 1-10 | sort -u)" = -rw-------
rm rejects.csv unmapped.csv link.csv

# kept NAME STATUS MESSAGE: after the run just made, the old file is as it was and nothing else is there.
kept()
{
    status "$2"
    stdout </dev/null
    stderr <<END
eh-threshold: $3
END
    file out.csv <<'END'
old
END
    left "$1" bad.csv in.csv out.csv
}
fatal()
{
    name=$1 message=$2
    shift 2
    echo old >out.csv
    run "$name" eh-threshold -q -o out.csv "$@"
    kept "$name" 2 "$message"
}
fatal 'a fatal error at the start' 'nosuch.csv: cannot open: No such file or directory' nosuch.csv
fatal 'a fatal error behind good rows' 'nosuch.csv: cannot open: No such file or directory' in.csv nosuch.csv
fatal 'a fatal error behind rejected rows' '.: is a directory, not a file' --rejects rejects.csv --unmapped unmapped.csv bad.csv .
fatal 'rejects that cannot be made' 'nosuch/r.csv: cannot create: No such file or directory' --rejects nosuch/r.csv bad.csv
fatal 'a framework that is not there' \
    "nosuch: no framework 'nosuch': neither one that is compiled in (eh-threshold list frameworks) nor a directory with a framework.csv" \
    -F nosuch in.csv

# To fill a disk nobody's rights are needed but a limit on the size of a file, of 512-byte blocks.
echo old >out.csv
run 'a file that grows too large' sh -c 'trap "" XFSZ; ulimit -f 16; exec eh-threshold -o out.csv ../indicators.csv'
kept 'a file that grows too large' 2 'out.csv: cannot write: File too large'
run 'a file of rejects that grows too large' sh -c 'trap "" XFSZ; ulimit -f 16
    exec eh-threshold -q -o out.csv --rejects rejects.csv --map indicator=evidence ../indicators.csv'
kept 'a file of rejects that grows too large' 2 'rejects.csv: cannot write: File too large'

# A mount that only the command sees, and that is gone with it.
mkdir disk
if [ "$(id -u)" -eq 0 ] && unshare -m mount -t tmpfs -o size=16k none disk 2>/dev/null; then
    run 'a disk that fills up' unshare -m sh -c 'mount -t tmpfs -o size=16k none disk && echo old >disk/out.csv || exit 9
        eh-threshold -o disk/out.csv ../indicators.csv
        result=$?
        ls -A disk
        cat disk/out.csv
        exit "$result"'
    status 2
    stdout <<'END'
out.csv
old
END
    stderr <<'END'
eh-threshold: disk/out.csv: cannot write: No space left on device
END
else
    pass 'a disk that fills up # SKIP not root, or no right to mount'
fi
rmdir disk

unwritable '-o in a missing directory' 'nosuch/out.csv: cannot create: No such file or directory' 'exec eh-threshold -o nosuch/out.csv in.csv'
unwritable '-o to a directory' '.: cannot create: Is a directory' 'exec eh-threshold -o . in.csv'
unwritable '-o to no name' ': cannot create: No such file or directory' "exec eh-threshold -o '' in.csv"
if [ "$(id -u)" -eq 0 ]; then pass '-o in a locked directory # SKIP root may write all'; else
    mkdir locked
    chmod 500 locked
    unwritable '-o in a locked directory' 'locked/out.csv: cannot create: Permission denied' 'exec eh-threshold -o locked/out.csv in.csv'
    rmdir locked
fi
left 'nothing that failed' bad.csv in.csv out.csv

# --- Killed ---

# half_way: starts a run with -o that has read one row and waits for more; sets $process.
half_way()
{
    echo old >out.csv
    eh-threshold -o out.csv --rejects rejects.csv <../pipe >"$scratch/out" 2>"$scratch/err" &
    process=$!
    exec 3>../pipe
    cat bad.csv >&3
    tries=0
    while [ "$(find . -name '*.eh-*' | wc -l)" -lt 2 ] && [ "$((tries += 1))" -lt 3000 ]; do :; done
}
ended()
{
    { wait "$process"; } 2>/dev/null
    got=$?
    exec 3>&-
    ok "$1: dies of it" test "$got" -eq "$2"
    ok "$1: the old file is whole" test "$(cat out.csv)" = old
}
for signal in TERM HUP; do
    case $signal in TERM) number=15 ;; HUP) number=1 ;; esac
    half_way
    ok "SIG$signal: half-way, both files are begun" test "$(find . -name '*.eh-*' | wc -l)" -eq 2
    kill -s "$signal" "$process"
    ended "SIG$signal" "$((128 + number))"
    left "SIG$signal" bad.csv in.csv out.csv
done
half_way
kill -s KILL "$process"
ended 'SIGKILL' 137
rm -f ./*.eh-*
left 'SIGKILL' bad.csv in.csv out.csv
half_way
exec 3>&-
wait "$process"
ok 'not killed: ends' test "$?" -eq 3
ok 'not killed: the new file' test "$(wc -l <out.csv)" -eq 1
cd ..

# --- The same bytes ---

for verb in level explain 'compare --recorded recorded.csv'; do
    for format in csv text json rec html; do
        # shellcheck disable=SC2086 # a verb and its options
        run "$verb, $format" eh-threshold $verb --as-of 2026-11-30 -t "$format" indicators.csv
        status 0
        stderr </dev/null
        cp "$scratch/out" first
        # shellcheck disable=SC2086
        run "$verb, $format, again" env TZ=Pacific/Kiritimati LC_ALL=de_DE.UTF-8 LANG=tr_TR.UTF-8 HOME=/nonexistent \
            eh-threshold $verb --as-of 2026-11-30 -t "$format" indicators.csv
        status 0
        stdout <first
    done
done
run 'a moment later' eh-threshold --as-of 2026-11-30 indicators.csv
cp "$scratch/out" first
run 'the other way round' eh-threshold --as-of 30/11/2026 --output /dev/fd/1 indicators.csv
stdout <first

# --- Formats ---

# What stands in the cells, one line a row; the last has control characters in it.
printf '%s\n' "<script>alert('x')</script> & \"q\" \\ %" '-a' 'two' 'lines' '' '+ and three' 'plus: colon' >cells
printf '\001\177\302\205\303\251\360\237\231\202\n' >>cells
{
    cat <<'END'
family_id,child_id,indicator,evidence,agency
=1+1,+44,EDU-EH-04,"<script>alert('x')</script> & ""q"" \ %",@x
-5,-5.5,EDU-EH-04,-a,-2026-01-01
a=b,"-1,5",EDU-EH-04,"two
lines

+ and three",
0012,2026-01-05,EDU-EH-04,plus: colon,'x
END
    printf '\033[31m,\t,EDU-EH-04,'
    tail -n 1 cells | tr -d '\n'
    echo ,
} >odd.csv

run '--excel' eh-threshold --as-of 2026-01-31 --excel in.csv
status 0
stderr </dev/null
{ printf '\357\273\277'; awk '{ printf "%s\r\n", $0 }' one.csv; } >wanted
stdout <wanted
run '--excel, what would run as a formula' eh-threshold --as-of 2026-01-31 --excel odd.csv
status 0
sed 's/,2026-01-31,.*//; 1d' "$scratch/out" >got
printf "'=1+1,+44\n-5,-5.5\na=b,\"'-1,5\"\n0012,2026-01-05\n\033[31m,\n" >wanted
same '--excel, what would run as a formula: guarded' got wanted
run '--excel, in other columns' eh-threshold explain --as-of 2026-01-31 --excel odd.csv
sed -n 's/.*,EH,EDU,,,,\(.*\),,\(.*\),sets the level.*/\1 \2/p' "$scratch/out" | head -n 2 >got
cat >wanted <<'END'
'@x "<script>alert('x')</script> & ""q"" \ %"
'-2026-01-01 '-a
END
same '--excel, in other columns: guarded' got wanted
ok '--excel, in other columns: line breaks in cells as they were' test "$(grep -c '^lines$' "$scratch/out")" -eq 1
run '--excel of another format' eh-threshold --excel -t json in.csv
status 2
stdout </dev/null
stderr <<'END'
eh-threshold: --excel goes with csv output only (eh-threshold --help shows what there is)
END

run 'json' eh-threshold explain --as-of 2026-01-31 -t json odd.csv
status 0
stderr </dev/null
cp "$scratch/out" odd.json
ok 'json: no control character' test -z "$(tr -d '\n\040-\176\200-\377' <odd.json)"
read_json='use JSON::PP; while (<>) { my $row = decode_json($_); next if $row->{kind} ne "indicator";
    my $cell = $row->{evidence}; utf8::encode($cell); print "$cell\n" }'
if perl -MJSON::PP -e 1 2>/dev/null; then
    ok 'json: can be read' sh -c 'perl -e "$1" odd.json >got' sh "$read_json"
    same 'json: cells' got cells
elif python3 -c 'import json' 2>/dev/null; then
    ok 'json: can be read' python3 -c 'import json, sys
with open("odd.json", "rb") as rows, open("got", "wb") as got:
    for row in map(json.loads, rows):
        if row["kind"] == "indicator":
            got.write(row["evidence"].encode() + b"\n")'
    same 'json: cells' got cells
else
    pass 'json: can be read # SKIP neither JSON::PP nor python3'
fi
run 'json, types' eh-threshold --as-of 2026-01-31 -t json in.csv
stdout <<'END'
{"family_id":"F1","child_id":"C1","as_of":"2026-01-31","framework":"solihull-2024","level":"early-help","suggested":"early-help","rank":2,"level_name":"Early help","support":"single-agency","drivers":"EDU-EH-04","needs":"EDU-EH-04","strengths":"","domains":"EDU","routes":"","consent":"required","next_step":"One person leads a joint assessment and plan with the family, and relatives, friends and agencies each carry a part of it.","contact":"safeguarding-lead"}
END
head -n 1 in.csv >header.csv
run 'json, no row' eh-threshold -t json header.csv
status 0
stdout </dev/null

run 'rec' eh-threshold explain --as-of 2026-01-31 -t rec odd.csv
status 0
stderr </dev/null
if command -v recfix >/dev/null; then
    ok 'rec: is sound' recfix --check "$scratch/out"
    ok 'rec: can be read' sh -c 'recsel -t explanations -e "kind = '\''indicator'\''" -C -P evidence "$1" >got' sh "$scratch/out"
    same 'rec: cells' got cells
    for verb in level 'compare --recorded recorded.csv'; do
        # shellcheck disable=SC2086 # a verb and its options
        run "rec, $verb" eh-threshold $verb --as-of 2026-01-31 -t rec indicators.csv
        status 0
        ok "rec, $verb: is sound" recfix --check "$scratch/out"
    done
else
    pass 'rec: is sound # SKIP no recfix'
fi
run 'rec, one row' eh-threshold --as-of 2026-01-31 -t rec in.csv
stdout <<'END'
%rec: levels
%mandatory: level
%type: rank int

family_id: F1
child_id: C1
as_of: 2026-01-31
framework: solihull-2024
level: early-help
suggested: early-help
rank: 2
level_name: Early help
support: single-agency
drivers: EDU-EH-04
needs: EDU-EH-04
domains: EDU
consent: required
next_step: One person leads a joint assessment and plan with the family, and relatives, friends and agencies each carry a part of it.
contact: safeguarding-lead
END

for verb in level explain 'compare --recorded recorded.csv'; do
    # shellcheck disable=SC2086 # a verb and its options
    run "html, $verb" eh-threshold $verb --as-of 2026-01-31 -t html odd.csv
    status 0
    stderr </dev/null
    cp "$scratch/out" odd.html
    ok "html, $verb: nothing runs and nothing is fetched" \
        test "$(grep -ciE '<script|<link|<img|<iframe|@import|url\(|https?:|javascript:' odd.html)" -eq 0
    ok "html, $verb: no control character" test -z "$(tr -d '\n\040-\176\200-\377' <odd.html)"
    if command -v xmllint >/dev/null; then
        # Without what HTML has and XML has not, it is XML.
        sed '1d; s/<meta \([^>]*\)>/<meta \1\/>/; s/<br>/<br\/>/g' odd.html >odd.xml
        ok "html, $verb: every element is closed" xmllint --noout odd.xml
        # That parser is older than some elements of HTML.
        xmllint --html --noout odd.html 2>&1 | grep error | grep -vE 'Tag [a-z]+ invalid' >faults
        ok "html, $verb: is known to a parser of HTML" test ! -s faults
        xmllint --html --xpath 'string(//body)' odd.html >text 2>/dev/null
        ok "html, $verb: an id that looks like something else" grep -qF '=1+1' text
        [ "$verb" != explain ] || ok "html, $verb: a cell" grep -qF "$(sed -n 1p cells)" text
    else
        pass "html, $verb: every element is closed # SKIP no xmllint"
    fi
done
printf 'family_id,child_id,indicator\n%020d,%020d,EDU-EH-04\n' 1 2 >long.csv
# A4 lying across has room for so many letters: a table of more columns is printed smaller, and at last with broken words.
while IFS=: read -r table command; do
    run "printed: $command" sh -c "$command -t html"
    status 0
    ok "printed: $command: $table" grep -qxF "$table" "$scratch/out"
done <<END
<table>:eh-plan list goals
<table class="small">:eh-threshold level --as-of 2026-01-31 long.csv
<table class="smaller">:eh-assess table actions $TOP/examples/forms/sparrow-review.rec
<table class="smaller broken">:eh-review list measures
END

run 'text' eh-threshold explain --as-of 2026-01-31 -t text odd.csv
status 0
stderr </dev/null
ok 'text: no control character' test -z "$(tr -d '\n\040-\176\200-\377' <"$scratch/out")"
ok 'text: none of the others either' test "$(grep -c "$(printf '\302\205')" "$scratch/out")" -eq 0
ok 'text: one in its place' grep -q "$(printf '\357\277\275')\[31m" "$scratch/out"
# A column is a byte, but for the lines that are drawn, which have three.
widest() { tr -d '\224\200' <"$scratch/out" | awk 'length($0) > most { most = length($0) } END { print most + 0 }'; }
for columns in 60 100 140; do
    run "text of $columns columns" env COLUMNS="$columns" eh-threshold --as-of 2026-01-31 -t text in.csv
    status 0
    ok "text of $columns columns: fits" test "$(widest)" -le "$columns"
done
run 'text of one width and another' env COLUMNS=60 eh-threshold --as-of 2026-01-31 -t text in.csv
cp "$scratch/out" narrow
run 'text' eh-threshold --as-of 2026-01-31 -t text in.csv
cp "$scratch/out" first
ok 'text of one width and another: differ' test "$(cat narrow)" != "$(cat first)"
for columns in '' x -5 0 39 99999999999999999999; do
    run "text of '$columns' columns" env COLUMNS="$columns" eh-threshold --as-of 2026-01-31 -t text in.csv
    stdout <first
done

# --- Nothing else is opened ---

can_trace()
{
    command -v strace >/dev/null && [ "$(head -c 4 "$BIN/eh-threshold" | tr -d '\177')" = ELF ] &&
        ! grep -q __asan_init "$BIN/eh-threshold" && strace -o trace true 2>/dev/null
}
# opens NAME FILE... -- COMMAND: apart from its libraries the command opens these files and no others, and no socket. What is
# opened as a path alone (O_PATH), to build the fence of, cannot be read.
opens()
{
    name=$1
    shift
    : >wanted
    while [ "$1" != -- ]; do
        echo "$1" >>wanted
        shift
    done
    shift
    run "$name" strace -f -o trace -e trace=open,openat,openat2,creat,socket,connect,execve "$@"
    status 0
    sed -n '/ENOENT/d; /O_PATH/d; s/^[0-9]* *open[a-z0-9]*([^"]*"\([^"]*\)".*/\1/p; s/^[0-9]* *\(socket\)/\1/p; s/^[0-9]* *\(connect\)/\1/p' trace |
        grep -vE '\.so(\.[0-9.]+)?$|/ld\.so\.|/tls/|^/etc/ld' | sed 's/\.eh-......$/.eh-/' >got
    same "$name: files" got wanted
    ok "$name: runs nothing else" test "$(grep -c execve trace)" -eq 1
}
if can_trace; then
    opens 'a run opens its input' in.csv -- eh-threshold --as-of 2026-01-31 in.csv
    opens 'several inputs' recorded.csv in.csv odd.csv -- \
        eh-threshold compare --as-of 2026-01-31 --recorded recorded.csv -t html in.csv odd.csv
    opens 'an output' out.csv.eh- in.csv -- eh-threshold explain --as-of 2026-01-31 -o out.csv in.csv
    opens 'no input' -- eh-threshold list indicators
    opens 'help' -- eh-threshold --help
else
    pass 'a run opens its input # SKIP no strace, or not the program itself'
fi

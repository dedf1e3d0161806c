#!/bin/sh
# The tests are tested: each of these files holds one deliberate mistake, which prove must report.
. "$(dirname "$0")/lib.sh"
unset REDO

judge()
{
    { printf '#!/bin/sh\n. "%s/tests/cli/lib.sh"\n' "$TOP"; cat; } >case.t
    run "$1" prove -v --merge "$PWD/case.t"
}

# The test file on standard input passes.
healthy()
{
    judge "$1"
    ok "$1 passes" test "$status" -eq 0
}

# broken NAME LINE: it makes prove fail, and LINE stands in what it prints.
broken()
{
    judge "$1"
    ok "$1 makes prove fail" test "$status" -ne 0
    ok "$1 is named" grep -F -x -e "$2" "$scratch/out"
}

# This directory is the tree of those files, so that they leave theirs here.
touch Makefile

healthy 'a correct file' <<'END'
run 'echo' echo hello
status 0
stdout <<'WANTED'
hello
WANTED
stderr </dev/null
cp "$scratch/out" kept
file kept <<'WANTED'
hello
WANTED
same 'both' kept "$scratch/out"
ok 'a condition' test -f kept
END

healthy 'input handed to the command' <<'END'
printf 'a\n' >in
run 'cat' cat <in
stdout <in
END

healthy 'a file that is skipped' <<'END'
skip_all 'no reason'
END

broken 'wrong output' 'not ok 1 - echo: output' <<'END'
run 'echo' echo hello
stdout <<'WANTED'
good bye
WANTED
END

broken 'a missing final newline' 'not ok 1 - printf: output' <<'END'
run 'printf' printf hello
stdout <<'WANTED'
hello
WANTED
END

broken 'an unexpected message' 'not ok 1 - message: messages' <<'END'
run 'message' sh -c 'echo oops >&2'
stderr </dev/null
END

broken 'a wrong exit status' 'not ok 1 - true: exit status' <<'END'
run 'true' true
status 1
END

broken 'a wrong file' 'not ok 1 - file: a' <<'END'
echo a >a
file a </dev/null
END

broken 'a file that was never written' 'not ok 1 - file: a' <<'END'
file a </dev/null
END

broken 'two files that differ' 'not ok 1 - a and b' <<'END'
echo a >a
echo b >b
same 'a and b' a b
END

broken 'an output that differs from its golden file' 'not ok 1 - echo: none.csv' <<'END'
run 'echo' echo hello
golden none.csv
END

broken 'a condition that does not hold' 'not ok 1 - a condition' <<'END'
ok 'a condition' false
END

broken 'a program that is not there' 'not ok 1 - nothing: eh-no-such-program cannot be started' <<'END'
run 'nothing' eh-no-such-program
END

broken 'death by a signal, whatever is asserted' 'not ok 1 - signal: died of signal 11' <<'END'
run 'signal' sh -c 'kill -SEGV $$'
status 139
END

broken 'a report of a sanitizer' 'not ok 1 - sanitizer: stopped by a sanitizer or valgrind' <<'END'
run 'sanitizer' sh -c 'exit 98'
status 98
END

broken 'a report of valgrind' 'not ok 1 - valgrind: stopped by a sanitizer or valgrind' <<'END'
run 'valgrind' sh -c 'exit 99'
status 99
END

broken 'an early end' 'Dubious, test returned 3 (wstat 768, 0x300)' <<'END'
run 'true' true
status 0
exit 3
END

broken 'a variable without a value' 'Result: FAIL' <<'END'
ok 'true' true
echo "$no_such_variable"
END

broken 'a file without a test' 'not ok 1 - a test was run' <<'END'
true
END

broken 'a temporary file left behind' 'not ok 2 - no temporary file is left behind' <<'END'
mktemp >name
ok 'true' true
END

broken 'a file left beside the work directory' 'not ok 2 - no file is left beside the work directory' <<'END'
echo >../stray
ok 'true' true
END

broken 'a file left in the home directory' 'not ok 2 - no file is left in the home directory' <<'END'
echo >"$HOME/.stray"
ok 'true' true
END

broken 'a file left in the tree' 'not ok 2 - no file is left in the tree' <<'END'
echo >"$TOP/stray"
ok 'true' true
END

ok 'their directories are removed' test -z "$(ls -A "$TMPDIR")"

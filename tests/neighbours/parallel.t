#!/bin/sh
# examples/scale with GNU parallel: several workers give one process's result, byte for byte after the sort that is promised.
. "$(dirname "$0")/../cli/lib.sh"
scale=$TOP/examples/scale
parallel --version >version 2>&1 && grep -q '^GNU parallel' version || skip_all 'GNU parallel is not there'

export PARALLEL_HOME="$PWD/parallel" # where it keeps what it knows of the machines

# sorted FILE: the header line, then the rows, as by-family.sh says.
sorted()
{
    awk -f "$scale/fold.awk" "$1" | { IFS= read -r header && printf '%s\n' "$header" && LC_ALL=C sort; } | tr '\036' '\n'
}

indicators=$TOP/examples/borough/indicators.csv
eh-threshold --as-of 2026-11-30 "$indicators" >one.csv
sorted one.csv >wanted
for jobs in 1 3 8; do
    run "levels, $jobs at once" env JOBS=$jobs "$scale/by-family.sh" "$indicators" eh-threshold --as-of 2026-11-30
    status 0
    stderr </dev/null
    stdout <wanted
done
# Rows with line breaks, commas and quotation marks within cells come out whole.
eh-threshold explain --as-of 2026-11-30 "$indicators" | awk -f "$scale/fold.awk" | cut -d, -f1-4 | LC_ALL=C sort >wanted
run 'reasons, 4 at once' env JOBS=4 "$scale/by-family.sh" "$indicators" eh-threshold explain --as-of 2026-11-30
status 0
awk -f "$scale/fold.awk" "$scratch/out" | cut -d, -f1-4 | LC_ALL=C sort >got
same 'the same rows' got wanted
run 'through a shell on this machine' env HOSTS=2/: "$scale/by-family.sh" "$indicators" eh-threshold --as-of 2026-11-30
status 0
sorted one.csv >wanted
stdout <wanted

eh-assess "$TOP/examples/notes.csv" >wanted
for jobs in 1 3; do
    run "notes, $jobs at once" env JOBS=$jobs BLOCK=1k "$scale/by-row.sh" "$TOP/examples/notes.csv" eh-assess
    status 0
    stdout <wanted
done

# A failing command is not success.
printf 'family_id,child_id,indicator\nF1,C1,NONE-1\nF2,C2,EDU-EH-04\n' >odd.csv
run 'rows that are rejected' env JOBS=2 "$scale/by-family.sh" odd.csv eh-threshold --as-of 2026-11-30
ok 'are told of' grep -q 'unknown indicator code' "$scratch/err"

# split.awk: every row once, each family in one part, records whole.
for parts in 1 2 7; do
    rm -rf parts && mkdir parts
    awk -v parts=$parts -v into=parts -f "$scale/split.awk" "$indicators"
    ok "$parts parts" test "$(find parts -type f | wc -l)" -eq "$parts"
    for part in parts/*; do awk -f "$scale/fold.awk" "$part" | sed 1d; done | LC_ALL=C sort >got
    awk -f "$scale/fold.awk" "$indicators" | sed 1d | LC_ALL=C sort >wanted
    same "$parts parts: every row once" got wanted
    for part in parts/*; do awk -f "$scale/fold.awk" "$part" | sed 1d | cut -d, -f1 | sort -u; done | sort | uniq -d >twice
    same "$parts parts: a family in each one only" twice /dev/null
done

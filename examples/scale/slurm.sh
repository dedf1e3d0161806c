#!/bin/sh
# slurm.sh FILE PARTS DIRECTORY COMMAND...: the command as a job array of Slurm, each task with whole families.
#
#     ./slurm.sh indicators.csv 100 /shared/run eh-threshold --as-of 2026-11-30
#
# Cuts the file into parts in DIRECTORY/in, which all nodes must see, submits the array, waits for it, and prints one result: the
# header line, then the rows in the order of `LC_ALL=C sort`. What a task says on standard error is in DIRECTORY/log. Fails
# when a task fails, with the highest of their statuses; 3 means that rows were rejected, and the result is there.
set -eu
[ $# -ge 4 ] || { echo 'usage: slurm.sh FILE PARTS DIRECTORY COMMAND...' >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
file=$1 parts=$2 directory=$3
shift 3
mkdir -p "$directory"
directory=$(cd "$directory" && pwd)
mkdir "$directory/in" "$directory/out" "$directory/log"
awk -v parts="$parts" -v into="$directory/in" -f "$here/split.awk" "$file"
cat >"$directory/task.sh" <<END
#!/bin/sh
part=part-\$SLURM_ARRAY_TASK_ID
$* -o "$directory/out/\$part.csv" "$directory/in/\$part.csv" 2>"$directory/log/\$part"
echo \$? >"$directory/log/\$part.status"
END
sbatch --quiet --wait --array="1-$parts" --output=/dev/null "$directory/task.sh" || true
status=0
for i in $(seq "$parts"); do
    ended=$(cat "$directory/log/part-$i.status" 2>/dev/null || echo 2)
    [ "$ended" -le "$status" ] || status=$ended
done
[ "$status" -ne 2 ] || { echo "slurm.sh: a task failed; see $directory/log" >&2; exit 2; }
for i in $(seq "$parts"); do cat "$directory/out/part-$i.csv"; done | awk -f "$here/fold.awk" |
    awk 'NR == 1 { header = $0; print; fflush(); next } $0 != header { print | "LC_ALL=C sort" }' | tr '\036' '\n'
exit "$status"

#!/bin/sh
# examples/scale/slurm.sh on Debian's Slurm, one node: a job array gives one process's result, byte for byte after the sort.
#
# The packages are fetched and unpacked, not installed. The daemons run in namespaces of their own, with a network that has no
# way out and a disk that is gone with them; everything ends with the test, within two minutes.
. "$(dirname "$0")/../cli/lib.sh"
[ "$(id -u)" -eq 0 ] || skip_all 'only root may start a Slurm of its own'
for program in unshare timeout ip dpkg apt-get; do
    command -v $program >/dev/null || skip_all "$program is not there"
done
timeout 10 unshare --mount --pid --net --uts --fork --kill-child true 2>/dev/null || skip_all 'no namespace to run Slurm in'
mkdir -p debs/partial package
timeout 100 apt-get -q -y --no-install-recommends install --download-only -o Dir::Cache::Archives="$PWD/debs" \
    slurmctld slurmd slurm-client >fetched 2>&1 || skip_all 'the packages of Slurm cannot be fetched'
for deb in debs/*.deb; do dpkg -x "$deb" package; done
[ -x package/usr/sbin/slurmctld-wlm ] || skip_all 'Slurm is installed here already'

eh-threshold --as-of 2026-11-30 "$TOP/examples/borough/indicators.csv" >one.csv
{ sed 1q one.csv; sed 1d one.csv | LC_ALL=C sort; } >wanted
libraries=$(dirname "$(find "$PWD/package/usr/lib" -name 'libmunge.so.2')")
cat >slurm.conf <<END
ClusterName=eh
SlurmctldHost=node(10.77.0.1)
AuthType=auth/none
CredType=cred/none
SlurmUser=root
SlurmdUser=root
PluginDir=$libraries/slurm-wlm
StateSaveLocation=$PWD/state
SlurmdSpoolDir=$PWD/spool
SlurmctldPidFile=$PWD/slurmctld.pid
SlurmdPidFile=$PWD/slurmd.pid
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
ReturnToService=2
SchedulerParameters=sched_interval=1
NodeName=node NodeAddr=10.77.0.1 CPUs=$(getconf _NPROCESSORS_ONLN) State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=10 State=UP
END
cat >inside <<END
set -e
mount -t proc proc /proc
hostname node
ip link set lo up
ip addr add 10.77.0.1/32 dev lo
mkdir state spool
export SLURM_CONF=$PWD/slurm.conf LD_LIBRARY_PATH=$libraries:$libraries/slurm-wlm
package/usr/sbin/slurmctld-wlm -D >controller.log 2>&1 &
package/usr/sbin/slurmd-wlm -D -d $PWD/package/usr/sbin/slurmstepd-wlm >node.log 2>&1 &
PATH=$PWD/package/usr/bin:\$PATH
tries=0
until sinfo -h -o %T 2>/dev/null | grep -q idle || [ \$((tries = tries + 1)) -gt 60 ]; do sleep 0.5; done
status=0
"\$@" || status=\$?
unset LD_LIBRARY_PATH
exit \$status
END
# in_slurm NAME COMMAND...: with a cluster that is there for this command alone.
in_slurm()
{
    name=$1
    shift
    rm -rf state spool
    run "$name" timeout 100 unshare --mount --pid --net --uts --fork --kill-child sh inside "$@"
}

in_slurm 'a job array of 7' "$TOP/examples/scale/slurm.sh" "$TOP/examples/borough/indicators.csv" 7 run \
    eh-threshold --as-of 2026-11-30
status 0
stdout <wanted
ok 'seven tasks ran' test "$(cat run/log/*.status | grep -cx 0)" -eq 7
ok 'as jobs of the cluster' grep -q '_job_complete: JobId=.*_7' controller.log

printf 'family_id,child_id,indicator\nF1,C1,NONE-1\nF2,C2,EDU-EH-04\nF3,C3,EDU-EH-04\n' >odd.csv
in_slurm 'rows that are rejected' "$TOP/examples/scale/slurm.sh" odd.csv 2 odd eh-threshold --as-of 2026-11-30
status 3
ok 'the others are there' test "$(grep -c early-help "$scratch/out")" -eq 2
in_slurm 'a command that fails' "$TOP/examples/scale/slurm.sh" odd.csv 2 failed eh-threshold --as-of never
status 2
ok 'and says where to look' grep -q 'a task failed; see .*/failed/log' "$scratch/err"

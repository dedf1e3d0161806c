#!/bin/sh
# Debian's cron runs the lines of examples/cron/crontab: one mail when a review is due, none when nothing is.
#
# Cron runs in namespaces of its own, with an /etc, a spool and a sendmail of the test's: jobs of this machine are not run, no
# mail leaves it, and what cron has started ends with it, within a minute. The lines run at cron's start (@reboot) instead of
# at seven in the morning. Where Debian's cron is not installed, its package is fetched and unpacked, not installed; CRON=FILE
# takes another cron.
. "$(dirname "$0")/../cli/lib.sh"
example=$TOP/examples/cron
cron=${CRON:-$(command -v cron || echo /usr/sbin/cron)}

[ "$(id -u)" -eq 0 ] || skip_all 'only root may start a cron of its own'
if [ ! -x "$cron" ] && command -v apt-get >/dev/null && timeout 60 apt-get -q download cron >fetched 2>&1; then
    dpkg -x ./cron_*.deb package && cron=$PWD/package/usr/sbin/cron
fi
[ -x "$cron" ] || skip_all 'cron is not there'
grep -q '/usr/sbin/sendmail' "$cron" || skip_all 'this cron does not mail by /usr/sbin/sendmail'
for program in unshare timeout; do
    command -v $program >/dev/null || skip_all "$program is not there"
done
timeout 10 unshare --mount --pid --fork --kill-child --propagation private mount -t tmpfs none /run 2>/dev/null ||
    skip_all 'no namespace to run cron in'

# --- A small machine ---------------------------------------------------------------------------------------------------------

mkdir -p etc/pam.d sbin spool/cron/crontabs mail
printf 'root:x:0:0:root:/:/bin/sh\n' >etc/passwd
printf 'root:x:0:\ncrontab:x:101:\n' >etc/group
for part in auth account session; do
    for service in cron other; do
        echo "$part required pam_permit.so" >>etc/pam.d/$service
    done
done
cp /etc/ld.so.cache etc/ 2>/dev/null || :
cp "$cron" sbin/cron
cat >sbin/sendmail <<END
#!/bin/sh
{ echo "sendmail \$*"; cat; } >"$PWD/mail/\$\$.part" && mv "$PWD/mail/\$\$.part" "$PWD/mail/\$\$"
END
chmod +x sbin/sendmail
# Mounts hide what is outside; all of it is gone with the namespace.
cat >inside <<'END'
set -e
mount -t tmpfs none /run
mount --bind etc /etc
mount --bind sbin /usr/sbin
mount --bind spool /var/spool
/usr/sbin/cron -f &
tries=0
until [ -e mail/done ] || [ $((tries = tries + 1)) -gt 300 ]; do sleep 0.1; done
sleep 1
END

# morning NAME LINE...: cron's start, with these lines in root's table, and a last job that says that the others have ended.
morning()
{
    case_name=$1
    rm -rf mail
    mkdir mail
    cat >spool/cron/crontabs/root
    echo "@reboot sleep 3; : >$PWD/mail/done" >>spool/cron/crontabs/root
    chmod 600 spool/cron/crontabs/root
    ok "$case_name: cron has run" timeout -k 5 60 unshare --mount --pid --fork --kill-child --propagation private sh ./inside
    ok "$case_name: to the end" test -e mail/done
    rm -f mail/done
}

# mails COUNT: so many have been handed to sendmail.
mails() { ok "$case_name: mails, $1" test "$(find mail -type f | wc -l)" -eq "$1"; }

# The table of the example, where the test has its files.
table() { sed -e "s|/srv/early-help|$PWD|g" -e "s|^PATH=.*|PATH=$BIN:/usr/bin:/bin|" -e 's|^0 7 \* \* 1-5|@reboot|' "$example/crontab"; }

cat >reviews.csv <<'END'
family_id,review_id,due_date,held_date,decision,next_review
F0001,R1,2024-03-01,2024-03-01,continue,2024-06-03
END
printf 'family_id,date,plan_id,lead_practitioner\nF0001,2024-01-15,P1,A. Merrow\n' >plans.csv
ok 'the example has a line to run' sh -c '[ "$(grep -c "^0 7 .*eh-review due" "$1")" -eq 1 ]' - "$example/crontab"

# --- One mail, and none ------------------------------------------------------------------------------------------------------

table >table
morning 'something is due' <table
mails 1
cat mail/* >mail.txt
ok 'to the address of the table' grep -q '^To: early-help@example.org$' mail.txt
ok 'which reads as the list' grep -q '^  [0-9]* days late  family F0001; due 2024-06-03: agreed at the last review$' mail.txt
ok 'by lead practitioner' grep -q '^A. Merrow$' mail.txt

sed 's/2024-06-03/2999-06-03/' reviews.csv >later.csv && mv later.csv reviews.csv
morning 'nothing is due' <table
mails 0

# What is wrong with the files is mailed as well.
echo 'F0002,31/02/2024,P2,A. Merrow' >>plans.csv
morning 'a row that cannot be used' <table
ok 'one mail that names it' test "$(cat mail/* | grep -c 'plans.csv:3: date: no such day')" -eq 1
sed 's/eh-review due/eh-review due -q/' table >quiet
morning 'a row that cannot be used, quiet' <quiet
mails 0

# --- systemd -----------------------------------------------------------------------------------------------------------------

if command -v systemd-analyze >/dev/null; then
    ok 'systemd reads the units' systemd-analyze verify "$example/eh-reviews-due.service" "$example/eh-reviews-due.timer"
    ok 'without a word' test ! -s "$scratch/ok"
else
    pass 'systemd reads the units # SKIP systemd-analyze is not there'
fi
# The service's own line, as systemd would hand it to the shell.
sed -n "/^ExecStart=/,/'\$/p" "$example/eh-reviews-due.service" |
    sed -e "s/^ExecStart=.bin.sh -c '//" -e "s/'\$//" -e 's/\\$//' -e 's/%%/%/g' \
        -e "s|/srv/early-help|$PWD|g" -e "s|/usr/sbin/sendmail|$PWD/sbin/sendmail|" >line
service() { COLUMNS=80 MAILTO=early-help@example.org RUNTIME_DIRECTORY=$PWD sh -c "$(tr '\n' ' ' <line)"; }
printf 'family_id,date,plan_id,lead_practitioner\nF0001,2024-01-15,P1,A. Merrow\n' >plans.csv
run 'service, nothing due' service
status 0
mails 0
rm reviews.csv
printf 'family_id,due_date\n' >reviews.csv
run 'service, something due' service
status 0
mails 1
ok 'service: the list' sh -c 'cat mail/* | grep -q "family F0001; due"'

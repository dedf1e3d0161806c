# calls.pl TRACE OUTPUT WORD...: what `strace -f` saw of a program, held against what it may do; prints what it may not.
# OUTPUT is the directory of its outputs; the words are its command line, of which each may be a file that it reads.
use strict;
use warnings;

my ($trace, $output, @words) = @ARGV;
# `--people=FILE` and `RECORD=FILE` name files, too.
my %named = map { $_ => 1 } @words, map { /=(.+)/ ? $1 : () } @words;

# All that a filter of text needs: its memory (the C library sorts in as much as sysinfo says there is), its files, its
# fence, its end.
my %may = map { $_ => 1 } qw(execve brk arch_prctl access faccessat faccessat2 open openat newfstatat fstat fstatat64 stat
    lstat statx read pread64 readv mmap munmap mprotect mremap madvise close set_tid_address set_robust_list rseq
    prlimit64 getrlimit ugetrlimit getrandom futex rt_sigaction rt_sigprocmask rt_sigreturn fcntl fcntl64 ioctl lseek
    _llseek write writev fsync rename renameat renameat2 unlink unlinkat mkdir mkdirat prctl seccomp
    landlock_create_ruleset landlock_add_rule landlock_restrict_self exit exit_group getpid gettid tgkill riscv_hwprobe
    fadvise64 sysinfo clock_gettime gettimeofday time mmap2);

# What the system's own libraries look at. /etc/localtime, or the file that TZ names, tells today's date.
sub of_system
{
    my ($path) = @_;
    return $path =~ m{^/(?:usr/)?(?:local/)?lib(?:64|32|x32)?(?:/|$)} || $path =~ m{^/etc/ld[.-]} ||
        $path =~ m{^/(?:etc/localtime|usr/share/zoneinfo/[\w/+-]+)$} || $path =~ m{/(?:tls|glibc-hwcaps)/} ||
        $path =~ m{^/(?:nix|gnu)/store$} || $path eq '/dev/null';
}

# Outputs, and what stands there until they are whole.
sub of_output { my ($path) = @_; return $path =~ m{^\Q$output\E(?:/[^/]+)?$} }

my ($started, $fenced, $files_fenced, $landlock, $early, %calls) = (0, 0, 0, 0, 0);
my %descriptors;
open my $lines, '<', $trace or die "$trace: $!\n";
while (<$lines>) {
    my ($name, $rest) = /^(?:\d+ +)?([a-z]\w*)\((.*)$/ or next;
    my ($result) = $rest =~ /\) += (-?\d+|\?)[^)]*$/;
    $result = '?' unless defined $result;
    $calls{$name}++;
    print "a call that is not expected: $name($rest\n" unless $may{$name};
    $started++ if $name eq 'execve';
    $landlock = 1 if $name eq 'landlock_create_ruleset' && $result ne '?' && $result >= 0;
    $fenced = 1 if $name eq 'seccomp' && $result eq '0';
    $files_fenced = 1 if $name eq 'landlock_restrict_self' && $result eq '0';
    if ($name =~ /^(?:rename|renameat2?)$/) {
        my @paths = $rest =~ /"((?:[^"\\]|\\.)*)"/g;
        print "a file outside the outputs is renamed: $rest\n" if grep { !of_output($_) } @paths;
        next;
    }
    if ($name =~ /^(?:unlink|unlinkat|mkdir|mkdirat)$/) {
        my ($path) = $rest =~ /"((?:[^"\\]|\\.)*)"/;
        print "$name outside the outputs: $rest\n" unless of_output($path);
        next;
    }
    next unless $name =~ /^(?:open|openat|stat|lstat|newfstatat|fstatat64|statx|access|faccessat2?)$/;
    my ($path) = $rest =~ /"((?:[^"\\]|\\.)*)"/;
    next if !defined $path || $path eq '';
    my $writes = $name =~ /^open/ && $rest =~ /O_(?:WRONLY|RDWR|CREAT|TRUNC|APPEND)/;
    if ($writes) {
        print "written to, and no output: $rest\n" unless of_output($path);
        print "not made for its owner alone: $rest\n" if $rest =~ /O_CREAT/ && $rest !~ /, 0600\)/;
    } elsif ($rest =~ /O_PATH/) {
        # Cannot be read through: the fence is built of these, and each word may be a file.
        print "in the fence: $rest\n" unless $named{$path} || of_system($path) || of_output($path) || $path eq '/';
    } else {
        # Whether two names are of one file shows in their directories.
        my $around = $name =~ /stat/ && ($path eq '.' || $path =~ m{/$} && grep { index($_, $path) == 0 } keys %named);
        my $inside = grep { m{[^/]} && index($path, "$_/") == 0 } keys %named;
        print "read or looked for: $rest\n" unless $named{$path} || $inside || $around || of_system($path) || of_output($path);
        $early = $path if $name =~ /^open/ && $named{$path} && $path =~ /\.(?:csv|rec|ged|ped)$/ && !$fenced;
    }
}
print "programs started: $started\n" unless $started == 1;
print "no fence round calls\n" if !$fenced && ($ENV{FENCED} // 1);
print "no fence round files\n" if $landlock && !$files_fenced && ($ENV{FENCED} // 1);
print "opened before the fence stood: $early\n" if $early;

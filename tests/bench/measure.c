/*
 * measure [-a] [-n RUNS] COMMAND [ARGUMENT]...
 *
 * Runs COMMAND so many times, its standard output thrown away, and prints one line: processor
 * seconds (user and system), seconds by the clock, and kilobytes of memory at most. The seconds are
 * those of the run that took least processor time, or with -a the average of all runs. Exit status
 * 1 when a run fails.
 */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct figures {
    double processor, clock;
    long kilobytes;
};

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void become(char **command)
{
    int nowhere = open("/dev/null", O_WRONLY);
    if (nowhere >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0)
        execvp(command[0], command);
    fprintf(stderr, "measure: %s: %s\n", command[0], strerror(errno));
    _exit(127);
}

static int run_once(char **command, struct figures *figures)
{
    double start = now();
    pid_t child = fork();
    if (child < 0) {
        perror("measure: fork");
        return 0;
    }
    if (child == 0)
        become(command);
    int status;
    struct rusage usage;
    while (wait4(child, &status, 0, &usage) < 0)
        if (errno != EINTR) {
            perror("measure: wait4");
            return 0;
        }
    figures->clock = now() - start;
    figures->processor = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
    figures->kilobytes = usage.ru_maxrss;
#ifdef __APPLE__
    figures->kilobytes /= 1024;
#endif
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return 1;
    fprintf(stderr, "measure: %s: %s %d\n", command[0], WIFEXITED(status) ? "status" : "signal",
            WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
    return 0;
}

int main(int argc, char **argv)
{
    long runs = 1;
    int average = 0, option;
    while ((option = getopt(argc, argv, "+an:")) != -1) {
        if (option == 'a')
            average = 1;
        else if (option == 'n')
            runs = strtol(optarg, NULL, 10);
        else
            return 2;
    }
    if (optind == argc || runs < 1) {
        fputs("usage: measure [-a] [-n RUNS] COMMAND [ARGUMENT]...\n", stderr);
        return 2;
    }

    struct figures total = {0}, best = {0};
    long kilobytes = 0;
    for (long run = 0; run < runs; run++) {
        struct figures figures;
        if (!run_once(argv + optind, &figures))
            return 1;
        total.processor += figures.processor;
        total.clock += figures.clock;
        if (run == 0 || figures.processor < best.processor)
            best = figures;
        if (figures.kilobytes > kilobytes)
            kilobytes = figures.kilobytes;
    }
    if (average)
        best = (struct figures){total.processor / (double)runs, total.clock / (double)runs, 0};
    printf("%.6f %.6f %ld\n", best.processor, best.clock, kilobytes);
    return fflush(stdout) == 0 ? 0 : 1;
}

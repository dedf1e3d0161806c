#include "cmd/front_progress.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

enum { PROGRESS_ROWS = 1 << 17, LINE_BYTES = 200 };

/* The alarm reads this at any moment: what it shows may be a little old, never broken. */
static struct {
    const char *program;
    const char *volatile step;
    volatile uint64_t rows;
    unsigned seconds;
    volatile sig_atomic_t lines, alarms, held, shown;
} progress;

static const char clear[] = "\r\033[K";

/* What cannot be written is only progress. */
static void put(const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(STDERR_FILENO, bytes, length);
        if (written <= 0)
            return;
        bytes += written;
        length -= (size_t)written;
    }
}

static size_t add(char line[LINE_BYTES], size_t used, const char *text)
{
    while (*text && used < LINE_BYTES)
        line[used++] = *text++;
    return used;
}

static size_t add_number(char line[LINE_BYTES], size_t used, uint64_t number)
{
    char digits[24];
    size_t at = sizeof digits - 1;
    digits[at] = '\0';
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    return add(line, used, digits + at);
}

/* `eh-review: 131072 rows, 3 s, drawing`. */
static size_t tell(char line[LINE_BYTES], size_t used)
{
    used = add(line, used, progress.program);
    used = add(line, used, ": ");
    used = add_number(line, used, progress.rows);
    used = add(line, used, " rows");
    if (progress.alarms) {
        used = add(line, used, ", ");
        used = add_number(line, used, progress.seconds);
        used = add(line, used, " s");
    }
    const char *step = progress.step;
    if (step) {
        used = add(line, used, ", ");
        used = add(line, used, step);
    }
    return used;
}

static void on_alarm(int number)
{
    char line[LINE_BYTES];
    int error = errno; /* of what the alarm comes between */
    (void)number;
    progress.seconds++;
    if (!progress.held) {
        put(line, add(line, tell(line, add(line, 0, "\r")), "\033[K"));
        progress.shown = 1;
    }
    alarm(1);
    errno = error;
}

void front_progress_begin(const char *program, bool asked, bool result_to_output)
{
    bool terminal = isatty(STDERR_FILENO) == 1;
    progress.program = program;
    progress.lines = asked && !terminal;
    progress.alarms = terminal && !(result_to_output && isatty(STDOUT_FILENO) == 1);
    if (!progress.alarms)
        return;
    struct sigaction action = {.sa_handler = on_alarm, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    if (sigaction(SIGALRM, &action, NULL) == 0)
        alarm(1);
}

void front_progress_rows(void *context, uint64_t rows)
{
    (void)context;
    uint64_t old = progress.rows;
    progress.rows = old + rows;
    if (progress.lines && old / PROGRESS_ROWS != progress.rows / PROGRESS_ROWS) {
        char line[LINE_BYTES];
        put(line, add(line, tell(line, 0), "\n"));
    }
}

void front_progress_step(const char *step)
{
    progress.step = step;
    if (progress.lines) {
        char line[LINE_BYTES];
        put(line, add(line, tell(line, 0), "\n"));
    }
}

void front_progress_hold(void)
{
    progress.held = 1;
    if (progress.shown)
        put(clear, sizeof clear - 1);
    progress.shown = 0;
}

void front_progress_go_on(void)
{
    progress.held = 0;
}

void front_progress_end(void)
{
    if (progress.alarms)
        alarm(0);
    front_progress_hold();
}

#include "base/input.h"
#include "base/limits.h"
#include "files.h"
#include "hear.h"
#include "tap.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>

/* Everything that the input gives, asked for `room` bytes at a time. False when a read failed. */
static bool read_whole(struct input *input, size_t room, struct buffer *whole)
{
    static char piece[1 << 17];
    size_t got;
    buffer_clear(whole);
    for (;;) {
        if (!input_read(input, piece, room, &got))
            return false;
        if (got > room)
            return false;
        if (got == 0)
            break;
        buffer_add(whole, (struct text){piece, got});
    }
    /* The end stays the end. */
    return input_read(input, piece, room, &got) && got == 0;
}

static struct buffer whole = {.maximum = (size_t)1 << 26};

/* A file with `bytes` in it, read in `encoding`, gives `wanted`, in pieces of all sizes. */
static void gives(struct text bytes, const char *encoding, struct text wanted, const char *name)
{
    const char *path = files_put("input.csv", bytes);
    bool same = true;
    hear_nothing();
    for (size_t room = 16; room < 64 && same; room++) {
        struct input *input = input_open(path, encoding, &hearing);
        same = input && read_whole(input, room, &whole) && text_equal(buffer_text(&whole), wanted);
        input_free(input);
    }
    ok(same && heard_text().length == 0, name);
    if (!same) {
        tap_tell("got", buffer_text(&whole));
        tap_tell("wanted", wanted);
        tap_tell("said", heard_text());
    }
}

static void test_plain(void)
{
    gives(TEXT(""), NULL, TEXT(""), "an empty file");
    gives(TEXT("a"), NULL, TEXT("a"), "one byte");
    gives(TEXT("\xef\xbb"), NULL, TEXT("\xef\xbb"), "two bytes of a mark are content");
    gives(TEXT("family_id,child_id\r\nF1,\0\xff\n"), NULL,
          TEXT("family_id,child_id\r\nF1,\0\xff\n"), "all bytes as they are");
    gives(TEXT("\xef\xbb\xbf"), NULL, TEXT(""), "a byte order mark alone");
    gives(TEXT("\xef\xbb\xbf\"a\",b\n"), NULL, TEXT("\"a\",b\n"),
          "a byte order mark is taken away");
    gives(TEXT("\xef\xbb\xbf\xef\xbb\xbf"
               "a"),
          NULL,
          TEXT("\xef\xbb\xbf"
               "a"),
          "one of two only");
    gives(TEXT("a\xef\xbb\xbf"), NULL, TEXT("a\xef\xbb\xbf"), "and only at the start");
    gives(TEXT("\xef\xbb\xbf\xff\xfe"
               "a"),
          NULL,
          TEXT("\xff\xfe"
               "a"),
          "what looks like UTF-16 behind it is content");
}

static void test_utf16(void)
{
    gives(TEXT("\xff\xfe"), NULL, TEXT(""), "a mark of UTF-16 alone");
    gives(TEXT("\xff\xfe"
               "a\0,\0\xac\x20\n\0"),
          NULL, TEXT("a,\xe2\x82\xac\n"), "little end first");
    gives(TEXT("\xfe\xff\0a\0,\x20\xac\0\n"), NULL, TEXT("a,\xe2\x82\xac\n"), "big end first");
    gives(TEXT("\xff\xfe\x3d\xd8\x67\xdc!\0"), NULL, TEXT("\xf0\x9f\x91\xa7!"),
          "a pair of surrogates");
    gives(TEXT("\xff\xfe"
               "a\0\x67\xdc"
               "b\0"),
          NULL,
          TEXT("a\xff"
               "b"),
          "a surrogate alone is handed on as a byte that no UTF-8 has");
    gives(TEXT("\xff\xfe"
               "a\0\x3d\xd8"),
          NULL, TEXT("a\xff"), "so is half a pair at the end");
    gives(TEXT("\xff\xfe"
               "a\0b"),
          NULL, TEXT("a\xff"), "and half a unit");
    gives(TEXT("\xff\xfe\0\0a\0"), NULL, TEXT("\0a"), "a NUL is a NUL");
    gives(TEXT("\xff\xfe\xff\xfe"
               "a\0"),
          NULL,
          TEXT("\xef\xbb\xbf"
               "a"),
          "a second mark is content");
}

static void test_encodings(void)
{
    gives(TEXT("caf\xe9,\x80\n"), "windows-1252", TEXT("caf\xc3\xa9,\xe2\x82\xac\n"),
          "windows-1252");
    gives(TEXT("a\x81"
               "b\n"),
          "windows-1252",
          TEXT("a\xff"
               "b\n"),
          "a byte that it does not have is handed on as one that no UTF-8 has");
    gives(TEXT("caf\xe9\n"), "ISO-8859-1", TEXT("caf\xc3\xa9\n"), "ISO-8859-1");
    gives(TEXT("caf\xe9\n"), "ISO-8859-15", TEXT("caf\xc3\xa9\n"), "ISO-8859-15");
    gives(TEXT("caf\xc3\xa9\n"), "UTF-8", TEXT("caf\xc3\xa9\n"), "UTF-8 by its name");
    gives(TEXT("caf\xc3"), "UTF-8", TEXT("caf\xff"), "which is cut off");
    gives(TEXT("\xef\xbb\xbf"
               "a"),
          "UTF-8", TEXT("a"), "with its mark");
    gives(TEXT("\xef\xbb\xbf"
               "a\xe9"),
          "windows-1252", TEXT("a\xc3\xa9"), "a mark is no letters of another encoding");
    gives(TEXT("a\0b\0"), "UTF-16LE", TEXT("ab"), "UTF-16 without a mark, by its name");
    gives(TEXT("\xff\xfe"
               "a\0b\0"),
          "UTF-16", TEXT("ab"), "or with one");
    gives(TEXT("\xff\xfe"
               "a\0b\0"),
          "UTF-16LE", TEXT("ab"), "whatever the name says of its order");
    gives(TEXT("\xfe\xff\0a\0b"), "UTF-16BE", TEXT("ab"), "either way");

    const char *path = files_put("input.csv", TEXT("a"));
    hear_nothing();
    ok(!input_open(path, "klingon", &hearing), "an encoding that nobody knows");
    is_text(heard_text(),
            TEXT("input.csv: encoding 'klingon' is not known to this system (iconv -l lists those "
                 "that are)\n"),
            "is named");
    struct input *input = input_open(path, "windows-1252", &hearing);
    const char *encoding = NULL;
    ok(input && input_converted(input, &encoding), "an input tells that it is converted");
    is_string(encoding, "windows-1252", "and from what");
    input_free(input);
    input = input_open(path, NULL, &hearing);
    ok(input && !input_converted(input, NULL), "or that it is not");
    is_string(input ? input_name(input) : NULL, path, "and its name");
    input_free(input);
}

/* Characters cut by every boundary that there may be. */
static void test_large(void)
{
    struct buffer raw, wanted;
    buffer_init(&raw, 1 << 22);
    buffer_init(&wanted, 1 << 22);
    buffer_add(&raw, TEXT("\xff\xfe"));
    for (int i = 0; i < 60000; i++) {
        buffer_add(&raw, i % 3 ? TEXT("\xac\x20") : TEXT("\x3d\xd8\x67\xdc"));
        buffer_add(&wanted, i % 3 ? TEXT("\xe2\x82\xac") : TEXT("\xf0\x9f\x91\xa7"));
        if (i % 7 == 0) {
            buffer_add(&raw, TEXT("x\0"));
            buffer_add(&wanted, TEXT("x"));
        }
    }
    const char *path = files_put("input.csv", buffer_text(&raw));
    static const size_t rooms[] = {16, 17, 1021, 65536, 131072};
    for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++) {
        struct input *input = input_open(path, NULL, &hearing);
        ok(input && read_whole(input, rooms[i], &whole) &&
               text_equal(buffer_text(&whole), buffer_text(&wanted)),
           "a large file of UTF-16");
        input_free(input);
    }
    path = files_put("input.csv", buffer_text(&wanted));
    for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++) {
        struct input *input = input_open(path, i % 2 ? "UTF-8" : NULL, &hearing);
        ok(input && read_whole(input, rooms[i], &whole) &&
               text_equal(buffer_text(&whole), buffer_text(&wanted)),
           "and of UTF-8");
        input_free(input);
    }
    buffer_release(&raw);
    buffer_release(&wanted);
}

static void test_memory(void)
{
    hear_nothing();
    struct input *input = input_of_bytes(TEXT("\xef\xbb\xbf"
                                              "a,b"),
                                         "table.csv", &hearing);
    ok(input && read_whole(input, 16, &whole), "bytes in memory");
    is_text(buffer_text(&whole), TEXT("a,b"), "are read like a file");
    is_string(input ? input_name(input) : NULL, "table.csv", "under the name given");
    input_free(input);
    input = input_of_bytes((struct text){NULL, 0}, "none.csv", &hearing);
    ok(input && read_whole(input, 16, &whole) && whole.length == 0, "nothing is an empty file");
    input_free(input);
    input_free(NULL);
    is_text(heard_text(), TEXT(""), "all without a word");
}

static void test_read_all(void)
{
    struct buffer all;
    const char *path = files_put("input.csv", TEXT("\xef\xbb\xbf"
                                                   "0123456789"));
    hear_nothing();
    for (size_t maximum = 9; maximum <= 11; maximum++) {
        struct input *input = input_open(path, NULL, &hearing);
        buffer_init(&all, 1 << 20);
        bool done = input && input_read_all(input, maximum, &all);
        is_number(done, maximum >= 10, "10 bytes where 9, 10 and 11 are the most");
        if (done)
            is_text(buffer_text(&all), TEXT("0123456789"), "are read whole");
        buffer_release(&all);
        input_free(input);
    }
    is_text(heard_text(), TEXT("input.csv: larger than 9 bytes, the most that is read here\n"),
            "or refused with a message");
    struct input *input = input_open(path, NULL, &hearing);
    buffer_init(&all, 100);
    hear_nothing();
    ok(input && !input_read_all(input, 1000, &all), "a buffer without room");
    is_text(heard_text(), TEXT("input.csv: not enough memory\n"), "is told");
    buffer_release(&all);
    input_free(input);
}

static void refused(const char *path, const char *said, const char *name)
{
    hear_nothing();
    struct input *input = input_open(path, NULL, &hearing);
    ok(!input, name);
    is_text(heard_text(), text_of(said), "is reported");
    input_free(input);
}

static void test_refused(void)
{
    refused(files_path("none.csv"), "none.csv: cannot open: No such file or directory\n",
            "a file that is not there");
    refused(files_put_directory("folder"), "folder: is a directory, not a file\n", "a directory");
    refused("", ": cannot open: No such file or directory\n", "the empty name");
    if (geteuid() != 0) {
        const char *path = files_put("secret.csv", TEXT("a"));
        chmod(path, 0);
        refused(path, "secret.csv: cannot open: Permission denied\n",
                "a file that may not be read");
    }
}

static volatile sig_atomic_t alarms;

static void on_alarm(int number)
{
    (void)number;
    alarms++;
}

/* Standard input, from a pipe that a child fills byte by byte while a timer interrupts the reads.
 */
static void test_standard_input(void)
{
    static const char bytes[] = "\xef\xbb\xbf"
                                "family_id,child_id\nF1,\xe2\x82\xac\n";
    int ends[2], old = dup(STDIN_FILENO);
    if (!ok(pipe(ends) == 0 && old >= 0, "a pipe"))
        return;
    pid_t child = fork();
    if (child == 0) {
        const struct timespec pause = {0, 2000000};
        close(ends[0]);
        for (size_t i = 0; i < sizeof bytes - 1; i++) {
            nanosleep(&pause, NULL);
            if (write(ends[1], bytes + i, 1) != 1)
                _exit(1);
        }
        _exit(0);
    }
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    struct sigaction action = {.sa_handler = on_alarm}, before;
    sigemptyset(&action.sa_mask);
    sigaction(SIGALRM, &action, &before);
    struct itimerval every = {{0, 700}, {0, 700}}, never = {{0, 0}, {0, 0}};
    setitimer(ITIMER_REAL, &every, NULL);
    hear_nothing();
    struct input *input = input_open("-", NULL, &hearing);
    bool done = input && read_whole(input, 16, &whole);
    setitimer(ITIMER_REAL, &never, NULL);
    sigaction(SIGALRM, &before, NULL);
    ok(done && alarms > 0, "standard input is read, signals or not");
    is_text(buffer_text(&whole), TEXT("family_id,child_id\nF1,\xe2\x82\xac\n"), "whole");
    is_text(heard_text(), TEXT(""), "without a word");
    is_string(input ? input_name(input) : NULL, INPUT_STANDARD, "under its name");
    input_free(input);
    ok(fcntl(STDIN_FILENO, F_GETFD) >= 0, "and is left open");
    dup2(old, STDIN_FILENO);
    close(old);
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
        ;
}

/* A descriptor that cannot be read: one that is open for writing only. */
static void test_read_error(void)
{
    int old = dup(STDIN_FILENO), writing = open(files_path("out"), O_WRONLY | O_CREAT, 0600);
    if (!ok(old >= 0 && writing >= 0, "a descriptor for writing"))
        return;
    dup2(writing, STDIN_FILENO);
    close(writing);
    hear_nothing();
    char piece[16];
    size_t got = 7;
    struct input *input = input_open("-", NULL, &hearing);
    ok(input && !input_read(input, piece, sizeof piece, &got), "cannot be read");
    is_number(got, 0, "nothing came");
    is_text(heard_text(), TEXT("<stdin>: cannot read: Bad file descriptor\n"), "which is reported");
    input_free(input);
    dup2(old, STDIN_FILENO);
    close(old);
}

int main(void)
{
    if (files_make()) {
        test_plain();
        test_utf16();
        test_encodings();
        test_large();
        test_memory();
        test_read_all();
        test_refused();
        test_standard_input();
        test_read_error();
        files_remove();
    }
    buffer_release(&whole);
    buffer_release(&heard);
    return done();
}

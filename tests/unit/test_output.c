#include "base/limits.h"
#include "base/output.h"
#include "files.h"
#include "hear.h"
#include "tap.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

static struct buffer contents = {.maximum = (size_t)1 << 26};

/* How many files stand in the directory of the test. */
static size_t count_files(void)
{
    size_t count = 0;
    DIR *directory = opendir(files.directory);
    for (struct dirent *entry; directory && (entry = readdir(directory));)
        count += entry->d_name[0] != '.';
    if (directory)
        closedir(directory);
    return count;
}

static void is_file(const char *path, struct text wanted, const char *name)
{
    if (ok(files_get(path, &contents), name))
        is_text(buffer_text(&contents), wanted, "holds what it should");
}

static void test_memory(void)
{
    struct output output;
    hear_nothing();
    output_to_memory(&output, 10, &hearing);
    is_text(output_memory(&output), TEXT(""), "nothing is written yet");
    ok(output_put(&output, "abc") && output_byte(&output, '\0') && output_put(&output, ""),
       "a few bytes");
    ok(output_write(&output, (struct text){NULL, 0}), "and none");
    is_text(output_memory(&output), TEXT("abc\0"), "are there");
    ok(output_flush(&output), "a flush changes nothing");
    ok(output_put(&output, "123456"), "up to the maximum");
    is_text(heard_text(), TEXT(""), "all without a word");
    ok(!output_byte(&output, 'x'), "one byte more fails");
    ok(!output_byte(&output, 'y') && !output_put(&output, "") && !output_flush(&output),
       "and so does all that follows");
    is_text(heard_text(), TEXT("memory: not enough memory\n"), "it is reported once");
    is_text(output_memory(&output),
            TEXT("abc\0"
                 "123456"),
            "what was there stays");
    ok(!output_close(&output, true), "closing tells");
}

static void test_room(void)
{
    struct output output;
    hear_nothing();
    output_to_memory(&output, 100, &hearing);
    char *room = output_room(&output, 3);
    if (ok(room != NULL, "room for three bytes")) {
        memcpy(room, "abc", 3);
        output_filled(&output, 2);
    }
    output_put(&output, "d");
    is_text(output_memory(&output), TEXT("abd"), "of which two are used");
    room = output_room(&output, 97);
    if (ok(room != NULL, "room for all that is left")) {
        memset(room, 'x', 97);
        output_filled(&output, 97);
    }
    is_number(output_memory(&output).length, 100, "is used");
    ok(!output_room(&output, 1), "there is no more");
    ok(!output_room(&output, 1), "nor when asked again");
    is_text(heard_text(), TEXT("memory: not enough memory\n"), "which is reported once");
    ok(!output_close(&output, true), "closing tells");
}

/* Two megabytes through a pipe, in writes of all sizes, and never more at once than a pipe takes.
 */
static void test_descriptor(void)
{
    enum { BYTES = 2000000 };
    int ends[2];
    if (!ok(pipe(ends) == 0, "a pipe"))
        return;
    pid_t child = fork();
    if (child == 0) {
        static unsigned char piece[3000];
        ssize_t got;
        size_t sum = 0, wrong = 0;
        close(ends[1]);
        while ((got = read(ends[0], piece, sizeof piece)) > 0)
            for (ssize_t i = 0; i < got; i++, sum++)
                wrong += piece[i] != (unsigned char)(sum % 251);
        _exit(sum == BYTES && wrong == 0 ? 0 : 1);
    }
    close(ends[0]);
    static char bytes[BYTES];
    for (size_t i = 0; i < BYTES; i++)
        bytes[i] = (char)(i % 251);
    struct output output;
    hear_nothing();
    output_to_descriptor(&output, ends[1], "pipe", &hearing);
    bool done = true;
    size_t at = 0;
    for (size_t length = 1; at < BYTES; length = length * 2 % 99991) {
        size_t now = length < BYTES - at ? length : BYTES - at;
        done &= output_write(&output, (struct text){bytes + at, now});
        at += now;
    }
    ok(done && output_close(&output, true), "two million bytes go out");
    ok(fcntl(ends[1], F_GETFD) < 0, "and the descriptor is closed");
    int status = 1;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    is_number(status, 0, "they all come in, in order");
    is_text(heard_text(), TEXT(""), "without a word");
}

static void test_failing_descriptor(void)
{
    int ends[2];
    struct output output;
    void (*before)(int) = signal(SIGPIPE, SIG_IGN);
    if (!ok(pipe(ends) == 0, "a pipe"))
        return;
    close(ends[0]);
    hear_nothing();
    output_to_descriptor(&output, ends[1], "standard output", &hearing);
    ok(output_put(&output, "gathered"), "a few bytes are gathered");
    ok(!output_flush(&output), "nobody reads them");
    ok(!output_put(&output, "more") && !output_flush(&output), "nothing more is tried");
    ok(!output_close(&output, true), "closing tells");
    is_text(heard_text(), TEXT("standard output: cannot write: Broken pipe\n"),
            "and it is reported once");
    signal(SIGPIPE, before);
    int full = open("/dev/full", O_WRONLY);
    if (full < 0)
        return;
    hear_nothing();
    output_to_descriptor(&output, full, "standard output", &hearing);
    ok(output_put(&output, "gathered"), "a full disk is not noticed at once");
    ok(!output_close(&output, true), "but when the bytes go out");
    is_text(heard_text(), TEXT("standard output: cannot write: No space left on device\n"),
            "and reported");
}

static void test_file(void)
{
    struct output output;
    struct stat status;
    const char *path = files_path("out.csv");
    mode_t mask = umask(0);
    hear_nothing();
    ok(output_to_file(&output, path, &hearing), "a new file");
    output_put(&output, "a,b\n");
    ok(stat(path, &status) != 0, "is not there while it is written");
    output_flush(&output);
    is_number(count_files(), 1, "what is written stands beside it");
    ok(output.partial && stat(output.partial, &status) == 0 && (status.st_mode & 0777) == 0600,
       "for the owner alone");
    ok(output.partial && strncmp(output.partial, path, strlen(path)) == 0, "in the same directory");
    ok(output_close(&output, true), "once closed");
    is_file(path, TEXT("a,b\n"), "it is there");
    is_number(count_files(), 1, "alone");
    ok(stat(path, &status) == 0 && (status.st_mode & 0777) == 0600, "for its owner alone");
    umask(mask);

    ok(output_to_file(&output, path, &hearing), "a file that is there");
    output_put(&output, "c,d\n");
    output_flush(&output);
    is_file(path, TEXT("a,b\n"), "keeps its contents meanwhile");
    ok(output_close(&output, true), "once closed");
    is_file(path, TEXT("c,d\n"), "it is replaced");

    ok(output_to_file(&output, path, &hearing), "a result that is thrown away");
    output_put(&output, "e,f\n");
    output_flush(&output);
    ok(output_close(&output, false), "is no failure");
    is_file(path, TEXT("c,d\n"), "leaves the file as it was");
    is_number(count_files(), 1, "and nothing beside it");

    ok(output_to_file(&output, path, &hearing) && output_close(&output, true), "an empty result");
    is_file(path, TEXT(""), "makes an empty file");
    is_text(heard_text(), TEXT(""), "all without a word");
}

static void test_failing_file(void)
{
    struct output output;
    const char *path = files_put("kept.csv", TEXT("kept\n"));
    hear_nothing();
    ok(output_to_file(&output, path, &hearing), "a file whose writing fails");
    output_put(&output, "half");
    output_flush(&output);
    output.failed = true;
    ok(!output_close(&output, true), "closing tells");
    is_file(path, TEXT("kept\n"), "the old one stays");
    is_number(count_files(), 2, "and no half one beside it");

    ok(!output_to_file(&output, files_path("nowhere/out.csv"), &hearing), "no such directory");
    ok(!output_put(&output, "x") && !output_close(&output, true), "so nothing can be written");
    is_text(heard_text(), TEXT("out.csv: cannot create: No such file or directory\n"),
            "which is reported once");

    const char *folder = files_put_directory("folder");
    hear_nothing();
    ok(!output_to_file(&output, folder, &hearing), "a directory is no file to write to");
    is_text(heard_text(), TEXT("folder: cannot create: Is a directory\n"), "which is reported");
    ok(!output_close(&output, true), "so closing fails");

    /* The place is taken by a directory between opening and closing. */
    hear_nothing();
    path = files_path("taken");
    ok(output_to_file(&output, path, &hearing) && output_put(&output, "x"), "a place");
    files_put_directory("taken");
    ok(!output_close(&output, true), "that is taken meanwhile");
    is_text(heard_text(), TEXT("taken: cannot put the finished file in place: Is a directory\n"),
            "is reported");
    is_number(count_files(), 4, "and nothing is left beside it");
}

/* Several files that appear together: each is settled before the first is put in place. */
static void test_settle(void)
{
    struct output one, two;
    const char *path = files_path("one.csv"), *other = files_path("two.csv");
    size_t before = count_files();
    hear_nothing();
    ok(output_to_file(&one, path, &hearing) && output_to_file(&two, other, &hearing), "two files");
    ok(output_put(&one, "1\n") && output_put(&two, "2\n"), "are written");
    ok(output_settle(&one) && output_settle(&two), "and settled");
    ok(access(path, F_OK) != 0 && access(other, F_OK) != 0, "neither is there yet");
    ok(output_settle(&one), "settling again changes nothing");
    ok(output_close(&one, true) && output_close(&two, true), "once closed");
    is_file(path, TEXT("1\n"), "one is there");
    is_file(other, TEXT("2\n"), "and so is the other");

    ok(output_to_file(&one, path, &hearing) && output_put(&one, "new\n") && output_settle(&one),
       "one is settled again");
    ok(output_close(&one, false), "and thrown away after all");
    is_file(path, TEXT("1\n"), "it is as it was");
    is_number(count_files(), before + 2, "and nothing beside it");
    is_text(heard_text(), TEXT(""), "all without a word");

    output_to_memory(&one, 100, &hearing);
    ok(output_put(&one, "kept") && output_settle(&one), "memory too can be settled");
    is_text(output_memory(&one), TEXT("kept"), "and is still there");
    output_close(&one, true);
}

/* What is no regular file is written to as it is. */
static void test_device(void)
{
    struct output output;
    struct stat status;
    hear_nothing();
    ok(output_to_file(&output, "/dev/null", &hearing) && output_put(&output, "x") &&
           output_close(&output, true),
       "a device is written to");
    ok(stat("/dev/null", &status) == 0 && S_ISCHR(status.st_mode), "and stays a device");
    is_text(heard_text(), TEXT(""), "without a word");
    if (access("/dev/full", W_OK) != 0)
        return;
    ok(output_to_file(&output, "/dev/full", &hearing) && output_put(&output, "x"),
       "a device that is full");
    ok(!output_close(&output, true), "tells when it is closed");
    is_text(heard_text(), TEXT("full: cannot write: No space left on device\n"), "with its name");
}

/* A run that is stopped takes its partial files away. */
static void test_abandon(void)
{
    enum { MANY = 70 };
    static struct output outputs[MANY];
    char name[16];
    size_t before = count_files();
    for (int i = 0; i < MANY; i++) {
        snprintf(name, sizeof name, "many-%d", i);
        if (!output_to_file(&outputs[i], files_path(name), &hearing))
            ok(false, "an output");
    }
    is_number(count_files(), before + MANY, "seventy files are open");
    output_abandon_all();
    ok(count_files() <= before + MANY - 64, "at least 64 are gone when the run is stopped");
    for (int i = 0; i < MANY; i++)
        output_close(&outputs[i], false);
    is_number(count_files(), before, "the others when they are closed");
    output_abandon_all();
    is_number(count_files(), before, "and nothing else ever is");
}

int main(void)
{
    test_memory();
    test_room();
    test_descriptor();
    test_failing_descriptor();
    if (files_make()) {
        test_file();
        test_failing_file();
        test_settle();
        test_device();
        test_abandon();
        files_remove();
    }
    buffer_release(&contents);
    buffer_release(&heard);
    return done();
}

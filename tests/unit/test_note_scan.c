/* The scan of one note, with patterns of its own, whose words no other pattern knows. */
#include "base/limits.h"
#include "domain/notes/note_scan.h"
#include "files.h"
#include "hear.h"

static struct framework *framework;
static struct patterns *patterns;
static struct note_scan *scan;

/* `CODE status start-end xMATCHES 'words'` of each mention. */
static void scans(const char *note, const char *wanted)
{
    static char got[4096];
    const struct mention *mentions;
    size_t count, length = 0;
    got[0] = '\0';
    if (!ok(note_scan_run(scan, text_of(note), 2026, PLACE_NONE, &mentions, &count), "a scan"))
        return;
    for (size_t i = 0; i < count; i++) {
        struct text code = framework->indicators[mentions[i].indicator].code;
        length += (size_t)snprintf(
            got + length, sizeof got - length, "%s%.*s %s %u-%u x%u '%.*s'", i ? " | " : "",
            (int)code.length, code.data, mention_status_codes[mentions[i].status],
            mentions[i].start, mentions[i].end, mentions[i].matches,
            (int)(mentions[i].end - mentions[i].start), note + mentions[i].start);
    }
    is_string(got, wanted, note);
}

static void test_scan(void)
{
    scans("", "");
    scans("Nothing quux here.", "");
    scans("Zorping again.", "IDE-EH-02 present 0-7 x1 'Zorping'");
    scans("  Zorping. She was zorping!\nzorping", "IDE-EH-02 present 2-9 x3 'Zorping'");
    scans("\xC3\x89lan: zorping", "IDE-EH-02 present 7-14 x1 'zorping'");
    /* One row for each status, in the order of the note. */
    scans("Mum denies zorping. Zorping today. Not zorping.",
          "IDE-EH-02 negated 11-18 x2 'zorping' | IDE-EH-02 present 20-27 x1 'Zorping'");
    /* A pattern of several codes; parts in any order; the evidence spans them. */
    scans("The frobs blicket.", "IDE-EH-02 present 4-17 x1 'frobs blicket' | "
                                "FAM-CIN-01 present 4-17 x1 'frobs blicket'");
    scans("blicket, then frobs", "IDE-EH-02 present 0-19 x1 'blicket, then frobs' | "
                                 "FAM-CIN-01 present 0-19 x1 'blicket, then frobs'");
    scans("The frobs. A blicket.", "");
    /* `unless` is of the sentence, `with` of the note. */
    scans("He wugged. She wugged the teapotted thing.", "IDE-EH-02 present 3-9 x1 'wugged'");
    scans("A vorpal thing.", "");
    scans("A vorpal thing. Zorping.",
          "FAM-CIN-01 present 2-8 x1 'vorpal' | IDE-EH-02 present 16-23 x1 'Zorping'");
    /* Overlapping passages are one. */
    scans("grault grault grault", "FAM-CIN-01 present 0-20 x1 'grault grault grault'");
    /* A word that nothing anchors. */
    scans("his plughing", "FAM-CIN-01 present 4-12 x1 'plughing'");
    ok(note_scan_sentences(scan) > 10 && note_scan_tries(scan) > 10, "counts");
}

/* Tries for `length` bytes of a text made of `piece`. */
static uint64_t tries_of(struct text piece, size_t length)
{
    char *note = malloc(length);
    const struct mention *mentions;
    size_t count;
    for (size_t i = 0; i < length; i++)
        note[i] = piece.data[i % piece.length];
    uint64_t before = note_scan_tries(scan) + note_scan_sentences(scan);
    ok(note_scan_run(scan, (struct text){note, length - length % piece.length}, 2026, PLACE_NONE,
                     &mentions, &count),
       "a long note");
    free(note);
    return note_scan_tries(scan) + note_scan_sentences(scan) - before;
}

/* The work grows with the length of a note and no faster. */
static void test_length(void)
{
    static const char *const pieces[] = {
        "a",    "zorping ",     "zorping", "\"",          "\xCC\x81",  ".",
        "...x", "frobs ",       "grault ", "blicket fro", "plughing ", "a. ",
        "\n",   "no zorping, ", "((((",    "mum ",        "if ",       "denies zorping; ",
        "wug-", "zorping\n",    "'",       "_",           "1",         "not "};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        uint64_t one = tries_of(text_of(pieces[i]), 40000),
                 four = tries_of(text_of(pieces[i]), 160000);
        ok(four <= 5 * one + 200, pieces[i]);
    }
    uint64_t most = tries_of(TEXT("aaaa"), LIMIT_CELL_BYTES);
    ok(most < 4000, "the longest cell");
}

int main(void)
{
    static const char own[] = "indicator,pattern,anchor,unless,with\n"
                              "IDE-EH-02,zorping,,,\n"
                              "IDE-EH-02;FAM-CIN-01,frobs && blicket,,,\n"
                              "IDE-EH-02,wugg\\w*,,teapot\\w*,\n"
                              "FAM-CIN-01,vorpal,,,IDE-EH-02\n"
                              "FAM-CIN-01,grault(?: grault)*,,,\n"
                              "FAM-CIN-01,\\w*lughing,,,\n";
    files_make();
    const char *path = files_put("own.csv", TEXT(own));
    framework = framework_new("solihull-2024", &hearing);
    patterns = framework ? patterns_new(framework, &path, 1, &hearing) : NULL;
    scan = patterns ? note_scan_new(patterns, &hearing) : NULL;
    if (ok(scan != NULL, "a scan with patterns of a user's")) {
        test_scan();
        test_length();
    }
    is_text(heard_text(), TEXT(""), "nothing was said");
    note_scan_free(scan);
    patterns_free(patterns);
    framework_free(framework);
    files_remove();
    buffer_release(&heard);
    return done();
}

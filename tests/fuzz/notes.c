/* Case notes: whatever a note holds, the scan ends, its mentions are passages of the note, in
 * order, one of an indicator and status, and the same again; and the work is no more than the
 * length asks. */
#include "base/utf8.h"
#include "domain/notes/note_scan.h"
#include "tests/fuzz/must.h"

static void hold_mentions(const struct framework *framework, struct text note,
                          const struct mention *mentions, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct mention *mention = &mentions[i];
        must(mention->indicator < framework->indicator_count && mention->matches > 0);
        must(mention->start < mention->end && mention->end <= note.length);
        must(((unsigned char)note.data[mention->start] & 0xC0) != 0x80);
        must(mention->end == note.length ||
             ((unsigned char)note.data[mention->end] & 0xC0) != 0x80);
        must((mention->status == MENTION_PRESENT) == (mention->trigger == LOOKUP_NONE));
        must(i == 0 || mentions[i - 1].start <= mention->start);
        for (size_t j = 0; j < i; j++)
            must(mentions[j].indicator != mention->indicator ||
                 mentions[j].status != mention->status);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct framework *framework;
    static struct patterns *patterns;
    static struct note_scan *scan;
    struct text note = fuzz_text(data, size, 0);
    const struct mention *mentions;
    size_t count, again;
    if (!framework) {
        must((framework = framework_new("solihull-2024", &silent)));
        must((patterns = patterns_new(framework, NULL, 0, &silent)));
        must((scan = note_scan_new(patterns, &silent)));
    }
    if (utf8_valid(note) != note.length || note.length > 1 << 16)
        return 0;
    uint64_t before = note_scan_tries(scan);
    must(note_scan_run(scan, note, 2026, PLACE_NONE, &mentions, &count));
    hold_mentions(framework, note, mentions, count);
    /* Each part is tried at some words of a sentence at most. */
    must(note_scan_tries(scan) - before <= 34 * patterns->tables.part_count * (1 + note.length));
    struct mention *kept = malloc((count + 1) * sizeof *kept);
    must(kept);
    if (count > 0)
        memcpy(kept, mentions, count * sizeof *kept);
    must(note_scan_run(scan, note, 2026, PLACE_NONE, &mentions, &again) && again == count);
    for (size_t i = 0; i < count; i++)
        must(kept[i].indicator == mentions[i].indicator && kept[i].start == mentions[i].start &&
             kept[i].end == mentions[i].end && kept[i].pattern == mentions[i].pattern);
    free(kept);
    return 0;
}

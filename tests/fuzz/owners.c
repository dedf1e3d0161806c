/* Names in one cell, and what a calendar makes of them. */
#include "domain/plan/owners.h"
#include "base/limits.h"
#include "render/calendar.h"
#include "tests/fuzz/must.h"

/* Each name lies in the cell, behind the one before it, trimmed, and no two are the same. */
static void check_names(const struct owners *owners, struct text cell)
{
    const char *from = cell.data, *end = cell.data + cell.length;
    must(owners->count <= LIMIT_OWNERS);
    for (size_t i = 0; i < owners->count; i++) {
        struct text name = owners->names[i];
        struct buffer key, other;
        must(name.length > 0 && name.data >= from && name.data + name.length <= end);
        must(text_trim(name).length == name.length);
        from = name.data + name.length;
        buffer_init(&key, LIMIT_CELL_BYTES);
        buffer_init(&other, LIMIT_CELL_BYTES);
        must(owner_key(name, &key) && buffer_text(&key).length > 0);
        for (size_t j = 0; j < i; j++) {
            buffer_clear(&other);
            must(owner_key(owners->names[j], &other));
            must(!text_equal(buffer_text(&key), buffer_text(&other)));
        }
        buffer_release(&key);
        buffer_release(&other);
    }
}

/* Lines of 75 bytes at most, ended with CR and LF and nothing else of them. */
static void check_calendar(struct text summary)
{
    static const struct calendar_settings settings = {.product = {"eh-fuzz", 7}};
    struct calendar_entry entry = {.uid = summary, .summary = summary};
    struct output output;
    size_t line = 0;
    output_to_memory(&output, (size_t)1 << 26, &silent);
    calendar_add(&output, &settings, &entry);
    struct text text = output_memory(&output);
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] == '\r') {
            must(i + 1 < text.length && text.data[++i] == '\n');
            line = 0;
            continue;
        }
        must(text.data[i] != '\n' && ++line <= 75);
    }
    must(line == 0);
    output_close(&output, true);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct owners *owners;
    struct text cell = fuzz_text(data, size, 0);
    if (size > 1 << 16)
        return 0;
    if (!owners)
        must((owners = owners_new(NULL, &silent)));
    owners_read(owners, cell, true);
    check_names(owners, cell);
    owners_read(owners, cell, false);
    must(owners->count <= 1);
    check_names(owners, cell);
    check_calendar(cell);
    return 0;
}

#include "domain/threshold/grouping.h"

#include "base/limits.h"
#include "base/memory.h"

struct grouping {
    const struct reporter *reporter;
    uint64_t *ended; /* fingerprints, each at the place that its lower bits give; 0 is free */
    struct buffer current;
    bool by_child, started;
};

struct grouping *grouping_new(const struct reporter *reporter)
{
    struct grouping *grouping = memory_new(1, sizeof *grouping);
    if (grouping) {
        grouping->reporter = reporter;
        buffer_init(&grouping->current, 2 * LIMIT_CELL_BYTES);
        grouping->ended = memory_new(LIMIT_SORTED_MEMORY, sizeof *grouping->ended);
        if (grouping->ended)
            return grouping;
    }
    report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    grouping_free(grouping);
    return NULL;
}

void grouping_free(struct grouping *grouping)
{
    if (!grouping)
        return;
    buffer_release(&grouping->current);
    memory_free(grouping->ended);
    memory_free(grouping);
}

static uint64_t fingerprint(struct text id, bool by_child)
{
    return text_hash(id, by_child) | 1;
}

enum group grouping_row(struct grouping *grouping, struct text family, struct text child)
{
    bool by_child = family.length == 0;
    struct text id = by_child ? child : family;
    if (grouping->started && by_child == grouping->by_child &&
        text_equal(id, buffer_text(&grouping->current)))
        return GROUP_SAME;
    uint64_t print = fingerprint(id, by_child);
    if (grouping->ended[print / 2 % LIMIT_SORTED_MEMORY] == print)
        return GROUP_CAME_BACK;
    if (grouping->started) {
        uint64_t old = fingerprint(buffer_text(&grouping->current), grouping->by_child);
        grouping->ended[old / 2 % LIMIT_SORTED_MEMORY] = old;
    }
    buffer_clear(&grouping->current);
    if (!buffer_add(&grouping->current, id)) {
        report(grouping->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return GROUP_FAILED;
    }
    grouping->by_child = by_child;
    grouping->started = true;
    return GROUP_NEW;
}

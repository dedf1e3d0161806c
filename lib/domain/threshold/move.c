#include "domain/threshold/move.h"

#include "base/memory.h"
#include "domain/threshold/child_index.h"

struct held_level {
    uint32_t level;
    struct date as_of;
};

/* The levels of one file, in order of first appearance. */
struct level_list {
    struct child_index index;
    struct held_level *held;
    size_t capacity;
};

static bool read_levels(struct level_rows *rows, struct level_list *list,
                        const struct reporter *reporter)
{
    struct level_row row;
    enum table_result result;
    while ((result = level_rows_next(rows, &row)) == TABLE_ROW) {
        uint32_t number = child_index_add(&list->index, row.family, row.child, NULL);
        void *held = list->held;
        if (number == LOOKUP_NONE ||
            !memory_reserve(&held, &list->capacity, (size_t)number + 1, sizeof *list->held))
            return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        list->held = held;
        list->held[number] = (struct held_level){row.level, row.as_of};
    }
    return result == TABLE_END;
}

struct mover {
    const struct framework *framework;
    struct level_list before, after;
    struct writer *writer;
    struct moves *moves;
    uint32_t flag;
};

static struct text name_move(struct mover *mover, const struct held_level *before,
                             const struct held_level *after)
{
    bool serious = after && (mover->flag == LOOKUP_NONE || after->level >= mover->flag);
    if (!after) {
        mover->moves->gone++;
        return TEXT("gone");
    }
    if (!before) {
        mover->moves->new_ones++;
        mover->moves->flagged += serious && mover->flag != LOOKUP_NONE;
        return TEXT("new");
    }
    if (after->level > before->level) {
        mover->moves->stepped_up++;
        mover->moves->flagged += serious;
        return TEXT("stepped-up");
    }
    if (after->level < before->level) {
        mover->moves->stepped_down++;
        return TEXT("stepped-down");
    }
    mover->moves->same++;
    return TEXT("same");
}

static void write_level(struct mover *mover, const struct held_level *held)
{
    writer_cell(mover->writer, held ? mover->framework->levels[held->level].code : TEXT(""));
}

static void write_rank(struct mover *mover, const struct held_level *held)
{
    if (held)
        writer_number(mover->writer, mover->framework->levels[held->level].rank);
    else
        writer_plain(mover->writer, TEXT(""));
}

static void write_as_of(struct mover *mover, const struct held_level *held)
{
    char date[DATE_TEXT_BYTES] = "";
    if (held)
        date_write(&held->as_of, date);
    writer_plain(mover->writer, text_of(date));
}

static bool write_move(struct mover *mover, const struct child_index *index, uint32_t number,
                       const struct held_level *before, const struct held_level *after)
{
    writer_cell(mover->writer, child_index_family(index, number));
    writer_cell(mover->writer, child_index_child(index, number));
    writer_plain(mover->writer, name_move(mover, before, after));
    write_level(mover, before);
    write_level(mover, after);
    write_rank(mover, before);
    write_rank(mover, after);
    write_as_of(mover, before);
    write_as_of(mover, after);
    return writer_end_row(mover->writer);
}

static bool write_moves(struct mover *mover)
{
    struct child_index *before = &mover->before.index, *after = &mover->after.index;
    for (uint32_t i = 0; i < after->keys.count; i++) {
        uint32_t old = child_index_exact(before, child_index_family(after, i),
                                         child_index_child(after, i));
        if (!write_move(mover, after, i, old == LOOKUP_NONE ? NULL : &mover->before.held[old],
                        &mover->after.held[i]))
            return false;
    }
    for (uint32_t i = 0; i < before->keys.count; i++)
        if (child_index_exact(after, child_index_family(before, i), child_index_child(before, i)) ==
                LOOKUP_NONE &&
            !write_move(mover, before, i, &mover->before.held[i], NULL))
            return false;
    return true;
}

bool moves_write(struct level_rows *before, struct level_rows *after, uint32_t flag,
                 struct writer *writer, struct moves *moves, const struct reporter *reporter)
{
    struct mover mover = {
        .framework = after->framework, .writer = writer, .moves = moves, .flag = flag};
    child_index_init(&mover.before.index);
    child_index_init(&mover.after.index);
    bool done = read_levels(before, &mover.before, reporter) &&
                read_levels(after, &mover.after, reporter) && write_moves(&mover);
    child_index_release(&mover.before.index);
    child_index_release(&mover.after.index);
    memory_free(mover.before.held);
    memory_free(mover.after.held);
    return done;
}

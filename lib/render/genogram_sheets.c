/* Where a drawing that is larger than a sheet is cut. */
#include "base/memory.h"
#include "records/prose.h"
#include "render/genogram_private.h"

#include <stdlib.h>

enum {
    STEP = 20,       /* between places that are tried for a cut */
    LEAST_SHARE = 4, /* a sheet is filled to 4 / 5 of what an even cut would give, or more */
    LEAST_SHARE_OF = 5,
    CLOSEST = 1000 /* of the distance to an even cut, what one more symbol in the way is worth */
};

/* How many symbols with their labels lie across each place of an axis. */
static bool count_across(const struct genogram_painter *painter, bool down, int32_t length,
                         int32_t **across)
{
    size_t places = (size_t)length / STEP + 2;
    *across = memory_new(places, sizeof **across);
    if (!*across)
        return false;
    for (uint32_t i = 0; i < painter->family->count; i++) {
        struct genogram_area area = genogram_person_area(painter, i);
        int32_t from = down ? area.top : area.left, to = down ? area.bottom : area.right;
        (*across)[(from > 0 ? from : 0) / STEP]++;
        (*across)[((to < length ? to : length) / STEP) + 1]--;
    }
    for (size_t i = 1; i < places; i++)
        (*across)[i] += (*across)[i - 1];
    return true;
}

/* The best place for a cut, `even` if nothing is in the way anywhere. */
static int32_t best_place(const int32_t *across, int32_t first, int32_t last, int32_t even)
{
    int32_t best = last;
    int64_t least = INT64_MAX;
    for (int32_t at = (first + STEP - 1) / STEP * STEP; at <= last; at += STEP) {
        int64_t cost = (int64_t)across[at / STEP] * CLOSEST + (at > even ? at - even : even - at);
        if (cost < least) {
            least = cost;
            best = at;
        }
    }
    return best;
}

/* Cuts an axis into parts of at most `room`, the first and the last one of less. The cuts begin
 * with 0 and end with the length; their number less one is in `*count`. */
static int32_t *cut_axis(const struct genogram_painter *painter, bool down, int32_t length,
                         const struct genogram_room *room, uint32_t *count)
{
    uint32_t most = (uint32_t)(length / (room->most / 2) + 4);
    int32_t *cuts = memory_new(most, sizeof *cuts), *across = NULL;
    int32_t at = 0;
    bool done = cuts && count_across(painter, down, length, &across);
    for (*count = 0; done && at < length; (*count)++) {
        int32_t first_less = *count == 0 ? room->first_less : 0;
        int32_t here = room->most - first_less;
        int32_t more = first_less > room->last_less ? first_less : room->last_less;
        int32_t left = length - at + room->last_less;
        /* As many parts as must be, as even as may be. */
        int32_t parts = 1 + (left - here + room->most - 1) / room->most;
        parts = parts < 2 ? 2 : parts;
        int32_t even = left / parts < here ? left / parts : here;
        int32_t least = left - (parts - 1) * room->most;
        int32_t share = even * LEAST_SHARE / LEAST_SHARE_OF;
        if (length - at <= room->most - more || *count + 2 >= most) {
            at = length;
        } else {
            int32_t end = at + here < length - STEP ? at + here : length - STEP;
            at = best_place(across, at + (least > share ? least : share), end, at + even);
        }
        cuts[*count + 1] = at;
    }
    memory_free(across);
    if (done)
        return cuts;
    memory_free(cuts);
    return NULL;
}

static uint32_t part_of(const int32_t *cuts, uint32_t count, int32_t at)
{
    uint32_t part = 0;
    while (part + 1 < count && at >= cuts[part + 1])
        part++;
    return part;
}

/* Marks the cells that a line runs through, so that none is left out. */
static void mark_lines(struct genogram_sheets *sheets, const struct genogram *genogram)
{
    for (uint32_t i = 0; i < genogram->stroke_count; i++) {
        const struct genogram_stroke *stroke = &genogram->strokes[i];
        for (uint32_t j = 1; j < stroke->point_count; j++) {
            struct genogram_point a = genogram->points[stroke->first_point + j - 1];
            struct genogram_point b = genogram->points[stroke->first_point + j];
            uint32_t left = part_of(sheets->column_cuts, sheets->columns, a.x < b.x ? a.x : b.x);
            uint32_t right = part_of(sheets->column_cuts, sheets->columns, a.x < b.x ? b.x : a.x);
            uint32_t top = part_of(sheets->row_cuts, sheets->rows, a.y < b.y ? a.y : b.y);
            uint32_t bottom = part_of(sheets->row_cuts, sheets->rows, a.y < b.y ? b.y : a.y);
            for (uint32_t row = top; row <= bottom; row++)
                for (uint32_t column = left; column <= right; column++)
                    sheets->number[row * sheets->columns + column] = 0;
        }
    }
}

static bool number_sheets(struct genogram_sheets *sheets, const struct genogram_painter *painter)
{
    size_t cells = (size_t)sheets->columns * sheets->rows;
    sheets->number = memory_new(cells, sizeof *sheets->number);
    sheets->cells = memory_new(cells, sizeof *sheets->cells);
    sheets->sheet_of = memory_new(painter->family->count, sizeof *sheets->sheet_of);
    if (!sheets->number || !sheets->cells || !sheets->sheet_of)
        return false;
    for (size_t i = 0; i < cells; i++)
        sheets->number[i] = FAMILY_NONE;
    for (uint32_t i = 0; i < painter->family->count; i++) {
        const struct genogram_symbol *symbol = &painter->genogram->symbols[i];
        uint32_t cell = part_of(sheets->row_cuts, sheets->rows, symbol->y) * sheets->columns +
                        part_of(sheets->column_cuts, sheets->columns, symbol->x);
        sheets->sheet_of[i] = cell;
        sheets->number[cell] = 0;
    }
    mark_lines(sheets, painter->genogram);
    for (uint32_t i = 0; i < cells; i++)
        if (sheets->number[i] != FAMILY_NONE) {
            sheets->number[i] = sheets->count;
            sheets->cells[sheets->count++] = i;
        }
    for (uint32_t i = 0; i < painter->family->count; i++)
        sheets->sheet_of[i] = sheets->number[sheets->sheet_of[i]];
    return true;
}

bool genogram_sheets_cut(struct genogram_sheets *sheets, const struct genogram_painter *painter,
                         const struct genogram_room *across, const struct genogram_room *down)
{
    const struct genogram *genogram = painter->genogram;
    *sheets = (struct genogram_sheets){0};
    sheets->column_cuts = cut_axis(painter, false, genogram->width, across, &sheets->columns);
    sheets->row_cuts = cut_axis(painter, true, genogram->height, down, &sheets->rows);
    return sheets->column_cuts && sheets->row_cuts && number_sheets(sheets, painter);
}

void genogram_sheets_release(struct genogram_sheets *sheets)
{
    memory_free(sheets->column_cuts);
    memory_free(sheets->row_cuts);
    memory_free(sheets->number);
    memory_free(sheets->cells);
    memory_free(sheets->sheet_of);
}

/* --- Who goes on where ----------------------------------------------------------------------- */

struct neighbours {
    const struct genogram_sheets *sheets;
    uint32_t sheet;
    uint64_t *list; /* sheet and person */
    size_t count, capacity;
    bool failed;
};

static void add_neighbour(struct neighbours *neighbours, uint32_t here, uint32_t there)
{
    const uint32_t *sheet_of = neighbours->sheets->sheet_of;
    void *list = neighbours->list;
    if (sheet_of[here] != neighbours->sheet || sheet_of[there] == neighbours->sheet)
        return;
    if (neighbours->failed || !memory_reserve(&list, &neighbours->capacity, neighbours->count + 1,
                                              sizeof *neighbours->list)) {
        neighbours->failed = true;
        return;
    }
    neighbours->list = list;
    neighbours->list[neighbours->count++] = (uint64_t)sheet_of[there] << 32 | there;
}

static int compare(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static void find_neighbours(struct neighbours *neighbours, const struct family *family)
{
    for (uint32_t i = 0; i < family->couple_count; i++) {
        const uint32_t *pair = family->couples[i].partners;
        add_neighbour(neighbours, pair[0], pair[1]);
        add_neighbour(neighbours, pair[1], pair[0]);
    }
    for (uint32_t i = 0; i < family->sibship_count; i++) {
        const struct family_sibship *sibship = &family->sibships[i];
        for (uint32_t j = 0; j < sibship->count; j++)
            for (int k = 0; k < 2 && sibship->parents[k] != FAMILY_NONE; k++) {
                uint32_t child = family->children[sibship->first + j].person;
                add_neighbour(neighbours, sibship->parents[k], child);
                add_neighbour(neighbours, child, sibship->parents[k]);
            }
    }
    if (neighbours->count > 1)
        qsort(neighbours->list, neighbours->count, sizeof *neighbours->list, compare);
    size_t kept = 0;
    for (size_t i = 0; i < neighbours->count; i++)
        if (i == 0 || neighbours->list[i] != neighbours->list[i - 1])
            neighbours->list[kept++] = neighbours->list[i];
    neighbours->count = kept;
}

/* The people on one other sheet, from `*at` on. */
static void tell_sheet(const struct neighbours *neighbours, struct genogram_painter *painter,
                       size_t *at, uint32_t most, struct buffer *to)
{
    const struct genogram_look *look = painter->look;
    uint32_t sheet = (uint32_t)(neighbours->list[*at] >> 32);
    char digits[24];
    size_t end = *at;
    struct buffer names;
    buffer_init(&names, WORDS_BYTES);
    while (end < neighbours->count && neighbours->list[end] >> 32 == sheet)
        end++;
    for (size_t i = *at; i < end && i - *at < most; i++) {
        if (i > *at)
            buffer_put(&names, ", ");
        buffer_add(&names, genogram_name(look, &painter->labels, (uint32_t)neighbours->list[i]));
    }
    if (end - *at > most) {
        if (most > 0)
            buffer_put(&names, ", ");
        struct buffer more;
        buffer_init(&more, WORDS_BYTES);
        phrase_with(look->phrases, "genogram-more", &more, number_text(end - *at - most, digits));
        buffer_add(&names, buffer_text(&more));
        to->failed = to->failed || buffer_failed(&more);
        buffer_release(&more);
    }
    if (to->length > 0)
        buffer_put(to, ". ");
    phrase_with(look->phrases, "genogram-continued", to, number_text((uint64_t)sheet + 1, digits),
                buffer_text(&names));
    to->failed = to->failed || buffer_failed(&names);
    buffer_release(&names);
    *at = end;
}

bool genogram_sheets_tell(const struct genogram_sheets *sheets, struct genogram_painter *painter,
                          uint32_t sheet, uint32_t most, struct buffer *to)
{
    struct neighbours neighbours = {.sheets = sheets, .sheet = sheet};
    find_neighbours(&neighbours, painter->family);
    for (size_t at = 0; at < neighbours.count;)
        tell_sheet(&neighbours, painter, &at, most, to);
    memory_free(neighbours.list);
    return !neighbours.failed && !buffer_failed(to);
}

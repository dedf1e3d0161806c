#include "domain/measures/measure_grid.h"

#include "base/limits.h"
#include "base/memory.h"

enum { FIRST_SLOTS = 64 };

void grid_init(struct grid *grid, size_t categories, size_t periods)
{
    *grid = (struct grid){.categories = categories, .periods = periods, .last_number = GROUP_ALL};
}

void grid_release(struct grid *grid)
{
    memory_free(grid->groups);
    memory_free(grid->slots);
    memory_free(grid->cells);
    *grid = (struct grid){.last_number = GROUP_ALL};
}

static size_t slot_of(const struct grid *grid, struct group group)
{
    uint64_t hash = ((uint64_t)group.organisation << 32 | group.area) * 0x9e3779b97f4a7c15u;
    size_t mask = grid->slot_count - 1, slot = (size_t)(hash >> 32) & mask;
    while (grid->slots[slot] != GROUP_ALL &&
           (grid->groups[grid->slots[slot]].organisation != group.organisation ||
            grid->groups[grid->slots[slot]].area != group.area))
        slot = (slot + 1) & mask;
    return slot;
}

static bool grow_slots(struct grid *grid)
{
    size_t count = grid->slot_count ? grid->slot_count * 2 : FIRST_SLOTS;
    uint32_t *slots = memory_resize(NULL, count, sizeof *slots);
    if (!slots)
        return false;
    memory_free(grid->slots);
    grid->slots = slots;
    grid->slot_count = count;
    for (size_t i = 0; i < count; i++)
        slots[i] = GROUP_ALL;
    for (size_t i = 0; i < grid->group_count; i++)
        slots[slot_of(grid, grid->groups[i])] = (uint32_t)i;
    return true;
}

static bool grow_cells(struct grid *grid)
{
    size_t width = grid->categories * grid->periods, wanted = (grid->group_count + 1) * width;
    size_t old = grid->cell_capacity;
    void *cells = grid->cells, *groups = grid->groups;
    if (wanted > LIMIT_MEASURE_RESULTS) {
        grid->full = true;
        return false;
    }
    if (!memory_reserve(&groups, &grid->group_capacity, grid->group_count + 1,
                        sizeof *grid->groups))
        return false;
    grid->groups = groups;
    if (!memory_reserve(&cells, &grid->cell_capacity, wanted, sizeof *grid->cells))
        return false;
    grid->cells = cells;
    if (grid->cell_capacity > old)
        memset(grid->cells + old, 0, (grid->cell_capacity - old) * sizeof *grid->cells);
    return true;
}

uint32_t grid_group(struct grid *grid, struct group group)
{
    if (grid->last_number != GROUP_ALL && grid->last.organisation == group.organisation &&
        grid->last.area == group.area)
        return grid->last_number;
    if (grid->group_count + 1 > grid->slot_count / 2 && !grow_slots(grid))
        return GROUP_ALL;
    size_t slot = slot_of(grid, group);
    if (grid->slots[slot] == GROUP_ALL) {
        if (!grow_cells(grid))
            return GROUP_ALL;
        grid->groups[grid->group_count] = group;
        grid->slots[slot] = (uint32_t)grid->group_count++;
    }
    grid->last = group;
    return grid->last_number = grid->slots[slot];
}

size_t grid_margins(struct group group, struct group out[GROUP_MARGINS])
{
    size_t count = 0;
    out[count++] = group;
    if (group.organisation != GROUP_ALL)
        out[count++] = (struct group){GROUP_ALL, group.area};
    if (group.area != GROUP_ALL)
        out[count++] = (struct group){group.organisation, GROUP_ALL};
    if (group.organisation != GROUP_ALL && group.area != GROUP_ALL)
        out[count++] = (struct group){GROUP_ALL, GROUP_ALL};
    return count;
}

struct cell_count *grid_at(struct grid *grid, struct group group, size_t category, size_t period)
{
    uint32_t number = grid_group(grid, group);
    return number == GROUP_ALL ? NULL : grid_cell(grid, number, category, period);
}

static void add(struct cell_count *to, const struct cell_count *more)
{
    to->numerator += more->numerator;
    to->denominator += more->denominator;
    to->pending += more->pending;
}

/* Adds the cells of one group to another. */
static void add_group(struct grid *grid, uint32_t to, uint32_t from)
{
    size_t width = grid->categories * grid->periods;
    for (size_t i = 0; i < width; i++)
        add(&grid->cells[to * width + i], &grid->cells[from * width + i]);
}

bool grid_fold(struct grid *grid, size_t base)
{
    size_t single = grid->group_count;
    struct group margins[GROUP_MARGINS];
    for (uint32_t group = 0; group < single; group++)
        for (size_t category = 0; base > 0 && category < grid->categories; category++)
            for (size_t period = base; period < grid->periods; period++)
                add(grid_cell(grid, group, category, 0), grid_cell(grid, group, category, period));
    for (uint32_t group = 0; group < single; group++) {
        size_t count = grid_margins(grid->groups[group], margins);
        for (size_t i = 1; i < count; i++) {
            uint32_t to = grid_group(grid, margins[i]);
            if (to == GROUP_ALL)
                return false;
            add_group(grid, to, group);
        }
    }
    return true;
}

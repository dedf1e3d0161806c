#include "domain/genogram/genogram_private.h"

#include "base/memory.h"

#include <stdlib.h>

const struct genogram_measure genogram_measure_default = {
    .symbol = 400,
    .label_gap = 60,
    .gap = 180,
    .lane = 80,
    .track = 100,
    .clear = 160,
    .apart = 600,
    .outline = 100,
    .page_width = 14000,
};

const struct genogram_measure genogram_measure_households = {
    .symbol = 400,
    .label_gap = 60,
    .gap = 240,
    .lane = 120,
    .track = 110,
    .clear = 200,
    .apart = 600,
    .outline = 80,
    .page_width = 14000,
};

struct pool_block {
    struct pool_block *next;
    max_align_t room[];
};

enum { POOL_BLOCK = 65536 };

void *pool_room(struct pool *pool, size_t count, size_t size)
{
    size_t unit = sizeof(max_align_t);
    if (count == 0)
        count = 1;
    if (count > (SIZE_MAX / 4) / size)
        return NULL;
    size_t bytes = (count * size + unit - 1) / unit * unit;
    if (!pool->at || bytes > pool->left) {
        size_t whole = bytes > POOL_BLOCK ? bytes : POOL_BLOCK;
        struct pool_block *block = memory_new(1, sizeof *block + whole);
        if (!block)
            return NULL;
        block->next = pool->blocks;
        pool->blocks = block;
        if (whole > bytes || pool->left == 0) {
            pool->at = (char *)block->room;
            pool->left = whole;
        } else {
            return block->room;
        }
    }
    void *room = pool->at;
    pool->at += bytes;
    pool->left -= bytes;
    memset(room, 0, bytes);
    return room;
}

static void pool_release(struct pool *pool)
{
    while (pool->blocks) {
        struct pool_block *next = pool->blocks->next;
        memory_free(pool->blocks);
        pool->blocks = next;
    }
    *pool = (struct pool){NULL, NULL, 0};
}

const struct pair *pair_of(const struct plan *plan, uint32_t a, uint32_t b)
{
    const struct item *item = &plan->items[a];
    for (uint32_t i = 0; i < item->pair_count; i++) {
        const struct pair *pair = &plan->pairs[plan->paired[item->first_pair + i]];
        if (partner_in(pair, a) == b)
            return pair;
    }
    return NULL;
}

int compare_lengths(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return x < y ? -1 : x > y;
}

/* Families that nothing joins, put side by side in shelves. */
struct shelf {
    int32_t x, y, height, width, left;
};

static bool place_all(struct plan *plan, struct channel **channels)
{
    if (!plan_place(plan))
        return false;
    plan_trunks(plan);
    return plan_uprights(plan) && plan_channels(plan, channels);
}

/* Everything on columns this far apart, or anywhere. */
static void set_columns(struct plan *plan, int32_t column)
{
    plan->column = column;
    for (uint32_t i = 0; i < plan->person_count; i++) {
        int32_t width = plan->labels[plan->people[i]].width, half;
        half = ((width > plan->measure->symbol ? width : plan->measure->symbol) + 1) / 2;
        plan->items[i].half = column ? (half + column - 1) / column * column : half;
    }
}

/* Places and lines for an order; on columns where lines would stand on each other else. */
static bool lay_out_order(struct plan *plan, const struct candidate *candidate,
                          struct channel **channels)
{
    const struct genogram_measure *measure = plan->measure;
    set_columns(plan, 0);
    plan_take(plan, candidate);
    if (!plan_lanes(plan) || !place_all(plan, channels))
        return false;
    if (channels_are_clear(plan, *channels))
        return true;
    /* A lane or half a lane: no wider than a fifth of a symbol. */
    set_columns(plan, measure->lane > measure->symbol / 5 ? measure->lane / 2 : measure->lane);
    return place_all(plan, channels);
}

static uint32_t crossings_of(const struct plan *plan, const struct channel *channels)
{
    uint32_t crossings = 0;
    for (uint32_t i = 0; i <= plan->row_count; i++)
        crossings += channel_crossings(plan, &channels[i]);
    return crossings;
}

static int64_t width_cost(const struct plan *plan)
{
    int32_t high = 0;
    for (uint32_t i = 0; i < plan->item_count; i++)
        high = plan->items[i].x > high ? plan->items[i].x : high;
    return (int64_t)COST_WIDTH * high / plan->measure->symbol;
}

/* Orders that seem equally good are told apart by the lines that they come to. */
static bool choose_order(struct plan *plan, const struct candidate **chosen)
{
    struct pool pool = {NULL, NULL, 0};
    struct plan trial = *plan;
    int64_t least = INT64_MAX;
    bool done = true;
    trial.pool = &pool;
    trial.rough = true;
    *chosen = plan->candidates;
    for (uint32_t i = 0; done && i < plan->candidate_count; i++) {
        const struct candidate *candidate = &plan->candidates[i];
        struct channel *channels;
        if (candidate->cost >= least)
            break;
        done = lay_out_order(&trial, candidate, &channels);
        int64_t cost = least;
        if (done)
            cost = candidate->apart + width_cost(&trial) +
                   COST_CROSSING * (int64_t)crossings_of(&trial, channels);
        if (cost < least) {
            least = cost;
            *chosen = candidate;
        }
        pool_release(&pool);
    }
    return done;
}

static bool lay_out(struct plan *plan, struct channel **channels)
{
    const struct candidate *chosen = NULL;
    uint32_t *row_of = pool_room(plan->pool, plan->person_count, sizeof *row_of);
    return row_of && plan_rows(plan, row_of) && plan_items(plan, row_of) && plan_search(plan) &&
           (plan->candidate_count > 1 ? choose_order(plan, &chosen)
                                      : (chosen = plan->candidates) != NULL) &&
           lay_out_order(plan, chosen, channels);
}

static void move(struct genogram *genogram, const struct plan *plan, int32_t x, int32_t y)
{
    for (uint32_t i = 0; i < plan->person_count; i++) {
        genogram->symbols[plan->people[i]].x += x;
        genogram->symbols[plan->people[i]].y += y;
    }
}

/* Counts what --summary tells. */
static void count(struct genogram_counts *counts, const struct plan *plan,
                  const struct channel *channels)
{
    counts->crossings += crossings_of(plan, channels);
    for (uint32_t i = 0; i < plan->pair_count; i++) {
        const struct pair *pair = &plan->pairs[i];
        counts->couples++;
        counts->adjacent += pair->way == WAY_BESIDE && plan->items[pair->items[0]].person != NONE;
    }
    if (plan->row_count > counts->rows)
        counts->rows = plan->row_count;
    counts->components++;
}

static bool draw_component(struct genogram *genogram, struct plan *plan, struct shelf *shelf)
{
    struct channel *channels;
    int32_t width, height;
    uint32_t strokes = genogram->stroke_count, points = genogram->point_count;
    if (!lay_out(plan, &channels) || !plan_draw(plan, channels, genogram, 0, 0, &width, &height) ||
        !plan_outlines(plan, genogram))
        return false;
    if (plan->households) {
        /* Outlines stand out a little on every side. */
        int32_t room = plan->measure->outline * 2;
        shelf->left = room;
        width += room;
        height += room;
    }
    count(&genogram->counts, plan, channels);
    if (shelf->x > 0 && shelf->x + width > plan->measure->page_width) {
        shelf->y += shelf->height + plan->measure->apart;
        shelf->x = shelf->height = 0;
    }
    for (uint32_t i = points; i < genogram->point_count; i++) {
        genogram->points[i].x += shelf->x + shelf->left / 2;
        genogram->points[i].y += shelf->y + shelf->left / 2;
    }
    for (uint32_t i = strokes; i < genogram->stroke_count; i++) {
        genogram->strokes[i].slash_at.x += shelf->x + shelf->left / 2;
        genogram->strokes[i].slash_at.y += shelf->y + shelf->left / 2;
    }
    move(genogram, plan, shelf->x + shelf->left / 2, shelf->y + shelf->left / 2);
    shelf->width = shelf->x + width > shelf->width ? shelf->x + width : shelf->width;
    shelf->height = height > shelf->height ? height : shelf->height;
    shelf->x += width + plan->measure->apart;
    shelf->left = 0;
    return true;
}

/* The people of each component one after another: those of component c from first[c] to
 * first[c + 1]. */
static void list_people(const struct family *family, uint32_t *first, uint32_t *people,
                        uint32_t *local)
{
    for (uint32_t i = 0; i < family->count; i++)
        local[i] = first[family->component[i] + 2]++;
    for (uint32_t i = 2; i < family->component_count + 2; i++)
        first[i] += first[i - 1];
    for (uint32_t i = 0; i < family->count; i++)
        people[first[family->component[i] + 1]++] = i;
}

struct genogram *genogram_new(const struct family *family, const struct genogram_label *labels,
                              const struct genogram_measure *measure)
{
    struct genogram *genogram = memory_new(1, sizeof *genogram);
    uint32_t *local = memory_new(family->count, sizeof *local);
    uint32_t *people = memory_new(family->count, sizeof *people);
    uint32_t *first = memory_new((size_t)family->component_count + 2, sizeof *first);
    struct pool pool = {NULL, NULL, 0};
    struct shelf shelf = {0, 0, 0, 0, 0};
    bool done = genogram && local && people && first &&
                (genogram->symbols = memory_new(family->count, sizeof *genogram->symbols));
    if (done)
        list_people(family, first, people, local);
    for (uint32_t i = 0; done && i < family->component_count; i++) {
        struct plan plan = {
            .family = family,
            .labels = labels,
            .measure = measure,
            .pool = &pool,
            .people = &people[first[i]],
            .person_count = first[i + 1] - first[i],
            .local = local,
        };
        done = draw_component(genogram, &plan, &shelf);
        pool_release(&pool);
    }
    if (done) {
        genogram->width = shelf.width;
        genogram->height = shelf.y + shelf.height;
    }
    memory_free(local);
    memory_free(people);
    memory_free(first);
    if (done)
        return genogram;
    genogram_free(genogram);
    return NULL;
}

void genogram_free(struct genogram *genogram)
{
    if (!genogram)
        return;
    memory_free(genogram->symbols);
    memory_free(genogram->strokes);
    memory_free(genogram->points);
    memory_free(genogram->stroke_children);
    memory_free(genogram->outlines);
    memory_free(genogram);
}

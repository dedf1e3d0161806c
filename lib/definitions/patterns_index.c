/* Which patterns and triggers to try when a stem is met. */
#include "definitions/patterns_private.h"

#include "base/memory.h"

/* Adds `number` to the run of each stem of a set; or only counts it. */
static void visit_set(struct pattern_store *store, struct number_run *runs, uint32_t set,
                      uint32_t number, bool filling)
{
    for (uint32_t i = 0; i < store->sets[set].count; i++) {
        struct number_run *run = &runs[store->numbers[store->sets[set].first + i]];
        if (filling)
            store->numbers[run->first + run->count] = number;
        run->count++;
    }
}

static void visit_patterns(struct pattern_store *store, struct number_run *runs, bool filling)
{
    for (size_t i = 0; i < store->row_count; i++)
        if (store->rows[i].needs.count > 0)
            visit_set(store, runs, store->numbers[store->rows[i].needs.first], (uint32_t)i,
                      filling);
}

static void visit_triggers(struct pattern_store *store, struct number_run *runs, bool filling)
{
    for (size_t i = 0; i < store->trigger_count; i++)
        visit_set(store, runs, store->parts[store->triggers[i].part].lead, (uint32_t)i, filling);
}

/* Lists by stem: counted, given room, filled. */
static bool index_runs(struct pattern_store *store, struct number_run *runs,
                       void (*visit)(struct pattern_store *, struct number_run *, bool filling))
{
    size_t stems = store->stems.texts.count, at = store->number_count, total = 0;
    visit(store, runs, false);
    for (size_t i = 0; i < stems; i++)
        total += runs[i].count;
    void *numbers = store->numbers;
    if (!memory_reserve(&numbers, &store->number_capacity, at + total + 1, sizeof *store->numbers))
        return false;
    store->numbers = numbers;
    store->number_count = at + total;
    for (size_t i = 0; i < stems; i++) {
        runs[i].first = (uint32_t)at;
        at += runs[i].count;
        runs[i].count = 0;
    }
    visit(store, runs, true);
    return true;
}

/* How common the stems of each set are. */
static bool weigh_sets(struct pattern_store *store)
{
    double *breadths = memory_new(store->stems.texts.count + 1, sizeof *breadths);
    store->weights = memory_new(store->set_texts.count + 1, sizeof *store->weights);
    if (breadths && store->weights) {
        for (uint32_t i = 0; i < store->stems.texts.count; i++)
            breadths[i] = stem_breadth(&store->classes, lookup_key(&store->stems.texts, i));
        for (size_t i = 0; i < store->set_texts.count; i++)
            for (uint32_t n = 0; n < store->sets[i].count; n++)
                store->weights[i] += breadths[store->numbers[store->sets[i].first + n]];
    }
    memory_free(breadths);
    return breadths && store->weights;
}

static void put_rarest_first(struct pattern_store *store, struct number_run needs)
{
    uint32_t *sets = store->numbers + needs.first, rarest = 0;
    for (uint32_t n = 1; n < needs.count; n++)
        if (store->weights[sets[n]] < store->weights[sets[rarest]])
            rarest = n;
    uint32_t first = needs.count > 0 ? sets[0] : 0;
    if (rarest > 0) {
        sets[0] = sets[rarest];
        sets[rarest] = first;
    }
}

bool pattern_store_index(struct pattern_store *store)
{
    size_t stems = store->stems.texts.count + 1;
    store->patterns_of = memory_new(stems, sizeof *store->patterns_of);
    store->triggers_of = memory_new(stems, sizeof *store->triggers_of);
    if (!store->patterns_of || !store->triggers_of || !weigh_sets(store))
        return false;
    for (size_t i = 0; i < store->row_count; i++) {
        put_rarest_first(store, store->rows[i].needs);
        if (store->rows[i].needs.count == 0 &&
            !pattern_store_number(store, &store->anywhere, (uint32_t)i))
            return false;
    }
    return index_runs(store, store->patterns_of, visit_patterns) &&
           index_runs(store, store->triggers_of, visit_triggers);
}

#include "domain/measures/measure_run.h"

#include "base/memory.h"
#include "domain/measures/measure_private.h"

enum { MILLION = 1000000 };

/* The order of reading: tables whose families later ones ask for come first. */
static const enum measure_table reading_order[MEASURE_FILES] = {
    MEASURE_POPULATION, MEASURE_EPISODES,   MEASURE_PLANS,   MEASURE_ASSESSMENTS, MEASURE_REFERRALS,
    MEASURE_CONTACTS,   MEASURE_REVIEWS,    MEASURE_SCALES,  MEASURE_OUTCOMES,    MEASURE_CONSENT,
    MEASURE_LEVELS,     MEASURE_INDICATORS, MEASURE_FEEDBACK};

/* --- People ----------------------------------------------------------------------------------- */

static bool read_people(struct measure_run *run)
{
    const struct measure_request *request = run->request;
    if (!request->people)
        return true;
    struct record_definition *definition = record_definition_new(TEXT("families"), run->reporter);
    struct table *table = definition ? table_new(request->table, definition, &request->people, 1,
                                                 run->reporter)
                                     : NULL;
    enum table_result result = TABLE_FAILED;
    if (table) {
        size_t family = record_definition_column(definition, TEXT("family_id"));
        size_t person = record_definition_column(definition, TEXT("person_id"));
        while ((result = table_next(table)) == TABLE_ROW)
            if (!keys_person(&run->keys, &run->keys.people, table_cell(table, family),
                             table_cell(table, person))) {
                table_no_memory(table);
                result = TABLE_FAILED;
                break;
            }
        run->results->rows += table_row_count(table);
        run->results->rejected += table_reject_count(table);
    }
    table_free(table);
    record_definition_free(definition);
    return result == TABLE_END;
}

/* --- Opening ---------------------------------------------------------------------------------- */

static bool open_sources(struct measure_run *run)
{
    const struct measure_request *request = run->request;
    for (size_t i = 0; i < MEASURE_FILES; i++) {
        if (!request->files[i])
            continue;
        struct source *source = &run->sources[i];
        run->given[i] = true;
        if (!source_open(source, (enum measure_table)i, request->table, &request->files[i],
                         run->reporter))
            return false;
        source->marks = request->rules;
        source->organisations_wanted = request->by_organisation;
        source->areas_wanted = request->by_area;
    }
    return true;
}

/* Binds the dates of a table of stays that is used, or that tells where families are. */
static bool prepare_stays(struct measure_run *run, struct stays *stays, enum measure_table table)
{
    struct source *source = &run->sources[table];
    const char *start = table == MEASURE_EPISODES ? "start_date" : "date";
    bool by = run->request->by_organisation || run->request->by_area;
    stays->day[0] = stays->day[1] = SIZE_MAX;
    if (!run->given[table] || !(stays->used || by))
        return true;
    stays->used = true;
    run->homes_known |= by;
    run->home_organisations |= run->request->by_organisation && source->organisation != SIZE_MAX;
    run->home_areas |= run->request->by_area && source->area != SIZE_MAX;
    stays->day[0] = source_day_slot(source, text_of(start));
    if (source_has(source, TEXT("end_date")))
        stays->day[1] = source_day_slot(source, TEXT("end_date"));
    return stays->day[0] != SIZE_MAX;
}

/* Whether a measure looks at the rows of a table one by one; what is made of episodes does not. */
static bool asks(const struct measure *measure, size_t table)
{
    bool own = (size_t)measure->table == table, other = (size_t)measure->then == table;
    switch (measure->kind) {
    case MEASURE_EVENTS:
    case MEASURE_CHANGE:
    case MEASURE_ACHIEVED:
        return own;
    case MEASURE_FOLLOWED:
    case MEASURE_DAYS:
        return own || other;
    case MEASURE_NEEDS:
    case MEASURE_STANDING:
    case MEASURE_AGREEMENT:
        return other;
    default:
        return false;
    }
}

static bool make_asked(struct measure_run *run)
{
    for (size_t table = 0; table < MEASURE_FILES; table++) {
        run->asked[table] = memory_new(run->tally_count + 1, sizeof *run->asked[table]);
        if (!run->asked[table])
            return measure_no_memory(run);
        run->events_only[table] = table != MEASURE_EPISODES && table != MEASURE_PLANS;
        for (size_t i = 0; i < run->tally_count; i++) {
            if (!asks(run->tallies[i].measure, table))
                continue;
            run->asked[table][run->asked_count[table]++] = &run->tallies[i];
            run->events_only[table] &= run->tallies[i].measure->kind == MEASURE_EVENTS ||
                                       run->tallies[i].measure->kind == MEASURE_FOLLOWED;
        }
    }
    for (size_t i = 0; i < run->tally_count; i++)
        run->rates |= run->tallies[i].measure->then == MEASURE_POPULATION;
    return true;
}

static bool prepare(struct measure_run *run)
{
    const struct measure_request *request = run->request;
    const struct interval *start = intervals_find(request->intervals, TEXT("year_starts"));
    unsigned month = start && start->value >= 1 && start->value <= 12 ? start->value : 1;
    if (request->organisations &&
        !names_load(&run->organisations, request->organisations, run->reporter))
        return false;
    if (!periods_init(&run->results->periods, request->since, request->as_of, request->period,
                      month, run->reporter) ||
        !read_people(run) || !open_sources(run) || !tallies_make(run) ||
        !prepare_stays(run, &run->episodes, MEASURE_EPISODES) ||
        !prepare_stays(run, &run->plans, MEASURE_PLANS))
        return false;
    if (!make_asked(run))
        return false;
    for (size_t i = 0; i < run->tally_count; i++)
        grid_init(&run->tallies[i].grid, run->tallies[i].category_count + 1,
                  run->results->periods.count);
    return true;
}

/* --- Reading ---------------------------------------------------------------------------------- */

static bool read_population(struct measure_run *run, struct source *source)
{
    size_t people = source_column(source, TEXT("population")),
           when = source_column(source, TEXT("period")), area = source_column(source, TEXT("area"));
    int64_t number;
    bool hidden;
    struct date date = {.precision = DATE_NONE, .earliest = DATE_DAY_OPEN_START};
    if (!source_number(table_cell(source->table, people), source->marks, &number, &hidden) ||
        number < 0 || number % MILLION != 0) {
        char digits[24];
        table_reject(source->table, people, MESSAGE_MEASURE_NUMBER, number_text(0, digits));
        return true;
    }
    if (hidden || !table_date(source->table, when, &date))
        return true;
    void *list = run->populations;
    if (!memory_reserve(&list, &run->population_capacity, run->population_count + 1,
                        sizeof *run->populations))
        return measure_no_memory(run);
    run->populations = list;
    run->populations[run->population_count] = (struct population){
        .area = names_number(&run->areas, table_cell(source->table, area)),
        .period = date.earliest,
        .children = (uint64_t)(number / MILLION)};
    return run->populations[run->population_count++].area != KEY_NONE || measure_no_memory(run);
}

/* A score must lie from 0 to the highest that could be given, where that is known. */
static bool scores_fit(const struct tally *tally, struct source *source)
{
    for (size_t i = 0; i < tally->counted.count; i++) {
        const struct bound_condition *condition = &tally->counted.list[i];
        int64_t score, most;
        bool hidden, no_most;
        if (condition->test != TEST_SHARE)
            continue;
        struct text cell = table_cell(source->table, condition->other);
        if (!source_number(cell, source->marks, &most, &no_most) || most <= 0)
            no_most = true;
        if (cell.length > 0 && no_most)
            return table_reject_words(source->table, condition->other, MESSAGE_MEASURE_SCORE, NULL,
                                      0);
        if (!source_number(table_cell(source->table, condition->slot), source->marks, &score,
                           &hidden) ||
            hidden || score < 0 || (cell.length > 0 && score > most))
            return table_reject_words(source->table, condition->slot, MESSAGE_MEASURE_SCORE, NULL,
                                      0);
    }
    return true;
}

/* What one measure makes of a row. False after a fatal message. */
static bool give_row(struct measure_run *run, struct tally *tally, enum measure_table table,
                     struct source *source)
{
    const struct measure *measure = tally->measure;
    switch (measure->kind) {
    case MEASURE_EVENTS:
        return !scores_fit(tally, source) || events_row(run, tally, source);
    case MEASURE_FOLLOWED:
    case MEASURE_DAYS:
        return (measure->table != table || links_row(run, tally, source)) &&
               (measure->then != table || links_other(run, tally, source));
    default:
        return families_row(run, tally, source);
    }
}

/* Most rows are about a child or a family; answers may be anybody's. */
static bool is_about_nobody(enum measure_table table, const struct source *source)
{
    return table != MEASURE_FEEDBACK &&
           (source->family == SIZE_MAX || table_cell(source->table, source->family).length == 0) &&
           (source->child == SIZE_MAX || table_cell(source->table, source->child).length == 0);
}

static void reject_nobody(const struct source *source)
{
    if (source->family != SIZE_MAX && source->child != SIZE_MAX)
        table_reject(source->table, SIZE_MAX, MESSAGE_IDS_BLANK, TEXT("family_id"),
                     TEXT("child_id"));
    else
        table_reject_words(source->table,
                           source->family == SIZE_MAX ? source->child : source->family,
                           MESSAGE_CELL_BLANK, NULL, 0);
}

/* Every date of the row lies before the window, and no measure looks further back. */
static bool is_past(const struct measure_run *run, enum measure_table table,
                    const struct source *source)
{
    for (size_t i = 0; i < source->day_count; i++)
        if (source->days[i].first >= run->request->since || !source_day_is(&source->days[i]))
            return false;
    return run->events_only[table];
}

static bool read_row(struct measure_run *run, enum measure_table table, struct source *source)
{
    struct stays *stays = table == MEASURE_EPISODES ? &run->episodes
                          : table == MEASURE_PLANS  ? &run->plans
                                                    : NULL;
    uint64_t rejected = table_reject_count(source->table);
    if (table == MEASURE_POPULATION)
        return read_population(run, source);
    if (is_past(run, table, source))
        return true;
    if (is_about_nobody(table, source)) {
        reject_nobody(source);
        return true;
    }
    if (stays && stays->used && !stays_row(run, stays, source))
        return false;
    for (size_t i = 0; i < run->asked_count[table]; i++) {
        if (table_reject_count(source->table) != rejected)
            return true;
        if (!give_row(run, run->asked[table][i], table, source))
            return false;
    }
    return true;
}

static bool read_table(struct measure_run *run, enum measure_table table)
{
    struct source *source = &run->sources[table];
    enum table_result result;
    bool stays = (table == MEASURE_EPISODES && run->episodes.used) ||
                 (table == MEASURE_PLANS && run->plans.used);
    bool population = table == MEASURE_POPULATION && run->rates;
    if (!run->given[table] || (!stays && !population && run->asked_count[table] == 0))
        return true;
    while ((result = source_next(source)) == TABLE_ROW)
        if (!read_row(run, table, source))
            return false;
    run->results->rows += table_row_count(source->table);
    run->results->rejected += table_reject_count(source->table);
    run->read[table] = true;
    return result == TABLE_END && (table != MEASURE_EPISODES || stays_learn(run));
}

/* --- Counting --------------------------------------------------------------------------------- */

static bool finish_tally(struct measure_run *run, struct tally *tally)
{
    if (grid_group(&tally->grid, (struct group){GROUP_ALL, GROUP_ALL}) == GROUP_ALL)
        return tally->grid.full || measure_no_memory(run);
    if (tally->measure->table == MEASURE_CLOSINGS)
        return closings_finish(run, tally);
    switch (tally->measure->kind) {
    case MEASURE_EVENTS:
        return events_finish(run, tally);
    case MEASURE_OPEN:
        return open_finish(run, tally);
    case MEASURE_FOLLOWED:
    case MEASURE_DAYS:
        return links_finish(run, tally);
    default:
        return families_finish(run, tally);
    }
}

static bool finish(struct measure_run *run)
{
    if (!names_order(&run->organisations) || !names_order(&run->areas))
        return measure_no_memory(run);
    if (run->homes_known && !homes_make(run))
        return false;
    if (run->episodes.closings && !spells_make(run))
        return false;
    for (size_t i = 0; i < run->tally_count; i++)
        if (!finish_tally(run, &run->tallies[i]))
            return false;
    return results_make(run);
}

static void run_release(struct measure_run *run)
{
    tallies_release(run);
    for (size_t i = 0; i < MEASURE_FILES; i++) {
        source_release(&run->sources[i]);
        memory_free(run->asked[i]);
    }
    names_release(&run->organisations);
    names_release(&run->areas);
    names_release(&run->workers);
    keys_release(&run->keys);
    memory_free(run->episodes.list);
    memory_free(run->episodes.splits);
    memory_free(run->plans.list);
    memory_free(run->plans.splits);
    memory_free(run->spells);
    memory_free(run->homes);
    memory_free(run->populations);
    memory_free(run);
}

bool measures_run(const struct measure_request *request, struct measure_results *results,
                  const struct reporter *reporter)
{
    struct measure_run *run = memory_new(1, sizeof *run);
    measure_results_init(results);
    if (!run)
        return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    run->request = request;
    run->reporter = reporter;
    run->results = results;
    names_init(&run->organisations);
    names_init(&run->areas);
    names_init(&run->workers);
    keys_init(&run->keys);
    bool done = prepare(run);
    for (size_t i = 0; i < MEASURE_FILES && done; i++)
        done = read_table(run, reading_order[i]);
    done = done && finish(run);
    results->in_two_families = run->keys.in_two_families;
    run_release(run);
    return done;
}

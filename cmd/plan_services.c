#include "cmd/plan.h"

#include "definitions/intervals.h"
#include "definitions/phrases.h"
#include "domain/plan/service_gaps.h"
#include "domain/plan/service_proposals.h"

/* What both verbs need beside their input. */
struct sources {
    struct phrases *phrases;
    struct outcome_set *outcomes;
    struct service_book *services;
    struct age_book *ages;
    struct plan_facts_list *plans;
    struct buffer explanation;
};

static bool sources_load(struct front *front, struct sources *sources)
{
    const struct plan_settings *settings = plan_settings_of(front);
    struct table_settings side = front_side(front);
    struct reporter *reporter = &front->reporter;
    *sources = (struct sources){.phrases = NULL};
    buffer_init(&sources->explanation, 1 << 16);
    if (!(sources->phrases = phrases_new(reporter)) ||
        !(sources->outcomes = outcome_set_of(NULL, front->framework, reporter)))
        return false;
    if (settings->services &&
        !(sources->services = service_book_new(front->framework, sources->outcomes, &side,
                                               &settings->services, 1, &front->rejected, reporter)))
        return false;
    if (settings->people &&
        !(sources->ages = age_book_new(&side, &settings->people, 1, &front->rejected, reporter)))
        return false;
    return !settings->plans ||
           (sources->plans = plan_facts_list_new(front->framework, &side, &settings->plans, 1,
                                                 &front->rejected, reporter));
}

static void sources_release(struct sources *sources)
{
    plan_facts_list_free(sources->plans);
    age_book_free(sources->ages);
    service_book_free(sources->services);
    outcome_set_free(sources->outcomes);
    phrases_free(sources->phrases);
    buffer_release(&sources->explanation);
}

static struct writer *open_writer(struct front *front, struct sources *sources, const char *title,
                                  const char *explanation)
{
    char as_of[DATE_TEXT_BYTES];
    struct date date = date_of_day(front->as_of);
    date_write(&date, as_of);
    if (!phrase_with(sources->phrases, explanation, &sources->explanation, text_of(as_of))) {
        report(&front->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    return front_writer(front, NULL, NULL, phrase(sources->phrases, title),
                        buffer_text(&sources->explanation));
}

static void summarise_services(struct front *front, const struct sources *sources,
                               const struct family_needs_list *families,
                               const struct service_proposals_counts *count, uint64_t rejected)
{
    front_summary(front, "rows used: %llu; rejected: %llu; services: %zu",
                  (unsigned long long)families->rows, (unsigned long long)rejected,
                  sources->services->count);
    front_summary(front, "children with needs: %llu; of unknown age: %llu; of unknown area: %llu",
                  (unsigned long long)count->children, (unsigned long long)count->without_age,
                  (unsigned long long)count->without_area);
    front_summary(front, "needs: %llu; without a service: %llu; proposals: %llu",
                  (unsigned long long)count->needs, (unsigned long long)count->without_service,
                  (unsigned long long)count->proposals);
}

/* How many services a need is proposed: the user's number, else the interval's. */
static bool find_most(struct front *front, size_t *most)
{
    const struct plan_settings *settings = plan_settings_of(front);
    struct intervals *intervals = intervals_new(settings->intervals, &front->reporter);
    if (!intervals)
        return false;
    *most = settings->most > 0 ? (size_t)settings->most
                               : intervals_find(intervals, TEXT("services_most"))->value;
    intervals_free(intervals);
    *most += *most == 0;
    return true;
}

bool plan_services(struct front *front)
{
    struct sources sources;
    struct family_needs_list families = {.families = NULL};
    struct service_proposals_counts count = {.children = 0};
    struct writer *writer = NULL;
    size_t most;
    if (!plan_settings_of(front)->services)
        return front_usage(front, "services needs --services FILE");
    if (!find_most(front, &most))
        return false;
    struct family_needs_request needs = {
        .framework = front->framework,
        .table = &front->table,
        .files = front->files,
        .file_count = front->file_count,
        .as_of = front->as_of,
    };
    bool done = sources_load(front, &sources) &&
                family_needs_read(&families, &needs, &front->rejected, &front->reporter) &&
                (writer = open_writer(front, &sources, "services-title", "services-explanation"));
    struct service_proposals_request request = {
        .framework = front->framework,
        .outcomes = sources.outcomes,
        .services = sources.services,
        .ages = sources.ages,
        .plans = sources.plans,
        .phrases = front->format == WRITER_TEXT || front->format == WRITER_HTML ? sources.phrases
                                                                                : NULL,
        .as_of = front->as_of,
        .most = most,
    };
    done = done && service_proposals_write(&request, &families, writer, &count, &front->reporter) &&
           writer_finish(writer);
    if (done) {
        front->flagged = count.without_service > 0;
        summarise_services(front, &sources, &families, &count, front->rejected);
    }
    writer_free(writer);
    family_needs_release(&families);
    sources_release(&sources);
    return done;
}

static void summarise_gaps(struct front *front, const struct action_rows *rows,
                           const struct service_gaps_counts *count)
{
    front_summary(front, "rows read: %llu; rejected: %llu",
                  (unsigned long long)table_row_count(rows->table),
                  (unsigned long long)(table_reject_count(rows->table) + front->rejected));
    front_summary(front, "actions still to be done: %llu; without a code of a need: %llu",
                  (unsigned long long)count->actions, (unsigned long long)count->unnamed);
    front_summary(front, "actions with a need without a service: %llu",
                  (unsigned long long)count->in_gaps);
    front_summary(front, "gaps: %llu; of them where the area is not known: %llu",
                  (unsigned long long)count->gaps, (unsigned long long)count->without_area);
}

bool plan_gaps(struct front *front)
{
    struct sources sources;
    struct action_rows rows = {.table = NULL};
    struct service_gaps_counts count = {.actions = 0};
    struct writer *writer = NULL;
    bool done = sources_load(front, &sources) &&
                action_rows_open(&rows, &front->table, front->files, front->file_count,
                                 &front->reporter);
    if (done) {
        rows.forgiving = true; /* dates and wording do not matter here */
        table_drop_extras(rows.table);
        done = table_prepare(rows.table) != TABLE_FAILED &&
               (writer = open_writer(front, &sources, "gaps-title", "gaps-explanation"));
    }
    struct service_gaps_request request = {
        .framework = front->framework,
        .outcomes = sources.outcomes,
        .services = sources.services,
        .ages = sources.ages,
        .plans = sources.plans,
        .as_of = front->as_of,
    };
    done = done && service_gaps_write(&request, &rows, writer, &count, &front->reporter) &&
           writer_finish(writer);
    if (done) {
        front->flagged = count.gaps > 0;
        summarise_gaps(front, &rows, &count);
    }
    writer_free(writer);
    action_rows_close(&rows);
    sources_release(&sources);
    return done;
}

#include "cmd/plan.h"

#include "domain/plan/plan_draft.h"

/* What the verb needs beside its input. */
struct drafting {
    struct phrases *phrases;
    struct outcome_set *outcomes;
    struct plan_goals *goals;
    struct intervals *intervals;
    struct holidays *holidays;
    struct plan_facts_list *facts;
    struct plan_book standing;
    struct service_book *services;
    struct age_book *ages;
    struct buffer explanation;
};

static bool definitions_load(struct drafting *drafting, const struct front *front,
                             const struct plan_settings *settings)
{
    const struct reporter *reporter = &front->reporter;
    bool working = settings->working_days || settings->holidays;
    return (drafting->phrases = phrases_new(reporter)) &&
           (drafting->outcomes = outcome_set_of(NULL, front->framework, reporter)) &&
           (drafting->goals = plan_goals_new(reporter)) &&
           (drafting->intervals = intervals_new(settings->intervals, reporter)) &&
           (!working || (drafting->holidays = holidays_new(settings->holidays, reporter)));
}

static bool side_files_read(struct drafting *drafting, struct front *front)
{
    const struct plan_settings *settings = plan_settings_of(front);
    const struct reporter *reporter = &front->reporter;
    struct table_settings side = front_side(front);
    uint64_t *rejected = &front->rejected;
    return (!settings->plans || (drafting->facts = plan_facts_list_new(
                                     NULL, &side, &settings->plans, 1, rejected, reporter))) &&
           (!settings->plan || plan_book_open(&drafting->standing, &side, &settings->plan, 1, true,
                                              rejected, reporter)) &&
           (!settings->services ||
            (drafting->services = service_book_new(front->framework, drafting->outcomes, &side,
                                                   &settings->services, 1, rejected, reporter))) &&
           (!settings->people ||
            (drafting->ages = age_book_new(&side, &settings->people, 1, rejected, reporter)));
}

static void drafting_release(struct drafting *drafting)
{
    age_book_free(drafting->ages);
    service_book_free(drafting->services);
    plan_book_release(&drafting->standing);
    plan_facts_list_free(drafting->facts);
    holidays_free(drafting->holidays);
    intervals_free(drafting->intervals);
    plan_goals_free(drafting->goals);
    outcome_set_free(drafting->outcomes);
    phrases_free(drafting->phrases);
    buffer_release(&drafting->explanation);
}

static struct writer *open_writer(struct front *front, struct drafting *drafting)
{
    buffer_init(&drafting->explanation, 1 << 16);
    if (!phrase_with(drafting->phrases, "draft-explanation", &drafting->explanation,
                     front->framework->title, front->framework->version)) {
        report(&front->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    return front_writer(front, NULL, NULL, phrase(drafting->phrases, "draft-title"),
                        buffer_text(&drafting->explanation));
}

static void summarise(struct front *front, const struct plan_draft_count *count, uint64_t rows,
                      uint64_t rejected)
{
    const struct plan_settings *settings = plan_settings_of(front);
    front_summary(front, "rows used: %llu; rejected: %llu", (unsigned long long)rows,
                  (unsigned long long)rejected);
    front_summary(front, "families: %llu; with needs: %llu", (unsigned long long)count->families,
                  (unsigned long long)count->with_needs);
    front_summary(front, "needs drafted: %llu; under goals: %llu", (unsigned long long)count->needs,
                  (unsigned long long)count->goals);
    front_summary(front, "  taken up: %llu; left for review: %llu",
                  (unsigned long long)count->taken_up, (unsigned long long)count->left);
    front_summary(front, "  to speak to somebody about first: %llu; without anybody to lead: %llu",
                  (unsigned long long)count->refer_first, (unsigned long long)count->without_lead);
    front_summary(front, "  without an outcome: %llu", (unsigned long long)count->without_outcome);
    if (settings->services)
        front_summary(front, "  without a service: %llu",
                      (unsigned long long)count->without_service);
    if (settings->plan)
        front_summary(front, "needs that the plan covers already: %llu",
                      (unsigned long long)count->covered);
}

/* What keeps the draft from being taken to the family as it is, as far as the files given can tell.
 */
static bool is_flagged(const struct plan_settings *settings, const struct plan_draft_count *count)
{
    return count->refer_first > 0 || count->without_service > 0 ||
           (settings->plans && count->without_lead > 0);
}

bool plan_draft(struct front *front)
{
    const struct plan_settings *settings = plan_settings_of(front);
    struct drafting drafting = {.phrases = NULL};
    struct family_needs_list families = {.families = NULL};
    struct plan_draft_count count = {.families = 0};
    struct writer *writer = NULL;
    uint64_t rejected = 0;
    struct family_needs_request input = {front->framework, &front->table, front->files,
                                         front->file_count, front->as_of};
    bool done = definitions_load(&drafting, front, settings) && side_files_read(&drafting, front) &&
                family_needs_read(&families, &input, &rejected, &front->reporter) &&
                (writer = open_writer(front, &drafting));
    if (done) {
        struct plan_draft_request request = {
            .framework = front->framework,
            .outcomes = drafting.outcomes,
            .goals = drafting.goals,
            .phrases = drafting.phrases,
            .days = {drafting.intervals, drafting.holidays},
            .facts = drafting.facts,
            .standing = settings->plan ? &drafting.standing : NULL,
            .services = drafting.services,
            .ages = drafting.ages,
            .as_of = front->as_of,
            .start = settings->start,
            .most = settings->most > 0 ? settings->most : plan_draft_most(drafting.intervals),
        };
        done = plan_draft_write(&request, &families, writer, &count, &front->reporter) &&
               writer_finish(writer);
    }
    if (done) {
        front->flagged = is_flagged(settings, &count);
        summarise(front, &count, families.rows, rejected + front->rejected);
    }
    writer_free(writer);
    family_needs_release(&families);
    drafting_release(&drafting);
    return done;
}

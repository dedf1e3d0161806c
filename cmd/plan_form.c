#include "cmd/plan.h"

#include "domain/plan/plan_progress.h"
#include "render/plan_page.h"

/* What the form needs beside its input. */
struct form_desk {
    struct phrases *phrases;
    struct outcome_set *outcomes;
    struct plan_facts_list *facts;
    struct name_book *names;
    struct plan_book book;
    struct privacy privacy;
};

static bool form_read_all(struct front *front, struct form_desk *desk, uint64_t *rejected)
{
    const struct plan_settings *settings = plan_settings_of(front);
    const struct reporter *reporter = &front->reporter;
    struct table_settings side = front_side(front);
    return privacy_init(&desk->privacy, front->initials, front->years, reporter) &&
           front_check_privacy(front, settings->people != NULL) &&
           (desk->phrases = phrases_new(reporter)) &&
           (desk->outcomes = outcome_set_of(NULL, front->framework, reporter)) &&
           (!settings->plans || (desk->facts = plan_facts_list_new(NULL, &side, &settings->plans, 1,
                                                                   &front->rejected, reporter))) &&
           (!settings->people ||
            (desk->names = name_book_new(&side, &settings->people, 1, &desk->privacy,
                                         &front->rejected, reporter))) &&
           plan_book_open(&desk->book, &front->table, front->files, front->file_count, true,
                          rejected, reporter);
}

static void form_release(struct form_desk *desk)
{
    plan_book_release(&desk->book);
    privacy_release(&desk->privacy);
    name_book_free(desk->names);
    plan_facts_list_free(desk->facts);
    outcome_set_free(desk->outcomes);
    phrases_free(desk->phrases);
}

bool plan_form(struct front *front)
{
    struct form_desk desk = {.phrases = NULL};
    struct plan_page_count count;
    uint64_t rejected = 0;
    bool done = form_read_all(front, &desk, &rejected);
    struct plan_page page = {
        .book = &desk.book,
        .facts = desk.facts,
        .names = desk.names,
        .privacy = &desk.privacy,
        .phrases = desk.phrases,
        .framework = front->framework,
        .outcomes = desk.outcomes,
        .as_of = front->as_of,
        .width = front_width(),
        .html = front->format == WRITER_HTML,
        .professionals = plan_settings_of(front)->for_professionals,
    };
    done = done && plan_page_write(&page, &front->output, &count, &front->reporter);
    if (done) {
        front_summary(front, "rows used: %llu; rejected: %llu",
                      (unsigned long long)desk.book.action_count,
                      (unsigned long long)(rejected + front->rejected));
        front_summary(front, "plans: %llu; actions: %llu; done: %llu; overdue: %llu; left: %llu",
                      (unsigned long long)count.plans, (unsigned long long)count.actions,
                      (unsigned long long)count.done, (unsigned long long)count.late,
                      (unsigned long long)count.left);
        front_summary(front, "children without a name: %llu; actions withheld: %llu",
                      (unsigned long long)count.unnamed, (unsigned long long)count.withheld);
    }
    form_release(&desk);
    return done;
}

static void summarise_progress(struct front *front, const struct plan_progress_count *count)
{
    front_summary(front, "versions: %llu; rows used: %llu; rejected: %llu",
                  (unsigned long long)front->file_count, (unsigned long long)count->rows,
                  (unsigned long long)count->rejected);
    front_summary(front, "families: %llu; actions: %llu; found again by words: %llu",
                  (unsigned long long)count->families, (unsigned long long)count->actions,
                  (unsigned long long)count->by_words);
    for (size_t i = 0; i < PLAN_CHANGES; i++)
        front_summary(front, "  %s: %llu", plan_change_names[i],
                      (unsigned long long)count->of_change[i]);
}

bool plan_progress(struct front *front)
{
    struct phrases *phrases = phrases_new(&front->reporter);
    struct plan_progress *progress = phrases
                                         ? plan_progress_new(&front->table, front->files,
                                                             front->file_count, &front->reporter)
                                         : NULL;
    struct writer *writer = progress
                                ? front_writer(front, NULL, NULL, phrase(phrases, "progress-title"),
                                               phrase(phrases, "progress-explanation"))
                                : NULL;
    bool done = writer && plan_progress_write(progress, writer) && writer_finish(writer);
    if (done) {
        const struct plan_progress_count *count = plan_progress_counts(progress);
        front->flagged = count->of_change[CHANGE_SLIPPED] > 0 ||
                         count->of_change[CHANGE_DROPPED] > 0;
        summarise_progress(front, count);
    }
    writer_free(writer);
    plan_progress_free(progress);
    phrases_free(phrases);
    return done;
}

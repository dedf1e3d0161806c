#include "cmd/review.h"

#include "domain/review/review_decide.h"

/* What the verb needs beside its input. */
struct desk {
    struct table_settings side;
    struct phrases *phrases;
    struct intervals *intervals;
    struct decision_rules *rules;
    struct outcome_set *set;
    struct review_book reviews;
    struct review_signals signals;
    struct plan_book actions;
    struct outcome_book outcomes;
    struct scale_book scales;
    struct decide_request request;
};

static bool load_definitions(struct front *front, struct desk *desk)
{
    const struct review_settings *settings = review_settings_of(front);
    return (desk->phrases = phrases_new(&front->reporter)) &&
           (desk->intervals = intervals_new(settings->intervals, &front->reporter)) &&
           (desk->rules = decision_rules_new(settings->rules, &front->reporter)) &&
           (!settings->tables[REVIEW_OUTCOMES] ||
            (desk->set = outcome_set_of(settings->outcome_set, front->framework,
                                        &front->reporter)));
}

static bool read_scales(struct front *front, struct desk *desk)
{
    bool done = scale_book_open(&desk->scales, &desk->side,
                                &review_settings_of(front)->tables[REVIEW_SCALES], 1, front->as_of,
                                &front->reporter);
    front->rejected += desk->scales.rejected;
    return done;
}

/* Reads the reviews, then what stands beside them. */
static bool read_tables(struct front *front, struct desk *desk)
{
    const struct review_settings *settings = review_settings_of(front);
    const char *const *files = settings->tables;
    const struct reporter *reporter = &front->reporter;
    const struct review_tables tables = {
        .plans = files[REVIEW_PLANS],
        .levels = files[REVIEW_LEVELS],
        .indicators = files[REVIEW_INDICATORS],
    };
    return review_book_open(&desk->reviews, front->framework, &front->table, front->files,
                            front->file_count, &front->rejected, reporter) &&
           review_signals_open(&desk->signals, &desk->reviews, front->framework, front->as_of,
                               &desk->side, &tables, &front->rejected, reporter) &&
           (!files[REVIEW_ACTIONS] ||
            plan_book_open(&desk->actions, &desk->side, &files[REVIEW_ACTIONS], 1, false,
                           &front->rejected, reporter)) &&
           (!desk->set ||
            outcome_book_open(&desk->outcomes, desk->set, &desk->side, &files[REVIEW_OUTCOMES], 1,
                              front->as_of, &front->rejected, reporter)) &&
           (!files[REVIEW_SCALES] || read_scales(front, desk));
}

static void make_request(struct front *front, struct desk *desk)
{
    desk->request = (struct decide_request){
        .sources =
            {
                .framework = front->framework,
                .signals = &desk->signals,
                .actions = review_settings_of(front)->tables[REVIEW_ACTIONS] ? &desk->actions
                                                                             : NULL,
                .outcomes = desk->set ? &desk->outcomes : NULL,
                .scales = review_settings_of(front)->tables[REVIEW_SCALES] ? &desk->scales : NULL,
                .kept = intervals_find(desk->intervals, TEXT("progress_kept")),
            },
        .rules = desk->rules,
        .phrases = desk->phrases,
        .first = intervals_find(desk->intervals, TEXT("first_review_early_help")),
    };
}

static void desk_release(struct desk *desk)
{
    scale_book_release(&desk->scales);
    outcome_book_release(&desk->outcomes);
    plan_book_release(&desk->actions);
    review_signals_release(&desk->signals);
    review_book_release(&desk->reviews);
    outcome_set_free(desk->set);
    decision_rules_free(desk->rules);
    intervals_free(desk->intervals);
    phrases_free(desk->phrases);
}

static bool write_decisions(struct front *front, struct desk *desk, struct decide_counts *counts)
{
    char as_of[DATE_TEXT_BYTES];
    struct date date = date_of_day(front->as_of);
    struct buffer explanation;
    struct writer *writer = NULL;
    date_write(&date, as_of);
    buffer_init(&explanation, 1 << 16);
    bool done = (phrase_with(desk->phrases, "decide-explanation", &explanation, text_of(as_of)) ||
                 report(&front->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY)) &&
                (writer = front_writer(front, NULL, NULL, phrase(desk->phrases, "decide-title"),
                                       buffer_text(&explanation))) &&
                decisions_write(&desk->request, writer, counts, &front->reporter) &&
                writer_finish(writer);
    writer_free(writer);
    buffer_release(&explanation);
    return done;
}

static void summarise(struct front *front, const struct desk *desk,
                      const struct decide_counts *counts)
{
    front_summary(front, "reviews: %zu; rows rejected: %llu", desk->reviews.review_count,
                  (unsigned long long)front->rejected);
    front_summary(front, "families: %llu; without a review that was held: %llu",
                  (unsigned long long)counts->families, (unsigned long long)counts->without_review);
    for (size_t i = 0; i < SUGGESTIONS; i++)
        front_summary(front, "  %s: %llu", decision_suggestion_names[i],
                      (unsigned long long)counts->of[i]);
    front_summary(front, "decisions on record that agree: %llu; that differ: %llu",
                  (unsigned long long)counts->agree, (unsigned long long)counts->differ);
    front_summary(front, "rows about families without reviews: %llu",
                  (unsigned long long)desk->signals.strangers);
}

bool review_decide(struct front *front)
{
    struct desk desk = {.side = front_side(front)};
    struct decide_counts counts = {.families = 0};
    bool done = load_definitions(front, &desk) && read_tables(front, &desk);
    if (done) {
        make_request(front, &desk);
        done = write_decisions(front, &desk, &counts);
    }
    if (done) {
        front->flagged = counts.of[SUGGEST_ESCALATE] > 0 || counts.differ > 0;
        summarise(front, &desk, &counts);
    }
    desk_release(&desk);
    return done;
}

#include "domain/review/review_decide.h"

#include "base/limits.h"

/* One family's row as it is put together. */
struct telling {
    const struct decide_request *request;
    const struct review_facts *facts;
    struct buffer codes, words; /* reasons */
    struct buffer list, spoken, missing, key, why;
    bool failed; /* a buffer that has been cleared since had failed */
};

/* ---- pieces ---- */

static struct text day_text(date_day day, char out[DATE_TEXT_BYTES])
{
    struct date date = date_of_day(day);
    date_write(&date, out);
    return text_of(out);
}

static struct text level_code(const struct telling *telling, uint32_t level)
{
    return level == LOOKUP_NONE ? TEXT("")
                                : telling->request->sources.framework->levels[level].code;
}

static void add_item(struct buffer *list, struct text item)
{
    if (list->length > 0)
        buffer_add_byte(list, ';');
    buffer_add(list, item);
}

/* Adds `decide-CODE` to the words, with what it is about. */
static void add_words(struct telling *telling, const char *code, const struct text *words,
                      size_t count)
{
    buffer_clear(&telling->key);
    buffer_format(&telling->key, "decide-%s", code);
    buffer_add_byte(&telling->key, '\0');
    if (telling->words.length > 0)
        buffer_put(&telling->words, "; ");
    if (buffer_failed(&telling->key) ||
        !phrase_words(telling->request->phrases, telling->key.data, &telling->words, words, count))
        telling->failed = true;
}

static void reason(struct telling *telling, const char *code, struct text one, struct text other)
{
    struct text words[] = {one, other};
    add_item(&telling->codes, text_of(code));
    add_words(telling, code, words, 2);
}

static void reason_number(struct telling *telling, const char *code, uint64_t one, uint64_t other)
{
    char digits[2][24];
    reason(telling, code, number_text(one, digits[0]), number_text(other, digits[1]));
}

/* ---- reasons ---- */

static void tell_actions(struct telling *telling)
{
    const struct review_facts *facts = telling->facts;
    uint64_t open = facts->actions_total - facts->actions_done;
    if (facts->done_since > 0)
        reason_number(telling, "actions-done", facts->actions_done, facts->actions_total);
    else if (open > 0)
        reason_number(telling, "actions-stand-still", facts->actions_done, facts->actions_total);
    else if (facts->actions_done > 0)
        reason_number(telling, "actions-done-before", facts->actions_done, facts->actions_total);
}

static void tell_progress(struct telling *telling)
{
    const struct review_facts *facts = telling->facts;
    if (!facts->now)
        reason(telling, "review-not-held", TEXT(""), TEXT(""));
    tell_actions(telling);
    if (facts->clauses_gained > 0)
        reason_number(telling, "clauses-gained", facts->clauses_gained, 0);
    if (facts->clauses_lost > 0)
        reason_number(telling, "clauses-lost", facts->clauses_lost, 0);
    if (facts->fell > 0)
        reason_number(telling, "scale-fell", facts->fell, 0);
    if (facts->rose > 0)
        reason_number(telling, "scale-rose", facts->rose, 0);
    if (facts->changes > 0 && facts->fell + facts->rose == 0)
        reason(telling, "scale-same", TEXT(""), TEXT(""));
}

static void tell_kept(struct telling *telling)
{
    const struct review_facts *facts = telling->facts;
    char day[DATE_TEXT_BYTES];
    if (facts->values[FACT_PROGRESS] != PROGRESS_MADE)
        return;
    if (facts->values[FACT_KEPT] == KEPT_YES)
        reason(telling, "kept", day_text(facts->kept_since, day), TEXT(""));
    if (facts->values[FACT_KEPT] == KEPT_NO)
        reason(telling, "kept-not-long", day_text(facts->kept_since, day), TEXT(""));
}

/* The family's indicators that are serious or not, and new or not, worst first, into `list`. */
static void list_indicators(struct telling *telling, bool serious, bool other, bool is_new,
                            bool is_old)
{
    const struct review_sources *sources = &telling->request->sources;
    const struct family_signals *signals = telling->facts->signals;
    buffer_clear(&telling->list);
    for (int level = INDICATOR_SIGNIFICANT_HARM; level >= INDICATOR_EARLY_HELP; level--)
        for (size_t i = 0; i < signals->indicator_count; i++) {
            const struct signal_indicator *one = &sources->signals
                                                      ->indicators[signals->first_indicator + i];
            const struct indicator *indicator = &sources->framework->indicators[one->indicator];
            bool wanted = review_indicator_serious(sources->framework, one) ? serious : other;
            bool timely = review_indicator_new(telling->facts, one) ? is_new : is_old;
            if ((int)indicator->level == level && wanted && timely)
                add_item(&telling->list, indicator->code);
        }
    telling->failed |= buffer_failed(&telling->list);
}

/* In words, codes are parted by `, `. */
static void tell_list(struct telling *telling, const char *code)
{
    struct text rest = buffer_text(&telling->list), item;
    if (rest.length == 0)
        return;
    buffer_clear(&telling->spoken);
    while (rest.length > 0 && text_next(&rest, ';', &item)) {
        if (telling->spoken.length > 0)
            buffer_put(&telling->spoken, ", ");
        buffer_add(&telling->spoken, item);
    }
    telling->failed |= buffer_failed(&telling->spoken);
    reason(telling, code, buffer_text(&telling->spoken), TEXT(""));
}

static void tell_concern(struct telling *telling)
{
    const struct review_facts *facts = telling->facts;
    struct text then = level_code(telling, facts->level_then);
    struct text now = level_code(telling, facts->level_now);
    if (facts->level_rose)
        reason(telling, "level-rose", then, now);
    else if (facts->serious_level)
        reason(telling, "level-above-early-help", now, TEXT(""));
    if (then.length > 0 && now.length > 0 && facts->level_now < facts->level_then)
        reason(telling, "level-fell", then, now);
    list_indicators(telling, true, false, true, false);
    tell_list(telling, "concern-new");
    list_indicators(telling, true, false, false, true);
    tell_list(telling, "concern-open");
    if (facts->values[FACT_CONCERN] == CONCERN_NONE)
        reason(telling, "no-serious-concern", TEXT(""), TEXT(""));
}

static void list_outcomes(struct telling *telling, bool unknown)
{
    const struct review_facts *facts = telling->facts;
    const struct outcome_book *book = telling->request->sources.outcomes;
    buffer_clear(&telling->list);
    for (size_t i = 0; facts->outcomes && i < facts->outcomes->count; i++) {
        const struct outcome_case *one = &book->cases[facts->outcomes->first + i];
        struct outcome_standing standing;
        outcome_case_standing(book, one, telling->request->sources.signals->as_of, &standing);
        bool wanted = unknown ? standing.result == OUTCOME_UNKNOWN
                              : standing.result == OUTCOME_NOT || standing.result == OUTCOME_PARTLY;
        if (wanted)
            add_item(&telling->list, book->set->outcomes[one->outcome].code);
    }
    telling->failed |= buffer_failed(&telling->list);
}

static void tell_unmet(struct telling *telling)
{
    const struct review_facts *facts = telling->facts;
    if (facts->actions_done < facts->actions_total)
        reason_number(telling, "actions-open", facts->actions_total - facts->actions_done, 0);
    if (facts->left_for_review > 0)
        reason_number(telling, "left-for-review", facts->left_for_review, 0);
    list_outcomes(telling, false);
    tell_list(telling, "outcomes-unmet");
    list_outcomes(telling, true);
    tell_list(telling, "outcomes-unknown");
    if (facts->values[FACT_UNMET] == UNMET_NO)
        reason(telling, "nothing-left", TEXT(""), TEXT(""));
    list_indicators(telling, false, true, true, false);
    tell_list(telling, "needs-new");
    if (facts->services_since > 0)
        reason_number(telling, "service-called-for", facts->services_since, 0);
}

/* What must be found out, where that keeps from a suggestion. */
static void tell_missing(struct telling *telling)
{
    static const char *const codes[] = {"missing-review", "missing-progress", "missing-concern",
                                        "missing-unmet", "missing-kept"};
    const struct review_facts *facts = telling->facts;
    unsigned missing = facts->missing;
    /* Until progress is known, nothing else keeps from a suggestion. */
    if (facts->values[FACT_PROGRESS] == PROGRESS_UNKNOWN)
        missing &= MISSING_REVIEW | MISSING_PROGRESS;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (!(missing >> i & 1))
            continue;
        add_item(&telling->missing, text_of(codes[i] + sizeof "missing-" - 1));
        add_words(telling, codes[i], NULL, 0);
    }
}

static void tell(struct telling *telling, const struct decision_rule *rule)
{
    buffer_clear(&telling->codes);
    buffer_clear(&telling->words);
    buffer_clear(&telling->missing);
    buffer_clear(&telling->why);
    add_item(&telling->codes, rule->code);
    tell_progress(telling);
    tell_kept(telling);
    tell_concern(telling);
    tell_unmet(telling);
    if (rule->suggestion == SUGGEST_INSUFFICIENT)
        tell_missing(telling);
    buffer_add(&telling->why, rule->sentence);
    if (telling->words.length > 0)
        buffer_put(&telling->why, ": ");
    buffer_add(&telling->why, buffer_text(&telling->words));
}

/* ---- the row ---- */

static struct text next_review(const struct telling *telling, char out[DATE_TEXT_BYTES])
{
    const struct review_facts *facts = telling->facts;
    const struct review_sources *sources = &telling->request->sources;
    date_day as_of = sources->signals->as_of, base = as_of;
    const struct review *now = facts->now, *booked;
    if (now && review_next_day(now, as_of) != DATE_DAY_OPEN_END) {
        date_write(&now->next, out);
        return text_of(out);
    }
    if (now)
        base = review_held_day(now, as_of);
    booked = review_next_booked(sources->signals->book, facts->family,
                                now ? base : facts->signals->plan.started, !now, as_of);
    if (booked) {
        date_write(&booked->due, out);
        return text_of(out);
    }
    uint32_t level = facts->level_now != LOOKUP_NONE ? facts->level_now : facts->level_then;
    uint32_t weeks = level == LOOKUP_NONE ? 0 : sources->framework->levels[level].review_weeks;
    struct interval interval = {.value = weeks, .unit = INTERVAL_WEEKS};
    return day_text(interval_after(weeks > 0 ? &interval : telling->request->first, base), out);
}

static void write_decided(struct telling *telling, const struct decision_rule *rule,
                          struct writer *writer, struct decide_counts *counts)
{
    const struct review *now = telling->facts->now;
    enum review_decision decision = now ? now->decision : REVIEW_NOT_DECIDED;
    bool judged = decision != REVIEW_NOT_DECIDED && decision != REVIEW_DECIDED_OTHER &&
                  (rule->suggestion != SUGGEST_INSUFFICIENT ||
                   decision == REVIEW_DECIDED_INSUFFICIENT);
    struct text decided = text_of(review_decision_names[decision]);
    bool agrees = text_equal(decided, text_of(decision_suggestion_names[rule->suggestion]));
    writer_plain(writer, decided);
    writer_plain(writer, !judged ? TEXT("") : agrees ? TEXT("agree") : TEXT("differ"));
    counts->agree += judged && agrees;
    counts->differ += judged && !agrees;
}

static bool write_row(struct telling *telling, struct writer *writer, struct decide_counts *counts)
{
    const struct review_facts *facts = telling->facts;
    const struct decision_rule *rule = decision_rules_find(telling->request->rules, facts->values);
    char text[DATE_TEXT_BYTES], change[SCALE_SCORE_BYTES];
    tell(telling, rule);
    counts->families++;
    counts->of[rule->suggestion]++;
    counts->without_review += facts->now == NULL;
    writer_cell(writer, facts->family->family);
    writer_plain(writer, text_of(decision_suggestion_names[rule->suggestion]));
    writer_plain(writer, rule->step);
    writer_cell(writer, buffer_text(&telling->codes));
    writer_plain(writer, facts->changes > 0 ? scale_score_text(facts->scale_change, false, change)
                                            : TEXT(""));
    writer_number(writer, facts->actions_done);
    writer_number(writer, facts->actions_total);
    writer_cell(writer, level_code(telling, facts->level_then));
    writer_cell(writer, level_code(telling, facts->level_now));
    writer_plain(writer, rule->suggestion == SUGGEST_CLOSE ? TEXT("") : next_review(telling, text));
    writer_cell(writer, buffer_text(&telling->why));
    writer_cell(writer, rule->next_step);
    list_indicators(telling, true, true, true, false);
    writer_cell(writer, buffer_text(&telling->list));
    writer_cell(writer, buffer_text(&telling->missing));
    write_decided(telling, rule, writer, counts);
    writer_cell(writer, facts->now ? facts->now->review_id : TEXT(""));
    date_write(facts->now ? &facts->now->held : &(struct date){.precision = DATE_NONE}, text);
    writer_plain(writer, text_of(text));
    writer_plain(writer, day_text(facts->then, text));
    writer_end_row(writer);
    return !telling->failed && !buffer_failed(&telling->codes) && !buffer_failed(&telling->words) &&
           !buffer_failed(&telling->missing) && !buffer_failed(&telling->why);
}

bool decisions_write(const struct decide_request *request, struct writer *writer,
                     struct decide_counts *counts, const struct reporter *reporter)
{
    const struct review_book *book = request->sources.signals->book;
    struct review_facts facts;
    struct telling telling = {.request = request, .facts = &facts};
    struct buffer *const buffers[] = {&telling.codes,   &telling.words, &telling.list,
                                      &telling.missing, &telling.key,   &telling.why,
                                      &telling.spoken};
    bool going = true;
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++)
        buffer_init(buffers[i], LIMIT_OUTPUT_CELL_BYTES);
    for (size_t i = 0; i < book->family_count && going; i++) {
        const struct review_family *family = &book->families[i];
        review_family_tell(book, family, request->sources.signals->as_of, reporter);
        going = review_facts_find(&request->sources, family, &facts, reporter) &&
                (write_row(&telling, writer, counts) ||
                 report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY));
    }
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++)
        buffer_release(buffers[i]);
    return going;
}

bool decision_rules_write(const struct decision_rules *rules, struct writer *writer)
{
    for (size_t i = 0; i < rules->count; i++) {
        const struct decision_rule *rule = &rules->list[i];
        writer_cell(writer, rule->code);
        writer_plain(writer, text_of(decision_suggestion_names[rule->suggestion]));
        writer_cell(writer, rule->step);
        for (size_t fact = 0; fact < DECISION_FACTS; fact++)
            writer_cell(writer, rule->cells[fact]);
        writer_cell(writer, rule->sentence);
        writer_cell(writer, rule->next_step);
        writer_cell(writer, rule->ref);
        writer_end_row(writer);
    }
    return true;
}

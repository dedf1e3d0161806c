#include "domain/review/review_facts.h"

#include "base/memory.h"

struct finding {
    const struct review_sources *sources;
    struct review_facts *facts;
    date_day as_of, kept; /* kept: the latest day from which something has been so */
    bool undated;
};

/* ---- then and now ---- */

/* The earliest start of the family's actions that count. */
static date_day first_start(const struct review_sources *sources, const struct plan *plan)
{
    date_day earliest = DATE_DAY_OPEN_END;
    for (const struct action *action = plan ? plan_first(sources->actions, plan) : NULL; action;
         action = plan_behind(sources->actions, action))
        if (action->row.status != ACTION_CANCELLED && action->row.start.precision != DATE_NONE &&
            action->row.start.latest < earliest)
            earliest = action->row.start.latest;
    return earliest <= sources->signals->as_of ? earliest : DATE_DAY_OPEN_START;
}

static void find_levels(struct finding *finding, const struct review *before)
{
    struct review_facts *facts = finding->facts;
    const struct family_signals *signals = facts->signals;
    const struct framework *framework = finding->sources->framework;
    facts->level_then = before && before->level != LOOKUP_NONE ? before->level
                                                               : signals->plan.level;
    facts->level_now = signals->level;
    if (signals->level_day <= facts->then && facts->now && facts->now->level != LOOKUP_NONE)
        facts->level_now = facts->now->level;
    else if (signals->level == LOOKUP_NONE && facts->now)
        facts->level_now = facts->now->level;
    uint32_t highest = 0;
    for (uint32_t i = 0; i < framework->level_count; i++)
        if (framework->levels[i].early_help)
            highest = i;
    facts->serious_level = facts->level_now != LOOKUP_NONE && facts->level_now > highest;
    facts->level_rose = facts->level_now != LOOKUP_NONE && facts->level_then != LOOKUP_NONE &&
                        facts->level_now > facts->level_then;
}

/* The last review held on an earlier day than the one under way, but not before the plan. */
static const struct review *review_before(const struct finding *finding, date_day started)
{
    const struct review_book *book = finding->sources->signals->book;
    const struct review *now = finding->facts->now, *before = NULL;
    date_day latest = started;
    for (const struct review *review = now ? review_first(book, finding->facts->family) : NULL;
         review; review = review_behind(book, review)) {
        if (!review_is_held(review, finding->as_of))
            continue;
        date_day day = review_held_day(review, finding->as_of);
        if (day < latest || day >= review_held_day(now, finding->as_of))
            continue;
        before = review;
        latest = day;
    }
    return before;
}

static void find_then(struct finding *finding)
{
    struct review_facts *facts = finding->facts;
    date_day started = facts->signals->plan.started;
    if (started == DATE_DAY_OPEN_START)
        started = first_start(finding->sources, facts->plan);
    if (facts->now && started > review_held_day(facts->now, finding->as_of)) {
        /* Actions that all begin after the review are those of a later plan, or of one of which it
         * is not known when it began. */
        if (facts->signals->plan.any)
            started = DATE_DAY_OPEN_START;
        else
            facts->now = NULL;
    }
    const struct review *before = review_before(finding, started);
    facts->then = before ? review_held_day(before, finding->as_of) : started;
    find_levels(finding, before);
}

/* ---- actions ---- */

static void keep_day(struct finding *finding, date_day day)
{
    if (day > finding->kept)
        finding->kept = day;
}

/* Whether it was done by now; the day, or DATE_DAY_OPEN_START when that is not known. */
static bool is_done(const struct finding *finding, const struct action_row *row, date_day *day)
{
    *day = DATE_DAY_OPEN_START;
    if (row->status != ACTION_DONE)
        return false;
    if (row->done.precision != DATE_NONE)
        *day = row->done.latest < finding->as_of ? row->done.latest : finding->as_of;
    return row->done.precision == DATE_NONE || row->done.earliest <= finding->as_of;
}

static void take_action(struct finding *finding, const struct action *action)
{
    struct review_facts *facts = finding->facts;
    const struct action_row *row = &action->row;
    date_day day;
    if (row->status == ACTION_CANCELLED)
        return;
    if (row->status == ACTION_FOR_REVIEW) {
        facts->left_for_review++;
        return;
    }
    facts->actions_total++;
    if (is_done(finding, row, &day)) {
        facts->actions_done++;
        facts->done_since += day == DATE_DAY_OPEN_START || day > facts->then;
        finding->undated |= day == DATE_DAY_OPEN_START;
        keep_day(finding, day);
    } else if (action->cells[ACTION_SERVICE].length > 0 && facts->then != DATE_DAY_OPEN_START &&
               row->start.precision != DATE_NONE && row->start.latest > facts->then) {
        facts->services_since++;
    }
}

/* ---- outcomes ---- */

static uint64_t how_many(clause_set set)
{
    uint64_t count = 0;
    for (; set != 0; set &= set - 1)
        count++;
    return count;
}

static void take_outcome(struct finding *finding, const struct outcome_case *one)
{
    const struct outcome_book *book = finding->sources->outcomes;
    struct review_facts *facts = finding->facts;
    struct outcome_standing then, now;
    outcome_case_standing(book, one, facts->then, &then);
    outcome_case_standing(book, one, finding->as_of, &now);
    facts->clauses_gained += how_many(now.met & ~then.met);
    facts->clauses_lost += how_many(then.met & now.not_met);
    facts->achieved_outcomes += now.result == OUTCOME_ACHIEVED;
    facts->unknown_outcomes += now.result == OUTCOME_UNKNOWN;
    facts->unmet_outcomes += now.result == OUTCOME_NOT || now.result == OUTCOME_PARTLY;
    if (now.result == OUTCOME_ACHIEVED)
        keep_day(finding, now.since);
}

/* ---- the scale ---- */

/* The day from which a reading counts. */
static date_day reading_day(const struct finding *finding, const struct scale_reading *reading)
{
    return reading->date.latest < finding->as_of ? reading->date.latest : finding->as_of;
}

/* The last score by a day, or the first one. */
static int32_t score_by(const struct finding *finding, const struct scale_series *series,
                        date_day day)
{
    int32_t score = SCALE_NO_SCORE;
    for (size_t i = 0; i < series->count; i++) {
        const struct scale_reading *reading = &series->readings[i];
        if (reading->score == SCALE_NO_SCORE)
            continue;
        if (score != SCALE_NO_SCORE && reading_day(finding, reading) > day)
            break;
        score = reading->score;
    }
    return score;
}

/* The first day behind which no score lies at `start` or below; DATE_DAY_OPEN_START when the last
 * one does. */
static date_day higher_since(const struct finding *finding, const struct scale_series *series,
                             int32_t start)
{
    date_day day = DATE_DAY_OPEN_START;
    for (size_t i = series->count; i-- > 0;) {
        const struct scale_reading *reading = &series->readings[i];
        if (reading->score == SCALE_NO_SCORE)
            continue;
        if (reading->score <= start)
            break;
        day = reading_day(finding, reading);
    }
    return day;
}

/* Whether a score was given after then. */
static bool read_since(const struct finding *finding, const struct scale_series *series)
{
    for (size_t i = series->count; i-- > 0;)
        if (series->readings[i].score != SCALE_NO_SCORE)
            return reading_day(finding, &series->readings[i]) > finding->facts->then;
    return false;
}

/* Whether there has been a reading after then that can be held against another. A score that is
 * lower than at the start of the plan counts, however long ago it was read. */
static bool take_series(struct finding *finding, const struct scale_series *series, int32_t *change)
{
    struct review_facts *facts = finding->facts;
    int32_t start = score_by(finding, series, facts->signals->plan.started);
    int32_t then = score_by(finding, series, facts->then);
    bool read = series->change.readings > 1 && read_since(finding, series);
    *change = series->change.last - then;
    keep_day(finding, higher_since(finding, series, start));
    facts->rose += read && *change > 0;
    facts->fell += (read && *change < 0) || series->change.last < start;
    return read;
}

static bool take_scales(struct finding *finding, const struct scale_family *family)
{
    struct review_facts *facts = finding->facts;
    int32_t *changes = memory_new(family->series_count, sizeof *changes);
    if (!changes)
        return false;
    for (size_t i = 0; i < family->series_count; i++)
        facts->changes += take_series(finding, &family->series[i], &changes[facts->changes]);
    if (facts->changes > 0)
        facts->scale_change = scale_median(changes, facts->changes);
    memory_free(changes);
    return true;
}

/* ---- facts ---- */

bool review_indicator_serious(const struct framework *framework, const struct signal_indicator *one)
{
    return framework->indicators[one->indicator].level >= INDICATOR_CHILD_IN_NEED;
}

bool review_indicator_new(const struct review_facts *facts, const struct signal_indicator *one)
{
    return facts->then != DATE_DAY_OPEN_START && one->day > facts->then;
}

static void judge_concern(const struct finding *finding)
{
    struct review_facts *facts = finding->facts;
    const struct family_signals *signals = facts->signals;
    const struct framework *framework = finding->sources->framework;
    bool serious = facts->serious_level, graver = facts->level_rose, anything_new = false;
    for (size_t i = 0; i < signals->indicator_count; i++) {
        const struct signal_indicator *one = &finding->sources->signals
                                                  ->indicators[signals->first_indicator + i];
        bool is_new = review_indicator_new(facts, one);
        bool is_serious = review_indicator_serious(framework, one);
        serious |= is_serious;
        graver |= is_serious && is_new;
        anything_new |= is_new &&
                        framework->indicators[one->indicator].level != INDICATOR_UNIVERSAL;
    }
    graver |= serious && facts->then == DATE_DAY_OPEN_START && facts->level_then == LOOKUP_NONE;
    bool known = facts->level_now != LOOKUP_NONE || signals->assessed;
    facts->values[FACT_CONCERN] = graver    ? CONCERN_GRAVER
                                  : serious ? CONCERN_STANDING
                                  : known   ? CONCERN_NONE
                                            : CONCERN_UNKNOWN;
    facts->values[FACT_NEW] = anything_new || facts->services_since > 0 ? NEW_YES : NEW_NO;
}

static void judge_progress(struct review_facts *facts)
{
    uint64_t signs = facts->done_since + facts->clauses_gained + facts->rose;
    uint64_t against = facts->fell + facts->clauses_lost;
    bool finished = facts->values[FACT_UNMET] == UNMET_NO;
    bool shown = facts->actions_total > 0 || facts->outcomes || facts->changes > 0;
    unsigned progress = PROGRESS_NONE;
    if (!facts->now || !shown)
        progress = PROGRESS_UNKNOWN;
    else if (against == 0 && (signs > 0 || finished))
        progress = PROGRESS_MADE;
    else if (signs > 0)
        progress = PROGRESS_MIXED;
    facts->values[FACT_PROGRESS] = progress;
}

static void judge(struct finding *finding)
{
    struct review_facts *facts = finding->facts;
    bool left = facts->actions_done < facts->actions_total || facts->left_for_review > 0;
    bool any = facts->actions_total > 0 || facts->outcomes;
    if (left || facts->unmet_outcomes > 0)
        facts->values[FACT_UNMET] = UNMET_YES;
    else
        facts->values[FACT_UNMET] = !any || facts->unknown_outcomes > 0 ? UNMET_UNKNOWN : UNMET_NO;
    judge_concern(finding);
    judge_progress(facts);
    facts->kept_since = finding->kept;
    date_day long_enough = interval_after(finding->sources->kept, finding->kept);
    if (finding->kept != DATE_DAY_OPEN_START && long_enough > finding->as_of)
        facts->values[FACT_KEPT] = KEPT_NO;
    else
        facts->values[FACT_KEPT] = finding->undated || finding->kept == DATE_DAY_OPEN_START
                                       ? KEPT_UNKNOWN
                                       : KEPT_YES;
    facts->missing = (facts->now ? 0u : MISSING_REVIEW);
    if (facts->now && facts->values[FACT_PROGRESS] == PROGRESS_UNKNOWN)
        facts->missing |= MISSING_PROGRESS;
    if (facts->values[FACT_CONCERN] == CONCERN_UNKNOWN)
        facts->missing |= MISSING_CONCERN;
    if (facts->values[FACT_UNMET] == UNMET_UNKNOWN)
        facts->missing |= MISSING_UNMET;
    if (facts->values[FACT_KEPT] == KEPT_UNKNOWN)
        facts->missing |= MISSING_KEPT;
}

bool review_facts_find(const struct review_sources *sources, const struct review_family *family,
                       struct review_facts *facts, const struct reporter *reporter)
{
    const struct review_signals *signals = sources->signals;
    struct finding finding = {
        .sources = sources, .facts = facts, .as_of = signals->as_of, .kept = DATE_DAY_OPEN_START};
    *facts = (struct review_facts){
        .family = family,
        .signals = &signals->families[family - signals->book->families],
        .plan = sources->actions ? plan_book_find(sources->actions, family->family) : NULL,
        .outcomes = sources->outcomes ? outcome_book_find(sources->outcomes, family->family) : NULL,
    };
    facts->now = facts->signals->now;
    find_then(&finding);
    for (const struct action *action = facts->plan ? plan_first(sources->actions, facts->plan)
                                                   : NULL;
         action; action = plan_behind(sources->actions, action))
        take_action(&finding, action);
    const struct outcome_book *outcomes = sources->outcomes;
    for (size_t i = 0; outcomes && facts->outcomes && i < facts->outcomes->count; i++)
        take_outcome(&finding, &outcomes->cases[facts->outcomes->first + i]);
    const struct scale_family *scales = sources->scales
                                            ? scale_book_find(sources->scales, family->family)
                                            : NULL;
    if (scales && !take_scales(&finding, scales))
        return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    judge(&finding);
    return true;
}

#include "domain/plan/plan_draft.h"

#include "base/bits.h"
#include "base/limits.h"
#include "base/memory.h"
#include "domain/threshold/levels.h"

#include <stdlib.h>

/* What the guidance asks for beside the family's own plan, told by the level that a need leads to
 * by itself. */
enum referral {
    REFERRAL_NONE,
    REFERRAL_WITH_CONSENT, /* others than early help lead, once the family agrees */
    REFERRAL_FIRST         /* the level does not wait for consent */
};

struct need {
    uint32_t indicator;
    uint32_t outcome; /* or LOOKUP_NONE */
    uint32_t goal;    /* the first need of its goal, among those taken up or those left */
    uint32_t place;   /* in order of gravity */
    bool left;
};

/* What governs a row, from the plans record. */
struct terms {
    struct text who, agency, area;
    date_day start, review;
};

struct drafter {
    const struct plan_draft_request *request;
    struct writer *writer;
    struct plan_draft_count *count;
    const struct reporter *reporter;
    enum referral *referrals; /* by indicator */
    uint32_t *lone_levels;    /* by indicator: the level that it leads to by itself */
    uint32_t *outcomes;       /* by indicator; LOOKUP_NONE */
    uint32_t *first;          /* by outcome: the first need of its goal */
    struct need *needs;       /* of the family */
    indicator_set *present;   /* of the family */
    const struct needing_child **children, **having; /* of the family by id; of them, with a need */
    size_t child_capacity, having_capacity;
    struct plan_cover cover;
    struct births births;
    struct buffer cell;
    bool failed;     /* a cell could not be made */
    uint64_t number; /* of the family's last action */
};

static bool no_memory(const struct reporter *reporter)
{
    return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

uint64_t plan_draft_most(const struct intervals *intervals)
{
    return intervals_find(intervals, TEXT("plan_most_needs"))->value;
}

/* What is known of a plan, unless it has ended. */
static const struct plan_facts *facts_for(const struct plan_draft_request *request,
                                          struct text family, struct text child)
{
    const struct plan_facts *facts = plan_facts_for(request->facts, family, child);
    return facts && date_due(&facts->end) >= request->as_of ? facts : NULL;
}

/* The plan of the child, or of the family: then one of its children may have it. */
static struct terms terms_for(struct drafter *drafter, const struct family_needs *family,
                              struct text child)
{
    const struct plan_draft_request *request = drafter->request;
    const struct plan_facts *facts = facts_for(request, family->family, child);
    uint32_t weeks = request->framework->levels[family->level].review_weeks;
    for (size_t i = 0; i < family->child_count && !facts && child.length == 0; i++)
        facts = facts_for(request, family->family, drafter->children[i]->child);
    struct terms terms = {.start = request->start};
    if (terms.start == DATE_DAY_OPEN_START)
        terms.start = facts && facts->start.earliest != DATE_DAY_OPEN_START ? facts->start.earliest
                                                                            : request->as_of;
    terms.review = DATE_DAY_OPEN_START;
    if (facts) {
        terms.who = facts->lead_practitioner;
        terms.agency = facts->agency;
        terms.area = facts->area;
        if (facts->review_due.precision != DATE_NONE)
            terms.review = date_due(&facts->review_due);
    }
    if (terms.review <= terms.start || terms.review == DATE_DAY_OPEN_END)
        terms.review = plan_review_day(&request->days, terms.start, weeks);
    /* A plan whose review has gone by is taken up again: nobody can act before today. */
    if (request->start == DATE_DAY_OPEN_START && terms.review < request->as_of) {
        terms.start = request->as_of;
        terms.review = plan_review_day(&request->days, terms.start, weeks);
    }
    return terms;
}

/* What the guidance says */

static enum referral referral_at(const struct framework *framework, uint32_t number,
                                 enum indicator_level gravest)
{
    const struct level *level = &framework->levels[number];
    if (text_equal(level->consent, TEXT("not-required")) ||
        (text_equal(level->consent, TEXT("required-unless-significant-harm")) &&
         gravest == INDICATOR_SIGNIFICANT_HARM))
        return REFERRAL_FIRST;
    return level->early_help || text_equal(level->consent, TEXT("for-referral"))
               ? REFERRAL_NONE
               : REFERRAL_WITH_CONSENT;
}

static void judge_alone(struct drafter *drafter, uint32_t indicator)
{
    const struct framework *framework = drafter->request->framework;
    indicator_set *set = drafter->present;
    memset(set, 0, framework->words * sizeof *set);
    indicator_set_add(set, indicator);
    uint32_t level = suggest_level(framework, (struct standing){set, 0}).level;
    drafter->lone_levels[indicator] = level;
    drafter->referrals[indicator] = referral_at(framework, level,
                                                framework->indicators[indicator].level);
    outcome_set_of_indicator(drafter->request->outcomes, framework->indicators[indicator].code,
                             &drafter->outcomes[indicator]);
}

/*
 * What comes before this need is acted on, for the children who have it; `*level` is the one whose
 * contact is asked. When somebody has decided on a level that does not wait for consent, though no
 * need of the child leads there, all needs of the child are held to it.
 */
static enum referral referral_for(const struct drafter *drafter, uint32_t indicator, size_t having,
                                  uint32_t *level)
{
    const struct framework *framework = drafter->request->framework;
    enum referral worst = drafter->referrals[indicator];
    *level = drafter->lone_levels[indicator];
    for (size_t i = 0; i < having && worst != REFERRAL_FIRST; i++) {
        const struct needing_child *child = drafter->having[i];
        enum referral of_child = referral_at(framework, child->level, INDICATOR_EARLY_HELP);
        for (uint32_t j = 0; j < framework->indicator_count && of_child == REFERRAL_FIRST; j++)
            if (indicator_set_has(child->needs, j) && drafter->referrals[j] == REFERRAL_FIRST)
                of_child = REFERRAL_NONE;
        if (of_child == REFERRAL_FIRST) {
            worst = REFERRAL_FIRST;
            *level = child->level;
        }
    }
    return worst;
}

/* How actions that stand already cover a need. */
static unsigned cover_of(const struct drafter *drafter, uint32_t indicator)
{
    unsigned cover = plan_cover_indicator(&drafter->cover, indicator);
    /* What somebody must be told of at once is not lost behind an action about something alike. */
    if (drafter->referrals[indicator] != REFERRAL_FIRST)
        cover |= plan_cover_outcome(&drafter->cover, drafter->outcomes[indicator]);
    return cover;
}

/* Needs of a family */

static int by_id(const void *a, const void *b)
{
    const struct needing_child *const *left = a, *const *right = b;
    return text_compare((*left)->child, (*right)->child);
}

static bool sort_children(struct drafter *drafter, const struct family_needs *family)
{
    void *children = drafter->children, *having = drafter->having;
    if (!memory_reserve(&children, &drafter->child_capacity, family->child_count,
                        sizeof *drafter->children))
        return no_memory(drafter->reporter);
    drafter->children = children;
    if (!memory_reserve(&having, &drafter->having_capacity, family->child_count,
                        sizeof *drafter->having))
        return no_memory(drafter->reporter);
    drafter->having = having;
    for (size_t i = 0; i < family->child_count; i++)
        drafter->children[i] = &family->children[i];
    qsort(drafter->children, family->child_count, sizeof *drafter->children, by_id);
    return true;
}

static void gather_present(struct drafter *drafter, const struct family_needs *family)
{
    size_t words = drafter->request->framework->words;
    memset(drafter->present, 0, words * sizeof *drafter->present);
    for (size_t i = 0; i < family->child_count; i++)
        for (size_t word = 0; word < words; word++)
            drafter->present[word] |= family->children[i].needs[word];
}

static int in_order(const void *a, const void *b)
{
    const struct need *left = a, *right = b;
    if (left->left != right->left)
        return left->left - right->left;
    if (left->goal != right->goal)
        return left->goal < right->goal ? -1 : 1;
    return left->place < right->place ? -1 : left->place > right->place;
}

/* Puts the needs that are taken up, or those that are left, under their goals. */
static void find_goals(struct drafter *drafter, size_t count, bool left)
{
    for (size_t i = 0; i < drafter->request->outcomes->outcome_count; i++)
        drafter->first[i] = LOOKUP_NONE;
    for (uint32_t i = 0; i < count; i++) {
        struct need *need = &drafter->needs[i];
        if (need->left != left)
            continue;
        need->goal = i;
        if (need->outcome == LOOKUP_NONE)
            continue;
        if (drafter->first[need->outcome] == LOOKUP_NONE)
            drafter->first[need->outcome] = i;
        need->goal = drafter->first[need->outcome];
    }
}

/* The needs to be drafted, in the order of the plan; how many. */
static size_t find_needs(struct drafter *drafter)
{
    const struct framework *framework = drafter->request->framework;
    uint64_t taken = 0;
    size_t count = 0;
    bool any = false;
    /* What is already being done takes its share of what a family can do. */
    for (int pass = 0; pass < 2; pass++)
        for (int level = INDICATOR_SIGNIFICANT_HARM; level > INDICATOR_UNIVERSAL; level--)
            for (size_t word = 0; word < framework->words; word++)
                for (uint64_t bits = drafter->present[word] & framework->of_level[level][word];
                     bits; bits &= bits - 1) {
                    uint32_t indicator = (uint32_t)(word * 64 + bits_lowest(bits));
                    unsigned cover = cover_of(drafter, indicator);
                    any = true;
                    if (pass == 0) {
                        drafter->count->covered += cover != 0;
                        taken += (cover & PLAN_COVERED_OPEN) != 0;
                    } else if (!cover) {
                        bool left = level != INDICATOR_SIGNIFICANT_HARM &&
                                    taken >= drafter->request->most;
                        taken += !left;
                        drafter->needs[count] = (struct need){
                            .indicator = indicator,
                            .outcome = drafter->outcomes[indicator],
                            .place = (uint32_t)count,
                            .left = left,
                        };
                        count++;
                    }
                }
    drafter->count->with_needs += any;
    find_goals(drafter, count, false);
    find_goals(drafter, count, true);
    qsort(drafter->needs, count, sizeof *drafter->needs, in_order);
    return count;
}

/* Rows */

/* A cell that is written into drafter->cell. */
static struct buffer *cell_of(struct drafter *drafter)
{
    buffer_clear(&drafter->cell);
    return &drafter->cell;
}

static void put_cell(struct drafter *drafter)
{
    drafter->failed = drafter->failed || buffer_failed(&drafter->cell);
    writer_cell(drafter->writer, buffer_text(&drafter->cell));
}

static void put_date(struct drafter *drafter, date_day day)
{
    char text[DATE_TEXT_BYTES];
    struct date date = date_of_day(day);
    date_write(&date, text);
    writer_plain(drafter->writer, text_of(text));
}

static void put_goal(struct drafter *drafter, const struct need *need)
{
    const struct plan_draft_request *request = drafter->request;
    const struct indicator *indicator = &request->framework->indicators[need->indicator];
    struct text goal = plan_goals_find(request->goals,
                                       need->outcome == LOOKUP_NONE
                                           ? indicator->code
                                           : request->outcomes->outcomes[need->outcome].code);
    if (goal.length == 0)
        phrase_with(request->phrases, "draft-goal", cell_of(drafter), indicator->label);
    else
        buffer_add(cell_of(drafter), goal);
    put_cell(drafter);
}

static void put_action(struct drafter *drafter, const struct need *need, enum referral referral,
                       uint32_t level)
{
    static const char *const keys[] = {"draft-action", "draft-action-consent",
                                       "draft-action-refer"};
    const struct framework *framework = drafter->request->framework;
    const struct phrases *phrases = drafter->request->phrases;
    uint32_t contact = framework->levels[level].contact;
    const char *key = need->left ? "draft-action-review" : keys[referral];
    phrase_with(phrases, key, cell_of(drafter), framework->indicators[need->indicator].label,
                contact == LOOKUP_NONE ? phrase(phrases, "draft-contact")
                                       : framework->contacts[contact].name);
    put_cell(drafter);
}

/* The children who have the need, in order of their ids; how many. */
static size_t find_having(struct drafter *drafter, const struct family_needs *family,
                          uint32_t indicator)
{
    size_t having = 0;
    for (size_t i = 0; i < family->child_count; i++)
        if (indicator_set_has(drafter->children[i]->needs, indicator))
            drafter->having[having++] = drafter->children[i];
    return having;
}

/* The best service, into `*fit`. False when there is no memory. */
static bool find_service(struct drafter *drafter, const struct family_needs *family,
                         const struct need *need, struct text child, size_t having,
                         const struct terms *terms, struct service_fit *fit)
{
    const struct plan_draft_request *request = drafter->request;
    bool done = true;
    *fit = (struct service_fit){.service = NULL};
    if (!request->services)
        return true;
    births_clear(&drafter->births);
    for (size_t i = 0; i < having && done; i++)
        done = age_book_child(request->ages, family->family, drafter->having[i]->child,
                              &drafter->births, NULL);
    if (child.length == 0 && having == family->child_count && done)
        done = age_book_family(request->ages, family->family, request->as_of, &drafter->births);
    struct service_wish wish = {
        .need = need->indicator,
        .births = &drafter->births,
        .area = terms->area,
        .level = having == 1 ? drafter->having[0]->level : family->level,
        .as_of = request->as_of,
    };
    if (done)
        service_book_fits(request->services, &wish, fit, 1);
    return done || no_memory(drafter->reporter);
}

/* The flags of an action, which are counted, too. */
static void put_flags(struct drafter *drafter, const bool flags[ACTION_FLAG_COUNT])
{
    struct plan_draft_count *count = drafter->count;
    cell_of(drafter);
    for (size_t i = 0; i < ACTION_FLAG_COUNT; i++)
        if (flags[i])
            add_code(&drafter->cell, text_of(action_flag_names[i]));
    put_cell(drafter);
    count->needs++;
    count->taken_up += !flags[FLAG_LEFT_FOR_REVIEW];
    count->left += flags[FLAG_LEFT_FOR_REVIEW];
    count->without_lead += flags[FLAG_WHO_TO_NAME];
    count->without_outcome += flags[FLAG_NO_OUTCOME];
    count->without_service += flags[FLAG_NO_SERVICE];
    count->refer_first += flags[FLAG_REFER_FIRST];
}

static bool write_need(struct drafter *drafter, const struct family_needs *family,
                       const struct need *need)
{
    const struct plan_draft_request *request = drafter->request;
    const struct framework *framework = request->framework;
    struct writer *writer = drafter->writer;
    size_t having = find_having(drafter, family, need->indicator);
    bool one = family->family.length == 0 || (having == 1 && family->child_count > 1);
    struct text child = one ? drafter->having[0]->child : TEXT("");
    struct terms terms = terms_for(drafter, family, child);
    struct service_fit fit;
    uint32_t level;
    enum referral referral = referral_for(drafter, need->indicator, having, &level);
    if (!find_service(drafter, family, need, child, having, &terms, &fit))
        return false;
    writer_cell(writer, family->family);
    writer_cell(writer, child);
    buffer_put(cell_of(drafter), "A");
    buffer_add_number(&drafter->cell, ++drafter->number);
    put_cell(drafter);
    writer_cell(writer, need->outcome == LOOKUP_NONE
                            ? TEXT("")
                            : request->outcomes->outcomes[need->outcome].code);
    put_goal(drafter, need);
    put_action(drafter, need, referral, level);
    writer_cell(writer, need->left ? TEXT("") : terms.who);
    writer_cell(writer, need->left ? TEXT("") : terms.agency);
    put_date(drafter, terms.start);
    if (need->left)
        writer_plain(writer, TEXT(""));
    else if (referral == REFERRAL_FIRST)
        put_date(drafter, terms.start);
    else
        put_date(drafter, plan_due_day(&request->days, terms.start, terms.review));
    writer_plain(writer,
                 text_of(action_status_names[need->left ? ACTION_FOR_REVIEW : ACTION_OPEN]));
    writer_plain(writer, TEXT(""));
    writer_plain(writer, TEXT(""));
    put_date(drafter, terms.review);
    writer_cell(writer, framework->indicators[need->indicator].code);
    cell_of(drafter);
    for (size_t i = 0; i < having && child.length == 0 && having < family->child_count; i++)
        add_code(&drafter->cell, drafter->having[i]->child);
    put_cell(drafter);
    writer_cell(writer, fit.service ? fit.service->name : TEXT(""));
    const bool flags[ACTION_FLAG_COUNT] = {
        [FLAG_ACTION_TO_AGREE] = true,
        [FLAG_WHO_TO_NAME] = !need->left && terms.who.length == 0,
        [FLAG_NO_OUTCOME] = need->outcome == LOOKUP_NONE,
        [FLAG_NO_SERVICE] = request->services && !fit.service,
        [FLAG_REFER_FIRST] = referral == REFERRAL_FIRST,
        [FLAG_REFER_WITH_CONSENT] = referral == REFERRAL_WITH_CONSENT,
        [FLAG_LEFT_FOR_REVIEW] = need->left,
    };
    put_flags(drafter, flags);
    return drafter->failed ? no_memory(drafter->reporter) : writer_end_row(writer);
}

/* Goals of the family's rows: an outcome that is taken up and left as well is one. */
static uint64_t count_goals(struct drafter *drafter, size_t needs)
{
    uint64_t goals = 0;
    for (size_t i = 0; i < drafter->request->outcomes->outcome_count; i++)
        drafter->first[i] = LOOKUP_NONE;
    for (uint32_t i = 0; i < needs; i++) {
        uint32_t outcome = drafter->needs[i].outcome;
        goals += outcome == LOOKUP_NONE || drafter->first[outcome] == LOOKUP_NONE;
        if (outcome != LOOKUP_NONE)
            drafter->first[outcome] = i;
    }
    return goals;
}

static bool write_family(struct drafter *drafter, const struct family_needs *family)
{
    if (!sort_children(drafter, family))
        return false;
    gather_present(drafter, family);
    plan_cover_family(&drafter->cover, family->family, family->children[0].child);
    drafter->number = drafter->cover.highest;
    size_t needs = find_needs(drafter);
    drafter->count->families++;
    drafter->count->goals += count_goals(drafter, needs);
    for (size_t i = 0; i < needs; i++)
        if (!write_need(drafter, family, &drafter->needs[i]))
            return false;
    return true;
}

static bool drafter_init(struct drafter *drafter)
{
    const struct framework *framework = drafter->request->framework;
    size_t indicators = framework->indicator_count;
    births_init(&drafter->births);
    buffer_init(&drafter->cell, LIMIT_OUTPUT_CELL_BYTES);
    drafter->referrals = memory_new(indicators + 1, sizeof *drafter->referrals);
    drafter->lone_levels = memory_new(indicators + 1, sizeof *drafter->lone_levels);
    drafter->outcomes = memory_new(indicators + 1, sizeof *drafter->outcomes);
    drafter->first = memory_new(drafter->request->outcomes->outcome_count + 1,
                                sizeof *drafter->first);
    drafter->needs = memory_new(indicators + 1, sizeof *drafter->needs);
    drafter->present = memory_new(framework->words + 1, sizeof *drafter->present);
    if (!drafter->referrals || !drafter->lone_levels || !drafter->outcomes || !drafter->first ||
        !drafter->needs || !drafter->present)
        return no_memory(drafter->reporter);
    for (uint32_t i = 0; i < indicators; i++)
        judge_alone(drafter, i);
    return plan_cover_init(&drafter->cover, framework, drafter->request->outcomes,
                           drafter->request->standing, drafter->reporter);
}

static void drafter_release(struct drafter *drafter)
{
    memory_free(drafter->referrals);
    memory_free(drafter->lone_levels);
    memory_free(drafter->outcomes);
    memory_free(drafter->first);
    memory_free(drafter->needs);
    memory_free(drafter->present);
    plan_cover_release(&drafter->cover);
    memory_free(drafter->children);
    memory_free(drafter->having);
    births_release(&drafter->births);
    buffer_release(&drafter->cell);
}

bool plan_draft_write(const struct plan_draft_request *request,
                      const struct family_needs_list *families, struct writer *writer,
                      struct plan_draft_count *count, const struct reporter *reporter)
{
    struct drafter drafter = {
        .request = request, .writer = writer, .count = count, .reporter = reporter};
    bool done = drafter_init(&drafter);
    for (size_t i = 0; i < families->count && done; i++)
        done = write_family(&drafter, &families->families[i]);
    drafter_release(&drafter);
    return done;
}

#include "domain/plan/plan_check_private.h"

#include "base/limits.h"
#include "base/memory.h"
#include "domain/plan/plan_words.h"

#include <stdlib.h>

/* --- Findings ----------------------------------------------------------------------------------
 */

void plan_check_no_memory(struct plan_check *check)
{
    if (!check->failed)
        report(check->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    check->failed = true;
}

/* Adds a finding; its words are what stands in `words`. */
void plan_check_add(struct plan_check *check, const struct subject *subject,
                    enum plan_rule_kind kind, const char *field, uint64_t first, uint64_t second)
{
    void *findings = check->findings;
    if (!plan_rule_applies(check->rules, kind))
        return;
    struct text words = TEXT("");
    if (buffer_failed(&check->words))
        plan_check_no_memory(check);
    else if (check->words.length > 0)
        words = arena_copy(&check->arena, buffer_text(&check->words));
    if (!words.data ||
        !memory_reserve(&findings, &check->capacity, check->count + 1, sizeof *check->findings)) {
        plan_check_no_memory(check);
        return;
    }
    check->findings = findings;
    check->findings[check->count] = (struct finding){
        .group = subject->group,
        .row = subject->row,
        .kind = kind,
        .order = check->count,
        .file = subject->file,
        .field = field,
        .line = subject->line,
        .numbers = {first, second},
        .family = subject->family,
        .id = subject->id,
        .words = words,
    };
    check->count++;
    check->counts.of_rule[kind]++;
    check->counts.of_severity[check->rules->rules[kind].severity]++;
}

/* The same without words and numbers. */
void plan_check_found(struct plan_check *check, const struct subject *subject,
                      enum plan_rule_kind kind, const char *field)
{
    buffer_clear(&check->words);
    plan_check_add(check, subject, kind, field, 0, 0);
}

struct subject plan_check_subject(const struct plan_check *check, const struct action *action)
{
    return (struct subject){
        .group = OF_ACTION,
        .row = (uint32_t)(action - check->book.actions),
        .file = action->file,
        .line = action->line,
        .family = action->cells[ACTION_FAMILY],
        .id = action->cells[ACTION_ID],
    };
}

/* --- Dates -------------------------------------------------------------------------------------
 */

static bool dated(const struct date *date)
{
    return date->precision != DATE_NONE;
}

/* Surely later, whatever days of a month are meant. */
static bool after(const struct date *date, const struct date *other)
{
    return dated(date) && dated(other) && date->earliest > other->latest;
}

static void check_readable(struct plan_check *check, const struct action *action,
                           const struct subject *subject)
{
    static const struct {
        enum action_column column;
        const char *field;
    } dates[] = {{ACTION_START, "start"},
                 {ACTION_DUE, "due"},
                 {ACTION_DONE_DATE, "done_date"},
                 {ACTION_REVIEW_DUE, "review_due"}};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        bool due = dates[i].column == ACTION_DUE;
        if (!(action->row.unread >> dates[i].column & 1) ||
            (due && plan_rules_find(check->rules, PLAN_WORDS_DATE,
                                    plan_check_cell(action, ACTION_DUE), NULL)))
            continue;
        buffer_clear(&check->words);
        buffer_add(&check->words, text_of(date_forms));
        plan_check_add(check, subject, PLAN_BAD_DATE, dates[i].field, 0, 0);
    }
}

static void check_due(struct plan_check *check, const struct action *action,
                      const struct subject *subject)
{
    struct text due = plan_check_cell(action, ACTION_DUE);
    if (dated(&action->row.due))
        return;
    buffer_clear(&check->words);
    if (due.length == 0)
        plan_check_add(check, subject, PLAN_NO_DATE, "due", 0, 0);
    else if (plan_rules_find(check->rules, PLAN_WORDS_DATE, due, &check->words) ||
             !(action->row.unread >> ACTION_DUE & 1))
        plan_check_add(check, subject, PLAN_VAGUE_DATE, "due", 0, 0);
}

static void check_dates(struct plan_check *check, const struct action *action,
                        const struct subject *subject)
{
    struct action_row row = action->row;
    const struct plan_facts *facts = plan_facts_for(check->request->facts,
                                                    plan_check_cell(action, ACTION_FAMILY),
                                                    plan_check_cell(action, ACTION_CHILD));
    if (facts && plan_check_cell(action, ACTION_REVIEW_DUE).length == 0)
        row.review = facts->review_due;
    check_readable(check, action, subject);
    if (action_is_open(row.status)) {
        check_due(check, action, subject);
        if (after(&row.due, &row.review))
            plan_check_found(check, subject, PLAN_DUE_AFTER_REVIEW, "due");
        if (after(&row.start, &row.review))
            plan_check_found(check, subject, PLAN_START_AFTER_REVIEW, "start");
    }
    if (after(&row.start, &row.due))
        plan_check_found(check, subject, PLAN_DUE_BEFORE_START, "due");
    if (after(&row.start, &row.done))
        plan_check_found(check, subject, PLAN_DONE_BEFORE_START, "done_date");
    if (dated(&row.done) && row.done.earliest > check->request->as_of)
        plan_check_found(check, subject, PLAN_DONE_IN_FUTURE, "done_date");
    if (row.status == ACTION_DONE && plan_check_cell(action, ACTION_DONE_DATE).length == 0)
        plan_check_found(check, subject, PLAN_DONE_WITHOUT_DATE, "done_date");
    if (row.status != ACTION_DONE && dated(&row.done))
        plan_check_found(check, subject, PLAN_DONE_DATE_OPEN, "status");
}

/* --- Words and owners ---------------------------------------------------------------------------
 */

static void check_words(struct plan_check *check, const struct action *action,
                        const struct subject *subject)
{
    struct plan_rules *rules = check->rules;
    struct text text = plan_check_cell(action, ACTION_TEXT),
                goal = plan_check_cell(action, ACTION_GOAL);
    buffer_clear(&check->words);
    if (plan_rules_find(rules, PLAN_WORDS_AGREE, text, &check->words) ||
        action_has_flag(plan_check_cell(action, ACTION_FLAGS), FLAG_ACTION_TO_AGREE)) {
        plan_check_add(check, subject, PLAN_TO_AGREE, "action", 0, 0);
        return;
    }
    if (!plan_rules_find(rules, PLAN_WORDS_SEEN, text, NULL) &&
        plan_rules_find(rules, PLAN_WORDS_VAGUE, text, &check->words))
        plan_check_add(check, subject, PLAN_VAGUE_VERB, "action", 0, 0);
    if (plan_words_no_measure(rules, text, goal))
        plan_check_found(check, subject, PLAN_NO_MEASURE, "action");
    buffer_clear(&check->words);
    if (plan_rules_find(rules, PLAN_WORDS_JOINED, plan_rules_mask(rules, PLAN_WORDS_ONE, text),
                        &check->words))
        plan_check_add(check, subject, PLAN_TWO_ACTIONS, "action", 0, 0);
    if (plan_words_circular(rules, text, plan_check_cell(action, ACTION_WHO), goal))
        plan_check_found(check, subject, PLAN_CIRCULAR, "goal");
}

static void check_who(struct plan_check *check, const struct action *action,
                      const struct subject *subject)
{
    struct owners *owners = check->request->owners;
    size_t groups = 0, nobodies = 0;
    buffer_clear(&check->words);
    owners_read(owners, plan_check_cell(action, ACTION_WHO), true);
    for (size_t i = 0; i < owners->count; i++) {
        enum plan_owner owner = plan_words_owner(
            check->rules, owners->names[i], plan_check_cell(action, ACTION_AGENCY), &check->words);
        groups += owner == OWNER_GROUP;
        nobodies += owner == OWNER_NOBODY;
    }
    if (nobodies == owners->count)
        plan_check_add(check, subject, PLAN_NOBODY_NAMED, "who", 0, 0);
    else if (groups > 0 && groups + nobodies == owners->count)
        plan_check_add(check, subject, PLAN_GROUP_OWNER, "who", 0, 0);
}

static void check_action(struct plan_check *check, const struct action *action)
{
    struct subject subject = plan_check_subject(check, action);
    bool open = action_is_open(action->row.status);
    check->counts.actions++;
    plan_check_id(check, action);
    bool repeat = check->repeats[subject.row];
    if (plan_check_cell(action, ACTION_TEXT).length == 0)
        plan_check_found(check, &subject, PLAN_NO_ACTION_TEXT, "action");
    else if (open && !repeat)
        check_words(check, action, &subject);
    if (!repeat)
        plan_check_outcome(check, &subject, plan_check_cell(action, ACTION_OUTCOME));
    if (open && !repeat)
        check_who(check, action, &subject);
    check_dates(check, action, &subject);
}

/* --- Plans --------------------------------------------------------------------------------------
 */

static bool is_person_of(struct plan_check *check, struct text family, struct text name)
{
    for (int i = 0; i < 2; i++) {
        buffer_clear(&check->key);
        buffer_add(&check->key, i == 0 ? family : TEXT(""));
        buffer_put(&check->key, "\n");
        if (plan_check_add_key(check, name) &&
            lookup_find(&check->names, buffer_text(&check->key)) != LOOKUP_NONE)
            return true;
    }
    return false;
}

/* Counts the action for an owner. */
static void count_owner(struct plan_check *check, struct text name)
{
    bool added;
    buffer_clear(&check->key);
    uint32_t number = owner_key(name, &check->key)
                          ? lookup_add(&check->owners, buffer_text(&check->key), &added)
                          : LOOKUP_NONE;
    void *counts = check->owner_counts;
    if (number == LOOKUP_NONE || !memory_reserve(&counts, &check->owner_capacity,
                                                 (size_t)number + 1, sizeof *check->owner_counts)) {
        plan_check_no_memory(check);
        return;
    }
    check->owner_counts = counts;
    check->owner_counts[number] = added ? 1 : check->owner_counts[number] + 1;
}

/* What the plan of a family says of who carries it. */
static void check_plan(struct plan_check *check, const struct plan *plan)
{
    const struct plan_rules *rules = check->rules;
    const struct interval *most = intervals_find(check->request->intervals,
                                                 TEXT("one_person_most"));
    struct owners *owners = check->request->owners;
    uint64_t actions = 0, professional = 0, highest = 0;
    lookup_clear(&check->owners);
    for (const struct action *action = plan_first(&check->book, plan); action;
         action = plan_behind(&check->book, action)) {
        bool family = false, somebody = false;
        if (!action_is_open(action->row.status) || check->repeats[action - check->book.actions])
            continue;
        actions++;
        owners_read(owners, plan_check_cell(action, ACTION_WHO), true);
        for (size_t i = 0; i < owners->count; i++) {
            enum plan_owner owner = plan_words_owner(check->rules, owners->names[i],
                                                     plan_check_cell(action, ACTION_AGENCY), NULL);
            bool of_family = owner == OWNER_FAMILY ||
                             is_person_of(check, plan->family, owners->names[i]);
            family = family || of_family ||
                     (owner == OWNER_GROUP &&
                      plan_rules_find(check->rules, PLAN_WORDS_FAMILY, owners->names[i], NULL));
            somebody = somebody || owner == OWNER_PROFESSIONAL || owner == OWNER_GROUP;
            if (owner != OWNER_NOBODY && owner != OWNER_GROUP)
                count_owner(check, owners->names[i]);
        }
        professional += somebody && !family;
    }
    for (uint32_t i = 0; i < check->owners.count && !check->failed; i++)
        if (check->owner_counts[i] > highest)
            highest = check->owner_counts[i];
    struct subject subject = plan_check_subject(check, plan_first(&check->book, plan));
    subject.id = TEXT("\n");
    buffer_clear(&check->words);
    if (actions > 0 && actions >= rules->rules[PLAN_ONLY_PROFESSIONALS].least &&
        professional == actions)
        plan_check_add(check, &subject, PLAN_ONLY_PROFESSIONALS, "who", 0, actions);
    if (most && actions > 0 && actions >= rules->rules[PLAN_ONE_PERSON].least &&
        highest * 100 >= actions * most->value)
        plan_check_add(check, &subject, PLAN_ONE_PERSON, "who", highest, actions);
}

static void check_plans(struct plan_check *check)
{
    check->counts.plans = check->book.plan_count;
    for (size_t i = 0; i < check->book.plan_count && !check->failed; i++)
        if (check->book.plans[i].family.length > 0)
            check_plan(check, &check->book.plans[i]);
}

/* --- The whole ----------------------------------------------------------------------------------
 */

static int order_of_findings(const void *a, const void *b)
{
    const struct finding *x = a, *y = b;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

/* In the order of rules.csv. */
static void order_by_rules(struct plan_check *check)
{
    struct finding *findings = check->findings;
    for (size_t i = 1; i < check->count; i++)
        for (size_t j = i; j > 0 && findings[j].group == findings[j - 1].group &&
                           findings[j].row == findings[j - 1].row &&
                           check->rules->rules[findings[j].kind].order <
                               check->rules->rules[findings[j - 1].kind].order;
             j--) {
            struct finding swapped = findings[j];
            findings[j] = findings[j - 1];
            findings[j - 1] = swapped;
        }
}

static bool check_all(struct plan_check *check, const struct table_settings *settings,
                      const char *const *files, size_t count, uint64_t *rejected)
{
    if (!plan_check_people(check, rejected) ||
        !plan_book_open(&check->book, settings, files, count, true, rejected, check->reporter))
        return false;
    check->repeats = memory_new(check->book.action_count + 1, sizeof *check->repeats);
    if (!check->repeats) {
        plan_check_no_memory(check);
        return false;
    }
    plan_check_families(check);
    for (size_t i = 0; i < check->book.action_count && !check->failed; i++)
        check_action(check, &check->book.actions[i]);
    check_plans(check);
    if (check->failed || !plan_check_goals(check, rejected))
        return false;
    if (check->rules->failed)
        plan_check_no_memory(check);
    if (check->count > 0)
        qsort(check->findings, check->count, sizeof *check->findings, order_of_findings);
    order_by_rules(check);
    return !check->failed;
}

struct plan_check *plan_check_new(const struct plan_check_request *request,
                                  const struct table_settings *settings, const char *const *files,
                                  size_t count, uint64_t *rejected, const struct reporter *reporter)
{
    struct plan_check *check = memory_new(1, sizeof *check);
    if (!check) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    check->request = request;
    check->rules = request->rules;
    check->reporter = reporter;
    struct lookup *lookups[] = {&check->ids, &check->answers, &check->names, &check->owners,
                                &check->book.families};
    for (size_t i = 0; i < sizeof lookups / sizeof *lookups; i++)
        lookup_init(lookups[i]);
    arena_init(&check->book.arena);
    arena_init(&check->arena);
    buffer_init(&check->key, 4 * LIMIT_CELL_BYTES);
    buffer_init(&check->words, LIMIT_OUTPUT_CELL_BYTES);
    if (check_all(check, settings, files, count, rejected))
        return check;
    plan_check_free(check);
    return NULL;
}

void plan_check_free(struct plan_check *check)
{
    if (!check)
        return;
    plan_book_release(&check->book);
    lookup_release(&check->ids);
    lookup_release(&check->answers);
    lookup_release(&check->names);
    lookup_release(&check->owners);
    memory_free(check->findings);
    memory_free(check->holders);
    memory_free(check->repeats);
    memory_free(check->owner_counts);
    buffer_release(&check->key);
    buffer_release(&check->words);
    arena_release(&check->arena);
    memory_free(check);
}

const struct plan_check_count *plan_check_counts(const struct plan_check *check)
{
    return &check->counts;
}

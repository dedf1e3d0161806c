#include "domain/plan/plan_check_private.h"

#include "domain/plan/plan_words.h"
#include "records/side.h"

static struct text concern_at(const void *outcomes, size_t i)
{
    return ((const struct outcome_set *)outcomes)->concerns[i].code;
}

/* --- Goals and concerns -------------------------------------------------------------------------
 */

/* What an answer is known by: a letter for what it is, the family and the key of a text. */
static struct text answer_key(struct plan_check *check, char sign, struct text family,
                              struct text text)
{
    buffer_clear(&check->key);
    buffer_add_byte(&check->key, sign);
    buffer_add(&check->key, family);
    buffer_put(&check->key, "\n");
    plan_check_add_key(check, text);
    return buffer_text(&check->key);
}

static void add_answer(struct plan_check *check, char sign, struct text family, struct text text)
{
    if (text.length > 0 &&
        lookup_add(&check->answers, answer_key(check, sign, family, text), NULL) == LOOKUP_NONE)
        plan_check_no_memory(check);
}

static bool is_answered(struct plan_check *check, char sign, struct text family, struct text text)
{
    return text.length > 0 &&
           lookup_find(&check->answers, answer_key(check, sign, family, text)) != LOOKUP_NONE;
}

static void add_answers(struct plan_check *check, char sign, struct text family, struct text rest)
{
    struct text piece;
    while (text_next(&rest, ';', &piece))
        add_answer(check, sign, family, piece);
}

enum { ANSWER_GOAL = 'g', ANSWER_OUTCOME = 'o', ANSWER_NEED = 'n', ANSWER_CONCERN = 'c' };

static void gather_answers(struct plan_check *check)
{
    for (size_t i = 0; i < check->book.action_count && !check->failed; i++) {
        const struct action *action = &check->book.actions[i];
        struct text family = action->cells[ACTION_FAMILY];
        if (action->row.status == ACTION_CANCELLED)
            continue;
        add_answer(check, ANSWER_GOAL, family, action->cells[ACTION_GOAL]);
        add_answers(check, ANSWER_GOAL, family, action->cells[ACTION_GOAL]);
        add_answers(check, ANSWER_OUTCOME, family, action->cells[ACTION_OUTCOME]);
        add_answers(check, ANSWER_NEED, family, action->cells[ACTION_NEEDS]);
    }
}

/* Reads a side file and hands each row to `take`. */
static bool read_side(struct plan_check *check, const char *record, const char *name,
                      const char *const *columns, size_t count,
                      bool (*take)(void *, struct table *, const size_t *), uint64_t *rejected)
{
    const struct side_files side = {
        text_of(record), check->request->side, &name, 1, columns, count};
    return side_read(&side, take, check, rejected, check->reporter);
}

/* A row of a side file as a subject; its texts are kept. */
static struct subject side_subject(struct plan_check *check, struct table *table,
                                   enum finding_group group, uint64_t row, struct text family,
                                   struct text id)
{
    struct place place = table_place(table, SIZE_MAX);
    struct subject subject = {
        .group = group,
        .row = (uint32_t)row,
        .file = place.file,
        .line = place.line,
        .family = arena_copy(&check->arena, family),
        .id = arena_copy(&check->arena, id),
    };
    if (!subject.family.data || !subject.id.data)
        plan_check_no_memory(check);
    return subject;
}

static bool take_person(void *context, struct table *table, const size_t *columns)
{
    enum { FAMILY, ID, NAME };
    struct plan_check *check = context;
    struct text family = table_cell(table, columns[FAMILY]),
                name = table_cell(table, columns[NAME]);
    const char *blank = name.length > 0 ? memchr(name.data, ' ', name.length) : NULL;
    struct text names[] = {name, table_cell(table, columns[ID]),
                           blank ? text_part(name, 0, (size_t)(blank - name.data)) : name};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        buffer_clear(&check->key);
        buffer_add(&check->key, family);
        buffer_put(&check->key, "\n");
        if (names[i].length > 0 && plan_check_add_key(check, names[i]) &&
            lookup_add(&check->names, buffer_text(&check->key), NULL) == LOOKUP_NONE)
            plan_check_no_memory(check);
    }
    return !check->failed;
}

static bool take_goal(void *context, struct table *table, const size_t *columns)
{
    enum { FAMILY, ID, GOAL, OUTCOME, CONCERN };
    struct plan_check *check = context;
    struct text family = table_cell(table, columns[FAMILY]), id = table_cell(table, columns[ID]),
                outcome = table_cell(table, columns[OUTCOME]), rest = outcome, piece;
    bool answered = is_answered(check, ANSWER_GOAL, family, id) ||
                    is_answered(check, ANSWER_GOAL, family, table_cell(table, columns[GOAL]));
    while (text_next(&rest, ';', &piece))
        answered = answered || is_answered(check, ANSWER_OUTCOME, family, piece);
    struct subject subject = side_subject(check, table, OF_GOAL, check->counts.goals++, family, id);
    plan_check_outcome(check, &subject, outcome);
    if (!answered)
        plan_check_found(check, &subject, PLAN_GOAL_WITHOUT_ACTION, "goal");
    add_answers(check, ANSWER_CONCERN, family, table_cell(table, columns[CONCERN]));
    return !check->failed;
}

/* Whether an action works towards an outcome of the concern, or answers one of its indicators. */
static bool concern_is_answered(struct plan_check *check, struct text family,
                                const struct concern *concern)
{
    const struct outcome_set *outcomes = check->request->outcomes;
    struct text rest = concern->indicators, code;
    uint32_t outcome = concern->outcome;
    if (is_answered(check, ANSWER_CONCERN, family, concern->code) ||
        (outcome != LOOKUP_NONE &&
         is_answered(check, ANSWER_OUTCOME, family, plan_check_outcome_at(outcomes, outcome))))
        return true;
    while (text_next(&rest, ';', &code)) {
        if (is_answered(check, ANSWER_NEED, family, code))
            return true;
        if (outcome_set_of_indicator(outcomes, code, &outcome) && outcome != LOOKUP_NONE &&
            is_answered(check, ANSWER_OUTCOME, family, plan_check_outcome_at(outcomes, outcome)))
            return true;
    }
    return false;
}

static bool take_concern(void *context, struct table *table, const size_t *columns)
{
    enum { FAMILY, CONCERN, PRESENT };
    struct plan_check *check = context;
    const struct outcome_set *outcomes = check->request->outcomes;
    struct text family = table_cell(table, columns[FAMILY]),
                code = table_cell(table, columns[CONCERN]);
    bool known;
    if (!text_equal(table_code(table, columns[PRESENT], &known), TEXT("yes")))
        return true;
    uint32_t number = outcome_set_concern(outcomes, code);
    struct subject subject = side_subject(
        check, table, OF_CONCERN, check->counts.concerns++, family,
        number == LOOKUP_NONE ? TEXT("") : concern_at(outcomes, number));
    buffer_clear(&check->words);
    if (number == LOOKUP_NONE) {
        size_t nearest = text_nearest(code, outcomes->concern_count, concern_at, outcomes);
        if (nearest < outcomes->concern_count)
            phrase_with(check->request->phrases, "plan-nearest", &check->words,
                        concern_at(outcomes, nearest));
        plan_check_add(check, &subject, PLAN_UNKNOWN_CONCERN, "concern", 0, 0);
    } else if (!concern_is_answered(check, family, &outcomes->concerns[number])) {
        plan_check_add(check, &subject, PLAN_CONCERN_UNANSWERED, "concern", 0, 0);
    }
    return !check->failed;
}

bool plan_check_people(struct plan_check *check, uint64_t *rejected)
{
    static const char *const people[] = {"family_id", "person_id", "name"};
    const char *file = check->request->people;
    return !file || read_side(check, "people", file, people, 3, take_person, rejected);
}

bool plan_check_goals(struct plan_check *check, uint64_t *rejected)
{
    static const char *const goals[] = {"family_id", "goal_id", "goal", "outcome", "concern"};
    static const char *const concerns[] = {"family_id", "concern", "present"};
    const struct plan_check_request *request = check->request;
    gather_answers(check);
    return (!request->goals ||
            read_side(check, "goals", request->goals, goals, 5, take_goal, rejected)) &&
           (!request->concerns ||
            read_side(check, "concerns", request->concerns, concerns, 3, take_concern, rejected));
}

/* Layer: domain, for the files of the check of plans alone. */
#ifndef DOMAIN_PLAN_PLAN_CHECK_PRIVATE_H
#define DOMAIN_PLAN_PLAN_CHECK_PRIVATE_H

#include "domain/plan/plan_check.h"

enum finding_group { OF_ACTION, OF_GOAL, OF_CONCERN };

struct finding {
    enum finding_group group;
    uint32_t row; /* of its group */
    enum plan_rule_kind kind;
    size_t order; /* of finding */
    const char *file, *field;
    uint64_t line, numbers[2];
    struct text family, id, words;
};

/* Where findings are made: a row. */
struct subject {
    enum finding_group group;
    uint32_t row;
    const char *file;
    uint64_t line;
    struct text family, id;
};

struct plan_check {
    const struct plan_check_request *request;
    struct plan_rules *rules;
    const struct reporter *reporter;
    struct plan_book book;
    struct finding *findings;
    size_t count, capacity;
    struct lookup ids; /* action ids of families */
    uint32_t *holders; /* by number of an id: the action that has it first */
    size_t holder_capacity;
    bool *repeats;         /* by action: the same stands above, about another child */
    struct lookup answers; /* what actions and goals work towards */
    struct lookup names;   /* of people */
    struct lookup owners;  /* of one plan */
    uint32_t *owner_counts;
    size_t owner_capacity;
    struct buffer key, words;
    struct arena arena;
    struct plan_check_count counts;
    bool failed;
};

/* Findings: adds one whose words are what stands in `words`; and one without words and numbers. */
void plan_check_add(struct plan_check *, const struct subject *, enum plan_rule_kind,
                    const char *field, uint64_t first, uint64_t second);
void plan_check_found(struct plan_check *, const struct subject *, enum plan_rule_kind,
                      const char *field);
void plan_check_no_memory(struct plan_check *);

/* The row of an action as the place of findings; a cell of it. */
struct subject plan_check_subject(const struct plan_check *check, const struct action *action);
static inline struct text plan_check_cell(const struct action *action, enum action_column column)
{
    return action->cells[column];
}

/* Adds the key of a text (domain/plan/plan_words.h) to `key`. */
bool plan_check_add_key(struct plan_check *, struct text);

/* Says which codes of an outcome cell are none. */
void plan_check_outcome(struct plan_check *, const struct subject *, struct text cell);
struct text plan_check_outcome_at(const void *outcomes, size_t i);

/* An id that another action of the family has; rows without family where others name theirs. */
void plan_check_id(struct plan_check *check, const struct action *action);
void plan_check_families(struct plan_check *check);

/* Reads the people; then, when the actions are there, the goals and the concerns. */
bool plan_check_people(struct plan_check *, uint64_t *rejected);
bool plan_check_goals(struct plan_check *, uint64_t *rejected);

#endif

/* What rows of relationships say, alone and together. */
#include "domain/family/family_check_private.h"

#include "base/memory.h"
#include "domain/family/family_private.h"

#include <stdio.h>
#include <stdlib.h>

static const struct family_entry *entry_of(const struct check *check, uint32_t person)
{
    return &check->book->entries[person];
}

/* Both people are there, and are two. */
static bool is_sound(const struct family_tie *tie)
{
    return tie->people[0] != FAMILY_NONE && tie->people[1] != FAMILY_NONE &&
           tie->people[0] != tie->people[1];
}

static bool is_parent(const struct family_tie *tie)
{
    return tie->relation == RELATION_PARENT || tie->relation == RELATION_CHILD;
}

static uint32_t parent_of(const struct family_tie *tie)
{
    return tie->people[tie->relation == RELATION_CHILD];
}

static uint32_t child_of(const struct family_tie *tie)
{
    return tie->people[tie->relation == RELATION_PARENT];
}

/* --- Rows alone ------------------------------------------------------------------------------ */

static void check_ids(struct check *check, uint32_t number)
{
    static const char *const fields[] = {"from", "to"};
    const struct family_tie *tie = &check->book->ties[number];
    for (int side = 0; side < 2; side++)
        if (tie->ids[side].length == 0)
            check_add(check, OF_TIE, number, RULE_BLANK_ID, fields[side], 0, NULL, 0);
        else if (tie->people[side] == FAMILY_NONE)
            check_tell(check, OF_TIE, number, RULE_UNKNOWN_ID, fields[side], tie->ids[side]);
    if (tie->people[0] != FAMILY_NONE && tie->people[0] == tie->people[1])
        check_add(check, OF_TIE, number, RULE_SELF, "to", 0, NULL, 0);
}

static void check_codes(struct check *check, uint32_t number)
{
    const struct family_tie *tie = &check->book->ties[number];
    if (tie->bad_type)
        check_tell(check, OF_TIE, number, RULE_BAD_CODE, "type",
                   TEXT("partner, parent, child, twin and their kin"));
    else if (tie->relation == RELATION_OTHER)
        check_tell(check, OF_TIE, number, RULE_NOT_DRAWN, "type", tie->type);
    if (tie->bad_status)
        check_tell(check, OF_TIE, number, RULE_BAD_CODE, "status",
                   TEXT("married, cohabiting, partner, transitory, separated, divorced"));
    if (tie->bad_kind)
        check_tell(check, OF_TIE, number, RULE_BAD_CODE, "kind",
                   TEXT("birth, adoptive, foster, step, kinship"));
}

static void check_dates(struct check *check, uint32_t number)
{
    const struct family_tie *tie = &check->book->ties[number];
    if (tie->start.unreadable)
        check_add(check, OF_TIE, number, RULE_BAD_DATE, "start", tie->start.line, NULL, 0);
    if (tie->end.unreadable)
        check_add(check, OF_TIE, number, RULE_BAD_DATE, "end", tie->end.line, NULL, 0);
    if (check_before(&tie->end.date, &tie->start.date, 0))
        check_add(check, OF_TIE, number, RULE_ENDS_BEFORE, "end", tie->end.line, NULL, 0);
    for (int side = 0; side < 2 && is_sound(tie) && tie->relation == RELATION_PARTNERS; side++) {
        const struct family_entry *entry = entry_of(check, tie->people[side]);
        if (check_before(&tie->start.date, &entry->born.date, 0))
            check_add(check, OF_TIE, number, RULE_STARTS_BEFORE_BIRTH, "start", tie->start.line,
                      &entry->id, 1);
    }
    if (is_sound(tie) && tie->relation == RELATION_TWINS) {
        int days = check->rules->rules[RULE_TWIN_DATES].most;
        const struct family_entry *one = entry_of(check, tie->people[0]);
        const struct family_entry *other = entry_of(check, tie->people[1]);
        if (check_before(&one->born.date, &other->born.date, days) ||
            check_before(&other->born.date, &one->born.date, days))
            check_tell(check, OF_TIE, number, RULE_TWIN_DATES, "type", one->id);
    }
}

/* The years of a parent at a birth that are sure, as `40`, `at most 9` or `at least 60`. */
static void check_age_at_birth(struct check *check, uint32_t number, const struct date *parent,
                               const struct date *child, enum family_rule_kind kind)
{
    const struct family_rule *rule = &check->rules->rules[kind];
    char words[40], digits[2][24];
    bool capped = check_first(parent) != DATE_DAY_OPEN_START &&
                  check_last(child) != DATE_DAY_OPEN_END;
    bool floored = check_last(parent) != DATE_DAY_OPEN_END &&
                   check_first(child) != DATE_DAY_OPEN_START;
    int most = capped ? date_age(check_first(parent), check_last(child)) : 0;
    int least = floored ? date_age(check_last(parent), check_first(child)) : 0;
    bool young = capped && most < rule->least, old = floored && least > rule->most;
    if (!young && !old)
        return;
    if (capped && floored && most == least)
        snprintf(words, sizeof words, "%d", most);
    else
        snprintf(words, sizeof words, "%s %d", young ? "at most" : "at least",
                 young ? most : least);
    check_tell(check, OF_TIE, number, kind, "kind", text_of(words),
               number_text((uint64_t)rule->least, digits[0]),
               number_text((uint64_t)rule->most, digits[1]));
}

static void check_death(struct check *check, uint32_t number, const struct family_entry *parent,
                        const struct family_entry *child)
{
    enum family_rule_kind kind = parent->gender == FAMILY_FEMALE ? RULE_MOTHER_DEAD
                                                                 : RULE_FATHER_DEAD;
    int months = check->rules->rules[kind].most;
    date_day died = check_last(&parent->died.date), born = check_first(&child->born.date);
    char digits[24];
    if (died == DATE_DAY_OPEN_END || born == DATE_DAY_OPEN_START ||
        born <= date_add_months(died, months))
        return;
    check_tell(check, OF_TIE, number, kind, "kind", number_text((uint64_t)months, digits));
}

static void check_parent(struct check *check, uint32_t number)
{
    const struct family_tie *tie = &check->book->ties[number];
    if (!is_parent(tie) || !is_sound(tie))
        return;
    const struct family_entry *parent = entry_of(check, parent_of(tie));
    const struct family_entry *child = entry_of(check, child_of(tie));
    if (check_before(&child->born.date, &parent->born.date, 0)) {
        check_add(check, OF_TIE, number,
                  tie->kind == FAMILY_BIRTH ? RULE_PARENT_YOUNGER : RULE_CARER_YOUNGER, "from", 0,
                  NULL, 0);
        return;
    }
    if (tie->kind != FAMILY_BIRTH)
        return;
    check_age_at_birth(check, number, &parent->born.date, &child->born.date,
                       parent->gender == FAMILY_FEMALE ? RULE_MOTHER_AGE
                       : parent->gender == FAMILY_MALE ? RULE_FATHER_AGE
                                                       : RULE_PARENT_AGE);
    check_death(check, number, parent, child);
}

void check_ties(struct check *check)
{
    for (uint32_t i = 0; i < check->book->tie_count && !check->failed; i++) {
        check_ids(check, i);
        check_codes(check, i);
        check_dates(check, i);
        check_parent(check, i);
    }
}

/* --- Parents of one child, and circles ---------------------------------------------------------
 */

struct edge {
    uint32_t child, parent, tie;
};

static int compare_edges(const void *a, const void *b)
{
    const struct edge *one = a, *other = b;
    if (one->child != other->child)
        return one->child < other->child ? -1 : 1;
    if (one->parent != other->parent)
        return one->parent < other->parent ? -1 : 1;
    return one->tie < other->tie ? -1 : one->tie > other->tie;
}

static int compare_ties(const void *a, const void *b)
{
    const struct edge *one = a, *other = b;
    if (one->child != other->child)
        return one->child < other->child ? -1 : 1;
    return one->tie < other->tie ? -1 : one->tie > other->tie;
}

/* Each parent of each child once, at the first row that says so. */
static struct edge *gather_edges(struct check *check, uint32_t *count)
{
    struct edge *edges = memory_new(check->book->tie_count, sizeof *edges);
    uint32_t found = 0;
    *count = 0;
    for (uint32_t i = 0; edges && i < check->book->tie_count; i++) {
        const struct family_tie *tie = &check->book->ties[i];
        if (is_parent(tie) && is_sound(tie))
            edges[found++] = (struct edge){child_of(tie), parent_of(tie), i};
    }
    if (found > 1)
        qsort(edges, found, sizeof *edges, compare_edges);
    for (uint32_t i = 0; i < found; i++)
        if (*count == 0 || edges[*count - 1].child != edges[i].child ||
            edges[*count - 1].parent != edges[i].parent)
            edges[(*count)++] = edges[i];
    if (*count > 1)
        qsort(edges, *count, sizeof *edges, compare_ties);
    return edges;
}

/* The birth parents of one child. */
static void check_birth_parents(struct check *check, const struct edge *edges, uint32_t count)
{
    int most = check->rules->rules[RULE_MANY_PARENTS].most, parents = 0;
    const struct family_entry *first[2] = {NULL, NULL};
    char digits[24];
    for (uint32_t i = 0; i < count; i++) {
        const struct family_entry *parent = entry_of(check, edges[i].parent);
        bool mother = parent->gender == FAMILY_FEMALE;
        if (check->book->ties[edges[i].tie].kind != FAMILY_BIRTH)
            continue;
        if (++parents == most + 1)
            check_tell(check, OF_TIE, edges[i].tie, RULE_MANY_PARENTS, "kind",
                       number_text((uint64_t)most, digits));
        if (!mother && parent->gender != FAMILY_MALE)
            continue;
        if (!first[mother])
            first[mother] = parent;
        else
            check_tell(check, OF_TIE, edges[i].tie, mother ? RULE_TWO_MOTHERS : RULE_TWO_FATHERS,
                       "kind", first[mother]->id);
    }
}

enum { NEW, ON_THE_WAY, DONE, NAMED = 8 };

struct walk {
    const struct edge *edges;
    const uint32_t *first; /* of each person: their first edge as a child */
    uint8_t *state;
    uint32_t *way, *next;
};

/* A circle: the people on the way from `top` on, and `top` again. */
static void tell_circle(struct check *check, const struct walk *walk, uint32_t depth, uint32_t top,
                        uint32_t tie)
{
    uint32_t start = depth;
    while (start > 0 && walk->way[start - 1] != top)
        start--;
    buffer_clear(&check->key);
    for (uint32_t i = start - 1; i < depth && i < start - 1 + NAMED; i++) {
        buffer_add(&check->key, entry_of(check, walk->way[i])->id);
        buffer_put(&check->key, ", ");
    }
    if (depth - (start - 1) > NAMED)
        buffer_put(&check->key, "..., ");
    if (!buffer_add(&check->key, entry_of(check, top)->id))
        check_no_memory(check);
    check_tell(check, OF_TIE, tie, RULE_LOOP, "to", buffer_text(&check->key));
}

/* Goes up from a person, without recursion; an edge to somebody on the way closes a circle. */
static void walk_up(struct check *check, const struct walk *walk, uint32_t start)
{
    uint32_t depth = 0;
    walk->way[depth++] = start;
    walk->state[start] = ON_THE_WAY;
    walk->next[start] = walk->first[start];
    while (depth > 0) {
        uint32_t person = walk->way[depth - 1];
        if (walk->next[person] == walk->first[person + 1]) {
            walk->state[person] = DONE;
            depth--;
            continue;
        }
        const struct edge *edge = &walk->edges[walk->next[person]++];
        if (walk->state[edge->parent] == ON_THE_WAY) {
            tell_circle(check, walk, depth, edge->parent, edge->tie);
        } else if (walk->state[edge->parent] == NEW) {
            walk->state[edge->parent] = ON_THE_WAY;
            walk->next[edge->parent] = walk->first[edge->parent];
            walk->way[depth++] = edge->parent;
        }
    }
}

void check_parents(struct check *check)
{
    uint32_t people = check->book->entry_count, count = 0;
    struct edge *edges = gather_edges(check, &count);
    uint32_t *first = memory_new((size_t)people + 1, sizeof *first);
    struct walk walk = {
        .edges = edges,
        .first = first,
        .state = memory_new(people, sizeof *walk.state),
        .way = memory_new(people, sizeof *walk.way),
        .next = memory_new(people, sizeof *walk.next),
    };
    if (!edges || !first || !walk.state || !walk.way || !walk.next) {
        check_no_memory(check);
    } else {
        for (uint32_t person = 0, edge = 0; person <= people; person++) {
            first[person] = edge;
            while (edge < count && edges[edge].child == person)
                edge++;
        }
        for (uint32_t person = 0; person < people; person++) {
            check_birth_parents(check, &edges[first[person]], first[person + 1] - first[person]);
            if (walk.state[person] == NEW)
                walk_up(check, &walk, person);
        }
    }
    memory_free(edges);
    memory_free(first);
    memory_free(walk.state);
    memory_free(walk.way);
    memory_free(walk.next);
}

/* --- Rows of one pair ------------------------------------------------------------------------- */

/* A row that says what two people are to each other. */
struct pair {
    uint32_t people[2]; /* the lower number first */
    uint32_t tie;
};

static int compare_pairs(const void *a, const void *b)
{
    const struct pair *one = a, *other = b;
    for (int side = 0; side < 2; side++)
        if (one->people[side] != other->people[side])
            return one->people[side] < other->people[side] ? -1 : 1;
    return one->tie < other->tie ? -1 : one->tie > other->tie;
}

static bool is_dated(const struct family_tie *tie)
{
    return tie->start.date.precision != DATE_NONE || tie->end.date.precision != DATE_NONE;
}

/* Whether two rows of one pair cannot both be right. */
static bool differ(const struct family_tie *one, const struct family_tie *other)
{
    bool parents = is_parent(one) && is_parent(other);
    if (parents ? parent_of(one) != parent_of(other) : one->relation != other->relation)
        return true;
    if (is_dated(one) && is_dated(other))
        return false;
    if (one->relation == RELATION_PARTNERS)
        return one->status != other->status && one->status != FAMILY_PARTNERS &&
               other->status != FAMILY_PARTNERS;
    return parents && one->kind != other->kind;
}

/* What a row makes of the pair, as the first person of `from` sees it. */
static struct text relation_words(const struct family_tie *tie, const struct family_tie *from,
                                  char words[40])
{
    static const char *const statuses[] = {"partners",   "partners",  "married", "cohabiting",
                                           "transitory", "separated", "divorced"};
    static const char *const kinds[] = {"birth", "adoptive", "kinship", "foster", "step"};
    if (tie->relation == RELATION_PARTNERS)
        return text_of(statuses[tie->status]);
    if (tie->relation == RELATION_TWINS)
        return TEXT("twins");
    bool parent_first = parent_of(tie) == from->people[0];
    snprintf(words, 40, "%s (%s)", parent_first ? "parent and child" : "child and parent",
             kinds[tie->kind]);
    return text_of(words);
}

void check_pairs(struct check *check)
{
    const struct family_book *book = check->book;
    struct pair *pairs = memory_new(book->tie_count, sizeof *pairs);
    uint32_t count = 0;
    if (!pairs) {
        check_no_memory(check);
        return;
    }
    for (uint32_t i = 0; i < book->tie_count; i++) {
        const struct family_tie *tie = &book->ties[i];
        bool swapped = tie->people[0] > tie->people[1];
        if (is_sound(tie) && tie->relation != RELATION_OTHER && !tie->bad_type)
            pairs[count++] = (struct pair){{tie->people[swapped], tie->people[!swapped]}, i};
    }
    if (count > 1)
        qsort(pairs, count, sizeof *pairs, compare_pairs);
    for (uint32_t i = 1, first = 0; i < count && !check->failed; i++) {
        if (memcmp(pairs[first].people, pairs[i].people, sizeof pairs[i].people) != 0) {
            first = i;
            continue;
        }
        const struct family_tie *one = &book->ties[pairs[first].tie];
        const struct family_tie *other = &book->ties[pairs[i].tie];
        char words[2][40], digits[24];
        if (differ(one, other))
            check_tell(check, OF_TIE, pairs[i].tie, RULE_CONFLICT, "type",
                       relation_words(other, other, words[0]), relation_words(one, other, words[1]),
                       number_text(one->line, digits), text_of(one->file));
    }
    memory_free(pairs);
}

/* Which row each person stands in, and what leads from row to row. */
#include "domain/genogram/genogram_private.h"

/* People who stand in one row because they are siblings or partners are one group. */
struct groups {
    const struct plan *plan;
    uint32_t *up;         /* of a local person, towards the group's first */
    uint32_t *next;       /* members in a ring */
    uint32_t *first_down; /* children by local person */
    uint32_t *down;
    bool *has_up, *has_down; /* of a group */
    uint32_t *stamp, *stack;
    uint32_t stamps;
};

static uint32_t group_of(struct groups *groups, uint32_t person)
{
    uint32_t *up = groups->up;
    while (up[person] != person) {
        up[person] = up[up[person]];
        person = up[person];
    }
    return person;
}

/* Children of each local person, from all sibships. */
static bool list_children(struct groups *groups)
{
    const struct plan *plan = groups->plan;
    const struct family *family = plan->family;
    uint32_t count = plan->person_count, total = 0;
    groups->first_down = pool_room(plan->pool, (size_t)count + 2, sizeof(uint32_t));
    if (!groups->first_down)
        return false;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < count; i++) {
            uint32_t person = plan->people[i];
            for (uint32_t j = family->first_sibship[person]; j < family->first_sibship[person + 1];
                 j++) {
                const struct family_sibship *sibship = &family->sibships[family->sibships_of[j]];
                for (int side = 0; side < 2; side++) {
                    if (sibship->parents[side] == FAMILY_NONE)
                        continue;
                    uint32_t parent = plan->local[sibship->parents[side]];
                    if (pass == 0) {
                        groups->first_down[parent + 2]++;
                        total++;
                    } else {
                        groups->down[groups->first_down[parent + 1]++] = i;
                        groups->has_up[i] = groups->has_down[parent] = true;
                    }
                }
            }
        }
        if (pass == 0) {
            for (uint32_t i = 2; i < count + 2; i++)
                groups->first_down[i] += groups->first_down[i - 1];
            groups->down = pool_room(plan->pool, total, sizeof(uint32_t));
            if (!groups->down)
                return false;
        }
    }
    return true;
}

/* Whether lines lead down from one group to another. */
static bool leads_to(struct groups *groups, uint32_t from, uint32_t to)
{
    uint32_t depth = 0;
    if (!groups->has_down[from] || !groups->has_up[to])
        return false;
    groups->stamps++;
    groups->stack[depth++] = from;
    groups->stamp[from] = groups->stamps;
    while (depth > 0) {
        uint32_t group = groups->stack[--depth], member = group;
        do {
            for (uint32_t i = groups->first_down[member]; i < groups->first_down[member + 1]; i++) {
                uint32_t child = group_of(groups, groups->down[i]);
                if (child == to)
                    return true;
                if (groups->stamp[child] != groups->stamps && groups->has_down[child]) {
                    groups->stamp[child] = groups->stamps;
                    groups->stack[depth++] = child;
                }
            }
            member = groups->next[member];
        } while (member != group);
    }
    return false;
}

static void merge(struct groups *groups, uint32_t a, uint32_t b)
{
    a = group_of(groups, a);
    b = group_of(groups, b);
    if (a == b || leads_to(groups, a, b) || leads_to(groups, b, a))
        return;
    if (a > b) {
        uint32_t swap = a;
        a = b;
        b = swap;
    }
    groups->up[b] = a;
    groups->has_up[a] |= groups->has_up[b];
    groups->has_down[a] |= groups->has_down[b];
    uint32_t next = groups->next[a];
    groups->next[a] = groups->next[b];
    groups->next[b] = next;
}

/* The children of a sibship who are children of others by birth too only when `all`. */
static void merge_siblings(struct groups *groups, bool all)
{
    const struct plan *plan = groups->plan;
    const struct family *family = plan->family;
    for (uint32_t i = 0; i < plan->person_count; i++) {
        uint32_t start = family->first_sibship[plan->people[i]];
        uint32_t end = family->first_sibship[plan->people[i] + 1];
        for (uint32_t j = start; j < end && (all || j == start); j++) {
            const struct family_sibship *sibship = &family->sibships[family->sibships_of[j]];
            for (uint32_t k = 0; k < sibship->count; k++) {
                uint32_t sibling = family->children[sibship->first + k].person;
                if (sibling == plan->people[i])
                    continue;
                if (!all &&
                    family->sibships_of[family->first_sibship[sibling]] != family->sibships_of[j])
                    continue;
                merge(groups, i, plan->local[sibling]);
                break;
            }
        }
    }
}

static void merge_all(struct groups *groups)
{
    const struct plan *plan = groups->plan;
    const struct family *family = plan->family;
    merge_siblings(groups, false);
    merge_siblings(groups, true);
    for (uint32_t i = 0; i < plan->person_count; i++) {
        uint32_t person = plan->people[i];
        for (uint32_t j = family->first_couple[person]; j < family->first_couple[person + 1]; j++) {
            const uint32_t *partners = family->couples[family->couples_of[j]].partners;
            if (partners[0] == person)
                merge(groups, i, plan->local[partners[1]]);
        }
    }
}

/* Longest way from the top; then those without parents go down to just above their children. */
static bool number_rows(struct groups *groups, uint32_t *row_of)
{
    const struct plan *plan = groups->plan;
    uint32_t count = plan->person_count, done = 0, ready = 0;
    uint32_t *waiting = pool_room(plan->pool, count, sizeof *waiting);
    uint32_t *sorted = groups->stack, *ups = groups->stamp;
    uint32_t *rows = pool_room(plan->pool, count, sizeof *rows);
    if (!waiting || !rows)
        return false;
    for (uint32_t i = 0; i < count; i++)
        ups[i] = 0;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = groups->first_down[i]; j < groups->first_down[i + 1]; j++)
            waiting[group_of(groups, groups->down[j])]++;
    for (uint32_t i = 0; i < count; i++)
        if (group_of(groups, i) == i && waiting[i] == 0)
            sorted[ready++] = i;
    while (done < ready) {
        uint32_t group = sorted[done++], member = group;
        do {
            for (uint32_t j = groups->first_down[member]; j < groups->first_down[member + 1]; j++) {
                uint32_t child = group_of(groups, groups->down[j]);
                ups[child]++;
                if (rows[child] < rows[group] + 1)
                    rows[child] = rows[group] + 1;
                if (--waiting[child] == 0)
                    sorted[ready++] = child;
            }
            member = groups->next[member];
        } while (member != group);
    }
    while (done > 0) {
        uint32_t group = sorted[--done], member = group, lowest = NONE, downs = 0;
        do {
            for (uint32_t j = groups->first_down[member]; j < groups->first_down[member + 1]; j++) {
                uint32_t row = rows[group_of(groups, groups->down[j])] - 1;
                lowest = row < lowest ? row : lowest;
                downs++;
            }
            member = groups->next[member];
        } while (member != group);
        if (lowest != NONE && downs > ups[group])
            rows[group] = lowest;
    }
    for (uint32_t i = 0; i < count; i++)
        row_of[i] = rows[group_of(groups, i)];
    return true;
}

/* Rows that nobody stands in go. */
static bool close_up_rows(struct plan *plan, uint32_t *row_of)
{
    uint32_t highest = 0;
    for (uint32_t i = 0; i < plan->person_count; i++)
        highest = row_of[i] > highest ? row_of[i] : highest;
    uint32_t *number = pool_room(plan->pool, (size_t)highest + 1, sizeof *number);
    if (!number)
        return false;
    for (uint32_t i = 0; i < plan->person_count; i++)
        number[row_of[i]] = 1;
    for (uint32_t i = 0, next = 0; i <= highest; i++) {
        uint32_t used = number[i];
        number[i] = next;
        next += used;
        plan->row_count = next;
    }
    for (uint32_t i = 0; i < plan->person_count; i++)
        row_of[i] = number[row_of[i]];
    return true;
}

bool plan_rows(struct plan *plan, uint32_t *row_of)
{
    uint32_t count = plan->person_count;
    struct groups groups = {
        .plan = plan,
        .up = pool_room(plan->pool, count, sizeof(uint32_t)),
        .next = pool_room(plan->pool, count, sizeof(uint32_t)),
        .has_up = pool_room(plan->pool, count, sizeof(bool)),
        .has_down = pool_room(plan->pool, count, sizeof(bool)),
        .stamp = pool_room(plan->pool, count, sizeof(uint32_t)),
        .stack = pool_room(plan->pool, count, sizeof(uint32_t)),
    };
    if (!groups.up || !groups.next || !groups.has_up || !groups.has_down || !groups.stamp ||
        !groups.stack)
        return false;
    for (uint32_t i = 0; i < count; i++)
        groups.up[i] = groups.next[i] = i;
    if (!list_children(&groups))
        return false;
    merge_all(&groups);
    return number_rows(&groups, row_of) && close_up_rows(plan, row_of);
}

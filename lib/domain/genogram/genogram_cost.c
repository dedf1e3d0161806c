/* What an order of the rows costs, and what swapping two neighbours changes. */
#include "domain/genogram/genogram_private.h"

/* Where a comb's trunk begins, in eighths of a place: between two who stand side by side, close to
 * its host else. Trunks of different hosts are always in the order of these. */
static int64_t trunk_of(const struct plan *plan, const struct comb *comb)
{
    const struct item *host = &plan->items[comb->host];
    int64_t at = (int64_t)host->place * 8;
    if (comb->other != NONE) {
        uint32_t place = plan->items[comb->other].place;
        if (place > host->place)
            return place == host->place + 1 ? at + 4 : at + 3;
        return place + 1 == host->place ? at - 4 : at - 3;
    }
    return host->person == NONE ? at : at + 2;
}

struct hull {
    uint32_t low, high;
};

static struct hull hull_of(const struct plan *plan, const struct comb *comb)
{
    const uint32_t *below = &plan->below[comb->first];
    uint32_t place = plan->items[below[0]].place;
    struct hull hull = {place, place};
    for (uint32_t i = 1; i < comb->count; i++) {
        place = plan->items[below[i]].place;
        hull.low = place < hull.low ? place : hull.low;
        hull.high = place > hull.high ? place : hull.high;
    }
    return hull;
}

static uint32_t within(const struct plan *plan, const struct comb *comb, uint32_t low,
                       uint32_t high)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < comb->count; i++) {
        uint32_t place = plan->items[plan->below[comb->first + i]].place;
        count += place > low && place < high;
    }
    return count;
}

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* `left` has its trunk left of that of `right`. */
static uint32_t crossings_of(const struct plan *plan, const struct comb *left,
                             const struct hull *left_hull, const struct comb *right,
                             const struct hull *right_hull)
{
    if (left_hull->high <= right_hull->low)
        return 0;
    uint32_t a = within(plan, left, right_hull->low, NONE);
    uint32_t b = left_hull->high == 0 ? 0
                                      : within(plan, right, 0, left_hull->high) +
                                            (right_hull->low == 0 && left_hull->high > 0);
    uint32_t least_of_both = least(a, b);
    if (least_of_both <= 1)
        return least_of_both;
    uint32_t c = 1 + within(plan, left, right_hull->low, right_hull->high);
    uint32_t d = 1 + within(plan, right, left_hull->low, left_hull->high);
    return least(least_of_both, least(c, d));
}

/* Crossings of two combs of one channel, as far as the order tells. */
static int64_t comb_crossings(const struct plan *plan, const struct comb *one,
                              const struct comb *other)
{
    struct hull of_one = hull_of(plan, one), of_other = hull_of(plan, other);
    if (of_one.high < of_other.low || of_other.high < of_one.low ||
        (of_one.high == of_other.low && of_one.low != of_other.high) ||
        (of_other.high == of_one.low && of_other.low != of_one.high)) {
        bool one_first = of_one.high <= of_other.low;
        int64_t x = trunk_of(plan, one), y = trunk_of(plan, other);
        if (x == y || (x < y) == one_first)
            return 0;
        return 1;
    }
    int64_t x = trunk_of(plan, one), y = trunk_of(plan, other);
    uint32_t straight = x <= y ? crossings_of(plan, one, &of_one, other, &of_other) : NONE;
    uint32_t turned = y <= x ? crossings_of(plan, other, &of_other, one, &of_one) : NONE;
    return least(straight, turned);
}

/* --- Partners -------------------------------------------------------------------------------- */

static uint32_t gap_of(const struct plan *plan, const struct pair *pair)
{
    uint32_t a = plan->items[pair->items[0]].place, b = plan->items[pair->items[1]].place;
    return (a > b ? a - b : b - a) - 1;
}

static int64_t apart_cost(uint32_t gap)
{
    return gap == 0 ? 0 : COST_APART + (int64_t)COST_BETWEEN * gap;
}

static int64_t pair_cost(uint32_t gap, uint32_t over, uint32_t under)
{
    return gap == 0 ? 0 : apart_cost(gap) + (int64_t)COST_CROSSING * least(over, under);
}

/* What a partner line that passes over, or under, this item crosses. */
static uint32_t crossed_over(const struct item *item)
{
    return item->above_count;
}

static uint32_t crossed_under(const struct item *item)
{
    return item->hosted_count;
}

static void count_between(struct plan *plan, struct pair *pair)
{
    const struct item *a = &plan->items[pair->items[0]], *b = &plan->items[pair->items[1]];
    uint32_t low = a->place < b->place ? a->place : b->place;
    uint32_t high = a->place < b->place ? b->place : a->place;
    pair->over = pair->under = 0;
    for (uint32_t place = low + 1; place < high; place++) {
        const struct item *item = &plan->items[plan->order[plan->row_start[a->row] + place]];
        pair->over += crossed_over(item);
        pair->under += crossed_under(item);
    }
}

/* A pair of `mover` when `passed` comes to stand between the two, or leaves. */
static int64_t pass_cost(const struct pair *pair, const struct item *passed, bool enters,
                         uint32_t gap)
{
    uint32_t over = crossed_over(passed), under = crossed_under(passed);
    int64_t before = pair_cost(gap, pair->over, pair->under);
    int64_t after = enters ? pair_cost(gap + 1, pair->over + over, pair->under + under)
                           : pair_cost(gap - 1, pair->over - over, pair->under - under);
    return after - before;
}

/* Changes in the pairs of `mover`, which goes past `passed` to the right or to the left. */
static int64_t passing(struct plan *plan, uint32_t mover, uint32_t passed, bool to_right,
                       bool apply)
{
    const struct item *item = &plan->items[mover];
    int64_t cost = 0;
    for (uint32_t i = 0; i < item->pair_count; i++) {
        struct pair *pair = &plan->pairs[plan->paired[item->first_pair + i]];
        uint32_t partner = partner_in(pair, mover);
        if (partner == passed)
            continue;
        bool partner_right = plan->items[partner].place > item->place;
        bool enters = partner_right != to_right;
        if (!apply) {
            cost += pass_cost(pair, &plan->items[passed], enters, gap_of(plan, pair));
            continue;
        }
        uint32_t over = crossed_over(&plan->items[passed]);
        uint32_t under = crossed_under(&plan->items[passed]);
        pair->over = enters ? pair->over + over : pair->over - over;
        pair->under = enters ? pair->under + under : pair->under - under;
    }
    return cost;
}

/* The wish that `left` stands left of `right`; negative for the other way round. */
static int64_t wish(const struct plan *plan, uint32_t left, uint32_t right)
{
    const struct item *a = &plan->items[left], *b = &plan->items[right];
    int64_t wish = 0;
    for (uint32_t i = 0; i < a->pair_count; i++) {
        uint32_t number = plan->paired[a->first_pair + i];
        uint32_t common = partner_in(&plan->pairs[number], left);
        if (common == right) {
            if (a->person != NONE && b->person != NONE) {
                enum family_gender x = plan->family->people[a->person].gender;
                enum family_gender y = plan->family->people[b->person].gender;
                int64_t side = couple_has_slashes(plan, &plan->pairs[number]) ? COST_SIDE_PAST
                                                                              : COST_SIDE;
                if (x == FAMILY_FEMALE && y == FAMILY_MALE)
                    wish -= side;
                else if (x == FAMILY_MALE && y == FAMILY_FEMALE)
                    wish += side;
            }
            continue;
        }
        const struct item *middle = &plan->items[common];
        if (b->pair_count == 0 || middle->person == NONE)
            continue;
        for (uint32_t j = 0; j < b->pair_count; j++)
            if (partner_in(&plan->pairs[plan->paired[b->first_pair + j]], right) == common) {
                /* In which order the person in the middle had them. */
                const struct family *family = plan->family;
                uint32_t one = plan->pairs[number].couple;
                uint32_t other = plan->pairs[plan->paired[b->first_pair + j]].couple;
                for (uint32_t k = family->first_couple[middle->person];
                     k < family->first_couple[middle->person + 1]; k++) {
                    if (family->couples_of[k] == one || family->couples_of[k] == other) {
                        wish += family->couples_of[k] == one ? COST_TIME : -COST_TIME;
                        break;
                    }
                }
            }
    }
    return wish;
}

/* Pairs of two items whose lines would have to cross: each begins within the other. */
static uint32_t interleaved(const struct plan *plan, const struct item *a, const struct item *b)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < a->pair_count; i++) {
        const struct pair *one = &plan->pairs[plan->paired[a->first_pair + i]];
        uint32_t x = plan->items[one->items[0]].place, y = plan->items[one->items[1]].place;
        uint32_t low = x < y ? x : y, high = x < y ? y : x;
        if (high - low == 1)
            continue;
        for (uint32_t j = 0; j < b->pair_count; j++) {
            const struct pair *other = &plan->pairs[plan->paired[b->first_pair + j]];
            uint32_t u = plan->items[other->items[0]].place;
            uint32_t v = plan->items[other->items[1]].place;
            bool first = u > low && u<high, second = v> low && v < high;
            /* A partner in common is no crossing. */
            count += first != second && u != low && u != high && v != low && v != high;
        }
    }
    return count;
}

/* --- Swapping -------------------------------------------------------------------------------- */

bool may_not_swap(const struct plan *plan, uint32_t left, uint32_t right)
{
    const struct item *a = &plan->items[left], *b = &plan->items[right];
    if (a->group != NONE && a->group == b->group)
        return a->rank < b->rank;
    if (a->group2 != NONE && (a->group2 == b->group || a->group2 == b->group2))
        return a->rank2 < (a->group2 == b->group ? b->rank : b->rank2);
    if (b->group2 != NONE && b->group2 == a->group)
        return a->rank < b->rank2;
    return false;
}

/* Crossings between the combs of one host, which may change sides. */
static int64_t own_crossings(const struct plan *plan, const struct item *item)
{
    int64_t crossings = 0;
    for (uint32_t i = 0; i < item->hosted_count; i++)
        for (uint32_t j = i + 1; j < item->hosted_count; j++)
            crossings += comb_crossings(plan, &plan->combs[plan->hosted[item->first_hosted + i]],
                                        &plan->combs[plan->hosted[item->first_hosted + j]]);
    return crossings;
}

static bool hangs_from(const struct plan *plan, const struct item *item, uint32_t comb)
{
    for (uint32_t i = 0; i < item->above_count; i++)
        if (plan->above[item->first_above + i] == comb)
            return true;
    return false;
}

/* Crossings between the combs of two items, above and below. */
static int64_t local_crossings(const struct plan *plan, const struct item *a, const struct item *b)
{
    int64_t crossings = 0;
    for (uint32_t i = 0; i < a->above_count; i++)
        for (uint32_t j = 0; j < b->above_count; j++) {
            uint32_t x = plan->above[a->first_above + i], y = plan->above[b->first_above + j];
            /* Two that both hang from the same two combs meet these twice. */
            if (x != y && (x < y || !hangs_from(plan, a, y) || !hangs_from(plan, b, x)))
                crossings += comb_crossings(plan, &plan->combs[x], &plan->combs[y]);
        }
    for (uint32_t i = 0; i < a->hosted_count; i++)
        for (uint32_t j = 0; j < b->hosted_count; j++)
            crossings += comb_crossings(plan, &plan->combs[plan->hosted[a->first_hosted + i]],
                                        &plan->combs[plan->hosted[b->first_hosted + j]]);
    return crossings;
}

/* The item whose combs may change sides because an item of one of its pairs moves. */
static const struct item *host_of(const struct plan *plan, const struct item *item, uint32_t number)
{
    const struct pair *pair = &plan->pairs[plan->paired[item->first_pair + number]];
    return pair->comb == NONE ? NULL : &plan->items[plan->combs[pair->comb].host];
}

/* Crossings between the combs of each host that one of two neighbours has to do with. */
static int64_t host_crossings(const struct plan *plan, const struct item *a, const struct item *b)
{
    int64_t crossings = 0;
    if (a->hosted_count > 1)
        crossings += own_crossings(plan, a);
    if (b->hosted_count > 1)
        crossings += own_crossings(plan, b);
    for (int side = 0; side < 2; side++) {
        const struct item *item = side == 0 ? a : b;
        for (uint32_t i = 0; i < item->pair_count; i++) {
            const struct item *host = host_of(plan, item, i);
            if (!host || host == a || host == b || host->hosted_count < 2)
                continue;
            bool seen = false;
            for (uint32_t j = 0; side == 1 && j < a->pair_count && !seen; j++)
                seen = host_of(plan, a, j) == host;
            crossings += seen ? 0 : own_crossings(plan, host);
        }
    }
    return crossings;
}

static void exchange(struct plan *plan, uint32_t left, uint32_t right)
{
    struct item *a = &plan->items[left], *b = &plan->items[right];
    uint32_t *order = &plan->order[plan->row_start[a->row]];
    order[a->place++] = right;
    order[b->place--] = left;
}

void swap_items(struct plan *plan, uint32_t left, uint32_t right)
{
    if (plan->items[left].pair_count)
        passing(plan, left, right, true, true);
    if (plan->items[right].pair_count)
        passing(plan, right, left, false, true);
    exchange(plan, left, right);
}

int64_t swap_cost(struct plan *plan, uint32_t left, uint32_t right)
{
    struct item *a = &plan->items[left], *b = &plan->items[right];
    int64_t cost = 0, crossings = 0, interleaves = 0;
    bool crossing = (a->above_count && b->above_count) || (a->hosted_count && b->hosted_count);
    bool hosts = a->shares_host || b->shares_host;
    bool partners = a->pair_count && b->pair_count;
    if (a->pair_count)
        cost += passing(plan, left, right, true, false);
    if (b->pair_count)
        cost += passing(plan, right, left, false, false);
    if (partners) {
        cost += wish(plan, left, right);
        interleaves -= interleaved(plan, a, b);
    }
    if (crossing)
        crossings -= local_crossings(plan, a, b);
    if (hosts)
        crossings -= host_crossings(plan, a, b);
    cost += bond_swap_cost(plan, a, b);
    swap_items(plan, left, right);
    if (partners)
        interleaves += interleaved(plan, a, b);
    if (crossing)
        crossings += local_crossings(plan, a, b);
    if (hosts)
        crossings += host_crossings(plan, a, b);
    return cost + COST_CROSSING * crossings + COST_INTERLEAVED * interleaves;
}

void plan_set_places(struct plan *plan)
{
    for (uint32_t row = 0; row < plan->row_count; row++)
        for (uint32_t i = plan->row_start[row]; i < plan->row_start[row + 1]; i++)
            plan->items[plan->order[i]].place = i - plan->row_start[row];
    for (uint32_t i = 0; i < plan->pair_count; i++)
        count_between(plan, &plan->pairs[i]);
}

int64_t plan_cost(struct plan *plan, int64_t *apart)
{
    int64_t crossings = 0, cost = 0, interleaves = 0;
    for (uint32_t row = 0; row < plan->row_count; row++) {
        uint32_t start = plan->row_start[row], end = plan->row_start[row + 1];
        for (uint32_t i = start; i < end; i++) {
            const struct item *a = &plan->items[plan->order[i]];
            for (uint32_t x = 0; x < a->hosted_count; x++)
                for (uint32_t j = i; j < end; j++) {
                    const struct item *b = &plan->items[plan->order[j]];
                    for (uint32_t y = j == i ? x + 1 : 0; y < b->hosted_count; y++)
                        crossings += comb_crossings(
                            plan, &plan->combs[plan->hosted[a->first_hosted + x]],
                            &plan->combs[plan->hosted[b->first_hosted + y]]);
                }
        }
        for (uint32_t i = start; i < end; i++)
            for (uint32_t j = i + 1; plan->items[plan->order[i]].pair_count && j < end; j++) {
                int64_t unwished = -wish(plan, plan->order[i], plan->order[j]);
                interleaves += interleaved(plan, &plan->items[plan->order[i]],
                                           &plan->items[plan->order[j]]);
                cost += unwished > 0 ? unwished : 0;
            }
    }
    for (uint32_t i = 0; i < plan->pair_count; i++) {
        const struct pair *pair = &plan->pairs[i];
        uint32_t gap = gap_of(plan, pair);
        cost += apart_cost(gap);
        crossings += gap == 0 ? 0 : least(pair->over, pair->under);
    }
    cost += plan_bond_cost(plan);
    *apart = cost;
    /* Two pairs are met at each of their four ends. */
    return cost + COST_CROSSING * crossings + COST_INTERLEAVED * interleaves / 4;
}

#include "base/limits.h"
#include "domain/threshold/caseload.h"
#include "hear.h"
#include "tap.h"

#include <stdio.h>

static struct framework *framework;
static struct buffer told = {.maximum = (size_t)1 << 26};

static uint32_t code(const char *text)
{
    return framework_indicator(framework, text_of(text));
}

/* One row, posted or added. Those of a case may be written down as `FAMILY CHILD CODE AGENCY`, `-`
 * for blank. */
struct row {
    const char *family, *child, *code, *agency;
    bool passed_over; /* does not count */
};

static struct text cell(const char *word)
{
    return strcmp(word, "-") == 0 ? TEXT("") : text_of(word);
}

/* Each row of the result: `FAMILY/CHILD: CODE CODE, agencies N`. */
static void tell(struct caseload *caseload)
{
    struct caseload_position position = {0, 0};
    struct caseload_row row;
    bool failed;
    buffer_clear(&told);
    while (caseload_next(caseload, &position, &row, &failed)) {
        buffer_add(&told, row.family);
        buffer_put(&told, "/");
        buffer_add(&told, row.child);
        buffer_put(&told, ":");
        for (uint32_t i = 0; i < framework->indicator_count; i++)
            if (indicator_set_has(row.standing.present, i)) {
                buffer_put(&told, " ");
                buffer_add(&told, framework->indicators[i].code);
            }
        buffer_format(&told, ", %u\n", row.standing.agencies);
    }
    if (failed)
        buffer_put(&told, "failed\n");
}

static void gathers(bool by_family, const struct row *rows, const char *wanted, const char *name)
{
    struct caseload *caseload = caseload_new(framework, by_family, &hearing);
    if (!ok(caseload != NULL, name))
        return;
    /* Twice in the same caseload, added and posted: nothing of the first time is left. */
    for (int again = 0; again < 2; again++) {
        for (const struct row *row = rows; row->family; row++) {
            struct text family = cell(row->family), child = cell(row->child),
                        agency = cell(row->agency);
            if (again)
                caseload_post(caseload, family, child, code(row->code), !row->passed_over, agency);
            else
                caseload_add(caseload, family, child, code(row->code), !row->passed_over, agency);
        }
        tell(caseload);
        is_text(buffer_text(&told), text_of(wanted), again ? "posted" : "added");
        tell(caseload);
        is_text(buffer_text(&told), text_of(wanted), "told again");
        caseload_clear(caseload);
        tell(caseload);
        is_text(buffer_text(&told), TEXT(""), "cleared");
    }
    caseload_free(caseload);
}

#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, NULL, NULL, false                                                              \
    }

static void test_rows(void)
{
    gathers(false, (struct row[]){END}, "", "no rows");
    gathers(false,
            (struct row[]){{"F1", "C1", "HEA-EH-01", "-", false},
                           {"F2", "C1", "EDU-EH-01", "-", false},
                           {"F1", "C1", "HEA-SH-01", "-", false},
                           {"F1", "C2", "HEA-U-01", "-", false},
                           {"-", "C1", "BAS-EH-01", "-", false},
                           {"F1", "C1", "HEA-EH-01", "-", false},
                           END},
            "F1/C1: HEA-EH-01 HEA-SH-01, 0\nF2/C1: EDU-EH-01, 0\nF1/C2: HEA-U-01, 0\n"
            "/C1: BAS-EH-01, 0\n",
            "children are known by both ids, in order of first appearance");
    gathers(false,
            (struct row[]){{"F1", "C1", "HEA-EH-01", "-", true},
                           {"F2", "C2", "EDU-EH-01", "School", true},
                           {"F2", "C2", "HEA-EH-01", "-", false},
                           END},
            "F1/C1:, 0\nF2/C2: HEA-EH-01, 0\n", "rows that do not count still make a child appear");
    gathers(false,
            (struct row[]){{"F", "1C", "HEA-EH-01", "-", false},
                           {"F1", "C", "EDU-EH-01", "-", false},
                           {"", "F1C", "BAS-EH-01", "-", false},
                           END},
            "F/1C: HEA-EH-01, 0\nF1/C: EDU-EH-01, 0\n/F1C: BAS-EH-01, 0\n",
            "ids that are the same one behind the other are not the same");
}

static void test_families(void)
{
    gathers(false,
            (struct row[]){{"F1", "-", "HEA-EH-01", "-", false},
                           {"F1", "C1", "EDU-EH-01", "-", false},
                           {"F1", "C2", "BAS-EH-01", "-", false},
                           END},
            "F1/C1: HEA-EH-01 EDU-EH-01, 0\nF1/C2: HEA-EH-01 BAS-EH-01, 0\n",
            "rows about a family count for each child of it");
    gathers(false,
            (struct row[]){{"F1", "C1", "EDU-EH-01", "-", false},
                           {"F2", "C2", "BAS-EH-01", "-", false},
                           {"F1", "-", "HEA-EH-01", "-", false},
                           END},
            "F1/C1: HEA-EH-01 EDU-EH-01, 0\nF2/C2: BAS-EH-01, 0\n", "wherever they stand");
    gathers(false,
            (struct row[]){{"F9", "-", "HEA-EH-01", "-", false},
                           {"F1", "C1", "EDU-EH-01", "-", false},
                           {"F8", "-", "HEA-EH-02", "-", false},
                           {"F2", "C2", "BAS-EH-01", "-", false},
                           {"F7", "-", "HEA-EH-03", "-", false},
                           {"F1", "-", "HEA-EH-04", "-", false},
                           END},
            "F9/: HEA-EH-01, 0\nF1/C1: HEA-EH-04 EDU-EH-01, 0\nF8/: HEA-EH-02, 0\n"
            "F2/C2: BAS-EH-01, 0\nF7/: HEA-EH-03, 0\n",
            "a family without a child makes a row, in its place");
    gathers(false,
            (struct row[]){
                {"F1", "-", "HEA-EH-01", "-", false}, {"F1", "C1", "EDU-EH-01", "-", true}, END},
            "F1/C1: HEA-EH-01, 0\n",
            "a child that appears by a row that does not count is a child");
    gathers(true,
            (struct row[]){{"F1", "C1", "HEA-EH-01", "School", false},
                           {"F2", "-", "BAS-EH-01", "-", false},
                           {"F1", "C2", "EDU-EH-01", "GP", false},
                           {"-", "C3", "HEA-EH-02", "-", false},
                           {"F1", "-", "SOC-EH-01", "GP", false},
                           END},
            "F1/: HEA-EH-01 EDU-EH-01 SOC-EH-01, 2\nF2/: BAS-EH-01, 0\n/C3: HEA-EH-02, 0\n",
            "by family, children aside; one without a family stands alone");
}

static void test_agencies(void)
{
    gathers(false,
            (struct row[]){{"F1", "C1", "HEA-EH-01", "School", false},
                           {"F1", "C1", "HEA-EH-02", "School", false},
                           {"F1", "C2", "HEA-EH-01", "School", false},
                           {"F1", "C2", "HEA-CIN-01", "GP", false},
                           {"F1", "C3", "HEA-EH-01", "-", false},
                           END},
            "F1/C1: HEA-EH-01 HEA-EH-02, 1\nF1/C2: HEA-EH-01 HEA-CIN-01, 2\nF1/C3: HEA-EH-01, 0\n",
            "different agencies are counted for each child");
    gathers(false,
            (struct row[]){{"F1", "C1", "HEA-U-01", "School", false},
                           {"F1", "C1", "HEA-EH-01", "GP", true},
                           {"F1", "C1", "HEA-EH-01", "Council", false},
                           END},
            "F1/C1: HEA-U-01 HEA-EH-01, 1\n",
            "but not for strengths, nor for rows that do not count");
    gathers(false,
            (struct row[]){{"F1", "C1", "HEA-EH-01", "School", false},
                           {"F1", "-", "HEA-EH-02", "School", false},
                           {"F1", "C2", "HEA-EH-01", "GP", false},
                           {"F1", "C3", "HEA-EH-03", "-", false},
                           END},
            "F1/C1: HEA-EH-01 HEA-EH-02, 1\nF1/C2: HEA-EH-01 HEA-EH-02, 2\n"
            "F1/C3: HEA-EH-02 HEA-EH-03, 1\n",
            "those of the whole family count with the child's, each once");
}

static void test_ids(void)
{
    struct caseload *caseload = caseload_new(framework, false, &hearing);
    if (!ok(caseload != NULL, "where a row was added"))
        return;
    uint32_t need = code("HEA-EH-01");
    struct entry_id id = caseload_add(caseload, TEXT("F1"), TEXT("C1"), need, true, TEXT(""));
    ok(id.number == 0 && !id.family, "the first child");
    id = caseload_add(caseload, TEXT("F1"), TEXT("C2"), need, true, TEXT(""));
    ok(id.number == 1 && !id.family, "the second");
    id = caseload_add(caseload, TEXT("F2"), TEXT(""), need, true, TEXT(""));
    ok(id.number == 0 && id.family, "the first family as a whole");
    id = caseload_add(caseload, TEXT("F1"), TEXT(""), need, true, TEXT(""));
    ok(id.number == 1 && id.family, "the second");
    id = caseload_add(caseload, TEXT("F1"), TEXT("C1"), need, true, TEXT(""));
    ok(id.number == 0 && !id.family, "the first child again");
    is_number((int64_t)caseload_count(caseload), 4, "four have been told apart");
    struct caseload_position position = {0, 0};
    struct caseload_row row;
    bool failed;
    ok(caseload_next(caseload, &position, &row, &failed) && row.own.number == 0 &&
           !row.own.family && row.whole_family.number == 1 && row.whole_family.family,
       "a row knows the child and the family that it is made of");
    ok(caseload_next(caseload, &position, &row, &failed) && row.own.number == 1, "each");
    ok(caseload_next(caseload, &position, &row, &failed) && row.own.number == 0 && row.own.family &&
           row.whole_family.number == ENTRY_NONE.number,
       "or the family alone");
    ok(!caseload_next(caseload, &position, &row, &failed) && !failed, "and no more");
    caseload_free(caseload);
    caseload_free(NULL);
}

static void test_long_ids(void)
{
    static char bytes[LIMIT_CELL_BYTES];
    memset(bytes, 'x', sizeof bytes);
    struct text longest = {bytes, sizeof bytes};
    struct caseload *caseload = caseload_new(framework, false, &hearing);
    uint32_t need = code("HEA-EH-01"), other = code("HEA-EH-02");
    if (!ok(caseload != NULL, "ids as long as a cell can be"))
        return;
    for (size_t i = 0; i < 10; i++) {
        ok(caseload_post(caseload, longest, text_part(longest, i, longest.length), need, true,
                         TEXT("")),
           "one");
        ok(caseload_post(caseload, TEXT("F"), TEXT("C"), other, true, TEXT("")), "and a short one");
    }
    struct caseload_position position = {0, 0};
    struct caseload_row row;
    bool failed;
    size_t count = 0, wrong = 0;
    for (; caseload_next(caseload, &position, &row, &failed); count++)
        if (count != 1)
            wrong += !text_equal(row.family, longest) ||
                     row.child.length != longest.length - (count > 0 ? count - 1 : 0);
    is_number(count, 11, "are told apart");
    is_number(wrong, 0, "and handed out whole");
    caseload_free(caseload);
}

/* --- Against a plain list ----------------------------------------------------------------------
 */

static uint64_t state = 0x2545f4914f6cdd1du;

static uint32_t random_below(uint32_t limit)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)(state >> 33) % limit;
}

enum { PLAIN_MOST = 3000, AGENCIES = 5 };

struct plain {
    uint32_t family, child; /* 0: blank */
    uint32_t order;         /* children before it when it came */
    uint32_t present[3];    /* of the first 96 indicators */
    uint32_t agencies;      /* a bit each */
};

static struct plain children[PLAIN_MOST], families[PLAIN_MOST];
static size_t child_count, family_count;

static struct plain *plain_for(struct plain *list, size_t *count, uint32_t family, uint32_t child)
{
    for (size_t i = 0; i < *count; i++)
        if (list[i].family == family && list[i].child == child)
            return &list[i];
    list[*count] = (struct plain){.family = family, .child = child, .order = (uint32_t)child_count};
    return &list[(*count)++];
}

static void plain_tell(const struct plain *own, const struct plain *family)
{
    if (own->family)
        buffer_format(&told, "F%u", own->family);
    buffer_put(&told, "/");
    if (own->child)
        buffer_format(&told, "C%u", own->child);
    buffer_put(&told, ":");
    for (uint32_t i = 0; i < 96; i++)
        if ((own->present[i / 32] | (family ? family->present[i / 32] : 0)) >> (i % 32) & 1) {
            buffer_put(&told, " ");
            buffer_add(&told, framework->indicators[i].code);
        }
    /* Two agencies tell one from several; more are counted up to what an entry holds of each. */
    uint32_t agencies = own->agencies | (family ? family->agencies : 0), count = 0;
    for (; agencies; agencies &= agencies - 1)
        count++;
    buffer_format(&told, ", %s\n", count == 0 ? "none" : count == 1 ? "one" : "several");
}

static void tell_kind_of_agencies(struct caseload *caseload, struct buffer *into)
{
    struct caseload_position position = {0, 0};
    struct caseload_row row;
    bool failed;
    buffer_clear(into);
    while (caseload_next(caseload, &position, &row, &failed)) {
        buffer_add(into, row.family);
        buffer_put(into, "/");
        buffer_add(into, row.child);
        buffer_put(into, ":");
        for (uint32_t i = 0; i < 96; i++)
            if (indicator_set_has(row.standing.present, i)) {
                buffer_put(into, " ");
                buffer_add(into, framework->indicators[i].code);
            }
        uint32_t count = row.standing.agencies;
        buffer_format(into, ", %s\n", count == 0 ? "none" : count == 1 ? "one" : "several");
    }
}

static void random_case(struct caseload *caseload, uint32_t rows, uint32_t spread)
{
    static const char *const names[AGENCIES] = {"School", "GP", "Council", "Police", "Charity"};
    child_count = family_count = 0;
    caseload_clear(caseload);
    uint32_t family = 1, child = 1;
    for (uint32_t i = 0; i < rows; i++) {
        if (random_below(3) > 0) {
            family = random_below(spread);
            child = random_below(4);
        }
        if (family == 0 && child == 0)
            continue;
        uint32_t indicator = random_below(96), agency = random_below(AGENCIES + 3);
        bool counts = random_below(5) > 0;
        char family_id[16] = "", child_id[16] = "";
        if (family)
            snprintf(family_id, sizeof family_id, "F%u", family);
        if (child)
            snprintf(child_id, sizeof child_id, "C%u", child);
        struct text named = agency < AGENCIES ? text_of(names[agency]) : TEXT("");
        if (random_below(2))
            caseload_post(caseload, text_of(family_id), text_of(child_id), indicator, counts,
                          named);
        else
            caseload_add(caseload, text_of(family_id), text_of(child_id), indicator, counts, named);
        struct plain *plain = child ? plain_for(children, &child_count, family, child)
                                    : plain_for(families, &family_count, family, 0);
        if (counts)
            plain->present[indicator / 32] |= (uint32_t)1 << (indicator % 32);
        if (counts && agency < AGENCIES &&
            framework->indicators[indicator].level != INDICATOR_UNIVERSAL)
            plain->agencies |= (uint32_t)1 << agency;
    }
}

static bool has_children(uint32_t family)
{
    for (size_t i = 0; i < child_count; i++)
        if (children[i].family == family)
            return true;
    return false;
}

static void plain_result(void)
{
    size_t next = 0;
    buffer_clear(&told);
    for (size_t i = 0; i <= child_count; i++) {
        for (; next < family_count &&
               (families[next].order <= i || has_children(families[next].family));
             next++)
            if (!has_children(families[next].family))
                plain_tell(&families[next], NULL);
        if (i == child_count)
            break;
        const struct plain *family = NULL;
        for (size_t j = 0; j < family_count && children[i].family; j++)
            if (families[j].family == children[i].family)
                family = &families[j];
        plain_tell(&children[i], family);
    }
}

static void test_random(void)
{
    struct buffer got;
    size_t wrong = 0;
    buffer_init(&got, (size_t)1 << 26);
    struct caseload *caseload = caseload_new(framework, false, &hearing);
    if (!ok(caseload != NULL, "random rows"))
        return;
    for (uint32_t run = 0; run < 300; run++) {
        random_case(caseload, random_below(run % 10 == 0 ? 1500 : 120), 2 + random_below(60));
        tell_kind_of_agencies(caseload, &got);
        plain_result();
        if (!text_equal(buffer_text(&got), buffer_text(&told)) && wrong++ == 0) {
            tap_tell("got", text_part(buffer_text(&got), 0, 3000));
            tap_tell("wanted", text_part(buffer_text(&told), 0, 3000));
        }
    }
    is_number(wrong, 0, "come to what a plain list of them comes to");
    caseload_free(caseload);
    buffer_release(&got);
}

/* So many children that all tables have grown many times. */
static void test_many(void)
{
    enum { MANY = 200000 };
    struct caseload *caseload = caseload_new(framework, false, &hearing);
    if (!ok(caseload != NULL, "two hundred thousand children"))
        return;
    char family[24], child[24];
    size_t wrong = 0;
    for (uint32_t round = 0; round < 2; round++)
        for (uint32_t i = 0; i < MANY; i++) {
            uint32_t at = (uint32_t)((uint64_t)i * 7919 % MANY);
            snprintf(family, sizeof family, "family-%u", at / 2);
            snprintf(child, sizeof child, "%u", at);
            wrong += !caseload_post(caseload, text_of(family), text_of(child),
                                    (at + round) % (uint32_t)framework->indicator_count, true,
                                    TEXT(""));
        }
    is_number(wrong, 0, "in two rows each");
    is_number((int64_t)caseload_count(caseload), MANY, "are so many");
    struct caseload_position position = {0, 0};
    struct caseload_row row;
    bool failed;
    uint32_t count = 0;
    for (; caseload_next(caseload, &position, &row, &failed); count++) {
        uint32_t at = (uint32_t)((uint64_t)count * 7919 % MANY);
        uint32_t first = at % (uint32_t)framework->indicator_count,
                 second = (at + 1) % (uint32_t)framework->indicator_count;
        snprintf(child, sizeof child, "%u", at);
        wrong += !text_equal(row.child, text_of(child)) || row.own.number != count ||
                 !indicator_set_has(row.standing.present, first) ||
                 !indicator_set_has(row.standing.present, second);
    }
    is_number(count, MANY, "come out again");
    is_number(wrong, 0, "in order, with what they had");
    caseload_free(caseload);
}

/* A framework whose rules ask for more agencies than two needs them counted further. */
static void test_rules_for_agencies(void)
{
    struct rule *rule = &framework->rules[0];
    uint32_t before = rule->min_agencies;
    rule->min_agencies = 4;
    gathers(false,
            (struct row[]){{"F1", "C1", "HEA-EH-01", "School", false},
                           {"F1", "C1", "HEA-EH-02", "GP", false},
                           {"F1", "C1", "HEA-EH-02", "Council", false},
                           {"F1", "C1", "HEA-EH-02", "GP", false},
                           {"F1", "C2", "HEA-EH-02", "GP", false},
                           {"F1", "-", "HEA-EH-03", "Police", false},
                           {"F1", "-", "HEA-EH-03", "School", false},
                           END},
            "F1/C1: HEA-EH-01 HEA-EH-02 HEA-EH-03, 4\nF1/C2: HEA-EH-02 HEA-EH-03, 3\n",
            "agencies are counted as far as any rule asks");
    rule->min_agencies = before;
}

int main(void)
{
    hear_nothing();
    framework = framework_new(FRAMEWORK_DEFAULT, &hearing);
    if (ok(framework != NULL, "the framework")) {
        test_rows();
        test_families();
        test_agencies();
        test_ids();
        test_long_ids();
        test_random();
        test_many();
        test_rules_for_agencies();
    }
    is_text(heard_text(), TEXT(""), "nothing was reported");
    framework_free(framework);
    buffer_release(&told);
    buffer_release(&heard);
    return done();
}

#include "base/limits.h"
#include "domain/threshold/grouping.h"
#include "hear.h"
#include "tap.h"

#include <stdio.h>

static const char *word(enum group group)
{
    static const char *const words[] = {"same", "new", "came back", "failed"};
    return words[group];
}

static void row(struct grouping *grouping, const char *family, const char *child,
                const char *wanted, const char *name)
{
    is_string(word(grouping_row(grouping, text_of(family), text_of(child))), wanted, name);
}

static void test_rows(void)
{
    struct grouping *grouping = grouping_new(&hearing);
    if (!ok(grouping != NULL, "a grouping"))
        return;
    row(grouping, "F1", "C1", "new", "the first row starts a group");
    row(grouping, "F1", "C2", "same", "another child of the family does not");
    row(grouping, "F1", "", "same", "nor does the family as a whole");
    row(grouping, "F2", "C1", "new", "another family does");
    row(grouping, "F1", "C1", "came back", "a family whose rows had ended has come back");
    row(grouping, "F1", "C9", "came back", "so has each of its rows");
    row(grouping, "F2", "C1", "same", "which leaves the group that is open as it is");
    row(grouping, "", "C1", "new", "a child without a family is a group of its own");
    row(grouping, "", "C1", "same", "with all its rows");
    row(grouping, "", "F2", "new", "a child with the id of a family is not that family");
    row(grouping, "F2", "", "came back", "which had ended");
    row(grouping, "F2 ", "", "new", "ids are compared byte for byte");
    row(grouping, "F3", "", "new", "");
    row(grouping, "", "C1", "came back", "the child has come back");
    row(grouping, "", "F3", "new",
        "a child with the id of the family that is open is another group");
    grouping_free(grouping);
    grouping_free(NULL);
}

/* Many families one after another, then each again at once: nobody has come back while in order. */
static void test_many(void)
{
    enum { FAMILIES = 100000 };
    struct grouping *grouping = grouping_new(&hearing);
    if (!ok(grouping != NULL, "a grouping"))
        return;
    char id[24];
    size_t wrong = 0, noticed = 0;
    for (uint64_t i = 0; i < FAMILIES; i++) {
        struct text family = number_text(i, id);
        wrong += grouping_row(grouping, family, TEXT("")) != GROUP_NEW;
        wrong += grouping_row(grouping, family, TEXT("c")) != GROUP_SAME;
    }
    is_number(wrong, 0, "a hundred thousand families in order");
    for (uint64_t i = 0; i + 1 < FAMILIES; i++)
        noticed += grouping_row(grouping, number_text(i, id), TEXT("")) == GROUP_CAME_BACK;
    ok(noticed > FAMILIES * 8 / 10, "nearly all are known again when they come back");
    grouping_free(grouping);
}

/* More families than are remembered: what is forgotten is taken for new, and nothing grows or
 * breaks. */
static void test_more_than_remembered(void)
{
    struct grouping *grouping = grouping_new(&hearing);
    if (!ok(grouping != NULL, "a grouping"))
        return;
    char id[24];
    size_t wrong = 0;
    for (uint64_t i = 0; i < 2 * LIMIT_SORTED_MEMORY; i++)
        wrong += grouping_row(grouping, number_text(i, id), TEXT("")) != GROUP_NEW;
    is_number(wrong, 0, "twice as many families as are remembered, in order");
    uint64_t last = 2 * LIMIT_SORTED_MEMORY - 2;
    is_number(grouping_row(grouping, number_text(last, id), TEXT("")), GROUP_CAME_BACK,
              "the one before the last is remembered for certain");
    grouping_free(grouping);
}

static void test_long_ids(void)
{
    static char id[2 * LIMIT_CELL_BYTES + 1];
    memset(id, 'x', sizeof id);
    hear_nothing();
    struct grouping *grouping = grouping_new(&hearing);
    if (!ok(grouping != NULL, "a grouping"))
        return;
    is_number(grouping_row(grouping, (struct text){id, LIMIT_CELL_BYTES}, TEXT("")), GROUP_NEW,
              "an id as long as a cell can be");
    is_number(grouping_row(grouping, (struct text){id, LIMIT_CELL_BYTES}, TEXT("")), GROUP_SAME,
              "is known again");
    is_number(grouping_row(grouping, (struct text){id, sizeof id}, TEXT("")), GROUP_FAILED,
              "a longer one than any cell fails");
    is_text(heard_text(), TEXT("not enough memory\n"), "with a message");
    grouping_free(grouping);
}

int main(void)
{
    test_rows();
    test_many();
    test_more_than_remembered();
    test_long_ids();
    buffer_release(&heard);
    return done();
}

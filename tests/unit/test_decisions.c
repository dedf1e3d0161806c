/* Side files: consent and practitioners' decisions (domain/threshold/decisions.h), found by child
 * (domain/threshold/child_index.h). */
#include "domain/threshold/child_index.h"
#include "domain/threshold/decisions.h"
#include "files.h"
#include "hear.h"
#include "tap.h"

static struct framework *framework;
static const struct table_settings settings = {.delimiter = ','};

static void test_child_index(void)
{
    struct child_index index;
    bool added;
    child_index_init(&index);
    is_number(child_index_exact(&index, TEXT("F1"), TEXT("C1")), LOOKUP_NONE,
              "nothing is known yet");
    is_number(child_index_for(&index, TEXT("F1"), TEXT("C1")), LOOKUP_NONE, "either way");
    is_number(child_index_add(&index, TEXT("F1"), TEXT("C1"), &added), 0, "a child");
    ok(added, "is new");
    is_number(child_index_add(&index, TEXT("F1"), TEXT(""), &added), 1, "a family");
    is_number(child_index_add(&index, TEXT(""), TEXT("C2"), NULL), 2, "a child without a family");
    is_number(child_index_add(&index, TEXT("F1"), TEXT("C1"), &added), 0, "the child again");
    ok(!added, "is known");
    is_number(child_index_exact(&index, TEXT("F1"), TEXT("C2")), LOOKUP_NONE, "exact is exact");
    is_number(child_index_for(&index, TEXT("F1"), TEXT("C1")), 0, "a child has its own");
    is_number(child_index_for(&index, TEXT("F1"), TEXT("C2")), 1, "else its family's");
    is_number(child_index_for(&index, TEXT("F2"), TEXT("C2")), 2, "else that without a family");
    is_number(child_index_for(&index, TEXT("F2"), TEXT("C1")), LOOKUP_NONE, "else none");
    is_number(child_index_for(&index, TEXT("F1"), TEXT("")), 1, "a family has its own");
    is_number(child_index_for(&index, TEXT("F2"), TEXT("")), LOOKUP_NONE, "or none");
    is_number(child_index_for(&index, TEXT(""), TEXT("C2")), 2, "a child without a family too");
    is_number(child_index_for(&index, TEXT(""), TEXT("C1")), LOOKUP_NONE, "but not another's");
    is_text(child_index_family(&index, 0), TEXT("F1"), "the ids of a number");
    is_text(child_index_child(&index, 0), TEXT("C1"), "are told");
    is_text(child_index_child(&index, 1), TEXT(""), "blank ones");
    is_text(child_index_family(&index, 2), TEXT(""), "too");
    child_index_release(&index);
}

/* --- Consent ------------------------------------------------------------------------------------
 */

static const char *consent_of(struct consent_list *list, const char *family, const char *child)
{
    static const char *const words[] = {"not recorded", "given", "refused", "withdrawn"};
    return words[consent_for(list, text_of(family), text_of(child))];
}

static struct consent_list *read_consent(struct text bytes, uint64_t *rejected)
{
    const char *path = files_put("consent.csv", bytes);
    hear_nothing();
    *rejected = 0;
    return consent_list_new(&settings, &path, 1, rejected, &hearing);
}

static void test_consent(void)
{
    uint64_t rejected;
    struct consent_list *list = read_consent(TEXT("family_id,child_id,date,consent\n"
                                                  "F1,C1,2026-03-01,given\n"
                                                  "F1,C2,2026-03-01,Refused\n"
                                                  "F2,,2026-03-01,Yes\n"
                                                  ",C9,01/03/2026,Consent withdrawn\n"
                                                  "F3,,2026-03-02,withdrawn\nF3,,2026-03-01,given\n"
                                                  "F4,,2026-03-01,given\nF4,,2026-03-01,refused\n"
                                                  "F5,,2026-03,given\nF5,,2026-03-15,refused\n"
                                                  "F6,,,given\nF6,,2020,refused\nF6,,,withdrawn\n"
                                                  "F7,,,given\nF7,,,refused\n"),
                                             &rejected);
    if (!ok(list != NULL, "consent on record"))
        return;
    is_text(heard_text(), TEXT(""), "is read without a word");
    is_number((int64_t)rejected, 0, "no row is rejected");
    is_string(consent_of(list, "F1", "C1"), "given", "a child's own");
    is_string(consent_of(list, "F1", "C2"), "refused", "values are decoded");
    is_string(consent_of(list, "F1", "C3"), "not recorded", "not another child's");
    is_string(consent_of(list, "F1", ""), "not recorded", "nor that of its children for a family");
    is_string(consent_of(list, "F2", "C1"), "given", "the whole family's");
    is_string(consent_of(list, "F8", "C9"), "withdrawn",
              "that of a child whose family is not given");
    is_string(consent_of(list, "F3", ""), "withdrawn",
              "the latest date counts, wherever it stands");
    is_string(consent_of(list, "F4", ""), "refused", "of equals the later row");
    is_string(consent_of(list, "F5", ""), "refused",
              "a day within a month is later than the month's start");
    is_string(consent_of(list, "F6", ""), "refused", "no date is before every date");
    is_string(consent_of(list, "F7", ""), "refused", "and of two without one the later row counts");
    consent_list_free(list);
    consent_list_free(NULL);
}

static void test_consent_rejects(void)
{
    uint64_t rejected;
    struct consent_list *list = read_consent(TEXT("family_id,child_id,date,consent\n"
                                                  ",,2026-03-01,given\nF1,,2026-02-30,given\n"
                                                  "F1,,2026-03-01,perhaps\nF1,,2026-03-01,\n"
                                                  "F1,,2026-03-01\nF2,,2026-03-01,given\n"),
                                             &rejected);
    if (!ok(list != NULL, "rows that cannot be used"))
        return;
    is_text(
        heard_text(),
        TEXT("reject: consent.csv:2: family_id and child_id are both blank\n"
             "reject: consent.csv:3: date: no such day in the calendar, or a year outside 1000 to "
             "2999\n"
             "reject: consent.csv:4: consent: not one of given, refused, withdrawn\n"
             "reject: consent.csv:5: consent: not one of given, refused, withdrawn\n"
             "reject: consent.csv:6: cells in this row: 3; in the header line: 4\n"),
        "are told");
    is_number((int64_t)rejected, 5, "and counted");
    is_string(consent_of(list, "F1", ""), "not recorded", "and say nothing");
    is_string(consent_of(list, "F2", ""), "given", "the others do");
    consent_list_free(list);

    list = read_consent(TEXT("family_id,child_id,consent\nF1,,given\n"), &rejected);
    ok(!list, "a file without a needed column");
    is_text(
        heard_text(),
        TEXT("consent.csv:1: no column for date; columns found: family_id, child_id, consent\n"),
        "is no use");
    list = read_consent(TEXT("date,consent\n2026,given\n"), &rejected);
    ok(!list, "nor one without any id");
    is_text(
        heard_text(),
        TEXT("consent.csv:1: no column for family_id or child_id; columns found: date, consent\n"),
        "which is told");
    const char *path = files_path("none.csv");
    hear_nothing();
    ok(!consent_list_new(&settings, &path, 1, &rejected, &hearing), "nor one that is not there");
    is_text(heard_text(), TEXT("none.csv: cannot open: No such file or directory\n"),
            "which is told");
}

/* --- Decisions ---------------------------------------------------------------------------------
 */

static struct decision_list *read_decisions(struct text bytes, uint64_t *rejected)
{
    const char *path = files_put("override.csv", bytes);
    hear_nothing();
    *rejected = 0;
    return decision_list_new(framework, &settings, &path, 1, rejected, &hearing);
}

static void test_decisions(void)
{
    uint64_t rejected;
    struct decision_list *list = read_decisions(
        TEXT("family_id,child_id,level,by,date,reason\n"
             "F1,C1,child-in-need,A. Worker,2026-03-01,\" Knows the family \"\n"
             "F1,C2,EARLY-HELP,B,2026-03-01,x\n"
             "F2,,Section 47,C,2026-03-01,y\n"
             "F2,,early-help,D,2026-04-01,z\n"
             "F3,,universal,,,w\n"),
        &rejected);
    if (!ok(list != NULL, "decisions"))
        return;
    is_text(heard_text(), TEXT(""), "are read without a word");
    is_number((int64_t)decision_list_unused(list), 4, "four stand, none has been asked for");
    const struct decision *decision = decision_for(list, TEXT("F1"), TEXT("C1"));
    if (ok(decision != NULL, "a child's own")) {
        is_number(decision->level, 2, "its level");
        is_text(decision->by, TEXT("A. Worker"), "by whom");
        is_text(decision->reason, TEXT("Knows the family"), "why");
        is_number(decision->date.precision, DATE_DAY, "when");
    }
    is_number((int64_t)decision_list_unused(list), 3, "one has been used");
    decision_for(list, TEXT("F1"), TEXT("C1"));
    is_number((int64_t)decision_list_unused(list), 3, "however often");
    decision = decision_for(list, TEXT("F1"), TEXT("C2"));
    ok(decision && decision->level == 1, "levels are read case aside");
    decision = decision_for(list, TEXT("F2"), TEXT("C5"));
    ok(decision && decision->level == 1 && text_equal(decision->by, TEXT("D")),
       "the family's latest counts for each child of it");
    ok(!decision_for(list, TEXT("F1"), TEXT("C3")), "another child has none");
    is_number((int64_t)decision_list_unused(list), 1,
              "one is left, about nobody who was asked for");
    decision_list_free(list);
    decision_list_free(NULL);

    list = read_decisions(TEXT("family_id,child_id,level,by,date,reason\nF1,,S47,C,2026,y\n"),
                          &rejected);
    decision = list ? decision_for(list, TEXT("F1"), TEXT("")) : NULL;
    ok(decision && decision->level == 3, "a level in other words is decoded");
    decision_list_free(list);
}

static void test_decision_rejects(void)
{
    uint64_t rejected;
    struct decision_list *list = read_decisions(
        TEXT("family_id,child_id,level,by,date,reason\n"
             ",,early-help,A,2026,x\nF1,,early-help,A,2026,\nF1,,early-help,A,2026,\xc2\xa0\n"
             "F1,,,A,2026,x\nF1,,middling,A,2026,x\nF1,,multi-agency-early-help,A,2026,x\n"
             "F1,,early-help,A,soonish,x\nF2,,early-help,A,2026,x\n"),
        &rejected);
    if (!ok(list != NULL, "decisions that cannot be used"))
        return;
    ok(text_starts_folded(
           heard_text(),
           TEXT("reject: override.csv:2: family_id and child_id are both blank\n"
                "reject: override.csv:3: reason: blank: a decision on the level needs its reason\n"
                "reject: override.csv:4: reason: blank: a decision on the level needs its reason\n"
                "reject: override.csv:5: level: blank, but a value is needed\n"
                "reject: override.csv:6: level: not one of universal, "
                "early-help, "
                "child-in-need, significant-harm\n"
                "reject: override.csv:7: level: not one of universal, "
                "early-help, "
                "child-in-need, significant-harm\n"
                "reject: override.csv:8: date: not a date in a form that is read (")),
       "are told");
    is_number((int64_t)rejected, 7, "and counted");
    ok(!decision_for(list, TEXT("F1"), TEXT("")), "and decide nothing");
    ok(decision_for(list, TEXT("F2"), TEXT("")) != NULL, "the others do");
    decision_list_free(list);
    ok(!read_decisions(TEXT("family_id,level,by,date\nF1,early-help,A,2026\n"), &rejected),
       "a file without reasons");
    is_text(
        heard_text(),
        TEXT("override.csv:1: no column for reason; columns found: family_id, level, by, date\n"),
        "is no use");
}

int main(void)
{
    test_child_index();
    framework = framework_new(FRAMEWORK_DEFAULT, &hearing);
    if (ok(framework != NULL, "the framework") && files_make()) {
        test_consent();
        test_consent_rejects();
        test_decisions();
        test_decision_rejects();
        files_remove();
    }
    framework_free(framework);
    buffer_release(&heard);
    return done();
}

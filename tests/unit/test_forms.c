#include "domain/form/form.h"
#include "hear.h"
#include "tap.h"

static struct form_definitions *definitions;

static const char assessment[] =
    "%rec: Form\n\nType: Assessment\nFAMILY_ID: F1\nConsider: a\n"
    "Consider: b\nId: 1\nId: 2\n\n"
    "%rec: person\n\nId: P1\nName: A\nChild: Y\nParents: P2\nParents: P3\n\n"
    "Id: P2\nName: B\n\nId: P3\nLives_here: no\n\n"
    "%rec: Plan\n\nLevel: Early Help\nDecision:\n";

static size_t type_of(const char *name)
{
    return form_record_number(definitions, text_of(name));
}

static struct form_path path_of(const char *record, const char *field)
{
    size_t number = type_of(record);
    return (struct form_path){number, form_field_number(definitions, number, text_of(field))};
}

static void test_definitions(void)
{
    ok(definitions->record_count == 11, "eleven record types");
    is_number(type_of("form"), 0, "the first is the form, case aside");
    is_number(type_of("Forms"), FORM_NONE, "others are not known");
    is_text(form_record_nearest(definitions, TEXT("Peron")), TEXT("Person"), "the nearest is");
    is_text(form_field_nearest(definitions, type_of("Person"), TEXT("Ethnicty")), TEXT("Ethnicity"),
            "of fields too");
    is_text(form_field_nearest(definitions, type_of("Person"), TEXT("xyzzy")), TEXT(""),
            "if there is one");
    ok(form_look(definitions, TEXT("referral")) && !form_look(definitions, TEXT("letter")),
       "forms by name");
    ok(form_rule(definitions, "no-consent") && !form_rule(definitions, "no-such"), "rules by name");

    /* What the program asks for by name is there. */
    static const char *const built_in[] = {"unreadable", "unknown-type", "unknown-field",
                                           "missing",    "bad-date",     "bad-yes-no",
                                           "bad-choice", "bad-score"};
    for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++)
        ok(form_rule(definitions, built_in[i]) != NULL, built_in[i]);
    size_t wrong = 0;
    for (size_t i = 0; i < definitions->rule_count; i++) {
        struct text severity = definitions->rules[i].severity;
        wrong += !text_equal(severity, TEXT("error")) && !text_equal(severity, TEXT("warning")) &&
                 !text_equal(severity, TEXT("note"));
        wrong += definitions->rules[i].text.length == 0 || definitions->rules[i].source.length == 0;
    }
    is_number(wrong, 0, "each rule has a severity, words and a source");
    for (size_t i = 0; i < definitions->section_count; i++) {
        unsigned width = 0;
        for (size_t j = 0; j < definitions->sections[i].place_count; j++)
            width += definitions->sections[i].places[j].width;
        if (width != 0 && width != 100)
            ok(false, "the columns of a table fill it");
    }
}

static void test_values(void)
{
    struct text code;
    size_t concern = form_field(definitions, path_of("Concern", "Concern"))->values,
           level = form_field(definitions, path_of("Plan", "Level"))->values;
    ok(form_decode(definitions, concern, TEXT("Attendance"), &code), "a value of a form's list");
    is_text(code, TEXT("attendance"), "becomes its code");
    ok(!form_decode(definitions, concern, TEXT("weather"), &code), "another does not");
    is_text(code, TEXT("weather"), "and stays");
    ok(form_decode(definitions, level, TEXT("Early Help"), &code), "a value of a common list");
    is_text(code, TEXT("early-help"), "becomes its code");
    is_text(form_value_label(definitions, level, code), TEXT("Early help"), "which has a name");
    is_text(form_value_label(definitions, level, TEXT("x")), TEXT("x"), "or not");
    struct buffer words;
    buffer_init(&words, 1000);
    ok(form_value_words(definitions, form_field(definitions, path_of("View", "Topic"))->values,
                        &words),
       "all codes of a list");
    is_text(buffer_text(&words), TEXT("working-well, worry, success"), "in order");
    buffer_release(&words);
}

static void test_reading(void)
{
    hear_nothing();
    struct form *form = form_of_bytes(definitions, text_of(assessment), "a.rec", &hearing);
    if (!ok(form != NULL, "a form is read"))
        return;
    is_text(heard_text(), TEXT("reject: a.rec:8: Id: stands twice in this record\n"),
            "what stands twice is told");
    is_text(form_type(form), TEXT("assessment"), "its type is a code");
    is_text(form_at(form, NULL, path_of("Form", "Family_id"), NULL), TEXT("F1"), "a field");
    is_text(form_at(form, NULL, path_of("Form", "Consider"), NULL), TEXT("a\nb"),
            "a long text in two fields");
    is_text(form_at(form, NULL, path_of("Form", "Id"), NULL), TEXT("1"), "the first of two");
    is_text(form_code_at(form, NULL, path_of("Plan", "Level")), TEXT("early-help"), "a code");
    is_text(form_at(form, NULL, path_of("Plan", "Decision"), NULL), TEXT(""), "a blank field");
    is_text(form_at(form, NULL, path_of("Scale", "Name"), NULL), TEXT(""), "no such record");

    size_t at = 0, people = type_of("Person");
    const struct form_record *record = form_next(form, people, NULL, &at);
    is_text(form_id(form, record), TEXT("P1"), "the first person");
    is_text(form_at(form, record, (struct form_path){FORM_NONE, path_of("Person", "Parents").field},
                    NULL),
            TEXT("P2;P3"), "a list in two fields");
    record = form_next(form, people, NULL, &at);
    is_text(form_id(form, record), TEXT("P2"), "the second");
    ok(!form_next(form, people, NULL, &at), "the third is blank");
    ok(form_with_id(form, people, TEXT("p2")) == record, "by Id");
    ok(!form_with_id(form, people, TEXT("P3")), "the blank one has none");
    is_number(form_line(form, record, path_of("Person", "Name").field), 19, "the line of a field");

    struct form_term term = {{FORM_NONE, path_of("Person", "Child").field}, false, TEXT("yes")};
    struct form_condition condition = {&term, 1};
    at = 0;
    ok(form_next(form, people, &condition, &at) && !form_next(form, people, &condition, &at),
       "a condition is about codes");
    term.unlike = true;
    at = 0;
    ok(form_next(form, people, &condition, &at) == record, "or about their absence");
    form_free(form);
    form_free(NULL);
}

/* Fields that stand twice, the first of them blank, and Ids that differ in case alone. */
static void test_repeated(void)
{
    static const char repeated[] = "%rec: View\n\nId: W1\nText:\nText: one\nText: two\n\n"
                                   "Id: w1\nText: three\n";
    hear_nothing();
    struct form *form = form_of_bytes(definitions, text_of(repeated), "b.rec", &hearing);
    if (!ok(form != NULL, "repeated fields are read"))
        return;
    size_t views = type_of("View");
    const struct form_record *view = form_first(form, views);
    ok(view && view->line == 3,
       "a record is not blank when only a later line of a field is filled");
    is_text(form_text(form, view, path_of("View", "Text").field), TEXT("one\ntwo"),
            "three lines of a field, one blank");
    ok(form_with_id(form, views, TEXT("w1")) == view, "the first of equal Ids");
    is_text(heard_text(), TEXT(""), "and nothing is said");
    form_free(form);

    /* Grows with the file, not with its square: a hundred thousand lines take no gigabytes. */
    struct buffer many;
    buffer_init(&many, 10000000);
    buffer_put(&many, "%rec: Form\n\n");
    for (int i = 0; i < 100000; i++)
        buffer_put(&many, "Consider: abcdefgh\n");
    form = form_of_bytes(definitions, buffer_text(&many), "c.rec", &hearing);
    ok(form && form_at(form, NULL, path_of("Form", "Consider"), NULL).length == 899999,
       "a field on very many lines");
    form_free(form);
    buffer_release(&many);
}

static void test_scores(void)
{
    static const struct {
        const char *text;
        size_t tenths; /* FORM_NONE: no score */
    } scores[] = {{"0", 0},           {"7", 70},         {"6.5", 65},         {"0.5", 5},
                  {"10", 100},        {"10.0", 100},     {"10.1", FORM_NONE}, {"11", FORM_NONE},
                  {"-1", FORM_NONE},  {".5", FORM_NONE}, {"5.", FORM_NONE},   {"6.55", FORM_NONE},
                  {"6,5", FORM_NONE}, {"", FORM_NONE}};
    for (size_t i = 0; i < sizeof scores / sizeof *scores; i++) {
        size_t tenths = FORM_NONE;
        bool is = form_score(text_of(scores[i].text), &tenths);
        ok(is == (scores[i].tenths != FORM_NONE) && tenths == scores[i].tenths, scores[i].text);
    }
    char digits[24];
    is_text(form_score_text(65, digits), TEXT("6.5"), "a half score is written");
    is_text(form_score_text(5, digits), TEXT("0.5"), "below one too");
    is_text(form_score_text(100, digits), TEXT("10"), "a whole one without a point");
}

int main(void)
{
    definitions = form_definitions_new(&hearing);
    if (ok(definitions != NULL, "the forms compiled in")) {
        test_definitions();
        test_values();
        test_reading();
        is_text(heard_text(), TEXT("reject: a.rec:8: Id: stands twice in this record\n"),
                "and no more is said");
        test_repeated();
        test_scores();
    }
    is_text(heard_text(), TEXT(""), "nothing else is said");
    form_definitions_free(definitions);
    form_definitions_free(NULL);
    buffer_release(&heard);
    return done();
}

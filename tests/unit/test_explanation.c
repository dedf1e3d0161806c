#include "base/limits.h"
#include "hear.h"
#include "render/explanation.h"
#include "tap.h"

enum { MAXIMUM = 1 << 20 };

static struct framework *framework;
static struct levels_request request;

/* A rendering in the making, and where it goes. */
static struct output output;
static struct explanation *explanation;
static struct explain_sink sink;

static void begin(bool html, size_t width)
{
    output_to_memory(&output, MAXIMUM, &hearing);
    explanation = explanation_new(
        &(struct explanation_settings){
            .request = &request, .html = html, .width = width, .introduction = TEXT("As of then.")},
        &output, &hearing);
    sink = explanation_sink(explanation);
}

static struct text end(void)
{
    if (!explanation_finish(explanation))
        ok(false, "it ends well");
    explanation_free(explanation);
    return output_memory(&output);
}

static bool holds(struct text whole, const char *part)
{
    size_t length = strlen(part);
    for (size_t i = 0; i + length <= whole.length; i++)
        if (memcmp(whole.data + i, part, length) == 0)
            return true;
    return false;
}

/* What stands from the first heading of a child on. */
static struct text children(struct text whole)
{
    static const char start[] = "\nFamily";
    for (size_t i = 0; i + sizeof start <= whole.length; i++)
        if (memcmp(whole.data + i, start, sizeof start - 1) == 0)
            return text_part(whole, i + 1, whole.length);
    return TEXT("");
}

static struct level_result child(const char *family, const char *name, const char *level)
{
    uint32_t number = framework_level(framework, text_of(level));
    return (struct level_result){.family = text_of(family),
                                 .child = text_of(name),
                                 .suggestion = {.level = number},
                                 .level = number,
                                 .told_level = number,
                                 .told_suggested = number};
}

static void say(enum explained kind, const char *code, struct explained_row row)
{
    uint32_t number = framework_indicator(framework, text_of(code));
    const struct indicator *indicator = &framework->indicators[number];
    sink.line(sink.context, &(struct explained_line){.kind = kind,
                                                     .code = indicator->code,
                                                     .label = indicator->label,
                                                     .ref = indicator->ref,
                                                     .indicator = indicator,
                                                     .row = &row,
                                                     .driver = kind == EXPLAINED_INDICATOR});
}

static void test_sections(void)
{
    struct level_result one = child("F1", "C1", "early-help"), two = child("F2", "", "universal");
    begin(false, 60);
    sink.child(sink.context, &one);
    say(EXPLAINED_INDICATOR, "EDU-EH-04",
        (struct explained_row){.date = TEXT("2026-05-01"),
                               .evidence = TEXT("Late \x1b[31m \t twice")});
    say(EXPLAINED_INDICATOR, "EDU-EH-04", (struct explained_row){.agency = TEXT("School")});
    say(EXPLAINED_NOT_COUNTED, "HEA-EH-01",
        (struct explained_row){.status = TEXT("rumoured"), .standing = ROW_NOT_PRESENT});
    say(EXPLAINED_NOT_COUNTED, "HEA-EH-02",
        (struct explained_row){.end_date = TEXT("2026-06"), .standing = ROW_ENDED});
    sink.child(sink.context, &two);
    is_text(children(end()),
            TEXT("Family F1, child C1: early help (suggested)\n"
                 "───────────────────────────────────────────\n"
                 "\nWhat sets the level\n"
                 "  EDU-EH-04   Often late or regularly absent from school, or\n"
                 "              home education is being raised\n"
                 "              2026-05-01\n"
                 "              “Late \xef\xbf\xbd[31m twice”\n"
                 "              School\n"
                 "              p. 14, Education and Learning, Early help, 4\n"
                 "\nWhat does not count, and why\n"
                 "  HEA-EH-01   Vaccinations or checks have been missed\n"
                 "              Recorded as rumoured.\n"
                 "              p. 9, Health, Early help, 1\n"
                 "  HEA-EH-02   Milestones of development are being reached\n"
                 "              slowly\n"
                 "              Ended on 2026-06.\n"
                 "              p. 9, Health, Early help, 2\n"
                 "\nFamily F2: universal (suggested)\n"
                 "────────────────────────────────\n"),
            "sections with something in them; rows of one indicator under one label; clean");
    output_close(&output, false);
}

static void test_narrow(void)
{
    struct level_result one = child("F1", "C1", "early-help");
    begin(false, 40);
    sink.child(sink.context, &one);
    say(EXPLAINED_STRENGTH, "EMO-U-07", (struct explained_row){.evidence = TEXT("A\n\nB")});
    is_text(children(end()),
            TEXT("Family F1, child C1: early help\n(suggested)\n"
                 "────────────────────────────────────────\n"
                 "\nStrengths\n"
                 "  EMO-U-07\n"
                 "    Parent/carer is warm, praises and\n"
                 "    encourages\n"
                 "    “A\n\n    B”\n"
                 "    p. 11, Emotional/Behavioural\n"
                 "    Development, Universal, 7\n"),
            "a narrow terminal: the label stands under its code");
    output_close(&output, false);
}

static void test_decision(void)
{
    struct level_result one = child("F1", "", "early-help");
    struct decision decision = {.by = TEXT("Health visitor"), .reason = TEXT("Known for years")};
    date_read(TEXT("2026-05-02"), &decision.date);
    one.decision = &decision;
    one.level = one.told_level = framework_level(framework, TEXT("child-in-need"));
    begin(false, 100);
    sink.child(sink.context, &one);
    decision.by = TEXT("");
    decision.date = (struct date){0};
    one.family = TEXT("");
    one.child = TEXT("C1");
    one.told_suggested = one.told_level;
    one.suggestion.level = one.level;
    sink.child(sink.context, &one);
    is_text(children(end()),
            TEXT("Family F1: child in need (a practitioner's decision; early help is suggested)\n"
                 "─────────────────────────────────────────────────────────────────────────────\n"
                 "Decided by Health visitor on 2026-05-02: “Known for years”\n"
                 "\nChild C1: child in need (a practitioner's decision, and suggested)\n"
                 "──────────────────────────────────────────────────────────────────\n"
                 "Decided: “Known for years”\n"),
            "a decision, with what is known of it, beside the suggestion");
    output_close(&output, false);
}

static void test_contacts(void)
{
    static const struct contact team = {
        .name = TEXT("A team"), .phone = TEXT("0000"), .hours = TEXT("Days")};
    struct level_result one = child("F1", "", "child-in-need");
    begin(false, 100);
    sink.child(sink.context, &one);
    const struct explained_line lines[] = {
        {.kind = EXPLAINED_ROUTE, .code = TEXT("a"), .label = TEXT("One."), .contact = &team},
        {.kind = EXPLAINED_ROUTE, .code = TEXT("b"), .label = TEXT("Two.")},
        {.kind = EXPLAINED_ROUTE, .code = TEXT("c"), .label = TEXT("Three."), .contact = &team},
        {.kind = EXPLAINED_CONSENT,
         .code = TEXT("refused"),
         .label = TEXT("Ask."),
         .contact = &team},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        sink.line(sink.context, &lines[i]);
    is_text(children(end()),
            TEXT("Family F1: child in need (suggested)\n"
                 "────────────────────────────────────\n"
                 "\nWhom to involve\n"
                 "  A team, 0000\n    Days\n    a: One.\n    c: Three.\n"
                 "  b: Two.\n"
                 "\nConsent and what comes next\n  Ask.\n"),
            "each contact once; a refusal that the next step tells is not told twice");
    output_close(&output, false);
}

static void test_page(void)
{
    struct level_result one = child("F<1>", "C&1", "early-help"),
                        two = child("F2", "", "universal");
    begin(true, 0);
    sink.child(sink.context, &one);
    say(EXPLAINED_INDICATOR, "EDU-EH-04",
        (struct explained_row){.evidence = TEXT("</p><script>\x01")});
    sink.child(sink.context, &two);
    struct text page = end();
    ok(holds(page, "<h1>Why these levels are suggested</h1>\n<p class=\"notice\">These are "
                   "suggestions: a person decides."),
       "page: a person decides");
    ok(holds(page, "<li><a href=\"#child-1\">Family F&lt;1&gt;, child C&amp;1: early help "
                   "(suggested)</a></li>\n<li><a href=\"#child-2\">Family F2: universal"),
       "page: links to the children");
    ok(holds(page, "<section>\n<h2 id=\"child-1\">Family F&lt;1&gt;") &&
           holds(page, "<h3>What sets the level</h3>\n<ul class=\"rows\">\n<li><b><span>EDU-EH-04"
                       "</span></b> Often late"),
       "page: headings");
    ok(holds(page, "<p>“&lt;/p&gt;&lt;script&gt;\xef\xbf\xbd”</p>") && !holds(page, "<script"),
       "page: nothing of a row is markup");
    ok(holds(page, "@page{size:A4 portrait"), "page: upright");
    output_close(&output, false);

    begin(true, 0);
    sink.child(sink.context, &two);
    ok(!holds(end(), "<nav"), "page: no list for one child");
    output_close(&output, false);
}

static void test_nothing(void)
{
    begin(false, 100);
    struct text text = end();
    ok(holds(text, "\n\nThere is nothing to explain.\n"), "no child: text");
    output_close(&output, false);
    begin(true, 100);
    ok(holds(end(), "<p>There is nothing to explain.</p>\n</main>"), "no child: page");
    output_close(&output, false);
}

int main(void)
{
    framework = framework_new(FRAMEWORK_DEFAULT, &hearing);
    struct phrases *phrases = phrases_new(&hearing);
    if (!ok(framework && phrases, "the definitions are there"))
        return done();
    request = (struct levels_request){
        .framework = framework, .phrases = phrases, .flag = LOOKUP_NONE};
    test_sections();
    test_narrow();
    test_decision();
    test_contacts();
    test_page();
    test_nothing();
    is_text(heard_text(), TEXT(""), "nothing went wrong");
    phrases_free(phrases);
    framework_free(framework);
    hear_nothing();
    buffer_release(&heard);
    return done();
}

#include "records/page.h"
#include "render/plan_canvas.h"

/* Above so many actions of a plan the type is smaller. */
enum { SOME = 5, MANY = 9 };

#define STYLE                                                                                      \
    "main{max-width:60rem;margin:0 auto}\n"                                                        \
    "h1{overflow-wrap:anywhere}\n"                                                                 \
    "h1.next{margin-top:4rem}\n"                                                                   \
    "h2{margin:1.75rem 0 .25rem;padding-bottom:.25rem;border-bottom:2px solid #1d262b;\n"          \
    " font-size:1.25rem;font-weight:600;line-height:1.3}\n"                                        \
    ".facts{display:grid;grid-template-columns:1fr 1fr 1fr;gap:0 1.5rem;margin:0;\n"               \
    " border-top:1px solid #6b777e}\n"                                                             \
    ".facts div{padding:.375rem 0;border-bottom:1px solid #8b979e}\n"                              \
    ".facts .two{grid-column:span 2}\n"                                                            \
    ".facts .three{grid-column:1/-1}\n"                                                            \
    "dt{font-size:.875rem;color:#46525a}\n"                                                        \
    "dd{margin:0;overflow-wrap:anywhere}\n"                                                        \
    ".hand{display:inline-block;width:14rem;max-width:100%;height:1.25em;\n"                       \
    "  margin-right:.5rem;\n"                                                                      \
    " border-bottom:1.5px solid #1d262b;vertical-align:baseline}\n"                                \
    "table{width:100%;margin:.375rem 0 0;border-collapse:collapse;table-layout:fixed}\n"           \
    "th,td{padding:.4375rem .75rem .4375rem 0;text-align:left;vertical-align:top;\n"               \
    " border-bottom:1px solid #8b979e;overflow-wrap:anywhere}\n"                                   \
    "th:last-child,td:last-child{padding-right:0}\n"                                               \
    "th{padding-top:.125rem;padding-bottom:.125rem;color:#46525a;font-size:.875rem;\n"             \
    " font-weight:400}\n"                                                                          \
    ".goal th{padding-top:1rem;padding-bottom:.3125rem;border-bottom:1px solid #1d262b;\n"         \
    " color:#1d262b;font-size:1.0625rem;font-weight:600;line-height:1.35}\n"                       \
    ".goal p{max-width:none;margin:0;font-size:.875rem;font-weight:400}\n"                         \
    ".number{width:2.25rem}\n"                                                                     \
    ".who{width:20%}\n"                                                                            \
    ".when{width:17%}\n"                                                                           \
    ".do{position:relative;padding-left:2.125rem}\n"                                               \
    ".do svg{position:absolute;left:0;top:.5625rem;width:1.25rem;height:1.25rem}\n"                \
    ".do p,.when p,.sign p{max-width:none;margin:0;color:inherit}\n"                               \
    ".do .state,.do .more{color:#3b464d;font-size:.9375rem}\n"                                     \
    ".state b,.when .late{color:#1d262b;font-weight:600}\n"                                        \
    "p.say{margin:.75rem 0 0}\n"                                                                   \
    ".sign{margin-top:2rem}\n"                                                                     \
    ".sign h2{margin-top:0}\n"                                                                     \
    ".sign p{margin:.5rem 0 0}\n"                                                                  \
    ".sign table{margin-top:.5rem}\n"                                                              \
    ".sign th,.sign td{padding:.25rem .5rem;border:1px solid #6b777e}\n"                           \
    ".sign tbody th{color:#1d262b;font-size:.9375rem}\n"                                           \
    ".sign tbody tr{height:2.75rem}\n"                                                             \
    ".sign .role,.sign .date{width:19%}\n"                                                         \
    "td .key{display:none}\n"                                                                      \
    "@media screen and (max-width:40rem){\n"                                                       \
    " body{padding:1.25rem 1rem}\n"                                                                \
    " .facts{grid-template-columns:1fr}\n"                                                         \
    " .facts .two{grid-column:auto}\n"                                                             \
    " .acts,.acts tbody,.acts tr,.acts td,.goal th{display:block;width:auto}\n"                    \
    " .acts thead{display:none}\n"                                                                 \
    " .acts tr{padding:.5rem 0;border-bottom:1px solid #8b979e}\n"                                 \
    " .acts td{padding-top:.125rem;padding-bottom:.125rem;padding-left:2.125rem;border:0}\n"       \
    " .acts .goal{padding:0;border:0}\n"                                                           \
    " .acts .do svg{top:.25rem}\n"                                                                 \
    " td .key{display:inline;color:#46525a;font-size:.875rem}\n"                                   \
    "}\n"                                                                                          \
    "@page{margin:11mm 14mm 12mm}\n"                                                               \
    "@media print{\n"                                                                              \
    " main{max-width:none}\n"                                                                      \
    " h1{font-size:18pt;margin-bottom:1mm}\n"                                                      \
    " h1.next{break-before:page;margin-top:0}\n"                                                   \
    " h1+p,.notice+p{max-width:none;margin-bottom:3mm;color:#222}\n"                               \
    " h1+p,.notice+p,.plan{font-size:11pt;line-height:1.35}\n"                                     \
    " .some{font-size:9.75pt;line-height:1.3}\n"                                                   \
    " .many,.professionals{font-size:9pt;line-height:1.3}\n"                                       \
    " h2{margin:3.5mm 0 0;padding-bottom:.5mm;font-size:1.15em;break-after:avoid}\n"               \
    " tr,.facts div,.sign{break-inside:avoid}\n"                                                   \
    " thead,.goal{break-after:avoid}\n"                                                            \
    " dt,th{font-size:.82em;color:#222}\n"                                                         \
    " .facts div{padding:1mm 0}\n"                                                                 \
    " th,td{padding-top:1mm;padding-bottom:1mm}\n"                                                 \
    " .acts .goal th{padding-top:2mm;padding-bottom:.75mm;color:#000;font-size:1.03em}\n"          \
    " .goal p{font-size:.88em;color:#222}\n"                                                       \
    " .do svg{top:1.25mm;width:4.5mm;height:4.5mm}\n"                                              \
    " .some .do svg,.many .do svg,.professionals .do svg{top:.875mm;width:4mm;height:4mm}\n"       \
    " .do .state,.do .more{font-size:.9em;color:#222}\n"                                           \
    " .some th,.some td,.many th,.many td,.professionals th,\n"                                    \
    "  .professionals td{padding-top:.75mm;\n"                                                     \
    "  padding-bottom:.75mm}\n"                                                                    \
    " .sign{margin-top:3.5mm}\n"                                                                   \
    " .sign tbody tr{height:8.5mm}\n"                                                              \
    " .sign tbody th{font-size:.9em}\n"                                                            \
    "}\n"

static const char style_of_one[] = STYLE;
/* The pages of several families are not counted as one. */
static const char style_of_several[] = STYLE "@page{@bottom-right{content:none}}\n";

/* Drawn, not coloured: browsers leave backgrounds out when they print. */
static const char *const marks[PLAN_MARKS] = {
    [MARK_TO_DO] = "<rect x=\"2\" y=\"2\" width=\"16\" height=\"16\"/>",
    [MARK_UNDER_WAY] = "<rect x=\"2\" y=\"2\" width=\"16\" height=\"16\"/>"
                       "<path d=\"M2 18V2L18 18z\" fill=\"#1d262b\"/>",
    [MARK_DONE] = "<rect x=\"2\" y=\"2\" width=\"16\" height=\"16\" fill=\"#1d262b\"/>"
                  "<path d=\"M5 10.5l3.5 3.5L15 6.5\" stroke=\"#fff\" stroke-width=\"2.5\"/>",
    [MARK_NOT_NEEDED] = "<rect x=\"2\" y=\"2\" width=\"16\" height=\"16\"/>"
                        "<path d=\"M6 10h8\"/>",
    [MARK_LEFT] = "<circle cx=\"10\" cy=\"10\" r=\"8\"/>",
};

static void put(struct plan_canvas *canvas, const char *markup)
{
    output_write(canvas->output, text_of(markup));
}

static void begin(struct plan_canvas *canvas, const struct plan_opening *opening)
{
    struct page page = {.title = opening->title,
                        .notice = opening->notice,
                        .explanation = opening->intro,
                        .style = canvas->several ? style_of_several : style_of_one};
    if (opening->first)
        page_open(canvas->output, &page);
    else
        page_next(canvas->output, &page);
    if (canvas->professionals)
        put(canvas, "<div class=\"plan professionals\">\n");
    else if (opening->actions > SOME)
        put(canvas, opening->actions > MANY ? "<div class=\"plan many\">\n"
                                            : "<div class=\"plan some\">\n");
    else
        put(canvas, "<div class=\"plan\">\n");
}

static void end(struct plan_canvas *canvas)
{
    put(canvas, "</div>\n");
}

static void done(struct plan_canvas *canvas)
{
    page_close(canvas->output);
}

static void facts(struct plan_canvas *canvas, bool open)
{
    put(canvas, open ? "<dl class=\"facts\">\n" : "</dl>\n");
}

static void by_hand(struct plan_canvas *canvas)
{
    put(canvas, "<span class=\"hand\" role=\"img\" aria-label=\"");
    page_text(canvas->output, phrase(canvas->phrases, "plan-by-hand"));
    put(canvas, "\"></span>");
}

static void fact(struct plan_canvas *canvas, const struct plan_detail *detail, unsigned columns)
{
    static const char *const open[] = {"<div><dt>", "<div class=\"two\"><dt>",
                                       "<div class=\"three\"><dt>"};
    page_tagged(canvas->output, open[columns - 1], detail->label, "</dt><dd>");
    if (detail->hand)
        by_hand(canvas);
    page_text(canvas->output, detail->value);
    put(canvas, "</dd></div>\n");
}

static void heading(struct plan_canvas *canvas, struct text text)
{
    page_tagged(canvas->output, "<h2>", text, "</h2>\n");
}

static void column(struct plan_canvas *canvas, const char *name, const char *key)
{
    put(canvas, "<th scope=\"col\" class=\"");
    put(canvas, name);
    page_tagged(canvas->output, "\">", phrase(canvas->phrases, key), "</th>");
}

static void entries(struct plan_canvas *canvas, bool open)
{
    if (!open) {
        put(canvas, "</tbody>\n</table>\n");
        return;
    }
    put(canvas, "<table class=\"acts\">\n<thead><tr>");
    if (canvas->professionals)
        column(canvas, "number", "plan-action-number");
    column(canvas, "do", "plan-what");
    column(canvas, "who", "plan-who");
    column(canvas, "when", "plan-when");
    put(canvas, "</tr></thead>\n<tbody>\n");
}

static void goal(struct plan_canvas *canvas, struct text text, struct text outcome)
{
    put(canvas, "</tbody>\n<tbody>\n<tr class=\"goal\"><th scope=\"rowgroup\" colspan=\"");
    page_tagged(canvas->output, canvas->professionals ? "4\">" : "3\">", text, "");
    page_tagged(canvas->output, "<p>", outcome, "</p>");
    put(canvas, "</th></tr>\n");
}

static void left(struct plan_canvas *canvas, bool open)
{
    if (open)
        put(canvas, "<table class=\"acts\">\n<tbody>\n");
    else
        put(canvas, "</tbody>\n</table>\n");
}

static void detail_words(struct plan_canvas *canvas, const struct plan_detail *detail)
{
    page_tagged(canvas->output, "", detail->label, ": ");
    if (detail->hand)
        by_hand(canvas);
    page_words(canvas->output, detail->value);
}

static void key(struct plan_canvas *canvas, const char *name)
{
    page_tagged(canvas->output, "<span class=\"key\">", phrase(canvas->phrases, name), ": </span>");
}

/* `Done on 16 March 2026. For: Robin Sparrow. It hangs on the fridge.` Professionals, who are told
 * more, have a line for each. */
static void details(struct plan_canvas *canvas, const struct plan_entry *entry)
{
    struct text word = entry->mark == MARK_LEFT ? TEXT("") : entry->state;
    bool apart = canvas->professionals, begun = word.length > 0;
    for (size_t i = 0; i < entry->detail_count && apart; i++) {
        put(canvas, "<p class=\"more\">");
        detail_words(canvas, &entry->details[i]);
        put(canvas, "</p>");
    }
    if (word.length == 0 && entry->note.length == 0 && (apart || entry->detail_count == 0))
        return;
    put(canvas, "<p class=\"state\">");
    page_tagged(canvas->output, "<b>", word, "</b>");
    for (size_t i = 0; i < entry->detail_count && !apart; i++) {
        put(canvas, begun ? ". " : "");
        detail_words(canvas, &entry->details[i]);
        begun = true;
    }
    if (begun && entry->note.length > 0)
        put(canvas, ". ");
    page_text(canvas->output, entry->note);
    put(canvas, "</p>");
}

static void entry(struct plan_canvas *canvas, const struct plan_entry *entry)
{
    put(canvas, "<tr>");
    if (canvas->professionals) {
        put(canvas, "<td class=\"number\">");
        page_words(canvas->output, entry->id);
        put(canvas, "</td>");
    }
    put(canvas, "<td class=\"do\"><svg viewBox=\"0 0 20 20\" aria-hidden=\"true\" fill=\"none\" "
                "stroke=\"#1d262b\" stroke-width=\"1.5\">");
    put(canvas, marks[entry->mark]);
    page_tagged(canvas->output, "</svg><p>", entry->what, "</p>");
    details(canvas, entry);
    put(canvas, "</td>");
    if (entry->mark != MARK_LEFT || entry->who.length > 0 || entry->when.length > 0) {
        put(canvas, "<td class=\"who\">");
        if (entry->who.length > 0)
            key(canvas, "plan-who");
        page_text(canvas->output, entry->who);
        put(canvas, "</td><td class=\"when\">");
        if (entry->when.length > 0)
            key(canvas, "plan-when");
        page_text(canvas->output, entry->when);
        page_tagged(canvas->output, "<p class=\"late\">", entry->late, "</p>");
        put(canvas, "</td>");
    }
    put(canvas, "</tr>\n");
}

static void say(struct plan_canvas *canvas, struct text text)
{
    page_tagged(canvas->output, "<p class=\"say\">", text, "</p>\n");
}

static void signatures(struct plan_canvas *canvas, struct text heading_text, struct text agreed,
                       bool open)
{
    if (!open) {
        put(canvas, "</tbody>\n</table>\n</div>\n");
        return;
    }
    put(canvas, "<div class=\"sign\">\n");
    page_tagged(canvas->output, "<h2>", heading_text, "</h2>\n");
    page_tagged(canvas->output, "<p>", agreed, "</p>\n");
    put(canvas, "<table>\n<thead><tr><td class=\"role\"></td>");
    column(canvas, "name", "plan-sign-name");
    column(canvas, "signature", "plan-sign-signature");
    column(canvas, "date", "plan-sign-date");
    put(canvas, "</tr></thead>\n<tbody>\n");
}

static void signature(struct plan_canvas *canvas, struct text label, struct text name)
{
    page_tagged(canvas->output, "<tr><th scope=\"row\">", label, "</th><td>");
    page_text(canvas->output, name);
    put(canvas, "</td><td></td><td></td></tr>\n");
}

const struct plan_way plan_as_html = {
    .begin = begin,
    .end = end,
    .done = done,
    .facts = facts,
    .fact = fact,
    .heading = heading,
    .entries = entries,
    .goal = goal,
    .entry = entry,
    .left = left,
    .say = say,
    .signatures = signatures,
    .signature = signature,
};

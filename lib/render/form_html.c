#include "records/page.h"
#include "render/form_canvas.h"

static const char style[] =
    "main{max-width:60rem;margin:0 auto}\n"
    "h1.next{margin-top:4rem}\n"
    "h2{margin:2.25rem 0 .75rem;padding:.375rem .75rem;border:1.5px solid #1d262b;\n"
    " background:#f1f3f4;font-size:1.1875rem;font-weight:600;line-height:1.3}\n"
    "h2.plain{padding:0 0 .25rem;border-width:0 0 1.5px;background:none}\n"
    "h3{margin:1.5rem 0 .25rem;font-size:1.0625rem;font-weight:600;line-height:1.35}\n"
    "h4,h3.sub{margin:0 0 .25rem;font-size:.9375rem;font-weight:600}\n"
    "p.help{max-width:none;margin:0 0 .5rem;font-size:.9375rem}\n"
    ".facts{display:grid;grid-template-columns:1fr 1fr;gap:0 1.5rem;margin:.75rem 0 0}\n"
    ".facts div{padding:.375rem 0;border-bottom:1px solid #8b979e}\n"
    ".facts .wide{grid-column:1/-1}\n"
    "dt{font-size:.875rem;color:#46525a}\n"
    "dd{margin:0;min-height:1.5em;overflow-wrap:anywhere}\n"
    "table{width:100%;margin:.5rem 0 0;border-collapse:collapse;table-layout:fixed}\n"
    "th,td{padding:.375rem .5rem;border:1px solid #6b777e;text-align:left;vertical-align:top;\n"
    " overflow-wrap:anywhere}\n"
    "th{background:#f1f3f4;font-size:.875rem;font-weight:600}\n"
    "th.tick,td.tick{width:3.25rem;text-align:center}\n"
    ".hand td{height:2.25rem}\n"
    ".sign td{height:3rem}\n"
    "td .key{display:none;white-space:normal}\n"
    "td small{display:block;font-size:.875rem;color:#46525a}\n"
    ".square{display:inline-block;width:1.125rem;height:1.125rem;border:1.5px solid #1d262b;\n"
    " line-height:1.125rem;text-align:center;font-weight:700;vertical-align:top}\n"
    ".box{margin:.5rem 0 0;padding:.5rem .75rem;border:1px solid #6b777e}\n"
    ".box p{max-width:none;margin:0 0 .375rem;color:inherit;overflow-wrap:anywhere}\n"
    ".box p:last-child{margin-bottom:0}\n"
    ".none{color:#46525a}\n"
    "p.none{margin:.25rem 0 0}\n"
    "b{font-weight:600}\n"
    "ol{margin:.5rem 0 0;padding:0 0 0 1.75rem}\n"
    "li{margin:0 0 .375rem;overflow-wrap:anywhere}\n"
    "ol.hand li{height:2rem;border-bottom:1px solid #8b979e}\n"
    ".scale{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem;margin:.75rem 0 "
    ".25rem;padding:0;\n"
    " max-width:none;color:inherit}\n"
    ".scale span,.scale strong{flex:1;max-width:2.25rem;padding:.125rem 0;\n"
    " border:1px solid #6b777e;text-align:center}\n"
    ".scale strong{border-color:#1d262b;background:#1d262b;color:#fff;font-weight:700;\n"
    " -webkit-print-color-adjust:exact;print-color-adjust:exact}\n"
    ".scale b{padding:0 .5rem}\n"
    "@media screen and (max-width:40rem){\n"
    " body{padding:1.25rem 1rem}\n"
    " .facts{grid-template-columns:1fr}\n"
    " .stack,.stack tbody,.stack tr,.stack td{display:block}\n"
    " .stack thead{display:none}\n"
    " .stack tr{margin:0 0 .75rem;border:1px solid #6b777e}\n"
    " .stack td{border:0;border-bottom:1px solid #d3dade}\n"
    " .stack td:last-child{border-bottom:0}\n"
    " td .key{display:block;font-size:.875rem;color:#46525a}\n"
    " .scale{gap:.125rem}\n"
    " .scale b{padding:0 .25rem;font-size:.875rem}\n"
    "}\n"
    "@media print{\n"
    " main{max-width:none}\n"
    " body{font-size:9.5pt}\n"
    " h1.next{break-before:page;margin-top:0}\n"
    " h2{margin:5mm 0 2mm;font-size:11.5pt;break-after:avoid}\n"
    " h3{margin:3.5mm 0 1mm;font-size:10pt;break-after:avoid}\n"
    " p.help{font-size:9pt;color:#333;break-after:avoid}\n"
    " tr,li,.box p,.facts div,.hand,.ticks,.sign,.room{break-inside:avoid}\n"
    " .scale{break-after:avoid}\n"
    " .facts{margin-top:1.5mm}\n"
    " .facts div{padding:1mm 0}\n"
    " dd:empty{min-height:5.5mm}\n"
    " td{font-size:9pt}\n"
    " td small{font-size:8.5pt}\n"
    " th,td{padding:1mm 1.5mm}\n"
    " .box{margin-top:1.5mm;padding:1.25mm 2.5mm}\n"
    " h4,h3.sub{break-after:avoid}\n"
    " dt,th,h4,h3.sub{font-size:9pt}\n"
    " th{font-size:8pt;overflow-wrap:normal}\n"
    " dt{color:#333}\n"
    " .hand td{height:8.5mm}\n"
    " .sign td{height:10.5mm}\n"
    "}\n";

static void put(struct form_canvas *canvas, const char *markup)
{
    output_write(canvas->output, text_of(markup));
}

static void begin(struct form_canvas *canvas, const struct form_look *look, bool first)
{
    struct page page = {
        .title = look->title, .notice = look->notice, .explanation = look->purpose, .style = style};
    if (first)
        page_open(canvas->output, &page);
    else
        page_next(canvas->output, &page);
}

static void end(struct form_canvas *canvas)
{
    page_close(canvas->output);
}

static void part(struct form_canvas *canvas, struct text heading)
{
    page_tagged(canvas->output, "<h2>", heading, "</h2>\n");
    canvas->headed = false;
}

static void heading(struct form_canvas *canvas, struct text heading_text, struct text help)
{
    page_tagged(canvas->output, canvas->in_part ? "<h3>" : "<h2 class=\"plain\">", heading_text,
                canvas->in_part ? "</h3>\n" : "</h2>\n");
    canvas->headed = canvas->headed || heading_text.length > 0;
    if (canvas->blank)
        page_tagged(canvas->output, "<p class=\"help\">", help, "</p>\n");
}

static void facts(struct form_canvas *canvas, bool open)
{
    put(canvas, open ? "<dl class=\"facts\">\n" : "</dl>\n");
}

static void fact(struct form_canvas *canvas, struct text label, struct text value, bool wide,
                 bool hand)
{
    page_tagged(canvas->output, wide ? "<div class=\"wide\"><dt>" : "<div><dt>", label, "</dt>");
    if (value.length > 0)
        page_tagged(canvas->output, "<dd>", value, "</dd>");
    else if (hand)
        put(canvas, "<dd></dd>");
    else
        page_tagged(canvas->output, "<dd class=\"none\">",
                    phrase(canvas->phrases, "form-not-recorded"), "</dd>");
    put(canvas, "</div>\n");
}

static void table(struct form_canvas *canvas, bool open)
{
    const struct form_section *section = canvas->section;
    char digits[24];
    if (!open) {
        put(canvas, "</tbody>\n</table>\n");
        return;
    }
    if (section->layout == LAYOUT_SIGNATURES)
        put(canvas, "<table class=\"sign\">\n");
    else
        put(canvas, canvas->blank ? "<table class=\"stack hand\">\n" : "<table class=\"stack\">\n");
    put(canvas, "<thead><tr>");
    for (size_t i = 0; i < section->place_count; i++) {
        put(canvas, "<th scope=\"col\"");
        if (section->places[i].width > 0) {
            put(canvas, " style=\"width:");
            output_write(canvas->output, number_text(section->places[i].width, digits));
            put(canvas, "%\"");
        }
        put(canvas, ">");
        page_text(canvas->output, section->places[i].label);
        put(canvas, "</th>");
    }
    put(canvas, "</tr></thead>\n<tbody>\n");
}

static void row(struct form_canvas *canvas, bool open)
{
    put(canvas, open ? "<tr>" : "</tr>\n");
}

static void cell(struct form_canvas *canvas, const struct form_place *place, struct text value,
                 bool hand)
{
    (void)hand;
    page_tagged(canvas->output, "<td><span class=\"key\">", place->label, "</span>");
    page_text(canvas->output, value);
    put(canvas, "</td>");
}

static void nothing(struct form_canvas *canvas)
{
    page_tagged(canvas->output, "<p class=\"none\">", phrase(canvas->phrases, "form-nothing"),
                "</p>\n");
}

static void box(struct form_canvas *canvas, struct text label, bool open)
{
    put(canvas, open ? "<div class=\"box\">" : "</div>\n");
    if (!open)
        return;
    if (canvas->in_part && canvas->headed)
        page_tagged(canvas->output, "<h4>", label, "</h4>\n");
    else
        page_tagged(canvas->output, canvas->in_part ? "<h3 class=\"sub\">" : "<h3>", label,
                    "</h3>\n");
}

static void said(struct form_canvas *canvas, struct text who, struct text text)
{
    put(canvas, "<p>");
    page_tagged(canvas->output, "<b>", who, ":</b> ");
    page_text(canvas->output, text);
    put(canvas, "</p>\n");
}

static void room(struct form_canvas *canvas, unsigned lines)
{
    char digits[24];
    put(canvas, "<div class=\"room\" style=\"height:");
    output_write(canvas->output, number_text((uint64_t)lines * 2, digits));
    put(canvas, "em\"></div>");
}

static void ticks(struct form_canvas *canvas, bool open)
{
    if (!open) {
        put(canvas, "</tbody>\n</table>\n");
        return;
    }
    put(canvas, "<table class=\"ticks\">\n<thead><tr>");
    page_tagged(canvas->output, "<th scope=\"col\">", canvas->section->places[0].label, "</th>");
    page_tagged(canvas->output, "<th scope=\"col\" class=\"tick\">",
                phrase(canvas->phrases, "form-yes"), "</th>");
    page_tagged(canvas->output, "<th scope=\"col\" class=\"tick\">",
                phrase(canvas->phrases, "form-no"), "</th>");
    put(canvas, "</tr></thead>\n<tbody>\n");
}

static void square(struct form_canvas *canvas, bool on)
{
    put(canvas, "<td class=\"tick\"><span class=\"square\" role=\"img\" aria-label=\"");
    page_text(canvas->output, phrase(canvas->phrases, on ? "form-ticked" : "form-not-ticked"));
    put(canvas, on ? "\">\xc3\x97</span></td>" : "\"></span></td>");
}

static void tick(struct form_canvas *canvas, struct text label, struct text code, struct text notes)
{
    put(canvas, "<tr>");
    page_tagged(canvas->output, "<td>", label, "");
    page_tagged(canvas->output, "<small>", notes, "</small>");
    put(canvas, "</td>");
    square(canvas, text_equal(code, TEXT("yes")));
    square(canvas, text_equal(code, TEXT("no")));
    put(canvas, "</tr>\n");
}

static void list(struct form_canvas *canvas, bool open)
{
    if (open)
        put(canvas, canvas->blank ? "<ol class=\"hand\">\n" : "<ol>\n");
    else
        put(canvas, "</ol>\n");
}

static void item(struct form_canvas *canvas, uint64_t number, struct text text)
{
    (void)number;
    put(canvas, "<li>");
    page_text(canvas->output, text);
    put(canvas, "</li>\n");
}

static void scale(struct form_canvas *canvas, const bool given[FORM_SCORES])
{
    char digits[24];
    put(canvas, "<p class=\"scale\">");
    page_tagged(canvas->output, "<b>", phrase(canvas->phrases, "form-worst"), "</b>");
    for (size_t i = 0; i < FORM_SCORES; i++)
        if (given[i])
            page_tagged(canvas->output, "<strong>", form_score_text(i, digits), "</strong>");
        else if (i % 10 == 0)
            page_tagged(canvas->output, "<span>", form_score_text(i, digits), "</span>");
    page_tagged(canvas->output, "<b>", phrase(canvas->phrases, "form-best"), "</b>");
    put(canvas, "</p>\n");
}

const struct form_way form_as_html = {
    .begin = begin,
    .end = end,
    .part = part,
    .heading = heading,
    .facts = facts,
    .fact = fact,
    .table = table,
    .cell = cell,
    .row = row,
    .nothing = nothing,
    .box = box,
    .said = said,
    .room = room,
    .ticks = ticks,
    .tick = tick,
    .list = list,
    .item = item,
    .scale = scale,
};

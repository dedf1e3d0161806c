#include "records/page.h"

enum { LONGEST_CODE = 40 }; /* no longer than this, a code is never broken at its hyphens */

static const char style[] =
    ":root{color-scheme:light}\n"
    "body{margin:0;padding:2rem 1.5rem;background:#fff;color:#1d262b;\n"
    " font:1rem/1.5 system-ui,\"Segoe UI\",Roboto,Arial,sans-serif;overflow-wrap:break-word}\n"
    "h1{margin:0 0 .5rem;font-size:1.625rem;font-weight:600;line-height:1.25}\n"
    "p{margin:0 0 1.5rem;max-width:68ch;color:#46525a}\n"
    ".notice{margin-bottom:.75rem;padding:.5rem .875rem;border-left:4px solid #1f5f8b;\n"
    " background:#eef4f8;color:#1d262b}\n"
    ":focus-visible{outline:3px solid #1f5f8b;outline-offset:4px}\n"
    "span{white-space:nowrap}\n";

static const char print_style[] =
    ";margin:14mm;\n"
    " @bottom-right{content:\"Page \" counter(page) \" of \" counter(pages);font:8pt sans-serif}}\n"
    "@media print{\n"
    " body{padding:0;color:#000;font-size:9pt;line-height:1.35}\n"
    " h1{font-size:15pt}\n"
    " h1,h2,h3,h4{break-after:avoid}\n"
    "}\n";

void page_open(struct output *output, const struct page *page)
{
    output_put(output, "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<meta http-equiv=\"Content-Security-Policy\" "
                       "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>");
    page_text(output, page->title);
    output_put(output, "</title>\n<style>\n");
    output_write(output, text_of(style));
    output_put(output, "@page{size:A4 ");
    output_write(output, page->landscape ? TEXT("landscape") : TEXT("portrait"));
    output_write(output, text_of(print_style));
    output_write(output, text_of(page->style));
    output_put(output, "</style>\n</head>\n<body>\n<main>\n<h1>");
    page_text(output, page->title);
    output_put(output, "</h1>\n");
    page_tagged(output, "<p class=\"notice\">", page->notice, "</p>\n");
    page_tagged(output, "<p>", page->explanation, "</p>\n");
}

void page_next(struct output *output, const struct page *page)
{
    page_tagged(output, "<h1 class=\"next\">", page->title, "</h1>\n");
    page_tagged(output, "<p class=\"notice\">", page->notice, "</p>\n");
    page_tagged(output, "<p>", page->explanation, "</p>\n");
}

void page_close(struct output *output)
{
    output_put(output, "</main>\n</body>\n</html>\n");
}

void page_text(struct output *output, struct text text)
{
    size_t start = 0;
    for (size_t at = 0; at < text.length; at++) {
        struct text instead;
        switch (text.data[at]) {
        case '&':
            instead = TEXT("&amp;");
            break;
        case '<':
            instead = TEXT("&lt;");
            break;
        case '>':
            instead = TEXT("&gt;");
            break;
        case '\n':
            instead = TEXT("<br>");
            break;
        default:
            continue;
        }
        output_write(output, text_part(text, start, at - start));
        output_write(output, instead);
        start = at + 1;
    }
    output_write(output, text_part(text, start, text.length));
}

void page_tagged(struct output *output, const char *open, struct text text, const char *close)
{
    if (text.length == 0)
        return;
    output_write(output, text_of(open));
    page_text(output, text);
    output_write(output, text_of(close));
}

void page_words(struct output *output, struct text cell)
{
    while (cell.length > 0) {
        size_t end = 0;
        bool hyphen = false;
        while (end < cell.length && cell.data[end] != ' ' && cell.data[end] != '\n' &&
               cell.data[end] != ';')
            hyphen = cell.data[end++] == '-' || hyphen;
        bool listed = end < cell.length && cell.data[end] == ';';
        end += listed;
        bool keep = hyphen && end > 1 && end <= LONGEST_CODE;
        if (keep)
            output_put(output, "<span>");
        page_text(output, text_part(cell, 0, end));
        if (keep)
            output_put(output, "</span>");
        if (!listed && end < cell.length)
            page_text(output, text_part(cell, end++, 1));
        cell = text_part(cell, end, cell.length);
        if (listed && cell.length > 0 && cell.data[0] != ' ' && cell.data[0] != '\n')
            output_put(output, "<wbr>");
    }
}

void page_key(struct output *output, struct text heading)
{
    output_put(output, "<span class=\"key\">");
    page_text(output, heading);
    output_put(output, ": </span>");
}

void page_figure(struct output *output, const char *class, const char *name)
{
    output_put(output, "<figure");
    if (class) {
        output_put(output, " class=\"");
        output_write(output, text_of(class));
        output_byte(output, '"');
    }
    output_put(output, " role=\"group\" tabindex=\"0\" aria-labelledby=\"");
    output_write(output, text_of(name));
    output_put(output, "-title\">\n");
}

/*
 * Texts in a drawing: broken into lines without loss, and written so that XML stays well-formed.
 * The first two bytes choose the size of the letters and the width of the lines.
 */
#include "base/utf8.h"
#include "render/svg.h"
#include "tests/fuzz/must.h"

enum { DRAWING_MOST = 1 << 26, DRAWING_SETTINGS = 2 };

static bool is_line_end(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Between two lines, before the first and behind the last stand blanks alone. */
static void break_lines(const struct lettering *lettering, struct text text, int32_t width)
{
    struct text rest = text;
    const char *at = text.data;
    struct lettering_box box = lettering_box(lettering, text, width);
    size_t lines = 0;
    do {
        struct text line = lettering_line(lettering, &rest, width);
        must(line.length == 0 || line.data >= at);
        for (; line.length > 0 && at < line.data; at++)
            must(is_line_end(*at));
        at += line.length;
        must(utf8_valid(text) < text.length || utf8_valid(line) == line.length);
        must(lettering_width(lettering, line) <= box.width);
        if (lettering_width(lettering, line) > width)
            must(lettering_box(lettering, line, width).lines == 1);
        must(!rest.data || (rest.data >= at && rest.data <= text.data + text.length));
        lines++;
    } while (rest.data);
    for (; at < text.data + text.length; at++)
        must(is_line_end(*at));
    must(lines == box.lines);
}

/* One name after `<` or `</`. */
static struct text name_at(const char *at, const char *end)
{
    const char *start = at;
    while (at < end && *at != ' ' && *at != '>' && *at != '/')
        at++;
    must(at > start && at < end);
    return (struct text){start, (size_t)(at - start)};
}

static const char *skip_reference(const char *at, const char *end)
{
    static const char *const known[] = {"&amp;", "&lt;", "&gt;", "&quot;"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        size_t length = strlen(known[i]);
        if ((size_t)(end - at) >= length && memcmp(at, known[i], length) == 0)
            return at + length;
    }
    must(at == NULL); /* no reference that we write */
    return end;
}

static void check_xml(struct text text)
{
    struct text open[SVG_DEEPEST];
    size_t depth = 0;
    const char *at = text.data, *end = text.data + text.length;
    must(utf8_valid(text) == text.length);
    while (at < end) {
        if (*at == '&') {
            at = skip_reference(at, end);
            continue;
        }
        if (*at != '<') {
            must((unsigned char)*at >= ' ' || *at == '\n');
            must(*at != '>' && (depth > 0 || *at == '\n'));
            at++;
            continue;
        }
        bool closing = at[1] == '/';
        at += closing ? 2 : 1;
        struct text name = name_at(at, end);
        at += name.length;
        if (closing) {
            must(depth > 0 && text_equal(open[--depth], name) && *at++ == '>');
            continue;
        }
        must(depth < SVG_DEEPEST);
        open[depth++] = name;
        while (*at == ' ') {
            while (*at != '=')
                must((unsigned char)*at >= ' ' && ++at < end);
            must(*++at == '"');
            for (at++; *at != '"';) {
                must((unsigned char)*at >= ' ' && *at != '<' && *at != '>');
                at = *at == '&' ? skip_reference(at, end) : at + 1;
                must(at < end);
            }
            at++;
        }
        if (*at == '/') {
            depth--;
            at++;
        }
        must(*at++ == '>');
    }
    must(depth == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    unsigned large = fuzz_setting(data, size, 0);
    struct lettering lettering = {(int32_t)(1 + large / 2), large & 1};
    int32_t width = (int32_t)fuzz_setting(data, size, 1) * 16;
    struct text text = fuzz_text(data, size, DRAWING_SETTINGS);
    struct svg_document document = {.prefix = "fuzz", .in_page = true, .title = text};
    struct output output;
    struct svg svg;
    if (text.length > 100000)
        return 0;
    break_lines(&lettering, text, width);
    output_to_memory(&output, DRAWING_MOST, &silent);
    svg_begin(&svg, &output, &document);
    svg_open(&svg, "text");
    svg_ids(&svg, "data-label-for", &text, 1);
    svg_attribute(&svg, "data-event", text);
    svg_lettering(&svg, &lettering, SVG_MIDDLE);
    svg_lines(&svg, &lettering, 0, 0, width, text);
    svg_close(&svg);
    svg_element(&svg, "desc", text);
    must(svg_end(&svg));
    check_xml(output_memory(&output));
    output_close(&output, false);
    return 0;
}

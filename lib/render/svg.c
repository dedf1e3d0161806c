#include "render/svg.h"

#include "base/utf8.h"
#include "render/palette.h"

/* What stands for the character at the start of a text, of `*length` bytes; data NULL for itself.
 */
static struct text instead_of(struct text text, size_t *length)
{
    *length = 1;
    switch (text.data[0]) {
    case '&':
        return TEXT("&amp;");
    case '<':
        return TEXT("&lt;");
    case '>':
        return TEXT("&gt;");
    case '"':
        return TEXT("&quot;");
    case '\n':
    case '\r':
    case '\t':
        return TEXT(" ");
    default:
        break;
    }
    if (text.data[0] >= ' ' && text.data[0] < 0x7f)
        return (struct text){NULL, 0};
    uint32_t c = utf8_first(text, length);
    if (c == 0x2028 || c == 0x2029)
        return TEXT(" ");
    if (utf8_is_hidden(c) || (c == 0xfffd && *length == 1))
        return TEXT("\xef\xbf\xbd");
    return (struct text){NULL, 0};
}

static void put_text(struct svg *svg, struct text text)
{
    size_t start = 0, length;
    for (size_t at = 0; at < text.length; at += length) {
        struct text instead = instead_of(text_part(text, at, text.length), &length);
        if (!instead.data)
            continue;
        output_write(svg->output, text_part(text, start, at - start));
        output_write(svg->output, instead);
        start = at + length;
    }
    output_write(svg->output, text_part(text, start, text.length));
}

static void put_word(struct svg *svg, const char *word)
{
    output_write(svg->output, text_of(word));
}

static void put_length(struct svg *svg, int32_t length)
{
    char digits[16];
    size_t at = sizeof digits;
    uint32_t rest = length < 0 ? 0u - (uint32_t)length : (uint32_t)length;
    if (rest % 10 > 0) {
        digits[--at] = (char)('0' + rest % 10);
        digits[--at] = '.';
    }
    rest /= 10;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (length < 0)
        digits[--at] = '-';
    output_write(svg->output, (struct text){digits + at, sizeof digits - at});
}

static bool fits(struct svg *svg, bool condition)
{
    svg->misused = svg->misused || !condition;
    return !svg->misused;
}

static void end_path(struct svg *svg)
{
    if (svg->in_path)
        output_byte(svg->output, '"');
    svg->in_path = false;
}

/* Content follows. */
static void end_tag(struct svg *svg)
{
    if (!svg->in_tag)
        return;
    end_path(svg);
    output_byte(svg->output, '>');
    svg->in_tag = false;
}

static void end_line(struct svg *svg)
{
    if (svg->tight == 0)
        output_byte(svg->output, '\n');
}

static void close_element(struct svg *svg)
{
    const char *element = svg->open[--svg->depth];
    if (svg->in_tag) {
        end_path(svg);
        output_put(svg->output, "/>");
        svg->in_tag = false;
    } else {
        output_put(svg->output, "</");
        put_word(svg, element);
        output_byte(svg->output, '>');
    }
    if (svg->tight > svg->depth)
        svg->tight = 0;
    end_line(svg);
}

void svg_open(struct svg *svg, const char *element)
{
    if (!fits(svg, svg->depth < SVG_DEEPEST))
        return;
    if (svg->in_tag) {
        end_tag(svg);
        end_line(svg);
    }
    output_byte(svg->output, '<');
    put_word(svg, element);
    svg->open[svg->depth++] = element;
    svg->in_tag = true;
    svg->attribute_count = 0;
    if (svg->tight == 0 && strcmp(element, "text") == 0)
        svg->tight = svg->depth;
}

void svg_close(struct svg *svg)
{
    if (fits(svg, svg->depth > 1))
        close_element(svg);
}

static bool begin_attribute(struct svg *svg, const char *name)
{
    if (!fits(svg, svg->in_tag && svg->attribute_count < SVG_ATTRIBUTES))
        return false;
    for (size_t i = 0; i < svg->attribute_count; i++)
        if (!fits(svg, strcmp(svg->attributes[i], name) != 0))
            return false;
    svg->attributes[svg->attribute_count++] = name;
    end_path(svg);
    output_byte(svg->output, ' ');
    put_word(svg, name);
    output_put(svg->output, "=\"");
    return true;
}

static void end_attribute(struct svg *svg)
{
    output_byte(svg->output, '"');
}

void svg_attribute(struct svg *svg, const char *name, struct text value)
{
    if (!begin_attribute(svg, name))
        return;
    put_text(svg, value);
    end_attribute(svg);
}

void svg_word(struct svg *svg, const char *name, const char *value)
{
    svg_attribute(svg, name, text_of(value));
}

void svg_length(struct svg *svg, const char *name, int32_t length)
{
    svg_lengths(svg, name, &length, 1);
}

void svg_lengths(struct svg *svg, const char *name, const int32_t *lengths, size_t count)
{
    if (!begin_attribute(svg, name))
        return;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            output_byte(svg->output, ' ');
        put_length(svg, lengths[i]);
    }
    end_attribute(svg);
}

void svg_translate(struct svg *svg, int32_t x, int32_t y)
{
    if (!begin_attribute(svg, "transform"))
        return;
    output_put(svg->output, "translate(");
    put_length(svg, x);
    output_byte(svg->output, ' ');
    put_length(svg, y);
    output_put(svg->output, ")\"");
}

static void put_id(struct svg *svg, struct text id)
{
    size_t start = 0;
    for (size_t at = 0; at < id.length; at++) {
        char byte = id.data[at];
        if (byte != '%' && byte != ' ' && (byte < '\t' || byte > '\r'))
            continue;
        put_text(svg, text_part(id, start, at - start));
        output_write(svg->output, byte == '%' ? TEXT("%25") : TEXT("%20"));
        start = at + 1;
    }
    put_text(svg, text_part(id, start, id.length));
}

void svg_ids(struct svg *svg, const char *name, const struct text *ids, size_t count)
{
    if (!begin_attribute(svg, name))
        return;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            output_byte(svg->output, ' ');
        put_id(svg, ids[i]);
    }
    end_attribute(svg);
}

static void put_name(struct svg *svg, const char *name)
{
    put_word(svg, svg->prefix);
    output_byte(svg->output, '-');
    put_word(svg, name);
}

void svg_id(struct svg *svg, const char *name)
{
    if (!begin_attribute(svg, "id"))
        return;
    put_name(svg, name);
    end_attribute(svg);
}

void svg_reference(struct svg *svg, const char *attribute, const char *name)
{
    if (!begin_attribute(svg, attribute))
        return;
    output_put(svg->output, "url(#");
    put_name(svg, name);
    output_put(svg->output, ")\"");
}

void svg_content(struct svg *svg, struct text content)
{
    if (!fits(svg, svg->depth > 1))
        return;
    end_tag(svg);
    put_text(svg, content);
}

void svg_element(struct svg *svg, const char *element, struct text content)
{
    svg_open(svg, element);
    svg_content(svg, content);
    svg_close(svg);
}

void svg_rectangle(struct svg *svg, int32_t x, int32_t y, int32_t width, int32_t height)
{
    svg_open(svg, "rect");
    svg_length(svg, "x", x);
    svg_length(svg, "y", y);
    svg_length(svg, "width", width);
    svg_length(svg, "height", height);
}

void svg_circle(struct svg *svg, int32_t x, int32_t y, int32_t radius)
{
    svg_open(svg, "circle");
    svg_length(svg, "cx", x);
    svg_length(svg, "cy", y);
    svg_length(svg, "r", radius);
}

void svg_line(struct svg *svg, int32_t x1, int32_t y1, int32_t x2, int32_t y2)
{
    svg_open(svg, "line");
    svg_length(svg, "x1", x1);
    svg_length(svg, "y1", y1);
    svg_length(svg, "x2", x2);
    svg_length(svg, "y2", y2);
}

static void put_step(struct svg *svg, char step, int32_t x, int32_t y)
{
    output_byte(svg->output, step);
    put_length(svg, x);
    output_byte(svg->output, ' ');
    put_length(svg, y);
}

void svg_path(struct svg *svg, int32_t x, int32_t y)
{
    svg_open(svg, "path");
    if (!begin_attribute(svg, "d"))
        return;
    svg->in_path = true;
    put_step(svg, 'M', x, y);
}

void svg_move_to(struct svg *svg, int32_t x, int32_t y)
{
    if (fits(svg, svg->in_path))
        put_step(svg, 'M', x, y);
}

void svg_line_to(struct svg *svg, int32_t x, int32_t y)
{
    if (fits(svg, svg->in_path))
        put_step(svg, 'L', x, y);
}

void svg_arc_to(struct svg *svg, int32_t radius, bool clockwise, int32_t x, int32_t y)
{
    if (!fits(svg, svg->in_path))
        return;
    put_step(svg, 'A', radius, radius);
    put_word(svg, clockwise ? " 0 0 1 " : " 0 0 0 ");
    put_length(svg, x);
    output_byte(svg->output, ' ');
    put_length(svg, y);
}

void svg_path_back(struct svg *svg)
{
    if (fits(svg, svg->in_path))
        output_byte(svg->output, 'Z');
}

void svg_lettering(struct svg *svg, const struct lettering *lettering, enum svg_anchor anchor)
{
    svg_length(svg, "font-size", lettering->size);
    if (lettering->bold)
        svg_word(svg, "font-weight", "bold");
    if (anchor != SVG_START)
        svg_word(svg, "text-anchor", anchor == SVG_MIDDLE ? "middle" : "end");
}

int32_t svg_lines(struct svg *svg, const struct lettering *lettering, int32_t x, int32_t y,
                  int32_t width, struct text text)
{
    int32_t step = lettering_step(lettering);
    fits(svg, svg->tight > 0 && svg->tight == svg->depth);
    do {
        struct text line = lettering_line(lettering, &text, width);
        svg_open(svg, "tspan");
        svg_length(svg, "x", x);
        svg_length(svg, "y", y);
        svg_content(svg, line);
        svg_close(svg);
        y = y < LETTERING_WIDEST ? y + step : y;
    } while (text.data);
    return y;
}

void svg_label(struct svg *svg, const struct lettering *lettering, enum svg_anchor anchor,
               int32_t x, int32_t y, struct text text)
{
    svg_open(svg, "text");
    svg_length(svg, "x", x);
    svg_length(svg, "y", y);
    svg_lettering(svg, lettering, anchor);
    svg_content(svg, text);
    svg_close(svg);
}

static bool is_prefix(const char *prefix)
{
    for (const char *at = prefix; at && *at; at++) {
        bool letter = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z');
        if (!letter && (at == prefix || ((*at < '0' || *at > '9') && *at != '-')))
            return false;
    }
    return prefix && *prefix;
}

/* Each selector of a list holds within the drawing. */
static void put_rule(struct svg *svg, const struct svg_rule *rule)
{
    struct text rest = text_of(rule->selector), selector;
    for (bool first = true; text_next(&rest, ',', &selector); first = false) {
        output_write(svg->output, first ? TEXT("#") : TEXT(",#"));
        put_word(svg, svg->prefix);
        if (selector.length > 0)
            output_byte(svg->output, ' ');
        put_text(svg, selector);
    }
    output_byte(svg->output, '{');
    put_text(svg, text_of(rule->declarations));
    output_put(svg->output, "}\n");
}

static void put_style(struct svg *svg, const struct svg_document *document)
{
    /* Browsers round the widths of letters to whole pixels unless they are told not to. */
    static const struct svg_rule own[] = {
        {"", "font-family:'DejaVu Sans',Arial,sans-serif;text-rendering:geometricPrecision"},
        {"text", "fill:" PALETTE_INK},
    };
    svg_open(svg, "style");
    svg_content(svg, TEXT(""));
    end_line(svg);
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        put_rule(svg, &own[i]);
    for (size_t i = 0; i < document->rule_count; i++)
        put_rule(svg, &document->rules[i]);
    svg_close(svg);
}

void svg_begin(struct svg *svg, struct output *output, const struct svg_document *document)
{
    bool prefixed = is_prefix(document->prefix);
    *svg = (struct svg){.output = output, .prefix = prefixed ? document->prefix : "drawing"};
    if (!document->in_page)
        output_put(output, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    svg_open(svg, "svg");
    svg_word(svg, "xmlns", "http://www.w3.org/2000/svg");
    if (!document->in_page)
        svg_word(svg, "xml:lang", "en-GB");
    svg_word(svg, "id", svg->prefix);
    svg_length(svg, "width", document->width);
    svg_length(svg, "height", document->height);
    svg_lengths(svg, "viewBox",
                (const int32_t[]){document->left, document->top, document->width, document->height},
                4);
    svg_word(svg, "role", "img");
    if (begin_attribute(svg, "aria-labelledby")) {
        put_name(svg, "title");
        if (document->description.length > 0) {
            output_byte(output, ' ');
            put_name(svg, "description");
        }
        end_attribute(svg);
    }
    svg_open(svg, "title");
    svg_id(svg, "title");
    svg_content(svg, document->title);
    svg_close(svg);
    if (document->description.length > 0) {
        svg_open(svg, "desc");
        svg_id(svg, "description");
        svg_content(svg, document->description);
        svg_close(svg);
    }
    put_style(svg, document);
    if (document->background) {
        svg_rectangle(svg, document->left, document->top, document->width, document->height);
        svg_word(svg, "fill", PALETTE_PAPER);
        svg_close(svg);
    }
    fits(svg, prefixed);
}

bool svg_end(struct svg *svg)
{
    fits(svg, svg->depth == 1);
    while (svg->depth > 0)
        close_element(svg);
    return !svg->misused && !svg->output->failed;
}

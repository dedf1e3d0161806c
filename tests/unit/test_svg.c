#include "files.h"
#include "hear.h"
#include "render/svg.h"

#include <errno.h>
#include <sys/wait.h>

static const struct lettering usual = {120, false}, strong = {145, true};
static struct output output;
static struct svg svg;
static size_t begun;

/* Begins a drawing in a page, and forgets what that has written. */
static void begin(void)
{
    static const struct svg_document document = {
        .prefix = "d1", .in_page = true, .title = {"t", 1}, .width = 1000, .height = 505};
    output_to_memory(&output, 1 << 20, &hearing);
    svg_begin(&svg, &output, &document);
    begun = output_memory(&output).length;
}

/* Ends it; what stood in it. */
static void ends(struct text wanted, bool fit, const char *name)
{
    static const char end[] = "</svg>\n";
    is_number(svg_end(&svg), fit, fit ? "all calls fit" : "a call does not fit");
    struct text got = text_part(output_memory(&output), begun, (size_t)1 << 20);
    ok(got.length >= sizeof end - 1 &&
           memcmp(got.data + got.length - (sizeof end - 1), end, sizeof end - 1) == 0,
       "the drawing is closed");
    is_text(text_part(got, 0, got.length - (sizeof end - 1)), wanted, name);
    output_close(&output, false);
}

static void test_document(void)
{
    static const struct svg_rule rules[] = {{".axis", "stroke:#000"}, {"path,line", "fill:none"}};
    struct svg_document document = {
        .prefix = "line-2",
        .background = true,
        .width = 8005,
        .height = 600,
        .left = -50,
        .title = TEXT("Ada & <Bo>"),
        .description = TEXT("Two people."),
        .rules = rules,
        .rule_count = 2,
    };
    output_to_memory(&output, 1 << 20, &hearing);
    svg_begin(&svg, &output, &document);
    ok(svg_end(&svg), "an empty drawing");
    is_text(output_memory(&output),
            TEXT("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                 "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"en-GB\" id=\"line-2\" "
                 "width=\"800.5\" height=\"60\" viewBox=\"-5 0 800.5 60\" role=\"img\" "
                 "aria-labelledby=\"line-2-title line-2-description\">\n"
                 "<title id=\"line-2-title\">Ada &amp; &lt;Bo&gt;</title>\n"
                 "<desc id=\"line-2-description\">Two people.</desc>\n"
                 "<style>\n"
                 "#line-2{font-family:'DejaVu Sans',Arial,sans-serif;"
                 "text-rendering:geometricPrecision}\n"
                 "#line-2 text{fill:#1d262b}\n"
                 "#line-2 .axis{stroke:#000}\n"
                 "#line-2 path,#line-2 line{fill:none}\n"
                 "</style>\n"
                 "<rect x=\"-5\" y=\"0\" width=\"800.5\" height=\"60\" fill=\"#ffffff\"/>\n"
                 "</svg>\n"),
            "a file of its own");
    output_close(&output, false);

    document = (struct svg_document){.prefix = "a", .in_page = true, .title = TEXT("T")};
    output_to_memory(&output, 1 << 20, &hearing);
    svg_begin(&svg, &output, &document);
    svg_end(&svg);
    ok(text_starts_folded(output_memory(&output),
                          TEXT("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"a\" width=\"0\" "
                               "height=\"0\" viewBox=\"0 0 0 0\" role=\"img\" "
                               "aria-labelledby=\"a-title\">\n<title id=\"a-title\">T</title>\n"
                               "<style>\n")),
       "in a page, without description");
    output_close(&output, false);
}

static void test_elements(void)
{
    static const struct text ids[] = {{"A 1", 3}, {"B%\t\"", 4}, {"C", 1}};
    begin();
    svg_open(&svg, "g");
    svg_ids(&svg, "data-child", ids, 3);
    svg_word(&svg, "class", "line");
    svg_translate(&svg, 10, -25);
    svg_rectangle(&svg, 1, -2, 30, -40);
    svg_close(&svg);
    svg_circle(&svg, INT32_MAX, INT32_MIN, 5);
    svg_id(&svg, "dot");
    svg_reference(&svg, "fill", "hatch");
    svg_lengths(&svg, "data-bbox", (const int32_t[]){0, 9, 10, -11}, 4);
    svg_close(&svg);
    svg_path(&svg, 0, 0);
    svg_line_to(&svg, 100, 0);
    svg_arc_to(&svg, 50, true, 150, 50);
    svg_move_to(&svg, 5, 5);
    svg_arc_to(&svg, 50, false, 15, 0);
    svg_path_back(&svg);
    svg_word(&svg, "class", "edge");
    svg_element(&svg, "title", TEXT("Edge"));
    svg_close(&svg);
    svg_path(&svg, 0, 0);
    svg_close(&svg);
    svg_close(&svg);
    ends(TEXT("<g data-child=\"A%201 B%25%20&quot; C\" class=\"line\" "
              "transform=\"translate(1 -2.5)\">\n"
              "<rect x=\"0.1\" y=\"-0.2\" width=\"3\" height=\"-4\"/>\n"
              "<circle cx=\"214748364.7\" cy=\"-214748364.8\" r=\"0.5\" id=\"d1-dot\" "
              "fill=\"url(#d1-hatch)\" data-bbox=\"0 0.9 1 -1.1\"/>\n"
              "<path d=\"M0 0L10 0A5 5 0 0 1 15 5M0.5 0.5A5 5 0 0 0 1.5 0Z\" class=\"edge\">\n"
              "<title>Edge</title>\n</path>\n"
              "<path d=\"M0 0\"/>\n"
              "</g>\n"),
         true, "a group of shapes");
}

static void test_text(void)
{
    begin();
    svg_label(&svg, &strong, SVG_END, 10, 20, TEXT("Ada"));
    svg_open(&svg, "text");
    svg_attribute(&svg, "data-label-for", TEXT("A"));
    svg_lettering(&svg, &usual, SVG_MIDDLE);
    is_number(svg_lines(&svg, &usual, 5, 100, 350, TEXT("Ada Bo")), 400,
              "where a next line stands");
    svg_close(&svg);
    svg_open(&svg, "g");
    svg_close(&svg);
    ends(TEXT("<text x=\"1\" y=\"2\" font-size=\"14.5\" font-weight=\"bold\" text-anchor=\"end\">"
              "Ada</text>\n"
              "<text data-label-for=\"A\" font-size=\"12\" text-anchor=\"middle\">"
              "<tspan x=\"0.5\" y=\"10\">Ada</tspan><tspan x=\"0.5\" y=\"25\">Bo</tspan></text>\n"
              "<g/>\n"),
         true, "a label, and lines without a blank between them");

    begin();
    svg_element(&svg, "text",
                TEXT("a\x01\x1b[2J\0b\n\r\tc \x7f\xc2\x80 \xff\xc3 \xed\xa0\x80 \xef\xbf\xbe"
                     "\u202e\u2066 \u2028 <\"&'> \u00e9 \U0001f600]]>"));
    ends(TEXT("<text>a\ufffd\ufffd[2J\ufffdb   c \ufffd\ufffd \ufffd\ufffd \ufffd\ufffd\ufffd "
              "\ufffd\ufffd\ufffd   &lt;&quot;&amp;'&gt; \u00e9 \U0001f600]]&gt;</text>\n"),
         true, "nothing comes out that does not belong into a text");
}

static void test_misuse(void)
{
    begin();
    svg_open(&svg, "g");
    ends(TEXT("<g/>\n"), false, "an element left open");

    begin();
    svg_close(&svg);
    svg_open(&svg, "g");
    ends(TEXT(""), false, "one closed too many");

    begin();
    svg_element(&svg, "text", TEXT("a"));
    svg_word(&svg, "class", "b");
    svg_element(&svg, "text", TEXT("c"));
    ends(TEXT("<text>a</text>\n"), false, "an attribute of nothing, and no more calls");

    begin();
    svg_open(&svg, "g");
    svg_word(&svg, "class", "a");
    svg_word(&svg, "class", "b");
    svg_close(&svg);
    ends(TEXT("<g class=\"a\"/>\n"), false, "an attribute given twice");

    begin();
    svg_path(&svg, 0, 0);
    svg_word(&svg, "class", "a");
    svg_line_to(&svg, 1, 1);
    ends(TEXT("<path d=\"M0 0\" class=\"a\"/>\n"), false, "a step behind a path");

    begin();
    svg_open(&svg, "g");
    svg_lines(&svg, &usual, 0, 0, 100, TEXT("a"));
    ends(TEXT("<g/>\n"), false, "lines without a text");

    begin();
    svg_content(&svg, TEXT("a"));
    ends(TEXT(""), false, "content of nothing");

    begin();
    for (size_t i = 0; i < SVG_DEEPEST; i++)
        svg_open(&svg, "g");
    ok(!svg_end(&svg), "elements too deep");
    output_close(&output, false);

    static const char *const prefixes[] = {NULL, "", "1a", "a b", "a\"", "-a"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        struct svg_document document = {.prefix = prefixes[i], .title = TEXT("T")};
        output_to_memory(&output, 1 << 20, &hearing);
        svg_begin(&svg, &output, &document);
        ok(!svg_end(&svg), "a prefix that does not begin an id");
        output_close(&output, false);
    }
}

static void test_full(void)
{
    hear_nothing();
    output_to_memory(&output, 300, &hearing);
    svg_begin(&svg, &output, &(struct svg_document){.prefix = "a", .title = TEXT("T")});
    ok(!svg_end(&svg), "a drawing that finds no room is not done");
    is_text(heard_text(), TEXT("memory: not enough memory\n"), "as is said once");
    output_close(&output, false);
}

/* The exit status of xmllint for a file; 127 when it cannot be run. */
static int lint(const char *path)
{
    int status = -1;
    pid_t child = fork();
    if (child == 0) {
        execlp("xmllint", "xmllint", "--noout", "--nonet", path, (char *)NULL);
        _exit(127);
    }
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Every byte by itself and next to others, as title, id, attribute and content. */
static void test_odd(void)
{
    static char bytes[2 * 256 + 1000];
    size_t length = 0;
    for (int i = 0; i < 256; i++) {
        bytes[length++] = (char)i;
        bytes[length++] = 'x';
    }
    for (uint32_t i = 0; i < 1000; i++)
        bytes[length++] = (char)(i * 2654435761u >> 13);
    struct text odd = {bytes, length};
    output_to_memory(&output, 1 << 20, &hearing);
    svg_begin(&svg, &output,
              &(struct svg_document){.prefix = "odd", .title = odd, .description = odd});
    svg_open(&svg, "text");
    svg_attribute(&svg, "data-event", odd);
    svg_ids(&svg, "data-label-for", &odd, 1);
    svg_lettering(&svg, &usual, SVG_MIDDLE);
    svg_lines(&svg, &usual, 0, 0, 500, odd);
    svg_close(&svg);
    ok(svg_end(&svg), "a drawing of odd texts");
    if (files_make()) {
        int status = lint(files_put("odd.svg", output_memory(&output)));
        ok(status == 0 || status == 127,
           status == 127 ? "xmllint # SKIP no xmllint" : "xmllint finds it well-formed");
        files_remove();
    }
    output_close(&output, false);
}

int main(void)
{
    test_document();
    test_elements();
    test_text();
    test_misuse();
    test_full();
    test_odd();
    return done();
}

#include "render/palette.h"
#include "tap.h"

#include <stdio.h>
#include <stdlib.h>

/* part to the power of 2.4, by Newton's fifth root. */
static double power(double part)
{
    double root = 1;
    for (int i = 0; i < 100; i++)
        root -= (root - part / (root * root * root * root)) / 5;
    return part * part * root * root;
}

/* The relative luminance of `#rrggbb`, as WCAG 2.2 defines it. */
static double luminance(const char *colour)
{
    static const double weights[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    if (!ok(strlen(colour) == 7 && colour[0] == '#', colour))
        return 0;
    for (size_t i = 0; i < 3; i++) {
        char digits[] = {colour[1 + 2 * i], colour[2 + 2 * i], '\0'};
        double part = (double)strtoul(digits, NULL, 16) / 255;
        sum += weights[i] * (part <= 0.04045 ? part / 12.92 : power((part + 0.055) / 1.055));
    }
    return sum;
}

static double contrast(const char *a, const char *b)
{
    double x = luminance(a), y = luminance(b);
    return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

static void test_contrast(void)
{
    static const char *const texts[] = {PALETTE_INK, PALETTE_QUIET, PALETTE_ACCENT,
                                        PALETTE_POSITIVE, PALETTE_NEGATIVE};
    ok(contrast("#000000", "#ffffff") > 20.99, "black on white is 21 to 1");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ok(contrast(texts[i], PALETTE_PAPER) >= 4.5, "text on white");
        ok(contrast(texts[i], PALETTE_TINT) >= 4.5, "text on the tint");
    }
    ok(contrast(PALETTE_LINE, PALETTE_PAPER) >= 3, "lines on white");
    ok(contrast(PALETTE_LINE, PALETTE_TINT) >= 3, "lines on the tint");
    ok(contrast(PALETTE_GRID, PALETTE_PAPER) < 1.5, "a grid stays behind");
    ok(contrast(PALETTE_POSITIVE, PALETTE_NEGATIVE) >= 1.5, "good and bad differ in greyscale");
}

static void test_series(void)
{
    for (size_t i = 0; i < PALETTE_SERIES; i++) {
        ok(contrast(palette_series[i].colour, PALETTE_PAPER) >= 3, "a series on white");
        for (size_t j = 0; j < i; j++) {
            ok(contrast(palette_series[i].colour, palette_series[j].colour) >= 1.25,
               "two series differ in greyscale");
            ok(strcmp(palette_series[i].dash, palette_series[j].dash) != 0, "and in their dash");
        }
    }
    ok(contrast(palette_series[0].colour, palette_series[1].colour) >= 3,
       "the first two differ much");
}

static void test_drawing(void)
{
    static const struct svg_document document = {
        .prefix = "p", .in_page = true, .title = {"t", 1}, .width = 100, .height = 100};
    struct output output;
    struct svg svg;
    output_to_memory(&output, 1 << 16, NULL);
    svg_begin(&svg, &output, &document);
    size_t begun = output_memory(&output).length;
    svg_line(&svg, 0, 0, 10, 0);
    palette_line(&svg, 7);
    svg_close(&svg);
    palette_mark(&svg, 0, 50, 50, 30);
    svg_close(&svg);
    palette_mark(&svg, 3, 50, 50, 30);
    svg_word(&svg, "class", "mark");
    svg_close(&svg);
    is_text(text_part(output_memory(&output), begun, 10000),
            TEXT("<line x1=\"0\" y1=\"0\" x2=\"1\" y2=\"0\" fill=\"none\" stroke=\"#2ea283\" "
                 "stroke-dasharray=\"8 3\"/>\n"
                 "<circle cx=\"5\" cy=\"5\" r=\"3\" fill=\"#27276e\"/>\n"
                 "<path d=\"M5 1.1L8.9 5L5 8.9L1.1 5Z\" fill=\"#8e6eb1\" class=\"mark\"/>\n"),
            "a line and two marks; series begin anew behind the last");
    ok(svg_end(&svg), "the drawing is whole");
    output_close(&output, false);
}

int main(void)
{
    test_contrast();
    test_series();
    test_drawing();
    return done();
}

/* Scores, changes, and what drawings of scales promise: labels apart from one another, axes where
 * they belong. */
#include "base/memory.h"
#include "files.h"
#include "hear.h"
#include "render/scale_sheet.h"

static void read_scores(void)
{
    static const struct {
        const char *cell;
        int32_t score; /* -1: none */
    } cases[] = {
        {"0", 0},      {"10", 200},    {"7", 140},
        {"6.5", 130},  {"0.1", 2},     {"10.0", 200},
        {"6.50", 130}, {"6.000", 120}, {"9.9", 198},
        {"10.1", -1},  {"11", -1},     {"-1", -1},
        {"+1", -1},    {"", -1},       {".", -1},
        {".5", -1},    {"5.", -1},     {"6.55", -1},
        {"6,5", -1},   {"6.5.0", -1},  {"6..5", -1},
        {"six", -1},   {"6 ", -1},     {"1e1", -1},
        {"6.5x", -1},  {"0x6", -1},    {"99999999999999999999", -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int32_t score = -1;
        bool read = scale_score_read(text_of(cases[i].cell), &score);
        ok(read == (cases[i].score >= 0), cases[i].cell);
        is_number(score, cases[i].score, cases[i].cell);
    }
}

/* All changes there can be, by another way. */
static void write_scores(void)
{
    char digits[SCALE_SCORE_BYTES], wanted[32];
    bool right = true, signs = true, back = true;
    for (int32_t score = -SCALE_MOST; score <= SCALE_MOST; score++) {
        int32_t hundredths = (score < 0 ? -score : score) * 5;
        snprintf(wanted, sizeof wanted, "%s%d.%02d", score < 0 ? "-" : "", hundredths / 100,
                 hundredths % 100);
        for (size_t end = strlen(wanted); wanted[end - 1] == '0' || wanted[end - 1] == '.'; end--) {
            bool point = wanted[end - 1] == '.';
            wanted[end - 1] = '\0';
            if (point)
                break;
        }
        struct text got = scale_score_text(score, false, digits);
        right = right && text_equal(got, text_of(wanted));
        int32_t again = -1;
        if (score >= 0 && score % 2 == 0)
            back = back && scale_score_read(got, &again) && again == score;
        got = scale_score_text(score, true, digits);
        signs = signs && (got.data[0] == '+') == (score > 0) && (got.data[0] == '-') == (score < 0);
    }
    ok(right, "scores are written");
    ok(back, "and read again");
    ok(signs, "with signs");
    is_text(scale_score_text(125, false, digits), TEXT("6.25"), "two decimals");
    is_text(scale_score_text(-1, false, digits), TEXT("-0.05"), "the least");
    is_text(scale_score_text(0, true, digits), TEXT("0"), "none");
}

/* ---- drawings ---- */

static uint64_t chance_state = 1;

static uint32_t chance(uint32_t below)
{
    chance_state = chance_state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(chance_state >> 33) % below;
}

/* Readings of a made-up family on `days` days of the years from 2010. */
static const char *make_family(struct buffer *rows, uint32_t people, uint32_t domains,
                               uint32_t days, uint32_t years)
{
    static const char *const names[] = {"Mum", "Dad", "Wilhelmina Featherstonehaugh-Cholmondeley",
                                        "Ms A. Larkspur who teaches the class"};
    buffer_clear(rows);
    buffer_put(rows, "family_id,date,name,domain,score\n");
    for (uint32_t person = 0; person < people; person++)
        for (uint32_t domain = 0; domain < domains; domain++)
            for (uint32_t day = 0; day < days; day++) {
                buffer_format(rows, "F1,20%02u-%02u-%02u,%s %u,Domain %u,", 10 + chance(years),
                              1 + chance(12), 1 + chance(28), names[person % 4], person, domain);
                if (chance(6) > 0 || day == 0)
                    buffer_format(rows, "%u.%u", chance(10), chance(10));
                buffer_put(rows, "\n");
            }
    return files_put("scales.csv", buffer_text(rows));
}

static void check_line(const struct scale_line *line)
{
    int32_t floor = 0;
    bool apart = true, near = true, fits = true, ordered = true;
    for (size_t i = 0; i < line->label_count; i++) {
        const struct scale_label *label = &line->labels[i];
        apart = apart && label->top >= floor;
        ordered = ordered && (i == 0 || label->end_y >= line->labels[i - 1].end_y);
        fits = fits && label->end_x >= line->left &&
               label->end_x <= line->left + line->plot_width && label->end_y >= line->top &&
               label->end_y <= line->top + line->plot_height;
        near = near && label->top >= 0;
        floor = label->top + label->height;
    }
    ok(apart, "labels do not overlap");
    ok(ordered, "they stand in the order of the ends of the lines");
    ok(near && floor <= line->height, "and within the drawing");
    ok(fits, "lines end within the plot");
    ok(line->plot_width > line->width / 4, "the plot has room");
}

static void check_star(const struct scale_star *star)
{
    bool ordered = true, in_range = true;
    for (size_t i = 1; i < star->day_count; i++)
        ordered = ordered && date_compare(&star->days[i - 1], &star->days[i]) > 0;
    for (size_t i = 0; i < star->day_count * star->axis_count; i++)
        in_range = in_range && star->scores[i] >= SCALE_NO_SCORE && star->scores[i] <= SCALE_MOST;
    ok(star->day_count >= 1 && star->day_count <= SCALE_STAR_DAYS, "one day to four");
    ok(ordered, "the latest first");
    ok(in_range, "scores are scores");
    ok(star->height > 0 && star->middle < star->height, "it has room");
}

static void check_panels(const struct scale_panels *panels)
{
    struct output output;
    struct svg svg;
    struct svg_document document = {.prefix = "a", .width = 1, .height = 1};
    output_to_memory(&output, (size_t)1 << 24, &hearing);
    svg_begin(&svg, &output, &document);
    for (size_t i = 0; i < panels->line_count; i++) {
        check_line(&panels->lines[i]);
        scale_line_draw(&panels->lines[i], &svg);
    }
    for (size_t i = 0; i < panels->star_count; i++) {
        check_star(&panels->stars[i]);
        scale_star_draw(&panels->stars[i], &svg);
    }
    ok(svg_end(&svg), "what is drawn is well formed");
    output_close(&output, false);
}

static void draw_families(void)
{
    static const uint32_t shapes[][4] = {
        /* people, domains, days, years */
        {1, 1, 1, 1},  {1, 1, 30, 1}, {2, 1, 3, 10}, {6, 1, 4, 2},  {14, 2, 3, 3},
        {40, 1, 2, 5}, {2, 3, 2, 1},  {3, 12, 5, 4}, {1, 13, 6, 1}, {1, 61, 1, 90},
    };
    static const struct table_settings settings = {.delimiter = ','};
    struct phrases *phrases = phrases_new(&hearing);
    struct buffer rows;
    buffer_init(&rows, (size_t)1 << 24);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        const uint32_t *shape = shapes[i];
        struct scale_book book;
        struct scale_view view;
        struct scale_panels panels;
        const char *file = make_family(&rows, shape[0], shape[1], shape[2], shape[3]);
        ok(scale_book_open(&book, &settings, &file, 1, INT32_MAX, &hearing), "read");
        const struct scale_family *family = scale_book_find(&book, TEXT("F1"));
        if (ok(family && !scale_book_find(&book, TEXT("F2")), "found") &&
            ok(scale_view_make(&view, phrases, family), "seen")) {
            ok(scale_panels_make(&panels, &view), "laid out");
            is_number(panels.line_count, shape[1], "a drawing a domain");
            is_number(panels.star_count,
                      shape[1] >= SCALE_STAR_LEAST && shape[1] <= SCALE_STAR_MOST ? shape[0] : 0,
                      "a star a person, of three domains to sixty");
            check_panels(&panels);
            scale_panels_release(&panels);
            scale_view_release(&view);
        }
        scale_book_release(&book);
    }
    is_text(heard_text(), TEXT(""), "nothing to complain of");
    buffer_release(&rows);
    phrases_free(phrases);
}

int main(void)
{
    read_scores();
    write_scores();
    if (files_make())
        draw_families();
    files_remove();
    buffer_release(&heard);
    return done();
}

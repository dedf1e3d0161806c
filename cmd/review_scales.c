#include "cmd/review.h"

#include "base/limits.h"
#include "definitions/phrases.h"
#include "render/scale_page.h"

static bool is_drawing(const struct front *front)
{
    return front->own_format.length > 0;
}

static bool check_options(struct front *front, bool *by_family)
{
    const char *by = review_settings_of(front)->by;
    *by_family = by && text_equal(text_of(by), TEXT("family"));
    if (by && !*by_family)
        return front_takes(front, "--by", TEXT("family"), text_of(by));
    if (by && (is_drawing(front) || front->format == WRITER_HTML))
        return front_usage(front, "--by family goes with csv, text, json and rec");
    return true;
}

static bool write_rows(struct front *front, const struct scale_sheet *sheet, bool by_family)
{
    struct text title = TEXT("");
    struct writer *writer = NULL;
    struct buffer explanation;
    buffer_init(&explanation, LIMIT_CELL_BYTES);
    if (front->format == WRITER_TEXT) {
        title = phrase(sheet->phrases, "scale-title");
        scale_sheet_explanation(sheet, &explanation);
    }
    if (buffer_failed(&explanation))
        report(&front->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    else
        writer = front_writer(front, NULL, NULL, title, buffer_text(&explanation));
    bool done = writer && scale_changes_write(sheet->book, by_family, writer) &&
                writer_finish(writer);
    writer_free(writer);
    buffer_release(&explanation);
    return done;
}

static bool write_scales(struct front *front, const struct scale_sheet *sheet, bool by_family)
{
    if (is_drawing(front))
        return scale_sheet_svg(sheet, &front->output, &front->reporter);
    if (front->format == WRITER_HTML)
        return scale_page_html(sheet, &front->output, &front->reporter);
    if (front->format == WRITER_TEXT && !by_family)
        return scale_page_text(sheet, &front->output, &front->reporter);
    return write_rows(front, sheet, by_family);
}

static void summarise(struct front *front, const struct scale_book *book, bool by_family)
{
    uint64_t counts[SCALE_DIRECTIONS] = {0}, readings = 0;
    for (size_t i = 0; i < book->family_count; i++) {
        const struct scale_family *family = &book->families[i];
        readings += family->change.readings;
        if (by_family)
            counts[family->change.direction]++;
        for (size_t j = 0; !by_family && j < family->series_count; j++)
            counts[family->series[j].change.direction]++;
    }
    front->flagged = counts[SCALE_WORSE] > 0;
    front_summary(front, "rows used: %llu; rejected: %llu", (unsigned long long)book->read,
                  (unsigned long long)book->rejected);
    front_summary(front,
                  "readings: %llu; without a score: %llu; replaced by another of the same date: "
                  "%llu; after the day asked about: %llu",
                  (unsigned long long)readings, (unsigned long long)book->without,
                  (unsigned long long)book->same_day, (unsigned long long)book->after);
    front_summary(front,
                  "families: %zu; better: %llu; worse: %llu; the same: %llu; one reading: %llu",
                  book->family_count, (unsigned long long)counts[SCALE_BETTER],
                  (unsigned long long)counts[SCALE_WORSE], (unsigned long long)counts[SCALE_SAME],
                  (unsigned long long)counts[SCALE_ONE_READING]);
}

/* Years alone hide nothing but dates of birth of --people in reasons. */
static bool hide(struct front *front, struct scale_book *book)
{
    const char *people = review_settings_of(front)->tables[REVIEW_PEOPLE];
    struct privacy privacy;
    bool done = privacy_init(&privacy, front->initials, front->years, &front->reporter) &&
                front_read_privacy(front, people, !front->initials, &privacy) &&
                ((!front->initials && !front->years) || scale_book_hide(book, &privacy) ||
                 report(&front->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY));
    privacy_release(&privacy);
    return done;
}

bool review_scales(struct front *front)
{
    struct scale_book book;
    bool by_family;
    if (!check_options(front, &by_family))
        return false;
    struct phrases *phrases = phrases_new(&front->reporter);
    if (!phrases)
        return false;
    struct scale_sheet sheet = {
        .phrases = phrases, .book = &book, .as_of = front->as_of, .width = front_width()};
    bool done = scale_book_open(&book, &front->table, front->files, front->file_count, front->as_of,
                                &front->reporter) &&
                hide(front, &book) && write_scales(front, &sheet, by_family);
    if (done)
        summarise(front, &book, by_family);
    scale_book_release(&book);
    phrases_free(phrases);
    return done;
}

#include "domain/review/scales.h"

#include "base/memory.h"

#include <stdlib.h>

const char *const scale_direction_names[SCALE_DIRECTIONS] = {"better", "worse", "same",
                                                             "one-reading"};

/* ---- scores as text ---- */

bool scale_score_read(struct text cell, int32_t *score)
{
    uint64_t whole, tenths = 0;
    size_t point = 0;
    while (point < cell.length && cell.data[point] != '.')
        point++;
    if (point < cell.length) {
        while (cell.length > point + 2 && cell.data[cell.length - 1] == '0')
            cell.length--;
        if (!text_to_unsigned(text_part(cell, point + 1, cell.length), 0, 9, &tenths) ||
            cell.length != point + 2)
            return false;
    }
    if (!text_to_unsigned(text_part(cell, 0, point), 0, 10, &whole) || whole * 10 + tenths > 100)
        return false;
    *score = (int32_t)(whole * 10 + tenths) * (SCALE_POINT / 10);
    return true;
}

struct text scale_score_text(int32_t score, bool sign, char digits[SCALE_SCORE_BYTES])
{
    uint32_t hundredths = (uint32_t)(score < 0 ? -score : score) * (100 / SCALE_POINT);
    size_t at = SCALE_SCORE_BYTES;
    for (unsigned place = 0; place < 2; place++, hundredths /= 10)
        if (hundredths % 10 > 0 || at < SCALE_SCORE_BYTES)
            digits[--at] = (char)('0' + hundredths % 10);
    if (at < SCALE_SCORE_BYTES)
        digits[--at] = '.';
    do {
        digits[--at] = (char)('0' + hundredths % 10);
        hundredths /= 10;
    } while (hundredths > 0);
    if (score < 0 || (sign && score > 0))
        digits[--at] = score < 0 ? '-' : '+';
    return (struct text){digits + at, SCALE_SCORE_BYTES - at};
}

/* ---- changes ---- */

static enum scale_direction direction_of(const struct scale_change *change, bool several)
{
    if (!several)
        return SCALE_ONE_READING;
    return change->change > 0 ? SCALE_BETTER : change->change < 0 ? SCALE_WORSE : SCALE_SAME;
}

static void change_of_series(struct scale_series *series)
{
    struct scale_change change = {.readings = 0};
    for (size_t i = 0; i < series->count; i++) {
        const struct scale_reading *reading = &series->readings[i];
        if (reading->score == SCALE_NO_SCORE)
            continue;
        if (change.readings++ == 0) {
            change.first = change.last = reading->score;
            change.first_date = reading->date;
        }
        change.change_last = reading->score - change.last;
        change.last = reading->score;
        change.last_date = reading->date;
    }
    change.change = change.last - change.first;
    change.direction = direction_of(&change, change.readings > 1);
    series->change = change;
}

/* The last score of a series. */
struct view {
    size_t domain, series;
    int32_t score;
};

static int order_of_views(const void *one, const void *other)
{
    const struct view *a = one, *b = other;
    if (a->domain != b->domain)
        return a->domain < b->domain ? -1 : 1;
    if (a->score != b->score)
        return a->score < b->score ? -1 : 1;
    return a->series < b->series ? -1 : 1;
}

/* Views of one domain, lowest score first. Only one at an end of them can be furthest from the
 * median, and only when it stands alone there. */
static void mark_furthest(struct scale_series *series, const struct view *views, size_t count)
{
    if (count < 3)
        return;
    int32_t median = (views[(count - 1) / 2].score + views[count / 2].score) / 2;
    int32_t below = median - views[0].score, above = views[count - 1].score - median;
    const struct view *end = below > above ? &views[0] : &views[count - 1];
    const struct view *beside = below > above ? &views[1] : &views[count - 2];
    if (below != above && end->score != beside->score)
        series[end->series].change.furthest = true;
}

static int order_of_scores(const void *one, const void *other)
{
    const int32_t *a = one, *b = other;
    return (*a > *b) - (*a < *b);
}

int32_t scale_median(int32_t *scores, size_t count)
{
    qsort(scores, count, sizeof *scores, order_of_scores);
    return (scores[(count - 1) / 2] + scores[count / 2]) / 2;
}

/* The medians of what all series said last, and of the changes of those that have any; `scores` has
 * room for one of each. */
static void take_medians(struct scale_change *change, const struct scale_series *series,
                         size_t count, int32_t *scores)
{
    size_t changed = 0;
    for (size_t i = 0; i < count; i++)
        scores[i] = series[i].change.last;
    change->last = scale_median(scores, count);
    for (size_t i = 0; i < count; i++)
        if (series[i].change.readings > 1)
            scores[changed++] = series[i].change.change;
    change->change = changed > 0 ? scale_median(scores, changed) : 0;
    changed = 0;
    for (size_t i = 0; i < count; i++)
        if (series[i].change.readings > 1)
            scores[changed++] = series[i].change.change_last;
    change->change_last = changed > 0 ? scale_median(scores, changed) : 0;
    change->direction = direction_of(change, changed > 0);
}

static void change_of_family(struct scale_family *family, const struct scale_series *series,
                             int32_t *scores)
{
    struct scale_change change = {.first = SCALE_NO_SCORE};
    for (size_t i = 0; i < family->series_count; i++) {
        const struct scale_change *own = &series[i].change;
        if (i == 0 || date_compare(&own->first_date, &change.first_date) < 0)
            change.first_date = own->first_date;
        if (i == 0 || date_compare(&own->last_date, &change.last_date) > 0)
            change.last_date = own->last_date;
        change.readings += own->readings;
    }
    take_medians(&change, series, family->series_count, scores);
    family->change = change;
}

bool scale_changes_make(struct scale_family *family, struct scale_series *series)
{
    size_t count = family->series_count;
    struct view *views = memory_new(count, sizeof *views);
    int32_t *scores = memory_new(count, sizeof *scores);
    bool done = views && scores;
    for (size_t i = 0; done && i < count; i++) {
        change_of_series(&series[i]);
        views[i] = (struct view){series[i].domain, i, series[i].change.last};
    }
    if (done) {
        qsort(views, count, sizeof *views, order_of_views);
        for (size_t start = 0, end; start < count; start = end) {
            for (end = start; end < count && views[end].domain == views[start].domain;)
                end++;
            mark_furthest(series, views + start, end - start);
        }
        change_of_family(family, series, scores);
    }
    memory_free(views);
    memory_free(scores);
    return done;
}

/* ---- rows ---- */

static void write_date(struct writer *writer, const struct date *date)
{
    char digits[DATE_TEXT_BYTES];
    date_write(date, digits);
    writer_plain(writer, text_of(digits));
}

static void write_score(struct writer *writer, int32_t score, bool given)
{
    char digits[SCALE_SCORE_BYTES];
    writer_plain(writer, given ? scale_score_text(score, false, digits) : TEXT(""));
}

static bool write_row(struct writer *writer, const struct scale_family *family,
                      const struct scale_person *person, struct text domain,
                      const struct scale_change *change)
{
    bool several = change->direction != SCALE_ONE_READING;
    writer_cell(writer, family->id);
    writer_cell(writer, person ? person->name : TEXT(""));
    writer_cell(writer, person ? person->role : TEXT(""));
    writer_cell(writer, domain);
    writer_number(writer, change->readings);
    write_date(writer, &change->first_date);
    write_score(writer, change->first, change->first != SCALE_NO_SCORE);
    write_date(writer, &change->last_date);
    write_score(writer, change->last, true);
    write_score(writer, change->change, several);
    write_score(writer, change->change_last, several);
    writer_plain(writer, text_of(scale_direction_names[change->direction]));
    writer_plain(writer, change->furthest ? TEXT("furthest") : TEXT(""));
    return writer_end_row(writer);
}

bool scale_changes_write(const struct scale_book *book, bool by_family, struct writer *writer)
{
    bool done = true;
    for (size_t i = 0; done && i < book->family_count; i++) {
        const struct scale_family *family = &book->families[i];
        if (by_family)
            done = write_row(writer, family, NULL, TEXT(""), &family->change);
        for (size_t j = 0; done && !by_family && j < family->series_count; j++) {
            const struct scale_series *series = &family->series[j];
            done = write_row(writer, family, &family->people[series->person],
                             family->domains[series->domain], &series->change);
        }
    }
    return done;
}

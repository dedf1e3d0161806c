#include "domain/threshold/compare_counts.h"

#include "base/memory.h"
#include "domain/disclosure/disclosure.h"

void compare_counts_release(struct compare_counts *counts)
{
    memory_free(counts->values);
    memory_free(counts->hidden);
    *counts = (struct compare_counts){0};
}

static void add_up(struct compare_counts *counts, const struct comparison *comparison)
{
    size_t levels = comparison->levels, places = counts->places;
    for (size_t i = 0; i < levels; i++)
        for (size_t j = 0; j < levels; j++) {
            uint64_t value = comparison->table[i * levels + j];
            counts->values[i * places + j] = value;
            counts->values[i * places + levels] += value;
            counts->values[levels * places + j] += value;
            counts->values[levels * places + levels] += value;
        }
}

/* Levels are parts of the last place, all of them. */
static bool solve(struct compare_counts *counts, struct disclosure *disclosure, uint32_t *within,
                  uint32_t *cells, uint64_t most_small)
{
    size_t places = counts->places;
    const struct disclosure_dimension dimensions[] = {{within, places}, {within, places}};
    for (size_t i = 0; i < places; i++)
        within[i] = i + 1 < places ? (uint32_t)places - 1 : DISCLOSURE_NONE;
    for (size_t i = 0; i < places * places; i++) {
        cells[i] = disclosure_cell(disclosure, counts->values[i], DISCLOSURE_PRINTED);
        if (cells[i] == DISCLOSURE_NONE)
            return false;
    }
    if (!disclosure_table(disclosure, dimensions, 2, cells, DISCLOSURE_SENSITIVE) ||
        !disclosure_solve(disclosure, most_small))
        return false;
    for (size_t i = 0; i < places * places; i++)
        counts->hidden[i] = disclosure_state(disclosure, cells[i]) != DISCLOSURE_SHOWN;
    return true;
}

static bool hide(struct compare_counts *counts, uint64_t most_small,
                 const struct reporter *reporter)
{
    size_t places = counts->places;
    struct disclosure *disclosure = disclosure_new(reporter);
    uint32_t *within = memory_new(places, sizeof *within);
    uint32_t *cells = memory_new(places * places, sizeof *cells);
    bool done = false;
    if (disclosure && (!within || !cells))
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    else if (disclosure)
        done = solve(counts, disclosure, within, cells, most_small);
    memory_free(within);
    memory_free(cells);
    disclosure_free(disclosure);
    return done;
}

bool compare_counts_make(struct compare_counts *counts, const struct comparison *comparison,
                         uint64_t most_small, struct text mark, const struct reporter *reporter)
{
    size_t places = comparison->levels + 1;
    *counts = (struct compare_counts){.places = places, .mark = mark};
    counts->values = memory_new(places * places, sizeof *counts->values);
    counts->hidden = memory_new(places * places, sizeof *counts->hidden);
    if (!counts->values || !counts->hidden)
        return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    add_up(counts, comparison);
    return most_small == 0 || hide(counts, most_small, reporter);
}

void compare_counts_cell(const struct compare_counts *counts, size_t suggested, size_t recorded,
                         struct writer *writer)
{
    size_t place = suggested * counts->places + recorded;
    if (counts->hidden[place])
        writer_plain(writer, counts->mark);
    else
        writer_number(writer, counts->values[place]);
}

static void write_level(const struct framework *terms, size_t place, struct writer *writer)
{
    if (place < terms->level_count)
        writer_cell(writer, terms->levels[place].code);
    else
        writer_plain(writer, TEXT(""));
}

bool compare_counts_write(const struct compare_counts *counts, const struct framework *terms,
                          struct writer *writer)
{
    for (size_t i = 0; i < counts->places; i++)
        for (size_t j = 0; j < counts->places; j++) {
            bool both = i < terms->level_count && j < terms->level_count;
            write_level(terms, i, writer);
            write_level(terms, j, writer);
            writer_plain(writer, !both    ? TEXT("")
                                 : i == j ? TEXT("agree")
                                 : j < i  ? TEXT("under")
                                          : TEXT("over"));
            compare_counts_cell(counts, i, j, writer);
            if (!writer_end_row(writer))
                return false;
        }
    return true;
}

bool compare_counts_write_across(const struct compare_counts *counts, const struct framework *terms,
                                 struct text all, struct writer *writer)
{
    for (size_t i = 0; i < counts->places; i++) {
        writer_cell(writer, i < terms->level_count ? terms->levels[i].name : all);
        for (size_t j = 0; j < counts->places; j++)
            compare_counts_cell(counts, i, j, writer);
        if (!writer_end_row(writer))
            return false;
    }
    return true;
}

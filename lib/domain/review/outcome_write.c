#include "domain/review/outcome_write.h"

#include "base/limits.h"
#include "base/memory.h"

static bool no_memory(const struct reporter *reporter)
{
    return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

static void write_day(struct writer *writer, date_day day)
{
    struct date date = date_of_day(day);
    char text[DATE_TEXT_BYTES];
    date_write(&date, text);
    writer_plain(writer, text_of(text));
}

/* `a;b` */
static void write_letters(struct writer *writer, clause_set set)
{
    char letters[2 * CLAUSE_LETTERS];
    size_t length = 0;
    for (uint32_t i = 0; i < CLAUSE_LETTERS; i++) {
        if (!clause_set_has(set, i))
            continue;
        if (length > 0)
            letters[length++] = ';';
        letters[length++] = (char)('a' + i);
    }
    writer_plain(writer, (struct text){letters, length});
}

/* What the clauses say, parted by `; `; with their letters when `lettered`. */
static bool write_labels(struct writer *writer, const struct outcome *outcome, clause_set set,
                         bool lettered)
{
    struct buffer words;
    buffer_init(&words, LIMIT_OUTPUT_CELL_BYTES);
    for (uint32_t i = 0; i < CLAUSE_LETTERS; i++) {
        if (!clause_set_has(set, i))
            continue;
        if (words.length > 0)
            buffer_put(&words, "; ");
        if (lettered) {
            buffer_add(&words, clause_letter(i));
            buffer_put(&words, ": ");
        }
        buffer_add(&words, outcome->labels[i]);
    }
    bool done = !buffer_failed(&words);
    writer_cell(writer, buffer_text(&words));
    buffer_release(&words);
    return done;
}

static bool write_case(const struct outcome_book *book, const struct outcome_case *one,
                       date_day day, struct writer *writer)
{
    const struct outcome *outcome = &book->set->outcomes[one->outcome];
    struct outcome_standing standing;
    outcome_case_standing(book, one, day, &standing);
    clause_set missing = outcome_missing(&outcome->expression, standing.met);
    writer_cell(writer, book->families[one->family].family);
    writer_cell(writer, outcome->code);
    writer_plain(writer, text_of(outcome_result_names[standing.result]));
    write_letters(writer, missing);
    write_day(writer, standing.since);
    writer_cell(writer, book->set->headlines[outcome->headline].code);
    writer_cell(writer, outcome->need);
    write_letters(writer, standing.met);
    write_letters(writer, standing.not_met);
    bool done = write_labels(writer, outcome, missing, false);
    return writer_end_row(writer) && done;
}

bool outcome_results_write(const struct outcome_book *book, date_day day, struct writer *writer,
                           const struct reporter *reporter)
{
    for (size_t family = 0; family < book->family_count; family++)
        for (size_t i = 0; i < book->families[family].count; i++)
            if (!write_case(book, &book->cases[book->families[family].first + i], day, writer))
                return no_memory(reporter);
    return true;
}

/* Calls `use` with the headlines of each family. */
static bool each_family(const struct outcome_book *book, date_day day, void *context,
                        void (*use)(void *, const struct outcome_book *,
                                    const struct outcome_family *,
                                    const struct headline_standing *),
                        const struct reporter *reporter)
{
    struct headline_standing *standings = memory_new(book->set->headline_count + 1,
                                                     sizeof *standings);
    for (size_t i = 0; standings && i < book->family_count; i++) {
        outcome_family_headlines(book, &book->families[i], day, standings);
        use(context, book, &book->families[i], standings);
    }
    memory_free(standings);
    return standings || no_memory(reporter);
}

static void write_headlines(void *context, const struct outcome_book *book,
                            const struct outcome_family *family,
                            const struct headline_standing *standings)
{
    struct writer *writer = context;
    for (size_t i = 0; i < book->set->headline_count; i++) {
        const struct headline_standing *standing = &standings[i];
        writer_cell(writer, family->family);
        writer_cell(writer, book->set->headlines[i].code);
        writer_cell(writer, book->set->headlines[i].name);
        writer_number(writer, standing->needs);
        writer_number(writer, standing->achieved);
        writer_plain(writer, standing->needs == 0
                                 ? TEXT("")
                                 : text_of(outcome_result_names[standing->result]));
        write_day(writer, standing->since);
        writer_end_row(writer);
    }
}

bool headlines_reached_write(const struct outcome_book *book, date_day day, struct writer *writer,
                             const struct reporter *reporter)
{
    return each_family(book, day, writer, write_headlines, reporter);
}

/* Adds a family to the counts; the latest day from which a headline of it is achieved is returned.
 */
static date_day count_headlines(const struct outcome_book *book,
                                const struct headline_standing *standings,
                                struct outcome_counts *counts)
{
    date_day since = DATE_DAY_OPEN_START;
    for (size_t i = 0; i < book->set->headline_count; i++) {
        bool needed = standings[i].needs > 0;
        counts->headlines += needed;
        counts->headlines_achieved += needed && standings[i].result == OUTCOME_ACHIEVED;
        if (standings[i].since > since)
            since = standings[i].since;
    }
    return since;
}

static void count_results(const struct outcome_book *book, const struct outcome_family *family,
                          date_day day, struct outcome_counts *counts)
{
    for (size_t i = 0; i < family->count; i++) {
        struct outcome_standing standing;
        outcome_case_standing(book, &book->cases[family->first + i], day, &standing);
        counts->outcomes++;
        counts->of_result[standing.result]++;
    }
}

struct family_writing {
    struct writer *writer;
    date_day day;
};

static void write_family(void *context, const struct outcome_book *book,
                         const struct outcome_family *family,
                         const struct headline_standing *standings)
{
    const struct family_writing *writing = context;
    struct outcome_counts counts = {.outcomes = 0};
    date_day since = count_headlines(book, standings, &counts);
    count_results(book, family, writing->day, &counts);
    writer_cell(writing->writer, family->family);
    writer_number(writing->writer, counts.headlines);
    writer_number(writing->writer, counts.headlines_achieved);
    write_day(writing->writer,
              counts.headlines == counts.headlines_achieved ? since : DATE_DAY_OPEN_START);
    writer_number(writing->writer, counts.outcomes);
    for (size_t i = 0; i < OUTCOME_RESULTS; i++)
        writer_number(writing->writer, counts.of_result[i]);
    writer_end_row(writing->writer);
}

bool families_outcomes_write(const struct outcome_book *book, date_day day, struct writer *writer,
                             const struct reporter *reporter)
{
    struct family_writing writing = {writer, day};
    return each_family(book, day, &writing, write_family, reporter);
}

static void count_family(void *context, const struct outcome_book *book,
                         const struct outcome_family *family,
                         const struct headline_standing *standings)
{
    (void)family;
    count_headlines(book, standings, context);
}

bool outcome_count(const struct outcome_book *book, date_day day, struct outcome_counts *counts,
                   const struct reporter *reporter)
{
    *counts = (struct outcome_counts){.outcomes = 0};
    for (size_t i = 0; i < book->family_count; i++)
        count_results(book, &book->families[i], day, counts);
    return each_family(book, day, counts, count_family, reporter);
}

bool outcome_list_write(const struct outcome_set *set, struct writer *writer,
                        const struct reporter *reporter)
{
    for (size_t i = 0; i < set->outcome_count; i++) {
        const struct outcome *outcome = &set->outcomes[i];
        writer_cell(writer, outcome->code);
        writer_cell(writer, set->headlines[outcome->headline].code);
        writer_cell(writer, outcome->need);
        writer_cell(writer, outcome->text);
        bool done = write_labels(writer, outcome, expression_clauses(&outcome->expression), true);
        writer_cell(writer, outcome->ref);
        writer_end_row(writer);
        if (!done)
            return no_memory(reporter);
    }
    return true;
}

bool headline_list_write(const struct outcome_set *set, struct writer *writer,
                         const struct reporter *reporter)
{
    (void)reporter;
    for (uint32_t i = 0; i < set->headline_count; i++) {
        uint64_t outcomes = 0;
        for (size_t j = 0; j < set->outcome_count; j++)
            outcomes += set->outcomes[j].headline == i;
        writer_cell(writer, set->headlines[i].code);
        writer_cell(writer, set->headlines[i].name);
        writer_number(writer, outcomes);
        writer_end_row(writer);
    }
    return true;
}

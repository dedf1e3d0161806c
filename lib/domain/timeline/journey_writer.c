#include "domain/timeline/journey_writer.h"

#include "domain/date_words.h"

#include <inttypes.h>

/* A blank at which no line ends. */
#define TIE "\u00a0"

static const char *const state_names[JOURNEY_STATES] = {"open", "ended", "no-response"};

static const char *const state_phrases[JOURNEY_STATES] = {"journey-open", "journey-ended",
                                                          "journey-none"};

void journey_codes_add(struct journey_codes *codes, const struct journey *journey)
{
    for (size_t i = 0; i < journey->count; i++)
        *(journey->marks[i].end ? &codes->ended : &codes->begun) |= (uint64_t)1
                                                                    << journey->marks[i].step;
}

static void add_meaning(struct buffer *to, struct text code, struct text name)
{
    if (to->length > 0)
        buffer_put(to, ", ");
    buffer_add(to, code);
    buffer_add_byte(to, ' ');
    buffer_add(to, name);
}

bool journey_codes_words(const struct journey_codes *codes, const struct journey_rules *rules,
                         struct buffer *to)
{
    for (size_t i = 0; i < rules->step_count; i++) {
        const struct journey_step *step = &rules->steps[i];
        if (codes->begun >> i & 1)
            add_meaning(to, step->code, step->name);
        if (codes->ended >> i & 1)
            add_meaning(to, step->end_code, step->end_name);
    }
    return !buffer_failed(to);
}

bool journey_text(const struct journey_rules *rules, const struct journey *journey,
                  struct buffer *to)
{
    for (size_t i = 0; i < journey->count; i++) {
        if (i > 0)
            buffer_add_byte(to, ' ');
        if (i == journey->dated)
            buffer_put(to, "? ");
        buffer_add(to, journey_code(rules, &journey->marks[i]));
    }
    return !buffer_failed(to);
}

/* Whether a response, and not a moment of one, goes on. */
static bool goes_on(const struct journey_rules *rules, const struct journey_spell *spell,
                    date_day as_of)
{
    const struct journey_step *step = &rules->steps[spell->step];
    return step->level > 0 && step->end_code.length > 0 && journey_spell_open(spell, as_of);
}

/* Adds the codes of the responses that go on, each once. */
static void add_open(const struct journey_rules *rules, const struct journey *journey,
                     date_day as_of, struct buffer *to)
{
    uint32_t last = LOOKUP_NONE;
    for (size_t i = 0; i < journey->spell_count; i++) {
        const struct journey_spell *spell = &journey->spells[i];
        if (spell->step == last || !goes_on(rules, spell, as_of))
            continue;
        if (last != LOOKUP_NONE)
            buffer_add_byte(to, ';');
        buffer_add(to, rules->steps[spell->step].code);
        last = spell->step;
    }
}

enum journey_state journey_state(const struct journey_rules *rules, const struct journey *journey,
                                 date_day as_of)
{
    for (size_t i = 0; i < journey->spell_count; i++)
        if (goes_on(rules, &journey->spells[i], as_of))
            return JOURNEY_OPEN;
    return journey->responded ? JOURNEY_ENDED : JOURNEY_NO_RESPONSE;
}

/* --- For counting ---------------------------------------------------------------------------- */

static void add_dates(const struct journey *journey, struct buffer *to)
{
    char words[DATE_TEXT_BYTES];
    for (size_t i = 0; i < journey->dated; i++) {
        if (i > 0)
            buffer_add_byte(to, ';');
        date_write(&journey->marks[i].date, words);
        buffer_add(to, text_of(words));
    }
}

static void add_gaps(const struct journey *journey, struct buffer *to)
{
    int64_t days;
    bool sure;
    for (size_t i = 1; i < journey->dated; i++) {
        if (i > 1)
            buffer_add_byte(to, ';');
        if (!journey_days(&journey->marks[i - 1], &journey->marks[i], &days, &sure)) {
            buffer_add_byte(to, '?');
            continue;
        }
        if (!sure)
            buffer_add_byte(to, '~');
        buffer_add_number(to, (uint64_t)days);
    }
}

static void write_date(struct writer *writer, const struct journey *journey, size_t mark)
{
    char words[DATE_TEXT_BYTES] = "";
    if (mark < journey->dated)
        date_write(&journey->marks[mark].date, words);
    writer_plain(writer, text_of(words));
}

bool journey_write(const struct journey_rules *rules, const struct journey *journey, date_day as_of,
                   struct writer *writer, struct buffer *cell)
{
    int64_t days;
    bool sure;
    bool failed = false;
    buffer_clear(cell);
    writer_cell(writer, journey->family);
    writer_cell(writer, journey->child);
    journey_text(rules, journey, cell);
    writer_cell(writer, buffer_text(cell));
    writer_number(writer, journey->steps);
    write_date(writer, journey, 0);
    write_date(writer, journey, journey->dated - 1);
    if (journey->dated > 0 &&
        journey_days(&journey->marks[0], &journey->marks[journey->dated - 1], &days, &sure))
        writer_number(writer, (uint64_t)days);
    else
        writer_plain(writer, TEXT(""));
    failed = buffer_failed(cell);
    buffer_clear(cell);
    add_dates(journey, cell);
    writer_plain(writer, buffer_text(cell));
    failed = failed || buffer_failed(cell);
    buffer_clear(cell);
    add_gaps(journey, cell);
    writer_plain(writer, buffer_text(cell));
    writer_number(writer, journey->ups);
    writer_number(writer, journey->downs);
    writer_number(writer, journey->repeats);
    failed = failed || buffer_failed(cell);
    buffer_clear(cell);
    add_open(rules, journey, as_of, cell);
    writer_plain(writer, text_of(state_names[journey_state(rules, journey, as_of)]));
    writer_cell(writer, buffer_text(cell));
    writer_number(writer, journey->rows);
    writer_number(writer, journey->unsure);
    writer_number(writer, journey->count - journey->dated);
    cell->failed = cell->failed || failed;
    return writer_end_row(writer) && !buffer_failed(cell);
}

/* --- For reading ----------------------------------------------------------------------------- */

/* ` (28 days later)`: from the step before, where that can be told and is not nothing. */
static void add_wait(const struct phrases *phrases, const struct journey *journey, size_t mark,
                     struct buffer *to)
{
    char digits[24];
    int64_t days;
    bool sure;
    if (mark == 0 || !journey_days(&journey->marks[mark - 1], &journey->marks[mark], &days, &sure))
        return;
    const char *key = !sure       ? "journey-wait-about"
                      : days == 1 ? "journey-wait-one"
                                  : "journey-wait";
    if (days == 0)
        return;
    buffer_add_byte(to, ' ');
    phrase_with(phrases, key, to, number_text((uint64_t)days, digits));
}

bool journey_write_told(const struct journey_rules *rules, const struct phrases *phrases,
                        const struct journey *journey, date_day as_of, struct writer *writer,
                        struct buffer *cell)
{
    buffer_clear(cell);
    writer_cell(writer, journey->family);
    writer_cell(writer, journey->child);
    for (size_t i = 0; i < journey->count; i++) {
        if (i > 0)
            buffer_put(cell, "; ");
        buffer_add(cell, journey_code(rules, &journey->marks[i]));
        buffer_put(cell, TIE);
        if (i < journey->dated)
            date_words(phrases, &journey->marks[i].date, DATE_IN_SHORT, cell);
        else
            buffer_add(cell, phrase(phrases, "journey-undated"));
        if (i < journey->dated)
            add_wait(phrases, journey, i, cell);
    }
    writer_cell(writer, buffer_text(cell));
    bool failed = buffer_failed(cell);
    buffer_clear(cell);
    add_open(rules, journey, as_of, cell);
    struct buffer now;
    buffer_init(&now, 1 << 12);
    phrase_with(phrases, state_phrases[journey_state(rules, journey, as_of)], &now,
                buffer_text(cell));
    writer_cell(writer, buffer_text(&now));
    cell->failed = cell->failed || failed || buffer_failed(&now);
    buffer_release(&now);
    writer_number(writer, journey->ups);
    writer_number(writer, journey->downs);
    writer_number(writer, journey->repeats);
    return writer_end_row(writer) && !buffer_failed(cell);
}

#include "domain/timeline/journey_rules.h"

#include "base/limits.h"
#include "base/memory.h"
#include "records/definition.h"
#include "records/share.h"
#include "records/table.h"

enum { ORDER_MOST = 1000 };

static bool read_number(struct share_file *file, size_t column, uint64_t least, uint64_t most,
                        uint32_t *number)
{
    uint64_t value = 0;
    struct text cell = share_file_cell(file, column);
    if (!text_to_unsigned(cell, least, most, &value))
        return share_file_broken(file, column);
    *number = (uint32_t)value;
    return true;
}

static bool read_choice(struct share_file *file, size_t column, bool *choice)
{
    *choice = text_equal(share_file_cell(file, column), TEXT("yes"));
    return *choice || text_equal(share_file_cell(file, column), TEXT("no")) ||
           share_file_broken(file, column);
}

static bool load_step(struct journey_rules *rules, struct share_file *file)
{
    enum { STEP, NAME, END, END_NAME, LEVEL, ORDER, END_ORDER, JOINS, REPEATS };
    uint32_t number = share_file_code(file, STEP, &rules->codes, JOURNEY_STEPS);
    if (number == LOOKUP_NONE)
        return false;
    struct journey_step *step = &rules->steps[rules->step_count++];
    *step = (struct journey_step){
        .code = share_file_keep(file, STEP, &rules->arena),
        .name = share_file_keep(file, NAME, &rules->arena),
        .end_code = share_file_keep(file, END, &rules->arena),
        .end_name = share_file_keep(file, END_NAME, &rules->arena),
    };
    bool ends = step->end_code.length > 0;
    if (step->name.length == 0)
        return share_file_broken(file, NAME);
    if (ends != (step->end_name.length > 0))
        return share_file_broken(file, END_NAME);
    if (share_file_cell(file, LEVEL).length > 0 &&
        !read_number(file, LEVEL, 1, JOURNEY_LEVELS - 1, &step->level))
        return false;
    if (!read_number(file, ORDER, 1, ORDER_MOST, &step->order))
        return false;
    /* An end on the day of its start comes after it. */
    if (ends && !read_number(file, END_ORDER, step->order + 1, ORDER_MOST, &step->end_order))
        return false;
    if (!ends && share_file_cell(file, END_ORDER).length > 0)
        return share_file_broken(file, END_ORDER);
    return read_choice(file, JOINS, &step->joins) && read_choice(file, REPEATS, &step->repeats);
}

static bool load_steps(struct journey_rules *rules, const struct reporter *reporter)
{
    static const char *const names[] = {"step",  "name",      "end",   "end_name", "level",
                                        "order", "end_order", "joins", "repeats",  NULL};
    struct share_file *file = share_file_open("journeys/steps.csv", reporter);
    rules->steps = memory_new(JOURNEY_STEPS, sizeof *rules->steps);
    if (!rules->steps)
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    bool done = rules->steps && file && share_file_columns(file, names);
    while (done && share_file_next(file))
        done = load_step(rules, file);
    done = done && share_file_sound(file);
    share_file_free(file);
    return done;
}

static bool load_source(struct journey_rules *rules, struct share_file *file)
{
    enum { RECORD, HAS, WHEN, VALUES, STEP, START, END };
    struct journey_source source = {.step = LOOKUP_NONE};
    source.record = lookup_add(&rules->records, share_file_cell(file, RECORD), NULL);
    if (source.record == LOOKUP_NONE)
        return share_file_no_memory(file);
    if (source.record > TABLE_OTHERS)
        return share_file_broken(file, RECORD);
    source.has = share_file_keep(file, HAS, &rules->arena);
    source.when = share_file_keep(file, WHEN, &rules->arena);
    source.values = share_file_keep(file, VALUES, &rules->arena);
    source.start = share_file_keep(file, START, &rules->arena);
    source.end = share_file_keep(file, END, &rules->arena);
    if (source.start.length == 0)
        return true;
    if (source.record > rules->telling)
        return share_file_broken(file, RECORD); /* it stands behind those that tell no step */
    bool by_words = share_file_cell(file, STEP).length == 0;
    if (!by_words &&
        (source.step = share_file_reference(file, STEP, &rules->codes, true)) == LOOKUP_NONE)
        return false;
    if (by_words ? source.when.length == 0 : (source.when.length > 0) != (source.values.length > 0))
        return share_file_broken(file, WHEN);
    void *sources = rules->sources;
    if (!memory_reserve(&sources, &rules->source_capacity, rules->source_count + 1, sizeof source))
        return share_file_no_memory(file);
    rules->sources = sources;
    rules->sources[rules->source_count++] = source;
    rules->telling = (size_t)source.record + 1;
    return true;
}

static bool load_sources(struct journey_rules *rules, const struct reporter *reporter)
{
    static const char *const names[] = {"record", "has",   "when", "values",
                                        "step",   "start", "end",  NULL};
    struct share_file *file = share_file_open("journeys/sources.csv", reporter);
    bool done = file && share_file_columns(file, names);
    while (done && share_file_next(file))
        done = load_source(rules, file);
    done = done && share_file_sound(file);
    share_file_free(file);
    return done;
}

/* The words that count, as a key, in the rules' buffer. */
static bool make_key(struct journey_rules *rules, struct text words)
{
    size_t length = 0;
    for (; length < words.length; length++) {
        char byte = words.data[length];
        if (byte == ':' || byte == ',' || byte == ';' || byte == '(' ||
            (byte == '-' && length > 0 && words.data[length - 1] == ' '))
            break;
    }
    buffer_clear(&rules->key);
    return heading_key(text_part(words, 0, length), &rules->key);
}

static bool load_word(struct journey_rules *rules, struct share_file *file)
{
    enum { WORDS, CODE };
    struct text code = share_file_cell(file, CODE);
    struct journey_word word = {.step = lookup_find(&rules->codes, code)};
    for (uint32_t i = 0; word.step == LOOKUP_NONE && i < rules->step_count; i++)
        if (code.length > 0 && text_equal(code, rules->steps[i].end_code))
            word = (struct journey_word){i, true};
    if (word.step == LOOKUP_NONE)
        return share_file_broken(file, CODE);
    bool added, made = make_key(rules, share_file_cell(file, WORDS));
    uint32_t number = made ? lookup_add(&rules->words, buffer_text(&rules->key), &added)
                           : LOOKUP_NONE;
    void *meanings = rules->meanings;
    if (number == LOOKUP_NONE || !memory_reserve(&meanings, &rules->word_capacity,
                                                 (size_t)number + 1, sizeof *rules->meanings))
        return share_file_no_memory(file);
    rules->meanings = meanings;
    if (!added || rules->key.length == 0)
        return share_file_broken(file, WORDS);
    rules->meanings[number] = word;
    return true;
}

static bool load_words(struct journey_rules *rules, const struct reporter *reporter)
{
    static const char *const names[] = {"words", "code", NULL};
    struct share_file *file = share_file_open("journeys/words.csv", reporter);
    bool done = file && share_file_columns(file, names);
    while (done && share_file_next(file))
        done = load_word(rules, file);
    done = done && share_file_sound(file);
    share_file_free(file);
    return done;
}

struct journey_rules *journey_rules_new(const struct reporter *reporter)
{
    struct journey_rules *rules = memory_new(1, sizeof *rules);
    if (!rules) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    arena_init(&rules->arena);
    lookup_init(&rules->codes);
    lookup_init(&rules->records);
    lookup_init(&rules->words);
    buffer_init(&rules->key, 2 * LIMIT_CELL_BYTES);
    if (load_steps(rules, reporter) && load_sources(rules, reporter) && load_words(rules, reporter))
        return rules;
    journey_rules_free(rules);
    return NULL;
}

void journey_rules_free(struct journey_rules *rules)
{
    if (!rules)
        return;
    arena_release(&rules->arena);
    lookup_release(&rules->codes);
    lookup_release(&rules->records);
    lookup_release(&rules->words);
    buffer_release(&rules->key);
    memory_free(rules->steps);
    memory_free(rules->sources);
    memory_free(rules->meanings);
    memory_free(rules);
}

bool journey_rules_word(struct journey_rules *rules, struct text event, struct journey_word *word,
                        bool *no_memory)
{
    *no_memory = !make_key(rules, event);
    uint32_t number = *no_memory ? LOOKUP_NONE
                                 : lookup_find(&rules->words, buffer_text(&rules->key));
    if (number == LOOKUP_NONE)
        return false;
    *word = rules->meanings[number];
    return true;
}

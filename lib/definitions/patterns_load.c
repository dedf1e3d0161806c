/* The files of patterns, read into tables. */
#include "definitions/patterns_private.h"

#include "base/limits.h"
#include "base/memory.h"
#include "records/share.h"
#include <stdlib.h>
#include <string.h>

const char *const pattern_own_files[PATTERN_OWN_FILES] = {"patterns/indicators.csv",
                                                          "patterns/context.csv"};

/* What a load of one file needs at hand. */
struct load {
    struct pattern_store *store;
    struct share_file *file;
    uint32_t number;                   /* of the file */
    const struct framework *framework; /* for a file of the user's: codes must be known */
    struct buffer scratch;
};

static bool no_memory(struct load *load)
{
    return share_file_no_memory(load->file);
}

bool pattern_store_number(struct pattern_store *store, struct number_run *run, uint32_t number)
{
    void *numbers = store->numbers;
    if (!memory_reserve(&numbers, &store->number_capacity, store->number_count + 1,
                        sizeof *store->numbers))
        return false;
    store->numbers = numbers;
    if (run->count == 0)
        run->first = (uint32_t)store->number_count;
    store->numbers[store->number_count++] = number;
    run->count++;
    return true;
}

static bool add_numbers(struct load *load, struct number_run *run, const uint32_t *numbers,
                        uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (!pattern_store_number(load->store, run, numbers[i]))
            return no_memory(load);
    return true;
}

static bool pool_add(struct pattern_store *store, struct text text, struct pool_text *place)
{
    *place = (struct pool_text){(uint32_t)store->pool.length, (uint32_t)text.length};
    return buffer_add(&store->pool, text);
}

static int order_of_numbers(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* The stems that a set's text names: `a|b$`, those of `<class>`, or those of `{class}`. */
static struct text stems_of(const struct pattern_store *store, struct text set)
{
    if (set.length < 3 || (set.data[0] != '<' && set.data[0] != '{'))
        return set;
    uint32_t word_class = lookup_find(&store->classes.names, text_part(set, 1, set.length - 2));
    if (word_class == LOOKUP_NONE)
        return TEXT("");
    const struct class_texts *texts = &store->classes.texts[word_class];
    return set.data[0] == '<' ? texts->stems : texts->held;
}

/* The number of a set of stems, made when it is new. LOOKUP_NONE after a message. */
static uint32_t add_set(struct load *load, size_t column, struct text text)
{
    struct pattern_store *store = load->store;
    bool added;
    uint32_t number = lookup_add(&store->set_texts, text, &added);
    void *sets = store->sets;
    if (number == LOOKUP_NONE ||
        !memory_reserve(&sets, &store->set_capacity, store->set_texts.count, sizeof *store->sets)) {
        no_memory(load);
        return LOOKUP_NONE;
    }
    store->sets = sets;
    if (!added)
        return number;
    struct text rest = stems_of(store, text), stem;
    struct number_run run = {0};
    while (rest.length > 0 && text_next(&rest, '|', &stem)) {
        uint32_t found = stem_is_sound(stem) ? stems_add(&store->stems, stem) : LOOKUP_NONE;
        if (!stem_is_sound(stem)) {
            share_file_broken(load->file, column);
            return LOOKUP_NONE;
        }
        if (found == LOOKUP_NONE || !pattern_store_number(store, &run, found)) {
            no_memory(load);
            return LOOKUP_NONE;
        }
    }
    if (run.count == 0) {
        share_file_broken(load->file, column);
        return LOOKUP_NONE;
    }
    qsort(store->numbers + run.first, run.count, sizeof *store->numbers, order_of_numbers);
    store->sets[number] = (struct stem_set){run.first, run.count};
    return number;
}

enum { PART_SETS = 8 };

/* The sets of a part's anchor, and which of them its matches begin at. */
struct anchor_sets {
    uint32_t sets[PART_SETS], count, lead;
};

/* The part with this source and lead; made once however many patterns share it. */
static uint32_t add_part(struct load *load, struct text source, const struct anchor_sets *sets)
{
    struct pattern_store *store = load->store;
    bool added = false;
    buffer_clear(&load->scratch);
    buffer_add_number(&load->scratch, sets->lead);
    buffer_add_byte(&load->scratch, ' ');
    buffer_add(&load->scratch, source);
    uint32_t number = buffer_failed(&load->scratch)
                          ? LOOKUP_NONE
                          : lookup_add(&store->part_sources, buffer_text(&load->scratch), &added);
    void *parts = store->parts;
    struct pattern_part part = {.lead = sets->lead};
    if (number == LOOKUP_NONE ||
        !memory_reserve(&parts, &store->part_capacity, store->part_sources.count,
                        sizeof *store->parts) ||
        (added && !pool_add(store, source, &part.source))) {
        no_memory(load);
        return LOOKUP_NONE;
    }
    store->parts = parts;
    for (uint32_t i = 0; added && i < sets->count; i++)
        if (sets->sets[i] != sets->lead &&
            !pattern_store_number(store, &part.needs, sets->sets[i])) {
            no_memory(load);
            return LOOKUP_NONE;
        }
    if (added)
        store->parts[number] = part;
    return number;
}

static bool read_anchor(struct load *load, size_t column, struct text anchor,
                        struct anchor_sets *sets)
{
    struct text piece;
    *sets = (struct anchor_sets){.lead = LOOKUP_NONE};
    while (anchor.length > 0 && text_next(&anchor, '&', &piece)) {
        bool leads = piece.length > 0 && piece.data[0] == '^';
        if (text_equal(piece, TEXT("-")))
            continue; /* nothing can be told of this part */
        if (sets->count == PART_SETS)
            return share_file_broken(load->file, column);
        uint32_t set = add_set(load, column, leads ? text_part(piece, 1, SIZE_MAX) : piece);
        if (set == LOOKUP_NONE)
            return false;
        sets->sets[sets->count++] = set;
        if (leads)
            sets->lead = set;
    }
    return true;
}

/* The anchor of a part: the next of those that the file gives, or derived from the pattern. */
static bool anchor_of(struct load *load, struct text *given, struct text part, struct text *anchor)
{
    if (given->length > 0 && pattern_next_part(given, anchor))
        return true;
    struct buffer derived;
    buffer_init(&derived, LIMIT_PATTERN_BYTES);
    bool done = pattern_anchor(&load->store->classes, part, &derived);
    *anchor = done ? arena_copy(&load->store->arena, buffer_text(&derived)) : TEXT("");
    buffer_release(&derived);
    return (done && anchor->data) || no_memory(load);
}

/* The parts of a pattern, and the sets that they need (`needs` may be NULL). */
static bool add_parts(struct load *load, size_t column, struct text pattern, size_t anchor_column,
                      struct text anchors, struct number_run *parts, struct number_run *needs)
{
    uint32_t numbers[PATTERN_PARTS], sets[PATTERN_PARTS * PART_SETS], count = 0, set_count = 0;
    struct text part, anchor;
    while (pattern_next_part(&pattern, &part)) {
        struct anchor_sets found;
        if (part.length == 0 || count == PATTERN_PARTS)
            return share_file_broken(load->file, column);
        if (!anchor_of(load, &anchors, part, &anchor) ||
            !read_anchor(load, anchor_column, anchor, &found))
            return false;
        for (uint32_t i = 0; i < found.count; i++)
            sets[set_count++] = found.sets[i];
        if ((numbers[count++] = add_part(load, part, &found)) == LOOKUP_NONE)
            return false;
    }
    return add_numbers(load, parts, numbers, count) &&
           (!needs || add_numbers(load, needs, sets, set_count));
}

/* The indicators of a cell `A;B`. */
static bool add_indicators(struct load *load, size_t column, struct number_run *run)
{
    struct pattern_store *store = load->store;
    struct text rest = share_file_cell(load->file, column), code;
    while (rest.length > 0 && text_next(&rest, ';', &code)) {
        bool added = false;
        if (load->framework && framework_indicator(load->framework, code) == LOOKUP_NONE)
            return share_file_wrong(load->file, column, MESSAGE_DEFINITION_CODE_UNKNOWN, code);
        if (run->count == PATTERN_CODES)
            return share_file_broken(load->file, column);
        uint32_t number = lookup_add(&store->codes, code, &added);
        void *texts = store->code_texts;
        if (number == LOOKUP_NONE || !memory_reserve(&texts, &store->code_capacity,
                                                     store->codes.count, sizeof *store->code_texts))
            return no_memory(load);
        store->code_texts = texts;
        if ((added && !pool_add(store, code, &store->code_texts[number])) ||
            !pattern_store_number(store, run, number))
            return no_memory(load);
    }
    return true;
}

/* Words that are common in notes: for anchors that are derived. */
static bool load_common(struct load *load)
{
    enum { WORD, SHARE };
    static const char *const names[] = {"word", "per_million", NULL};
    uint64_t share;
    if (!share_file_columns(load->file, names))
        return false;
    while (share_file_next(load->file)) {
        if (!text_to_unsigned(share_file_cell(load->file, SHARE), 0, 1000000, &share))
            return share_file_broken(load->file, SHARE);
        if (!word_classes_add_common(&load->store->classes, share_file_cell(load->file, WORD),
                                     (uint32_t)share))
            return no_memory(load);
    }
    return share_file_sound(load->file);
}

static bool load_words(struct load *load)
{
    enum { WORD, PATTERN, STEMS, HELD };
    static const char *const names[] = {"word", "pattern", "?stems", "?held", NULL};
    struct pattern_store *store = load->store;
    struct word_classes *classes = &store->classes;
    if (!share_file_columns(load->file, names))
        return false;
    while (share_file_next(load->file)) {
        uint32_t number = share_file_code(load->file, WORD, &classes->names, LIMIT_PATTERN_ROWS);
        if (number == LOOKUP_NONE)
            continue;
        struct class_texts texts = {share_file_keep(load->file, PATTERN, &store->arena),
                                    share_file_keep(load->file, STEMS, &store->arena),
                                    share_file_keep(load->file, HELD, &store->arena)};
        void *array = store->class_texts;
        if (!word_classes_set(classes, number, texts) ||
            !memory_reserve(&array, &store->class_capacity, number + (size_t)1,
                            sizeof *store->class_texts))
            return no_memory(load);
        store->class_texts = array;
        struct word_class *kept = &store->class_texts[number];
        if (!pool_add(store, lookup_key(&classes->names, number), &kept->name) ||
            !pool_add(store, texts.pattern, &kept->pattern))
            return no_memory(load);
    }
    return share_file_sound(load->file);
}

static bool load_pattern(struct load *load)
{
    enum { INDICATOR, PATTERN, ANCHOR, UNLESS, WITH };
    struct pattern_store *store = load->store;
    struct pattern row = {.file = load->number,
                          .line = (uint32_t)share_file_place(load->file, SIZE_MAX).line};
    struct text unless = share_file_cell(load->file, UNLESS);
    if (!add_indicators(load, INDICATOR, &row.indicators) ||
        !add_indicators(load, WITH, &row.beside))
        return false;
    if (row.indicators.count == 0)
        return share_file_wrong_words(load->file, INDICATOR, MESSAGE_DEFINITION_BLANK, NULL, 0);
    if (share_file_cell(load->file, PATTERN).length == 0)
        return share_file_wrong_words(load->file, PATTERN, MESSAGE_DEFINITION_BLANK, NULL, 0);
    if (!add_parts(load, PATTERN, share_file_cell(load->file, PATTERN), ANCHOR,
                   share_file_cell(load->file, ANCHOR), &row.parts, &row.needs) ||
        (unless.length > 0 &&
         !add_parts(load, UNLESS, unless, UNLESS, TEXT(""), &row.unless, NULL)))
        return false;
    void *rows = store->rows;
    if (!memory_reserve(&rows, &store->row_capacity, store->row_count + 1, sizeof *store->rows))
        return no_memory(load);
    store->rows = rows;
    store->rows[store->row_count++] = row;
    return true;
}

static bool load_indicators(struct load *load)
{
    static const char *const names[] = {"indicator", "pattern", "?anchor",
                                        "?unless",   "?with",   NULL};
    if (!share_file_columns(load->file, names))
        return false;
    while (share_file_next(load->file)) {
        char digits[24];
        if (load->store->row_count >= LIMIT_PATTERN_ROWS)
            return share_file_wrong(load->file, SIZE_MAX, MESSAGE_DEFINITION_TOO_LARGE,
                                    number_text(LIMIT_PATTERN_ROWS, digits));
        load_pattern(load);
    }
    return share_file_sound(load->file);
}

static bool load_standing(struct load *load)
{
    enum { INDICATOR };
    static const char *const names[] = {"indicator", NULL};
    if (!share_file_columns(load->file, names))
        return false;
    while (share_file_next(load->file))
        if (!add_indicators(load, INDICATOR, &load->store->standing))
            return false;
    return share_file_sound(load->file);
}

/* The number of a word in a list; the list's length when it is not there. */
static uint32_t word_in(struct text word, const char *const *words)
{
    uint32_t i = 0;
    while (words[i] && !text_equal(word, text_of(words[i])))
        i++;
    return i;
}

static bool wrong_value(struct load *load, size_t column, const char *known)
{
    return share_file_not_one_of(load->file, column, text_of(known));
}

enum { CONTEXT_KIND, CONTEXT_TRIGGER, CONTEXT_DIRECTION, CONTEXT_SCOPE };

static bool read_kind(struct load *load, struct trigger *trigger)
{
    static const char *const kinds[] = {"negated", "historic", "hypothetical", "other",
                                        "nothing", "end",      "pronoun",      NULL};
    struct text kind = share_file_cell(load->file, CONTEXT_KIND);
    trigger->kind = word_in(kind, kinds); /* a pronoun stands at the place of TRIGGER_PERSON */
    if (kinds[trigger->kind])
        return true;
    trigger->kind = TRIGGER_PERSON;
    for (trigger->subject = SUBJECT_CHILD; trigger->subject < SUBJECTS; trigger->subject++)
        if (text_equal(kind, text_of(subject_codes[trigger->subject])))
            return true;
    return wrong_value(load, CONTEXT_KIND,
                       "negated, historic, hypothetical, other, nothing, end, pronoun, child, "
                       "parent, sibling, household, family, abbreviation");
}

static bool read_direction(struct load *load, struct trigger *trigger)
{
    static const char *const directions[] = {"after", "before", "both", NULL};
    struct text direction = share_file_cell(load->file, CONTEXT_DIRECTION);
    trigger->direction = direction.length > 0 ? word_in(direction, directions) : 0;
    return directions[trigger->direction] ||
           wrong_value(load, CONTEXT_DIRECTION, "after, before, both");
}

static bool read_scope(struct load *load, struct trigger *trigger)
{
    static const char *const reaches[] = {"clause", "sentence", "line", NULL};
    struct text scope = share_file_cell(load->file, CONTEXT_SCOPE);
    uint64_t words;
    if (text_to_unsigned(scope, 0, 1000, &words)) {
        trigger->reach = REACH_WORDS;
        trigger->words = (uint32_t)words;
        return true;
    }
    uint32_t reach = scope.length > 0 ? word_in(scope, reaches) : 1;
    trigger->reach = REACH_CLAUSE + reach;
    return reaches[reach] ||
           wrong_value(load, CONTEXT_SCOPE, "a number of words, clause, sentence, line");
}

static bool add_abbreviation(struct load *load, struct text text)
{
    struct pattern_store *store = load->store;
    void *list = store->abbreviations;
    if (!memory_reserve(&list, &store->abbreviation_capacity, store->abbreviation_count + 1,
                        sizeof *store->abbreviations))
        return no_memory(load);
    store->abbreviations = list;
    return pool_add(store, text, &store->abbreviations[store->abbreviation_count++]) ||
           no_memory(load);
}

/* A trigger is looked for only at the words it begins with, so these must be known. */
static bool load_trigger(struct load *load)
{
    struct pattern_store *store = load->store;
    struct trigger trigger = {.file = load->number,
                              .line = (uint32_t)share_file_place(load->file, SIZE_MAX).line};
    struct text text = share_file_cell(load->file, CONTEXT_TRIGGER), none = TEXT(""), anchor;
    struct anchor_sets sets;
    if (text.length == 0)
        return share_file_wrong_words(load->file, CONTEXT_TRIGGER, MESSAGE_DEFINITION_BLANK, NULL,
                                      0);
    if (text_equal(share_file_cell(load->file, CONTEXT_KIND), TEXT("abbreviation")))
        return add_abbreviation(load, text);
    if (!read_kind(load, &trigger) || !read_direction(load, &trigger) ||
        !read_scope(load, &trigger) || !anchor_of(load, &none, text, &anchor) ||
        !read_anchor(load, CONTEXT_TRIGGER, anchor, &sets))
        return false;
    if (sets.lead == LOOKUP_NONE)
        return share_file_wrong_words(load->file, CONTEXT_TRIGGER, MESSAGE_TRIGGER_START, NULL, 0);
    trigger.part = add_part(load, text, &sets);
    void *triggers = store->triggers;
    if (trigger.part == LOOKUP_NONE)
        return false;
    if (!memory_reserve(&triggers, &store->trigger_capacity, store->trigger_count + 1,
                        sizeof *store->triggers))
        return no_memory(load);
    store->triggers = triggers;
    store->triggers[store->trigger_count++] = trigger;
    return true;
}

static bool load_context(struct load *load)
{
    static const char *const names[] = {"kind", "trigger", "direction", "scope", NULL};
    if (!share_file_columns(load->file, names))
        return false;
    while (share_file_next(load->file))
        load_trigger(load);
    return share_file_sound(load->file);
}

static bool load_file(struct load load, const char *user, const char *own,
                      bool (*read)(struct load *), const struct reporter *reporter)
{
    load.file = user ? share_file_open_user(user, reporter) : share_file_open(own, reporter);
    buffer_init(&load.scratch, LIMIT_PATTERN_BYTES);
    bool loaded = load.file && read(&load);
    buffer_release(&load.scratch);
    share_file_free(load.file);
    return loaded;
}

static bool load_all(struct pattern_store *store, const char *const *files, size_t count,
                     const struct framework *framework, const struct reporter *reporter)
{
    struct load load = {.store = store};
    if (!load_file(load, NULL, "patterns/common.csv", load_common, reporter) ||
        !load_file(load, NULL, "patterns/words.csv", load_words, reporter))
        return false;
    load.number = PATTERN_FILE_INDICATORS;
    if (!load_file(load, NULL, pattern_own_files[load.number], load_indicators, reporter))
        return false;
    load.number = PATTERN_FILE_CONTEXT;
    if (!load_file(load, NULL, pattern_own_files[load.number], load_context, reporter))
        return false;
    if (!load_file(load, NULL, "patterns/standing.csv", load_standing, reporter))
        return false;
    load.framework = framework;
    for (size_t i = 0; i < count; i++) {
        load.number = (uint32_t)(PATTERN_OWN_FILES + i);
        if (!load_file(load, files[i], NULL, load_indicators, reporter))
            return false;
    }
    return pattern_store_index(store) || report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

static struct pattern_tables tables_of(const struct pattern_store *store, struct stem_index index)
{
    return (struct pattern_tables){
        .pool = buffer_text(&store->pool).data,
        .rows = store->rows,
        .parts = store->parts,
        .triggers = store->triggers,
        .sets = store->sets,
        .numbers = store->numbers,
        .patterns_of = store->patterns_of,
        .triggers_of = store->triggers_of,
        .classes = store->class_texts,
        .codes = store->code_texts,
        .abbreviations = store->abbreviations,
        .stems = index,
        .anywhere = store->anywhere,
        .standing = store->standing,
        .pool_size = store->pool.length,
        .row_count = store->row_count,
        .part_count = store->part_sources.count,
        .trigger_count = store->trigger_count,
        .set_count = store->set_texts.count,
        .number_count = store->number_count,
        .stem_count = store->stems.texts.count,
        .class_count = store->classes.names.count,
        .code_count = store->codes.count,
        .abbreviation_count = store->abbreviation_count,
    };
}

struct pattern_store *pattern_store_new(const char *const *files, size_t count,
                                        const struct framework *framework,
                                        struct pattern_tables *tables,
                                        const struct reporter *reporter)
{
    struct pattern_store *store = memory_new(1, sizeof *store);
    if (!store) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    buffer_init(&store->pool, LIMIT_PATTERN_POOL);
    stems_init(&store->stems);
    word_classes_init(&store->classes);
    lookup_init(&store->part_sources);
    lookup_init(&store->set_texts);
    lookup_init(&store->codes);
    arena_init(&store->arena);
    struct stem_index index;
    if (load_all(store, files, count, framework, reporter)) {
        if (stems_index(&store->stems, &index)) {
            *tables = tables_of(store, index);
            return store;
        }
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    }
    pattern_store_free(store);
    return NULL;
}

void pattern_store_free(struct pattern_store *store)
{
    if (!store)
        return;
    buffer_release(&store->pool);
    stems_release(&store->stems);
    word_classes_release(&store->classes);
    lookup_release(&store->part_sources);
    lookup_release(&store->set_texts);
    lookup_release(&store->codes);
    arena_release(&store->arena);
    memory_free(store->rows);
    memory_free(store->parts);
    memory_free(store->triggers);
    memory_free(store->sets);
    memory_free(store->numbers);
    memory_free(store->weights);
    memory_free(store->patterns_of);
    memory_free(store->triggers_of);
    memory_free(store->class_texts);
    memory_free(store->code_texts);
    memory_free(store->abbreviations);
    memory_free(store);
}

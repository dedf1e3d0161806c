#include "domain/timeline/event_sources.h"

#include "base/limits.h"
#include "base/memory.h"

enum { RANK_MOST = 999 };

const char *const source_record_names[SOURCE_RECORDS + 1] = {
    "events",      "people", "indicators", "contacts",  "referrals", "episodes",
    "assessments", "plans",  "reviews",    "statutory", NULL};

static const char *const impact_codes[IMPACTS] = {"", "positive", "negative", "neutral"};

enum source_column { RECORD, KIND, DATE, END, ID, WHEN, UNDATED, MATCH, RANK, IMPACT, WORDS };

static const char *const column_names[] = {"record",  "kind",  "date", "end",    "id",    "when",
                                           "undated", "match", "rank", "impact", "event", NULL};

enum source_record source_record_named(struct text name)
{
    for (int i = 0; i < SOURCE_RECORDS; i++)
        if (text_equal(name, text_of(source_record_names[i])))
            return (enum source_record)i;
    return SOURCE_RECORDS;
}

/* The number of a cell's word in a list ended by NULL; the list's length when it is none of them.
 */
static size_t word_number(struct text word, const char *const *words)
{
    size_t number = 0;
    while (words[number] && !text_equal(word, text_of(words[number])))
        number++;
    return number;
}

/* --- Conditions ------------------------------------------------------------------------------ */

static size_t column_of(const struct record_definition *definition, struct text name)
{
    size_t column = record_definition_column(definition, name);
    return column < definition->column_count ? column : SIZE_MAX;
}

static bool has_columns(const struct record_definition *definition, struct text names)
{
    struct text name;
    bool any = false;
    while (text_next(&names, ';', &name)) {
        any = true;
        if (column_of(definition, name) == SIZE_MAX)
            return false;
    }
    return any;
}

static bool read_condition(const struct event_source *source,
                           const struct record_definition *definition, struct text words,
                           struct source_condition *condition)
{
    static const char *const alone[] = {"child", "need", "strength", NULL};
    static const enum source_holds holds[] = {HOLDS_CHILD, HOLDS_NEED, HOLDS_STRENGTH};
    size_t number = word_number(words, alone);
    *condition = (struct source_condition){.holds = HOLDS_HAS, .column = SIZE_MAX};
    if (alone[number]) {
        condition->holds = holds[number];
        return source->record == (number == 0 ? SOURCE_PEOPLE : SOURCE_INDICATORS);
    }
    if (text_starts_folded(words, TEXT("has "))) {
        condition->values = text_trim(text_part(words, 4, words.length));
        return has_columns(definition, condition->values);
    }
    const char *equals = words.length > 0 ? memchr(words.data, '=', words.length) : NULL;
    if (!equals)
        return false;
    size_t length = (size_t)(equals - words.data);
    condition->holds = HOLDS_CODE;
    condition->column = column_of(definition, text_trim(text_part(words, 0, length)));
    condition->values = text_trim(text_part(words, length + 1, words.length));
    return condition->column != SIZE_MAX && condition->values.length > 0;
}

static bool read_conditions(struct event_source *source, const struct record_definition *definition,
                            struct text cell)
{
    struct text words;
    while (text_next_joined(&cell, TEXT(" and "), &words)) {
        if (source->condition_count == SOURCE_CONDITIONS ||
            !read_condition(source, definition, words,
                            &source->conditions[source->condition_count]))
            return false;
        source->condition_count++;
    }
    return true;
}

/* --- Words ----------------------------------------------------------------------------------- */

static struct source_piece *add_piece(struct event_source *source, enum source_piece_kind kind,
                                      uint32_t group)
{
    if (source->piece_count == SOURCE_PIECES)
        return NULL;
    struct source_piece *piece = &source->pieces[source->piece_count++];
    *piece = (struct source_piece){.kind = kind, .column = SIZE_MAX, .group = group};
    return piece;
}

/* A piece `{name}`. What comes of several indicators is known only when all have been read, so no
 * cell goes with it. */
static bool read_named(struct event_source *source, const struct record_definition *definition,
                       struct text name, uint32_t group)
{
    bool indicators = source->record == SOURCE_INDICATORS;
    if (indicators && text_equal(name, TEXT("labels")))
        return add_piece(source, PIECE_LABELS, group);
    if (indicators && text_equal(name, TEXT("codes")))
        return add_piece(source, PIECE_CODES, group);
    struct source_piece *piece = indicators ? NULL : add_piece(source, PIECE_CELL, group);
    if (piece)
        piece->column = column_of(definition, name);
    return piece && piece->column != SIZE_MAX;
}

static bool read_words(struct event_source *source, const struct record_definition *definition,
                       struct text text)
{
    uint32_t groups = 0, group = 0;
    for (size_t at = 0, used; at < text.length; at += used) {
        struct text rest = text_part(text, at, text.length);
        char first = rest.data[0];
        const char *end = first == '{' ? memchr(rest.data, '}', rest.length) : NULL;
        used = 1;
        if (first == '[' && group == 0) {
            group = ++groups;
        } else if (first == ']' && group > 0) {
            group = 0;
        } else if (end) {
            used = (size_t)(end - rest.data) + 1;
            if (!read_named(source, definition, text_part(rest, 1, used - 2), group))
                return false;
        } else if (memchr("[]{}", first, 4)) {
            return false;
        } else {
            while (used < rest.length && !memchr("[]{}", rest.data[used], 4))
                used++;
            struct source_piece *piece = add_piece(source, PIECE_WORDS, group);
            if (!piece)
                return false;
            piece->words = text_part(rest, 0, used);
        }
    }
    return source->piece_count > 0 && group == 0;
}

bool event_source_words(const struct event_source *source,
                        void (*fill)(void *context, const struct source_piece *, struct buffer *to),
                        void *context, struct buffer *to)
{
    size_t start = to->length;
    bool blank = false;
    for (size_t i = 0; i < source->piece_count; i++) {
        const struct source_piece *piece = &source->pieces[i];
        bool begins = i == 0 || source->pieces[i - 1].group != piece->group;
        size_t before = to->length;
        if (begins) {
            start = before;
            blank = false;
        }
        if (piece->kind == PIECE_WORDS)
            buffer_add(to, piece->words);
        else
            fill(context, piece, to);
        blank = blank || to->length == before;
        if (piece->group > 0 && blank)
            to->length = start;
    }
    return !buffer_failed(to);
}

/* --- Loading --------------------------------------------------------------------------------- */

/* The column that a cell names; `*sound` turns false when the record has none of that name. */
static size_t column_in(struct share_file *file, enum source_column cell,
                        const struct record_definition *definition, bool needed, bool *sound)
{
    struct text name = share_file_cell(file, cell);
    if (name.length == 0 && !needed)
        return SIZE_MAX;
    size_t column = column_of(definition, name);
    if (column == SIZE_MAX)
        *sound = share_file_broken(file, cell);
    return column;
}

static bool read_row(struct event_sources *sources, struct share_file *file,
                     struct event_source *source)
{
    static const char *const undated[] = {"keep", "skip", NULL};
    static const char *const match[] = {"kind", "words", NULL};
    const struct record_definition *definition = sources->definitions[source->record];
    bool sound = true;
    uint64_t rank;
    source->kind = share_file_keep(file, KIND, &sources->arena);
    source->date = column_in(file, DATE, definition, true, &sound);
    source->end = column_in(file, END, definition, false, &sound);
    source->id = column_in(file, ID, definition, false, &sound);
    struct text when = share_file_keep(file, WHEN, &sources->arena);
    struct text words = share_file_keep(file, WORDS, &sources->arena);
    if (!read_conditions(source, definition, when))
        sound = share_file_broken(file, WHEN);
    if (!read_words(source, definition, words))
        sound = share_file_broken(file, WORDS);
    size_t kept = word_number(share_file_cell(file, UNDATED), undated),
           matched = word_number(share_file_cell(file, MATCH), match), impact = 0;
    if (!undated[kept])
        sound = share_file_broken(file, UNDATED);
    if (!match[matched] || (matched == 0 && source->kind.length == 0))
        sound = share_file_broken(file, MATCH);
    if (!text_to_unsigned(share_file_cell(file, RANK), 0, RANK_MOST, &rank))
        return share_file_broken(file, RANK);
    while (impact < IMPACTS &&
           !text_equal(share_file_cell(file, IMPACT), text_of(impact_codes[impact])))
        impact++;
    if (impact == IMPACTS)
        sound = share_file_broken(file, IMPACT);
    source->keep_undated = kept == 0;
    source->match_kind = matched == 0;
    source->rank = (uint32_t)rank;
    source->impact = (enum event_impact)impact;
    return sound;
}

/* A row that names a record and nothing else. */
static bool is_silent(struct share_file *file)
{
    for (int i = KIND; i <= WORDS; i++)
        if (share_file_cell(file, (size_t)i).length > 0)
            return false;
    return true;
}

static bool load_row(struct event_sources *sources, struct share_file *file)
{
    struct event_source source = {.record = source_record_named(share_file_cell(file, RECORD))};
    void *list = sources->list;
    if (source.record == SOURCE_RECORDS)
        return is_silent(file) || share_file_broken(file, RECORD);
    bool again = sources->end[source.record] > 0;
    if (again && sources->end[source.record] != sources->count)
        return share_file_broken(file, RECORD);
    if (!read_row(sources, file, &source))
        return false;
    if (!memory_reserve(&list, &sources->capacity, sources->count + 1, sizeof *sources->list))
        return share_file_no_memory(file);
    sources->list = list;
    if (!again)
        sources->first[source.record] = sources->count;
    sources->list[sources->count++] = source;
    sources->end[source.record] = sources->count;
    return true;
}

/* Loads the records that the rows are about: those that tell events, then the silent ones, which
 * the rows themselves name. */
static bool load_definitions(struct event_sources *sources, struct share_file *file)
{
    struct text names[SOURCE_DEFINITIONS];
    size_t count = SOURCE_RECORDS;
    bool done = share_file_columns(file, column_names);
    for (size_t i = 0; i < SOURCE_RECORDS; i++)
        names[i] = text_of(source_record_names[i]);
    while (done && share_file_next(file)) {
        if (!is_silent(file))
            continue;
        if (count == SOURCE_DEFINITIONS)
            return share_file_broken(file, RECORD);
        names[count] = share_file_keep(file, RECORD, &sources->arena);
        done = names[count++].length > 0;
    }
    if (!done || !share_file_done(file) ||
        !record_definitions_new(names, count, sources->definitions, sources->reporter))
        return false;
    sources->definition_count = count;
    return true;
}

static bool load(struct event_sources *sources, struct share_file *file)
{
    bool done = share_file_columns(file, column_names);
    while (done && share_file_next(file))
        done = load_row(sources, file);
    return done && share_file_done(file);
}

static bool with_file(struct event_sources *sources, const char *name,
                      bool (*work)(struct event_sources *, struct share_file *))
{
    struct share_file *file = name ? share_file_open_user(name, sources->reporter)
                                   : share_file_open("event-sources.csv", sources->reporter);
    bool done = file && work(sources, file);
    share_file_free(file);
    return done;
}

struct event_sources *event_sources_new(const char *file, const struct reporter *reporter)
{
    struct event_sources *sources = memory_new(1, sizeof *sources);
    if (!sources) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    arena_init(&sources->arena);
    sources->reporter = reporter;
    if (with_file(sources, file, load_definitions) && with_file(sources, file, load))
        return sources;
    event_sources_free(sources);
    return NULL;
}

void event_sources_free(struct event_sources *sources)
{
    if (!sources)
        return;
    for (size_t i = 0; i < sources->definition_count; i++)
        record_definition_free(sources->definitions[i]);
    arena_release(&sources->arena);
    memory_free(sources->list);
    memory_free(sources);
}

size_t event_sources_kind(const struct event_sources *sources, struct text kind)
{
    size_t number = 0;
    while (number < sources->count && !text_equal(sources->list[number].kind, kind))
        number++;
    return number;
}

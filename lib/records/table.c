#include "records/table.h"

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "records/bind.h"
#include "records/unmapped.h"

enum { TITLE_LINES = 5, REMEMBERED = 8, REMEMBERED_BYTES = 56, PROGRESS_ROWS = 1 << 12 };

/* A value, and what came of decoding it. */
struct decoded {
    char value[REMEMBERED_BYTES];
    size_t length; /* 0: none yet */
    struct text code;
    bool known;
};

/* How one column's values are read, with values seen lately: in most files they are few. */
struct decoding {
    struct value_list *list;
    struct decoded seen[REMEMBERED], unusual;
};

struct table {
    struct table_row row; /* must be first: table_cell */
    struct table_settings settings;
    struct record_definition *definition;
    struct record_definition
        *others[TABLE_OTHERS]; /* what the rows may be instead, until the first header decides */
    size_t other_count;
    bool by_fit; /* the best fit of all, not the first that will do */
    bool fits;   /* the first header has what the record chosen for it needs */
    const struct reporter *reporter;
    const char *const *names;
    size_t name_count, next_name;
    struct text bytes; /* instead of names, when bytes_name is set */
    const char *bytes_name;
    size_t either[2];

    struct input *input;
    struct reader *reader;
    struct record record;
    struct binding binding;
    struct buffer header;       /* the header line as it stands */
    struct decoding *decodings; /* one a column of the record */
    size_t decoding_count;
    struct buffer words;

    struct lookup extras; /* headings of the first file's extra columns */
    size_t *extra_places; /* their places in this file */
    bool extras_known, extras_dropped;

    size_t family; /* the column by which rows are picked, or BIND_NONE: all are taken */
    uint64_t row_count, reject_count;
    uint64_t told_count; /* rows told of as progress */
    bool row_rejected;
    bool failed; /* there was no memory: what a row says is not sure, and no further one is given */
    bool continuing;      /* the next record is a further piece of the line just rejected */
    struct buffer reason; /* of the row just rejected */
};

struct table *table_new(const struct table_settings *settings, struct record_definition *definition,
                        const char *const *names, size_t count, const struct reporter *reporter)
{
    struct table *table = memory_new(1, sizeof *table);
    if (!table) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    table->settings = *settings;
    table->definition = definition;
    table->reporter = reporter;
    table->names = names;
    table->name_count = count;
    table->either[0] = table->either[1] = BIND_NONE;
    table->fits = true;
    binding_init(&table->binding);
    lookup_init(&table->extras);
    buffer_init(&table->header, 2 * LIMIT_RECORD_BYTES);
    buffer_init(&table->words, LIMIT_CELL_BYTES);
    buffer_init(&table->reason, LIMIT_CELL_BYTES + 2 * LIMIT_MESSAGE_BYTES);
    return table;
}

struct table *table_of_bytes(const struct table_settings *settings,
                             struct record_definition *definition, struct text bytes,
                             const char *name, const struct reporter *reporter)
{
    struct table *table = table_new(settings, definition, NULL, 1, reporter);
    if (table) {
        table->bytes = bytes;
        table->bytes_name = name;
    }
    return table;
}

static void close_file(struct table *table)
{
    reader_free(table->reader);
    input_free(table->input);
    table->reader = NULL;
    table->input = NULL;
}

void table_free(struct table *table)
{
    if (!table)
        return;
    close_file(table);
    binding_release(&table->binding);
    lookup_release(&table->extras);
    memory_free(table->extra_places);
    buffer_release(&table->header);
    buffer_release(&table->words);
    buffer_release(&table->reason);
    for (size_t i = 0; i < table->decoding_count; i++)
        value_list_free(table->decodings[i].list);
    memory_free(table->decodings);
    memory_free(table);
}

void table_or(struct table *table, struct record_definition *other)
{
    table->others[0] = other;
    table->other_count = other ? 1 : 0;
    table->by_fit = false;
}

void table_any(struct table *table, struct record_definition *const *others, size_t count)
{
    table->other_count = count < TABLE_OTHERS ? count : TABLE_OTHERS;
    for (size_t i = 0; i < table->other_count; i++)
        table->others[i] = others[i];
    table->by_fit = true;
}

const struct record_definition *table_definition(const struct table *table)
{
    return table->definition;
}

void table_need_either(struct table *table, size_t column, size_t other)
{
    table->either[0] = column;
    table->either[1] = other;
}

struct place table_place(const struct table *table, size_t column)
{
    struct place place = place_of_line(input_name(table->input), table->record.line);
    if (column < table->definition->column_count) {
        size_t at = table->binding.places[column];
        place.column = at == BIND_NONE ? table->definition->columns[column].name
                                       : table->binding.headings[at];
    }
    return place;
}

/* The sentence for a record that the reader could not make whole. */
static bool report_fault(struct table *table, const struct reporter *reporter)
{
    char first[24], second[24];
    const char *encoding = NULL;
    struct place place = table_place(table, SIZE_MAX);
    struct text cell = number_text(table->record.fault_cell, first);
    switch (table->record.fault) {
    case MESSAGE_CELL_TOO_LONG:
        return report_with(reporter, place, MESSAGE_CELL_TOO_LONG,
                           number_text(LIMIT_CELL_BYTES, second));
    case MESSAGE_RECORD_TOO_LONG:
        return report_with(reporter, place, MESSAGE_RECORD_TOO_LONG,
                           number_text(LIMIT_RECORD_BYTES, second));
    case MESSAGE_INVALID_UTF8:
        if (input_converted(table->input, &encoding))
            return report_with(reporter, place, MESSAGE_INVALID_ENCODED, cell, text_of(encoding));
        return report_with(reporter, place, MESSAGE_INVALID_UTF8, cell);
    default:
        return report_with(reporter, place, table->record.fault, cell);
    }
}

bool table_no_memory(struct table *table)
{
    table->failed = true;
    return report(table->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

/* A reporter that keeps the reason in the table's buffer: for rejects and for the header. */
static void keep_reason(void *context, const struct diagnostic *diagnostic)
{
    struct table *table = context;
    buffer_clear(&table->reason);
    if (diagnostic->place.column.length > 0) {
        buffer_add(&table->reason, diagnostic->place.column);
        buffer_put(&table->reason, ": ");
    }
    buffer_add(&table->reason, diagnostic->reason);
    if (buffer_failed(&table->reason))
        table_no_memory(table);
}

static bool write_reject(struct table *table)
{
    table->reject_count++;
    if (!table->settings.rejects)
        return true;
    return rejects_header(table->settings.rejects, buffer_text(&table->header)) &&
           rejects_row(table->settings.rejects, input_name(table->input), table->record.line,
                       buffer_text(&table->reason), table->record.bytes,
                       table->record.state == RECORD_PIECE);
}

bool table_reject_words(struct table *table, size_t column, enum message message,
                        const struct text *words, size_t count)
{
    if (table->row_rejected || table->failed)
        return false;
    table->row_rejected = true;
    struct reporter keeper = {keep_reason, table};
    report_words(&keeper, table_place(table, column), message, words, count);
    if (table->failed)
        return false;
    report_words(table->reporter, table_place(table, column), message, words, count);
    write_reject(table);
    return false;
}

bool table_reject_value(struct table *table, size_t column, struct text words)
{
    struct text cell = table_cell(table, column), nearest = text_nearest_word(cell, words);
    if (nearest.length > 0 && words.length > MESSAGE_LIST_BYTES)
        return table_reject(table, column, MESSAGE_CODE_UNKNOWN_NEAREST,
                            table->definition->columns[column].name, cell, nearest);
    return table_reject(table, column, MESSAGE_VALUE_UNKNOWN, words, nearest);
}

bool table_reject_code(struct table *table, size_t column, struct text what, struct text code,
                       size_t count, struct text (*known)(const void *context, size_t i),
                       const void *context)
{
    if (code.length == 0)
        return table_reject_words(table, column, MESSAGE_CELL_BLANK, NULL, 0);
    size_t nearest = text_nearest(code, count, known, context);
    /* A cell that is near no code may hold anything, and is not shown. */
    if (nearest == count)
        return table_reject(table, column, MESSAGE_CODE_UNKNOWN, what);
    return table_reject(table, column, MESSAGE_CODE_UNKNOWN_NEAREST, what, code,
                        known(context, nearest));
}

static void reject_fault(struct table *table)
{
    struct reporter keeper = {keep_reason, table};
    table->row_rejected = true;
    report_fault(table, &keeper);
    if (table->failed)
        return;
    report_fault(table, table->reporter);
    write_reject(table);
}

/* How many cells of the row hold more than blanks, counted no further than `enough`. */
static size_t filled_cells(struct table *table, size_t enough)
{
    size_t filled = 0;
    for (size_t i = 0; i < table->record.count && i < LIMIT_COLUMNS && filled < enough; i++)
        filled += text_trim(reader_text(table->reader, &table->record.cells[i])).length > 0;
    return filled;
}

/* A row of blank cells only. Most rows are told from one by their first byte. */
static bool is_blank_row(struct table *table)
{
    const struct cell *first = &table->record.cells[0];
    bool filled = first->length > 0 && first->data[0] > ' ' && first->data[0] <= '~';
    return !filled && filled_cells(table, 1) == 0;
}

static size_t known_headings(struct table *table, const struct record *record)
{
    return binding_known(&table->binding, table->definition, &table->settings, table->reader,
                         record);
}

/* A row above the header line that only names the sheet: one cell filled, and that no heading. */
static bool is_title(struct table *table)
{
    return filled_cells(table, 2) == 1 && known_headings(table, &table->record) == 0;
}

/* The delimiter that would make headings of what looks like a title, as an option's argument; or
 * NULL. */
static const char *other_delimiter(struct table *table)
{
    static const char *const delimiters[] = {",", ";", "\\t", "|"};
    for (size_t i = 0; i < sizeof delimiters / sizeof *delimiters; i++) {
        char delimiter = delimiters[i][0] == '\\' ? '\t' : delimiters[i][0];
        struct text rest = table->record.bytes, piece;
        while (delimiter != table->settings.delimiter && text_next(&rest, delimiter, &piece)) {
            struct cell cell = {piece.data, (uint32_t)piece.length, false, false};
            struct record one = {.cells = &cell, .count = 1};
            if (known_headings(table, &one) > 0)
                return delimiters[i];
        }
    }
    return NULL;
}

/*
 * Reads up to the header line and keeps it. Title lines and rows of blank cells above it are passed
 * over.
 */
static bool find_header(struct table *table)
{
    struct place file = place_of_file(input_name(table->input)), first = file;
    const char *delimiter = NULL;
    for (size_t titles = 0;;) {
        enum reader_result result;
        do {
            result = reader_next(table->reader, &table->record);
        } while (result == READER_RECORD && table->record.line <= table->settings.skip_lines);
        if (result == READER_FAILED)
            return false;
        bool whole = result == READER_RECORD && table->record.state == RECORD_WHOLE;
        if (whole && is_blank_row(table))
            continue;
        bool title = whole && is_title(table);
        if (table->binding.no_memory)
            return report(table->reporter, file, MESSAGE_OUT_OF_MEMORY);
        if (titles == 0 && result == READER_RECORD && (title || !whole)) {
            first = table_place(table, SIZE_MAX);
            delimiter = other_delimiter(table);
        }
        if (title && ++titles <= TITLE_LINES)
            continue;
        /* Rows parted by another delimiter look like titles, and must not be shown as headings. */
        if (delimiter && (!whole || known_headings(table, &table->record) == 0))
            return report_with(table->reporter, first, MESSAGE_HEADER_DELIMITER,
                               text_of(delimiter));
        if (title || result == READER_END)
            return report(table->reporter, file, titles ? MESSAGE_ONLY_TITLE : MESSAGE_NO_HEADER);
        if (!whole) {
            struct reporter keeper = {keep_reason, table};
            report_fault(table, &keeper);
            return report_with(table->reporter, table_place(table, SIZE_MAX),
                               MESSAGE_HEADER_UNREADABLE, buffer_text(&table->reason));
        }
        buffer_clear(&table->header);
        if (!buffer_add(&table->header, table->record.bytes))
            return report(table->reporter, file, MESSAGE_OUT_OF_MEMORY);
        return binding_make(&table->binding, table->definition, &table->settings, table->reader,
                            &table->record, table_place(table, SIZE_MAX), table->reporter);
    }
}

/* Opens the next file and binds its header line; TABLE_END when there is none left. */
static enum table_result open_next(struct table *table)
{
    close_file(table);
    if (table->next_name == table->name_count)
        return TABLE_END;
    size_t number = table->next_name++;
    table->input = table->bytes_name
                       ? input_of_bytes(table->bytes, table->bytes_name, table->reporter)
                       : input_open(table->names[number], table->settings.encoding,
                                    table->reporter);
    if (!table->input)
        return TABLE_FAILED;
    table->reader = reader_new(table->input, table->settings.delimiter, table->reporter);
    table->record = (struct record){0};
    if (!table->reader || !find_header(table))
        return TABLE_FAILED;
    return TABLE_ROW;
}

void table_drop_extras(struct table *table)
{
    table->extras_dropped = true;
}

/*
 * The number of an extra column by its heading, or LOOKUP_NONE: it is not in the first file, or
 * there is no memory. Only headings without a letter or digit can stand twice in a file, so they
 * are told apart by how many of them stand before: `*again`.
 */
static uint32_t find_extra(struct table *table, struct text heading, uint64_t *again)
{
    struct lookup *extras = &table->extras;
    uint32_t extra = lookup_find(extras, heading);
    if (extra == LOOKUP_NONE || table->extra_places[extra] == BIND_NONE)
        return extra == LOOKUP_NONE && !table->extras_known ? lookup_add(extras, heading, NULL)
                                                            : extra;
    struct buffer key;
    buffer_init(&key, LIMIT_CELL_BYTES);
    buffer_add(&key, heading);
    buffer_add_byte(&key, '\0');
    buffer_add_number(&key, ++*again);
    extra = buffer_failed(&key)   ? LOOKUP_NONE
            : table->extras_known ? lookup_find(extras, buffer_text(&key))
                                  : lookup_add(extras, buffer_text(&key), NULL);
    buffer_release(&key);
    return extra;
}

/* Finds the extra columns of the first file in this one. */
static bool bind_extras(struct table *table)
{
    if (table->extras_dropped)
        return true;
    const struct binding *binding = &table->binding;
    struct place place = table_place(table, SIZE_MAX);
    uint64_t again = 0;
    for (size_t i = 0; i < table->extras.count; i++)
        table->extra_places[i] = BIND_NONE;
    for (size_t i = 0; i < binding->width; i++) {
        if (binding->columns[i] != BIND_NONE)
            continue;
        size_t count = table->extras.count;
        uint32_t extra = find_extra(table, binding->headings[i], &again);
        if (extra == LOOKUP_NONE && table->extras_known)
            return report_with(table->reporter, place, MESSAGE_EXTRA_COLUMN_LATE,
                               binding->headings[i]);
        if (extra == LOOKUP_NONE)
            return report(table->reporter, place, MESSAGE_OUT_OF_MEMORY);
        if (table->extras.count > count) {
            size_t *places = memory_resize(table->extra_places, table->extras.count,
                                           sizeof *places);
            if (!places)
                return report(table->reporter, place, MESSAGE_OUT_OF_MEMORY);
            table->extra_places = places;
        }
        table->extra_places[extra] = i;
    }
    table->extras_known = true;
    return true;
}

static size_t columns_bound(const struct table *table, const struct record_definition *definition)
{
    size_t bound = 0;
    for (size_t i = 0; i < definition->column_count; i++)
        bound += table->binding.places[i] != BIND_NONE;
    return bound;
}

/* Turns to another record when the header has what that one needs, and lacks what the first needs
 * or, by fit, has more of its columns. */
static bool choose_record(struct table *table)
{
    struct record_definition *first = table->definition, *bound = first, *best = NULL;
    struct place place = table_place(table, SIZE_MAX);
    const size_t none[2] = {BIND_NONE, BIND_NONE};
    size_t count = table->other_count, most = 0;
    if (count == 0)
        return true;
    table->other_count = 0;
    table->fits = false;
    for (size_t i = 0; i <= count && !(best && !table->by_fit); i++) {
        struct record_definition *definition = i == 0 ? first : table->others[i - 1];
        if (i > 0 && !binding_make(&table->binding, definition, &table->settings, table->reader,
                                   &table->record, place, table->reporter))
            return false;
        bound = definition;
        if (!binding_complete(&table->binding, definition, &table->settings,
                              i == 0 ? table->either : none, place, NULL))
            continue;
        size_t fit = columns_bound(table, definition);
        if (!best || fit > most) {
            best = definition;
            most = fit;
        }
    }
    table->fits = best;
    if (best && best != first) {
        table->definition = best;
        table->either[0] = table->either[1] = BIND_NONE;
    }
    return bound == table->definition ||
           binding_make(&table->binding, table->definition, &table->settings, table->reader,
                        &table->record, place, table->reporter);
}

/* The mark that stands for a blank cell: the user's, or that of a dialect whose headings the file
 * has. */
static struct text missing_mark(const struct table *table)
{
    const struct record_definition *definition = table->definition;
    if (table->settings.missing.length > 0)
        return table->settings.missing;
    for (size_t i = 0; i < table->binding.width; i++)
        for (size_t j = 0; table->binding.how && j < definition->dialect_count; j++)
            if (text_equal(table->binding.how[i], definition->dialects[j].dialect))
                return definition->dialects[j].missing;
    return TEXT("");
}

/* Rows are picked by their family where that is asked for and they tell it. */
static bool bind_family(struct table *table)
{
    const struct record_definition *definition = table->definition;
    table->family = BIND_NONE;
    if (table->settings.family.length == 0)
        return true;
    size_t column = record_definition_column(definition, TEXT("family_id"));
    if (column < definition->column_count && table_has(table, column))
        table->family = column;
    else if (table->settings.maps_must_fit)
        return report(table->reporter, table_place(table, SIZE_MAX), MESSAGE_FAMILY_NO_COLUMN);
    return true;
}

static bool is_picked(struct table *table)
{
    return table->family == BIND_NONE ||
           text_equal(table_cell(table, table->family), table->settings.family);
}

/* What is behind the last row: the end, unless a family was asked for that is not there. */
static enum table_result finish_rows(struct table *table)
{
    bool wanted = table->settings.family.length > 0 && table->settings.maps_must_fit;
    if (!wanted || table->row_count > 0 || table->name_count == 0)
        return TABLE_END;
    const char *first = table->bytes_name ? table->bytes_name : table->names[0];
    report_with(table->reporter, place_of_file(first), MESSAGE_FAMILY_NO_ROW,
                table->settings.family);
    return TABLE_FAILED;
}

static enum table_result start_file(struct table *table)
{
    enum table_result result = open_next(table);
    if (result == TABLE_ROW && !choose_record(table))
        result = TABLE_FAILED;
    if (result == TABLE_ROW &&
        (!binding_complete(&table->binding, table->definition, &table->settings, table->either,
                           table_place(table, SIZE_MAX), table->reporter) ||
         !bind_extras(table) || !bind_family(table)))
        result = TABLE_FAILED;
    table->row = (struct table_row){
        .reader = table->reader,
        .places = table->binding.places,
        .missing = missing_mark(table),
    };
    return result;
}

enum table_result table_prepare(struct table *table)
{
    return table->reader ? TABLE_ROW : start_file(table);
}

static void tell_progress(struct table *table)
{
    if (table->settings.progress)
        table->settings.progress(table->settings.progress_context,
                                 table->row_count - table->told_count);
    table->told_count = table->row_count;
}

enum table_result table_next(struct table *table)
{
    for (;;) {
        if (table->failed)
            return TABLE_FAILED;
        if (!table->reader) {
            enum table_result started = start_file(table);
            if (started != TABLE_ROW)
                return started == TABLE_END ? finish_rows(table) : started;
        }
        switch (reader_next(table->reader, &table->record)) {
        case READER_FAILED:
            return TABLE_FAILED;
        case READER_END:
            tell_progress(table);
            close_file(table);
            continue;
        case READER_RECORD:
            break;
        }
        bool more = table->record.state == RECORD_PIECE;
        bool continued = table->continuing;
        table->continuing = more;
        if (continued) {
            if (table->settings.rejects)
                rejects_piece(table->settings.rejects, table->record.bytes, more);
            continue;
        }
        table->row_rejected = false;
        table->row.cells = table->record.cells;
        if (table->record.state != RECORD_WHOLE) {
            reject_fault(table);
        } else if (is_blank_row(table)) {
            continue;
        } else if (table->record.count != table->binding.width) {
            char cells[24], columns[24];
            table_reject(table, SIZE_MAX, MESSAGE_CELL_COUNT,
                         number_text(table->record.count, cells),
                         number_text(table->binding.width, columns));
        } else if (is_picked(table)) {
            table->row_count++;
            if (table->row_count % PROGRESS_ROWS == 0)
                tell_progress(table);
            return TABLE_ROW;
        }
    }
}

bool table_has(const struct table *table, size_t column)
{
    return table->binding.places && table->binding.places[column] != BIND_NONE;
}

struct text table_cell_whole(struct table *table, size_t column)
{
    size_t place = table->binding.places[column];
    return place == BIND_NONE ? TEXT("") : reader_text(table->reader, &table->record.cells[place]);
}

static struct decoding *decoding_of(struct table *table, size_t column)
{
    if (!table->decodings) {
        table->decodings = memory_new(table->definition->column_count, sizeof *table->decodings);
        if (!table->decodings) {
            table_no_memory(table);
            return NULL;
        }
        table->decoding_count = table->definition->column_count;
    }
    struct decoding *decoding = &table->decodings[column];
    if (!decoding->list)
        decoding->list = value_list_new(table->definition->columns[column].values, table->reporter);
    table->failed |= !decoding->list;
    return decoding->list ? decoding : NULL;
}

/* What comes of decoding a value, which is not empty. */
static const struct decoded *decode(struct table *table, struct decoding *decoding,
                                    struct text value)
{
    unsigned char first = (unsigned char)value.data[0],
                  last = (unsigned char)value.data[value.length - 1];
    struct decoded *decoded = &decoding->seen[(value.length * 7 + first * 3 + last) % REMEMBERED];
    if (text_equal(value, (struct text){decoded->value, decoded->length}))
        return decoded;
    if (value.length > sizeof decoded->value) {
        decoded = &decoding->unusual;
    } else {
        memcpy(decoded->value, value.data, value.length);
        decoded->length = value.length;
    }
    decoded->known = value_list_decode(decoding->list, value, &decoded->code);
    if (buffer_failed(&decoding->list->key))
        table_no_memory(table);
    return decoded;
}

struct text table_code(struct table *table, size_t column, bool *known)
{
    struct text value = table_cell(table, column);
    *known = true;
    if (value.length == 0 || table->definition->columns[column].values.length == 0)
        return value;
    struct decoding *decoding = decoding_of(table, column);
    if (!decoding) {
        *known = false;
        return value;
    }
    const struct decoded *decoded = decode(table, decoding, value);
    *known = decoded->known;
    if (decoded->known)
        return decoded->code;
    if (table->settings.unmapped)
        unmapped_add(table->settings.unmapped, table->definition->columns[column].name, value,
                     table_place(table, SIZE_MAX));
    return value;
}

struct text table_code_words(struct table *table, size_t column)
{
    struct decoding *decoding = decoding_of(table, column);
    buffer_clear(&table->words);
    if (decoding && !value_list_words(decoding->list, &table->words))
        table_no_memory(table);
    return buffer_text(&table->words);
}

bool table_date(struct table *table, size_t column, struct date *date)
{
    switch (date_read(table_cell(table, column), date)) {
    case DATE_READ:
        return true;
    case DATE_IMPOSSIBLE:
        return table_reject_words(table, column, MESSAGE_DATE_IMPOSSIBLE, NULL, 0);
    case DATE_UNREADABLE:
        break;
    }
    return table_reject(table, column, MESSAGE_DATE_UNREADABLE, text_of(date_forms));
}

uint64_t table_row_count(const struct table *table)
{
    return table->row_count;
}

uint64_t table_reject_count(const struct table *table)
{
    return table->reject_count;
}

size_t table_extra_count(const struct table *table)
{
    return table->extras.count;
}

struct text table_extra_key(const struct table *table, size_t extra)
{
    return lookup_key(&table->extras, (uint32_t)extra);
}

struct text table_key_heading(struct text key)
{
    const char *end = key.length > 0 ? memchr(key.data, '\0', key.length) : NULL;
    return end ? text_part(key, 0, (size_t)(end - key.data)) : key;
}

struct text table_extra_heading(const struct table *table, size_t extra)
{
    return table_key_heading(table_extra_key(table, extra));
}

struct text table_extra_cell(struct table *table, size_t extra, bool *quoted)
{
    size_t place = table->extra_places[extra];
    *quoted = false;
    if (place == BIND_NONE)
        return TEXT("");
    struct text cell = reader_text(table->reader, &table->record.cells[place]);
    *quoted = table->record.cells[place].quoted;
    return cell;
}

bool table_explain(struct table *table,
                   void (*choice)(void *context, const struct heading_choice *), void *context)
{
    enum table_result result;
    while ((result = open_next(table)) == TABLE_ROW) {
        if (!choose_record(table))
            return false;
        const struct binding *binding = &table->binding;
        const struct record_definition *definition = table->definition;
        struct heading_choice made = {
            .file = input_name(table->input),
            .record = table->fits ? definition->name : TEXT(""),
        };
        for (size_t i = 0; i < binding->width; i++) {
            made.position = i + 1;
            made.heading = binding->headings[i];
            bool extra = binding->columns[i] == BIND_NONE;
            made.column = extra ? TEXT("") : definition->columns[binding->columns[i]].name;
            made.how = extra ? TEXT("passed through") : binding->how[i];
            choice(context, &made);
        }
        made.position = 0;
        made.heading = TEXT("");
        for (size_t i = 0; i < definition->column_count; i++) {
            if (binding->places[i] != BIND_NONE)
                continue;
            made.column = definition->columns[i].name;
            made.how = definition->columns[i].required ? TEXT("missing, needed") : TEXT("missing");
            choice(context, &made);
        }
    }
    return result == TABLE_END;
}

#include "domain/measures/measure_source.h"

#include "base/limits.h"
#include "base/memory.h"
#include "records/unmapped.h"

enum { RAW_MOST = 1 << 16 };

static const char *const organisation_names[] = {"organisation", "agency"};

static size_t find_column(const struct source *source, const char *name)
{
    size_t column = record_definition_column(source->definition, text_of(name));
    return column < source->definition->column_count && table_has(source->table, column) ? column
                                                                                         : SIZE_MAX;
}

size_t source_column(const struct source *source, struct text name)
{
    return record_definition_column(source->definition, name);
}

bool source_has(const struct source *source, struct text name)
{
    size_t column = record_definition_column(source->definition, name);
    return column < source->definition->column_count && table_has(source->table, column);
}

/* The first days of the months of near years: most dates are one of these and a day. */
static void make_month_starts(struct source *source)
{
    for (int i = 0; i < SOURCE_YEARS * 12; i++)
        date_day_of(SOURCE_FIRST_YEAR + i / 12, i % 12 + 1, 1, &source->month_starts[i]);
}

bool source_open(struct source *source, enum measure_table which,
                 const struct table_settings *settings, const char *const *file,
                 const struct reporter *reporter)
{
    *source = (struct source){.which = which, .reporter = reporter, .unmapped = settings->unmapped};
    source->definition = record_definition_new(text_of(measure_table_records[which]), reporter);
    if (source->definition)
        source->table = table_new(settings, source->definition, file, 1, reporter);
    if (!source->definition || !source->table)
        return false;
    size_t family = record_definition_column(source->definition, TEXT("family_id"));
    size_t child = record_definition_column(source->definition, TEXT("child_id"));
    size_t columns = source->definition->column_count;
    if (family < columns && child < columns)
        table_need_either(source->table, family, child);
    if (table_prepare(source->table) != TABLE_ROW)
        return false;
    make_month_starts(source);
    source->family = find_column(source, "family_id");
    source->child = find_column(source, "child_id");
    source->area = find_column(source, "area");
    source->organisation = SIZE_MAX;
    for (size_t i = 0; i < 2 && source->organisation == SIZE_MAX; i++)
        source->organisation = find_column(source, organisation_names[i]);
    return true;
}

static void codes_free(struct source_codes *codes)
{
    value_list_free(codes->list);
    lookup_release(&codes->raw);
    memory_free(codes->values);
    memory_free(codes);
}

void source_release(struct source *source)
{
    for (size_t i = 0; i < source->code_count; i++)
        codes_free(source->codes[i]);
    table_free(source->table);
    record_definition_free(source->definition);
    *source = (struct source){.table = NULL};
}

size_t source_day_slot(struct source *source, struct text name)
{
    size_t column = source_column(source, name);
    for (size_t i = 0; i < source->day_count; i++)
        if (source->days[i].column == column)
            return i;
    if (source->day_count == SOURCE_DAYS_MOST) {
        report(source->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return SIZE_MAX;
    }
    source->days[source->day_count].column = column;
    return source->day_count++;
}

/* The codes of the column's list, each once, in the order of the data. */
static void list_codes(struct source_codes *codes)
{
    for (size_t i = 0; i < codes->list->values.count; i++) {
        size_t earlier = 0;
        while (earlier < codes->code_count &&
               !text_equal(codes->codes[earlier], codes->list->codes[i]))
            earlier++;
        if (earlier == codes->code_count && codes->code_count < SOURCE_LIST_MOST)
            codes->codes[codes->code_count++] = codes->list->codes[i];
    }
}

size_t source_code_slot(struct source *source, struct text name)
{
    size_t column = source_column(source, name);
    for (size_t i = 0; i < source->code_count; i++)
        if (source->codes[i]->column == column)
            return i;
    struct source_codes *codes = source->code_count < SOURCE_CODES_MOST
                                     ? memory_new(1, sizeof *codes)
                                     : NULL;
    if (!codes) {
        report(source->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return SIZE_MAX;
    }
    codes->column = column;
    lookup_init(&codes->raw);
    codes->list = value_list_new(source->definition->columns[column].values, source->reporter);
    if (!codes->list) {
        codes_free(codes);
        return SIZE_MAX;
    }
    list_codes(codes);
    source->codes[source->code_count] = codes;
    return source->code_count++;
}

uint64_t source_code_bit(const struct source *source, size_t slot, struct text code)
{
    const struct source_codes *codes = source->codes[slot];
    for (size_t i = 0; i < codes->code_count; i++)
        if (text_equal(codes->codes[i], code))
            return (uint64_t)1 << i;
    return 0;
}

/* --- Days ------------------------------------------------------------------------------------- */

static bool plain_day(const struct source *source, struct text cell, date_day *day)
{
    if (!date_is_plain(cell))
        return false;
    bool iso = cell.data[4] == '-';
    const char *y = iso ? cell.data : cell.data + 6, *m = iso ? cell.data + 5 : cell.data + 3,
               *d = iso ? cell.data + 8 : cell.data;
    int year = (y[0] - '0') * 1000 + (y[1] - '0') * 100 + (y[2] - '0') * 10 + (y[3] - '0');
    if (year < SOURCE_FIRST_YEAR || year >= SOURCE_FIRST_YEAR + SOURCE_YEARS)
        return false;
    int month = (m[0] - '0') * 10 + (m[1] - '0'), dom = (d[0] - '0') * 10 + (d[1] - '0');
    *day = source->month_starts[(year - SOURCE_FIRST_YEAR) * 12 + month - 1] + dom - 1;
    return true;
}

static bool read_day(struct source *source, struct source_day *day)
{
    struct text cell = table_cell(source->table, day->column);
    struct date date;
    if (plain_day(source, cell, &day->first)) {
        day->last = day->first;
        return true;
    }
    day->first = DATE_DAY_OPEN_START;
    day->last = DATE_DAY_OPEN_END;
    if (cell.length == 0)
        return true;
    if (!table_date(source->table, day->column, &date))
        return false;
    day->first = date.earliest;
    day->last = date.latest;
    return true;
}

enum table_result source_next(struct source *source)
{
    enum table_result result;
    while ((result = table_next(source->table)) == TABLE_ROW) {
        bool read = true;
        for (size_t i = 0; i < source->day_count && read; i++)
            read = read_day(source, &source->days[i]);
        source->fetched = 0;
        if (read)
            break;
    }
    return result;
}

/* --- Codes ------------------------------------------------------------------------------------ */

static void add_code(struct source_codes *codes, struct source_value *value, struct text word)
{
    struct text code;
    if (!value_list_decode(codes->list, word, &code))
        return;
    for (uint32_t i = 0; i < codes->code_count; i++)
        if (text_equal(codes->codes[i], code)) {
            value->codes |= (uint64_t)1 << i;
            if (i < value->category)
                value->category = i;
        }
}

/* The next string of an object in quotation marks; codes have no escapes. */
static bool next_string(struct text *rest, struct text *string)
{
    size_t start = 0, end;
    while (start < rest->length && rest->data[start] != '"')
        start++;
    for (end = start + 1; end < rest->length && rest->data[end] != '"';)
        end++;
    if (end >= rest->length)
        return false;
    *string = text_part(*rest, start + 1, end - start - 1);
    *rest = text_part(*rest, end + 1, rest->length);
    return true;
}

/* The flags of an object that are set: "Y", "1", "true", with or without quotation marks. */
static void read_flags(struct source_codes *codes, struct text cell, struct source_value *value)
{
    struct text rest = cell, key;
    while (next_string(&rest, &key)) {
        size_t at = 0;
        while (at < rest.length && (rest.data[at] == ' ' || rest.data[at] == ':'))
            at++;
        bool quoted = at < rest.length && rest.data[at] == '"';
        char mark = at + quoted < rest.length ? rest.data[at + quoted] : ' ';
        struct text dropped;
        if (quoted)
            next_string(&rest, &dropped);
        if (mark == 'Y' || mark == 'y' || mark == '1' || mark == 'T' || mark == 't')
            add_code(codes, value, key);
    }
}

static struct source_value decode(struct source_codes *codes, struct text cell)
{
    uint32_t blank = (uint32_t)codes->code_count;
    struct source_value value = {0, blank};
    if (cell.length == 0)
        return value;
    if (cell.data[0] == '{') {
        read_flags(codes, cell, &value);
        return value;
    }
    add_code(codes, &value, cell);
    if (value.codes == 0)
        value.category = blank + 1;
    return value;
}

static struct source_value find_value(struct source *source, struct source_codes *codes,
                                      struct text cell)
{
    bool added = false;
    uint32_t number = codes->raw.count < RAW_MOST ? lookup_add(&codes->raw, cell, &added)
                                                  : lookup_find(&codes->raw, cell);
    if (number != LOOKUP_NONE && !added)
        return codes->values[number];
    struct source_value value = decode(codes, cell);
    void *values = codes->values;
    if (added &&
        memory_reserve(&values, &codes->value_capacity, codes->raw.count, sizeof *codes->values)) {
        codes->values = values;
        codes->values[number] = value;
    } else if (added || codes->raw.count < RAW_MOST) {
        table_no_memory(source->table);
    }
    if (buffer_failed(&codes->list->key))
        table_no_memory(source->table);
    return value;
}

struct source_value source_codes_of(struct source *source, size_t slot)
{
    struct source_codes *codes = source->codes[slot];
    if (source->fetched >> slot & 1)
        return codes->value;
    struct text cell = table_cell(source->table, codes->column);
    codes->value = find_value(source, codes, cell);
    source->fetched |= (uint64_t)1 << slot;
    if (codes->value.category == codes->code_count + 1 && source->unmapped)
        unmapped_add(source->unmapped, source->definition->columns[codes->column].name, cell,
                     table_place(source->table, SIZE_MAX));
    return codes->value;
}

bool source_group(struct source *source, struct names *organisations, struct names *areas,
                  struct group *group)
{
    *group = (struct group){GROUP_ALL, GROUP_ALL};
    if (source->organisations_wanted && source->organisation != SIZE_MAX) {
        struct text name = table_cell(source->table, source->organisation);
        group->organisation = names_number(organisations, name);
        if (group->organisation == KEY_NONE)
            return table_no_memory(source->table);
        if (source->unmapped && !names_known(organisations, name))
            unmapped_add(source->unmapped, source->definition->columns[source->organisation].name,
                         name, table_place(source->table, SIZE_MAX));
    }
    if (source->areas_wanted && source->area != SIZE_MAX) {
        group->area = names_number(areas, table_cell(source->table, source->area));
        if (group->area == KEY_NONE)
            return table_no_memory(source->table);
    }
    return true;
}

bool source_number(struct text cell, const struct disclosure_rules *rules, int64_t *millionths,
                   bool *hidden)
{
    size_t at = 0, digits = 0, decimals = 0;
    int64_t value = 0;
    bool negative = cell.length > 0 && cell.data[0] == '-';
    *hidden = disclosure_rules_mark(rules, cell);
    *millionths = 0;
    if (*hidden)
        return true;
    for (at = negative; at < cell.length && cell.data[at] >= '0' && cell.data[at] <= '9'; at++) {
        if (++digits > 12)
            return false;
        value = value * 10 + (cell.data[at] - '0');
    }
    if (at < cell.length && cell.data[at] == '.')
        for (at++; at < cell.length && cell.data[at] >= '0' && cell.data[at] <= '9'; at++) {
            if (++decimals > 6)
                return false;
            value = value * 10 + (cell.data[at] - '0');
        }
    if (at < cell.length || digits == 0 ||
        (decimals == 0 && cell.length > 0 && cell.data[cell.length - 1] == '.'))
        return false;
    for (; decimals < 6; decimals++)
        value *= 10;
    *millionths = negative ? -value : value;
    return true;
}

#include "records/bind.h"

#include "base/limits.h"
#include "base/memory.h"

enum { LISTED_BYTES = 600 };

void binding_init(struct binding *binding)
{
    *binding = (struct binding){0};
    lookup_init(&binding->keys);
    arena_init(&binding->arena);
    buffer_init(&binding->key, 2 * LIMIT_CELL_BYTES);
}

void binding_release(struct binding *binding)
{
    lookup_release(&binding->keys);
    arena_release(&binding->arena);
    buffer_release(&binding->key);
    memory_free(binding->places);
    memory_free(binding->columns);
    memory_free(binding->how);
    memory_free(binding->headings);
    binding_init(binding);
}

static struct text key_of(struct binding *binding, struct text heading)
{
    buffer_clear(&binding->key);
    binding->no_memory |= !heading_key(heading, &binding->key);
    return buffer_text(&binding->key);
}

/* Compares normalised; `key` is not the binding's own key buffer. */
static bool same_key(struct binding *binding, struct text key, struct text heading)
{
    return text_equal(key, key_of(binding, heading));
}

size_t binding_known(struct binding *binding, const struct record_definition *definition,
                     const struct table_settings *settings, struct reader *reader,
                     const struct record *record)
{
    size_t known = 0;
    for (size_t i = 0; i < record->count && i < LIMIT_COLUMNS; i++) {
        char *key = NULL;
        struct text own = key_of(binding, reader_text(reader, &record->cells[i]));
        if (own.length == 0)
            continue;
        if (!(key = memory_copy(own.data, own.length))) {
            binding->no_memory = true;
            break;
        }
        own.data = key;
        bool found = false;
        for (size_t j = 0; j < settings->map_count && !found; j++)
            found = same_key(binding, own, settings->maps[j].heading);
        for (size_t j = 0; j < definition->column_count && !found; j++)
            found = same_key(binding, own, definition->columns[j].name);
        for (size_t j = 0; j < definition->heading_count && !found; j++)
            found = text_equal(own, definition->headings[j].key);
        known += found;
        memory_free(key);
    }
    return known;
}

static bool make_room(struct binding *binding, size_t column_count, size_t width)
{
    if (column_count > binding->places_capacity) {
        memory_free(binding->places);
        binding->places = memory_new(column_count, sizeof *binding->places);
        binding->places_capacity = binding->places ? column_count : 0;
    }
    if (width > binding->width_capacity) {
        memory_free(binding->columns);
        memory_free(binding->how);
        memory_free(binding->headings);
        binding->columns = memory_new(width, sizeof *binding->columns);
        binding->how = memory_new(width, sizeof *binding->how);
        binding->headings = memory_new(width, sizeof *binding->headings);
        binding->width_capacity = width;
    }
    return binding->places && binding->columns && binding->how && binding->headings;
}

/* Takes the headings over and finds one that stands twice. The number of a key in `keys` is the
 * place of its column when no heading is blank. */
static bool take_headings(struct binding *binding, struct reader *reader,
                          const struct record *record, size_t *places_of_keys, struct place place,
                          const struct reporter *reporter)
{
    lookup_clear(&binding->keys);
    arena_release(&binding->arena);
    for (size_t i = 0; i < record->count; i++) {
        struct text heading = text_trim(reader_text(reader, &record->cells[i]));
        binding->headings[i] = arena_copy(&binding->arena, heading);
        binding->columns[i] = BIND_NONE;
        binding->how[i] = TEXT("");
        struct text key = key_of(binding, heading);
        if (!binding->headings[i].data)
            return report(reporter, place, MESSAGE_OUT_OF_MEMORY);
        if (key.length == 0)
            continue;
        bool added;
        uint32_t number = lookup_add(&binding->keys, key, &added);
        if (number == LOOKUP_NONE)
            return report(reporter, place, MESSAGE_OUT_OF_MEMORY);
        if (!added) {
            char first[24], second[24];
            return report_with(reporter, place, MESSAGE_HEADING_TWICE, heading,
                               number_text(places_of_keys[number] + 1, first),
                               number_text(i + 1, second));
        }
        places_of_keys[number] = i;
    }
    return true;
}

/* Lets the heading with this key stand for `column`, when there is one and both are free. */
static void claim(struct binding *binding, const size_t *places_of_keys, struct text key,
                  size_t column, struct text how)
{
    uint32_t number = lookup_find(&binding->keys, key);
    if (number == LOOKUP_NONE || binding->places[column] != BIND_NONE)
        return;
    size_t place = places_of_keys[number];
    if (binding->columns[place] != BIND_NONE)
        return;
    binding->places[column] = place;
    binding->columns[place] = column;
    binding->how[place] = how;
}

bool binding_make(struct binding *binding, const struct record_definition *definition,
                  const struct table_settings *settings, struct reader *reader,
                  const struct record *record, struct place place, const struct reporter *reporter)
{
    char digits[24];
    if (record->count > LIMIT_COLUMNS)
        return report_with(reporter, place, MESSAGE_TOO_MANY_COLUMNS,
                           number_text(LIMIT_COLUMNS, digits));
    size_t *places_of_keys = memory_new(record->count, sizeof *places_of_keys);
    bool made = places_of_keys && make_room(binding, definition->column_count, record->count);
    if (!made)
        report(reporter, place, MESSAGE_OUT_OF_MEMORY);
    binding->width = record->count;
    made = made && take_headings(binding, reader, record, places_of_keys, place, reporter);
    if (made) {
        for (size_t i = 0; i < definition->column_count; i++)
            binding->places[i] = BIND_NONE;
        for (size_t i = 0; i < settings->map_count; i++) {
            size_t column = record_definition_column(definition, settings->maps[i].column);
            if (column < definition->column_count)
                claim(binding, places_of_keys, key_of(binding, settings->maps[i].heading), column,
                      TEXT("--map"));
        }
        for (size_t i = 0; i < definition->column_count; i++)
            claim(binding, places_of_keys, key_of(binding, definition->columns[i].name), i,
                  TEXT("own name"));
        for (size_t i = 0; i < definition->heading_count; i++)
            claim(binding, places_of_keys, definition->headings[i].key,
                  definition->headings[i].column, definition->headings[i].dialect);
    }
    memory_free(places_of_keys);
    if (made && binding->no_memory)
        return report(reporter, place, MESSAGE_OUT_OF_MEMORY);
    return made;
}

/* The headings found, parted by commas, cut after a line or two. */
static struct text list_headings(const struct binding *binding, struct buffer *list)
{
    for (size_t i = 0; i < binding->width; i++) {
        if (list->length > LISTED_BYTES) {
            buffer_put(list, ", ...");
            break;
        }
        if (i > 0)
            buffer_put(list, ", ");
        buffer_add(list, binding->headings[i]);
    }
    return buffer_text(list);
}

static struct text heading_of(const void *context, size_t i)
{
    return ((const struct binding *)context)->headings[i];
}

/* The heading nearest to a name; empty when none is near. */
static struct text nearest_heading(const struct binding *binding, struct text name)
{
    size_t nearest = text_nearest(name, binding->width, heading_of, binding);
    return nearest < binding->width ? binding->headings[nearest] : TEXT("");
}

/*
 * Names the columns found, so that the user sees what is there; but when none is known the line may
 * be no header line at all, and its cells are not for a message.
 */
static bool report_missing(struct binding *binding, struct text name, struct place place,
                           const struct reporter *reporter)
{
    size_t known = 0;
    char digits[24];
    for (size_t i = 0; i < binding->width; i++)
        known += binding->columns[i] != BIND_NONE;
    if (known == 0)
        return report_with(reporter, place, MESSAGE_COLUMNS_UNKNOWN, name,
                           number_text(binding->width, digits));
    struct buffer list;
    buffer_init(&list, LIMIT_CELL_BYTES + LISTED_BYTES);
    struct text found = list_headings(binding, &list);
    report_with(reporter, place, MESSAGE_COLUMN_MISSING, name, found,
                nearest_heading(binding, name));
    buffer_release(&list);
    return false;
}

bool binding_complete(struct binding *binding, const struct record_definition *definition,
                      const struct table_settings *settings, const size_t either[2],
                      struct place place, const struct reporter *reporter)
{
    struct buffer list;
    for (size_t i = 0; settings->maps_must_fit && i < settings->map_count; i++) {
        struct heading_map map = settings->maps[i];
        if (record_definition_column(definition, map.column) == definition->column_count ||
            lookup_find(&binding->keys, key_of(binding, map.heading)) != LOOKUP_NONE)
            continue;
        buffer_init(&list, LIMIT_CELL_BYTES + LISTED_BYTES);
        report_with(reporter, place, MESSAGE_MAPPED_COLUMN_MISSING, map.heading, map.column,
                    list_headings(binding, &list), nearest_heading(binding, map.heading));
        buffer_release(&list);
        return false;
    }
    for (size_t i = 0; i < definition->column_count; i++)
        if (definition->columns[i].required && binding->places[i] == BIND_NONE)
            return report_missing(binding, definition->columns[i].name, place, reporter);
    if (either[0] != BIND_NONE && binding->places[either[0]] == BIND_NONE &&
        binding->places[either[1]] == BIND_NONE) {
        /* A required column is there, so this is a header line and its cells may be named. */
        buffer_init(&list, LIMIT_CELL_BYTES + LISTED_BYTES);
        struct text one = definition->columns[either[0]].name,
                    other = definition->columns[either[1]].name;
        struct text nearest = nearest_heading(binding, one);
        report_with(reporter, place, MESSAGE_COLUMN_MISSING_EITHER, one, other,
                    list_headings(binding, &list),
                    nearest.length > 0 ? nearest : nearest_heading(binding, other));
        buffer_release(&list);
        return false;
    }
    return !binding->no_memory || report(reporter, place, MESSAGE_OUT_OF_MEMORY);
}

#include "records/side.h"

bool side_read(const struct side_files *side,
               bool (*take)(void *, struct table *, const size_t *columns), void *context,
               uint64_t *rejected, const struct reporter *reporter)
{
    size_t places[SIDE_COLUMNS];
    struct record_definition *definition = record_definition_new(side->record, reporter);
    struct table *table = definition ? table_new(side->settings, definition, side->files,
                                                 side->count, reporter)
                                     : NULL;
    enum table_result result = TABLE_FAILED;
    bool going = table;
    if (table) {
        for (size_t i = 0; i < side->column_count; i++)
            places[i] = record_definition_column(definition, text_of(side->columns[i]));
        table_drop_extras(table);
        while (going && (result = table_next(table)) == TABLE_ROW)
            going = take(context, table, places);
        *rejected += table_reject_count(table);
    }
    table_free(table);
    record_definition_free(definition);
    return going && result == TABLE_END;
}

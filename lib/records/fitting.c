#include "records/fitting.h"

#include "base/limits.h"

/* That the file lacks a column of one record is no news where it may be another. */
static void hear(void *context, const struct diagnostic *diagnostic)
{
    struct fitting *fitting = context;
    switch (diagnostic->message) {
    case MESSAGE_COLUMN_MISSING:
    case MESSAGE_COLUMNS_UNKNOWN:
        fitting->lacks_columns = true;
        return;
    default:
        if (fitting->reporter->sink)
            fitting->reporter->sink(fitting->reporter->context, diagnostic);
    }
}

static bool report_no_fit(const struct fitting *fitting,
                          struct record_definition *const *definitions, size_t count,
                          const char *file)
{
    struct buffer names;
    buffer_init(&names, LIMIT_CELL_BYTES);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_put(&names, ", ");
        buffer_add(&names, definitions[i]->name);
    }
    report_with(fitting->reporter, place_of_file(file), MESSAGE_NO_RECORD_FITS,
                buffer_text(&names));
    buffer_release(&names);
    return false;
}

bool fitting_open(struct fitting *fitting, const struct table_settings *settings,
                  struct record_definition *const *definitions, size_t count, size_t named,
                  size_t said, const char *const *file, const struct reporter *reporter)
{
    bool guess = said >= count;
    *fitting = (struct fitting){.reporter = reporter, .hearing = {hear, fitting}};
    fitting->table = table_new(settings, definitions[guess ? 0 : said], file, 1,
                               guess ? &fitting->hearing : reporter);
    if (!fitting->table)
        return false;
    if (guess && count > 1)
        table_any(fitting->table, &definitions[1], count - 1);
    bool done = table_prepare(fitting->table) == TABLE_ROW;
    if (fitting->lacks_columns)
        return report_no_fit(fitting, definitions, named, *file);
    while (done && table_definition(fitting->table) != definitions[fitting->record])
        fitting->record++;
    return done;
}

void fitting_close(struct fitting *fitting)
{
    table_free(fitting->table);
    fitting->table = NULL;
}

#include "cmd/timeline.h"

/* Splits `RECORD=FILE`; `*file` is NULL for a record alone. */
static struct text record_of(const char *as, const char **file)
{
    const char *equals = strchr(as, '=');
    *file = equals ? equals + 1 : NULL;
    return equals ? (struct text){as, (size_t)(equals - as)} : text_of(as);
}

static bool is_one_of(struct text record, const char *const *records)
{
    for (size_t i = 0; records[i]; i++)
        if (text_equal(record, text_of(records[i])))
            return true;
    return false;
}

static bool is_read(const struct front *front, const char *file)
{
    for (size_t i = 0; i < front->file_count; i++)
        if (strcmp(file, front->files[i]) == 0)
            return true;
    return false;
}

static bool refuse(struct front *front, struct text record, const char *const *records)
{
    struct buffer names;
    buffer_init(&names, 4096);
    for (size_t i = 0; records[i]; i++) {
        if (i > 0)
            buffer_put(&names, ", ");
        buffer_add(&names, text_of(records[i]));
    }
    front_takes(front, "--as", buffer_text(&names), record);
    buffer_release(&names);
    return false;
}

bool timeline_check_as(struct front *front, const char *const *records)
{
    const struct timeline_settings *settings = front->own;
    for (size_t i = 0; i < settings->as_count; i++) {
        const char *file;
        struct text record = record_of(settings->as[i], &file);
        if (!is_one_of(record, records))
            return refuse(front, record, records);
        if (file && !is_read(front, file))
            return front_usage(front, "--as %s: the file is not among those to read",
                               settings->as[i]);
    }
    return true;
}

struct text timeline_as(const struct front *front, const char *name)
{
    const struct timeline_settings *settings = front->own;
    for (size_t i = settings->as_count; i-- > 0;) {
        const char *file;
        struct text record = record_of(settings->as[i], &file);
        if (!file || strcmp(file, name) == 0)
            return record;
    }
    return TEXT("");
}

#include "domain/form/form_new.h"

#include "base/buffer.h"
#include "base/limits.h"
#include "records/prose.h"
#include "records/writer.h"

enum { WIDTH = 96 };

struct filling {
    struct form_definitions *definitions;
    const struct form *from; /* or NULL */
    struct text type;
    struct output *output;
    bool failed; /* there was no memory for some words */
};

bool form_new_known(const struct form_definitions *definitions, struct text type)
{
    const struct form_look *look = form_look(definitions, type);
    return look && look->introduction.length > 0;
}

/* Lines that begin with `# `. */
static void put_comment(struct output *output, struct text text)
{
    size_t used;
    for (bool first = true; text.data && text.length > 0; first = false) {
        struct text line = prose_line(&text, WIDTH, &used);
        output_write(output, first ? TEXT("# ") : TEXT("#   "));
        output_write(output, line);
        output_byte(output, '\n');
    }
}

/* --- Descriptors ------------------------------------------------------------------------------ */

/* A pattern for recutils, which holds for a blank value too; empty where anything may stand. */
static bool add_pattern(struct form_definitions *definitions,
                        const struct form_field_definition *field, struct buffer *to)
{
    const char *before = "/^(";
    switch (field->kind) {
    case FORM_DATE:
        buffer_put(to, "!^([0-9X]{4}(-[0-9X]{2}){0,2}[~?%]?|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})?$!");
        return true;
    case FORM_SCORE:
        buffer_put(to, "/^(10|[0-9](\\.[0-9])?)?$/");
        return true;
    case FORM_YES_NO:
        buffer_put(to, "/^(yes|no)?$/");
        return true;
    case FORM_CHOICE:
        if (!definitions->values[field->values].own)
            return false;
        for (size_t i = 0; i < definitions->choice_count; i++) {
            if (definitions->choices[i].list != field->values)
                continue;
            buffer_add(to, text_of(before));
            buffer_add(to, definitions->choices[i].value);
            before = "|";
        }
        buffer_put(to, ")?$/");
        return true;
    case FORM_ID:
    case FORM_TEXT:
    case FORM_LONG:
    case FORM_LIST:
        break;
    }
    return false;
}

static void put_descriptor(struct filling *filling, const struct form_record_definition *record)
{
    struct output *output = filling->output;
    struct buffer pattern;
    bool any = false;
    buffer_init(&pattern, LIMIT_OUTPUT_CELL_BYTES);
    output_byte(output, '\n');
    writer_rec_field(output, TEXT("%rec"), record->name);
    writer_rec_field(output, TEXT("%doc"), record->doc);
    for (size_t i = 0; i < record->field_count; i++) {
        if (!record->fields[i].required)
            continue;
        output_write(output, any ? TEXT(" ") : TEXT("%mandatory: "));
        output_write(output, record->fields[i].name);
        any = true;
    }
    if (any)
        output_byte(output, '\n');
    for (size_t i = 0; i < record->field_count; i++) {
        buffer_clear(&pattern);
        if (!add_pattern(filling->definitions, &record->fields[i], &pattern))
            continue;
        filling->failed = filling->failed || buffer_failed(&pattern);
        output_put(output, "%type: ");
        output_write(output, record->fields[i].name);
        output_put(output, " regexp ");
        output_write(output, buffer_text(&pattern));
        output_byte(output, '\n');
    }
    buffer_release(&pattern);
}

/* --- Records ---------------------------------------------------------------------------------- */

/* What an earlier form says, or a starter gives. */
static struct text value_of(const struct filling *filling, const struct form_starter *starter,
                            const struct form_record *kept, size_t number,
                            const struct form_field_definition *field)
{
    for (size_t i = 0; starter && i < starter->given.count; i++)
        if (starter->given.terms[i].path.field == number)
            return starter->given.terms[i].value;
    for (size_t i = 0; kept && i < field->kept.count; i++) {
        struct text text = form_at(filling->from, kept, field->kept.paths[i], NULL);
        if (text.length > 0)
            return text;
    }
    return TEXT("");
}

/* Explanations stand at the first record of a type. */
static void put_record(struct filling *filling, const struct form_record_definition *record,
                       const struct form_starter *starter, const struct form_record *kept,
                       bool explain)
{
    struct buffer comment;
    buffer_init(&comment, LIMIT_OUTPUT_CELL_BYTES);
    output_byte(filling->output, '\n');
    for (size_t i = 0; i < record->field_count; i++) {
        const struct form_field_definition *field = &record->fields[i];
        if (field->form.length > 0 && !text_equal(field->form, filling->type))
            continue;
        buffer_clear(&comment);
        buffer_add(&comment, field->label);
        bool asks = field->label.length > 0 && field->label.data[field->label.length - 1] == '?';
        if (field->help.length > 0)
            buffer_add(&comment, asks ? TEXT(" ") : TEXT(": "));
        buffer_add(&comment, field->help);
        filling->failed = filling->failed || buffer_failed(&comment);
        if (explain)
            put_comment(filling->output, buffer_text(&comment));
        writer_rec_field(filling->output, field->name, value_of(filling, starter, kept, i, field));
    }
    buffer_release(&comment);
}

/* Whether a record of the earlier form stands instead: one with the Id that the starter gives, or
 * any where it gives none. */
static bool is_replaced(const struct filling *filling, const struct form_starter *starter)
{
    size_t number = form_field_number(filling->definitions, starter->record, TEXT("Id"));
    for (size_t i = 0; i < starter->given.count; i++)
        if (starter->given.terms[i].path.field == number)
            return form_with_id(filling->from, starter->record, starter->given.terms[i].value);
    return true;
}

static void put_type(struct filling *filling, size_t type)
{
    struct form_definitions *definitions = filling->definitions;
    const struct form_record_definition *record = &definitions->records[type];
    const struct form_record *kept = NULL;
    bool first = true;
    put_descriptor(filling, record);
    if (record->kept && filling->from && record->single)
        kept = form_first(filling->from, type);
    if (record->kept && filling->from && !record->single) {
        const struct form_record *other;
        for (size_t at = 0; (other = form_next(filling->from, type, &record->kept_if, &at));) {
            put_record(filling, record, NULL, other, first);
            first = false;
        }
    }
    bool some = !first;
    for (size_t i = 0; i < definitions->starter_count; i++) {
        const struct form_starter *starter = &definitions->starters[i];
        if (starter->record != type || !text_equal(starter->form, filling->type) ||
            (some && is_replaced(filling, starter)))
            continue;
        put_record(filling, record, starter, kept, first);
        first = false;
    }
}

bool form_new_write(struct form_definitions *definitions, struct text type, const struct form *from,
                    struct output *output, const struct reporter *reporter)
{
    struct filling filling = {definitions, from, type, output, false};
    const struct form_look *look = form_look(definitions, type);
    put_comment(output, look->title);
    put_comment(output, look->introduction);
    for (size_t i = 0; i < definitions->record_count; i++)
        put_type(&filling, i);
    if (filling.failed)
        return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    return !output->failed;
}

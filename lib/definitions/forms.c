#include "definitions/forms.h"

#include "definitions/forms_private.h"

#include "base/memory.h"

size_t form_record_number(const struct form_definitions *definitions, struct text name)
{
    for (size_t i = 0; i < definitions->record_count; i++)
        if (text_equal_folded(definitions->records[i].name, name))
            return i;
    return FORM_NONE;
}

size_t form_field_number(const struct form_definitions *definitions, size_t record,
                         struct text name)
{
    const struct form_record_definition *definition = &definitions->records[record];
    for (size_t i = 0; i < definition->field_count; i++)
        if (text_equal_folded(definition->fields[i].name, name))
            return i;
    return FORM_NONE;
}

static struct text record_name(const void *context, size_t i)
{
    return ((const struct form_definitions *)context)->records[i].name;
}

struct text form_record_nearest(const struct form_definitions *definitions, struct text name)
{
    size_t nearest = text_nearest(name, definitions->record_count, record_name, definitions);
    return nearest < definitions->record_count ? definitions->records[nearest].name : TEXT("");
}

static struct text field_name(const void *context, size_t i)
{
    return ((const struct form_record_definition *)context)->fields[i].name;
}

struct text form_field_nearest(const struct form_definitions *definitions, size_t record,
                               struct text name)
{
    const struct form_record_definition *definition = &definitions->records[record];
    size_t nearest = text_nearest(name, definition->field_count, field_name, definition);
    return nearest < definition->field_count ? definition->fields[nearest].name : TEXT("");
}

const struct form_field_definition *form_field(const struct form_definitions *definitions,
                                               struct form_path path)
{
    return &definitions->records[path.record].fields[path.field];
}

const struct form_look *form_look(const struct form_definitions *definitions, struct text name)
{
    for (size_t i = 0; i < definitions->look_count; i++)
        if (text_equal(definitions->looks[i].name, name))
            return &definitions->looks[i];
    return NULL;
}

const struct form_rule *form_rule(const struct form_definitions *definitions, const char *name)
{
    for (size_t i = 0; i < definitions->rule_count; i++)
        if (text_equal(definitions->rules[i].name, text_of(name)))
            return &definitions->rules[i];
    return NULL;
}

/* The names for people of a list of maps/values.csv, added to the choices. */
static bool load_names(struct form_definitions *definitions, size_t number)
{
    enum { LIST, CODE, NAME };
    static const char *const names[] = {"list", "code", "name", NULL};
    struct share_file *file = share_file_open("maps/value-names.csv", definitions->reporter);
    bool done = file && share_file_columns(file, names);
    while (done && share_file_next(file)) {
        if (!text_equal(share_file_cell(file, LIST), definitions->values[number].name))
            continue;
        struct form_choice *choice = FORMS_ADD(definitions, choices, choice_count, FORMS_CHOICES);
        done = choice != NULL;
        if (done)
            *choice = (struct form_choice){number, share_file_keep(file, CODE, &definitions->arena),
                                           share_file_keep(file, NAME, &definitions->arena)};
    }
    done = done && share_file_done(file);
    share_file_free(file);
    return done;
}

static struct form_values *loaded(struct form_definitions *definitions, size_t number)
{
    struct form_values *values = &definitions->values[number];
    if (values->own || values->list)
        return values;
    values->list = value_list_new(values->name, definitions->reporter);
    return values->list && load_names(definitions, number) ? values : NULL;
}

bool form_decode(struct form_definitions *definitions, size_t number, struct text value,
                 struct text *code)
{
    struct form_values *values = loaded(definitions, number);
    *code = value;
    if (values && values->list) {
        if (value_list_decode(values->list, value, code) || value.length == 0)
            return true;
        if (buffer_failed(&values->list->key))
            report(definitions->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        *code = value;
        return false;
    }
    for (size_t i = 0; values && i < definitions->choice_count; i++) {
        const struct form_choice *choice = &definitions->choices[i];
        if (choice->list == number && text_equal_folded(choice->value, value)) {
            *code = choice->value;
            return true;
        }
    }
    return value.length == 0;
}

struct text form_value_label(struct form_definitions *definitions, size_t number, struct text code)
{
    if (loaded(definitions, number))
        for (size_t i = 0; i < definitions->choice_count; i++)
            if (definitions->choices[i].list == number &&
                text_equal(definitions->choices[i].value, code))
                return definitions->choices[i].label;
    return code;
}

bool form_value_words(struct form_definitions *definitions, size_t number, struct buffer *words)
{
    struct form_values *values = loaded(definitions, number);
    if (values && values->list)
        return value_list_words(values->list, words);
    bool first = true;
    for (size_t i = 0; values && i < definitions->choice_count; i++) {
        if (definitions->choices[i].list != number)
            continue;
        if (!first)
            buffer_put(words, ", ");
        buffer_add(words, definitions->choices[i].value);
        first = false;
    }
    return values && !buffer_failed(words);
}

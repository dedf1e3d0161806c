#include "domain/form/form.h"

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include <stdlib.h>

static bool no_memory(const struct form *form, const struct reporter *reporter)
{
    return report(reporter, place_of_file(form->name), MESSAGE_OUT_OF_MEMORY);
}

/* --- Reading ---------------------------------------------------------------------------------- */

/* The texts of field `at` and of those further down that have its name. {NULL, 0} when there is no
 * memory. */
static struct text joined(struct form *form, const struct rec *rec, size_t at, char between)
{
    struct text name = rec->fields[at].name, first = text_trim(rec->fields[at].value);
    struct buffer all;
    bool alone = true;
    buffer_init(&all, 3 * LIMIT_REC_BYTES);
    buffer_add(&all, first);
    for (size_t i = at + 1; i < rec->count; i++) {
        if (!text_equal_folded(rec->fields[i].name, name))
            continue;
        struct text more = text_trim(rec->fields[i].value);
        if (more.length > 0 && buffer_text(&all).length > 0)
            buffer_add_byte(&all, between);
        buffer_add(&all, more);
        alone = false;
    }
    struct text copy = first;
    if (!alone)
        copy = buffer_failed(&all) ? (struct text){NULL, 0}
                                   : arena_copy(&form->arena, buffer_text(&all));
    buffer_release(&all);
    return copy;
}

static bool has_value(const struct form *form, const struct form_record *record, size_t field)
{
    for (size_t i = 0; i < record->count; i++)
        if (form->values[record->first + i].field == field)
            return true;
    return false;
}

/* The value of field `at`, whose number is `number`, of the record that is being read; false when
 * there is no memory. */
static bool add_value(struct form *form, struct form_record *record, const struct rec *rec,
                      size_t at, size_t number, const struct reporter *reporter)
{
    const struct form_field_definition *field = &form->definitions->records[record->type]
                                                     .fields[number];
    struct form_value value = {number, text_trim(rec->fields[at].value), rec->fields[at].line};
    bool joins = field->kind == FORM_LIST || field->kind == FORM_LONG;
    if (has_value(form, record, number)) {
        if (!joins)
            report(reporter, (struct place){form->name, value.line, rec->fields[at].name},
                   MESSAGE_FORM_FIELD_TWICE);
        return true;
    }
    if (joins) {
        value.text = joined(form, rec, at, field->kind == FORM_LIST ? ';' : '\n');
        if (!value.text.data)
            return no_memory(form, reporter);
    }
    void *values = form->values;
    if (!memory_reserve(&values, &form->value_capacity, form->value_count + 1,
                        sizeof *form->values))
        return no_memory(form, reporter);
    form->values = values;
    form->values[form->value_count++] = value;
    record->count++;
    if (value.text.length > 0 && !field->given)
        record->blank = false;
    return true;
}

static bool add_record(struct form *form, const struct rec *rec, size_t type,
                       const struct reporter *reporter)
{
    const struct form_definitions *definitions = form->definitions;
    struct text type_name = definitions->records[type].name;
    void *records = form->records;
    if (!memory_reserve(&records, &form->record_capacity, form->record_count + 1,
                        sizeof *form->records))
        return no_memory(form, reporter);
    form->records = records;
    struct form_record *record = &form->records[form->record_count++];
    *record = (struct form_record){type, rec->line, form->value_count, 0, true};
    for (size_t i = 0; i < rec->count; i++) {
        const struct rec_field *field = &rec->fields[i];
        struct place place = {form->name, field->line, field->name};
        size_t number = form_field_number(definitions, type, field->name);
        if (number == FORM_NONE) {
            report_with(reporter, place, MESSAGE_FORM_FIELD_UNKNOWN, type_name,
                        form_field_nearest(definitions, type, field->name));
            record->blank = false;
        } else if (!add_value(form, record, rec, i, number, reporter)) {
            return false;
        }
    }
    return true;
}

/* Reports a type that is not known, where it is declared; false when there is no memory. */
static bool report_type(const struct form *form, const struct rec *rec,
                        const struct reporter *reporter)
{
    const struct form_definitions *definitions = form->definitions;
    struct place place = {form->name, rec->line, TEXT("%rec")};
    struct buffer known;
    buffer_init(&known, LIMIT_MESSAGE_BYTES);
    for (size_t i = 0; i < definitions->record_count; i++) {
        if (i > 0)
            buffer_put(&known, ", ");
        buffer_add(&known, definitions->records[i].name);
    }
    bool done = !buffer_failed(&known) || no_memory(form, reporter);
    if (done)
        report_with(reporter, place, MESSAGE_FORM_TYPE_UNKNOWN, buffer_text(&known),
                    form_record_nearest(definitions, rec->type));
    buffer_release(&known);
    return done;
}

static bool read_records(struct form *form, const struct reporter *reporter)
{
    struct rec rec;
    enum rec_result result;
    size_t type = FORM_NONE;
    bool told = false;
    while ((result = rec_next(form->reader, &rec)) != REC_END) {
        if (result == REC_DESCRIPTOR) {
            type = form_record_number(form->definitions, rec.type);
            told = type == FORM_NONE;
            if (told && !report_type(form, &rec, reporter))
                return false;
        } else if (type != FORM_NONE) {
            if (!add_record(form, &rec, type, reporter))
                return false;
        } else if (!told) {
            report(reporter, place_of_line(form->name, rec.line), MESSAGE_FORM_NO_TYPE);
        }
    }
    return !rec_reader_failed(form->reader);
}

static int compare_ids(const void *left, const void *right)
{
    const struct form_id *a = left, *b = right;
    if (a->record->type != b->record->type)
        return a->record->type < b->record->type ? -1 : 1;
    int order = form_order(a->id, b->id);
    return order != 0 ? order : a->record < b->record ? -1 : a->record > b->record;
}

/* Finds the first record of each type, and sorts those with an Id, when all are read. */
static bool index_records(struct form *form, const struct reporter *reporter)
{
    form->firsts = memory_new(form->definitions->record_count + 1, sizeof *form->firsts);
    form->ids = memory_new(form->record_count + 1, sizeof *form->ids);
    if (!form->firsts || !form->ids)
        return no_memory(form, reporter);
    for (size_t i = 0; i < form->record_count; i++) {
        const struct form_record *record = &form->records[i];
        if (record->blank)
            continue;
        if (!form->firsts[record->type])
            form->firsts[record->type] = record;
        struct form_id id = {form_id(form, record), record};
        if (id.id.length > 0)
            form->ids[form->id_count++] = id;
    }
    if (form->id_count > 0)
        qsort(form->ids, form->id_count, sizeof *form->ids, compare_ids);
    return true;
}

struct form *form_empty(struct form_definitions *definitions, const struct reporter *reporter)
{
    struct form *form = memory_new(1, sizeof *form);
    if (!form) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    form->name = "";
    form->definitions = definitions;
    arena_init(&form->arena);
    return form;
}

static struct form *make(struct form_definitions *definitions, struct rec_reader *reader,
                         const struct reporter *reporter)
{
    struct form *form = reader ? form_empty(definitions, reporter) : NULL;
    if (!form) {
        rec_reader_free(reader);
        return NULL;
    }
    form->reader = reader;
    form->name = rec_reader_name(reader);
    if (read_records(form, reporter) && index_records(form, reporter))
        return form;
    form_free(form);
    return NULL;
}

struct form *form_read(struct form_definitions *definitions, const char *name, const char *encoding,
                       const struct reporter *reporter)
{
    return make(definitions, rec_reader_open(name, encoding, reporter), reporter);
}

struct form *form_of_bytes(struct form_definitions *definitions, struct text bytes,
                           const char *name, const struct reporter *reporter)
{
    return make(definitions, rec_reader_of_bytes(bytes, name, reporter), reporter);
}

void form_free(struct form *form)
{
    if (!form)
        return;
    rec_reader_free(form->reader);
    arena_release(&form->arena);
    memory_free(form->firsts);
    memory_free(form->ids);
    memory_free(form->records);
    memory_free(form->values);
    memory_free(form);
}

/* --- Asking ----------------------------------------------------------------------------------- */

const struct form_record *form_next(const struct form *form, size_t type,
                                    const struct form_condition *condition, size_t *at)
{
    while (*at < form->record_count) {
        const struct form_record *record = &form->records[(*at)++];
        if (record->type == type && !record->blank &&
            (!condition || form_meets(form, record, condition)))
            return record;
    }
    return NULL;
}

const struct form_record *form_first(const struct form *form, size_t type)
{
    return form->firsts && type != FORM_NONE ? form->firsts[type] : NULL;
}

const struct form_value *form_value(const struct form *form, const struct form_record *record,
                                    size_t field)
{
    for (size_t i = 0; record && i < record->count; i++) {
        const struct form_value *value = &form->values[record->first + i];
        if (value->field == field)
            return value->text.length > 0 ? value : NULL;
    }
    return NULL;
}

struct text form_text(const struct form *form, const struct form_record *record, size_t field)
{
    const struct form_value *value = form_value(form, record, field);
    return value ? value->text : TEXT("");
}

uint64_t form_line(const struct form *form, const struct form_record *record, size_t field)
{
    for (size_t i = 0; i < record->count; i++)
        if (form->values[record->first + i].field == field)
            return form->values[record->first + i].line;
    return record->line;
}

struct text form_at(const struct form *form, const struct form_record *record,
                    struct form_path path, const struct form_record **in)
{
    if (path.record != FORM_NONE && !(record && record->type == path.record))
        record = form_first(form, path.record);
    if (in)
        *in = record;
    return path.field == FORM_NONE ? TEXT("") : form_text(form, record, path.field);
}

struct text form_code_at(const struct form *form, const struct form_record *record,
                         struct form_path path)
{
    const struct form_record *in;
    struct text text = form_at(form, record, path, &in), code;
    if (text.length == 0)
        return text;
    size_t values = form->definitions->records[in->type].fields[path.field].values;
    if (values == FORM_NONE)
        return text;
    form_decode(form->definitions, values, text, &code);
    return code;
}

bool form_meets(const struct form *form, const struct form_record *record,
                const struct form_condition *condition)
{
    for (size_t i = 0; i < condition->count; i++) {
        const struct form_term *term = &condition->terms[i];
        struct text code = form_code_at(form, record, term->path);
        if (text_equal_folded(code, term->value) == term->unlike)
            return false;
    }
    return true;
}

/* A field by a name that the program itself needs. */
static struct text named(const struct form *form, const struct form_record *record,
                         const char *name)
{
    if (!record)
        return TEXT("");
    struct form_path path = {FORM_NONE,
                             form_field_number(form->definitions, record->type, text_of(name))};
    return form_code_at(form, record, path);
}

struct text form_type(const struct form *form)
{
    size_t type = form_record_number(form->definitions, TEXT("Form"));
    /* A form of which nothing else is filled is still one. */
    for (size_t i = 0; i < form->record_count; i++)
        if (form->records[i].type == type)
            return named(form, &form->records[i], "Type");
    return TEXT("");
}

struct text form_named(const struct form *form, const char *field)
{
    const struct form_record *record = form_first(
        form, form_record_number(form->definitions, TEXT("Form")));
    return record ? named(form, record, field) : TEXT("");
}

struct text form_id(const struct form *form, const struct form_record *record)
{
    return named(form, record, "Id");
}

const struct form_record *form_with_id(const struct form *form, size_t type, struct text id)
{
    size_t low = 0, high = form->id_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct form_id *at = &form->ids[middle];
        if (at->record->type < type || (at->record->type == type && form_order(at->id, id) < 0))
            low = middle + 1;
        else
            high = middle;
    }
    const struct form_id *found = low < form->id_count ? &form->ids[low] : NULL;
    return found && found->record->type == type && text_equal_folded(found->id, id) ? found->record
                                                                                    : NULL;
}

bool form_score(struct text text, size_t *tenths)
{
    uint64_t whole, part = 0;
    if (text.length > 2 && text.data[text.length - 2] == '.') {
        if (!text_to_unsigned(text_part(text, text.length - 1, 1), 0, 9, &part))
            return false;
        text.length -= 2;
    }
    if (!text_to_unsigned(text, 0, 10, &whole) || whole * 10 + part >= FORM_SCORES)
        return false;
    *tenths = (size_t)(whole * 10 + part);
    return true;
}

struct text form_score_text(size_t tenths, char digits[24])
{
    struct text whole = number_text(tenths / 10, digits);
    if (tenths % 10 == 0)
        return whole;
    memmove(digits, whole.data, whole.length);
    digits[whole.length] = '.';
    digits[whole.length + 1] = (char)('0' + tenths % 10);
    return (struct text){digits, whole.length + 2};
}

static int small(char byte)
{
    return (unsigned char)(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
}

int form_order(struct text a, struct text b)
{
    for (size_t i = 0; i < a.length && i < b.length; i++)
        if (small(a.data[i]) != small(b.data[i]))
            return small(a.data[i]) - small(b.data[i]);
    return a.length < b.length ? -1 : a.length > b.length;
}

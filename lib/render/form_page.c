#include "base/buffer.h"
#include "base/date.h"
#include "base/limits.h"
#include "domain/date_words.h"
#include "domain/form/form_privacy.h"
#include "records/prose.h"
#include "render/form_canvas.h"

struct drawing {
    const struct form_way *way;
    struct form_canvas canvas;
    const struct form *form;
    struct privacy *privacy;
    const struct form_section *section;
    struct buffer words, clean, label;
    bool failed;
};

/* --- Values for people ------------------------------------------------------------------------ */

static struct text text_in(struct drawing *drawing, const struct buffer *buffer)
{
    drawing->failed = drawing->failed || buffer_failed(buffer);
    return buffer_text(buffer);
}

static void add_date(const struct drawing *drawing, struct buffer *to, struct text text, bool life)
{
    struct date date;
    bool read = date_read(text, &date) == DATE_READ && date.precision != DATE_NONE;
    if (read && life)
        privacy_birth(drawing->privacy, &date);
    if (read)
        date_words(drawing->canvas.phrases, &date, DATE_IN_FULL, to);
    else
        buffer_add(to, text);
}

/* Items of a list with a comma between; an Id of a person becomes the name. */
static void add_list(struct drawing *drawing, struct buffer *to,
                     const struct form_field_definition *field, struct text list)
{
    struct form_definitions *definitions = drawing->form->definitions;
    size_t people = form_record_number(definitions, TEXT("Person")), name = FORM_NONE;
    struct text item, code;
    bool first = true;
    if (people != FORM_NONE)
        name = form_field_number(definitions, people, TEXT("Name"));
    while (text_next(&list, ';', &item)) {
        if (item.length == 0)
            continue;
        if (!first)
            buffer_put(to, ", ");
        first = false;
        const struct form_record *person = name != FORM_NONE && field->values == FORM_NONE
                                               ? form_with_id(drawing->form, people, item)
                                               : NULL;
        struct text shown = person ? form_text(drawing->form, person, name) : item;
        if (field->values != FORM_NONE) {
            form_decode(definitions, field->values, item, &code);
            shown = form_value_label(definitions, field->values, code);
        }
        buffer_add(to, shown.length > 0 ? shown : item);
    }
}

/* The value at a place of a record, clean; borrowed until the next one. */
static struct text value_at(struct drawing *drawing, const struct form_record *record,
                            struct form_path path)
{
    const struct form *form = drawing->form;
    const struct form_record *in;
    struct text text = form_at(form, record, path, &in), code;
    buffer_clear(&drawing->words);
    buffer_clear(&drawing->clean);
    if (text.length == 0)
        return TEXT("");
    const struct form_field_definition *field = &form->definitions->records[in->type]
                                                     .fields[path.field];
    if (field->kind == FORM_DATE) {
        add_date(drawing, &drawing->words, text, form_is_life_date(form, in->type, path.field));
    } else if (field->kind == FORM_LIST) {
        add_list(drawing, &drawing->words, field, text);
    } else if (field->values != FORM_NONE) {
        form_decode(form->definitions, field->values, text, &code);
        buffer_add(&drawing->words, form_value_label(form->definitions, field->values, code));
    } else {
        buffer_add(&drawing->words, text);
    }
    privacy_clean(drawing->privacy, &drawing->clean, text_in(drawing, &drawing->words));
    return text_in(drawing, &drawing->clean);
}

/* --- Sections --------------------------------------------------------------------------------- */

static const struct form_record *next_record(const struct drawing *drawing, size_t *at)
{
    const struct form_section *section = drawing->section;
    return section->record == FORM_NONE
               ? NULL
               : form_next(drawing->form, section->record, &section->where, at);
}

static void draw_facts(struct drawing *drawing)
{
    const struct form_section *section = drawing->section;
    drawing->way->facts(&drawing->canvas, true);
    for (size_t i = 0; i < section->place_count; i++) {
        const struct form_place *place = &section->places[i];
        bool hand = drawing->canvas.blank || place->path.field == FORM_NONE;
        drawing->way->fact(&drawing->canvas, place->label,
                           hand ? TEXT("") : value_at(drawing, NULL, place->path), place->wide,
                           hand);
    }
    drawing->way->facts(&drawing->canvas, false);
}

static void draw_row(struct drawing *drawing, const struct form_record *record)
{
    const struct form_section *section = drawing->section;
    drawing->way->row(&drawing->canvas, true);
    for (size_t i = 0; i < section->place_count; i++) {
        const struct form_place *place = &section->places[i];
        drawing->way->cell(&drawing->canvas, place,
                           record && place->path.field != FORM_NONE
                               ? value_at(drawing, record, place->path)
                               : TEXT(""),
                           !record);
    }
    drawing->way->row(&drawing->canvas, false);
}

static void draw_table(struct drawing *drawing)
{
    const struct form_section *section = drawing->section;
    const struct form_record *record;
    size_t at = 0;
    bool hand = drawing->canvas.blank || section->record == FORM_NONE;
    if (!hand && !next_record(drawing, &at)) {
        drawing->way->nothing(&drawing->canvas);
        return;
    }
    drawing->canvas.section = section;
    drawing->way->table(&drawing->canvas, true);
    for (unsigned i = 0; hand && i < section->rows; i++)
        draw_row(drawing, NULL);
    for (at = 0; !hand && (record = next_record(drawing, &at));)
        draw_row(drawing, record);
    drawing->way->table(&drawing->canvas, false);
}

/* Who says it: the field `Name` of the record, if it has one. */
static struct text speaker(struct drawing *drawing, const struct form_record *record)
{
    size_t name = form_field_number(drawing->form->definitions, record->type, TEXT("Name"));
    buffer_clear(&drawing->label);
    if (name != FORM_NONE)
        privacy_clean(drawing->privacy, &drawing->label, form_text(drawing->form, record, name));
    return text_in(drawing, &drawing->label);
}

static void draw_box(struct drawing *drawing, const struct form_place *place)
{
    const struct form_record *record;
    bool some = false, hand = drawing->canvas.blank || place->path.field == FORM_NONE;
    drawing->way->box(&drawing->canvas, place->label, true);
    for (size_t at = 0; !hand && (record = next_record(drawing, &at));) {
        if (!form_meets(drawing->form, record, &place->where))
            continue;
        struct text text = value_at(drawing, record, place->path);
        if (text.length == 0)
            continue;
        drawing->way->said(&drawing->canvas, speaker(drawing, record), text);
        some = true;
    }
    if (hand)
        drawing->way->room(&drawing->canvas, drawing->section->rows);
    else if (!some)
        drawing->way->nothing(&drawing->canvas);
    drawing->way->box(&drawing->canvas, place->label, false);
}

/* A row of ticks: the second place holds yes or no, the third notes. */
static void draw_tick(struct drawing *drawing, struct text name, const struct form_record *record)
{
    const struct form_section *section = drawing->section;
    struct text code = record ? form_code_at(drawing->form, record, section->places[1].path)
                              : TEXT(""),
                notes = record && section->place_count > 2
                            ? value_at(drawing, record, section->places[2].path)
                            : TEXT("");
    drawing->way->tick(&drawing->canvas, name, code, notes);
}

static bool is_choice(const struct form_definitions *definitions, size_t list, struct text code)
{
    for (size_t i = 0; i < definitions->choice_count; i++)
        if (definitions->choices[i].list == list && text_equal(definitions->choices[i].value, code))
            return true;
    return false;
}

/* A row for each value of the list of the first place's field, or one for each record that has it,
 * then those with a value that the list does not know. */
static void draw_ticks(struct drawing *drawing)
{
    const struct form_section *section = drawing->section;
    const struct form_definitions *definitions = drawing->form->definitions;
    const struct form_record *record;
    bool filled = !drawing->canvas.blank;
    if (section->place_count < 2 || section->record == FORM_NONE)
        return;
    struct form_path path = section->places[0].path;
    size_t list = definitions->records[section->record].fields[path.field].values;
    drawing->canvas.section = section;
    drawing->way->ticks(&drawing->canvas, true);
    for (size_t i = 0; list != FORM_NONE && i < definitions->choice_count; i++) {
        /* A copy: to ask for a code may load a list, and so move the choices. */
        const struct form_choice choice = definitions->choices[i];
        bool some = false;
        if (choice.list != list)
            continue;
        for (size_t at = 0; filled && (record = next_record(drawing, &at));)
            if (text_equal(form_code_at(drawing->form, record, path), choice.value)) {
                draw_tick(drawing, choice.label, record);
                some = true;
            }
        if (!some)
            draw_tick(drawing, choice.label, NULL);
    }
    for (size_t at = 0; filled && (record = next_record(drawing, &at));) {
        struct text code = form_code_at(drawing->form, record, path);
        if (is_choice(definitions, list, code))
            continue;
        buffer_clear(&drawing->label);
        privacy_clean(drawing->privacy, &drawing->label,
                      code.length > 0 ? code
                                      : phrase(drawing->canvas.phrases, "form-not-recorded"));
        draw_tick(drawing, text_in(drawing, &drawing->label), record);
    }
    drawing->way->ticks(&drawing->canvas, false);
}

static void draw_list(struct drawing *drawing)
{
    const struct form_section *section = drawing->section;
    const struct form_record *record;
    uint64_t number = 0;
    size_t at = 0;
    if (section->place_count == 0)
        return;
    if (!drawing->canvas.blank && !next_record(drawing, &at)) {
        drawing->way->nothing(&drawing->canvas);
        return;
    }
    drawing->way->list(&drawing->canvas, true);
    for (at = 0; !drawing->canvas.blank && (record = next_record(drawing, &at));)
        drawing->way->item(&drawing->canvas, ++number,
                           value_at(drawing, record, section->places[0].path));
    while (drawing->canvas.blank && number < section->rows)
        drawing->way->item(&drawing->canvas, ++number, TEXT(""));
    drawing->way->list(&drawing->canvas, false);
}

static void draw_scale(struct drawing *drawing)
{
    const struct form_section *section = drawing->section;
    const struct form_record *record;
    bool given[FORM_SCORES] = {false};
    for (size_t at = 0; !drawing->canvas.blank && (record = next_record(drawing, &at));)
        for (size_t i = 0; i < section->place_count; i++) {
            struct form_path path = section->places[i].path;
            const struct form_record *in;
            size_t score;
            if (path.field == FORM_NONE)
                continue;
            struct text text = form_at(drawing->form, record, path, &in);
            if (in &&
                drawing->form->definitions->records[in->type].fields[path.field].kind ==
                    FORM_SCORE &&
                form_score(text, &score))
                given[score] = true;
        }
    drawing->way->scale(&drawing->canvas, given);
    draw_table(drawing);
}

/* Whether a section has anything to show: one without rows on a blank form may have nothing. */
static bool is_wanted(const struct drawing *drawing)
{
    const struct form_section *section = drawing->section;
    size_t at = 0;
    return section->layout != LAYOUT_BOX || section->rows > 0 ||
           (!drawing->canvas.blank && next_record(drawing, &at));
}

static void draw_section(struct drawing *drawing)
{
    const struct form_section *section = drawing->section;
    if (!is_wanted(drawing))
        return;
    if (section->layout == LAYOUT_PART) {
        drawing->way->part(&drawing->canvas, section->heading);
        drawing->canvas.in_part = true;
        return;
    }
    drawing->way->heading(&drawing->canvas, section->heading, section->help);
    switch (section->layout) {
    case LAYOUT_PART:
        break;
    case LAYOUT_FACTS:
        draw_facts(drawing);
        break;
    case LAYOUT_TABLE:
    case LAYOUT_SIGNATURES:
        draw_table(drawing);
        break;
    case LAYOUT_BOX:
        for (size_t i = 0; i < section->place_count; i++)
            draw_box(drawing, &section->places[i]);
        break;
    case LAYOUT_TICKS:
        draw_ticks(drawing);
        break;
    case LAYOUT_LIST:
        draw_list(drawing);
        break;
    case LAYOUT_SCALE:
        draw_scale(drawing);
        break;
    }
}

bool form_page_write(const struct form_page_settings *settings, struct form *const *forms,
                     size_t count, const struct form_look *look, struct output *output,
                     const struct reporter *reporter)
{
    struct phrases *phrases = phrases_new(reporter);
    struct drawing drawing = {
        .privacy = settings->privacy,
        .way = settings->html ? &form_as_html : &form_as_text,
        .canvas = {.output = output,
                   .phrases = phrases,
                   .width = settings->width,
                   .blank = settings->blank},
    };
    if (!phrases)
        return false;
    struct buffer *buffers[] = {&drawing.words, &drawing.clean, &drawing.label};
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++)
        buffer_init(buffers[i], LIMIT_OUTPUT_CELL_BYTES);
    for (size_t i = 0; i < count; i++) {
        const struct form_definitions *definitions = forms[i]->definitions;
        const struct form_look *own = look ? look : form_look(definitions, form_type(forms[i]));
        drawing.form = forms[i];
        drawing.canvas.in_part = false;
        if (!own)
            continue;
        drawing.way->begin(&drawing.canvas, own, i == 0);
        for (size_t j = 0; j < definitions->section_count; j++) {
            drawing.section = &definitions->sections[j];
            if (text_equal(drawing.section->form, own->name))
                draw_section(&drawing);
        }
    }
    drawing.way->end(&drawing.canvas);
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++)
        buffer_release(buffers[i]);
    phrases_free(phrases);
    if (drawing.failed || drawing.canvas.failed)
        return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    return !output->failed;
}

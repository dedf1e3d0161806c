#include "domain/form/form_privacy.h"

/* Where names of the family stand; `where` is a field that must hold one of the values. */
static const struct {
    const char *type, *field, *where;
    const char *values[2];
} names[] = {
    {"Form", "Family", NULL, {NULL}}, {"Form", "Parental_responsibility", NULL, {NULL}},
    {"Person", "Name", NULL, {NULL}}, {"View", "Name", "Whose", {"family", "child"}},
    {"Consent", "By", NULL, {NULL}},
};

static struct text field_of(const struct form *form, const struct form_record *record,
                            const char *name)
{
    size_t field = form_field_number(form->definitions, record->type, text_of(name));
    return field == FORM_NONE ? TEXT("") : form_text(form, record, field);
}

static bool holds(struct text text, const char *const values[2])
{
    for (size_t i = 0; i < 2 && values[i]; i++)
        if (text_equal_folded(text, text_of(values[i])))
            return true;
    return false;
}

static bool learn_birth(const struct form *form, const struct form_record *record,
                        struct privacy *privacy)
{
    struct date date;
    struct text born = field_of(form, record, "Born");
    return date_read(born, &date) != DATE_READ || privacy_learn_birth(privacy, &date);
}

bool form_learn(const struct form *form, struct privacy *privacy)
{
    size_t person = form_record_number(form->definitions, TEXT("Person"));
    for (size_t i = 0; i < form->record_count; i++) {
        const struct form_record *record = &form->records[i];
        for (size_t j = 0; j < sizeof names / sizeof *names; j++) {
            if (record->type != form_record_number(form->definitions, text_of(names[j].type)) ||
                (names[j].where && !holds(field_of(form, record, names[j].where), names[j].values)))
                continue;
            if (!privacy_learn(privacy, field_of(form, record, names[j].field)))
                return false;
        }
        if (record->type == person && !learn_birth(form, record, privacy))
            return false;
    }
    return true;
}

bool form_is_life_date(const struct form *form, size_t type, size_t field)
{
    return type == form_record_number(form->definitions, TEXT("Person")) &&
           (field == form_field_number(form->definitions, type, TEXT("Born")) ||
            field == form_field_number(form->definitions, type, TEXT("Died")));
}

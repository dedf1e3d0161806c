/* What stands under each symbol. */
#include "render/genogram_private.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "records/prose.h"

#define UNKNOWN_NAME "name unknown"

const char *status_word(enum family_status status)
{
    static const char *const words[] = {"parents together",
                                        "partners",
                                        "married",
                                        "living together",
                                        "in a transitory relationship",
                                        "separated",
                                        "divorced"};
    return words[status];
}

const char *kind_word(enum family_kind kind)
{
    static const char *const words[] = {"birth child", "adopted", "kinship care", "fostered",
                                        "step-child"};
    return words[kind];
}

bool is_lost(const struct family_person *person)
{
    return person->outcome == FAMILY_MISCARRIAGE || person->outcome == FAMILY_ABORTION;
}

bool is_index_child(const struct family_person *person)
{
    return text_equal_folded(person->relationship, TEXT("self")) ||
           text_equal_folded(person->relationship, TEXT("index child")) ||
           text_equal_folded(person->relationship, TEXT("subject child"));
}

bool is_other_kind(const struct family *family, uint32_t person, enum family_kind *kind)
{
    for (uint32_t i = family->first_sibship[person]; i < family->first_sibship[person + 1]; i++) {
        const struct family_sibship *sibship = &family->sibships[family->sibships_of[i]];
        for (uint32_t j = 0; j < sibship->count; j++) {
            const struct family_child *child = &family->children[sibship->first + j];
            if (child->person == person && child->kind != FAMILY_BIRTH) {
                *kind = child->kind;
                return true;
            }
        }
    }
    return false;
}

/* `Mary-Ann O'Neil` is `M.O.`. */
static bool add_initials(struct buffer *to, struct text name)
{
    bool begins = true;
    size_t length;
    for (size_t at = 0; at < name.length; at += length) {
        uint32_t c = utf8_first(text_part(name, at, name.length), &length);
        if (c == ' ' || c == '\n') {
            begins = true;
        } else if (begins) {
            begins = false;
            if (!buffer_add(to, text_part(name, at, length)) || !buffer_put(to, "."))
                return false;
        }
    }
    return true;
}

static bool make_name(struct labels *labels, const struct genogram_style *style,
                      const struct family_person *person, struct text *name, struct buffer *buffer)
{
    struct buffer initials;
    bool done;
    buffer_clear(buffer);
    done = prose_clean(buffer, person->name);
    if (done && style->initials) {
        buffer_init(&initials, 1 << 20);
        done = add_initials(&initials, buffer_text(buffer));
        *name = arena_copy(&labels->texts, buffer_text(&initials));
        buffer_release(&initials);
    } else {
        *name = arena_copy(&labels->texts, buffer_text(buffer));
    }
    return done && name->data;
}

static bool add_line(struct labels *labels, struct label *label, struct text text, bool name)
{
    void *lines = labels->lines;
    if (!memory_reserve(&lines, &labels->line_capacity, (size_t)labels->line_count + 1,
                        sizeof *labels->lines))
        return false;
    labels->lines = lines;
    labels->lines[labels->line_count++] = (struct label_line){text, name};
    label->count++;
    return true;
}

static bool wrap(struct labels *labels, struct label *label, struct text text, bool name)
{
    struct lettering lettering = {name ? NAME_SIZE : DATE_SIZE, false};
    while (text.data) {
        struct text line = lettering_line(&lettering, &text, LABEL_WIDTH);
        if (line.length > 0 && !add_line(labels, label, line, name))
            return false;
    }
    return true;
}

static bool add_age(const struct family_person *person, const struct genogram_style *style,
                    struct buffer *buffer)
{
    date_day until = style->as_of;
    if (!style->ages || is_lost(person) || person->outcome == FAMILY_STILLBIRTH ||
        person->outcome == FAMILY_UNBORN || person->born.precision == DATE_NONE ||
        person->born.earliest == DATE_DAY_OPEN_START || person->born.latest == DATE_DAY_OPEN_END)
        return true;
    if (person->dead) {
        if (person->died.precision == DATE_NONE || person->died.earliest == DATE_DAY_OPEN_START ||
            person->died.latest == DATE_DAY_OPEN_END)
            return true;
        until = person->died.latest;
    }
    int least = date_age(person->born.latest, person->dead ? person->died.earliest : until);
    int most = date_age(person->born.earliest, until);
    if (most < 0)
        return true;
    if (least == most)
        return buffer_format(buffer, " (%d)", most);
    return buffer_format(buffer, " (%d\xe2\x80\x93%d)", least < 0 ? 0 : least, most);
}

/* The lines below the name. */
static bool add_words(struct labels *labels, const struct family *family,
                      const struct genogram_style *style, uint32_t number, struct label *label)
{
    const struct family_person *person = &family->people[number];
    struct buffer buffer;
    enum family_kind kind;
    bool done = true;
    buffer_init(&buffer, 1 << 20);
    if (person->born_text.length > 0) {
        if (person->outcome == FAMILY_UNBORN)
            done = buffer_put(&buffer, "due ");
        else if (person->outcome == FAMILY_STILLBIRTH)
            done = buffer_put(&buffer, "stillborn ");
        done = done && prose_clean(&buffer, person->born_text) && add_age(person, style, &buffer);
    } else if (person->outcome == FAMILY_UNBORN) {
        done = buffer_put(&buffer, "unborn");
    } else if (person->outcome == FAMILY_STILLBIRTH) {
        done = buffer_put(&buffer, "stillborn");
    }
    struct text line = arena_copy(&labels->texts, buffer_text(&buffer));
    done = done && line.data && (line.length == 0 || wrap(labels, label, line, false));
    if (done && person->died_text.length > 0) {
        buffer_clear(&buffer);
        done = buffer_put(&buffer, "died ") && prose_clean(&buffer, person->died_text);
        line = arena_copy(&labels->texts, buffer_text(&buffer));
        done = done && line.data && wrap(labels, label, line, false);
    }
    if (done && is_other_kind(family, number, &kind))
        done = wrap(labels, label, text_of(kind_word(kind)), false);
    buffer_release(&buffer);
    return done;
}

bool describe_person(const struct family *family, const struct genogram_style *style,
                     uint32_t number, struct text name, struct buffer *buffer)
{
    static const char *const genders[] = {"gender unknown", "male", "female", "another gender"};
    const struct family_person *person = &family->people[number];
    enum family_kind kind;
    bool done = buffer_add(buffer, name.length > 0 ? name : TEXT(UNKNOWN_NAME));
    if (is_lost(person))
        done = done &&
               buffer_add(buffer, person->outcome == FAMILY_ABORTION ? TEXT(", abortion")
                                                                     : TEXT(", miscarriage"));
    else
        done = done && buffer_put(buffer, ", ") &&
               buffer_add(buffer, text_of(genders[person->gender]));
    if (person->outcome == FAMILY_UNBORN)
        done = done && buffer_put(buffer, ", unborn");
    if (person->outcome == FAMILY_STILLBIRTH)
        done = done && buffer_put(buffer, ", stillborn");
    if (person->born_text.length > 0)
        done = done &&
               buffer_add(buffer,
                          person->outcome == FAMILY_UNBORN ? TEXT(", due ") : TEXT(", born ")) &&
               prose_clean(buffer, person->born_text) && add_age(person, style, buffer);
    if (person->dead)
        done = done && buffer_put(buffer, ", died") &&
               (person->died_text.length == 0 ||
                (buffer_put(buffer, " ") && prose_clean(buffer, person->died_text)));
    if (is_other_kind(family, number, &kind))
        done = done && buffer_put(buffer, ", ") && buffer_add(buffer, text_of(kind_word(kind)));
    for (uint32_t i = 0; i < person->household_count; i++)
        done = done && buffer_add(buffer, i ? TEXT(" and ") : TEXT(", household ")) &&
               prose_clean(
                   buffer,
                   family->households[family->memberships[person->first_household + i]].name);
    return done;
}

static void measure(struct labels *labels, uint32_t number)
{
    const struct label *label = &labels->labels[number];
    struct genogram_label *size = &labels->sizes[number];
    for (uint32_t i = 0; i < label->count; i++) {
        const struct label_line *line = &labels->lines[label->first + i];
        struct lettering lettering = {line->name ? NAME_SIZE : DATE_SIZE, false};
        int32_t width = lettering_width(&lettering, line->text);
        /* Other fonts may be wider where this one is narrow. */
        int32_t even = (int32_t)utf8_count(line->text) * lettering.size / 2;
        width = width > even ? width : even;
        size->width = width > size->width ? width : size->width;
        size->height += lettering_step(&lettering);
    }
}

bool labels_make(struct labels *labels, const struct family *family,
                 const struct genogram_style *style)
{
    struct buffer buffer;
    *labels = (struct labels){
        .sizes = memory_new(family->count, sizeof *labels->sizes),
        .labels = memory_new(family->count, sizeof *labels->labels),
        .names = memory_new(family->count, sizeof *labels->names),
    };
    arena_init(&labels->texts);
    buffer_init(&buffer, (size_t)1 << 22);
    bool done = labels->sizes && labels->labels && labels->names;
    for (uint32_t i = 0; done && i < family->count; i++) {
        struct label *label = &labels->labels[i];
        label->first = labels->line_count;
        done = make_name(labels, style, &family->people[i], &labels->names[i], &buffer) &&
               (labels->names[i].length == 0 || wrap(labels, label, labels->names[i], true)) &&
               add_words(labels, family, style, i, label);
        if (done)
            measure(labels, i);
    }
    buffer_release(&buffer);
    return done;
}

void labels_release(struct labels *labels)
{
    memory_free(labels->sizes);
    memory_free(labels->labels);
    memory_free(labels->lines);
    memory_free(labels->names);
    arena_release(&labels->texts);
}

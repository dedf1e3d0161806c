/* What stands under each symbol. */
#include "base/memory.h"
#include "base/utf8.h"
#include "records/prose.h"
#include "render/genogram_private.h"

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

/* Takes the words in the buffer as lines of their own. */
static bool wrap_words(struct labels *labels, struct label *label, struct buffer *words)
{
    if (buffer_failed(words))
        return false;
    struct text line = arena_copy(&labels->texts, buffer_text(words));
    buffer_clear(words);
    return line.data && (line.length == 0 || wrap(labels, label, line, false));
}

/* The lines below the name. */
static bool add_words(struct labels *labels, const struct genogram_look *look, uint32_t number,
                      struct label *label, struct buffer *words)
{
    const struct family_person *person = &look->family->people[number];
    struct buffer date;
    enum family_kind kind;
    buffer_clear(words);
    genogram_add_born(look, number, words);
    if (!person->dead && words->length > 0)
        genogram_add_age(look, number, AGE_IN_BRACKETS, words);
    bool done = wrap_words(labels, label, words);
    if (done && person->died_text.length > 0) {
        buffer_init(&date, WORDS_BYTES);
        genogram_add_date(look, person->died_text, &date);
        if (date.length > 0)
            phrase_with(look->phrases, "genogram-died-on", words, buffer_text(&date));
        words->failed = words->failed || buffer_failed(&date);
        buffer_release(&date);
        genogram_add_age(look, number, AGE_IN_BRACKETS, words);
        done = wrap_words(labels, label, words);
    }
    if (done && genogram_is_other_kind(look->family, number, &kind))
        done = wrap(labels, label, genogram_kind(look, kind), false);
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

static bool make_label(struct labels *labels, const struct genogram_look *look, uint32_t number,
                       struct buffer *words)
{
    struct label *label = &labels->labels[number];
    label->first = labels->line_count;
    buffer_clear(words);
    if (!prose_clean(words, look->family->people[number].name))
        return false;
    struct text name = arena_copy(&labels->texts, buffer_text(words));
    labels->names[number] = name;
    if (!name.data || (name.length > 0 && !wrap(labels, label, name, true)) ||
        !add_words(labels, look, number, label, words))
        return false;
    measure(labels, number);
    return true;
}

bool labels_make(struct labels *labels, const struct genogram_look *look)
{
    uint32_t count = look->family->count;
    struct buffer words;
    *labels = (struct labels){
        .sizes = memory_new(count, sizeof *labels->sizes),
        .labels = memory_new(count, sizeof *labels->labels),
        .names = memory_new(count, sizeof *labels->names),
    };
    arena_init(&labels->texts);
    buffer_init(&words, WORDS_BYTES);
    bool done = labels->sizes && labels->labels && labels->names;
    for (uint32_t i = 0; done && i < count; i++)
        done = make_label(labels, look, i, &words);
    buffer_release(&words);
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

#include "cmd/assess.h"

#include "base/memory.h"
#include "definitions/phrases.h"
#include "domain/form/form_check.h"
#include "domain/form/form_new.h"
#include "domain/form/form_privacy.h"
#include "domain/form/form_table.h"
#include "render/form_page.h"

static struct assess_settings *settings_of(struct front *front)
{
    return front->own;
}

bool assess_check(struct front *front)
{
    struct form_definitions *definitions = form_definitions_new(&front->reporter);
    struct phrases *phrases = definitions ? phrases_new(&front->reporter) : NULL;
    struct writer *writer = NULL;
    if (phrases)
        writer = front_writer(front, NULL, NULL, phrase(phrases, "check-title"), TEXT(""));
    struct form_check_settings settings = {definitions, front->table.encoding, front->as_of};
    struct form_check_count count = {0};
    bool done = writer != NULL;
    for (size_t i = 0; i < front->file_count && done; i++)
        done = form_check(&settings, front->files[i], writer, &count, &front->reporter);
    done = done && writer_finish(writer);
    front->flagged = count.errors + count.warnings > 0;
    if (done)
        front_summary(front, "forms: %llu; errors: %llu; warnings: %llu; notes: %llu",
                      (unsigned long long)count.forms, (unsigned long long)count.errors,
                      (unsigned long long)count.warnings, (unsigned long long)count.notes);
    writer_free(writer);
    phrases_free(phrases);
    form_definitions_free(definitions);
    return done;
}

/* `a, b or c`: the names of the forms that can be laid out. */
static bool wrong_form(struct front *front, const struct form_definitions *definitions,
                       const char *option, const char *given)
{
    struct buffer names;
    buffer_init(&names, 1 << 16);
    for (size_t i = 0; i < definitions->look_count; i++) {
        if (i > 0)
            buffer_add(&names, i + 1 < definitions->look_count ? TEXT(", ") : TEXT(" or "));
        buffer_add(&names, definitions->looks[i].name);
    }
    front_takes(front, option, buffer_text(&names), text_of(given));
    buffer_release(&names);
    return false;
}

static bool is_standard_input(const struct front *front)
{
    return front->file_count == 1 && strcmp(front->files[0], "-") == 0;
}

static bool lay_out_blank(struct front *front, struct form_definitions *definitions,
                          const struct form_page_settings *page_settings,
                          const struct form_look *look)
{
    struct form *form = form_empty(definitions, &front->reporter);
    bool done = form &&
                form_page_write(page_settings, &form, 1, look, &front->output, &front->reporter);
    form_free(form);
    return done;
}

/* `as` may be NULL: then each file is laid out as what it is. */
static bool lay_out_files(struct front *front, struct form_definitions *definitions,
                          const struct form_page_settings *page_settings,
                          const struct form_look *as)
{
    struct form **forms = memory_new(front->file_count, sizeof *forms);
    if (!forms)
        return report(&front->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    bool done = true;
    for (size_t i = 0; i < front->file_count && done; i++) {
        forms[i] = form_read(definitions, front->files[i], front->table.encoding, &front->reporter);
        done = forms[i] != NULL;
        if (done && !as && !form_look(definitions, form_type(forms[i])))
            done = report(&front->reporter, place_of_file(forms[i]->name), MESSAGE_FORM_NO_FORM);
        if (done && !form_learn(forms[i], page_settings->privacy))
            done = report(&front->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    }
    done = done && form_page_write(page_settings, forms, front->file_count, as, &front->output,
                                   &front->reporter);
    for (size_t i = 0; i < front->file_count; i++)
        form_free(forms[i]);
    memory_free(forms);
    return done;
}

bool assess_form(struct front *front)
{
    const struct assess_settings *settings = settings_of(front);
    struct form_definitions *definitions = form_definitions_new(&front->reporter);
    struct form_page_settings page_settings = {
        .html = front->format == WRITER_HTML,
        .width = front_width(),
        .blank = settings->blank != NULL,
    };
    const struct form_look *blank = NULL, *as = NULL;
    struct privacy privacy;
    bool done = privacy_init(&privacy, front->initials, front->years, &front->reporter) &&
                definitions != NULL;
    page_settings.privacy = &privacy;
    if (done && settings->blank && (settings->as || !is_standard_input(front)))
        done = front_usage(front, "--blank takes no file and no --as");
    if (done && settings->blank && !(blank = form_look(definitions, text_of(settings->blank))))
        done = wrong_form(front, definitions, "--blank", settings->blank);
    if (done && settings->as && !(as = form_look(definitions, text_of(settings->as))))
        done = wrong_form(front, definitions, "--as", settings->as);
    if (done)
        done = blank ? lay_out_blank(front, definitions, &page_settings, blank)
                     : lay_out_files(front, definitions, &page_settings, as);
    privacy_release(&privacy);
    form_definitions_free(definitions);
    return done;
}

static bool write_table(struct front *front, struct form_definitions *definitions, const char *name)
{
    static const char *const standard_input[] = {"-"};
    const char *const *files = front->file_count > 1 ? front->files + 1 : standard_input;
    size_t count = front->file_count > 1 ? front->file_count - 1 : 1;
    struct record_definition *record = record_definition_new(text_of(name), &front->reporter);
    struct writer *writer = record ? front_writer(front, name, NULL, TEXT(""), TEXT("")) : NULL;
    struct form_table_run *run = writer ? form_table_new(definitions, name, record, writer,
                                                         &front->reporter)
                                        : NULL;
    bool done = run != NULL;
    for (size_t i = 0; i < count && done; i++) {
        struct form *form = form_read(definitions, files[i], front->table.encoding,
                                      &front->reporter);
        done = form && form_table_add(run, form);
        form_free(form);
    }
    done = done && form_table_finish(run) && writer_finish(writer);
    form_table_free(run);
    writer_free(writer);
    record_definition_free(record);
    return done;
}

static bool find_table(struct front *front, const struct form_definitions *definitions,
                       const char *operand, const char **name)
{
    struct buffer names;
    if (form_table_find(definitions, text_of(operand), name))
        return true;
    buffer_init(&names, 1 << 16);
    form_table_names(definitions, "|", &names);
    front_takes(front, "table", buffer_text(&names), text_of(operand));
    buffer_release(&names);
    return false;
}

bool assess_writes(struct front *front, const char *operand)
{
    struct form_definitions *definitions = form_definitions_new(&front->reporter);
    const char *name;
    bool found = definitions && find_table(front, definitions, operand, &name);
    form_definitions_free(definitions);
    return found;
}

bool assess_table(struct front *front)
{
    struct form_definitions *definitions = form_definitions_new(&front->reporter);
    const char *name;
    bool done = definitions && find_table(front, definitions, front->files[0], &name) &&
                write_table(front, definitions, name);
    form_definitions_free(definitions);
    return done;
}

bool assess_new(struct front *front)
{
    struct form_definitions *definitions = form_definitions_new(&front->reporter);
    const char *from = settings_of(front)->from;
    struct text type = text_of(front->file_count > 0 ? front->files[0]
                               : from                ? "review"
                                                     : "assessment");
    struct form *form = NULL;
    bool done = definitions != NULL;
    if (done && !form_new_known(definitions, type))
        done = front_takes(front, "new", TEXT("assessment or review"), text_of(front->files[0]));
    if (done && from) {
        form = form_read(definitions, from, front->table.encoding, &front->reporter);
        done = form != NULL;
    }
    done = done && form_new_write(definitions, type, form, &front->output, &front->reporter);
    form_free(form);
    form_definitions_free(definitions);
    return done;
}

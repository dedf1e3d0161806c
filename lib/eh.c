#include "eh.h"

#include "base/limits.h"
#include "base/memory.h"
#include "domain/threshold/levels.h"

struct eh_framework {
    struct framework *framework;
};

struct eh_child {
    const struct framework *framework;
    indicator_set *present, *drivers;
    struct lookup agencies;
    struct buffer words;
};

struct listener {
    eh_message *message;
    void *context;
};

const char *eh_version(void)
{
    return EH_VERSION;
}

static void pass_on(void *context, const struct diagnostic *diagnostic)
{
    const struct listener *listener = context;
    char *reason = memory_copy(diagnostic->reason.data, diagnostic->reason.length);
    listener->message(listener->context, diagnostic->place.file,
                      (unsigned long)diagnostic->place.line, reason ? reason : "not enough memory");
    memory_free(reason);
}

eh_framework *eh_framework_open(const char *name, eh_message *message, void *context)
{
    struct listener listener = {message, context};
    struct reporter reporter = {message ? pass_on : NULL, &listener};
    eh_framework *opened = memory_new(1, sizeof *opened);
    if (!opened) {
        report(&reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    opened->framework = framework_new(name ? name : FRAMEWORK_DEFAULT, &reporter);
    if (opened->framework)
        return opened;
    memory_free(opened);
    return NULL;
}

void eh_framework_free(eh_framework *opened)
{
    if (opened)
        framework_free(opened->framework);
    memory_free(opened);
}

/* Texts of a framework stand in its arena, each with a NUL behind it. */

const char *eh_framework_title(const eh_framework *opened)
{
    return opened->framework->title.length > 0 ? opened->framework->title.data : "";
}

int eh_level_count(const eh_framework *opened)
{
    return (int)opened->framework->level_count;
}

static const struct level *level_at(const eh_framework *opened, int level)
{
    return level < 0 || level >= eh_level_count(opened) ? NULL : &opened->framework->levels[level];
}

const char *eh_level_code(const eh_framework *opened, int level)
{
    const struct level *found = level_at(opened, level);
    return found ? found->code.data : NULL;
}

const char *eh_level_name(const eh_framework *opened, int level)
{
    const struct level *found = level_at(opened, level);
    return found ? found->name.data : NULL;
}

const char *eh_level_response(const eh_framework *opened, int level)
{
    const struct level *found = level_at(opened, level);
    return found ? found->response.data : NULL;
}

int eh_indicator_count(const eh_framework *opened)
{
    return (int)opened->framework->indicator_count;
}

int eh_indicator_find(const eh_framework *opened, const char *code)
{
    uint32_t number = framework_indicator(opened->framework, text_of(code));
    return number == LOOKUP_NONE ? -1 : (int)number;
}

static const struct indicator *indicator_at(const eh_framework *opened, int indicator)
{
    return indicator < 0 || indicator >= eh_indicator_count(opened)
               ? NULL
               : &opened->framework->indicators[indicator];
}

const char *eh_indicator_code(const eh_framework *opened, int indicator)
{
    const struct indicator *found = indicator_at(opened, indicator);
    return found ? found->code.data : NULL;
}

const char *eh_indicator_label(const eh_framework *opened, int indicator)
{
    const struct indicator *found = indicator_at(opened, indicator);
    return found ? found->label.data : NULL;
}

const char *eh_indicator_ref(const eh_framework *opened, int indicator)
{
    const struct indicator *found = indicator_at(opened, indicator);
    return found ? found->ref.data : NULL;
}

eh_child *eh_child_new(const eh_framework *opened)
{
    eh_child *child = memory_new(1, sizeof *child);
    if (!child)
        return NULL;
    child->framework = opened->framework;
    lookup_init(&child->agencies);
    buffer_init(&child->words, LIMIT_OUTPUT_CELL_BYTES);
    child->present = memory_new(child->framework->words, sizeof *child->present);
    child->drivers = memory_new(child->framework->words, sizeof *child->drivers);
    if (child->present && child->drivers)
        return child;
    eh_child_free(child);
    return NULL;
}

void eh_child_free(eh_child *child)
{
    if (!child)
        return;
    memory_free(child->present);
    memory_free(child->drivers);
    lookup_release(&child->agencies);
    buffer_release(&child->words);
    memory_free(child);
}

int eh_child_add(eh_child *child, int indicator, const char *agency)
{
    if (indicator < 0 || (size_t)indicator >= child->framework->indicator_count)
        return 0;
    struct text name = text_trim(text_of(agency));
    if (name.length > 0 && child->framework->indicators[indicator].level != INDICATOR_UNIVERSAL &&
        lookup_add(&child->agencies, name, NULL) == LOOKUP_NONE)
        return 0;
    indicator_set_add(child->present, (uint32_t)indicator);
    return 1;
}

static struct standing standing_of(const eh_child *child)
{
    size_t agencies = child->agencies.count;
    return (struct standing){child->present,
                             agencies < UINT32_MAX ? (uint32_t)agencies : UINT32_MAX};
}

int eh_suggest(const eh_child *child)
{
    return (int)suggest_level(child->framework, standing_of(child)).level;
}

const char *eh_drivers(eh_child *child)
{
    struct standing standing = standing_of(child);
    suggest_drivers(child->framework, standing, suggest_level(child->framework, standing),
                    child->drivers);
    buffer_clear(&child->words);
    add_needs(child->framework, child->drivers, &child->words);
    buffer_add_byte(&child->words, '\0');
    return buffer_failed(&child->words) ? NULL : child->words.data;
}

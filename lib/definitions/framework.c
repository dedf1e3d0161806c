#include "definitions/framework.h"

#include "base/embedded.h"
#include "base/inlining.h"
#include "base/memory.h"
#include "definitions/framework_private.h"

enum { LONGEST_LABEL = 80, NEAREST_NAMED = 3, LONGEST_NEAR = 64 };

const char *const indicator_level_codes[INDICATOR_LEVELS] = {"U", "EH", "CIN", "SH"};

/* True when `tag` is one of an indicator's tags. */
static bool has_tag(const struct indicator *indicator, struct text tag)
{
    struct text rest = indicator->tags, piece;
    while (text_next(&rest, ';', &piece))
        if (text_equal(piece, tag))
            return true;
    return false;
}

/* Makes the sets that turn rules and routes into a few operations on words. */
static bool make_sets(struct framework *framework)
{
    framework->words = (framework->indicator_count + 63) / 64;
    framework->needs = memory_new(framework->words, sizeof(indicator_set));
    framework->domain_of = memory_new(framework->indicator_count, sizeof *framework->domain_of);
    framework->routes_of = memory_new(framework->indicator_count, sizeof *framework->routes_of);
    framework->routes_at = memory_new(framework->level_count, sizeof *framework->routes_at);
    bool made = framework->needs && framework->domain_of && framework->routes_of &&
                framework->routes_at;
    for (int i = 0; i < INDICATOR_LEVELS && made; i++)
        made = (framework->of_level[i] = memory_new(framework->words, sizeof(indicator_set)));
    if (!made)
        return false;
    for (size_t i = 0; i < framework->route_count; i++) {
        const struct route *route = &framework->routes[i];
        if (route->when_tag.length == 0)
            framework->routes_without_tag |= (uint64_t)1 << i;
        for (uint32_t level = 0; level < framework->level_count; level++)
            if (route->when_level == LOOKUP_NONE || level >= route->when_level)
                framework->routes_at[level] |= (uint64_t)1 << i;
    }
    for (uint32_t i = 0; i < framework->indicator_count; i++) {
        const struct indicator *indicator = &framework->indicators[i];
        indicator_set_add(framework->of_level[indicator->level], i);
        framework->domain_of[i] = (uint8_t)indicator->domain;
        if (indicator->level == INDICATOR_UNIVERSAL)
            continue;
        indicator_set_add(framework->needs, i);
        for (size_t j = 0; j < framework->route_count; j++)
            if (framework->routes[j].when_tag.length > 0 &&
                has_tag(indicator, framework->routes[j].when_tag))
                framework->routes_of[i] |= (uint64_t)1 << j;
    }
    return true;
}

/* Puts every code into the slots; returns how many did not find their own slot free. */
static size_t place_codes(const struct framework *framework, struct code_table *table)
{
    size_t strays = 0;
    for (size_t i = 0; i <= table->mask; i++)
        table->slots[i] = CODE_NONE;
    for (uint32_t i = 0; i < framework->indicator_count; i++) {
        if (framework->indicators[i].code.length > CODE_BYTES)
            continue;
        size_t slot = code_slot(table, table->codes[i]);
        strays += table->slots[slot] != CODE_NONE;
        while (table->slots[slot] != CODE_NONE)
            slot = (slot + 1) & table->mask;
        table->slots[slot] = (uint16_t)i;
    }
    return strays;
}

static bool make_codes(struct loaded_framework *loaded)
{
    const struct framework *framework = &loaded->framework;
    struct code_table *table = &loaded->codes;
    size_t slots = 1024;
    table->shift = 64 - 10;
    for (; slots < framework->indicator_count * 16; slots *= 2)
        table->shift--;
    table->codes = memory_new(framework->indicator_count, sizeof *table->codes);
    table->slots = memory_new(slots, sizeof *table->slots);
    table->mask = slots - 1;
    if (!table->codes || !table->slots)
        return false;
    for (uint32_t i = 0; i < framework->indicator_count; i++)
        if (framework->indicators[i].code.length <= CODE_BYTES)
            table->codes[i] = code_folded(code_pack(framework->indicators[i].code));
    uint64_t best = 0;
    size_t least = SIZE_MAX;
    for (uint64_t i = 0; i < CODE_FACTORS && least > 0; i++) {
        table->factor = (0xd6e8feb86659fd93u + i * 0x9e3779b97f4a7c16u) | 1;
        size_t strays = place_codes(framework, table);
        if (strays < least) {
            least = strays;
            best = table->factor;
        }
    }
    table->factor = best;
    place_codes(framework, table);
    return true;
}

bool framework_prepare(struct loaded_framework *loaded)
{
    return make_sets(&loaded->framework) && make_codes(loaded);
}

void framework_free(struct framework *framework)
{
    if (!framework)
        return;
    struct loaded_framework *loaded = (struct loaded_framework *)framework;
    for (int i = 0; i < INDICATOR_LEVELS; i++)
        memory_free(framework->of_level[i]);
    memory_free(framework->domain_of);
    memory_free(framework->routes_of);
    memory_free(framework->routes_at);
    memory_free(framework->needs);
    memory_free(framework->domains);
    memory_free(framework->levels);
    memory_free(framework->indicators);
    memory_free(framework->rules);
    memory_free(framework->routes);
    memory_free(framework->contacts);
    memory_free(loaded->codes.slots);
    memory_free(loaded->codes.codes);
    memory_free(loaded->indicator_places);
    memory_free(loaded->route_places);
    memory_free(loaded->contact_places);
    memory_free(loaded->domain_places);
    lookup_release(&framework->domain_codes);
    lookup_release(&framework->level_codes);
    lookup_release(&framework->indicator_codes);
    lookup_release(&framework->left_out_codes);
    lookup_release(&framework->contact_codes);
    arena_release(&framework->arena);
    arena_release(&loaded->paths);
    memory_free(loaded);
}

const char *framework_embedded(size_t number)
{
    static const struct text prefix = {"frameworks/", 11}, suffix = {"/framework.csv", 14};
    static _Thread_local char name[64];
    for (size_t i = 0; i < embedded_file_count; i++) {
        struct text path = text_of(embedded_files[i].path);
        if (path.length <= prefix.length + suffix.length || !text_starts_folded(path, prefix) ||
            !text_equal(text_part(path, path.length - suffix.length, suffix.length), suffix))
            continue;
        if (number-- == 0) {
            size_t length = path.length - prefix.length - suffix.length;
            if (length >= sizeof name)
                length = sizeof name - 1;
            memcpy(name, path.data + prefix.length, length);
            name[length] = '\0';
            return name;
        }
    }
    return NULL;
}

/* The number of a packed code in the table, which is in upper case. */
static inline uint32_t find_packed(const struct code_table *codes, struct code packed)
{
    for (size_t slot = code_slot(codes, packed); codes->slots[slot] != CODE_NONE;
         slot = (slot + 1) & codes->mask)
        if (code_equal(&codes->codes[codes->slots[slot]], &packed))
            return codes->slots[slot];
    return LOOKUP_NONE;
}

/* The number of any code. */
static ALONE uint32_t find_folded(const struct framework *framework, struct text code)
{
    const struct code_table *codes = &((const struct loaded_framework *)framework)->codes;
    code = text_trim(code);
    if (code.length <= CODE_BYTES)
        return find_packed(codes, code_folded(code_pack(code)));
    for (uint32_t i = 0; i < framework->indicator_count; i++)
        if (text_equal_folded(code, framework->indicators[i].code))
            return i;
    return LOOKUP_NONE;
}

uint32_t framework_indicator(const struct framework *framework, struct text code)
{
    const struct code_table *codes = &((const struct loaded_framework *)framework)->codes;
    uint32_t number = LOOKUP_NONE;
    if (code.length >= CODE_BYTES / 2 && code.length <= CODE_BYTES)
        number = find_packed(codes, code_pack(code));
    return number != LOOKUP_NONE ? number : find_folded(framework, code);
}

bool framework_nearest_indicators(const struct framework *framework, struct text code,
                                  struct buffer *names)
{
    size_t least = SIZE_MAX;
    /* So long a text is near nothing, and no code but perhaps a sentence about somebody. */
    if (code.length > LONGEST_NEAR)
        return true;
    for (size_t i = 0; i < framework->indicator_count; i++) {
        size_t distance = text_distance(code, framework->indicators[i].code);
        if (distance < least)
            least = distance;
    }
    if (least * 3 > code.length)
        return true;
    size_t named = 0;
    for (size_t i = 0; i < framework->indicator_count && named < NEAREST_NAMED; i++)
        if (text_distance(code, framework->indicators[i].code) == least) {
            if (named++ > 0)
                buffer_put(names, ", ");
            buffer_add(names, framework->indicators[i].code);
        }
    return !buffer_failed(names);
}

uint32_t framework_level(const struct framework *framework, struct text code)
{
    for (uint32_t i = 0; i < framework->level_count; i++)
        if (text_equal_folded(code, framework->levels[i].code))
            return i;
    return LOOKUP_NONE;
}

bool framework_level_words(const struct framework *framework, struct buffer *words)
{
    for (size_t i = 0; i < framework->level_count; i++) {
        if (i > 0)
            buffer_put(words, ", ");
        buffer_add(words, framework->levels[i].code);
    }
    return !buffer_failed(words);
}

/* Whether a route asks for a tag that no indicator of need has. */
static bool tag_is_unused(const struct framework *framework, size_t route)
{
    if (framework->routes_without_tag >> route & 1)
        return false;
    for (size_t i = 0; i < framework->indicator_count; i++)
        if (framework->routes_of[i] >> route & 1)
            return false;
    return true;
}

static bool domain_is_used(const struct framework *framework, uint32_t domain)
{
    for (size_t i = 0; i < framework->indicator_count; i++)
        if (framework->indicators[i].domain == domain)
            return true;
    return false;
}

static bool contact_is_used(const struct framework *framework, uint32_t contact)
{
    for (size_t i = 0; i < framework->level_count; i++)
        if (framework->levels[i].contact == contact)
            return true;
    for (size_t i = 0; i < framework->route_count; i++)
        if (framework->routes[i].contact == contact)
            return true;
    return false;
}

void framework_lint(const struct framework *framework, const struct reporter *reporter)
{
    const struct loaded_framework *loaded = (const struct loaded_framework *)framework;
    struct lookup labels;
    lookup_init(&labels);
    for (size_t i = 0; i < framework->indicator_count; i++) {
        const struct indicator *indicator = &framework->indicators[i];
        struct place place = loaded->indicator_places[i];
        bool added;
        char digits[24];
        size_t length = 0;
        for (size_t j = 0; j < indicator->label.length; j++)
            length += ((unsigned char)indicator->label.data[j] & 0xc0) != 0x80;
        place.column = TEXT("label");
        if (indicator->label.length == 0)
            report_with(reporter, place, MESSAGE_LINT_NO_LABEL, indicator->code);
        else if (lookup_add(&labels, indicator->label, &added) != LOOKUP_NONE && !added)
            report_with(reporter, place, MESSAGE_LINT_LABEL_TWICE, indicator->code);
        if (length > LONGEST_LABEL)
            report_with(reporter, place, MESSAGE_LINT_LABEL_LONG, indicator->code,
                        number_text(length, digits));
        place.column = TEXT("ref");
        if (indicator->ref.length == 0)
            report_with(reporter, place, MESSAGE_LINT_NO_REF, indicator->code);
    }
    lookup_release(&labels);
    for (uint32_t i = 0; i < framework->domain_count; i++)
        if (!domain_is_used(framework, i))
            report_with(reporter, loaded->domain_places[i], MESSAGE_LINT_DOMAIN_UNUSED,
                        framework->domains[i].code);
    for (size_t i = 0; i < framework->route_count; i++)
        if (tag_is_unused(framework, i))
            report_with(reporter, loaded->route_places[i], MESSAGE_LINT_TAG_UNUSED,
                        framework->routes[i].when_tag);
    for (uint32_t i = 0; i < framework->contact_count; i++)
        if (!contact_is_used(framework, i))
            report_with(reporter, loaded->contact_places[i], MESSAGE_LINT_CONTACT_UNUSED,
                        framework->contacts[i].code);
}

#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/regex.h"

#include "base/limits.h"
#include "base/memory.h"
#include <pcre2.h>
#include <stdio.h>

/* Tries before an expression is worth machine code: making it costs as much as some tens of tries
 * without it. */
enum { TRIES_BEFORE_JIT = 24, JIT_STACK_START = 32 << 10 };

struct regex_engine {
    pcre2_general_context *general;
    pcre2_compile_context *compile;
    pcre2_match_context *match;
    pcre2_match_data *data;
    pcre2_jit_stack *stack;
    bool fast;
};

static void *give(PCRE2_SIZE size, void *unused)
{
    (void)unused;
    return memory_new(1, size);
}

static void take(void *memory, void *unused)
{
    (void)unused;
    memory_free(memory);
}

struct regex_engine *regex_engine_new(void)
{
    struct regex_engine *engine = memory_new(1, sizeof *engine);
    uint32_t jit = 0;
    if (!engine)
        return NULL;
    engine->general = pcre2_general_context_create(give, take, NULL);
    engine->compile = pcre2_compile_context_create(engine->general);
    engine->match = pcre2_match_context_create(engine->general);
    engine->data = pcre2_match_data_create(REGEX_GROUPS, engine->general);
    if (!engine->general || !engine->compile || !engine->match || !engine->data) {
        regex_engine_free(engine);
        return NULL;
    }
    pcre2_set_match_limit(engine->match, LIMIT_PATTERN_STEPS);
    pcre2_set_depth_limit(engine->match, LIMIT_PATTERN_DEPTH);
    pcre2_set_heap_limit(engine->match, LIMIT_PATTERN_KIBIBYTES);
    pcre2_set_max_pattern_length(engine->compile, LIMIT_PATTERN_BYTES);
    engine->fast = pcre2_config(PCRE2_CONFIG_JIT, &jit) >= 0 && jit != 0;
    if (engine->fast) {
        /* Without one, machine code makes do with a smaller stack. */
        engine->stack = pcre2_jit_stack_create(
            JIT_STACK_START, (size_t)LIMIT_PATTERN_KIBIBYTES << 10, engine->general);
        pcre2_jit_stack_assign(engine->match, NULL, engine->stack);
    }
    return engine;
}

void regex_engine_free(struct regex_engine *engine)
{
    if (!engine)
        return;
    if (engine->stack)
        pcre2_jit_stack_free(engine->stack);
    pcre2_match_data_free(engine->data);
    pcre2_match_context_free(engine->match);
    pcre2_compile_context_free(engine->compile);
    pcre2_general_context_free(engine->general);
    memory_free(engine);
}

bool regex_compile(struct regex_engine *engine, struct regex *regex, struct text source,
                   size_t *offset, char *reason, size_t reason_size)
{
    int error = 0;
    uint32_t options = PCRE2_UTF | PCRE2_NO_AUTO_CAPTURE | PCRE2_DUPNAMES |
                       (regex->anchored ? PCRE2_ANCHORED : 0U);
    regex->code = pcre2_compile((PCRE2_SPTR)source.data, source.length, options, &error, offset,
                                engine->compile);
    if (error == PCRE2_ERROR_HEAP_FAILED)
        snprintf(reason, reason_size, "not enough memory");
    else if (!regex->code)
        pcre2_get_error_message(error, (PCRE2_UCHAR *)reason, reason_size);
    return regex->code != NULL;
}

void regex_release(struct regex *regex)
{
    pcre2_code_free(regex->code);
    regex->code = NULL;
}

enum regex_result regex_find(struct regex_engine *engine, struct regex *regex, struct text text,
                             size_t from, struct regex_match *match)
{
    if (regex->tries < TRIES_BEFORE_JIT && ++regex->tries == TRIES_BEFORE_JIT)
        regex->fast = engine->fast && pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE) == 0;
    int found = regex->fast ? pcre2_jit_match(regex->code, (PCRE2_SPTR)text.data, text.length, from,
                                              0, engine->data, engine->match)
                            : pcre2_match(regex->code, (PCRE2_SPTR)text.data, text.length, from,
                                          PCRE2_NO_UTF_CHECK, engine->data, engine->match);
    if (found == PCRE2_ERROR_NOMATCH)
        return REGEX_NOT_FOUND;
    if (found == PCRE2_ERROR_NOMEMORY)
        return REGEX_NO_MEMORY;
    if (found < 0)
        return REGEX_LIMIT;
    const PCRE2_SIZE *places = pcre2_get_ovector_pointer(engine->data);
    match->count = found == 0 ? REGEX_GROUPS : (size_t)found;
    for (size_t i = 0; i < match->count; i++)
        match->groups[i] = (struct regex_span){places[2 * i], places[2 * i + 1]};
    return REGEX_FOUND;
}

uint32_t regex_group(const struct regex *regex, const char *name)
{
    int number = pcre2_substring_number_from_name(regex->code, (PCRE2_SPTR)name);
    return number > 0 ? (uint32_t)number : 0;
}

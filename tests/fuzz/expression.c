/*
 * Expressions of outcomes: what parses comes to the same as an evaluator that walks the text
 * itself, for many states of its clauses.
 */
#include "definitions/expression.h"
#include "base/limits.h"
#include "tests/fuzz/must.h"

/* A walk over the text; at most LIMIT_EXPRESSION_DEPTH deep, since it has been parsed. */
struct walk {
    struct text rest;
    const enum clause_state *states;
};

static int walk_any(struct walk *walk);

static char next_sign(struct walk *walk)
{
    while (walk->rest.length > 0 && (walk->rest.data[0] == ' ' || walk->rest.data[0] == '\t'))
        walk->rest = text_part(walk->rest, 1, walk->rest.length);
    return walk->rest.length > 0 ? walk->rest.data[0] : '\0';
}

static void pass_sign(struct walk *walk)
{
    walk->rest = text_part(walk->rest, 1, walk->rest.length);
}

static int walk_part(struct walk *walk)
{
    char sign = next_sign(walk);
    must(sign == '(' || (sign >= 'a' && sign <= 'z'));
    pass_sign(walk);
    if (sign != '(')
        return (int)walk->states[sign - 'a'];
    int value = walk_any(walk);
    must(next_sign(walk) == ')');
    pass_sign(walk);
    return value;
}

/* All of several: the least of them. */
static int walk_all(struct walk *walk)
{
    int value = walk_part(walk);
    while (next_sign(walk) == '&') {
        pass_sign(walk);
        int other = walk_part(walk);
        value = other < value ? other : value;
    }
    return value;
}

/* One of several: the greatest of them. */
static int walk_any(struct walk *walk)
{
    int value = walk_all(walk);
    while (next_sign(walk) == '|') {
        pass_sign(walk);
        int other = walk_all(walk);
        value = other > value ? other : value;
    }
    return value;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text text = fuzz_text(data, size, 0);
    struct expression expression;
    struct arena arena;
    arena_init(&arena);
    if (!expression_parse(&expression, text, &arena, PLACE_NONE, &silent)) {
        must(expression.program.length == 0 && expression.clauses == 0);
        arena_release(&arena);
        return 0;
    }
    must(expression.program.length > 0);
    must(expression_clauses(&expression) != 0 && expression_clauses(&expression) >> 26 == 0);
    enum clause_state states[CLAUSE_LETTERS];
    uint64_t random = size * 0x9e3779b97f4a7c15u + 1;
    for (int run = 0; run < 40; run++) {
        for (size_t i = 0; i < CLAUSE_LETTERS; i++) {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            states[i] = run < 3 ? (enum clause_state)(run - 1)
                                : (enum clause_state)((int)(random >> 40) % 3 - 1);
        }
        struct walk walk = {text, states};
        int wanted = walk_any(&walk);
        must(next_sign(&walk) == '\0' && walk.rest.length == 0);
        must((int)expression_value(&expression, states) == wanted);
        must(run >= 3 || wanted == run - 1);
    }
    arena_release(&arena);
    return 0;
}

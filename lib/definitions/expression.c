#include "definitions/expression.h"

#include "base/limits.h"

enum {
    /* Between two opening parentheses one | and one & at most wait for their right side. */
    WAITING_MOST = 3 * LIMIT_EXPRESSION_DEPTH + 2,
    /* Each | and & that waits has one value before it; one more is being made. */
    VALUES_MOST = 2 * (LIMIT_EXPRESSION_DEPTH + 1) + 1
};

struct parsing {
    const struct reporter *reporter;
    struct place place;
    char program[LIMIT_EXPRESSION_BYTES];
    size_t length;
    struct {
        char sign;
        size_t position;
    } waiting[WAITING_MOST];
    size_t waiting_count, depth;
    bool part_wanted; /* a letter or an opening parenthesis, not a sign */
};

static bool fault(const struct parsing *parsing, enum message message, size_t position)
{
    char digits[24];
    return report_with(parsing->reporter, parsing->place, message, number_text(position, digits));
}

static int closeness(char sign)
{
    return sign == '&' ? 2 : sign == '|' ? 1 : 0;
}

/* Moves the waiting signs that bind at least as close as `least` to the program. */
static void settle(struct parsing *parsing, int least)
{
    while (parsing->waiting_count > 0) {
        char sign = parsing->waiting[parsing->waiting_count - 1].sign;
        if (closeness(sign) < least)
            break;
        parsing->program[parsing->length++] = sign;
        parsing->waiting_count--;
    }
}

static void wait_for_right_side(struct parsing *parsing, char sign, size_t position)
{
    parsing->waiting[parsing->waiting_count].sign = sign;
    parsing->waiting[parsing->waiting_count].position = position;
    parsing->waiting_count++;
    parsing->part_wanted = true;
}

static bool take_part(struct parsing *parsing, char c, size_t position)
{
    if (c >= 'a' && c <= 'z') {
        parsing->program[parsing->length++] = c;
        parsing->part_wanted = false;
        return true;
    }
    if (c != '(')
        return fault(parsing, MESSAGE_EXPRESSION_PART_WANTED, position);
    char digits[2][24];
    if (parsing->depth == LIMIT_EXPRESSION_DEPTH)
        return report_with(parsing->reporter, parsing->place, MESSAGE_EXPRESSION_DEEP,
                           number_text(position, digits[0]),
                           number_text(LIMIT_EXPRESSION_DEPTH, digits[1]));
    parsing->depth++;
    wait_for_right_side(parsing, c, position);
    return true;
}

static bool take_sign(struct parsing *parsing, char c, size_t position)
{
    if (c == '&' || c == '|') {
        settle(parsing, closeness(c));
        wait_for_right_side(parsing, c, position);
        return true;
    }
    if (c != ')')
        return fault(parsing, MESSAGE_EXPRESSION_SIGN_WANTED, position);
    if (parsing->depth == 0)
        return fault(parsing, MESSAGE_EXPRESSION_UNOPENED, position);
    settle(parsing, closeness('|'));
    parsing->waiting_count--;
    parsing->depth--;
    return true;
}

static bool parse(struct parsing *parsing, struct text text)
{
    size_t taken = 0;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if (c == ' ' || c == '\t')
            continue;
        if (taken++ == LIMIT_EXPRESSION_BYTES)
            return fault(parsing, MESSAGE_EXPRESSION_LONG, LIMIT_EXPRESSION_BYTES);
        if (!(parsing->part_wanted ? take_part : take_sign)(parsing, c, i + 1))
            return false;
    }
    if (taken == 0)
        return report(parsing->reporter, parsing->place, MESSAGE_DEFINITION_BLANK);
    if (parsing->part_wanted)
        return report(parsing->reporter, parsing->place, MESSAGE_EXPRESSION_ENDS);
    settle(parsing, closeness('|'));
    if (parsing->waiting_count > 0)
        return fault(parsing, MESSAGE_EXPRESSION_UNCLOSED,
                     parsing->waiting[parsing->waiting_count - 1].position);
    return true;
}

static uint32_t number_of(char letter)
{
    return (uint32_t)(letter - 'a');
}

bool expression_parse(struct expression *expression, struct text text, struct arena *arena,
                      struct place place, const struct reporter *reporter)
{
    struct parsing parsing = {.reporter = reporter, .place = place, .part_wanted = true};
    *expression = (struct expression){{NULL, 0}, 0};
    if (!parse(&parsing, text))
        return false;
    struct text program = arena_copy(arena, (struct text){parsing.program, parsing.length});
    if (!program.data)
        return report(reporter, place, MESSAGE_OUT_OF_MEMORY);
    expression->program = program;
    for (size_t i = 0; i < program.length; i++)
        if (closeness(program.data[i]) == 0)
            expression->clauses |= (clause_set)1 << number_of(program.data[i]);
    return true;
}

clause_set expression_clauses(const struct expression *expression)
{
    return expression->clauses;
}

enum clause_state expression_value(const struct expression *expression,
                                   const enum clause_state states[CLAUSE_LETTERS])
{
    enum clause_state values[VALUES_MOST] = {CLAUSE_UNKNOWN};
    size_t count = 0;
    for (size_t i = 0; i < expression->program.length; i++) {
        char c = expression->program.data[i];
        if (closeness(c) == 0) {
            values[count++] = states[number_of(c)];
            continue;
        }
        enum clause_state right = values[--count], *left = &values[count - 1];
        if (c == '&' ? right < *left : right > *left)
            *left = right;
    }
    return values[0];
}

bool clause_number(struct text letter, uint32_t *number)
{
    if (letter.length != 1 || letter.data[0] < 'a' || letter.data[0] > 'z')
        return false;
    *number = number_of(letter.data[0]);
    return true;
}

struct text clause_letter(uint32_t number)
{
    return text_part(TEXT("abcdefghijklmnopqrstuvwxyz"), number, 1);
}

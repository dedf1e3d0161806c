#include "base/buffer.h"
#include "base/limits.h"
#include "definitions/expression.h"
#include "records/share.h"
#include "tap.h"

/* The last message, and how many there were. */
struct heard {
    unsigned count;
    struct place place;
    char reason[LIMIT_MESSAGE_BYTES];
    size_t length;
    enum severity severity;
};

static struct heard heard;

static void hear(void *context, const struct diagnostic *diagnostic)
{
    struct heard *to = context;
    to->count++;
    to->place = diagnostic->place;
    to->length = diagnostic->reason.length;
    to->severity = diagnostic->severity;
    memcpy(to->reason, diagnostic->reason.data, diagnostic->reason.length);
}

static const struct reporter reporter = {hear, &heard};
static struct arena arena;

static bool parse(struct expression *expression, struct text text)
{
    struct place place = {"outcomes.csv", 7, TEXT("expression")};
    heard = (struct heard){0};
    return expression_parse(expression, text, &arena, place, &reporter);
}

static void test_forms(void)
{
    static const struct {
        const char *text, *program, *clauses;
    } forms[] = {
        {"a", "a", "a"},
        {"z", "z", "z"},
        {"a & b", "ab&", "ab"},
        {"a&b&c", "ab&c&", "abc"},
        {"a | b | c", "ab|c|", "abc"},
        {"a & b | c", "ab&c|", "abc"},
        {"a | b & c", "abc&|", "abc"},
        {"a | b & c | d", "abc&|d|", "abcd"},
        {"(a | b) & c", "ab|c&", "abc"},
        {"c & (a | b)", "cab|&", "abc"},
        {"(a & b) | c", "ab&c|", "abc"},
        {"((a))", "a", "a"},
        {"((a)|((b&(c))))", "abc&|", "abc"},
        {" \ta\t&  b ", "ab&", "ab"},
        {"a & a | a", "aa&a|", "a"},
        {"b & y", "by&", "by"},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct expression expression;
        ok(parse(&expression, text_of(forms[i].text)), forms[i].text);
        is_text(expression.program, text_of(forms[i].program), "it binds as it should");
        clause_set wanted = 0;
        for (const char *at = forms[i].clauses; *at; at++)
            wanted |= (clause_set)1 << (*at - 'a');
        is_number(expression_clauses(&expression), wanted, "and names its clauses");
        is_number(heard.count, 0, "without a word");
    }
}

static void test_faults(void)
{
    static const struct {
        const char *text, *reason;
    } faults[] = {
        {"", "blank, but a value is needed"},
        {" \t ", "blank, but a value is needed"},
        {"a &", "ends where a clause letter a to z or '(' is wanted"},
        {"a & (", "ends where a clause letter a to z or '(' is wanted"},
        {"(", "ends where a clause letter a to z or '(' is wanted"},
        {"& a", "character 1: a clause letter a to z or '(' is wanted here"},
        {"a & & b", "character 5: a clause letter a to z or '(' is wanted here"},
        {"a & | b", "character 5: a clause letter a to z or '(' is wanted here"},
        {"a | ()", "character 6: a clause letter a to z or '(' is wanted here"},
        {"(a &) b", "character 5: a clause letter a to z or '(' is wanted here"},
        {")", "character 1: a clause letter a to z or '(' is wanted here"},
        {"A", "character 1: a clause letter a to z or '(' is wanted here"},
        {"a & 1", "character 5: a clause letter a to z or '(' is wanted here"},
        {"a & !b", "character 5: a clause letter a to z or '(' is wanted here"},
        {"a & \xc3\xa4", "character 5: a clause letter a to z or '(' is wanted here"},
        {"a b", "character 3: '&', '|' or ')' is wanted here"},
        {"ab", "character 2: '&', '|' or ')' is wanted here"},
        {"a (b)", "character 3: '&', '|' or ')' is wanted here"},
        {"(a) b", "character 5: '&', '|' or ')' is wanted here"},
        {"a and b", "character 3: '&', '|' or ')' is wanted here"},
        {"a + b", "character 3: '&', '|' or ')' is wanted here"},
        {"a)", "character 2: ')' without a '(' before it"},
        {"(a & b)) | c", "character 8: ')' without a '(' before it"},
        {"(a & b", "character 1: '(' that is never closed"},
        {"(a & (b | c)", "character 1: '(' that is never closed"},
        {"(a) & (b | c", "character 7: '(' that is never closed"},
        {"a & (b | (c", "character 10: '(' that is never closed"},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct expression expression;
        ok(!parse(&expression, text_of(faults[i].text)), faults[i].text);
        is_text((struct text){heard.reason, heard.length}, text_of(faults[i].reason),
                "is refused with the reason");
        is_number(heard.count, 1, "once");
        is_number(expression.program.length, 0, "and nothing is left behind");
    }
    is_string(heard.place.file, "outcomes.csv", "the message names the file");
    is_number(heard.place.line, 7, "the line");
    is_text(heard.place.column, TEXT("expression"), "and the column");
    is_number(heard.severity, SEVERITY_FATAL, "and is fatal");
    struct expression expression;
    ok(!parse(&expression, TEXT("a\0")), "a NUL byte is no blank");
    is_text((struct text){heard.reason, heard.length},
            TEXT("character 2: '&', '|' or ')' is wanted here"), "but a fault");
    struct place place = PLACE_NONE;
    ok(!expression_parse(&expression, TEXT("a &"), &arena, place, NULL),
       "nobody need listen to the reason");
}

static struct buffer repeated(const char *start, const char *middle, size_t times, const char *end)
{
    struct buffer buffer;
    buffer_init(&buffer, 1 << 20);
    buffer_add(&buffer, text_of(start));
    for (size_t i = 0; i < times; i++)
        buffer_add(&buffer, text_of(middle));
    buffer_add(&buffer, text_of(end));
    return buffer;
}

static bool parses(struct buffer *buffer, const char *start, const char *middle, size_t times,
                   const char *end)
{
    struct expression expression;
    *buffer = repeated(start, middle, times, end);
    return parse(&expression, buffer_text(buffer));
}

static void test_limits(void)
{
    struct buffer text, more, whole;
    ok(parses(&text, "a", "&a", (LIMIT_EXPRESSION_BYTES - 1) / 2, ""), "999 letters and signs");
    buffer_release(&text);
    ok(!parses(&text, "a", "&a", LIMIT_EXPRESSION_BYTES / 2, ""), "1,001 are too many");
    is_text((struct text){heard.reason, heard.length}, TEXT("more than 1000 letters and signs"),
            "which is said");
    buffer_release(&text);
    ok(!parses(&text, "a", "&a", 200000, ""), "so are many more");
    buffer_release(&text);
    ok(parses(&text, "a", " ", 100000, "& b"), "blanks do not count");
    buffer_release(&text);

    more = repeated("", "(", LIMIT_EXPRESSION_DEPTH, "a");
    whole = repeated("", ")", LIMIT_EXPRESSION_DEPTH, "");
    struct expression expression;
    buffer_add(&more, buffer_text(&whole));
    ok(parse(&expression, buffer_text(&more)), "32 parentheses inside one another");
    is_text(expression.program, TEXT("a"), "round one letter");
    buffer_release(&more);
    buffer_release(&whole);
    ok(!parses(&text, "", "(", LIMIT_EXPRESSION_DEPTH + 1, "a"), "33 are too many");
    is_text((struct text){heard.reason, heard.length},
            TEXT("character 33: more than 32 parentheses inside one another"), "which is said");
    buffer_release(&text);
    ok(parses(&text, "a", "&((a)|(b))", 90, ""), "one after another they are not counted");
    buffer_release(&text);

    enum clause_state states[CLAUSE_LETTERS] = {CLAUSE_MET, CLAUSE_NOT_MET, CLAUSE_UNKNOWN};
    more = repeated("", "b|a&(", LIMIT_EXPRESSION_DEPTH, "b|a&c");
    whole = repeated("", ")", LIMIT_EXPRESSION_DEPTH, "");
    buffer_add(&more, buffer_text(&whole));
    ok(parse(&expression, buffer_text(&more)), "as much as can wait, at every depth");
    is_number(expression_value(&expression, states), CLAUSE_UNKNOWN, "hangs on the innermost");
    states[2] = CLAUSE_MET;
    is_number(expression_value(&expression, states), CLAUSE_MET, "which settles it");
    buffer_release(&more);
    buffer_release(&whole);
}

static void test_three_values(void)
{
    static const enum clause_state values[] = {CLAUSE_NOT_MET, CLAUSE_UNKNOWN, CLAUSE_MET};
    static const char names[][10] = {"not met", "unknown", "met"};
    /* By left and right: what & and | give. */
    static const int both[3][3] = {{-1, -1, -1}, {-1, 0, 0}, {-1, 0, 1}};
    static const int either[3][3] = {{-1, 0, 1}, {0, 0, 1}, {1, 1, 1}};
    struct expression and_expression, or_expression, one;
    parse(&and_expression, TEXT("d & s"));
    parse(&or_expression, TEXT("d | s"));
    parse(&one, TEXT("s"));
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            enum clause_state states[CLAUSE_LETTERS] = {CLAUSE_UNKNOWN};
            char name[64];
            states['d' - 'a'] = values[i];
            states['s' - 'a'] = values[j];
            snprintf(name, sizeof name, "%s & %s", names[i], names[j]);
            is_number(expression_value(&and_expression, states), both[i][j], name);
            snprintf(name, sizeof name, "%s | %s", names[i], names[j]);
            is_number(expression_value(&or_expression, states), either[i][j], name);
            is_number(expression_value(&one, states), values[j], "a clause alone is as it is");
        }
}

/*
 * The plain evaluator: two values, straight from the text, by the grammar. `met` holds a bit a
 * clause. Recursion is fine here: the texts are the test's own.
 */
static bool plain_any(const char **at, uint32_t met);

static void pass_blanks(const char **at)
{
    while (**at == ' ' || **at == '\t')
        ++*at;
}

static bool plain_part(const char **at, uint32_t met)
{
    pass_blanks(at);
    char c = *(*at)++;
    bool value;
    if (c == '(') {
        value = plain_any(at, met);
        ++*at;
    } else {
        value = met >> (c - 'a') & 1;
    }
    pass_blanks(at);
    return value;
}

static bool plain_all(const char **at, uint32_t met)
{
    bool value = plain_part(at, met);
    while (**at == '&') {
        ++*at;
        value &= plain_part(at, met);
    }
    return value;
}

static bool plain_any(const char **at, uint32_t met)
{
    bool value = plain_all(at, met);
    while (**at == '|') {
        ++*at;
        value |= plain_all(at, met);
    }
    return value;
}

/*
 * Three values by trying: every way in which the unknown clauses could turn out gives one of two
 * answers; when they differ, the answer is unknown.
 */
static enum clause_state tried(const char *text, clause_set clauses,
                               const enum clause_state states[CLAUSE_LETTERS])
{
    uint32_t met = 0, unknown = 0;
    for (uint32_t i = 0; i < CLAUSE_LETTERS; i++)
        if (clause_set_has(clauses, i)) {
            met |= (uint32_t)(states[i] == CLAUSE_MET) << i;
            unknown |= (uint32_t)(states[i] == CLAUSE_UNKNOWN) << i;
        }
    bool seen[2] = {false, false};
    uint32_t turn = 0;
    do {
        const char *at = text;
        seen[plain_any(&at, met | turn)] = true;
        turn = (turn - unknown) & unknown; /* the next subset of the unknown ones */
    } while (turn != 0);
    return seen[0] && seen[1] ? CLAUSE_UNKNOWN : seen[1] ? CLAUSE_MET : CLAUSE_NOT_MET;
}

/* The number of states, of all that the clauses can have, in which the two evaluators differ. */
static unsigned differences(const struct expression *expression, const char *text, unsigned *count)
{
    static const enum clause_state values[] = {CLAUSE_NOT_MET, CLAUSE_UNKNOWN, CLAUSE_MET};
    clause_set clauses = expression_clauses(expression);
    unsigned different = 0, all = 1;
    for (uint32_t i = 0; i < CLAUSE_LETTERS; i++)
        if (clause_set_has(clauses, i))
            all *= 3;
    for (unsigned row = 0; row < all; row++) {
        enum clause_state states[CLAUSE_LETTERS];
        unsigned rest = row;
        for (uint32_t i = 0; i < CLAUSE_LETTERS; i++) {
            /* What is known of clauses that are not named must not matter. */
            states[i] = clause_set_has(clauses, i) ? values[rest % 3] : values[(row + i) % 3];
            if (clause_set_has(clauses, i))
                rest /= 3;
        }
        different += expression_value(expression, states) != tried(text, clauses, states);
    }
    *count += all;
    return different;
}

static void test_shipped(void)
{
    enum { EXPRESSION };
    static const char *const names[] = {"expression", NULL};
    struct share_file *file = share_file_open("outcomes/supporting-families/outcomes.csv",
                                              &reporter);
    unsigned rows = 0, states = 0;
    if (!ok(file && share_file_columns(file, names), "the outcomes that are compiled in"))
        return;
    while (share_file_next(file)) {
        struct text cell = share_file_cell(file, EXPRESSION);
        char text[64] = "";
        struct expression expression;
        memcpy(text, cell.data, cell.length < sizeof text ? cell.length : 0);
        ok(parse(&expression, cell), text);
        is_number(differences(&expression, text, &states), 0, "its whole truth table");
        rows++;
    }
    is_number(rows, 34, "there are 34");
    ok(states >= rows * 3, "with three states a clause");
    share_file_free(file);
}

/* A small generator, the same on every run. */
static uint32_t draw(uint32_t below)
{
    static uint32_t state = 12345;
    state = state * 1664525u + 1013904223u;
    return (state >> 16) % below;
}

/* An expression of at most `letters` letters of a to e, written with needless parentheses and
 * blanks here and there. */
static void make(struct buffer *text, unsigned letters)
{
    if (letters <= 1) {
        buffer_add_byte(text, (char)('a' + draw(5)));
        return;
    }
    unsigned left = 1 + draw(letters - 1);
    bool wrapped = draw(2);
    if (wrapped)
        buffer_add_byte(text, '(');
    make(text, left);
    if (draw(2))
        buffer_add_byte(text, ' ');
    buffer_add_byte(text, draw(2) ? '&' : '|');
    make(text, letters - left);
    if (wrapped)
        buffer_add_byte(text, ')');
}

static void test_made(void)
{
    unsigned refused = 0, different = 0, states = 0;
    struct buffer text;
    buffer_init(&text, 1 << 16);
    for (unsigned i = 0; i < 2000; i++) {
        struct expression expression;
        buffer_clear(&text);
        make(&text, 1 + i % 12);
        if (!parse(&expression, buffer_text(&text))) {
            refused++;
            continue;
        }
        buffer_add_byte(&text, '\0');
        different += differences(&expression, text.data, &states);
    }
    is_number(refused, 0, "2,000 expressions made by chance are read");
    is_number(different, 0, "and have the value that trying gives, in every state");
    ok(states > 100000, "of many");
    buffer_release(&text);
}

/* Bytes without sense: refused with one message or read, never more, never a crash. */
static void test_noise(void)
{
    static const char letters[] = "ab(((&|) )z\t&|x1\xff";
    unsigned wrong = 0, read = 0;
    for (unsigned i = 0; i < 20000; i++) {
        char bytes[12];
        size_t length = draw(sizeof bytes + 1);
        for (size_t j = 0; j < length; j++)
            bytes[j] = letters[draw(sizeof letters - 1)];
        struct expression expression;
        bool done = parse(&expression, (struct text){bytes, length});
        read += done;
        wrong += heard.count != (done ? 0 : 1) || done != (expression.clauses != 0);
    }
    is_number(wrong, 0, "noise is read or refused with one message");
    ok(read > 0 && read < 20000, "some of either");
}

static void test_letters(void)
{
    uint32_t number = 77;
    ok(clause_number(TEXT("a"), &number) && number == 0, "a is clause 0");
    ok(clause_number(TEXT("z"), &number) && number == 25, "z is clause 25");
    ok(!clause_number(TEXT("A"), &number) && !clause_number(TEXT(""), &number) &&
           !clause_number(TEXT("ab"), &number) && !clause_number(TEXT("1"), &number),
       "nothing else is a clause");
    is_number(number, 25, "and the number stays");
    is_text(clause_letter(0), TEXT("a"), "clause 0 is a");
    is_text(clause_letter(25), TEXT("z"), "clause 25 is z");
}

int main(void)
{
    arena_init(&arena);
    test_forms();
    test_faults();
    test_limits();
    test_three_values();
    test_shipped();
    test_made();
    test_noise();
    test_letters();
    arena_release(&arena);
    return done();
}

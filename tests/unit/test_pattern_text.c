#include "base/limits.h"
#include "base/memory.h"
#include "base/regex.h"
#include "base/stems.h"
#include "definitions/pattern_text.h"
#include "tap.h"

static struct regex_engine *engine;
static struct word_classes classes;
static struct arena arena;

static void set_class(const char *name, const char *pattern)
{
    bool added;
    uint32_t number = lookup_add(&classes.names, text_of(name), &added);
    word_classes_set(&classes, number, (struct class_texts){.pattern = text_of(pattern)});
}

/* Gives every class the stems that its pattern has. */
static void derive_classes(void)
{
    struct class_texts derived[16];
    size_t count = classes.names.count;
    for (uint32_t i = 0; i < count; i++)
        classes.texts[i].stems = classes.texts[i].held = TEXT("");
    for (uint32_t i = 0; i < count; i++) {
        struct buffer stems, held;
        buffer_init(&stems, LIMIT_PATTERN_BYTES);
        buffer_init(&held, LIMIT_PATTERN_BYTES);
        pattern_class_stems(&classes, i, &stems, &held);
        derived[i] = (struct class_texts){classes.texts[i].pattern,
                                          arena_copy(&arena, buffer_text(&stems)),
                                          arena_copy(&arena, buffer_text(&held))};
        buffer_release(&stems);
        buffer_release(&held);
    }
    for (uint32_t i = 0; i < count; i++)
        classes.texts[i] = derived[i];
}

static bool compile(struct regex *regex, struct text part)
{
    struct buffer expression;
    size_t at = 0;
    char reason[128];
    *regex = (struct regex){0};
    buffer_init(&expression, LIMIT_PATTERN_BYTES);
    bool done = pattern_expand(&classes, part, &expression, &at) == PATTERN_FINE &&
                regex_compile(engine, regex, buffer_text(&expression), &at, reason, sizeof reason);
    buffer_release(&expression);
    return done;
}

/* --- Shorthands ---------------------------------------------------------------------------------
 */

static void test_shorthands(void)
{
    static const struct {
        const char *pattern, *text, *found; /* NULL: not found */
    } table[] = {
        {"drinking", "mum was drinking again", "drinking"},
        {"drink", "mum was drinking", NULL},
        {"drink\\w*", "mum was drinking", "drinking"},
        {"rink", "drink", NULL},
        {"Drinking", "drinking", "drinking"},
        {"home visit", "a home visit", "home visit"},
        {"home visit", "a home  -\n visit", "home  -\n visit"},
        {"home visit", "a homevisit", NULL},
        {"home ?visit", "a homevisit", "homevisit"},
        {"home ?visit", "a home-visit", "home-visit"},
        {"home *visit", "a home - visit", "home - visit"},
        {"doesn't go", "he doesnt go", "doesnt go"},
        {"doesn't go", "he doesn't go", "doesn't go"},
        {"doesn't go", "he doesn\xE2\x80\x99t go", "doesn\xE2\x80\x99t go"},
        {"x['\"]y", "x\xE2\x80\x99y", "x\xE2\x80\x99y"},
        {"mum ~ bruise", "mum saw a big red bruise", "mum saw a big red bruise"},
        {"mum ~ bruise", "mum bruise", "mum bruise"},
        {"mum ~ bruise", "mum a b c d e bruise", "mum a b c d e bruise"},
        {"mum ~ bruise", "mum a b c d e f bruise", NULL},
        {"mum ~~ bruise", "mum a b c d e f g h i j bruise", "mum a b c d e f g h i j bruise"},
        {"mum ~~ bruise", "mum a b c d e f g h i j k bruise", NULL},
        {"mum ~ bruise", "mum, (isn't) bruise", "mum, (isn't) bruise"},
        {"a~b", "a~b", "a~b"},
        {"<pet>", "the cat sat", "cat"},
        {"<pet>s", "two dogs", "dogs"},
        {"<home> <pet>", "house-cat", "house-cat"},
        {"<nested>", "our dog", "our dog"},
        {"[a-c]\\d", "b7", "b7"},
        {"a\\ b", "a b", "a b"},
        {"(?:no|not) food(?! bank)", "no food bank", NULL},
        {"(?:no|not) food(?! bank)", "not food", "not food"},
        {"(?<year>\\d{4})", "in 2019", "2019"},
        {"caf\xC3\xA9", "the caf\xC3\xA9 here", "caf\xC3\xA9"},
        {"ab",
         "\xC3\xA9"
         "ab",
         "ab"}, /* a letter that is none of ASCII's is no word to PCRE2 */
        {"ab", "x_ab", NULL},
        {"ab", "ab_", NULL},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct regex regex;
        struct regex_match match;
        if (!ok(compile(&regex, text_of(table[i].pattern)), table[i].pattern))
            continue;
        struct text text = text_of(table[i].text);
        if (regex_find(engine, &regex, text, 0, &match) == REGEX_FOUND)
            is_text(
                text_part(text, match.groups[0].start, match.groups[0].end - match.groups[0].start),
                text_of(table[i].found), table[i].text);
        else
            ok(table[i].found == NULL, table[i].text);
        regex_release(&regex);
    }
}

/* What a gap swallows is told. */
static void test_gaps(void)
{
    struct regex regex;
    struct regex_match match;
    if (!ok(compile(&regex, TEXT("a ~ b ~~ c")), "two gaps"))
        return;
    ok(regex_find(engine, &regex, TEXT("a x b y z c"), 0, &match) == REGEX_FOUND, "found");
    is_number(match.count, 3, "both are told");
    ok(match.groups[1].start == 1 && match.groups[1].end == 4, "the first");
    ok(match.groups[2].start == 5 && match.groups[2].end == 10, "the second");
    regex_release(&regex);
}

static void test_parts(void)
{
    struct text rest = TEXT("a &&  b&&c && d"), part;
    ok(pattern_next_part(&rest, &part), "a part");
    is_text(part, TEXT("a"), "the first");
    ok(pattern_next_part(&rest, &part), "another");
    is_text(part, TEXT("b&&c"), "blanks must stand round it");
    ok(pattern_next_part(&rest, &part), "and another");
    is_text(part, TEXT("d"), "the last");
    ok(!pattern_next_part(&rest, &part), "no more");
    rest = TEXT("");
    ok(!pattern_next_part(&rest, &part), "none of nothing");
}

static void test_classes(void)
{
    struct text rest = TEXT("<a> [<b>] \\<c> (?<d>e) <f-1><G> <> <h"), name;
    ok(pattern_next_class(&rest, &name), "a class");
    is_text(name, TEXT("a"), "the first");
    ok(pattern_next_class(&rest, &name), "another");
    is_text(name, TEXT("f-1"), "brackets, escapes and groups are passed over");
    ok(!pattern_next_class(&rest, &name), "no more");
}

static void test_faults(void)
{
    static const struct {
        const char *pattern;
        enum pattern_fault fault;
        size_t at;
    } table[] = {
        {"a <nosuch>", PATTERN_UNKNOWN_CLASS, 2},
        {"<loop>", PATTERN_TOO_DEEP, 0},
        {"x<loop>", PATTERN_TOO_DEEP, 1},
    };
    struct buffer expression;
    buffer_init(&expression, LIMIT_PATTERN_BYTES);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        size_t at = 99;
        buffer_clear(&expression);
        ok(pattern_expand(&classes, text_of(table[i].pattern), &expression, &at) == table[i].fault,
           table[i].pattern);
        is_number(at, table[i].at, "and where");
        ok(pattern_fault_text(table[i].fault)[0] != '\0', "in words");
    }
    buffer_release(&expression);
    buffer_init(&expression, 20);
    size_t at;
    ok(pattern_expand(&classes, TEXT("abcdefghijklmnopqrstuvwxyz"), &expression, &at) ==
           PATTERN_TOO_LONG,
       "too long");
    buffer_release(&expression);
}

/* --- Anchors ------------------------------------------------------------------------------------
 */

static void test_anchors(void)
{
    static const char *const table[][2] = {
        {"drinking", "^drinking$"},
        {"drink\\w*", "^drink"},
        {"mum drinks", "^mum$ & drinks$"},
        {"(?:mum|dad) drinks", "^mum$|dad$ & drinks$"},
        {"(?:very )?drunk", "^very$|drunk$"},
        {"\\w+ed", ""},
        {"17th", "^17th$"},
        {"\\d\\dth", "^##th$"},
        {"<pet>", "^<pet>"},
        {"<pet>s", "^cat|dog"},
        {"mum's", "^mum$|mums$"},
        {"b\\S", "^b"},
        {"\\Sb", ""},
        {"(?<n>ab)c", "^ab"},
        {"(?>mum|dad) drinks", "^mum$|dad$ & drinks$"},
        {"<pet>.", "^cat|dog"},
        {"<pet>\\s*", "^cat|dog"},
        {"an? cat", "^a$|an$ & cat$"},
        {"m[ae]n", "^man$|men$"},
        {"y(?:ea)?r? ?7", "^y$|yea$|yr$|year$|y7$|yea7$|yr7$|year7$"},
        {"e(?: )?bike", "^e$|ebike$"},
        {"play(?:s|ed)?", "^play"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct buffer anchor;
        buffer_init(&anchor, LIMIT_PATTERN_BYTES);
        pattern_anchor(&classes, text_of(table[i][0]), &anchor);
        is_text(buffer_text(&anchor), text_of(table[i][1]), table[i][0]);
        buffer_release(&anchor);
    }
}

static uint64_t chance_state = 0x9E3779B97F4A7C15U;

static uint32_t chance(uint32_t below)
{
    chance_state ^= chance_state << 13;
    chance_state ^= chance_state >> 7;
    chance_state ^= chance_state << 17;
    return (uint32_t)(chance_state >> 33) % below;
}

#define ANY(list) ((list)[chance((uint32_t)(sizeof(list) / sizeof *(list)))])

/* Adds a random pattern over a few letters, digits and signs. */
static void add_pattern(struct buffer *to, int depth)
{
    static const char *const words[] = {"a",  "b",  "ab", "ba", "abc", "c",   "1",
                                        "12", "1a", "a1", "AB", "cab", "b1b", "aaaaaaaaaaaaaaaaab"};
    static const char *const pieces[] = {
        "\\w*",      "\\w+",     "\\w",    "\\d",    "\\d+",  "\\d?", "\\d*",   "[ab]", "[1-3]",
        "[12]?",     "[^a]",     "b?",     "a*",     "a+",    "b{2}", "b{0,1}", "'",    "-",
        "-?",        "[-/]",     "\\.",    "[ -]?",  ",",     ",?",   ".",      "\\b",  "\xC3\xA9",
        "(?!a)",     "(?! b)",   "_",      "\\s+",   "\\s*",  "\\W+", "\\W?",   "[- ]", "[a1]",
        "(?:ab|c)?", "(?:b|ca)", "(?: )?", "(?:a|)", "[bc]?", "\\S",  "\\S*",   "\\D",  "\\D?",
        "\\x61",     ",{0,1}",   "-{0,2}", "\\p{L}", "(?=a)"};
    static const char *const groups[] = {"(?:",   "(?:",    "(?:",   "(",
                                         "(?<n>", "(?P<n>", "(?'n'", "(?>"};
    static const char *const joints[] = {" ", " ", " ", " ~ ", " ~~ ", " ?", " *", "", "  "};
    static const char *const counts[] = {"", "", "?", "*", "+", "{2}", "{0,2}", "??", "{1,2}"};
    uint32_t elements = 1 + chance(4);
    for (uint32_t i = 0; i < elements; i++) {
        if (i > 0)
            buffer_add(to, text_of(ANY(joints)));
        switch (chance(depth < 3 ? 7 : 4)) {
        case 0:
        case 1:
            buffer_add(to, text_of(ANY(words)));
            break;
        case 2:
            buffer_add(to, text_of(ANY(words)));
            buffer_add(to, text_of(ANY(pieces)));
            break;
        case 3:
            buffer_add(to, text_of(ANY(pieces)));
            break;
        case 4:
            buffer_format(to, "<c%u>%s", chance(6), ANY(counts));
            break;
        default:
            buffer_add(to, text_of(ANY(groups)));
            for (uint32_t n = 0, most = 1 + chance(3); n < most; n++) {
                if (n > 0)
                    buffer_put(to, "|");
                add_pattern(to, depth + 1);
                if (chance(4) == 0)
                    buffer_put(to, " ");
            }
            buffer_put(to, ")");
            buffer_add(to, text_of(ANY(counts)));
        }
    }
}

static void add_sentence(struct buffer *to)
{
    static const char *const words[] = {"a",   "b",   "ab", "ba",  "abc",      "c",
                                        "1",   "12",  "1a", "a1",  "aa",       "cab",
                                        "b1b", "bb",  "ac", "a's", "\xC3\xA9", "aaaaaaaaaaaaaaaaab",
                                        "23",  "abb", "_a", "a_b"};
    static const char *const joints[] = {" ", " ", " ", " ", "-", " - ", ", ", "'", ".", "/", "\n"};
    uint32_t count = 1 + chance(7);
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_add(to, text_of(ANY(joints)));
        buffer_add(to, text_of(ANY(words)));
    }
}

/* Whether a word of the sentence (at `at`, or anywhere for SIZE_MAX) begins with a stem of the
 * set, which may be a class's. */
static bool meets(struct text set, struct text sentence, size_t at)
{
    struct stems stems;
    struct text stem;
    bool met = false;
    if (set.length > 2 && (set.data[0] == '<' || set.data[0] == '{')) {
        uint32_t number = lookup_find(&classes.names, text_part(set, 1, set.length - 2));
        set = set.data[0] == '<' ? classes.texts[number].stems : classes.texts[number].held;
    }
    stems_init(&stems);
    while (set.length > 0 && text_next(&set, '|', &stem))
        if (stems_add(&stems, stem) == LOOKUP_NONE)
            ok(false, "an anchor is made of stems");
    /* Word by word: test_stems.c holds the index to the same. */
    for (size_t i = 0; i < sentence.length && !met; i++) {
        bool begins = stem_is_letter(sentence.data[i]) &&
                      (i == 0 ||
                       (!stem_is_letter(sentence.data[i - 1]) && sentence.data[i - 1] != '_'));
        if (!begins || (at != SIZE_MAX && at != i))
            continue;
        size_t length = 0;
        while (i + length < sentence.length && stem_is_letter(sentence.data[i + length]))
            length++;
        for (uint32_t n = 0; n < stems.texts.count && !met; n++) {
            struct text key = lookup_key(&stems.texts, n);
            bool whole = key.data[key.length - 1] == '$', any = memchr(key.data, '#', key.length),
                 same = true;
            size_t letters = key.length - whole;
            same = letters <= length && !(whole && letters != length);
            for (size_t k = 0; k < letters && same; k++) {
                char byte = sentence.data[i + k];
                bool digit = byte >= '0' && byte <= '9';
                same = key.data[k] == (any && digit ? '#' : byte);
            }
            met = same;
        }
    }
    stems_release(&stems);
    return met;
}

/* The next set of an anchor. */
static bool next_set(struct text *rest, struct text *set)
{
    if (rest->length == 0)
        return false;
    for (size_t i = 0; i + 3 <= rest->length; i++)
        if (text_equal(text_part(*rest, i, 3), TEXT(" & "))) {
            *set = text_part(*rest, 0, i);
            *rest = text_part(*rest, i + 3, SIZE_MAX);
            return true;
        }
    *set = *rest;
    *rest = TEXT("");
    return true;
}

static unsigned long held_matches, wrong_matches, anchored;

/* Every match of the pattern in the sentence begins where its anchor says and has what it asks. */
static void hold(struct regex *regex, struct text pattern, struct text anchor, struct text sentence)
{
    struct regex_match match;
    for (size_t from = 0; from <= sentence.length;) {
        if (((unsigned char)text_part(sentence, from, 1).data[0] & 0xC0) == 0x80) {
            from++;
            continue;
        }
        if (regex_find(engine, regex, sentence, from, &match) != REGEX_FOUND)
            return;
        size_t start = match.groups[0].start;
        from = start + 1;
        if (match.groups[0].end == start)
            continue; /* an empty match is none to the scan */
        struct text rest = anchor, set;
        held_matches++;
        while (next_set(&rest, &set)) {
            bool leads = set.data[0] == '^';
            if (meets(leads ? text_part(set, 1, SIZE_MAX) : set, sentence,
                      leads ? start : SIZE_MAX))
                continue;
            if (wrong_matches++ < 12) {
                ok(false, leads ? "a match begins at a lead stem" : "a match has what is needed");
                tap_tell("pattern", pattern);
                tap_tell("anchor", anchor);
                tap_tell("sentence", sentence);
                struct text name;
                while (pattern_next_class(&pattern, &name)) {
                    const struct class_texts
                        *texts = &classes.texts[lookup_find(&classes.names, name)];
                    tap_tell("class", texts->pattern);
                    tap_tell("stems", texts->stems);
                    tap_tell("held", texts->held);
                }
            }
            return;
        }
    }
}

static void test_against_brute_force(void)
{
    enum { ROUNDS = 120, PATTERNS = 60, SENTENCES = 50 };
    static const char *const names[] = {"c0", "c1", "c2", "c3", "c4", "c5"};
    struct buffer texts[6], pattern, anchor, sentences[SENTENCES];
    for (size_t i = 0; i < 6; i++)
        buffer_init(&texts[i], LIMIT_PATTERN_BYTES);
    buffer_init(&pattern, LIMIT_PATTERN_BYTES);
    buffer_init(&anchor, LIMIT_PATTERN_BYTES);
    for (size_t i = 0; i < SENTENCES; i++)
        buffer_init(&sentences[i], 4096);
    for (size_t round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < 6; i++) {
            /* A class holds none of itself: the first are plain. */
            static const char *const plain[] = {"ab",        "a|b1?", "(?:b|c)(?:a|1)?", "a\\w*",
                                                "(?:ab )?c", "b ~ a", "\\d+|c",          "bb?|a b"};
            buffer_clear(&texts[i]);
            if (i < 3) {
                buffer_add(&texts[i], text_of(ANY(plain)));
            } else {
                buffer_put(&texts[i], "a|");
                add_pattern(&texts[i], 3);
            }
            buffer_add_byte(&texts[i], '\0');
            set_class(names[i], texts[i].data);
        }
        derive_classes();
        for (size_t i = 0; i < SENTENCES; i++) {
            buffer_clear(&sentences[i]);
            add_sentence(&sentences[i]);
        }
        for (size_t n = 0; n < PATTERNS; n++) {
            struct regex regex;
            buffer_clear(&pattern);
            buffer_clear(&anchor);
            add_pattern(&pattern, 0);
            if (chance(4) == 0) {
                buffer_put(&pattern, "|");
                add_pattern(&pattern, 0);
            }
            if (!compile(&regex, buffer_text(&pattern)))
                continue; /* `{2}?+` and the like */
            pattern_anchor(&classes, buffer_text(&pattern), &anchor);
            anchored += anchor.length > 0;
            unsigned long wrong = wrong_matches;
            for (size_t i = 0; i < SENTENCES && wrong == wrong_matches; i++)
                hold(&regex, buffer_text(&pattern), buffer_text(&anchor),
                     buffer_text(&sentences[i]));
            regex_release(&regex);
        }
    }
    ok(wrong_matches == 0, "anchors keep no pattern from what it finds");
    ok(held_matches > 10000 && anchored > 1000, "there was something to hold");
    for (size_t i = 0; i < 6; i++)
        buffer_release(&texts[i]);
    buffer_release(&pattern);
    buffer_release(&anchor);
    for (size_t i = 0; i < SENTENCES; i++)
        buffer_release(&sentences[i]);
}

int main(void)
{
    engine = regex_engine_new();
    word_classes_init(&classes);
    arena_init(&arena);
    set_class("pet", "cat|dog");
    set_class("home", "house|flat");
    set_class("nested", "our <pet>");
    set_class("loop", "x <loop>");
    test_shorthands();
    test_gaps();
    test_parts();
    test_classes();
    test_faults();
    derive_classes();
    test_anchors();
    test_against_brute_force();
    word_classes_release(&classes);
    arena_release(&arena);
    regex_engine_free(engine);
    return done();
}

/* What a pattern needs, read off its letters: see pattern_anchor. */
#include "definitions/pattern_needs.h"
#include "definitions/pattern_syntax.h"

#include "base/stems.h"
#include <string.h>

/* A stem of fewer letters than `SHORT` lets too much through to stand for longer words. */
enum { DEPTH = 12, MOST_WORDS = 12, SHORT = 4 };

/* Where the walk along a sequence stands. */
struct walk {
    const struct word_classes *classes;
    struct needs *needs;
    struct need pending; /* stems of optional words just passed */
    /* What the word that is being gathered from its start may be so far. */
    char words[MOST_WORDS][STEM_LETTERS + 1];
    size_t used[MOST_WORDS], word_count;
    bool in_word;
    bool at_word_start;
    bool at_lead;         /* nothing but what may be missing stands before */
    bool optional_before; /* right before stands a group that may be missing: what comes next may
                             go on with its last word */
    bool optional_now;    /* the same of what is being passed */
    int depth;
};

/* A set that the sequence cannot do without has been passed; it is used up. */
static void take_set(struct walk *walk, struct need *set)
{
    struct needs *needs = walk->needs;
    need_join(&walk->pending, set);
    need_swap(set, &walk->pending);
    need_release(&walk->pending);
    need_init(&walk->pending);
    needs->may_be_empty = false;
    if (walk->at_lead) {
        need_swap(&needs->lead, set);
        walk->at_lead = false;
    } else {
        needs_keep(walk->classes, needs, set);
    }
}

/* Something that no stem can stand for. */
static void take_unknown(struct walk *walk)
{
    if (walk->at_lead) {
        walk->needs->lead.sound = false;
        walk->at_lead = false;
    }
    walk->needs->may_be_empty = false;
    need_release(&walk->pending);
    need_init(&walk->pending);
}

static void add_word(struct walk *walk, struct need *set, size_t number, bool whole)
{
    char stem[STEM_LETTERS + 2];
    size_t length = walk->used[number];
    memcpy(stem, walk->words[number], length);
    if (whole)
        stem[length++] = '$';
    need_add(set, (struct text){stem, length}, 1);
}

/* The word that was being gathered ends, at an edge of a word when `whole`. */
static void end_word(struct walk *walk, bool whole)
{
    struct need set;
    if (!walk->in_word)
        return;
    need_init(&set);
    for (size_t i = 0; i < walk->word_count; i++)
        add_word(walk, &set, i, whole);
    take_set(walk, &set);
    need_release(&set);
    walk->in_word = false;
}

/* The word may end here, or go on. */
static void may_end_word(struct walk *walk)
{
    for (size_t i = 0; walk->in_word && i < walk->word_count; i++)
        add_word(walk, &walk->pending, i, true);
}

static void begin_word(struct walk *walk)
{
    walk->in_word = walk->at_word_start;
    if (walk->in_word) {
        walk->word_count = 1;
        walk->used[0] = 0;
    }
    walk->at_word_start = false;
}

/* Whether a word has room for no further letter. */
static bool is_full(const struct walk *walk)
{
    for (size_t i = 0; i < walk->word_count; i++)
        if (walk->used[i] == STEM_LETTERS)
            return true;
    return false;
}

/* One of `count` letters comes next. */
static void take_letters(struct walk *walk, const char *letters, size_t count)
{
    if (!walk->in_word)
        begin_word(walk);
    if (!walk->in_word) {
        walk->needs->may_be_empty = false;
        return;
    }
    size_t words = walk->word_count;
    if (words * count > MOST_WORDS || is_full(walk)) {
        if (walk->used[0] > 0) {
            end_word(walk, false);
        } else {
            walk->in_word = false;
            take_unknown(walk);
        }
        return;
    }
    for (size_t n = count; n-- > 0;)
        for (size_t i = 0; i < words; i++) {
            size_t to = n * words + i;
            memcpy(walk->words[to], walk->words[i], walk->used[i]);
            walk->used[to] = walk->used[i];
            walk->words[to][walk->used[to]++] = letters[n];
        }
    walk->word_count = words * count;
}

static char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (char)(letter | 0x20) : letter;
}

static bool is_short(const struct walk *walk)
{
    for (size_t i = 0; walk->in_word && i < walk->word_count; i++)
        if (walk->used[i] < SHORT)
            return true;
    return false;
}

/* Whether there is nothing but letters in all alternatives. */
static bool is_all_letters(struct text text)
{
    for (size_t i = 0; i < text.length; i++)
        if (!(lower(text.data[i]) >= 'a' && lower(text.data[i]) <= 'z') && text.data[i] != '|')
            return false;
    return true;
}

/* Adds to `walk` the word of that number of `before`, with a tail. False when there is no room. */
static bool add_tail(struct walk *walk, const struct walk *before, size_t number, struct text tail)
{
    size_t used = before->used[number];
    if (walk->word_count == MOST_WORDS || used + tail.length > STEM_LETTERS)
        return false;
    char *word = walk->words[walk->word_count];
    memcpy(word, before->words[number], used);
    for (size_t i = 0; i < tail.length; i++)
        word[used + i] = lower(tail.data[i]);
    walk->used[walk->word_count++] = used + tail.length;
    return true;
}

/* A short word goes on with one of the alternatives, or with none where it is optional. False, and
 * nothing is done, when it is not short or not so simple. */
static bool take_tails(struct walk *walk, struct text tails, bool optional)
{
    struct walk after = *walk;
    bool room = is_short(walk) && is_all_letters(tails);
    after.word_count = 0;
    for (size_t i = 0; room && optional && i < walk->word_count; i++)
        room = add_tail(&after, walk, i, TEXT(""));
    for (size_t start = 0; room && start <= tails.length;) {
        struct text tail = text_part(tails, start,
                                     pattern_branch_length(text_part(tails, start, SIZE_MAX)));
        for (size_t i = 0; room && i < walk->word_count; i++)
            room = add_tail(&after, walk, i, tail);
        start += tail.length + 1;
    }
    if (room)
        *walk = after;
    return room;
}

static bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

/* Whether the word has a digit that may be any. */
static bool has_any_digit(const struct walk *walk)
{
    for (size_t i = 0; walk->in_word && i < walk->word_count; i++)
        if (memchr(walk->words[i], '#', walk->used[i]))
            return true;
    return false;
}

/* Whether the word has a digit that is told. */
static bool has_told_digit(const struct walk *walk)
{
    for (size_t i = 0; walk->in_word && i < walk->word_count; i++)
        for (size_t n = 0; n < walk->used[i]; n++)
            if (is_digit(walk->words[i][n]))
                return true;
    return false;
}

/* One of some digits: any, where the word has a digit that may be any. */
static void take_digits(struct walk *walk, const char *digits, size_t count)
{
    if (has_any_digit(walk))
        take_letters(walk, "#", 1);
    else
        take_letters(walk, digits, count);
}

/* A digit, any: a stem has it for all of its digits or for none. */
static void take_any_digit(struct walk *walk)
{
    if (has_told_digit(walk))
        end_word(walk, false);
    else
        take_letters(walk, "#", 1);
}

static void take_letter(struct walk *walk, char letter)
{
    char folded = lower(letter);
    if (is_digit(letter))
        take_digits(walk, &letter, 1);
    else
        take_letters(walk, &folded, 1);
}

static void needs_of_choice(const struct word_classes *, struct text, bool at_word_start,
                            bool edge_at_end, int depth, struct needs *);

/* A group or a class has been passed: what it needs, and whether it may be missing. */
static void take_needs(struct walk *walk, struct needs *inner, bool optional)
{
    bool placed = walk->at_word_start;
    if (!placed) {
        /* It goes on with a word, or stands where no word starts for certain. */
        if (!optional && walk->at_lead)
            take_unknown(walk);
        if (!optional)
            walk->needs->may_be_empty = false;
        return;
    }
    if (optional || inner->may_be_empty) {
        need_join(&walk->pending, &inner->lead);
        walk->optional_now = true;
        return; /* the next word starts here, too */
    }
    walk->at_word_start = false;
    if (need_is_useful(&inner->lead))
        take_set(walk, &inner->lead);
    else
        take_unknown(walk);
    for (size_t i = 0; i < NEEDS_BEST && !walk->optional_before; i++)
        needs_keep(walk->classes, walk->needs, &inner->best[i]);
}

static void take_class(struct walk *walk, struct text name, bool edge, bool optional)
{
    uint32_t number = lookup_find(&walk->classes->names, name);
    struct needs inner;
    needs_init(&inner);
    if (number != LOOKUP_NONE) {
        const struct class_texts *texts = &walk->classes->texts[number];
        if (edge && texts->stems.length > 0) {
            need_add_class(&inner.lead, name, texts->stems, false);
            if (texts->held.length > 0)
                need_add_class(&inner.best[0], name, texts->held, true);
            inner.may_be_empty = false;
        } else {
            needs_of_choice(walk->classes, texts->pattern, true, edge, walk->depth + 1, &inner);
        }
    }
    end_word(walk, false);
    take_needs(walk, &inner, optional);
    needs_release(&inner);
}

/* A class of characters: digits, or what parts words; anything else is not known. */
static void take_brackets(struct walk *walk, struct text brackets, int least, bool repeats)
{
    char digits[10];
    size_t count = pattern_digits(brackets, digits);
    if (pattern_parts_words(brackets)) {
        if (least == 0 && walk->in_word) {
            may_end_word(walk);
        } else {
            end_word(walk, true);
            if (walk->at_lead)
                take_unknown(walk);
            walk->at_word_start = least > 0;
        }
        return;
    }
    if (least > 0 && count > 3)
        take_any_digit(walk);
    else if (least > 0 && count > 0)
        take_digits(walk, digits, count);
    else
        end_word(walk, false);
    if (least == 0 ? walk->at_word_start : count == 0)
        take_unknown(walk);
    if (repeats || count == 0 || least == 0)
        end_word(walk, false);
    walk->at_word_start = false;
}

/* Something that parts words, which may be missing: nobody knows then where the next word starts.
 */
static void take_parting(struct walk *walk, int least)
{
    end_word(walk, least > 0);
    if (walk->at_lead)
        take_unknown(walk);
    walk->at_word_start = least > 0;
}

/* A character or more, if any, of which only that is known that a word may go on with it. */
static void take_any(struct walk *walk, int least)
{
    end_word(walk, false);
    if (least > 0 || walk->at_word_start)
        take_unknown(walk);
    walk->at_word_start = false;
}

/* A sign of punctuation. */
static void take_sign(struct walk *walk, int least)
{
    if (least == 0 && walk->in_word)
        may_end_word(walk);
    else
        take_parting(walk, least);
}

/* `\d`, `\w`, `\s`, `\b` and the rest. */
static void take_escape(struct walk *walk, char letter, int least, bool repeats)
{
    if (letter == 'd' && least > 0) {
        take_any_digit(walk);
        if (repeats)
            end_word(walk, false);
    } else if (letter == 'b') {
        end_word(walk, true);
    } else if (letter == 's' || letter == 'W') {
        take_parting(walk, least);
    } else if (stem_is_letter(letter)) {
        take_any(walk, least);
    } else {
        take_sign(walk, least);
    }
}

/* A letter or a digit. */
static void take_plain(struct walk *walk, char letter, int least, bool repeats)
{
    if (least > 0) {
        take_letter(walk, letter);
        if (repeats)
            end_word(walk, false);
    } else if (repeats || !take_tails(walk, (struct text){&letter, 1}, true)) {
        take_any(walk, least);
    }
}

/* A group that stands in the text. */
static void take_group(struct walk *walk, struct text inner, bool edge, bool optional)
{
    struct needs needs;
    bool fresh = walk->at_word_start && !walk->in_word;
    needs_init(&needs);
    end_word(walk, false);
    needs_of_choice(walk->classes, inner, fresh, edge, walk->depth + 1, &needs);
    take_needs(walk, &needs, optional);
    needs_release(&needs);
    if ((!optional || walk->at_word_start) && pattern_ends_with_blanks(inner)) {
        walk->at_word_start = true;
        walk->optional_now = false;
    }
}

/* A class of characters or a group. */
static void take_enclosed(struct walk *walk, struct text element, bool edge, int least,
                          bool repeats)
{
    struct text inner;
    char letters[2 * MOST_WORDS];
    if (element.data[0] == '[') {
        size_t length = pattern_letters(element, letters, sizeof letters);
        if (length == 0 || repeats || !take_tails(walk, (struct text){letters, length}, least == 0))
            take_brackets(walk, element, least, repeats || least == 0);
        return;
    }
    switch (pattern_group_kind(element, &inner)) {
    case GROUP_PLAIN:
        if (least == 0 && walk->in_word && text_equal(inner, TEXT(" ")))
            may_end_word(walk);
        else if (repeats || !take_tails(walk, inner, least == 0))
            take_group(walk, inner, edge, least == 0);
        break;
    case GROUP_LOOK_AROUND:
        end_word(walk, false);
        walk->optional_now = walk->optional_before;
        break;
    case GROUP_UNKNOWN:
        take_any(walk, least);
    }
}

/* A run of blanks, which may hold the sign of a gap; returns its length. With `?` behind it, it may
 * be missing. */
static size_t take_blanks(struct walk *walk, struct text rest)
{
    size_t length = 1;
    while (length < rest.length && (rest.data[length] == ' ' || rest.data[length] == '~'))
        length++;
    bool sure = length == rest.length || (rest.data[length] != '?' && rest.data[length] != '*');
    if (!sure && walk->in_word)
        may_end_word(walk);
    else
        take_parting(walk, sure);
    return sure ? length : length + 1;
}

/* The length of the element at the start of a text, without its quantifier. */
static size_t element_length(struct text rest)
{
    size_t length = 1;
    switch (rest.data[0]) {
    case '<':
        while (length < rest.length && rest.data[length - 1] != '>')
            length++;
        return length;
    case '(':
    case '[':
        return pattern_group_length(rest);
    case '\\':
        return rest.length > 1 ? 2 : 1;
    default:
        return 1;
    }
}

/* Whether a character stands for what a word may go on with: any character, a letter that is none
 * of ASCII's, an apostrophe, which may be missing. */
static bool goes_on(char c)
{
    return c == '\'' || c == '.' || c == '_' || (unsigned char)c >= 0x80;
}

/* The element at the start of `rest`; returns its length with its quantifier. */
static size_t take_element(struct walk *walk, struct text rest, bool edge_at_end)
{
    int least;
    char c = rest.data[0];
    if (c == ' ')
        return take_blanks(walk, rest);
    size_t length = element_length(rest);
    struct text element = text_part(rest, 0, length), behind = text_part(rest, length, SIZE_MAX);
    size_t more = pattern_quantifier(behind, &least);
    struct text after = text_part(behind, more, SIZE_MAX);
    bool repeats = more > 0 && behind.data[0] != '?';
    bool edge = pattern_edge_follows(after, edge_at_end) && !repeats;
    if (c == '<' && length > 2)
        take_class(walk, text_part(rest, 1, length - 2), edge, least == 0);
    else if (c == '(' || c == '[')
        take_enclosed(walk, element, edge, least, repeats);
    else if (c == '\\')
        take_escape(walk, length > 1 ? rest.data[1] : ' ', least, repeats);
    else if (stem_is_letter(c))
        take_plain(walk, c, least, repeats);
    else if (c == '\'' && walk->in_word && more == 0)
        may_end_word(walk);
    else if (goes_on(c))
        take_any(walk, c == '\'' ? 0 : least);
    else if (c == '^' || c == '$')
        end_word(walk, c == '$');
    else
        take_sign(walk, least);
    return length + more;
}

static void needs_of_sequence(const struct word_classes *classes, struct text text,
                              bool at_word_start, bool edge_at_end, int depth, struct needs *needs)
{
    struct walk walk = {.classes = classes,
                        .needs = needs,
                        .at_word_start = at_word_start,
                        .at_lead = true,
                        .depth = depth};
    need_init(&walk.pending);
    for (size_t i = 0; i < text.length;) {
        walk.optional_before = walk.optional_now;
        walk.optional_now = false;
        i += take_element(&walk, text_part(text, i, SIZE_MAX), edge_at_end);
    }
    end_word(&walk, edge_at_end);
    /* Nothing but optional words: what follows outside begins the match as well. */
    if (walk.at_lead) {
        need_swap(&needs->lead, &walk.pending);
        needs->may_be_empty = true;
    }
    if (!at_word_start)
        needs->lead.sound = false;
    need_release(&walk.pending);
}

static void needs_of_choice(const struct word_classes *classes, struct text text,
                            bool at_word_start, bool edge_at_end, int depth, struct needs *needs)
{
    bool first = true;
    if (depth > DEPTH)
        return;
    for (size_t start = 0; start <= text.length;) {
        size_t length = pattern_branch_length(text_part(text, start, SIZE_MAX));
        bool only = first && start + length >= text.length;
        struct needs branch;
        needs_init(&branch);
        needs_of_sequence(classes, text_part(text, start, length), at_word_start, edge_at_end,
                          depth, &branch);
        /* Of several alternatives each gives the set that lets least through. */
        if (!only && need_is_useful(&branch.lead)) {
            struct need lead;
            need_init(&lead);
            need_join(&lead, &branch.lead);
            needs_keep(classes, &branch, &lead);
            need_release(&lead);
        }
        if (first) {
            need_swap(&needs->lead, &branch.lead);
            for (size_t i = 0; i < (only ? NEEDS_BEST : 1); i++)
                need_swap(&needs->best[i], &branch.best[i]);
            needs->may_be_empty = branch.may_be_empty;
        } else {
            need_join(&needs->lead, &branch.lead);
            need_join(&needs->best[0], &branch.best[0]);
            needs->may_be_empty = needs->may_be_empty || branch.may_be_empty;
        }
        needs_release(&branch);
        first = false;
        start += length + 1;
    }
}

bool pattern_anchor(const struct word_classes *classes, struct text part, struct buffer *anchor)
{
    struct needs needs;
    needs_init(&needs);
    needs_of_choice(classes, part, true, true, 0, &needs);
    bool lead = needs.lead.sound && needs.lead.count > 0 && !needs.may_be_empty;
    if (lead) {
        buffer_put(anchor, "^");
        need_write(&needs.lead, anchor);
    }
    bool first = !lead;
    for (size_t i = 0; i < NEEDS_BEST; i++) {
        if (!need_is_useful(&needs.best[i]) ||
            (lead && text_equal(buffer_text(&needs.best[i].stems), buffer_text(&needs.lead.stems))))
            continue;
        if (!first)
            buffer_put(anchor, " & ");
        need_write(&needs.best[i], anchor);
        first = false;
    }
    needs_release(&needs);
    return !buffer_failed(anchor);
}

bool pattern_class_stems(const struct word_classes *classes, uint32_t word_class,
                         struct buffer *stems, struct buffer *held)
{
    struct needs needs;
    needs_init(&needs);
    needs_of_choice(classes, classes->texts[word_class].pattern, true, true, 1, &needs);
    bool lead = needs.lead.sound && needs.lead.count > 0 && !needs.may_be_empty;
    if (lead)
        need_write_stems(&needs.lead, stems);
    if (lead && need_is_useful(&needs.best[0]) &&
        need_breadth(classes, &needs.best[0]) < 0.7 * need_breadth(classes, &needs.lead))
        need_write_stems(&needs.best[0], held);
    needs_release(&needs);
    return !buffer_failed(stems) && !buffer_failed(held);
}

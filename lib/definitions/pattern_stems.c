/* What a pattern needs, read off its letters: see pattern_anchor. */
#include "definitions/pattern_text.h"

#include "base/limits.h"
#include "base/stems.h"
#include <string.h>

enum { DEPTH = 12, MOST_STEMS = 600, MOST_BYTES = 8192, MOST_SETS = 3, MOST_WORDS = 12 };

/* A set of stems; unsound when it cannot be told which. */
struct set {
    struct buffer stems; /* `a|b$` */
    size_t count;
    bool sound;
    struct text word_class; /* the class that these are stems of, or empty */
    bool held;              /* those that it holds, not those that it begins with */
    double breadth;         /* how much of a text it lets through; below 0: not reckoned yet */
};

/* What a sequence or a choice needs: where it begins, and the best sets beside that, best first. */
struct needs {
    struct set lead, best[MOST_SETS];
    bool may_be_empty;
};

/* Where the walk along a sequence stands. */
struct walk {
    const struct word_classes *classes;
    struct needs *needs;
    struct set pending; /* stems of optional words just passed */
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

static void set_init(struct set *set)
{
    *set = (struct set){.sound = true, .word_class = TEXT(""), .breadth = -1};
    buffer_init(&set->stems, MOST_BYTES);
}

static void set_release(struct set *set)
{
    buffer_release(&set->stems);
}

static void set_add(struct set *set, struct text stems, size_t count)
{
    if (set->count > 0)
        buffer_add_byte(&set->stems, '|');
    buffer_add(&set->stems, stems);
    set->count += count;
    set->breadth = -1;
    if (buffer_failed(&set->stems) || set->count > MOST_STEMS)
        set->sound = false;
}

static void set_join(struct set *to, const struct set *from)
{
    if (!from->sound)
        to->sound = false;
    if (to->count == 0) {
        to->word_class = from->word_class;
        to->held = from->held;
    } else if (from->count > 0) {
        to->word_class = TEXT("");
    }
    if (from->count > 0)
        set_add(to, buffer_text(&from->stems), from->count);
}

static void set_swap(struct set *a, struct set *b)
{
    struct set kept = *a;
    *a = *b;
    *b = kept;
}

static double set_breadth(const struct word_classes *classes, struct set *set)
{
    struct text rest = buffer_text(&set->stems), stem;
    if (set->breadth >= 0)
        return set->breadth;
    set->breadth = 0;
    while (rest.length > 0 && text_next(&rest, '|', &stem))
        set->breadth += stem_breadth(classes, stem);
    return set->breadth;
}

static void needs_init(struct needs *needs)
{
    *needs = (struct needs){.may_be_empty = true};
    set_init(&needs->lead);
    needs->lead.sound = false;
    for (size_t i = 0; i < MOST_SETS; i++) {
        set_init(&needs->best[i]);
        needs->best[i].sound = false;
    }
}

static void needs_release(struct needs *needs)
{
    set_release(&needs->lead);
    for (size_t i = 0; i < MOST_SETS; i++)
        set_release(&needs->best[i]);
}

static bool is_useful(const struct set *set)
{
    return set->sound && set->count > 0;
}

/* Keeps a set among the best, in order, if it is one of them; `set` is used up. */
static void keep_best(const struct word_classes *classes, struct needs *needs, struct set *set)
{
    if (!is_useful(set))
        return;
    for (size_t i = 0; i < MOST_SETS; i++) {
        struct set *kept = &needs->best[i];
        if (is_useful(kept) && text_equal(buffer_text(&kept->stems), buffer_text(&set->stems)))
            return;
        if (!is_useful(kept) || set_breadth(classes, set) < set_breadth(classes, kept))
            set_swap(kept, set);
        if (!is_useful(set))
            return;
    }
}

/* A set that the sequence cannot do without has been passed; it is used up. */
static void take_set(struct walk *walk, struct set *set)
{
    struct needs *needs = walk->needs;
    set_join(&walk->pending, set);
    set_swap(set, &walk->pending);
    set_release(&walk->pending);
    set_init(&walk->pending);
    needs->may_be_empty = false;
    if (walk->at_lead) {
        set_swap(&needs->lead, set);
        walk->at_lead = false;
    } else {
        keep_best(walk->classes, needs, set);
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
    set_release(&walk->pending);
    set_init(&walk->pending);
}

static void add_word(struct walk *walk, struct set *set, size_t number, bool whole)
{
    char stem[STEM_LETTERS + 2];
    size_t length = walk->used[number];
    memcpy(stem, walk->words[number], length);
    if (whole)
        stem[length++] = '$';
    set_add(set, (struct text){stem, length}, 1);
}

/* The word that was being gathered ends, at an edge of a word when `whole`. */
static void end_word(struct walk *walk, bool whole)
{
    struct set set;
    if (!walk->in_word)
        return;
    set_init(&set);
    for (size_t i = 0; i < walk->word_count; i++)
        add_word(walk, &set, i, whole);
    take_set(walk, &set);
    set_release(&set);
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
    if (words * count > MOST_WORDS || walk->used[0] == STEM_LETTERS) {
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

static void take_letter(struct walk *walk, char letter)
{
    bool digit = letter >= '0' && letter <= '9';
    for (size_t i = 0; digit && walk->in_word && i < walk->word_count; i++)
        if (memchr(walk->words[i], '#', walk->used[i])) {
            take_letter(walk, '#');
            return;
        }
    char lower = letter >= 'A' && letter <= 'Z' ? (char)(letter | 0x20) : letter;
    take_letters(walk, &lower, 1);
}

/* One of some digits: any, where the word has a digit that may be any. */
static void take_digits(struct walk *walk, const char *digits, size_t count)
{
    for (size_t i = 0; walk->in_word && i < walk->word_count; i++)
        if (memchr(walk->words[i], '#', walk->used[i])) {
            take_letter(walk, '#');
            return;
        }
    take_letters(walk, digits, count);
}

/* A digit, any: a stem has it for all of its digits or for none. */
static void take_any_digit(struct walk *walk)
{
    for (size_t i = 0; walk->in_word && i < walk->word_count; i++)
        for (size_t n = 0; n < walk->used[i]; n++)
            if (walk->words[i][n] >= '0' && walk->words[i][n] <= '9') {
                end_word(walk, false);
                return;
            }
    take_letter(walk, '#');
}

/* The length of a quantifier at the start of the text; `*least` is 0 when it lets the thing be
 * missing. */
static size_t quantifier(struct text text, int *least)
{
    *least = 1;
    if (text.length == 0)
        return 0;
    size_t length = 1;
    if (text.data[0] == '?' || text.data[0] == '*') {
        *least = 0;
    } else if (text.data[0] == '{') {
        while (length < text.length && text.data[length - 1] != '}')
            length++;
        *least = text.length > 1 && (text.data[1] == '0' || text.data[1] == ',') ? 0 : 1;
    } else if (text.data[0] != '+') {
        return 0;
    }
    if (length < text.length && (text.data[length] == '?' || text.data[length] == '+'))
        length++;
    return length;
}

/* Past the bracket that closes the group or class at the start of the text. */
static size_t group_length(struct text text)
{
    size_t depth = 0, i = 0;
    bool brackets = false;
    for (; i < text.length; i++) {
        char c = text.data[i];
        if (c == '\\') {
            i++;
        } else if (brackets) {
            brackets = c != ']';
        } else if (c == '[') {
            brackets = true;
        } else if (c == '(') {
            depth++;
        } else if (c == ')' && --depth == 0) {
            return i + 1;
        }
        if (depth == 0 && !brackets)
            return i + 1;
    }
    return text.length;
}

/* Whether what follows is an edge of a word: a blank, a gap, the end where the whole ends at one.
 */
static bool edge_follows(struct text rest, bool edge_at_end)
{
    if (rest.length == 0)
        return edge_at_end;
    if (rest.data[0] == '\\')
        return rest.length > 1 &&
               (rest.data[1] == 'b' || rest.data[1] == 's' || rest.data[1] == 'W');
    size_t next = 1;
    while (rest.data[0] == ' ' && next < rest.length && rest.data[next] == ' ')
        next++;
    return strchr(" ,.;:!\"%/&-", rest.data[0]) != NULL &&
           !(next < rest.length && (rest.data[next] == '?' || rest.data[next] == '*'));
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
        set_join(&walk->pending, &inner->lead);
        walk->optional_now = true;
        return; /* the next word starts here, too */
    }
    walk->at_word_start = false;
    if (is_useful(&inner->lead))
        take_set(walk, &inner->lead);
    else
        take_unknown(walk);
    for (size_t i = 0; i < MOST_SETS && !walk->optional_before; i++)
        keep_best(walk->classes, walk->needs, &inner->best[i]);
}

/* The stems of a class as a set. */
static void set_of_class(struct set *set, struct text name, struct text stems, bool held)
{
    size_t count = 1;
    for (size_t i = 0; i < stems.length; i++)
        count += stems.data[i] == '|';
    set->sound = true;
    set_add(set, stems, count);
    set->word_class = name;
    set->held = held;
}

static void take_class(struct walk *walk, struct text name, bool edge, bool optional)
{
    uint32_t number = lookup_find(&walk->classes->names, name);
    struct needs inner;
    needs_init(&inner);
    if (number != LOOKUP_NONE) {
        const struct class_texts *texts = &walk->classes->texts[number];
        if (edge && texts->stems.length > 0) {
            set_of_class(&inner.lead, name, texts->stems, false);
            if (texts->held.length > 0)
                set_of_class(&inner.best[0], name, texts->held, true);
            inner.may_be_empty = false;
        } else {
            needs_of_choice(walk->classes, texts->pattern, true, edge, walk->depth + 1, &inner);
        }
    }
    end_word(walk, false);
    take_needs(walk, &inner, optional);
    needs_release(&inner);
}

/* Whether all that a class of characters holds are blanks, hyphens and the like: what parts words.
 */
static bool parts_words(struct text brackets)
{
    for (size_t i = 1; i + 1 < brackets.length; i++)
        if (brackets.data[i] == '^' || !strchr(" -/.,&", brackets.data[i]))
            return false;
    return brackets.length > 2;
}

/* The digits that a class of characters stands for; 0 when it holds anything else. */
static size_t digits_of(struct text brackets, char digits[10])
{
    size_t count = 0;
    for (size_t i = 1; i + 1 < brackets.length; i++) {
        char first = brackets.data[i], last = first;
        if (i + 3 < brackets.length && brackets.data[i + 1] == '-') {
            last = brackets.data[i + 2];
            i += 2;
        }
        if (first < '0' || last > '9' || (size_t)(last - first) + count >= 10)
            return 0;
        for (char digit = first; digit <= last; digit++)
            digits[count++] = digit;
    }
    return count;
}

/* A class of characters: digits, or what parts words; anything else is not known. */
static void take_brackets(struct walk *walk, struct text brackets, int least, bool repeats)
{
    char digits[10];
    size_t count = digits_of(brackets, digits);
    if (parts_words(brackets)) {
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

/* `\d`, `\w`, `\s`, `\b` and the rest. */
static void take_escape(struct walk *walk, char letter, int least, bool repeats)
{
    switch (letter) {
    case 'd':
        if (least > 0) {
            take_any_digit(walk);
            if (repeats)
                end_word(walk, false);
        } else {
            end_word(walk, false);
            if (walk->at_word_start)
                take_unknown(walk);
            walk->at_word_start = false;
        }
        break;
    case 'b':
        end_word(walk, true);
        break;
    case 's':
    case 'W':
        take_parting(walk, least);
        break;
    case 'w':
        end_word(walk, false);
        if (least > 0 || walk->at_word_start)
            take_unknown(walk);
        walk->at_word_start = false;
        break;
    default: /* a sign of punctuation */
        if (least == 0 && walk->in_word) {
            may_end_word(walk);
            break;
        }
        take_parting(walk, least);
    }
}

/* The end of the first alternative. */
static size_t branch_length(struct text text)
{
    size_t i = 0;
    while (i < text.length && text.data[i] != '|') {
        if (text.data[i] == '(' || text.data[i] == '[')
            i += group_length(text_part(text, i, SIZE_MAX));
        else
            i += text.data[i] == '\\' && i + 1 < text.length ? 2 : 1;
    }
    return i;
}

/* Whether every alternative ends with a blank, which leaves the next word at its start. */
static bool ends_with_blanks(struct text text)
{
    for (size_t start = 0; start <= text.length;) {
        size_t length = branch_length(text_part(text, start, SIZE_MAX));
        if (length == 0 || text.data[start + length - 1] != ' ')
            return false;
        start += length + 1;
    }
    return true;
}

/* The element at the start of `rest`; returns its length with its quantifier. */
static size_t take_element(struct walk *walk, struct text rest, bool edge_at_end)
{
    int least;
    size_t length = 1, more;
    char c = rest.data[0];
    if (c == '<') {
        while (length < rest.length && rest.data[length - 1] != '>')
            length++;
    } else if (c == '(' || c == '[') {
        length = group_length(rest);
    } else if (c == '\\') {
        length = rest.length > 1 ? 2 : 1;
    }
    struct text behind = text_part(rest, length, SIZE_MAX);
    more = quantifier(behind, &least);
    struct text after = text_part(behind, more, SIZE_MAX);
    bool edge = edge_follows(after, edge_at_end) && (more == 0 || behind.data[0] == '?');
    if (c == '<' && length > 2) {
        take_class(walk, text_part(rest, 1, length - 2), edge, least == 0);
    } else if (c == '(' && rest.length > 2 && rest.data[1] == '?' && rest.data[2] != ':') {
        end_word(walk, false); /* a look around: nothing of the text is used */
        walk->optional_now = walk->optional_before;
    } else if (c == '(') {
        struct needs inner;
        size_t skip = rest.length > 2 && rest.data[1] == '?' ? 3 : 1;
        needs_init(&inner);
        bool fresh = walk->at_word_start && !walk->in_word;
        end_word(walk, false);
        needs_of_choice(walk->classes, text_part(rest, skip, length > skip ? length - skip - 1 : 0),
                        fresh, edge, walk->depth + 1, &inner);
        take_needs(walk, &inner, least == 0);
        needs_release(&inner);
        if ((least > 0 || walk->at_word_start) &&
            ends_with_blanks(text_part(rest, skip, length > skip ? length - skip - 1 : 0))) {
            walk->at_word_start = true;
            walk->optional_now = false;
        }
    } else if (c == '[') {
        take_brackets(walk, text_part(rest, 0, length), least, more > 0);
    } else if (c == '\\') {
        take_escape(walk, length > 1 ? rest.data[1] : ' ', least, more > 0);
    } else if (c == ' ') {
        while (length < rest.length && (rest.data[length] == ' ' || rest.data[length] == '~'))
            length++;
        bool sure = length == rest.length || (rest.data[length] != '?' && rest.data[length] != '*');
        if (!sure && walk->in_word) {
            may_end_word(walk);
            return length + 1;
        }
        end_word(walk, sure);
        if (walk->at_lead)
            take_unknown(walk);
        walk->at_word_start = sure;
        return sure ? length : length + 1;
    } else if (stem_is_letter(c)) {
        if (least == 0) {
            end_word(walk, false);
            if (walk->at_word_start)
                take_unknown(walk);
            walk->at_word_start = false;
        } else {
            take_letter(walk, c);
            if (more > 0)
                end_word(walk, false);
        }
    } else if (c == '\'' && walk->in_word && more == 0) {
        may_end_word(walk);
    } else if (c == '\'' || c == '.' || (unsigned char)c >= 0x80 || c == '_') {
        end_word(walk, false);
        if (walk->at_lead)
            take_unknown(walk);
        walk->at_word_start = false;
    } else if (c == '^' || c == '$') {
        end_word(walk, c == '$');
    } else if (least == 0 && walk->in_word) {
        may_end_word(walk);
    } else {
        take_parting(walk, least);
    }
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
    set_init(&walk.pending);
    for (size_t i = 0; i < text.length;) {
        walk.optional_before = walk.optional_now;
        walk.optional_now = false;
        i += take_element(&walk, text_part(text, i, SIZE_MAX), edge_at_end);
    }
    end_word(&walk, edge_at_end);
    /* Nothing but optional words: what follows outside begins the match as well. */
    if (walk.at_lead) {
        set_swap(&needs->lead, &walk.pending);
        needs->may_be_empty = true;
    }
    if (!at_word_start)
        needs->lead.sound = false;
    set_release(&walk.pending);
}

static void needs_of_choice(const struct word_classes *classes, struct text text,
                            bool at_word_start, bool edge_at_end, int depth, struct needs *needs)
{
    bool first = true;
    if (depth > DEPTH)
        return;
    for (size_t start = 0; start <= text.length;) {
        size_t length = branch_length(text_part(text, start, SIZE_MAX));
        bool only = first && start + length >= text.length;
        struct needs branch;
        needs_init(&branch);
        needs_of_sequence(classes, text_part(text, start, length), at_word_start, edge_at_end,
                          depth, &branch);
        /* Of several alternatives each gives the set that lets least through. */
        if (!only && is_useful(&branch.lead)) {
            struct set lead;
            set_init(&lead);
            set_join(&lead, &branch.lead);
            keep_best(classes, &branch, &lead);
            set_release(&lead);
        }
        if (first) {
            set_swap(&needs->lead, &branch.lead);
            for (size_t i = 0; i < (only ? MOST_SETS : 1); i++)
                set_swap(&needs->best[i], &branch.best[i]);
            needs->may_be_empty = branch.may_be_empty;
        } else {
            set_join(&needs->lead, &branch.lead);
            set_join(&needs->best[0], &branch.best[0]);
            needs->may_be_empty = needs->may_be_empty || branch.may_be_empty;
        }
        needs_release(&branch);
        first = false;
        start += length + 1;
    }
}

/* Whether one stem finds all that another finds. */
static bool covers(struct text stem, struct text other)
{
    if (text_equal(stem, other))
        return true;
    return stem.data[stem.length - 1] != '$' && stem.length < other.length &&
           text_equal(stem, text_part(other, 0, stem.length));
}

/* Writes the stems, each once, without those that another covers. */
static void write_stems(const struct set *set, struct buffer *to)
{
    struct text all = buffer_text(&set->stems), rest = all, stem, other;
    bool first = true;
    for (size_t n = 0; text_next(&rest, '|', &stem); n++) {
        struct text others = all;
        bool needed = true;
        for (size_t m = 0; needed && text_next(&others, '|', &other); m++)
            if (m != n && covers(other, stem) && (!text_equal(other, stem) || m < n))
                needed = false;
        if (!needed)
            continue;
        if (!first)
            buffer_add_byte(to, '|');
        buffer_add(to, stem);
        first = false;
    }
}

static void write_set(const struct set *set, struct buffer *to)
{
    if (set->word_class.length > 0) {
        buffer_add_byte(to, set->held ? '{' : '<');
        buffer_add(to, set->word_class);
        buffer_add_byte(to, set->held ? '}' : '>');
    } else {
        write_stems(set, to);
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
        write_set(&needs.lead, anchor);
    }
    bool first = !lead;
    for (size_t i = 0; i < MOST_SETS; i++) {
        if (!is_useful(&needs.best[i]) ||
            (lead && text_equal(buffer_text(&needs.best[i].stems), buffer_text(&needs.lead.stems))))
            continue;
        if (!first)
            buffer_put(anchor, " & ");
        write_set(&needs.best[i], anchor);
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
        write_stems(&needs.lead, stems);
    if (lead && is_useful(&needs.best[0]) &&
        set_breadth(classes, &needs.best[0]) < 0.7 * set_breadth(classes, &needs.lead))
        write_stems(&needs.best[0], held);
    needs_release(&needs);
    return !buffer_failed(stems) && !buffer_failed(held);
}

#include "domain/plan/owners.h"

#include "base/limits.h"
#include "base/memory.h"
#include "records/share.h"

enum kind { SIGN, WORD, MARK, KEEP, KINDS };

static const char *const kind_names[KINDS] = {"sign", "word", "mark", "keep"};

struct rule {
    struct text text;
    enum kind kind;
};

struct owners_private {
    struct owners owners;
    struct rule *rules; /* in the order of the file */
    size_t rule_count, rule_capacity;
    unsigned char begins[256]; /* bits of the kinds that a text may begin with this byte */
    struct text names[LIMIT_OWNERS];
    struct arena arena;
};

/* A blank at the start of a text: 1 or 2 bytes, or 0. */
static size_t blank_at(struct text text, size_t at)
{
    if (at >= text.length)
        return 0;
    char c = text.data[at];
    if (c == ' ' || (c >= '\t' && c <= '\r'))
        return 1;
    return at + 1 < text.length && c == '\xc2' && text.data[at + 1] == '\xa0' ? 2 : 0;
}

static bool blank_before(struct text text, size_t at)
{
    return at == 0 || blank_at(text, at - 1) == 1 || (at > 1 && blank_at(text, at - 2) == 2);
}

static bool blank_behind(struct text text, size_t at)
{
    return at == text.length || blank_at(text, at) > 0;
}

/* Part of a word: a letter of any script, or a digit. */
static bool in_word(struct text text, size_t at)
{
    if (at >= text.length)
        return false;
    unsigned char c = (unsigned char)text.data[at];
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool owner_key(struct text name, struct buffer *key)
{
    size_t start = key->length, blank;
    bool gap = false;
    for (size_t at = 0; at < name.length; at++) {
        if ((blank = blank_at(name, at)) > 0) {
            at += blank - 1;
            gap = key->length > start;
            continue;
        }
        if (gap)
            buffer_add_byte(key, ' ');
        gap = false;
        buffer_add_byte(key, lower(name.data[at]));
    }
    return !buffer_failed(key);
}

/* ---- loading ---- */

static bool add_rule(struct owners_private *own, struct share_file *file, struct rule rule)
{
    void *rules = own->rules;
    if (!rule.text.data ||
        !memory_reserve(&rules, &own->rule_capacity, own->rule_count + 1, sizeof *own->rules))
        return share_file_no_memory(file);
    own->rules = rules;
    own->rules[own->rule_count++] = rule;
    unsigned char first = (unsigned char)rule.text.data[0];
    own->begins[first] |= (unsigned char)(1u << rule.kind);
    if (first >= 'a' && first <= 'z')
        own->begins[first - 'a' + 'A'] |= (unsigned char)(1u << rule.kind);
    if (first >= 'A' && first <= 'Z')
        own->begins[first - 'A' + 'a'] |= (unsigned char)(1u << rule.kind);
    return true;
}

static bool load(struct owners_private *own, struct share_file *file)
{
    static const char *const names[] = {"kind", "text", NULL};
    if (!share_file_columns(file, names))
        return false;
    while (share_file_next(file)) {
        struct text kind = share_file_cell(file, 0), text = share_file_cell(file, 1);
        struct rule rule = {TEXT(""), SIGN};
        while (rule.kind < KINDS && !text_equal(kind, text_of(kind_names[rule.kind])))
            rule.kind++;
        if (rule.kind == KINDS) {
            share_file_not_one_of(file, 0, TEXT("sign, word, mark, keep"));
        } else if (text.length == 0) {
            share_file_wrong(file, 1, MESSAGE_DEFINITION_BLANK, text);
        } else if (own->rule_count == LIMIT_FRAMEWORK_ROWS) {
            char digits[24];
            return share_file_wrong(file, SIZE_MAX, MESSAGE_DEFINITION_TOO_LARGE,
                                    number_text(LIMIT_FRAMEWORK_ROWS, digits));
        } else {
            rule.text = arena_copy(&own->arena, text);
            if (!add_rule(own, file, rule))
                return false;
        }
    }
    return share_file_sound(file);
}

struct owners *owners_new(const char *name, const struct reporter *reporter)
{
    struct owners_private *own = memory_new(1, sizeof *own);
    if (!own) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    own->owners = (struct owners){.names = own->names, .own = own};
    arena_init(&own->arena);
    struct share_file *file = name ? share_file_open_user(name, reporter)
                                   : share_file_open("plans/separators.csv", reporter);
    bool loaded = file && load(own, file);
    share_file_free(file);
    if (loaded)
        return &own->owners;
    owners_free(&own->owners);
    return NULL;
}

void owners_free(struct owners *owners)
{
    if (!owners)
        return;
    struct owners_private *own = owners->own;
    memory_free(own->rules);
    arena_release(&own->arena);
    memory_free(own);
}

/* ---- reading a cell ---- */

/* The length of the first rule of a kind that stands at `at`; 0 for none. */
static size_t rule_at(const struct owners_private *own, enum kind kind, struct text text, size_t at)
{
    if (!(own->begins[(unsigned char)text.data[at]] & 1u << kind))
        return 0;
    for (size_t i = 0; i < own->rule_count; i++) {
        const struct rule *rule = &own->rules[i];
        size_t end = at + rule->text.length;
        if (rule->kind != kind || end > text.length ||
            !text_equal_folded(text_part(text, at, rule->text.length), rule->text))
            continue;
        if (kind == SIGN || (kind == KEEP && !in_word(text, end)) ||
            (kind != KEEP && blank_behind(text, end)))
            return rule->text.length;
    }
    return 0;
}

/* What has been read of a cell. */
struct cursor {
    struct text cell;
    size_t at;
    bool unclosed; /* no bracket is closed from here on */
};

/* Behind the bracket that closes the one at `at`; `at` + 1 when none does. */
static size_t behind_bracket(struct cursor *cursor, size_t at)
{
    const char *start = cursor->cell.data + at;
    const char *close = cursor->unclosed ? NULL : memchr(start, ')', cursor->cell.length - at);
    cursor->unclosed = !close;
    return close ? at + (size_t)(close - start) + 1 : at + 1;
}

/* The next piece between separators; false at the end. */
static bool next_piece(const struct owners_private *own, struct cursor *cursor, struct text *piece)
{
    struct text cell = cursor->cell;
    size_t start = cursor->at, at = start, length;
    if (start > cell.length)
        return false;
    while (at < cell.length) {
        char c = cell.data[at];
        if (c == '(') {
            at = behind_bracket(cursor, at);
            continue;
        }
        bool word_starts = at == 0 || !in_word(cell, at - 1);
        if (word_starts && (length = rule_at(own, KEEP, cell, at)) > 0) {
            at += length;
            continue;
        }
        length = c == '\n' || c == '\r' ? 1 : rule_at(own, SIGN, cell, at);
        if (length == 0 && (blank_before(cell, at) || at == start))
            length = rule_at(own, WORD, cell, at);
        if (length > 0) {
            *piece = text_part(cell, start, at - start);
            cursor->at = at + length;
            return true;
        }
        at++;
    }
    *piece = text_part(cell, start, cell.length);
    cursor->at = cell.length + 1;
    return true;
}

static struct text without_mark(const struct owners_private *own, struct text piece)
{
    piece = text_trim(piece);
    size_t length;
    while (piece.length > 0 && (length = rule_at(own, MARK, piece, 0)) > 0)
        piece = text_trim(text_part(piece, length, piece.length));
    return piece;
}

/* Goes on in a name as owner_key does: its next byte, blanks as one; -1 at the end. */
static int next_of_key(struct text name, size_t *at)
{
    size_t blank, start = *at;
    while ((blank = blank_at(name, *at)) > 0)
        *at += blank;
    if (*at >= name.length)
        return -1;
    return *at > start && start > 0 ? ' ' : (unsigned char)lower(name.data[(*at)++]);
}

static bool same_name(struct text a, struct text b)
{
    size_t at_a = 0, at_b = 0;
    int next;
    while ((next = next_of_key(a, &at_a)) == next_of_key(b, &at_b))
        if (next < 0)
            return true;
    return false;
}

static void add_name(struct owners *owners, struct text name)
{
    bool known = name.length == 0;
    for (size_t i = 0; i < owners->count && !known; i++)
        known = same_name(owners->names[i], name);
    if (!known)
        owners->names[owners->count++] = name;
}

void owners_read(struct owners *owners, struct text cell, bool split)
{
    const struct owners_private *own = owners->own;
    struct cursor cursor = {.cell = text_trim(cell)};
    struct text piece;
    owners->count = 0;
    while (split && next_piece(own, &cursor, &piece)) {
        if (owners->count == LIMIT_OWNERS) {
            owners->count = 0;
            split = false;
            break;
        }
        add_name(owners, without_mark(own, piece));
    }
    if (!split)
        add_name(owners, cursor.cell);
}

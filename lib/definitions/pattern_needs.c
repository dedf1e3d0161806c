#include "definitions/pattern_needs.h"

enum { MOST_STEMS = 600, MOST_BYTES = 8192 };

void need_init(struct need *need)
{
    *need = (struct need){.sound = true, .word_class = TEXT(""), .breadth = -1};
    buffer_init(&need->stems, MOST_BYTES);
}

void need_release(struct need *need)
{
    buffer_release(&need->stems);
}

void need_add(struct need *need, struct text stems, size_t count)
{
    if (need->count > 0)
        buffer_add_byte(&need->stems, '|');
    buffer_add(&need->stems, stems);
    need->count += count;
    need->breadth = -1;
    if (buffer_failed(&need->stems) || need->count > MOST_STEMS)
        need->sound = false;
}

void need_join(struct need *to, const struct need *from)
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
        need_add(to, buffer_text(&from->stems), from->count);
}

void need_add_class(struct need *need, struct text name, struct text stems, bool held)
{
    size_t count = 1;
    for (size_t i = 0; i < stems.length; i++)
        count += stems.data[i] == '|';
    need->sound = true;
    need_add(need, stems, count);
    need->word_class = name;
    need->held = held;
}

void need_swap(struct need *a, struct need *b)
{
    struct need kept = *a;
    *a = *b;
    *b = kept;
}

double need_breadth(const struct word_classes *classes, struct need *need)
{
    struct text rest = buffer_text(&need->stems), stem;
    if (need->breadth >= 0)
        return need->breadth;
    need->breadth = 0;
    while (rest.length > 0 && text_next(&rest, '|', &stem))
        need->breadth += stem_breadth(classes, stem);
    return need->breadth;
}

void needs_init(struct needs *needs)
{
    *needs = (struct needs){.may_be_empty = true};
    need_init(&needs->lead);
    needs->lead.sound = false;
    for (size_t i = 0; i < NEEDS_BEST; i++) {
        need_init(&needs->best[i]);
        needs->best[i].sound = false;
    }
}

void needs_release(struct needs *needs)
{
    need_release(&needs->lead);
    for (size_t i = 0; i < NEEDS_BEST; i++)
        need_release(&needs->best[i]);
}

bool need_is_useful(const struct need *need)
{
    return need->sound && need->count > 0;
}

void needs_keep(const struct word_classes *classes, struct needs *needs, struct need *need)
{
    if (!need_is_useful(need))
        return;
    for (size_t i = 0; i < NEEDS_BEST; i++) {
        struct need *kept = &needs->best[i];
        if (need_is_useful(kept) &&
            text_equal(buffer_text(&kept->stems), buffer_text(&need->stems)))
            return;
        if (!need_is_useful(kept) || need_breadth(classes, need) < need_breadth(classes, kept))
            need_swap(kept, need);
        if (!need_is_useful(need))
            return;
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

void need_write_stems(const struct need *need, struct buffer *to)
{
    struct text all = buffer_text(&need->stems), rest = all, stem, other;
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

void need_write(const struct need *need, struct buffer *to)
{
    if (need->word_class.length > 0) {
        buffer_add_byte(to, need->held ? '{' : '<');
        buffer_add(to, need->word_class);
        buffer_add_byte(to, need->held ? '}' : '>');
    } else {
        need_write_stems(need, to);
    }
}

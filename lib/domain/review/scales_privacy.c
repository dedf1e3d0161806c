#include "base/limits.h"
#include "domain/review/scales.h"

struct work {
    struct scale_book *book;
    struct privacy *privacy;
    struct buffer made;
};

static bool keep(struct work *work, struct text *text)
{
    if (buffer_failed(&work->made))
        return false;
    *text = arena_copy(&work->book->arena, buffer_text(&work->made));
    return text->data;
}

static bool hide(struct work *work, struct text *text)
{
    buffer_clear(&work->made);
    return privacy_add(work->privacy, &work->made, *text) && keep(work, text);
}

static bool hide_people(struct work *work, const struct scale_family *family)
{
    struct scale_person *people = &work->book->people[family->people - work->book->people];
    struct lookup seen;
    bool done = true;
    lookup_init(&seen);
    for (size_t i = 0; done && i < family->person_count; i++) {
        if (!work->privacy->initials) {
            done = hide(work, &people[i].role);
            continue;
        }
        bool added = false;
        buffer_clear(&work->made);
        done = privacy_add_name(work->privacy, &work->made, people[i].name);
        size_t length = work->made.length;
        for (uint64_t number = 2; done && !added; number++) {
            done = lookup_add(&seen, buffer_text(&work->made), &added) != LOOKUP_NONE;
            if (done && !added) {
                work->made.length = length;
                done = buffer_put(&work->made, " ") && buffer_add_number(&work->made, number);
            }
        }
        done = done && keep(work, &people[i].name) && hide(work, &people[i].role);
    }
    lookup_release(&seen);
    return done;
}

static bool hide_family(struct work *work, size_t place)
{
    struct scale_family *family = &work->book->families[place];
    struct text *domains = &work->book->domains[family->domains - work->book->domains];
    char digits[24];
    bool done = hide_people(work, family);
    if (privacy_tells(work->privacy, family->id)) {
        family->id = arena_copy(&work->book->arena, number_text(place + 1, digits));
        done = done && family->id.data;
    }
    for (size_t i = 0; done && i < family->domain_count; i++)
        done = hide(work, &domains[i]);
    for (size_t i = 0; done && i < family->series_count; i++) {
        const struct scale_series *series = &family->series[i];
        struct scale_reading *readings = &work->book
                                              ->readings[series->readings - work->book->readings];
        for (size_t j = 0; done && j < series->count; j++)
            done = hide(work, &readings[j].reasons);
    }
    return done;
}

bool scale_book_hide(struct scale_book *book, struct privacy *privacy)
{
    struct work work = {.book = book, .privacy = privacy};
    bool done = true;
    buffer_init(&work.made, LIMIT_CELL_BYTES * 4);
    for (size_t i = 0; done && i < book->family_count; i++)
        for (size_t j = 0; done && j < book->families[i].person_count; j++)
            done = privacy_learn(privacy, book->families[i].people[j].name);
    for (size_t i = 0; done && i < book->family_count; i++)
        done = hide_family(&work, i);
    buffer_release(&work.made);
    return done;
}

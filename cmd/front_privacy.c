#include "cmd/front.h"

#include "domain/people/names.h"

bool front_take_initials(struct front *front, const char *argument)
{
    (void)argument;
    front->initials = true;
    return true;
}

bool front_take_years(struct front *front, const char *argument)
{
    (void)argument;
    front->years = true;
    return true;
}

bool front_check_privacy(struct front *front, bool people)
{
    const char *option = front->initials ? "initials" : "years";
    bool records = front->own_format.length == 0 && front->format != WRITER_TEXT &&
                   front->format != WRITER_HTML;
    if (!front->initials && !front->years)
        return true;
    if (records)
        return front_usage(front, "--%s is for pages: it goes with --to text or html", option);
    return people ||
           front_usage(front, "--%s needs --people FILE: only what stands there is hidden", option);
}

bool front_read_privacy(struct front *front, const char *people, bool needed,
                        struct privacy *privacy)
{
    struct table_settings side = front_side(front);
    if (people && !front->initials && !front->years)
        return front_usage(front, "--people goes with --initials or --years");
    if (!front_check_privacy(front, people != NULL || !needed))
        return false;
    struct name_book *book = people ? name_book_new(&side, &people, 1, privacy, &front->rejected,
                                                    &front->reporter)
                                    : NULL;
    bool done = book || !people;
    name_book_free(book);
    return done;
}

/*
 * read-calendar: reads an iCalendar file from standard input with libical and prints, for each
 * entry, its kind, day and summary. Fails when libical finds an error in it, or the restrictions of
 * RFC 5545 are broken.
 */
#include <libical/ical.h>

#include <stdbool.h>
#include <stdio.h>

static char text[1 << 24];

int main(void)
{
    size_t length = fread(text, 1, sizeof text - 1, stdin);
    text[length] = '\0';
    icalcomponent *calendar = icalparser_parse_string(text);
    if (!calendar || icalcomponent_isa(calendar) != ICAL_VCALENDAR_COMPONENT)
        return 1;
    icalrestriction_check(calendar);
    if (icalcomponent_count_errors(calendar) > 0) {
        fputs(icalcomponent_as_ical_string(calendar), stderr);
        return 1;
    }
    for (icalcomponent *entry = icalcomponent_get_first_component(calendar, ICAL_ANY_COMPONENT);
         entry; entry = icalcomponent_get_next_component(calendar, ICAL_ANY_COMPONENT)) {
        bool task = icalcomponent_isa(entry) == ICAL_VTODO_COMPONENT;
        struct icaltimetype day = task ? icalcomponent_get_due(entry)
                                       : icalcomponent_get_dtstart(entry);
        printf("%s %04d-%02d-%02d%s %s\n", task ? "task" : "event", day.year, day.month, day.day,
               day.is_date                  ? ""
               : icaltime_is_null_time(day) ? " none"
                                            : " with a time",
               icalcomponent_get_summary(entry));
    }
    icalcomponent_free(calendar);
    return 0;
}

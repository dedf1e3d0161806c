#include "cmd/plan.h"

#include "base/memory.h"
#include "definitions/intervals.h"
#include "definitions/phrases.h"
#include "domain/plan/actions_due.h"
#include "records/schema.h"
#include "render/due_page.h"

/* What the verb needs beside its input. */
struct desk {
    struct phrases *phrases;
    struct intervals *intervals;
    struct owners *owners;
    struct action_rows rows;
    struct due_request request;
    struct due_list list;
    struct due_people people;
    struct privacy privacy;
};

static bool is_calendar(const struct front *front)
{
    return front->own_format.length > 0;
}

static bool check_options(struct front *front)
{
    const struct plan_settings *settings = plan_settings_of(front);
    if (settings->todo && !is_calendar(front))
        return front_usage(front, "--todo goes with --to ics");
    if (settings->by_who && is_calendar(front))
        return front_usage(front, "--to ics names nobody, so it has no --by who");
    if (settings->split && is_calendar(front))
        return front_usage(front, "--to ics names nobody, so it has no --split");
    if (settings->undated && is_calendar(front) && !settings->todo)
        return front_usage(front, "--undated with --to ics needs --todo: an event has a day");
    return true;
}

static bool read_within(struct front *front, struct desk *desk)
{
    const struct plan_settings *settings = plan_settings_of(front);
    struct interval within;
    if (!front_interval(front, desk->intervals, "within", settings->within, TEXT("due_within"),
                        &within))
        return false;
    desk->request = (struct due_request){
        .as_of = front->as_of,
        .until = interval_after(&within, front->as_of),
        .undated = settings->undated,
        .drop_extras = settings->by_who || is_calendar(front) || front->format == WRITER_TEXT ||
                       front->format == WRITER_HTML,
    };
    return true;
}

static bool desk_open(struct front *front, struct desk *desk)
{
    const struct plan_settings *settings = plan_settings_of(front);
    const struct reporter *reporter = &front->reporter;
    if (!privacy_init(&desk->privacy, front->initials, front->years, reporter) ||
        !check_options(front) || !front_read_privacy(front, settings->people, true, &desk->privacy))
        return false;
    desk->phrases = phrases_new(reporter);
    desk->intervals = desk->phrases ? intervals_new(settings->intervals, reporter) : NULL;
    if (!desk->intervals || !read_within(front, desk))
        return false;
    if ((settings->by_who || settings->split) && !(desk->owners = owners_new(NULL, reporter)))
        return false;
    return action_rows_open(&desk->rows, &front->table, front->files, front->file_count, reporter);
}

static void desk_release(struct desk *desk)
{
    due_people_release(&desk->people);
    due_list_release(&desk->list);
    action_rows_close(&desk->rows);
    owners_free(desk->owners);
    intervals_free(desk->intervals);
    phrases_free(desk->phrases);
    privacy_release(&desk->privacy);
}

/* A writer of actions-due, with the extra columns that the list has kept. */
static struct writer *open_writer(struct front *front, const struct desk *desk)
{
    const struct reporter *reporter = &front->reporter;
    struct record_definition *record = record_definition_new(TEXT("actions-due"), reporter);
    size_t count, extras = desk->list.extra_count;
    struct writer_column *own = record ? schema_columns(record, NULL, &count, reporter) : NULL;
    struct writer_column *columns = own ? memory_new(count + extras, sizeof *columns) : NULL;
    struct writer *writer = NULL;
    if (columns) {
        struct writer_settings settings = {
            .format = front->format, .excel = front->excel, .record = record->kind};
        memcpy(columns, own, count * sizeof *columns);
        for (size_t i = 0; i < extras; i++)
            columns[count + i].name = table_extra_heading(desk->rows.table, desk->list.extras[i]);
        writer = writer_new(&settings, columns, count + extras, &front->output, reporter);
    } else if (own) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    }
    memory_free(columns);
    memory_free(own);
    record_definition_free(record);
    return writer;
}

static bool write_rows(struct front *front, const struct desk *desk)
{
    const struct plan_settings *settings = plan_settings_of(front);
    struct writer *writer = settings->by_who ? front_writer(front, "actions-due-by-who", NULL,
                                                            TEXT(""), TEXT(""))
                                             : open_writer(front, desk);
    bool done = writer &&
                (settings->by_who
                     ? due_people_write(&desk->people, front->as_of, settings->undated, writer)
                     : due_list_write(&desk->list, front->as_of, desk->owners, writer)) &&
                writer_finish(writer);
    writer_free(writer);
    return done;
}

/* Nothing at all is written when nothing is due, so that cron sends no mail. */
static bool write_due(struct front *front, struct desk *desk)
{
    const struct plan_settings *settings = plan_settings_of(front);
    struct due_page page = {
        .phrases = desk->phrases,
        .list = &desk->list,
        .people = settings->by_who ? &desk->people : NULL,
        .privacy = &desk->privacy,
        .as_of = front->as_of,
        .until = desk->request.until,
        .width = front_width(),
        .tasks = settings->todo,
    };
    if (desk->list.count == 0)
        return true;
    if (is_calendar(front))
        return due_page_calendar(&page, &front->output, &front->reporter);
    if (front->format == WRITER_TEXT)
        return due_page_text(&page, &front->output, &front->reporter);
    if (front->format == WRITER_HTML)
        return due_page_html(&page, &front->output, &front->reporter);
    return write_rows(front, desk);
}

static void summarise(struct front *front, const struct desk *desk)
{
    const struct due_counts *counts = &desk->list.counts;
    char until[DATE_TEXT_BYTES];
    struct date last = date_of_day(desk->request.until);
    uint64_t unnamed = 0;
    date_write(&last, until);
    front_summary(front, "rows used: %llu; rejected: %llu",
                  (unsigned long long)(counts->overdue + counts->soon + counts->later +
                                       counts->undated + counts->done + counts->cancelled +
                                       counts->for_review),
                  (unsigned long long)table_reject_count(desk->rows.table));
    front_summary(front,
                  "overdue: %llu; due soon, by %s: %llu; due later: %llu; without a date: %llu",
                  (unsigned long long)counts->overdue, until, (unsigned long long)counts->soon,
                  (unsigned long long)counts->later, (unsigned long long)counts->undated);
    front_summary(front, "done: %llu; no longer to be done: %llu; left for a review: %llu",
                  (unsigned long long)counts->done, (unsigned long long)counts->cancelled,
                  (unsigned long long)counts->for_review);
    if (!plan_settings_of(front)->by_who)
        return;
    for (size_t i = 0; i < desk->people.count; i++)
        if (desk->people.people[i].name.length == 0)
            unnamed = 1;
    front_summary(front, "people: %llu", (unsigned long long)(desk->people.count - unnamed));
}

bool plan_due(struct front *front)
{
    const struct plan_settings *settings = plan_settings_of(front);
    struct desk desk = {.phrases = NULL};
    bool done = desk_open(front, &desk) &&
                due_list_read(&desk.list, &desk.rows, &desk.request, &front->reporter) &&
                (!settings->by_who || due_people_read(&desk.people, &desk.list, desk.owners,
                                                      settings->split, &front->reporter)) &&
                write_due(front, &desk);
    if (done) {
        front->flagged = desk.list.counts.overdue > 0;
        summarise(front, &desk);
    }
    desk_release(&desk);
    return done;
}

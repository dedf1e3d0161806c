#include "domain/review/reviews_due.h"

#include "base/limits.h"
#include "base/memory.h"
#include "domain/plan/owners.h"
#include "domain/review/review_agenda.h"

#include <stdlib.h>

enum { WEEK = 7 };

const char *const review_state_names[REVIEW_STATES] = {"overdue", "due-soon"};
const char *const review_basis_names[REVIEW_BASES] = {"next-review", "review", "plan", "level",
                                                      "default"};

/* What is known of a family of the book, once its plans have been read. */
struct family_plans {
    date_day earliest; /* on which one of its plans may have begun */
    bool any, open;
};

struct judge {
    struct reviews_due *list;
    const struct review_book *book;
    const struct reviews_due_request *request;
    const struct reporter *reporter;
    struct review_agenda agenda;
    struct family_plans *families; /* as in the book */
    struct buffer key;
};

static bool no_memory(const struct reporter *reporter)
{
    return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

/* ---- when ---- */

static date_day after_weeks(date_day day, uint32_t weeks)
{
    struct interval interval = {.value = weeks, .unit = INTERVAL_WEEKS};
    return interval_after(&interval, day);
}

/* The day by the weeks of the level or the interval of first reviews. */
static bool reckon(const struct judge *judge, struct review_due *due, date_day base)
{
    const struct framework *framework = judge->request->framework;
    uint32_t weeks = due->level == LOOKUP_NONE ? 0 : framework->levels[due->level].review_weeks;
    if (base == DATE_DAY_OPEN_END)
        return false;
    due->basis = weeks > 0 ? REVIEW_BASIS_LEVEL : REVIEW_BASIS_DEFAULT;
    due->day = weeks > 0 ? after_weeks(base, weeks) : interval_after(judge->request->first, base);
    return due->day != DATE_DAY_OPEN_END;
}

static bool take(struct review_due *due, const struct date *date, enum review_basis basis)
{
    due->due = *date;
    due->day = date_due(date);
    due->basis = basis;
    return true;
}

/* Finds the day; false, counted, when there is none. */
static bool find_day(struct judge *judge, const struct review_plan *plan, const struct review *last,
                     const struct review *booked, struct review_due *due)
{
    struct reviews_due_counts *counts = &judge->list->counts;
    date_day as_of = judge->request->as_of, planned = date_due(&plan->review);
    date_day held = last ? review_held_day(last, as_of) : DATE_DAY_OPEN_START;
    if (last && review_next_day(last, as_of) != DATE_DAY_OPEN_END)
        return take(due, &last->next, REVIEW_BASIS_NEXT);
    if (booked)
        return take(due, &booked->due, REVIEW_BASIS_BOOKED);
    if (planned != DATE_DAY_OPEN_END && planned > held)
        return take(due, &plan->review, REVIEW_BASIS_PLAN);
    if (last && last->decision == REVIEW_DECIDED_CLOSE) {
        counts->closed++;
        return false;
    }
    if (reckon(judge, due, last ? held : due->began))
        return true;
    counts->undated++;
    report(judge->reporter, place_of_line(plan->file, plan->line), MESSAGE_REVIEW_NO_DAY);
    return false;
}

/* Sets lateness and state; false, counted, when it is not due yet. */
static bool is_due(struct judge *judge, struct review_due *due)
{
    const struct reviews_due_request *request = judge->request;
    const struct interval *grace = request->grace;
    bool overdue;
    due->days_late = request->holidays ? holidays_working_days_between(request->holidays, due->day,
                                                                       request->as_of)
                                       : (int64_t)request->as_of - due->day;
    if (grace->unit == INTERVAL_DAYS)
        overdue = due->days_late > (int64_t)grace->value;
    else
        overdue = due->days_late > 0 && request->as_of > interval_after(grace, due->day);
    due->state = overdue ? REVIEW_OVERDUE : REVIEW_DUE_SOON;
    if (overdue)
        judge->list->counts.overdue++;
    else if (due->day <= request->until)
        judge->list->counts.soon++;
    else
        judge->list->counts.later++;
    return overdue || due->day <= request->until;
}

/* ---- keeping ---- */

static bool keep_text(struct judge *judge, struct text *text)
{
    *text = text->length > 0 ? arena_copy(&judge->list->arena, *text) : TEXT("");
    return text->data != NULL;
}

static bool keep(struct judge *judge, struct review_due due)
{
    struct reviews_due *list = judge->list;
    void *rows = list->rows;
    buffer_clear(&judge->key);
    owner_key(due.lead_practitioner, &judge->key);
    due.lead_key = buffer_text(&judge->key);
    if (buffer_failed(&judge->key) ||
        !memory_reserve(&rows, &list->capacity, list->count + 1, sizeof *list->rows))
        return no_memory(judge->reporter);
    list->rows = rows;
    if (!keep_text(judge, &due.family) || !keep_text(judge, &due.child) ||
        !keep_text(judge, &due.plan_id) || !keep_text(judge, &due.review_id) ||
        !keep_text(judge, &due.lead_practitioner) || !keep_text(judge, &due.agency) ||
        !keep_text(judge, &due.lead_key))
        return no_memory(judge->reporter);
    list->rows[list->count++] = due;
    return true;
}

/* Who leads: as the plan has it, else as the last review held has, else the one that is booked. */
static void find_lead(struct review_due *due, const struct review_plan *plan,
                      const struct review *last, const struct review *booked)
{
    const struct review *reviews[] = {last, booked};
    due->lead_practitioner = plan->lead_practitioner;
    due->agency = plan->agency;
    for (size_t i = 0; i < 2 && due->lead_practitioner.length == 0; i++) {
        if (!reviews[i] || reviews[i]->lead_practitioner.length == 0)
            continue;
        due->lead_practitioner = reviews[i]->lead_practitioner;
        due->agency = reviews[i]->agency;
    }
}

static bool has_ended(const struct review_plan *plan, date_day as_of)
{
    return plan->finished || (plan->end.precision != DATE_NONE && plan->end.earliest <= as_of);
}

static bool judge_plan(struct judge *judge, const struct review_plan *plan)
{
    date_day as_of = judge->request->as_of;
    const struct review_family *family = review_book_find(judge->book, plan->family);
    bool ended = has_ended(plan, as_of);
    if (family) {
        struct family_plans *seen = &judge->families[family - judge->book->families];
        if (!seen->any || plan->start.earliest < seen->earliest)
            seen->earliest = plan->start.earliest;
        seen->any = true;
        seen->open |= !ended;
    }
    judge->list->counts.ended += ended;
    if (ended)
        return true;
    struct review_due due = {.family = plan->family,
                             .child = plan->child,
                             .plan_id = plan->plan_id,
                             .level = plan->level,
                             .started = plan->start,
                             .began = date_due(&plan->start)};
    const struct review *last = review_agenda_last(&judge->agenda, family, plan->start.earliest);
    date_day held = last ? review_held_day(last, as_of) : plan->start.earliest;
    const struct review *booked = review_agenda_next(&judge->agenda, family, held, !last);
    if (last) {
        due.last_held = last->held;
        due.level = last->level != LOOKUP_NONE ? last->level : due.level;
    } else {
        date_read(TEXT(""), &due.last_held);
    }
    date_read(TEXT(""), &due.due);
    find_lead(&due, plan, last, booked);
    if (!find_day(judge, plan, last, booked, &due) || !is_due(judge, &due))
        return true;
    if (booked && date_due(&booked->due) == due.day)
        due.review_id = booked->review_id;
    return keep(judge, due);
}

/* ---- the book beside the plans ---- */

static void tell_early(const struct judge *judge, const struct review_family *family,
                       date_day earliest)
{
    for (const struct review *review = review_first(judge->book, family); review;
         review = review_behind(judge->book, review))
        if (review_is_held(review, judge->request->as_of) &&
            review_held_day(review, judge->request->as_of) < earliest)
            report(judge->reporter, place_of_line(review->file, review->line),
                   MESSAGE_REVIEW_BEFORE_PLAN);
}

static void tell_families(struct judge *judge)
{
    for (size_t i = 0; i < judge->book->family_count; i++) {
        const struct family_plans *seen = &judge->families[i];
        const struct review_family *family = &judge->book->families[i];
        judge->list->counts.without_plan += !seen->any;
        if (!seen->open)
            continue;
        review_family_tell(judge->book, family, judge->request->as_of, judge->reporter);
        if (seen->earliest != DATE_DAY_OPEN_END)
            tell_early(judge, family, seen->earliest);
    }
}

/* ---- order ---- */

static int order_of_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* Reviews of one family, day and lead practitioner stand together, the plan that started last
 * first. */
static int order_of_reviews(const void *one, const void *other)
{
    const struct review_due *a = one, *b = other;
    int order = order_of_numbers(a->day, b->day);
    if (order == 0)
        order = text_compare(a->family, b->family);
    if (order == 0 && a->family.length == 0)
        order = text_compare(a->child, b->child);
    if (order == 0)
        order = text_compare(a->lead_key, b->lead_key);
    if (order == 0)
        order = -date_compare(&a->started, &b->started);
    if (order == 0)
        order = text_compare(a->plan_id, b->plan_id);
    if (order == 0)
        order = text_compare(a->child, b->child);
    if (order == 0)
        order = order_of_numbers(a->basis, b->basis);
    if (order == 0)
        order = order_of_numbers(a->level, b->level);
    if (order == 0)
        order = text_compare(a->lead_practitioner, b->lead_practitioner);
    return order != 0 ? order : text_compare(a->agency, b->agency);
}

static bool is_shared(const struct review_due *a, const struct review_due *b)
{
    return a->day == b->day && text_equal(a->family, b->family) &&
           (a->family.length > 0 || text_equal(a->child, b->child)) &&
           text_equal(a->lead_key, b->lead_key);
}

static int order_of_output(const void *one, const void *other)
{
    const struct review_due *a = one, *b = other;
    int order = order_of_numbers(a->day, b->day);
    if (order == 0)
        order = text_compare(a->family, b->family);
    if (order == 0)
        order = text_compare(a->child, b->child);
    return order != 0 ? order : text_compare(a->lead_key, b->lead_key);
}

static void sort_and_share(struct reviews_due *list)
{
    size_t kept = 0;
    if (list->count == 0)
        return;
    qsort(list->rows, list->count, sizeof *list->rows, order_of_reviews);
    for (size_t i = 1; i < list->count; i++) {
        if (!is_shared(&list->rows[kept], &list->rows[i])) {
            list->rows[++kept] = list->rows[i];
            continue;
        }
        list->counts.shared++;
        if (!text_equal(list->rows[kept].child, list->rows[i].child))
            list->rows[kept].child = TEXT("");
    }
    list->count = kept + 1;
    qsort(list->rows, list->count, sizeof *list->rows, order_of_output);
}

bool reviews_due_read(struct reviews_due *list, struct review_plans *plans,
                      const struct review_book *book, const struct reviews_due_request *request,
                      const struct reporter *reporter)
{
    struct judge judge = {.list = list, .book = book, .request = request, .reporter = reporter};
    struct review_plan plan;
    enum table_result result = TABLE_FAILED;
    *list = (struct reviews_due){.rows = NULL};
    arena_init(&list->arena);
    judge.families = memory_new(book->family_count + 1, sizeof *judge.families);
    if (!judge.families)
        return no_memory(reporter);
    buffer_init(&judge.key, LIMIT_CELL_BYTES);
    bool going = review_agenda_make(&judge.agenda, book, request->as_of, reporter);
    while (going && (result = review_plans_next(plans, &plan)) == TABLE_ROW)
        going = judge_plan(&judge, &plan);
    if (going && result == TABLE_END) {
        tell_families(&judge);
        sort_and_share(list);
    }
    memory_free(judge.families);
    review_agenda_release(&judge.agenda);
    buffer_release(&judge.key);
    return going && result == TABLE_END;
}

void reviews_due_release(struct reviews_due *list)
{
    memory_free(list->rows);
    arena_release(&list->arena);
    *list = (struct reviews_due){.rows = NULL};
}

int64_t review_due_weeks(const struct review_due *due, date_day as_of)
{
    return due->began > as_of ? -1 : ((int64_t)as_of - due->began) / WEEK;
}

/* ---- writing ---- */

static void write_whole(struct writer *writer, int64_t number)
{
    char digits[1 + 24];
    if (number >= 0) {
        writer_number(writer, (uint64_t)number);
        return;
    }
    struct text text = number_text((uint64_t)-number, digits + 1);
    digits[sizeof digits - text.length - 1] = '-';
    writer_plain(writer, (struct text){text.data - 1, text.length + 1});
}

static void write_date(struct writer *writer, const struct date *date)
{
    char text[DATE_TEXT_BYTES];
    date_write(date, text);
    writer_plain(writer, text_of(text));
}

static bool write_row(const struct review_due *due, const struct reviews_due_request *request,
                      struct writer *writer)
{
    int64_t weeks = review_due_weeks(due, request->as_of);
    struct date day = date_of_day(due->day);
    writer_cell(writer, due->family);
    writer_cell(writer, due->child);
    writer_cell(writer, due->review_id);
    write_date(writer, &due->due);
    write_date(writer, &day);
    writer_plain(writer, text_of(review_state_names[due->state]));
    write_whole(writer, due->days_late);
    writer_plain(writer, text_of(review_basis_names[due->basis]));
    writer_cell(writer,
                due->level == LOOKUP_NONE ? TEXT("") : request->framework->levels[due->level].code);
    writer_cell(writer, due->lead_practitioner);
    writer_cell(writer, due->agency);
    write_date(writer, &due->started);
    if (weeks < 0)
        writer_plain(writer, TEXT(""));
    else
        write_whole(writer, weeks);
    write_date(writer, &due->last_held);
    return writer_end_row(writer);
}

bool reviews_due_write(const struct reviews_due *list, const struct reviews_due_request *request,
                       struct writer *writer)
{
    for (size_t i = 0; i < list->count; i++)
        if (!write_row(&list->rows[i], request, writer))
            return false;
    return true;
}

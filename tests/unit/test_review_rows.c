#include "domain/review/review_rows.h"
#include "files.h"
#include "hear.h"

#include "domain/review/review_agenda.h"
#include "domain/review/review_plans.h"

/* A day of 2026, by month and day. */
static date_day on(int month, int day)
{
    date_day number = 0;
    date_day_of(2026, month, day, &number);
    return number;
}

static struct review_book book;
static struct framework *framework;
static uint64_t rejected;

static bool read_book(const char *rows)
{
    static const struct table_settings settings = {.delimiter = ','};
    struct buffer text;
    buffer_init(&text, 1 << 20);
    buffer_put(&text, "family_id,review_id,due_date,held_date,decision,next_review,level\n");
    buffer_add(&text, text_of(rows));
    const char *file = files_put("r.csv", buffer_text(&text));
    buffer_release(&text);
    hear_nothing();
    rejected = 0;
    return review_book_open(&book, framework, &settings, &file, 1, &rejected, &hearing);
}

static struct text id_of(const struct review *review)
{
    return review ? review->review_id : TEXT("none");
}

static const struct review_family *family(const char *name)
{
    return review_book_find(&book, text_of(name));
}

static void test_held(void)
{
    ok(read_book("F1,A,,2026-03-01,Closed,,\n"
                 "F2,X,,2026-03-05,,,\n"
                 "F1,B,,2026-04-01,continue,,\n"
                 "F1,C,,2026-04-01,step up,,Early Help\n"
                 "F1,D,,2026-12-01,odd,,\n"
                 "F1,E,,May 2026,,2026-05-20,\n"
                 "F1,F,,,,,\n"),
       "a book is read");
    const struct review_family *f1 = family("F1");
    is_number(book.family_count, 2, "families");
    is_number(f1 ? f1->count : 0, 6, "reviews of one");
    ok(!family("F3"), "no such family");
    is_text(id_of(review_last_held(&book, f1, DATE_DAY_OPEN_START, on(2, 28))), TEXT("none"),
            "none held yet");
    is_text(id_of(review_last_held(&book, f1, DATE_DAY_OPEN_START, on(3, 1))), TEXT("A"),
            "on its day");
    is_text(id_of(review_last_held(&book, f1, on(3, 2), on(3, 31))), TEXT("none"),
            "not before a day");
    is_text(id_of(review_last_held(&book, f1, on(4, 1), on(4, 30))), TEXT("C"),
            "of two on one day the later row");
    is_text(id_of(review_last_held(&book, f1, DATE_DAY_OPEN_START, on(5, 1))), TEXT("E"),
            "a month counts once it has begun");
    is_text(id_of(review_last_held(&book, f1, DATE_DAY_OPEN_START, on(12, 31))), TEXT("D"),
            "the last");
    is_text(id_of(review_last_held(&book, NULL, DATE_DAY_OPEN_START, on(12, 31))), TEXT("none"),
            "of no family");
    const struct review *e = review_last_held(&book, f1, DATE_DAY_OPEN_START, on(5, 10));
    is_number(review_held_day(e, on(5, 10)), on(5, 10), "held no later than the day asked about");
    is_number(review_held_day(e, on(6, 10)), on(5, 31), "a month's last day");
    is_number(review_next_day(e, on(5, 10)), on(5, 20), "the next lies after it");
    is_number(review_next_day(e, on(6, 10)), DATE_DAY_OPEN_END, "the next does not");
    const struct review *a = review_first(&book, f1), *b = review_behind(&book, a);
    const struct review *c = review_behind(&book, b), *d = review_behind(&book, c);
    is_number(a->decision, REVIEW_DECIDED_CLOSE, "closed");
    is_number(b->decision, REVIEW_DECIDED_CONTINUE, "goes on");
    is_number(c->decision, REVIEW_DECIDED_ESCALATE, "stepped up");
    is_number(d->decision, REVIEW_DECIDED_OTHER, "a word of no decoding");
    is_number(review_behind(&book, d)->decision, REVIEW_NOT_DECIDED, "blank");
    is_number(c->level, framework_level(framework, TEXT("early-help")), "a level");
    is_number(a->level, LOOKUP_NONE, "no level");
    review_book_release(&book);
}

static void test_booked(void)
{
    ok(read_book("F1,A,2026-06-01,,,,\n"
                 "F1,B,2026-05-01,,,,\n"
                 "F1,C,2026-05-01,,,,\n"
                 "F1,D,2026-04-01,2026-04-02,,,\n"
                 "F1,E,Jul 2026,2027-01-01,,,\n"
                 "F1,F,TBC,,,,\n"),
       "bookings are read");
    const struct review_family *f1 = family("F1");
    date_day asked = on(12, 31);
    is_text(id_of(review_next_booked(&book, f1, DATE_DAY_OPEN_START, false, asked)), TEXT("C"),
            "the earliest, the later row of two");
    is_text(id_of(review_next_booked(&book, f1, on(5, 1), false, asked)), TEXT("A"), "after a day");
    is_text(id_of(review_next_booked(&book, f1, on(5, 1), true, asked)), TEXT("C"), "or on it");
    is_text(id_of(review_next_booked(&book, f1, on(6, 1), false, asked)), TEXT("E"),
            "one said to be held later is booked");
    is_text(id_of(review_next_booked(&book, f1, on(7, 31), false, asked)), TEXT("none"), "no more");
    is_text(id_of(review_next_booked(&book, f1, DATE_DAY_OPEN_START, false, on(3, 1))), TEXT("D"),
            "not held yet on an earlier day");
    is_text(id_of(review_next_booked(&book, NULL, DATE_DAY_OPEN_START, false, asked)), TEXT("none"),
            "of no family");
    review_book_release(&book);
}

/* Made ready for a day, the same is found. */
static void test_agenda(void)
{
    struct buffer rows;
    buffer_init(&rows, 1 << 20);
    unsigned state = 7, differ = 0;
    for (int i = 0; i < 600; i++) {
        unsigned numbers[6];
        for (size_t j = 0; j < 6; j++)
            numbers[j] = (state = state * 1103515245u + 12345u) >> 16 & 0xff;
        buffer_format(&rows, "F%u,R%d,", numbers[0] % 9, i);
        if (numbers[1] % 4 > 0)
            buffer_format(&rows, "2026-%02u-%02u", 1 + numbers[2] % 12, 1 + numbers[3] % 28);
        buffer_put(&rows, ",");
        if (numbers[1] % 3 == 0)
            buffer_format(&rows, "2026-%02u-%02u", 1 + numbers[4] % 12, 1 + numbers[5] % 28);
        buffer_put(&rows, ",,,\n");
    }
    buffer_add_byte(&rows, '\0');
    ok(!buffer_failed(&rows) && read_book(rows.data), "many reviews");
    for (int month = 1; month <= 12; month++) {
        struct review_agenda agenda;
        date_day as_of = on(month, 15);
        ok(review_agenda_make(&agenda, &book, as_of, &hearing), "an agenda");
        for (size_t i = 0; i < book.family_count; i++)
            for (date_day day = on(1, 1); day <= on(12, 31); day += 5) {
                const struct review_family *one = &book.families[i];
                differ += review_agenda_last(&agenda, one, day) !=
                          review_last_held(&book, one, day, as_of);
                for (int with = 0; with < 2; with++)
                    differ += review_agenda_next(&agenda, one, day, with) !=
                              review_next_booked(&book, one, day, with, as_of);
            }
        ok(!review_agenda_last(&agenda, NULL, on(1, 1)) &&
               !review_agenda_next(&agenda, NULL, on(1, 1), true),
           "nothing of nobody");
        review_agenda_release(&agenda);
    }
    is_number(differ, 0, "both ways agree");
    buffer_release(&rows);
    review_book_release(&book);
}

static void test_told(void)
{
    ok(read_book("F1,A,,2026-03-01,,,\n"
                 "F2,A,,2026-03-01,,2026-03-01,\n"
                 "F1,B,,2026-03-01,,,\n"
                 "F1,C,,Mar 2026,,,\n"
                 "F1,D,,2026-03-01,,,\n"
                 "F1,E,,2026-05-01,,,\n"),
       "reviews are read");
    is_number(review_family_tell(&book, family("F1"), on(4, 1), &hearing), 3, "three notes");
    ok(text_starts_folded(heard_text(), TEXT("note: r.csv:4: held on the same day as")),
       "of two on one day");
    hear_nothing();
    is_number(review_family_tell(&book, family("F2"), on(4, 1), &hearing), 1, "one note");
    is_text(heard_text(),
            TEXT("note: r.csv:3: the next review does not lie after this one: passed over\n"),
            "of a next review");
    is_number(review_family_tell(&book, NULL, on(4, 1), &hearing), 0, "nothing of nobody");
    review_book_release(&book);
}

static void test_rejected(void)
{
    ok(read_book(",A,2026-03-01,,,,\nF1,B,31/02/2026,,,,\nF1,C,,soon,,,\nF1,D,,,,2026-13,\n"
                 "F1,E,,,,,Nine\nF1,F,2026-03-01,,,,\n"),
       "a book with bad rows");
    is_number(rejected, 5, "rejected");
    is_number(book.review_count, 1, "the other is there");
    review_book_release(&book);
    ok(review_book_open(&book, framework, &(struct table_settings){.delimiter = ','}, NULL, 0,
                        &rejected, &hearing),
       "no file");
    ok(!family("F1"), "is an empty book");
    review_book_release(&book);
}

/* Reads a file of plans, as `RECORD family/child from start, review`, a line each. */
static struct text plans_of(const char *text, struct buffer *lines)
{
    static const struct table_settings settings = {.delimiter = ','};
    const char *file = files_put("p.csv", text_of(text));
    struct review_plans plans;
    struct review_plan plan;
    char start[DATE_TEXT_BYTES], review[DATE_TEXT_BYTES];
    buffer_clear(lines);
    hear_nothing();
    if (review_plans_open(&plans, framework, &settings, &file, 1, false, &hearing)) {
        buffer_add(lines, table_definition(plans.table)->name);
        while (review_plans_next(&plans, &plan) == TABLE_ROW) {
            date_write(&plan.start, start);
            date_write(&plan.review, review);
            buffer_format(lines, " %.*s/%.*s %s %s%s;", (int)plan.family.length, plan.family.data,
                          (int)plan.child.length, plan.child.data, start, review,
                          plan.finished ? " finished" : "");
        }
    }
    review_plans_close(&plans);
    return buffer_text(lines);
}

static void test_plans(void)
{
    struct buffer lines;
    buffer_init(&lines, 1 << 16);
    is_text(plans_of("family_id,date\nF1,2026-01-01\n", &lines), TEXT("plans F1/ 2026-01-01 ;"),
            "plans");
    is_text(plans_of("earl_person_id,earl_episode_start_date\nC1,2026-01-01\n", &lines),
            TEXT("episodes /C1 2026-01-01 ;"), "episodes");
    is_text(
        plans_of("child_id,start_date,end_date,worker,organisation\nC1,2026-01-01,,W,O\n", &lines),
        TEXT("episodes /C1 2026-01-01 ;"), "episodes under names of ours");
    is_text(plans_of("family_id,start,due,action,review_due\n"
                     "F1,2026-02-01,,x,2026-05-01\nF2,,,x,\nF1,2026-01-01,,x,2026-04-01\n",
                     &lines),
            TEXT("actions F1/ 2026-01-01 2026-05-01; F2/  ;"), "actions, gathered by family");
    is_text(plans_of("family_id,child_id,status,action,review_due\n"
                     "F1,C1,done,x,2026-05-01\nF1,C2,for-review,x,2026-04-01\n,C3,done,x,\n",
                     &lines),
            TEXT("actions F1/  2026-04-01; /C3   finished;"), "actions that are done");
    is_text(plans_of("name,colour\nF1,red\n", &lines), TEXT(""), "none of them");
    ok(heard_text().length > 0, "and that is told");
    buffer_release(&lines);
}

int main(void)
{
    framework = framework_new(FRAMEWORK_DEFAULT, &hearing);
    if (ok(framework != NULL, "a framework") && files_make()) {
        test_held();
        test_booked();
        test_agenda();
        test_told();
        test_rejected();
        test_plans();
        files_remove();
    }
    framework_free(framework);
    buffer_release(&heard);
    return done();
}

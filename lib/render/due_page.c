#include "render/due_page.h"

#include "base/limits.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "records/page.h"
#include "records/prose.h"
#include "render/calendar.h"

enum { NARROW = 56, MARGIN = 2 };

/* Columns of a table of the page. */
enum column { WHEN, ACTION, WHO, FAMILY, CHILD, NUMBER, DUE, GOAL, COLUMNS };

struct painter {
    const struct due_page *page;
    struct output *output;
    const struct reporter *reporter;
    struct buffer made, clean;        /* reused */
    struct record_definition *record; /* for the headings of columns */
    bool shown[COLUMNS];
    size_t indent; /* text: where an action begins */
};

static bool painter_open(struct painter *painter, const struct due_page *page,
                         struct output *output, const struct reporter *reporter)
{
    *painter = (struct painter){.page = page, .output = output, .reporter = reporter};
    buffer_init(&painter->made, LIMIT_OUTPUT_CELL_BYTES);
    buffer_init(&painter->clean, LIMIT_OUTPUT_CELL_BYTES);
    painter->record = record_definition_new(TEXT("actions-due"), reporter);
    return painter->record != NULL;
}

/* False, with a message, when a buffer has failed on the way. */
static bool painter_close(struct painter *painter, bool done)
{
    if (done && (buffer_failed(&painter->made) || buffer_failed(&painter->clean)))
        done = report(painter->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    buffer_release(&painter->made);
    buffer_release(&painter->clean);
    record_definition_free(painter->record);
    return done && !painter->output->failed;
}

/* ---- words ---- */

static struct text day_text(date_day day, char digits[DATE_TEXT_BYTES])
{
    struct date date = date_of_day(day);
    date_write(&date, digits);
    return text_of(digits);
}

/* The parts of a line go into `made`, which then is cleaned. A buffer that has failed stays so. */
static struct buffer *begin(struct painter *painter)
{
    if (!buffer_failed(&painter->made))
        buffer_clear(&painter->made);
    return &painter->made;
}

static struct text clean(struct painter *painter, struct text text)
{
    if (!buffer_failed(&painter->clean)) {
        buffer_clear(&painter->clean);
        prose_clean(&painter->clean, text);
    }
    return buffer_text(&painter->clean);
}

static struct text ready(struct painter *painter)
{
    return clean(painter, buffer_text(&painter->made));
}

static void add_number(struct painter *painter, const char *key, uint64_t number)
{
    char digits[24];
    phrase_with(painter->page->phrases, key, &painter->made, number_text(number, digits));
}

static void add_when(struct painter *painter, const struct due_action *action)
{
    const struct phrases *phrases = painter->page->phrases;
    if (action->state == DUE_NO_DATE) {
        buffer_add(&painter->made, phrase(phrases, "due-no-date"));
        return;
    }
    int64_t late = due_days_late(action, painter->page->as_of);
    if (late == 0)
        buffer_add(&painter->made, phrase(phrases, "due-today"));
    else if (late == -1)
        buffer_add(&painter->made, phrase(phrases, "due-tomorrow"));
    else if (late == 1)
        buffer_add(&painter->made, phrase(phrases, "due-one-late"));
    else
        add_number(painter, late > 0 ? "due-late" : "due-ahead",
                   (uint64_t)(late > 0 ? late : -late));
}

/* The date as in the plan, and the day when that is another: of a month its last. */
static void add_date(struct painter *painter, const struct due_action *action, const char *key,
                     const char *key_of_span)
{
    char digits[DATE_TEXT_BYTES];
    struct text date = due_cell_of(action, DUE_DATE, NULL), day = day_text(action->day, digits);
    if (text_equal(date, day))
        phrase_with(painter->page->phrases, key, &painter->made, date);
    else
        phrase_with(painter->page->phrases, key_of_span, &painter->made, date, day);
}

/* Whether `who` says more than the person under whose name the action stands. */
static bool others_too(const struct due_action *action, const struct due_person *person,
                       struct buffer *key)
{
    if (!person)
        return true;
    if (buffer_failed(key))
        return false;
    buffer_clear(key);
    return owner_key(due_cell_of(action, DUE_WHO, NULL), key) &&
           !text_equal(buffer_text(key), person->key);
}

static bool is_begun(const struct due_action *action)
{
    return text_equal(due_cell_of(action, DUE_STATUS, NULL),
                      text_of(action_status_names[ACTION_IN_PROGRESS]));
}

static void add_part(struct painter *painter, const char *key, struct text word,
                     const char *parting)
{
    if (word.length == 0)
        return;
    if (painter->made.length > 0)
        buffer_add(&painter->made, text_of(parting));
    phrase_with(painter->page->phrases, key, &painter->made, word);
}

/* Who, ids, the day, in a line. */
static void add_details(struct painter *painter, const struct due_action *action,
                        const struct due_person *person)
{
    const struct phrases *phrases = painter->page->phrases;
    struct text who = due_cell_of(action, DUE_WHO, NULL);
    bool named = who.length > 0, told = others_too(action, person, &painter->made);
    struct buffer *made = begin(painter);
    if (told && (named || !person))
        buffer_add(made, named ? who : phrase(phrases, "due-nobody"));
    size_t before = made->length;
    add_part(painter, "due-family", due_cell_of(action, DUE_FAMILY, NULL), "; ");
    add_part(painter, "due-child", due_cell_of(action, DUE_CHILD, NULL),
             made->length > before ? ", " : "; ");
    add_part(painter, "due-action", due_cell_of(action, DUE_ID, NULL),
             made->length > before ? ", " : "; ");
    if (action->state != DUE_NO_DATE) {
        if (made->length > 0)
            buffer_put(made, "; ");
        add_date(painter, action, "due-on", "due-on-last");
    }
    if (is_begun(action)) {
        if (made->length > 0)
            buffer_put(made, "; ");
        buffer_add(made, phrase(phrases, "due-begun"));
    }
}

static void add_counts(struct painter *painter, const struct due_person *person)
{
    const struct {
        const char *key;
        uint64_t number;
    } parts[] = {
        {"due-person-overdue", person->overdue},
        {"due-person-soon", person->soon},
        {"due-person-undated", person->undated},
        {"due-person-longest",
         person->overdue > 0 ? (uint64_t)((int64_t)painter->page->as_of - person->oldest) : 0},
    };
    struct buffer *made = begin(painter);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].number == 0)
            continue;
        if (made->length > 0)
            buffer_put(made, ", ");
        add_number(painter, parts[i].key, parts[i].number);
    }
}

static void add_explanation(struct painter *painter)
{
    char as_of[DATE_TEXT_BYTES], until[DATE_TEXT_BYTES];
    begin(painter);
    phrase_with(painter->page->phrases, "due-explanation", &painter->made,
                day_text(painter->page->as_of, as_of), day_text(painter->page->until, until));
}

static struct text name_of(const struct painter *painter, const struct due_person *person)
{
    return person->name.length > 0 ? person->name : phrase(painter->page->phrases, "due-nobody");
}

static const char *const state_keys[DUE_STATES] = {"due-overdue", "due-soon", "due-undated"};

/* ---- text ---- */

static void measure_labels(struct painter *painter)
{
    size_t widest = 0;
    for (size_t i = 0; i < painter->page->list->count; i++) {
        const struct due_action *action = &painter->page->list->actions[i];
        if (i > 0 && action->day == action[-1].day)
            continue;
        begin(painter);
        add_when(painter, action);
        size_t width = utf8_width(ready(painter));
        widest = width > widest ? width : widest;
    }
    painter->indent = painter->page->width < NARROW ? 2 * MARGIN : MARGIN + widest + 2;
}

static void text_action(struct painter *painter, const struct due_action *action,
                        const struct due_person *person)
{
    size_t width = painter->page->width;
    struct output *output = painter->output;
    begin(painter);
    add_when(painter, action);
    struct text when = ready(painter);
    prose_blanks(output, MARGIN);
    output_write(output, when);
    if (width < NARROW) {
        output_put(output, "\n");
        prose_blanks(output, painter->indent);
    } else {
        size_t room = painter->indent - MARGIN, used = utf8_width(when);
        prose_blanks(output, room > used ? room - used : 1); /* less room: memory has failed */
    }
    prose_put(output, clean(painter, due_cell_of(action, DUE_TEXT, NULL)), painter->indent, width);
    add_details(painter, action, person);
    if (painter->made.length > 0) {
        prose_blanks(output, painter->indent);
        prose_put(output, ready(painter), painter->indent, width);
    }
}

static void text_by_state(struct painter *painter)
{
    const struct due_list *list = painter->page->list;
    for (size_t i = 0, end; i < list->count; i = end) {
        enum due_state state = list->actions[i].state;
        for (end = i; end < list->count && list->actions[end].state == state;)
            end++;
        begin(painter);
        add_number(painter, state_keys[state], end - i);
        output_put(painter->output, "\n");
        prose_put(painter->output, ready(painter), 0, painter->page->width);
        for (size_t j = i; j < end; j++)
            text_action(painter, &list->actions[j], NULL);
    }
}

static void text_by_person(struct painter *painter)
{
    const struct due_people *people = painter->page->people;
    size_t width = painter->page->width;
    for (size_t i = 0; i < people->count; i++) {
        const struct due_person *person = &people->people[i];
        output_put(painter->output, "\n");
        prose_put(painter->output, clean(painter, name_of(painter, person)), 0, width);
        add_counts(painter, person);
        prose_put(painter->output, ready(painter), 0, width);
        for (size_t j = person->first; j != SIZE_MAX; j = people->shares[j].next)
            text_action(painter, &painter->page->list->actions[people->shares[j].action], person);
    }
}

bool due_page_text(const struct due_page *page, struct output *output,
                   const struct reporter *reporter)
{
    struct painter painter;
    bool done = painter_open(&painter, page, output, reporter);
    if (done) {
        measure_labels(&painter);
        prose_put(output, phrase(page->phrases, "due-title"), 0, page->width);
        add_explanation(&painter);
        prose_put(output, ready(&painter), 0, page->width);
        if (page->people)
            text_by_person(&painter);
        else
            text_by_state(&painter);
    }
    return painter_close(&painter, done);
}

/* ---- html ---- */

static const char style[] =
    "h2{margin:1.75rem 0 .25rem;font-size:1.1875rem;font-weight:600}\n"
    "h2+p{margin:0 0 .5rem}\n"
    "table{border-collapse:collapse;table-layout:fixed;width:100%;min-width:46rem}\n"
    "th,td{padding:.375rem .75rem .375rem 0;text-align:left;vertical-align:top;\n"
    " border-bottom:1px solid #c5ced4}\n"
    "th{border-bottom:2px solid #46525a;font-weight:600}\n"
    "td{overflow-wrap:anywhere}\n"
    ".late .when{font-weight:600}\n"
    "@media print{\n"
    " table{min-width:0}\n"
    " h2{break-after:avoid;font-size:11.5pt}\n"
    " h2+p{break-after:avoid}\n"
    " tr{break-inside:avoid}\n"
    " th,td{border-color:#444}\n"
    "}\n";

static const enum due_cell cell_of_column[COLUMNS] = {
    [ACTION] = DUE_TEXT, [WHO] = DUE_WHO,   [FAMILY] = DUE_FAMILY,
    [CHILD] = DUE_CHILD, [NUMBER] = DUE_ID, [GOAL] = DUE_GOAL,
};

static void choose_columns(struct painter *painter)
{
    const struct due_list *list = painter->page->list;
    const struct due_people *people = painter->page->people;
    painter->shown[WHEN] = painter->shown[ACTION] = painter->shown[DUE] = true;
    for (size_t i = 0; i < list->count; i++)
        for (size_t j = 0; j < COLUMNS; j++)
            if (!painter->shown[j] && !(j == WHO && people))
                painter->shown[j] = due_cell_of(&list->actions[i], cell_of_column[j], NULL).length;
    for (size_t i = 0; people && i < people->count && !painter->shown[WHO]; i++)
        for (size_t j = people->people[i].first; j != SIZE_MAX && !painter->shown[WHO];
             j = people->shares[j].next)
            painter->shown[WHO] = others_too(&list->actions[people->shares[j].action],
                                             &people->people[i], begin(painter));
}

static struct text heading_of(const struct painter *painter, enum column column)
{
    static const char *const names[COLUMNS] = {
        [ACTION] = "action",    [WHO] = "who", [FAMILY] = "family_id", [CHILD] = "child_id",
        [NUMBER] = "action_id", [DUE] = "due", [GOAL] = "goal",
    };
    if (column == WHEN)
        return phrase(painter->page->phrases, "due-when");
    size_t number = record_definition_column(painter->record, text_of(names[column]));
    return painter->record->columns[number].people;
}

/* The same widths for all tables of the page, so that they stand below one another. */
static void put_widths(struct painter *painter)
{
    static const unsigned char parts[COLUMNS] = {12, 26, 13, 8, 8, 6, 11, 18};
    unsigned whole = 0;
    for (size_t i = 0; i < COLUMNS; i++)
        whole += painter->shown[i] ? parts[i] : 0;
    for (size_t i = 0; i < COLUMNS; i++) {
        char digits[24];
        if (!painter->shown[i])
            continue;
        output_put(painter->output, "<col style=\"width:");
        output_write(painter->output, number_text(parts[i] * 100u / whole, digits));
        output_put(painter->output, "%\">");
    }
}

static void begin_table(struct painter *painter)
{
    output_put(painter->output, "<table>\n<colgroup>");
    put_widths(painter);
    output_put(painter->output, "</colgroup>\n<thead>\n<tr>");
    for (size_t i = 0; i < COLUMNS; i++) {
        if (!painter->shown[i])
            continue;
        output_put(painter->output, "<th scope=\"col\">");
        page_text(painter->output, heading_of(painter, (enum column)i));
        output_put(painter->output, "</th>");
    }
    output_put(painter->output, "</tr>\n</thead>\n<tbody>\n");
}

static void html_action(struct painter *painter, const struct due_action *action)
{
    struct output *output = painter->output;
    if (action->state == DUE_OVERDUE)
        output_put(output, "<tr class=\"late\">");
    else
        output_put(output, "<tr>");
    for (size_t i = 0; i < COLUMNS; i++) {
        if (!painter->shown[i])
            continue;
        begin(painter);
        if (i == WHEN) {
            add_when(painter, action);
        } else if (i == DUE) {
            if (action->state != DUE_NO_DATE)
                add_date(painter, action, "due-date", "due-date-last");
            if (is_begun(action))
                add_part(painter, "due-part", phrase(painter->page->phrases, "due-begun"), "; ");
        } else {
            buffer_add(&painter->made, due_cell_of(action, cell_of_column[i], NULL));
        }
        if (i == WHEN)
            output_put(output, "<td class=\"when\">");
        else
            output_put(output, "<td>");
        page_words(output, ready(painter));
        output_put(output, "</td>");
    }
    output_put(output, "</tr>\n");
}

static void end_table(struct painter *painter)
{
    output_put(painter->output, "</tbody>\n</table>\n");
}

static void html_heading(struct painter *painter, struct text text)
{
    output_put(painter->output, "<h2>");
    page_text(painter->output, text);
    output_put(painter->output, "</h2>\n");
}

static void html_by_state(struct painter *painter)
{
    const struct due_list *list = painter->page->list;
    for (size_t i = 0, end; i < list->count; i = end) {
        enum due_state state = list->actions[i].state;
        for (end = i; end < list->count && list->actions[end].state == state;)
            end++;
        begin(painter);
        add_number(painter, state_keys[state], end - i);
        html_heading(painter, ready(painter));
        begin_table(painter);
        for (size_t j = i; j < end; j++)
            html_action(painter, &list->actions[j]);
        end_table(painter);
    }
}

static void html_by_person(struct painter *painter)
{
    const struct due_people *people = painter->page->people;
    for (size_t i = 0; i < people->count; i++) {
        const struct due_person *person = &people->people[i];
        html_heading(painter, clean(painter, name_of(painter, person)));
        add_counts(painter, person);
        output_put(painter->output, "<p>");
        page_text(painter->output, ready(painter));
        output_put(painter->output, "</p>\n");
        begin_table(painter);
        for (size_t j = person->first; j != SIZE_MAX; j = people->shares[j].next)
            html_action(painter, &painter->page->list->actions[people->shares[j].action]);
        end_table(painter);
    }
}

bool due_page_html(const struct due_page *page, struct output *output,
                   const struct reporter *reporter)
{
    struct painter painter;
    bool done = painter_open(&painter, page, output, reporter);
    if (done) {
        choose_columns(&painter);
        add_explanation(&painter);
        struct page frame = {.title = phrase(page->phrases, "due-title"),
                             .explanation = ready(&painter),
                             .style = style,
                             .landscape = true};
        page_open(output, &frame);
        if (page->people)
            html_by_person(&painter);
        else
            html_by_state(&painter);
        page_close(output);
    }
    return painter_close(&painter, done);
}

/* ---- calendar ---- */

struct diary {
    struct painter painter;
    struct calendar_settings settings;
    struct lookup uids;
    uint64_t *times; /* how often each has come */
    size_t capacity;
};

/* Adds the hash of the action's text, case and blanks aside. */
static void add_text_hash(struct painter *painter, struct text text, struct buffer *to)
{
    owner_key(text, begin(painter));
    calendar_hash(to, buffer_text(&painter->made));
}

/* How often an action of this uid has come, this one included; 0 when there is no memory. */
static uint64_t times_seen(struct diary *diary, struct text uid)
{
    bool added;
    uint32_t number = lookup_add(&diary->uids, uid, &added);
    void *times = diary->times;
    if (number == LOOKUP_NONE ||
        !memory_reserve(&times, &diary->capacity, (size_t)number + 1, sizeof *diary->times))
        return 0;
    diary->times = times;
    diary->times[number] = added ? 1 : diary->times[number] + 1;
    return diary->times[number];
}

static bool add_uid(struct diary *diary, const struct due_action *action, struct buffer *uid)
{
    struct painter *painter = &diary->painter;
    char hash_bytes[16], digits[24];
    struct text ids[5] = {due_cell_of(action, DUE_FAMILY, NULL),
                          due_cell_of(action, DUE_CHILD, NULL), due_cell_of(action, DUE_ID, NULL)};
    size_t count = 3;
    buffer_clear(uid);
    if (ids[2].length == 0 || (ids[0].length == 0 && ids[1].length == 0)) {
        add_text_hash(painter, due_cell_of(action, DUE_TEXT, NULL), uid);
        if (buffer_failed(uid))
            return false;
        memcpy(hash_bytes, uid->data, sizeof hash_bytes);
        ids[count++] = (struct text){hash_bytes, sizeof hash_bytes};
        buffer_clear(uid);
    }
    calendar_uid(uid, &diary->settings, TEXT("action"), ids, count);
    uint64_t times = buffer_failed(uid) ? 0 : times_seen(diary, buffer_text(uid));
    if (times > 1) {
        ids[count++] = number_text(times, digits);
        buffer_clear(uid);
        calendar_uid(uid, &diary->settings, TEXT("action"), ids, count);
    }
    return times > 0 && !buffer_failed(uid);
}

static void add_summary(struct painter *painter, const struct due_action *action)
{
    struct text id = due_cell_of(action, DUE_ID, NULL);
    begin(painter);
    if (id.length > 0)
        add_part(painter, "due-event", id, "");
    else
        add_number(painter, "due-event-line", action->line);
    add_part(painter, "due-family", due_cell_of(action, DUE_FAMILY, NULL), ", ");
    add_part(painter, "due-child", due_cell_of(action, DUE_CHILD, NULL), ", ");
    buffer_add(&painter->made, phrase(painter->page->phrases, "due-event-end"));
}

bool due_page_calendar(const struct due_page *page, struct output *output,
                       const struct reporter *reporter)
{
    struct diary diary = {.settings = {.product = TEXT("eh-plan"),
                                       .name = phrase(page->phrases, "due-title"),
                                       .as_of = page->as_of,
                                       .tasks = page->tasks}};
    struct buffer uid;
    lookup_init(&diary.uids);
    buffer_init(&uid, LIMIT_OUTPUT_CELL_BYTES);
    bool done = painter_open(&diary.painter, page, output, reporter);
    if (done)
        calendar_begin(output, &diary.settings);
    for (size_t i = 0; done && i < page->list->count; i++) {
        const struct due_action *action = &page->list->actions[i];
        done = add_uid(&diary, action, &uid) || report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        if (!done)
            break;
        add_summary(&diary.painter, action);
        struct calendar_entry entry = {.uid = buffer_text(&uid),
                                       .summary = ready(&diary.painter),
                                       .day = action->day,
                                       .begun = is_begun(action)};
        calendar_add(output, &diary.settings, &entry);
    }
    if (done)
        calendar_end(output);
    buffer_release(&uid);
    memory_free(diary.times);
    lookup_release(&diary.uids);
    return painter_close(&diary.painter, done);
}

#include "render/due_page.h"

#include "base/limits.h"
#include "records/page.h"
#include "render/due_sheet.h"

/* Columns of a table of the page. */
enum column { WHEN, ACTION, WHO, FAMILY, CHILD, NUMBER, DUE, GOAL, COLUMNS };

static const struct due_column columns[COLUMNS] = {
    [WHEN] = {NULL, "due-when", 12}, [ACTION] = {"action", NULL, 26},
    [WHO] = {"who", NULL, 13},       [FAMILY] = {"family_id", NULL, 8},
    [CHILD] = {"child_id", NULL, 8}, [NUMBER] = {"action_id", NULL, 6},
    [DUE] = {"due", NULL, 11},       [GOAL] = {"goal", NULL, 18},
};

struct painter {
    struct due_sheet sheet;
    const struct due_page *page;
    bool shown[COLUMNS];
};

static bool painter_open(struct painter *painter, const struct due_page *page,
                         struct output *output, const struct reporter *reporter)
{
    *painter = (struct painter){.page = page};
    bool open = due_sheet_open(&painter->sheet, page->phrases, TEXT("actions-due"), page->width,
                               output, reporter);
    painter->sheet.privacy = page->privacy;
    return open;
}

/* ---- words ---- */

static void add_when(struct painter *painter, const struct due_action *action)
{
    if (action->state == DUE_NO_DATE)
        due_sheet_add(&painter->sheet, "due-no-date");
    else
        due_sheet_add_days(&painter->sheet, -due_days_late(action, painter->page->as_of));
}

static void add_date(struct painter *painter, const struct due_action *action, const char *key,
                     const char *key_of_span)
{
    due_sheet_add_date(&painter->sheet, due_cell_of(action, DUE_DATE, NULL), action->day, key,
                       key_of_span);
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

/* Who, ids, the day, in a line. */
static void add_details(struct painter *painter, const struct due_action *action,
                        const struct due_person *person)
{
    struct due_sheet *sheet = &painter->sheet;
    struct text who = due_cell_of(action, DUE_WHO, NULL);
    bool named = who.length > 0, told = others_too(action, person, &sheet->made);
    struct buffer *made = due_sheet_begin(sheet);
    if (told && (named || !person))
        buffer_add(made, named ? who : phrase(sheet->phrases, "due-nobody"));
    size_t before = made->length;
    due_sheet_add_part(sheet, "due-family", due_cell_of(action, DUE_FAMILY, NULL), "; ");
    due_sheet_add_part(sheet, "due-child", due_cell_of(action, DUE_CHILD, NULL),
                       made->length > before ? ", " : "; ");
    due_sheet_add_part(sheet, "due-action", due_cell_of(action, DUE_ID, NULL),
                       made->length > before ? ", " : "; ");
    if (action->state != DUE_NO_DATE) {
        if (made->length > 0)
            buffer_put(made, "; ");
        add_date(painter, action, "due-on", "due-on-last");
    }
    if (is_begun(action)) {
        if (made->length > 0)
            buffer_put(made, "; ");
        due_sheet_add(sheet, "due-begun");
    }
}

static struct text counts_of(struct painter *painter, const struct due_person *person)
{
    int64_t longest = person->overdue > 0 ? (int64_t)painter->page->as_of - person->oldest : 0;
    const struct due_count counts[] = {{"due-person-overdue", person->overdue},
                                       {"due-person-soon", person->soon},
                                       {"due-person-undated", person->undated},
                                       {"due-person-longest", (uint64_t)longest}};
    due_sheet_begin(&painter->sheet);
    due_sheet_add_counts(&painter->sheet, counts, sizeof counts / sizeof *counts);
    return due_sheet_ready(&painter->sheet);
}

static struct text explanation_of(struct painter *painter)
{
    due_sheet_begin(&painter->sheet);
    due_sheet_add_explanation(&painter->sheet, painter->page->as_of, painter->page->until);
    return due_sheet_ready(&painter->sheet);
}

static struct text name_of(struct painter *painter, const struct due_person *person)
{
    return due_sheet_clean(&painter->sheet, person->name.length > 0
                                                ? person->name
                                                : phrase(painter->page->phrases, "due-nobody"));
}

/* `Overdue: 3`, of the actions from `first` on; where they end. */
static struct text state_of(struct painter *painter, size_t first, size_t *end)
{
    static const char *const keys[DUE_STATES] = {"due-overdue", "due-soon", "due-undated"};
    const struct due_list *list = painter->page->list;
    enum due_state state = list->actions[first].state;
    for (*end = first; *end < list->count && list->actions[*end].state == state;)
        (*end)++;
    due_sheet_begin(&painter->sheet);
    due_sheet_add_number(&painter->sheet, keys[state], *end - first);
    return due_sheet_ready(&painter->sheet);
}

/* ---- text ---- */

static void measure_labels(struct painter *painter)
{
    for (size_t i = 0; i < painter->page->list->count; i++) {
        const struct due_action *action = &painter->page->list->actions[i];
        if (i > 0 && action->day == action[-1].day)
            continue;
        due_sheet_begin(&painter->sheet);
        add_when(painter, action);
        due_sheet_measure(&painter->sheet);
    }
}

static void text_action(struct painter *painter, const struct due_action *action,
                        const struct due_person *person)
{
    struct due_sheet *sheet = &painter->sheet;
    due_sheet_begin(sheet);
    add_when(painter, action);
    due_sheet_label(sheet);
    due_sheet_line(sheet, due_sheet_clean(sheet, due_cell_of(action, DUE_TEXT, NULL)), false);
    add_details(painter, action, person);
    if (sheet->made.length > 0)
        due_sheet_line(sheet, due_sheet_ready(sheet), true);
}

static void text_by_state(struct painter *painter)
{
    const struct due_list *list = painter->page->list;
    for (size_t i = 0, end; i < list->count; i = end) {
        output_put(painter->sheet.output, "\n");
        due_sheet_prose(&painter->sheet, state_of(painter, i, &end));
        for (size_t j = i; j < end; j++)
            text_action(painter, &list->actions[j], NULL);
    }
}

static void text_by_person(struct painter *painter)
{
    const struct due_people *people = painter->page->people;
    for (size_t i = 0; i < people->count; i++) {
        const struct due_person *person = &people->people[i];
        output_put(painter->sheet.output, "\n");
        due_sheet_prose(&painter->sheet, name_of(painter, person));
        due_sheet_prose(&painter->sheet, counts_of(painter, person));
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
        due_sheet_prose(&painter.sheet, phrase(page->phrases, "due-title"));
        due_sheet_prose(&painter.sheet, explanation_of(&painter));
        if (page->people)
            text_by_person(&painter);
        else
            text_by_state(&painter);
    }
    return due_sheet_close(&painter.sheet, done);
}

/* ---- html ---- */

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
                                             &people->people[i], due_sheet_begin(&painter->sheet));
}

static void html_action(struct painter *painter, const struct due_action *action)
{
    struct due_sheet *sheet = &painter->sheet;
    due_sheet_row(sheet, action->state == DUE_OVERDUE);
    for (size_t i = 0; i < COLUMNS; i++) {
        if (!painter->shown[i])
            continue;
        struct buffer *made = due_sheet_begin(sheet);
        if (i == WHEN) {
            add_when(painter, action);
        } else if (i == DUE) {
            if (action->state != DUE_NO_DATE)
                add_date(painter, action, "due-date", "due-date-last");
            if (is_begun(action))
                due_sheet_add_part(sheet, "due-part", phrase(sheet->phrases, "due-begun"), "; ");
        } else {
            buffer_add(made, due_cell_of(action, cell_of_column[i], NULL));
        }
        due_sheet_cell(sheet, columns, i);
    }
    due_sheet_row_end(sheet);
}

static void html_by_state(struct painter *painter)
{
    const struct due_list *list = painter->page->list;
    for (size_t i = 0, end; i < list->count; i = end) {
        due_sheet_heading(&painter->sheet, state_of(painter, i, &end));
        due_sheet_table(&painter->sheet, columns, painter->shown, COLUMNS);
        for (size_t j = i; j < end; j++)
            html_action(painter, &list->actions[j]);
        due_sheet_table_end(&painter->sheet);
    }
}

static void html_by_person(struct painter *painter)
{
    const struct due_people *people = painter->page->people;
    for (size_t i = 0; i < people->count; i++) {
        const struct due_person *person = &people->people[i];
        due_sheet_heading(&painter->sheet, name_of(painter, person));
        due_sheet_paragraph(&painter->sheet, counts_of(painter, person));
        due_sheet_table(&painter->sheet, columns, painter->shown, COLUMNS);
        for (size_t j = person->first; j != SIZE_MAX; j = people->shares[j].next)
            html_action(painter, &painter->page->list->actions[people->shares[j].action]);
        due_sheet_table_end(&painter->sheet);
    }
}

bool due_page_html(const struct due_page *page, struct output *output,
                   const struct reporter *reporter)
{
    struct painter painter;
    bool done = painter_open(&painter, page, output, reporter);
    if (done) {
        choose_columns(&painter);
        struct page frame = {.title = phrase(page->phrases, "due-title"),
                             .explanation = explanation_of(&painter),
                             .style = due_sheet_style,
                             .landscape = true};
        page_open(output, &frame);
        if (page->people)
            html_by_person(&painter);
        else
            html_by_state(&painter);
        page_close(output);
    }
    return due_sheet_close(&painter.sheet, done);
}

/* ---- calendar ---- */

/* The hash of the action's text, case and blanks aside. False when there is no memory. */
static bool hash_text(struct painter *painter, struct text text, struct buffer *hash)
{
    struct buffer *key = due_sheet_begin(&painter->sheet);
    buffer_clear(hash);
    owner_key(text, key);
    calendar_hash(hash, buffer_text(key));
    return !buffer_failed(key) && !buffer_failed(hash);
}

static bool make_uid(struct painter *painter, struct due_diary *diary,
                     const struct due_action *action, struct buffer *hash)
{
    struct text ids[5] = {due_cell_of(action, DUE_FAMILY, NULL),
                          due_cell_of(action, DUE_CHILD, NULL), due_cell_of(action, DUE_ID, NULL)};
    size_t count = 3;
    if (ids[2].length == 0 || (ids[0].length == 0 && ids[1].length == 0)) {
        if (!hash_text(painter, due_cell_of(action, DUE_TEXT, NULL), hash))
            return false;
        ids[count++] = buffer_text(hash);
    }
    return due_diary_uid(diary, TEXT("action"), ids, count);
}

static struct text summary_of(struct painter *painter, const struct due_action *action)
{
    struct due_sheet *sheet = &painter->sheet;
    struct text id = due_cell_of(action, DUE_ID, NULL);
    due_sheet_begin(sheet);
    if (id.length > 0)
        due_sheet_add_part(sheet, "due-event", id, "");
    else
        due_sheet_add_number(sheet, "due-event-line", action->line);
    due_sheet_add_part(sheet, "due-family", due_cell_of(action, DUE_FAMILY, NULL), ", ");
    due_sheet_add_part(sheet, "due-child", due_cell_of(action, DUE_CHILD, NULL), ", ");
    due_sheet_add(sheet, "due-event-end");
    return due_sheet_ready(sheet);
}

bool due_page_calendar(const struct due_page *page, struct output *output,
                       const struct reporter *reporter)
{
    const struct calendar_settings settings = {.product = TEXT("eh-plan"),
                                               .name = phrase(page->phrases, "due-title"),
                                               .as_of = page->as_of,
                                               .tasks = page->tasks};
    struct painter painter;
    struct due_diary diary;
    struct buffer hash;
    due_diary_init(&diary, &settings);
    buffer_init(&hash, LIMIT_OUTPUT_CELL_BYTES);
    bool done = painter_open(&painter, page, output, reporter);
    if (done)
        calendar_begin(output, &settings);
    for (size_t i = 0; done && i < page->list->count; i++) {
        const struct due_action *action = &page->list->actions[i];
        done = make_uid(&painter, &diary, action, &hash) ||
               report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        if (!done)
            break;
        struct calendar_entry entry = {.uid = buffer_text(&diary.uid),
                                       .summary = summary_of(&painter, action),
                                       .day = action->day,
                                       .begun = is_begun(action)};
        calendar_add(output, &settings, &entry);
    }
    if (done)
        calendar_end(output);
    buffer_release(&hash);
    due_diary_release(&diary);
    return due_sheet_close(&painter.sheet, done);
}

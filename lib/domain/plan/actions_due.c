#include "domain/plan/actions_due.h"

#include "base/limits.h"
#include "base/memory.h"

#include <stdlib.h>

const char *const due_state_names[DUE_STATES] = {"overdue", "due-soon", "no-date"};

enum { BITS = 10, SLOTS = 1 << BITS, LENGTH_BYTES = 4, QUOTED = 1 << 30 };

static bool no_memory(const struct reporter *reporter)
{
    return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

/* ---- keeping ---- */

/* Each cell is its length, with a bit for `""`, and its bytes. */
static char *put_cell(char *to, struct text cell, bool quoted)
{
    uint32_t head = (uint32_t)cell.length | (quoted ? QUOTED : 0);
    memcpy(to, &head, LENGTH_BYTES);
    if (cell.length > 0)
        memcpy(to + LENGTH_BYTES, cell.data, cell.length);
    return to + LENGTH_BYTES + cell.length;
}

static struct text take_cell(const char **at, bool *quoted)
{
    uint32_t head;
    memcpy(&head, *at, LENGTH_BYTES);
    struct text cell = {*at + LENGTH_BYTES, head & (QUOTED - 1)};
    *quoted = head & QUOTED;
    *at = cell.data + cell.length;
    return cell;
}

struct text due_cell_of(const struct due_action *action, size_t cell, bool *quoted)
{
    const char *at = action->cells;
    struct text found;
    bool is_quoted;
    do
        found = take_cell(&at, &is_quoted);
    while (cell-- > 0);
    if (quoted)
        *quoted = is_quoted;
    return found;
}

static struct text status_of(struct action_rows *rows, const struct action_row *row)
{
    struct text cell = action_rows_cell(rows, ACTION_STATUS);
    return row->status_known || cell.length == 0 ? text_of(action_status_names[row->status]) : cell;
}

static bool too_large(size_t most, const struct reporter *reporter)
{
    char digits[24];
    return report_with(reporter, PLACE_NONE, MESSAGE_DUE_TOO_LARGE, number_text(most, digits));
}

/* Room for one more action and its `size` bytes. */
static char *room_for(struct due_list *list, size_t size, size_t most,
                      const struct reporter *reporter)
{
    size_t whole = size + sizeof *list->actions;
    if (whole > most - list->bytes) {
        too_large(most, reporter);
        return NULL;
    }
    void *actions = list->actions;
    char *room = memory_reserve(&actions, &list->capacity, list->count + 1, sizeof *list->actions)
                     ? arena_room(&list->arena, size)
                     : NULL;
    list->actions = actions;
    list->bytes += whole;
    if (!room)
        no_memory(reporter);
    return room;
}

static bool keep(struct due_list *list, struct action_rows *rows, const struct action_row *row,
                 struct due_action action, const struct due_request *request,
                 const struct reporter *reporter)
{
    static const enum action_column columns[DUE_CELLS] = {[DUE_FAMILY] = ACTION_FAMILY,
                                                          [DUE_CHILD] = ACTION_CHILD,
                                                          [DUE_ID] = ACTION_ID,
                                                          [DUE_TEXT] = ACTION_TEXT,
                                                          [DUE_WHO] = ACTION_WHO,
                                                          [DUE_AGENCY] = ACTION_AGENCY,
                                                          [DUE_DATE] = ACTION_DUE,
                                                          [DUE_STATUS] = ACTION_STATUS,
                                                          [DUE_GOAL] = ACTION_GOAL,
                                                          [DUE_OUTCOME] = ACTION_OUTCOME,
                                                          [DUE_REVIEW] = ACTION_REVIEW_DUE};
    char due[DATE_TEXT_BYTES], review[DATE_TEXT_BYTES];
    struct text cells[DUE_CELLS];
    size_t size = (DUE_CELLS + list->extra_count) * LENGTH_BYTES;
    bool quoted = false;
    date_write(&row->due, due);
    date_write(&row->review, review);
    for (size_t i = 0; i < DUE_CELLS; i++) {
        cells[i] = i == DUE_DATE     ? text_of(due)
                   : i == DUE_REVIEW ? text_of(review)
                   : i == DUE_STATUS ? status_of(rows, row)
                                     : action_rows_cell(rows, columns[i]);
        size += cells[i].length;
    }
    for (size_t i = 0; i < list->extra_count; i++)
        size += table_extra_cell(rows->table, list->extras[i], &quoted).length;
    size_t most = request->most_bytes ? request->most_bytes : LIMIT_DUE_BYTES;
    char *to = room_for(list, size, most, reporter);
    if (!to)
        return false;
    action.cells = to;
    action.line = table_place(rows->table, SIZE_MAX).line;
    for (size_t i = 0; i < DUE_CELLS; i++)
        to = put_cell(to, cells[i], false);
    for (size_t i = 0; i < list->extra_count; i++) {
        struct text cell = table_extra_cell(rows->table, list->extras[i], &quoted);
        to = put_cell(to, cell, quoted);
    }
    list->actions[list->count++] = action;
    return true;
}

/* ---- judging ---- */

/* Counts the action; true when it is to be kept. */
static bool judge(struct due_counts *counts, const struct action_row *row,
                  const struct due_request *request, struct due_action *action)
{
    switch (row->status) {
    case ACTION_DONE:
        counts->done++;
        return false;
    case ACTION_CANCELLED:
        counts->cancelled++;
        return false;
    case ACTION_FOR_REVIEW:
        counts->for_review++;
        return false;
    default:
        break;
    }
    *action = (struct due_action){.day = date_due(&row->due), .state = DUE_OVERDUE};
    if (action->day == DATE_DAY_OPEN_END) {
        counts->undated++;
        action->state = DUE_NO_DATE;
        return request->undated;
    }
    if (action->day < request->as_of) {
        counts->overdue++;
        return true;
    }
    action->state = DUE_SOON;
    if (action->day > request->until) {
        counts->later++;
        return false;
    }
    counts->soon++;
    return true;
}

/* The extra columns to pass on, once the first file's header is known. */
static bool choose_extras(struct due_list *list, const struct action_rows *rows,
                          const struct reporter *reporter)
{
    size_t count = table_extra_count(rows->table);
    struct record_definition *record = record_definition_new(TEXT("actions-due"), reporter);
    if (!record)
        return false;
    list->extras = count > 0 ? memory_new(count, sizeof *list->extras) : NULL;
    bool done = count == 0 || list->extras;
    if (!done)
        no_memory(reporter);
    for (size_t i = 0; list->extras && i < count; i++)
        if (record_definition_column(record, table_extra_heading(rows->table, i)) ==
            record->column_count)
            list->extras[list->extra_count++] = i;
    record_definition_free(record);
    return done;
}

/* ---- order ---- */

static uint32_t sort_key(const struct due_action *action)
{
    enum { LATEST = 1 << 2 * BITS, BEFORE_1000 = 400000 }; /* years 1000 to 2999 */
    int64_t key = (int64_t)action->day + BEFORE_1000;
    return key < LATEST - 1 ? (uint32_t)key : LATEST - 1;
}

/* Moves the actions to `to`, in the order of BITS bits of their keys, else as they stand. */
static void sort_by_bits(const struct due_action *from, struct due_action *to, size_t count,
                         unsigned shift)
{
    size_t starts[SLOTS + 1] = {0};
    for (size_t i = 0; i < count; i++)
        starts[(sort_key(&from[i]) >> shift & (SLOTS - 1)) + 1]++;
    for (size_t i = 0; i < SLOTS; i++)
        starts[i + 1] += starts[i];
    for (size_t i = 0; i < count; i++)
        to[starts[sort_key(&from[i]) >> shift & (SLOTS - 1)]++] = from[i];
}

static bool sort_actions(struct due_list *list, const struct reporter *reporter)
{
    size_t sorted = 1;
    while (sorted < list->count &&
           sort_key(&list->actions[sorted - 1]) <= sort_key(&list->actions[sorted]))
        sorted++;
    if (sorted >= list->count)
        return true;
    struct due_action *other = memory_new(list->count, sizeof *other);
    if (!other)
        return no_memory(reporter);
    sort_by_bits(list->actions, other, list->count, 0);
    sort_by_bits(other, list->actions, list->count, BITS);
    memory_free(other);
    return true;
}

bool due_list_read(struct due_list *list, struct action_rows *rows,
                   const struct due_request *request, const struct reporter *reporter)
{
    struct action_row row;
    struct due_action action;
    enum table_result result;
    *list = (struct due_list){.actions = NULL};
    arena_init(&list->arena);
    rows->definition->columns[rows->columns[ACTION_DUE]].required = true;
    if (request->drop_extras)
        table_drop_extras(rows->table);
    if (table_prepare(rows->table) == TABLE_FAILED ||
        (!request->drop_extras && !choose_extras(list, rows, reporter)))
        return false;
    while ((result = action_rows_next(rows, &row)) == TABLE_ROW)
        if (judge(&list->counts, &row, request, &action) &&
            !keep(list, rows, &row, action, request, reporter))
            return false;
    return result == TABLE_END && sort_actions(list, reporter);
}

void due_list_release(struct due_list *list)
{
    memory_free(list->actions);
    memory_free(list->extras);
    arena_release(&list->arena);
    *list = (struct due_list){.actions = NULL};
}

int64_t due_days_late(const struct due_action *action, date_day as_of)
{
    return (int64_t)as_of - action->day;
}

/* ---- people ---- */

/* The person of a key, new ones without shares. NULL when there is no memory. */
static struct due_person *person_of(struct due_people *people, struct text name, struct text key)
{
    bool added;
    uint32_t number = lookup_add(&people->names, key, &added);
    void *list = people->people;
    if (number == LOOKUP_NONE ||
        !memory_reserve(&list, &people->capacity, (size_t)number + 1, sizeof *people->people))
        return NULL;
    people->people = list;
    struct due_person *person = &people->people[number];
    if (added) {
        *person = (struct due_person){.name = name,
                                      .oldest = DATE_DAY_OPEN_END,
                                      .next = DATE_DAY_OPEN_END,
                                      .first = SIZE_MAX};
        people->count++;
    }
    return person;
}

static bool add_share(struct due_people *people, struct due_person *person, size_t number,
                      const struct due_action *action)
{
    void *shares = people->shares;
    if (!memory_reserve(&shares, &people->share_capacity, people->share_count + 1,
                        sizeof *people->shares))
        return false;
    people->shares = shares;
    people->shares[people->share_count] = (struct due_share){number, SIZE_MAX};
    if (person->first == SIZE_MAX)
        person->first = people->share_count;
    else
        people->shares[person->last].next = people->share_count;
    person->last = people->share_count++;
    if (action->state == DUE_OVERDUE) {
        if (person->overdue++ == 0)
            person->oldest = action->day;
    } else if (action->state == DUE_SOON) {
        if (person->soon++ == 0)
            person->next = action->day;
    } else {
        person->undated++;
    }
    return true;
}

static int order_of_people(const void *one, const void *other)
{
    const struct due_person *a = one, *b = other;
    if (a->overdue != b->overdue)
        return a->overdue > b->overdue ? -1 : 1;
    if (a->soon != b->soon)
        return a->soon > b->soon ? -1 : 1;
    return text_compare(a->key, b->key);
}

bool due_people_read(struct due_people *people, const struct due_list *list, struct owners *owners,
                     bool split, const struct reporter *reporter)
{
    struct buffer key;
    bool done = true;
    *people = (struct due_people){.people = NULL};
    lookup_init(&people->names);
    buffer_init(&key, LIMIT_CELL_BYTES);
    for (size_t i = 0; i < list->count && done; i++) {
        const struct due_action *action = &list->actions[i];
        owners_read(owners, due_cell_of(action, DUE_WHO, NULL), split);
        size_t names = owners->count > 0 ? owners->count : 1;
        for (size_t j = 0; j < names && done; j++) {
            struct text name = owners->count > 0 ? owners->names[j] : TEXT("");
            buffer_clear(&key);
            struct due_person *person = owner_key(name, &key)
                                            ? person_of(people, name, buffer_text(&key))
                                            : NULL;
            done = person && add_share(people, person, i, action);
        }
    }
    buffer_release(&key);
    if (!done)
        return no_memory(reporter);
    for (size_t i = 0; i < people->count; i++)
        people->people[i].key = lookup_key(&people->names, (uint32_t)i);
    if (people->count > 1)
        qsort(people->people, people->count, sizeof *people->people, order_of_people);
    return true;
}

void due_people_release(struct due_people *people)
{
    memory_free(people->people);
    memory_free(people->shares);
    lookup_release(&people->names);
    *people = (struct due_people){.people = NULL};
}

/* ---- writing ---- */

static void write_days(struct writer *writer, int64_t days)
{
    char digits[1 + 24];
    if (days >= 0) {
        writer_number(writer, (uint64_t)days);
        return;
    }
    struct text number = number_text((uint64_t)-days, digits + 1);
    digits[sizeof digits - number.length - 1] = '-';
    writer_plain(writer, (struct text){number.data - 1, number.length + 1});
}

static void write_day(struct writer *writer, date_day day)
{
    char text[DATE_TEXT_BYTES] = "";
    struct date date = date_of_day(day);
    if (day != DATE_DAY_OPEN_END)
        date_write(&date, text);
    writer_plain(writer, text_of(text));
}

static bool write_action(const struct due_list *list, const struct due_action *action,
                         struct text who, date_day as_of, struct writer *writer)
{
    const char *at = action->cells;
    bool quoted;
    for (size_t i = 0; i < DUE_CELLS; i++) {
        struct text cell = take_cell(&at, &quoted);
        writer_cell(writer, i == DUE_WHO ? who : cell);
        if (i != DUE_DATE)
            continue;
        write_day(writer, action->day);
        writer_plain(writer, text_of(due_state_names[action->state]));
        if (action->state == DUE_NO_DATE)
            writer_plain(writer, TEXT(""));
        else
            write_days(writer, due_days_late(action, as_of));
    }
    for (size_t i = 0; i < list->extra_count; i++) {
        struct text cell = take_cell(&at, &quoted);
        writer_passed(writer, cell, quoted);
    }
    return writer_end_row(writer);
}

bool due_list_write(const struct due_list *list, date_day as_of, struct owners *owners,
                    struct writer *writer)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct due_action *action = &list->actions[i];
        struct text who = due_cell_of(action, DUE_WHO, NULL);
        bool written;
        if (!owners) {
            written = write_action(list, action, who, as_of, writer);
        } else {
            owners_read(owners, who, true);
            written = owners->count > 0 || write_action(list, action, TEXT(""), as_of, writer);
            for (size_t j = 0; j < owners->count && written; j++)
                written = write_action(list, action, owners->names[j], as_of, writer);
        }
        if (!written)
            return false;
    }
    return true;
}

bool due_people_write(const struct due_people *people, date_day as_of, bool undated,
                      struct writer *writer)
{
    for (size_t i = 0; i < people->count; i++) {
        const struct due_person *person = &people->people[i];
        writer_cell(writer, person->name);
        writer_number(writer, person->overdue);
        writer_number(writer, person->soon);
        if (undated)
            writer_number(writer, person->undated);
        else
            writer_plain(writer, TEXT(""));
        if (person->overdue > 0)
            write_days(writer, (int64_t)as_of - person->oldest);
        else
            writer_plain(writer, TEXT(""));
        write_day(writer, person->next);
        if (!writer_end_row(writer))
            return false;
    }
    return true;
}

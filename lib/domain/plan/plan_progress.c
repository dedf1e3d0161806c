#include "domain/plan/plan_progress.h"

#include "base/limits.h"
#include "base/memory.h"
#include "domain/plan/action_rows.h"
#include "domain/plan/owners.h"

#include <stdio.h>

const char *const plan_change_names[PLAN_CHANGES] = {
    "done", "slipped", "brought-forward", "dropped", "added", "reopened", "changed", "untouched"};

#define NOWHERE UINT32_MAX

/* What a row says. Words are made comparable: case and blanks aside. */
struct told {
    struct text child, id, text, who;
    struct text words, of_whom, goal, note; /* comparable; `of_whom` holds who and agency */
    struct date due;
    enum action_status status;
};

/* A row of the version that is being read. */
struct version_row {
    struct told told;
    uint32_t family;
    uint32_t action; /* that it was found to be, or NOWHERE */
    uint64_t line;
    bool usable;
};

/* An action through all versions. */
struct followed {
    struct told first, last; /* of usable rows */
    struct text child, id;   /* as last seen, usable or not */
    struct text words;
    uint32_t family, behind; /* of the same family, or NOWHERE */
    uint32_t version;        /* the last that has it, from 1 */
    uint32_t first_version;
    uint32_t versions, times_moved;
    bool known;           /* a usable row was seen */
    bool was_done;        /* in a version before the last seen */
    bool by_id, by_words; /* how it was found again */
};

struct plan_progress {
    struct arena arena; /* what stays */
    struct lookup families;
    struct family_actions {
        uint32_t first, last;
    } * of_family;
    struct followed *actions;
    struct version_row *rows;
    size_t family_capacity, action_count, action_capacity, row_count, row_capacity;
    uint32_t version;
    struct plan_progress_count count;
};

/* --- Reading a version --- */

/* The text with case and blanks aside, kept. Data NULL when there is no memory. */
static struct text keep_folded(struct arena *arena, struct buffer *key, struct text text)
{
    buffer_clear(key);
    return owner_key(text, key) ? arena_copy(arena, buffer_text(key)) : (struct text){NULL, 0};
}

static bool keep_told(struct arena *arena, struct buffer *key, struct action_rows *rows,
                      struct told *told)
{
    told->child = arena_copy(arena, action_rows_cell(rows, ACTION_CHILD));
    told->id = arena_copy(arena, action_rows_cell(rows, ACTION_ID));
    told->text = arena_copy(arena, action_rows_cell(rows, ACTION_TEXT));
    told->who = arena_copy(arena, action_rows_cell(rows, ACTION_WHO));
    told->words = keep_folded(arena, key, told->text);
    told->goal = keep_folded(arena, key, action_rows_cell(rows, ACTION_GOAL));
    told->note = keep_folded(arena, key, action_rows_cell(rows, ACTION_PROGRESS));
    buffer_clear(key);
    owner_key(told->who, key);
    buffer_add_byte(key, '\0');
    struct text agency = action_rows_cell(rows, ACTION_AGENCY);
    if (!owner_key(agency, key))
        return false;
    told->of_whom = arena_copy(arena, buffer_text(key));
    return told->child.data && told->id.data && told->text.data && told->who.data &&
           told->words.data && told->goal.data && told->note.data && told->of_whom.data;
}

/* Whether all cells of a row that was read with forgiveness can be used; if not it is rejected. */
static bool check_row(struct action_rows *rows, const struct action_row *row)
{
    static const enum action_column dates[] = {ACTION_START, ACTION_DUE, ACTION_DONE_DATE,
                                               ACTION_REVIEW_DUE};
    struct date date;
    bool usable = true;
    if (action_rows_cell(rows, ACTION_TEXT).length == 0)
        usable = table_reject(rows->table, rows->columns[ACTION_TEXT], MESSAGE_CELL_BLANK);
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        if (row->unread & 1u << dates[i])
            usable = table_date(rows->table, rows->columns[dates[i]], &date);
    return usable;
}

static void key_of(struct buffer *key, uint32_t family, const struct text *parts, size_t count)
{
    buffer_clear(key);
    buffer_add_number(key, family);
    for (size_t i = 0; i < count; i++) {
        buffer_add_byte(key, '\0');
        buffer_add(key, parts[i]);
    }
}

struct reading {
    struct plan_progress *progress;
    struct action_rows rows;
    struct buffer key;
    struct lookup seen; /* rows of the version */
};

/* Holds a row, unless it is one again. False when there is no memory. */
static bool hold(struct reading *reading, const struct action_row *row)
{
    struct plan_progress *progress = reading->progress;
    struct version_row held = {.action = NOWHERE};
    bool added;
    held.family = lookup_add(&progress->families, action_rows_cell(&reading->rows, ACTION_FAMILY),
                             NULL);
    if (held.family == LOOKUP_NONE ||
        !keep_told(&progress->arena, &reading->key, &reading->rows, &held.told))
        return false;
    held.told.due = row->due;
    held.told.status = row->status;
    held.line = table_place(reading->rows.table, SIZE_MAX).line;
    held.usable = check_row(&reading->rows, row);
    if (held.told.id.length == 0 && held.told.words.length == 0)
        return true;
    struct text parts[] = {held.told.child, held.told.id, held.told.words};
    key_of(&reading->key, held.family, parts, 3);
    uint32_t number = buffer_failed(&reading->key)
                          ? LOOKUP_NONE
                          : lookup_add(&reading->seen, buffer_text(&reading->key), &added);
    if (number == LOOKUP_NONE)
        return false;
    if (!added) {
        char digits[24];
        table_reject(reading->rows.table, SIZE_MAX, MESSAGE_ACTION_TWICE,
                     number_text(progress->rows[number].line, digits));
        return true;
    }
    void *rows = progress->rows;
    if (!memory_reserve(&rows, &progress->row_capacity, progress->row_count + 1,
                        sizeof *progress->rows))
        return false;
    progress->rows = rows;
    progress->rows[progress->row_count++] = held;
    progress->count.rows += held.usable;
    return true;
}

/* --- Which row is which action --- */

enum { BY_CHILD = 1, BY_ID = 2, BY_WORDS = 4 };
enum side { ANY, WITH_ID, WITHOUT_ID };

/* What must agree, on which rows and which actions. */
static const struct stage {
    unsigned by;
    enum side rows, actions;
} stages[] = {
    {BY_CHILD | BY_ID | BY_WORDS, ANY, ANY},
    {BY_CHILD | BY_ID, WITH_ID, WITH_ID},
    {BY_ID | BY_WORDS, ANY, ANY},
    {BY_ID, WITH_ID, WITH_ID},
    {BY_CHILD | BY_WORDS, WITHOUT_ID, WITH_ID},
    {BY_CHILD | BY_WORDS, WITH_ID, WITHOUT_ID},
    {BY_WORDS, WITHOUT_ID, WITH_ID},
    {BY_WORDS, WITH_ID, WITHOUT_ID},
};

/* Those that agree. */
struct group {
    uint32_t row, action, rows, actions;
};

struct matching {
    struct plan_progress *progress;
    struct buffer *key;
    struct lookup keys;
    struct group *groups;
    size_t capacity;
};

/* The group of what agrees with these; NULL when there is no memory or, with `*out`, when the stage
 * does not look at it. */
static struct group *group_of(struct matching *matching, const struct stage *stage, enum side side,
                              uint32_t family, const struct text parts[3], bool *out)
{
    struct text agreeing[3];
    size_t count = 0;
    bool added, has_id = parts[1].length > 0;
    void *groups = matching->groups;
    *out = (side == WITH_ID && !has_id) || (side == WITHOUT_ID && has_id) ||
           (stage->by & BY_WORDS && parts[2].length == 0);
    if (*out)
        return NULL;
    for (size_t i = 0; i < 3; i++)
        if (stage->by & 1u << i)
            agreeing[count++] = parts[i];
    key_of(matching->key, family, agreeing, count);
    uint32_t number = buffer_failed(matching->key)
                          ? LOOKUP_NONE
                          : lookup_add(&matching->keys, buffer_text(matching->key), &added);
    if (number == LOOKUP_NONE ||
        !memory_reserve(&groups, &matching->capacity, (size_t)number + 1, sizeof *matching->groups))
        return NULL;
    matching->groups = groups;
    if (added)
        matching->groups[number] = (struct group){.rows = 0};
    return &matching->groups[number];
}

/* Whether what is due on `now` has been put back from `before`. */
static bool is_later(const struct date *now, const struct date *before)
{
    return date_due(now) > date_due(before);
}

static void follow(struct plan_progress *progress, uint32_t number, struct version_row *row)
{
    struct followed *action = &progress->actions[number];
    bool ids = action->id.length > 0 && row->told.id.length > 0;
    row->action = number;
    if (action->versions > 0) {
        action->by_id = action->by_id || ids;
        action->by_words = action->by_words || !ids;
    }
    action->version = progress->version;
    action->versions++;
    action->child = row->told.child;
    if (row->told.id.length > 0)
        action->id = row->told.id;
    if (row->told.words.length > 0)
        action->words = row->told.words;
    if (!row->usable)
        return;
    if (!action->known)
        action->first = row->told;
    action->was_done = action->was_done || (action->known && action->last.status == ACTION_DONE);
    action->times_moved += action->known && is_later(&row->told.due, &action->last.due);
    action->last = row->told;
    action->known = true;
}

static bool run_stage(struct matching *matching, const struct stage *stage)
{
    struct plan_progress *progress = matching->progress;
    bool out;
    lookup_clear(&matching->keys);
    for (size_t i = 0; i < progress->action_count; i++) {
        const struct followed *action = &progress->actions[i];
        if (action->version == progress->version)
            continue;
        struct text parts[] = {action->child, action->id, action->words};
        struct group *group = group_of(matching, stage, stage->actions, action->family, parts,
                                       &out);
        if (!group && !out)
            return false;
        if (group) {
            group->action = (uint32_t)i;
            group->actions++;
        }
    }
    for (size_t i = 0; i < progress->row_count; i++) {
        const struct version_row *row = &progress->rows[i];
        if (row->action != NOWHERE)
            continue;
        struct text parts[] = {row->told.child, row->told.id, row->told.words};
        struct group *group = group_of(matching, stage, stage->rows, row->family, parts, &out);
        if (!group && !out)
            return false;
        if (group) {
            group->row = (uint32_t)i;
            group->rows++;
        }
    }
    for (size_t i = 0; i < matching->keys.count; i++)
        if (matching->groups[i].rows == 1 && matching->groups[i].actions == 1)
            follow(progress, matching->groups[i].action, &progress->rows[matching->groups[i].row]);
    return true;
}

static bool match(struct plan_progress *progress, struct buffer *key)
{
    struct matching matching = {.progress = progress, .key = key};
    bool done = true;
    lookup_init(&matching.keys);
    for (size_t i = 0; i < sizeof stages / sizeof *stages && done && progress->action_count; i++)
        done = run_stage(&matching, &stages[i]);
    lookup_release(&matching.keys);
    memory_free(matching.groups);
    return done;
}

/* What is left of the version's rows are actions that were not there before. */
static bool add_new(struct plan_progress *progress)
{
    for (size_t i = 0; i < progress->row_count; i++) {
        struct version_row *row = &progress->rows[i];
        void *actions = progress->actions, *families = progress->of_family;
        size_t known = progress->family_capacity;
        if (row->action != NOWHERE)
            continue;
        if (progress->action_count >= NOWHERE ||
            !memory_reserve(&actions, &progress->action_capacity, progress->action_count + 1,
                            sizeof *progress->actions))
            return false;
        progress->actions = actions;
        if (!memory_reserve(&families, &progress->family_capacity, progress->families.count,
                            sizeof *progress->of_family))
            return false;
        progress->of_family = families;
        for (; known < progress->family_capacity; known++)
            progress->of_family[known] = (struct family_actions){NOWHERE, NOWHERE};
        uint32_t number = (uint32_t)progress->action_count++;
        struct family_actions *family = &progress->of_family[row->family];
        progress->actions[number] = (struct followed){
            .family = row->family, .behind = NOWHERE, .first_version = progress->version};
        if (family->first == NOWHERE)
            family->first = number;
        else
            progress->actions[family->last].behind = number;
        family->last = number;
        follow(progress, number, row);
    }
    return true;
}

static bool no_memory(const struct reporter *reporter)
{
    return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

static bool read_version(struct plan_progress *progress, const struct table_settings *settings,
                         const char *file, const struct reporter *reporter)
{
    struct reading reading = {.progress = progress};
    struct action_row row;
    enum table_result result = TABLE_FAILED;
    if (!action_rows_open(&reading.rows, settings, &file, 1, reporter))
        return false;
    reading.rows.forgiving = true;
    table_drop_extras(reading.rows.table);
    buffer_init(&reading.key, 4 * LIMIT_CELL_BYTES);
    lookup_init(&reading.seen);
    progress->version++;
    progress->row_count = 0;
    bool held = true;
    while (held && (result = action_rows_next(&reading.rows, &row)) == TABLE_ROW)
        held = hold(&reading, &row);
    bool done = result == TABLE_END &&
                ((match(progress, &reading.key) && add_new(progress)) || no_memory(reporter));
    if (!held)
        done = no_memory(reporter);
    progress->count.rejected += table_reject_count(reading.rows.table);
    lookup_release(&reading.seen);
    buffer_release(&reading.key);
    action_rows_close(&reading.rows);
    return done;
}

/* --- What became of each --- */

static bool is_closed(enum action_status status)
{
    return status == ACTION_DONE || status == ACTION_CANCELLED;
}

static bool is_changed(const struct told *first, const struct told *last)
{
    return !text_equal(first->words, last->words) || !text_equal(first->goal, last->goal) ||
           !text_equal(first->of_whom, last->of_whom) || !text_equal(first->note, last->note) ||
           first->status != last->status || date_compare(&first->due, &last->due) != 0;
}

static enum plan_change change_of(const struct plan_progress *progress,
                                  const struct followed *action)
{
    const struct told *first = &action->first, *last = &action->last;
    bool gone = action->version != progress->version, closed = is_closed(last->status);
    if ((gone && !closed) ||
        (last->status == ACTION_CANCELLED && first->status != ACTION_CANCELLED))
        return CHANGE_DROPPED;
    if (action->was_done && !closed)
        return CHANGE_REOPENED;
    if (last->status == ACTION_DONE && first->status != ACTION_DONE)
        return CHANGE_DONE;
    if (!closed && is_later(&last->due, &first->due))
        return CHANGE_SLIPPED;
    if (action->first_version > 1)
        return CHANGE_ADDED;
    if (!closed && is_later(&first->due, &last->due) && date_due(&first->due) != DATE_DAY_OPEN_END)
        return CHANGE_BROUGHT_FORWARD;
    return is_changed(first, last) ? CHANGE_CHANGED : CHANGE_UNTOUCHED;
}

static void take_counts(struct plan_progress *progress)
{
    struct plan_progress_count *count = &progress->count;
    for (size_t i = 0; i < progress->families.count && i < progress->family_capacity; i++) {
        bool some = false;
        for (uint32_t at = progress->of_family[i].first; at != NOWHERE;
             at = progress->actions[at].behind) {
            const struct followed *action = &progress->actions[at];
            if (!action->known)
                continue;
            some = true;
            count->actions++;
            count->by_words += action->by_words;
            count->of_change[change_of(progress, action)]++;
        }
        count->families += some;
    }
}

struct plan_progress *plan_progress_new(const struct table_settings *settings,
                                        const char *const *files, size_t count,
                                        const struct reporter *reporter)
{
    struct plan_progress *progress = memory_new(1, sizeof *progress);
    bool done = progress != NULL;
    if (!progress) {
        no_memory(reporter);
        return NULL;
    }
    arena_init(&progress->arena);
    lookup_init(&progress->families);
    for (size_t i = 0; i < count && done; i++)
        done = read_version(progress, settings, files[i], reporter);
    if (done) {
        take_counts(progress);
        return progress;
    }
    plan_progress_free(progress);
    return NULL;
}

void plan_progress_free(struct plan_progress *progress)
{
    if (!progress)
        return;
    arena_release(&progress->arena);
    lookup_release(&progress->families);
    memory_free(progress->of_family);
    memory_free(progress->actions);
    memory_free(progress->rows);
    memory_free(progress);
}

const struct plan_progress_count *plan_progress_counts(const struct plan_progress *progress)
{
    return &progress->count;
}

static void write_date(struct writer *writer, const struct date *date)
{
    char digits[DATE_TEXT_BYTES];
    date_write(date, digits);
    writer_plain(writer, text_of(digits));
}

static void write_days(struct writer *writer, const struct followed *action)
{
    date_day first = date_due(&action->first.due), last = date_due(&action->last.due);
    char digits[32] = "";
    if (first != DATE_DAY_OPEN_END && last != DATE_DAY_OPEN_END)
        snprintf(digits, sizeof digits, "%lld", (long long)last - first);
    writer_plain(writer, text_of(digits));
}

static bool write_action(const struct plan_progress *progress, const struct followed *action,
                         struct writer *writer)
{
    struct text matched = action->by_words ? TEXT("words") : action->by_id ? TEXT("id") : TEXT("");
    writer_cell(writer, lookup_key(&progress->families, action->family));
    writer_cell(writer, action->child);
    writer_cell(writer, action->id);
    writer_cell(writer, action->last.text);
    writer_cell(writer, action->last.who);
    writer_plain(writer, text_of(plan_change_names[change_of(progress, action)]));
    write_date(writer, &action->first.due);
    write_date(writer, &action->last.due);
    writer_number(writer, action->times_moved);
    write_days(writer, action);
    writer_plain(writer, text_of(action_status_names[action->first.status]));
    writer_plain(writer, text_of(action_status_names[action->last.status]));
    writer_number(writer, action->versions);
    writer_plain(writer, matched);
    return writer_end_row(writer);
}

bool plan_progress_write(const struct plan_progress *progress, struct writer *writer)
{
    for (size_t i = 0; i < progress->families.count && i < progress->family_capacity; i++)
        for (uint32_t at = progress->of_family[i].first; at != NOWHERE;
             at = progress->actions[at].behind)
            if (progress->actions[at].known &&
                !write_action(progress, &progress->actions[at], writer))
                return false;
    return true;
}

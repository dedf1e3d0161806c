#include "domain/notes/attendance.h"

#include "base/limits.h"
#include "base/memory.h"
#include "domain/threshold/child_index.h"
#include <stdlib.h>

enum { SESSIONS_MOST = 10000, PERCENT = 100, DECIMALS = 100 };

enum attendance_column {
    FAMILY,
    CHILD,
    TERM,
    YEAR,
    POSSIBLE,
    ATTENDED,
    AUTHORISED,
    UNAUTHORISED,
    COLUMNS
};

/* Sessions of a child in a term; a row's at first, then those of all rows together. */
struct sessions {
    uint32_t child;
    term_number term;
    uint64_t possible, attended, authorised;
    bool authorised_known;
};

struct run {
    const struct attendance_request *request;
    struct table *table;
    struct writer *writer;
    struct attendance_counts *counts;
    const struct reporter *reporter;
    size_t columns[COLUMNS];
    struct child_index index;
    uint32_t *same_as; /* number of a child: of the child that it is; that of the first row */
    uint32_t *named;   /* number of a child: of the one whose ids are shown */
    struct sessions *list;
    size_t count, capacity;
    struct buffer words, terms, parts;
    bool starved; /* a text that was made in one of them lacks a piece */
};

bool attendance_open(const struct attendance_request *request, struct table **table,
                     struct record_definition **definition, const struct table_settings *settings,
                     const char *const *files, size_t count, const struct reporter *reporter)
{
    *definition = record_definition_new(TEXT("attendance"), reporter);
    *table = *definition ? table_new(settings, *definition, files, count, reporter) : NULL;
    if (!*table)
        return false;
    size_t other = request->exclude_authorised
                       ? record_definition_column(*definition, TEXT("unauthorised_absence"))
                       : record_definition_column(*definition, TEXT("sessions_attended"));
    table_need_either(*table, other,
                      record_definition_column(*definition, TEXT("authorised_absence")));
    table_drop_extras(*table);
    return true;
}

static bool no_memory(struct run *run)
{
    return report(run->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

static void find_columns(struct run *run)
{
    static const char *const names[COLUMNS] = {"family_id",
                                               "child_id",
                                               "term",
                                               "academic_year",
                                               "sessions_possible",
                                               "sessions_attended",
                                               "authorised_absence",
                                               "unauthorised_absence"};
    for (size_t i = 0; i < COLUMNS; i++)
        run->columns[i] = record_definition_column(table_definition(run->table), text_of(names[i]));
}

static struct text cell(struct run *run, enum attendance_column column)
{
    return table_cell(run->table, run->columns[column]);
}

static bool reject(struct run *run, enum attendance_column column, enum message message)
{
    return table_reject_words(run->table, run->columns[column], message, NULL, 0);
}

/* A whole number, which programs that know only decimals write `190.0`. */
static bool read_number(struct run *run, enum attendance_column column, bool *known,
                        uint64_t *number)
{
    struct text whole = cell(run, column);
    const char *point = whole.length > 0 ? memchr(whole.data, '.', whole.length) : NULL;
    char digits[24];
    *known = whole.length > 0;
    *number = 0;
    if (point) {
        size_t length = (size_t)(point - whole.data);
        bool zeros = length + 1 < whole.length;
        for (size_t i = length + 1; i < whole.length; i++)
            zeros = zeros && whole.data[i] == '0';
        if (zeros)
            whole.length = length;
    }
    return !*known || text_to_unsigned(whole, 0, SESSIONS_MOST, number) ||
           table_reject(run->table, run->columns[column], MESSAGE_SESSIONS,
                        number_text(SESSIONS_MOST, digits));
}

/* The sessions of a row; false when it has been rejected. */
static bool read_sessions(struct run *run, struct sessions *sessions)
{
    bool possible_known, attended_known, authorised_known, unauthorised_known;
    uint64_t unauthorised;
    if (!read_number(run, POSSIBLE, &possible_known, &sessions->possible) ||
        !read_number(run, ATTENDED, &attended_known, &sessions->attended) ||
        !read_number(run, AUTHORISED, &authorised_known, &sessions->authorised) ||
        !read_number(run, UNAUTHORISED, &unauthorised_known, &unauthorised))
        return false;
    if (!possible_known)
        return reject(run, POSSIBLE, MESSAGE_CELL_BLANK);
    if (sessions->attended + sessions->authorised + unauthorised > sessions->possible)
        return reject(run, POSSIBLE, MESSAGE_SESSIONS_EXCEEDED);
    if (!attended_known && sessions->possible > 0) {
        if (!authorised_known || !unauthorised_known)
            return reject(run, ATTENDED, MESSAGE_CELL_BLANK);
        sessions->attended = sessions->possible - sessions->authorised - unauthorised;
    }
    uint64_t rest = sessions->possible - sessions->attended - unauthorised;
    if (!authorised_known && (unauthorised_known || rest == 0)) {
        sessions->authorised = rest;
        authorised_known = true;
    }
    if (!authorised_known && run->request->exclude_authorised)
        return reject(run, AUTHORISED, MESSAGE_CELL_BLANK);
    sessions->authorised_known = authorised_known;
    return true;
}

/* One row of the table. False after a fatal message; a row that cannot be used is passed over. */
static bool read_row(struct run *run)
{
    struct sessions sessions = {.child = 0};
    if (cell(run, CHILD).length == 0) {
        reject(run, CHILD, MESSAGE_CELL_BLANK);
        return true;
    }
    if (cell(run, TERM).length == 0) {
        reject(run, TERM, MESSAGE_CELL_BLANK);
        return true;
    }
    if (!term_read(run->request->calendar, cell(run, YEAR), cell(run, TERM), &sessions.term)) {
        reject(run, TERM, MESSAGE_TERM_UNREADABLE);
        return true;
    }
    if (!read_sessions(run, &sessions))
        return true;
    sessions.child = child_index_add(&run->index, cell(run, FAMILY), cell(run, CHILD), NULL);
    void *list = run->list;
    if (sessions.child == LOOKUP_NONE ||
        !memory_reserve(&list, &run->capacity, run->count + 1, sizeof *run->list))
        return no_memory(run);
    run->list = list;
    run->list[run->count++] = sessions;
    run->counts->rows++;
    return true;
}

static bool in_one_family(struct run *run, const struct lookup *children, const uint32_t *families,
                          uint32_t number, uint32_t *family)
{
    uint32_t found = lookup_find(children, child_index_child(&run->index, number));
    *family = found == LOOKUP_NONE ? LOOKUP_NONE : families[found];
    return *family != LOOKUP_NONE;
}

/* Rows of a child without a family belong to the only family that has such a child. */
static bool find_same(struct run *run)
{
    struct lookup children;
    size_t count = run->index.keys.count;
    uint32_t *families = memory_new(count + 1, sizeof *families);
    run->same_as = memory_new(count + 1, sizeof *run->same_as);
    run->named = memory_new(count + 1, sizeof *run->named);
    bool done = families && run->same_as && run->named;
    lookup_init(&children);
    for (uint32_t i = 0; done && i < count; i++) {
        bool added;
        run->same_as[i] = run->named[i] = i;
        if (child_index_family(&run->index, i).length == 0)
            continue;
        uint32_t child = lookup_add(&children, child_index_child(&run->index, i), &added);
        done = child != LOOKUP_NONE;
        if (done)
            families[child] = added ? i : LOOKUP_NONE;
    }
    for (uint32_t i = 0; done && i < count; i++) {
        uint32_t family;
        if (child_index_family(&run->index, i).length > 0 ||
            !in_one_family(run, &children, families, i, &family))
            continue;
        uint32_t first = i < family ? i : family;
        run->same_as[i] = run->same_as[family] = first;
        run->named[first] = family;
    }
    lookup_release(&children);
    memory_free(families);
    return done || no_memory(run);
}

static int compare_sessions(const void *left, const void *right)
{
    const struct sessions *a = left, *b = right;
    if (a->child != b->child)
        return a->child < b->child ? -1 : 1;
    return a->term < b->term ? -1 : a->term > b->term;
}

/* One entry a child and term, in order. */
static void add_up(struct run *run)
{
    size_t kept = 0;
    for (size_t i = 0; i < run->count; i++)
        run->list[i].child = run->same_as[run->list[i].child];
    if (run->count > 0)
        qsort(run->list, run->count, sizeof *run->list, compare_sessions);
    for (size_t i = 0; i < run->count; i++) {
        const struct sessions *from = &run->list[i];
        if (kept == 0 || compare_sessions(&run->list[kept - 1], from) != 0) {
            run->list[kept++] = *from;
            continue;
        }
        struct sessions *to = &run->list[kept - 1];
        to->possible += from->possible;
        to->attended += from->attended;
        to->authorised += from->authorised;
        to->authorised_known = to->authorised_known && from->authorised_known;
    }
    run->count = kept;
}

/* Terms one after another, what they come to together, and by which rule they are judged. */
struct window {
    const struct attendance_rule *rule; /* NULL: none */
    const struct sessions *first;
    size_t length;
    struct sessions sum;
    uint64_t present; /* what counts as attended under the rule */
};

static bool leaves_out(const struct run *run, const struct attendance_rule *rule)
{
    return run->request->exclude_authorised && rule && rule->authorised_optional;
}

static uint64_t present_in(const struct run *run, const struct attendance_rule *rule,
                           const struct sessions *sessions)
{
    return sessions->attended + (leaves_out(run, rule) ? sessions->authorised : 0);
}

static struct window window_over(const struct run *run, const struct attendance_rule *rule,
                                 const struct sessions *first, size_t length)
{
    struct window window = {.rule = rule, .first = first, .length = length};
    window.sum.authorised_known = true;
    for (size_t i = 0; i < length; i++) {
        window.sum.possible += first[i].possible;
        window.sum.attended += first[i].attended;
        window.sum.authorised += first[i].authorised;
        window.sum.authorised_known = window.sum.authorised_known && first[i].authorised_known;
        window.present += present_in(run, rule, &first[i]);
    }
    return window;
}

static bool is_need(const struct window *window)
{
    return window->present * PERCENT < window->rule->below * window->sum.possible;
}

/* Cut after two decimals, so that less than the limit never looks like it. */
static void add_percentage(struct buffer *to, uint64_t present, uint64_t possible)
{
    uint64_t hundredths = present * PERCENT * DECIMALS / possible;
    buffer_add_number(to, hundredths / DECIMALS);
    buffer_add_byte(to, '.');
    buffer_add_byte(to, (char)('0' + hundredths % DECIMALS / 10));
    buffer_add_byte(to, (char)('0' + hundredths % 10));
}

/* A new text in one of the buffers. */
static void begin(struct run *run, struct buffer *buffer)
{
    run->starved = run->starved || buffer_failed(buffer);
    buffer_clear(buffer);
}

static void write_percentage(struct run *run, uint64_t present, uint64_t possible)
{
    begin(run, &run->parts);
    if (possible > 0)
        add_percentage(&run->parts, present, possible);
    writer_plain(run->writer, buffer_text(&run->parts));
}

static void write_terms(struct run *run, const struct window *window)
{
    begin(run, &run->terms);
    for (size_t i = 0; i < window->length; i++) {
        if (i > 0)
            buffer_add_byte(&run->terms, ';');
        term_write(run->request->calendar, window->first[i].term, &run->terms);
    }
    writer_cell(run->writer, buffer_text(&run->terms));
}

static void write_percentages(struct run *run, const struct window *window)
{
    begin(run, &run->parts);
    for (size_t i = 0; i < window->length; i++) {
        if (i > 0)
            buffer_add_byte(&run->parts, ';');
        if (window->first[i].possible > 0)
            add_percentage(&run->parts, present_in(run, window->rule, &window->first[i]),
                           window->first[i].possible);
    }
    writer_plain(run->writer, buffer_text(&run->parts));
}

/* `2023-24 Autumn to 2023-24 Spring` */
static struct text span_of(struct run *run, const struct window *window)
{
    begin(run, &run->terms);
    term_write(run->request->calendar, window->first[0].term, &run->terms);
    if (window->length > 1) {
        buffer_put(&run->terms, " ");
        buffer_add(&run->terms, phrase(run->request->phrases, "attendance-to"));
        buffer_put(&run->terms, " ");
        term_write(run->request->calendar, window->first[window->length - 1].term, &run->terms);
    }
    return buffer_text(&run->terms);
}

/* What is found of terms one after another. */
enum result { NEED, NO_NEED, TOO_FEW_TERMS, NO_SESSIONS };

static const struct {
    const char *code, *reason; /* a phrase */
} results[] = {
    [NEED] = {"need", "attendance-need"},
    [NO_NEED] = {"no-need", "attendance-no-need"},
    [TOO_FEW_TERMS] = {"too-few-terms", "attendance-too-few-terms"},
    [NO_SESSIONS] = {"no-sessions", "attendance-no-sessions"},
};

static void write_reason(struct run *run, const struct window *window, enum result result)
{
    const struct phrases *phrases = run->request->phrases;
    char first[24], second[24];
    begin(run, &run->words);
    if (result == NEED || result == NO_NEED) {
        const char *sum = leaves_out(run, window->rule) ? "attendance-with-leave"
                                                        : "attendance-plain";
        phrase_with(phrases, sum, &run->words, number_text(window->present, first),
                    number_text(window->sum.possible, second), span_of(run, window));
        buffer_add_byte(&run->words, ' ');
        phrase_with(phrases, results[result].reason, &run->words,
                    number_text(window->rule->below, first));
    } else if (result == TOO_FEW_TERMS) {
        phrase_with(phrases, results[result].reason, &run->words,
                    number_text(window->length, first), number_text(window->rule->terms, second));
    } else {
        buffer_add(&run->words, phrase(phrases, results[result].reason));
    }
    writer_cell(run->writer, buffer_text(&run->words));
}

static bool write_window(struct run *run, const struct window *window, enum result result,
                         bool latest)
{
    uint32_t child = run->named[window->first[0].child];
    writer_cell(run->writer, child_index_family(&run->index, child));
    writer_cell(run->writer, child_index_child(&run->index, child));
    writer_plain(run->writer, window->rule ? window->rule->outcome : TEXT(""));
    writer_plain(run->writer, text_of(results[result].code));
    write_terms(run, window);
    write_percentage(run, window->present, window->sum.possible);
    writer_number(run->writer, window->sum.possible);
    writer_number(run->writer, window->sum.attended);
    if (window->sum.authorised_known)
        writer_number(run->writer, window->sum.authorised);
    else
        writer_plain(run->writer, TEXT(""));
    write_percentages(run, window);
    writer_plain(run->writer, latest ? TEXT("yes") : TEXT("no"));
    write_reason(run, window, result);
    if (run->starved || buffer_failed(&run->words) || buffer_failed(&run->terms) ||
        buffer_failed(&run->parts))
        return no_memory(run);
    return writer_end_row(run->writer);
}

/* A child's terms, oldest first. */
struct child_terms {
    const struct sessions *list;
    size_t count, last; /* `last`: the latest in which sessions were possible; SIZE_MAX: none */
};

/* How many terms up to the one at `at` follow one another; 0 where it has no sessions. */
static size_t run_up_to(const struct child_terms *terms, size_t at)
{
    size_t length = 0;
    while (length <= at && terms->list[at - length].possible > 0 &&
           terms->list[at - length].term + (term_number)length == terms->list[at].term)
        length++;
    return length;
}

static bool run_ends(const struct child_terms *terms, size_t at)
{
    return at + 1 == terms->count || run_up_to(terms, at + 1) < 2;
}

/* Everything about one child and the term at `at`: what was found of the runs that end with it. */
static bool write_all_at(struct run *run, const struct child_terms *terms, size_t at)
{
    const struct attendance_rules *rules = run->request->rules;
    size_t length = run_up_to(terms, at);
    if (length == 0) {
        struct window none = window_over(run, NULL, &terms->list[at], 1);
        return write_window(run, &none, NO_SESSIONS, false);
    }
    for (size_t i = 0; i < rules->count; i++) {
        const struct attendance_rule *rule = &rules->list[i];
        bool enough = length >= rule->terms;
        size_t wanted = enough ? rule->terms : length;
        if (!enough && !run_ends(terms, at))
            continue;
        struct window window = window_over(run, rule, &terms->list[at + 1 - wanted], wanted);
        enum result result = !enough ? TOO_FEW_TERMS : is_need(&window) ? NEED : NO_NEED;
        if (!write_window(run, &window, result, at == terms->last))
            return false;
    }
    return true;
}

/* The end of the latest terms that are a need by the rule; SIZE_MAX when there are none. `*judged`
 * becomes true when there were terms enough. */
static size_t latest_need(const struct run *run, const struct child_terms *terms,
                          const struct attendance_rule *rule, bool *judged)
{
    for (size_t at = terms->count; at-- > 0;) {
        if (run_up_to(terms, at) < rule->terms)
            continue;
        *judged = true;
        struct window window = window_over(run, rule, &terms->list[at + 1 - rule->terms],
                                           rule->terms);
        if (is_need(&window))
            return at;
    }
    return SIZE_MAX;
}

static bool write_child(struct run *run, const struct child_terms *terms)
{
    const struct attendance_rules *rules = run->request->rules;
    bool judged = false, needs = false;
    for (size_t i = 0; i < rules->count; i++) {
        const struct attendance_rule *rule = &rules->list[i];
        size_t at = latest_need(run, terms, rule, &judged);
        if (at == SIZE_MAX)
            continue;
        needs = true;
        run->counts->of_rule[i]++;
        struct window window = window_over(run, rule, &terms->list[at + 1 - rule->terms],
                                           rule->terms);
        if (!run->request->all && !write_window(run, &window, NEED, at == terms->last))
            return false;
    }
    for (size_t at = 0; run->request->all && at < terms->count; at++)
        if (!write_all_at(run, terms, at))
            return false;
    run->counts->children++;
    run->counts->with_needs += needs;
    run->counts->unjudged += !judged;
    return true;
}

static bool write_children(struct run *run)
{
    for (size_t start = 0, end; start < run->count; start = end) {
        struct child_terms terms = {.list = &run->list[start], .last = SIZE_MAX};
        for (end = start; end < run->count && run->list[end].child == run->list[start].child;
             end++) {
            run->counts->terms++;
            if (run->list[end].possible > 0)
                terms.last = end - start;
            else
                run->counts->without_sessions++;
        }
        terms.count = end - start;
        if (!write_child(run, &terms))
            return false;
    }
    return true;
}

bool attendance_write(const struct attendance_request *request, struct table *table,
                      struct writer *writer, struct attendance_counts *counts,
                      const struct reporter *reporter)
{
    struct run run = {.request = request,
                      .table = table,
                      .writer = writer,
                      .counts = counts,
                      .reporter = reporter};
    enum table_result result;
    bool done = true;
    find_columns(&run);
    child_index_init(&run.index);
    buffer_init(&run.words, LIMIT_OUTPUT_CELL_BYTES);
    buffer_init(&run.terms, LIMIT_OUTPUT_CELL_BYTES);
    buffer_init(&run.parts, LIMIT_OUTPUT_CELL_BYTES);
    while (done && (result = table_next(table)) != TABLE_END)
        done = result == TABLE_ROW && read_row(&run);
    done = done && find_same(&run);
    if (done) {
        add_up(&run);
        done = write_children(&run);
    }
    memory_free(run.list);
    memory_free(run.same_as);
    memory_free(run.named);
    child_index_release(&run.index);
    buffer_release(&run.words);
    buffer_release(&run.terms);
    buffer_release(&run.parts);
    return done;
}

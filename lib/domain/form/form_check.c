#include "domain/form/form_check.h"

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include <stdlib.h>

struct problem {
    uint64_t line;
    size_t order; /* of finding */
    struct text record, field, severity, text;
};

struct checking {
    const struct form_check_settings *settings;
    const struct reporter *reporter; /* of the caller */
    const char *name;
    struct form *form;
    struct problem *problems;
    size_t count, capacity;
    struct arena arena;
    struct buffer words; /* of one text at a time */
    bool failed;
};

/* --- Problems --------------------------------------------------------------------------------- */

static void no_memory(struct checking *checking)
{
    checking->failed = true;
    report(checking->reporter, place_of_file(checking->name), MESSAGE_OUT_OF_MEMORY);
}

static struct text keep(struct checking *checking, struct text text)
{
    struct text copy = arena_copy(&checking->arena, text);
    if (!copy.data)
        no_memory(checking);
    return copy;
}

static void add(struct checking *checking, uint64_t line, struct text record, struct text field,
                struct text severity, struct text text)
{
    void *problems = checking->problems;
    if (!memory_reserve(&problems, &checking->capacity, checking->count + 1,
                        sizeof *checking->problems)) {
        no_memory(checking);
        return;
    }
    checking->problems = problems;
    checking->problems[checking->count] = (struct problem){
        line, checking->count, record, field, severity, text,
    };
    checking->count++;
}

/* A copy of what `words` was given: it is asked each time, since the next text clears the mark. */
static struct text keep_words(struct checking *checking)
{
    if (buffer_failed(&checking->words))
        no_memory(checking);
    return keep(checking, buffer_text(&checking->words));
}

/* `Person P1`. */
static struct text label(struct checking *checking, const struct form_record *record)
{
    struct text id = form_id(checking->form, record),
                name = checking->form->definitions->records[record->type].name;
    if (id.length == 0)
        return name;
    buffer_clear(&checking->words);
    buffer_add(&checking->words, name);
    buffer_add_byte(&checking->words, ' ');
    buffer_add(&checking->words, id);
    return keep_words(checking);
}

/* The text of a rule with its word. */
static struct text words(struct checking *checking, const struct form_rule *rule, struct text word)
{
    struct text text = rule->text;
    buffer_clear(&checking->words);
    for (size_t i = 0; i < text.length; i++) {
        if (text_equal(text_part(text, i, 3), TEXT("{1}"))) {
            buffer_add(&checking->words, word);
            i += 2;
        } else {
            buffer_add_byte(&checking->words, text.data[i]);
        }
    }
    return keep_words(checking);
}

/* A problem of a record (or, NULL, of the file as a whole) with a field (or FORM_NONE). */
static void found(struct checking *checking, const struct form_rule *rule, size_t type,
                  const struct form_record *record, size_t field, struct text word)
{
    const struct form_definitions *definitions = checking->form->definitions;
    struct text name = TEXT(""), of = TEXT("");
    uint64_t line = 1;
    if (record) {
        line = form_line(checking->form, record, field);
        of = label(checking, record);
    } else {
        const struct form_record *first = form_first(checking->form,
                                                     form_record_number(definitions, TEXT("Form")));
        line = first ? first->line : 1;
        if (type != FORM_NONE)
            of = definitions->records[type].name;
    }
    if (type != FORM_NONE && field != FORM_NONE)
        name = definitions->records[type].fields[field].name;
    add(checking, line, of, name, rule->severity, words(checking, rule, word));
}

/* --- Each field ------------------------------------------------------------------------------- */

static void check_built_in(struct checking *checking, const char *rule_name,
                           const struct form_record *record, size_t field, struct text word)
{
    const struct form_rule *rule = form_rule(checking->form->definitions, rule_name);
    if (rule)
        found(checking, rule, record->type, record, field, word);
}

static void check_value(struct checking *checking, const struct form_record *record, size_t number)
{
    struct form_definitions *definitions = checking->form->definitions;
    const struct form_field_definition *field = &definitions->records[record->type].fields[number];
    struct text text = form_text(checking->form, record, number), code;
    struct date date;
    size_t tenths;
    if (text.length == 0) {
        if (field->required)
            check_built_in(checking, "missing", record, number, TEXT(""));
        return;
    }
    switch (field->kind) {
    case FORM_DATE:
        if (date_read(text, &date) != DATE_READ)
            check_built_in(checking, "bad-date", record, number, TEXT(""));
        break;
    case FORM_SCORE:
        if (!form_score(text, &tenths))
            check_built_in(checking, "bad-score", record, number, TEXT(""));
        break;
    case FORM_YES_NO:
        if (!form_decode(definitions, field->values, text, &code))
            check_built_in(checking, "bad-yes-no", record, number, TEXT(""));
        break;
    case FORM_CHOICE:
        if (!form_decode(definitions, field->values, text, &code)) {
            struct buffer known;
            buffer_init(&known, LIMIT_CELL_BYTES);
            form_value_words(definitions, field->values, &known);
            check_built_in(checking, "bad-choice", record, number, buffer_text(&known));
            if (buffer_failed(&known))
                no_memory(checking);
            buffer_release(&known);
        }
        break;
    case FORM_ID:
    case FORM_TEXT:
    case FORM_LONG:
    case FORM_LIST:
        break;
    }
}

static void check_fields(struct checking *checking)
{
    const struct form *form = checking->form;
    for (size_t i = 0; i < form->record_count; i++)
        for (size_t j = 0; !form->records[i].blank &&
                           j < form->definitions->records[form->records[i].type].field_count;
             j++)
            check_value(checking, &form->records[i], j);
}

/* --- Rules ------------------------------------------------------------------------------------ */

static struct form_path first_path(const struct form_rule *rule)
{
    return rule->fields.count > 0 ? rule->fields.paths[0]
                                  : (struct form_path){FORM_NONE, FORM_NONE};
}

static void check_one(struct checking *checking, const struct form_rule *rule)
{
    size_t at = 0;
    const struct form_record *record = form_next(checking->form, rule->record, NULL, &at);
    if (!record)
        found(checking, rule, rule->record, NULL, FORM_NONE, TEXT(""));
    while (record && (record = form_next(checking->form, rule->record, NULL, &at)))
        found(checking, rule, rule->record, record, FORM_NONE, TEXT(""));
}

static void check_some(struct checking *checking, const struct form_rule *rule)
{
    const struct form_record *record;
    for (size_t at = 0; (record = form_next(checking->form, rule->record, &rule->where, &at));)
        if (form_value(checking->form, record, first_path(rule).field))
            return;
    found(checking, rule, rule->record, NULL, FORM_NONE, TEXT(""));
}

/* Values and the records that they stand in, sorted. */
struct standing {
    struct text value;
    const struct form_record *record;
};

struct standings {
    struct standing *list;
    size_t count, capacity;
};

static void add_standing(struct checking *checking, struct standings *standings, struct text value,
                         const struct form_record *record)
{
    void *list = standings->list;
    if (value.length == 0)
        return;
    if (!memory_reserve(&list, &standings->capacity, standings->count + 1,
                        sizeof *standings->list)) {
        no_memory(checking);
        return;
    }
    standings->list = list;
    standings->list[standings->count++] = (struct standing){value, record};
}

static int compare_standings(const void *left, const void *right)
{
    const struct standing *a = left, *b = right;
    int order = form_order(a->value, b->value);
    return order != 0 ? order : a->record < b->record ? -1 : a->record > b->record;
}

static void sort_standings(struct standings *standings)
{
    if (standings->count > 0)
        qsort(standings->list, standings->count, sizeof *standings->list, compare_standings);
}

static int compare_value(const void *value, const void *standing)
{
    return form_order(*(const struct text *)value, ((const struct standing *)standing)->value);
}

static bool stands(const struct standings *standings, struct text value)
{
    return standings->count > 0 && bsearch(&value, standings->list, standings->count,
                                           sizeof *standings->list, compare_value);
}

/* The values at the other paths of a rule, in any record: each as a whole, and the items of lists.
 */
static struct standings others_of(struct checking *checking, const struct form_rule *rule)
{
    const struct form *form = checking->form;
    struct standings standings = {NULL, 0, 0};
    for (size_t i = 0; i < rule->others.count; i++) {
        struct form_path path = rule->others.paths[i];
        size_t type = path.record == FORM_NONE ? rule->record : path.record;
        bool list = form->definitions->records[type].fields[path.field].kind == FORM_LIST;
        const struct form_record *record;
        for (size_t at = 0; (record = form_next(form, type, NULL, &at));) {
            struct text rest = form_text(form, record, path.field), item;
            add_standing(checking, &standings, rest, record);
            while (list && text_next(&rest, ';', &item))
                add_standing(checking, &standings, item, record);
        }
    }
    sort_standings(&standings);
    return standings;
}

static void check_unique(struct checking *checking, const struct form_rule *rule)
{
    struct standings standings = {NULL, 0, 0};
    const struct form_record *record;
    for (size_t at = 0; (record = form_next(checking->form, rule->record, &rule->where, &at));)
        add_standing(checking, &standings, form_code_at(checking->form, record, first_path(rule)),
                     record);
    sort_standings(&standings);
    for (size_t i = 1; i < standings.count; i++)
        if (text_equal_folded(standings.list[i - 1].value, standings.list[i].value))
            found(checking, rule, rule->record, standings.list[i].record, first_path(rule).field,
                  TEXT(""));
    memory_free(standings.list);
}

/* The first word of an item. */
static struct text first_word(struct text item)
{
    const char *blank = item.length ? memchr(item.data, ' ', item.length) : NULL;
    return blank ? text_part(item, 0, (size_t)(blank - item.data)) : item;
}

static void check_known(struct checking *checking, const struct form_rule *rule)
{
    const struct form *form = checking->form;
    struct standings others = others_of(checking, rule);
    struct form_path path = first_path(rule);
    const struct form_record *record;
    for (size_t at = 0; (record = form_next(form, rule->record, &rule->where, &at));) {
        const struct form_field_definition *field = &form->definitions->records[rule->record]
                                                         .fields[path.field];
        struct text rest = form_text(form, record, path.field), item;
        bool known = true;
        if (field->kind != FORM_LIST)
            known = rest.length == 0 || stands(&others, rest);
        while (field->kind == FORM_LIST && known && text_next(&rest, ';', &item))
            known = item.length == 0 || stands(&others, item) || stands(&others, first_word(item));
        if (!known)
            found(checking, rule, rule->record, record, path.field, TEXT(""));
    }
    memory_free(others.list);
}

static void check_known_value(struct checking *checking, const struct form_rule *rule)
{
    const struct form *form = checking->form;
    struct form_path path = first_path(rule);
    size_t values = form->definitions->records[rule->record].fields[path.field].values;
    const struct form_record *record;
    for (size_t at = 0;
         values != FORM_NONE && (record = form_next(form, rule->record, &rule->where, &at));) {
        struct text rest = form_text(form, record, path.field), item, code;
        bool known = true;
        while (known && text_next(&rest, ';', &item))
            known = form_decode(form->definitions, values, item, &code);
        if (known)
            continue;
        struct buffer codes;
        buffer_init(&codes, LIMIT_CELL_BYTES);
        form_value_words(form->definitions, values, &codes);
        found(checking, rule, rule->record, record, path.field, buffer_text(&codes));
        if (buffer_failed(&codes))
            no_memory(checking);
        buffer_release(&codes);
    }
}

static void check_each_value(struct checking *checking, const struct form_rule *rule)
{
    const struct form *form = checking->form;
    struct form_path path = first_path(rule);
    size_t values = form->definitions->records[rule->record].fields[path.field].values;
    for (size_t i = 0; i < form->definitions->choice_count; i++) {
        /* A copy: to ask for a code may load a list, and so move the choices. */
        const struct form_choice choice = form->definitions->choices[i];
        bool there = choice.list != values;
        /* A record of which nothing else is filled has its place, but no answer. */
        for (size_t j = 0; j < form->record_count && !there; j++)
            there = form->records[j].type == rule->record && !form->records[j].blank &&
                    text_equal(form_code_at(form, &form->records[j], path), choice.value);
        if (!there)
            found(checking, rule, rule->record, NULL, path.field, choice.value);
    }
}

static void check_answered(struct checking *checking, const struct form_rule *rule)
{
    const struct form *form = checking->form;
    struct standings others = others_of(checking, rule);
    const struct form_record *record;
    for (size_t at = 0; (record = form_next(form, rule->record, &rule->where, &at));) {
        bool any = false, answered = false;
        for (size_t i = 0; i < rule->fields.count; i++) {
            struct text value = form_code_at(form, record, rule->fields.paths[i]);
            any = any || value.length > 0;
            answered = answered || stands(&others, value);
        }
        if (any && !answered)
            found(checking, rule, rule->record, record, first_path(rule).field, TEXT(""));
    }
    memory_free(others.list);
}

static bool date_at(const struct form *form, const struct form_record *record,
                    struct form_path path, struct date *date)
{
    return date_read(form_at(form, record, path, NULL), date) == DATE_READ &&
           date->precision != DATE_NONE;
}

static void check_dates(struct checking *checking, const struct form_rule *rule)
{
    const struct form *form = checking->form;
    const struct form_record *record;
    for (size_t at = 0; (record = form_next(form, rule->record, &rule->where, &at));) {
        struct date date, other;
        if (!date_at(form, record, first_path(rule), &date))
            continue;
        bool late = date.earliest > checking->settings->as_of;
        if (rule->kind == RULE_ORDER)
            late = rule->others.count > 0 && date_at(form, record, rule->others.paths[0], &other) &&
                   date.earliest > other.latest;
        if (late)
            found(checking, rule, rule->record, record, first_path(rule).field, TEXT(""));
    }
}

static void check_records(struct checking *checking, const struct form_rule *rule)
{
    const struct form *form = checking->form;
    const struct form_record *record;
    for (size_t at = 0; (record = form_next(form, rule->record, &rule->where, &at));) {
        struct text value = form_text(form, record, first_path(rule).field);
        bool wrong = rule->kind == RULE_NEVER ||
                     (value.length > 0 && rule->others.count > 0 &&
                      text_equal_folded(value, form_at(form, record, rule->others.paths[0], NULL)));
        if (wrong)
            found(checking, rule, rule->record, record, first_path(rule).field, TEXT(""));
    }
}

static void check_rule(struct checking *checking, const struct form_rule *rule)
{
    switch (rule->kind) {
    case RULE_BUILT_IN:
        break;
    case RULE_ONE:
        check_one(checking, rule);
        break;
    case RULE_SOME:
        check_some(checking, rule);
        break;
    case RULE_NEVER:
    case RULE_DIFFER:
        check_records(checking, rule);
        break;
    case RULE_UNIQUE:
        check_unique(checking, rule);
        break;
    case RULE_KNOWN:
        check_known(checking, rule);
        break;
    case RULE_KNOWN_VALUE:
        check_known_value(checking, rule);
        break;
    case RULE_EACH_VALUE:
        check_each_value(checking, rule);
        break;
    case RULE_ANSWERED:
        check_answered(checking, rule);
        break;
    case RULE_ORDER:
    case RULE_PAST:
        check_dates(checking, rule);
        break;
    }
}

/* --- A file ----------------------------------------------------------------------------------- */

/* What cannot be read is a problem of the file; the rest is the caller's. */
static void take_diagnostic(void *context, const struct diagnostic *diagnostic)
{
    struct checking *checking = context;
    const char *name = "unreadable";
    if (diagnostic->severity != SEVERITY_REJECT) {
        if (checking->reporter->sink)
            checking->reporter->sink(checking->reporter->context, diagnostic);
        return;
    }
    if (diagnostic->message == MESSAGE_FORM_FIELD_UNKNOWN)
        name = "unknown-field";
    if (diagnostic->message == MESSAGE_FORM_TYPE_UNKNOWN)
        name = "unknown-type";
    const struct form_rule *rule = form_rule(checking->settings->definitions, name);
    if (rule)
        add(checking, diagnostic->place.line, TEXT(""), keep(checking, diagnostic->place.column),
            rule->severity, words(checking, rule, diagnostic->reason));
}

static bool before(const struct problem *a, const struct problem *b)
{
    return a->line != b->line ? a->line < b->line : a->order < b->order;
}

/* By line; the order of finding stays where lines are the same. */
static void sort(struct problem *problems, size_t count)
{
    for (size_t gap = count / 2; gap > 0; gap /= 2)
        for (size_t i = gap; i < count; i++) {
            struct problem problem = problems[i];
            size_t j = i;
            for (; j >= gap && before(&problem, &problems[j - gap]); j -= gap)
                problems[j] = problems[j - gap];
            problems[j] = problem;
        }
}

static void write_problems(const struct checking *checking, struct writer *writer,
                           struct form_check_count *count)
{
    for (size_t i = 0; i < checking->count; i++) {
        const struct problem *problem = &checking->problems[i];
        bool error = text_equal(problem->severity, TEXT("error")),
             note = text_equal(problem->severity, TEXT("note"));
        count->errors += error;
        count->notes += note;
        count->warnings += !error && !note;
        writer_cell(writer, text_of(checking->name));
        writer_number(writer, problem->line);
        writer_cell(writer, problem->record);
        writer_cell(writer, problem->field);
        writer_cell(writer, problem->severity);
        writer_cell(writer, problem->text);
        writer_end_row(writer);
    }
}

bool form_check(const struct form_check_settings *settings, const char *name, struct writer *writer,
                struct form_check_count *count, const struct reporter *reporter)
{
    struct form_definitions *definitions = settings->definitions;
    struct checking checking = {.settings = settings, .reporter = reporter, .name = name};
    struct reporter collecting = {take_diagnostic, &checking};
    arena_init(&checking.arena);
    buffer_init(&checking.words, LIMIT_OUTPUT_CELL_BYTES);
    checking.form = form_read(definitions, name, settings->encoding, &collecting);
    if (checking.form) {
        checking.name = checking.form->name;
        struct text type = form_type(checking.form);
        check_fields(&checking);
        for (size_t i = 0; i < definitions->rule_count; i++)
            if (definitions->rules[i].form.length == 0 ||
                text_equal(definitions->rules[i].form, type))
                check_rule(&checking, &definitions->rules[i]);
        sort(checking.problems, checking.count);
        write_problems(&checking, writer, count);
        count->forms++;
    }
    bool done = checking.form && !checking.failed;
    form_free(checking.form);
    memory_free(checking.problems);
    buffer_release(&checking.words);
    arena_release(&checking.arena);
    return done;
}

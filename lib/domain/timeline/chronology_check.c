#include "domain/timeline/chronology_check.h"

#include "base/limits.h"
#include "base/lookup.h"
#include "base/memory.h"
#include "records/share.h"

enum rule {
    NO_DATE,
    NO_SOURCE,
    FUTURE,
    BEFORE_BIRTH,
    BEFORE_START,
    GAP,
    CLUSTER,
    DUPLICATE,
    CONFLICT,
    RULES
};

static const char *const rule_names[RULES] = {"no-date",      "no-source",    "future",
                                              "before-birth", "before-start", "gap",
                                              "cluster",      "duplicate",    "conflict"};

static const char *const rule_fields[RULES] = {"date", "source", "date",  "date", "date",
                                               "date", "date",   "event", "date"};

enum { EVENTS_LEAST = 2, EVENTS_MOST = 1000, LONGEST = 100 };

struct chronology_checks {
    struct {
        struct text severity, text;
        uint64_t events;
        struct chronology_length within;
        bool there;
    } rules[RULES];
    struct arena arena;
};

bool chronology_length_read(struct text text, struct chronology_length *length)
{
    uint64_t number;
    if (text.length < 2 ||
        !text_to_unsigned(text_part(text, 0, text.length - 1), 1, LONGEST * 366, &number))
        return false;
    *length = (struct chronology_length){0, 0};
    switch (text.data[text.length - 1]) {
    case 'd':
        length->days = (int)number;
        break;
    case 'w':
        length->days = (int)number * 7;
        break;
    case 'm':
        length->months = (int)number;
        break;
    case 'y':
        length->months = (int)number * 12;
        break;
    default:
        return false;
    }
    return length->days <= LONGEST * 366 && length->months <= LONGEST * 12;
}

static bool load_rule(struct chronology_checks *checks, struct share_file *file)
{
    enum { RULE, SEVERITY, EVENTS, WITHIN, WORDS };
    size_t rule = 0;
    while (rule < RULES && !text_equal(share_file_cell(file, RULE), text_of(rule_names[rule])))
        rule++;
    if (rule == RULES || checks->rules[rule].there)
        return share_file_broken(file, RULE);
    struct text events = share_file_cell(file, EVENTS), within = share_file_cell(file, WITHIN);
    if (rule == CLUSTER
            ? !text_to_unsigned(events, EVENTS_LEAST, EVENTS_MOST, &checks->rules[rule].events)
            : events.length > 0)
        return share_file_broken(file, EVENTS);
    bool long_rule = rule == GAP || rule == CLUSTER || rule == CONFLICT;
    if (long_rule ? !chronology_length_read(within, &checks->rules[rule].within)
                  : within.length > 0)
        return share_file_broken(file, WITHIN);
    checks->rules[rule].severity = share_file_keep(file, SEVERITY, &checks->arena);
    checks->rules[rule].text = share_file_keep(file, WORDS, &checks->arena);
    checks->rules[rule].there = true;
    return checks->rules[rule].severity.length > 0 && checks->rules[rule].text.length > 0;
}

struct chronology_checks *chronology_checks_new(const struct reporter *reporter)
{
    static const char *const names[] = {"rule", "severity", "events", "within", "text", NULL};
    struct chronology_checks *checks = memory_new(1, sizeof *checks);
    if (!checks) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    arena_init(&checks->arena);
    struct share_file *file = share_file_open("chronology-rules.csv", reporter);
    bool done = file && share_file_columns(file, names);
    while (done && share_file_next(file))
        done = load_rule(checks, file);
    done = done && share_file_done(file);
    share_file_free(file);
    if (done)
        return checks;
    chronology_checks_free(checks);
    return NULL;
}

void chronology_checks_free(struct chronology_checks *checks)
{
    if (checks)
        arena_release(&checks->arena);
    memory_free(checks);
}

void chronology_checks_set_gap(struct chronology_checks *checks, struct chronology_length gap)
{
    checks->rules[GAP].within = gap;
}

/* --- One family ------------------------------------------------------------------------------ */

struct run {
    const struct chronology_checks *checks;
    const struct chronology_family *family;
    struct writer *writer;
    uint64_t *count;
    bool failed; /* there was no memory for some words */
    struct buffer words, key;
};

static date_day after(date_day day, struct chronology_length length)
{
    return length.days > 0 ? day + length.days : date_add_months(day, length.months);
}

/* Whole months from a day to a later one. */
static uint64_t months_between(date_day from, date_day to)
{
    int year[2], month[2], day[2];
    date_split(from, &year[0], &month[0], &day[0]);
    date_split(to, &year[1], &month[1], &day[1]);
    int months = (year[1] - year[0]) * 12 + month[1] - month[0] - (day[1] < day[0]);
    return months > 0 ? (uint64_t)months : 0;
}

static struct text day_words(const struct date *date, char words[DATE_TEXT_BYTES])
{
    date_write(date, words);
    return text_of(words);
}

static void add_words(struct buffer *to, struct text text, const struct text *words, size_t count)
{
    buffer_clear(to);
    for (size_t i = 0; i < text.length; i++) {
        size_t number = i + 2 < text.length && text.data[i] == '{' && text.data[i + 2] == '}'
                            ? (size_t)(text.data[i + 1] - '1')
                            : count;
        if (words && number < count) {
            buffer_add(to, words[number]);
            i += 2;
        } else {
            buffer_add_byte(to, text.data[i]);
        }
    }
}

static void tell(struct run *run, enum rule rule, const struct chronology_event *event,
                 const struct text *words, size_t count)
{
    if (!run->checks->rules[rule].there)
        return;
    add_words(&run->words, run->checks->rules[rule].text, words, count);
    run->failed = run->failed || buffer_failed(&run->words);
    writer_cell(run->writer, text_of(event->place.file));
    writer_number(run->writer, event->place.line);
    writer_cell(run->writer, event->id);
    writer_cell(run->writer, text_of(rule_fields[rule]));
    writer_cell(run->writer, run->checks->rules[rule].severity);
    writer_cell(run->writer, buffer_text(&run->words));
    writer_end_row(run->writer);
    ++*run->count;
}

#define tell_with(run, rule, event, ...)                                                           \
    tell((run), (rule), (event), (const struct text[]){__VA_ARGS__},                               \
         sizeof((const struct text[]){__VA_ARGS__}) / sizeof(struct text))

/* What one event says by itself. */
static void check_event(struct run *run, const struct chronology_event *event, date_day as_of)
{
    char words[DATE_TEXT_BYTES];
    struct date day = date_of_day(as_of), start = date_of_day(run->family->start);
    if (event->source.length == 0)
        tell(run, NO_SOURCE, event, NULL, 0);
    if (event->date.precision == DATE_NONE) {
        tell(run, NO_DATE, event, NULL, 0);
        return;
    }
    if (chronology_first(&event->date) > as_of)
        tell_with(run, FUTURE, event, day_words(&day, words));
    if (event->persons_born != DATE_DAY_OPEN_START && event->date.latest < event->persons_born)
        tell(run, BEFORE_BIRTH, event, NULL, 0);
    else if (run->family->start_kind != START_NONE &&
             chronology_last(&event->date) < run->family->start)
        tell_with(run, BEFORE_START, event, day_words(&start, words));
}

/* Gaps, and clusters, in the order of the events. */
static void check_order(struct run *run)
{
    const struct chronology_family *family = run->family;
    const struct chronology_length gap = run->checks->rules[GAP].within,
                                   within = run->checks->rules[CLUSTER].within;
    const struct chronology_event *before = NULL;
    date_day covered = DATE_DAY_OPEN_START;
    size_t end = 0, told = 0;
    char digits[2][24], words[DATE_TEXT_BYTES];
    for (size_t i = 0; i < family->dated_count; i++) {
        const struct chronology_event *event = &family->events[i];
        date_day first = chronology_first(&event->date), last = chronology_last(&event->date);
        if (event->ongoing || event->date.latest == DATE_DAY_OPEN_END)
            last = DATE_DAY_OPEN_END;
        if (event->end.precision != DATE_NONE)
            last = event->end.latest;
        if (before && covered != DATE_DAY_OPEN_END && first > after(covered, gap) &&
            !event->added) {
            struct date day = date_of_day(covered);
            uint64_t months = months_between(covered, first);
            tell_with(run, GAP, event, day_words(&day, words), number_text(months, digits[0]));
        }
        if (last > covered || !before) {
            covered = last;
            before = event;
        }
        /* Only what is known to the day can be close together. */
        if (event->date.earliest != event->date.latest || i < told)
            continue;
        size_t near = 0;
        for (end = i; end < family->dated_count; end++) {
            const struct date *date = &family->events[end].date;
            if (chronology_first(date) >= after(first, within))
                break;
            near += date->earliest == date->latest;
        }
        if (near >= run->checks->rules[CLUSTER].events) {
            tell_with(run, CLUSTER, event, number_text(near, digits[0]),
                      number_text((uint64_t)(after(first, within) - first), digits[1]));
            told = end;
        }
    }
}

/* Letters and digits alone, so that `Moved house.` and `moved  house` are the same. */
static bool make_key(struct run *run, struct text event)
{
    buffer_clear(&run->key);
    return heading_key(event, &run->key);
}

static bool is_same_source(const struct chronology_event *a, const struct chronology_event *b)
{
    return text_equal_folded(a->source, b->source);
}

/* Events in the same words as an earlier one. */
static bool check_pairs(struct run *run)
{
    const struct chronology_family *family = run->family;
    struct lookup keys;
    size_t *latest = memory_new(family->event_count + 1, sizeof *latest);
    bool done = latest;
    char line[24], words[DATE_TEXT_BYTES];
    lookup_init(&keys);
    for (size_t i = 0; done && i < family->dated_count; i++) {
        const struct chronology_event *event = &family->events[i];
        bool added;
        if (event->added)
            continue;
        done = make_key(run, event->event);
        if (run->key.length == 0)
            continue;
        uint32_t key = lookup_add(&keys, buffer_text(&run->key), &added);
        done = done && key != LOOKUP_NONE;
        if (!done)
            break;
        const struct chronology_event *other = added ? NULL : &family->events[latest[key]];
        latest[key] = i;
        if (!other)
            continue;
        struct text number = number_text(other->place.line, line);
        struct text file = text_of(other->place.file);
        if (date_compare(&event->date, &other->date) == 0)
            tell_with(run, DUPLICATE, event, number, file);
        else if (other->date.latest < event->date.earliest && !is_same_source(event, other) &&
                 event->date.earliest <
                     after(other->date.latest, run->checks->rules[CONFLICT].within))
            tell_with(run, CONFLICT, event, number, file, day_words(&other->date, words));
    }
    lookup_release(&keys);
    memory_free(latest);
    return done;
}

bool chronology_check(const struct chronology_checks *checks,
                      const struct chronology_family *family, date_day as_of, struct writer *writer,
                      uint64_t *count)
{
    struct run run = {
        .checks = checks,
        .family = family,
        .writer = writer,
        .count = count,
    };
    buffer_init(&run.words, LIMIT_CELL_BYTES);
    buffer_init(&run.key, LIMIT_CELL_BYTES * 2);
    for (size_t i = 0; i < family->event_count; i++)
        if (!family->events[i].added)
            check_event(&run, &family->events[i], as_of);
    check_order(&run);
    bool done = check_pairs(&run) && !run.failed;
    buffer_release(&run.words);
    buffer_release(&run.key);
    return done;
}

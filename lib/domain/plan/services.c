#include "domain/plan/services.h"

#include "base/memory.h"
#include "domain/threshold/decisions.h"

#include <stdlib.h>

enum { SERVED_NOT = 255 };

/* That a service serves a need. */
struct served {
    uint32_t need, service;
    uint8_t by; /* enum service_by, or SERVED_NOT */
};

struct service_book_private {
    struct arena arena;
    struct served *served; /* by need, then closeness, then service */
    size_t *first;         /* by need: its place in `served`; one more marks the end */
    uint32_t *outcome_of;  /* by indicator */
    uint8_t *close;        /* by need: of the service that is being read */
    size_t served_count, served_capacity, service_capacity, need_count;
};

enum service_column {
    SERVICE,
    NEEDS,
    YOUNGEST,
    OLDEST,
    AREA,
    PROVIDER,
    LEVEL,
    CONTACT,
    ROUTE,
    PHONE,
    EMAIL,
    HOURS,
    COLUMNS
};

static const char *const column_names[COLUMNS] = {"service", "needs",    "min_age", "max_age",
                                                  "area",    "provider", "level",   "contact",
                                                  "route",   "phone",    "email",   "hours"};

/* --- Needs and their codes --- */

bool codes_next(struct text *rest, struct text *code)
{
    while (rest->length > 0) {
        size_t length = 0;
        while (length < rest->length && rest->data[length] != ';' && rest->data[length] != ',')
            length++;
        *code = text_trim(text_part(*rest, 0, length));
        *rest = text_part(*rest, length + 1, rest->length);
        if (code->length > 0)
            return true;
    }
    return false;
}

uint32_t need_of_code(const struct framework *framework, const struct outcome_set *outcomes,
                      struct text code)
{
    uint32_t number = framework_indicator(framework, code);
    if (number != LOOKUP_NONE)
        return number;
    number = outcome_set_outcome(outcomes, code);
    return number == LOOKUP_NONE ? LOOKUP_NONE : need_of_outcome(framework, number);
}

struct text need_code(const struct framework *framework, const struct outcome_set *outcomes,
                      uint32_t need)
{
    return need < framework->indicator_count
               ? framework->indicators[need].code
               : outcomes->outcomes[need - framework->indicator_count].code;
}

struct text need_label(const struct framework *framework, const struct outcome_set *outcomes,
                       uint32_t need)
{
    return need < framework->indicator_count
               ? framework->indicators[need].label
               : outcomes->outcomes[need - framework->indicator_count].need;
}

uint32_t need_outcome(const struct framework *framework, const struct outcome_set *outcomes,
                      uint32_t need)
{
    uint32_t outcome;
    if (need >= framework->indicator_count)
        return need - (uint32_t)framework->indicator_count;
    outcome_set_of_indicator(outcomes, framework->indicators[need].code, &outcome);
    return outcome;
}

/* What the outcomes of a headline have in common: `SF-1` of `SF-1.4`. */
static struct text stem_of(struct text code)
{
    size_t length = code.length;
    while (length > 0 && code.data[length - 1] != '.')
        length--;
    return text_part(code, 0, length > 0 ? length - 1 : 0);
}

struct codes {
    const struct framework *framework;
    const struct outcome_set *outcomes;
};

/* All codes that a service may name. */
static struct text known_code(const void *context, size_t i)
{
    const struct codes *codes = context;
    if (i < codes->framework->indicator_count)
        return codes->framework->indicators[i].code;
    i -= codes->framework->indicator_count;
    if (i < codes->outcomes->outcome_count)
        return codes->outcomes->outcomes[i].code;
    i -= codes->outcomes->outcome_count;
    if (i < codes->outcomes->outcome_count)
        return stem_of(codes->outcomes->outcomes[i].code);
    return codes->framework->domains[i - codes->outcomes->outcome_count].code;
}

void need_reject(const struct framework *framework, const struct outcome_set *outcomes,
                 struct table *table, size_t column, struct text code, bool others_count,
                 const struct reporter *reporter)
{
    struct codes codes = {framework, outcomes};
    size_t known = framework->indicator_count + 2 * outcomes->outcome_count +
                   framework->domain_count;
    size_t nearest = text_nearest(code, known, known_code, &codes);
    bool near = nearest < known;
    const struct text words[] = {TEXT("need"), code, near ? known_code(&codes, nearest) : TEXT("")};
    enum message message = near ? MESSAGE_CODE_UNKNOWN_NEAREST : MESSAGE_CODE_UNKNOWN;
    if (others_count)
        message = near ? MESSAGE_CODE_PASSED_OVER_NEAREST : MESSAGE_CODE_PASSED_OVER;
    uint64_t rejected = table_reject_count(table);
    table_reject_words(table, column, message, words, near ? 3 : 1);
    if (table_reject_count(table) == rejected)
        report_words(reporter, table_place(table, column), message, words, near ? 3 : 1);
}

/* --- Reading --- */

struct reading {
    struct service_book *book;
    struct table *table;
    const struct reporter *reporter;
    size_t columns[COLUMNS];
};

static void serve(struct service_book_private *own, size_t need, enum service_by by)
{
    if (by < own->close[need])
        own->close[need] = (uint8_t)by;
}

static void serve_outcome(struct service_book *book, uint32_t outcome, enum service_by by)
{
    serve(book->own, need_of_outcome(book->framework, outcome), by);
    for (uint32_t i = 0; i < book->framework->indicator_count; i++)
        if (book->own->outcome_of[i] == outcome)
            serve(book->own, i, by);
}

static bool serve_indicator(struct service_book *book, struct text code)
{
    uint32_t indicator = framework_indicator(book->framework, code);
    if (indicator == LOOKUP_NONE)
        return false;
    serve(book->own, indicator, SERVICE_BY_NEED);
    if (book->own->outcome_of[indicator] != LOOKUP_NONE)
        serve(book->own, need_of_outcome(book->framework, book->own->outcome_of[indicator]),
              SERVICE_BY_OUTCOME);
    return true;
}

static bool serve_headline(struct service_book *book, struct text code)
{
    const struct outcome_set *outcomes = book->outcomes;
    bool known = false;
    for (uint32_t i = 0; i < outcomes->outcome_count; i++) {
        const struct outcome *outcome = &outcomes->outcomes[i];
        if (text_equal_folded(code, outcomes->headlines[outcome->headline].code) ||
            text_equal_folded(code, stem_of(outcome->code))) {
            serve_outcome(book, i, SERVICE_BY_HEADLINE);
            known = true;
        }
    }
    return known;
}

static bool serve_domain(struct service_book *book, struct text code)
{
    const struct framework *framework = book->framework;
    for (size_t domain = 0; domain < framework->domain_count; domain++) {
        if (!text_equal_folded(code, framework->domains[domain].code))
            continue;
        for (uint32_t i = 0; i < framework->indicator_count; i++)
            if (framework->indicators[i].domain == domain && indicator_set_has(framework->needs, i))
                serve(book->own, i, SERVICE_BY_DOMAIN);
        return true;
    }
    return false;
}

static bool serve_code(struct service_book *book, struct text code)
{
    if (serve_indicator(book, code))
        return true;
    uint32_t outcome = outcome_set_outcome(book->outcomes, code);
    if (outcome == LOOKUP_NONE)
        return serve_headline(book, code) || serve_domain(book, code);
    serve_outcome(book, outcome, SERVICE_BY_OUTCOME);
    return true;
}

/* What the row serves; false when it names nothing that is known. */
static bool read_needs(struct reading *reading)
{
    struct service_book_private *own = reading->book->own;
    struct text cell = table_cell(reading->table, reading->columns[NEEDS]), rest = cell, code;
    size_t known = 0, unknown = 0;
    for (size_t i = 0; i < own->need_count; i++)
        own->close[i] = SERVED_NOT;
    while (codes_next(&rest, &code)) {
        bool found = serve_code(reading->book, code);
        known += found;
        unknown += !found;
    }
    if (known + unknown == 0)
        return table_reject_words(reading->table, reading->columns[NEEDS], MESSAGE_CELL_BLANK, NULL,
                                  0);
    for (rest = cell; unknown > 0 && codes_next(&rest, &code);)
        if (!serve_code(reading->book, code)) {
            need_reject(reading->book->framework, reading->book->outcomes, reading->table,
                        reading->columns[NEEDS], code, known > 0, reading->reporter);
            unknown--;
        }
    return known > 0;
}

static bool read_age(struct reading *reading, enum service_column column, struct age_limit *limit)
{
    return age_limit_read(table_cell(reading->table, reading->columns[column]), limit) ||
           table_reject(reading->table, reading->columns[column], MESSAGE_AGE_UNREADABLE,
                        TEXT("150"));
}

/* Reads a row; false when it cannot be used. Its texts are still the table's. */
static bool read_service(struct reading *reading, struct service *service)
{
    struct table *table = reading->table;
    const size_t *columns = reading->columns;
    *service = (struct service){
        .name = table_cell(table, columns[SERVICE]),
        .provider = table_cell(table, columns[PROVIDER]),
        .contact = table_cell(table, columns[CONTACT]),
        .route = table_cell(table, columns[ROUTE]),
        .phone = table_cell(table, columns[PHONE]),
        .email = table_cell(table, columns[EMAIL]),
        .hours = table_cell(table, columns[HOURS]),
        .areas = table_cell(table, columns[AREA]),
        .level = LOOKUP_NONE,
    };
    if (service->name.length == 0)
        return table_reject_words(table, columns[SERVICE], MESSAGE_CELL_BLANK, NULL, 0);
    if (!read_age(reading, YOUNGEST, &service->ages.youngest) ||
        !read_age(reading, OLDEST, &service->ages.oldest))
        return false;
    if (!age_limits_possible(service->ages))
        return table_reject_words(table, columns[OLDEST], MESSAGE_AGES_SWAPPED, NULL, 0);
    if (table_cell(table, columns[LEVEL]).length > 0 &&
        (service->level = decision_level(reading->book->framework, table, columns[LEVEL])) ==
            LOOKUP_NONE)
        return false;
    return read_needs(reading);
}

static bool keep(struct service_book *book, struct text *text)
{
    *text = text->length > 0 ? arena_copy(&book->own->arena, *text) : TEXT("");
    return text->data != NULL;
}

static bool hold(struct service_book *book, struct service *service)
{
    struct service_book_private *own = book->own;
    void *services = book->services, *served = own->served;
    if (book->count >= LOOKUP_NONE || !keep(book, &service->name) ||
        !keep(book, &service->provider) || !keep(book, &service->contact) ||
        !keep(book, &service->route) || !keep(book, &service->phone) ||
        !keep(book, &service->email) || !keep(book, &service->hours) ||
        !keep(book, &service->areas) ||
        !memory_reserve(&services, &own->service_capacity, book->count + 1, sizeof *book->services))
        return false;
    book->services = services;
    for (uint32_t need = 0; need < own->need_count; need++) {
        if (own->close[need] == SERVED_NOT)
            continue;
        if (!memory_reserve(&served, &own->served_capacity, own->served_count + 1,
                            sizeof *own->served))
            return false;
        own->served = served;
        own->served[own->served_count++] = (struct served){need, (uint32_t)book->count,
                                                           own->close[need]};
    }
    book->services[book->count++] = *service;
    return true;
}

static int compare_served(const void *left, const void *right)
{
    const struct served *a = left, *b = right;
    if (a->need != b->need)
        return a->need < b->need ? -1 : 1;
    if (a->by != b->by)
        return a->by < b->by ? -1 : 1;
    return (a->service > b->service) - (a->service < b->service);
}

static void sort_served(struct service_book_private *own)
{
    if (own->served_count > 0)
        qsort(own->served, own->served_count, sizeof *own->served, compare_served);
    for (size_t need = 0, at = 0; need <= own->need_count; need++) {
        while (at < own->served_count && own->served[at].need < need)
            at++;
        own->first[need] = at;
    }
}

static struct service_book *book_new(const struct framework *framework,
                                     const struct outcome_set *outcomes)
{
    struct service_book *book = memory_new(1, sizeof *book);
    struct service_book_private *own = book ? memory_new(1, sizeof *own) : NULL;
    if (!own) {
        memory_free(book);
        return NULL;
    }
    *book = (struct service_book){.framework = framework, .outcomes = outcomes, .own = own};
    arena_init(&own->arena);
    own->need_count = framework->indicator_count + outcomes->outcome_count;
    own->first = memory_new(own->need_count + 1, sizeof *own->first);
    own->outcome_of = memory_new(framework->indicator_count + 1, sizeof *own->outcome_of);
    own->close = memory_new(own->need_count + 1, sizeof *own->close);
    if (!own->first || !own->outcome_of || !own->close) {
        service_book_free(book);
        return NULL;
    }
    for (uint32_t i = 0; i < framework->indicator_count; i++)
        own->outcome_of[i] = need_outcome(framework, outcomes, i);
    return book;
}

static bool read_rows(struct reading *reading)
{
    struct service service;
    enum table_result result;
    while ((result = table_next(reading->table)) == TABLE_ROW)
        if (read_service(reading, &service) && !hold(reading->book, &service))
            return table_no_memory(reading->table);
    if (result == TABLE_END)
        sort_served(reading->book->own);
    return result == TABLE_END;
}

struct service_book *service_book_new(const struct framework *framework,
                                      const struct outcome_set *outcomes,
                                      const struct table_settings *settings,
                                      const char *const *files, size_t count, uint64_t *rejected,
                                      const struct reporter *reporter)
{
    struct record_definition *definition = record_definition_new(TEXT("services"), reporter);
    struct reading reading = {.reporter = reporter};
    bool done = false;
    if (definition)
        reading.table = table_new(settings, definition, files, count, reporter);
    if (reading.table && !(reading.book = book_new(framework, outcomes)))
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    if (reading.book) {
        for (size_t i = 0; i < COLUMNS; i++)
            reading.columns[i] = record_definition_column(definition, text_of(column_names[i]));
        table_drop_extras(reading.table);
        done = read_rows(&reading);
    }
    if (reading.table)
        *rejected += table_reject_count(reading.table);
    table_free(reading.table);
    record_definition_free(definition);
    if (done)
        return reading.book;
    service_book_free(reading.book);
    return NULL;
}

void service_book_free(struct service_book *book)
{
    if (!book)
        return;
    arena_release(&book->own->arena);
    memory_free(book->own->served);
    memory_free(book->own->first);
    memory_free(book->own->outcome_of);
    memory_free(book->own->close);
    memory_free(book->own);
    memory_free(book->services);
    memory_free(book);
}

/* --- Matching --- */

static bool age_of(const struct service *service, const struct service_wish *wish,
                   enum service_age *age)
{
    enum age_fit fit = births_fit(service->ages, wish->births, wish->as_of);
    *age = fit == AGE_UNKNOWN ? SERVICE_AGE_UNKNOWN : SERVICE_AGE;
    return fit != AGE_OUTSIDE;
}

static bool area_of(const struct service *service, const struct service_wish *wish,
                    enum service_area *area)
{
    struct text rest = service->areas, name;
    *area = rest.length == 0 ? SERVICE_EVERYWHERE : SERVICE_AREA_UNKNOWN;
    if (rest.length == 0 || wish->area.length == 0)
        return true;
    *area = SERVICE_AREA;
    while (text_next(&rest, ';', &name))
        if (text_equal_folded(name, wish->area))
            return true;
    return false;
}

static enum service_level level_of(const struct service *service, const struct service_wish *wish)
{
    if (service->level == LOOKUP_NONE)
        return SERVICE_ANY_LEVEL;
    if (wish->level == LOOKUP_NONE)
        return SERVICE_LEVEL_UNKNOWN;
    return service->level == wish->level ? SERVICE_LEVEL : SERVICE_OTHER_LEVEL;
}

static bool is_better(const struct service_fit *a, const struct service_fit *b)
{
    if (a->by != b->by)
        return a->by < b->by;
    if (a->age != b->age)
        return a->age < b->age;
    if (a->area != b->area)
        return a->area < b->area;
    return a->level < b->level;
}

size_t service_book_fits(const struct service_book *book, const struct service_wish *wish,
                         struct service_fit *fits, size_t most)
{
    const struct service_book_private *own = book->own;
    size_t count = 0;
    if (most == 0 || wish->need >= own->need_count)
        return 0;
    for (size_t i = own->first[wish->need]; i < own->first[wish->need + 1]; i++) {
        const struct service *service = &book->services[own->served[i].service];
        struct service_fit fit = {.service = service,
                                  .by = (enum service_by)own->served[i].by,
                                  .level = level_of(service, wish)};
        if (!age_of(service, wish, &fit.age) || !area_of(service, wish, &fit.area))
            continue;
        size_t place = count;
        while (place > 0 && is_better(&fit, &fits[place - 1]))
            place--;
        if (place == most)
            continue;
        count += count < most;
        memmove(&fits[place + 1], &fits[place], (count - 1 - place) * sizeof *fits);
        fits[place] = fit;
    }
    return count;
}

void service_fit_keys(const struct service_fit *fit, const char *keys[SERVICE_FIT_KEYS])
{
    static const char *const by[] = {"fit-need", "fit-outcome", "fit-headline", "fit-domain"};
    static const char *const age[] = {"fit-age", "fit-age-unknown"};
    static const char *const area[] = {"fit-area", "fit-everywhere", "fit-area-unknown"};
    static const char *const level[] = {"fit-level", "fit-any-level", "fit-level-unknown",
                                        "fit-other-level"};
    keys[0] = by[fit->by];
    keys[1] = age[fit->age];
    keys[2] = area[fit->area];
    keys[3] = level[fit->level];
}

bool service_fit_write(const struct service_fit *fit, struct buffer *words)
{
    const char *keys[SERVICE_FIT_KEYS];
    service_fit_keys(fit, keys);
    for (size_t i = 0; i < SERVICE_FIT_KEYS; i++) {
        if (i > 0)
            buffer_add_byte(words, ';');
        buffer_add(words, text_of(keys[i] + strlen("fit-")));
    }
    return !buffer_failed(words);
}

#include "base/date.h"
#include "base/embedded.h"
#include "base/limits.h"
#include "base/memory.h"
#include "definitions/framework_private.h"
#include "records/share.h"

#include <stdio.h>
#include <unistd.h>

/* Where the files of one framework of a chain are. */
struct source {
    const char *name; /* as the user or `extends` gave it */
    bool embedded;
    char *directory; /* `frameworks/NAME`, or the user's directory */
};

/* One framework being loaded, with what was wrong so far. */
struct loading {
    struct framework *framework;
    const struct reporter *reporter;
    struct source chain[LIMIT_FRAMEWORK_CHAIN]; /* the one asked for first, then what it extends */
    size_t chain_count;
    bool broken;
    struct place extends; /* where the last of the chain says what it extends */
    struct arena paths;
};

static bool broken(struct loading *loading)
{
    loading->broken = true;
    return false;
}

static bool no_memory(struct loading *loading)
{
    report(loading->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    return broken(loading);
}

/* A copy in the framework's arena; a failure marks the loading broken. */
static struct text keep(struct loading *loading, struct text text)
{
    struct text copy = arena_copy(&loading->framework->arena, text);
    if (!copy.data) {
        no_memory(loading);
        return TEXT("");
    }
    return copy;
}

/* `DIRECTORY/FILE`, which lives as long as the framework. NULL on failure. */
static char *path_of(struct loading *loading, const char *directory, const char *file)
{
    struct buffer path;
    buffer_init(&path, LIMIT_CELL_BYTES);
    struct text copy = {NULL, 0};
    if (buffer_format(&path, "%s/%s", directory, file))
        copy = arena_copy(&loading->paths, buffer_text(&path));
    buffer_release(&path);
    if (copy.data)
        return (char *)(uintptr_t)copy.data;
    no_memory(loading);
    return NULL;
}

static bool file_exists(const struct source *source, const char *path)
{
    struct text bytes;
    return source->embedded ? embedded_find(text_of(path), &bytes) : access(path, F_OK) == 0;
}

/* Opens `file` of one framework of the chain; NULL without a message when that one has none. */
static struct share_file *open_own(struct loading *loading, const struct source *source,
                                   const char *file)
{
    char *path = path_of(loading, source->directory, file);
    if (!path || !file_exists(source, path))
        return NULL;
    struct share_file *opened = source->embedded ? share_file_open(path, loading->reporter)
                                                 : share_file_open_user(path, loading->reporter);
    if (!opened)
        broken(loading);
    return opened;
}

/* Opens the nearest `file` of the chain. NULL with a message when none has it. */
static struct share_file *open_nearest(struct loading *loading, const char *file)
{
    for (size_t i = 0; i < loading->chain_count; i++) {
        struct share_file *opened = open_own(loading, &loading->chain[i], file);
        if (opened || loading->broken)
            return opened;
    }
    report_with(loading->reporter, place_of_file(loading->chain[0].directory),
                MESSAGE_FRAMEWORK_FILE_MISSING, text_of(file));
    broken(loading);
    return NULL;
}

static void finish_file(struct loading *loading, struct share_file *file)
{
    if (!share_file_sound(file))
        broken(loading);
    share_file_free(file);
}

/* Room for one more in an array of the framework, which may hold `most`. */
static bool one_more(struct share_file *file, void **array, size_t count, size_t most,
                     size_t *capacity, size_t size)
{
    char digits[24];
    if (count >= most)
        return share_file_wrong(file, SIZE_MAX, MESSAGE_DEFINITION_TOO_LARGE,
                                number_text(most, digits));
    return memory_reserve(array, capacity, count + 1, size) || share_file_no_memory(file);
}

/* The number of a code that must be known, or LOOKUP_NONE after a message; a blank cell is
 * LOOKUP_NONE without one when `optional`. */
static uint32_t known_code(struct loading *loading, struct share_file *file, size_t column,
                           const struct lookup *codes, bool optional)
{
    if (optional && share_file_cell(file, column).length == 0)
        return LOOKUP_NONE;
    return share_file_reference(file, column, codes, codes->count > 0 || !loading->broken);
}

static uint32_t known_number(struct share_file *file, size_t column, uint64_t max, bool optional)
{
    struct text cell = share_file_cell(file, column);
    uint64_t number = 0;
    if ((cell.length == 0 && optional) || text_to_unsigned(cell, 0, max, &number))
        return (uint32_t)number;
    char digits[24];
    share_file_wrong(file, column, MESSAGE_DEFINITION_NUMBER, number_text(max, digits));
    return 0;
}

static bool known_indicator_level(struct share_file *file, size_t column,
                                  enum indicator_level *level)
{
    struct text code = share_file_cell(file, column);
    for (int i = 0; i < INDICATOR_LEVELS; i++)
        if (text_equal(code, text_of(indicator_level_codes[i]))) {
            *level = (enum indicator_level)i;
            return true;
        }
    return share_file_not_one_of(file, column, TEXT("U, EH, CIN, SH"));
}

static struct text embedded_name(const void *context, size_t i)
{
    (void)context;
    return text_of(framework_embedded(i));
}

static void not_a_framework(const struct loading *loading, struct place place, enum message message,
                            struct text name)
{
    size_t count = 0;
    while (framework_embedded(count))
        count++;
    size_t nearest = text_nearest(name, count, embedded_name, NULL);
    report_with(loading->reporter, place, message, name,
                nearest < count ? embedded_name(NULL, nearest) : TEXT(""));
}

/* framework.csv of one framework of the chain. Fills the framework's own facts from the first. */
static bool load_facts(struct loading *loading, const struct source *source, bool first,
                       struct text *extends)
{
    enum { KEY, VALUE };
    static const char *const names[] = {"key", "value", NULL};
    struct framework *framework = loading->framework;
    const struct {
        const char *key;
        struct text *value;
    } facts[] = {
        {"name", &framework->name},           {"title", &framework->title},
        {"publisher", &framework->publisher}, {"version", &framework->version},
        {"published", &framework->published}, {"review_due", &framework->review_due},
    };
    *extends = TEXT("");
    struct share_file *file = open_own(loading, source, "framework.csv");
    if (!file) {
        if (!loading->broken)
            not_a_framework(loading, first ? place_of_file(source->directory) : loading->extends,
                            first ? MESSAGE_NOT_A_FRAMEWORK : MESSAGE_EXTENDS_UNKNOWN,
                            text_of(source->name));
        return broken(loading);
    }
    bool ready = share_file_columns(file, names);
    while (ready && share_file_next(file)) {
        struct text key = share_file_cell(file, KEY), value = share_file_cell(file, VALUE);
        bool known = text_equal(key, TEXT("extends"));
        if (known) {
            *extends = keep(loading, value);
            loading->extends = share_file_place(file, VALUE);
        }
        for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
            if (text_equal(key, text_of(facts[i].key))) {
                known = true;
                if (first)
                    *facts[i].value = keep(loading, value);
                struct date date;
                if (i >= 4 && date_read(value, &date) != DATE_READ)
                    share_file_broken(file, VALUE);
            }
        if (!known)
            share_file_not_one_of(file, KEY,
                                  TEXT("name, title, publisher, version, published, "
                                       "review_due, extends"));
    }
    finish_file(loading, file);
    if (first && !loading->broken && framework->name.length == 0) {
        report_with(loading->reporter, place_of_file(source->directory), MESSAGE_FRAMEWORK_NO_NAME,
                    TEXT("framework.csv"));
        broken(loading);
    }
    return !loading->broken;
}

bool framework_is_built_in(struct text name)
{
    char path[256];
    struct text bytes;
    if (name.length >= sizeof path / 2 || memchr(name.data, '/', name.length))
        return false;
    snprintf(path, sizeof path, "frameworks/%.*s/framework.csv", (int)name.length, name.data);
    return embedded_find(text_of(path), &bytes);
}

/* Follows `extends` from the framework asked for. */
static bool find_chain(struct loading *loading, const char *name)
{
    struct text next = text_of(name);
    struct place first = PLACE_NONE;
    if (next.length == 0) {
        report_with(loading->reporter, PLACE_NONE, MESSAGE_NOT_A_FRAMEWORK, next);
        return broken(loading);
    }
    while (next.length > 0) {
        if (loading->chain_count == LIMIT_FRAMEWORK_CHAIN) {
            report(loading->reporter, first, MESSAGE_EXTENDS_LOOP);
            return broken(loading);
        }
        struct source *source = &loading->chain[loading->chain_count++];
        struct text copy = keep(loading, next);
        source->name = copy.data;
        source->embedded = framework_is_built_in(next);
        source->directory = source->embedded ? path_of(loading, "frameworks", copy.data)
                                             : (char *)(uintptr_t)copy.data;
        if (loading->broken || !load_facts(loading, source, loading->chain_count == 1, &next))
            return false;
        if (loading->chain_count == 1) {
            loading->framework->directory = source->embedded ? NULL : source->directory;
            loading->framework->extends = next;
            first = loading->extends;
        }
    }
    return true;
}

static void load_domains(struct loading *loading, const struct source *source,
                         struct loaded_framework *loaded, size_t capacity[2])
{
    enum { DOMAIN, NAME };
    static const char *const names[] = {"domain", "name", NULL};
    struct framework *framework = loading->framework;
    struct share_file *file = open_own(loading, source, "domains.csv");
    if (!file)
        return;
    size_t inherited = framework->domain_count;
    bool ready = share_file_columns(file, names);
    while (ready && share_file_next(file)) {
        struct text code = share_file_cell(file, DOMAIN);
        uint32_t number = lookup_find(&framework->domain_codes, code);
        if (number == LOOKUP_NONE || number >= inherited) {
            void *domains = framework->domains, *places = loaded->domain_places;
            number = share_file_code(file, DOMAIN, &framework->domain_codes, LIMIT_FRAMEWORK_BITS);
            if (number == LOOKUP_NONE)
                continue;
            if (!one_more(file, &domains, framework->domain_count, LIMIT_FRAMEWORK_BITS,
                          &capacity[0], sizeof *framework->domains))
                break;
            framework->domains = domains;
            if (!one_more(file, &places, framework->domain_count, LIMIT_FRAMEWORK_BITS,
                          &capacity[1], sizeof *loaded->domain_places))
                break;
            loaded->domain_places = places;
            framework->domain_count++;
        }
        framework->domains[number] = (struct domain){
            keep(loading, code), share_file_keep(file, NAME, &loading->framework->arena)};
        loaded->domain_places[number] = share_file_place(file, DOMAIN);
    }
    finish_file(loading, file);
}

enum { IN_INDICATOR, IN_DOMAIN, IN_LEVEL, IN_LABEL, IN_APPLIES_TO, IN_TAGS, IN_REF };

/* What stands instead of a level where an indicator that is taken over is left out; until
 * drop_left_out it has the level INDICATOR_LEVELS. */
static const char left_out[] = "none";

static struct indicator read_indicator(struct loading *loading, struct share_file *file)
{
    struct arena *arena = &loading->framework->arena;
    struct indicator indicator = {.code = keep(loading, share_file_cell(file, IN_INDICATOR)),
                                  .level = INDICATOR_LEVELS};
    if (text_equal(share_file_cell(file, IN_LEVEL), text_of(left_out)))
        return indicator;
    indicator.label = share_file_keep(file, IN_LABEL, arena);
    indicator.applies_to = share_file_keep(file, IN_APPLIES_TO, arena);
    indicator.tags = share_file_keep(file, IN_TAGS, arena);
    indicator.ref = share_file_keep(file, IN_REF, arena);
    indicator.domain = known_code(loading, file, IN_DOMAIN, &loading->framework->domain_codes,
                                  false);
    known_indicator_level(file, IN_LEVEL, &indicator.level);
    return indicator;
}

/* The number of the row's indicator: that of one taken over, which the row replaces, or a new one.
 * LOOKUP_NONE after a message when it is neither. */
static uint32_t place_indicator(struct loading *loading, struct share_file *file, size_t inherited,
                                const struct loaded_framework *loaded)
{
    struct framework *framework = loading->framework;
    struct text code = share_file_cell(file, IN_INDICATOR);
    uint32_t number = lookup_find(&framework->indicator_codes, code);
    if (number < inherited) {
        if (loaded->indicator_places[number].file != share_file_place(file, IN_INDICATOR).file)
            return number;
        share_file_wrong(file, IN_INDICATOR, MESSAGE_DEFINITION_CODE_TWICE, code);
        return LOOKUP_NONE;
    }
    if (number == LOOKUP_NONE && text_equal(share_file_cell(file, IN_LEVEL), text_of(left_out)))
        return share_file_reference(file, IN_INDICATOR, &framework->indicator_codes, true);
    return share_file_code(file, IN_INDICATOR, &framework->indicator_codes, LIMIT_FRAMEWORK_ROWS);
}

static void load_indicators(struct loading *loading, const struct source *source,
                            struct loaded_framework *loaded, size_t capacity[2])
{
    static const char *const names[] = {"indicator",  "domain", "level", "label",
                                        "applies_to", "tags",   "ref",   NULL};
    struct framework *framework = loading->framework;
    struct share_file *file = open_own(loading, source, "indicators.csv");
    if (!file)
        return;
    size_t inherited = framework->indicator_count;
    bool ready = share_file_columns(file, names);
    while (ready && share_file_next(file)) {
        uint32_t number = place_indicator(loading, file, inherited, loaded);
        if (number == LOOKUP_NONE)
            continue;
        if (number >= inherited) {
            void *indicators = framework->indicators, *places = loaded->indicator_places;
            if (!one_more(file, &indicators, framework->indicator_count, LIMIT_FRAMEWORK_ROWS,
                          &capacity[0], sizeof *framework->indicators))
                break;
            framework->indicators = indicators;
            if (!one_more(file, &places, framework->indicator_count, LIMIT_FRAMEWORK_ROWS,
                          &capacity[1], sizeof *loaded->indicator_places))
                break;
            loaded->indicator_places = places;
            framework->indicator_count++;
        }
        framework->indicators[number] = read_indicator(loading, file);
        loaded->indicator_places[number] = share_file_place(file, IN_INDICATOR);
    }
    finish_file(loading, file);
}

/* Takes away the indicators that are left out; the others get new numbers, in the same order. */
static void drop_left_out(struct loading *loading, struct loaded_framework *loaded)
{
    struct framework *framework = loading->framework;
    uint32_t kept = 0;
    lookup_clear(&framework->indicator_codes);
    for (size_t i = 0; i < framework->indicator_count; i++) {
        bool keeps = framework->indicators[i].level != INDICATOR_LEVELS;
        struct lookup *codes = keeps ? &framework->indicator_codes : &framework->left_out_codes;
        if (lookup_add(codes, framework->indicators[i].code, NULL) == LOOKUP_NONE)
            no_memory(loading);
        if (!keeps)
            continue;
        framework->indicators[kept] = framework->indicators[i];
        loaded->indicator_places[kept++] = loaded->indicator_places[i];
    }
    framework->indicator_count = kept;
}

static void load_contacts(struct loading *loading, struct loaded_framework *loaded)
{
    enum { CONTACT, NAME, PHONE, EMAIL, HOURS };
    static const char *const names[] = {"contact", "name", "phone", "email", "hours", NULL};
    struct framework *framework = loading->framework;
    size_t capacity[2] = {0, 0};
    struct share_file *file = open_nearest(loading, "contacts.csv");
    if (!file)
        return;
    bool ready = share_file_columns(file, names);
    while (ready && share_file_next(file)) {
        uint32_t number = share_file_code(file, CONTACT, &framework->contact_codes,
                                          LIMIT_FRAMEWORK_ROWS);
        if (number == LOOKUP_NONE)
            continue;
        void *contacts = framework->contacts, *places = loaded->contact_places;
        if (!one_more(file, &contacts, framework->contact_count, LIMIT_FRAMEWORK_ROWS, &capacity[0],
                      sizeof *framework->contacts))
            break;
        framework->contacts = contacts;
        if (!one_more(file, &places, framework->contact_count, LIMIT_FRAMEWORK_ROWS, &capacity[1],
                      sizeof *loaded->contact_places))
            break;
        loaded->contact_places = places;
        framework->contacts[framework->contact_count] = (struct contact){
            share_file_keep(file, CONTACT, &loading->framework->arena),
            share_file_keep(file, NAME, &loading->framework->arena),
            share_file_keep(file, PHONE, &loading->framework->arena),
            share_file_keep(file, EMAIL, &loading->framework->arena),
            share_file_keep(file, HOURS, &loading->framework->arena),
        };
        loaded->contact_places[framework->contact_count++] = share_file_place(file, CONTACT);
    }
    finish_file(loading, file);
}

/* Keeps levels in order of rank while they are read. Their codes are looked up only once all are
 * there. */
static void insert_level(struct framework *framework, struct level level)
{
    size_t at = framework->level_count++;
    for (; at > 0 && framework->levels[at - 1].rank > level.rank; at--)
        framework->levels[at] = framework->levels[at - 1];
    framework->levels[at] = level;
}

static void load_levels(struct loading *loading)
{
    enum { LEVEL, RANK, NAME, RESPONSE, CONSENT, CONTACT, REVIEW_WEEKS };
    static const char *const names[] = {"level",   "rank",    "name",         "response",
                                        "consent", "contact", "review_weeks", NULL};
    static const char *const consents[] = {"for-referral", "required", "not-required",
                                           "required-unless-significant-harm"};
    struct framework *framework = loading->framework;
    struct lookup codes;
    size_t capacity = 0;
    struct share_file *file = open_nearest(loading, "levels.csv");
    if (!file)
        return;
    lookup_init(&codes);
    bool ready = share_file_columns(file, names);
    while (ready && share_file_next(file)) {
        void *levels = framework->levels;
        if (share_file_code(file, LEVEL, &codes, LIMIT_FRAMEWORK_ROWS) == LOOKUP_NONE)
            continue;
        if (!one_more(file, &levels, framework->level_count, LIMIT_FRAMEWORK_BITS, &capacity,
                      sizeof *framework->levels))
            break;
        framework->levels = levels;
        struct level level = {
            .code = share_file_keep(file, LEVEL, &loading->framework->arena),
            .name = share_file_keep(file, NAME, &loading->framework->arena),
            .response = share_file_keep(file, RESPONSE, &loading->framework->arena),
            .consent = share_file_keep(file, CONSENT, &loading->framework->arena),
            .rank = known_number(file, RANK, 1000, false),
            .contact = known_code(loading, file, CONTACT, &framework->contact_codes, true),
            .review_weeks = known_number(file, REVIEW_WEEKS, 520, true),
        };
        size_t consent = 0;
        while (consent < sizeof consents / sizeof *consents &&
               !text_equal(level.consent, text_of(consents[consent])))
            consent++;
        if (consent == sizeof consents / sizeof *consents)
            share_file_not_one_of(file, CONSENT,
                                  TEXT("for-referral, required, not-required, "
                                       "required-unless-significant-harm"));
        for (size_t i = 0; i < framework->level_count; i++)
            if (framework->levels[i].rank == level.rank)
                share_file_wrong_words(file, RANK, MESSAGE_FRAMEWORK_RANK_TWICE, NULL, 0);
        insert_level(framework, level);
    }
    lookup_release(&codes);
    struct place place = place_of_file(share_file_place(file, SIZE_MAX).file);
    finish_file(loading, file);
    if (framework->level_count == 0 && !loading->broken) {
        report(loading->reporter, place, MESSAGE_FRAMEWORK_NO_LEVEL);
        broken(loading);
    }
    for (size_t i = 0; i < framework->level_count; i++)
        if (lookup_add(&framework->level_codes, framework->levels[i].code, NULL) == LOOKUP_NONE)
            no_memory(loading);
}

static void insert_rule(struct framework *framework, struct rule rule)
{
    size_t at = framework->rule_count++;
    for (; at > 0 && framework->rules[at - 1].level < rule.level; at--)
        framework->rules[at] = framework->rules[at - 1];
    framework->rules[at] = rule;
}

static void load_rules(struct loading *loading)
{
    enum { LEVEL, INDICATOR_LEVEL, MIN_DOMAINS, MIN_AGENCIES };
    static const char *const names[] = {"level", "indicator_level", "min_domains", "min_agencies",
                                        NULL};
    struct framework *framework = loading->framework;
    size_t capacity = 0;
    struct share_file *file = open_nearest(loading, "rules.csv");
    if (!file)
        return;
    bool ready = share_file_columns(file, names), fallback = false;
    while (ready && share_file_next(file)) {
        void *rules = framework->rules;
        if (!one_more(file, &rules, framework->rule_count, LIMIT_FRAMEWORK_ROWS, &capacity,
                      sizeof *framework->rules))
            break;
        framework->rules = rules;
        struct rule rule = {
            .level = known_code(loading, file, LEVEL, &framework->level_codes, false),
            .always = share_file_cell(file, INDICATOR_LEVEL).length == 0,
            .min_domains = known_number(file, MIN_DOMAINS, 1000, true),
            .min_agencies = known_number(file, MIN_AGENCIES, 1000, true),
            .line = share_file_place(file, LEVEL).line,
        };
        bool usable = rule.level != LOOKUP_NONE;
        if (!rule.always)
            usable &= known_indicator_level(file, INDICATOR_LEVEL, &rule.indicator_level);
        if (!usable)
            continue;
        fallback |= rule.always && rule.level == 0 && !rule.min_domains && !rule.min_agencies;
        if (!rule.always && rule.indicator_level == INDICATOR_EARLY_HELP)
            framework->levels[rule.level].early_help = true;
        insert_rule(framework, rule);
    }
    struct place place = place_of_file(share_file_place(file, SIZE_MAX).file);
    struct text path = text_of(place.file);
    if (text_starts_folded(path, TEXT("frameworks/")))
        path = text_part(path, sizeof "frameworks/" - 1, path.length);
    framework->rules_file = keep(loading, path);
    finish_file(loading, file);
    if (loading->broken)
        return;
    if (!fallback) {
        report(loading->reporter, place, MESSAGE_FRAMEWORK_NO_FALLBACK);
        broken(loading);
    }
    for (uint32_t i = 0; i < framework->level_count; i++) {
        size_t rule = 0;
        while (rule < framework->rule_count && framework->rules[rule].level != i)
            rule++;
        if (rule == framework->rule_count) {
            report_with(loading->reporter, place, MESSAGE_FRAMEWORK_LEVEL_UNREACHED,
                        framework->levels[i].code);
            broken(loading);
        }
    }
}

static void load_routes(struct loading *loading, struct loaded_framework *loaded)
{
    enum { ROUTE, WHEN_TAG, WHEN_LEVEL, CONTACT, REASON };
    static const char *const names[] = {"route",   "when_tag", "when_level",
                                        "contact", "reason",   NULL};
    struct framework *framework = loading->framework;
    size_t capacity[2] = {0, 0};
    struct share_file *file = open_nearest(loading, "routes.csv");
    if (!file)
        return;
    bool ready = share_file_columns(file, names);
    while (ready && share_file_next(file)) {
        void *routes = framework->routes, *places = loaded->route_places;
        if (!one_more(file, &routes, framework->route_count, LIMIT_FRAMEWORK_BITS, &capacity[0],
                      sizeof *framework->routes))
            break;
        framework->routes = routes;
        if (!one_more(file, &places, framework->route_count, LIMIT_FRAMEWORK_BITS, &capacity[1],
                      sizeof *loaded->route_places))
            break;
        loaded->route_places = places;
        struct route route = {
            .code = share_file_keep(file, ROUTE, &loading->framework->arena),
            .when_tag = share_file_keep(file, WHEN_TAG, &loading->framework->arena),
            .reason = share_file_keep(file, REASON, &loading->framework->arena),
            .when_level = known_code(loading, file, WHEN_LEVEL, &framework->level_codes, true),
            .contact = known_code(loading, file, CONTACT, &framework->contact_codes, true),
        };
        if (route.code.length == 0 || route.reason.length == 0)
            share_file_wrong_words(file, route.code.length == 0 ? ROUTE : REASON,
                                   MESSAGE_DEFINITION_BLANK, NULL, 0);
        loaded->route_places[framework->route_count] = share_file_place(file, ROUTE);
        framework->routes[framework->route_count++] = route;
    }
    finish_file(loading, file);
}

/* Indicators are found case aside, so no two codes may differ by case alone. */
static void check_indicator_codes(struct loading *loading, const struct loaded_framework *loaded)
{
    const struct framework *framework = loading->framework;
    for (uint32_t i = 0; i < framework->indicator_count; i++)
        if (framework_indicator(framework, framework->indicators[i].code) != i) {
            report_with(loading->reporter, loaded->indicator_places[i],
                        MESSAGE_DEFINITION_CODE_TWICE, framework->indicators[i].code);
            broken(loading);
        }
}

struct framework *framework_new(const char *name, const struct reporter *reporter)
{
    struct loaded_framework *loaded = memory_new(1, sizeof *loaded);
    if (!loaded) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    struct framework *framework = &loaded->framework;
    struct loading loading = {.framework = framework, .reporter = reporter};
    arena_init(&framework->arena);
    arena_init(&loading.paths);
    lookup_init(&framework->domain_codes);
    lookup_init(&framework->level_codes);
    lookup_init(&framework->indicator_codes);
    lookup_init(&framework->left_out_codes);
    lookup_init(&framework->contact_codes);
    if (find_chain(&loading, name)) {
        size_t domains[2] = {0, 0}, indicators[2] = {0, 0};
        for (size_t i = loading.chain_count; i-- > 0;)
            load_domains(&loading, &loading.chain[i], loaded, domains);
        if (framework->domain_count == 0 && !loading.broken) {
            report_with(reporter, place_of_file(loading.chain[0].directory),
                        MESSAGE_FRAMEWORK_FILE_MISSING, TEXT("domains.csv"));
            broken(&loading);
        }
        for (size_t i = loading.chain_count; i-- > 0;)
            load_indicators(&loading, &loading.chain[i], loaded, indicators);
        if (!loading.broken)
            drop_left_out(&loading, loaded);
        if (framework->indicator_count == 0 && !loading.broken) {
            report_with(reporter, place_of_file(loading.chain[0].directory),
                        MESSAGE_FRAMEWORK_FILE_MISSING, TEXT("indicators.csv"));
            broken(&loading);
        }
        load_contacts(&loading, loaded);
        load_levels(&loading);
        if (framework->level_count > 0) {
            load_rules(&loading);
            load_routes(&loading, loaded);
        }
        if (!loading.broken && !framework_prepare(loaded))
            no_memory(&loading);
        if (!loading.broken)
            check_indicator_codes(&loading, loaded);
    }
    loaded->paths = loading.paths;
    if (!loading.broken)
        return framework;
    framework_free(framework);
    return NULL;
}

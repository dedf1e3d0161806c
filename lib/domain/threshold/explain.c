#include "domain/threshold/explain.h"

#include "base/bits.h"
#include "base/limits.h"
#include "base/memory.h"

enum { NO_ROW = -1 };

/* One indicator row, kept. */
struct held_row {
    struct explained_row row;
    int64_t next; /* of the same child or family */
};

/* The rows of each entry of the caseload, as lists in order of input. */
struct row_lists {
    int64_t *first, *last;
    size_t count, capacity_first, capacity_last;
};

struct explainer {
    const struct levels_request *request;
    const struct explain_sink *sink;
    struct levels_count *count;
    const struct reporter *reporter;
    struct caseload *caseload;
    struct held_row *rows;
    size_t row_count, row_capacity;
    struct row_lists children, families;
    struct arena arena;
    struct buffer effect, words;
    indicator_set *without, *alone, *drivers;
    bool counts_agencies; /* some rule asks for a number of agencies */
    bool stopped;         /* by the sink */
    bool failed;          /* there was no memory for what a line says */

    /* The child being explained. */
    const struct level_result *result;
    struct entry_id entries[2];
};

static bool no_memory(const struct explainer *explainer)
{
    return report(explainer->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

/* --- Keeping rows -------------------------------------------------------------------------------
 */

static bool list_row(struct row_lists *lists, uint32_t entry, struct held_row *rows, int64_t row)
{
    void *first = lists->first, *last = lists->last;
    size_t wanted = (size_t)entry + 1;
    if (!memory_reserve(&first, &lists->capacity_first, wanted, sizeof *lists->first))
        return false;
    lists->first = first;
    if (!memory_reserve(&last, &lists->capacity_last, wanted, sizeof *lists->last))
        return false;
    lists->last = last;
    for (; lists->count < wanted; lists->count++)
        lists->first[lists->count] = lists->last[lists->count] = NO_ROW;
    if (lists->last[entry] == NO_ROW)
        lists->first[entry] = row;
    else
        rows[lists->last[entry]].next = row;
    lists->last[entry] = row;
    return true;
}

static bool hold_row(struct explainer *explainer, struct indicator_rows *rows,
                     const struct indicator_row *row, struct entry_id entry)
{
    void *held = explainer->rows;
    if (!memory_reserve(&held, &explainer->row_capacity, explainer->row_count + 1,
                        sizeof *explainer->rows))
        return no_memory(explainer);
    explainer->rows = held;
    char date[DATE_TEXT_BYTES], end_date[DATE_TEXT_BYTES];
    date_write(&row->date, date);
    date_write(&row->end_date, end_date);
    struct arena *arena = &explainer->arena;
    struct place place = table_place(rows->table, SIZE_MAX);
    struct explained_row new_row = {
        .date = arena_copy(arena, text_of(date)),
        .end_date = arena_copy(arena, text_of(end_date)),
        .status = arena_copy(arena, row->status),
        .agency = arena_copy(arena, row->agency),
        .subject = arena_copy(arena, indicator_rows_cell(rows, ROW_SUBJECT)),
        .source = arena_copy(arena, indicator_rows_cell(rows, ROW_SOURCE)),
        .evidence = arena_copy(arena, indicator_rows_cell(rows, ROW_EVIDENCE)),
        .file = place.file,
        .line = place.line,
        .indicator = row->indicator,
        .standing = row->standing,
    };
    if (!new_row.date.data || !new_row.end_date.data || !new_row.status.data ||
        !new_row.agency.data || !new_row.subject.data || !new_row.source.data ||
        !new_row.evidence.data)
        return no_memory(explainer);
    explainer->rows[explainer->row_count] = (struct held_row){new_row, NO_ROW};
    struct row_lists *lists = entry.family ? &explainer->families : &explainer->children;
    return list_row(lists, entry.number, explainer->rows, (int64_t)explainer->row_count++) ||
           no_memory(explainer);
}

static void forget_rows(struct explainer *explainer)
{
    caseload_clear(explainer->caseload);
    arena_release(&explainer->arena);
    explainer->row_count = 0;
    explainer->children.count = 0;
    explainer->families.count = 0;
}

/* The first row of one of the child's two entries; NO_ROW when there is none. */
static int64_t first_row(const struct explainer *explainer, struct entry_id entry)
{
    const struct row_lists *lists = entry.family ? &explainer->families : &explainer->children;
    return entry.number < lists->count ? lists->first[entry.number] : NO_ROW;
}

/* --- Writing rows -------------------------------------------------------------------------------
 */

/* Hands one line on; its effect is what stands in explainer->effect. */
static void write_line(struct explainer *explainer, struct explained_line line)
{
    line.effect = buffer_text(&explainer->effect);
    explainer->failed |= buffer_failed(&explainer->effect) || buffer_failed(&explainer->words);
    explainer->stopped = explainer->stopped || explainer->failed ||
                         !explainer->sink->line(explainer->sink->context, &line);
    buffer_clear(&explainer->effect);
}

static void set_effect(struct explainer *explainer, const char *key)
{
    buffer_clear(&explainer->effect);
    buffer_add(&explainer->effect, phrase(explainer->request->phrases, key));
}

static void add_effect(struct explainer *explainer, struct text sentence)
{
    if (explainer->effect.length > 0)
        buffer_put(&explainer->effect, "; ");
    buffer_add(&explainer->effect, sentence);
}

static struct text rule_words(struct explainer *explainer, const struct rule *rule)
{
    buffer_clear(&explainer->words);
    explain_rule(explainer->request->phrases, rule, &explainer->words);
    return buffer_text(&explainer->words);
}

static void write_level(struct explainer *explainer)
{
    const struct level_result *result = explainer->result;
    const struct framework *framework = explainer->request->framework,
                           *terms = levels_told(explainer->request);
    const struct level *level = result->told_level == LOOKUP_NONE
                                    ? NULL
                                    : &terms->levels[result->told_level];
    struct text rule = rule_words(explainer, &framework->rules[result->suggestion.rule]);
    buffer_clear(&explainer->effect);
    if (result->decision)
        phrase_with(explainer->request->phrases, "decision-stands", &explainer->effect,
                    framework->levels[result->suggestion.level].code);
    else
        phrase_with(explainer->request->phrases, "suggested-by", &explainer->effect, rule);
    write_line(explainer, (struct explained_line){.kind = EXPLAINED_LEVEL,
                                                  .code = level ? level->code : TEXT(""),
                                                  .label = level ? level->name : TEXT("")});
    if (!result->decision)
        return;
    char date[DATE_TEXT_BYTES];
    date_write(&result->decision->date, date);
    if (result->decision->by.length > 0 && date[0] != '\0')
        phrase_with(explainer->request->phrases, "decision", &explainer->effect,
                    result->decision->by, text_of(date), result->decision->reason);
    else
        phrase_with(explainer->request->phrases, "decision-plain", &explainer->effect,
                    result->decision->reason);
    write_line(explainer,
               (struct explained_line){.kind = EXPLAINED_DECISION,
                                       .code = framework->levels[result->decision->level].code,
                                       .label = framework->levels[result->decision->level].name});
}

static void write_rules(struct explainer *explainer)
{
    const struct framework *framework = explainer->request->framework;
    const struct suggestion *suggestion = &explainer->result->suggestion;
    for (uint32_t i = suggestion->rule; i < framework->rule_count; i++) {
        const struct rule *rule = &framework->rules[i];
        char digits[24];
        if (!rule_holds(framework, rule, explainer->result->standing, suggestion->domains))
            continue;
        struct text words = rule_words(explainer, rule);
        buffer_clear(&explainer->effect);
        buffer_add(&explainer->effect, framework->rules_file);
        buffer_put(&explainer->effect, ":");
        buffer_add(&explainer->effect, number_text(rule->line, digits));
        struct text ref = arena_copy(&explainer->arena, buffer_text(&explainer->effect));
        explainer->failed |= !ref.data || buffer_failed(&explainer->effect);
        set_effect(explainer, rule->level == suggestion->level ? "rule-sets" : "rule-holds");
        write_line(explainer, (struct explained_line){.kind = EXPLAINED_RULE,
                                                      .code = framework->levels[rule->level].code,
                                                      .label = words,
                                                      .ref = ref.data ? ref : TEXT(""),
                                                      .rule = rule});
    }
}

/* Distinct agencies over the child's rows of need that count, those of `left_out` aside. */
static uint32_t agencies_without(const struct explainer *explainer, const indicator_set *left_out)
{
    struct lookup names;
    lookup_init(&names);
    for (size_t i = 0; i < 2; i++)
        for (int64_t at = first_row(explainer, explainer->entries[i]); at != NO_ROW;
             at = explainer->rows[at].next) {
            const struct explained_row *row = &explainer->rows[at].row;
            if (row->standing == ROW_COUNTS && row->agency.length > 0 &&
                explainer->request->framework->indicators[row->indicator].level !=
                    INDICATOR_UNIVERSAL &&
                !indicator_set_has(left_out, row->indicator))
                lookup_add(&names, row->agency, NULL);
        }
    uint32_t count = (uint32_t)names.count;
    lookup_release(&names);
    return count;
}

/* The level that would be suggested without the indicators of a set. */
static uint32_t level_without(struct explainer *explainer, const indicator_set *left_out)
{
    const struct framework *framework = explainer->request->framework;
    const struct standing *standing = &explainer->result->standing;
    for (size_t i = 0; i < framework->words; i++)
        explainer->without[i] = standing->present[i] & ~left_out[i];
    struct standing rest = {explainer->without, standing->agencies};
    if (explainer->counts_agencies)
        rest.agencies = agencies_without(explainer, left_out);
    return suggest_level(framework, rest).level;
}

/* Adds what the level would be without this one driver, and returns it, when it would be another;
 * else NULL. */
static const struct level *add_change(struct explainer *explainer, uint32_t indicator)
{
    const struct framework *framework = explainer->request->framework;
    indicator_set *alone = explainer->alone;
    for (size_t i = 0; i < framework->words; i++)
        alone[i] = 0;
    indicator_set_add(alone, indicator);
    uint32_t level = level_without(explainer, alone);
    if (level == explainer->result->suggestion.level)
        return NULL;
    buffer_clear(&explainer->words);
    phrase_with(explainer->request->phrases, "change-single", &explainer->words,
                framework->indicators[indicator].code, framework->levels[level].code);
    add_effect(explainer, buffer_text(&explainer->words));
    return &framework->levels[level];
}

/* Writes the rows about one indicator that count. */
static void write_indicator(struct explainer *explainer, uint32_t number, enum explained kind)
{
    const struct framework *framework = explainer->request->framework;
    const struct indicator *indicator = &framework->indicators[number];
    bool driver = indicator_set_has(explainer->drivers, number), first = true;
    for (size_t i = 0; i < 2; i++)
        for (int64_t at = first_row(explainer, explainer->entries[i]); at != NO_ROW;
             at = explainer->rows[at].next) {
            const struct explained_row *row = &explainer->rows[at].row;
            if (row->indicator != number || row->standing != ROW_COUNTS)
                continue;
            set_effect(explainer, indicator->level == INDICATOR_UNIVERSAL ? "strength"
                                  : driver                                ? "counted-driver"
                                                                          : "counted");
            const struct level *becomes = driver && first ? add_change(explainer, number) : NULL;
            if (i == 1)
                add_effect(explainer, phrase(explainer->request->phrases, "whole-family"));
            write_line(explainer, (struct explained_line){.kind = kind,
                                                          .code = indicator->code,
                                                          .label = indicator->label,
                                                          .ref = indicator->ref,
                                                          .indicator = indicator,
                                                          .row = row,
                                                          .driver = driver,
                                                          .whole_family = i == 1,
                                                          .becomes = becomes});
            first = false;
        }
}

static void write_indicators(struct explainer *explainer)
{
    const struct framework *framework = explainer->request->framework;
    const indicator_set *present = explainer->result->standing.present;
    for (int level = INDICATOR_LEVELS - 1; level >= INDICATOR_UNIVERSAL; level--)
        for (uint32_t word = 0; word < framework->words; word++)
            for (uint64_t bits = present[word] & framework->of_level[level][word]; bits;
                 bits &= bits - 1)
                write_indicator(explainer, word * 64 + bits_lowest(bits),
                                level == INDICATOR_UNIVERSAL ? EXPLAINED_STRENGTH
                                                             : EXPLAINED_INDICATOR);
}

static void write_not_counted(struct explainer *explainer)
{
    const struct levels_request *request = explainer->request;
    for (size_t i = 0; i < 2; i++)
        for (int64_t at = first_row(explainer, explainer->entries[i]); at != NO_ROW;
             at = explainer->rows[at].next) {
            const struct explained_row *row = &explainer->rows[at].row;
            const struct indicator *indicator = &request->framework->indicators[row->indicator];
            char since[DATE_TEXT_BYTES];
            buffer_clear(&explainer->effect);
            switch (row->standing) {
            case ROW_COUNTS:
                continue;
            case ROW_NOT_PRESENT:
                phrase_with(request->phrases, "not-present", &explainer->effect, row->status);
                break;
            case ROW_ENDED:
                phrase_with(request->phrases, "ended", &explainer->effect, row->end_date);
                break;
            case ROW_BEFORE_SINCE: {
                struct date date = date_of_day(request->since);
                date_write(&date, since);
                phrase_with(request->phrases, "before-since", &explainer->effect, text_of(since));
                break;
            }
            }
            write_line(explainer, (struct explained_line){.kind = EXPLAINED_NOT_COUNTED,
                                                          .code = indicator->code,
                                                          .label = indicator->label,
                                                          .ref = indicator->ref,
                                                          .indicator = indicator,
                                                          .row = row});
        }
}

/* A graver rule that lacks one domain or one agency only. */
static const struct rule *rule_within_reach(const struct explainer *explainer)
{
    const struct framework *framework = explainer->request->framework;
    const struct level_result *result = explainer->result;
    for (uint32_t i = result->suggestion.rule; i-- > 0;) {
        const struct rule *rule = &framework->rules[i];
        struct standing enough = {result->standing.present, UINT32_MAX};
        uint32_t domains = result->suggestion.domains, agencies = result->standing.agencies;
        if (rule->level > result->suggestion.level &&
            rule_holds(framework, rule, enough, UINT32_MAX) && domains + 1 >= rule->min_domains &&
            agencies + 1 >= rule->min_agencies)
            return rule;
    }
    return NULL;
}

static void write_change(struct explainer *explainer)
{
    const struct levels_request *request = explainer->request;
    const struct framework *framework = request->framework;
    size_t drivers = 0;
    buffer_clear(&explainer->words);
    for (uint32_t i = 0; i < framework->indicator_count; i++) {
        if (!indicator_set_has(explainer->drivers, i))
            continue;
        if (drivers++ > 0)
            buffer_put(&explainer->words, ", ");
        buffer_add(&explainer->words, framework->indicators[i].code);
    }
    if (drivers > 1) {
        uint32_t level = level_without(explainer, explainer->drivers);
        buffer_clear(&explainer->effect);
        phrase_with(request->phrases, "change-together", &explainer->effect,
                    buffer_text(&explainer->words), framework->levels[level].code);
        write_line(explainer, (struct explained_line){.kind = EXPLAINED_CHANGE,
                                                      .code = framework->levels[level].code,
                                                      .label = framework->levels[level].name,
                                                      .becomes = &framework->levels[level],
                                                      .without = buffer_text(&explainer->words)});
    }
    const struct rule *rule = rule_within_reach(explainer);
    if (!rule)
        return;
    buffer_clear(&explainer->effect);
    phrase_with(request->phrases, "change-agency", &explainer->effect,
                framework->levels[rule->level].code);
    write_line(explainer, (struct explained_line){.kind = EXPLAINED_CHANGE,
                                                  .code = framework->levels[rule->level].code,
                                                  .label = framework->levels[rule->level].name,
                                                  .becomes = &framework->levels[rule->level]});
}

/* `Solihull MASH, 0121 ..., Monday to Thursday ...` */
static const struct contact *add_contact(struct explainer *explainer, uint32_t number)
{
    if (number == LOOKUP_NONE)
        return NULL;
    const struct contact *contact = &explainer->request->framework->contacts[number];
    const struct text parts[] = {contact->name, contact->phone, contact->email, contact->hours};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].length == 0)
            continue;
        if (explainer->effect.length > 0)
            buffer_put(&explainer->effect, ", ");
        buffer_add(&explainer->effect, parts[i]);
    }
    return contact;
}

static void write_routes(struct explainer *explainer)
{
    const struct framework *framework = explainer->request->framework;
    const struct level_result *result = explainer->result;
    uint64_t routes = routes_for(framework, result->level, result->standing.present);
    for (; routes; routes &= routes - 1) {
        const struct route *route = &framework->routes[bits_lowest(routes)];
        buffer_clear(&explainer->effect);
        const struct contact *contact = add_contact(explainer, route->contact);
        write_line(explainer, (struct explained_line){.kind = EXPLAINED_ROUTE,
                                                      .code = route->code,
                                                      .label = route->reason,
                                                      .contact = contact});
    }
}

static void write_consent(struct explainer *explainer)
{
    const struct levels_request *request = explainer->request;
    const struct level_result *result = explainer->result;
    buffer_clear(&explainer->words);
    add_next_step(request, result, &explainer->words);
    buffer_clear(&explainer->effect);
    const struct contact *contact = add_contact(explainer,
                                                request->framework->levels[result->level].contact);
    write_line(explainer, (struct explained_line){.kind = EXPLAINED_CONSENT,
                                                  .code = consent_word(request, result),
                                                  .label = buffer_text(&explainer->words),
                                                  .contact = contact});
}

static bool explain_rows(struct explainer *explainer)
{
    struct caseload_position position = {0, 0};
    struct caseload_row row;
    bool failed;
    while (caseload_next(explainer->caseload, &position, &row, &failed)) {
        struct level_result result;
        level_of_row(explainer->request, &row, &result);
        explainer->count->children++;
        explainer->count->decided += result.decision != NULL;
        explainer->count->flagged += level_is_flagged(explainer->request, &result);
        explainer->result = &result;
        explainer->entries[0] = row.own;
        explainer->entries[1] = row.whole_family;
        suggest_drivers(explainer->request->framework, result.standing, result.suggestion,
                        explainer->drivers);
        if (!explainer->sink->child(explainer->sink->context, &result))
            return false;
        write_level(explainer);
        write_rules(explainer);
        write_indicators(explainer);
        write_not_counted(explainer);
        write_change(explainer);
        write_routes(explainer);
        write_consent(explainer);
        if (explainer->failed)
            return no_memory(explainer);
        if (explainer->stopped)
            return false;
    }
    return !failed;
}

static bool explainer_init(struct explainer *explainer, const struct levels_request *request)
{
    const struct framework *framework = request->framework;
    arena_init(&explainer->arena);
    buffer_init(&explainer->effect, LIMIT_OUTPUT_CELL_BYTES);
    buffer_init(&explainer->words, LIMIT_OUTPUT_CELL_BYTES);
    for (size_t i = 0; i < framework->rule_count; i++)
        explainer->counts_agencies |= framework->rules[i].min_agencies > 0;
    explainer->caseload = caseload_new(framework, request->by_family, explainer->reporter);
    explainer->without = memory_new(framework->words, sizeof *explainer->without);
    explainer->alone = memory_new(framework->words, sizeof *explainer->alone);
    explainer->drivers = memory_new(framework->words, sizeof *explainer->drivers);
    if (!explainer->without || !explainer->alone || !explainer->drivers)
        return no_memory(explainer);
    return explainer->caseload != NULL;
}

static void explainer_release(struct explainer *explainer)
{
    caseload_free(explainer->caseload);
    memory_free(explainer->rows);
    memory_free(explainer->children.first);
    memory_free(explainer->children.last);
    memory_free(explainer->families.first);
    memory_free(explainer->families.last);
    memory_free(explainer->without);
    memory_free(explainer->alone);
    memory_free(explainer->drivers);
    arena_release(&explainer->arena);
    buffer_release(&explainer->effect);
    buffer_release(&explainer->words);
}

/* Explains the group that has just ended. */
static bool end_group(void *context)
{
    struct explainer *explainer = context;
    bool done = explain_rows(explainer);
    forget_rows(explainer);
    return done;
}

static bool take_row(void *context, struct indicator_rows *rows, const struct indicator_row *row)
{
    struct explainer *explainer = context;
    struct entry_id entry = caseload_add(explainer->caseload, row->family, row->child,
                                         row->indicator, row->standing == ROW_COUNTS, row->agency);
    return entry.number != UINT32_MAX && hold_row(explainer, rows, row, entry);
}

bool explain_write(const struct levels_request *request, struct indicator_rows *rows,
                   const struct explain_sink *sink, struct levels_count *count,
                   const struct reporter *reporter)
{
    struct explainer explainer = {
        .request = request, .sink = sink, .count = count, .reporter = reporter};
    rows->dates_wanted = true;
    bool done = explainer_init(&explainer, request) &&
                levels_gather(request, rows, count, take_row, end_group, &explainer, reporter);
    explainer_release(&explainer);
    return done;
}

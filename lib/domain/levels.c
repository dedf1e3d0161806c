#include "domain/levels.h"

#include "base/bits.h"
#include "base/limits.h"
#include "base/memory.h"

static const char *const support_words[] = {"single-agency", "multi-agency"};

const struct framework *levels_told(const struct levels_request *request)
{
    return request->as ? request->as : request->framework;
}

static struct text support_of(const struct framework *framework, uint32_t level,
                              const struct level_result *result)
{
    if (!framework->levels[level].early_help)
        return TEXT("");
    bool alone = result->consent == CONSENT_REFUSED || result->consent == CONSENT_WITHDRAWN;
    return text_of(support_words[result->suggestion.multi_agency && !alone]);
}

/* A level in the terms asked for; LOOKUP_NONE when the crosswalk does not tell. */
static uint32_t told(const struct levels_request *request, const struct level_result *result,
                     uint32_t level)
{
    const struct framework *framework = request->framework;
    if (!request->as)
        return level;
    enum indicator_level gravest = gravest_level(framework, result->standing.present);
    struct text code = crosswalk_level(
        request->crosswalk, framework->name, framework->levels[level].code,
        support_of(framework, level, result), text_of(indicator_level_codes[gravest]),
        request->as->name);
    return framework_level(request->as, code);
}

void level_of_row(const struct levels_request *request, const struct caseload_row *row,
                  struct level_result *result)
{
    *result = (struct level_result){
        .family = row->family,
        .child = row->child,
        .standing = row->standing,
        .suggestion = suggest_level(request->framework, row->standing),
    };
    if (request->consents)
        result->consent = consent_for(request->consents, row->family, row->child);
    if (request->decisions)
        result->decision = decision_for(request->decisions, row->family, row->child);
    result->level = result->decision ? result->decision->level : result->suggestion.level;
    result->told_level = told(request, result, result->level);
    result->told_suggested = told(request, result, result->suggestion.level);
}

struct level_writer {
    const struct levels_request *request;
    struct writer *writer;
    struct levels_count *count;
    const struct reporter *reporter;
    struct buffer cell;
    indicator_set *drivers;
    char as_of[DATE_TEXT_BYTES];
};

struct level_writer *level_writer_new(const struct levels_request *request, struct writer *writer,
                                      struct levels_count *count, const struct reporter *reporter)
{
    struct level_writer *rows = memory_new(1, sizeof *rows);
    if (rows) {
        rows->request = request;
        rows->writer = writer;
        rows->count = count;
        rows->reporter = reporter;
        buffer_init(&rows->cell, LIMIT_OUTPUT_CELL_BYTES);
        struct date as_of = date_of_day(request->as_of);
        date_write(&as_of, rows->as_of);
        rows->drivers = memory_new(request->framework->words, sizeof *rows->drivers);
        if (rows->drivers)
            return rows;
    }
    report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    level_writer_free(rows);
    return NULL;
}

void level_writer_free(struct level_writer *rows)
{
    if (!rows)
        return;
    buffer_release(&rows->cell);
    memory_free(rows->drivers);
    memory_free(rows);
}

static void add_code(struct buffer *cell, struct text code)
{
    if (cell->length > 0)
        buffer_add_byte(cell, ';');
    buffer_add(cell, code);
}

/* The codes of a set from one indicator level, in the framework's order. */
static void add_codes_of(const struct framework *framework, const indicator_set *set,
                         enum indicator_level level, struct buffer *cell)
{
    for (size_t word = 0; word < framework->words; word++)
        for (uint64_t bits = set[word] & framework->of_level[level][word]; bits; bits &= bits - 1)
            add_code(cell, framework->indicators[word * 64 + bits_lowest(bits)].code);
}

void add_needs(const struct framework *framework, const indicator_set *set, struct buffer *cell)
{
    for (int level = INDICATOR_SIGNIFICANT_HARM; level > INDICATOR_UNIVERSAL; level--)
        add_codes_of(framework, set, (enum indicator_level)level, cell);
}

static void write_needs(struct level_writer *rows, const indicator_set *set)
{
    buffer_clear(&rows->cell);
    add_needs(rows->request->framework, set, &rows->cell);
    writer_cell(rows->writer, buffer_text(&rows->cell));
}

static void write_domains(struct level_writer *rows, const indicator_set *present)
{
    const struct framework *framework = rows->request->framework;
    buffer_clear(&rows->cell);
    for (size_t i = 0; i < framework->domain_count; i++)
        for (size_t j = 0; j < framework->words; j++)
            if (present[j] & framework->needs[j] & framework->of_domain[i][j]) {
                add_code(&rows->cell, framework->domains[i].code);
                break;
            }
    writer_cell(rows->writer, buffer_text(&rows->cell));
}

bool route_applies(const struct framework *framework, size_t route, uint32_t level,
                   const indicator_set *present)
{
    const struct route *way = &framework->routes[route];
    const indicator_set *tagged = framework->of_route[route];
    if (way->when_level != LOOKUP_NONE && level < way->when_level)
        return false;
    if (!tagged)
        return true;
    for (size_t i = 0; i < framework->words; i++)
        if (tagged[i] & present[i] & framework->needs[i])
            return true;
    return false;
}

/* The level's contact, then those of the routes, each once. */
static void write_contacts(struct level_writer *rows, uint32_t level, const indicator_set *present)
{
    const struct framework *framework = rows->request->framework;
    uint32_t first = framework->levels[level].contact;
    buffer_clear(&rows->cell);
    if (first != LOOKUP_NONE)
        add_code(&rows->cell, framework->contacts[first].code);
    for (size_t i = 0; i < framework->route_count; i++) {
        uint32_t contact = framework->routes[i].contact;
        if (contact == LOOKUP_NONE || contact == first ||
            !route_applies(framework, i, level, present))
            continue;
        size_t earlier = 0;
        while (earlier < i && !(framework->routes[earlier].contact == contact &&
                                route_applies(framework, earlier, level, present)))
            earlier++;
        if (earlier == i)
            add_code(&rows->cell, framework->contacts[contact].code);
    }
    writer_cell(rows->writer, buffer_text(&rows->cell));
}

static void write_routes(struct level_writer *rows, uint32_t level, const indicator_set *present)
{
    const struct framework *framework = rows->request->framework;
    buffer_clear(&rows->cell);
    for (size_t i = 0; i < framework->route_count; i++)
        if (route_applies(framework, i, level, present))
            add_code(&rows->cell, framework->routes[i].code);
    writer_cell(rows->writer, buffer_text(&rows->cell));
}

struct text consent_word(const struct levels_request *request, const struct level_result *result)
{
    static const char *const states[] = {"not-recorded", "given", "refused", "withdrawn"};
    struct text asked = request->framework->levels[result->level].consent;
    bool optional = text_equal(asked, TEXT("for-referral"));
    if (!request->consents || text_equal(asked, TEXT("not-required")) ||
        (optional && result->consent == CONSENT_NOT_RECORDED))
        return asked;
    return text_of(states[result->consent]);
}

/* What the guidance says to do next: the level's response, or what is left when consent is refused or withdrawn where it is needed. */
static void write_next_step(struct level_writer *rows, const struct level_result *result)
{
    const struct level *level = &rows->request->framework->levels[result->level];
    bool needed = !text_equal(level->consent, TEXT("not-required")) &&
                  !text_equal(level->consent, TEXT("for-referral"));
    if (!needed || (result->consent != CONSENT_REFUSED && result->consent != CONSENT_WITHDRAWN)) {
        writer_cell(rows->writer, level->response);
        return;
    }
    buffer_clear(&rows->cell);
    phrase_with(rows->request->phrases, "consent-refused", &rows->cell,
                consent_word(rows->request, result));
    writer_cell(rows->writer, buffer_text(&rows->cell));
}

static struct text level_code(const struct framework *framework, uint32_t level)
{
    return level == LOOKUP_NONE ? TEXT("") : framework->levels[level].code;
}

static bool write_result(struct level_writer *rows, const struct level_result *result)
{
    const struct levels_request *request = rows->request;
    const struct framework *framework = request->framework, *terms = levels_told(request);
    struct writer *writer = rows->writer;
    const indicator_set *present = result->standing.present;

    suggest_drivers(framework, result->standing, result->suggestion, rows->drivers);
    writer_cell(writer, result->family);
    writer_cell(writer, result->child);
    writer_plain(writer, text_of(rows->as_of));
    writer_cell(writer, terms->name);
    writer_cell(writer, level_code(terms, result->told_level));
    writer_cell(writer, level_code(terms, result->told_suggested));
    if (result->told_level == LOOKUP_NONE)
        writer_plain(writer, TEXT(""));
    else
        writer_number(writer, terms->levels[result->told_level].rank);
    writer_cell(writer, result->told_level == LOOKUP_NONE
                            ? TEXT("")
                            : terms->levels[result->told_level].name);
    writer_plain(writer, support_of(framework, result->level, result));
    write_needs(rows, rows->drivers);
    write_needs(rows, present);
    buffer_clear(&rows->cell);
    add_codes_of(framework, present, INDICATOR_UNIVERSAL, &rows->cell);
    writer_cell(writer, buffer_text(&rows->cell));
    write_domains(rows, present);
    write_routes(rows, result->level, present);
    writer_plain(writer, consent_word(request, result));
    write_next_step(rows, result);
    write_contacts(rows, result->level, present);
    return writer_end_row(writer);
}

/* A child is flagged when what stands or what is suggested is at the level asked about, or above. */
bool level_is_flagged(const struct levels_request *request, const struct level_result *result)
{
    return request->flag != LOOKUP_NONE &&
           ((result->told_level != LOOKUP_NONE && result->told_level >= request->flag) ||
            (result->told_suggested != LOOKUP_NONE && result->told_suggested >= request->flag));
}

bool level_writer_rows(struct level_writer *rows, struct caseload *caseload)
{
    enum { COUNTED = sizeof rows->count->of_level / sizeof *rows->count->of_level };
    struct caseload_position position = {0, 0};
    struct caseload_row row;
    while (caseload_next(caseload, &position, &row)) {
        struct level_result result;
        level_of_row(rows->request, &row, &result);
        rows->count->children++;
        rows->count->decided += result.decision != NULL;
        rows->count->flagged += level_is_flagged(rows->request, &result);
        if (result.told_level != LOOKUP_NONE)
            rows->count->of_level[result.told_level < COUNTED ? result.told_level : COUNTED - 1]++;
        if (!write_result(rows, &result))
            return false;
        if (buffer_failed(&rows->cell))
            return report(rows->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    }
    return true;
}

bool levels_gather(const struct levels_request *request, struct indicator_rows *rows,
                   struct levels_count *count,
                   bool (*take)(void *, struct indicator_rows *, const struct indicator_row *),
                   bool (*end)(void *), void *context, const struct reporter *reporter)
{
    struct grouping *grouping = request->sorted ? grouping_new(reporter) : NULL;
    enum table_result next = TABLE_ROW;
    bool done = grouping || !request->sorted;
    while (done) {
        struct indicator_row row;
        next = indicator_rows_next(rows, &row);
        if (next != TABLE_ROW)
            break;
        enum group group =
            grouping ? grouping_row(grouping, row.family, row.child) : GROUP_SAME;
        if (group == GROUP_CAME_BACK) {
            table_reject_words(rows->table, SIZE_MAX, MESSAGE_CAME_BACK, NULL, 0);
            continue;
        }
        count->rows++;
        count->not_counted += row.standing != ROW_COUNTS;
        done = group != GROUP_FAILED && (group != GROUP_NEW || end(context)) &&
               take(context, rows, &row);
    }
    grouping_free(grouping);
    return done && next == TABLE_END && end(context);
}

struct gathering {
    struct caseload *caseload;
    struct level_writer *results;
};

static bool take_row(void *context, struct indicator_rows *rows, const struct indicator_row *row)
{
    (void)rows;
    return caseload_add(((struct gathering *)context)->caseload, row->family, row->child,
                        row->indicator, row->standing == ROW_COUNTS, row->agency)
               .number != UINT32_MAX;
}

static bool end_group(void *context)
{
    struct gathering *gathering = context;
    bool done = level_writer_rows(gathering->results, gathering->caseload);
    caseload_clear(gathering->caseload);
    return done;
}

bool levels_write(const struct levels_request *request, struct indicator_rows *rows,
                  struct writer *writer, struct levels_count *count,
                  const struct reporter *reporter)
{
    struct gathering gathering = {
        caseload_new(request->framework, request->by_family, reporter),
        level_writer_new(request, writer, count, reporter),
    };
    bool done = gathering.caseload && gathering.results &&
                levels_gather(request, rows, count, take_row, end_group, &gathering, reporter);
    level_writer_free(gathering.results);
    caseload_free(gathering.caseload);
    return done;
}

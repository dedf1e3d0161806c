#include "domain/threshold/levels.h"

#include "base/bits.h"
#include "domain/threshold/level_writer.h"

static const char *const support_words[] = {"single-agency", "multi-agency"};

const struct framework *levels_told(const struct levels_request *request)
{
    return request->as ? request->as : request->framework;
}

struct text support_word(const struct framework *framework, uint32_t level,
                         const struct level_result *result)
{
    if (!framework->levels[level].early_help)
        return TEXT("");
    bool alone = result->consent == CONSENT_REFUSED || result->consent == CONSENT_WITHDRAWN;
    return text_of(support_words[result->suggestion.multi_agency && !alone]);
}

/*
 * A level in the terms asked for; LOOKUP_NONE when the crosswalk does not tell. Consent has no part
 * in it: it changes what can be done about the needs, not how great they are.
 */
static uint32_t told(const struct levels_request *request, const struct level_result *result,
                     uint32_t level)
{
    const struct framework *framework = request->framework;
    if (!request->as)
        return level;
    enum indicator_level gravest = gravest_level(framework, result->standing.present);
    struct text support = framework->levels[level].early_help
                              ? text_of(support_words[result->suggestion.multi_agency])
                              : TEXT("");
    struct text code = crosswalk_level(request->crosswalk, framework->name,
                                       framework->levels[level].code, support,
                                       text_of(indicator_level_codes[gravest]), request->as->name);
    return framework_level(request->as, code);
}

void level_of_row(const struct levels_request *request, const struct caseload_row *row,
                  struct level_result *result)
{
    result->family = row->family;
    result->child = row->child;
    result->standing = row->standing;
    result->suggestion = suggest_level(request->framework, row->standing);
    result->consent = request->consents ? consent_for(request->consents, row->family, row->child)
                                        : CONSENT_NOT_RECORDED;
    result->decision = request->decisions
                           ? decision_for(request->decisions, row->family, row->child)
                           : NULL;
    result->level = result->decision ? result->decision->level : result->suggestion.level;
    result->told_level = told(request, result, result->level);
    result->told_suggested = told(request, result, result->suggestion.level);
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

/* Whether the level cannot be had without the family's consent. */
static bool needs_consent(const struct levels_request *request, const struct level_result *result)
{
    struct text asked = request->framework->levels[result->level].consent;
    if (text_equal(asked, TEXT("required-unless-significant-harm")))
        return gravest_level(request->framework, result->standing.present) <
               INDICATOR_SIGNIFICANT_HARM;
    return text_equal(asked, TEXT("required"));
}

bool add_next_step(const struct levels_request *request, const struct level_result *result,
                   struct buffer *words)
{
    bool against = result->consent == CONSENT_REFUSED || result->consent == CONSENT_WITHDRAWN;
    if (against && needs_consent(request, result))
        return phrase_with(request->phrases, "consent-refused", words,
                           consent_word(request, result));
    return buffer_add(words, request->framework->levels[result->level].response);
}

void add_code(struct buffer *cell, struct text code)
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

/* A child is flagged when what stands or what is suggested is at the level asked about, or above.
 */
bool level_is_flagged(const struct levels_request *request, const struct level_result *result)
{
    return request->flag != LOOKUP_NONE &&
           ((result->told_level != LOOKUP_NONE && result->told_level >= request->flag) ||
            (result->told_suggested != LOOKUP_NONE && result->told_suggested >= request->flag));
}

bool levels_gather(const struct levels_request *request, struct indicator_rows *rows,
                   struct levels_count *count,
                   bool (*take)(void *, struct indicator_rows *, const struct indicator_row *),
                   bool (*end)(void *), void *context, const struct reporter *reporter)
{
    struct grouping *grouping = request->sorted ? grouping_new(reporter) : NULL;
    enum table_result next = TABLE_ROW;
    bool done = grouping || !request->sorted;
    struct indicator_row row; /* one for all: to clear it for each costs more than to read it */
    table_drop_extras(rows->table);
    while (done) {
        next = indicator_rows_next(rows, &row);
        if (next != TABLE_ROW)
            break;
        enum group group = grouping ? grouping_row(grouping, row.family, row.child) : GROUP_SAME;
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
    indicator_rows_count_values(rows);
    return caseload_post(((struct gathering *)context)->caseload, row->family, row->child,
                         row->indicator, row->standing == ROW_COUNTS, row->agency);
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

#include "cmd/threshold.h"

#include "domain/threshold/compare.h"
#include "domain/threshold/explain.h"
#include "domain/threshold/lists.h"
#include "domain/threshold/move.h"
#include "render/explanation.h"
#include <stdio.h>

static struct threshold_settings *settings_of(struct front *front)
{
    return front->own;
}

/* What a request needs beside the input, made from the options. */
struct request {
    struct levels_request levels;
    struct phrases *phrases;
    struct consent_list *consents;
    struct decision_list *decisions;
    struct framework *as;
    struct crosswalk *crosswalk;
    struct buffer explanation;
    struct privacy privacy;
};

static void request_release(struct request *request)
{
    phrases_free(request->phrases);
    consent_list_free(request->consents);
    decision_list_free(request->decisions);
    framework_free(request->as);
    crosswalk_free(request->crosswalk);
    buffer_release(&request->explanation);
    privacy_release(&request->privacy);
}

/* The level that --flag names, by its code or by another word for it that cells may hold too. */
static bool find_flag(struct front *front, const struct framework *terms, uint32_t *level)
{
    const char *flag = settings_of(front)->flag;
    *level = flag ? framework_level(terms, text_of(flag)) : LOOKUP_NONE;
    if (!flag || *level != LOOKUP_NONE)
        return true;
    struct value_list *aliases = value_list_new(TEXT("level"), &front->reporter);
    struct text code;
    if (aliases && value_list_decode(aliases, text_of(flag), &code))
        *level = framework_level(terms, code);
    value_list_free(aliases);
    if (*level != LOOKUP_NONE)
        return true;
    struct buffer words;
    buffer_init(&words, 1 << 16);
    framework_level_words(terms, &words);
    front_takes(front, "--flag", buffer_text(&words), text_of(flag));
    buffer_release(&words);
    return false;
}

/* Every level must have its counterpart, or a result could not be told. */
static bool check_crosswalk(struct front *front, const struct request *request)
{
    for (size_t i = 0; i < front->framework->level_count; i++) {
        struct text code = crosswalk_level(request->crosswalk, front->framework->name,
                                           front->framework->levels[i].code, TEXT(""), TEXT(""),
                                           request->as->name);
        if (framework_level(request->as, code) == LOOKUP_NONE)
            return front_usage(front,
                               "--as %s: the crosswalk does not say what level '%.*s' is there",
                               settings_of(front)->as, (int)front->framework->levels[i].code.length,
                               front->framework->levels[i].code.data);
    }
    return true;
}

static bool request_init(struct front *front, struct request *request)
{
    struct threshold_settings *settings = settings_of(front);
    struct table_settings side = front_side(front);
    *request = (struct request){.phrases = phrases_new(&front->reporter)};
    buffer_init(&request->explanation, 1 << 16);
    bool ready = privacy_init(&request->privacy, front->initials, front->years, &front->reporter) &&
                 request->phrases &&
                 front_read_privacy(front, settings->people, true, &request->privacy);
    if (ready && settings->as) {
        request->as = framework_new(settings->as, &front->reporter);
        request->crosswalk = request->as ? crosswalk_new(NULL, &front->reporter) : NULL;
        ready = request->crosswalk &&
                crosswalk_add(request->crosswalk, front->framework, &front->reporter) &&
                (text_equal(request->as->name, front->framework->name) ||
                 crosswalk_add(request->crosswalk, request->as, &front->reporter)) &&
                check_crosswalk(front, request);
    }
    if (ready && settings->consent)
        ready = (request->consents = consent_list_new(&side, &settings->consent, 1,
                                                      &front->rejected, &front->reporter));
    if (ready && settings->override)
        ready = (request->decisions = decision_list_new(front->framework, &side,
                                                        &settings->override, 1, &front->rejected,
                                                        &front->reporter));
    request->levels = (struct levels_request){
        .framework = front->framework,
        .phrases = request->phrases,
        .as_of = front->as_of,
        .since = settings->since,
        .consents = request->consents,
        .decisions = request->decisions,
        .as = request->as,
        .crosswalk = request->crosswalk,
        .by_family = settings->by_family,
        .sorted = settings->sorted,
    };
    return ready && find_flag(front, levels_told(&request->levels), &request->levels.flag);
}

/* The explanation of a table: a phrase with the framework and the day filled in. */
static struct text explanation_of(struct front *front, struct request *request, const char *key)
{
    char as_of[DATE_TEXT_BYTES];
    struct date date = date_of_day(front->as_of);
    date_write(&date, as_of);
    buffer_clear(&request->explanation);
    if (!phrase_with(request->phrases, key, &request->explanation, front->framework->title,
                     front->framework->version, text_of(as_of)))
        report(&front->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    return buffer_text(&request->explanation);
}

static struct writer *open_writer(struct front *front, struct request *request, const char *title,
                                  const char *explanation, const struct table *extras)
{
    return front_writer(front, NULL, extras, phrase(request->phrases, title),
                        explanation_of(front, request, explanation));
}

static void summarise_levels(struct front *front, const struct request *request,
                             const struct levels_count *count, uint64_t rejected)
{
    const struct framework *terms = levels_told(&request->levels);
    front_summary(
        front, "rows used: %llu; of them not counted (not present, ended or before --since): %llu",
        (unsigned long long)count->rows, (unsigned long long)count->not_counted);
    front_summary(front, "rows rejected: %llu", (unsigned long long)rejected);
    front_summary(front, "children (or families): %llu", (unsigned long long)count->children);
    for (size_t i = 0; i < terms->level_count; i++)
        front_summary(front, "  %.*s: %llu", (int)terms->levels[i].code.length,
                      terms->levels[i].code.data, (unsigned long long)count->of_level[i]);
    if (request->decisions)
        front_summary(
            front, "decisions of practitioners that stand: %llu; about children without rows: %zu",
            (unsigned long long)count->decided, decision_list_unused(request->decisions));
    if (request->levels.flag != LOOKUP_NONE)
        front_summary(front, "flagged: %llu", (unsigned long long)count->flagged);
}

/* `level` and `explain`, which differ in what they write of each child. */
static bool run_on_indicators(struct front *front,
                              bool (*write)(struct front *, struct request *,
                                            struct indicator_rows *, struct levels_count *))
{
    struct request request;
    struct indicator_rows rows = {0};
    struct levels_count count = {0};
    bool done = request_init(front, &request) &&
                indicator_rows_open(&rows, front->framework, &front->table, front->files,
                                    front->file_count, front->as_of, settings_of(front)->since,
                                    &front->reporter) &&
                table_prepare(rows.table) != TABLE_FAILED && write(front, &request, &rows, &count);
    if (done) {
        front->flagged = count.flagged > 0;
        summarise_levels(front, &request, &count, table_reject_count(rows.table) + front->rejected);
    }
    indicator_rows_close(&rows);
    request_release(&request);
    return done;
}

static bool write_levels(struct front *front, struct request *request, struct indicator_rows *rows,
                         struct levels_count *count)
{
    struct writer *writer = open_writer(front, request, "levels-title", "levels-explanation", NULL);
    bool done = writer && levels_write(&request->levels, rows, writer, count, &front->reporter) &&
                writer_finish(writer);
    writer_free(writer);
    return done;
}

bool threshold_level(struct front *front)
{
    return run_on_indicators(front, write_levels);
}

static bool write_explanation_records(struct front *front, struct request *request,
                                      struct indicator_rows *rows, struct levels_count *count)
{
    struct writer *writer = open_writer(front, request, "explain-title", "explain-explanation",
                                        NULL);
    struct explain_records records = {.request = &request->levels, .writer = writer};
    struct explain_sink sink = explain_to_writer(&records);
    bool done = writer && explain_write(&request->levels, rows, &sink, count, &front->reporter) &&
                writer_finish(writer);
    writer_free(writer);
    return done;
}

/* Text and html are for reading, and have a form of their own. */
static bool write_explanation(struct front *front, struct request *request,
                              struct indicator_rows *rows, struct levels_count *count)
{
    if (front->format != WRITER_TEXT && front->format != WRITER_HTML)
        return write_explanation_records(front, request, rows, count);
    struct explanation_settings settings = {
        .privacy = &request->privacy,
        .request = &request->levels,
        .html = front->format == WRITER_HTML,
        .width = front_width(),
        .introduction = explanation_of(front, request, "explain-explanation"),
    };
    struct explanation *explanation = explanation_new(&settings, &front->output, &front->reporter);
    struct explain_sink sink = explanation_sink(explanation);
    bool done = explanation &&
                explain_write(&request->levels, rows, &sink, count, &front->reporter) &&
                explanation_finish(explanation);
    explanation_free(explanation);
    return done;
}

bool threshold_explain(struct front *front)
{
    return run_on_indicators(front, write_explanation);
}

static void summarise_comparison(struct front *front, const struct framework *terms,
                                 const struct comparison *comparison)
{
    uint64_t pairs = comparison->agree + comparison->under + comparison->over;
    double kappa;
    front_summary(front, "compared: %llu; agree: %llu; under: %llu; over: %llu",
                  (unsigned long long)pairs, (unsigned long long)comparison->agree,
                  (unsigned long long)comparison->under, (unsigned long long)comparison->over);
    front_summary(front, "not on record: %llu; on record without indicators: %llu",
                  (unsigned long long)comparison->not_recorded,
                  (unsigned long long)comparison->no_indicators);
    if (comparison_kappa(comparison, &kappa))
        front_summary(front, "Cohen's kappa: %.3f", kappa);
    else
        front_summary(front, "Cohen's kappa: not defined for these");
    struct buffer line;
    int width = 18;
    for (size_t i = 0; i < terms->level_count; i++)
        if (terms->levels[i].code.length > (size_t)width && terms->levels[i].code.length < 64)
            width = (int)terms->levels[i].code.length;
    buffer_init(&line, 1 << 20);
    buffer_format(&line, "%-24s", "suggested, recorded:");
    for (size_t i = 0; i < terms->level_count; i++)
        buffer_format(&line, " %*.*s", width, (int)terms->levels[i].code.length,
                      terms->levels[i].code.data);
    front_summary(front, "%.*s", (int)line.length, buffer_text(&line).data);
    for (size_t i = 0; i < terms->level_count; i++) {
        buffer_clear(&line);
        buffer_format(&line, "%-24.*s", (int)terms->levels[i].code.length,
                      terms->levels[i].code.data);
        for (size_t j = 0; j < terms->level_count; j++)
            buffer_format(&line, " %*llu", width,
                          (unsigned long long)comparison->table[i * comparison->levels + j]);
        front_summary(front, "%.*s", (int)line.length, buffer_text(&line).data);
    }
    buffer_release(&line);
}

bool threshold_compare(struct front *front)
{
    struct request request;
    struct indicator_rows rows = {0};
    struct level_rows levels;
    struct comparison comparison = {0};
    struct recorded_list *recorded = NULL;
    struct writer *writer = NULL;
    struct record_definition *other = NULL;
    struct table_settings side = front_side(front);
    const char *record = settings_of(front)->recorded;
    if (!record)
        return front_usage(front, "compare needs --recorded FILE");
    if (settings_of(front)->suppress && !settings_of(front)->counts)
        return front_usage(front, "--suppress goes with --counts");
    bool done = request_init(front, &request) &&
                (recorded = recorded_list_new(levels_told(&request.levels), &side, &record, 1,
                                              &front->rejected, &front->reporter)) &&
                (other = record_definition_new(TEXT("levels"), &front->reporter)) &&
                indicator_rows_open(&rows, front->framework, &front->table, front->files,
                                    front->file_count, front->as_of, settings_of(front)->since,
                                    &front->reporter);
    if (done) {
        table_or(rows.table, other);
        done = table_prepare(rows.table) != TABLE_FAILED;
    }
    bool from_levels = done && table_definition(rows.table) == other;
    bool counts = settings_of(front)->counts;
    if (done &&
        (counts || (writer = open_writer(front, &request, "compare-title", "compare-explanation",
                                         from_levels ? rows.table : NULL)))) {
        if (from_levels) {
            level_rows_over(&levels, other, rows.table, levels_told(&request.levels));
            done = compare_levels(&levels, recorded, writer, &comparison, &front->reporter);
        } else {
            done = compare_indicators(&request.levels, &rows, recorded, writer, &comparison,
                                      &front->reporter);
        }
        done = done && (counts ? threshold_write_counts(front, levels_told(&request.levels),
                                                        &comparison, request.phrases)
                               : writer_finish(writer));
    }
    done = done && (counts || writer);
    if (done) {
        front->flagged = comparison.under > 0;
        summarise_comparison(front, levels_told(&request.levels), &comparison);
    }
    comparison_release(&comparison);
    writer_free(writer);
    recorded_list_free(recorded);
    indicator_rows_close(&rows);
    record_definition_free(other);
    request_release(&request);
    return done;
}

bool threshold_move(struct front *front)
{
    struct request request;
    struct level_rows before = {0}, after = {0};
    struct moves moves = {0};
    struct writer *writer = NULL;
    bool done = request_init(front, &request) &&
                level_rows_open(&before, "levels", front->framework, &front->table,
                                &front->files[0], 1, &front->reporter) &&
                level_rows_open(&after, "levels", front->framework, &front->table, &front->files[1],
                                1, &front->reporter) &&
                (writer = open_writer(front, &request, "move-title", "move-explanation", NULL)) &&
                moves_write(&before, &after, request.levels.flag, writer, &moves,
                            &front->reporter) &&
                writer_finish(writer);
    if (done) {
        front->flagged = moves.flagged > 0;
        front_summary(front,
                      "stepped up: %llu; stepped down: %llu; same: %llu; new: %llu; gone: %llu",
                      (unsigned long long)moves.stepped_up, (unsigned long long)moves.stepped_down,
                      (unsigned long long)moves.same, (unsigned long long)moves.new_ones,
                      (unsigned long long)moves.gone);
    }
    writer_free(writer);
    level_rows_close(&before);
    level_rows_close(&after);
    request_release(&request);
    return done;
}

bool threshold_list(struct front *front)
{
    const struct list *list = list_named(text_of(front->files[0]));
    if (!list)
        return front_takes(front, "list", text_of(list_names), text_of(front->files[0]));
    struct writer *writer = front_writer(front, list->record, NULL, text_of(list->title),
                                         front->framework->title);
    bool done = writer && list->write(front->framework, writer, &front->reporter) &&
                writer_finish(writer);
    writer_free(writer);
    return done;
}

bool threshold_lint(struct front *front)
{
    struct writer *writer = front_writer(front, NULL, NULL, TEXT("Problems"), TEXT(""));
    uint64_t problems = 0;
    bool done = writer != NULL;
    for (size_t i = 0; i < front->file_count && done; i++) {
        uint64_t found = 0;
        done = lint_directory(front->files[i], writer, &found, &front->reporter);
        problems += found;
    }
    done = done && writer_finish(writer);
    front->flagged = problems > 0;
    front_summary(front, "problems: %llu", (unsigned long long)problems);
    writer_free(writer);
    return done;
}

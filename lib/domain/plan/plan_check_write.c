/* Findings as rows of the record problems. */
#include "base/limits.h"
#include "domain/plan/plan_check_private.h"

/* A text of a rule with `{1}`, `{2}` and `{3}` filled. */
static void fill(struct buffer *to, struct text text, const struct finding *finding)
{
    buffer_clear(to);
    for (size_t i = 0; i < text.length; i++) {
        struct text sign = text_part(text, i, 3);
        if (text_equal(sign, TEXT("{1}")))
            buffer_add(to, finding->words);
        else if (text_equal(sign, TEXT("{2}")))
            buffer_add_number(to, finding->numbers[0]);
        else if (text_equal(sign, TEXT("{3}")))
            buffer_add_number(to, finding->numbers[1]);
        else {
            buffer_add_byte(to, text.data[i]);
            continue;
        }
        i += 2;
    }
}

/* `Action A3`, `Plan`, `Goal G1`. */
static void add_record(const struct plan_check *check, const struct finding *finding,
                       struct buffer *to)
{
    static const char *const keys[] = {"plan-record-action", "plan-record-goal",
                                       "plan-record-concern"};
    bool plan = text_equal(finding->id, TEXT("\n"));
    buffer_clear(to);
    buffer_add(to,
               phrase(check->request->phrases, plan ? "plan-record-plan" : keys[finding->group]));
    if (!plan && finding->id.length > 0) {
        buffer_put(to, " ");
        buffer_add(to, finding->id);
    }
}

/* What a finding's words are: what was found, unless they only fill its suggestion. */
static bool shows_words(enum plan_rule_kind kind)
{
    return kind != PLAN_BAD_DATE && kind != PLAN_UNKNOWN_OUTCOME && kind != PLAN_UNKNOWN_CONCERN;
}

bool plan_check_write(const struct plan_check *check, struct writer *writer,
                      const struct reporter *reporter)
{
    struct buffer text;
    bool done = true;
    buffer_init(&text, LIMIT_OUTPUT_CELL_BYTES);
    for (size_t i = 0; i < check->count && done; i++) {
        const struct finding *finding = &check->findings[i];
        const struct plan_rule *rule = &check->rules->rules[finding->kind];
        writer_cell(writer, text_of(finding->file));
        writer_number(writer, finding->line);
        add_record(check, finding, &text);
        writer_cell(writer, buffer_text(&text));
        done = !buffer_failed(&text);
        writer_cell(writer, text_of(finding->field));
        writer_cell(writer, text_of(plan_severity_names[rule->severity]));
        fill(&text, rule->problem, finding);
        writer_cell(writer, buffer_text(&text));
        writer_cell(writer, finding->family);
        writer_cell(writer, rule->code);
        done = done && !buffer_failed(&text);
        writer_cell(writer, shows_words(finding->kind) ? finding->words : TEXT(""));
        fill(&text, rule->suggestion, finding);
        writer_cell(writer, buffer_text(&text));
        done = done && !buffer_failed(&text);
        if (!done)
            report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        else
            done = writer_end_row(writer);
    }
    buffer_release(&text);
    return done;
}

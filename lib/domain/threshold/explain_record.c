/* Explanations as rows of their record, and rules in words. */
#include "domain/threshold/explain.h"

static bool add_rule(const struct phrases *phrases, const struct rule *rule, struct text indicators,
                     struct buffer *words)
{
    char digits[24];
    if (rule->always && !rule->min_domains && !rule->min_agencies)
        return buffer_add(words, phrase(phrases, "rule-always"));
    phrase_with(phrases, "rule-indicator", words, indicators);
    if (rule->min_domains > 1)
        phrase_with(phrases, "rule-domains", words, number_text(rule->min_domains, digits));
    if (rule->min_agencies > 0)
        phrase_with(phrases, "rule-agencies", words, number_text(rule->min_agencies, digits));
    return !buffer_failed(words);
}

bool explain_rule(const struct phrases *phrases, const struct rule *rule, struct buffer *words)
{
    return add_rule(phrases, rule,
                    rule->always ? TEXT("EH, CIN or SH")
                                 : text_of(indicator_level_codes[rule->indicator_level]),
                    words);
}

bool explain_rule_to_people(const struct phrases *phrases, const struct rule *rule,
                            struct buffer *words)
{
    static const char *const names[INDICATOR_LEVELS] = {"indicators-U", "indicators-EH",
                                                        "indicators-CIN", "indicators-SH"};
    return add_rule(phrases, rule,
                    phrase(phrases, rule->always ? "indicators-any" : names[rule->indicator_level]),
                    words);
}

static bool record_child(void *context, const struct level_result *result)
{
    struct explain_records *records = context;
    struct date as_of = date_of_day(records->request->as_of);
    date_write(&as_of, records->as_of);
    records->result = result;
    return true;
}

/* The columns of the explanations record, in its order. */
static bool record_line(void *context, const struct explained_line *line)
{
    static const char *const kinds[] = {"level",       "decision", "rule",  "indicator", "strength",
                                        "not-counted", "change",   "route", "consent"};
    const struct explain_records *records = context;
    const struct framework *terms = levels_told(records->request);
    const struct level_result *result = records->result;
    struct writer *writer = records->writer;
    const struct explained_row none = {.standing = ROW_COUNTS},
                               *row = line->row ? line->row : &none;
    writer_cell(writer, result->family);
    writer_cell(writer, result->child);
    writer_cell(writer, text_of(records->as_of));
    writer_cell(writer, terms->name);
    writer_cell(writer, result->told_level == LOOKUP_NONE ? TEXT("")
                                                          : terms->levels[result->told_level].code);
    writer_cell(writer, text_of(kinds[line->kind]));
    writer_cell(writer, line->code);
    writer_cell(writer, line->label);
    writer_cell(writer, line->indicator ? text_of(indicator_level_codes[line->indicator->level])
                                        : TEXT(""));
    writer_cell(writer, line->indicator
                            ? records->request->framework->domains[line->indicator->domain].code
                            : TEXT(""));
    writer_cell(writer, row->date);
    writer_cell(writer, row->status);
    writer_cell(writer, row->subject);
    writer_cell(writer, row->agency);
    writer_cell(writer, row->source);
    writer_cell(writer, row->evidence);
    writer_cell(writer, line->effect);
    writer_cell(writer, line->ref);
    writer_cell(writer, text_of(row->file));
    if (line->row)
        writer_number(writer, row->line);
    else
        writer_cell(writer, TEXT(""));
    return writer_end_row(writer);
}

struct explain_sink explain_to_writer(struct explain_records *records)
{
    return (struct explain_sink){records, record_child, record_line};
}

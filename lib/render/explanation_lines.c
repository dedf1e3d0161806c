/* What each line about a child says. */
#include "render/explanation_private.h"

static void take_rule(struct explanation *explanation, const struct rule *rule)
{
    const struct level *suggested = explanation->suggested;
    if (&explanation->request->framework->levels[rule->level] != suggested)
        return;
    struct buffer words, name;
    buffer_init(&words, LIMIT_OUTPUT_CELL_BYTES);
    buffer_init(&name, LIMIT_OUTPUT_CELL_BYTES);
    explain_rule_to_people(explanation->phrases, rule, &words);
    struct text condition = explanation_text_in(explanation, &words),
                level = explanation_level_within(explanation, suggested, &name);
    struct text said;
    if (rule->always && rule->min_domains == 0 && rule->min_agencies == 0)
        said = SAY(explanation, "explain-rule-always", level);
    else if (explanation->reasoned)
        said = SAY(explanation, "explain-rule-also", condition);
    else
        said = SAY(explanation, "explain-rule", level, condition);
    explanation_put_sentence(explanation, REASON, said);
    explanation->reasoned = true;
    buffer_release(&words);
    buffer_release(&name);
}

void explanation_add_words(struct explanation *explanation, struct buffer *to, const char *key,
                           struct text word)
{
    if (word.length == 0)
        return;
    if (to->length > 0)
        buffer_add_byte(to, ' ');
    phrase_words(explanation->phrases, key, to, &word, 1);
}

void explanation_take_decision(struct explanation *explanation, const struct decision *decision)
{
    struct buffer how;
    char date[DATE_TEXT_BYTES];
    date_write(&decision->date, date);
    buffer_init(&how, LIMIT_OUTPUT_CELL_BYTES);
    explanation_add_words(explanation, &how, "explain-decision-by", decision->by);
    explanation_add_words(explanation, &how, "explain-decision-on", text_of(date));
    explanation_put_sentence(explanation, REASON,
                             how.length > 0 || buffer_failed(&how)
                                 ? SAY(explanation, "explain-decision",
                                       explanation_text_in(explanation, &how), decision->reason)
                                 : SAY(explanation, "explain-decision-plain", decision->reason));
    buffer_release(&how);
}

void explanation_add_fact(struct buffer *to, struct text word)
{
    if (to->length > 0 && word.length > 0)
        buffer_put(to, ", ");
    buffer_add(to, word);
}

static struct text why_not(struct explanation *explanation, const struct explained_row *row)
{
    char made[KEY_BYTES], since[DATE_TEXT_BYTES];
    struct date date = date_of_day(explanation->request->since);
    const char *key;
    switch (row->standing) {
    case ROW_COUNTS:
        break;
    case ROW_NOT_PRESENT:
        key = explanation_key(explanation, "explain-status", row->status, made);
        return SAY(explanation, key ? key : "explain-status", row->status);
    case ROW_ENDED:
        return SAY(explanation, "explain-ended", row->end_date);
    case ROW_BEFORE_SINCE:
        date_write(&date, since);
        return SAY(explanation, "explain-before", text_of(since));
    }
    return TEXT("");
}

static void take_indicator(struct explanation *explanation, enum section section,
                           const struct explained_line *line)
{
    struct part *part = &explanation->parts[section];
    struct output *to = &part->written;
    if (!part->code.data || !text_equal(part->code, line->code)) {
        explanation_end_indicator(explanation, part);
        explanation_tag(explanation, to, "<li>");
        explanation_put_head(explanation, to, line->code, line->label);
        part->code = line->code;
        part->ref = line->ref;
    }
    const struct explained_row *row = line->row;
    struct buffer facts;
    buffer_init(&facts, LIMIT_OUTPUT_CELL_BYTES);
    explanation_add_fact(&facts, row->date);
    explanation_add_fact(&facts, row->agency);
    if (line->whole_family)
        explanation_add_fact(&facts, phrase(explanation->phrases, "explain-whole-family"));
    explanation_put(explanation, to, explanation_text_in(explanation, &facts), explanation->indent,
                    "<p class=\"small\">", "</p>\n");
    buffer_release(&facts);
    explanation_put(explanation, to, why_not(explanation, row), explanation->indent, "<p>",
                    "</p>\n");
    if (row->evidence.length > 0)
        explanation_put(explanation, to, SAY(explanation, "explain-evidence", row->evidence),
                        explanation->indent, "<p>", "</p>\n");
}

/* What would be suggested if codes did not count, or with one need more. */
static void take_change(struct explanation *explanation, const char *key, struct text without,
                        const struct level *becomes)
{
    struct buffer name;
    buffer_init(&name, LIMIT_OUTPUT_CELL_BYTES);
    struct text level = explanation_level_within(explanation, becomes, &name);
    explanation_put_sentence(explanation, CHANGE,
                             without.length > 0 ? SAY(explanation, key, without, level)
                                                : SAY(explanation, key, level));
    buffer_release(&name);
}

static void take_consent(struct explanation *explanation, const struct explained_line *line)
{
    char made[KEY_BYTES];
    const char *key = explanation_key(explanation, "explain-consent", line->code, made);
    bool against = text_equal(line->code, TEXT("refused")) ||
                   text_equal(line->code, TEXT("withdrawn"));
    /* The next step then says it itself. */
    bool told = against && !text_equal(line->label, explanation->response);
    if (!told)
        explanation_put_sentence(explanation, CONSENT,
                                 key ? phrase(explanation->phrases, key) : line->code);
    explanation_put_sentence(explanation, CONSENT, line->label);
}

static void add_involved(struct explanation *explanation, struct involved involved)
{
    if (explanation->involved_count < sizeof explanation->involved / sizeof *explanation->involved)
        explanation->involved[explanation->involved_count++] = involved;
}

bool explanation_take_line(void *context, const struct explained_line *line)
{
    struct explanation *explanation = context;
    switch (line->kind) {
    case EXPLAINED_LEVEL:
    case EXPLAINED_DECISION: /* both are known since the child began */
        break;
    case EXPLAINED_RULE:
        take_rule(explanation, line->rule);
        break;
    case EXPLAINED_INDICATOR:
        take_indicator(explanation, line->driver ? SETS : ELSE, line);
        if (line->becomes)
            take_change(explanation, "explain-without-one", line->code, line->becomes);
        break;
    case EXPLAINED_STRENGTH:
        take_indicator(explanation, STRENGTHS, line);
        break;
    case EXPLAINED_NOT_COUNTED:
        take_indicator(explanation, NOT_COUNTED, line);
        break;
    case EXPLAINED_CHANGE:
        take_change(explanation,
                    line->without.length > 0 ? "explain-without-all" : "explain-one-more",
                    line->without, line->becomes);
        break;
    case EXPLAINED_ROUTE:
        add_involved(explanation, (struct involved){line->contact, line->code, line->label});
        break;
    case EXPLAINED_CONSENT:
        take_consent(explanation, line);
        if (line->contact)
            add_involved(explanation, (struct involved){line->contact, TEXT(""), TEXT("")});
        break;
    }
    return explanation_check(explanation);
}

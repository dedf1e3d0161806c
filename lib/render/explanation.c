#include "render/explanation_private.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "records/page.h"
#include "records/prose.h"

enum {
    PROSE_WIDTH = 100, /* longer lines are hard to read */
    INDENT = 2,
    ROW_INDENT = 14,  /* behind `  DOM-LEVEL-NN  ` */
    SMALL_INDENT = 4, /* where the terminal is narrow */
    NARROW = 60
};

static const char *const section_titles[SECTIONS] = {NULL,
                                                     "explain-sets",
                                                     "explain-else",
                                                     "explain-strengths",
                                                     "explain-not-counted",
                                                     "explain-change",
                                                     "explain-involve",
                                                     "explain-consent"};

static const char style[] =
    "h2{margin:2.5rem 0 .75rem;padding-top:1rem;border-top:2px solid #46525a;font-size:1.25rem;\n"
    " font-weight:600;line-height:1.3}\n"
    "h3{margin:1.25rem 0 .375rem;font-size:1rem;font-weight:600}\n"
    "section p{margin:0 0 .5rem;color:inherit}\n"
    "ul{margin:0;padding:0;list-style:none;max-width:72ch}\n"
    "nav ul{columns:2 24rem;column-gap:2.5rem;max-width:none}\n"
    "li{margin:0 0 .75rem;break-inside:avoid;overflow-wrap:anywhere}\n"
    "nav li{margin:0 0 .25rem}\n"
    ".rows li{padding-left:.875rem;border-left:3px solid #d3dade}\n"
    "li p,section li p{margin:.125rem 0 0}\n"
    "section li .small{font-size:.875rem;color:#46525a}\n"
    "b{font-weight:600}\n"
    ".sheet{display:none}\n"
    "a{color:#1a5276;text-underline-offset:.15em}\n"
    "@media print{\n"
    " h2{margin:0 0 3mm;padding-top:0;border-top:0;font-size:13pt}\n"
    " nav~section{break-before:page}\n"
    " nav~section .sheet{display:block;margin-top:6mm;font-size:8pt;color:#333}\n"
    " h3{margin:4mm 0 1.5mm;font-size:10.5pt}\n"
    " h2,h3{break-after:avoid}\n"
    " li{margin-bottom:2.5mm}\n"
    " a{color:#000;text-decoration:none}\n"
    " section li .small{font-size:8pt;color:#333}\n"
    "}\n";

struct text explanation_text_in(struct explanation *explanation, const struct buffer *buffer)
{
    explanation->failed = explanation->failed || buffer_failed(buffer);
    return buffer_text(buffer);
}

bool explanation_check(const struct explanation *explanation)
{
    return !explanation->failed || report(explanation->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

/* --- Words --------------------------------------------------------------------------------------
 */

struct text explanation_say(struct explanation *explanation, const char *key,
                            const struct text *words, size_t count)
{
    buffer_clear(&explanation->words);
    phrase_words(explanation->phrases, key, &explanation->words, words, count);
    return explanation_text_in(explanation, &explanation->words);
}
const char *explanation_key(const struct explanation *explanation, const char *key,
                            struct text word, char made[KEY_BYTES])
{
    size_t length = strlen(key);
    if (length + word.length + 2 > KEY_BYTES)
        return NULL;
    memcpy(made, key, length);
    made[length] = '-';
    memcpy(made + length + 1, word.data, word.length);
    struct text name = {made, length + 1 + word.length};
    made[name.length] = '\0';
    return lookup_find(&explanation->phrases->keys, name) == LOOKUP_NONE ? NULL : made;
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

struct text explanation_level_within(struct explanation *explanation, const struct level *level,
                                     struct buffer *name)
{
    buffer_clear(name);
    buffer_add(name, level->name.length > 0 ? level->name : level->code);
    bool plain = !buffer_failed(name) && name->length > 0 && is_capital(name->data[0]);
    for (size_t i = 1; plain && i < name->length; i++)
        plain = !is_capital(name->data[i]);
    if (plain)
        name->data[0] = (char)(name->data[0] - 'A' + 'a');
    return explanation_text_in(explanation, name);
}

/* What the references of all indicators begin with, up to a comma and a blank; empty when they do
 * not begin alike. */
static struct text common_source(const struct framework *framework)
{
    struct text source = {NULL, 0};
    for (size_t i = 0; i < framework->indicator_count; i++) {
        struct text ref = framework->indicators[i].ref;
        if (i == 0)
            source = ref;
        size_t same = 0;
        while (same < source.length && same < ref.length && source.data[same] == ref.data[same])
            same++;
        source = text_part(source, 0, same);
    }
    while (source.length > 0 && !(source.length > 1 && source.data[source.length - 2] == ',' &&
                                  source.data[source.length - 1] == ' '))
        source.length--;
    return source;
}

/* --- Writing ------------------------------------------------------------------------------------
 */

static struct text cleaned(struct explanation *explanation, struct text text)
{
    buffer_clear(&explanation->clean);
    privacy_clean(explanation->privacy, &explanation->clean, text);
    return explanation_text_in(explanation, &explanation->clean);
}

/* A text of its own lines, behind `indent`, or between two tags. Nothing when it is empty. */
void explanation_put(struct explanation *explanation, struct output *to, struct text text,
                     size_t indent, const char *open, const char *close)
{
    text = cleaned(explanation, text);
    if (text.length == 0)
        return;
    if (explanation->html) {
        output_write(to, text_of(open));
        page_words(to, text);
        output_write(to, text_of(close));
        return;
    }
    prose_blanks(to, indent);
    prose_put(to, text, indent, explanation->width);
}

void explanation_tag(struct explanation *explanation, struct output *to, const char *tags)
{
    if (explanation->html)
        output_write(to, text_of(tags));
}

/* `CODE  label`, the label behind the code. */
void explanation_put_head(struct explanation *explanation, struct output *to, struct text code,
                          struct text label)
{
    if (explanation->html) {
        explanation_put(explanation, to, code, 0, "<b>", "</b> ");
        explanation_put(explanation, to, label, 0, "", "\n");
        return;
    }
    size_t indent = explanation->indent;
    struct text clean = cleaned(explanation, code);
    prose_blanks(to, INDENT);
    output_write(to, clean);
    size_t used = INDENT + utf8_width(clean) + 2;
    if (used > indent)
        output_byte(to, '\n');
    prose_blanks(to, used > indent ? indent : indent - used + 2);
    prose_put(to, cleaned(explanation, label), indent, explanation->width);
}

/* Ends the indicator whose rows are being written, with its reference. */
void explanation_end_indicator(struct explanation *explanation, struct part *part)
{
    if (!part->code.data)
        return;
    struct text ref = part->ref, source = explanation->source;
    if (source.length > 0 && ref.length >= source.length &&
        text_equal(text_part(ref, 0, source.length), source))
        ref = text_part(ref, source.length, ref.length);
    explanation_put(explanation, &part->written, ref, explanation->indent, "<p class=\"small\">",
                    "</p>\n");
    explanation_tag(explanation, &part->written, "</li>\n");
    part->code = part->ref = (struct text){NULL, 0};
}

void explanation_put_sentence(struct explanation *explanation, enum section section,
                              struct text text)
{
    explanation_put(explanation, &explanation->parts[section].written, text,
                    section == REASON ? 0 : INDENT, "<p>", "</p>\n");
}

/* --- A child as a whole -------------------------------------------------------------------------
 */

/* Name, telephone and address of a contact, or a route that has none; beneath it, when it answers
 * and for what. */
static void put_involved(struct explanation *explanation, size_t first)
{
    struct output *to = &explanation->parts[INVOLVE].written;
    const struct contact *contact = explanation->involved[first].contact;
    struct buffer facts;
    buffer_init(&facts, LIMIT_OUTPUT_CELL_BYTES);
    explanation_tag(explanation, to, "<li>");
    if (contact) {
        const struct text more[] = {contact->phone, contact->email};
        explanation_add_fact(&facts, contact->name);
        for (size_t i = 0; i < sizeof more / sizeof *more; i++)
            if (more[i].length > 0)
                explanation_add_fact(&facts, more[i]);
        explanation_put(explanation, to, explanation_text_in(explanation, &facts), INDENT, "<b>",
                        "</b>\n");
        explanation_put(explanation, to, contact->hours, 2 * INDENT, "<p class=\"small\">",
                        "</p>\n");
    }
    for (size_t i = first; i < explanation->involved_count; i++) {
        const struct involved *involved = &explanation->involved[i];
        if (involved->reason.length == 0 ||
            (i > first && (!contact || involved->contact != contact)))
            continue;
        buffer_clear(&facts);
        buffer_add(&facts, involved->code);
        buffer_put(&facts, ": ");
        buffer_add(&facts, involved->reason);
        explanation_put(explanation, to, explanation_text_in(explanation, &facts),
                        contact ? 2 * INDENT : INDENT, "<p>", "</p>\n");
    }
    explanation_tag(explanation, to, "</li>\n");
    buffer_release(&facts);
}

static void put_all_involved(struct explanation *explanation)
{
    for (size_t i = 0; i < explanation->involved_count; i++) {
        const struct contact *contact = explanation->involved[i].contact;
        bool again = false;
        for (size_t j = 0; j < i && contact; j++)
            again = again || explanation->involved[j].contact == contact;
        if (!again)
            put_involved(explanation, i);
    }
}

static void put_section(struct explanation *explanation, enum section section, struct output *to)
{
    struct part *part = &explanation->parts[section];
    explanation_end_indicator(explanation, part);
    struct text written = output_memory(&part->written);
    if (written.length > 0) {
        bool listed = section != REASON && section != CHANGE && section != CONSENT;
        if (!explanation->html && section != REASON)
            output_byte(to, '\n');
        if (section_titles[section])
            explanation_put(explanation, to, phrase(explanation->phrases, section_titles[section]),
                            0, "<h3>", "</h3>\n");
        if (listed)
            explanation_tag(explanation, to,
                            section == INVOLVE ? "<ul>\n" : "<ul class=\"rows\">\n");
        output_write(to, written);
        if (listed)
            explanation_tag(explanation, to, "</ul>\n");
    }
    if (part->written.failed)
        to->failed = true;
    buffer_clear(&part->written.pending);
}

/* Writes the child at hand, and forgets it. */
static bool end_child(struct explanation *explanation)
{
    struct output *to = explanation->html ? &explanation->body : explanation->output;
    if (explanation->heading.length == 0)
        return true;
    put_all_involved(explanation);
    char digits[24];
    struct text number = number_text(explanation->children, digits);
    if (explanation->html) {
        output_put(&explanation->list, "<li><a href=\"#child-");
        output_write(&explanation->list, number);
        explanation_put(explanation, &explanation->list,
                        explanation_text_in(explanation, &explanation->heading), 0, "\">",
                        "</a></li>\n");
        output_put(to, "<section>\n<h2 id=\"child-");
        output_write(to, number);
        explanation_put(explanation, to, explanation_text_in(explanation, &explanation->heading), 0,
                        "\">", "</h2>\n");
    } else {
        struct text heading = cleaned(explanation,
                                      explanation_text_in(explanation, &explanation->heading));
        size_t widest = 0, longest = 0;
        prose_measure(heading, &widest, &longest);
        output_byte(to, '\n');
        prose_put(to, heading, 0, explanation->width);
        for (size_t i = 0; i < widest && i < explanation->width; i++)
            output_put(to, "\xe2\x94\x80");
        output_byte(to, '\n');
    }
    for (enum section section = REASON; section < SECTIONS; section++)
        put_section(explanation, section, to);
    if (explanation->html) {
        /* A sheet taken out must still say what it is. */
        const struct framework *framework = explanation->request->framework;
        struct date as_of = date_of_day(explanation->request->as_of);
        char day[DATE_TEXT_BYTES];
        date_write(&as_of, day);
        explanation_put(
            explanation, to,
            SAY(explanation, "explain-sheet", framework->title, framework->version, text_of(day)),
            0, "<p class=\"sheet\">", "</p>\n");
    }
    explanation_tag(explanation, to, "</section>\n");
    buffer_clear(&explanation->heading);
    explanation->involved_count = 0;
    explanation->reasoned = false;
    if (explanation->body.pending.length + explanation->list.pending.length > LIMIT_TABLE_BYTES)
        return report_with(explanation->reporter, place_of_file(explanation->output->name),
                           MESSAGE_TABLE_TOO_LARGE, number_text(LIMIT_TABLE_BYTES, digits));
    return explanation_check(explanation) && !to->failed && !explanation->list.failed;
}

static void add_name(struct explanation *explanation, const struct level_result *result)
{
    struct buffer *name = &explanation->name;
    buffer_clear(name);
    if (result->child.length == 0)
        phrase_words(explanation->phrases, "explain-family", name, &result->family, 1);
    else if (result->family.length == 0)
        phrase_words(explanation->phrases, "explain-child", name, &result->child, 1);
    else
        phrase_with(explanation->phrases, "explain-family-child", name, result->family,
                    result->child);
}

/* `Family F1, child C2: early help (suggested)` */
static void make_heading(struct explanation *explanation, const struct level_result *result)
{
    const struct levels_request *request = explanation->request;
    const struct framework *framework = request->framework, *terms = levels_told(request);
    /* Two levels that are one in the other terms are told in their own. */
    bool told = result->told_level != LOOKUP_NONE && result->told_suggested != LOOKUP_NONE &&
                (result->told_level != result->told_suggested ||
                 result->level == result->suggestion.level);
    const struct level *level = told ? &terms->levels[result->told_level]
                                     : &framework->levels[result->level];
    const struct level *suggested = told ? &terms->levels[result->told_suggested]
                                         : &framework->levels[result->suggestion.level];
    const char *key = !result->decision    ? "explain-suggested"
                      : level == suggested ? "explain-decided-same"
                                           : "explain-decided";
    struct buffer names[2];
    buffer_init(&names[0], LIMIT_OUTPUT_CELL_BYTES);
    buffer_init(&names[1], LIMIT_OUTPUT_CELL_BYTES);
    add_name(explanation, result);
    phrase_with(explanation->phrases, key, &explanation->heading,
                explanation_text_in(explanation, &explanation->name),
                explanation_level_within(explanation, level, &names[0]),
                explanation_level_within(explanation, suggested, &names[1]));
    buffer_release(&names[0]);
    buffer_release(&names[1]);
}

static bool take_child(void *context, const struct level_result *result)
{
    struct explanation *explanation = context;
    if (!end_child(explanation))
        return false;
    explanation->children++;
    explanation->suggested = &explanation->request->framework->levels[result->suggestion.level];
    explanation->response = explanation->request->framework->levels[result->level].response;
    make_heading(explanation, result);
    explanation->failed = explanation->failed || buffer_failed(&explanation->heading);
    if (result->decision)
        explanation_take_decision(explanation, result->decision);
    return explanation_check(explanation);
}

/* --- The whole ----------------------------------------------------------------------------------
 */

/* What is under the title: what is explained, in whose terms, and where the references lead. */
static struct text introduction(struct explanation *explanation, struct buffer *words)
{
    const struct levels_request *request = explanation->request;
    buffer_init(words, LIMIT_OUTPUT_CELL_BYTES);
    buffer_add(words, explanation->introduction);
    if (request->as)
        explanation_add_words(explanation, words, "explain-terms", request->as->title);
    if (explanation->source.length > 0)
        explanation_add_words(explanation, words, "explain-references",
                              text_part(explanation->source, 0, explanation->source.length - 2));
    return explanation_text_in(explanation, words);
}

static void put_top(struct explanation *explanation)
{
    struct output *output = explanation->output;
    struct buffer words;
    struct text under = introduction(explanation, &words);
    explanation_put(explanation, output, phrase(explanation->phrases, "explain-title"), 0, "", "");
    output_byte(output, '\n');
    explanation_put(explanation, output, phrase(explanation->phrases, "explain-notice"), 0, "", "");
    output_byte(output, '\n');
    explanation_put(explanation, output, under, 0, "", "");
    buffer_release(&words);
}

/* Copies of texts, cleaned for a page. */
static struct text keep(struct explanation *explanation, struct arena *arena, struct text text)
{
    text = arena_copy(arena, cleaned(explanation, text));
    explanation->failed = explanation->failed || !text.data;
    return text.data ? text : TEXT("");
}

static void put_page(struct explanation *explanation)
{
    struct output *output = explanation->output;
    struct buffer words;
    struct arena arena;
    arena_init(&arena);
    page_open(
        output,
        &(struct page){
            .title = keep(explanation, &arena, phrase(explanation->phrases, "explain-title")),
            .notice = keep(explanation, &arena, phrase(explanation->phrases, "explain-notice")),
            .explanation = keep(explanation, &arena, introduction(explanation, &words)),
            .style = style,
        });
    buffer_release(&words);
    arena_release(&arena);
    if (explanation->children > 1) {
        explanation_put(explanation, output, phrase(explanation->phrases, "explain-contents"), 0,
                        "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">",
                        "</h2>\n<ul>\n");
        output_write(output, output_memory(&explanation->list));
        output_put(output, "</ul>\n</nav>\n");
    }
    output_write(output, output_memory(&explanation->body));
    if (explanation->children == 0)
        explanation_put(explanation, output, phrase(explanation->phrases, "explain-nothing"), 0,
                        "<p>", "</p>\n");
    page_close(output);
}

struct explanation *explanation_new(const struct explanation_settings *settings,
                                    struct output *output, const struct reporter *reporter)
{
    struct explanation *explanation = memory_new(1, sizeof *explanation);
    if (!explanation) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    explanation->request = settings->request;
    explanation->phrases = settings->request->phrases;
    explanation->output = output;
    explanation->reporter = reporter;
    explanation->html = settings->html;
    explanation->width = settings->width < PROSE_WIDTH ? settings->width : PROSE_WIDTH;
    explanation->indent = settings->width < NARROW ? SMALL_INDENT : ROW_INDENT;
    explanation->introduction = settings->introduction;
    explanation->privacy = settings->privacy;
    explanation->source = common_source(settings->request->framework);
    struct buffer *buffers[] = {&explanation->words, &explanation->clean, &explanation->name,
                                &explanation->heading};
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++)
        buffer_init(buffers[i], LIMIT_OUTPUT_CELL_BYTES);
    output_to_memory(&explanation->list, SIZE_MAX / 2, reporter);
    output_to_memory(&explanation->body, SIZE_MAX / 2, reporter);
    for (size_t i = 0; i < SECTIONS; i++)
        output_to_memory(&explanation->parts[i].written, SIZE_MAX / 2, reporter);
    if (!explanation->html)
        put_top(explanation);
    return explanation;
}

void explanation_free(struct explanation *explanation)
{
    if (!explanation)
        return;
    struct buffer *buffers[] = {&explanation->words, &explanation->clean, &explanation->name,
                                &explanation->heading};
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++)
        buffer_release(buffers[i]);
    output_close(&explanation->list, false);
    output_close(&explanation->body, false);
    for (size_t i = 0; i < SECTIONS; i++)
        output_close(&explanation->parts[i].written, false);
    memory_free(explanation);
}

struct explain_sink explanation_sink(struct explanation *explanation)
{
    return (struct explain_sink){explanation, take_child, explanation_take_line};
}

bool explanation_finish(struct explanation *explanation)
{
    if (!end_child(explanation))
        return false;
    if (explanation->html) {
        put_page(explanation);
    } else if (explanation->children == 0) {
        output_byte(explanation->output, '\n');
        explanation_put(explanation, explanation->output,
                        phrase(explanation->phrases, "explain-nothing"), 0, "", "");
    }
    return explanation_check(explanation) && !explanation->output->failed;
}

/* Contexts that nobody would read otherwise, with the triggers that are compiled in. */
#include "base/memory.h"
#include "domain/notes/context.h"
#include "hear.h"
#include "tap.h"

static struct patterns *patterns;
static struct context context;
static struct stem_hits hits;

/* The status of the words in brackets, of which `|` leaves out what is not asserted:
 * `denies [hit|ting the| him]`. */
static void judge_sentence(const char *marked, const char *wanted, bool line)
{
    static char sentence[512];
    struct segment segments[4];
    size_t length = 0, count = 0;
    bool inside = false;
    uint32_t trigger;
    for (const char *c = marked; *c; c++) {
        if (*c == '[' || (*c == '|' && !inside)) {
            segments[count].start = (uint32_t)length;
            inside = true;
        } else if (*c == ']' || *c == '|') {
            segments[count++].end = (uint32_t)length;
            inside = false;
        } else {
            sentence[length++] = *c >= 'A' && *c <= 'Z' ? (char)(*c | 0x20) : *c;
        }
    }
    struct text text = {sentence, length};
    hits.count = 0;
    if (line)
        context_new_line(&context);
    if (!ok(stems_find(patterns->tables.stems, text, &hits) &&
                context_read(&context, text, &hits, 2026, PLACE_NONE, &hearing),
            "read"))
        return;
    enum mention_status status = context_status(&context, text, segments, count, &trigger);
    is_string(mention_status_codes[status], wanted, marked);
    ok((status == MENTION_PRESENT) == (trigger == LOOKUP_NONE), "with its trigger");
    context_leave(&context);
}

static void judge(const char *marked, const char *wanted)
{
    context_clear(&context);
    judge_sentence(marked, wanted, true);
}

static void test_statuses(void)
{
    judge("She was [zorping].", "present");
    judge("[zorping] since Feb and stopped the tablets.", "present");
    judge("Was [zorping] and has stopped.", "historic");
    judge("Was [zorping] till then.", "historic");
    judge("Was [zorping] at 19, clean 8 years.", "historic");
    judge("There was a spell of [zorping].", "historic");
    judge("[zorping] has been treated.", "historic");
    judge("[zorping] has been treated with tablets.", "present");
    judge("Cousins two doors down are [zorping].", "other");
    judge("Her uncle is [zorping].", "other");
    judge("Her uncle [is zorping].", "other");
    judge("Her uncle [is| |zorping].", "other");
    judge("Dad and uncles were [zorping].", "present");
    judge("Her friend's dad is [zorping].", "other");
    judge("Her friend's dad says he is [zorping].", "present");
    judge("The neighbour has [zorping].", "other");
    judge("The neighbour has reported [zorping].", "present");
    judge("[zorping]", "present");
    judge("Mum denies [zorping].", "negated");
    judge("No concerns re [zorping].", "negated");
    judge("No concerns re drugs, alcohol or [zorping].", "negated");
    judge("No concerns re drugs, but [zorping] at home.", "present");
    judge("No concerns re drugs; [zorping] at home.", "present");
    judge("He is not [zorping].", "negated");
    judge("He has never been [zorping].", "negated");
    judge("Previously [zorping].", "historic");
    judge("If she is [zorping] school will ring.", "hypothetical");
    judge("A friend of hers is [zorping].", "other");
    /* Words of the match are no triggers; those that a gap swallows are. */
    judge("He is [not zorping].", "present");
    judge("He [is| not |zorping].", "negated");
    /* A trigger speaks in its direction only. */
    judge("[Zorping] and mum denies drinking.", "present");
}

/* A past year makes history, this one does not. */
static void test_years(void)
{
    judge("In 2019 there was [zorping].", "historic");
    judge("In 2026 there was [zorping].", "present");
}

/* Nothing is carried over to a note, and what headings say ends with their line. */
static void test_notes(void)
{
    context_clear(&context);
    judge_sentence("[Zorping], and mum denies everything.", "present", true);
    judge_sentence("[Zorping] again.", "present", false);
}

static void subject(const char *before, const char *sentence, const char *word,
                    const char *applies_to, enum subject wanted)
{
    context_clear(&context);
    const char *const texts[] = {before, sentence};
    struct segment segment = {0, 0};
    for (size_t i = 0; i < 2; i++) {
        hits.count = 0;
        stems_find(patterns->tables.stems, text_of(texts[i]), &hits);
        context_read(&context, text_of(texts[i]), &hits, 2026, PLACE_NONE, &hearing);
        if (i == 0)
            context_leave(&context);
    }
    segment.start = (uint32_t)(strstr(sentence, word) - sentence);
    segment.end = segment.start + (uint32_t)strlen(word);
    is_string(subject_codes[context_subject(&context, &segment, 1, text_of(applies_to))],
              subject_codes[wanted], sentence);
}

static void test_subjects(void)
{
    subject("", "mum is zorping", "zorping", "child;parent", SUBJECT_PARENT);
    subject("", "her brother is zorping", "zorping", "child;parent", SUBJECT_SIBLING);
    subject("", "mum is zorping", "zorping", "child", SUBJECT_CHILD);
    subject("", "zorping again", "zorping", "parent", SUBJECT_PARENT);
    subject("", "zorping again", "zorping", "household", SUBJECT_HOUSEHOLD);
    subject("mum came.", "she is zorping", "zorping", "child;parent", SUBJECT_PARENT);
}

int main(void)
{
    struct framework *framework = framework_new("solihull-2024", &hearing);
    patterns = framework ? patterns_new(framework, NULL, 0, &hearing) : NULL;
    if (!ok(patterns != NULL, "patterns"))
        return done();
    context_init(&context, patterns);
    test_statuses();
    test_years();
    test_notes();
    test_subjects();
    is_text(heard_text(), TEXT(""), "nothing was said");
    context_release(&context);
    memory_free(hits.hits);
    patterns_free(patterns);
    framework_free(framework);
    buffer_release(&heard);
    return done();
}

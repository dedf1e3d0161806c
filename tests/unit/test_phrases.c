#include "definitions/phrases.h"
#include "hear.h"
#include "records/share.h"
#include "tap.h"

/* Phrases of the test's own. */
static struct text texts[16];
static struct phrases own = {.texts = texts};

static void add(const char *key, const char *text)
{
    uint32_t number = lookup_add(&own.keys, text_of(key), NULL);
    if (number < sizeof texts / sizeof *texts)
        texts[number] = text_of(text);
}

static void becomes(const char *text, const char *wanted, const char *name)
{
    static const struct text words[] = {{"one", 3}, {"{1}", 3}, {"", 0}};
    struct buffer to;
    buffer_init(&to, 1000);
    lookup_clear(&own.keys);
    add("other", "other");
    add("key", text);
    buffer_put(&to, "> ");
    ok(phrase_words(&own, "key", &to, words, 3), name);
    is_text(text_part(buffer_text(&to), 2, to.length), text_of(wanted), "becomes that");
    buffer_release(&to);
}

static void test_words(void)
{
    lookup_init(&own.keys);
    becomes("plain", "plain", "a phrase without places");
    becomes("", "", "an empty one");
    becomes("{1}", "one", "a place alone");
    becomes("a {1}, a {1}.", "a one, a one.", "a place twice");
    becomes("{2} {1}", "{1} one", "words in any order, and what a word holds is not replaced");
    becomes("<{3}>", "<>", "an empty word");
    becomes("{4} {0} {9} {10} {a} {} { 1 } {1", "{4} {0} {9} {10} {a} {} { 1 } {1",
            "what is no place of a word stays");
    becomes("{{1}}", "{one}", "braces round a place");
    becomes("\xe2\x80\x98{1}\xe2\x80\x99", "\xe2\x80\x98one\xe2\x80\x99", "letters beyond ASCII");

    struct buffer to;
    buffer_init(&to, 4);
    ok(!phrase_words(&own, "key", &to, NULL, 0), "a buffer that is too small is told");
    buffer_release(&to);
    buffer_init(&to, 100);
    is_text(phrase(&own, "nothing"), TEXT("nothing"), "a key without a phrase stands for itself");
    ok(phrase_with(&own, "nothing", &to, TEXT("x")), "there too");
    is_text(buffer_text(&to), TEXT("nothing"), "");
    buffer_release(&to);
    lookup_release(&own.keys);
}

/* What is compiled in is what stands in the file. */
static void test_compiled_in(void)
{
    static const char *const names[] = {"key", "text", NULL};
    hear_nothing();
    struct phrases *phrases = phrases_new(&hearing);
    struct share_file *file = share_file_open("phrases.csv", &hearing);
    if (!ok(phrases && file && share_file_columns(file, names), "the phrases compiled in"))
        return;
    size_t rows = 0, wrong = 0;
    for (; share_file_next(file); rows++) {
        char key[200] = "";
        struct text name = share_file_cell(file, 0);
        if (name.length < sizeof key)
            memcpy(key, name.data, name.length);
        wrong += !text_equal(phrase(phrases, key), share_file_cell(file, 1));
    }
    ok(share_file_done(file) && rows > 20, "are many");
    is_number(wrong, 0, "each under its key");
    struct buffer to;
    buffer_init(&to, 1000);
    phrase_with(phrases, "rule-domains", &to, TEXT("2"));
    is_text(buffer_text(&to), TEXT(", with needs in at least 2 domains"), "words come in");
    buffer_release(&to);
    is_text(phrase(phrases, ""), TEXT(""), "the empty key has no phrase");
    is_text(heard_text(), TEXT(""), "all without a word");
    share_file_free(file);
    phrases_free(phrases);
    phrases_free(NULL);
}

int main(void)
{
    test_words();
    test_compiled_in();
    buffer_release(&heard);
    return done();
}

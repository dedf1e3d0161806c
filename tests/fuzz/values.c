/* Coded values and headings: what counts when they are compared. The first byte chooses the value
 * list. */
#include "records/definition.h"
#include "tests/fuzz/must.h"

enum { SEEN_MOST = 1 << 22 };

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}

/* The text in capitals, blanks round it. The caller frees it. */
static char *shouted(struct text text)
{
    char *bytes = malloc(text.length + 2);
    must(bytes);
    bytes[0] = ' ';
    for (size_t i = 0; i < text.length; i++)
        bytes[i + 1] = upper(text.data[i]);
    bytes[text.length + 1] = '\t';
    return bytes;
}

static void one_value(struct value_list *list, struct text text)
{
    struct text code = TEXT(""), again = TEXT("");
    char *bytes = shouted(text);
    bool known = value_list_decode(list, text, &code);
    must(value_list_decode(list, (struct text){bytes, text.length + 2}, &again) == known);
    must(text_equal(code, again));
    free(bytes);
    if (!known)
        return;
    struct buffer words;
    struct text rest, word;
    buffer_init(&words, SEEN_MOST);
    must(value_list_words(list, &words));
    bool named = false;
    for (rest = buffer_text(&words); text_next(&rest, ',', &word);)
        named |= text_equal(word, code);
    must(named);
    buffer_release(&words);
}

/* A heading's key is its own key, and what does not count may stand anywhere in it. */
static void one_heading(struct text text)
{
    struct buffer key, again;
    buffer_init(&key, SEEN_MOST);
    buffer_init(&again, SEEN_MOST);
    must(heading_key(text, &key));
    must(heading_key(buffer_text(&key), &again));
    must(text_equal(buffer_text(&key), buffer_text(&again)));
    char *bytes = shouted(text);
    buffer_clear(&again);
    must(heading_key((struct text){bytes, text.length + 2}, &again));
    must(text_equal(buffer_text(&key), buffer_text(&again)));
    free(bytes);
    buffer_release(&key);
    buffer_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"status",   "subject", "level",  "consent",
                                        "decision", "gender",  "yes-no", "contact-source"};
    static struct value_list *lists[8];
    unsigned which = fuzz_setting(data, size, 0) % 8;
    struct text text = fuzz_text(data, size, 1), rest = text, piece;
    if (!lists[which])
        must((lists[which] = value_list_new(text_of(names[which]), &silent)));
    one_value(lists[which], text);
    one_heading(text);
    while (text_next(&rest, '\n', &piece)) {
        one_value(lists[which], piece);
        one_heading(piece);
    }
    return 0;
}

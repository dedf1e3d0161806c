#include "base/limits.h"
#include "domain/notes/sentences.h"
#include "tap.h"

static struct lookup abbreviations;

/* The sentences of a note, each in brackets; `^` before one that begins a line. */
static void cuts(const char *note, const char *wanted)
{
    static char got[4096];
    struct sentence sentence = {0};
    size_t from = 0, length = 0;
    got[0] = '\0';
    while (sentence_next(text_of(note), &abbreviations, from, &sentence)) {
        length += (size_t)snprintf(got + length, sizeof got - length, "%s[%.*s]",
                                   sentence.new_line ? "^" : "",
                                   (int)(sentence.end - sentence.start), note + sentence.start);
        from = sentence.end;
    }
    is_string(got, wanted, note);
}

static void test_table(void)
{
    static const char *const table[][2] = {
        {"", ""},
        {" \t\r\n \n", ""},
        {"One", "^[One]"},
        {"  One  ", "^[One]"},
        {"One. Two", "^[One.][Two]"},
        {"One.  Two! Three? Four", "^[One.][Two!][Three?][Four]"},
        {"One.Two", "^[One.Two]"},
        {"at 3.30 pm. Then", "^[at 3.30 pm.][Then]"},
        {"One... Two", "^[One...][Two]"},
        {"What?! No. No", "^[What?!][No.][No]"},
        {"He said \"stop.\" Then", "^[He said \"stop.\"][Then]"},
        {"(He left.) Then", "^[(He left.)][Then]"},
        {"\xE2\x80\x9CStop.\xE2\x80\x9D Then \xE2\x80\x98no.\xE2\x80\x99 End",
         "^[\xE2\x80\x9CStop.\xE2\x80\x9D][Then \xE2\x80\x98no.\xE2\x80\x99][End]"},
        {"One; two, three - four: five", "^[One; two, three - four: five]"},
        {"One\nTwo", "^[One]^[Two]"},
        {"One\r\nTwo\r\n", "^[One]^[Two]"},
        {"One\n\nTwo", "^[One]^[Two]"},
        {"a line that was\nwrapped here. Next", "^[a line that was\nwrapped here.][Next]"},
        {"One\n  two", "^[One\n  two]"},
        {"One.\ntwo", "^[One.]^[two]"},
        {"One\n- two\n- three", "^[One]^[- two]^[- three]"},
        {"Seen by Dr. Finch today. Well", "^[Seen by Dr. Finch today.][Well]"},
        {"Toys, e.g. Lego. Fine", "^[Toys, e.g. Lego.][Fine]"},
        {"(Dr. Finch) came", "^[(Dr. Finch) came]"},
        {"DR. FINCH", "^[DR. FINCH]"},
        {"the ladder. Then", "^[the ladder.][Then]"},
        {"Ask Dr.", "^[Ask Dr.]"},
        {"Dr.) Finch", "^[Dr.)][Finch]"},
        {". . .", "^[.][.][.]"},
        {"?", "^[?]"},
        {"..", "^[..]"},
        {"\xC3\x89lan. \xC3\x89t\xC3\xA9", "^[\xC3\x89lan.][\xC3\x89t\xC3\xA9]"},
        {"a\vb\fc", "^[a\vb\fc]"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        cuts(table[i][0], table[i][1]);
}

/* Sentences are in order, not empty, within the limit, whole letters, and leave out only blanks. */
static void hold(struct text note, const char *name)
{
    struct sentence sentence;
    size_t from = 0, count = 0;
    bool held = true;
    while (held && sentence_next(note, &abbreviations, from, &sentence)) {
        held = sentence.start >= from && sentence.end > sentence.start &&
               sentence.end <= note.length &&
               sentence.end - sentence.start <= LIMIT_SENTENCE_BYTES + 4;
        for (size_t i = from; held && i < sentence.start; i++)
            held = strchr(" \t\r\n\v\f", note.data[i]) != NULL;
        held = held && ((unsigned char)note.data[sentence.start] & 0xC0) != 0x80;
        from = sentence.end;
        count++;
    }
    for (size_t i = from; held && i < note.length; i++)
        held = strchr(" \t\r\n\v\f", note.data[i]) != NULL;
    ok(held && count > 0, name);
}

static void test_long(void)
{
    enum { LENGTH = 100000 };
    static char note[LENGTH];
    struct sentence sentence;
    memset(note, 'a', LENGTH);
    hold((struct text){note, LENGTH}, "one word without end");
    for (size_t i = 0; i < LENGTH; i++)
        note[i] = i % 7 == 6 ? ' ' : 'b';
    hold((struct text){note, LENGTH}, "one sentence without end");
    sentence_next((struct text){note, LENGTH}, &abbreviations, 0, &sentence);
    ok(sentence.end < LENGTH && note[sentence.end] == ' ', "it is cut at a blank");
    for (size_t i = 0; i < LENGTH; i++)
        note[i] = i % 2 ? '\x81' : '\xCC';
    hold((struct text){note, LENGTH}, "marks over one letter");
    memset(note, '"', LENGTH);
    hold((struct text){note, LENGTH}, "quotation marks");
    memset(note, '.', LENGTH);
    hold((struct text){note, LENGTH}, "full stops");
    memset(note, '(', LENGTH);
    hold((struct text){note, LENGTH}, "parentheses");
}

int main(void)
{
    lookup_init(&abbreviations);
    lookup_add(&abbreviations, TEXT("dr"), NULL);
    lookup_add(&abbreviations, TEXT("e.g"), NULL);
    test_table();
    test_long();
    lookup_release(&abbreviations);
    return done();
}

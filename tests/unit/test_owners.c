#include "base/limits.h"
#include "domain/plan/owners.h"
#include "files.h"
#include "hear.h"
#include "tap.h"

static struct owners *owners;

/* The names of a cell are those wanted, parted by `|`. */
static void names(const char *cell, const char *wanted, const char *name)
{
    struct buffer made;
    buffer_init(&made, 1 << 20);
    owners_read(owners, text_of(cell), true);
    for (size_t i = 0; i < owners->count; i++) {
        if (i > 0)
            buffer_put(&made, "|");
        buffer_add(&made, owners->names[i]);
    }
    is_text(buffer_text(&made), text_of(wanted), name);
    buffer_release(&made);
}

static void test_split(void)
{
    names("", "", "an empty cell names nobody");
    names(" \n ", "", "nor do blanks");
    names(" , ;/", "", "nor do separators");
    names("Mum", "Mum", "one name");
    names("SCT, MASH", "SCT|MASH", "a comma");
    names("A/ B", "A|B", "a slash");
    names("A/B;C|D", "A|B|C|D", "slash, semicolon and bar, without blanks");
    names("Mum and Ms Lark", "Mum|Ms Lark", "and");
    names("Mum AND Ms Lark", "Mum|Ms Lark", "in capitals");
    names("Mum & Dad + Nan plus Gran", "Mum|Dad|Nan|Gran", "other words for it");
    names("Sandy Anderson", "Sandy Anderson", "not within a word");
    names("R&D, Q+A", "R&D|Q+A", "nor without blanks round a sign that is a word");
    names("SCT, and MASH", "SCT|MASH", "a comma and a word");
    names("SCT,and MASH", "SCT|MASH", "and no blank between them");
    names("and Mum and", "Mum", "words at the ends");
    names("and", "", "nothing but a word");
    names("Mum\xc2\xa0"
          "and\xc2\xa0"
          "Dad",
          "Mum|Dad", "no-break blanks are blanks");
    names("Mum\nMs Lark\r\nDad\rNan", "Mum|Ms Lark|Dad|Nan", "line breaks of every kind");
    names("- Mum\n\xe2\x80\xa2 Dad\n* Nan", "Mum|Dad|Nan", "marks of a list");
    names("-Mum", "-Mum", "a mark needs a blank behind it");
    names("Ms Lark (school, lead), Mum", "Ms Lark (school, lead)|Mum",
          "nothing parts within brackets");
    names("Ms Lark (school, Mum", "Ms Lark (school|Mum", "unless they are never closed");
    names("Ms Lark), (Mum", "Ms Lark)|(Mum", "or never opened");
    names("Mum, MUM / mum", "Mum", "the same person stands once, as written first");
    names("Ms  Lark; ms lark", "Ms  Lark", "whatever the blanks");
    names("MsLark; Ms Lark", "MsLark|Ms Lark", "but a blank there is not none");
    names("Children and Families team, GP", "Children and Families team|GP", "what is kept");
    names("children & families/GP", "children & families|GP", "what is kept, with a sign");
    names("Task and Finish group and GP", "Task and Finish group|GP", "kept, and parted behind");
    names("Grandchildren and families", "Grandchildren|families", "kept as whole words only");
    names("Housing c/o Mum", "Housing c/o Mum", "a slash that is kept");
    names("Caf\xc3\xa9, \xc3\x89lodie", "Caf\xc3\xa9|\xc3\x89lodie", "letters of any script");
}

static void test_whole(void)
{
    owners_read(owners, TEXT(" SCT, MASH "), false);
    if (is_number(owners->count, 1, "without split there is one name"))
        is_text(owners->names[0], TEXT("SCT, MASH"), "the cell");
    owners_read(owners, TEXT("  "), false);
    is_number(owners->count, 0, "or none");
}

static void test_many(void)
{
    char cell[3 * (LIMIT_OWNERS + 1)];
    for (size_t i = 0; i <= LIMIT_OWNERS; i++) {
        cell[3 * i] = (char)('a' + i % 26);
        cell[3 * i + 1] = (char)('a' + i / 26);
        cell[3 * i + 2] = ',';
    }
    owners_read(owners, (struct text){cell, 3 * LIMIT_OWNERS - 1}, true);
    is_number(owners->count, LIMIT_OWNERS, "as many names as there may be");
    owners_read(owners, (struct text){cell, 3 * (LIMIT_OWNERS + 1) - 1}, true);
    is_number(owners->count, 1, "one more, and it is no list of people");
    is_number(owners->names[0].length, 3 * (LIMIT_OWNERS + 1) - 1, "but one name");
}

/* A million brackets that nothing closes take no longer than a million letters. */
static void test_brackets(void)
{
    static char cell[LIMIT_CELL_BYTES];
    memset(cell, '(', sizeof cell);
    owners_read(owners, (struct text){cell, sizeof cell}, true);
    is_number(owners->count, 1, "a million brackets are one name");
}

static void key(const char *name, const char *wanted, const char *what)
{
    struct buffer made;
    buffer_init(&made, 1 << 10);
    ok(owner_key(text_of(name), &made), "a key");
    is_text(buffer_text(&made), text_of(wanted), what);
    buffer_release(&made);
}

static void test_key(void)
{
    key("Ms Lark", "ms lark", "without case");
    key("  Ms \t\xc2\xa0\n Lark ", "ms lark", "a run of blanks is one, none at the ends");
    key("", "", "of nothing");
    key("\xc3\x89lodie", "\xc3\x89lodie", "other letters stay");
}

static void test_rules(void)
{
    const char *path = files_put("in.csv", TEXT("kind,text\nsign,then\nword,und\n"));
    struct owners *own = owners_new(path, &hearing);
    if (ok(own != NULL, "rules of a user's own")) {
        owners_read(own, TEXT("Mum und Dad thenNan, Gran"), true);
        is_number(own->count, 3, "instead of ours");
    }
    owners_free(own);
    hear_nothing();
    path = files_put("in.csv", TEXT("kind,text\nsing,;\nword,\nsign,\"\"\n"));
    ok(!owners_new(path, &hearing), "rules that cannot be used");
    ok(heard_text().length > 0, "with a message");
    is_text(heard_text(),
            TEXT("in.csv:2: kind: 'sing' is not one of sign, word, mark, keep; nearest: sign\n"
                 "in.csv:3: text: blank, but a value is needed\n"
                 "in.csv:4: text: blank, but a value is needed\n"),
            "for each");
    ok(!owners_new("nowhere.csv", &hearing), "a file that is not there");
    owners_free(NULL);
}

int main(void)
{
    if (!files_make())
        return done();
    owners = owners_new(NULL, &hearing);
    if (ok(owners != NULL, "the rules that are compiled in")) {
        test_split();
        test_whole();
        test_many();
        test_brackets();
    }
    owners_free(owners);
    test_key();
    test_rules();
    buffer_release(&heard);
    files_remove();
    return done();
}

/* GEDCOM: a torture table of bytes and the lines that they are, ANSEL, and dates. */
#include "base/limits.h"
#include "domain/family/gedcom_dates.h"
#include "hear.h"
#include "records/ansel.h"
#include "records/gedcom.h"
#include "tap.h"

/* Bytes; each line as `level [@id@] tag[=value][>pointer]`, parted by `|`, records by `||`; and
 * what is said, or NULL for nothing. */
static const struct torture {
    const char *name, *bytes, *lines, *said;
} table[] = {
    {"two lines", "0 HEAD\n1 CHAR UTF-8\n", "0 HEAD|1 CHAR=UTF-8", NULL},
    {"no line end at the end", "0 HEAD\n0 TRLR", "0 HEAD||0 TRLR", NULL},
    {"CRLF", "0 HEAD\r\n0 TRLR\r\n", "0 HEAD||0 TRLR", NULL},
    {"CR", "0 HEAD\r0 TRLR\r", "0 HEAD||0 TRLR", NULL},
    {"LF CR, as in 5.5", "0 HEAD\n\r0 TRLR\n\r", "0 HEAD||0 TRLR", NULL},
    {"a mark",
     "\xef\xbb\xbf"
     "0 HEAD\n",
     "0 HEAD", NULL},
    {"blank lines and blanks", "\n  \n\t0 HEAD\n\n   1 X y\n", "0 HEAD|1 X=y", NULL},
    {"ids and pointers", "0 HEAD\n0 @I1@ INDI\n1 FAMC @F1@\n1 FAMS  @F2@ \n1 X @I1@ and more\n",
     "0 HEAD||0 @I1@ INDI|1 FAMC>F1|1 FAMS>F2|1 X=@I1@ and more", NULL},
    {"an escape is no pointer", "0 HEAD\n1 DATE @#DJULIAN@ 1 JAN 1700\n",
     "0 HEAD|1 DATE=@#DJULIAN@ 1 JAN 1700", NULL},
    {"signs", "0 HEAD\n1 X @@a@@b\n1 Y @\n1 Z @@\n", "0 HEAD|1 X=@a@b|1 Y=@|1 Z=@", NULL},
    {"signs in 7.0", "0 HEAD\n1 GEDC\n2 VERS 7.0.1\n0 X @@a@@b\n0 Y a@@b\n",
     "0 HEAD|1 GEDC|2 VERS=7.0.1||0 X=@a@@b||0 Y=a@@b", NULL},
    {"CONC and CONT", "0 HEAD\n1 NOTE a\n2 CONC b\n2 CONT\n2 CONT  c \n2 CONC d\n1 X\n2 CONT y\n",
     "0 HEAD|1 NOTE=ab\n\n c d|1 X=\ny", NULL},
    {"CONT of a record", "0 HEAD\n0 @N1@ NOTE a\n1 CONT b\n", "0 HEAD||0 @N1@ NOTE=a\nb", NULL},
    {"CONT on the level of its line", "0 HEAD\n1 NOTE a\n1 CONT b\n", "0 HEAD|1 NOTE=a|1 CONT=b",
     NULL},
    {"CONT that is joined to a sign", "0 HEAD\n1 X @\n2 CONC @\n", "0 HEAD|1 X=@", NULL},
    {"a value keeps its blanks", "0 HEAD\n1 X  a  \n", "0 HEAD|1 X= a  ", NULL},
    {"no level", "0 HEAD\nNAME x\n1 Y z\n", "0 HEAD|1 Y=z",
     "reject: t:2: not a line of GEDCOM, which is a level number, a tag of letters and digits, and "
     "its value\n"},
    {"no tag", "0 HEAD\n1\n1 @I1@\n1 @I1@ \n1 ?\n100 A\n1A b\n", "0 HEAD",
     "reject: t:2: *\nreject: t:3: *\nreject: t:4: *\nreject: t:5: *\nreject: t:6: *\nreject: t:7: "
     "*\n"},
    {"a level is left out", "0 HEAD\n2 X\n3 Y\n1 Z\n2 A\n4 B\n", "0 HEAD|1 Z|2 A",
     "reject: t:2: level 2 below a line of level 0: a level between them is missing\nreject: t:3: "
     "*\nreject: t:6: *\n"},
    {"a record inside is a line", "0 HEAD\n1 @X@ SUBM a\n", "0 HEAD|1 @X@ SUBM=a", NULL},
    {"nothing", "", NULL, "t: not GEDCOM, which begins with the line '0 HEAD'\n"},
    {"blank", " \n\n", NULL, "t: not GEDCOM, which begins with the line '0 HEAD'\n"},
    {"a table", "person_id,name\n", NULL, "t: not GEDCOM, which begins with the line '0 HEAD'\n"},
    {"no record first", "1 HEAD\n", NULL, "t: not GEDCOM, which begins with the line '0 HEAD'\n"},
    {"no head", "0 @I1@ INDI\n", "0 @I1@ INDI", NULL},
    {"Windows-1252", "0 HEAD\n1 X \xfc\x80\n", "0 HEAD|1 X=\xc3\xbc\xe2\x82\xac",
     "note: t: not UTF-8: read as Windows-1252 (--encoding names another)\n"},
    {"ANSEL", "0 HEAD\n1 CHAR ANSEL\n1 X \xe8u\xe2\xe8u\n",
     "0 HEAD|1 CHAR=ANSEL|1 X=\xc3\xbc\xc3\xba\xcc\x88", NULL},
    {"a byte that ANSEL lacks", "0 HEAD\n1 CHAR ANSEL\n1 X \xa1\n1 Y \xff\n",
     "0 HEAD|1 CHAR=ANSEL|1 X=\xc5\x81", "reject: t:4: a byte that ANSEL does not have\n"},
    {"ASCII that is not", "0 HEAD\n1 CHAR ASCII\n1 X \xc3\xbc\n",
     "0 HEAD|1 CHAR=ASCII|1 X=\xc3\xbc", NULL},
    {"CHAR below is not of the head", "0 HEAD\n0 X\n1 CHAR ANSEL\n1 Y \xe4\n",
     "0 HEAD||0 X|1 CHAR=ANSEL|1 Y=\xc3\xa4",
     "note: t: not UTF-8: read as Windows-1252 (--encoding names another)\n"},
};

static void dump_line(struct buffer *to, const struct gedcom_line *line)
{
    buffer_format(to, "%u ", line->level);
    if (line->id.length > 0)
        buffer_format(to, "@%.*s@ ", (int)line->id.length, line->id.data);
    buffer_add(to, line->tag);
    if (line->pointer.length > 0)
        buffer_put(to, ">"), buffer_add(to, line->pointer);
    else if (line->value.length > 0)
        buffer_put(to, "="), buffer_add(to, line->value);
}

/* Whether what was said is as wanted, where `*` stands for the rest of a line. */
static bool said_as(struct text said, const char *wanted)
{
    struct text want = text_of(wanted), line, one;
    while (text_take_line(&want, &line)) {
        if (!text_take_line(&said, &one))
            return false;
        bool open = line.length > 0 && line.data[line.length - 1] == '*';
        if (open ? !text_starts_folded(one, text_part(line, 0, line.length - 1))
                 : !text_equal(one, line))
            return false;
    }
    return said.length == 0;
}

static void check_bytes(const struct torture *torture, struct text bytes)
{
    struct buffer got;
    struct gedcom_record record;
    bool first = true;
    hear_nothing();
    buffer_init(&got, (size_t)1 << 20);
    struct gedcom_reader *reader = gedcom_reader_of_bytes(bytes, "t", &hearing);
    while (reader && gedcom_next(reader, &record) == GEDCOM_RECORD)
        for (size_t i = 0; i < record.count; i++) {
            if (!first)
                buffer_put(&got, "|");
            if (!first && i == 0)
                buffer_put(&got, "|");
            dump_line(&got, &record.lines[i]);
            first = false;
        }
    if (ok(!reader == !torture->lines, torture->name))
        is_text(buffer_text(&got), text_of(torture->lines), torture->name);
    if (!ok(said_as(heard_text(), torture->said ? torture->said : ""), torture->name))
        fprintf(stderr, "%.*s", (int)heard_text().length, heard_text().data);
    gedcom_reader_free(reader);
    buffer_release(&got);
}

/* UTF-16 without a mark: every byte of ASCII with a zero beside it. */
static void check_utf16(bool big)
{
    static const char text[] = "0 HEAD\n1 X y\n";
    static const struct torture wanted = {"UTF-16 without a mark", NULL, "0 HEAD|1 X=y", NULL};
    char bytes[2 * sizeof text];
    for (size_t i = 0; i + 1 < sizeof text; i++) {
        bytes[2 * i + big] = text[i];
        bytes[2 * i + !big] = '\0';
    }
    check_bytes(&wanted, (struct text){bytes, 2 * (sizeof text - 1)});
}

static void test_long_value(void)
{
    struct buffer bytes;
    struct gedcom_record record;
    buffer_init(&bytes, 4 * LIMIT_CELL_BYTES);
    buffer_put(&bytes, "0 HEAD\n0 NOTE");
    for (int i = 0; i < 3; i++) {
        buffer_put(&bytes, "\n1 CONT ");
        for (size_t j = 0; j < LIMIT_CELL_BYTES / 2 - 10; j++)
            buffer_add_byte(&bytes, 'a');
    }
    hear_nothing();
    struct gedcom_reader *reader = gedcom_reader_of_bytes(buffer_text(&bytes), "t", &hearing);
    if (ok(reader != NULL, "a long note")) {
        gedcom_next(reader, &record);
        gedcom_next(reader, &record);
        is_number(record.lines[0].value.length, LIMIT_CELL_BYTES - 18, "two of its parts fit");
        is_text(heard_text(), TEXT("reject: t:5: a field of more than 1048576 bytes\n"),
                "the third is told of");
    }
    gedcom_reader_free(reader);
    buffer_release(&bytes);
}

static void test_dates(void)
{
    static const struct {
        const char *date, *edtf; /* NULL: it has no form */
    } dates[] = {
        {"1 JAN 2000", "2000-01-01"},
        {"31 APR 2000", NULL},
        {"29 FEB 1900", NULL},
        {"29 FEB 2000", "2000-02-29"},
        {"0 JAN 2000", NULL},
        {"JAN", NULL},
        {"", NULL},
        {"ABT", NULL},
        {"ABT ABT 1900", NULL},
        {"abt.  1900", "1900~"},
        {"BET ABT 1900 AND 1905", "1900~/1905"},
        {"BET 1900", NULL},
        {"BET 1900 AND", NULL},
        {"FROM 1900 AND 1905", NULL},
        {"TO", NULL},
        {"INT 1900", "1900?"},
        {"INT (nobody knows)", NULL},
        {"1900 1901", NULL},
        {"99", NULL},
        {"100", "0100"},
        {"0000", NULL},
        {"12345", NULL},
        {"1899/00", "1900"},
        {"1899/1900", "1900"},
        {"1899/01", NULL},
        {"999/00", "1000"},
        {"9999/00", NULL},
        {"12/05/1990", NULL},
        {"1990-05-12", "1990-05-12"},
        {"1990-05-32", NULL},
        {"a b c d e f g h i j k l m n o p q", NULL},
    };
    struct gedcom_words *words = gedcom_words_new(&hearing);
    struct buffer to;
    buffer_init(&to, 1000);
    for (size_t i = 0; words && i < sizeof dates / sizeof *dates; i++) {
        bool read = gedcom_date(words, text_of(dates[i].date), &to);
        ok(read == (dates[i].edtf != NULL), dates[i].date);
        if (read && dates[i].edtf)
            is_text(buffer_text(&to), text_of(dates[i].edtf), dates[i].date);
    }
    buffer_release(&to);
    gedcom_words_free(words);
}

int main(void)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        check_bytes(&table[i], text_of(table[i].bytes));
    check_utf16(false);
    check_utf16(true);
    test_long_value();
    test_dates();
    buffer_release(&heard);
    return done();
}

#include "base/limits.h"
#include "files.h"
#include "hear.h"
#include "records/rec.h"
#include "records/writer.h"
#include "tap.h"

/* All that a reader hands out, a line each: `%T` for a descriptor of T, `T|NAME=VALUE|...` for a
 * record, line breaks as `/`. */
static struct text dump(struct rec_reader *reader)
{
    static struct buffer to = {.maximum = (size_t)1 << 24};
    struct rec rec;
    enum rec_result result;
    buffer_clear(&to);
    while (reader && (result = rec_next(reader, &rec)) != REC_END) {
        if (result == REC_DESCRIPTOR)
            buffer_add_byte(&to, '%');
        buffer_add(&to, rec.type);
        buffer_add_byte(&to, '@');
        buffer_add_number(&to, rec.line);
        for (size_t i = 0; i < rec.count; i++) {
            buffer_add_byte(&to, '|');
            buffer_add(&to, rec.fields[i].name);
            buffer_add_byte(&to, '=');
            for (size_t j = 0; j < rec.fields[i].value.length; j++) {
                char c = rec.fields[i].value.data[j];
                buffer_add_byte(&to, c == '\n' ? '/' : c);
            }
        }
        buffer_add_byte(&to, '\n');
    }
    return buffer_text(&to);
}

static void reads_bytes(struct text bytes, const char *wanted, const char *said, const char *name)
{
    hear_nothing();
    struct rec_reader *reader = rec_reader_of_bytes(bytes, "a.rec", &hearing);
    is_text(dump(reader), text_of(wanted), name);
    is_text(heard_text(), text_of(said), "and says that");
    rec_reader_free(reader);
}
#define reads(literal, ...) reads_bytes(TEXT(literal), __VA_ARGS__)

static void test_lines(void)
{
    reads("", "", "", "nothing");
    reads("\n \n\t\n", "", "", "blank lines");
    reads("A: x\n", "@1|A=x\n", "", "a field");
    reads("A: x", "@1|A=x\n", "", "without a line end");
    reads("A:x\nB:\ty\nC:  z \nD:\nE: \n", "@1|A=x|B=y|C= z |D=|E=\n", "",
          "one blank or tab behind the colon");
    reads("A: x\n\n\nB: y\n \t\nC: z\n", "@1|A=x\n@4|B=y\n@6|C=z\n", "", "records");
    reads("A: x:y: z\n", "@1|A=x:y: z\n", "", "colons in a value");
    reads("A: x\nA: y\n", "@1|A=x|A=y\n", "", "a name twice");
    reads("# c\nA: x\n#: d\nB: y\n", "@2|A=x|B=y\n", "", "comments");
    reads("A: x # no comment\n", "@1|A=x # no comment\n", "", "a sign within a value");
    reads("A_1: x\nz9_: y\n", "@1|A_1=x|z9_=y\n", "", "names");
}

static void test_values(void)
{
    reads("A: x\n+ y\n+\tz\n+w\n+\n+  v\n", "@1|A=x/y/z/w// v\n", "", "continuations");
    reads("A:\n+ x\n", "@1|A=/x\n", "", "an empty first line");
    reads("A: x\\\ny\\\n z\nB: w\n", "@1|A=xy z|B=w\n", "", "joined lines");
    reads("A: x\\\\\n\nB: y\n", "@1|A=x\\|B=y\n", "", "a backslash at the end");
    reads("A: x\\\n+ y\n", "@1|A=x+ y\n", "", "a joined line stands as it is");
    reads("A: x\\\n# y\n", "@1|A=x# y\n", "", "a joined line is no comment");
    reads("A: x\n+ y\\\\\n\n+ z\n", "@1|A=x/y\\/z\n", "", "both");
    reads("A: x\\", "@1|A=x\\\n", "", "nothing left to join");
    reads("A: \\x\n", "@1|A=\\x\n", "", "a backslash elsewhere");
}

static void test_types(void)
{
    reads("%rec: T\n%doc: words\n\nA: x\n\nA: y\n\n%rec: U http://example.org/\n\nB: z\n",
          "%T@1|%rec=T|%doc=words\nT@4|A=x\nT@6|A=y\n%U@8|%rec=U http://example.org/\nU@10|B=z\n",
          "", "types");
    reads("%rec: T\nA: x\n\nA: y\n", "%T@1|%rec=T\nT@4|A=y\n",
          "reject: a.rec:2: A: a field among the lines that describe a record type; a blank line "
          "belongs between them\n",
          "a field beside a descriptor");
    reads("%type: A int\n\nA: 1\n", "@3|A=1\n",
          "reject: a.rec:1: %type: describes a record type, but no %rec names it\n",
          "a descriptor without a name");
    reads("A: 1\n%doc: x\n", "@1|A=1\n",
          "reject: a.rec:2: %doc: describes a record type, but no %rec names it\n",
          "a special field in a record");
    reads("%rec:\n\nA: 1\n", "%@1|%rec=\n@3|A=1\n", "", "an empty name");
}

#define NO_FIELD                                                                                   \
    ": not a field: a line that goes on with the text above begins with '+', a comment with '#'\n"

static void test_faults(void)
{
    reads("A: x\nsome words\nB: y\n", "@1|A=x|B=y\n", "reject: a.rec:2" NO_FIELD, "no colon");
    reads("A b: x\nA : x\n1A: x\n_A: x\n: x\n%: x\nA-b: x\n\xc3\x84: x\nB: y\n", "@9|B=y\n",
          "reject: a.rec:1" NO_FIELD "reject: a.rec:2" NO_FIELD "reject: a.rec:3" NO_FIELD
          "reject: a.rec:4" NO_FIELD "reject: a.rec:5" NO_FIELD "reject: a.rec:6" NO_FIELD
          "reject: a.rec:7" NO_FIELD "reject: a.rec:8" NO_FIELD,
          "no names");
    reads(" A: x\nB: y\n", "@2|B=y\n", "reject: a.rec:1" NO_FIELD, "a blank before a name");
    reads("+ x\nA: y\n\n+ z\n", "@2|A=y\n",
          "reject: a.rec:1: '+' goes on with a field, but no field stands right above\n"
          "reject: a.rec:4: '+' goes on with a field, but no field stands right above\n",
          "nothing to go on with");
    reads("A: x\n# c\n+ y\n", "@1|A=x\n",
          "reject: a.rec:3: '+' goes on with a field, but no field stands right above\n",
          "a comment in between");
    reads("A: x\0y\nB: z\n", "@2|B=z\n", "reject: a.rec:1: A: a NUL byte in this field\n", "NUL");
    reads("A: x\0y\n", "", "reject: a.rec:1: A: a NUL byte in this field\n", "NUL alone");
    reads("A: x\n+ \xc3\xa4\xff\n+ y\nB: z\n", "@4|B=z\n",
          "reject: a.rec:1: A: not UTF-8; if the file is from a Windows program, try --encoding "
          "windows-1252\n",
          "UTF-8 and something else");
    reads("A: \xc3\xa4\n\nB: \x93y\x94\n\nC: z\n", "@1|A=\xc3\xa4\n@5|C=z\n",
          "reject: a.rec:3: B: not UTF-8; if the file is from a Windows program, try --encoding "
          "windows-1252\n",
          "one field of another encoding");
}

static void test_encodings(void)
{
    reads("\xef\xbb\xbf%rec: T\n\nA: x\n", "%T@1|%rec=T\nT@3|A=x\n", "", "a byte order mark");
    reads("A: x\r\n+ y\r\nB: z\\\r\nw\r\n\r\nC: v", "@1|A=x/y|B=zw\n@6|C=v\n", "", "CRLF");
    reads("A: x\n\r\nB: y\r\n", "@1|A=x\n@3|B=y\r\n", "",
          "CR belongs to the value where LF comes first, but a line of it alone is blank");
    reads("A: x\rB: y\r\rC: z", "@1|A=x|B=y\n@4|C=z\n", "", "CR alone");
    reads("A: \x93it\x92s\x94 \x80\xe9\n",
          "@1|A=\xe2\x80\x9cit\xe2\x80\x99s\xe2\x80\x9d "
          "\xe2\x82\xac\xc3\xa9\n",
          "note: a.rec: not UTF-8: read as Windows-1252 (--encoding names another)\n",
          "Windows-1252");
    reads("A: \x81\n\nB: y\n", "@3|B=y\n",
          "reject: a.rec:1: A: not UTF-8; if the file is from a Windows program, try --encoding "
          "windows-1252\n",
          "a byte that Windows-1252 does not have");
    reads("\xff\xfe"
          "A\0:\0 \0x\0\n\0",
          "@1|A=x\n", "", "UTF-16 with its mark");

    if (!files_make())
        return;
    const char *path = files_put("b.rec", TEXT("A: \x84\x81\n\nB: y\xe4\n"));
    hear_nothing();
    struct rec_reader *reader = rec_reader_open(path, "windows-1252", &hearing);
    is_text(dump(reader), TEXT("@3|B=y\xc3\xa4\n"), "an encoding that is named");
    is_text(heard_text(), TEXT("reject: b.rec:1: A: a byte that windows-1252 does not have\n"),
            "and what it lacks");
    rec_reader_free(reader);
    hear_nothing();
    ok(!rec_reader_open(files_path("none.rec"), NULL, &hearing), "a file that is not there");
    ok(heard_text().length > 0, "is told");
    files_remove();
}

/* Odd input, each with its exact outcome. */
static void test_torture(void)
{
#define NO_FIELD_AT(line) "reject: a.rec:" #line NO_FIELD
    static const struct {
        struct text bytes;
        const char *wanted, *said, *name;
    } cases[] = {
        {TEXT("\xef\xbb\xbf"), "", "", "a byte order mark alone"},
        {TEXT("\xef\xbb\xbf\n\n"), "", "", "and blank lines"},
        {TEXT("\xff\xfe"), "", "", "the mark of UTF-16 alone"},
        {TEXT("A: x\n\xef\xbb\xbf"
              "B: y\n"),
         "@1|A=x\n", NO_FIELD_AT(2), "a mark within the file"},
        {TEXT("\xfe\xff\0A\0:\0 \xd8\x3d\0\n\0B\0:\0z\0\n"), "@2|B=z\n",
         "reject: a.rec:1: A: a byte that UTF-16BE does not have\n", "half a surrogate pair"},
        {TEXT("\r"), "", "", "a CR alone"},
        {TEXT("\r\n\r\nA: x\r\n"), "@3|A=x\n", "", "blank lines with CRLF first"},
        {TEXT("A: x\r\nB: y\nC: z\r\n"), "@1|A=x|B=y|C=z\n", "", "CRLF first, then LF too"},
        {TEXT("A: x\r\n+ y\n\nB: z\r"), "@1|A=x/y\n@4|B=z\r\n", "", "and a CR at the end"},
        {TEXT("A: x\r\r\nB: y\n"), "@1|A=x\r|B=y\n", "", "CR twice"},
        {TEXT("A: x\ry\nB: z\n"), "@1|A=x\ry|B=z\n", "", "CR within a value"},
        {TEXT("A: x\\\r\ny\r\n"), "@1|A=xy\n", "", "joined lines with CRLF"},
        {TEXT("\0"), "", NO_FIELD_AT(1), "a NUL byte alone"},
        {TEXT("# a\0b\nA: x\n"), "@2|A=x\n", "", "NUL in a comment"},
        {TEXT("A\0: x\nB: y\n"), "@2|B=y\n", NO_FIELD_AT(1), "NUL in a name"},
        {TEXT("A: x\n\0\nB: y\n"), "@1|A=x|B=y\n", NO_FIELD_AT(2), "NUL on a line of its own"},
        {TEXT("A: x\n+ y\0\nB: z\n"), "@3|B=z\n", "reject: a.rec:1: A: a NUL byte in this field\n",
         "NUL in a continuation"},
        {TEXT("# \xff\xc3\xa4\nA: x\n"), "@2|A=x\n", "", "a comment that is no UTF-8"},
        {TEXT("A: \xed\xa0\x80\xc3\xa4\n"), "",
         "reject: a.rec:1: A: not UTF-8; if the file is from a Windows program, try --encoding "
         "windows-1252\n",
         "a surrogate in UTF-8"},
        {TEXT("A: \xc0\xaf\xc3\xa4\n"), "",
         "reject: a.rec:1: A: not UTF-8; if the file is from a Windows program, try --encoding "
         "windows-1252\n",
         "an overlong form"},
        {TEXT("A: \xc3\xa4\xe2\x82"), "",
         "reject: a.rec:1: A: not UTF-8; if the file is from a Windows program, try --encoding "
         "windows-1252\n",
         "cut within a character"},
        {TEXT("A: \xe2\x80\xae\x1b[31m\x07\n"), "@1|A=\xe2\x80\xae\x1b[31m\x07\n", "",
         "signs that steer a terminal are the writer's matter"},
        {TEXT("A\xc2\xa0: x\nB: y\n"), "@2|B=y\n", NO_FIELD_AT(1), "a no-break space in a name"},
        {TEXT("A:\xc2\xa0x\n"), "@1|A=\xc2\xa0x\n", "", "a no-break space behind the colon"},
        {TEXT("A\t: x\nB: y\n"), "@2|B=y\n", NO_FIELD_AT(1), "a tab before the colon"},
        {TEXT("\tA: x\nB: y\n"), "@2|B=y\n", NO_FIELD_AT(1), "a tab before a name"},
        {TEXT(" \n\t\nA: x\n \n"), "@3|A=x\n", "", "lines of blanks"},
        {TEXT("A: x\n\x0c\nB: y\n"), "@1|A=x|B=y\n", NO_FIELD_AT(2), "a form feed"},
        {TEXT("A= x\nB: y\n"), "@2|B=y\n", NO_FIELD_AT(1), "an equals sign"},
        {TEXT("A,B\nx,y\n"), "", NO_FIELD_AT(1) NO_FIELD_AT(2), "CSV"},
        {TEXT("{\"A\": 1}\n"), "", NO_FIELD_AT(1), "JSON"},
        {TEXT("<p>A: x</p>\n"), "", NO_FIELD_AT(1), "HTML"},
        {TEXT("A: x\n#\n+ y\n"), "@1|A=x\n",
         "reject: a.rec:3: '+' goes on with a field, but no field stands right above\n",
         "an empty comment in between"},
        {TEXT("A: x\n\n+ y\n"), "@1|A=x\n",
         "reject: a.rec:3: '+' goes on with a field, but no field stands right above\n",
         "a blank line in between"},
        {TEXT("oops\n+ y\nA: x\n"), "@3|A=x\n",
         NO_FIELD_AT(
             1) "reject: a.rec:2: '+' goes on with a field, but no field stands right above\n",
         "a continuation of what is no field"},
        {TEXT("A: x\n+\n+\n"), "@1|A=x//\n", "", "empty continuations at the end"},
        {TEXT("A: \\"), "@1|A=\\\n", "", "a backslash at the end of the file"},
        {TEXT("A: \\\n"), "@1|A=\\\n", "", "with a line end"},
        {TEXT("A: \\\n\\\n\\\nx\n"), "@1|A=x\n", "", "joined again and again"},
        {TEXT("A: x\\\n\n\nB: y\n"), "@1|A=x\n@4|B=y\n", "", "joined to nothing"},
        {TEXT("A:: x\n"), "@1|A=: x\n", "", "two colons"},
        {TEXT("A:\n"), "@1|A=\n", "", "no value"},
        {TEXT("%rec: T\n%rec: U\n\nA: x\n"), "%T@1|%rec=T|%rec=U\nT@4|A=x\n", "", "two types"},
        {TEXT("%rec: T"), "%T@1|%rec=T\n", "", "a type without records"},
        {TEXT("%REC: T\n\nA: x\n"), "%T@1|%REC=T\nT@3|A=x\n", "", "in capitals"},
        {TEXT("A: x\n%rec: T\n"), "%T@2|%rec=T\n",
         "reject: a.rec:1: A: a field among the lines that describe a record type; a blank line "
         "belongs between them\n",
         "a descriptor right below a field"},
        {TEXT("%rec: T\n# c\nA: x\n"), "%T@1|%rec=T\n",
         "reject: a.rec:3: A: a field among the lines that describe a record type; a blank line "
         "belongs between them\n",
         "a comment is no blank line"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        reads_bytes(cases[i].bytes, cases[i].wanted, cases[i].said, cases[i].name);
}

/* However a file is cut off, what stood before the cut is read as it was, and no byte may bring the
 * reader down. */
static void test_cut(void)
{
    static const char whole[] = "%rec: T\n%doc: d\n\nA: x\n+ y\\\nz\n# c\nB: \xc3\xa4\n\nC: v\n";
    struct text bytes = {whole, sizeof whole - 1};
    size_t records = 0, fewer = 0, odd = 0;
    for (size_t length = 0; length <= bytes.length; length++) {
        hear_nothing();
        struct rec_reader *reader = rec_reader_of_bytes(text_part(bytes, 0, length), "a", &hearing);
        struct text read = dump(reader);
        size_t lines = 0;
        for (size_t i = 0; i < read.length; i++)
            lines += read.data[i] == '\n';
        fewer += lines < records;
        records = lines;
        rec_reader_free(reader);
    }
    is_number(fewer, 0, "a longer beginning has no fewer records");
    is_number(records, 3, "the whole has all");
    for (unsigned byte = 0; byte < 256; byte++)
        for (size_t at = 0; at < bytes.length; at++) {
            char changed[sizeof whole];
            memcpy(changed, whole, sizeof whole);
            changed[at] = (char)byte;
            hear_nothing();
            struct rec_reader *reader = rec_reader_of_bytes((struct text){changed, bytes.length},
                                                            "a", &hearing);
            struct rec rec;
            while (reader && rec_next(reader, &rec) != REC_END)
                odd += rec.count == 0 || rec.line == 0;
            rec_reader_free(reader);
        }
    is_number(odd, 0, "any byte at any place");
}

static void test_limits(void)
{
    struct buffer bytes;
    buffer_init(&bytes, LIMIT_CELL_BYTES * 2);
    buffer_put(&bytes, "A: ");
    while (bytes.length < LIMIT_CELL_BYTES + 3)
        buffer_add_byte(&bytes, 'x');
    buffer_put(&bytes, "\n\nB: y\n");
    hear_nothing();
    struct rec_reader *reader = rec_reader_of_bytes(buffer_text(&bytes), "a.rec", &hearing);
    struct rec rec;
    ok(reader && rec_next(reader, &rec) == REC_RECORD &&
           rec.fields[0].value.length == LIMIT_CELL_BYTES,
       "a field of the most bytes there may be");
    rec_reader_free(reader);
    memcpy(bytes.data, "A:x", 3);
    reads_bytes(buffer_text(&bytes), "@3|B=y\n",
                "reject: a.rec:1: A: a field of more than 1048576 bytes\n", "one more");
    buffer_release(&bytes);
}

/* What the writer writes comes back. */
static void test_inverse(void)
{
    static const char *const values[] = {
        "x",    " x ",     "\tx",      "x\ny",     "\n",  "\nx\n",       "x\\", "x\\\\",
        "\\",   "\\\n\\",  "x\\\ny",   "+ x",      "# x", "x\n# y\n+ z", "x\r", "x\r\ny",
        "A: x", "%rec: x", "\xc3\xa4", "x\n\n\ny", "\r",  "x\\\n\n",     "ab",
    };
    static const struct writer_column column = {.name = {"A", 1}, .required = true};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct output output;
        output_to_memory(&output, 1 << 16, &hearing);
        struct writer_settings settings = {.format = WRITER_REC, .record = TEXT("T")};
        struct writer *writer = writer_new(&settings, &column, 1, &output, &hearing);
        writer_cell(writer, text_of(values[i]));
        writer_end_row(writer);
        writer_cell(writer, TEXT("next"));
        writer_end_row(writer);
        writer_finish(writer);
        writer_free(writer);
        hear_nothing();
        struct rec_reader *reader = rec_reader_of_bytes(output_memory(&output), "w.rec", &hearing);
        struct rec rec;
        ok(reader && rec_next(reader, &rec) == REC_DESCRIPTOR &&
               rec_next(reader, &rec) == REC_RECORD && rec.count == 1,
           "what the writer writes is a record");
        is_text(rec.fields[0].value, text_of(values[i]), "with its value");
        ok(rec_next(reader, &rec) == REC_RECORD && text_equal(rec.fields[0].value, TEXT("next")) &&
               rec_next(reader, &rec) == REC_END,
           "and the next one");
        is_text(heard_text(), TEXT(""), "without a word");
        rec_reader_free(reader);
        output_close(&output, false);
    }
}

int main(void)
{
    test_lines();
    test_values();
    test_types();
    test_faults();
    test_encodings();
    test_torture();
    test_cut();
    test_limits();
    test_inverse();
    buffer_release(&heard);
    return done();
}

#include "hear.h"
#include "records/rejects.h"
#include "tap.h"

static struct output output;
static struct rejects rejects;

static void begin(char delimiter)
{
    hear_nothing();
    output_to_memory(&output, 1 << 20, &hearing);
    rejects_init(&rejects, &output);
    rejects.delimiter = delimiter;
}

static void end(const char *wanted, const char *name)
{
    is_text(output_memory(&output), text_of(wanted), name);
    is_text(heard_text(), TEXT(""), "without a word");
    rejects_release(&rejects);
    output_close(&output, true);
}

static void test_rows(void)
{
    begin(',');
    end("", "without rejected rows there is no header line");

    begin(',');
    ok(rejects_header(&rejects, TEXT("a,\"b\"\n")), "a header line");
    ok(rejects_row(&rejects, "in.csv", 7, TEXT("blank, but a value is needed"), TEXT("1, 2 ,\n"),
                   false),
       "and a row");
    ok(rejects_header(&rejects, TEXT("a,\"b\"\n")), "the same header line");
    ok(rejects_row(&rejects, "in.csv", 1000000, TEXT("x"), TEXT("\"\",\"a\nb\"\r\n"), false),
       "and another row");
    end("file,line,reason,a,\"b\"\n\"in.csv\",7,\"blank, but a value is needed\",1, 2 ,\n"
        "\"in.csv\",1000000,\"x\",\"\",\"a\nb\"\r\n",
        "the header line comes once, the rows as they are");

    begin(',');
    rejects_header(&rejects, TEXT("a\n"));
    rejects_row(&rejects, "a \"b\".csv", 1, TEXT("not one of \"x\", \"y\""), TEXT("1\n"), false);
    end("file,line,reason,a\n\"a \"\"b\"\".csv\",1,\"not one of \"\"x\"\", \"\"y\"\"\",1\n",
        "quotation marks in what stands in front are doubled");

    begin(';');
    rejects_header(&rejects, TEXT("a;b\n"));
    rejects_row(&rejects, "in.csv", 2, TEXT("x; y"), TEXT("1;2\n"), false);
    end("file;line;reason;a;b\n\"in.csv\";2;\"x; y\";1;2\n", "cells are parted as in the input");
}

static void test_headers(void)
{
    begin(',');
    rejects_header(&rejects, TEXT("a,b\n"));
    rejects_row(&rejects, "1.csv", 2, TEXT("x"), TEXT("1,2\n"), false);
    rejects_header(&rejects, TEXT("b,a\n"));
    rejects_row(&rejects, "2.csv", 2, TEXT("x"), TEXT("2,1\n"), false);
    rejects_header(&rejects, TEXT("b,a\n"));
    rejects_row(&rejects, "3.csv", 2, TEXT("x"), TEXT("2,1\n"), false);
    rejects_header(&rejects, TEXT("a,b\n"));
    rejects_row(&rejects, "4.csv", 2, TEXT("x"), TEXT("1,2\n"), false);
    end("file,line,reason,a,b\n\"1.csv\",2,\"x\",1,2\nfile,line,reason,b,a\n\"2.csv\",2,\"x\",2,1\n"
        "\"3.csv\",2,\"x\",2,1\nfile,line,reason,a,b\n\"4.csv\",2,\"x\",1,2\n",
        "another header line comes before the rows of another file, when it is another");
}

static void test_line_ends(void)
{
    begin(',');
    rejects_header(&rejects, TEXT("a"));
    rejects_row(&rejects, "1.csv", 2, TEXT("x"), TEXT("1"), false);
    rejects_row(&rejects, "1.csv", 3, TEXT("x"), TEXT("2\r"), false);
    rejects_row(&rejects, "1.csv", 4, TEXT("x"), TEXT("3\r\n"), false);
    rejects_row(&rejects, "1.csv", 5, TEXT("x"), TEXT("4"), false);
    end("file,line,reason,a\n\"1.csv\",2,\"x\",1\n\"1.csv\",3,\"x\",2\r\"1.csv\",4,\"x\",3\r\n"
        "\"1.csv\",5,\"x\",4\n",
        "a row without a line end gets one, others keep theirs");

    begin(',');
    rejects_header(&rejects, TEXT("a\n"));
    rejects_row(&rejects, "1.csv", 2, TEXT("x"), TEXT("\0\xff\"\n"), false);
    is_text(output_memory(&output), TEXT("file,line,reason,a\n\"1.csv\",2,\"x\",\0\xff\"\n"),
            "bytes of any kind are kept");
    rejects_release(&rejects);
    output_close(&output, true);
}

static void test_pieces(void)
{
    begin(',');
    rejects_header(&rejects, TEXT("a\n"));
    rejects_row(&rejects, "1.csv", 2, TEXT("long"), TEXT("first"), true);
    rejects_piece(&rejects, TEXT("second"), true);
    rejects_piece(&rejects, TEXT("third\r\n"), false);
    rejects_row(&rejects, "1.csv", 3, TEXT("long"), TEXT("first"), true);
    rejects_piece(&rejects, TEXT("last"), false);
    rejects_row(&rejects, "1.csv", 4, TEXT("x"), TEXT("y\n"), false);
    end("file,line,reason,a\n\"1.csv\",2,\"long\",firstsecondthird\r\n"
        "\"1.csv\",3,\"long\",firstlast\n\"1.csv\",4,\"x\",y\n",
        "a row that comes in pieces is put together again");
}

static void test_failure(void)
{
    hear_nothing();
    output_to_memory(&output, 30, &hearing);
    rejects_init(&rejects, &output);
    ok(rejects_header(&rejects, TEXT("a\n")), "an output with little room");
    ok(!rejects_row(&rejects, "1.csv", 2, TEXT("x"), TEXT("1\n"), false), "tells when it is full");
    ok(!rejects_piece(&rejects, TEXT("1\n"), false), "and stays so");
    ok(!rejects_header(&rejects, TEXT("b\n")), "whatever comes");
    is_text(heard_text(), TEXT("memory: not enough memory\n"), "which is reported once");
    rejects_release(&rejects);
    output_close(&output, false);
}

int main(void)
{
    test_rows();
    test_headers();
    test_line_ends();
    test_pieces();
    test_failure();
    buffer_release(&heard);
    return done();
}

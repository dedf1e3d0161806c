#include "domain/timeline/event_files.h"
#include "files.h"
#include "hear.h"
#include "tap.h"

#define HEAD "record,kind,date,end,id,when,undated,match,rank,impact,event\n"

/* --- Words ----------------------------------------------------------------------------------- */

/* Columns of the contacts record whose cells are not blank. */
static const char *filled;

static void fill(void *context, const struct source_piece *piece, struct buffer *to)
{
    const struct event_sources *sources = context;
    struct text name = sources->definitions[SOURCE_CONTACTS]->columns[piece->column].name;
    struct text rest = text_of(filled), word;
    while (text_next(&rest, ' ', &word))
        if (text_equal(word, name))
            buffer_add(to, name);
}

static void words_are(const char *words, const char *cells, const char *wanted)
{
    struct buffer row, got;
    buffer_init(&row, 4096);
    buffer_init(&got, 4096);
    buffer_put(&row, HEAD "contacts,contact,date,,,,keep,kind,30,,\"");
    buffer_add(&row, text_of(words));
    buffer_put(&row, "\"\n");
    struct event_sources *sources = event_sources_new(files_put("sources.csv", buffer_text(&row)),
                                                      &hearing);
    filled = cells;
    if (ok(sources != NULL, words)) {
        event_source_words(&sources->list[0], fill, sources, &got);
        is_text(buffer_text(&got), text_of(wanted), words);
    }
    event_sources_free(sources);
    buffer_release(&row);
    buffer_release(&got);
}

static void test_words(void)
{
    words_are("Contact", "", "Contact");
    words_are("Contact[ ({source})][: {outcome}]", "", "Contact");
    words_are("Contact[ ({source})][: {outcome}]", "source", "Contact (source)");
    words_are("Contact[ ({source})][: {outcome}]", "outcome", "Contact: outcome");
    words_are("Contact[ ({source})][: {outcome}]", "source outcome", "Contact (source): outcome");
    words_are("{source}[, {outcome} by {area}] ends", "source outcome", "source ends");
    words_are("{source}[, {outcome} by {area}] ends", "outcome area", ", outcome by area ends");
    words_are("[{source} ]calls", "", "calls");
}

/* --- Loading --------------------------------------------------------------------------------- */

static void is_refused(const char *rows, const char *place)
{
    struct buffer file;
    buffer_init(&file, 4096);
    buffer_put(&file, HEAD);
    buffer_add(&file, text_of(rows));
    hear_nothing();
    struct event_sources *sources = event_sources_new(files_put("sources.csv", buffer_text(&file)),
                                                      &hearing);
    ok(!sources, rows);
    ok(text_starts_folded(buffer_text(&heard), text_of(place)), rows);
    event_sources_free(sources);
    buffer_release(&file);
}

static void test_refusals(void)
{
    is_refused("contacts,contact,date,,,,keep,kind,30,,Contact\nplans,a,date,,,,keep,kind,1,,P\n"
               "contacts,b,date,,,,keep,kind,30,,Again\n",
               "sources.csv:4: record: ");
    is_refused("songs,contact,date,,,,keep,kind,30,,Contact\n", "sources.csv:2: record: ");
    is_refused("contacts,contact,day,,,,keep,kind,30,,Contact\n", "sources.csv:2: date: ");
    is_refused("contacts,contact,,,,,keep,kind,30,,Contact\n", "sources.csv:2: date: ");
    is_refused("contacts,contact,date,end,,,keep,kind,30,,C\n", "sources.csv:2: end: ");
    is_refused("contacts,contact,date,,number,,keep,kind,30,,C\n", "sources.csv:2: id: ");
    is_refused("contacts,contact,date,,,,perhaps,kind,30,,C\n", "sources.csv:2: undated: ");
    is_refused("contacts,contact,date,,,,keep,person,30,,C\n", "sources.csv:2: match: ");
    is_refused("contacts,,date,,,,keep,kind,30,,C\n", "sources.csv:2: match: ");
    is_refused("contacts,contact,date,,,,keep,kind,1000,,C\n", "sources.csv:2: rank: ");
    is_refused("contacts,contact,date,,,,keep,kind,30,bad,C\n", "sources.csv:2: impact: ");
    static const char *const conditions[] = {
        "child", "need", "outcome", "outcome=", "result=met", "has song", "has ", "=blank"};
    static const char *const words[] = {"",       "{song}", "[{source}", "source}",
                                        "[a[b]]", "a]",     "{labels}",  "{source"};
    char row[200];
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        snprintf(row, sizeof row, "contacts,contact,date,,,%s,keep,kind,30,,C\n", conditions[i]);
        is_refused(row, "sources.csv:2: when: ");
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        snprintf(row, sizeof row, "contacts,contact,date,,,,keep,kind,30,,%s\n", words[i]);
        is_refused(row, "sources.csv:2: event: ");
    }
}

static void test_compiled_in(void)
{
    struct event_sources *sources = event_sources_new(NULL, &hearing);
    if (!ok(sources != NULL, "the sources compiled in"))
        return;
    for (int i = 0; i < SOURCE_RECORDS; i++)
        ok(sources->end[i] > sources->first[i], source_record_names[i]);
    ok(sources->definition_count > SOURCE_RECORDS, "records that tell no event");
    is_number(sources->list[event_sources_kind(sources, TEXT("contact"))].rank, 30, "a kind");
    is_number(event_sources_kind(sources, TEXT("song")), sources->count, "no kind");
    is_number(source_record_named(TEXT("plans")), SOURCE_PLANS, "a record");
    is_number(source_record_named(TEXT("notes")), SOURCE_RECORDS, "a record that tells no event");
    event_sources_free(sources);
}

/* --- A limit --------------------------------------------------------------------------------- */

static void test_limit(void)
{
    struct table_settings settings = {.delimiter = ','};
    const char *file = files_put("events.csv", TEXT("date,event\n2020,a\n2021,b\n2022,c\n"));
    struct event_sources *sources = event_sources_new(NULL, &hearing);
    struct framework *framework = framework_new(FRAMEWORK_DEFAULT, &hearing);
    for (size_t limit = 2; sources && framework && limit <= 3; limit++) {
        struct event_merge merge;
        struct event_files files_read;
        event_merge_init(&merge, sources, framework, &hearing);
        merge.limit = limit;
        hear_nothing();
        bool read = event_files_init(&files_read, &merge, &settings, &hearing) &&
                    event_files_read(&files_read, file, SOURCE_RECORDS) &&
                    event_merge_finish(&merge);
        is_number(read, limit == 3, "as many events as may be held");
        is_text(buffer_text(&heard),
                limit == 3 ? TEXT("")
                           : TEXT("more than 2 events to put in order; give fewer files at a time, "
                                  "or one family with --family\n"),
                "one too many");
        event_files_release(&files_read);
        event_merge_release(&merge);
    }
    framework_free(framework);
    event_sources_free(sources);
}

int main(void)
{
    if (files_make()) {
        test_words();
        test_refusals();
        test_compiled_in();
        test_limit();
    }
    files_remove();
    return done();
}

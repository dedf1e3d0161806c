/*
 * Framework directories. An input is their files one behind the other; a line `@rules.csv` begins
 * that file, and files that it does not hold are those of a small sound framework.
 */
#include "definitions/framework.h"
#include "domain/threshold/suggest.h"
#include "tests/fuzz/must.h"

#include <fcntl.h>
#include <unistd.h>

static const char *const sound[][2] = {
    {"framework.csv", "key,value\nname,mine\npublished,2026\n"},
    {"domains.csv", "domain,name\nHOME,Home\nWORK,Work\n"},
    {"levels.csv", "level,rank,name,response,consent,contact,review_weeks\n"
                   "none,1,None,x,for-referral,,\nsome,2,Some,x,required,desk,6\n"},
    {"indicators.csv", "indicator,domain,level,label,applies_to,tags,ref\n"
                       "H-1,HOME,U,a,child,,p\nH-2,HOME,EH,b,child,cold;damp,p\n"
                       "W-1,WORK,SH,c,parent,,p\n"},
    {"rules.csv", "level,indicator_level,min_domains,min_agencies\nnone,,,\nsome,EH,1,0\n"},
    {"routes.csv", "route,when_tag,when_level,contact,reason\nwarm,damp,some,desk,x\n"},
    {"contacts.csv", "contact,name,phone,email,hours\ndesk,d,,,\n"},
};

enum { FILES = sizeof sound / sizeof *sound };

static char directory[1024];

static void path_of(size_t file, char *path, size_t size)
{
    snprintf(path, size, "%s/%s", directory, sound[file][0]);
}

static void remove_directory(void)
{
    char path[1100];
    for (size_t i = 0; i < FILES; i++) {
        path_of(i, path, sizeof path);
        unlink(path);
    }
    rmdir(directory);
}

static void make_directory(void)
{
    if (directory[0])
        return;
    const char *parent = getenv("TMPDIR");
    snprintf(directory, sizeof directory, "%s/eh-fuzz-XXXXXX",
             parent && parent[0] == '/' ? parent : "/tmp");
    must(mkdtemp(directory));
    atexit(remove_directory);
}

static void put(size_t file, struct text text)
{
    char path[1100];
    path_of(file, path, sizeof path);
    int to = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    must(to >= 0 && write(to, text.data, text.length) == (ssize_t)text.length);
    close(to);
}

/* The file that a line begins, or FILES. */
static size_t file_of(struct text line)
{
    size_t file = 0;
    while (file < FILES && !(line.length > 1 && line.data[0] == '@' &&
                             text_equal(text_part(line, 1, line.length), text_of(sound[file][0]))))
        file++;
    return file;
}

static struct text first_line(struct text text)
{
    const char *end = text.length ? memchr(text.data, '\n', text.length) : NULL;
    return end ? text_part(text, 0, (size_t)(end - text.data)) : text;
}

static void put_all(struct text text)
{
    struct text files[FILES];
    size_t current = FILES;
    for (size_t i = 0; i < FILES; i++)
        files[i] = text_of(sound[i][1]);
    while (text.length > 0) {
        struct text line = first_line(text);
        size_t length = line.length < text.length ? line.length + 1 : line.length;
        size_t begun = file_of(line);
        if (begun < FILES) {
            current = begun;
            files[current] = (struct text){text.data + length, 0};
        } else if (current < FILES) {
            files[current].length += length;
        }
        text = text_part(text, length, text.length);
    }
    for (size_t i = 0; i < FILES; i++)
        put(i, files[i]);
}

static void count_fatal(void *context, const struct diagnostic *diagnostic)
{
    *(size_t *)context += diagnostic->severity == SEVERITY_FATAL;
    must(diagnostic->reason.length > 0);
}

/* Whatever a framework holds, its parts refer to one another, and any standing has its level. */
static void examine(const struct framework *framework)
{
    must(framework->level_count > 0 && framework->indicator_count > 0 && framework->rule_count > 0);
    must(framework->name.length > 0);
    for (uint32_t i = 0; i < framework->indicator_count; i++) {
        must(framework_indicator(framework, framework->indicators[i].code) == i);
        must(framework->indicators[i].domain < framework->domain_count);
    }
    for (uint32_t i = 0; i < framework->level_count; i++) {
        must(i == 0 || framework->levels[i].rank > framework->levels[i - 1].rank);
        must(framework_level(framework, framework->levels[i].code) <= i);
        uint32_t contact = framework->levels[i].contact;
        must(contact == LOOKUP_NONE || contact < framework->contact_count);
    }
    indicator_set *sets = calloc(2 * framework->words, sizeof *sets);
    must(sets);
    uint32_t before = 0;
    for (uint32_t i = 0; i < framework->indicator_count && i < 100; i++) {
        indicator_set_add(sets, i * 7 % (uint32_t)framework->indicator_count);
        struct standing standing = {sets, i / 3};
        struct suggestion suggestion = suggest_level(framework, standing);
        must(suggestion.level < framework->level_count && suggestion.rule < framework->rule_count);
        must(suggestion.level >= before);
        before = suggestion.level;
        suggest_drivers(framework, standing, suggestion, sets + framework->words);
        for (size_t word = 0; word < framework->words; word++)
            must((sets[framework->words + word] & ~sets[word]) == 0);
        routes_for(framework, suggestion.level, sets);
    }
    free(sets);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t fatal = 0;
    const struct reporter counting = {count_fatal, &fatal};
    make_directory();
    put_all(fuzz_text(data, size, 0));
    struct framework *framework = framework_new(directory, &counting);
    must(framework ? fatal == 0 : fatal > 0);
    if (!framework)
        return 0;
    framework_lint(framework, &counting);
    must(fatal == 0);
    examine(framework);
    framework_free(framework);
    return 0;
}

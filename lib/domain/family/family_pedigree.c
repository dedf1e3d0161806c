#include "domain/family/family_pedigree.h"

#include "base/input.h"
#include "base/limits.h"
#include "base/lookup.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "base/windows.h"
#include "records/unmapped.h"

enum { FAMILY, PERSON, FATHER, MOTHER, SEX, AFFECTED, CELLS, READ_AHEAD = 1 << 18 };

/* What the format calls the cells, for messages. */
static const char *const person_fields[FAMILY_CELLS] = {
    [PERSON_FAMILY_ID] = "family", [PERSON_ID] = "person", [PERSON_GENDER] = "sex"};
static const char *const relationship_fields[FAMILY_CELLS] = {
    [RELATION_FROM] = "parent", [RELATION_TO] = "person", [RELATION_TYPE] = "parent"};

struct member {
    struct text family, id, parents[2], gender;
    bool undecoded;
    struct family_line at;
};

struct pedigree {
    const struct table_settings *settings;
    const struct reporter *reporter;
    const char *name;
    struct buffer whole;
    struct member *members;
    size_t count, capacity;
    struct value_list *genders;
    struct lookup ids;
    bool scoped;       /* an id stands in several families */
    uint64_t left_out; /* lines with cells past the fifth */
    struct arena arena;
    struct buffer key;
};

static bool no_memory(struct pedigree *pedigree)
{
    return report(pedigree->reporter, place_of_file(pedigree->name), MESSAGE_OUT_OF_MEMORY);
}

/* The next run of bytes other than blanks, no-break ones at its ends neither; empty at the end. */
static struct text next_word(struct text *rest)
{
    struct text word = TEXT("");
    while (word.length == 0 && rest->length > 0) {
        size_t end = 0;
        while (end < rest->length && rest->data[end] != ' ' && rest->data[end] != '\t')
            end++;
        word = text_trim(text_part(*rest, 0, end));
        *rest = text_part(*rest, end + 1, rest->length);
    }
    return word;
}

static struct text unless_zero(struct text word)
{
    return text_equal(word, TEXT("0")) ? TEXT("") : word;
}

static bool is_heading(const struct pedigree *pedigree, const struct text *cells)
{
    return pedigree->count == 0 && (text_equal_folded(cells[SEX], TEXT("sex")) ||
                                    text_equal_folded(cells[SEX], TEXT("gender")));
}

static bool add_member(struct pedigree *pedigree, const struct text *cells,
                       const struct family_line *at)
{
    void *members = pedigree->members;
    if (!memory_reserve(&members, &pedigree->capacity, pedigree->count + 1,
                        sizeof *pedigree->members))
        return no_memory(pedigree);
    pedigree->members = members;
    struct member *member = &pedigree->members[pedigree->count++];
    *member = (struct member){
        .family = unless_zero(cells[FAMILY]),
        .id = cells[PERSON],
        .parents = {unless_zero(cells[FATHER]), unless_zero(cells[MOTHER])},
        .gender = TEXT("unknown"),
        .at = *at,
    };
    struct text sex = cells[SEX], code;
    bool known = text_equal(sex, TEXT("0")) || text_equal(sex, TEXT("-9"));
    if (!known && value_list_decode(pedigree->genders, sex, &code)) {
        /* 9 is no third gender here. */
        known = true;
        if (text_equal(code, TEXT("male")) || text_equal(code, TEXT("female")))
            member->gender = code;
    }
    if (!known && pedigree->settings->unmapped)
        unmapped_add(pedigree->settings->unmapped, TEXT("sex"), sex,
                     place_of_line(pedigree->name, at->line));
    return true;
}

static bool read_line(struct pedigree *pedigree, const struct family_line *at)
{
    struct text rest = at->bytes, cells[CELLS];
    char digits[24];
    size_t count = 0;
    while (count < CELLS && (cells[count] = next_word(&rest)).length > 0)
        count++;
    if (count == 0 || cells[0].data[0] == '#')
        return true;
    struct place place = place_of_line(pedigree->name, at->line);
    if (utf8_valid(at->bytes) != at->bytes.length || memchr(at->bytes.data, '\0', at->bytes.length))
        rejects_line(pedigree->settings->rejects, pedigree->reporter, place, MESSAGE_REC_UTF8, NULL,
                     0, at->bytes);
    else if (count <= SEX)
        rejects_line(pedigree->settings->rejects, pedigree->reporter, place, MESSAGE_PEDIGREE_CELLS,
                     (const struct text[]){number_text(count, digits)}, 1, at->bytes);
    else if (!is_heading(pedigree, cells)) {
        if (count == CELLS) {
            pedigree->left_out++;
            if (pedigree->settings->unmapped)
                unmapped_add(pedigree->settings->unmapped, TEXT("affected"), cells[AFFECTED],
                             place);
        }
        return add_member(pedigree, cells, at);
    }
    return true;
}

static bool read_lines(struct pedigree *pedigree)
{
    struct text rest = buffer_text(&pedigree->whole), line;
    char digits[24];
    for (uint64_t number = 1; text_take_line(&rest, &line); number++) {
        struct family_line at = {number, line};
        if (line.length > 0 && !read_line(pedigree, &at))
            return false;
        if (pedigree->count > LIMIT_PEOPLE)
            return report_with(pedigree->reporter, place_of_line(pedigree->name, number),
                               MESSAGE_PEOPLE_TOO_MANY, number_text(LIMIT_PEOPLE, digits));
    }
    return true;
}

/* Whether an id stands in two families. */
static bool find_scope(struct pedigree *pedigree)
{
    uint32_t *first = memory_new(pedigree->count, sizeof *first);
    if (!first)
        return no_memory(pedigree);
    for (size_t i = 0; i < pedigree->count; i++) {
        bool added;
        uint32_t number = lookup_add(&pedigree->ids, pedigree->members[i].id, &added);
        if (number == LOOKUP_NONE) {
            memory_free(first);
            return no_memory(pedigree);
        }
        if (added)
            first[number] = (uint32_t)i;
        else if (!text_equal(pedigree->members[first[number]].family, pedigree->members[i].family))
            pedigree->scoped = true;
    }
    memory_free(first);
    return true;
}

/* The id, with its family where ids need it. */
static struct text full_id(struct pedigree *pedigree, struct text family, struct text id)
{
    if (!pedigree->scoped || family.length == 0)
        return id;
    buffer_clear(&pedigree->key);
    buffer_add(&pedigree->key, family);
    buffer_put(&pedigree->key, ":");
    if (!buffer_add(&pedigree->key, id))
        return (struct text){NULL, 0};
    return arena_copy(&pedigree->arena, buffer_text(&pedigree->key));
}

static struct family_row make_row(const struct pedigree *pedigree, const struct member *member,
                                  const char *const *fields)
{
    struct family_row row = {
        .notes = TEXT(""),
        .file = pedigree->name,
        .whole = member->at,
        .fields = fields,
        .rejects = pedigree->settings->rejects,
        .reporter = pedigree->reporter,
    };
    for (size_t i = 0; i < FAMILY_CELLS; i++)
        row.cells[i] = TEXT("");
    return row;
}

static bool hand_over(struct pedigree *pedigree, const struct family_sink *sink)
{
    for (size_t i = 0; i < pedigree->count; i++) {
        struct member *member = &pedigree->members[i];
        struct family_row row = make_row(pedigree, member, person_fields);
        member->id = full_id(pedigree, member->family, member->id);
        if (!member->id.data)
            return no_memory(pedigree);
        row.cells[PERSON_FAMILY_ID] = member->family;
        row.cells[PERSON_ID] = member->id;
        row.cells[PERSON_GENDER] = member->gender;
        if (!sink->person(sink->context, &row))
            return false;
    }
    for (size_t i = 0; i < 2 * pedigree->count; i++) {
        const struct member *member = &pedigree->members[i / 2];
        struct text parent = member->parents[i % 2];
        if (parent.length == 0)
            continue;
        struct family_row row = make_row(pedigree, member, relationship_fields);
        row.cells[RELATION_FROM] = full_id(pedigree, member->family, parent);
        row.cells[RELATION_TO] = member->id;
        row.cells[RELATION_TYPE] = TEXT("parent");
        if (!row.cells[RELATION_FROM].data)
            return no_memory(pedigree);
        if (!sink->relationship(sink->context, &row))
            return false;
    }
    return true;
}

/* Bytes that are no UTF-8 are read as Windows-1252, as elsewhere. */
static bool make_utf8(struct pedigree *pedigree)
{
    struct buffer made;
    if (!windows_is_text(buffer_text(&pedigree->whole)))
        return true;
    buffer_init(&made, 3 * LIMIT_GEDCOM_BYTES);
    if (!windows_to_utf8(buffer_text(&pedigree->whole), &made)) {
        buffer_release(&made);
        return no_memory(pedigree);
    }
    buffer_release(&pedigree->whole);
    pedigree->whole = made;
    report(pedigree->reporter, place_of_file(pedigree->name), MESSAGE_REC_WINDOWS);
    return true;
}

static bool read_all(const struct table_settings *settings, struct input *input,
                     const struct family_sink *sink, const struct reporter *reporter)
{
    struct pedigree pedigree = {.settings = settings, .reporter = reporter};
    char digits[24];
    if (!input)
        return false;
    pedigree.name = input_name(input);
    buffer_init(&pedigree.whole, LIMIT_GEDCOM_BYTES + READ_AHEAD);
    buffer_init(&pedigree.key, 2 * LIMIT_GEDCOM_BYTES);
    arena_init(&pedigree.arena);
    lookup_init(&pedigree.ids);
    bool done = (pedigree.genders = value_list_new(TEXT("gender"), reporter)) &&
                input_read_all(input, LIMIT_GEDCOM_BYTES, &pedigree.whole) &&
                make_utf8(&pedigree) && read_lines(&pedigree) && find_scope(&pedigree) &&
                hand_over(&pedigree, sink);
    if (done && pedigree.left_out > 0 && !settings->unmapped)
        report_with(reporter, place_of_file(pedigree.name), MESSAGE_GEDCOM_LEFT_OUT,
                    number_text(pedigree.left_out, digits), TEXT("who is affected, and genotypes"));
    input_free(input);
    value_list_free(pedigree.genders);
    memory_free(pedigree.members);
    lookup_release(&pedigree.ids);
    arena_release(&pedigree.arena);
    buffer_release(&pedigree.key);
    buffer_release(&pedigree.whole);
    return done;
}

bool family_pedigree_read(const struct table_settings *settings, const char *file,
                          const struct family_sink *sink, const struct reporter *reporter)
{
    return read_all(settings, input_open(file, settings->encoding, reporter), sink, reporter);
}

bool family_pedigree_read_bytes(const struct table_settings *settings, struct text bytes,
                                const char *name, const struct family_sink *sink,
                                const struct reporter *reporter)
{
    return read_all(settings, input_of_bytes(bytes, name, reporter), sink, reporter);
}

#include "domain/threshold/level_writer.h"

#include "base/bits.h"
#include "base/limits.h"
#include "base/memory.h"

enum { REMEMBERED = 256 };

/* What the cells of a row hang on that are not about the child's own codes. Made of zero bytes
 * where it has padding: compared as bytes. */
struct phrasing_key {
    uint64_t routes;
    uint32_t level, told_level, told_suggested;
    uint32_t consent;
    bool multi_agency, significant_harm, used;
};

/* These cells: as_of to support, and routes to contact. They are the same for thousands of
 * children, so they are made once. */
enum { MIDDLE_CELLS = 7, END_CELLS = 4 };

struct phrasing {
    struct phrasing_key key;
    struct arena arena;
    struct text middle[MIDDLE_CELLS], end[END_CELLS];
    struct buffer middle_rendered, end_rendered;
    bool rendered;
};

struct level_writer {
    const struct levels_request *request;
    struct writer *writer;
    struct levels_count *count;
    const struct reporter *reporter;
    struct buffer cell;
    char *codes;       /* room for every code of the framework and a mark before each */
    size_t codes_room; /* bytes of it */
    bool codes_plain;  /* no code needs quoting in csv */
    indicator_set *drivers;
    struct phrasing *phrasings; /* REMEMBERED of them */
    char as_of[DATE_TEXT_BYTES];
};

static size_t room_for_codes(const struct framework *framework)
{
    size_t room = 1;
    for (size_t i = 0; i < framework->indicator_count; i++)
        room += framework->indicators[i].code.length + 1;
    for (size_t i = 0; i < framework->domain_count; i++)
        room += framework->domains[i].code.length + 1;
    return room;
}

static bool is_plain(struct text code)
{
    for (size_t i = 0; i < code.length; i++)
        if (!text_is_ink(code.data[i]) || code.data[i] == ',' || code.data[i] == '"')
            return false;
    return true;
}

static bool codes_are_plain(const struct framework *framework)
{
    for (size_t i = 0; i < framework->indicator_count; i++)
        if (!is_plain(framework->indicators[i].code))
            return false;
    for (size_t i = 0; i < framework->domain_count; i++)
        if (!is_plain(framework->domains[i].code))
            return false;
    return true;
}

struct level_writer *level_writer_new(const struct levels_request *request, struct writer *writer,
                                      struct levels_count *count, const struct reporter *reporter)
{
    struct level_writer *rows = memory_new(1, sizeof *rows);
    if (rows) {
        rows->request = request;
        rows->writer = writer;
        rows->count = count;
        rows->reporter = reporter;
        buffer_init(&rows->cell, LIMIT_OUTPUT_CELL_BYTES);
        struct date as_of = date_of_day(request->as_of);
        date_write(&as_of, rows->as_of);
        rows->drivers = memory_new(request->framework->words, sizeof *rows->drivers);
        rows->codes_room = room_for_codes(request->framework);
        rows->codes = memory_new(rows->codes_room, 1);
        rows->codes_plain = codes_are_plain(request->framework);
        rows->phrasings = memory_new(REMEMBERED, sizeof *rows->phrasings);
        if (rows->drivers && rows->codes && rows->phrasings)
            return rows;
    }
    report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    level_writer_free(rows);
    return NULL;
}

static void phrasing_release(struct phrasing *phrasing)
{
    if (!phrasing->key.used)
        return;
    arena_release(&phrasing->arena);
    buffer_release(&phrasing->middle_rendered);
    buffer_release(&phrasing->end_rendered);
    phrasing->key.used = false;
}

void level_writer_free(struct level_writer *rows)
{
    if (!rows)
        return;
    for (size_t i = 0; rows->phrasings && i < REMEMBERED; i++)
        phrasing_release(&rows->phrasings[i]);
    memory_free(rows->phrasings);
    memory_free(rows->codes);
    memory_free(rows->drivers);
    buffer_release(&rows->cell);
    memory_free(rows);
}

/*
 * Codes are put one behind another, each with a `;` behind it. Most are short and copied in two
 * pieces that may overlap.
 */
static inline char *put_code(char *to, struct text code)
{
    if (code.length - 8 <= 8) {
        memcpy(to, code.data, 8);
        memcpy(to + code.length - 8, code.data + code.length - 8, 8);
    } else {
        memcpy(to, code.data, code.length);
    }
    to += code.length;
    *to++ = ';';
    return to;
}

static inline char *put_codes(const struct framework *framework, const indicator_set *set,
                              int level, char *to)
{
    for (size_t word = 0; word < framework->words; word++)
        for (uint64_t bits = set[word] & framework->of_level[level][word]; bits; bits &= bits - 1)
            to = put_code(to, framework->indicators[word * 64 + bits_lowest(bits)].code);
    return to;
}

static char *put_needs(const struct framework *framework, const indicator_set *set, char *to)
{
    for (int level = INDICATOR_SIGNIFICANT_HARM; level > INDICATOR_UNIVERSAL; level--)
        to = put_codes(framework, set, level, to);
    return to;
}

static char *put_strengths(const struct framework *framework, const indicator_set *set, char *to)
{
    return put_codes(framework, set, INDICATOR_UNIVERSAL, to);
}

static char *put_domains(const struct framework *framework, const indicator_set *set, char *to)
{
    for (uint64_t domains = domains_of(framework, set); domains; domains &= domains - 1)
        to = put_code(to, framework->domains[bits_lowest(domains)].code);
    return to;
}

/* Writes the cell of codes that `put` makes of a set, without the `;` behind the last. */
static void write_codes(struct level_writer *rows, const indicator_set *set,
                        char *(*put)(const struct framework *, const indicator_set *, char *))
{
    char *room = rows->codes_plain ? writer_open(rows->writer, rows->codes_room) : NULL,
         *to = room ? room : rows->codes;
    size_t used = (size_t)(put(rows->request->framework, set, to) - to);
    used -= used > 0;
    if (room)
        writer_shut(rows->writer, used);
    else
        writer_cell(rows->writer, (struct text){to, used});
}

/* The routes, each once: several rows of routes.csv may lead to one team. */
static void add_routes(const struct framework *framework, uint64_t routes, struct buffer *cell)
{
    for (uint64_t rest = routes; rest; rest &= rest - 1) {
        uint32_t route = bits_lowest(rest);
        bool again = false;
        for (uint64_t earlier = routes & (((uint64_t)1 << route) - 1); earlier && !again;
             earlier &= earlier - 1)
            again = text_equal(framework->routes[bits_lowest(earlier)].code,
                               framework->routes[route].code);
        if (!again)
            add_code(cell, framework->routes[route].code);
    }
}

/* The level's contact, then those of the routes, each once. */
static void add_contacts(const struct framework *framework, uint32_t level, uint64_t routes,
                         struct buffer *cell)
{
    uint32_t first = framework->levels[level].contact;
    if (first != LOOKUP_NONE)
        add_code(cell, framework->contacts[first].code);
    for (uint64_t rest = routes; rest; rest &= rest - 1) {
        uint32_t route = bits_lowest(rest), contact = framework->routes[route].contact;
        bool again = contact == first;
        for (uint64_t earlier = routes & (((uint64_t)1 << route) - 1); earlier && !again;
             earlier &= earlier - 1)
            again = framework->routes[bits_lowest(earlier)].contact == contact;
        if (contact != LOOKUP_NONE && !again)
            add_code(cell, framework->contacts[contact].code);
    }
}

/* Takes what stands in the cell buffer into the phrasing, and empties the buffer. */
static struct text keep(struct level_writer *rows, struct phrasing *phrasing)
{
    struct text text = {NULL, 0};
    if (!buffer_failed(&rows->cell))
        text = arena_copy(&phrasing->arena, buffer_text(&rows->cell));
    buffer_clear(&rows->cell);
    return text;
}

static const struct level *level_at(const struct framework *framework, uint32_t level)
{
    return level == LOOKUP_NONE ? NULL : &framework->levels[level];
}

static bool make_phrasing(struct level_writer *rows, const struct level_result *result,
                          uint64_t routes, struct phrasing *phrasing)
{
    const struct levels_request *request = rows->request;
    const struct framework *framework = request->framework, *terms = levels_told(request);
    const struct level *told = level_at(terms, result->told_level),
                       *suggested = level_at(terms, result->told_suggested);
    arena_init(&phrasing->arena);
    buffer_init(&phrasing->middle_rendered, LIMIT_OUTPUT_CELL_BYTES);
    buffer_init(&phrasing->end_rendered, LIMIT_OUTPUT_CELL_BYTES);
    buffer_clear(&rows->cell);
    if (told)
        buffer_add_number(&rows->cell, told->rank);
    struct text rank = keep(rows, phrasing);
    const struct text middle[MIDDLE_CELLS] = {
        text_of(rows->as_of),
        terms->name,
        told ? told->code : TEXT(""),
        suggested ? suggested->code : TEXT(""),
        rank,
        told ? told->name : TEXT(""),
        support_word(framework, result->level, result),
    };
    memcpy(phrasing->middle, middle, sizeof middle);
    add_routes(framework, routes, &rows->cell);
    phrasing->end[0] = keep(rows, phrasing);
    phrasing->end[1] = consent_word(request, result);
    add_next_step(request, result, &rows->cell);
    phrasing->end[2] = keep(rows, phrasing);
    add_contacts(framework, result->level, routes, &rows->cell);
    phrasing->end[3] = keep(rows, phrasing);
    if (!rank.data || !phrasing->end[0].data || !phrasing->end[2].data || !phrasing->end[3].data)
        return report(rows->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    phrasing->rendered = writer_render(rows->writer, phrasing->middle, MIDDLE_CELLS,
                                       &phrasing->middle_rendered) &&
                         writer_render(rows->writer, phrasing->end, END_CELLS,
                                       &phrasing->end_rendered);
    return true;
}

/* The phrasing for a result, made when it is not remembered. NULL after a message. */
static const struct phrasing *phrasing_for(struct level_writer *rows,
                                           const struct level_result *result)
{
    const struct framework *framework = rows->request->framework;
    const indicator_set *present = result->standing.present;
    struct phrasing_key key;
    memset(&key, 0, sizeof key);
    key.routes = routes_for(framework, result->level, present);
    key.level = result->level;
    key.told_level = result->told_level;
    key.told_suggested = result->told_suggested;
    key.consent = (uint32_t)result->consent;
    key.multi_agency = result->suggestion.multi_agency;
    key.significant_harm = gravest_level(framework, present) == INDICATOR_SIGNIFICANT_HARM;
    key.used = true;
    uint64_t hash = text_hash((struct text){(const char *)&key, sizeof key}, 0);
    struct phrasing *phrasing = &rows->phrasings[hash % REMEMBERED];
    if (memcmp(&phrasing->key, &key, sizeof key) == 0)
        return phrasing;
    phrasing_release(phrasing);
    bool made = make_phrasing(rows, result, key.routes, phrasing);
    phrasing->key = key;
    return made ? phrasing : NULL;
}

static void write_cells(struct level_writer *rows, const struct phrasing *phrasing,
                        const struct text *cells, size_t count, const struct buffer *rendered)
{
    if (phrasing->rendered) {
        writer_rendered(rows->writer, buffer_text(rendered), count);
        return;
    }
    for (size_t i = 0; i < count; i++)
        writer_cell(rows->writer, cells[i]);
}

/* The columns of the levels record, in its order. */
static bool write_result(struct level_writer *rows, const struct level_result *result)
{
    const struct framework *framework = rows->request->framework;
    const indicator_set *present = result->standing.present;
    const struct phrasing *phrasing = phrasing_for(rows, result);
    if (!phrasing)
        return false;
    writer_cell(rows->writer, result->family);
    writer_cell(rows->writer, result->child);
    write_cells(rows, phrasing, phrasing->middle, MIDDLE_CELLS, &phrasing->middle_rendered);
    suggest_drivers(framework, result->standing, result->suggestion, rows->drivers);
    write_codes(rows, rows->drivers, put_needs);
    write_codes(rows, present, put_needs);
    write_codes(rows, present, put_strengths);
    write_codes(rows, present, put_domains);
    write_cells(rows, phrasing, phrasing->end, END_CELLS, &phrasing->end_rendered);
    return writer_end_row(rows->writer);
}

bool level_writer_rows(struct level_writer *rows, struct caseload *caseload)
{
    struct caseload_position position = {0, 0};
    struct caseload_row row;
    struct level_result result;
    bool failed;
    while (caseload_next(caseload, &position, &row, &failed)) {
        level_of_row(rows->request, &row, &result);
        rows->count->children++;
        rows->count->decided += result.decision != NULL;
        rows->count->flagged += level_is_flagged(rows->request, &result);
        if (result.told_level != LOOKUP_NONE)
            rows->count->of_level[result.told_level]++;
        if (!write_result(rows, &result))
            return false;
    }
    return !failed;
}

#include "domain/measures/annex_a_private.h"

#include "base/memory.h"
#include "records/share.h"

const char *const annex_difference_names[ANNEX_DIFFERENCES] = {
    "no-episode", "no-assessment", "episode-outside-window", "assessment-outside-window",
    "starts",     "ends",          "organisations"};

/* --- Annex A's own forms of codes --- */

static const char values_path[] = "maps/annex-a.csv";

static bool key_of_value(struct buffer *key, struct text list, struct text code)
{
    buffer_clear(key);
    return buffer_add(key, list) && buffer_add_byte(key, ':') && buffer_add(key, code);
}

enum { LIST, CODE, VALUE, KEY_BYTES = 1000 };

static bool load_value(struct annex *annex, struct share_file *file, struct buffer *key)
{
    bool added;
    struct text list = share_file_cell(file, LIST);
    if (!text_equal(list, TEXT("gender")) && !text_equal(list, TEXT("ethnicity")))
        return share_file_not_one_of(file, LIST, TEXT("gender, ethnicity"));
    if (share_file_cell(file, CODE).length == 0)
        return share_file_wrong(file, CODE, MESSAGE_DEFINITION_BLANK, TEXT(""));
    if (share_file_cell(file, VALUE).length == 0)
        return share_file_wrong(file, VALUE, MESSAGE_DEFINITION_BLANK, TEXT(""));
    if (!key_of_value(key, list, share_file_cell(file, CODE)))
        return share_file_no_memory(file);
    uint32_t number = lookup_add(&annex->value_keys, buffer_text(key), &added);
    void *values = annex->values;
    if (number == LOOKUP_NONE ||
        !memory_reserve(&values, &annex->value_capacity, number + 1, sizeof *annex->values))
        return share_file_no_memory(file);
    annex->values = values;
    if (!added)
        return share_file_wrong(file, CODE, MESSAGE_DEFINITION_CODE_TWICE,
                                share_file_cell(file, CODE));
    annex->values[number] = share_file_keep(file, VALUE, &annex->arena);
    return true;
}

static bool load_values(struct annex *annex)
{
    static const char *const names[] = {"list", "code", "value", NULL};
    struct share_file *file = share_file_open(values_path, annex->reporter);
    struct buffer key;
    buffer_init(&key, KEY_BYTES);
    bool loaded = file && share_file_columns(file, names);
    while (loaded && share_file_next(file))
        load_value(annex, file, &key);
    loaded = loaded && share_file_sound(file);
    share_file_free(file);
    buffer_release(&key);
    return loaded;
}

/* A code in Annex A's form; blank for none. */
static struct text value_of(const struct annex *annex, struct text list, struct text code)
{
    char key[KEY_BYTES];
    if (code.length == 0 || list.length + 1 + code.length > sizeof key)
        return TEXT("");
    memcpy(key, list.data, list.length);
    key[list.length] = ':';
    memcpy(key + list.length + 1, code.data, code.length);
    uint32_t number = lookup_find(&annex->value_keys,
                                  (struct text){key, list.length + 1 + code.length});
    return number == LOOKUP_NONE ? TEXT("") : annex->values[number];
}

/* --- The list --- */

static date_day day_before(const struct interval *interval, date_day day)
{
    switch (interval->unit) {
    case INTERVAL_DAYS:
        return day - (date_day)interval->value;
    case INTERVAL_WEEKS:
        return day - (date_day)interval->value * 7;
    default:
        return date_add_months(day, -(int)interval->value);
    }
}

struct annex *annex_new(const struct annex_request *request, const struct table_settings *settings,
                        const struct reporter *reporter)
{
    struct annex *annex = memory_new(1, sizeof *annex);
    if (!annex) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    annex->request = *request;
    annex->reporter = reporter;
    annex->first = day_before(request->window, request->as_of);
    child_index_init(&annex->by_id);
    lookup_init(&annex->families);
    lookup_init(&annex->alone);
    lookup_init(&annex->children);
    lookup_init(&annex->value_keys);
    arena_init(&annex->arena);
    if (load_values(annex) && annex_read(annex, settings))
        return annex;
    annex_free(annex);
    return NULL;
}

void annex_free(struct annex *annex)
{
    if (!annex)
        return;
    child_index_release(&annex->by_id);
    lookup_release(&annex->families);
    lookup_release(&annex->alone);
    lookup_release(&annex->children);
    lookup_release(&annex->value_keys);
    arena_release(&annex->arena);
    memory_free(annex->rows);
    memory_free(annex->people);
    memory_free(annex->family_first);
    memory_free(annex->family_last);
    memory_free(annex->only);
    memory_free(annex->child_first);
    memory_free(annex->child_last);
    memory_free(annex->values);
    memory_free(annex);
}

/* DD/MM/YYYY; blank for an open end. */
static struct text day_text(date_day day, char text[16])
{
    int year, month, number;
    if (day == DATE_DAY_OPEN_END)
        return TEXT("");
    date_split(day, &year, &month, &number);
    const int parts[] = {
        number / 10,     number % 10,    -1,       month / 10, month % 10, -1, year / 1000 % 10,
        year / 100 % 10, year / 10 % 10, year % 10};
    for (size_t i = 0; i < 10; i++)
        text[i] = parts[i] < 0 ? '/' : (char)('0' + parts[i]);
    return (struct text){text, 10};
}

static void write_birth(struct annex *annex, const struct annex_row *row, struct writer *writer)
{
    char text[16], digits[24];
    const struct date *dob = &row->about.dob;
    date_day as_of = annex->request.as_of;
    if (dob->precision != DATE_DAY) {
        annex->counts.no_birth++;
        writer_cell(writer, TEXT(""));
        writer_cell(writer, TEXT(""));
        return;
    }
    writer_cell(writer, day_text(dob->earliest, text));
    if (dob->earliest > as_of)
        writer_cell(writer, TEXT("-1"));
    else
        writer_cell(writer, number_text((uint64_t)date_age(dob->earliest, as_of), digits));
}

bool annex_write(struct annex *annex, struct writer *writer)
{
    struct annex_counts *counts = &annex->counts;
    char text[16];
    bool done = true;
    for (size_t i = 0; done && i < annex->row_count; i++) {
        const struct annex_row *row = &annex->rows[i];
        if (!row->listed || row->source != annex->request.from)
            continue;
        struct text gender = value_of(annex, TEXT("gender"), row->about.gender),
                    ethnicity = value_of(annex, TEXT("ethnicity"), row->about.ethnicity);
        counts->no_gender += gender.length == 0;
        counts->no_ethnicity += ethnicity.length == 0;
        counts->no_organisation += row->organisation.length == 0;
        writer_cell(writer, row->child);
        writer_cell(writer, gender);
        writer_cell(writer, ethnicity);
        write_birth(annex, row, writer);
        writer_cell(writer, day_text(row->start, text));
        writer_cell(writer, day_text(row->end, text));
        writer_cell(writer, row->organisation);
        done = writer_end_row(writer);
    }
    return done;
}

struct annex_counts annex_count(const struct annex *annex)
{
    return annex->counts;
}

/* --- Assessments beside episodes --- */

static bool overlap(const struct annex_row *a, const struct annex_row *b)
{
    return a->start <= b->end && b->start <= a->end;
}

/* Ties each row of one source to one of the other, of the same child: those that began on one day,
 * or (`on_day` false) those that overlap, the earlier first. */
static void tie(struct annex *annex, bool on_day)
{
    for (uint32_t i = 0; i < annex->row_count; i++) {
        struct annex_row *row = &annex->rows[i];
        uint32_t best = ANNEX_NONE;
        if (row->source != ANNEX_ASSESSMENTS || row->other != ANNEX_NONE)
            continue;
        uint32_t child = lookup_find(&annex->children, row->child);
        for (uint32_t at = annex->child_first[child][ANNEX_EPISODES]; at != ANNEX_NONE;
             at = annex->rows[at].behind) {
            const struct annex_row *other = &annex->rows[at];
            if (other->other == ANNEX_NONE &&
                (on_day ? other->start == row->start : overlap(row, other)) &&
                (best == ANNEX_NONE || other->start < annex->rows[best].start))
                best = at;
        }
        row->other = best;
        if (best != ANNEX_NONE)
            annex->rows[best].other = i;
    }
}

static bool write_difference(struct annex *annex, struct writer *writer,
                             enum annex_difference difference, const struct annex_row *assessment,
                             const struct annex_row *episode)
{
    const struct annex_row *const rows[] = {assessment, episode};
    annex->counts.differences[difference]++;
    if (!writer)
        return true;
    writer_cell(writer, assessment ? assessment->child : episode->child);
    writer_cell(writer, text_of(annex_difference_names[difference]));
    for (int i = 0; i < ANNEX_SOURCES; i++) {
        char start[DATE_TEXT_BYTES] = "", end[DATE_TEXT_BYTES] = "";
        if (rows[i]) {
            struct date day = date_of_day(rows[i]->start);
            date_write(&day, start);
            if (rows[i]->end != DATE_DAY_OPEN_END) {
                day = date_of_day(rows[i]->end);
                date_write(&day, end);
            }
        }
        writer_cell(writer, text_of(start));
        writer_cell(writer, text_of(end));
        writer_cell(writer, rows[i] ? rows[i]->organisation : TEXT(""));
    }
    return writer_end_row(writer);
}

/* What there is to say of a row on the list. */
static bool compare_row(struct annex *annex, struct writer *writer, const struct annex_row *row)
{
    bool is_assessment = row->source == ANNEX_ASSESSMENTS;
    const struct annex_row *other = row->other == ANNEX_NONE ? NULL : &annex->rows[row->other],
                           *assessment = is_assessment ? row : other,
                           *episode = is_assessment ? other : row;
    if (!other)
        return write_difference(annex, writer,
                                is_assessment ? ANNEX_NO_EPISODE : ANNEX_NO_ASSESSMENT, assessment,
                                episode);
    if (!other->listed)
        return write_difference(annex, writer,
                                is_assessment ? ANNEX_EPISODE_OUTSIDE : ANNEX_ASSESSMENT_OUTSIDE,
                                assessment, episode);
    if (row->source != annex->request.from)
        return true; /* told where the other is */
    return (row->start == other->start ||
            write_difference(annex, writer, ANNEX_STARTS, assessment, episode)) &&
           (row->end == other->end ||
            write_difference(annex, writer, ANNEX_ENDS, assessment, episode)) &&
           (text_equal(row->organisation, other->organisation) ||
            write_difference(annex, writer, ANNEX_ORGANISATIONS, assessment, episode));
}

bool annex_compare(struct annex *annex, struct writer *writer)
{
    const enum annex_source from = annex->request.from,
                            beside = from == ANNEX_EPISODES ? ANNEX_ASSESSMENTS : ANNEX_EPISODES;
    const enum annex_source order[] = {from, beside};
    bool done = true;
    if (!annex->request.files[ANNEX_ASSESSMENTS] || !annex->request.files[ANNEX_EPISODES])
        return true;
    tie(annex, true);
    tie(annex, false);
    for (int pass = 0; pass < ANNEX_SOURCES; pass++)
        for (size_t i = 0; done && i < annex->row_count; i++)
            if (annex->rows[i].listed && annex->rows[i].source == order[pass])
                done = compare_row(annex, writer, &annex->rows[i]);
    return done;
}

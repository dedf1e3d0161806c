#include "domain/family/family_gedcom_private.h"

#include "base/limits.h"
#include "base/memory.h"

#include <stdlib.h>

/* What GEDCOM calls the cells, for messages. */
static const char *const person_fields[FAMILY_CELLS] = {
    [PERSON_FAMILY_ID] = "",    [PERSON_ID] = "INDI",      [PERSON_NAME] = "NAME",
    [PERSON_GENDER] = "SEX",    [PERSON_DOB] = "BIRT",     [PERSON_DOD] = "DEAT",
    [PERSON_RELATIONSHIP] = "", [PERSON_HOUSEHOLD] = "",   [PERSON_BIRTH_ORDER] = "CHIL",
    [PERSON_TWIN_GROUP] = "",   [PERSON_OUTCOME] = "DEAT", [PERSON_ETHNICITY] = "",
    [PERSON_DISABILITY] = "",   [PERSON_ADDRESS] = "",
};
static const char *const relationship_fields[FAMILY_CELLS] = {
    [RELATION_FROM] = "FAM",   [RELATION_TO] = "FAM",    [RELATION_TYPE] = "ASSO",
    [RELATION_STATUS] = "FAM", [RELATION_KIND] = "PEDI", [RELATION_START] = "MARR",
    [RELATION_END] = "DIV",
};

/* A child of a couple, with all that its links say. */
struct child {
    uint32_t person, couple;
    struct text kind, kind_to[2], adopter;
    struct family_line at;
};

struct partner {
    uint32_t person;
    bool wife;
    struct family_line at;
};

/* A couple with those who belong to it. */
struct group {
    uint32_t couple;
    struct partner partners[LIMIT_GEDCOM_PARTNERS];
    size_t partner_count;
    const struct child *children;
    size_t child_count;
};

struct making {
    struct gedcom_file *file;
    const struct family_sink *sink;
    struct child *children;
    size_t child_count;
    uint32_t *places;       /* of a person: among the partners or children of the couple at hand */
    uint32_t *stamps;       /* of a person: the couple for which the place holds */
    uint32_t *birth_orders; /* of a person; 0: none */
    struct buffer notes;
};

/* --- Links ----------------------------------------------------------------------------------- */

static void reject_link(struct gedcom_file *file, const struct family_line *at, const char *record,
                        struct text id)
{
    rejects_line(file->settings->rejects, file->reporter,
                 place_of_line(gedcom_reader_name(file->reader), at->line),
                 MESSAGE_GEDCOM_NO_RECORD, (const struct text[]){text_of(record), id}, 2,
                 at->bytes);
}

static bool is_void(struct text id)
{
    return text_equal(id, TEXT("VOID"));
}

/* Finds both ends; links that lead nowhere are reported and dropped. */
static void resolve_links(struct gedcom_file *file)
{
    size_t kept = 0;
    for (size_t i = 0; i < file->link_count; i++) {
        struct gedcom_link *link = &file->links[i];
        struct text id = link->from_person ? link->couple_id : link->person_id;
        uint32_t number = lookup_find(link->from_person ? &file->couple_ids : &file->person_ids,
                                      id);
        if (number == LOOKUP_NONE) {
            if (!is_void(id))
                reject_link(file, &link->at, link->from_person ? "FAM" : "INDI", id);
            continue;
        }
        if (link->from_person)
            link->couple = file->couple_of[number];
        else
            link->person = file->person_of[number];
        file->links[kept++] = *link;
    }
    file->link_count = kept;
}

static int compare_links(const void *a, const void *b)
{
    const struct gedcom_link *one = a, *other = b;
    if (one->couple != other->couple)
        return one->couple < other->couple ? -1 : 1;
    if (one->part != other->part)
        return (int)one->part - (int)other->part;
    if (one->from_person != other->from_person)
        return one->from_person ? 1 : -1;
    return one->at.line < other->at.line ? -1 : one->at.line > other->at.line;
}

/* The person's place among those of this couple and part; `*added` when it is a new one. */
static uint32_t place_in(struct making *making, const struct gedcom_link *link, size_t next,
                         bool *added)
{
    uint32_t stamp = link->couple * 2 + link->part + 1;
    *added = making->stamps[link->person] != stamp;
    if (*added) {
        making->stamps[link->person] = stamp;
        making->places[link->person] = (uint32_t)next;
    }
    return making->places[link->person];
}

static void take_if_blank(struct text *text, struct text other)
{
    if (text->length == 0 && other.length > 0)
        *text = other;
}

static void add_child(struct making *making, const struct gedcom_link *link)
{
    bool added;
    struct child *child = &making->children[place_in(making, link, making->child_count, &added)];
    if (added) {
        *child = (struct child){.person = link->person, .couple = link->couple, .at = link->at};
        making->child_count++;
    }
    take_if_blank(&child->kind, link->kind);
    take_if_blank(&child->adopter, link->adopter);
    take_if_blank(&child->kind_to[0], link->kind_to[0]);
    take_if_blank(&child->kind_to[1], link->kind_to[1]);
}

static void add_partner(struct making *making, struct group *group, const struct gedcom_link *link)
{
    bool added;
    char digits[24];
    place_in(making, link, group->partner_count, &added);
    if (!added)
        return;
    if (group->partner_count < LIMIT_GEDCOM_PARTNERS) {
        group->partners[group->partner_count++] = (struct partner){link->person, link->wife,
                                                                   link->at};
        return;
    }
    rejects_line(making->file->settings->rejects, making->file->reporter,
                 place_of_line(gedcom_reader_name(making->file->reader), link->at.line),
                 MESSAGE_GEDCOM_PARTNERS,
                 (const struct text[]){number_text(LIMIT_GEDCOM_PARTNERS, digits)}, 1,
                 link->at.bytes);
}

/* All children, couple by couple, and what order of birth the couple's lines tell. */
static void gather_children(struct making *making)
{
    struct gedcom_file *file = making->file;
    for (size_t i = 0; i < file->link_count; i++)
        if (file->links[i].part == AS_CHILD)
            add_child(making, &file->links[i]);
    for (size_t i = 0; i < making->child_count;) {
        size_t end = i;
        bool dated = true;
        for (; end < making->child_count &&
               making->children[end].couple == making->children[i].couple;
             end++)
            dated &= file->people[making->children[end].person].born.text.length > 0;
        for (uint32_t order = 1; i < end; i++, order++) {
            const struct child *child = &making->children[i];
            uint32_t *own = &making->birth_orders[child->person];
            if (!dated && *own == 0 && child->adopter.length == 0)
                *own = order;
        }
    }
}

/* --- Rows of people -------------------------------------------------------------------------- */

/* All notes of a record, a blank line between them. */
static struct text gather_notes(struct making *making, uint32_t first, uint32_t count)
{
    struct gedcom_file *file = making->file;
    buffer_clear(&making->notes);
    for (uint32_t i = first; i < first + count; i++) {
        const struct gedcom_note *note = &file->notes[i];
        struct text text = note->text;
        if (note->pointer.length > 0) {
            uint32_t number = lookup_find(&file->note_ids, note->pointer);
            if (number == LOOKUP_NONE && !is_void(note->pointer))
                reject_link(file, &note->at, "NOTE", note->pointer);
            if (number == LOOKUP_NONE)
                continue;
            text = file->note_texts[number];
        }
        if (making->notes.length + text.length + 2 > LIMIT_CELL_BYTES) {
            gedcom_left_out(file, TEXT("NOTE"), TEXT(""), &note->at);
            continue;
        }
        if (making->notes.length > 0)
            buffer_put(&making->notes, "\n\n");
        buffer_add(&making->notes, text);
    }
    if (buffer_failed(&making->notes))
        gedcom_no_memory(file);
    return buffer_text(&making->notes);
}

/* The name without the slashes round the surname. */
static struct text plain_name(struct making *making, const struct gedcom_person *person)
{
    struct buffer *name = &making->file->key;
    struct text text = person->name.text;
    buffer_clear(name);
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.data[i] == '/' || text.data[i] == '\t' || text.data[i] == '\n'
                        ? ' '
                        : text.data[i];
        bool second = byte == ' ' && (name->length == 0 || name->data[name->length - 1] == ' ');
        if (!second)
            buffer_add_byte(name, byte);
    }
    if (name->length == 0) {
        buffer_add(name, person->given);
        if (person->given.length > 0 && person->surname.length > 0)
            buffer_put(name, " ");
        buffer_add(name, person->surname);
    }
    if (buffer_failed(name))
        gedcom_no_memory(making->file);
    return text_trim(buffer_text(name));
}

static bool make_person(struct making *making, uint32_t number)
{
    struct gedcom_file *file = making->file;
    const struct gedcom_person *person = &file->people[number];
    struct family_line lines[FAMILY_CELLS] = {
        [PERSON_NAME] = person->name.at,
        [PERSON_GENDER] = person->gender.at,
        [PERSON_DOB] = person->born.at,
        [PERSON_DOD] = person->died.at,
    };
    char digits[24];
    struct family_row row = {
        .notes = gather_notes(making, person->first_note, person->note_count),
        .file = gedcom_reader_name(file->reader),
        .whole = person->at,
        .lines = lines,
        .fields = person_fields,
        .rejects = file->settings->rejects,
        .reporter = file->reporter,
    };
    for (size_t i = 0; i < FAMILY_CELLS; i++)
        row.cells[i] = TEXT("");
    row.cells[PERSON_ID] = person->id;
    row.cells[PERSON_NAME] = plain_name(making, person);
    take_if_blank(&row.cells[PERSON_GENDER], person->gender.text);
    take_if_blank(&row.cells[PERSON_DOB], person->born.text);
    take_if_blank(&row.cells[PERSON_DOD], person->died.text);
    take_if_blank(&row.cells[PERSON_DOD], person->dead ? TEXT("XXXX") : TEXT(""));
    take_if_blank(&row.cells[PERSON_OUTCOME], person->outcome);
    row.undecoded[PERSON_GENDER] = person->gender_undecoded;
    if (making->birth_orders[number] > 0)
        row.cells[PERSON_BIRTH_ORDER] = number_text(making->birth_orders[number], digits);
    return !file->failed && making->sink->person(making->sink->context, &row);
}

/* --- Rows of relationships ------------------------------------------------------------------- */

static struct family_row relationship_row(struct making *making, uint32_t from, uint32_t to,
                                          struct text type, const struct family_line *at)
{
    struct gedcom_file *file = making->file;
    struct family_row row = {
        .notes = TEXT(""),
        .file = gedcom_reader_name(file->reader),
        .whole = *at,
        .fields = relationship_fields,
        .rejects = file->settings->rejects,
        .reporter = file->reporter,
    };
    for (size_t i = 0; i < FAMILY_CELLS; i++)
        row.cells[i] = TEXT("");
    row.cells[RELATION_FROM] = file->people[from].id;
    row.cells[RELATION_TO] = file->people[to].id;
    row.cells[RELATION_TYPE] = type;
    return row;
}

static bool give_relationship(struct making *making, const struct family_row *row)
{
    return !making->file->failed && making->sink->relationship(making->sink->context, row);
}

static bool make_partners(struct making *making, const struct group *group)
{
    const struct gedcom_couple *couple = &making->file->couples[group->couple];
    struct family_line lines[FAMILY_CELLS] = {
        [RELATION_STATUS] = couple->status.at,
        [RELATION_START] = couple->started.at,
        [RELATION_END] = couple->ended.at,
    };
    struct text notes = gather_notes(making, couple->first_note, couple->note_count);
    if (group->partner_count < 2 && notes.length > 0)
        gedcom_left_out(making->file, TEXT("FAM"), TEXT("NOTE"),
                        &making->file->notes[couple->first_note].at);
    for (size_t i = 0; i < group->partner_count; i++)
        for (size_t j = i + 1; j < group->partner_count; j++) {
            struct family_row row = relationship_row(making, group->partners[i].person,
                                                     group->partners[j].person, TEXT("partner"),
                                                     &couple->at);
            row.lines = lines;
            row.notes = notes;
            take_if_blank(&row.cells[RELATION_STATUS], couple->status.text);
            take_if_blank(&row.cells[RELATION_START], couple->started.text);
            take_if_blank(&row.cells[RELATION_END], couple->ended.text);
            if (!give_relationship(making, &row))
                return false;
        }
    return true;
}

/* What kind of parent this one is to the child, as the file says it; empty: it does not. */
static struct text kind_to(const struct child *child, const struct partner *partner)
{
    if (child->kind_to[partner->wife].length > 0)
        return child->kind_to[partner->wife];
    if (child->kind.length > 0 || child->adopter.length == 0)
        return child->kind;
    bool both = !text_equal_folded(child->adopter, TEXT("HUSB")) &&
                !text_equal_folded(child->adopter, TEXT("WIFE"));
    bool this = text_equal_folded(child->adopter, TEXT("WIFE")) == partner->wife;
    return both || this ? TEXT("adoptive") : TEXT("");
}

static bool make_parent(struct making *making, const struct partner *partner,
                        const struct child *child)
{
    struct gedcom_file *file = making->file;
    struct family_row row = relationship_row(making, partner->person, child->person, TEXT("parent"),
                                             &child->at);
    struct text kind = kind_to(child, partner);
    if (kind.length > 0 && !value_list_decode(file->kinds, kind, &row.cells[RELATION_KIND])) {
        row.cells[RELATION_KIND] = kind;
        row.undecoded[RELATION_KIND] = true;
        gedcom_left_out(file, TEXT("PEDI"), kind, &child->at);
    }
    return give_relationship(making, &row);
}

static bool make_group(struct making *making, const struct group *group)
{
    if (!make_partners(making, group))
        return false;
    for (size_t i = 0; i < group->child_count; i++) {
        const struct child *child = &group->children[i];
        for (size_t j = 0; j < group->partner_count; j++)
            if (!make_parent(making, &group->partners[j], child))
                return false;
        if (group->partner_count == 0 && i > 0) {
            struct family_row row = relationship_row(making, group->children[0].person,
                                                     child->person, TEXT("sibling"), &child->at);
            if (!give_relationship(making, &row))
                return false;
        }
    }
    return true;
}

static bool make_groups(struct making *making)
{
    struct gedcom_file *file = making->file;
    size_t link = 0, child = 0;
    for (uint32_t couple = 0; couple < file->couple_count; couple++) {
        struct group group = {.couple = couple, .children = &making->children[child]};
        for (; link < file->link_count && file->links[link].couple == couple; link++)
            if (file->links[link].part == AS_PARTNER)
                add_partner(making, &group, &file->links[link]);
        for (; child < making->child_count && making->children[child].couple == couple; child++)
            group.child_count++;
        if (!make_group(making, &group))
            return false;
    }
    return true;
}

static bool make_associates(struct making *making)
{
    struct gedcom_file *file = making->file;
    for (size_t i = 0; i < file->associate_count; i++) {
        const struct gedcom_associate *associate = &file->associates[i];
        uint32_t other = lookup_find(&file->person_ids, associate->other);
        struct text type;
        if (is_void(associate->other))
            continue;
        if (other == LOOKUP_NONE) {
            reject_link(file, &associate->at, "INDI", associate->other);
            continue;
        }
        if (!value_list_decode(file->types, associate->role, &type)) {
            gedcom_left_out(file, TEXT("INDI"), TEXT("ASSO"), &associate->at);
            continue;
        }
        struct family_row row = relationship_row(making, file->person_of[other], associate->person,
                                                 type, &associate->at);
        if (!give_relationship(making, &row))
            return false;
    }
    return true;
}

static bool make_rows(struct gedcom_file *file, const struct family_sink *sink)
{
    struct making making = {
        .file = file,
        .sink = sink,
        .children = memory_new(file->link_count, sizeof *making.children),
        .places = memory_new(file->person_count, sizeof *making.places),
        .stamps = memory_new(file->person_count, sizeof *making.stamps),
        .birth_orders = memory_new(file->person_count, sizeof *making.birth_orders),
    };
    bool done = making.children && making.places && making.stamps && making.birth_orders;
    buffer_init(&making.notes, 2 * LIMIT_CELL_BYTES);
    if (!done)
        gedcom_no_memory(file);
    if (done) {
        resolve_links(file);
        if (file->link_count > 1)
            qsort(file->links, file->link_count, sizeof *file->links, compare_links);
        gather_children(&making);
    }
    for (uint32_t i = 0; done && i < file->person_count; i++)
        done = make_person(&making, i);
    done = done && make_groups(&making) && make_associates(&making);
    buffer_release(&making.notes);
    memory_free(making.children);
    memory_free(making.places);
    memory_free(making.stamps);
    memory_free(making.birth_orders);
    return done && !file->failed;
}

/* --- The whole ------------------------------------------------------------------------------- */

/* One note of all that has no column, the commonest tags first. */
static bool tell_left_out(struct gedcom_file *file)
{
    enum { NAMED = 6 };
    char digits[24];
    size_t shown = 0, count = file->left_out.count;
    if (file->left_out_total == 0 || count == 0)
        return true;
    buffer_clear(&file->key);
    for (; shown < NAMED && shown < count; shown++) {
        uint32_t most = 0;
        for (uint32_t i = 1; i < count; i++)
            if (file->left_out_counts[i] > file->left_out_counts[most])
                most = i;
        if (shown > 0)
            buffer_put(&file->key, ", ");
        buffer_add(&file->key, lookup_key(&file->left_out, most));
        buffer_format(&file->key, " %llu", (unsigned long long)file->left_out_counts[most]);
        file->left_out_counts[most] = 0;
    }
    if (count > shown)
        buffer_format(&file->key, ", and %zu more", count - shown);
    if (buffer_failed(&file->key))
        return gedcom_no_memory(file);
    report_with(file->reporter, place_of_file(gedcom_reader_name(file->reader)),
                MESSAGE_GEDCOM_LEFT_OUT, number_text(file->left_out_total, digits),
                buffer_text(&file->key));
    return true;
}

static void release(struct gedcom_file *file)
{
    gedcom_reader_free(file->reader);
    gedcom_words_free(file->words);
    value_list_free(file->genders);
    value_list_free(file->outcomes);
    value_list_free(file->types);
    value_list_free(file->statuses);
    value_list_free(file->kinds);
    lookup_release(&file->paths);
    lookup_release(&file->person_ids);
    lookup_release(&file->couple_ids);
    lookup_release(&file->note_ids);
    lookup_release(&file->left_out);
    memory_free(file->uses);
    memory_free(file->people);
    memory_free(file->couples);
    memory_free(file->links);
    memory_free(file->associates);
    memory_free(file->notes);
    memory_free(file->person_of);
    memory_free(file->couple_of);
    memory_free(file->note_texts);
    memory_free(file->left_out_counts);
    arena_release(&file->arena);
    buffer_release(&file->key);
    buffer_release(&file->date);
}

static bool read_all(const struct table_settings *settings, struct gedcom_reader *reader,
                     const struct family_sink *sink, const struct reporter *reporter)
{
    struct gedcom_file file = {.settings = settings, .reporter = reporter, .reader = reader};
    if (!reader)
        return false;
    lookup_init(&file.paths);
    lookup_init(&file.person_ids);
    lookup_init(&file.couple_ids);
    lookup_init(&file.note_ids);
    lookup_init(&file.left_out);
    arena_init(&file.arena);
    buffer_init(&file.key, 4 * LIMIT_CELL_BYTES);
    buffer_init(&file.date, LIMIT_CELL_BYTES);
    bool done = gedcom_file_load(&file) && gedcom_file_read(&file) && make_rows(&file, sink) &&
                tell_left_out(&file);
    release(&file);
    return done;
}

bool family_gedcom_read(const struct table_settings *settings, const char *file,
                        const struct family_sink *sink, const struct reporter *reporter)
{
    return read_all(settings,
                    gedcom_reader_open(file, settings->encoding, settings->rejects, reporter), sink,
                    reporter);
}

bool family_gedcom_read_bytes(const struct table_settings *settings, struct text bytes,
                              const char *name, const struct family_sink *sink,
                              const struct reporter *reporter)
{
    return read_all(settings, gedcom_reader_of_bytes(bytes, name, reporter), sink, reporter);
}

/* Takes the records of a GEDCOM file apart, by what share/gedcom/tags.csv says of their tags. */
#include "domain/family/family_gedcom_private.h"

#include "base/limits.h"

enum { LEVELS_MOST = 8 };

#define GROW(file, array, count, capacity)                                                         \
    gedcom_grow((file), (void **)&(array), &(capacity), (count), sizeof *(array))

/* --- One record ------------------------------------------------------------------------------ */

/* A record while it is read. */
struct reading {
    struct gedcom_file *file;
    struct gedcom_person *person; /* one of them, or NULL */
    struct gedcom_couple *couple;
    struct text record;          /* its tag */
    uint64_t seen;               /* uses that have been */
    size_t lengths[LEVELS_MOST]; /* of the path down to each level */
    struct buffer path;
    uint32_t skip; /* the level of a line that is left out with all below it */
    struct gedcom_value baptised, buried, event_type, event_date, married, ended, separated;
    bool is_buried, divorced, is_separated;
    struct family_line event;
};

static struct gedcom_value value_of(const struct gedcom_line *line)
{
    return (struct gedcom_value){text_trim(line->value), {line->line, line->bytes}};
}

static struct gedcom_link *add_link(struct reading *reading, const struct gedcom_line *line,
                                    enum gedcom_part part)
{
    struct gedcom_file *file = reading->file;
    if (!GROW(file, file->links, file->link_count, file->link_capacity))
        return NULL;
    struct gedcom_link *link = &file->links[file->link_count++];
    *link = (struct gedcom_link){
        .couple = LOOKUP_NONE,
        .person = LOOKUP_NONE,
        .part = part,
        .from_person = reading->person != NULL,
        .at = {line->line, line->bytes},
    };
    if (reading->person) {
        link->person = (uint32_t)(file->person_count - 1);
        link->person_id = reading->person->id;
        link->couple_id = line->pointer;
    } else {
        link->couple = (uint32_t)(file->couple_count - 1);
        link->couple_id = reading->couple->id;
        link->person_id = line->pointer;
    }
    return link;
}

/* The link made last, which a line below it tells more of. */
static struct gedcom_link *last_link(struct reading *reading)
{
    return reading->file->link_count > 0 ? &reading->file->links[reading->file->link_count - 1]
                                         : NULL;
}

static void add_note(struct reading *reading, const struct gedcom_line *line)
{
    struct gedcom_file *file = reading->file;
    if (!GROW(file, file->notes, file->note_count, file->note_capacity))
        return;
    uint32_t *first = reading->person ? &reading->person->first_note : &reading->couple->first_note;
    uint32_t *count = reading->person ? &reading->person->note_count : &reading->couple->note_count;
    if (*count == 0)
        *first = (uint32_t)file->note_count;
    ++*count;
    file->notes[file->note_count++] = (struct gedcom_note){
        text_trim(line->value), line->pointer, {line->line, line->bytes}};
}

static void add_associate(struct reading *reading, const struct gedcom_line *line)
{
    struct gedcom_file *file = reading->file;
    if (GROW(file, file->associates, file->associate_count, file->associate_capacity))
        file->associates[file->associate_count++] = (struct gedcom_associate){
            .person = (uint32_t)(file->person_count - 1),
            .other = line->pointer,
            .at = {line->line, line->bytes},
        };
}

static void take_link_use(struct reading *reading, enum gedcom_use use,
                          const struct gedcom_line *line)
{
    struct gedcom_link *link;
    switch (use) {
    case CHILD_OF:
    case BORN_TO:
    case ADOPTED_BY:
        link = add_link(reading, line, AS_CHILD);
        if (link && use == ADOPTED_BY)
            link->adopter = TEXT("BOTH");
        if (link && use == BORN_TO)
            link->kind = TEXT("birth");
        break;
    case CHILD:
        add_link(reading, line, AS_CHILD);
        break;
    case PARTNER_IN:
    case HUSBAND:
    case WIFE:
        link = add_link(reading, line, AS_PARTNER);
        if (link)
            link->wife = use == WIFE;
        break;
    case KIND:
    case ADOPTER:
    case KIND_TO_HUSBAND:
    case KIND_TO_WIFE:
        link = last_link(reading);
        if (link && use == KIND)
            link->kind = text_trim(line->value);
        else if (link && use == ADOPTER)
            link->adopter = text_trim(line->value);
        else if (link)
            link->kind_to[use == KIND_TO_WIFE] = text_trim(line->value);
        break;
    default:
        break;
    }
}

static void take_person_use(struct reading *reading, enum gedcom_use use,
                            const struct gedcom_line *line)
{
    struct gedcom_person *person = reading->person;
    struct gedcom_value value = value_of(line);
    struct text code;
    switch (use) {
    case NAME:
        person->name = value;
        break;
    case GIVEN:
        person->given = value.text;
        break;
    case SURNAME:
        person->surname = value.text;
        break;
    case GENDER:
        person->gender = value;
        break;
    case BORN_DATE:
        person->born = value;
        break;
    case BAPTISED_DATE:
        reading->baptised = value;
        break;
    case DIED:
        person->dead = true;
        break;
    case DIED_DATE:
        person->died = value;
        break;
    case AGE_AT_DEATH:
        if (value_list_decode(reading->file->outcomes, value.text, &code))
            person->outcome = code;
        else
            gedcom_left_out(reading->file, reading->record, TEXT("DEAT.AGE"), &value.at);
        break;
    case BURIED:
        reading->is_buried = true;
        break;
    case BURIED_DATE:
        reading->buried = value;
        break;
    case ASSOCIATE:
        add_associate(reading, line);
        break;
    case ROLE:
        if (reading->file->associate_count > 0)
            reading->file->associates[reading->file->associate_count - 1].role = value.text;
        break;
    default:
        break;
    }
}

static void take_couple_use(struct reading *reading, enum gedcom_use use,
                            const struct gedcom_line *line)
{
    struct gedcom_couple *couple = reading->couple;
    struct gedcom_value value = value_of(line);
    switch (use) {
    case MARRIED:
        couple->married = true;
        break;
    case MARRIED_DATE:
        couple->started = value;
        break;
    case MARRIED_TYPE:
        reading->married = value;
        break;
    case DIVORCED:
        reading->divorced = true;
        break;
    case DIVORCED_DATE:
        reading->ended = value;
        break;
    case SEPARATED:
        reading->is_separated = true;
        break;
    case SEPARATED_DATE:
        reading->separated = value;
        break;
    case EVENT_TYPE:
        reading->event_type = value;
        break;
    case EVENT_DATE:
        reading->event_date = value;
        break;
    default:
        break;
    }
}

/* An event of a couple ends: its TYPE may say that they parted. */
static void end_event(struct reading *reading)
{
    struct text code;
    if (reading->event.line == 0)
        return;
    if (!value_list_decode(reading->file->statuses, reading->event_type.text, &code))
        code = TEXT("");
    if (text_equal(code, TEXT("divorced"))) {
        reading->divorced = true;
        reading->ended = reading->event_date;
    } else if (text_equal(code, TEXT("separated"))) {
        reading->is_separated = true;
        reading->separated = reading->event_date;
    } else {
        gedcom_left_out(reading->file, reading->record, TEXT("EVEN"), &reading->event);
    }
    reading->event.line = 0;
    reading->event_type = reading->event_date = (struct gedcom_value){.at = {0}};
}

static void take_use(struct reading *reading, enum gedcom_use use, const struct gedcom_line *line)
{
    if (use == NOTE) {
        add_note(reading, line);
    } else if (use == EVENT) {
        reading->event = (struct family_line){line->line, line->bytes};
    } else {
        take_link_use(reading, use, line);
        if (reading->person)
            take_person_use(reading, use, line);
        else if (reading->couple)
            take_couple_use(reading, use, line);
    }
}

/* The path of tags down to the line; false when it is too deep for any use. */
static bool find_path(struct reading *reading, const struct gedcom_line *line)
{
    if (line->level >= LEVELS_MOST)
        return false;
    reading->path.length = reading->lengths[line->level - 1];
    buffer_add_byte(&reading->path, '.');
    buffer_add(&reading->path, line->tag);
    reading->lengths[line->level] = reading->path.length;
    return !buffer_failed(&reading->path);
}

static void read_line(struct reading *reading, const struct gedcom_line *line)
{
    if (line->level > reading->skip)
        return;
    reading->skip = UINT32_MAX;
    if (line->level == 1)
        end_event(reading);
    if (!find_path(reading, line)) {
        reading->skip = line->level;
        return;
    }
    enum gedcom_use use = gedcom_use_of(reading->file, buffer_text(&reading->path));
    bool again = gedcom_use_is_once(use) && (reading->seen >> use & 1);
    if (use == UNUSED || again) {
        struct text path = buffer_text(&reading->path);
        struct family_line at = {line->line, line->bytes};
        gedcom_left_out(reading->file, reading->record,
                        text_part(path, reading->record.length + 1, path.length), &at);
        reading->skip = line->level;
        return;
    }
    if (use == IGNORE)
        reading->skip = line->level;
    reading->seen |= (uint64_t)1 << use;
    take_use(reading, use, line);
}

/* About then: of a date as EDTF that says no more. */
static struct text about(struct gedcom_file *file, struct text date)
{
    buffer_clear(&file->key);
    buffer_add(&file->key, date);
    bool plain = date.length > 0;
    for (size_t i = 0; i < date.length; i++)
        plain &= (date.data[i] >= '0' && date.data[i] <= '9') || date.data[i] == '-';
    if (plain)
        buffer_put(&file->key, "~");
    struct text copy = arena_copy(&file->arena, buffer_text(&file->key));
    if (!copy.data || buffer_failed(&file->key))
        gedcom_no_memory(file);
    return copy;
}

/* The date as EDTF, or as it stands. */
static void settle_date(struct gedcom_file *file, struct gedcom_value *value, bool is_about)
{
    bool made = value->text.length > 0 && gedcom_date(file->words, value->text, &file->date);
    if (buffer_failed(&file->date))
        gedcom_no_memory(file);
    if (!made)
        return;
    value->text = is_about ? about(file, buffer_text(&file->date))
                           : arena_copy(&file->arena, buffer_text(&file->date));
    if (!value->text.data)
        gedcom_no_memory(file);
}

static void settle_person(struct reading *reading)
{
    struct gedcom_file *file = reading->file;
    struct gedcom_person *person = reading->person;
    struct text code;
    bool baptised = person->born.text.length == 0 && reading->baptised.text.length > 0;
    bool buried = person->died.text.length == 0 && reading->buried.text.length > 0;
    if (baptised)
        person->born = reading->baptised;
    if (buried)
        person->died = reading->buried;
    settle_date(file, &person->born, baptised);
    settle_date(file, &person->died, buried);
    person->dead = person->dead || reading->is_buried;
    if (person->gender.text.length == 0)
        return;
    person->gender_undecoded = !value_list_decode(file->genders, person->gender.text, &code);
    if (!person->gender_undecoded)
        person->gender.text = code;
    else
        gedcom_left_out(file, TEXT("SEX"), person->gender.text, &person->gender.at);
}

static void settle_couple(struct reading *reading)
{
    struct gedcom_file *file = reading->file;
    struct gedcom_couple *couple = reading->couple;
    struct text code;
    end_event(reading);
    if (couple->married)
        couple->status = (struct gedcom_value){.text = TEXT("married")};
    if (reading->married.text.length > 0) {
        if (value_list_decode(file->statuses, reading->married.text, &code))
            couple->status = (struct gedcom_value){code, reading->married.at};
        else
            gedcom_left_out(file, reading->record, TEXT("MARR.TYPE"), &reading->married.at);
    }
    if (reading->is_separated) {
        couple->status.text = TEXT("separated");
        couple->ended = reading->separated;
    }
    if (reading->divorced) {
        couple->status.text = TEXT("divorced");
        couple->ended = reading->ended;
    }
    settle_date(file, &couple->started, false);
    settle_date(file, &couple->ended, false);
}

/* --- Records --------------------------------------------------------------------------------- */

/* The id of a record; one without is called after its line. */
static struct text record_id(struct gedcom_file *file, const struct gedcom_line *line)
{
    if (line->id.length > 0)
        return line->id;
    buffer_clear(&file->key);
    buffer_format(&file->key, "line %llu", (unsigned long long)line->line);
    struct text id = arena_copy(&file->arena, buffer_text(&file->key));
    if (!id.data || buffer_failed(&file->key))
        return gedcom_no_memory(file), TEXT("");
    rejects_line(file->settings->rejects, file->reporter,
                 place_of_line(gedcom_reader_name(file->reader), line->line), MESSAGE_GEDCOM_NO_ID,
                 &id, 1, line->bytes);
    return id;
}

/* Remembers the first record of an id. */
static void name_record(struct gedcom_file *file, struct lookup *ids, uint32_t **first,
                        size_t *capacity, struct text id, size_t record)
{
    bool added;
    uint32_t number = lookup_add(ids, id, &added);
    if (number == LOOKUP_NONE)
        gedcom_no_memory(file);
    else if (added && gedcom_grow(file, (void **)first, capacity, number, sizeof **first))
        (*first)[number] = (uint32_t)record;
}

static void begin_person(struct reading *reading, const struct gedcom_line *line)
{
    struct gedcom_file *file = reading->file;
    if (!GROW(file, file->people, file->person_count, file->person_capacity))
        return;
    reading->person = &file->people[file->person_count];
    *reading->person = (struct gedcom_person){.id = record_id(file, line),
                                              .at = {line->line, line->bytes}};
    name_record(file, &file->person_ids, &file->person_of, &file->person_of_capacity,
                reading->person->id, file->person_count++);
}

static void begin_couple(struct reading *reading, const struct gedcom_line *line)
{
    struct gedcom_file *file = reading->file;
    if (!GROW(file, file->couples, file->couple_count, file->couple_capacity))
        return;
    reading->couple = &file->couples[file->couple_count];
    *reading->couple = (struct gedcom_couple){.id = record_id(file, line),
                                              .at = {line->line, line->bytes}};
    name_record(file, &file->couple_ids, &file->couple_of, &file->couple_of_capacity,
                reading->couple->id, file->couple_count++);
}

static void add_note_record(struct gedcom_file *file, const struct gedcom_line *line)
{
    bool added;
    uint32_t number = lookup_add(&file->note_ids, line->id, &added);
    if (number == LOOKUP_NONE)
        gedcom_no_memory(file);
    else if (added && GROW(file, file->note_texts, number, file->note_text_capacity))
        file->note_texts[number] = text_trim(line->value);
}

static void read_record(struct gedcom_file *file, const struct gedcom_record *record,
                        struct buffer *path)
{
    const struct gedcom_line *first = &record->lines[0];
    struct reading reading = {
        .file = file, .record = first->tag, .path = *path, .skip = UINT32_MAX};
    buffer_clear(&reading.path);
    buffer_add(&reading.path, first->tag);
    reading.lengths[0] = reading.path.length;
    enum gedcom_use use = gedcom_use_of(file, first->tag);
    if (use == PERSON)
        begin_person(&reading, first);
    else if (use == COUPLE)
        begin_couple(&reading, first);
    else if (use == NOTE_RECORD)
        add_note_record(file, first);
    else if (use != IGNORE) {
        struct family_line at = {first->line, first->bytes};
        gedcom_left_out(file, first->tag, TEXT(""), &at);
    }
    for (size_t i = 1; i < record->count && (reading.person || reading.couple); i++)
        read_line(&reading, &record->lines[i]);
    if (reading.person)
        settle_person(&reading);
    if (reading.couple)
        settle_couple(&reading);
    *path = reading.path;
}

bool gedcom_file_read(struct gedcom_file *file)
{
    struct gedcom_record record;
    struct buffer path;
    enum gedcom_result result = GEDCOM_RECORD;
    buffer_init(&path, LIMIT_CELL_BYTES);
    while (!file->failed && (result = gedcom_next(file->reader, &record)) == GEDCOM_RECORD) {
        read_record(file, &record, &path);
        if (buffer_failed(&path))
            gedcom_no_memory(file);
        if (file->person_count > LIMIT_PEOPLE) {
            char digits[24];
            file->failed = true;
            report_with(file->reporter, place_of_file(gedcom_reader_name(file->reader)),
                        MESSAGE_PEOPLE_TOO_MANY, number_text(LIMIT_PEOPLE, digits));
        }
    }
    buffer_release(&path);
    return !file->failed && result == GEDCOM_END;
}

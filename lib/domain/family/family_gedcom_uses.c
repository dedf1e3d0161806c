/* What the tags of a GEDCOM file are for, and the count of those that are for nothing. */
#include "domain/family/family_gedcom_private.h"

#include "base/memory.h"
#include "records/share.h"
#include "records/unmapped.h"

enum { PATHS_MOST = 1000 };

/* Names in tags.csv; `once`: of several in a record the first counts. */
static const struct {
    const char *name;
    bool once;
} uses[USES] = {
    [UNUSED] = {"", false},
    [IGNORE] = {"ignore", false},
    [PERSON] = {"person", false},
    [COUPLE] = {"family", false},
    [NOTE_RECORD] = {"note-record", false},
    [NAME] = {"name", true},
    [GIVEN] = {"given", true},
    [SURNAME] = {"surname", true},
    [GENDER] = {"gender", true},
    [BORN] = {"born", true},
    [BORN_DATE] = {"born-date", true},
    [BORN_TO] = {"born-to", false},
    [BAPTISED] = {"baptised", true},
    [BAPTISED_DATE] = {"baptised-date", true},
    [DIED] = {"died", true},
    [DIED_DATE] = {"died-date", true},
    [AGE_AT_DEATH] = {"age-at-death", true},
    [BURIED] = {"buried", true},
    [BURIED_DATE] = {"buried-date", true},
    [CHILD_OF] = {"child-of", false},
    [KIND] = {"kind", false},
    [ADOPTED] = {"adopted", false},
    [ADOPTED_BY] = {"adopted-by", false},
    [ADOPTER] = {"adopter", false},
    [PARTNER_IN] = {"partner-in", false},
    [ASSOCIATE] = {"associate", false},
    [ROLE] = {"role", false},
    [NOTE] = {"note", false},
    [HUSBAND] = {"husband", false},
    [WIFE] = {"wife", false},
    [CHILD] = {"child", false},
    [KIND_TO_HUSBAND] = {"kind-to-husband", false},
    [KIND_TO_WIFE] = {"kind-to-wife", false},
    [ENGAGED] = {"engaged", true},
    [MARRIED] = {"married", true},
    [MARRIED_DATE] = {"married-date", true},
    [MARRIED_TYPE] = {"married-type", true},
    [DIVORCED] = {"divorced", true},
    [DIVORCED_DATE] = {"divorced-date", true},
    [SEPARATED] = {"separated", true},
    [SEPARATED_DATE] = {"separated-date", true},
    [EVENT] = {"event", false},
    [EVENT_TYPE] = {"event-type", false},
    [EVENT_DATE] = {"event-date", false},
};

bool gedcom_no_memory(struct gedcom_file *file)
{
    if (!file->failed)
        report(file->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    file->failed = true;
    return false;
}

bool gedcom_grow(struct gedcom_file *file, void **array, size_t *capacity, size_t count,
                 size_t size)
{
    return memory_reserve(array, capacity, count + 1, size) || gedcom_no_memory(file);
}

#define GROW(file, array, count, capacity)                                                         \
    gedcom_grow((file), (void **)&(array), &(capacity), (count), sizeof *(array))

/* --- The uses of tags ------------------------------------------------------------------------ */

static bool load_uses(struct gedcom_file *file)
{
    enum { PATH, USE };
    static const char *const names[] = {"path", "use", NULL};
    struct share_file *share = share_file_open("gedcom/tags.csv", file->reporter);
    bool done = share && share_file_columns(share, names);
    while (done && share_file_next(share)) {
        size_t use = IGNORE;
        while (use < USES && !text_equal(share_file_cell(share, USE), text_of(uses[use].name)))
            use++;
        uint32_t path = share_file_code(share, PATH, &file->paths, PATHS_MOST);
        if (use == USES)
            done = share_file_broken(share, USE);
        else if (path != LOOKUP_NONE) {
            done = GROW(file, file->uses, path, file->use_capacity);
            if (done)
                file->uses[path] = (uint8_t)use;
        }
    }
    done = done && share_file_sound(share);
    share_file_free(share);
    return done;
}

bool gedcom_file_load(struct gedcom_file *file)
{
    const struct reporter *reporter = file->reporter;
    return (file->words = gedcom_words_new(reporter)) &&
           (file->genders = value_list_new(TEXT("gender"), reporter)) &&
           (file->outcomes = value_list_new(TEXT("outcome-of-person"), reporter)) &&
           (file->types = value_list_new(TEXT("relationship-type"), reporter)) &&
           (file->statuses = value_list_new(TEXT("relationship-status"), reporter)) &&
           (file->kinds = value_list_new(TEXT("relationship-kind"), reporter)) && load_uses(file);
}

bool gedcom_use_is_once(enum gedcom_use use)
{
    return uses[use].once;
}

enum gedcom_use gedcom_use_of(struct gedcom_file *file, struct text path)
{
    uint32_t number = lookup_find(&file->paths, path);
    if (number != LOOKUP_NONE)
        return (enum gedcom_use)file->uses[number];
    size_t point = 0;
    while (point < path.length && path.data[point] != '.')
        point++;
    buffer_clear(&file->key);
    buffer_put(&file->key, "*");
    if (!buffer_add(&file->key, text_part(path, point, path.length)))
        gedcom_no_memory(file);
    number = lookup_find(&file->paths, buffer_text(&file->key));
    return number == LOOKUP_NONE ? UNUSED : (enum gedcom_use)file->uses[number];
}

void gedcom_left_out(struct gedcom_file *file, struct text record, struct text path,
                     const struct family_line *at)
{
    struct place place = place_of_line(gedcom_reader_name(file->reader), at->line);
    file->left_out_total++;
    if (file->settings->unmapped) {
        unmapped_add(file->settings->unmapped, record, path, place);
        return;
    }
    buffer_clear(&file->key);
    buffer_add(&file->key, record);
    if (path.length > 0) {
        buffer_put(&file->key, ".");
        buffer_add(&file->key, path);
    }
    if (buffer_failed(&file->key))
        gedcom_no_memory(file);
    bool added;
    uint32_t number = lookup_add(&file->left_out, buffer_text(&file->key), &added);
    if (number == LOOKUP_NONE)
        gedcom_no_memory(file);
    else if (GROW(file, file->left_out_counts, number, file->left_out_capacity))
        file->left_out_counts[number] = added ? 1 : file->left_out_counts[number] + 1;
}

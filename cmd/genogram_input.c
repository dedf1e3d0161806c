/* What the verbs read: people and relationships, whatever they stand in. */
#include "cmd/genogram.h"

#include "domain/family/family_gedcom.h"
#include "domain/family/family_kin.h"
#include "domain/family/family_pedigree.h"

static const char *const source_names[] = {[GENOGRAM_BY_NAME] = "",
                                           [GENOGRAM_CSV] = "csv",
                                           [GENOGRAM_GEDCOM] = "gedcom",
                                           [GENOGRAM_PEDIGREE] = "ped"};

enum { SOURCES = 4 };

bool genogram_take_from(struct front *front, const char *argument)
{
    struct genogram_settings *settings = front->own;
    for (int i = GENOGRAM_CSV; i < SOURCES; i++)
        if (text_equal(text_of(argument), text_of(source_names[i]))) {
            settings->source = (enum genogram_source)i;
            return true;
        }
    return front_takes(front, "--from", TEXT("csv, gedcom or ped"), text_of(argument));
}

static bool ends_with(struct text name, struct text ending)
{
    return name.length > ending.length &&
           text_equal_folded(text_part(name, name.length - ending.length, ending.length), ending);
}

enum genogram_source genogram_source_of(const struct front *front)
{
    const struct genogram_settings *settings = front->own;
    struct text name = text_of(front->files[0]);
    if (settings->source != GENOGRAM_BY_NAME)
        return settings->source;
    if (ends_with(name, TEXT(".ged")))
        return GENOGRAM_GEDCOM;
    if (ends_with(name, TEXT(".ped")) || ends_with(name, TEXT(".fam")))
        return GENOGRAM_PEDIGREE;
    return GENOGRAM_CSV;
}

/* People alone, and what they tell of one another. */
static bool read_kin(struct front *front, const struct family_sink *sink)
{
    struct genogram_settings *settings = front->own;
    struct family_kin *kin = family_kin_new(sink, &front->reporter);
    if (!kin)
        return false;
    struct family_sink people = family_kin_sink(kin);
    bool done = family_rows_people(&front->table, front->files, front->file_count, &people,
                                   &front->reporter) &&
                family_kin_tell(kin);
    settings->has_words = family_kin_has_words(kin);
    settings->kin = family_kin_count(kin);
    family_kin_free(kin);
    return done;
}

bool genogram_read(struct front *front, const struct family_sink *sink)
{
    const struct genogram_settings *settings = front->own;
    struct table_settings side = front->table;
    enum genogram_source source = genogram_source_of(front);
    side.maps_must_fit = false;
    if (source == GENOGRAM_CSV && settings->relationship_count == 0)
        return read_kin(front, sink);
    if (source == GENOGRAM_CSV)
        return family_rows_people(&front->table, front->files, front->file_count, sink,
                                  &front->reporter) &&
               family_rows_relationships(&side, settings->relationships,
                                         settings->relationship_count, sink, &front->reporter);
    if (front->file_count > 1)
        return front_usage(front, "--from %s takes one file: ids of several are not told apart",
                           source_names[source]);
    if (settings->relationship_count > 0)
        return front_usage(front, "--relationships goes with --from csv: a file of %s has its own",
                           source_names[source]);
    return source == GENOGRAM_GEDCOM
               ? family_gedcom_read(&front->table, front->files[0], sink, &front->reporter)
               : family_pedigree_read(&front->table, front->files[0], sink, &front->reporter);
}

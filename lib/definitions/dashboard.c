#include "definitions/dashboard.h"

#include "base/limits.h"
#include "base/memory.h"
#include "records/share.h"

static const char embedded_path[] = "measures/dashboard.csv";
static const char user_file[] = "dashboard.csv";
static const char *const shows_names[DASHBOARD_KINDS] = {"value", "counted", "out-of"};

enum { MEASURE, SHOWS, CATEGORY, NOUN };

static bool read_shows(struct share_file *file, enum dashboard_shows *shows)
{
    struct text cell = share_file_cell(file, SHOWS);
    for (size_t i = 0; i < DASHBOARD_KINDS; i++)
        if (text_equal(cell, text_of(shows_names[i]))) {
            *shows = (enum dashboard_shows)i;
            return true;
        }
    return share_file_not_one_of(file, SHOWS, TEXT("value, counted, out-of"));
}

static bool add_entry(struct dashboard *dashboard, struct share_file *file, uint32_t number,
                      enum dashboard_shows shows)
{
    void *list = dashboard->list;
    if (!memory_reserve(&list, &dashboard->capacity, (size_t)number + 1, sizeof *dashboard->list))
        return share_file_no_memory(file);
    dashboard->list = list;
    dashboard->list[dashboard->count++] = (struct dashboard_entry){
        .measure = lookup_key(&dashboard->codes, number),
        .category = share_file_keep(file, CATEGORY, &dashboard->arena),
        .noun = share_file_keep(file, NOUN, &dashboard->arena),
        .shows = shows,
    };
    return true;
}

/* A row of the user's must name a measure that is counted; one that is compiled in may be for a
 * measure that the user has taken out, or has a row already. */
static bool load(struct dashboard *dashboard, struct share_file *file,
                 const struct measures *measures, bool own)
{
    static const char *const names[] = {"measure", "shows", "?category", "?noun", NULL};
    if (!share_file_columns(file, names))
        return false;
    while (share_file_next(file)) {
        enum dashboard_shows shows = DASHBOARD_VALUE;
        struct text code = share_file_cell(file, MEASURE);
        if (!own && lookup_find(&dashboard->codes, code) != LOOKUP_NONE)
            continue;
        if (own && code.length > 0)
            share_file_reference(file, MEASURE, &measures->codes, true);
        read_shows(file, &shows);
        uint32_t number = share_file_code(file, MEASURE, &dashboard->codes, LIMIT_FRAMEWORK_ROWS);
        if (number != LOOKUP_NONE && !add_entry(dashboard, file, number, shows))
            return false;
    }
    return share_file_sound(file);
}

static bool load_own(struct dashboard *dashboard, const char *directory,
                     const struct measures *measures, const struct reporter *reporter)
{
    char *name;
    if (!share_user_path(directory, user_file, &name, reporter))
        return false;
    bool done = true;
    if (name) {
        struct share_file *file = share_file_open_user(name, reporter);
        done = file && load(dashboard, file, measures, true);
        share_file_free(file);
    }
    memory_free(name);
    return done;
}

struct dashboard *dashboard_new(const char *directory, const struct measures *measures,
                                const struct reporter *reporter)
{
    struct dashboard *dashboard = memory_new(1, sizeof *dashboard);
    if (!dashboard) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    arena_init(&dashboard->arena);
    lookup_init(&dashboard->codes);
    bool done = !directory || load_own(dashboard, directory, measures, reporter);
    if (done) {
        struct share_file *file = share_file_open(embedded_path, reporter);
        done = file && load(dashboard, file, measures, false);
        share_file_free(file);
    }
    if (done)
        return dashboard;
    dashboard_free(dashboard);
    return NULL;
}

void dashboard_free(struct dashboard *dashboard)
{
    if (!dashboard)
        return;
    memory_free(dashboard->list);
    lookup_release(&dashboard->codes);
    arena_release(&dashboard->arena);
    memory_free(dashboard);
}

uint32_t dashboard_find(const struct dashboard *dashboard, struct text measure)
{
    return lookup_find(&dashboard->codes, measure);
}

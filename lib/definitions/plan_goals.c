#include "definitions/plan_goals.h"

#include "base/limits.h"
#include "base/memory.h"
#include "records/share.h"

enum { CODE, GOAL };

static bool load(struct plan_goals *goals, struct share_file *file)
{
    static const char *const names[] = {"code", "goal", NULL};
    size_t capacity = 0;
    if (!share_file_columns(file, names))
        return false;
    while (share_file_next(file)) {
        void *list = goals->list;
        uint32_t number = share_file_code(file, CODE, &goals->codes, LIMIT_FRAMEWORK_ROWS);
        if (number == LOOKUP_NONE)
            continue;
        if (!memory_reserve(&list, &capacity, (size_t)number + 1, sizeof *goals->list))
            return share_file_no_memory(file);
        goals->list = list;
        goals->list[goals->count++] = (struct plan_goal){
            lookup_key(&goals->codes, number), share_file_keep(file, GOAL, &goals->arena)};
        if (share_file_cell(file, GOAL).length == 0)
            share_file_wrong_words(file, GOAL, MESSAGE_DEFINITION_BLANK, NULL, 0);
    }
    return share_file_sound(file);
}

struct plan_goals *plan_goals_new(const struct reporter *reporter)
{
    struct plan_goals *goals = memory_new(1, sizeof *goals);
    if (!goals) {
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        return NULL;
    }
    arena_init(&goals->arena);
    lookup_init(&goals->codes);
    struct share_file *file = share_file_open("plans/goals.csv", reporter);
    bool loaded = file && load(goals, file);
    share_file_free(file);
    if (loaded)
        return goals;
    plan_goals_free(goals);
    return NULL;
}

void plan_goals_free(struct plan_goals *goals)
{
    if (!goals)
        return;
    memory_free(goals->list);
    lookup_release(&goals->codes);
    arena_release(&goals->arena);
    memory_free(goals);
}

struct text plan_goals_find(const struct plan_goals *goals, struct text code)
{
    uint32_t number = lookup_find(&goals->codes, code);
    return number == LOOKUP_NONE ? TEXT("") : goals->list[number].goal;
}

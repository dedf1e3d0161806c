#include "domain/plan/service_proposals.h"

#include "base/limits.h"
#include "base/memory.h"

struct run {
    const struct service_proposals_request *request;
    struct writer *writer;
    struct service_proposals_counts *counts;
    struct births births;
    struct buffer fit;
    struct service_fit *fits;
    struct text family, child;
    bool no_memory;
};

static void begin_row(struct run *run, uint32_t need)
{
    const struct framework *framework = run->request->framework;
    const struct outcome_set *outcomes = run->request->outcomes;
    uint32_t outcome = need_outcome(framework, outcomes, need);
    writer_cell(run->writer, run->family);
    writer_cell(run->writer, run->child);
    writer_cell(run->writer, need_code(framework, outcomes, need));
    writer_cell(run->writer, need_label(framework, outcomes, need));
    writer_cell(run->writer, outcome == LOOKUP_NONE ? TEXT("") : outcomes->outcomes[outcome].code);
}

/* How a service fits, in codes or in words. */
static struct text fit_of(struct run *run, const struct service_fit *fit)
{
    const char *keys[SERVICE_FIT_KEYS];
    buffer_clear(&run->fit);
    if (!run->request->phrases) {
        service_fit_write(fit, &run->fit);
        return buffer_text(&run->fit);
    }
    service_fit_keys(fit, keys);
    for (size_t i = 0; i < SERVICE_FIT_KEYS; i++) {
        if (i > 0)
            buffer_put(&run->fit, "; ");
        buffer_add(&run->fit, phrase(run->request->phrases, keys[i]));
    }
    return buffer_text(&run->fit);
}

static bool write_proposal(struct run *run, uint32_t need, size_t number)
{
    const struct service_fit *fit = &run->fits[number];
    const struct service *service = fit->service;
    begin_row(run, need);
    writer_number(run->writer, number + 1);
    writer_cell(run->writer, service->name);
    writer_cell(run->writer, service->provider);
    writer_cell(run->writer, fit_of(run, fit));
    writer_cell(run->writer, service->contact);
    writer_cell(run->writer, service->route);
    writer_cell(run->writer, service->phone);
    writer_cell(run->writer, service->email);
    writer_cell(run->writer, service->hours);
    run->counts->proposals++;
    return writer_end_row(run->writer) && !buffer_failed(&run->fit);
}

static bool write_need(struct run *run, struct service_wish *wish)
{
    size_t count = service_book_fits(run->request->services, wish, run->fits, run->request->most);
    run->counts->needs++;
    for (size_t i = 0; i < count; i++)
        if (!write_proposal(run, wish->need, i))
            return false;
    if (count > 0)
        return true;
    run->counts->without_service++;
    begin_row(run, wish->need);
    writer_cell(run->writer, TEXT(""));
    writer_cell(run->writer, TEXT(""));
    writer_cell(run->writer, TEXT(""));
    writer_cell(run->writer,
                run->request->phrases ? phrase(run->request->phrases, "fit-none") : TEXT("none"));
    return writer_end_row(run->writer);
}

static bool write_child(struct run *run, const struct needing_child *child)
{
    const struct service_proposals_request *request = run->request;
    const struct framework *framework = request->framework;
    const struct plan_facts *facts = plan_facts_for(request->plans, run->family, child->child);
    struct service_wish wish = {.births = &run->births,
                                .area = facts ? facts->area : TEXT(""),
                                .level = child->level,
                                .as_of = request->as_of};
    uint64_t needs = run->counts->needs;
    births_clear(&run->births);
    bool done = child->child.length > 0
                    ? age_book_child(request->ages, run->family, child->child, &run->births, NULL)
                    : age_book_family(request->ages, run->family, request->as_of, &run->births);
    run->child = child->child;
    run->no_memory = !done;
    for (int level = INDICATOR_SIGNIFICANT_HARM; level > INDICATOR_UNIVERSAL; level--)
        for (uint32_t i = 0; i < framework->indicator_count && done; i++) {
            if (framework->indicators[i].level != (enum indicator_level)level ||
                !indicator_set_has(child->needs, i))
                continue;
            wish.need = i;
            done = write_need(run, &wish);
        }
    if (run->counts->needs == needs)
        return done;
    run->counts->children++;
    run->counts->without_area += wish.area.length == 0;
    run->counts->without_age += run->births.count == 0;
    return done;
}

bool service_proposals_write(const struct service_proposals_request *request,
                             const struct family_needs_list *families, struct writer *writer,
                             struct service_proposals_counts *counts,
                             const struct reporter *reporter)
{
    struct run run = {.request = request,
                      .writer = writer,
                      .counts = counts,
                      .fits = memory_new(request->most, sizeof *run.fits)};
    bool done = run.fits != NULL;
    births_init(&run.births);
    buffer_init(&run.fit, LIMIT_CELL_BYTES);
    for (size_t i = 0; i < families->count && done; i++) {
        run.family = families->families[i].family;
        for (size_t j = 0; j < families->families[i].child_count && done; j++)
            done = write_child(&run, &families->families[i].children[j]);
    }
    /* A writer that has failed has said so. */
    if (!run.fits || run.no_memory || buffer_failed(&run.fit))
        report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    memory_free(run.fits);
    births_release(&run.births);
    buffer_release(&run.fit);
    return done;
}

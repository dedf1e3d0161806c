#include "base/memory.h"
#include "domain/review/reviews_due.h"

#include <stdlib.h>

/* By lead practitioner; the rows of one in the order of the list, which is that of their addresses.
 */
static int order_of_rows(const void *one, const void *other)
{
    const struct review_due *const *a = one, *const *b = other;
    int order = text_compare((*a)->lead_key, (*b)->lead_key);
    return order != 0 ? order : (*a > *b) - (*a < *b);
}

static int order_of_leads(const void *one, const void *other)
{
    const struct review_lead *a = one, *b = other;
    if ((a->key.length == 0) != (b->key.length == 0))
        return a->key.length == 0 ? 1 : -1;
    if (a->overdue != b->overdue)
        return a->overdue > b->overdue ? -1 : 1;
    if (a->soon != b->soon)
        return a->soon > b->soon ? -1 : 1;
    return text_compare(a->key, b->key);
}

static void add_row(struct review_lead *lead, const struct review_due *due)
{
    if (!text_equal(lead->agency, due->agency))
        lead->agency = TEXT("");
    lead->count++;
    if (due->state != REVIEW_OVERDUE) {
        lead->soon++;
        return;
    }
    lead->overdue++;
    if (due->days_late > lead->longest)
        lead->longest = due->days_late;
}

bool review_leads_read(struct review_leads *leads, const struct reviews_due *list,
                       const struct reporter *reporter)
{
    *leads = (struct review_leads){.leads = NULL};
    if (list->count == 0)
        return true;
    leads->rows = memory_new(list->count, sizeof *leads->rows);
    leads->leads = memory_new(list->count, sizeof *leads->leads);
    if (!leads->rows || !leads->leads)
        return report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    for (size_t i = 0; i < list->count; i++)
        leads->rows[i] = &list->rows[i];
    qsort(leads->rows, list->count, sizeof *leads->rows, order_of_rows);
    for (size_t i = 0; i < list->count; i++) {
        const struct review_due *due = leads->rows[i];
        if (i == 0 || !text_equal(due->lead_key, leads->rows[i - 1]->lead_key))
            leads->leads[leads->count++] = (struct review_lead){.name = due->lead_practitioner,
                                                                .key = due->lead_key,
                                                                .agency = due->agency,
                                                                .first = i};
        add_row(&leads->leads[leads->count - 1], due);
    }
    qsort(leads->leads, leads->count, sizeof *leads->leads, order_of_leads);
    return true;
}

void review_leads_release(struct review_leads *leads)
{
    memory_free(leads->leads);
    memory_free(leads->rows);
    *leads = (struct review_leads){.leads = NULL};
}

/* Layer: records. One file that may be any of several records: the one that its header fits best
 * (table_any), or the one that it is said to be. */
#ifndef RECORDS_FITTING_H
#define RECORDS_FITTING_H

#include "records/table.h"

struct fitting {
    struct table *table;
    size_t record; /* the place in the list of the record that the rows are read as */
    const struct reporter *reporter;
    struct reporter hearing; /* the table's own: it holds back what one record alone lacks */
    bool lacks_columns;
};

/*
 * Opens the file and binds its header. `said` is a place in the list; none of it: the best fit, of
 * equals the first. When nothing fits, the message names the first `named` of the records: those
 * behind are known only so that no file of them is taken for something else. The struct must stay
 * where it is until fitting_close, and so must `*file`. False after a message; close it all the
 * same.
 */
bool fitting_open(struct fitting *, const struct table_settings *,
                  struct record_definition *const *definitions, size_t count, size_t named,
                  size_t said, const char *const *file, const struct reporter *);
void fitting_close(struct fitting *);

#endif

/*
 * Layer: records. Where rows go that could not be used: the row byte for byte as it stands in the
 * file, with `file,line,reason` in front, so that it can be mended and fed back after the first
 * three columns are cut off. A header line, with the same three in front of the input's own, comes
 * first and again whenever the rows come from a file with another header. A row without a line end
 * gets one.
 */
#ifndef RECORDS_REJECTS_H
#define RECORDS_REJECTS_H

#include "base/output.h"

struct rejects {
    struct output *output;
    char delimiter;       /* of the rows, hence of what stands in front of them; `,` unless set */
    struct buffer header; /* the header line last written, line end included */
};

/* Rejects that go to `output`, which is borrowed. */
void rejects_init(struct rejects *, struct output *);
void rejects_release(struct rejects *);

/* Says which header the next rows have. Writes it when it differs from the last. */
bool rejects_header(struct rejects *, struct text header_line);

/* Writes one row. `more` says that rejects_piece brings the rest of it. */
bool rejects_row(struct rejects *, const char *file, uint64_t line, struct text reason,
                 struct text row, bool more);
bool rejects_piece(struct rejects *, struct text bytes, bool more);

/*
 * Reports that a line of a file that is no table cannot be used, and writes it to the rejects
 * (which may be NULL) as one quoted cell under the heading `text`. Returns false.
 */
bool rejects_line(struct rejects *, const struct reporter *, struct place, enum message,
                  const struct text *words, size_t count, struct text line);

#endif

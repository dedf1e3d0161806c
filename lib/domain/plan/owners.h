/*
 * Layer: domain. Who is named in one cell: `SCT, MASH`, `A/ B`, `Mum and Ms Lark`.
 *
 * What parts names is data, share/plans/separators.csv: a `sign` parts wherever it stands, a `word`
 * where blanks or an end of the cell stand on both its sides, a `mark` with a blank behind it is
 * taken off the start of a name, and a `keep` is one name, or a piece of one, whatever it holds
 * (`children and families`). Line breaks part always; nothing parts within round brackets. Case
 * does not matter.
 *
 * `Lark, Anna` cannot be told from two people and makes two: that is why names are parted only
 * where it is asked for. More than LIMIT_OWNERS names are no list of people, and stay one.
 */
#ifndef DOMAIN_PLAN_OWNERS_H
#define DOMAIN_PLAN_OWNERS_H

#include "base/buffer.h"
#include "base/message.h"

struct owners {
    struct text *names; /* of the last cell: into the cell, trimmed, as written, none twice */
    size_t count;       /* 0: nobody is named */
    struct owners_private *own;
};

/* The rules that are compiled in, or those of the user's `file` (NULL: none). NULL with messages.
 * The caller owns it. */
struct owners *owners_new(const char *file, const struct reporter *);
void owners_free(struct owners *);

/*
 * Reads a cell into `names`: without `split` the whole of it is one name. Names that owner_key
 * finds equal stand once. Borrowed until the next cell, and from the cell.
 */
void owners_read(struct owners *, struct text cell, bool split);

/*
 * Adds to `key` what of a name counts when names are compared: ASCII letters in lower case, a run
 * of blanks or line breaks as one blank, none at the ends. False when the buffer has failed.
 */
bool owner_key(struct text name, struct buffer *key);

#endif

/* Layer: base. The files of share/ that are compiled in. The table itself is made by lib/embed.sh.
 */
#ifndef BASE_EMBEDDED_H
#define BASE_EMBEDDED_H

#include "base/text.h"

struct embedded_file {
    const char *path; /* below share/: `frameworks/solihull-2024/levels.csv` */
    const unsigned char *bytes;
    size_t length;
};

/* In bytewise order of path. */
extern const struct embedded_file embedded_files[];
extern const size_t embedded_file_count;

/* The file at `path`; false when there is none. The bytes live as long as the program. */
bool embedded_find(struct text path, struct text *bytes);

#endif

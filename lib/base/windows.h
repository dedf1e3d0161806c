/* Layer: base. Windows-1252, which files without a mark turn out to be when they are no UTF-8. */
#ifndef BASE_WINDOWS_H
#define BASE_WINDOWS_H

#include "base/buffer.h"

/* Whether the bytes make sense as Windows-1252 and none beyond ASCII as UTF-8. */
bool windows_is_text(struct text bytes);

/* Adds the bytes, each a character of Windows-1252, as UTF-8. False when the buffer has failed. */
bool windows_to_utf8(struct text bytes, struct buffer *to);

#endif

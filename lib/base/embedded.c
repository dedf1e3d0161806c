#include "base/embedded.h"

bool embedded_find(struct text path, struct text *bytes)
{
    size_t low = 0, high = embedded_file_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct embedded_file *file = &embedded_files[middle];
        int order = text_compare(path, text_of(file->path));
        if (order == 0) {
            *bytes = (struct text){(const char *)file->bytes, file->length};
            return true;
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}

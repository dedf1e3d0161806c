#include "cmd/directory.h"

#include <errno.h>
#include <sys/stat.h>

enum { NAME_BYTES = 120, PATH_BYTES = 1 << 16 };

bool directory_open(struct directory *directory, const char *path, const struct reporter *reporter)
{
    *directory = (struct directory){.path = path, .reporter = reporter};
    lookup_init(&directory->taken);
    buffer_init(&directory->name, PATH_BYTES);
    if (mkdir(path, 0700) == 0 || errno == EEXIST)
        return true;
    return report_with(reporter, place_of_file(path), MESSAGE_CANNOT_CREATE,
                       text_of(strerror(errno)));
}

void directory_close(struct directory *directory)
{
    lookup_release(&directory->taken);
    buffer_release(&directory->name);
}

static bool is_safe(char byte, bool first)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z') || byte == '-' || byte == '_' || (byte == '.' && !first);
}

/* Takes a name in small letters; `*free` tells whether it was free. False when there is no memory.
 */
static bool take_name(struct directory *directory, struct text name, bool *free)
{
    char folded[NAME_BYTES * 2];
    size_t length = name.length < sizeof folded ? name.length : sizeof folded;
    for (size_t i = 0; i < length; i++) {
        char byte = name.data[i];
        folded[i] = byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
    }
    return lookup_add(&directory->taken, (struct text){folded, length}, free) != LOOKUP_NONE;
}

/* Adds a name for an id that is still free. */
static bool add_name(struct directory *directory, struct text id, struct buffer *name)
{
    bool free = false, done = true;
    for (uint64_t number = 1; done && !free; number++) {
        buffer_clear(name);
        for (size_t i = 0; i < id.length && name->length < NAME_BYTES; i++)
            buffer_add_byte(name, is_safe(id.data[i], i == 0) ? id.data[i] : '_');
        if (name->length == 0)
            buffer_put(name, "family");
        if (number > 1) {
            buffer_add_byte(name, '-');
            buffer_add_number(name, number);
        }
        done = !buffer_failed(name) && take_name(directory, buffer_text(name), &free);
    }
    return done;
}

bool directory_file(struct directory *directory, struct text id, const char *ending,
                    struct output *output)
{
    struct buffer name, *path = &directory->name;
    struct stat old;
    buffer_init(&name, NAME_BYTES * 2);
    bool done = add_name(directory, id, &name);
    buffer_clear(path);
    buffer_add(path, text_of(directory->path));
    buffer_add_byte(path, '/');
    buffer_add(path, buffer_text(&name));
    buffer_add(path, text_of(ending));
    buffer_add_byte(path, '\0');
    buffer_release(&name);
    if (!done || buffer_failed(path))
        return report(directory->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    directory->replaced += stat(buffer_text(path).data, &old) == 0;
    directory->written++;
    return output_to_file(output, buffer_text(path).data, directory->reporter);
}

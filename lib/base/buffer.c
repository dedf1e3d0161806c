#include "base/buffer.h"

#include "base/memory.h"

#include <stdio.h>

void buffer_init(struct buffer *buffer, size_t maximum)
{
    *buffer = (struct buffer){.maximum = maximum};
}

void buffer_release(struct buffer *buffer)
{
    memory_free(buffer->data);
    buffer_init(buffer, buffer->maximum);
}

void buffer_clear(struct buffer *buffer)
{
    buffer->length = 0;
    buffer->failed = false;
}

bool buffer_grow(struct buffer *buffer, size_t more)
{
    if (buffer->failed)
        return false;
    if (more > buffer->maximum || buffer->length > buffer->maximum - more) {
        buffer->failed = true;
        return false;
    }
    size_t wanted = buffer->length + more, next = buffer->capacity ? buffer->capacity : 64;
    if (next > buffer->maximum)
        next = buffer->maximum;
    while (next < wanted)
        next = next > buffer->maximum / 2 ? buffer->maximum : next * 2;
    char *grown = memory_resize(buffer->data, next, 1);
    if (!grown) {
        buffer->failed = true;
        return false;
    }
    buffer->data = grown;
    buffer->capacity = next;
    return true;
}

bool buffer_format_list(struct buffer *buffer, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0 || !buffer_reserve(buffer, (size_t)length + 1)) {
        buffer->failed = true;
        return false;
    }
    vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, arguments);
    buffer->length += (size_t)length;
    return true;
}

bool buffer_format(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    bool done = buffer_format_list(buffer, format, arguments);
    va_end(arguments);
    return done;
}

bool buffer_add_number(struct buffer *buffer, uint64_t number)
{
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    return buffer_add(buffer, (struct text){digits + at, sizeof digits - at});
}

char *buffer_detach(struct buffer *buffer)
{
    if (!buffer_add_byte(buffer, '\0'))
        return NULL;
    char *bytes = buffer->data;
    buffer_init(buffer, buffer->maximum);
    return bytes;
}

bool buffer_fill(struct buffer *buffer, struct text text, const struct text *words, size_t count)
{
    for (size_t i = 0; i < text.length; i++) {
        bool place = i + 2 < text.length && text.data[i] == '{' && text.data[i + 2] == '}' &&
                     text.data[i + 1] >= '1' && text.data[i + 1] <= '9';
        size_t number = place ? (size_t)(text.data[i + 1] - '1') : count;
        if (number < count) {
            buffer_add(buffer, words[number]);
            i += 2;
        } else {
            buffer_add_byte(buffer, text.data[i]);
        }
    }
    return !buffer_failed(buffer);
}

#include "base/windows.h"

#include "base/utf8.h"

/* The characters at 0x80 to 0x9f; 0 where there is none. */
static const uint16_t high[32] = {0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                  0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
                                  0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                  0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

bool windows_is_text(struct text bytes)
{
    if (utf8_valid(bytes) == bytes.length)
        return false;
    for (size_t i = 0; i < bytes.length; i++) {
        unsigned char byte = (unsigned char)bytes.data[i];
        if (byte < 0x80)
            continue;
        size_t length;
        uint32_t character = utf8_first(text_part(bytes, i, 4), &length);
        if (length > 1 || character != 0xfffd || (byte < 0xa0 && high[byte - 0x80] == 0))
            return false;
    }
    return true;
}

bool windows_to_utf8(struct text bytes, struct buffer *to)
{
    char made[4] = {0};
    for (size_t i = 0; i < bytes.length; i++) {
        unsigned char byte = (unsigned char)bytes.data[i];
        if (byte < 0x80) {
            buffer_add_byte(to, (char)byte);
        } else {
            size_t length = utf8_write(byte < 0xa0 ? high[byte - 0x80] : byte, made);
            buffer_add(to, (struct text){made, length});
        }
    }
    return !buffer_failed(to);
}

/* CSV both ways: the scanner and libcsv. The first two bytes choose the delimiter and the size of
 * the pieces. */
#include "tests/fuzz/must.h"
#include "tests/unit/both_ways.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char delimiters[] = {',', ';', '\t', '|', ' ', '\x01', 'a', '\0'};
    struct text bytes = fuzz_text(data, size, 2);
    char delimiter = delimiters[fuzz_setting(data, size, 0) % (sizeof delimiters - 1)];
    size_t chunk = fuzz_setting(data, size, 1);
    /* A byte order mark is not part of any record, and that of UTF-16 changes all bytes. */
    if (bytes.length > 0 && memchr("\xef\xff\xfe", bytes.data[0], 3))
        return 0;
    both_ways(bytes, delimiter, chunk, 0);
    both_ways(bytes, delimiter, 0, chunk + 7);
    if (trouble)
        fprintf(stderr, "not so: %s\n", trouble);
    must(!trouble);
    return 0;
}

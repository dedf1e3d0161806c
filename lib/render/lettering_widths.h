/* Layer: render, for lettering.c alone. Advance widths of DejaVu Sans 2.37, in 1/2048 of the size;
 * each has the regular one and the bold one. */
#ifndef RENDER_LETTERING_WIDTHS_H
#define RENDER_LETTERING_WIDTHS_H

#include <stddef.h>
#include <stdint.h>

/* The characters from `first` to `last`, each by itself. */
struct lettering_letters {
    uint32_t first, last;
    const uint16_t *widths[2];
};

/* The characters from `first` to `last`, none of which is wider. */
struct lettering_block {
    uint32_t first, last;
    uint16_t widths[2];
};

/* Two letters that the font draws apart, and by how much. */
struct lettering_pair {
    uint16_t left, right;
    uint8_t widths[2];
};

/* All in order of their characters. */
extern const struct lettering_letters lettering_letters[];
extern const size_t lettering_letters_count;
extern const struct lettering_block lettering_blocks[];
extern const size_t lettering_blocks_count;
extern const struct lettering_pair lettering_pairs[];
extern const size_t lettering_pairs_count;

#endif

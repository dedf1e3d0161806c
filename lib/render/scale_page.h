/*
 * Layer: render. Readings of a scale for people: a list for a terminal, a page to print.
 *
 * Each family has for every person and domain the scores in turn (`4 -> 6 -> 7`), the change, that
 * since the reading before, its direction, and whose view lies furthest from the others'; where
 * there is more than one such row, another one for all views together. The page adds the drawings
 * (scale_sheet.h) and a table of all readings with their reasons; each family begins a sheet of its
 * own. All words stand in share/phrases.csv. Nothing that comes from a file reaches a terminal or a
 * page uncleaned (records/prose.h).
 */
#ifndef RENDER_SCALE_PAGE_H
#define RENDER_SCALE_PAGE_H

#include "render/scale_sheet.h"

/* Each writes the whole. False after a message; what the output has failed at is told by it. */
bool scale_page_text(const struct scale_sheet *, struct output *, const struct reporter *);
bool scale_page_html(const struct scale_sheet *, struct output *, const struct reporter *);

#endif
